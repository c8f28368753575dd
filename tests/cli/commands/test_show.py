"""The card of one prediction: what it says of its speaker."""

import re

import pytest

from tests.conftest import Pledger


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("-p 30%", "counts as saying that it does not come true"),
        ("-p unlikely", "counts as saying that it does not come true"),
        ("--deny", "says that it does not come true"),
        ("-p 50%", "takes no side"),
        ("-p may", "says only that it may"),
    ],
)
def test_a_side_is_told_as_it_was_taken(pledger: Pledger, said: str, told: str) -> None:
    """Who gives 30 % has not said that it does not come true; who says one half has not said "may"."""
    pledger("init --me Nora")
    pledger(f'add "The bridge opens" --due 2030-01-01 {said}')

    assert re.search(rf"^stance +{told}$", pledger("show 1").out, re.M)


def test_a_link_that_was_taken_back_says_so(pledger: Pledger) -> None:
    """Of a renewal that its speaker took back it is not said that nobody judged it."""
    pledger("init --me Nora")
    pledger("add a --said 2020-01-01 --to 2020-12-31")
    pledger("add b --said 2021-01-01 --to 2021-12-31 --follows 1")
    pledger("retract 2 --on 2021-03-03")

    assert "2, said 2021-01-01: by 2021-12-31; taken back on 2021-03-03" in pledger("show 1").out
    assert pledger("list --chains -f json").json[0]["links"][1]["retracted_on"] == "2021-03-03"


def test_what_was_undone_is_not_called_taken_back(pledger: Pledger) -> None:
    """Taking a prediction back is its speaker's act, undoing a command its recorder's: two words."""
    pledger("init --me Nora")
    pledger("add a --said 2020-01-01 --to 2020-12-31")
    pledger("retract 1 --on 2020-02-02")
    pledger("undo")

    shown = " ".join(pledger("history").out.split())
    assert "(undone)" in shown
    assert "(taken back)" not in shown
