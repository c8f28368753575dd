"""pledger backup: copy the ledger while it is in use."""

import os
from pathlib import Path

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.errors import RefusedError
from ledger.errors import StorageError


@command_("backup", help="Copy the ledger to FILE, whole, even while somebody writes.")
@click.argument("file")
@click.option("--force", is_flag=True, help="Replace FILE.")
@pass_app
def command(app: App, file: str, force: bool) -> None:
    """Copy the ledger."""
    from ledger.store.store import backup

    path = Path(file)
    if os.path.isdir(path):  # noqa: PTH112 - pathlib raises for a name that is too long
        raise StorageError(f"{file} is a folder; name the file to make in it.")
    if os.path.lexists(path) and not force:
        raise RefusedError(f"{file} exists already; name another file, or say --force.")
    store = app.store()
    if os.path.lexists(path) and store.is_sqlite and path.samefile(store.target):
        raise RefusedError(f"{file} is the ledger itself; name another file.")
    seq, head = backup(store, file)
    app.say(f"Copied {store.name} to {file}: {seq} entries, head {head}")
