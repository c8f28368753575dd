"""How often each speaker was right, with everything that is due in the count."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import Protocol

from ledger.domain import credence
from ledger.domain import scales
from ledger.reports.report import Column
from ledger.reports.report import Report
from ledger.scoring import intervals
from ledger.scoring import rules

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
DECIDED = ("yes", "late", "missed", "no", "retracted")
NOT_COME = ("late", "missed", "no")
# An accuracy whose undecided part is more than this is shown as a range.
TELLING = 0.2
# Fewer forecasts than this are too few for a Brier score on screen.
ENOUGH = 20
# Speakers of whom nothing is due yet that are named below a scoreboard.
NAMED = 8


class Count(Protocol):
    """So many claims that are alike; see the store's tally."""

    @property
    def speaker(self) -> int | None: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    @property
    def verdict(self) -> str: ...  # noqa: D102
    @property
    def stance(self) -> str | None: ...  # noqa: D102
    @property
    def p(self) -> int | None: ...  # noqa: D102
    @property
    def day_unknown(self) -> bool: ...  # noqa: D102
    @property
    def prospective(self) -> bool: ...  # noqa: D102
    @property
    def edited_late(self) -> bool: ...  # noqa: D102
    @property
    def said(self) -> str | None: ...  # noqa: D102
    @property
    def n(self) -> int: ...  # noqa: D102
    def _replace(self, *, p: int | None) -> "Count": ...


class Group:
    """What adds up for one speaker, or for all."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.counts = dict.fromkeys(ZERO_COUNTS, 0)
        self.prospective = 0
        # Right or not only by the day nobody knows: against the speaker, and for.
        self.unsure_right = 0
        self.unsure_wrong = 0
        self.forecasts: dict[int, list[int]] = {}
        self.bundles: list[tuple[int, int, int]] = []
        self.sources = (0, 0)

    def add(self, count: Count) -> None:
        """Put claims into their one place."""
        n, c = count.n, self.counts
        c["claims"] += n
        c[count.place] += n
        if count.edited_late:
            c["edited_late"] += n
        if count.place == "no_deadline" and count.verdict in ("yes", "no"):
            c[f"no_deadline_{count.verdict}"] += n
        if count.place != "due":
            return
        self.prospective += n if count.prospective else 0
        c["unjudged" if count.verdict == "unjudged" else "judged"] += n
        if count.verdict != "unjudged":
            c[count.verdict] += n
        self._rate(count)
        if count.p is not None and count.verdict in ("yes", *NOT_COME):
            said = self.forecasts.setdefault(count.p, [0, 0])
            said[0] += n
            said[1] += n if count.verdict == "yes" else 0

    def _rate(self, count: Count) -> None:
        n, c = count.n, self.counts
        if count.verdict == "void":
            return
        if count.stance is None:
            c["neither"] += n
            return
        if count.verdict not in DECIDED:
            c["undecided"] += n
            return
        c["decided"] += n
        if (count.stance == "affirm" and count.verdict == "yes") or (
            count.stance == "deny" and count.verdict in NOT_COME
        ):
            c["right"] += n
        if count.day_unknown:
            c["day_unknown"] += n
            if count.stance == "affirm":
                self.unsure_right += n
            else:
                self.unsure_wrong += n

    def row(self) -> Row:
        """The contract's row; what is undefined is None."""
        c = self.counts
        right, decided = c["right"], c["decided"]
        of = decided + c["undecided"]
        interval = intervals.accuracy_interval(right, decided, self.bundles) if decided else None
        tally = [(p, n, k) for p, (n, k) in sorted(self.forecasts.items())]
        return {
            "group": self.name,
            **c,
            "accuracy": right / decided if decided else None,
            "accuracy_low": interval.low if interval else None,
            "accuracy_high": interval.high if interval else None,
            "accuracy_worst": (right - self.unsure_right) / of if of else None,
            "accuracy_best": (right + c["undecided"] + self.unsure_wrong) / of if of else None,
            "forecasts": sum(n for _, n, _ in tally),
            "brier": rules.brier(tally) if tally else None,
            "brier_low": None,
            "brier_high": None,
            "log_score": None,
            "skill": None,
            "mcb": None,
            "mcb_expected": None,
            "dsc": None,
            "unc": None,
            "delivered": None,
            "slip_median": None,
            "slip_low": None,
            "slip_high": None,
            "prospective": self.prospective,
            "complete_sources": self.sources[1],
            "sources": self.sources[0],
        }


