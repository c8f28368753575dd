"""Making the tables and bringing them up to date: Alembic's part, imported only then."""

import importlib.resources
import os
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
# Whatever can change what is read or written: relations with all that their columns do by themselves, who
# inherits from them and who may see which rows, indexes, constraints, triggers, rules, functions and types.
_POSTGRESQL_SCHEMA = """
with here as (select current_schema()::regnamespace::oid as id),
relation as (select c.* from pg_class c join here on c.relnamespace = here.id)
select case c.relkind when 'r' then 'table' when 'v' then 'view' when 'm' then 'materialized view'
    when 'S' then 'sequence' when 'f' then 'foreign table' else 'relation' end,
  c.relname, c.relname,
  (select string_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull then 'not null' end, 'collate ' || l.collname,
      'default ' || pg_get_expr(d.adbin, d.adrelid), nullif(a.attgenerated::text, ''),
      nullif(a.attidentity::text, '')), ', ' order by a.attnum)
    from pg_attribute a left join pg_collation l on l.oid = a.attcollation
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
  || concat_ws(' ', '', case when c.relpersistence <> 'p' then 'unlogged' end,
    case when c.relrowsecurity then 'row security' end,
    case when c.relforcerowsecurity then 'forced' end,
    (select 'and with ' || string_agg(inhrelid::regclass::text, ', ' order by inhrelid)
      from pg_inherits where inhparent = c.oid))
  from relation c where c.relkind in ('r', 'v', 'm', 'S', 'f', 'p')
union all select 'index', c.relname, t.relname, pg_get_indexdef(i.indexrelid)
  || case when i.indisvalid and i.indisready and i.indislive then '' else ' invalid' end
  from relation c join pg_index i on i.indexrelid = c.oid join pg_class t on t.oid = i.indrelid
union all select 'constraint', k.conname, c.relname, pg_get_constraintdef(k.oid)
  from pg_constraint k join relation c on c.oid = k.conrelid
union all select 'trigger', t.tgname, c.relname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
  from pg_trigger t join relation c on c.oid = t.tgrelid where not t.tgisinternal
union all select 'rule', r.rulename, c.relname, pg_get_ruledef(r.oid) || ' ' || r.ev_enabled::text
  from pg_rewrite r join relation c on c.oid = r.ev_class where r.rulename <> '_RETURN'
union all select 'policy', p.polname, c.relname, coalesce(pg_get_expr(p.polqual, p.polrelid), '')
  from pg_policy p join relation c on c.oid = p.polrelid
union all select 'function', p.proname, '', case when p.prokind in ('f', 'p')
    then pg_get_functiondef(p.oid) else pg_get_function_identity_arguments(p.oid) end
  from pg_proc p join here on p.pronamespace = here.id
union all select 'type', t.typname, '', t.typtype::text
  from pg_type t join here on t.typnamespace = here.id where t.typtype in ('d', 'e', 'r')
order by 1, 2, 3, 4
"""

Schema = dict[tuple[str, str], tuple[str, str]]


def schema_of(run: Run, *, is_sqlite: bool) -> Schema:
    """Every table, index, trigger, function ...: (type, name) to (table, text)."""
    found: Schema = {}
    for kind, name, table, text in run(_SQLITE_SCHEMA if is_sqlite else _POSTGRESQL_SCHEMA, {}):
        # On PostgreSQL two tables may have triggers of one name, and functions differ by what they take.
        while (kind, name) in found:
            name += " too"
        found[kind, name] = (table, text)
    return found


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
    # A name of its own: nobody can take it first, and two that verify at once do not wait.
    name = f"pledger_{os.urandom(8).hex()}"
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
