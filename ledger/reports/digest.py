"""What changed in a ledger since a day."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ledger.reports import claims
from ledger.reports.report import Column
from ledger.reports.report import Report

Row = dict[str, Any]


# Changes of one kind that a table shows.
SHOWN = 50
# What came of a renewal when it is what came of the promise before it.
_DECIDED = ("yes", "late", "missed", "no")


class Start:
    """How it was when the time that is looked at began.

    `day` is its first one, and `soon` the last that was soon then; what was known has an entry before `entry`.
    `fields` are the former ones of claims that were changed since, by uid; `changed` are these claims, and
    those that are gone.
    """

    def __init__(
        self,
        day: str,
        soon: str,
        entry: int,
        fields: Mapping[str, Mapping[str, Any]],
        changed: Sequence[Row],
    ) -> None:
        self.day = day
        self.soon = soon
        self.entry = entry
        self.fields = fields
        # Of the others it makes no difference: what did not hide a promise then does not hide it now.
        found = [self.of(row) for row in changed]
        self.renewals: dict[int, list[Row]] = {}
        for was in found:
            if was is not None and was.get("follows") is not None:
                self.renewals.setdefault(was["follows"], []).append(was)

    def of(self, row: Row) -> Row | None:
        """A claim as it was then; None where it was not there."""
        was = {**row, **self.fields.get(row["uid"], {})}
        return None if was.get("entry", 0) >= self.entry or was.get("removed") else was

    def was_overdue(self, row: Row) -> bool:
        """Whether it was shown as overdue on the first day."""
        return self._was_shown(row, lambda latest: latest < self.day)

    def was_due(self, row: Row) -> bool:
        """Whether it was shown as due soon on the first day."""
        return self._was_shown(row, lambda latest: self.day <= latest <= self.soon)

    def was_to_review(self, row: Row) -> bool:
        """Whether its reminder had come by the first day."""
        was = self.of(row)
        if was is None or was["review_on"] is None or was["review_on"] > self.day:
            return False
        judged_on = was["judged_on"]
        missed = was["outcome"] == "missed" and (judged_on is None or was["review_on"] > judged_on)
        return missed or _is_open(was)

    def _was_shown(self, row: Row, there: Callable[[str], bool]) -> bool:
        was = self.of(row)
        if was is None or not _is_open(was) or was["latest"] is None or not there(was["latest"]):
            return False
        # A promise that was made again is shown once, by the last of its dates that is.
        return not any(
            renewal.get("outcome") in _DECIDED
            or (_is_open(renewal) and renewal.get("latest") and there(renewal["latest"]))
            for renewal in self.renewals.get(row["id"], ())
        )


def _is_open(was: Row) -> bool:
    """Whether it was neither judged nor taken back; as it was recorded a claim has no empty fields."""
    return was.get("outcome") is None and was.get("retracted_on") is None


def linked(start: Start, touched: Sequence[Row]) -> list[Row]:
    """The claims that were known before and were linked to an earlier promise since."""
    return [
        row
        for row in touched
        if not row["removed"]
        and row["follows"] is not None
        and row["entry"] < start.entry
        and start.fields[row["uid"]].get("follows", row["follows"]) != row["follows"]
    ]


def changed(
    start: Start,
    *,
    overdue: Sequence[Row],
    due: Sequence[Row],
    touched: Sequence[Row],
    renewed: Sequence[tuple[Row, Row]],
    remind: Sequence[Row],
    recorded: tuple[int, int],
    gone: int,
    redacted: int,
    since: str,
    today: str,
) -> Report:
    """The report of `digest`: a row for each change, by what changed.

    `overdue`, `due` and `remind` are claims that stand so today, `touched` those that were changed since;
    `renewed` pairs a promise with the one it renews. All are claims as the store gives them. `recorded`
    says how many are new, and how many of them had an outcome; `gone` how many that were known are no more.
    """
    rows: list[Row] = []
    cells: list[dict[str, str]] = []

    def add(change: str, row: Mapping[str, Any], now: str, was: str | None = None) -> None:
        shown = claims.claim(row, today)
        rows.append({"change": change, **shown, "was": was})
        cells.append({"change": _CALLED[change], "now": now})

    here = [(row, {**row, **start.fields[row["uid"]]}) for row in touched if not row["removed"]]
    for row in overdue:
        if not start.was_overdue(row):
            add("overdue", row, f"was due {row['latest']}")
    for row in due:
        if not start.was_due(row):
            add("due", row, f"due {row['latest']}")
    for row, was in here:
        now, then = ((r["outcome"], r["happened_on"]) for r in (row, was))
        if row["outcome"] is not None and now != then:
            add("judged", row, claims.outcome_text(claims.claim(row, today)), was["outcome"])
    for row, was in here:
        if row["retracted_on"] is not None and was["retracted_on"] is None:
            add("retracted", row, f"on {row['retracted_on']}")
    for row, was in here:
        before = was["outcome"] or ("taken back" if was["retracted_on"] else None)
        if before is not None and row["outcome"] is None and row["retracted_on"] is None:
            add("reopened", row, f"was {before}", before)
    for row, was in here:
        # Told as gone before, and with it what had been done to it until then.
        if was.get("removed"):
            add("restored", row, _stands(row, today))
    for row, was in here:
        if row["latest"] != was["latest"]:
            text = f"{row['latest'] or 'no date'}, was {was['latest'] or 'no date'}"
            add("moved", row, text, was["latest"])
    for row, first in renewed:
        day = first["latest"]
        add("renewed", row, f"{row['latest'] or 'no date'}, was {day or 'no date'}", day)
    for row in remind:
        if not start.was_to_review(row):
            add("remind", row, f"reminder of {row['review_on']}")
    new, judged_at_once = recorded
    notes = []
    if new:
        came = f", {judged_at_once} of them with their outcome" if judged_at_once else ""
        notes.append(f"{_predictions(new)} recorded{came}.")
    gone += sum(
        row["removed"] and not start.fields[row["uid"]].get("removed", row["removed"])
        for row in touched
    )
    if gone:
        notes.append(f"{_predictions(gone)} removed.")
    if redacted:
        notes.append(f"{_predictions(redacted)} redacted.")
    shown = [
        number
        for number, row in enumerate(rows)
        if number < SHOWN or rows[number - SHOWN]["change"] != row["change"]
    ]
    if len(shown) < len(rows):
        notes.insert(
            0,
            f"No more than {SHOWN} of a kind are shown, {len(shown)} of {len(rows)}; -f json has all.",
        )
    columns = (
        Column("change", "what"),
        Column("id", "id", right=True),
        Column("statement", "prediction", flow=True),
        Column("speaker", "speaker"),
        Column("now", "now"),
    )
    return Report(
        f"Changed since {since}",
        columns,
        rows,
        cells=_once(cells),
        shown=shown,
        empty="Nothing." if not notes else "Nothing else.",
        notes=notes,
        hint="Judge what is overdue: pledger review",
    )


_CALLED = {
    "overdue": "overdue",
    "due": "falls due",
    "judged": "judged",
    "retracted": "taken back",
    "reopened": "open again",
    "restored": "there again",
    "moved": "date edited",
    "renewed": "promised anew",
    "remind": "look again",
}


def _stands(row: Row, today: str) -> str:
    """What is known of a claim by now, in a word or two."""
    if row["outcome"] is not None:
        return claims.outcome_text(claims.claim(row, today))
    if row["retracted_on"] is not None:
        return f"taken back on {row['retracted_on']}"
    return "no date" if row["latest"] is None else f"day named: {row['latest']}"


def _predictions(count: int) -> str:
    return f"{count} prediction was" if count == 1 else f"{count} predictions were"


def _once(cells: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """What changed, said once for the rows that follow each other."""
    before = ""
    shown = []
    for cell in cells:
        shown.append({**cell, "change": "" if cell["change"] == before else cell["change"]})
        before = cell["change"]
    return shown
