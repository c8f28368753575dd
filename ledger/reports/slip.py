"""How late predictions come true: a row per speaker, read off the curve of those still waited for.

For a reader they are predictions, and promises only where they were made again: a forecaster promises nothing.
"""

import contextlib
import math
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from fractions import Fraction
from typing import Any
from typing import NamedTuple
from typing import Protocol

from ledger.reports.explain import RATE
from ledger.reports.report import Column
from ledger.reports.report import Report
from ledger.scoring import intervals
from ledger.scoring import slip
from ledger.scoring.tally import Key

Row = dict[str, Any]
# What is on the curve, and what is left out of it and counted.
ON = ("kept", "never", "waiting", "unseen")
LEFT_OUT = ("unlooked", "day_unknown", "partial", "ambiguous", "void", "short")
# Fewer promises than this show no median on screen.
FEW = 5
# What is waited for without end.
NEVER = "can no longer come or was taken back"
# Where more of the due than this have neither outcome nor look, no median is told.
TELLING = Fraction(1, 5)


class Promised(Protocol):
    """So many due promises of one length with one fate; see the store."""

    @property
    def key(self) -> Key: ...  # noqa: D102
    @property
    def promised(self) -> int: ...  # noqa: D102
    @property
    def fate(self) -> str: ...  # noqa: D102
    @property
    def taken(self) -> int | None: ...  # noqa: D102
    @property
    def n(self) -> int: ...  # noqa: D102
    @property
    def edited(self) -> int: ...  # noqa: D102


class Record:
    """What became of the promises of one speaker, or of all, and the curves that follow."""

    def __init__(self, name: str | None) -> None:
        self.name = name
        self.counts = dict.fromkeys((*ON, *LEFT_OUT), 0)
        self.waits: list[slip.Waits] = []
        # Missed, and nobody is known to have looked after the day: still missing then, or to this day.
        self.unseen: list[tuple[Fraction, int]] = []
        self.clusters: Sequence[tuple[int, int, int]] = ()
        self.edited_late = 0
        self.removed_due = 0

    def add(self, promised: Promised) -> None:
        """Put promises on the curve, or aside."""
        fate = promised.fate
        if promised.promised < 1 and fate in ON:
            fate = "short"
        self.counts[fate] += promised.n
        self.edited_late += promised.edited
        if fate == "never":
            self.waits.append(slip.Waits(None, 0, promised.n))
        elif fate in ON:
            assert promised.taken is not None
            # Kept on the day it was made, or before: at once.
            ratio = max(Fraction(promised.taken, promised.promised), Fraction(0))
            if fate == "unseen":
                self.unseen.append((ratio, promised.n))
            else:
                kept = fate == "kept"
                self.waits.append(
                    slip.Waits(ratio, promised.n if kept else 0, 0 if kept else promised.n)
                )

    @property
    def n_eff(self) -> float:
        """How many independent promises those on the curve are worth."""
        return intervals.effective(intervals.alike(self.clusters))[0]

    def curve(self, *, unseen_until_today: bool) -> slip.Curve:
        """The curve, with those that nobody looked at again lost on their day, or waiting to this day."""
        lost = [
            slip.Waits(ratio if unseen_until_today else Fraction(1), 0, n)
            for ratio, n in self.unseen
        ]
        return slip.curve([*self.waits, *lost], self.n_eff)

    @property
    def due(self) -> int:
        """All due, affirmed promises."""
        return sum(self.counts.values())

    @property
    def untold(self) -> bool:
        """Whether too many have neither outcome nor look for a median to be told."""
        return self.counts["unlooked"] > TELLING * self.due

    def row(self) -> Row:
        """The row of `slip`; what is undefined is None."""
        first = self.curve(unseen_until_today=False)
        last = self.curve(unseen_until_today=True)
        on_time = slip.kept_by(last, 1)
        twice = (slip.kept_by(last, 2).value, slip.kept_by(first, 2).value)
        ends = (slip.median(first), slip.median(last))
        one = not self.unseen and not self.untold
        told = ends[1] if one else slip.Point(None, None, None)
        kept = [step.ratio for step in last.steps]  # the last delivery ends what can be told
        return {
            "group": self.name,
            "due": self.due,
            "promises": first.n,
            "delivered": self.counts["kept"],
            **{name: self.counts[name] for name in (*ON[1:], *LEFT_OUT)},
            "n_eff": round(first.n_eff, 4) if first.n else None,
            "on_time": on_time.value,
            "on_time_low": on_time.low,
            "on_time_high": on_time.high,
            "within_twice_low": twice[0],
            "within_twice_high": twice[1],
            "slip_median": told.value,
            "slip_low": told.low,
            "slip_high": told.high,
            "slip_last": kept[-1] if kept else None,
            "median_if_lost": None if self.untold else ends[0].value,
            "median_if_waiting": None if self.untold else ends[1].value,
            "untold": self.untold,
            "edited_late": self.edited_late,
            "removed_due": self.removed_due,
        }


