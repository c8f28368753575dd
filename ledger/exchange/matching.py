"""Importing twice adds nothing: which known claim a row of a file is, if any.

Pure: what the ledger knows comes in as `Known`, decisions go out as `Match`. A row is a known claim by its
native id or uid, else by speaker, statement and day; a window that is known too wins over one that was
changed, so that a ladder of deadlines under one statement stays a ladder.
"""

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import Literal
from typing import NamedTuple

Fields = Mapping[str, Any]

# What a column of a file decides of a claim.
DECIDES: Mapping[str, tuple[str, ...]] = {
    "statement": ("statement",),
    "speaker": ("speaker",),
    "said_on": ("said_on",),
    "deadline_phrase": ("deadline_phrase", "window", "earliest", "latest"),
    "earliest": ("window", "earliest", "latest"),
    "latest": ("window", "earliest", "latest"),
    "window": ("window", "earliest", "latest"),
    "credence": ("p", "p_low", "p_high", "basis", "words", "stance", "kind"),
    "stance": ("stance",),
    "kind": ("kind",),
    "outcome": ("outcome", "happened_on"),
    "happened_on": ("outcome", "happened_on"),
    "judged_on": ("judged_on",),
    "judged_by": ("judged_by",),
    "judged_note": ("judged_note",),
    "retracted_on": ("retracted_on",),
    "private": ("private",),
    "evidence": ("evidence",),
    "criteria": ("criteria",),
    "note": ("note",),
    "quote": ("quote",),
    "quote_kind": ("quote_kind",),
    "lang": ("lang",),
    "url": ("url",),
    "place": ("place",),
    "tags": ("tags",),
    "cluster": ("cluster",),
    "follows": ("follows",),
}
_USUAL = {"kind": "forecast", "stance": "affirm", "basis": "none", "private": False}
_EMPTY: Mapping[str, Any] = {"tags": [], "evidence": []}


class Known(NamedTuple):
    """A claim that the ledger knows under the same key or id.

    `last` is the claim as last imported from this row's source, None where it came from elsewhere; then
    the window is the claim's own. `line` is the line of this file that was this claim already, as the same
    source has it.
    """

    id: int
    said_on: str
    earliest: str | None
    latest: str | None
    window: str | None
    last: Fields | None
    line: int | None = None


class Match(NamedTuple):
    """What a row is, and the claim it belongs to."""

    what: Literal["new", "same", "changed", "repeated", "clash", "elsewhere", "wait"]
    known: Known | None = None


def value(fields: Fields, name: str) -> Any:
    """A field, or what it is where a row leaves it out."""
    found = fields.get(name)
    if found is None and name in _USUAL and name not in fields:
        return _USUAL[name]
    return _EMPTY.get(name) if found is None else found


def same_window(fields: Fields, last: Fields) -> bool:
    """Whether two rows name the same window: by the same words, or by the same days."""
    phrase = fields.get("deadline_phrase")
    if phrase is not None and phrase == last.get("deadline_phrase"):
        by_hand = fields.get("window") != last.get("window")
        if not by_hand and fields.get("said_on") == last.get("said_on"):
            return True
    return all(fields.get(name) == last.get(name) for name in ("earliest", "latest", "window"))


def changed(
    fields: Fields, last: Fields, columns: Collection[str], heard: Collection[str] = ()
) -> set[str]:
    """The fields that a row states otherwise than it did when last imported.

    Only columns that the file has count. What was read from words, or is `heard` from quote and statement
    since no cell says it, is no change where a newer grammar reads the same words otherwise.
    """
    names = {name for column in columns for name in DECIDES.get(column, ())}
    differing = {name for name in names if value(fields, name) != value(last, name)}
    window = {"deadline_phrase", "window", "earliest", "latest"}
    if differing & window and same_window(fields, last):
        differing -= window - {"deadline_phrase"}
    before = (last.get("origin") or {}).get("heard") or ()
    anew = {name for name in heard if value(fields, name) != value(last, name)}
    if differing & {"quote", "statement"}:
        differing |= anew
    else:
        differing -= {
            name for name in anew if name in before or value(last, name) == value({}, name)
        }
    words = fields.get("words")
    if words is not None and words == last.get("words"):
        differing -= {"p", "p_low", "p_high", "basis"}
    return differing


def match(
    fields: Fields,
    candidates: Sequence[Known],
    *,
    by_id: bool,
    states_day: bool,
    columns: Collection[str],
    heard: Collection[str] = (),
    final: bool,
) -> Match:
    """Decide what a row is.

    `candidates` are the claims of its id (`by_id`) or of its speaker and statement; `final` is set once every
    row of the file was looked at: what is unchanged is found before any row is read as a change. `columns`
    and `heard` are as in `changed`.
    """
    if by_id and candidates:
        known = candidates[0]
        if known.line is not None:
            return Match("repeated" if _alike(fields, known, columns, heard) else "clash", known)
        if known.last is None:
            return Match("elsewhere", known)
        if _alike(fields, known, columns, heard):
            return Match("same", known)
        return Match("changed", known) if final else Match("wait")

    day = fields.get("said_on")
    ours = [
        known
        for known in candidates
        if known.last is not None and (not states_day or known.said_on == day)
    ]
    met = [known for known in ours if known.line is not None]
    unmet = [known for known in ours if known.line is None]
    with_window = [
        known for known in unmet if same_window(_on(fields, known, states_day), known.last or {})
    ]
    for known in with_window:
        if _alike(_on(fields, known, states_day), known, columns, heard):
            return Match("same", known)
    if with_window:
        return Match("changed", with_window[0]) if final else Match("wait")
    repeated = [
        known for known in met if same_window(_on(fields, known, states_day), known.last or {})
    ]
    for known in repeated:
        if _alike(_on(fields, known, states_day), known, columns, heard):
            return Match("repeated", known)
    if repeated:
        return Match("clash", repeated[0])
    if unmet:
        return Match("changed", unmet[0]) if final else Match("wait")
    for known in candidates:
        if (
            known.last is None
            and known.said_on == day
            and (known.earliest, known.latest, known.window)
            == (fields.get("earliest"), fields.get("latest"), fields.get("window"))
        ):
            return Match("elsewhere", known)
    return Match("new")


def _alike(fields: Fields, known: Known, columns: Collection[str], heard: Collection[str]) -> bool:
    return known.last is not None and not changed(fields, known.last, columns, heard)


def _on(fields: Fields, known: Known, states_day: bool) -> Fields:
    """The row as said on the day the claim was recorded with, where it states none itself."""
    return fields if states_day else {**fields, "said_on": known.said_on}
