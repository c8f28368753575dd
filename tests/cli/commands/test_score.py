"""The scoreboard on the command line: its order, its renewals, its people."""

import contextlib
import json
import math
from typing import Any

import pytest

from ledger.domain.event import Event
from ledger.reports import counted
from ledger.scoring.intervals import wilson
from ledger.store.store import Store
from ledger.store.store import create
from tests.conftest import Pledger
from tests.store.ledgers import CREATED
from tests.store.ledgers import append
from tests.store.ledgers import attacked
from tests.store.ledgers import change
from tests.store.ledgers import claim
from tests.store.ledgers import person


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


@pytest.fixture
def mixed(pledger: Pledger) -> Pledger:
    """Claims of two years and two tags, of a complete and a picked source, some judged ahead of their day."""
    pledger("init --me Nora")
    (pledger.cwd / "m.csv").write_text(
        "statement,speaker,said_on,latest,credence,outcome,happened_on,tags,source\n"
        "a,Ann,2020-01-01,2020-01-05,90%,yes,2020-01-04,ai,Talk\n"
        "b,Ann,2020-01-01,2021-12-31,80%,no,,ai chips,Talk\n"
        "c,Ann,2021-03-01,2021-12-31,likely,yes,2021-05-01,,Blog\n"
        "d,Bo,2021-03-01,2031-12-31,,yes,2021-05-01,ai,Blog\n"
        "e,Bo,2021-03-01,2021-04-01,,,,chips,\n"
    )
    assert pledger("import m.csv --judged 2022-01-01").code == 0
    assert pledger("sources Talk --frame complete").code == 0
    assert pledger("sources Blog --frame selected").code == 0
    return pledger


def due(here: Pledger, line: str) -> dict[str | None, int]:
    """The groups of a scoreboard and how many are due in each."""
    return {row["group"]: row["due"] for row in here(f"{line} -f json").json}


def test_other_groups(mixed: Pledger) -> None:
    """--by makes rows of tags, sources, years, the time given or the kind of chance; all is the same."""
    assert due(mixed, "score --by tag") == {"ai": 2, "chips": 2, None: 4}
    assert due(mixed, "score --by source") == {"Talk": 2, "Blog": 1, None: 4}
    assert due(mixed, "score --by said-year") == {"2020": 2, "2021": 2, None: 4}
    assert due(mixed, "score --by due-year") == {"2021": 3, "2020": 1, "2031": 0, None: 4}
    assert due(mixed, "score --by basis") == {"stated": 2, "none": 1, "words": 1, None: 4}
    assert due(mixed, "score --by horizon") == {
        "up to a year": 1,
        "up to a month": 1,
        "up to a week": 1,
        "up to three years": 1,
        "longer": 0,
        None: 4,
    }
    assert due(mixed, "score --by tag Ann") == {"ai": 2, "chips": 1, None: 3}
    assert "What has two tags is in both rows" in mixed("score --by tag").out
    assert mixed("score --by colour").code == 2


def test_parts(mixed: Pledger) -> None:
    """What an option leaves out is in no count, and the board says what it stands on."""
    assert due(mixed, "score --complete") == {"Ann": 2, None: 2}
    assert due(mixed, "score --basis words") == {"Ann": 1, None: 1}
    assert due(mixed, "score --basis none") == {"Bo": 1, None: 1}
    # Imported long after: nothing was on record in time.
    assert due(mixed, "score --prospective") == {None: 0}
    for option in ("--complete", "--basis words", "--prospective"):
        assert f"({option})" in " ".join(mixed(f"score {option}").out.split())
    assert "So no prediction is left to score." in mixed("score --prospective").out


def test_judged_ahead_flatters(mixed: Pledger) -> None:
    """What was judged ahead of its day is in no rate; --include-ahead counts it and says it flatters."""
    (bo,) = [row for row in mixed("score -f json").json if row["group"] == "Bo"]
    assert (bo["due"], bo["ahead"], bo["right"]) == (1, 1, 0)

    (bo,) = [row for row in mixed("score --include-ahead -f json").json if row["group"] == "Bo"]
    assert (bo["due"], bo["ahead"], bo["right"], bo["included_ahead"]) == (2, 0, 1, 1)
    answer = " ".join(mixed("score --include-ahead").out.split())
    assert "1 was judged ahead of its day and is counted" in answer
    assert "That flatters" in answer


