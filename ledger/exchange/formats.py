"""Which formats are read and written: two dicts, from name to function."""

import contextlib
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ledger.errors import UnreadableError
from ledger.exchange import csv_
from ledger.exchange import jsonl
from ledger.exchange import markdown
from ledger.exchange.draft import Reader
from ledger.exchange.draft import Sheet
from ledger.exchange.draft import Writer
from ledger.exchange.encoding import TextFile
from ledger.exchange.encoding import open_text

READERS: Mapping[str, Reader] = {
    "csv": csv_.open_csv,
    "tsv": csv_.open_tsv,
    "jsonl": jsonl.Lines,
    "md": markdown.Notes,
}
WRITERS: Mapping[str, Writer] = {
    "csv": csv_.write_csv,
    "tsv": csv_.write_tsv,
    "jsonl": jsonl.write,
}
# Each suffix belongs to one format; without one the first character tells.
SUFFIXES = {
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".md": "md", ".markdown": "md",
}  # fmt: skip
TELLS_NOTHING = ("", ".txt")


@contextlib.contextmanager
def open_file(path: str, today: date) -> Iterator[Sheet]:
    """A file opened for reading; `today` is what "yesterday" counts from. Raises UnreadableError."""
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES and suffix not in TELLS_NOTHING:
        raise UnreadableError(
            f'{path}: files that end in "{suffix}" cannot be read; give one of: {", ".join(SUFFIXES)}.'
        )
    with open_text(path) as file:
        yield READERS[SUFFIXES.get(suffix) or _guessed(file)](file, today)


def _guessed(file: TextFile) -> str:
    start = file.text.read(1024).lstrip()
    file.text.seek(0)
    if start.startswith("{"):
        return "jsonl"
    first = start.split("\n", 1)[0].rstrip()
    is_heading = first.startswith(("# ", "## ")) and not any(mark in first for mark in ",;\t")
    return "md" if is_heading or first == "---" or first.startswith("|") else "csv"
