"""`score --common`: people on the questions that all of them answered, and the places these leave them."""

from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

import pytest

from ledger.render.formats import width_of
from tests.conftest import Pledger

# What is recorded: statement, speaker, chance, stance, outcome.
Said = tuple[str, str, str, str, str]
Record = Callable[[Iterable[Said]], Pledger]


@pytest.fixture
def record(pledger: Pledger) -> Record:
    """Records predictions that were said and due in 2020, and judged on their last day."""

    def recorded(said: Iterable[Said]) -> Pledger:
        (pledger.cwd / "c.csv").write_text(
            "statement,speaker,credence,stance,outcome,said_on,latest\n"
            + "".join(f"{','.join(one)},2020-01-01,2020-12-31\n" for one in said)
        )
        assert pledger("init --me Nora").code == 0
        assert pledger("import c.csv --judged 2020-12-31").code == 0
        return pledger

    return recorded


def asked(n: int, of: Callable[[int], str], **people: Callable[[int], str]) -> list[Said]:
    """The same `n` questions to people, with what each said of the number of a question."""
    return [
        (f"it{number}", name, said(number), "", of(number))
        for number in range(n)
        for name, said in people.items()
    ]


def rows(here: Pledger, line: str) -> dict[str | None, dict[str, Any]]:
    """What a command line answers, by name."""
    answer = here(f"{line} -f json")
    assert answer.code == 0, answer.err
    return {row["group"]: row for row in answer.json}


def place(row: dict[str, Any]) -> tuple[Any, ...]:
    """The place of a row, by what, and on how many questions."""
    return (row["rank_low"], row["rank_high"], row["rank_of"], row["rank_on"])


def words(here: Pledger, line: str) -> str:
    """What a command line says, on one line; no line is wider than a terminal."""
    answer = here(line)
    assert answer.code == 0, answer.err
    assert max(map(width_of, answer.out.splitlines())) <= 80
    return " ".join(answer.out.split())


def often(number: int) -> str:
    """An outcome: of ten, nine come."""
    return "yes" if number % 10 else "no"


def test_places_by_the_brier_score(record: Record) -> None:
    """Where all gave chances the places are those of `compare`, on the same questions; what one of them was
    asked alone is in no figure."""
    here = record(
        [
            *asked(60, often, Ann=lambda n: "0.9", Bo=lambda n: "0.88", 丙=lambda n: "0.2"),
            ("own", "Ann", "0.1", "", "yes"),
        ]
    )
    found = rows(here, "score Ann Bo 丙 --common")
    compared = {row["speaker"]: row for row in here("compare Ann Bo 丙 -f json").json}

    for name, row in compared.items():
        assert place(found[name]) == (row["rank_low"], row["rank_high"], "brier", 60)
        assert (found[name]["claims"], found[name]["due"], found[name]["forecasts"]) == (60, 60, 60)
        assert found[name]["brier"] == pytest.approx(row["brier"])
    assert [place(found[name])[:2] for name in ("Ann", "Bo", "丙")] == [(1, 2), (1, 2), (3, 3)]
    assert rows(here, "score Ann Bo 丙")["Ann"]["due"] == 61
    said = words(here, "score Ann Bo 丙 --common")
    assert "by the Brier score on the 60 questions that can be told" in said
    assert "1-2" in said
    # Three times the same question is no threefold evidence.
    everybody = found[None]
    assert (everybody["due"], everybody["rank_low"]) == (180, None)
    assert everybody["accuracy_low"] is everybody["brier_high"] is None
    explained = here("score Ann Bo --common --explain -f json").json[-1]
    assert "nothing that adds up" in explained["undefined"]["accuracy_low"]


def test_places_by_who_was_right(record: Record) -> None:
    """Where somebody gave no chance, the places are by accuracy, on what can be told of all; it says so."""
    here = record(
        [
            *((f"it{n}", "Ann", "", "", "yes") for n in range(40)),
            *((f"it{n}", "Bo", "0.3" if n else "", "deny", "yes") for n in range(40)),
        ]
    )
    found = rows(here, "score --common")

    assert place(found["Ann"]) == (1, 1, "accuracy", 40)
    assert place(found["Bo"]) == (2, 2, "accuracy", 40)
    assert (found["Ann"]["right"], found["Bo"]["right"]) == (40, 0)
    assert "by how often each was right on the 40 questions" in words(here, "score --common")
    # With a number for what was said flatly, there are chances of all.
    assert place(rows(here, "score --common --unhedged 0.9")["Ann"]) == (1, 1, "brier", 40)
    assert rows(here, "score --common --basis stated")["Ann"]["claims"] == 0


