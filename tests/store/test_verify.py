"""Whatever is changed in a ledger, `verify` finds it and names the place."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ledger.errors import DamagedError
from ledger.errors import StorageError
from ledger.errors import UnreadableError
from ledger.store import tables
from ledger.store.journal import as_line
from ledger.store.journal import seal
from ledger.store.store import Store
from ledger.store.store import create_from_journal
from ledger.store.store import rebuild
from ledger.store.verify import verify
from tests.store.ledgers import AT
from tests.store.ledgers import Shell
from tests.store.ledgers import attacked
from tests.store.ledgers import claim
from tests.store.ledgers import filled
from tests.store.ledgers import uid


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A filled ledger's file."""
    filled(str(tmp_path / "l.sqlite")).close()
    return str(tmp_path / "l.sqlite")


@pytest.fixture
def ledger(target: str) -> str:
    """A filled ledger, on either engine."""
    filled(target).close()
    return target


def found(target: str, head: str | None = None) -> list[tuple[str | None, str | None, int | None]]:
    """Tables, rows and entries that `verify` names."""
    store = Store(target, check=False)
    verdict = verify(store, head=head)
    store.close()
    return [(problem.table, problem.row, problem.seq) for problem in verdict.problems]


def literal(value: Any) -> str:
    """A value as SQL writes it."""
    return "null" if value is None else "'" + str(value).replace("'", "''") + "'"


def condition(table: Any, row: tuple[Any, ...]) -> str:
    """What only this row fulfils."""
    columns = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key.columns]
    return " and ".join(
        f'"{column}" = {literal(value)}'
        for column, value in zip(columns, row, strict=True)
        if column in keys
    )


def replaced(table: Any, old: tuple[Any, ...], new: tuple[Any, ...]) -> list[str]:
    """Statements that put one row in the place of another."""
    values = ", ".join(map(literal, new))
    return [
        f'delete from "{table.name}" where {condition(table, old)}',
        f'insert into "{table.name}" values ({values})',
    ]


def rows(target: str, table: Any) -> list[tuple[Any, ...]]:
    """The first two rows of a table."""
    shell = Shell(target)
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    few: list[tuple[Any, ...]] = shell(f'select {columns} from "{table.name}" order by 1 limit 2')
    shell.close()
    assert few, f"the fixture has nothing in {table.name}"
    return few


EVERY = pytest.mark.parametrize(
    "table", [tables.journal, *tables.PROJECTION], ids=lambda table: table.name
)


def test_an_untouched_ledger_is_whole(ledger: str) -> None:
    """Nothing is found where nothing was changed."""
    assert found(ledger) == []


@EVERY
def test_every_changed_value_is_found(table: Any, ledger: str) -> None:
    """Each value of the first rows of each table, changed alone, is found and its table named."""
    for row in rows(ledger, table):
        for number, value in enumerate(row):
            other = value + 1000 if isinstance(value, int) else f"{value or ''}x"
            integer = str(table.columns.values()[number].type) in ("INTEGER", "BIGINT")
            if value is None and integer:
                other = 1000
            changed = (*row[:number], other, *row[number + 1 :])
            attacked(ledger, *replaced(table, row, changed))
            places = found(ledger)
            assert any(place[0] == table.name for place in places), (number, places)
            attacked(ledger, *replaced(table, changed, row))
    assert found(ledger) == []


@EVERY
def test_a_row_gone_or_doubled_is_found(table: Any, ledger: str) -> None:
    """A row deleted from a table, and one that stands there again under another key, are found."""
    row = rows(ledger, table)[0]
    gone, back = replaced(table, row, row)
    attacked(ledger, gone)
    assert any(place[0] == table.name for place in found(ledger))
    attacked(ledger, back)
    assert found(ledger) == []

    unique = {column.name for column in table.columns if column.primary_key or column.unique}
    again = tuple(
        value
        if column.name not in unique
        else value + 1000
        if isinstance(value, int)
        else f"{value}9"
        for column, value in zip(table.columns, row, strict=True)
    )
    attacked(ledger, replaced(table, row, again)[1])
    assert any(place[0] == table.name for place in found(ledger))


