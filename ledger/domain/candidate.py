"""Does a sentence look like a prediction? A word that points ahead, with a time or a hedge.

What already happened, what is asked, hangs on a condition, holds always, or speaks of the talk itself is none.
A wish is none, a goal is offered as one. Better to miss one than to offer ten that are nothing.
"""
# ruff: noqa: E501, RUF001 - a pattern reads best on one line; Chinese marks are wide

from datetime import date
from typing import NamedTuple

from ledger.domain import chance
from ledger.domain import clause
from ledger.domain import deadline
from ledger.domain import hearing
from ledger.domain.cycles import compiled
from ledger.domain.numerals import aligned
from ledger.domain.numerals import is_chinese
from ledger.domain.window import PastTimeError
from ledger.errors import UnreadableError

# What is longer is no sentence, and what is shorter says nothing.
LONGEST = 600
SHORTEST = 4
# Figures and words of time that a sentence may hold; each of them is read in many ways.
MOST_TIMES = 80


class Setting(NamedTuple):
    """What stands around a sentence.

    `spoken`: somebody is quoted. `item`: it is an item of a list or a cell; `listed` where a time ahead is
    enough for one, as in a plan. `foretold`: what introduces it
    says that predictions follow. `time`: the time that a label, a column or a title gives it.
    """

    spoken: bool = False
    item: bool = False
    listed: bool = False
    foretold: bool = False
    time: deadline.Reading | None = None


ALONE = Setting()


class Sign(NamedTuple):
    """Why a sentence looks like a prediction: the words that point ahead, and the time they stand with.

    `problem` says why a time that it holds cannot be told.
    """

    words: str
    time: deadline.Reading | None
    problem: str | None

    @property
    def why(self) -> str:
        """The reason in words."""
        told = [f'"{self.words}"'] if self.words else []
        if self.time is not None and self.time.phrase != self.words:
            told.append(f'"{self.time.phrase}"')
        return " with ".join(told)


def look(
    sentence: str, said: date, setting: Setting = ALONE, *, fiscal_start: int | None = None
) -> Sign | None:
    """What makes a sentence said on a day look like a prediction; None where it looks like none."""
    if not SHORTEST <= len(sentence) <= LONGEST:
        return None
    text = _unquoted(aligned(sentence))
    seek = _Chinese if is_chinese(text) else _English
    one = seek(text, setting)
    if not one.may_point() or one.is_none():
        return None
    return _decide(one, sentence, said, setting, fiscal_start)


def _decide(
    one: "_English | _Chinese",
    sentence: str,
    said: date,
    setting: Setting,
    fiscal_start: int | None,
) -> Sign | None:
    heard = _chance(sentence)
    if "conditional" in heard.flags:
        return None
    stated = heard.words if heard.basis == "stated" else None
    strong = one.strong() or stated or one.chance()
    goal = one.goal() or (heard.words if "goal" in heard.flags else None)
    weak, hedged, bare = one.weak(), one.hedged(), one.bare()
    if not (strong or goal or weak or hedged or setting.foretold) and bare is None:
        return None
    if one.is_asked(strong or goal or weak or hedged or ""):
        return None
    time, problem = _time(sentence, said, fiscal_start) if one.may_have_time() else (None, None)
    if time is None or (setting.time is not None and time.kind not in ("dated", "open")):
        time = setting.time or time
    timed = problem is not None or time is not None
    dated = problem is not None or (time is not None and time.kind != "vague")
    wanted = None
    if goal and not strong:
        # A wish with a day is a goal; without one it is nothing.
        wish = one.is_wish(goal)
        meant = dated or (not wish and (timed or one.has_figure() or one.is_plan()))
        wanted = goal if meant and not one.is_past(goal) else None
    elif one.wishes(strong):
        pass
    elif strong:
        wanted = strong if one.counts(strong, timed=timed) else None
    elif weak and timed and not one.is_past(weak, modal=True):
        wanted = weak
    elif hedged and not one.is_past(hedged, modal=True) and one.may_hedge(dated=dated):
        wanted = hedged
    elif bare is not None and time is not None and dated and one.stands_with(time, said):
        # Beside a label's time a participle is no past.
        past = one.is_past(time.phrase, modal=time is setting.time)
        wanted = None if past else bare or time.phrase
    elif setting.foretold and one.is_statement() and not one.is_past(""):
        wanted = ""
    return None if wanted is None else Sign(wanted, time, problem)


def _chance(sentence: str) -> chance.Chance:
    """What a sentence says of chance, goal and condition; most hold no sign of any."""
    if hearing.may_speak(sentence):
        try:
            return chance.read(sentence)
        except UnreadableError:
            pass  # "120 % sure" is a manner of speaking
    return chance.Chance("none", None, None, None, None, None, ())


