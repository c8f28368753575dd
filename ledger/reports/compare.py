"""People beside each other: by how much one was better where all were asked, else nothing of the kind."""

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any
from typing import NamedTuple

from ledger.reports import explain
from ledger.reports.counted import EACH
from ledger.reports.counted import Counted
from ledger.reports.counted import flatters
from ledger.reports.counted import restrictions
from ledger.reports.report import Column
from ledger.reports.report import Report
from ledger.reports.shared import NAMED
from ledger.reports.shared import listed
from ledger.reports.shared import with_most
from ledger.scoring import intervals
from ledger.scoring import rules
from ledger.scoring.intervals import Alike
from ledger.scoring.tally import Both

Row = dict[str, Any]
Pairs = Mapping[tuple[int, int], tuple[Sequence[Both], Sequence[Alike]]]


class Difference(NamedTuple):
    """How much larger the Brier score of one is than that of another, on `n` questions to both.

    `low` and `high` are the 95 % limits, `least` and `most` those that hold for every two of the people at
    once; `scale_low` and `scale_high` are the difference where words are read at their ends, None where
    neither used any.
    """

    n: int
    brier: float
    other: float
    difference: float
    low: float
    high: float
    least: float
    most: float
    n_eff: float
    scale_low: float | None
    scale_high: float | None

    def turned(self) -> "Difference":
        """The same seen from the other."""
        return self._replace(
            brier=self.other,
            other=self.brier,
            difference=-self.difference,
            low=-self.high,
            high=-self.low,
            least=-self.most,
            most=-self.least,
            scale_low=None if self.scale_low is None else -self.scale_low,
            scale_high=None if self.scale_high is None else -self.scale_high,
        )


def difference(
    said: Sequence[Both], clusters: Sequence[Alike], *, comparisons: int
) -> Difference | None:
    """Of two people on their common questions; None where there are none.

    The limits for all of `comparisons` at once are those of 1 − 0.05/comparisons (Bonferroni).
    """
    rows = [(both.p, both.other, both.n, both.k) for both in said]
    gain = rules.paired(rows)
    if gain is None:
        return None
    all_of = intervals.completed(clusters, intervals.gains(rows))
    own = intervals.gain_interval(rows, all_of)
    alpha = intervals.ALPHA / comparisons
    every = own if comparisons == 1 else intervals.gain_interval(rows, all_of, alpha=alpha)
    assert own is not None and every is not None
    ends: list[float | None] = [None, None]
    if any(
        (b.low, b.high, b.other_low, b.other_high) != (b.p, b.p, b.other, b.other) for b in said
    ):
        low = rules.paired([(b.low, b.other_low, b.n, b.k) for b in said])
        high = rules.paired([(b.high, b.other_high, b.n, b.k) for b in said])
        assert low is not None and high is not None
        ends = [-low.gain, -high.gain]
    return Difference(
        gain.n,
        gain.brier,
        gain.other,
        -gain.gain,
        -own.high,
        -own.low,
        -every.high,
        -every.low,
        own.n_eff,
        ends[0],
        ends[1],
    )


