"""A probability with where it came from."""

import string
import unicodedata

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from ledger.domain import credence
from ledger.domain import phrases
from ledger.domain.credence import ONE
from ledger.domain.credence import Credence
from ledger.domain.credence import read_cell
from ledger.errors import RefusedError
from ledger.errors import UnreadableError

PS = st.integers(0, ONE)
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "hundred"]
PIECES = st.sampled_from(
    [*string.digits, *NUMBERS, *"%./:+-~<>e(,“％７½٧\u200b\n成七十两不会"]
    + [" in ", " out of ", " to ", "more than ", "under ", "about ", "between ", " and ", " percent"]
    + ["百分之", "分之", "把握", "以上", "超过", "likely", " not", "可能", "goal"]
)  # fmt: skip
TEXTS = st.text() | st.lists(PIECES, max_size=8).map("".join)


def of(part: int, whole: int = 100) -> int:
    """`part` of `whole` in 10⁻¹², where that is a whole number."""
    assert part * ONE % whole == 0
    return part * ONE // whole


def stated(p: int) -> Credence:
    """What a plain number is read as."""
    return Credence(p, p, p, "stated", None, credence.stance_of(p), False)


def again(read: Credence) -> Credence:
    """What is written for a credence, read again."""
    if read.words is not None:
        return read_cell(read.words)
    return read_cell("" if read.p is None else credence.as_text(read.p))


@pytest.mark.parametrize(
    ("text", "p"),
    [
        ("70%", of(70)),
        ("70 %", of(70)),
        ("70％", of(70)),
        ("７０％", of(70)),
        ("70 percent", of(70)),
        ("70 per cent", of(70)),
        ("seventy percent", of(70)),
        ("a 70% chance", of(70)),
        ("“70%”", of(70)),
        ("0.7", of(70)),
        (".7", of(70)),
        (" 0.70 ", of(70)),
        ("+0.7", of(70)),
        ("1e-3", of(1, 1000)),
        ("7/10", of(70)),
        ("7 out of 10", of(70)),
        ("nine out of ten", of(90)),
        ("3:1", of(75)),
        ("1:3", of(25)),
        ("50:50", of(50)),
        ("odds of 3 to 1", of(75)),
        ("1 in 4", of(25)),
        ("one in four", of(25)),
        ("1-in-4", of(25)),
        ("1 in 1,000", of(1, 1000)),
        ("百分之七十", of(70)),
        ("百分之 70", of(70)),
        ("百分之九十九点五", of(995, 1000)),
        ("百分之百", of(100)),
        ("四分之三", of(75)),
        ("七成", of(70)),
        ("7成", of(70)),
        ("七成把握", of(70)),
        ("七成的可能", of(70)),
        ("70%的概率", of(70)),
        ("0", of(0)),
        ("1", of(100)),
        ("100%", of(100)),
        ("90.9%", of(909, 1000)),
    ],
)
def test_a_number(text, p):
    """A number is read exactly, however it is written, and tells all there is: no words are kept."""
    assert read_cell(text) == stated(p)


