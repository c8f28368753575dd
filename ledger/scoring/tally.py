"""The tally: all that a score of probability forecasts needs to know of them.

For yes-or-no claims the forecasts, in whatever order, and the counts per probability determine each other, so
every score that does not look at single claims or at time is a function of these rows.
"""

from collections.abc import Sequence

ONE = 10**12
# (p in 10⁻¹², n forecasts that said so, k of them came true), each p once.
Tally = Sequence[tuple[int, int, int]]


def merge(*tallies: Tally) -> list[tuple[int, int, int]]:
    """The tally of all the forecasts together, by ascending p.

    >>> merge([(ONE // 2, 3, 1)], [(ONE // 2, 1, 1), (0, 2, 0)])
    [(0, 2, 0), (500000000000, 4, 2)]
    """
    sums: dict[int, tuple[int, int]] = {}
    for tally in tallies:
        for p, n, k in tally:
            said, came = sums.get(p, (0, 0))
            sums[p] = said + n, came + k
    return [(p, n, k) for p, (n, k) in sorted(sums.items())]
