"""How often the intervals of `score` and `compare` hold the truth: nominal 95 %, by simulation.

python benchmarks/coverage.py [RUNS]     2,000 runs a cell take a few minutes

Accuracy: claims that come out at a true rate, for 19 rates from .05 to .95; those of one cluster share a rate
that is drawn from a Beta distribution, so that their correlation is ρ. Brier: forecasters who say chances of
several kinds and are calibrated, or too sure; an outcome of a cluster hangs on one number with probability √ρ.
Differences: two forecasters on the same questions, of which each in a cluster is the same one with probability
√ρ. Places: three and five of them, whose true order, ties too, has to lie inside all the places at once.
Calibration in the large: how often calibrated forecasters are told to be off by z, nominal 5 %.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np

from ledger.reports import compare
from ledger.scoring import intervals
from ledger.scoring import rules
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Both

RATES = [rate / 100 for rate in range(5, 100, 5)]
ALONE = [3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 200]
# Sizes of clusters: one talk, a few, many, a large one among single claims, sizes of every kind.
CLUSTERS = {
    "1 of 12": [12],
    "2 of 6": [6] * 2,
    "4 of 3": [3] * 4,
    "8 and 9 alone": [8] + [1] * 9,
    "8, 2, 2 and 5 alone": [8, 2, 2] + [1] * 5,
    "10 of 2": [2] * 10,
    "5 of 6": [6] * 5,
    "20 and 20 alone": [20] + [1] * 20,
    "10 of 5": [5] * 10,
    "20, 10, 5, 2, 1": [20, 10, 5, 2, 1],
    "20 of 5": [5] * 20,
    "10 of 20": [20] * 10,
    "40 of 5": [5] * 40,
}
# One talk with all there is, two, a huge one, sizes of every kind; and ρ up to one.
HARDER = {
    "1 of 3": [3],
    "1 of 100": [100],
    "2 of 3": [3] * 2,
    "2 of 60": [60] * 2,
    "3 of 20": [20] * 3,
    "5 of 40": [40] * 5,
    "50 and 50 alone": [50] + [1] * 50,
    "60, 60 and 60 alone": [60, 60] + [1] * 60,
    "30, 10, 5, 5 and 10 alone": [30, 10, 5, 5] + [1] * 10,
    "1 to 10": list(range(1, 11)),
    "6, 6 and 30 of 2": [6, 6] + [2] * 30,
    "100 of 2": [2] * 100,
    "66 of 3": [3] * 66,
}
ONE_AND_THE_SAME = 1 - 1e-9
CALIBRATED: dict[str, Callable[[np.random.Generator, int], "np.ndarray[Any, Any]"]] = {
    "85 to 99 %": lambda chance, n: chance.integers(85, 100, n) / 100,
    "any per cent": lambda chance, n: chance.integers(0, 101, n) / 100,
    "45 or 55 %": lambda chance, n: chance.choice([0.45, 0.55], n),
}
LEVELS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)
SAID: dict[str, Callable[[random.Random], float]] = {
    "85 to 99 %": lambda dice: dice.randrange(85, 100) / 100,
    "seven words": lambda dice: dice.choice(LEVELS),
    "any per cent": lambda dice: dice.randrange(0, 101) / 100,
}
# What comes of a chance p: as said, or nearer to one half.
COMES: dict[str, Callable[[float], float]] = {
    "calibrated": lambda p: p,
    "too sure": lambda p: 0.5 + (p - 0.5) * 0.6,
}


def accuracy(sizes: Sequence[int], rho: float, runs: int) -> tuple[float, float]:
    """The mean over the rates and the least of how often the interval holds the rate."""
    chance = np.random.default_rng(len(sizes) * 1000 + round(100 * rho))
    found = []
    for rate in RATES:
        if rho:
            within = chance.beta(
                rate * (1 - rho) / rho, (1 - rate) * (1 - rho) / rho, (runs, len(sizes))
            )
        else:
            within = np.full((runs, len(sizes)), rate)
        hits = chance.binomial(sizes, within)
        held = 0
        seen: dict[tuple[tuple[tuple[int, int], int], ...], bool] = {}
        for line in hits.tolist():
            key = tuple(sorted(Counter(zip(sizes, line, strict=True)).items()))
            if key not in seen:
                clusters = [(m, k, many) for (m, k), many in key]
                low, high, *_ = intervals.accuracy_interval(sum(line), sum(sizes), clusters)
                seen[key] = low <= rate <= high
            held += seen[key]
        found.append(held / runs)
    return sum(found) / len(found), min(found)


def scored(
    said: str, comes: str, sizes: Sequence[int], rho: float, runs: int
) -> tuple[float, float, float]:
    """How often the intervals hold the Brier score, log score and skill of this kind of forecaster.

    A skill that is not defined, where all came true or none did, counts as held.
    """
    dice = random.Random(f"{said} {comes} {sizes} {rho}")
    truth = COMES[comes]
    many = [SAID[said](dice) for _ in range(200_000)]
    mean = sum(truth(p) * (1 - p) ** 2 + (1 - truth(p)) * p * p for p in many) / len(many)
    base = sum(map(truth, many)) / len(many)
    long_run = [(round(p * ONE), 10**6, round(truth(p) * 10**6)) for p in many[:20_000]]
    log_mean = rules.log_score(long_run)
    assert log_mean is not None
    skill = 1 - mean / (base * (1 - base))
    held = [0, 0, 0]
    for _ in range(runs):
        counts: dict[float, list[int]] = {}
        clusters = []
        for size in sizes:
            shared, losses = dice.random(), []
            for _ in range(size):
                p = SAID[said](dice)
                with_others = dice.random() < rho**0.5
                y = (shared if with_others else dice.random()) < truth(p)
                cell = counts.setdefault(p, [0, 0])
                cell[0] += 1
                cell[1] += y
                losses.append((p - y) ** 2)
            total = sum(losses)
            clusters.append(
                intervals.Alike(size, 1, total, sum(x * x for x in losses), total**2 / size)
            )
        tally = [(round(p * ONE), n, k) for p, (n, k) in counts.items()]
        interval = intervals.brier_interval(tally, clusters)
        assert interval is not None
        held[0] += interval.low <= mean <= interval.high
        log, reference = rules.log_score(tally), rules.climatology(tally)
        assert log is not None
        low, high = intervals.log_interval(log, tally, clusters)
        held[1] += low <= log_mean <= high
        held[2] += (
            reference is None
            or 1 - interval.high / reference <= skill <= 1 - interval.low / reference
        )
    return held[0] / runs, held[1] / runs, held[2] / runs


# A forecaster: what they say, in per cent, of a thing that comes with some chance.
Forecaster = Callable[[float, random.Random], int]


@cache
def off_by(spread: float) -> Forecaster:
    """Somebody who knows the chance, give or take so many points."""
    return lambda chance, dice: min(max(round(100 * chance + dice.gauss(0, spread)), 0), 100)


def too_sure(chance: float, dice: random.Random) -> int:
    """Somebody who sees which way it goes, and says so."""
    return 98 if chance > 0.5 else 2


def constant(per_cent: int) -> Forecaster:
    """Somebody who says the same of everything."""
    return lambda chance, dice: per_cent


def one_half(chance: float, dice: random.Random) -> int:
    """Somebody who does not know."""
    return 50


def flat(chance: float, dice: random.Random) -> int:
    """Somebody who says yes or no: a difference of these is one of accuracies."""
    return 100 if dice.random() < chance else 0


PEOPLE: dict[str, list[Forecaster]] = {
    "alike": [off_by(10), off_by(10)],
    "one better": [off_by(3), off_by(30)],
    "one too sure": [off_by(10), too_sure],
    "one knows nothing": [off_by(3), one_half],
    "98 and 95 %": [constant(98), constant(95)],
    "yes or no": [flat, flat],
}
PLACES: dict[str, list[Forecaster]] = {
    "three alike": [off_by(10)] * 3,
    "three apart": [off_by(3), too_sure, one_half],
    "five, two of them alike": [off_by(3), off_by(25), off_by(25), too_sure, one_half],
}
TRUTHS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98)
# What is common to them, and how closely it goes together.
SHARED: list[tuple[str, list[int], float]] = [
    *((str(n), [1] * n, 0.0) for n in (3, 5, 20, 200)),
    *(
        (f"{name}, ρ = {rho}", CLUSTERS[name], rho)
        for rho in (0.1, 0.3, 0.6)
        for name in ("2 of 6", "8 and 9 alone", "20 of 5")
    ),
]
# (what each said, in per cent, and whether it came), by question, by cluster.
Answers = list[list[tuple[list[int], bool]]]


def asked(
    people: Sequence[Forecaster], sizes: Sequence[int], rho: float, dice: random.Random
) -> Answers:
    """Questions to all of them."""

    def question() -> tuple[list[int], bool]:
        chance = dice.choice(TRUTHS)
        return [says(chance, dice) for says in people], dice.random() < chance

    answers = []
    for size in sizes:
        shared = question()
        answers.append(
            [shared if rho and dice.random() < rho**0.5 else question() for _ in range(size)]
        )
    return answers


def pair(answers: Answers, one: int, other: int) -> tuple[list[Both], list[intervals.Alike]]:
    """What two of them said, and the clusters of it, as the ledger answers."""
    cells, came = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    clusters = []
    for cluster in answers:
        halves = []
        for said, y in cluster:
            p, q = said[one], said[other]
            cells[p, q] += 1
            came[p, q] += y
            halves.append(((q / 100 - y) ** 2 - (p / 100 - y) ** 2 + 1) / 2)
        if len(halves) > 1:
            total, size = sum(halves), len(halves)
            squares = sum(half**2 for half in halves)
            clusters.append(intervals.Alike(size, 1, total, squares, total**2 / size))
    cent = ONE // 100
    return [
        Both(p * cent, p * cent, p * cent, q * cent, q * cent, q * cent, n, came[p, q])
        for (p, q), n in cells.items()
    ], clusters


def true_loss(says: Forecaster) -> float:
    """The Brier score of a forecaster in the long run."""
    dice, runs = random.Random(1), 20_000
    losses = [
        chance * (1 - p) ** 2 + (1 - chance) * p * p
        for chance in TRUTHS
        for p in (says(chance, dice) / 100 for _ in range(runs))
    ]
    return sum(losses) / len(losses)


def difference(name: str, sizes: Sequence[int], rho: float, runs: int) -> float:
    """How often the interval of a difference holds the true one."""
    dice = random.Random(f"{name} {sizes} {rho}")
    people = PEOPLE[name]
    true = 0.0 if people[0] is people[1] else true_loss(people[0]) - true_loss(people[1])
    held = 0
    for _ in range(runs):
        found = compare.difference(*pair(asked(people, sizes, rho, dice), 0, 1), comparisons=1)
        assert found is not None
        held += found.low <= true <= found.high
    return held / runs


def places(name: str, sizes: Sequence[int], rho: float, runs: int) -> tuple[float, float]:
    """How often all true places lie inside, and how many places are told of each, in the mean."""
    dice = random.Random(f"{name} {sizes} {rho}")
    people = PLACES[name]
    true = [true_loss(says) for says in people]
    held = width = 0
    for _ in range(runs):
        answers = asked(people, sizes, rho, dice)
        found = compare.places(
            list(range(len(people))),
            {(a, b): pair(answers, a, b) for a, b in combinations(range(len(people)), 2)},
        )
        held += all(
            low <= 1 + sum(loss < true[person] for loss in true)
            and high >= len(true) - sum(loss > true[person] for loss in true)
            for person, (low, high) in found.items()
        )
        width += sum(1 + high - low for low, high in found.values())
    return held / runs, width / runs / len(people)


def together(runs: int) -> None:
    """Measure people on common questions."""
    print(f"\n| difference: n | {' | '.join(PEOPLE)} |\n|---|{'---:|' * len(PEOPLE)}")
    sums, many = Counter[float](), Counter[float]()
    for label, sizes, rho in SHARED:
        held = [difference(name, sizes, rho, runs) for name in PEOPLE]
        print(f"| {label} | {' | '.join(f'{x:.3f}' for x in held)} |", flush=True)
        sums[rho] += sum(held)
        many[rho] += len(held)
    told = ", ".join(f"ρ = {rho:g}: {sums[rho] / many[rho]:.3f}" for rho in many)
    print(f"\nMean: {told}.")
    print(f"\n| places (how many of each are told): n | {' | '.join(PLACES)} |")
    print(f"|---|{'---:|' * len(PLACES)}")
    for label, sizes, rho in SHARED:
        found = [places(name, sizes, rho, 2 * runs) for name in PLACES]
        cells = " | ".join(f"{held:.3f} ({width:.1f})" for held, width in found)
        print(f"| {label} | {cells} |", flush=True)


def in_the_large(said: str, sizes: Sequence[int], rho: float, runs: int) -> tuple[float, float]:
    """How often |z| of the calibrated is beyond 1.96, by the n_eff of y − p and by that of the loss."""
    chance = np.random.default_rng(len(sizes) * 1000 + round(100 * rho))
    n, cluster = sum(sizes), np.repeat(np.arange(len(sizes)), sizes)
    rejected = [0, 0]
    for _ in range(runs):
        p = CALIBRATED[said](chance, n)
        with_others = chance.random(n) < rho**0.5
        y = np.where(with_others, chance.random(len(sizes))[cluster], chance.random(n)) < p
        z = float((y - p).sum() / np.sqrt((p * (1 - p)).sum()))
        for number, averaged in enumerate((y - p, (y - p) ** 2)):
            sums = np.bincount(cluster, averaged)
            squares = np.bincount(cluster, averaged**2)
            clusters = [
                intervals.Alike(size, 1, total, square, total**2 / size)
                for size, total, square in zip(sizes, sums.tolist(), squares.tolist(), strict=True)
            ]
            worth = intervals.effective(clusters)[0] / n
            rejected[number] += abs(z) * worth**0.5 > intervals.Z
    return rejected[0] / runs, rejected[1] / runs


def main() -> None:
    """Measure and print Markdown."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print(f"{runs} runs a cell (Brier: {runs // 4}).\n")
    print("| claims alone | mean over the rates | least |\n|---|---:|---:|")
    for n in ALONE:
        mean, least = accuracy([1] * n, 0.0, runs)
        print(f"| {n} | {mean:.3f} | {least:.3f} |", flush=True)
    print("\n| clusters | ρ = .1 | ρ = .3 | ρ = .6 | least at ρ = .3 |\n|---|---:|---:|---:|---:|")
    sums = Counter[float]()
    for name, sizes in CLUSTERS.items():
        cells = {rho: accuracy(sizes, rho, runs) for rho in (0.1, 0.3, 0.6)}
        means = " | ".join(f"{mean:.3f}" for mean, _ in cells.values())
        print(f"| {name} | {means} | {cells[0.3][1]:.3f} |", flush=True)
        for rho, (mean, _) in cells.items():
            sums[rho] += mean / len(CLUSTERS)
    print(f"| **mean** | {sums[0.1]:.3f} | {sums[0.3]:.3f} | {sums[0.6]:.3f} | |")
    harder(runs * 3 // 10)
    calibrated(runs // 2)
    scores(runs // 4)
    together(runs // 20)


def scores(runs: int) -> None:
    """Brier score, log score and skill of forecasters."""
    designs: list[tuple[list[int], float]] = [([1] * n, 0.0) for n in (3, 5, 20, 100)]
    designs += [([6] * 5, 0.3), ([5] * 20, 0.3)]
    held = {
        (said, comes): [scored(said, comes, sizes, rho, runs) for sizes, rho in designs]
        for said in SAID
        for comes in COMES
    }
    for number, name in enumerate(("Brier", "Log score", "Skill")):
        print(f"\n| {name}: says | comes | 3 | 5 | 20 | 100 | 5 of 6, ρ = .3 | 20 of 5, ρ = .3 |")
        print("|---|---|---:|---:|---:|---:|---:|---:|", flush=True)
        for (said, comes), cells in held.items():
            print(f"| {said} | {comes} | {' | '.join(f'{x[number]:.3f}' for x in cells)} |")


def harder(runs: int) -> None:
    """The clusters that are hard for an estimate of ρ."""
    print(
        f"\n| clusters ({runs} runs) | ρ = 0 | ρ = .3 | ρ = .6 | ρ = 1 |\n|---|---:|---:|---:|---:|"
    )
    for name, sizes in HARDER.items():
        means = [accuracy(sizes, rho, runs)[0] for rho in (0, 0.3, 0.6, ONE_AND_THE_SAME)]
        print(f"| {name} | {' | '.join(f'{mean:.3f}' for mean in means)} |", flush=True)


def calibrated(runs: int) -> None:
    """How often the calibrated are told to be off."""
    print(f"\n| says ({runs} runs) | clusters | ρ = 0 | ρ = .3 | ρ = .6 | .6, by the loss |")
    print("|---|---|---:|---:|---:|---:|")
    designs = {"100 alone": [1] * 100, "10 of 12": [12] * 10, "20 of 5": [5] * 20}
    designs |= {"100 of 4": [4] * 100, "200 of 2": [2] * 200, "30 and 70 alone": [30] + [1] * 70}
    for said in CALIBRATED:
        for name, sizes in designs.items():
            cells = [in_the_large(said, sizes, rho, runs) for rho in (0, 0.3, 0.6)]
            shares = " | ".join(f"{share:.3f}" for share, _ in cells)
            print(f"| {said} | {name} | {shares} | {cells[2][1]:.3f} |", flush=True)


if __name__ == "__main__":
    main()