@pytest.mark.parametrize(
    ("text", "p"),
    [
        ("0.6000000000000001", of(60)),
        ("0.30000000000000004", of(30)),
        ("1.0000000000000002", of(100)),
        ("1/3", (ONE - 1) // 3),
        ("2/3", (2 * ONE + 1) // 3),
        ("0.0000000000005", 1),
        ("0.0000000000004", 0),
    ],
)
def test_one_number_however_noisy(text, p):
    """What is finer than 10⁻¹² is rounded half up, so that 0.1 + 0.2 and 0.3 are one group of a score."""
    assert read_cell(text).p == p


@pytest.mark.parametrize(
    ("text", "p", "low", "high"),
    [
        ("more than 60%", 60, 60, 100),
        ("over 60%", 60, 60, 100),
        (">60%", 60, 60, 100),
        ("＞60%", 60, 60, 100),
        ("at least 60 %", 60, 60, 100),
        ("more than 0.6", 60, 60, 100),
        ("60%以上", 60, 60, 100),
        ("超过六成", 60, 60, 100),
        ("more than one in four", 25, 25, 100),
        ("under 20%", 20, 0, 20),
        ("less than 20%", 20, 0, 20),
        ("<20%", 20, 0, 20),
        ("at most 20 percent", 20, 0, 20),
        ("不到两成", 20, 0, 20),
        ("60-70%", 65, 60, 70),
        ("60–70 %", 65, 60, 70),
        ("６０～７０％", 65, 60, 70),
        ("60% to 70%", 65, 60, 70),
        ("between 60 and 70%", 65, 60, 70),
        ("70% to 60%", 65, 60, 70),
        ("0.6-0.7", 65, 60, 70),
        ("0.6 to 0.7", 65, 60, 70),
        ("六七成", 65, 60, 70),
        ("六到七成", 65, 60, 70),
        ("about 70%", 70, 70, 70),
        ("约七成", 70, 70, 70),
    ],
)
def test_a_bound_or_a_range(text, p, low, high):
    """A bound is the number it names and reaches to the end; a range is its midpoint; words are kept."""
    stance = credence.stance_of(of(p))

    assert read_cell(text) == Credence(of(p), of(low), of(high), "stated", text, stance, False)


@pytest.mark.parametrize(
    ("text", "p", "low", "high", "stance"),
    [
        ("likely", 72, 60, 85, "affirm"),
        ("Likely.", 72, 60, 85, "affirm"),
        ("very\tLIKELY", 86, 80, 95, "affirm"),
        ("'Almost  certain'", 93, 90, 99, "affirm"),
        ("ｌｉｋｅｌｙ", 72, 60, 85, "affirm"),
        ("can’t be ruled out", 20, 3, 45, None),
        ("may", 42, 20, 60, None),
        ("50/50", 50, 45, 55, None),
        ("50-50", 50, 45, 55, None),
        ("unlikely", 19, 5, 30, "deny"),
        ("很 可能", 80, 60, 92, "affirm"),
        ("「可能」", 45, 18, 65, None),
        ("不太可能。", 18, 5, 32, "deny"),
        ("極有可能", 90, 78, 97, "affirm"),
    ],
)
def test_words_of_the_scale(text, p, low, high, stance):
    """A whole cell that is a spelling of the scale is its row, whatever its case, width, spaces, quotes."""
    expected = Credence(of(p), of(low), of(high), "words", text.strip(), stance, False)

    assert read_cell(text) == expected


@pytest.mark.parametrize("row", phrases.SCALE, ids=lambda row: row.phrase)
def test_every_spelling_of_the_scale(row):
    """Each spelling of a row gives the row's figures and stance."""
    for spelling in (row.phrase, *filter(None, row.variants.split("|"))):
        expected = Credence(
            of(row.point), of(row.low), of(row.high), "words", spelling, row.stance, False
        )
        assert read_cell(spelling) == expected


@pytest.mark.parametrize(
    ("text", "p", "low", "high", "stance"),
    [
        ("probably not", 100 - 70, 100 - 85, 100 - 55, "deny"),
        ("almost certainly not", 100 - 93, 100 - 99, 100 - 90, "deny"),
        ("很可能不会", 100 - 80, 100 - 92, 100 - 60, "deny"),
        ("may not", 100 - 42, 100 - 60, 100 - 20, None),
    ],
)
def test_a_negator_behind_a_word(text, p, low, high, stance):
    """A negator behind a word turns it: the rest of one, and what may come may as well not."""
    assert read_cell(text) == Credence(of(p), of(low), of(high), "words", text, stance, False)


@pytest.mark.parametrize(
    "text",
    [
        "I would be shocked if we do not",
        "hot air",
        "unlikely not",
        "未必不会",
        "七",
        "seventy",
        "$70",
        "70 dollars",
        "٧٠%",
        "one",
        "more than 60-70%",
        "x" * 1000,
    ],
)
def test_other_words_are_kept(text):
    """Words on no scale are kept as they are, without a number; whoever says them affirms."""
    assert read_cell(text) == Credence(None, None, None, "none", text, "affirm", False)


@pytest.mark.parametrize("text", ["goal", "Aims to", "目标", "力争", "计划"])
def test_a_goal(text):
    """A word of intention makes it a goal, without a number."""
    assert read_cell(text) == Credence(None, None, None, "none", text, "affirm", True)


@pytest.mark.parametrize("text", ["", " ", "-", "—", "?", '""', "...", "NaN", "n/a", "null"])
def test_nothing(text):
    """An empty cell, or one of marks alone, says nothing of the chance: the speaker affirms."""
    assert read_cell(text) == Credence(None, None, None, "none", None, "affirm", False)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("70", '"70" is above 1: did you mean 70%?'),
        ("1.5", '"1.5" is above 1: did you mean 1.5%?'),
        ("more than 60", '"more than 60" is above 1: did you mean more than 60%?'),
        ("60-70", '"60-70" is above 1: did you mean 60-70%?'),
        ("700", '"700" is above 1: a chance is from 0 to 1.'),
        ("1e400", '"1e400" is above 1: a chance is from 0 to 1.'),
        ("9" * 99, '"' + "9" * 39 + '…" is above 1: a chance is from 0 to 1.'),
        ("8/7", '"8/7" is above 1: a chance is from 0 to 1.'),
        ("120%", '"120%" is above 100%: a chance is from 0 to 100%.'),
        ("百分之一百二十", '"百分之一百二十" is above 1: a chance is from 0 to 1.'),
        ("-5%", '"-5%" is below 0: a chance is from 0 to 1.'),
        ("-0.2", '"-0.2" is below 0: a chance is from 0 to 1.'),
        ("1/0", '"1/0" has nothing to be a share of: write 70% or 7/10.'),
        ("0,7", 'cannot read the chance "0,7": write 70%, 0.7 or 7/10.'),
        ("2026-03-07", 'cannot read the chance "2026-03-07": write 70%, 0.7 or 7/10.'),
        ("9" * 999, 'cannot read the chance "' + "9" * 39 + '…": write 70%, 0.7 or 7/10.'),
    ],
)
def test_a_number_that_is_no_chance(text, sentence):
    """A number outside 0 to 1, or one of several readings, is refused in one sentence that says why."""
    with pytest.raises(UnreadableError) as refused:
        read_cell(text)

    assert str(refused.value) == sentence


