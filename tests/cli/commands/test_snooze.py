"""Looking at a claim and putting it off."""

import re

import pytest

from tests.conftest import TODAY
from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A ledger of three claims that fell due in March, April and May, and one that is to come."""
    pledger("init --me Ann")
    for month in ("March", "April", "May", "December"):
        pledger(f"add 'It comes in {month}' -s Bo --said 2026-01-05 --due 'by {month} 2026'")
    return pledger


def claim(here: Pledger, number: int) -> dict[str, object]:
    """A claim as `show` gives it."""
    (shown,) = here(f"show {number} -f json").json
    return dict(shown)


def overdue_of_the_day(here: Pledger, today: str = TODAY) -> list[str]:
    """The ids in the first table of the day's page, as they stand there."""
    table = here("", today=today).out.partition("\n\n")[0]
    return re.findall(r"^ *(\d+)  ", table, re.MULTILINE)


def test_a_snooze_sets_reminder_and_look(here: Pledger) -> None:
    """A snooze keeps the day somebody looked and when to look again, in 30 days unless said; in no score."""
    score = here("score -f json").json
    assert here("snooze 1 2 --note 'asked them'").code == 0

    for number in (1, 2):
        assert claim(here, number)["looked_on"] == "2026-11-23"
        assert claim(here, number)["review_on"] == "2026-12-23"
        assert claim(here, number)["status"] == "overdue"
    assert claim(here, 3)["looked_on"] is None
    assert here("score -f json").json == score
    assert "asked them" in here("history 1").out
    for words in ("looked at", "2026-11-23", "remind", "2026-12-23", "asked them"):
        assert words in here("show 1").out


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ("2027-01-05", "2027-01-05"),
        ("2w", "2026-12-07"),
        ("'3 months'", "2027-02-23"),
        ("1y", "2027-11-23"),
        ("none", None),
    ],
)
def test_until(until: str, day: str | None, here: Pledger) -> None:
    """--until takes a day, or a time from today in the words of `due`, or none."""
    assert here(f"snooze 1 --until {until}").code == 0
    assert claim(here, 1)["review_on"] == day


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("snooze 1 --until 2026-11-23", 4),
        ("snooze 1 --until 30", 2),
        ("snooze 1 --until 3x", 2),
        ("snooze 1 --looked 2026-11-24", 4),
        ("snooze 1 --looked 2026-01-04", 4),
        ("snooze 1 9", 3),
        ("snooze 1 --note ' '", 2),
        ("snooze", 2),
        ("snooze 1 5", 4),
        ("snooze 1 6", 4),
        ("snooze 1 7", 4),
    ],
)
def test_refused(line: str, code: int, here: Pledger) -> None:
    """A day that is past or to come, what is judged, taken back or removed: one sentence, nothing recorded."""
    here("add 'A' --said 2026-01-05 --due 'by March 2026'")
    here("resolve 5 no")
    here("add 'B' --said 2026-01-05 --due 'by March 2026'")
    here("retract 6")
    here("add 'C' --said 2026-01-05 --due 'by March 2026'")
    here("remove 7")
    head = here("verify -f json").json[0]["head"]
    answer = here(line)

    assert answer.code == code
    assert answer.refusal
    assert here("verify -f json").json[0]["head"] == head


def test_the_day_hides_what_is_snoozed(here: Pledger) -> None:
    """The day's page leaves out what is snoozed until its day, and says so; `overdue` and `due` keep it."""
    here("snooze 1 --until 2026-12-10")
    here("snooze 4 --until 2026-12-15")

    assert overdue_of_the_day(here) == ["2", "3"]
    page = here("", today="2026-12-09").out
    assert "1 is snoozed until another day; shown by: pledger overdue" in page
    assert "1 is snoozed until another day; shown by: pledger due" in page
    assert "It comes in December" not in page
    assert [row["id"] for row in here("overdue -f json").json] == [1, 2, 3]
    assert [row["id"] for row in here("due --within 60d -f json").json] == [4]
    here("snooze 2 3")
    assert "Nothing else is overdue." in here("").out
    here("undo")
    page = here("", today="2026-12-15").out
    assert "It comes in December" in page
    assert "snoozed" not in page
    assert overdue_of_the_day(here, "2026-12-10") == ["2", "3", "1"]


