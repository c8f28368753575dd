"""The scoreboard on the command line: its order, its renewals, its people."""

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Ann with one right of one, Bo with five right of six, Cy with a promise renewed once."""
    pledger("init --me Me")
    rows = ["statement,speaker,said_on,latest,outcome,follows", "a,Ann,2020-01-01,2020-12-31,yes,"]
    rows += [f"b{n},Bo,2020-01-01,2020-12-31,{'yes' if n else 'no'}," for n in range(6)]
    rows += ["c1,Cy,2020-01-01,2020-12-31,missed,", "c2,Cy,2021-01-01,2021-12-31,missed,c1"]
    (pledger.cwd / "s.csv").write_text("\n".join(rows))
    pledger("init --me Nora")
    assert pledger("import s.csv --judged 2022-01-01").code == 0
    return pledger


def groups(here: Pledger, line: str) -> list[str | None]:
    """The rows of a scoreboard, by name."""
    return [row["group"] for row in here(f"{line} -f json").json]


def test_the_order(here: Pledger) -> None:
    """Rows stand by the number due; --sort lower by the lower limit, not by the raw share."""
    assert groups(here, "score") == ["Bo", "Ann", "Cy", None]
    rows = here("score --sort lower -f json").json
    assert [row["group"] for row in rows] == ["Bo", "Ann", "Cy", None]
    assert rows[1]["accuracy"] > rows[0]["accuracy"]
    assert rows[1]["accuracy_low"] < rows[0]["accuracy_low"]


def test_renewals(here: Pledger) -> None:
    """A promise and its renewal count once and it says so; --each counts both."""

    def cy(line: str) -> dict[str, int]:
        (row,) = [row for row in here(f"{line} -f json").json if row["group"] == "Cy"]
        return {name: row[name] for name in ("claims", "due", "missed", "repromises")}

    assert cy("score") == {"claims": 1, "due": 1, "missed": 1, "repromises": 1}
    assert cy("score --each") == {"claims": 2, "due": 2, "missed": 2, "repromises": 0}
    assert "each" in here("score --each").out.casefold()


def test_some_people_only(here: Pledger) -> None:
    """Named speakers, by any spelling, have the board to themselves; the row for all is about them."""
    rows = here("score bo ANN -f json").json

    assert [row["group"] for row in rows] == ["Bo", "Ann", None]
    assert rows[-1]["claims"] == 7
    assert here("score Nobody").code == 3


@pytest.fixture
def words(pledger: Pledger) -> Pledger:
    """Ann in words, in a number, in words of no scale, and without any; all came true or not."""
    pledger("init --me Nora")
    (pledger.cwd / "w.csv").write_text(
        "statement,speaker,said_on,latest,heard,stance,outcome\n"
        "a,Ann,2020-01-01,2020-12-31,likely,,yes\n"
        "b,Ann,2020-01-01,2020-12-31,probably not,,no\n"
        "c,Ann,2020-01-01,2020-12-31,60%,,no\n"
        "d,Ann,2020-01-01,2020-12-31,I guarantee it,,yes\n"
        "e,Ann,2020-01-01,2020-12-31,,,yes\n"
        "f,Ann,2020-01-01,2020-12-31,,deny,no\n"
        "g,Ann,2020-01-01,2020-12-31,likely (of the opposite),,no\n"
        "h,Ann,2020-01-01,2020-12-31,,none,no\n"
    )
    assert pledger("import w.csv --judged 2021-02-01").code == 0
    return pledger


def mean(*squares: float) -> float:
    """A Brier score as the mean it is."""
    return round(sum(squares) / len(squares), 9)


def test_words_on_another_scale(words: Pledger) -> None:
    """--scale reads the words anew and leaves numbers alone; a word the scale has not gives no number."""

    def ann(line: str) -> tuple[int, float]:
        row = words(f"{line} -f json").json[0]
        return row["forecasts"], round(row["brier"], 9)

    ours = mean(0.28**2, 0.30**2, 0.60**2, 0.28**2)
    assert ann("score") == (4, ours)
    assert ann("score --scale pooled") == (4, ours)
    # likely 66-100, and no "probably".
    assert ann("score --scale ipcc") == (3, mean(0.17**2, 0.60**2, 0.17**2))
    # probably not 30+-10, and no "likely".
    assert ann("score --scale kent") == (2, mean(0.30**2, 0.60**2))
    assert ann("score --scale ICD-203")[0] == 4
    answer = words("score --scale kent")
    assert "the scale kent" in answer.out
    assert "2 due hold words that it does not know" in answer.out
    assert words("score --scale mine").code == 2


def test_what_was_said_without_a_chance(words: Pledger) -> None:
    """An unhedged statement has no chance unless --unhedged gives it one; a denied one gets the rest."""
    rows = words("score --unhedged 0.98 -f json").json

    assert rows[0]["forecasts"] == 6
    squares = (0.28**2, 0.30**2, 0.60**2, 0.28**2, 0.02**2, 0.02**2)
    assert rows[0]["brier"] == pytest.approx(mean(*squares))
    assert (rows[0]["unhedged"], rows[0]["scale"], rows[0]["scale_version"]) == (0.98, "pooled", 1)
    assert words("score -f json").json[0]["unhedged"] is None
    assert [rows[0][name] for name in ("accuracy", "due")] == [
        words("score -f json").json[0][name] for name in ("accuracy", "due")
    ]
    assert "98% (--unhedged)" in words("score --unhedged 98%").out
    assert words("score --unhedged likely").code == 2
    assert words("score --unhedged 1.5").code == 2


def test_a_chain_is_read_in_the_words_of_its_head(here: Pledger) -> None:
    """With --scale a promise and its renewal count once, in the words of the first."""
    here("edit 8 -p likely")
    here("edit 9 -p 'almost certain'")

    (row,) = [row for row in here("score --scale ipcc -f json").json if row["group"] == "Cy"]

    assert (row["forecasts"], row["brier"]) == (1, pytest.approx(0.83**2))
