"""A score in words: a sentence for every case, true to the letter."""

import itertools
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.reports import explain
from ledger.reports import score
from ledger.reports.counted import Counted
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Bundle
from ledger.scoring.tally import Cluster
from ledger.scoring.tally import Count
from ledger.scoring.tally import Framed
from ledger.scoring.tally import Removed
from ledger.scoring.tally import Said
from ledger.scoring.tally import Sums

PASSED = "recorded here whose day has passed"


def due(outcome: str | None, n: int = 1, stance: str | None = "affirm", **more: int) -> Count:
    """So many due forecasts with an outcome."""
    return Count(
        **{
            "key": 1,
            "kind": "forecast",
            "outcome": outcome,
            "stance": stance,
            "n": n,
            "undated": 0,
            "due": n,
            "taken_back": 0,
            "ahead": 0,
            "included": 0,
            "prospective": 0,
            "day_unknown": 0,
            "edited_late": 0,
            "renewals": 0,
            "placed": 0,
            **more,
        }  # type: ignore[arg-type]
    )


def row(*counts: Count, what: Counted | None = None, **sums: Any) -> dict[str, Any]:
    """The row of one speaker, explained."""
    of = Sums(list(counts), **sums)
    return score.rows({1: of}, of, explained=what or Counted())[0]


def told(*counts: Count, **more: Any) -> str:
    """The sentence for one speaker."""
    return str(row(*counts, **more)["explained"])


MUSK = [
    due("yes", 3),
    due("late", 4, renewals=1),
    due("missed", 9),
    due("no"),
    due("partial", 2),
    due(None),
]
# Eight misses of one kind with two that came in part, two of one evening, two of one letter.
MUSK_BUNDLES = [
    Bundle(1, 8, 0, 2, 0, 0, 0, 1, 0.0, 0.0, 0.0),
    Bundle(1, 2, 0, 0, 0, 0, 0, 1, 0.0, 0.0, 0.0),
    Bundle(1, 2, 2, 0, 0, 0, 0, 1, 0.0, 0.0, 0.0),
]
MUSK_CLUSTERS = [
    Cluster(1, "Tesla evening of 2017-11-16", None, None, None, 2, 0),
    Cluster(1, "Tesla self-driving", None, None, None, 8, 2),
    Cluster(1, "Tesla profit in 2018", None, None, None, 2, 0),
]


def test_twenty_promises() -> None:
    """The sentence of a speaker with every kind of outcome, one renewal and a hand-picked list."""
    assert told(
        *MUSK,
        bundles=MUSK_BUNDLES,
        clusters=MUSK_CLUSTERS,
        framed=[Framed(1, "selected", 1, 18), Framed(1, None, 1, 2)],
    ) == (
        "Of 20 promises recorded here whose day has passed, 3 came by the day named (18 % of the 17 that can "
        "be told; 95 %: 3 to 61 %, the 8 about self-driving counted as one subject), 4 came later, 9 had not "
        "come when last looked at, 1 can no longer come, 2 came in part, 1 has not been judged. 1 renewed "
        "promise is counted with its first. 18 of the 20 are from a hand-picked list."
    )


