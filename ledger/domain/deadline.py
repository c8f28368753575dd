"""The deadline grammar: the words in which a time was given, read as a window of days.

Right, or refused: a phrase that is not surely understood is an error, never a date.
"""
# ruff: noqa: E501 - a pattern reads best on one line

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR
from datetime import MINYEAR
from datetime import date
from typing import NamedTuple

from ledger.domain.amounts import MONTHS_IN
from ledger.domain.amounts import Amount
from ledger.domain.amounts import amounts
from ledger.domain.cycles import DAY
from ledger.domain.cycles import Alternative
from ledger.domain.cycles import Period
from ledger.domain.cycles import Said
from ledger.domain.cycles import compiled
from ledger.domain.cycles import months_span
from ledger.domain.dates import refuse_year_last
from ledger.domain.numerals import chinese_digits
from ledger.domain.numerals import english_digits
from ledger.domain.numerals import is_chinese
from ledger.domain.numerals import normalise
from ledger.domain.periods import period
from ledger.domain.periods import whole
from ledger.domain.undated import horizon
from ledger.domain.undated import kind_without_a_date
from ledger.domain.window import Kind
from ledger.domain.window import PastTimeError
from ledger.domain.window import Window
from ledger.domain.window import later
from ledger.errors import UnreadableError

LONGEST = 200


class UnknownTimeError(UnreadableError):
    """A phrase that is no time the grammar knows: a sentence may hold one all the same."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a phrase was read: its window, by which rule, in one plain sentence, and how else it could be.

    `precision` is the unit of the last period named (day, week, month, quarter, half, season, third, year,
    decade, century), None without a window. `approx` tells that the speaker said "about".
    """

    phrase: str
    said_on: date
    kind: Kind
    earliest: date | None
    latest: date | None
    precision: str | None
    rule: str
    reading: str
    alternatives: tuple[Alternative, ...] = ()
    approx: bool = False

    @property
    def window(self) -> Window:
        """The days alone."""
        return Window(self.kind, self.earliest, self.latest)

    @property
    def horizon(self) -> str | None:
        """How far off words without a day sound: near, months, years, far or none; None where there is one."""
        return horizon(normalise(self.phrase)) if self.kind == "vague" else None

    @property
    def sentence(self) -> str:
        """How it was read, and how else it could be."""
        others = [f"{one.reading}: {one.earliest} to {one.latest}" for one in self.alternatives]
        return "; or ".join([self.reading.rstrip("."), *others])

    @property
    def is_obvious(self) -> bool:
        """Whether nobody has to be told: the words hold the year of their last day, and mean one thing."""
        return (
            self.latest is not None
            and not (self.alternatives or self.approx or "(" in self.reading)
            and str(self.latest.year) in normalise(self.phrase)
        )


class _Found(NamedTuple):
    """What a family makes of a phrase."""

    kind: Kind
    earliest: date | None = None
    latest: date | None = None
    precision: str | None = None
    rule: str = ""
    others: tuple[Alternative, ...] = ()
    note: str = ""


_PRECISION = {"weekend": "week", "plan": "year"}  # units of ours that no user needs to know


def read(phrase: str, said: date, *, fiscal_start: int | None = None) -> Reading:
    """The window of a phrase that is nothing but a time, said on that day.

    `fiscal_start` is the month in which the company's year starts. Raises UnreadableError where the phrase
    is no time, can be two, names a day that does not exist, or ends before it was said.
    """
    shown = " ".join(phrase.split())
    if not shown:
        raise UnreadableError("the time phrase is empty; use --vague if the speaker named no time.")
    if len(phrase) > LONGEST:
        raise UnreadableError(
            f"a time phrase has at most {LONGEST} characters, and this has {len(phrase)}."
        )
    _refuse_the_edge(said)
    context = Said(shown, said, fiscal_start)
    plain = normalise(_compared(phrase))
    if any(
        tilde in phrase for tilde in "~～〜∼"
    ):  # ~2 years is about two; the 2~3 of a range is not
        about = "约" if is_chinese(plain) else "about "
        plain = compiled(r"(?<![\w-])-(?=\d)").sub(about, plain)
    if is_chinese(plain):
        plain = _in_chinese(plain)
    text, approx = _without_hedges(plain)
    digits = chinese_digits(text) if is_chinese(text) else english_digits(text)
    if any(character.isdigit() for character in plain):
        refuse_year_last(digits.rpartition(" ")[2], said.year)
        # The vague words hold no digit, and their patterns are the dearest to compile.
        found = _by_table(digits, context) or _without_a_date(plain, text)
    elif compiled(r"\d+(?:st|nd|rd|th)").fullmatch(digits):
        found = None  # "third" alone is no day, "3rd" and "the third" are
    else:
        found = _without_a_date(plain, text) or _by_table(digits, context)
    if found is None:
        raise UnknownTimeError(
            f'cannot read the time phrase "{shown}". Try: by 2026-12-31, Q3 2026, within 6 months, 2026年底, '
            "三个月内; or --vague if the speaker named no time."
        )
    if found.latest is not None and found.latest < said:
        raise PastTimeError(
            f'the window of "{shown}" ends {found.latest}, before it was said ({said}). Check --said.'
        )
    earliest = None if found.earliest is None else max(found.earliest, said)
    return Reading(
        shown,
        said,
        found.kind,
        earliest,
        found.latest,
        _PRECISION.get(found.precision or "", found.precision),
        found.rule,
        _sentence(shown, found, earliest, said, approx),
        tuple(other for other in found.others if other.latest >= said),
        approx,
    )


