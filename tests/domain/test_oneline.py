"""One line in: date, chance and tags are taken out where they are certain, and nothing else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import oneline
from ledger.errors import UnreadableError

SAID = date(2026, 2, 11)


@pytest.mark.parametrize(
    ("line", "statement", "phrase", "credence", "tags"),
    [
        ("Nora ships the beta by Friday 70% #work", "Nora ships the beta", "by Friday", "70%", ["work"]),
        ("#work Nora ships the beta by Friday", "Nora ships the beta", "by Friday", None, ["work"]),
        ("It rains tomorrow", "It rains", "tomorrow", None, []),
        ("Rates fall in March, 0.4", "Rates fall", "in March", "0.4", []),
        ("Rates fall in March (40%).", "Rates fall", "in March", "40%", []),
        ("Tesla gains 20%", "Tesla gains 20%", None, None, []),
        ("Tesla gains 20% by June", "Tesla gains 20%", "by June", None, []),
        ("Tesla gains 20% (60%)", "Tesla gains 20%", None, "60%", []),
        ("inflation in 2027 stays below 2 %", "inflation in 2027 stays below 2 %", "in 2027", None, []),
        ("By June, rates fall to 2%", "By June, rates fall to 2%", "By June", None, []),
        ("AI may pass the exam by 2030", "AI may pass the exam", "by 2030", None, []),
        ("It will probably not rain", "It will probably not rain", None, None, []),
        ("我们年底前发布新版本，七成", "我们年底前发布新版本", "年底前", "七成", []),
        ("新版本发布于2027年", "新版本发布", "于2027年", None, []),
        ("Issue #7 is closed by Friday", "Issue #7 is closed", "by Friday", None, []),
        ("X goes public soon", "X goes public soon", "soon", None, []),
        ("by Friday", "by Friday", "by Friday", None, []),
        # The chance in other words, behind the time or apart.
        ("Nora ships the beta by Friday, 70% chance", "Nora ships the beta", "by Friday", "70% chance", []),
        ("It ships by Friday with 70% probability", "It ships", "by Friday", "70% probability", []),
        ("Nora ships the beta by Friday 60-70%", "Nora ships the beta", "by Friday", "60-70%", []),
        ("Nora ships the beta by Friday 1 in 4", "Nora ships the beta", "by Friday", "1 in 4", []),
        ("Nora ships the beta by Friday 50/50", "Nora ships the beta", "by Friday", "50/50", []),
        ("Nora ships the beta by Friday, likely", "Nora ships the beta", "by Friday", "likely", []),
        ("The Fed cuts twice in 2026 (unlikely)", "The Fed cuts twice", "in 2026", "unlikely", []),
        ("inflation in 2027 stays below 2 %, 80%", "inflation in 2027 stays below 2 %", "in 2027", "80%", []),
        # A hedge on the time is a word of chance, and stays.
        ("It ships by Friday probably", "It ships by Friday probably", "by Friday probably", None, []),
        # What has a value has no chance in that place.
        ("Turnout in November 70%", "Turnout in November 70%", "in November", None, []),
        ("Turnout in November: 70%", "Turnout in November: 70%", "in November", None, []),
        ("新版本明年发布 70%", "新版本明年发布 70%", "明年", None, []),
        ("我们年底前发布新版本，七成 #工作", "我们年底前发布新版本", "年底前", "七成", ["工作"]),
    ],
)  # fmt: skip
def test_what_is_taken(
    line: str, statement: str, phrase: str | None, credence: str | None, tags: list[str]
) -> None:
    """What stands at the end is taken out, what stands in the middle is read and stays."""
    taken = oneline.take(line, SAID)
    assert taken[:4] == (statement, phrase, credence, tags)


def test_what_is_not_asked_for_is_left() -> None:
    """With a deadline or a chance given by option the line is not searched for another."""
    line = "Nora ships the beta by Friday 70%"
    assert oneline.take(line, SAID, time=False, sure=False).statement == line
    assert (
        oneline.take("It rains tomorrow, 70%", SAID, sure=False).statement
        == "It rains tomorrow, 70%"
    )
    assert oneline.take("It rains tomorrow, 70%", SAID, time=False)[:3] == (
        "It rains tomorrow",
        None,
        "70%",
    )


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Nora ships the beta 70%", "70%"),
        ("Turnout in November: 70%", "70%"),
        ("新版本明年发布 七成", "七成"),
        ("Nora ships the beta by Friday 70%", None),
        ("Nora wins 3:1", None),
        ("Nora ships the beta", None),
    ],
)
def test_a_figure_that_may_be_the_chance_is_told(line: str, left: str | None) -> None:
    """What is not surely the chance stays in the statement, and is named so that a person can decide."""
    assert oneline.take(line, SAID).left == left


def test_two_times_are_refused() -> None:
    """Who names two days is asked to choose."""
    with pytest.raises(UnreadableError):
        oneline.take("It ships in 2027 and again in 2029", SAID)


@given(st.text(max_size=60))
def test_any_line_is_read_or_refused(line: str) -> None:
    """Whatever is typed, the words that are left were there."""
    try:
        taken = oneline.take(line, SAID)
    except UnreadableError:
        return
    assert taken.statement in " ".join(line.split()) or taken.tags
