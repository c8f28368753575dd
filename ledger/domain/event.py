"""What the journal records: kinds of events, the canonical bytes they are hashed from, and their rows.

A row of a `claims.recorded` event, version 1, is an object. Always there: `id`, `uid`, `speaker` (a
person's id), `statement`, `said_on`. Left out when they have their usual value: `kind` ("forecast"),
`stance` ("affirm"), `basis` ("none"), `private` (false), and everything that is null. Probabilities
are integers of 10⁻¹²; dates are ISO text.

A change of something known is `{key, set, was}`: undoing it is applying it with the two swapped.
"""

import json
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import Literal
from typing import NamedTuple

Kind = Literal[
    "ledger.created",
    "person.named",
    "person.merged",
    "source.described",
    "claims.recorded",
    "claim.edited",
    "claim.judged",
    "claim.reopened",
    "claim.retracted",
    "claim.removed",
    "claim.snoozed",
    "forecast.given",
    "criteria.set",
    "evidence.added",
    "saying.added",
    "candidate.skipped",
    "command.undone",
    "entry.redacted",
]

Row = dict[str, Any]

# Raised when the shape of rows changes; `lifted` then turns old rows into today's.
VERSION = 1

# What a recorded claim is when its row does not say.
USUAL: Mapping[str, Any] = {
    "kind": "forecast",
    "stance": "affirm",
    "basis": "none",
    "private": False,
}

# Entries of these kinds are never emptied: they speak of no claim, or say what was done to others.
KEPT = ("ledger.created", "command.undone", "entry.redacted")

# Claims that one entry of an import holds.
BATCH = 1000


class Event(NamedTuple):
    """A fact to be recorded: its kind and its rows, one for a single change, many for an import."""

    kind: Kind
    rows: Sequence[Row]


def _encoder() -> Callable[[Any], str]:
    """The standard library's encoder, made once: `JSONEncoder.encode` makes one for each value."""
    encoder = json.JSONEncoder(
        ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return encoder.encode
    encode = make(
        None, encoder.default, json.encoder.encode_basestring, None, ":", ",", True, False, False
    )
    return lambda value: "".join(encode(value, 0))


_encode = _encoder()


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no blanks, characters as they are.

    >>> canonical({"b": [1, None], "a": "年底"})
    '{"a":"年底","b":[1,null]}'
    """
    return _encode(value)


def lifted(kind: str, version: int, rows: Sequence[Row]) -> Sequence[Row]:
    """Rows as today's program reads them; raises ValueError for a version this program does not know."""
    if version != VERSION:
        raise ValueError(f"{kind} version {version} is newer than this program")
    return rows


def compact(row: Mapping[str, Any]) -> Row:
    """A claim's row without what is null or as usual: how a `claims.recorded` event writes it."""
    return {
        name: value
        for name, value in row.items()
        if (value != USUAL[name] if name in USUAL else value is not None and value != [])
    }