@pytest.mark.parametrize("quick", [False, True])
@pytest.mark.parametrize("seq", [0, -5, -(2**63)])
def test_an_entry_before_the_first(seq: int, quick: bool, ledger: str) -> None:
    """An entry that nobody comes by who starts at 1 is found all the same."""
    (row, *_) = rows(ledger, tables.journal)
    hidden = dict(zip(tables.journal.columns.keys(), row, strict=True)) | {"seq": seq, "prev": "p"}
    attacked(ledger, f"insert into journal values ({', '.join(map(literal, hidden.values()))})")
    store = Store(ledger)
    problems = verify(store, quick=quick).problems
    store.close()

    assert [(problem.seq, problem.table) for problem in problems] == [(seq, "journal")]


POSTGRESQL_GUARDS = (
    "drop trigger journal_keep on journal",
    "drop function journal_append() cascade",
    "alter table journal disable trigger journal_keep",
    "create or replace function journal_keep() returns trigger language plpgsql as"
    " 'begin return null; end'",
    "drop index claim_open",
    "drop table criteria",
    "drop table journal",
    "create table mine (a int)",
    "update alembic_version set version_num = '9999'",
    "alter table claim alter column statement drop not null",
    "create view overdue as select 1",
    "create rule quiet as on insert to claim do instead nothing",
    "create trigger journal_keep before delete on claim for each row execute function journal_keep()",
    "alter table claim enable row level security",
    "create policy a_few on claim using (id <> 1)",
    "alter table claim alter column note set default 'x'",
    "alter table claim add constraint few check (id < 100)",
    "alter table claim set unlogged",
    "alter function journal_keep() set search_path = elsewhere",
    "create function journal_keep(a int) returns int language sql as 'select 1'",
    "create table more () inherits (claim)",
    "update pg_index set indisvalid = false where indexrelid = 'claim_open'::regclass",
)


@pytest.mark.parametrize("target", ["postgresql"], indirect=True)
@pytest.mark.parametrize("statement", POSTGRESQL_GUARDS)
def test_a_changed_schema_on_a_server_is_found(statement: str, ledger: str) -> None:
    """A guard dropped, hollowed or switched off, an index or table gone or added: damage there too."""
    attacked(ledger, statement, guards=False)

    assert found(ledger)


@pytest.mark.parametrize(
    "statement",
    [
        "drop trigger journal_keep",
        "drop index claim_open",
        "drop table criteria",
        "drop table journal",
        "create table mine (a)",
        "create view overdue as select 1",
        "create trigger quiet after insert on claim begin delete from claim; end",
        "update alembic_version set version_num = '9999'",
        "delete from alembic_version",
    ],
)
def test_a_changed_schema_is_found(statement: str, path: str) -> None:
    """A guard, index or table that is gone, and one that does not belong there, are damage."""
    attacked(path, statement, guards=False)

    assert found(path)


@EVERY
def test_bytes_that_are_no_text_are_named(table: Any, path: str) -> None:
    """Bytes that are not UTF-8, put into any text of a table, are found and their place is named."""
    (row, *_) = rows(path, table)
    texts = [column for column in table.columns if str(column.type) == "TEXT"]
    for column in texts:
        if column.name in [key.name for key in table.primary_key.columns]:
            continue
        attacked(
            path,
            f"""update "{table.name}" set "{column.name}" = cast(x'41ff42' as text)"""
            f" where {condition(table, row)}",
        )
        places = found(path)
        assert any(place[0] == table.name for place in places), (column.name, places)
        old = literal(row[list(table.columns).index(column)])
        attacked(
            path,
            f'update "{table.name}" set "{column.name}" = {old} where {condition(table, row)}',
        )
    assert found(path) == []


