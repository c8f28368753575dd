"""Whether what was said with 70 % comes true in 70 % of cases, and how much of a gap is luck.

What is drawn by chance here is drawn from a generator that is started from the tally, so that the same
forecasts give the same figures each time; numpy's older generator, whose numbers are promised never to change.
"""

import hashlib
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from ledger.scoring import decomposition
from ledger.scoring.intervals import Clusters
from ledger.scoring.intervals import accuracy_interval
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Shared
from ledger.scoring.tally import Tally

if TYPE_CHECKING:
    import numpy as np

# How often what might have come is drawn; less often where more than so many numbers would be drawn.
DRAWS = 4000
MOST = 8_000_000
# So many numbers are worked on at a time.
AT_ONCE = 2_000_000
# Clusters that take more than this from the number of forecasts leave no test that draws each by itself.
WORTH = 0.8


class InTheLarge(NamedTuple):
    """How often it came true, less how often it was said to; `z` in standard errors, None for 0/0."""

    difference: float
    z: float | None


class Bin(NamedTuple):
    """Forecasts with p above `low` and up to `high` (in 10⁻¹²), and how often they came true.

    `came_low` and `came_high` are the limits of `frequency`; `recalibrated` is the mean of what they should
    have said, by the tally as a whole.
    """

    low: int
    high: int
    n: int
    k: int
    mean_p: float
    frequency: float
    came_low: float
    came_high: float
    recalibrated: float


class Luck(NamedTuple):
    """Miscalibration beside that of a calibrated forecaster who said the same.

    `mcb` is the forecaster's, `expected` the mean of the calibrated one's, `p` the probability that theirs
    is as large; `in_the_large` the probability that the difference of `in_the_large` is as large, either way.
    """

    mcb: float
    expected: float
    p: float
    in_the_large: float


def in_the_large(tally: Tally, *, worth: float = 1.0) -> InTheLarge | None:
    """Whether things come true as often as said, all together: ȳ − p̄; None without forecasts.

    Below zero: says too high. z = (K − Σnp)/√(Σ n p(1 − p)) (D. R. Cox, Biometrika 45:562, 1958, has the test
    of which this is the score form). `worth` is n_eff/n of the y − p: clusters make z smaller by √(n/n_eff).
    Where every chance was 0 or 1 nothing can vary: z is infinite, or None where the difference is 0 too. With
    few misses to be expected z is no normal variable (of 200 chances of .1 % and 99.9 % it is beyond 1.96 for
    17 % of calibrated forecasters): `luck` has the probability.

    >>> in_the_large([(7 * 10**11, 10, 7)]), in_the_large([(ONE, 2, 1)])
    (InTheLarge(difference=0.0, z=0.0), InTheLarge(difference=-0.5, z=-inf))
    """
    n = sum(n for _, n, _ in tally)
    if not n:
        return None
    gap = sum(k * ONE - n * p for p, n, k in tally)
    variance = sum(n * p * (ONE - p) for p, n, _ in tally)
    if variance:
        z: float | None = gap / math.sqrt(variance) * math.sqrt(worth)
    else:
        z = math.copysign(math.inf, gap) if gap else None
    return InTheLarge(gap / (n * ONE), z)


def expected_accuracy(tally: Tally) -> float | None:
    """How often a forecaster who is calibrated takes the right side: the mean of max(p, 1 − p).

    To be said beside an accuracy: who gives ten horses 10 % each and is right about nine has shown nothing.
    None without forecasts. (S. Lichtenstein, B. Fischhoff and L. D. Phillips, in Judgment under Uncertainty,
    1982: the mean confidence of the folded scale.)

    >>> expected_accuracy([(10**11, 10, 1)])
    0.9
    """
    n = sum(n for _, n, _ in tally)
    return sum(n * max(p, ONE - p) for p, n, _ in tally) / (n * ONE) if n else None


