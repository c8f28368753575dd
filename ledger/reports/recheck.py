"""What became of a receipt: whether it holds, and what changed since it was written."""

import math
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any

from ledger.domain.event import canonical
from ledger.reports.receipt import added_up
from ledger.reports.report import Column
from ledger.reports.report import Report

Row = dict[str, Any]

# Figures of two engines, or of two machines, are one where so many digits are.
DIGITS = 1e-9
# Lines of one kind that a person is shown; programs get all.
SHOWN = 20
# Letters of a value that a person is shown.
LONGEST = 300
# What happened to a prediction that is in one receipt alone.
WORDS = {"added": "was added", "gone": "is gone", "redacted": "was redacted"}
# Fields of a line that follow from the rest, or from other lines.
FOLLOWS = ("reason", "stands_with")
# Fields of a line that were recorded of the prediction itself, and do not say how it counts.
RECORDED = (
    "id", "uid", "speaker", "statement", "said_on", "earliest", "latest", "kind", "stance", "judged_on",
    "words", "source", "cluster", "private", "evidence", "evidence_links",
)  # fmt: skip
# Fields of a line that are told of a prediction that changed, before the others.
FIRST = ("place", "counted", "outcome", "latest", "p", "stance", "kind", "statement", "speaker")


def same(one: Any, other: Any) -> bool:
    """Whether two values of a receipt are one: floats to nine digits, all else to the letter.

    >>> same(0.1 + 0.2, 0.3), same(True, 1), same(1, 1.0), same([0.5, None], [0.5, None])
    (True, False, True, True)
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        try:
            return one == other or math.isclose(one, other, rel_tol=DIGITS, abs_tol=1e-12)
        except OverflowError:  # a whole number of hundreds of digits: no figure is one
            return False
    if type(one) is not type(other):
        return False
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    return bool(one == other)


def differences(
    made: Row,
    again: Row,
    *,
    redacted: Collection[int] = (),
    torn: Collection[int] = (),
    known: bool = True,
) -> Iterator[Row]:
    """Where a receipt is not what is computed again: where, field, receipt, recomputed.

    What was `redacted` since cannot be computed again; nor can then the rows that hold it, which have to be
    the sums of the receipt's own lines. Of the `torn`, which renewed or were renewed by one of these, only
    what was recorded can. `known` says that the same program made both, so that each has to have what the
    other has.
    """

    def compare(where: str, one: Row, other: Row, but: Collection[str] = ()) -> Iterator[Row]:
        for name in {**one, **other}:
            if name in but or (name not in one and not known):
                continue
            if name not in one or name not in other or not same(one[name], other[name]):
                yield _difference(where, name, one.get(name), other.get(name))

    gone = {line["id"] for line in made["claims"]} & set(redacted)
    beside = ("digest", "figures", "claims", "journal", "rules", "scale", "program")
    yield from compare(
        "receipt", made, again, (*beside, *(("private", "redacted") if gone else ()))
    )
    for name in ("journal", "rules", "scale"):
        yield from compare(name, made[name], again[name], ("words",) if gone else ())
    yield from _lines(made["claims"], again["claims"], gone, torn, compare)
    if gone:
        # Of everybody's predictions each is listed, or was redacted before the receipt was written.
        before = again["redacted"] - len(gone)
        if made["rules"]["speakers"] is None and made["redacted"] != before:
            yield _difference("receipt", "redacted", made["redacted"], before)
        yield from unsummed(made)
        for row in made["figures"] if known else ():
            if row.keys() != again["figures"][-1].keys():
                names = (sorted(of) for of in (row, again["figures"][-1]))
                yield _difference(f"figures of {_named(row['group'])}", "names", *names)
        return
    groups, others = ([row["group"] for row in of["figures"]] for of in (made, again))
    if groups != others:
        yield _difference("figures", "group", groups, others)
        return
    for one, other in zip(made["figures"], again["figures"], strict=True):
        yield from compare(f"figures of {_named(one['group'])}", one, other)


def _lines(
    made: Sequence[Row],
    again: Sequence[Row],
    gone: set[int],
    torn: Collection[int],
    compare: Any,
) -> Iterator[Row]:
    before = {line["id"]: line for line in made}
    after = {line["id"]: line for line in again}
    if len(before) < len(made):
        yield _difference("claims", "id", len(made), len(before))
    if sorted(before) != list(before):
        yield _difference("claims", "order", list(before), sorted(before))
    for number in sorted(before.keys() | after.keys()):
        if number in gone:
            continue
        if number not in after or number not in before:
            there, here = number in before, number in after
            yield _difference(f"prediction {number}", "is listed", there, here)
            continue
        line = before[number]
        if canonical(line) == canonical(after[number]):
            continue
        # The first of those that it stands with may be gone.
        but: Collection[str] = ("stands_with",) if gone else ()
        if gone and number in torn:
            but = after[number].keys() - set(RECORDED)
        yield from compare(f"prediction {number}", line, after[number], but)


def unsummed(made: Row) -> Iterator[Row]:
    """Where the rows of a receipt are not the sums of its own lines, or not those that these name."""
    asked = (made["rules"]["speakers"] or ()) if made["rules"]["by"] == "speaker" else ()
    lines: dict[str | None, list[Row]] = {None: made["claims"]}
    for line in made["claims"]:
        for group in set(line["groups"]):
            lines.setdefault(group, []).append(line)
    named = sorted({*asked, *lines} - {None}, key=str)
    groups = [row["group"] for row in made["figures"]]
    if groups[-1:] != [None] or sorted(groups[:-1], key=str) != named:
        yield _difference("figures", "group", groups, [*named, None])
    for row in made["figures"]:
        for name, value in added_up(lines.get(row["group"], ()), row["group"]).items():
            if not same(row.get(name), value):
                where = f"figures of {_named(row['group'])}"
                yield _difference(where, name, row.get(name), value)


def _difference(where: str, field: str, made: Any, again: Any) -> Row:
    return {"where": where, "field": field, "receipt": made, "recomputed": again}


def _named(group: str | None) -> str:
    return "(all)" if group is None else short(group)


def moved(then: Row, now: Row, *, redacted: Collection[int] = ()) -> tuple[list[Row], list[Row]]:
    """What is another between two receipts of one question: predictions, and figures.

    Of predictions: claim, uid, statement, change (added, gone, redacted or changed), and fields with was and
    now; of figures: group, figure, was, now.
    """
    before = {line["id"]: line for line in then["claims"]}
    after = {line["id"]: line for line in now["claims"]}
    claims = []
    for number in sorted(before.keys() | after.keys()):
        one, other = before.get(number), after.get(number)
        fields = {}
        if one is not None and other is not None:
            if one == other:
                continue
            fields = {
                name: {"was": one[name], "now": other[name]}
                for name in one
                if name not in FOLLOWS and not same(one[name], other[name])
            }
            if not fields:
                continue
        line = other or one or {}
        change = "added" if one is None else "gone" if other is None else "changed"
        if number in redacted:
            # The ledger has forgotten it: it is not told here what it was.
            change, line = "redacted", {**line, "statement": None}
        claims.append(
            {
                "claim": number,
                "uid": line["uid"],
                "statement": line["statement"],
                "change": change,
                "fields": fields,
            }
        )
    rows, others = ({row["group"]: row for row in receipt["figures"]} for receipt in (then, now))
    figures = []
    for group in [*rows, *(group for group in others if group not in rows)]:
        row, other_row = rows.get(group, {}), others.get(group, {})
        for name in {**row, **other_row}:
            if not same(row.get(name), other_row.get(name)):
                moved_ = {"group": group, "figure": name}
                figures.append(moved_ | {"was": row.get(name), "now": other_row.get(name)})
    return claims, figures


def checked(found: Row, *, summary: Mapping[str, str]) -> Report:
    """The report of `check`: one object for a program, and lines for a person after those of `summary`."""
    card: list[tuple[str, str]] = list(summary.items())

    def tell(label: str, texts: Sequence[str]) -> None:
        if texts:
            card.append(("", ""))
        card.extend((label, text) for text in texts[:SHOWN])
        if len(texts) > SHOWN:
            card.append(("", f"and {len(texts) - SHOWN} more (-f json has all)"))

    tell(
        "differs",
        [
            f"{row['where']}: {row['field']} is {_told(row['receipt'])}, not {_told(row['recomputed'])}"
            for row in found["problems"]
        ],
    )
    tell(
        "changed",
        [f"prediction {change['claim']}: {_change(change)}" for change in found["changes"]],
    )
    tell("figures", [f"{group}: {_some(texts)}" for group, texts in told_figures(found).items()])
    return Report("Receipt", (Column("holds", "holds"),), [found], card=card)


def told_figures(found: Row) -> dict[str, list[str]]:
    """The figures that moved, by row; of one row and the row for all, which say the same, only the first."""
    by_group: dict[str, list[str]] = {}
    for row in found["figures"]:
        text = f"{row['figure']} {_told(row['was'])} -> {_told(row['now'])}"
        by_group.setdefault(_named(row["group"]), []).append(text)
    if len(by_group) == 2 and len({tuple(texts) for texts in by_group.values()}) == 1:
        by_group.pop(_named(None), None)
    return by_group


def _some(texts: Sequence[str], most: int = 12) -> str:
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return f"{', '.join(texts[:most])}{more}"


def _change(change: Row) -> str:
    """What is another with a prediction, and who made it so."""
    fields = change["fields"]
    names = sorted(fields, key=lambda name: FIRST.index(name) if name in FIRST else len(FIRST))
    what = _some(
        [f"{name} {_told(fields[name]['was'])} -> {_told(fields[name]['now'])}" for name in names],
        4,
    )
    if change["change"] != "changed":
        what = WORDS[change["change"]]
        if change["statement"]:
            what += f": {change['statement']}"
    who = "; ".join(
        f"entry {entry['entry']}, {entry['at']}, {entry['recorder']}: {entry['what']}"
        for entry in change["entries"]
    )
    return f"{what} ({who or 'by what changed around it'})"


def _told(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        return short(" ".join(map(_told, value[:LONGEST]))) if value else "none"
    return short(str(value))


def short(text: str) -> str:
    """What a file holds, on one line and not without end: nothing in it looks like a line of ours."""
    text = text[: LONGEST + 1].replace("\n", "\\n")
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
