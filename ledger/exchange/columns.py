"""Our own columns, the names other files give them, and how each cell is read."""
# ruff: noqa: RUF001 - Chinese headers have wide punctuation

import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ledger.domain.claim import is_uid
from ledger.domain.claim import seen
from ledger.domain.cycles import compiled
from ledger.domain.dates import read_date
from ledger.domain.numerals import is_chinese
from ledger.domain.outcomes import read_outcome
from ledger.errors import UnreadableError
from ledger.exchange.draft import Draft
from ledger.exchange.draft import Problem

# In the order in which they are written.
COLUMNS = (
    "statement",
    "speaker",
    "said_on",
    "deadline_phrase",
    "earliest",
    "latest",
    "credence",
    "stance",
    "kind",
    "outcome",
    "happened_on",
    "judged_on",
    "judged_by",
    "judged_note",
    "retracted_on",
    "window",
    "private",
    "evidence",
    "criteria",
    "note",
    "quote",
    "quote_kind",
    "lang",
    "source",
    "url",
    "place",
    "tags",
    "cluster",
    "follows",
    "uid",
)

# Other names of a column, compared without case, blanks and punctuation, in simplified characters.
NAMES: Mapping[str, str] = {
    "statement": "what was said|what they said|what was predicted|prediction made|prediction|"
    "predictions|claim|claims|forecast|forecasts|question|statement|statements|title|"
    "what he predicts|what she predicts|what they predict|what he predicted|what she predicted|"
    "what they predicted|what is predicted|predicted event|预测|观点|观点/预测|预测内容|预测事项|"
    "预测观点|具体预测|核心预测|主要预测|重要预测|关键预测|核心观点|主要观点|观点内容|断言|陈述|"
    "内容|预言|预言内容|预判|论断",
    "speaker": "who said it|who said|said who|predicted by|forecast by|嘉宾|发言者|说话人|speaker|"
    "speakers|who|person|name|author|by|made by|predictor|forecaster|source person|said by|"
    "speaker name|attributed to|panelist|panellist|analyst|economist|pundit|interviewee|claimed by|"
    "提出者|提出人|发言人|预测者|预测人|预言者|预言家|预测方|预测机构|作者|人物|谁|分析师|主讲人|"
    "演讲者|演讲人|讲者|受访者|嘉宾姓名|观点提出者",
    "said_on": "made|when said|date of prediction|spoken on|said on|said|date|made on|predicted on|"
    "date made|date said|created|date of statement|statement date|prediction date|forecast date|"
    "日期|说于|预测日期|预测时间|提出时间|提出日期|发言时间|发言日期|时间",
    "deadline_phrase": "when it should happen|expected|expected by|expected date|eta|timeline|"
    "due by|by date|deadline phrase|deadline|due|due date|by when|when|resolves|resolves by|"
    "resolves on|until|no later than|resolution date|resolve by|timeframe|time frame|horizon|"
    "time horizon|target date|target year|timescale|time scale|time limit|expected time|"
    "expected timing|expected year|expected when|实现时间|完成时间|何时|时间节点|截止|截止日期|"
    "截止时间|截止日|期限|到期|到期日|到期时间|预计时间|预期时间|时限|时间点|时间范围|时间框架|"
    "目标时间|目标日期|目标年份|兑现时间|兑现日期|兑现期限|实现期限|预测期限|最后期限|落地时间|"
    "应验时间|预计实现时间|预计完成时间|预期实现时间",
    "earliest": "earliest|from|window start|最早",
    "latest": "latest|to|window end|最晚|最迟",
    "credence": "how likely|certainty|confidence level|likely|可信度|credence|probability|chance|"
    "confidence|p|likelihood|odds|heard|how sure|how confident|conviction|forecast %|概率|几率|"
    "机率|把握|可能性|信心|置信度|把握程度|信心程度|确信度",
    "stance": "stance|立场",
    "kind": "kind|type|类型|类别",
    "outcome": "outcome|result|correct|resolution|resolved as|status|verdict|came true|"
    "did it come true|did it happen|was it right|结果|状态|结局|是否实现|是否应验|是否兑现|"
    "是否成真|是否准确|是否正确|应验情况|兑现情况|实现情况|验证结果",
    "happened_on": "happened on|happened|date happened|resolved on actual|发生日期|实现日期|发生于",
    "judged_on": "judged on|resolved on|resolved|date resolved|judged|判定日期|核实日期|验证日期",
    "judged_by": "judged by|resolved by|判定者",
    "judged_note": "judged note|resolution note|why|判定说明",
    "retracted_on": "retracted on|retracted|withdrawn on|撤回日期",
    "window": "window|时间窗",
    "private": "private|私密",
    "evidence": "evidence|proof|link|links|evidence url|证据|链接",
    "criteria": "criteria|resolution criteria|what counts|判定标准|标准|验证标准|判断标准",
    "note": "note|notes|details|detail|comment|comments|description|remark|remarks|详细说明|备注|"
    "说明|详情|细节|描述|补充说明|具体说明|依据|理由",
    "quote": "quote|quotation|words|exact words|exact quote|original quote|原话|引文|引用|引语|"
    "原话引用",
    "quote_kind": "quote kind|引文类型",
    "lang": "lang|language|语言",
    "source": "source|where|来源|出处|消息来源",
    "url": "url|source url|source link|网址|来源链接|原文链接",
    "place": "place|line|timestamp|minute|timecode|位置|行|页码|时间戳",
    "tags": "tags|tag|category|categories|topic|topics|标签|分类|主题|话题",
    "cluster": "cluster|group|分组",
    "follows": "follows|renews|接续",
    "uid": "uid",
    "native_id": "id|no|number|#|编号|序号",
}
# Names that mean a column only where no other header has it: each of them may mean something else as well.
_LOOSELY: Mapping[str, str] = {
    "statement": "call|calls|guidance|outlook|expectation|expectations|bet|bets|thesis|projection|"
    "prognosis|assertion|what he expects|what she expects|what they expect|what he said|"
    "what she said|what will happen|what is expected|event|view|判断|核心判断|研判|预期|主张|看法|"
    "展望|指引|指引内容|业绩指引",
    "speaker": "by whom|whom|commentator|executive|expert|guest|official|presenter|firm|bank|"
    "institution|source|account|handle|user|账号|专家|机构|券商|姓名",
    "said_on": "announced|announced on|predicted",
    "deadline_phrase": "deadlines|till|target|timing|time period|period|year|expiry|expires|closes|"
    "close date|closing date|estimated date|by|时间表|时间跨度|年份|周期|有效期|预计何时",
    "credence": "probabilities|chances|确定性|把握度",
    "outcome": "outcomes|results|right|true|true or false|fulfilled|current status|hit or miss|"
    "应验|当前状态|验证状态|对错",
    "judged_on": "checked on|last checked",
    "note": "context|background|reasoning|rationale|explanation|背景|解释|论据|注",
    "quote": "quotes|in their words|verbatim|original words|原文",
    "source": "sources|where said|outlet|venue|场合",
    "place": "page",
    "tags": "area|field|domain|sector|theme|subject|领域|行业|板块|方向",
    "native_id": "nr",
}
# What some headers mean depends on the others: where their first meaning has a header of its own, another.
_OTHERWISE: Mapping[str, str] = {
    "by": "deadline_phrase",
    "when": "said_on",
    "何时": "said_on",
    "date": "deadline_phrase",
    "time": "deadline_phrase",
    "日期": "deadline_phrase",
    "时间": "deadline_phrase",
    "预测时间": "deadline_phrase",
    "predicted": "deadline_phrase",
    "forecast": "credence",
    "link": "url",
    "links": "url",
    "链接": "url",
    "类别": "tags",
    "类型": "tags",
    "type": "tags",
}

