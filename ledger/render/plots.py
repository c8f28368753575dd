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
    with _figure(6.2, 7.9, shown.title, shown.subtitle, kind) as (figure, save):
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
        upper.legend(handles, labels, loc="upper left", frameon=False, fontsize=8.5)
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


def slips(shown: Drawn, kind: str) -> tuple[bytes, bool]:
    """The share of promises still waited for, by multiples of the promised time, with numbers at risk below.

    Gives the picture, and whether every character of it could be drawn. Raises StorageError where the extra
    is missing.
    """
    below = 0.75 + 0.2 * len(shown.curves)
    with _figure(7.4, 5.1 + below, shown.title, shown.subtitle, kind) as (figure, save):
        axes = figure.add_axes(_inches(figure, 1.0, below, 6.1, 3.75))
        end = shown.marks[-1]
        axes.axhline(0.5, color=PALE, linewidth=0.8, zorder=0)
        axes.axvline(1, color=GREY, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)
        axes.annotate(
            "the day promised",
            (1, 1.03),
            xycoords=("data", "axes fraction"),
            ha="center",
            fontsize=8.5,
            color=GREY,
        )
        axes.set_xlim(0, end)
        axes.set_ylim(0, 1.02)
        axes.set_xticks(list(shown.marks), [f"{mark:g}x" for mark in shown.marks])
        axes.set_xlabel("multiples of the promised time")
        axes.set_ylabel("still waited for")
        _per_cent(axes.yaxis)
        for row, ((name, curve, other), colour) in enumerate(
            zip(shown.curves, COLOURS, strict=False)
        ):
            _waited(axes, curve, colour, end, linewidth=1.8, label=name)
            _band(axes, curve, colour, end)
            if other is not None:
                _waited(axes, other, colour, end, linewidth=1.0, linestyle=(0, (1, 1.5)))
            for mark in shown.marks:
                _below(axes, mark, row, str(slip.at_risk(curve, mark)), colour, "center")
        _below(axes, 0, 0, "waited for:", GREY, "right", left=-10)
        axes.legend(loc="upper right", frameon=False, fontsize=8.5)
        return save()


def _waited(axes: "Axes", curve: slip.Curve, colour: str, end: float, **style: Any) -> None:
    """One curve: its steps to the last look, and a tick for each that went out of sight."""
    xs = [0.0, *(step.ratio for step in curve.steps), _last(curve, end)]
    ys = [1.0, *(step.share for step in curve.steps)]
    axes.step(xs, [*ys, ys[-1]], where="post", color=colour, zorder=3, **style)
    if "label" in style:
        for tick, _ in curve.ticks:
            share = next((s.share for s in reversed(curve.steps) if s.ratio <= tick), 1.0)
            axes.plot(
                [tick], [share], "|", color=colour, markersize=8, markeredgewidth=1.4, zorder=4
            )


def _band(axes: "Axes", curve: slip.Curve, colour: str, end: float) -> None:
    known = [step for step in curve.steps if step.low is not None]
    if known:
        known.append(known[-1]._replace(ratio=_last(curve, end)))
        axes.fill_between(
            [step.ratio for step in known],
            [step.low for step in known],
            [step.high for step in known],
            step="post",
            color=colour,
            alpha=0.14,
            linewidth=0,
        )


def _last(curve: slip.Curve, end: float) -> float:
    """Where a curve ends: at the last look, and with one that can no longer come at the edge."""
    ends = [step.ratio for step in curve.steps] + [tick for tick, _ in curve.ticks]
    return end if curve.never else min(max(ends, default=end), end)


def _below(
    axes: "Axes", mark: float, row: int, text: str, colour: str, side: str, left: float = 0
) -> None:
    """A text below the axis, under one of its marks."""
    axes.annotate(
        text,
        (mark, 0),
        xycoords=("data", "axes fraction"),
        xytext=(left, -46 - 14 * row),
        textcoords="offset points",
        ha=side,
        fontsize=8.5,
        color=colour,
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
        "font.family": ["DejaVu Sans", *(name for name in CHINESE if name in installed)],
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
            (title, 0.15, {"fontsize": 12, "fontweight": "bold"}),
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
