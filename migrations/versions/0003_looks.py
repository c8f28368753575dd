"""The day on which somebody last looked at a claim and put it off."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("claim", sa.Column("looked_on", Text))
    where = sa.text("looked_on is not null")
    op.create_index(
        "claim_looked", "claim", ["looked_on"], sqlite_where=where, postgresql_where=where
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("pragma user_version = 3")
