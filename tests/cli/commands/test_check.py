"""Receipts on the command line: what holds, what was altered, and what changed since."""

import contextlib
import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ledger.cli import receipts
from ledger.domain.event import Event
from ledger.errors import UnreadableError
from ledger.reports import recheck
from ledger.store.store import Store
from ledger.store.store import create
from tests.conftest import Pledger
from tests.store.ledgers import CREATED
from tests.store.ledgers import append
from tests.store.ledgers import attacked
from tests.store.ledgers import change
from tests.store.ledgers import claim
from tests.store.ledgers import person

HEADER = (
    "statement,speaker,said_on,latest,outcome,happened_on,credence,stance,"
    "tags,cluster,follows,kind,private\n"
)
ROWS = """a,Ann,2020-01-01,2020-12-31,yes,2020-05-01,70%,,work,one,,,
b,Ann,2020-01-01,2020-12-31,missed,,likely,,,one,,,
c,Ann,2021-02-01,2021-12-31,late,2022-03-01,,,,,b,,
d,Ann,2020-01-01,2020-12-31,,,30%,,,,,,
e,Ann,2020-01-01,,,,,,,,,,
f,Ann,2020-01-01,2030-12-31,,,,,,,,,
g,Ann,2020-01-01,2030-12-31,yes,2021-01-01,,,,,,,
h,Ann,2020-01-01,2020-12-31,no,,,,,,,goal,
i,Ann,2020-01-01,2020-12-31,no,,,deny,,,,,
j,Ann,2020-01-01,2020-12-31,partial,,,,,,,,yes
k,Bo,2020-01-01,2020-12-31,yes,,80%,,,,,,
l,Bo,2020-01-01,2020-12-31,no,,,none,,,,,
m,Bo,2020-01-01,2020-12-31,void,,,,,,,,
n,Bo,2020-01-01,2020-12-31,yes,2020-02-02,,,,,,,
"""


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A ledger in which every place and verdict is met."""
    (pledger.cwd / "s.csv").write_text(HEADER + ROWS)
    assert pledger("init --me Nora").code == 0
    answer = pledger("import s.csv --judged 2023-01-01")
    assert answer.code == 0, answer.err
    assert pledger("remove 4 --note wrong").code == 0
    return pledger


def written(here: Pledger, line: str = "", file: str = "r.json") -> dict[str, Any]:
    """The receipt of a scoreboard, written into a file."""
    answer = here(f"score {line} --receipt {file}")
    assert answer.code == 0, answer.err
    made: dict[str, Any] = json.loads((here.cwd / file).read_text("utf-8"))
    return made


def checked(here: Pledger, file: str = "r.json") -> tuple[int, dict[str, Any]]:
    """What `check` finds, for a program."""
    answer = here(f"check {file} -f json")
    assert answer.out, answer.err
    (found,) = answer.json
    return answer.code, found


LINES = (
    "",
    "Ann",
    "Ann Bo --sort lower --each",
    "--by tag --include-ahead",
    "--by horizon --prospective",
    "--complete --basis words",
    "--scale kent --unhedged 0.98",
    "--forecast last --versus Bo",
    "--forecast time --resample",
)


@pytest.mark.parametrize("line", LINES)
def test_a_receipt_holds(here: Pledger, line: str) -> None:
    """Checked in its ledger, nothing recorded since, it holds and nothing changed."""
    made = written(here, line)
    code, found = checked(here)
    assert (code, found["holds"], found["edited"]) == (0, True, False)
    assert found["problems"] == found["changes"] == found["figures"] == found["redacted"] == []
    assert (found["entry"], found["entries_since"]) == (made["journal"]["entry"], 0)
    assert (found["head"], found["file"]) == (made["journal"]["head"], "r.json")
    answer = here("check r.json")
    assert "holds" in answer.out
    assert "yes: every figure and each of its" in answer.out
    assert here(["check", "-"], stdin=(here.cwd / "r.json").read_bytes()).code == 0


def test_other_days_and_blanks_do_not_matter(here: Pledger) -> None:
    """The day of the check is another, the file was laid out anew: it holds, as of its own day."""
    made = written(here, "Ann")
    (here.cwd / "r.json").write_text("\ufeff" + json.dumps(made))
    assert here("check r.json", today="2031-05-05").code == 0
    assert here("check r.json", today=None).code == 0


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value that holds no other."""
    if isinstance(value, dict | list) and value:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for name, item in items:
            yield from leaves(item, (*path, name))
    else:
        yield path


