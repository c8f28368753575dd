"""Days as people write them in options and cells."""

from datetime import date
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain.dates import read_date
from ledger.errors import UnreadableError

TODAY = date(2026, 2, 11)  # a Wednesday


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-07",
        "2026/3/7",
        "2026.3.7",
        "2026-3-7",
        "March 7, 2026",
        "march 7 2026",
        "Mar 7 2026",
        "Mar. 7th, 2026",
        "7 March 2026",
        "7th of March 2026",
        "2026年3月7日",
        "2026年3月7号",
        "２０２６年３月７日",
        " 2026-03-07 ",
    ],
)
def test_a_full_date(text):
    """A date is read with the year first, with a month's name, and with 年月日."""
    assert read_date(text, TODAY) == date(2026, 3, 7)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", 0),
        ("今天", 0),
        ("yesterday", 1),
        ("Yesterday", 1),
        ("昨天", 1),
        ("Tuesday", 1),
        ("last Friday", 5),
        ("fri", 5),
        ("周五", 5),
        ("星期五", 5),
        ("Wednesday", 7),
        ("周三", 7),
        ("上周五", 5),
        ("上周三", 7),
        ("上周一", 9),
    ],
)
def test_a_day_that_is_past(text, days):
    """A weekday is the latest one before today; 上周 is the week from Monday before this one."""
    assert read_date(text, TODAY) == TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("3/7/2026", '"3/7/2026" can be 7 March or 3 July. Write 2026-03-07 or 2026-07-03.'),
        ("12/31/2026", '"12/31/2026" puts the year last. Write 2026-12-31.'),
        ("31.12.2026", '"31.12.2026" puts the year last. Write 2026-12-31.'),
        ("2026-02-30", "no such day: 2026-02-30."),
        ("February 30, 2026", "no such day: 2026-02-30."),
        ("2026年2月30日", "no such day: 2026-02-30."),
        ("2026-13-01", "no such month: 2026-13."),
    ],
)
def test_what_is_refused_says_why(text, problem):
    """The year last is never read, and a day that does not exist is named."""
    with pytest.raises(UnreadableError) as refused:
        read_date(text, TODAY)
    assert str(refused.value) == problem


@pytest.mark.parametrize(
    "text", ["", "soon", "March 2026", "June 30", "next Friday", "20260307", "2026"]
)
def test_what_is_no_day(text):
    """What names no single day is refused with what would be accepted."""
    with pytest.raises(UnreadableError, match="Write 2026-03-07"):
        read_date(text, TODAY)


@given(st.dates())
def test_every_iso_date_reads_as_itself(day):
    """An ISO date is that date."""
    assert read_date(day.isoformat(), TODAY) == day


@given(st.text(max_size=30))
def test_any_other_text_is_one_clean_error(text):
    """Random text is a day or UnreadableError, never another exception."""
    try:
        assert isinstance(read_date(text, TODAY), date)
    except UnreadableError as refused:
        assert "\n" not in str(refused)
