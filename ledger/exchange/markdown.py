"""Notes in Markdown: the predictions of their tables, who spoke, when and where, and the quotes that belong to them.

A table is one of predictions by its header; all others are left alone. The day comes from front matter or from
what the document says about itself, never from when it was published. What cannot be read is refused by line.
"""
# ruff: noqa: E501, RUF001 - a pattern reads best on one line; Chinese notes have wide brackets

import math
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any
from typing import NamedTuple

from ledger.domain import clause
from ledger.domain.cycles import compiled
from ledger.domain.dates import WEEKDAY_NAMES
from ledger.domain.dates import WEEKDAYS
from ledger.domain.dates import WEEKDAYS_ZH
from ledger.domain.dates import read_date
from ledger.domain.numerals import is_chinese
from ledger.domain.subject import content_words
from ledger.domain.subject import places
from ledger.errors import UnreadableError
from ledger.exchange import columns
from ledger.exchange.draft import Draft
from ledger.exchange.draft import Person
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Record
from ledger.exchange.draft import Row
from ledger.exchange.draft import SourceRecord
from ledger.exchange.encoding import TextFile

# Notes are read as a whole; a larger file is none.
LARGEST = 16 * 1024 * 1024

# Headers that alone make a table one of predictions; "title" and 内容 need others beside them.
_PREDICTION = compiled(r".*(?:predict|forecast|claim|prognos|预测|观点|断言|预言|预判).*")
_BESIDE = frozenset(("speaker", "deadline_phrase", "said_on", "credence", "outcome", "latest"))
# What a document says of itself: the day of the talk, before any day at all; never when it was published.
_TALK = [
    "会议时间",
    "会议日期",
    "演讲时间",
    "演讲日期",
    "讲话时间",
    "讲话日期",
    "发言时间",
    "采访时间",
    "采访日期",
    "访谈时间",
    "访谈日期",
    "直播时间",
    "录制时间",
    "活动时间",
    "活动日期",
    "talk date",
    "date of talk",
    "meeting date",
    "date of meeting",
    "event date",
    "date of event",
    "interview date",
    "recorded",
    "recorded on",
    "recording date",
    "said",
    "said on",
    "said_on",
    "date said",
    "speech date",
    "date of speech",
    "call date",
    "held",
    "held on",
    "spoken on",
    "date recorded",
]
_ANY_DAY = ["date", "day", "when", "日期", "时间"]
_TITLE = ["title", "标题", "视频标题", "talk", "event", "会议", "节目"]
_LINK = compiled(r".*(?:链接|link|url|video|视频|source|来源).*")
_NAME = frozenset(["姓名", "name", "发言人", "speaker", "person", "人物", "名字", "who"])
_ROLE = frozenset(["角色", "role", "职务", "title", "position", "身份", "职位", "job", "头衔"])
_NOBODY = compiled(
    r"(?i)未公开.*|匿名.*|未知.*|不详|unknown.*|unnamed.*|anonymous.*|n/?a|tbd|none|[-–—?]*"
)

_DAY = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8} \d{4})"
_WISH = r"(?i)很想看到|真想看到|希望能?看到|但愿|\b(?:would|'d) (?:really )?(?:love|like) to see\b|\bi wish\b|\bi(?:'d)? dream\b"
# How much of a statement's words a sentence has to share to speak of the same; of fewer than three, much more.
LEAST, MUCH = 0.2, 0.6


class _Line(NamedTuple):
    """A row of a table: its line in the file, its cells as plain text, and whether it lines up with the header."""

    line: int
    cells: list[str]
    lines_up: bool = True


class _Table(NamedTuple):
    headers: list[str]
    line: int
    rows: list[_Line]


class _Quote(NamedTuple):
    """Words between quotation marks, and who said them."""

    line: int
    speaker: str
    text: str


