"""What a Brier score is made of."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.scoring import decomposition
from ledger.scoring import rules
from ledger.scoring.decomposition import blocks
from ledger.scoring.decomposition import recalibrated
from ledger.scoring.tally import ONE
from tests.scoring.forecasts import KNOWN
from tests.scoring.forecasts import SERIES
from tests.scoring.forecasts import SOME
from tests.scoring.forecasts import games
from tests.scoring.forecasts import known
from tests.scoring.forecasts import tally
from tests.scoring.forecasts import there

corp = there(decomposition.corp)
brier = there(rules.brier)

each_known = pytest.mark.parametrize("vector", KNOWN.values(), ids=KNOWN)


@each_known
def test_parts_of_known_forecasts(vector):
    """The parts and the blocks are the exact ones, as R's reliabilitydiag has them."""
    parts = corp(known(vector))

    assert list(parts) == pytest.approx(vector["corp"], rel=0, abs=1e-15)
    exact = [float(Fraction(part)) for part in vector["corp_exact"]]
    assert list(parts[:2]) == pytest.approx(exact, rel=1e-15, abs=0)
    assert [list(block) for block in blocks(known(vector))] == vector["blocks"]


@pytest.mark.parametrize(("series", "digits"), SERIES)
def test_real_forecasts_are_recalibrated_alike(series, digits):
    """On real forecasts scikit-learn's isotonic regression draws the same curve."""
    from sklearn.isotonic import IsotonicRegression

    rows = tally(games(series, digits))
    curve = IsotonicRegression(y_min=0, y_max=1).fit_transform(
        [p / ONE for p, _, _ in rows],
        [k / n for _, n, k in rows],
        sample_weight=[n for _, n, _ in rows],
    )

    assert recalibrated(rows) == pytest.approx(list(curve), rel=0, abs=1e-10)
    said = sum(
        n * (fit - k / n) ** 2 + k * (n - k) / n for (_, n, k), fit in zip(rows, curve, strict=True)
    )
    n = sum(n for _, n, _ in rows)
    parts = corp(rows)
    assert parts.mcb == pytest.approx(brier(rows) - said / n, rel=0, abs=1e-10)
    assert parts.dsc == pytest.approx(parts.unc - said / n, rel=0, abs=1e-10)


def test_the_last_bits_of_a_float_make_no_block():
    """A chance is one number, whatever arithmetic it came from. scikit-learn takes floats that are nearer than
    1e-15 for one and leaves the others apart: two outcomes at .3 are then recalibrated to 0 and 1."""
    from sklearn.isotonic import IsotonicRegression

    said, y = [0.3, 0.3 + 4e-15], [0, 1]

    assert list(IsotonicRegression().fit_transform(said, y)) == [0, 1]
    rows = tally([(round(p * ONE), came) for p, came in zip(said, y, strict=True)])
    assert blocks(rows) == [(1, 2, 1)]
    assert corp(rows).dsc == 0


def test_equal_chances_are_never_torn_apart():
    """Of five that said .3, whatever order they came in, the curve is one number."""
    forecasts = [(3 * ONE // 10, y) for y in (0, 1, 1, 0, 1)] + [(4 * ONE // 10, 0)]

    for seed in range(10):
        random.Random(seed).shuffle(forecasts)
        assert recalibrated(tally(forecasts)) == [0.5, 0.5]


def test_no_forecasts():
    """Without forecasts there are no parts and no curve."""
    assert decomposition.corp([]) is None
    assert recalibrated([]) == []
    assert decomposition.corp([(5, 0, 0)]) is None


@given(SOME)
def test_the_parts_add_up(forecasts):
    """Brier = mcb − dsc + unc; no part is below zero; the curve rises and keeps the mean."""
    rows = tally(forecasts)
    parts = corp(rows)
    curve = recalibrated(rows)
    n, k = len(forecasts), sum(y for _, y in forecasts)

    assert parts.mcb - parts.dsc + parts.unc == pytest.approx(brier(rows), rel=0, abs=1e-12)
    assert min(parts) >= 0
    assert parts.unc == pytest.approx(k / n * (1 - k / n))
    assert curve == sorted(curve)
    assert sum(n * fit for (_, n, _), fit in zip(rows, curve, strict=True)) == pytest.approx(k)


@given(SOME, st.randoms())
def test_the_order_of_rows_is_nothing(forecasts, chance):
    """Rows may come in any order, and empty ones with them."""
    rows = [*tally(forecasts), (ONE // 3, 0, 0)]
    chance.shuffle(rows)

    assert corp(rows) == corp(tally(forecasts))


@given(SOME)
def test_the_opposite(forecasts):
    """1 − p for what did not happen has the same parts."""
    turned = corp(tally([(ONE - p, 1 - y) for p, y in forecasts]))

    assert list(turned) == pytest.approx(list(corp(tally(forecasts))), rel=0, abs=1e-12)


@given(SOME)
def test_no_rising_curve_is_nearer(forecasts):
    """The curve is the best rising one: its squares are the smallest over all ways to cut the rows."""
    rows = tally(forecasts)[:8]
    curve = recalibrated(rows)
    best = sum(n * (fit - k / n) ** 2 for (_, n, k), fit in zip(rows, curve, strict=True))
    for cuts in range(2 ** (len(rows) - 1)):
        parts, start = [], 0
        for end in range(1, len(rows) + 1):
            if end == len(rows) or cuts >> (end - 1) & 1:
                parts.append(rows[start:end])
                start = end
        means = [sum(k for *_, k in part) / sum(n for _, n, _ in part) for part in parts]
        if means == sorted(means):
            squares = sum(
                n * (mean - k / n) ** 2
                for part, mean in zip(parts, means, strict=True)
                for _, n, k in part
            )
            assert best <= squares + 1e-12
