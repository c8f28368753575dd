"""What is asked when a person sits at a terminal: one key, or a day."""

import os
import select
import shlex
import subprocess
import sys
import time

import pytest

from tests.conftest import Pledger

pty = pytest.importorskip("pty")
ASKED = (b"n: no", b"unknown)?:")


def at_terminal(here: Pledger, line: str, typed: str) -> tuple[int, str]:
    """Run a command at a terminal and type as soon as it asks; gives its exit code and what was shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ledger", *shlex.split(line)],
        cwd=here.cwd,
        env=here.environment() | {"TERM": "dumb"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    try:
        while select.select([ours], [], [], 10)[0]:
            try:
                more = os.read(ours, 4096)
            except OSError:  # it is done
                break
            shown += more
            if typed and shown.rstrip().endswith(ASKED):
                time.sleep(0.1)  # what is typed before the terminal is set for it is lost
                os.write(ours, typed.encode())
                typed = ""
            if not more:
                break
        return process.wait(5), shown.decode()
    finally:
        process.kill()
        os.close(ours)


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A person with a ledger of one overdue claim."""
    pledger("init --me Ann")
    pledger("add 'It comes' --said 2026-01-05 --due 2026-03-01")
    return pledger


LINE = "add 'Nora will probably ship by Friday 70% #work'"


@pytest.mark.parametrize(
    ("line", "key", "statement", "credence"),
    [
        (LINE, "\r", "Nora will probably ship", 0.7),
        (LINE, "t", "Nora will probably ship by Friday 70% #work", None),
        ("add 'Nora may ship'", "y", "Nora may ship", 0.42),
        ("add 'Nora may ship'", "t", "Nora may ship", None),
    ],
)
def test_one_key_corrects_what_was_read(
    line: str, key: str, statement: str, credence: float | None, here: Pledger
) -> None:
    """add shows what it read; Enter records it so, t the sentence as it was typed."""
    code, shown = at_terminal(here, line, key)

    assert code == 0, shown
    claim = here("list -f json").json[-1]
    assert (claim["statement"], claim["credence"]) == (statement, credence)


def test_no_records_nothing(here: Pledger) -> None:
    """n stops: nothing is recorded."""
    code, shown = at_terminal(here, LINE, "n")

    assert code == 130, shown
    assert len(here("list -f json").json) == 1


def test_nothing_read_asks_nothing(here: Pledger) -> None:
    """A plain sentence is recorded without a question."""
    code, _ = at_terminal(here, "add 'It rains'", "")

    assert code == 0
    assert len(here("list -f json").json) == 2


def test_the_day_of_an_overdue_yes_is_asked(here: Pledger) -> None:
    """Of an overdue claim a yes needs the day it happened: asked at a terminal, else refused."""
    assert here("resolve 1 yes").code == 2
    code, shown = at_terminal(here, "resolve 1 yes", "2026-02-20\r")

    assert code == 0, shown
    (claim,) = here("list -f json").json
    assert (claim["outcome"], claim["happened_on"]) == ("yes", "2026-02-20")
