"""How sure sentences sound, as a report."""

from collections.abc import Sequence
from typing import Any

from ledger.domain import phrases
from ledger.domain.chance import Chance
from ledger.domain.chance import turned
from ledger.domain.credence import ONE
from ledger.domain.credence import percent
from ledger.domain.scales import version
from ledger.reports.report import Column
from ledger.reports.report import Report

_COLUMNS = (
    Column("text", "sentence", flow=True),
    Column("p", "p"),
    Column("low", "low"),
    Column("high", "high"),
    Column("stance", "stance"),
    Column("words", "words"),
    Column("flags", "flags"),
    Column("basis", "basis", wide=True),
    Column("scale", "scale", wide=True),
    Column("scale_version", "version", wide=True),
    Column("reading", "reading", wide=True),
    Column("problem", "problem", wide=True),
)
_STANCES = {
    "affirm": "counts as saying that it happens",
    "deny": "counts as saying that it does not happen",
    None: "neither: it only calls it possible",
}
# Where a row of our own scale has its figures from.
_BASES = {
    "survey": "from surveys of readers",
    "official": "within an official range",
    "analog": "as the nearest English words",
    "judgement": "by our own judgement",
}
_FLAGS = {
    "goal": "an intention, not a forecast: aside from every rate until somebody says otherwise",
    "conditional": "it hangs on a condition",
    "reported": "it reports what others say",
    "question": "it asks, and says neither",
    "negated": "the sentence denies its event, so the chance is turned around",
    "several": "it holds more than one chance",
    "disputed": "readers hear very different things in these words",
    "at least": "said as a lower limit",
    "at most": "said as an upper limit",
    "not on the scale": "no scale holds these words: they are kept without a number",
    "unread negation": "a negation that no scale covers: the words are kept without a number",
}


def row(text: str, chance: Chance, scale: str) -> dict[str, Any]:
    """A sentence as the contract shows it."""
    return {
        "text": text,
        "basis": chance.basis,
        "words": chance.words,
        "p": _share(chance.p),
        "low": _share(chance.low),
        "high": _share(chance.high),
        "stance": chance.stance,
        "scale": scale,
        "scale_version": version(scale),
        "flags": list(chance.flags),
        "reading": _sentence(chance, scale),
        "problem": None,
    }


def unread(text: str, scale: str, problem: str) -> dict[str, Any]:
    """A line that cannot be read."""
    empty = dict.fromkeys(("words", "p", "low", "high", "stance", "reading"))
    return {
        "text": text,
        "basis": "none",
        **empty,
        "scale": scale,
        "scale_version": version(scale),
        "flags": [],
        "problem": problem,
    }


def _share(p: int | None) -> float | None:
    return None if p is None else p / ONE


def _sentence(chance: Chance, scale: str) -> str:
    """In one plain sentence where the number comes from."""
    if chance.words is None:
        return "no word of chance was found, so there is no number"
    if chance.p is None or chance.low is None or chance.high is None:
        return f'"{chance.words}" gives no number'
    # What the words say by themselves; a denied event turns that around.
    heard = turned(chance) if "negated" in chance.flags else chance
    assert heard.p is not None
    assert heard.low is not None
    assert heard.high is not None
    if chance.basis == "stated":
        found = f'"{chance.words}" states {percent(heard.p)}'
    else:
        row = phrases.row_of(chance.words.casefold())
        basis = f", {_BASES[row.basis]}" if row is not None and scale == phrases.NAME else ""
        found = (
            f'"{chance.words}" is heard as {percent(heard.p)}, {percent(heard.low)} to '
            f"{percent(heard.high)} (scale {scale}, version {version(scale)}{basis})"
        )
    return f"{found}; of the event, {percent(chance.p)}" if heard is not chance else found


def read_sentences(rows: Sequence[dict[str, Any]]) -> Report:
    """Many sentences, one row each."""
    return Report("Chance", _COLUMNS, rows, empty="No sentences.")


def read_sentence(found: dict[str, Any]) -> Report:
    """One sentence, with what was matched and why."""
    card = [("sentence", found["text"]), ("reading", found["reading"])]
    if found["p"] is not None:
        figures = [percent(round(found[name] * ONE)) for name in ("p", "low", "high")]
        spread = f" ({figures[1]} to {figures[2]})" if figures[1] != figures[2] else ""
        card.append(("chance", figures[0] + spread))
    card.append(("stance", _STANCES[found["stance"]]))
    for number, flag in enumerate(found["flags"]):
        card.append(("note" if number == 0 else "", f"{flag}: {_FLAGS[flag]}"))
    return Report("Chance", _COLUMNS, [found], card=card)