class Notes:
    """A Markdown file opened for reading."""

    def __init__(self, file: TextFile, today: date) -> None:
        self.format = "md"
        self.columns: Sequence[str] = columns.COLUMNS
        self.unknown: list[str] = []
        self.size = file.size
        self.position = file.position
        self.notices = list(file.notices)
        self._path = file.path
        self._today = today
        if file.size > LARGEST:
            raise UnreadableError(f"{file.path} is larger than any notes ({LARGEST} bytes).")
        text = file.text.read().replace("\r\n", "\n").replace("\r", "\n")
        about, body = _front_matter(text)
        self._tables: list[_Table] = []
        self._quotes: list[_Quote] = []
        self._about: list[tuple[str, str, int]] = about
        # What somebody else calls the source; else it is what the document says.
        self.title: str | None = None
        self._heading: str | None = None
        self._lines = body.split("\n")
        self._read(body)

    def __iter__(self) -> Iterator[Record]:
        """The people of the roster, the source, and the rows of all tables of predictions."""
        people = self._people()
        yield from people
        title, url = self._title_and_link()
        title = self.title or title
        if title is not None and any(_layout(table) and table.rows for table in self._tables):
            yield SourceRecord(1, title, url, None)
        said_on = self._day()
        names = {
            spelling.casefold(): person.name
            for person in people
            for spelling in (person.name, *person.aliases)
        }
        for table in self._tables:
            layout = _layout(table)
            if layout is None:
                continue
            self.unknown += [
                header
                for header, column in zip(table.headers, layout, strict=True)
                if column is None and header and header not in self.unknown
            ]
            plan = columns.plan(table.headers, layout, self._today)
            for row in table.rows:
                if not _says_something(row, layout):
                    continue
                draft = columns.draft(row.cells, plan, row.line)
                if not isinstance(draft, Problem):
                    draft = _problem(row, draft) or draft
                if isinstance(draft, Problem):
                    yield draft
                    continue
                _settle_speaker(draft, names)
                _part_link(draft)
                draft |= {"place": f"line {row.line}", "source": draft.get("source") or title}
                draft["said_on"] = draft.get("said_on") or said_on
                if not draft.get("quote"):
                    self._attach(draft, row.line, names)
                yield Row(row.line, draft)

    # Reading

    def _read(self, body: str) -> None:
        from markdown_it import MarkdownIt

        tokens = MarkdownIt("commonmark").enable("table").parse(body)
        number = 0
        while number < len(tokens):
            token = tokens[number]
            if token.type == "table_open":
                number = self._table(tokens, number)
            elif token.type == "blockquote_open":
                number = self._blockquote(tokens, number)
            elif token.type == "inline":
                before = tokens[number - 1].type
                if before == "heading_open":
                    if self._heading is None and tokens[number - 1].tag == "h1":
                        self._heading = _plain(token)
                else:
                    self._say_about(token)
                number += 1
            else:
                number += 1

    def _table(self, tokens: Sequence[Any], number: int) -> int:
        headers: list[str] = []
        rows: list[_Line] = []
        line = tokens[number].map[0] + 1
        cells: list[str] = []
        in_head = True
        while tokens[number].type != "table_close":
            token = tokens[number]
            if token.type == "tr_open":
                cells = []
                start = token.map[0] + 1 if token.map else line
            elif token.type == "inline":
                cells.append(_plain(token))
            elif token.type == "tr_close":
                if in_head:
                    headers = cells
                else:
                    # With | in front of a row alone, its first cell may be empty, or there may be none.
                    starts = self._lines[start - 1].lstrip(" >").startswith("|")
                    first = self._lines[line - 1].lstrip(" >").startswith("|")
                    rows.append(_Line(start, cells, lines_up=starts == first))
            elif token.type == "thead_close":
                in_head = False
            number += 1
        table = _Table(headers, line, rows)
        self._tables.append(table)
        if len(headers) == 2:
            pairs = [_Line(line, headers), *rows]
            self._about += [
                (row.cells[0], row.cells[1], row.line) for row in pairs if len(row.cells) == 2
            ]
        return number + 1

    def _blockquote(self, tokens: Sequence[Any], number: int) -> int:
        depth = 0
        parts: list[str] = []
        line = tokens[number].map[0] + 1
        name = None
        while True:
            token = tokens[number]
            depth += {"blockquote_open": 1, "blockquote_close": -1}.get(token.type, 0)
            if token.type == "inline":
                if not parts and name is None:
                    name, text = _speaker_first(token)
                    parts.append(text)
                else:
                    parts.append(_plain(token))
            number += 1
            if depth == 0:
                break
        text = " ".join(part for part in parts if part).strip()
        if name is None:
            # "..." - Name
            found = compiled(
                r"(?s)(?P<text>.+?)\s*(?:[—–]{1,2}|--?)\s*(?P<name>[^\"“”—–\n]{2,60})"
            ).fullmatch(text)
            if found is None:
                return number
            name, text = found["name"].strip(" *_."), found["text"]
        text = text.strip()
        marks = compiled(r"[\"“「『'](?P<text>.*)[\"”」』']\s*").fullmatch(text)
        self._quotes.append(_Quote(line, name, marks["text"] if marks else text))
        return number

    def _say_about(self, token: Any) -> None:
        """Lines like "**Date:** 2026-02-11" say something about the document."""
        first = (token.map[0] if token.map else 0) + 1
        for line, text in enumerate(_plain(token, breaks="\n").split("\n"), first):
            told = compiled(
                rf"(?i).*\b(?:recorded|held|given|spoken|delivered)\b[^.]{{0,20}}? on ({_DAY})\b.*"
            ).fullmatch(text)
            if told is not None:
                self._about.append(("recorded on", told[1], line))
            found = compiled(r"\s*([^:：]{2,40}?)\s*[:：]\s*(\S.*?)\s*").fullmatch(text)
            if found is not None:
                self._about.append((found[1], found[2], line))

    # What the document says of itself

    def _day(self) -> str | None:
        """The day of the talk, where the document names it; tells where the weekday beside it is another's."""
        for keys in (_TALK, _ANY_DAY):
            for key, value, line in self._about:
                if key.strip(" *_").casefold() not in keys:
                    continue
                day = _date_in(value, self._today)
                if day is None:
                    continue
                called = _weekday_in(value)
                if called is not None and called != day.weekday():
                    names = [name.capitalize() for name in WEEKDAY_NAMES]
                    self._notice(
                        f"{self._path}:{line} calls {day} a {names[called]}; it was a {names[day.weekday()]}."
                    )
                return day.isoformat()
        return None

    def _notice(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    def _title_and_link(self) -> tuple[str | None, str | None]:
        title = url = None
        for key, value, _ in self._about:
            word = key.strip(" *_").casefold()
            if title is None and word in _TITLE:
                title = value
            link = compiled(r"https?://[^\s)>\]]+").search(value)
            if url is None and link is not None and _LINK.fullmatch(word):
                url = link[0]
        return title or self._heading, url

    # People

    def _people(self) -> list[Person]:
        """Everybody of the roster: a table of names with their roles."""
        entries: list[tuple[int, list[str], str | None]] = []
        for table in self._tables:
            heads = [header.casefold() for header in table.headers]
            at = next((n for n, head in enumerate(heads) if head in _NAME), None)
            role_at = next((n for n, head in enumerate(heads) if head in _ROLE and n != at), None)
            if at is None or role_at is None or _layout(table) is not None:
                continue
            for row in table.rows:
                if len(row.cells) <= max(at, role_at) or _NOBODY.fullmatch(row.cells[at]):
                    continue
                if _is_several(row.cells[at]) or " & " in row.cells[at]:
                    self._notice(
                        f'{self._path}:{row.line} "{row.cells[at]}" is more than one person, and left out.'
                    )
                    continue
                entries.append((row.line, _names(row.cells[at]), row.cells[role_at] or None))
        parts = [
            {part.casefold() for name in names for part in _parts(name)} for _, names, _ in entries
        ]
        people = []
        for number, (line, names, role) in enumerate(entries):
            others = set().union(*parts[:number], *parts[number + 1 :])
            whole = [*names, *(part for name in names for part in _parts(name))]
            aliases = list(dict.fromkeys(name for name in whole if name.casefold() not in others))
            latin = [name for name in names if not is_chinese(name)]
            canonical = latin[0] if latin else names[0]
            people.append(
                Person(line, canonical, [name for name in aliases if name != canonical], role)
            )
        return people

    # Quotes

    def _attach(self, draft: Draft, line: int, names: Mapping[str, str]) -> None:
        """Give a row the quote of its speaker that speaks of the same, the first in the file."""
        speaker = draft.get("speaker")
        if speaker is None or not self._quotes:
            return
        who = names.get(speaker.casefold(), speaker).casefold()
        wanted = content_words(draft["statement"])
        weights = self._weights
        total = sum(weights.get(word, weights[""]) for word in wanted)
        best: tuple[float, _Quote, str] | None = None
        for quote in self._quotes:
            if names.get(quote.speaker.casefold(), quote.speaker).casefold() != who or not total:
                continue
            for start, end in clause.sentences(quote.text):
                sentence = quote.text[start:end]
                shared = wanted & content_words(sentence)
                share = sum(weights.get(word, weights[""]) for word in shared) / total
                enough = places(draft["statement"], shared) >= 2 and (
                    (len(shared) >= 3 and share >= LEAST) or share >= MUCH
                )
                if enough and (best is None or share > best[0] + 1e-9):
                    best = (share, quote, sentence)
        if best is None:
            return
        _, quote, sentence = best
        where = f"{self._path}:{line}"
        if compiled(_WISH).search(sentence):
            self._notice(
                f"{where} may be meant in line {quote.line}, which wishes it; no quote was taken."
            )
            return
        # A shorter repetition further down says the same; the first one counts.
        draft["quote"] = quote.text
        draft["lang"] = "zh" if is_chinese(quote.text) else None
        self._notice(f"{where} is quoted in line {quote.line}.")

    @cached_property
    def _weights(self) -> dict[str, float]:
        """How much a shared word tells: the more, the fewer quotes hold it; "" is for one that none holds."""
        counts = Counter(word for quote in self._quotes for word in content_words(quote.text))
        weigh = {
            word: math.log((len(self._quotes) + 1) / (count + 0.5))
            for word, count in counts.items()
        }
        return {**weigh, "": math.log((len(self._quotes) + 1) / 0.5)}


def _front_matter(text: str) -> tuple[list[tuple[str, str, int]], str]:
    """What stands between two lines of dashes at the top, and the text with those lines emptied."""
    lines = text.split("\n")
    if not lines or lines[0].lstrip("\ufeff").strip() != "---":
        return [], text
    for number, line in enumerate(lines[1:200], 1):
        if line.strip() in ("---", "..."):
            about = []
            for at, one in enumerate(lines[1:number], 2):
                key, colon, value = one.partition(":")
                if colon and value.strip() and not key.startswith((" ", "\t", "#")):
                    about.append((key.strip(), value.strip().strip("\"'"), at))
            return about, "\n".join([""] * (number + 1) + lines[number + 1 :])
    return [], text


def _plain(token: Any, breaks: str = " ") -> str:
    """The text of an inline token without its marks; a link keeps its address where its text is not it."""
    parts = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif (
            child.type in ("softbreak", "hardbreak")
            or child.type == "html_inline"
            and child.content.casefold().startswith("<br")
        ):
            parts.append(breaks)
        elif child.type == "link_open":
            parts.append("\0" + str(child.attrGet("href") or "") + "\0")
    text = "".join(parts)
    # A link's own address stands in front of its text only while both are told apart.
    for found in compiled(r"\x00([^\x00]*)\x00").finditer(text):
        href = found[1]
        if href.startswith(("http://", "https://")) and href not in text.replace(found[0], ""):
            text = text + f" {href}"
    text = compiled(r"\x00[^\x00]*\x00").sub("", text)
    return text.strip() if breaks == "\n" else " ".join(text.split())


def _speaker_first(token: Any) -> tuple[str | None, str]:
    """The name that opens a quote, in bold or before a colon, and the words behind it."""
    children = token.children or []
    text = _plain(token)
    if children and children[0].type == "text" and not children[0].content:
        children = children[1:]
    if children and children[0].type == "strong_open":
        name = ""
        for child in children[1:]:
            if child.type == "strong_close":
                break
            name += child.content
        rest = text[len(" ".join(name.split())) :].lstrip()
        if name.rstrip().endswith((":", "：")) or rest.startswith((":", "：")):
            return name.strip(" :：*"), rest.lstrip(":： ")
        return None, text
    found = compiled(r"([^\"“”「::]{2,40})[:：]\s*([\"“「].*)").fullmatch(text)
    return (found[1].strip(), found[2]) if found else (None, text)


def _layout(table: _Table) -> list[str | None] | None:
    """Our column for each header of a table of predictions; None for every other table."""
    layout = [columns.meaning(header) for header in table.headers]
    if "statement" not in layout:
        return None
    at = layout.index("statement")
    strong = _PREDICTION.fullmatch(table.headers[at].casefold()) is not None
    beside = _BESIDE & {column for column in layout if column}
    if len(beside) < (1 if strong else 2) and not (strong and len(layout) == 1):
        return None
    cells = [row.cells[at] for row in table.rows if len(row.cells) > at and row.cells[at]]
    if cells and all(compiled(r"[\d.,%\s]+").fullmatch(cell) for cell in cells):
        return None  # so many predictions: a table of figures
    met: set[str] = set()
    for number, column in enumerate(layout):
        if column in met and column == "outcome":
            # "Outcome" tells in words what "Correct?" judges.
            first = layout.index("outcome")
            told, judged = (
                (first, number)
                if "correct" in table.headers[number].casefold()
                else (number, first)
            )
            layout[told], layout[judged] = "judged_note", "outcome"
        elif column in met:
            layout[number] = None
        elif column is not None:
            met.add(column)
    return layout


def _says_something(row: _Line, layout: Sequence[str | None]) -> bool:
    """Whether a row has a statement, or anything else but an id: "None yet" is no prediction."""
    said = {column for column, cell in zip(layout, row.cells, strict=False) if column and cell}
    return bool(said - {"native_id"})


def _problem(row: _Line, draft: Draft) -> Problem | None:
    """Why a row that can be read cannot be told for sure."""
    speaker = draft.get("speaker")
    if speaker and _is_several(speaker):
        why = f'"{speaker}" is more than one person; write a row for each.'
    elif not row.lines_up:
        why = "it and the header do not both begin with |, so its cells cannot be told."
    else:
        return None
    return Problem(row.line, None, None, why)


def _settle_speaker(draft: Draft, names: Mapping[str, str]) -> None:
    """The spelling that the roster knows, else the name without what stands in brackets; nobody is None."""
    speaker = draft.get("speaker")
    if speaker:
        spellings = _names(speaker)
        known = (name for name in spellings if name.casefold() in names)
        name = next(known, spellings[0])
        draft["speaker"] = None if _NOBODY.fullmatch(name) else name


def _is_several(name: str) -> bool:
    """Whether a cell names more than one person: Dan/Spencer, 张三、李四."""
    return compiled(r"[^/]+/[^/]+|.+ and .+|.+[、；;].+").fullmatch(name) is not None


def _part_link(draft: Draft) -> None:
    """A source that is a link is its title, and the address its own."""
    found = compiled(r"(?P<title>.*\S)\s+(?P<url>https?://\S+)").fullmatch(
        draft.get("source") or ""
    )
    if found is not None:
        draft["source"] = found["title"]
        draft["url"] = draft.get("url") or found["url"]


def _names(cell: str) -> list[str]:
    """埃隆·马斯克（Elon Musk） as its two names."""
    found = compiled(r"(.+?)\s*[(（]([^()（）]+)[)）]\s*").fullmatch(cell)
    return [found[1].strip(), found[2].strip()] if found else [cell.strip()]


def _parts(name: str) -> list[str]:
    return [part for part in compiled(r"[·•\s]+").split(name) if len(part) > 1]


def _date_in(text: str, today: date) -> date | None:
    """The one day that a text names; None where it names none or cannot be read."""
    plain = compiled(r"[(（][^()（）]*[)）]").sub(" ", text).strip()
    for piece in (plain, text):
        try:
            return read_date(piece, today)
        except UnreadableError:
            pass
    found = compiled(_DAY).findall(text)
    if len(set(found)) != 1:
        return None
    try:
        return read_date(found[0], today)
    except UnreadableError:
        return None


def _weekday_in(text: str) -> int | None:
    """The weekday that a text names, Monday 0."""
    if found := compiled(r"(?:星期|周|礼拜)([一二三四五六日天])").search(text):
        return WEEKDAYS_ZH[found[1]]
    for word in compiled(r"[a-z]+").findall(text.casefold()):
        if word in WEEKDAYS and len(word) > 3:
            return WEEKDAYS[word]
    return None
