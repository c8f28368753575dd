"""Forecasts for the tests of scoring: made up by chance, and ones whose scores are known."""

import csv
import json
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import ParamSpec
from typing import TypeVar

from hypothesis import strategies as st

from ledger.scoring.tally import ONE

DATA = Path(__file__).parent.with_name("data")
VECTORS = json.loads(DATA.joinpath("scoring_vectors.json").read_text())
KNOWN = VECTORS["forecasts"]

Q = ParamSpec("Q")
T = TypeVar("T")


def there(function: Callable[Q, T | None]) -> Callable[Q, T]:
    """A function of forecasts of which there are some: it gives something."""

    def found(*args: Q.args, **kwargs: Q.kwargs) -> T:
        result = function(*args, **kwargs)
        assert result is not None
        return result

    return found


# Round percentages as people say them, and any number at all.
P = st.one_of(st.integers(0, 20).map(lambda n: n * ONE // 20), st.integers(0, ONE))
FORECASTS = st.lists(st.tuples(P, st.integers(0, 1)), max_size=20)
SOME = FORECASTS.filter(len)


def tally(forecasts):
    """The tally of (p, y) pairs."""
    n = Counter(p for p, _ in forecasts)
    k = Counter(p for p, y in forecasts if y)
    return [(p, n[p], k[p]) for p in sorted(n)]


def known(vector):
    """The tally of forecasts whose p are decimal text."""
    ps = [int(Fraction(p) * ONE) for p in vector["p"]]
    return tally(list(zip(ps, vector["y"], strict=True)))


def games(series, digits=12):
    """Real forecasts of games with what came of them, p to so many digits."""
    with DATA.joinpath("fivethirtyeight.csv").open(newline="") as file:
        return [
            (int(round(Fraction(row["p"]), digits) * ONE), int(row["y"]))
            for row in csv.DictReader(file)
            if row["series"] == series
        ]


SERIES = [
    (name, digits) for name in ("wnba_games", "world_cup_matches_women") for digits in (12, 2, 1)
]
