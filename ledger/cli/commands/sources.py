"""pledger sources: where the predictions can be read."""

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.add import source_id
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.reports import claims
from ledger.reports import sources

FRAMES = ("complete", "selected", "unknown")


@command_(
    "sources",
    help="List sources, or with one TITLE: rename or describe it; with --claim, record that a "
    "prediction can be read there too.",
)
@click.argument("title", required=False)
@click.option("--url", metavar="URL", help="Its address; with --claim, that of the prediction.")
@click.option("--rename", metavar="TITLE", help="The title to show.")
@click.option(
    "--frame",
    type=click.Choice(FRAMES),
    help="Whether it holds all that its speakers predicted, or was picked.",
)
@click.option("--claim", "ref", metavar="ID", help="A prediction that can be read there, too.")
@click.option("--place", metavar="PLACE", help='With --claim: "line 44" or "12:30".')
@click.option("--quote", metavar="TEXT", help="With --claim: the speaker's words there.")
@click.option("--quote-kind", type=click.Choice(["verbatim", "translated", "paraphrase"]))
@click.option("--lang", metavar="CODE", help="Language of the quote.")
@output_options
@pass_app
def command(
    app: App,
    title: str | None,
    url: str | None,
    rename: str | None,
    frame: str | None,
    ref: str | None,
    **place: str | None,
) -> None:
    """List or describe sources."""
    if ref is not None:
        if rename is not None or frame is not None:
            raise UnreadableError("--rename and --frame describe a source: without --claim.")
        _read_in(app, ref, clean(title, "TITLE"), {"url": url, **place})
        return
    for name, value in place.items():
        if value is not None:
            option = name.replace("_", "-")
            raise UnreadableError(f"--{option} speaks of a prediction: name it with --claim ID.")
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


def _read_in(app: App, ref: str, title: str | None, place: dict[str, str | None]) -> None:
    """Record that a claim can be read in a source, known or new."""
    if title is None:
        raise UnreadableError("say where: pledger sources TITLE --claim ID")
    given = {name: text for name in place if (text := clean(place[name], f"--{name}")) is not None}
    with app.writing() as transaction:
        is_new = transaction.source_titled(title) is None
        near = transaction.sources_like(title) if is_new else []
        row = transaction.claim(ref)
        events = actions.saying(
            row,
            {"source": source_id(transaction, title), **given},
            source=title,
            sayings=transaction.sayings(row["id"]),
            n=transaction.next_n("saying", row["id"]),
            day=app.utc_day,
            today=app.today,
        )
        for event in events:
            transaction.append(event)
    if app.reporting:
        after = app.store().claim(str(row["id"]))
        app.show(claims.listed([after], today=app.today, title="Read", empty=""))
    else:
        where = f", {given['place']}" if "place" in given else ""
        app.say(f"Read in {title}{where}: {row['id']} ({row['statement']})")
    if near:
        app.notice(
            f'"{title}" is a new source; if "{near[0]}" was meant, take it back (pledger undo) and write '
            "the whole title."
        )
