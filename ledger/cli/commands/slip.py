"""pledger slip: how late predictions come true."""

from collections import Counter

import click

from ledger.cli import counting
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.reports import slip
from ledger.reports.counted import HEADINGS

# Promises that are drawn one by one below the table.
STRIPS = 30


@command_(
    "slip",
    help="Show how late predictions come true, by multiples of the time given, with those still waited for.",
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
    "--latest", is_flag=True, help="Take the last day of a renewed promise, not the first."
)
@click.option("--plot", metavar="FILE", help="Draw the curve into a file: .svg or .png.")
@output_options
@pass_app
def command(app: App, speakers: tuple[str, ...], by: str, latest: bool, plot: str | None) -> None:
    """Show the slip."""
    from ledger.render import plots
    from ledger.render.formats import percent
    from ledger.store.promises import Promises
    from ledger.store.tally import limits

    kind = None if plot is None else plots.kind_of(plot)
    with app.store().snapshot() as questions:
        people = [questions.person(name).id for name in speakers]

        def asked(only: list[str]) -> Promises:
            return Promises(questions.run, today=app.today, by=by, latest=latest, only=only)

        promises = asked(limits(people or None))
        clusters = promises.clusters()
        groups = slip.records(promises.counts(), clusters, counting.group_names(questions, by))
        records = sorted(groups.values(), key=lambda record: (-record.due, record.name or ""))
        everybody = slip.together(promises.whole(), clusters, None)
        for key, count in promises.removed().items():
            if key is None:
                everybody.removed_due = count
            elif key in groups:
                groups[key].removed_due = count
        frames = promises.frames()
        rest, behind = None, Counter(frames)
        drawn = list(records) if people or by != "speaker" else [everybody]
        if kind is not None and people and by == "speaker":
            others = asked([f"not ({condition})" for condition in limits(people)])
            rest = slip.together(others.whole(), others.clusters(), "the others")
            behind += Counter(others.frames())
        # A second table, which what is read by a program has no place for.
        strips = promises.each(STRIPS + 1) if people and not app.machine else []
        rows = questions.claims_by_id([claim for claim, *_ in strips[:STRIPS]])
    found = [*records, everybody]
    heading = HEADINGS[by]
    report = slip.slipped(
        found, heading=heading, today=app.today, percent=percent, latest=latest, frames=frames
    )
    statements = {row["id"]: row["statement"] for row in rows}
    more = slip.one_by_one(strips[:STRIPS], statements, len(strips) > STRIPS)
    app.show(report, *([more] if strips else []))
    if kind is not None:
        picture, whole = plots.slips(
            slip.drawn(drawn, rest=rest, today=app.today, latest=latest, frames=behind), kind
        )
        app.draw(str(plot), picture, whole=whole)
