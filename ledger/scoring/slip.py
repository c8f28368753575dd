"""How late promises are kept: the share that is still waited for, by the multiple of the promised time.

A promise said on day 0 for day 60 and kept on day 90 took 1.5 times its time. Promises that have not been kept
count as long as somebody looked, and those that can no longer be kept count for ever; the median of the kept
ones alone would flatter whoever keeps few.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ledger.scoring.intervals import Z
from ledger.scoring.intervals import wilson

# Floats of a share that are one half, or a third, in exact arithmetic.
_EQUAL = 1e-9


class Waits(NamedTuple):
    """So many promises at one multiple of their time: kept then, or last seen waiting then.

    `ratio` is None where the wait has no end: it can no longer come true.
    """

    ratio: Fraction | None
    kept: int
    waiting: int


class Step(NamedTuple):
    """Where the share still waited for falls to `share`; its 95 % band is None where nothing is waited for."""

    ratio: float
    at_risk: int
    kept: int
    share: float
    low: float | None
    high: float | None


class Curve(NamedTuple):
    """A Kaplan-Meier curve: `n` promises, the steps at which some were kept, and when others were last seen.

    `n_eff` is how many independent promises they are worth; `never` of them have no end.
    """

    n: int
    n_eff: float
    steps: Sequence[Step]
    ticks: Sequence[tuple[float, int]]
    never: int


class Share(NamedTuple):
    """A share of promises kept, from 0 to 1, with its 95 % interval; None where that is undefined."""

    value: float | None
    low: float | None
    high: float | None


class Point(NamedTuple):
    """The multiple of the promised time by which a share was kept; None where the record never gets there."""

    value: float | None
    low: float | None
    high: float | None


def curve(waits: Sequence[Waits], n_eff: float | None = None) -> Curve:
    """The share still waited for, S(t) = Π (1 − d/r) over the steps up to t, with its 95 % band.

    d of r at risk are kept at a step; who was last seen at t counts as at risk there (E. L. Kaplan and
    P. Meier, JASA 53:457, 1958). The band is exp(−exp(ln(−ln S) ± z √V / |ln S|)) with Greenwood's
    V = Σ d/(r(r − d)), times n/n_eff for promises that stand or fall together (J. D. Kalbfleisch and
    R. L. Prentice, The Statistical Analysis of Failure Time Data, 1980).

    >>> found = curve([Waits(Fraction(1), 1, 0), Waits(Fraction(2), 1, 2)])
    >>> [(step.ratio, step.share) for step in found.steps]
    [(1.0, 0.75), (2.0, 0.5)]
    """
    kept: dict[Fraction, int] = {}
    seen: dict[Fraction, int] = {}
    never = 0
    for row in waits:
        if row.ratio is None:
            never += row.kept + row.waiting
            continue
        kept[row.ratio] = kept.get(row.ratio, 0) + row.kept
        seen[row.ratio] = seen.get(row.ratio, 0) + row.waiting
    n = sum(kept.values()) + sum(seen.values()) + never
    inflate = 1.0 if n_eff is None or not n else n / n_eff
    steps = []
    at_risk, share, greenwood = n, 1.0, 0.0
    for ratio in sorted(kept.keys() | seen.keys()):
        d = kept.get(ratio, 0)
        if d:
            share *= (at_risk - d) / at_risk
            low = high = None
            if d < at_risk:
                greenwood += d / (at_risk * (at_risk - d))
                low, high = _band(share, greenwood * inflate)
            steps.append(Step(float(ratio), at_risk, d, share, low, high))
        at_risk -= d + seen.get(ratio, 0)
    ticks = [(float(ratio), many) for ratio, many in sorted(seen.items()) if many]
    return Curve(n, float(n) if n_eff is None else n_eff, steps, ticks, never)


def _band(share: float, variance: float) -> tuple[float, float]:
    middle = math.log(-math.log(share))
    reach = Z * math.sqrt(variance) / -math.log(share)
    return math.exp(-math.exp(middle + reach)), math.exp(-math.exp(middle - reach))


def kept_by(curve: Curve, ratio: float) -> Share:
    """The share kept by a multiple of the promised time: 1 is on time. Undefined without promises.

    Where nobody was lost from sight before it, this is k of n and takes the score interval; else the curve's
    band. Without a step up to there that band is undefined.

    >>> kept_by(curve([Waits(Fraction(1), 1, 0), Waits(None, 0, 1)]), 1)[0]
    0.5
    """
    if not curve.n:
        return Share(None, None, None)
    before = [step for step in curve.steps if step.ratio <= ratio]
    if not any(seen < ratio for seen, _ in curve.ticks):
        k = sum(step.kept for step in before)
        # As n_eff itself where all were kept, or rounding keeps 1 from being exact.
        k_eff = curve.n_eff if k == curve.n else k * curve.n_eff / curve.n
        return Share(k / curve.n, *wilson(k_eff, curve.n_eff))
    if not before:
        return Share(0.0, None, None)
    last = before[-1]
    if last.low is None or last.high is None:
        return Share(1 - last.share, None, None)
    return Share(1 - last.share, 1 - last.high, 1 - last.low)


def reached(curve: Curve, share: float) -> Point:
    """The multiple by which `share` of the promises were kept, as R's survival package tells it.

    The smallest t with S(t) < 1 − share; where S stays at 1 − share for a while, the middle of that while, or
    where it stays there to the end, its beginning. The limits are where the band gets there, the upper one
    None where it never does (R. Brookmeyer and J. Crowley, Biometrics 38:29, 1982).

    >>> reached(curve([Waits(Fraction(n), 1, 0) for n in (1, 2, 3, 4)]), 0.5)
    Point(value=2.5, low=1.0, high=None)
    """
    left = 1 - share
    return Point(
        _crossing([(step.ratio, step.share) for step in curve.steps], left),
        _crossing([(step.ratio, step.low) for step in curve.steps], left),
        _crossing([(step.ratio, step.high) for step in curve.steps], left),
    )


def median(curve: Curve) -> Point:
    """The median slip factor: by what multiple of the promised time half of the promises were kept."""
    return reached(curve, 0.5)


def _crossing(points: Sequence[tuple[float, float | None]], level: float) -> float | None:
    below = [(t, value) for t, value in points if value is not None and value < level + _EQUAL]
    if not below:
        return None
    first, value = below[0]
    if abs(value - level) < _EQUAL:
        after = [t for t, later in below if later < value - _EQUAL]
        if after:
            return (first + after[0]) / 2
    return first


def at_risk(curve: Curve, ratio: float) -> int:
    """How many promises are neither kept nor lost from sight before a multiple of their time."""
    gone = sum(step.kept for step in curve.steps if step.ratio < ratio)
    return curve.n - gone - sum(many for seen, many in curve.ticks if seen < ratio)