def test_a_reminder_alone_hides_nothing(here: Pledger) -> None:
    """--review-on of a claim that nobody has looked at hides it from nobody once it is overdue."""
    here("edit 1 --review-on 2027-01-01")
    assert overdue_of_the_day(here) == ["1", "2", "3"]


def test_first_what_nobody_has_looked_at_longest(here: Pledger) -> None:
    """A claim waits since its last look (snooze or evidence read), or since its day where none came after."""
    here("snooze 1 --until none --looked 2026-08-01")  # waits since August
    here("snooze 2 --until none --looked 2026-02-01")  # looked at before its day: waits since April
    assert overdue_of_the_day(here) == ["2", "3", "1"]
    here("snooze 3 --until none --looked 2026-09-01")
    assert overdue_of_the_day(here) == ["2", "1", "3"]
    here("snooze 2 --until none")
    assert overdue_of_the_day(here) == ["1", "3", "2"]


def test_evidence_is_a_look(here: Pledger) -> None:
    """The day on which evidence was read counts as a look; an earlier snooze does not take it back."""
    file = (
        '{"type": "claim", "statement": "It comes", "speaker": "Bo", "said_on": "2026-01-05",'
        ' "latest": "2026-03-31", "evidence": [{"url": "https://x.org/1", "read_on": "2026-10-01"}]}\n'
    )
    (here.cwd / "claims.jsonl").write_text(file)
    assert here("import claims.jsonl").code == 0
    assert claim(here, 5)["looked_on"] == "2026-10-01"
    assert overdue_of_the_day(here) == ["1", "2", "3", "5"]
    here("snooze 5 --until none --looked 2026-09-01")
    assert claim(here, 5)["looked_on"] == "2026-10-01"
    assert overdue_of_the_day(here) == ["1", "2", "3", "5"]


def test_missed_claims_stay_watched(here: Pledger) -> None:
    """A miss is a look; a missed claim may be snoozed and is shown when its day comes, until it is judged."""
    here("resolve 1 missed", today="2026-10-01")
    assert claim(here, 1)["looked_on"] == "2026-10-01"
    assert here("snooze 1 --until 2026-12-01").code == 0
    assert claim(here, 1)["looked_on"] == "2026-11-23"
    assert claim(here, 1)["outcome"] == "missed"
    again = "To look at again"
    assert again not in here("", today="2026-11-30").out
    assert "It comes in March" in here("", today="2026-12-01").out.partition(again)[2]
    here("resolve 1 late --on 2026-12-01", today="2026-12-01")
    assert again not in here("", today="2026-12-02").out


def test_a_reminder_before_the_miss_is_done(here: Pledger) -> None:
    """A reminder that had come by the day of the verdict is not shown again for a missed claim."""
    here("snooze 1 --until 2026-12-01")
    here("resolve 1 missed", today="2026-12-03")
    assert "To look at again" not in here("", today="2026-12-04").out


def test_undo_and_rebuild(here: Pledger) -> None:
    """Undo gives back reminder and look as they were; rebuilding gives the same, and verify holds."""
    here("snooze 1 --until 2026-12-01 --looked 2026-11-01")
    here("snooze 1 --until none")
    assert here("undo").code == 0
    shown = claim(here, 1)
    assert (shown["review_on"], shown["looked_on"]) == ("2026-12-01", "2026-11-01")
    assert here("verify").code == 0
    assert here("rebuild").code == 0
    assert claim(here, 1) == shown
    assert here("verify").code == 0
    here("undo")
    assert claim(here, 1)["looked_on"] is None
