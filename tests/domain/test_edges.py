"""Chinese words that run over the edge of a time."""

import pytest

from ledger.domain import edges


@pytest.mark.parametrize(
    ("text", "time", "runs"),
    [
        ("明年中国经济增长5%", "明年中", True),
        ("明年中国经济增长5%", "明年", False),
        ("明年中完成", "明年中", False),
        ("三年内部署完成", "三年内", False),
        ("三年内部改革", "三年内", True),
        ("年底前提交", "年底前", False),
        ("下半年前景更好", "下半年前", True),
        ("2027年底特律车展", "2027年底", True),
        ("本周日本央行议息", "本周日", True),
        ("本周日本公司开会", "本周日", False),
        ("数据表明年内见底", "明年内", True),
        ("数据表明年内见底", "年内", False),
        ("他说明年会更好", "明年", False),
        ("几十年后实现", "十年后", True),
        ("指数三年内翻倍", "三年内", False),
        ("今年下半导体", "今年", False),
    ],
)
def test_a_time_is_cut_where_no_word_runs_over(text, time, runs):
    """A word or a longer figure that goes on past the time, or came before it, forbids the cut."""
    start = text.index(time)
    assert edges.runs_over(text, start, start + len(time)) is runs


@pytest.mark.parametrize(
    ("text", "time", "twice"),
    [
        ("2030年前三座电站建成", "2030年前", True),
        ("2030年前建成三座电站", "2030年前", False),
        ("年底前三家店开业", "年底前", False),
        ("春节前一定完成", "春节前", False),
        ("年中央行降准", "年中", True),
    ],
)
def test_what_can_be_cut_twice(text, time, twice):
    """Where two cuts mean two days, nobody could say which was meant."""
    start = text.index(time)
    assert edges.can_be_cut_twice(text, start, start + len(time)) is twice
