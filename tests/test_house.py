"""The house keeps its order: packages, the clock, names, migrations, and what a reading command imports."""

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from tests.conftest import Pledger

ROOT = Path(__file__).parent.parent
NAMELESS = {"util", "utils", "helper", "helpers", "common", "base", "misc", "models", "services"}

# Imported only where they are used: a person types `overdue` many times a day.
HEAVY = ("sqlalchemy", "alembic", "numpy", "dateutil.parser")

CLOCK_FILES = {"ledger/cli/main.py", "ledger/cli/app.py"}
CLOCK_CALLS = {"today", "now", "utcnow"}
TIME_CALLS = {"time", "time_ns", "localtime", "gmtime", "ctime"}
SQL_CLOCK = re.compile(
    r"\b(?:current_(?:date|time|timestamp)|localtimestamp)\b|'now'|\bnow\(\)", re.IGNORECASE
)


def sources() -> list[Path]:
    """The program's own modules."""
    return sorted([*(ROOT / "ledger").rglob("*.py"), *(ROOT / "migrations").rglob("*.py")])


def setup() -> configparser.ConfigParser:
    """What setup.cfg says."""
    found = configparser.ConfigParser()
    found.read(ROOT / "setup.cfg", "utf-8")
    return found


def test_packages_are_the_folders() -> None:
    """Each folder with code is in setup.cfg's list of packages, sorted, and nothing else is."""
    options = setup()["options"]
    listed = options["packages"].split()
    places = dict(line.split(" = ") for line in options["package_dir"].split("\n") if line)
    folders = set()
    for package, place in places.items():
        for path in (ROOT / place).rglob("*.py"):
            parts = path.parent.relative_to(ROOT / place).parts
            folders.add(".".join([package, *parts]))

    assert listed == sorted(folders)


def test_packages_are_packages() -> None:
    """Each folder with code has an `__init__.py`; an editable install fails without."""
    bare = {path.parent for path in sources() if not (path.parent / "__init__.py").exists()}

    assert bare == set()


def test_names_say_something() -> None:
    """No module is called utils, helpers, common, base, models or services."""
    named = [path for path in sources() if NAMELESS & {path.stem, path.parent.name}]

    assert named == []


def clock_readings(source: str) -> list[int]:
    """The lines that read the clock, in Python or in SQL."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in CLOCK_CALLS:
                found.append(node.lineno)
            case ast.Attribute(value=ast.Name(id="date" | "datetime"), attr=name) if (
                name in CLOCK_CALLS
            ):
                found.append(node.lineno)
            case ast.Attribute(value=ast.Name(id="time"), attr=name) if name in TIME_CALLS:
                found.append(node.lineno)
            case ast.ImportFrom(module="time", names=names) if TIME_CALLS & {
                alias.name for alias in names
            }:
                found.append(node.lineno)
            case ast.Constant(value=str(text)) if SQL_CLOCK.search(text):
                found.append(node.lineno)
    return sorted(set(found))


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_one_clock(path: Path) -> None:
    """The clock is read in `cli` alone, once; every function below takes the day."""
    if str(path.relative_to(ROOT)) in CLOCK_FILES:
        return

    assert clock_readings(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "day = date.today()",
        "day = datetime.date.today()",
        "moment = datetime.now(UTC)",
        "def f(clock=datetime.utcnow): ...",
        "seconds = time.time()",
        "from time import time",
        "stamp = func.now()",
        "sql = 'select current_timestamp'",
        "sql = \"select date('now')\"",
    ],
)
def test_one_clock_finds(line: str) -> None:
    """The guard sees every way to read the clock."""
    assert clock_readings(line) == [1]


@pytest.mark.parametrize(
    "line",
    [
        "day = app.today",
        "moment = app.now",
        "f(today=day)",
        "start = time.monotonic()",
        "'the day'",
    ],
)
def test_one_clock_lets_through(line: str) -> None:
    """A day that is handed on is not a reading of the clock."""
    assert clock_readings(line) == []


def test_revisions() -> None:
    """Revisions are 0001, 0002, … in one line, each in a file of its number; SCHEMA is the newest."""
    from ledger.store.engine import SCHEMA

    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())[::-1]
    numbers = [f"{number:04}" for number in range(1, len(scripts) + 1)]

    assert [script.revision for script in scripts] == numbers
    assert [script.down_revision for script in scripts] == [None, *numbers[:-1]]
    assert [Path(script.path).name[:5] for script in scripts] == [f"{n}_" for n in numbers]
    assert f"{SCHEMA:04}" == numbers[-1]


def imported(argv: list[str], folder: Path, environment: dict[str, str]) -> set[str]:
    """The modules that one command line imports, in a process of its own."""
    program = (
        "import sys\n"
        "from ledger.cli.main import main\n"
        "try:\n"
        "    code = main(sys.argv[1:])\n"
        "except SystemExit as end:\n"
        "    code = end.code\n"
        "assert code in (0, None), code\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *argv],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.split())


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("--help", (*HEAVY, "tabulate", "sqlite3", "ledger.store", "ledger.cli.commands.overdue")),
        ("overdue -f json", (*HEAVY, "tabulate")),
        ("list -f json", (*HEAVY, "tabulate")),
        ("due -f csv", (*HEAVY, "tabulate")),
        ("overdue", HEAVY),
        ("list", HEAVY),
        ("show 1", HEAVY),
        ("score", HEAVY),
        ("score --explain", HEAVY),
        ("score --receipt r.json", HEAVY),
        ("calibration", HEAVY),
        ("slip", HEAVY),
        ("digest", HEAVY),
        ("list --chains", HEAVY),
        ("", HEAVY),
    ],
)
def test_what_a_reading_command_imports(
    line: str, absent: tuple[str, ...], pledger: Pledger, tmp_path: Path
) -> None:
    """Reading starts fast: no SQLAlchemy, Alembic, numpy or date parser, and tabulate only for a table."""
    pledger("init --me Ann")
    pledger('add "It rains" --said 2026-02-11 --due "by 2026-03-01" --chance 70%')
    ledger = str(pledger.cwd / "predictions.sqlite")

    argv = line.split() if line == "--help" else ["--db", ledger, *line.split()]
    assert sorted(set(absent) & imported(argv, tmp_path, pledger.environment())) == []
