"""pledger resolve: judge claims."""

import click

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

    outcome = read_outcome(words[-1])
    if outcome is None or len(words) < 2:
        raise UnreadableError(
            "write the predictions and then what became of them: pledger resolve 12 yes"
        )
    note = clean(note, "--note")
    links = [clean(url, "--evidence") for url in evidence]
    actions.check_read(read_on, app.today)
    store = app.store()
    refs = list(dict.fromkeys(str(store.claim(ref)["id"]) for ref in words[:-1]))
    happened = {ref: _happened(app, store.claim(ref), outcome, on) for ref in refs}
    notices: list[str] = []
    with app.writing() as transaction:
        judge = app.recorder(transaction)
        for ref in refs:
            row = transaction.claim(ref)
            event, said = actions.resolve(
                row,
                outcome,
                happened_on=happened[str(row["id"])],
                judged_on=judged or app.today,
                judged_by=judge,
                note=note,
                today=app.today,
            )
            notices += said
            transaction.append(event)
            for number, url in enumerate(links, transaction.next_n("evidence", row["id"])):
                item = {"url": url, "read_on": read_on}
                transaction.append(actions.add_evidence(row["uid"], number, item))
    rows = app.store().claims_by_id([int(ref) for ref in refs])
    notices += [sentence for row in rows for sentence in _counts(row, app.today)]
    if app.reporting:
        app.notice(*notices)
        app.show(claims.listed(rows, today=app.today, title="Judged", empty=""))
        return
    for row in rows:
        shown = claims.claim(row, app.today)
        app.say(f"Judged {row['id']}: {claims.outcome_text(shown)}: {row['statement']}")
    app.notice(*notices)


def _happened(app: App, row: Row, outcome: str, on: str | None) -> str | None:
    """The day it happened: as typed, as asked for, or today for what is not yet overdue."""
    if on is not None:
        return None if on == "unknown" else on
    if resolution.needs_day(row, outcome, app.today):
        if not app.interactive:
            raise UnreadableError(
                f"{actions.called(row)} was due on {row['latest']}: say when it happened, with "
                "--on DATE or --on unknown."
            )
        answer = click.prompt(f"When did {actions.called(row)} happen (a date, or unknown)?")
        day = DayOrUnknown().convert(answer, None, click.get_current_context())
        return None if day == "unknown" else day
    return app.today if outcome == "yes" else None


def _counts(row: Row, today: str) -> list[str]:
    """When the verdict will count, where it does not yet."""
    if row["kind"] != "forecast":
        return [f"{row['id']} is a {row['kind']}: it stands aside from every rate."]
    if row["latest"] is None:
        return [f"{row['id']} has no deadline: it is counted apart, in no rate."]
    if row["latest"] >= today:
        return [f"{row['id']} counts in scores once its day has passed, {row['latest']}."]
    return []
