"""The strips of a reliability table: what stands where."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.reports.calibration import NARROW
from ledger.reports.calibration import STRIP
from ledger.reports.calibration import strip

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
