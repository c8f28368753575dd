"""Notes in Markdown: the predictions of their tables, who spoke, when and where, and which quote is whose.

A table is one of predictions by its header; all others are left alone. What a row does not say, the section or
the document says, and it is told; what cannot be read is refused by line.
"""

from collections.abc import Iterator
from collections.abc import Sequence
from collections.abc import Set
from datetime import date
from typing import NamedTuple

from ledger.domain import deadline
from ledger.domain.claim import normalised
from ledger.domain.cycles import compiled
from ledger.domain.dates import read_date
from ledger.domain.outcomes import read_outcome
from ledger.errors import UnreadableError
from ledger.exchange import about
from ledger.exchange import columns
from ledger.exchange import document
from ledger.exchange import quotes
from ledger.exchange import roster
from ledger.exchange.document import Table
from ledger.exchange.document import Text
from ledger.exchange.draft import Draft
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Record
from ledger.exchange.draft import Row
from ledger.exchange.draft import SourceRecord
from ledger.exchange.encoding import TextFile

# Notes are read as a whole; a larger file is none.
LARGEST = 16 * 1024 * 1024

# Headers that alone make a table one of predictions; "title" and 内容 need others beside them.
_PREDICTION = compiled(
    r".*(?:predict|forecast|claim|prognos|prophec|预测|預測|观点|觀點|断言|斷言|预言|預言|预判|預判).*"
)
_BESIDE = frozenset(("speaker", "deadline_phrase", "said_on", "credence", "outcome", "latest"))
_LINKS = frozenset(("url", "evidence", "source"))
_DAYS = frozenset(("said_on", "happened_on", "judged_on", "retracted_on"))
# What stands in a cell where nothing is known, or the same as in the cell above.
_EMPTY = compiled(r"[-–—―_.…·?？*\s]+")
_DITTO = compiled(r"(?i)[\"”〃″]|''|ditto|same(?: as above)?|idem|同上|同前|↑")
_NOTHING_YET = compiled(
    r"(?i)(?:none|nothing|no predictions?|no entries)(?: yet| so far)?|n/?a|tbd|暂无|无|没有|待补充"
)
_ROW_NUMBERS = frozenset(("#", "no", "nr", "number", "序号"))


class _Found(NamedTuple):
    """A row of a table of predictions that could be read, until its quote is found."""

    line: int
    draft: Draft
    # The line of its table.
    table: int


