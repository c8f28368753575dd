"""The ledger as it stood: its journal replayed up to an entry, into tables in memory."""

import contextlib
import sqlite3
from collections.abc import Iterator

from ledger.errors import DamagedError
from ledger.store.engine import Connection
from ledger.store.engine import sqlite_run
from ledger.store.journal import GENESIS
from ledger.store.journal import DamageError
from ledger.store.journal import Entry
from ledger.store.journal import Gap
from ledger.store.journal import checked_rows
from ledger.store.journal import rows_of
from ledger.store.queries import Questions
from ledger.store.verify import Walk
from ledger.store.verify import empty_tables


class Past(Questions):
    """What the journal knew after one of its entries; `go_to` moves on to a later one.

    Answers what is asked of the tables; the journal itself is asked where it is. `last` is that entry, None
    before the first. `redacted_since` are the claims that were known then and have been emptied: nobody can
    count them any more, so they stand with those that were redacted by then. What renewed one of them
    renews what it did, as it does today; `torn` are all claims of such promises.
    """

    def __init__(
        self, journal: Questions, name: str, connection: Connection, plain: sqlite3.Connection
    ) -> None:
        from ledger.store.projection import Projection

        self.run = sqlite_run(plain, name)
        self.last: Entry | None = None
        self.redacted_since: list[Gap] = []
        self.torn: set[int] = set()
        self._journal = journal
        self._name = name
        self._connection = connection
        self._projection = Projection(connection, journal.entries_of)
        self._walk = Walk(journal, None)
        self._entries = self._walk.entries()

    def head(self) -> tuple[int, str]:
        """The number and hash of the entry after which this is; 0 and 64 zeros before the first."""
        return (0, GENESIS) if self.last is None else (self.last.seq, self.last.hash)

    def last_at(self) -> str:
        """When that entry was recorded, empty before the first."""
        return "" if self.last is None else self.last.at

    def go_to(self, seq: int) -> None:
        """Replay the journal from here up to an entry; raises DamagedError where it does not hold."""
        self._connection.run("delete from redacted where entry > :seq", {"seq": self.head()[0]})
        while self.head()[0] < seq:
            entry, rows = next(self._entries)
            for found in self._walk.problems:
                raise self._damaged(found.seq, found.problem)
            assert rows is not None
            try:
                self._projection.replay(entry, rows)
            except DamageError as damage:
                raise self._damaged(entry.seq, str(damage)) from None
            self.last = entry
        self.torn = set()
        self.redacted_since = list(self._redact_later_ones())
        self._tear()
        for place, _, problem in self._walk.gaps.problems():
            if place <= seq:
                raise self._damaged(place, problem)

    def _redact_later_ones(self) -> Iterator[Gap]:
        """Count what was emptied after this entry with what was redacted by then."""
        here = self.head()[0]
        later = self._journal.run(
            "select seq from journal where kind = 'entry.redacted' and seq > :seq order by seq",
            {"seq": here},
        )
        undone = self._journal.undone_commands() if later else {}
        for (seq,) in later:
            entry = self._journal.entry(seq)
            try:
                rows = checked_rows(entry)
                self._walk.gaps.take(entry, rows)
            except DamageError as damage:
                raise self._damaged(seq, str(damage)) from None
            for row in rows:
                assert row is not None
                places = [place for place, _ in row["entries"]]
                if not places or min(places) > here:
                    continue  # was not recorded yet
                mine = {"id": row["id"]}
                self.torn |= {
                    n for (n,) in self.run("select id from claim where follows = :id", mine)
                }
                if row.get("follows") is not None:
                    self.torn.add(row["follows"])
                self._connection.run(
                    "update claim set follows = :follows where follows = :id",
                    {"follows": row.get("follows"), "id": row["id"]},
                )
                if undone.get(self._journal.entry(min(places)).command, here + 1) <= here:
                    continue  # was taken back by then
                self._connection.run(
                    "insert into redacted (claim, entry) values (:claim, :entry)",
                    {"claim": row["id"], "entry": seq},
                )
                yield Gap(row["id"], seq, len(places))

    def _tear(self) -> None:
        """Take to what was next to an emptied claim all that it renews, and all that renews it."""
        if not self.torn:
            return
        links = self.run("select id, follows from claim where follows is not null", {})
        more = self.torn
        while more:
            beside = {two for link in links for one, two in (link, link[::-1]) if one in more}
            more = beside - self.torn
            self.torn |= more

    def _damaged(self, seq: int | None, problem: str) -> DamagedError:
        where = "" if seq is None else f"entry {seq}: "
        return DamagedError(
            f"{self._name}: the journal is damaged ({where}{problem}); see all of it with: pledger verify"
        )


@contextlib.contextmanager
def replayed(journal: Questions, name: str, seq: int) -> Iterator[Past]:
    """The ledger `name` as it stood after an entry; raises DamagedError where its journal does not hold.

    `journal` has to be a snapshot: what others record meanwhile is not to be seen.
    """
    with empty_tables(name) as (connection, plain):
        past = Past(journal, name, connection, plain)
        past.go_to(seq)
        yield past


def last_entry_on(journal: Questions, day: str) -> int:
    """The number of the last entry that was recorded up to a UTC day, 0 where none was."""
    sql = "select max(seq) from journal where substr(at, 1, 10) <= :day"
    return int(journal.run(sql, {"day": day})[0][0] or 0)


def touched_since(journal: Questions, seq: int) -> dict[str | int, list[int]]:
    """The entries after one that speak of a claim, by its uid; those that redacted it by its id.

    Under "" stand those that speak of people and sources, and so of any claim of theirs.
    """
    found: dict[str | int, list[int]] = {}

    def take(key: str | int, entry: Entry) -> None:
        entries = found.setdefault(key, [])
        if entry.seq not in entries[-1:]:
            entries.append(entry.seq)

    for entry in journal.entries(seq):
        if entry.kind.startswith(("person.", "source.")):
            take("", entry)
        for row in rows_of(entry.payload):
            if entry.kind == "command.undone":
                for undone in journal.entries_of(row["command"]):
                    if undone.kind.startswith(("person.", "source.")):
                        take("", entry)
                    for taken_back in rows_of(undone.payload):
                        if "uid" in taken_back:
                            take(taken_back["uid"], entry)
            elif entry.kind == "entry.redacted":
                take(row["id"], entry)
            elif "uid" in row:
                take(row["uid"], entry)
    return found
