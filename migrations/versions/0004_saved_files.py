"""Whether the file of a piece of evidence was saved beside the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

Integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("evidence", sa.Column("saved", Integer))
    if op.get_bind().dialect.name == "sqlite":
        op.execute("pragma user_version = 4")
