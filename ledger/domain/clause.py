"""Clause mode of the deadline grammar: the one time phrase in a sentence that is more than a time.

A sentence is full of figures and months that are no deadline. So a time counts only where it stands like
one: behind a preposition, as "next year" or "tomorrow", or at the end of a clause; and what is not surely
a deadline is passed over. Two different deadlines are refused with both.
"""
# ruff: noqa: E501 - a pattern reads best on one line

from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ledger.domain import deadline
from ledger.domain import edges
from ledger.domain.cycles import compiled
from ledger.domain.dates import MONTHS
from ledger.domain.dates import WEEKDAYS
from ledger.domain.holidays import HOLIDAYS
from ledger.domain.numerals import aligned
from ledger.domain.numerals import is_chinese
from ledger.domain.undated import EVENTS_EN
from ledger.domain.undated import EVENTS_ZH
from ledger.domain.undated import kind_without_a_date
from ledger.domain.window import PastTimeError
from ledger.domain.window import later
from ledger.errors import UnreadableError


class Found(NamedTuple):
    """A time phrase in a text: how it is read, and where it stands (`text[start:end]`)."""

    reading: deadline.Reading
    start: int
    end: int
    is_past: bool = False  # perhaps: "in November" said in December, and no word of what is to come


def find(text: str, said: date, *, fiscal_start: int | None = None) -> Found | None:
    """The one deadline that a text holds, None where it holds none.

    Raises UnreadableError where it holds two different ones, or one that phrase mode refuses for another
    reason than that it is no time ("3/7/2026", "FY2027").
    """
    found: list[Found] = []
    refusals: list[UnreadableError] = []
    for start, end in sentences(text):
        sentence = text[start:end]
        seek = _in_english
        places: Sequence[int] = range(end - start)
        if is_chinese(sentence):
            seek, places = _in_chinese, _without_spaces(sentence)
            sentence = "".join(sentence[place] for place in places)
        for one in seek(sentence, said, fiscal_start, refusals):
            begins, ends = places[one.start], places[one.end - 1] + 1
            found.append(one._replace(start=start + begins, end=start + ends))
    dated = [one for one in found if one.reading.kind in ("dated", "open")]
    if refusals:
        raise refusals[0]
    different = {(one.reading.earliest, one.reading.latest): one for one in reversed(dated)}
    if len(different) > 1:  # "up from 6,900 today": now, and no second deadline
        kept = [one for one in dated if one.reading.phrase.casefold() not in _NOW]
        if kept:
            dated = kept
            different = {days: one for days, one in different.items() if one in kept}
    if len(different) > 1:
        first, second = list(different.values())[::-1][:2]
        raise UnreadableError(
            f"the sentence holds two times: {_told(first)} and {_told(second)}; give one of them with "
            "--due, or record two predictions."
        )
    dated = [one for one in dated if not one.is_past]
    undated = [one for one in found if one.reading.latest is None and one not in dated]
    return dated[0] if dated else undated[0] if undated else None


def _without_spaces(sentence: str) -> Sequence[int]:
    """The places of all characters but the spaces beside Chinese ones; "GPT-7 明年" keeps its space."""
    spaces: set[int] = set()
    for one in compiled(r"\s+").finditer(sentence):
        before, after = sentence[: one.start()], sentence[one.end() : one.end() + 1]
        figure = compiled(r"(?:.*[^\w.-])?\d+").fullmatch(before[-8:]) is not None
        if is_chinese(before[-1:]) or (is_chinese(after) and (figure or not before[-1:].isalnum())):
            spaces.update(range(*one.span()))
    return [place for place in range(len(sentence)) if place not in spaces]


_NOW = frozenset(("today", "tonight", "今天", "今日"))