def anew(
    counts: Iterable[Count], *, scale: str | None, unhedged: int | None
) -> tuple[list[Count], int]:
    """The counts with their words read on another scale, and with a chance for what was said without any.

    `unhedged` is in 10⁻¹², that what was said comes out; who denied it gets the rest. None changes nothing.
    Also gives how many of what is due hold words that the scale does not know: they give no number.
    """
    read: list[Count] = []
    unread = 0
    for count in counts:
        p = count.p
        if count.said == "" and unhedged is not None and count.stance is not None:
            p = unhedged if count.stance == "affirm" else credence.ONE - unhedged
        elif count.said and scale is not None:
            p = credence.on_scale(count.said, scale)
            known = count.place == "due" and count.verdict in ("yes", *NOT_COME)
            unread += count.n if known and p is None else 0
        read.append(count._replace(p=p))
    return read, unread


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


def grouped(
    counts: Iterable[Count],
    *,
    names: Mapping[int, str],
    bundles: Mapping[int | None, Sequence[tuple[int, int, int]]],
    sources: Mapping[int | None, tuple[int, int]],
    repromises: Mapping[int, int],
    removed_due: Mapping[int, int],
    sort: str = "due",
    scale: str = scales.NAMES[0],
    unhedged: int | None = None,
) -> list[Row]:
    """One row per speaker and the row for all at the end: by number due, or by the lower limit.

    `names` are the speakers by id; `bundles` are (size, right, how many) of the clusters of decided claims,
    per speaker and under None over all; the rest are counts of the same kind.
    """
    groups: dict[int, Group] = {}
    everybody = Group(None)
    for count in counts:
        assert count.speaker is not None
        group = groups.setdefault(count.speaker, Group(names[count.speaker]))
        group.add(count)
        everybody.add(count)
    for key, extra in (("repromises", repromises), ("removed_due", removed_due)):
        for speaker, n in extra.items():
            groups.setdefault(speaker, Group(names[speaker])).counts[key] += n
            everybody.counts[key] += n
    for speaker, group in groups.items():
        group.bundles = list(bundles.get(speaker, ()))
        group.sources = sources.get(speaker, (0, 0))
    everybody.bundles = list(bundles.get(None, ()))
    everybody.sources = sources.get(None, (0, 0))
    stands_on = {
        "scale": scale,
        "scale_version": scales.version(scale),
        "unhedged": None if unhedged is None else unhedged / credence.ONE,
    }
    rows = [group.row() | stands_on for group in groups.values()]
    rows.sort(key=lambda row: (-row["due"], -row["claims"], row["group"]))
    if sort == "lower":
        # None, where nothing is decided, comes last.
        rows.sort(
            key=lambda row: -1.0 if row["accuracy_low"] is None else row["accuracy_low"],
            reverse=True,
        )
    return [*rows, everybody.row() | stands_on]


def scoreboard(
    rows: Sequence[Row], *, today: str, percent: Any, each: bool, heard: Sequence[str] = ()
) -> Report:
    """The report of `score`; `percent` turns a rate into characters, `heard` tells how words were read."""
    cells = [_cells(row, percent) for row in rows]
    columns = (
        Column("group", "speaker", flow=True),
        Column("due", "due", right=True),
        Column("right", "as said", right=True),
        Column("accuracy", "accuracy", right=True),
        Column("interval", "95% interval", right=True),
        Column("worst_best", "worst-best", right=True),
        Column("brier", "Brier", right=True),
        Column("judged", "judged", wide=True, right=True),
        Column("yes", "yes", wide=True, right=True),
        Column("late", "late", wide=True, right=True),
        Column("missed", "missed", wide=True, right=True),
        Column("no", "no", wide=True, right=True),
        Column("undecided", "undecided", wide=True, right=True),
        Column("neither", "neither", wide=True, right=True),
        Column("no_deadline", "no date", wide=True, right=True),
    )
    return Report(
        f"Predictions due before {today}",
        columns,
        rows,
        cells=cells,
        empty="No prediction to score yet.",
        notes=[*_notes(rows, each), *heard] if len(rows) > 1 else (),
        shown=_shown(rows),
        hint="What is behind a row: pledger list -s NAME",
    )


