"""pledger demo: our own ledger in a temporary place."""

import importlib.resources
import tempfile
from pathlib import Path

import click

from ledger.cli.app import LEDGER_NAME
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.errors import StorageError

PAGE = """\
A ledger of public predictions lies in {folder}. It is yours to play with:

  cd {folder}

What is overdue, what falls due, who said it:
  pledger
  pledger overdue
  pledger list -s Musk --outcome late
  pledger show {example}

How are they doing:
  pledger score
  pledger score Musk --wide

Record something of your own:
  pledger when "in 2-3 months"
  pledger add "It snows in Lisbon" -s Ann --said 2026-01-10 --due "by end of March"

Judge it, see the record change, take it back:
  pledger resolve {number} no --evidence https://example.org/what-you-read
  pledger score Ann
  pledger undo

Nothing recorded is ever lost or changed unseen:
  pledger history
  pledger verify

The same in a ledger of your own:  pledger init --me "Your Name"
"""


@command_("demo", help="Try it out on a ledger that is already filled, in a temporary folder.")
@click.argument("folder", required=False)
@pass_app
def command(app: App, folder: str | None) -> None:
    """Make the demonstration ledger and say what to try."""
    from ledger.store.store import create_from_journal

    if folder is None:
        folder = tempfile.mkdtemp(prefix="pledger-demo-")
    else:
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StorageError(f"{folder} cannot be made: {reason}.") from None
    journal = importlib.resources.files("ledger.examples") / "predictions.journal"
    with importlib.resources.as_file(journal) as path, path.open(encoding="utf-8") as lines:
        store = create_from_journal(str(Path(folder) / LEDGER_NAME), lines, "the demonstration")
    overdue = store.overdue(app.today, 1)
    example = overdue[0]["id"] if overdue else 1
    number = store.next_id("claim")
    store.close()
    click.echo(PAGE.format(folder=folder, example=example, number=number))
