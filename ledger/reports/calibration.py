"""Whether what was said with 70 % came true in 70 % of cases: a row per bin, a strip, and a picture."""

from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ledger.reports import explain
from ledger.reports.counted import HEADINGS
from ledger.reports.counted import named
from ledger.reports.report import Column
from ledger.reports.report import Report
from ledger.reports.score import GROUPS
from ledger.reports.score import Group
from ledger.scoring import calibration
from ledger.scoring.intervals import Z
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Key
from ledger.scoring.tally import Shared
from ledger.scoring.tally import Sums

Row = dict[str, Any]

# The keys of a row, those of the contract first; from `total` on they are the same in all rows of a group.
KEYS = (
    "group",
    "bin_low",
    "bin_high",
    "forecasts",
    "came_true",
    "mean_credence",
    "frequency",
    "low",
    "high",
    "recalibrated",
    "said",
    "band_low",
    "band_high",
    "total",
    "total_true",
    "in_words",
    "n_eff",
    "brier",
    "mcb",
    "mcb_expected",
    "mcb_p",
    "in_the_large",
    "in_the_large_z",
    "in_the_large_p",
    "undefined",
)
# How wide a strip is: of one group alone, and beside a column of names.
STRIP, NARROW = 41, 21
# A test that says so less often than this is no longer taken for luck.
SELDOM = 0.05


class Said(NamedTuple):
    """Forecasts of about one chance: what was said, how often it came true and its 95 % limits; 0 to 1."""

    p: float
    frequency: float
    low: float
    high: float


class Reliability(NamedTuple):
    """What a reliability diagram shows of one forecaster.

    `points` are the rows of the reliability table; `curve` holds each chance with its recalibrated one, and
    `band`, where it is known, the limits within which a calibrated forecaster's would lie; `counts` says how
    many forecasts gave each chance.
    """

    title: str
    subtitle: str
    points: Sequence[Said]
    curve: Sequence[tuple[float, float]]
    band: Sequence[tuple[float, float]] | None
    counts: Sequence[tuple[float, int]]


class Part(NamedTuple):
    """What was counted of a group, and the clusters of each row of its table."""

    sums: Sums
    shared: Shared


NOTHING = Part(Sums(), {})


