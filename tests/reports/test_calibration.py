"""The strips of a reliability table: what stands where."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.reports.calibration import NARROW
from ledger.reports.calibration import STRIP
from ledger.reports.calibration import Part
from ledger.reports.calibration import groups
from ledger.reports.calibration import reliability
from ledger.reports.calibration import strip
from ledger.reports.calibration import table
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Bundle
from ledger.scoring.tally import Said
from ledger.scoring.tally import Sums

rates = st.floats(0, 1)


@given(
    st.none() | rates,
    st.tuples(rates, rates, rates).map(sorted),
    st.sampled_from([STRIP, NARROW]),
)
def test_every_sign_stands_at_its_rate(said, limits, width):
    """Signs are at most half a step off, nothing of the strip is left out, and nothing stands beside it."""
    low, came, high = limits
    found = strip(said, came, low, high, width)
    step = 1 / (width - 1)

    assert len(found) == width
    assert abs(max(found.find("o"), found.find("*")) * step - came) <= step / 2 + 1e-9
    if said is not None:
        assert abs(max(found.find("+"), found.find("*")) * step - said) <= step / 2 + 1e-9
    covered = [at for at, sign in enumerate(found) if sign in "-o*"]
    assert abs(covered[0] * step - low) <= 1.5 * step + 1e-9
    assert abs(covered[-1] * step - high) <= 1.5 * step + 1e-9
    # Of an interval only the sign of what was said can hide a place.
    assert all(found[at] in "-+o*" for at in range(covered[0], covered[-1] + 1))
    assert "+" not in strip(None, came, low, high, width)


def told(said, plain=(), *, by=None, names=None, bundles=()):
    """The cells of a reliability table and what is told below it; `said` is (p in %, n, k, basis) by name."""

    def part(rows):
        return {
            key: Part(
                Sums(
                    said=[Said(key, p * ONE // 100, 0, ONE, b, n, k) for p, n, k, b in some],
                    bundles=list(bundles),
                ),
                {},
            )
            for key, some in rows.items()
        }

    made = groups(part(said), part(dict(plain)), names or {key: key for key in said})
    report = table(
        made,
        by=by,
        distinct=False,
        today="2026-01-01",
        notes=(),
        percent=lambda p: f"{100 * p:.0f}%",
    )
    return report, made


def test_no_rate_of_one_or_two():
    """Of one or two the table prints how many of how many, and no rate."""
    report, _ = told({"Ann": [(70, 1, 1, "stated"), (20, 2, 1, "stated"), (90, 3, 3, "stated")]})

    assert [cell["came"] for cell in report.cells] == ["1 of 2", "1 of 1", "100%"]


def test_what_counts_as_fewer_is_told_of_few_too():
    """That forecasts stand or fall together is told however few they are: the intervals are wider."""
    bundle = Bundle("Ann", 4, 2, 0, 0, 0, 4, 1, 1.16, 0.4, 0.3364)
    report, made = told({"Ann": [(70, 4, 2, "words")]}, bundles=[bundle])

    assert "4 forecasts are too few to tell" in report.notes[1]
    assert report.notes[1].endswith(made[0].fewer())


def test_few_of_many_groups_are_told_in_one_sentence():
    """Of several groups those with too few forecasts share a sentence, and no more than some are named."""
    some = {f"Speaker {n:02}": [(70, 2, 1, "words")] for n in range(20)}
    report, _ = told(some, by="speaker")
    (few,) = [note for note in report.notes if "too few" in note]

    assert "Speaker 00 2" in few
    assert few.endswith("and 12 more.")
    assert "All 40 chances were words, read as numbers on a scale." in report.notes


def test_one_chance_in_words():
    """One is told in the singular, alone and among others."""
    assert "The one chance was in words, read as a number on a scale." in (
        told({"Ann": [(70, 1, 1, "words")]})[0].notes
    )
    assert "1 of the 3 chances was in words, read as a number on a scale." in (
        told({"Ann": [(70, 1, 1, "words"), (80, 2, 1, "stated")]})[0].notes
    )


def test_nothing_of_one_speaker_is_not_nothing():
    """Where nothing of one speaker counts it is not said that nothing is recorded."""
    assert told({"Ann": []})[0].empty.startswith("No prediction of Ann that counts here is due")


def test_a_picture_tells_what_its_table_does():
    """What is said below a table of forecasts that stand or fall together stands above the picture."""
    bundle = Bundle("Ann", 30, 15, 0, 0, 0, 30, 1, 9.0, 2.7, 2.7)
    said = {"Ann": [(70, 30, 15, "stated")]}
    _, made = told(said, {"Ann": [(100, 1, 1, "none")]}, bundles=[bundle])
    shown = reliability(made[0], distinct=False, today="2026-01-01")

    assert shown.subtitle.startswith("30 forecasts due before 2026-01-01; 1 more was said without")
    assert shown.subtitle.endswith(made[0].fewer())
