"""A promise and its renewals on one line of time."""

from typing import Any

import pytest

from ledger.reports.chains import end_of
from ledger.reports.chains import ended
from ledger.reports.chains import timeline

TODAY = "2026-12-31"


def link(
    said_on: str, latest: str | None, outcome: str | None = None, **more: Any
) -> dict[str, Any]:
    """A link of a chain."""
    return {
        "id": 1,
        "said_on": said_on,
        "latest": latest,
        "outcome": outcome,
        "happened_on": None,
        "retracted_on": None,
    } | more


FIRST, SECOND = link("2026-01-01", "2026-03-02"), link("2026-03-02", "2026-05-01")


@pytest.mark.parametrize(
    ("links", "line"),
    [
        # Ten steps from 1 January to 31 December, 364 days: 60 days are 1.6 of them, 120 are 3.3.
        ([FIRST], "*-|------->"),
        ([FIRST, SECOND], "*-||------>"),
        # Ten steps for 729 days: today is at 5, and nothing is drawn after it but the date promised.
        ([FIRST, link("2026-05-01", "2027-12-31")], "*|*-->    |"),
        # Ten steps for 120 days, and for 180.
        ([FIRST, SECOND | {"outcome": "yes", "happened_on": "2026-04-01"}], "*----|--o |"),
        ([FIRST, SECOND | {"outcome": "late", "happened_on": "2026-06-30"}], "*--|---|--o"),
        ([FIRST, SECOND | {"retracted_on": "2026-04-15"}], "*----|---x|"),
        ([FIRST | {"outcome": "no", "happened_on": "2026-02-01"}], "*----x    |"),
        ([FIRST | {"outcome": "missed"}], "*-|------->"),
        ([link("2026-12-31", None)], ">"),
        ([link("2026-01-01", None)], "*--------->"),
    ],
)
def test_the_line(links: list[dict[str, Any]], line: str) -> None:
    """Said, promised for, and how it ended, in proportion; what became of it is seen where signs meet."""
    assert timeline(links, today=TODAY, width=11) == line


@pytest.mark.parametrize(
    ("last", "words"),
    [
        ({"retracted_on": "2026-04-15"}, "taken back"),
        ({"outcome": "no", "happened_on": "2026-04-15"}, "can no longer come"),
        ({"outcome": "late", "happened_on": "2026-06-01"}, "came"),
        ({"outcome": "missed"}, None),
    ],
)
def test_how_a_chain_ended(last: dict[str, Any], words: str | None) -> None:
    """What its speaker took back may still come, and what cannot was not therefore given up."""
    links = [FIRST, SECOND | last]
    assert ended(links, end_of(links, TODAY)[1]) == words


def test_a_day_that_was_edited_away_is_drawn() -> None:
    """The day that stood there before it was edited has a sign of its own, under what became of it."""
    links = [FIRST | {"latest": "2026-12-31"}, SECOND | {"id": 2}]
    # Ten steps from 1 January to 31 December: 2 March is 1.6 of them, 1 May 3.3.
    assert timeline(links, today=TODAY, width=11, gone={1: [("2026-02-15", "x")]}) == "*:*|------>"
    assert timeline([FIRST], today=TODAY, width=11, gone={1: [("2026-12-31", "x")]})[-1] == ">"


def test_it_is_never_wider() -> None:
    """However long ago, the line fits its width."""
    drawn = timeline([link("1929-10-15", "1930-01-15"), FIRST], today=TODAY, width=20)

    assert len(drawn) == 20
