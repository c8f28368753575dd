"""Whatever is changed in a ledger's file, `verify` finds it and names the place."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.store import tables
from ledger.store.store import Store
from ledger.store.store import rebuild
from ledger.store.verify import verify
from tests.store.ledgers import AT
from tests.store.ledgers import filled

Ledger = Callable[[], Path]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A filled ledger's file."""
    filled(tmp_path / "l.sqlite").close()
    return tmp_path / "l.sqlite"


def attacked(path: Path, *statements: str, guards: bool = True) -> None:
    """Run statements as somebody with a database shell: guards off, and back on afterwards."""
    connection = sqlite3.connect(path, isolation_level=None)
    kept = connection.execute(
        "select name, sql from sqlite_master where type = 'trigger'"
    ).fetchall()
    if guards:
        for name, _ in kept:
            connection.execute(f"drop trigger {name}")
    for statement in statements:
        connection.execute(statement)
    if guards:
        for _, sql in kept:
            connection.execute(sql)
    connection.close()


def found(path: Path, head: str | None = None) -> list[tuple[str | None, str | None, int | None]]:
    """Tables, rows and entries that `verify` names."""
    store = Store(str(path), check=False)
    verdict = verify(store, head=head)
    store.close()
    return [(problem.table, problem.row, problem.seq) for problem in verdict.problems]


def test_an_untouched_ledger_is_whole(path: Path) -> None:
    """Nothing is found where nothing was changed."""
    assert found(path) == []


@pytest.mark.parametrize(
    "table", [tables.journal, *tables.PROJECTION], ids=lambda table: table.name
)
def test_every_changed_value_is_found(table: object, path: Path) -> None:
    """Each value of each row of each table, changed alone, is found and its table named."""
    name = table.name  # type: ignore[attr-defined]
    columns = [column.name for column in table.columns]  # type: ignore[attr-defined]
    keys = [column.name for column in table.primary_key.columns]  # type: ignore[attr-defined]
    original = path.read_bytes()
    connection = sqlite3.connect(path)
    rows = connection.execute(f'select {", ".join(keys)} from "{name}"').fetchall()
    connection.close()
    assert rows, f"the fixture has nothing in {name}"
    for row in rows[:2]:
        where = " and ".join(f'"{key}" = {value!r}' for key, value in zip(keys, row, strict=True))
        for column in columns:
            path.write_bytes(original)
            attacked(
                path,
                f'update "{name}" set "{column}" = case when typeof("{column}") = \'integer\''
                f" then \"{column}\" + 1000 else coalesce(\"{column}\", '') || 'x' end where {where}",
            )
            places = found(path)
            assert any(place[0] == name for place in places), (name, column, places)


@pytest.mark.parametrize("table", tables.PROJECTION, ids=lambda table: table.name)
def test_a_row_gone_or_added_is_found(table: object, path: Path) -> None:
    """A row deleted from a table, and one too many, are found."""
    name = table.name  # type: ignore[attr-defined]
    keys = [column.name for column in table.primary_key.columns]  # type: ignore[attr-defined]
    original = path.read_bytes()
    where = " and ".join(f'"{key}" is (select "{key}" from "{name}" limit 1)' for key in keys)
    attacked(path, f'delete from "{name}" where {where}')
    assert any(place[0] == name for place in found(path))

    path.write_bytes(original)
    connection = sqlite3.connect(path)
    columns = [row[1] for row in connection.execute(f'pragma table_info("{name}")')]
    connection.close()
    fresh = {"uid": "'zzzzzzzzzz'", "title": "'another'"}
    values = ", ".join(
        f"\"{column}\" || '9'"
        if column in keys and column not in fresh
        else fresh.get(column, f'"{column}"')
        for column in columns
    )
    attacked(path, f'insert into "{name}" select {values} from "{name}" limit 1')
    assert any(place[0] == name for place in found(path))


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
        "update alembic_version set version_num = '0007'",
        "delete from alembic_version",
    ],
)
def test_a_changed_schema_is_found(statement: str, path: Path) -> None:
    """A guard, index or table that is gone, and one that does not belong there, are damage."""
    attacked(path, statement, guards=False)

    assert found(path)


def test_a_hollow_guard_is_found(path: Path) -> None:
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


def test_an_emptied_index_is_found(path: Path) -> None:
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


def test_a_cut_journal_needs_a_remembered_head(path: Path) -> None:
    """A journal without its last entries looks whole, and is found with a head that was remembered."""
    store = Store(str(path))
    head = store.head()[1]
    store.close()
    attacked(path, "delete from journal where seq > 5")
    store = Store(str(path))
    with store.writing("me", AT) as transaction:
        rebuild(transaction)
    store.close()

    assert found(path) == []
    assert ("journal", None, None) in found(path, head)


def test_an_older_head_is_good(path: Path) -> None:
    """A head that was remembered before more was recorded is met by the entry that has it."""
    store = Store(str(path))
    older = store.entry(2).hash
    store.close()

    assert found(path, older) == []


def test_rebuilding_gives_the_same_tables(path: Path) -> None:
    """The tables built step by step are those built anew; damaged ones are mended."""
    attacked(path, "update claim set statement = 'Nothing happens'", "delete from tag")
    assert found(path)
    store = Store(str(path))
    with store.writing("me", AT) as transaction:
        rebuild(transaction)
    store.close()

    assert found(path) == []
