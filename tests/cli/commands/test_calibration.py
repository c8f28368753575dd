"""Chances held against what came, on the command line: bins, what is told of luck, strips and the picture."""

import sys
from collections.abc import Callable
from collections.abc import Sequence
from typing import Any

import pytest

from ledger.render.formats import width_of
from ledger.scoring import calibration
from ledger.scoring.intervals import wilson
from ledger.scoring.tally import ONE
from tests.conftest import Pledger

CONTRACT = [
    "group",
    "bin_low",
    "bin_high",
    "forecasts",
    "came_true",
    "mean_credence",
    "frequency",
    "low",
    "high",
    "recalibrated",
]
# Who said it, with which chance, in which source, with which stance, and what came of it.
Said = tuple[str, str, str, str, str]


@pytest.fixture
def record(pledger: Pledger) -> Callable[[Sequence[Said]], Pledger]:
    """Records predictions that were due in 2020 and judged since."""

    def recorded(said: Sequence[Said]) -> Pledger:
        lines = ["statement,speaker,said_on,latest,credence,source,stance,outcome"]
        lines += [
            f"claim {number},{speaker},2020-01-01,2020-12-31,{chance},{source},{stance},{outcome}"
            for number, (speaker, chance, source, stance, outcome) in enumerate(said)
        ]
        (pledger.cwd / "c.csv").write_text("\n".join(lines))
        assert pledger("init --me Nora").code == 0
        assert pledger("import c.csv --judged 2021-02-01").code == 0
        return pledger

    return recorded


def times(speaker: str, chance: str, n: int, k: int, source: str = "") -> list[Said]:
    """`n` forecasts of one chance, `k` of which came true."""
    return [(speaker, chance, source, "", "yes" if at < k else "no") for at in range(n)]


def rows(here: Pledger, line: str) -> list[dict[str, Any]]:
    """What a command line answers, as rows."""
    answer = here(f"{line} -f json")
    assert answer.code == 0
    found: list[dict[str, Any]] = answer.json
    return found


def of(row: dict[str, Any], *names: str) -> list[Any]:
    """Some values of a row."""
    return [row[name] for name in names]


def test_a_row_is_a_bin_closed_on_the_right(record: Any) -> None:
    """30 % lies in the bin up to 30 %, 31 % in the next one; every figure of a row is its bin's own."""
    here = record(
        times("Ann", "0.3", 4, 1) + times("Ann", "0.31", 1, 1) + times("Ann", "0.4", 3, 2)
    )
    low, high = rows(here, "calibration")

    assert list(low)[: len(CONTRACT)] == CONTRACT
    assert of(low, "group", "bin_low", "bin_high", "forecasts", "came_true") == [
        None,
        0.2,
        0.3,
        4,
        1,
    ]
    assert of(low, "mean_credence", "frequency") == [0.3, 1 / 4]
    assert of(low, "low", "high") == [*wilson(1, 4)]
    assert of(high, "bin_low", "bin_high", "forecasts", "came_true") == [0.3, 0.4, 4, 3]
    assert high["mean_credence"] == pytest.approx((0.31 + 3 * 0.4) / 4)
    # What 0.31 and 0.4 came to falls, so that they are one to the isotonic curve.
    assert of(low, "recalibrated") + of(high, "recalibrated") == [1 / 4, 3 / 4]


