"""What notes say of themselves: the day of the talk, who spoke, a title and a link; for all of them or a section.

It stands in front matter, in lines like "Date: 2026-02-11" and in tables of two columns. The day is the day on
which something was said, never the one on which it was published; where two are named, none is taken.
"""
# ruff: noqa: E501, RUF001 - a pattern reads best on one line; Chinese notes have wide brackets

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import PurePath
from re import Pattern
from typing import NamedTuple

from ledger.domain.cycles import compiled
from ledger.domain.dates import WEEKDAY_NAMES
from ledger.domain.dates import WEEKDAYS
from ledger.domain.dates import WEEKDAYS_ZH
from ledger.domain.dates import read_date
from ledger.domain.numerals import chinese_digits
from ledger.domain.numerals import is_chinese
from ledger.errors import UnreadableError
from ledger.exchange.columns import folded
from ledger.exchange.document import Document
from ledger.exchange.document import Lines
from ledger.exchange.document import Table
from ledger.exchange.document import Text

# Keys are compared as headers are. A day that is named as the talk's goes before any day at all.
_TALK = compiled(
    r"(?:recorded|recordedon|said|saidon|datesaid|spokenon|held|heldon|given|givenon|delivered|tookplace|daterecorded|livedate)|"
    r"(?:the)?(?:talk|speech|meeting|event|interview|call|conference|pressconference|recording|session|panel|hearing|keynote|"
    r"webinar|podcast|debate|statement|townhall|briefing|earningscall)(?:date|day|time|on|held|datetime|dateandtime)|"
    r"(?:date|day)of(?:the)?(?:talk|speech|meeting|event|interview|call|conference|recording|session|panel|hearing|keynote|"
    r"webinar|podcast|debate|statement|townhall|briefing)|"
    r"(?:会议|大会|演讲|讲话|发言|采访|访谈|直播|录制|活动|召开|举办|举行|论坛|发布会|电话会|电话会议|业绩会|股东会|股东大会|对话|座谈|会谈|"
    r"开会|谈话|讲座|说话)(?:的)?(?:时间|日期|日)"
)
_ANY_DAY = compiled(r"date|day|when|datetime|dateandtime|日期|时间|日期时间|日期与时间|日期和时间")
_PUBLISHED = compiled(
    r"(?i).*(?:publish|posted|updated|uploaded|created|modified|发布|发表|上传|刊登|更新|整理|生成|修改|出版).*"
)
_TITLE = compiled(r"title|videotitle|标题|视频标题|文章标题|节目名称|会议名称|活动名称|sourcetitle")
# Headings that any other notes may have as well: the file stands in for the source then.
_NO_TITLE = frozenset(
    (
        *(
            "notes",
            "meetingnotes",
            "mynotes",
            "minutes",
            "predictions",
            "forecasts",
            "claims",
            "transcript",
        ),
        *(
            "笔记",
            "纪要",
            "会议纪要",
            "会议记录",
            "记录",
            "预测",
            "观点",
            "摘要",
            "readme",
            "untitled",
            "summary",
        ),
    )
)
_EVENT = compiled(
    r"talk|event|meeting|interview|会议|节目|活动|访谈|episode|programme|program|show"
)
_LINK = compiled(r"(?i).*(?:链接|link|url|video|视频|source|来源|recording|网址).*")
_SPEAKER = compiled(
    r"speaker|speakername|speakers|interviewee|guest|guests|forecaster|predictor|predictedby|whosaidit|presenter|keynotespeaker|"
    r"发言人|发言者|演讲人|演讲者|主讲人|主讲|讲者|嘉宾|受访者|受访人|被采访者|预测人|预测者|提出者"
)
_PEOPLE = compiled(
    r"speakers|participants|attendees|panelists|panellists|guests|panel|people|发言人|与会者|与会人员|参会者|参会人|参会人员|出席|嘉宾|人物"
)
_DATES = compiled(r".*(?:date|day|time|publish|posted|updated|日期|时间|发布|更新|title|标题).*")