class Notes:
    """A Markdown file opened for reading, or a `plain` text."""

    def __init__(self, file: TextFile, today: date, *, plain: bool = False) -> None:
        self.format = "md"
        self.columns: Sequence[str] = columns.COLUMNS
        self.unknown: list[str] = []
        self.size = file.size
        self.position = file.position
        self._notices = dict.fromkeys(file.notices)
        self._path = file.path
        self._today = today
        # What somebody else says of the notes wins over what they say of themselves.
        self.title: str | None = None
        self.speaker: str | None = None
        self.said: str | None = None
        # Why a row has no speaker or no day, by its line.
        self.lacking: dict[int, str] = {}
        if file.size > LARGEST:
            raise UnreadableError(f"{file.path} is larger than any notes ({LARGEST} bytes).")
        text = file.text.read().replace("\r\n", "\n").replace("\r", "\n")
        self._document = document.parse(text, plain=plain)
        self._about = about.About(self._document, file.path, today)

    @property
    def notices(self) -> list[str]:
        """What has to be said of the file as a whole."""
        return list(self._notices)

    @property
    def contents(self) -> document.Document:
        """All of the text."""
        return self._document

    @property
    def facts(self) -> about.About:
        """What the text says of itself."""
        return self._about

    def __iter__(self) -> Iterator[Record]:
        """The people of the roster, the source, and the rows of all tables of predictions."""
        tables = list(self._tables())
        ours = {table.line for table, _ in tables}
        self._roster = roster.read(
            self._document, self._about, lambda table: table.line in ours, self._notice
        )
        yield from self._roster.people
        title = self.title or self._about.title()
        links = self._about.links()
        if title is not None and any(table.rows for table, _ in tables):
            yield SourceRecord(1, title, self._about.link(0) if len(links) == 1 else None, None)
        records: list[_Found | Problem] = list(self._strays())
        for table, layout in tables:
            own_link = self._about.link(table.section) if len(links) > 1 else None
            for record in self._rows(table, layout):
                if isinstance(record, _Found):
                    record.draft["source"] = record.draft.get("source") or title
                    if own_link and not record.draft.get("url"):
                        record.draft["url"] = own_link
                records.append(record)
        records.sort(key=lambda record: record.line or 0)
        self._same_ids(records)
        records = self._without_summaries(records)
        found = [record for record in records if isinstance(record, _Found)]
        self._quote(found)
        for record in records:
            yield Row(record.line, record.draft) if isinstance(record, _Found) else record
        for alone in self._left_alone() if records or self._roster.people else ():
            self._notice(f"{self._path}: {alone}.")

    def nothing_read(self) -> str:
        """Why the notes hold no predictions, and what to do about it."""
        alone = next(self._left_alone(), None)
        if alone is not None:
            return alone
        tables = any(isinstance(block, Table) for block in self._document.blocks)
        seen = "its tables are of other things" if tables else "it has no table"
        return (
            f"{seen}, and only tables with a column of predictions are read; pledger scan looks "
            "through running text and lists"
        )

    def _left_alone(self) -> Iterator[str]:
        """Tables that may hold predictions and cannot be read as such, and what to do about it."""
        for line in self._document.html_tables:
            yield f"the table in line {line} is one of HTML; write it with | and -"
        for table in self._document.blocks:
            if isinstance(table, Table) and table.rows and _layout(_upright(table)) is None:
                heads = columns.short(" | ".join(table.headers))
                if _may_predict(table):
                    yield (
                        f"the table in line {table.line} ({heads}) was left alone: a column Prediction, and "
                        "one of Speaker, Deadline or Probability would make it one of predictions"
                    )

    # Tables

    def _tables(self) -> Iterator[tuple[Table, list[str | None]]]:
        """The tables of predictions, and what their columns are."""
        for block in self._document.blocks:
            if isinstance(block, Table):
                upright = _upright(block)
                layout = _layout(upright)
                if layout is not None:
                    self._tell_unknown(upright, layout)
                    yield upright, self._by_cells(upright, layout)
        for table in _fields(self._document):
            layout = _layout(table)
            if layout is not None:
                self._tell_unknown(table, layout)
                yield table, self._by_cells(table, layout)

    def _tell_unknown(self, table: Table, layout: Sequence[str | None]) -> None:
        self.unknown += [
            header
            for header, column in zip(table.headers, layout, strict=True)
            if column is None and header and header not in self.unknown
        ]

    def _by_cells(self, table: Table, layout: list[str | None]) -> list[str | None]:
        """The layout, where what a header means depends on what stands under it."""
        layout = list(layout)
        for number, header in enumerate(table.headers):
            name = columns.folded(header)
            column = layout[number]
            cells = [
                row.cells[number].text
                for row in table.rows
                if row.cells[number].text and not _EMPTY.fullmatch(row.cells[number].text)
            ]
            if not cells:
                continue
            if name in ("date", "日期", "时间", "time", "预测时间") and column == "said_on":
                if "deadline_phrase" not in layout and self._are_times(cells, table.section):
                    layout[number] = "deadline_phrase"
                    self._notice(
                        f'{self._path}:{table.line} "{header}" is read as the deadline: it holds '
                        f"{columns.short(cells[0])}."
                    )
            elif name == "by" and column == "speaker" and "deadline_phrase" not in layout:
                if self._are_times(cells, table.section):
                    layout[number] = "deadline_phrase"
            elif column == "latest" and not {"earliest", "deadline_phrase"} & set(layout):
                if not all(map(self._is_day, cells)):
                    layout[number] = "deadline_phrase"
            elif column == "kind" and "tags" not in layout:
                if not all(cell.casefold() in _KINDS for cell in cells):
                    layout[number] = "tags"
            elif (
                column == "native_id"
                and name in _ROW_NUMBERS
                and cells == [str(n) for n in range(1, len(cells) + 1)]
            ):
                layout[number] = None  # a row's number is another's when one is added above
        return layout

    def _are_times(self, cells: Sequence[str], section: int) -> bool:
        """Whether cells say when something will be, and not when it was said."""
        said = self.said or self._about.day(section).value
        day = date.fromisoformat(said) if said else self._today
        for cell in cells:
            try:
                if read_date(cell, self._today) <= day:
                    return False
            except UnreadableError:
                try:
                    deadline.read(cell, day)
                except UnreadableError:
                    return False
        return True

    def _is_day(self, cell: str) -> bool:
        try:
            read_date(cell, self._today)
        except UnreadableError:
            return False
        return True

    def _strays(self) -> Iterator[Problem]:
        """Rows that belong to a table of predictions, and are cut off from it or have no header line."""
        before: document.Block | None = None
        for block in self._document.blocks:
            if isinstance(block, document.Lines) and block.stray:
                if isinstance(before, Table):
                    layout = _layout(_upright(before))
                    if layout is not None and before.section == block.section:
                        for text in block.lines:
                            yield Problem(
                                text.line,
                                None,
                                None,
                                "it is cut off from the table above it; take the blank line out.",
                            )
                        continue
                first = block.lines[0].text.replace("｜", "|")
                heads = [cell.strip() for cell in document.split(first)]
                if _layout(Table(block.section, 0, heads, [])) is not None:
                    yield Problem(
                        block.lines[0].line,
                        None,
                        None,
                        "it looks like the header of a table, and below it is no line of as many "
                        "--- as it has columns.",
                    )
            before = block

    # Rows

    def _rows(self, table: Table, layout: Sequence[str | None]) -> Iterator[_Found | Problem]:
        plan = columns.plan(table.headers, layout, self._today)
        told = self._about.day(table.section)
        who = self._speaker(table.section) if "speaker" not in layout else roster.Spoken(None)
        above: list[str] = [""] * len(layout)
        at = layout.index("statement")
        for row in table.rows:
            cells = [
                _value(cell, column, before)
                for cell, column, before in zip(row.cells, layout, above, strict=True)
            ]
            cells = [
                _day_in(cell, self._today) if cell and column in _DAYS else cell
                for cell, column in zip(cells, layout, strict=True)
            ]
            if not self._is_row(row, cells, layout, table.headers):
                continue
            above = cells
            problem = self._cannot_be_told(row, table, at)
            told_more = _marked(cells, layout)
            draft = problem or columns.draft(cells, plan, row.line)
            if isinstance(draft, Problem):
                yield draft
                continue
            if any(cell.partly for cell in row.cells):
                self._notice(f"{self._path}:{row.line} what is struck out was left out.")
            if told_more:
                draft["judged_note"] = told_more
                self._notice(
                    f"{self._path}:{row.line} its sign is taken as the outcome {draft['outcome']}, and "
                    "the words beside it as a note."
                )
            _settle_links(draft, row.cells, layout)
            draft["place"] = draft.get("place") or f"line {row.line}"
            yield self._who_and_when(_Found(row.line, draft, table.line), who, told, table)

    def _is_row(
        self,
        row: document.Row,
        cells: Sequence[str],
        layout: Sequence[str | None],
        headers: list[str],
    ) -> bool:
        """Whether a row states something: "None yet", a repeated header and a heading among rows do not."""
        said = {column for column, cell in zip(layout, cells, strict=True) if column and cell}
        if not said - {"native_id"}:
            return False
        if [cell.text for cell in row.cells] == headers:
            return False
        at = layout.index("statement")
        if said - {"native_id"} != {"statement"} or len([one for one in layout if one]) < 2:
            return True
        if _NOTHING_YET.fullmatch(cells[at]):
            return False
        if row.cells[at].strong == row.cells[at].text:
            self._notice(
                f'{self._path}:{row.line} "{columns.short(cells[at])}" stands alone and in bold: taken for '
                "a heading."
            )
            return False
        return True

    def _cannot_be_told(self, row: document.Row, table: Table, at: int) -> Problem | None:
        """Why a row that can be read cannot be told for sure."""
        if not row.lines_up:
            why = "it and the header do not both begin with |, so its cells cannot be told."
        elif row.more:
            why = (
                f"it has more cells than the header ({columns.short(row.more)}); write \\| for a | that "
                "belongs to the text."
            )
        elif row.cells[at].struck:
            why = "it is struck out; take the row out, or the marks."
        else:
            return None
        return Problem(row.line, None, None, why)

    def _who_and_when(
        self, found: _Found, who: roster.Spoken, told: about.Told, table: Table
    ) -> _Found | Problem:
        line, draft, _ = found
        if draft.get("speaker"):
            spoken = self._roster.spoken(draft["speaker"])
            if spoken.problem:
                return Problem(line, "speaker", columns.short(draft["speaker"]), spoken.problem)
            if spoken.told:
                self._notice(f"{self._path}:{line} {spoken.told}.")
            draft["speaker"] = spoken.name
        elif self.speaker is None:
            if who.name is None:
                hint = f" ({who.problem})" if who.problem else ""
                below = ', or write "Speaker: NAME" below the heading' if table.section else ""
                self.lacking[line] = (
                    f"it names nobody who said it{hint}; give --speaker NAME{below}."
                )
            else:
                draft["speaker"] = who.name
        if draft.get("said_on"):
            return found
        if self.said is not None:
            if told.value not in (None, self.said):
                self._notice(
                    f"{self._path}:{told.line} names {told.value}; --said {self.said} was taken."
                )
            return found
        draft["said_on"] = told.value
        if told.value is None:
            hint = f" ({told.doubt})" if told.doubt else ""
            self.lacking.setdefault(
                line,
                f"neither it nor the document names the day on which it was said{hint}; give --said DATE.",
            )
            return found
        if told.heading:
            self._notice(
                f"{self._path}:{told.line} the heading's {told.value} is taken as the day on which it was "
                "said (--said DATE for another)."
            )
        weekday = self._about.weekdays(told.line)
        if weekday is not None:
            self._notice(weekday)
        return found

    def _speaker(self, section: int) -> roster.Spoken:
        """Who said what stands in a section, by its heading or by what the document says."""
        for number in self._document.under(section):
            heading = self._document.sections[number]
            spoken = self._in_heading(heading.title)
            if spoken is not None:
                if spoken.name:
                    self._notice(
                        f"{self._path}:{heading.line} what stands under this heading is taken to be said "
                        f"by {spoken.name}."
                    )
                return spoken
        entries = self._about.speakers(section)
        if len({entry.value for entry in entries}) != 1:
            names = ", ".join(f"line {entry.line}: {entry.value}" for entry in entries[:3])
            return roster.Spoken(None, names or None)
        spoken = self._roster.spoken(entries[0].value)
        if spoken.name:
            self._notice(
                f"{self._path}:{entries[0].line} rows that name nobody are taken to be said by {spoken.name}."
            )
        return spoken

    def _in_heading(self, title: str) -> roster.Spoken | None:
        """Whom a heading names: a person of the roster, or "Speaker: Ann"; any other may be a topic."""
        said = compiled(
            r"(?i)(?:speaker|forecaster|guest|interviewee|发言人|嘉宾|预测人|主讲人)\s*[:：]\s*(.+)"
        )
        found = said.fullmatch(title)
        if found is not None:
            return self._roster.spoken(found[1])
        title = compiled(rf"[\s,，:：|–—-]*[(（]?{about.DAY}[)）]?[\s|–—-]*").sub("", title)
        for pattern in (
            r"(?i)(?:predictions?|forecasts?|claims?|calls?)\s+(?:by|of|from|made by)\s+(.+)",
            r"(?i)(.+?)(?:'s|’s|s')\s+(?:predictions?|forecasts?|claims?|calls|outlook|views?).*",
            r"(.+?)\s*的?(?:主要|核心)?(?:预测|观点|预言|预判)",
            r"(.+)",
        ):
            found = compiled(pattern).fullmatch(title)
            name = roster.name_in(found[1]) if found else None
            known = (
                filter(self._roster.known, [found[1], *name.spellings]) if found and name else ()
            )
            for spelling in known:
                return self._roster.spoken(spelling)
        return None

    def _same_ids(self, records: Sequence["_Found | Problem"]) -> None:
        """Leave ids out that two tables give to different predictions: each numbers its own from one."""
        tables: dict[str, dict[int, str]] = {}
        for record in records:
            if isinstance(record, _Found) and record.draft.get("native_id"):
                given = tables.setdefault(record.draft["native_id"], {})
                given[record.table] = record.draft["statement"]
        doubled = {
            table
            for given in tables.values()
            if len(set(given.values())) > 1 and len(given) > 1
            for table in given
        }
        for record in records:
            if isinstance(record, _Found) and record.table in doubled:
                record.draft.pop("native_id", None)
        if doubled:
            lines = ", ".join(map(str, sorted(doubled)[:5]))
            self._notice(
                f"{self._path}: the tables in lines {lines} give one id to several predictions; their ids "
                "were left out."
            )

    def _without_summaries(self, records: Sequence["_Found | Problem"]) -> list["_Found | Problem"]:
        """Leave rows out that only repeat what a row of another table says with its deadline."""
        dated: dict[tuple[str, str], _Found] = {}
        for record in records:
            if isinstance(record, _Found) and not _TIMES.isdisjoint(record.draft):
                dated.setdefault(_what(record.draft), record)
        kept: list[_Found | Problem] = []
        for record in records:
            if isinstance(record, _Found) and _TIMES.isdisjoint(record.draft):
                full = dated.get(_what(record.draft))
                if full is not None and all(
                    full.draft.get(name) == value
                    for name, value in record.draft.items()
                    if value and name != "place"
                ):
                    self._notice(
                        f"{self._path}:{record.line} says less of the same than line {full.line}: left out."
                    )
                    continue
            kept.append(record)
        return kept

    # Quotes

    def _quote(self, found: list[_Found]) -> None:
        """Give rows the quotes of their speakers that speak of the same."""
        rows = [
            quotes.Wanting(
                one.line,
                one.draft["statement"],
                one.draft.get("speaker") or self.speaker or "",
                one.draft.get("deadline_phrase"),
                one.draft.get("said_on") or self.said,
            )
            for one in found
            if not one.draft.get("quote")
        ]
        if not rows:
            return
        speakers = [row.speaker for row in rows]
        quoted = quotes.read(self._document, self._roster, speakers)
        chosen = quotes.choose(rows, quoted, self._roster)
        for one in found:
            choice = chosen.get(one.line)
            if choice is None:
                continue
            where = f"{self._path}:{one.line}"
            if choice.why is not None:
                self._notice(
                    f"{where} may be meant in line {choice.quote.line}, {choice.why}; no quote was taken."
                )
                continue
            one.draft.update(choice.quote.fields())
            self._notice(f"{where} is quoted in line {choice.quote.line}.")

    def _notice(self, sentence: str) -> None:
        self._notices[sentence] = None


