"""What is built step by step is what the journal gives when it is played again."""

import shutil
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain import actions
from ledger.domain.credence import read_cell
from ledger.domain.event import Event
from ledger.errors import NotFoundError
from ledger.errors import RefusedError
from ledger.store import tables
from ledger.store.journal import as_line
from ledger.store.store import Transaction
from ledger.store.store import create
from ledger.store.store import create_from_journal
from ledger.store.store import rebuild
from ledger.store.verify import verify
from tests.store.ledgers import AT
from tests.store.ledgers import CREATED
from tests.store.ledgers import Shell
from tests.store.ledgers import append
from tests.store.ledgers import claim
from tests.store.ledgers import filled
from tests.store.ledgers import person
from tests.store.ledgers import redact
from tests.store.ledgers import source

Step = tuple[str, int, int]
TODAY = "2026-11-23"
FIELDS: tuple[dict[str, Any], ...] = (
    {"statement": "Other words"},
    {"note": "seen"},
    {"note": None},
    {"tags": ["a", "b"]},
    {"tags": []},
    {"quote": "we ship", "lang": "en", "place": "line 9"},
    {"quote": None, "lang": None, "place": None},
    {"latest": "2026-07-31"},
    {"p": 6 * 10**11, "basis": "stated"},
    {"stance": "deny"},
    {"kind": "goal"},
    {"private": True},
    {"cluster": "x"},
    {"criteria": "in the shops"},
    {"source": 1},
)
CHANCES = ("70%", "likely", "20%", "50%")
OUTCOMES = ("yes", "late", "missed", "no", "partial", "ambiguous", "void")


def contents(target: str) -> dict[str, list[Any]]:
    """Every row of every table of the projection."""
    shell = Shell(target)
    found = {
        table.name: sorted(shell(f'select * from "{table.name}"'), key=repr)
        for table in tables.PROJECTION
    }
    shell.close()
    return found


def play(transaction: Transaction, what: str, one: int, other: int, undoable: list[int]) -> None:
    """One command of a person, decided as the commands decide; raises RefusedError."""
    if what == "record":
        number = transaction.next_id("claim")
        rows = [claim(number + n, speaker=one % 2 + 1, tags=["t"]) for n in range(other % 3 + 1)]
        if other % 2:
            rows[0] |= {"evidence": [{"url": "https://example.org"}], "criteria": "seen"}
            rows[0]["origin"] = {"source": 1, "native": str(number), "line": number}
        if other % 3 == 0:
            rows[-1]["follows"] = one
        transaction.append(Event("claims.recorded", rows))
        return
    if what == "meet":
        number = transaction.next_id("person")
        transaction.append(person(number, f"Person {number}", f"P{number}"))
        return
    if what == "merge":
        people = transaction.people()
        gone, kept = people[one % len(people)], people[other % len(people)]
        if gone.id == kept.id:
            return
        row = {
            "person": gone.id,
            "into": kept.id,
            "was": gone.fields(),
            "claims": transaction.claim_ranges(gone.id),
            "forecasts": transaction.forecasts_of(gone.id),
        }
        transaction.append(Event("person.merged", [row]))
        return
    if what == "skip":
        row = {"source": 1, "key": f"{one}-{other}", "line": one}
        if row["key"] not in transaction.skipped(1):
            transaction.append(Event("candidate.skipped", [row]))
        return
    if what == "undo":
        if undoable:
            number = undoable.pop()
            transaction.append(Event("command.undone", [{"command": number}]))
        return
    try:
        known = transaction.claim(str(one))
    except NotFoundError:
        return
    if what == "edit":
        events, _ = actions.edit(known, FIELDS[other % len(FIELDS)], day=TODAY, today=TODAY)
        for event in events:
            transaction.append(event)
    elif what == "judge":
        outcome = OUTCOMES[other % len(OUTCOMES)]
        event, _ = actions.resolve(
            known,
            outcome,
            happened_on="2026-08-01" if outcome == "late" else None,
            judged_on=TODAY,
            judged_by="me",
            note=None,
            today=TODAY,
        )
        transaction.append(event)
        n = transaction.next_n("evidence", known["id"])
        transaction.append(actions.add_evidence(known["uid"], n, {"url": f"https://{n}.org"}))
    elif what == "reopen":
        transaction.append(actions.reopen(known))
    elif what == "redact":
        redact(transaction, one)
    elif what == "forecast":
        people = transaction.people()
        event, _ = actions.forecast(
            known,
            read_cell(CHANCES[other % len(CHANCES)]),
            person=people[other % len(people)].id,
            said_on=f"2026-01-{other % 20 + 1:02}",
            note=None,
            given=transaction.forecasts(known["id"]),
            n=transaction.next_n("forecast", known["id"]),
            day=TODAY,
            today=TODAY,
        )
        transaction.append(event)
    elif what == "retract":
        transaction.append(actions.retract(known, on=TODAY, today=TODAY))
    elif what == "remove":
        transaction.append(actions.remove(known, why=None))
    else:
        n = transaction.next_n("saying", known["id"])
        row = {"uid": known["uid"], "n": n, "saying": {"url": "https://example.org", "source": 1}}
        transaction.append(Event("saying.added", [row]))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "record",
                "meet",
                "merge",
                "skip",
                "undo",
                "edit",
                "edit",
                "judge",
                "judge",
                "reopen",
                "retract",
                "remove",
                "say",
                "forecast",
                "forecast",
                "redact",
            ]
        ),
        st.integers(1, 6),
        st.integers(0, 20),
    ),
    max_size=12,
)


@given(STEPS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rebuilding_gives_what_was_built(tmp_path: Path, steps: list[Step]) -> None:
    """After any commands `rebuild`, and a copy by the journal's text, have the same tables; no id twice."""
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    target = str(tmp_path / "l.sqlite")
    store = create(target, "me", AT, [CREATED, person(1, "Ann"), person(2, "Bo"), source(1, "T")])
    append(store, Event("claims.recorded", [claim(1), claim(2, speaker=2)]))
    undoable: list[int] = []
    given_out = {1, 2}
    for what, one, other in steps:
        try:
            with store.writing("me", AT) as transaction:
                head, fresh = transaction.seq, transaction.next_id("claim")
                play(transaction, what, one, other, undoable)
                wrote, command = transaction.seq > head, transaction.command
        except RefusedError:
            continue
        if wrote and what not in ("undo", "redact"):
            undoable.append(command)
        new = {row["id"] for row in store.claims(removed=True)} - given_out
        if what == "record":
            assert all(number >= fresh for number in new)
            assert fresh not in given_out
        given_out |= new
    incremental = contents(target)
    lines = [as_line(entry) for entry in store.entries()]

    assert verify(store).problems == []
    with store.writing("me", AT) as transaction:
        rebuild(transaction)
    store.close()
    assert contents(target) == incremental
    copy = create_from_journal(str(tmp_path / "copy.sqlite"), lines, "copy")
    copy.close()
    assert contents(str(tmp_path / "copy.sqlite")) == incremental


def test_a_copy_is_the_same_on_either_engine(target: str, tmp_path: Path) -> None:
    """The journal of a file makes the same tables, head and all, on any engine."""
    file = str(tmp_path / "file.sqlite")
    store = filled(file)
    copy = create_from_journal(target, [as_line(entry) for entry in store.entries()], "copy")

    assert copy.head() == store.head()
    assert verify(copy).problems == []
    copy.close()
    store.close()
    assert contents(target) == contents(file)
