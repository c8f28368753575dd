"""The one door to a ledger: questions outside a transaction, and transactions that append."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from typing import NamedTuple

from ledger.domain.event import BATCH
from ledger.domain.event import Event
from ledger.domain.event import Row
from ledger.errors import DamagedError
from ledger.errors import NotFoundError
from ledger.errors import RefusedError
from ledger.errors import StorageError
from ledger.errors import UnfitError
from ledger.errors import UnreadableError
from ledger.store import files
from ledger.store.engine import PATIENCE
from ledger.store.engine import SCHEMA
from ledger.store.engine import Connection
from ledger.store.engine import Params
from ledger.store.engine import check_file
from ledger.store.engine import check_schema
from ledger.store.engine import identity
from ledger.store.engine import is_url
from ledger.store.engine import open_engine
from ledger.store.engine import open_sqlite
from ledger.store.engine import shown
from ledger.store.engine import sqlite_run
from ledger.store.engine import translated
from ledger.store.engine import vacuum
from ledger.store.journal import DamageError
from ledger.store.journal import Entry
from ledger.store.journal import Gaps
from ledger.store.journal import all_rows_of
from ledger.store.journal import checked_rows
from ledger.store.journal import emptied
from ledger.store.journal import from_line
from ledger.store.journal import seal
from ledger.store.queries import Questions

if TYPE_CHECKING:
    import sqlalchemy as sa


class Transaction(Questions):
    """One command line's writing: reads and appends that are recorded together or not at all."""

    def __init__(self, connection: Connection, recorder: str, at: str) -> None:
        from ledger.store.projection import Projection

        self.connection = connection
        self.run = connection.run
        self.recorder = recorder
        self.seq, self.prev = self.head()
        self.at = _not_before(self.last_at(), at)
        self.command = self.last_command() + 1
        self.projection: Projection = Projection(connection, self.entries_of)

    def append(self, event: Event) -> None:
        """Record an event: entries of at most a thousand rows, and the tables brought up to date."""
        for start in range(0, len(event.rows), BATCH):
            rows = event.rows[start : start + BATCH]
            entry = seal(
                seq=self.seq + 1,
                prev=self.prev,
                command=self.command,
                at=self.at,
                recorder=self.recorder,
                kind=event.kind,
                rows=rows,
            )
            self._take(entry, rows, self.projection.apply)

    def savepoint(self) -> tuple[int, str]:
        """A point that `back_to` returns to, inside this transaction."""
        self.run("savepoint part", {})
        return self.seq, self.prev

    def back_to(self, state: tuple[int, str]) -> None:
        """Take back what was appended since `savepoint` gave this state."""
        self.run("rollback to savepoint part", {})
        self.seq, self.prev = state

    @contextlib.contextmanager
    def filling(self) -> Iterator[None]:
        """Many claims follow: in an empty SQLite ledger, indexes that only readers use are built last.

        Built at once they cost a third of what they cost row by row, and less of the page cache.
        """
        indexes = []
        if self.connection.is_sqlite and not self.run("select 1 from claim limit 1", {}):
            indexes = self.run(
                "select name, sql from sqlite_master where name in ('claim_tally', 'claim_open')",
                {},
            )
        for name, _ in indexes:
            self.run(f"drop index {name}", {})
        yield
        if indexes:
            # Sorting takes as much memory again as the page cache may have.
            self.run("pragma cache_size = -16384", {})
        for _, sql in indexes:
            self.run(sql, {})

    def keep(self, content: bytes) -> str:
        """Save a file beside the ledger, before the entry that names it is committed; gives its SHA-256.

        Raises RefusedError on a server, StorageError where there is no room.
        """
        check_beside(self.connection.target)
        return files.keep(files.folder_of(self.connection.target), content)

    def is_amiss(self, name: str) -> bool:
        """Whether a saved file is missing or was changed."""
        return files.problem(files.folder_of(self.connection.target), name) is not None

    def redact(self, event: Event) -> None:
        """Record a redaction and empty the rows that it names, with what is deleted overwritten."""
        if self.connection.is_sqlite:
            self.run("pragma secure_delete = on", {})
        self.append(event)
        for row in event.rows:
            for seq, numbers in row["entries"]:
                payload = emptied(self.entry(seq).payload, numbers)
                self.run(
                    "update journal set payload = :payload where seq = :seq",
                    {"payload": payload, "seq": seq},
                )

    def append_entry(self, entry: Entry, rows: Sequence[Row | None]) -> None:
        """Record an entry of another copy of the ledger as it is; raises DamageError."""
        self._take(entry, rows, self.projection.replay)

    def _take(
        self,
        entry: Entry,
        rows: Sequence[Row | None],
        apply: Callable[[Entry, Sequence[Row | None]], None],
    ) -> None:
        from ledger.store import tables

        self.connection.insert(tables.journal, [entry])
        apply(entry, rows)
        self.seq, self.prev = entry.seq, entry.hash


