"""The text of a document, piece by piece: where each stands, who speaks, and what it belongs to.

Speakers are taken as the document tells them: a quote names one, a label before a colon, a line that holds a
name alone, a heading, the sentence that introduces a list, or "said Ann". Nobody is guessed.
"""
# ruff: noqa: E501, RUF001 - a pattern reads best on one line; Chinese notes have wide colons

from bisect import bisect_right
from collections import Counter
from collections.abc import Container
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal
from typing import NamedTuple

from ledger.domain import clause
from ledger.domain.cycles import compiled
from ledger.domain.numerals import is_chinese
from ledger.exchange.document import Block
from ledger.exchange.document import Document
from ledger.exchange.document import Quoted
from ledger.exchange.document import Table
from ledger.exchange.document import Text

Kind = Literal["text", "item", "cell", "heading", "quote"]
Told = Literal["quote", "label", "heading", "lead", "text", "document"]


class Piece(NamedTuple):
    """A block of a document: its lines, each with its number, and the section that it stands in.

    `group` tells what stands in one quote; `bold` is what it begins with in bold. `row` holds all cells of a
    cell's row, `headers` those of its table, and `at` says which of them this one is.
    """

    kind: Kind
    lines: Sequence[tuple[int, str]]
    section: int
    group: int = 0
    bold: str = ""
    row: Sequence[str] = ()
    headers: Sequence[str] = ()
    at: int = 0


class Sentence(NamedTuple):
    """A sentence, the line it begins on, who says it and by what the document tells that.

    `spoken` where it is somebody's own words; `label` stands before the colon of an item, or in front of a cell;
    `heading` is the one above, `lead` what introduces the list, `paragraph` numbers the piece it is of.
    """

    text: str
    line: int
    kind: Kind
    speaker: str | None
    told: Told | None
    spoken: bool
    asked: bool
    label: str | None
    heading: str | None
    lead: str | None
    piece: Piece
    paragraph: int


def pieces(text: Document, left_out: Container[int]) -> Iterator[Piece]:
    """The blocks of a document in order, without the tables whose first line is left out."""
    for section, blocks in groupby(_in_order(text), lambda block: block[1]):
        heading = text.sections[section]
        if section:
            yield Piece("heading", [(heading.line, heading.title)], section)
        for number, _, block in blocks:
            if isinstance(block, Table):
                if block.line not in left_out:
                    yield from _cells(block)
            elif isinstance(block, Quoted):
                yield from _paragraphs(block, number)
            elif block is not None and not block.stray:
                lines = _lines(block.lines)
                if lines:
                    kind: Kind = "item" if block.item else "text"
                    yield Piece(kind, lines, section, bold=block.lines[0].strong)


def _in_order(text: Document) -> Iterator[tuple[int, int, Block | None]]:
    """The blocks with their numbers and sections; a section without a block has none."""
    section = 0
    for number, block in enumerate(text.blocks, 1):
        while section < block.section:
            section += 1
            if section < block.section:
                yield 0, section, None
        yield number, block.section, block
    for empty in range(section + 1, len(text.sections)):
        yield 0, empty, None


def _lines(lines: Sequence[Text]) -> list[tuple[int, str]]:
    """Lines that say something, without addresses and what is struck out."""
    found = [(line.line, _said(line)) for line in lines]
    return [(number, text) for number, text in found if text]


def _said(text: Text) -> str:
    if text.struck:
        return ""
    return " ".join(compiled(r"https?://[^\s)）\]>]+").sub(" ", text.text).split())


def _paragraphs(block: Quoted, number: int) -> Iterator[Piece]:
    for told, lines in groupby(block.lines, lambda line: bool(line.text)):
        some = list(lines)
        if told and (kept := _lines(some)):
            yield Piece("quote", kept, block.section, number, some[0].strong)


def _cells(table: Table) -> Iterator[Piece]:
    for row in table.rows:
        cells = tuple(_said(cell) for cell in row.cells)
        for at, cell in enumerate(cells):
            if cell:
                yield Piece(
                    "cell",
                    [(row.line, cell)],
                    table.section,
                    row=cells,
                    headers=table.headers,
                    at=at,
                )