@pytest.mark.parametrize("kind", ["trigger", "view", "index"])
def test_a_name_that_only_sqlite_may_give(kind: str, path: str) -> None:
    """What was put into the schema by hand, under a name that SQLite keeps for itself, is found."""
    page = "0"
    statements = ["pragma writable_schema = on"]
    sql = {
        "trigger": "create trigger sqlite_x after insert on claim"
        " begin update claim set latest = null; end",
        "view": "create view sqlite_x as select 1",
        "index": "create index sqlite_x on claim(note)",
    }[kind]
    if kind == "index":
        statements.insert(0, "create index x on claim(note)")
        page = "(select rootpage from sqlite_master where name = 'x')"
    statements += [
        f"insert into sqlite_master values ('{kind}', 'sqlite_x', 'claim', {page}, '{sql}')",
        "delete from sqlite_master where name = 'x'",
    ]
    if kind == "view":
        statements[1] = statements[1].replace("'claim'", "'sqlite_x'")
    attacked(path, *statements, guards=False)

    assert [place[1] for place in found(path)] == ["sqlite_x"]


def test_statistics_are_no_damage(path: str) -> None:
    """What ANALYZE writes down is SQLite's own."""
    attacked(path, "analyze", guards=False)

    assert found(path) == []


@pytest.mark.parametrize(
    "statement",
    [
        "update sqlite_master set name = 'journal_kept' where name = 'journal_keep'",
        "update sqlite_master set sql = cast(cast(sql as blob) || x'ff' as text)"
        " where name = 'journal_keep'",
        "update sqlite_master set sql = null where name = 'claim_open'",
    ],
)
def test_a_schema_that_cannot_be_opened(statement: str, path: str) -> None:
    """A schema that SQLite itself refuses is said to be damaged, with SQLite's words."""
    attacked(path, "pragma writable_schema = on", statement, guards=False)

    with pytest.raises(DamagedError, match="cannot open it .*restore a backup"):
        Store(path, check=False)


UID = uid(1)
# The number of the command that comes next in the ledger of these tests.
NEXT = 10
MISFITS: dict[str, tuple[Any, dict[str, Any]]] = {
    "a kind that does not exist": ("claim.praised", {"uid": UID}),
    "an undo of itself": ("command.undone", {"command": NEXT}),
    "an undo of a redaction": ("command.undone", {"command": NEXT - 1}),
    "a redaction without a reason": ("entry.redacted", {"id": 1, "uid": "a", "entries": []}),
    "a redaction of what comes later": (
        "entry.redacted",
        {"id": 1, "uid": "a", "entries": [[99, [0]]], "reason": "r"},
    ),
    "a chance that is no number": (
        "forecast.given",
        {
            "uid": UID,
            "n": 9,
            "forecast": {"person": 1, "said_on": "2026-02-02", "basis": "stated"}
            | dict.fromkeys(("p", "p_low", "p_high"), "x"),
        },
    ),
    "a number that no column holds": (
        "claim.edited",
        {"uid": UID, "set": {"p": 10**30}, "was": {"p": None}},
    ),
    "a day that does not exist": (
        "claim.edited",
        {"uid": UID, "set": {"latest": "2026-02-30"}, "was": {"latest": "2026-06-30"}},
    ),
    "an outcome that nobody knows": (
        "claim.judged",
        {"uid": UID, "set": {"outcome": "maybe"}, "was": {"outcome": "yes"}},
    ),
    "a list where a text belongs": (
        "claim.edited",
        {"uid": UID, "set": {"note": ["a"]}, "was": {"note": None}},
    ),
    "a chance above one": (
        "claims.recorded",
        claim(9, p=2 * 10**12, p_low=0, p_high=0, basis="stated"),
    ),
    "a change that does not say what was": (
        "claim.edited",
        {"uid": UID, "set": {"note": "b"}, "was": {}},
    ),
    "a claim without a speaker": (
        "claim.edited",
        {"uid": UID, "set": {"speaker": None}, "was": {"speaker": 1}},
    ),
    "a claim that is there already": ("claims.recorded", claim(1)),
    "a claim that is not there": ("claim.edited", {"uid": "a", "set": {}, "was": {}}),
    "a row without its parts": ("claim.edited", {}),
}


