"""A score in words: one sentence, true to the letter, and what stands beside it."""

from collections.abc import Mapping
from collections.abc import Sequence
from math import floor
from types import MappingProxyType
from typing import Any

from ledger.scoring.tally import Cluster

Row = dict[str, Any]
# (stance, verdict): how many of the due that take a side.
Sides = Mapping[tuple[str, str], int]

# What became of claims, told of one and of many; what was denied and came stands with the others.
_BECAME = {
    "late": ("came later", "came later"),
    "missed": ("had not come when last looked at", "had not come when last looked at"),
    "no": ("can no longer come", "can no longer come"),
    "denied": ("came though it was denied", "came though they were denied"),
    "retracted": ("was taken back", "were taken back"),
    "partial": ("came in part", "came in part"),
    "ambiguous": ("can be read either way", "can be read either way"),
    "unjudged": ("has not been judged", "have not been judged"),
}
# Fewer forecasts than this are too few for a Brier score, fewer predictions than that for a rate.
ENOUGH, RATE = 20, 3
# How the chance was said, by its basis.
BASES = {"stated": "a number", "words": "in words", "none": "not said"}
# The figures of which it is told why they are not there; the others are not there for the same reasons.
FIGURES = {
    "accuracy": "accuracy",
    "accuracy_expected": "accuracy to expect by the numbers",
    "brier": "Brier or logarithmic score",
    "skill": "skill",
    "mcb_expected": "miscalibration to expect by luck",
}


def sentence(
    row: Row,
    sides: Sides,
    clusters: Sequence[Cluster],
    *,
    asides: Mapping[str, int] = MappingProxyType({}),
    halves: bool = False,
    whose: str | None = None,
    in_time: bool = False,
    whole_sources: bool = False,
    basis: str | None = None,
    ahead: bool = False,
    each: bool = False,
    common: bool = False,
) -> str:
    """A row of `score` in words.

    `sides` counts what takes a side; `clusters` are those of two claims or more; `asides` counts what stands
    aside, by kind; `halves` says that the number one half was among those stated; `whose` is the one speaker.
    The rest says what was counted: what was recorded in time, sources that hold everything, chances of one
    basis, what was judged ahead of its day too, each renewal by itself, what several people answered alone.
    """
    where = "recorded here and answered by all" if common else "recorded here"
    if in_time:
        where += " in time"
    if whole_sources:
        where += " from sources that hold all"
    if basis is not None:
        where += f" whose chance was {BASES[basis]}"
    passed = "and whose day has passed" if basis is not None else "whose day has passed"
    if ahead:
        passed += f" or that were {early(row['included_ahead'], row['ahead_taken_back'])} before it"
    of = row["decided"] + row["undecided"]
    nouns = _nouns(row, sides)
    if not of:
        told = _nothing(row, where, passed, asides, whose)
    elif of == 1:
        told = _one(row, sides, nouns[0], where, passed)
    else:
        told = _many(row, sides, nouns, where, passed, clusters)
    return " ".join([told, *_beside(row, halves=halves, each=each, ahead=ahead)])


def _nouns(row: Row, sides: Sides) -> tuple[str, str]:
    """Promises where one was renewed and all of it was affirmed and without a number; else predictions.

    That somebody promised, and did not only foresee, is known of what was promised anew.
    """
    if not row["repromises"] or row["stated"] or any(stance == "deny" for stance, _ in sides):
        return "prediction", "predictions"
    return "promise", "promises"


def _right(row: Row, sides: Sides) -> str:
    """What those that are right did: kept on time only where nothing was denied."""
    denied = any(stance == "deny" for stance, _ in sides)
    did = "came out as said" if denied else "came by the day named"
    return f"{did} as far as is known" if row["day_unknown"] else did


def _rest(sides: Sides) -> list[tuple[int, str]]:
    """How many of those that are not right did what, in the order in which it is told."""
    found = dict.fromkeys(_BECAME, 0)
    for (stance, verdict), n in sides.items():
        if verdict == "yes":
            found["denied"] += n if stance == "deny" else 0
        elif stance == "affirm" or verdict not in ("late", "missed", "no"):
            found[verdict] += n
    return [(n, _BECAME[verdict][n != 1]) for verdict, n in found.items() if n]


