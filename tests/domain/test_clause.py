"""The one time phrase in a sentence: found where it stands like a deadline, passed over where it does not."""
# ruff: noqa: E501 - a sentence reads best on one line

import contextlib
import csv
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import clause
from ledger.domain import deadline
from ledger.errors import UnreadableError

SAID = date(2026, 2, 11)  # a Wednesday

with (Path(__file__).parents[1] / "data" / "phrases.csv").open(
    encoding="utf-8", newline=""
) as lines:
    PHRASES = list(csv.DictReader(lines))

# The last day; open, vague or event; "none" where the sentence holds no deadline; "refused" with a reason.
SENTENCES = (
    # when it was said is no deadline
    ("The company announces today that it will host a call", "none"),
    ("It announces today that the plant will open in 2028", "2028-12-31"),
    ("市政府今天宣布,将投入大量资金", "none"),
    ("公司今年宣布的新车会卖得很好", "2026-12-31"),
    # what it is compared with, and what only looks like a day
    ("February is on track to beat January", "none"),
    ("2月份有望超越1月", "2026-02-28"),
    ("今年会比1月好", "2026-12-31"),
    ("海外收入占比今年有望突破三成", "2026-12-31"),
    ("在接下来几个月内，产出会增加十倍", "vague"),
    ("8号线南段将于明年6月底前通车", "2027-06-30"),
    ("隧道有望在2027年春节前贯通", "2027-02-05"),
    ("全部达产后年产值可达300亿元", "none"),
    ("团队每两周一次更新模型", "none"),
    ("Mr. Doe opens it in May. It closes later", "2026-05-31"),
    ("we expect to ship it by the end of the year, maybe sooner", "2026-12-31"),
    ("We will launch the beta by Friday", "2026-02-13"),
    ("Nora ships the beta by Friday 70%", "2026-02-13"),
    ("The company plans to open 30 stores by 2028", "2028-12-31"),
    ("Inflation falls to 2 % by June", "2026-06-30"),
    ("inflation in 2027 stays below 2 %", "2027-12-31"),
    ("Tesla will have robotaxis in 2-3 months", "2026-05-11"),
    ("Within two years, AI will write 90% of code", "2028-02-11"),
    ("AI will write 90% of code within 3 to 6 months", "2026-08-11"),
    ("Next year we will land on Mars", "2027-12-31"),
    ("It rains tomorrow", "2026-02-12"),
    ("X Money opens to outside testers in one to two months", "2026-04-11"),
    ("10-20 minute videos by year end", "2026-12-31"),
    ("The Fed cuts rates in the second half of 2026", "2026-12-31"),
    ("Unemployment may rise to 5% next quarter", "2026-06-30"),
    ("May will call an election by May", "2026-05-31"),
    ("Sales may fall in the fall", "2026-11-30"),
    ("The march to war continues in March", "2026-03-31"),
    ("Q3 results beat expectations", "none"),
    ("Q3 earnings will be published in November", "2026-11-30"),
    ("The 2026 model sells 2 million units", "none"),
    ("in 2026 dollars that is 5 billion", "none"),
    ("Version 2.5 ships soon", "vague"),
    ("since 2020 prices have doubled", "none"),
    ("Since March the stock has fallen 3 % and it will recover by summer", "2026-08-31"),
    ("The class of 2027 graduates", "none"),
    ("After last year's losses the company returns to profit in 2027", "2027-12-31"),
    ("It takes 3 months to build", "none"),
    ("He is 50 years old", "none"),
    ("The five-year plan fails", "none"),
    ("He said the contract runs for 3 years", "none"),
    ("In two ways this helps", "none"),
    ("Grok 5 finishes training before the end of Q1", "2026-03-31"),
    ("I think Starship reaches orbit before March 15, 2027", "2027-03-14"),
    ("GDP growth exceeds 5% in Q4 2026", "2026-12-31"),
    ("The merger closes on or before June 30", "2026-06-30"),
    ("Apple releases a foldable iPhone no later than September 2026", "2026-09-30"),
    ("We'll see AGI sometime in 2029", "2029-12-31"),
    ("AGI by 2030 at the latest", "2030-12-31"),
    ("Bitcoin hits 200k over the next 12 months", "2027-02-11"),
    ("Bitcoin hits $200,000 in the next year or two", "2028-02-11"),
    ("He resigns before the next election", "event"),
    ("They go public after the IPO", "event"),
    ("It ships eventually", "vague"),
    ("In the coming months we will see cuts", "vague"),
    ("Russia and Ukraine sign a peace deal by June or by December", "refused"),
    ("The bill passes by 3/7/2026", "refused"),
    ("Revenue doubles in FY2027", "refused"),
    ("It was due by the end of 2025", "refused"),
    ("The Lakers win tonight", "2026-02-11"),
    ("Trump leaves office before January 20, 2029", "2029-01-19"),
    ("At least five years away", "open"),
    ("we won't see it until after 2028", "open"),
    ("Nothing happens before 2028", "2027-12-31"),
    ("A recession starts this year", "2026-12-31"),
    ("Rates stay above 3% for the rest of the year", "2026-12-31"),
    ("Rates stay above 3% through 2027", "2027-12-31"),
    ("Oil stays above $80 until the end of the year", "2026-12-31"),
    ("Oil above $80 on December 31, 2026", "2026-12-31"),
    ("Oil above $80 at the end of 2026", "2026-12-31"),
    ("Oil above $80 at year-end", "2026-12-31"),
    ("the stock doubles in 18 months' time", "2027-08-11"),
    ("Launching Q3 2026", "2026-09-30"),
    ("ships March 2027", "2027-03-31"),
    ("Our new phone arrives this summer.", "2026-08-31"),
    ("Windows 12 ships in late 2026.", "2026-12-31"),
    ("By early next year, everyone has one", "2027-04-30"),
    ("more than 100 countries join by 2035", "2035-12-31"),
    ("the temperature rises 2 degrees by the end of the century", "2099-12-31"),
    ("We are 5 to 10 years from fusion", "none"),
    ("Fusion is 20 years away", "none"),
    ("It will happen within the decade", "refused"),
    ("He will be president for four years", "none"),
    ("She works in the sun", "none"),
    ("He fell in the spring of 2020", "none"),
    ("By the time you read this in May it is over", "2026-05-31"),
    ("Second quarter profits rise", "none"),
    ("the third quarter of next year brings relief", "none"),
    ("In the third quarter of next year, relief comes", "2027-09-30"),
    ("Tomorrow we announce it", "2026-02-12"),
    ("Today is a good day", "2026-02-11"),
    ("Microsoft: Copilot everywhere by end of next month", "2026-03-31"),
    ("50 percent chance of rain this weekend", "2026-02-15"),
    ("ready by 2pm tomorrow", "2026-02-12"),
    ("China invades Taiwan by 2027.", "2027-12-31"),
    ("Sept. 2026 brings the launch", "none"),
    ("The launch is set for Sept. 30, 2026.", "2026-09-30"),
    ("The launch slips to 2027", "none"),
    ("delayed from 2026 to 2028", "2028-12-31"),
    ("between 2027 and 2029 we land on Mars", "2029-12-31"),
    ("I'd give it six months", "none"),
    ("Six months from now we will be laughing", "2026-08-11"),
    ("in a couple of weeks we ship", "2026-02-25"),
    ("in a few weeks we ship", "vague"),
    ("we ship in Q2/Q3", "2026-09-30"),
    ("我们预计年底前发布新版本", "2026-12-31"),
    ("预计2026年底完成", "2026-12-31"),
    ("Grok Code 将在2-3个月内达到最先进水平", "2026-05-11"),
    ("X Money 将于1-2个月内对外部测试者开放", "2026-04-11"),
    ("明年上半年将推出新款手机", "2027-06-30"),
    ("特斯拉将在两年内实现完全自动驾驶", "2028-02-11"),
    ("未来三年内AI会取代一半工作", "2029-02-11"),
    ("到2030年，电动车占比超过50%", "2030-12-31"),
    ("2030年前碳达峰", "2029-12-31"),
    ("下个月发布财报", "2026-03-31"),
    ("第三季度业绩将超预期", "none"),
    ("2026年的目标是增长5%", "none"),
    ("2025年度报告显示增长", "none"),
    ("去年增长10%，今年会更好", "2026-12-31"),
    ("每年增长10%", "none"),
    ("过去三年增长缓慢", "none"),
    ("近三年来首次", "none"),
    ("连续三个月下跌", "none"),
    ("三年前我们就开始了", "refused"),
    ("很快就会有", "vague"),
    ("长期来看会上涨", "vague"),
    ("未来几年AI将改变一切", "vague"),
    ("下周五之前完成", "2026-02-19"),
    ("3月15日前上线", "2026-03-14"),
    ("六月底之前交付", "2026-06-30"),
    ("三个月后开售", "2026-05-11"),
    ("半年后见分晓", "2026-08-11"),
    ("年内不会降息", "2026-12-31"),
    ("今年不会降息", "2026-12-31"),
    ("2027年实现盈利", "2027-12-31"),
    ("在2027年第一季度登陆火星", "2027-03-31"),
    ("产能提升三成", "none"),
    ("一天之内", "2026-02-12"),
    ("一半的人会失业", "none"),
    ("十年内人类登陆火星", "2036-02-11"),
    ("不会在2028年之前发生", "2027-12-31"),
    ("最迟明年年底", "2027-12-31"),
    ("最快下个月", "2026-03-31"),
    ("要么6月，要么12月", "refused"),
    ("2026年或2027年", "refused"),
    ("春节前完成", "2026-02-16"),
    ("国庆节前上线", "2026-09-30"),
    ("大选前不会有结果", "event"),
    ("本季度内完成收购", "2026-03-31"),
    ("預計兩年內完成", "2028-02-11"),
    ("GPT-6 将在年底前发布，GPT-7 明年发布", "refused"),
    ("他今年50岁", "none"),
    ("房价三年后翻倍", "2029-02-11"),
    ("我们会在今年晚些时候公布", "2026-12-31"),
    ("今年下半年开始量产", "2026-12-31"),
    ("目前没有计划", "none"),
    ("之后再说", "none"),
    ("一季度GDP增长5%", "2026-03-31"),
    ("2026年一季度GDP同比增长5%", "2026-03-31"),
    ("9月1日起施行", "open"),
    ("2028年起不再销售燃油车", "open"),
    ("到2027年底用户达到10亿", "2027-12-31"),
    ("12个月内股价翻倍", "2027-02-11"),
    ("再过五年没人开车", "2031-02-11"),
    ("五年后没人开车", "2031-02-11"),
    ("五到十年内", "2036-02-11"),
    ("Vision 2030 will transform Saudi Arabia", "none"),
    ("Euro 2028 takes place in England", "none"),
    ("Windows 11 reaches a billion users by mid-2026", "2026-08-31"),
    ("Tesla's Q4 deliveries exceed 500,000", "none"),
    ("The July 4th weekend will be hot", "none"),
    ("The Fed will cut rates at its March meeting", "event"),
    ("The Fed will cut rates at its meeting in March", "2026-03-31"),
    ("The 10-year yield falls below 4% by year-end", "2026-12-31"),
    ("3-month T-bill rates fall", "none"),
    ("The 30-day average rises", "none"),
    ("He'll be out in a matter of weeks", "vague"),
    ("In 10 minutes I will be there", "2026-02-12"),
    ("Within a week the strike ends", "2026-02-18"),
    ("Over the past two years growth was slow", "none"),
    ("Over the last decade wages stagnated", "none"),
    ("For the first time in 5 years prices fall", "none"),
    ("for the third year in a row", "none"),
    ("year over year growth of 5 %", "none"),
    ("day after day", "none"),
    ("one of these days", "none"),
    ("The next day he left", "none"),
    ("next to nothing", "none"),
    ("This is the last time", "none"),
    ("By far the best", "none"),
    ("It's now or never", "none"),
    ("on time and on budget", "none"),
    ("in no time", "none"),
    ("by 10 percentage points", "none"),
    ("by 2030, renewables make up 60 % of power by capacity", "2030-12-31"),
    ("GPT-5 scores above 90 on MMLU this quarter", "2026-03-31"),
    ("the Series A closes in 2 weeks", "2026-02-25"),
    ("the iPhone 18 launches in September", "2026-09-30"),
    ("iOS 27 arrives September 2026", "2026-09-30"),
    ("Gemini 3 surpasses GPT-5 in 2026", "2026-12-31"),
    ("S&P 500 closes above 8000 on Dec 31", "2026-12-31"),
    ("S&P 500 above 8000 at the end of Q2", "2026-06-30"),
    ("Dow hits 60,000 before July", "2026-06-30"),
    ("1 in 4 adults will own one by the end of the decade", "2029-12-31"),
    ("first human on Mars within this decade", "2029-12-31"),
    ("He turns 80 in June", "2026-06-30"),
    ("At 2pm on Friday the vote happens", "2026-02-13"),
    ("The vote on Friday fails", "2026-02-13"),
    ("Friday's vote fails", "none"),
    ("next week's launch slips", "none"),
    ("The summer of 2027 will be the hottest on record", "none"),
    ("This will be the hottest summer on record", "none"),
    ("The winter will be cold", "none"),
    ("a 12-month delay", "none"),
    ("a delay of 12 months", "none"),
    ("up to 12 months late", "none"),
    ("Amazon drones deliver in 100 cities by the end of next year or early 2028", "refused"),
    ("We plan a first flight in 2027 and a landing in 2029", "refused"),
    ("by then we will know", "none"),
    ("Until then nothing changes", "none"),
    ("From 2027 onwards all cars are electric", "open"),
    ("Starting in 2027, all cars are electric", "open"),
    ("As early as next year we could see it", "open"),
    ("not before the end of 2027", "open"),
    ("no sooner than 2028", "open"),
    ("in the first 100 days", "none"),
    ("in Trump's first 100 days", "none"),
    ("in 2025 we said so", "none"),
    ("As of January 2026 we have 10 users", "none"),
    ("Since January 1, 2025 the price doubled", "none"),
    ("He was born in May 1990", "none"),
    ("In 1969 we went to the moon", "none"),
    ("in the 1990s this was normal", "none"),
    ("The 2028 Olympics will be in LA", "none"),
    ("wins the 2028 election", "none"),
    ("wins the World Cup in 2026", "2026-12-31"),
    ("wins the 2026 World Cup", "none"),
    ("the second half is better", "none"),
    ("the last quarter of the year is strong", "none"),
    ("a year from now nobody remembers", "2027-02-11"),
    ("one year from today", "2027-02-11"),
    ("a decade from now", "2036-02-11"),
    ("in half a year", "2026-08-11"),
    ("two days before the deadline", "none"),
    ("three weeks after launch", "event"),
    ("a week after the election", "event"),
    ("during the summer the price doubles", "2026-08-31"),
    ("during 2026 the price doubles", "2026-12-31"),
    ("through the end of 2026", "2026-12-31"),
    ("Through March, expect rain", "2026-03-31"),
    ("in March or April", "refused"),
    ("March or April", "none"),
    ("by the 15th", "2026-02-15"),
    ("on the 15th of March", "2026-03-15"),
    ("on 15 March", "2026-03-15"),
    ("on March 15", "2026-03-15"),
    ("deadline: 2026-06-30", "2026-06-30"),
    ("by 30.06.2026", "refused"),
    ("by 06/30/2026", "refused"),
    ("my 2 cents: rates rise in Q2", "2026-06-30"),
    ("2025年底前完成", "refused"),
    ("他1990年5月出生", "none"),
    ("2023年发布，2026年底停产", "2026-12-31"),
    ("比2025年增长10%", "none"),
    ("2024年以来一直亏损", "none"),
    ("预计2025年12月前完成", "refused"),
)  # fmt: skip