def altered(made: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    """The receipt with one value turned into another one of its kind."""
    found = copy.deepcopy(made)
    *way, last = path
    place: Any = found
    for name in way:
        place = place[name]
    value = place[last]
    others: dict[type, Callable[[Any], Any]] = {
        bool: lambda value: not value,
        int: lambda value: value + 1,
        float: lambda value: value * 1.001 + 0.0001,
        str: lambda value: value[:-1] + ("x" if value[-1:] != "x" else "y"),
        type(None): lambda _: "2020-01-01",
        list: lambda _: ["x"],
        dict: lambda _: {"x": 1},
    }
    place[last] = others[type(value)](value)
    return found


def read(here: Pledger, made: dict[str, Any]) -> tuple[dict[str, Any], bool] | None:
    """A receipt as it is read from a file, and whether it was edited; None where the file is refused."""
    path = here.cwd / "r.json"
    path.write_text(json.dumps(made))
    try:
        return receipts.read(str(path))
    except UnreadableError:
        return None


def test_one_altered_value_is_found(here: Pledger) -> None:
    """Any one value changed by hand, of all, is found: it does not hold, or the file is no receipt."""
    made = written(here, "Ann --unhedged 0.98 --include-ahead")
    paths = list(leaves(made))
    assert len(paths) > 400
    for number, path in enumerate(paths):
        found = read(here, altered(made, path))
        assert found is None or found[1], path
        if number % 20 == 0:
            answer = here("check r.json -f json")
            assert answer.code == (2 if found is None else 1)
            if found is not None:
                assert (answer.json[0]["holds"], answer.json[0]["edited"]) == (False, True)


# What a forger who writes a new digest too can change, and nobody can find: which program wrote it, and what
# comes out to the same as of another day or by another order.
FREE = {("program",), ("today",), ("rules", "sort"), ("rules", "resample"), ("digest",)}


def test_a_forged_value_is_found_and_named(here: Pledger) -> None:
    """With the digest written anew, whatever is not free to choose is computed again, and named."""
    made = written(here, "Ann --unhedged 0.98 --include-ahead")
    for path in leaves(made):
        forged = altered(made, path)
        forged["digest"] = receipts.digest(forged)
        found = read(here, forged)
        if found is None or path in FREE:
            continue
        if path[0] in ("claims", "figures", "scale"):
            problems = list(recheck.differences(found[0], made))
            assert problems, path
            if path[0] == "claims":
                numbers = [made["claims"][path[1]]["id"], made["claims"][path[1]]["id"] + 1]
                about = {"claims", *(f"prediction {number}" for number in numbers)}
                assert {problem["where"] for problem in problems} <= about
            if path[0] == "figures":
                about = {"figures", "figures of Ann", "figures of (all)"}
                assert {problem["where"] for problem in problems} <= about
            continue
        code, answer = checked(here)
        assert (code, answer["holds"], answer["edited"]) == (1, False, False), path
        assert answer["problems"] or path == ("journal", "head"), path


def test_lines_and_rows_taken_out_or_put_in(here: Pledger) -> None:
    """A prediction or a row that is missing, twice there, or made up is found, whatever the digest says."""
    made = written(here)

    def forged(change: Callable[[dict[str, Any]], Any]) -> list[dict[str, Any]]:
        other = copy.deepcopy(made)
        change(other)
        other["digest"] = receipts.digest(other)
        (here.cwd / "r.json").write_text(json.dumps(other))
        code, found = checked(here)
        assert (code, found["holds"]) == (1, False)
        problems: list[dict[str, Any]] = found["problems"]
        return problems

    (gone,) = forged(lambda made: made["claims"].pop(1))
    assert gone == {
        "where": "prediction 2",
        "field": "is listed",
        "receipt": False,
        "recomputed": True,
    }
    assert forged(lambda made: made["claims"].append({**made["claims"][0], "id": 99}))
    assert forged(lambda made: made["claims"].append(made["claims"][0]))
    assert forged(lambda made: made["claims"].reverse())
    assert forged(lambda made: made["figures"].pop(0))
    assert forged(lambda made: made["figures"].reverse())
    assert forged(lambda made: made["figures"][0].pop("right"))
    assert forged(lambda made: made["claims"][0].pop("reason"))
    assert forged(lambda made: made["figures"][0].update(glory=100))
    assert forged(lambda made: made.update(note="audited"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"7",
        b'"pledger score"',
        b"{",
        b'{"receipt": "pledger score"}',
        b'{"receipt": "pledger score", "format": 1}',
        b'{"receipt": "pledger score", "format": 99, "program": "9.0"}',
        b'{"receipt": "somebody else\'s"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"receipt": "pledger score", "format": ' + b"9" * 10_000 + b"}",
        b'{"receipt": "pledger score", "format": 1e999}',
        b'{"receipt": "pledger score", "format": NaN}',
        b'{"receipt": "pledger score", "program": "\\ud800"}',
        b'{"receipt": "pledger score", "receipt": "pledger score"}',
        b"SQLite format 3\0",
        b"statement,speaker\na,b\n",
    ],
)
def test_what_is_no_receipt(here: Pledger, content: bytes) -> None:
    """One sentence and exit 2, never a traceback."""
    (here.cwd / "r.json").write_bytes(content)
    answer = here("check r.json")
    assert answer.code == 2
    assert "r.json" in answer.refusal
    assert len(answer.refusal) < 400


def test_parts_of_a_receipt(here: Pledger) -> None:
    """Cut off anywhere, or with anything in the place of any value, it is a sentence and never a bug."""
    made = written(here, "Ann")
    text = (here.cwd / "r.json").read_text("utf-8")
    for length in range(0, len(text) - 2, len(text) // 40):
        (here.cwd / "r.json").write_text(text[:length])
        assert here("check r.json").code == 2, length
    for path in leaves(made):
        if path[0] in ("figures", "claims") and path[1] > 0:
            continue
        values: tuple[Any, ...] = ({}, [[]], 10**400, "2020-13-45", None)
        for value in values:
            other = copy.deepcopy(made)
            place: Any = other
            for name in path[:-1]:
                place = place[name]
            if place[path[-1]] == value:
                continue
            place[path[-1]] = value
            found = read(here, other)
            if found is None:
                continue
            assert list(recheck.differences(found[0], made)) or path[0] in ("program", "digest")
            list(recheck.unsummed(found[0]))
            if path[0] not in ("figures", "claims"):
                assert here("check r.json").code == 1, (path, value)


def deep(levels: int) -> Any:
    """A number in lists."""
    value: Any = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("levels", [10, 100, 400, 900])
def test_values_within_values(here: Pledger, levels: int) -> None:
    """No value of a receipt holds many others; one that does is refused, however deep Python goes."""
    made = written(here, "Ann")
    for place, name in (
        (made["figures"][0], "right"),
        (made["claims"][0], "renewals"),
        (made["scale"], "words"),
        (made, "note"),
    ):
        before = place.get(name)
        place[name] = deep(levels)
        (here.cwd / "r.json").write_text(json.dumps(made))
        answer = here("check r.json")
        assert (answer.code, "nested too deeply" in answer.refusal) == (2, True)
        place[name] = before


def test_nothing_in_a_file_looks_like_a_line_of_ours(here: Pledger) -> None:
    """Line breaks of a value are shown as such, and one without end is cut."""
    made = written(here, "Ann")
    made["program"] = "0.1\nholds    yes: all is well\n"
    made["journal"]["head"] = "\nholds    yes: all is well"
    made["rules"]["speakers"] = ["x" * 10**5, "\nholds    yes"]
    forge(here, made)
    shown = here("check r.json").out
    assert "all is well" in shown
    assert [line[:13] for line in shown.splitlines() if line.lstrip().startswith("holds")] == [
        "holds    no: "
    ]
    assert len(shown) < 5000


def forge(here: Pledger, made: dict[str, Any]) -> None:
    """Write a receipt with a new digest."""
    made["digest"] = receipts.digest(made)
    (here.cwd / "r.json").write_text(json.dumps(made))


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        ("2026-01-31", False),  # its last entry is of February
        ("2026-02-01", True),
        ("2026-02-04", True),
        ("2026-02-05", True),  # as it was written early on the day on which more was recorded
        ("2026-02-06", False),
        ("2199-01-01", False),
    ],
)
def test_the_day_it_stood_on(pledger: Pledger, at: str, holds: bool) -> None:  # noqa: FBT001
    """A receipt cannot say of a later day that nothing was recorded up to it when something was."""
    path = pledger.cwd / "predictions.sqlite"
    with contextlib.closing(
        create(str(path), "me", "2026-01-01T10:00:00Z", [CREATED, person(1, "Ann")])
    ) as store:
        recorded = [claim(number, latest="2026-01-31") for number in (1, 2)]
        append(store, Event("claims.recorded", recorded), at="2026-01-02T10:00:00Z")
        for number, outcome, day in ((1, "yes", "2026-02-01"), (2, "missed", "2026-02-05")):
            judged = {"outcome": outcome, "judged_on": day}
            was = dict.fromkeys(judged)
            append(store, change("claim.judged", number, judged, was), at=f"{day}T12:00:00Z")
    made = written(pledger, "Ann --at 2026-02-03 --today 2026-02-20")
    forge(pledger, {**made, "at": at})
    _, found = checked(pledger)
    assert found["holds"] is holds
    assert [problem["field"] for problem in found["problems"]] == ([] if holds else ["at"])


