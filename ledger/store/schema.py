"""Making the tables and bringing them up to date: Alembic's part, imported only then."""

import importlib.resources
import sqlite3
from typing import TYPE_CHECKING
from typing import Any

from ledger.store.engine import Connection
from ledger.store.engine import Run

if TYPE_CHECKING:
    import sqlalchemy as sa


def migrate(connection: "sa.Connection") -> None:
    """Run the migrations that a ledger lacks, inside the caller's transaction."""
    import logging

    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    with importlib.resources.as_file(importlib.resources.files("ledger.migrations")) as scripts:
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision_of(connection: Connection) -> str | None:
    """The revision that Alembic recorded, or None where there are no tables of ours."""
    found = connection.run(_TABLE_EXISTS[connection.is_sqlite], {"name": "alembic_version"})
    if not found:
        return None
    recorded = connection.run("select version_num from alembic_version", {})
    return str(recorded[0][0]) if recorded else None


_TABLE_EXISTS = {
    True: "select 1 from sqlite_master where type = 'table' and name = :name",
    False: "select 1 from pg_tables where schemaname = current_schema() and tablename = :name",
}

_SQLITE_SCHEMA = "select type, name, tbl_name, coalesce(sql, '') from sqlite_master"
_POSTGRESQL_SCHEMA = (
    "select 'table', c.relname, c.relname, string_agg(a.attname || ' ' ||"
    " format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end"
    " || coalesce(' collate ' || l.collname, ''), ', ' order by a.attnum)"
    " from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0"
    " and not a.attisdropped left join pg_collation l on l.oid = a.attcollation"
    " where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'"
    " group by c.relname"
    " union all select 'index', indexname, tablename, indexdef from pg_indexes"
    " where schemaname = current_schema()"
    " union all select 'trigger', t.tgname, c.relname, pg_get_triggerdef(t.oid) || ' '"
    " || t.tgenabled::text from pg_trigger t join pg_class c on c.oid = t.tgrelid"
    " where c.relnamespace = current_schema()::regnamespace and not t.tgisinternal"
    " union all select 'function', p.proname, '', p.prosrc from pg_proc p"
    " where p.pronamespace = current_schema()::regnamespace"
)

Schema = dict[tuple[str, str], tuple[str, str]]


def schema_of(run: Run, *, is_sqlite: bool) -> Schema:
    """Every table, index, trigger and function: (type, name) to (table, text)."""
    rows = run(_SQLITE_SCHEMA if is_sqlite else _POSTGRESQL_SCHEMA, {})
    return {(row[0], row[1]): (row[2], row[3]) for row in rows}


def expected_sqlite_schema() -> Schema:
    """What the migrations make of an empty SQLite file."""
    import sqlalchemy as sa

    engine = sa.create_engine("sqlite://", creator=lambda: sqlite3.connect(":memory:"))
    with engine.begin() as connection:
        migrate(connection)

        def run(sql: str, params: Any) -> list[tuple[Any, ...]]:
            return [tuple(row) for row in connection.exec_driver_sql(sql)]

        return schema_of(run, is_sqlite=True)


def expected_postgresql_schema(connection: "sa.Connection") -> Schema:
    """What the migrations make of an empty PostgreSQL schema; the caller rolls the connection back."""
    here = connection.exec_driver_sql("select current_schema()").scalar_one()
    name = "pledger_verify"
    connection.exec_driver_sql(f"create schema {name}")
    connection.exec_driver_sql(f"set local search_path to {name}")
    migrate(connection)

    def run(sql: str, params: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]

    expected = schema_of(run, is_sqlite=False)
    connection.exec_driver_sql(f"set local search_path to {here}")
    return {
        key: (table, text.replace(f"{name}.", f"{here}."))
        for key, (table, text) in expected.items()
    }
