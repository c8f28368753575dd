"""pledger score: how often each speaker was right."""

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import click

from ledger.cli import counting
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.board import Board
from ledger.cli.options import command as command_
from ledger.cli.options import counting_options
from ledger.cli.options import day_option
from ledger.cli.options import output_options
from ledger.errors import NotFoundError
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.reports import score
from ledger.reports import scoreboard
from ledger.reports.counted import HEADINGS
from ledger.reports.counted import as_it_stood

if TYPE_CHECKING:
    from ledger.store.queries import Person
    from ledger.store.queries import Questions

# More people than this are not held against each other unasked.
HANDFUL = 8


@command_(
    "score",
    help="Show how often each speaker was right, by name or for everybody. Rows stand by the "
    "number of predictions that are due, not by merit.",
)
@click.argument("speakers", metavar="[SPEAKER]...", nargs=-1)
@click.option(
    "--by",
    type=click.Choice(list(HEADINGS)),
    default="speaker",
    show_default=True,
    help="What a row is.",
)
@click.option(
    "--sort",
    type=click.Choice(["due", "lower"]),
    default="due",
    show_default=True,
    help="By the number due, or by the lower limit of the accuracy.",
)
@click.option(
    "--versus",
    metavar="NAME",
    help="Hold the chances against those of somebody else, a crowd, or a market.",
)
@click.option(
    "--common",
    is_flag=True,
    help="Only questions that all of them answered, with the places that these leave each.",
)
@counting_options("none")
@click.option("--explain", is_flag=True, help="Say it in words, and why a figure is not there.")
@click.option(
    "--resample", is_flag=True, help="Compute for more than 50 rows what takes its time, too."
)
@day_option(
    "--at", help="Answer from what the journal knew at the end of that day (UTC), as of that day."
)
@click.option(
    "--receipt",
    metavar="FILE",
    help="Write each prediction that was counted or left out, with its reason, into a file.",
)
@output_options
@pass_app
def command(
    app: App,
    speakers: tuple[str, ...],
    by: str,
    sort: str,
    versus: str | None,
    common: bool,
    explain: bool,
    resample: bool,
    at: str | None,
    receipt: str | None,
    **options: Any,
) -> None:
    """Score the speakers."""
    from ledger.render.formats import percent

    how = counting.read(**options)
    if how.forecast == "time" and versus is not None:
        raise UnreadableError("--versus takes --forecast first or last: one chance of each.")
    if common:
        _check_common(how.forecast, by, versus)
    if receipt is not None:
        if common:
            raise UnreadableError(
                "--receipt lists predictions, and --common counts questions; leave out one of them."
            )
        app.check_beside(receipt, "--receipt")
    store = app.store()
    with contextlib.ExitStack() as stack:
        questions: Questions = stack.enter_context(store.snapshot())
        stood: list[str] = []
        if at is not None:
            questions, stood = _as_of(
                app, stack, questions, at, [*speakers, *([] if versus is None else [versus])]
            )
        people = list(dict.fromkeys(map(questions.person, speakers)))
        if common:
            people = _held_together(questions, people)
        board = Board(
            how,
            today=app.today if at is None or app.moved is not None else at,
            by=by,
            sort=sort,
            resample=resample,
            speakers=people,
            versus=None if versus is None else questions.person(versus),
            common=common,
        )
        # Late promises take their time, with a million claims, and are not on screen.
        slips = app.machine or receipt is not None
        rows, counted = board.figures(questions, explain=explain, slips=slips)
        made = None
        if receipt is not None:
            from ledger.cli import receipts

            made = receipts.document(board, questions, rows, at=at)
    if receipt is not None and made is not None:
        app.save(receipt, receipts.text(made))
    counted = replace(counted, stood=stood)
    if len(rows) - 1 > score.GROUPS and not resample:
        app.notice(
            f"of more than {score.GROUPS} rows the limits of Brier scores are wider ones that are quick "
            "to compute, and mcb_expected and the figures of slip are null; --resample computes them."
        )
    if app.machine:
        app.notice(*stood)
    if explain:
        shown = scoreboard.explanation(rows, counted, today=board.today, figures=bool(speakers))
    else:
        shown = scoreboard.table(rows, counted, today=board.today, percent=percent)
    app.show(shown)
    if made is not None:
        app.say(receipts.told(made, str(receipt)))


def _check_common(forecast: str, by: str, versus: str | None) -> None:
    """Refuse what makes no sense of common questions; raises UnreadableError."""
    if forecast == "time":
        raise UnreadableError("--common takes --forecast first or last: one chance of each.")
    if by != "speaker":
        raise UnreadableError(f"--common has a row for each person; leave out --by {by}.")
    if versus is not None:
        raise UnreadableError(
            "--common holds people against each other already; name all of them, and leave out --versus."
        )


def _held_together(questions: "Questions", people: Sequence["Person"]) -> list["Person"]:
    """Who is held against each other: those named, each once, else all speakers if they are few."""
    found = {person.id: person for person in people}
    if not found:
        speakers = questions.speakers()
        if len(speakers) > HANDFUL:
            raise UnreadableError(
                f"--common of all {len(speakers)} speakers would leave next to nothing; name whom you would "
                "hold against each other: pledger score NAME NAME --common."
            )
        found = {person.id: person for person in speakers}
    if len(found) < 2:
        who = f"only {next(iter(found.values())).name}" if found else "nobody"
        raise UnreadableError(f"--common takes two people or more, and here is {who}.")
    return list(found.values())


def _as_of(
    app: App, stack: contextlib.ExitStack, journal: "Questions", day: str, names: Sequence[str]
) -> "tuple[Questions, list[str]]":
    """The ledger as its journal stood on a day, and the sentences that say so.

    Raises RefusedError for a day to come, NotFoundError for names that nobody had then.
    """
    from ledger.store.past import last_entry_on
    from ledger.store.past import replayed

    if day > app.utc_day and day > app.today:
        raise RefusedError(
            f"--at {day} lies ahead, and what the journal will hold then is not known; give a day up to today."
        )
    past = stack.enter_context(replayed(journal, app.store().name, last_entry_on(journal, day)))
    seq, head = past.head()
    begins = journal.entry(1).at[:10]
    stood = as_it_stood(day, seq, head, begins=begins, redacted=len(past.redacted_since))
    for name in names:
        # Whom nobody knew then may well be known today.
        if past.person_named(name) is None and journal.person_named(name) is not None:
            why = f'nobody here was called "{name}" on {day} (after entry {seq}).'
            raise NotFoundError(why if seq else stood[0])
    return past, stood
