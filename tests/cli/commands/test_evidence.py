"""What bears on a prediction: links, and files that are saved beside the ledger."""

import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ledger.store import files
from tests.conftest import Pledger
from tests.store.ledgers import attacked

TEXT = b"The bridge was opened on Friday.\n"
NAME = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A ledger of one prediction, and a file that bears on it."""
    pledger("init --me Ann")
    pledger("add 'The bridge opens' --said 2026-01-05 --due 2026-06-30")
    (pledger.cwd / "page.txt").write_bytes(TEXT)
    return pledger


def saved(here: Pledger, ledger: str = "predictions.sqlite") -> dict[str, bytes]:
    """What lies in the folder beside a ledger."""
    folder = here.cwd / f"{ledger}.files"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def test_evidence_of_an_open_prediction(here: Pledger) -> None:
    """Links with all that is known of them stand in order, on a prediction that nobody judged."""
    told = here(
        "evidence 1 https://a.org/1 --archived https://b.org/1 --read-on 2026-03-01 --note seen"
    )
    here("evidence 1 https://a.org/2 https://a.org/3")
    shown = here("show 1 -f json").json[0]

    assert told.code == 0
    assert shown["outcome"] is None
    assert shown["evidence"][0] == {
        "url": "https://a.org/1",
        "archived": "https://b.org/1",
        "sha256": None,
        "read_on": "2026-03-01",
        "note": "seen",
    }
    assert [item["url"][-1] for item in shown["evidence"]] == ["1", "2", "3"]
    assert here("evidence 1 -f json").json == shown["evidence"]
    for line in ("show 1", "evidence 1"):
        card = here(line).out
        assert "https://a.org/1 (read on 2026-03-01): seen" in card
        assert "https://b.org/1" in card
    assert saved(here) == {}
    here("undo")
    assert len(here("evidence 1 -f json").json) == 1
    assert here("verify").code == 0
    assert here("rebuild").code == 0
    assert here("evidence 1 -f json").json == shown["evidence"][:1]


def test_a_saved_file(here: Pledger) -> None:
    """The file lies beside the ledger under its SHA-256, once for the same content, and is named in JSON."""
    here("evidence 1 https://a.org --file page.txt")
    (here.cwd / "other name.txt").write_bytes(TEXT)
    here(["evidence", "1", "--file", "other name.txt"])
    first, second = here("evidence 1 -f json").json

    assert saved(here) == {NAME: TEXT}
    assert first["sha256"] == second["sha256"] == NAME
    assert (first["url"], second["url"]) == ("https://a.org", "other%20name.txt")
    assert NAME in here("show 1").out
    assert here("verify").code == 0
    # Taken back, it stays: the journal still tells of it.
    here("undo")
    verified = here("verify")
    assert (verified.code, verified.err.count("deleted")) == (0, 0)
    assert saved(here) == {NAME: TEXT}


def test_a_ledger_behind_a_link(here: Pledger) -> None:
    """The folder is beside the ledger itself, whatever link leads to it."""
    (here.cwd / "elsewhere").mkdir()
    (here.cwd / "elsewhere" / "l.sqlite").symlink_to(here.cwd / "predictions.sqlite")

    assert here("--db elsewhere/l.sqlite evidence 1 --file page.txt").code == 0
    assert saved(here) == {NAME: TEXT}
    assert here("verify").code == 0


def test_verify_names_what_is_missing_or_changed(here: Pledger) -> None:
    """A saved file that is gone or holds something else is damage; the same command puts it back."""
    here("evidence 1 https://a.org --file page.txt")
    file = here.cwd / "predictions.sqlite.files" / NAME
    for damage, word in ((file.unlink, "missing"), (lambda: file.write_bytes(b"x"), "changed")):
        damage()
        found = here("verify -f json")
        assert found.code == 1
        [problem] = found.json[0]["problems"]
        assert (problem["table"], problem["row"]) == ("evidence", "claim 1, n 1")
        assert word in problem["problem"]
        assert NAME in problem["problem"]
        seq = here("verify -f json").json[0]["entries"]
        assert "Put back" in here("evidence 1 https://a.org --file page.txt").out
        assert here("verify -f json").json[0] | {"head": ""} == {
            "ok": True,
            "entries": seq,
            "head": "",
            "problems": [],
            "redacted": [],
        }
    assert here("evidence 1 https://a.org --file page.txt").code == 4


def test_an_imported_hash_is_no_saved_file(here: Pledger) -> None:
    """A hash that another ledger's export brings is kept, and nobody looks for its file here."""
    here("evidence 1 https://a.org --file page.txt")
    here("export -o all.jsonl")
    here("init --db other.sqlite")
    assert here("import all.jsonl --db other.sqlite").code == 0

    assert here("evidence 1 -f json --db other.sqlite").json[0]["sha256"] == NAME
    assert here("verify --db other.sqlite").code == 0
    here("export -o again.jsonl --db other.sqlite")
    assert (here.cwd / "again.jsonl").read_bytes() == (here.cwd / "all.jsonl").read_bytes()


