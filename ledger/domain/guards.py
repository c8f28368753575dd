"""Where a word of chance is none, and where a negation denies nothing: turns of phrase to be passed over."""
# ruff: noqa: E501 - a pattern reads best on one line

# Before an adjective that only counts behind a form of be: "it is likely", but "a likely candidate".
_BE = r"(?:is|are|was|were|be|been|being|am|'s|'re|'m|isn't|aren't|wasn't|seems?|seemed|looks?|looked|looking|appears?|remains?|becomes?|becoming|sounds?|feels?|gets?|getting|considers?|considered|deem(?:s|ed)?|thinks?|finds?|found|makes?|view(?:s|ed)? as|see(?:s|n)? as|regard(?:s|ed)? as|rated?|calls?|called|it|this|that|as|not|n't|and|but|or|than)"
_DEGREE = r"(?:\w+ly |very |quite |pretty |rather |somewhat |most |more |less |also |still |now |just |too |so |at least |at best |well |entirely |all but |far from |by no means |a bit |a little |only |even |again )"
_DETERMINER = (
    r"(?:a|an|the|its|his|her|their|our|my|your|any|every|no|another|such|of|for|with|against|by)"
)
# What may stand behind an adjective of chance; a noun there is what it belongs to.
_NO_NOUN = r"(?:\s*(?:$|[.,;:!?)\]\"'—–-])|\s+(?:that|to|by|in|on|at|before|after|until|for|but|and|or|if|when|as|this|next|now|given|with|within|during|because|though|although|while|than|from|not|it|he|she|they|we|i|\d|enough|indeed|soon|here|there|only|again|under|over)\b)"
_OUTCOME = r"(?:outcome|scenario|prospect|result|event|possibility)s?"

# Where a spelling of the scale is no word of chance.
NOT_A_WORD_EN = (
    r"as (?:\w+ )?(?:\w+ )?(?:\w+ )?as possible|(?:if|where|when|whenever|wherever|everything|anything) (?:at all )?possible|"
    r"(?:best|worst|highest|lowest|largest|smallest|fullest|earliest|latest|greatest|least|fastest|every|all|only) possible|possible worlds|mak(?:e|es|ing) (?:it |this |that )?possible|made possible",
    r"(?:than|as|was|were|long|had) (?:widely |originally |previously |initially |once )?(?:been )?(?:expected|anticipated)(?: to)?|(?:than|as|what|when) (?:we|i|they|analysts|many|most|everyone|economists|investors) (?:had )?(?:expected|expects?|anticipated?|believed?|think)|"
    r"expected (?:value|return|earnings|loss|utility)s?|than should|as it should|(?:^|[,;:.] )should (?!be\b|have\b|not\b)[^,;?]{2,60},|should be (?:noted|said|stressed)",
    r"make sure|(?:all|its|his|her|their|military|economic|naval|full|the) might(?! (?:be|have|not|well|still)\b)|(?:may|might|could) as well(?! be)|come what may|as the case may be|(?:could|should|might) have|may have been|"
    r"could(?:n't| not) (?:be (?:clearer|better|worse|happier|prouder|more)|agree more|care less)|you could say",
    r"(?<!have a )(?<!has a )(?<!stand a )(?<!stands a )good chance to|likely story|as likely as(?! not)|(?<!as )likely or not|(?:equally|twice as|just as|half as|as|times as) likely(?! as not)|likely (?:voters?|buyers?|suspects?)",
    r"a certain\b|certain (?:of (?:the|its|his|our|their|these|those)|types?|kinds?|sorts?|people|things|conditions|areas|circumstances|cases|parts)|(?:make|making|made|know|knows|known) (?:it |for )?certain",
    r"(?:self[- ]|reasonable |in |cast |casts |casting |raise |raises |raised |have |has |had |having |any |some |serious |growing |of |the |these |such |his |her |their |its |our |grave |many |more |new |fresh |lingering |leave |leaves |all |into |sow |voice |voiced |express |expressed )doubts?\b|benefit of the doubt|doubts? (?:about|over|as to|on|will|remains?|grows?|are|is|lingers?|persists?|surround)",
    r"(?:is|are|be|was|were|been|being) set to (?:music\b|rest\b|\d|zero\b)|set to (?:zero|\d)",
    r"(?:split|splits|splitting|divided?|shared?|owned?|sharing|own) (?:\w+ ){0,3}50[-/:]50|50[-/:]50 (?:joint|split|venture|partnership|ownership|merger|tie|senate|share|deal|basis|co-)|fifty-fifty (?:split|joint|venture|partnership|deal|basis)",
    r"(?:mission:? |(?:an|the|this|that|these|such) )impossible (?!to\b)\w+|mission:? impossible",
    r"guaranteed (?:income|returns?|rates?|loans?|minimum|by|annuit)|(?:loan|state|government|bank)-guaranteed",
    r"no way (?:to|of|out|around|back|forward)\b|in no way\b|one way or",
    # A hedge on an amount, not on the event.
    r"(?:possibly|perhaps|maybe|probably|likely) (?:even |much |a lot |far )?(?:more|less|sooner|later|earlier|longer|higher|lower|bigger|twice|as (?:early|soon|much|many|high|low|late) as|by (?:as much as |another )?\$?\d)",
    r"(?:maybe|perhaps|possibly|probably) (?:about |around |some )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twenty|a dozen|dozens|hundreds|thousands|a few|half|a third|a quarter)\b(?! ?%| percent| per cent| in\b| out of| to \d|[-/:.]\d)",
    r"(?:could|may|might|can) (?:well |always |still )?be (?:wrong|mistaken)",
    rf"(?:(?<=\s)|^){_DETERMINER} {_DEGREE}?(?:possible|probable|improbable|doubtful|unlikely|likely|impossible)(?!{_NO_NOUN})(?! {_OUTCOME}\b)",
)  # fmt: skip
# "The most likely outcome is a coalition" says which, and not how likely.
LIKELIEST = rf"\b(?:the|our|its|his|her|my|their) (?:single |far |by far )?(?:most |more )?(?:likely|probable|possible) (?:{_OUTCOME}|candidates?|winners?|case|explanation|path|course|next step|successor)\b"
# The adjective counts behind a form of be alone: "it is certain", "certain investors".
AFTER_BE = rf"(?:^|.*\b{_BE}|.*'s|.*n't)\s+{_DEGREE}{{0,3}}"

