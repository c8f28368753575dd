"""The tables are what the migrations make, and an older ledger is brought up to date whole."""

import importlib.resources
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from ledger.errors import StorageError
from ledger.store import engine
from ledger.store import store as stores
from ledger.store import verify as verifying
from ledger.store.engine import open_engine
from ledger.store.store import Store
from ledger.store.store import upgrade
from ledger.store.tables import metadata
from ledger.store.verify import verify
from tests.store.ledgers import Shell
from tests.store.ledgers import append
from tests.store.ledgers import filled
from tests.store.ledgers import person

ROOT = Path(__file__).parent.parent.parent
NEXT = engine.SCHEMA + 1
REVISION = f'''
import sqlalchemy as sa
from alembic import op

revision = "{NEXT:04}"
down_revision = "{engine.SCHEMA:04}"


def upgrade():
    op.create_table("planted", sa.Column("id", sa.Integer, primary_key=True))
    op.add_column("claim", sa.Column("planted", sa.Text))
    op.create_index("claim_planted", "claim", ["planted"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute("pragma user_version = {NEXT}")
'''
# Those that know the revision.
MODULES = (engine, stores, verifying)
Plant = Callable[[str], None]


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Plant:
    """Makes the program one revision newer than it is."""

    def planted(revision: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(
            ROOT / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__", "new.py")
        )
        (folder / "versions" / f"{NEXT:04}_planted.py").write_text(revision)
        monkeypatch.setattr(importlib.resources, "files", lambda package: folder)
        for module in MODULES:
            monkeypatch.setattr(module, "SCHEMA", NEXT)

    return planted


def everything(target: str) -> dict[str, Any]:
    """The schema, and the rows of every table of ours."""
    shell = Shell(target)
    found = {
        table.name: sorted(shell(f'select * from "{table.name}"'), key=repr)
        for table in metadata.sorted_tables
    }
    if shell.is_sqlite:
        found["schema"] = sorted(shell("select type, name, sql from sqlite_master"), key=repr)
        found["version"] = shell("pragma user_version")
    else:
        found["schema"] = sorted(
            shell(
                "select table_name, column_name, data_type from information_schema.columns"
                " where table_schema = current_schema()"
            )
        )
        found["version"] = shell("select version_num from alembic_version")
    shell.close()
    return found


def test_tables_are_what_the_migrations_make(target: str) -> None:
    """Alembic finds no difference between the tables of the code and those of a new ledger."""
    filled(target).close()
    made = open_engine(target)
    with made.connect() as connection:
        # The conditions of indexes are PostgreSQL's own words there; `verify` compares them.
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda thing, name, *_: name != "alembic_version"}
        )
        assert compare_metadata(context, metadata) == []
    made.dispose()


def test_an_upgrade_brings_a_ledger_up_to_date(target: str, plant: Plant) -> None:
    """The new revision runs, every row and guard stays, `verify` holds, and the next command works."""
    filled(target).close()
    before = everything(target)
    plant(REVISION)
    with pytest.raises(StorageError, match="pledger upgrade"):
        Store(target)

    assert upgrade(target) == (NEXT - 1, NEXT)
    assert upgrade(target) == (NEXT, NEXT)
    after = everything(target)
    assert after["journal"] == before["journal"]
    assert [row[:-1] for row in after["claim"]] == before["claim"]
    store = Store(target)
    assert verify(store).problems == []
    append(store, person(3, "Nora"))
    assert verify(store).problems == []
    store.close()
    shell = Shell(target)
    with pytest.raises(shell.Refusal):
        shell("delete from journal")
    shell.close()


def test_a_revision_that_fails_changes_nothing(target: str, plant: Plant) -> None:
    """A migration that stops half-way leaves the ledger as it was, tables and all."""
    filled(target).close()
    before = everything(target)
    plant(REVISION + "    op.execute('insert into nowhere values (1)')\n")

    with pytest.raises(StorageError):
        upgrade(target)
    assert everything(target) == before


def test_a_newer_ledger_is_refused(
    target: str, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that does not know the revision touches nothing and names the way out, exit code 5."""
    filled(target).close()
    plant(REVISION)
    upgrade(target)
    before = everything(target)
    for module in MODULES:
        monkeypatch.setattr(module, "SCHEMA", NEXT - 1)

    for use in (Store, upgrade):
        with pytest.raises(StorageError, match="newer pledger") as refused:
            use(target)
        assert refused.value.exit_code == 5
    assert everything(target) == before


@pytest.mark.parametrize("revision", [0, 1, 99])
def test_a_header_that_the_tables_deny(revision: int, tmp_path: Path) -> None:
    """A header that names another schema than the tables are of is named, and `upgrade` mends it."""
    path = str(tmp_path / "l.sqlite")
    filled(path).close()
    shell = Shell(path)
    shell(f"pragma user_version = {revision}")
    with pytest.raises(StorageError, match="schema"):
        Store(path)
    store = Store(path, check=False)
    (problem,) = verify(store).problems
    store.close()
    assert upgrade(path) == (engine.SCHEMA, engine.SCHEMA)

    assert problem[:3] == (None, "header", "user_version")
    assert Store(path).claims()


def test_another_program_s_file_is_not_upgraded(tmp_path: Path) -> None:
    """Tables of another program stay as they are, though Alembic made them too."""
    path = tmp_path / "other.sqlite"
    shell = Shell(str(path))
    shell("create table alembic_version (version_num text)")
    shell(f"insert into alembic_version values ('{engine.SCHEMA:04}')")
    shell.close()
    before = path.read_bytes()

    with pytest.raises(StorageError, match="not a ledger"):
        upgrade(str(path))
    assert path.read_bytes() == before
