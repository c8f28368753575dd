"""Names as notes write them: rosters of people, brackets and roles, and which person a cell means."""
# ruff: noqa: E501, RUF001 - a pattern reads best on one line; Chinese notes have wide brackets

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from typing import NamedTuple

from ledger.domain.cycles import compiled
from ledger.domain.numerals import is_chinese
from ledger.exchange.about import About
from ledger.exchange.columns import folded
from ledger.exchange.document import Document
from ledger.exchange.document import Lines
from ledger.exchange.document import Table
from ledger.exchange.draft import Person


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Headers of a roster: of names, those that only people have first; of roles; of other names.
_PEOPLE = _words(
    "姓名 发言人 speaker speakers person participant participants attendee attendees panelist panellist guest member "
    "人物 嘉宾 与会者 参会者 成员 fullname 主讲人"
)
_NAME = _PEOPLE | {"name", "who", "名字", "名称"}
_ROLE = _words(
    "角色 role roles 职务 title position 身份 职位 job jobtitle 头衔 岗位 职责 function designation capacity"
)
_WORKS_FOR = _words(
    "company organisation organization affiliation firm team department bio description 单位 机构 公司 团队 部门 简介 团队职责 说明 "
    "institution employer background 介绍 背景"
)
_ALIAS = _words(
    "alias aliases alsoknownas aka othernames othername nickname nicknames shortname 别名 又名 昵称 英文名 中文名 其他名称 "
    "简称 外文名 englishname chinesename"
)
# A heading over a list or table of people.
_HEADING = compiled(
    r"(?i)(?:.*\b)?(?:speakers?|participants?|attendees|attendance|panel(?:l?ists?)?|people|persons|cast|who(?:'|’)?s who|who is who|present|roster|"
    r"guests?|dramatis personae)(?:\b.{0,20})?|.*(?:发言人|与会者|与会人员|参会人|参会者|出席|嘉宾|人物|名单|名录|主讲人|参与者).{0,6}"
)

_NOBODY = compiled(
    r"(?i)(?:未公开|匿名|未知|不详|不明|unknown|unnamed|anonymous|unidentified|name withheld|not named|undisclosed).*|n/?a|tbd|none|无"
)
_MANY = compiled(
    r"(?i)several|various|many|multiple(?: speakers)?|all|everyone|多人|众人|大家|所有人|集体"
)
_TITLES = compiled(
    r"(?i)(?:mr|mrs|ms|miss|dr|prof|professor|sir|dame|lord|lady|president|senator|governor|minister|secretary|chancellor|"
    r"chairman|chairwoman|chair|ceo|cfo|cto|judge|gen|general|rep|sen|gov)\.?\s+(?P<name>.+)"
)
_TITLES_ZH = compiled(
    r"(?P<name>.+?)(?:先生|女士|小姐|博士|教授|总裁|总经理|董事长|总|老师|主席|部长)"
)
_ROLE_WORD = (
    r"(?i)\b(?:ceo|cfo|cto|coo|cio|cmo|cpo|vp|svp|evp|chief|president|vice|chair(?:man|woman|person)?|director|minister|analyst|economist|"
    r"engineer|manager|head|lead|leader|founder|co-?founder|partner|host|moderator|professor|researcher|secretary|governor|"
    r"senator|spokes(?:man|woman|person)|officer|strategist|trader|investor|adviser|advisor|consultant|reporter|editor|"
    r"mayor|ambassador|commissioner|scientist|fellow|owner|member|guest|speaker|author|at|of|for|von|from|the)\b|"
    r"(?:部|司|局|院|所|校|大学|公司|集团|银行|证券|基金|社|台|报|网|官|长|总|总裁|经理|负责人|主席|主任|总监|员|师|人|家|授|士|生|手|记者|代表|顾问|秘书|书记|教授|工程师|主持|创始人|合伙人)$"
)
_SEVERAL = compiled(
    r"[^/]+/[^/]+|.+ (?:and|und|et|with|vs\.?|\+|y) .+|.+[、；;].+|.+\S\s*[&＆+]\s*\S.+|[\u4e00-\u9fff·]{2,}[和与及跟][\u4e00-\u9fff·]{2,}"
)
_SUFFIX = compiled(r"(?i)jr\.?|sr\.?|i{2,3}|iv|ph\.?d\.?|m\.?d\.?|esq\.?|mp|mep|obe|cbe")


