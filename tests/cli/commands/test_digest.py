"""What changed since a day."""

import tempfile
import time
from collections import Counter
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.cli.app import App
from tests.conftest import Pledger


class Clock:
    """The machine's clock, which goes where it is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = datetime(2026, 11, 23, 12, tzinfo=UTC)

        def read_clock(app: App) -> None:
            app.now = self.at
            if app.moved is None:
                app._today = self.at.date()
                app.today = app._today.isoformat()

        monkeypatch.setattr(App, "read_clock", read_clock)

    def set(self, day: str, hour: int = 12) -> None:
        """Set it."""
        self.at = datetime.fromisoformat(day).replace(hour=hour, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock of the machine, on 23 November 2026 until it is set."""
    return Clock(monkeypatch)


@pytest.fixture
def here(pledger: Pledger, clock: Clock) -> Pledger:
    """Five predictions recorded on an earlier day, by the journal's own clock."""
    clock.set("2026-01-05")
    pledger("init --me Nora")
    for name, last in (
        ("past", "2026-06-30"),
        ("yesterday", "2026-11-22"),
        ("today", "2026-11-23"),
        ("soon", "2026-12-23"),
        ("far", "2027-06-30"),
    ):
        assert (
            pledger(f"add {name} -s Ann --said 2026-01-05 --to {last}", today="2026-01-05").code
            == 0
        )
    clock.set("2026-11-23")
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
    """A renewal names the day of the promise before; what one command recorded with it is no news."""
    here("add 'past again' -s Ann --said 2026-07-02 --to 2026-12-31 --follows 1")
    (row,) = [row for row in here("digest -f json").json if row["change"] == "renewed"]
    assert (row["statement"], row["was"]) == ("past again", "2026-06-30")
    (here.cwd / "s.csv").write_text(
        "statement,speaker,said_on,latest,follows\n"
        "a,Bo,2026-01-01,2026-12-30,\nb,Bo,2026-07-01,2026-12-31,a\n"
    )
    assert here("import s.csv").code == 0
    assert changes(here)["renewed"] == ["past again"]


def test_a_link_that_was_forgotten(here: Pledger) -> None:
    """A claim that was known, and is linked to an earlier promise now, is a promise made anew."""
    here("edit 5 --follows 4")
    assert changes(here)["renewed"] == ["far"]


def test_what_was_recorded_past_its_day(here: Pledger) -> None:
    """It was in no earlier digest, so it is newly overdue, or due, as well as new."""
    here("add 'long ago' -s Bo --said 2025-01-05 --to 2025-06-30")
    here("add 'next week' -s Bo --said 2026-11-05 --to 2026-11-30")
    assert changes(here) == {
        "overdue": ["long ago", "yesterday"],
        "due": ["next week", "soon"],
    }
    assert "2 predictions were recorded." in here("digest").out


def test_open_again_and_taken_back(here: Pledger, clock: Clock) -> None:
    """A verdict that was taken back, by hand or by undo, and what its speaker took back, are told."""
    here("resolve 1 missed")
    here("retract 5 --on 2026-11-20")
    assert changes(here)["retracted"] == ["far"]
    clock.set("2026-12-01")
    assert "judged" not in changes(here, "digest --since 3d", today="2026-12-01")
    here("reopen 1", today="2026-12-01")
    found = changes(here, "digest --since 3d", today="2026-12-01")
    assert (found["reopened"], found["overdue"][0]) == (["past"], "past")
    assert "was missed" in here("digest --since 3d", today="2026-12-01").out
    here("undo", today="2026-12-01")
    assert "reopened" not in changes(here, "digest --since 3d", today="2026-12-01")
    here("undo", today="2026-12-01")
    assert changes(here, "digest --since 3d", today="2026-12-01")["reopened"] == ["far"]


def test_what_is_gone_is_counted(here: Pledger, clock: Clock) -> None:
    """Removed, redacted and undone ones are in no list; how many that were known is said."""
    here("remove 2")
    here("redact 4 --reason 'private' --yes")
    assert changes(here) == {}
    told = here("digest").out
    assert "1 prediction was removed." in told
    assert "1 prediction was redacted." in told
    clock.set("2026-12-01")
    here("undo", today="2026-12-01")  # the redaction cannot be, the removal before it can
    clock.set("2026-12-02")
    here("add gone -s Ann --said 2026-01-05 --to 2026-12-30", today="2026-12-02")
    clock.set("2026-12-09")
    here("undo", today="2026-12-09")
    assert "1 prediction was removed." in here("digest --since 2026-12-08", today="2026-12-09").out


