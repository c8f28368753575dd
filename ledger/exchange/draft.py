"""What readers give and writers take."""

import re
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import Any
from typing import NamedTuple
from typing import Protocol

from ledger.exchange.encoding import TextFile

# A claim as a file states it: columns.NAMES are its keys, one for every column the file has, with None
# where the cell is empty. Dates are ISO text, `private` is a bool, `tags` a list of texts, `evidence` a list
# of objects with a `url` and, where known, archived, sha256, read_on and note; the rest is text.
Draft = dict[str, Any]


class Row(NamedTuple):
    """A row that could be read; `line` is where it starts, from 1."""

    line: int
    draft: Draft


class Problem(NamedTuple):
    """A row that cannot be recorded, and why."""

    line: int | None
    column: str | None
    cell: str | None
    problem: str


class Person(NamedTuple):
    """Somebody whom a file describes."""

    line: int
    name: str
    aliases: Sequence[str]
    role: str | None

    def whole(self) -> list[str]:
        """The spellings that are no part of a longer one: by these alone somebody is known again.

        >>> Person(1, "Elon Musk", ["马斯克", "Elon", "Musk"], None).whole()
        ['Elon Musk', '马斯克']
        """
        spellings = (self.name, *self.aliases)
        parts = {
            part for other in spellings for part in re.split(r"[·•\s]+", other) if part != other
        }
        return [spelling for spelling in spellings if spelling not in parts]


class SourceRecord(NamedTuple):
    """A source that a file describes."""

    line: int
    title: str
    url: str | None
    frame: str | None


Record = Row | Problem | Person | SourceRecord


class Sheet(Protocol):
    """A file opened for reading: what its columns are, and its records one by one."""

    @property
    def format(self) -> str:
        """The format's name."""
        ...

    @property
    def columns(self) -> Sequence[str]:
        """Our columns that the file has."""
        ...

    @property
    def unknown(self) -> Sequence[str]:
        """Headers that are not understood."""
        ...

    @property
    def notices(self) -> Sequence[str]:
        """What has to be said of the file as a whole."""
        ...

    @property
    def size(self) -> int:
        """The file's bytes."""
        ...

    def position(self) -> int:
        """How far reading has come, of `size`."""
        ...

    def __iter__(self) -> Iterator[Record]:
        """The records, in the order of the file."""
        ...


# Opens a file; its second argument is what "yesterday" counts from. Raises UnreadableError.
Reader = Callable[[TextFile, date], Sheet]
# Claims (and, for JSONL, people and sources) as pieces of a file, in the order in which they come.
Writer = Callable[[Iterable[dict[str, Any]]], Iterator[str]]
