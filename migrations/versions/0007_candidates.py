"""Sentences of a source that somebody did not want recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "candidate",
        sa.Column("source", Integer, primary_key=True, autoincrement=False),
        sa.Column("key", Text, primary_key=True),
        sa.Column("line", Integer, nullable=False),
        sa.Column("entry", Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("pragma user_version = 7")
