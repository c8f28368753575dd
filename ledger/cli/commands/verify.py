"""pledger verify: check that nothing recorded was changed."""

import re

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.errors import UnreadableError


@command_("verify", help="Check that the ledger still says what was recorded.")
@click.option("--head", metavar="HASH", help="A head remembered from earlier: it has to be met.")
@click.option("--quick", is_flag=True, help="Only the journal's chain, not the tables.")
@output_options
@pass_app
def command(app: App, head: str | None, quick: bool) -> int:
    """Check the ledger."""
    from ledger.reports import checks
    from ledger.store.store import Store
    from ledger.store.verify import verify

    if head is not None:
        head = head.strip().lower()
        if not re.fullmatch(r"[0-9a-f]{64}", head):
            raise UnreadableError("--head takes a whole hash: 64 characters from 0 to f.")
    store = Store(app.target(), check=False)
    try:
        verdict = verify(store, head=head, quick=quick)
        app.show(checks.verified(verdict, name=store.name, quick=quick))
    finally:
        store.close()
    app.notice(*verdict.told)
    if app.machine:
        app.notice(f"head {verdict.head}")
    return 0 if verdict.ok else 1
