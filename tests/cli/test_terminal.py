"""What is asked when a person sits at a terminal: one key, or a day."""

import pytest

from tests.conftest import Pledger
from tests.terminal import asked

SO = "n: no"


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
    code, shown = asked(here, line, (SO, key))

    assert code == 0, shown
    claim = here("list -f json").json[-1]
    assert (claim["statement"], claim["credence"]) == (statement, credence)


def test_no_records_nothing(here: Pledger) -> None:
    """n stops: nothing is recorded."""
    code, shown = asked(here, LINE, (SO, "n"))

    assert code == 130, shown
    assert len(here("list -f json").json) == 1


def test_nothing_read_asks_nothing(here: Pledger) -> None:
    """A plain sentence is recorded without a question."""
    code, _ = asked(here, "add 'It rains'")

    assert code == 0
    assert len(here("list -f json").json) == 2


def test_the_day_of_an_overdue_yes_is_asked(here: Pledger) -> None:
    """Of an overdue claim a yes needs the day it happened: asked at a terminal, else refused."""
    assert here("resolve 1 yes").code == 2
    code, shown = asked(here, "resolve 1 yes", ("unknown):", "2026-02-20\r"))

    assert code == 0, shown
    (claim,) = here("list -f json").json
    assert (claim["outcome"], claim["happened_on"]) == ("yes", "2026-02-20")


def test_what_cannot_be_read_is_asked_again(here: Pledger) -> None:
    """A day that cannot be read, or none, is asked for again; another key than those named, too."""
    again = ("unknown):", "3/7/2026\r"), ("unknown):", "\r"), ("unknown):", "unknown\r")
    code, shown = asked(here, "resolve 1 yes", *again)
    assert code == 0, shown
    assert "2026-03-07" in shown  # how to write it
    (claim,) = here("list -f json").json
    assert (claim["outcome"], claim["happened_on"]) == ("yes", None)

    code, shown = asked(here, LINE, (SO, "x"), (SO, "t"))
    assert code == 0, shown
    assert "none of the keys" in shown


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 130)])
def test_stopping_records_nothing(key: str, code: int, here: Pledger) -> None:
    """Ctrl-C and Ctrl-D at a question stop the command: nothing is recorded, and that is said."""
    before = here("list -f json").json
    for line, question in ((LINE, SO), ("resolve 1 yes", "unknown):")):
        ended, shown = asked(here, line, (question, key))
        assert ended == code, shown
        assert "nothing was recorded" in shown
    assert here("list -f json").json == before


@pytest.mark.parametrize(("key", "code", "left"), [("y\r", 0, 0), ("n\r", 130, 1), ("\r", 130, 1)])
def test_forgetting_is_asked_for(key: str, code: int, left: int, here: Pledger) -> None:
    """Before a prediction is redacted a person sees which, and Enter alone changes nothing."""
    ended, shown = asked(here, "redact 1 --reason 'asked for'", ("[y/N]:", key))

    assert ended == code, shown
    assert "It comes" in shown
    assert len(here("list -f json").json) == left
