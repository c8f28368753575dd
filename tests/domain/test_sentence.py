"""What a sentence says itself, and what it denies."""

import pytest

from ledger.domain.sentence import Sentence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Growth will slow", "Growth will slow"),
        ("Although it failed, the bill will pass", "the bill will pass"),
        ("Stocks will fall because rates will rise", "Stocks will fall"),
        ("The Fed, which missed inflation, will cut", "The Fed will cut"),
        ("Companies that do not adapt will fail", "Companies will fail"),
        ("People who don't vote will regret it", "People will regret it"),
        ("We think that it will fail", "We think that it will fail"),
        ("If it rains we will stay", "will stay"),
        ("If it rains, we will stay", "we will stay"),
        ("Even if it rains, we will go, though not far", "we will go"),
        ("If it rains", "If it rains"),
        ("如果降息，股市会涨", "股市会涨"),
        ("虽然去年失败了，法案今年会通过", "法案今年会通过"),
        ("不会使用人工智能的人将被淘汰", "将被淘汰"),
    ],
)
def test_what_is_said(text: str, said: str) -> None:
    """Asides and relative clauses are not said by the sentence itself; a sentence says something, though."""
    found = Sentence(text)
    kept = "".join(
        character if place.strip() else " "
        for character, place in zip(found.text, found.said, strict=True)
    )

    assert kept.replace(",", " ").replace("，", " ").split() == said.split()


def test_what_is_left_open() -> None:
    """会不会 asks whether, and denies nothing."""
    assert Sentence("会否加息，还没有定").asks()
    assert not Sentence("无论会否加息，都会涨").asks()
    assert not Sentence("不会加息").asks()


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("It will rain", False),
        ("It won't rain", True),
        ("It will not not rain", False),
        ("By June, it will not rain", True),
        ("It will rain, not snow", False),
        ("Not only will it rain, it will pour", False),
        ("Whether or not it rains, we will go", False),
        ("No bank fails in 2027", True),
        ("In 2027, no bank fails", True),
        ("It will rain, but it will not snow", None),
        ("Apple and Google will not merge", True),
        ("Tesla will be the No. 1 carmaker", False),
        ("A no-confidence vote will be held", False),
        ("会下雨", False),
        ("不会下雨", True),
        ("到六月，不会下雨", True),
        ("不久将下雨", False),
        ("不得不降价", False),
        ("无人驾驶将普及", False),
        ("无人能登陆火星", True),
        ("他会不会来", False),
        ("不会下雨，但会下雪", None),
        ("会议将在五月举行", False),
    ],
)
def test_what_is_denied(text: str, denies: bool | None) -> None:
    """Negations of the main clause count, two are none; where main clauses disagree it is not clear."""
    assert Sentence(text).denies() is denies