# Who is who

_STAMP = r"\s*(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*)?"
_LABEL = rf"{_STAMP}(?P<label>[^\s:：。！？!?；;\"“”][^:：。！？!?；;\"“”]{{0,59}}?)\s?(?P<colon>[:：])\s*"
_WORD = r"[A-Z][\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|de|van|von|la|al|bin|of)){{0,4}}"
_NAME_ALONE = rf"(?P<name>{_NAME}) ?(?:--?|—|–|,|\|) ?(?P<title>[A-Z][^.!?。]{{2,70}})"
_ZH_NAME = r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,12}"
_ROLE = (
    r"(?i)(?:(?:vice )?chair(?:man|woman|person)?|(?:vice )?president|ceo|cfo|cto|governor|minister|secretary|spokes(?:person|man|woman)|mayor)"
    r"|.{0,4}(?:主席|部长|局长|行长|总理|总统|发言人|书记|市长|省长|董事长|总经理)"
)
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安"
    "齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳"
    "傅卞卜娄褚柏窦奚鲍费廉岑滕邬臧茅闵刁虞裘缪郁杭洪钮嵇荣荀甄芮仲宫仇栾郜蓟薄蒲鄂赖卓蔺屠蒙胥贡姬桑濮燕晏柴瞿阎艾戈庾匡寇阙巩荆"
)
_ROLES_ZH = (
    r"局长|部长|行长|市长|省长|院长|校长|秘书长|处长|厅长|董事长|会长|社长|主任|主席|总裁|总经理|经理|总监|负责人|创始人|发言人|分析师|教授|研究员|专家|"
    r"首席执行官|首席财务官|首席技术官|(?i:ceo|cfo|cto|coo)"
)
# Whoever asks or leads through foretells nothing.
_ASKS = compiled(
    r"(?i)(?:q|question|questioner|operator|moderator|host|interviewer|analyst|unidentified.*|reporter|audience|conference call participants|"
    r"问|提问|提问者|主持人?|记者|.*记者|问题)(?:[\s(（,，:：].*)?"
)
_ANSWERS = compiled(r"(?i)(?:a|answer|答|回答|答复)")
_PRESENT = frozenset(
    [
        "participants",
        "attendees",
        "speakers",
        "present",
        "panel",
        "hosts",
        "guests",
        "guest",
        "presenters",
    ]
    + [
        "host",
        "moderator",
        "参会",
        "参会人",
        "参会人员",
        "参会者",
        "与会",
        "与会者",
        "与会人员",
        "出席",
    ]
    + ["出席人员", "嘉宾", "与会嘉宾", "出席嘉宾", "主持", "主持人"]
)
_MAIN = frozenset(
    [
        "speaker",
        "presenter",
        "interviewee",
        "主讲人",
        "主讲",
        "演讲者",
        "演讲人",
        "主要发言人",
        "受访者",
    ]
    + ["受访人", "发言人", "讲者"]
)
_AUTHOR = frozenset(["author", "by", "written by", "posted by", "作者", "撰文", "文", "博主"])
_SAY_ZH = r"表示|说道|说|称|认为|指出|回答|答道|补充|预测|预言|透露|强调|坦言|直言|介绍|宣布|承诺|告诉|写道|解释|回应|总结|谈到|提到|判断|预计|估计|相信|做出|描述|回顾|列举|展望|给出"
_SAY_EN = (
    r"said|says|told|tells|added|adds|predicted|predicts|expects|expected|believes|thinks|wrote|writes|explained|explains|noted|notes|announced|"
    r"announces|promised|promises|warned|warns|argued|argues|claimed|claims|answered|replied|described|describes|listed|lists|forecast|forecasts|"
    r"outlined|presented|stated|states|insisted|insists|estimated|estimates"
)