def _many(
    row: Row,
    sides: Sides,
    nouns: tuple[str, str],
    where: str,
    passed: str,
    clusters: Sequence[Cluster],
) -> str:
    right, decided, undecided = row["right"], row["decided"], row["undecided"]
    of = decided + undecided
    lead = f"Of {of} {nouns[1]} {where} {passed},"
    rest = ", ".join(f"{n} {did}" for n, did in _rest(sides))
    if not decided:
        return f"{lead} none can be told: {rest}."
    kept = f"{lead} {right or 'none'} {_right(row, sides)}"
    both = ""
    if undecided > of / 5:
        both = f"with {_open(row)} counted against and for"
    limits = f"{_span(row['accuracy_low'], row['accuracy_high'])}{_together(row, clusters)}"
    if of < RATE:
        # The counts are all there is to say: a rate of two is read as one of many.
        few = f"two cases show next to nothing (95 %{both and ', '}{both}: {limits})"
        return f"{kept}, {rest}; {few}." if rest else f"{kept}; {few}."
    if both:
        rate = f"{_span(row['accuracy_worst'], row['accuracy_best'])}, {both}"
    elif undecided:
        rate = f"{_percent(row['accuracy'])} % of the {decided} that can be told"
    else:
        rate = f"{_percent(row['accuracy'])} %"
    kept += f" ({rate}; 95 %: {limits})"
    return f"{kept}, {rest}." if rest else f"{kept}."


def _open(row: Row) -> str:
    """What is against a speaker at worst, and for at best."""
    parts = [f"the {row['undecided']} that cannot be told"] if row["undecided"] else []
    if row["day_unknown"]:
        parts.append(f"the {row['day_unknown']} of an unknown day")
    return " and ".join(parts)


def _one(row: Row, sides: Sides, noun: str, where: str, passed: str) -> str:
    if row["due"] == 1:
        lead = f"The one {noun} {where} {passed.replace('were', 'was')}"
    else:
        lead = f"Of the {row['due']} predictions {where} {passed} one counts: it"
    if not row["decided"]:
        return f"{lead} {_rest(sides)[0][1]}."
    did = _right(row, sides) if row["right"] else ""
    if not did:
        rest = _rest(sides)
        did = rest[0][1] if rest else "did not come out as said"
    limits = _span(row["accuracy_low"], row["accuracy_high"])
    return f"{lead} {did}; one case shows next to nothing (95 %: {limits})."


def _nothing(
    row: Row, where: str, passed: str, asides: Mapping[str, int], whose: str | None
) -> str:
    """Where nothing that is due takes a side."""
    if not row["claims"]:
        return f"No prediction{'' if whose is None else f' of {whose}'} is {where}."
    if row["due"] and row["due"] == row["void"]:
        all_ = "The one prediction" if row["due"] == 1 else f"{every(row['due'])} predictions"
        it = "it" if row["due"] == 1 else "they"
        is_ = "is" if row["due"] == 1 else "are"
        return f"{all_} {where} {passed} {is_} void: what {it} hung on fell away."
    if row["due"]:
        counts = "counts for or against" if row["void"] else "takes a side"
        return f"No prediction {where} {passed} {counts}."
    return f"{_not_due(row, where, asides)}{_undated(row)}"