def records(
    promised: Iterable[Promised],
    clusters: Mapping[Key, Sequence[tuple[int, int, int]]],
    names: Mapping[Key, str] | None = None,
) -> dict[Key, Record]:
    """A record per group; `names` are those of speakers or sources by id, else a key is its own name."""
    groups: dict[Key, Record] = {}
    for some in promised:
        if some.key not in groups:
            name = str(some.key) if names is None else names[some.key]
            groups[some.key] = Record(name)
            groups[some.key].clusters = clusters.get(some.key, ())
        groups[some.key].add(some)
    return groups


def together(
    promised: Iterable[Promised],
    clusters: Mapping[Key, Sequence[tuple[int, int, int]]],
    name: str | None,
) -> Record:
    """One record of all of some promises."""
    record = Record(name)
    for some in promised:
        record.add(some)
    record.clusters = clusters.get(None, ())
    return record


def slipped(
    found: Sequence[Record],
    *,
    heading: str,
    today: str,
    percent: Any,
    latest: bool,
    frames: Mapping[str | None, int],
) -> Report:
    """The report of `slip`, the record of all last; `percent` turns a share into characters.

    `frames` counts those on the curve of all by what their source holds: complete, selected or None.
    """
    rows = [record.row() for record in found]
    cells = [_cells(row, percent) for row in rows]
    columns = (
        Column("group", heading, flow=True),
        Column("due", "due", right=True),
        Column("delivered", "came", right=True),
        Column("on_time", "on time", right=True),
        Column("interval", "95% interval", right=True),
        Column("twice", "by 2x", right=True),
        Column("median", "half of them by", right=True),
    )
    shown = [number for number, row in enumerate(rows) if row["due"] and row["group"] is not None]
    if len(shown) != 1 or len(rows) > 2:
        shown.append(len(rows) - 1)
    return Report(
        f"Predictions due before {today}",
        columns,
        rows,
        cells=cells,
        notes=_notes(rows, latest, frames) if rows[-1]["due"] else (),
        empty="None recorded here that says what will come has a day that has passed.",
        shown=shown if rows[-1]["due"] else [],
        hint="The curve as a picture: pledger slip --plot slip.svg",
    )


def _cells(row: Row, percent: Any) -> dict[str, str]:
    interval = ""
    if row["on_time_low"] is not None:
        interval = f"{percent(row['on_time_low'])}-{percent(row['on_time_high'])}"
    on_time = "" if row["on_time"] is None else percent(row["on_time"])
    twice = ""
    if row["within_twice_low"] is not None:
        ends = (percent(row["within_twice_low"]), percent(row["within_twice_high"]))
        twice = ends[0] if ends[0] == ends[1] else "-".join(ends)
    if 0 < row["promises"] < RATE:
        # "100%" of one would be read as what it is of a hundred.
        on_time, twice = "too few", "too few"
    return {
        "group": row["group"] if row["group"] is not None else "(all)",
        "delivered": f"{row['delivered']} of {row['promises']}" if row["promises"] else "",
        "on_time": on_time,
        "interval": interval,
        "twice": twice,
        "median": _median(row),
    }


