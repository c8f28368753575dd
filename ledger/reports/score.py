"""How often each speaker was right, with everything that is due in the count."""

import math
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ledger.reports import explain
from ledger.reports import slip
from ledger.reports.report import Column
from ledger.reports.report import Report
from ledger.reports.shared import Shared
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
# Names that stand below a scoreboard: of whom nothing is due yet, whose predictions count as fewer.
NAMED = 8
# Figures that have to be drawn, or computed at length, are there for up to so many groups.
GROUPS = 50

# What a group is called, by what it is.
HEADINGS = {
    "speaker": "speaker",
    "tag": "tag",
    "source": "source",
    "said-year": "said in",
    "due-year": "due in",
    "horizon": "time given",
    "basis": "chance",
}
# What a row has of how late promises were kept, where that was asked for.
SLIP = ("delivered", "slip_median", "slip_low", "slip_high")
EACH = "Every renewal of a promise counts by itself (--each)."
HORIZONS = (
    "up to a week",
    "up to a month",
    "up to a quarter",
    "up to a year",
    "up to three years",
    "longer",
)


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
        interval = luck = None
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
            assert interval is not None
            # With clusters the draws would be too sure of what is luck.
            if self.exact and worth >= calibration.WORTH * n:
                luck = calibration.luck(tally)
        scores = {
            "forecasts": sum(n for _, n, _ in tally),
            "brier": rules.brier(tally),
            "brier_low": interval.low if interval else None,
            "brier_high": interval.high if interval else None,
            "log_score": rules.log_score(tally),
            "skill": rules.skill(tally),
            "mcb": parts.mcb if parts else None,
            "mcb_expected": luck.expected if luck else None,
            "dsc": parts.dsc if parts else None,
            "unc": parts.unc if parts else None,
        }
        beside = {
            "skill_half": rules.skill_half(tally),
            "n_infinite": rules.infinite(tally),
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
        clusters = self._losses(self.sums.bundles, n, total, squares)
        interval = intervals.mean_interval(total / n, clusters)
        scores = {
            "forecasts": n,
            "brier": total / n,
            "brier_low": interval.low,
            "brier_high": interval.high,
            "log_score": 0.0 if log is None else log * stood / n,
            "skill": None,
            "mcb": None,
            "mcb_expected": None,
            "dsc": None,
            "unc": None,
        }
        beside = {
            "skill_half": None,
            "n_infinite": sum(timed.infinite for timed in self.sums.timed),
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
    explained: "Counted | None" = None,
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


def heard(scale: str | None, unread: int, unhedged: str | None) -> list[str]:
    """The sentences that say how words and silence were read, where that is not as recorded."""
    notes = []
    if scale is not None:
        notes.append(f"Words of chance are read on the scale {scale}.")
    if unread:
        notes.append(f"{unread} due hold words that it does not know, and give no number.")
    if unhedged is not None:
        notes.append(f"What was said without any word of chance counts as {unhedged} (--unhedged).")
    return notes


def stood(day: str, seq: int, head: str, *, begins: str, redacted: int) -> list[str]:
    """The sentences that say how the journal stood on a day: its last entry and head.

    `begins` is the day of its first entry; `redacted` claims were known then, and nothing of them is kept.
    """
    if not seq:
        return [f"On {day} nothing was recorded yet: the journal begins on {begins} (UTC)."]
    sentences = [f"As the journal stood on {day} (entry {seq}, head {head[:12]}…)."]
    if redacted == 1:
        sentences.append("1 prediction of then has been redacted since and cannot be counted.")
    elif redacted:
        sentences.append(
            f"{redacted} predictions of then have been redacted since and cannot be counted."
        )
    return sentences


@dataclass(frozen=True, slots=True)
class Counted:
    """What a scoreboard counts, if not everything by speaker.

    `common` is what people share whose common questions it is; `notes` tell how chances were read, `stood` of
    which day's journal it is.
    """

    by: str = "speaker"
    sort: str = "due"
    each: bool = False
    prospective: bool = False
    complete: bool = False
    ahead: bool = False
    basis: str | None = None
    forecast: str = "first"
    versus: str | None = None
    common: Shared | None = None
    notes: Sequence[str] = ()
    stood: Sequence[str] = ()

    @property
    def partly(self) -> bool:
        """Whether some of what is due may be left out."""
        return self.prospective or self.complete or self.basis is not None


# The columns of a scoreboard behind its groups; and where chances are held against somebody else's.
_COLUMNS = (
    Column("due", "due", right=True),
    Column("right", "as said", right=True),
    Column("accuracy", "accuracy", right=True),
    Column("interval", "95% interval", right=True),
    Column("worst_best", "worst-best", right=True),
    Column("brier", "Brier", right=True),
    Column("brier_interval", "95% interval", wide=True, right=True),
    Column("brier_scale", "words low-high", wide=True, right=True),
    Column("log_score", "log", wide=True, right=True),
    Column("skill", "skill", wide=True, right=True),
    Column("mcb", "MCB", wide=True, right=True),
    Column("mcb_expected", "by luck", wide=True, right=True),
    Column("dsc", "DSC", wide=True, right=True),
    Column("unc", "UNC", wide=True, right=True),
    Column("judged", "judged", wide=True, right=True),
    Column("yes", "yes", wide=True, right=True),
    Column("late", "late", wide=True, right=True),
    Column("missed", "missed", wide=True, right=True),
    Column("no", "no", wide=True, right=True),
    Column("undecided", "undecided", wide=True, right=True),
    Column("neither", "neither", wide=True, right=True),
    Column("no_deadline", "no date", wide=True, right=True),
)
_VERSUS = (
    Column("due", "due", right=True),
    Column("versus_forecasts", "common", right=True),
    Column("versus_brier", "Brier", right=True),
    Column("versus_other", "theirs", right=True),
    Column("versus_gain", "better by", right=True),
    Column("versus_interval", "95% interval", right=True),
    Column("versus_skill", "skill", wide=True, right=True),
)
# Where people are held against each other: by their chances, or by who was right.
_RANK = Column("rank", "rank", right=True)
_RANKED = {
    "brier": (
        *(c for c in _COLUMNS[:6] if c.key != "worst_best"),
        _RANK,
        *(c._replace(wide=True) for c in _COLUMNS if c.key == "worst_best"),
        *_COLUMNS[6:],
    ),
    "accuracy": (
        *(c for c in _COLUMNS[:6] if c.key != "brier"),
        _RANK,
        *(c._replace(wide=True) for c in _COLUMNS if c.key == "brier"),
        *_COLUMNS[6:],
    ),
}


def scoreboard(
    rows: Sequence[Row], counted: Counted, *, today: str, percent: Callable[[float], str]
) -> Report:
    """The report of `score`; `percent` turns a rate into characters."""
    cells = [_cells(row, percent, counted.by) for row in rows]
    if counted.common is not None:
        return _of_common(rows, cells, counted, counted.common, today)
    columns = _VERSUS if counted.versus is not None else _COLUMNS
    columns = (Column("group", HEADINGS[counted.by], flow=True), *columns)
    shown = _shown(rows)
    return Report(
        f"Predictions due before {today}",
        columns,
        rows,
        cells=cells,
        notes=_notes(rows, counted, shown) if len(rows) > 1 else (),
        card=None if len(rows) > 1 else [("", sentence) for sentence in _nothing(counted)],
        shown=shown,
        hint="What is behind a row: pledger list -s NAME"
        if counted.by == "speaker"
        else "By speaker: pledger score",
    )


def _of_common(
    rows: Sequence[Row],
    cells: Sequence[dict[str, str]],
    counted: Counted,
    common: Shared,
    today: str,
) -> Report:
    """The report of `score --common`: a row for each person, and none for all."""
    shown = list(range(len(rows) - 1))
    nothing = common.nothing(rows[-1]["due"])
    if nothing:
        nothing += [*restrictions(counted), *counted.notes, *counted.stood]
    return Report(
        common.title(today),
        (Column("group", "speaker", flow=True), *_RANKED[common.of or "accuracy"]),
        rows,
        cells=cells,
        notes=() if nothing else _notes_common(rows, counted, common),
        card=[("", sentence) for sentence in nothing] or None,
        shown=shown,
        hint="The difference of each two: pledger compare",
    )


def _notes_common(rows: Sequence[Row], counted: Counted, common: Shared) -> list[str]:
    """The sentences below a board of common questions, of which each row has the same."""
    total, some = rows[-1], rows[:-1]
    notes = [
        common.what(),
        *common.ranked(),
        "as said: of those whose day has passed and that can be told, those that came out as the speaker "
        "said, by the day named.",
        *restrictions(counted),
        *([flatters(None)] if counted.ahead else []),
    ]
    if any(_few(row) for row in some):
        notes.append(
            f"too few: no rate is told of one or two, no Brier score of fewer than {explain.ENOUGH}."
        )
    if total["undecided"]:
        told = (
            "What is due and cannot be told (not judged, true in part, or ambiguous) stays in. worst-best"
            f"{' (--wide)' if common.of == 'brier' else ''}: all of it against the speaker, and all for."
        )
        if any(telling(row["decided"], row["undecided"]) for row in some):
            told += " Where that is more than a fifth, the range is the accuracy."
        notes.append(told)
    if total["day_unknown"]:
        notes.append(
            "What came on a day that nobody knows is taken for on time, and at worst-best for the other thing."
        )
    notes += [*_together(some), *common.same_words()]
    for key, what in (("void", "void"), ("neither", "without a side"), ("open", "not due yet")):
        if total[key]:
            counts = sorted({row[key] for row in some})
            n = str(counts[0]) if len(counts) == 1 else f"{counts[0]} to {counts[-1]}"
            notes.append(f"Beside the rates: {n} {what}.")
    if total["removed_due"]:
        removed = ", ".join(
            f"{row['group']} {row['removed_due']}" for row in some if row["removed_due"]
        )
        notes.append(f"Removed though they were due, whatever they were about: {removed}.")
    if counted.sort == "lower":
        notes.append(
            "Rows stand by the lower limit of the interval (--sort lower); places are in rank."
        )
    if counted.each:
        notes.append(EACH)
    return [*notes, *counted.notes, *counted.stood]


def _nothing(counted: Counted) -> list[str]:
    """What a scoreboard says that has no rows."""
    if counted.stood:
        return [*counted.stood, "So no prediction is left to score."]
    if counted.partly:
        return [*restrictions(counted), "So no prediction is left to score."]
    return ["No prediction is recorded yet: pledger add records one."]


def explanation(rows: Sequence[Row], counted: Counted, *, today: str, figures: bool) -> Report:
    """The report of `score --explain`: each row in words, with why figures are not there if that is asked."""
    some = rows[:1] if _alone(rows) else rows
    title = f"Predictions due before {today}"
    card: list[tuple[str, str]] = []
    if counted.common is not None:
        some, title = rows[:-1], counted.common.title(today)
        nothing = counted.common.nothing(rows[-1]["due"])
        read = nothing or [counted.common.what(), *counted.common.ranked()]
        card = [("", sentence) for sentence in read]
        some = [] if nothing else some
    for row in some:
        name = row["group"] if row["group"] is not None else "(all)"
        if len(some) == 1 and counted.common is None:
            title = f"{name}: predictions due before {today}"
        else:
            card += [("", "")] if card else []
        # That something was redacted is nobody's, and stands in the row for all.
        told = row if len(some) > 1 or not rows[-1]["redacted"] else rows[-1]
        card.append(("", f"{name}: {row['explained']}" if len(some) > 1 else told["explained"]))
        if figures:
            missing: dict[str, list[str]] = {}
            for figure, what in explain.FIGURES.items():
                if figure in row["undefined"]:
                    missing.setdefault(row["undefined"][figure], []).append(what)
            # "No skill", below a name, would be read as a verdict.
            card += [
                ("", f"Not computed: {', '.join(what)} ({why}).") for why, what in missing.items()
            ]
    # What was left out is in the sentences; how chances were read, and of which day's journal, is not.
    read = [*chance_that_counts(counted), *counted.notes, *counted.stood]
    card += [("", ""), *(("", note) for note in read)] if read and card else []
    return Report(title, (), rows, card=card, hint="The same in figures: pledger score")


def _alone(rows: Sequence[Row]) -> bool:
    """Whether there is one group, and nothing beside it."""
    return len(rows) == 2 and rows[0]["claims"] == rows[1]["claims"]


def _shown(rows: Sequence[Row]) -> list[int]:
    """The rows of a table: groups of which something is due, and all where there is more than one has."""
    due = [number for number, row in enumerate(rows) if row["due"] and row["group"] is not None]
    return due if _alone(rows) and due else [*due, len(rows) - 1]


def _cells(row: Row, percent: Callable[[float], str], by: str) -> dict[str, str]:
    def span(low: str, high: str) -> str:
        return "" if row[low] is None else f"{percent(row[low])}-{percent(row[high])}"

    def number(name: str, form: str = ".3f") -> str:
        return "" if row[name] is None or few else format(row[name] + 0.0, form)

    few = row["forecasts"] < explain.ENOUGH
    brier = "" if row["brier"] is None else f"{row['brier']:.3f} ({row['forecasts']})"
    if row["forecasts"] and few:
        brier = f"too few ({row['forecasts']})"
    name = row["group"] if row["group"] is not None else "(all)"
    if by == "basis":
        name = explain.BASES.get(name, name)
    if "versus" in row:
        return {"group": name, **_against(row)}
    limits = f"{number('brier_low')}-{number('brier_high')}"
    ends = f"{number('brier_scale_low')}-{number('brier_scale_high')}"
    accuracy = "" if row["accuracy"] is None else percent(row["accuracy"])
    worst_best = span("accuracy_worst", "accuracy_best")
    if telling(row["decided"], row["undecided"]):
        # Too much is open for a single figure to be told: the range is the answer.
        accuracy = worst_best
    of = row["decided"] + row["undecided"]
    if accuracy and of < explain.RATE:
        # "100%" of one would be read as what it is of a hundred.
        accuracy = "too few"
        worst, best = round(of * row["accuracy_worst"]), round(of * row["accuracy_best"])
        worst_best = f"{worst} of {of}" if worst == best else f"{worst}-{best} of {of}"
    return {
        "group": name,
        "right": f"{row['right']} of {row['decided']}" if row["decided"] else "",
        "accuracy": accuracy,
        "interval": span("accuracy_low", "accuracy_high"),
        "worst_best": worst_best,
        "brier": brier,
        "brier_interval": "" if limits == "-" else limits,
        "brier_scale": "" if ends == "-" else ends,
        "log_score": number("log_score"),
        "skill": number("skill", "+.2f"),
        "mcb": number("mcb"),
        "mcb_expected": number("mcb_expected"),
        "dsc": number("dsc"),
        "unc": number("unc"),
        "rank": _place(row.get("rank_low"), row.get("rank_high")),
    }


def _place(low: int | None, high: int | None) -> str:
    return "" if low is None else str(low) if low == high else f"{low}-{high}"


def _against(row: Row) -> dict[str, str]:
    """The cells of a row whose chances are held against somebody else's."""

    def number(name: str, form: str) -> str:
        return "" if row[name] is None else format(row[name] + 0.0, form)

    limits = f"{number('versus_low', '+.3f')} to {number('versus_high', '+.3f')}"
    if 0 < row["versus_forecasts"] < explain.ENOUGH:
        limits = "too few"
    return {
        "versus_brier": number("versus_brier", ".3f"),
        "versus_other": number("versus_other", ".3f"),
        "versus_gain": number("versus_gain", "+.3f"),
        "versus_interval": "" if limits == " to " else limits,
        "versus_skill": number("versus_skill", "+.2f"),
    }


def _notes(rows: Sequence[Row], counted: Counted, shown: Sequence[int]) -> list[str]:
    total = rows[-1]
    if counted.versus is not None:
        return _notes_versus(counted)
    some = [rows[number] for number in shown]
    notes = []
    ahead = " or that were judged before it" if counted.ahead and total["included_ahead"] else ""
    if total["due"]:
        notes.append(
            f"as said: of the predictions recorded here whose day has passed{ahead} and that can be told, "
            "those that came out as the speaker said, by the day named."
        )
    notes += restrictions(counted)
    if counted.ahead:
        notes.append(flatters(total["included_ahead"]))
    if any(_few(row) for row in some):
        notes.append(
            f"too few: no rate is told of one or two, no Brier score of fewer than {explain.ENOUGH}."
        )
    notes += [*_untold(total, some), *_together(some)]
    if total["neither"]:
        notes.append(_neither(total))
    if counted.sort == "lower":
        notes.append(
            "Rows stand by the lower limit of the interval (--sort lower). That is no ranking: each was asked "
            "something else, and of few predictions the limit is low whoever made them."
        )
    if total["due"]:
        notes.append(_stands_on(total))
    one = {key for key, n in total.items() if n == 1}
    aside = [
        ("void", "void"),
        ("open", "not due yet"),
        ("ahead", f"judged ahead of {'its' if 'ahead' in one else 'their'} day"),
        ("no_deadline", "without a date"),
        ("aside", "goal or conditional" if "aside" in one else "goals or conditionals"),
        ("repromises", "renewed, counted with the first promise"),
        ("removed_due", f"removed though {'it was' if 'removed_due' in one else 'they were'} due"),
        ("redacted", "redacted"),
        ("edited_late", f"edited after {'it was' if 'edited_late' in one else 'they were'} due"),
    ]
    beside = ", ".join(f"{total[key]} {what}" for key, what in aside if total[key])
    if beside:
        notes.append(f"Beside the rates: {beside}.")
    waiting = [row["group"] for row in rows[:-1] if not row["due"]]
    if waiting and counted.by == "speaker":
        nothing = (
            "Nothing of theirs that counts here is due"
            if counted.partly
            else "Nothing of theirs is due"
        )
        notes.append(f"{nothing}: {named(waiting)}.")
    if counted.by == "tag":
        notes.append("What has two tags is in both rows, what has none in the row for all alone.")
    if counted.by in ("source", "due-year", "horizon"):
        what = {"source": "source", "due-year": "last day", "horizon": "last day"}[counted.by]
        notes.append(f"What has no {what} is in the row for all alone.")
    if counted.each:
        notes.append(EACH)
    return [*notes, *counted.notes, *counted.stood]


def _few(row: Row) -> bool:
    """Whether a row says of a rate or a score that there is too little for it."""
    of: int = row["decided"] + row["undecided"]
    chances: int = row["forecasts"]
    return 0 < of < explain.RATE or 0 < chances < explain.ENOUGH


def _untold(total: Row, some: Sequence[Row]) -> list[str]:
    """The sentences that say what the worst and the best case are."""
    undecided, unknown = total["undecided"], total["day_unknown"]
    notes = []
    if unknown:
        notes.append(
            f"{unknown} came on a day that nobody knows: taken for on time, and at worst-best the other thing."
        )
    if undecided:
        it = "it" if undecided == 1 else "all of these"
        told = (
            f"{undecided} due cannot be told (not judged, true in part, or ambiguous). worst-best: {it} "
            f"against the speaker, and {it} for."
        )
        if any(telling(row["decided"], row["undecided"]) for row in some):
            told += (
                " Where more than a fifth cannot be told that range is the accuracy, and the interval runs "
                "from the lower limit at worst to the upper one at best."
            )
        notes.append(told)
    return notes


def _neither(total: Row) -> str:
    """The sentence on what took no side."""
    possible, even = total["neither"] - total["even"], total["even"]
    parts = [
        f"{possible} due only called it possible" if possible else "",
        f"{even} due {'was' if even == 1 else 'were'} given one half" if even else "",
    ]
    return f"{', '.join(filter(None, parts))}: neither right nor wrong."


def _stands_on(total: Row) -> str:
    """The sentence that says what was recorded in time, what was picked, and which sources are whole."""
    due, early = total["due"], total["prospective"]
    sources, whole, picked = total["sources"], total["complete_sources"], total["selected"]
    if due == 1:
        told = (
            f"The one due was {'' if early else 'not '}recorded here before its day and its outcome"
        )
    elif early == 1 or (due == 2 and not early):
        of = "1 of the" if early else "Neither of the"
        told = f"{of} {due} due was recorded here before its day and its outcome"
    else:
        told = f"{early or 'None'} of the {due} due were recorded here before their day and their outcome"
    if picked:
        lists = "a hand-picked list" if total["selected_sources"] == 1 else "hand-picked lists"
        told += (
            f"; {'it is' if due == 1 else f'{picked} are' if picked > 1 else '1 is'} from {lists}"
        )
    if not sources:
        return f"{told}."
    its = "its" if due == 1 else "their"
    if sources == 1:
        held = f"{its} one source is {'' if whole else 'not '}"
    else:
        held = f"of {its} {sources} sources {whole or 'none'} {'are' if whole > 1 else 'is'} "
    return f"{told}; {held}said to hold all that a speaker predicted."


def _notes_versus(counted: Counted) -> list[str]:
    """The sentences below a board that holds chances against somebody else's."""
    which = "first chance before it was over"
    if counted.forecast == "last":
        which = "last chance before it was over"
    name = counted.versus
    return [
        f"common: predictions that are due, came true or not, and have a chance by {name} too. On others they "
        "were asked other questions. theirs: the Brier score of "
        f"{name} on these; better by: how much smaller the speaker's is. Lower is better.",
        f"Of each the {which} counts. Who gave it later may have known more.",
        *restrictions(counted),
        *counted.notes,
        *counted.stood,
    ]


def restrictions(counted: Counted) -> list[str]:
    """The sentences that say what was left out."""
    notes = []
    if counted.prospective:
        notes.append("Only what was recorded here before its day and its outcome (--prospective).")
    if counted.complete:
        notes.append("Only sources that hold all that a speaker predicted (--complete).")
    if counted.basis is not None:
        said = explain.BASES[counted.basis]
        notes.append(f"Only predictions whose chance was {said} (--basis {counted.basis}).")
    return [*notes, *chance_that_counts(counted)]


def chance_that_counts(counted: Counted) -> list[str]:
    """The sentence that says which chance of a speaker counts, if it is not the first."""
    notes = []
    if counted.forecast == "last" and counted.versus is None:
        notes.append("Of each speaker the last chance counts that was given before it was over.")
    if counted.forecast == "time":
        notes.append(
            "Each chance of a speaker counts for the share of the time until the last day in which it "
            "stood; what is over early scores nothing for the rest."
        )
    return notes


def flatters(n: int | None) -> str:
    """The sentence that says that what was judged ahead of its day is in the count: `n`, if that is known."""
    if n is None:
        what = "What was judged ahead of its day counts with the due"
    elif n == 1:
        what = "1 was judged ahead of its day and is counted with the due"
    else:
        what = f"{n} were judged ahead of their day and are counted with the due"
    return f"{what} (--include-ahead). That flatters: what has come is known, what has not is still open."


def _together(rows: Sequence[Row]) -> list[str]:
    """The sentence that says which claims count as fewer, and by which formula; none where none does."""
    worth = []
    for row in rows:
        held = row["decided"]
        if telling(row["decided"], row["undecided"]):
            held += row["undecided"]
        if row["accuracy_n_eff"] is not None and row["accuracy_n_eff"] < held - 0.05:
            name = row["group"] if row["group"] is not None else "all"
            worth.append(f"{name} {held} as {row['accuracy_n_eff']:.1f}")
    if not worth:
        return []
    return [
        "Predictions that stand or fall together make an interval wider, since they count as fewer: "
        f"{named(worth)}.",
        # In front, where no line breaks it.
        "n/(1 + (Σm²/n - 1)ρ): what n count as; m go together, ρ says how closely.",
    ]


def named(names: Sequence[str]) -> str:
    """The first few of many names."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more}"
