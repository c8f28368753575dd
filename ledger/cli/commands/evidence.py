"""pledger evidence: what bears on a prediction, judged or not."""

import os
from pathlib import Path

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import output_options
from ledger.domain import actions
from ledger.domain.event import Row
from ledger.errors import UnreadableError
from ledger.reports import claims


@command_(
    "evidence",
    help="Add what bears on a prediction, judged or not: links, or a file that is saved beside the "
    "ledger. With ID alone, list what there is.",
)
@click.argument("ref", metavar="ID")
@click.argument("urls", metavar="[URL]...", nargs=-1)
@click.option("--archived", metavar="URL", help="Where an archive keeps the page.")
@click.option("--file", metavar="PATH", help="Save this file (a page, a scan) beside the ledger.")
@day_option("--read-on", help="The day it was read.")
@click.option("--note", metavar="TEXT", help="What it shows.")
@output_options
@pass_app
def command(
    app: App,
    ref: str,
    urls: tuple[str, ...],
    archived: str | None,
    file: str | None,
    read_on: str | None,
    note: str | None,
) -> None:
    """Add evidence to a claim, or list it."""
    items = _items(urls, archived, file, read_on, note)
    if not items:
        app.show(claims.evidence(app.store().claim(ref), folder=app.files_folder()))
        return
    content = None
    if file is not None:
        from ledger.store import files
        from ledger.store.store import check_beside

        check_beside(app.target())
        content = files.read(file)
        items[0] |= {"sha256": files.name_of(content), "saved": True}
    put_back = False
    with app.writing() as transaction:
        row = transaction.claim(ref)
        if content is not None and actions.has_evidence(row, items[0]):
            put_back = transaction.is_amiss(items[0]["sha256"])
        if not put_back:
            first = transaction.next_n("evidence", row["id"])
            for event in actions.evidence(row, items, first=first, today=app.today):
                transaction.append(event)
        if content is not None:
            transaction.keep(content)
    after = app.store().claim(str(row["id"]))
    if app.reporting:
        app.show(claims.evidence(after, folder=app.files_folder()))
    else:
        for item in items:
            done = "Known already of" if put_back else "Added to"
            app.say(f"{done} {after['id']}: {item['url']}")
        if content is not None:
            where = claims.file_text(items[0]["sha256"], app.files_folder())
            app.say(f"{'Put back' if put_back else 'Saved'} {file} as {where}")
    app.notice(*doubts(urls))


def _items(
    urls: tuple[str, ...],
    archived: str | None,
    file: str | None,
    read_on: str | None,
    note: str | None,
) -> list[Row]:
    """The options as pieces of evidence; a file without a link goes by its own name."""
    given = {
        "archived": clean(archived, "--archived"),
        "read_on": read_on,
        "note": clean(note, "--note"),
    }
    if len(urls) > 1 and (archived or file):
        raise UnreadableError(
            "--archived and --file belong to one link: give each link with its own in a command."
        )
    links = list(dict.fromkeys(str(clean(url, "URL")) for url in urls))
    if not links and file is not None:
        links = ["%20".join(Path(file).name.split()) or file]
    if not links and any(given.values()):
        raise UnreadableError("say what it is that bears on it: a link, or --file PATH.")
    return [{"url": link, **given} for link in links]


def doubts(urls: tuple[str, ...]) -> list[str]:
    """What somebody may have meant otherwise."""
    from ledger.exchange.columns import is_link

    found = []
    for url in urls:
        if "://" not in url and os.path.isfile(url):  # noqa: PTH113 - too long a name
            found.append(f"{url} is a file here and was taken for a link; to save it: --file {url}")
        elif not is_link(url):
            found.append(f'"{url}" is no link; it was taken as it stands.')
    return found
