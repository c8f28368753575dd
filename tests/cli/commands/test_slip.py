"""How late promises are kept, on the command line: what is on the curve, what is left out, what is told."""

import json
import re
import shutil
from datetime import date
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from ledger.scoring import slip
from ledger.scoring.intervals import wilson
from tests.conftest import Pledger

ROOT = Path(__file__).parents[3]
HEADER = "statement,speaker,said_on,latest,stance,kind,outcome,happened_on,judged_on,follows\n"


@pytest.fixture
def record(pledger: Pledger) -> Any:
    """Gives Ann's row for promises written as rows of a spreadsheet, without the cell of the speaker."""

    def recorded(*rows: str, line: str = "slip Ann") -> dict[str, Any]:
        assert pledger("init --me Nora").code == 0
        text = "\n".join(
            f"{name},Ann,{cells}" for name, _, cells in (row.partition(",") for row in rows)
        )
        (pledger.cwd / "s.csv").write_text(HEADER + text + "\n")
        assert pledger("import s.csv").code == 0
        row: dict[str, Any] = pledger(f"{line} -f json").json[0]
        return row

    return recorded


def of(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """Some keys of a row."""
    return {name: row[name] for name in names}


def test_kept_promises_are_multiples_of_their_time(record: Any) -> None:
    """100 days promised and 50, 100, 200, 300 taken: half of them by 1x or 2x, the middle of the two."""
    row = record(
        "a,2020-01-01,2020-04-10,,,yes,2020-02-20,2020-02-20,",
        "b,2020-01-01,2020-04-10,,,yes,2020-04-10,2020-04-10,",
        "c,2020-01-01,2020-04-10,,,late,2020-07-19,2020-07-19,",
        "d,2020-01-01,2020-04-10,,,late,2020-10-27,2020-10-27,",
    )

    assert of(row, "due", "promises", "delivered") == {"due": 4, "promises": 4, "delivered": 4}
    assert row["slip_median"] == (1 + 2) / 2
    assert (row["on_time"], row["on_time_low"], row["on_time_high"]) == (2 / 4, *wilson(2, 4))
    assert row["within_twice_low"] == row["within_twice_high"] == 3 / 4


def test_what_is_on_the_curve_and_what_is_left_out(record: Any) -> None:
    """Only due, affirmed forecasts; each fate is counted."""
    day = "2020-01-01,2020-04-10"
    row = record(
        f"kept,{day},,,yes,2020-02-20,2020-02-20,",
        f"looked,{day},,,missed,,2020-05-01,",
        f"unseen,{day},,,missed,,,",
        f"never,{day},,,no,2020-03-01,2020-03-01,",
        f"nobody,{day},,,,,,",
        f"some day,{day},,,yes,,2020-06-01,",
        f"part,{day},,,partial,,,",
        f"unclear,{day},,,ambiguous,,,",
        f"empty,{day},,,void,,,",
        "same day,2020-01-01,2020-01-01,,,late,2020-02-01,,",
        # Not promises at all: denied, only possible, a goal, undated, not due.
        f"denied,{day},deny,,no,,,",
        f"may,{day},none,,no,,,",
        f"goal,{day},,goal,no,,,",
        "undated,2020-01-01,,,,no,,,",
        "ahead,2026-01-01,2026-12-31,,,yes,2026-02-01,2026-02-01,",
    )

    assert of(row, "due", "promises", "delivered", "waiting", "unseen", "never") == {
        "due": 10,
        "promises": 4,
        "delivered": 1,
        "waiting": 1,
        "unseen": 1,
        "never": 1,
    }
    assert of(
        row, "unlooked", "day_unknown", "partial", "ambiguous", "void", "short"
    ) == dict.fromkeys(("unlooked", "day_unknown", "partial", "ambiguous", "void", "short"), 1)


def test_a_miss_that_nobody_looked_at_gives_both_ends(record: Any) -> None:
    """Lost from sight on its day, or waiting to this day: two medians, and no single one between them."""
    day = "2020-01-01,2020-04-10"
    row = record(
        f"kept,{day},,,late,2020-07-19,,",
        f"unseen,{day},,,missed,,,",
        f"unseen too,{day},,,missed,,,",
    )

    # Lost at 1x, the one that is left is all of it, and came by 2x; waiting, it is one of three.
    assert row["slip_median"] is None
    assert row["median_if_lost"] == 2.0
    assert row["median_if_waiting"] is None
    assert (row["within_twice_low"], row["within_twice_high"]) == (pytest.approx(1 / 3), 1.0)


def test_what_can_no_longer_come_is_waited_for_without_end(record: Any) -> None:
    """A promise that came to nothing, or was taken back, is never lost from sight: half of two is the most."""
    row = record(
        "a,2020-01-01,2020-04-10,,,yes,2020-04-10,,",
        "b,2020-01-01,2020-04-10,,,no,2020-03-01,,",
        "c,2020-01-01,2020-04-10,,,no,2020-03-01,,",
    )

    assert row["never"] == 2
    assert row["within_twice_low"] == pytest.approx(1 / 3)
    assert row["slip_median"] is None
    assert row["slip_last"] == 1.0


def test_too_many_untold_tell_no_median(record: Any) -> None:
    """Where more than a fifth of the due have neither outcome nor look no median is told."""
    day = "2020-01-01,2020-04-10"
    kept = [f"k{n},{day},,,yes,2020-04-10,,," for n in range(4)]
    kept = [row.removesuffix(",") for row in kept]
    assert record(*kept, f"open,{day},,,,,,")["untold"] is False


def test_more_than_a_fifth_untold(record: Any) -> None:
    """Two of six are more than a fifth."""
    day = "2020-01-01,2020-04-10"
    row = record(
        *(f"k{n},{day},,,yes,2020-04-10,," for n in range(4)),
        f"open,{day},,,,,,",
        f"open too,{day},,,,,,",
    )

    assert row["untold"] is True
    assert row["slip_median"] is row["median_if_lost"] is None


def test_a_look_keeps_an_open_promise_on_the_curve(pledger: Pledger) -> None:
    """Snoozed, or with evidence that was read, an unjudged promise counts as waiting until then."""
    pledger("init --me Nora")
    for name in ("snoozed", "read", "unlooked"):
        pledger(f"add {name} -s Ann --said 2026-01-01 --from 2026-01-01 --to 2026-04-11")
    assert pledger("snooze 1 --until 2026-12-31", today="2026-07-20").code == 0
    pledger("add e -s Bo --said 2026-01-01 --to 2026-04-11")
    rows = {row["group"]: row for row in pledger("slip -f json").json}

    assert of(rows["Ann"], "due", "waiting", "unlooked") == {"due": 3, "waiting": 1, "unlooked": 2}
    assert rows["Bo"]["unlooked"] == 1


def test_a_renewed_promise_counts_once_by_its_first_day(record: Any) -> None:
    """100 days, renewed for 200 and kept after 200: twice its first time, and on time by its last."""
    rows = (
        "a,2020-01-01,2020-04-10,,,missed,,2020-04-11,",
        "b,2020-04-11,2020-07-19,,,yes,2020-07-19,2020-07-19,a",
    )
    row = record(*rows)

    assert of(row, "promises", "delivered", "on_time") == {
        "promises": 1,
        "delivered": 1,
        "on_time": 0.0,
    }
    assert row["slip_median"] == 2.0


def test_a_renewed_promise_by_its_last_day(record: Any) -> None:
    """With --latest the last promise of a chain is the one that is measured."""
    row = record(
        "a,2020-01-01,2020-04-10,,,missed,,2020-04-11,",
        "b,2020-04-11,2020-07-20,,,yes,2020-07-20,2020-07-20,a",
        line="slip Ann --latest",
    )

    assert (row["promises"], row["on_time"], row["slip_median"]) == (1, 1.0, 1.0)


@pytest.fixture
def ours(pledger: Pledger) -> Pledger:
    """Our own ledger."""
    shutil.copy(ROOT / "predictions.sqlite", pledger.cwd)
    return pledger


def test_on_our_own_ledger_it_agrees_with_a_plain_count(ours: Pledger) -> None:
    """The curve of every speaker, computed again from the claims that `list` gives."""
    claims = ours("list -f json").json
    followed = {claim["follows"] for claim in claims if claim["follows"]}
    for row in ours("slip -f json").json[:-1]:
        mine = [
            claim
            for claim in claims
            if claim["speaker"] == row["group"]
            and claim["kind"] == "forecast"
            and claim["stance"] == "affirm"
            and claim["latest"]
            and claim["latest"] < "2026-11-23"
            and not claim["follows"]
        ]
        assert len(mine) == row["due"]
        on_time = [c for c in mine if c["outcome"] == "yes" and c["happened_on"] <= c["latest"]]
        same_day = [c for c in mine if c["latest"] == c["said_on"]]
        told = [
            claim
            for claim in mine
            if claim["outcome"] not in (None, "partial", "ambiguous", "void")
            and claim not in same_day
        ]
        assert row["promises"] == len(told)
        if told:
            kept = [claim for claim in on_time if claim in told]
            assert row["on_time"] == pytest.approx(len(kept) / len(told))
    assert followed


def test_the_share_on_time_is_the_accuracy_of_affirmed_promises(ours: Pledger) -> None:
    """With nothing lost before its day, score and slip say the same of Musk, interval and all."""
    score = ours("score Musk -f json").json[0]
    slip = ours("slip Musk -f json").json[0]

    assert slip["on_time"] == pytest.approx(score["accuracy"])
    assert slip["on_time_low"] == pytest.approx(score["accuracy_low"])
    assert slip["on_time_high"] == pytest.approx(score["accuracy_high"])


def test_what_a_phrase_means_from_a_speaker(ours: Pledger) -> None:
    """`when --speaker` adds the record: n, the share on time, a third, a half, and how they were picked."""

    def told(line: str) -> str:
        return " ".join(ours(line).out.split())

    musk = told('when "in 2-3 months" --speaker Musk')
    assert (
        "Of 17 due predictions of Elon Musk recorded here (3 more are left out; pledger slip says why), "
        "18% came by the day named (95%: 3% to 61%)."
    ) in musk
    assert (
        "A third by 2.3x (2027-06-23) or 2.3x (2027-06-27); half by 2.5x (2027-07-11) or beyond 2.5x; "
        "1x is the time given."
    ) in musk
    assert (
        "16 of the 17 are from a hand-picked list, of 1 nobody has said how it was picked." in musk
    )
    assert "too few to say" in told('when "next year" --speaker "Albert Bourla"')
    assert "Nothing that Diego said would come" in told('when soon --speaker "Diego"')
    assert "None of the 2 due predictions of Nate Silver recorded here shows how long" in told(
        'when "next year" --speaker "Nate Silver"'
    )
    assert "The one due prediction of Nikita Bier recorded here does not show how long" in told(
        'when "next year" --speaker "Nikita Bier"'
    )
    assert ours('when "next year" --speaker Nobody').code == 3


@pytest.mark.parametrize("phrase", ["soon", "after 2030", "when the IPO comes", "today"])
def test_what_a_phrase_without_a_time_means(ours: Pledger, phrase: str) -> None:
    """Where there is no time to multiply the multiples stand alone, and no day is made up."""
    told = " ".join(ours(["when", phrase, "--speaker", "Musk"]).out.split())

    assert (
        "A third by 2.3x; half by 2.5x or beyond 2.5x; 1x is the time that a prediction gives."
        in told
    )


def test_the_figures_of_what_is_told_are_those_of_slip(ours: Pledger) -> None:
    """In machine formats the figures stand beside the sentences, of each phrase; they are those of `slip`."""
    rows = ours(
        "when - --speaker Musk -f jsonl", stdin="in 2-3 months\nblurb\nwithin 100 days\n"
    ).jsonl
    slip = ours("slip Musk -f json").json[0]

    assert "record" not in rows[1]
    assert rows[0]["record"][0] == rows[2]["record"][0]
    figures = rows[2]["record_figures"]
    for name in ("due", "promises", "delivered", "on_time", "on_time_low", "on_time_high"):
        assert figures[name] == slip[name]
    ends = [slip["median_if_lost"], slip["median_if_waiting"]]
    assert [end["ratio"] for end in figures["half"]] == ends
    # 2.4965 times a hundred days are over on the 250th.
    assert (
        figures["half"][0]["day"]
        == (date.fromisoformat(rows[2]["said_on"]) + timedelta(days=250)).isoformat()
    )
    assert sum(figures["frames"].values()) == figures["promises"]


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (
            "missed,,2020-05-01",
            "0% came by the day named (95%: 0% to 43%). None of them is known to",
        ),
        ("no,,2020-05-01", "0% came by the day named (95%: 0% to 43%). None of them is known to"),
        ("late,2020-07-19,", "A third by 2.0x (2027-06-11); half by 2.0x (2027-06-11); 1x is"),
    ],
)
def test_records_of_one_kind(record: Any, pledger: Pledger, outcome: str, told: str) -> None:
    """Somebody who only missed has not come by anything; somebody always late has one day for all."""
    day = "2020-01-01,2020-04-10"
    record(*(f"a{n},{day},,,{outcome}," for n in range(5)))

    answer = " ".join(pledger('when "within 100 days" --speaker Ann').out.split())
    assert told in answer
    assert answer.endswith("Nobody has said how they were picked.")


