"""How often the intervals of `score` hold the truth: nominal 95 %, by simulation.

python benchmarks/coverage.py [RUNS]     2,000 runs a cell take a few minutes

Accuracy: claims that come out at a true rate, for 19 rates from .05 to .95; those of one cluster share a rate
that is drawn from a Beta distribution, so that their correlation is ρ. Brier: forecasters who say chances of
several kinds and are calibrated, or too sure; an outcome of a cluster hangs on one number with probability √ρ.
"""

import random
import sys
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence

import numpy as np

from ledger.scoring import intervals
from ledger.scoring.tally import ONE

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


def brier(said: str, comes: str, sizes: Sequence[int], rho: float, runs: int) -> float:
    """How often the interval holds the mean loss of this kind of forecaster."""
    dice = random.Random(f"{said} {comes} {sizes} {rho}")
    truth = COMES[comes]
    many = [SAID[said](dice) for _ in range(200_000)]
    mean = sum(truth(p) * (1 - p) ** 2 + (1 - truth(p)) * p * p for p in many) / len(many)
    held = 0
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
        held += interval.low <= mean <= interval.high
    return held / runs


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
    print("\n| Brier: says | comes | 3 | 5 | 20 | 100 | 5 of 6, ρ = .3 | 20 of 5, ρ = .3 |")
    print("|---|---|---:|---:|---:|---:|---:|---:|")
    designs: list[tuple[list[int], float]] = [([1] * n, 0.0) for n in (3, 5, 20, 100)]
    designs += [([6] * 5, 0.3), ([5] * 20, 0.3)]
    for said in SAID:
        for comes in COMES:
            held = [brier(said, comes, sizes, rho, runs // 4) for sizes, rho in designs]
            print(f"| {said} | {comes} | {' | '.join(f'{x:.3f}' for x in held)} |", flush=True)


if __name__ == "__main__":
    main()
