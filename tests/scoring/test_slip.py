"""How late promises are kept: the curve, its band, and what is read off it."""

import json
import math
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.scoring import slip
from ledger.scoring.intervals import wilson
from ledger.scoring.slip import Waits

# Checked with R's survival package; log-log limits.
VECTORS = json.loads(
    Path(__file__).parent.with_name("data").joinpath("slip_vectors.json").read_text()
)
# Random records by `survfit(Surv(ratio, kept) ~ 1, conf.type = "log-log")` of survival 3.5-3: steps as t, at
# risk, kept, share and band; half and third with their limits, as `print(survfit)` finds the half.
SURVIVAL = json.loads(Path(__file__).parent.with_name("data").joinpath("survival.json").read_text())
# (multiple of the promised time, or None for ever; whether it was kept then)
PROMISES = st.lists(
    st.tuples(
        st.one_of(st.none(), st.fractions(0, 10, max_denominator=12)),
        st.booleans(),
    ),
    max_size=25,
)


def waits(promises):
    """Promises as the rows of a tally, in the order in which they came."""
    rows = Counter(promises)
    return [
        Waits(ratio, rows[ratio, True], rows[ratio, False])
        for ratio in dict.fromkeys(ratio for ratio, _ in promises)
    ]


def of_vector(vector):
    """The curve of a vector's promises."""
    ratios = [Fraction(str(ratio)) for ratio in vector["ratio"]]
    return slip.curve(waits([*zip(ratios, map(bool, vector["delivered"]), strict=True)]))


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_curve_of_known_promises(vector):
    """Steps, numbers at risk and the log-log band are those of R's survival package."""
    curve = of_vector(vector)

    assert [(s.ratio, s.at_risk, s.kept) for s in curve.steps] == [
        (row["t"], row["at_risk"], row["events"]) for row in vector["km"]
    ]
    for step, row in zip(curve.steps, vector["km"], strict=True):
        assert math.isclose(step.share, row["S"], rel_tol=0, abs_tol=1e-10)
        if row["loglog95"] is None:
            assert (step.low, step.high) == (None, None)
        else:
            assert (step.low, step.high) == pytest.approx(row["loglog95"], abs=1e-10)


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS)
def test_median_of_known_promises(vector):
    """The median and its limits are R's: middles of plateaus, and open where they are not reached."""
    expected = vector["R_survival"]
    found = slip.median(of_vector(vector))

    assert found == (expected["median"], expected["lower"], expected["upper"])


def close(found, expected):
    """Whether figures agree to rounding, and are undefined together."""
    return all(
        a is None if b is None else math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12)
        for a, b in zip(found, expected, strict=True)
    )


@pytest.mark.parametrize("case", SURVIVAL, ids=range(len(SURVIVAL)))
def test_it_is_survfit(case):
    """Curve, band, third and half of random records are R's, with Greenwood's sum times n over n_eff."""
    ratios = [None if ratio is None else Fraction(ratio) for ratio in case["ratio"]]
    curve = slip.curve(waits([*zip(ratios, map(bool, case["kept"]), strict=True)]), case["n_eff"])

    assert len(curve.steps) == len(case["steps"])
    assert all(map(close, curve.steps, case["steps"]))
    assert close(slip.median(curve), case["half"])
    assert close(slip.reached(curve, 1 / 3), case["third"])


def test_half_to_the_end_is_where_it_began():
    """Where the share stays at one half for good, the median is the time it got there."""
    curve = slip.curve([Waits(Fraction(2), 1, 0), Waits(Fraction(3), 0, 1)])

    assert slip.median(curve).value == 2.0


def test_what_can_no_longer_come_stays_at_risk():
    """A promise that can no longer be kept is never lost from sight: one of two kept is a half for good."""
    curve = slip.curve([Waits(Fraction(1), 1, 0), Waits(None, 0, 1)])

    assert curve.never == 1
    assert slip.kept_by(curve, 100)[0] == 1 / 2
    # Lost from sight at once instead, the other would have left a share of none.
    gone = slip.curve([Waits(Fraction(1), 1, 0), Waits(Fraction(1, 2), 0, 1)])
    assert slip.kept_by(gone, 100)[0] == 1.0


