"""Scores of probability forecasts, from a tally.

Each gives None where it is undefined: without forecasts, and where its own text says so; never NaN.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from ledger.scoring.tally import ONE
from ledger.scoring.tally import Shares
from ledger.scoring.tally import Tally

# A chance nearer to 0 or 1 than this counts as this for the logarithmic score: 0.1 %.
CLIP = ONE // 1000


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
    return _squares(tally) / (total * ONE**2)


def losses(tally: Tally) -> list[tuple[float, int]]:
    """Every loss (p − y)² that occurs and how many forecasts have it, smallest first.

    What said .3 of a thing that did not come and what said .7 of one that came lost the same.

    >>> losses([(3 * 10**11, 2, 1), (7 * 10**11, 1, 1)])
    [(0.09, 2), (0.49, 1)]
    """
    cells: dict[int, int] = {}
    for p, n, k in tally:
        for distance, many in ((ONE - p, k), (p, n - k)):
            if many:
                cells[distance] = cells.get(distance, 0) + many
    return [(distance**2 / ONE**2, many) for distance, many in sorted(cells.items())]


def log_score(tally: Shares, *, clip: int = CLIP) -> float | None:
    """The mean of −ln of the chance given to what happened, lower is better; None without forecasts.

    LS = −(1/N) Σ [k ln p + (n − k) ln(1 − p)], in nats (I. J. Good, JRSS B 14:107, 1952; T. Gneiting and
    A. E. Raftery, JASA 102:359, 2007). A p below `clip` (in 10⁻¹²) counts as `clip`, one above 1 − clip as
    that: else a single "never" that came true makes the mean infinite, and whatever replaces infinity is
    most of the score. Say `infinite` beside it. With a clip of 0 it is the score as it is: infinite then.

    >>> log_score([(ONE // 2, 2, 1)]) == math.log(2)
    True
    >>> log_score([(ONE, 1, 0)]) == math.log(1000), log_score([(ONE, 1, 0)], clip=0)
    (True, inf)
    """
    total = sum(n for _, n, _ in tally)
    if not total:
        return None
    terms = []
    for p, n, k in tally:
        p = min(max(p, clip), ONE - clip)
        for chance, many in ((p, k), (ONE - p, n - k)):
            if many:
                terms.append(many * (math.log(chance / ONE) if chance else -math.inf))
    # Zero less the sum: a perfect score is 0 and not -0.
    return 0.0 - math.fsum(terms) / total


def log_losses(tally: Tally) -> list[tuple[float, int]]:
    """Every loss of `log_score` that occurs and how many forecasts have it, in nats, smallest first.

    >>> log_losses([(ONE // 2, 3, 1)]) == [(math.log(2), 3)]
    True
    """
    cells: dict[int, int] = {}
    for p, n, k in tally:
        for chance, many in ((p, k), (ONE - p, n - k)):
            if many:
                chance = min(max(chance, CLIP), ONE - CLIP)
                cells[chance] = cells.get(chance, 0) + many
    return [(-math.log(chance / ONE), many) for chance, many in sorted(cells.items(), reverse=True)]


def infinite(tally: Tally) -> int:
    """How many forecasts were certain, 0 or 1, and wrong: their logarithmic score has no bound.

    >>> infinite([(0, 5, 1), (ONE // 2, 2, 1), (ONE, 9, 7)])
    3
    """
    return sum(k if p == 0 else n - k if p == ONE else 0 for p, n, k in tally)


def skill(tally: Tally) -> float | None:
    """How much better than the frequency of all the others: 1 − BS/BS_ref, 1 is perfect, 0 no better.

    The reference says of each claim how often the N − 1 others came true, (K − y)/(N − 1), and so knows no
    more than the forecaster could (the frequency of all, with the claim itself, knows its answer):
    BS_ref = K(N − K)/(N − 1)² (skill scores: T. Gneiting and A. E. Raftery, JASA 102:359, 2007, section 2.3;
    the reference left out, one by one: scoring the i-th by the rest, summed). A ratio of means, since a mean
    of ratios rewards what one does not believe.

    None for fewer than two forecasts, and where all came true or none did: there is nothing to be better at.

    >>> skill([(ONE // 2, 2, 1)]), skill([(ONE // 2, 2, 2)])
    (0.75, None)
    """
    score, reference = brier(tally), climatology(tally)
    return None if score is None or reference is None else 1 - score / reference


def climatology(tally: Tally) -> float | None:
    """The Brier score of `skill`'s reference, K(N − K)/(N − 1)²; None where there is no skill.

    >>> climatology([(ONE // 2, 3, 1)])
    0.5
    """
    n, k = sum(n for _, n, _ in tally), sum(k for _, _, k in tally)
    return None if n < 2 or k in (0, n) else k * (n - k) / (n - 1) ** 2


def skill_half(tally: Tally) -> float | None:
    """How much better than saying one half of everything: 1 − BS/0.25; None without forecasts.

    >>> skill_half([(ONE // 2, 2, 1)]), skill_half([(ONE, 1, 1)])
    (0.0, 1.0)
    """
    score = brier(tally)
    return None if score is None else 1 - 4 * score


class Gain(NamedTuple):
    """`n` claims with a chance by two: the Brier score of the one and of the `other`, and what the one gains.

    `gain` is how much smaller the one's is, in the mean; `skill` that as a share of the other's, None for 0/0.
    """

    n: int
    brier: float
    other: float
    gain: float
    skill: float | None


def paired(rows: Sequence[tuple[int, int, int, int]]) -> Gain | None:
    """One forecaster held against another, on the claims that both gave a chance; None where there are none.

    `rows` are (p of the one, p of the other, n claims, k of them true). On other claims the two were asked
    other questions, and nothing can be said. skill = 1 − Σ(p − y)²/Σ(other − y)², a ratio of sums.

    >>> paired([(ONE * 9 // 10, ONE // 2, 2, 2)])
    Gain(n=2, brier=0.01, other=0.25, gain=0.24, skill=0.96)
    """
    n = sum(n for _, _, n, _ in rows)
    if not n:
        return None
    one = _squares([(p, n, k) for p, _, n, k in rows])
    other = _squares([(r, n, k) for _, r, n, k in rows])
    whole = n * ONE**2
    skill_ = (other - one) / other if other else None
    return Gain(n, one / whole, other / whole, (other - one) / whole, skill_)


def _squares(tally: Tally) -> int:
    """Σ(p − y)² in 10⁻²⁴: integers to the last division, and so exact without a careful sum."""
    return sum(k * (ONE - p) ** 2 + (n - k) * p**2 for p, n, k in tally)
