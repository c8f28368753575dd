"""Sentences that look like predictions, as reports: all of them, or one to decide on."""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ledger.reports.claims import chance_text
from ledger.reports.claims import deadline_text
from ledger.reports.claims import number
from ledger.reports.report import Column
from ledger.reports.report import Report

Row = dict[str, Any]


def row(found: Mapping[str, Any], fields: Mapping[str, Any], status: str, claim: int | None) -> Row:
    """A candidate with the keys that scripts find.

    `found` has number, line, told, why, firmer, problem and key, `fields` what would be recorded; `status` is
    offered, taken, skipped or held, `claim` the prediction that it became, or that says the same.
    """
    return {
        "number": found["number"],
        "status": status,
        "claim": claim,
        "line": found["line"],
        "speaker": fields.get("speaker"),
        "speaker_by": found["told"],
        "text": fields["quote"],
        "statement": fields["statement"],
        "kind": fields.get("kind", "forecast"),
        "said_on": fields["said_on"],
        "deadline_phrase": fields.get("deadline_phrase"),
        "window": fields.get("window"),
        "earliest": fields.get("earliest"),
        "latest": fields.get("latest"),
        "stance": fields.get("stance", "affirm"),
        "credence": number(fields.get("p")),
        "credence_low": number(fields.get("p_low")),
        "credence_high": number(fields.get("p_high")),
        "credence_basis": fields.get("basis", "none"),
        "credence_words": fields.get("words"),
        "quote_kind": fields.get("quote_kind"),
        "lang": fields.get("lang"),
        "source": fields.get("source"),
        "why": found["why"],
        "firmer": found["firmer"],
        "problem": found["problem"],
        "key": found["key"],
    }


KEYS = tuple(
    row(
        dict.fromkeys(("number", "line", "told", "why", "firmer", "problem", "key")),
        dict.fromkeys(("quote", "statement", "said_on")),
        "offered",
        None,
    )
)


def listed(rows: Sequence[Row], *, title: str, notes: Sequence[str], hint: str | None) -> Report:
    """The report of `scan`: each candidate with its reading."""
    card: list[tuple[str, str]] = []
    for one in rows:
        card.append(("", ""))
        card += _lines(one, str(one["number"]))
    card += [("", ""), *(("", note) for note in notes)] if notes else []
    return Report(
        title if rows else f"{title}: nothing left that looks like a prediction",
        (Column("number", "number"),),
        rows,
        keys=KEYS,
        card=card,
        hint=hint,
    )


def one(found: Row, *, place: str) -> Report:
    """The report of a candidate that somebody decides on; `place` says which of how many it is."""
    return Report(place, (), [found], card=_lines(found, "")[1:], keys=KEYS)


def _lines(found: Row, label: str) -> list[tuple[str, str]]:
    """A candidate in a few lines: who, where, what, how it is read, and why it is offered."""
    status = {
        "taken": f", taken as {found['claim']}",
        "held": f", in the ledger as {found['claim']}",
        "skipped": ", skipped",
    }.get(found["status"], "")
    text = str(found["statement"])
    lines = [(label, f"line {found['line']}, {speaker_text(found)}{status}"), ("", text)]
    by = by_text(found) if found["latest"] is None else f"by {by_text(found)}"
    lines.append(("", f"{by}; {said_text(found)}"))
    lines.append(("", f"offered for {found['why'] or 'what introduces it'}"))
    if found["firmer"]:
        lines.append(("", str(found["firmer"])))
    if found["problem"]:
        lines.append(("", f"its time is not read: {found['problem']}"))
    return lines


def speaker_text(found: Row) -> str:
    """Who said it, and by what the document tells."""
    if found["speaker"] is None:
        return "no speaker is named"
    told = {
        "quote": "quoted",
        "label": "speaking",
        "heading": "under that heading",
        "lead": "named above the list",
        "text": "told in the text",
        "document": "whose text it is",
    }.get(found["speaker_by"], "by --speaker")
    return f"{found['speaker']} ({told})"


def by_text(found: Row) -> str:
    """The last day, and the words for it."""
    phrase = found["deadline_phrase"]
    day = deadline_text(found)
    return f'{day} ("{phrase}")' if phrase else day


def said_text(found: Row) -> str:
    """How sure it sounds, or what it is instead of a forecast."""
    words = chance_text(found)
    if found["kind"] == "goal":
        return f'a goal ("{words}")' if words else "a goal"
    if not words:
        return "said without a hedge" if found["stance"] == "affirm" else "denied without a hedge"
    if found["credence"] is None:
        return f'"{words}"'
    return f"{words} (heard as {round(found['credence'] * 100)}%)"