def _told(found: Found) -> str:
    latest = found.reading.latest
    days = f"up to {latest}" if latest else f"from {found.reading.earliest} on"
    return f'"{found.reading.phrase}" ({days})'


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a text start and end; a full stop ends one before a blank and a capital, or Chinese."""
    start = 0
    for stop in compiled(r"[。！？；\n!?;]|\.[\"”’]?(?=\s+[A-Z\"'“‘(\u4e00-\u9fff]|\s*$)").finditer(
        text
    ):
        word = text[start : stop.start()].rpartition(" ")[2].casefold()
        if stop[0] == "." and (word in _SHORT or (len(word) == 1 and word.isalpha())):
            continue  # Sept. 2026, J. Doe
        yield start, stop.start() if len(stop[0]) == 1 else stop.end()
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


_QUOTES = str.maketrans("", "", '"“”')


class _Reader:
    """Reads candidates as phrase mode does, and remembers those that it refuses for a reason."""

    def __init__(self, text: str, said: date, fiscal_start: int | None) -> None:
        self.text = text
        self.said = said
        self.fiscal_start = fiscal_start
        self.doubts: list[_Doubt] = []
        self.passed_over: list[
            tuple[int, int]
        ] = []  # what can be a time, and is none where it stands

    def read(self, start: int, end: int) -> deadline.Reading | None:
        """What `text[start:end]` means; None where it is no time, or part of one that was refused."""
        if any(doubt.start <= start and end <= doubt.end for doubt in self.doubts):
            return None  # the May of "in May 1990" is not the coming one
        if any(first <= start and end <= last for first, last in self.passed_over):
            return None  # nor is the June of "guidance for June next year"
        try:
            words = self.text[start:end].translate(_QUOTES)
            return deadline.read(words, self.said, fiscal_start=self.fiscal_start)
        except deadline.UnknownTimeError:
            return None
        except UnreadableError as error:
            self.doubts.append(_Doubt(start, end, error))
            return None


# English

# A full stop behind one of these ends no sentence: Sept. 2026, Mr. Doe.
_SHORT = frozenset(name[:3] for name in (*MONTHS, *WEEKDAYS) if name != "may") | {
    *(
        "sept",
        "approx",
        "ca",
        "vs",
        "no",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gov",
        "sen",
        "rep",
        "gen",
    ),
}
_UNIT = r"(?:hour|day|week|fortnight|month|quarter|year|decade|centur)(?:s|y|ies)?|yrs?|mos?|wks?"
_SEASON = "spring|summer|autumn|fall|winter"
# Words that stand for a time; the lower-case ones of the second row are verbs as often as not.
_SURE = compiled(
    rf"(?:{_UNIT}|half|{'|'.join(name for name in (*MONTHS, *WEEKDAYS) if len(name) > 3)}|may|{_SEASON}|today|tonight|tomorrow|weekend|christmas|xmas|easter|"
    r"thanksgiving|halloween|(?:week|month|quarter|year|decade|century)'s|eoy|eoq|eom|midyear|year-?end|month-?end|quarter-?end|.*\d.*|.*'s[- ]end|"
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
    "less more least rest end close start beginning middle q1 q2 q3 q4 h1 h2 year mid "
    "roughly approximately nearly almost"
)
# A time behind one of these belongs to something else: "the class of 2027", "since March".
_BLOCKED_BY = _words(
    "of since than as per every each last past previous between's the a an its our his her their my your "
    "from about's to's beat beats beating surpass surpasses exceed exceeds outpace outpaces"
)
_NUMBERED = _words("model version series class no. #")
# A time behind one of these is cut off from what changes it ("early next week"), or is only compared with.
_CUT_OFF = _words("early earlier mid late minus plus versus vs vs. against half")
_LEADS = _words(
    "not before after until till by within between as at least most about beginning starting commencing"
)
# What something is set for has a day; what else is for a day is only meant for it ("guidance for the third quarter").
_SET = _words(
    "set scheduled slated due planned targeted target expected booked earmarked track timed ready ahead"
)
_LENGTHENS = _LEADS | _words(
    "over under nearly almost just only roughly little bit in on during noon midnight pm am p.m a.m"
)
# The last word of a time that is neither a unit nor the name of a day, month or the like.
_CLOSERS = _words(
    "now hence away out off ahead end ends over up done latest earliest on onward onwards forward later after before "
    "beyond sooner earlier time least most minimum maximum max tops less fewer more longer so thereabouts take roughly "
    "approximately probably hopefully next half close closes finishes concludes starts begins comes arrives noon midnight "
    "pm am p.m a.m et est pt pst gmt utc morning afternoon evening night line road eve day centuries century holiday minute minutes one two three four five six seven eight nine ten"
)
_UNITS_EN = _words(
    "minute minutes hour hours day days week weeks weekend month months quarter quarters half year years decade "
    "decades century centuries"
)
_MEASURED_FROM = _words("after before from following prior past")
# A time before one of these only names it: "Q3 results", "in 2026 dollars".
_NAMES = compiled(
    r"(?:results?|earnings|reports?|revenues?|sales|guidance|numbers|figures|calls?|budgets?|models?|lineup|editions?|"
    r"elections?|olympics|games|cup|films?|movies?|albums?|forecasts?|targets?|class|dollars|terms|quarters?|prices|money|usd|"
    r"euros?|points|units|people|employees|jobs|cars|vehicles|customers|users|seasons?|campaigns?|versions?|levels?|"
    r"highs?|lows?|peaks?|averages?|deliveries|profits?|margins?|season|row|straight|percent|per|%|old|ago|earlier|"
    r"late|later|long|behind|weekends?|weeks?|holidays?|eve|plan|roadmap|contract|deal|period|warranty|delay|head)"
)
_QUARTERS = _words("q1 q2 q3 q4 h1 h2")
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
    before = tokens[number - 1].low if number else ""
    after = tokens[number + 1].low if number + 1 < len(tokens) else ""
    if token.low.endswith("'s"):
        return after in ("end", "close")  # by year's end
    if token.low not in _VERBS:
        return True
    if token.low in ("may", "march") and token.text[0].isupper() and number:
        return before in _LED_BY or before in ("of", "and", "to") or after[:1].isdigit()
    led = before in _LED_BY | {"the", "of", "mid", "coming"}
    return (led and before not in ("not", "no", "up", "today", "once", "later")) or after.isdigit()


def _in_english(
    sentence: str, said: date, fiscal_start: int | None, refusals: list[UnreadableError]
) -> Iterator[Found]:
    tokens = _tokens(sentence)
    reader = _Reader(sentence, said, fiscal_start)
    taken, is_found = -1, False
    for number in range(len(tokens)):
        if number <= taken or not _is_anchor(tokens, number):
            continue
        doubts = len(reader.doubts)
        for first, last in _windows(tokens, number, taken):
            start, end = tokens[first].start, tokens[last].end
            reading = reader.read(start, end)
            if reading is None:
                continue
            if not _stands_as_time(tokens, first, last, reading):
                if reading.kind == "dated" and last > first:
                    reader.passed_over.append((start, end))
                continue
            if _is_second(tokens, first, taken):
                continue
            taken = last
            wider = [one for one in reader.doubts if start < one.start < end < one.end]
            if wider:  # by the end of next year or early 2028
                refusals.append(wider[0].error)
                break
            if reading.kind == "dated" and _holds_off(tokens, first):
                refusals.append(_until_when(reading))
            elif not _is_told_in_passing(tokens, first, last, reading):
                after = tokens[last + 1 : last + 9]
                after = after[1:] if after and after[0].low == "to" else after
                around = tokens[max(first - 12, 0) : first], after
                is_past = _is_rolled_over(reading) and not any(map(_is_to_come, around))
                yield Found(reading, start, end, is_past)
                is_found = True
            break
        else:
            for doubt in reader.doubts[doubts : doubts + 1]:
                if _is_deadline(tokens, number, doubt):
                    refusals.append(doubt.error)
    if not is_found:
        yield from _undated_in_english(sentence, tokens, said)


def _is_second(tokens: list[_Token], first: int, taken: int) -> bool:
    """Whether another time is joined to this one from the left, that could not be read with it."""
    if (
        first < 2
        or first - 2 <= taken
        or tokens[first - 1].low not in ("or", "and", "to", "through")
    ):
        return False
    return _SURE.fullmatch(tokens[first - 2].low) is not None


def _windows(tokens: list[_Token], anchor: int, taken: int) -> list[tuple[int, int]]:
    """Runs of words around an anchor, the longest first."""
    firsts = [
        number
        for number in range(max(anchor - 7, taken + 1), anchor + 1)
        if number == anchor or tokens[number].low in _OPENERS or tokens[number].low.isdigit()
    ]
    lasts = [
        number
        for number in range(anchor, min(anchor + 6, len(tokens)))
        if number == anchor
        or tokens[number].low in _CLOSERS
        or _SURE.fullmatch(tokens[number].low.rstrip("."))
    ]
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
    if first == last and compiled(r"'?\d+|weekend").fullmatch(opening):
        return False  # Vision 2030
    if before is not None and not before.closes and before.low in ("is", "deadline"):
        goes_on = after is not None and after.low in ("to", "for", "at", "and", "but")
        return (closed or goes_on) and reading.rule not in _LENGTHS  # the deadline is November 5
    if before is not None and not before.closes:
        if before.low == "last" and opening in _HARD | {"through"}:
            return True  # could last until September
        numbered = before.low in _NUMBERED or compiled(r"\d{1,2}(?:st|nd|rd|th)?").fullmatch(
            before.low
        )
        if before.low in _BLOCKED_BY | _CUT_OFF or (numbered and opening not in _LED_BY):
            return False
        if before.low == "for" and not (first > 1 and tokens[first - 2].low in _SET):
            return False
        if before.low in (_LEADS if opening in _LEADS | _LED_BY else _LENGTHENS):
            return False
        if before.low in _UNITS_EN and opening in (
            "in",
            "from",
            "after",
            "before",
            "following",
            "prior",
        ):
            return False  # 24 hours in a day; three weeks before Christmas
    measured = reading.rule in ("amount", "amount range", "within")
    if measured and not closed and after is not None and after.low in _MEASURED_FROM:
        return False  # within two years of, after, from what?
    bare = reading.rule in ("quarter", "half") and first > 0 and opening not in _LED_BY | _QUARTERS
    if bare and not compiled(r".*(?:\d{2}|\b(?:next|this|of)\b)").match(reading.phrase):
        return False  # after a record first quarter
    reaches = not closed and after is not None and after.low in ("to", "until", "through")
    if reading.kind == "open" and opening == "from" and reaches:
        return False  # from the late 2020s to beyond 2100
    if opening == "in" and reading.rule in _LENGTHS and _is_superlative(tokens, first):
        return False  # the lowest in ten weeks
    if reading.rule in ("amount", "amount range") and opening not in ("in", "by", "another"):
        return tokens[last].low in ("now", "today", "hence")
    is_length = tokens[last].low in _UNITS_EN
    if (
        reading.rule == "open"
        and is_length
        and opening in ("at", "more", "over", "no", "not", "upwards")
    ):
        return False  # takes at least a year
    if opening in ("for", "over", "at", "up", "on", "around", "through", "throughout", "from"):
        plain_year = first + 1 == last and tokens[last].low.isdigit()
        if opening == "from" and plain_year and closed and reading.kind == "open":
            return True
        if (plain_year and opening != "through") or (
            reading.kind == "open" and opening not in ("from", "at")
        ):
            return False
    if opening in _LED_BY:
        return True
    return closed or (after is not None and after.low in ("and", "or", "but", "at", "if", "unless"))


_NOT = _words("not no never nothing nobody none without neither nor hardly unlikely cannot")


def _holds_off(tokens: list[_Token], first: int) -> bool:
    """Whether an "until" tells from when on what is denied before: "will not be profitable until 2028"."""
    if tokens[first].low not in ("until", "till"):
        return False
    return any(
        token.low in _NOT or token.low.endswith(("n't", "n’t"))
        for token in _clause_before(tokens, first)
    )


def _until_when(reading: deadline.Reading) -> UnreadableError:
    when = reading.phrase.partition(" ")[2]
    return UnreadableError(
        f'"not ... {reading.phrase}" can be a time that starts with {when} or one that ends before it; give '
        f'"not before {when}" or "before {when}" with --due.'
    )


_SAID = _words(
    "said says told tells announced reported added wrote tweeted posted noted stated argued predicted warned testified "
    "remarked explained insisted confirmed revealed disclosed claimed declared promised reiterated"
)
_SAYS = _words("says announces reports confirms adds notes declares")
_PAST = _SAID | _words(
    "was were had did came went rose fell dropped hit won lost sold made took gave met saw left held grew cut began got "
    "became led bought built ran sent spent brought felt paid beat has have been"
)
_EXPECTED = _words("expected predicted planned projected anticipated hoped wanted thought believed")
_COMPARED = _words("from than versus vs compared")
_STILL_TO_COME = _words(
    "will would shall should could can may might must going expect expects expected plan plans planned aim aims hope hopes "
    "target targets targeted forecast forecasts project projects projected due set slated scheduled likely supposed poised "
    "anticipate anticipates anticipated intend intends intended is are be believe believes think thinks bet guess "
    "predict predicts see sees want wants needs need won't wouldn't"
)


_JOINS = _words("and but while though although which who whereas so yet because")


def _clause_before(tokens: list[_Token], first: int) -> list[_Token]:
    """The words before a place, back to the last comma, "but" or the like."""
    start = first
    while start > 0 and first - start < 12 and not tokens[start - 1].closes:
        if tokens[start - 1].low in _JOINS:
            break
        start -= 1
    return tokens[start:first]


def _clause_after(tokens: list[_Token], last: int, most: int) -> list[_Token]:
    """So many words behind a place, up to the next comma, "but" or the like."""
    after = []
    if not tokens[last].closes:
        for token in tokens[last + 1 : last + 1 + most]:
            if token.low in _JOINS:
                break
            after.append(token)
            if token.closes:
                break
    return after


def _is_past(tokens: list[_Token]) -> bool:
    """Whether a clause tells what has been."""
    words = [token.low for token in tokens]
    if any(word.endswith("'ll") for word in words):
        return False
    return any(word in _PAST or (len(word) > 4 and word.endswith("ed")) for word in words)


def _is_told_in_passing(
    tokens: list[_Token], first: int, last: int, reading: deadline.Reading
) -> bool:
    """Whether a time without a year tells when something was said or done: "he told the FT on Tuesday"."""
    opening, words = tokens[first].low, {token.low for token in tokens[first : last + 1]}
    if opening in _HARD | _AHEAD_ONLY or reading.rule in _LENGTHS or words & _AHEAD_ONLY:
        return False
    if (
        reading.latest
        and str(reading.latest.year) in reading.phrase
        and reading.latest.year > reading.said_on.year
    ):
        return False  # its year lies ahead
    before, after = _clause_before(tokens, first), _clause_after(tokens, last, 8)
    to_come = _is_to_come(before)
    compared = [number for number, token in enumerate(before) if token.low in _COMPARED]
    if (
        not to_come
        and compared
        and any(
            token.low[-1:].isdigit() or token.low.endswith("%") for token in before[compared[-1] :]
        )
    ):
        return True  # up from 10 percent in 2024
    if any(one.low == "after" and two.low.endswith("ing") for one, two in pairwise(before)):
        return True  # after trading at $347 early in 2019
    if before and before[-1].low in _SAYS and after and after[0].low == "that":
        return True  # announces today that it will
    for token in reversed(before[-6:]):
        if token.low in _STILL_TO_COME:
            break
        if token.low in _SAID:
            return True
    if not to_come and not _is_to_come(after[1:]) and _is_past(before + after):
        return True
    # "On Tuesday, the governor said ..."
    for token in () if before else tokens[last + 1 : last + 7]:
        if token.low in _SAID or token.low in _EXPECTED:
            return True
        if token.low in _STILL_TO_COME:
            return False
    return False


def _is_to_come(tokens: list[_Token]) -> bool:
    """Whether words speak of what is to come: will, expects, "to launch" (but not "to a high")."""
    for number, token in enumerate(tokens):
        before = tokens[number - 1].low if number else ""
        is_noun = before in _DETERMINERS or before.endswith("'s")  # the forecast, Ford's plan
        if token.low.endswith("'ll") or (token.low in _STILL_TO_COME and not is_noun):
            return True
    return any(
        one.low == "to" and two.low.isalpha() and two.low not in _ARTICLES
        for one, two in pairwise(tokens)
    )


_ARTICLES = _words(
    "a an the its their his her our about around nearly almost over under as only just"
)
_OF_A_YEAR = (
    "day", "month", "quarter", "half", "season", "third", "end of", "from-to", "first of", "holiday", "by", "before",
)  # fmt: skip
_ITS_YEAR = r".*(?:\d{4}|\b(?:next|this|coming|later)\b|'?\d\d$|\d[qQhH]\d|[qQhH]\d.?\d\d|[明后来下]|十[三四五六]五)"


def _is_rolled_over(reading: deadline.Reading) -> bool:
    """Whether a time without a year is next year's only because this year's has just passed."""
    if reading.latest is None or reading.earliest is None or reading.rule not in _OF_A_YEAR:
        return False
    start = reading.latest if reading.rule in ("by", "before") else reading.earliest
    if start.year <= reading.said_on.year or compiled(_ITS_YEAR).match(reading.phrase):
        return False
    since = (reading.said_on - later(reading.latest, months=-12)).days
    return 0 < since < (start - reading.said_on).days


_AHEAD_ONLY = _words("next tomorrow later coming within through rest until starting")
_LENGTHS = ("amount", "amount range", "within", "by", "before", "open")


def _is_superlative(tokens: list[_Token], first: int) -> bool:
    """Whether the words right before a time compare with all of it: the lowest in, for the first time in."""
    before = [token.low for token in tokens[max(first - 2, 0) : first]]
    longest = [
        word.endswith("est") and len(word) > 4 or word in ("worst", "best") for word in before
    ]
    return any(longest) or (before != [] and before[-1] in _SUPERLATIVES)


_SUPERLATIVES = _words("most least worst best first time record high low peak")
_HARD = frozenset(("by", "before", "until", "till", "prior", "ahead"))


def _is_deadline(tokens: list[_Token], anchor: int, doubt: _Doubt) -> bool:
    """Whether a refused time stood where a deadline stands; a past one may be told in passing."""
    before = tokens[:anchor]
    behind = {token.low for token in before[-4:]}
    behind |= {token.low for token in before[-8:] if token.start >= doubt.start}
    if isinstance(doubt.error, PastTimeError):
        return bool(behind & _HARD) and "since" not in behind
    return bool(behind & (_HARD | {"in", "on", "due", "within"})) or anchor == len(tokens) - 1


# Words that name no time, where the sentence has no other; "now" and "always" are no deadlines.
_VAGUE_EN = (
    r"(?:very |pretty |quite )?soon(?:er or later)?(?! as)|shortly(?! after)|eventually|someday|some day|one day|in due course|"
    r"before long|over time|with time|down the (?:road|line)|in the (?:near|not too distant|not-too-distant|foreseeable|distant) future|"
    r"(?:in|over|within) the (?:coming|next few|next several|coming few) (?:days|weeks|months|quarters|years|decades)|"
    r"(?:in|within|over) (?:a few|several|a couple more) (?:days|weeks|months|quarters|years|decades)|"
    r"within (?:a few |several )?(?:hours|days|weeks|months|years|decades)|in (?:hours|days|weeks|months)|in a matter of (?:hours|days|weeks|months)|"
    r"(?:a few|several|many|some) (?:days|weeks|months|quarters|years|decades) from now|"
    r"(?:in|over) the (?:short|near|medium|long|longer)[- ](?:term|run)|in the (?:years|months|weeks) (?:ahead|to come)|"
    r"in (?:our|my|your|his|her|their) lifetimes?|in the future|sooner rather than later|any day now"
)


_VAGUE_SPACED = rf"\b(?:{_VAGUE_EN})\b".replace(" ", r"\s+")


def _undated_in_english(sentence: str, tokens: list[_Token], said: date) -> Iterator[Found]:
    low = "".join(" " if letter in '"“”' else letter for letter in sentence.casefold())
    if len(low) == len(sentence) and (found := compiled(_VAGUE_SPACED).search(low)):
        words = sentence[found.start() : found.end()].translate(_QUOTES)
        yield Found(deadline.read(words, said), *found.span())
        return
    opening = _HARD | {"after"}
    if any(token.low in _STILL_TO_COME for token in tokens):
        opening |= {"at", "during"}
    for number, token in enumerate(tokens):
        if not compiled(EVENTS_EN).fullmatch(token.low):
            continue
        for first in range(max(number - 5, 0), number):
            if tokens[first].low in opening and (
                first + 1 == number or _is_named(tokens[first + 1])
            ):
                words = sentence[tokens[first].start : token.end]
                if kind_without_a_date(words.casefold()) == "event":
                    yield Found(deadline.read(words, said), tokens[first].start, token.end)
                    return


def _is_named(token: _Token) -> bool:
    """Whether a word starts the name of an event: the, next, its, 2028, WWDC."""
    return token.low in _DETERMINERS or token.text[0].isupper() or token.text[0].isdigit()


_DETERMINERS = _words(
    "the a an next upcoming coming its our their his her this that any my your new"
)

# Chinese

_TIME_ZH = (
    r"[0-9〇零一二三四五六七八九十廿卅百两几半个年月日号天周星期礼拜季度今明后前去来本下上这当内底末初中旬终尾岁世纪代"
    r"春夏秋冬未之以元早小次翌自些出开始要有多起到至截止最迟晚快早不超过于在从再左右大约概接间或和与\-~/.、qhQHfyFY第首时候余剩的同者财]"
)
# "2026年4月15日到2027年6月30日之间" is as long as a time gets.
_LONGEST_ZH = 24
_RUN_ZH = 40  # more characters of time than this in a row are no language
_UNITS_ZH = frozenset("年月日号天周期季度世底末内后前代今明节旦诞庆夕午秋双")
_HOLIDAY_NAMES = "|".join(
    sorted(
        (name for name in HOLIDAYS if is_chinese(name) and name[-1] in "节诞庆旦夕秋午一"),
        key=len,
        reverse=True,
    )
)
_HOLIDAY_ZH = (
    r"(?:到|至|在)?\"?十[三四五六]五\"?(?:规划|计划)?(?:期间|时期|期?末|初期)|"
    r"[于在到至赶]?在?(?:(?:今年|明年|后年|来年|[12]\d{3}年)的?)?"
    rf"(?:{_HOLIDAY_NAMES}|双(?:十[一二]|1[12]))(?:假期)?(?:前后|之?前|以前|期间|之?后|以后|当天|开始|起)?"
)
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
    "每年",
    "每逢",
    "历年",
    "往年",
    "当年",
    "同年",
    "次年",
    "上年",
    "耗时",
    "用了",
    "为期",
    "第",
    "上",
    "最近",
    "仅",
    "共",
    "较",
    "相比",
    "超越",
    "高于",
    "低于",
    "好于",
    "优于",
    "超过",
    "基于",
    "根据",
    "按照",
    "从",
    "负",
    "黑色",
    "早",
    "生于",
    "始于",
    "源于",
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
    "中叶",
    "中报",
    "年报",
    "半年报",
    "一季报",
    "三季报",
    "有余",
    "涨幅",
    "跌幅",
    "累计",
    "同期",
    "相比",
    "新高",
)
# In front of a time: it only starts then.
_EARLIEST_ZH = r".*(?:最早|至少|最少|起码|不早于|不少于|晚于)(?:也|还|仍)?(?:会|要|得|须|需)?(?:等?到|等|在|于)?"
_SAYS_ZH = r"说(?!不定|明)|表示|称(?![霸王])|指出|透露|坦言|写道|提到|告诉|回应|强调|发文|发帖|发推|宣布(?=[,，:：将])"
_TO_COME_ZH = r"[将会要能]|有望|预计|力争|计划|目标|可能|争取|预期|应该|必须"
_VAGUE_ZH = (
    r"近期|(?:长远|长期|中期|短期)来看|短期内?|中短期|中长期|长期|远期|(?:未来|接下来的?|今后)几(?:年|个月|周|天)之?内?|几(?:年|个月|周)内|不久的?将来|不久(?:之?后)?|可预见的(?:将来|未来)|很快|尽快|"
    r"迟早|早晚|总有一天|有朝一日|终有一天|过几(?:年|个月|天)|即将|未来(?=[,，]|我们|会|将|有)|稍后|适时|择机|未来版本|下一个?版本|指日可待"
)


_EVENT_ZH = rf"(?:(?:下一?|本|这)[次届轮场])?(?:{EVENTS_ZH})(?:(?:之|以)?前|期间|结束后|(?:之|以)?后)(?![来往者续期悔台果勤面])"


def _in_chinese(
    sentence: str, said: date, fiscal_start: int | None, refusals: list[UnreadableError]
) -> Iterator[Found]:
    text = aligned(sentence)
    reader = _Reader(sentence, said, fiscal_start)
    ends, is_found = 0, False
    titles = [title.span() for title in compiled(r"《[^》]*》").finditer(text)]
    runs = [
        *(
            run
            for run in compiled(rf"{_TIME_ZH}{{2,}}").finditer(text)
            if run.end() - run.start() <= _RUN_ZH
        ),
        *compiled(_HOLIDAY_ZH).finditer(text),
    ]
    for run in sorted(runs, key=lambda run: (run.start(), -run.end())):
        start = max(run.start(), ends)
        while start < run.end() - 1:
            one = _longest(reader, text, start, run.end())
            if one is not None:
                ends = one.end
                in_title = any(first <= start < last for first, last in titles)
                if not in_title and not _is_told_in_passing_zh(text, one):
                    yield one._replace(
                        is_past=_is_rolled_over(one.reading) and not _is_to_come_zh(text, one)
                    )
                    is_found = True
            start = start + 1 if one is None else one.end
    refusals += [
        doubt.error
        for doubt in reader.doubts
        if _is_deadline_zh(text[doubt.start : doubt.end], doubt.error)
        and not (is_found and isinstance(doubt.error, PastTimeError))
    ]
    if is_found:
        return
    for pattern in (_VAGUE_ZH, _EVENT_ZH):
        if named := compiled(pattern).search(text):
            yield Found(deadline.read(named[0], said), *named.span())
            return


def _longest(reader: _Reader, text: str, start: int, end: int) -> Found | None:
    """The longest time that starts here and stands like one."""
    if text[start] in "的之以或和与-~/.、内底末前时候同":
        return None
    for stop in range(min(end, start + _LONGEST_ZH), start + 1, -1):
        words = text[start:stop]
        if not _UNITS_ZH & set(words) and not compiled(r".*(?:\d{4}|[qQhH][1-4])").fullmatch(words):
            continue
        if words[-1] in "、-~/." or edges.runs_over(text, start, stop):
            continue
        if words.endswith("开始") and words[0] not in "从自由":
            continue  # in 下个月开始交付 it starts then
        reading = reader.read(start, stop)
        if reading is None:
            continue
        if not _stands_as_time_zh(text, start, stop, reading):
            if reading.kind in ("dated", "open"):
                reader.passed_over.append((start, stop))
            continue
        if edges.can_be_cut_twice(text, start, stop):
            after = text[stop : stop + 2]
            error = UnreadableError(
                f'"{words}{after}" can be cut in two ways; give the time with --due, or record it without.'
            )
            reader.doubts.append(_Doubt(start, end, error))
            return None
        return Found(reading, start, stop)
    return None


def _stands_as_time_zh(text: str, start: int, stop: int, reading: deadline.Reading) -> bool:
    words = text[start:stop]
    if reading.kind not in ("dated", "open"):
        return False
    if text[stop : stop + 4].startswith(_NAMES_ZH) or text[:start].endswith(_BLOCKED_ZH):
        return False
    if compiled(r".*(?<![占同环分价])比").fullmatch(text[max(start - 2, 0) : start]):
        return False  # 比1月好, but not 占比今年
    if text[:start][-1:].isdigit() or compiled(_MORE_FIGURES).match(text, stop - 1):
        return False  # part of a longer figure
    if compiled(r"\d+(?:多|来)?岁").match(text, stop):
        return False
    if compiled(_LEFT_OVER).match(text, stop) or compiled(r".*\d[/、-]").fullmatch(
        text[:start][-3:]
    ):
        return False
    if words[0] == "当":
        return False  # the week of something told before
    if words[-1] == "月" and compiled(_NO_COUNT).match(text, stop):
        return False  # 3月15晚会
    if words[-1].isdigit() and compiled(r"[a-zA-Z]").match(text, stop):
        return False
    if reading.kind == "open" and reading.earliest == reading.said_on:
        return False  # since 2020
    if reading.rule in ("within", *_AMOUNTS) and compiled(r".*(?:后|之日起|起)的?").fullmatch(
        text[:start][-4:]
    ):
        return False  # within 12 months of the meeting
    if compiled(_EARLIEST_ZH).fullmatch(text[:start][-8:]):
        return False
    if compiled(
        r".*月[\d一二三四五六七八九十]+|\d{1,2}[日号]|[一二三四五六七八九十]+[日号]|[在于到]?第?[\d一二三四]季[中内前后末初底]?"
    ).fullmatch(words):
        return False  # 3月5家公司; 15日的会议; 第三季 is a season of a series
    if reading.rule in ("amount", "amount range"):
        return words.endswith("后") or words[0] in "再过"
    if reading.rule == "open" and compiled(
        r"(?:至少|最少|超过|不少于).*|.*(?:以上|开外)"
    ).fullmatch(words):
        return words.endswith("后")
    # A lone number of two or four digits, 半年, 天: no time by itself.
    if compiled(r"[qQ]\d").fullmatch(words):
        around = text[:start][-1:] + text[stop : stop + 1]
        return not compiled(r".*[a-zA-Z\d.]").match(around)
    return not compiled(r"[\d.\-/]+|[hH]\d").fullmatch(words) or len(words) >= 8


# Behind a time: more of it, that the grammar does not know.
_LEFT_OVER = (
    r"[上中下初]{0,2}旬|中?[上下]?叶|[早晚]些时候|稍早|稍晚|[春夏秋冬]|暑[假期]|寒假|开[春年]|入[春夏秋冬]|有余|多?岁|之交|前后|左右|上下|中[上下]|旺季|淡季|假期|长假|"
    r"(?<=月)[一二三四五六七八九十](?:$|[^个家大年月季周天位名款座台万千百亿成])|这个?时候|此时|这时|国庆|五一|元旦|元月|春节|中秋|端午|圣诞|双十|下半段|上半段|[前后]半[段程]|[上下]半|[前后中初末]期|之[初末际]|伊始|附近|过半|档|(?<=年内)第|黄金周|小长假|大促|当[周月季]|(?:(?![将会在于的])[\u4e00-\u9fff]){1,8}[日节](?:之|以)?[前后]|或(?:者|[\d一二三四五六七八九十今明后下本])|/\d"
)
_NO_COUNT = r"\d{1,2}(?![\d.,%万亿多余家款个台座名只条辆人次倍成])"
_AMOUNTS = ("amount", "amount range")
# Behind a time: figures that go on with it, not those of "今年20家".
_MORE_FIGURES = r"\d\d|[^\d][\d.,]+(?:[年月日号季周天点时]|个[月季]|小时|分钟)"


def _is_told_in_passing_zh(text: str, found: Found) -> bool:
    """Whether a time tells when something was said, or has been done: 他周三表示; 今年开了20家店."""
    words, stop = found.reading.phrase, found.end
    if found.reading.rule in _LENGTHS or compiled(r".*(?:[前内底末]|最[迟晚]|到|至).*").fullmatch(
        words
    ):
        return False
    if compiled(rf"[,，]?[^,，。;；:：将会]{{0,8}}?(?:{_SAYS_ZH})").match(text, stop):
        return True
    if found.start == 0 and compiled(rf"[,，][^,，。;；:：将会]{{0,24}}?(?:{_SAYS_ZH})").match(
        text, stop
    ):
        return True
    running = found.reading.earliest == found.reading.said_on
    is_done = compiled(r"[^,，。;；:：!?！？]*(?:了|已经?|过)").match(text, stop) is not None
    return running and is_done and not _is_to_come_zh(text, found)


def _is_to_come_zh(text: str, found: Found) -> bool:
    """Whether the clause of a time speaks of what is to come."""
    to_come = rf"[^,，。;；:：!?！？]*(?:{_TO_COME_ZH})"
    return compiled(to_come).match(text, _clause_start(text, found.start)) is not None


def _clause_start(text: str, place: int) -> int:
    return max(text.rfind(stop, 0, place) for stop in ",，。;；:：!?！？") + 1


def _is_deadline_zh(words: str, error: UnreadableError) -> bool:
    if isinstance(error, PastTimeError):
        return (
            compiled(r".*(?:底|末|年|月|日)(?:之|以)?前.*|.*(?:到|至|截止|最[迟晚]).*").fullmatch(
                words
            )
            is not None
        )
    return True
