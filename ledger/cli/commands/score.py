"""pledger score: how often each speaker was right."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain import credence
from ledger.domain import scales
from ledger.errors import UnreadableError
from ledger.reports import score


@command_(
    "score",
    help="Show how often each speaker was right, by name or for everybody. Rows stand by the "
    "number of predictions that are due, not by merit.",
)
@click.argument("speakers", metavar="[SPEAKER]...", nargs=-1)
@click.option(
    "--sort",
    type=click.Choice(["due", "lower"]),
    default="due",
    show_default=True,
    help="By the number due, or by the lower limit of the accuracy.",
)
@click.option("--each", is_flag=True, help="Count every renewal of a promise by itself.")
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
@output_options
@pass_app
def command(
    app: App,
    speakers: tuple[str, ...],
    sort: str,
    each: bool,
    scale: str | None,
    unhedged: str | None,
) -> None:
    """Score the speakers."""
    from ledger.render.formats import percent
    from ledger.store.tally import Tally

    plain = None if unhedged is None else _chance(unhedged)
    store = app.store()
    with store.snapshot() as questions:
        people = [questions.person(name) for name in speakers] or questions.people()
        tally = Tally(
            questions.run,
            today=app.today,
            each=each,
            words=scale is not None or plain is not None,
            speakers=[person.id for person in people] if speakers else None,
        )
        bundles: dict[int | None, list[tuple[int, int, int]]] = {}
        for by_speaker in (True, False):
            for bundle in tally.bundles(by_speaker=by_speaker):
                bundles.setdefault(bundle.speaker, []).append((bundle.size, bundle.right, bundle.n))
        counts, unread = score.anew(tally.counts(), scale=scale, unhedged=plain)
        rows = score.grouped(
            counts,
            names={person.id: person.name for person in people},
            bundles=bundles,
            sources=tally.sources(),
            repromises=tally.repromises(),
            removed_due=tally.removed_due(),
            sort=sort,
            scale=scale or scales.NAMES[0],
            unhedged=plain,
        )
    notes = score.heard(scale, unread, None if plain is None else credence.percent(plain))
    app.show(score.scoreboard(rows, today=app.today, percent=percent, each=each, heard=notes))


def _chance(text: str) -> int:
    """The number that --unhedged gives."""
    read = credence.read_cell(text)
    if read.p is None or read.basis != "stated":
        raise UnreadableError(f'--unhedged takes a number, and "{text}" is none: 0.98, or 98%.')
    return read.p
