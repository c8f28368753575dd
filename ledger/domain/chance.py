"""Probability words in a sentence: the chance that its event happens, as its words say.

A number is a chance only where it is one: in a few patterns, never by standing near a chance word. Else the
longest word of the scale is heard, turned by a negation of the event. What is in doubt has no number.
"""

import re
from functools import cache
from typing import NamedTuple

from ledger.domain import intent
from ledger.domain import phrases
from ledger.domain import stated as stated_
from ledger.domain.credence import ONE
from ledger.domain.cycles import compiled
from ledger.domain.guards import AFTER_BE
from ledger.domain.guards import NOT_A_WORD_EN
from ledger.domain.guards import NOT_A_WORD_ZH
from ledger.domain.numerals import is_chinese
from ledger.domain.scales import NAMES
from ledger.domain.scales import PRESCRIBED
from ledger.domain.scales import Meaning
from ledger.domain.scales import meaning as meaning_of
from ledger.domain.sentence import Sentence
from ledger.domain.unscaled import OATHS_ZH
from ledger.domain.unscaled import UNSCALED_EN
from ledger.domain.unscaled import UNSCALED_ZH
from ledger.errors import UnreadableError


class Chance(NamedTuple):
    """How sure a sentence sounds of its event; p, low and high in 10⁻¹², None where it gives no number.

    `basis` is "stated", "words" or "none", `words` the words matched, `stance` "affirm", "deny" or None.
    `flags` tell what to look at: goal, conditional, reported, question, negated, several, at least, at most,
    disputed, not on the scale, unread negation.
    """

    basis: str
    words: str | None
    p: int | None
    low: int | None
    high: int | None
    stance: str | None
    flags: tuple[str, ...]


LONGEST = 2000


def read(text: str, scale: str = phrases.NAME) -> Chance:
    """The chance of the sentence's event on a scale of `scales.NAMES`.

    Raises UnreadableError for a chance that is above one ("a 120 % chance"), and for a text that is no
    sentence: longer than LONGEST.
    """
    if len(text) > LONGEST:
        raise UnreadableError(
            f"a sentence has at most {LONGEST} characters, and this has {len(text)}; give the one that "
            "says how sure it is."
        )
    sentence = Sentence(text)
    flags = intent.flags(sentence)
    matches = _matches(sentence)
    goal = intent.goal(sentence)
    if goal is not None and not _forecast(sentence, matches, goal[0]):
        words = text[goal[0] : goal[1]]
        refused = sentence.denies()  # "does not plan to"
        return Chance(
            "none", words, None, None, None, "deny" if refused else "affirm", ("goal", *flags)
        )
    sentence.pass_over([(one.start, one.end) for one in matches])
    found = _stated(sentence) or _words(sentence, matches, scale)
    if found is None:
        denied = None if sentence.asks() else sentence.denies()
        stance = {True: "deny", False: "affirm", None: None}[denied]
        more = {
            True: ("negated",),
            False: (),
            None: ("question" if sentence.asks() else "several",),
        }[denied]
        found = Chance("none", None, None, None, None, stance, more)
    if "question" in flags:
        found = Chance("none", found.words, None, None, None, None, found.flags)
    return found._replace(flags=(*flags, *found.flags))


def speaks(text: str) -> bool:
    """Whether a text holds words of chance, whatever they say."""
    return len(text) <= LONGEST and read(text).words is not None


def turned(chance: Chance) -> Chance:
    """The chance of the opposite: that the event does not happen."""
    opposite = {"affirm": "deny", "deny": "affirm"}
    if chance.p is None or chance.low is None or chance.high is None:
        return chance._replace(stance=opposite.get(chance.stance or ""))
    return chance._replace(
        p=ONE - chance.p,
        low=ONE - chance.high,
        high=ONE - chance.low,
        stance=opposite.get(chance.stance or ""),
    )


def is_negative(statement: str) -> bool:
    """Whether a statement says that something does not happen: "X gets no share", 不会降息."""
    sentence = Sentence(statement)
    sentence.pass_over([(one.start, one.end) for one in _matches(sentence)])
    return sentence.denies() is True