def times(ratio: float) -> str:
    """A multiple of the promised time, as people say it.

    One that is not the whole time is never rounded to it: a day late of a year is late.

    >>> times(0.0), times(0.004), times(0.04), times(1.0), times(2.4567), times(739616.25)
    ('0x', '<0.01x', '0.04x', '1.0x', '2.5x', '739616x')
    >>> times(365 / 364), times(1.04), times(363 / 364), times(1.05)
    ('1.01x', '1.04x', '0.99x', '1.1x')
    """
    if 0 < ratio < 0.01:
        return "<0.01x"
    if ratio != 1 and 0.95 <= ratio < 1.05:
        return f"{min(ratio, 0.99) if ratio < 1 else max(ratio, 1.01):.2f}x"
    digits = 0 if ratio == 0 or ratio >= 99.95 else 2 if ratio < 0.095 else 1
    return f"{ratio:.{digits}f}x"


def _median(row: Row) -> str:
    if not row["promises"]:
        return ""
    if row["promises"] < FEW:
        return f"too few ({row['promises']})"
    if row["untold"]:
        return "not told"
    if not row["unseen"]:
        text = _by(row["slip_median"], row["slip_last"])
        low, high = row["slip_low"], row["slip_high"]
        if low is None or high is None:
            limit = "" if low is None else f" ({times(low)}+)"
            return f"{text}{limit}" if high is None else f"{text} (to {times(high)})"
        return f"{text} ({times(low)}-{times(high)})"
    ends = [_by(row[end], row["slip_last"]) for end in ("median_if_lost", "median_if_waiting")]
    return ends[0] if ends[0] == ends[1] else " or ".join(ends)


def _by(ratio: float | None, last: float | None) -> str:
    """By what multiple half of them came, or beyond which they would have to."""
    if ratio is not None:
        return times(ratio)
    return "none came" if last is None else f"beyond {times(last)}"


def _notes(rows: Sequence[Row], latest: bool, frames: Mapping[str | None, int]) -> list[str]:
    total = rows[-1]
    notes = [
        "came: known to have come, of those recorded here whose day has passed and that say what will come, "
        "without what is left out below. 1x is the time given, from the day it was said; half of them by: the "
        "median, with those still waited for in it, as long as somebody looked."
    ]
    if any(0 < row["promises"] < FEW for row in rows):
        notes.append(f"too few: no share is told of one or two, no median of fewer than {FEW}.")
    if total["never"]:
        was = "was" if total["never"] == 1 else "were"
        notes.append(
            f"{total['never']} can no longer come or {was} taken back: waited for without end."
        )
    if total["unseen"]:
        one, its, them = ("one", "its", "it") if total["unseen"] == 1 else ("ones", "their", "them")
        notes.append(
            f"Of {total['unseen']} missed {one} no look after {its} day is on record. Where that makes two "
            f"figures, one is with {them} lost from sight that day (more by 2x, "
            f"half of them sooner), one with {them} still missing today."
        )
    if total["unlooked"]:
        notes.append(
            f"{_left(total['unlooked'], 'was', 'were')} neither judged nor looked at, and left out."
        )
        if any(row["untold"] and row["promises"] >= FEW for row in rows):
            notes.append("not told: that is more than a fifth of what is due there.")
    out = [
        (total["partial"], "true in part"),
        (total["ambiguous"], "ambiguous"),
        (total["void"], "void"),
        (total["day_unknown"], "came on a day nobody knows"),
        (total["short"], "said for the same day"),
    ]
    left = ", ".join(f"{count} {what}" for count, what in out if count)
    if left:
        notes.append(f"Left out{' too' if total['unlooked'] else ''}: {left}.")
    if any(row["n_eff"] is not None and row["n_eff"] < row["promises"] - 0.05 for row in rows):
        notes.append("Intervals know which of them stand or fall together.")
    if total["edited_late"]:
        notes.append(
            f"{_left(total['edited_late'], 'was edited after its', 'were edited after their')} day: "
            f"{'its' if total['edited_late'] == 1 else 'their'} time here is as it stands now."
        )
    if total["removed_due"]:
        notes.append(
            f"{_left(total['removed_due'], 'more that was due has', 'more that were due have')} been removed "
            "from the record."
        )
    notes.append(
        "A renewed promise counts once, by its last day (--latest)."
        if latest
        else "A renewed promise counts once, by its first day."
    )
    if total["promises"]:
        notes.append(_picked(frames, total["promises"]))
    return notes


