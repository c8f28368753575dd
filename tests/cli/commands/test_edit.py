"""Errors of recording are mended, verdicts taken back, and all of it stays in the history."""

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """One claim with a deadline."""
    pledger("init --me Ann")
    pledger("add 'It comes' -s Bo --said 2026-02-11 --due 'by 2026-05-11' -t x --note n --quote q")
    return pledger


def test_each_field_can_be_mended(here: Pledger) -> None:
    """What is named changes, all else stays."""
    (before,) = here("list -f json").json
    (after,) = here(
        "edit 1 --statement 'It goes' -s Cy --said 2026-02-12 --due 'by Q4' -p 60% -t y --quote r "
        "--criteria c --cluster k --note m --private -f json"
    ).json
    changed = {key: after[key] for key in after if after[key] != before[key]}
    assert changed.pop("criteria_on") is not None
    assert changed == {
        "statement": "It goes",
        "speaker": "Cy",
        "said_on": "2026-02-12",
        "deadline_phrase": "by Q4",
        "earliest": "2026-02-12",
        "latest": "2026-12-31",
        "status": "open",
        "days_overdue": None,
        "credence": 0.6,
        "credence_low": 0.6,
        "credence_high": 0.6,
        "credence_basis": "stated",
        "tags": ["y"],
        "quote": "r",
        "criteria": "c",
        "cluster": "k",
        "note": "m",
        "private": True,
        "prospective": True,
        "edited_late": True,  # it had been due
    }
    assert after["uid"] == before["uid"]


def test_clear(here: Pledger) -> None:
    """--clear empties what was recorded."""
    (after,) = here("edit 1 --clear tags --clear note --clear quote --clear due -f json").json
    assert (after["tags"], after["note"], after["quote"]) == ([], None, None)
    assert (after["window"], after["latest"], after["status"]) == (None, None, "undated")


def test_an_edit_after_the_day_is_counted(here: Pledger) -> None:
    """Who moves the window of a claim that was due is told so, and every score says it."""
    assert "shown and counted" in here("edit 1 --due 'by 2030'").err
    (row,) = [row for row in here("score -f json").json if row["group"] is None]
    assert row["edited_late"] == 1
    assert "edited" in here("show 1").out


def test_a_moved_window_judges_anew(here: Pledger) -> None:
    """Yes and late follow the window; a miss whose day lies ahead again is open."""
    here("resolve 1 yes --on 2026-06-01")
    assert here("list -f json").json[0]["outcome"] == "late"
    assert "is now yes" in here("edit 1 --due 'by July'").err
    here("reopen 1")
    here("resolve 1 missed")
    assert "open again" in here("edit 1 --due 'by 2030'").err
    assert here("list -f json").json[0]["status"] == "open"


def test_stance_kind_and_source(here: Pledger) -> None:
    """Stance, kind, source and the speaker's other particulars are mended one by one."""
    (after,) = here(
        "edit 1 --stance none --kind goal --source Talk --url x.org --place 'line 3' --lang en "
        "--quote-kind paraphrase -f json"
    ).json

    assert after["stance"] is None
    assert after["kind"] == "goal"
    assert (after["source"], after["url"], after["place"]) == ("Talk", "x.org", "line 3")
    assert (after["lang"], after["quote_kind"]) == ("en", "paraphrase")
    (cleared,) = here("edit 1 --clear source --clear url --clear quote_kind -f json").json
    assert [cleared[name] for name in ("source", "url", "quote_kind")] == [None, None, None]
    here("edit 1 -p 70%")
    refused = here("edit 1 --deny")
    assert (refused.code, here("list -f json").json[0]["stance"]) == (4, "affirm")
    assert "affirms" in refused.refusal