def label_of(text: str) -> tuple[str, str] | None:
    """What stands before the colon at the start of a line, and the rest: ("Ann", "We ship.").

    >>> label_of("Ann Li (finance): We ship."), label_of("at 10:30 we ship"), label_of("许可:上线")
    (('Ann Li (finance)', 'We ship.'), None, ('许可', '上线'))
    """
    found = compiled(_LABEL).match(text)
    if found is None:
        return None
    rest = text[found.end() :]
    apart = found["colon"] == "：" or not rest or text[found.end() - 1].isspace()
    if not apart and not is_chinese(found["label"][-1]):
        return None
    return found["label"].strip(" *_"), rest.strip()


class People:
    """Everybody whom a document names, by each of their spellings."""

    def __init__(self, roster: Mapping[str, str], found: Sequence[Piece]) -> None:
        self.names = dict(roster)
        # Who alone speaks where nothing else is told: the author, or the only speaker.
        self.main: str | None = None
        # Whether the text tells what others say, as a news story does.
        self.reports = False
        self._author = False
        self._labels: Counter[str] = Counter()
        self._meet(found)
        several = {name for name in self.names.values() if name != self.main}
        if not self._author and (several or self._labels):
            self.main = None if several else self.main
        texts = [text for piece in found if piece.kind == "text" for _, text in piece.lines]
        for name in _called_by_last_name(texts):
            self._know(name)
        told = sum(compiled(_TELLS).search(text) is not None for text in texts)
        self.reports = told >= 4 or (told == 3 and len(texts) < 25)
        first = sum(
            compiled(r"\b(?:I|I'm|I'll|my|My)\b|我(?![国们军])").search(text) is not None
            for text in texts
        )
        if self._author and (self.reports or not first):
            self.main = None  # a byline: the words are those of the people in the story

    def called(self, text: str | None) -> str | None:
        """The name of somebody known that a label is, without role and firm."""
        if not text:
            return None
        for spelling in _spellings(text):
            known = self.names.get(spelling.casefold())
            if known is not None:
                return known
        return None

    def mentioned(self, text: str, *, last: bool = False) -> str | None:
        """The first one known whom a text names, or the last; of spellings in one place the longest."""
        low = text.casefold()
        if len(low) != len(text):
            return None
        places = range(len(low) - 1)
        for at in reversed(places) if last else places:
            for spelling in self._by_start.get(low[at : at + 2], ()):
                if low.startswith(spelling, at) and (
                    not spelling.isascii() or _stands_alone(low, at, len(spelling))
                ):
                    return self.names[spelling]
        return None

    @cached_property
    def _by_start(self) -> dict[str, list[str]]:
        """The spellings by how they begin, the longest first."""
        found: dict[str, list[str]] = {}
        for spelling in sorted(self.names, key=len, reverse=True):
            if len(spelling) > 1:
                found.setdefault(spelling[:2], []).append(spelling)
        return found

    def speaks(self, label: str) -> str | None:
        """The name that a label is, where it names a speaker and no subject."""
        known = self.called(label)
        if known is not None:
            return known
        name = _spellings(label)[-1]
        if compiled(_ROLE).fullmatch(name):
            return name
        if self._labels[label] > 1 and _is_name(name, strict=False):
            return name
        return name if self._labels and _is_name(name, strict=True) else None

    def _meet(self, found: Sequence[Piece]) -> None:
        labels: Counter[str] = Counter()
        for piece in found:
            if piece.kind == "heading":
                continue
            if piece.kind == "cell":
                if piece.at == 1 and len(piece.row) == 2:
                    self._introduce(piece.row[0], piece.row[1])
                continue
            for number, (_, text) in enumerate(piece.lines):
                told = label_of(text)
                if told is not None:
                    if piece.kind != "quote":
                        self._introduce(*told)
                    if piece.kind == "text" or _is_name(_spellings(told[0])[-1], strict=True):
                        labels[told[0]] += 1
                    if piece.kind == "quote" and number == 0 and piece.bold:
                        self._know(piece.bold.strip(" :："))
                if piece.kind == "text":
                    for name in _tellers(text):
                        self._know(name)
                alone = compiled(_NAME_ALONE).fullmatch(text)
                if (
                    alone is not None
                    and piece.kind == "text"
                    and _is_name(alone["name"], strict=True)
                ):
                    self._know(alone["name"])
                if piece.kind == "text" and piece.lines[0][0] < 15:
                    by = compiled(
                        rf"(?:.{{0,40}}\b(?:[Pp]osted|[Pp]ublished|[Ww]ritten)\b.{{0,40}} )?[Bb]y (?P<name>{_NAME})"
                    ).fullmatch(text)
                    if by is not None:
                        self._author = True
                        self.main = self._know(by["name"])
        for label, count in labels.items():
            name = _spellings(label)[-1]
            if _ASKS.fullmatch(label) or _ANSWERS.fullmatch(label):
                continue
            if self.called(label) is not None:
                self._labels[label] = count
            elif count > 1 and _is_name(name, strict=False) and not _is_subject(label):
                self._labels[label] = count
                self._know(name)

    def _introduce(self, key: str, value: str) -> None:
        """Take the names of a line like "Participants: Ann, Bo"."""
        word = key.strip(" *_").casefold()
        if word in _AUTHOR or word in _MAIN:
            first = compiled(r"[\u3000,，;；、|(（]| {2,}|\s(?=\S+[:：])").split(value.strip())[0]
            if _is_name(first.strip(), strict=False):
                self._author = self._author or word in _AUTHOR
                self.main = self._know(first.strip())
        elif word in _PRESENT:
            for part in compiled(r"[、,，;；/|]|\band\b").split(value):
                name = _spellings(part.strip())[-1] if part.strip() else ""
                if _is_name(name, strict=False):
                    self._know(name)

    def _know(self, name: str) -> str:
        name = name.strip()
        known = self.names.get(name.casefold())
        if known is None:
            known = self.names[name.casefold()] = name
            parts = name.split()
            if len(parts) > 1 and name.isascii():
                # A first or last name alone, where nobody else has it.
                for part in (parts[0], parts[-1]):
                    self.names.setdefault(part.casefold(), known)
        return known


