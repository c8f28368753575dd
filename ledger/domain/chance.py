"""Probability words in a sentence: the chance that its event happens, as its words say.

A number is a chance only where it is one: in a few patterns, never by standing near a chance word. Else the
longest word of the scale is heard, turned by a negation of the event. What is in doubt has no number.
"""
# ruff: noqa: E501 - a pattern reads best on one line

import re
from functools import cache
from typing import NamedTuple

from ledger.domain import credence
from ledger.domain import phrases
from ledger.domain.credence import ONE
from ledger.domain.cycles import compiled
from ledger.domain.numerals import aligned
from ledger.domain.numerals import is_chinese
from ledger.domain.scales import NAMES
from ledger.domain.scales import meaning as meaning_of
from ledger.domain.unscaled import NOT_IF
from ledger.domain.unscaled import SHOCKED
from ledger.domain.unscaled import UNSCALED_EN
from ledger.domain.unscaled import UNSCALED_ZH
from ledger.errors import UnreadableError


class Chance(NamedTuple):
    """How sure a sentence sounds of its event; p, low and high in 10⁻¹², None where it gives no number.

    `basis` is "stated", "words" or "none", `words` the words matched, `stance` "affirm", "deny" or None.
    `flags` tell what to look at: goal, conditional, reported, negated, several, at least, at most, not on the
    scale, unread negation.
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
    heard = _Sentence(text)
    flags = heard.flags()
    goal = heard.goal()
    if goal is not None:
        return Chance("none", goal, None, None, None, "affirm", ("goal", *flags))
    stated = heard.stated()
    if stated is not None:
        return stated._replace(flags=(*flags, *stated.flags))
    words = heard.words(scale)
    if words is not None:
        return words._replace(flags=(*flags, *words.flags))
    stance = "deny" if heard.negated() else "affirm"
    more = ("negated",) if stance == "deny" else ()
    return Chance("none", None, None, None, None, stance, (*flags, *more))


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
    return _Sentence(statement).negated()


def of_statement(said: Chance, statement: str) -> Chance:
    """What a sentence's chance says of a claim's statement, which may itself be negative.

    A chance is about the event: of "X gets no share", "there's no chance that it gets any" affirms.
    """
    return turned(said) if is_negative(statement) else said


# Patterns of stated chances. A figure is one only in these.

_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_WORD_NUMBER = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|a hundred|one hundred)"
)
_MORE = r"more than|greater than|better than|higher than|over|above|at least|no less than|not less than|upwards of|>=?|≥"
_LESS = r"less than|lower than|under|below|at most|no more than|not more than|up to|<=?|≤"
_ABOUT = r"about|around|roughly|approximately|nearly|almost|maybe|perhaps|something like|close to|some|~|≈"
_PER_CENT = r"(?:%|percent\b|per cent\b|pct\b)"
_RATE = (
    rf"(?:(?:{_MORE}|{_LESS}|{_ABOUT}) ?)?(?:an? |the )?"
    rf"(?:between (?:{_NUMBER}) ?{_PER_CENT}? and (?:{_NUMBER}) ?{_PER_CENT}|(?:{_NUMBER}) ?{_PER_CENT}? ?(?:-|to) ?(?:{_NUMBER}) ?{_PER_CENT}|(?:{_NUMBER}) ?{_PER_CENT}|{_WORD_NUMBER} ?(?:percent|per cent)\b)"
    r"(?: or (?:more|higher|better|less|lower|so))?\+?"
)
_BARE = rf"(?:(?:{_ABOUT}) ?)?(?:0?\.\d+)"
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|one hundred|a thousand)"
_NOUN = r"(?:chances?|probability|likelihood|odds|possibility)"
_SURE = rf"(?:{_NOUN}|likely|sure|certain|confident|confidence)"
# Behind a figure that is the chance itself; a noun there would be what is counted.
_ENDS = (
    r"(?=\s*(?:$|[.,;:!?)\]\"'—–]|-\s|(?:that|for|by|in|before|until|if|but|and|or|this|next|to|on|of|at|now|today|within|"
    r"as|when|we|it|he|she|they|i|right|or so|at best|at most|per)\b))"
)
_BEFORE_EN = rf"(?P<rate>{_RATE}|(?<![\d.]){_BARE})[- ]?(?:subjective |implied |estimated )?\b{_SURE}\b(?! (?:interval|level|band|limit))"
_BEHIND_EN = (
    rf"\b(?:{_NOUN}|confidence)(?: level)?(?: (?:of|that|for) [^.;!?]{{1,160}}?)?,?(?: \b(?:is|are|at|stands? at|was|to be|would be|remains?|sits? at|comes? to)\b|:| ?=)"
    rf"(?: (?:only|just|now|still|probably|maybe))? ?(?P<rate>{_RATE}|{_BARE}){_ENDS}"
)
_OF_EN = rf"(?P<kind>[a-z]+)? ?\b(?:{_NOUN}|confidence) of (?P<rate>{_RATE}|{_BARE}){_ENDS}"
_PUT_EN = (
    rf"\b(?:put|puts|putting|place|places|peg|pegs|estimate|estimates|give|gives|gave|giving|call|say|i'd say|at)\b (?:it|this|that|the {_NOUN}(?: of [^.;%]{{1,60}}?| that [^.;]{{1,100}}?)?|my {_NOUN}) "
    rf"(?:at |as |to be )?(?P<rate>{_RATE}|{_BARE}){_ENDS}"
)
_P_EN = rf"(?<![a-z])(?:p(?:\([^)]{{1,40}}\))?|prob|probability|confidence|credence) ?[=:] ?(?P<rate>{_RATE}|{_BARE}){_ENDS}"
_SHARE_EN = rf"(?<![a-z\d])(?P<n>{_COUNT})[- ](?:in|out of)[- ](?:a )?(?P<m>{_COUNT})[- ]{_NOUN}\b"
_SHARE_BEHIND_EN = rf"\b{_NOUN} (?:is|are|of|at) (?:about |around |roughly )?(?P<n>{_COUNT}) (?:in|out of) (?P<m>{_COUNT}){_ENDS}"
_ODDS_EN = (
    rf"\bodds (?:(?:of|are|at|is|stand at) )?(?P<n>{_COUNT})(?: to |:|-to-|-)(?P<m>{_COUNT})(?P<against> against)?",
    rf"(?<![\d:])(?P<n>{_COUNT})(?: to |:|-to-|-)(?P<m>{_COUNT}) odds(?P<against> against)?",
    rf"\bodds (?:of|that|on|for) [^.;!?\d]{{1,100}}? (?:is|are|stand at) (?P<n>{_COUNT})(?: to |:|-to-|-)(?P<m>{_COUNT})(?P<against> against)?",
)
_RATE_ZH = (
    r"(?:(?:超过|高于|大于|至少|不低于|不少于|不到|低于|小于|至多|最多|不超过|大约|大概|约|近|将近|接近)?有?"
    r"(?:\d+(?:\.\d+)?%?(?:-|到|至)\d+(?:\.\d+)?%|\d+(?:\.\d+)?%|百分之[零一二三四五六七八九十百]+|[一二三四五六七八九\d](?:到|至)?[一二三四五六七八九]?成))(?:以上|以下|左右)?"
)
_NOUN_ZH = r"(?:可能性?|概率|把握|机会|胜算|几率|机率|信心)"
_BEFORE_ZH = (
    rf"(?P<rate>{_RATE_ZH})的?{_NOUN_ZH}(?!性|(?:非常|很|较|极|不|比较|更|并不)?[大小高低])"
)
_BEHIND_ZH = rf"(?:可能性|概率|把握|胜算|几率|机率)(?:大概|大约|应该)?(?:[为是在有达]|达到|高达|:)?(?P<rate>{_RATE_ZH})(?=$|[,。;、!?\s)]|之间)"

_STATED_EN = (_BEFORE_EN, _BEHIND_EN, _OF_EN, _PUT_EN, _P_EN)
_GRADES = frozenset(
    (
        "good",
        "great",
        "decent",
        "high",
        "strong",
        "small",
        "slim",
        "slight",
        "low",
        "little",
        "fair",
        "real",
        "outside",
        "remote",
        "better",
        "excellent",
        "no",
        "any",
        "some",
        "every",
    )
)

# Guards: where a spelling of the scale is not a probability word.
_NOT_A_WORD = (
    r"as (?:soon|much|many|early|quickly|fast|far|well|long|often|close|little|few) as possible|(?:if|where|when|whenever|wherever) possible|"
    r"(?:than|as|was|were|widely|long|so) expected|(?:than|as) (?:we|i|they|analysts|many) (?:expected|expect|expects)|expected (?:value|return|earnings|loss)|"
    r"make (?:it )?possible|makes (?:it )?possible|possible worlds|make sure|(?:all|its|his|her|their|military|full|the) might(?! (?:be|have|not))|"
    r"chances are (?:better|very (?!good)|that good)|good chance to|a certain\b|certain (?:of the|types?|kinds?|people|things|conditions|areas)|self[- ]doubt|reasonable doubt|benefit of the doubt|likely story|could have|should have|might have|may have been"
)
_NOT_A_WORD_ZH = (
    r"很难想象|难以想象|难以置信|很难得|(?:超|超出|高于|低于|好于|差于|不及|符合|出乎|出乎意料|不如)预期|预期(?:值|收益|寿命)|预测(?:显示|报告|模型|值|市场|未来)|"
    r"尽可能|可能性研究|有可能性|机会成本|(?:大概|估计|预计)(?=(?:有|约|共|超过|将有|大约)?[\d零一二三四五六七八九十百两几半]+(?:年|月|天|周|个|人|万|亿|%|成|倍|多))|"
    r"肯定了|的肯定|不肯定|应该(?:说|指出)|理应受"
)
_CLAUSE_EN = r"[,;:()—]|\b(?:if|unless|because|but|although|though|while|when|whether|which|who|since|once|so that|even if|until|before|after|where|to the point)\b"
_CLAUSE_ZH = r"[,;:。()—、]|但是?|因为|虽然|尽管|如果|除非|若"
_RESULT_ZH = r"[会将]?(?:发展|演变|进步|进化|达)到"
_NEGATORS_EN = (
    r"\b(?:not(?! only\b| just\b| merely\b| later than\b| more than\b| less than\b| before\b| until\b| long\b| far\b| least\b| too\b)|never|cannot|"
    r"(?:wo|do|does|did|is|are|was|were|has|have|had|ca|could|would|should|might|ai)n't|nobody|no one|nothing|none|neither|nowhere|no longer|without|"
    r"no(?! (?:doubt|later|more than|less than|fewer|sooner|matter|earlier|chance|way|longer|question)\b)(?=\s+[a-z]))\b|n't\b"
)
_NEGATORS_ZH = (
    r"不(?!仅|只|过|但|断|少|错|久|同|管|论|如|太可能|大可能|可能|排除|一定|见得|到|足|超过|低于|少于|晚于|迟于|早于|是没有可能|无可能|得不)|"
    r"没(?!准|把握)|未(?!来|必|知)|无(?!论|人|线|疑|可能|数|限|条件|所不)|并非|绝不|从未"
)
_TWICE_EN = r"\b(?:not|n't|hardly|scarcely|no|never|isn't|wasn't|aren't|don't|doesn't|didn't|won't|wouldn't|can't|cannot)\s+(?:\w+ly |very |so |quite |really |all that |that |entirely |at all |too |necessarily |be |yet )?$"
_TWICE_ZH = r"(?:不|没|未|并非|不是|不会|没有|不觉得|不认为)$"
_OPINIONS = ("expect", "believe", "预计")
_OPINION_EN = r"\b(?:do|does|did|would)(?:n't| not) (?:really |actually )?(?:believe|expect|think|anticipate|see)\b"

_CONDITIONAL = r"(?<!even )(?<!as )(?<!what )(?<!only )\bif\b(?! (?:not|only|ever|any|possible|you will|you ask)\b)|\bunless\b|\bprovided(?: that)?\b(?! by)|\bassuming\b|\bas long as\b|\bdepending on\b|\bin case\b|\bonly if\b|\bcontingent on\b"
_CONDITIONAL_ZH = r"如果|假如|假设|倘若|除非|只要|一旦|要是|若(?!干|非|无其事)|前提是|的话[,，]"
_REPORTED = r"\b(?:some say|reportedly|allegedly|rumou?red|rumou?rs?|according to|sources say|it is said|people say|they say|critics say|analysts say)\b"
_REPORTED_ZH = r"据称|据说|据悉|据报道|有人说|传闻|据传|有消息称|消息人士"

_GOAL_EN = (
    r"(?<!\bthe )(?<!\ba )(?<!\bits )(?<!\bhis )(?<!\btheir )(?<!\bour )(?<!\bthis )(?<!\bany )(?<!\bher )(?<!'s )(?<!\bno )(?<!\bnew )"
    r"\b(?:plans?|planning|planned|aims?|aiming|hopes?|hoping|intends?|wants?|seeks?|targets|targeting|pledges?|vows?) (?:to|for)\b"
    r"|\b(?:is|are|'re|'s|am|'m) targeting\b|\b(?:goal|target|aim|ambition|plan) (?:is|remains) (?:to|for)\b|\b(?:is|are) aimed at\b"
)
_GOAL_ZH = (
    r"力争|争取|力求|旨在|致力于|打算|目标是|目标为|希望(?=能|在|到|可以|明年|今年|未来|尽快|于|把|将|让|通过|实现|推出|达到|成为)|"
    r"(?<![的该此项])(?<!发射)(?<!登月)(?<!火星)(?<!五年)(?<!收购)(?<!投资)(?<!裁员)(?<!援助)(?<!刺激)(?<!扩张)(?<!这个)(?<!那个)(?<!一个)(?<!探月)(?<!航天)(?<!融资)(?<!上市)(?<!生产)(?<!发展)"
    r"计划(?!的|是|书|会|将|被|已|经|外|内|中|性|表|失败|成功|取消|推迟|顺利|[,。;!?]|$)|"
    r"(?<![模虚])拟(?=于|在|将|向|对|投|建|收购|发行|推出|定|以|用|申请|开|设|募|分|出售|上市)"
)


_MODAL = r"\b(?:will|would|may|might|could|are|were|have)\b"


class _Sentence:
    """A sentence in one spelling, character by character, so that places in it stay places in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = "".join(map(_low, aligned(text)))
        self.chinese = is_chinese(self.low)

    def flags(self) -> tuple[str, ...]:
        """What makes a sentence less than a plain forecast."""
        found = []
        text = self.low if self.chinese else compiled(rf"{SHOCKED}|{NOT_IF}").sub(" ", self.low)
        if compiled(_CONDITIONAL_ZH if self.chinese else _CONDITIONAL).search(text):
            found.append("conditional")
        if compiled(_REPORTED_ZH if self.chinese else _REPORTED).search(self.low):
            found.append("reported")
        return tuple(found)

    def goal(self) -> str | None:
        """The words of intention, where they are the sentence's own verb."""
        found = compiled(_GOAL_ZH if self.chinese else _GOAL_EN).search(self.low)
        if (
            found
            and not self.low[: found.start()].strip("\"' ")
            and compiled(_MODAL).search(self.low)
        ):
            return None  # "Plans to expand will fail": a noun
        return self.text[found.start() : found.end()] if found else None

    def negated(self) -> bool:
        """Whether the main clause denies its event."""
        cut = compiled(_CLAUSE_ZH if self.chinese else _CLAUSE_EN)
        negator = compiled(_NEGATORS_ZH if self.chinese else _NEGATORS_EN)
        place = 0
        for clause in cut.split(self.low):
            start = self.low.find(clause, place)
            opening, place = self.low[:start].rstrip(), start + len(clause)
            aside = compiled(
                r".*(?:if|unless|because|although|though|while|when|whether|which|who|since|once)|.*(?:如果|除非|若|因为|虽然|尽管)"
            ).fullmatch(opening)
            if not aside and clause.strip():
                return len(negator.findall(clause)) % 2 == 1
        return False

    def stated(self) -> Chance | None:
        """The number that the speaker gives as a chance; none where two differ."""
        found: list[tuple[int, int, credence.Credence]] = []
        patterns = (_BEFORE_ZH, _BEHIND_ZH) if self.chinese else _STATED_EN
        for pattern in patterns:
            for match in compiled(pattern).finditer(self.low):
                grade = match.groupdict().get("kind")
                if grade in _GRADES:
                    continue  # a good chance of 5 %: of growth, perhaps
                start = match.start("rate") if grade is not None else match.start()
                found.append(
                    (
                        start,
                        match.end(),
                        credence.read_cell(match["rate"].replace("有", "").strip()),
                    )
                )
        if not self.chinese:
            for pattern in (_SHARE_EN, _SHARE_BEHIND_EN):
                for match in compiled(pattern).finditer(self.low):
                    share = credence.read_cell(f"{match['n']} in {match['m']}")
                    found.append((match.start(), match.end(), share))
            for pattern in _ODDS_EN:
                for match in compiled(pattern).finditer(self.low):
                    pair = (
                        (match["m"], match["n"]) if match["against"] else (match["n"], match["m"])
                    )
                    found.append(
                        (
                            match.start(),
                            match.end(),
                            credence.read_cell(":".join(map(_digits, pair))),
                        )
                    )
        numbers = [one for one in found if one[2].p is not None]
        if not numbers:
            return None
        start, end, given = min(numbers, key=lambda one: one[0])
        end = max(one[1] for one in numbers if one[2].p == given.p)
        words = self.text[start:end].strip()
        if len({one[2].p for one in numbers}) > 1:
            return Chance("none", words, None, None, None, None, ("several",))
        flags = []
        if given.p is not None and given.low is not None and given.high is not None:
            if given.high == ONE and given.low < ONE and given.low == given.p:
                flags.append("at least")
            elif given.low == 0 and given.high == given.p and given.p > 0:
                flags.append("at most")
        said = Chance("stated", words, given.p, given.low, given.high, given.stance, tuple(flags))
        # "A 70 % chance that it does not come": the event is that it comes.
        behind = self.low[end:]
        if behind.strip() and self._denies(behind):
            return turned(said)._replace(flags=(*flags, "negated"))
        return said

    def _denies(self, behind: str) -> bool:
        negator = compiled(_NEGATORS_ZH if self.chinese else _NEGATORS_EN)
        cut = compiled(_CLAUSE_ZH if self.chinese else _CLAUSE_EN).search(behind, 1)
        clause = behind[: cut.start()] if cut else behind
        if compiled(_RESULT_ZH).match(clause):
            return False  # 可能会发展到不需要编码: what it comes to is the event
        return len(negator.findall(clause)) % 2 == 1

    def _denies_before(self, before: str) -> bool:
        """Whether a negation stands in the word's own clause, in front of it."""
        clause = compiled(_CLAUSE_EN).split(before)[-1]
        return compiled(_NEGATORS_EN).search(clause) is not None

    def kept(self) -> tuple[int, int, str | None] | None:
        """Where words of chance stand that no scale holds, and the stance they have."""
        if not self.chinese and (found := compiled(SHOCKED).search(self.low)):
            if found["no"]:
                return *found.span(), None
            return *found.span(), "affirm" if self._denies(self.low[found.end() :]) else "deny"
        opposite = {"affirm": "deny", "deny": "affirm", None: None}
        for pattern, stance in UNSCALED_ZH if self.chinese else UNSCALED_EN:
            if found := compiled(pattern).search(self.low):
                denied = self._denies(self.low[found.end() :])
                return *found.span(), opposite[stance] if denied else stance
        return None

    def words(self, scale: str) -> Chance | None:
        """The word of the scale that the sentence holds, turned where its event is negated.

        Words that no scale holds are given without a number, where the sentence has no others.
        """
        if not self.chinese and (found := compiled(_OPINION_EN).search(self.low)):
            words = self.text[found.start() : found.end()]
            twice = self._denies(self.low[found.end() :])
            stance = None if twice else "deny"
            return Chance("words", words, None, None, None, stance, ("unread negation",))
        kept = self.kept()
        matches = self._matches()
        if kept is not None and not any(
            start <= kept[0] and kept[1] <= end for start, end, _ in matches
        ):
            matches = [one for one in matches if one[1] <= kept[0] or kept[1] <= one[0]]
            if not matches:
                words = self.text[kept[0] : kept[1]].strip()
                return Chance("none", words, None, None, None, kept[2], ("not on the scale",))
        if not matches:
            return None
        # "I expect that it will probably come": what stands beside an opinion says how sure it is.
        strong = [match for match in matches if match[2].phrase not in _OPINIONS] or matches
        several = len({row.phrase for _, _, row in strong}) > 1
        start, end, row = min(strong, key=lambda match: (abs(match[2].point - 50), match[0]))
        words = self.text[start:end]
        flags = ["several"] if several else []
        meaning = meaning_of(row, self.low[start:end], scale)
        before = self.low[:start]
        if compiled(_TWICE_ZH if self.chinese else _TWICE_EN).search(before):
            return Chance("words", words, None, None, None, None, (*flags, "unread negation"))
        if meaning is None:
            said = Chance("words", words, None, None, None, row.stance, tuple(flags))
        else:
            p, low, high = (
                round(figure * (ONE // 100))
                for figure in (meaning.point, meaning.low, meaning.high)
            )
            said = Chance("words", words, p, low, high, row.stance, tuple(flags))
        behind = self.low[end:]
        if not self.chinese and not behind.strip(" .!?)\"'") and before.rstrip().endswith(","):
            behind = before.rstrip(" ,")  # "it won't rain, probably"
        elif not self.chinese and self._denies_before(before):
            return Chance("words", words, None, None, None, None, (*flags, "unread negation"))
        if self._denies(behind):
            if row.point <= 35 or several:
                # Twice no is not yes.
                return Chance("words", words, None, None, None, None, (*flags, "unread negation"))
            return turned(said)._replace(flags=(*flags, "negated"))
        return said

    def _matches(self) -> list[tuple[int, int, phrases.Phrase]]:
        text = self.low
        for match in compiled(_NOT_A_WORD_ZH if self.chinese else _NOT_A_WORD).finditer(text):
            text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
        found: list[tuple[int, int, phrases.Phrase]] = []
        pattern, rows = _spellings(chinese=self.chinese)
        for match in pattern.finditer(text):
            row = rows[match[0]]
            if self._is_guarded(match.start(), match.end(), found):
                continue
            found.append((match.start(), match.end(), row))
        return found

    def _is_guarded(
        self, start: int, end: int, found: list[tuple[int, int, phrases.Phrase]]
    ) -> bool:
        word = self.low[start:end]
        if self.chinese:
            # 不排除降息的可能: the noun belongs to the word before it.
            return (
                word in ("可能", "有可能")
                and bool(found)
                and self.low[start - 1 : start] in "的一何"
            )
        if word == "may":
            if self.text[start:end] != "May":
                return False
            before = compiled(
                r"\b(?:in|by|of|until|before|after|since|from|this|next|late|early|mid|during|and|to)[ -]$"
            )
            led = before.search(self.low[:start]) is not None
            dated = compiled(r"\s+(?:\d|the \d)").match(self.low, end) is not None
            # In A Headline All Words Are Capital.
            return led or dated or not self._is_headline()
        if word == "certain":
            return not compiled(
                r".*\b(?:is|are|was|be|am|'s|'re|'m|seems?|looks?|all but|not)\s+"
            ).fullmatch(self.low[:start])
        return False

    def _is_headline(self) -> bool:
        words = [word for word in self.text.split()[1:] if len(word) > 3 and word.isalpha()]
        return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _low(character: str) -> str:
    low = character.casefold().translate(credence.ALIKE)
    if low.isspace():
        return " "
    return low if len(low) == 1 else character


def _digits(count: str) -> str:
    from ledger.domain.numerals import english_digits

    return english_digits(count).removeprefix("a ")


@cache
def _spellings(*, chinese: bool) -> tuple[re.Pattern[str], dict[str, phrases.Phrase]]:
    """All spellings of one language in one pattern, the longest first, each with its row."""
    rows = {word: row for word, row in phrases.spellings().items() if is_chinese(word) == chinese}
    words = [re.escape(word) for word in sorted(rows, key=len, reverse=True)]
    if not chinese:
        return compiled(rf"(?<![a-z'-])(?:{'|'.join(words)})(?![a-z'])"), rows
    # 一定不会 is the opposite of 一定会, which the list holds only whole.
    return compiled("|".join([*words, "(?<!不)一定(?=不)"])), rows | {"一定": rows["必将"]}


def check_scale(name: str) -> str:
    """A scale's name; raises UnreadableError for one that is not built in."""
    if name not in NAMES:
        raise UnreadableError(f'there is no scale "{name}"; built in are {", ".join(NAMES)}.')
    return name
