"""What became of a claim: which outcomes it may have, and on which days."""

from typing import Any

import pytest

from ledger.domain import resolution
from ledger.errors import LedgerError
from ledger.errors import RefusedError
from ledger.errors import UnreadableError

TODAY = "2026-11-23"
OUTCOMES = ("yes", "late", "missed", "no", "partial", "ambiguous", "void")


def claim(**fields: Any) -> dict[str, Any]:
    """A claim said on the 1st of March, for April and May."""
    return {
        "said_on": "2026-03-01",
        "window": "dated",
        "earliest": "2026-04-01",
        "latest": "2026-05-31",
        "stance": "affirm",
        "outcome": None,
        "happened_on": None,
    } | fields


UNDATED = claim(window=None, earliest=None, latest=None)
OPEN = claim(window="open", latest=None)
AHEAD = claim(latest="2026-12-31")


def judge(
    of: dict[str, Any],
    outcome: str,
    on: str | None = None,
    judged: str | None = None,
    today: str = TODAY,
) -> tuple[str, str | None]:
    """The outcome and the day as they are recorded."""
    judgement = resolution.judge(
        of, outcome, happened_on=on, judged_on=judged, today=today, name="claim 1"
    )
    return judgement.outcome, judgement.happened_on


RECORDED = {
    "in its window": (claim(), "yes", "2026-04-15", ("yes", "2026-04-15")),
    "on its first day": (claim(), "yes", "2026-04-01", ("yes", "2026-04-01")),
    "on its last day": (claim(), "yes", "2026-05-31", ("yes", "2026-05-31")),
    "the day after is late": (claim(), "yes", "2026-06-01", ("late", "2026-06-01")),
    "before its window is early, never a miss": (
        claim(),
        "yes",
        "2026-03-15",
        ("yes", "2026-03-15"),
    ),
    "a yes of unknown day stays a yes": (claim(), "yes", None, ("yes", None)),
    "late by a known day": (claim(), "late", "2026-06-01", ("late", "2026-06-01")),
    "late of unknown day is missed": (claim(), "late", None, ("missed", None)),
    "missed": (claim(), "missed", None, ("missed", None)),
    "no": (claim(), "no", None, ("no", None)),
    "no, with the day it became impossible": (claim(), "no", "2026-04-15", ("no", "2026-04-15")),
    "no, before its day": (AHEAD, "no", "2026-04-15", ("no", "2026-04-15")),
    "partial": (claim(), "partial", "2026-06-01", ("partial", "2026-06-01")),
    "ambiguous": (claim(), "ambiguous", None, ("ambiguous", None)),
    "void": (claim(), "void", None, ("void", None)),
    "void before its day": (AHEAD, "void", None, ("void", None)),
    "undated: yes": (UNDATED, "yes", "2026-08-01", ("yes", "2026-08-01")),
    "undated: no": (UNDATED, "no", None, ("no", None)),
    "undated: partial": (UNDATED, "partial", None, ("partial", None)),
    "undated: ambiguous": (UNDATED, "ambiguous", None, ("ambiguous", None)),
    "undated: void": (UNDATED, "void", None, ("void", None)),
    "open window: from its first day on": (OPEN, "yes", "2026-04-01", ("yes", "2026-04-01")),
    "open window: a day before it is a no": (OPEN, "yes", "2026-03-31", ("no", "2026-03-31")),
    "denied and came in its window": (
        claim(stance="deny"),
        "yes",
        "2026-04-15",
        ("yes", "2026-04-15"),
    ),
    "denied and came late": (claim(stance="deny"), "yes", "2026-06-01", ("late", "2026-06-01")),
    "denied and came before, told to be no": (
        claim(stance="deny"),
        "no",
        "2026-03-15",
        ("no", "2026-03-15"),
    ),
    "denied and came before, but counts": (claim(stance="deny"), "yes", None, ("yes", None)),
    "no stance and came before": (claim(stance=None), "yes", "2026-03-15", ("yes", "2026-03-15")),
    "on the day it was said": (
        claim(earliest="2026-03-01"),
        "yes",
        "2026-03-01",
        ("yes", "2026-03-01"),
    ),
    "today": (AHEAD, "yes", TODAY, ("yes", TODAY)),
}


