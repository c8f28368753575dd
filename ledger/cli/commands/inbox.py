"""pledger inbox: the lines of a text file, each read as a one-line add."""

import contextlib
from datetime import date
from pathlib import Path

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.import_ import DryRun
from ledger.cli.commands.import_ import Importer
from ledger.cli.commands.import_ import Options
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.cli.options import day_option
from ledger.cli.options import fiscal_option
from ledger.cli.options import output_options
from ledger.reports import claims
from ledger.reports import imports


@command_(
    "inbox",
    help="Record every line of FILE that is understood as a prediction, as `add` takes a line; the "
    "rest is left with the reason. Reading the file again adds nothing.",
)
@click.argument("file")
@click.option("-s", "--speaker", metavar="NAME", help="Who said it, if not me.")
@day_option("--said", help="When it was said, if not today.")
@click.option("--source", metavar="TITLE", help="Where all this can be read.")
@fiscal_option
@click.option(
    "--again", is_flag=True, help="Record what is new where a prediction of the file was redacted."
)
@click.option("--dry-run", is_flag=True, help="Record nothing, only say what would be.")
@output_options
@pass_app
def command(
    app: App,
    file: str,
    speaker: str | None,
    said: str | None,
    source: str | None,
    fiscal_start: int | None,
    again: bool,
    dry_run: bool,
) -> int:
    """Read a text file."""
    from ledger.exchange.encoding import open_text
    from ledger.exchange.inbox import Inbox

    options = Options(
        clean(speaker, "--speaker"),
        said,
        judged=None,
        source=clean(source, "--source"),
        frame=None,
        strict=False,
        fiscal_start=fiscal_start,
        again=again,
    )
    title = options.source or Path(file).name
    with contextlib.suppress(DryRun), app.writing() as transaction, open_text(file) as text:
        known = transaction.source_titled(title)
        source_id = None if known is None else known.id

        def recorded(line: str) -> str | None:
            if source_id is None:
                return None
            found = transaction.known_by_native([line])
            return next((row["said_on"] for row in found if row["source"] == source_id), None)

        first = transaction.next_id("claim")
        sheet = Inbox(text, date.fromisoformat(said or app.today), recorded, fiscal_start)
        result = Importer(app, transaction, file, sheet, options).run()
        added = transaction.claims_by_id(range(first, transaction.next_id("claim")))
        if dry_run:
            raise DryRun
    if not app.reporting and added:
        app.show(claims.listed(added, today=app.today, title="Recorded", empty=""))
    app.show(imports.imported([result], dry_run=dry_run))
    app.notice(*(imports.sentence(file, problem) for problem in result["problems"]))
    if dry_run:
        app.notice("Nothing was recorded: this was a dry run.")
    return 1 if result["refused"] else 0
