"""pledger rebuild: the tables from the journal again."""

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.errors import StorageError


@command_("rebuild", help="Build the tables from the journal again, after it was checked.")
@pass_app
def command(app: App) -> None:
    """Rebuild the projection."""
    from ledger.store.store import Store
    from ledger.store.store import rebuild
    from ledger.store.verify import verify

    store = Store(app.target())
    verdict = verify(store, quick=True)
    if not verdict.ok:
        store.close()
        first = verdict.problems[0]
        raise StorageError(
            f"{store.name}: the journal itself is damaged (entry {first.seq}: {first.problem}); "
            "nothing was rebuilt. Restore a backup."
        )
    with store.writing(app.recorder(store), app.at) as transaction:
        count = rebuild(transaction)
    name = store.name
    store.close()
    app.say(f"Rebuilt {name} from {count} {'entry' if count == 1 else 'entries'}.")