NOT_A_WORD_ZH = (
    r"很难想象|难以想象|难以置信|很难得|难以(?:言喻|忘怀|承受|忍受)|(?:困|为|两|艰|灾|磨|苦|避|国|海|空)难以?",
    r"(?:超|超出|超过|高于|低于|好于|差于|优于|弱于|强于|不及|符合|出乎|出乎意料|不如|达到|不达|达不到|通胀|通货膨胀|降息|加息|衰退|盈利|业绩|心理|政策|房价|涨价|悲观|乐观|的|此前|一致)预期(?!将|会)|(?:通胀|通货膨胀|降息|加息|衰退|盈利|业绩|心理|政策|的)预期|预期(?:值|收益|寿命|管理|目标|之内|内|中|效果|年限)",
    r"(?:的|天气|模型|一致|长期|短期)预测|据[^,。;]{0,10}预测|预测(?:显示|报告|模型|值|市场|数据|分析|未来|称|准确|能力|误差|性)|(?:难以|难|很难|无法|不可|尚难)(?:预测|预料|预计|估计)",
    r"(?<=[最更越])高的(?=概率)|可能性?(?=(?:已经?|基本|完全|可以|可|被)*排除)",
    r"尽可能|可能的话|(?:一切|各种|(?<![有无])任何|所有)可能(?:性|的)?(?!会|在|将)|可能性(?:研究|分析|报告|评估|探讨)|(?<!是)(?<!非)不可能(?:三角|的(?=[^,。;]))|可能的(?=[^,。;]{1,6}(?:将|会|是|为))|机会成本|机会主义",
    r"大概(?=(?:(?:有|约|需要?|要|会|花|花费|用|得|再过|再)?[\d零一二三四五六七八九十百两几半]+(?:多)?(?:年|月|天|周|个|人|万|亿|%|成|倍|名|家|辆|台|美元|元|亿美元|小时|分钟|季度|星期|日)|明年|后年|今年|下个?月|下周))|大概(?:情况|内容|框架|范围|轮廓|流程|思路)",
    r"估计(?=(?:有|约|共|超过|将有|大约)?[\d零一二三四五六七八九十百两几半]+(?:年|月|天|周|个|人|万|亿|%|成|倍|多|名|家))|估计(?:值|数|量|显示|参数|误差|方法)|(?:高|低|错误)估计|(?:的|保守|初步|乐观|悲观)估计(?!将|会)",
    r"预计(?:数|值|的|时间|金额|损失额|产量的)(?!是|将|会)",
    r"肯定了|的肯定|不肯定|肯定的(?!是|说|讲)|(?:得到|给予|受到|予以|获得|高度|充分|一致|表示|获|作出|做出)(?:了)?(?:[^,。;]{1,6}的)?肯定|肯定(?:句|性|其|成绩|态度)",
    r"应该(?:说|指出|看到|承认)|理应受|应该的",
    r"(?:有|在|到|具备|获得|得到|给予|带来|造成|产生|达到|存在|具有|处于|按|以|占|留有|留出)(?:了)?一定|一定(?:的|程度|规模|数量|比例|概率|机会|可能|空间|风险|压力|影响|时间|条件|范围|基础|优势|差距|量|额|幅度|距离|要|是(?!在)|得)|(?<!不)一定(?=$|[,。;])",
    r"必然(?:性|联系|要求|规律|趋势|选择)|注定的|绝对(?:值|多数|优势|数|额|权)",
    r"有(?:机会|希望)(?:的|成本)|有信心(?:的|指数)|信心(?:指数)|有把握的",
    r"(?<![^,。;\s])也许是吧",
    # As a share 五成 is half of something, as a chance it stands before the verb.
    r"五成(?!会|要|能|把握|概率|可能|机会|胜算|$)|(?<=[达到至约近超过占升降跌涨增减少多成幅率逾仅比过])五成",
)  # fmt: skip
LIKELIEST_ZH = r"最(?:有)?可能(?:的|会|在|是|成为|当选|获胜|赢)|可能性最大|(?:同样|一样|同等)可能|(?:越来越|愈发|更加)(?:有)?可能|可能性(?:正在|在|也在|已经?|将)?(?:(?:较|比)[^,。;]{1,6}?(?:有所)?)?(?:越来越|日益|愈发|不断|大大|进一步|逐渐)?(?:更大|更高|增加|增大|上升|下降|降低|减少|提高|大增|越来越大|越来越小|越来越高|加大|走高|升高)"

