"""A Markdown text as a reader of notes needs it: sections, tables, lines and quotes, each with its line."""
# ruff: noqa: RUF001 - Chinese notes have wide punctuation

from collections.abc import Iterator
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ledger.domain.cycles import compiled
from ledger.domain.numerals import is_chinese


class Text(NamedTuple):
    """A line or a cell without its marks.

    `links` are the addresses it links to, `linked` is set where a link covers all of it. `strong` is what it
    begins with in bold, if anything; `struck` where all of it is struck out, `partly` where a part was, which
    is left out.
    """

    line: int
    text: str
    links: tuple[str, ...] = ()
    linked: bool = False
    strong: str = ""
    struck: bool = False
    partly: bool = False


class Section(NamedTuple):
    """A heading and what stands under it; `above` is the number of the section that it belongs to."""

    level: int
    title: str
    line: int
    above: int


class Row(NamedTuple):
    """A row of a table. `more` is what stands behind its last column; `lines_up` is not set in doubt."""

    line: int
    cells: list[Text]
    more: str = ""
    lines_up: bool = True


class Table(NamedTuple):
    """A table, and the number of the section that it stands in."""

    section: int
    line: int
    headers: list[str]
    rows: list[Row]


class Lines(NamedTuple):
    """A paragraph: its lines; `item` is set in a list, `stray` where it looks like rows of a table."""

    section: int
    lines: list[Text]
    item: bool
    stray: bool


class Quoted(NamedTuple):
    """A block quote: its lines, and "" between its paragraphs."""

    section: int
    line: int
    lines: list[Text]


Block = Table | Lines | Quoted


class Document(NamedTuple):
    """All of a text. Section 0 is the document itself; `front` is what its front matter says."""

    front: list[tuple[str, str, int]]
    sections: list[Section]
    blocks: list[Block]
    html_tables: list[int]

    def under(self, section: int) -> Iterator[int]:
        """A section and those it belongs to, from the inside to the document itself."""
        while section >= 0:
            yield section
            section = self.sections[section].above


def parse(text: str, *, plain: bool = False) -> Document:
    """What a Markdown text holds; no text is none. In a plain one nothing is code or HTML."""
    from markdown_it import MarkdownIt

    front, body = _front_matter(text)
    document = Document(front, [Section(0, "", 1, -1)], [], [])
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    if plain:
        parser.disable(["code", "fence", "html_block", "html_inline", "lheading"])
    tokens = parser.parse(body)
    _Walk(document, tokens, body.split("\n")).all()
    return document