def _shown(rows: Sequence[Row]) -> list[int]:
    """The rows of a table: speakers of whom something is due, and all where there are several."""
    due = [number for number, row in enumerate(rows) if row["due"] and row["group"] is not None]
    return due if len(rows) == 2 and due else [*due, len(rows) - 1]


def _cells(row: Row, percent: Any) -> dict[str, str]:
    decided, undecided = row["decided"], row["undecided"]
    low, high = row["accuracy_low"], row["accuracy_high"]
    worst, best = row["accuracy_worst"], row["accuracy_best"]
    accuracy, interval, both = "", "", ""
    if worst is not None:
        both = f"{percent(worst)}-{percent(best)}"
    if decided + undecided and undecided > TELLING * (decided + undecided):
        # Too much is open for a single figure to be told: the range is the answer.
        accuracy = both
    elif row["accuracy"] is not None:
        accuracy = percent(row["accuracy"])
        interval = f"{percent(low)}-{percent(high)}"
    brier = "" if row["brier"] is None else f"{row['brier']:.3f} ({row['forecasts']})"
    if 0 < row["forecasts"] < ENOUGH:
        brier = f"too few ({row['forecasts']})"
    return {
        "group": row["group"] if row["group"] is not None else "(all)",
        "right": f"{row['right']} of {decided}" if decided else "",
        "accuracy": accuracy,
        "interval": interval,
        "brier": brier,
        "worst_best": both,
    }


def _notes(rows: Sequence[Row], each: bool) -> list[str]:
    total = rows[-1]
    notes = [
        "as said: of the predictions recorded here whose day has passed and that can be told, "
        "those that came out as the speaker said, by the day named."
    ]
    if total["due"]:
        stand = f"{total['prospective']} of the {total['due']} due were on record before their day"
        if total["sources"]:
            stand += (
                f"; of their {total['sources']} "
                f"{'source' if total['sources'] == 1 else 'sources'} {total['complete_sources']} "
                f"{'holds' if total['complete_sources'] == 1 else 'hold'} all that a speaker predicted"
            )
        notes.append(f"{stand}.")
    if total["undecided"]:
        notes.append(
            f"{total['undecided']} due cannot be told: not judged, true in part, or ambiguous. "
            "Worst and best: all of these against the speaker, or for."
        )
    if total["neither"]:
        notes.append(f"{total['neither']} due only called it possible: neither right nor wrong.")
    aside = [
        (total["void"], "void"),
        (total["open"], "not due yet"),
        (total["ahead"], "judged ahead of their day"),
        (total["no_deadline"], "without a date"),
        (total["aside"], "goals or conditionals"),
        (total["repromises"], "renewed, counted with the first promise"),
        (total["removed_due"], "removed though they were due"),
        (total["edited_late"], "edited after they were due"),
    ]
    beside = ", ".join(f"{count} {what}" for count, what in aside if count)
    if beside:
        notes.append(f"Beside the rates: {beside}.")
    waiting = [row["group"] for row in rows[:-1] if not row["due"]]
    if waiting:
        some = ", ".join(waiting[:NAMED])
        more = f" and {len(waiting) - NAMED} more" if len(waiting) > NAMED else ""
        notes.append(f"Nothing of theirs is due: {some}{more}.")
    if each:
        notes.append("Every renewal of a promise counts by itself (--each).")
    if any(
        row["decided"] + row["undecided"]
        and row["undecided"] > TELLING * (row["decided"] + row["undecided"])
        for row in rows
    ):
        notes.append(
            "Where more than a fifth cannot be told, the accuracy is that range and no one figure."
        )
    return notes