# Headers that are left out where another one means the same.
_YIELDING = frozenset(("title", "name", "question", "内容", "cluster", "group"))

# Characters of Chinese headers in traditional writing, each with its simplified one.
_SIMPLIFIED = str.maketrans(
    "預測觀點內斷陳發說話實現應驗時間節機幾證據標題準備註釋語種狀態結來鏈連網領業專構劃稱對錯類別號見為屆論檔會議講談訪錄電東賓視頻當團隊職務員與參營總監師長組書聲譯場樣",
    "预测观点内断陈发说话实现应验时间节机几证据标题准备注释语种状态结来链连网领业专构划称对错类别号见为届论档会议讲谈访录电东宾视频当团队职务员与参营总监师长组书声译场样",
)
_PER_CENT = r"(?i)in %|in per ?cent|in percentage|percentage|per ?cent|百分比"
# Words before a header that do not change what it means.
_BEFORE = "the a an his her its our their my your exact stated estimated original full of key main"
_LEADING = frozenset(_BEFORE.split())


def folded(header: str) -> str:
    """A header as it is compared."""
    text = unicodedata.normalize("NFKC", header).casefold()
    if not text.isascii():
        text = text.translate(_SIMPLIFIED)
    return "".join(character for character in text if character.isalnum() or character in "#%")


