"""Files that are no ledger, or cannot be used: one sentence, exit code 5 or 3, and nothing changed."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import ledger.store.engine
from ledger.errors import NotFoundError
from ledger.errors import StorageError
from ledger.store.engine import translated
from ledger.store.store import Store
from tests.conftest import Pledger
from tests.store.ledgers import AS_NOBODY
from tests.store.ledgers import AT
from tests.store.ledgers import append
from tests.store.ledgers import filled
from tests.store.ledgers import person


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A filled ledger's file."""
    filled(str(tmp_path / "l.sqlite")).close()
    return tmp_path / "l.sqlite"


@pytest.mark.parametrize(
    "content",
    [b"", b"abc", b"statement,speaker\nIt rains,Ann\n" * 50, b"SQLite format 3\0" + b"\xff" * 600],
    ids=["empty", "five bytes", "a spreadsheet", "a broken header"],
)
def test_other_files_are_refused(content: bytes, tmp_path: Path) -> None:
    """What is no ledger is refused by name, with the next step, and stays as it was."""
    file = tmp_path / "other.sqlite"
    file.write_bytes(content)
    with pytest.raises(StorageError, match="other.sqlite"):
        Store(str(file))

    assert file.read_bytes() == content


def test_other_databases_are_refused(tmp_path: Path) -> None:
    """Another program's SQLite file is not a ledger."""
    sqlite3.connect(tmp_path / "o.sqlite").execute("create table claim (a)")
    with pytest.raises(StorageError, match="not a ledger"):
        Store(str(tmp_path / "o.sqlite"))


def test_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    """A folder is refused; a missing file is not found, and reading never makes it."""
    with pytest.raises(StorageError, match="folder"):
        Store(str(tmp_path))
    for missing in (tmp_path / "no.sqlite", tmp_path / "no" / "no.sqlite"):
        with pytest.raises(NotFoundError, match="pledger"):
            Store(str(missing))

        assert not missing.exists()


def test_a_truncated_ledger(path: Path) -> None:
    """A ledger cut short is damaged, and says so."""
    path.write_bytes(path.read_bytes()[: 4096 * 3])
    with pytest.raises(StorageError, match="damaged"):
        Store(str(path)).claims()


@pytest.mark.parametrize(("revision", "words"), [(99, "newer"), (0, "upgrade")])
def test_another_schema(revision: int, words: str, path: Path) -> None:
    """A newer ledger asks for a newer program, an older one for `pledger upgrade`."""
    sqlite3.connect(path, isolation_level=None).execute(f"pragma user_version = {revision}")
    with pytest.raises(StorageError, match=words):
        Store(str(path))


def test_locked_for_too_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer waits for another one, and gives up with a sentence."""
    monkeypatch.setattr(ledger.store.engine, "PATIENCE", 0.1)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    store = Store(str(path))
    with pytest.raises(StorageError, match="locked"), store.writing("me", AT):
        pass
    other.execute("rollback")


@pytest.mark.parametrize("room", [0, 8192])
def test_a_full_disk(room: int, path: Path) -> None:
    """Where the file cannot grow nothing of a command is recorded, and the ledger stays whole."""
    code = (
        "import resource, signal, sys, os\n"
        "from ledger.cli.main import main\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "size = os.path.getsize(sys.argv[1])\n"
        "size += int(sys.argv[3])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))\n"
        "sys.exit(main(['--db', sys.argv[1], 'import', sys.argv[2]]))\n"
    )
    csv = path.with_name("many.csv")
    csv.write_text("statement\n" + "".join(f"Thing {n} happens\n" for n in range(5000)))
    before = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-c", code, str(path), str(csv), str(room)], capture_output=True, text=True
    )

    assert done.returncode == 5, done.stderr
    assert "refused" not in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before


def test_the_sentence_of_a_full_disk(path: Path) -> None:
    """What SQLite says when there is no room left is told as that, with what to do."""
    ledger = sqlite3.connect(path, isolation_level=None)
    ledger.execute("pragma max_page_count = 1")
    with pytest.raises(StorageError, match="the disk is full; free some space"), translated("l"):
        ledger.execute("create table filler as select randomblob(1000000)")
    ledger.close()


@pytest.mark.skipif(sys.platform == "win32", reason="runs as another user")
def test_no_permission(path: Path) -> None:
    """A file that may not be read is exit code 5, and one that may not be written refuses only writing."""
    import os

    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    for folder in path.parents:
        if folder != folder.parent and folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(folder.stat().st_mode | 0o055)

    def as_nobody(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", AS_NOBODY, str(path), *args], capture_output=True, text=True
        )

    path.chmod(0o444)
    before = path.read_bytes()
    assert as_nobody("list", "-f", "json").returncode == 0
    refused = as_nobody("remove", "1")
    path.chmod(0o000)
    unreadable = as_nobody("list", "-f", "json")
    path.chmod(0o644)

    assert (refused.returncode, unreadable.returncode) == (5, 5), refused.stderr + unreadable.stderr
    assert "cannot be written" in refused.stderr
    assert "permission" in unreadable.stderr
    assert path.read_bytes() == before


def test_a_database_that_is_no_place_for_a_ledger(pledger: Pledger) -> None:
    """Another kind of database is refused in one sentence."""
    answer = pledger("--db mysql://somewhere/x list")

    assert answer.code == 5
    assert "postgresql" in answer.err


def test_another_program_s_wal_goes_with_the_next_writing(path: Path) -> None:
    """A ledger stays one file: WAL mode, set by another program, is left at the next record."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("pragma journal_mode = wal")
    append(Store(str(path)), person(8, "Nora"))
    assert other.execute("pragma journal_mode").fetchone() == ("wal",), "that program is at work"
    other.close()
    append(Store(str(path)), person(9, "Omar"))

    assert path.read_bytes()[18:20] == b"\1\1"
    assert Store(str(path)).person_named("Nora")


@pytest.mark.skipif(sys.platform == "win32", reason="runs as another user")
def test_wal_where_the_folder_cannot_be_written(path: Path) -> None:
    """WAL mode in a folder that cannot be written is told as that: nobody wanted to write."""
    import os

    if os.geteuid() != 0:
        pytest.skip("only root can become another user")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("pragma journal_mode = wal")
    other.close()
    for folder in path.parents:
        if folder != folder.parent and folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(folder.stat().st_mode | 0o055)
    path.chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(path), "list"], capture_output=True, text=True
    )

    assert done.returncode == 5
    assert "WAL mode by another program" in done.stderr


def test_a_ledger_that_is_replaced_while_it_is_written(path: Path) -> None:
    """Another file under the ledger's name, put there in between, is told: nothing is recorded in either."""
    other = path.with_name("other.sqlite")
    other.write_bytes(path.read_bytes())
    before = path.read_bytes()
    store = Store(str(path))
    with pytest.raises(StorageError, match="was replaced"), store.writing("me", AT) as writing:
        writing.append(person(9, "Omar"))
        path.rename(path.with_name("old.sqlite"))
        other.rename(path)
    store.close()

    assert path.read_bytes() == before
    assert Store(str(path.with_name("old.sqlite"))).person_named("Omar") is None
    append(Store(str(path)), person(9, "Omar"))
    assert Store(str(path)).person_named("Omar")
