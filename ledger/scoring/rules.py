"""Scores of probability forecasts, from a tally."""

from ledger.scoring.tally import ONE
from ledger.scoring.tally import Tally


def brier(tally: Tally) -> float | None:
    """The mean of (p − y)², from 0 to 1, lower is better; None without forecasts.

    BS = (1/N) Σ [k(1 − p)² + (n − k)p²] (G. W. Brier, Monthly Weather Review 78:1, 1950, who adds the same
    again for the other category: his score is twice this one).

    >>> brier([(7 * 10**11, 1, 1)])
    0.09
    """
    total = sum(n for _, n, _ in tally)
    if not total:
        return None
    # Integers to the last division: (p − y)² in 10⁻²⁴ is exact, and so needs no careful sum.
    squares = sum(k * (ONE - p) ** 2 + (n - k) * p**2 for p, n, k in tally)
    return squares / (total * ONE**2)
