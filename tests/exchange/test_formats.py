"""Files of other people: what is read of them, and that what we write is read back the same."""

import csv
import io
import json
import os
import tempfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.errors import UnreadableError
from ledger.exchange import columns
from ledger.exchange import csv_
from ledger.exchange import formats
from ledger.exchange import jsonl
from ledger.exchange.draft import Person
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Record
from ledger.exchange.draft import Row
from ledger.exchange.draft import SourceRecord

TODAY = date(2026, 11, 23)
SAMPLES = sorted(
    path for path in (Path(__file__).parent / "samples").glob("*/*") if path.suffix != ".json"
)


def read(content: str | bytes, name: str = "file.csv") -> list[Record]:
    """The records of a file of that name and content."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        with formats.open_file(str(path), TODAY) as sheet:
            return list(sheet)


def drafts(records: Iterable[Record]) -> list[dict[str, Any]]:
    """What the rows state; fails where one could not be read."""
    found = []
    for record in records:
        assert isinstance(record, Row), record
        found.append(record.draft)
    return found


def problems(content: str | bytes, name: str = "file.csv") -> list[Problem]:
    """The rows that could not be read."""
    return [record for record in read(content, name) if isinstance(record, Problem)]


def refusal(content: str | bytes, name: str = "file.csv") -> str:
    """Why a whole file is refused, without the folder it is in."""
    with pytest.raises(UnreadableError) as caught:
        read(content, name)
    sentence = str(caught.value)
    return sentence[sentence.index(name) :]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_samples(path: Path) -> None:
    """Each sample gives the columns and records that stand beside it."""
    with formats.open_file(str(path), TODAY) as sheet:
        records = [{"what": type(record).__name__} | record._asdict() for record in sheet]
        found = {
            "format": sheet.format,
            "columns": None if sheet.format == "jsonl" else list(sheet.columns),
            "unknown": list(sheet.unknown),
            "records": records,
        }
        assert sheet.position() == sheet.size == path.stat().st_size

    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert json.loads(json.dumps(found)) == expected


# Which reader


@pytest.mark.parametrize(
    ("name", "content", "format_"),
    [
        ("a.csv", "Prediction\nx\n", "csv"),
        ("A.CSV", "Prediction\nx\n", "csv"),
        ("a.tsv", "Prediction\tWho\nx\ty\n", "tsv"),
        ("a.tab", "Prediction\tWho\nx\ty\n", "tsv"),
        ("a.jsonl", '{"statement": "x"}\n', "jsonl"),
        ("a.ndjson", '{"statement": "x"}\n', "jsonl"),
        ("a", '\n {"statement": "x"}\n', "jsonl"),
        ("a.txt", "Prediction\nx\n", "csv"),
        ("a.txt", "## Talk\n\n|Prediction|Who|\n|-|-|\n|x|Ann|\n", "md"),
        ("a", "---\ndate: 2026-01-01\n---\n|Prediction|Who|\n|-|-|\n|x|Ann|\n", "md"),
    ],
)
def test_the_suffix_tells_the_format(name: str, content: str, format_: str, tmp_path: Path) -> None:
    """The suffix chooses the reader; where it says nothing the first character does."""
    (tmp_path / name).write_text(content)

    with formats.open_file(str(tmp_path / name), TODAY) as sheet:
        assert sheet.format == format_
        assert [row["statement"] for row in drafts(sheet)] == ["x"]


def test_other_formats_are_refused() -> None:
    """A file that no reader knows is refused with the list of what is read."""
    assert refusal("x", "book.xlsx") == (
        'book.xlsx: files that end in ".xlsx" cannot be read; give one of: .csv, .tsv, .tab, '
        ".jsonl, .ndjson, .md, .markdown."
    )


def test_what_is_no_file() -> None:
    """A file that is not there, and a folder, are one sentence each."""
    with pytest.raises(UnreadableError, match=r"^nowhere\.csv cannot be read: no such file"):
        formats.open_file("nowhere.csv", TODAY).__enter__()
    with pytest.raises(UnreadableError, match="cannot be read: is a directory"):
        formats.open_file("/", TODAY).__enter__()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_are_refused(tmp_path: Path) -> None:
    """A pipe can be read once only, and a file is read twice: it is refused, not taken for empty."""
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    writing = os.open(pipe, os.O_RDWR)

    with pytest.raises(UnreadableError, match="is no plain file; save what it gives"):
        formats.open_file(str(pipe), TODAY).__enter__()
    os.close(writing)


# Encodings

CHINESE = "预测,提出者\n写代码不再需要,马斯克\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk", "utf-16-le", "utf-16-be"]
)
def test_encodings(encoding: str) -> None:
    """UTF-8 with and without its mark, UTF-16 in both orders, and the Chinese encodings are read."""
    mark = "\ufeff" if encoding in ("utf-16-le", "utf-16-be") else ""
    content = (mark + CHINESE).encode(encoding)

    assert drafts(read(content)) == [{"statement": "写代码不再需要", "speaker": "马斯克"}]
    record = (mark + '{"statement": "写代码"}').encode(encoding)
    assert drafts(read(record, "a.jsonl")) == [{"statement": "写代码"}]


def test_a_guessed_encoding_is_told(tmp_path: Path) -> None:
    """Text in another encoding than UTF-8 may be misread: the person is told which was taken."""
    path = tmp_path / "a.csv"
    for encoding, count in (("utf-8", 0), ("utf-16", 0), ("gb18030", 1)):
        path.write_bytes(CHINESE.encode(encoding))
        with formats.open_file(str(path), TODAY) as sheet:
            assert [("GB18030" in notice) for notice in sheet.notices] == [True] * count


def test_characters_across_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """A character that begins in one piece of the file and ends in the next is whole."""
    monkeypatch.setattr("ledger.exchange.encoding.PIECE", 5)

    assert drafts(read(CHINESE))[0]["speaker"] == "马斯克"
    assert drafts(read(CHINESE.encode("gb18030")))[0]["speaker"] == "马斯克"


@pytest.mark.parametrize("piece", [3, 7, 1 << 20])
def test_what_is_no_text(piece: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in no encoding is refused with the line and the byte, counted from 0."""
    monkeypatch.setattr("ledger.exchange.encoding.PIECE", piece)

    assert refusal(b"Prediction\nr\xc3\xa9gime\nx\xff\n") == (
        "file.csv:3 is not text in UTF-8, UTF-16 or GB18030 (byte 20); save it as UTF-8."
    )
    assert refusal(b"\xff\xfea") == (
        "file.csv:1 is not UTF-16, though the file's first bytes say so; save it as UTF-8."
    )