def test_a_third_that_came_and_a_half_that_did_not(record: Any, pledger: Pledger) -> None:
    """Beyond the last delivery is all that can be said of the half."""
    day = "2020-01-01,2020-04-10"
    late, missed = f"{day},,,late,2020-07-19,,", f"{day},,,missed,,2020-10-01,"
    record(*(f"a{n},{late if n < 2 else missed}" for n in range(5)))

    told = " ".join(pledger('when "within 100 days" --speaker Ann').out.split())
    assert "A third by 2.0x (2027-06-11); half beyond 2.0x; 1x is the time given." in told


def test_a_strip_for_each_promise(ours: Pledger) -> None:
    """A named speaker's promises are drawn one below the other: promised up to 1x, and when each came."""
    out = ours("slip Musk").out

    assert "One by one" in out
    assert "2.5x  ====|------o" in out
    assert all(len(line) <= 80 for line in out.splitlines())


def test_the_picture(ours: Pledger) -> None:
    """--plot draws the speaker beside the others; a wrong suffix or folder is refused before anything."""
    assert ours("slip Musk --plot musk.svg").code == 0
    svg = (ours.cwd / "musk.svg").read_text("utf-8")
    assert "Elon Musk (17)" in svg
    assert "the others (11)" in svg
    assert ours("slip Musk --plot musk.jpg").code == 2
    assert ours("slip Musk --plot nowhere/musk.svg").code == 5


