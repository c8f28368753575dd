"""Other people's headers and cells, and what they mean to us."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.errors import UnreadableError
from ledger.exchange import columns
from ledger.exchange.draft import Problem

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Prediction", "statement"),
        ("CLAIM", "statement"),
        ("观点/预测", "statement"),
        ("预测", "statement"),
        ("断言", "statement"),
        ("Who", "speaker"),
        ("Made by:", "speaker"),
        ("提出者", "speaker"),
        ("发言人", "speaker"),
        ("Predicted on", "said_on"),
        ("Date", "said_on"),
        ("日期", "said_on"),
        ("Deadline", "deadline_phrase"),
        ("By when?", "deadline_phrase"),
        ("Resolution date", "deadline_phrase"),
        ("时间节点", "deadline_phrase"),
        ("Probability", "credence"),
        ("Ｐｒｏｂａｂｉｌｉｔｙ", "credence"),
        ("Probability (%)", "credence"),
        ("heard", "credence"),
        ("把握", "credence"),
        ("Correct?", "outcome"),
        ("Status", "outcome"),
        ("结果", "outcome"),
        ("Proof", "evidence"),
        ("Notes", "note"),
        ("详细说明", "note"),
        ("Category", "tags"),
        ("来源", "source"),
        ("URL", "url"),
        ("原话", "quote"),
        ("ID", "native_id"),
        ("#", "native_id"),
        ("编号", "native_id"),
        ("Weather", None),
        ("Weather (%)", None),
        ("", None),
        ("%", None),
    ],
)
def test_headers(header: str, column: str | None) -> None:
    """English and Chinese names, in any case and width, with any punctuation."""
    assert columns.meaning(header) == column


@pytest.mark.parametrize("column", columns.COLUMNS)
def test_our_own_columns(column: str) -> None:
    """What we write as a header is read as that column."""
    assert columns.meaning(column) == column


def test_no_name_means_two_columns() -> None:
    """No other row of the table takes a name away."""
    for column, names in columns.NAMES.items():
        assert {columns.meaning(name) for name in names.split("|")} == {column}


def cell(column: str, text: str) -> Any:
    """What a cell of a column is read as; raises UnreadableError with the problem."""
    plan = columns.plan(["Prediction", column], ["statement", column], TODAY)
    found = columns.draft(["It rains", text], plan, 2)
    if isinstance(found, Problem):
        assert (found.line, found.column) == (2, column)
        raise UnreadableError(found.problem)
    return found[column]


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("said_on", " 2026-02-11 ", "2026-02-11"),
        ("said_on", "11 February 2026", "2026-02-11"),
        ("said_on", "2026年2月11日", "2026-02-11"),
        ("said_on", "yesterday", "2026-11-22"),
        ("said_on", "", None),
        ("latest", "2026-02-11", "2026-02-11"),
        ("happened_on", "Unknown", None),
        ("happened_on", "2026-02-11", "2026-02-11"),
        ("judged_on", "未知", None),
        ("deadline_phrase", "by 2026-02-11", "by 2026-02-11"),
        ("deadline_phrase", "2-3个月内", "2-3个月内"),
        ("credence", "very likely", "very likely"),
        ("outcome", "TRUE", "yes"),
        ("outcome", "Pending", None),
        ("stance", "None", "none"),
        ("stance", "denies", "deny"),
        ("kind", "Goal", "goal"),
        ("window", "event", "event"),
        ("private", "Yes", True),
        ("private", "0", False),
        ("private", "", None),
        ("tags", "#AI ai; #AI\n编程", ["AI", "ai", "编程"]),
        ("tags", "# ;", None),
        ("evidence", "https://a.example/1", [{"url": "https://a.example/1"}]),
        (
            "evidence",
            "https://a.example/1,\nb.example/2; https://a.example/1",
            [{"url": "https://a.example/1"}, {"url": "b.example/2"}],
        ),
        (
            "evidence",
            "see https://a.example/1, p. 3",
            [{"url": "https://a.example/1", "note": "see https://a.example/1, p. 3"}],
        ),
        ("evidence", "the paper of 3 May.", [{"url": "the paper of 3 May."}]),
        ("note", "a\nb\r\nc\rd", "a b c d"),
        ("note", "  two  blanks  ", "two  blanks"),
        ("note", "a\x1b[31m\u202eb\tc", "a\x1b[31m\u202eb\tc"),
        ("note", "\u3000", None),
    ],
)
def test_cells(column: str, text: str, value: Any) -> None:
    """Each column reads its own kind of cell; line breaks become blanks, other characters stay."""
    assert cell(column, text) == value


@pytest.mark.parametrize(
    ("column", "text", "problem"),
    [
        ("said_on", "3/7/2026", 'said_on: "3/7/2026" can be'),
        ("said_on", "2026-02-30", "said_on: no such day: 2026-02-30."),
        ("latest", "soon", 'latest: cannot read the date "soon"'),
        ("outcome", "maybe", 'outcome: cannot read the outcome "maybe"; write one of: yes, late,'),
        ("stance", "pro", 'stance: "pro" is none of: affirm, deny, none.'),
        ("kind", "wish", 'kind: "wish" is none of: forecast, goal, conditional.'),
        ("window", "wide", 'window: "wide" is none of: dated, open, vague, event.'),
        ("quote_kind", "own", 'quote_kind: "own" is none of: verbatim, translated, paraphrase.'),
        ("private", "maybe", 'private: "maybe" is neither true nor false.'),
        ("note", "a\0b", "note: it holds a NUL character; take it out."),
        ("note", "a\ud800b", "note: it holds half a character; write it again in UTF-8."),
    ],
)
def test_cells_that_are_refused(column: str, text: str, problem: str) -> None:
    """A cell that cannot be read says which column it is of, and what to write."""
    with pytest.raises(UnreadableError) as caught:
        cell(column, text)

    assert str(caught.value).startswith(problem)


def test_long_cells_are_shortened() -> None:
    """A problem shows the beginning of a long cell, not all of it."""
    plan = columns.plan(["Prediction", "stance"], ["statement", "stance"], TODAY)
    found = columns.draft(["x", "no idea " * 1000], plan, 2)

    assert isinstance(found, Problem)
    assert found.cell is not None
    assert len(found.cell) <= 60
    assert len(found.problem) < 150


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("70", "70%"),
        ("70.5", "70.5%"),
        ("70%", "70%"),
        ("likely", "likely"),
        ("1", "1%"),
        ("0", "0%"),
    ],
)
def test_chances_in_per_cent(text: str, value: str) -> None:
    """Under a header with a per cent sign a bare number is in per cent."""
    plan = columns.plan(["Prediction", "Chance, %"], ["statement", "credence"], TODAY)
    found = columns.draft(["x", text], plan, 2)

    assert found == {"statement": "x", "credence": value}


def test_chances_that_may_be_in_per_cent() -> None:
    """0.7 under per cent is less than one per cent or a fraction: nobody guesses."""
    plan = columns.plan(["Prediction", "Chance (%)"], ["statement", "credence"], TODAY)

    assert columns.draft(["x", "0.7"], plan, 2) == Problem(
        2, "credence", "0.7", 'credence: "0.7" in per cent can be 0.7% or 70%; write the sign.'
    )


def test_every_column_of_the_file_has_a_key() -> None:
    """A key is there for each column that the file has, and none for what it has not."""
    headers = ["Who", "Weather", "Prediction", "Due"]
    layout, unknown = columns.layout(headers, "f.csv")
    plan = columns.plan(headers, layout, TODAY)

    assert unknown == ["Weather"]
    assert columns.draft(["", "cold", "It rains"], plan, 2) == {
        "speaker": None,
        "statement": "It rains",
        "deadline_phrase": None,
    }


@given(st.text())
def test_plain_text_has_no_line_breaks(text: str) -> None:
    """What is kept of a cell is on one line, can be written as UTF-8, and is kept as it is thereafter."""
    try:
        kept = columns.plain(text)
    except UnreadableError:
        assert "\0" in text or any("\ud800" <= character <= "\udfff" for character in text)
        return

    kept.encode()
    assert not {"\n", "\r", "\0"} & set(kept)
    assert columns.plain(kept) == kept


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Prediction 预测", "statement"),
        ("发言人 / Speaker", "speaker"),
        ("Deadline（期限）", "deadline_phrase"),
        ("🗣️ Speaker(s)", "speaker"),
        ("Their exact words", "quote"),
        ("預測", "statement"),
        ("機率", "credence"),
        ("Probability in per cent", "credence"),
        ("Speaker / Deadline", None),
        ("Sales / Forecast", None),
        ("Weather (forecast)", None),
    ],
)
def test_headers_with_more_than_a_name(header: str, column: str | None) -> None:
    """Two languages, brackets, signs and traditional characters are read where the parts agree."""
    assert columns.meaning(header) == column


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (["Who", "Prediction", "By"], ["speaker", "statement", "deadline_phrase"]),
        (["Prediction", "Date", "Said"], ["statement", "deadline_phrase", "said_on"]),
        (["Prediction", "Link"], ["statement", "url"]),
        (["Prediction", "Link", "Outcome"], ["statement", "evidence", "outcome"]),
        (["Title", "Prediction"], [None, "statement"]),
        (["Target", "Prediction", "Deadline"], [None, "statement", "deadline_phrase"]),
        (["Target", "Prediction"], ["deadline_phrase", "statement"]),
        (["Source", "Call"], ["source", "statement"]),
        (["Prediction", "Voiced by whom"], ["statement", None]),
    ],
)
def test_what_a_header_means_may_depend_on_the_others(
    headers: list[str], expected: list[str | None]
) -> None:
    """Where the first meaning of a header is taken it is another; broad names give way to plain ones."""
    assert columns.settled(headers) == expected


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("Stated by whom", "speaker"),
        ("判断人", "speaker"),
        ("负责人", None),
        ("Her confidence", "credence"),
        ("Market odds", None),
        ("Expected time frame for it", "deadline_phrase"),
        ("预计落地的时间", "deadline_phrase"),
        ("Did it come true? Verdict", "outcome"),
        ("Who checked it", None),
    ],
)
def test_headers_with_a_telling_word(header: str, column: str | None) -> None:
    """In notes a telling word is enough; another's chance and who takes the notes are none."""
    assert columns.settled(["Prediction", header], by_words=True)[1] == column
