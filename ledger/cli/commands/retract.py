"""pledger retract: the speaker took it back."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.domain import actions


@command_(
    "retract",
    help="Record that the speaker took a prediction back. Once its day has passed it counts "
    "against the speaker. (For an error of recording: pledger remove.)",
)
@click.argument("ref", metavar="ID")
@day_option("--on", help="The day it was taken back (else today).")
@pass_app
def command(app: App, ref: str, on: str | None) -> None:
    """Retract a claim."""
    with app.writing() as transaction:
        row = transaction.claim(ref)
        transaction.append(actions.retract(row, on=on or app.today, today=app.today))
    app.say(f"Taken back by {row['speaker']} {on or app.today}: {row['statement']}")
