"""Goals, conditions, what others say, and questions."""

import pytest

from ledger.domain import intent
from ledger.domain.sentence import Sentence


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We plan to ship in June", "plan to"),
        ("The plan to ship in June fails", None),
        ("Plans to expand will fail", None),
        ("Because Tesla plans to expand, shares will rise", None),
        ("Companies that want to grow will borrow", None),
        ("SpaceX plans a Mars launch", "plans a"),
        ("The sales targets for June will be missed", None),
        ("公司计划明年上市", "计划"),
        ("发射计划明年推迟", None),
        ("按计划，大桥将通车", None),
        ("扩产计划可能推迟", None),
        ("公司拟于六月上市", "拟"),
        ("拟议的关税将生效", None),
        ("以确保供应，公司将扩产", None),
        ("确保六月通车", "确保"),
        ("竞争将加剧", None),
        ("有希望赢", None),
    ],
)
def test_a_goal_is_the_verb(text: str, words: str | None) -> None:
    """Words of intention count as the verb of what the sentence says itself, and not as a noun."""
    found = intent.goal(Sentence(text))

    assert (None if found is None else text[found[0] : found[1]]) == words


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("If it rains we stay", ("conditional",)),
        ("Even if it rains we go", ()),
        ("Should he win, rates rise", ("conditional",)),
        ("Rates should rise, he says", ()),
        ("It's not if but when", ()),
        ("I'd be shocked if it rains", ()),
        ("Barring a miracle, he loses", ("conditional",)),
        ("Analysts say it falls", ("reported",)),
        ("Will it rain?", ("question",)),
        ("只要下雨，就不去", ("conditional",)),
        ("即使下雨也去", ()),
        ("若干年后实现", ()),
        ("据彭博社报道，苹果将上市", ("reported",)),
        ("会下雨吗？", ("question",)),
    ],
)
def test_flags(text: str, flags: tuple[str, ...]) -> None:
    """What makes a sentence less than a plain forecast is told."""
    assert intent.flags(Sentence(text)) == flags