# Negations that deny nothing.
DENIES_NOTHING_EN = (
    r"not (?:only|just|merely|simply|solely|least|to mention|to say|too distant|so distant|unlike|later than|more than|less than|before long|long|far off|far behind|far from over|for nothing|least because)\b|not-[a-z]|never-[a-z]|no-[a-z]",
    r"(?:whether|like it|believe it|ready|want it) or not\b|\bif not (?=[a-z])|\bwhy not\b|\bor not\b|none other than|nothing (?:short of|less than|but|new)\b|no (?:later|more|less|fewer|sooner|earlier|greater|lower|higher|better|worse) than\b",
    r"no (?:doubt|matter|question|wonder|surprise|secret|exception|small|mean|longer a|stranger|mistake|joke|kidding|problem|reason to doubt|end in sight)\b|no\. ?\d|no one (?:doubts|denies|disputes|questions)|make no mistake|in no time",
    r"(?:do|did|does)n't (?:get me wrong|worry|forget|be fooled|kid yourself|mind|you)\b|won't lie|can(?:'t|not) (?:wait|help but|overstate|stress|emphasi[sz]e)|(?:i am|i'm) not (?:saying|kidding|joking|going to lie|gonna lie)|couldn't (?:be|agree|care)\b|could not be (?:clearer|better|happier|more)\b|can't be (?:clearer|overstated)|not (?:going to |gonna )?(?:lie|kidding|joking)\b",
)  # fmt: skip
DENIES_NOTHING_ZH = (
    r"不(?:仅|只|单|但|光|断|少|错|久|同|管|论|如|惜|愧|良|锈钢|动产|确定性|稳定性|平等|景气|明|法|足|超过|低于|少于|晚于|迟于|早于|高于|多于|多久|负众望|变|相上下|甘|容置疑|言而喻|言自明|可(?:避免|否认|逆转|逆|或缺|估量|思议|抗力|持续|再生|知|分割)|得不|出意外|出所料|难(?:看出|发现|想象|预见|理解)|约而同|遗余力|降反[升增]|升反降|减反增|增反减|涨反跌|跌反涨|在话下|成问题|合理|道德|对称|正当竞争|信任|良贷款|至于|妨|禁|由得|外乎|亚于|逊于|等于|会不|可不|能不|丹|列颠|是(?=[^,。;]{1,12}[,，]?(?:而是|就是)))",
    r"(?<!是)(?<!非)不可能(?:三角|的(?=[^,。;]))|按兵不动|居高不下|持续不断|供不应求|岿然不动|一成不变|坚定不移|入不敷出|迫不及待|源源不断|势不可挡|锐不可当|必不可少|萎靡不振|停滞不前|层出不穷|僵持不下|不及(?=预期|去年|往年|上年)|不容(?:乐观|忽视|小觑)|不堪|不振|问题不大|没什么(?:问题|悬念|疑问)",
    r"(?<![撑熬赢打比活挺跑斗敌挨])不过|(?<![达得做拿看买找等收赚碰见])不到",
    r"毫不(?:犹豫|怀疑|意外|奇怪|客气|留情|逊色)|并不(?:奇怪|意外|令人意外)|(?:说|指|保)不(?:定|准|齐)|(?:跑|逃|错|少|免)不[了掉]",
    r"没(?:准|落|收|问题|悬念|疑问|错|完没了|有(?:问题|悬念|疑问|疑义|异议|之一|例外))|(?:淹|沉|埋|出|覆|泯)没",
    r"无(?:论|人(?:机|驾驶|车|店|区|艇|系统|配送|化|潜航|战|飞|售|超市|便利|工厂|农场|矿|出租|卡车|巴士|货车)|线|疑|数|限|条件|所不|非|不|锡|缝|核|烟|障碍|损|形|菌|花果|意外|悬念|一例外|一不|可避免|可厚非|关|尽|穷|私)|无一不",
    r"未(?:来|必|知|婚|成年|遂|免|竟|雨绸缪)|莫不|非(?:洲|常|但|凡|典|农|法|营利|遗|官方)",
)  # fmt: skip