_MEANING, _LOOSE = (
    {folded(name): column for column, names in table.items() for name in names.split("|")}
    for table in (NAMES, _LOOSELY)
)
_MEANING |= {folded(column): column for column in NAMES}


def meaning(header: str) -> str | None:
    """Our column for a header, or None for an unknown one.

    A header in two languages or with something in brackets is what its parts are, where they agree.

    >>> meaning("Correct?"), meaning("观点 / 预测"), meaning("Probability (%)"), meaning("Weather")
    ('outcome', 'statement', 'credence', None)
    >>> meaning("Deadline (as stated)"), meaning("预测 Prediction"), meaning("Date / Prediction")
    ('deadline_phrase', 'statement', None)
    """
    return _read(" ".join(header.split()), loosely=False)


@lru_cache(maxsize=1024)
def _read(header: str, *, loosely: bool) -> str | None:
    if not loosely and _in_per_cent(header):
        return "credence"
    whole = _known(header, loosely=loosely)
    if whole is not None:
        return whole
    bare = compiled(r"[(（\[【][^()（）\[\]【】]*[)）\]】]").sub(" ", header)
    pieces = [piece for piece in compiled(r"[/|&;；、:：]").split(bare) if folded(piece)]
    if any(map(is_chinese, pieces)):
        runs = compiled(r"[\u3400-\u9fff]+|[^\u3400-\u9fff]+")
        pieces = [run for piece in pieces for run in runs.findall(piece) if folded(run)]
    known = [_known(piece, loosely=loosely) for piece in pieces]
    found = {column for column in known if column is not None}
    if len(found) != 1 or (found == {"statement"} and known[0] is None):
        return None
    return found.pop()


def _known(text: str, *, loosely: bool) -> str | None:
    """The column of a text, also with words in front of it that change nothing: "Their exact words"."""
    names = _LOOSE if loosely else _MEANING
    words = text.split()
    while words:
        column = names.get(folded(" ".join(words)))
        if column is not None or words[0].casefold() not in _LEADING:
            return column
        words = words[1:]
    return None


def _in_per_cent(header: str) -> bool:
    """Whether the numbers under a header are chances in per cent."""
    name = folded(compiled(_PER_CENT).sub("%", header))
    return name[-1:] == "%" and "credence" in (_MEANING.get(name), _MEANING.get(name[:-1]))


# Words that tell what a header is about that is none of the names above; the first that fits. A crowd's or a
# market's chance is no speaker's, and who takes notes or checks is none.
_ABOUT = (
    (None, r"crowd|market|community|consensus|base rate|median|市场|社区|大众|群体|平均"),
    (
        None,
        r"负责|责任|联系|记录|审核|翻译|整理|参与|核实|judge|verif|check|resolved by|owner|assigned",
    ),
    ("said_on", r"(?:提出|预测|发言|发表|做出|表态)的?(?:时间|日期)|\bdate (?:of|it was|they) .*"),
    ("outcome", r"outcome|verdict|came true|happened\?|应验|兑现|成真|结果"),
    (
        "credence",
        r"(?:probabilit(?:y|ies)|likelihood|confidence|\bodds\b|\bchances?\b)(?! (?:of|that|in)\b)|概率|把握|"
        r"置信|可能性",
    ),
    (
        "deadline_phrase",
        r"deadline|\bdue\b|time ?frame|time ?line|horizon|\bby when\b|期限|时限|截止|节点|何时|"
        r"(?:预计|预期|目标|实现|完成).*时间",
    ),
    (
        "speaker",
        r"\bwho(?:m)?\b|speaker|forecaster|predictor|pundit|panell?ist|analyst|economist|"
        r"^.{1,4}[人者方]$",
    ),
)


