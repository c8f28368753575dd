"""pledger history: what was recorded, newest first."""

from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import command as command_
from ledger.cli.options import limit_option
from ledger.cli.options import output_options
from ledger.domain.event import Row
from ledger.reports import history

# Commands a person is shown at once, unless they ask for more.
PAGE = 30
# Entries of one kind in one command that are read to tell what they did.
ENTRIES = 20


@command_("history", help="List the commands that were recorded, newest first; ID: only its own.")
@click.argument("ref", metavar="[ID]", required=False)
@limit_option(PAGE)
@output_options
@pass_app
def command(app: App, ref: str | None, limit: int | None) -> None:
    """List what was recorded."""
    store = app.store()
    page = limit if limit is not None else None if app.machine else PAGE
    only = None
    if ref is not None:
        only = store.claim(ref)["uid"]
        commands = store.commands_of(store.entries_naming(only))
    else:
        commands = list(range(store.last_command(), 0, -1))
    rows = told(store, commands[:page], only=only)
    app.show(history.listed(rows, hint="Take back your last one: pledger undo" if rows else None))


def told(store: Any, commands: list[int], *, only: str | None = None) -> list[Row]:
    """Commands as rows of history, newest first; with `only`, what they did to the claim of that uid."""
    from ledger.store.journal import all_rows_of

    undone = store.undone_commands()
    rows: list[Row] = []
    for start in range(0, len(commands), 200):
        parts: dict[int, list[Row]] = {}
        for part in store.parts(commands[start : start + 200]):
            parts.setdefault(part["command"], []).append(part)
        for number, kinds in parts.items():
            texts = []
            entry = None
            for part in kinds:
                # Entries between the first and the last say the same of other claims.
                ends = sorted({part["first"], part["last"]})
                shown = (
                    range(part["first"], part["last"] + 1) if part["entries"] <= ENTRIES else ends
                )
                payload: list[Row] = []
                gone = 0
                for seq in shown:
                    found = store.entry(seq)
                    if found.kind == part["kind"] and found.command == number:
                        entry = found
                        every = all_rows_of(found.payload)
                        payload += [row for row in every if row is not None]
                        gone += every.count(None)
                if only is not None:
                    payload = [row for row in payload if row.get("uid") == only]
                    if not payload:
                        continue
                names = names_in(store, payload) | ({} if only is None else {only: "it"})
                entries = part["entries"] if only is None else len(payload)
                gone = gone if only is None else 0
                texts.append(history.what(part["kind"], payload, entries, names, gone))
            if entry is None or not texts:
                continue
            rows.append(
                {
                    "seq": kinds[-1]["last"],
                    "command": number,
                    "at": entry.at,
                    "recorder": entry.recorder,
                    "kind": _main(kinds),
                    "what": "; ".join(texts),
                    "undone": number in undone,
                }
            )
    return rows


def _main(kinds: list[Row]) -> str:
    """The kind that a command is about: what it did to claims, before the people it met on the way."""
    about = [part["kind"] for part in kinds]
    first = [kind for kind in about if not kind.startswith(("person.", "source."))]
    return str((first or about)[0])


def names_in(store: Any, rows: list[Row]) -> dict[str, str]:
    """What the claims, people and sources are called that rows of one kind speak of."""
    sources = {row["source"] for row in rows if "key" in row}
    sources |= {row["saying"].get("source") for row in rows if "saying" in row} - {None}
    rows = [row for row in rows if "uid" in row and "id" not in row][: history.NAMED]
    names = {
        f"{row['uid']} {row['n']}": name
        for row in rows
        if "forecast" in row
        for name in store.forecaster(row["uid"], row["n"], row["forecast"]["person"])
    }
    for number in sources:
        found = store.run("select title from source where id = :id", {"id": number})
        if found:
            names[f"source {number}"] = found[0][0]
    for uid in {row["uid"] for row in rows}:
        found = store.run("select id, statement from claim where uid = :uid", {"uid": uid})
        if found:
            names[uid] = f"{found[0][0]} ({found[0][1]})"
    return names