# The picture ends here, however long somebody was waited for, and has no more curves than these.
END, CURVES = 10, 8


class Drawn(NamedTuple):
    """What a picture of records shows: a title, what stands below it, curves, and where the axis has marks.

    A curve is a name, the record's own curve, and the other one where it has two.
    """

    title: str
    subtitle: str
    curves: Sequence[tuple[str, slip.Curve, slip.Curve | None]]
    marks: Sequence[int]


def drawn(
    found: Sequence[Record],
    *,
    rest: Record | None = None,
    today: str,
    latest: bool,
    frames: Mapping[str | None, int],
) -> Drawn:
    """The picture of some records, those with most on their curves, and of the rest of them as one.

    `frames` counts those of all of them by what their source holds.
    """
    shown = [record for record in found if any(record.counts[fate] for fate in ON)]
    shown.sort(key=lambda record: -sum(record.counts[fate] for fate in ON))
    beside = [rest] if rest is not None and any(rest.counts[fate] for fate in ON) else []
    left_out = max(len(shown) - (CURVES - len(beside)), 0)
    shown = [*shown[: CURVES - len(beside)], *beside]
    curves = [
        (
            f"{record.name or 'all'} ({sum(record.counts[fate] for fate in ON)})",
            record.curve(unseen_until_today=True),
            record.curve(unseen_until_today=False) if record.unseen else None,
        )
        for record in shown
    ]
    ends = [
        ratio
        for _, curve, _ in curves
        for ratio in (*(step.ratio for step in curve.steps), *(tick for tick, _ in curve.ticks))
    ]
    end = min(max(math.ceil(max(ends, default=2)), 2), END)
    by = "its last day" if latest else "its first day"
    told = [
        f"Due before {today}, of those recorded here that say what will come; a promise made again counts "
        f"once, by {by}. A tick: last seen waiting. Shaded: 95% band."
    ]
    if any(other is not None for *_, other in curves):
        told.append(
            "Dotted: with the missed ones of which no later look is on record lost from sight on their day."
        )
    if any(curve.never for _, curve, _ in curves):
        told.append(f"What {NEVER} is waited for without end.")
    after = sum(step.kept for _, curve, _ in curves for step in curve.steps if step.ratio > end)
    if after:
        told.append(f"{after} came after {end}x, to the right of the picture.")
    if left_out:
        told.append(
            f"Those with most; {left_out} more {'has' if left_out == 1 else 'have'} no curve here."
        )
    if any(curve.n < FEW for _, curve, _ in curves):
        told.append(f"A curve of fewer than {FEW} says next to nothing.")
    if curves:
        told.append(_picked(frames, sum(frames.values())))
    return Drawn("How long predictions are waited for", " ".join(told), curves, range(end + 1))


# Shares that are read off a record for a prediction: what to call them, and how large they are.
SHARES = (("a third", 1 / 3), ("half", 1 / 2))


class Translated(NamedTuple):
    """What a date means from somebody: sentences, true to the letter, and the figures they are made of."""

    sentences: list[str]
    figures: Row