def _spellings(label: str) -> list[str]:
    """A label, and without brackets, firm and role: "主持人 何玥" is 何玥."""
    bare = compiled(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*").sub(" ", label).strip()
    before = compiled(r"\s*(?:[,，|/]|--?\s|—|–|\s-\s)").split(bare)[0].strip()
    spellings = [label.strip(), bare, before]
    if is_chinese(before) and " " in before:
        role, _, name = before.partition(" ")
        spellings.append(name.strip() if is_chinese(role) else role)
    return [spelling for spelling in spellings if spelling] or [label]


def _is_name(text: str, *, strict: bool) -> bool:
    """Whether a text can be somebody's name; strictly, one that can hardly be anything else."""
    if is_chinese(text):
        if not compiled(_ZH_NAME).fullmatch(text) or _is_subject(text):
            return False
        if text[-1] in "也还则又曾就都在是说的将会":
            return False
        return not strict or (text[0] in _SURNAMES and len(text) <= 3) or "·" in text
    if not compiled(_NAME).fullmatch(text) and not compiled(r"(?i)speaker \w{1,3}").fullmatch(text):
        return False
    return not strict or (" " in text and not _is_subject(text))


def _is_subject(label: str) -> bool:
    """Whether a label names what the line is about."""
    return (
        compiled(
            r"(?i).*(?:时间|日期|地点|主题|来源|标题|链接|结论|背景|目的|目标|进[度展]|问题|风险|说明|备注|要点|摘要|总结|参会|出席|主持|记录|整理|作者|单位|附件|议题|事项|内容|项目|阶段|"
            r"数据|指标|关键|例如|其中|[一二三四五]是|比如|原因|方案|计划|特点|优势|影响|方面|领域|能力|预测|规模|价格|成本|收入|利润|增长|业务|产品|市场|第.|更新|注意|提示)"
            r"|(?i:.*\b(?:date|time|place|topic|title|source|link|note|notes|summary|steps|takeaways|highlights|agenda|status|results?|outlook|guidance|quarter|"
            r"revenue|margin|margins|sales|cash|flow|book|count|figures|risks?|goals?|background|update|updates|answer|question|questions|score|formula|where|warning|tip|example)\b.*)"
        ).fullmatch(label)
        is not None
    )


def _stands_alone(text: str, at: int, length: int) -> bool:
    before, after = text[at - 1 : at], text[at + length : at + length + 1]
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


# Who speaks


# Somebody tells something, and who it is.
_TELLS = r"\b(?:said|says|told|tells|added|announced|predicted|predicts|revealed|according to)\b|表示|指出|透露|强调|坦言|直言|[^名自号人]称[，,：:]|据.{2,12}(?:报道|介绍)"
_TELLER_EN = rf"(?P<name>(?!The |This |That |These |Our |In |On |At |But |And ){_WORD} {_WORD}(?: {_WORD})?)(?:, [^,]{{2,60}},)? (?:also |then |later |\w+ly )?(?:said|says|told|added|predicted|predicts|revealed|announced|pledged|promised)\b"
_TELLER_ZH = rf"(?:^|[，。；：“”\s]|{_ROLES_ZH})(?P<name>[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?:在[^，。]{{1,14}}|还|也|则|曾|日前|近日|此前|随后)?(?:表示|说|称|指出|透露|强调|坦言|直言|介绍|致辞|认为|预测|回应|回复)"


def _tellers(text: str) -> Iterator[str]:
    """The people who say something in a running text."""
    for found in compiled(_TELLER_ZH if is_chinese(text) else _TELLER_EN).finditer(text):
        if _is_name(found["name"], strict=True):
            yield found["name"]


_PART = r"[A-Z][\w'’-]{1,30}"
_SAYS_ALONE = rf"\b(?P<name>{_PART}) (?:said|says|predicted|predicts|added|warned|told)\b|\b(?:said|says|predicts) (?P<behind>{_PART})"
_ADDRESS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Professor",
        "Prof",
        "President",
        "Minister",
        "Governor",
        "Senator",
        "Sir",
        "Lady",
        "The",
        "And",
        "But",
        "So",
        "Then",
        "When",
    ]
)


