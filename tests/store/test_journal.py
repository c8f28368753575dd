"""The journal's bytes are what they were said to be, and the database keeps them."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import UnreadableError
from ledger.store.journal import DamageError
from ledger.store.journal import Entry
from ledger.store.journal import Gaps
from ledger.store.journal import as_line
from ledger.store.journal import checked_rows
from ledger.store.journal import from_line
from ledger.store.journal import seal
from ledger.store.verify import verify
from tests.store.ledgers import AT
from tests.store.ledgers import Shell
from tests.store.ledgers import append
from tests.store.ledgers import filled
from tests.store.ledgers import person

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
ROWS = st.lists(st.dictionaries(TEXT, VALUES, max_size=4), min_size=1, max_size=4)


def sealed(rows: list[dict[str, Any]]) -> Entry:
    """An entry as any would be sealed."""
    return seal(
        seq=7,
        prev="a" * 64,
        command=3,
        at="2026-02-11T09:30:00Z",
        recorder="Nora",
        kind="claims.recorded",
        rows=rows,
    )


@given(ROWS)
def test_hashes_are_what_the_design_says(rows: list[dict[str, Any]]) -> None:
    """Leaf, digest and hash follow from salt and canonical JSON, computed here by the standard library."""
    entry = sealed(rows)

    def canonical(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    leaves = b""
    for salt, row in json.loads(entry.payload):
        leaves += hashlib.sha256((salt + canonical(row)).encode()).digest()
    digest = hashlib.sha256(leaves).hexdigest()
    chained = [7, 3, "2026-02-11T09:30:00Z", "Nora", "claims.recorded", 1, digest, "a" * 64]

    assert entry.payload == canonical(json.loads(entry.payload))
    assert entry.digest == digest
    assert (
        entry.hash
        == hashlib.sha256(("prediction-ledger/1\n" + canonical(chained)).encode()).hexdigest()
    )


@given(ROWS)
def test_what_is_sealed_is_read_back(rows: list[dict[str, Any]]) -> None:
    """Checking an entry gives its rows; its line of text gives the entry, byte for byte."""
    entry = sealed(rows)

    assert checked_rows(entry) == rows
    assert from_line(as_line(entry)) == entry


def test_half_a_character_is_refused() -> None:
    """Text that is not Unicode never enters the journal."""
    with pytest.raises(UnreadableError):
        sealed([{"statement": "\ud800"}])


@pytest.mark.parametrize(
    "payload",
    [
        '[["%s",{"a":1.5}]]' % ("0" * 32),
        '[["%s", {"a":1}]]' % ("0" * 32),
        "{}",
        "[]",
        "[1]",
        '[["zz",{"a":1}]]',
        '["%s"]' % ("A" * 64),
        "[" * 5000,
    ],
)
def test_other_payloads_are_damage(payload: str) -> None:
    """A float, a blank, another shape, a bad salt and endless nesting are found."""
    with pytest.raises(DamageError):
        checked_rows(sealed([{"a": 1}])._replace(payload=payload))


REFUSED = (
    "delete from journal where seq = 2",
    "delete from journal",
    "update journal set at = 'x' where seq = 2",
    "update journal set payload = replace(payload, 'Musk', 'Mask') where seq = 2",
    "update journal set payload = payload || ' ' where seq = 2",
    "insert into journal select seq + 2, command, at, recorder, kind, version, payload, digest,"
    " hash, 'x' from journal order by seq desc limit 1",
    "insert into journal select seq + 1, command, at, recorder, kind, version, payload, digest,"
    " 'y', 'x' from journal order by seq desc limit 1",
)
# Other engines have other ways to write over a row.
REFUSED_BY_SQLITE = (
    "insert or replace into journal select * from journal where seq = 2",
    "replace into journal select seq, command, at, recorder, kind, version, payload, digest, prev,"
    " 'x' from journal order by seq desc limit 1",
)
REFUSED_BY_POSTGRESQL = (
    "truncate journal",
    "insert into journal select * from journal where seq = 2"
    " on conflict (seq) do update set payload = '[]'",
)


def test_the_database_refuses(target: str) -> None:
    """UPDATE, DELETE, TRUNCATE, what replaces a row and an entry out of order are refused by the database."""
    filled(target).close()
    shell = Shell(target)
    before = shell("select * from journal order by seq")
    own = REFUSED_BY_SQLITE if shell.is_sqlite else REFUSED_BY_POSTGRESQL
    for sql in (*REFUSED, *own):
        with pytest.raises(shell.Refusal):
            shell(sql)
        assert shell("select * from journal order by seq") == before, sql
    shell.close()


def test_emptying_a_row_is_let_through(target: str) -> None:
    """The one change let through turns rows into the hex of their leaves and leaves all else."""
    filled(target).close()
    shell = Shell(target)
    ((seq, payload),) = shell(
        "select seq, payload from journal where kind = 'claims.recorded' order by seq limit 1"
    )
    rows = json.loads(payload)
    rows[1] = "0" * 64

    def put(elements: Any) -> None:
        text = json.dumps(elements, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        quoted = text.replace("'", "''")
        shell(f"update journal set payload = '{quoted}' where seq = {seq}")

    put(rows)
    for wrong in (
        [rows[0], "0" * 63, rows[2]],
        [rows[0], "F" * 64, rows[2]],
        [rows[0], "1" * 64, rows[2]],
        [rows[0], rows[1]],
        [rows[2], rows[1], rows[0]],
        [["0" * 32, {"a": 1}], rows[1], rows[2]],
    ):
        with pytest.raises(shell.Refusal):
            put(wrong)
    shell.close()


REDACTION = {"id": 1, "uid": "aaaaaaaaaa", "entries": [[2, [0]]], "reason": "asked for"}


def gaps(*entries: tuple[str, list[Any]]) -> list[tuple[int, int, str]]:
    """What is wrong with the emptied rows of a journal of these entries."""
    found = Gaps()
    for seq, (kind, rows) in enumerate(entries, 1):
        entry = sealed([{}])._replace(seq=seq, kind=kind)
        found.take(entry, rows)
    return found.problems()


MADE = ("ledger.created", [{"a": 1}])


def test_an_empty_row_has_to_be_named() -> None:
    """An entry names each row that it emptied: one that none names, and one that still stands, are found."""
    emptied, whole = ("claims.recorded", [None, {"a": 1}]), ("claims.recorded", [{"a": 1}])
    redaction = ("entry.redacted", [REDACTION])

    assert gaps(MADE, emptied, redaction) == []
    assert [place[:2] for place in gaps(MADE, emptied)] == [(2, 0)]
    assert [place[:2] for place in gaps(MADE, whole, redaction)] == [(2, 0)]
    again = {**REDACTION, "entries": [[2, [1]]]}
    assert [place[:2] for place in gaps(MADE, emptied, ("entry.redacted", [again]))] == [
        (2, 0),
        (2, 1),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [None],
        [{}],
        [{**REDACTION, "reason": None}],
        [{**REDACTION, "id": "1"}],
        [{**REDACTION, "entries": {}}],
        [{**REDACTION, "entries": [[2]]}],
        [{**REDACTION, "entries": [[2, 0]]}],
        [{**REDACTION, "entries": [["2", [0]]]}],
        [{**REDACTION, "entries": [[3, [0]]]}],
        [{**REDACTION, "entries": [[2, [-1]]]}],
        [{**REDACTION, "sources": 1}],
        [{**REDACTION, "follows": "1"}],
    ],
)
def test_what_names_no_rows_is_damage(rows: list[dict[str, Any] | None]) -> None:
    """A redaction that is empty, of another shape, or names what does not stand before it, is found."""
    with pytest.raises(DamageError):
        gaps(MADE, ("claims.recorded", [None]), ("entry.redacted", rows))


def test_what_is_never_emptied() -> None:
    """The making of the ledger, what was undone and what was redacted are never emptied."""
    for kind in ("ledger.created", "command.undone"):
        with pytest.raises(DamageError):
            gaps((kind, [None]))


@pytest.mark.parametrize(
    ("read", "recorded"),
    [
        ("2026-11-24T09:59:30Z", AT),  # read before it waited for others
        ("2026-11-24T10:00:01Z", "2026-11-24T10:00:01Z"),
        ("2026-11-24T09:00:00Z", "2026-11-24T09:00:00Z"),  # another clock
    ],
)
def test_who_waited_is_not_dated_before_the_others(read: str, recorded: str, target: str) -> None:
    """A command that read its clock and then waited is dated as the last entry; another clock is told."""
    store = filled(target)
    append(store, person(9, "Omar"), at=read)
    entry = store.entry(store.head()[0])
    told = verify(store).told
    store.close()

    assert entry.at == recorded
    assert bool(told) == (recorded < AT)