@pytest.mark.parametrize("name", ["'/dev/zero'", "'../page.txt'", "x'ab'", "'a' || char(0)"])
def test_a_name_put_there_by_hand_leads_nowhere(name: str, here: Pledger) -> None:
    """Only a hash names a saved file: what else stands in its place is damage, and nobody opens it."""
    here("evidence 1 --file page.txt")
    attacked(str(here.cwd / "predictions.sqlite"), f"update evidence set sha256 = {name}")
    verified = here("verify -f json")
    copied = here("backup copy.sqlite")

    assert verified.code == 1
    assert any("not named by a hash" in row["problem"] for row in verified.json[0]["problems"])
    assert copied.code == 1
    assert "it is not copied" in copied.err
    assert saved(here, "copy.sqlite") == {}


def test_a_saved_file_that_is_no_file(here: Pledger) -> None:
    """A link to a device, under the name of a saved file, is told and not read."""
    here("evidence 1 --file page.txt")
    (here.cwd / "predictions.sqlite.files" / NAME).unlink()
    (here.cwd / "predictions.sqlite.files" / NAME).symlink_to("/dev/zero")
    verified = here("verify -f json")

    assert verified.code == 1
    (problem,) = verified.json[0]["problems"]
    assert problem["problem"].endswith("is no plain file")
    assert here("backup copy.sqlite").code == 1


def test_a_journal_names_files_that_it_does_not_hold(here: Pledger) -> None:
    """`init --from` says which folder to copy; until then verify names the missing file."""
    here("evidence 1 https://a.org --file page.txt")
    assert "saved files" in here("export -f journal -o j.journal").err
    made = here("--db other.sqlite init --from j.journal")

    assert "other.sqlite.files" in made.err
    assert here("verify --db other.sqlite").code == 1
    (here.cwd / "predictions.sqlite.files").rename(here.cwd / "other.sqlite.files")
    assert here("verify --db other.sqlite").code == 0


def test_a_backup_takes_the_files_along(here: Pledger) -> None:
    """The copy verifies with files of its own; what it replaces leaves none; what is missing is said."""
    here("evidence 1 https://a.org --file page.txt")
    (here.cwd / "page.txt").write_bytes(b"other")
    assert here("backup copy.sqlite").code == 0
    assert saved(here, "copy.sqlite") == {NAME: TEXT}
    assert here("verify --db copy.sqlite").code == 0
    here("evidence 1 https://b.org --file page.txt")
    assert here("backup copy.sqlite --force").code == 0
    assert saved(here, "copy.sqlite") == saved(here)
    here("undo")
    assert here("backup copy.sqlite --force").code == 0
    assert saved(here, "copy.sqlite") == {NAME: TEXT}
    (here.cwd / "predictions.sqlite.files" / NAME).unlink()
    (here.cwd / "copy.sqlite.files" / NAME).unlink()
    incomplete = here("backup copy.sqlite --force")
    assert incomplete.code == 1
    assert NAME in incomplete.err
    # Where no ledger was, a folder of that name may be somebody's own.
    (here.cwd / "new.sqlite.files").mkdir()
    (here.cwd / "new.sqlite.files" / ("0" * 64)).write_text("mine")
    here("backup new.sqlite")
    assert saved(here, "new.sqlite") == {"0" * 64: b"mine"}