def _by_words(header: str) -> str | None:
    """Our column for a header with a telling word in it: "Stated probability", 判断人."""
    text = unicodedata.normalize("NFKC", header).casefold().translate(_SIMPLIFIED)
    return next((column for column, words in _ABOUT if compiled(words).search(text)), None)


def settled(headers: Sequence[str], *, by_words: bool = False) -> list[str | None]:
    """Our column for each header, where what a header means may depend on the others.

    Two headers may still mean one column. `by_words` also looks for telling words in headers that are no
    names of ours.

    >>> settled(["Who", "Prediction", "By"]), settled(["Prediction", "By"])
    (['speaker', 'statement', 'deadline_phrase'], ['statement', 'speaker'])
    >>> settled(["Event", "Prediction", "Target"]), settled(["Event", "Chance"])
    ([None, 'statement', 'deadline_phrase'], ['statement', 'credence'])
    """
    columns = [meaning(header) for header in headers]
    for number, header in enumerate(headers):
        name, column = folded(header), columns[number]
        doubled = column is not None and columns.count(column) > 1
        otherwise = _OTHERWISE.get(name)
        if doubled and name in _YIELDING:
            columns[number] = None
        elif otherwise is not None and otherwise not in columns:
            # A link is evidence of an outcome; where none is told, it is where the prediction can be read.
            told = {"outcome", "source", "happened_on"} & set(filter(None, columns))
            if doubled or (otherwise == "url" and not told):
                columns[number] = otherwise
    for number, header in enumerate(headers):
        if columns[number] is None:
            loosely = _read(" ".join(header.split()), loosely=True)
            columns[number] = None if loosely in columns else loosely
    for number, header in enumerate(headers if by_words else ()):
        if columns[number] is None:
            worded = _by_words(header)
            columns[number] = None if worded in columns else worded
    return columns


def layout(headers: Sequence[str], name: str) -> tuple[list[str | None], list[str]]:
    """Our column for each header of a file, and the headers that are not understood.

    Raises UnreadableError where two headers mean one column, or none is the statement.
    """
    columns = settled(headers)
    unknown: list[str] = []
    met: dict[str, str] = {}
    for header, column in zip(headers, columns, strict=True):
        if column is not None and column in met:
            raise UnreadableError(
                f'{name}: the columns "{met[column]}" and "{header}" both mean {column}; '
                "rename or remove one."
            )
        if column is None:
            if header.strip():
                unknown.append(header.strip())
        else:
            met[column] = header
    if "statement" not in met:
        found = ", ".join(f'"{header.strip()}"' for header in headers if header.strip()) or "none"
        raise UnreadableError(
            f"{name}: no column holds the predictions (found: {found}); head one Prediction."
        )
    return columns, unknown


Read = Callable[[str], Any]
_YES = frozenset(("true", "yes", "1", "y", "是", "x"))
_NO = frozenset(("false", "no", "0", "n", "否"))


def _choice(words: Mapping[str, str | None]) -> Read:
    def read(text: str) -> str | None:
        word = text.casefold()
        if word not in words:
            ours = ", ".join(dict.fromkeys(filter(None, words.values())))
            raise UnreadableError(f'"{short(text)}" is none of: {ours}.')
        return words[word]

    return read


def _flag(text: str) -> bool:
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise UnreadableError(f'"{short(text)}" is neither true nor false.')


def _uid(text: str) -> str:
    if not is_uid(text):
        raise UnreadableError(f'"{short(text)}" is no uid of ours; leave the cell empty.')
    return text


def short(text: str) -> str:
    """A cell as a sentence names it."""
    return text if len(text) <= 60 else text[:57] + "..."


def tags(words: Iterable[str]) -> list[str]:
    """Tags without their # and without doubles, in the order of the file."""
    bare = (word.strip(",;").lstrip("#") for word in words)
    return list(dict.fromkeys(word for word in bare if word))


