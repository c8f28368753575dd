"""pledger calibration: whether what was said with 70 % came true in 70 % of cases."""

from typing import TYPE_CHECKING
from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.score import group_names
from ledger.cli.commands.score import read_chance
from ledger.cli.commands.score import reading
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain import credence
from ledger.domain import scales
from ledger.errors import UnreadableError
from ledger.reports import calibration
from ledger.reports import score

if TYPE_CHECKING:
    from ledger.store.tally import Tally


@command_(
    "calibration",
    help="Show whether what was said with 70% came true in 70% of cases, of speakers by name or of "
    "everything together.",
)
@click.argument("speakers", metavar="[SPEAKER]...", nargs=-1)
@click.option("--by", type=click.Choice(list(score.HEADINGS)), help="A table for each of these.")
@click.option("--distinct", is_flag=True, help="A row for each chance that was said, no bins.")
@click.option("--plot", metavar="FILE", help="Draw the diagram into a file: .svg or .png.")
@click.option("--each", is_flag=True, help="Count every renewal of a promise by itself.")
@click.option(
    "--prospective", is_flag=True, help="Only what was on record before its day and its outcome."
)
@click.option(
    "--complete", is_flag=True, help="Only sources that hold all that a speaker predicted."
)
@click.option(
    "--basis",
    type=click.Choice(["stated", "words", "none"]),
    help="Only claims whose chance was a number, words, or not said.",
)
@click.option(
    "--scale",
    type=click.Choice(scales.NAMES, case_sensitive=False),
    help="Read words of chance on another scale than the ledger's.",
)
@click.option(
    "--unhedged",
    metavar="CHANCE",
    help="Give this chance to what was said without any; else it has a row of its own.",
)
@output_options
@pass_app
def command(
    app: App,
    speakers: tuple[str, ...],
    by: str | None,
    distinct: bool,
    plot: str | None,
    each: bool,
    prospective: bool,
    complete: bool,
    basis: str | None,
    scale: str | None,
    unhedged: str | None,
) -> None:
    """Hold chances against what came."""
    from ledger.render import plots
    from ledger.render.formats import percent
    from ledger.store.tally import Reading
    from ledger.store.tally import Tally

    plain = None if unhedged is None else read_chance(unhedged)
    kind = None if plot is None else plots.kind_of(plot)
    if by is None and speakers:
        by = "speaker"
    with app.store().snapshot() as questions:
        people = {person.id: person for person in map(questions.person, speakers)}
        rules: dict[str, Any] = {
            "today": app.today,
            "by": by or "speaker",
            "each": each,
            "speakers": list(people) or None,
            "prospective": prospective,
            "complete": complete,
        }
        tally = Tally(questions.run, **rules, basis=basis)
        if scale is not None or plain is not None:
            tally = Tally(questions.run, **rules, basis=basis, reading=reading(tally, scale, plain))
        unread = tally.unread() if scale is not None else 0
        found, whole = _parts(tally, distinct=distinct)
        silent: dict[Any, calibration.Part] = {}
        silent_whole = calibration.NOTHING
        if plain is None and basis in (None, "none"):
            # As if it were certain: then the tally tells them apart from words that no scale knows.
            certain = Tally(
                questions.run, **rules, basis="none", reading=Reading(None, credence.ONE)
            )
            silent, silent_whole = _parts(certain, distinct=True)
        names = group_names(questions, rules["by"])
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
    counted = score.Counted(
        by=by or "speaker", prospective=prospective, complete=complete, basis=basis
    )
    heard = score.heard(scale, unread, None if plain is None else credence.percent(plain))
    notes = [*score.restrictions(counted), *heard]
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
