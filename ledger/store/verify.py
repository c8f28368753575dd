"""Does the ledger still say what was recorded? Every byte is computed again, nothing is believed."""

import contextlib
import re
import sqlite3
from collections.abc import Container
from collections.abc import Iterator
from typing import Any
from typing import NamedTuple

from ledger.errors import DamagedError
from ledger.errors import NotTextError
from ledger.store import files
from ledger.store.engine import APPLICATION_ID
from ledger.store.engine import SCHEMA
from ledger.store.engine import Connection
from ledger.store.engine import Run
from ledger.store.engine import check_schema
from ledger.store.engine import translated
from ledger.store.journal import GENESIS
from ledger.store.journal import DamageError
from ledger.store.journal import Entry
from ledger.store.journal import Gap
from ledger.store.journal import Gaps
from ledger.store.journal import checked_rows
from ledger.store.queries import Questions
from ledger.store.store import Store

# After so many problems of one table the rest are only counted.
SHOWN = 20


_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class Problem(NamedTuple):
    """Something that does not hold: the entry, the table and the row it was found in."""

    seq: int | None
    table: str | None
    row: str | None
    problem: str


class Verdict(NamedTuple):
    """What `verify` found: no problems means that every recorded byte is as it was."""

    entries: int
    head: str
    problems: list[Problem]
    told: list[str]
    gaps: list[Gap]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


class Walk:
    """One pass over the journal: each entry is checked before the projection sees it."""

    def __init__(self, questions: Questions, remembered: str | None) -> None:
        self.questions = questions
        self.remembered = remembered
        self.problems: list[Problem] = []
        self.told: list[str] = []
        self.count = 0
        self.head = GENESIS
        self.gaps = Gaps()
        self.met = remembered is None

    def entries(self) -> Iterator[tuple[Entry, list[dict[str, Any] | None] | None]]:
        """Every entry, with its rows where they can be trusted."""
        # Nobody who reads the journal in order comes by these, and who asks for a command finds them.
        for (hidden,) in self.questions.run(
            "select seq from journal where seq < 1 order by seq limit :some", {"some": SHOWN}
        ):
            self.problems.append(Problem(hidden, "journal", None, "it stands before entry 1"))
        seq, command, prev, at = 0, 0, GENESIS, ""
        for entry in self.questions.entries():
            self.count += 1
            rows = None
            if any(
                type(value) is not kind
                for value, kind in zip(entry, Entry.__annotations__.values(), strict=True)
            ):
                self._find(entry, "a value is not of its kind")
                yield entry, None
                continue
            if entry.seq != seq + 1:
                self._find(entry, f"entry {seq + 1} is missing")
            if entry.prev != prev:
                self._find(entry, "it does not continue the entry before it")
            if entry.command not in (command, command + 1) or (seq == 0 and entry.command != 1):
                self._find(entry, "its command is neither the last nor the next")
            if not _TIME.fullmatch(entry.at):
                self._find(entry, f"it is dated {entry.at!r}, which is no time")
            elif entry.at < at:
                self.told.append(f"entry {entry.seq} is dated before the one that precedes it")
            try:
                rows = checked_rows(entry)
                self.gaps.take(entry, rows)
            except DamageError as damage:
                row = None if damage.row is None else str(damage.row)
                self._find(entry, str(damage), row)
            seq, command, prev, at = entry.seq, entry.command, entry.hash, entry.at
            self.met = self.met or entry.hash == self.remembered
            yield entry, rows
        self.head = prev
        self.problems += [
            Problem(seq, "journal", str(row), problem) for seq, row, problem in self.gaps.problems()
        ]
        if not self.count:
            self.problems.append(Problem(None, "journal", None, "the journal is empty"))
        if not self.met:
            self.problems.append(
                Problem(
                    None,
                    "journal",
                    None,
                    f"no entry has the remembered hash {self.remembered}: the journal was cut or "
                    "written anew",
                )
            )

    def _find(self, entry: Entry, problem: str, row: str | None = None) -> None:
        self.problems.append(Problem(entry.seq, "journal", row, problem))


def verify(store: Store, *, head: str | None = None, quick: bool = False) -> Verdict:
    """Recompute the whole ledger and compare; with `quick` only the journal's chain.

    `head` is a hash remembered from earlier: some entry has to have it. Raises StorageError for a file
    that cannot be read at all, and for one that is no ledger of this schema.
    """
    try:
        return _verify(store, head, quick)
    except NotTextError:
        # Slower, and able to name the place.
        store.decode_anything()
        return _verify(store, head, quick)


