"""The scale of probability words."""

import pytest

from ledger.domain import phrases


def spellings(row: phrases.Phrase) -> list[str]:
    """The spellings of a row."""
    return [row.phrase, *filter(None, row.variants.split("|"))]


@pytest.mark.parametrize("row", phrases.SCALE, ids=lambda row: row.phrase)
def test_a_row_adds_up(row):
    """low ≤ point ≤ high in per cent; a word that affirms lies above one half, one that denies below."""
    assert 0 <= row.low <= row.point <= row.high <= 100
    assert row.stance in ("affirm", "deny", None)
    assert row.basis in ("survey", "official", "analog", "judgement")
    assert row.lang in ("en", "zh")
    if row.stance is not None:
        assert (row.point > 50) == (row.stance == "affirm")


def test_each_spelling_once():
    """A spelling stands in one row, and a goal word in none."""
    listed = [spelling for row in phrases.SCALE for spelling in spellings(row)]

    assert len(set(listed)) == len(listed)
    assert set(phrases.spellings()) == set(listed)
    assert not phrases.GOALS & set(listed)


def test_forms_and_disputed_words_name_rows():
    """A pattern writes a row of its own language, and what is disputed is a row."""
    rows = {row.phrase: row for row in phrases.SCALE}

    assert {phrase for _, phrase in phrases.FORMS} <= set(rows)
    assert set(phrases.DISPUTED) <= set(rows)
    for pattern, row in phrases.forms():
        assert pattern.pattern.isascii() == (row.lang == "en")


def test_spellings_are_as_compared():
    """Spellings are kept as cells are compared: lower case, single spaces, straight quotes."""
    for spelling in (*phrases.spellings(), *phrases.GOALS):
        assert spelling == " ".join(spelling.casefold().split())
        assert "’" not in spelling


def test_patterns_are_no_spellings():
    """What is a pattern, a check of a rule, or the reading of a claim without such words is no spelling."""
    known = phrases.spellings()

    for text in (
        "n%",
        "N成",
        "百分之n",
        "probably not",
        "almost certainly not",
        "will",
        "会",
        "将",
        "can",
    ):
        assert text not in known


@pytest.mark.parametrize(
    ("spelling", "figures"),
    [
        ("almost certainly", (90, 93, 99, "affirm")),
        ("likely", (60, 72, 85, "affirm")),
        ("serious possibility", (30, 62, 86, None)),
        ("toss-up", (45, 50, 55, None)),
        ("might", (15, 39, 60, None)),
        ("unlikely", (5, 19, 30, "deny")),
        ("no chance", (0, 1, 5, "deny")),
        ("大概率", (62, 80, 92, "affirm")),
        ("有望", (40, 65, 85, "affirm")),
        ("不排除", (5, 25, 50, None)),
        ("可能性不大", (5, 18, 32, "deny")),
    ],
)
def test_figures(spelling, figures):
    """Some rows of the scale as it was published under this name and version."""
    row = phrases.spellings()[spelling]

    assert (phrases.NAME, phrases.VERSION) == ("pooled", 1)
    assert (row.low, row.point, row.high, row.stance) == figures
