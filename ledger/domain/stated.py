"""Chances that a sentence states as a number: by pattern, never by standing near a word of chance.

Every other figure is part of what is claimed: "inflation falls to 2 %", 产能提升三成.
"""
# ruff: noqa: E501 - a pattern reads best on one line

import re
from collections.abc import Iterator
from typing import NamedTuple

from ledger.domain import credence
from ledger.domain.credence import Credence
from ledger.domain.cycles import compiled
from ledger.domain.sentence import Sentence


class Stated(NamedTuple):
    """A stated chance and where it stands; `event` is where its own words name what it is the chance of."""

    start: int
    end: int
    given: Credence
    event: tuple[int, int] | None


def find(sentence: Sentence) -> Iterator[Stated]:
    """Every chance that the sentence states in its main clauses; raises UnreadableError for one above one."""
    found: list[Stated] = []
    if not compiled(_FIGURES).search(sentence.low):
        return iter(())
    if sentence.english:
        found += _english(sentence.low)
    if sentence.chinese:
        found += _chinese(sentence.low)
    return (one for one in found if one.given.p is not None and sentence.says(one.start, one.end))


_FIGURES = r"\d|percent|per cent|百|成|分之|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|half)\b"

# English

_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_WORD_NUMBER = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|a hundred|one hundred)"
)
_MORE = r"more than|greater than|better than|higher than|over|above|at least|no less than|not less than|upwards of|north of|in excess of|just over|well over|>=?|≥"
_LESS = r"less than|lower than|under|below|at most|no more than|not more than|up to|just under|well under|<=?|≤"
_ABOUT = r"about|around|roughly|approximately|nearly|almost|maybe|perhaps|something like|close to|some|~|≈"
_PER_CENT = r"(?:%|percent\b|per cent\b|pct\b)"
_RATE = (
    rf"(?:(?:{_MORE}|{_LESS}|{_ABOUT}) ?)?(?:an? |the )?(?:(?:{_MORE}|{_LESS}|{_ABOUT}) )?"
    rf"(?:between (?:{_NUMBER}) ?{_PER_CENT}? and (?:{_NUMBER}) ?{_PER_CENT}|(?:{_NUMBER}) ?{_PER_CENT}? ?(?:-|to) ?(?:{_NUMBER}) ?{_PER_CENT}|(?:{_NUMBER})[ -]?{_PER_CENT}|{_WORD_NUMBER}[ -]?(?:percent|per cent)\b)"
    r"(?: or (?:more|higher|better|greater|less|lower|so))?\+?"
)
_BARE = rf"(?:(?:{_ABOUT}|{_MORE}|{_LESS}) ?)?(?:0?\.\d+)"
_COUNT = r"(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twenty|a hundred|one hundred|a thousand)"
_FRACTION = r"(?:(?:one|two|three|four|five|a)[- ](?:thirds?|quarters?|fifths?|sixths?|tenths?))"
_NOUN = r"(?:chances?|probability|likelihood|odds|possibility|risk)"
_SURE = rf"(?:{_NOUN}|shot|likely|sure|certain|certainty|confident|confidence|convinced|positive)"
# Behind a figure that is the chance itself; a noun there would be what is counted.
_ENDS = (
    r"(?=\s*(?:$|[.,;:!?)\]\"'—–]|-\s|(?:that|for|by|in|before|after|until|if|but|and|or|this|next|to|on|of|at|now|today|within|from|up|down|versus|vs|based|according|after|given|during|following|since|due|amid|through|over|between|among|than|where|so|just|even|these|those|only|"
    r"as|when|we|it|he|she|they|i|the|a|an|its|our|their|his|her|there|right|or so|at best|at most|per|with|because|though|although|while|who|which|not|will)\b))"
)
# What the chance is of. A full stop ends it, those of "6.5" and "U.S." do not.
_EVENT = r"(?: (?:of|that|for) (?P<event>(?:[^.,;!?]|[.,](?=\S)|(?<=\.[a-z])\.){1,160}?))?"
_COMES_TO = (
    r"(?:has |have |had |now |is |are |may |could )?(?:risen|rose|rises?|rising|climbed|climbs|jumped|jumps|surged|soared|fallen|fell|falls|dropped|drops|grown|grew|increased|increases|declined|declines|"
    r"slipped|slid|edged up|edged down|moved|gone up|gone down|went up|went down|raised|cut|lowered|improved|shrunk|shrank|up|down|doubled|halved)(?: \w+ly)?(?: from [^,;]{1,20}?)? to|"
    r"(?:is|are|was|were|has been|have been) (?:now |currently |still )?(?:put|seen|estimated|priced|quoted|pegged|trading|sitting|running|standing|assessed|rated|calculated|given)(?: \w+)? (?:at|as|to be)|"
    r"(?:is|are|was|were) (?:now |currently |still )?(?:at|to)|from [^,;]{1,20}? to|ranges? (?:from|between)|(?:is|are|lies|sits|stands) (?:somewhere )?between"
)
_BEFORE_EN = rf"(?P<rate>{_RATE}|(?<![\d.]){_BARE})[- ]?(?:subjective |implied |estimated |overall |or greater )?\b{_SURE}\b(?! (?:interval|level|band|limit|premium|weight|free|reduction|adjust|factor|score|voters?))"
_BEHIND_EN = (
    rf"\b(?:{_NOUN}|confidence|certainty)(?: level)?{_EVENT},?(?: (?:{_COMES_TO}|\b(?:is|are|at|stands? at|was|were|to be|would be|will be|remains?(?: at)?|sits? at|comes? to|comes? in at|to|equals)\b|(?P<over>exceeds?|tops?|is north of))|:| ?=)"
    rf"(?: (?:only|just|now|still|probably|maybe|somewhere|currently|already|likely))? ?(?P<rate>{_RATE}|{_BARE}){_ENDS}"
)
_OF_EN = rf"\b(?:{_NOUN}|confidence) of (?P<rate>{_RATE}|{_BARE}){_ENDS}"
_PUT_EN = (
    rf"\b(?:put|puts|putting|place|places|peg|pegs|estimate|estimates|give|gives|gave|giving|call|say|i'd say|at)\b (?:it|this|that|him|her|them|us|the {_NOUN}(?: of [^.;%]{{1,60}}?| that [^.;]{{1,100}}?)?|my {_NOUN}) "
    rf"(?:at |as |to be )?(?P<rate>{_RATE}|{_BARE}){_ENDS}"
)
_AT_EN = (
    rf"\b(?:i'm|i am|we're|we are) (?:still |now |currently |sitting |personally )?(?:at )?(?P<rate>{_RATE}) (?:on|that)\b|"
    rf"\b(?:i|we|i'd|we'd|i would|we would) say (?:it's |it is |there's )?(?P<rate2>{_RATE})(?= (?:that|on it|on this)\b)|"
    rf"\b(?:i|we) (?:\w+ly )?(?:think|guess|reckon|believe) (?:it's|its|it is|that's) (?P<rate3>{_RATE})(?=\s*(?:[.,;!?]|$)| that\b)"
)
_P_EN = rf"(?<![a-z])(?:p(?:\([^)]{{1,40}}\))?|prob|probability|probabilities|confidence|credence|odds|chances?|likelihood) ?(?:[=:] ?|(?<=\)) (?:is|at|of|remains) )(?P<rate>{_RATE}|{_BARE}){_ENDS}"
_P_BARE_EN = rf"(?<![a-z])(?:prob|probability|confidence|credence) (?P<rate>{_RATE}|{_BARE}){_ENDS}"
# "A good chance, maybe 60 percent, that", "likely (68% chance)".
_ASIDE_EN = rf"\b(?:{_NOUN}|likely|probably|likelihood)(?:,|,? \() ?(?:maybe |perhaps |about |around |say |roughly |call it |at )?(?P<rate>{_RATE})(?=\)|,)"
_STATED_EN = (_ASIDE_EN, _BEFORE_EN, _BEHIND_EN, _OF_EN, _PUT_EN, _AT_EN, _P_EN, _P_BARE_EN)
_SHARES_EN = (
    rf"(?<![a-z\d])(?P<n>{_COUNT})[- ](?:in|out of)[- ](?:a )?(?P<m>{_COUNT})[- ](?:{_NOUN}|shot)\b",
    rf"(?<![a-z\d])(?P<n>{_COUNT}) {_NOUN} (?:in|out of) (?:a )?(?P<m>{_COUNT})\b",
    rf"\b{_NOUN}{_EVENT} (?:{_COMES_TO}|is|are|of|at|stands? at) (?:about |around |roughly |only |just |better than |less than )?(?P<n>{_COUNT}) (?:in|out of) (?P<m>{_COUNT}){_ENDS}",
)
_FRACTIONS_EN = (
    rf"\b(?P<n>{_FRACTION})[- ](?:{_NOUN}|likely)\b",
    rf"\b{_NOUN}{_EVENT} (?:is|are|of|at|stands? at) (?:about |around |roughly )?(?P<n>{_FRACTION}){_ENDS}",
)
_PAIR = rf"(?P<n>{_COUNT})(?: to |:|-to-|-)(?P<m>{_COUNT})"
_ODDS_EN = (
    rf"\bodds (?:(?:of|are|at|is|stand at|as) )?(?:about |roughly )?{_PAIR}(?P<against> against)?",
    rf"(?<![\d:]){_PAIR} odds(?P<against> against)?",
    rf"\b(?:it's|it is|that's|at) (?:about |roughly |maybe )?{_PAIR}(?P<against> against)?(?= that\b)",
    rf"\b(?:bet|wager|lay)(?: you)? {_PAIR}(?P<against> against)?(?= (?:that|on|odds)\b|,)",
    rf"\bodds (?:of|that|on|for) [^.;!?\d]{{1,100}}? (?:is|are|stand at|at) (?:about |roughly )?{_PAIR}(?P<against> against)?",
)
_PARTS_EN = (
    r"\b(?:it's|it is|is|are|at|about|roughly|around|say|odds|chances|probably|like|as|a|put it at) (?P<n>\d\d)[-/:](?P<m>\d\d)(?: (?:chance|odds))?(?P<against> against)?(?= (?:that|in favou?r|for|we|he|she|they|it|chance|odds|against)\b|\s*[.,;]|$)",
)
# What is no event.
_AMOUNT = rf"up|down|(?:{_ABOUT})? ?(?:{_NUMBER}) ?{_PER_CENT}?"
# "A good chance of 5 %": of growth, perhaps.
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