class Name(NamedTuple):
    """What a cell says of a person: all its spellings of the name, the first one first, and a role."""

    spellings: list[str]
    role: str | None


class Spoken(NamedTuple):
    """Whom a cell means: a name, or why nobody can be told; `told` says how a name was understood."""

    name: str | None
    problem: str | None = None
    told: str | None = None


def name_in(text: str) -> Name:
    """A name with what stands beside it: 埃隆·马斯克（Elon Musk） has two spellings, Ann Li (CEO) a role.

    >>> name_in("埃隆·马斯克（Elon Musk）").spellings, name_in("Ann Li, CEO of Acme")
    (['埃隆·马斯克', 'Elon Musk'], Name(spellings=['Ann Li'], role='CEO of Acme'))
    """
    text = compiled(r"\s*\[\d{1,3}\]").sub("", text).strip(' *_,，:："“”')
    text = text.removeprefix("@")
    found = compiled(
        r"(?P<name>[^()（）]+?)\s*[(（](?P<more>[^()（）]+)[)）]\s*(?P<rest>.*)"
    ).fullmatch(text)
    role: str | None = None
    spellings = [text]
    if found is not None:
        spellings = [found["name"].strip()]
        more = found["more"].strip()
        if _is_role(more, spellings[0]):
            role = more
        else:
            spellings.append(more)
        rest = found["rest"].strip(" ,，;；:：–—-")
        role = role or rest or None
    first, comma, rest = (
        spellings[0].partition(",") if "," in spellings[0] else spellings[0].partition("，")
    )
    rest = rest.strip()
    if comma and rest and not _SUFFIX.fullmatch(rest) and _is_role(rest, first):
        spellings[0], role = first.strip(), role or rest
    dashed = compiled(r"(?P<name>.+?)\s+[–—-]{1,2}\s*(?P<role>.+)").fullmatch(spellings[0])
    if dashed is not None:
        spellings[0], role = dashed["name"], role or dashed["role"]
    return Name(spellings, role)


def _is_role(text: str, name: str) -> bool:
    """Whether what stands beside a name is what somebody does, and no other spelling of the name."""
    if compiled(r"[A-Z][A-Z&/]{1,5}").fullmatch(text) or any(map(str.isdigit, text)):
        return True
    if compiled(_ROLE_WORD).search(text):
        return True
    if is_chinese(text) and is_chinese(name):
        return "·" not in text and len(text) > 4
    return not text[:1].isupper() and not is_chinese(text)


def is_several(text: str) -> bool:
    """Whether a cell names more than one person: Dan/Spencer, 张三、李四, Ann Li, Bo Chen."""
    if _SEVERAL.fullmatch(text) or _MANY.fullmatch(text):
        return True
    bare = compiled(r"[(（][^()（）]*[)）]").sub("", text)
    first, comma, rest = bare.partition(",") if "," in bare else bare.partition("，")
    rest = rest.strip()
    return bool(comma and rest) and not _SUFFIX.fullmatch(rest) and not _is_role(rest, first)


def is_nobody(text: str) -> bool:
    """Whether a cell says that the person is not known."""
    return _NOBODY.fullmatch(text.strip()) is not None


def parts(name: str) -> list[str]:
    """The parts of a name by which somebody may be called."""
    return [part for part in compiled(r"[·•\s]+").split(name) if len(part) > 1]