def bins(tally: Tally, *, number: int = 10, shared: Shared | None = None) -> list[Bin]:
    """The reliability table: bins of equal width, closed on the right, the first on both sides; no empty ones.

    The index comes from the whole number, ⌈p·number⌉ − 1: of the floats, 0.3 × 10 would fall beside its bin
    for some p and not for others. The limits are Wilson's, with the effective number of forecasts:
    `shared` has the clusters of a bin by its index.

    >>> [(b.low, b.n) for b in bins([(3 * 10**11, 1, 0), (3 * 10**11 + 1, 1, 0)])]
    [(200000000000, 1), (300000000000, 1)]
    """
    found: dict[int, list[tuple[int, int, int, float]]] = {}
    for row in _with_fit(tally):
        found.setdefault(max(-(-row[0] * number // ONE) - 1, 0), []).append(row)
    return [
        _bin(
            index * ONE // number, (index + 1) * ONE // number, rows, (shared or {}).get(index, ())
        )
        for index, rows in found.items()
    ]


def distinct(tally: Tally, *, shared: Shared | None = None) -> list[Bin]:
    """The same table with a row for each p that was said, the natural one for what people say.

    `shared` has the clusters by p.
    """
    return [_bin(row[0], row[0], [row], (shared or {}).get(row[0], ())) for row in _with_fit(tally)]


def _with_fit(tally: Tally) -> list[tuple[int, int, int, float]]:
    rows = sorted(row for row in tally if row[1])
    return [(*row, fit) for row, fit in zip(rows, decomposition.recalibrated(rows), strict=True)]


def _bin(
    low: int, high: int, rows: Sequence[tuple[int, int, int, float]], clusters: Clusters
) -> Bin:
    n, k = sum(row[1] for row in rows), sum(row[2] for row in rows)
    mean = sum(row[0] * row[1] for row in rows) / (n * ONE)
    fit = math.fsum(row[1] * row[3] for row in rows) / n
    single = n - sum(m * many for m, _, many in clusters)
    hits = k - sum(came * many for _, came, many in clusters)
    limits = accuracy_interval(k, n, [*clusters, (1, 1, hits), (1, 0, single - hits)])
    return Bin(low, high, n, k, mean, k / n, limits.low, limits.high, fit)


def luck(tally: Tally, *, worth: float = 1.0, draws: int = DRAWS) -> Luck | None:
    """Hold the miscalibration against what luck alone gives; None without forecasts.

    Draws k* ~ Binomial(n, p) for each p, `draws` times; `expected` is the mean of the miscalibration of these,
    and p = (1 + how many are as large as the one at hand)/(draws + 1) (A. C. Davison and D. V. Hinkley,
    Bootstrap Methods and their Application, 1997, section 4.2), for the difference in the large too, which
    counts times √`worth` as in `in_the_large`. Every forecast counts by itself: with
    clusters that are worth less than 0.8 of their number this rejects too often, and must not be used.

    >>> luck([(ONE, 3, 3)])
    Luck(mcb=0.0, expected=0.0, p=1.0, in_the_large=1.0)
    """
    import numpy as np

    parts = decomposition.corp(tally)
    if parts is None:
        return None
    p, n, k, fits = _drawn(tally, draws)
    squares = k @ (1 - p) ** 2 + (n - k) @ p**2
    # S̄(f) as Σ(k − 2kf + nf²): of a block, what its own frequency scores.
    kept = k.sum(axis=1) - (2 * k * fits - n * fits**2).sum(axis=1)
    drawn = np.maximum(squares - kept, 0.0) / n.sum()
    # Equal outcomes must count as equal, whatever the last bit of a sum.
    as_large = int((drawn >= parts.mcb - 1e-12).sum())
    gap = abs(sum(k * ONE - n * p for p, n, k in tally)) / ONE * math.sqrt(worth)
    as_far = int((np.abs((k - n * p).sum(axis=1)) >= gap - 1e-9 * n.sum()).sum())
    of = len(drawn) + 1
    return Luck(parts.mcb, round(float(drawn.mean()), 4), (1 + as_large) / of, (1 + as_far) / of)


def consistency_band(
    tally: Tally, *, level: float = 0.9, draws: int = DRAWS
) -> list[tuple[float, float]]:
    """Where the recalibrated curve of a calibrated forecaster lies, for each p, in `level` of the draws.

    Around the diagonal (J. Bröcker and L. A. Smith, Weather and Forecasting 22:382, 2007; for CORP,
    Dimitriadis, Gneiting and Jordan, 2021): a curve outside is not luck alone. Point by point, so that of ten
    points one may lie outside. For clusters the same holds as for `luck`.

    >>> consistency_band([(ONE, 3, 3)])
    [(1.0, 1.0)]
    """
    import numpy as np

    if not any(n for _, n, _ in tally):
        return []
    fits = _drawn(tally, draws)[3]
    low, high = np.quantile(fits, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return [(round(float(a), 4), round(float(b), 4)) for a, b in zip(low, high, strict=True)]


def _drawn(tally: Tally, draws: int) -> tuple["np.ndarray[Any, Any]", ...]:
    """Each p, its n, what came of it in each draw, and that recalibrated."""
    import numpy as np

    rows = sorted(row for row in tally if row[1])
    said = ",".join(f"{p}:{n}:{k}" for p, n, k in rows)
    seed = np.frombuffer(hashlib.sha256(said.encode()).digest(), dtype=">u4")
    p = np.array([p / ONE for p, _, _ in rows])
    n = np.array([n for _, n, _ in rows])
    draws = min(draws, max(MOST // len(rows), 100))
    k = np.random.RandomState(seed).binomial(n, p, size=(draws, len(rows)))
    step = max(AT_ONCE // len(rows), 1)
    fits = [_rising(k[start : start + step], n) for start in range(0, draws, step)]
    return p, n, k, np.concatenate(fits)


def _rising(k: "np.ndarray[Any, Any]", n: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Every line of k/n recalibrated as in `decomposition.blocks`, all lines at once."""
    import numpy as np

    draws, groups = k.shape
    # Stacks of blocks, one a line: their k and n, where they begin, and how many there are.
    came, of, begins = (np.zeros((draws, groups), dtype=np.int64) for _ in range(3))
    top = np.full(draws, -1)
    every = np.arange(draws)
    for group in range(groups):
        top += 1
        came[every, top] = k[:, group]
        of[every, top] = n[group]
        begins[every, top] = group
        lines = every[top > 0]
        while len(lines):
            at = top[lines]
            falls = came[lines, at - 1] * of[lines, at] >= came[lines, at] * of[lines, at - 1]
            lines, at = lines[falls], at[falls]
            came[lines, at - 1] += came[lines, at]
            of[lines, at - 1] += of[lines, at]
            top[lines] -= 1
            lines = lines[top[lines] > 0]
    # Which block each row of each line lies in: one more where a block begins.
    edges = np.zeros((draws, groups), dtype=np.int64)
    for block in range(1, groups):
        lines = every[top >= block]
        edges[lines, begins[lines, block]] = 1
    block_of = np.cumsum(edges, axis=1)
    fits: np.ndarray[Any, Any] = np.take_along_axis(came, block_of, 1) / np.take_along_axis(
        of, block_of, 1
    )
    return fits
