"""The deadline grammar: the words in which a time was given, read as a window of days.

Right, or refused: a phrase that is not surely understood is an error, never a date.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from ledger.domain.numerals import chinese_digits
from ledger.domain.numerals import english_digits
from ledger.domain.numerals import is_chinese
from ledger.domain.numerals import normalise
from ledger.domain.periods import DAY
from ledger.domain.periods import Alternative
from ledger.domain.periods import Period
from ledger.domain.periods import Said
from ledger.domain.periods import compiled
from ledger.domain.periods import period
from ledger.domain.periods import whole
from ledger.domain.window import Kind
from ledger.domain.window import Window
from ledger.domain.window import later
from ledger.errors import UnreadableError

LONGEST = 200


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


@dataclass(frozen=True, slots=True)
class _Found:
    """What a family makes of a phrase."""

    kind: Kind
    earliest: date | None = None
    latest: date | None = None
    precision: str | None = None
    rule: str = ""
    others: tuple[Alternative, ...] = ()
    note: str = ""


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
    context = Said(shown, said, fiscal_start)
    plain = normalise(phrase)
    text, approx = _without_hedges(plain)
    found = _without_a_date(plain) or _without_a_date(text)
    if found is None:
        text = chinese_digits(text) if is_chinese(text) else english_digits(text)
        found = _by_table(text, context)
    if found is None:
        raise UnreadableError(
            f'cannot read the time phrase "{shown}". Try: by 2026-12-31, Q3 2026, within 6 months, 2026年底, '
            "三个月内; or --vague if the speaker named no time."
        )
    if found.latest is not None and found.latest < said:
        raise UnreadableError(
            f'the window of "{shown}" ends {found.latest}, before it was said ({said}). Check --said.'
        )
    earliest = None if found.earliest is None else max(found.earliest, said)
    return Reading(
        shown,
        said,
        found.kind,
        earliest,
        found.latest,
        found.precision,
        found.rule,
        _sentence(shown, found, earliest, said, approx),
        tuple(other for other in found.others if other.latest >= said),
        approx,
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


# Hedges that are not time

_HEDGES = (
    r"(?:(?:sometime|some time|at some point|at some time|any ?time|around|about|roughly|approximately|approx\.?|circa|"
    r"probably|likely|possibly|perhaps|maybe|hopefully|presumably|expected|ideally|say|nearly|almost|"
    r"most likely|very likely|~|≈|due|exactly|precisely|just(?! (?:over|under|after|before)))[ ,]+(?:(?:at|around|or) )?(?=\S))|(?:[-≈](?=\d))"
)  # fmt: skip
_HEDGES_ZH = (
    r"(?:大约|大概|大致|约|预计|预期|估计|可能|或许|也许|最快|有望|差不多|将近|接近|应该|或将|将|会|力争|争取|≈|-)"
    r"(?:会|将|要|需要?|还要|还需)?(?:在|于)?(?=.)"
)
_AFTER_HEDGED = r"(in|within|by|until|over|for|on|before|after|during|no later than|the next|next) "
_TRAILING = r"(.+?),?(?: or so| or thereabouts| give or take|,? roughly|,? approximately|,? probably|,? hopefully)"
_TRAILING_ZH = r"(.+?)(?:左右|上下|前后)(的?时间)?((?:之|以)?[内后])?"


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


# Words without a number, and events

_UNITS_EN = r"(?:hours|days|weeks|fortnights|months|quarters|years|decades|centuries|generations)"
_FEW = (
    r"(?:(?:a )?(?:very )?(?:few|several|many|some|dozens of|tens of|hundreds of|scores of|handful of|"
    r"number of|couple more|matter of|bunch of|multiple|various|countless|low single[- ]digit)"
    r"(?: more| short| additional| odd)?)"
)
VAGUE_EN = (
    r"(?:very |quite |pretty |rather |really |fairly )?(?:soon|shortly|imminently|imminent|presently|quickly)(?: enough)?",
    r"eventually|ultimately|finally|later|later on|afterwards?|someday|some day|one day|sometime|some time|anytime|"
    r"any time|at some point|at any time|at any point|in time|over time|with time|in due course|in due time|for now|ever|never|"
    r"forever|indefinitely|always|ongoing|continuously|recently|nowadays|as needed",
    r"(?:at some point |some ?time |one day |some day )?(?:in (?:the )?)?(?:not[- ](?:too|so)[- ]distant |not[- ]distant |"
    r"very |near |nearer |immediate |distant |far |foreseeable |more distant )?future",
    r"for (?:the )?foreseeable future|(?:in|within|for) the foreseeable(?: future)?",
    r"(?:in |over |for |within )?(?:the )?(?:short|long|longer|medium|mid|near|nearer|shorter|intermediate|very long)"
    r"(?:[- ]to[- ](?:medium|long|mid|longer))?[- ](?:term|run|haul)",
    r"(?:in |with )?(?:a |the |some )?(?:future|later|upcoming|next|subsequent|coming) (?:versions?|releases?|updates?|iterations?|generations?)",
    r"sooner or later|sooner rather than later|before (?:too )?long|any (?:day|moment|minute|time|week|month|year)(?: now)?|"
    r"(?:right|straight) away|immediately|at once|right now|now|momentarily|in a (?:while|bit|moment|minute|second|jiffy|flash)|"
    r"after a while|down the (?:road|line|track)|in (?:my|our|your|his|her|their) lifetimes?|within (?:my|our|your|his|her|their) lifetimes?|"
    r"(?:in|within) a (?:generation|lifetime)|as soon as (?:possible|we can|practicable)|asap|when(?:ever)? (?:it is|it's|they are) (?:ready|done)|"
    r"when ready|on the horizon|around the corner|just around the corner|in (?:the )?offing|in short order|without delay|by and by",
    r"tbd|tba|tbc|n/?a|none|unknown|unspecified|undated|no (?:date|deadline|time ?frame|timeline|fixed date)(?: given)?|"
    r"open[- ]ended|to be (?:determined|announced|confirmed)|not specified",
    rf"(?:(?:in|within|over|during|for|throughout) )?(?:the |these )?(?:coming|next|following|upcoming|ensuing) (?:{_FEW} )?(?:{_UNITS_EN}|while)"
    r"(?: or (?:months|years|weeks))?(?: ahead)?",
    rf"(?:(?:in|within|over|during|for|after|no more than|less than|at least|at most|up to|more than|not for|take|only|just|in just) ){{0,2}}"
    rf"(?:the )?(?:next |coming |last )?{_FEW} {_UNITS_EN}(?:'? time| from now| away| off| out| hence| ahead| later| to come| at (?:the )?(?:most|least))?",
    rf"(?:in|within|for|over|take) (?:the )?(?:{_UNITS_EN})(?: to come| ahead| from now)?(?:,? not (?:days|weeks|months|years|decades))?",
    rf"{_UNITS_EN} (?:from now|away|off|out|ahead|to come|hence)",
    rf"(?:in|over|during|for|within) the {_UNITS_EN} (?:ahead|to come)|(?:in )?{_UNITS_EN} to come",
    r"(?:not )?(?:any ?time|at any time) soon|not soon|not (?:for a (?:long )?while|yet)|for (?:a long time|a while|years|decades)|a long time(?: from now)?|"
    r"long[- ]?term|far off|a long way off|a while(?: from now)?|some ?time soon|some ?time later|in good time",
)
VAGUE_ZH = (
    r"(?:在)?(?:近期|近日|短期|中期|长期|远期|中短期|中长期|短中期|近中期|中远期|不久|最近|日后|将来|未来|今后|以后|往后|此后|随后|后续|届时|"
    r"不远的将来|不久的将来|可预见的将来|可预见的未来|可见的将来|可见的未来|不久的未来|不远的未来|不远|遥远的未来|遥远的将来|有朝一日|终有一天|总有一天|有一天|某一天|某天)"
    r"(?:之?内|以内|来看|里|中|期间)?",
    r"(?:很快|马上|立刻|立即|即将|即刻|尽快|尽早|早日|早晚|迟早|最终|终究|终将|稍后|稍晚|晚些时候|随时|不日|过些(?:时候|日子|年|天)|过(?:一)?段时间|"
    r"一段时间(?:内|后|之后|以后)?|过一阵(?:子)?|一阵子|永远|永不|从不|一直|持续|无限期|待定|未定|未知|不详|无|无期限|不确定|暂无|长远|长远来看|从长远看|"
    r"未来趋势|长期趋势|长期来看|短期来看|中期来看|时机成熟时|适当时候|适时|择机|择日|指日可待|遥遥无期|有生之年|在?我们?有生之年|一代人(?:之?内)?|眼下|目前|现在|当前)",
    r"(?:在)?(?:未来|下(?:一)?个?|后续|将来|今后|之后|以后)的?(?:版本|更新|迭代|产品|几代|世代|趋势|方向)(?:中|里)?",
    r"(?:在)?(?:未来|今后|接下来|往后|过|再过|近|最近|这|将来|之后|前)?的?(?:好?几|数|若干|多|十几|二十几|几十|数十|上百|好多|很多|许多|一些|若干个|数百|几百|成百上千|几个|十多|[一二三四五六七八九]十多|[一二三四五六七八九]十几|几十个|数十个|一两百)"
    r"个?(?:年|月|周|星期|礼拜|天|日|季度|小时|分钟|十年|世纪|代人|个月)的?(?:之?内|以内|里|之?后|以后|时间|中|左右|之间|间)?",
    r"(?:在)?(?:一|两|三|1|2|3)年半载(?:之?内|之?后|以后)?|过(?:一)?两(?:天|年|个月|周|个星期)|(?:这|近)(?:一)?两(?:天|年|个月|周)|"
    r"[一二两三四五六七八九十\d]+(?:年|个月|天|周)多(?:之?内|之?后|以后)?|三五(?:天|日|年)?(?:之内)?(?:左右)?不等|(?:大|小)半(?:年|个月)(?:之?[内后])?",
    r"(?:在)?(?:未来|今后|接下来|往后)(?:一段时间|一段时期|一段日子|的日子|的岁月)(?:内|里|之内)?",
    r"(?:在)?(?:未来|接下来|今后)(?:的)?(?:日子|岁月|时间|时光|时期|阶段)(?:里|内)?",
)

_EVENTS_EN = (
    r"elections?|midterms?|mid-terms?|primaries|referendum|inauguration|parliament|congress|presidency|administration|"
    r"term|ipo|listing|launch(?:es)?|release|announcement|unveiling|conference|summit|meeting|keynote|earnings(?: call| report)?|"
    r"wwdc|ces|gdc|gtc|mwc|computex|gamescom|e3|neurips|icml|cop\d*|g7|g20|davos|olympics|olympic games|games|world cup|euros|super bowl|"
    r"tournament|season|playoffs|finals|war|conflict|ceasefire|pandemic|epidemic|trial|hearing|verdict|ruling|vote|"
    r"merger|acquisition|deal|closing|retirement|wedding|birthday|birth|death|graduation|funeral|expo|festival|"
    r"budget|shutdown|recession|crisis|halving|merge|upgrade|singularity|agi|brexit|treaty|agreement|eclipse|visit|holidays|"
    r"vacation|school year|exams?|semester|event|milestone|opening|completion|delivery|approval|landing|mission|flight|debut|"
    r"premiere|series [a-f]|funding round|strike|tour|project|product|offering|convention|review|examination|publication|survey|census"
)
_NO_TIME = (
    r"(?!.*\b(?:years?|months?|quarters?|weeks?|days?|decades?|century|spring|summer|autumn|fall|winter|[12]\d{3}|"
    r"january|february|april|june|july|august|september|october|november|december)\b)"
)
EVENT_EN = (
    r"(?:(?:by|before|after|until|till|at|during|in|within|ahead of|prior to|on|following|since|no later than|not before|"
    r"in time for|just before|just after|right before|right after|shortly after|shortly before|soon after|well before|immediately after|"
    r"by the time of|at the time of|around|as of|(?:by |before |after |at )?the (?:end|start|beginning|close|opening|middle|conclusion|day) of) )"
    rf"(?:(?!and\b|or\b)[a-z0-9&'.-]+ ){{0,6}}(?:{_EVENTS_EN})(?: (?:of|in|at|season|day|this|next)(?: [a-z0-9']+){{1,3}}| day| season| \d{{4}})?",
    _NO_TIME
    + r"(?:by the time|once|whenever|as soon as|as long as|if and when|unless|if) (?:[a-z0-9'.-]+ ){1,12}[a-z0-9'.-]+",
    _NO_TIME
    + r"(?:when|before|after|until|till) (?:he|she|it|they|we|i|you|[a-z]+) (?:[a-z0-9'.-]+ ){0,4}"
    r"(?:leaves?|dies|retires?|resigns?|quits?|ships?|launches|happens?|arrives?|comes?|goes|is|are|was|has|have|wins?|loses?|turns?|gets?|becomes?|stops?|starts?|opens?|closes)"
    r"(?: (?!\d)[a-z0-9'.-]+){0,5}",
    rf"(?:within|in|by) (?:[a-z0-9-]+ ){{1,4}}(?:of|after|from|following) (?:the |its |our |their |his |her |a |an )?(?:[a-z-]+ ){{0,3}}(?:{_EVENTS_EN})",
    rf"(?:[a-z0-9-]+ ){{1,4}}(?:after|before|following) (?:the |its |our |their |his |her |a |an )?(?:[a-z-]+ ){{0,3}}(?:{_EVENTS_EN})",
)
_EVENTS_ZH = (
    r"大选|选举|中期选举|公投|换届|就职|上任|卸任|任期|任内|任满|离任|下台|退休|去世|结婚|毕业|上市|挂牌|发布|发布会|上线|开售|开幕|闭幕|"
    r"奥运|奥运会|冬奥会|亚运会|世界杯|世博会|欧洲杯|两会|党代会|十九大|二十大|二十一大|三中全会|全会|财报|财报会|业绩会|大会|峰会|会议|会谈|"
    r"股东大会|听证会|庭审|宣判|判决|战争|战事|冲突|停火|疫情|谈判|协议|签约|收购|并购|合并|融资|竣工|完工|投产|量产|交付|通车|开学|放假|寒假|暑假|"
    r"高考|中考|考试|项目|首飞|试飞|发射|着陆|登陆|赛季|决赛|减半|生日|婚礼|会后|访华|访问|开业|开播|首映|公测|内测|产品|新品|演唱会|展会|车展|进博会|广交会|五年规划|五年计划|规划期|庆典"
)
EVENT_ZH = (
    rf"(?:在|到|于|等|等到|待|赶在|直到|截至|自|从|不晚于|最迟)?.{{0,20}}?(?:{_EVENTS_ZH})"
    r"(?:结束|开始|完成|召开|举行|成功|开幕|闭幕|到来|来临|落幕|前夕|期|日|当天)?(?:时|期间|之前|以前|前后|前|之后|以后|后|之际|当天|为止|上|中|内|之时|的时候)",
    r"(?:当|等|等到|待|直到)[^\d]{2,30}(?:时|后|之后|以后|的时候|为止|再说)",
)


def _without_a_date(text: str) -> _Found | None:
    """The vague list and the events: they need no arithmetic and get no default."""
    chinese = is_chinese(text)
    for rule, patterns in (
        ("vague", VAGUE_ZH if chinese else VAGUE_EN),
        ("event", EVENT_ZH if chinese else EVENT_EN),
    ):
        if any(compiled(pattern).fullmatch(text) for pattern in patterns):
            return _Found("vague" if rule == "vague" else "event", rule=rule)
    return None


# Amounts: how long from the day it was said


@dataclass(frozen=True, slots=True)
class _Amount:
    """Calendar months, then days."""

    months: int
    days: int
    unit: str

    def after(self, day: date) -> date:
        return later(day, months=self.months, days=self.days)


_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1.0, "week": 7.0, "fortnight": 14.0, "hour": 1 / 24, "minute": 1 / 1440}
_UNIT_EN = "minute|hour|day|week|fortnight|month|quarter|year|decade|century"
_AMOUNT_EN = (
    rf"(?:(?P<n>\d{{1,9}}(?:\.\d{{1,2}})?)|an?)?(?P<half> ?(?:and a )?half(?: an?)?)? ?"
    rf"(?P<unit>{_UNIT_EN}|centurie)s?(?P<tail> and a half)?"
)
_AMOUNT_ZH = (
    r"(?:(?P<n>\d{1,9}(?:\.\d{1,2})?))?(?P<ge>个)?(?P<half>半)?个?"
    r"(?P<unit>年|月|周|星期|礼拜|天|季度|小时|钟头|分钟|世纪)(?P<tail>半)?"
)
_NAMES_ZH = {
    "年": "year", "月": "month", "周": "week", "星期": "week", "礼拜": "week", "天": "day",
    "季度": "quarter", "小时": "hour", "钟头": "hour", "分钟": "minute", "世纪": "century",
}  # fmt: skip
_FINENESS = ("day", "week", "month", "year")


def _amount_of(value: float, unit: str) -> _Amount | None:
    """Some months and days; halves of months are 15 days, hours are rounded up to days."""
    if unit in _MONTHS_IN:
        months = value * _MONTHS_IN[unit]
        whole = int(months + 1e-9)
        rest = months - whole
        if abs(rest) < 1e-6:
            named = unit if unit in ("month", "year") else "month" if unit == "quarter" else "year"
            return _Amount(whole, 0, named if named == "month" or whole % 12 == 0 else "month")
        return _Amount(whole, 15, "day") if abs(rest - 0.5) < 1e-6 else None
    days = value * _DAYS_IN[unit]
    whole = int(days + 1e-9)
    if days - whole > 1e-6:
        whole += 1
    exact = abs(days - whole) < 1e-6 and unit in ("week", "fortnight")
    return _Amount(0, whole, "week" if exact else "day")


def _amount(text: str) -> _Amount | None:
    """One length of time: 6 weeks, a year and a half, 1年3个月."""
    chinese = is_chinese(text)
    found = compiled(_AMOUNT_ZH if chinese else _AMOUNT_EN).fullmatch(text)
    if found is None:
        return _compound(text)
    unit = _NAMES_ZH[found["unit"]] if chinese else found["unit"].replace("rie", "ry")
    if chinese and unit == "month" and "个" not in text and not found["half"]:
        return None  # 3月 is March
    if chinese and unit == "year" and len(found["n"] or "") == 4:
        return None  # 2027年 is a year
    if chinese and found["half"] and found["n"] and not found["ge"] and unit != "year":
        return None  # 3半年
    if found["n"] is None and not found["half"] and (chinese or text[:2] not in ("a ", "an")):
        return None
    if found["n"] and found["half"] and not (chinese or "and a" in found["half"]):
        return None
    value = float(found["n"]) if found["n"] else 0.0 if found["half"] else 1.0
    value += (0.5 if found["half"] else 0.0) + (0.5 if found["tail"] else 0.0)
    if found["half"] and found["tail"]:
        return None
    return _amount_of(value, unit)


def _compound(text: str) -> _Amount | None:
    """A year and three months; 1年零3个月; a quarter century."""
    if text in ("a quarter century", "a quarter of a century", "quarter century"):
        return _Amount(300, 0, "year")
    if found := compiled(r"(a|1|3) quarters? of a year").fullmatch(text):
        return _Amount(9 if found[1] == "3" else 3, 0, "month")
    found = compiled(
        r"(\d{1,9}年)[零又]?(\d{1,9}个?月|半个月)"
        if is_chinese(text)
        else r"((?:an?|\d{1,9}) [a-z]+?s?)(?: and)? ((?:an?|\d{1,9}) [a-z]+)"
    ).fullmatch(text)
    if found is None:
        return None
    second = found[2] if "个" in found[2] else found[2].replace("月", "个月")
    first, last = _amount(found[1]), _amount(second)
    if first is None or last is None or _FINENESS.index(first.unit) <= _FINENESS.index(last.unit):
        return None
    return _Amount(first.months + last.months, first.days + last.days, last.unit)


_RANGE_EN = rf"(?:between )?(\d{{1,9}}(?:\.\d)?)(?:-| to | or | and )(\d{{1,9}}(?:\.\d)?) ((?:{_UNIT_EN})s?)"
_OR_TWO = rf"an? ({_UNIT_EN}) or (\d{{1,2}})"
_RANGE_ZH = r"(\d{1,9}(?:\.\d)?)(?:-|到|至|或|、)(\d{1,9}(?:\.\d)?)(个?(?:年|月|周|星期|礼拜|天|季度|小时|世纪))"
_BETWEEN = r" to |-| or |到|至|或"


def _amounts(text: str, *, a: bool = False) -> tuple[_Amount, _Amount] | None:
    """The shortest and the longest of "2-3 months", "a year or two", "six months to a year".

    With `a` the article may be missing: the "year" of "the next year".
    """
    if a and compiled(rf"(?:half )?(?:{_UNIT_EN})(?: or \d{{1,2}}| and a half)?").fullmatch(text):
        text = text if text.startswith("half") else f"a {text}"
    if one := _amount(text):
        return one, one
    if found := compiled(_RANGE_ZH if is_chinese(text) else _RANGE_EN).fullmatch(text):
        space = "" if is_chinese(text) else " "
        pair = (_amount(found[1] + space + found[3]), _amount(found[2] + space + found[3]))
    elif found := compiled(_OR_TWO).fullmatch(text):
        pair = (_amount(f"a {found[1]}"), _amount(f"{found[2]} {found[1]}s"))
    else:
        for cut in compiled(_BETWEEN).finditer(text):
            pair = (_amount(text[: cut.start()]), _amount(text[cut.end() :]))
            if all(pair):
                break
        else:
            return None
    low, high = pair
    if low is None or high is None:
        return None
    if (low.months * 30 + low.days) >= (high.months * 30 + high.days):
        return None
    finer = min(low.unit, high.unit, key=_FINENESS.index)
    return _Amount(low.months, low.days, finer), _Amount(high.months, high.days, finer)


def _short_year(text: str, said: Said) -> bool:
    """Whether the 26年 of the phrase may be the year 2026 as well as 26 years."""
    found = compiled(r"(\d\d)年.*").fullmatch(text)
    if found is None or f"{found[1]}年" not in normalise(said.phrase):
        return False
    ahead = 2000 + int(found[1]) - said.day.year
    return -2 <= ahead <= 25 and not found[1].endswith("0")


def _pair(found: re.Match[str], said: Said, *, a: bool = False) -> tuple[_Amount, _Amount] | None:
    text = found["x"]
    if _short_year(text, said):
        return None
    return _amounts(text, a=a)


def _within(found: re.Match[str], said: Said) -> _Found | None:
    pair = _pair(found, said, a=" the next" in f" {found[0]}" or "the coming" in found[0])
    if pair is None:
        return None
    return _Found("dated", said.day, pair[1].after(said.day), pair[1].unit, "within")


def _within_zh(found: re.Match[str], said: Said) -> _Found | None:
    text = found["x"]
    if text.endswith("日") and text[:-1].replace("-", "").isdigit():
        text = text[:-1] + "天"
    if _short_year(text, said):
        year = text[:2]
        raise said.ambiguous(f"{year} years", f"the year 20{year}", f"Write 20{year}年.")
    pair = _amounts(text)
    if pair is None:
        return None
    return _Found("dated", said.day, pair[1].after(said.day), pair[1].unit, "within")


def _point(found: re.Match[str], said: Said) -> _Found | None:
    text = found["x"]
    if _short_year(text, said):
        if text == found[0]:
            return None  # 26年 alone is the year
        year = text[:2]
        raise said.ambiguous(f"{year} years", f"the year 20{year}", f"Write 20{year}年.")
    if compiled(r"\d\d年").fullmatch(found[0]) and found[0] in normalise(said.phrase):
        return None  # 30年: a year, or so many of them
    pair = _amounts(text)
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


def _past(found: re.Match[str], said: Said) -> _Found | None:
    text = found["x"]
    if _amounts(text) is None and not compiled(r"\d{1,2}[日年]").fullmatch(text):
        return None
    raise UnreadableError(
        f'"{said.phrase}" counts back from the day it was said ({said.day}), and a deadline lies ahead of it.'
    )


def _two_ways(found: re.Match[str], said: Said) -> _Found | None:
    unit = found[1]
    end = later(said.day, days=7) if unit == "week" else later(said.day, months=_MONTHS_IN[unit])
    raise said.ambiguous(f"a calendar {unit}", f"the time up to {end}", "Write the date.")


def _month_or_months(found: re.Match[str], said: Said) -> _Found | None:
    number = found[1]
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
    return _Found(
        "dated", said.day, span_of.end, unit, rule, (*span_of.others, *others), span_of.note
    )


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
    if of.cycle is not None and start <= said.day:
        start, end = of.cycle.first(lambda span: span[0] > said.day, said.day)
    through = Alternative("up to its last day", said.day, end)
    return _Found("dated", said.day, start - DAY, of.unit, "before", (through, *of.others), of.note)


def _after(found: re.Match[str], said: Said) -> _Found | None:
    of = _named(found["p"], said)
    if of is None or compiled(r"(?:the )?(?:start|beginning)\b.*").fullmatch(found["p"]):
        return None
    return _Found("open", of.end + DAY, None, of.unit, "open", note=of.note)


def _from(found: re.Match[str], said: Said) -> _Found | None:
    of = _named(found["p"], said)
    if of is None:
        return None
    return _Found("open", of.start, None, of.unit, "open", note=of.note)


_TO_EN = r" to | through | until |-| and | or (?:in |on )?|/| or$"
_TO_ZH = r"到|至|-|和|与|或者?"


def _from_to(found: re.Match[str], said: Said) -> _Found | None:
    text = found["all"]
    if compiled(r"[\d/.-]+").fullmatch(text) and not compiled(
        r"[12]\d{3}-[12]\d{3}|[12]\d{3}-(?:1[3-9]|[2-9]\d)|\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d"
    ).fullmatch(text):
        return None
    if found_years := compiled(r"([12]\d)(\d\d)-(\d\d)").fullmatch(text):
        century, first_year, last_year = found_years.groups()
        if last_year > max(first_year, "12"):  # 2027-28; 2011-12 is a month
            text = f"{century}{first_year}-{century}{last_year}"
    for cut in compiled(_TO_ZH if is_chinese(text) else _TO_EN).finditer(text):
        word = cut[0].split()[0] if cut[0].strip() else "-"
        if word in ("and", "和", "与") and not found["open"]:
            continue
        left, right = text[: cut.start()], text[cut.end() :]
        if found["open"] == "either" and word != "or":
            continue
        if right == "next" and (unit := compiled(r"this ([a-z]+)").fullmatch(left)):
            right = f"next {unit[1]}"
        if is_chinese(text) and not left.endswith(("年", "月", "日", "度")) and left.isdigit():
            left += right[-1]
        first, last = _named(left, said), _named(right, said)
        if first is None or last is None:
            continue
        span = _joined(first, last, said, word in ("or", "/", "或", "或者"))
        if span is not None:
            unit_of = last.whole or last.unit
            return _Found("dated", *span, unit_of, "from-to", note=last.note or first.note)
    return None


_A_DAY = date(2026, 1, 1)  # years, months and weeks count it differently


def _joined(first: Period, last: Period, said: Said, either: bool) -> tuple[date, date] | None:
    """From the start of one period to the end of the other; a year that one names is shared."""
    start, end = (first.start, first.end), (last.start, last.end)
    if first.cycle is not None and last.cycle is not None:
        if first.cycle.index(_A_DAY) < last.cycle.index(_A_DAY):  # June 1 to the 15th
            end = last.cycle.first(lambda span: span[0] >= start[0], start[0])
        elif first.cycle.index(_A_DAY) > last.cycle.index(_A_DAY):
            return None
        elif either:
            end = last.cycle.first(lambda span: span[0] >= start[0], start[0])
        else:
            begun = first.cycle.last_begun(end[0])
            if begun is None:
                return None
            start = begun
    elif first.cycle is not None:
        begun = first.cycle.last_begun(end[0])
        if begun is None:
            return None
        start = begun
    elif last.cycle is not None:
        end = last.cycle.first(lambda span: span[0] >= start[0], start[0])
    if end[1] <= start[1] or end[0] <= start[0] or (either and end[0] > start[1] + DAY):
        return None
    return start[0], end[1]


def _bare(found: re.Match[str], said: Said) -> _Found | None:
    of = period(found["p"], said)
    if of is None:
        return None
    others = _next_time(of, said)
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
    r"within|inside(?: of)?|in under|under|in less than|less than|fewer than|in fewer than|no more than|in no more than|not more than|"
    r"in not more than|at most|in at most|up to|in up to|no later than|not later than|no longer than"
)
_BY = (
    r"by(?: the)? latest|by no later than|by(?: or before)?|until|no later than|not later than|on or before|in or before|"
    r"at or before|before or (?:in|on|at)|(?:on|in) or by|up (?:to|until)(?: and including)?|through(?: to| until)?|latest(?: by)?|"
    r"at (?:the )?latest(?: by| in| on)?|due (?:by|on|in)|due|deadline|"
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
        "two ways",
        (
            r"(?:with)?in the (year|month|week|decade|century|quarter)",
            r"(?:in|within|over|during) the next (quarter|century)",
            r"(?:in|within|over|during|for|by)? ?the (?:coming|following|ensuing) (year|month|week|quarter|decade|century)",
            r"within next (year|month|week|quarter|decade|century)",
        ),
        _two_ways,
    ),
    (
        "open",
        (
            rf"(?:in )?(?:at least|more than|over|no less than|not less than|no fewer than|upwards of|no sooner than|no earlier than|not before) (?P<x>.+) {_FROM_NOW}",
            r"(?:in )?(?:at least|more than|no less than|not less than|no fewer than|upwards of) (?P<x>.+)",
            r"in over (?P<x>.+)",
            r"not for (?:at least )?(?:another |the next )?(?P<x>.+)",
            rf"(?:in )?(?P<x>.+) or (?:more|longer)(?: {_FROM_NOW})?",
            rf"(?:in )?(?P<x>.+?)(?: {_FROM_NOW})? at (?:the )?(?:earliest|least|minimum)",
        ),
        _open_amount,
    ),
    (
        "within",
        (
            rf"(?:{_UNDER})(?: the next| the coming| next(?= \d)| another)? (?P<x>.+?)(?: {_FROM_NOW}| time)?",
            r"(?:in|over|during|for|through|throughout|across|within) the (?:next|coming) (?P<x>.+)",
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
            rf"in (?:another |only |a further )?(?P<x>.+?)(?: time| {_FROM_NOW})?",
            rf"(?:another )?(?P<x>.+?)(?: {_FROM_NOW})?",
        ),
        _point,
    ),
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
        (r"(?:(?:shortly |soon |just |well |long |right |immediately |not until )?after|beyond|past|later than|post|not until after) (?P<p>.+)",),
        _after,
    ),
    (
        "by",
        (
            rf"(?:{_BY}) (?:in |on |at )?(?P<p>.+?)(?: (?:{_BY_TAIL}))?",
            rf"(?:in |on )?(?P<p>.+) (?:{_BY_TAIL})",
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
            r"(?:at|over|toward|towards|near|nearing|approaching) (?P<p>the .+)",
            r"(?:at|toward|towards|near) (?P<p>(?:year|month|quarter|end) .+)",
        ),
        _bare,
    ),
)  # fmt: skip

CHINESE: tuple[Family, ...] = (
    ("two ways", (r"(\d{1,2})月([内后])", r"(\d{1,2})月[之以](内)",), _month_or_months),
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
            rf"(?:在|于)?(?:不到|不超过|不出|最多|至多|最长|顶多|少于)(?P<x>.+?){_TIME_ZH}(?:之内|以内|内|之后|后)?",
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
            r"(?:在|于)?(?:再过|过|再|还有|还需要?|还要)(?P<x>.+?)(?:之后|以后|后)?",
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
        ),
        _before,
    ),
    (
        "by",
        (
            r"(?:(?:从)?(?:现在|即日|今天)(?:起|开始)?(?:到|至)|到|至|截至|截止(?:到|至|于)?|不(?:得|会)?[晚迟]于|最[迟晚](?:不[晚迟]于|不超过|到|至|在|于)?|至迟|直到|直至)(?:在|于)?(?P<p>.+)",
        ),
        _by,
    ),
    (
        "open",
        (
            r"(?:从|自|由)?(?P<p>.+?)(?:起|开始|及以后|或以后|及之后|或之后|或更晚)",
            r"(?:不早于|不会早于|最早(?:要?到|在|于)?)(?P<p>.+)",
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
