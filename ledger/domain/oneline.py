"""A prediction in one line: date, chance and tags taken out of "Nora ships the beta by Friday 70% #work"."""
# ruff: noqa: E501 - a pattern reads best on one line

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from ledger.domain import chance
from ledger.domain import clause
from ledger.domain import phrases
from ledger.domain.cycles import compiled


class Taken(NamedTuple):
    """What a line says, and the statement that is left of it.

    `statement` keeps what stands in its middle; `deadline_phrase` and `credence` are None where the line
    has none; `notes` tell what was taken, in words. `left` is a figure at the end that may be a chance, and
    was not surely one.
    """

    statement: str
    deadline_phrase: str | None
    credence: str | None
    tags: list[str]
    notes: list[str]
    left: str | None


_TAG = r"(?:(?<=\s)|^)#((?!\d+(?:\s|$))[^\s#,;:!?.()\[\]，。；：！？（）、]+)"
_NUMBER = (
    r"(?:\d{1,3}(?:\.\d+)?(?:\s?%?\s?(?:-|–|to)\s?\d{1,3}(?:\.\d+)?)?\s?(?:%|percent\b|per cent\b)|0?\.\d+|50/50|\d{1,3}:\d{1,3}|"
    r"\d{1,3} (?:in|out of) \d{1,4}|[一二三四五六七八九\d]成|百分之[一二三四五六七八九十]+)"
)
# A chance at the end of a line, with what may stand around its number.
_CHANCE = (
    rf"(?<![A-Za-z0-9.])(?:(?:with|at)\s+)?(?P<chance>(?:(?:~|about |around |over |under |at least |at most |大约|约|至少)\s?)?(?:an? )?{_NUMBER}"
    r"(?:\s?(?:chance|probability|likelihood|odds|likely|sure|certain|confident|的?(?:把握|概率|可能性?|机会|胜算)))?)"
)
# Apart from the rest: behind a comma or a dash, or in brackets.
_BREAK = r"\s*(?P<break>[,;:—–(\[（，；：]|\s-\s)\s*"
_END = r"\s*[)\]）]?\s*[.。!！]?\s*"
_REST = r"[\s.,;!。，；！]*"
# What a person may have meant as the chance, where it is not surely one.
_MAY_BE_ONE = r"%|percent|per cent|成|^0?\."
# What has a value, so that a figure behind "inflation in March" is no chance.
_MEASURES = (
    r"(?:growth|inflation|turnout|unemployment|gdp|cpi|rates?|share|margins?|yields?|support|approval|deficit|debt|tax|tariffs?|"
    r"增速|增长率?|通胀率?|投票率|失业率|份额|利率|税率|毛利率|支持率|gdp)\s*$"
)
# Words of the scale that are no answer to "how sure?" by themselves.
_NO_ANSWER = frozenset(
    ("may", "could", "might", "expect", "believe", "on track to", "doubt", "预计")
)


def take(
    text: str,
    said: date,
    *,
    time: bool = True,
    sure: bool = True,
    fiscal_start: int | None = None,
) -> Taken:
    """Read a line said on a day; with `time` or `sure` off it is not searched for a time or a chance.

    A time at the end is taken out, one in the middle is read and left where it is. A figure is a chance
    only behind a time or apart from the rest, a word of the scale only apart; other words of chance stay in
    the statement, where they are heard. Raises UnreadableError for two times, or one that cannot be read.
    """
    notes: list[str] = []
    tags = list(dict.fromkeys(compiled(_TAG).findall(text)))
    line = " ".join(compiled(_TAG).sub(" ", text).split())
    for tag in tags:
        notes.append(f"#{tag} as a tag")
    tail = _tail(line) if sure else None
    left = None
    # "By Friday 50/50" holds one time: the line is read without its figure first.
    head = line if tail is None else line[: tail.start]
    when = clause.find(head, said, fiscal_start=fiscal_start) if time else None
    if tail is not None and not _is_sure(tail, head, when):
        if compiled(_MAY_BE_ONE).search(tail.chance):
            left = tail.chance
        head, tail = line, None
        when = clause.find(head, said, fiscal_start=fiscal_start) if time else None
    if when is not None:
        notes.insert(0, when.reading.sentence)
        dated = when.reading.kind in ("dated", "open")
        if dated and _ends(head, when) and not _holds_a_chance(head[when.start : when.end]):
            head = head[: when.start] if head[: when.start].strip() else head
    if tail is not None:
        notes.append(f"{tail.chance} as the chance")
    return Taken(
        head.rstrip(" ,;，；"),
        None if when is None else when.reading.phrase,
        None if tail is None else tail.chance,
        tags,
        notes,
        left,
    )


class _Tail(NamedTuple):
    """A chance at the end of a line, from `start` on; `break_` is the comma, dash or bracket in front of it."""

    start: int
    break_: str
    chance: str


def _tail(line: str) -> _Tail | None:
    for pattern in (rf"{_BREAK}{_CHANCE}{_END}", rf"{_BREAK}(?P<chance>{_answers()}){_END}"):
        for found in _compiled(pattern).finditer(line):
            if found.end() == len(line) and found.start():
                return _Tail(found.start(), found["break"].strip(), found["chance"])
    found_alone = _compiled(rf"\s*{_CHANCE}{_END}$").search(line)
    if found_alone is None or not found_alone.start():
        return None
    return _Tail(found_alone.start(), "", found_alone["chance"])


def _is_sure(tail: _Tail, head: str, when: clause.Found | None) -> bool:
    """Whether it is a chance, and no value of what the line speaks of: "Turnout in November: 70%"."""
    timed = when is not None and _ends(head, when)
    subject = head[: when.start] if when is not None and timed else head
    if tail.break_ not in ("", ":", "："):
        return True
    measured = compiled(_MEASURES).search(subject.casefold()) is not None
    return not measured and (tail.break_ != "" or timed)


def _ends(head: str, when: clause.Found) -> bool:
    """Whether nothing follows a time."""
    return compiled(_REST).fullmatch(head[when.end :]) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _answers() -> str:
    """The words of the scale that answer the question how sure somebody is, as a pattern."""
    rows = phrases.spellings().items()
    words = [word for word, row in rows if row.phrase not in _NO_ANSWER]
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _holds_a_chance(time: str) -> bool:
    """Whether a time phrase holds a word of chance, which has to stay: "by Friday probably"."""
    return chance.read(time).words is not None
