"""A report as characters: tables that fit, machine formats that lose nothing."""

import csv
import io
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from ledger.render import formats
from ledger.render.formats import FORMATS
from ledger.render.formats import Style
from ledger.reports.report import Column
from ledger.reports.report import Report

COLUMNS = (
    Column("id", "id", right=True),
    Column("statement", "prediction", flow=True),
    Column("speaker", "speaker"),
    Column("uid", "uid", wide=True),
)
ROWS = (
    {"id": 7, "statement": "It rains", "speaker": "Ann", "uid": "12345678e9"},
    {"id": 12, "statement": "AI 直接创建二进制文件", "speaker": None, "uid": "abcdefghij"},
)
REPORT = Report("Predictions", COLUMNS, ROWS)


def shown(text: Any, name: str = "table", width: int = 80) -> str:
    """One cell in a report of one column."""
    return FORMATS[name](
        Report("Title", [Column("text", "text", flow=True)], [{"text": text}]), Style(width)
    )


def test_the_formats() -> None:
    """The five formats of the contract, in its order."""
    assert list(FORMATS) == ["table", "json", "jsonl", "csv", "md"]


def test_start_up() -> None:
    """Naming the formats imports nothing that only one of them needs."""
    program = (
        "import sys; import ledger.render.formats; "
        "print(*{'tabulate', 'wcwidth', 'json', 'csv'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (0.0, "0%"),
        (1 / 3, "33%"),
        (0.125, "13%"),
        (0.135, "14%"),
        (0.145, "15%"),
        (0.285, "29%"),
        (1.0, "100%"),
        (-0.125, "-12%"),
    ],
)
def test_percent(rate: float, text: str) -> None:
    """Rates are rounded half up, whatever binary fractions make of the half."""
    assert formats.percent(rate) == text


def test_table() -> None:
    """A title, plain headings over a rule, Chinese columns lined up, numbers to the right, no null."""
    assert FORMATS["table"](REPORT, Style()).split("\n") == [
        "Predictions",
        "id  prediction             speaker",
        "--  ---------------------  -------",
        " 7  It rains               Ann",
        "12  AI 直接创建二进制文件",
    ]


def test_wide() -> None:
    """Wide columns are shown when asked for, and digits with an e in them are no number."""
    assert "12345678e9" not in FORMATS["table"](REPORT, Style())
    assert "12345678e9" in FORMATS["table"](REPORT, Style(wide=True))


def test_nothing() -> None:
    """Without rows a person reads a sentence, and a program the empty list."""
    report = Report("Overdue", COLUMNS, [], empty="Nothing is overdue.", keys=("id", "statement"))

    assert FORMATS["table"](report, Style()) == "Overdue\nNothing is overdue."
    assert FORMATS["md"](report, Style()) == "## Overdue\n\nNothing is overdue."
    assert FORMATS["json"](report, Style()) == "[]"
    assert FORMATS["jsonl"](report, Style()) == ""
    assert FORMATS["csv"](report, Style()) == "id,statement\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (False, ""),
        (True, "yes"),
        (0, "0"),
        (["a", "b"], "a b"),
        ([{"url": "https://a.example", "note": None}], "https://a.example"),
    ],
)
def test_values_of_a_table(value: Any, text: str) -> None:
    """Null and false are blank, true is yes, lists are joined, evidence is its links."""
    assert shown(value).split("\n")[3:] == [text]


def test_cells_stand_in_for_values() -> None:
    """A table prints the text that the report chose; a program gets the value."""
    report = Report("T", [Column("p", "chance")], [{"p": 0.7}], cells=[{"p": "70%"}])

    assert FORMATS["table"](report, Style()).endswith("\n70%")
    assert json.loads(FORMATS["json"](report, Style())) == [{"p": 0.7}]


def test_only_some_rows_are_shown() -> None:
    """A table prints the rows that the report picked; a program gets all."""
    report = REPORT._replace(shown=[1])

    assert "It rains" not in FORMATS["table"](report, Style())
    assert len(json.loads(FORMATS["json"](report, Style()))) == 2


def test_notes_stand_beneath() -> None:
    """Notes follow the table, wrapped to its width, and the hint is left to the caller."""
    report = REPORT._replace(notes=["one " * 30], hint="pledger list")
    lines = FORMATS["table"](report, Style(40)).split("\n")

    assert lines[-3] == " ".join(["one"] * 10)
    assert "pledger list" not in "\n".join(lines)


def test_flowing_columns_are_wrapped() -> None:
    """What does not fit is wrapped in the flowing column, and no letter is lost."""
    statement = "Grok 5 is smarter than anybody " * 9
    report = Report("T", COLUMNS, [{"id": 1, "statement": statement, "speaker": "Elon Musk"}])
    lines = FORMATS["table"](report, Style(60)).split("\n")

    assert max(map(len, lines)) <= 60
    assert " ".join(line[4:49].strip() for line in lines[3:]) == statement.strip()


