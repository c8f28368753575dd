"""Intervals for a rate and for a mean loss."""

import math

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.scoring import intervals
from ledger.scoring import rules
from ledger.scoring.intervals import Alike
from ledger.scoring.intervals import accuracy_interval
from ledger.scoring.intervals import alike
from ledger.scoring.intervals import gaffke
from ledger.scoring.intervals import wilson
from ledger.scoring.rules import losses
from ledger.scoring.tally import ONE
from tests.scoring.forecasts import KNOWN
from tests.scoring.forecasts import SOME
from tests.scoring.forecasts import VECTORS
from tests.scoring.forecasts import known
from tests.scoring.forecasts import tally
from tests.scoring.forecasts import there

brier_interval = there(intervals.brier_interval)
brier = there(rules.brier)

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


def correlation(clusters):
    """The correlation within clusters of right and wrong."""
    return intervals.correlation(alike(clusters))


def effective(clusters):
    """What clusters of right and wrong are worth."""
    return intervals.effective(alike(clusters))


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


@pytest.mark.parametrize("vector", KNOWN.values(), ids=KNOWN)
def test_wilson_of_known_outcomes(vector):
    """The share that came true has the interval that other programs give."""
    low, high = wilson(sum(vector["y"]), len(vector["y"]))

    assert [low, high] == pytest.approx(vector["came_true"], rel=0, abs=1e-12)


@pytest.mark.parametrize("n", [3, 4, 5, 7, 9, 25, 54, 78, 100, 137, 200])
def test_wilson_holds_as_often_as_it_says(n):
    """Over true rates from .05 to .95 the interval holds the rate in 94.5 % and more, computed exactly."""
    limits = [wilson(k, n) for k in range(n + 1)]
    held = [
        sum(
            math.comb(n, k) * rate**k * (1 - rate) ** (n - k)
            for k, (low, high) in enumerate(limits)
            if low <= rate <= high
        )
        for rate in (percent / 100 for percent in range(5, 100, 5))
    ]

    assert sum(held) / len(held) >= 0.945


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


# A mean loss.


def clustered(*clusters):
    """Clusters as sums, one a row, from the losses that each holds."""
    return [Alike(len(c), 1, sum(c), sum(x * x for x in c), sum(c) ** 2 / len(c)) for c in clusters]


def test_a_small_correlation_is_one():
    """Values that differ by a thousandth, by cluster and not within one, are as alike as any."""
    clusters = clustered([0.5] * 3, [0.501] * 3, [0.499] * 2)

    assert intervals.correlation(clusters) == pytest.approx(1)


@settings(max_examples=200, deadline=None)
@given(
    st.floats(min_value=1e-6, max_value=1), st.lists(st.integers(1, 12), min_size=2, max_size=12)
)
@example(0.7609624449125756, [7, 4, 2, 8, 1, 7, 7, 1, 8])
@example(0.9690406502940995, [4, 8])
def test_rounding_is_no_correlation(value, sizes):
    """Of values that are all the same there is none to be seen, whatever the last digits of the sums say."""
    parts = [[value] * size for size in sizes]
    clusters = [
        Alike(len(x), 1, sum(x), sum(v * v for v in x), sum(x) ** 2 / len(x)) for x in parts
    ]

    assert intervals.correlation(clusters) is None


def test_correlation_of_losses():
    """The correlation of losses is the same analysis of variance, here of two clusters by hand."""
    some, others = [0.1, 0.2, 0.6], [0.5, 0.9]
    mean = sum(some + others) / 5
    msb = (3 * (0.3 - mean) ** 2 + 2 * (0.7 - mean) ** 2) / (2 - 1)
    msw = ((0.1 - 0.3) ** 2 + (0.2 - 0.3) ** 2 + (0.6 - 0.3) ** 2 + 2 * 0.2**2) / (5 - 2)
    n_0 = (5 - (9 + 4) / 5) / (2 - 1)

    found = there(intervals.correlation)(clustered(some, others))
    assert found == pytest.approx((msb - msw) / (msb + (n_0 - 1) * msw))
    rho = (6 + 2 * found) / 12
    assert intervals.effective(clustered(some, others)) == pytest.approx(
        (5 / (1 + (13 / 5 - 1) * rho), rho)
    )