class Calibrated:
    """What one group, or all together, said with which chance, and what came of it.

    `plain` is what was said without a chance, as if it had been said with certainty; `exact` false leaves out
    what has to be drawn.
    """

    def __init__(self, name: str | None, part: Part, plain: Part, *, exact: bool) -> None:
        self.name = name
        group = Group(name, part.sums, exact=False)
        self.tally = group.tally()
        self.figures = group.row()
        self.total = self.figures["forecasts"]
        self.came = sum(k for _, _, k in self.tally)
        self.in_words = sum(said.n for said in part.sums.said if said.basis == "words")
        silent = Group(name, plain.sums, exact=False)
        self.plain = {p: (n, k) for p, n, k in silent.tally() if n}
        self.shared, self.plain_shared = part.shared, plain.shared
        self.worth = self.figures["calibration_n_eff"] / self.total if self.total else 1.0
        # With clusters the draws would be too sure of what is luck.
        self.drawn = exact and bool(self.total) and self.worth >= calibration.WORTH
        self.exact = exact
        self.luck = calibration.luck(self.tally, worth=self.worth) if self.drawn else None
        self.in_the_large = calibration.in_the_large(self.tally, worth=self.worth)

    @property
    def said_plainly(self) -> int:
        """How many were said without a chance."""
        return sum(n for n, _ in self.plain.values())

    def bins(self, *, distinct: bool) -> list[calibration.Bin]:
        """The reliability table."""
        table = calibration.distinct if distinct else calibration.bins
        return table(self.tally, shared=self.shared)

    def band(self) -> list[tuple[float, float]] | None:
        """Where a calibrated forecaster's curve lies, by each p; None where nothing is drawn."""
        return calibration.consistency_band(self.tally) if self.drawn else None

    def rows(self, *, distinct: bool) -> list[Row]:
        """The contract's rows, those of what was said without a chance at the end."""
        large = self.in_the_large
        finite = large is not None and large.z is not None and abs(large.z) != float("inf")
        whole = {
            "total": self.total,
            "total_true": self.came,
            "in_words": self.in_words,
            "n_eff": self.figures["calibration_n_eff"],
            "brier": self.figures["brier"],
            "mcb": self.figures["mcb"],
            "mcb_expected": self.luck.expected if self.luck else None,
            "mcb_p": self.luck.p if self.luck else None,
            "in_the_large": large.difference if large else None,
            "in_the_large_z": large.z if large and finite else None,
            "in_the_large_p": self.luck.in_the_large if self.luck else None,
            "undefined": self.undefined(),
        }
        bands = (self.band() if distinct else None) or []
        found: list[Row] = []
        for number, bin_ in enumerate(self.bins(distinct=distinct)):
            band = bands[number] if bands else (None, None)
            found.append(
                {
                    "group": self.name,
                    "bin_low": bin_.low / ONE,
                    "bin_high": bin_.high / ONE,
                    "forecasts": bin_.n,
                    "came_true": bin_.k,
                    "mean_credence": bin_.mean_p,
                    "frequency": bin_.frequency,
                    "low": bin_.came_low,
                    "high": bin_.came_high,
                    "recalibrated": bin_.recalibrated,
                    "said": "chance",
                    "band_low": band[0],
                    "band_high": band[1],
                    **whole,
                }
            )
        for p, said in ((ONE, "will"), (0, "will not")):
            if p in self.plain:
                (bin_,) = calibration.distinct([(p, *self.plain[p])], shared=self.plain_shared)
                found.append(
                    dict.fromkeys(KEYS)
                    | {
                        "group": self.name,
                        "forecasts": bin_.n,
                        "came_true": bin_.k,
                        "frequency": bin_.frequency,
                        "low": bin_.came_low,
                        "high": bin_.came_high,
                        "said": said,
                        **whole,
                    }
                )
        return found

    def undefined(self) -> dict[str, str]:
        """Why figures of the whole group are null."""
        if not self.total:
            none = "nothing that is due and came out yes or no was said with a chance"
            names = ("n_eff", "brier", "mcb", "mcb_expected", "mcb_p", "in_the_large")
            return dict.fromkeys((*names, "in_the_large_z", "in_the_large_p"), none)
        why: dict[str, str] = {}
        if self.luck is None:
            reason = (
                f"the {self.total} forecasts stand or fall together and are worth "
                f"{self.figures['calibration_n_eff']:.1f}: what luck gives cannot be drawn one by one"
                if self.exact
                else f"left out where there are more than {GROUPS} groups"
            )
            why |= dict.fromkeys(("mcb_expected", "mcb_p", "in_the_large_p"), reason)
        z = self.in_the_large.z if self.in_the_large else None
        if z is None or abs(z) == float("inf"):
            why["in_the_large_z"] = "every chance was 0 or 1: nothing is left to luck"
        return why

    def told(self, percent: Callable[[float], str]) -> list[str]:
        """What follows from the table, in words."""
        if not self.total:
            return ["Nothing that is due and can be told was said with a chance."]
        if self.few:
            sentences = [
                f"{self.total} {'forecast is' if self.total == 1 else 'forecasts are'} too few to tell "
                f"whether the numbers fit: from {explain.ENOUGH} on it is told."
            ]
        else:
            sentences = [self._large(percent)]
            if any(0 < p < ONE for p, _, _ in self.tally):
                sentences.append(self._luck())
        # Of few, too, the intervals are wider.
        return sentences + ([self.fewer()] if self.worth < 1 - 1e-9 else [])

    @property
    def few(self) -> bool:
        """Whether the forecasts are too few to tell anything of them together."""
        total: int = self.total
        return 0 < total < explain.ENOUGH

    def fewer(self) -> str:
        """The sentence that says as how many the forecasts count that stand or fall together."""
        return (
            f"Some stand or fall together: the {self.total} count as "
            f"{self.figures['calibration_n_eff']:.1f}."
        )

    def _large(self, percent: Callable[[float], str]) -> str:
        assert self.in_the_large is not None
        gap, z = self.in_the_large
        said, came = percent(self.came / self.total - gap), percent(self.came / self.total)
        figures = (
            f"All {self.total} together were said with {said} on average, and {came} came true"
        )
        if z is None:
            wrong = self.figures["n_infinite"]
            were = "none was wrong" if not wrong else f"{wrong} were wrong, half of them too high"
            return f"{figures}; every chance was 0% or 100%, and {were}."
        if abs(z) == float("inf"):
            return f"{figures}; every chance was 0% or 100%, so that no luck explains a difference."
        where = "low" if gap > 0 else "high"
        # Of few misses to be expected z is no normal variable.
        seldom = self.luck.in_the_large < SELDOM if self.luck else abs(z) > Z
        verdict = f"said too {where}, by more than luck" if seldom else "within what luck gives"
        return f"{figures} (z {z + 0.0:+.1f}): {verdict}."

    def _luck(self) -> str:
        mcb = f"Miscalibration {self.figures['mcb'] + 0.0:.3f}"
        if self.luck is None:
            reason = "they stand or fall together" if self.exact else "there are too many rows"
            return f"{mcb}; how much of it is luck is not told: {reason}."
        verdict = (
            "the numbers are off by more than luck"
            if self.luck.p < SELDOM
            else "this does not show that the numbers are off"
        )
        return (
            f"{mcb}, beside {self.luck.expected:.3f} by luck alone; somebody calibrated who says the same "
            f"has as much or more in {_often(self.luck.p)} of cases: {verdict}."
        )