REFUSED = {
    "no such file": ("evidence 1 --file nothing.pdf", 2, "nothing.pdf"),
    "a folder": ("evidence 1 --file .", 2, "directory"),
    "a device": ("evidence 1 --file /dev/null", 2, "plain file"),
    "a pipe": ("evidence 1 --file pipe", 2, "plain file"),
    "an empty file": ("evidence 1 --file empty", 2, "empty"),
    "a file that is too large": ("evidence 1 --file large", 2, "100 MB"),
    "a link for a file": ("evidence 1 --file https://a.org/b", 2, "link"),
    "one file for two links": ("evidence 1 https://a.org https://b.org --file page.txt", 2, "one"),
    "a note alone": ("evidence 1 --note seen", 2, "link"),
    "an empty link": ("evidence 1 ' '", 2, "empty"),
    "read tomorrow": ("evidence 1 https://a.org --read-on 2026-11-24", 4, "2026-11-24"),
    "read tomorrow, judging": ("resolve 1 no --evidence a.org --read-on 2026-11-24", 4, "11-24"),
    "known already": ("evidence 1 https://known.org", 4, "already"),
    "no such prediction": ("evidence 9 https://a.org --file page.txt", 3, "9"),
    "a removed prediction": ("evidence 2 https://a.org --file page.txt", 4, "removed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, here: Pledger) -> None:
    """One sentence, the contract's exit code; neither an entry nor a file is left."""
    line, code, word = REFUSED[name]
    here("evidence 1 https://known.org")
    here("add 'It goes'")
    here("remove 2")
    (here.cwd / "empty").touch()
    with (here.cwd / "large").open("wb") as large:
        large.truncate(files.LARGEST + 1)
    os.mkfifo(here.cwd / "pipe")
    before = here("verify -f json").json
    refused = here(line)

    assert refused.code == code
    assert word in refused.refusal
    assert here("verify -f json").json == before
    assert saved(here) == {}


def test_what_may_be_meant_otherwise_is_said(here: Pledger) -> None:
    """A word that is no link, and the name of a file that is here, are taken as they stand, and said."""
    told = here("evidence 1 13 page.txt")

    assert told.code == 0
    assert '"13" is no link' in told.err
    assert "--file page.txt" in told.err


def limited() -> None:
    """No file of this process may grow beyond what a small ledger takes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))


def test_a_full_disk(here: Pledger) -> None:
    """Where the file finds no room nothing is recorded, and no part of the file stays."""
    (here.cwd / "big.bin").write_bytes(os.urandom(500_000))
    done = subprocess.run(
        [sys.executable, "-m", "ledger", "evidence", "1", "--file", "big.bin"],
        cwd=here.cwd,
        env=here.environment(),
        preexec_fn=limited,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 5, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert saved(here) == {}
    assert here("evidence 1 -f json").json == []
    assert here("verify").code == 0


@pytest.mark.parametrize("how", ["a file in its place", "a link to nowhere"])
def test_a_folder_that_cannot_be_made(how: str, here: Pledger) -> None:
    """Something else under the folder's name is exit 5, and nothing is recorded."""
    place = here.cwd / "predictions.sqlite.files"
    if how == "a file in its place":
        place.write_text("mine")
    else:
        place.symlink_to(here.cwd / "nowhere" / "at all")
    refused = here("evidence 1 --file page.txt")

    assert refused.code == 5
    assert "predictions.sqlite.files" in refused.refusal
    assert here("evidence 1 -f json").json == []


def processes(here: Pledger, lines: list[list[str]]) -> list["subprocess.Popen[bytes]"]:
    """Commands that run at once."""
    return [
        subprocess.Popen(
            [sys.executable, "-m", "ledger", *line],
            cwd=here.cwd,
            env=here.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for line in lines
    ]


def test_eight_that_save_at_once(here: Pledger) -> None:
    """Eight processes save four contents at once: each stands once and whole, and every one is named."""
    for n in range(4):
        (here.cwd / f"f{n}").write_bytes(bytes([n]) * 200_000)
    running = processes(
        here, [["evidence", "1", f"https://a.org/{n}", "--file", f"f{n % 4}"] for n in range(8)]
    )

    assert [process.wait() for process in running] == [0] * 8
    assert len(here("evidence 1 -f json").json) == 8
    assert len(saved(here)) == 4
    verified = here("verify")
    assert (verified.code, verified.err.count("deleted")) == (0, 0)


def kill(here: Pledger, after: float) -> None:
    """Save a file in a process that is killed so long after the folder appeared."""
    [process] = processes(here, [["evidence", "1", "https://a.org", "--file", "big.bin"]])
    folder = Path(here.cwd / "predictions.sqlite.files")
    while not folder.exists() and process.poll() is None:
        time.sleep(0.0005)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("after", [0, 0.005, 0.02])
def test_killed_while_saving(after: float, here: Pledger) -> None:
    """Killed at any moment, what is recorded has its whole file; what is left over is said and harmless."""
    (here.cwd / "big.bin").write_bytes(os.urandom(30_000_000))
    kill(here, after)
    verified = here("verify")

    assert verified.code == 0, verified.out
    recorded = here("evidence 1 -f json").json
    whole = {name for name in saved(here) if not name.startswith(".")}
    assert {item["sha256"] for item in recorded} <= whole
    assert here("evidence 1 https://b.org --file big.bin").code == 0
    assert here("verify").code == 0


def test_a_server_saves_no_files(here: Pledger) -> None:
    """A ledger on a server has no folder beside it: refused in a sentence that names another way."""
    refused = here("--db postgresql://ann:secret@h/x evidence 1 --file page.txt")

    assert refused.code == 4
    assert "--archived" in refused.refusal
    assert "secret" not in refused.err


def test_a_name_that_is_no_hash_is_never_opened(tmp_path: Path) -> None:
    """A ledger from elsewhere cannot have `verify` read another file than a saved one."""
    (tmp_path / "secret").write_bytes(TEXT)
    folder = tmp_path / "l.sqlite.files"
    folder.mkdir()

    assert "not named by a hash" in str(files.problem(folder, "../secret"))
