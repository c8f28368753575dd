"""The days on which a claim may come true, and the month arithmetic they stand on."""

from dataclasses import dataclass
from datetime import date
from datetime import timedelta
from typing import Literal

from ledger.errors import UnreadableError

Kind = Literal["dated", "open", "vague", "event"]


class PastTimeError(UnreadableError):
    """A time that was over when it was said."""


@dataclass(frozen=True, slots=True)
class Window:
    """From `earliest` to `latest`, both included.

    A dated window has both days, an open one only `earliest`, a vague one and one that hangs on an event
    have neither.
    """

    kind: Kind
    earliest: date | None
    latest: date | None


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def later(day: date, *, months: int = 0, days: int = 0) -> date:
    """The day so many calendar months and then days later; the day of the month is clamped.

    Raises UnreadableError where the calendar ends before that.

    >>> later(date(2026, 1, 31), months=1)
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    try:
        if months:
            year = day.year + years
            day = date(year, month + 1, min(day.day, month_end(year, month + 1).day))
        return day + timedelta(days=days)
    except (OverflowError, ValueError):
        raise UnreadableError(
            "the calendar ends with the year 9999; that day lies beyond it."
        ) from None
