"""A sentence as the grammar of chances sees it: its clauses, which of them it says itself, and what it denies.

Only a main clause says something of its own: what stands behind "if", "although" or "which" is an aside, and
so is the relative clause of "companies that do not adapt will fail".
"""
# ruff: noqa: E501 - a pattern reads best on one line

import re
from typing import NamedTuple

from ledger.domain import credence
from ledger.domain.cycles import compiled
from ledger.domain.guards import DENIES_NOTHING_EN
from ledger.domain.guards import DENIES_NOTHING_ZH
from ledger.domain.numerals import aligned
from ledger.domain.numerals import is_chinese
from ledger.domain.unscaled import NOT_IF
from ledger.domain.unscaled import NOT_SHOCKED
from ledger.domain.unscaled import SHOCKED

# English

# What makes a clause one that says something: "by June" has none of these.
_FUTURE_EN = r"\b(?:will|won't|'ll|shall|would|wouldn't|going to|gonna)\b|'ll\b"
_FINITE_EN = (
    r"(?:\b(?:will|won't|shall|would|wouldn't|is|isn't|are|aren't|was|wasn't|were|weren't|has|hasn't|have|haven't|had|hadn't|"
    r"do|don't|does|doesn't|did|didn't|can|can't|cannot|could|couldn't|may|might|must|should|shouldn't|ain't|i'm|it's|he's|she's|that's|there's)\b|'(?:ll|re|ve)\b)"
)
_NEGATOR_EN = (
    r"\b(?:not|never|cannot|nobody|nothing|none|neither|nowhere|hardly|scarcely|no longer|no one|not one|"
    r"no(?=\s+[a-z0-9$€£]))\b|n't\b"
)
_ASIDE_EN = (
    r"(?:even if|even though|even when|in case|provided|if|unless|because|although|though|while|whereas|when|whenever|whether|since|once|so that|"
    r"despite|where|wherever)\b"
)
# These open an aside only at the start of a clause.
_ASIDE_FIRST_EN = r"(?:as|which|who|whose|whom|having|being)\b"
_BOUNDARY_EN = rf"[,;:()\[\]—?!]|\s-\s|\.\s|\b(?:{_ASIDE_EN}|(?:but|yet|and|or|so)\b)"
_ADVERBIAL_EN = (
    r"(?:in|by|on|at|during|over|within|after|before|until|till|since|from|this|next|last|under|with|without|despite|given|instead of|rather than|unlike|like|thanks to|owing to|amid|due to|for|look|well|yes|"
    r"so|and|but|honestly|frankly|sadly|fortunately|unfortunately|eventually|ultimately|instead|today|tomorrow|soon|late|early|mid)\b"
)
# Words behind which "that" says what is meant; behind others it says which one.
_SAYS_EN = (
    r"(?:chances?|probability|likelihood|odds|possibility|risk|danger|doubt|doubts|doubted|likely|unlikely|certain|sure|confident|convinced|possible|probable|improbable|"
    r"impossible|clear|obvious|inevitable|true|fact|idea|view|case|guess|bet|forecast|prediction|claim|hope|fear|sign|evidence|expect|expects|expected|believe|believes|believed|"
    r"think|thinks|thought|say|says|said|predict|predicts|predicted|know|knows|see|sees|feel|feels|guarantee|promise|swear|wager|reckon|suspect|imagine|means|mean|"
    r"is|are|was|now|so|such|confidence|certainty|assume|assumes|argue|argues|warn|warns|suggest|suggests|show|shows|insist|insists|hopes|doubtful|skeptical|sceptical|out|even|not|"
    r"%|percent|be|'s|it|me|you|anticipate|anticipates|out|conclude|report|reports|reported|estimate|estimates|question|money|house|farm)"
)
_PREPOSITION_EN = r"(?:in|by|on|at|during|over|within|after|before|until|since|from|of|for|with|to|about|like|than|and|or|all|buy|sell)"
# An adverb at the end of a clause speaks of all of it.
_FINAL_EN = r"(?:probably|likely|possibly|certainly|definitely|presumably|maybe|perhaps|almost certainly|in all (?:likelihood|probability)|with high probability|for sure|no doubt|without (?:a )?doubt|undoubtedly|very likely|most likely|with|i (?:\w+ )?(?:think|believe|expect)|we (?:\w+ )?(?:think|believe|expect))\b"

# Chinese

