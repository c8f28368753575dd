"""Scores of probability forecasts, from a tally: rows of (p in 10⁻¹², n forecasts, k that came true)."""

from collections.abc import Sequence

ONE = 10**12
Tally = Sequence[tuple[int, int, int]]


def brier(tally: Tally) -> float | None:
    """The mean of (p − y)², from 0 to 1, lower is better; None without forecasts.

    BS = (1/N) Σ [k(1 − p)² + (n − k)p²] (G. W. Brier, Monthly Weather Review 78:1, 1950, in the form for
    one of two categories).

    >>> brier([(7 * 10**11, 1, 1)])
    0.09
    """
    total = sum(n for _, n, _ in tally)
    if not total:
        return None
    # Integers to the last division: (p − y)² in 10⁻²⁴ is exact.
    squares = sum(k * (ONE - p) ** 2 + (n - k) * p**2 for p, n, k in tally)
    return squares / (total * ONE**2)
