"""A day on which somebody wants to look at a claim again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("claim", sa.Column("review_on", Text))
    where = sa.text("review_on is not null")
    op.create_index(
        "claim_review", "claim", ["review_on"], sqlite_where=where, postgresql_where=where
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("pragma user_version = 2")
