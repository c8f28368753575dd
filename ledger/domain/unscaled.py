"""Words of chance that no scale holds: kept as they are, without a number, with the stance they have."""
# ruff: noqa: E501 - a pattern reads best on one line

from ledger.domain.guards import LIKELIEST
from ledger.domain.guards import LIKELIEST_ZH

_NOUN = r"(?:chances?|probability|likelihood|odds|possibility)"
_HOW = r"(?:now |still |very |quite |pretty |extremely |really |fairly |rather )?"
_IS = rf"\b{_NOUN}(?: (?:of|that|for) [^.;!?]{{1,100}}?)? (?:is|are|seems?|looks?|remains?) {_HOW}"
# "If" is no condition here.
NOT_IF = r"\bnot (?:a (?:question|matter) of )?(?:if|whether),? (?:but|it's|it is) (?:of )?when\b"
# The first row that is found wins. The stance is of an event that nothing behind it denies.
UNSCALED_EN = (
    (
        r"little doubt|(?:not|n't) (?:much|a|any) doubt|(?:not|n't|never) doubt|beyond (?:a |any |all )?(?:reasonable )?doubt|"
        r"hardly (?:a|any) doubt|no question|without question|\bno reason to doubt\b",
        "affirm",
    ),
    (r"(?<!not )(?<!n't )(?<!not entirely )(?<!not completely )\bout of the question\b|\b(?:can|could|may|have|has|be|is|are|was|to) (?:safely |now |already )?rule(?:d|s)? out\b|(?<!not )(?<!n't )\b(?:unthinkable|inconceivable)\b", "deny"),
    (r"\b(?:have|has|had|having) (?!no\b)(?:\w+ )?doubts?\b|\bnot (?:unthinkable|inconceivable)\b|\bvery real (?:chance|possibility)\b|\b(?:chance|possibility|prospect) [^.;!?]{1,60}? is (?:very |all too )?real\b", None),
    (r"\bevery (?:likelihood|chance|probability|possibility)\b|\blikeliest\b", "affirm"),
    (
        r"\b(?:do not|don't|wouldn't|would not|won't) (?:hold your breath|bet on|count on|bank on|put money on)\b|\bpigs (?:will )?fly\b|\bfreezes over\b|"
        r"\bsnowball's chance\b|\bpipe dream\b|\bcold day in hell\b|\bover my dead body\b|\bpie in the sky\b|\banyone (?:who (?:still )?)?(?:thinks?|believes?|expects?|expecting|thinking)\b|"
        r"\b(?:mistake|wrong|foolish|naive|unrealistic|unreasonable|no reason|little reason|crazy|silly|folly) to (?:expect|believe|think|assume)\b|"
        r"(?:n't|\bnot|\bnever) (?:have|has|stand|got|stood) (?:a|any) (?:\w+ )?(?:chance|hope|prayer)\b|\bno (?:real|realistic|serious|conceivable|earthly|meaningful|significant|reasonable) (?:chance|possibility|prospect|likelihood|probability)\b",
        "deny",
    ),
    (r"(?:n't|\bnot) bet against\b", "affirm"),
    (r"\b(?:no|not|n't|without) (?:a |any )?guarantees?\b|\bi wonder\b|\b(?:uncertain|unclear|unknown|debatable|open question) (?:if|whether|when)\b|\bjury is (?:still )?out\b|\b(?:premature|too early|too soon) to\b|\b(?:less than|not entirely) (?:certain|likely|sure)\b|\bno one knows\b|\bnobody knows\b", None),
    (LIKELIEST, "affirm"),
    (r"\b(?:equally|(?:twice|just|half|\w+ times) as) likely\b(?! as not)|\b(?:very|highly|strongly) possible\b", None),
    (rf"{NOT_IF}|\b(?:only |just )?a matter of time\b", "affirm"),
    (
        r"\b(?:few|nobody|no one|hardly anyone|hardly anybody|none)(?: of \w+| people| analysts| observers| economists| experts| investors)? "
        r"(?:expects?|believes?|thinks?|sees?)\b|\bodds are (?:\w+ly )?(?:stacked )?against\b|\bodds are (?:long|slim|poor|low)\b|\bfat chance\b|\bslim to none\b",
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
        r"\b(?:am|'m|are|'re|is|feel|feels|remain|remains) (?:\w+ly |very |quite |pretty |so |more than )?(?:sure|confident|convinced)\b",
        "affirm",
    ),
    (r"\b(?:great|big|large|huge|enormous|terrific|solid|fantastic|favou?rable) (?:chance|probability|likelihood|odds)\b", "affirm"),
    (r"\b(?:tiny|minuscule|minimal|negligible|infinitesimal|vanishing(?:ly small)?) (?:chance|probability|likelihood|odds|possibility)\b", "deny"),
    (r"\b(?:fair|sporting|reasonable|certain) chance\b|\bpotentially\b|\bconceivabl[ey]\b|\bplausibl[ey]\b|\btheoretically\b|\bin theory\b|\bthreatens? to\b|\bin danger of\b|\bat risk of\b", None),
    (
        r"\bbound to\b|\binevitabl[ey]\b|\bdestined to\b|\bdoomed to\b|\bsurely\b|\bunquestionably\b|\bforegone conclusion\b|\bin the bag\b|\bno-?brainer\b|\bto the bank\b|"
        r"\b(?:can|could|may) (?:bank|count|bet) on\b|\bmoney(?: is|'s) on\b|\bodds-on\b|\bfavou?rites? to\b|\b(?:bet|betting|wager) (?:my|the|your|our) \w+|\b(?:base|central) case\b|\bmust happen\b",
        "affirm",
    ),
    (r"\b(?:projected|forecast|forecasted|predicted|tipped|estimated|slated) to\b|\b(?:forecasts|predicts|projects|foresees) (?:that|an?|the|its|\d|\w+)\b|\b(?:i'm|we're|am|are) betting\b", "affirm"),
    (
        r"\bhopefully\b|\bwith any luck\b|\bgod willing\b|\bfingers crossed\b|\bmy (?:best )?guess\b|\bmy prediction\b|"
        r"\b(?:i|we)(?: would|'d| strongly| still)? (?:reckon|suspect|guess|predict|foresee|feel|wager|imagine|suppose)\b",
        "affirm",
    ),
    (
        r"\b(?:i|we) (?:can |will |would |do |'ll |'d |absolutely |personally )?(?:guarantee|promise|bet|swear|assure)\b|"
        r"\bmark my words\b|\bi'd bet\b",
        "affirm",
    ),
)  # fmt: skip
UNSCALED_ZH = (
    (r"可能会?[^,。;]{0,6}[,]?也?(?:有)?可能不", None),
    (r"(?:十足|充分|绝对|完全)的?把握(?<!没有十足把握)(?<!没有十足的把握)|(?:机会|希望)(?:还是)?(?:很|非常|较|比较|相当)大", "affirm"),
    (r"毫不怀疑|毫无悬念|没有?(?:什么)?悬念|问题不大|不用怀疑|没有?问题|不成问题|不在话下|(?:跑|逃|错|少|免)不[了掉]|难免|在所难免|不可避免|十拿九稳|铁定|稳赢|迟早|早晚(?=会|要|将)|终将|打包票|拍胸脯|担保|成定局|包在我身上|有戏", "affirm"),
    (
        r"没戏|没门|门都没有|想都别想|做梦|天方夜谭|痴人说梦|够呛|不敢奢望|(?<!几乎)(?:没有|毫无|没)(?:任何|什么)?(?:希望|机会|胜算|指望)|无望|(?<![不没未])(?<!无法)(?<!不能)(?<!难以)(?<!完全)(?<!彻底)(?:可以|已经?)?排除了?(?!万难|故障|干扰|法)|"
        r"(?<![困为两艰灾磨苦避国海空很较更极])难(?:有|现|言|再|改|逃)|恐难",
        "deny",
    ),
    (
        r"不敢说|说不好|不好说|很难说|不确定(?!性)|无法确定|没法说|拿不准|尚不清楚|不得而知|说不清|拭目以待|未知数|不太确定|说不准|指不定|保不[齐准]|备不住|难料|难测|存疑|"
        r"八字还?没一撇|变数|难度(?:很|较|非常|不)?[大小]|(?:较大|很大|巨大)?不确定性|(?:不敢|不能|无法|难以|很难|不|没法)保证|(?:没有?|不是?)(?:十足|绝对|太大|多大|完全|百分之?百)的?把握|(?:难以|难|很难|无法|不可|尚难)(?:预测|预料|预计|估计)|没有(?:太大|太多|什么)?信心|"
        r"(?:不|没)那么(?:有)?可能|有一定的?(?:可能性?|概率|几率|机会|希望)|(?:有|存在|面临)[^,。;]{0,12}(?:风险|空间|隐患)|理论上|"
        r"或(?=于|达|超|涨至|跌至|降至|升至|面临|遭|迎来|创|突破|可(?!能))",
        None,
    ),
    (LIKELIEST_ZH, None),
    (r"敢打赌|敢说|我保证|我们保证|我猜|我觉得|我认为|我相信|我想|我赌|(?<!不)(?<!不太)(?<!不怎么)看好|恐怕", "affirm"),
)  # fmt: skip
# Of "he wins or I'll eat my hat" the opposite is denied: 如果他赢了我就吃帽子, 他不赢才怪.
OATHS_ZH = (
    r"才怪|名字倒(?:过来|着)写|(?:我就|我把)[^,。;]{0,4}(?:吃|剁|跳|裸奔|改姓|倒立|剃光|直播)"
)
# Who would be shocked expects the opposite; who would not be surprised only calls it possible.
SHOCKED = (
    r"\b(?:(?:shocked|surprised|amazed|astonished|astounded|stunned|floored|flabbergasted)\b(?: at all)?,? (?:if|to see|should|were)|"
    r"(?:surprise|shock|miracle)(?: to me)? if|(?:surprise|shock|amaze|stun|astonish) (?:me|us|anyone|anybody)(?: at all)? if|"
    r"eat (?:my|his|her|our) (?:own )?\w+ if|shave my head if|quit my job if)\b"
)
# What stands in front of that.
NOT_SHOCKED = r"(?P<no>\bnot |n't |\bhardly |\bnever )?(?:\bbe |\bbeen )?(?:\ban? |\b\w+ly |\b(?:very|quite|too|that|all that|at all|big|huge|great|real) ){0,3}$"