def test_the_day_begins_where_we_are(
    here: Pledger, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In China 16 November begins at 16:00 UTC on the 15th: what was recorded after that is of the 16th."""
    clock.at = datetime(2026, 11, 15, 16, 30, tzinfo=UTC)
    here("resolve 1 missed", today="2026-11-16")
    clock.set("2026-11-23")
    try:
        judged = []
        for zone in ("Asia/Shanghai", "UTC"):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            rows = here("digest --since 2026-11-16 -f json", env={"TZ": zone}).json
            judged.append("judged" in {row["change"] for row in rows})
    finally:
        monkeypatch.undo()
        time.tzset()
    assert judged == [True, False]


def test_since_a_moment(here: Pledger, clock: Clock) -> None:
    """A moment, as history prints it, is exact: what was told before is not told again."""
    clock.at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    here("resolve 1 missed")
    clock.at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    here("resolve 2 missed")
    assert changes(here, "digest --since 2026-11-23")["judged"] == ["past", "yesterday"]
    assert changes(here, "digest --since 2026-11-23T09:00:00Z")["judged"] == ["yesterday"]
    assert changes(here, "digest --since 2026-11-23T08:30Z")["judged"] == ["yesterday"]
    assert changes(here, "digest --since 2026-11-23T09:01Z") == {}
    assert here("digest --since 2026-13-23T09:01Z").code == 2
    assert here("digest --since 2026-11-25T09:01Z").code == 4


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


def test_many_of_a_kind(here: Pledger) -> None:
    """After a great import a table shows the first of each kind, and says so; a machine format has all."""
    lines = [f"p{number},Bo,2020-01-01,2020-06-30,\n" for number in range(70)]
    lines += [f"q{number},Bo,2020-01-01,2026-12-01,\n" for number in range(3)]
    (here.cwd / "s.csv").write_text("statement,speaker,said_on,latest,outcome\n" + "".join(lines))
    assert here("import s.csv").code == 0

    rows = here("digest -f json").json
    assert Counter(row["change"] for row in rows) == {"overdue": 71, "due": 4}
    out = here("digest").out
    assert "No more than 50 of a kind are shown, 54 of 75;" in out
    assert ("p49" in out, "p50" in out, "q2" in out) == (True, False, True)


@pytest.mark.parametrize(
    "since",
    [
        "7d",
        "2w",
        "1 month",
        "9y",
        "2026-11-01",
        "last monday",
        "yesterday",
        "today",
        "上周一",
        "0001-01-01",
    ],
)
def test_times_that_can_be(here: Pledger, since: str) -> None:
    """A time back, a day in any of its words, and one before there was a ledger."""
    assert here(["digest", "--since", since]).code == 0


# What somebody does: on which day after the last, and to which claim.
DEEDS = st.lists(
    st.tuples(
        st.integers(0, 25),
        st.sampled_from(
            ["add", "renew", "missed", "late", "no", "reopen", "edit", "retract", "remove", "snooze",
             "undo", "digest", "digest"]
        ),
        st.integers(1, 6),
        st.integers(-20, 60),
    ),
    min_size=4,
    max_size=16,
)  # fmt: skip


class Story:
    """A ledger to which things are done day by day, with a digest now and then."""

    def __init__(self, pledger: Pledger, clock: Clock) -> None:
        self.pledger, self.clock = pledger, clock
        clock.set("2026-03-01")
        self.do("init --me Nora")
        for number in range(4):
            self.add(f"first {number}", 20 * number + 5)
        clock.at += timedelta(seconds=1)
        self.start = self.last = self.moment
        self.parts: list[Counter[tuple[str, int]]] = []
        self.touched: set[int] = set()

    @property
    def today(self) -> date:
        return self.clock.at.date()

    @property
    def moment(self) -> str:
        return self.clock.at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def do(self, line: str) -> Any:
        """A command of this day; many are refused, and then nothing has happened."""
        return self.pledger(line, today=self.today.isoformat())

    def add(self, name: str, days: int, more: str = "") -> None:
        said = min(self.today, self.today + timedelta(days=days))
        last = self.today + timedelta(days=days)
        self.do(f"add '{name}' -s Ann --said {said} --to {last} {more}")

    def digest(self, since: str) -> Counter[tuple[str, int]]:
        rows = self.do(f"digest --since {since} -f json").json
        return Counter((row["change"], row["id"]) for row in rows)

    def tell(self) -> None:
        """The digest since the last one."""
        self.parts.append(self.digest(self.last))
        self.last = self.moment

    def go(self, gap: int, deed: str, claim: int, days: int) -> None:
        self.clock.at += timedelta(days=gap, hours=1)
        day = self.today + timedelta(days=days)
        if deed == "digest":
            self.tell()
            return
        if deed == "undo":
            self.touched |= set(range(1, 30))
        else:
            self.touched.add(claim)
        if deed == "renew":
            self.touched |= set(range(1, 30))
        self.clock.at += timedelta(seconds=1)
        match deed:
            case "add":
                self.add(f"new {self.moment}", days)
            case "renew":
                self.add(f"again {self.moment}", days, f"--follows {claim}")
            case "missed" | "no":
                self.do(f"resolve {claim} {deed}")
            case "late":
                self.do(f"resolve {claim} late --on {self.today}")
            case "edit":
                self.do(f"edit {claim} --to {day}")
            case "snooze":
                self.do(f"snooze {claim} --until {day}")
            case "reopen" | "remove":
                self.do(f"{deed} {claim}")
            case "retract":
                self.do(f"retract {claim} --on {self.today}")
            case "undo":
                self.do("undo")
        self.clock.at += timedelta(seconds=1)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example([(0, "no", 1, 0), (0, "remove", 1, 0), (0, "digest", 1, 0), (0, "undo", 1, 0)])
@given(DEEDS)
def test_digests_one_after_the_other_lose_nothing(
    monkeypatch: pytest.MonkeyPatch, deeds: list[tuple[int, str, int, int]]
) -> None:
    """Together, digests of one time after another hold all that one digest of the whole time holds.

    And what came of itself, with nothing done to the prediction or its chain, is told once among them.
    """
    with tempfile.TemporaryDirectory() as folder:
        story = Story(Pledger(Path(folder)), Clock(monkeypatch))
        for deed in deeds:
            story.go(*deed)
        story.clock.at += timedelta(hours=1)
        story.tell()
        whole = story.digest(story.start)

    together: Counter[tuple[str, int]] = sum(story.parts, Counter())
    for change, claim in whole:
        # What was removed in one time and brought back in another is told with all that is known of it.
        told = together[change, claim] or together["restored", claim]
        assert told, (change, claim, whole, story.parts)
    assert max(whole.values(), default=1) == 1
    assert all(max(part.values(), default=1) == 1 for part in story.parts)
    for (change, claim), times in together.items():
        if claim not in story.touched:
            assert times == 1, (change, claim, story.parts)


def test_what_was_removed_and_is_there_again(pledger: Pledger, clock: Clock) -> None:
    """A removal that is undone is a change, told with what became of the prediction."""
    pledger("init --me Nora")
    pledger("add 'it rains' -s Ann --said 2026-01-02 --to 2026-02-01", today="2026-01-02")
    pledger("resolve 1 missed", today="2026-03-01")
    pledger("remove 1")
    clock.set("2026-11-23", 13)
    pledger("undo")

    (row,) = pledger("digest --since 2026-11-23T12:30:00Z -f json").json
    assert (row["change"], row["id"], row["outcome"]) == ("restored", 1, "missed")
    assert "there again" in pledger("digest --since 2026-11-23T12:30:00Z").out


def test_nothing_changed(pledger: Pledger) -> None:
    """An empty ledger has an empty digest, in every format."""
    pledger("init --me Nora")
    assert "Nothing." in pledger("digest").out
    assert pledger("digest -f json").json == []
    assert "Nothing." in pledger("digest -f md").out