def _refuse_the_edge(day: date) -> None:
    """Refuse to count from the first and last year, where a week may leave the calendar."""
    if day.year in (MINYEAR, MAXYEAR):
        raise UnreadableError(
            f"times counted from {day} leave the calendar, which runs from the year 1 to 9999; "
            "write the days with --from and --to."
        )


_BEFORE_EVENT = r"(?:\w+ )?(?:before|ahead of|prior to|by the time)\b.*|.*前"
_AFTER_EVENT = r"(?:\w+ )?(?:after|following|since|once)\b.*|.*后"
_UP_TO_EVENT = r"(?:by|until|till|no later than|in time for)\b.*|(?:到|截至|直到|不晚于|最迟).*"


def on_event(phrase: str, said: date, day: date) -> Reading:
    """The window of a phrase that names an event, once somebody gave the event's day.

    Before it is up to the day before, by it up to that day, after it from the next day on, and at it that
    day. Raises UnreadableError where the phrase names no event, or the window ends before it was said.
    """
    _refuse_the_edge(day)
    named = read(phrase, said)
    if named.kind != "event":
        raise UnreadableError(f'"{named.phrase}" names no event; leave --event-date out.')
    text = normalise(phrase)
    kind: Kind = "dated"
    earliest, latest = day, day
    if compiled(_AFTER_EVENT).fullmatch(text):
        kind, earliest = "open", day + DAY
    elif compiled(_BEFORE_EVENT).fullmatch(text):
        earliest, latest = said, day - DAY
    elif compiled(_UP_TO_EVENT).fullmatch(text):
        earliest = said
    if kind == "dated" and latest < said:
        raise PastTimeError(
            f'the window of "{named.phrase}" ends {latest}, before it was said ({said}). Check --said.'
        )
    found = _Found(kind, max(earliest, said), latest if kind == "dated" else None, "day", "event")
    return Reading(
        named.phrase,
        said,
        kind,
        found.earliest,
        found.latest,
        "day",
        "event",
        f"{_sentence(named.phrase, found, found.earliest, said, False)} (the event is on {day})",
    )


def _sentence(phrase: str, found: _Found, earliest: date | None, said: date, approx: bool) -> str:
    """The one plain sentence that tells how the phrase was read."""
    if found.kind == "vague":
        return f'"{phrase}" names no date, so this claim can never become overdue.'
    if found.kind == "event":
        return f'"{phrase}" names an event, and its day has to be given with --event-date.'
    if found.kind == "open":
        days = f"not before {earliest}, with no last day"
    elif earliest == found.latest:
        days = f"on {found.latest}"
    elif earliest == said:
        days = f"at the latest on {found.latest}"
    else:
        days = f"from {earliest} to {found.latest}"
    notes = [note for note in ("said with an about" if approx else "", found.note) if note]
    return f"{phrase} is read as: {days}" + (f" ({'; '.join(notes)})" if notes else "")


# English words around a Chinese time, each as Chinese says it.
_MIXED = (
    (r"(?:by the end of|(?:at )?(?:the )?end of)(?: the)? ?(.+)", r"\1底"),
    (r"(?:by|until|no later than|on or before|up to) ?(.+)", r"到\1"),
    (r"(?:before|ahead of|prior to) ?(.+)", r"\1之前"),
    (r"after ?(.+)", r"\1之后"),
    (r"within ?(.+?)内?", r"\1内"),
    (r"(?:in|on|during|at) ?(.+)", r"\1"),
)
_NATIONAL_DAY = r"(?<![0-9双\u4e00-\u9fff])十一(?=(?:假期|长假|黄金周)?(?:之前|以前|前)$)"
_PART_FIRST = r"\b([qh][1-4])(?: |of)?((?:[12]\d{3}|今|明|后)年)"


