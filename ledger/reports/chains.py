"""A promise and its renewals, drawn on one line of time."""

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any

from ledger.reports.report import Column
from ledger.reports.report import Report

Row = dict[str, Any]
Link = Mapping[str, Any]
WIDTH = 36
LEGEND = (
    "* said, | promised for, o came, x taken back or can no longer come, > not known to have come."
)
EDITED = "edited late: changed after its day had passed; : is a day that stood there before."
# What takes a place where two signs fall on one: what became of it, then what was promised.
_FIRST = "o>x|:*-"
# By id the dates that a claim had until it was edited after they had passed, each with the UTC day of that.
Gone = Mapping[int, Sequence[tuple[str, str]]]


def end_of(links: Sequence[Link], today: str) -> tuple[str, str]:
    """When a chain ends and by which sign: the day it came, was taken back or became impossible, or today."""
    came = [
        link["happened_on"]
        for link in links
        if link["outcome"] in ("yes", "late") and link["happened_on"]
    ]
    if came:
        return min(came), "o"
    last = links[-1]
    if last["retracted_on"] is not None:
        return last["retracted_on"], "x"
    no = [link["happened_on"] or link["latest"] for link in links if link["outcome"] == "no"]
    if no and no[0] is not None:
        return no[0], "x"
    if any(link["outcome"] in ("yes", "late") for link in links):
        return max(link["latest"] or link["said_on"] for link in links), "o"
    return today, ">"


def ended(links: Sequence[Link], sign: str) -> str | None:
    """What ended a chain with a sign of `end_of`, in words; None where it has not ended."""
    if sign == "x":
        taken_back = links[-1]["retracted_on"] is not None
        return "taken back" if taken_back else "can no longer come"
    return "came" if sign == "o" else None


def timeline(
    links: Sequence[Link], *, today: str, gone: Gone | None = None, width: int = WIDTH
) -> str:
    """The signs of LEGEND from the day it was first said to its end, one line of `width` characters.

    `links` are the claims of a chain as the store gives them, the first promise first.
    """
    end, sign = end_of(links, today)
    marks = [(link["said_on"], "*") for link in links]
    marks += [(day, ":") for link in links for day, _ in (gone or {}).get(link["id"], ())]
    marks += [(link["latest"], "|") for link in links if link["latest"] is not None]
    marks.append((end, sign))
    first = date.fromisoformat(links[0]["said_on"])
    days = {day: (date.fromisoformat(day) - first).days for day, _ in marks}
    longest = max(*days.values(), 1)
    line = [" "] * width
    places = [(round(max(days[day], 0) * (width - 1) / longest), sign) for day, sign in marks]
    for place in range(places[-1][0]):
        line[place] = "-"
    for place, sign in places:
        if line[place] == " " or _FIRST.index(sign) < _FIRST.index(line[place]):
            line[place] = sign
    return "".join(line).rstrip()


def link_of(claim: Link, gone: Gone) -> Row:
    """A link of a chain as programs get it."""
    names = ("id", "said_on", "latest", "outcome", "happened_on", "retracted_on")
    return {
        **{name: claim[name] for name in names},
        "edited_late": bool(claim["edited_late"]),
        "was": [{"latest": day, "edited_on": on} for day, on in gone.get(claim["id"], ())],
    }


def listed(
    chains: Sequence[Sequence[Link]], *, today: str, gone: Gone, notes: Sequence[str]
) -> Report:
    """The report of `list --chains`: a row for each promise that was made again."""
    rows = []
    cells = []
    for links in chains:
        head = links[0]
        end, sign = end_of(links, today)
        rows.append(
            {
                "id": head["id"],
                "statement": head["statement"],
                "speaker": head["speaker"],
                "said_on": head["said_on"],
                "moved": len(links) - 1,
                "ended": ended(links, sign),
                "ended_on": None if sign == ">" else end,
                "edited_late": any(link["edited_late"] for link in links),
                "links": [link_of(link, gone) for link in links],
            }
        )
        edited = "\nedited late" if rows[-1]["edited_late"] else ""
        cells.append(
            {
                "moved": so_often(len(links) - 1) + edited,
                "time": timeline(links, today=today, gone=gone),
            }
        )
    columns = (
        Column("id", "id", right=True),
        Column("statement", "promise", flow=True),
        Column("speaker", "speaker", wide=True),
        Column("moved", "moved", right=True),
        Column("time", "time", drawn=True),
    )
    return Report(
        "Promises made again",
        columns,
        rows,
        cells=cells,
        empty="No promise was made again: add --follows ID records one.",
        notes=[LEGEND, *([EDITED] if any(row["edited_late"] for row in rows) else []), *notes]
        if rows
        else (),
        hint=f"The dates: pledger show {rows[0]['id']}" if rows else None,
    )


def so_often(n: int) -> str:
    """How often, in words; 2x is said of a time alone.

    >>> so_often(1), so_often(3)
    ('once', '3 times')
    """
    return {1: "once", 2: "twice"}.get(n, f"{n} times")
