"""Whether things come true as often as said."""

import math

import pytest
from hypothesis import given
from hypothesis import settings

from ledger.scoring import calibration
from ledger.scoring import decomposition
from ledger.scoring.calibration import bins
from ledger.scoring.calibration import consistency_band
from ledger.scoring.calibration import distinct
from ledger.scoring.decomposition import recalibrated
from ledger.scoring.intervals import wilson
from ledger.scoring.tally import ONE
from tests.scoring.forecasts import KNOWN
from tests.scoring.forecasts import SERIES
from tests.scoring.forecasts import SOME
from tests.scoring.forecasts import games
from tests.scoring.forecasts import known
from tests.scoring.forecasts import tally
from tests.scoring.forecasts import there

in_the_large = there(calibration.in_the_large)
expected_accuracy = there(calibration.expected_accuracy)
luck = there(calibration.luck)
corp = there(decomposition.corp)

each_known = pytest.mark.parametrize("vector", KNOWN.values(), ids=KNOWN)


@each_known
def test_in_the_large_of_known_forecasts(vector):
    """ȳ − p̄ and its z are the known ones; where nothing could vary z is infinite, or not there for 0/0."""
    found = in_the_large(known(vector))

    assert found.difference == pytest.approx(vector["in_the_large"], rel=0, abs=1e-10)
    if all(float(p) in (0, 1) for p in vector["p"]):
        expected = math.copysign(math.inf, found.difference) if found.difference else None
        assert found.z == expected
    else:
        assert found.z == pytest.approx(vector["z"], rel=0, abs=1e-10)


