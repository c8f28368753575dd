"""Named periods: the days that "Q3 2026", "early next year", "三月中旬" or "Christmas" stand for."""
# ruff: noqa: E501 - a pattern reads best on one line

import re
from collections.abc import Callable
from datetime import date
from datetime import timedelta

from ledger.domain.cycles import DAY
from ledger.domain.cycles import LAST_UNIT
from ledger.domain.cycles import Alternative
from ledger.domain.cycles import Cycle
from ledger.domain.cycles import Period
from ledger.domain.cycles import Said
from ledger.domain.cycles import Span
from ledger.domain.cycles import compiled
from ledger.domain.cycles import fixed
from ledger.domain.cycles import last_of
from ledger.domain.cycles import monthly
from ledger.domain.cycles import months_span
from ledger.domain.cycles import recurring
from ledger.domain.cycles import third_of
from ledger.domain.cycles import weekly
from ledger.domain.cycles import year_span
from ledger.domain.cycles import yearly
from ledger.domain.dates import MONTHS
from ledger.domain.dates import WEEKDAYS
from ledger.domain.dates import day_of
from ledger.domain.holidays import HOLIDAYS
from ledger.domain.holidays import LUNAR
from ledger.domain.numerals import is_chinese
from ledger.domain.window import later
from ledger.domain.window import month_end
from ledger.errors import UnreadableError

Build = Callable[[re.Match[str], Said], Period | None]


def full_year(digits: str, said: Said) -> int:
    """The year of '26: the one nearest to the day it was said."""
    if len(digits) == 4:
        return int(digits)
    year = said.day.year - 49
    return year + (int(digits) - year) % 100


# Parts of a period


def _part_of(
    text: str,
    said: Said,
    family: str,
    unit: Callable[[str], str],
    cut: Callable[[Span, str], Span | None],
    *,
    ends: bool = False,
) -> Period | None:
    of = whole(text, said)
    if of is None:
        return None
    within = of.unit
    closing = None
    if ends:  # "by the end of the decade" is as exact as a year
        closing = LAST_UNIT[within] if within in ("decade", "century") else within
    if of.cycle is not None:
        # Each time of the whole has its own part: "early March" said on 15 March is next year's.
        outer = of.cycle

        def inner(number: int) -> Span | None:
            span = outer.span(number)
            return None if span is None else cut(span, within)

        if cut((of.start, of.end), within) is None:
            return None
        cycle = Cycle(inner, outer.number)
        return recurring(family, unit(within), cycle, said, whole=closing, note=of.note)
    span = cut((of.start, of.end), within)
    if span is None:
        return None
    return Period(family, unit(within), *span, whole=closing, note=of.note)


_BARE = {
    "year": "year", "quarter": "quarter", "month": "month", "week": "week", "day": "day",
    "decade": "decade", "century": "century",
    "年": "year", "岁": "year", "月": "month", "季度": "quarter", "季": "quarter", "世纪": "century",
    "年代": "decade", "年度": "year",
}  # fmt: skip


