"""Receipts of scores: gathered from a ledger as it is or as it stood, and written as text."""

import json
import stat
import sys
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from ledger import __version__
from ledger.cli import counting
from ledger.cli.board import Board
from ledger.domain import credence
from ledger.domain import scales
from ledger.domain.event import canonical
from ledger.domain.outcomes import OUTCOMES
from ledger.errors import NotFoundError
from ledger.errors import UnreadableError
from ledger.reports import receipt
from ledger.reports import score
from ledger.reports.counted import HEADINGS

if TYPE_CHECKING:
    from ledger.store.queries import Person
    from ledger.store.queries import Questions

Document = dict[str, Any]

# What marks a file as a receipt, and the version of its form.
MARK = "pledger score"
FORMAT = 1
# Lists and objects in each other: the chances of a line are five deep.
DEEPEST = 8
# What stands in rows for a reader alone, and follows from the rest.
UNTOLD = ("explained", "undefined")


def document(
    board: Board, questions: "Questions", rows: list[score.Row], *, at: str | None
) -> Document:
    """The receipt of a scoreboard's rows but for its digest, `at` a day or of now."""
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
    return made


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
    """A receipt with its digest as a file holds it, piece by piece: a value a line."""
    comma = "{"
    for name, value in {**made, "digest": digest(made)}.items():
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
    return f"{sentence}. Check it with: pledger check {path}"


def read(path: str) -> tuple[Document, bool]:
    """A receipt from a file, or from standard input for "-", and whether it was edited after it was written.

    Raises UnreadableError for what is none.
    """
    if not path:
        raise UnreadableError("the name of the receipt is empty; name a file.")
    try:
        if path != "-" and stat.S_ISCHR(Path(path).stat().st_mode):
            raise UnreadableError(f"{path} is no file: it has no end; name a receipt.")
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise UnreadableError(f"{path} cannot be read: {reason}.") from None
    name = "standard input" if path == "-" else path
    try:
        made = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_once)
        # Raises for what cannot be written again: half a character, a number that is none.
        found = digest(made if isinstance(made, dict) else {"": made})
    except RecursionError:
        raise UnreadableError(f"{name} is no receipt: it is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(
            f"{name} is no receipt: line {error.lineno} is not JSON ({error.msg.lower()})."
        ) from None
    except UnicodeError:
        raise UnreadableError(f"{name} is no receipt: it is not text in UTF-8.") from None
    except ValueError as error:
        reason = " ".join(str(error).split())[:200]
        raise UnreadableError(f"{name} is no receipt that can be read: {reason}.") from None
    if not isinstance(made, dict) or made.get("receipt") != MARK:
        raise UnreadableError(
            f"{name} is no receipt; one is written by: pledger score --receipt FILE"
        )
    if type(made.get("format")) is int and made["format"] > FORMAT:
        raise UnreadableError(
            f"{name} was written by a newer pledger ({made.get('program')}); upgrade the program."
        )
    wrong = _misshapen(made)
    if wrong is not None:
        raise UnreadableError(f"{name} is no whole receipt: {wrong}.")
    return made, found != made["digest"]


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose every name stands there once: else a reader sees one value, and a program the other."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'"{twice}" stands twice in one object')
    return found


_TEXT, _FLAG, _NUMBER = (str,), (bool,), (int, float)
_NONE = type(None)
_SHAPE: dict[str, tuple[type, ...]] = {
    "receipt": _TEXT,
    "format": (int,),
    "program": _TEXT,
    "today": _TEXT,
    "at": (str, _NONE),
    "journal": (dict,),
    "rules": (dict,),
    "scale": (dict,),
    "private": (int,),
    "redacted": (int,),
    "figures": (list,),
    "claims": (list,),
    "digest": _TEXT,
}
_JOURNAL: dict[str, tuple[type, ...]] = {"entry": (int,), "recorded": _TEXT, "head": _TEXT}
_RULES: dict[str, tuple[type, ...]] = {
    "speakers": (list, _NONE),
    "by": _TEXT,
    "sort": _TEXT,
    "each": _FLAG,
    "prospective": _FLAG,
    "complete": _FLAG,
    "include_ahead": _FLAG,
    "basis": (str, _NONE),
    "forecast": _TEXT,
    "unhedged": (int, float, _NONE),
    "scale": (str, _NONE),
    "versus": (str, _NONE),
    "resample": _FLAG,
}
# What each rule may be.
_CHOICES: dict[str, tuple[Any, ...]] = {
    "by": tuple(HEADINGS),
    "sort": ("due", "lower"),
    "basis": (None, "stated", "words", "none"),
    "forecast": ("first", "last", "time"),
    "scale": (None, *scales.NAMES),
}
_LINE: dict[str, tuple[type, ...]] = {
    "id": (int,),
    "place": _TEXT,
    "counted": (str, _NONE),
    "groups": (list,),
    "outcome": (str, _NONE),
    "retracted_on": (str, _NONE),
    "loss": (int, float, _NONE),
    "prospective": _FLAG,
    "day_unknown": _FLAG,
    "included_ahead": _FLAG,
    "edited_late": _FLAG,
}


