"""pledger score: how often each speaker was right."""

from collections.abc import Sequence
from typing import Any

import click

from ledger.cli import counting
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import counting_options
from ledger.cli.options import output_options
from ledger.domain import credence
from ledger.domain import scales
from ledger.errors import UnreadableError
from ledger.reports import score
from ledger.reports import slip
from ledger.scoring.tally import Sums


@command_(
    "score",
    help="Show how often each speaker was right, by name or for everybody. Rows stand by the "
    "number of predictions that are due, not by merit.",
)
@click.argument("speakers", metavar="[SPEAKER]...", nargs=-1)
@click.option(
    "--by",
    type=click.Choice(list(score.HEADINGS)),
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
@counting_options("none")
@click.option("--explain", is_flag=True, help="Say it in words, and why a figure is not there.")
@click.option(
    "--resample", is_flag=True, help="Compute for more than 50 rows what takes its time, too."
)
@output_options
@pass_app
def command(
    app: App,
    speakers: tuple[str, ...],
    by: str,
    sort: str,
    versus: str | None,
    explain: bool,
    resample: bool,
    **options: Any,
) -> None:
    """Score the speakers."""
    from ledger.render.formats import percent

    how = counting.read(**options)
    if how.forecast == "time" and versus is not None:
        raise UnreadableError("--versus takes --forecast first or last: one chance of each.")
    store = app.store()
    with store.snapshot() as questions:
        people = [questions.person(name) for name in speakers]
        other = None if versus is None else questions.person(versus)
        asked = [person.id for person in people] if speakers else None
        tally = how.tally(
            questions,
            today=app.today,
            by=by,
            versus=None if other is None else other.id,
            speakers=asked,
        )
        counted = how.counted(tally, by=by, versus=None if other is None else other.name)
        groups, whole = tally.sums(clusters=explain)
        if by == "speaker":
            # Who was asked for is answered, with nothing if need be.
            groups |= {person.id: Sums() for person in people if person.id not in groups}
        names = counting.group_names(questions, by)
        slips = None
        if app.machine and not how.each and (resample or len(groups) <= score.GROUPS):
            # Not on screen, and not quick with a million claims.
            slips = _slips(questions.run, app.today, by, asked, how)
    scale = how.scale or scales.NAMES[0]
    rows = score.rows(
        groups,
        whole,
        names=names,
        sort=sort,
        slips=slips,
        resample=resample,
        stands_on={
            "scale": scale,
            "scale_version": scales.version(scale),
            "unhedged": None if how.plain is None else how.plain / credence.ONE,
            "forecast": how.forecast,
        },
        explained=counted if explain else None,
        versus=counted.versus,
    )
    if len(groups) > score.GROUPS and not resample:
        app.notice(
            f"of more than {score.GROUPS} rows the limits of Brier scores are wider ones that are quick "
            "to compute, and mcb_expected and the figures of slip are null; --resample computes them."
        )
    if explain:
        app.show(score.explanation(rows, today=app.today, figures=bool(speakers)))
        return
    app.show(score.scoreboard(rows, counted, today=app.today, percent=percent))


def _slips(
    run: Any, today: str, by: str, speakers: Sequence[int] | None, how: counting.Counting
) -> dict[Any, slip.Record]:
    """How late promises were kept, by group, and under None of all."""
    from ledger.store.promises import Promises
    from ledger.store.tally import limits

    only = limits(speakers, prospective=how.prospective, complete=how.complete, basis=how.basis)
    promises = Promises(run, today=today, by=by, only=only)
    clusters = promises.clusters()
    found = slip.records(promises.counts(), clusters)
    return found | {None: slip.together(promises.whole(), clusters, None)}
