"""pledger overdue: what is past its day and not judged."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import limit_option
from ledger.cli.options import output_options
from ledger.reports import claims

PAGE = 50


@command_("overdue", help="List what is past its day and not judged, the earliest day first.")
@click.option("--check", is_flag=True, help="Exit with 1 where anything is overdue.")
@limit_option(PAGE)
@output_options
@pass_app
def command(app: App, check: bool, limit: int | None) -> int:
    """List what is overdue."""
    store = app.store()
    page = limit if limit is not None else None if app.machine else PAGE
    rows = store.overdue(app.today, None if page is None else page + 1)
    found = bool(rows)
    notes = []
    if page is not None and len(rows) > page:
        rows = rows[:page]
        # Not counted: of a million that takes longer than to show these.
        notes.append(f"There are more than these {page}; --limit shows more.")
    hint = (
        f"Judge them: pledger review; or one: pledger resolve {rows[0]['id']} OUTCOME"
        if rows
        else None
    )
    app.show(claims.overdue(rows, today=app.today, moved=store.moved(rows), notes=notes, hint=hint))
    return 1 if check and found else 0
