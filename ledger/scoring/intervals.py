"""Intervals for a rate, honest about claims that stand or fall together."""

import math
from collections.abc import Sequence
from typing import NamedTuple

# The standard normal quantile of 97.5 %.
Z = 1.959963984540054
# ρ where it cannot be estimated, and how many clusters that guess is worth.
PRIOR = 0.6
WORTH = 10

# So many clusters of a size with a sum each: (size, sum, how many).
Clusters = Sequence[tuple[int, int, int]]


class Interval(NamedTuple):
    """A 95 % interval with the number of claims it stands on, after clustering."""

    low: float
    high: float
    n_effective: float
    rho: float


def wilson(k: float, n: float, z: float = Z) -> tuple[float, float]:
    """The score interval of a rate of k in n; exactly 0 at k = 0 and 1 at k = n, all of it at n = 0.

    (k + z²/2 ± z √(k(n − k)/n + z²/4)) / (n + z²) (E. B. Wilson, JASA 22:209, 1927).

    >>> [round(limit, 4) for limit in wilson(3, 4)]
    [0.3006, 0.9544]
    """
    if n <= 0:
        return 0.0, 1.0
    centre = k + z * z / 2
    reach = z * math.sqrt(max(k * (n - k) / n, 0.0) + z * z / 4)
    low = 0.0 if k <= 0 else (centre - reach) / (n + z * z)
    high = 1.0 if k >= n else (centre + reach) / (n + z * z)
    return max(low, 0.0), min(high, 1.0)


def correlation(clusters: Clusters) -> float | None:
    """The one-way analysis-of-variance estimate of the intraclass correlation of a 0/1 value.

    r = (MSB − MSW) / (MSB + (n₀ − 1) MSW) with n₀ = (n − Σm²/n) / (clusters − 1), cut to [0, 1]; None where
    no or one cluster holds two or more, or all values are equal.
    """
    n = sum(size * count for size, _, count in clusters)
    k = sum(total * count for _, total, count in clusters)
    groups = sum(count for _, _, count in clusters)
    if sum(count for size, _, count in clusters if size > 1) < 2 or k in (0, n):
        return None
    mean = k / n
    between = math.fsum(
        count * size * (total / size - mean) ** 2 for size, total, count in clusters
    ) / (groups - 1)
    within = math.fsum(count * total * (size - total) / size for size, total, count in clusters) / (
        n - groups
    )
    n_0 = (n - sum(count * size**2 for size, _, count in clusters) / n) / (groups - 1)
    below = between + (n_0 - 1) * within
    if below <= 0:
        return 0.0
    return min(max((between - within) / below, 0.0), 1.0)


def effective(clusters: Clusters) -> tuple[float, float]:
    """How many independent claims clustered ones are worth, and the ρ that says so.

    n_eff = n / (1 + (Σm²/n − 1)ρ) with ρ = (6 + C·r)/(10 + C), C clusters of two or more and r their
    correlation; ρ = 0.6 where r cannot be computed.

    >>> round(effective([(12, 5, 1)])[0], 1)
    1.6
    >>> effective([(1, 1, 3), (1, 0, 4)])[0]
    7.0
    """
    n = sum(size * count for size, _, count in clusters)
    if not n:
        return 0.0, PRIOR
    paired = sum(count for size, _, count in clusters if size > 1)
    r = correlation(clusters)
    rho = PRIOR if r is None else (PRIOR * WORTH + paired * r) / (WORTH + paired)
    crowding = sum(count * size**2 for size, _, count in clusters) / n - 1
    return n / (1 + crowding * rho), rho


def accuracy_interval(right: int, decided: int, clusters: Clusters) -> Interval:
    """The 95 % interval of right of decided claims; Wilson's with the effective number.

    `clusters` are (size, right ones, how many) over all decided claims, single ones too.
    """
    n_effective, rho = effective(clusters)
    low, high = wilson(right * n_effective / decided if decided else 0, n_effective)
    if right == decided and decided:
        high = 1.0
    return Interval(low, high, n_effective, rho)
