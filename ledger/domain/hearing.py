"""How sure a speaker sounds of a claim, where no chance column says it: from the quote, else the statement.

A quote is heard in the one sentence of it that speaks of the claim; where another one that speaks of it holds
a chance of its own, no number is taken. What is heard is written as a chance cell states it, so that reading
the cell gives it again.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any
from typing import NamedTuple

from ledger.domain import chance
from ledger.domain import clause
from ledger.domain import credence
from ledger.domain import phrases
from ledger.domain.chance import Chance
from ledger.domain.credence import ONE
from ledger.domain.credence import percent
from ledger.domain.cycles import compiled
from ledger.domain.numerals import aligned
from ledger.domain.subject import content_words
from ledger.errors import UnreadableError


class Heard(NamedTuple):
    """What words say of a claim's statement as it is written.

    `credence` is a chance cell, None without a number; `stance` is "affirm", "deny" or "none" where words
    speak without giving a number, else None; `kind` is "goal", "conditional" or None; `notes` tell it.
    """

    credence: str | None
    stance: str | None
    kind: str | None
    notes: list[str]


NOTHING = Heard(None, None, None, [])


def hear(
    statement: str,
    quote: str | None,
    *,
    said: date,
    phrase: str | None = None,
    translated: bool = False,
) -> Heard:
    """What the quote says of the statement, else the statement itself; a quote may be `translated`.

    `phrase` is the claim's own time, which tells the sentence of a quote that speaks of it. Raises
    UnreadableError for a statement with a chance above one.
    """
    if quote and (may_speak(quote) or may_deny(quote)):
        where = "a translated quote" if translated else "the quote"
        sentences = [quote[start:end].strip() for start, end in clause.sentences(quote)]
        sentences = [sentence for sentence in sentences if sentence]
        speaking = _speaking(sentences, statement, said, phrase)
        chances = [_read(sentence) for sentence in speaking]
        if len(speaking) > 1:
            told = [one for one in chances if one.words is not None and "goal" not in one.flags]
            if told:
                words = ", ".join(f'"{one.words}"' for one in told)
                # One that says nothing of a chance affirms or denies as well.
                stances = {one.stance for one in chances if "goal" not in one.flags}
                stance = stances.pop() if len(stances) == 1 else None
                note = f"no number from {words}: which sentence of {where} speaks of it is not sure"
                return Heard(None, stance or "none", None, [note])
        elif _speaks(chances[0]):
            return _heard(chances[0], statement, where)
        elif _denies(speaking[0], chances[0], statement):
            note = f"{where} denies it, without a word of chance"
            return Heard(None, "deny", None, [note])
    if may_speak(statement) and len(statement) <= chance.LONGEST:
        said_of_it = chance.read(statement)
        if _speaks(said_of_it):
            return _heard(said_of_it, statement, "")
    return NOTHING


# What words decide where no chance cell does; a kind of its own cell stays.
_CHANCE = ("p", "p_low", "p_high", "basis", "words", "stance")
# By whether chance and stance are left to them, and whether the kind is.
_FIELDS = {
    (True, True): (*_CHANCE, "kind"),
    (True, False): _CHANCE,
    (False, True): ("kind",),
    (False, False): (),
}


def fill(
    draft: Mapping[str, Any], said_on: str
) -> tuple[dict[str, Any], tuple[str, ...], list[str]]:
    """The draft of a claim with what its words say of chance, stance and kind, where no cell says it.

    `said_on` stands in where the draft names no day. Also gives the fields that words had to decide, and
    the sentences that tell what was heard.
    """
    get = draft.get
    filled = dict(draft)
    silent = not get("credence") and not get("stance")
    fields = _FIELDS[silent, not get("kind")]
    statement, quote = get("statement") or "", get("quote")
    # Nearly all rows of a large file end here.
    asks = may_speak if silent else may_hang
    denies = bool(silent and quote and may_deny(quote))
    if not fields or not (denies or asks(statement) or (quote and asks(quote))):
        return filled, fields, []
    heard = hear(
        statement,
        quote,
        said=date.fromisoformat(get("said_on") or said_on),
        phrase=get("deadline_phrase"),
        translated=get("quote_kind") == "translated",
    )
    kind = get("kind") or heard.kind
    if silent:
        filled |= {"credence": heard.credence, "stance": heard.stance, "kind": kind}
        # The last note tells the kind, where one was heard: a cell of its own has said it.
        told = heard.notes[:-1] if heard.kind and get("kind") else heard.notes
        return filled, fields, told
    # Whoever names a chance of a goal forecasts it; a condition stays one.
    if heard.kind == "conditional" and not get("kind"):
        filled["kind"] = kind
        return filled, fields, heard.notes[-1:]
    return filled, fields, []


def _read(sentence: str) -> Chance:
    try:
        return chance.read(sentence)
    except UnreadableError:
        # "I am 120 % sure" is a manner of speaking; what is too long is no sentence.
        return Chance("none", None, None, None, None, None, ())


def _denies(sentence: str, said: Chance, statement: str) -> bool:
    """Whether a sentence without a word of chance denies what the statement says, in much the same words.

    "The iPhone will never get any share" does; "it will not fall below 50" may mean "it stays above 50".
    """
    if said.stance != "deny" or chance.is_negative(statement) or _speaks(_read(statement)):
        return False
    wanted = content_words(statement)
    return len(wanted) >= 2 and 3 * len(wanted & content_words(sentence)) >= 2 * len(wanted)


def _speaks(said: Chance) -> bool:
    return said.words is not None or "conditional" in said.flags


def _heard(said: Chance, statement: str, where: str) -> Heard:
    kind = next((flag for flag in ("goal", "conditional") if flag in said.flags), None)
    place = f" in {where}" if where else ""
    notes = []
    cell = stance = None
    if said.words is not None and kind != "goal":
        of_it = chance.of_statement(said, statement) if where else _plain(said)
        cell = _cell(of_it)
        if cell is None:
            # The words alone would be heard as a number that nobody said: "not very likely".
            stance = of_it.stance or "none"
            cell = _kept(said.words)
            notes.append(f'no number from "{said.words}"{place} ({", ".join(said.flags)})')
        else:
            turned = " (said of the opposite)" if of_it.stance != _plain(said).stance else ""
            firmer = ""
            if where and _is_firmer(statement, said):
                firmer = "; the statement is firmer than that"
            notes.append(f'"{said.words}"{place} is heard as {_spread(of_it)}{turned}{firmer}')
    if kind is not None:
        words = f', by "{said.words}"{place}' if kind == "goal" else place
        notes.append(f"it is a {kind}{words}")
    return Heard(cell, stance, kind, notes)


# Below this a chance is a hedge beside "will".
_FIRM = 9 * ONE // 10


def _is_firmer(statement: str, said: Chance) -> bool:
    """Whether a statement says plainly what a quote only calls possible, or likely where it says "will"."""
    if _speaks(_read(statement)):
        return False
    plainly = compiled(r"(?i)\bwill\b|将|必").search(statement) is not None
    return said.stance is None or (plainly and said.p is not None and ONE - _FIRM < said.p < _FIRM)


def _kept(words: str) -> str | None:
    """Words as a cell keeps them, where alone they are not heard as a number."""
    try:
        read = credence.read_cell(words)
    except UnreadableError:
        return None
    return words if read.p is None and not read.goal else None


def _plain(said: Chance) -> Chance:
    """What the words say by themselves; a denied event turned that around."""
    return chance.turned(said) if "negated" in said.flags else said


def _spread(said: Chance) -> str:
    assert said.p is not None
    assert said.low is not None
    assert said.high is not None
    if said.low == said.p == said.high:
        return percent(said.p)
    return f"{percent(said.p)}, {percent(said.low)} to {percent(said.high)}"


def _cell(said: Chance) -> str | None:
    """The chance as a cell states it, None for one without a number."""
    if said.p is None or said.words is None:
        return None
    low = said.words.casefold()
    words = low if low in phrases.spellings() else said.words
    number = credence.as_text(said.p)
    for cell in (words, f"{words} not", f"{words} {credence.OPPOSITE}", number):
        try:
            read = credence.read_cell(cell)
        except UnreadableError:
            continue
        if (read.p, read.low, read.high, read.stance) == (said.p, said.low, said.high, said.stance):
            return cell
    return number if said.basis == "stated" else None


# Which sentence of a quote speaks of a claim


def _speaking(sentences: list[str], statement: str, said: date, phrase: str | None) -> list[str]:
    """The sentence of a quote that speaks of a claim; several where that is not sure.

    It is the one that holds the claim's own time, else the one that shares most words with it. Where none
    shares any it is not sure, nor where another one that shares as much, or half of it, holds a chance.
    """
    if len(sentences) <= 1:
        return sentences
    wanted = content_words(statement)
    shared = [len(wanted & content_words(sentence)) for sentence in sentences]
    timed = [n for n, sentence in enumerate(sentences) if _holds(sentence, said, phrase)]
    if not timed and not any(shared):
        return sentences
    likely = timed or range(len(sentences))
    first = max(likely, key=lambda n: shared[n])
    least = max(2, (shared[first] + 1) // 2)
    others = [
        sentence
        for n, sentence in enumerate(sentences)
        if n != first
        and (shared[n] >= least or (n in likely and shared[n] == shared[first]))
        and _read(sentence).words is not None
    ]
    return [sentences[first], *others]


def _holds(sentence: str, said: date, phrase: str | None) -> bool:
    """Whether a sentence holds the claim's own time, in the same words or as the same days."""
    if phrase is None:
        return False
    from ledger.domain import deadline
    from ledger.domain.numerals import normalise

    if normalise(phrase) and normalise(phrase) in normalise(sentence):
        return True
    try:
        wanted = deadline.read(phrase, said)
        found = clause.find(sentence, said)
    except UnreadableError:
        return False
    return found is not None and wanted.latest is not None and found.reading.latest == wanted.latest


