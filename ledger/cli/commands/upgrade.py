"""pledger upgrade: bring an older ledger up to date."""

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_


@command_("upgrade", help="Bring a ledger of an older pledger up to date.")
@pass_app
def command(app: App) -> None:
    """Run the migrations that are missing."""
    from ledger.store.engine import shown
    from ledger.store.store import upgrade

    target = app.target()
    before, after = upgrade(target)
    if before == after:
        app.say(f"{shown(target)} is up to date (schema {after}).")
    else:
        app.say(f"{shown(target)} is of schema {after} now; it was {before}.")
