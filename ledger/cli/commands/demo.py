"""pledger demo: our own ledger in a temporary place, and what to try in it."""

import contextlib
import importlib.resources
import os
import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

import click

from ledger.cli import asking
from ledger.cli.app import LEDGER_NAME
from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.errors import StorageError

if TYPE_CHECKING:
    from ledger.store.store import Store

_INTERRUPTED = 130


class Step(NamedTuple):
    """One command to try, without its leading `pledger`, and what it is for."""

    words: Sequence[str]
    shows: str

    @property
    def line(self) -> str:
        """The command as a person types it."""
        return shlex.join(["pledger", *self.words]).replace("'", '"')


@command_("demo", help="Try it out on a ledger that is already filled, in a temporary folder.")
@click.argument("folder", required=False)
@pass_app
def command(app: App, folder: str | None) -> None:
    """Make the demonstration ledger, say what to try, and walk through it with a person."""
    from ledger.store.store import create_from_journal

    if folder is None:
        folder = tempfile.mkdtemp(prefix="pledger-demo-")
    else:
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StorageError(f"{folder} cannot be made: {reason}.") from None
    path = str(Path(folder) / LEDGER_NAME)
    journal = importlib.resources.files("ledger.examples") / "predictions.journal"
    with importlib.resources.as_file(journal) as source, source.open(encoding="utf-8") as lines:
        store = create_from_journal(path, lines, "the demonstration")
    steps = _steps(app, store)
    count = store.count_claims()
    store.close()
    app.recorded = True
    app.tell(
        f"A ledger of {count} public predictions is yours to play with; it lies in a folder of its own:",
        "",
        f"  cd {shlex.quote(folder)}",
    )
    if os.environ.get("PLEDGER_DB"):
        app.tell("  unset PLEDGER_DB")
    app.tell("", "The first five minutes, in this order:", "")
    _show(app, [(f"{n}  {step.line}", step.shows) for n, step in enumerate(steps, 1)])
    app.tell("", "Then, as you like:", "")
    _show(app, [(f"   {step.line}", step.shows) for step in MORE])
    if app.interactive:
        with contextlib.suppress(EOFError, KeyboardInterrupt):
            _walk(app, steps, path)


MORE = (
    Step(("list", "-s", "Musk", "--outcome", "late"), "what came, and late"),
    Step(("when", "in 2-3 months"), "how words for a time are read"),
    Step(("add",), "record something of your own: it asks"),
    Step(("history",), "what was recorded, and by whom"),
    Step(("init", "--me", "Your Name"), "a ledger of your own, in your own folder"),
)


def _steps(app: App, store: "Store") -> list[Step]:
    """What to try, with the ids of today."""
    overdue = store.overdue(app.today, 1)
    coming = [] if overdue else store.due(app.today, "9999-12-31", 1)
    (row,) = overdue or coming or store.claims(limit=1)
    number, speaker = str(row["id"]), row["speaker"]
    outcome = "missed" if overdue else "yes"
    steps = [
        Step(("overdue",), "what is past its day and not judged"),
        Step(("show", number), "all that is known of one prediction"),
        Step(("resolve", number, outcome), "judge it"),
        Step(("score", speaker), "what that makes of the speaker"),
        Step(("undo",), "take the verdict back: nothing recorded is lost"),
        Step(("review",), "judge all that is overdue, with one key each"),
        Step(("verify",), "see that nothing recorded was changed"),
    ]
    if not (overdue or coming):
        return [step for step in steps if step.words[0] not in ("resolve", "undo")]
    return steps


def _show(app: App, lines: list[tuple[str, str]]) -> None:
    """Commands in one column, and what they are for in the other."""
    from ledger.render.formats import GAP
    from ledger.render.formats import width_of
    from ledger.render.formats import wrapped

    wide = max(width_of(line) for line, _ in lines)
    for line, shows in lines:
        room = app.width - wide - GAP
        if room < width_of(shows) and room < app.width // 3:
            app.say(line, *(f"     {part}" for part in wrapped(shows, app.width - 5)))
            continue
        first, *rest = wrapped(shows, room)
        app.say(f"{line}{' ' * (wide - width_of(line) + GAP)}{first}")
        app.say(*(f"{' ' * (wide + GAP)}{part}" for part in rest))


def _walk(app: App, steps: Sequence[Step], path: str) -> None:
    """Run one command after the other, each when it is asked for; raises EOFError or KeyboardInterrupt."""
    from ledger.cli.main import main

    keys = {"\r": "", "s": "skip", "q": "quit"}
    app.tell("", "Walk through the numbered ones here?  Enter: run the next  s: skip it  q: quit")
    for n, step in enumerate(steps, 1):
        app.tell("", f"{n} of {len(steps)}: {step.shows}")
        word = asking.key(f"> {step.line}  ", keys)
        if word == "quit":
            return
        if word == "skip":
            continue
        clock = ["--today", app.moved] if app.moved and "PLEDGER_TODAY" not in os.environ else []
        if main([*step.words, "--db", path, *clock]) == _INTERRUPTED:
            return
    app.tell("", "That is all; the ledger stays where it is, to play with.")
