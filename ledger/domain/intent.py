"""What makes a sentence less than a plain forecast: goals, conditions, what others say, questions."""
# ruff: noqa: E501 - a pattern reads best on one line

import re

from ledger.domain.cycles import compiled
from ledger.domain.sentence import Sentence
from ledger.domain.unscaled import NOT_IF

_IF_EN = (
    r"\bif\b(?<!even if)(?<!as if)(?<!what if)(?<!wonder if)(?<!wonders if)(?<!see if)(?<!know if)(?<!ask if)(?<!sure if)(?<!doubt if)(?<!question is if)(?! (?:not|only|ever|any|anything|possible|you will|you ask)\b)|"
    r"\bunless\b|\bprovided(?: that)?\b(?! by)|\bassuming\b|(?<!for )\bas long as\b|\bdepending on\b|\bin case\b|\bonly if\b|\b(?:contingent|conditional) (?:up)?on\b|"
    r"\bin the (?:unlikely )?event (?:of|that)\b|\bsubject to (?:regulatory |shareholder |board |final )?(?:approval|conditions)\b|\bon condition that\b|\bbarring\b|"
    # Should he win, were he to win, had he won: the verb stands first.
    r"(?:^|[,;:.\"] ?)(?:should (?!we\b|i\b|you be\b)[^,?]{2,60},|were [^,?]{2,40} to [^,?]{2,60},|had (?:he|she|they|we|it|i)\b[^,?]{2,60},)"
)
_IF_ZH = (
    r"(?<!即使)如果|假如|假设|假使|倘若|倘使|除非|只要|只有(?=[^,。]{2,20}[,]?[^,。]{0,8}才)|一旦|要是|(?:^|[,。;:]|但|而|并|不过)若(?!干|非|无其事)|若(?=[^,。]{2,20},)(?<!倘若)(?<!假若)|前提是|的话(?=[,，])|"
    r"万一|在[^,。]{2,20}的(?:情况|前提|条件)下|取决于|(?:^|[,。;])如(?=无意外|不出|能|果|未|遇|获|顺利|期权)|视[^,。]{2,12}而定"
)
_REPORTED_EN = (
    r"\b(?:some (?:people |analysts |experts )?say|reportedly|allegedly|supposedly|rumou?red|rumou?rs?|rumou?r has it|according to|it is said|it's said|is said to|people say|they say|"
    r"(?:sources|insiders|analysts|experts|critics|observers|economists|reports?|people familiar with the matter|people familiar|the report|officials|the media) (?:say|says|said|told|tell|claim|claims|report|suggest|suggests|argue))\b"
)
_REPORTED_ZH = (
    r"据(?:[^,。;]{0,12}(?:报道|透露|报导|消息|披露|预测|分析|测算)|称|说|悉|传|了解)|有人说|传闻|传言|有消息称|消息(?:人士)?(?:称|说)|"
    r"(?:分析师|分析人士|专家|业内人士|业界人士|知情人士|消息人士|外媒|媒体|机构|市场人士|经济学家|网传|坊间|有分析|观察人士|社|报|网)[^,。;]{0,4}(?:称|说|表示|认为|透露|指出|传|报道)"
)
_BE_GOAL = r"(?:to\b|that\b|for\b|an?\b|\d|[$€£]|net\b|zero\b|full\b|carbon\b)"
# Verbs that are nouns behind a word like "the".
_VERBS_EN = (
    r"\b(?:(?:plans?|planning|planned|aims?|aiming|hopes?|hoping|intends?|wants?|seeks?|seeking|targets|targeting|pledges?|pledged|vows?|vowed|aspires?|aspiring|strives?|wishe?s?)(?:,\s+,)? (?:to|for)\b|"
    r"(?:plans?|aims?|planning) (?:on|at)\b|(?:plans|targets|eyes) (?:an?|its|\d|[$€£]|\w+ing\b))"
)
_NOUN_EN = r"(?:\b(?:the|a|an|its|his|their|our|this|any|her|no|new|my|these|those|of|on|for|price|sales|profit|inflation|growth|climate|might|may|would|could)|'s) $"
_GOAL_EN = (
    r"\b(?:is|are|'re|'m|am) (?:\w+ly |still |now |also )?(?:planning|targeting)\b|\b(?:we|they|i) (?:\w+ly |now |still )?target\b|\b\w+ targets (?=\d|[$€£])|"
    r"(?:^|[,;] )(?:we|i|they|he|she|it|investors|the \w+) (?:\w+ly |all |still |do )?hopes?(?= (?:that|the|its|his|it|we|they|rates|for))|"
    rf"\b(?:goal|target|aim|ambition|objective|plan|intention)s? (?:is|are|remains?|was) (?:still |now )?{_BE_GOAL}|\b(?:is|are) aimed at\b|\b(?:our|the|its|their) goal:"
)
_GOAL_ZH = (
    r"力争|(?<![战竞斗])争取(?!到|的|了)|力求|旨在|致力于|(?<!的)(?<![有没])打算(?!的|是)|(?<![此本])目标(?:是|为|定为|设为|定在)|以[^,。;]{1,16}为目标|(?<![以为来从而并])确保(?![^,。;]{1,16}(?:是|的)[^,。;]{0,8}(?:职责|责任|任务|关键|前提|工作|目的|重点))|"
    r"(?<![的有没抱寄失渺绝])(?<!一线)(?<!没有)(?<!大有)希望(?!工程|小学|在(?:明年|于|[^,。]{0,6}出现)|不|渺|很|破|的|大|小|落空|寥|之|是)|"
    r"(?<![的该此项份个按照据原新老本两这那套新])(?<!按照)计划(?!式|的|是|书|会|可|能|将|被|已|经|外|内|中|性|表|失败|成功|取消|推迟|顺利|遭|很|大概|大有|或|未必|恐|难|不|无|有望|必|一定|肯定|多半|搁浅|泡汤|落空|破产|受阻|延期|流产|赶不|生育|单列|于[^,。]{1,8}(?:公布|出台|启动)|[,。;:!?]|$)(?![^,。;]{0,10}(?:推迟|搁浅|取消|泡汤|夭折|流产|受阻|延期|落空|失败)(?:$|[,。;]))(?!委员会|经济|生育|部门)|"
    r"(?<![模虚草比])拟(?!合|人|态|议|订|声|真|古|像|似|稿|南|物|定(?!于|在))"
)
# 发射计划, 和平计划: a plan for what the verb or noun in front names.
_PLANS_ZH = r"(?:发射|登月|火星|五年|收购|投资|裁员|援助|刺激|扩张|探月|航天|融资|上市|生产|发展|和平|重建|扩产|减排|救助|培训|训练|学习|工作|行动|复兴|改革|重组|并购|退休|养老|储蓄|减肥|曼哈顿|阿波罗|阿尔忒弥斯|星链|旅行|出行|回购|增持|减持|分红|量产|建设|开发|研究|研发|科研|登陆|移民|撤军|停火|千人|双碳|长期|短期|年度|中期|应急|备用|保险|两年|三年|十年)计划"
_MODAL = r"\b(?:will|would|may|might|could|are|were|have|is|won't)\b"
_QUESTION_EN = r"^[\s\"']*(?:will|won't|would|could|can|is|are|does|do|did|might|should|has|have|who|what|when|where|why|how|which)\b.*\?[\s\"')]*$"
_QUESTION_ZH = r"(?:吗|呢|么)[?\s\"']*$|^[^,。]*(?:会不会|能不能|是不是|能否|会否|是否|可否)[^,。]*\?[\s\"']*$|(?:难道|岂|何时|谁|什么|怎么)[^,。]*\?[\s\"']*$"