def _often(p: float) -> str:
    """A probability in per cent, with more digits where it is small.

    >>> _often(0.614), _often(0.0123), _often(0.00025)
    ('61%', '1.2%', '0.025%')
    """
    return f"{100 * p:.0f}%" if p >= 0.1 else f"{100 * p:.2g}%"


def groups(
    found: Mapping[Key, Part], plain: Mapping[Key, Part], names: Mapping[Key, str] | None
) -> list[Calibrated]:
    """Groups by number of forecasts; `plain` is what they said without a chance."""
    exact = len(found) <= GROUPS
    made = [
        Calibrated(
            str(key) if names is None else names[key], part, plain.get(key, NOTHING), exact=exact
        )
        for key, part in found.items()
    ]
    return sorted(made, key=lambda group: (-group.total, -group.said_plainly, group.name or ""))


def table(
    groups: Sequence[Calibrated],
    *,
    by: str | None,
    distinct: bool,
    today: str,
    notes: Sequence[str],
    percent: Callable[[float], str],
) -> Report:
    """The report of `calibration`; `percent` turns a rate into characters."""
    one = len(groups) == 1
    width = STRIP if one else NARROW
    rows = [row for group in groups for row in group.rows(distinct=distinct)]
    title = f"Chances said, and how often it came true, due before {today}"
    whose = ""
    if one and groups[0].name is not None:
        whose = f" of {groups[0].name}"
        title = f"{groups[0].name}: {title[0].lower()}{title[1:]}"
    said_plainly = any(row["said"] != "chance" for row in rows)
    legend = (
        "n: forecasts. + mean: what was said on average. o came: how often it came true, - with its 95% "
        "interval. * both."
    )
    if said_plainly:
        legend += " it will, it won't: said without a chance, and how often it came."
    told = [legend]
    for group in groups:
        if one and (group.total or group.said_plainly):
            told.append(" ".join(group.told(percent)))
        elif group.total and not group.few:
            told.append(f"{group.name}: {' '.join(group.told(percent))}")
    few = [f"{group.name} {group.total}" for group in groups if group.few]
    if few and not one:
        told.append(
            f"Forecasts too few to tell whether the numbers fit, which is told from {explain.ENOUGH} on: "
            f"{named(few)}."
        )
    if sum(group.total >= explain.ENOUGH for group in groups) > 1:
        told.append(
            "Each is told by itself, at 5%: of twenty that are calibrated, luck makes one look off."
        )
    in_words = sum(group.in_words for group in groups)
    if in_words and by != "tag":
        total = sum(group.total for group in groups)
        of = f"{in_words} of the {total} chances were words, read as numbers"
        if in_words == total:
            of = (
                "The one chance was in words, read as a number"
                if total == 1
                else f"{explain.every(total)} chances were words, read as numbers"
            )
        elif in_words == 1:
            of = f"1 of the {total} chances was in words, read as a number"
        told.append(f"{of} on a scale.")
    nothing = [group.name for group in groups if not (group.total or group.said_plainly)]
    if rows and nothing and by == "speaker":
        told.append(f"Nothing to be told of: {named([name or '' for name in nothing])}.")
    return Report(
        title,
        (
            *(() if one else (Column("group", HEADINGS[by or "speaker"], flow=True),)),
            Column("bin", "said", right=True),
            Column("forecasts", "n", right=True),
            Column("mean", "mean", right=True),
            Column("came", "came", right=True),
            Column("interval", "95%", right=True),
            Column("recalibrated", "recalibrated", wide=True, right=True),
            Column("band", "luck, 90%", wide=True, right=True),
            Column("strip", _scale(width)),
        ),
        rows,
        cells=[
            _cells(row, rows[number - 1] if number else None, width, percent)
            for number, row in enumerate(rows)
        ],
        keys=KEYS,
        empty=f"No prediction{whose} that counts here is due and came out yes or no: there is nothing to "
        "compare yet.",
        notes=[*(told if rows else []), *notes],
        hint="As a picture: pledger calibration --plot chances.svg",
    )