def check_beside(target: str) -> None:
    """See that files can be saved beside a ledger; raises RefusedError on a server."""
    if is_url(target):
        raise RefusedError(
            f"{shown(target)} is on a server, with no folder beside it for files: put the file where "
            "everybody finds it, and record its link (--archived URL)."
        )


def _not_before(last: str, at: str) -> str:
    """The time of a command that read its clock, and then waited while others recorded."""
    if at >= last:
        return at
    try:
        waited = datetime.fromisoformat(last) - datetime.fromisoformat(at)
    except ValueError:
        return at  # what stands there is no time: `verify` says so
    # More than a wait is another clock, and that is told.
    return last if waited.total_seconds() <= 2 * PATIENCE else at


class Store(Questions):
    """A ledger opened for reading; `writing` opens a transaction."""

    def __init__(self, target: str, *, check: bool = True) -> None:
        """Open a ledger by path or URL; raises NotFoundError or StorageError."""
        self.target = target
        self._engine: sa.Engine | None = None
        self._reading: sqlite3.Connection | None = None
        if is_url(target):
            self.run = self._run_postgresql
            if check:
                self._check_postgresql()
        else:
            self._reading = open_sqlite(target, check=check)
            self.run = sqlite_run(self._reading, target)

    @property
    def is_sqlite(self) -> bool:
        """Whether the ledger is a SQLite file."""
        return self._reading is not None or not is_url(self.target)

    @property
    def name(self) -> str:
        """The ledger's name as it may be printed."""
        return shown(self.target)

    @property
    def files_folder(self) -> str | None:
        """The folder of saved files beside the ledger, by its name; None on a server."""
        return files.folder_of(self.target).name if self.is_sqlite else None

    def close(self) -> None:
        """Let go of the file or server."""
        if self._reading is not None:
            self._reading.close()
            self._reading = None
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None

    def decode_anything(self) -> None:
        """Read bytes that are not UTF-8 as halves of characters, where SQLite's module refuses them."""
        if self._reading is not None:
            self._reading.text_factory = _any_text

    def engine(self) -> "sa.Engine":
        """The engine that writes, and on PostgreSQL reads."""
        if self._engine is None:
            self._engine = open_engine(self.target)
        return self._engine

    def _run_postgresql(self, sql: str, params: Params) -> list[tuple[Any, ...]]:
        import sqlalchemy as sa

        with translated(self.target):
            engine = self.engine().execution_options(isolation_level="AUTOCOMMIT", reading=True)
            with engine.connect() as connection:
                return [tuple(row) for row in connection.execute(sa.text(sql), dict(params))]

    def _check_postgresql(self) -> None:
        exists = "select 1 from pg_tables where schemaname = current_schema() and tablename = :name"
        if not self.run(exists, {"name": "alembic_version"}):
            raise NotFoundError(
                f"there is no ledger at {self.name}; make one with: pledger --db URL init"
            )
        from ledger.store.engine import APPLICATION_ID

        recorded = self.run("select version_num from alembic_version", {})
        revision = str(recorded[0][0]) if recorded else ""
        if not (revision.isascii() and revision.isdigit()):
            raise StorageError(f"{self.name} holds other tables than a ledger's; name another.")
        check_schema(self.name, APPLICATION_ID, int(revision))

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Questions]:
        """Read at one moment: what others record meanwhile is not seen."""
        if self._reading is None:
            import sqlalchemy as sa

            with translated(self.target):
                engine = self.engine().execution_options(
                    isolation_level="REPEATABLE READ", postgresql_readonly=True, reading=True
                )
                with engine.connect() as connection, connection.begin():
                    questions = Questions()

                    def run(sql: str, params: Params) -> list[tuple[Any, ...]]:
                        result = connection.execute(sa.text(sql), dict(params))
                        return [tuple(row) for row in result]

                    questions.run = run
                    yield questions
            return
        with translated(self.target):
            self._reading.execute("begin")
            try:
                yield self
            finally:
                if self._reading is not None and self._reading.in_transaction:
                    self._reading.execute("rollback")

    @contextlib.contextmanager
    def writing(self, recorder: str, at: str) -> Iterator[Transaction]:
        """A transaction that is committed whole, or on any error not at all.

        `at` is the journal's UTC time, as 2026-02-11T09:30:00Z.
        """
        if self._reading is not None:
            # A reader that still holds the file would keep the writer from committing.
            self._reading.close()
            self._reading = None
            check_file(self.target)
        try:
            with translated(self.target), self.engine().connect() as raw:
                written = identity(self.target)
                with raw.begin():
                    connection = Connection(raw, self.target)
                    yield Transaction(connection, recorder, at)
                    if identity(self.target) != written:
                        # What is written now goes into a file that has no name any more.
                        raise StorageError(
                            f"{self.name} was replaced by another file while it was written; nothing "
                            "was recorded, repeat the command."
                        )
        except (NotFoundError, RefusedError, UnreadableError):
            self._read_again()
            raise
        self._read_again()

    def sweep(self, recorder: str, at: str) -> tuple[int, list[str]]:
        """Leave nothing of what was redacted in the free space of the file, or among the saved files.

        Older copies of a row may lie there, of before it was emptied. Gives how many files were deleted, and
        sentences on those that could not be. Raises StorageError where the file cannot be written anew. On a
        server this is the server's work.
        """
        if is_url(self.target):
            return 0, []
        folder = files.folder_of(self.target)
        with self.writing(recorder, at) as transaction:
            # Under the lock: nobody is saving a file that no entry names yet.
            strays = files.strays(folder, transaction.files_ever_saved()) if folder.exists() else []
            problems = files.drop(strays)
        self.close()
        vacuum(self.target)
        self._read_again()
        return len(strays) - len(problems), problems

    def _read_again(self) -> None:
        if not is_url(self.target):
            self._reading = open_sqlite(self.target)
            self.run = sqlite_run(self._reading, self.target)


