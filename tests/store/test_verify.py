"""Whatever is changed in a ledger, `verify` finds it and names the place."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from ledger.store import tables
from ledger.store.store import Store
from ledger.store.store import rebuild
from ledger.store.verify import verify
from tests.store.ledgers import AT
from tests.store.ledgers import Shell
from tests.store.ledgers import attacked
from tests.store.ledgers import filled


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
    "update alembic_version set version_num = '0007'",
    "alter table claim alter column statement drop not null",
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
        "update alembic_version set version_num = '0007'",
        "delete from alembic_version",
    ],
)
def test_a_changed_schema_is_found(statement: str, path: str) -> None:
    """A guard, index or table that is gone, and one that does not belong there, are damage."""
    attacked(path, statement, guards=False)

    assert found(path)


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
