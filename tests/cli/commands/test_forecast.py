"""How likely anybody called a prediction on a day."""

from typing import Any

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A prediction with a chance of its speaker's, and one without."""
    pledger("init --me Ann")
    pledger("add 'It comes' -s Bo --said 2026-01-05 --to 2999-12-31 -p 90%")
    pledger("add 'It goes' -s Bo --said 2026-01-05 --to 2999-12-31")
    return pledger


def shown(here: Pledger, ref: int = 1) -> dict[str, Any]:
    """A prediction as `show` has it."""
    found: dict[str, Any] = here(f"show {ref} -f json").json[0]
    return found


def given(here: Pledger, ref: int = 1) -> list[tuple[Any, ...]]:
    """Who gave what when."""
    return [(row["who"], row["on"], row["credence"]) for row in shown(here, ref)["forecasts"]]


def test_everybodys_forecasts_are_listed(here: Pledger) -> None:
    """Each stands with who, when and what it came from, by its day; the claim's own stays the first."""
    here("forecast 1 62% -s 'The crowd' --on 2026-03-01 --note '48 people'")
    here("forecast 1 probably not -s Cy --said 2026-02-01")
    here("forecast 1 3:1")
    found = shown(here)

    assert found["credence"] == 0.9
    assert given(here) == [
        ("Bo", "2026-01-05", 0.9),
        ("Cy", "2026-02-01", 0.3),
        ("The crowd", "2026-03-01", 0.62),
        ("Ann", "2026-11-23", 0.75),
    ]
    _, words, crowd, _ = found["forecasts"]
    assert (words["basis"], words["words"]) == ("words", "probably not")
    assert words["credence_low"] < words["credence"] < words["credence_high"]
    assert (crowd["basis"], crowd["words"], crowd["note"]) == ("stated", None, "48 people")
    assert here("forecast 1 -f json").json == found["forecasts"]
    for line in ("show 1", "forecast 1"):
        card = here(line).out
        assert "The crowd" in card
        assert "48 people" in card
        assert "probably not (heard as 30%" in card
    assert {row["name"] for row in here("people -f json").json} == {"Ann", "Bo", "Cy", "The crowd"}
    assert here("verify").code == 0


def test_the_speakers_first_is_the_claims_own(here: Pledger) -> None:
    """A chance that the speaker gives first of all becomes the claim's credence, and undo takes it back."""
    before = shown(here, 2)
    told = here("forecast 2 80% -s Bo --on 2026-02-01 --note interview")
    here("forecast 2 60% -s Bo --on 2026-03-01")
    found = shown(here, 2)

    assert "own first" in told.err
    assert (found["credence"], found["stance"], found["prospective"]) == (0.8, "affirm", True)
    assert [(row["on"], row["first"]) for row in found["forecasts"]] == [
        ("2026-02-01", True),
        ("2026-03-01", False),
    ]
    assert "80%, on 2026-02-01" in here("show 2").out
    assert "interview" in here("show 2").out
    # An earlier one that comes to light later is the first.
    here("forecast 2 70% -s Bo --on 2026-01-20")
    assert shown(here, 2)["credence"] == 0.7
    assert [row[1:] for row in given(here, 2)] == [
        ("2026-01-20", 0.7),
        ("2026-02-01", 0.8),
        ("2026-03-01", 0.6),
    ]
    assert here("verify").code == 0
    here("undo")
    assert shown(here, 2)["forecasts"] == found["forecasts"]
    here("undo")
    here("undo")
    after = shown(here, 2)
    for key in before:
        if key not in ("history",):
            assert after[key] == before[key], key
    assert here("verify").code == 0


def test_a_chance_never_turns_a_stance(here: Pledger) -> None:
    """Who said that it comes and later gives 20 % has changed their mind: not right when it stays out."""
    told = here("forecast 2 20% -s Bo --on 2026-02-01")
    here("forecast 2 80% -s Bo --on 2026-03-01")
    found = shown(here, 2)

    assert told.code == 0
    assert "change of mind" in told.err
    assert (found["credence"], found["stance"], found["credence_basis"]) == (None, "affirm", "none")
    assert [row["first"] for row in found["forecasts"]] == [False, False]


def test_an_edit_mends_the_first(here: Pledger) -> None:
    """The claim's chance is what the edit says, on the day it was given; cleared, it was nobody's."""
    here("forecast 2 80% -s Bo --on 2026-02-01")
    here("edit 2 -p 75%")
    assert given(here, 2) == [("Bo", "2026-02-01", 0.75)]
    here("edit 2 --clear chance")
    assert given(here, 2) == []
    here("forecast 2 70% -s Bo --on 2026-03-01")
    assert shown(here, 2)["credence"] == 0.7
    here("undo")
    assert given(here, 2) == []
    assert here("verify").code == 0


