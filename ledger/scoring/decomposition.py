"""What a Brier score is made of: how far off the numbers are, how well they sort, how hard it was.

CORP (T. Dimitriadis, T. Gneiting and A. I. Jordan, PNAS 118(8) e2016191118, 2021): the forecasts are held
against the best that can be made of them without changing their order, which needs no bins.
"""

import math
from typing import NamedTuple

from ledger.scoring.tally import ONE
from ledger.scoring.tally import Tally


class Block(NamedTuple):
    """Chances that lie side by side and are one to the recalibration: `groups` rows of the tally."""

    groups: int
    n: int
    k: int


class Parts(NamedTuple):
    """Brier score = mcb − dsc + unc.

    `mcb` (miscalibration) is what the numbers lose against their own recalibration, `dsc` (discrimination)
    what that gains on saying the frequency of all of everything, `unc` (uncertainty) what that would score.
    """

    mcb: float
    dsc: float
    unc: float


def blocks(tally: Tally) -> list[Block]:
    """The tally recalibrated: how often what was said came true, made to rise with what was said.

    Pools adjacent violators (F. M. T. A. Busing, Journal of Statistical Software 102, 2022) over the rows by
    ascending p, on integers: two blocks are one where the left one's k/n is not below the right one's. A p
    is one row, so its forecasts are never torn apart, in whatever order they were given.

    >>> blocks([(1 * 10**11, 2, 1), (2 * 10**11, 2, 0), (9 * 10**11, 1, 1)])
    [Block(groups=2, n=4, k=1), Block(groups=1, n=1, k=1)]
    """
    return list(map(Block._make, _pooled(sorted(row for row in tally if row[1]))))


def _pooled(rows: Tally) -> list[tuple[int, int, int]]:
    """The blocks of rows by ascending p, none of which is empty."""
    stack: list[tuple[int, int, int]] = []
    for _, n, k in rows:
        groups = 1
        while stack and stack[-1][2] * n >= k * stack[-1][1]:
            more, others, came = stack.pop()
            groups, n, k = groups + more, n + others, k + came
        stack.append((groups, n, k))
    return stack


def recalibrated(tally: Tally) -> list[float]:
    """What each row's p should have been by its block: one number for each p, ascending.

    >>> recalibrated([(1 * 10**11, 2, 1), (2 * 10**11, 2, 0), (9 * 10**11, 1, 1)])
    [0.25, 0.25, 1.0]
    """
    return [block.k / block.n for block in blocks(tally) for _ in range(block.groups)]


def corp(tally: Tally) -> Parts | None:
    """Miscalibration, discrimination and uncertainty of the Brier score; None without forecasts.

    With S̄ the mean score, f the recalibrated forecasts and ȳ the share that came true, mcb = S̄(p) − S̄(f),
    dsc = S̄(ȳ) − S̄(f), unc = S̄(ȳ) = ȳ(1 − ȳ), and S̄(f) = Σ K(N − K)/N over the blocks, by the number of all.
    None of the three is below zero. A number for mcb alone says nothing: with few forecasts it is well above
    zero for whoever is calibrated, too (see `calibration.expected`).

    >>> corp([(ONE // 2, 4, 2)])
    Parts(mcb=0.0, dsc=0.0, unc=0.25)
    """
    n, k = sum(n for _, n, _ in tally), sum(k for _, _, k in tally)
    if not n:
        return None
    rows = sorted(row for row in tally if row[1])
    mcb, dsc, at = [], [], 0
    for groups, many, came in _pooled(rows):
        said = sum(k * (ONE - p) ** 2 + (n - k) * p**2 for p, n, k in rows[at : at + groups])
        at += groups
        # Whole numbers to the division, so that what is zero is zero: n (S̄(p) − S̄(f)) of the block ...
        mcb.append((said * many - came * (many - came) * ONE**2) / (many * ONE**2))
        # ... and its n (f − ȳ)².
        dsc.append((came * n - many * k) ** 2 / (many * n * n))
    return Parts(math.fsum(mcb) / n, math.fsum(dsc) / n, k * (n - k) / (n * n))