def _verify(store: Store, head: str | None, quick: bool) -> Verdict:
    with store.snapshot() as questions:
        try:
            walk = Walk(questions, head)
            problems = walk.problems
            if store.is_sqlite:
                problems += _header_problems(store, questions)
            if quick:
                for _ in walk.entries():
                    pass
                return Verdict(walk.count, walk.head, problems, walk.told, walk.gaps.told)
            schema, gone, changed = _schema_problems(store, questions)
            problems += schema
            if "journal" in gone:
                return Verdict(0, GENESIS, problems, walk.told, walk.gaps.told)
            # What is not the table that it should be cannot be read row by row.
            problems += _compare(store, questions, walk, gone | changed)
            if "evidence" not in gone | changed:
                problems += _file_problems(store, questions, walk)
            if store.is_sqlite:
                problems += _integrity(questions)
        except NotTextError:
            raise
        except DamagedError as error:
            # SQLite gave up in the middle: what it said is the finding.
            found = f"SQLite could not read on: {error.__cause__}"
            walk.problems.append(Problem(None, None, None, found))
    return Verdict(walk.count, walk.head, walk.problems, walk.told, walk.gaps.told)


def _header_problems(store: Store, questions: Questions) -> list[Problem]:
    """What the file's header says that its tables do not; raises StorageError for no ledger of ours."""
    application_id = questions.run("pragma application_id", {})[0][0]
    revision = questions.run("pragma user_version", {})[0][0]
    try:
        recorded = questions.run("select version_num from alembic_version", {})
    except DamagedError:
        recorded = []
    if recorded != [(f"{SCHEMA:04}",)]:
        # The tables do not say otherwise: the header is believed.
        check_schema(store.name, application_id, revision)
    problems = []
    if application_id != APPLICATION_ID:
        found = f"application_id is {application_id}, that of a ledger is {APPLICATION_ID}"
        problems.append(Problem(None, "header", "application_id", found))
    if revision != SCHEMA:
        found = f"user_version is {revision}, the tables are of schema {SCHEMA}"
        problems.append(Problem(None, "header", "user_version", found))
    return problems


# What ANALYZE leaves; it says which way to a row is short, and not what stands there.
_STATISTICS = {
    ("table", "sqlite_stat1"): ("sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("table", "sqlite_stat4"): (
        "sqlite_stat4",
        "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)",
    ),
}


def _schema_problems(
    store: Store, questions: Questions
) -> tuple[list[Problem], set[str], set[str]]:
    """What differs from the migrations; and which tables are gone, and which are others."""
    from ledger.store import schema

    found = schema.schema_of(questions.run, is_sqlite=store.is_sqlite)
    if store.is_sqlite:
        expected = schema.expected_sqlite_schema()
    else:
        with (
            translated(store.target),
            store.engine().execution_options(reading=True).connect() as connection,
        ):
            expected = schema.expected_postgresql_schema(connection)
            connection.rollback()
    problems = []
    gone, changed = set(), set()
    for (kind, name), (table, text) in sorted(expected.items()):
        if (kind, name) not in found:
            if kind == "table":
                gone.add(name)
            problems.append(Problem(None, table or name, name, f"the {kind} is gone"))
        elif found[kind, name] != (table, text):
            if kind == "table":
                changed.add(name)
            problems.append(Problem(None, table or name, name, f"the {kind} was changed"))
    for kind, name in sorted(set(found) - set(expected)):
        if found[kind, name] != _STATISTICS.get((kind, name)):
            table = found[kind, name][0] or name
            problems.append(Problem(None, table, name, f"the {kind} does not belong here"))
    if ("table", "alembic_version") in found:
        recorded = questions.run("select version_num from alembic_version", {})
        if recorded != [(f"{SCHEMA:04}",)]:
            problems.append(
                Problem(None, "alembic_version", None, "it does not name the ledger's revision")
            )
    return problems, gone, changed


def _file_problems(store: Store, questions: Questions, walk: Walk) -> list[Problem]:
    """What is wrong with the files saved as evidence; those that nothing names are told."""
    saved = questions.saved_files()
    if not store.is_sqlite:
        if saved:
            walk.told.append(
                f"{len(saved)} saved {'file' if len(saved) == 1 else 'files'} cannot be checked here: "
                "they lie beside the file that this ledger was made from"
            )
        return []
    folder = files.folder_of(store.target)
    wrong = {name: files.problem(folder, name) for name in {name for _, _, name in saved}}
    strays = files.strays(folder, wrong)
    # A journal that does not hold does not tell what was ever saved.
    if strays and not any(problem.table == "journal" for problem in walk.problems):
        known = questions.files_ever_saved()
        walk.told += [
            f"{path} is named by no evidence: a command that stopped before it was done left it, and "
            "it can be deleted"
            for path in strays
            if path.name not in known
        ]
    return [
        Problem(None, "evidence", f"claim {claim}, n {n}", problem)
        for claim, n, name in saved
        if (problem := wrong[name]) is not None
    ]