ONE_CASE = "one case shows next to nothing (95 %: "
CASES: dict[str, tuple[list[Count], str]] = {
    "no claims": ([], "No prediction of 1 is recorded here."),
    "one that came": (
        [due("yes")],
        f"The one prediction {PASSED} came by the day named; {ONE_CASE}21 to 100 %).",
    ),
    "one that came later": (
        [due("late")],
        f"The one prediction {PASSED} came later; {ONE_CASE}0 to 79 %).",
    ),
    "one that had not come": (
        [due("missed")],
        f"The one prediction {PASSED} had not come when last looked at; {ONE_CASE}0 to 79 %).",
    ),
    "one that was denied and did not come": (
        [due("missed", stance="deny")],
        f"The one prediction {PASSED} came out as said; {ONE_CASE}21 to 100 %).",
    ),
    "one that was denied and came": (
        [due("yes", stance="deny")],
        f"The one prediction {PASSED} came though it was denied; {ONE_CASE}0 to 79 %).",
    ),
    "one that was taken back": (
        [due(None, taken_back=1)],
        f"The one prediction {PASSED} was taken back; {ONE_CASE}0 to 79 %).",
    ),
    "one that is not judged": (
        [due(None)],
        f"The one prediction {PASSED} has not been judged.",
    ),
    "one that only called it possible": (
        [due("yes", stance=None)],
        f"No prediction {PASSED} takes a side. 1 only called it possible.",
    ),
    "all right": (
        [due("yes", 4)],
        f"Of 4 predictions {PASSED}, 4 came by the day named (100 %; 95 %: 51 to 100 %).",
    ),
    "none right": (
        [due("late", 2), due("missed", 3)],
        f"Of 5 predictions {PASSED}, none came by the day named (0 %; 95 %: 0 to 43 %), 2 came later, 3 had "
        "not come when last looked at.",
    ),
    "none can be told": (
        [due(None, 2), due("partial"), due("ambiguous")],
        f"Of 4 predictions {PASSED}, none can be told: 1 came in part, 1 can be read either way, 2 have "
        "not been judged.",
    ),
    "more than a fifth cannot be told": (
        [due("yes", 3), due(None)],
        f"Of 4 predictions {PASSED}, 3 came by the day named (75 to 100 %, with the 1 that cannot be told "
        "counted against and for; 95 %: 30 to 100 %), 1 has not been judged.",
    ),
    "some were denied": (
        [due("yes", 2), due("yes", stance="deny"), due("late", 3, "deny"), due("late", 2)],
        f"Of 8 predictions {PASSED}, 5 came out as said (63 %; 95 %: 31 to 86 %), 2 came later, 1 came though "
        "it was denied.",
    ),
    "some only called it possible": (
        [due("yes", 2), due("no", 3, stance=None)],
        f"Of 2 predictions {PASSED}, 2 came by the day named; two cases show next to nothing (95 %: 34 to "
        "100 %). 3 more only called it possible.",
    ),
    "some were given one half": (
        [due("yes", 3), due("no", 3, stance=None, even=2), due("void", stance=None, even=1)],
        f"Of 3 predictions {PASSED}, 3 came by the day named (100 %; 95 %: 44 to 100 %). 1 more only called "
        "it possible. 2 more were given one half, which takes no side. 1 more is void: what it hung on fell "
        "away.",
    ),
    "one was given one half": (
        [due("yes", stance=None, even=1)],
        f"No prediction {PASSED} takes a side. 1 was given one half, which takes no side.",
    ),
    "one of several counts": (
        [due("late"), due("no", stance=None), due("void", 2)],
        f"Of the 4 predictions {PASSED} one counts: it came later; {ONE_CASE}0 to 79 %). 1 more only called "
        "it possible. 2 more are void: what they hung on fell away.",
    ),
    "none of several counts": (
        [due("no", stance=None), due("void")],
        f"No prediction {PASSED} counts for or against. 1 only called it possible. 1 more is void: what it "
        "hung on fell away.",
    ),
    "one of two cannot be told": (
        [due("yes"), due(None)],
        f"Of 2 predictions {PASSED}, 1 came by the day named, 1 has not been judged; two cases show next to "
        "nothing (95 %, with the 1 that cannot be told counted against and for: 9 to 100 %).",
    ),
    "some are void": (
        [due("yes", 2), due("void")],
        f"Of 2 predictions {PASSED}, 2 came by the day named; two cases show next to nothing (95 %: 34 to "
        "100 %). 1 more is void: what it hung on fell away.",
    ),
    "all are void": (
        [due("void", 3)],
        f"All 3 predictions {PASSED} are void: what they hung on fell away.",
    ),
    "all are open": (
        [due(None, 3, due=0)],
        "All 3 predictions recorded here are not due yet, so there is nothing to score yet.",
    ),
    "all are undated": (
        [
            due("yes", 2, due=0, undated=2),
            due("no", 1, due=0, undated=1),
            due(None, due=0, undated=1),
        ],
        "All 4 predictions recorded here have no day by which they were to come, so there is nothing to score."
        " Of those without a day 2 came and 1 can no longer come.",
    ),
    "one goal": (
        [due("yes", kind="goal")],  # type: ignore[arg-type]
        "The one prediction recorded here is a goal, so there is nothing to score.",
    ),
    "one undated": (
        [due("no", due=0, undated=1)],
        "The one prediction recorded here has no day by which it was to come, so there is nothing to score. "
        "It can no longer come.",
    ),
    "goals whose day has passed": (
        [due("no", kind="goal"), due(None, kind="conditional"), due(None, due=0)],  # type: ignore[arg-type]
        "Of 3 predictions recorded here none is in a rate: 1 is not due yet, 1 is a goal, 1 is a conditional.",
    ),
    "nothing is due": (
        [due(None, 2, due=0), due("yes", due=0, ahead=1), due("no", due=0, undated=1)],
        "Of 4 predictions recorded here none is in a rate: 2 are not due yet, 1 was judged ahead of its day, "
        "1 has no day by which it was to come. The one without a day can no longer come.",
    ),
    "the day of one is not known": (
        [due("yes", 4, day_unknown=1)],
        f"Of 4 predictions {PASSED}, 4 came by the day named as far as is known (100 %; 95 %: 51 to 100 %). "
        "Of 1 that came the day is not known: it may have been late; with the 1 of an unknown day counted "
        "against and for, 75 to 100 % came out as said.",
    ),
    "the one day is not known": (
        [due("yes", day_unknown=1)],
        f"The one prediction {PASSED} came by the day named as far as is known; {ONE_CASE}21 to 100 %). Of 1 "
        "that came the day is not known: it may have been late.",
    ),
    "a day is not known and one is not judged": (
        [due("yes", 2, day_unknown=1), due(None)],
        f"Of 3 predictions {PASSED}, 2 came by the day named as far as is known (33 to 100 %, with the 1 that "
        "cannot be told and the 1 of an unknown day counted against and for; 95 %: 6 to 100 %), 1 has not "
        "been judged. Of 1 that came the day is not known: it may have been late.",
    ),
    "several were renewed and edited": (
        [due("late", 2, renewals=3, edited_late=1)],
        f"Of 2 promises {PASSED}, none came by the day named, 2 came later; two cases show next to nothing "
        "(95 %: 0 to 66 %). 3 renewed promises are counted with their first. 1 was edited after its day.",
    ),
    "all were on record in time": (
        [due("yes", 2, prospective=2)],
        f"Of 2 predictions {PASSED}, 2 came by the day named; two cases show next to nothing (95 %: 34 to "
        "100 %). Both were recorded here before their day and their outcome.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_every_case_has_its_sentence(name: str) -> None:
    """A sentence for each case, from nothing recorded to every outcome; never "wrong" of what is late."""
    counts, sentence = CASES[name]

    assert told(*counts) == sentence
    assert "wrong" not in sentence


def test_numbers_are_held_against_what_they_let_one_expect() -> None:
    """Who gives ten horses 10 % each is right about nine, which is what these numbers let one expect."""
    horses = [due("no", 9, stance="deny"), due("yes", stance="deny")]

    assert told(*horses, said=[Said(1, ONE // 10, ONE // 10, ONE // 10, "stated", 10, 1)]) == (
        f"Of 10 predictions {PASSED}, 9 came out as said (90 %; 95 %: 60 to 98 %), 1 came though it was "
        "denied. Of the 10 with a number and a yes or no, 9 came out as said (90 %), where by their own "
        "numbers 90 % were to be expected."
    )


def test_one_number() -> None:
    """Of one number it is told whether it came out, and what it gave that."""
    said = [Said(1, 7 * ONE // 10, 7 * ONE // 10, 7 * ONE // 10, "stated", 1, 1)]

    assert told(due("yes"), said=said).endswith(
        "The one with a number and a yes or no was by that number 70 % likely to come out as said; it did."
    )
    even = Said(1, ONE // 2, ONE // 2, ONE // 2, "stated", 2, 1)
    assert "The one with a number other than one half and a yes or no" in told(
        due("yes"), due("yes", 2, stance=None, even=2), said=[*said, even]
    )


def test_enough_chances_have_a_score() -> None:
    """From twenty chances on their Brier score is told, with its interval and what it is better than."""
    said = [Said(1, 9 * ONE // 10, 0, ONE, "words", 20, 16)]
    sentence = told(due("yes", 16), due("no", 4), said=said)

    assert (
        "The 20 chances score 0.170 (Brier: 0 is perfect, 0.250 is saying one half of" in sentence
    )
    # (16·.01 + 4·.81)/20 against 16·4/19².
    assert f"{round((1 - 0.17 / (16 * 4 / 19**2)) * 100)} % better than" in sentence
    few = told(due("yes", 15), due("no", 4), said=[said[0]._replace(n=19, k=15)])
    assert "Brier" not in few


def test_what_was_counted_is_told() -> None:
    """The options that leave out or let in are in the sentence."""
    two = due("yes", 2)

    assert told(two, what=Counted(prospective=True)).startswith(
        "Of 2 predictions recorded here in time whose day has passed,"
    )
    assert told(two, what=Counted(complete=True)).startswith(
        "Of 2 predictions recorded here from sources that hold all whose day has passed,"
    )
    assert told(two, what=Counted(each=True)).endswith("Every renewal counts by itself.")
    ahead = told(two._replace(ahead=1, included=1), what=Counted(ahead=True))
    assert "whose day has passed or that were judged before it," in ahead
    assert ahead.endswith("One of them was judged ahead of its day, which flatters.")
    # What was taken back was never judged.
    back = due(None, 2, ahead=2, included=2)._replace(taken_back=2)
    sentence = told(back, what=Counted(ahead=True))
    assert "or that were taken back before it, none" in sentence
    assert sentence.endswith("2 of them were taken back ahead of their day, which flatters.")
    assert told(two, what=Counted(basis="stated")).startswith(
        "Of 2 predictions recorded here whose chance was a number and whose day has passed,"
    )
    assert told(what=Counted(prospective=True)) == "No prediction of 1 is recorded here in time."


def test_the_largest_cluster_is_named_as_it_is() -> None:
    """By its name, by the chain, or by the day on which all of it was said in one place."""
    counts = [due("yes", 2), due("no", 3)]
    bundles = [Bundle(1, 3, 0, 0, 0, 0, 0, 1, 0.0, 0.0, 0.0)]

    def largest(*clusters: Cluster) -> str:
        sentence = told(*counts, bundles=bundles, clusters=list(clusters))
        return sentence.partition(" %, ")[2].split(")")[0]

    talk = Cluster(1, None, None, 5, "2026-02-11", 3, 0)
    assert largest(talk) == "the 3 said in one place on 2026-02-11 counted as one subject"
    assert largest(talk._replace(chained=4, source=None, said_on=None)) == (
        "the 3 that renew one promise counted as one"
    )
    named = Cluster(1, "Moon landing", None, None, None, 3, 0)
    assert largest(named) == "the 3 about Moon landing counted as one subject"
    assert largest(named, named._replace(name="Moon base", decided=2)) == (
        "the 3 about landing counted as one subject"
    )
    assert largest(named, named._replace(name="Moon", decided=2)) == (
        "the 3 about Moon landing counted as one subject"
    )


@pytest.mark.parametrize("n", [1, 2])
def test_what_it_stands_on(n: int) -> None:
    """Hand-picked sources and removed predictions are told, of one and of several."""
    sentence = told(due("yes", n), framed=[Framed(1, "selected", n, n)], removed=[Removed(1, n)])

    if n == 1:
        assert "It is from a hand-picked list. 1 more that was due has been removed" in sentence
    else:
        assert "Both are from hand-picked lists. 2 more that were due have been removed" in sentence


OUTCOMES = ("yes", "late", "missed", "no", "partial", "ambiguous", "void", None)
SOME = st.lists(
    st.tuples(
        st.sampled_from(OUTCOMES), st.sampled_from(("affirm", "deny", None)), st.integers(1, 4)
    ),
    max_size=6,
)


@settings(max_examples=50, deadline=None)
@given(SOME, st.lists(st.sampled_from((0, 3, 5, 10)), max_size=4))
def test_all_of_it_is_told(claims: list[Any], chances: list[int]) -> None:
    """What is told of one by one adds up to all that takes a side, and every figure that is not there has
    its reason, and no other."""
    counts = [due(outcome, n, stance) for outcome, stance, n in claims]
    said = [
        Said(1, p * ONE // 10, 0, ONE, ("stated", "words")[p % 2], 2, k)
        for p, k in zip(sorted(set(chances)), itertools.cycle((0, 1, 2)), strict=False)
    ]
    made = row(*counts, said=said)
    sides = score.Group("", Sums(counts), exact=False).sides

    assert made["right"] + sum(n for n, _ in explain._rest(sides)) == (
        made["decided"] + made["undecided"]
    )
    missing = {name for name, value in made.items() if value is None} - {"group"}
    assert set(made["undefined"]) == missing
    assert all(made["undefined"].values())


COUNTED = re.compile(
    r"Of (\d+) (?:predictions|promises) recorded here whose day has passed, (.*?)"
    r"(?: \((\d+) (?:% of the (\d+) that|to (\d+) %, with|%;).*?\))?(?:, (\d.*?))?\."
)
# What takes a side, besides what is right; whose day has passed, beside it.
BESIDE = re.compile(
    r"(\d+)(?: more)? (?:only called it|(?:was|were) given one half|(?:is|are) void)"
)
EACH = st.tuples(
    st.sampled_from(OUTCOMES),
    st.sampled_from(("affirm", "deny", None)),
    st.integers(1, 4),
    st.integers(0, 4),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(EACH, max_size=8))
def test_a_sentence_adds_up(claims: list[Any]) -> None:
    """Read back as a reader would, the numbers of a sentence are those of the row, and make up all that is
    due: nothing is told twice, and nothing is left out."""
    counts = []
    for outcome, stance, n, some in claims:
        more = {"taken_back": min(n, some)} if outcome is None else {}
        if outcome == "yes" and stance is not None:
            more = {"day_unknown": min(n, some)}
        if stance is None:
            more |= {"even": min(n, some)}
        counts.append(due(outcome, n, stance, **more))
    made = row(*counts)
    sentence = made["explained"]
    of = made["decided"] + made["undecided"]

    lead, _, beside = sentence.partition(". ")
    if of > 2 and made["decided"]:
        match = COUNTED.match(f"{lead}.")
        assert match, sentence
        total, right, rate, told_of, upper, rest = match.groups()
        right = right.split()[0]
        assert int(total) == of
        assert right == ("none" if not made["right"] else str(made["right"]))
        others = [int(part.split()[0]) for part in (rest or "").split(", ") if part]
        assert made["right"] + sum(others) == of
        assert told_of is None or int(told_of) == made["decided"]
        low = made["accuracy"] if upper is None else made["accuracy_worst"]
        assert abs(int(rate) - 100 * low) <= 0.5 + 1e-6
        assert upper is None or abs(int(upper) - 100 * made["accuracy_best"]) <= 0.5 + 1e-6
        assert (upper is not None) == score.telling(made["decided"], made["undecided"])
    elif of > 1:
        # Of two, or where none can be told, every number of the first sentence counts what is due.
        numbers = re.findall(r"\d+|none", lead.partition(" (")[0].partition("; ")[0])
        assert [int(n) for n in numbers[:1]] == [of]
        assert sum(int(n) for n in numbers[1:] if n != "none") == of
    elif of == 1 and made["due"] > 1:
        assert f"Of the {made['due']} predictions" in lead
    if of or made["neither"]:
        assert sum(map(int, BESIDE.findall(beside))) == made["due"] - of
    assert ("the day is not known" in beside) == bool(made["day_unknown"])


@pytest.mark.parametrize(
    ("gain", "words"),
    [
        (
            0.05,
            "they score 0.200 and those of Market 0.250: 0.050 better (95 %: 0.010 better to 0.090 better).",
        ),
        (0.02, "0.020 better (95 %: 0.020 worse to 0.060 better), which luck can explain."),
        (-0.06, "0.060 worse (95 %: 0.100 worse to 0.020 worse)."),
    ],
)
def test_against_somebody_else(gain: float, words: str) -> None:
    """Where chances are held against somebody else's, the sentence says on how many, and what luck is."""
    made = row(due("yes", 3)) | {
        "versus": "Market",
        "versus_forecasts": 20,
        "versus_brier": 0.2,
        "versus_other": 0.2 + gain,
        "versus_gain": gain,
        "versus_low": gain - 0.04,
        "versus_high": gain + 0.04,
    }

    assert explain._versus(made).startswith(
        "On the 20 to which Market gave a chance too, they score 0.200"
    )
    assert explain._versus(made).endswith(words)
    few = explain._versus(made | {"versus_forecasts": 19})
    assert few == "Market gave a chance to 19 of what counts: too few to tell whose were better."
    assert explain._versus(made | {"versus_forecasts": 0}) == (
        "Market gave no chance to any of what counts."
    )


def test_reasons() -> None:
    """Why a figure is not there, in words."""
    nothing = row()["undefined"]
    assert nothing["accuracy"] == "nothing is due"
    assert nothing["brier"] == "no chance was given for any due prediction with a yes or no"
    undecided = row(due(None))["undefined"]
    assert undecided["accuracy"] == "none of what is due can be told"
    assert row(due("void", 2))["undefined"]["accuracy"] == "all that is due is void"
    assert row(due("void"), due("no", stance=None))["undefined"]["accuracy"] == (
        "nothing that is due takes a side, but for what is void"
    )
    assert "accuracy_low" not in undecided
    one = row(due("yes"), said=[Said(1, ONE // 2, 0, ONE, "stated", 1, 1)])["undefined"]
    assert one["skill"] == "one forecast has no others to be compared with"
    assert one["accuracy_expected"].startswith("none that can be told was said with a number")
    same = row(due("yes", 3), said=[Said(1, ONE, 0, ONE, "words", 3, 3)])["undefined"]
    assert same["skill"].startswith("of those with a chance all came true, or none did")
    talk = row(
        due("yes", 9),
        due("no", 3),
        said=[Said(1, ONE // 2, 0, ONE, "words", 12, 9)],
        bundles=[Bundle(1, 12, 9, 0, 0, 0, 12, 1, 3.0, 0.75, 0.75)],
    )["undefined"]
    assert "worth 1.6" in talk["mcb_expected"]


@pytest.mark.parametrize(
    ("n", "ending"), [(1, "was redacted; whose it was"), (3, "s were redacted; whose they were")]
)
def test_what_was_redacted_is_nobodys(n: int, ending: str) -> None:
    """That something was redacted is told, and that nobody knows any more whose it was."""
    assert told(due("yes"), redacted=n).endswith(
        f"{n} prediction{' ' if n == 1 else ''}{ending} is not kept."
    )