def _cells(
    row: Row, above: Row | None, width: int, percent: Callable[[float], str]
) -> dict[str, str]:
    said = {"will": "it will", "will not": "it won't"}.get(row["said"])
    if said is None:
        low, high = _exactly(row["bin_low"]), _exactly(row["bin_high"])
        said = high if row["bin_low"] == row["bin_high"] else f"{low[:-1]}-{high}"
    mean, fit, band = row["mean_credence"], row["recalibrated"], row["band_low"]
    again = above is not None and above["group"] == row["group"]
    return {
        "group": "" if again or row["group"] is None else row["group"],
        "bin": said,
        "mean": "" if mean is None else percent(mean),
        # "100%" of one would be read as what it is of a hundred.
        "came": f"{row['came_true']} of {row['forecasts']}"
        if row["forecasts"] < explain.RATE
        else percent(row["frequency"]),
        "interval": f"{percent(row['low'])}-{percent(row['high'])}",
        "recalibrated": "" if fit is None else percent(fit),
        "band": "" if band is None else f"{percent(band)}-{percent(row['band_high'])}",
        "strip": strip(mean, row["frequency"], row["low"], row["high"], width),
    }


def _exactly(p: float) -> str:
    """A chance in per cent as it was said.

    >>> _exactly(0.7), _exactly(0.125), _exactly(0.333333333333)
    ('70%', '12.5%', '33.33%')
    """
    return f"{round(100 * p, 2):g}%"


def strip(said: float | None, came: float, low: float, high: float, width: int) -> str:
    """A row from 0 to 100 %: the interval, how often it came true, and what was said on average.

    >>> strip(0.7, 0.5, 0.25, 0.75, 21)
    ':    -----o---+-    :'
    >>> strip(None, 0.0, 0.0, 0.25, 21)
    'o-----    :    :    :'
    """
    last = width - 1

    def place(rate: float) -> int:
        return int(rate * last + 0.5)

    signs = [":" if not n % (last // 4) else " " for n in range(width)]
    signs[place(low) : place(high) + 1] = "-" * (place(high) - place(low) + 1)
    if said is not None:
        signs[place(said)] = "+"
    signs[place(came)] = "*" if said is not None and place(said) == place(came) else "o"
    return "".join(signs)


def _scale(width: int) -> str:
    """What stands over a strip.

    >>> _scale(21)
    '0%        50%    100%'
    """
    last = width - 1
    text = [" "] * width
    for share in (0, 25, 50, 75, 100) if width >= STRIP else (0, 50, 100):
        label = f"{share}%"
        at = min(share * last // 100, width - len(label))
        text[at : at + len(label)] = label
    return "".join(text)


def reliability(group: Calibrated, *, distinct: bool, today: str) -> Reliability:
    """The picture of one group, or of all together."""
    who = "everybody" if group.name is None else group.name
    about = f"{group.total} {'forecast' if group.total == 1 else 'forecasts'} due before {today}"
    if group.said_plainly:
        were = "was" if group.said_plainly == 1 else "were"
        about += f"; {group.said_plainly} more {were} said without a chance"
    if group.total < explain.ENOUGH:
        about += ".\nToo few to tell whether the numbers fit."
    elif group.luck is not None:
        about += (
            f".\nMiscalibration {group.figures['mcb'] + 0.0:.3f}, beside {group.luck.expected:.3f} by luck "
            f"(as much or more in {_often(group.luck.p)} of cases)."
        )
    else:
        about += f".\n{group.fewer()}"
    band = group.band() or []
    return Reliability(
        f"How often it came true: {who}",
        about,
        [
            Said(bin_.mean_p, bin_.frequency, bin_.came_low, bin_.came_high)
            for bin_ in group.bins(distinct=distinct)
        ],
        [(bin_.mean_p, bin_.recalibrated) for bin_ in calibration.distinct(group.tally)],
        band if any(low < high for low, high in band) else None,
        [(p / ONE, n) for p, n, _ in group.tally],
    )