class _Walk:
    def __init__(self, document: Document, tokens: Sequence[Any], lines: list[str]) -> None:
        self.document = document
        self.tokens = tokens
        self.lines = lines
        self.section = 0
        self.items = 0
        self.quotes: list[list[Text]] = []

    def all(self) -> None:
        number = 0
        while number < len(self.tokens):
            token = self.tokens[number]
            if token.type == "table_open":
                number = self._table(number)
                continue
            if token.type == "blockquote_open":
                if not self.quotes:
                    self.start = token.map[0] + 1
                self.quotes.append([])
            elif token.type == "blockquote_close":
                lines = self.quotes.pop()
                if self.quotes:
                    self.quotes[-1] += lines
                elif lines:
                    self.document.blocks.append(Quoted(self.section, self.start, lines))
            elif token.type in ("list_item_open", "list_item_close"):
                self.items += 1 if token.nesting > 0 else -1
            elif token.type == "inline":
                self._inline(token, self.tokens[number - 1])
            elif token.type == "html_block" and compiled(r"(?i)<table\b").search(token.content):
                self.document.html_tables.append(token.map[0] + 1)
            number += 1

    def _inline(self, token: Any, opened: Any) -> None:
        lines = list(_lines(token))
        if opened.type == "heading_open" and not self.quotes:
            self._heading(int(opened.tag[1:]), lines)
        elif self.quotes:
            self.quotes[-1] += [*lines, Text(lines[-1].line, "")] if lines else []
        elif lines:
            raw = token.content.split("\n")
            bars = [line.replace("｜", "|") for line in raw]
            stray = all(line.count("|") > 1 for line in bars) or (
                len(raw) > 1 and _is_ruled(raw[1])
            )
            self.document.blocks.append(Lines(self.section, lines, self.items > 0, stray))

    def _heading(self, level: int, lines: list[Text]) -> None:
        sections = self.document.sections
        above = self.section
        while sections[above].level >= level:
            above = sections[above].above
        title = " ".join(line.text for line in lines)
        line = lines[0].line if lines else 1
        sections.append(Section(level, title, line, above))
        self.section = len(sections) - 1

    def _table(self, number: int) -> int:
        headers: list[str] = []
        rows: list[Row] = []
        first = self.tokens[number].map[0] + 1
        line = first
        cells: list[Text] = []
        while self.tokens[number].type != "table_close":
            token = self.tokens[number]
            if token.type == "tr_open":
                cells = []
                line = token.map[0] + 1 if token.map else line
            elif token.type == "inline":
                cells.append(_cell(token, line))
            elif token.type == "tr_close":
                if headers:
                    rows.append(self._row(line, first, cells, len(headers)))
                else:
                    headers = [cell.text for cell in cells]
            number += 1
        self.document.blocks.append(Table(self.section, first, headers, rows))
        return number + 1

    def _row(self, line: int, first: int, cells: list[Text], width: int) -> Row:
        raw, head = (self.lines[at - 1].lstrip(" \t>") for at in (line, first))
        # With | in front of a row alone, its first cell may be empty, or there may be none.
        lines_up = raw.startswith("|") == head.startswith("|")
        more = " | ".join(cell.strip() for cell in split(raw)[width:] if cell.strip())
        return Row(line, cells, more, lines_up)


def split(raw: str) -> list[str]:
    r"""The cells of a line of a table as they are written; \| is no end of one."""
    raw = raw.strip()
    raw = raw.removeprefix("|")
    if raw.endswith("|") and not raw.endswith("\\|"):
        raw = raw[:-1]
    return compiled(r"(?<!\\)\|").split(raw)


def _is_ruled(line: str) -> bool:
    """Whether a line is one of dashes, as below the header of a table."""
    return "|" in line and compiled(r"[\s|:>-]*-[\s|:>-]*").fullmatch(line) is not None


def _cell(token: Any, line: int) -> Text:
    pieces = list(_lines(token, breaks=False))
    return pieces[0]._replace(line=line) if pieces else Text(line, "")


_BREAKS = ("softbreak", "hardbreak")


def _lines(token: Any, *, breaks: bool = True) -> Iterator[Text]:
    """The lines of an inline token; all in one where `breaks` is not set."""
    line = (token.map[0] if token.map else 0) + 1
    pieces = _Pieces(line)
    for child in token.children or ():
        is_break = child.type in _BREAKS
        if is_break or (child.type == "html_inline" and _is_tag(child.content, "br")):
            line += is_break
            if breaks:
                yield from pieces.text()
                pieces = _Pieces(line, pieces)
            else:
                pieces.add(" ")
        else:
            pieces.take(child)
    yield from pieces.text()


def _is_tag(html: str, name: str) -> bool:
    return compiled(rf"(?i)</?{name}\b.*").fullmatch(html) is not None