def test_a_receipt_of_before_the_first_entry(here: Pledger) -> None:
    """Nothing was recorded then, which holds; of a later day the same file does not."""
    made = written(here, "--at 2020-01-01 --today 2026-11-23")
    _, found = checked(here)
    assert (found["holds"], found["entry"], found["problems"]) == (True, 0, [])
    assert "none: before the first" in here("check r.json").out
    forge(here, {**made, "at": "2199-01-01"})
    assert [row["field"] for row in checked(here)[1]["problems"]] == ["at"]


def test_a_redaction_hides_nothing_else(here: Pledger) -> None:
    """What is listed beside what was redacted is checked all the same; so are the rows that there are."""
    made = written(here)
    for number in (1, 11):
        assert here(f"redact {number} --reason gone --yes").code == 0

    def forged(change: Callable[[dict[str, Any]], Any]) -> tuple[dict[str, Any], set[str]]:
        other = copy.deepcopy(made)
        change(other)
        forge(here, other)
        _, found = checked(here)
        return found, {f"{row['where']}: {row['field']}" for row in found["problems"]}

    def better(made: dict[str, Any]) -> None:
        (line,) = [line for line in made["claims"] if line["id"] == 9]
        line.update(renewals=[1], first=1, counted="not right", outcome="yes")

    assert forged(lambda _: None)[0]["holds"] is None
    assert {"prediction 9: counted", "prediction 9: renewals"} <= forged(better)[1]
    assert "figures: group" in forged(lambda made: made["figures"].pop(0))[1]
    assert "figures: group" in forged(lambda made: made.update(figures=[]))[1]
    assert "figures of Bo: names" in forged(lambda made: made["figures"][1].update(glory=1))[1]
    # Of everybody's predictions nothing that was redacted since may be missing.
    gone = forged(lambda made: made["claims"].pop(0))[1]
    assert "receipt: redacted" in gone

    made = written(here, "Ann")
    assert here("redact 9 --reason gone --yes").code == 0
    found, problems = forged(lambda _: None)
    assert (found["holds"], found["redacted"], problems) == (None, [9], set())


