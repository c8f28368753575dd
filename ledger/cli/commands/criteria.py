"""pledger criteria: what will count as true."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.reports import claims


@command_(
    "criteria",
    help="Write down what will count as true, before it is judged; without TEXT, show it.",
)
@click.argument("ref", metavar="ID")
@click.argument("text", metavar="[TEXT]", nargs=-1)
@output_options
@pass_app
def command(app: App, ref: str, text: tuple[str, ...]) -> None:
    """Set or show the criteria of a claim."""
    if not text:
        app.show(claims.criteria(app.store().claim(ref), today=app.today))
        return
    wanted = str(clean(" ".join(text), "TEXT"))
    with app.writing() as transaction:
        row = transaction.claim(ref)
        events, notices = actions.set_criteria(row, wanted, day=app.utc_day)
        for event in events:
            transaction.append(event)
    after = app.store().claim(str(row["id"]))
    if app.reporting:
        app.show(claims.criteria(after, today=app.today))
    elif events:
        app.say(f"What counts for {after['id']}: {wanted}")
    else:
        app.say(f"Nothing to change: {actions.called(after)} has these criteria already.")
    app.notice(*notices)
