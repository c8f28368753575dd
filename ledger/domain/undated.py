"""Phrases that name no day: words without a number ("soon"), and what hangs on an event."""
# ruff: noqa: E501 - a pattern reads best on one line

from ledger.domain.cycles import compiled
from ledger.domain.numerals import is_chinese

_UNITS_EN = r"(?:hours|days|weeks|fortnights|months|quarters|years|decades|centuries|generations)"
_FEW = (
    r"(?:(?:a )?(?:very )?(?:few|several|many|some|dozens of|tens of|hundreds of|scores of|handful of|"
    r"number of|couple more|matter of|bunch of|multiple|various|countless|low single[- ]digit)"
    r"(?: more| short| additional| odd)?)"
)
VAGUE_EN = (
    r"(?:very |quite |pretty |rather |really |fairly )?(?:soon|shortly|imminently|imminent|presently|quickly)(?: enough)?",
    r"eventually|ultimately|finally|later|later on|afterwards?|someday|some day|one day|sometime|some time|anytime|"
    r"any time|at some point|at any time|at any point|in time|over time|with time|in due course|in due time|for now|ever|never|"
    r"forever|indefinitely|always|ongoing|continuously|recently|nowadays|as needed",
    r"(?:at some point |some ?time |one day |some day )?(?:in (?:the )?)?(?:not[- ](?:too|so)[- ]distant |not[- ]distant |"
    r"very |near |nearer |immediate |distant |far |foreseeable |more distant )?future",
    r"for (?:the )?foreseeable future|(?:in|within|for) the foreseeable(?: future)?",
    r"(?:in |over |for |within )?(?:the )?(?:short|long|longer|medium|mid|near|nearer|shorter|intermediate|very long)"
    r"(?:[- ]to[- ](?:medium|long|mid|longer))?[- ](?:term|run|haul)",
    r"(?:in |with )?(?:a |the |some )?(?:future|later|upcoming|next|subsequent|coming) (?:versions?|releases?|updates?|iterations?|generations?)",
    r"sooner or later|sooner rather than later|before (?:too )?long|any (?:day|moment|minute|time|week|month|year)(?: now)?|"
    r"(?:right|straight) away|immediately|at once|right now|now|momentarily|in a (?:while|bit|moment|minute|second|jiffy|flash)|"
    r"after a while|down the (?:road|line|track)|in (?:my|our|your|his|her|their) lifetimes?|within (?:my|our|your|his|her|their) lifetimes?|"
    r"(?:in|within) a (?:generation|lifetime)|as soon as (?:possible|we can|practicable)|asap|when(?:ever)? (?:it is|it's|they are) (?:ready|done)|"
    r"when ready|on the horizon|around the corner|just around the corner|in (?:the )?offing|in short order|without delay|by and by",
    r"tbd|tba|tbc|n/?a|none|unknown|unspecified|undated|no (?:date|deadline|time ?frame|timeline|fixed date)(?: given)?|"
    r"until further notice|open[- ]ended|to be (?:determined|announced|confirmed)|not specified",
    rf"(?:(?:in|within|over|during|for|throughout) )?(?:the |these )?(?:coming|next|following|upcoming|ensuing) (?:{_FEW} )?(?:{_UNITS_EN}|while)"
    r"(?: or (?:months|years|weeks))?(?: ahead)?",
    rf"(?:(?:in|within|over|during|for|after|no more than|less than|at least|at most|up to|more than|not for|take|only|just|in just) ){{0,2}}"
    rf"(?:the )?(?:next |coming |last )?{_FEW} {_UNITS_EN}(?:'? time| from now| away| off| out| hence| ahead| later| to come| at (?:the )?(?:most|least))?",
    rf"(?:in|within|for|over|take) (?:the )?(?:{_UNITS_EN})(?: to come| ahead| from now)?(?:,? not (?:days|weeks|months|years|decades))?",
    rf"{_UNITS_EN} (?:from now|away|off|out|ahead|to come|hence)",
    rf"(?:in|over|during|for|within) the {_UNITS_EN} (?:ahead|to come)|(?:in )?{_UNITS_EN} to come",
    r"(?:not )?(?:any ?time|at any time) soon|not soon|not (?:for a (?:long )?while|yet)|for (?:a long time|a while|years|decades)|a long time(?: from now)?|"
    r"long[- ]?term|far off|a long way off|a while(?: from now)?|some ?time soon|some ?time later|in good time",
)
VAGUE_ZH = (
    r"(?:在)?(?:近期|近日|短期|中期|长期|远期|中短期|中长期|短中期|近中期|中远期|不久|最近|日后|将来|未来|今后|以后|往后|此后|随后|后续|届时|"
    r"不远的?将来|不久的?将来|可预见的将来|可预见的未来|可见的将来|可见的未来|不久的未来|不远的未来|不远|遥远的未来|遥远的将来|有朝一日|终有一天|总有一天|有一天|某一天|某天)"
    r"(?:之?内|以内|来看|里|中|期间)?",
    r"(?:很久(?:之?后|以后)|(?:很长|相当长)(?:的)?(?:一段)?时[间期](?:内|里|之后)?|用不了多久|要不了多久|过不了多久|短时间内?|某个时候|很快|马上|立刻|立即|即将|即刻|尽快|尽早|早日|早晚|迟早|最终|终究|终将|稍后|稍晚|晚些时候|随时|不日|过些(?:时候|日子|年|天)|过(?:一)?段时间|"
    r"一段时间(?:内|后|之后|以后)?|过一阵(?:子)?|一阵子|永远|永不|从不|一直|持续|无限期|待定|未定|未知|不详|无|无期限|不确定|暂无|长远|长远来看|从长远看|"
    r"未来趋势|长期趋势|长期来看|短期来看|中期来看|时机成熟时|适当时候|适时|择机|择日|指日可待|不久之?后|条件(?:成熟|允许|具备)(?:时|后|的时候)|遥遥无期|有生之年|在?我们?有生之年|一代人(?:之?内)?|眼下|目前|现在|当前)",
    r"(?:在)?(?:未来|下(?:一)?个?|后续|将来|今后|之后|以后)的?(?:版本|更新|迭代|产品|几代|世代|趋势|方向)(?:中|里)?",
    r"(?:在)?(?:未来|今后|接下来|往后|随后|此后|过|再过|近|最近|这|将来|之后|前)?的?(?:好?几|数|若干|多|十几|二十几|几十|数十|上百|好多|很多|许多|一些|若干个|数百|几百|成百上千|几个|十多|[一二三四五六七八九]?[十百]来|[一二三四五六七八九]十多|[一二三四五六七八九]十几|几十个|数十个|一两百)"
    r"个?(?:年|月|周|星期|礼拜|天|日|季度|小时|分钟|十年|世纪|代人|个月)的?(?:之?内|以内|里|之?后|以后|时间|中|左右|之间|间)?",
    r"(?:在)?(?:一|两|三|1|2|3)年半载(?:之?内|之?后|以后)?|过(?:一)?两(?:天|年|个月|周|个星期)|(?:这|近)(?:一)?两(?:天|年|个月|周)|"
    r"[一二两三四五六七八九十\d]+(?:(?:年|天|周)多|个多(?:月|星期|季度|小时))(?:之?内|之?后|以后)?|三五(?:天|日|年)?(?:之内)?(?:左右)?不等|(?:大|小)半(?:年|个月)(?:之?[内后])?",
    r"(?:在)?(?:未来|今后|接下来|往后)(?:一段时间|一段时期|一段日子|的日子|的岁月)(?:内|里|之内)?",
    r"(?:在)?(?:未来|接下来|今后)(?:的)?(?:日子|岁月|时间|时光|时期|阶段)(?:里|内)?",
)