def _in_chinese(text: str) -> str:
    """A Chinese phrase without the English words beside it: "by 2026年底", "Q3 2026年"."""
    text = compiled(_PART_FIRST).sub(r"\2\1", text).replace("年年内", "年内")
    text = compiled(r"(?<!\d)([12]\d{3})(?=[一二三四]季)").sub(r"\1年", text)
    text = compiled(r"月月(?=[底末初中内上下])").sub("月", text)
    text = compiled(_NATIONAL_DAY).sub("国庆节", text)
    for pattern, chinese in _MIXED:
        if found := compiled(pattern).fullmatch(text):
            text = found.expand(chinese)
    return text


# Hedges that are not time

_HEDGES = (
    r"(?:(?:sometime|some time|at some point|at some time|any ?time|around|about|roughly|approximately|approx\.?|circa|"
    r"probably|likely|possibly|perhaps|maybe|hopefully|presumably|expected|ideally|nearly|almost|"
    r"most likely|very likely|≈)[ ,]+(?:(?:at|around|or) )?(?=\S))|(?:≈(?=\d))"
)  # fmt: skip
_HEDGES_ZH = (
    r"(?:大约|大概|大致|约|预计|预期|估计|可能|或许|也许|最快|有望|差不多|将近|接近|应该|或将|将|会|力争|争取|≈)"
    r"(?:会|将|要|需要?|还要|还需)?(?:在|于)?(?=.)"
)
_AFTER_HEDGED = r"(in|within|by|until|over|for|on|before|after|during|no later than|the next|next) "
_TRAILING = r"(.+?),?(?: or so| or thereabouts| give or take|,? roughly|,? approximately|,? probably|,? hopefully)"
_TRAILING_ZH = r"(.+?)(?:左右|上下|前后)(的?时间)?((?:之|以)?[内后])?"


# Signs in front of a length of time: their words in English and Chinese.
_SIGNS = {
    ">": ("more than ", "超过"), "<": ("less than ", "不到"), "≥": ("at least ", "至少"), "≤": ("at most ", "至多"),
    ">=": ("at least ", "至少"), "<=": ("at most ", "至多"),
}  # fmt: skip


_WIDE_SIGNS = str.maketrans("＜＞", "<>")


def _compared(phrase: str) -> str:
    """The phrase with >2 years, ≤3个月 and 5+ years in words."""
    chinese = is_chinese(phrase)
    sign = compiled(r"\s*([<>]=?|[≤≥＜＞])\s*(?=\d)").match(phrase)
    if sign and not phrase.rstrip().endswith(">"):
        words = _SIGNS[sign[1].translate(_WIDE_SIGNS)][chinese]
        return words + phrase[sign.end() :]
    if not chinese and (plus := compiled(r"(?i)\s*(in )?(\d+)\+(?= ?[a-z])").match(phrase)):
        return f"at least {plus[2]}{phrase[plus.end() :]}"
    return phrase


def _without_hedges(text: str) -> tuple[str, bool]:
    """The phrase without "about", "sometime", 大约, and whether there were any."""
    hedges = compiled(_HEDGES_ZH if is_chinese(text) else _HEDGES)
    before = text
    while found := hedges.match(text):
        text = text[found.end() :]
    if is_chinese(text):
        if found := compiled(_TRAILING_ZH).fullmatch(text):
            text = found[1] + (found[3] or "")
        text = compiled(r"(内|后|未来|今后|在|最迟|最晚)(?:大约|大概|约|差不多)").sub(r"\1", text)
    else:
        if found := compiled(_TRAILING).fullmatch(text):
            text = found[1]
        # A hedge may stand behind the preposition too: "in about two years".
        if (found := compiled(_AFTER_HEDGED).match(text)) and (
            hedge := hedges.match(text, found.end())
        ):
            text = text[: found.end()] + text[hedge.end() :]
    return text, text != before


def _without_a_date(*texts: str) -> _Found | None:
    """Vague words and events need no arithmetic and get no default."""
    for text in texts:
        kind = kind_without_a_date(text)
        if kind is not None:
            return _Found("vague" if kind == "vague" else "event", rule=kind)
    return None


def _short_year(text: str, said: Said) -> bool:
    """Whether the 26年 of the phrase may be the year 2026 as well as 26 years."""
    found = compiled(r"(\d\d)年.*").fullmatch(text)
    if found is None or f"{found[1]}年" not in normalise(said.phrase):
        return False
    ahead = 2000 + int(found[1]) - said.day.year
    return -2 <= ahead <= 25 and not found[1].endswith("0")


def _pair(found: re.Match[str], said: Said, *, a: bool = False) -> tuple[Amount, Amount] | None:
    text = found["x"]
    if _short_year(text, said):
        return None
    return amounts(text, a=a)