# A day in a running text.
DAY = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}[/.]\d{1,2}[/.]\d{1,2}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?[日号]|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2,8}\.?,? \d{4})"
_YEAR_LAST = r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{4}\b"
# Days that are the ends of a stretch: 11-12 February 2026, 2026-02-11 to 13.
_TO = r"\s*(?:[-–—~～至到&]|to|and|through)\s*"
_SPAN = rf"\d{_TO}{DAY}|{DAY}{_TO}\d{{1,4}}(?![\d:])"
# A day behind one of these is no day of a talk.
_NOT_SAID = r"(?i)(?:by|until|till|before|due|for|deadline|through|to|since|published|posted|updated|created|截至|截止|直到|到|至|发布|更新|前)\W*$"


class Entry(NamedTuple):
    """Something that a document says of itself: a key, its value, where it stands, and what it links to."""

    key: str
    value: str
    line: int
    section: int
    links: tuple[str, ...] = ()


class Told(NamedTuple):
    """What was found out, and where; or why nothing was: `doubt` names what could have been meant."""

    value: str | None
    line: int = 0
    heading: bool = False
    doubt: str = ""


NOTHING = Told(None)


class About:
    """What a document says of itself, asked for a section."""

    def __init__(self, document: Document, path: str, today: date) -> None:
        self.document = document
        self.path = path
        self.today = today
        self.entries = [Entry(key, value, line, 0) for key, value, line in document.front]
        for block in document.blocks:
            if isinstance(block, Table):
                self.entries += _pairs_of(block)
            elif isinstance(block, Lines):
                for text in block.lines:
                    self.entries += entries(text, block.section)
        self._days = [one for one in self.entries if _may_be_day(one)]
        self._within = _by_section(self._days)
        self._speaking = _by_section(
            one for one in self.entries if _SPEAKER.fullmatch(folded(one.key))
        )
        self._linking = _by_section(one for one in self.entries if _address(one))
        tops = [number for number, one in enumerate(document.sections) if one.level == 1]
        # The one heading above all others, and what it says; 0 where there is none.
        self.top = tops[0] if len(tops) == 1 else 0

    # The day

    def day(self, section: int) -> Told:
        """The day on which the predictions of a section were said.

        What stands in the section itself goes first, then what is said of all; two days are none.
        """
        whole = {0, self.top}
        for one in self.document.under(section):
            heading = self.document.sections[one]
            if one in whole:
                continue
            here = self._within.get(one, [])
            for told in (
                self._one_day(here, _TALK),
                self._one_day(here, _ANY_DAY),
                self._in_heading(heading.title, heading.line),
            ):
                if told.value or told.doubt:
                    return told
        return self._day_of_all

    @cached_property
    def _day_of_all(self) -> Told:
        """The day that the document names for all that is in it."""
        ours = [entry for entry in self._days if entry.section in (0, self.top)]
        doubt = ""
        for among, keys in ((ours, _TALK), (self._days, _TALK), (ours, _ANY_DAY)):
            told = self._one_day(among, keys)
            if told.value:
                return told
            doubt = doubt or told.doubt
        # The day of one other section is all the document's, unless the headings of others have their own.
        told = self._one_day(self._days, _ANY_DAY)
        for heading in self.document.sections if told.value else ():
            other = self._in_heading(heading.title, heading.line)
            if other.value not in (None, told.value):
                told = Told(None, doubt=_either(told, other))
        if told.value:
            return told
        doubt = doubt or told.doubt
        top = self.document.sections[self.top]
        told = self._in_heading(top.title, top.line) if self.top and not doubt else NOTHING
        return told if told.value else Told(None, doubt=doubt or self._other_days())

    def _one_day(self, among: Iterable[Entry], keys: Pattern[str]) -> Told:
        found: dict[str, Entry] = {}
        for entry in among:
            if keys.fullmatch(folded(entry.key)) and not _PUBLISHED.fullmatch(entry.value):
                day = date_in(entry.value, self.today)
                if day is not None:
                    found.setdefault(day.isoformat(), entry)
        if len(found) > 1:
            one, two = [Told(day, entry.line) for day, entry in found.items()][:2]
            return Told(None, doubt=_either(one, two))
        for said, entry in found.items():
            return Told(said, entry.line)
        return NOTHING

    def _in_heading(self, title: str, line: int) -> Told:
        found = list(compiled(DAY).finditer(title))
        if len(found) != 1 or compiled(_NOT_SAID).search(title[: found[0].start()]):
            return NOTHING
        day = date_in(found[0][0], self.today)
        return Told(day.isoformat(), line, heading=True) if day else NOTHING

    def _other_days(self) -> str:
        """Days that are named, though not as the day of a talk."""
        hints = [
            f"{_at(entry.line)} says {entry.key.strip()}: {entry.value[:40]}"
            for entry in self.entries
            if _DATES.fullmatch(folded(entry.key))
            and compiled(rf"{DAY}|{_YEAR_LAST}").search(entry.value)
        ]
        hints += [
            f"{_at(text.line)} says {text.text.strip()}"
            for block in self.document.blocks
            if isinstance(block, Lines)
            for text in block.lines
            if compiled(rf"\W*(?:{DAY}|{_YEAR_LAST})\W*").fullmatch(text.text)
        ]
        name = compiled(r"\d{4}-\d{2}-\d{2}").search(PurePath(self.path).name)
        if name is not None:
            hints.append(f"the file's name says {name[0]}")
        return ", ".join(hints[:2])

    def weekdays(self, line: int) -> str | None:
        """A sentence where the day of an entry is another weekday than it says."""
        for entry in self._days_on.get(line, ()):
            day, called = date_in(entry.value, self.today), weekday_in(entry.value)
            if day and called is not None and called != day.weekday():
                names = [name.capitalize() for name in WEEKDAY_NAMES]
                return f"{self.path}:{line} calls {day} a {names[called]}; it was a {names[day.weekday()]}."
        return None

    @cached_property
    def _days_on(self) -> dict[int, list[Entry]]:
        found: dict[int, list[Entry]] = defaultdict(list)
        for entry in self._days:
            found[entry.line].append(entry)
        return found

    # Who, and where it can be read

    def speakers(self, section: int) -> list[Entry]:
        """Who is named as the speaker of a section, else of all of it; of two, both."""
        return self._nearest(section, self._speaking)

    def people(self) -> list[Entry]:
        """Lines that list the people of the document."""
        return [entry for entry in self.entries if _PEOPLE.fullmatch(folded(entry.key))]

    def _nearest(self, section: int, among: Mapping[int, list[Entry]]) -> list[Entry]:
        """What is said in a section, else of the whole document, else anywhere: there, the first few."""
        whole = (0, self.top)
        for one in self.document.under(section):
            if one not in whole and one in among:
                return among[one]
        ours = [entry for one in sorted({*whole}) for entry in among.get(one, ())]
        return ours or [entry for found in islice(among.values(), 10) for entry in found]

    def title(self) -> str | None:
        """What the document is called, or what it tells of."""
        heading = self.document.sections[self.top].title if self.top else None
        first = next((one.title for one in self.document.sections if one.level == 1), None)
        for keys in (_TITLE, None, _EVENT):
            if keys is None:
                title = heading or first
                if title and folded(title) not in _NO_TITLE:
                    return title
                continue
            for entry in self.entries:
                if keys.fullmatch(folded(entry.key)):
                    return entry.value
        return None

    def link(self, section: int) -> str | None:
        """The one address of a section, else of the whole document."""
        found = self._nearest(section, self._linking)
        return _address(found[0]) if found else None

    def links(self) -> set[str]:
        """All addresses that the document gives for itself."""
        found = (_address(entry) for entries in self._linking.values() for entry in entries)
        return {link for link in found if link}


