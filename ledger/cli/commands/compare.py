"""pledger compare: who was better, where both were asked."""

from typing import Any

import click

from ledger.cli import counting
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import counting_options
from ledger.cli.options import output_options
from ledger.errors import UnreadableError
from ledger.reports import compare
from ledger.reports import score
from ledger.scoring.tally import Sums


@command_(
    "compare",
    help="Hold people's chances against each other, on predictions to which all of them gave one. "
    "A person here is whoever gave chances: a crowd or a market, too.",
)
@click.argument("names", metavar="NAME NAME...", nargs=-1, required=True)
@counting_options("none")
@output_options
@pass_app
def command(app: App, names: tuple[str, ...], **options: Any) -> None:
    """Compare people."""
    from ledger.render.formats import percent

    how = counting.read(**options)
    if how.forecast == "time":
        raise UnreadableError(
            "compare takes --forecast first or last: one chance of each, since chances that stood at "
            "different times were given to what was known then."
        )
    with app.store().snapshot() as questions:
        people = {person.id: person.name for person in map(questions.person, names)}
        if len(people) < 2:
            (name,) = people.values()
            raise UnreadableError(f"compare takes two people or more, and here is only {name}.")
        asked = how.comparison(questions, list(people), today=app.today)
        counts, _ = how.tally(questions, today=app.today, speakers=list(people)).sums()
        together, left_out = asked.questions(len(people))
        found = compare.Compared(
            people,
            {
                person: score.Group(name, counts.get(person, Sums()), exact=False).row()
                for person, name in people.items()
            },
            asked.pairs(len(people)),
            asked.pairs(2) if len(people) > 2 else {},
            asked.alone(),
            together,
            left_out,
            how.counted(asked),
        )
    app.show(compare.comparison(found, today=app.today, percent=percent))
