"""Our own columns, the names other files give them, and how each cell is read."""

import unicodedata
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ledger.domain.claim import is_uid
from ledger.domain.dates import read_date
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

# Other names of a column, compared without case, blanks and punctuation.
NAMES: Mapping[str, str] = {
    "statement": "what was said|what they said|what was predicted|prediction made|"
    "prediction|predictions|claim|forecast|question|statement|title|预测|观点|观点/预测|"
    "预测内容|断言|陈述|内容",
    "speaker": "who said it|who said|said who|predicted by|forecast by|嘉宾|发言者|说话人|"
    "speaker|who|person|name|author|by|made by|predictor|forecaster|source person|said by|"
    "提出者|发言人|预测者|作者|人物|谁",
    "said_on": "made|when said|date of prediction|spoken on|"
    "said on|said|date|made|made on|predicted on|date made|date said|created|日期|说于|"
    "预测日期|提出时间|发言时间|时间",
    "deadline_phrase": "when it should happen|expected|expected by|expected date|eta|timeline|due by|by date|"
    "实现时间|完成时间|何时|"
    "deadline phrase|deadline|due|due date|by when|when|resolves|resolves by|"
    "resolution date|resolve by|timeframe|time frame|horizon|target date|时间节点|截止|截止日期|期限|"
    "到期|到期日|预计时间",
    "earliest": "earliest|from|window start|最早",
    "latest": "latest|to|until|window end|最晚|最迟",
    "credence": "how likely|certainty|confidence level|likely|可信度|"
    "credence|probability|chance|confidence|p|likelihood|odds|heard|how sure|"
    "forecast %|"
    "概率|把握|可能性|信心|置信度",
    "stance": "stance|立场",
    "kind": "kind|type|类型|类别",
    "outcome": "outcome|result|correct|resolution|resolved as|status|verdict|came true|结果|状态|结局|"
    "是否实现",
    "happened_on": "happened on|happened|date happened|resolved on actual|发生日期|实现日期|发生于",
    "judged_on": "judged on|resolved on|resolved|date resolved|judged|判定日期|核实日期",
    "judged_by": "judged by|resolved by|判定者",
    "judged_note": "judged note|resolution note|why|判定说明",
    "retracted_on": "retracted on|retracted|withdrawn on|撤回日期",
    "window": "window|时间窗",
    "private": "private|私密",
    "evidence": "evidence|proof|link|links|evidence url|证据|链接|依据",
    "criteria": "criteria|resolution criteria|what counts|判定标准|标准",
    "note": "note|notes|details|detail|comment|comments|description|详细说明|备注|说明",
    "quote": "quote|quotation|words|原话|引文|引用",
    "quote_kind": "quote kind|引文类型",
    "lang": "lang|language|语言",
    "source": "source|where|来源|出处",
    "url": "url|source url|网址",
    "place": "place|line|timestamp|minute|位置|行",
    "tags": "tags|tag|category|categories|topic|topics|标签|分类|主题",
    "cluster": "cluster|group|分组",
    "follows": "follows|renews|接续",
    "uid": "uid",
    "native_id": "id|no|number|#|编号|序号",
}


def folded(header: str) -> str:
    """A header as it is compared."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return "".join(character for character in text if character.isalnum() or character in "#%")


_MEANING = {
    folded(name): column for column, names in NAMES.items() for name in names.split("|")
} | {folded(column): column for column in NAMES}


def meaning(header: str) -> str | None:
    """Our column for a header, or None for an unknown one.

    >>> meaning("Correct?"), meaning("观点 / 预测"), meaning("Probability (%)"), meaning("Weather")
    ('outcome', 'statement', 'credence', None)
    """
    name = folded(header)
    return _MEANING.get(name) or ("credence" if _in_per_cent(name) else None)


def _in_per_cent(name: str) -> bool:
    """Whether the numbers under a folded header are chances in per cent."""
    return name[-1:] == "%" and "credence" in (_MEANING.get(name), _MEANING.get(name[:-1]))


def layout(headers: Sequence[str], name: str) -> tuple[list[str | None], list[str]]:
    """Our column for each header of a file, and the headers that are not understood.

    Raises UnreadableError where two headers mean one column, or none is the statement.
    """
    columns: list[str | None] = []
    unknown: list[str] = []
    met: dict[str, str] = {}
    for header in headers:
        column = meaning(header)
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
        columns.append(column)
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
    links = [{"url": word} for word in words if _is_link(word)]
    if not links:
        return [{"url": text}]
    if len(links) < len(words):
        links[0]["note"] = text
    return links


def _is_link(word: str) -> bool:
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
    return text.strip()


# For each cell of a row: our column and how it is read, or None for a column that is left out.
Plan = Sequence[tuple[str, Read | None] | None]


def plan(headers: Sequence[str], columns: Sequence[str | None], today: date) -> Plan:
    """How the rows of a file are read, whose headers mean `columns`; made once."""
    read = readers(today)
    return [
        None
        if column is None
        else (column, _per_cent if _in_per_cent(folded(header)) else read.get(column))
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
