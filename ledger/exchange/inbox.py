"""A text file with one prediction a line, as one writes them down on a phone."""

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date

from ledger.domain import chance
from ledger.domain import oneline
from ledger.domain.cycles import compiled
from ledger.errors import UnreadableError
from ledger.exchange import columns
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Record
from ledger.exchange.draft import Row
from ledger.exchange.encoding import TextFile
from ledger.exchange.encoding import lines

# What notes put in front of a line: a dash, a number, a box that may be ticked since.
_BULLET = r"\s*(?:(?:[-*+•–·]|\d{1,3}[.)])\s+)?(?:\[[ xX]?\]\s+)?"
_SILENT = "it names no time and no chance; say when, or record it as it is: pledger add"
# A longer line is no prediction.
LONGEST = 2000


class Inbox:
    """The lines of a text file; `recorded` tells the day with which a line was recorded before.

    A line is its own native id: read again it is known, whatever day it is by then.
    """

    def __init__(
        self,
        file: TextFile,
        said: date,
        recorded: Callable[[str], str | None],
        fiscal_start: int | None = None,
    ) -> None:
        self.format = "inbox"
        self.columns: Sequence[str] = ("statement", "deadline_phrase", "credence", "tags")
        self.unknown: list[str] = []
        self.size = file.size
        self.notices = file.notices
        self.position = file.position
        self._text = file.text
        self._said = said
        self._recorded = recorded
        self._fiscal_start = fiscal_start

    def __iter__(self) -> Iterator[Record]:
        """A row for each line that was understood, a problem for each other; blank lines are nothing."""
        for number, text, too_long in lines(self._text, LONGEST):
            if too_long:
                yield Problem(number, None, text[:60], f"it is longer than {LONGEST} characters.")
                continue
            bullet = compiled(_BULLET).match(text)
            line = text[bullet.end() if bullet else 0 :].strip()
            if line:
                yield self._record(number, line)

    def _record(self, number: int, text: str) -> Record:
        try:
            line = columns.plain(text)
            day = self._recorded(line)
            said = self._said if day is None else date.fromisoformat(day)
            taken = oneline.take(line, said, fiscal_start=self._fiscal_start)
            silent = taken.deadline_phrase is None and taken.credence is None
            if silent and not chance.speaks(taken.statement):
                return Problem(number, None, text[:60], _SILENT)
        except UnreadableError as error:
            return Problem(number, None, text[:60], str(error))
        return Row(
            number,
            {
                "native_id": line,
                "statement": taken.statement,
                "said_on": day,
                "deadline_phrase": taken.deadline_phrase,
                "credence": taken.credence,
                "tags": taken.tags,
            },
        )