def of_statement(said: Chance, statement: str) -> Chance:
    """What a sentence's chance says of a claim's statement, which may itself be negative.

    A chance is about the event: of "X gets no share", "there's no chance that it gets any" affirms.
    """
    return turned(said) if is_negative(statement) else said


def _stated(sentence: Sentence) -> Chance | None:
    """The number that the speaker gives as a chance; none where two differ."""
    numbers = list(stated_.find(sentence))
    if not numbers:
        return None
    first = min(numbers, key=lambda one: (one.start, -one.end))
    same = [one for one in numbers if one.given.p == first.given.p]
    start, end = first.start, max(one.end for one in same)
    words = sentence.text[start:end].strip()
    if len(same) < len(numbers):
        return Chance("none", words, None, None, None, None, ("several",))
    given = max((one.given for one in same), key=lambda one: (one.high or 0) - (one.low or 0))
    assert given.p is not None
    flags = []
    if given.high == ONE and given.low == given.p < ONE:
        flags.append("at least")
    elif given.low == 0 and given.high == given.p > 0:
        flags.append("at most")
    said = Chance("stated", words, given.p, given.low, given.high, given.stance, tuple(flags))
    # "A 70 % chance that it does not come", 不降息的概率: the event is that it comes.
    event = next((one.event for one in same if one.event is not None), None)
    if event is not None:
        denied: bool | None = sentence.count(*event) % 2 == 1
    elif sentence.names_event(start):
        denied = sentence.count(sentence.clause_at(start).start, start) % 2 == 1
    elif sentence.denied_before(start, end):
        return Chance("none", words, None, None, None, None, ("unread negation",))
    else:
        denied = sentence.event_denied(start, end)
    return _of_event(said, denied=denied)


def _of_event(said: Chance, *, denied: bool | None) -> Chance:
    """What words say of the event, given whether that is denied; nothing where that is not clear."""
    if denied is None:
        return Chance("none", said.words, None, None, None, None, (*said.flags, "several"))
    return turned(said)._replace(flags=(*said.flags, "negated")) if denied else said


# Words

_TWICE_EN = (
    r"\b(?:not|n't|hardly|scarcely|barely|no|never|isn't|wasn't|aren't|don't|doesn't|didn't|won't|"
    r"wouldn't|can't|cannot)\s+(?:\w+ly |very |so |quite |really |all that |that |entirely |at all |"
    r"too |be |been |yet )*$"
)
_TWICE_ZH = r"(?:不|没|未|并非|不是|不会|没有|不觉得|不认为)$"
# Whoever does not expect it expects the opposite; whoever is not almost certain may not.
_DENIED_BY_NOT = frozenset(("expect", "believe", "on track to", "likely", "预计"))
_OPINIONS = frozenset(("expect", "believe", "预计"))
_OPINION_EN = (
    r"\b(?:do|does|did|would)(?:n't| not) (?:\w+ly |for (?:one|a) (?:minute|moment|second) )?"
    r"(?:believe|expect|think|anticipate|see)\b|\bno longer (?:believes?|expects?|thinks?)\b"
)
# The rows up to here are negations themselves (unlikely, 未必), and twice no is not yes.
_NEGATIVE = 35
# What was thought before a "but" is not said now.
_ONCE = r"\b(?:was|were|had been|once|seemed|looked|used to)\b|曾|原本|原来|此前|一度|原先"


class _Match(NamedTuple):
    start: int
    end: int
    row: phrases.Phrase


def _forecast(sentence: Sentence, matches: list[_Match], goal: int) -> bool:
    """Whether a goal is itself what is forecast: "they are likely to plan for June"."""
    clause = sentence.clause_at(goal)
    return any(
        clause.start <= one.start < goal and one.row.phrase not in _OPINIONS for one in matches
    )