def test_nul_characters() -> None:
    """A file with a NUL character is none of text, whatever its suffix says."""
    assert refusal(b"Prediction\nx\0\n") == (
        "file.csv:2 holds a NUL character, so it is no text file; export it as CSV or JSONL."
    )


# Spreadsheets


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_delimiters(delimiter: str, quote: str) -> None:
    """Comma, semicolon or tab: what gives columns we know, with quoted headers and without."""
    headers = delimiter.join(
        f"{quote}{name}{quote}" for name in ("Prediction", "Due, or so", "Who")
    )
    if delimiter == "," and not quote:
        return
    cells = delimiter.join(f'"{cell}"' for cell in ("a, b; c", "x", "Ann"))

    assert drafts(read(f"{headers}\n{cells}\n")) == [{"statement": "a, b; c", "speaker": "Ann"}]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Lines end as on any machine, blank ones are skipped, and a row's line is where it starts."""
    content = end.join(["", "Prediction,Note", "", 'a,"one', 'two"', " , ", "b,", ""])

    assert read(content) == [
        Row(4, {"statement": "a", "note": "one two"}),
        Row(7, {"statement": "b", "note": None}),
    ]


def test_rows_that_are_too_short_or_too_long() -> None:
    """Missing cells are empty, blank ones behind the last column do not matter, others are refused."""
    records = read("Prediction,Who\na\nb,Ann,,\nc,Ann,what,is this\nd,Ben\n")

    assert records[:2] == [
        Row(2, {"statement": "a", "speaker": None}),
        Row(3, {"statement": "b", "speaker": "Ann"}),
    ]
    assert records[2] == Problem(
        4,
        None,
        "what",
        "it has 4 cells and the header 2; quote cells that hold the delimiter.",
    )
    assert records[3] == Row(5, {"statement": "d", "speaker": "Ben"})


