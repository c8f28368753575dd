"""What was recorded, told in words."""

from typing import Any
from typing import get_args

import pytest

from ledger.domain.event import Kind
from ledger.reports import history

NAMES = {"abcdefghij": "4 (it comes out)", "abcdefghij 1": "The crowd"}


def changed(**fields: tuple[Any, Any]) -> dict[str, Any]:
    """A change of the one claim: what each field was and is."""
    return {
        "uid": "abcdefghij",
        "set": {name: now for name, (_, now) in fields.items()},
        "was": {name: was for name, (was, _) in fields.items()},
    }


def person(name: str, *aliases: str, me: bool = False, role: str | None = None) -> dict[str, Any]:
    """A person in the words of an event."""
    return {"name": name, "aliases": list(aliases), "me": me, "role": role}


TOLD: dict[str, tuple[str, dict[str, Any], str]] = {
    "a ledger": ("ledger.created", {}, "made the ledger"),
    "a claim": (
        "claims.recorded",
        {"id": 4, "uid": "abcdefghij", "statement": "it comes out"},
        "recorded 4: it comes out",
    ),
    "a verdict": (
        "claim.judged",
        changed(outcome=(None, "late"), happened_on=(None, "2026-06-01")),
        "judged 4 (it comes out): late on 2026-06-01",
    ),
    "a verdict of unknown day": (
        "claim.judged",
        changed(outcome=(None, "missed"), happened_on=(None, None)),
        "judged 4 (it comes out): missed",
    ),
    "reopened": ("claim.reopened", changed(outcome=("yes", None)), "reopened 4 (it comes out)"),
    "taken back": (
        "claim.retracted",
        changed(retracted_on=(None, "2026-04-01")),
        "recorded that 4 (it comes out) was taken back on 2026-04-01",
    ),
    "removed": ("claim.removed", changed(removed=(False, True)), "removed 4 (it comes out)"),
    "removed, and why": (
        "claim.removed",
        changed(removed=(False, True)) | {"why": "twice"},
        "removed 4 (it comes out): twice",
    ),
    "edited": (
        "claim.edited",
        changed(latest=("2026-05-11", None), p=(None, 7 * 10**11), set_on=("a", "b")),
        "edited 4 (it comes out): latest 2026-05-11 -> none, chance none -> 70%",
    ),
    "imported anew": ("claim.edited", changed(), "imported 4 (it comes out) again"),
    "put off": (
        "claim.snoozed",
        {**changed(review_on=(None, "2027-01-05"), looked_on=(None, "2026-11-23")), "why": "asked"},
        "looked at 4 (it comes out), to look again on 2027-01-05: asked",
    ),
    "looked at": (
        "claim.snoozed",
        changed(review_on=("2026-11-01", None), looked_on=(None, "2026-11-23")),
        "looked at 4 (it comes out)",
    ),
    "criteria": (
        "criteria.set",
        changed(criteria=(None, ["a release", "2026-03-01"])),
        "set the criteria of 4 (it comes out): a release",
    ),
    "evidence": (
        "evidence.added",
        {"uid": "abcdefghij", "n": 1, "evidence": {"url": "https://example.org"}},
        "added evidence to 4 (it comes out): https://example.org",
    ),
    "a forecast": (
        "forecast.given",
        {
            "uid": "abcdefghij",
            "n": 1,
            "forecast": {"person": 2, "said_on": "2026-03-01", "p": 62 * 10**10},
        },
        "forecast of 4 (it comes out) by The crowd on 2026-03-01: 62%",
    ),
    "another source": (
        "saying.added",
        {"uid": "abcdefghij", "n": 2, "saying": {}},
        "read 4 (it comes out) in another source too",
    ),
    "a person": ("person.named", {"set": person("Ada"), "was": None}, "met Ada"),
    "a new name": (
        "person.named",
        {"set": person("Ada L.", "Ada"), "was": person("Ada")},
        "renamed Ada to Ada L.",
    ),
    "another name": (
        "person.named",
        {"set": person("Ada", "Countess"), "was": person("Ada")},
        "Ada is also Countess",
    ),
    "me": ("person.named", {"set": person("Ada", me=True), "was": person("Ada")}, "Ada is me"),
    "a role": (
        "person.named",
        {"set": person("Ada", role="author"), "was": person("Ada")},
        "described Ada",
    ),
    "merged": (
        "person.merged",
        {"person": 2, "into": 1, "was": person("Countess")},
        "merged Countess into another person",
    ),
    "a source": (
        "source.described",
        {"source": 1, "set": {"title": "talk"}, "was": None},
        "described the source talk",
    ),
    "skipped": (
        "candidate.skipped",
        {"source": 3, "key": "0f", "line": 12},
        "skipped a sentence of a document (line 12)",
    ),
    "redacted": (
        "entry.redacted",
        {"id": 4, "uid": "a", "entries": [[2, [0]]], "reason": "asked for"},
        "redacted prediction 4: asked for",
    ),
    "undone": ("command.undone", {"command": 3}, "took back command 3"),
}


@pytest.mark.parametrize("name", TOLD)
def test_one_change(name: str) -> None:
    """Every kind of event is told as what it did."""
    kind, row, words = TOLD[name]

    assert history.what(kind, [row], 1, NAMES) == words


def test_every_kind_is_told() -> None:
    """No kind of event is without words of its own."""
    assert {kind for kind, _, _ in TOLD.values()} == set(get_args(Kind))


def test_many_at_once() -> None:
    """An import is one line: how many claims, and which; of other changes three are named."""
    rows = [{"id": number, "statement": "it comes"} for number in range(1, 4)]
    verdicts = [changed(outcome=(None, "no"), happened_on=(None, None))] * 5

    assert history.what("claims.recorded", rows, 1, {}) == "recorded 3 predictions (1 to 3)"
    assert history.what("claims.recorded", rows[::2], 7, {}) == "recorded predictions 1 to 3"
    told = history.what("claim.judged", verdicts, 5, NAMES)
    assert told.count("judged") == 3
    assert told.endswith("; and 2 more like it")


def test_a_long_edit_is_cut() -> None:
    """An edit names four fields and says how many more there are."""
    fields = dict.fromkeys(("note", "quote", "lang", "place", "url", "cluster"), (None, "x"))
    told = history.what("claim.edited", [changed(**fields)], 1, NAMES)

    assert told.count("->") == 4
    assert told.endswith(" and 2 more")


def test_a_claim_that_is_gone() -> None:
    """A claim that is not there any more is told without its name."""
    row = changed(outcome=("yes", None))

    assert history.what("claim.reopened", [row], 1, {}) == "reopened a prediction"


def test_report_of_the_history() -> None:
    """A command is a row of seq, command, at, recorder, kind and what changed; undone ones say so."""
    rows = [
        {
            "seq": number,
            "command": number,
            "at": "2026-02-11T09:30:00Z",
            "recorder": "Ada",
            "kind": "claims.recorded",
            "what": "recorded 1: it comes",
            "undone": undone,
        }
        for number, undone in ((3, False), (2, True))
    ]
    report = history.listed(iter(rows), hint=None)

    assert list(report.rows) == rows
    assert {"seq", "command", "at", "recorder", "kind", "what"} <= set(report.rows[0])
    assert [cell["what"] for cell in report.cells or ()] == [
        "recorded 1: it comes",
        "recorded 1: it comes (undone)",
    ]
    assert report.empty == "Nothing was recorded yet."