def _time(
    sentence: str, said: date, fiscal_start: int | None
) -> tuple[deadline.Reading | None, str | None]:
    """The time that a sentence holds, or why it cannot be told; what is past by then is none."""
    try:
        found = clause.find(sentence, said, fiscal_start=fiscal_start)
    except PastTimeError:
        return None, None
    except UnreadableError as error:
        return None, str(error)
    return (found.reading if found is not None else None), None


def _unquoted(text: str) -> str:
    """The text with titles and longer quotations in it blanked: their words are not the sentence's own."""
    for pattern in (r"《[^《》]{1,60}》", r"“[^“”]{10,300}”", r"(?<![a-z])'[^']{8,300}'(?![a-z])"):
        text = compiled(rf"(?i){pattern}").sub(lambda found: " " * len(found[0]), text)
    return text


class _Language:
    """A sentence in one language, and the setting it stands in."""

    def __init__(self, text: str, setting: Setting) -> None:
        self.text = text
        self.low = "".join(map(_low, text)) if not text.isascii() else text.lower()
        self.setting = setting

    def _first(self, pattern: str) -> str | None:
        """The first words that fit, as the sentence has them."""
        found = compiled(pattern).search(self.low)
        return self.text[found.start() : found.end()].strip(" ,;:(，") if found else None

    def _has(self, pattern: str) -> bool:
        return compiled(pattern).search(self.low) is not None

    def _before(self, words: str | None) -> str:
        """What stands before words; all of it where they do not stand in it."""
        at = self.low.find(words.lower()) if words else -1
        return self.low[:at] if at >= 0 else self.low

    def _clause(self, words: str, cut: str) -> str:
        """The part of the sentence in which words stand; all of it where they do not."""
        at = self.low.find(words.lower()) if words else -1
        if at < 0:
            return self.low
        start = max((one.end() for one in compiled(cut).finditer(self.low, 0, at)), default=0)
        end = compiled(cut).search(self.low, at + len(words))
        return self.low[start : end.start() if end else len(self.low)]


def _low(character: str) -> str:
    low = character.lower()
    return low if len(low) == 1 else character


# English