def _not_due(row: Row, where: str, asides: Mapping[str, int]) -> str:
    """What there is instead of what is due."""
    goals, more = asides.get("goal", 0), asides.get("conditional", 0)
    # What it is, of one and of many, and whether it may be scored some day.
    parts = [
        (row["open"], "is not due yet", "are not due yet", True),
        (
            row["ahead"],
            f"was {early(row['ahead'], row['ahead_taken_back'])} ahead of its day",
            f"were {early(row['ahead'], row['ahead_taken_back'])} ahead of their day",
            True,
        ),
        (
            row["no_deadline"],
            "has no day by which it was to come",
            "have no day by which they were to come",
            False,
        ),
        (goals, "is a goal", "are goals", False),
        (more, "is a conditional", "are conditionals", False),
    ]
    told = [(n, one if n == 1 else many, yet) for n, one, many, yet in parts if n]
    if len(told) > 1:
        listed = ", ".join(f"{n} {what}" for n, what, _ in told)
        return f"Of {row['claims']} predictions {where} none is in a rate: {listed}."
    ((n, what, yet),) = told
    all_ = "The one prediction" if n == 1 else f"{every(n)} predictions"
    return f"{all_} {where} {what}, so there is nothing to score{' yet' if yet else ''}."


def _undated(row: Row) -> str:
    """What became of those without a day."""
    came, never = row["no_deadline_yes"], row["no_deadline_no"]
    if not (came or never):
        return ""
    if row["claims"] == 1:
        return " It came." if came else " It can no longer come."
    if row["no_deadline"] == 1:
        return f" The one without a day {'came' if came else 'can no longer come'}."
    also = [f"{came} came" if came else "", f"{never} can no longer come" if never else ""]
    return f" Of those without a day {' and '.join(filter(None, also))}."


def _together(row: Row, clusters: Sequence[Cluster]) -> str:
    """That the largest cluster counts as one subject, where that makes the interval wider."""
    telling = row["undecided"] * 5 > row["decided"] + row["undecided"]

    def held(cluster: Cluster) -> int:
        return cluster.decided + cluster.undecided if telling else cluster.decided

    some = [cluster for cluster in clusters if held(cluster) > 1]
    if not some:
        return ""
    largest = min(
        some, key=lambda cluster: (-held(cluster), cluster.name or "", cluster.said_on or "")
    )
    n = held(largest)
    if largest.name is not None:
        # What leads the names of all of them says nothing of one.
        names = [cluster.name.split() for cluster in some if cluster.name is not None]
        lead = 0
        while len(names) > 1 and all(len(name) > lead + 1 for name in names):
            if len({name[lead] for name in names}) > 1:
                break
            lead += 1
        return f", the {n} about {' '.join(largest.name.split()[lead:])} counted as one subject"
    if largest.chained:
        return f", the {n} that renew one promise counted as one"
    return f", the {n} said in one place on {largest.said_on} counted as one subject"


def _beside(row: Row, *, halves: bool, each: bool, ahead: bool) -> list[str]:
    """The sentences that stand beside the rate."""
    told = []
    possible, even = row["neither"] - row["even"], row["even"]
    more = " more" if row["decided"] + row["undecided"] else ""
    if possible:
        told.append(f"{possible}{more} only called it possible.")
    if even:
        was = "was" if even == 1 else "were"
        more = " more" if more or possible else ""
        told.append(f"{even}{more} {was} given one half, which takes no side.")
    if row["void"] and row["void"] != row["due"]:
        is_, it = ("is", "it") if row["void"] == 1 else ("are", "they")
        told.append(f"{row['void']} more {is_} void: what {it} hung on fell away.")
    if row["repromises"]:
        promises = "promise is" if row["repromises"] == 1 else "promises are"
        its = "its" if row["repromises"] == 1 else "their"
        told.append(f"{row['repromises']} renewed {promises} counted with {its} first.")
    if each:
        told.append("Every renewal counts by itself.")
    if row["day_unknown"]:
        told.append(_day_unknown(row))
    if row["stated"]:
        told.append(_hoped(row, halves=halves))
    if row["forecasts"] >= ENOUGH:
        told.append(_brier(row))
    if "versus" in row:
        told.append(_versus(row))
    told += _stands_on(row)
    if ahead and row["included_ahead"]:
        what = early(row["included_ahead"], row["ahead_taken_back"])
        told.append(
            f"{row['included_ahead']} of them were {what} ahead of their day, which flatters."
            if row["included_ahead"] > 1
            else f"One of them was {what} ahead of its day, which flatters."
        )
    return told


