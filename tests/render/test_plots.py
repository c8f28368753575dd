"""Pictures: what is in them, in which files, and what is said where they cannot be drawn."""

import re
import sys
from fractions import Fraction

import pytest

from ledger.errors import StorageError
from ledger.errors import UnreadableError
from ledger.render import plots
from ledger.reports.calibration import Reliability
from ledger.reports.calibration import Said
from ledger.reports.slip import Drawn
from ledger.scoring import slip
from ledger.scoring.slip import Waits

POINTS = [Said(0.7, 0.5, 0.1, 0.9), Said(0.9, 1.0, 0.2, 1.0)]
DIAGRAM = Reliability(
    "How chances fit: 马斯克",
    "5 forecasts",
    POINTS,
    [(0.7, 0.5), (0.9, 1.0)],
    [(0.5, 1.0), (0.6, 1.0)],
    [(0.7, 2), (0.9, 3)],
)
KEPT = slip.curve([Waits(Fraction(1), 1, 0), Waits(Fraction(3, 2), 0, 1), Waits(Fraction(2), 2, 0)])
NONE_KEPT = slip.curve([Waits(Fraction(1, 2), 0, 1), Waits(Fraction(2), 0, 1)])


def slips(kind, curve=KEPT):
    """A slip diagram of one speaker."""
    return plots.slips(
        Drawn("Waits", "4 promises", [("马斯克", curve, NONE_KEPT)], [0, 1, 2, 3]), kind
    )


def reliability(kind):
    """A reliability diagram."""
    return plots.reliability(DIAGRAM, kind)


@pytest.mark.parametrize("draw", [slips, reliability])
def test_a_picture_is_of_its_kind(draw):
    """PNG and SVG files begin as such files do; the text of an SVG is text."""
    assert draw("png")[0].startswith(b"\x89PNG\r\n")
    svg, whole = draw("svg")

    assert svg.startswith(b"<?xml")
    assert "马斯克".encode() in svg
    assert whole


@pytest.mark.parametrize("draw", [slips, reliability])
@pytest.mark.parametrize("kind", plots.SUFFIXES)
def test_the_same_figures_give_the_same_bytes(draw, kind):
    """A picture can be compared: it holds no day and no chance."""
    assert draw(kind)[0] == draw(kind)[0]


def test_numbers_stand_in_the_picture():
    """How many forecasts a bar is, and how many are waited for below the curve, can be read."""
    assert b">3</text>" in reliability("svg")[0]
    assert slips("svg")[0].count(b">4</text>") >= 2


@pytest.mark.parametrize(
    "shown",
    [
        DIAGRAM._replace(band=None),
        DIAGRAM._replace(
            points=POINTS[:1], curve=[(0.7, 0.5)], band=[(0.2, 1.0)], counts=[(0.7, 1)]
        ),
        DIAGRAM._replace(points=[], curve=[], band=[], counts=[]),
        DIAGRAM._replace(counts=[(0.0, 1), (1.0, 2)]),
    ],
    ids=["no band", "one", "none", "certain"],
)
def test_few_points_can_be_drawn(shown):
    """Without a band, of one chance, of none, and of certainties."""
    assert plots.reliability(shown, "svg")[0]


def test_a_speaker_who_kept_nothing_can_be_drawn():
    """Nothing kept: a line at the top, as far as anybody looked."""
    assert slips("svg", NONE_KEPT)[0]


def texts(svg):
    """The texts of an SVG, in the order in which they were drawn."""
    return re.findall(r">([^<>]+)</text>", svg.decode())


def many(count, name="Speaker"):
    """A picture of many curves."""
    curves = [(f"{name} {n} ({KEPT.n})", KEPT, None) for n in range(count)]
    return Drawn("Waits", "Due.", curves, range(11))


@pytest.mark.parametrize("count", [1, 2, 3, 5, 8])
def test_every_curve_is_named_and_counted(count):
    """However many curves there are, each has its name and its numbers at risk; none is dropped."""
    shown = texts(plots.slips(many(count), "svg")[0])

    assert [text for text in shown if text.startswith("Speaker")] == [
        f"Speaker {n} (4)" for n in range(count)
    ]
    assert shown.count("4") == 2 * count  # at 0x and at 1x
    assert plots.slips(many(count), "png")[1]