def test_every_key_of_a_forecaster(mixed: Pledger) -> None:
    """The scores of three forecasts, by hand; what a number lets one expect stands beside how it was."""
    ann = mixed("score Ann -f json").json[0]

    losses = (0.1**2, 0.8**2, (1 - 0.72) ** 2)
    assert ann["brier"] == pytest.approx(sum(losses) / 3)
    assert ann["log_score"] == pytest.approx(-(math.log(0.9) + math.log(0.2) + math.log(0.72)) / 3)
    # Of the other two, one and a half came true: (1/2 − 1)², 1, (1/2 − 1)².
    assert ann["skill"] == pytest.approx(1 - sum(losses) / (1 / 4 + 1 + 1 / 4))
    assert ann["mcb"] - ann["dsc"] + ann["unc"] == pytest.approx(ann["brier"])
    assert ann["brier_low"] < ann["brier"] < ann["brier_high"]
    assert ann["log_score_low"] < ann["log_score"] < ann["log_score_high"] < math.log(1000)
    for end, other in (("low", "high"), ("high", "low")):
        assert ann[f"skill_{end}"] == pytest.approx(1 - ann[f"brier_{other}"] / (3 / 2 / 3))
    assert (ann["stated"], ann["stated_right"]) == (2, 1)
    assert ann["accuracy_expected"] == pytest.approx(0.85)
    # Two of one talk: worth fewer than three.
    assert ann["brier_n_eff"] == pytest.approx(3 / (1 + ((4 + 1) / 3 - 1) * 0.6))
    assert ann["mcb_expected"] is None
    assert (ann["selected"], ann["sources"], ann["complete_sources"]) == (1, 2, 1)


def test_too_many_rows_to_draw_for(pledger: Pledger) -> None:
    """Beyond fifty rows what is drawn is left out, with a notice; --resample computes it."""
    pledger("init --me Nora")
    lines = ["statement,speaker,said_on,latest,credence,outcome"]
    lines += [f"a,P{n},2020-01-01,2020-12-31,70%,{'yes' if n % 3 else 'no'}" for n in range(51)]
    (pledger.cwd / "m.csv").write_text("\n".join(lines))
    assert pledger("import m.csv --judged 2021-01-01").code == 0

    quick = pledger("score -f json")
    assert "--resample" in quick.err
    assert all(row["mcb_expected"] is None for row in quick.json)
    whole = pledger("score --resample -f json")
    assert "--resample" not in whole.err
    assert whole.json[-1]["mcb_expected"] == pytest.approx(0.7 * 0.3 / 51, abs=0.0005)
    assert quick.json[0]["brier_high"] - quick.json[0]["brier_low"] == pytest.approx(
        wilson(0.49, 1)[1] - wilson(0.49, 1)[0]
    )
    assert whole.json[0]["brier_low"] == pytest.approx(0.49 * 0.025)


def test_in_words(mixed: Pledger) -> None:
    """--explain says each row in words, and of whom was asked for why a figure is not there."""
    rows = mixed("score --explain -f json").json
    assert [row["group"] for row in rows] == ["Ann", "Bo", None]
    assert rows[0]["explained"].startswith(
        "Of 3 predictions recorded here whose day has passed, 2 "
    )
    assert rows[0]["undefined"]["mcb_expected"]
    assert "explained" not in mixed("score -f json").json[0]

    answer = " ".join(mixed("score --explain").out.split())
    assert rows[0]["explained"] in answer
    assert "Not computed" not in answer
    answer = " ".join(mixed("score ann --explain").out.split())
    assert answer.startswith("Ann: predictions due before 2026-11-23 Of 3 predictions")
    assert "Not computed: " in answer
    assert "miscalibration to expect by luck (the 3 forecasts stand" in answer
    # Below a name that would be read as a verdict.
    assert "No skill" not in " ".join(mixed("score Bo --explain").out.split())


