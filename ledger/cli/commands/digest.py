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
from ledger.domain.window import later
from ledger.errors import RefusedError
from ledger.reports import digest


@command_(
    "digest",
    help="Show what changed: newly overdue, newly due within 30 days, judged, moved, and reminders.",
)
@click.option(
    "--since", default="7d", show_default=True, metavar="TIME|DATE", help="7d, 2w, or a day."
)
@click.option("--check", is_flag=True, help="Exit with 1 where anything changed.")
@output_options
@pass_app
def command(app: App, since: str, check: bool) -> int:
    """Show what changed."""
    first = _since(app, since)
    today = app.today_date
    store = app.store()
    with store.snapshot() as questions:
        moved = questions.moved_since(first.isoformat())
        edited = [questions.claim(uid) for uid in moved]
        renewed = questions.renewed_since(first.isoformat())
        followed = questions.claims_by_id([row["follows"] for row in renewed])
        # What came within thirty days: up to `first` and thirty it had done so before.
        soon = max(later(last_day("30d", first), days=1), today)
        report = digest.changed(
            overdue=questions.due(first.isoformat(), later(today, days=-1).isoformat()),
            due=questions.due(soon.isoformat(), last_day("30d", today).isoformat()),
            judged=questions.judged_since(first.isoformat()),
            renewed=list(zip(renewed, followed, strict=True)),
            moved=[
                (row, moved[row["uid"]])
                for row in edited
                if not row["removed"] and row["latest"] != moved[row["uid"]]
            ],
            remind=questions.to_review(app.today, first=first.isoformat()),
            recorded=questions.recorded_since(first.isoformat()),
            since=first.isoformat(),
            today=app.today,
        )
    app.show(report)
    return 1 if check and report.rows else 0


def _since(app: App, text: str) -> date:
    """The first day that --since names; raises UnreadableError, or RefusedError for one to come."""
    if re.fullmatch(r"\d{1,5} *[a-z]*", text.strip().lower()):
        return last_day(text, app.today_date, "--since", back=True)
    day = read_date(text, app.today_date)
    if day > app.today_date:
        raise RefusedError(f"--since {day} is still to come; name a day that has passed.")
    return day
