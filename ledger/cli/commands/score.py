"""pledger score: how often each speaker was right."""

from typing import TYPE_CHECKING
from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain import credence
from ledger.domain import scales
from ledger.errors import UnreadableError
from ledger.reports import score
from ledger.reports import slip
from ledger.scoring.tally import Sums

if TYPE_CHECKING:
    from ledger.store.queries import Questions
    from ledger.store.tally import Reading
    from ledger.store.tally import Tally


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
@click.option("--each", is_flag=True, help="Count every renewal of a promise by itself.")
@click.option(
    "--prospective", is_flag=True, help="Only what was on record before its day and its outcome."
)
@click.option(
    "--complete", is_flag=True, help="Only sources that hold all that a speaker predicted."
)
@click.option(
    "--include-ahead", is_flag=True, help="Count what was judged ahead of its day too: flatters."
)
@click.option(
    "--basis",
    type=click.Choice(["stated", "words", "none"]),
    help="Only claims whose chance was a number, words, or not said.",
)
@click.option(
    "--forecast",
    type=click.Choice(["first", "last", "time"]),
    default="first",
    show_default=True,
    help="Which chance of a speaker counts: the first, the last before it was over, or all by the "
    "time that each stood.",
)
@click.option(
    "--versus",
    metavar="NAME",
    help="Hold the chances against those of somebody else, a crowd, or a market.",
)
@click.option(
    "--scale",
    type=click.Choice(scales.NAMES, case_sensitive=False),
    help="Read words of chance on another scale than the ledger's.",
)
@click.option(
    "--unhedged",
    metavar="CHANCE",
    help="Give this chance to what was said without any; else it has none.",
)
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
    each: bool,
    prospective: bool,
    complete: bool,
    include_ahead: bool,
    basis: str | None,
    forecast: str,
    versus: str | None,
    scale: str | None,
    unhedged: str | None,
    explain: bool,
    resample: bool,
) -> None:
    """Score the speakers."""
    from ledger.render.formats import percent
    from ledger.store.tally import Tally

    plain = None if unhedged is None else read_chance(unhedged)
    if forecast != "first" and (scale is not None or plain is not None):
        raise UnreadableError(
            f"--scale and --unhedged read the first chance anew; leave out --forecast {forecast}."
        )
    if forecast == "time" and versus is not None:
        raise UnreadableError("--versus takes --forecast first or last: one chance of each.")
    store = app.store()
    with store.snapshot() as questions:
        people = [questions.person(name) for name in speakers]
        other = None if versus is None else questions.person(versus)
        unread = 0
        rules: dict[str, Any] = {
            "today": app.today,
            "by": by,
            "each": each,
            "ahead": include_ahead,
            "forecast": forecast,
            "versus": None if other is None else other.id,
            "speakers": [person.id for person in people] if speakers else None,
            "prospective": prospective,
            "complete": complete,
            "basis": basis,
        }
        tally = Tally(questions.run, **rules)
        if scale is not None or plain is not None:
            tally = Tally(questions.run, **rules, reading=reading(tally, scale, plain))
            unread = tally.unread() if scale is not None else 0
        groups, whole = tally.sums(clusters=explain)
        if by == "speaker":
            # Who was asked for is answered, with nothing if need be.
            groups |= {person.id: Sums() for person in people if person.id not in groups}
        names = group_names(questions, by)
        slips = None
        if app.machine and not each and (resample or len(groups) <= score.GROUPS):
            # Not on screen, and not quick with a million claims.
            slips = _slips(questions.run, app.today, by, rules)
    counted = score.Counted(
        by=by,
        each=each,
        prospective=prospective,
        complete=complete,
        ahead=include_ahead,
        basis=basis,
        forecast=forecast,
        versus=None if other is None else other.name,
        notes=score.heard(scale, unread, None if plain is None else credence.percent(plain)),
    )
    rows = score.rows(
        groups,
        whole,
        names=names,
        sort=sort,
        slips=slips,
        resample=resample,
        stands_on={
            "scale": scale or scales.NAMES[0],
            "scale_version": scales.version(scale or scales.NAMES[0]),
            "unhedged": None if plain is None else plain / credence.ONE,
            "forecast": forecast,
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


def group_names(questions: "Questions", by: str) -> dict[Any, str] | None:
    """What groups are called, by key; None where a key is its own name."""
    if by == "speaker":
        return {person.id: person.name for person in questions.people()}
    if by == "source":
        return {source.id: source.title for source in questions.sources()}
    return dict(enumerate(score.HORIZONS)) if by == "horizon" else None


def _slips(run: Any, today: str, by: str, rules: dict[str, Any]) -> dict[Any, slip.Record]:
    """How late promises were kept, by group, and under None of all."""
    from ledger.store.promises import Promises
    from ledger.store.tally import limits

    names = ("prospective", "complete", "basis")
    only = limits(rules["speakers"], **{name: rules[name] for name in names})
    promises = Promises(run, today=today, by=by, only=only)
    clusters = promises.clusters()
    found = slip.records(promises.counts(), clusters)
    return found | {None: slip.together(promises.whole(), clusters, None)}


def reading(tally: "Tally", scale: str | None, unhedged: int | None) -> "Reading":
    """How chances are read: the ledger's words on a scale, if one is named, and what silence says."""
    from ledger.store.tally import Reading

    if scale is None:
        return Reading(None, unhedged)
    meanings = {words: credence.on_scale(words, scale) for words in tally.words()}
    return Reading(
        {words: meaning for words, meaning in meanings.items() if meaning is not None}, unhedged
    )


def read_chance(text: str) -> int:
    """The number that --unhedged gives."""
    read = credence.read_cell(text)
    if read.p is None or read.basis != "stated":
        raise UnreadableError(f'--unhedged takes a number, and "{text}" is none: 0.98, or 98%.')
    return read.p