_WILL = r"(?:\b(?:will|won't|shall)\b|'ll\b)"
_GOING = r"(?:\bgonna\b|(?:\b(?:am|is|are|be|not|all|still)|'m|'s|'re) going to\b(?! (?:the|a|an|my|our|work|bed|sleep)\b))"
_BE = r"(?:\b(?:is|are|am|be|now|still|also|remains?|well|widely|currently|not|looks?|seems?|and|but|yet)|'s|'re|'m|^|[,;:(])"
_EXPECTED = (
    rf"{_BE} ?(?:(?:\w+ly|now|still|also|not|never) )?(?:(?:expected|likely|unlikely|scheduled|slated|poised|projected|forecast|predicted|"
    r"anticipated|planned|bound|destined|certain|sure|guided|set|about|on track|on course|on pace|well on the way) to|"
    r"(?:scheduled|slated|planned|expected|due|set|guided|on track|on course|on pace) (?:for|in|by|on|next|later|this)|"
    r"due to (?:open|launch|start|begin|ship|arrive|be|close|end|finish|complete|report|expire|land|go|come|hit|return|meet|publish|enter|join|leave))\b"
)
_EXPECTS = (
    r"(?<!\bas )(?<!\bthan )(?<!\bto )(?<!\bcan )(?<!\bshould we )(?<!\byou )(?<!\bwhat i )"
    r"\b(?:expect|expects|anticipate|anticipates|foresee|foresees|envision|envisions)\b(?! (?:you|us|me|them|him|her|everyone|everybody|people|from|of)\b)"
    r"|\b(?:i|we|they|he|she|it|staff|committee|analysts|economists|experts) (?:now |still |also |don't |do not |doesn't |does not )?(?:forecast|predict|project|guide|guess|reckon|bet)s?\b(?! by\b)"
    r"|\bmy (?:best )?(?:bet|guess|prediction|forecast|expectation)\b|\bmy money(?:'s| is) on\b|\bmark my words\b"
    r"|\b(?:our|its|their|the|my|his|her) (?:current |latest )?(?:forecast|base case|expectation|projection|guidance) (?:is|remains|calls)\b"
    r"|\bexpecting (?:the|its|their|an?|to|that|\d)\b"
    r"|\bputs? (?:the |that |its |my )?(?:probability|chances?|odds|likelihood)\b"
    r"|\b(?:has|have|with) no (?:current |immediate )?plans? to\b|\bcoming soon\b|\b(?:only |just )?a matter of time\b"
)
_CHANGES = (
    r"(?:become|reach|exceed|surpass|pass|overtake|replace|double|triple|halve|rise|fall|drop|grow|shrink|decline|slip|tick|dip|peak|collapse|"
    r"crash|disappear|vanish|launch|arrive|come|happen|recover|return|rebound|ease|slow|accelerate|encounter|discover|beat|outsell|"
    r"outpace|hit|need another|go bankrupt|cost|lose|win|merge|move|enter|end up|lower|tumble|sink|surge|soar|weaken|worsen|improve|widen|be heading)"
)
_WILL_CHANGE = (
    rf"(?:\b(?:will|won't)\b|'ll\b)(?: (?:not|never|soon|eventually|finally|also|all|quickly|slowly|quietly|just))* (?:{_CHANGES}|"
    r"continue to (?:drop|rise|fall|grow|shrink|decline|rule|dominate|expand|increase|improve|lead|lose|gain|outperform)|see|die|lead|dominate|emerge|rewrite|reshape|outperform|announce|"
    r"release|introduce|acquire|be (?:flooded|replaced|acquired|bought|banned|sold|overtaken|dominated|forced|split|successful|able to|the (?:first|largest|biggest|fastest|next|last|most))|"
    r"start|end|spread|revolutioni[sz]e|transform|cut|raise|fail|succeed|survive|stay|remain|keep (?:rising|falling|growing|shrinking))\b"
)
_HEDGED_EN = (
    r"\b(?:may|might|could)(?: (?:well|also|even|soon|still|yet|eventually|one day|never|not|again|only))? "
    rf"{_CHANGES}\b(?! (?:from|up with|in handy)\b)"
    r"|\b(?:may|might|could) (?:well )?take (?:\w+ ){0,3}(?:years|months|decades)\b"
    r"|\bshould (?:still |also |then |now |soon )?(?:come in|be able|reach|hit|exceed|land|arrive|improve|rise|fall|return|grow|decline|start|begin|double|ease|slow|recover)\b"
)
_MODAL_EN = (
    r"\b(?:may|might|could)\b(?! have\b)|(?<!\byou )\bshould\b(?! (?:not )?(?:have|we|i|be (?:\w+ed|done|read|seen|kept|made))\b)"
    r"|\b(?:confident|believe|believes|think|thinks|see|sees|guess|suspect|continue to|continues to|on track|unlikely|likely|probably|certainly)\b"
    r"|(?:\b(?:is|are|am)|'s|'re|'m) (?:\w+ly |also |not |now |still )?(?!interesting|exciting|amazing|missing|king|using|being|going)\w{3,}ing\b"
)
_SCHEDULED = (
    r"(?<!\bthe )(?<!\ba )(?<!\ban )(?<!\btwo )(?<!\bthree )(?<!\bfour )(?<!\bno )(?<!\bof )(?<!\bin )(?<!\bat )(?<!\bby )(?<!\bour )(?<!\bits )(?<!\btheir )(?<!\bmore )(?<!\bprice )(?<!\brate )(?<!\d )"
    r"\b(?:open|launch|start|begin|ship|arrive|land|close|end|expire|debut|reach|hit|peak|return|come|go|enter|leave|move|roll|finish|complete|"
    r"release|deliver|kick|turn|become|retire|overtake|double|triple|exceed|introduce|add|drop|cut|raise|hire|build|catch|sell|list)(?:es|s)?\b"
)
_PAST_EN = (
    r"\b(?:was|were|had|did|went|came|rose|fell|grew|made|took|got|gave|said|told|thought|saw|sold|built|won|lost|began|became|ran|"
    r"ago|yesterday|already|last (?:year|month|week|quarter|spring|summer|autumn|fall|winter)|"
    r"(?!(?:exceed|need|speed|feed|seed|indeed|hundred|embed|proceed|succeed|united|limited|unchanged|based|related|called|named|fixed|fully)\b)\w{3,}ed)\b"
)
_GENERIC_EN = (
    r"\bwhat (?:you|we|i|they)$|\b(?:whoever|whatever|whenever|everyone who|anyone who|anybody who|those who|people who|every time|each time|"
    r"when(?:ever)? you|once you|until you|before you|if you|as you|so that you|"
    r"(?:a|an|any|every|each) (?!(?:[a-z]+ )?(?:chance|probability|likelihood|possibility|risk|bet|view)\b)[a-z]+(?: [a-z]+)? (?:who|that|which))\b"
)
_ASKED_EN = (
    r"^(?:what|how|why|where|who|which|whether)\b"
    r"|^(?:will|would|shall) (?:i|we|you|he|she|it|they|there|the|this|that|these|those|our|your|a|an|any|somebody|anybody)\b"
)
_INDIRECT_EN = r"\b(?:whether|wonder|wonders|wondering|wondered|asked (?:if|when|what|how)|nobody knows|no one knows|who knows|open question|can't promise|cannot promise|no idea|depends on|(?:on|about|know|knows|see|understand|explain|explains|show|shows|discuss|discusses|tell|predict) (?:how|what|when|where|who|why))\b"
_TALK_VERBS = (
    r"(?:start (?:with|by|off|us)|begin (?:with|by)|open (?:the|it|up|for)|take (?:a|your|the|one|some|any|more|you) ?(?:questions?|look|moment|break|first|next|through|few)?|"
    r"turn (?:to|it|the|now|things|back)|turn\b|hand|pass (?:it|the)|return to|get (?:to|back)|come back|talk|discuss|walk|go (?:over|through|back)|cover|say|tell|add (?:just|only|something|that|to that)|let|leave|"
    r"stop (?:here|there)|answer|explain|describe|show you|share|mention|note|follow up|circle|give you|ask|respond|repeat|read|pause|jump|dive|"
    r"focus|touch|make (?:a|some|one|sure)|conclude|summari[sz]e|remember|see you|speak|hear|be (?:right )?back|be brief|comment|look|listen|"
    r"keep you|post|publish|update you|wait|do (?:our|my|whatever|everything|what)|be (?:happy|glad|there|at|joined|available|posted|recorded|over)|have (?:more|time|to see|a look)|provide|review|monitor|continue to (?:monitor|update|work|engage|listen|look)|"
    r"use|call|refer|try|always|end (?:here|there)|begin\b)"
)
_TALK_EN = (
    rf"\b(?:i|we|let me|let us)(?: will|'ll| shall| am| are|'m|'re)?(?: going to)?(?: (?:now|then|just|also|first|briefly|be happy to|be glad to|be able to))* {_TALK_VERBS}\b"
    r"|\bwill (?:now |then |also )?(?:take you|walk you|give you|discuss|speak|comment|provide (?:an|some|more|further|details)|open (?:the|it|up) (?:call|line|floor|for))\b"
    r"|\b(?:call|webcast|replay|slides?|slide deck|transcript|presentation|remarks|discussion|session|questions?|press release|recording|comments|minutes|full text|newsletter|participants|opportunity|lines?)\b[^.;]{0,40}\bwill (?:be|come|include|contain|start|begin|close)\b"
    r"|\bthere will (?:be (?:an opportunity|time (?:for|to)|a (?:q|question|replay|recording|break|short)|questions)|always)\b|\bwill always\b|\bwe(?:'ll| will) (?:just )?(?:have to )?see(?=[.,!]|$| how| what| if| whether| where)"
    r"|\byou (?:can|may) (?:find|access|download|reach|now)\b|\bplease\b|\b(?:thank you|thanks|good morning|good afternoon|welcome to|subscribe|see you|talk to you|happy new year)\b"
    r"|\bforward[- ]looking\b|\bactual results\b|\bdiffer materially\b|\bsafe harbor\b|\brisks and uncertainties\b|\bobligation to update\b"
)
_WISH_EN = r"\b(?:hopes?|hoping|wish|wishes|wants?|seeks? to|would (?:really )?(?:like|love)|dreams?|look(?:ing)? forward|eager to|excited to)\b|'d (?:really )?(?:like|love)\b"
_NOUN_EN = (
    r"\b(?:the|a|his|her|their|its|my|our|your|political|free|good|own|last|ill|iron|strong|god's|of|at|good) will\b(?! (?:be|have|not|come|go|get|make|take)\b)"
    r"|\bbe sure to\b|\bmake sure to\b|\bsteps? (?:is|are) to\b"
)
# What opens a subject that is nobody in particular.
_POINTED = frozenset(("it", "this", "these", "those", "there"))
_MANY = frozenset(("a", "an", "all", "some", "most", "many", "few"))
_SOME = _MANY - {"all"} | {"no", "nobody"}
_BROAD = _POINTED | _MANY | _SOME | frozenset(
    ("any", "every", "each", "anyone", "anybody", "everyone", "everybody", "people", "children", "kids", "one", "someone", "somebody", "you")
)  # fmt: skip
_YOU_ABLE = r"\byou(?:'ll| will) (?:soon )?(?:be able to|never)\b|\byou won't\b"


