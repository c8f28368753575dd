"""The ledger as it stood: the journal replayed up to an entry answers as the tables did then."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.domain.event import Event
from ledger.errors import DamagedError
from ledger.store import tables
from ledger.store.journal import as_line
from ledger.store.past import Past
from ledger.store.past import last_entry_on
from ledger.store.past import replayed
from ledger.store.queries import Questions
from ledger.store.store import Store
from ledger.store.store import create
from ledger.store.store import create_from_journal
from tests.store.ledgers import CREATED
from tests.store.ledgers import append
from tests.store.ledgers import attacked
from tests.store.ledgers import change
from tests.store.ledgers import claim
from tests.store.ledgers import filled
from tests.store.ledgers import person
from tests.store.ledgers import redact


@contextlib.contextmanager
def past(store: Store, seq: int) -> Iterator[Past]:
    """The ledger as it stood after an entry."""
    with store.snapshot() as questions, replayed(questions, store.name, seq) as found:
        yield found


def rows(questions: Questions) -> dict[str, list[Any]]:
    """Every row of every table."""
    found = {}
    for table in tables.PROJECTION:
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        order = ", ".join(f'"{column.name}"' for column in table.primary_key.columns)
        found[table.name] = questions.run(
            f'select {columns} from "{table.name}" order by {order}', {}
        )
    return found


def test_as_it_stood_after_each_entry(target: str, tmp_path: Path) -> None:
    """After each entry up to a redaction the tables are those of a ledger whose journal ends there."""
    with contextlib.closing(filled(target)) as store:
        lines = [as_line(entry) for entry in store.entries()]
        last = len(lines)
        for seq in range(1, last + 1):
            with past(store, seq) as then:
                found = rows(then)
                assert then.head() == (seq, store.entry(seq).hash)
                assert then.last_at() == store.entry(seq).at
            if seq == last:
                assert found == rows(store)
                continue
            # Entry 5 of the journal was emptied by the last entry: without that, no journal is whole.
            if '"kind":"claims.recorded"' in lines[seq - 1] and seq >= last - 1:
                continue
            cut = create_from_journal(str(tmp_path / f"{seq}.sqlite"), lines[:seq], "cut")
            with contextlib.closing(cut):
                assert found == rows(cut), seq


def test_going_on_is_the_same_as_starting_there(target: str) -> None:
    """Gone to step by step, a later entry has the same tables as replayed at once."""
    with contextlib.closing(filled(target)) as store, past(store, 0) as then:
        assert then.head() == (0, "0" * 64)
        assert then.last_at() == ""
        for seq in range(1, store.head()[0] + 1):
            then.go_to(seq)
            with contextlib.closing(Store(target)) as other, past(other, seq) as at_once:
                assert rows(then) == rows(at_once)


def test_what_was_redacted_since_is_counted_as_such(target: str) -> None:
    """A claim that was emptied later is gone, counted as redacted, and the chain around it holds."""
    store = create(target, "me", "2026-01-01T10:00:00Z", [CREATED, person(1, "Ada")])
    with contextlib.closing(store):
        links = [claim(1), claim(2, follows=1), claim(3, follows=2), claim(4)]
        append(store, Event("claims.recorded", links), at="2026-01-02T10:00:00Z")
        append(store, change("claim.judged", 3, {"outcome": "no"}, {"outcome": None}))
        before = store.head()[0]
        append(store, Event("claims.recorded", [claim(5)]))
        with store.writing("me", "2026-11-25T10:00:00Z") as transaction:
            redact(transaction, 2)
        with store.writing("me", "2026-11-25T11:00:00Z") as transaction:
            redact(transaction, 5)

        with past(store, before) as then:
            assert [gap.claim for gap in then.redacted_since] == [2]
            assert then.run("select claim from redacted", {}) == [(2,)]
            assert then.chain(1) == [1, 3]
            assert then.claim_counts() == {1: 3}
            then.go_to(before + 1)
            assert [gap.claim for gap in then.redacted_since] == [2, 5]
            then.go_to(store.head()[0])
            assert then.redacted_since == []
            assert rows(then) == rows(store)


def test_what_was_undone_by_then_is_not_counted_as_redacted(target: str) -> None:
    """A claim that was undone, then redacted, is one that cannot be counted only before the undo."""
    store = create(target, "me", "2026-01-01T10:00:00Z", [CREATED, person(1, "Ada")])
    with contextlib.closing(store):
        append(store, Event("claims.recorded", [claim(1), claim(2)]))
        recorded = store.head()[0]
        append(store, Event("command.undone", [{"command": store.last_command()}]))
        with store.writing("me", "2026-11-25T10:00:00Z") as transaction:
            row = {"id": 1, "uid": "zzzzzzzzzz", "reason": "asked for", "undone": True}
            entries = [[recorded, [0]]]
            transaction.redact(Event("entry.redacted", [{**row, "entries": entries}]))

        for seq, known in ((recorded - 1, []), (recorded, [1]), (recorded + 1, [])):
            with past(store, seq) as then:
                assert [gap.claim for gap in then.redacted_since] == known
        with past(store, store.head()[0]) as then:
            assert rows(then) == rows(store)


def test_the_last_entry_of_a_day(target: str) -> None:
    """An entry belongs to its UTC day; before the first there is none."""
    store = create(target, "me", "2026-01-01T23:59:59Z", [CREATED])
    with contextlib.closing(store):
        append(store, person(1, "Ada"), at="2026-01-02T00:00:00Z")
        append(store, person(2, "Bob"), at="2026-01-05T12:00:00Z")
        found = {day: last_entry_on(store, f"2026-01-{day:02}") for day in (1, 2, 3, 4, 5, 31)}
        assert found == {1: 1, 2: 2, 3: 2, 4: 2, 5: 3, 31: 3}
        assert last_entry_on(store, "2025-12-31") == 0


@pytest.mark.parametrize(
    ("attack", "said"),
    [
        ("update journal set payload = replace(payload, 'Musk', 'Tusk') where seq = 2", "entry 2"),
        ("update journal set recorder = 'you' where seq = 3", "entry 3"),
        ("delete from journal where seq = 2", "entry 3"),
        ("update journal set at = '2026-02-30' where seq = 1", "entry 1"),
    ],
)
def test_a_damaged_journal_is_told(target: str, attack: str, said: str) -> None:
    """What does not hold is one sentence that names the entry, whatever entry was asked for after it."""
    filled(target).close()
    attacked(target, attack)
    with contextlib.closing(Store(target)) as store:
        for seq in (4, store.head()[0]):
            with pytest.raises(DamagedError, match=rf"{said}\b.*pledger verify"), past(store, seq):
                pass


def test_an_emptied_row_that_nothing_names_is_damage(target: str) -> None:
    """A redaction that was forged or forgotten is found, before it and after it."""
    filled(target).close()
    attacked(target, "delete from journal where seq = (select max(seq) from journal)")
    with contextlib.closing(Store(target)) as store:
        recorded = store.head()[0]
        with past(store, recorded - 1):
            pass
        said = f"entry {recorded}.*nothing names it"
        with pytest.raises(DamagedError, match=said), past(store, recorded):
            pass