def translated(
    record: Record,
    *,
    said_on: date,
    latest: date | None,
    frames: Mapping[str | None, int],
    percent: Any,
) -> Translated:
    """What a prediction for `latest` means from somebody with this record.

    `frames` counts those on the record's curve by what their source holds: complete, selected or None.
    """
    row = record.row()
    days = 0 if latest is None else (latest - said_on).days
    curves = (record.curve(unseen_until_today=False), record.curve(unseen_until_today=True))
    few = row["promises"] < FEW
    ends = {
        called: []
        if few or row["untold"]
        else [slip.reached(curve, share).value for curve in curves]
        for called, share in SHARES
    }
    names = ("due", "promises", "delivered", "on_time", "on_time_low", "on_time_high")
    figures = {
        "speaker": record.name,
        **{name: row[name] for name in names},
        "few": few,
        "untold": row["untold"],
        **{
            called.removeprefix("a "): [
                {"ratio": ratio, "day": _day(ratio, said_on, days)}
                for ratio in dict.fromkeys(found)
            ]
            for called, found in ends.items()
        },
        "last_delivery": row["slip_last"],
        "frames": {name or "unknown": count for name, count in frames.items()},
    }
    return Translated(_told(record.name, row, ends, said_on, days, frames, percent), figures)


def _told(
    name: str | None,
    row: Row,
    ends: Mapping[str, Sequence[float | None]],
    said_on: date,
    days: int,
    frames: Mapping[str | None, int],
    percent: Any,
) -> list[str]:
    """The sentences of `translated`."""
    n, due = row["promises"], row["due"]
    if not due:
        return [
            f"Nothing that {name} said would come has, as recorded here, a day that has passed."
        ]
    if not n:
        of = "The one" if due == 1 else f"None of the {due}"
        shows = "does not show" if due == 1 else "shows"
        return [
            f"{of} due {_predictions(due)} of {name} recorded here {shows} how long one takes; pledger slip "
            "says why."
        ]
    if n < FEW:
        return [
            f"{n} due {_predictions(n)} of {name} recorded here: too few to say what a date means."
        ]
    on_time = f"Of {n} due predictions of {name} recorded here"
    if due > n:
        on_time += (
            f" ({due - n} more {'is' if due - n == 1 else 'are'} left out; pledger slip says why)"
        )
    on_time += f", {percent(row['on_time'])} came by the day named"
    if row["on_time_low"] is not None:
        on_time += f" (95%: {percent(row['on_time_low'])} to {percent(row['on_time_high'])})"
    sentences = [f"{on_time}."]
    if not row["delivered"]:
        sentences.append("None of them is known to have come.")
    elif row["untold"]:
        sentences.append("Too many were neither judged nor looked at for more to be said.")
    else:
        told = [
            f"{called} {_ends(found, row['slip_last'], said_on, days)}"
            for called, found in ends.items()
        ]
        one = "1x is the time given" if days > 0 else "1x is the time that a prediction gives"
        sentences.append(f"{'; '.join(told)}; {one}.".capitalize())
        if any(found[0] != found[1] for found in ends.values()):
            of = "1 missed one" if row["unseen"] == 1 else f"{row['unseen']} missed ones"
            sentences.append(
                f"Two figures, since of {of} no look after the day is on record: lost from sight then, or "
                "missing still."
            )
    return [*sentences, _picked(frames, n)]


def _picked(frames: Mapping[str | None, int], n: int) -> str:
    """How they came to be recorded, as far as anybody has said."""
    told = [
        f"{_of_them(frames[frame], n)} from {what}"
        for frame, what in (
            ("selected", "a hand-picked list"),
            ("complete", "sources recorded whole"),
        )
        if frames.get(frame)
    ]
    unknown = frames.get(None, 0)
    if unknown:
        of = f"of {unknown} nobody" if told else "nobody"
        told.append(f"{of} has said how {'it was' if unknown == 1 else 'they were'} picked")
    text = ", ".join(told)
    return f"{text[0].upper()}{text[1:]}."


def _predictions(count: int) -> str:
    return "prediction" if count == 1 else "predictions"