def _any_text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def create(target: str, recorder: str, at: str, events: Iterable[Event]) -> Store:
    """Make a ledger that did not exist and record its first events; raises RefusedError."""

    def record(transaction: Transaction) -> None:
        for event in events:
            transaction.append(event)

    return _create(target, recorder, at, record)


def create_from_journal(target: str, lines: Iterable[str], name: str) -> Store:
    """Make a ledger of a journal's text: the same entries and head; raises UnreadableError."""

    def record(transaction: Transaction) -> None:
        command = 0
        number = 0
        gaps = Gaps()
        for number, line in enumerate(lines, 1):
            try:
                entry = from_line(line)
                if entry.seq != number or entry.prev != transaction.prev:
                    raise DamageError("not the entry that comes next")
                if entry.command not in (command, command + 1):
                    raise DamageError("the command is neither the last nor the next")
                rows = checked_rows(entry)
                gaps.take(entry, rows)
                if number == 1 and entry.kind != "ledger.created":
                    raise DamageError("the first entry does not create a ledger")
                transaction.append_entry(entry, rows)
            except (DamageError, UnfitError) as error:
                raise UnreadableError(
                    f"{name}:{number} cannot be read as a journal: {error}. Nothing was made."
                ) from None
            command = entry.command
        if not number:
            raise UnreadableError(f"{name} is empty, not a journal.")
        for seq, _, problem in gaps.problems():
            raise UnreadableError(
                f"{name}:{seq} cannot be read as a journal: {problem}. Nothing was made."
            )

    return _create(target, "", "", record)


def _create(target: str, recorder: str, at: str, record: Any) -> Store:
    from ledger.store.schema import migrate
    from ledger.store.schema import revision_of

    if is_url(target):
        engine = open_engine(target)
        with translated(target), engine.connect() as raw, raw.begin():
            connection = Connection(raw, target)
            if revision_of(connection) is not None:
                raise RefusedError(f"{shown(target)} holds a ledger already.")
            migrate(raw)
            record(Transaction(connection, recorder, at))
        engine.dispose()
        return Store(target)

    path = Path(target)
    if os.path.lexists(path):  # says no to a name that is too long, where pathlib raises
        if path.is_dir():
            raise StorageError(f"{target} is a folder; name a file in it.")
        raise RefusedError(f"{target} exists already; name another file.")
    if not path.parent.is_dir():
        raise StorageError(f"there is no folder {path.parent}; make it first.")
    # Built under another name, so that a half-made ledger never stands where one is looked for.
    making = f"{target}.new-{os.getpid()}"
    try:
        engine = open_engine(making, create=True)
        with translated(target):
            with engine.connect() as raw, raw.begin():
                migrate(raw)
                record(Transaction(Connection(raw, target), recorder, at))
            engine.dispose()
            try:
                os.link(making, target)
            except FileExistsError:
                raise RefusedError(f"{target} exists already; name another file.") from None
            except OSError:
                # A file system without links: the last look is a moment old.
                if os.path.lexists(path):
                    raise RefusedError(f"{target} exists already; name another.") from None
                os.rename(making, target)  # noqa: PTH104
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageError(f"{target} cannot be made: {reason}.") from None
    finally:
        for leftover in (making, f"{making}-journal"):
            with contextlib.suppress(OSError):
                Path(leftover).unlink()
    return Store(target)