def _called_by_last_name(texts: Sequence[str]) -> Iterator[str]:
    """The full names of those who say something under their last name, where only one has it."""
    alone = {
        found["name"] or found["behind"]
        for text in texts
        for found in compiled(_SAYS_ALONE).finditer(text)
    } - {"He", "She", "They", "It", "We", "You"}
    full: dict[str, set[str]] = {}
    for text in texts if alone else ():
        for found in compiled(rf"(?<![\w-])(?=(?P<first>{_PART}) (?P<last>{_PART}))").finditer(
            text
        ):
            if found["last"] in alone and found["first"] not in _ADDRESS:
                full.setdefault(found["last"], set()).add(f"{found['first']} {found['last']}")
    for names in full.values():
        if len(names) == 1:
            yield from names


class _Voice(NamedTuple):
    speaker: str | None = None
    told: Told | None = None
    asks: bool = False


NOBODY = _Voice()


def sentences(found: Sequence[Piece], people: People) -> Iterator[Sentence]:
    """The sentences of a document in order, each with its speaker where the document tells one."""
    voice = NOBODY  # of the paragraphs that follow a name
    lead: tuple[str, _Voice] | None = None
    heading = None
    quoted = (0, NOBODY)
    for number, piece in enumerate(found):
        if piece.kind == "heading":
            heading = " ".join(text for _, text in piece.lines)
            lead = None
            name = people.called(heading)
            voice = _Voice(name, "heading") if name else NOBODY
            yield from _cut(piece, piece.lines, NOBODY, people, number, heading=None)
        elif piece.kind == "cell":
            yield from _cut(piece, piece.lines, NOBODY, people, number, heading=heading)
        elif piece.kind == "quote":
            if piece.group != quoted[0]:
                quoted = (piece.group, lead[1] if lead else voice)
            lines = list(piece.lines)
            name, rest = _quoted_by(piece, lines[0][1])
            if name is not None:
                lines[0] = (lines[0][0], rest)
                quoted = (piece.group, _Voice(people.called(name) or name, "quote"))
            elif behind := _quoted_by_last(found, number):
                quoted = (piece.group, _Voice(people.called(behind) or behind, "quote"))
            yield from _cut(piece, lines, quoted[1], people, number, heading=heading, own=True)
        elif piece.kind == "item":
            told = label_of(piece.lines[0][1])
            here = lead[1] if lead and lead[1].speaker else voice
            label = None
            lines = list(piece.lines)
            if told is not None:
                name = people.speaks(told[0])
                if _ASKS.fullmatch(told[0]):
                    here = _Voice(asks=True)
                elif name is not None:
                    here = _Voice(name, "label")
                else:
                    label = told[0]
                lines[0] = (lines[0][0], told[1])
            yield from _cut(
                piece, lines, here, people, number, heading=heading,
                label=label, lead=lead[0] if lead else None,
            )  # fmt: skip
        else:
            lead = None
            for run, speaking in _runs(piece, voice, people):
                voice = speaking
                yield from _cut(piece, run, voice, people, number, heading=heading)
                text = " ".join(text for _, text in run)
                if text.endswith((":", "：")):
                    named = people.mentioned(text)
                    if named is None and piece.bold:
                        # Somebody nothing else names, or a subject: what follows is not the last one's.
                        voice = NOBODY
                    lead = (text, _Voice(named, "lead") if named else voice)