def test_flowing_columns_share() -> None:
    """Two long flowing columns get the same; a short one keeps what it needs."""
    columns = [Column(key, key, flow=True) for key in "abc"]
    report = Report("T", columns, [{"a": "x " * 99, "b": "short", "c": "y " * 99}])
    rule = FORMATS["table"](report, Style(80)).split("\n")[2]

    assert [len(part) for part in rule.split()] == [35, 5, 35]


def test_a_table_without_flowing_columns_fits_too() -> None:
    """Where none flows, or those that do leave too much, the widest column is wrapped."""
    report = Report("T", [Column("a", "a"), Column("b", "b")], [{"a": "x " * 99, "b": "y" * 30}])
    lines = FORMATS["table"](report, Style(50)).split("\n")

    assert max(map(len, lines)) <= 50
    assert "y" * 30 in lines[3]


def test_titles_are_wrapped() -> None:
    """A title with a long search text is wrapped like any other text."""
    report = Report("Predictions with " + "x" * 100, COLUMNS, ROWS)

    assert max(map(wcswidth, FORMATS["table"](report, Style(60)).split("\n"))) <= 60


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 80, ["one two three"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("on abcdefgh it", 4, ["on", "abcd", "efgh", "it"]),
        ("https://a.example/b/c", 18, ["https://a.example/", "b/c"]),
        ("第一行\n第二行", 80, ["第一行", "第二行"]),
        ("直接创建二进制文件", 9, ["直接创建", "二进制文", "件"]),
        ("直接创建，二进制", 8, ["直接创", "建，二进", "制"]),
        ("他说（可能）会来", 6, ["他说", "（可", "能）会", "来"]),
        ("Ünïcödé", 3, ["Ünï", "cöd", "é"]),
    ],
)
def test_wrapped(text: str, width: int, lines: list[str]) -> None:
    """Lines end at blanks and slashes, between Chinese characters, or anywhere in a word too long."""
    assert formats.wrapped(text, width) == lines


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(min_value=2, max_value=30))
def test_wrapping_keeps_every_letter(text: str, width: int) -> None:
    """No line is wider than it may be, and nothing but blanks and line breaks goes."""
    text = formats.escaped(text)
    lines = formats.wrapped(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(formats.width_of, lines)) <= width


def test_wrapping_a_long_word_takes_no_time() -> None:
    """A cell of a million letters without a blank is wrapped in one pass."""
    assert len(formats.wrapped("x" * 1_000_000, 50)) == 20_000
    assert len(formats.wrapped("é" * 100_000, 50)) == 2_000


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_a_table_fits(texts: list[str]) -> None:
    """No line of a table is wider than the terminal."""
    rows = [{"id": 1, "statement": text, "speaker": "Ann"} for text in texts]
    lines = FORMATS["table"](Report("T", COLUMNS, rows), Style(60)).split("\n")

    assert max(map(formats.width_of, lines)) <= 60


@pytest.mark.parametrize("name", ["table", "md"])
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x1b[31mb", "\\x1b[31m"),
        ("a\u202eb", "\\u202e"),
        ("a\u2066b", "\\u2066"),
        ("a\u200fb", "\\u200f"),
        ("a\rb", "\\x0d"),
        ("a\tb", "\\x09"),
        ("a\x7fb", "\\x7f"),
        ("a\x85b", "\\x85"),
        ("a\u2028b", "\\u2028"),
        ("a\udcffb", "\\udcff"),
    ],
)
def test_tricky_characters_are_seen(text: str, seen: str, name: str) -> None:
    """Control and bidirectional characters of other people's text are shown, never sent to a terminal."""
    printed = shown(text, name)

    assert text[1] not in printed
    assert seen in printed.replace("\\\\", "\\")


def test_tricky_characters_in_titles_notes_and_cards() -> None:
    """Titles, sentences, notes and labels are shown as carefully as cells."""
    tricky = "a\x1b[2Jb"
    plain = Report(tricky, COLUMNS, [], empty=tricky, notes=[tricky])
    card = Report(tricky, (), (), card=[(tricky, tricky)])

    for report in (plain, card):
        for name in ("table", "md"):
            assert "\x1b" not in FORMATS[name](report, Style())


def test_machine_formats_keep_tricky_characters() -> None:
    """What a program reads is what was said, byte for byte."""
    text = 'a\x1b[31m\u202eb "q" 直接 =1+1'

    assert json.loads(shown(text, "json")) == [{"text": text}]
    assert [json.loads(line) for line in shown(text, "jsonl").splitlines()] == [{"text": text}]
    assert list(csv.DictReader(io.StringIO(shown(text, "csv"), newline=""))) == [{"text": text}]