def whole(text: str, said: Said) -> Period | None:
    """What has a part: a period, or the bare "year", "月" of "end of the year", "月底"."""
    text = text.removeprefix("the ")
    unit = _BARE.get(text)
    if unit is None:
        return period(text, said)
    cycles = {
        "year": yearly(year_span),
        "month": monthly(lambda year, month: months_span(year, month, 1)),
        "quarter": Cycle(
            lambda number: months_span(number // 4, number % 4 * 3 + 1, 3),
            lambda day: day.year * 4 + (day.month - 1) // 3,
        ),
        "week": weekly(0, 6),
    }
    if unit in cycles:
        return recurring(unit, unit, cycles[unit], said)
    return fixed(unit, unit, _this(unit, said.day, 0))


# Running, next and last periods


def _this(unit: str, day: date, ahead: int) -> Span:
    """The running period of a unit, or one some places ahead of it."""
    if unit == "year":
        return year_span(day.year + ahead)
    if unit == "half":
        return months_span(day.year, (day.month - 1) // 6 * 6 + 1 + 6 * ahead, 6)
    if unit == "quarter":
        return months_span(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * ahead, 3)
    if unit == "month":
        return months_span(day.year, day.month + ahead, 1)
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday() - 7 * ahead)
        return monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
    if unit == "decade":
        first = day.year // 10 * 10 + 10 * ahead
        return date(first, 1, 1), date(first + 9, 12, 31)
    if unit == "century":
        first = day.year // 100 * 100 + 100 * ahead
        return date(first, 1, 1), date(first + 99, 12, 31)
    day += timedelta(days=ahead)
    return day, day


_AHEAD = {
    "this": 0, "the current": 0, "current": 0, "the present": 0, "this current": 0,
    "next": 1, "last": -1, "past": -1, "previous": -1,
    "本": 0, "这": 0, "这个": 0, "这一": 0, "这一个": 0, "当": 0, "当前": 0,
    "下": 1, "下个": 1, "下一": 1, "下一个": 1, "次": 1, "下1": 1, "下1个": 1,
    "下下": 2, "下下个": 2,
    "上": -1, "上个": -1, "上一个": -1, "上1个": -1, "这1": 0, "这1个": 0,
}  # fmt: skip

_UNITS_ZH = {
    "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季": "quarter", "季度": "quarter",
    "年": "year", "年度": "year", "世纪": "century", "十年": "decade", "10年": "decade",
    "周末": "weekend", "半年": "half",
}  # fmt: skip


def _relative(found: re.Match[str], said: Said) -> Period | None:
    ahead = _AHEAD.get(found[1])
    unit = _UNITS_ZH.get(found[2], found[2])
    if ahead is None or (unit == "half" and found[1] != "下1个"):
        return None  # 下半年 is the second half, not the next one
    if unit == "half":
        return None
    others: tuple[Alternative, ...] = ()
    if unit == "weekend" and ahead == 1:
        start, end = _this(unit, said.day, 0)
        others = (Alternative("the coming one", max(start, said.day), end),)
    return fixed(unit, unit, _this(unit, said.day, ahead), *others)


def _after_next(found: re.Match[str], said: Said) -> Period | None:
    return fixed(found[1], found[1], _this(found[1], said.day, 2))


_DAYS_AHEAD = {
    "today": 0, "tonight": 0, "this evening": 0, "this afternoon": 0, "tomorrow": 1,
    "day after tomorrow": 2, "yesterday": -1,
    "今天": 0, "今日": 0, "今晚": 0, "明天": 1, "明日": 1, "明早": 1, "明晚": 1, "后天": 2, "大后天": 3,
    "昨天": -1, "昨日": -1, "前天": -2,
}  # fmt: skip


def _near_day(found: re.Match[str], said: Said) -> Period | None:
    ahead = _DAYS_AHEAD.get(found[1])
    return None if ahead is None else fixed("day", "day", _this("day", said.day, ahead))


# Years


_YEARS = {
    "this year": 0, "current year": 0, "the year": 0, "the current year": 0, "next year": 1,
    "year after next": 2, "the year after next": 2, "last year": -1,
    "今年": 0, "本年": 0, "本年度": 0, "今": 0, "明年": 1, "明": 1, "来年": 1, "明年度": 1, "后年": 2,
    "大后年": 3, "去年": -1, "前年": -2, "下一年": 1, "下1年": 1,
}  # fmt: skip


def _year_of(text: str, said: Said) -> int | None:
    """The year that a word or number names."""
    if text in _YEARS:
        return said.day.year + _YEARS[text]
    digits = text.rstrip("年度").removeprefix("'")
    return full_year(digits, said) if digits.isdigit() else None


def _year(found: re.Match[str], said: Said) -> Period | None:
    year = _year_of(found[1], said)
    if year is None:
        return None
    return fixed("year", "year", year_span(year))


def _short_year_zh(found: re.Match[str], said: Said) -> Period | None:
    """26年 is 2026; 30年 and 15年 may be an amount."""
    if found[1].endswith("0"):
        return None
    year = full_year(found[1], said)
    if not said.day.year <= year <= said.day.year + 15:
        return None
    return fixed("year", "year", year_span(year))


def _in_year(found: re.Match[str], said: Said) -> Period | None:
    """A part of a year with the year before or behind it."""
    parts = found.groupdict()
    year = _year_of(parts["year"], said)
    if year is None:
        return None
    rest = parts["rest"].removesuffix(" of").removesuffix(" in").removesuffix("的")
    if not rest or (not is_chinese(rest) and rest in _BARE):
        return None
    part = period(rest, said)
    if part is None or part.cycle is None or part.cycle.number(date(2026, 1, 1)) != 2026:
        return None  # only what comes once a year has a year
    span = part.cycle.span(year)
    if span is None:
        raise UnreadableError(f"no such day: {rest} {year}.")
    others = part.others
    if part.family == "season" and span[1].year > year:
        start, end = part.cycle.span(year - 1) or span
        if end >= said.day:
            reading = f"the winter that ends in {year}"
            others = (Alternative(reading, max(start, said.day), end),)
    return Period(part.family, part.unit, *span, whole=part.whole, others=others, note=part.note)


def _next_of_year(found: re.Match[str], said: Said) -> Period | None:
    """This summer is the one not yet over, next summer that of next year."""
    part = period(found[2], said)
    if part is None or part.cycle is None or part.family in ("end of", "running", "rest of"):
        return None
    if part.family == "day" and found[1] == "next":
        return None  # "next March 3" is the coming one to many
    soonest = (part.start, part.end)
    if found[1] in ("this", "the coming", "coming", "this coming"):
        return part
    if found[1] == "last":
        span = part.cycle.last_begun(said.day - DAY)
        return None if span is None else fixed(part.family, part.unit, span)
    if part.family == "weekday":
        number = part.cycle.number(said.day) + 1
    elif part.cycle.number(date(2026, 1, 1)) == 2026:
        number = part.cycle.number(said.day) + 1
        running = part.cycle.span(number - 2)
        if running is not None and running[1] >= said.day:
            number -= 1  # in January the winter of last year still runs
    else:
        return None
    span = part.cycle.span(number)
    if span is None:
        return None
    others: tuple[Alternative, ...] = ()
    if span != soonest:
        others = (Alternative("the coming one", max(soonest[0], said.day), soonest[1]),)
    return Period(part.family, part.unit, *span, others=others, note=part.note)


# Decades and centuries


def _decade(found: re.Match[str], said: Said) -> Period | None:
    digits = found[1]
    first = int(digits) if len(digits) == 4 else said.day.year // 100 * 100 + int(digits)
    return fixed("decade", "decade", (date(first, 1, 1), date(first + 9, 12, 31)))


# The five-year plans of China, by their first year.
_PLANS = {"十三五": 2016, "十四五": 2021, "十五五": 2026, "十六五": 2031}


def _plan(found: re.Match[str], said: Said) -> Period:
    """“十五五”期间: 2026 to 2030."""
    first = _PLANS[found[1]]
    return fixed("plan", "plan", (date(first, 1, 1), date(first + 4, 12, 31)))


def _century(found: re.Match[str], said: Said) -> Period | None:
    first = int(found[1]) * 100 - 100
    if not 1900 <= first <= 2900:
        return None
    return fixed("century", "century", (date(first, 1, 1), date(first + 99, 12, 31)))


# Halves, quarters, months, weeks, seasons

_NAMED = {
    "1": 1, "2": 2, "3": 3, "4": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "latter": 2, "final": 4,
    "last": 4, "back": 2, "front": 1, "opening": 1, "closing": 4, "上": 1, "下": 2, "前": 1, "后": 2, "首": 1,
}  # fmt: skip


def _half(found: re.Match[str], said: Said) -> Period | None:
    number = _NAMED.get(found[1])
    if number not in (1, 2):
        raise UnreadableError(f'no such half: "{said.phrase}" (halves are 1-2).')
    if hours := compiled(r"\b([12])h\b").search(said.phrase):
        one = "1 hour" if hours[1] == "1" else "2 hours"
        raise UnreadableError(
            f'"{hours[0]}" can be {one} or a half of the year. Write {one}, or H{hours[1]}.'
        )
    cycle = yearly(lambda year: months_span(year, number * 6 - 5, 6))
    return recurring("half", "half", cycle, said)


def _half_of(found: re.Match[str], said: Said) -> Period | None:
    """The first half of this year, of the 2030s."""
    number = _NAMED.get(found[1])
    text = found[2].removeprefix("the ")
    if number not in (1, 2):
        return None
    if text in ("year", "month"):
        of: Period | None = fixed(text, text, _this(text, said.day, 0))
    else:
        of = whole(text, said)
    if of is None or (of.cycle is not None and of.unit != "month"):
        return None
    if of.unit == "year":
        return fixed("half", "half", months_span(of.start.year, of.start.month + 6 * number - 6, 6))
    if of.unit == "month":
        days = (1, 15) if number == 1 else (16, of.end.day)
        return fixed("half", "half", (of.start.replace(day=days[0]), of.start.replace(day=days[1])))
    if of.unit == "decade":
        first = of.start.year + 5 * number - 5
        return fixed("half", "half", (date(first, 1, 1), date(first + 4, 12, 31)))
    return None


def _quarter(found: re.Match[str], said: Said) -> Period | None:
    number = _NAMED.get(found[1], int(found[1]) if found[1].isdigit() else 0)
    if not 1 <= number <= 4:
        raise UnreadableError(f'no such quarter: "{said.phrase}" (quarters are 1-4).')
    cycle = yearly(lambda year: months_span(year, number * 3 - 2, 3))
    return recurring("quarter", "quarter", cycle, said)


def _quarter_of(found: re.Match[str], said: Said) -> Period | None:
    number = _NAMED.get(found[1])
    text = found[2].removeprefix("the ")
    of = fixed("year", "year", year_span(said.day.year)) if text == "year" else whole(text, said)
    if number is None or of is None or of.unit != "year" or of.cycle is not None:
        return None
    return fixed(
        "quarter", "quarter", months_span(of.start.year, of.start.month + number * 3 - 3, 3)
    )


def _quarters_zh(found: re.Match[str], said: Said) -> Period | None:
    first, last = int(found[1]), int(found[2])
    if not 1 <= first < last <= 4:
        return None
    cycle = yearly(lambda year: months_span(year, first * 3 - 2, 3 * (last - first + 1)))
    return recurring("quarter", "quarter", cycle, said)


def _first_of_year(found: re.Match[str], said: Said) -> Period | None:
    """The first three quarters of 2027; 明年前两个月."""
    year = _year_of(found["year"], said) if found["year"] else None
    months = int(found["count"]) * (3 if found["unit"] in ("quarter", "季") else 1)
    if not 1 < months < 12 or (found["year"] and year is None):
        return None
    if year is not None:
        return fixed("first of", "month", months_span(year, 1, months))
    return recurring("first of", "month", yearly(lambda year: months_span(year, 1, months)), said)


def _month_number(text: str, said: Said) -> int | None:
    if text.isdigit():
        if not 1 <= int(text) <= 12:
            raise UnreadableError(f"no such month: {said.phrase}.")
        return int(text)
    return MONTHS.get(text)


def _month(found: re.Match[str], said: Said) -> Period | None:
    month = _month_number(found[1], said)
    if month is None:
        return None
    cycle = yearly(lambda year: months_span(year, month, 1))
    return recurring("month", "month", cycle, said)


def _year_month(found: re.Match[str], said: Said) -> Period | None:
    year, digits = found["year"], found["month"]
    if len(digits) == 2 and int(digits) > 12 and int(digits) == int(year) % 100 + 1:
        raise said.ambiguous(
            f"the years {year} to {int(year) + 1}",
            f"one year that starts in {year}",
            f"Write {year}-{int(year) + 1} or the dates.",
        )
    month = _month_number(digits, said)
    if month is None:
        return None
    return fixed("month", "month", months_span(int(found["year"]), month, 1))


def _months_zh(found: re.Match[str], said: Said) -> Period | None:
    """4-6月: within one year, or over the turn of it."""
    first, last = _month_number(found[1], said), _month_number(found[2], said)
    if first is None or last is None or first == last:
        return None
    count = (last - first) % 12 + 1
    cycle = yearly(lambda year: months_span(year, first, count))
    return recurring("from-to", "month", cycle, said)


_SEASONS = {
    "spring": 3,
    "summer": 6,
    "autumn": 9,
    "winter": 12,
    "春": 3,
    "夏": 6,
    "秋": 9,
    "冬": 12,
}


def _season(found: re.Match[str], said: Said) -> Period | None:
    month = _SEASONS[found[1]]
    cycle = yearly(lambda year: months_span(year, month, 3))
    return recurring("season", "season", cycle, said, note="northern seasons")


def _winter_over(found: re.Match[str], said: Said) -> Period | None:
    year, end = int(found[1]), int(found[2])
    if end not in (year + 1, (year + 1) % 100):
        return None
    span = months_span(year, 12, 3)
    return Period("season", "season", *span, note="northern seasons")


def _week_of(found: re.Match[str], said: Said) -> Period | None:
    day = period(found[1], said)
    if day is None or day.unit != "day" or day.start != day.end:
        return None
    return fixed("week", "week", _this("week", day.start, 0))


def _sunday_first(day: date, said: Said) -> tuple[Alternative, ...]:
    """The other reading of a Sunday, in weeks that start with it."""
    other = day - timedelta(days=7)
    return (
        (Alternative("in a week that starts on Sunday", other, other),) if other >= said.day else ()
    )


def _weekend(found: re.Match[str], said: Said) -> Period:
    return recurring("weekend", "weekend", weekly(5, 6), said)


# Days


def _on(year: int, month: int, day: int) -> Span | None:
    try:
        return (date(year, month, day),) * 2
    except ValueError:
        return None


def _full_day(found: re.Match[str], said: Said) -> Period | None:
    month = _month_number(found["month"], said)
    if month is None:
        return None
    short = found.groupdict().get("short")  # 30-Nov-26
    year = 2000 + int(short) if short else _year_of(found["year"], said)
    if year is None:
        return None
    day = day_of(year, month, int(found["day"]))
    if not _is_weekday(found, day, said):
        return None
    return fixed("day", "day", (day, day))


def _is_weekday(found: re.Match[str], day: date, said: Said) -> bool:
    """Whether the weekday that a date may have beside it is one; UnreadableError where it is a wrong one."""
    name = found.groupdict().get("weekday")
    if not name:
        return True
    number = int(name) - 1 if name.isdigit() else WEEKDAYS.get(name)
    if number is not None and number != day.weekday():
        raise UnreadableError(f'"{said.phrase}" names a wrong weekday: {day} is a {day:%A}.')
    return number is not None


def _day_and_month(found: re.Match[str], said: Said) -> Period | None:
    month = _month_number(found["month"], said)
    if month is None:
        return None
    number = int(found["day"])
    if not 1 <= number <= month_end(2024, month).day:
        raise UnreadableError(f"no such day: {said.phrase}.")
    if found.groupdict().get("sign") == "" and not compiled(r".*\d").match(said.phrase):
        return None  # 二月二 is a day of the Chinese calendar
    cycle = yearly(lambda year: _on(year, month, number))
    coming = recurring("day", "day", cycle, said)
    return coming if _is_weekday(found, coming.start, said) else None


def _days_of_month(found: re.Match[str], said: Said) -> Period | None:
    """June 1-15."""
    month = _month_number(found["month"], said)
    first, last = int(found["first"]), int(found["last"])
    if month is None or not 1 <= first < last <= month_end(2024, month).day:
        return None

    def span(year: int) -> Span | None:
        start, end = _on(year, month, first), _on(year, month, last)
        return (start[0], end[1]) if start and end else None

    return recurring("from-to", "day", yearly(span), said)


def _day_number(found: re.Match[str], said: Said) -> Period | None:
    """The 15th: of this month, or of the next where it is past."""
    number = int(found[1])
    if not 1 <= number <= 31:
        raise UnreadableError(f"no such day: {said.phrase}.")
    cycle = monthly(lambda year, month: _on(year, month, number))
    return recurring("day", "day", cycle, said)


def _day_in_month(found: re.Match[str], said: Said) -> Period | None:
    """The 15th of next month."""
    month = period(found["of"], said)
    if found["of"] == "month":
        month = fixed("month", "month", _this("month", said.day, 0))
    if month is None or month.unit != "month" or month.cycle is not None:
        return None
    day = day_of(month.start.year, month.start.month, int(found["day"]))
    return fixed("day", "day", (day, day))


def _weekday(found: re.Match[str], said: Said) -> Period | None:
    number = WEEKDAYS.get(found[1])
    if number is None:
        return None
    cycle = weekly(number, number)
    return recurring("weekday", "day", cycle, said)


def _weekday_zh(found: re.Match[str], said: Said) -> Period | None:
    number = int(found["number"]) - 1
    cycle = weekly(number, number)
    if not found["week"]:
        return recurring("weekday", "day", cycle, said)
    ahead = _AHEAD.get(found["week"])
    if ahead is None:
        return None
    span = cycle.span(cycle.number(said.day) + ahead)
    if span is None:
        return None
    return fixed("weekday", "day", span, *(_sunday_first(span[0], said) if number == 6 else ()))


def _part_of_day(found: re.Match[str], said: Said) -> Period | None:
    """Monday morning; the end of business on Friday."""
    day = (
        period(found["of"], said)
        if found.groupdict().get("of")
        else fixed("day", "day", (said.day,) * 2)
    )
    return day if day is not None and day.unit == "day" and day.family != "from-to" else None


def _hour_zh(found: re.Match[str], said: Said) -> Period | None:
    """6月30日24时: before it is that day too."""
    day = period(found["of"], said)
    if (
        day is None
        or day.unit != "day"
        or day.start != day.end
        or not 1 <= int(found["hour"]) <= 24
    ):
        return None
    return day._replace(whole="day")


def _hour(found: re.Match[str], said: Said) -> Period | None:
    """5 pm on Friday, noon on Monday: by or before it is that day too."""
    day = period(found["of"], said)
    if day is None or day.unit != "day" or day.start != day.end:
        return None
    return day._replace(whole="day")


def _one_day_of(found: re.Match[str], said: Said) -> Period | None:
    """The last day of March."""
    first = found["which"] in ("1st", "第1")

    def cut(span: Span, unit: str) -> Span | None:
        return (span[0], span[0]) if first else (span[1], span[1])

    return _part_of(found["of"], said, "day", lambda unit: "day", cut)


def _two_years_zh(found: re.Match[str], said: Said) -> Period:
    """今明两年, 明后年."""
    first = said.day.year + (0 if found[0].startswith("今") else 1)
    return fixed("from-to", "year", (date(first, 1, 1), date(first + 1, 12, 31)))


def _weekday_of_week(found: re.Match[str], said: Said) -> Period | None:
    """Friday next week, next week Friday."""
    number = WEEKDAYS.get(found["day"])
    if number is None:
        return None
    monday = _this("week", said.day, _AHEAD[found["week"]])[0]
    day = monday + timedelta(days=number)
    return fixed("weekday", "day", (day, day))


# Holidays


def _holiday(found: re.Match[str], said: Said) -> Period | None:
    name = found[0].removesuffix("当天").removesuffix("那天")
    if name in ("新年", "过年"):
        raise said.ambiguous("1 January", "the Lunar New Year", "Write 元旦 or 春节.")
    day = HOLIDAYS.get(name)
    if day is None:
        return None

    def span(year: int) -> Span | None:
        return _on(year, *day) if isinstance(day, tuple) else (day(year),) * 2

    if name not in LUNAR:
        return recurring("holiday", "day", yearly(span), said)
    # Outside the table of lunar years there is no guess, so the search starts in the year it was said.
    number = said.day.year
    found_span = span(number)
    assert found_span is not None
    if found_span[1] < said.day:
        found_span = span(number + 1)
        assert found_span is not None
    return Period("holiday", "day", *found_span, yearly(span))


# Parts, ends, what is left, and what runs

_PARTS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "earlier": 0}