def _of_them(count: int, n: int) -> str:
    if count == n:
        return "it is" if n == 1 else "all of them are"
    return f"{count} of the {n} {'is' if count == 1 else 'are'}"


def _day(ratio: float | None, said_on: date, days: int) -> str | None:
    """The day on which a multiple of some days is over; None beyond the calendar, or where there are none."""
    if ratio is None or days < 1:
        return None
    with contextlib.suppress(OverflowError):
        return (said_on + timedelta(days=math.ceil(ratio * days - 1e-9))).isoformat()
    return None


def _ends(ends: Sequence[float | None], last: float | None, said_on: date, days: int) -> str:
    texts = []
    for end in ends:
        day = _day(end, said_on, days)
        by = "" if end is None else "by "
        texts.append(by + _by(end, last) + ("" if day is None else f" ({day})"))
    if texts[0] == texts[1]:
        return texts[0]
    return f"{texts[0]} or {texts[1].removeprefix('by ')}"


# How wide the longest strip is, and how many times the promised time it shows at most.
STRIP, FARTHEST = 36, 9
_ENDS = {"kept": "o", "waiting": ">", "unseen": "?", "never": "x"}


def one_by_one(
    promises: Sequence[tuple[int, int, str, int | None]], statements: Mapping[int, str], more: bool
) -> Report:
    """A strip per promise: the time given, up to 1x, and when it came or was last seen waiting."""
    shown = [
        (claim, promised, fate, _ratio(promised, fate, taken))
        for claim, promised, fate, taken in promises
        if fate in ON and promised >= 1
    ]
    longest = max((ratio for *_, ratio in shown if ratio is not None), default=1.0)
    scale = STRIP / min(max(longest, 1.0), FARTHEST)
    rows = [
        {
            "id": claim,
            "statement": statements[claim],
            "days": promised,
            "fate": fate,
            "ratio": ratio,
            "strip": _strip(fate, ratio, scale),
        }
        for claim, promised, fate, ratio in shown
    ]
    cells = [
        {"ratio": "" if ratio is None else times(ratio) if fate == "kept" else f">{times(ratio)}"}
        for _, _, fate, ratio in shown
    ]
    one = max(round(scale), 1)
    return Report(
        "One by one",
        (
            Column("id", "id", right=True),
            Column("statement", "prediction", flow=True),
            Column("days", "days", right=True),
            Column("ratio", "took", right=True),
            Column("strip", f"{'1x':>{one + 1}}" if one > 1 else "1x", drawn=True),
        ),
        rows,
        cells=cells,
        notes=[
            "= the time given, up to | at 1x (on time is before it); o came, > last seen waiting, ? missed, "
            f"no later look on record, x {NEVER}.",
            *(
                [f"What lasted longer than {FARTHEST}x stands at the edge."]
                if longest > FARTHEST
                else []
            ),
            *(["There are more than these."] if more else []),
        ]
        if rows
        else (),
        empty="None of them is on the curve.",
    )


def _ratio(promised: int, fate: str, taken: int | None) -> float | None:
    if fate == "never" or taken is None:
        return None
    return 1.0 if fate == "unseen" else max(taken, 0) / promised


def _strip(fate: str, ratio: float | None, scale: float) -> str:
    """The strip of one promise: `==|--o`."""
    due = max(round(scale), 1)
    end = due + 2 if ratio is None else min(round(ratio * scale), STRIP)
    if fate == "kept" and ratio is not None:
        # What came on the day named is on time, and stands before the bar; what came a day later does not.
        end = min(end, due - 1) if ratio <= 1 else max(end, due)
    signs = ["="] * min(due, max(end, 0)) + ["-"] * max(end - due, 0)
    signs += [" "] * (due - len(signs))
    signs.insert(due, "|")
    place = end if end < due else end + 1
    signs[place : place + 1] = [_ENDS[fate]]
    return "".join(signs).rstrip()


def _left(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