# Whether a text can speak at all: a million rows are asked, and nearly none does.

_SIGNS_EN = (
    "cold body aim aimed aiming aims air amaze amazed ambition anticipate anyone anyone's aspire aspires "
    "aspiring assuming assure astonish astonished astounded bag bank barring bet betting big bound "
    "brainer breath case certain certainty chance chances clear conceivable conceivably conceive "
    "condition conditional confidence confident considerable contingent convinced count credence "
    "danger debatable depending destined difficult doomed early eat either enormous envision equally "
    "estimate estimated event expects eyes fair fantastic favorable favorite favourite feel few "
    "fingers flabbergasted floored folly foolish forecast forecasts foregone foresee foresees freezes "
    "goal great growing guarantee guess had hard hardly hope hopefully hopes hoping huge if imagine "
    "impossible inconceivable inevitable infinitesimal intend intention jury knows large less "
    "likelier likeliest likelihood long luck material matter meaningful minimal minuscule "
    "miracle mistake money naive negligible nobody none nontrivial objective odds pct peg pegs "
    "percent picture pie pigs pipe place plan planned planning plans plausible pledge pledges "
    "positive potential potentially predict predicted prediction premature prob probability "
    "projected projects promise provided put puts putting question quit reason reasonable reckon "
    "remains risk risks room rule ruled rumor scope see seek seeking seeks shave shock shocked shot "
    "should significant silly sizable sizeable slated slim snowball solid soon sporting stunned "
    "subject substantial suppose sure surely surprise surprised suspect swear target targets terrific "
    "theoretically theory think thinking thinks threaten threatens time tiny tipped touch tough twice "
    "uncertain unclear unknown unless unquestionably unrealistic unreasonable unthinkable vanishing "
    "vow vows wager want wants were whether who willing wish wishes wonder words wrong "
)
_SIGNS_ZH = (
    "成 百分 分之 概率 几率 机率 胜算 把握 假 若 倘 除非 只要 只有 一旦 要是 前提 的话 万一 取决于 情况下 "
    "条件下 而定 如 "
    "力争 争取 力求 旨在 致力 打算 目标 希望 计划 拟 确保 怀疑 悬念 问题 敢打赌 敢说 保证 打包票 拍胸脯 "
    "不好说 说不好 难说 确定 没法说 拿不准 那么可能 清楚 变数 存疑 难料 难测 备不住 不得而知 说不清 拭目以待 "
    "未知数 我猜 我觉得 我认为 我相信 我想 我赌 看好 不在话下 跑不 逃不 错不 少不 免不 难免 不可避免 十拿九稳 "
    "铁定 稳赢 迟早 早晚 终将 有戏 没戏 没门 门都没有 想都别想 做梦 天方夜谭 痴人说梦 够呛 奢望 没有机会 "
    "毫无机会 没机会 指望 无望 排除 难有 难现 难言 难再 难改 难逃 恐难 说不准 指不定 保不 风险 空间 隐患 "
    "理论上 恐怕 难度 一撇 定局 担保 包在 名字倒 "
    "信心 机会 或 才怪 我就 我把 "
)
_CUT = 6


