"""pledger reopen: take a verdict back."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.domain import actions


@command_("reopen", help="Take the verdict on predictions back; they are open again.")
@click.argument("refs", metavar="ID...", nargs=-1, required=True)
@pass_app
def command(app: App, refs: tuple[str, ...]) -> None:
    """Reopen claims."""
    with app.writing() as transaction:
        rows = {row["id"]: row for row in map(transaction.claim, refs)}
        for row in rows.values():
            transaction.append(actions.reopen(row))
    for row in rows.values():
        app.say(f"Reopened {row['id']}: {row['statement']} (it was {row['outcome']})")
