"""Words of chance that no scale holds: kept as they are, without a number, with the stance they have."""
# ruff: noqa: E501 - a pattern reads best on one line

_NOUN = r"(?:chances?|probability|likelihood|odds|possibility)"
_HOW = r"(?:now |still |very |quite |pretty |extremely |really |fairly |rather )?"
_IS = rf"\b{_NOUN}(?: (?:of|that|for) [^.;!?]{{1,100}}?)? (?:is|are|seems?|looks?|remains?) {_HOW}"
# "If" is no condition here.
NOT_IF = r"\bnot (?:a (?:question|matter) of )?(?:if|whether),? (?:but|it's|it is) (?:of )?when\b"
# The first row that is found wins. The stance is of an event that nothing behind it denies.
UNSCALED_EN = (
    (
        r"little doubt|(?:not|n't) (?:much|a|any) doubt|(?:not|n't|never) doubt|beyond (?:a |any |all )?(?:reasonable )?doubt|"
        r"hardly (?:a|any) doubt|no question|without question",
        "affirm",
    ),
    (rf"{NOT_IF}|\b(?:only |just )?a matter of time\b", "affirm"),
    (
        r"\b(?:few|nobody|no one|hardly anyone|hardly anybody|none)(?: of \w+| people| analysts| observers| economists| experts| investors)? "
        r"(?:expects?|believes?|thinks?|sees?)\b|\bodds are (?:stacked )?against\b|\bodds are (?:long|slim|poor|low)\b|\bfat chance\b|\bslim to none\b",
        "deny",
    ),
    (r"\bodds are (?:good|high|great|excellent)\b|\bodds (?:strongly )?favou?r\b", "affirm"),
    (r"\b(?:no more|less and less|more and more|less|more) (?:likely|probable)\b(?! than not)|\blikelier\b", None),
    (
        r"\b(?:fighting|non-?zero|some|off|outside shot at a) chance\b|\b(?:is|'s|has|have|be|stands?|with) a chance\b(?! of \d)",
        None,
    ),
    (
        r"(?:\bnot|n't|\bnever|\bno|\bless|\bfar from|\bby no means|\banything but|\bhardly) "
        r"(?:so |too |very |quite |entirely |really |at all |completely |totally |100% |yet |an? )?"
        r"(?:sure|confident|convinced|clear|certain|guaranteed|assured|given|inevitable|foregone conclusion|certainty|sure thing|slam dunk|done deal)\b",
        None,
    ),
    (
        r"\bremains to be seen\b|\banyone's guess\b|\bwho knows\b|\b(?:hard|difficult|impossible|tough|too early|too soon) to (?:say|tell|know|predict|forecast|call)\b|"
        r"\btime will tell\b|\bup in the air\b|\beither way\b|\btouch and go\b|\b(?:may|might|could) or (?:may|might|could) not\b",
        None,
    ),
    (r"\b(?:hard|difficult|tough|impossible) to (?:imagine|envision|picture|believe|conceive|see how|see why)\b", "deny"),
    (r"\b(?:a|an|some|any) (?:\w+ (?:but|and) )?(?:real|significant|substantial|considerable|certain|sizable|sizeable|meaningful|nontrivial|growing|reasonable|big|material) (?:chance|probability|likelihood)\b", None),
    (r"\bthere(?:'s| is| are| remains) (?:an? |some )?(?:\w+ )?(?:risks?|danger|potential|scope|room) (?:of|that|for)\b", None),
    (rf"{_IS}(?:high|good|great|strong|excellent|substantial)\b", "affirm"),
    (rf"{_IS}(?:low|small|slim|slight|tiny|minimal|negligible|remote|poor|minuscule)\b", "deny"),
    (
        r"\b(?:pretty|fairly|quite|reasonably|very|absolutely|totally|so) (?:damn )?sure\b|"
        r"\b(?:am|'m|are|'re|is|feel|feels|remain|remains) (?:\w+ly )?(?:sure|confident|convinced)\b",
        "affirm",
    ),
    (
        r"\bhopefully\b|\bwith any luck\b|\bgod willing\b|\bfingers crossed\b|\bmy (?:best )?guess\b|\bmy prediction\b|"
        r"\b(?:i|we) (?:would |'d |strongly |still )?(?:reckon|suspect|guess|predict|foresee|feel|wager|imagine|suppose)\b",
        "affirm",
    ),
    (
        r"\b(?:i|we) (?:can |will |would |do |'ll |'d |absolutely |personally )?(?:guarantee|promise|bet|swear|assure)\b|"
        r"\bmark my words\b|\bi'd bet\b",
        "affirm",
    ),
)  # fmt: skip
UNSCALED_ZH = (
    (
        r"毫不怀疑|毫无悬念|不用怀疑|敢打赌|敢说|我保证|我们保证|打包票|拍胸脯|我猜|我觉得|我认为|我相信|我想",
        "affirm",
    ),
    (
        r"不敢说|说不好|不好说|很难说|不确定|无法确定|没法说|拿不准|尚不清楚|不得而知|说不清|拭目以待|未知数|不太确定|"
        r"越来越(?:有)?可能|(?:不|没)那么(?:有)?可能",
        None,
    ),
)
# Who would be shocked expects the opposite; who would not be surprised only calls it possible.
SHOCKED = (
    r"(?P<no>\bnot |n't |\bhardly |\bnever )?(?:\bbe |\bbeen )?(?:\w+ly |very |quite |too |that |all that |at all )?"
    r"\b(?:shocked|surprised|amazed|astonished|astounded|stunned|floored|flabbergasted)\b(?: at all)?,? (?:if|to see|should|were)\b"
)