@cache
def _signs() -> tuple[frozenset[str], str]:
    """The beginnings of words one of which every English chance holds; the Chinese signs as a pattern."""
    english = {
        max(compiled(r"[a-z]+|\d+").findall(word), key=len)
        for word in phrases.spellings()
        if word.isascii()
    }
    chinese = {*_SIGNS_ZH.split(), *filter(lambda word: not word.isascii(), phrases.spellings())}
    # What holds a shorter one need not be sought.
    least = [word for word in chinese if not any(o in word for o in chinese - {word})]
    return frozenset(word[:_CUT] for word in {*english, *_SIGNS_EN.split()}), "|".join(least)


def may_speak(text: str) -> bool:
    """Whether a text holds a sign of a chance, a goal or a condition; what holds none says nothing.

    >>> may_speak("It may rain"), may_speak("It rains"), may_speak("很可能下雨")
    (True, False, True)
    """
    english, chinese = _signs()
    if not text.isascii():
        text = aligned(text).translate(credence.ALIKE)
        if compiled(chinese).search(text) is not None:
            return True
    if "%" in text or "=" in text or compiled(r"\d[-/:]\d").search(text):
        return True
    words = compiled(r"[a-z]+|\d+").findall(text.casefold())
    return not english.isdisjoint([word[:_CUT] for word in words])


