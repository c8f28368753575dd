"""A recorded claim as an event states it, and the rows of the tables it becomes."""

from operator import itemgetter
from typing import Any

from ledger.domain.claim import statement_key
from ledger.domain.event import USUAL
from ledger.domain.event import Row

SAYING = ("source", "url", "place", "quote", "quote_kind", "lang")
FORECAST = ("person", "said_on", "p", "p_low", "p_high", "basis", "words", "note")
EVIDENCE = ("url", "archived", "sha256", "read_on", "note")

# A row of `claim` where an event says nothing, in the order of the table's columns.
_BARE: Row = {
    "id": None,
    "uid": None,
    "speaker": None,
    "statement": None,
    "key": None,
    "kind": USUAL["kind"],
    "said_on": None,
    "deadline_phrase": None,
    "window": None,
    "earliest": None,
    "latest": None,
    "stance": USUAL["stance"],
    "p": None,
    "p_low": None,
    "p_high": None,
    "basis": USUAL["basis"],
    "words": None,
    "outcome": None,
    "happened_on": None,
    "judged_on": None,
    "judged_by": None,
    "judged_note": None,
    "retracted_on": None,
    "removed": 0,
    "private": 0,
    "cluster": None,
    "follows": None,
    "source": None,
    "note": None,
    "set_on": None,
    "with_outcome": 0,
    "edited_late": 0,
    "entry": None,
    "review_on": None,
    "looked_on": None,
}
_values = itemgetter(*_BARE)

# The columns of `claim` that an event may set, in its words; flags are true and false there.
SETTABLE = frozenset(_BARE) - {"id", "uid", "key", "entry"}
FLAGS = ("removed", "private", "with_outcome", "edited_late")
COLUMN = {"window": "window_kind"}


def claim_row(row: Row, entry: int, at: str) -> tuple[Any, ...]:
    """The row of `claim` for a recorded claim, in the order of the table's columns."""
    full = {**_BARE, **row}
    full["key"] = statement_key(row["statement"])
    full["set_on"] = at[:10]
    full["entry"] = entry
    full["private"] = 1 if full["private"] else 0
    judged = full["outcome"] is not None or full["retracted_on"] is not None
    full["with_outcome"] = 1 if judged else 0
    full["removed"] = full["edited_late"] = 0
    found: tuple[Any, ...] = _values(full)
    return found