_NEGATOR_ZH = r"不|没|未|并非|绝非|无(?:法|缘|力|望|需|须|人|一|意|权|能|利)|毫无|再无|并无|全无|从无|暂无|尚无|仍无|已无|均无|休想|别想|甭想|别指望"
# 会 and 将 as verbs; in 会议, 机会 and 将军 they are parts of nouns.
_FUTURE_ZH = (
    r"(?<![机社协议大工商委事峰宴运览聚拜约误体理领照国省市集学])会(?![议员长计晤场谈展费考话诊客合签师战馆堂址刊社])|"
    r"(?<![大小上中少名老主健])将(?![军领士帅官])|无法|不再|(?<![可功性动智官职机潜技])能(?![源力量耗见])|终究|终将"
)
_ASIDE_ZH = (
    r"因为|由于|虽然|虽说|虽|尽管|即使|即便|哪怕|就算|纵使|纵然|如果|假如|假设|假使|倘若|倘|要是|除非|只要|只有|一旦|无论|不管|不论|随着|万一|为了|鉴于|"
    r"为避免|为防止|为确保|若(?!干|无其事|非)|考虑到|至于|不同于|与其"
)
_BOUNDARY_ZH = (
    rf"[,;:。!?()—…]|{_ASIDE_ZH}|(?<!不)(?<!非)但(?:是)?(?!丁|凡)|然而|而是|否则|从而|所以|因此"
)
_ADVERBIAL_ZH = r"(?:到|在|从|自|截至|截止|对于|对|据|按|根据|关于|目前|现在|眼下|今年|明年|后年|未来|今后|以|通过|届时|最终|最后|总之|当然|其实|事实上|坦率地说|说实话|老实说)"
# 不会使用人工智能的人将被淘汰: which people, and not that they are not.
_ATTRIBUTE_ZH = (
    r"(?:那些|这些|所有|凡是|任何|很多|一些|大量|部分|大多数|大部分|许多|多数|少数|今年|明年|后年|未来|目前|现在|今天|至今|还|仍|尚|一直|从来|长期|\d+年[前后内]?)*"
    rf"(?:{_NEGATOR_ZH})[^,;。]{{0,30}}?的(?!话|可能|概率|几率|机率|机会|风险|是)[^,;。]{{1,12}}?(?={_FUTURE_ZH}|就|都|必|可能|很可能|大概率|有望|也|才)"
)
_RESULT_ZH = r"[会将]?(?:发展|演变|进步|进化|达)到"
_NAMES_ZH = r"可能性|概率|几率|机率|胜算"
_THEN_ZH = r"就|则|那么|便|才|都|也"
# 会不会 asks, and denies nothing.
_EITHER_ZH = r"会不会|能不能|是不是|要不要|有没有|可不可以|行不行|好不好|能否|会否|是否|可否"


class Clause(NamedTuple):
    """A stretch of a sentence between two boundaries; `opener` is the boundary in front of it."""

    start: int
    end: int
    opener: str
    aside: bool