def _thirds(text: str, part: int, said: Said) -> Period | None:
    third = _part_of(
        text, said, "third", lambda unit: "third", lambda span, unit: third_of(span, unit, part)
    )
    of = whole(text, said)
    if third is None or of is None or third.cycle is not None:
        return third
    if part == 0 and of.unit == "year":  # others end it earlier, or later
        spans = [months_span(of.start.year, of.start.month, months) for months in (3, 6)]
        names = ("its first quarter", "its first half")
        others = [
            Alternative(name, max(span[0], said.day), span[1])
            for name, span in zip(names, spans, strict=True)
        ]
        return third._replace(others=tuple(others))
    if part != 1 or of.unit not in ("year", "month"):
        return third
    # Many say "mid-2027" for the point half-way through.
    months = of.start if of.unit == "month" else later(of.start, months=5)
    half_way = months.replace(day=15) if of.unit == "month" else later(months, months=1) - DAY
    if half_way < said.day:
        return third
    other = Alternative("half-way through it", half_way, half_way)
    return third._replace(others=(other,))


def _early_late(found: re.Match[str], said: Said) -> Period | None:
    part = _PARTS[found[1]]
    text = found[2]
    if text.removeprefix("the ") == "week":
        return None
    return _thirds(text, part, said)


_TWO_THIRDS = {"上中旬": (0, 1), "中上旬": (0, 1), "中下旬": (1, 2)}


