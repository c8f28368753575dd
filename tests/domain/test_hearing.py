"""How sure a speaker sounds of a claim: from the one sentence of the quote, else from the statement."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import chance
from ledger.domain import phrases
from ledger.domain.clause import sentences
from ledger.domain.credence import ONE
from ledger.domain.credence import read_cell
from ledger.domain.hearing import Heard
from ledger.domain.hearing import fill
from ledger.domain.hearing import hear
from ledger.domain.hearing import may_hang
from ledger.domain.hearing import may_speak
from ledger.errors import UnreadableError

SAID = date(2026, 2, 11)


def said(statement: str, quote: str | None = None, phrase: str | None = None) -> Heard:
    """What is heard on the day."""
    return hear(statement, quote, said=SAID, phrase=phrase)


def p_and_stance(heard: Heard) -> tuple[float | None, str | None]:
    """The number and stance that a ledger would keep."""
    assert heard.credence is not None, heard
    read = read_cell(heard.credence)
    assert read.p is not None
    return round(read.p / ONE, 6), read.stance


@pytest.mark.parametrize(
    ("statement", "quote", "p", "stance"),
    [
        # A positive and a negative statement, affirming and denying words.
        ("The iPhone gets share", "It will probably get some share.", 0.70, "affirm"),
        ("The iPhone gets share", "There's no chance that it gets any share.", 0.01, "deny"),
        ("The iPhone gets no share", "It will probably get some share.", 0.30, "deny"),
        ("The iPhone gets no share", "There's no chance that it gets any share.", 0.99, "affirm"),
        ("会降息", "很可能会降息。", 0.80, "affirm"),
        ("会降息", "不太可能降息。", 0.18, "deny"),
        ("不会降息", "很可能会降息。", 0.20, "deny"),
        ("不会降息", "不太可能降息。", 0.82, "affirm"),
        # The event itself denied.
        ("It rains", "It will almost certainly not rain.", 0.07, "deny"),
        ("It does not rain", "It will almost certainly not rain.", 0.93, "affirm"),
        ("不会降息", "很可能不会降息。", 0.80, "affirm"),
        # Whoever only calls it possible affirms and denies nothing.
        ("It rains", "It may rain.", 0.42, None),
        ("It does not rain", "It may rain.", 0.58, None),
        # Numbers.
        ("It rains", "There is a 70% chance of rain.", 0.70, "affirm"),
        ("It does not rain", "There is a 70% chance of rain.", 0.30, "deny"),
        ("It rains", "I put it at 65%.", 0.65, "affirm"),
        # What it comes to is part of the event.
        ("AI 直接创建二进制文件", "事情可能会发展到你不需要编码了。", 0.45, None),
    ],
)
def test_the_four_corners(statement: str, quote: str, p: float, stance: str | None) -> None:
    """Words of a quote are about its event, and are turned for a statement that is itself negative."""
    assert p_and_stance(said(statement, quote)) == (p, stance)


@pytest.mark.parametrize(
    ("statement", "p", "stance"),
    [
        ("AI may pass the exam by 2030", 0.42, None),
        ("It will probably rain", 0.70, "affirm"),
        ("It will probably not rain", 0.70, "affirm"),
        ("It is unlikely to rain", 0.19, "deny"),
        ("很可能不会降息", 0.80, "affirm"),
        ("There is a 30% chance of rain", 0.30, "deny"),
    ],
)
def test_a_statement_is_heard_as_it_is_written(
    statement: str, p: float, stance: str | None
) -> None:
    """Without a quote that speaks the statement's own words do, about the statement as written."""
    assert p_and_stance(said(statement)) == (p, stance)
    assert p_and_stance(said(statement, "We shall see.")) == (p, stance)


@pytest.mark.parametrize(
    "statement",
    [
        "It rains",
        "Inflation falls to 2 % by June",
        "Tesla gains 20%+",
        "XChat has no hooks for advertising",
        "产能提升三成",
        "发射计划公布",
    ],
)
def test_an_unhedged_statement_has_no_number(statement: str) -> None:
    """Nothing is made up where nobody hedged."""
    assert said(statement) == Heard(None, None, None, [])


@pytest.mark.parametrize(
    ("line", "stance"),
    [
        ("It's not very likely that he wins", "deny"),
        ("He is unlikely not to run", "none"),
        ("I don't think he wins", "deny"),
        ("不会很可能发布", "none"),
        ("There's a 60% chance they'll cut and a 40% chance they won't", "none"),
    ],
)
def test_a_number_nobody_said_is_not_taken(line: str, stance: str) -> None:
    """Words under a negation that no scale covers, and two chances, give no number and do not affirm."""
    heard = said(line)

    assert heard.stance == stance
    assert heard.credence is None or read_cell(heard.credence).p is None


