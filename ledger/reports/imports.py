"""What an import did, as a report."""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ledger.reports.report import Column
from ledger.reports.report import Report


def sentence(file: str, problem: Mapping[str, Any]) -> str:
    """A refused row in one sentence that names its place."""
    place = f"{file}:{problem['line']}" if problem["line"] is not None else file
    return f"{place} refused: {problem['problem']}"


def imported(results: Sequence[dict[str, Any]], *, dry_run: bool) -> Report:
    """The report of `import`: one row per file."""
    return Report(
        "Would be imported" if dry_run else "Imported",
        (
            Column("file", "file", flow=True),
            Column("format", "format"),
            Column("read", "read", right=True),
            Column("added", "added", right=True),
            Column("unchanged", "unchanged", right=True),
            Column("changed", "changed", right=True),
            Column("refused", "refused", right=True),
        ),
        results,
        hint="What is overdue now: pledger overdue",
    )
