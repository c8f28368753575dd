"""Opening a ledger: SQLite by the standard library for reading, SQLAlchemy for all else.

SQLite's own words become one sentence here, with the exit code of the contract.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from ledger.errors import DamagedError
from ledger.errors import LedgerError
from ledger.errors import NotFoundError
from ledger.errors import NotTextError
from ledger.errors import StorageError
from ledger.errors import UnfitError

if TYPE_CHECKING:
    import sqlalchemy as sa

# The revision of the schema that this program reads and writes.
SCHEMA = 8
# "PLDG": marks a SQLite file as a ledger.
APPLICATION_ID = 0x504C4447
# How long a writer waits for another one, in seconds.
PATIENCE = 30.0
# Any number will do, as long as it is always the same: the key of PostgreSQL's advisory lock.
LOCK_KEY = 5_073_222

Params = Mapping[str, Any]
# Runs one SQL statement with `:name` parameters and gives its rows.
Run = Callable[[str, Params], list[tuple[Any, ...]]]


def is_url(target: str) -> bool:
    """Whether the ledger is named by a database URL and not by a path."""
    return "://" in target


def shown(target: str) -> str:
    """The ledger's name as it may be printed: a URL without its password."""
    if not is_url(target):
        return target
    scheme, _, rest = target.partition("://")
    rest, mark, query = rest.partition("?")
    options = [option for option in query.split("&") if not option.startswith("password=")]
    credentials, at, host = rest.rpartition("@")
    return f"{scheme}://{credentials.partition(':')[0]}{at}{host}{mark}{'&'.join(options)}"


@contextlib.contextmanager
def translated(target: str) -> Iterator[None]:
    """Turn what the database says into one sentence; raises StorageError."""
    try:
        yield
    except LedgerError:
        raise
    except sqlite3.Error as error:
        raise _sentence(target, error) from error
    except Exception as error:
        original = getattr(error, "orig", None)
        if isinstance(original, sqlite3.Error):
            raise _sentence(target, original) from error
        if type(error).__module__.startswith(("sqlalchemy", "psycopg")):
            kinds = {kind.__name__ for kind in type(original or error).__mro__}
            kind = UnfitError if kinds & _UNFIT else StorageError
            raise kind(_postgres_sentence(target, error)) from error
        raise


# What a driver raises for values that the tables do not take.
_UNFIT = {"IntegrityError", "DataError", "ProgrammingError"}


def _sentence(target: str, error: sqlite3.Error) -> StorageError:
    name = getattr(error, "sqlite_errorname", "") or ""
    text = str(error)
    kind = UnfitError if name.startswith("SQLITE_CONSTRAINT") or not name else StorageError
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        reason = "is locked by another program; wait for it to finish, then try again"
    elif name.startswith("SQLITE_FULL"):
        reason = "could not be written: the disk is full; free some space and repeat the command"
    elif name == "SQLITE_READONLY_ROLLBACK" or (
        not is_url(target)
        and name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))
        and Path(os.path.realpath(target) + "-journal").exists()
    ):
        reason = (
            "was left unfinished by a program that died, and its folder cannot be written; "
            "make the folder writable and repeat the command"
        )
    elif name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) and _in_wal_mode(target):
        reason = (
            "was put into WAL mode by another program, and can be used only where its folder can be "
            "written; make the folder writable, or copy the file elsewhere"
        )
    elif name.startswith("SQLITE_READONLY"):
        reason = "cannot be written; check the permissions of the file and of its folder"
    elif name.startswith("SQLITE_NOTADB"):
        reason = "is not a ledger; name another file with --db, or make one with: pledger init"
    elif name.startswith("SQLITE_CORRUPT") or "malformed" in text:
        kind = DamagedError
        reason = f"is damaged ({text}); restore a backup, or see what is left with: pledger verify"
    elif "Could not decode" in text:
        kind = NotTextError
        reason = (
            "is damaged (a text is not UTF-8); restore a backup, or see what is left with: "
            "pledger verify"
        )
    elif name.startswith("SQLITE_CANTOPEN"):
        reason = "cannot be opened; check the path and its permissions"
    elif name.startswith("SQLITE_IOERR"):
        reason = f"could not be read or written ({text}); check the disk, then repeat the command"
    elif "no such table" in text or "no such column" in text:
        kind = DamagedError
        reason = f"is damaged ({text}); see what is left with: pledger verify"
    else:
        reason = f"failed: {text}; see what is left with: pledger verify"
    return kind(f"{target} {reason}.")


