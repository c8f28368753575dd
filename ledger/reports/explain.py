"""A score in words: one sentence, true to the letter, and what stands beside it."""

from collections.abc import Mapping
from collections.abc import Sequence
from math import floor
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
# Fewer forecasts than this are too few for a Brier score.
ENOUGH = 20
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
    in_time: bool = False,
    whole_sources: bool = False,
    ahead: bool = False,
    each: bool = False,
) -> str:
    """A row of `score` in words.

    `sides` counts what takes a side; `clusters` are those of two claims or more. The rest says what was
    counted: what was recorded in time, sources that hold everything, what was judged ahead of its day too,
    each renewal by itself.
    """
    where = "recorded here"
    if in_time:
        where += " in time"
    if whole_sources:
        where += " from sources that hold all"
    of = row["decided"] + row["undecided"]
    nouns = _nouns(row, sides)
    if not of:
        told = _nothing(row, where)
    elif of == 1:
        told = _one(row, sides, nouns[0], where, ahead)
    else:
        told = _many(row, sides, nouns, where, ahead, clusters)
    return " ".join([told, *_beside(row, each=each, ahead=ahead)])


def _nouns(row: Row, sides: Sides) -> tuple[str, str]:
    """Promises where one was renewed and all of it was affirmed and without a number; else predictions.

    That somebody promised, and did not only foresee, is known of what was promised anew.
    """
    if not row["repromises"] or row["stated"] or any(stance == "deny" for stance, _ in sides):
        return "prediction", "predictions"
    return "promise", "promises"


def _right(sides: Sides) -> str:
    """What those that are right did: kept on time only where nothing was denied."""
    denied = any(stance == "deny" for stance, _ in sides)
    return "came out as said" if denied else "came by the day named"


def _rest(sides: Sides) -> list[tuple[int, str]]:
    """How many of those that are not right did what, in the order in which it is told."""
    found = dict.fromkeys(_BECAME, 0)
    for (stance, verdict), n in sides.items():
        if verdict == "yes":
            found["denied"] += n if stance == "deny" else 0
        elif stance == "affirm" or verdict not in ("late", "missed", "no"):
            found[verdict] += n
    return [(n, _BECAME[verdict][n != 1]) for verdict, n in found.items() if n]


def _passed(ahead: bool) -> str:
    return "whose day has passed or that were judged before it" if ahead else "whose day has passed"


def _many(
    row: Row,
    sides: Sides,
    nouns: tuple[str, str],
    where: str,
    ahead: bool,
    clusters: Sequence[Cluster],
) -> str:
    right, decided, undecided = row["right"], row["decided"], row["undecided"]
    of = decided + undecided
    lead = f"Of {of} {nouns[1]} {where} {_passed(ahead)},"
    rest = ", ".join(f"{n} {did}" for n, did in _rest(sides))
    if not decided:
        return f"{lead} none can be told yet: {rest}."
    together = _together(row, clusters)
    limits = f"95 %: {_span(row['accuracy_low'], row['accuracy_high'])}{together}"
    if undecided > of / 5:
        worst, best = row["accuracy_worst"], row["accuracy_best"]
        rate = f"{_span(worst, best)}, as the {undecided} that cannot be told yet turn out"
        if undecided == 1:
            rate = f"{_span(worst, best)}, as the 1 that cannot be told yet turns out"
    elif undecided:
        rate = f"{_percent(row['accuracy'])} % of the {decided} that can be told"
    else:
        rate = f"{_percent(row['accuracy'])} %"
    kept = f"{lead} {right or 'none'} {_right(sides)} ({rate}; {limits})"
    return f"{kept}, {rest}." if rest else f"{kept}."


def _one(row: Row, sides: Sides, noun: str, where: str, ahead: bool) -> str:
    lead = f"The one {noun} {where} {_passed(ahead).replace('were', 'was')}"
    if not row["decided"]:
        return f"{lead} {_rest(sides)[0][1]}."
    did = _right(sides) if row["right"] else ""
    if not did:
        rest = _rest(sides)
        did = rest[0][1] if rest else "did not come out as said"
    limits = _span(row["accuracy_low"], row["accuracy_high"])
    return f"{lead} {did}; one case shows next to nothing (95 %: {limits})."


def _nothing(row: Row, where: str) -> str:
    """Where nothing that is due takes a side."""
    if not row["claims"]:
        return f"No prediction is {where}."
    if row["due"] and row["due"] == row["void"]:
        every = "The one prediction" if row["due"] == 1 else f"{_all(row['due'])} predictions"
        it = "it" if row["due"] == 1 else "they"
        is_ = "is" if row["due"] == 1 else "are"
        return f"{every} {where} whose day has passed {is_} void: what {it} hung on fell away."
    if row["due"]:
        return f"No prediction {where} whose day has passed takes a side."
    parts = [
        (row["open"], "not due yet"),
        (
            row["ahead"],
            "judged ahead of its day" if row["ahead"] == 1 else "judged ahead of their day",
        ),
        (row["no_deadline"], "without a day by which it was to come"),
        (row["aside"], "a goal or a condition" if row["aside"] == 1 else "goals or conditions"),
    ]
    told = [(n, what) for n, what in parts if n]
    if len(told) == 1:
        n, what = told[0]
        each = "The one prediction" if n == 1 else f"{_all(n)} predictions"
        is_ = "is" if n == 1 else "are"
        if what.startswith("without") and n != 1:
            what = "without a day by which they were to come"
        text = f"{each} {where} {is_} {what}, so there is nothing to score yet."
    else:
        listed = ", ".join(f"{n} {what}" for n, what in told)
        text = f"Of {row['claims']} predictions {where} no day has passed: {listed}."
    came, never = row["no_deadline_yes"], row["no_deadline_no"]
    if (came or never) and row["no_deadline"] == 1:
        text += (
            " The one without a day came." if came else " The one without a day can no longer come."
        )
    elif came or never:
        also = [f"{came} came" if came else "", f"{never} can no longer come" if never else ""]
        text += f" Of those without a day {' and '.join(filter(None, also))}."
    return text


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