def test_rows_without_a_statement() -> None:
    """A row that predicts nothing is refused."""
    assert problems("Prediction,Who\n,Ann\n") == [
        Problem(2, "statement", "", "it has no statement.")
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "file.csv is empty; nothing was recorded."),
        ("\n \n", "file.csv is empty; nothing was recorded."),
        (
            'Prediction\na\n"b\nc\n',
            "file.csv:3 opens a quotation mark that is never closed; close it, or write it twice "
            "where it belongs to the text.",
        ),
        (
            'Prediction\n"a" b\n',
            "file.csv:2 goes on behind a closing quotation mark; write a quotation mark twice where "
            "it belongs to the text.",
        ),
        (
            '"Prediction\na\n',
            "file.csv:1 opens a quotation mark that is never closed; close it, or write it twice "
            "where it belongs to the text.",
        ),
        (
            "Prediction\na\n" + "x" * (csv_.LARGEST + 1),
            "file.csv:3 has a cell of more than 1048576 characters; close the quotation mark that it "
            "opens with, or shorten it.",
        ),
        (
            "Weather,Who\nx,y\n",
            'file.csv: no column holds the predictions (found: "Weather", "Who"); head one '
            "Prediction.",
        ),
        (
            "Prediction,Who,预测\nx,y,z\n",
            'file.csv: the columns "Prediction" and "预测" both mean statement; rename or remove one.',
        ),
    ],
)
def test_files_that_are_refused(content: str, sentence: str) -> None:
    """What cannot be cut into rows and known columns is refused whole, with its place."""
    assert refusal(content) == sentence


def test_progress(tmp_path: Path) -> None:
    """A large file is read as it goes, so that one sees how far it has come."""
    path = tmp_path / "a.csv"
    path.write_text("Prediction\n" + "It rains\n" * 100_000)

    with formats.open_file(str(path), TODAY) as sheet:
        rows = iter(sheet)
        next(rows)
        assert 0 < sheet.position() < sheet.size / 10
        assert sum(1 for _ in rows) == 99_999
        assert sheet.position() == sheet.size


# JSONL


@pytest.mark.parametrize(
    ("line", "column", "problem"),
    [
        ("{", None, "it is not JSON: Expecting property name"),
        ("[1]", None, "it is not a JSON object."),
        ('{"statement": "x", "credence": NaN}', None, "it is not JSON: NaN is no number."),
        (
            '{"statement": "x", "credence": ' + "1" * 5000 + "}",
            None,
            "it is not JSON: a number has too many digits.",
        ),
        ("[" * 100_000, None, "it is nested too deeply."),
        (
            '{"statement": "x", "note": "a", "statement": "y"}',
            None,
            'it is not JSON: the key "statement" stands in it twice.',
        ),
        ('{"type": "event"}', None, 'the type "event" is none of person, source, claim.'),
        ('{"type": "person"}', None, "it has no name."),
        ('{"type": "person", "name": 7}', None, "name is not text."),
        ('{"type": "person", "name": "A", "aliases": "B"}', None, "aliases is not a list"),
        ('{"type": "source"}', None, "it has no title."),
        ('{"type": "source", "title": "T", "frame": "all"}', None, "frame is neither"),
        ('{"who": "Ann"}', "statement", "it has no statement."),
        ('{"statement": ["x"]}', "statement", "statement: it is neither text nor a number."),
        (r'{"statement": "\ud800"}', "statement", "statement: it holds half a character"),
        (r'{"statement": "a\u0000"}', "statement", "statement: it holds a NUL character"),
        ('{"claim": "x", "prediction": "y"}', "statement", "two keys mean statement; remove one."),
        ('{"statement": "x", "evidence": [7]}', "evidence", "evidence: it is neither a link nor"),
        ('{"statement": "x", "evidence": [{}]}', "evidence", "evidence: it has no url."),
        (
            '{"statement": "x", "evidence": [{"url": "u", "read_on": "soon"}]}',
            "evidence",
            'evidence: cannot read the date "soon"',
        ),
        ('{"statement": "x", "tags": [7]}', "tags", "tags: tags is not a list of texts."),
    ],
)
def test_lines_that_are_refused(line: str, column: str | None, problem: str) -> None:
    """A line that cannot be read is refused with its number; the others are read."""
    records = read(f'\n{line}\n{{"statement": "ok"}}', "a.jsonl")

    assert isinstance(records[0], Problem)
    assert (records[0].line, records[0].column) == (2, column)
    assert records[0].problem.startswith(problem)
    assert records[1:] == [Row(3, {"statement": "ok"})]