def _in_wal_mode(target: str) -> bool:
    """Whether the file's own header says that it has a write-ahead log."""
    try:
        with open(target, "rb") as file:  # noqa: PTH123 - an error while another is told
            return file.read(20)[18:] == b"\2\2"
    except OSError:
        return False


def _postgres_sentence(target: str, error: Exception) -> str:
    text = " ".join(str(getattr(error, "orig", None) or error).split())
    text = text.partition(" Background on this error")[0]
    return f"{shown(target)} failed: {text.rstrip('.')}; check the URL and that the server runs."


def check_file(target: str) -> None:
    """See that a path can be a ledger at all; raises NotFoundError or StorageError."""
    path = Path(target)
    try:
        is_folder = path.is_dir()
        size = path.stat().st_size
    except FileNotFoundError:
        raise NotFoundError(
            f"there is no ledger at {target}; make one with: pledger --db {target} init"
        ) from None
    except OSError as error:
        reason = (error.strerror or "cannot be opened").lower()
        raise StorageError(f"{target} cannot be opened: {reason}.") from None
    if is_folder:
        raise StorageError(f"{target} is a folder, not a ledger; name the file in it.")
    if size == 0:
        raise StorageError(f"{target} is empty, not a ledger; remove it, then: pledger init.")
    if not os.access(path, os.R_OK):
        raise StorageError(f"{target} cannot be opened: permission denied.")


def identity(target: str) -> tuple[int, int] | None:
    """Which file stands under a path now; None for a server, and where there is none."""
    try:
        found = os.stat(target)  # noqa: PTH116
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_schema(target: str, application_id: int, revision: int) -> None:
    """See that the file is a ledger of a revision that this program knows; raises StorageError."""
    if application_id != APPLICATION_ID:
        raise StorageError(
            f"{target} is not a ledger; name another file with --db, or make one with: pledger init"
        )
    if revision > SCHEMA:
        raise StorageError(
            f"{target} was written by a newer pledger (schema {revision}, this one knows {SCHEMA}); "
            "upgrade the program."
        )
    if revision < SCHEMA:
        raise StorageError(
            f"{target} is of an older schema ({revision}, now {SCHEMA}); run: pledger upgrade"
        )


def sqlite_uri(target: str, mode: str) -> str:
    """The file as SQLite's URI, so that opening it never creates it."""
    path = os.path.abspath(target)  # noqa: PTH100 - pathlib's as_uri imports urllib
    for character, code in (("%", "%25"), ("?", "%3f"), ("#", "%23")):
        path = path.replace(character, code)
    return f"file:{path}?mode={mode}"


def _lower(text: str | None) -> str | None:
    return None if text is None else text.lower()


def open_sqlite(target: str, *, check: bool = True) -> sqlite3.Connection:
    """A connection that cannot write; raises NotFoundError or StorageError.

    The mode is rw, since a file opened as read-only cannot roll back what a killed writer left;
    SQLite itself falls back to reading where the file may not be written.
    """
    check_file(target)
    try:
        with translated(target):
            connection = sqlite3.connect(
                sqlite_uri(target, "rw"), uri=True, isolation_level=None, timeout=PATIENCE
            )
            # SQLite's own lower() knows ASCII alone; searching for École has to find it.
            connection.create_function("lower", 1, _lower, deterministic=True)
            connection.execute("pragma query_only = on")
            application_id = connection.execute("pragma application_id").fetchone()[0]
            revision = connection.execute("pragma user_version").fetchone()[0]
            # Touches the content, so that a hot journal is rolled back or refused here.
            connection.execute("select count(*) from sqlite_master").fetchone()
    except (DamagedError, UnicodeDecodeError) as error:
        # Nothing can be read of it. SQLite quotes what it cannot read, which may not be text at all.
        found = error.__cause__ or "its schema is not text"
        raise DamagedError(
            f"{target} is damaged so that SQLite cannot open it ({found}); restore a backup."
        ) from None
    if check:
        check_schema(target, application_id, revision)
    return connection


