"""The one fixture that types command lines as a person does: `pledger("resolve 12 yes")`."""

import contextlib
import importlib.resources
import io
import json
import os
import shlex
import sys
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    import sqlalchemy as sa

# A busy machine is slow, and no test is about time.
settings.register_profile("ours", deadline=None)
settings.load_profile("ours")

TODAY = "2026-11-23"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let `--update-docs` write what the commands answer into their pages."""
    parser.addoption("--update-docs", action="store_true", help="rewrite docs/commands/*.md")


@dataclass(frozen=True)
class Answer:
    """What a command line answered."""

    out: str
    err: str
    both: str
    """Standard output and standard error in the order in which they were written."""
    code: int

    @property
    def json(self) -> Any:
        """Standard output read as JSON."""
        return json.loads(self.out)

    @property
    def refusal(self) -> str:
        """The one sentence that says why nothing was done; what else is said there is a notice."""
        *notices, sentence = self.err.splitlines()
        assert sentence.startswith("pledger: "), self.err
        assert not any(line.startswith("pledger: ") for line in notices), self.err
        return sentence

    @property
    def jsonl(self) -> list[Any]:
        """Standard output read as one JSON value a line."""
        return [json.loads(line) for line in self.out.splitlines()]


class _Copied(io.BytesIO):
    """Bytes that are also written to a second place."""

    def __init__(self, both: io.BytesIO) -> None:
        super().__init__()
        self._both = both

    def write(self, data: Any) -> int:
        self._both.write(data)
        return super().write(data)


class Pledger:
    """A person at a terminal in an empty folder, with a home of their own and a calendar that stands still."""

    def __init__(self, folder: Path) -> None:
        self.cwd = folder / "here"
        self.home = folder / "home"
        self.tmp = folder / "tmp"
        for made in (self.cwd, self.home, self.tmp):
            made.mkdir()

    def environment(self, today: str | None = TODAY) -> dict[str, str]:
        """All that a command sees of the world: nothing of the machine's own but the path."""
        clock = {} if today is None else {"PLEDGER_TODAY": today}
        return {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "TMPDIR": str(self.tmp),
            "LANG": "C.UTF-8",
            "COLUMNS": "80",
            "PLEDGER_DEBUG": "1",  # a bug of ours shows its traceback
        } | clock

    def __call__(
        self,
        line: str | list[str],
        *,
        today: str | None = TODAY,
        stdin: str | bytes = b"",
        cwd: Path | None = None,
        env: dict[str, str] | None = None,
    ) -> Answer:
        """Run one command line, without its leading `pledger`, in this process."""
        from ledger.cli.main import main

        argv = shlex.split(line) if isinstance(line, str) else line
        both = io.BytesIO()
        out, err = _Copied(both), _Copied(both)
        typed = io.BytesIO(stdin.encode() if isinstance(stdin, str) else stdin)
        with (
            _world(cwd or self.cwd, self.environment(today) | (env or {})),
            _streams(typed, out, err),
        ):
            code = _code(lambda: main(argv))
        return Answer(
            out.getvalue().decode(), err.getvalue().decode(), both.getvalue().decode(), code
        )


@contextlib.contextmanager
def _world(cwd: Path, environment: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ), tempfile.tempdir
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = environment["TMPDIR"]
    try:
        with contextlib.chdir(cwd):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before[0])
        tempfile.tempdir = before[1]


@contextlib.contextmanager
def _streams(typed: io.BytesIO, out: io.BytesIO, err: io.BytesIO) -> Iterator[None]:
    before = sys.stdin, sys.stdout, sys.stderr
    streams = (
        io.TextIOWrapper(typed, encoding="utf-8"),
        io.TextIOWrapper(out, encoding="utf-8", write_through=True),
        io.TextIOWrapper(err, encoding="utf-8", write_through=True),
    )
    sys.stdin, sys.stdout, sys.stderr = streams
    try:
        yield
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
        for stream in streams:
            stream.detach()


def _code(run: Callable[[], int]) -> int:
    try:
        return run()
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
            return 1
        return end.code or 0


@pytest.fixture(scope="session", autouse=True)
def _tables_made_before() -> Iterator[None]:
    """The migrations run for the first new file; those after it get the tables that they made, word for word.

    Thousands of tests make a ledger, and the migrations are nearly all of what that takes.
    """
    from ledger.store import schema

    run, files = schema.migrate, importlib.resources.files
    made: list[str] = []

    def migrate(connection: "sa.Connection") -> None:
        ask = connection.exec_driver_sql
        new = (
            connection.dialect.name == "sqlite"
            and importlib.resources.files is files  # else a test has migrations of its own
            and not ask("select 1 from sqlite_master").first()
        )
        if new and made:
            for statement in made:
                ask(statement)
            return
        run(connection)
        if new:
            tables_first = "sql is not null order by type <> 'table', rowid"
            made.extend(
                sql for (sql,) in ask(f"select sql from sqlite_master where {tables_first}")
            )
            made.extend(
                f"pragma {name} = {ask(f'pragma {name}').scalar_one()}"
                for name in ("application_id", "user_version")
            )
            version = ask("select version_num from alembic_version").scalar_one()
            made.append(f"insert into alembic_version values ('{version}')")

    schema.migrate = migrate
    yield
    schema.migrate = run


@pytest.fixture
def pledger(tmp_path: Path) -> Pledger:
    """`pledger("resolve 12 yes")` answers with `.out`, `.err`, `.code` and `.json`."""
    return Pledger(tmp_path)
