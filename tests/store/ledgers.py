"""A real ledger in a file, with something in every table."""

import sqlite3
from typing import Any

from ledger.domain import actions
from ledger.domain.event import Event
from ledger.domain.event import Row
from ledger.store.store import Store
from ledger.store.store import Transaction
from ledger.store.store import create

# Runs a command line as a user who owns nothing. What it imports is imported first, by the same command on
# a copy: that user may not be able to read the interpreter's own files.
AS_NOBODY = """
import os, shutil, sys, tempfile
from ledger.cli.main import main
path, *args = sys.argv[1:]
out, err = os.dup(1), os.dup(2)
null = os.open(os.devnull, os.O_WRONLY)
os.dup2(null, 1); os.dup2(null, 2)
with tempfile.TemporaryDirectory() as folder:
    shutil.copy(path, folder + "/copy")
    main(["--db", folder + "/copy", *args])
    main(["--db", folder + "/none", *args])
sys.stdout.flush(); sys.stderr.flush()
os.dup2(out, 1); os.dup2(err, 2)
os.setgid(65534); os.setuid(65534)
sys.exit(main(["--db", path, *args]))
"""
AT = "2026-11-24T10:00:00Z"
CREATED = Event("ledger.created", [{"rules": 1, "scale": "pooled", "scale_version": 1}])


def person(number: int, name: str, *aliases: str) -> Event:
    """Somebody new."""
    now = {"name": name, "role": None, "me": False, "aliases": sorted(aliases)}
    return Event("person.named", [{"person": number, "set": now, "was": None}])


def source(number: int, title: str) -> Event:
    """A source."""
    now = {"title": title, "url": None, "frame": "selected", "given": True}
    return Event("source.described", [{"source": number, "set": now, "was": None}])


def uid(number: int) -> str:
    """A uid for a claim of the tests: ten letters that spell its number."""
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:010}")


def claim(number: int, **fields: Any) -> Row:
    """A recorded claim's row."""
    row = {
        "id": number,
        "uid": uid(number),
        "speaker": 1,
        "statement": f"Thing {number} happens",
        "said_on": "2026-01-01",
        "window": "dated",
        "earliest": "2026-01-01",
        "latest": "2026-06-30",
    }
    return row | fields


def append(store: Store, *events: Event, recorder: str = "me", at: str = AT) -> None:
    """Record events as one command."""
    with store.writing(recorder, at) as transaction:
        for event in events:
            transaction.append(event)


def change(kind: Any, number: int, now: Row, was: Row) -> Event:
    """A change of a claim."""
    return Event(kind, [{"uid": uid(number), "set": now, "was": was}])


def forecast(number: int, n: int, who: int, **more: Row) -> Event:
    """A forecast of a claim by somebody; with `set` and `was` it is the claim's own."""
    given = {"person": who, "said_on": "2026-02-02", "p": 4 * 10**11, "basis": "stated"}
    given |= {"p_low": 4 * 10**11, "p_high": 4 * 10**11}
    return Event("forecast.given", [{"uid": uid(number), "n": n, "forecast": given, **more}])


def redact(transaction: Transaction, number: int) -> None:
    """Forget a claim."""
    known = transaction.claim(str(number))
    gone = {
        "id": number,
        "entries": transaction.places_of(known["uid"]),
        "sources": transaction.sources_of_claim(number),
        "follows": known["follows"],
        "undone": False,
    }
    transaction.redact(actions.redact([gone], "asked for", transaction.uids_given))


class Shell:
    """A database shell, past the program: on a file, or on a server."""

    def __init__(self, target: str) -> None:
        self.is_sqlite = "://" not in target
        self._connection: Any
        # What the database raises where it refuses a statement.
        self.Refusal: type[Exception] = sqlite3.IntegrityError
        if self.is_sqlite:
            self._connection = sqlite3.connect(target, isolation_level=None)
        else:
            import psycopg

            self._connection = psycopg.connect(target, autocommit=True)
            self.Refusal = psycopg.errors.RaiseException

    def __call__(self, sql: str) -> list[Any]:
        """Run a statement; gives its rows."""
        cursor = self._connection.execute(sql)
        return list(cursor.fetchall()) if cursor.description else []

    def close(self) -> None:
        """Leave."""
        self._connection.close()


def attacked(target: str, *statements: str, guards: bool = True) -> None:
    """Run statements as somebody with a database shell: guards off, and back on afterwards."""
    shell = Shell(target)
    off, on = (
        ["alter table journal disable trigger user"],
        ["alter table journal enable trigger user"],
    )
    if shell.is_sqlite:
        kept = shell("select name, sql from sqlite_master where type = 'trigger'")
        off, on = [f"drop trigger {name}" for name, _ in kept], [sql for _, sql in kept]
    for statement in (*off, *statements, *on) if guards else statements:
        shell(statement)
    shell.close()


def filled(target: str) -> Store:
    """A ledger with rows in each of its tables."""
    store = create(
        target, "me", AT, [CREATED, person(1, "Elon Musk", "Musk"), person(2, "E. Musk")]
    )
    append(
        store,
        source(1, "A talk"),
        Event(
            "claims.recorded",
            [
                claim(
                    1,
                    source=1,
                    quote="we ship",
                    place="line 4",
                    tags=["work", "car"],
                    evidence=[{"url": "https://example.org/1"}],
                    criteria="It is in the shops.",
                    p=7 * 10**11,
                    p_low=7 * 10**11,
                    p_high=7 * 10**11,
                    basis="stated",
                    origin={"source": 1, "native": "A-1", "line": 2},
                ),
                claim(2, follows=1, said_on="2026-02-01", latest="2026-09-30"),
                claim(
                    3,
                    speaker=2,
                    stance=None,
                    words="may",
                    basis="words",
                    review_on="2027-01-01",
                ),
            ],
        ),
    )
    append(
        store,
        change(
            "claim.judged",
            1,
            {"outcome": "yes", "happened_on": "2026-03-01"},
            {"outcome": None, "happened_on": None},
        ),
    )
    append(
        store,
        change("claim.edited", 3, {"note": "seen"}, {"note": None}),
        Event("candidate.skipped", [{"source": 1, "key": "0f", "line": 9}]),
    )
    append(store, forecast(1, 1, 2), forecast(2, 1, 1, set={"p": 4 * 10**11}, was={"p": None}))
    append(store, Event("claims.recorded", [claim(4)]))
    append(store, Event("command.undone", [{"command": 6}]))
    append(store, Event("claims.recorded", [claim(5), claim(6, origin={"source": 1})]))
    with store.writing("me", AT) as transaction:
        redact(transaction, 5)
    return store