def _misshapen(made: Document) -> str | None:
    """What keeps a document from being a receipt that can be computed again; None where nothing does."""
    wrong = (
        _unlike(made, _SHAPE)
        or _unlike(made["journal"], _JOURNAL)
        or _unlike(made["rules"], _RULES)
    )
    if wrong is not None:
        return wrong
    if _is_deeper(made, DEEPEST):
        return "it is nested too deeply"
    rules = made["rules"]
    for name, choices in _CHOICES.items():
        if rules[name] not in choices:
            return f'no rule "{name}" is {canonical(rules[name])[:40]}'
    if not 0 <= (rules["unhedged"] or 0) <= 1:
        return "unhedged is no chance"
    if not all(isinstance(name, str) for name in rules["speakers"] or ()):
        return "speakers are no names"
    for day in (made["today"], *([] if made["at"] is None else [made["at"]])):
        if not _is_day(day):
            return f"{day[:20]} is no day"
    for row in made["figures"]:
        wrong = "a row of figures is no object" if not isinstance(row, dict) else None
        wrong = wrong or _unlike(row, {"group": (str, _NONE)})
        if wrong is not None:
            return wrong
    for number, line in enumerate(made["claims"], 1):
        wrong = "it is no object" if not isinstance(line, dict) else _unlike(line, _LINE)
        if wrong is None and line["outcome"] not in (None, *OUTCOMES):
            wrong = "no outcome is called so"
        if wrong is None and not 0 <= (line["loss"] or 0) <= 1:
            wrong = "no loss is that large"
        if wrong is None and not all(isinstance(group, str) for group in line["groups"]):
            wrong = "groups are no names"
        if wrong is not None:
            return f"prediction number {number}: {wrong}"
    return None


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether lists and objects hold each other beyond some levels."""
    if not isinstance(value, dict | list):
        return False
    if not levels:
        return True
    inside = value.values() if isinstance(value, dict) else value
    return any(_is_deeper(item, levels - 1) for item in inside if isinstance(item, dict | list))


def _unlike(found: dict[str, Any], shape: dict[str, tuple[type, ...]]) -> str | None:
    for name, kinds in shape.items():
        if name not in found:
            return f'"{name}" is missing'
        if type(found[name]) not in kinds:
            return f'"{name}" is not what it should be'
    return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def board_of(made: Document, questions: "Questions") -> Board:
    """The scoreboard that a receipt is of, in the ledger from which it was written; raises NotFoundError."""
    rules = made["rules"]

    def person(name: str) -> "Person":
        found = questions.person_named(name)
        if found is None:
            raise NotFoundError(f'nobody was called "{name}"')
        return found

    plain = rules["unhedged"]
    return Board(
        counting.Counting(
            each=rules["each"],
            prospective=rules["prospective"],
            complete=rules["complete"],
            ahead=rules["include_ahead"],
            basis=rules["basis"],
            forecast=rules["forecast"],
            scale=rules["scale"],
            plain=None if plain is None else round(plain * credence.ONE),
        ),
        today=made["today"],
        by=rules["by"],
        sort=rules["sort"],
        resample=rules["resample"],
        speakers=[person(name) for name in dict.fromkeys(rules["speakers"] or ())],
        versus=None if rules["versus"] is None else person(rules["versus"]),
    )


def as_known_now(board: Board, questions: "Questions") -> Board:
    """The same scoreboard in a later ledger: people may have been renamed, and two have become one."""
    known = {person.id: person for person in questions.people()}

    def now(person: "Person") -> "Person":
        return known.get(person.id) or questions.person_named(person.name) or person

    return replace(
        board,
        speakers=list(dict.fromkeys(map(now, board.speakers))),
        versus=None if board.versus is None else now(board.versus),
    )


def again(board: Board, questions: "Questions", *, at: str | None) -> Document:
    """The receipt of a scoreboard, computed from a ledger."""
    rows, _ = board.figures(questions, slips=True)
    return document(board, questions, rows, at=at)