def test_nothing_that_is_due_is_dropped(record: Record) -> None:
    """What cannot be told stays in due and undecided, and in the worst and best case; places have the rest."""
    outcomes = ["yes"] * 6 + ["", "partial", "ambiguous", "void"]
    here = record(asked(10, lambda n: outcomes[n], Ann=lambda n: "0.9", Bo=lambda n: "0.4"))
    found = rows(here, "score Bo Ann --common")

    for name, right in (("Ann", 6), ("Bo", 0)):
        row = found[name]
        assert (row["due"], row["decided"], row["undecided"], row["void"]) == (10, 6, 3, 1)
        assert (row["right"], row["accuracy_worst"], row["accuracy_best"]) == (
            right,
            right / 9,
            (right + 3) / 9,
        )
        assert row["rank_on"] == 6
    said = words(here, "score Bo Ann --common")
    assert "stays in" in said
    assert "6 are few" in said


def test_a_market_answers_claims_of_others(record: Record) -> None:
    """Whoever gave a chance before it was over has answered: above one half affirms, words take their side,
    and who took a claim back has done so alone."""
    here = record([(f"it{n}", "Ann", "0.9", "", "") for n in range(6)])
    for number, said in enumerate(("30%", "likely", "unlikely", "50%", "80%"), 1):
        assert here(f"forecast {number} {said} -s Market --on 2020-02-01").code == 0
    for number in (1, 2, 3, 4):
        assert here(f"resolve {number} yes --on 2020-06-01").code == 0
    assert here("retract 5 --on 2020-03-03").code == 0
    assert here("resolve 6 yes --on 2020-06-01").code == 0
    found = rows(here, "score Ann Market --common")

    ann, market = found["Ann"], found["Market"]
    assert (ann["due"], ann["right"], ann["retracted"], ann["decided"]) == (5, 4, 1, 5)
    assert (market["due"], market["retracted"], market["unjudged"]) == (5, 0, 1)
    # Right with "likely" alone; one half takes no side; the last has not been judged.
    assert (market["right"], market["decided"], market["neither"]) == (1, 3, 1)
    assert market["forecasts"] == 4
    assert place(market)[2:] == ("accuracy", 3) or place(market)[2:] == ("brier", 4)
    late = here("forecast 6 90% -s Market --on 2020-12-31")
    assert rows(here, "score Ann Market --common")["Ann"]["due"] == (6 if late.code == 0 else 5)


def test_who_answered_nothing_in_common(record: Record) -> None:
    """No place, no figure, and the sentence that says why; two of three may share some."""
    here = record(
        [
            ("a", "Ann", "0.9", "", "yes"),
            ("b", "Bo", "0.1", "", "yes"),
            ("a", "Cy", "0.3", "", "yes"),
            # Only called possible: neither a side nor a chance.
            ("b", "Cy", "", "none", "yes"),
        ]
    )
    found = rows(here, "score Ann Bo --common")
    assert [(row["claims"], row["due"], *place(row)) for row in found.values()] == [
        (0, 0, None, None, None, 0)
    ] * 3
    said = words(here, "score Ann Bo --common")
    assert "No question is common to Ann and Bo" in said
    assert "nothing here says who is better" in said
    assert "Ann and Cy have 1 in common" in words(here, "score Ann Bo Cy --common")
    assert "No question is common" in words(here, "score Bo Cy --common")
    assert "No question is common" in words(here, "score Ann Nora --common --explain")
    assert rows(here, "score Ann Nora --common")["Nora"]["claims"] == 0


def test_one_common_question_and_ties(record: Record) -> None:
    """One question tells nobody apart, even where certainty missed."""
    here = record([("a", "Ann", "1", "", "no"), ("a", "Bo", "0", "", "no")])
    found = rows(here, "score Ann Bo --common")
    assert [place(found[name]) for name in ("Ann", "Bo")] == [(1, 2, "brier", 1)] * 2
    assert (found["Ann"]["brier"], found["Ann"]["n_infinite"]) == (1.0, 1)
    said = words(here, "score Ann Bo --common")
    assert "the one question on which both" in said
    assert "1 is few" in said


def test_all_ties(record: Record) -> None:
    """Who says the same cannot be told apart."""
    here = record(asked(50, often, Ann=lambda n: "0.9", Bo=lambda n: "0.9"))
    found = rows(here, "score Ann Bo --common")

    assert [place(found[name]) for name in ("Ann", "Bo")] == [(1, 2, "brier", 50)] * 2