_TIMES = frozenset(("deadline_phrase", "earliest", "latest", "window"))


def _what(draft: Draft) -> tuple[str, str]:
    return (draft.get("speaker") or "").casefold(), normalised(draft["statement"])


_KINDS = frozenset(("forecast", "goal", "conditional"))


def _value(cell: Text, column: str | None, above: str) -> str:
    """What a cell says of a column, for a link with its address; where it says "ditto", the cell above."""
    text = cell.text
    if _EMPTY.fullmatch(text):
        return ""
    if _DITTO.fullmatch(text) and column != "outcome":
        return above
    if column in _LINKS and cell.links:
        more = [link for link in cell.links if link not in text]
        if column == "url" and len(cell.links) == 1:
            return cell.links[0]
        return " ".join([text, *more]) if text else " ".join(more)
    return text


def _marked(cells: list[str], layout: Sequence[str | None]) -> str | None:
    """The words beside a sign like ✅ that alone is the outcome, which stays in its cell."""
    if "outcome" not in layout or "judged_note" in layout:
        return None
    at = layout.index("outcome")
    found = compiled(
        r"(?P<sign>[✅❌✔✗✘✖☑✓][\ufe0f\ufe0e]?)\s*[:：,，–—-]?\s*(?P<words>\w.*)"
    ).fullmatch(cells[at])
    if found is None:
        return None
    try:
        read_outcome(cells[at])
    except UnreadableError:
        cells[at] = found["sign"]
        return found["words"]
    return None