def ranks(people: Sequence[int], better: Collection[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """From which place to which each may stand: behind all who are surely better, before all surely worse.

    `better` are (one, other) where the one is surely better: zero lies outside the limits that hold for every
    two at once, so that every place is right with 95 % (M. Mogstad, J. P. Romano, A. M. Shaikh and
    D. Wilhelm, Review of Economic Studies 91:476, 2024).
    """
    return {
        person: (
            1 + sum((other, person) in better for other in people),
            len(people) - sum((person, other) in better for other in people),
        )
        for person in people
    }


def places(people: Sequence[int], pairs: Pairs) -> dict[int, tuple[int, int]]:
    """The places of people by what every two of them gain on each other, the smaller id first in a pair.

    >>> places([1, 2], {(1, 2): ([Both(10**12, 10**12, 10**12, 0, 0, 0, 40, 40)], [])})
    {1: (1, 1), 2: (2, 2)}
    """
    alpha = intervals.ALPHA / max(len(pairs), 1)
    better = set()
    for (one, other), (said, clusters) in pairs.items():
        rows = [(both.p, both.other, both.n, both.k) for both in said]
        sign = intervals.gain_sign(rows, clusters, alpha=alpha)
        if sign:
            better.add((one, other) if sign > 0 else (other, one))
    return ranks(people, better)


class Compared(NamedTuple):
    """What `compare` found: the people in the order in which they were named, and what there is of them.

    `counts` are their rows of `score`, as far as they have claims of their own. `pairs` are on questions to
    all of them, `two` on those to two of them at least. `alone` has the tally of each and its clusters.
    `together` and `left_out` count questions in the same words; `counted` is what was counted.
    """

    names: Mapping[int, str]
    counts: Mapping[int, Row]
    pairs: Pairs
    two: Pairs
    alone: Mapping[int, tuple[Sequence[tuple[int, int, int]], Sequence[Alike]]]
    together: int
    left_out: int
    counted: Counted = Counted()


def differences(found: Compared) -> dict[tuple[int, int], Difference]:
    """Every two people, either way round, on the questions to all of them."""
    people = list(found.names)
    many = len(people) * (len(people) - 1) // 2
    made = {}
    for one, other in combinations(sorted(people), 2):
        said, clusters = found.pairs.get((one, other), ((), ()))
        between = difference(said, clusters, comparisons=many)
        if between is not None:
            made[one, other], made[other, one] = between, between.turned()
    return made


def rows(found: Compared) -> list[Row]:
    """One row per person, by name as they were given; what is undefined is None."""
    people = list(found.names)
    between = differences(found)
    better = {pair for pair, found_ in between.items() if found_.most < 0}
    places_ = ranks(people, better) if between else {}
    made = []
    for person, name in found.names.items():
        tally, clusters = found.alone[person]
        alone = None
        if tally:
            alone = intervals.brier_interval(
                tally, intervals.completed(clusters, rules.losses(tally))
            )
        others = [
            {
                "other": found.names[other],
                **{key: getattr(between[person, other], key) for key in _OF_PAIRS},
            }
            for other in people
            if (person, other) in between
        ]
        made.append(
            {
                "speaker": name,
                "common": others[0]["n"] if others else 0,
                "brier": next(
                    (
                        between[person, other].brier
                        for other in people
                        if other != person and between
                    ),
                    None,
                ),
                "rank_low": places_[person][0] if places_ else None,
                "rank_high": places_[person][1] if places_ else None,
                "forecasts": sum(n for _, n, _ in tally),
                "brier_all": rules.brier(tally),
                "brier_all_low": alone.low if alone else None,
                "brier_all_high": alone.high if alone else None,
                **{key: found.counts[person][key] for key in _OF_COUNTS},
                "same_words": found.together,
                "judged_differently": found.left_out,
                "differences": others,
            }
        )
    return made


_OF_PAIRS = ("n", "difference", "low", "high", "least", "most", "n_eff", "scale_low", "scale_high")


_OF_COUNTS = ("due", "right", "decided", "accuracy", "accuracy_low", "accuracy_high")


def comparison(found: Compared, *, today: str, percent: Callable[[float], str]) -> Report:
    """The report of `compare`."""
    made = rows(found)
    common = made[0]["common"]
    columns = [Column("speaker", "speaker", flow=True)]
    if common:
        columns += [
            Column("common", "common", right=True),
            Column("brier", "Brier", right=True),
            Column("rank", "rank", right=True),
        ]
    else:
        columns += [
            Column("due", "due", right=True),
            Column("as_said", "as said", right=True),
            Column("accuracy", "95% interval", right=True),
        ]
    columns += [
        Column("forecasts", "chances", right=True),
        Column("brier_all", "their Brier", right=True),
        Column("interval", "95% interval", right=True),
    ]
    return Report(
        f"{listed(list(found.names.values()))}, on predictions due before {today}",
        columns,
        made,
        cells=[_cells(row, percent) for row in made],
        notes=_notes(found, made),
        hint="What each said: pledger list -s NAME",
    )


def _cells(row: Row, percent: Callable[[float], str]) -> dict[str, str]:
    def number(value: float | None) -> str:
        return "" if value is None else f"{value:.3f}"

    few = row["forecasts"] < explain.ENOUGH
    limits = "" if row["brier_all"] is None or few else f"{row['brier_all_low']:.3f}"
    low, high = row["rank_low"], row["rank_high"]
    return {
        "brier": number(row["brier"]),
        "rank": "" if low is None else str(low) if low == high else f"{low}-{high}",
        "as_said": f"{row['right']} of {row['decided']}" if row["decided"] else "",
        "accuracy": ""
        if row["accuracy_low"] is None
        else f"{percent(row['accuracy_low'])}-{percent(row['accuracy_high'])}",
        "brier_all": "too few" if row["forecasts"] and few else number(row["brier_all"]),
        "interval": f"{limits}-{row['brier_all_high']:.3f}" if limits else "",
    }


def _notes(found: Compared, made: Sequence[Row]) -> list[str]:
    names = list(found.names.values())
    common = made[0]["common"]
    everybody = "both" if len(names) == 2 else "all of them"
    notes = []
    if not common:
        notes.append(
            f"No prediction that is due and came true or not has a chance by {everybody}: they answered "
            "different questions. What stands here side by side says nothing of who is better, since "
            "some questions are harder than others."
        )
        of_two = []
        for one, other in combinations(found.names, 2):
            said = found.two.get((min(one, other), max(one, other)))
            if said:
                n = sum(both.n for both in said[0])
                of_two.append((found.names[one], found.names[other], n))
        notes += with_most(of_two)
    else:
        notes.append(
            f"common: predictions to which {everybody} gave a chance; the {found.counted.forecast} counts "
            "that was given before it was over. Brier: lower is better. chances and their Brier: of all that "
            "each gave, to other questions too."
        )
        if len(names) <= NAMED:
            between = differences(found)
            notes += [
                _told(found.names[one], found.names[other], between[one, other])
                for one, other in combinations(found.names, 2)
            ]
        else:
            notes.append("By how much each two differ, with 95% limits, is in -f json.")
        if len(names) > 2:
            notes.append("rank: the places that are possible, with 95% for all of them at once.")
        if common < explain.ENOUGH:
            notes.append(f"{common} in common are few: what cannot be told here may still be so.")
        notes.append("Who gave a chance later may have known more.")
    if found.together:
        notes.append(
            f"{found.together} of the common {'one is' if found.together == 1 else 'ones are'} separate "
            "predictions in the same words, for the same days."
        )
    if found.left_out:
        notes.append(
            f"{found.left_out} in the same words {'was' if found.left_out == 1 else 'were'} judged yes of one "
            "and not of another, and left out."
        )
    notes += restrictions(replace(found.counted, forecast="first"))
    if found.counted.ahead:
        notes.append(flatters(None))
    if found.counted.each:
        notes.append(EACH)
    return [*notes, *found.counted.notes]


def _told(one: str, other: str, between: Difference) -> str:
    """The difference of two people in words, true to the letter."""

    def by(value: float) -> str:
        if f"{abs(value):.3f}" == "0.000":
            return "the same"
        return f"{abs(value):.3f} {'lower' if value < 0 else 'higher'}"

    what = (
        "the same as" if by(between.difference) == "the same" else f"{by(between.difference)} than"
    )
    sentence = (
        f"{one}'s Brier score is {what} {other}'s (95%: {by(between.low)} to {by(between.high)}): "
    )
    if between.high < 0 or between.low > 0:
        sentence += f"{one if between.high < 0 else other} was better, by more than luck."
    else:
        sentence += "luck can explain it."
    if between.scale_low is not None and between.scale_high is not None:
        ends = (between.scale_low, between.scale_high)
        sentence += (
            f" With words read at the low ends of what they mean it is {by(ends[0])}, at the high ends "
            f"{by(ends[1])}"
        )
        turns = any(end * between.difference < 0 for end in ends)
        sentence += ": how words are read turns who is better." if turns else "."
    return sentence
