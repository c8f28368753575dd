"""How often each speaker was right, with everything that is due in the count."""

import math
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ledger.reports import explain
from ledger.reports import slip
from ledger.reports.counted import Counted
from ledger.scoring import calibration
from ledger.scoring import decomposition
from ledger.scoring import intervals
from ledger.scoring import rules
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Bundle
from ledger.scoring.tally import Count
from ledger.scoring.tally import Key
from ledger.scoring.tally import Sums
from ledger.scoring.tally import Tally

Row = dict[str, Any]

ZERO_COUNTS = (
    "claims",
    "aside",
    "due",
    "ahead",
    "open",
    "no_deadline",
    "repromises",
    "redacted",
    "removed_due",
    "edited_late",
    "judged",
    "unjudged",
    "yes",
    "late",
    "missed",
    "no",
    "partial",
    "ambiguous",
    "void",
    "retracted",
    "no_deadline_yes",
    "no_deadline_no",
    "right",
    "decided",
    "undecided",
    "neither",
    "day_unknown",
)
NOT_COME = ("late", "missed", "no")
# Where more than this of what may be decided is not, an accuracy is shown as a range.
TELLING = 0.2
# Figures that have to be drawn, or computed at length, are there for up to so many groups.
GROUPS = 50
# What a row has of how late promises were kept, where that was asked for.
SLIP = ("delivered", "slip_median", "slip_low", "slip_high")