def _day_in(cell: str, today: date) -> str:
    """The one day that a cell names among other words, else the cell."""
    try:
        read_date(cell, today)
    except UnreadableError:
        found = about.date_in(cell, today)
        return cell if found is None else found.isoformat()
    return cell


def _settle_links(draft: Draft, cells: Sequence[Text], layout: Sequence[str | None]) -> None:
    """A source that is a link is its title and its address; a statement that is one, has its address."""
    found = compiled(r"(?P<title>.*?\S)?\s*(?P<url>https?://\S+)").fullmatch(
        draft.get("source") or ""
    )
    if found is not None and not draft.get("url"):
        draft["source"], draft["url"] = found["title"], found["url"]
    statement = cells[layout.index("statement")]
    if statement.linked and len(statement.links) == 1 and not draft.get("url"):
        draft["url"] = statement.links[0]


def _layout(table: Table) -> list[str | None] | None:
    """Our column for each header of a table of predictions; None for every other table."""
    layout = columns.settled(table.headers, by_words=True)
    beside = _BESIDE & {column for column in layout if column}
    if "statement" not in layout:
        named = _statement_by_name(table.headers, layout, beside)
        if named is None:
            return None
        layout[named] = "statement"
    at = layout.index("statement")
    strong = _PREDICTION.fullmatch(table.headers[at].casefold()) is not None
    if len(beside) < (1 if strong else 2) and not (strong and len(layout) == 1):
        return None
    if columns.folded(table.headers[at]) in _WEAK and not (
        {"credence"} & beside or {"speaker", "deadline_phrase"} <= beside
    ):
        return None  # books and their authors, tasks and their state
    cells = [row.cells[at].text for row in table.rows if row.cells[at].text]
    if cells and all(compiled(_FIGURE).fullmatch(cell) for cell in cells):
        return None  # so many predictions, or what a figure is forecast to be
    met: set[str] = set()
    for number, column in enumerate(layout):
        if column in met and column == "outcome":
            # "Outcome" tells in words what "Correct?" judges.
            first = layout.index("outcome")
            name = columns.folded(table.headers[number])
            told, judged = (first, number) if _judges(name) else (number, first)
            layout[told], layout[judged] = "judged_note", "outcome"
        elif column in met:
            layout[number] = None
        elif column is not None:
            met.add(column)
    return layout