def test_a_picture_of_many(record: Any, pledger: Pledger) -> None:
    """Those with most have a curve, with the others as one of them; how many have none is said."""
    record(*(f"a{n},2020-01-01,2020-04-10,,,late,2024-07-19,2024-07-19," for n in range(3)))
    for number in range(10):
        (pledger.cwd / "m.csv").write_text(
            HEADER + f"m,Speaker {number},2020-01-01,2020-04-10,,,yes,2020-04-01,2020-04-01,\n"
        )
        assert pledger("import m.csv").code == 0

    def names(line: str) -> tuple[list[str], str]:
        assert pledger(f"slip {line} --plot many.svg").code == 0
        texts = re.findall(r">([^<>]+)</text>", (pledger.cwd / "many.svg").read_text("utf-8"))
        return [text for text in texts if text.endswith(")")], " ".join(texts)

    speakers = [f"'Speaker {number}'" for number in range(10)]
    shown, told = names(f"Ann {' '.join(speakers[:9])}")
    assert len(shown) == 8
    assert (shown[0], shown[-1]) == ("Ann (3)", "the others (1)")
    assert "Those with most; 3 more have no curve here." in told
    # 1661 days of a hundred are 16.6 times the time given.
    assert "came after 10x, to the right of the picture" in told
    assert names("--by said-year")[0] == ["2020 (13)"]