def test_json_plays_no_tricks() -> None:
    """What would move a cursor or turn a line is JSON's own escape on a terminal, and the same when read."""
    text = "a\x1b\x7f\x9b31m\u2028\u202e\u2066直接"

    for name in ("json", "jsonl"):
        printed = shown(text, name)
        assert "\\u009b31m\\u2028\\u202e\\u2066直接" in printed
        assert not set(printed) & set("\x1b\x7f\x9b\u2028\u202e\u2066")
        assert json.loads(printed) in ({"text": text}, [{"text": text}])


def test_half_characters_can_be_written() -> None:
    """The name of a file that is no UTF-8 is printed too, and JSON gives it back as it is."""
    for name in FORMATS:
        shown("\udcff.csv", name).encode()

    assert json.loads(shown("\udcff.csv", "json")) == [{"text": "\udcff.csv"}]


def test_json() -> None:
    """All keys of every row, Chinese as it is written, nothing that is not JSON."""
    printed = FORMATS["json"](REPORT, Style())

    assert json.loads(printed) == list(ROWS)
    assert "直接" in printed
    with pytest.raises(ValueError, match="not JSON compliant"):
        shown(float("nan"), "json")


def test_jsonl() -> None:
    """One object a line, each line ended."""
    printed = FORMATS["jsonl"](REPORT, Style())

    assert [json.loads(line) for line in printed.split("\n")[:-1]] == list(ROWS)


def test_csv_values() -> None:
    """Null is empty, truth is true or false, lists are joined by a blank, objects are JSON."""
    row = {
        "a": None,
        "b": True,
        "c": False,
        "d": ["x", "y"],
        "e": [{"url": "u"}],
        "f": 0.7,
        "g": [],
    }
    printed = FORMATS["csv"](Report("T", (), [row]), Style())

    assert list(csv.reader(io.StringIO(printed))) == [
        list("abcdefg"),
        ["", "true", "false", "x y", '[{"url": "u"}]', "0.7", ""],
    ]


def test_csv_keys() -> None:
    """The report's own keys are the header, whatever a row holds."""
    printed = FORMATS["csv"](Report("T", (), [{"b": 1}], keys=("a", "b")), Style())

    assert printed == "a,b\n,1\n"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_csv_is_read_back(text: str) -> None:
    """Any text comes back, lone carriage returns too."""
    printed = FORMATS["csv"](Report("T", (), [{"a": text, "b": "end"}]), Style())

    rows = list(csv.reader(io.StringIO(printed, newline="")))
    assert rows == [["a", "b"], [text, "end"]]


def test_md() -> None:
    """A Markdown table of the visible columns, numbers to the right."""
    assert FORMATS["md"](REPORT._replace(notes=["A note."]), Style()).split("\n") == [
        "## Predictions",
        "",
        "| id | prediction | speaker |",
        "|---:|---|---|",
        "| 7 | It rains | Ann |",
        "| 12 | AI 直接创建二进制文件 |  |",
        "",
        "A note.",
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a|b", r"a\|b"),
        ("a\nb", "a<br>b"),
        ("a\\|b", r"a\\\|b"),
        ("<script>", "&lt;script>"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_md_cells(text: str, cell: str) -> None:
    """Nothing in a cell ends it, or is taken for a tag."""
    assert shown(text, "md").split("\n")[-1] == f"| {cell} |"


def test_cards() -> None:
    """A card stands as labels and texts, wrapped behind the labels; in Markdown as a list."""
    report = Report("#1", (), (), card=[("said", "2026-01-10"), ("", "by Ann"), ("", "")])

    assert FORMATS["table"](report, Style()) == "#1\nsaid  2026-01-10\n      by Ann\n"
    assert FORMATS["md"](report, Style()) == "## #1\n\n- **said** 2026-01-10\n  <br>by Ann"


def test_texts_without_labels_are_paragraphs() -> None:
    """In Markdown a card of texts alone is paragraphs, a blank pair between them."""
    report = Report(
        "Two", (), [{}], card=[("", "First."), ("", "Its *second* line."), ("", ""), ("", "Last.")]
    )

    assert FORMATS["md"](report, Style(width=80, wide=False)) == (
        "## Two\n\nFirst.  \nIts *second* line.\n\nLast."
    )


def test_columns_are_squeezed_further_only_where_the_table_fits_by_it() -> None:
    """A few characters too many are taken from a column that flows; where it cannot fit it stays readable."""

    def width(drawn: int) -> tuple[int, int]:
        columns = [Column("a", "a", flow=True), Column("b", "b", drawn=True)]
        report = Report("T", columns, [{"a": "x" * 30, "b": "=" * drawn}])
        rule = FORMATS["table"](report, Style(width=40)).splitlines()[2]
        return len(rule), len(rule.split()[0])

    assert width(22) == (40, 16)
    assert width(24) == (40, 14)
    assert width(28) == (40, 10)
    assert width(29) == (16 + 2 + 29, 16)
