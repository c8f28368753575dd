"""pledger remove: take out what was recorded in error."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.domain import actions


@command_(
    "remove",
    help="Take out predictions that were recorded in error. The journal keeps them, and one that "
    "was due is counted as removed. (Where the speaker took it back: pledger retract.)",
)
@click.argument("refs", metavar="ID...", nargs=-1, required=True)
@click.option("--note", metavar="TEXT", help="Why.")
@pass_app
def command(app: App, refs: tuple[str, ...], note: str | None) -> None:
    """Remove claims."""
    why = clean(note, "--note")
    with app.writing() as transaction:
        rows = {row["id"]: row for row in map(transaction.claim, refs)}
        for row in rows.values():
            transaction.append(actions.remove(row, why=why))
    for row in rows.values():
        app.say(f"Removed {row['id']}: {row['statement']}")
        if row["latest"] is not None and row["latest"] < app.today:
            app.notice(f"{row['id']} was due: scores show it as removed.")