def test_strips_fit_however_long_it_took(record: Any, pledger: Pledger) -> None:
    """From the same day to thousands of times the time given: a strip is one line of the eighty characters."""
    record(
        "one of some length that has to flow into the next line,2020-01-01,2020-01-02,,,late,2026-01-01,,",
        "b,1900-01-01,2020-01-01,,,yes,1900-01-03,,",
        "c,2020-01-01,2020-01-02,,,missed,,2026-03-01,",
        "d,2020-01-01,2020-01-02,,,yes,2020-01-01,,",
    )
    out = pledger("slip Ann").out
    table = out.split("One by one")[1].splitlines()

    assert max(map(len, out.splitlines())) <= 80
    assert [line.split()[-2] for line in table if "=|" in line] == ["2192x", ">2251x"]
    assert [line.split("x")[0].split()[-1] for line in table if line.endswith("o   |")] == [
        "<0.01",
        "0",
    ]


def test_nothing_due(pledger: Pledger) -> None:
    """An empty ledger, and one without a due promise, say so and give a row without figures."""
    pledger("init --me Nora")

    assert "None recorded here that says what will come has a day that has passed." in told(
        pledger, "slip"
    )
    (row,) = json.loads(pledger("slip -f json").out)
    assert (row["due"], row["on_time"], row["n_eff"]) == (0, None, None)
    assert pledger("slip --plot a.svg").code == 0


