"""pledger forecast: a probability for a prediction, by anybody, on a day."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.domain import credence
from ledger.domain.event import Row
from ledger.reports import claims


@command_(
    "forecast",
    help="Record how likely somebody called a prediction on a day: a person, a crowd, a market. "
    "CHANCE is 70%, 0.7, 3:1, or words. With ID alone, list the chances there are.",
)
@click.argument("ref", metavar="ID")
@click.argument("chance", metavar="[CHANCE]", nargs=-1)
@click.option("-s", "--speaker", metavar="NAME", help="Who gave it (else you did).")
@day_option("--on", "--said", "said_on", help="The day it was given (else today).")
@click.option("--note", metavar="TEXT", help="Where it was given, or of how many.")
@output_options
@pass_app
def command(
    app: App,
    ref: str,
    chance: tuple[str, ...],
    speaker: str | None,
    said_on: str | None,
    note: str | None,
) -> None:
    """Record or list forecasts of a claim."""
    if not chance:
        _show(app, app.store().claim(ref))
        return
    read = credence.read_cell(str(clean(" ".join(chance), "CHANCE")))
    name = clean(speaker, "--speaker")
    remark = clean(note, "--note")
    with app.writing() as transaction:
        row = transaction.claim(ref)
        person = app.speaker(transaction, name)
        event, notices = actions.forecast(
            row,
            read,
            person=person,
            said_on=said_on or app.today,
            note=remark,
            given=transaction.forecasts(row["id"]),
            n=transaction.next_n("forecast", row["id"]),
            day=app.utc_day,
            today=app.today,
        )
        transaction.append(event)
        who = transaction.person_by_id(person).name
    after = app.store().claim(str(row["id"]))
    if app.reporting:
        _show(app, after)
    else:
        heard = claims.heard_text(claims.forecast_of(event.rows[0]["forecast"]))
        app.say(f"{who}, on {said_on or app.today}, of {actions.called(after)}: {heard}")
    app.notice(*(f"{notice}." for notice in notices))


def _show(app: App, row: Row) -> None:
    app.show(claims.forecasts(row, app.store().forecasts(row["id"]), today=app.today))