def _english(low: str) -> Iterator[Stated]:
    for pattern in _STATED_EN:
        for found in compiled(pattern).finditer(low):
            groups = found.groupdict()
            if compiled(_AMOUNT).fullmatch(groups.get("event") or ""):
                continue  # "odds of 35 % to 40 %" are between the two
            if (
                pattern == _OF_EN
                and low[: found.start()].rpartition(" ")[0].rpartition(" ")[2] in _GRADES
            ):
                continue
            rate = groups.get("rate") or groups.get("rate2") or groups.get("rate3") or ""
            more = "more than " if groups.get("over") else ""
            yield _stated(found, found.start(), credence.read_number(more + rate.strip()))
    for pattern in _SHARES_EN:
        for found in compiled(pattern).finditer(low):
            yield _stated(
                found, found.start(), credence.read_number(f"{found['n']} in {found['m']}")
            )
    for pattern in _FRACTIONS_EN:
        for found in compiled(pattern).finditer(low):
            yield _stated(found, found.start(), credence.read_number(_fraction(found["n"])))
    for pattern in _ODDS_EN:
        for found in compiled(pattern).finditer(low):
            if found["n"] == found["m"] == "50":
                continue  # a word of the scale
            yield _stated(found, found.start(), _odds(found))
    for pattern in _PARTS_EN:
        for found in compiled(pattern).finditer(low):
            if int(found["n"]) + int(found["m"]) == 100 and found["n"] != "50":
                yield _stated(found, found.start(), _odds(found))