def test_two_curves_are_told_apart_without_colours():
    """One is solid and the other dashed, in the legend, the curve and the numbers."""
    svg = plots.slips(many(2), "svg")[0].decode()
    dashed = re.findall(r"stroke-dasharray: 9,2\.88;[^\"]*stroke: #d55e00", svg)

    assert len(dashed) == 3
    assert not re.search(r"stroke-dasharray[^\"]*stroke: #0072b2; stroke-width: 1.8", svg)


@pytest.mark.parametrize("count", [1, 4])
@pytest.mark.parametrize("name", ["A speaker whose name is long " * 9, "联合预测委员会" * 20])
def test_long_names_are_cut_and_keep_their_count(count, name):
    """A name longer than its room ends with an ellipsis, and the count behind it stays."""
    shown = plots.slips(many(count, name), "svg")[0]
    cut = [text for text in texts(shown) if "…" in text]

    assert len(cut) == count
    assert all(text.startswith(name[:4]) and text.endswith("… (4)") for text in cut)


def test_a_curve_ends_at_the_edge():
    """What came beyond the last mark is not drawn, and the line does not come back from there."""
    far = slip.curve(
        [Waits(Fraction(1), 1, 0), Waits(Fraction(59), 1, 1), Waits(Fraction(900), 1, 0)]
    )
    near = slip.curve([Waits(Fraction(1), 1, 0), Waits(Fraction(10), 0, 3)])

    def lines(curve):
        svg = plots.slips(Drawn("Waits", "Due.", [("A (4)", curve, None)], range(11)), "svg")[0]
        return re.findall(r'<path d="([^"]*)"[^>]*stroke: #0072b2; stroke-width: 1.8', svg.decode())

    assert len(lines(far)) == 3
    assert lines(far) == lines(near)


def test_nothing_to_draw_says_so():
    """Without a curve there are axes, and a sentence in them."""
    assert "Nothing to draw yet." in texts(
        plots.slips(Drawn("Waits", "Due.", [], range(3)), "svg")[0]
    )


def test_characters_that_no_font_has_are_told():
    """Where no font has a character the picture says so; an SVG has it as text, for its reader's fonts."""
    shown = DIAGRAM._replace(title="\U0001f9ff\U00012000")

    assert not plots.reliability(shown, "png")[1]
    assert plots.reliability(shown, "svg")[1]


@pytest.mark.parametrize(("path", "kind"), [("a.svg", "svg"), ("b.c.PNG", "png")])
def test_the_suffix_names_the_kind(path, kind):
    """The suffix of the file chooses the kind of picture."""
    assert plots.kind_of(path) == kind


@pytest.mark.parametrize("path", ["a.jpg", "svg", "a"])
def test_other_suffixes_are_refused(path):
    """What is no picture of ours is refused with what is."""
    with pytest.raises(UnreadableError, match=r"\.svg or \.png"):
        plots.kind_of(path)


def test_without_the_extra_the_install_line_is_said(monkeypatch):
    """Without matplotlib a sentence says how to get it."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)

    with pytest.raises(StorageError, match=r"pip install 'prediction-ledger\[plot\]'"):
        reliability("svg")


def places(svg):
    """The texts of an SVG with how high they stand, from above."""
    found = re.findall(r'<text style="[^"]*"[^>]*? y="([\d.]+)"[^>]*>([^<]*)', svg.decode())
    return {text: float(y) for y, text in found}


def test_the_key_of_a_diagram_lies_on_no_point():
    """The key stands above the axes, where no point can be: one at 30 % that came is at their upper left."""
    svg, _ = plots.reliability(DIAGRAM._replace(points=[Said(0.3, 1.0, 0.2, 1.0)]), "svg")
    at = places(svg)

    # 72 units to the inch: the axes are 5 high and end 1.2 below the upper edge, 8.2 - 2 - 5.
    for key in ("recalibrated", "came true, with 95% interval", "90% of calibrated forecasters"):
        assert at[key] < 1.2 * 72, key


def test_a_long_title_is_smaller_and_whole():
    """A name that is too long for the picture makes its title smaller; it is not cut, and not run over."""
    name = "a very long name of a speaker " * 4 + "马斯克" * 6
    svg, _ = plots.reliability(DIAGRAM._replace(title=name), "svg")
    (size,) = re.findall(r"font-weight: 700; font-size: ([\d.]+)px", svg.decode())

    assert name in svg.decode()
    # As wide as it was, 12 units a letter at most 9 to the inch.
    assert float(size) == pytest.approx(12 * 9 * 6.2 / (30 * 4 + 2 * 18), abs=0.01)
