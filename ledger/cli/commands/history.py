"""pledger history: what was recorded, newest first."""

from collections.abc import Iterable
from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import output_options
from ledger.domain.event import Row
from ledger.reports import history

# Commands a person is shown at once, unless they ask for more.
PAGE = 30


@command_("history", help="List the commands that were recorded, newest first; ID: only its own.")
@click.argument("ref", metavar="[ID]", required=False)
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"At most N (tables: {PAGE}).")
@output_options
@pass_app
def command(app: App, ref: str | None, limit: int | None) -> None:
    """List what was recorded."""
    store = app.store()
    page = limit if limit is not None else None if app.machine else PAGE
    only = None
    if ref is not None:
        only = store.claim(ref)["uid"]
        seqs = store.entries_naming(only)[::-1]
        if page is not None:
            seqs = seqs[:page]
    else:
        seqs = [row["seq"] for row in store.commands(limit=page)]
    rows = told(store, seqs, only=only)
    app.show(history.listed(rows, hint="Take back your last one: pledger undo" if rows else None))


def told(store: Any, seqs: Iterable[int], *, only: str | None = None) -> list[Row]:
    """Entries as rows of history; with `only`, no more of an entry than speaks of that uid."""
    from ledger.store.journal import rows_of

    undone = store.undone_commands()
    rows = []
    for seq in seqs:
        entry = store.entry(seq)
        payload = rows_of(entry.payload)
        if only is not None:
            payload = [row for row in payload if row.get("uid") == only] or payload
        names = _names(store, payload) if only is None else {only: "it"}
        rows.append(
            {
                "seq": seq,
                "command": entry.command,
                "at": entry.at,
                "recorder": entry.recorder,
                "kind": entry.kind,
                "what": history.what(entry.kind, payload, names),
                "undone": entry.command in undone,
            }
        )
    return rows


def _names(store: Any, rows: list[Row]) -> dict[str, str]:
    uid = rows[0].get("uid") if rows else None
    if uid is None:
        return {}
    found = store.run("select id, statement from claim where uid = :uid", {"uid": uid})
    return {uid: f"{found[0][0]} ({found[0][1]})"} if found else {}
