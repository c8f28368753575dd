"""What the day's page and `review` ask of a ledger, held against the same said in Python."""

import random
from typing import Any

from ledger.domain.claim import looked_on
from ledger.domain.event import Event
from ledger.store.store import create
from tests.store.ledgers import AT
from tests.store.ledgers import CREATED
from tests.store.ledgers import claim
from tests.store.ledgers import person

TODAY = "2026-07-01"


def some(dice: random.Random, number: int) -> dict[str, Any]:
    """A claim that may be judged, looked at, put off, and bear evidence that somebody read."""

    def day(*chances: int) -> str | None:
        first, last = chances
        return f"2026-{dice.randrange(first, last):02}-15" if dice.random() < 0.5 else None

    row = claim(number, latest=f"2026-{dice.randrange(3, 10):02}-{dice.randrange(10, 20)}")
    row["review_on"] = day(5, 10)
    row["looked_on"] = day(2, 7)
    row["evidence"] = [
        {"url": "https://example.org", "read_on": day(2, 7)} for _ in range(dice.randrange(3))
    ]
    if dice.random() < 0.4:
        row["outcome"] = dice.choice(("missed", "yes", "no"))
        row["judged_on"] = day(4, 7)
    elif dice.random() < 0.1:
        row["retracted_on"] = "2026-05-01"
    return row


def test_looks_and_reminders(target: str) -> None:
    """Who waits longest comes first, what is put off is left out, and reminders come on their day."""
    dice = random.Random(7)
    rows = [some(dice, number) for number in range(1, 301)]
    store = create(target, "me", AT, [CREATED, person(1, "Bo"), Event("claims.recorded", rows)])
    known = store.claims()
    assert len(known) == len(rows)

    def awake(row: dict[str, Any]) -> bool:
        return not (row["looked_on"] and row["review_on"] and row["review_on"] > TODAY)

    def ids(found: list[dict[str, Any]]) -> list[int]:
        return [row["id"] for row in found]

    def since(row: dict[str, Any]) -> tuple[str, int]:
        return max(looked_on(row) or "", row["latest"]), row["id"]

    open_ = [row for row in known if row["outcome"] is None and row["retracted_on"] is None]
    overdue = [row for row in open_ if row["latest"] < TODAY]
    waiting = sorted(filter(awake, overdue), key=since)
    for limit in (5, 40, 300):
        assert ids(store.waiting(TODAY, limit)) == ids(waiting[:limit])
    assert store.count_snoozed(TODAY) == len(overdue) - len(waiting) > 0

    by = "2026-08-31"
    due = sorted(
        (row for row in open_ if TODAY <= row["latest"] <= by),
        key=lambda row: (row["latest"], row["id"]),
    )
    assert ids(store.due(TODAY, by)) == ids(due)
    assert ids(store.due(TODAY, by, snoozed=False)) == ids(list(filter(awake, due)))
    assert store.count_snoozed(TODAY, by) == len(due) - len(list(filter(awake, due))) > 0

    again = [
        row
        for row in known
        if row["review_on"]
        and row["review_on"] <= TODAY
        and (
            row in open_
            or (row["outcome"] == "missed" and row["review_on"] > (row["judged_on"] or ""))
        )
    ]
    assert ids(store.to_review(TODAY)) == ids(
        sorted(again, key=lambda row: (row["review_on"], row["id"]))
    )

    missed = [row for row in known if row["outcome"] == "missed" and awake(row)]
    assert store.claim_ids(
        {"outcome": "missed", "awake": TODAY}, status="resolved", today=TODAY, sort="looked"
    ) == ids(sorted(missed, key=lambda row: (looked_on(row) or "", row["id"])))
    store.close()