def test_who_was_asked_for_is_answered(mixed: Pledger) -> None:
    """Somebody of whom nothing is recorded, or nothing that counts, has a row and a sentence."""
    assert mixed('add "It rains" -s Cy --due 2030-01-01 -p 90%').code == 0
    assert mixed("remove 6").code == 0

    row = mixed("score Cy --explain -f json").json[0]
    assert (row["group"], row["claims"]) == ("Cy", 0)
    assert row["explained"] == "No prediction of Cy is recorded here."
    row = mixed("score Bo --complete --explain -f json").json[0]
    assert row["explained"] == "No prediction of Bo is recorded here from sources that hold all."


@pytest.fixture
def market(pledger: Pledger) -> Pledger:
    """Three claims of Ann's; a market gave two of them a chance, and Ann changed her mind on one."""
    pledger("init --me Nora")
    (pledger.cwd / "m.csv").write_text(
        "statement,speaker,said_on,latest,credence,outcome,happened_on\n"
        "a,Ann,2020-01-01,2020-12-31,60%,,\n"
        "b,Ann,2020-01-01,2020-12-31,80%,,\n"
        "c,Ann,2020-01-01,2020-12-31,90%,,\n"
    )
    assert pledger("import m.csv").code == 0
    for line in (
        'forecast 1 70% -s "The market" --on 2020-01-02',
        'forecast 1 95% -s "The market" --on 2020-06-01',
        'forecast 2 50% -s "The market" --on 2020-02-01',
        "forecast 2 30% -s Ann --on 2020-07-01",
        "resolve 1 yes --on 2020-09-01",
        "resolve 2 no --judged 2021-01-02",
        "resolve 3 missed --judged 2021-01-02",
    ):
        assert pledger(line).code == 0, line
    return pledger


def test_held_against_a_market(market: Pledger) -> None:
    """--versus holds the chances against somebody else's, on the claims that have both."""
    ann = market('score Ann --versus "The market" -f json').json[0]
    assert ann["versus"] == "The market"
    assert ann["versus_forecasts"] == 2
    assert ann["versus_brier"] == pytest.approx((0.4**2 + 0.8**2) / 2)
    assert ann["versus_other"] == pytest.approx((0.3**2 + 0.5**2) / 2)
    assert ann["versus_gain"] == pytest.approx(ann["versus_other"] - ann["versus_brier"])
    assert ann["versus_low"] < ann["versus_gain"] < ann["versus_high"]
    assert ann["forecasts"] == 3

    last = market('score Ann --versus "The market" --forecast last -f json').json[0]
    assert last["versus_brier"] == pytest.approx((0.4**2 + 0.3**2) / 2)
    assert last["versus_other"] == pytest.approx((0.05**2 + 0.5**2) / 2)

    answer = " ".join(market('score --versus "The market"').out.split())
    assert "Ann 3 2 0.400 0.170 -0.230" in answer
    assert "On others they were asked other questions" in answer
    assert market("score --versus Nobody").code == 3
    nothing = market("score Ann --versus Nora --explain -f json").json[0]
    assert nothing["versus_gain"] is None
    assert nothing["undefined"]["versus_gain"] == "Nora gave no chance to what counts"
    assert market('score --versus "The market" --forecast time').code == 2


def test_which_chance_counts(market: Pledger) -> None:
    """The first by default; the last before it was over; or all by the time that each stood."""
    first, last, timed = (
        market(f"score Ann --forecast {which} -f json").json[0]
        for which in ("first", "last", "time")
    )

    assert first["brier"] == pytest.approx((0.4**2 + 0.8**2 + 0.9**2) / 3)
    assert last["brier"] == pytest.approx((0.4**2 + 0.3**2 + 0.9**2) / 3)
    # 365 days from New Year's Day to the last; a came on day 244, b's first chance stood for 182.
    a, b = 244 / 365 * 0.4**2, 182 / 365 * 0.8**2 + 183 / 365 * 0.3**2
    assert timed["brier"] == pytest.approx((a + b + 0.9**2) / 3)
    assert timed["coverage"] == pytest.approx((244 / 365 + 2) / 3)
    assert [row["forecast"] for row in (first, last, timed)] == ["first", "last", "time"]
    assert timed["skill"] is None
    explained = market("score Ann --forecast time --explain -f json").json[0]
    assert explained["undefined"]["skill"] == "not told of chances by the time that each stood"
    assert "share of the time" in " ".join(market("score Ann --forecast time").out.split())
    assert market("score --forecast last --scale kent").code == 2


