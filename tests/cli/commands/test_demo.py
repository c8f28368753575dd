"""The guided first five minutes."""

import re
import shlex

import pytest

from tests.conftest import Pledger
from tests.terminal import Terminal


def steps(page: str) -> list[str]:
    """The numbered commands of the page, without `pledger`."""
    return re.findall(r"^\d  pledger (.+?)(?:  .*)?$", page, re.MULTILINE)


@pytest.mark.parametrize("today", ["2026-11-23", "2030-01-01", "2026-02-12"])
def test_every_step_can_be_typed(today: str, pledger: Pledger) -> None:
    """The numbered commands work as they stand on the page, one after the other, on whatever day it is."""
    page = pledger("demo play", today=today).out
    lines = steps(page)
    assert [line.split()[0] for line in lines] == [
        "overdue", "show", "resolve", "score", "undo", "review", "verify",
    ]  # fmt: skip

    for line in lines:
        if line != "review":  # it asks
            answer = pledger(shlex.split(line), today=today, cwd=pledger.cwd / "play")
            assert answer.code == 0, (line, answer.err)


def test_the_other_commands_of_the_page(pledger: Pledger) -> None:
    """What else the page names can be typed too."""
    page = pledger("demo play").out
    more = re.findall(r"^   pledger (.+?)(?:  .*)?$", page, re.MULTILINE)
    assert "add" in more

    for line in more:
        if line != "add":  # it asks
            folder = pledger.home if line.startswith("init") else pledger.cwd / "play"
            answer = pledger(shlex.split(line), cwd=folder)
            assert answer.code == 0, (line, answer.err)


def test_a_walk(pledger: Pledger) -> None:
    """At a terminal each step is run when Enter asks for it; s skips one; what is tried stays in the copy."""
    pledger("init --me Ann")
    before = pledger("verify -f json").json
    with Terminal(pledger, "demo play", {"PLEDGER_DB": "predictions.sqlite"}) as terminal:
        assert "unset PLEDGER_DB" in terminal.reads("1 of 7")
        terminal.types("\r")
        assert "Overdue\n" in terminal.reads("2 of 7")
        terminal.types("s")
        terminal.reads("3 of 7")
        terminal.types("\r")
        terminal.reads("Judged ")
        terminal.reads("4 of 7")
        terminal.types("s")
        terminal.reads("5 of 7")
        terminal.types("\r")
        terminal.reads("Took back command ")
        terminal.reads("6 of 7")
        terminal.types("\r")
        terminal.reads("? help\n")
        terminal.types("q")
        terminal.reads("7 of 7")
        terminal.types("\r")
        terminal.reads("whole: nothing was changed")
        terminal.reads("That is all")
        assert terminal.ends() == 0

    assert pledger("verify -f json").json == before
    assert len(pledger("history -f json --db play/predictions.sqlite").json) > 4


@pytest.mark.parametrize("stop", ["q", "\x03", "\x04"])
def test_stopping(stop: str, pledger: Pledger) -> None:
    """q, Ctrl-C and Ctrl-D stop the walk anywhere; the ledger stays."""
    with Terminal(pledger, "demo play") as terminal:
        terminal.reads("1 of 7")
        terminal.types("\r")
        terminal.reads("2 of 7")
        terminal.types(stop)
        assert terminal.ends() == 0

    assert pledger("verify --db play/predictions.sqlite").code == 0
