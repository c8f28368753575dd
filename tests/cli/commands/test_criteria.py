"""What will count as true: written down with its day, and marked where that was too late."""

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A ledger of one prediction whose day lies far ahead, and one whose day is long past."""
    pledger("init --me Ann")
    pledger("add 'It comes' --said 2020-01-01 --to 2999-12-31")
    pledger("add 'It goes' --said 2020-01-01 --to 2020-06-30")
    return pledger


def test_criteria_are_dated_and_shown(here: Pledger) -> None:
    """The text stands on the card and in JSON with the UTC day of its entry."""
    assert here("criteria 1 -f json").json[0]["criteria"] is None
    assert here(["criteria", "1", "Anybody", "can", "buy it"]).code == 0
    entry = here("history 1 -f json").json[0]
    [shown] = here("criteria 1 -f json").json

    assert shown["criteria"] == "Anybody can buy it"
    assert shown["criteria_on"] == entry["at"][:10]
    assert shown["criteria_late"] is False
    assert "Anybody can buy it" in entry["what"]
    for line in ("criteria 1", "show 1"):
        card = here(line).out
        assert "Anybody can buy it" in card
        assert f"written on {entry['at'][:10]}\n" in card
    assert here("list -f json").json[0]["criteria"] == "Anybody can buy it"
    assert here("verify").code == 0


def test_criteria_written_too_late_are_marked(here: Pledger) -> None:
    """Written after the last day they may fit the answer: told at once, and marked ever after."""
    told = here("criteria 2 'It is gone'")

    assert told.code == 0
    assert "2020-06-30" in told.err
    assert here("criteria 2 -f json").json[0]["criteria_late"] is True
    assert "after it was due" in here("show 2").out
    # Moving the calendar moves no entry: it is the journal's own day that counts.
    here("criteria 1 'It is seen'", today="2999-12-31")
    assert here("criteria 1 -f json").json[0]["criteria_late"] is False


def test_new_criteria_take_the_place_of_the_old(here: Pledger) -> None:
    """The old text stays in the history; undo brings it back; the same text again records nothing."""
    here("criteria 1 first")
    here("criteria 1 second")
    assert "already" in here("criteria 1 second").out
    assert len(here("history -f json").json) == 5
    assert "first" in here("history 1").out
    here("undo")
    assert here("criteria 1 -f json").json[0]["criteria"] == "first"
    here("undo")
    assert here("criteria 1 -f json").json[0]["criteria"] is None
    before = here("list -f json").json
    assert here("rebuild").code == 0
    assert here("list -f json").json == before


@pytest.mark.parametrize(
    ("line", "code"), [("criteria 9 x", 3), ("criteria 1 ' '", 2), ("criteria", 2)]
)
def test_what_is_refused(line: str, code: int, here: Pledger) -> None:
    """No such prediction, an empty text and no prediction at all change nothing."""
    refused = here(line)

    assert refused.code == code
    assert refused.refusal
    assert len(here("history -f json").json) == 3


def test_removed_predictions_are_left_alone(here: Pledger) -> None:
    """What was removed takes no criteria."""
    here("remove 1")

    assert here("criteria 1 x").code == 4