def _early_to_mid(found: re.Match[str], said: Said) -> Period | None:
    first, last = _PARTS[found[1]], _PARTS[found[2]]
    return None if first >= last else _two_thirds(found[3], first, last, said)


def _two_thirds(text: str, first: int, last: int, said: Said) -> Period | None:
    start, end = _thirds(text, first, said), _thirds(text, last, said)
    if start is None or end is None or start.end > end.end:
        return None
    return fixed("third", "third", (start.start, end.end))


def _third_zh(found: re.Match[str], said: Said) -> Period | None:
    text = found["of"]
    if found["part"] in _TWO_THIRDS:
        return _two_thirds(text or "月", *_TWO_THIRDS[found["part"]], said)
    part = {
        "初": 0,
        "上旬": 0,
        "初期": 0,
        "中": 1,
        "中旬": 1,
        "中期": 1,
        "下旬": 2,
        "后期": 2,
        "末期": 2,
    }[found["part"]]
    if found["part"].endswith("旬"):
        text = text or "月"
        of = whole(text, said)
        if of is None or of.unit != "month":
            return None
    if text.endswith("年年"):
        text = text[:-1]
    return _thirds(text, part, said) if text else None


def _end_of(found: re.Match[str], said: Said) -> Period | None:
    text = found["of"].removeprefix("the ")
    if text.endswith("年年"):  # 明年年底
        text = text[:-1]
    end = _part_of(text, said, "end of", LAST_UNIT.__getitem__, last_of, ends=True)
    if end is None or end.unit not in ("year", "decade"):
        return end
    last = end.end.replace(year=end.end.year + 1)
    return end._replace(others=(Alternative(f"counted to {last.year}", said.day, last),))