class Group:
    """What adds up for one group, or for all."""

    def __init__(self, name: str | None, sums: Sums, *, exact: bool) -> None:
        self.name = name
        self.sums = sums
        self.exact = exact
        self.counts = dict.fromkeys(ZERO_COUNTS, 0)
        self.counts["removed_due"] = sum(removed.n for removed in sums.removed)
        self.counts["redacted"] = sums.redacted
        # Right or not only by the day nobody knows: against the speaker, and for.
        self.unsure_right = 0
        self.unsure_wrong = 0
        self.prospective = 0
        self.included_ahead = 0
        self.ahead_taken_back = 0
        # What takes a side, by stance and what became of it.
        self.sides: dict[tuple[str, str], int] = {}
        # How many of those that take no side were given the number one half.
        self.even = 0
        # What stands aside, by kind.
        self.asides: dict[str, int] = {}
        for count in sums.counts:
            self._add(count)

    def _add(self, count: Count) -> None:
        """Put claims into their one place."""
        c = self.counts
        c["claims"] += count.n
        c["edited_late"] += count.edited_late
        c["repromises"] += count.renewals
        if count.kind != "forecast":
            c["aside"] += count.n
            self.asides[count.kind] = self.asides.get(count.kind, 0) + count.n
            return
        c["no_deadline"] += count.undated
        if count.outcome in ("yes", "no"):
            c[f"no_deadline_{count.outcome}"] += count.undated
        c["due"] += count.due
        ahead = count.ahead - count.included
        c["ahead"] += ahead
        c["open"] += count.n - count.undated - count.due - ahead
        self.included_ahead += count.included
        # Ahead of its day and without an outcome: the speaker took it back.
        self.ahead_taken_back += 0 if count.outcome else count.ahead
        self.prospective += count.prospective
        c["retracted"] += count.taken_back
        self._decide(count.stance, "retracted", count.taken_back)
        verdict = count.outcome or "unjudged"
        c[verdict] += count.due - count.taken_back
        self._decide(count.stance, verdict, count.due - count.taken_back)
        if verdict != "void":
            self.even += count.even
        if count.stance is not None:
            c["day_unknown"] += count.day_unknown
            if count.stance == "affirm":
                self.unsure_right += count.day_unknown
            else:
                self.unsure_wrong += count.day_unknown

    def _decide(self, stance: str | None, verdict: str, n: int) -> None:
        c = self.counts
        if verdict == "void" or not n:
            return
        if stance is None:
            c["neither"] += n
            return
        self.sides[stance, verdict] = self.sides.get((stance, verdict), 0) + n
        if verdict in ("yes", *NOT_COME, "retracted"):
            c["decided"] += n
            if verdict == "yes" if stance == "affirm" else verdict in NOT_COME:
                c["right"] += n
        else:
            c["undecided"] += n

    def accuracy_interval(self) -> intervals.Interval | None:
        """Of the accuracy; where too much is undecided, from the worst case's limit to the best one's."""
        c = self.counts
        right, decided, undecided = c["right"], c["decided"], c["undecided"]
        if not telling(decided, undecided):
            if not decided:
                return None
            return intervals.accuracy_interval(right, decided, self.clusters())
        of = decided + undecided
        worst, best = right - self.unsure_right, right + undecided + self.unsure_wrong
        return intervals.undecided_interval(
            worst,
            self._clusters(worst, of, lambda b: (b.decided + b.undecided, b.right - b.maybe_right)),
            best,
            self._clusters(
                best,
                of,
                lambda b: (b.decided + b.undecided, b.right + b.undecided + b.maybe_wrong),
            ),
        )

    def clusters(self) -> list[tuple[int, int, int]]:
        """The clusters of what is decided, as (size, right, how many); what stands alone is of size 1."""
        c = self.counts
        return self._clusters(c["right"], c["decided"], lambda b: (b.decided, b.right))

    def _clusters(
        self, right: int, of: int, sizes: Callable[[Bundle], tuple[int, int]]
    ) -> list[tuple[int, int, int]]:
        """The clusters that hold what counts, and what stands alone."""
        clusters = [(*sizes(bundle), bundle.many) for bundle in self.sums.bundles]
        clusters = [cluster for cluster in clusters if cluster[0]]
        right -= sum(k * many for _, k, many in clusters)
        of -= sum(m * many for m, _, many in clusters)
        return [*clusters, (1, 1, right), (1, 0, of - right)]

    def tally(self, end: str = "p") -> list[tuple[int, int, int]]:
        """The tally of forecasts; with "low" or "high", of the ends of what words may mean."""
        sums: dict[int, list[int]] = {}
        for _, p, low, high, basis, n, k in self.sums.said:
            if end != "p" and basis == "words":
                p = low if end == "low" else high
            cell = sums.get(p)
            if cell is None:
                sums[p] = [n, k]
            else:
                cell[0] += n
                cell[1] += k
        return [(p, n, k) for p, (n, k) in sorted(sums.items())]

    def _losses(
        self, bundles: Sequence[Bundle], n: int, total: float, squares: float
    ) -> list[intervals.Alike]:
        """The losses of the clusters, and those of what stands alone: what is left of n losses' sums."""
        clusters = [
            intervals.Alike(b.forecasts, b.many, b.total, b.squares, b.between)
            for b in bundles
            if b.forecasts
        ]
        n -= sum(c.size * c.many for c in clusters)
        total -= sum(c.total for c in clusters)
        squares -= sum(c.squares for c in clusters)
        return [*clusters, intervals.Alike(1, n, total, squares, squares)] if n else clusters

    def row(self) -> Row:
        """The contract's row; what is undefined is None."""
        c = self.counts
        c["judged"] = c["due"] - c["unjudged"]
        right, decided = c["right"], c["decided"]
        of = decided + c["undecided"]
        interval = self.accuracy_interval()
        framed = self.sums.framed
        scores, beside = self._scores()
        return {
            "group": self.name,
            **c,
            "accuracy": right / decided if decided else None,
            "accuracy_low": interval.low if interval else None,
            "accuracy_high": interval.high if interval else None,
            "accuracy_worst": (right - self.unsure_right) / of if of else None,
            "accuracy_best": (right + c["undecided"] + self.unsure_wrong) / of if of else None,
            **scores,
            **dict.fromkeys(SLIP),
            "prospective": self.prospective,
            "complete_sources": sum(f.sources for f in framed if f.frame == "complete"),
            "sources": sum(f.sources for f in framed),
            "selected": sum(f.claims for f in framed if f.frame == "selected"),
            "selected_sources": sum(f.sources for f in framed if f.frame == "selected"),
            "accuracy_n_eff": interval.n_eff if interval else None,
            "included_ahead": self.included_ahead,
            "ahead_taken_back": self.ahead_taken_back,
            **beside,
            **self._stated(),
        }

    def _scores(self) -> tuple[Row, Row]:
        """The scores of the forecasts, how sure they are, and what stands beside them."""
        tally = self.tally()
        if self.sums.timed:
            scores, beside = self._timed()
        else:
            scores, beside = self._said(tally)
        in_words = any(said.basis == "words" for said in self.sums.said)
        beside |= {
            "brier_scale_low": rules.brier(self.tally("low")) if in_words else None,
            "brier_scale_high": rules.brier(self.tally("high")) if in_words else None,
        }
        return scores, beside

    def _said(self, tally: Tally) -> tuple[Row, Row]:
        parts = decomposition.corp(tally)
        interval = limits = luck = None
        log, reference = rules.log_score(tally), rules.climatology(tally)
        worth = self.calibration_n_eff(tally)
        if tally:
            n = sum(n for _, n, _ in tally)
            clusters = [intervals.Alike(1, n, 0.0, 0.0, 0.0)]
            if self.sums.bundles:
                cells = rules.losses(tally)
                total = math.fsum(loss * many for loss, many in cells)
                squares = math.fsum(loss**2 * many for loss, many in cells)
                clusters = self._losses(self.sums.bundles, n, total, squares)
            interval = intervals.brier_interval(tally, clusters, exact=self.exact)
            assert interval is not None and log is not None
            limits = intervals.log_interval(log, tally, clusters, exact=self.exact)
            # With clusters the draws would be too sure of what is luck.
            if self.exact and worth >= calibration.WORTH * n:
                luck = calibration.luck(tally)
        scores = {
            "forecasts": sum(n for _, n, _ in tally),
            "brier": rules.brier(tally),
            "brier_low": interval.low if interval else None,
            "brier_high": interval.high if interval else None,
            "log_score": log,
            "skill": rules.skill(tally),
            "mcb": parts.mcb if parts else None,
            "mcb_expected": luck.expected if luck else None,
            "dsc": parts.dsc if parts else None,
            "unc": parts.unc if parts else None,
        }
        beside = {
            "skill_half": rules.skill_half(tally),
            "n_infinite": rules.infinite(tally),
            "log_score_low": limits[0] if limits else None,
            "log_score_high": limits[1] if limits else None,
            "skill_low": 1 - interval.high / reference if interval and reference else None,
            "skill_high": 1 - interval.low / reference if interval and reference else None,
            "brier_n_eff": interval.n_eff if interval else None,
            "calibration_n_eff": worth if tally else None,
        }
        return scores, beside

    def calibration_n_eff(self, tally: Tally) -> float:
        """How many independent forecasts those of the tally are worth for y − p, which calibration averages.

        Not for the loss: that of .3 and .7 for claims that stand or fall together differs though y does not.
        """
        n = sum(n for _, n, _ in tally)
        gap = math.fsum(k * ONE - n * p for p, n, k in tally) / ONE
        squares = math.fsum(loss * many for loss, many in rules.losses(tally))
        clusters = [
            intervals.Alike(b.forecasts, b.many, b.gap, b.total, b.gap_between)
            for b in self.sums.bundles
            if b.forecasts
        ]
        alone = n - sum(c.size * c.many for c in clusters)
        if alone:
            gap -= sum(c.total for c in clusters)
            squares -= sum(c.squares for c in clusters)
            clusters.append(intervals.Alike(1, alone, gap, squares, squares))
        return intervals.effective(clusters)[0]

    def _timed(self) -> tuple[Row, Row]:
        """The scores of chances by the time that each stood; the rest of a claim's time scores nothing."""
        n = sum(timed.n for timed in self.sums.timed)
        total = math.fsum(timed.total for timed in self.sums.timed)
        squares = math.fsum(timed.squares for timed in self.sums.timed)
        stood = math.fsum(timed.stood for timed in self.sums.timed)
        shares = [(w.p, w.n, w.k) for w in self.sums.weighed]
        log = rules.log_score(shares)
        log = 0.0 if log is None else log * stood / n
        clusters = self._losses(self.sums.bundles, n, total, squares)
        interval = intervals.mean_interval(total / n, clusters)
        worst = intervals.WORST
        limits = intervals.mean_interval(log / worst, clusters)
        scores = {
            "forecasts": n,
            "brier": total / n,
            "brier_low": interval.low,
            "brier_high": interval.high,
            "log_score": log,
            "skill": None,
            "mcb": None,
            "mcb_expected": None,
            "dsc": None,
            "unc": None,
        }
        beside = {
            "skill_half": None,
            "n_infinite": sum(timed.infinite for timed in self.sums.timed),
            "log_score_low": worst * limits.low,
            "log_score_high": worst * limits.high,
            "skill_low": None,
            "skill_high": None,
            "brier_n_eff": interval.n_eff,
            "calibration_n_eff": None,
            "coverage": stood / n,
        }
        return scores, beside

    def versus(self) -> Row:
        """The chances held against somebody else's, on the claims that have both."""
        rows = [(pair.p, pair.other, pair.n, pair.k) for pair in self.sums.paired]
        gain = rules.paired(rows)
        interval = None
        if gain is not None:
            cells = intervals.gains(rows)
            total = math.fsum(half * many for half, many in cells)
            squares = math.fsum(half**2 * many for half, many in cells)
            clusters = self._losses(self.sums.paired_bundles, gain.n, total, squares)
            interval = intervals.gain_interval(rows, clusters, exact=self.exact)
        return {
            "versus_forecasts": gain.n if gain else 0,
            "versus_brier": gain.brier if gain else None,
            "versus_other": gain.other if gain else None,
            "versus_gain": gain.gain if gain else None,
            "versus_low": interval.low if interval else None,
            "versus_high": interval.high if interval else None,
            "versus_skill": gain.skill if gain else None,
        }

    def _stated(self) -> Row:
        """What numbers that were stated let one expect of the accuracy, and how it was with these."""
        stated = [
            (said.p, said.n, said.k)
            for said in self.sums.said
            if said.basis == "stated" and 2 * said.p != ONE
        ]
        n = sum(n for _, n, _ in stated)
        right = sum(k if 2 * p > ONE else n - k for p, n, k in stated)
        return {
            "stated": n,
            "stated_right": right,
            "accuracy_expected": calibration.expected_accuracy(stated),
            "even": self.even,
        }


