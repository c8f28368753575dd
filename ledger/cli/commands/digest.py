"""pledger digest: what changed since a day."""

import re
from datetime import date

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.due import last_day
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain.dates import read_date
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.reports import digest

# How soon is soon.
SOON = "30d"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z")


@command_(
    "digest",
    help="Show what changed: newly overdue, newly due within 30 days, judged, moved, and reminders.",
)
@click.option(
    "--since",
    default="7d",
    show_default=True,
    metavar="TIME|DATE",
    help="7d, 2w, a day, or a moment as history prints it.",
)
@click.option("--check", is_flag=True, help="Exit with 1 where anything is listed.")
@output_options
@pass_app
def command(app: App, since: str, check: bool) -> int:
    """Show what changed."""
    first, at = _since(app, since)
    today = app.today
    with app.store().snapshot() as questions:
        seq = questions.first_entry(at)
        before = questions.before(seq)
        touched = questions.claims_by_uid(sorted(before.fields))
        start = digest.Start(
            first.isoformat(),
            last_day(SOON, first, "--since").isoformat(),
            seq,
            before.fields,
            (*touched, *before.gone),
        )
        ids = [row["id"] for row in touched] + list(start.renewals)
        renewed = questions.renewed_since(seq)
        renewed = [*renewed, *digest.linked(start, touched)]
        followed = {
            row["id"]: row for row in questions.claims_by_id([r["follows"] for r in renewed])
        }
        report = digest.changed(
            start,
            overdue=questions.overdue_since(start.day, seq, ids, today),
            due=questions.due(today, last_day(SOON, app.today_date).isoformat()),
            touched=touched,
            renewed=[
                (row, followed[row["follows"]]) for row in renewed if row["follows"] in followed
            ],
            remind=questions.to_review(today),
            recorded=questions.recorded_since(seq),
            gone=len(before.gone),
            redacted=questions.count_redacted(seq),
            since=at if _MOMENT.fullmatch(since.strip()) else start.day,
            today=today,
        )
    app.show(report)
    return 1 if check and report.rows else 0


def _since(app: App, text: str) -> tuple[date, str]:
    """The first day that --since names, and the moment from which on entries are read.

    Raises UnreadableError, or RefusedError for a day to come.
    """
    text = text.strip()
    if re.fullmatch(r"\d{1,5} *[a-z]*", text.lower()):
        day = last_day(text, app.today_date, "--since", back=True)
        return day, app.began(day)
    if _MOMENT.fullmatch(text):
        try:
            day = app.day_of(text)
        except ValueError:
            raise UnreadableError(f"no such moment: {text}.") from None
        at = text if len(text) == len("2026-11-16T08:00:00Z") else f"{text[:-1]}:00Z"
    else:
        day = read_date(text, app.today_date)
        at = app.began(day)
    if day > app.today_date:
        raise RefusedError(f"--since {day} is still to come; name a day that has passed.")
    return day, at
