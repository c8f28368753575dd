"""What is asked of promises that were made again, on either engine."""

from typing import Any

import pytest

from ledger.store.promises import Promises
from ledger.store.store import Store
from tests.conftest import Pledger

TODAY = "2026-11-23"


@pytest.fixture
def ask(target: str, pledger: Pledger) -> Any:
    """Gives the rows that a command line answers with, of a ledger with a chain of five and two others."""

    def asked(line: str, code: int = 0) -> Any:
        answer = pledger(f"--db '{target}' --as Nora {line}")
        assert answer.code == code, answer.err
        return answer.json if "-f json" in line else answer.out

    asked("init --me Nora")
    for number in range(5):
        follows = f"--follows {number}" if number else ""
        asked(
            f"add 'the bridge opens, {number}' -s 王 --said {2020 + number}-01-01"
            f" --to {2020 + number}-12-31 {follows}"
        )
    asked("add 'the tunnel opens' -s Bo --said 2026-01-01 --to 2026-11-20")
    asked("add 'the tram runs' -s Bo --said 2026-01-01 --to 2026-12-10")
    asked("edit 2 --to 2022-02-28")
    return asked


def test_a_chain_of_five(ask: Any) -> None:
    """It stands once, with how often it moved, and with the date that was edited away after it had passed."""
    (row,) = ask("list --chains -f json")
    assert (row["id"], row["moved"], row["edited_late"]) == (1, 4, True)
    assert [link["id"] for link in row["links"]] == [1, 2, 3, 4, 5]
    assert [was["latest"] for was in row["links"][1]["was"]] == ["2021-12-31"]
    overdue = ask("overdue -f json")
    assert [(r["id"], r["moved"], r["earlier_edited_late"]) for r in overdue] == [
        (5, 4, True),
        (6, 0, False),
    ]


def test_what_changed(ask: Any, target: str) -> None:
    """Overdue, due, edited, judged, open again and gone: each is told, of a chain once."""

    def changes() -> list[tuple[str, int]]:
        return [(row["change"], row["id"]) for row in ask("digest -f json")]

    renewed = [("renewed", number) for number in range(2, 6)]
    assert changes() == [
        ("overdue", 5),
        ("overdue", 6),
        ("due", 7),
        ("moved", 2),
        *renewed,
    ]
    ask("resolve 5 missed")
    ask("retract 6 --on 2026-11-21")
    ask("remove 7")
    assert changes() == [("judged", 5), ("retracted", 6), ("moved", 2), *renewed]
    ask("undo")
    assert ("due", 7) in changes()
    store = Store(target)
    # All that was done is of today: from the entry that is still to come on, nothing has changed.
    head = store.head()[0] + 1
    assert store.before(head) == ({}, [])
    assert store.before(1).fields[store.claims({})[4]["uid"]]["outcome"] is None
    assert store.first_entry("9999-01-01T00:00:00Z") == head
    store.close()


def test_looks_are_found_by_their_claim(ask: Any, target: str) -> None:
    """SQLite finds the looks at a claim by its number: going through all of them for each takes minutes."""
    if "://" in target:
        pytest.skip("of SQLite's plans")
    store = Store(target)
    asked: list[tuple[str, Any]] = []

    def run(sql: str, params: Any) -> Any:
        asked.append((sql, params))
        return store.run(sql, params)

    promises = Promises(run, today=TODAY)
    assert len(list(promises.counts())) > 0
    promises.clusters()
    for sql, params in asked:
        plan = [row[-1] for row in store.run(f"explain query plan {sql}", params)]
        assert not any(step.startswith("SCAN looks") for step in plan)
    assert len(asked) == 3
    store.close()


def test_a_delivery_is_the_whole_chain_s(ask: Any, target: str) -> None:
    """Missed four times and late the fifth: slip counts it once, and nothing of it is still to come."""
    ask("resolve 1 2 3 4 5 missed")
    store = Store(target)
    missed: dict[str, Any] = {"outcome": "missed", "may_come": True}

    def coming() -> list[int]:
        return store.claim_ids(missed, status="resolved", today=TODAY, sort="looked")

    assert len(coming()) == 5
    ask("resolve 5 late --on 2025-06-30")
    assert coming() == []
    store.close()
    (first,) = [row for row in ask("slip -f json") if row["group"] == "王"]
    (last,) = [row for row in ask("slip --latest -f json") if row["group"] == "王"]
    # 2007 days for 365, and 546 for 365.
    assert (first["promises"], first["slip_last"]) == (1, 2007 / 365)
    assert (last["promises"], last["slip_last"]) == (1, 546 / 365)