def _within(found: re.Match[str], said: Said) -> _Found | None:
    pair = _pair(found, said, a=" the next" in f" {found[0]}" or "the coming" in found[0])
    if pair is None:
        return None
    is_next = compiled(r".*\b(?:next|coming)\b").match(found[0]) is not None
    others = _counted_from_the_next(found["x"], pair[1], said) if is_next else ()
    return _Found("dated", said.day, pair[1].after(said.day), pair[1].unit, "within", others)


_COUNTED = (("quarter", 3), ("季度", 3), ("month", 1), ("月", 1), ("year", 12), ("年", 12))


def _counted_from_the_next(text: str, amount: Amount, said: Said) -> tuple[Alternative, ...]:
    """The next three calendar months: what "the next three months" is to some."""
    for unit, months in _COUNTED:
        if unit in text and amount.days == 0 and amount.months % months == 0:
            first = said.day.month - 1 - (said.day.month - 1) % months + months
            span = months_span(said.day.year, first + 1, amount.months)
            name = {1: "months", 3: "quarters", 12: "years"}[months]
            return (Alternative(f"whole {name} from the next one on", *span),)
    return ()


def _within_zh(found: re.Match[str], said: Said) -> _Found | None:
    text = found["x"]
    if text.endswith("日") and text[:-1].replace("-", "").isdigit():
        text = text[:-1] + "天"
    if _short_year(text, said):
        year = text[:2]
        raise said.ambiguous(f"{year} years", f"the year 20{year}", f"Write 20{year}年.")
    pair = amounts(text)
    if pair is None:
        return None
    is_next = compiled(r".*(?:未来|今后|接下来|往后)").match(found[0]) is not None
    others = _counted_from_the_next(text, pair[1], said) if is_next else ()
    return _Found("dated", said.day, pair[1].after(said.day), pair[1].unit, "within", others)


def _point(found: re.Match[str], said: Said) -> _Found | None:
    text = found["x"]
    if _short_year(text, said):
        if text == found[0]:
            return None  # 26年 alone is the year
        year = text[:2]
        raise said.ambiguous(f"{year} years", f"the year 20{year}", f"Write 20{year}年.")
    if compiled(r"\d\d年").fullmatch(found[0]) and found[0] in normalise(said.phrase):
        return None  # 30年: a year, or so many of them
    pair = amounts(text)
    if pair is None:
        return None
    low, high = pair
    rule = "amount" if low is high else "amount range"
    return _Found("dated", low.after(said.day), high.after(said.day), high.unit, rule)


def _by_amount(found: re.Match[str], said: Said) -> _Found | None:
    pair = _pair(found, said)
    if pair is None:
        return None
    return _Found("dated", said.day, pair[1].after(said.day), pair[1].unit, "by")


def _open_amount(found: re.Match[str], said: Said) -> _Found | None:
    pair = _pair(found, said)
    if pair is None:
        return None
    return _Found("open", pair[0].after(said.day), None, pair[0].unit, "open")


_SAME_TIME = {
    "明年": "next year",
    "下个月": "next month",
    "下月": "next month",
    "下周": "next week",
    "明天": "tomorrow",
}


def _this_time(found: re.Match[str], said: Said) -> _Found | None:
    """By this time next year."""
    word = _SAME_TIME.get(found["p"], found["p"]).removeprefix("next ")
    pair = amounts("a day" if word == "tomorrow" else f"a {word}")
    if pair is None:
        return None
    day = pair[0].after(said.day)
    start = said.day if found[0].startswith(("by ", "到", "在", "最")) else day
    return _Found("dated", start, day, pair[0].unit, "amount")


def _after_a_day(found: re.Match[str], said: Said) -> _Found | None:
    """A week from Friday."""
    pair, of = _pair(found, said), period(found["p"], said)
    if pair is None or of is None or of.unit != "day" or of.start != of.end:
        return None
    return _Found("dated", pair[0].after(of.end), pair[1].after(of.end), pair[1].unit, "amount")


def _past(found: re.Match[str], said: Said) -> _Found | None:
    text = found["x"]
    if amounts(text) is None and not compiled(r"\d{1,2}[日年]").fullmatch(text):
        return None
    raise PastTimeError(
        f'"{said.phrase}" counts back from the day it was said ({said.day}), and a deadline lies ahead of it.'
    )


def _two_ways(found: re.Match[str], said: Said) -> _Found | None:
    unit = found[1]
    end = later(said.day, days=7) if unit == "week" else later(said.day, months=MONTHS_IN[unit])
    raise said.ambiguous(f"a calendar {unit}", f"the time up to {end}", "Write the date.")