def sqlalchemy_url(target: str) -> str:
    """The URL that SQLAlchemy opens: PostgreSQL always by psycopg 3."""
    if not is_url(target):
        return "sqlite://"
    scheme, _, rest = target.partition("://")
    if scheme not in ("postgres", "postgresql", "postgresql+psycopg"):
        raise StorageError(
            f"{shown(target)} is no database that a ledger can live in; "
            "use a path (SQLite) or a postgresql:// URL."
        )
    return f"postgresql+psycopg://{rest}"


def open_engine(target: str, *, create: bool = False) -> "sa.Engine":
    """An engine whose every transaction is a writing one; raises NotFoundError or StorageError.

    On SQLite a transaction starts with BEGIN IMMEDIATE, on PostgreSQL with the ledger's advisory lock:
    whoever reads the journal's head next is the only writer.
    """
    import sqlalchemy as sa

    url = sqlalchemy_url(target)
    if is_url(target):
        try:
            engine = sa.create_engine(url, poolclass=sa.pool.NullPool)
        except ModuleNotFoundError:
            raise StorageError(
                "PostgreSQL needs its driver: pip install 'prediction-ledger[postgres]'"
            ) from None
        except sa.exc.SQLAlchemyError as error:
            raise StorageError(_postgres_sentence(target, error)) from error

        @sa.event.listens_for(engine, "begin")
        def lock(connection: "sa.Connection") -> None:
            # A reader must not wait for a writer, nor `verify` for itself.
            if not connection.get_execution_options().get("reading"):
                connection.exec_driver_sql(f"select pg_advisory_xact_lock({LOCK_KEY})")

        return engine

    if not create:
        check_file(target)
    mode = "rwc" if create else "rw"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            sqlite_uri(target, mode), uri=True, isolation_level=None, timeout=PATIENCE
        )
        if connection.execute("pragma journal_mode").fetchone()[0] == "wal":
            # Another program's choice, and kept in the file. It goes unless that program is at work.
            connection.execute("pragma busy_timeout = 0")
            with contextlib.suppress(sqlite3.OperationalError):
                connection.execute("pragma journal_mode = delete")
            connection.execute(f"pragma busy_timeout = {round(PATIENCE * 1000)}")
        connection.execute("pragma synchronous = full")
        connection.execute("pragma cache_size = -49152")
        return connection

    engine = sa.create_engine(url, creator=connect, poolclass=sa.pool.NullPool)

    @sa.event.listens_for(engine, "begin")
    def begin(connection: "sa.Connection") -> None:
        connection.exec_driver_sql("begin immediate")

    return engine


def vacuum(target: str) -> None:
    """Write a SQLite file anew, without its free space; raises StorageError."""
    with translated(target):
        connection = sqlite3.connect(
            sqlite_uri(target, "rw"), uri=True, isolation_level=None, timeout=PATIENCE
        )
        try:
            connection.execute("pragma synchronous = full")
            connection.execute("vacuum")
            # Where another program keeps a write-ahead log, old pages would stay in it.
            connection.execute("pragma wal_checkpoint(truncate)")
        finally:
            connection.close()


def sqlite_run(connection: sqlite3.Connection, target: str) -> Run:
    """Run reading statements on a plain SQLite connection."""

    def run(sql: str, params: Params) -> list[tuple[Any, ...]]:
        with translated(target):
            return connection.execute(sql, params).fetchall()

    return run


class Connection:
    """One transaction on either engine: statements with `:name`, and rows by the thousand."""

    def __init__(self, connection: "sa.Connection", target: str) -> None:
        self.raw = connection
        self.is_sqlite = connection.dialect.name == "sqlite"
        self.target = target

    def run(self, sql: str, params: Params) -> list[tuple[Any, ...]]:
        """Run one statement; gives its rows, or none where it has none."""
        with translated(self.target):
            if self.is_sqlite:
                result = self.raw.exec_driver_sql(sql, dict(params))
            else:
                import sqlalchemy as sa

                result = self.raw.execute(sa.text(sql), dict(params))
            return [tuple(row) for row in result] if result.returns_rows else []

    def insert(self, table: "sa.Table", rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows, each a tuple in the order of the table's columns."""
        if not rows:
            return
        mark = "?" if self.is_sqlite else "%s"
        columns = ", ".join(f'"{column.name}"' for column in table.columns)
        marks = ", ".join([mark] * len(table.columns))
        with translated(self.target):
            self.raw.exec_driver_sql(
                f'insert into "{table.name}" ({columns}) values ({marks})', list(rows)
            )
