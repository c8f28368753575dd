"""Drafts the next revision from what `tables.py` has and the revisions lack: `make migration m="…"`.

It sees tables, columns, keys and indexes, not triggers or check constraints. Read the file before you keep it.
"""

import sys
from pathlib import Path

from alembic import command
from alembic.autogenerate import produce_migrations
from alembic.autogenerate import render_python_code
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from ledger.store.tables import metadata


def draft(message: str) -> Path:
    """Write the next revision into `versions/` and say where it is."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    scripts = ScriptDirectory.from_config(config)
    head = scripts.get_current_head() or "0000"
    with create_engine("sqlite://").connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        changes = produce_migrations(MigrationContext.configure(connection), metadata)
    assert changes.upgrade_ops is not None
    scripts.generate_revision(
        revid := f"{int(head) + 1:04}",
        message,
        upgrades=render_python_code(changes.upgrade_ops),
    )
    return next((Path(__file__).parent / "versions").glob(f"{revid}_*.py"))


if __name__ == "__main__":
    print(draft(sys.argv[1]))