def test_what_stands_below_the_board_is_true_to_the_letter(pledger: Pledger) -> None:
    """A source of which nobody said so is not said to hold all, and a formula stands on one line."""
    pledger("init --me Nora")
    said = "--said 2020-01-01 --to 2020-02-01 --from 2020-01-01 -s Ann --source"
    pledger(f'add "A opens" {said} Talk')

    out = " ".join(pledger("score").out.split())
    assert (
        "The one due was not recorded here before its day and its outcome; its one source is not said to "
        "hold all" in out
    )
    for statement in "BC":
        pledger(f'add "{statement} opens" {said} Talk')
    pledger(f'add "D opens" {said} Letter')
    pledger("sources Letter --frame complete")
    pledger("resolve 1 2 yes --on 2020-01-05")
    pledger("resolve 3 4 missed")
    out = pledger("score").out
    assert "None of the 4 due were recorded here before their day and their outcome" in " ".join(
        out.split()
    )
    assert "of their 2 sources 1 is said to hold all" in " ".join(out.split())
    assert any(line.startswith("n/(1 + (Σm²/n - 1)ρ): ") for line in out.splitlines())


def row_of(out: str, name: str) -> str:
    """The words of a row of a table."""
    (found,) = [line for line in out.splitlines() if line.startswith(name)]
    return " ".join(found.split())


def test_no_rate_of_one_or_two(pledger: Pledger) -> None:
    """Of one or two the board prints counts and the interval, never "100%"; a program gets the rate."""
    pledger("init --me Nora")
    rows = ["statement,speaker,said_on,latest,outcome,happened_on"]
    for name, outcomes in {
        "Ann": ["yes"],
        "Bo": ["yes", "missed"],
        "Cy": ["", "yes"],
        "Di": ["yes", "yes", "yes"],
    }.items():
        rows += [
            f"{name} {n},{name},2020-01-01,2020-12-31,{o},{'2020-06-06' if o == 'yes' else ''}"
            for n, o in enumerate(outcomes)
        ]
    (pledger.cwd / "s.csv").write_text("\n".join(rows))
    pledger("import s.csv --judged 2021-01-01")
    out = pledger("score").out

    assert row_of(out, "Ann") == "Ann 1 1 of 1 too few 21%-100% 1 of 1"
    assert row_of(out, "Bo") == "Bo 2 1 of 2 too few 9%-91% 1 of 2"
    assert row_of(out, "Cy") == "Cy 2 1 of 1 too few 9%-100% 1-2 of 2"
    assert row_of(out, "Di") == "Di 3 3 of 3 100% 44%-100% 100%-100%"
    assert "too few: no rate is told of one or two, no Brier score of fewer than 20." in out
    assert {row["group"]: row["accuracy"] for row in pledger("score -f json").json}["Ann"] == 1.0
    assert "too few:" not in pledger("score Di").out


def test_a_part_of_the_record_is_not_called_the_whole(here: Pledger) -> None:
    """Who has something due that the options leave out is not said to have nothing due."""
    here('add "x opens" -s Di --said 2020-01-01 --due 2020-06-30 -p 70%')
    here('add "y opens" -s Ann --said 2020-01-01 --due 2999-06-30 -p 70%')
    out = " ".join(here("score --basis stated").out.split())

    assert "Nothing of theirs that counts here is due: Ann." in out
    assert "Nothing of theirs is due" not in out
    assert "Nothing of theirs is due" not in here("score --prospective").out


def test_a_row_that_leaves_some_out_is_not_alone(pledger: Pledger) -> None:
    """One tag among much without a tag does not stand for all; what was redacted is told of one speaker."""
    pledger("init --me Nora")
    for n, tag in enumerate(["-t work", "", ""]):
        pledger(f'add "A{n} opens" -s Ann --said 2020-01-01 --due 2020-06-30 {tag}')
    assert "(all)" in pledger("score --by tag").out
    assert "(all):" in pledger("score --by tag --explain").out
    assert "(all)" not in pledger("score").out
    pledger("redact 3 --reason asked --yes")
    told = " ".join(pledger("score --explain").out.split())
    assert "1 prediction was redacted; whose it was is not kept." in told