def test_a_promise_of_which_one_was_redacted(here: Pledger) -> None:
    """How its other links count hangs on what is gone; what was recorded of them is checked still."""
    made = written(here, "Ann")
    assert here("redact 2 --reason gone --yes").code == 0
    code, found = checked(here)
    assert (code, found["holds"], found["redacted"], found["partly"]) == (1, None, [2], [3])
    said = " ".join(here("check r.json").out.split())
    assert "how prediction 3 counts hangs on that" in said
    assert "intervals and all other figures cannot be computed again" in said
    (line,) = [line for line in made["claims"] if line["id"] == 3]
    line["statement"] = "something else"
    forge(here, made)
    assert [row["field"] for row in checked(here)[1]["problems"]] == ["statement"]

    # Of Bo's it cannot be told whether what is gone was one of them.
    assert here("redact 11 --reason gone --yes").code == 0
    found = checked(here)[1]
    assert found["redacted_others"] == 1


def test_files_that_cannot_be_read(here: Pledger) -> None:
    """No such file, a folder, a name that cannot be: exit 2."""
    for file in ("", "no.json", ".", "x" * 300, "predictions.sqlite", "a\x01b", "/dev/zero"):
        answer = here(["check", file])
        assert answer.code == 2, file
        assert answer.refusal