def _runs(
    piece: Piece, voice: _Voice, people: People
) -> Iterator[tuple[list[tuple[int, str]], _Voice]]:
    """The lines of a paragraph, cut where somebody else begins to speak."""
    run: list[tuple[int, str]] = []
    for line, text in piece.lines:
        told = label_of(text)
        name = None
        asks = False
        rest = ""
        if told is not None and not _is_about(told[0]) and not _says(told[0]):
            label, rest = told
            asks = _ASKS.fullmatch(label) is not None
            answers = _ANSWERS.fullmatch(label) is not None
            name = people.main if answers else people.speaks(label)
            if not (asks or answers or name):
                name = None
                told = None
        else:
            told = None
        alone = compiled(_NAME_ALONE).fullmatch(text)
        if told is None and alone is not None and people.called(alone["name"]):
            told, name, rest = (text, ""), people.called(alone["name"]), ""
        elif told is None and (
            len(text) <= _LONGEST_NAME
            and not text.endswith((".", "。", "！", "!"))
            and (people.called(text) and not _says(text.rstrip(":：")) or _ASKS.fullmatch(text))
        ):
            told, name, rest = (text, ""), people.called(text), ""
            asks = name is None
        if told is not None:
            if run:
                yield run, voice
            voice = _Voice(name, "label" if name else None, asks)
            run = [(line, rest)] if rest else []
            if not rest:
                yield [], voice
        else:
            run.append((line, text))
    if run:
        yield run, voice


def _says(label: str) -> bool:
    """Whether what stands before a colon tells that somebody speaks: "Gorang 补充道"."""
    return compiled(rf".*(?:{_SAY_ZH}).{{0,3}}|.* (?:{_SAY_EN})").fullmatch(label) is not None


# A longer line is no name with its role.
_LONGEST_NAME = 60


def _is_about(label: str) -> bool:
    word = label.casefold()
    return (
        word in _PRESENT and word not in ("host", "moderator") or word in _MAIN or word in _AUTHOR
    )


def _quoted_by(piece: Piece, text: str) -> tuple[str | None, str]:
    """The name that opens a quote, and the words behind it."""
    told = label_of(text)
    if told is None:
        return None, text
    label, rest = told
    if piece.bold and piece.bold.strip(" :：") == label:
        return label, rest
    if rest.startswith(('"', "“", "「", "『")) or _is_name(_spellings(label)[-1], strict=True):
        return label, rest
    return None, text