@given(TEXTS)
@example("1" * 5000)
@example("百分之" + "九" * 150)
@example("1e9999")
@example("0." + "3" * 150 + "%")
def test_any_text_is_read_or_refused(text):
    """Whatever is written is read as a chance between its low and high, or refused in a sentence."""
    try:
        read = read_cell(text)
    except UnreadableError as refused:
        assert str(refused)
        return

    if read.p is None:
        assert (read.low, read.high, read.basis) == (None, None, "none")
    else:
        assert read.low is not None
        assert read.high is not None
        assert 0 <= read.low <= read.p <= read.high <= ONE


@given(TEXTS)
@example("seven in nine")
@example("more than one in three")
@example("probably not")
def test_what_is_written_is_read_again(text):
    """The words of a credence, or else its p, read again give the same credence."""
    try:
        read = read_cell(text)
    except UnreadableError:
        return

    assert again(read) == read


@given(st.text() | st.text(string.ascii_lowercase + " "))
def test_no_number_out_of_nothing(text):
    """A text without a digit and without a word for a number has a number only by the scale."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    if any(character.isnumeric() for character in text) or any(n in folded for n in NUMBERS):
        return

    assert read_cell(text).basis != "stated"


@given(PS)
def test_a_probability_and_its_text(p):
    """The text of a p is read as that p."""
    assert read_cell(credence.as_text(p)) == stated(p)


@given(st.integers(0, 1000))
def test_a_percentage_and_its_text(thousandths):
    """The percentage of a p of up to three places is read as that p."""
    p = of(thousandths, 1000)

    assert read_cell(credence.percent(p)) == stated(p)


@given(st.integers(0, ONE // 2))
def test_complements(p):
    """What affirms with p denies with 1 − p."""
    opposite = {"affirm": "deny", "deny": "affirm", None: None}

    assert credence.stance_of(ONE - p) == opposite[credence.stance_of(p)]


@pytest.mark.parametrize(
    ("p", "text"),
    [
        (of(909, 1000), "90.9%"),
        (of(70), "70%"),
        (of(0), "0%"),
        (of(100), "100%"),
        (ONE // 3, "33.3%"),
        (of(1235, 10_000), "12.4%"),
        (of(9996, 10_000), "99.96%"),
        (1, "0.0000000001%"),
    ],
)
def test_percent(p, text):
    """A percentage is rounded half up to a tenth, and is 0 or 100 only where p is."""
    assert credence.percent(p) == text


def test_a_stance_against_a_number():
    """A stance that contradicts a stated number is refused in one sentence; none other is."""
    with pytest.raises(RefusedError) as refused:
        credence.check_stance("deny", read_cell("0.8"))
    sentence = (
        "a chance of 80% affirms the statement, and the stance says deny; change one of them."
    )
    assert str(refused.value) == sentence
    with pytest.raises(RefusedError):
        credence.check_stance("affirm", read_cell("20%"))
    with pytest.raises(RefusedError):
        credence.check_stance(None, read_cell("20%"))

    credence.check_stance("affirm", read_cell("0.8"))
    credence.check_stance("deny", read_cell("1 in 4"))
    credence.check_stance("deny", read_cell("0.5"))
    credence.check_stance("deny", read_cell("likely"))
    credence.check_stance("deny", read_cell(""))