def telling(decided: int, undecided: int) -> bool:
    """Whether so much is undecided that a rate is told as a range.

    >>> telling(4, 1), telling(7, 2), telling(0, 0)
    (False, True, False)
    """
    return undecided > TELLING * (decided + undecided)


def rows(
    groups: Mapping[Key, Sums],
    whole: Sums,
    *,
    names: Mapping[Key, str] | None = None,
    sort: str = "due",
    resample: bool = False,
    stands_on: Row | None = None,
    slips: Mapping[Key, slip.Record] | None = None,
    explained: Counted | None = None,
    versus: str | None = None,
) -> list[Row]:
    """One row per group and the row for all at the end: by number due, or by the lower limit.

    `names` are those of speakers or sources by id; without, a key is its own name. For more than 50 groups
    what takes long is left out unless `resample` says so. `slips` are the records of promises, where they were
    asked for. `stands_on` is the same in every row; `explained`, which is what was counted, adds each row in
    words, and why a figure is not there. `versus` is whose chances those of the rows are held against.
    """
    exact = resample or len(groups) <= GROUPS

    def row(key: Key, name: str | None, sums: Sums) -> Row:
        group = Group(name, sums, exact=exact)
        made = group.row() | (stands_on or {})
        if slips is not None and key in slips:
            late = slips[key].row()
            made |= {name: late[name] for name in SLIP}
        if versus is not None:
            made |= {"versus": versus, **group.versus()}
        if explained is not None:
            made["explained"] = explain.sentence(
                made,
                group.sides,
                sums.clusters,
                asides=group.asides,
                halves=any(s.basis == "stated" and 2 * s.p == ONE for s in sums.said),
                whose=name if explained.by == "speaker" else None,
                in_time=explained.prospective,
                whole_sources=explained.complete,
                basis=explained.basis,
                ahead=explained.ahead,
                each=explained.each,
                common=explained.common is not None,
            )
            made["undefined"] = explain.undefined(made, exact=exact)
        return made

    found = [
        row(key, str(key) if names is None else names[key], sums) for key, sums in groups.items()
    ]
    found.sort(key=lambda row: (-row["due"], -row["claims"], row["group"]))
    if sort == "lower":
        # None, where nothing is decided, comes last.
        found.sort(
            key=lambda row: -1.0 if row["accuracy_low"] is None else row["accuracy_low"],
            reverse=True,
        )
    return [*found, row(None, None, whole)]