def test_a_window_set_by_hand(here: Pledger) -> None:
    """--from and --to move one end each and keep the speaker's words; --clear due takes all of it."""
    (after,) = here("edit 1 --from 2026-03-01 -f json").json
    assert (after["earliest"], after["latest"]) == ("2026-03-01", "2026-05-11")
    (after,) = here("edit 1 --to 2026-08-01 -f json").json
    assert (after["earliest"], after["latest"]) == ("2026-03-01", "2026-08-01")
    assert after["deadline_phrase"] == "by 2026-05-11"
    (after,) = here("edit 1 --clear due -f json").json
    assert [after[name] for name in ("window", "latest", "deadline_phrase")] == [None, None, None]


def test_words_are_counted_anew_from_another_day(here: Pledger) -> None:
    """Where the day it was said moves, words that count from it move too; days set by hand do not."""
    here("add 'It rains' --said 2026-02-11 --due 'in 2 months'")
    (moved,) = here("edit 2 --said 2026-03-11 -f json").json
    assert (moved["said_on"], moved["latest"]) == ("2026-03-11", "2026-05-11")
    here("edit 2 --to 2026-07-01")
    (kept,) = here("edit 2 --said 2026-03-12 -f json").json
    assert (kept["said_on"], kept["latest"]) == ("2026-03-12", "2026-07-01")


def test_nothing_to_change(here: Pledger) -> None:
    """An edit that says what is recorded already writes no entry."""
    head = here("verify -f json").json[0]["head"]
    assert "Nothing to change" in here("edit 1 --note n").out
    assert here("verify -f json").json[0]["head"] == head


@pytest.mark.parametrize(
    ("lines", "code", "words"),
    [
        (["edit 1 --said 2026-06-01"], 2, "before it was said"),
        (["edit 9 --note x"], 3, "9"),
        (["edit 1"], 2, "--help"),
        (["reopen 1"], 4, "no outcome"),
        (["resolve 1 no", "retract 1"], 4, "judged already"),
        (["retract 1", "retract 1"], 4, "taken back already"),
        (["remove 1", "edit 1 --note x"], 4, "removed"),
        (["remove 1", "remove 1"], 4, "removed"),
        (["resolve 1 no", "resolve 1 yes --on 2026-03-01"], 4, "pledger reopen 1"),
        (["retract 1 --on 2026-02-01"], 4, "2026-02-11"),
    ],
)
def test_what_is_refused(lines: list[str], code: int, words: str, here: Pledger) -> None:
    """What the rules refuse is one sentence, with its exit code."""
    for line in lines[:-1]:
        assert here(line).code == 0
    head = here("verify -f json").json[0]["head"]
    answer = here(lines[-1])
    assert answer.code == code
    assert words in answer.refusal
    assert here("verify -f json").json[0]["head"] == head


def test_a_retracted_claim_that_was_due_counts_against(here: Pledger) -> None:
    """Taken back before its day: decided, and not right once the day has passed."""
    here("retract 1 --on 2026-03-01")
    (row,) = [row for row in here("score Bo -f json").json if row["group"] == "Bo"]
    assert (row["due"], row["retracted"], row["decided"], row["right"]) == (1, 1, 1, 0)


def test_a_removed_claim_stands_beside_the_rates(here: Pledger) -> None:
    """Removing a claim that was due takes it out of the rate and is counted."""
    here("remove 1 --note 'wrong speaker'")
    (row,) = [row for row in here("score -f json").json if row["group"] is None]
    assert (row["claims"], row["due"], row["removed_due"]) == (0, 0, 1)


def test_history_tells_each_command(here: Pledger) -> None:
    """`history` lists commands newest first; with an id only those that touched the claim."""
    here("add 'Another' -s Bo --due 'by 2030'")
    here("edit 1 --note m")
    here("resolve 1 no")
    here("undo")
    found = here("history -f json").json
    assert [row["command"] for row in found] == [6, 5, 4, 3, 2, 1]
    assert {row["recorder"] for row in found} == {"Ann"}
    assert all(row["at"].endswith("Z") and row["what"] for row in found)
    assert [row["command"] for row in here("history 2 -f json").json] == [3]
    assert 4 in [row["command"] for row in here("history 1 -f json").json]
    assert len(here("history --limit 2 -f json").json) == 2
