"""Scores of probability forecasts, and the tally they stand on."""

import math
from fractions import Fraction

import pytest
from hypothesis import given

from ledger.scoring import rules
from ledger.scoring.rules import infinite
from ledger.scoring.rules import losses
from ledger.scoring.tally import ONE
from ledger.scoring.tally import merge
from tests.scoring.forecasts import FORECASTS
from tests.scoring.forecasts import KNOWN
from tests.scoring.forecasts import SERIES
from tests.scoring.forecasts import SOME
from tests.scoring.forecasts import games
from tests.scoring.forecasts import known
from tests.scoring.forecasts import tally
from tests.scoring.forecasts import there

brier = there(rules.brier)
log_score = there(rules.log_score)
skill = there(rules.skill)
skill_half = there(rules.skill_half)

each_known = pytest.mark.parametrize("vector", KNOWN.values(), ids=KNOWN)
each_series = pytest.mark.parametrize(("series", "digits"), SERIES)


@each_known
def test_brier_of_known_forecasts(vector):
    """The Brier score is the exact one, also where other programs were asked."""
    score = brier(known(vector))

    assert score == float(Fraction(vector["exact"]))
    assert math.isclose(score, vector["brier"], rel_tol=0, abs_tol=1e-15)
    assert math.isclose(2 * score, vector["two_category"], rel_tol=0, abs_tol=1e-15)


def test_brier_by_hand():
    """Seven of ten at .7, one of one at 0."""
    expected = (7 * 0.3**2 + 3 * 0.7**2 + 1.0**2) / 11

    assert brier([(0, 1, 1), (7 * ONE // 10, 10, 7)]) == pytest.approx(expected)


@each_known
def test_log_score_of_known_forecasts(vector):
    """The logarithmic score is the known one, as it is and clipped at 0.001; infinite only where it is."""
    score = log_score(known(vector), clip=0)

    assert log_score(known(vector)) == pytest.approx(vector["log_clipped"], rel=0, abs=1e-10)
    if vector["log"] == "Infinity":
        assert score == math.inf
    else:
        assert score == pytest.approx(vector["log"], rel=0, abs=1e-10)
    assert (score == math.inf) == (infinite(known(vector)) > 0)


def test_one_certain_miss_does_not_drown_the_rest():
    """One wrong certainty of many moves the mean by ln 1000 of its share, not by 36: clipping at the
    smallest number a machine can tell from 1 is a choice of the machine's, and most of such a score."""
    fair = [(ONE // 2, 288, 144)]
    assert log_score([*fair, (ONE, 1, 0)]) == pytest.approx(
        (288 * math.log(2) + math.log(1000)) / 289
    )
    assert infinite([*fair, (ONE, 1, 0)]) == 1


def test_a_perfect_logarithmic_score_is_zero():
    """Zero, and not the minus zero of a sum of nothing."""
    assert math.copysign(1, log_score([(ONE, 1, 1)], clip=0)) == 1


@each_known
def test_skill_of_known_forecasts(vector):
    """Skill against the frequency of the others, and against one half, is the known one, or there is none."""
    for found, expected in (
        (rules.skill(known(vector)), vector["skill"]),
        (rules.skill_half(known(vector)), vector["skill_half"]),
    ):
        assert (found is None) == (expected is None)
        assert found is None or found == pytest.approx(expected, rel=0, abs=1e-10)


@given(SOME)
def test_skill_leaves_each_out(forecasts):
    """The reference is, for each forecast, how often all the others came true."""
    score = rules.skill(tally(forecasts))
    n, k = len(forecasts), sum(y for _, y in forecasts)
    if n < 2 or k in (0, n):
        assert score is None
        return
    reference = sum((Fraction(k - y, n - 1) - y) ** 2 for _, y in forecasts)
    said = sum((Fraction(p, ONE) - y) ** 2 for p, y in forecasts)
    assert score == pytest.approx(float(1 - said / reference))


@each_series
def test_scores_of_real_forecasts(series, digits):
    """On real forecasts scikit-learn gives the same Brier and logarithmic scores, and the same skill against
    the frequency of all; ours leaves the claim itself out, by (N − 1)²/N²."""
    from sklearn import metrics

    forecasts = games(series, digits)
    y = [y for _, y in forecasts]
    p = [p / ONE for p, _ in forecasts]
    n = len(y)

    assert brier(tally(forecasts)) == pytest.approx(metrics.brier_score_loss(y, p), abs=1e-10)
    clipped = [min(max(said, 0.001), 0.999) for said in p]
    assert log_score(tally(forecasts)) == pytest.approx(metrics.log_loss(y, clipped), abs=1e-10)
    in_sample = 1 - (1 - skill(tally(forecasts))) * (n / (n - 1)) ** 2
    assert in_sample == pytest.approx(metrics.d2_brier_score(y, p), abs=1e-10)


def test_no_forecasts_no_score():
    """Without forecasts there is no score."""
    for tally_ in ([], [(ONE // 2, 0, 0)]):
        for score in (rules.brier, rules.log_score, rules.skill, rules.skill_half):
            assert score(tally_) is None
        assert infinite(tally_) == 0
        assert losses(tally_) == []


@given(SOME)
def test_brier_is_the_mean_square(forecasts):
    """The score of a tally is the mean of (p − y)² over the forecasts, and lies from 0 to 1."""
    squares = [(Fraction(p, ONE) - y) ** 2 for p, y in forecasts]
    score = brier(tally(forecasts))

    assert score is not None
    assert score == float(sum(squares) / len(squares))
    assert 0 <= score <= 1
    cells = losses(tally(forecasts))
    assert sum(many for _, many in cells) == len(forecasts)
    assert math.fsum(loss * many for loss, many in cells) / len(forecasts) == pytest.approx(score)


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
def test_the_opposite(forecasts):
    """1 − p for what did not happen scores as p for what did."""
    turned = tally([(ONE - p, 1 - y) for p, y in forecasts])
    straight = tally(forecasts)

    assert brier(turned) == brier(straight)
    assert losses(turned) == losses(straight)
    assert rules.skill(turned) == rules.skill(straight)
    assert log_score(turned) == pytest.approx(log_score(straight))
    assert infinite(turned) == infinite(straight)


@given(FORECASTS, FORECASTS)
def test_merging_is_counting_together(some, others):
    """The merged tally is the tally of all forecasts, whichever comes first."""
    merged = merge(tally(some), tally(others))

    assert merged == tally(some + others)
    assert merged == merge(tally(others), tally(some))