def _stated(found: re.Match[str], start: int, given: Credence) -> Stated:
    groups = found.groupdict()
    event = found.span("event") if groups.get("event") else None
    return Stated(start, found.end(), given, event)


def _odds(found: re.Match[str]) -> Credence:
    pair = (found["m"], found["n"]) if found["against"] else (found["n"], found["m"])
    return credence.read_number(":".join(map(_digits, pair)))


def _digits(count: str) -> str:
    from ledger.domain.numerals import english_digits

    return english_digits(count).removeprefix("a ")


_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "tenth": 10}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def _fraction(text: str) -> str:
    count, part = text.replace("-", " ").split()
    return f"{_COUNTS[count]}/{_PARTS[part.rstrip('s')]}"


# Chinese

_DIGIT_ZH = r"[一二两三四五六七八九\d]"
_AMOUNT_ZH = (
    rf"(?:\d+(?:\.\d+)?%?(?:-|~|到|至)\d+(?:\.\d+)?%|\d+(?:\.\d+)?%|百分之?百|百分之[零一二三四五六七八九十百点\d.]+(?:(?:到|至)百分之[零一二三四五六七八九十百]+)?|[一二三四五六七八九十]+分之[一二三四五六七八九十]+|"
    rf"{_DIGIT_ZH}(?:到|至|-|成到|成至)?{_DIGIT_ZH}?成[一二三四五六七八九]?)"
)
_PREFIX_ZH = r"(?:超过|高于|大于|至少|不低于|不少于|不到|不足|低于|小于|至多|最多|不超过|大约|大概|约|近|将近|接近)"
_RATE_ZH = rf"{_PREFIX_ZH}?有?{_PREFIX_ZH}?{_AMOUNT_ZH}(?:以上|以下|左右)?"
_NOUN_ZH = r"(?:可能性?|概率|把握|机会|胜算|几率|机率|信心)"
_BEFORE_ZH = rf"(?P<rate>{_RATE_ZH})的?(?:{_NOUN_ZH}(?!性|(?:非常|很|较|极|不|比较|更|并不)?[大小高低]|(?:[是为约达有在]|约为|高达|只有|仅有)?(?:\d|百分之|[一二三四五六七八九]成))|(?:确定|肯定|确信)(?!性|的是))"
_COMES_TO_ZH = (
    r"(?:已|已经|将|会|可能)?(?:从[^,。;]{1,10}?)?(?:大幅|小幅|进一步|一度)?(?:上?升|下?降|上调|下调|提高|提升|上涨|下跌|涨|跌|回落|飙升|攀升|增加|减少|增|调高|调低|降低|跃升|骤降)(?:到|至|了?至)|"
    r"(?:大概|大约|应该|估计|目前|仅|只|也|仍|已|已经)?(?:[为是在有达]|达到|高达|约为|约|只有|仅有|仅为|只剩|仅剩|等于|维持在|保持在)?:?"
)
_BEHIND_ZH = rf"(?<![大小高低])(?:可能性|概率|把握|胜算|几率|机率|机会|希望|赢面)(?:{_COMES_TO_ZH})(?P<rate>{_RATE_ZH}|0?\.\d+)(?=$|[,。;、!?\s)(]|之间|的|但|而|,)"


# 下调利率至4%以下的可能性, 通胀超过5%的可能性: the figure is part of the event.
_PREDICATE_ZH = r"[至到升降跌涨增减破占长达于]\||[^有以,。;:是的仍还只\s]\|(?:超过|高于|大于|不到|不足|低于|小于|不超过)"


def _chinese(low: str) -> Iterator[Stated]:
    for pattern in (_BEFORE_ZH, _BEHIND_ZH):
        for found in compiled(pattern).finditer(low):
            if pattern == _BEFORE_ZH and compiled(_PREDICATE_ZH).search(
                low[: found.start()] + "|" + found["rate"]
            ):
                continue
            rate = found["rate"].replace("有", "").replace("百分百", "百分之百").strip()
            rate = compiled("([一二三四五六七八九])成([一二三四五六七八九])$").sub(
                r"百分之\1十\2", rate
            )
            yield Stated(found.start(), found.end(), credence.read_number(rate), None)
