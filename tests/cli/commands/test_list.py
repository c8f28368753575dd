"""What is recorded can be found again: filters, order, limit."""

from datetime import date
from datetime import timedelta

import pytest

from tests.conftest import Pledger

CLAIMS = (
    "add 'Grok is out' -s Musk --said 2026-02-11 --due 'by 2026-05-11' -t ai --source 'All Hands'",
    "add '100% electric' -s Bo --said 2026-01-05 --due 'by 2026-03-01' -t cars --cluster evs",
    "add '很快发布' -s Musk --said 2026-02-11 --due soon --quote 'we ship Soon_'",
    "add 'It rains' -s Bo --said 2026-11-01 --due 'by 2027'",
    "add 'Mars' -s Musk --said 2025-01-01 --due 'by 2026' --kind goal",
    "resolve 2 no",
    "retract 4",
)


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Five claims: overdue, judged, undated, taken back, a goal."""
    pledger("init --me Ann")
    for line in CLAIMS:
        assert pledger(line).code == 0, line
    return pledger


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("-s musk", [1, 3, 5]),
        ("-s Mu", [1, 3, 5]),
        ("--status overdue", [1]),
        ("--status resolved", [2]),
        ("--status undated", [3]),
        ("--status retracted", [4]),
        ("--status open", [5]),
        ("--outcome no", [2]),
        ("--outcome yes", []),
        ("--kind goal", [5]),
        ("-t ai", [1]),
        ("--source hands", [1]),
        ("--cluster evs", [2]),
        ("发布", [3]),
        ("soon_", [3]),  # in the quote; the underscore stands for itself
        ("'0%'", [2]),
        ("RAINS", [4]),
        ("--said-from 2026-02-11", [1, 3, 4]),
        ("--said-to 2026-02-10", [2, 5]),
        ("--due-from 2026-05-11 --due-to 2026-12-31", [1, 5]),
        ("--sort due", [2, 1, 5, 4, 3]),
        ("--sort said --reverse", [4, 3, 1, 2, 5]),
        ("--limit 2", [1, 2]),
        ("--sort said --limit 1", [5]),
        ("-s Musk --status overdue Grok", [1]),
    ],
)
def test_filters(options: str, ids: list[int], here: Pledger) -> None:
    """Each filter keeps what it names, together they keep what fits all; no deadline sorts last."""
    if options == "--status open":
        here("edit 5 --due 'by 2030'")
    assert [claim["id"] for claim in here(f"list {options} -f json").json] == ids


def test_what_was_removed_is_not_listed(here: Pledger) -> None:
    """A removed claim is in no list; `show` still tells that it was removed."""
    here("remove 1")
    assert [claim["id"] for claim in here("list -f json").json] == [2, 3, 4, 5]
    assert here("overdue -f json").json == []
    assert "removed" in here("show 1").out.lower()


@pytest.mark.parametrize("options", ["-s Nobody", "--due-from 2026-02-30", "--sort merit"])
def test_what_cannot_be_looked_for(options: str, here: Pledger) -> None:
    """An unknown person is exit 3, a day or a word that cannot be read exit 2."""
    answer = here(f"list {options}")
    assert answer.code == (3 if "Nobody" in options else 2)
    assert answer.err


def test_due_within(here: Pledger) -> None:
    """`due` shows what falls due in the time named, both days included, the next day first."""
    here("add today -s Bo --due today")
    here("add edge -s Bo --due 2026-12-23")
    here("add beyond -s Bo --due 2026-12-24")
    assert [claim["statement"] for claim in here("due -f json").json] == ["today", "edge"]
    assert [claim["statement"] for claim in here("due --within 31d -f json").json] == [
        "today",
        "edge",
        "beyond",
    ]
    assert here("due --within soon").code == 2


def test_more_are_overdue_than_those_that_fall_due(here: Pledger) -> None:
    """Beside a list it is more that is overdue; beside an empty one there is nothing to be more than."""
    overdue = len(here("overdue -f json").json)
    assert overdue
    assert (
        f"{overdue} more {'is' if overdue == 1 else 'are'} overdue" in here("due --within 80w").out
    )
    assert f"\n{overdue} {'is' if overdue == 1 else 'are'} overdue" in here("due --within 0d").out


def test_overdue_is_the_day_after(here: Pledger) -> None:
    """On its last day a claim is not overdue, on the next it is, by one day; --check then gives 1."""
    assert here("overdue --check", today="2026-05-11").code == 0
    answer = here("overdue --check -f json", today="2026-05-12")
    assert answer.code == 1
    assert [(claim["id"], claim["days_overdue"]) for claim in answer.json] == [(1, 1)]


@pytest.mark.parametrize(
    ("within", "last"),
    [
        ("0d", "2026-11-23"),
        ("3", "2026-11-26"),
        ("6w", "2027-01-04"),
        ("3m", "2027-02-23"),
        ("15 months", "2028-02-23"),
        ("1y", "2027-11-23"),
    ],
)
def test_how_far_due_reaches(within: str, last: str, pledger: Pledger) -> None:
    """--within reaches so many days, weeks, months or years ahead, that day included."""
    pledger("init")
    pledger(f"add 'on the last day' --due {last}")
    pledger(f"add 'a day later' --due {last}")
    pledger("edit 2 --to " + (date.fromisoformat(last) + timedelta(days=1)).isoformat())

    rows = pledger(["due", "--within", within, "-f", "json"]).json

    assert [row["statement"] for row in rows] == ["on the last day"]


@pytest.mark.parametrize("within", ["soon", "-3d", "3 fortnights", "9999y", ""])
def test_due_within_what_cannot_be_read(within: str, pledger: Pledger) -> None:
    """A span that is none is refused in a sentence."""
    pledger("init")

    answer = pledger(["due", "--within", within])

    assert answer.code == 2
    assert "--within" in answer.refusal


@pytest.fixture
def chain(pledger: Pledger) -> Pledger:
    """A promise made three times: its first two dates are past, its last is to come."""
    pledger("init --me Ann")
    for said, to, more in (
        ("2025-01-10", "2025-12-31", ""),
        ("2026-01-10", "2026-06-30", "--follows 1"),
        ("2026-07-01", "2026-12-15", "--follows 2"),
    ):
        pledger(f"add 'it opens' -s Bo --said {said} --to {to} {more}")
    pledger("add 'another' -s Bo --said 2026-01-10 --to 2026-06-30")
    return pledger


def test_chains_are_drawn(chain: Pledger) -> None:
    """`list --chains` and `show` draw a promise and its renewals on one line of time."""
    (row,) = chain("list --chains -f json").json
    assert (row["id"], row["moved"], [link["id"] for link in row["links"]]) == (1, 2, [1, 2, 3])
    assert row["ended"] is None
    line = next(line for line in chain("show 2").out.splitlines() if line.startswith("time"))
    assert line.count("|") == 3
    assert line.split()[1] in chain("list --chains").out
    assert chain("list --chains -s Ann").code == 0


def test_a_date_that_moved_silently_is_marked(chain: Pledger) -> None:
    """Edited after its day had passed: marked in words wherever the claim or its chain stands."""
    assert chain("edit 1 --to 2026-03-31").code == 0
    (row,) = chain("list --chains -f json").json
    assert [link["edited_late"] for link in row["links"]] == [True, False, False]
    (was,) = row["links"][0]["was"]
    assert (row["edited_late"], was["latest"]) == (True, "2025-12-31")
    for line in (
        "list",
        "list --chains",
        "list --chains -f md",
        "overdue",
        "overdue -f md",
        "due --within 60d",
        "",
        "show 2",
    ):
        assert "edited late" in chain(line).out, line
        assert all(len(text) <= 80 for text in chain(line).out.splitlines() if " -f md" not in line)
    assert ":" in chain("list --chains").out.splitlines()[3].split()[-1]
    assert "after it was due; before, its day was 2025-12-31" in chain("show 1").out
    assert [r["earlier_edited_late"] for r in chain("overdue -f json").json] == [True, False]
    # An edit that was taken back has moved nothing.
    assert chain("undo").code == 0
    assert "edited late" not in chain("list --chains").out + chain("show 1").out + chain("list").out


def test_lines_of_time_hold_in_markdown(chain: Pledger) -> None:
    """Rendered, a line of time is code with signs and blanks in their places, and the legend is no list."""
    from markdown_it import MarkdownIt

    chain("resolve 3 yes --on 2026-11-20")
    text = chain("list --chains --wide").out.splitlines()[3]
    line = text[text.index("*") :]
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(chain("list --chains -f md").out)
    assert f"<code>{line.replace('>', '&gt;')}</code>".replace(" ", "\xa0") in rendered
    assert "<li>" not in rendered
    assert "<p>* said, | promised for" in rendered
    assert f"<code>{line}</code>".replace(" ", "\xa0") in MarkdownIt().render(
        chain("show 1 -f md").out
    )


def test_a_chain_stands_once_in_what_is_due(chain: Pledger) -> None:
    """Overdue and due show a promise by its last date that is, and how often it moved."""
    overdue = [(row["id"], row["moved"]) for row in chain("overdue -f json").json]
    due = [(row["id"], row["moved"]) for row in chain("due --within 60d -f json").json]
    assert (overdue, due) == ([(2, 1), (4, 0)], [(3, 2)])
    assert "twice" in chain("due --within 60d").out
    assert "2 more are overdue" in chain("due --within 60d").out


def test_a_chain_that_was_kept_is_not_overdue(chain: Pledger) -> None:
    """What came of the last promise came of the earlier ones: nothing is left to judge."""
    chain("resolve 3 yes --on 2026-11-20")
    assert [row["id"] for row in chain("overdue -f json").json] == [4]
    chain("undo")
    chain("resolve 3 void")
    assert [row["id"] for row in chain("overdue -f json").json] == [2, 4]


def test_a_paraphrase_has_no_quotation_marks(here: Pledger) -> None:
    """What tells in other words what somebody said is not shown as their own words."""
    here(
        'add "A opens" -s Ann --said 2026-01-01 --quote "she said it opens" --quote-kind paraphrase --lang en'
    )
    here('add "B opens" -s Ann --said 2026-01-01 --quote "it opens" --quote-kind verbatim')
    assert "paraphrase  she said it opens (en)" in here("show 6").out
    assert "quote       “it opens” (verbatim)" in here("show 7").out
