"""What became of a claim: which outcomes it may have, and on which days."""

from collections.abc import Mapping
from typing import Any
from typing import Literal
from typing import NamedTuple

from ledger.errors import RefusedError
from ledger.errors import UnreadableError

Outcome = Literal["yes", "late", "missed", "no", "partial", "ambiguous", "void"]

# What a judgement sets, and what reopening empties.
FIELDS = ("outcome", "happened_on", "judged_on", "judged_by", "judged_note")
# Outcomes that say nothing of a day.
DAYLESS = ("missed", "ambiguous", "void")


class Judgement(NamedTuple):
    """An outcome as it is recorded, with what has to be said about it."""

    outcome: Outcome
    happened_on: str | None
    notices: list[str]


def needs_day(claim: Mapping[str, Any], outcome: str, today: str) -> bool:
    """Whether the day it happened has to be asked for before the outcome can be recorded."""
    if outcome == "late":
        return claim["latest"] is not None
    return outcome == "yes" and claim["latest"] is not None and today > claim["latest"]


def judge(
    claim: Mapping[str, Any],
    outcome: str,
    *,
    happened_on: str | None,
    judged_on: str | None,
    today: str,
    name: str,
) -> Judgement:
    """The outcome that may be recorded of a claim; days are ISO text, None where unknown.

    `claim` has `said_on`, `earliest`, `latest`, `window` and `stance`; `name` is what the sentence calls
    it. Raises RefusedError where a rule forbids it, UnreadableError where the words do not fit together.
    """
    latest, earliest, said_on = claim["latest"], claim["earliest"], claim["said_on"]
    if outcome in DAYLESS and happened_on is not None:
        raise UnreadableError(f"{name}: {outcome} takes no day it happened; leave --on out.")
    if latest is None and outcome in ("late", "missed"):
        raise RefusedError(
            f"{name} has no deadline, so it cannot be {outcome}; it can be yes, no, partial, "
            "ambiguous or void."
        )
    for day, what in ((happened_on, "have happened"), (judged_on, "be judged")):
        if day is not None and day > today:
            raise RefusedError(f"{name} cannot {what} on {day}: that day is still to come.")
        if day is not None and day < said_on:
            raise RefusedError(f"{name} cannot {what} on {day}: it was said on {said_on}.")
    if happened_on is not None and judged_on is not None and happened_on > judged_on:
        raise RefusedError(
            f"{name} cannot be judged on {judged_on}: that is before it happened ({happened_on})."
        )
    if outcome == "missed":
        looked = judged_on or today
        if looked <= latest:
            raise RefusedError(
                f"{name} cannot be missed by {looked}: it has until {latest}, the whole day."
            )
        return Judgement("missed", None, [])
    if outcome == "late":
        if happened_on is None:
            looked = judged_on or today
            if looked <= latest:
                raise RefusedError(f"{name} cannot be late by {looked}: it has until {latest}.")
            notice = f"{name} came late on an unknown day: recorded as missed"
            return Judgement("missed", None, [notice])
        if happened_on <= latest:
            raise RefusedError(
                f"{name} is not late: it happened on {happened_on}, and had until {latest}; "
                "record it as yes."
            )
        return Judgement("late", happened_on, [])
    if outcome == "yes" and happened_on is not None:
        if latest is not None and happened_on > latest:
            notice = f"{name} happened on {happened_on}, after {latest}: recorded as late"
            return Judgement("late", happened_on, [notice])
        if earliest is not None and happened_on < earliest:
            if claim["stance"] == "deny":
                raise UnreadableError(
                    f"{name} was denied for {earliest} on and happened on {happened_on}: say no if "
                    "it did not come in its window, or yes --on unknown if it still counts."
                )
            if latest is None:
                notice = f"{name} happened on {happened_on}, before {earliest}: recorded as no"
                return Judgement("no", happened_on, [notice])
    if outcome not in ("yes", "no", "partial", "ambiguous", "void"):
        raise UnreadableError(f'no such outcome: "{outcome}".')
    return Judgement(outcome, happened_on, [])  # type: ignore[arg-type]


def derived(claim: Mapping[str, Any], *, latest: str | None, today: str) -> dict[str, Any]:
    """What an edited window makes of a judgement: the fields that change, often none.

    Yes and late follow from the known day and the new `latest`; a missed claim whose new day lies ahead,
    or that has none any more, is open again.
    """
    outcome, happened_on = claim["outcome"], claim["happened_on"]
    if outcome in ("yes", "late") and happened_on is not None:
        anew = "late" if latest is not None and happened_on > latest else "yes"
        return {} if anew == outcome else {"outcome": anew}
    if outcome == "missed" and (latest is None or latest >= today):
        return dict.fromkeys(FIELDS)
    return {}
