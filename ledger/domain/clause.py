"""Clause mode of the deadline grammar: the one time phrase in a sentence that is more than a time.

A sentence is full of figures and months that are no deadline. So a time counts only where it stands like
one: behind a preposition, as "next year" or "tomorrow", or at the end of a clause; and what is not surely
a deadline is passed over. Two different deadlines are refused with both.
"""
# ruff: noqa: E501 - a pattern reads best on one line

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from ledger.domain import deadline
from ledger.domain.cycles import compiled
from ledger.domain.dates import MONTHS
from ledger.domain.dates import WEEKDAYS
from ledger.domain.numerals import aligned
from ledger.domain.numerals import is_chinese
from ledger.domain.undated import EVENTS_EN
from ledger.domain.undated import kind_without_a_date
from ledger.errors import UnreadableError


class Found(NamedTuple):
    """A time phrase in a text: how it is read, and where it stands (`text[start:end]`)."""

    reading: deadline.Reading
    start: int
    end: int


def find(text: str, said: date, *, fiscal_start: int | None = None) -> Found | None:
    """The one deadline that a text holds, None where it holds none.

    Raises UnreadableError where it holds two different ones, or one that phrase mode refuses for another
    reason than that it is no time ("3/7/2026", "FY2027").
    """
    found: list[Found] = []
    refusals: list[UnreadableError] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        seek = _in_chinese if is_chinese(sentence) else _in_english
        for one in seek(sentence, said, fiscal_start, refusals):
            found.append(one._replace(start=start + one.start, end=start + one.end))
    dated = [one for one in found if one.reading.kind in ("dated", "open")]
    if refusals:
        raise refusals[0]
    different = {(one.reading.earliest, one.reading.latest): one for one in reversed(dated)}
    if len(different) > 1:
        first, second = list(different.values())[::-1][:2]
        raise UnreadableError(
            f"the sentence holds two times: {_told(first)} and {_told(second)}; give one of them with "
            "--due, or record two predictions."
        )
    return dated[0] if dated else found[0] if found else None


