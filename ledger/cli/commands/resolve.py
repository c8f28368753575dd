"""pledger resolve: judge claims."""

from typing import TYPE_CHECKING

import click

from ledger.cli import asking
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import DayOrUnknown
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.domain import resolution
from ledger.domain.event import Row
from ledger.errors import UnreadableError
from ledger.reports import claims

if TYPE_CHECKING:
    from ledger.store.store import Transaction


@command_(
    "resolve",
    help="Judge predictions: ID... and then yes, late, missed, no, partial, ambiguous or void.",
)
@click.argument("words", metavar="ID... OUTCOME", nargs=-1, required=True)
@click.option("--on", type=DayOrUnknown(), metavar="DATE|unknown", help="The day it happened.")
@day_option("--judged", help="The day somebody decided (else today).")
@click.option("--evidence", multiple=True, metavar="URL", help="A link that shows it.")
@day_option("--read-on", help="The day the evidence was read.")
@click.option("--note", metavar="TEXT", help="Why it was judged so.")
@output_options
@pass_app
def command(
    app: App,
    words: tuple[str, ...],
    on: str | None,
    judged: str | None,
    evidence: tuple[str, ...],
    read_on: str | None,
    note: str | None,
) -> None:
    """Judge claims."""
    from ledger.domain.outcomes import read_outcome

    outcome = read_outcome(words[-1]) if len(words) > 1 else None
    if outcome is None:
        raise UnreadableError(
            "write the predictions and then what became of them (yes, late, missed, no, partial, ambiguous "
            "or void): pledger resolve 12 yes"
        )
    note = clean(note, "--note")
    links = [clean(url, "--evidence") for url in evidence]
    actions.check_read(read_on, app.today)
    store = app.store()
    refs = list(dict.fromkeys(str(store.claim(ref)["id"]) for ref in words[:-1]))
    happened = {ref: _happened(app, store.claim(ref), outcome, on) for ref in refs}
    notices: list[str] = []
    with app.writing() as transaction:
        for ref in refs:
            row = transaction.claim(ref)
            notices += judge(app, transaction, row, outcome, happened[ref], note, judged)
            for number, url in enumerate(links, transaction.next_n("evidence", row["id"])):
                item = {"url": url, "read_on": read_on}
                transaction.append(actions.add_evidence(row["uid"], number, item))
    rows = app.store().claims_by_id([int(ref) for ref in refs])
    notices += [sentence for row in rows for sentence in counts(row, app.today)]
    if app.reporting:
        app.notice(*notices)
        app.show(claims.listed(rows, today=app.today, title="Judged", empty=""))
        return
    for row in rows:
        app.say(f"{verdict(row, app.today)}: {row['statement']}")
    app.notice(*notices)


def _happened(app: App, row: Row, outcome: str, on: str | None) -> str | None:
    """The day it happened: as typed, as asked for, or today for what is not yet overdue."""
    if on is not None:
        return None if on == "unknown" else on
    if resolution.needs_day(row, outcome, app.today):
        if not app.interactive:
            raise UnreadableError(
                f"{actions.called(row)} {'was' if row['latest'] < app.today else 'is'} due on "
                f"{row['latest']}: say when it happened, with --on DATE or --on unknown."
            )
        while (day := asked_day(app, f"When did {actions.called(row)} happen?")) is None:
            pass
        return None if day == "unknown" else day
    return app.today if outcome == "yes" else None


def asked_day(app: App, question: str) -> str | None:
    """The day a person at the terminal names, or "unknown"; None for an empty line."""
    while typed := asking.line(f"{question} (a date, or unknown): "):
        try:
            return DayOrUnknown().convert(typed, None, click.get_current_context())
        except UnreadableError as error:
            app.notice(str(error))
    return None


def judge(
    app: App,
    transaction: "Transaction",
    row: Row,
    outcome: str,
    happened_on: str | None,
    note: str | None,
    judged_on: str | None = None,
) -> list[str]:
    """Record the verdict of whoever is recording; gives what has to be said. Raises RefusedError."""
    event, notices = actions.resolve(
        row,
        outcome,
        happened_on=happened_on,
        judged_on=judged_on or app.today,
        judged_by=app.recorder(transaction),
        note=note,
        today=app.today,
    )
    transaction.append(event)
    return notices


def verdict(row: Row, today: str) -> str:
    """A judged claim and what became of it, in words."""
    return f"Judged {row['id']}: {claims.outcome_text(claims.claim(row, today))}"


def counts(row: Row, today: str) -> list[str]:
    """When the verdict will count, where it does not yet."""
    if row["kind"] != "forecast":
        return [f"{row['id']} is a {row['kind']}: it stands aside from every rate."]
    if row["latest"] is None:
        return [f"{row['id']} has no deadline: it is counted apart, in no rate."]
    if row["latest"] >= today:
        return [f"{row['id']} counts in scores once its day has passed, {row['latest']}."]
    return []
