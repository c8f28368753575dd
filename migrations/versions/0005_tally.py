"""The index of a score holds where a chance comes from and its range, in the order in which it is counted."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.drop_index("claim_tally", "claim")
    op.create_index(
        "claim_tally",
        "claim",
        [
            "speaker",
            "kind",
            "outcome",
            "stance",
            "p",
            "p_low",
            "p_high",
            "basis",
            "latest",
            "happened_on",
            "judged_on",
            "retracted_on",
            "removed",
            "said_on",
            "source",
            "cluster",
            "set_on",
            "with_outcome",
            "edited_late",
        ],
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("pragma user_version = 5")
