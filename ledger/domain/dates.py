"""A day as a person writes it in an option or a cell."""

import re
import unicodedata
from datetime import date
from datetime import timedelta

from ledger.errors import UnreadableError

_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _with_short_names(names: tuple[str, ...], first: int) -> dict[str, int]:
    numbers = {name: number for number, name in enumerate(names, start=first)}
    return numbers | {name[:3]: number for name, number in numbers.items()}


MONTHS = _with_short_names(_MONTH_NAMES, 1) | {"sept": 9}
WEEKDAYS = _with_short_names(WEEKDAY_NAMES, 0) | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
WEEKDAYS_ZH = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}

_NEAR = {"today": 0, "今天": 0, "今日": 0, "yesterday": 1, "昨天": 1, "昨日": 1, "前天": 2}

# One pattern a form; all are matched in full, against lower-case text with single spaces.
_YEAR_FIRST = r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
_CHINESE = r"(\d{4})年(\d{1,2})月(\d{1,2})[日号號]?"
_MONTH_FIRST = r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"
_DAY_FIRST = r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)\.?,? (\d{4})"
_WEEKDAY = r"(?:(?:last|past|on) )?([a-z]+)"
_WEEKDAY_ZH = r"(上个?)?(?:周|星期|礼拜|週)([一二三四五六日天])"
_YEAR_LAST = re.compile(r"(\d{1,2})(?:([-/.])(\d{1,2})\2(\d{4}|\d\d)|/(\d{1,2}))", re.ASCII)


def day_of(year: int, month: int, day: int) -> date:
    """The day; raises UnreadableError where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if not 1 <= month <= 12:
        raise UnreadableError(f"no such month: {year:04}-{month:02}.")
    raise UnreadableError(f"no such day: {year:04}-{month:02}-{day:02}.")


def refuse_year_last(text: str, year: int) -> None:
    """Raise UnreadableError for 3/7/2026 and 3/7, which two halves of the world read differently.

    `year` stands in the advice where the text has none.
    """
    found = _YEAR_LAST.fullmatch(text)
    if found is None:
        return
    first, second = int(found[1]), int(found[3] or found[5])
    if found[4]:
        year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4])
    days = []
    for month, day in ((first, second), (second, first)):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    if not days:
        raise UnreadableError(f'no such day: "{text}". Write the year first: 2026-03-07.')
    if len(days) == 1 or days[0] == days[1]:
        problem = "puts the year last" if found[4] else "is no clear date"
        raise UnreadableError(f'"{text}" {problem}. Write {days[0]}.')
    names = " or ".join(f"{day.day} {day:%B}" for day in days)
    raise UnreadableError(f'"{text}" can be {names}. Write {days[0]} or {days[1]}.')


def read_date(text: str, today: date) -> date:
    """The day that `text` names; "Friday" is the latest Friday before `today`.

    Reads 2026-03-07 (also with / or .), March 7, 2026, 7 March 2026, 2026年3月7日, today, yesterday and a
    past weekday. Raises UnreadableError for everything else, 3/7/2026 above all.
    """
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return date.fromisoformat(text)
        except ValueError:
            pass  # 2026-02-30: told below
    words = text if text.isascii() else unicodedata.normalize("NFKC", text)
    words = " ".join(words.casefold().split())
    try:
        found = _read(words, today)
    except OverflowError:
        raise UnreadableError(f'"{text}" lies before the first year of the calendar.') from None
    if found is None:
        shown = " ".join(text.split())
        shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
        raise UnreadableError(
            f'cannot read the date "{shown}". Write 2026-03-07, March 7, 2026, 2026年3月7日, '
            "today, yesterday or a past weekday."
        )
    return found


def _read(words: str, today: date) -> date | None:
    if words in _NEAR:
        return today - timedelta(days=_NEAR[words])
    if found := re.fullmatch(_YEAR_FIRST, words, re.ASCII):
        return day_of(int(found[1]), int(found[3]), int(found[4]))
    if found := re.fullmatch(_CHINESE, words.replace(" ", ""), re.ASCII):
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    if (found := re.fullmatch(_MONTH_FIRST, words, re.ASCII)) and found[1] in MONTHS:
        return day_of(int(found[3]), MONTHS[found[1]], int(found[2]))
    if (found := re.fullmatch(_DAY_FIRST, words, re.ASCII)) and found[2] in MONTHS:
        return day_of(int(found[3]), MONTHS[found[2]], int(found[1]))
    if (found := re.fullmatch(_WEEKDAY, words)) and found[1] in WEEKDAYS:
        return _latest_before(today, WEEKDAYS[found[1]])
    if found := re.fullmatch(_WEEKDAY_ZH, words):
        weekday = WEEKDAYS_ZH[found[2]]
        if found[1]:  # of last week, which runs from Monday
            return today - timedelta(days=today.weekday() + 7 - weekday)
        return _latest_before(today, weekday)
    refuse_year_last(words, today.year)
    return None


def _latest_before(today: date, weekday: int) -> date:
    """The latest such weekday before today; a week ago where today is one."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
