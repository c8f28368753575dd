"""People held against each other, on the command line: what they share, and what nothing is said of."""

from collections.abc import Callable
from typing import Any

import pytest

from ledger.render.formats import width_of
from ledger.scoring import intervals
from ledger.scoring.intervals import Alike
from ledger.scoring.tally import ONE
from tests.conftest import Pledger

Record = Callable[[str], Pledger]


@pytest.fixture
def record(pledger: Pledger) -> Record:
    """Records rows of `statement,speaker,credence,outcome,source`, said and due in 2020 and judged since."""

    def recorded(text: str) -> Pledger:
        rows = [line for line in text.split() if line]
        (pledger.cwd / "c.csv").write_text(
            "statement,speaker,credence,outcome,source,said_on,latest\n"
            + "".join(f"{row},2020-01-01,2020-12-31\n" for row in rows)
        )
        assert pledger("init --me Nora").code == 0
        assert pledger("import c.csv --judged 2021-02-01").code == 0
        return pledger

    return recorded


def both(one: list[str], other: list[str], y: str, source: str = "") -> str:
    """Ann's and Bo's chances of the same things, each of which came true or not by a letter of `y`."""
    rows = []
    for number, (a, b, came) in enumerate(zip(one, other, y, strict=True)):
        outcome = "yes" if came == "y" else "no"
        rows += [f"it{number},Ann,{a},{outcome},{source}", f"it{number},Bo,{b},{outcome},"]
    return "\n".join(rows)