def _beside(row: Row, *, each: bool, ahead: bool) -> list[str]:
    """The sentences that stand beside the rate."""
    told = []
    if row["neither"]:
        more = (
            f"{row['neither']} more" if row["decided"] + row["undecided"] else f"{row['neither']}"
        )
        told.append(f"{more} only called it possible.")
    if row["void"] and row["void"] != row["due"]:
        is_ = "is" if row["void"] == 1 else "are"
        told.append(f"{row['void']} more {is_} void: what it hung on fell away.")
    if row["repromises"]:
        promises = "promise is" if row["repromises"] == 1 else "promises are"
        its = "its" if row["repromises"] == 1 else "their"
        told.append(f"{row['repromises']} renewed {promises} counted with {its} first.")
    if each:
        told.append("Every renewal counts by itself.")
    if row["day_unknown"]:
        n = row["day_unknown"]
        told.append(
            f"Of {n} that came the day is not known: {'it' if n == 1 else 'they'} may have been late."
        )
    if row["stated"]:
        told.append(_hoped(row))
    if row["forecasts"] >= ENOUGH:
        told.append(_brier(row))
    told += _stands_on(row)
    if ahead and row["included_ahead"]:
        told.append(
            f"{row['included_ahead']} of them were judged ahead of their day, which flatters."
            if row["included_ahead"] > 1
            else "One of them was judged ahead of its day, which flatters."
        )
    return told


def _hoped(row: Row) -> str:
    """How often the stated numbers let one expect to be right, beside how often it was so."""
    n, right = row["stated"], row["stated_right"]
    hoped = _percent(row["accuracy_expected"])
    if n == 1:
        did = "did" if right else "did not"
        kept = " and not taken back" if row["retracted"] else ""
        return (
            f"The one with a number{kept} {did} come out as said; its number gave that {hoped} %."
        )
    # What was taken back has no yes or no to be held against its number.
    kept = " and not taken back" if row["retracted"] else ""
    return (
        f"Of the {n} with a number{kept}, {right or 'none'} came out as said ({_percent(right / n)} %), "
        f"where by their own numbers {hoped} % were to be expected."
    )


def _brier(row: Row) -> str:
    told = (
        f"The {row['forecasts']} chances score {row['brier']:.3f} (Brier: 0 is perfect, 0.250 is saying one "
        f"half of everything; 95 %: {row['brier_low']:.3f} to {row['brier_high']:.3f})"
    )
    skill = row["skill"]
    if skill is None:
        return f"{told}."
    how = "better" if skill >= 0 else "worse"
    return f"{told}, {_percent(abs(skill))} % {how} than saying how often the others came true."


def _stands_on(row: Row) -> list[str]:
    """On what record it stands: before its day, from whole sources, from picked ones."""
    told, due = [], row["due"]
    if row["prospective"]:
        of = row["prospective"]
        all_ = ("Both" if due == 2 else "All") if of == due else f"{of} of the {due}"
        was, its = ("was", "its" if due == 1 else "their") if of == 1 else ("were", "their")
        before = f"{was} recorded here before {its} day"
        told.append(f"{'It' if due == 1 else all_} {before}.")
    if row["selected"]:
        lists = "a hand-picked list" if row["selected_sources"] == 1 else "hand-picked lists"
        if due == 1:
            told.append(f"It is from {lists}.")
        elif row["selected"] == due:
            told.append(f"{_all(due)} are from {lists}.")
        else:
            is_ = "is" if row["selected"] == 1 else "are"
            told.append(f"{row['selected']} of the {due} {is_} from {lists}.")
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
    nothing = "nothing is due yet" if not due else "nothing that is due takes a side"
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
            why[name] = nothing if not of else "none of what is due can be told yet"
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
    "skill",
    "skill_half",
    "mcb",
    "mcb_expected",
    "dsc",
    "unc",
)


def _why_not(name: str, row: Row, exact: bool) -> str:
    if name == "skill":
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


def _all(n: int) -> str:
    return "Both" if n == 2 else f"All {n}"


def _percent(rate: float) -> int:
    """A rate in whole per cent, rounded half up."""
    return floor(rate * 100 + 0.5 + 1e-9)


def _span(low: float, high: float) -> str:
    return f"{_percent(low)} to {_percent(high)} %"