def test_a_receipt_of_another_ledger(here: Pledger) -> None:
    """A head that is not in the journal is told; so is that the receipt's own sums do not add up."""
    made = written(here, "Ann")
    assert here("--db other.sqlite init").code == 0
    answer = here("--db other.sqlite check r.json")
    assert answer.code == 1
    assert "no entry of this ledger has that head" in " ".join(answer.out.split())
    (found,) = here("--db other.sqlite check r.json -f json").json
    assert (found["holds"], found["entry"], found["problems"]) == (False, None, [])
    made["figures"][0]["right"] += 1
    (here.cwd / "r.json").write_text(json.dumps(made))
    (found,) = here("--db other.sqlite check r.json -f json").json
    assert [(row["where"], row["field"]) for row in found["problems"]] == [
        ("figures of Ann", "right")
    ]


def test_a_journal_that_was_cut(here: Pledger) -> None:
    """A ledger that went back to before the receipt does not have its head any more."""
    before = (here.cwd / "predictions.sqlite").read_bytes()
    assert here("resolve 5 yes --on 2022-02-02").code == 0
    written(here)
    (here.cwd / "predictions.sqlite").write_bytes(before)
    assert checked(here)[1]["entry"] is None


# What is recorded after a receipt of Ann's, and what it does to which prediction.
SINCE: dict[str, tuple[list[str], dict[int, tuple[str, set[str], str]]]] = {
    "judged": (
        ["resolve 6 yes --on 2021-01-01"],
        {
            6: (
                "changed",
                {"place", "outcome", "happened_on", "judged_on"},
                "judged it: yes on 2021-01-01",
            )
        },
    ),
    "judged and taken back": (["resolve 6 yes --on 2021-01-01", "undo"], {}),
    "edited": (
        ["edit 1 --to 2020-04-01"],
        {
            1: (
                "changed",
                {"latest", "outcome", "counted", "y", "loss", "edited_late"},
                "edited it: ",
            )
        },
    ),
    "retracted": (
        ["retract 6 --on 2022-01-01"],
        {
            6: (
                "changed",
                {"place", "retracted_on"},
                "recorded that it was taken back on 2022-01-01",
            )
        },
    ),
    "removed": (
        ["remove 1 --note wrong"],
        {1: ("changed", {"place", "counted", "y", "loss"}, "removed it: wrong")},
    ),
    "added": (
        ['add "Ann does more" --speaker Ann --said 2021-01-01 --vague'],
        {15: ("added", set(), "recorded it")},
    ),
    "another's": (['add "Bo does more" --speaker Bo --vague', "reopen 14"], {}),
    "reopened": (
        ["reopen 1"],
        {
            1: (
                "changed",
                {"counted", "outcome", "happened_on", "judged_on", "y", "loss"},
                "reopened it",
            )
        },
    ),
    "evidence": (
        ["evidence 1 https://example.org/1"],
        {
            1: (
                "changed",
                {"evidence", "evidence_links"},
                "added evidence to it: https://example.org/1",
            )
        },
    ),
    "a renewal is judged anew": (
        ["reopen 3"],
        {
            2: ("changed", {"outcome", "happened_on"}, "reopened"),
            3: ("changed", {"outcome", "happened_on", "judged_on"}, "reopened it"),
        },
    ),
    "merged": (
        ["people Ann --merge Bo"],
        {n: ("added", set(), "merged") for n in range(11, 15)},
    ),
    "redacted": (
        ["redact 1 --reason gone --yes"],
        {1: ("redacted", set(), "redacted prediction 1: gone")},
    ),
    "private": (
        ["evidence 10 https://example.org/secret"],
        {10: ("changed", {"evidence_links"}, "evidence added")},
    ),
}


