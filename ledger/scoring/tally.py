"""The tally: all that a score needs to know of claims, as counts.

For yes-or-no claims the forecasts, in whatever order, and the counts per probability determine each other, so
every score that does not look at single claims or at time is a function of these rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from typing import NamedTuple

ONE = 10**12
# (p in 10⁻¹², n forecasts that said so, k of them came true), each p once.
Tally = Sequence[tuple[int, int, int]]
# The same with shares of time for n and k.
Shares = Sequence[tuple[int, float, float]]
# What a group is named by: the id of a person or source, a tag, a year ...
Key = int | str | None
# By bin of a reliability table: (size, came true, how many) of the clusters in it.
Shared = dict[int, list[tuple[int, int, int]]]


class Count(NamedTuple):
    """`n` claims of one kind, outcome and stance, and how many of them lie where.

    `undated` have no last day; `due` have one that counts as passed, `taken_back` of which the speaker took
    back; `ahead` are judged or taken back before it, `included` of which are in `due` too.
    `prospective`, `day_unknown` are of the due ones; `edited_late`, the `renewals` that are counted with them,
    and `placed`, those with a source and those with a cluster together, of all. `even` of the due ones were
    given the number one half, and so took no side.
    """

    key: Key
    kind: str
    outcome: str | None
    stance: str | None
    n: int
    undated: int
    due: int
    taken_back: int
    ahead: int
    included: int
    prospective: int
    day_unknown: int
    edited_late: int
    renewals: int
    placed: int
    even: int = 0


class Said(NamedTuple):
    """`n` forecasts of p (with the ends of its range, in 10⁻¹²) of due claims, `k` of which came true.

    `basis` is "stated", "words" or "none": where the number comes from.
    """

    key: Key
    p: int
    low: int
    high: int
    basis: str
    n: int
    k: int


class Weighed(NamedTuple):
    """Chances of p that stood for shares of the time until the last day that are `n` together, `k` if true."""

    key: Key
    p: int
    low: int
    high: int
    basis: str
    n: float
    k: float


class Timed(NamedTuple):
    """`n` due claims whose chances are weighed by how long each stood, with the sums of their losses.

    `total` and `squares` are of the losses, one a claim; `stood` is how much of the time until its last day
    each claim's chances stood, summed; `infinite` had a certain chance, 0 or 1, that was wrong. The chances
    themselves are `Weighed`.
    """

    key: Key
    n: int
    total: float
    squares: float
    stood: float
    infinite: int


class Paired(NamedTuple):
    """`n` due claims to which one gave p and another `other`, `k` of which came true."""

    key: Key
    p: int
    other: int
    n: int
    k: int


class Both(NamedTuple):
    """`n` questions to which two people gave the same two chances (with the ends of words); `k` came true."""

    p: int
    low: int
    high: int
    other: int
    other_low: int
    other_high: int
    n: int
    k: int


class Bundle(NamedTuple):
    """`many` clusters of due claims that are alike in all that follows.

    `decided` claims of which `right` are right, and `undecided` ones; `maybe_right` and `maybe_wrong` of the
    decided may be the other thing, by a day that nobody knows. `forecasts` had a chance and an outcome:
    `total` is the sum of their losses over all the clusters, `squares` that of the squares, `between` that of
    (a cluster's own sum)²/forecasts. `gap` is the sum of y − p, whose squares are the losses, and
    `gap_between` that of (a cluster's own sum of these)²/forecasts.
    """

    key: Key
    decided: int
    right: int
    undecided: int
    maybe_right: int
    maybe_wrong: int
    forecasts: int
    many: int
    total: float
    squares: float
    between: float
    gap: float = 0.0
    gap_between: float = 0.0


class Cluster(NamedTuple):
    """One cluster of due claims, and what it is: a name, the links of a chain, or one source on one day."""

    key: Key
    name: str | None
    chained: int | None
    source: int | None
    said_on: str | None
    decided: int
    undecided: int


class Framed(NamedTuple):
    """Due claims of sources that hold all of a speaker's predictions, some, or nobody said which."""

    key: Key
    frame: str | None
    sources: int
    claims: int


class Removed(NamedTuple):
    """`n` claims that were due and have been removed."""

    key: Key
    n: int


@dataclass(slots=True)
class Sums:
    """All that is counted of one group, or of everything."""

    counts: list[Count] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    bundles: list[Bundle] = field(default_factory=list)
    framed: list[Framed] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    weighed: list[Weighed] = field(default_factory=list)
    timed: list[Timed] = field(default_factory=list)
    paired: list[Paired] = field(default_factory=list)
    paired_bundles: list[Bundle] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    # Of nobody: whose they were is forgotten too.
    redacted: int = 0


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
