"""pledger redact: forget a prediction for good."""

from typing import Any

import click

from ledger.cli.app import App
from ledger.cli.app import pass_app
from ledger.cli.options import clean
from ledger.cli.options import command as command_
from ledger.domain import actions
from ledger.domain.event import Row
from ledger.errors import NotFoundError
from ledger.errors import StorageError
from ledger.errors import UnreadableError


@command_(
    "redact",
    help="Forget a prediction for good: all that was ever recorded of it is emptied, in the journal "
    "too, and the files saved for it are deleted. (What was recorded in error: pledger remove.)",
)
@click.argument("ref", metavar="ID")
@click.option(
    "--reason", required=True, metavar="TEXT", help="Why; this is kept, for everybody to read."
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@pass_app
def command(app: App, ref: str, reason: str, yes: bool) -> None:
    """Redact a claim."""
    why = str(clean(reason, "--reason"))
    row = _named(app.store(), ref)
    if row is None:
        # A killed command may have left old copies behind.
        _sweep(app, ref)
        app.say(f"Prediction {ref} was redacted already; what was left of it is swept up.")
        return
    actions.check_reason(why, row["statement"])
    if not yes:
        _ask(app, row)
    with app.writing() as transaction:
        row = _named(transaction, ref)
        if row is None:
            raise NotFoundError(f"prediction {ref} was redacted by somebody else meanwhile.")
        notices = _beside(transaction, row)
        claims = _forgotten(transaction, row)
        transaction.redact(actions.redact(claims, why, transaction.uids_given))
    deleted = _sweep(app, str(row["id"]))
    count = sum(len(numbers) for claim in claims for _, numbers in claim["entries"])
    rows = "1 row of the journal is" if count == 1 else f"{count} rows of the journal are"
    app.say(f"Redacted {row['id']}: {rows} empty for good.")
    if deleted:
        app.say(f"{deleted} saved {'file was' if deleted == 1 else 'files were'} deleted.")
    app.notice(*notices)


def _named(questions: Any, ref: str) -> Row | None:
    """The claim that is meant, also one whose recording was undone; None where it is redacted already."""
    try:
        claim: Row = questions.claim(ref)
    except NotFoundError:
        if questions.redacted(ref) is not None:
            return None
        gone: Row | None = questions.taken_back(ref)
        if gone is None:
            raise
        return {**gone, "undone": True}
    return {**claim, "undone": False}


def _ask(app: App, row: Row) -> None:
    if not app.interactive:
        raise UnreadableError("what is redacted cannot be brought back; to do it, say --yes.")
    app.notice(
        f"All that was ever recorded of {actions.called(row)} is emptied, and cannot be brought back."
    )
    click.confirm("Redact it?", abort=True, err=True)


def _forgotten(transaction: Any, row: Row) -> list[Row]:
    """The claim with the rows that speak of it, and recordings of the same words that were taken back."""
    same = transaction.same_words_taken_back(row["statement"])
    gone = {other["id"]: other for other in ([row] if row["undone"] else []) + same}
    claims = [] if row["undone"] else [row]
    claims += [{**other, "undone": True} for other in gone.values()]
    return [
        {
            "id": claim["id"],
            "entries": transaction.places_of(claim["uid"]),
            "sources": transaction.sources_of_claim(claim["id"]),
            "follows": None if claim["undone"] else claim["follows"],
            "undone": claim["undone"],
        }
        for claim in claims
    ]


def _beside(transaction: Any, row: Row) -> list[str]:
    """What stays when a claim goes, and who should know."""
    notices = []
    if not row["undone"]:
        for other in transaction.known(row["speaker_id"], row["statement"]):
            if other["id"] != row["id"]:
                notices.append(f"Claim {other['id']} says the same, and stays.")
        follower = transaction.follower(row["id"])
        if follower is not None:
            follows = f"follows {row['follows']} now" if row["follows"] else "follows nothing now"
            notices.append(f"Claim {follower} renewed it and {follows}.")
    notices.append(
        "People and sources keep their names (pledger people, pledger sources). Backups, exports and "
        "copies of before still hold the text."
    )
    if not transaction.connection.is_sqlite:
        notices.append(
            "The server's files hold old copies of the rows until they are vacuumed (vacuum full), its "
            "log and its backups for longer."
        )
    return notices


def _sweep(app: App, ref: str) -> int:
    """Clear old copies out of the file and its folder; gives how many saved files were deleted."""
    store = app.store()
    try:
        deleted, problems = store.sweep(app.recorder(store), app.at)
    except StorageError as error:
        raise StorageError(
            f"prediction {ref} is redacted, but older copies may be left in the free space of the file: "
            f"{error} Then say it once more: pledger redact {ref}"
        ) from None
    app.notice(*problems)
    return deleted