@pytest.mark.parametrize(
    ("statement", "words", "stance"),
    [
        ("I guarantee it ships", "I guarantee", "affirm"),
        ("I'd be shocked if it ships", "be shocked if", "deny"),
        ("I'd be shocked if it does not ship", "be shocked if", "affirm"),
        ("I would not be surprised if it ships", "not be surprised if", "none"),
        ("There is little doubt that it ships", "little doubt", "affirm"),
        ("我不确定能发布", "不确定", "none"),
    ],
)
def test_words_of_no_scale_are_kept(statement: str, words: str, stance: str) -> None:
    """What no scale holds is kept as it is, without a number; it is not unhedged, and no condition."""
    heard = said(statement)

    assert (heard.credence, heard.stance, heard.kind) == (words, stance, None)
    assert read_cell(words)[:5] == (None, None, None, "none", words)


@pytest.mark.parametrize(
    ("statement", "quote", "phrase", "p"),
    [
        # The sentence with the claim's own time, in words or as the same days.
        (
            "The phone ships",
            "Phones will probably be cheap. In March we will likely ship it.",
            "in March",
            0.72,
        ),
        (
            "The phone ships",
            "It may be cheap. By the end of the year it likely ships.",
            "by 2026",
            0.72,
        ),
        # The sentence that shares most with the claim; the other is about something else.
        (
            "大部分AI计算将用于实时视频生成",
            "大部分AI计算很可能用于实时视频生成。有很高的概率Meta会做元宇宙。",
            None,
            0.80,
        ),
        ("Rates fall in the spring", "I love Paris. Rates will likely fall.", None, 0.72),
    ],
)
def test_the_one_sentence_that_speaks_of_it(
    statement: str, quote: str, phrase: str | None, p: float
) -> None:
    """Of several sentences the one about the claim is heard, and no other."""
    assert p_and_stance(said(statement, quote, phrase)) == (p, "affirm")


def test_another_sentence_may_say_how_sure_something_else_is() -> None:
    """The next sentence's chance belongs to another prediction: the claim is unhedged."""
    quote = "We ship the phone in March. It will very likely be expensive."

    assert said("The phone ships in March", quote, "in March") == Heard(None, None, None, [])


@pytest.mark.parametrize(
    ("statement", "quote", "stance"),
    [
        ("Rates fall", "Rates will likely fall. Rates may fall even twice.", "none"),
        ("Rates fall", "Rates will likely fall. Rates will probably fall twice.", "affirm"),
        # Two sentences hold the claim's time.
        ("It ships", "In March B will likely come. In March C will likely come.", "affirm"),
        # None shares a word with the claim, and only one holds a chance: it may be about anything.
        ("It rains", "I love cats. Dogs will probably win.", "affirm"),
        ("Most computing goes into video", "大部分计算用于视频。他多半会赢。", "affirm"),
        # Another language: which sentence is meant cannot be told.
        ("Most computing goes into video", "大部分计算很可能用于视频。他多半会赢。", "affirm"),
    ],
)
def test_two_sentences_that_speak_of_it_give_no_number(
    statement: str, quote: str, stance: str
) -> None:
    """Where two sentences could be meant no number is taken, and it says so."""
    heard = said(statement, quote, "in March")

    assert (heard.credence, heard.stance) == (None, stance)
    assert "which sentence of the quote speaks of it is not sure" in heard.notes[0]


@pytest.mark.parametrize(
    ("statement", "quote", "stance"),
    [
        ("The iPhone gets significant share", "The iPhone will never get significant share.", "deny"),
        ("The Fed cuts rates in June", "By June, the Fed will not cut rates.", "deny"),
        ("央行降息", "央行今年不会降息。", "deny"),
        # Said of the opposite, or in other words: the statement stands as it is written.
        ("The iPhone gets no significant share", "The iPhone will never get significant share.", None),
        ("Bitcoin stays above 50k this year", "Bitcoin won't fall below 50k.", None),
        ("The Fed cuts rates", "The Fed, not the Treasury, cuts rates.", None),
    ],
)  # fmt: skip
def test_a_bare_denial_denies(statement: str, quote: str, stance: str | None) -> None:
    """A quote that denies the event in much the statement's words denies it, without a number."""
    heard = said(statement, quote)

    assert (heard.credence, heard.stance) == (None, stance)


@pytest.mark.parametrize(
    ("statement", "p", "stance"),
    [
        ("There is a 70% chance that the Fed does not hike", 0.70, "affirm"),
        ("不太可能加息", 0.18, "deny"),
        ("In all likelihood, by June, the Fed will not cut", 0.72, "affirm"),
        ("The probability of no deal is 40%", 0.40, "deny"),
    ],
)
def test_a_negative_statement_is_heard_as_it_is_written(
    statement: str, p: float, stance: str
) -> None:
    """The statement's own words speak of it whole, with what it denies."""
    assert p_and_stance(said(statement)) == (p, stance)