def _told(found: Found) -> str:
    latest = found.reading.latest
    days = f"up to {latest}" if latest else f"from {found.reading.earliest} on"
    return f'"{found.reading.phrase}" ({days})'


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text start and end; a full stop ends one before a blank and a capital, or Chinese."""
    start = 0
    for stop in compiled(r"[。！？；\n!?;]|\.(?=\s+[A-Z\"'(\u4e00-\u9fff]|\s*$)").finditer(text):
        word = text[start : stop.start()].rpartition(" ")[2].casefold()
        if stop[0] == "." and (word in _SHORT or (len(word) == 1 and word.isalpha())):
            continue  # Sept. 2026, J. Doe
        yield start, stop.start()
        start = stop.end()
    if start < len(text):
        yield start, len(text)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class _Doubt(NamedTuple):
    """Why a run of words that is a time was refused, and where it stands."""

    start: int
    end: int
    error: UnreadableError


class _Reader:
    """Reads candidates as phrase mode does, and remembers those that it refuses for a reason."""

    def __init__(self, text: str, said: date, fiscal_start: int | None) -> None:
        self.text = text
        self.said = said
        self.fiscal_start = fiscal_start
        self.doubts: list[_Doubt] = []

    def read(self, start: int, end: int) -> deadline.Reading | None:
        """What `text[start:end]` means; None where it is no time, or part of one that was refused."""
        if any(doubt.start <= start and end <= doubt.end for doubt in self.doubts):
            return None  # the May of "in May 1990" is not the coming one
        try:
            return deadline.read(self.text[start:end], self.said, fiscal_start=self.fiscal_start)
        except deadline.UnknownTimeError:
            return None
        except UnreadableError as error:
            self.doubts.append(_Doubt(start, end, error))
            return None


# English

_SHORT = frozenset(name[:3] for name in (*MONTHS, *WEEKDAYS)) | {"sept", "approx", "ca", "vs", "no"}
_UNIT = r"(?:hour|day|week|fortnight|month|quarter|year|decade|centur)(?:s|y|ies)?|yrs?|mos?|wks?"
_SEASON = "spring|summer|autumn|fall|winter"
# Words that stand for a time; the lower-case ones of the second row are verbs as often as not.
_SURE = compiled(
    rf"(?:{_UNIT}|{'|'.join(name for name in (*MONTHS, *WEEKDAYS) if len(name) > 3)}|may|{_SEASON}|today|tonight|tomorrow|weekend|christmas|xmas|easter|"
    r"thanksgiving|halloween|eoy|eoq|eom|midyear|year-?end|month-?end|quarter-?end|.*\d.*|.*'s[- ]end|"
    r"(?:early|mid|late)-\w+|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_VERBS = frozenset(("may", "march", "fall", "spring"))
_LED_BY = _words(
    "by in within before until till over during on at after through throughout no not between from sometime "
    "some ahead prior up around early late mid end this next later today tomorrow tonight coming come within "
    "for as starting beginning sooner earlier latest once"
)
_OPENERS = _LED_BY | _words(
    "the a an one two three four five six seven eight nine ten twelve eighteen first second third fourth half "
    "less more least rest end close start beginning middle q1 q2 q3 q4 h1 h2 year mid"
)
# A time behind one of these belongs to something else: "the class of 2027", "since March".
_BLOCKED_BY = _words(
    "of since than as per every each last past previous between's the a an its our his her their my your "
    "from about's to's model version series class no. #"
)
# A time before one of these only names it: "Q3 results", "in 2026 dollars".
_NAMES = compiled(
    r"(?:results?|earnings|reports?|revenues?|sales|guidance|numbers|figures|calls?|budgets?|models?|lineup|editions?|"
    r"elections?|olympics|games|cup|films?|movies?|albums?|forecasts?|targets?|class|dollars|terms|prices|money|usd|"
    r"euros?|points|units|people|employees|jobs|cars|vehicles|customers|users|seasons?|campaigns?|versions?|levels?|"
    r"highs?|lows?|peaks?|averages?|deliveries|profits?|margins?|season|row|straight|percent|per|%|old|ago|earlier|"
    r"late|later|long|behind|plan|roadmap|contract|deal|period|warranty|delay|head)"
)
_STRIPPED = "\"'“”‘’()[]{}<>,:*_"


class _Token(NamedTuple):
    text: str
    low: str
    start: int
    end: int
    closes: bool  # a comma or the like stands behind it


def _tokens(sentence: str) -> list[_Token]:
    tokens = []
    for found in compiled(r"\S+").finditer(sentence):
        raw = found[0]
        left = len(raw) - len(raw.lstrip(_STRIPPED))
        text = raw.strip(_STRIPPED)
        if raw[left:].startswith("'") or (
            left and raw[left - 1 : left] == "'" and text[:1].isdigit()
        ):
            left -= 1  # '27
            text = "'" + text
        if text:
            start = found.start() + left
            end = start + len(text)
            tokens.append(_Token(text, text.casefold(), start, end, end < found.end()))
    return tokens


def _is_anchor(tokens: list[_Token], number: int) -> bool:
    token = tokens[number]
    if not _SURE.fullmatch(token.low.rstrip(".")):
        return False
    if token.low not in _VERBS:
        return True
    before = tokens[number - 1].low if number else ""
    after = tokens[number + 1].low if number + 1 < len(tokens) else ""
    if token.low in ("may", "march") and token.text[0].isupper() and number:
        return before in _LED_BY or before in ("of", "and", "to") or after[:1].isdigit()
    led = before in _LED_BY | {"the", "of", "mid", "coming"}
    return (led and before not in ("not", "no", "up", "today", "once", "later")) or after.isdigit()


def _in_english(
    sentence: str, said: date, fiscal_start: int | None, refusals: list[UnreadableError]
) -> Iterator[Found]:
    tokens = _tokens(sentence)
    reader = _Reader(sentence, said, fiscal_start)
    taken = -1
    for number in range(len(tokens)):
        if number <= taken or not _is_anchor(tokens, number):
            continue
        doubts = len(reader.doubts)
        for first, last in _windows(tokens, number, taken):
            start, end = tokens[first].start, tokens[last].end
            reading = reader.read(start, end)
            if reading is not None and _stands_as_time(tokens, first, last, reading):
                yield Found(reading, start, end)
                taken = last
                break
        else:
            for doubt in reader.doubts[doubts : doubts + 1]:
                if _is_deadline(tokens, number, doubt.error):
                    refusals.append(doubt.error)
    if taken == -1:
        yield from _undated_in_english(sentence, tokens, said)


def _windows(tokens: list[_Token], anchor: int, taken: int) -> list[tuple[int, int]]:
    """Runs of words around an anchor, the longest first."""
    firsts = [
        number
        for number in range(max(anchor - 7, taken + 1), anchor + 1)
        if number == anchor or tokens[number].low in _OPENERS or tokens[number].low.isdigit()
    ]
    lasts = range(anchor, min(anchor + 6, len(tokens)))
    windows = [(first, last) for first in firsts for last in lasts]
    return sorted(windows, key=lambda window: window[0] - window[1])


def _stands_as_time(tokens: list[_Token], first: int, last: int, reading: deadline.Reading) -> bool:
    """Whether a run of words that can be a time is the sentence's, by what stands around it."""
    if reading.kind not in ("dated", "open"):
        return False
    opening = tokens[first].low
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    closed = tokens[last].closes or after is None
    if not closed and after is not None and (after.low == "of" or _NAMES.fullmatch(after.low)):
        return False
    if first == last and compiled(r"'?\d+").fullmatch(opening):
        return False  # Vision 2030
    if before is not None and not before.closes and before.low in _BLOCKED_BY:
        return False
    if reading.rule in ("amount", "amount range") and opening not in ("in", "by", "another"):
        return tokens[last].low in ("now", "today", "hence")
    if opening in ("for", "over", "at", "up", "on", "around", "through", "throughout", "from"):
        plain_year = first + 1 == last and tokens[last].low.isdigit()
        if (plain_year and opening != "through") or (
            reading.kind == "open" and opening not in ("from", "at")
        ):
            return False
    if opening in _LED_BY:
        return True
    return closed or (after is not None and after.low in ("and", "or", "but", "at", "if", "unless"))