def test_the_difference_on_common_claims(record: Record) -> None:
    """Mean Brier scores of both on the same predictions, and the interval of the gain."""
    here = record(both(["0.9"] * 30, ["0.5"] * 30, "y" * 29 + "n") + "\nown,Ann,0.1,yes,")
    ann, bo = here("compare Ann Bo -f json").json

    mine, theirs = (29 * 0.1**2 + 0.9**2) / 30, 0.25
    assert (ann["speaker"], ann["common"], ann["forecasts"]) == ("Ann", 30, 31)
    assert ann["brier"] == pytest.approx(mine)
    assert bo["brier"] == pytest.approx(theirs)
    (between,) = ann["differences"]
    assert between["other"] == "Bo"
    assert between["difference"] == pytest.approx(mine - theirs)
    rows = [(9 * ONE // 10, ONE // 2, 30, 29)]
    half = [(theirs - 0.1**2 + 1) / 2, (theirs - 0.9**2 + 1) / 2]
    squares = 29 * half[0] ** 2 + half[1] ** 2
    single = [Alike(1, 30, 29 * half[0] + half[1], squares, squares)]
    interval = intervals.gain_interval(rows, single)
    assert interval is not None
    assert (between["low"], between["high"]) == pytest.approx((-interval.high, -interval.low))
    assert between["high"] < 0
    assert (ann["rank_low"], ann["rank_high"], bo["rank_low"], bo["rank_high"]) == (1, 1, 2, 2)
    assert bo["differences"][0]["low"] == -between["high"]
    assert ann["brier_all"] == pytest.approx((30 * mine + 0.9**2) / 31)
    told = " ".join(here("compare Ann Bo").out.split())
    assert "Ann was better, by more than luck" in told
    assert "30 of the common ones are separate predictions in the same words" in told
    assert "Ann was better" in " ".join(here("compare Bo Ann").out.split())


def test_one_claim_with_chances_of_several_people(record: Record) -> None:
    """A market's chance of Ann's claim makes it common; one that was given when it was over does not."""
    here = record("a,Ann,0.9,yes,\nb,Ann,0.9,yes,\nc,Ann,0.9,yes,")
    assert here("forecast 1 60% -s Market --on 2020-02-01").code == 0
    assert here("forecast 2 70% -s Market --on 2020-02-01").code == 0
    assert here("forecast 2 99% -s Market --on 2020-03-01").code == 0
    here("forecast 3 99% -s Market --on 2021-01-01")
    ann, market = here("compare Ann Market -f json").json

    assert (ann["common"], market["common"], market["due"]) == (2, 2, 0)
    assert market["brier"] == pytest.approx((0.4**2 + 0.3**2) / 2)
    assert ann["same_words"] == 0
    told = " ".join(here("compare Ann Market").out.split())
    assert "2 in common are few" in told


def test_clusters_make_the_interval_wider(record: Record) -> None:
    """Common predictions of one talk are worth a few: what was more than luck no longer is."""
    said = (["0.9"] * 30, ["0.5"] * 30, "y" * 29 + "n")
    here = record(both(*said, source="talk"))
    (between,) = here("compare Ann Bo -f json").json[0]["differences"]

    assert between["n_eff"] < 3
    assert between["low"] < 0 < between["high"]
    assert "luck can explain it" in " ".join(here("compare Ann Bo").out.split())


@pytest.mark.parametrize(("number", "turned"), [("0.7", False), ("0.79", True)])
def test_ends_of_words(record: Record, number: str, turned: bool) -> None:
    """Where words are in it the difference is told at their ends, and whether that turns its sign."""
    here = record(both(["likely"] * 20, [number] * 20, "y" * 20))
    read = here("chance likely -f json").json[0]
    (between,) = here("compare Ann Bo -f json").json[0]["differences"]
    theirs = (1 - float(number)) ** 2

    for key, end in [("difference", "p"), ("scale_low", "low"), ("scale_high", "high")]:
        assert between[key] == pytest.approx((1 - read[end]) ** 2 - theirs)
    signs = {between[key] < 0 for key in ("difference", "scale_low", "scale_high")}
    told = " ".join(here("compare Ann Bo").out.split())
    assert ("turns who is better" in told) is (len(signs) > 1)
    if turned:
        assert len(signs) > 1


def test_ranks_of_three_hold_at_once(record: Record) -> None:
    """Each pair has limits of 1 - 0.05/3; a place is told only as far as all of them are sure."""
    rows = []
    for number in range(60):
        y = "yes" if number % 10 else "no"
        rows += [
            f"it{number},{who},{p},{y}," for who, p in (("Ann", 0.9), ("Bo", 0.88), ("丙", 0.2))
        ]
    here = record("\n".join(rows))
    answer = here("compare Ann Bo 丙 -f json").json
    ranks = {row["speaker"]: (row["rank_low"], row["rank_high"]) for row in answer}

    assert ranks == {"Ann": (1, 2), "Bo": (1, 2), "丙": (3, 3)}
    for row in answer:
        for between in row["differences"]:
            assert between["least"] < between["low"] < between["high"] < between["most"]
    lines = here("compare Ann Bo 丙").out.splitlines()
    assert max(map(width_of, lines)) <= 80
    assert "1-2" in here("compare Ann Bo 丙").out


def test_nothing_in_common_ranks_nobody(record: Record) -> None:
    """Other questions: both side by side, no difference and no rank, and the sentence that says why."""
    here = record("a,Ann,0.9,yes,\nb,Bo,0.1,yes,\nc,Bo,,no,\nd,Cy,0.3,no,\na,Cy,0.3,yes,")
    answer = here("compare Ann Bo -f json")

    for row in answer.json:
        assert (row["common"], row["brier"], row["rank_low"], row["differences"]) == (
            0,
            None,
            None,
            [],
        )
    assert [row["due"] for row in answer.json] == [1, 2]
    assert "answered different questions" in " ".join(here("compare Ann Bo").out.split())
    # Two of three may have answered the same.
    assert "Ann and Cy have 1 in common" in " ".join(here("compare Ann Bo Cy").out.split())
    assert "answered different questions" in " ".join(here("compare Ann Nora").out.split())


def test_what_was_judged_differently_is_left_out(record: Record) -> None:
    """The same words judged yes of one and no of the other are no common question, and it says so."""
    here = record("a,Ann,0.9,yes,\na,Bo,0.1,no,\nb,Ann,0.9,yes,\nb,Bo,0.1,yes,")
    ann: dict[str, Any] = here("compare Ann Bo -f json").json[0]

    assert (ann["common"], ann["same_words"], ann["judged_differently"]) == (1, 1, 1)
    assert "1 in the same words was judged yes of one" in " ".join(
        here("compare Ann Bo").out.split()
    )


def test_two_people_are_needed(record: Record) -> None:
    """One person, twice or by two names, cannot be compared; nobody unknown can."""
    here = record("a,Ann,0.9,yes,")

    assert here("compare Ann ann").code == 2
    assert "only Ann" in here("compare Ann ann").refusal
    assert here("compare").code == 2
    assert here("compare Ann Nobody").code == 3


def test_what_counts_is_said_as_in_score(pledger: Pledger) -> None:
    """Options leave out the same as in `score`, and the same sentences say so."""
    pledger("init --me Nora")
    (pledger.cwd / "m.csv").write_text(
        "statement,speaker,said_on,latest,credence\n"
        "a,Ann,2020-01-01,2020-12-31,60%\n"
        "b,Ann,2020-01-01,2020-12-31,likely\n"
        "c,Ann,2020-01-01,2030-12-31,90%\n"
        "d,Ann,2020-01-01,2020-12-31,\n"
    )
    for line in (
        "import m.csv",
        "forecast 1 20% -s Ann --on 2020-03-01",
        *(f"forecast {number} 40% -s Bo --on 2020-02-01" for number in (1, 3, 4)),
        "forecast 2 unlikely -s Bo --on 2020-02-01",
        "forecast 1 50% -s Bo --on 2020-04-01",
        "resolve 1 no --judged 2021-01-02",
        "resolve 2 no --judged 2021-01-02",
        "resolve 3 yes --on 2020-05-05",
        "resolve 4 yes --on 2020-12-31",
    ):
        assert pledger(line).code == 0, line

    def told(options: str) -> tuple[int, Any, str]:
        ann, bo = pledger(f"compare Ann Bo {options} -f json").json
        versus = pledger(f"score Ann --versus Bo {options} -f json").json[0]
        assert versus["versus_forecasts"] == ann["common"]
        assert (versus["versus_brier"], versus["versus_other"]) == (ann["brier"], bo["brier"])
        if ann["common"]:
            (between,) = ann["differences"]
            assert versus["versus_low"] == pytest.approx(-between["high"])
        said = " ".join(pledger(f"compare Ann Bo {options}").out.split())
        return ann["common"], ann["brier"], said

    likely, on_phia, unlikely = (
        pledger(f"chance {said} -f json").json[0]["p"]
        for said in ("likely", "likely --scale phia", "unlikely --scale phia")
    )
    assert told("")[:2] == (2, pytest.approx((0.6**2 + likely**2) / 2))
    common, brier, said = told("--forecast last")
    assert (common, brier) == (2, pytest.approx((0.2**2 + likely**2) / 2))
    assert "the last counts that was given before it was over" in said
    common, brier, said = told("--basis stated")
    assert (common, brier) == (1, pytest.approx(0.6**2))
    assert "(--basis stated)" in said
    assert told("--basis words")[:2] == (1, pytest.approx(likely**2))
    common, brier, said = told("--include-ahead")
    assert (common, brier) == (3, pytest.approx((0.6**2 + likely**2 + 0.1**2) / 3))
    assert "That flatters" in said
    common, brier, said = told("--unhedged 0.98")
    assert (common, brier) == (3, pytest.approx((0.6**2 + likely**2 + 0.02**2) / 3))
    assert "98% (--unhedged)" in said
    for left_out in ("--prospective", "--complete"):
        common, _, said = told(left_out)
        assert common == 0
        assert f"({left_out})" in said
    assert told("--scale phia")[1] == pytest.approx((0.6**2 + on_phia**2) / 2) != told("")[1]
    theirs = pledger("compare Ann Bo --scale phia -f json").json[1]["brier"]
    assert theirs == pytest.approx((0.4**2 + unlikely**2) / 2)
    common, _, said = told("--scale kent")
    assert common == 1
    assert "2 due hold words" in said
    assert "by itself" in told("--each")[2]
    refused = pledger("compare Ann Bo --forecast time")
    assert (refused.code, "first or last" in refused.refusal) == (2, True)