EVENTS_EN = (
    r"elections?|midterms?|mid-terms?|primaries|referendum|inauguration|parliament|congress|presidency|administration|"
    r"term|ipo|listing|launch(?:es)?|release|announcement|unveiling|conference|summit|meeting|keynote|earnings(?: call| report)?|"
    r"wwdc|ces|gdc|gtc|mwc|computex|gamescom|e3|neurips|icml|cop\d*|g7|g20|davos|olympics|olympic games|games|world cup|euros|super bowl|"
    r"tournament|season|playoffs|finals|war|conflict|ceasefire|pandemic|epidemic|trial|hearing|verdict|ruling|vote|"
    r"merger|acquisition|deal|closing|retirement|wedding|birthday|birth|death|graduation|funeral|expo|festival|"
    r"budget|shutdown|recession|crisis|halving|merge|upgrade|singularity|agi|brexit|treaty|agreement|eclipse|visit|holidays|"
    r"vacation|school year|exams?|semester|event|milestone|opening|completion|delivery|approval|landing|mission|flight|debut|"
    r"premiere|series [a-f]|funding round|strike|tour|project|product|offering|convention|review|examination|publication|survey|census"
)
_NO_TIME = (
    r"(?!.*\b(?:years?|months?|quarters?|weeks?|days?|decades?|century|spring|summer|autumn|fall|winter|[12]\d{3}|"
    r"january|february|april|june|july|august|september|october|november|december)\b)"
)
EVENT_EN = (
    r"(?:(?:by|before|after|until|till|at|during|in|within|ahead of|prior to|on|following|since|no later than|not before|"
    r"in time for|just before|just after|right before|right after|shortly after|shortly before|soon after|well before|immediately after|"
    r"by the time of|at the time of|around|as of|(?:by |before |after |at )?the (?:end|start|beginning|close|opening|middle|conclusion|day) of) )"
    rf"(?:(?!and\b|or\b)[a-z0-9&'.-]+ ){{0,6}}(?:{EVENTS_EN})(?: (?:of|in|at|season|day|this|next)(?: [a-z0-9']+){{1,3}}| day| season| \d{{4}})?",
    _NO_TIME
    + r"(?:by the time|once|whenever|as soon as|as long as|if and when|unless|if) (?:[a-z0-9'.-]+ ){1,12}[a-z0-9'.-]+",
    _NO_TIME
    + r"(?:when|before|after|until|till) (?:he|she|it|they|we|i|you|[a-z]+) (?:[a-z0-9'.-]+ ){0,4}"
    r"(?:leaves?|dies|retires?|resigns?|quits?|ships?|launches|happens?|arrives?|comes?|goes|is|are|was|has|have|wins?|loses?|turns?|gets?|becomes?|stops?|starts?|opens?|closes)"
    r"(?: (?!\d)[a-z0-9'.-]+){0,5}",
    rf"(?:within|in|by) (?:[a-z0-9-]+ ){{1,4}}(?:of|after|from|following) (?:the |its |our |their |his |her |a |an )?(?:[a-z-]+ ){{0,3}}(?:{EVENTS_EN})",
    rf"(?:[a-z0-9-]+ ){{1,4}}(?:after|before|following) (?:the |its |our |their |his |her |a |an )?(?:[a-z-]+ ){{0,3}}(?:{EVENTS_EN})",
)
EVENTS_ZH = (
    r"ipo|agi|wwdc|ces|gtc|mwc|大选|选举|中期选举|公投|换届|就职|上任|卸任|任期|任内|任满|离任|下台|退休|去世|结婚|毕业|上市|挂牌|发布|发布会|上线|开售|开幕|闭幕|"
    r"奥运|奥运会|冬奥会|亚运会|世界杯|世博会|欧洲杯|两会|党代会|十九大|二十大|二十一大|三中全会|全会|财报|财报会|业绩会|大会|峰会|会议|会谈|"
    r"股东大会|听证会|庭审|宣判|判决|战争|战事|冲突|停火|疫情|谈判|协议|签约|收购|并购|合并|融资|竣工|完工|投产|量产|交付|通车|开学|放假|寒假|暑假|"
    r"高考|中考|考试|项目|首飞|试飞|发射|着陆|登陆|赛季|决赛|减半|生日|婚礼|会后|访华|访问|开业|开播|首映|公测|内测|产品|新品|演唱会|展会|车展|进博会|广交会|五年规划|五年计划|规划期|庆典|议息|获批|批准|审批|过审|敲定|落地|交割"
)
EVENT_ZH = (
    rf"(?:在|到|于|等|等到|待|赶在|直到|截至|自|从|不晚于|最迟)?.{{0,20}}?(?:{EVENTS_ZH})"
    r"(?:结束|开始|完成|召开|举行|成功|开幕|闭幕|到来|来临|落幕|前夕|期|日|当天)?(?:时|期间|之前|以前|前后|前|之后|以后|后|之际|当天|为止|上|中|内|之时|的时候)",
    rf"(?:在)?(?:下一?[次届轮场个]|[本这][次届])的?(?:.{{0,8}})?(?:{EVENTS_ZH})",
    r"(?:当|等|等到|待|直到)[^\d]{2,30}(?:时|后|之后|以后|的时候|为止|再说)",
)