class Roster:
    """The people of a document, and how it spells them."""

    def __init__(self, people: Iterable[Person], shared: dict[str, list[str]]) -> None:
        self.people = list(people)
        self._names = {
            spelling.casefold(): person.name
            for person in self.people
            for spelling in (person.name, *person.aliases)
        }
        self._shared = shared

    def known(self, spelling: str) -> str | None:
        """The name of the person with this spelling."""
        return self._names.get(spelling.strip().casefold())

    def spoken(self, cell: str) -> Spoken:
        """Whom a cell means, by the roster where it knows one, else as written without role and brackets."""
        text = cell.strip()
        if self.known(text):
            return Spoken(text)
        if is_nobody(text):
            return Spoken(None, f'"{text}" names nobody; write who it was, or take the row out.')
        if is_several(text):
            return Spoken(None, f'"{text}" is more than one person; write a row for each.')
        name = name_in(text)
        for spelling in name.spellings:
            if self.known(spelling):
                return Spoken(spelling)
        whole = name.spellings[0]
        if is_nobody(whole):
            return Spoken(None, f'"{text}" names nobody; write who it was, or take the row out.')
        titled = _TITLES.fullmatch(whole) or _TITLES_ZH.fullmatch(whole)
        bare = titled["name"] if titled else whole
        if self.known(bare):
            return Spoken(bare)
        sharing = self._shared.get(bare.casefold()) or (self._of_family(bare) if titled else [])
        if len(sharing) == 1:
            return Spoken(sharing[0], told=f'"{whole}" is taken to be {sharing[0]}')
        if sharing:
            either = " or ".join(sharing[:3])
            return Spoken(None, f'"{whole}" can be {either}; write the whole name.')
        return Spoken(whole)

    def _of_family(self, name: str) -> list[str]:
        """The people whose Chinese name begins with a family name: 张总."""
        if not is_chinese(name) or len(name) > 2:
            return []
        return [
            person.name
            for person in self.people
            if any(
                one.startswith(name) and is_chinese(one) for one in (person.name, *person.aliases)
            )
        ]


def read(
    document: Document,
    about: About,
    is_prediction: Callable[[Table], bool],
    notice: Callable[[str], None],
) -> Roster:
    """Everybody whom a document lists: in tables of names with roles, in lists under a heading that says so."""
    found: list[tuple[int, Name]] = []
    for block in document.blocks:
        heading = document.sections[block.section].title
        listed = _HEADING.fullmatch(heading) is not None
        if isinstance(block, Table):
            if not is_prediction(block):
                found += _of_table(block, listed)
        elif isinstance(block, Lines) and block.item and listed:
            found += [(text.line, _of_item(text.text, text.strong)) for text in block.lines[:1]]
    listing = about.people()
    keys = Counter(entry.key for entry in listing)
    for entry in listing:
        found += [(entry.line, name) for name in _of_line(entry.value, alone=keys[entry.key] == 1)]
    entries = []
    for line, name in found:
        text = name.spellings[0]
        if not text or is_nobody(text) or not any(map(str.isalpha, text)):
            continue
        if is_several(text):
            notice(f'{about.path}:{line} "{text}" is more than one person, and left out.')
        else:
            entries.append((line, name))
    return _roster(entries)


def _of_line(text: str, *, alone: bool) -> list[Name]:
    """The people of a line like "Ann Li (CEO), Bo Chen"; one name `alone` without a role is no list."""
    text = compiled(r"name:\s*").sub("", text)
    names = compiled(r"\s*[、；;]\s*").split(text)
    if len(names) == 1:
        names = compiled(r"\s*[,，](?![^(（]*[)）])\s*").split(text)
        names = [name for name in names if not _is_role(name, names[0])]
    people = [name for name in names if name]
    if len(people) > 1:
        return [name_in(name) for name in people]
    name = name_in(text)
    return [] if alone and name.role is None else [name]


