"""Scores of probability forecasts, and the tally they stand on."""

import json
import math
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.scoring.rules import brier
from ledger.scoring.tally import ONE
from ledger.scoring.tally import merge

VECTORS = json.loads(
    Path(__file__).parent.with_name("data").joinpath("scoring_vectors.json").read_text()
)
FORECASTS = st.lists(st.tuples(st.integers(0, ONE), st.integers(0, 1)), max_size=20)
SOME = FORECASTS.filter(len)


def tally(forecasts):
    """The tally of (p, y) pairs."""
    n = Counter(p for p, _ in forecasts)
    k = Counter(p for p, y in forecasts if y)
    return [(p, n[p], k[p]) for p in sorted(n)]


@pytest.mark.parametrize("vector", VECTORS["brier"].values(), ids=VECTORS["brier"])
def test_brier_of_known_forecasts(vector):
    """The Brier score is the exact one, also where other programs were asked."""
    ps = [int(Fraction(p) * ONE) for p in vector["p"]]
    score = brier(tally(list(zip(ps, vector["y"], strict=True))))

    assert score == float(Fraction(vector["exact"]))
    assert math.isclose(score, vector["brier"], rel_tol=0, abs_tol=1e-15)
    assert math.isclose(2 * score, vector["two_category"], rel_tol=0, abs_tol=1e-15)


def test_brier_by_hand():
    """Seven of ten at .7, one of one at 0."""
    expected = (7 * 0.3**2 + 3 * 0.7**2 + 1.0**2) / 11

    assert brier([(0, 1, 1), (7 * ONE // 10, 10, 7)]) == pytest.approx(expected)


def test_no_forecasts_no_score():
    """Without forecasts there is no score."""
    assert brier([]) is None
    assert brier([(ONE // 2, 0, 0)]) is None


@given(SOME)
def test_brier_is_the_mean_square(forecasts):
    """The score of a tally is the mean of (p − y)² over the forecasts, and lies from 0 to 1."""
    squares = [(Fraction(p, ONE) - y) ** 2 for p, y in forecasts]
    score = brier(tally(forecasts))

    assert score is not None
    assert score == float(sum(squares) / len(squares))
    assert 0 <= score <= 1


@given(SOME)
def test_twice_brier_counts_both_categories(forecasts):
    """Brier's own score, over yes and no alike, is twice ours."""
    both = [
        (Fraction(p, ONE) - y) ** 2 + (Fraction(ONE - p, ONE) - (1 - y)) ** 2 for p, y in forecasts
    ]
    score = brier(tally(forecasts))

    assert score is not None
    assert 2 * score == float(sum(both) / len(both))


@given(SOME)
def test_brier_of_the_opposite(forecasts):
    """1 − p for what did not happen scores as p for what did."""
    assert brier(tally([(ONE - p, 1 - y) for p, y in forecasts])) == brier(tally(forecasts))


@given(FORECASTS, FORECASTS)
def test_merging_is_counting_together(some, others):
    """The merged tally is the tally of all forecasts, whichever comes first."""
    merged = merge(tally(some), tally(others))

    assert merged == tally(some + others)
    assert merged == merge(tally(others), tally(some))
