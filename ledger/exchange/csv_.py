"""Spreadsheets as text: comma, semicolon or tab, with a line of headers."""

import csv
import io
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ledger.errors import UnreadableError
from ledger.exchange import columns
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Record
from ledger.exchange.draft import Row
from ledger.exchange.encoding import encoding_of

DELIMITERS = (",", ";", "\t")
# A cell larger than this is a quote that was never closed.
LARGEST = 1 << 20


class Spreadsheet:
    """A CSV or TSV file opened for reading."""

    def __init__(self, path: str, today: date, name: str) -> None:
        self.format = name
        self.path = path
        self.notices: Sequence[str] = ()
        self.size = Path(path).stat().st_size
        self._binary = Path(path).open("rb")  # noqa: SIM115 - closed by `close`
        self._text = io.TextIOWrapper(self._binary, encoding=encoding_of(path), newline="")
        csv.field_size_limit(LARGEST)
        headers = self._headers()
        self._layout, self.unknown = columns.layout(headers, path)
        self._plan = columns.plan(self._layout, today)
        self.columns = [column for column in self._layout if column is not None]
        self._width = len(headers)

    def _headers(self) -> list[str]:
        """The first row that is not blank, cut by the delimiter that gives the most known columns."""
        start = self._text.tell()
        best: list[str] = []
        found = ","
        for delimiter in DELIMITERS:
            self._text.seek(start)
            self._rows = csv.reader(self._text, delimiter=delimiter, strict=True)
            try:
                headers = next((row for row in self._rows if any(map(str.strip, row))), [])
            except csv.Error as error:
                raise UnreadableError(f"{self.path}:1 cannot be read: {error}.") from None
            if not best or _known(headers) > _known(best):
                best, found = headers, delimiter
        if not best:
            raise UnreadableError(f"{self.path} is empty; nothing was recorded.")
        self._text.seek(start)
        self._rows = csv.reader(self._text, delimiter=found, strict=True)
        next(row for row in self._rows if any(map(str.strip, row)))
        return best

    def position(self) -> int:
        """How many bytes were read."""
        return self._binary.tell()

    def close(self) -> None:
        """Let go of the file."""
        self._text.close()

    def __iter__(self) -> Iterator[Record]:
        """Rows and problems; raises UnreadableError where the rest of the file cannot be cut into rows."""
        rows, plan, width = self._rows, self._plan, self._width
        line = rows.line_num + 1
        while True:
            try:
                cells = next(rows, None)
            except csv.Error as error:
                what = str(error)
                if "field larger" in what or "unexpected end" in what:
                    what = "a quotation mark is opened there and never closed"
                raise UnreadableError(f"{self.path}:{line} cannot be read: {what}.") from None
            if cells is None:
                return
            here, line = line, rows.line_num + 1
            if not any(cells) or not any(map(str.strip, cells)):
                continue
            if len(cells) > width and any(map(str.strip, cells[width:])):
                yield Problem(
                    here,
                    None,
                    cells[width],
                    f"it has {len(cells)} cells and the header {width}; quote cells that hold the "
                    "delimiter.",
                )
                continue
            found = columns.draft(cells, plan, here)
            yield found if isinstance(found, Problem) else Row(here, found)


def _known(headers: Sequence[str]) -> int:
    return sum(columns.meaning(header) is not None for header in headers)


def open_csv(path: str, today: date) -> Spreadsheet:
    """Open a CSV file; raises UnreadableError."""
    return Spreadsheet(path, today, "csv")


def open_tsv(path: str, today: date) -> Spreadsheet:
    """Open a TSV file; raises UnreadableError."""
    return Spreadsheet(path, today, "tsv")


def write_csv(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Claims as CSV, in our own columns."""
    return _written(records, ",")


def write_tsv(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Claims as TSV, in our own columns."""
    return _written(records, "\t")


def _written(records: Iterable[dict[str, Any]], delimiter: str) -> Iterator[str]:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns.COLUMNS)
    for record in records:
        writer.writerow([_cell(column, record) for column in columns.COLUMNS])
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()


def _cell(column: str, record: dict[str, Any]) -> str:
    if column == "credence":
        return record["credence_text"] or ""
    if column == "stance":
        return record["stance"] or "none"
    value = record[column]
    if column == "evidence":
        return " ".join(item["url"] for item in value)
    if column == "tags":
        return " ".join(value)
    if isinstance(value, bool):
        return "true" if value else ""
    return "" if value is None else str(value)
