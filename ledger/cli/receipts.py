"""Receipts of scores: gathered from a ledger as it is or as it stood, and written as text."""

import json
from collections.abc import Iterator
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING
from typing import Any

from ledger import __version__
from ledger.cli.board import Board
from ledger.domain import credence
from ledger.domain import scales
from ledger.domain.event import canonical
from ledger.reports import receipt
from ledger.reports import score

if TYPE_CHECKING:
    from ledger.store.queries import Questions

Document = dict[str, Any]

# What marks a file as a receipt, and the version of its form.
MARK = "pledger score"
FORMAT = 1
# What stands in rows for a reader alone, and follows from the rest.
UNTOLD = ("explained", "undefined")


def document(
    board: Board, questions: "Questions", rows: list[score.Row], *, at: str | None
) -> Document:
    """The receipt of a scoreboard's rows, `at` a day or of now."""
    alone = board.tally(questions, by="claim")
    counted, _ = alone.sums()
    everything = alone
    left_out: dict[int, list[str]] = {}
    how = board.how
    none: dict[str, Any] = {"prospective": False, "complete": False, "basis": None}
    limited = {name: getattr(how, name) for name in none if getattr(how, name)}
    if limited:
        everything = board.tally(questions, by="claim", **none)
        known = everything.one_by_one().keys()
        for rule, value in limited.items():
            kept = board.tally(questions, by="claim", **{**none, rule: value}).one_by_one()
            for number in known - kept.keys():
                left_out.setdefault(number, []).append(str(value) if rule == "basis" else rule)
    names = board.names(questions)
    keys = board.tally(questions).keys()
    groups = {
        number: [str(key) if names is None else names[key] for key in found]
        for number, found in keys.items()
    }
    ids: list[int] = []
    for person in board.speakers or (None,):
        ids += questions.claims_of(None if person is None else person.id)
    lines = receipt.lines(
        _claims(questions, sorted(ids)),
        counted=counted,
        ones=everything.one_by_one(),
        renewals=everything.renewals(),
        groups=groups,
        left_out=left_out,
        versus=board.versus is not None,
    )
    seq, head = questions.head()
    scale = how.scale or scales.NAMES[0]
    made: Document = {
        "receipt": MARK,
        "format": FORMAT,
        "program": __version__,
        "today": board.today,
        "at": at,
        "journal": {"entry": seq, "recorded": questions.last_at(), "head": head},
        "rules": {
            "speakers": [person.name for person in board.speakers] or None,
            "by": board.by,
            "sort": board.sort,
            "each": how.each,
            "prospective": how.prospective,
            "complete": how.complete,
            "include_ahead": how.ahead,
            "basis": how.basis,
            "forecast": how.forecast,
            "unhedged": None if how.plain is None else how.plain / credence.ONE,
            "scale": how.scale,
            "versus": None if board.versus is None else board.versus.name,
            "resample": board.resample,
        },
        "scale": {
            "name": scale,
            "version": scales.version(scale),
            # Later chances have words of their own, and each its number in the line.
            "words": receipt.words_read(lines) if how.forecast == "first" else [],
        },
        "private": sum(line["private"] for line in lines),
        "redacted": questions.count_redacted(0),
        "figures": [
            {name: value for name, value in row.items() if name not in UNTOLD} for row in rows
        ],
        "claims": lines,
    }
    return {**made, "digest": digest(made)}


def _claims(questions: "Questions", ids: Sequence[int]) -> Iterator[Any]:
    """Claims by their ids, a few hundred in memory at a time."""
    for start in range(0, len(ids), 500):
        yield from questions.claims_by_id(ids[start : start + 500])


def digest(made: Document) -> str:
    """The SHA-256 of a receipt's canonical JSON, but for the digest itself; raises ValueError."""
    found = sha256()
    comma = b"{"
    for name in sorted(made.keys() - {"digest"}):
        value = made[name]
        found.update(comma + canonical(name).encode() + b":")
        comma = b","
        if not isinstance(value, list):
            found.update(canonical(value).encode())
            continue
        # A line at a time: there may be a hundred thousand.
        mark = b"["
        for item in value:
            found.update(mark + canonical(item).encode())
            mark = b","
        found.update(b"]" if value else b"[]")
    found.update(b"}")
    return found.hexdigest()


def text(made: Document) -> Iterator[str]:
    """A receipt as a file holds it, piece by piece: a value a line."""
    comma = "{"
    for name, value in made.items():
        yield f"{comma}\n {json.dumps(name)}: "
        comma = ","
        if isinstance(value, list) and value:
            mark = "["
            for item in value:
                yield f"{mark}\n  {_line(item)}"
                mark = ","
            yield "]"
        else:
            yield json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ")
    yield "\n}\n"


_line = json.JSONEncoder(ensure_ascii=False, separators=(",\n   ", ": ")).encode


def told(made: Document, path: str) -> str:
    """The sentence that says what was written where."""
    count, private = len(made["claims"]), made["private"]
    sentence = f"Receipt: {path}, {count} prediction{'' if count == 1 else 's'}"
    if private:
        sentence += f", {private} private {'one' if private == 1 else 'ones'} without words"
    return f"{sentence}."
