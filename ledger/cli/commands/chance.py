"""pledger chance: how sure a sentence sounds."""

import sys
from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain import phrases
from ledger.domain import scales
from ledger.errors import UnreadableError
from ledger.reports import chances


@command_(
    "chance",
    help="Explain how sure a sentence sounds: the chance that its event happens. With - for TEXT, "
    "lines are read from standard input.",
)
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--scale",
    metavar="NAME",
    default=phrases.NAME,
    show_default=True,
    help=f"The scale to ask by: {', '.join(scales.NAMES)}.",
)
@output_options
@pass_app
def command(app: App, text: tuple[str, ...], scale: str) -> None:
    """Read a sentence."""
    from ledger.domain import chance

    scale = chance.check_scale(scale.lower())
    if text != ("-",):
        app.show(chances.read_sentence(_read(" ".join(text), scale)))
        return
    rows = []
    for line in sys.stdin.read().splitlines():
        if not line.strip():
            continue
        try:
            rows.append(_read(line, scale))
        except UnreadableError as error:
            rows.append(chances.unread(line, scale, str(error)))
    app.show(chances.read_sentences(rows))


def _read(text: str, scale: str) -> dict[str, Any]:
    from ledger.domain import chance

    if not text.strip():
        raise UnreadableError("there is no sentence to read; write one, or - for standard input.")
    return chances.row(text, chance.read(text, scale), scale)