_HARD = frozenset(("by", "before", "until", "till", "prior", "ahead"))


def _is_deadline(tokens: list[_Token], anchor: int, error: UnreadableError) -> bool:
    """Whether a refused time stood where a deadline stands; a past one may be told in passing."""
    behind = {token.low for token in tokens[max(anchor - 4, 0) : anchor]}
    if isinstance(error, deadline.PastTimeError):
        return bool(behind & _HARD) and "since" not in behind
    return bool(behind & (_HARD | {"in", "on", "due", "within"})) or anchor == len(tokens) - 1


# Words that name no time, where the sentence has no other; "now" and "always" are no deadlines.
_VAGUE_EN = (
    r"(?:very |pretty |quite )?soon(?:er or later)?(?! as)|shortly(?! after)|eventually|someday|some day|one day|in due course|"
    r"before long|down the (?:road|line)|in the (?:near|not too distant|not-too-distant|foreseeable|distant) future|"
    r"(?:in|over|within) the (?:coming|next few|next several|coming few) (?:days|weeks|months|quarters|years|decades)|"
    r"(?:in|within|over) (?:a few|several|a couple more) (?:days|weeks|months|quarters|years|decades)|"
    r"(?:in|over) the (?:short|near|medium|long|longer)[- ](?:term|run)|in the (?:years|months|weeks) (?:ahead|to come)|"
    r"in (?:our|my|your|his|her|their) lifetimes?|in the future|sooner rather than later|any day now"
)


def _undated_in_english(sentence: str, tokens: list[_Token], said: date) -> Iterator[Found]:
    low = sentence.casefold()
    for found in compiled(rf"\b(?:{_VAGUE_EN})\b").finditer(low):
        yield Found(deadline.read(sentence[found.start() : found.end()], said), *found.span())
        return
    for number, token in enumerate(tokens):
        if not compiled(EVENTS_EN).fullmatch(token.low):
            continue
        for first in range(max(number - 5, 0), number):
            if tokens[first].low in _HARD | {"after"}:
                words = sentence[tokens[first].start : token.end]
                if kind_without_a_date(words.casefold()) == "event":
                    yield Found(deadline.read(words, said), tokens[first].start, token.end)
                    return


# Chinese

