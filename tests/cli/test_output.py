"""Where output goes, and that nothing is recorded where it cannot go."""

import os
import stat

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A person with a ledger."""
    pledger("init --me Ann")
    (pledger.cwd / "file.txt").write_text("old")
    (pledger.cwd / "i.csv").write_text("statement\nIt rains\n")
    return pledger


LONG = "n" * 300


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("add S -o x.doc", 2),
        ("add S -o nowhere/x.json", 5),
        ("add S -o file.txt/x.json", 5),
        ("add S -o . -f json", 5),
        (f"add S -o {LONG}.json", 5),
        ("import i.csv -o x.doc", 2),
        ("list -o file.txt/x.json", 5),
        (f"list -o {LONG}.json", 5),
        (f"init --db {LONG}", 5),
        ("backup file.txt/x", 5),
        (f"backup {LONG}", 5),
    ],
)
def test_output_that_cannot_be_written(line: str, code: int, here: Pledger) -> None:
    """A place that cannot be written is one sentence with its exit code, before anything is recorded."""
    answer = here(line)
    assert answer.code == code, answer.err
    assert answer.refusal
    assert here("list -f json").json == []
    assert (here.cwd / "file.txt").read_text() == "old"


def test_a_file_keeps_its_mode_and_links(here: Pledger) -> None:
    """A file is replaced by its new content alone: rights stay, a link still points to it."""
    kept = here.cwd / "kept.json"
    kept.write_text("old")
    kept.chmod(0o600)
    (here.cwd / "link.json").symlink_to(kept)
    assert here("list -o link.json").code == 0
    assert (here.cwd / "link.json").is_symlink()
    assert kept.read_text() == "[]\n"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_device_stays_a_device(here: Pledger) -> None:
    """What is no file is written to, never replaced."""
    os.mkfifo(here.cwd / "pipe")
    reader = os.open(here.cwd / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert here("list -o pipe -f json").code == 0
    assert os.read(reader, 100) == b"[]\n"
    os.close(reader)
    assert stat.S_ISFIFO((here.cwd / "pipe").stat().st_mode)


def test_a_writing_command_reports_where_asked(here: Pledger) -> None:
    """-f and -o hold for commands that write, tables and Markdown too."""
    assert here("add S -o out.md").code == 0
    assert "| S" in (here.cwd / "out.md").read_text()
    assert "prediction" in here("add T -f table").out


def test_who_is_recording_is_one_person(here: Pledger) -> None:
    """--as is read as names are compared; blanks are nobody."""
    here("add S --as Bo")
    here("add T --as bo")
    assert here("undo --as ' BO '").code == 0
    assert [claim["statement"] for claim in here("list -f json").json] == ["S"]
    assert here("add U --as ' '").code == 2


def test_search_knows_capitals_of_every_script(here: Pledger) -> None:
    """Text is found whatever its case, beyond ASCII too."""
    here("add 'École ferme'")
    here("add 'БАНК растёт'")
    for text in ("école", "ÉCOLE", "банк"):
        assert len(here(f"list {text} -f json").json) == 1, text


def test_passwords_are_not_shown(here: Pledger) -> None:
    """A URL is named without its password, wherever that stands."""
    for url in (
        "postgresql://u:secret@nowhere.invalid/db",
        "postgresql://nowhere.invalid/db?password=secret",
    ):
        answer = here(["list", "--db", url])
        assert answer.code == 5
        assert "secret" not in answer.both
