"""The scale of probability words: what a reader hears in "likely", 很可能 and the others.

`point` is the mean over the surveys that asked the phrase, `low` and `high` are what one reader in ten stays
below and above; `basis` says how far to trust a row: survey, official (an official range exists, the point
is ours), analog (the nearest English survey phrase), judgement. Goal words have no number.
"""

import re
from functools import cache
from typing import NamedTuple

# What the ledger's first event records: a change of any figure is a new version.
NAME = "pooled"
VERSION = 1


class Phrase(NamedTuple):
    """A word of the scale, in per cent; stance is affirm, deny, or None where it only calls it possible."""

    phrase: str
    lang: str
    low: int
    point: int
    high: int
    stance: str | None
    basis: str
    source: str
    variants: str


# fmt: off
SCALE = (
    Phrase("certainly", "en", 80, 94, 100, "affirm", "survey", "Mauboussin 2018 n=1844; Mosteller&Youtz 1990 'certain' median .996", "definitely|undoubtedly|without doubt|without a doubt|no doubt|guaranteed|for sure|certain|a certainty"),
    Phrase("slam dunk", "en", 85, 93, 100, "affirm", "survey", "Mauboussin 2018 n=1776", "sure thing|done deal"),
    Phrase("almost certain", "en", 90, 93, 99, "affirm", "survey", "pooled CAPphrase 2026+Mauboussin 2018+Fagen-Ulmschneider+zonination 2015 n=7142; Kent .93+-.06; ICD-203 .95-.99; PHIA .95-1; Mosteller&Youtz 1990 .902", "almost certainly|nearly certain|virtually certain|all but certain|practically certain|a near certainty|near certainty|a virtual certainty|nearly a certainty"),
    Phrase("extremely likely", "en", 85, 92, 99, "affirm", "analog", "between highly likely and almost certain; IPCC .95-1", "overwhelmingly likely|extremely probable"),
    Phrase("highly likely", "en", 80, 86, 95, "affirm", "survey", "pooled CAPphrase 2026+Fagen-Ulmschneider+zonination 2015 n=5282; Mosteller&Youtz 1990 'very likely' .875, 'very probable' .897; ICD-203 .80-.95; PHIA .80-.90; NATO .90-1; IPCC 'very likely' .90-1", "very likely|highly probable|very probable|very probably|most likely|quite likely"),
    Phrase("high probability", "en", 70, 82, 90, "affirm", "survey", "Mauboussin 2018 n=1849; Mosteller&Youtz 1990 .823 (Q .771-.872)", "with high probability|high chance|high likelihood|strong chance|strong likelihood|strong probability"),
    Phrase("very good chance", "en", 70, 80, 90, "affirm", "survey", "pooled CAPphrase 2026+Fagen-Ulmschneider+zonination 2015 n=5315", "excellent chance|chances are very good|chances are excellent"),
    Phrase("good chance", "en", 55, 70, 85, "affirm", "analog", "one step below 'very good chance'", "decent chance|good bet|chances are good|chances are high|chances are great|a decent chance|every chance"),
    Phrase("likely", "en", 60, 72, 85, "affirm", "survey", "pooled CAPphrase 2026+Mauboussin 2018+Fagen-Ulmschneider+zonination 2015 n=7159; Mosteller&Youtz 1990 .711 (Q .626-.776); ICD-203 .55-.80; PHIA .55-.75; NATO .60-.90; IPCC .66-1", "chances are|in all likelihood"),
    Phrase("probably", "en", 55, 70, 85, "affirm", "survey", "pooled CAPphrase 2026+Mauboussin 2018+Fagen-Ulmschneider+zonination 2015 n=7341; Kent .75+-.12; Mosteller&Youtz 1990 .702 (Q .647-.777); PHIA .55-.75", "probable|presumably|in all probability"),
    Phrase("expect", "en", 55, 75, 90, "affirm", "analog", "'we believe' (below)", "expects|i expect|we expect|expected to|is expected|are expected|anticipate|anticipates|should|expecting|is anticipated|are anticipated|anticipated to|remains expected"),
    Phrase("believe", "en", 50, 74, 95, "affirm", "survey", "Fagen-Ulmschneider+zonination 2015 'We believe' n=168", "we believe|i believe|i think|we think|believes"),
    Phrase("on track to", "en", 60, 78, 92, "affirm", "judgement", "no survey found", "poised to|set to|on course to"),
    Phrase("serious possibility", "en", 30, 62, 86, None, "survey", "Mauboussin 2018 n=1853; Kent's board said .20-.80", "strong possibility"),
    Phrase("more likely than not", "en", 51, 60, 70, "affirm", "survey", "Mauboussin 2018 'more often than not' n=1841; Mosteller&Youtz 1990 .598; IPCC >.50", "more often than not|odds are|on balance likely"),
    Phrase("better than even", "en", 51, 58, 65, "affirm", "survey", "pooled CAPphrase 2026+Fagen-Ulmschneider+zonination 2015 n=5284; Mosteller&Youtz 1990 .576", "better than 50-50|better than a coin flip"),
    Phrase("about even", "en", 45, 50, 55, None, "survey", "pooled CAPphrase 2026+Fagen-Ulmschneider+zonination 2015 n=5298 (80% said exactly .50); ICD-203 .45-.55; Kent .50+-.10", "even chance|even odds|roughly even|toss-up|toss up|coin flip|coin toss|50-50|50/50|fifty-fifty|as likely as not|about as likely as not|chances are even|a coin-flip|coin-flip|coin-toss"),
    Phrase("realistic possibility", "en", 25, 57, 80, None, "survey", "CAPphrase 2026 n=5174; but PHIA .40-.50", ""),
    Phrase("real possibility", "en", 20, 54, 80, None, "survey", "Mauboussin 2018 n=1862", "distinct possibility"),
    Phrase("maybe", "en", 25, 44, 50, None, "survey", "Mauboussin 2018 n=1862", "perhaps"),
    Phrase("may", "en", 20, 42, 60, None, "survey", "CAPphrase 2026 'May Happen' n=5174", ""),
    Phrase("possibly", "en", 15, 41, 60, None, "survey", "Mauboussin 2018 n=1860; Mosteller&Youtz 1990 'possible' .385 (Q .075-.502, two camps)", "possible|a possibility"),
    Phrase("could", "en", 15, 40, 60, None, "survey", "CAPphrase 2026 'Could Happen' n=5174", ""),
    Phrase("might", "en", 15, 39, 60, None, "survey", "CAPphrase 2026+Mauboussin 2018 n=7032", ""),
    Phrase("not out of the question", "en", 3, 20, 45, None, "judgement", "no survey found", "not impossible|can't be ruled out|cannot be ruled out|can't rule out|cannot rule out|can't exclude|cannot exclude"),
    Phrase("doubt", "en", 5, 23, 40, "deny", "survey", "Fagen-Ulmschneider+zonination 2015 'We doubt' n=168", "doubtful|doubts|i doubt|we doubt|skeptical that"),
    Phrase("unlikely", "en", 5, 19, 30, "deny", "survey", "pooled CAPphrase 2026+Mauboussin 2018+Fagen-Ulmschneider+zonination 2015 n=7160; Mosteller&Youtz 1990 .172 (Q .098-.227); ICD-203 .20-.45; PHIA .25-.35; NATO .10-.40; IPCC 0-.33", "not likely|isn't likely|not probable|isn't probable|aren't likely|wasn't likely|ain't likely"),
    Phrase("low probability", "en", 5, 15, 25, "deny", "survey", "Mauboussin 2018 n=1842; Mosteller&Youtz 1990 .150", "low chance|low odds|long shot|low likelihood"),
    Phrase("improbable", "en", 1, 13, 30, "deny", "survey", "pooled CAPphrase 2026+Fagen-Ulmschneider+zonination 2015 n=5318; Mosteller&Youtz 1990 .125", ""),
    Phrase("little chance", "en", 5, 12, 22, "deny", "survey", "pooled CAPphrase 2026+Fagen-Ulmschneider+zonination 2015 'little chance' n=5319, 'chances are slight' n=5279", "slim chance|an outside chance|outside chance|slight chance|chances are slight|small chance|chances are slim|chances are small|chances are low|slim chances|slim odds|isn't much chance|is not much chance|not much chance|not much of a chance|hardly any chance|scant chance|chances are slim to none|poor chance|small probability|little likelihood|little probability|little prospect|slim likelihood|slight possibility|slim possibility"),
    Phrase("highly unlikely", "en", 1, 8, 15, "deny", "survey", "pooled CAPphrase 2026+Fagen-Ulmschneider+zonination 2015 n=5242; Mosteller&Youtz 1990 'very unlikely' .050; ICD-203 .05-.20; PHIA .10-.20; NATO 0-.10", "very unlikely|extremely unlikely|very improbable|highly improbable"),
    Phrase("remote chance", "en", 1, 8, 20, "deny", "survey", "CAPphrase 2026 n=5104; PHIA 0-.05; ICD-203 .01-.05", "remote possibility|chances are remote|chances are nil"),
    Phrase("almost no chance", "en", 1, 4, 8, "deny", "survey", "pooled CAPphrase 2026+Fagen-Ulmschneider+zonination 2015 n=5317; Kent .07+-.05 ('almost certainly not')", "next to no chance|virtually impossible|almost impossible|almost never"),
    Phrase("impossible", "en", 0, 1, 5, "deny", "survey", "Mauboussin 2018 n=1838; Mosteller&Youtz 1990 'impossible' median .003", "no chance|no way|zero chance|zero probability|zero likelihood|no possibility|isn't any chance|is not any chance|isn't a chance|is not a chance|not possible|isn't possible|can't possibly|cannot possibly|couldn't possibly|not a chance"),
    Phrase("必将", "zh", 85, 96, 100, "affirm", "analog", "CAPphrase 'will happen' / Mauboussin 'certainly'", "必然|必定|一定|一定会|一定能|肯定会|肯定|势必|毫无疑问|毋庸置疑|板上钉钉|注定|必会|绝对会|无疑|毫无疑义|确定无疑|必定会|必然会"),
    Phrase("几乎肯定", "zh", 88, 94, 99, "affirm", "official", "CAS 13 guide (PRC accounting standard): 基本确定 >.95 and <1; EN 'almost certain'", "几乎确定|几乎可以肯定|基本确定|基本可以确定|基本可以肯定|几乎必然"),
    Phrase("极有可能", "zh", 78, 90, 97, "affirm", "analog", "EN highly/extremely likely", "极可能|非常可能|极大可能|极大概率|非常有可能"),
    Phrase("十有八九", "zh", 75, 85, 95, "affirm", "judgement", "literal 8-9 in 10", "八九不离十|九成把握|十之八九"),
    Phrase("很可能", "zh", 60, 80, 92, "affirm", "official", "CAS 13 guide (PRC accounting standard): 很可能 >.50 and <=.95; EN highly likely", "很有可能|可能性很大|很大可能|很大概率|可能性非常大"),
    Phrase("大概率", "zh", 62, 80, 92, "affirm", "judgement", "no survey found; read as 'with high probability' (.82)", "大概率会|高概率|很高的概率|高的概率|概率很高|概率很大|几率很大|几率很高|胜算很大|大机率|机率很大|机率很高|高机率"),
    Phrase("有把握", "zh", 62, 78, 92, "affirm", "judgement", "no survey found", "有信心|很有把握"),
    Phrase("预计", "zh", 52, 75, 90, "affirm", "analog", "EN expect", "预期|料将|预料|预测|估计将|有理由相信"),
    Phrase("多半", "zh", 52, 70, 85, "affirm", "analog", "EN probably", "多半会|多数情况下|八成会|八成要|八成是|八成能"),
    Phrase("应该会", "zh", 50, 70, 88, "affirm", "analog", "EN expect/probably", "应该|应当会|理应|估计|估计会|想必"),
    Phrase("可能性较大", "zh", 52, 68, 82, "affirm", "analog", "EN likely", "较有可能|比较可能|较大可能|更有可能|较大概率|更可能|概率较高|概率较大|几率较大|几率较高"),
    Phrase("大概", "zh", 45, 65, 82, "affirm", "judgement", "no survey found", "大概会|大抵|恐怕会|恐将"),
    Phrase("有望", "zh", 40, 65, 85, "affirm", "judgement", "no survey found; news idiom for 'hopefully will'", "可望|有希望"),
    Phrase("或将", "zh", 28, 50, 70, None, "judgement", "no survey found; headline hedge", "或会"),
    Phrase("一半一半", "zh", 45, 50, 55, None, "analog", "EN about even", "五五开|对半开|五成|一半概率|各占一半"),
    Phrase("可能", "zh", 18, 45, 65, None, "official", "CAS 13 guide (PRC accounting standard): 可能 >.05 and <=.50; EN may/possibly", "有可能|可能会|有机会|存在可能|可能将|有可能会"),
    Phrase("或许", "zh", 18, 42, 60, None, "analog", "EN maybe/perhaps", "也许|兴许|没准|说不定|可能吧"),
    Phrase("未必", "zh", 15, 35, 55, None, "analog", "judged between maybe and unlikely", "不一定|不见得|难说|没把握|没有把握"),
    Phrase("不排除", "zh", 5, 25, 50, None, "analog", "EN cannot rule out", "不能排除|无法排除|不是没有可能|不无可能|并非不可能|不排除可能|不是不可能|并非没有可能|不是没可能|并非没可能"),
    Phrase("不太可能", "zh", 5, 18, 32, "deny", "analog", "EN unlikely", "不大可能|可能性不大|可能性较小|可能性较低|可能性不高|不太会|恐怕不会|不大会|不是很可能|概率不大|概率不高|几率不大|几率不高|机会不大|胜算不大|希望不大|机率不大|机率不高"),
    Phrase("很难", "zh", 3, 13, 28, "deny", "analog", "EN little chance", "难以|希望渺茫|机会渺茫"),
    Phrase("小概率", "zh", 1, 9, 20, "deny", "official", "CAS 13 guide (PRC accounting standard): 极小可能 >0 and <=.05; EN remote chance", "极小可能|可能性很小|可能性极小|可能性很低|概率很低|极小概率"),
    Phrase("几乎不可能", "zh", 1, 4, 10, "deny", "analog", "EN almost no chance", "极不可能|很不可能|几乎不会|微乎其微|几乎没有可能|基本不可能|几无可能|几乎没可能|可能性几乎为零|概率几乎为零"),
    Phrase("不可能", "zh", 0, 2, 8, "deny", "analog", "EN never/impossible", "绝无可能|绝不可能|没有可能|毫无可能|没可能|没有任何可能|已无可能|再无可能|零可能|毫无可能性"),
)
# fmt: on

