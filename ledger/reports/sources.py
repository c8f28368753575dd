"""Where predictions can be read, as a report."""

from collections.abc import Sequence
from typing import Any

from ledger.reports.report import Column
from ledger.reports.report import Report


def listed(rows: Sequence[dict[str, Any]]) -> Report:
    """The report of `sources`: title, address, frame, and how many predictions."""
    return Report(
        "Sources",
        (
            Column("title", "source", flow=True),
            Column("url", "address", flow=True),
            Column("frame", "holds"),
            Column("predictions", "predictions", right=True),
        ),
        rows,
        cells=[{"frame": _HOLDS[row["frame"]]} for row in rows],
        empty="No source was named yet.",
        notes=["all: everything that its speakers predicted; picked: some of it."] if rows else (),
        hint='Whether it holds all: pledger sources "TITLE" --frame complete' if rows else None,
    )


_HOLDS = {"complete": "all", "selected": "picked", None: "not said"}
