"""A recorded claim as an event states it, and the rows of the tables it becomes."""

from typing import Any

from ledger.domain.claim import statement_key
from ledger.domain.event import Row

SAYING = ("source", "url", "place", "quote", "quote_kind", "lang")
EVIDENCE = ("url", "archived", "sha256", "read_on", "note")

# The columns of `claim` that an event may set, in its words; flags are true and false there.
FLAGS = ("removed", "private", "with_outcome", "edited_late")
COLUMN = {"window": "window_kind"}
SETTABLE = (
    "speaker",
    "statement",
    "kind",
    "said_on",
    "deadline_phrase",
    "window",
    "earliest",
    "latest",
    "stance",
    "p",
    "p_low",
    "p_high",
    "basis",
    "words",
    "outcome",
    "happened_on",
    "judged_on",
    "judged_by",
    "judged_note",
    "retracted_on",
    "removed",
    "private",
    "cluster",
    "follows",
    "source",
    "note",
    "set_on",
    "with_outcome",
    "edited_late",
)


def claim_row(row: Row, entry: int, at: str) -> tuple[Any, ...]:
    """The row of `claim` for a recorded claim, in the order of the table's columns."""
    get = row.get
    outcome = get("outcome")
    return (
        row["id"],
        row["uid"],
        row["speaker"],
        row["statement"],
        statement_key(row["statement"]),
        get("kind", "forecast"),
        row["said_on"],
        get("deadline_phrase"),
        get("window"),
        get("earliest"),
        get("latest"),
        get("stance", "affirm"),
        get("p"),
        get("p_low"),
        get("p_high"),
        get("basis", "none"),
        get("words"),
        outcome,
        get("happened_on"),
        get("judged_on"),
        get("judged_by"),
        get("judged_note"),
        get("retracted_on"),
        0,
        1 if get("private") else 0,
        get("cluster"),
        get("follows"),
        get("source"),
        get("note"),
        at[:10],
        0 if outcome is None and get("retracted_on") is None else 1,
        0,
        entry,
    )