def _month_or_months(found: re.Match[str], said: Said) -> _Found | None:
    number = found[1]
    if found[2] == "日":
        raise said.ambiguous(
            f"day {number} of a month", f"{number} days", f"Write {number}号 or {number}天."
        )
    raise said.ambiguous(
        f"month number {number}", f"{number} months", f"Write {number}个月{found[2]} or the date."
    )


# Modifiers of a period


def _named(text: str, said: Said) -> Period | None:
    """A period, with or without its preposition."""
    if not is_chinese(text):
        text = (
            compiled(r"(?:in|on|during|at)(?= (?:the )?(?:[a-z\d']))")
            .sub("", text, count=1)
            .strip()
            if compiled(r"(?:in|on|during|at) ").match(text)
            else text
        )
    return period(text, said)


def _through(span_of: Period, said: Said, rule: str, *others: Alternative) -> _Found:
    """Up to the last day of a period."""
    unit = span_of.whole or span_of.unit
    readings = tuple(Alternative(other.reading, said.day, other.latest) for other in span_of.others)
    return _Found("dated", said.day, span_of.end, unit, rule, (*readings, *others), span_of.note)


def _by(found: re.Match[str], said: Said) -> _Found | None:
    of = _named(found["p"], said)
    if of is None:
        return None
    start = of.start - DAY
    others = _next_time(of, said)
    if of.unit == "day" or of.whole or start < said.day or of.family in ("running", "rest of"):
        return _through(of, said, "by", *others)
    return _through(of, said, "by", Alternative("before it starts", said.day, start))


def _before(found: re.Match[str], said: Said) -> _Found | None:
    text = found["p"]
    if found.groupdict().get("over"):
        of = whole(text, said)
        return None if of is None else _through(of, said, "before")
    of = _named(text, said)
    if of is None:
        return None
    if of.whole:
        return _through(of, said, "before")
    start, end = of.start, of.end
    if of.cycle is not None and start <= said.day and of.unit in ("quarter", "half"):
        raise said.ambiguous(f"before its end on {end}", "before the next one", "Write the year.")
    if of.cycle is not None and start <= said.day:
        start, end = of.cycle.first(lambda span: span[0] > said.day, said.day)
    through = Alternative("up to its last day", said.day, end)
    readings = tuple(
        Alternative(other.reading, said.day, other.earliest - DAY)
        for other in of.others
        if other.earliest > said.day
    )
    return _Found("dated", said.day, start - DAY, of.unit, "before", (through, *readings), of.note)


def _after(found: re.Match[str], said: Said) -> _Found | None:
    of = _named(found["p"], said)
    if of is None or compiled(r"(?:the )?(?:start|beginning)\b.*").fullmatch(found["p"]):
        return None
    return _Found("open", of.end + DAY, None, of.unit, "open", note=of.note)


def _from(found: re.Match[str], said: Said) -> _Found | None:
    of = _named(found["p"], said)
    if of is None:
        return None
    if of.family == "from-to" and found[0].startswith(("from ", "从", "自")):
        return _bare(found, said)  # from 5 to 9 September
    return _Found("open", of.start, None, of.unit, "open", note=of.note)


_TO_EN = r" to | through | until |-| and | or (?:in |on )?|/| or$"
_OR = r"\bor\b|或"
_TO_ZH = r"到|至|-|和|与|或者?"


def _from_to(found: re.Match[str], said: Said) -> _Found | None:
    text = found["all"]
    years_or_days = r"[12]\d{3}-[12]\d{3}年?|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d"
    between_digits = compiled(r"\d[-/]\d")
    whole_text = compiled(years_or_days).fullmatch(text) is not None
    for cut in compiled(_TO_ZH if is_chinese(text) else _TO_EN).finditer(text):
        word = cut[0].strip()
        if not whole_text and between_digits.fullmatch(text, cut.start() - 1, cut.end() + 1):
            continue  # the hyphens of 2026-06-30
        if word in ("and", "和", "与") and not found["open"]:
            continue
        left, right = text[: cut.start()], text[cut.end() :]
        if not left or not right:
            continue
        if found["open"] == "either" and not word.startswith("or"):
            continue
        if right == "next" and (this := compiled(r"this ([a-z]+)").fullmatch(left)):
            right = f"next {this[1]}"
        if is_chinese(text) and left.isdigit():
            left += right[-1]
        first = _named(left, said)
        if first is not None and right[:2] in ("次年", "翌年"):
            right = f"{first.start.year + 1}年{right[2:]}"
        last = _named(right, said)
        is_or = word.startswith("or") or word in ("或", "或者")
        if is_or and first is not None and last is not None:
            raise said.two(first.end, last.end)
        if is_or and len(compiled(_OR).findall(text)) == 1:  # by June or by December
            ends = [_by_table(side, said) for side in (left, right)]
            if all(ends):
                raise said.two(*(one.latest or one.earliest for one in ends if one))
        if first is None or last is None:
            continue
        span = _joined(first, last, said, word == "/" and not whole_text)
        if span is not None:
            unit = last.whole or last.unit
            return _Found("dated", *span, unit, "from-to", note=last.note or first.note)
    return None


