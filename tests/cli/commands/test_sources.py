"""Where predictions can be read, and what such a source holds."""

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Two sources that were named, and a file that stands in for one."""
    pledger("init --me Ann")
    pledger("add 'It flies' -s Bo --said 2026-01-05 --due 2026-03-01 --source 'Talk in Oslo'")
    pledger("add 'It swims' -s Bo --said 2026-01-05 --due 2026-03-01 --source 'Talk in Rome'")
    (pledger.cwd / "f.csv").write_text("statement\nIt walks\n")
    pledger("import f.csv")
    return pledger


def test_the_list(here: Pledger) -> None:
    """Named sources with how many predictions; a file that stands in for one is none."""
    assert here("sources -f json").json == [
        {"title": "Talk in Oslo", "url": None, "frame": None, "predictions": 1},
        {"title": "Talk in Rome", "url": None, "frame": None, "predictions": 1},
    ]
    assert "not said" in here("sources").out


def test_a_source_is_described(here: Pledger) -> None:
    """Frame, address and title are changed by a part of the title, and undone."""
    (row,) = here("sources oslo --frame complete --url https://a.org --rename Oslo -f json").json

    assert row == {"title": "Oslo", "url": "https://a.org", "frame": "complete", "predictions": 1}
    assert here("list -f json").json[0]["source"] == "Oslo"
    assert here("score Bo -f json").json[0]["complete_sources"] == 1
    assert here("sources Oslo --frame unknown").code == 0
    assert here("sources Oslo -f json").json[0]["frame"] is None
    here("undo")
    here("undo")
    assert here("sources -f json").json[0] == {
        "title": "Talk in Oslo",
        "url": None,
        "frame": None,
        "predictions": 1,
    }
    assert here("verify").code == 0


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("sources Talk --frame complete", 4, "Talk in Rome"),
        ("sources Paris", 3, "pledger sources"),
        ("sources Oslo --rename 'Talk in Rome'", 4, "another source already"),
        ("sources Oslo --rename ''", 2, "--rename"),
        ("sources --frame complete", 2, "say which"),
        ("sources Oslo --frame some", 2, "complete"),
    ],
)
def test_what_is_refused(line: str, code: int, words: str, here: Pledger) -> None:
    """What cannot be told is one sentence, and changes nothing."""
    head = here("verify -f json").json[0]["head"]
    answer = here(line)

    assert answer.code == code
    assert words in answer.refusal
    assert here("verify -f json").json[0]["head"] == head


def test_a_second_place(here: Pledger) -> None:
    """A prediction that can be read twice has two sayings and counts once; its own stays the first."""
    told = here(
        "sources 'Talk in Rome' --claim 1 --place 12:30 --quote 'volerà' --quote-kind translated --lang it "
        "--url https://a.org/rome"
    )
    assert told.code == 0
    assert "Talk in Rome, 12:30: 1 (It flies)" in told.out
    shown = here("show 1 -f json").json[0]

    assert shown["source"] == "Talk in Oslo"
    assert shown["sayings"][1] == {
        "source": "Talk in Rome",
        "url": "https://a.org/rome",
        "place": "12:30",
        "quote": "volerà",
        "quote_kind": "translated",
        "lang": "it",
    }
    assert "volerà" in here("show 1").out
    assert [row["id"] for row in here("list --source Rome -f json").json] == [1, 2]
    assert [row["predictions"] for row in here("sources -f json").json] == [1, 2]
    assert here("score Bo -f json").json[0]["claims"] == 2
    assert "in Talk in Rome too" in here("history 1 -f json").json[0]["what"]
    # Another minute of the same talk is another place.
    assert here("sources 'Talk in Rome' --claim 1 --place 45:00").code == 0
    here("undo")
    here("undo")
    assert len(here("show 1 -f json").json[0]["sayings"]) == 1
    assert here("verify").code == 0
    assert here("rebuild").code == 0


def test_the_first_place(here: Pledger) -> None:
    """Of a prediction without a place, the place is its own."""
    here("add 'It runs' -s Bo --said 2026-01-05")
    here("sources 'Talk in Rome' --claim 4 --place 'line 3'")
    shown = here("show 4 -f json").json[0]

    assert (shown["source"], shown["place"], len(shown["sayings"])) == ("Talk in Rome", "line 3", 1)
    here("undo")
    assert here("show 4 -f json").json[0]["sayings"] == []


def test_a_place_in_a_new_source(here: Pledger) -> None:
    """A new title is a new source, told where a known one holds it; undo takes both back."""
    told = here("sources Rome --claim 1")

    assert "Talk in Rome" in told.err
    assert {row["title"] for row in here("sources -f json").json} >= {"Rome", "Talk in Rome"}
    here("undo")
    assert len(here("sources -f json").json) == 2
    assert "is a new source" not in here("sources Elsewhere --claim 1").err


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("sources 'Talk in Oslo' --claim 1", 4, "already"),
        ("sources 'Talk in Oslo' --claim 9", 3, "9"),
        ("sources --claim 1", 2, "say where"),
        ("sources 'Talk in Rome' --claim 1 --frame complete", 2, "--frame"),
        ("sources 'Talk in Rome' --place 'line 3'", 2, "--claim"),
        ("sources 'Talk in Rome' --quote-kind verbatim", 2, "--quote-kind"),
        ("sources 'Talk in Rome' --claim 1 --quote ' '", 2, "--quote"),
    ],
)
def test_places_that_are_refused(line: str, code: int, words: str, here: Pledger) -> None:
    """A place that is known, or of nothing, is refused, and changes nothing."""
    head = here("verify -f json").json[0]["head"]
    answer = here(line)

    assert answer.code == code
    assert words in answer.refusal
    assert here("verify -f json").json[0]["head"] == head
