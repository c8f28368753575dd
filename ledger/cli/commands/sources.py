"""pledger sources: where the predictions can be read."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.reports import sources

FRAMES = ("complete", "selected", "unknown")


@command_("sources", help="List sources, or with one TITLE: rename or describe it.")
@click.argument("title", required=False)
@click.option("--url", metavar="URL", help="Its address.")
@click.option("--rename", metavar="TITLE", help="The title to show.")
@click.option(
    "--frame",
    type=click.Choice(FRAMES),
    help="Whether it holds all that its speakers predicted, or was picked.",
)
@output_options
@pass_app
def command(
    app: App, title: str | None, url: str | None, rename: str | None, frame: str | None
) -> None:
    """List or describe sources."""
    changes = url is not None or rename is not None or frame is not None
    if changes and title is None:
        raise UnreadableError("say which: pledger sources TITLE --frame complete")
    shown = title
    if changes:
        with app.writing() as transaction:
            described = transaction.source(str(title))
            now = described.fields() | {"given": True}
            if rename is not None:
                now["title"] = clean(rename, "--rename")
            if url is not None:
                now["url"] = clean(url, "--url")
            if frame is not None:
                now["frame"] = None if frame == "unknown" else frame
            other = transaction.source_titled(now["title"])
            if other is not None and other.id != described.id:
                raise RefusedError(
                    f'"{other.title}" is another source already; give another title.'
                )
            if now != described.fields():
                transaction.append(actions.describe_source(described.id, now, described.fields()))
        shown = str(now["title"])
        if not app.reporting:
            app.say(f"{shown}: {now['frame'] or 'frame unknown'}, {now['url'] or 'no address'}.")
            return
    store = app.store()
    known = [store.source(shown)] if shown is not None else store.sources()
    counts = store.source_counts()
    rows = [
        {
            "title": source.title,
            "url": source.url,
            "frame": source.frame,
            "predictions": counts.get(source.id, 0),
        }
        for source in sorted(known, key=lambda source: source.title)
        if source.given
    ]
    app.show(sources.listed(rows))
