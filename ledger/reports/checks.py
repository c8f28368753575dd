"""What `verify` found, as a report."""

from typing import Any
from typing import Protocol

from ledger.reports.report import Column
from ledger.reports.report import Report


class Verdict(Protocol):
    """What the store's check answers with."""

    @property
    def ok(self) -> bool: ...  # noqa: D102
    @property
    def entries(self) -> int: ...  # noqa: D102
    @property
    def head(self) -> str: ...  # noqa: D102
    @property
    def gaps(self) -> list[Any]: ...  # noqa: D102
    @property
    def problems(self) -> list[Any]: ...  # noqa: D102


def verified(verdict: Verdict, *, name: str, quick: bool) -> Report:
    """The report of `verify`: one object for a program, lines for a person."""
    problems = [problem._asdict() for problem in verdict.problems]
    whole = {
        "ok": verdict.ok,
        "entries": verdict.entries,
        "head": verdict.head,
        "problems": problems,
        "redacted": [gap._asdict() for gap in verdict.gaps],
    }
    card = [("entries", str(verdict.entries)), ("head", verdict.head)]
    if verdict.ok:
        done = "the chain holds (tables not compared)" if quick else "whole: nothing was changed"
        card.insert(0, ("ledger", f"{name}: {done}"))
    else:
        count = len(problems)
        what = "problem" if count == 1 else "problems"
        card.insert(0, ("ledger", f"{name}: DAMAGED, {count} {what}"))
        for problem in problems:
            place = ", ".join(
                text
                for text in (
                    f"entry {problem['seq']}" if problem["seq"] is not None else "",
                    problem["table"] or "",
                    problem["row"] or "",
                )
                if text
            )
            card.append((place or "all of it", problem["problem"]))
    for gap in verdict.gaps:
        rows = "1 row is empty" if gap.rows == 1 else f"{gap.rows} rows are empty"
        card.append((f"entry {gap.seq}", f"redacted prediction {gap.claim}: {rows}"))
    hint = None if verdict.ok else _way_out(problems)
    return Report("Verify", (Column("ok", "ok"),), [whole], card=card, hint=hint)


def _way_out(problems: list[Any]) -> str | None:
    """What mends most of what was found."""
    tables = {problem["table"] for problem in problems}
    if "journal" in tables:
        return "The journal itself is damaged: restore a backup."
    if tables == {"header"}:
        return "Mend the header: pledger upgrade"
    if tables == {"evidence"}:
        return None  # a saved file, most likely, which nothing in the ledger can bring back
    return (
        "The journal holds. Build the tables from it again: pledger rebuild; what that leaves, a new "
        "ledger of it mends: pledger export -f journal -o j.journal, pledger --db NEW init --from j.journal"
    )