def _quoted_by_last(found: Sequence[Piece], number: int) -> str | None:
    """The name behind a dash in the last line of a quote."""
    group = found[number].group
    last = number
    while last + 1 < len(found) and last < number + 20 and found[last + 1].group == group:
        last += 1
    text = found[last].lines[-1][1]
    behind = compiled(
        r"(?:.*[\"”」』.!。]\s*)?(?:[—–]{1,2}|--?)\s*(?P<name>[^\"“”—–]{2,40})"
    ).fullmatch(text)
    if behind is None:
        return None
    name = _spellings(behind["name"].strip(" *_."))[-1]
    return name if _is_name(name, strict=False) else None


# Sentences

_MARKS = r"“(?P<a>[^“”]{6,800})”|\"(?P<b>[^\"]{6,800})\"|「(?P<c>[^「」]{6,800})」|『(?P<d>[^『』]{6,800})』"
_WHO_EN = rf"(?P<who>(?!The |This |That |These ){_NAME}|[Hh]e|[Ss]he|[Tt]hey)"
_BEFORE_ZH = rf"(?P<who>[^，。；：:！？\"“”,.]{{1,30}}?)(?:{_SAY_ZH})[^，。：:]{{0,10}}[：:，,]?\s*"
_BEFORE_EN = rf"{_WHO_EN}(?:, [^,]{{2,60}},)? (?:also |then |later |\w+ly )?(?:{_SAY_EN})\b[^.:]{{0,40}}[:,]?\s*"
_SAID_EN = rf"(?:(?:{_SAY_EN}) {_WHO_EN}|{_WHO_EN.replace('who', 'who2')} (?:\w+ly |also |then )?(?:{_SAY_EN}))\b"


def _cut(
    piece: Piece,
    lines: Sequence[tuple[int, str]],
    voice: _Voice,
    people: People,
    paragraph: int,
    *,
    heading: str | None,
    label: str | None = None,
    lead: str | None = None,
    own: bool = False,
) -> Iterator[Sentence]:
    """The sentences of some lines that one voice speaks; quoted ones within belong to whom they are ascribed."""
    text, starts = _joined(lines)
    if not text:
        return
    if (
        voice.speaker is None
        and not voice.asks
        and people.main is not None
        and piece.kind != "cell"
    ):
        voice = _Voice(people.main, "document")
    spoken = own or voice.told in ("label", "heading", "document", "quote")

    places = [start for start, _ in starts]
    last: str | None = None

    def cut(start: int, end: int, who: _Voice, *, spoken: bool) -> Iterator[Sentence]:
        nonlocal last
        for first, stop in clause.sentences(text[start:end]):
            raw = text[start + first : start + stop]
            words = _bare(raw)
            if not words:
                continue
            said_by = who
            if who.told in (None, "document", "lead") and piece.kind in ("text", "item"):
                told = _ascribed(words, people, last)
                last = people.mentioned(words, last=True) or last
                if told is not None:
                    said_by = _Voice(told, "text")
            own = spoken or said_by.told == "text"
            yield Sentence(
                words,
                starts[bisect_right(places, start + first + raw.find(words[:1])) - 1][1],
                piece.kind,
                said_by.speaker,
                said_by.told,
                own,
                who.asks or text[start + stop : start + stop + 1] in ("?", "？"),
                label,
                heading,
                lead,
                piece,
                paragraph,
            )

    if own or (spoken and voice.told != "document"):
        # Marks around it all are the quote's own; what is quoted within is somebody else's.
        yield from cut(0, len(text), voice, spoken=True)
        return
    place = 0
    for quote in compiled(_MARKS).finditer(text):
        if not _is_speech(quote[0][1:-1]):
            continue
        who = _ascribed_around(text, place, quote.start(), quote.end(), people, last)
        if who is None:
            continue
        yield from cut(place, quote.start(), voice, spoken=spoken)
        yield from cut(quote.start() + 1, quote.end() - 1, who, spoken=True)
        place = quote.end()
    yield from cut(place, len(text), voice, spoken=spoken)