def _words(sentence: Sentence, matches: list[_Match], scale: str) -> Chance | None:
    """The word of the scale that the sentence holds, turned where its event is negated.

    Words that no scale holds are given without a number, where the sentence has no others.
    """
    if sentence.english and (found := compiled(_OPINION_EN).search(sentence.said)):
        twice = sentence.event_denied(*found.span())
        stance = "deny" if twice is False else None
        words = sentence.text[found.start() : found.end()]
        return Chance("words", words, None, None, None, stance, ("unread negation",))
    kept = _kept(sentence)
    if kept is not None and not any(
        one.start <= kept.start and kept.end <= one.end for one in matches
    ):
        matches = [one for one in matches if _stands_beside(kept, one, sentence)]
        if not matches:
            words = sentence.text[kept.start : kept.end].strip()
            flags = ("not on the scale", *(("negated",) if kept.denied else ()))
            return Chance("none", words, None, None, None, kept.stance, flags)
    return _strongest(sentence, matches, scale) if matches else None


def _strongest(sentence: Sentence, matches: list[_Match], scale: str) -> Chance:
    """What the word says that decides: of several the one nearest to even."""
    # "I expect that it will probably come": what stands beside an opinion says how sure it is.
    strong = [one for one in matches if one.row.phrase not in _OPINIONS] or matches
    several = len({one.row.phrase for one in strong}) > 1
    start, end, row = min(strong, key=lambda one: (abs(one.row.point - 50), one.start))
    words = sentence.text[start:end]
    flags = ("several",) if several else ()
    if row.phrase in phrases.DISPUTED and scale == phrases.NAME:
        flags = (*flags, "disputed")
    nothing = Chance("words", words, None, None, None, None, (*flags, "unread negation"))
    if compiled(sentence.pattern(_TWICE_EN, _TWICE_ZH)).search(sentence.own[:start]):
        clear = row.phrase in _DENIED_BY_NOT or words.casefold() == "very likely"
        return nothing._replace(
            stance="deny" if clear and not sentence.negations_behind(start, end) else None
        )
    if sentence.denied_before(start, end):
        return nothing
    denied = sentence.event_denied(start, end)
    if denied and (row.point <= _NEGATIVE or several):
        return nothing
    said = Chance("words", words, None, None, None, row.stance, flags)
    meaning = meaning_of(row, sentence.low[start:end], scale)
    own = _own_negation(sentence, end, sentence.low[start:end], scale)
    if denied and own is not None:
        return _figures(said._replace(stance="deny"), own)
    return _of_event(said if meaning is None else _figures(said, meaning), denied=denied)


