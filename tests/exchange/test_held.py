"""When two texts say the same, and when the one is firmer."""

from typing import Any

import pytest

from ledger.domain import credence
from ledger.exchange.draft import Draft
from ledger.exchange.held import COMPARED
from ledger.exchange.held import Holdings
from ledger.exchange.held import Said
from ledger.exchange.held import Shelf
from ledger.exchange.held import firmer
from ledger.exchange.held import held


def draft(statement: str, **fields: Any) -> Draft:
    """A sentence as a scan drafts it."""
    return {
        "statement": statement,
        "quote": statement,
        "speaker": "Ann",
        "said_on": "2026-03-03",
        "deadline_phrase": None,
    } | fields


def holds(statement: str, **fields: Any) -> Holdings:
    """One prediction of Ann's that is held."""
    return Holdings(
        [held("line 9", {"statement": statement, "speaker": "Ann", "stance": "affirm"} | fields)]
    )


@pytest.mark.parametrize(
    ("row", "sentence", "same"),
    [
        ("Trams reach every district", "Soon trams will reach every single district", True),
        ("Trams reach every district", "Trams will get new drivers", False),
        ("MacroHard将成为最重要的项目", "MacroHard 随着时间的推移可能会成为我们最重要的项目", True),
        ("MacroHard将成为最重要的项目", "MacroHard 将实现跨桌面的编排", False),
        ("Grok 4.2 模型即将发布", "Grok 4.2：即将发布的新模型", True),
        ("Arm 5 ships to customers", "We will ship no arm without a brake", False),
    ],
)
def test_same(row: str, sentence: str, same: bool) -> None:
    """A sentence says what is held where it shares half of its words, in two places."""
    assert (holds(row).said_by(draft(sentence), None, None) is not None) == same


def test_the_day_tells() -> None:
    """With the same last day less has to be shared; with another one nearly all."""
    holdings = holds("X Money开始外部测试", latest="2026-04-11")
    sentence = draft("预计1-2个月内开始有限外部Beta")

    assert holdings.said_by(sentence, "2026-04-11", "X Money") is not None
    assert holdings.said_by(sentence, "2026-04-12", "X Money") is None
    assert holdings.said_by(sentence, "2026-04-11", None) is not None
    ladder = holds("The plant opens a third line", latest="2026-06-30")
    assert ladder.said_by(draft("The plant opens a fourth line"), "2027-06-30", None) is None


def test_the_own_quote_tells() -> None:
    """A sentence of the quote that a row was given says the row again, if it shares words in two places."""
    quote = "We render video live. You will build your own world and walk in it."
    holdings = holds("Live video and worlds", quote=quote, note="users build a world of their own")

    assert holdings.said_by(draft("You will build your own world and walk in it"), None, None)
    assert (
        holdings.said_by(
            draft("This will be a great year", quote="We render video live"), None, None
        )
        is None
    )


def test_somebody_else_says_something_else() -> None:
    """The same words of another speaker are another prediction; of nobody known they may be the same."""
    holdings = holds("Trams reach every district")
    words = "Trams will reach every district"

    assert holdings.said_by(draft(words, speaker="Bo"), None, None) is None
    assert holdings.said_by(draft(words, speaker="ann"), None, None) is not None
    assert holdings.said_by(draft(words, speaker=None), None, None) is not None


@pytest.mark.parametrize(
    ("row", "sentence", "reason"),
    [
        ({}, draft("Users will be well over a billion"), '"well over"'),
        ({}, draft("日活将远超10亿"), '"远超"'),
        ({}, draft("Users pass a billion", deadline_phrase="by 2028"), '"by 2028"'),
        ({"latest": "2028-12-31"}, draft("It passes", deadline_phrase="by 2028"), None),
        ({"latest": "2029-12-31"}, draft("It passes", deadline_phrase="by 2028"), '"by 2028"'),
        ({"p": 42 * credence.ONE // 100, "stance": None}, draft("It will pass"), "without a hedge"),
        ({"p": 42 * credence.ONE // 100, "stance": None}, draft("It will likely pass"), '"likely"'),
        ({"p": 72 * credence.ONE // 100}, draft("It will likely pass"), None),
        ({}, draft("It may pass"), None),
        ({}, draft("It will pass"), None),
    ],
)
def test_firmer(row: dict[str, Any], sentence: Draft, reason: str | None) -> None:
    """A bolder word, an earlier day or fewer doubts than what is held."""
    (one,) = holds("Users pass a billion", **row).found
    latest = "2028-12-31" if sentence["deadline_phrase"] else None
    found = firmer(sentence, latest, one)

    assert (found is None) == (reason is None)
    assert found is None or found.startswith('firmer than line 9 ("Users pass a billion") by ')
    assert reason is None or reason in (found or "")


def test_a_repetition() -> None:
    """A shorter sentence further down repeats the longer one, by the same speaker, and for the same time."""
    said = Said()
    first = draft("So we will be the only platform that opens its whole ranking")
    again = draft("We will be the only platform that opens its ranking")

    assert not said.again("a", first)
    assert said.again("a", first)
    assert said.again("b", again)
    assert not said.again("c", draft(again["statement"], speaker="Bo"))
    assert not said.again("d", draft("We will open a second platform in the north"))


def test_common_words_cost_nothing() -> None:
    """Of the texts under one word so many are looked at: a file of like sentences stays quick."""
    shelf = Shelf()
    for number in range(3 * COMPARED):
        shelf.put(number, frozenset(("will", f"w{number}")))

    assert max(number for number, _ in shelf.sharing(frozenset(("will",)))) < COMPARED
    assert next(shelf.sharing(frozenset(("w99",)))) == (99, 1)
