"""Claims whose text was emptied for good."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

Integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "redacted",
        sa.Column("claim", Integer, primary_key=True, autoincrement=False),
        sa.Column("entry", Integer, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("pragma user_version = 8")