def test_share_on_time_takes_the_interval_of_a_rate():
    """With nobody lost before the day, the share on time is k of n with the score interval."""
    curve = slip.curve(
        [Waits(Fraction(1), 2, 1), Waits(Fraction(3), 1, 0), Waits(Fraction(4), 0, 3)]
    )

    assert slip.kept_by(curve, 1) == (2 / 7, *wilson(2, 7))


def test_share_after_some_are_lost_takes_the_band():
    """Where promises were lost from sight before, the share is the curve's, with the curve's band."""
    curve = of_vector(VECTORS["mixed_censor"])
    step = curve.steps[-2]

    assert slip.kept_by(curve, 2.1) == (1 - step.share, 1 - step.high, 1 - step.low)


def test_nothing_kept_yet_has_no_band():
    """Lost from sight before anything was kept: a share of none, and no interval is pretended."""
    curve = slip.curve([Waits(Fraction(1, 2), 0, 3), Waits(Fraction(2), 1, 0)])

    assert slip.kept_by(curve, 1) == (0.0, None, None)


def test_no_promises():
    """Without promises nothing is defined."""
    curve = slip.curve([])

    assert slip.kept_by(curve, 1) == (None, None, None)
    assert slip.median(curve) == (None, None, None)


def test_clusters_widen_the_band():
    """Greenwood's sum is multiplied by n/n_eff."""
    rows = [Waits(Fraction(n), 1, 0) for n in (1, 2, 3, 4)]
    step = slip.curve(rows, n_eff=2.0).steps[0]
    variance = 1 / (4 * 3) * 4 / 2
    reach = 1.959963984540054 * math.sqrt(variance) / -math.log(3 / 4)

    assert step.low == pytest.approx(math.exp(-math.exp(math.log(-math.log(3 / 4)) + reach)))
    assert step.high == pytest.approx(math.exp(-math.exp(math.log(-math.log(3 / 4)) - reach)))


@given(PROMISES)
def test_the_curve_falls(promises):
    """The share starts at one, only falls, stays in its band, and loses nobody."""
    curve = slip.curve(waits(promises))
    shares = [1.0, *(step.share for step in curve.steps)]

    assert all(0 <= after < before <= 1 for before, after in zip(shares, shares[1:], strict=False))
    assert all(
        s.low <= s.share <= s.high for s in curve.steps if s.low is not None and s.high is not None
    )
    assert curve.n == len(promises)
    assert curve.never == sum(ratio is None for ratio, _ in promises)
    counted = sum(s.kept for s in curve.steps) + sum(many for _, many in curve.ticks) + curve.never
    assert counted == curve.n


@given(PROMISES)
def test_without_lost_ones_it_is_a_count(promises):
    """Where all promises were kept or have no end, the share kept by t is a plain count."""
    whole = [(ratio, ratio is not None) for ratio, _ in promises]
    curve = slip.curve(waits(whole))
    kept = 0
    for step in curve.steps:
        kept += step.kept
        assert step.share == pytest.approx(1 - kept / len(whole))


@given(PROMISES, st.randoms())
def test_order_does_not_matter(promises, dice):
    """The rows may come in any order, and be given in pieces."""
    rows = waits(promises)
    pieces = [
        Waits(ratio, *part) for ratio, kept, waiting in rows for part in ((kept, 0), (0, waiting))
    ]
    dice.shuffle(pieces)

    assert slip.curve(pieces) == slip.curve(rows)


@given(PROMISES, st.fractions(0, 12, max_denominator=12))
def test_at_risk(promises, ratio):
    """At risk is whoever was neither kept nor lost before."""
    curve = slip.curve(waits(promises))
    before = sum(r is not None and r < ratio for r, _ in promises)

    assert slip.at_risk(curve, float(ratio)) == len(promises) - before