_NOT_EN = frozenset(("not", "never", "no", "cannot", "nobody", "nothing", "none", "neither", "t"))


def may_deny(text: str) -> bool:
    """Whether a text holds a sign of a negation.

    >>> may_deny("It won't rain"), may_deny("It rains"), may_deny("不会下雨")
    (True, False, True)
    """
    if not text.isascii() and compiled("[不没未无非]").search(aligned(text)) is not None:
        return True
    return not _NOT_EN.isdisjoint(compiled(r"[a-z]+").findall(text.casefold()))


_IF_EN = frozenset(
    ("if", "unless", "provid", "assumi", "long", "depend", "case", "contin", "event", "subjec")
    + ("condit", "barrin", "should", "were", "had")
)
_IF_ZH = r"如|假|倘|除非|只要|只有|一旦|要是|若|前提|的话|万一|取决于|情况下|条件下|而定"


def may_hang(text: str) -> bool:
    """Whether a text holds a sign of a condition.

    >>> may_hang("It rains if it is warm"), may_hang("It may rain"), may_hang("如果下雨")
    (True, False, True)
    """
    if not text.isascii() and compiled(_IF_ZH).search(aligned(text)) is not None:
        return True
    words = compiled(r"[a-z]+").findall(text.casefold())
    return not _IF_EN.isdisjoint([word[:_CUT] for word in words])