@pytest.mark.parametrize("name", RECORDED)
def test_recorded(name: str) -> None:
    """Yes is by the last day, late by a known later one; what is recorded is what happened."""
    of, outcome, on, recorded = RECORDED[name]

    assert judge(of, outcome, on) == recorded


REFUSED = {
    "late with a day up to the last": (claim(), "late", "2026-05-31"),
    "late of unknown day before its day has passed": (AHEAD, "late", None),
    "missed before its day has passed": (AHEAD, "missed", None),
    "missed on its last day": (claim(latest=TODAY), "missed", None),
    "a day in the future": (AHEAD, "yes", "2026-11-24"),
    "a day before it was said": (claim(), "yes", "2026-02-28"),
    "impossible before it was said": (claim(), "no", "2026-02-28"),
    "undated: late": (UNDATED, "late", "2026-08-01"),
    "undated: late of unknown day": (UNDATED, "late", None),
    "undated: missed": (UNDATED, "missed", None),
    "open window: missed": (OPEN, "missed", None),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_by_a_rule(name: str) -> None:
    """What cannot have been is refused with exit code 4, in a sentence that names the claim."""
    with pytest.raises(RefusedError, match=r"^claim 1 .*\.$"):
        judge(*REFUSED[name])


@pytest.mark.parametrize("outcome", ["missed", "void", "ambiguous"])
def test_no_day_to_name(outcome: str) -> None:
    """Missed, void and ambiguous take no day on which it happened: exit code 2."""
    with pytest.raises(UnreadableError, match="takes no day"):
        judge(claim(), outcome, "2026-04-15")


@pytest.mark.parametrize("of", [claim(stance="deny"), claim(stance="deny", latest=None)])
def test_denied_and_came_before_its_window(of: dict[str, Any]) -> None:
    """It came in 2026: was "not in 2027" right? That is asked, not decided."""
    with pytest.raises(UnreadableError, match="was denied for 2026-04-01 on"):
        judge(of, "yes", "2026-03-15")


def test_words_that_are_no_outcome() -> None:
    """Only the seven outcomes can be recorded."""
    with pytest.raises(UnreadableError, match="no such outcome"):
        judge(claim(), "perhaps")


JUDGED = {
    "before it was said": ("no", None, "2026-02-28"),
    "in the future": ("no", None, "2026-11-24"),
    "before it happened": ("yes", "2026-05-02", "2026-05-01"),
    "missed, when its day had not passed": ("missed", None, "2026-05-31"),
    "late of unknown day, when its day had not passed": ("late", None, "2026-05-31"),
}


@pytest.mark.parametrize("name", JUDGED)
def test_judged_on_an_impossible_day(name: str) -> None:
    """Nobody judges before it was said or happened, in the future, or a miss before its day is over."""
    outcome, on, judged = JUDGED[name]
    with pytest.raises(RefusedError):
        judge(claim(), outcome, on, judged)


def test_judged_on_the_first_possible_day() -> None:
    """A miss can be told on the day after the last one; a yes on the day it happened."""
    assert judge(claim(), "missed", judged="2026-06-01") == ("missed", None)
    assert judge(claim(), "late", judged="2026-06-01") == ("missed", None)
    assert judge(claim(), "yes", "2026-05-02", "2026-05-02") == ("yes", "2026-05-02")


def test_the_day_of_judging_is_no_day_of_happening() -> None:
    """A yes judged long after its day stays a yes of unknown day: late needs a known day."""
    assert judge(claim(), "yes", None, "2026-11-01") == ("yes", None)


NOTICED = {
    "late by its day": (claim(), "yes", "2026-06-01", "recorded as late"),
    "late of unknown day": (claim(), "late", None, "recorded as missed"),
    "before an open window": (OPEN, "yes", "2026-03-31", "recorded as no"),
}


@pytest.mark.parametrize("name", NOTICED)
def test_what_is_recorded_otherwise_is_said(name: str) -> None:
    """An outcome recorded otherwise than it was typed is told."""
    of, outcome, on, said = NOTICED[name]
    judgement = resolution.judge(
        of, outcome, happened_on=on, judged_on=None, today=TODAY, name="claim 1"
    )

    assert [said in notice for notice in judgement.notices] == [True]


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_nothing_is_said_of_what_is_recorded_as_typed(outcome: str) -> None:
    """An outcome recorded as it was typed needs no notice."""
    on = "2026-06-01" if outcome == "late" else None
    judgement = resolution.judge(
        claim(), outcome, happened_on=on, judged_on=None, today=TODAY, name="claim 1"
    )

    assert judgement.outcome == outcome
    assert judgement.notices == []


NEEDS_DAY = {
    "a yes of an overdue claim": (claim(), "yes", True),
    "a yes on the last day": (claim(latest=TODAY), "yes", False),
    "a yes before it": (AHEAD, "yes", False),
    "a yes without a deadline": (UNDATED, "yes", False),
    "late": (claim(), "late", True),
    "late without a deadline is refused anyway": (UNDATED, "late", False),
    "missed": (claim(), "missed", False),
    "no": (claim(), "no", False),
    "partial": (claim(), "partial", False),
    "void": (claim(), "void", False),
}


@pytest.mark.parametrize("name", NEEDS_DAY)
def test_when_the_day_has_to_be_asked_for(name: str) -> None:
    """A yes of an overdue claim, and late, need the day; nothing else does."""
    of, outcome, needs = NEEDS_DAY[name]

    assert resolution.needs_day(of, outcome, TODAY) is needs


OPENED = dict.fromkeys(("outcome", "happened_on", "judged_on", "judged_by", "judged_note"))
MOVED: dict[str, tuple[str, str | None, str | None, dict[str, Any]]] = {
    "a yes before the new day": ("yes", "2026-05-10", "2026-05-20", {}),
    "a yes on the new day": ("yes", "2026-05-10", "2026-05-10", {}),
    "a yes after the new day": ("yes", "2026-05-10", "2026-05-09", {"outcome": "late"}),
    "a late one by the new day": ("late", "2026-06-10", "2026-06-10", {"outcome": "yes"}),
    "a late one after the new day too": ("late", "2026-06-10", "2026-06-09", {}),
    "a late one without a day any more": ("late", "2026-06-10", None, {"outcome": "yes"}),
    "a yes of unknown day": ("yes", None, "2026-03-10", {}),
    "missed, new day ahead": ("missed", None, "2026-12-31", OPENED),
    "missed, new day today": ("missed", None, TODAY, OPENED),
    "missed, new day over": ("missed", None, "2026-11-22", {}),
    "missed, no day any more": ("missed", None, None, OPENED),
    "no": ("no", "2026-04-10", "2026-12-31", {}),
    "partial": ("partial", "2026-06-10", "2026-05-01", {}),
    "void": ("void", None, "2026-12-31", {}),
}


@pytest.mark.parametrize("name", MOVED)
def test_window_edited_after_the_verdict(name: str) -> None:
    """Yes and late follow from the known day and the new window; a missed one may be open again."""
    outcome, happened_on, latest, changes = MOVED[name]
    of = claim(outcome=outcome, happened_on=happened_on)

    assert resolution.derived(of, latest=latest, today=TODAY) == changes


def test_refusals_have_their_exit_codes() -> None:
    """A rule that forbids is exit code 4, words that do not fit together are 2."""
    codes: list[int] = []
    for outcome, on in (("late", "2026-05-31"), ("void", "2026-05-31")):
        try:
            judge(claim(), outcome, on)
        except LedgerError as error:
            codes.append(error.exit_code)

    assert codes == [4, 2]