def test_losses_all_the_same_say_nothing_of_clusters():
    """Where all lost the same no correlation is to be seen, whatever the last bit of a sum."""
    rows = [(3 * ONE // 10, 8, 0), (7 * ONE // 10, 4, 4)]
    found = brier_interval(rows, clustered([0.09] * 3, [(1 - 0.7) ** 2] * 4, [0.09] * 5))

    assert found.rho == 0.6


def test_the_fewer_of_the_worst_and_the_best_case():
    """What the two cases are worth differs where what is undecided lies in clusters: the fewer are told."""
    # At worst each pair is right or wrong together; at best some are of both.
    worst, best = [(2, 2, 4), (2, 0, 4)], [(2, 2, 4), (2, 1, 4)]
    each = [accuracy_interval(8, 16, worst).n_eff, accuracy_interval(12, 16, best).n_eff]

    assert each[0] < each[1]
    assert intervals.undecided_interval(8, worst, 12, best).n_eff == each[0]
    assert intervals.undecided_interval(12, best, 8, worst).n_eff == each[0]


def test_up_to_two_thousand_the_mean_is_not_taken_for_normal():
    """Of 1,999 certainties of which one was wrong ± z s/√n would end at zero; Gaffke's interval does not."""
    rows = [(ONE, 1999, 1998)]
    found = brier_interval(rows, [Alike(1, 1999, 1.0, 1.0, 1.0)])

    assert (found.low, found.high) == gaffke(losses(rows))
    assert found.low > 0
    more = brier_interval([(ONE, 2000, 1999)], [Alike(1, 2000, 1.0, 1.0, 1.0)])
    assert more.low == 0


def test_the_range_of_what_is_undecided():
    """From the lower limit of the worst case to the upper of the best, of all that may be decided."""
    worst, best = [(3, 1, 1), (1, 1, 2), (1, 0, 5)], [(3, 3, 1), (1, 1, 4), (1, 0, 3)]
    found = intervals.undecided_interval(3, worst, 7, best)

    assert found.low == accuracy_interval(3, 10, worst).low
    assert found.high == accuracy_interval(7, 10, best).high
    assert (found.bites, found.largest) == (True, 3)
    assert found.n_eff < 10


@pytest.mark.parametrize("vector", VECTORS["gaffke95"], ids=["one", "three alike", "five"])
def test_gaffke_of_known_forecasts(vector):
    """The limits are those that 200,000 draws give, and of one forecast the exact ones."""
    rows = known(vector)
    n = len(vector["y"])
    found = brier_interval(rows, alike([(1, 0, n)]))

    assert list(found[:2]) == pytest.approx(vector["drawn"], rel=0, abs=0.004)
    if "exact" in vector:
        assert list(found[:2]) == pytest.approx(vector["exact"], rel=0, abs=1e-10)


@settings(deadline=None)
@given(st.integers(0, ONE).map(lambda d: (d / ONE) ** 2), st.floats(1, 1999))
def test_gaffke_of_one_loss(loss, n):
    """Of one loss n times the weight of the end is Beta(1, n): s·(α/2)^(1/n), s + (1 − s)(1 − (α/2)^(1/n))."""
    end = 1 - 0.025 ** (1 / n)

    expected = (loss * (1 - end), loss + (1 - loss) * end)
    assert gaffke([(loss, n)]) == pytest.approx(expected, rel=0, abs=1e-10)


@pytest.mark.parametrize("seed", range(4))
def test_gaffke_is_what_draws_give(seed):
    """The computed quantiles are those of weights that are drawn."""
    import numpy as np

    chance = np.random.default_rng(seed)
    values, weights = chance.random(6) ** 3, chance.integers(1, 9, 6) * chance.random()
    drawn = chance.gamma(weights, size=(200_000, 6))
    end = chance.exponential(size=200_000)
    whole = drawn.sum(axis=1) + end
    low = np.quantile(drawn @ values / whole, 0.025)
    high = np.quantile((drawn @ values + end) / whole, 0.975)

    found = gaffke(list(zip(values.tolist(), weights.tolist(), strict=True)))
    assert found == pytest.approx((low, high), abs=0.005)


@settings(deadline=None)
@given(SOME)
def test_gaffke_holds_the_mean(forecasts):
    """The interval lies within 0 and 1 and holds the score; turned losses turn it."""
    rows = tally(forecasts)
    low, high, *_ = brier_interval(rows, alike([(1, 0, len(forecasts))]))

    assert 0 <= low <= brier(rows) <= high <= 1
    turned = gaffke([(1 - loss, many) for loss, many in losses(rows)])
    assert turned == pytest.approx((1 - high, 1 - low), rel=0, abs=1e-9)


def test_few_forecasts_are_not_sure():
    """Five forecasts of .95 that all came true: the interval of t and that of a bootstrap have no width,
    and hold the truth in a third of such cases. Gaffke's reaches to .52."""
    low, high, *_ = brier_interval([(95 * ONE // 100, 5, 5)], alike([(1, 0, 5)]))

    assert low == pytest.approx(0.05**2 * 0.025 ** (1 / 5))
    assert high == pytest.approx(0.0025 + 0.9975 * (1 - 0.025 ** (1 / 5)))
    assert round(high, 2) == 0.52


def test_brier_of_clusters():
    """Clusters weigh every loss less: twelve of one talk are as sure as 1.6."""
    rows = [(7 * ONE // 10, 12, 8)]
    found = brier_interval(rows, clustered([0.09] * 8 + [0.49] * 4))

    assert found.n_eff == pytest.approx(12 / 7.6)
    weight = found.n_eff / 12
    assert found[:2] == gaffke([(0.09, 8 * weight), (0.49, 4 * weight)])
    assert (found.bites, found.largest) == (True, 12)
    alone = brier_interval(rows, alike([(1, 0, 12)]))
    assert found.low < alone.low < alone.high < found.high


def test_brier_of_thousands():
    """From an n_eff of 2,000 on it is the mean ± z·s/√n_eff, not from so many claims in few clusters."""
    rows = [(7 * ONE // 10, 2000, 1400)]
    spread = math.sqrt((1400 * (0.09 - 0.21) ** 2 + 600 * (0.49 - 0.21) ** 2) / 1999)
    found = brier_interval(rows, alike([(1, 0, 2000)]))

    reach = intervals.Z * spread / math.sqrt(2000)
    assert found[:2] == pytest.approx((0.21 - reach, 0.21 + reach))
    few = brier_interval(rows, clustered(*[[0.09] * 140 + [0.49] * 60] * 10))
    assert few.n_eff < 2000
    assert few[:2] == gaffke([(0.09, 1400 * few.n_eff / 2000), (0.49, 600 * few.n_eff / 2000)])
    # Where the two ways meet they agree.
    drawn = gaffke([(0.09, 1400), (0.49, 600)])
    assert found[:2] == pytest.approx(drawn, abs=0.001)


def test_brier_in_closed_form():
    """Where many are scored at once it is Wilson's interval, with the mean loss for the rate: wider."""
    rows = [(7 * ONE // 10, 30, 20), (2 * ONE // 10, 10, 3)]
    alone = alike([(1, 0, 40)])
    score = brier(rows)
    closed = brier_interval(rows, alone, exact=False)

    assert closed[:2] == wilson(score * 40, 40)
    exact = brier_interval(rows, alone)
    assert closed.low < exact.low < score < exact.high < closed.high


def test_no_forecasts_no_interval():
    """Without forecasts there is no interval."""
    assert intervals.brier_interval([], []) is None


@pytest.mark.parametrize("rows", [[(0, 5, 0)], [(ONE, 3, 3)], [(0, 4, 4)], [(ONE, 2, 0)]])
def test_perfect_and_perfectly_wrong(rows):
    """All right for sure has 0 for its low limit, all wrong 1 for its high one, and the other end is open."""
    found = brier_interval(rows, alike([(1, 0, rows[0][1])]))

    assert (found.low == 0) == (brier(rows) == 0)
    assert (found.high == 1) == (brier(rows) == 1)
    assert found.low < found.high


@given(
    st.lists(
        st.tuples(
            st.sampled_from([0, ONE // 10, ONE // 2, ONE]),
            st.sampled_from([0, ONE // 5, ONE // 2, 9 * ONE // 10]),
            st.integers(1, 40),
            st.floats(0, 1),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from([0.05, 0.05 / 6, 0.05 / 1225]),
    st.booleans(),
)
def test_a_gain_for_sure_is_one_beyond_its_limits(said, alpha, together):
    """Whether zero lies outside the interval is told without computing its limits, with clusters too."""
    rows = [(p, other, n, round(n * share)) for p, other, n, share in said]
    cells = intervals.gains(rows)
    bundled = []
    if together:
        half, many = max(cells, key=lambda cell: cell[1])
        bundled = [Alike(many, 1, half * many, half**2 * many, half**2 * many)]
    interval = intervals.gain_interval(rows, intervals.completed(bundled, cells), alpha=alpha)
    assert interval is not None
    beyond = (interval.low > 1e-9) - (interval.high < -1e-9)

    assert intervals.gain_sign(rows, bundled, alpha=alpha) == beyond


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(0, 20), st.integers(1, 9), st.floats(0, 1)),
        min_size=1,
        max_size=5,
    )
)
def test_a_gain_is_looked_for_where_the_chances_let_it_be(said):
    """Its interval holds it, and goes no further than the least and most that any claim could bring."""
    rows = [(p * ONE // 20, q * ONE // 20, n, round(n * share)) for p, q, n, share in said]
    brought = [(q - y * 20) ** 2 - (p - y * 20) ** 2 for p, q, _, _ in said for y in (0, 1)]
    gain = rules.paired(rows)
    interval = intervals.gain_interval(rows, intervals.completed([], intervals.gains(rows)))

    assert gain is not None and interval is not None
    assert interval.low - 1e-9 <= gain.gain <= interval.high + 1e-9
    assert min(brought) / 400 - 1e-9 <= interval.low
    assert interval.high <= max(brought) / 400 + 1e-9


@given(
    st.lists(
        st.tuples(st.integers(0, 20), st.integers(1, 9), st.floats(0, 1)), min_size=1, max_size=5
    )
)
def test_a_log_score_lies_in_its_interval(said):
    """The interval holds the score, and goes from 0 to the worst at most, quick to compute too."""
    cells = {p * ONE // 20: (n, round(n * share)) for p, n, share in said}
    forecasts = [(p, n, k) for p, (n, k) in sorted(cells.items())]
    score = rules.log_score(forecasts)
    alone = intervals.completed([], losses(forecasts))
    assert score is not None
    for exact in (True, False):
        low, high = intervals.log_interval(score, forecasts, alone, exact=exact)
        assert 0 <= low <= score + 1e-9 and score - 1e-9 <= high <= math.log(1000) + 1e-9


def test_the_log_score_of_one_forecast():
    """One loss s: from s times 2.5 % to the rest of the way to the worst but 2.5 % of it."""
    s, worst = -math.log(0.8), math.log(1000)
    found = intervals.log_interval(
        s, [(8 * ONE // 10, 1, 1)], [intervals.Alike(1, 1, 0.04, 0.0016, 0.0016)]
    )

    assert found == pytest.approx((0.025 * s, s + (worst - s) * 0.975))


def test_a_gain_between_chances_that_are_near():
    """98 % and 95 % of five that came: Beta(5, 1)'s 2.5 % quantile of the way from least to most."""
    rows = [(98 * ONE // 100, 95 * ONE // 100, 5, 5)]
    least, most = 0.95**2 - 0.98**2, 0.05**2 - 0.02**2
    interval = intervals.gain_interval(rows, intervals.completed([], intervals.gains(rows)))

    assert interval is not None
    assert interval.low == pytest.approx(least + (most - least) * 0.025**0.2, abs=1e-9)
    assert interval.high == pytest.approx(most, abs=1e-12)


def test_who_says_the_same_gains_nothing():
    """Equal chances leave nothing to chance: the gain is 0, from 0 to 0."""
    interval = intervals.gain_interval(
        [(ONE // 4, ONE // 4, 3, 1)], [intervals.Alike(1, 3, 1.5, 0.75, 0.75)]
    )

    assert interval is not None and interval[:2] == (0.0, 0.0)


def test_a_gain_of_thousands_for_sure():
    """From an n_eff of 2,000 on it is the normal interval."""
    sure, unsure = [(ONE // 2, ONE, 5000, 4000)], [(ONE // 2, ONE, 5000, 3760)]

    assert (intervals.gain_sign(sure, []), intervals.gain_sign(unsure, [])) == (-1, 0)