def test_a_line_that_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line longer than any claim is refused as one, and the next is read under its own number."""
    monkeypatch.setattr(jsonl, "LONGEST", 30)
    records = read('{"statement": "' + "x" * 200 + '"}\n{"statement": "ok"}\n', "a.jsonl")

    assert [type(record) for record in records] == [Problem, Row]
    assert records[0].problem == "it is longer than 30 characters."  # type: ignore[union-attr]
    assert records[1] == Row(2, {"statement": "ok"})


@pytest.mark.parametrize("number", ["0.7", "0.70", "1", "0.1000000000000000055", "1e-05"])
def test_numbers_keep_their_digits(number: str) -> None:
    """A chance reaches us in the digits it was written with, not as the nearest binary fraction."""
    assert drafts(read(f'{{"statement": "x", "chance": {number}}}', "a.jsonl")) == [
        {"statement": "x", "credence": number}
    ]


def test_our_own_names_win() -> None:
    """What `list` prints has a status beside the outcome: only the outcome is one."""
    for line in (
        '{"statement": "x", "status": "overdue", "outcome": "no"}',
        '{"statement": "x", "outcome": "no", "status": "overdue"}',
    ):
        assert drafts(read(line, "a.jsonl")) == [{"statement": "x", "outcome": "no"}]


# Both ways

LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\n")
TEXTS = st.text(LETTERS, min_size=1).filter(lambda text: text == columns.plain(text))
WORDS = st.text("abcdefghij直接", min_size=1, max_size=9)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1)).map(date.isoformat)
LINKS = st.builds("https://{}.example/{}".format, WORDS, WORDS)


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Null, or that."""
    return st.none() | strategy


