"""What other programs get wrong, and what a score says here instead.

More of it stands where the figure is tested: bins that move .3, .6 and .7 (calibration), floats that are one
chance and count as two (decomposition), a test in which too high and too high cancel out (calibration), a
logarithmic score that one miss drowns (rules), bootstrap intervals without width (intervals).
"""

import pytest

from ledger.scoring.calibration import in_the_large
from ledger.scoring.decomposition import corp
from ledger.scoring.rules import brier
from ledger.scoring.tally import ONE
from tests.conftest import Pledger


@pytest.mark.parametrize("sure", [ONE, ONE * 999 // 1000])
def test_who_says_a_hundred_per_cent_pays_for_it(sure: int) -> None:
    """Fifty certain misses weigh as much as what is said with 99.9 %: a smoothed calibration error whose
    mirror drops the grid's last point counts the certain ones by half, .33 instead of .5."""
    rows = [(ONE // 2, 50, 25), (sure, 50, 0)]
    gap = in_the_large(rows)
    parts = corp(rows)

    assert gap is not None and parts is not None
    assert gap.difference == pytest.approx(-0.5 * sure / ONE)
    # All of it is recalibrated to .25: what was lost against that is miscalibration, wholly.
    assert parts.mcb == pytest.approx((25 * 0.25 * 2 + 50 * (sure / ONE) ** 2) / 100 - 0.25 * 0.75)
    assert brier(rows) == pytest.approx(parts.mcb + parts.unc)


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Ann: three of three. Bo: nine of ten. Cy says one half of ten things by 2031, and three have come."""
    pledger("init --me Nora")
    rows = ["statement,speaker,said_on,latest,credence,outcome,happened_on"]
    rows += [f"a{n},Ann,2020-01-01,2020-12-31,,yes,2020-06-01" for n in range(3)]
    rows += [
        f"b{n},Bo,2020-01-01,2020-12-31,,{'yes,2020-06-01' if n else 'no,'}" for n in range(10)
    ]
    rows += [
        f"c{n},Cy,2020-01-01,2031-12-31,55%,{'yes,2024-06-01' if n < 3 else ','}" for n in range(10)
    ]
    rows += [
        f"d{n},Di,2020-01-01,2020-12-31,10%,{'no,' if n else 'yes,2020-06-01'}" for n in range(10)
    ]
    (pledger.cwd / "s.csv").write_text("\n".join(rows))
    assert pledger("import s.csv --judged 2025-01-01").code == 0
    return pledger


def test_three_of_three_is_not_a_hundred_per_cent(here: Pledger) -> None:
    """ "100 % accurate" over three claims: the interval says how little that is, and so does the sentence."""
    row = here("score Ann --explain -f json").json[0]

    assert (row["accuracy"], round(row["accuracy_low"], 2)) == (1.0, 0.44)
    assert "3 came by the day named (100 %; 95 %: 44 to 100 %)" in row["explained"]


def test_no_ranking_by_raw_averages(here: Pledger) -> None:
    """Three of three does not stand above nine of ten: rows stand by number, or by the lower limit."""
    for line in ("score Ann Bo", "score Ann Bo --sort lower"):
        rows = here(f"{line} -f json").json
        assert [row["group"] for row in rows] == ["Bo", "Ann", None]
        assert rows[1]["accuracy"] > rows[0]["accuracy"]


def test_what_happens_to_be_resolved_is_no_sample(here: Pledger) -> None:
    """Of ten things until 2031 three have come, and none can have failed yet: scored as resolved, three of
    three and a Brier score of .2; here nothing, until the day of all ten has passed."""
    row = here("score Cy -f json").json[0]
    assert (row["due"], row["ahead"], row["open"]) == (0, 3, 7)
    assert row["accuracy"] is row["brier"] is None

    flattered = here("score Cy --include-ahead -f json")
    assert flattered.json[0]["accuracy"] == 1.0
    assert "flatters" in here("score Cy --include-ahead").out
    assert here("score Cy --today 2032-01-01 -f json").json[0]["accuracy_best"] == 1.0
    assert here("score Cy --today 2032-01-01 -f json").json[0]["accuracy_worst"] == 0.3


def test_long_shots_make_no_prophet(here: Pledger) -> None:
    """Right about nine of ten horses, as these numbers let one expect: the sentence holds both together."""
    row = here("score Di --explain -f json").json[0]

    assert (row["right"], row["decided"]) == (9, 10)
    assert row["accuracy_expected"] == pytest.approx(0.9)
    assert (
        "9 came out as said (90 %), where by their own numbers 90 % were to be" in row["explained"]
    )