def test_clusters_make_z_smaller():
    """z is divided by √(n/n_eff)."""
    rows = [(9 * ONE // 10, 12, 6)]
    alone = (6 - 12 * 0.9) / math.sqrt(12 * 0.9 * 0.1)

    assert in_the_large(rows).z == pytest.approx(alone)
    assert in_the_large(rows, worth=1.6 / 12).z == pytest.approx(alone / math.sqrt(12 / 1.6))


@each_known
def test_expected_accuracy_of_known_forecasts(vector):
    """How often a calibrated forecaster is right is the mean of the larger of p and 1 − p."""
    found = expected_accuracy(known(vector))

    assert found == pytest.approx(vector["confidence"], rel=0, abs=1e-10)


@each_known
def test_bins_of_known_forecasts(vector):
    """The reliability table of known forecasts, with Wilson's limits as statsmodels has them."""
    found = [
        [b.low * 10 // ONE, b.n, b.k, b.mean_p, b.frequency, b.came_low, b.came_high]
        for b in bins(known(vector))
    ]

    assert len(found) == len(vector["bins"])
    for row, expected in zip(found, vector["bins"], strict=True):
        assert row == pytest.approx(expected, rel=0, abs=1e-10)


def test_every_edge_lies_in_the_bin_below_it():
    """.1 lies in the first bin, .2 in the second ... and 0 in the first. Binned by int(p * 10) instead, .3, .6
    and .7 alone of the edges would move, since 0.3 * 10 is 3 and 0.3 / 0.1 is not."""
    for n in range(11):
        found = bins([(n * ONE // 10, 1, 0)])
        assert [(b.low, b.high) for b in found] == [
            (max(n - 1, 0) * ONE // 10, max(n, 1) * ONE // 10)
        ]
    assert {int(edge / 10 / 0.1) for edge in (3, 6, 7)} != {3, 6, 7}


@pytest.mark.parametrize(("series", "digits"), SERIES)
def test_bins_of_real_forecasts(series, digits):
    """On real forecasts scikit-learn's calibration curve is the same."""
    from sklearn.calibration import calibration_curve

    forecasts = games(series, digits)
    came, said = calibration_curve(
        [y for _, y in forecasts], [p / ONE for p, _ in forecasts], n_bins=10
    )
    found = bins(tally(forecasts))

    assert [b.frequency for b in found] == pytest.approx(list(came), rel=0, abs=1e-10)
    assert [b.mean_p for b in found] == pytest.approx(list(said), rel=0, abs=1e-10)


@given(SOME)
def test_bins_hold_every_forecast(forecasts):
    """Every forecast lies in one bin and between its edges; the bins rise; a row for each p says the same."""
    rows = tally(forecasts)
    for found in (bins(rows), distinct(rows), bins(rows, number=7)):
        assert sum(b.n for b in found) == len(forecasts)
        assert sum(b.k for b in found) == sum(y for _, y in forecasts)
        assert found == sorted(found)
        for b in found:
            assert b.low / ONE - 1e-12 <= b.mean_p <= b.high / ONE + 1e-12
            assert (b.came_low, b.came_high) == wilson(b.k, b.n)
    assert [b.recalibrated for b in distinct(rows)] == pytest.approx(recalibrated(rows))


@given(SOME)
def test_the_opposite(forecasts):
    """1 − p for what did not happen turns the sign of the gap and nothing else."""
    straight = in_the_large(tally(forecasts))
    turned = in_the_large(tally([(ONE - p, 1 - y) for p, y in forecasts]))

    assert turned.difference == -straight.difference
    assert turned.z == (None if straight.z is None else -straight.z)
    assert expected_accuracy(tally([(ONE - p, y) for p, y in forecasts])) == expected_accuracy(
        tally(forecasts)
    )


def test_ten_horses_make_no_prophet():
    """Who gives ten horses 10 % each is right about nine; a calibrated forecaster is expected to be."""
    assert expected_accuracy([(ONE // 10, 10, 1)]) == 0.9


def test_no_forecasts():
    """Without forecasts there is nothing to tell."""
    assert calibration.in_the_large([]) is None
    assert calibration.expected_accuracy([]) is None
    assert calibration.luck([]) is None
    assert (bins([]), distinct([]), consistency_band([])) == ([], [], [])


# By chance.


@settings(max_examples=30, deadline=None)
@given(SOME)
def test_drawn_curves_are_recalibrated_alike(forecasts):
    """What is recalibrated for all draws at once is what it is for each by itself."""
    rows = tally(forecasts)
    _, n, drawn, fits = calibration._drawn(rows, 40)

    for line, fit in zip(drawn.tolist(), fits.tolist(), strict=True):
        row = [(p, n, k) for (p, n, _), k in zip(rows, line, strict=True)]
        assert fit == pytest.approx(recalibrated(row), rel=0, abs=1e-15)
    assert (drawn <= n).all()


def test_luck_of_one_chance():
    """Of n that said p, the miscalibration of luck is (K/n − p)², in the mean p(1 − p)/n."""
    found = luck([(7 * ONE // 10, 20, 14)])

    assert found.mcb == 0
    assert found.expected == pytest.approx(0.7 * 0.3 / 20, abs=0.0005)
    assert found.p == 1


def test_luck_of_two_outcomes():
    """The p-value of one certain-looking miss: .99 said once, and it did not come: 1 %."""
    found = luck([(99 * ONE // 100, 1, 0)], draws=20_000)

    assert found.p == pytest.approx(0.01, abs=0.003)


def exactly(rows, gap):
    """How often a calibrated forecaster is `gap` or more away from Σnp, by the sum over every number that may
    come true (the Poisson binomial distribution)."""
    mean = sum(n * p / ONE for p, n, _ in rows)
    chance = [1.0]
    for p, n, _ in rows:
        for _ in range(n):
            q = p / ONE
            chance = [
                (chance[k] if k < len(chance) else 0.0) * (1 - q)
                + (chance[k - 1] * q if k else 0.0)
                for k in range(len(chance) + 1)
            ]
    return sum(c for k, c in enumerate(chance) if abs(k - mean) >= gap - 1e-9)


@pytest.mark.parametrize(
    ("rows", "worth"),
    [
        ([(ONE // 1000, 100, 1), (ONE - ONE // 1000, 100, 100)], 1.0),
        ([(ONE // 100, 50, 2)], 1.0),
        ([(ONE // 2, 50, 32)], 1.0),
        ([(2 * ONE // 10, 10, 4), (8 * ONE // 10, 10, 9)], 1.0),
        ([(2 * ONE // 10, 10, 5), (8 * ONE // 10, 10, 9)], 0.5),
        ([(95 * ONE // 100, 20, 20)], 1.0),
    ],
)
def test_luck_in_the_large(rows, worth):
    """How often luck alone gives such a difference in the mean, counted and not by the normal curve; what
    stands or falls together makes the difference count √worth times."""
    gap = abs(sum(k - n * p / ONE for p, n, k in rows)) * math.sqrt(worth)
    want = exactly(rows, gap)

    # Four standard errors of 4,000 draws.
    error = 4 * math.sqrt(want * (1 - want) / 4000) + 1 / 4000
    assert luck(rows, worth=worth).in_the_large == pytest.approx(want, abs=error)


def test_the_normal_curve_rejects_too_often():
    """Of calibrated forecasters who say .1 % a hundred times and 99.9 % a hundred times, z beyond 1.96 rejects
    17 % and more; the draws reject 5 % at most."""

    def chance(misses):
        return math.comb(100, misses) * 0.001**misses * 0.999 ** (100 - misses)

    by_z = by_luck = 0.0
    for low in range(5):
        for high in range(5):
            rows = [(ONE // 1000, 100, low), (ONE - ONE // 1000, 100, 100 - high)]
            z = calibration.in_the_large(rows)
            by_z += chance(low) * chance(high) * (z is not None and abs(z.z or 0) > 1.96)
            by_luck += chance(low) * chance(high) * (luck(rows, draws=1000).in_the_large < 0.05)
    assert by_z > 0.16
    assert by_luck <= 0.05


def test_too_high_below_and_too_high_above_do_not_cancel():
    """Fifty that said .2 of which none came, and fifty that said .8 of which three fifths did: too high in
    both. Spiegelhalter's Z sums (k − np)(1 − 2p), where the two cancel out: −10 × .6 + −10 × −.6 = 0."""
    rows = [(2 * ONE // 10, 50, 0), (8 * ONE // 10, 50, 30)]
    z = sum((k - n * p / ONE) * (1 - 2 * p / ONE) for p, n, k in rows)

    assert z == pytest.approx(0)
    assert luck(rows).p < 0.001
    assert in_the_large(rows).z == pytest.approx(-20 / math.sqrt(100 * 0.16))


def test_a_miscalibration_is_shown_beside_that_of_luck():
    """Seventy-five chances, all different, that are calibrated look miscalibrated by .02: the figure alone
    says nothing."""
    rows = [(n * ONE // 76, 1, (n * 7) % 76 < n) for n in range(1, 76)]
    found = luck([(p, n, int(k)) for p, n, k in rows])

    assert found.mcb == corp([(p, n, int(k)) for p, n, k in rows]).mcb
    assert found.expected > 0.01
    assert found.p > 0.05


def test_the_same_tally_gives_the_same_figures():
    """What is drawn is drawn from the tally: the same each time, in whatever order the rows come."""
    rows = [(n * ONE // 10, n, n // 2) for n in range(1, 10)]

    assert luck(rows) == luck(list(reversed(rows)))
    assert consistency_band(rows) == consistency_band(rows)
    # These numbers are promised never to change: numpy's older generator.
    assert luck([(ONE // 2, 10, 5)]).expected == 0.0254


def test_the_test_rejects_as_often_as_it_says():
    """Of calibrated forecasters a twentieth is called miscalibrated at 5 %, and not more."""
    import numpy as np

    chance = np.random.default_rng(7)
    p = [ONE * n // 20 for n in (2, 6, 10, 14, 18)]
    rejected = 0
    for _ in range(400):
        came = chance.binomial(6, [q / ONE for q in p])
        rejected += (
            luck([(q, 6, int(k)) for q, k in zip(p, came, strict=True)], draws=300).p <= 0.05
        )
    # Three standard errors above twenty of four hundred.
    assert rejected <= 20 + 3 * math.sqrt(400 * 0.05 * 0.95)


def test_the_band_holds_the_curve_of_the_calibrated():
    """For a p said n times the band is that of the binomial: of 100 at one half, .42 to .58."""
    assert consistency_band([(ONE // 2, 100, 50)]) == [(0.42, 0.58)]
    assert consistency_band([(0, 5, 0), (ONE, 5, 5)]) == [(0.0, 0.0), (1.0, 1.0)]


@settings(max_examples=20, deadline=None)
@given(SOME)
def test_the_band_lies_around_the_curve(forecasts):
    """The band rises, lies within 0 and 1, and a p that is certain has none of it."""
    rows = tally(forecasts)
    band = consistency_band(rows, draws=200)

    assert len(band) == len(rows)
    for limits in zip(*band, strict=True):
        assert list(limits) == sorted(limits)
    assert all(0 <= low <= high <= 1 for low, high in band)


def test_many_different_chances(monkeypatch):
    """With thousands of different chances fewer draws are made, so that it stays a matter of seconds."""
    monkeypatch.setattr(calibration, "MOST", 30_000)
    rows = [(n * ONE // 200, 1, n % 2) for n in range(200)]

    assert len(calibration._drawn(rows, 4000)[2]) == 150
    assert luck(rows).p == 1 / 151