def _rest_of(found: re.Match[str], said: Said) -> Period | None:
    """Later this year; the rest of the month. 今年晚些时候."""
    text = found["of"].removeprefix("the ")
    unit = _BARE.get(text)
    if unit:
        return fixed("rest of", unit, _this(unit, said.day, 0))
    of = period(text, said)
    if of is None or of.cycle is not None or of.unit in ("day", "third"):
        return None
    return fixed("rest of", of.unit, (of.start, of.end))


def _running(found: re.Match[str], said: Said) -> Period | None:
    """年内, 本月内, 2026年内; during the year."""
    text = found["of"]
    unit = _BARE.get(text) or ("week" if text == "周" else None)
    if unit:
        return fixed("running", unit, _this(unit, said.day, 0))
    of = period(text, said)
    if of is None or of.family == "holiday" or compiled(r"\d{1,2}(?:-\d{1,2})?月").fullmatch(text):
        return None
    return of._replace(family="running")


_NO_QH = str.maketrans("", "", "qh")


def _fiscal(found: re.Match[str], said: Said) -> Period | None:
    """A company's own year, half or quarter: FY2027 is taken to end in 2027."""
    if said.fiscal_start is None:
        raise UnreadableError(
            f'"{said.phrase}" needs the company\'s year start: --fiscal-start 10 (or write the dates).'
        )
    parts = found.groupdict()
    month = said.fiscal_start
    if not 1 <= month <= 12:
        raise UnreadableError(f"no such month: {month}. A fiscal year starts in one of 1 to 12.")
    running = said.day.year + (1 if 1 < month <= said.day.month else 0)
    named = parts.get("year")
    year = full_year(named, said) if named else running + _AHEAD.get(parts["ahead"], 0)
    start_year = year if month == 1 else year - 1
    note = "" if month == 1 else f"a fiscal year is named for the year it ends in, here {year}"
    part = parts.get("part") or parts.get("part2")
    if not part:
        unit, span = "year", months_span(start_year, month, 12)
    else:
        number = _NAMED.get(part.translate(_NO_QH), 0)
        half = "h" in part and "t" not in part
        if not 1 <= number <= (2 if half else 4):
            raise UnreadableError(f'no such quarter: "{said.phrase}" (quarters are 1-4).')
        unit, length = ("half", 6) if half else ("quarter", 3)
        span = months_span(start_year, month + length * (number - 1), length)
    others: tuple[Alternative, ...] = ()
    if month != 1 and parts.get("year"):
        begin, end = (later(day, months=12) for day in span)
        if unit != "quarter" or end.day != month_end(end.year, end.month).day:
            end = month_end(end.year, end.month)
        reading = f"the fiscal year that starts in {year}"
        others = (Alternative(reading, max(begin, said.day), end),)
    return Period("fiscal", unit, *span, others=others, note=note)