def test_score_has_what_slip_has(ours: Pledger) -> None:
    """The keys of a score that speak of promises are those of `slip`, by whatever they are grouped."""
    for line in ("", "--by source", "--by horizon", "Musk"):
        slips = {row["group"]: row for row in ours(f"slip {line} -f json").json}
        for row in ours(f"score {line} -f json").json:
            mine = of(row, "delivered", "slip_median", "slip_low", "slip_high")
            there = slips.get(row["group"])
            assert mine == (dict.fromkeys(mine) if there is None else of(there, *mine))
    assert all(row["delivered"] is None for row in ours("score --each -f json").json)


@pytest.mark.parametrize(
    ("file", "there"), [("musk.txt", True), ("musk.md", True), ("m.csv", False)]
)
def test_a_file_holds_what_the_screen_shows(ours: Pledger, file: str, there: bool) -> None:
    """What is written for a person has the strips below the table; what is for a program has not."""
    assert ours(f"slip Musk -o {file}").code == 0
    text = (ours.cwd / file).read_text("utf-8")

    assert ("One by one" in text) == there


def test_strips_hold_in_markdown(ours: Pledger) -> None:
    """Rendered, each strip is code, with a blank that stays for each blank."""
    from markdown_it import MarkdownIt

    strip = ours("slip Musk").out.split(" 0.3x  ")[1].split("\n")[0]
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(ours("slip Musk -f md").out)
    assert strip == "=o  |"
    assert "<code>=o\xa0\xa0|</code>" in rendered
    assert "<th><code>\xa0\xa0\xa01x</code></th>" in rendered
    assert "<p>= the time given" in rendered


def told(pledger: Pledger, line: str) -> str:
    """What a command shows, on one line."""
    return " ".join(pledger(line).out.split())


@pytest.mark.parametrize(("n", "few"), [(1, True), (2, True), (3, False)])
def test_no_share_is_told_of_one_or_two(
    record: Any, pledger: Pledger, n: int, *, few: bool
) -> None:
    """100% of one would be read as what it is of a hundred; counts, interval and figures stay, as in score."""
    day = "2020-01-01,2020-04-10"
    row = record(*(f"a{i},{day},,,yes,2020-04-10,," for i in range(n)))
    line = pledger("slip Ann").out.splitlines()[3]

    assert f"{n} of {n}" in line
    assert ("100% " in line.replace("-100%", "")) is not few
    assert line.count("too few") == (3 if few else 1)
    assert ("no share is told of one or two" in told(pledger, "slip Ann")) is True
    assert (row["on_time"], row["within_twice_low"]) == (1.0, 1.0)


def test_taken_back_is_not_called_impossible(record: Any, pledger: Pledger) -> None:
    """What the speaker took back may still come: no sentence says that it no longer can."""
    record("a,2020-01-01,2020-04-10,,,,,,")
    assert pledger("retract 1 --on 2020-02-01").code == 0

    assert "1 can no longer come or was taken back: waited for without end." in told(
        pledger, "slip Ann"
    )
    assert "x can no longer come or was taken back." in told(pledger, "slip Ann")


def test_a_look_of_unknown_day_is_not_denied(record: Any, pledger: Pledger) -> None:
    """A miss without a day was found by somebody: said is that no later look is on record."""
    day = "2020-01-01,2020-04-10"
    record(
        *(f"a{n},{day},,,late,2020-07-19,," for n in range(4)),
        *(f"b{n},{day},,,missed,,," for n in range(2)),
    )
    shown = told(pledger, "slip Ann")

    assert "Of 2 missed ones no look after their day is on record." in shown
    assert "never looked" not in shown + told(pledger, "when '100 days' -s Ann")
    # The two figures stand in the order of the sentence: by 2x the share is the higher, 100% of four.
    assert "67%-100%" in shown