class _English(_Language):
    def __init__(self, text: str, setting: Setting) -> None:
        super().__init__(text, setting)
        for noun in compiled(_NOUN_EN).finditer(self.low):
            self.low = f"{self.low[: noun.start()]}{' ' * len(noun[0])}{self.low[noun.end() :]}"
        # May is a month, and Will is called so.
        for name in compiled(r"\b(?:May|Will)\b(?! (?:not|be|have|it|we|the|you|they)\b)").finditer(
            self.text, 1
        ):
            self.low = f"{self.low[: name.start()]}{name[0]}{self.low[name.end() :]}"

    def may_point(self) -> bool:
        """Whether there is anything to look at: most sentences end here."""
        return self._has(
            r"will|won't|shall|'ll|going to|gonna|to\b|expect|anticipat|foresee|envision|forecast|predict|project|guess|bet\b|reckon|"
            r"may|might|could|should|plan|aim|target|goal|hope|chance|odds|probab|percent|%|likely|20\d\d|soon|next|by |before|until|in |"
            r"track|due|schedul|money|coming|"
        ) or bool(self.setting.time or self.setting.foretold)

    def may_have_time(self) -> bool:
        """Whether anything in it can be a time; what holds more than a sentence can is none."""
        found = compiled(
            r"(?i)\d|year|month|week|quarter|day|decade|centur|hour|spring|summer|autumn|fall|winter|soon|later|eventual|term|future|tomorrow|tonight|"
            r"christmas|easter|thanksgiving|halloween|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\be(?:o[yqm])\b|run\b|road|lifetime|"
            r"before|after|by |until|course|long|shortly|end of"
        ).findall(self.low)
        return 0 < len(found) <= MOST_TIMES

    def is_none(self) -> bool:
        """A question, what holds always, what speaks of the talk itself, and what somebody disclaims."""
        return any(self._has(pattern) for pattern in (_ASKED_EN, _TALK_EN))

    def strong(self) -> str | None:
        """Words that alone point ahead."""
        for pattern in (_WILL, _GOING, _EXPECTED, _EXPECTS):
            if found := self._first(pattern):
                return found
        return None

    def weak(self) -> str | None:
        """Words that point ahead with a time."""
        return self._first(_MODAL_EN)

    def bare(self) -> str | None:
        """What alone is enough for a time ahead: the present tense of what is scheduled, or nothing in a list."""
        return self._first(_SCHEDULED) or ("" if self.setting.listed else None)

    def has_figure(self) -> bool:
        """Whether it holds a figure."""
        return self._has(r"\d")

    def chance(self) -> str | None:
        """A chance that is named with a noun."""
        return self._first(
            r"\b(?:good|high|strong|decent|real|fair|excellent|great|better than even|slim|small|low) (?:chance|probability|likelihood|odds)\b(?= (?:that|of|we|it|they|he|she|to)\b)"
        )

    def goal(self) -> str | None:
        """A goal that is named, where no verb intends it."""
        return self._first(
            r"\b(?:our|its|their|the|my|his|her) (?:goal|target|aim|ambition) (?:is|remains|stays)\b|\btargets? (?:about |around |roughly |at least |up to )?[$€£]?\d"
        )

    def is_plan(self) -> bool:
        """Whether somebody plans a deed that can be seen."""
        return self._has(
            r"\b(?:plans?|planning|intends?|pledged?s?|vows?) to (?:build|open|launch|introduce|release|hire|buy|acquire|sell|close|list|expand|invest|start|cut|raise|ship|enter|leave|merge|spin)\b"
        )

    def hedged(self) -> str | None:
        """A hedge of something that changes."""
        return self._first(_HEDGED_EN)

    def may_hedge(self, *, dated: bool) -> bool:
        """Whether a hedge foretells something: of "you" it only allows it."""
        return dated or self.setting.spoken or self.setting.listed or not self._has(r"\byour?\b")

    def counts(self, strong: str, *, timed: bool) -> bool:
        """Whether "will" speaks of something to come, not of a rule or a habit."""
        if self.setting.foretold or strong.lower() not in (
            "will", "won't", "shall", "'ll",
        ):  # fmt: skip
            return True
        spoken = self.setting.spoken
        before = self.text[: self.low.find(strong.lower())]
        cut = compiled(r"[,;:(]|\b(?:that|and|but|because|so|which)\b")
        subject = cut.split(before)[-1].strip()
        if not (spoken or subject) and before.strip():
            return False  # what it names is what will be, not a claim that it will
        words = subject.lower().split()
        if not spoken and {"you", "your"} & set(words):
            return False
        if strong.lower() == "shall" and words not in (["i"], ["we"]):
            return False  # a rule
        if timed:
            return True
        opening = words[0] if words else ""
        if opening in _BROAD:
            if spoken and (opening in _POINTED | _MANY or self._has(_YOU_ABLE)):
                return True
            return opening in _SOME and self._has(_WILL_CHANGE)
        ours = words in (["i"], ["we"]) and not self._has(r"\byour?\b")
        if spoken or ours or self._has(_WILL_CHANGE):
            return True
        named = any(word[0].isupper() or word[0].isdigit() for word in subject.split()[1:])
        return not subject or named

    def is_past(self, words: str, *, modal: bool = False) -> bool:
        """Whether the part in which words stand tells what was; beside a `modal` verb participles do not."""
        part = self._clause(words, r"[,;:]|\b(?:and|but|because|which|while|after|when|that)\b")
        part = compiled(r"\b(?:up|down|compared|versus|vs) (?:from|with|to)\b.*").sub("", part)
        if modal:
            return compiled(r"\b(?:was|were|had|did|ago|yesterday)\b").search(part) is not None
        return compiled(_PAST_EN).search(part) is not None

    def is_asked(self, words: str) -> bool:
        """Whether words stand behind "whether", or speak of whoever does something."""
        before = self._before(words).rstrip()
        return any(compiled(one).search(before) for one in (_INDIRECT_EN, _GENERIC_EN))

    def is_wish(self, words: str) -> bool:
        """Whether words wish something."""
        return compiled(_WISH_EN).search(words.lower()) is not None

    def wishes(self, words: str | None) -> bool:
        """Whether somebody wishes what words tell."""
        return self.is_wish(self._before(words))

    def stands_with(self, time: deadline.Reading, said: date) -> bool:
        """Whether the time lies ahead as a deadline does."""
        return time.earliest is None or time.earliest > said or self.setting.time is not None

    def is_statement(self) -> bool:
        """Whether it says something: four words, and no question."""
        return len(self.low.split()) >= 4 and not self._has(r"^(?:how|what|why|when|where|who)\b")