def upgrade(target: str) -> tuple[int, int]:
    """Run the migrations a ledger lacks; gives its revision before and after."""
    from ledger.store.schema import migrate
    from ledger.store.schema import revision_of

    if not is_url(target):
        open_sqlite(target, check=False).close()
    engine = open_engine(target)
    with translated(target):
        with engine.connect() as raw, raw.begin():
            connection = Connection(raw, target)
            revision = revision_of(connection)
            if revision is None or not revision.isdigit():
                raise StorageError(f"{shown(target)} is not a ledger; name another with --db.")
            if connection.is_sqlite:
                check_schema(target, connection.run("pragma application_id", {})[0][0], SCHEMA)
            before = int(revision)
            if before > SCHEMA:
                raise StorageError(
                    f"{shown(target)} was written by a newer pledger (schema {before}, this one "
                    f"knows {SCHEMA}); upgrade the program."
                )
            if before < SCHEMA:
                migrate(raw)
            elif connection.is_sqlite:
                # The file's own number may be another: every command looks at that one.
                connection.run(f"pragma user_version = {SCHEMA}", {})
        engine.dispose()
    return before, SCHEMA


def rebuild(transaction: Transaction) -> int:
    """Empty the tables and fill them from the journal again; gives the number of entries.

    Raises DamagedError for an entry that does not fit what stands before it.
    """
    from ledger.store import tables

    def damaged(seq: int, problem: str) -> DamagedError:
        return DamagedError(
            f"{shown(transaction.connection.target)}: the journal itself is damaged (entry "
            f"{seq}: {problem}); nothing was rebuilt. Restore a backup."
        )

    for table in tables.PROJECTION:
        transaction.run(f'delete from "{table.name}"', {})
    count = 0
    gaps = Gaps()
    for entry in transaction.entries():
        try:
            rows = all_rows_of(entry.payload)
            gaps.take(entry, rows)
            transaction.projection.replay(entry, rows)
        except DamageError as damage:
            raise damaged(entry.seq, str(damage)) from None
        count += 1
    for seq, _, problem in gaps.problems():
        raise damaged(seq, problem)
    return count


class Copied(NamedTuple):
    """A copy of a ledger: its last entry and head, how many saved files went along, and what is wrong."""

    seq: int
    head: str
    files: int
    problems: list[str]


def backup(store: Store, path: str) -> Copied:
    """Copy a SQLite ledger to a file as it is at one moment, and the saved files that it names.

    The copy appears under its name only when it is whole, after its files. Raises StorageError.
    """
    if not store.is_sqlite:
        raise StorageError(
            f"{store.name} is on a server: copy it with pg_dump, or write its journal with: "
            "pledger export -f journal"
        )
    making = f"{path}.new-{os.getpid()}"
    try:
        source = open_sqlite(store.target)
        with translated(path):
            copy = sqlite3.connect(making, isolation_level=None)
            try:
                source.backup(copy)
            finally:
                copy.close()
                source.close()
        copied = Store(making)
        seq, head = copied.head()
        names = {name for _, _, name in copied.saved_files()}
        copied.close()
        beside = files.folder_of(path, follow=False)
        problems = files.copy(files.folder_of(store.target), beside, sorted(names))
        replaced = os.path.lexists(path)
        os.replace(making, path)  # noqa: PTH105
        if replaced:
            problems += files.drop(files.strays(beside, names))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise StorageError(f"{path} cannot be made: {reason}.") from None
    finally:
        for leftover in (making, f"{making}-journal"):
            with contextlib.suppress(OSError):
                Path(leftover).unlink()
    return Copied(seq, head, len(names), problems)
