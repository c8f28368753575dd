"""Which formats are read and written: two dicts, from name to function."""

import contextlib
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from ledger.errors import UnreadableError
from ledger.exchange import csv_
from ledger.exchange import jsonl
from ledger.exchange.draft import Sheet

Opened = csv_.Spreadsheet | jsonl.Lines

READERS: dict[str, Callable[[str, date], Opened]] = {
    "csv": csv_.open_csv,
    "tsv": csv_.open_tsv,
    "jsonl": jsonl.Lines,
}
WRITERS: dict[str, Callable[[Iterable[dict[str, Any]]], Iterator[str]]] = {
    "csv": csv_.write_csv,
    "tsv": csv_.write_tsv,
    "jsonl": jsonl.write,
}
SUFFIXES = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def format_of(path: str) -> str:
    """The format of a file by its suffix, else by its first character; raises UnreadableError."""
    suffix = Path(path).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix in ("", ".txt"):
        try:
            with Path(path).open("rb") as file:
                start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UnreadableError(f"{path} cannot be read: {reason}.") from None
        return "jsonl" if start.startswith(b"{") else "csv"
    raise UnreadableError(
        f'{path}: files that end in "{suffix}" cannot be read; give one of: {", ".join(SUFFIXES)}.'
    )


@contextlib.contextmanager
def open_file(path: str, today: date) -> Iterator[Sheet]:
    """A file opened for reading; `today` is what "yesterday" counts from. Raises UnreadableError."""
    try:
        sheet = READERS[format_of(path)](path, today)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableError(f"{path} cannot be read: {reason}.") from None
    try:
        yield sheet
    finally:
        sheet.close()