@pytest.mark.parametrize("misfit", MISFITS)
def test_an_entry_that_does_not_fit(misfit: str, target: str, tmp_path: Path) -> None:
    """An entry with the right hashes and rows that cannot be is named, and neither rebuilt nor taken over."""
    kind, row = MISFITS[misfit]
    store = filled(target)
    seq, prev = store.head()
    assert store.last_command() == NEXT - 1
    store.close()
    entry = seal(seq=seq + 1, prev=prev, command=NEXT, at=AT, recorder="me", kind=kind, rows=[row])
    attacked(target, f"insert into journal values ({', '.join(map(literal, entry))})")

    assert [place[::2] for place in found(target)][0] == ("journal", seq + 1)
    store = Store(target)
    lines = list(map(as_line, store.entries()))
    with pytest.raises(StorageError, match=f"entry {seq + 1}"), store.writing("me", AT) as writing:
        rebuild(writing)
    store.close()
    with pytest.raises(UnreadableError, match=f"j:{seq + 1} cannot be read as a journal"):
        create_from_journal(str(tmp_path / "new.sqlite"), lines, "j")
    assert not (tmp_path / "new.sqlite").exists()


def test_a_hollow_guard_is_found(path: str) -> None:
    """A trigger of the right name that does nothing is damage."""
    connection = sqlite3.connect(path)
    (sql,) = connection.execute(
        "select sql from sqlite_master where name = 'journal_keep'"
    ).fetchone()
    connection.close()
    attacked(
        path,
        "drop trigger journal_keep",
        sql.replace("before delete on journal", "before delete on journal when 0"),
        guards=False,
    )

    assert ("journal", "journal_keep", None) in found(path)


def test_an_emptied_index_is_found(path: str) -> None:
    """An index emptied by hand, so that `overdue` shows nothing, is found by SQLite's own check."""
    statements = [
        "pragma writable_schema = on",
        "update sqlite_master set sql = replace(sql, 'removed = 0', 'removed = 9')"
        " where name = 'claim_open'",
        "pragma writable_schema = reset",
        "reindex claim_open",
        "pragma writable_schema = on",
        "update sqlite_master set sql = replace(sql, 'removed = 9', 'removed = 0')"
        " where name = 'claim_open'",
        "pragma writable_schema = reset",
    ]
    attacked(path, *statements, guards=False)

    assert found(path)


def test_a_cut_journal_needs_a_remembered_head(ledger: str) -> None:
    """A journal without its last entries looks whole, and is found with a head that was remembered."""
    store = Store(ledger)
    head = store.head()[1]
    store.close()
    attacked(ledger, "delete from journal where seq > 5")
    store = Store(ledger)
    with store.writing("me", AT) as transaction:
        rebuild(transaction)
    store.close()

    assert found(ledger) == []
    assert ("journal", None, None) in found(ledger, head)


def test_an_older_head_is_good(ledger: str) -> None:
    """A head that was remembered before more was recorded is met by the entry that has it."""
    store = Store(ledger)
    older = store.entry(2).hash
    store.close()

    assert found(ledger, older) == []


def test_rebuilding_gives_the_same_tables(ledger: str) -> None:
    """The tables built step by step are those built anew; damaged ones are mended."""
    attacked(ledger, "update claim set statement = 'Nothing happens'", "delete from tag")
    assert found(ledger)
    store = Store(ledger)
    with store.writing("me", AT) as transaction:
        rebuild(transaction)
    store.close()

    assert found(ledger) == []