# The table: a new family is one row. The first whose pattern matches in full and whose builder
# answers wins; a builder answers None for "not mine" and raises for "understood, and wrong".

_YEAR_EN = r"(?:[12]\d{3}|'\d\d|the year after next|(?:this|next|last|the current) year)"
_YEAR_ZH = r"(?:[12]\d{3}年?|\d\d年|今年|本年度?|明年度?|来年|后年|大后年|去年|前年|下1年|[今明](?=[春夏秋冬]))"
_EN_UNIT = "year|quarter|month|week|weekend|decade|century"

_HOUR = r"(?:noon|midnight|\d{1,2}(?:(?::\d\d)? ?[ap]\.?m|:\d\d| o'?clock))(?: (?:[a-z]{1,2}t|utc|gmt))?"

ENGLISH: tuple[tuple[str, tuple[str, ...], Build], ...] = (
    (
        "fiscal",
        (
            r"(?:(?P<part>[qh]\d|\d[qh]) (?:of )?)?(?:fy|fiscal year|fiscal) ?'?(?P<year>\d{4}|\d\d)(?: (?P<part2>[qh]\d|\d[qh]))?",
            r"(?P<part>\d(?:st|nd|rd|th)) quarter (?:of )?(?:the )?(?:fy|fiscal year|fiscal) ?'?(?P<year>\d{4}|\d\d)",
            r"fiscal (?P<part>[qh]\d) (?P<year>\d{4})",
            r"(?P<ahead>this|next|current|last) (?:fy|fiscal year)",
            r".*\b(?:fy|fiscal|financial year|tax year)(?:\b|(?=\d)).*",
        ),
        lambda found, said: (
            _fiscal(found, said) if said.fiscal_start is None or found.groupdict() else None
        ),
    ),
    (
        "day",
        (
            r"(?:(?P<weekday>[a-z]{3}) )?(?P<month>(?!the)[a-z]{3}) (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<year>[12]\d{3}|'\d\d|this year|next year)",
            r"(?:(?P<weekday>[a-z]{3}) )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -](?P<month>[a-z]{3})[ -](?:of )?(?P<year>[12]\d{3}|'\d\d|this year|next year)",
            r"(?P<day>\d{1,2})[ -](?P<month>[a-z]{3})[ -](?P<short>\d\d)",
            r"(?P<year>[12]\d{3})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
            r"(?P<year>[12]\d{3})[ -](?P<month>[a-z]{3})[ -](?P<day>\d{1,2})",
        ),
        _full_day,
    ),
    (
        "day",
        (
            r"(?:(?P<weekday>[a-z]{3}) )?(?P<month>(?!the)[a-z]{3}) (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?",
            r"(?:(?P<weekday>[a-z]{3}) )?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>[a-z]{3})",
        ),
        _day_and_month,
    ),
    (
        "day",
        (r"(?:the )?(\d{1,2})(?:st|nd|rd|th)",),
        _day_number,
    ),
    (
        "day",
        (r"(?P<day>\d{1,2})(?:st|nd|rd|th) (?:day )?of (?:the )?(?P<of>this month|next month|month)",),
        _day_in_month,
    ),
    (
        "day",
        (
            r"(today|tonight|this evening|this afternoon|tomorrow|yesterday|day after tomorrow)",
            r"(tomorrow) (?:morning|afternoon|evening|night)",
        ),
        _near_day,
    ),
    (
        "from-to",
        (
            r"(?P<month>[a-z]{3}) (?P<first>\d{1,2})(?:st|nd|rd|th)?(?:-| to | through )(?P<last>\d{1,2})(?:st|nd|rd|th)?",
            r"(?P<first>\d{1,2})(?:st|nd|rd|th)?(?:-| to | through )(?P<last>\d{1,2})(?:st|nd|rd|th)? (?:of )?(?P<month>[a-z]{3})",
        ),
        _days_of_month,
    ),
    (
        "day",
        (
            r"(?:end of(?: the)?(?: business)? day|close of business|cob|end of business)(?: (?:on )?(?P<of>.+))?",
            r"(?P<of>.+) (?:morning|afternoon|evening|night)",
        ),
        _part_of_day,
    ),
    (
        "day",
        (
            rf"(?:at )?{_HOUR} (?:on )?(?P<of>.+)",
            rf"(?P<of>.+?) at {_HOUR}",
        ),
        _hour,
    ),
    ("day", (r"(?P<which>1st|last) day of (?:the )?(?P<of>.+)",), _one_day_of),
    ("weekday", (r"([a-z]{3})",), _weekday),
    (
        "weekday",
        (
            r"(?P<day>[a-z]{3}) (?:of )?(?P<week>this|next|last) week",
            r"(?P<week>this|next|last) week (?:on )?(?P<day>[a-z]{3})",
        ),
        _weekday_of_week,
    ),
    (
        "year",
        (
            rf"({_YEAR_EN}|year after next|current year)",
            r"(?:calendar year|calendar|year) ([12]\d{3}|'?\d\d)",
            r"cy ?'?(\d{4}|\d\d)",
        ),
        _year,
    ),
    ("quarter", (r"q(\d)", r"(\d)q", r"quarter (\d)", r"([1-4](?:st|nd|rd|th)) quarter"), _quarter),
    ("half", (r"h(\d)", r"(\d)h"), _half),
    ("month", (r"([a-z]{3})", r"month of ([a-z]{3})"), _month),
    (
        "month",
        (
            r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})",
            r"(?P<month>\d{1,2})/(?P<year>[12]\d{3})",
            r"(?P<month>[a-z]{3})[-/](?P<year>[12]\d{3})",
        ),
        _year_month,
    ),
    ("season", (r"(spring|summer|autumn|winter)(?:time)?",), _season),
    ("season", (r"winter(?: of)? ([12]\d{3})[-/](\d{4}|\d\d)",), _winter_over),
    (
        "decade",
        (r"([12]\d[1-9]0)s", r"'?([1-9]0)s"),
        _decade,
    ),
    ("century", (r"(\d\d)(?:st|nd|rd|th) century",), _century),
    ("week", (r"week (?:of|beginning|commencing|starting) (.+)",), _week_of),
    ("week", (r"weekend",), _weekend),
    ("holiday", (r"4th of july",), lambda found, said: period("jul 4", said)),
    ("holiday", (r"[a-z]+(?: [a-z]+){0,3}",), _holiday),
    (
        "relative",
        (rf"((?:this|next|last|current|previous)) (?:calendar )?({_EN_UNIT}|half)", rf"(current) ({_EN_UNIT})"),
        _relative,
    ),
    ("relative", (rf"({_EN_UNIT}) after next",), _after_next),
    (
        "third",
        (
            r"(early|mid|late) (?:on )?(?:in |of |to )?(?:the )?(.+)",
            r"(middle|beginning|start) (?:of|to) (?:the )?(.+)",
        ),
        _early_late,
    ),
    (
        "third",
        (r"(early|mid) (?:to |or |-|/ ?)?(mid|late) (?:in )?(.+)",),
        _early_to_mid,
    ),
    (
        "end of",
        (
            r"(?:very )?(?:end|close|tail end|back end)(?: of)? (?:the )?(?P<of>.+)",
            r"(?P<of>year|quarter|month|week|decade|century) (?:end|close)",
            r"(?P<of>.+) (?:year )?end",
        ),
        _end_of,
    ),
    ("end of", (r"year (?:end|close)(?: of| in)? (?P<of>(?:calendar )?(?:year )?'?\d+|this year|next year)",), _end_of),
    (
        "rest of",
        (
            r"(?:rest|remainder|balance|remaining part) of (?:the )?(?P<of>.+)",
            r"later (?:on )?(?:in )?(?:the )?(?P<of>.+)",
        ),
        _rest_of,
    ),
    ("half", (r"(1st|2nd|latter|back|front) half (?:of )?(?:the )?(.+)",), _half_of),
    ("half", (r"(1st|2nd) half",), _half),
    (
        "first of",
        (
            rf"1st (?P<count>[23]) (?P<unit>quarter)s (?:of )?(?P<year>{_YEAR_EN}|the year)",
            rf"1st (?P<count>\d{{1,2}}) (?P<unit>month)s (?:of )?(?P<year>{_YEAR_EN}|the year)",
        ),
        _first_of_year,
    ),
    (
        "quarter",
        (r"(1st|2nd|3rd|4th|last|final|closing|opening) quarter (?:of )?(?:the )?(.+)",),
        _quarter_of,
    ),
    (
        "in year",
        (
            rf"(?P<rest>.+?)(?: of| in)?[ -]?(?P<year>{_YEAR_EN})",
            rf"(?P<year>{_YEAR_EN})[ -]?(?P<rest>.+)",
            r"(?P<rest>[1-4]q|[12]h|q[1-4]|h[12])[ /-]?'?(?P<year>\d\d)",
            r"'?(?P<year>\d\d)(?P<rest>[1-4]q|[12]h|q[1-4]|h[12])",
        ),
        _in_year,
    ),
    (
        "next",
        (r"(this coming|this|next|last|the coming|coming) (.+)",),
        _next_of_year,
    ),
)  # fmt: skip

