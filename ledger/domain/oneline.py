"""A prediction in one line: date, chance and tags taken out of "Nora ships the beta by Friday 70% #work"."""
# ruff: noqa: E501 - a pattern reads best on one line

from datetime import date
from typing import NamedTuple

from ledger.domain.chance import LONGEST
from ledger.domain.cycles import compiled


class Taken(NamedTuple):
    """What a line says, and the statement that is left of it.

    `statement` keeps what stands in its middle; `deadline_phrase` and `credence` are None where the line
    has none; `notes` tell what was taken, in words.
    """

    statement: str
    deadline_phrase: str | None
    credence: str | None
    tags: list[str]
    notes: list[str]


_TAG = r"(?:(?<=\s)|^)#((?!\d+\b)[\w-]+)"
# A chance at the end: behind a comma, a dash, in brackets, or right behind the time.
_CHANCE = r"(?:\d{1,3}(?:\.\d+)?\s?(?:%|percent\b)|0?\.\d+|[一二三四五六七八九]成)"
_APART = rf"\s*(?:[,;:—–(\[（，；：]|\s-)\s*(?P<chance>{_CHANCE})\s*[)\]）]?\s*[.。]?\s*"
_ALONE = rf"\s*(?P<chance>{_CHANCE})\s*[.。]?\s*"
_REST = r"[\s.,;!。，；！]*"


def take(
    text: str,
    said: date,
    *,
    time: bool = True,
    sure: bool = True,
    fiscal_start: int | None = None,
) -> Taken:
    """Read a line said on a day; with `time` or `sure` off it is not searched for a time or a chance.

    Of a text that is too long for a sentence nothing is taken.
    A time at the end is taken out, one in the middle is read and left where it is. A figure is a chance
    only behind a time or apart from the rest; chances in words stay in the statement, where they are heard.
    Raises UnreadableError for two times, or one that cannot be read.
    """
    if len(text) > LONGEST:
        return Taken(" ".join(text.split()), None, None, [], [])
    notes: list[str] = []
    tags = list(dict.fromkeys(compiled(_TAG).findall(text)))
    line = " ".join(compiled(_TAG).sub(" ", text).split())
    for tag in tags:
        notes.append(f"#{tag} as a tag")
    credence = phrase = None
    if sure and (found := _at_the_end(_APART, line)):
        line, credence = line[: found[0]].rstrip(), found[1]
    when = None
    if time:
        from ledger.domain import clause

        when = clause.find(line, said, fiscal_start=fiscal_start)
    if when is not None:
        behind = line[when.end :]
        number = compiled(_ALONE).fullmatch(behind) if sure and credence is None else None
        if number:
            credence, line, behind = number["chance"], line[: when.end], ""
        phrase = when.reading.phrase
        notes.insert(0, when.reading.sentence)
        dated = when.reading.kind in ("dated", "open")
        if dated and compiled(_REST).fullmatch(behind) and line[: when.start].strip():
            line = line[: when.start].rstrip(" ,;，；")
    if credence is not None:
        notes.append(f"{credence} as the chance")
    return Taken(line.rstrip(" ,;，；"), phrase, credence, tags, notes)


def _at_the_end(pattern: str, line: str) -> tuple[int, str] | None:
    for found in compiled(pattern).finditer(line):
        if found.end() == len(line) and found.start():
            return found.start(), found["chance"]
    return None
