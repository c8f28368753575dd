"""Many writers, and writers that die: the ledger stays whole."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger.store.store import Store
from ledger.store.store import create
from ledger.store.verify import verify
from tests.store.ledgers import AS_NOBODY
from tests.store.ledgers import AT
from tests.store.ledgers import CREATED
from tests.store.ledgers import person

ADD = """
import sys
from ledger.domain.event import Event
from ledger.store.store import Store
path, who, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
store = Store(path)
for number in range(count):
    with store.writing(who, "2026-11-24T10:00:00Z") as transaction:
        claim = transaction.next_id("claim")
        transaction.append(Event("claims.recorded", [{
            "id": claim, "uid": f"{who}{number:06}"[-10:], "speaker": 1,
            "statement": f"{who} {number}", "said_on": "2026-01-01"}]))
"""


def made(tmp_path: Path) -> str:
    """A file with an empty ledger with one person."""
    path = str(tmp_path / "l.sqlite")
    create(path, "Ann", AT, [CREATED, person(1, "Ann")]).close()
    return path


def race(path: str, writers: int, each: int) -> None:
    """Let so many processes add so many claims each at once; all of them succeed."""
    running = [
        subprocess.Popen([sys.executable, "-c", ADD, path, chr(97 + number) * 4, str(each)])
        for number in range(writers)
    ]
    assert [process.wait() for process in running] == [0] * writers
    store = Store(path)
    verdict = verify(store)
    entries = list(store.entries())

    assert verdict.ok, verdict.problems
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert len(store.claims()) == writers * each
    store.close()


def test_eight_writers_at_once(target: str) -> None:
    """Eight processes that add at once all succeed, with one unbroken chain and no id twice."""
    create(target, "Ann", AT, [CREATED, person(1, "Ann")]).close()
    race(target, writers=8, each=3)


@pytest.mark.torture
def test_eight_writers_for_long(tmp_path: Path) -> None:
    """Eight processes add two hundred claims each."""
    race(made(tmp_path), writers=8, each=200)


def rows(path: Path, count: int) -> None:
    """A CSV of so many predictions."""
    with path.open("w") as file:
        file.write("statement,said_on,deadline\n")
        file.writelines(
            f"Thing {number} happens,2026-01-01,2026-12-31\n" for number in range(count)
        )


def _hear() -> None:
    """A job in the background of a shell is born deaf to Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def killed(path: str, csv: Path, after: float, how: signal.Signals) -> tuple[int, int]:
    """Import a file in a process that is killed so long after it began to write.

    Gives how it ended and how many claims there are then.
    """
    command = [sys.executable, "-m", "ledger", "--db", path, "import", str(csv)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=csv.parent,
        preexec_fn=_hear,
    )
    while not Path(path + "-journal").exists() and process.poll() is None:
        time.sleep(0.002)
    time.sleep(after)
    process.send_signal(how)
    ended = process.wait()
    store = Store(path)
    verdict = verify(store)
    count = store.count_claims()
    store.close()

    assert verdict.ok, verdict.problems
    return ended, count


@pytest.mark.parametrize(("how", "ended"), [(signal.SIGKILL, -9), (signal.SIGINT, 130)])
def test_a_killed_import_leaves_nothing(how: signal.Signals, ended: int, tmp_path: Path) -> None:
    """Killed or interrupted in the middle of 20,000 rows, an import recorded nothing; again, all of it."""
    path, csv = made(tmp_path), tmp_path / "many.csv"
    rows(csv, 20_000)

    assert killed(path, csv, 0.1, how) == (ended, 0)
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "--db", path, "import", str(csv)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path,
    )
    store = Store(path)

    assert done.returncode == 0
    assert store.count_claims() == 20_000
    store.close()


@pytest.mark.torture
def test_a_hundred_kills(tmp_path: Path) -> None:
    """At whatever moment an import is killed, the ledger holds all of it or nothing, and verifies."""
    csv = tmp_path / "many.csv"
    rows(csv, 5_000)
    for number in range(100):
        folder = tmp_path / str(number)
        folder.mkdir()

        assert killed(made(folder), csv, number * 0.01, signal.SIGKILL)[1] in (0, 5_000)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="runs as another user")
def test_a_hot_journal_in_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """What a dead writer left where it cannot be rolled back is refused in a sentence, exit code 5."""
    path, csv = made(tmp_path), tmp_path / "many.csv"
    dying = (
        "import os, sys\nimport sqlite3\n"
        "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "c.execute('pragma cache_size = 1'); c.execute('begin immediate')\n"
        "c.execute('create table t (a)')\n"
        "c.executemany('insert into t values (?)', [('x' * 4000,)] * 500)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", dying, path])
    assert Path(path + "-journal").exists()
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_mode & 0o005 != 0o005 and folder != folder.parent:
            folder.chmod(folder.stat().st_mode | 0o055)
    tmp_path.chmod(0o555)
    Path(path).chmod(0o444)
    Path(path + "-journal").chmod(0o444)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, path, "list", "-f", "json"],
        capture_output=True,
        text=True,
    )
    tmp_path.chmod(0o755)

    assert done.returncode == 5, done.stderr
    assert "left unfinished" in done.stderr
    assert "Traceback" not in done.stderr
    assert not csv.exists()
