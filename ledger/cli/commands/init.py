"""pledger init: make a new ledger."""

from pathlib import Path

import click

from ledger.cli.app import LEDGER_NAME
from ledger.cli.app import App
from ledger.cli.app import default_path
from ledger.cli.app import pass_app
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.domain import phrases
from ledger.domain.event import Event
from ledger.errors import RefusedError
from ledger.errors import StorageError
from ledger.errors import UnreadableError

RULES = 1
SCALE = (phrases.NAME, phrases.VERSION)


@command_("init", help="Make a new ledger, here or where --db or PLEDGER_DB says.")
@click.option("--me", metavar="NAME", help='Who "me" is.')
@click.option("--default", is_flag=True, help="Make your own ledger, used where none is near.")
@click.option("--from", "from_", metavar="FILE", help="Make it of a journal's text.")
@pass_app
def command(app: App, me: str | None, default: bool, from_: str | None) -> None:
    """Make a new ledger."""
    from ledger.store.engine import is_url
    from ledger.store.store import create
    from ledger.store.store import create_from_journal

    name = clean(me, "--me")
    if default and app.db:
        raise UnreadableError("--default and --db name two ledgers; give one of them.")
    if from_ is not None and name is not None:
        raise UnreadableError(
            "--from brings its own people; give --me later, with: pledger people --me NAME"
        )
    target = app.named() or LEDGER_NAME
    if default:
        path = default_path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StorageError(f"{path.parent} cannot be made: {reason}.") from None
        target = str(path)
    if from_ is not None:
        try:
            with Path(from_).open(encoding="utf-8", newline="\n") as lines:
                store = create_from_journal(target, lines, from_)
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise UnreadableError(f"{from_} cannot be read: {reason}.") from None
        except UnicodeDecodeError:
            raise UnreadableError(f"{from_} is not a journal: it is not UTF-8 text.") from None
    else:
        recorder = app.as_name or name
        if recorder is None and is_url(target):
            raise RefusedError("a shared ledger has to know who is recording: give --me NAME")
        store = create(target, recorder or "me", app.at, first_events(name))
    seq, head = store.head()
    app.say(f"Made {store.name}: {seq} {'entry' if seq == 1 else 'entries'}, head {head}")
    if store.is_sqlite and store.saved_files():
        app.notice(
            "Its evidence names saved files, which no journal holds: copy the folder of the ledger that "
            f"it comes from to {store.files_folder}"
        )
    store.close()


def first_events(me: str | None) -> list[Event]:
    """What a new ledger starts with: its rules and scale, and who "me" is."""
    from ledger.domain import actions

    created = {"rules": RULES, "scale": SCALE[0], "scale_version": SCALE[1]}
    events = [Event("ledger.created", [created])]
    if me is not None:
        events.append(actions.name_person(1, me, me=True))
    return events