def test_written_down_too_late(here: Pledger) -> None:
    """What is written down once its day has passed is no foresight: told, counted, and not prospective."""
    here("add 'It went' -s Bo --said 2020-01-05 --to 2020-06-30")
    told = here("forecast 3 80% -s Bo --on 2020-02-01")
    here("forecast 3 60% -s Cy --on 2020-02-01")
    found = shown(here, 3)

    assert "came later" in told.err
    assert found["edited_late"] is True
    assert [row["prospective"] for row in found["forecasts"]] == [False, False]
    here("forecast 1 60% -s Cy")
    assert shown(here)["forecasts"][-1]["prospective"] is True


REFUSED = {
    "no number": ("forecast 1 wonderful", 2, "wonderful"),
    "a goal": ("forecast 1 aims to", 2, "aims to"),
    "above one": ("forecast 1 70", 2, "70%"),
    "nothing at all": ("forecast 1 ' '", 2, "empty"),
    "tomorrow": ("forecast 1 70% --on 2026-11-24", 4, "still to come"),
    "before it was said": ("forecast 1 70% --on 2026-01-04", 4, "2026-01-05"),
    "after its day": ("forecast 3 70% --on 2020-07-01", 4, "2020-06-30"),
    "after it happened": ("forecast 4 70% --on 2026-03-02", 4, "happened on 2026-03-01"),
    "after it was judged": ("forecast 5 70% --on 2026-04-02", 4, "judged on 2026-04-01"),
    "the same again": ("forecast 1 62% -s Cy --on 2026-03-01", 4, "already"),
    "no such prediction": ("forecast 9 70%", 3, "9"),
    "a removed one": ("forecast 6 70%", 4, "removed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str, here: Pledger) -> None:
    """One sentence, the contract's exit code; nothing is recorded, nobody is met."""
    line, code, word = REFUSED[name]
    here("add 'It went' -s Bo --said 2020-01-05 --to 2020-06-30")
    here("add 'It snows' -s Bo --said 2026-01-05 --to 2026-12-31")
    here("resolve 4 yes --on 2026-03-01")
    here("add 'It hails' -s Bo --said 2026-01-05 --to 2026-12-31")
    here("resolve 5 void --judged 2026-04-01")
    here("add 'A typo'")
    here("remove 6")
    here("forecast 1 62% -s Cy --on 2026-03-01")
    before = here("verify -f json").json
    refused = here(f"{line} -s Dee" if "Cy" not in line else line)

    assert refused.code == code
    assert word in refused.refusal
    assert here("verify -f json").json == before


def test_on_the_day_itself(here: Pledger) -> None:
    """On the day it was said, on the last day and on the day it happened a chance can still be given."""
    here("add 'It snows' -s Bo --said 2026-01-05 --to 2026-03-31")
    assert here("forecast 3 70% -s Cy --on 2026-01-05").code == 0
    assert here("forecast 3 70% -s Cy --on 2026-03-31").code == 0
    here("resolve 3 yes --on 2026-02-02")
    assert here("forecast 3 70% -s Cy --on 2026-02-02").code == 0


def test_forecasters_are_people(here: Pledger) -> None:
    """Merging carries forecasts over, undo gives them back; who forecast for somebody else's command stays."""
    here("forecast 1 62% -s Crowd --on 2026-03-01")
    here("forecast 1 60% -s 'The crowd' --on 2026-03-02")
    here("people 'The crowd' --merge Crowd")
    assert [row[0] for row in given(here)] == ["Bo", "The crowd", "The crowd"]
    assert "by The crowd on 2026-03-01" in here("history 1 -f json").json[1]["what"]
    assert here("verify").code == 0
    here("undo")
    assert [row[0] for row in given(here)] == ["Bo", "Crowd", "The crowd"]
    here("--as Eve forecast 2 50% -s 'The crowd' --on 2026-03-02")
    here("undo")
    assert {row["name"] for row in here("people -f json").json} >= {"The crowd"}
    assert here("show 2").code == 0
    assert here("verify").code == 0


def test_exports_say_what_they_leave_out(here: Pledger) -> None:
    """A file holds the predictions' own chances; others are counted, and the journal brings them all."""
    here("forecast 1 62% -s Crowd --on 2026-03-01")
    here("forecast 2 80% -s Bo --on 2026-03-01")
    for name in ("csv", "jsonl"):
        assert "1 forecast" in here(f"export -f {name}").err
    here("export -f journal -o j.journal")
    here("--db other.sqlite init --from j.journal")
    assert here("forecast 1 -f json --db other.sqlite").json == here("forecast 1 -f json").json


def test_who_forecast_in_private_stays_private(here: Pledger) -> None:
    """Somebody known by a forecast of a private prediction alone is in no public export."""
    here("add 'My secret' --private --said 2026-01-05")
    here("forecast 3 60% -s Dee --on 2026-03-01")
    here("forecast 1 60% -s Eve --on 2026-03-01")
    public, private = here("export -f jsonl").out, here("export -f jsonl --private").out

    assert '"Dee"' not in public
    assert '"Eve"' in public
    assert '"Dee"' in private