_A_DAY = date(2026, 1, 1)  # years, months and weeks count it differently


def _joined(first: Period, last: Period, said: Said, adjacent: bool) -> tuple[date, date] | None:
    """From the start of one period to the end of the other; a year that one names is shared."""
    start, end = (first.start, first.end), (last.start, last.end)
    if first.cycle is not None and last.cycle is not None:
        if first.cycle.number(_A_DAY) < last.cycle.number(_A_DAY):  # June 1 to the 15th
            end = last.cycle.first(lambda span: span[0] >= start[0], start[0])
        elif first.cycle.number(_A_DAY) > last.cycle.number(_A_DAY):
            return None
        elif adjacent:
            end = last.cycle.first(lambda span: span[0] >= start[0], start[0])
        else:
            begun = first.cycle.last_begun(end[0])
            if begun is None:
                return None
            if begun[1] >= said.day or begun[0] >= said.day:
                start = begun
            elif first.cycle.number(_A_DAY) > 100_000:
                # Weeks: on a Wednesday, Monday to Wednesday is next week's.
                end = last.cycle.first(lambda span: span[0] >= start[0], start[0])
            else:
                raise said.ambiguous(
                    f"the time up to {end[1]}", f"the time from {start[0]}", "Write the year."
                )
    elif first.cycle is not None:
        begun = first.cycle.last_begun(end[0])
        if begun is None:
            return None
        start = begun
    elif last.cycle is not None:
        end = last.cycle.first(lambda span: span[0] >= start[0], start[0])
    if end[1] <= start[1] or end[0] <= start[0] or (adjacent and end[0] > start[1] + DAY):
        return None
    return start[0], end[1]


def _bare(found: re.Match[str], said: Said) -> _Found | None:
    of = period(found["p"], said)
    if of is None:
        return None
    others = _next_time(of, said)
    lasting = r"(?:during|within|through|throughout|over) .*"
    if of.unit == "day" and compiled(lasting).fullmatch(found[0]):
        return None  # nobody could say how long "during Christmas" lasts
    if of.family == "holiday" and found[0].startswith("in "):
        return None  # "in the new year" is not its first day
    return _Found("dated", of.start, of.end, of.unit, of.family, (*of.others, *others), of.note)


def _next_time(of: Period, said: Said) -> tuple[Alternative, ...]:
    """Of a period without a year that has begun ("Q1" said in February): the one after it."""
    if of.cycle is None or of.start > said.day:
        return ()
    try:
        span = of.cycle.first(lambda span: span[0] > of.start, of.start)
    except UnreadableError:
        return ()  # the table of lunar years ends
    return (Alternative("the next one", *span),)


# The table, in the order in which it is tried. A new family is one row: its name, what it looks like, and
# what it means; `x` is an amount, `p` a period.

_FROM_NOW = r"(?:from now|from today|hence|away|out|off|ahead|down the road|down the line)"
_UNDER = (
    r"within|inside(?: of)?|(?:in )?(?:just |slightly |well |a little )?under|in less than|less than|fewer than|in fewer than|no more than|in no more than|not more than|"
    r"in not more than|at most|in at most|up to|in up to|no later than|not later than|no longer than"
)
_BY = (
    r"by(?: the)? latest|by no later than|by(?: or (?:before|on))?|until|no later than|not later than|on or before|in or before|"
    r"at or before|before or (?:in|on|at)|(?:on|in) or by|up (?:to|until)(?: and including)?|through(?: to| until)?|latest(?: by)?|"
    r"at (?:the )?latest(?: by| in| on)?|(?:due|deadline|target|eta):?(?: (?:by|on|in))?|"
    r"(?:from now|between now|from today|between today|now|starting now)(?: and| to| until| through| up to|-)"
)
_BY_TAIL = (
    r"at (?:the )?latest|or (?:sooner|earlier|before)|if not (?:sooner|earlier|before)|latest"
)
_BEFORE = (
    r"(?:well |long |just |right |shortly |immediately |some ?time |by or )?before|prior to|ahead of|earlier than|sooner than|"
    r"in advance of|pre"
)
_TIME_ZH = r"(?:的?时间)?"

Family = tuple[str, tuple[str, ...], Callable[[re.Match[str], Said], "_Found | None"]]