_WEEKDAY_ZH = r"(?:[(,]?周@(?P<weekday>[1-7])\)?)?"

CHINESE: tuple[tuple[str, tuple[str, ...], Build], ...] = (
    (
        "fiscal",
        (
            r"(?P<year>\d{4}|\d\d)(?:财年|财政年度)(?:的?(?:第?(?P<part>[1-4])季度?|(?P<part2>[qh]\d)))?",
            r"(?P<ahead>本|下|下个|下一|下1)(?:财年|财政年度)",
            r".*(?:财年|财政年度|fy\d).*",
        ),
        lambda found, said: (
            _fiscal(found, said) if said.fiscal_start is None or found.groupdict() else None
        ),
    ),
    (
        "day",
        (rf"(?P<year>[12]\d{{3}}|\d\d|今|明|后|去)年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]?{_WEEKDAY_ZH}",),
        lambda found, said: _full_day_zh(found, said),
    ),
    ("day", (rf"(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})(?P<sign>[日号]?){_WEEKDAY_ZH}",), _day_and_month),
    ("day", (r"(?P<of>.+[日号])(?P<hour>\d{1,2})(?:[时点]整?|:00)",), _hour_zh),
    ("first of", (rf"(?P<year>{_YEAR_ZH})的?[前头](?P<count>\d{{1,2}})个(?P<unit>月)", rf"(?P<year>{_YEAR_ZH})?的?[前头](?P<count>[23])个?(?P<unit>季)度"), _first_of_year),
    ("day", (r"(\d{1,2})[日号]",), _day_number),
    (
        "day",
        (r"(?P<of>本月|这个月|当月|下个?月|次月)(?P<day>\d{1,2})[日号]",),
        _day_in_month,
    ),
    (
        "day",
        (
            r"(今[天日晚]|明[天日早晚]|大?后天|昨[天日]|前天)",
            r"(今天|明天|后天)(?:早上|上午|中午|下午|晚上|之内|内)",
        ),
        _near_day,
    ),
    (
        "from-to",
        (r"(?P<month>\d{1,2})月(?P<first>\d{1,2})[日号]?(?:-|到|至)(?P<last>\d{1,2})[日号]",),
        _days_of_month,
    ),
    ("weekday", (r"(?P<week>本|这个?|下个?|下下个?|上个?)?周@(?P<number>[1-7])",), _weekday_zh),
    ("week", (r"(.+[日号])(?:当周|所在周|那一?周|的那一?周)",), _week_of),
    ("week", (r"周末",), _weekend),
    ("from-to", (r"今明(?:2|两)?年", r"明后(?:2|两)?年"), _two_years_zh),
    ("day", (r"(?P<of>.+?)的?(?P<which>第1|最后1)天",), _one_day_of),
    ("year", (r"([12]\d{3}年?|今年|明年|后年)全年",), _year),
    ("year", (r"([12]\d{3}年?度?|今年|本年度?|明年度?|来年|大?后年|去年|前年|下1年)",), _year),
    ("year", (r"(\d\d)年",), _short_year_zh),
    (
        "relative",
        (
            r"(本|这1?个?|当前?|下下?1?个?|次|上1?个?)(周末|周|星期|礼拜|月|季度?|世纪|10年)",
        ),
        _relative,
    ),
    ("quarter", (r"第?(\d)季度?", r"第?(\d)个季度", r"q(\d)", r"(首)季"), _quarter),
    ("quarter", (r"第?([1-4])(?:-|、|到|至|和)第?([1-4])季度?", r"q([1-4])-q?([1-4])"), _quarters_zh),
    ("half", (r"([上下前后])半年度?", r"h(\d)"), _half),
    ("month", (r"(\d{1,2})月份?",), _month),
    ("month", (r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})月?",), _year_month),
    ("from-to", (r"(\d{1,2})月?(?:-|到|至|、|和)(\d{1,2})月份?(?:之间|间)?",), _months_zh),
    ("season", (r"([春夏秋冬])[天季]", r"([春夏秋冬])"), _season),
    ("plan", (r'"?(十[三四五六]五)"?(?:规划|计划)?(?:时期|期)?',), _plan),
    ("decade", (r"([12]\d[1-9]0)年代",), _decade),
    ("decade", (r"(?:本世纪|21世纪)?(\d0)年代",), _decade),
    ("century", (r"(\d\d)世纪",), _century),
    ("holiday", (r".{2,8}",), _holiday),
    ("end of", (r"(?P<of>.+)(?:底|末|终|尾)",), _end_of),
    ("third", (r"(?P<of>.*?)(?P<part>[上中下]旬|上中旬|中上旬|中下旬|[初中后末]期|初|中)",), _third_zh),
    (
        "rest of",
        (
            r"(?P<of>.+?)的?(?:晚些时候|稍晚时候|稍后|余下的?时间|剩余的?时间|剩下的时间|余下的?月份|剩余的?月份)",
        ),
        _rest_of,
    ),
    ("running", (r"(?P<of>.+?)度?(?:之内|以内|期间|当中|内|里|间)",), _running),
    ("in year", (rf"(?P<year>{_YEAR_ZH})的?(?P<rest>.+)", r"(?P<year>\d\d)(?P<rest>[qh]\d)"), _in_year),
)  # fmt: skip


def _full_day_zh(found: re.Match[str], said: Said) -> Period | None:
    year = _year_of(found["year"] + "年", said)
    assert year is not None
    month = _month_number(found["month"], said)
    assert month is not None
    day = day_of(year, month, int(found["day"]))
    return fixed("day", "day", (day, day)) if _is_weekday(found, day, said) else None


def period(text: str, said: Said) -> Period | None:
    """The period that `text` names, which must be normalised and have its numbers as digits.

    None where it names none. Raises UnreadableError for one that cannot be (Q5, 30 February), that can be
    two (3/7/2026) or that needs a company's own year.
    """
    if len(text) > _LONGEST:
        return None
    if text not in said.seen:
        said.seen[text] = None
        said.seen[text] = _period(text, said)
    return said.seen[text]


_LONGEST = 80  # no named period is longer


def _period(text: str, said: Said) -> Period | None:
    chinese = is_chinese(text)
    if not chinese:
        text = text.removeprefix("the ")
    for _, patterns, build in CHINESE if chinese else ENGLISH:
        for pattern in patterns:
            found = compiled(pattern).fullmatch(text)
            if found is not None:
                result = build(found, said)
                if result is not None:
                    return result
    return None
