"""Stretches of days, once or again and again: what the words for named periods are built from."""

import re
from collections.abc import Callable
from datetime import date
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from ledger.domain.window import later
from ledger.errors import UnreadableError

Span = tuple[date, date]
DAY = timedelta(days=1)


class Alternative(NamedTuple):
    """Another way to read a phrase, with its window."""

    reading: str
    earliest: date
    latest: date


class Cycle(NamedTuple):
    """A period that comes again and again: `span(n)` is its n-th time, `number(day)` the n about a day."""

    span: Callable[[int], Span | None]
    number: Callable[[date], int]

    def first(self, fits: Callable[[Span], bool], about: date) -> Span:
        """The earliest time that fits, sought from shortly before `about` on."""
        start = self.number(about) - 1
        for number in range(start, start + 12):  # 29 February may be eight years away
            span = self.span(number)
            if span is not None and fits(span):
                return span
        raise UnreadableError("the calendar has no such day in the years to come.")

    def not_over(self, day: date) -> Span:
        """The first time whose end is not past on that day."""
        return self.first(lambda span: span[1] >= day, day)

    def last_begun(self, day: date) -> Span | None:
        """The latest time that starts on or before that day."""
        number = self.number(day)
        spans = (self.span(n) for n in range(number, number - 10, -1))
        return next((span for span in spans if span is not None and span[0] <= day), None)


class Period(NamedTuple):
    """A named stretch of days.

    `cycle` stands where the phrase names no year (or month, or week): start and end are then those of
    the time that is not over. `whole` is the unit of which this is the end ("end of 2026": year): the
    speaker who says "before the end of" means its last day too.
    """

    family: str
    unit: str
    start: date
    end: date
    cycle: Cycle | None = None
    whole: str | None = None
    others: tuple[Alternative, ...] = ()
    note: str = ""


class Said:
    """What a phrase is read against: its words for the messages, the day, and the company's year.

    `seen` keeps what was read: a text that can be cut in many places is read once in each piece.
    """

    __slots__ = ("phrase", "day", "fiscal_start", "seen")

    def __init__(self, phrase: str, day: date, fiscal_start: int | None = None) -> None:
        self.phrase = phrase
        self.day = day
        self.fiscal_start = fiscal_start
        self.seen: dict[str, Period | None] = {}

    def ambiguous(self, first: str, second: str, advice: str) -> UnreadableError:
        """The refusal of a phrase whose two readings lie too far apart to choose."""
        return UnreadableError(f'"{self.phrase}" can be {first} or {second}. {advice}')

    def two(self, first: date | None, last: date | None) -> UnreadableError:
        """The refusal of a phrase that names one time or another."""
        return UnreadableError(
            f'"{self.phrase}" holds two times, one up to {first} and one up to {last}; record two '
            "predictions, or give the window with --from and --to."
        )


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern, compiled when it is first needed: start-up time counts."""
    return re.compile(pattern, re.ASCII)


# Calendar arithmetic


def year_span(year: int) -> Span:
    """A calendar year."""
    return date(year, 1, 1), date(year, 12, 31)


def months_span(year: int, month: int, count: int) -> Span:
    """So many months from the first of a month; the month may lie outside 1 to 12."""
    years, month = divmod(month - 1, 12)
    start = date(year + years, month + 1, 1)
    return start, later(start, months=count) - DAY


def yearly(span: Callable[[int], Span | None]) -> Cycle:
    """What comes once a year, by the year."""
    return Cycle(span, lambda day: day.year)


def monthly(span: Callable[[int, int], Span | None]) -> Cycle:
    """What comes once a month, by year and month."""

    def of(number: int) -> Span | None:
        year, month = divmod(number, 12)
        return span(year, month + 1)

    return Cycle(of, lambda day: day.year * 12 + day.month - 1)


def weekly(first: int, last: int) -> Cycle:
    """Days of the week by number, Monday 0; 1 January of year 1 was a Monday."""

    def of(number: int) -> Span:
        monday = date.fromordinal(number * 7 + 1)
        return monday + timedelta(days=first), monday + timedelta(days=last)

    return Cycle(of, lambda day: (day.toordinal() - 1) // 7)


def recurring(
    family: str, unit: str, cycle: Cycle, said: Said, *, whole: str | None = None, note: str = ""
) -> Period:
    """A period without a year of its own: the time that is not over."""
    start, end = cycle.not_over(said.day)
    return Period(family, unit, start, end, cycle, whole, note=note)


def fixed(family: str, unit: str, span: Span, *others: Alternative) -> Period:
    """A period that comes once."""
    return Period(family, unit, *span, others=others)


# Parts of a period

_LENGTH = {"year": 12, "half": 6, "quarter": 3, "season": 3, "month": 1}


def third_of(span: Span, unit: str, part: int) -> Span | None:
    """The first, second or last third; None where nobody could say where that starts."""
    start, end = span
    if unit in ("year", "quarter", "season"):
        months = _LENGTH[unit] // 3
        start = later(start, months=months * part)
        return start, later(start, months=months) - DAY
    if unit == "month":
        last = (10, 20, end.day)
        return start.replace(day=1 + 10 * part), start.replace(day=last[part])
    if unit == "decade":  # early, mid and late 2030s: 2030-33, 2034-36, 2037-39
        years = ((0, 3), (4, 6), (7, 9))[part]
        return date(start.year + years[0], 1, 1), date(start.year + years[1], 12, 31)
    return None


LAST_UNIT = {
    "year": "month",
    "half": "month",
    "quarter": "month",
    "season": "month",
    "plan": "month",
    "month": "third",
    "week": "day",
    "weekend": "day",
    "decade": "year",
    "century": "decade",
    "day": "day",
}


def last_of(span: Span, unit: str) -> Span | None:
    """The end of a period: the last month, third, year or decade of it."""
    start, end = span
    if unit in ("year", "half", "quarter", "season", "plan"):
        return end.replace(day=1), end
    if unit == "month":
        return end.replace(day=21), end
    if unit == "week":
        return end - 2 * DAY, end
    if unit == "weekend":
        return end, end
    if unit == "decade":
        return date(end.year, 1, 1), end
    if unit == "century":
        return date(end.year - 9, 1, 1), end
    if unit == "day":
        return end, end
    return None