def flags(sentence: Sentence) -> tuple[str, ...]:
    """Conditional, reported, question: what a sentence is beside a forecast."""
    found = []
    text = sentence.without_oath(sentence.low)
    if sentence.english:
        text = compiled(NOT_IF).sub(" ", text)
    if compiled(sentence.pattern(_IF_EN, _IF_ZH)).search(text):
        found.append("conditional")
    if compiled(sentence.pattern(_REPORTED_EN, _REPORTED_ZH)).search(sentence.low):
        found.append("reported")
    if compiled(sentence.pattern(_QUESTION_EN, _QUESTION_ZH)).search(sentence.low):
        found.append("question")
    return tuple(found)


def goal(sentence: Sentence) -> tuple[int, int] | None:
    """Where the words of intention stand, if they are the verb of what the sentence says itself."""
    own = sentence.own
    if sentence.chinese:
        own = compiled(_PLANS_ZH).sub(lambda found: " " * len(found[0]), own)
    verbs = compiled(_VERBS_EN).finditer(own) if sentence.english else ()
    for found in (*verbs, *compiled(sentence.pattern(_GOAL_EN, _GOAL_ZH)).finditer(own)):
        if found.re.pattern == _VERBS_EN and _is_noun(sentence, own, found):
            continue
        if _is_wish(found) and _comes_to_more(sentence, found.end()):
            continue
        start, end = found.span()
        return start, end
    return None


def _is_wish(found: re.Match[str]) -> bool:
    return found[0].startswith(("want", "hope", "wish", "希望"))


def _comes_to_more(sentence: Sentence, end: int) -> bool:
    """Whether another clause says what will come of it: "they hope to win, but they will lose"."""
    clause = sentence.clause_at(end - 1)
    return any(
        one.start >= clause.end and one.opener in ("but", "yet", "但", "但是")
        for one in sentence.telling()
    )


def _is_noun(sentence: Sentence, own: str, found: re.Match[str]) -> bool:
    """Whether "plans" and its like are nouns there: "the plans", "Plans to expand will fail"."""
    if compiled(_NOUN_EN).search(own, max(0, found.start() - 12), found.start()):
        return True
    if not own[: found.start()].strip("\"' "):
        return compiled(_MODAL).search(own) is not None
    clause = sentence.clause_at(found.start())
    return (
        found[0].startswith(("targets ", "plans "))
        and not found[0].endswith(" to")
        and compiled(_MODAL).search(own, found.end(), clause.end) is not None
    )
