"""Intervals for a rate."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.scoring import intervals
from ledger.scoring.intervals import accuracy_interval
from ledger.scoring.intervals import correlation
from ledger.scoring.intervals import effective
from ledger.scoring.intervals import wilson

VECTORS = json.loads(
    Path(__file__).parent.with_name("data").joinpath("scoring_vectors.json").read_text()
)
RATES = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda pair: (pair[0], sum(pair)))
CLUSTERS = st.lists(
    st.tuples(st.integers(1, 30), st.integers(0, 30), st.integers(1, 5)).map(
        lambda row: (row[0], min(row[:2]), row[2])
    ),
    min_size=1,
    max_size=8,
)


def size(clusters):
    """How many claims clusters hold."""
    return sum(m * many for m, _, many in clusters)


def right(clusters):
    """How many of them are right."""
    return sum(k * many for _, k, many in clusters)


def test_z():
    """z is the normal quantile of 97.5 %."""
    assert math.isclose(math.erf(intervals.Z / math.sqrt(2)), 0.95, rel_tol=0, abs_tol=1e-15)


@pytest.mark.parametrize("vector", VECTORS["wilson95"], ids=lambda v: f"{v['k']} of {v['n']}")
def test_wilson_of_known_rates(vector):
    """The limits agree with other programs'; 0 and 1 are exact."""
    low, high = wilson(vector["k"], vector["n"])

    assert math.isclose(low, vector["low"], rel_tol=0, abs_tol=1e-12)
    assert math.isclose(high, vector["high"], rel_tol=0, abs_tol=1e-12)
    assert (low == 0.0) == (vector["k"] == 0)
    assert (high == 1.0) == (vector["k"] == vector["n"])


@pytest.mark.parametrize("vector", VECTORS["brier"].values(), ids=VECTORS["brier"])
def test_wilson_of_known_outcomes(vector):
    """The share that came true has the interval that other programs give."""
    low, high = wilson(sum(vector["y"]), len(vector["y"]))

    assert [low, high] == pytest.approx(vector["came_true"], rel=0, abs=1e-12)


def test_wilson_of_nothing():
    """Of no claims the rate can be anything."""
    assert wilson(0, 0) == (0.0, 1.0)


@given(RATES, st.floats(0.01, 1), st.floats(0.1, 5))
def test_wilson_holds_the_rate(rate, worth, z):
    """The interval lies within 0 and 1 and holds the rate, for real numbers of claims too."""
    k, n = rate[0] * worth, rate[1] * worth
    low, high = wilson(k, n, z)

    assert 0 <= low <= high <= 1
    if n:
        assert low <= k / n + 1e-12
        assert high >= k / n - 1e-12


@given(RATES)
def test_wilson_of_the_opposite(rate):
    """The interval of what was wrong is that of what was right, turned."""
    k, n = rate
    low, high = wilson(k, n)

    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low), rel=0, abs=1e-12)


def test_correlation_by_hand():
    """r = (MSB − MSW)/(MSB + (n₀ − 1)MSW), here of one cluster of 3 with 2 right, and one of 2 with none."""
    rate = 2 / 5
    msb = (3 * (2 / 3 - rate) ** 2 + 2 * (0 - rate) ** 2) / (2 - 1)
    msw = (2 * (1 - 2 / 3) ** 2 + (0 - 2 / 3) ** 2) / (5 - 2)
    n_0 = (5 - (9 + 4) / 5) / (2 - 1)

    expected = (msb - msw) / (msb + (n_0 - 1) * msw)
    assert correlation([(3, 2, 1), (2, 0, 1)]) == pytest.approx(expected)


def test_correlation_where_it_cannot_be_told():
    """No cluster, one cluster, or all right or all wrong say nothing of how claims go together."""
    assert correlation([]) is None
    assert correlation([(1, 1, 5), (1, 0, 5)]) is None
    assert correlation([(7, 3, 1), (1, 1, 4)]) is None
    assert correlation([(3, 3, 4)]) is None
    assert correlation([(3, 0, 4), (1, 0, 1)]) is None


def test_correlation_at_its_ends():
    """Clusters that go together wholly have 1; those that differ more within than between have 0."""
    assert correlation([(4, 4, 3), (4, 0, 3)]) == 1.0
    assert correlation([(4, 2, 6)]) == 0.0


def test_twelve_claims_of_one_talk():
    """Twelve claims of one talk are worth 1.6: 12/(1 + (144/12 − 1) × 0.6)."""
    n_eff, rho = effective([(12, 4, 1)])

    assert rho == 0.6
    assert math.isclose(n_eff, 12 / (1 + 11 * 0.6))
    assert round(n_eff, 1) == 1.6


def test_the_guess_gives_way_to_what_is_found():
    """ρ is 0.6 worth ten clusters, and what C clusters show: with ten that go together (6 + 10)/20."""
    assert effective([(2, 2, 5), (2, 0, 5)]) == pytest.approx((20 / (1 + (2 - 1) * 0.8), 0.8))
    assert effective([(2, 1, 10)])[1] == 6 / 20


@given(CLUSTERS)
def test_clusters_are_worth_no_more_than_their_claims(clusters):
    """n_eff lies above 0 and is n at most; ρ lies from 0 to 1."""
    n_eff, rho = effective(clusters)

    assert 0 < n_eff <= size(clusters)
    assert 0 <= rho <= 1
    assert (n_eff == size(clusters)) == all(m == 1 for m, _, _ in clusters)


@given(CLUSTERS)
def test_the_order_and_grouping_of_clusters_is_nothing(clusters):
    """Rows may come in any order, and alike clusters in one row or in many."""
    spread = [(m, k, 1) for m, k, many in reversed(clusters) for _ in range(many)]

    assert effective(spread) == pytest.approx(effective(clusters))


@given(CLUSTERS)
def test_the_interval_of_accuracy(clusters):
    """It holds the rate, is never narrower than without clusters, and is exact at 0 and 1."""
    k, n = right(clusters), size(clusters)
    found = accuracy_interval(k, n, clusters)
    low, high = wilson(k, n)

    assert found.low <= k / n <= found.high
    assert found.low <= low + 1e-12
    assert found.high >= high - 1e-12
    assert found.bites == any(m > 1 for m, _, _ in clusters)
    assert found.largest == max(m for m, _, _ in clusters)
    assert (found.low == 0.0) == (k == 0)
    assert (found.high == 1.0) == (k == n)


def test_claims_by_themselves():
    """Without clusters it is Wilson's interval of all the claims."""
    found = accuracy_interval(3, 4, [(1, 1, 3), (1, 0, 1)])

    assert found[:3] == (*wilson(3, 4), 4.0)
    assert (found.bites, found.largest) == (False, 1)


def test_no_claims():
    """Of no claims the rate can be anything."""
    assert accuracy_interval(0, 0, [])[:3] == (0.0, 1.0, 0.0)


def test_three_of_seventeen():
    """Eight misses of one kind, two of one evening, two right of one letter, and five alone: 3 to 61 %."""
    clusters = [(8, 0, 1), (2, 0, 1), (2, 2, 1), (1, 0, 4), (1, 1, 1)]
    found = accuracy_interval(3, 17, clusters)

    # The three clusters go together as far as can be seen: all of each came out alike.
    assert math.isclose(found.rho, (6 + 3 * 1) / (10 + 3))
    assert math.isclose(found.n_eff, 17 / (1 + ((64 + 4 + 4 + 5) / 17 - 1) * found.rho))
    assert (round(found.low, 2), round(found.high, 2)) == (0.03, 0.61)
    assert (found.bites, found.largest) == (True, 8)