class Sentence:
    """A sentence in one spelling, character by character, so that places in it are places in the text.

    `said` is what the sentence says itself: its asides are blanks in it. In `own` the negations are that deny
    nothing, too.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = "".join(map(_low, text, aligned(text)))
        self.chinese = is_chinese(self.low)
        # "Likely to open in 上海": both languages are heard. A name alone is no English.
        self.english = (
            not self.chinese or compiled(r"[a-z']{2,} [a-z']{2,}").search(self.low) is not None
        )
        # "I'd be shocked if": where it stands, and whether it is denied.
        self.oath = self._oath() if self.english else None
        joined = self._joined()
        turns = self._without_turns(joined)
        self.clauses = self._clauses(joined)
        self.said = self._said()
        self.own = "".join(
            one if one == "," else min(one, other)
            for one, other in zip(self.said, turns, strict=True)
        )

    def pass_over(self, spans: list[tuple[int, int]]) -> None:
        """Count no negation there: 不太可能 and "not likely" are words of chance."""
        for start, end in spans:
            self.own = _blanked(self.own, start, end)

    def pattern(self, english: str, chinese: str) -> str:
        """The pattern for the language or languages of the sentence."""
        if self.english and self.chinese:
            return rf"(?:{english})|(?:{chinese})"
        return chinese if self.chinese else english

    def clause_at(self, place: int) -> Clause:
        """The clause that holds a place."""
        return next(
            (one for one in self.clauses if one.start <= place < one.end),
            Clause(0, len(self.low), "", False),
        )

    def says(self, start: int, end: int) -> bool:
        """Whether what stands there is said by the sentence itself, and not in an aside."""
        return bool(self.said[start:end].strip())

    def telling(self) -> list[Clause]:
        """The clauses that tell what happens: those about the future, else those with a verb, else all."""
        main = [clause for clause in self.clauses if self.says(clause.start, clause.end)]
        for pattern in (self.pattern(_FUTURE_EN, _FUTURE_ZH), self.pattern(_FINITE_EN, _FUTURE_ZH)):
            found = [one for one in main if compiled(pattern).search(self.own, one.start, one.end)]
            if found:
                return found
        adverbial = compiled(rf"\s*(?:{self.pattern(_ADVERBIAL_EN, _ADVERBIAL_ZH + '|.{1,4}$')})")
        return [one for one in main if not adverbial.match(self.own[one.start : one.end])] or main

    def denies(self, but: Clause | None = None) -> bool | None:
        """Whether the main clauses, `but` for one, deny their event; None where they disagree."""
        told = [one for one in self.telling() if one != but]
        said = {self.count(one.start, one.end) % 2 == 1 for one in told}
        if len(said) == 2:
            return None
        return said == {True}

    def count(self, start: int, end: int) -> int:
        """How many negations stand there."""
        negator = compiled(self.pattern(_NEGATOR_EN, _NEGATOR_ZH))
        return len(negator.findall(self.own[start:end]))

    def asks(self) -> bool:
        """Whether it leaves open what happens: 会否加息, 他会不会来."""
        return self.chinese and compiled(_EITHER_ZH).search(self.said) is not None

    def event_denied(self, start: int, end: int) -> bool | None:
        """Whether the event is denied of which the words there say how sure it is; None if that is not clear."""
        clause = self.clause_at(start)
        before, behind = self.own[clause.start : start], self.own[end : clause.end]
        if compiled(_RESULT_ZH).match(behind):
            return False  # 可能会发展到不需要编码: what it comes to is the event
        if self._is_inserted(start, end):
            return self.count(clause.start, clause.end) % 2 == 1
        negations = self.negations_behind(start, end)
        if negations:
            return negations % 2 == 1
        if self._is_apart(before, behind):
            return self.denies(but=clause)
        if not behind.strip(" .!?)\"'的"):
            # "It will not rain, probably"; 不降息的可能性很大
            final = self.chinese or compiled(_FINAL_EN).match(self.low, start) is not None
            return final and self.count(clause.start, start) % 2 == 1
        return False

    def negations_behind(self, start: int, end: int) -> int:
        """How many negations follow words in their clause, and in the one behind that begins with "that"."""
        clause = self.clause_at(start)
        later = [one for one in self.clauses if one.start >= clause.end and not one.aside]
        if later and compiled(r"\s*that\b").match(self.low, later[0].start):
            return self.count(end, clause.end) + self.count(later[0].start, later[0].end)
        return self.count(end, clause.end)

    def names_event(self, start: int) -> bool:
        """Whether what stands in front names the event of a chance: 不降息的概率, 降息概率."""
        clause = self.clause_at(start)
        return (
            self.chinese
            and start > clause.start
            and compiled(_NAMES_ZH).match(self.low, start) is not None
        )

    def denied_before(self, start: int, end: int) -> bool:
        """Whether a negation stands in front of words, in their clause, that is not the event's own."""
        clause = self.clause_at(start)
        behind = self.own[end : clause.end]
        if self._is_inserted(start, end):
            return False
        if not behind.strip(" .!?)\"'的") and (
            self.chinese or compiled(_FINAL_EN).match(self.low, start)
        ):
            return False
        return self.count(clause.start, start) > 0

    def _said(self) -> str:
        said = self.low
        for clause in self.clauses:
            if clause.aside:
                said = _blanked(said, clause.start - len(clause.opener), clause.end)
            elif self.english:
                for start, end in self._relatives(clause):
                    said = _blanked(said, start, end)
            if self.chinese:
                found = compiled(rf"\s*{_ATTRIBUTE_ZH}").match(said, clause.start, clause.end)
                if found:
                    said = _blanked(said, clause.start, found.end())
        return _blanked(said, 0, self._start_of_main()) if len(self.clauses) == 1 else said

    def _is_inserted(self, start: int, end: int) -> bool:
        """Whether words stand between commas, which are part of no other clause: "he won't, I think, win"."""
        clause = self.clause_at(start)
        front, back = self.low[clause.start : start].rstrip(), self.low[end : clause.end].lstrip()
        return front.endswith(",") and back.startswith(",")

    def _is_apart(self, before: str, behind: str) -> bool:
        """Whether words stand beside the clause that they are about: "in all likelihood, it will not"."""
        front = compiled(
            self.pattern(
                r"[\s\"']*(?:(?:and|but|with|quite|very|at|in|a|an|i'd say|and|or|as|is|to|there is|there's|there are|i see|we see) ?)*",
                r"(?:我认为|我觉得|我看|有|以|或|而|从目前来看|.{0,2})",
            )
        )
        back = compiled(
            self.pattern(
                r"(?:[\s.!?\"')]*|\s+(?:in|by|on|at|before|this|next|during|within|for|over|as|around|about|early|late|sometime|from|\d)\b[^,]*)",
                r"(?:的是|来说|来讲|的|在.*|地|下)?[\s.!?]*",
            )
        )
        return (
            front.fullmatch(before) is not None
            and back.fullmatch(behind) is not None
            and len(self.clauses) > 1
        )

    def _joined(self) -> str:
        if not self.english:
            return self.low
        # "There will, however, be no recession": one clause.
        return compiled(rf"({_FINITE_EN}),([^,;:.]{{1,40}}),").sub(
            lambda found: f"{found[1]} {found[2]} ", self.low
        )

    def _without_turns(self, text: str) -> str:
        if self.english:
            for pattern in (*DENIES_NOTHING_EN, NOT_IF):
                text = compiled(rf"\b(?:{pattern})").sub(_blank, text)
        if self.chinese:
            for pattern in (*DENIES_NOTHING_ZH, _EITHER_ZH):
                text = compiled(pattern).sub(_blank, text)
        return text

    def _oath(self) -> tuple[int, int, bool] | None:
        found = compiled(SHOCKED).search(self.low)
        if found is None:
            return None
        front = self.low[max(0, found.start() - 40) : found.start()]
        lead = compiled(NOT_SHOCKED).search(front)
        if lead is None:
            return *found.span(), False
        return found.start() - len(lead[0]), found.end(), lead["no"] is not None

    def without_oath(self, text: str) -> str:
        """The text with a blank for "be shocked if", whose "if" is no condition."""
        return text if self.oath is None else _blanked(text, *self.oath[:2])

    def _clauses(self, text: str) -> list[Clause]:
        if self.english:
            text = self.without_oath(text)
        found: list[Clause] = []
        start, opener, aside = 0, "", self._opens_aside(text, 0)
        for match in compiled(self.pattern(_BOUNDARY_EN, _BOUNDARY_ZH)).finditer(text):
            word = match[0]
            joins = word in ("and", "or", "so")
            if joins and not compiled(_FINITE_EN).search(text, start, match.start()):
                continue  # "Apple and Google will merge": one clause
            if self.low[start : match.start()].strip():
                found.append(Clause(start, match.start(), opener, aside))
            start, opener = match.end(), word
            if compiled(self.pattern(_ASIDE_EN, _ASIDE_ZH)).fullmatch(word):
                aside = True
            elif not joins:
                aside = self._opens_aside(text, start)
        if self.low[start:].strip():
            found.append(Clause(start, len(self.low), opener, aside))
        if all(clause.aside for clause in found):
            return [clause._replace(aside=False) for clause in found]
        return found

    def _opens_aside(self, text: str, start: int) -> bool:
        if not self.english:
            return False
        return compiled(rf"\s*(?:{_ASIDE_FIRST_EN})").match(text, start) is not None

    def _start_of_main(self) -> int:
        """Where the main clause starts of "If it does not rain we will go", which no comma parts."""
        first = compiled(rf"\s*(?:{self.pattern(_ASIDE_EN, _ASIDE_ZH)})").match(self.low)
        if first is None:
            return 0
        verbs = [m.start() for m in compiled(self.pattern(_FINITE_EN, _THEN_ZH)).finditer(self.low)]
        return verbs[-1] if verbs else 0

    def _relatives(self, clause: Clause) -> list[tuple[int, int]]:
        """The relative clauses of a clause: "companies [that do not adapt] will fail"."""
        found = []
        for match in compiled(r"\b(?:who|whom|whose|which|that)\b").finditer(
            self.low, clause.start, clause.end
        ):
            before = self.low[clause.start : match.start()].split()
            if match[0] == "that" and (
                not before
                or compiled(rf"(?:.*[^a-z%])?{_SAYS_EN}").fullmatch(before[-1])
                or compiled(_PREPOSITION_EN).fullmatch(before[-1])
            ):
                continue
            if not before:
                continue
            verbs = [
                verb.start()
                for verb in compiled(_FINITE_EN).finditer(self.low, match.end(), clause.end)
            ]
            if compiled(_FINITE_EN).search(self.low, clause.start, match.start()):
                found.append((match.start(), clause.end))
            elif len(verbs) > 1 or (verbs and verbs[0] > match.end() + 1):
                found.append((match.start(), verbs[-1]))
            elif verbs:
                found.append((match.start(), clause.end))
        return found


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _low(written: str, character: str) -> str:
    if written in "—―":
        return "—"  # it parts clauses, as no hyphen does
    low = character.casefold().translate(credence.ALIKE)
    if low.isspace():
        return " "
    return low if len(low) == 1 else character