def test_a_row_for_each_chance(record: Any) -> None:
    """--distinct has a row for each number that was said, with the band of luck around it."""
    here = record(
        times("Ann", "0.3", 4, 1) + times("Ann", "0.31", 1, 1) + times("Ann", "0.4", 3, 2)
    )
    found = rows(here, "calibration --distinct")

    assert [of(row, "bin_low", "bin_high", "forecasts") for row in found] == [
        [0.3, 0.3, 4],
        [0.31, 0.31, 1],
        [0.4, 0.4, 3],
    ]
    said = [(3 * ONE // 10, 4, 1), (31 * ONE // 100, 1, 1), (4 * ONE // 10, 3, 2)]
    bands = [(row["band_low"], row["band_high"]) for row in found]
    assert bands == calibration.consistency_band(said)


def test_what_was_said_without_a_chance_has_rows_of_its_own(record: Any) -> None:
    """Who says that it will, or will not, come: how many, and how many came; on wish they have a number."""
    plain = [("Ann", "", "", "", "yes"), ("Ann", "", "", "", "no"), ("Ann", "", "", "", "no")]
    denied = [("Ann", "", "", "deny", "no"), ("Ann", "", "", "deny", "yes")]
    # Neither a chance nor plainly said: words that no scale knows, and what was only called possible.
    aside = [("Ann", "come what may", "", "affirm", "no"), ("Ann", "", "", "none", "yes")]
    here = record([*plain, *denied, *aside, *times("Ann", "0.7", 2, 1)])

    chance, will, will_not = rows(here, "calibration Ann")
    assert of(chance, "said", "bin_high", "forecasts") == ["chance", 0.7, 2]
    names = (
        "said",
        "bin_low",
        "bin_high",
        "forecasts",
        "came_true",
        "mean_credence",
        "recalibrated",
    )
    assert of(will, *names) == ["will", None, None, 3, 1, None, None]
    assert of(will, "low", "high") == [*wilson(1, 3)]
    assert of(will_not, *names) == ["will not", None, None, 2, 1, None, None]
    assert list(will) == list(chance)

    silent = rows(here, "calibration Ann --unhedged 0.9")
    assert [of(row, "said", "bin_high", "forecasts", "came_true") for row in silent] == [
        ["chance", 0.1, 2, 1],
        ["chance", 0.7, 2, 1],
        ["chance", 0.9, 3, 1],
    ]
    assert [row["said"] for row in rows(here, "calibration --basis stated")] == ["chance"]
    assert [row["said"] for row in rows(here, "calibration --basis none")] == ["will", "will not"]


def test_speakers_by_name_or_all_together(record: Any) -> None:
    """Each who is named has rows; without a name all are one; and what groups hold adds up to all."""
    here = record(
        times("Ann", "0.3", 4, 1) + times("Bo", "0.3", 2, 2) + times("Cy", "likely", 3, 3)
    )

    assert [row["group"] for row in rows(here, "calibration Bo Ann")] == ["Ann", "Bo"]
    together = rows(here, "calibration")
    assert {row["group"] for row in together} == {None}
    for by in ("speaker", "due-year", "basis"):
        found = rows(here, f"calibration --by {by}")
        assert sum(row["forecasts"] for row in found) == 9
        assert sum(row["came_true"] for row in found) == 6
    assert of(together[0], "total", "total_true", "in_words") == [9, 6, 3]
    assert "3 of the 9 chances were words" in here("calibration").out
    assert here("calibration Nobody").code == 3


def test_the_figures_are_those_of_score(record: Any) -> None:
    """The score and the miscalibration of a speaker are the same, whoever is asked."""
    here = record(times("Ann", "0.3", 9, 1) + times("Ann", "0.8", 13, 8, "a talk"))
    row = rows(here, "calibration Ann")[0]
    score = rows(here, "score Ann")[0]

    for one, other in [
        ("total", "forecasts"),
        ("n_eff", "calibration_n_eff"),
        ("brier", "brier"),
    ]:
        assert row[one] == score[other]
    assert of(row, "mcb", "mcb_expected") == of(score, "mcb", "mcb_expected")


def test_luck_is_told_from_error(record: Any) -> None:
    """Half of what was said with 50 % came: luck allows it. A tenth of what was said with 90 %: no."""
    here = record(times("Ann", "0.5", 30, 15) + times("Bo", "0.9", 30, 3))
    (ann,), (bo,) = rows(here, "calibration Ann"), rows(here, "calibration Bo")

    said = [(9 * ONE // 10, 30, 3)]
    luck = calibration.luck(said)
    assert luck is not None
    assert of(bo, "mcb", "mcb_expected", "mcb_p", "in_the_large_p") == [*luck]
    assert bo["in_the_large"] == 3 / 30 - 0.9
    assert bo["in_the_large_z"] == pytest.approx((3 - 27) / (30 * 0.9 * 0.1) ** 0.5)
    assert ann["mcb_p"] > 0.5 > 0.05 > bo["mcb_p"]
    told = " ".join(here("calibration Bo").out.split())
    assert "said too high, by more than luck" in told
    assert "the numbers are off by more than luck" in told
    told = " ".join(here("calibration Ann").out.split())
    assert "within what luck gives" in told
    assert "does not show that the numbers are off" in told


def test_what_comes_together_counts_by_what_came(record: Any) -> None:
    """Twelve talks, each of a .45 and a .55, of which both come or both fail: the losses in a talk differ
    as much as can be, and what came is the same: of y − p the analysis of variance finds a correlation near 1,
    and 24 count as about 13."""
    here = record(
        [
            ("Ann", chance, f"talk {talk}", "", "yes" if talk % 2 else "no")
            for talk in range(12)
            for chance in ("0.45", "0.55")
        ]
    )
    row, score = rows(here, "calibration")[0], here("score -f json").json[-1]
    gaps = [(talk % 2 - 0.45, talk % 2 - 0.55) for talk in range(12)]
    # Means of the talks are ±1/2, and within a talk each is .05 from its mean; n₀ = 2.
    between = 2 * sum((sum(pair) / 2) ** 2 for pair in gaps) / 11
    within = 24 * 0.05**2 / 12
    r = (between - within) / (between + within)
    rho = (6 + 12 * r) / (10 + 12)

    assert row["n_eff"] == pytest.approx(24 / (1 + rho))
    assert row["n_eff"] < 14
    # A loss of .2025 and one of .3025 in each: less alike than by chance, which counts as 0.
    assert score["brier_n_eff"] == pytest.approx(24 / (1 + 6 / 22))
    assert row["mcb_p"] is score["mcb_expected"] is None
    assert f"worth {row['n_eff']:.1f}" in row["undefined"]["mcb_p"]


def test_few_misses_are_no_normal_variable(record: Any) -> None:
    """Of 200 forecasts of 99.9 % two misses have a z of -4.0 and one has -1.8: what is told is how often a
    calibrated forecaster has as many, which is 1.8 % and 18 %; of 50 of 99 % two have -2.1, and 8.9 %."""
    here = record(times("Ann", "0.999", 200, 198) + times("Bo", "0.99", 50, 48))
    (ann,), (bo,) = rows(here, "calibration Ann"), rows(here, "calibration Bo")

    none, one = 0.99**50, 50 * 0.01 * 0.99**49
    assert bo["in_the_large_p"] == pytest.approx(1 - none - one, abs=0.015)
    assert bo["in_the_large_z"] < -1.96
    assert "within what luck gives" in " ".join(here("calibration Bo").out.split())
    assert ann["in_the_large_p"] < 0.05
    assert "said too high, by more than luck" in " ".join(here("calibration Ann").out.split())


def test_what_stands_or_falls_together_leaves_luck_untold(record: Any) -> None:
    """24 claims of one talk are worth a few: no test, with the reason, and wider intervals."""
    here = record(times("Ann", "0.7", 12, 4, "a talk") + times("Ann", "0.9", 12, 8, "a talk"))
    low, high = rows(here, "calibration")

    worth = low["n_eff"] / 24
    assert worth < calibration.WORTH
    # A row's interval knows of its own clusters: twelve in one, with the guess of 0.6.
    n_eff = 12 / (1 + (12 - 1) * 0.6)
    assert of(low, "low", "high") == [*wilson(4 * n_eff / 12, n_eff)]
    assert of(high, "low", "high") == [*wilson(8 * n_eff / 12, n_eff)]
    assert of(high, "mcb_expected", "mcb_p") == [None, None]
    assert set(high["undefined"]) == {"mcb_expected", "mcb_p", "in_the_large_p"}
    assert "stand or fall together" in high["undefined"]["mcb_p"]
    gap, variance = 12 - 12 * 0.7 - 12 * 0.9, 12 * 0.7 * 0.3 + 12 * 0.9 * 0.1
    assert low["in_the_large_z"] == pytest.approx(gap / variance**0.5 * worth**0.5)
    assert "not told: they stand or fall together" in " ".join(here("calibration").out.split())
    assert {row["band_low"] for row in rows(here, "calibration --distinct")} == {None}


def test_a_few_that_fall_together_leave_the_test(record: Any) -> None:
    """40 of which 4 are of one talk are worth 40/(1 + (52/40 - 1)·0.6) = 33.9, more than 0.8 of them: there is
    a test. With 5 it is 40/(1 + (60/40 - 1)·0.6) = 30.8, less than 0.8 of them: there is none."""
    for together, worth, drawn in ((4, 40 / 1.18, True), (5, 40 / 1.3, False)):
        said = times("Ann", "0.7", 40 - together, 25) + times("Ann", "0.7", together, 2, "a talk")
        here = record(said)
        (row,) = rows(here, "calibration")

        assert row["n_eff"] == pytest.approx(worth)
        assert (row["mcb_p"] is not None) is drawn
        assert (here("score -f json").json[-1]["mcb_expected"] is not None) is drawn
        (here.cwd / "predictions.sqlite").unlink()


def test_of_many_one_looks_off(record: Any) -> None:
    """Of several that are told luck from error each by itself it is said that of twenty one is for nothing."""
    here = record(
        times("Ann", "0.5", 20, 10) + times("Bo", "0.5", 20, 9) + times("Cy", "0.5", 3, 1)
    )

    assert "of twenty that are calibrated" in " ".join(here("calibration --by speaker").out.split())
    for line in ("calibration Ann", "calibration", "calibration Ann Cy"):
        assert "of twenty that are" not in " ".join(here(line).out.split())


@pytest.mark.parametrize(("came", "verdict"), [(2, "said too high, by more"), (20, "within what")])
def test_without_draws_z_tells(record: Any, came: int, verdict: str) -> None:
    """Where what stands or falls together leaves no draws, z with the n_eff of it tells luck from error."""
    here = record(
        [
            ("Ann", "0.9", f"talk {at // 4}", "", "yes" if at // 4 < came else "no")
            for at in range(24 * 4)
        ]
    )
    (row,) = rows(here, "calibration")

    assert row["mcb_p"] is row["in_the_large_p"] is None
    assert (abs(row["in_the_large_z"]) > 1.96) is (came == 2)
    assert verdict in " ".join(here("calibration").out.split())


def test_few_are_called_too_few(record: Any) -> None:
    """19 forecasts have a table and no verdict; 20 have one."""
    assert "19 forecasts are too few" in record(times("Ann", "0.5", 19, 9))("calibration").out


def test_certainties_that_cancel_out(record: Any) -> None:
    """Ten sure things that did not come and ten impossible ones that did: all wrong, right in the mean."""
    here = record(times("Ann", "1", 10, 0) + times("Ann", "0", 10, 10))

    told = " ".join(here("calibration").out.split())
    assert "every chance was 0% or 100%, and 20 were wrong, half of them too high" in told
    (row, _) = rows(here, "calibration")
    assert of(row, "in_the_large", "in_the_large_z", "mcb") == [0.0, None, 0.75]


@pytest.mark.parametrize(("chance", "came"), [("1", 20), ("0", 0), ("1", 19), ("0", 1)])
def test_certainties(record: Any, chance: str, came: int) -> None:
    """Chances of 0 and 1 leave nothing to luck: no z and a reason, whether or not they were wrong."""
    here = record(times("Ann", chance, 20, came))
    (row,) = rows(here, "calibration")

    assert row["in_the_large_z"] is None
    assert "nothing is left to luck" in row["undefined"]["in_the_large_z"]
    right = came == 20 * int(chance)
    told = " ".join(here("calibration").out.split())
    assert ("none was wrong" in told) is right
    assert ("no luck explains a difference" in told) is not right


def test_nothing_to_compare(record: Any) -> None:
    """Nobody said anything that is due and can be told: a sentence, no rows, exit 0; with a picture, none."""
    here = record([("Ann", "0.5", "", "", "ambiguous"), ("Ann", "0.5", "", "", "")])

    for line in ("calibration", "calibration Ann", "calibration Nora", "calibration --by tag"):
        assert rows(here, line) == []
        assert "nothing to compare yet" in " ".join(here(line).out.split())
    answer = here("calibration --plot a.svg")
    assert answer.code == 0
    assert "a.svg is not drawn" in answer.err
    assert not (here.cwd / "a.svg").exists()


@pytest.mark.parametrize("line", ["calibration", "calibration --by speaker", "calibration 马斯克"])
def test_a_table_fits_and_its_strips_stand_one_below_the_other(record: Any, line: str) -> None:
    """80 columns, whoever is in it; all strips begin and end in the same columns, those of the scale."""
    name = "A speaker whose name is longer than a column"
    here = record(
        times("马斯克", "0.3", 25, 3)
        + times("马斯克", "1", 4, 4)
        + times(name, "0.05", 9, 0)
        + times(name, "", 9, 3)
    )
    lines = here(line).out.splitlines()
    (head,) = [at for at, text in enumerate(lines) if text.endswith("100%") and " 0%  " in text]
    (foot,) = [at for at, text in enumerate(lines) if text.startswith("n: forecasts.")]
    strips = [text for text in lines[head + 2 : foot] if text[-1] in ":o+*-" and "%" in text]

    assert max(map(width_of, lines)) <= 80
    assert len(strips) >= 2
    assert {width_of(text) for text in strips} == {width_of(lines[head])}


def test_a_picture(record: Any) -> None:
    """--plot draws one speaker, or all together, with how many there are; of two it is refused."""
    here = record(times("马斯克", "0.3", 22, 3) + times("Bo", "0.9", 3, 3))

    answer = here("calibration 马斯克 --plot m.svg")
    assert answer.out.endswith("Drawn: m.svg\n")
    picture = (here.cwd / "m.svg").read_text()
    assert "马斯克" in picture
    assert ">22</text>" in picture
    assert here("calibration --plot all.png").code == 0
    assert (here.cwd / "all.png").read_bytes().startswith(b"\x89PNG")
    assert here("calibration 马斯克 Bo --plot two.svg").code == 2
    assert here("calibration --plot a.jpg").code == 2
    assert not (here.cwd / "two.svg").exists()


def test_what_it_imports(record: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """matplotlib is for the picture alone."""
    here = record(times("Ann", "0.3", 3, 1))
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    assert here("calibration").code == 0
    answer = here("calibration --plot a.svg")
    assert answer.code == 5
    assert "pip install" in answer.refusal


def test_a_talk_that_said_one_number_weighs_on_its_own_row(record: Any) -> None:
    """Twelve claims of one talk at 90 % are worth two; a hundred that stand alone at 50 % are a hundred."""
    here = record(times("Ann", "0.9", 12, 8, "a talk") + times("Ann", "0.5", 100, 50))
    n_eff = 12 / (1 + (12 - 1) * 0.6)

    for line in (
        "calibration",
        "calibration Ann",
        "calibration --distinct",
        "calibration --by basis",
    ):
        alone, together = rows(here, line)
        assert of(alone, "low", "high") == [*wilson(50, 100)]
        assert of(together, "low", "high") == [*wilson(8 * n_eff / 12, n_eff)]


def test_clusters_lie_in_the_bins_of_their_chances(record: Any) -> None:
    """At the edges of bins, too, a row and its clusters hold the same forecasts, all of one talk."""
    edges = {"0": 2, "0.1": 3, "0.100000000001": 2, "0.3": 4, "0.7": 5, "0.700000000001": 3, "1": 2}
    here = record([said for p, n in edges.items() for said in times("Ann", p, n, 1, "a talk")])

    found = rows(here, "calibration")
    assert [row["forecasts"] for row in found] == [2 + 3, 2, 4, 5, 3, 2]
    for row in (*found, *rows(here, "calibration --distinct")):
        n, k = row["forecasts"], row["came_true"]
        n_eff = n / (1 + (n - 1) * 0.6)
        assert of(row, "low", "high") == [*wilson(k * n_eff / n, n_eff)]


def test_what_was_said_plainly_in_one_talk(record: Any) -> None:
    """The rows of what was said without a chance know of their clusters, too."""
    here = record([("Ann", "", "a talk", stance, "yes") for stance in ["", "", "deny"]])
    will, will_not = rows(here, "calibration")

    n_eff = 2 / (1 + (2 - 1) * 0.6)
    assert of(will, "low", "high") == [*wilson(n_eff, n_eff)]
    assert of(will_not, "low", "high") == [*wilson(1, 1)]


def test_which_chances_and_which_predictions(pledger: Pledger) -> None:
    """The last chance before it was over stands in its own bin; what was said plainly and got a number later
    is no longer said plainly then; what was judged ahead of its day counts on wish; and it says so."""
    (pledger.cwd / "m.csv").write_text(
        "statement,speaker,said_on,latest,credence\n"
        "a,Ann,2020-01-01,2020-12-31,60%\n"
        "b,Ann,2020-01-01,2020-12-31,\n"
        "c,Ann,2020-01-01,2030-12-31,90%\n"
    )
    pledger("init --me Nora")
    for line in (
        "import m.csv",
        "forecast 1 20% -s Ann --on 2020-03-01",
        "forecast 1 5% -s Ann --on 2020-12-31",
        "forecast 2 30% -s Ann --on 2020-03-01",
        "resolve 1 no --judged 2021-01-02",
        "resolve 2 no --judged 2021-01-02",
        "resolve 3 yes --on 2020-05-05",
    ):
        assert pledger(line).code == 0, line

    def told(line: str) -> list[Any]:
        names = ("said", "bin_high", "forecasts", "came_true")
        return [of(row, *names) for row in rows(pledger, f"calibration {line}")]

    assert told("Ann") == [["chance", 0.6, 1, 0], ["will", None, 1, 0]]
    assert told("Ann --forecast last") == [["chance", 0.2, 1, 0], ["chance", 0.3, 1, 0]]
    assert told("Ann --include-ahead")[1] == ["chance", 0.9, 1, 1]
    assert "That flatters" in " ".join(pledger("calibration --include-ahead").out.split())
    assert "the last chance counts" in " ".join(pledger("calibration --forecast last").out.split())
    assert "no interval" in pledger("calibration --forecast time").refusal
    assert pledger("calibration --forecast last --unhedged 0.9").code == 2