class _Pieces:
    """The pieces of a line, and in which marks they stand; marks that are open go on in the next line."""

    def __init__(self, line: int, before: "_Pieces | None" = None) -> None:
        self.line = line
        self.pieces: list[tuple[str, bool, bool, bool]] = []
        self.links: list[str] = []
        self.struck: int = before.struck if before else 0
        self.strong: int = before.strong if before else 0
        self.link: int = before.link if before else 0
        self.raised: int = before.raised if before else 0

    def add(self, text: str) -> None:
        self.pieces.append((text, self.struck > 0, self.strong > 0, self.link > 0))

    def take(self, token: Any) -> None:
        kind = token.type
        if kind in ("text", "code_inline"):
            if not self.raised:
                self.add(token.content)
            elif self.pieces and self.pieces[-1][0][-1:].isdigit():
                self.add("^" + token.content)
        elif kind in ("s_open", "s_close"):
            self.struck += token.nesting
        elif kind in ("strong_open", "strong_close"):
            self.strong += token.nesting
        elif kind in ("link_open", "link_close"):
            self.link += token.nesting
            href = str(token.attrGet("href") or "") if token.nesting > 0 else ""
            if href.startswith(("http://", "https://")) and href not in self.links:
                self.links.append(href)
        elif kind == "html_inline":
            # A note's number behind a name is none of it; behind a digit it is a power.
            if _is_tag(token.content, "sup"):
                self.raised = 0 if token.content.startswith("</") else 1
            elif _is_tag(token.content, "(?:del|s|strike)"):
                self.struck = 0 if token.content.startswith("</") else 1
            elif _is_tag(token.content, "(?:b|strong)"):
                self.strong = 0 if token.content.startswith("</") else 1

    def text(self) -> Iterator[Text]:
        """The line, if it says anything."""
        kept = [piece for piece in self.pieces if not piece[1]]
        struck = any(piece[0].strip() for piece in self.pieces if piece[1])
        text = _clean("".join(piece[0] for piece in kept))
        all_struck = struck and not text
        if all_struck:
            kept = self.pieces
            text = _clean("".join(piece[0] for piece in kept))
        if not text and not self.links:
            return
        strong = ""
        for piece in kept:
            if piece[0].strip() and not piece[2]:
                break
            strong += piece[0]
        linked = bool(self.links) and all(piece[3] or not piece[0].strip() for piece in kept)
        yield Text(
            self.line,
            text,
            tuple(self.links),
            linked,
            _clean(strong),
            all_struck,
            struck and not all_struck,
        )


def _clean(text: str) -> str:
    """A text without footnote marks, and wiki links as their words."""
    if "**" in text and is_chinese(text):
        text = text.replace("**", "")  # **标题：**正文 is no bold to Markdown
    if "[" in text:
        text = compiled(r"\[\^[^\]\s]+\]").sub("", text)
        text = compiled(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]").sub(r"\1", text)
    return " ".join(text.split())


# Front matter


def _front_matter(text: str) -> tuple[list[tuple[str, str, int]], str]:
    """What stands between two lines of dashes (or +++) at the top, and the text with those lines emptied."""
    lines = text.split("\n")
    fence = lines[0].lstrip("\ufeff").strip()
    if fence not in ("---", "+++"):
        return [], text
    ends = ("+++",) if fence == "+++" else ("---", "...")
    for number, line in enumerate(lines[1:200], 1):
        if line.strip() in ends:
            about = list(_pairs(lines[1:number], "=" if fence == "+++" else ":"))
            return about, "\n".join([""] * (number + 1) + lines[number + 1 :])
    return [], text


def _pairs(lines: Sequence[str], mark: str) -> Iterator[tuple[str, str, int]]:
    """The keys of front matter with their values, also of objects in it, and of a list its items, each."""
    listed = ""
    for number, line in enumerate(lines, 2):
        bare = line.strip()
        if not bare or bare.startswith(("#", "[")):
            continue
        if bare.startswith("- "):
            if listed:
                yield listed, _value(bare[2:]), number
            continue
        if mark == ":" and "：" in bare.partition(":")[0]:
            bare = bare.replace("：", ":", 1)
        key, found, value = bare.partition(mark)
        if not found:
            continue
        listed = key.strip().strip("\"'")
        value = value.strip()
        if value.startswith("[") and value.endswith("]"):
            for one in value[1:-1].split(","):
                if _value(one):
                    yield listed, _value(one), number
        elif _value(value):
            yield listed, _value(value), number


def _value(text: str) -> str:
    """A value without its quotation marks and the comment behind it."""
    text = text.strip()
    quoted = compiled(r"([\"'])(.*?)\1(?:\s+#.*)?").fullmatch(text)
    if quoted is not None:
        return quoted[2].strip()
    text = compiled(r"(?:^|\s+)#.*").sub("", text)
    return "" if text in ("|", ">", "|-", ">-", "null", "~") else text.strip()
