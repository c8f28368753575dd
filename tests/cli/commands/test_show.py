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
