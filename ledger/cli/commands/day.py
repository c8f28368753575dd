"""pledger alone: the day."""

import click

from ledger.cli.app import App
from ledger.cli.commands.due import last_day
from ledger.reports import claims

SHOWN = 10


def show_day(app: App) -> None:
    """Print what is overdue, what falls due, and what to type next."""
    from ledger.errors import NotFoundError

    try:
        store = app.store()
    except NotFoundError:
        if app.db:
            raise
        click.echo("There is no ledger here yet.\n")
        click.echo("  pledger demo     look around in one that is filled")
        click.echo("  pledger init     make one in this folder")
        click.echo("  pledger --help   see all commands")
        raise
    overdue = store.waiting(app.today, SHOWN)
    notes = _left_out(
        len(overdue), store.count_overdue(app.today), store.count_snoozed(app.today), "overdue"
    )
    app.show(claims.waiting(overdue, today=app.today, notes=notes))
    click.echo()
    last = last_day("30d", app.today_date).isoformat()
    due = store.due(app.today, last, SHOWN, snoozed=False)
    notes = _left_out(
        len(due), store.count_due(app.today, last), store.count_snoozed(app.today, last), "due"
    )
    moved = store.moved(due)
    app.show(
        claims.due(due, today=app.today, within=f"by {last}", moved=moved, notes=notes, hint=None)
    )
    above = {row["id"] for row in (*overdue, *due)}
    again = store.to_review(app.today, SHOWN + 1 + len(above))
    again = [row for row in again if row["id"] not in above]
    if again:
        click.echo()
        notes = [f"There are more than these {SHOWN}."] if len(again) > SHOWN else []
        app.show(claims.to_review(again[:SHOWN], today=app.today, notes=notes))
    undated = store.count_undated()
    total = store.count_claims()
    click.echo()
    without = f", {undated} of them open without a date" if undated else ""
    click.echo(f"{total} {'prediction' if total == 1 else 'predictions'} recorded{without}.")
    if overdue:
        click.echo(
            f"Judge them:  pledger review   (or one: pledger resolve {overdue[0]['id']} OUTCOME)"
        )
    elif due:
        click.echo(f"Look at one:  pledger show {due[0]['id']}")
    elif not total:
        click.echo('Record one:  pledger add "It rains tomorrow" --due tomorrow -p 70%')
    else:
        click.echo("How are they doing:  pledger score")


def _left_out(shown: int, count: int, snoozed: int, command: str) -> list[str]:
    """What is not shown of a list, and the command that shows it."""
    count -= snoozed
    notes = [f"{shown} of {count}; all of them: pledger {command}"] if count > shown else []
    if snoozed:
        which = f"{snoozed} {'is' if snoozed == 1 else 'are'} snoozed until another day"
        notes.append(which + ("." if notes else f"; shown by: pledger {command}"))
    return notes
