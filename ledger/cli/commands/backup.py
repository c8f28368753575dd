"""pledger backup: copy the ledger while it is in use."""

import os
from pathlib import Path

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.errors import RefusedError
from ledger.errors import StorageError


@command_(
    "backup",
    help="Copy the ledger to FILE, whole, with the files saved beside it, even while somebody writes.",
)
@click.argument("file")
@click.option("--force", is_flag=True, help="Replace FILE.")
@pass_app
def command(app: App, file: str, force: bool) -> int:
    """Copy the ledger."""
    from ledger.store.store import backup

    path = Path(file)
    if os.path.isdir(path):  # noqa: PTH112 - pathlib raises for a name that is too long
        raise StorageError(f"{file} is a folder; name the file to make in it.")
    if os.path.lexists(path) and not force:
        raise RefusedError(f"{file} exists already; name another file, or say --force.")
    store = app.store()
    is_there = os.path.exists(path)  # noqa: PTH110 - pathlib raises for a name that is too long
    if is_there and store.is_sqlite and path.samefile(store.target):
        raise RefusedError(f"{file} is the ledger itself; name another file.")
    copied = backup(store, file)
    what = f"{copied.seq} {'entry' if copied.seq == 1 else 'entries'}"
    if copied.files:
        what += f", {copied.files} saved {'file' if copied.files == 1 else 'files'}"
    app.say(f"Copied {store.name} to {file}: {what}, head {copied.head}")
    app.notice(*copied.problems)
    return 1 if copied.problems else 0