def kind_without_a_date(text: str) -> str | None:
    """ "vague" or "event" for a normalised phrase that names no day; None for every other."""
    chinese = is_chinese(text)
    for kind, patterns in (
        ("vague", VAGUE_ZH if chinese else VAGUE_EN),
        ("event", EVENT_ZH if chinese else EVENT_EN),
    ):
        if any(compiled(pattern).fullmatch(text) for pattern in patterns):
            return kind
    return None


# How far off a phrase without a date sounds, the first that is found in it; for filters, never a deadline.
_HORIZONS = (
    ("none", r"sooner or later|foreseeable|可预见|迟早"),
    ("near", r"not[- ](?:too|so)[- ]distant|不远"),
    ("years", r"\byears\b|\bdecades\b|几年|数年|多年|年半载|两年|几十年|十几年"),
    ("months", r"\bmonths\b|\bquarters\b|个月|季度"),
    ("near", r"\bweeks\b|\bdays\b|\bhours\b|几周|几天|数周|数天|数日"),
    ("far", r"long|far\b|distant|generation|lifetime|长期|远期|长远|遥远|有生之年|一代人|遥遥"),
    ("years", r"medium|\bmid\b|intermediate|中期|中长期"),
    (
        "near",
        r"soon|shortly|imminent|near|short|immediate|momentarily|\bnow\b|asap|before long|any (?:day|moment|minute|time)|"
        r"around the corner|近期|近日|短期|很快|即将|马上|立刻|立即|尽快|尽早|早日|不久|即刻|指日可待|不日|稍后|最近",
    ),
)


def horizon(phrase: str) -> str:
    """How far off a normalised phrase sounds that names no day: near, months, years, far or none.

    >>> horizon("soon"), horizon("in the coming months"), horizon("远期"), horizon("eventually")
    ('near', 'months', 'far', 'none')
    """
    found = (name for name, pattern in _HORIZONS if compiled(pattern).search(phrase))
    return next(found, "none")