def _by_section(found: Iterable[Entry]) -> dict[int, list[Entry]]:
    within: dict[int, list[Entry]] = {}
    for entry in found:
        within.setdefault(entry.section, []).append(entry)
    return within


def _may_be_day(entry: Entry) -> bool:
    key = folded(entry.key)
    return bool(_TALK.fullmatch(key) or _ANY_DAY.fullmatch(key))


def entries(text: Text, section: int) -> Iterator[Entry]:
    """What a line says of the document: "**Date:** 2026-02-11 | Speaker: Ann"."""
    line = text.text
    told = compiled(
        rf"(?i).*\b(?:recorded|held|given|spoken|delivered)\b[^.]{{0,20}}? on ({DAY})\b.*"
    ).fullmatch(line)
    if told is not None:
        yield Entry("recorded on", told[1], text.line, section)
    for piece in compiled(r"\s[|·•]\s|[；;]\s*").split(line):
        found = compiled(r"\s*([^:：]{2,40}?)\s*[:：]\s*(\S.*?)\s*").fullmatch(piece)
        if found is not None:
            yield Entry(found[1].strip(" *_"), found[2], text.line, section, text.links)


def _pairs_of(table: Table) -> Iterator[Entry]:
    """What a table says of the document: its first two columns, or its headers over a single row."""
    if len(table.headers) == 2 and not _is_about(table.headers[1]):
        yield Entry(table.headers[0], table.headers[1], table.line, table.section)
    if len(table.headers) == 2 or folded(table.headers[0]) in _FIELD:
        for row in table.rows:
            key, value = row.cells[:2]
            if key.text:
                yield Entry(key.text, value.text, row.line, table.section, value.links)
    keys = sum(map(_is_about, table.headers))
    if len(table.rows) == 1 and (keys > 2 or any(map(_is_talk, table.headers))):
        for header, cell in zip(table.headers, table.rows[0].cells, strict=True):
            yield Entry(header, cell.text, cell.line, table.section, cell.links)