_TIME_ZH = (
    r"[0-9〇零一二三四五六七八九十廿卅百两几半个年月日号天周星期礼拜季度今明后前去来本下上这当内底末初中旬终尾岁世纪代"
    r"春夏秋冬未之以起到至截止最迟晚快早不超过于在从再左右大约概接间或和与\-~/.、qhQHfyFY第首时候余剩的同者财]"
)
# "2026年4月15日到2027年6月30日之间" is as long as a time gets.
_LONGEST_ZH = 24
_UNITS_ZH = frozenset("年月日号天周期季度世底末内后前代今明节")
_HOLIDAY_ZH = r"(?:春节|圣诞节?|国庆节?|元旦|双十[一二]|劳动节|五一|除夕|元宵节?|中秋节?)(?:之?前|以前|之?后|期间|当天)?"
# Before a time: it goes back, comes again, or measures something.
_BLOCKED_ZH = (
    "每",
    "近",
    "过去",
    "连续",
    "长达",
    "历时",
    "自",
    "自从",
    "耗时",
    "用了",
    "为期",
    "第",
    "上",
    "最近",
    "仅",
    "共",
)
_NAMES_ZH = (
    "的",
    "款",
    "版",
    "度",
    "届",
    "级",
    "型",
    "财报",
    "业绩",
    "财年",
    "来",
    "以来",
    "起步",
    "前后",
    "一遇",
    "代",
    "新低",
    "新高",
)
_VAGUE_ZH = (
    r"近期|短期内?|中短期|中长期|长期|远期|未来几(?:年|个月|周|天)内?|几(?:年|个月|周)内|不久的?将来|不久(?:之?后)?|可预见的(?:将来|未来)|很快|尽快|"
    r"迟早|早晚|总有一天|有朝一日|终有一天|过几(?:年|个月|天)|即将|稍后|适时|择机|未来版本|下一个?版本|指日可待"
)


def _in_chinese(
    sentence: str, said: date, fiscal_start: int | None, refusals: list[UnreadableError]
) -> Iterator[Found]:
    text = aligned(sentence)
    reader = _Reader(sentence, said, fiscal_start)
    ends = 0
    runs = [
        *compiled(rf"{_TIME_ZH}{{2,60}}").finditer(text),
        *compiled(_HOLIDAY_ZH).finditer(text),
    ]
    for run in sorted(runs, key=lambda run: (run.start(), -run.end())):
        start = max(run.start(), ends)
        while start < run.end() - 1:
            one = _longest(reader, text, start, run.end())
            if one is not None:
                yield one
                ends = one.end
            start = start + 1 if one is None else one.end
    refusals += [
        doubt.error
        for doubt in reader.doubts[:1]
        if not ends and _is_deadline_zh(text[doubt.start : doubt.end], doubt.error)
    ]
    if not ends and (vague := compiled(_VAGUE_ZH).search(text)):
        yield Found(deadline.read(vague[0], said), *vague.span())


def _longest(reader: _Reader, text: str, start: int, end: int) -> Found | None:
    """The longest time that starts here and stands like one."""
    if text[start] in "的之以或和与-~/.、内底末前时候同":
        return None
    for stop in range(min(end, start + _LONGEST_ZH), start + 1, -1):
        words = text[start:stop]
        if not _UNITS_ZH & set(words) and not compiled(r".*\d{4}").fullmatch(words):
            continue
        reading = reader.read(start, stop)
        if reading is not None and _stands_as_time_zh(text, start, stop, reading):
            return Found(reading, start, stop)
    return None


def _stands_as_time_zh(text: str, start: int, stop: int, reading: deadline.Reading) -> bool:
    words = text[start:stop]
    if reading.kind not in ("dated", "open"):
        return False
    if text[stop : stop + 4].startswith(_NAMES_ZH) or text[:start].endswith(_BLOCKED_ZH):
        return False
    if text[:start][-1:].isdigit() or text[stop : stop + 1].isdigit():
        return False  # part of a longer figure
    if reading.rule in ("amount", "amount range"):
        return words.endswith("后") or words[0] in "再过"
    if reading.rule == "open" and compiled(r"(?:至少|最少|超过|不少于).*").fullmatch(words):
        return words.endswith("后")
    # A lone number of two or four digits, 半年, 天: no time by itself.
    return not compiled(r"[\d.\-/]+|[qh]\d").fullmatch(words) or len(words) >= 8


def _is_deadline_zh(words: str, error: UnreadableError) -> bool:
    if isinstance(error, deadline.PastTimeError):
        return (
            compiled(r".*(?:底|末|年|月|日)(?:之|以)?前.*|.*(?:到|至|截止|最[迟晚]).*").fullmatch(
                words
            )
            is not None
        )
    return True
