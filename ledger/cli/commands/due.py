"""pledger due: what falls due soon."""

import re
from datetime import date

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import limit_option
from ledger.cli.options import output_options
from ledger.domain.window import later
from ledger.errors import UnreadableError
from ledger.reports import claims

PAGE = 50
_WITHIN = re.compile(r"(\d{1,5})\s*(d|days?|w|weeks?|m|months?|y|years?)?")


def last_day(within: str, today: date, option: str = "--within", *, back: bool = False) -> date:
    """The day "30d", "2w", "3 months" from today, or `back` from it; raises UnreadableError."""
    match = _WITHIN.fullmatch(within.strip().lower())
    if match is None:
        raise UnreadableError(f'cannot read {option} "{within}"; write 30d, 6w, 3m or 1y.')
    count, unit = int(match[1]) * (-1 if back else 1), (match[2] or "d")[0]
    per = {"d": (0, 1), "w": (0, 7), "m": (1, 0), "y": (12, 0)}
    months, days = per[unit]
    try:
        return later(today, months=count * months, days=count * days)
    except UnreadableError as error:
        raise UnreadableError(f'{option} "{within}" reaches too far: {error}') from None


@command_("due", help="List what falls due soon and is not judged, the next day first.")
@click.option("--within", default="30d", show_default=True, metavar="TIME", help="30d, 6w, 3m, 1y.")
@limit_option(PAGE)
@output_options
@pass_app
def command(app: App, within: str, limit: int | None) -> None:
    """List what falls due."""
    store = app.store()
    last = last_day(within, app.today_date).isoformat()
    page = limit if limit is not None else None if app.machine else PAGE
    rows = store.due(app.today, last, None if page is None else page + 1)
    notes = []
    if page is not None and len(rows) > page:
        rows = rows[:page]
        count = store.count_due(app.today, last)
        notes.append(f"{page} of {count} are shown; --limit shows more.")
    overdue = store.count_overdue(app.today)
    if overdue:
        more = " more" if rows else ""
        is_ = "is" if overdue == 1 else "are"
        notes.append(f"{overdue}{more} {is_} overdue: pledger overdue")
    app.show(
        claims.due(
            rows,
            today=app.today,
            within=f"by {last}",
            moved=store.moved(rows),
            notes=notes,
            hint="All of one: pledger show ID" if rows else None,
        )
    )