_FIELD = frozenset(
    ("项目", "字段", "信息", "属性", "field", "item", "key", "property", "attribute", "info")
)


def _is_talk(text: str) -> bool:
    return _TALK.fullmatch(folded(text)) is not None


def _is_about(text: str) -> bool:
    """Whether a text is a key and no value."""
    word = folded(text)
    return word in ("link", "url", "链接") or any(
        keys.fullmatch(word) for keys in (_TALK, _ANY_DAY, _TITLE, _EVENT, _SPEAKER, _PEOPLE)
    )


def _address(entry: Entry) -> str | None:
    if not _LINK.fullmatch(entry.key):
        return None
    bare = compiled(r"https?://[^\s)>\]]+").search(entry.value)
    return bare[0] if bare else entry.links[0] if entry.links else None


def _at(line: int) -> str:
    return f"line {line}"


def _either(one: Told, two: Told) -> str:
    return f"{_at(one.line)} says {one.value}, {_at(two.line)} {two.value}"


def date_in(text: str, today: date) -> date | None:
    """The one day that a text names; None where it names none, two, or cannot be read."""
    if is_chinese(text):
        text = chinese_digits(text)
    plain = compiled(r"[(（][^()（）]*[)）]").sub(" ", text).strip()
    plain = compiled(r"[T ]\d{1,2}:\d{2}.*").sub("", plain)
    for piece in (plain, text):
        try:
            return read_date(piece, today) if any(map(str.isdigit, piece)) else None
        except UnreadableError:
            pass
    found = {one.replace(" ", "") for one in compiled(DAY).findall(text)}
    if len(found) != 1 or compiled(_SPAN).search(text):
        return None
    try:
        return read_date(compiled(DAY).findall(text)[0], today)
    except UnreadableError:
        return None


def weekday_in(text: str) -> int | None:
    """The weekday that a text names, Monday 0."""
    if found := compiled(r"(?:星期|周|礼拜|週)([一二三四五六日天])").search(text):
        return WEEKDAYS_ZH[found[1]]
    for word in compiled(r"[a-z]+").findall(text.casefold()):
        if word in WEEKDAYS and (len(word) > 3 or word in ("mon", "tue", "wed", "thu", "fri")):
            return WEEKDAYS[word]
    return None