def test_sorted_by_a_limit_is_no_ranking(here: Pledger) -> None:
    """The board that stands by the lower limit says that it is no ranking."""
    assert "That is no ranking" in " ".join(here("score --sort lower").out.split())
    assert "no ranking" not in here("score").out


def test_every_worst_case_is_explained(pledger: Pledger) -> None:
    """Days nobody knows, one half, and what was picked are told below the board, one in the singular."""
    pledger("init --me Nora")
    rows = ["statement,speaker,said_on,latest,outcome,credence"]
    rows += [
        f"A{n},Ann,2020-01-01,2020-12-31,{o},{p}"
        for n, (o, p) in enumerate(
            [("yes", ""), ("no", ""), ("no", ""), ("yes", "50%"), ("no", "may")]
        )
    ]
    (pledger.cwd / "s.csv").write_text("\n".join(rows))
    pledger("import s.csv --judged 2021-01-01 --source List --frame selected")
    out = " ".join(pledger("score").out.split())

    assert (
        "1 came on a day that nobody knows: taken for on time, and at worst-best the other" in out
    )
    assert (
        "1 due only called it possible, 1 due was given one half: neither right nor wrong." in out
    )
    assert "; 5 are from a hand-picked list; their one source is not said" in out
    pledger("edit 1 --note x")
    pledger("remove 2")
    assert "Beside the rates: 1 removed though it was due." in " ".join(
        pledger("score").out.split()
    )


def test_what_was_judged_ahead_is_in_the_words(pledger: Pledger) -> None:
    """With --include-ahead "as said" is not only of what is past, where something is counted that is not."""
    pledger("init --me Nora")
    pledger('add "A opens" --said 2020-01-01 --due 2020-06-30')
    assert "judged before it" not in pledger("score --include-ahead").out
    pledger('add "B opens" --said 2020-01-01 --due 2999-06-30')
    pledger("resolve 2 yes --on 2020-02-02")
    out = " ".join(pledger("score --include-ahead").out.split())
    assert "whose day has passed or that were judged before it and that can be told" in out
    assert "Beside the rates: 1 judged ahead of its day." in " ".join(pledger("score").out.split())
    pledger('add "C opens" --said 2020-01-01 --due 2999-06-30')
    pledger("retract 3 --on 2020-02-02")
    assert "2 judged or taken back ahead of their day." in " ".join(pledger("score").out.split())
    out = " ".join(pledger("score --include-ahead").out.split())
    assert "2 were judged or taken back ahead of their day and are counted with the due" in out
    assert pledger("score -f json").json[-1]["ahead_taken_back"] == 1


def test_an_explanation_says_how_chances_were_read(here: Pledger) -> None:
    """What the options left out is in the sentence, and how chances were read stands below it."""
    here('add "x opens" -s Di --said 2020-01-01 --due 2020-06-30 -p 70%')
    told = " ".join(here("score Di --explain --basis stated --forecast last").out.split())

    assert "recorded here whose chance was a number and whose day has passed has not been" in told
    assert "the last chance counts" in told
    told = " ".join(here("score Di --explain --unhedged 90%").out.split())
    assert "What was said without any word of chance counts as 90%" in told


def test_nothing_recorded(pledger: Pledger) -> None:
    """An empty ledger has no rows to show, and the board says what to do; a program gets a row of zeros."""
    pledger("init --me Nora")

    assert "No prediction is recorded yet: pledger add" in pledger("score").out
    for line in (
        "score --by tag",
        "score --forecast time",
        "score --versus Nora",
        "score --explain",
    ):
        answer = pledger(line)
        assert (answer.code, "recorded" in answer.out) == (0, True), line
    rows = pledger("score -f json").json
    assert [(row["group"], row["claims"], row["accuracy"]) for row in rows] == [(None, 0, None)]


