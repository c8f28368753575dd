"""Intervals for a rate, honest about claims that stand or fall together."""

import math
from collections.abc import Sequence
from typing import NamedTuple

# The standard normal quantile of 97.5 %.
Z = 1.959963984540054
# ρ where it cannot be estimated, and how many clusters that guess is worth.
PRIOR = 0.6
WORTH = 10

# (m, k, how many): so many clusters hold m claims each, of which k are right; single claims too.
Clusters = Sequence[tuple[int, int, int]]


class Interval(NamedTuple):
    """A 95 % interval of a rate, with what it stands on.

    `n_eff` is how many independent claims the clustered ones are worth, `rho` the correlation within a
    cluster that was taken for it, `largest` the size of the largest cluster; `bites` says that clusters
    made the interval wider.
    """

    low: float
    high: float
    n_eff: float
    rho: float
    bites: bool
    largest: int


def wilson(k: float, n: float, z: float = Z) -> tuple[float, float]:
    """The score interval of a rate of k in n, which need not be whole numbers.

    (k + z²/2 ± z √(k(n − k)/n + z²/4)) / (n + z²) (E. B. Wilson, JASA 22:209, 1927); exactly 0 at the low
    end for k = 0, exactly 1 at the high end for k = n, and all from 0 to 1 for n = 0.

    >>> [round(limit, 4) for limit in wilson(3, 4)]
    [0.3006, 0.9544]
    """
    if n <= 0:
        return 0.0, 1.0
    centre = k + z * z / 2
    reach = z * math.sqrt(max(k * (n - k) / n, 0.0) + z * z / 4)
    low = 0.0 if k <= 0 else max((centre - reach) / (n + z * z), 0.0)
    high = 1.0 if k >= n else min((centre + reach) / (n + z * z), 1.0)
    return low, high


def correlation(clusters: Clusters) -> float | None:
    """How alike right and wrong are within a cluster, from 0 to 1: the one-way analysis of variance.

    r = (MSB − MSW) / (MSB + (n₀ − 1) MSW) with n₀ = (n − Σm²/n) / (clusters − 1), cut to [0, 1]
    (A. Donner, International Statistical Review 54:67, 1986). None where it cannot be told: fewer than two
    clusters hold two or more, or all claims came out alike.

    >>> correlation([(2, 2, 1), (2, 0, 1)]), correlation([(2, 1, 2)]), correlation([(5, 2, 1)])
    (1.0, 0.0, None)
    """
    n = sum(m * many for m, _, many in clusters)
    k = sum(right * many for _, right, many in clusters)
    groups = sum(many for _, _, many in clusters)
    if _shared(clusters) < 2 or k in (0, n):
        return None
    rate = k / n
    between = math.fsum(many * m * (right / m - rate) ** 2 for m, right, many in clusters)
    within = math.fsum(many * right * (m - right) / m for m, right, many in clusters)
    msb, msw = between / (groups - 1), within / (n - groups)
    n_0 = (n - _squares(clusters) / n) / (groups - 1)
    # Above zero: two clusters of two or more make n₀ > 1, and one of the mean squares is not zero.
    return min(max((msb - msw) / (msb + (n_0 - 1) * msw), 0.0), 1.0)


def effective(clusters: Clusters) -> tuple[float, float]:
    """How many independent claims clustered ones are worth (n_eff), and the ρ that says so.

    n_eff = n / (1 + (Σm²/n − 1)ρ) with ρ = (6 + C·r)/(10 + C): r is the correlation found, C the number of
    clusters of two or more it was found in, and ten clusters' worth of a guess of 0.6 keep few from
    pretending to know; 0.6 alone where there is no r. The first is the design effect of L. Kish, Survey
    Sampling, 1965.

    >>> round(effective([(12, 5, 1)])[0], 1)
    1.6
    >>> effective([(1, 1, 3), (1, 0, 4)])[0]
    7.0
    """
    n = sum(m * many for m, _, many in clusters)
    if not n:
        return 0.0, PRIOR
    r, shared = correlation(clusters), _shared(clusters)
    rho = PRIOR if r is None else (PRIOR * WORTH + shared * r) / (WORTH + shared)
    return n / (1 + (_squares(clusters) / n - 1) * rho), rho


def accuracy_interval(right: int, decided: int, clusters: Clusters) -> Interval:
    """The 95 % interval of `right` of `decided` claims: Wilson's, with the effective number of claims.

    `clusters` hold every decided claim once, single ones too.

    >>> accuracy_interval(1, 2, [(1, 1, 1), (1, 0, 1)])[:2] == wilson(1, 2)
    True
    """
    n_eff, rho = effective(clusters)
    # The whole of it as n_eff itself, or rounding keeps 1 from being exact.
    k_eff = n_eff if right == decided else right * n_eff / decided
    low, high = wilson(k_eff, n_eff)
    return Interval(
        low, high, n_eff, rho, n_eff < decided, max((m for m, _, _ in clusters), default=0)
    )


def _shared(clusters: Clusters) -> int:
    """How many clusters hold two claims or more."""
    return sum(many for m, _, many in clusters if m > 1)


def _squares(clusters: Clusters) -> int:
    """Σm²."""
    return sum(many * m * m for m, _, many in clusters)