def _is_speech(words: str) -> bool:
    """Whether words between marks are a sentence, not a phrase that is quoted in passing."""
    if words[-1:] in ".!?。！？；":
        return True
    return len(words) >= 12 if is_chinese(words) else len(words.split()) >= 5


# A shorter line was not broken for want of room.
_WRAPPED = 40


def _width(text: str) -> int:
    return len(text) + sum(character > "\u2e7f" for character in text)


_PAIRS = (("“", "”"), ("「", "」"), ("『", "』"), ('"', '"'), ("'", "'"), ("‘", "’"))


def _bare(text: str) -> str:
    """A sentence without dashes and blanks around it, and without a mark whose other half is elsewhere."""
    text = text.strip(" \t\n*_-—–")
    for opening, closing in _PAIRS:
        if opening == closing:
            odd = text.count(opening) % 2 == 1
        else:
            odd = text.count(opening) != text.count(closing)
        if text[:1] == opening and (odd or text[-1:] == closing and text.count(opening) < 3):
            text = text[1:]
            odd = not odd
        if text[-1:] == closing and odd:
            text = text[:-1]
    return text.strip(" \t\n*_-—–").rstrip(".。,，")


def _joined(lines: Sequence[tuple[int, str]]) -> tuple[str, list[tuple[int, int]]]:
    """The lines of a paragraph as one text, and where in it each begins; between Chinese there is no blank."""
    text = before = ""
    starts = []
    for line, part in lines:
        if not part:
            continue
        if text and (_width(before) < _WRAPPED or label_of(part) is not None):
            text += "\n"  # a line of its own, not one that was wrapped
        elif text and not (is_chinese(text[-1]) and is_chinese(part[0])):
            text += " "
        before = part
        starts.append((len(text), line))
        text += part
    return text, starts


def _ascribed(sentence: str, people: People, last: str | None) -> str | None:
    """Whose prediction a sentence tells: "Ann said that it ships", 马斯克还表示."""
    if is_chinese(sentence):
        found = compiled(_BEFORE_ZH).match(sentence)
        return None if found is None else _who(found["who"], people, last)
    found = compiled(_BEFORE_EN).match(sentence)
    if found is None:
        found = compiled(rf".{{0,500}}, ?{_SAID_EN}").match(sentence)
    if found is None:
        return None
    groups = found.groupdict()
    return _who(groups.get("who") or groups.get("who2") or "", people, last)


def _ascribed_around(
    text: str, place: int, start: int, end: int, people: People, last: str | None
) -> _Voice | None:
    """Who says what stands between quotation marks, by the words before or behind it."""
    before = (
        compiled(r"[。！？!?]|\.(?=\s)").split(text[max(place, start - 90) : start])[-1].strip()
    )
    behind = text[end : end + 90]
    last = people.mentioned(text[max(place, start - 300) : start], last=True) or last
    for pattern, piece in ((_BEFORE_ZH, before), (_BEFORE_EN, before)):
        found = compiled(pattern).fullmatch(piece)
        if found is not None:
            return _Voice(_who(found["who"], people, last), "text")
    found = compiled(rf"[,.]?\s*{_SAID_EN}").match(behind)
    if found is not None:
        return _Voice(_who(found["who"] or found["who2"], people, last), "text")
    if before.endswith((":", "：")) and (named := people.mentioned(before)):
        return _Voice(named, "text")
    return None


def _who(words: str, people: People, last: str | None) -> str | None:
    """The one whom words name, by roster and document; he and she are the last one named."""
    words = words.strip()
    if words.casefold() in ("he", "she", "they", "他", "她", "他还", "她还", "他们"):
        return last
    known = people.mentioned(words)
    if known is not None:
        return known
    role = compiled(rf".{{0,16}}(?:{_ROLES_ZH})(?P<name>[\u4e00-\u9fff]{{2,3}})").fullmatch(words)
    if role is not None and _is_name(role["name"], strict=True):
        return role["name"]
    name = compiled(r"(?:还|也|则|又|随后|最后|接着|同时|并|进一步|明确|曾|在.{1,12})+$").sub(
        "", words
    )
    return name if _is_name(name, strict=True) else None
