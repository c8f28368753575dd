"""pledger list: claims, with filters."""

from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import limit_option
from ledger.cli.options import output_options
from ledger.reports import chains as chains_
from ledger.reports import claims

STATUSES = ("open", "overdue", "undated", "resolved", "retracted")
OUTCOMES = ("yes", "late", "missed", "no", "partial", "ambiguous", "void")
SORTS = ("id", "said", "due", "speaker", "judged")
# Rows a person is shown at once, unless they ask for more.
PAGE = 50


@command_("list", help="List predictions; TEXT is searched in statements and quotes.")
@click.argument("text", nargs=-1)
@click.option("-s", "--speaker", metavar="NAME", help="Only this speaker's.")
@click.option("--status", type=click.Choice(STATUSES), help="Only those that stand so.")
@click.option("--outcome", type=click.Choice(OUTCOMES), help="Only those with this outcome.")
@click.option("--kind", type=click.Choice(["forecast", "goal", "conditional"]))
@click.option("-t", "--tag", metavar="TAG", help="Only those with this tag.")
@click.option("--source", metavar="TEXT", help="Only those whose source's title holds this.")
@click.option("--cluster", metavar="NAME", help="Only those of this cluster.")
@day_option("--said-from", help="Said on this day or later.")
@day_option("--said-to", help="Said on this day or earlier.")
@day_option("--due-from", help="With a deadline on this day or later.")
@day_option("--due-to", help="With a deadline on this day or earlier.")
@click.option(
    "--chains", is_flag=True, help="Only promises that were made again, on a line of time."
)
@click.option("--sort", type=click.Choice(SORTS), default="id", show_default=True)
@click.option("--reverse", is_flag=True, help="The other way round.")
@limit_option(PAGE)
@output_options
@pass_app
def command(
    app: App,
    text: tuple[str, ...],
    speaker: str | None,
    status: str | None,
    source: str | None,
    chains: bool,
    sort: str,
    reverse: bool,
    limit: int | None,
    **filters: Any,
) -> None:
    """List claims."""
    from ledger.store.queries import containing

    store = app.store()
    wanted = {name: value for name, value in filters.items() if value is not None}
    if "tag" in wanted:
        wanted["tag"] = wanted["tag"].lstrip("#")
    if speaker is not None:
        wanted["speaker_id"] = store.person(speaker).id
    if source is not None:
        wanted["source"] = containing(source)
    if text:
        wanted["text"] = containing(" ".join(text))
    if chains:
        wanted["heads"] = True
    page = limit if limit is not None else None if app.machine else PAGE
    rows = store.claims(
        wanted,
        status=status,
        today=app.today,
        sort=sort,
        descending=reverse,
        limit=None if page is None else page + 1,
    )
    notes = []
    if page is not None and len(rows) > page:
        rows = rows[:page]
        notes.append(f"There are more than these {page}; --limit shows more.")
    if chains:
        found = [store.claims_by_id(store.chain(row["id"])) for row in rows]
        gone = store.edited_away([link for links in found for link in links if link["edited_late"]])
        app.show(chains_.listed(found, today=app.today, gone=gone, notes=notes))
        return
    app.show(
        claims.listed(
            rows,
            today=app.today,
            title="Predictions",
            empty="No prediction is like that." if wanted or status else "Nothing recorded yet.",
            notes=notes,
            hint="All of one: pledger show ID" if rows else 'Record one: pledger add "..."',
        )
    )