def _may_predict(table: Table) -> bool:
    """Whether a table that is not read looks as if it held predictions."""
    layout = columns.settled(table.headers, by_words=True)
    if "statement" in layout:
        at = layout.index("statement")
        cells = [row.cells[at].text for row in table.rows if row.cells[at].text]
        weak = columns.folded(table.headers[at]) in _WEAK
        strong = _PREDICTION.fullmatch(table.headers[at].casefold()) is not None
        beside = _BESIDE & {column for column in layout if column}
        figures = all(compiled(_FIGURE).fullmatch(cell) for cell in cells)
        return (strong or bool(beside and not weak)) and not figures
    return "deadline_phrase" in layout and not {"speaker", "credence"}.isdisjoint(layout)


def _statement_by_name(
    headers: Sequence[str], layout: Sequence[str | None], beside: Set[str]
) -> int | None:
    """The one header that says prediction among other words; beside chance and deadline "Name" does too."""
    open_ = [number for number, column in enumerate(layout) if column is None]
    said = [number for number in open_ if compiled(_SAYS).fullmatch(headers[number].casefold())]
    if not said and {"credence", "deadline_phrase"} <= beside:
        said = [number for number in open_ if columns.folded(headers[number]) in _ANYTHING]
    return said[0] if len(said) == 1 else None