# Rows that are heard very differently, by the phrase, and by whom: readings of them are flagged.
DISPUTED = {
    "serious possibility": "readers disagree: one in ten hears less than 30, one in ten more than 86; Kent's board ran from 20 to 80",
    "realistic possibility": "readers hear 57, and the UK yardstick means 40 to 50",
    "real possibility": "readers disagree: one in ten hears less than 20, one in ten more than 80",
    "possibly": "readers fall into two camps, one near 10 and one near 50",
    "可能": "the IPCC's Chinese text uses it for what is likely (66 to 100)",
    "不可能": "the IPCC's Chinese text uses it for what is unlikely (0 to 33)",
}
# Words for an intention, not a forecast.
GOALS = frozenset(
    (
        "goal",
        "目标",
        "aim to",
        "plans to",
        "plan to",
        "aims to",
        "targets",
        "targeting",
        "hopes to",
        "hope to",
        "intends to",
        "goal is",
        "want to",
        "wants to",
        "力争",
        "争取",
        "计划",
        "拟",
        "目标是",
        "旨在",
        "希望",
        "致力于",
        "打算",
        "力求",
        "确保",
    )
)


# Spellings that vary inside: a pattern in lower case, and the row that it is a way to write.
_ADVERB = r"(?:(?:\w+ly|still|also|now|do|would|'d|have to|had to|for one|myself) )"
_DEGREE_ZH = (
    r"(?:仍然|依然|依旧|仍|还是|还|都|也|确实|相对|其实|目前|已经|已|看起来|看来|本身|就|是)?"
)
_CHANCE_ZH = r"(?:可能性|概率|几率|机率)"
_ANY_CHANCE_ZH = r"(?:可能性|概率|几率|机率|机会|胜算|希望|把握)"
# "The chances of a pause look": what they are of holds no negation, which would be the event's.
_WHOSE = r"(?:(?:of|for|that) (?:(?!\bnot?\b|n't|\bnever\b)[^.,;!?]){1,60}? )?(?:are|look|seem|remain|appear) (?:still |now )?"
# English words are matched whole, and n't and 's behind one.
_WHOLE = r"(?:(?<![a-z'-])|(?=n't|'s|'re))(?:{})(?![a-z'])"
# fmt: off
FORMS = (
    (r"(?:almost|nearly|virtually|practically|all but|as good as|near) (?:certain(?:ly|ty)?|a certainty|definitely|guaranteed|surely|sure(?: to)?)", "almost certain"),
    (r"(?:almost|nearly|virtually|practically|all but|as good as|next to|close to|near|well-nigh) (?:impossible|no (?:chance|way|possibility|likelihood|probability)|(?:a )?zero (?:chance|possibility|likelihood|probability)|never)", "almost no chance"),
    (r"near-zero (?:chance|possibility|likelihood|probability)", "almost no chance"),
    (r"(?:exceptionally|exceedingly|vanishingly|most|deeply|hugely|wildly|incredibly|extraordinarily|extremely|really|so) (?:unlikely|improbable)", "highly unlikely"),
    (r"(?:exceptionally|exceedingly|hugely|incredibly|extraordinarily|tremendously) (?:likely|probable)", "extremely likely"),
    (r"really likely", "highly likely"),
    (rf"(?:i|we) {_ADVERB}{{1,2}}(?:believe|think)", "believe"),
    (rf"(?:i|we) {_ADVERB}{{1,2}}doubt", "doubt"),
    (rf"(?:i|we) {_ADVERB}{{1,2}}expect", "expect"),
    (r"(?:is|are|remains?|'s|'re) (?:\w+ly |still |also |now |not only )?(?:expected|anticipated)(?: to)?", "expect"),
    (r"(?:not|n't|never|nor|without|refus(?:es?|ed) to|declin(?:es?|ed) to) (?:be |yet |completely |entirely |fully |totally )*(?:rul(?:e|ed|ing)(?: (?:it|this|that))? out|exclud(?:e|ed|ing)|discount(?:ed|ing)?)", "not out of the question"),
    (r"not (?:entirely |completely |totally |wholly |altogether )?(?:impossible|out of the question)", "not out of the question"),
    (r"better(?: |-)than(?: |-)(?:even|50[-/]50|fifty-fifty)(?: (?:chance|odds))?", "better than even"),
    (r"(?:roughly |about )?(?:a )?50[-/]50(?: (?:chance|odds|shot|proposition))?", "about even"),
    (rf"chances {_WHOSE}(?:very |pretty |rather )?(?:slim to none|slim|slight|small|low)", "little chance"),
    (rf"chances {_WHOSE}remote", "remote chance"),
    (rf"chances {_WHOSE}(?:very good|excellent)", "very good chance"),
    (rf"chances {_WHOSE}(?:good|high|great)", "good chance"),
    (rf"chances {_WHOSE}(?:about |roughly )?even", "about even"),
    (r"几乎(?:就)?是?(?:必然|肯定|确定|一定|注定|板上钉钉)", "几乎肯定"),
    (rf"{_CHANCE_ZH}{_DEGREE_ZH}(?:极大|极高|极其(?:大|高))", "极有可能"),
    (r"一半的?(?:可能性?|概率|几率|机率|机会|把握)", "一半一半"),
    (r"极(?:大|高)的(?:可能性?|概率|几率|机率)", "极有可能"),
    (rf"可能性{_DEGREE_ZH}(?:很|非常|十分|相当|挺)(?:大|高)|(?:很|非常|相当|十分)大的?(?:可能性?|概率|几率|机率)", "很可能"),
    (rf"(?:概率|几率|机率|胜算){_DEGREE_ZH}(?:很|非常|十分|相当|挺)(?:大|高)|(?:很|非常|相当|十分)高的?(?:可能性?|概率|几率|机率)", "大概率"),
    (rf"{_CHANCE_ZH}{_DEGREE_ZH}(?:较|比较|更为|偏)(?:大|高)|(?:较|比较)(?:大|高)的?(?:可能性?|概率|几率|机率)", "可能性较大"),
    (rf"{_ANY_CHANCE_ZH}{_DEGREE_ZH}(?:并?不(?:太|是很|是太|是特别|怎么|很|算)?(?:大|高)|(?:较|比较|偏)(?:小|低))|(?:较|比较)(?:小|低)的?(?:可能性?|概率|几率|机率)", "不太可能"),
    (rf"{_CHANCE_ZH}{_DEGREE_ZH}(?:很|非常|十分|相当|极|极其|极为)(?:小|低)|(?:很|非常|极)(?:小|低)的?(?:可能性?|概率|几率|机率)", "小概率"),
    (rf"{_ANY_CHANCE_ZH}{_DEGREE_ZH}(?:微乎其微|(?:几乎|近乎)(?:为零|是零|没有|不存在)|(?:接近|趋近|无限接近)于?零)|几乎(?:没有|毫无|不存在)(?:任何)?(?:可能性?|机会|希望|胜算)", "几乎不可能"),
    (r"几乎(?:没有|不存在)[^,。;的几乎没有]{1,12}的(?:可能性?|机会|希望)", "几乎不可能"),
    (rf"(?:可能性|概率|几率|机率|胜算){_DEGREE_ZH}(?:为零|等于零|是零|不存在)|(?:没有|毫无|不存在)(?:任何|丝毫|一点)?可能性?|一点儿?可能性?(?:都|也)没有", "不可能"),
    (r"(?:没有|毫无|不存在)(?:任何)?[^,。;的没不]{1,12}的可能性?", "不可能"),
    (r"(?:不|无法|难以|没有|没|未|并未)(?:能|可以|可)?(?:完全|彻底)?排除", "不排除"),
)
# fmt: on


@cache
def forms() -> tuple[tuple[re.Pattern[str], Phrase], ...]:
    """The patterns of FORMS, each with its row."""
    rows = {row.phrase: row for row in SCALE}
    return tuple(
        (re.compile(_WHOLE.format(pattern) if rows[phrase].lang == "en" else pattern), rows[phrase])
        for pattern, phrase in FORMS
    )


def row_of(words: str) -> Phrase | None:
    """The row that words in lower case are a way to write; None for other words.

    >>> row_of("chances are").phrase, row_of("i still think").phrase, row_of("rain")
    ('likely', 'believe', None)
    """
    row = spellings().get(words)
    if row is None:
        row = next((one for pattern, one in forms() if pattern.fullmatch(words)), None)
    return row


@cache
def spellings() -> dict[str, Phrase]:
    """Every spelling of the scale, in lower case, with its row."""
    return {
        spelling: row
        for row in SCALE
        for spelling in (row.phrase, *filter(None, row.variants.split("|")))
    }
