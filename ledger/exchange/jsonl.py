"""One JSON object a line: claims in our own columns, and the people and sources behind them."""

import json
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.errors import UnreadableError
from ledger.exchange import columns
from ledger.exchange.draft import Draft
from ledger.exchange.draft import Person
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Record
from ledger.exchange.draft import Row
from ledger.exchange.draft import SourceRecord
from ledger.exchange.encoding import TextFile
from ledger.exchange.encoding import lines

EVIDENCE = ("url", "archived", "sha256", "read_on", "note")
# A line longer than this holds no claim.
LONGEST = 1 << 24


class Lines:
    """A JSONL file opened for reading."""

    def __init__(self, file: TextFile, today: date) -> None:
        self.format = "jsonl"
        self.columns: Sequence[str] = columns.COLUMNS
        self.unknown: list[str] = []
        self.size = file.size
        self.notices = file.notices
        self.position = file.position
        self._text = file.text
        self._read = columns.readers(today)

    def __iter__(self) -> Iterator[Record]:
        """People, sources, rows and problems."""
        for number, text, too_long in lines(self._text, LONGEST):
            if too_long:
                yield Problem(number, None, text[:60], f"it is longer than {LONGEST} characters.")
                continue
            if not text.strip():
                continue
            try:
                value = json.loads(
                    text, parse_float=str, parse_constant=_refused, object_pairs_hook=_once
                )
            except RecursionError:
                yield Problem(number, None, text[:60].strip(), "it is nested too deeply.")
                continue
            except ValueError as error:
                # Python's own sentence about too many digits is no help to who wrote the file.
                found = "a number has too many digits" if "digits" in str(error) else error
                yield Problem(number, None, text[:60].strip(), f"it is not JSON: {found}.")
                continue
            if not isinstance(value, dict):
                yield Problem(number, None, text[:60].strip(), "it is not a JSON object.")
                continue
            yield self._record(number, value)

    def _record(self, line: int, value: dict[str, Any]) -> Record:
        kind = value.pop("type", "claim")
        try:
            if kind == "person":
                return Person(
                    line,
                    _text(value, "name") or _missing("name"),
                    tuple(_list(value.get("aliases"), "aliases")),
                    _text(value, "role"),
                )
            if kind == "source":
                frame = _text(value, "frame")
                if frame not in (None, "complete", "selected"):
                    raise UnreadableError('frame is neither "complete" nor "selected".')
                return SourceRecord(
                    line, _text(value, "title") or _missing("title"), _text(value, "url"), frame
                )
            if kind != "claim":
                raise UnreadableError(f'the type "{kind}" is none of person, source, claim.')
            return self._claim(line, value)
        except UnreadableError as error:
            return Problem(line, None, None, str(error))

    def _claim(self, line: int, value: dict[str, Any]) -> Record:
        draft: Draft = {}
        for key, cell in value.items():
            column = key if key in columns.NAMES else columns.meaning(key)
            # Our own name of a column wins over other names of it: what `list` prints has status and outcome.
            if column is None or column != key and column in value:
                if key not in self.unknown:
                    self.unknown.append(key)
                continue
            if column in draft:
                return Problem(line, column, str(cell)[:60], f"two keys mean {column}; remove one.")
            try:
                draft[column] = self._cell(column, cell)
            except UnreadableError as error:
                return Problem(line, column, str(cell)[:60], f"{column}: {error}")
        if not draft.get("statement"):
            return Problem(line, "statement", "", "it has no statement.")
        return Row(line, draft)

    def _cell(self, column: str, cell: Any) -> Any:
        if cell is None or cell == "":
            return None
        if column == "evidence" and isinstance(cell, list):
            return [self._evidence(item) for item in cell] or None
        if column == "tags" and isinstance(cell, list):
            return columns.tags(_list(cell, "tags")) or None
        if isinstance(cell, bool):
            if column == "private":
                return cell
            cell = "true" if cell else "false"
        if isinstance(cell, int):
            cell = str(cell)
        if not isinstance(cell, str):
            raise UnreadableError("it is neither text nor a number.")
        text = columns.plain(cell)
        reader = self._read.get(column)
        if not text:
            return None
        return text if reader is None else reader(text)

    def _evidence(self, item: Any) -> dict[str, str]:
        if isinstance(item, str):
            item = {"url": item}
        if not isinstance(item, dict):
            raise UnreadableError("it is neither a link nor an object.")
        found = {name: text for name in EVIDENCE if (text := _text(item, name))}
        if "url" not in found:
            raise UnreadableError("it has no url.")
        if "read_on" in found:
            found["read_on"] = self._read["said_on"](found["read_on"])
        return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys differ: of two values under one key neither is surely meant."""
    value = dict(pairs)
    if len(value) < len(pairs):
        ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise ValueError(f'the key "{twice}" stands in it twice')
    return value


def _refused(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def _missing(name: str) -> str:
    raise UnreadableError(f"it has no {name}.")


def _text(value: dict[str, Any], key: str) -> str | None:
    found = value.get(key)
    if found is None:
        return None
    if not isinstance(found, str):
        raise UnreadableError(f"{key} is not text.")
    return columns.plain(found) or None


def _list(value: Any, name: str) -> list[str]:
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise UnreadableError(f"{name} is not a list of texts.")
    return [text for text in map(columns.plain, value) if text]


def write(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """People, sources, then claims, as `records` bring them: one line each, null left out."""
    for record in records:
        if record["type"] == "claim":
            yield _line({"type": "claim"} | _stated(record))
        else:
            yield _line({key: value for key, value in record.items() if value not in (None, [])})


def _stated(record: dict[str, Any]) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    for column in columns.COLUMNS:
        if column == "credence":
            value = record["credence_words"]
            if value is None:
                value = record["credence"]
        elif column == "stance":
            value = record["stance"] or "none"
        elif column == "evidence":
            value = [
                {name: item[name] for name in EVIDENCE if item.get(name)} for item in record[column]
            ]
        else:
            value = record[column]
        if value is not None and value is not False and value != []:
            stated[column] = value
    return stated


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"