def _of_table(table: Table, listed: bool) -> list[tuple[int, Name]]:
    heads = [folded(header) for header in table.headers]

    def column(among: frozenset[str], *but: int | None) -> int | None:
        return next((n for n, head in enumerate(heads) if head in among and n not in but), None)

    at = column(_PEOPLE)
    at = column(_NAME) if at is None else at
    role_at, alias_at = column(_ROLE, at), column(_ALIAS, at)
    if at is not None and role_at is None and (heads[at] in _PEOPLE or listed):
        role_at = column(_WORKS_FOR, at, alias_at)
    if at is None or (role_at is None and alias_at is None and not listed):
        return []
    found = []
    for row in table.rows:
        cells = [cell.text for cell in row.cells]
        name = name_in(cells[at])
        role = cells[role_at] or None if role_at is not None else name.role
        others = (
            compiled(r"\s*[,，;；、/|]\s*").split(cells[alias_at]) if alias_at is not None else []
        )
        more = [other.strip("\"'“”‘’「」 ") for other in others]
        spellings = [*name.spellings, *(other for other in more if other and other not in "-–—")]
        if is_several(cells[at]):
            spellings = [cells[at]]
        found.append((row.line, Name(spellings, role)))
    return found


def _of_item(text: str, strong: str) -> Name:
    """An item of a list of people: **Ann Li** (CEO), Carla Diaz, CFO, 王博：总监."""
    if strong and text.startswith(strong):
        name = name_in(strong)
        rest = text[len(strong) :].strip(" ,，:：–—-")
        bracket = compiled(r"[(（]([^()（）]+)[)）](.*)").fullmatch(rest)
        if bracket is not None and not name.role:
            both = name_in(f"{strong} ({bracket[1]})")
            return Name(both.spellings, both.role or bracket[2].strip(" ,，:：–—-") or None)
        return Name(name.spellings, name.role or rest or None)
    colon = compiled(r"(?P<name>[^:：]{2,40}?)\s*[:：]\s*(?P<role>.+)").fullmatch(text)
    if colon is not None:
        name = name_in(colon["name"])
        return Name(name.spellings, name.role or colon["role"])
    first, comma, role = text.partition(",") if "," in text else text.partition("，")
    role = role.strip()
    if (
        comma
        and role
        and not _SUFFIX.fullmatch(role)
        and not compiled(r".+\s[–—-]{1,2}\s.+").fullmatch(first)
    ):
        return Name(name_in(first).spellings, role)  # an item is one person
    return name_in(text)


def _roster(entries: list[tuple[int, Name]]) -> Roster:
    """People with the parts of their names that no other shares as aliases; one who is listed twice is one."""
    merged: list[tuple[int, Name]] = []
    places: dict[str, int] = {}
    for line, name in entries:
        at = places.get(name.spellings[0].casefold())
        if at is None:
            places[name.spellings[0].casefold()] = len(merged)
            merged.append((line, name))
        else:
            first = merged[at][1]
            both = list(dict.fromkeys([*first.spellings, *name.spellings]))
            merged[at] = (merged[at][0], Name(both, first.role or name.role))
    everything = [
        {
            part.casefold(): part
            for spelling in name.spellings
            for part in (spelling, *parts(spelling))
        }
        for _, name in merged
    ]
    counts = Counter(key for keys in everything for key in keys)
    people = []
    shared: dict[str, list[str]] = {}
    for (line, name), keys in zip(merged, everything, strict=True):
        latin = [spelling for spelling in name.spellings if not is_chinese(spelling)]
        canonical = latin[0] if latin else name.spellings[0]
        whole = [*name.spellings, *(part for one in name.spellings for part in parts(one))]
        aliases = list(dict.fromkeys(one for one in whole if counts[one.casefold()] == 1))
        people.append(
            Person(line, canonical, [one for one in aliases if one != canonical], name.role)
        )
        for key in keys:
            if counts[key] > 1:
                shared.setdefault(key, []).append(canonical)
    return Roster(people, shared)