def _day_unknown(row: Row) -> str:
    """What came on a day that nobody knows, and what the rate is with it at worst and at best."""
    n, of = row["day_unknown"], row["decided"] + row["undecided"]
    told = f"Of {n} that came the day is not known: {'it' if n == 1 else 'they'} may have been late"
    if of < RATE or row["undecided"] > of / 5:
        return f"{told}."
    worst = _span(row["accuracy_worst"], row["accuracy_best"])
    return f"{told}; with {_open(row)} counted against and for, {worst} came out as said."


def _hoped(row: Row, *, halves: bool) -> str:
    """How often the stated numbers let one expect to be right, beside how often it was so."""
    n, right = row["stated"], row["stated_right"]
    hoped = _percent(row["accuracy_expected"])
    number = "a number other than one half" if halves else "a number"
    if n == 1:
        did = "it did" if right else "it did not"
        return (
            f"The one with {number} and a yes or no was by that number {hoped} % likely to come out as said; "
            f"{did}."
        )
    # What was taken back has no yes or no to be held against its number.
    rate = f" ({_percent(right / n)} %)" if n >= RATE else ""
    return (
        f"Of the {n} with {number} and a yes or no, {right or 'none'} came out as said{rate}, where by their "
        f"own numbers {hoped} % were to be expected."
    )


def _brier(row: Row) -> str:
    chances = f"The {row['forecasts']} chances"
    if row.get("forecast") == "last":
        chances = f"The last chances of {row['forecasts']}"
    elif row.get("forecast") == "time":
        chances = f"The chances of {row['forecasts']}, each by the time that it stood,"
    if row.get("unhedged") is not None:
        chances += f" (one of {_percent(row['unhedged'])} % taken where none was said)"
    told = (
        f"{chances} score {row['brier']:.3f} (Brier: 0 is perfect, 0.250 is saying one "
        f"half of everything; 95 %: {row['brier_low']:.3f} to {row['brier_high']:.3f})"
    )
    skill = row["skill"]
    if skill is None:
        return f"{told}."
    by = _percent(abs(skill))
    how = (
        f"{by} % {'better' if skill > 0 else 'worse'} than" if by else "no better and no worse than"
    )
    return f"{told}, {how} saying how often the others came true."


def _versus(row: Row) -> str:
    """The chances held against somebody else's."""
    n, name = row["versus_forecasts"], row["versus"]
    if not n:
        return f"{name} gave no chance to any of what counts."
    if n < ENOUGH:
        return f"{name} gave a chance to {n} of what counts: too few to tell whose were better."
    low, high = row["versus_low"], row["versus_high"]
    told = (
        f"On the {n} to which {name} gave a chance too, they score {row['versus_brier']:.3f} and those of "
        f"{name} {row['versus_other']:.3f}: {_by(row['versus_gain'])} (95 %: {_by(low)} to {_by(high)})"
    )
    return f"{told}, which luck can explain." if low <= 0 <= high else f"{told}."


def _by(gain: float) -> str:
    """By how much a score is better than another; lower ones are."""
    if f"{abs(gain):.3f}" == "0.000":
        return "the same"
    return f"{abs(gain):.3f} {'better' if gain > 0 else 'worse'}"


def _stands_on(row: Row) -> list[str]:
    """On what record it stands: before its day, from whole sources, from picked ones."""
    told, due = [], row["due"]
    if row["prospective"]:
        of = row["prospective"]
        all_ = every(due) if of == due else f"{of} of the {due}"
        was, its = ("was", "its") if of == 1 else ("were", "their")
        before = f"{was} recorded here before {its} day and {its} outcome"
        told.append(f"{'It' if due == 1 else all_} {before}.")
    if row["selected"]:
        lists = "a hand-picked list" if row["selected_sources"] == 1 else "hand-picked lists"
        if due == 1:
            told.append(f"It is from {lists}.")
        elif row["selected"] == due:
            told.append(f"{every(due)} are from {lists}.")
        else:
            is_ = "is" if row["selected"] == 1 else "are"
            # Those that stand beside the rate are due, too.
            the = "the" if due == row["decided"] + row["undecided"] else "all"
            told.append(f"{row['selected']} of {the} {due} {is_} from {lists}.")
    if row["removed_due"]:
        was = "that was due has" if row["removed_due"] == 1 else "that were due have"
        told.append(f"{row['removed_due']} more {was} been removed from the record.")
    if row["redacted"]:
        one = row["redacted"] == 1
        was, whose = ("prediction was", "it was") if one else ("predictions were", "they were")
        told.append(f"{row['redacted']} {was} redacted; whose {whose} is not kept.")
    if row["edited_late"]:
        was = "was" if row["edited_late"] == 1 else "were"
        its = "its" if row["edited_late"] == 1 else "their"
        told.append(f"{row['edited_late']} {was} edited after {its} day.")
    return told