@lru_cache(maxsize=1024)
def _tags(text: str) -> list[str] | None:
    return tags(text.split()) or None


def _evidence(text: str) -> list[dict[str, str]]:
    """The links of a cell. Words around them are kept as a note, and a cell of words alone as it is."""
    words = dict.fromkeys(filter(None, (word.strip(",;") for word in text.split())))
    links = [{"url": word} for word in words if is_link(word)]
    if not links:
        return [{"url": text}]
    if len(links) < len(words):
        links[0]["note"] = text
    return links


def is_link(word: str) -> bool:
    """Whether a word can be an address on the web: with a scheme, or a host that has a dot."""
    host, dot, last = word.partition("/")[0].rpartition(".")
    return "://" in word or bool(host and dot) and len(last) > 1 and last.isalpha()


def _per_cent(text: str) -> str:
    """A chance under a header that says per cent: 70 is 70%."""
    if not text.replace(".", "", 1).isdecimal():
        return text
    if 0 < float(text) < 1:
        raise UnreadableError(
            f'"{text}" in per cent can be {text}% or {100 * float(text):g}%; write the sign.'
        )
    return f"{text}%"


def _same(*words: str) -> dict[str, str | None]:
    return {word: word for word in words}


def readers(today: date) -> dict[str, Read]:
    """How the cells of each column are read that are not plain text."""

    @lru_cache(maxsize=4096)
    def day(text: str) -> str:
        if len(text) == 10 and text.isascii():
            try:
                return date.fromisoformat(text).isoformat()
            except ValueError:
                pass  # said in full by what reads all the other ways
        return read_date(text, today).isoformat()

    def day_or_unknown(text: str) -> str | None:
        return None if text.casefold() in ("unknown", "未知", "?") else day(text)

    return {
        "said_on": day,
        "earliest": day,
        "latest": day,
        "happened_on": day_or_unknown,
        "judged_on": day_or_unknown,
        "retracted_on": day,
        "outcome": read_outcome,
        "private": _flag,
        "uid": _uid,
        "tags": _tags,
        "evidence": _evidence,
        "stance": _choice(
            {
                **_same("affirm", "deny", "none"),
                "affirms": "affirm",
                "denies": "deny",
                "yes": "affirm",
                "no": "deny",
            },
        ),
        "kind": _choice(_same("forecast", "goal", "conditional")),
        "window": _choice(_same("dated", "open", "vague", "event")),
        "quote_kind": _choice(_same("verbatim", "translated", "paraphrase")),
    }


def plain(text: str) -> str:
    """A cell's text: line breaks become blanks. Raises UnreadableError for what is no text."""
    if "\n" in text or "\r" in text:
        text = text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError:
            raise UnreadableError("it holds half a character; write it again in UTF-8.") from None
    if "\0" in text:
        raise UnreadableError("it holds a NUL character; take it out.")
    return seen(text)


# For each cell of a row: our column and how it is read, or None for a column that is left out.
Plan = Sequence[tuple[str, Read | None] | None]


def plan(headers: Sequence[str], columns: Sequence[str | None], today: date) -> Plan:
    """How the rows of a file are read, whose headers mean `columns`; made once."""
    read = readers(today)
    return [
        None
        if column is None
        else (column, _per_cent if _in_per_cent(header) else read.get(column))
        for header, column in zip(headers, columns, strict=True)
    ]


def draft(cells: Sequence[str], plan: Plan, line: int) -> Draft | Problem:
    """The claim that a row of cells states, or why it cannot be read."""
    found: Draft = {}
    column, cell = "", ""
    try:
        for step, cell in zip(plan, cells, strict=False):
            if step is not None:
                column, reader = step
                text = cell.strip() if cell.isprintable() else plain(cell)
                if not text:
                    found[column] = None
                else:
                    found[column] = text if reader is None else reader(text)
    except UnreadableError as error:
        return Problem(line, column, short(cell), f"{column}: {error}")
    for step in plan[len(cells) :]:
        if step is not None:
            found[step[0]] = None
    if not found.get("statement"):
        return Problem(line, "statement", "", "it has no statement.")
    return found