_WEAK = frozenset(("title", "内容", "event", "view", "看法", "call", "calls"))
_SAYS = (
    r"(?:[\w'’.-]+ ){1,3}(?:predictions?|forecasts?|claims?)|"
    r"(?:predictions?|forecasts?|claims?)(?: [\w'’.-]+){1,4}|"
    r".{1,6}(?:预测|预言|观点|預測|觀點)|(?:预测|预言|預測).{1,4}"
)
_ANYTHING = frozenset(("name", "what", "item", "topic", "名称", "事项", "事件", "项目", "内容描述"))

# A cell of figures alone: 7, 2.3%, $1.2bn, 12亿元, 3-4x.
_FIGURE = (
    r"(?i)(?=.*\d)(?:[\s\d.,%±+~≈<>/$€£¥()–—-]|bn|mn|tn|[kmbx](?![a-z])|bps?|pp|pct|usd|eur|rmb|亿|万|元|美元|倍|"
    r"个|约|左右|以上)+"
)


def _judges(name: str) -> bool:
    return "correct" in name or "是否" in name or "right" in name or "true" in name


def _upright(table: Table) -> Table:
    """A table of two columns that names a prediction and its speaker below each other, turned."""
    if len(table.headers) != 2:
        return table
    pairs = [
        (table.headers[0], Text(table.line, table.headers[1])),
        *((row.cells[0].text, row.cells[1]) for row in table.rows),
    ]
    keys = [columns.meaning(key) for key, _ in pairs]
    if keys.count("statement") != 1 or len(_BESIDE & set(filter(None, keys))) < 2:
        return table
    at = keys.index("statement")
    if not _PREDICTION.fullmatch(pairs[at][0].casefold()) or not pairs[at][1].text:
        return table
    line = pairs[at][1].line
    return Table(
        table.section,
        table.line,
        [key for key, _ in pairs],
        [document.Row(line, [cell for _, cell in pairs])],
    )


