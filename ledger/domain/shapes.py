"""What the fields of an event may hold.

The program itself writes nothing else; an entry that somebody made by hand, with the right hashes, is held
to it, so that whatever reads the ledger can rely on what `verify` found whole.
"""

from collections.abc import Callable
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from ledger.domain.event import Row

# A chance is an integer of 10⁻¹².
_ONE = 10**12
# What a 64-bit column holds.
_LARGEST = 2**63 - 1


def _text(value: Any) -> bool:
    return type(value) is str


def _flag(value: Any) -> bool:
    return type(value) is bool


def _number(value: Any) -> bool:
    return type(value) is int and 0 < value <= _LARGEST


def _chance(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _ONE


@lru_cache(maxsize=16384)
def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _day(value: Any) -> bool:
    return type(value) is str and _is_day(value)


def _one_of(*words: str) -> Callable[[Any], bool]:
    known = frozenset(words)
    return lambda value: type(value) is str and value in known


_HOLDS: Mapping[str, Callable[[Any], bool]] = (
    dict.fromkeys(
        (
            "uid",
            "statement",
            "deadline_phrase",
            "words",
            "judged_by",
            "judged_note",
            "cluster",
            "note",
            "url",
            "place",
            "quote",
            "lang",
        ),
        _text,
    )
    | dict.fromkeys(
        (
            "said_on",
            "earliest",
            "latest",
            "happened_on",
            "judged_on",
            "retracted_on",
            "set_on",
            "review_on",
            "looked_on",
        ),
        _day,
    )
    | dict.fromkeys(("id", "speaker", "follows", "source"), _number)
    | dict.fromkeys(("p", "p_low", "p_high"), _chance)
    | dict.fromkeys(("removed", "private", "with_outcome", "edited_late"), _flag)
    | {
        "kind": _one_of("forecast", "goal", "conditional"),
        "stance": _one_of("affirm", "deny"),
        "basis": _one_of("stated", "words", "none"),
        "window": _one_of("dated", "open", "vague", "event"),
        "outcome": _one_of("yes", "late", "missed", "no", "partial", "ambiguous", "void"),
        "quote_kind": _one_of("verbatim", "translated", "paraphrase"),
        "tags": lambda value: type(value) is list and all(map(_text, value)),
    }
)
# What a claim cannot be without.
_NEEDED = frozenset(("id", "uid", "speaker", "statement", "said_on"))
# A change that sets fields says for each what it was.
_CHANGES = frozenset(
    (
        "claim.edited",
        "claim.judged",
        "claim.reopened",
        "claim.retracted",
        "claim.removed",
        "claim.snoozed",
        "criteria.set",
    )
)


def misshapen(kind: str, row: Row) -> str | None:
    """What is wrong with the shape of an event's row, in words; None where it can be."""
    if kind == "claims.recorded":
        missing = _NEEDED - row.keys()
        if missing:
            return f"it has no {min(missing)}"
        return _wrong(row)
    if kind in _CHANGES:
        now, was = row.get("set"), row.get("was")
        if not (isinstance(now, dict) and isinstance(was, dict) and now.keys() == was.keys()):
            return "what it sets and what that was are not the same fields"
        needed = next((name for name in sorted(_NEEDED) if name in now and now[name] is None), None)
        return f"{needed} cannot be empty" if needed else _wrong(now) or _wrong(was)
    return None


def _wrong(fields: Mapping[str, Any]) -> str | None:
    for name, value in fields.items():
        if value is not None and name in _HOLDS and not _HOLDS[name](value):
            return f"{name} cannot be {str(value)[:60]!r}"
    return None