# Chinese

_VERBS_ZH = (
    r"会|要|不|能|可|在|于|从|是|有|为|由|与|对|向|再|继续|进一步|逐[步渐]|陆续|很快|尽快|全面|正式|首次|率先|大幅|显著|明显|远|极大|彻底|持续|保持|维持|成|变|"
    r"达|超|突破|实现|完成|推[出动进行]|发[布生射]|上[线市涨升]|开[放启源始展工]|启[动用]|投[产入放]|交付|量产|通车|竣工|建|打造|新增|增|减|降|下[降跌滑线]|提[升高供前]|扩|进[入军]|"
    r"迎来|面临|带来|出[现台]|产生|形成|改[变写]|取[代消]|替[代换]|颠覆|重[塑返回]|引[领入]|支持|采用|用于|应用|需(?!求)|覆盖|登[陆场]|亮相|举[办行]|召开|公布|宣布|停|结束|关闭|退[出休]|"
    r"暂停|推迟|延[长续]|合[并作]|拆分|收[购到]|出售|裁|招|回[落升暖归]|反弹|复苏|触底|见顶|翻|占|跻身|位居|签署|落地|普及|淘汰|消失|诞生|受益|拥有|获[得批]|赢|失去|允许|"
    r"禁止|实施|执行|加[速大快入]|放[缓开]|搭载|配备|集成|接入|打通|搬|让|使(?!用)|把|被|同[步比时]|环比|缩短|承担|负责|参[加与]|拿|走|到|吃|卖|实行|采取|加强|坚持|开展|出台|落实|大约|大概|约|仍|每|分|按|以(?!前)|近一步|极|更|最|全|两|一|三|五|十|\d"
)
_STRONG_ZH = (
    r"(?:(?:即|必|终|(?<![形局态趋走优劣气])势|定|恐|亦|也|仍|都|均|还|就|便|届时|或)|(?<=[们司则更他她它]))将(?![军近领帅士才就来其])"
    rf"|(?<![即麻大主上中少名干健强老小])将(?=(?:{_VERBS_ZH}))(?!有关|一切)"
    r"|有望|(?<![超出不低高])预计(?!到货|时间|完成时间|日期|的|值|交付日|使用|用时)|(?<!我的)预期(?=.{0,20}(?:会|将|能|达|超|在))|(?:我的|我们的)预期是|(?<!的)预期是|(?:^|,)预测(?=.{2,40}(?:将|会|为|达|在))|(?:我|我们|他|她|公司|机构|分析师|专家|业内)(?:们)?(?:还|也|仍|都)?(?:预测|预判|预言|估计|猜|赌|敢说|断言|判断)"
    r"|料(?:将|会)|势必|注定|迟早|早晚会|终会|总有一天|有朝一日|(?:一定|肯定|必然|必定|绝对|早晚|终究)(?:会|能|将)|必[将会]|绝不会|再也不会|不会再|不再(?:会)?(?=新|增|推)|"
    r"大概率|很可能|极有可能|极可能|十有八九|多半|恐怕(?:会|要|将)|(?:或许|也许|兴许|没准|说不定)(?:会|能|将|我们会|他们会|它会|就会|还会)|应该(?:会|能)|有信心(?=.{0,20}(?:完成|实现|达|在|把|能))|不太可能|可能性不大|可能性很大|指日可待|没有(?:任何)?计划|暂无.{0,4}计划(?!$)|不打算|没有打算|不会考虑|(?:保证|承诺|确保)(?=.{0,8}\d)|我预计|看好.{1,12}将"
)
_CHANGES_ZH = r"(?:达到|达|超过|超越|突破|实现|成为|出现|推出|取代|替代|消失|见顶|触底|反弹|上涨|下跌|涨到|跌到|降到|降至|升至|翻倍|增长|下降|回升|回落|进入|退出|上市|倒闭|爆发|崩溃|普及|落地|量产|发布|延期|推迟|失败|成功)"
_HEDGED_ZH = (
    rf"(?:可能|或许|也许|有可能|或|兴许|没准)(?:就|还|也|很快|会|将|要|能)*{_CHANGES_ZH}"
    r"|(?:可能|有可能)(?:很快|就|还|也)*(?:会|要|将)|可能性(?:较|很|非常)?[大高小低]|(?:很快|马上|不久)(?:就|也|还|都)?(?:会|能|可以|要)|不排除|(?<![会谁人能])不会(?![吧说游是觉让因有任])|(?:不|还|也)会(?=有|引|调|出|再|是|把|裁|进|改|放|取|停|涨|跌|降|升|上|开|发|推|成|让|变|比|超)|会(?=逐渐|逐步|慢慢)|会(?:成为|取代|超过|达到|突破|变成|被(?:收购|取代|淘汰|替代|禁)|迎来|消失|再|继续|越来越)"
    r"|可达"
)
_MODAL_ZH = (
    r"(?<![者谈流机社协大委员事布议晚聚例集工商学省市国运盛展览奥组峰开闭体合])会(?![议员计话面见谈场展所馆客费诊师战徽期址标上后])|要(?![求点素闻件是么])|能(?![源力量效耗够不级])|可以|"
    r"可(?=达|望|实现|完成|提|增|降|供|容纳)|应该|可能|或许|也许|认为|相信|觉得|我?看(?=[法,，])"
)
_BARE_ZH = (
    r"开始|启动|完成|投产|交付|上线|上市|发布(?![会日时者方])|推出|提测|到岗|开工|通车|建成|新建|竣工|贯通|量产|供货|收费|取消|召开|回落|见顶|亮相|落地|实现|开放|再招|新增|突破|翻番|"
    r"开通|试运营|开业|开售|开启|下线|投入使用|投用|首飞|发射|入场|退出|关闭|停产|裁员|减产|涨价|降价|降息|加息"
)
_PAST_ZH = (
    r"(?<![除为])了(?![解不])|已(?!知)|曾|过去|此前|当时|当年|去年|前年|上个?月|上周|昨[天日]|刚刚|以来|原(?:计划|定|本)|"
    r"没有(?=增|出|涨|跌|发|完)|同比(?!.{0,4}(?:将|会|预))"
)
_ASKED_ZH = r"吗$|呢$|会不会|能不能|要不要|是不是|是否|什么时候|多久|怎么[看样办会]|为什么|如何看|谁也|没有人知道|没人知道|哪[些个家]|多少$|有人问|请问|^问[:：]?|不得而知|不敢说|说不好|难说|说不清|不好说"
_GENERIC_ZH = (
    r"总会|总归会|永远|往往|通常|一般(?:会|来说|情况)|常常|经常会|有时会|每当|凡是|任何人(?![工为力才员口])|人人|越[^,，]{1,12}越|只有.{1,30}才|只留给|留给有准备|"
    r"(?:违反|符合)(?:条件|规定|要求)?[^,，]{0,8}的|如果你|你如果|的人(?:都|就|总|会|必)|没有[^,，]{1,10}的(?:人|企业|公司)|天(?:底)?下没有"
)
_TALK_ZH = (
    r"^(?:下面|接下来|以下|首先|最后|下文|然后)[^,，]{0,4}(?:我|我们|由|请|进入|将|介绍|有请|是)|本(?:文|报告|章|节|纪要|书|期|条|次发布会|次会议)(?:.{0,12})(?:将|会|不构成)|(?:我|我们)(?:会|将|再|就|来)(?:逐一|在后面|在会后|稍后|给大家|向大家|为大家|跟大家|和大家|把纪要)"
    r"|同步(?:更新|发布|上传)|谢谢|感谢|欢迎|大家(?:辛苦|好)|辛苦|今天的.{0,8}(?:到此|到这里|结束)|祝|新年快乐|以公告为准|前瞻性|不构成|重大差异|投资需谨慎|风险提示|转载|整理[:：]|提问(?:环节|前)|^请(?:大家|各位)|请填写|(?:发|转)到群里|在[^,，]{0,8}会上[^,，]{0,4}(?:说明|介绍|公布|回答)|会上将"
)
_WISH_ZH = r"希望|旨在|致力于|但愿|愿[我你大]|期待(?!的)|盼|想看到|渴望|憧憬|最好能"
_FIXED_ZH = r"底|末|前|内|再过|后$|之后"