def _integrity(questions: Questions) -> list[Problem]:
    rows = questions.run("pragma integrity_check", {})
    return [
        Problem(None, None, None, f"SQLite's own check says: {text}")
        for (text,) in rows
        if text != "ok"
    ]


@contextlib.contextmanager
def empty_tables(name: str) -> Iterator[tuple[Connection, sqlite3.Connection]]:
    """The tables of a ledger in memory, for its journal to be replayed into: to write, and to read.

    `name` is the ledger that they stand for, in what goes wrong.
    """
    import sqlalchemy as sa

    from ledger.store import tables

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.execute("pragma journal_mode = off")
        return connection

    engine = sa.create_engine("sqlite://", creator=connect)
    with engine.connect() as raw:
        for table in tables.PROJECTION:
            raw.execute(sa.schema.CreateTable(table))
        raw.commit()
        plain = raw.connection.driver_connection
        assert isinstance(plain, sqlite3.Connection)
        yield Connection(raw, name), plain


def _compare(
    store: Store, questions: Questions, walk: Walk, left_out: Container[str | None]
) -> list[Problem]:
    """Replay the journal into a database in memory and compare it with the tables, row by row."""
    from ledger.store import tables
    from ledger.store.projection import Projection

    problems: list[Problem] = []
    with empty_tables(store.target) as (replayed, _):
        projection = Projection(replayed, questions.entries_of)
        whole = True
        for entry, rows in walk.entries():
            if rows is None or not whole:
                # Past an entry that cannot be trusted the tables cannot be told from the journal.
                whole = False
                continue
            try:
                projection.replay(entry, rows)
            except DamageError as damage:
                row = None if damage.row is None else str(damage.row)
                problems.append(Problem(entry.seq, "journal", row, str(damage)))
                whole = False
        if not whole:
            problems.append(
                Problem(None, None, None, "the tables were not compared: the journal does not hold")
            )
            return problems
        for table in tables.PROJECTION:
            if table.name not in left_out:
                problems += _compare_table(table, replayed.run, questions.run)
    return problems


def _compare_table(table: Any, expected: Run, found: Run) -> list[Problem]:
    columns = [column.name for column in table.columns]
    keys = [column.name for column in table.primary_key.columns]
    problems: list[Problem] = []
    more = 0

    def find(row: tuple[Any, ...], problem: str) -> None:
        nonlocal more
        if len(problems) == SHOWN:
            more += 1
            return
        key = ", ".join(
            f"{name} {value}" for name, value in zip(columns, row, strict=True) if name in keys
        )
        seq = None
        if "entry" in columns:
            value = row[columns.index("entry")]
            seq = value if isinstance(value, int) else None
        problems.append(Problem(seq, table.name, key, problem))

    numbers = [columns.index(name) for name in keys]

    def key_of(row: tuple[Any, ...]) -> tuple[Any, ...]:
        # Sorts values of a kind that should not be there behind all others, as SQLite does.
        return tuple((_rank(row[number]), row[number]) for number in numbers)

    left = _pages(table.name, columns, keys, expected)
    right = _pages(table.name, columns, keys, found)
    one, other = next(left, None), next(right, None)
    while one is not None or other is not None:
        if other is None or (one is not None and key_of(one) < key_of(other)):
            assert one is not None
            find(one, "the row is missing")
            one = next(left, None)
        elif one is None or key_of(other) < key_of(one):
            find(other, "the row was never recorded")
            other = next(right, None)
        else:
            for name, was, now in zip(columns, one, other, strict=True):
                if was != now or type(was) is not type(now):
                    find(one, f"{name} is {now!r}, recorded was {was!r}")
            one, other = next(left, None), next(right, None)
    if more:
        problems.append(Problem(None, table.name, None, f"{more} more rows of {table.name} differ"))
    return problems


def _rank(value: Any) -> int:
    if value is None:
        return 0
    if isinstance(value, int | float):
        return 1
    return 2 if isinstance(value, str) else 3


def _pages(
    table: str, columns: list[str], keys: list[str], run: Run, step: int = 2000
) -> Iterator[tuple[Any, ...]]:
    """All rows of a table in the order of its key, a few thousand in memory at a time."""
    names = ", ".join(f'"{name}"' for name in columns)
    order = ", ".join(keys)
    sql = f'select {names} from "{table}"'
    after: dict[str, Any] = {}
    condition = ""
    while True:
        rows = run(f"{sql}{condition} order by {order} limit :step", {**after, "step": step})
        yield from rows
        if len(rows) < step:
            return
        last = dict(zip(columns, rows[-1], strict=True))
        after = {f"k{number}": last[name] for number, name in enumerate(keys)}
        marks = ", ".join(f":{name}" for name in after)
        condition = f" where ({order}) > ({marks})"
