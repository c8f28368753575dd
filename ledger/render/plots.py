"""Pictures: how well chances fit what came, and how long promises are waited for.

matplotlib is an extra, imported when a picture is drawn. A picture comes as the bytes of its file, the same
bytes for the same figures.
"""

import io
import logging
import warnings
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from typing import Any

from ledger.errors import StorageError
from ledger.errors import UnreadableError
from ledger.render.formats import width_of
from ledger.reports.calibration import Reliability
from ledger.reports.slip import Drawn
from ledger.scoring import slip

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIXES = ("svg", "png")
# Colours that people tell apart whatever colours they see (M. Okabe and K. Ito, 2008), and in grey.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
GREY, PALE = "#6b6b6b", "#e4e4e4"
# Fonts with Chinese characters, where one of them is installed.
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Droid Sans Fallback",
    "Arial Unicode MS",
)


def kind_of(path: str) -> str:
    """The kind of picture that a file's suffix names; raises UnreadableError."""
    suffix = path.lower().rpartition(".")[2] if "." in path else ""
    if suffix not in SUFFIXES:
        raise UnreadableError(f"{path} is no picture we can draw; end its name in .svg or .png.")
    return suffix


def reliability(shown: Reliability, kind: str) -> tuple[bytes, bool]:
    """A reliability diagram with a histogram of the chances below it.

    Gives the picture, and whether every character of it could be drawn. Raises StorageError where the extra
    is missing.
    """
    with _figure(6.2, 8.2, shown.title, shown.subtitle, kind) as (figure, save):
        upper = figure.add_axes(_inches(figure, 0.8, 2.0, 5.0, 5.0))
        lower = figure.add_axes(_inches(figure, 0.8, 0.6, 5.0, 1.1))
        upper.plot((0, 1), (0, 1), color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
        if shown.band is not None:
            ps = [p for p, _ in shown.curve]
            lows, highs = [low for low, _ in shown.band], [high for _, high in shown.band]
            if len(ps) == 1:
                upper.plot(
                    [ps[0]] * 2,
                    [lows[0], highs[0]],
                    color=PALE,
                    linewidth=9,
                    solid_capstyle="butt",
                    zorder=0,
                )
            else:
                upper.fill_between(ps, lows, highs, color=PALE, linewidth=0, zorder=0)
        if len(shown.curve) > 1:
            upper.plot(
                [p for p, _ in shown.curve],
                [fit for _, fit in shown.curve],
                color=COLOURS[1],
                linewidth=1.6,
                zorder=2,
                label="recalibrated",
            )
        for point in shown.points:
            upper.plot([point.p] * 2, [point.low, point.high], color=COLOURS[0], linewidth=1.2)
        upper.plot(
            [point.p for point in shown.points],
            [point.frequency for point in shown.points],
            "o",
            color=COLOURS[0],
            markersize=5.5,
            zorder=3,
            label="came true, with 95% interval",
        )
        upper.set_ylabel("came true")
        upper.set_xlim(-0.02, 1.02)
        upper.set_ylim(-0.02, 1.02)
        lower.set_xlim(upper.get_xlim())
        handles, labels = upper.get_legend_handles_labels()
        if shown.band is not None:
            from matplotlib.patches import Patch

            handles.append(Patch(color=PALE))
            labels.append("90% of calibrated forecasters")
        # Above the axes: within them it would lie on points, wherever it stood.
        upper.legend(
            handles,
            labels,
            loc="lower left",
            bbox_to_anchor=(-0.02, 1.0),
            ncols=len(handles),
            frameon=False,
            fontsize=8,
            handlelength=1.4,
            columnspacing=1.2,
            borderaxespad=0.5,
        )
        _counted(lower, shown.counts)
        lower.set_xlabel("chance that was said")
        for axis in (upper.xaxis, upper.yaxis, lower.xaxis):
            _per_cent(axis)
        return save()


def _counted(axes: "Axes", counts: Sequence[tuple[float, int]]) -> None:
    """The histogram: how many forecasts gave each chance, by tenths of them."""
    bars: dict[int, int] = {}
    for p, n in counts:
        # As the table's bins: closed on the right, the first on both sides.
        index = max(-(-round(p * 10**9) // 10**8) - 1, 0)
        bars[index] = bars.get(index, 0) + n
    axes.bar(
        [(index + 0.5) / 10 for index in bars], list(bars.values()), width=0.09, color=COLOURS[0]
    )
    for index, n in bars.items():
        axes.annotate(
            str(n),
            ((index + 0.5) / 10, n),
            ha="center",
            va="bottom",
            fontsize=8,
            color=GREY,
            xytext=(0, 1.5),
            textcoords="offset points",
        )
    axes.set_ylabel("forecasts")
    axes.set_ylim(0, max(bars.values(), default=1) * 1.25)
    axes.set_yticks([])


# How the curves of one picture are told apart, in grey too.
LINES = ("-", (0, (5, 1.6)))
SMALL = 8.5


def slips(shown: Drawn, kind: str) -> tuple[bytes, bool]:
    """The share still waited for, by multiples of the time given, with the numbers at risk below.

    Gives the picture, and whether every character of it could be drawn. Raises StorageError where the extra
    is missing.
    """
    if len(shown.curves) > len(LINES):
        return _side_by_side(shown, kind)
    above, below, rows = 0.5 + 0.165 * len(_lines(shown.subtitle)), 1.0, len(shown.curves)
    width, height = 7.4, above + 0.2 * rows + 0.35 + 3.75 + below + 0.19 * rows
    with _figure(width, height, shown.title, "\n".join(_lines(shown.subtitle)), kind) as (
        figure,
        save,
    ):
        for number, (drawn, colour, line) in enumerate(
            zip(shown.curves, COLOURS, LINES, strict=False)
        ):
            down = above + 0.09 + 0.2 * number
            _sample(figure, 0.15, down, colour, line)
            _text_at(figure, 0.6, down, drawn[0], 6.6, fontsize=SMALL + 0.5)
        axes = figure.add_axes(_inches(figure, 0.85, below + 0.19 * rows, 6.3, 3.75))
        _framed(axes, shown.marks)
        axes.set_xlabel("multiples of the time given")
        axes.set_ylabel("still waited for")
        axes.annotate(
            "the day named",
            (1, 1.025),
            xycoords=("data", "axes fraction"),
            ha="center",
            fontsize=SMALL,
            color=GREY,
        )
        if not shown.curves:
            axes.text(
                0.5,
                0.6,
                "Nothing to draw yet.",
                transform=axes.transAxes,
                ha="center",
                fontsize=10,
                color=GREY,
                backgroundcolor="white",
            )
        else:
            _text_at(figure, 0.15, height - 0.19 * rows - 0.3, "the curve stands on so many:", 6)
        for number, ((_, curve, other), colour, line) in enumerate(
            zip(shown.curves, COLOURS, LINES, strict=False)
        ):
            _band(axes, curve, colour, line)
            _waited(axes, curve, colour, linewidth=1.8, linestyle=line)
            _ticks(axes, curve, colour)
            if other is not None:
                _waited(axes, other, colour, linewidth=1.0, linestyle=(0, (1, 1.5)))
            _sample(figure, 0.15, height - 0.19 * (rows - number) - 0.08, colour, line)
            _at_risk(axes, curve, shown.marks, -(below + 0.19 * number - 0.08) * 72)
        return save()


def _side_by_side(shown: Drawn, kind: str) -> tuple[bytes, bool]:
    """A panel for each curve, with the others thin behind it."""
    curves = shown.curves
    lines = _lines(
        f"{shown.subtitle} Dashed: the day named. Thin: the other curves here. Below each: on how many it "
        "stands there."
    )
    marks = [mark for mark in shown.marks if mark < 2 or mark % 2 == 0 or len(shown.marks) < 7]
    above, high, row = 0.62 + 0.165 * len(lines), 1.5, 2.4
    rows = (len(curves) + 1) // 2
    width, height = 7.4, above + rows * row + 0.35
    with _figure(width, height, shown.title, "\n".join(lines), kind) as (figure, save):
        for number, (name, curve, other) in enumerate(curves):
            down = above + number // 2 * row
            left = 0.75 + number % 2 * 3.5
            axes = figure.add_axes(_inches(figure, left, height - down - 0.28 - high, 2.95, high))
            _framed(axes, marks, SMALL - 1)
            _text_at(figure, left, down + 0.1, name, 2.95, fontsize=9.5, color="#111111")
            if number % 2 == 0:
                axes.set_ylabel("still waited for", fontsize=SMALL)
            if number >= len(curves) - 2:
                axes.set_xlabel("multiples of the time given", fontsize=SMALL, labelpad=20)
            for place, (_, behind, _) in enumerate(curves):
                if place != number:
                    _waited(axes, behind, "#bdbdbd", linewidth=0.8, zorder=1)
            _band(axes, curve, COLOURS[0], "-")
            _waited(axes, curve, COLOURS[0], linewidth=1.8)
            _ticks(axes, curve, COLOURS[0])
            if other is not None:
                _waited(axes, other, COLOURS[0], linewidth=1.0, linestyle=(0, (1, 1.5)))
            _at_risk(axes, curve, marks, -27, SMALL - 1)
        return save()


def _lines(text: str) -> list[str]:
    """A subtitle in lines that fit a picture."""
    from textwrap import wrap

    return wrap(text, 108)


def _framed(axes: "Axes", marks: Sequence[int], size: float = 10) -> None:
    """Axes from nothing to all, and from the day it was said to the last mark."""
    axes.axhline(0.5, color=PALE, linewidth=0.8, zorder=0)
    axes.axvline(1, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
    axes.set_xlim(0, marks[-1])
    axes.set_ylim(-0.01, 1.02)
    axes.set_xticks(list(marks), [f"{mark:g}x" for mark in marks])
    axes.tick_params(labelsize=size)
    _per_cent(axes.yaxis)


def _sample(figure: "Figure", left: float, down: float, colour: str, line: Any) -> None:
    """A piece of a curve's line, so many inches from the left and from above."""
    from matplotlib.lines import Line2D

    wide, high = figure.get_size_inches()
    y = 1 - down / high
    piece = Line2D(
        [left / wide, (left + 0.36) / wide],
        [y, y],
        transform=figure.transFigure,
        color=colour,
        linewidth=1.8,
        linestyle=line,
    )
    figure.add_artist(piece)


def _text_at(
    figure: "Figure", left: float, down: float, text: str, room: float, **style: Any
) -> None:
    """A text so many inches from the left and from above, cut where it is longer than its room."""
    wide, high = figure.get_size_inches()
    settings = {"fontsize": SMALL, "color": "#333333", "va": "center"} | style
    drawn = figure.text(left / wide, 1 - down / high, text, **settings)
    name, bracket, count = text.rpartition(" (")
    while drawn.get_window_extent().width > room * figure.dpi and len(name or text) > 1:
        # The count behind a name stays.
        if bracket:
            name = name[:-1]
            drawn.set_text(f"{name.rstrip()}… ({count}")
        else:
            text = text[:-1]
            drawn.set_text(f"{text.rstrip()}…")


def _waited(axes: "Axes", curve: slip.Curve, colour: str, **style: Any) -> None:
    """One curve: its steps to the last look."""
    end = axes.get_xlim()[1]
    steps = [step for step in curve.steps if step.ratio <= end]
    xs = [0.0, *(step.ratio for step in steps), _last(curve, end)]
    ys = [1.0, *(step.share for step in steps)]
    axes.step(xs, [*ys, ys[-1]], where="post", color=colour, **({"zorder": 3} | style))


def _ticks(axes: "Axes", curve: slip.Curve, colour: str) -> None:
    """A tick for each that went out of sight."""
    for tick, _ in curve.ticks:
        share = next((s.share for s in reversed(curve.steps) if s.ratio <= tick), 1.0)
        axes.plot([tick], [share], "|", color=colour, markersize=8, markeredgewidth=1.2, zorder=4)


def _band(axes: "Axes", curve: slip.Curve, colour: str, line: Any) -> None:
    end = axes.get_xlim()[1]
    known = [step for step in curve.steps if step.low is not None and step.ratio <= end]
    if known:
        known.append(known[-1]._replace(ratio=_last(curve, end)))
        xs = [step.ratio for step in known]
        lows, highs = [step.low for step in known], [step.high for step in known]
        axes.fill_between(xs, lows, highs, step="post", color=colour, alpha=0.13, linewidth=0)
        for edge in (lows, highs):
            axes.step(
                xs, edge, where="post", color=colour, alpha=0.55, linewidth=0.6, linestyle=line
            )


def _last(curve: slip.Curve, end: float) -> float:
    """Where a curve ends: at the last look, and with one that can no longer come at the edge."""
    ends = [step.ratio for step in curve.steps] + [tick for tick, _ in curve.ticks]
    return end if curve.never else min(max(ends, default=end), end)


def _at_risk(
    axes: "Axes", curve: slip.Curve, marks: Sequence[int], down: float, size: float = SMALL
) -> None:
    """On how many a curve stands, under each mark and so many points below the axis.

    They are those waited for until then and not lost from sight before: fewer than its share of all.
    """
    for mark in marks:
        axes.annotate(
            str(slip.at_risk(curve, mark)),
            (mark, 0),
            xycoords=("data", "axes fraction"),
            xytext=(0, down),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=size,
            color="#333333",
        )


def _inches(
    figure: "Figure", left: float, bottom: float, width: float, height: float
) -> tuple[float, float, float, float]:
    """Where axes stand, in inches from the left and from below."""
    wide, high = figure.get_size_inches()
    return left / wide, bottom / high, width / wide, height / high


def _per_cent(axis: Any) -> None:
    axis.set_major_formatter(lambda value, _: f"{round(100 * value)}%")


@contextmanager
def _figure(
    width: float, height: float, title: str, subtitle: str, kind: str
) -> Iterator[tuple["Figure", Callable[[], tuple[bytes, bool]]]]:
    """A figure of a size in inches with what stands over it, and what makes bytes of it when it is drawn."""
    try:
        import matplotlib as mpl
    except ImportError:
        raise StorageError(
            "pictures need matplotlib: pip install 'prediction-ledger[plot]'"
        ) from None
    from matplotlib import font_manager
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # It warns of every weight that a Chinese font lacks.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    installed = {font.name for font in font_manager.fontManager.ttflist}
    settings = {
        "font.family": [
            "DejaVu Sans",
            *(name for name in CHINESE if name in installed),
            "sans-serif",  # whatever the reader of an SVG has
        ],
        # Text stays text: it can be searched, and the reader's fonts have what ours have not.
        "svg.fonttype": "none",
        "svg.hashsalt": "prediction-ledger",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.edgecolor": GREY,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "axes.labelcolor": "#333333",
    }
    with mpl.rc_context(settings), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure = Figure(figsize=(width, height))
        FigureCanvasAgg(figure)
        for text, down, style in (
            # A title that is too long for its picture is smaller, and whole.
            (
                title,
                0.15,
                {"fontsize": min(12, 108 * width / width_of(title)), "fontweight": "bold"},
            ),
            (subtitle, 0.42, {"fontsize": 8.5, "color": GREY, "linespacing": 1.4}),
        ):
            figure.text(0.15 / width, 1 - down / height, text, va="top", **style)

        def save() -> tuple[bytes, bool]:
            into = io.BytesIO()
            metadata = {"Date": None} if kind == "svg" else {"Software": None}
            figure.savefig(into, format=kind, dpi=160, metadata=metadata)
            whole = kind == "svg" or not any("missing from" in str(w.message) for w in caught)
            return into.getvalue(), whole

        yield figure, save