class _Chinese(_Language):
    def may_point(self) -> bool:
        """Whether there is anything to look at: most sentences end here."""
        return self._has(
            r"将|会|有望|预|估|猜|赌|判断|料|势必|注定|迟早|早晚|终|必|概率|可能|或|也许|没准|说不定|应|指日|计划|拟|力争|争取|打算|目标|希望|要|能|可|"
            r"年|月|季|周|天|日|底|内|前|后|未来|近期|很快|即|将来|成|%"
        ) or bool(self.setting.time or self.setting.foretold)

    def may_have_time(self) -> bool:
        """Whether anything in it can be a time; what holds more than a sentence can is none."""
        found = compiled(r"[年月日号天周季期前后内底末将快早世节\d]").findall(self.low)
        return 0 < len(found) <= MOST_TIMES

    def is_none(self) -> bool:
        """A question, what holds always, what speaks of the talk itself, and what somebody disclaims."""
        return any(self._has(pattern) for pattern in (_ASKED_ZH, _GENERIC_ZH, _TALK_ZH))

    def strong(self) -> str | None:
        """Words that alone point ahead."""
        found = compiled(_STRONG_ZH).search(self.low)
        if found is None:
            return None
        behind = self.low[found.end() :]
        # 曾预计, 此前预计: what was expected once.
        if compiled(r".*(?:曾|原|此前|当时|当初|过去|去年)[^,，]{0,6}").fullmatch(
            self.low[: found.start()]
        ):
            return None
        words = self.text[found.start() : found.end()]
        if words.endswith("将") and compiled(r"[^,，]{1,20}了").match(behind):
            return None  # 将客服外包给了别人
        return words

    def weak(self) -> str | None:
        """Words that point ahead with a time."""
        return self._first(_MODAL_ZH)

    def bare(self) -> str | None:
        """What alone is enough for a time ahead: a verb of what is scheduled, or nothing in a list."""
        if self._has(r"应当|必须|须在|不得|务必"):
            return None
        return self._first(_BARE_ZH) or ("" if self.setting.listed else None)

    def has_figure(self) -> bool:
        """Whether it holds a figure."""
        return self._has(r"\d|[二两三四五六七八九十半百千万亿]|一成")

    def chance(self) -> str | None:
        """A chance that is named with a noun."""
        return self._first(
            r"[很较极]?[高大低小]的?(?:概率|可能性|机会|把握|胜算)|(?:概率|可能性|把握|胜算)[很较极]?(?:高|大|低|小)"
        )

    def goal(self) -> str | None:
        """A goal that is named, where no verb intends it."""
        return self._first(r"目标(?:是|为)")

    def is_plan(self) -> bool:
        """Whether somebody plans a deed that can be seen."""
        return self._has(
            r"(?:计划|打算|拟)(?:在.{1,10})?(?:建|开[设放工]|推出|发[布行射]|收购|上市|投资|裁|招|进入|扩|关闭|出售|分拆)"
        )

    def hedged(self) -> str | None:
        """A hedge of something that changes."""
        return self._first(_HEDGED_ZH)

    def may_hedge(self, *, dated: bool) -> bool:
        """Whether a hedge foretells something: 不会 alone is as often a rule."""
        return dated or self.setting.spoken or self.setting.listed or self._has("可能|或许|也许")

    def counts(self, strong: str, *, timed: bool) -> bool:
        """Whether the words speak of something to come."""
        return True

    def is_past(self, words: str, *, modal: bool = False) -> bool:
        """Whether the part in which words stand tells what was."""
        part = self._clause(words, r"[,;:]|、|但|而")
        # 会到不需要编码了: a change that is to come.
        part = compiled(r"(?:会|将|可能|要|不再|不用|不需|不必)[^,]{0,40}了").sub("", part)
        return compiled(_PAST_ZH).search(part) is not None

    def is_asked(self, words: str) -> bool:
        """Whether words are asked about."""
        return False

    def is_wish(self, words: str) -> bool:
        """Whether words wish something."""
        return compiled(_WISH_ZH).search(words) is not None

    def wishes(self, words: str | None) -> bool:
        """Whether somebody wishes what words tell."""
        return self.is_wish(self._before(words))

    def stands_with(self, time: deadline.Reading, said: date) -> bool:
        """Whether the time lies ahead as a deadline does."""
        if time.earliest is None or self.setting.time is not None:
            return True
        fixed = compiled(rf".*(?:{_FIXED_ZH}).*").fullmatch(time.phrase) is not None
        return fixed or (self.setting.item and time.earliest > said)

    def is_statement(self) -> bool:
        """Whether it says something: a verb of change."""
        return len(self.low) >= 5 and self._has(
            r"会|将|被|达|破|翻|涨|跌|降|升|增|减|超|见顶|触底|普及|收费|上市|推出|崛起|成为|取代|消失|企稳|回暖|退出|进入|量产|倒闭|爆发"
        )