@pytest.fixture
def remembered(pledger: Pledger) -> Pledger:
    """Ann's two predictions, recorded on two days and judged on a third; Bo was met on the fourth."""
    path = pledger.cwd / "predictions.sqlite"
    due = {"latest": "2026-01-31"}
    with contextlib.closing(
        create(str(path), "me", "2026-01-01T10:00:00Z", [CREATED, person(1, "Ann", "Anna")])
    ) as store:
        append(store, Event("claims.recorded", [claim(1, **due)]), at="2026-01-02T23:59:59Z")
        append(store, Event("claims.recorded", [claim(2, **due)]), at="2026-01-03T00:00:00Z")
        judged = {"outcome": "yes", "judged_on": "2026-02-01", "happened_on": "2026-01-30"}
        append(
            store,
            change("claim.judged", 1, judged, dict.fromkeys(judged)),
            at="2026-02-01T12:00:00Z",
        )
        append(
            store,
            person(2, "Bo"),
            Event("claims.recorded", [claim(3, speaker=2, **due)]),
            at="2026-02-05T12:00:00Z",
        )
    return pledger


def ann(here: Pledger, line: str, today: str | None = None) -> dict[str, int]:
    """Some counts of Ann's row."""
    row = here(f"score ann {line} -f json", today=today).json[0]
    return {name: row[name] for name in ("claims", "due", "open", "yes", "unjudged")}


def test_what_has_no_row_is_recorded(pledger: Pledger) -> None:
    """A board by tag of predictions without tags does not say that nothing is recorded."""
    assert pledger("init --me Nora").code == 0
    assert "No prediction is recorded yet" in pledger("score --by tag").out
    assert pledger('add "It rains" --said 2026-01-01 --vague').code == 0
    said = "The one prediction recorded here has no tag, so there is no row of one."
    assert said in pledger("score --by tag").out
    assert pledger('add "It snows" --said 2026-01-01 --vague').code == 0
    said = "None of the 2 predictions recorded here has a last day, so there is no row of one."
    assert said in " ".join(pledger("score --by horizon").out.split())


@pytest.mark.parametrize("by", counted.HEADINGS)
@pytest.mark.parametrize("forecast", ["first", "last", "time"])
def test_rows_of_nothing(here: Pledger, by: str, forecast: str) -> None:
    """Where nothing is left to count there is no score, whatever the rows are of."""
    answer = here(f"score --complete --by {by} --forecast {forecast} --basis words -f json")
    assert answer.code == 0
    assert [(row["forecasts"], row["brier"]) for row in answer.json] == [(0, None)]


def test_as_the_journal_stood(remembered: Pledger) -> None:
    """--at answers as of the end of that UTC day, with that day for today, unless the calendar is moved."""
    nothing = {"claims": 1, "due": 0, "open": 1, "yes": 0, "unjudged": 0}
    assert ann(remembered, "--at 2026-01-02") == nothing
    assert ann(remembered, "--at 2026-01-31") == nothing | {"claims": 2, "open": 2}
    in_february = {"claims": 2, "due": 2, "open": 0, "yes": 1, "unjudged": 1}
    assert ann(remembered, "--at 2026-02-01") == in_february
    not_judged_yet = in_february | {"yes": 0, "unjudged": 2}
    assert ann(remembered, "--at 2026-01-31", today="2026-03-01") == not_judged_yet
    assert ann(remembered, "--at 2026-01-31 --today 2026-02-01") == not_judged_yet

    groups = [row["group"] for row in remembered("score --at 2026-02-04 -f json").json]
    assert groups == ["Ann", None]
    ours = remembered("score --each --by due-year --basis none -f json", today="2026-02-05")
    then = remembered("score --each --by due-year --basis none -f json --at 2026-02-05", today=None)
    assert then.json == ours.json


def test_it_says_how_the_journal_stood(remembered: Pledger) -> None:
    """The entry and the head stand under a table, below sentences, and beside data for programs."""
    store = Store(str(remembered.cwd / "predictions.sqlite"))
    head = store.entry(5).hash
    store.close()
    said = f"As the journal stood on 2026-02-02 (entry 5, head {head[:12]}…)."
    for line in (
        "",
        "Ann",
        "--explain",
        "Ann --explain",
        "-f md",
        "--prospective",
        "Ann --versus Ann",
    ):
        answer = remembered(f"score --at 2026-02-02 {line}", today=None)
        assert said in " ".join(answer.out.split()), line
    answer = remembered("score --at 2026-02-02 -f csv", today=None)
    assert said in answer.err
    assert "stood" not in answer.out
    assert "2026-02-02" in remembered("score --at 2026-02-02", today=None).out.splitlines()[0]