def test_on_the_day_named_stands_before_the_bar(record: Any, pledger: Pledger) -> None:
    """On time and a day late are told apart: by the strip, and by the multiple, which is not rounded to 1x."""
    record(
        "on,2020-01-01,2020-12-31,,,yes,2020-12-31,,",
        "late,2020-01-01,2020-12-31,,,late,2021-01-01,,",
    )
    on, late = (line.split() for line in pledger("slip Ann").out.splitlines() if " 365 " in line)

    assert (on[3], late[3]) == ("1.0x", "1.01x")
    assert on[4].endswith("=o|")
    assert late[4].endswith("=|o")


def test_what_lies_beyond_a_strip_is_said(record: Any, pledger: Pledger) -> None:
    """A strip that ends at the edge is not read as a length."""
    record("a,2020-01-01,2020-01-11,,,late,2020-12-31,,")
    assert "What lasted longer than 9x stands at the edge." in told(pledger, "slip Ann")


def test_a_day_that_was_moved_silently_is_counted(pledger: Pledger) -> None:
    """On time by a day that was edited in after the first had passed: slip says so, as score does."""
    pledger("init --me Nora")
    pledger("add a -s Ann --said 2020-01-01 --to 2020-12-31")
    pledger("edit 1 --to 2021-12-31")
    pledger("resolve 1 yes --on 2021-06-01")

    assert pledger("slip Ann -f json").json[0]["edited_late"] == 1
    assert "1 was edited after its day: its time here is as it stands now." in told(
        pledger, "slip Ann"
    )


def test_the_example_of_the_page() -> None:
    """The four predictions of docs/slip.md, by its own arithmetic; and what it says of our own picture."""
    four = [slip.Waits(Fraction(ratio), kept, 1 - kept) for ratio, kept in ((1, 1), (2, 1), (3, 0))]
    curve = slip.curve([*four, slip.Waits(Fraction(3, 2), 0, 1)])
    page = " ".join((ROOT / "docs/slip.md").read_text("utf-8").split())

    assert [(step.ratio, step.share) for step in curve.steps] == [(1, 3 / 4), (2, 3 / 4 * 1 / 2)]
    assert [slip.at_risk(curve, mark) for mark in range(4)] == [4, 4, 2, 1]
    assert "from 100% to 75% at 1x" in page
    assert "so 37.5% are still waited for" in page
    assert "here 4 at 0x and 1x, 2 at 2x, 1 at 3x." in page


def test_the_page_reads_our_picture_rightly(ours: Pledger) -> None:
    """What docs/slip.md reads off Musk's curve: 3 of 17 on time, 7 of 17 by the last delivery, or more."""
    row = ours("slip Musk -f json").json[0]
    page = " ".join((ROOT / "docs/slip.md").read_text("utf-8").split())

    assert f"{round(100 * row['on_time'])}% had come on the day named" in page
    assert round(row["slip_last"], 1) == 2.5
    assert f"and {round(100 * row['delivered'] / row['promises'])}% by two and a half times" in page
    # Of the 14 that did not come on time 4 are lost from sight on their day; of the other 10 four came.
    lost = (14 / 17) * (1 - 4 / 10)
    assert f"({round(100 * (1 - lost))}% by the dotted line" in page


def test_a_miss_that_was_removed_is_counted(record: Any, pledger: Pledger) -> None:
    """Nobody dresses a record by removing misses: slip says how many due ones are gone, as score does."""
    day = "2020-01-01,2020-04-10"
    record(*(f"a{n},{day},,,missed,,2021-01-01," for n in range(3)), f"d,{day},deny,,no,,,")
    for number in (1, 2, 4):
        assert pledger(f"remove {number}").code == 0
    (pledger.cwd / "b.csv").write_text(HEADER + f"b,Bo,{day},,,yes,2020-03-03,,\n")
    assert pledger("import b.csv").code == 0

    rows = {row["group"]: row["removed_due"] for row in pledger("slip -f json").json}
    assert rows == {"Ann": 2, "Bo": 0, None: 2}
    assert "2 more that were due have been removed from the record." in told(pledger, "slip")
    assert "removed" not in told(pledger, "slip Bo")