ENGLISH: tuple[Family, ...] = (
    (
        "amount",
        (r"(?:by |at )?(?:around )?(?:this|the same|same) time (?P<p>tomorrow|next (?:week|month|year))",),
        _this_time,
    ),
    (
        "two ways",
        (
            r"(?:with)?in the (year|month|week|decade|century|quarter)",
            r"(?:in|within|over|during) the next (quarter|century)",
            r"(?:(?:in|for|by) )?the (?:coming|following|ensuing) (year|month|week|quarter|decade|century)",
            r"(?:within|over|during) the (?:following|ensuing) (year|month|week|quarter|decade|century)",
            r"within next (year|month|week|quarter|decade|century)",
        ),
        _two_ways,
    ),
    (
        "open",
        (
            rf"(?:in )?(?:at least|more than|over|no less than|not less than|no fewer than|upwards of|no sooner than|no earlier than|not before) (?P<x>.+) {_FROM_NOW}",
            r"(?:in )?(?:at least|more than|no less than|not less than|no fewer than|upwards of) (?:another )?(?P<x>.+)",
            r"in over (?P<x>.+)",
            r"not for (?:at least )?(?:another |the next )?(?P<x>.+)",
            rf"(?:in )?(?P<x>.+) or (?:more|longer)(?: {_FROM_NOW})?",
            rf"(?:in )?(?P<x>.+?)(?: {_FROM_NOW})? (?:at (?:the )?(?:earliest|least|minimum)|(?:as a )?minimum)",
        ),
        _open_amount,
    ),
    (
        "within",
        (
            rf"(?:{_UNDER})(?: the next| the coming| next(?= \d)| another)? (?P<x>.+?)(?: {_FROM_NOW}| time)?",
            r"(?:in|over|during|for|through|throughout|across|within) the (?:next|coming|following|ensuing) (?P<x>.+)",
            r"(?:(?:in|over|during|for|throughout|across) )?(?:the )?(?:next|coming) (?P<x>\d.+)",
            rf"(?:in )?(?P<x>.+?)(?: {_FROM_NOW})? (?:or less|or fewer|or sooner|or earlier|at (?:the )?most|tops|max|maximum)",
        ),
        _within,
    ),
    (
        "by",
        (
            r"(?:by|until) (?P<x>.+) (?:from now|from today|hence)",
            r"(?:in )?(?P<x>.+?)(?: from now| from today)? at (?:the )?latest",
        ),
        _by_amount,
    ),
    (
        "amount",
        (
            rf"in (?:another |only |just |exactly |a further )?(?P<x>.+?)(?: time| {_FROM_NOW})?",
            rf"(?:another )?(?P<x>.+?)(?: {_FROM_NOW})?",
        ),
        _point,
    ),
    ("amount", (r"(?:in )?(?P<x>.+?) from (?P<p>.+)",), _after_a_day),
    ("past", (r"(?P<x>.+) (?:ago|earlier|before|back)",), _past),
    (
        "open",
        (
            r"(?:not|no|never) (?:before|until|earlier than|sooner than|prior to) (?P<p>.+)",
            r"(?:from|starting(?: in| from| on)?|beginning(?: in| on)|commencing(?: in| on)?|as early as|as soon as|at (?:the )?earliest(?: in| by| on)?|earliest) (?P<p>.+?)(?: on| onwards?| forward)?",
            r"(?:in )?(?P<p>.+?) (?:or later|or after|or beyond|and beyond|onwards?|at (?:the )?earliest|and after|and later)",
        ),
        _from,
    ),
    (
        "open",
        (r"(?:(?:shortly |soon |just |well |long |right |immediately |(?:not )?until )?after|beyond|past|later than|post|not until after) (?P<p>.+)",),
        _after,
    ),
    (
        "by",
        (
            rf"(?:{_BY}) (?:in |on |at )?(?P<p>.+?)(?: (?:{_BY_TAIL}))?",
            rf"(?:in |on )?(?P<p>.+?),? (?:{_BY_TAIL})",
        ),
        _by,
    ),
    (
        "before",
        (
            rf"(?:{_BEFORE}|by the time) (?:the )?(?P<p>.+) (?P<over>ends|is over|is out|closes|finishes|concludes|is up|runs out|is done)",
            rf"(?:{_BEFORE}) (?:the )?(?P<p>.+?)(?: (?:starts|begins|comes|arrives))?",
        ),
        _before,
    ),
    (
        "from-to",
        (
            r"(?:any ?time |somewhere |anywhere )?(?:(?P<open>between|from|either) )?(?:in |on )?(?P<all>.+)",
        ),
        _from_to,
    ),
    (
        "period",
        (
            r"(?:(?:in|on|within|during|throughout|through) (?:the )?(?:course of )?)?(?P<p>.+)",
            r"over the course of (?P<p>.+)",
            r"(?:at|over|toward|towards|near|nearing|approaching) (?P<p>the .+)",
            r"(?:at|toward|towards|near) (?P<p>(?:year|month|quarter|end) .+)",
            r"(?:for|over|across) (?P<p>(?:the )?(?:rest|remainder|balance) of .+)",
        ),
        _bare,
    ),
)  # fmt: skip