def test_none_is_due_yet(pledger: Pledger) -> None:
    """What all answered and is still open is counted as open, and no place is told."""
    pledger("init --me Nora")
    for name in ("Ann", "Bo"):
        assert pledger(f"add 'It comes' -s {name} --said 2026-11-01 --due 2030 -p 70%").code == 0
    found = rows(pledger, "score Ann Bo --common")

    assert (found["Ann"]["claims"], found["Ann"]["open"], found["Ann"]["due"]) == (1, 1, 0)
    assert "1 question is common to Ann and Bo, and it is not due yet" in words(
        pledger, "score Ann Bo --common"
    )


def test_what_was_judged_differently_is_no_common_question(record: Record) -> None:
    """The same words that came for one and not for the other are two things, and it says so."""
    here = record(
        [
            *asked(3, lambda n: "yes", Ann=lambda n: "0.9", Bo=lambda n: "0.5"),
            ("ours ships", "Ann", "0.9", "", "yes"),
            ("ours ships", "Bo", "0.9", "", "no"),
        ]
    )
    found = rows(here, "score Ann Bo --common")

    assert (found["Ann"]["due"], found["Ann"]["judged_differently"]) == (3, 1)
    assert found["Ann"]["same_words"] == 3
    assert "1 in the same words was judged yes of one" in words(here, "score Ann Bo --common")


def test_fifty_people_and_more(record: Record) -> None:
    """Up to fifty are held against each other; beyond that it takes long, and is done on wish."""
    names = [f"P{number:02}" for number in range(51)]
    here = record(
        [
            (f"it{n}", name, "0.9" if name != "P00" else "0.1", "", "yes")
            for n in range(30)
            for name in names
        ]
    )
    fifty = " ".join(names[:50])
    found = rows(here, f"score {fifty} --common")
    assert place(found["P00"]) == (50, 50, "brier", 30)
    assert {place(found[name])[:2] for name in names[1:50]} == {(1, 49)}
    words(here, f"score {fifty} --common")

    more = rows(here, f"score {fifty} P50 --common")
    assert {place(row) for row in more.values()} == {(None, None, None, 0)}
    assert "--resample" in words(here, f"score {fifty} P50 --common")
    many = here("score --common")
    assert (many.code, "name whom you would hold" in many.refusal) == (2, True)


def test_what_does_not_go_together(record: Record) -> None:
    """One person, by whatever name; options that make no sense of common questions."""
    here = record([("a", "Ann", "0.9", "", "yes"), ("a", "Bo", "0.9", "", "yes")])
    here("people Ann --alias Annie")

    assert "only Ann" in here("score Ann Annie --common").refusal
    assert rows(here, "score Ann Bo Annie --common").keys() == {"Ann", "Bo", None}
    for options in ("--forecast time", "--by tag", "--versus Nora"):
        refused = here(f"score Ann Bo --common {options}")
        assert (refused.code, "--common" in refused.refusal) == (2, True)
    assert here("score Ann Nobody --common").code == 3


@pytest.mark.parametrize(
    ("n", "told"),
    [
        (1, "1 is a prediction that Bob made too, in the same words for the same day, and is not"),
        (3, "3 are predictions that Bob made too, in the same words for the same day, and are not"),
    ],
)
def test_versus_names_what_both_predicted(record: Record, n: int, told: str):
    """Predictions of the other's in the same words are not in --versus, which says so, and where they are."""
    here = record(asked(n, lambda _: "yes", Ann=lambda _: "0.9", Bob=lambda _: "0.6"))

    assert f"{told} in it: pledger compare holds these." in words(here, "score Ann --versus Bob")
    assert "made too" not in words(here, "score Bob --versus Nora")


def test_what_is_in_no_rate_is_told_by_name(record: Record) -> None:
    """Void is one for all; that somebody took no side is that person's, and is said by name."""
    here = record(
        [
            ("a", "Ann", "80%", "", "yes"),
            ("a", "Bo", "30%", "", "yes"),
            ("b", "Ann", "50%", "", "no"),
            ("b", "Bo", "30%", "", "no"),
            ("c", "Ann", "60%", "", "void"),
            ("c", "Bo", "20%", "", "void"),
        ]
    )
    told = words(here, "score Ann Bo --common")

    assert "Beside the rates of each: 1 void." in told
    assert "Only called possible or given one half, so in no rate: Ann 1." in told
