"""pledger slip: how late promises are kept."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.reports import slip

# Promises that are drawn one by one below the table.
STRIPS = 30


@command_(
    "slip",
    help="Show how late promises are kept, by multiples of the time promised, with those still waited for.",
)
@click.argument("speakers", metavar="[SPEAKER]...", nargs=-1)
@click.option(
    "--latest", is_flag=True, help="Take the last day of a renewed promise, not the first."
)
@click.option("--plot", metavar="FILE", help="Draw the curve into a file: .svg or .png.")
@output_options
@pass_app
def command(app: App, speakers: tuple[str, ...], latest: bool, plot: str | None) -> None:
    """Show the slip."""
    from ledger.render import plots
    from ledger.render.formats import percent
    from ledger.store.promises import Promises

    kind = None if plot is None else plots.kind_of(plot)
    store = app.store()
    with store.snapshot() as questions:
        people = [questions.person(name) for name in speakers] or questions.people()
        names = {person.id: person.name for person in people}

        def asked(others: bool = False) -> Promises:
            return Promises(
                questions.run,
                today=app.today,
                is_sqlite=store.is_sqlite,
                latest=latest,
                speakers=list(names) if speakers else None,
                others=others,
            )

        promises = asked()
        records = slip.records(promises.counts(), names=names, clusters=promises.clusters())
        shown = records[:-1] if speakers else records[-1:]
        if kind is not None and speakers:
            others = asked(others=True)
            shown.append(slip.together(others.counts(), others.clusters(), "the others"))
        strips = promises.each(STRIPS + 1) if speakers and not app.machine else []
        rows = questions.claims_by_id([claim for claim, *_ in strips[:STRIPS]])
    app.show(slip.slipped(records, today=app.today, percent=percent, latest=latest))
    if strips:
        app.say("")
        statements = {row["id"]: row["statement"] for row in rows}
        app.show(slip.one_by_one(strips[:STRIPS], statements, len(strips) > STRIPS))
    if kind is not None:
        picture, whole = plots.slips(slip.drawn(shown, today=app.today), kind)
        app.draw(str(plot), picture, whole=whole)