CHINESE: tuple[Family, ...] = (
    ("amount", (r"(?:到|在|最[迟晚])?(?P<p>明年|下个?月|下周|明天)的?(?:这个?时候|此时此?刻?|这时|今天|今日)",), _this_time),
    ("two ways", (r"(\d{1,2})月([内后])", r"(\d{1,2})月[之以](内)", r"(\d{1,2})(日)(?:之|以)?[前后]",), _month_or_months),
    (
        "open",
        (
            r"(?:至少|最少|起码|最早|不少于|超过|不早于)(?:还)?(?:要|需要?|得)?(?:再过)?(?P<x>.+?)(?:之后|以后|后|以上)?",
            r"(?P<x>.+)(?:以上|开外)(?:之?后)?",
        ),
        _open_amount,
    ),
    (
        "within",
        (
            rf"(?:在|于)?(?:未来|今后|接下来|往后|后续)?的?(?P<x>.+?){_TIME_ZH}(?:之内|以内|内|里)",
            rf"(?:在|于)?(?:未来|今后|接下来|往后)的?(?P<x>.+?){_TIME_ZH}(?:之间|间|中|期间)?",
            rf"(?:在|于)?(?:不到|不超过|不出|最多(?:再过|还要|还需)?|至多|最长|顶多|少于)(?P<x>.+?){_TIME_ZH}(?:之内|以内|内|之后|后)?",
        ),
        _within_zh,
    ),
    (
        "by",
        (
            r"(?:最迟|最晚|不晚于|不迟于|至迟)(?:在|于)?(?P<x>.+?)(?:之后|以后|后|之内|以内|内)?",
        ),
        _by_amount,
    ),
    ("past", (r"(?:在)?(?P<x>.+?)(?:之前|以前|前)",), _past),
    (
        "amount",
        (
            r"(?:在|于)?(?:再过|再有|过|再|还有|还需要?|还要)(?P<x>.+?)(?:之后|以后|后)?",
            r"(?:在|于)?(?P<x>.+?)(?:之后|以后|过后|后)?",
        ),
        _point,
    ),
    (
        "by",
        (
            r"(?:在|于|到)?(?P<p>.+?)(?:为止|止|或(?:之|以)?前|或更早|及(?:之|以)?前|(?:之|以)?前或当[天日])",
        ),
        _by,
    ),
    (
        "before",
        (
            r"(?:在|于|赶在|到|至|最迟|最晚|不晚于|不迟于|截至)?(?:在|于)?(?P<p>.+?)的?(?P<over>结束|过完|过去)(?:之前|以前|前)",
            r"(?:在|于|赶在|到|至|最迟|最晚|不晚于|不迟于|截至)?(?:在|于)?(?P<p>.+?)(?:来临|到来|开始)?(?:之前|以前|前)",
            r"(?:将|会)?[早先]于(?P<p>.+)",
        ),
        _before,
    ),
    (
        "by",
        (
            r"(?:(?:从)?(?:现在|即日|今天)(?:起|开始)?(?:到|至)|至迟(?:到|在|于)?|到|至|截至|截止(?:到|至|于)?|不(?:得|会)?[晚迟]于|最[迟晚](?:不[晚迟]于|不超过|不过|到|至|在|于)?|直到|直至)(?:在|于)?(?P<p>.+)",
        ),
        _by,
    ),
    (
        "open",
        (
            r"(?:从|自|由|于|在)?(?P<p>.+?)(?:起|开始|及以后|或以后|及之后|或之后|或更晚)",
            r"(?:不早于|不会早于|最早(?:也?[要得]?等?到|也[要得]|[要得]|在|于)?|(?:至少|起码|最少)(?:也|还)?[要得]?等?到)(?P<p>.+)",
        ),
        _from,
    ),
    ("open", (r"(?:在|于|要到|到)?(?P<p>.+?)(?:之后|以后|过后|后)",), _after),
    ("from-to", (r"(?P<open>从|自|在|于|介于)?(?P<all>.+?)(?:之间|期间|间)?",), _from_to),
    ("period", (r"(?:在|于)?(?P<p>.+)",), _bare),
)  # fmt: skip


def _by_table(text: str, said: Said) -> _Found | None:
    """The first family that matches in full and knows what it means."""
    for _, patterns, build in CHINESE if is_chinese(text) else ENGLISH:
        for pattern in patterns:
            found = compiled(pattern).fullmatch(text)
            if found is not None:
                result = build(found, said)
                if result is not None:
                    return result
    return None
