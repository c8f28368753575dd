"""pledger snooze: nothing to judge yet, look again later."""

import re
from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.due import last_day
from ledger.cli.options import Day
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.reports import claims

USUAL = "30d"
_TIME = re.compile(r"\d+ ?[a-z]+")


class DayOrTime(Day):
    """A DATE, a time from today as 30d, 6w, 3m or 1y, or "none"."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the words; raises UnreadableError."""
        text = str(value).strip().lower()
        if text == "none":
            return text
        if _TIME.fullmatch(text):
            app = ctx.find_object(App) if ctx is not None else None
            assert app is not None
            return last_day(text, app.today_date, "--until").isoformat()
        return super().convert(value, param, ctx)


@command_(
    "snooze",
    help="Record that you looked and there is nothing to judge yet: pledger alone hides it until "
    "its day. It is in no score.",
)
@click.argument("refs", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--until",
    type=DayOrTime(),
    default=USUAL,
    show_default=True,
    metavar="DATE|TIME|none",
    help="When to be reminded: a date, 30d, 6w, 3m, 1y; none: only record the look.",
)
@day_option("--looked", help="The day you looked (else today).")
@click.option("--note", metavar="TEXT", help="What there was to see.")
@output_options
@pass_app
def command(
    app: App, refs: tuple[str, ...], until: str, looked: str | None, note: str | None
) -> None:
    """Put claims off."""
    note = clean(note, "--note")
    store = app.store()
    ids = list(dict.fromkeys(store.claim(ref)["id"] for ref in refs))
    with app.writing() as transaction:
        for number in ids:
            event = actions.snooze(
                transaction.claim(str(number)),
                until=None if until == "none" else until,
                looked_on=looked or app.today,
                note=note,
                today=app.today,
            )
            transaction.append(event)
    rows = app.store().claims_by_id(ids)
    if app.reporting:
        app.show(claims.listed(rows, today=app.today, title="Snoozed", empty=""))
        return
    for row in rows:
        until = row["review_on"]
        done = f"Snoozed {row['id']} until {until}" if until else f"Looked at {row['id']}"
        app.say(f"{done}: {row['statement']}")