def _figures(said: Chance, meaning: Meaning) -> Chance:
    p, low, high = (
        round(figure * (ONE // 100)) for figure in (meaning.point, meaning.low, meaning.high)
    )
    return said._replace(p=p, low=low, high=high)


def _own_negation(sentence: Sentence, end: int, word: str, scale: str) -> Meaning | None:
    """What a scale says of "probably not", where it holds that itself, as Kent's does."""
    if scale == phrases.NAME or not compiled(r" (?:\w+ )?not\b").match(sentence.low, end):
        return None
    return PRESCRIBED[scale].get(f"{word} not")


class _Kept(NamedTuple):
    start: int
    end: int
    stance: str | None
    denied: bool


def _stands_beside(kept: _Kept, match: _Match, sentence: Sentence) -> bool:
    """Whether a word of the scale holds beside words that no scale holds.

    It does in "I guarantee that it will probably come" and "not certain but likely"; in "it is too early
    to say that it is likely" and "we think that there is a chance" it does not.
    """
    if match.end <= kept.start:
        return kept.stance == "affirm" or match.row.phrase not in _OPINIONS
    if match.start < kept.end:
        return False
    between = sentence.low[kept.end : match.start]
    return kept.stance == "affirm" or compiled(r"\bbut\b|但").search(between) is not None


def _kept(sentence: Sentence) -> _Kept | None:
    """Where words of chance stand that no scale holds, and the stance they have."""
    if sentence.oath is not None:
        start, end, calm = sentence.oath
        if calm:
            return _Kept(start, end, None, False)
        denied = sentence.event_denied(start, end) is True
        return _Kept(start, end, "affirm" if denied else "deny", False)
    if sentence.chinese and (found := compiled(OATHS_ZH).search(sentence.low)):
        denied = sentence.count(0, found.start()) % 2 == 1
        return _Kept(*found.span(), "affirm" if denied else "deny", False)
    opposite = {"affirm": "deny", "deny": "affirm", None: None}
    tables = (UNSCALED_EN if sentence.english else ()) + (UNSCALED_ZH if sentence.chinese else ())
    for pattern, stance in tables:
        for found in compiled(pattern).finditer(sentence.low):
            clause = sentence.clause_at(found.start())
            if clause.aside:
                continue
            event = sentence.event_denied(*found.span())
            if event is None:
                return _Kept(*found.span(), None, False)
            return _Kept(*found.span(), opposite[stance] if event else stance, event)
    return None


def _matches(sentence: Sentence) -> list[_Match]:
    """The words of the scale, leftmost first, longest first; a longer one swallows what it covers."""
    text = sentence.low
    guards = (NOT_A_WORD_EN if sentence.english else ()) + (
        NOT_A_WORD_ZH if sentence.chinese else ()
    )
    for pattern in guards:
        text = compiled(pattern).sub(lambda found: " " * len(found[0]), text)
    found: list[_Match] = []
    for chinese in (False, True):
        if sentence.chinese if chinese else sentence.english:
            spelled, rows = _spellings(chinese=chinese)
            found += [_Match(*one.span(), rows[one[0]]) for one in spelled.finditer(text)]
            for form, row in phrases.forms():
                if (row.lang == "zh") == chinese:
                    found += [_Match(*one.span(), row) for one in form.finditer(text)]
    taken: list[_Match] = []
    for one in sorted(found, key=lambda match: (match.start, -match.end)):
        if taken and one.start < taken[-1].end:
            continue
        if sentence.says(one.start, one.end) and not _is_guarded(sentence, one, taken):
            taken.append(one)
    return taken


def _is_guarded(sentence: Sentence, match: _Match, before: list[_Match]) -> bool:
    word = sentence.low[match.start : match.end]
    if word in ("可能", "有可能"):
        # 不排除降息的可能: the noun belongs to the word before it.
        return bool(before) and sentence.low[match.start - 1] in "的一何"
    if word == "may" and sentence.text[match.start : match.end] == "May":
        in_time = compiled(
            r"\b(?:in|by|of|until|before|after|since|from|this|next|late|early|mid|during|and|to)[ -]$"
        ).search(sentence.low[: match.start])
        dated = compiled(r"\s+(?:\d|the \d)").match(sentence.low, match.end)
        # In A Headline All Words Are Capital.
        return in_time is not None or dated is not None or not _is_headline(sentence.text)
    if word == "certain":
        return compiled(AFTER_BE).fullmatch(sentence.low[: match.start]) is None
    clause = sentence.clause_at(match.start)
    if compiled(_ONCE).search(sentence.own, clause.start, match.start):
        return any(
            one.start >= clause.end
            and (
                one.opener in ("but", "yet", "但", "但是", "然而")
                or compiled(r"\s*(?:now|现在|如今|目前)").match(sentence.low, one.start)
            )
            for one in sentence.clauses
            if not one.aside
        )
    return False


def _is_headline(text: str) -> bool:
    words = [word for word in text.split()[1:] if len(word) > 3 and word.isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


@cache
def _spellings(*, chinese: bool) -> tuple[re.Pattern[str], dict[str, phrases.Phrase]]:
    """All spellings of one language in one pattern, the longest first, each with its row."""
    rows = {word: row for word, row in phrases.spellings().items() if is_chinese(word) == chinese}
    words = "|".join(re.escape(word) for word in sorted(rows, key=len, reverse=True))
    return compiled(words if chinese else rf"(?<![a-z'-])(?:{words})(?![a-z'])"), rows


def check_scale(name: str) -> str:
    """A scale's name; raises UnreadableError for one that is not built in."""
    if name not in NAMES:
        raise UnreadableError(f'there is no scale "{name}"; built in are {", ".join(NAMES)}.')
    return name