def evidence(**more: st.SearchStrategy[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    """A list of links."""
    return st.lists(
        st.fixed_dictionaries({"url": LINKS}, optional=more),
        max_size=3,
        unique_by=lambda item: item["url"],
    )


def claims(links: st.SearchStrategy[list[dict[str, str]]]) -> st.SearchStrategy[dict[str, Any]]:
    """Claims as a writer takes them."""
    return st.fixed_dictionaries(
        {column: optional(TEXTS) for column in columns.COLUMNS}
        | {
            column: optional(DAYS)
            for column in ("said_on", "earliest", "latest", "happened_on", "judged_on")
        }
        | {
            "statement": TEXTS,
            "uid": optional(st.from_regex(r"[a-z2-7]{9}[a-z]", fullmatch=True)),
            "retracted_on": optional(DAYS),
            "stance": st.sampled_from(["affirm", "deny", None]),
            "kind": st.sampled_from(["forecast", "goal", "conditional"]),
            "outcome": st.sampled_from([None, "yes", "late", "missed", "no", "partial", "void"]),
            "window": st.sampled_from([None, "dated", "open", "vague", "event"]),
            "quote_kind": st.sampled_from([None, "verbatim", "translated", "paraphrase"]),
            "private": st.booleans(),
            "tags": st.lists(WORDS, unique=True, max_size=3),
            "evidence": links,
            "credence": st.sampled_from([None, 0.7, 0.00001, 1.0]),
            "credence_words": st.none(),
        }
    ).map(lambda claim: claim | {"credence_text": _as_text(claim["credence"])})


def _as_text(p: float | None) -> str | None:
    return None if p is None else repr(p)


def stated(claim: dict[str, Any]) -> dict[str, Any]:
    """The draft that a claim has to come back as, keys without a value left out."""
    draft = {column: claim[column] for column in columns.COLUMNS} | {
        "stance": claim["stance"] or "none",
        "credence": claim["credence_text"],
    }
    return {key: value for key, value in draft.items() if value not in (None, False, [])}


def given_back(records: Iterable[Record]) -> list[dict[str, Any]]:
    """Drafts, keys without a value left out."""
    return [
        {key: value for key, value in draft.items() if value is not None}
        for draft in drafts(records)
    ]


@pytest.mark.parametrize("name", ["csv", "tsv"])
@given(written=st.lists(claims(evidence()), max_size=3))
def test_spreadsheets_are_read_back(name: str, written: list[dict[str, Any]]) -> None:
    """What is written as CSV or TSV comes back as the same drafts."""
    content = "".join(formats.WRITERS[name](written))

    assert given_back(read(content, f"file.{name}")) == list(map(stated, written))


@given(
    st.lists(claims(evidence(archived=LINKS, sha256=WORDS, read_on=DAYS, note=TEXTS)), max_size=3)
)
def test_jsonl_is_read_back(written: list[dict[str, Any]]) -> None:
    """What is written as JSONL comes back as the same drafts, all of the evidence too."""
    content = "".join(formats.WRITERS["jsonl"]({"type": "claim"} | claim for claim in written))

    assert given_back(read(content, "file.jsonl")) == list(map(stated, written))


def test_people_and_sources_are_read_back() -> None:
    """People and sources come back with what is known of them, in the order they were written."""
    content = "".join(
        formats.WRITERS["jsonl"](
            [
                {"type": "person", "name": "Ann", "aliases": ["A."], "role": None},
                {"type": "person", "name": "Ben", "aliases": [], "role": "editor"},
                {"type": "source", "title": "Diary", "url": None, "frame": "selected"},
            ]
        )
    )

    assert content.splitlines()[0] == '{"type": "person", "name": "Ann", "aliases": ["A."]}'
    assert read(content, "a.jsonl") == [
        Person(1, "Ann", ("A.",), None),
        Person(2, "Ben", (), "editor"),
        SourceRecord(3, "Diary", None, "selected"),
    ]


def test_words_win_over_their_number() -> None:
    """A chance said in words is written in words, so that it is read on the scale again."""
    claim: dict[str, Any] = dict.fromkeys(columns.COLUMNS) | {
        "type": "claim",
        "statement": "x",
        "tags": [],
        "evidence": [],
        "credence": 0.7,
        "credence_words": "likely",
        "credence_text": "likely",
    }

    for name in formats.WRITERS:
        content = "".join(formats.WRITERS[name]([claim]))
        assert drafts(read(content, f"file.{name}"))[0]["credence"] == "likely"


def test_nothing_is_written() -> None:
    """Without claims a spreadsheet is its header, in the order of our own columns, and JSONL is empty."""
    header = next(csv.reader(io.StringIO("".join(formats.WRITERS["csv"]([])))))

    assert header == list(columns.COLUMNS)
    assert "".join(formats.WRITERS["jsonl"]([])) == ""


# Anything at all


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a"])
@pytest.mark.parametrize("start", [b"", b"Prediction,Said,Result,Tags\n", b'{"statement": '])
@given(rest=st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes(name: str, start: bytes, rest: bytes) -> None:
    """Whatever a file holds, it gives records or one sentence, never a traceback."""
    try:
        records = read(start + rest, name)
    except UnreadableError:
        return
    assert all(isinstance(record, Row | Problem | Person | SourceRecord) for record in records)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(["type", "name", "title", *columns.NAMES])


@given(st.dictionaries(KEYS, JSON, max_size=6))
def test_any_object(value: dict[str, Any]) -> None:
    """Whatever stands under our keys, a line is a record, and a row's statement is text."""
    records = read(json.dumps(value), "a.jsonl")

    assert len(records) == 1
    assert not isinstance(records[0], Row) or isinstance(records[0].draft["statement"], str)


@given(st.lists(st.lists(st.text(LETTERS), min_size=4, max_size=4), max_size=4))
def test_any_cells(rows: list[list[str]]) -> None:
    """Whatever stands in a cell, a row that is not blank is read or refused."""
    text = io.StringIO()
    csv.writer(text).writerows([["Prediction", "Said", "Result", "Private"], *rows])
    records = read(text.getvalue())

    assert all(isinstance(record, Row | Problem) for record in records)
    assert len(records) == sum(any(map(str.strip, row)) for row in rows)
