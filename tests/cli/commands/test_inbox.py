"""A text file, one prediction a line: what is understood is recorded, the rest is left with the reason."""

from typing import Any

import pytest

from tests.conftest import Pledger

PHONE = """- Nora ships the beta by Friday 70% #work
1. Rates fall in March, 40%
- [ ] AI may pass the exam by 2030

明年上半年发布新版本，七成
X goes public soon
"""


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A person with a ledger and a phone."""
    pledger("init --me Ann")
    (pledger.cwd / "phone.txt").write_text(PHONE)
    return pledger


def counts(here: Pledger, line: str, today: str = "2026-11-23") -> tuple[int, ...]:
    """Read, added, unchanged, changed, refused."""
    (row,) = here(f"{line} -f json", today=today).json
    names = ("read", "added", "unchanged", "changed", "refused")
    return tuple(row[name] for name in names)


def told(here: Pledger) -> list[tuple[Any, ...]]:
    """What the ledger holds."""
    names = ("statement", "latest", "credence", "tags")
    return [tuple(row[name] for name in names) for row in here("list -f json").json]


def test_each_line_is_read_as_add_reads_one(here: Pledger) -> None:
    """Date, chance and tags are taken out; marks in front of a line are no part of it."""
    assert counts(here, "inbox phone.txt") == (5, 5, 0, 0, 0)
    assert told(here) == [
        ("Nora ships the beta", "2026-11-27", 0.7, ["work"]),
        ("Rates fall", "2027-03-31", 0.4, []),
        ("AI may pass the exam", "2030-12-31", 0.42, []),
        ("明年上半年发布新版本", "2027-06-30", 0.7, []),
        ("X goes public soon", None, None, []),
    ]


@pytest.mark.parametrize("today", ["2026-11-23", "2026-12-24", "2031-01-01"])
def test_reading_again_adds_nothing(today: str, here: Pledger) -> None:
    """The same lines are known on whatever day they are read again, past or not, ticked or not."""
    counts(here, "inbox phone.txt")
    before = told(here)
    (here.cwd / "phone.txt").write_text(PHONE.replace("- [ ]", "* [x]").replace("1. ", ""))

    assert counts(here, "inbox phone.txt", today) == (5, 0, 5, 0, 0)
    assert told(here) == before
    assert here("verify").code == 0


def test_a_new_line_is_added(here: Pledger) -> None:
    """A line that came to the file is recorded as said on the day it is read."""
    counts(here, "inbox phone.txt")
    (here.cwd / "phone.txt").write_text("It rains tomorrow\n" + PHONE)

    assert counts(here, "inbox phone.txt", "2026-12-01") == (6, 1, 5, 0, 0)
    row = here("list -f json", today="2026-12-01").json[-1]
    assert (row["said_on"], row["latest"]) == ("2026-12-01", "2026-12-02")


def test_what_is_not_understood_is_left_with_the_reason(here: Pledger) -> None:
    """No time and no chance, two times, an ambiguous date, a chance above one: each line says why."""
    (here.cwd / "phone.txt").write_text(
        "buy milk\nMars in 2029 or in 2031\nRain on 3/7/2027\n"
        "a 130% chance of rain tomorrow\nIt rains tomorrow\n" + "x" * 3000 + " by 2030\n"
    )

    answer = here("inbox phone.txt -f json")
    (row,) = answer.json

    assert (answer.code, row["added"], row["refused"]) == (1, 1, 5)
    problems = {problem["line"]: problem["problem"] for problem in row["problems"]}
    assert "no time and no chance" in problems[1]
    assert "two times" in problems[2]
    assert "7 March or 3 July" in problems[3]
    assert "130%" in problems[4]
    assert "longer than" in problems[6]
    assert "phone.txt:2 refused" in answer.err


def test_a_chance_in_words_is_enough(here: Pledger) -> None:
    """A line without a time is recorded if its words say how sure it is."""
    (here.cwd / "phone.txt").write_text("AI will probably pass the exam\nbuy milk\n")

    (row,) = here("inbox phone.txt -f json").json
    (claim,) = here("list -f json").json

    assert (row["added"], row["refused"]) == (1, 1)
    assert (claim["credence"], claim["latest"]) == (0.7, None)


def test_nothing_understood_changes_nothing(here: Pledger) -> None:
    """A file without a prediction is refused as a whole."""
    (here.cwd / "phone.txt").write_text("buy milk\ncall home\n")
    head = here("verify -f json").json[0]["head"]

    answer = here("inbox phone.txt")

    assert answer.code == 2
    assert answer.refusal
    assert here("verify -f json").json[0]["head"] == head
    assert here("inbox nowhere.txt").code == 2


def test_somebody_elses_words(here: Pledger) -> None:
    """--speaker and --said hold for every line; --dry-run records nothing."""
    assert counts(here, "inbox phone.txt --dry-run -s Bo --said 2026-02-11") == (5, 5, 0, 0, 0)
    assert told(here) == []
    here("inbox phone.txt -s Bo --said 2026-02-11")
    rows = here("list -s Bo -f json").json
    assert [row["said_on"] for row in rows] == ["2026-02-11"] * 5
    assert rows[0]["latest"] == "2026-02-13"
    assert here("undo").code == 0
    assert told(here) == []
