"""Spreadsheets as text: comma, semicolon or tab, with a line of headers."""

import csv
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING
from typing import Any

from ledger.errors import UnreadableError
from ledger.exchange import columns
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Record
from ledger.exchange.draft import Row
from ledger.exchange.encoding import TextFile

if TYPE_CHECKING:
    from _csv import Reader as Rows

DELIMITERS = (",", ";", "\t")
# A cell larger than this is a quote that was never closed.
LARGEST = 1 << 20


class Spreadsheet:
    """A CSV or TSV file opened for reading."""

    def __init__(self, file: TextFile, today: date, name: str) -> None:
        csv.field_size_limit(LARGEST)
        self.format = name
        self.path = file.path
        self.size = file.size
        self.notices = file.notices
        self.position = file.position
        self._text = file.text
        headers, self._rows = self._headers()
        layout, self.unknown = columns.layout(headers, self.path)
        self.columns = [column for column in layout if column is not None]
        self._plan = columns.plan(headers, layout, today)

    def _headers(self) -> tuple[list[str], "Rows"]:
        """The first row that is not blank, and the rows below it.

        They are cut by the delimiter that gives the most columns we know.
        """
        best = ""
        found: list[str] = []
        fault: csv.Error | None = None
        for delimiter in DELIMITERS:
            try:
                headers = _first(self._cut(delimiter))
            except csv.Error as error:
                fault = fault or error  # quoted headers, cut by the wrong delimiter
                continue
            if not best or _known(headers) > _known(found):
                best, found = delimiter, headers
        if not best:
            raise UnreadableError(_sentence(self.path, 1, fault))
        if not found:
            raise UnreadableError(f"{self.path} is empty; nothing was recorded.")
        rows = self._cut(best)
        _first(rows)
        return found, rows

    def _cut(self, delimiter: str) -> "Rows":
        """The rows of the file from its start."""
        self._text.seek(0)
        return csv.reader(self._text, delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[Record]:
        """Rows and problems; raises UnreadableError where the rest of the file cannot be cut into rows."""
        rows, plan, width = self._rows, self._plan, len(self._plan)
        line = rows.line_num + 1
        while True:
            try:
                cells = next(rows, None)
            except csv.Error as error:
                # Where cells end is unsure from here on, and a line of a quote must not become a claim.
                raise UnreadableError(_sentence(self.path, line, error)) from None
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


def _first(rows: "Rows") -> list[str]:
    """The next row that is not blank, or an empty one."""
    return next((row for row in rows if any(map(str.strip, row))), [])


def _known(headers: Sequence[str]) -> int:
    return sum(column is not None for column in columns.settled(headers))


def _sentence(path: str, line: int, error: csv.Error | None) -> str:
    """What csv says of a row that begins on a line, for people."""
    said = str(error)
    if "unexpected end" in said:
        return (
            f"{path}:{line} opens a quotation mark that is never closed; close it, or write it twice "
            "where it belongs to the text."
        )
    if "field larger" in said:
        return (
            f"{path}:{line} has a cell of more than {LARGEST} characters; close the quotation mark "
            "that it opens with, or shorten it."
        )
    return (
        f"{path}:{line} goes on behind a closing quotation mark; write a quotation mark twice where "
        "it belongs to the text."
    )


def open_csv(file: TextFile, today: date) -> Spreadsheet:
    """Open a CSV file; raises UnreadableError."""
    return Spreadsheet(file, today, "csv")


def open_tsv(file: TextFile, today: date) -> Spreadsheet:
    """Open a TSV file; raises UnreadableError."""
    return Spreadsheet(file, today, "tsv")


def write_csv(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Claims as CSV, in our own columns."""
    return _written(records, ",")


def write_tsv(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Claims as TSV, in our own columns."""
    return _written(records, "\t")


class _Line:
    """Gives a row of CSV back as it is written, ended by a line feed alone."""

    def write(self, row: str) -> str:
        """The row; csv hands it through."""
        return row.removesuffix("\r\n") + "\n"


def _written(records: Iterable[dict[str, Any]], delimiter: str) -> Iterator[str]:
    # Ended by both, csv quotes a cell that holds either. What begins like a formula stays as it was said.
    writer = csv.writer(_Line(), delimiter=delimiter, lineterminator="\r\n")
    yield writer.writerow(columns.COLUMNS)
    for record in records:
        yield writer.writerow([cell(column, record) for column in columns.COLUMNS])


def cell(column: str, record: dict[str, Any]) -> str:
    """What a claim says in one of our columns."""
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
