"""pledger undo: take back one's own last command."""

from typing import Any

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.commands.history import told
from ledger.cli.options import command as command_
from ledger.domain.event import Event
from ledger.domain.event import Row
from ledger.errors import RefusedError
from ledger.store.journal import rows_of

# The command that made the ledger is never taken back.
FIRST = 1


@command_("undo", help="Take back the last command that you recorded, all of it.")
@pass_app
def command(app: App) -> None:
    """Take back a command."""
    with app.writing() as transaction:
        number = _last(transaction, _names(app, transaction))
        take_back(transaction, number)
    (row,) = told(app.store(), [number])
    app.say(f"Took back command {number}: {row['what']}")


def take_back(transaction: Any, number: int) -> None:
    """Take back one command, whole; raises RefusedError where that is done or something came after it."""
    if number in transaction.undone_commands():
        raise RefusedError(f"command {number} is taken back already.")
    transaction.append(Event("command.undone", [_undoing(transaction, number)]))


def _names(app: App, transaction: Any) -> list[str]:
    """Whoever is recording, under every name they recorded with."""
    me = transaction.me()
    if app.as_name or me is None:
        return [transaction.recorder]
    return [me.name, *me.aliases, "me"]


def _last(transaction: Any, names: list[str]) -> int:
    """The last command of a recorder that can be taken back; raises RefusedError."""
    undone = transaction.undone_commands()
    for row in transaction.own_commands(names):
        if row["kind"] == "command.undone" or row["command"] in undone:
            continue
        if row["command"] == FIRST:
            break
        if row["kind"] == "entry.redacted":
            raise RefusedError(
                f"your last command, {row['command']}, redacted a prediction: that cannot be taken back."
            )
        return int(row["command"])
    raise RefusedError(f'nothing that "{names[0]}" recorded can be taken back.')


def _undoing(transaction: Any, number: int) -> Row:
    """The row of `command.undone`: what is taken back, and what stays since others use it."""
    people: list[int] = []
    sources: list[int] = []
    newest = 0
    left = False
    for entry in transaction.entries_of(number):
        newest = max(newest, entry.seq)
        rows = rows_of(entry.payload)
        left = left or bool(rows)
        if not rows:
            continue  # all of it was redacted since
        if entry.kind == "person.named":
            people += [row["person"] for row in rows if row["was"] is None]
            for row in rows:
                if row["was"] is not None:
                    _refuse_later_people(transaction, [row["person"]], newest)
        elif entry.kind == "source.described":
            sources += [row["source"] for row in rows]
        elif entry.kind == "person.merged":
            for row in rows:
                _refuse_later_people(transaction, [row["person"], row["into"]], newest)
        elif "uid" in rows[0]:
            key = "id" if entry.kind == "claims.recorded" else None
            ids = [row[key] if key else transaction.id_of(row["uid"]) for row in rows]
            _refuse_later(transaction, ids, newest)
            if key:
                _refuse_followed(transaction, ids, newest)
    if not left:
        raise RefusedError(
            f"all that command {number} recorded was redacted since; nothing is left to take back."
        )
    undoing: Row = {"command": number}
    used = transaction.people_in_use(people, newest)
    kept_sources = transaction.sources_in_use(sources, newest)
    if used:
        undoing["people"] = used
    if kept_sources:
        undoing["sources"] = kept_sources
    return undoing


def _refuse_later(transaction: Any, ids: list[int], newest: int) -> None:
    touched = transaction.changed_after(ids, newest)
    if touched:
        claim, entry = touched[0]
        later = transaction.entry(entry)
        raise RefusedError(
            f"prediction {claim} was changed since, by {later.recorder} in command {later.command} "
            f"({later.kind}); that one has to be taken back first."
        )


def _refuse_followed(transaction: Any, ids: list[int], newest: int) -> None:
    followed = transaction.followed_after(ids, newest)
    if followed is not None:
        claim, follower = followed
        raise RefusedError(
            f"prediction {claim} is followed by prediction {follower} since; that one has to go first."
        )


def _refuse_later_people(transaction: Any, people: list[int], newest: int) -> None:
    named = transaction.named_after(people, newest)
    if named is not None:
        raise RefusedError(
            f"these people were changed since, in command {named}; take that one back first."
        )