@pytest.mark.parametrize("name", SINCE)
def test_what_changed_since(here: Pledger, name: str) -> None:
    """Each prediction that is another now is named, with its fields, its entries and who recorded them."""
    lines, want = SINCE[name]
    written(here, "Ann")
    for line in lines:
        assert here(f"--as Zoe {line}").code == 0, line
    code, found = checked(here)
    assert found["problems"] == []
    assert found["holds"] is (None if name == "redacted" else True)
    assert found["entries_since"] > 0
    assert code == (1 if want else 0)
    changes = {change["claim"]: change for change in found["changes"]}
    assert set(changes) == set(want)
    for number, (how, fields, what) in want.items():
        assert changes[number]["change"] == how
        if how == "changed":
            assert set(changes[number]["fields"]) >= fields
        entries = changes[number]["entries"]
        assert any(what in entry["what"] for entry in entries), entries
        assert {entry["recorder"] for entry in entries} == {"Zoe"}
    shown = here("check r.json").out
    assert "secret" not in shown
    for number in want:
        assert f"prediction {number}: " in shown


def test_which_figures_moved(here: Pledger) -> None:
    """From what to what: right of decided, by name and for all."""
    written(here, "Ann")
    assert here("resolve 6 yes --on 2021-01-01").code == 0
    assert here("reopen 1").code == 0
    _, found = checked(here)
    moved = {(row["group"], row["figure"]): (row["was"], row["now"]) for row in found["figures"]}
    assert moved["Ann", "right"] == (2, 1)
    assert moved[None, "right"] == (2, 1)
    assert moved["Ann", "ahead"] == (1, 2)
    assert moved["Ann", "open"] == (1, 0)
    assert "right 2 -> 1" in " ".join(here("check r.json").out.split())


def test_undone_after_the_receipt(here: Pledger) -> None:
    """What the receipt counted and somebody took back is gone, and the undo is named."""
    assert here('add "Ann does more" --speaker Ann --said 2021-01-01 --due 2021-06-30').code == 0
    written(here, "Ann")
    assert here("undo").code == 0
    code, found = checked(here)
    (change,) = found["changes"]
    assert (code, found["holds"], change["claim"], change["change"]) == (1, True, 15, "gone")
    assert [entry["what"] for entry in change["entries"]] == ["took back command 4"]


def test_people_who_were_renamed(here: Pledger) -> None:
    """A renamed speaker is the same one; the rows and lines say what the name was."""
    written(here, "Ann")
    assert here("people Ann --rename Anna").code == 0
    code, found = checked(here)
    assert (code, found["holds"]) == (1, True)
    assert {change["change"] for change in found["changes"]} == {"changed"}
    assert {tuple(sorted(c["fields"])) for c in found["changes"]} <= {
        ("groups", "speaker"), ("speaker",),
    }  # fmt: skip
    assert all("renamed Ann to Anna" in c["entries"][0]["what"] for c in found["changes"])


