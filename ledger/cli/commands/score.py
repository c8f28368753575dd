"""pledger score: how often each speaker was right."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
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
@output_options
@pass_app
def command(app: App, speakers: tuple[str, ...], sort: str, each: bool) -> None:
    """Score the speakers."""
    from ledger.render.formats import percent
    from ledger.store.tally import Tally

    store = app.store()
    with store.snapshot() as questions:
        people = [questions.person(name) for name in speakers] or questions.people()
        tally = Tally(
            questions.run,
            today=app.today,
            each=each,
            speakers=[person.id for person in people] if speakers else None,
        )
        bundles: dict[int | None, list[tuple[int, int, int]]] = {}
        for by_speaker in (True, False):
            for bundle in tally.bundles(by_speaker=by_speaker):
                bundles.setdefault(bundle.speaker, []).append((bundle.size, bundle.right, bundle.n))
        rows = score.grouped(
            tally.counts(),
            names={person.id: person.name for person in people},
            bundles=bundles,
            sources=tally.sources(),
            repromises=tally.repromises(),
            removed_due=tally.removed_due(),
            sort=sort,
        )
    app.show(score.scoreboard(rows, today=app.today, percent=percent, each=each))