def test_where_a_sentence_ends() -> None:
    """A full stop ends a sentence inside a closing mark too, and before an opening one."""
    text = "It “opens in May.” Later it shuts. “Why” is open."

    assert [text[start:end].strip() for start, end in clause.sentences(text)] == [
        "It “opens in May.”",
        "Later it shuts",
        "“Why” is open",
    ]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_sentences(sentence: str, expected: str) -> None:
    """Each sentence gives the last day that it names, or none, or is refused."""
    if expected == "refused":
        with pytest.raises(UnreadableError):
            clause.find(sentence, SAID)
        return
    found = clause.find(sentence, SAID)
    if found is None:
        assert expected == "none"
        return
    assert str(found.reading.latest or found.reading.kind) == expected
    assert found.reading.phrase in " ".join(sentence.split())


def test_two_times_are_refused_with_both() -> None:
    """Who names two deadlines is told both, with their days."""
    with pytest.raises(UnreadableError) as refused:
        clause.find("It ships by June in Europe and by December in Asia", SAID)
    for words in ("by June", "2026-06-30", "by December", "2026-12-31"):
        assert words in str(refused.value)


def test_the_same_time_twice_is_one() -> None:
    """A time that is said again is no second deadline."""
    found = clause.find("By the end of 2026, I say it again, by December 31, 2026, it ships.", SAID)
    assert found is not None
    assert found.reading.latest == date(2026, 12, 31)