def test_days_before_the_journal_and_to_come(remembered: Pledger) -> None:
    """Before its first entry the journal knew nothing, which is said; of a day to come nobody knows."""
    answer = remembered("score --at 2025-12-31", today=None)
    assert answer.code == 0
    said = "On 2025-12-31 nothing was recorded yet: the journal begins on 2026-01-01"
    assert said in " ".join(answer.out.split())
    (row,) = remembered("score --at 2025-12-31 -f json", today=None).json
    assert row["claims"] == 0

    assert remembered("score --at 2199-01-01", today=None).code == 4
    assert "2199-01-01" in remembered("score --at 2199-01-01").refusal
    assert remembered("score --at 2199-01-01", today="2199-01-01").code == 0
    assert remembered("score --at soon").code == 2


def test_names_are_those_of_then(remembered: Pledger) -> None:
    """Whom nobody knew then is not found, and the sentence says that it is about then."""
    assert "on 2026-02-04" in remembered("score Bo --at 2026-02-04").refusal
    assert remembered("score Bo --at 2026-02-04").code == 3
    assert remembered("score --versus Bo --at 2026-02-04").code == 3
    assert remembered("score Bo --at 2026-02-05", today=None).code == 0
    assert "begins on 2026-01-01" in remembered("score Bo --at 2025-12-31").refusal
    assert remembered("score Nobody --at 2026-02-05").code == 3
    assert remembered("people Ann --rename Zoe").code == 0
    rows = remembered("score Anna --at 2026-02-04 -f json", today=None).json
    assert rows[0]["group"] == "Ann"


def test_what_was_redacted_since_is_told(remembered: Pledger) -> None:
    """A claim that was redacted later can't be counted for an earlier day; the count says so."""
    assert remembered("redact 1 --reason asked --yes").code == 0
    answer = remembered("score --at 2026-02-04", today=None)
    assert "1 prediction of then has been redacted since and cannot be counted." in answer.out
    rows = remembered("score --at 2026-02-04 -f json", today=None).json
    assert [(row["group"], row["claims"], row["redacted"]) for row in rows] == [
        ("Ann", 1, 0),
        (None, 1, 1),
    ]


def test_a_damaged_journal_has_no_past(remembered: Pledger) -> None:
    """A journal that does not hold is one sentence and exit 5, whatever the tables say."""
    attacked(
        str(remembered.cwd / "predictions.sqlite"),
        "update journal set payload = replace(payload, 'Thing 1', 'Thing 9') where seq = 3",
    )
    assert remembered("score", today=None).code == 0
    answer = remembered("score --at 2026-02-04", today=None)
    assert answer.code == 5
    assert "damaged (entry 3" in answer.refusal


def receipt_of(here: Pledger, line: str, **more: str | None) -> dict[str, Any]:
    """The receipt that a scoreboard is written with."""
    answer = here(f"score {line} --receipt r.json", **more)  # type: ignore[arg-type]
    assert answer.code == 0, answer.err
    return json.loads((here.cwd / "r.json").read_text("utf-8"))  # type: ignore[no-any-return]


def test_a_receipt(here: Pledger) -> None:
    """It holds the rules, the journal's head, the rows as programs get them, and each prediction's reason."""
    assert here('add "Cy does it" --speaker Cy --said 2020-01-01 --vague --private').code == 0
    made = receipt_of(here, "CY bo --sort lower")
    rows = here("score CY bo --sort lower -f json").json
    assert made["figures"] == rows
    assert made["rules"]["speakers"] == ["Cy", "Bo"]
    assert made["rules"]["sort"] == "lower"
    assert made["journal"]["head"] in here("verify").out
    assert (made["today"], made["at"], made["private"]) == ("2026-11-23", None, 1)
    assert made["scale"] == {"name": "pooled", "version": 1, "words": []}
    lines = {line["statement"]: line for line in made["claims"]}
    assert set(lines) == {"c1", "c2", None, *(f"b{n}" for n in range(6))}
    assert lines["c1"]["reason"] == (
        "missed: had not come by 2020-12-31 when looked at on 2022-01-01; with its renewal "
        f"(prediction {lines['c2']['id']})"
    )
    assert (
        lines["c2"]["reason"] == f"counted with its first promise (prediction {lines['c1']['id']})"
    )
    assert lines["b0"]["reason"] == "no: can no longer come"
    assert lines["b1"]["reason"] == "yes: came, on a day that nobody knows"
    assert lines[None]["reason"] == "left out: no last day was named"
    text = (here.cwd / "r.json").read_text("utf-8")
    assert "Cy does it" not in text


