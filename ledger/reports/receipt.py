"""The receipt of a score: every prediction that was counted or left out, with its reason."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import Protocol

from ledger.reports.score import ZERO_COUNTS
from ledger.reports.score import Group
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Sums

Row = dict[str, Any]

# Where a prediction that is recorded lies: in one of the columns of a scoreboard, or in none.
PLACES = ("aside", "no_deadline", "due", "ahead", "open")
# What a rule left out, and what a sentence says of it.
LEFT_OUT = {
    "prospective": "not on record before its day and its outcome (--prospective)",
    "complete": "its source is not said to hold all that the speaker predicted (--complete)",
    "stated": "its chance was no number (--basis stated)",
    "words": "its chance was not said in words (--basis words)",
    "none": "a chance was said (--basis none)",
}
# What a private prediction keeps to itself, and what stands there instead.
_HIDDEN: Row = {"statement": None, "words": None, "source": None, "cluster": None, "evidence": []}


class Became(Protocol):
    """What the store tells of one that counts."""

    @property
    def p(self) -> int | None: ...  # noqa: D102
    @property
    def p_low(self) -> int | None: ...  # noqa: D102
    @property
    def p_high(self) -> int | None: ...  # noqa: D102
    @property
    def basis(self) -> str: ...  # noqa: D102
    @property
    def happened_on(self) -> str | None: ...  # noqa: D102
    @property
    def retracted_on(self) -> str | None: ...  # noqa: D102
    @property
    def cluster(self) -> str | None: ...  # noqa: D102
    @property
    def chained(self) -> int | None: ...  # noqa: D102
    @property
    def talk(self) -> int | None: ...  # noqa: D102
    @property
    def talk_on(self) -> str | None: ...  # noqa: D102


def lines(
    claims: Iterable[Row],
    *,
    counted: Mapping[Any, Sums],
    ones: Mapping[int, Became],
    renewals: Mapping[int, Sequence[int]],
    groups: Mapping[int, Sequence[str]],
    left_out: Mapping[int, Sequence[str]],
    versus: bool = False,
) -> list[Row]:
    """A line for each of some claims, removed ones too: where it lies, how it counted, and why.

    `counted` is what the tally holds of each alone, `ones` what became of it, `renewals` the claims that are
    counted with another one, `groups` the rows of the scoreboard that it is in, and `left_out` the rules
    (names of LEFT_OUT) that it does not meet. `versus` adds the chance that these are held against.
    """
    first = {link: head for head, links in renewals.items() for link in links}
    found = []
    for claim in claims:
        number = claim["id"]
        head = first.get(number)
        line = _bare(claim)
        if head is not None:
            line |= _renewal(head, left_out.get(head, ()))
            line["groups"] = [] if head in left_out else list(groups.get(head, ()))
        elif claim["removed"]:
            due = number in counted and bool(counted[number].removed)
            reason = "removed though it was due" if due else "removed by who recorded it"
            line |= {"place": "removed_due" if due else "removed", "reason": reason}
            line["groups"] = list(groups.get(number, ())) if due else []
        elif number in left_out:
            reason = "; ".join(LEFT_OUT[rule] for rule in left_out[number])
            line |= {"place": "left_out", "reason": f"left out: {reason}"}
        else:
            line["groups"] = list(groups.get(number, ()))
            line |= _counted(claim, counted[number], ones[number], renewals.get(number, ()))
            if versus:
                paired = counted[number].paired
                line["versus_p"] = paired[0].other / ONE if paired else None
        found.append(line | _HIDDEN if claim["private"] else line)
    _bundle(found, ones)
    return found


def _bare(claim: Row) -> Row:
    """What is known of a claim by itself, and nothing of how it counts."""
    return {
        "id": claim["id"],
        "uid": claim["uid"],
        "speaker": claim["speaker"],
        "statement": claim["statement"],
        "place": None,
        "counted": None,
        "reason": None,
        "groups": [],
        "said_on": claim["said_on"],
        "earliest": claim["earliest"],
        "latest": claim["latest"],
        "kind": claim["kind"],
        "stance": claim["stance"],
        "outcome": claim["outcome"],
        "happened_on": claim["happened_on"],
        "judged_on": claim["judged_on"],
        "retracted_on": claim["retracted_on"],
        "basis": claim["basis"],
        "words": claim["words"],
        "p": _number(claim["p"]),
        "p_low": _number(claim["p_low"]),
        "p_high": _number(claim["p_high"]),
        "y": None,
        "loss": None,
        "chances": [],
        "prospective": False,
        "day_unknown": False,
        "included_ahead": False,
        "edited_late": False,
        "first": None,
        "renewals": [],
        "source": claim["source"],
        "cluster": claim["cluster"],
        "stands_with": None,
        "private": bool(claim["private"]),
        "evidence": [item["url"] for item in claim["evidence"]],
        "evidence_links": len(claim["evidence"]),
    }


def _number(p: int | None) -> float | None:
    return None if p is None else p / ONE


def _renewal(head: int, left_out: Sequence[str]) -> Row:
    """Where a renewal lies: with the first promise, whose lot it shares."""
    if left_out:
        reason = "; ".join(LEFT_OUT[rule] for rule in left_out)
        reason = f"left out with its first promise (prediction {head}): {reason}"
        return {"place": "left_out", "first": head, "reason": reason}
    return {
        "place": "repromise",
        "first": head,
        "reason": f"counted with its first promise (prediction {head})",
    }


def _counted(claim: Row, sums: Sums, became: Became, renewals: Sequence[int]) -> Row:
    """Where one that counts lies and how it counted; with its renewals, what became of all of them."""
    (count,) = sums.counts
    group = Group(None, sums, exact=False)
    counts = group.counts
    place = next(name for name in PLACES if counts[name])
    how = None
    if place == "due":
        how = "right" if counts["right"] else "not right" if counts["decided"] else None
        how = how or next(name for name in ("undecided", "neither", "void") if counts[name])
    line: Row = {
        "place": place,
        "counted": how,
        "outcome": count.outcome,
        "happened_on": became.happened_on,
        "retracted_on": became.retracted_on,
        "prospective": bool(count.prospective),
        "day_unknown": bool(counts["day_unknown"]),
        "included_ahead": bool(group.included_ahead),
        "edited_late": bool(count.edited_late),
        "renewals": list(renewals),
        "basis": became.basis,
        "p": _number(became.p),
        "p_low": _number(became.p_low),
        "p_high": _number(became.p_high),
    }
    if sums.said:
        said = sums.said[0]
        line |= {"y": said.k, "loss": (said.p / ONE - said.k) ** 2}
    elif sums.timed:
        # A chance that stood for no time at all has no share, and is none of these.
        chances = sorted((w.p / ONE, w.n) for w in sums.weighed)
        line["chances"] = [{"p": p, "share": share} for p, share in chances]
        line |= {"y": int(count.outcome == "yes"), "loss": sums.timed[0].total}
    line["reason"] = _reason(claim, line)
    return line


def _reason(claim: Row, line: Row) -> str:
    """Why it lies where it does, in plain words."""
    latest, outcome = claim["latest"], line["outcome"]
    match line["place"]:
        case "aside":
            return f"left out: a {claim['kind']}"
        case "no_deadline":
            became = {"yes": "; it came true", "no": "; it did not come"}.get(outcome or "", "")
            return f"left out: no last day was named{became}"
        case "open":
            return f"not due until {latest} has passed"
        case "ahead":
            what = f"judged {outcome}" if outcome else "taken back"
            return f"{what} ahead of its last day: counts when {latest} has passed"
    told = _became(claim, line)
    if line["counted"] == "neither":
        even = line["basis"] == "stated" and line["p"] == 0.5
        what = "given one half" if even else "only called possible"
        told += f"; {what}: neither right nor wrong"
    elif claim["stance"] == "deny" and line["counted"] in ("right", "not right"):
        told += "; denied, so as said" if line["counted"] == "right" else "; denied, so not as said"
    if line["renewals"]:
        links = ", ".join(map(str, line["renewals"]))
        told += f"; with its renewal{'s' if len(line['renewals']) > 1 else ''} (prediction {links})"
    if line["included_ahead"]:
        what = "judged" if claim["outcome"] else "taken back"
        told += f"; {what} ahead of its last day (--include-ahead)"
    return told


def _became(claim: Row, line: Row) -> str:
    """What became of one that is due."""
    latest, day = claim["latest"], line["happened_on"]
    if line["retracted_on"] is not None:
        return f"taken back on {line['retracted_on']}: never right"
    match line["outcome"]:
        case None:
            return "not judged"
        case "yes":
            if day is None:
                return "yes: came, on a day that nobody knows"
            early = claim["earliest"] is not None and day < claim["earliest"]
            return f"yes: came on {day}, {'before its first day' if early else f'by {latest}'}"
        case "late":
            return f"late: came on {day}, after {latest}"
        case "missed":
            looked = claim["judged_on"] if claim["outcome"] == "missed" else None
            seen = f" when looked at on {looked}" if looked else ""
            return f"missed: had not come by {latest}{seen}"
        case "no":
            return "no: can no longer come" + (f", since {day}" if day else "")
        case "partial":
            return "partial: came in part"
        case "ambiguous":
            return "ambiguous: cannot be told"
    return "void: what it stood on fell away"


def _bundle(found: Sequence[Row], ones: Mapping[int, Became]) -> None:
    """Say of each due claim that stands or falls with others with which: the first of them, by its id."""
    bundles: dict[Any, list[Row]] = {}
    for line in found:
        if line["place"] != "due":
            continue
        one = ones[line["id"]]
        if one.cluster is not None or one.chained is not None or one.talk is not None:
            key = (one.cluster, one.chained, one.talk, one.talk_on)
            bundles.setdefault(key, []).append(line)
    for bundle in bundles.values():
        if len(bundle) > 1:
            for line in bundle:
                line["stands_with"] = bundle[0]["id"]


def words_read(found: Iterable[Row]) -> list[Row]:
    """What words of chance were read as in some lines, each once."""
    names = ("words", "p", "p_low", "p_high")
    read = {
        tuple(line[name] for name in names)
        for line in found
        if line["words"] is not None and line["p"] is not None and line["place"] in PLACES
    }
    return [dict(zip(names, row, strict=True)) for row in sorted(read)]


def added_up(found: Iterable[Row], group: str | None) -> Row:
    """The counts of a scoreboard's row, added up from the lines of a receipt; None is the row for all.

    What is redacted has no line, and is not among them.
    """
    counts = dict.fromkeys((*ZERO_COUNTS, "forecasts", "prospective", "included_ahead"), 0)
    del counts["redacted"]
    losses = []
    for line in found:
        if group is not None and group not in line["groups"]:
            continue
        place, outcome = line["place"], line["outcome"]
        if place in PLACES:
            counts["claims"] += 1
            counts[place] += 1
            counts["edited_late"] += line["edited_late"]
        elif place == "repromise":
            counts["repromises"] += 1
        elif place == "removed_due":
            counts["removed_due"] += 1
        if place == "no_deadline" and outcome in ("yes", "no"):
            counts[f"no_deadline_{outcome}"] += 1
        if place != "due":
            continue
        verdict = "retracted" if line["retracted_on"] is not None else outcome or "unjudged"
        counts[verdict] += 1
        counts["judged"] += verdict != "unjudged"
        how = line["counted"]
        counts["decided"] += how in ("right", "not right")
        for name in ("right", "undecided", "neither"):
            counts[name] += how == name
        for name in ("day_unknown", "prospective", "included_ahead"):
            counts[name] += line[name]
        if line["loss"] is not None:
            losses.append(line["loss"])
    counts["forecasts"] = len(losses)
    decided = counts["decided"]
    return {
        **counts,
        "accuracy": counts["right"] / decided if decided else None,
        "brier": sum(losses) / len(losses) if losses else None,
    }
