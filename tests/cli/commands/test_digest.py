"""What changed since a day."""

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Five predictions recorded on some earlier day, by the journal's own clock."""
    pledger("init --me Nora")
    for name, last in (
        ("past", "2026-06-30"),
        ("yesterday", "2026-11-22"),
        ("today", "2026-11-23"),
        ("soon", "2026-12-23"),
        ("far", "2027-06-30"),
    ):
        assert pledger(f"add {name} -s Ann --said 2026-01-05 --to {last}").code == 0
    return pledger


def changes(here: Pledger, line: str = "digest", today: str = "2026-11-23") -> dict[str, list[str]]:
    """What changed: the statements of each kind of change."""
    found: dict[str, list[str]] = {}
    for row in here(f"{line} -f json", today=today).json:
        found.setdefault(row["change"], []).append(row["statement"])
    return found


def test_newly_overdue_and_newly_due(here: Pledger) -> None:
    """Overdue since: whose last day lies in the time asked for; due: who came within thirty days since."""
    assert changes(here) == {"overdue": ["yesterday"], "due": ["soon"]}
    assert changes(here, "digest --since 1d") == {"overdue": ["yesterday"], "due": ["soon"]}
    # On the day before, soon was not within thirty days yet; today was.
    assert changes(here, today="2026-11-22") == {}
    assert changes(here, "digest --since 2026-06-30")["overdue"] == ["past", "yesterday"]
    assert changes(here, "digest --since 2026-07-01")["overdue"] == ["yesterday"]


def test_what_is_judged_is_not_overdue(here: Pledger) -> None:
    """A verdict takes a prediction out of what is overdue and into what was judged, undone ones not."""
    here("resolve 2 missed")
    assert changes(here) == {"due": ["soon"], "judged": ["yesterday"]}
    here("undo")
    assert changes(here) == {"overdue": ["yesterday"], "due": ["soon"]}


def test_what_was_recorded_with_its_outcome_is_counted_only(pledger: Pledger) -> None:
    """History that is imported is no news: it is counted, and not listed."""
    pledger("init --me Nora")
    (pledger.cwd / "s.csv").write_text(
        "statement,speaker,said_on,latest,outcome,follows\n"
        "a,Ann,2020-01-01,2020-06-30,missed,\nb,Ann,2020-07-01,2020-12-31,yes,a\n"
    )
    pledger("import s.csv --judged 2021-01-01")

    assert changes(pledger) == {}
    assert "2 predictions were recorded, 2 of them with their outcome." in pledger("digest").out


def test_dates_that_moved(here: Pledger) -> None:
    """A window that was edited names both days; moved back again, it has not moved."""
    here("edit 4 --to 2027-03-31")
    (row,) = [row for row in here("digest -f json").json if row["change"] == "moved"]
    assert (row["id"], row["latest"], row["was"]) == (4, "2027-03-31", "2026-12-23")
    here("edit 4 --to 2027-04-30")
    assert "2027-04-30, was 2026-12-23" in here("digest").out
    here("edit 4 --to 2026-12-23")
    assert "moved" not in changes(here)


def test_a_promise_made_anew(here: Pledger) -> None:
    """A renewal names the day of the promise before; of what was recorded at once it is no news."""
    here("add 'past again' -s Ann --said 2026-07-02 --to 2026-12-31 --follows 1")
    # Both were recorded today, by the journal's clock.
    assert "renewed" not in changes(here)


def test_reminders(here: Pledger) -> None:
    """A reminder stands in it when its day comes."""
    here("snooze 1 --until 2026-11-25")
    assert "remind" not in changes(here)
    assert changes(here, today="2026-11-25")["remind"] == ["past"]
    assert "remind" not in changes(here, today="2026-12-25")


def test_the_exit_code_tells(here: Pledger) -> None:
    """With --check it is 1 where anything changed, for cron and CI."""
    assert here("digest --check").code == 1
    assert here("digest --check", today="2026-11-22").code == 0
    assert here("digest").code == 0


@pytest.mark.parametrize(
    ("since", "code"), [("purple", 2), ("7x", 2), ("2027-01-01", 4), ("99999y", 2), ("3/7/2026", 2)]
)
def test_times_that_cannot_be(here: Pledger, since: str, code: int) -> None:
    """Words that are no time, and days to come, are refused in a sentence."""
    answer = here(["digest", "--since", since])
    assert answer.code == code
    assert answer.refusal


def test_nothing_changed(pledger: Pledger) -> None:
    """An empty ledger has an empty digest, in every format."""
    pledger("init --me Nora")
    assert "Nothing." in pledger("digest").out
    assert pledger("digest -f json").json == []
    assert "Nothing." in pledger("digest -f md").out
