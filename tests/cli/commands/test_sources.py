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