def test_a_goal_and_a_condition() -> None:
    """A goal has no chance; a condition is told beside it."""
    goal = said("The company aims to ship")
    condition = said("If rates fall, gold will likely rise")

    assert (goal.credence, goal.kind) == (None, "goal")
    assert (condition.credence, condition.kind) == ("likely", "conditional")
    assert said("The rocket flies", "如果天气好，火箭会发射。").kind == "conditional"


def test_a_chance_above_one() -> None:
    """In a statement it is refused; in a quote it is a manner of speaking, without a number."""
    with pytest.raises(UnreadableError, match="120%"):
        said("There is a 120% chance of rain")
    assert said("It rains", "There is a 120% chance of rain.").credence is None


def test_what_is_no_sentence_says_nothing() -> None:
    """A statement or quote of thousands of characters without a full stop has no chance in it."""
    assert said("It will likely rain " * 200) == Heard(None, None, None, [])
    assert said("It rains", "it will likely rain " * 200) == Heard(None, None, None, [])


def test_a_translated_quote_is_flagged() -> None:
    """Whoever reads the number hears that the words are a translation's."""
    heard = hear("It rains", "It will probably rain.", said=SAID, translated=True)

    assert "a translated quote" in heard.notes[0]


@pytest.mark.parametrize(
    ("draft", "now"),
    [
        ({"credence": "70%"}, ("70%", None, None)),
        ({"stance": "deny"}, (None, "deny", None)),
        ({}, ("may", None, None)),
        ({"kind": "forecast"}, ("may", None, "forecast")),
        ({"quote": "It will certainly rain."}, ("certainly", None, None)),
        (
            {"statement": "If it is cold it may rain", "credence": "70%"},
            ("70%", None, "conditional"),
        ),
        ({"statement": "We plan to ship", "credence": "70%"}, ("70%", None, None)),
        ({"statement": "We plan to ship"}, (None, None, "goal")),
        ({"statement": "We plan to ship", "kind": "forecast"}, (None, None, "forecast")),
    ],
)
def test_cells_come_first(draft: dict[str, str], now: tuple[str | None, ...]) -> None:
    """What a cell says is not heard again; a condition stays one whatever the chance."""
    filled, _, _ = fill({"statement": "It may rain", **draft}, "2026-02-11")

    assert tuple(filled.get(name) for name in ("credence", "stance", "kind")) == now


def test_a_kind_that_a_cell_says_is_not_told() -> None:
    """Who records a plan as a forecast is not told that it is a goal."""
    filled, fields, told = fill(
        {"statement": "We plan to ship if it rains", "kind": "forecast"}, "2026-02-11"
    )

    assert (filled["kind"], "kind" in fields, told) == ("forecast", False, [])


@pytest.mark.parametrize("word", sorted(phrases.spellings()))
def test_every_spelling_is_a_sign(word: str) -> None:
    """No word of the scale is passed over before it is read."""
    assert may_speak(f"It {word} rains") or may_speak(f"他{word}赢")


@given(
    st.lists(
        st.sampled_from(
            [
                *phrases.spellings(),
                *(
                    "70%",
                    "chance",
                    "of",
                    "it",
                    "not",
                    "if",
                    "we",
                    "plan to",
                    "不",
                    "会",
                    "sure",
                    "likelier",
                ),
                *(
                    "I bet",
                    "no question",
                    "shocked if",
                    "不确定",
                    "敢说",
                    "越来越有可能",
                    "little doubt",
                ),
            ]
        ),
        max_size=6,
    ).map(" ".join)
)
def test_what_speaks_is_never_passed_over(text: str) -> None:
    """Whatever the grammar hears, the quick look before it lets through."""
    try:
        heard = chance.read(text)
    except UnreadableError:
        return
    if heard.words is not None or "conditional" in heard.flags:
        assert may_speak(text)
    if "conditional" in heard.flags:
        assert may_hang(text)


@given(st.text(max_size=120), st.none() | st.text(max_size=120))
def test_any_text_is_heard_or_not(statement: str, quote: str | None) -> None:
    """Random text never fails, and what is heard is a chance cell that can be read again."""
    try:
        heard = said(statement, quote)
    except UnreadableError:
        return
    assert heard.credence is None or read_cell(heard.credence).p is not None
    assert len(list(sentences(quote or ""))) >= 0


@pytest.mark.parametrize(
    ("statement", "quote", "firmer"),
    [
        ("The tunnel opens", "The tunnel may open.", True),
        ("The tunnel will open", "The tunnel will probably open.", True),
        ("The tunnel opens", "The tunnel will probably open.", False),
        ("The tunnel will open", "The tunnel will almost certainly open.", False),
        ("The tunnel may open", "The tunnel may open.", False),
        ("隧道将开通", "隧道可能会开通。", True),
        ("隧道将开通", "隧道很可能会开通。", True),
    ],
)
def test_a_statement_that_is_firmer_than_its_quote(
    statement: str, quote: str, firmer: bool
) -> None:
    """Who only calls it possible, or likely where the statement says will, said less than the statement."""
    notes = said(statement, quote).notes

    assert any("firmer" in note for note in notes) == firmer