def test_where_it_stands() -> None:
    """Start and end cut the words out of the text as it was written, full-width and traditional too."""
    for text, words in (
        ("We ship it by Friday, promised.", "by Friday"),
        ("預計兩年內完成", "兩年內"),
        ("預計２０２７年底前完成", "２０２７年底前"),
    ):
        found = clause.find(text, SAID)
        assert found is not None
        assert text[found.start : found.end] == words


@given(st.text(max_size=120) | st.text("by in the 2027年月日前内后Q3 to-,.五一末", max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands there: a reading whose window is not past, none, or one sentence of refusal."""
    try:
        found = clause.find(text, SAID)
    except UnreadableError as error:
        assert str(error)
        return
    if found is not None and found.reading.latest is not None:
        assert found.reading.latest >= SAID


LED = [
    row
    for row in PHRASES
    if row["expected_latest"] and row["phrase"].startswith(("in ", "by ", "within", "before"))
]
LED_ZH = [
    row for row in PHRASES if row["expected_latest"] and row["phrase"].endswith(("内", "前", "后"))
]


@given(
    st.sampled_from(
        [("We will ship it {}.", row) for row in LED]
        + [("{}, we will ship it.", row) for row in LED]
    )
    | st.sampled_from(
        [("我们将在{}发布新品。", row) for row in LED_ZH]
        + [("{}，我们会发布新品。", row) for row in LED_ZH]
    )
)
def test_a_sentence_holds_what_the_phrase_says(case: tuple[str, dict[str, str]]) -> None:
    """A phrase that is led like a deadline is found in a plain sentence, with the same window."""
    sentence, row = case
    found = clause.find(sentence.format(row["phrase"]), SAID)
    assert found is not None
    assert found.reading.latest == date.fromisoformat(row["expected_latest"])


@given(
    st.text(
        "人大公司产品市场销量增长发布技术模型智能汽车火星登陆股价利润用户城市国家机器", max_size=40
    )
)
def test_chinese_words_alone_give_no_date(text: str) -> None:
    """Characters of no time never become a date."""
    with contextlib.suppress(UnreadableError):
        found = clause.find(text, SAID)
        assert found is None or found.reading.latest is None


@given(st.text("abcdefghijklmnopqrstuvwxyz ", max_size=60))
def test_words_alone_give_no_date(text: str) -> None:
    """Letters that spell no unit, month or day never become a date."""
    try:
        found = clause.find(f"zz {text} zz", SAID)
    except UnreadableError:
        return
    assert found is None or found.reading.latest is None or len(found.reading.phrase) > 2


@pytest.mark.parametrize(
    "piece",
    [
        "到年",
        "后到",
        "by the ",
        "in 3 or ",
        "2027年",
        "Q3 to ",
        "1-",
        "几",
        "年月日",
        "in ",
        "half ",
        "  ",
        "–",
        "或",
        "5pm on ",
    ],
)
def test_repetition_costs_no_more_than_its_length(piece: str) -> None:
    """Four times the text takes some four times as long, in a phrase and in a sentence."""

    def cost(text: str) -> float:
        start = time.process_time()
        for read in (clause.find, deadline.read):
            with contextlib.suppress(UnreadableError):
                read(text, SAID)
        return time.process_time() - start

    short = piece * (50 // len(piece))
    cost(short)
    assert cost(short * 4) < 40 * max(cost(short), 0.005)
