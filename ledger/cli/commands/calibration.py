"""pledger calibration: whether what was said with 70 % came true in 70 % of cases."""

from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import click

from ledger.cli import counting
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import counting_options
from ledger.cli.options import output_options
from ledger.domain import credence
from ledger.errors import UnreadableError
from ledger.reports import calibration
from ledger.reports.counted import HEADINGS
from ledger.reports.counted import flatters
from ledger.reports.counted import restrictions

if TYPE_CHECKING:
    from ledger.store.tally import Tally


@command_(
    "calibration",
    help="Show whether what was said with 70% came true in 70% of cases, of speakers by name or of "
    "everything together.",
)
@click.argument("speakers", metavar="[SPEAKER]...", nargs=-1)
@click.option("--by", type=click.Choice(list(HEADINGS)), help="A table for each of these.")
@click.option("--distinct", is_flag=True, help="A row for each chance that was said, no bins.")
@click.option("--plot", metavar="FILE", help="Draw the diagram into a file: .svg or .png.")
@counting_options("a row of its own")
@output_options
@pass_app
def command(
    app: App,
    speakers: tuple[str, ...],
    by: str | None,
    distinct: bool,
    plot: str | None,
    **options: Any,
) -> None:
    """Hold chances against what came."""
    from ledger.render import plots
    from ledger.render.formats import percent

    how = counting.read(**options)
    if how.forecast == "time":
        raise UnreadableError(
            "calibration takes --forecast first or last: with time, a prediction stands in several bins "
            "with shares, and no interval is known for that."
        )
    kind = None if plot is None else plots.kind_of(plot)
    if by is None and speakers:
        by = "speaker"
    with app.store().snapshot() as questions:
        people = {person.id: person for person in map(questions.person, speakers)}
        rules: dict[str, Any] = {
            "today": app.today,
            "by": by or "speaker",
            "speakers": list(people) or None,
        }
        tally = how.tally(questions, **rules)
        counted = how.counted(tally, by=by or "speaker")
        found, whole = _parts(tally, distinct=distinct)
        silent: dict[Any, calibration.Part] = {}
        silent_whole = calibration.NOTHING
        if how.plain is None and how.basis in (None, "none"):
            # As if it were certain: then the tally tells them apart from words that no scale knows.
            certain = replace(how, basis="none", scale=None, plain=credence.ONE)
            silent, silent_whole = _parts(certain.tally(questions, **rules), distinct=True)
        names = counting.group_names(questions, rules["by"])
    if by is None:
        groups = [calibration.Calibrated(None, whole, silent_whole, exact=True)]
    else:
        asked = people if by == "speaker" else {}
        keys = dict.fromkeys((*found, *silent, *asked))
        groups = calibration.groups(
            {key: found.get(key, calibration.NOTHING) for key in keys}, silent, names
        )
    if kind is not None and len(groups) != 1:
        raise UnreadableError(
            f"--plot draws one at a time, and there are {len(groups)} here: name one speaker, or none for all."
        )
    ahead = [] if not how.ahead else [flatters(None)]
    notes = [*restrictions(counted), *ahead, *counted.notes]
    app.show(
        calibration.table(
            groups, by=by, distinct=distinct, today=app.today, notes=notes, percent=percent
        )
    )
    if kind is not None and not groups[0].total:
        app.notice(f"{plot} is not drawn: nothing was said with a chance.")
    elif kind is not None:
        shown = calibration.reliability(groups[0], distinct=distinct, today=app.today)
        picture, drawn = plots.reliability(shown, kind)
        app.draw(str(plot), picture, whole=drawn)


def _parts(
    tally: "Tally", *, distinct: bool
) -> tuple[dict[Any, calibration.Part], calibration.Part]:
    """What was counted with the clusters of each row, of each group and of everything."""
    groups, whole = tally.sums()
    shared, of_all = tally.shared(distinct=distinct)
    return {
        key: calibration.Part(sums, shared.get(key, {})) for key, sums in groups.items()
    }, calibration.Part(whole, of_all)