def test_a_redaction_leaves_the_sums(here: Pledger) -> None:
    """Of what was redacted since the receipt alone speaks: its figures have to be the sums of its lines."""
    made = written(here, "Ann")
    assert here("redact 1 --reason gone --yes").code == 0
    code, found = checked(here)
    assert (code, found["holds"], found["redacted"]) == (1, None, [1])
    assert "a" not in [change["statement"] for change in found["changes"]]
    assert "cannot be told" in here("check r.json").out

    made["figures"][0]["right"] += 1
    made["digest"] = receipts.digest(made)
    (here.cwd / "r.json").write_text(json.dumps(made))
    _, found = checked(here)
    assert found["holds"] is False
    assert [row["field"] for row in found["problems"]] == ["right"]


def test_a_receipt_that_was_redacted_before(here: Pledger) -> None:
    """A receipt of an earlier day, written after a redaction, says the same as what is computed then."""
    day = Store(str(here.cwd / "predictions.sqlite")).last_at()[:10]
    assert here("redact 1 --reason gone --yes").code == 0
    written(here, f"--at {day}")
    assert checked(here)[0] == 0


def test_another_version_counts_otherwise(here: Pledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program wrote, unedited, and this one computes otherwise, is told as such."""
    made = written(here, "Ann")
    made["program"] = "0.0.9"
    made["figures"][0]["right"] += 1
    del made["figures"][1]["skill"]
    made["digest"] = receipts.digest(made)
    (here.cwd / "r.json").write_text(json.dumps(made))
    code, found = checked(here)
    assert (code, found["holds"], found["edited"], found["program"]) == (1, False, False, "0.0.9")
    assert [(row["where"], row["field"]) for row in found["problems"]] == [
        ("figures of Ann", "right")
    ]
    said = " ".join(here("check r.json").out.split())
    assert "Nothing in the file was edited since it was written: this is pledger" in said


def test_tables_that_were_changed_by_hand(here: Pledger) -> None:
    """A score of tables that somebody changed does not hold: the journal says otherwise."""
    attacked(str(here.cwd / "predictions.sqlite"), "update claim set outcome = 'yes' where id = 2")
    written(here, "Ann")
    code, found = checked(here)
    assert (code, found["holds"]) == (1, False)
    assert any(problem["where"] == "prediction 2" for problem in found["problems"])


def test_a_damaged_journal(here: Pledger) -> None:
    """The storage error of the contract, before or after the head."""
    written(here, "Ann")
    assert here("resolve 6 yes --on 2021-01-01").code == 0
    attacked(
        str(here.cwd / "predictions.sqlite"),
        "update journal set payload = replace(payload, '2021-01-01', '2021-01-02')"
        " where kind = 'claim.judged'",
    )
    answer = here("check r.json")
    assert answer.code == 5
    assert "the journal is damaged" in answer.refusal


def test_every_format(here: Pledger) -> None:
    """Each format has the one row."""
    written(here, "Ann")
    assert here("resolve 6 yes --on 2021-01-01").code == 1 - 1
    assert here("check r.json -f jsonl").jsonl[0]["holds"] is True
    assert here("check r.json -f csv").out.splitlines()[0].startswith("file,holds,head")
    assert "prediction 6" in here("check r.json -f md").out
    assert here("check r.json -o c.json").code == 1
    assert json.loads((here.cwd / "c.json").read_text())[0]["file"] == "r.json"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a full disk")
def test_a_full_disk(here: Pledger, tmp_path: Path) -> None:
    """A receipt that does not fit is one sentence, and no half of it is left."""
    full = here.cwd / "full"
    full.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4k", "tmpfs", str(full)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        answer = here("score --receipt full/r.json")
        assert answer.code == 5
        assert "no space left" in answer.refusal
        assert list(full.iterdir()) == []
    finally:
        subprocess.run(["umount", str(full)], check=True)


def test_without_asking_score_imports_nothing_more(here: Pledger) -> None:
    """Neither a past nor a receipt costs a score that asks for none."""
    code = (
        "import sys; from ledger.cli.main import main; main(sys.argv[1:]);"
        "assert not {'ledger.cli.receipts', 'ledger.store.past', 'ledger.store.verify', 'sqlalchemy'}"
        " & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "score"],
        cwd=here.cwd,
        env=here.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
