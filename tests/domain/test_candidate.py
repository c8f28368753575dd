"""What looks like a prediction, and what only sounds like one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import deadline
from ledger.domain.candidate import LONGEST
from ledger.domain.candidate import Setting
from ledger.domain.candidate import look

SAID = date(2026, 2, 11)
SPOKEN = Setting(spoken=True)
LISTED = Setting(listed=True)


def when(phrase: str) -> deadline.Reading:
    """A time that a label gives."""
    return deadline.read(phrase, SAID)


@pytest.mark.parametrize(
    ("sentence", "words", "phrase"),
    [
        ("The plant will open by the end of September", "will", "by the end of September"),
        ("It announces today that it will open two plants", "will", None),
        ("We stay on track and reach every patient by 2028", "on track", "by 2028"),
        ("The cuts target about $14M of savings in 2027", "target about $1", "in 2027"),
        ("发布会上,市政府宣布,将在未来三年内投入500亿", "将", "在未来三年内"),
        ("We'll be profitable next year", "'ll", "next year"),
        ("Rates are going to stay above five percent", "are going to", None),
        ("I do not expect a cut in October", "expect", "in October"),
        ("The line is scheduled for July", "is scheduled for", "July"),
        ("We are on track to close the deal in May", "are on track to", "in May"),
        ("By the spring we may well talk about it", "may", "By the spring"),
        ("Freight could fall again", "could fall", None),
        ("There's a 30% chance that it slips", "a 30% chance", None),
        ("We put the odds at one in five", "put the odds", None),
        ("The pilot starts in June", "starts", "in June"),
        ("I don't see another one before spring", "see", "before spring"),
        ("There is a good chance that it holds", "good chance", None),
        ("在接下来几个月内，我们将看到产出增加十倍", "将", "接下来几个月内"),
        ("我们有很高的概率先建成它", "很高的概率", None),
        ("票价不会调整", "不会", None),
        ("工厂有望明年上半年投产", "有望", "明年上半年"),
        ("二期年底前投入使用", "投入使用", "年底前"),
        ("也许我们会遇到外星人", "也许我们会", None),
        ("最终可能达到太瓦级", "可能达到", None),
        ("三季度会降下来", "会", "三季度"),
        ("我估计有一个会接", "我估计", None),
        ("事情可能会发展到年底就不需要编码了", "可能", "到年底"),
    ],
)
def test_what_is_offered(sentence: str, words: str, phrase: str | None) -> None:
    """Somebody who says this foretells something, by these words and for this time."""
    sign = look(sentence, SAID, SPOKEN)

    assert sign is not None
    assert sign.words == words
    assert (sign.time.phrase if sign.time else None) == phrase


@pytest.mark.parametrize(
    "sentence",
    [
        # what was
        "Last year we launched twelve products",
        "In 2015 it moved to Leeds, where it would stay for six years",
        "It was going to list in 2020, but the pandemic came",
        "Sales rose as expected",
        "They expected rain, and it came",
        "He could swim when he was four",
        "去年公司把客服业务外包给了第三方",
        "2019年公司曾计划上市，后因疫情搁置",
        "2015年将总部迁至杭州，此后一直在那里",
        "你看到的这一切在不到六周内就完成了",
        "上一轮原计划4月上线",
        # what is asked, and what hangs on something
        "What will happen to us?",
        "Whether it will ever come is an open question",
        "I wonder if we will need it",
        "If the port strike goes on, we will have to fly parts in",
        "We ship in May unless the strike goes on",
        "明年会不会更好",
        "如果电池价格下跌，入门版会降到16万元以内",
        "只有当我们走出去时，这一切才会发生",
        # what always holds
        "Whoever disables a brake will be asked to leave",
        "A customer who renews early will get a discount",
        "We will always listen to our customers",
        "行业永远会有周期",
        "人老了，记性就会变差",
        "机会只留给有准备的人",
        # the talk itself
        "I will now turn the call over to Dana",
        "We will take one question each",
        "Peter will take you through the numbers",
        "The slides will be on our website this evening",
        "Actual results may differ materially from those expressed",
        "We'll see",
        "下面我将逐一介绍",
        "本文将介绍三种方法",
        "谢谢大家，我们明年见",
        # wishes
        "I hope that everybody will come",
        "I'd love to see you next year",
        "We want to be the cheapest",
        "希望大家明年工作顺利",
        "我真的很想看到月球上的工厂",
        # how and what, not that
        "They wrote about how it may change the world by 2029",
        "We hardly know what will happen in six months",
        "大会闭幕后，总理出席了记者会",
        # other words
        "It was against his will",
        "The goodwill of May sold out",
        "会议由董事会召集，会上讨论了预算",
        "将近一千人跟着将军过了河",
        "这可能是最复杂的工程",
        "很难想象那个规模",
        "将水倒入锅中",
        "“一周后这条消息将传到别处”，人们这么说",
        "《未来十年将改变世界》的作者来了",
    ],
)
def test_what_is_not(sentence: str) -> None:
    """History, questions, conditions, rules, wishes and the talk itself are no predictions."""
    assert look(sentence, SAID, SPOKEN) is None


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("We plan to retire the notes in the first quarter", "plan to"),
        ("We hope to launch by May", "hope to"),
        ("Our goal is 40 million in revenue", "Our goal is"),
        ("我们力争明年进入前十", "力争"),
        ("公司计划明年进入两个市场", "计划"),
        ("希望在2027年前完成", "希望"),
    ],
)
def test_a_goal_is_offered(sentence: str, words: str) -> None:
    """A plan is offered, a wish only with a day or a figure."""
    sign = look(sentence, SAID, SPOKEN)

    assert sign is not None
    assert sign.words == words


def test_a_rule_is_told_from_a_promise() -> None:
    """Where nobody speaks, "will" needs a name, a time or a change: a badge that opens no door is a rule."""
    assert look("The badge will not open the server room", SAID) is None
    assert look("Notices will be sent by post", SAID) is None
    assert look("You will get a new one", SAID) is None
    assert look("The Rotterdam plant will have three shifts", SAID) is not None
    assert look("The badge will be replaced next year", SAID) is not None
    assert look("Some stocks will continue to drop", SAID) is not None


def test_a_time_beside_it() -> None:
    """A label, a column or a title may give the time; then an item needs no words of its own."""
    sign = look("public beta of the planner", SAID, LISTED._replace(time=when("Q2 2026")))

    assert sign is not None
    assert sign.words == "Q2 2026"
    assert look("public beta of the planner", SAID, LISTED) is None
    sign = look("will beat it", SAID, LISTED._replace(time=when("April")))
    assert sign is not None
    assert sign.time is not None
    assert sign.time.latest == date(2026, 4, 30)


def test_its_own_time_comes_first() -> None:
    """A day in the sentence wins over one beside it; words without a day do not."""
    beside = Setting(spoken=True, time=when("in 2027"))
    sign = look("It will open in May", SAID, beside)
    vague = look("It will open soon", SAID, beside)

    assert sign is not None
    assert sign.time is not None
    assert sign.time.phrase == "in May"
    assert vague is not None
    assert vague.time is not None
    assert vague.time.phrase == "in 2027"


def test_what_is_announced() -> None:
    """Under a heading of predictions a plain sentence is one, if it tells of nothing past."""
    foretold = Setting(foretold=True)

    assert look("Remote work keeps shrinking", SAID, foretold) is not None
    assert look("短视频见顶了吗", SAID, foretold) is None
    assert look("Costs have risen tenfold already", SAID, foretold) is None
    assert look("How I keep score", SAID, foretold) is None
    assert look("Remote work keeps shrinking", SAID) is None


def test_a_time_that_cannot_be_told() -> None:
    """Two times, or one that depends on the company, are told as such."""
    two = look("It will open in May and close in June", SAID, SPOKEN)
    fiscal = look("We will reach it by FY2029", SAID, SPOKEN)

    assert two is not None
    assert two.problem is not None
    assert "two times" in two.problem
    assert fiscal is not None
    assert fiscal.problem is not None
    assert "--fiscal-start" in fiscal.problem
    told = look("We will reach it by FY2029", SAID, SPOKEN, fiscal_start=10)
    assert told is not None
    assert told.problem is None


def test_the_reason_is_told() -> None:
    """The words and the time that make it look like a prediction."""
    sign = look("The plant will open in May", SAID, SPOKEN)

    assert sign is not None
    assert sign.why == '"will" with "in May"'


@given(st.text(alphabet="将会要能年月日可能 willmay by 2027.,，。'\"“”", max_size=LONGEST + 20))
def test_any_text(text: str) -> None:
    """Whatever the text, the answer is a sign or none, never an error."""
    for setting in (Setting(), SPOKEN, LISTED, Setting(foretold=True, time=when("in 2027"))):
        sign = look(text, SAID, setting)
        assert sign is None or len(text) <= LONGEST