def test_what_was_moved_ahead_was_due_once(pledger: Pledger) -> None:
    """Of a day that passed and was edited into a later one it is not said that nothing was due yet."""
    pledger("init --me Nora")
    pledger("add a -s Ann --said 2020-01-01 --to 2020-12-31")
    pledger("edit 1 --to 2999-12-31")

    assert "yet" not in pledger("slip Ann").out + pledger("when 'in 100 days' -s Ann").out
    assert "has, as recorded here, a day that has passed" in told(
        pledger, "when 'in 9 days' -s Ann"
    )


def test_a_curve_of_few_says_so_in_the_picture(record: Any, pledger: Pledger) -> None:
    """The table tells no share of two; a picture of them does, and says what that is worth."""

    def drawn(line: str) -> str:
        assert pledger(f"slip {line} --plot a.svg").code == 0
        texts = re.findall(r">([^<>]+)</text>", (pledger.cwd / "a.svg").read_text("utf-8"))
        return " ".join(texts)

    day = "2020-01-01,2020-04-10"
    record(*(f"a{n},{day},,,yes,2020-04-10,," for n in range(4)))
    assert "A curve of fewer than 5 says next to nothing." in drawn("Ann")
    (pledger.cwd / "s.csv").write_text(HEADER + f"b,Ann,{day},,,yes,2020-04-10,,\n")
    assert pledger("import s.csv").code == 0
    assert "next to nothing" not in drawn("Ann")


def test_where_nothing_is_drawn_no_sign_is_explained(record: Any, pledger: Pledger) -> None:
    """Somebody all of whose predictions are left out has no strips, and no legend of them."""
    record("a,2020-01-01,2020-04-10,,,void,,,")
    shown = told(pledger, "slip Ann")

    assert "None of them is on the curve." in shown
    assert "the time given, up to" not in shown


def test_how_they_were_picked_stands_below(ours: Pledger) -> None:
    """Figures of picked predictions are not read as those of all: in the table, and in the picture."""
    shown = told(ours, "slip Musk --plot musk.svg")
    assert "16 of the 17 are from a hand-picked list" in shown
    svg = " ".join(re.findall(r">([^<>]+)</text>", (ours.cwd / "musk.svg").read_text("utf-8")))
    assert "27 of the 28 are from a hand-picked list" in " ".join(svg.split())
    assert "What can no longer come or was taken back is waited for without end." in svg
    # Of 28 of which half are waited for 2 are left at the edge: the rest went out of sight.
    assert "the curve stands on so many:" in svg


def test_a_table_of_long_names_fits(record: Any, pledger: Pledger) -> None:
    """However long a name and wide the intervals, a line has 80 characters at most."""
    name = "A Committee of a Very Long Name Indeed"
    days = ("2020-02-20", "2020-04-10", "2020-07-19", "2020-10-27", "2021-01-01")
    rows = "".join(
        f"p{n},{name},2020-01-01,2020-04-10,,,{'yes' if n % 5 < 2 else 'late'},{days[n % 5]},,\n"
        for n in range(120)
    )
    record("x,2020-01-01,2020-04-10,,,missed,,,")
    (pledger.cwd / "n.csv").write_text(HEADER + rows)
    assert pledger("import n.csv").code == 0

    assert all(len(line) <= 80 for line in pledger("slip").out.splitlines())


def test_the_last_promise_stands_under_its_own_number(record: Any, pledger: Pledger) -> None:
    """With --latest the strip is the last promise's, under its number and with its time."""
    record(
        "a,2020-01-01,2020-04-10,,,missed,,2020-04-11,",
        "b,2020-04-11,2020-07-20,,,yes,2020-07-20,2020-07-20,a",
    )

    def strip(line: str) -> list[str]:
        return pledger(line).out.split("One by one")[1].splitlines()[3].split()[:4]

    assert strip("slip Ann") == ["1", "a", "100", "2.0x"]
    assert strip("slip Ann --latest") == ["2", "b", "100", "1.0x"]