def _fields(notes: document.Document) -> Iterator[Table]:
    """Predictions that are written as lines: "Prediction: ...", "Speaker: ...", "Deadline: ..."."""
    run: list[tuple[str, Text]] = []
    section = 0
    for block in [*notes.blocks, None]:
        if isinstance(block, document.Lines) and not block.stray:
            for text in block.lines:
                found = compiled(r"\s*([^:：]{1,40}?)\s*[:：]\s*(\S.*?)\s*").fullmatch(text.text)
                key = found[1].strip(" *_") if found else ""
                meant = columns.meaning(key) if key else None
                if (
                    found is None
                    or block.section != section
                    or (meant is not None and any(columns.meaning(one) == meant for one, _ in run))
                ):
                    yield from _record(section, run)
                    run = []
                section = block.section
                if found is not None and (run or meant == "statement"):
                    run.append((key, text._replace(text=found[2], strong="")))
        else:
            yield from _record(section, run)
            run = []


def _record(section: int, run: list[tuple[str, Text]]) -> Iterator[Table]:
    if len(run) > 1 and _PREDICTION.fullmatch(run[0][0].casefold()):
        line = run[0][1].line
        yield Table(
            section, line, [key for key, _ in run], [document.Row(line, [cell for _, cell in run])]
        )
