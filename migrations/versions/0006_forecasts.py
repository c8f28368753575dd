"""Probabilities that anybody gave a claim on a day."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

Text = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
Integer = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "forecast",
        sa.Column("claim", Integer, primary_key=True, autoincrement=False),
        sa.Column("n", Integer, primary_key=True, autoincrement=False),
        sa.Column("person", Integer, nullable=False),
        sa.Column("said_on", Text, nullable=False),
        sa.Column("p", Integer, nullable=False),
        sa.Column("p_low", Integer, nullable=False),
        sa.Column("p_high", Integer, nullable=False),
        sa.Column("basis", Text, nullable=False),
        sa.Column("words", Text),
        sa.Column("note", Text),
        sa.Column("first", Integer),
        sa.Column("set_on", Text, nullable=False),
        sa.Column("entry", Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("forecast_person", "forecast", ["person"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("pragma user_version = 6")
