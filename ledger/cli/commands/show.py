"""pledger show: all that is known of a claim."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.history import told
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.reports import claims


@command_("show", help="Show all that is known of a prediction, with its history and chain.")
@click.argument("ref", metavar="ID")
@output_options
@pass_app
def command(app: App, ref: str) -> None:
    """Show one claim."""
    store = app.store()
    row = store.claim(ref)
    commands = store.commands_of([row["entry"], *store.changes(row["id"])])
    chain = store.claims_by_id(store.chain(row["id"]))
    hint = None
    if row["outcome"] is None and not row["removed"]:
        hint = f"Judge it: pledger resolve {row['id']} yes|late|missed|no|partial|ambiguous|void"
    app.show(
        claims.card(
            row,
            today=app.today,
            sayings=store.sayings(row["id"]),
            history=told(store, commands, only=row["uid"])[::-1],
            chain=chain,
            given=store.forecasts(row["id"]),
            gone=store.edited_away([link for link in chain if link["edited_late"]]),
            folder=app.files_folder(),
            hint=hint,
        )
    )