def test_a_receipt_is_told_and_changes_nothing_else(here: Pledger) -> None:
    """The board is the same with a receipt; where it was written stands below, or beside data."""
    assert here('add "Cy does it" --speaker Cy --private').code == 0
    for line in ("score", "score --explain Cy", "score -f md --by tag", "score -f json --explain"):
        plain, with_it = here(line), here(f"{line} --receipt r.json")
        assert with_it.both.startswith(plain.both.rstrip("\n")) or "json" in line
        said = "Receipt: r.json, "
        assert said in (with_it.err if "json" in line else with_it.out)
        assert "1 private one without words" in with_it.both
    assert here("score -f json --receipt r.json").out == here("score -f json").out
    assert here("score --receipt r.json -o board.txt").code == 0
    assert "Receipt" in here("score --receipt r.json -o board.txt").both


@pytest.mark.parametrize(
    ("file", "code", "said"),
    [
        ("predictions.sqlite", 4, "is a database"),
        ("-", 2, "standard output"),
        ("", 2, "is empty"),
        ("no/such/r.json", 5, "no folder"),
        (".", 5, "is a folder"),
        ("./board.json", 2, "the same file"),
        ("x" * 300, 5, "name too long"),
    ],
)
def test_where_no_receipt_can_be(here: Pledger, file: str, code: int, said: str) -> None:
    """A place that cannot hold it is refused before anything is printed, and the ledger is left alone."""
    before = (here.cwd / "predictions.sqlite").read_bytes()
    answer = here(["score", "--receipt", file, "-o", "board.json"])
    assert answer.code == code
    assert said in answer.refusal.replace("\\n", " ")
    assert not (here.cwd / "board.json").exists()
    assert (here.cwd / "predictions.sqlite").read_bytes() == before


def test_a_receipt_of_the_past(remembered: Pledger) -> None:
    """With --at it is of the journal as it stood, and says so."""
    made = receipt_of(remembered, "--at 2026-02-04", today=None)
    assert (made["at"], made["today"]) == ("2026-02-04", "2026-02-04")
    assert made["journal"]["entry"] == 5
    assert made["journal"]["recorded"] == "2026-02-01T12:00:00Z"
    assert [line["id"] for line in made["claims"]] == [1, 2]


def test_a_receipt_of_nothing(pledger: Pledger) -> None:
    """An empty ledger has a receipt too; so has a person without predictions, and one asked for twice."""
    assert pledger("init --me Nora").code == 0
    assert receipt_of(pledger, "")["claims"] == []
    assert receipt_of(pledger, "")["figures"] == pledger("score -f json").json
    assert receipt_of(pledger, "Nora nora")["rules"]["speakers"] == ["Nora"]
    assert pledger("score Nobody --receipt x.json").code == 3
    assert not (pledger.cwd / "x.json").exists()


def test_words_and_scales_in_a_receipt(words: Pledger) -> None:
    """It says which number each word was read as, on the scale that was asked for."""
    made = receipt_of(words, "--scale ipcc --unhedged 98%")
    assert made["scale"]["name"] == "ipcc"
    read = {row["words"]: row["p"] for row in made["scale"]["words"]}
    assert read == {"likely": 0.83, "likely (of the opposite)": 0.17}
    assert made["rules"]["unhedged"] == 0.98
    lines = {line["statement"]: line for line in made["claims"]}
    assert [lines[name]["p"] for name in "abcef"] == [0.83, None, 0.6, 0.98, 0.02]
    losses = [line["loss"] for line in made["claims"] if line["loss"] is not None]
    assert made["figures"][0]["brier"] == pytest.approx(sum(losses) / len(losses))


def test_no_receipt_of_common_questions(here: Pledger) -> None:
    """A receipt lists predictions; what several people have in common are questions."""
    answer = here("score Ann Bo --common --receipt r.json")
    assert answer.code == 2
    assert "--common" in answer.refusal
    assert not (here.cwd / "r.json").exists()