def undefined(row: Row, *, exact: bool) -> dict[str, str]:
    """Why the figures that a row has not are not there; `exact` false: what takes long was left out."""
    due, of = row["due"], row["decided"] + row["undecided"]
    nothing = "nothing is due" if not due else "nothing that is due takes a side"
    if due and row["void"]:
        nothing = (
            "all that is due is void" if row["void"] == due else f"{nothing}, but for what is void"
        )
    forecasts = "no chance was given for any due prediction with a yes or no"
    why: dict[str, str] = {}
    for name, value in row.items():
        if value is not None:
            continue
        if name in (
            "accuracy_worst",
            "accuracy_best",
            "accuracy_low",
            "accuracy_high",
            "accuracy_n_eff",
        ):
            why[name] = nothing
        elif name == "accuracy":
            why[name] = nothing if not of else "none of what is due can be told"
        elif name.startswith("slip_") or name == "delivered":
            why[name] = "pledger slip has it"
        elif row.get("coverage") is not None:
            why[name] = "not told of chances by the time that each stood"
        elif name == "accuracy_expected":
            why[name] = "none that can be told was said with a number, other than one half"
        elif name in ("brier_scale_low", "brier_scale_high"):
            why[name] = "no chance that counts was said in words"
        elif name.startswith("versus_"):
            why[name] = f"{row['versus']} gave no chance to what counts"
            if row["versus_forecasts"]:
                why[name] = f"the chances of {row['versus']} were all right: nothing can be better"
        elif name in _OF_FORECASTS:
            why[name] = forecasts if not row["forecasts"] else _why_not(name, row, exact)
    return why


# What is there as soon as there is a forecast, or for another reason is not.
_OF_FORECASTS = (
    "brier",
    "brier_low",
    "brier_high",
    "brier_n_eff",
    "calibration_n_eff",
    "log_score",
    "log_score_low",
    "log_score_high",
    "skill",
    "skill_low",
    "skill_high",
    "skill_half",
    "mcb",
    "mcb_expected",
    "dsc",
    "unc",
)


def _why_not(name: str, row: Row, exact: bool) -> str:
    if name in ("skill", "skill_low", "skill_high"):
        if row["forecasts"] == 1:
            return "one forecast has no others to be compared with"
        return "of those with a chance all came true, or none did: there is nothing to be better at"
    if not exact:
        return "left out where there are many rows; --resample computes it"
    return (
        f"the {row['forecasts']} forecasts stand or fall together and are worth "
        f"{row['calibration_n_eff']:.1f}: "
        "what luck gives cannot be drawn one by one"
    )


def every(n: int) -> str:
    """All of so many, two or more."""
    return "Both" if n == 2 else f"All {n}"


def early(n: int, taken_back: int) -> str:
    """What became of so many ahead of their day, where the speaker took some of them back.

    >>> early(2, 0), early(2, 2), early(2, 1)
    ('judged', 'taken back', 'judged or taken back')
    """
    if not taken_back:
        return "judged"
    return "taken back" if taken_back == n else "judged or taken back"


def _percent(rate: float) -> int:
    """A rate in whole per cent, rounded half up."""
    return floor(rate * 100 + 0.5 + 1e-9)


def _span(low: float, high: float) -> str:
    return f"{_percent(low)} to {_percent(high)} %"
