"""Notes in Markdown: which tables are predictions, who spoke and when, and which quote belongs to a row."""
# ruff: noqa: E501 - notes of Markdown read best on one line

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.errors import UnreadableError
from ledger.exchange import formats
from ledger.exchange import markdown
from ledger.exchange.draft import Person
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Row
from ledger.exchange.draft import SourceRecord

TODAY = date(2026, 11, 23)


def read(text: str, **given: str) -> tuple[list[Any], list[str]]:
    """The records of some notes, and what has to be said of them; `given` as by --speaker, --said, --source."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "n.md"
        path.write_text(text, "utf-8")
        with formats.open_file(str(path), TODAY) as sheet:
            assert isinstance(sheet, markdown.Notes)
            for name, value in given.items():
                setattr(sheet, name, value)
            records = list(sheet)
            return records, [notice.replace(f"{folder}/", "") for notice in sheet.notices]


def rows(text: str, **given: str) -> list[dict[str, Any]]:
    """What the rows of some notes state."""
    records, _ = read(text, **given)
    assert not [record for record in records if isinstance(record, Problem)]
    return [record.draft for record in records if isinstance(record, Row)]


TABLE = "| Prediction | Who | By when |\n|---|---|---|\n| It flies | Ann | by 2030 |\n"


@pytest.mark.parametrize(
    "table",
    [
        TABLE,
        "|Who|When|Claim|\n|-|-|-|\n|Ann|by 2030|It flies|\n",
        "| 时间节点 | 提出者 | 观点 / 预测 |\n|---|---|---|\n| by 2030 | Ann | It flies |\n",
        "Prediction | Speaker | Deadline\n---|---|---\n**It flies** | *Ann* | `by 2030`\n",
    ],
)
def test_columns_stand_in_any_order(table: str) -> None:
    """Headers are found in English and Chinese, wherever they stand; marks of Markdown are no text."""
    (row,) = rows(table)

    assert (row["statement"], row["speaker"], row["deadline_phrase"]) == (
        "It flies",
        "Ann",
        "by 2030",
    )
    assert row["place"] == "line 3"


@pytest.mark.parametrize(
    "table",
    [
        "| 阶段 | 内容 |\n|---|---|\n| 一期 | 地下段 |\n",
        "| Term | Meaning |\n|---|---|\n| AGI | some day |\n",
        "| Analysis | Predictions | Resolved |\n|---|---|---|\n| Energy | 4 | 0 |\n",
        "| Item | Title |\n|---|---|\n| 1 | A book |\n",
        "| GPU | Count |\n|---|---|\n| H100 | 100 |\n",
    ],
)
def test_other_tables_are_left_alone(table: str) -> None:
    """Glossaries, figures and counts of predictions hold no prediction."""
    assert rows(table) == []


def test_what_a_row_says_in_words_and_what_it_was_judged() -> None:
    """ "Outcome" beside "Correct?" is a note on the verdict; a row that says nothing is none."""
    (row,) = rows(
        "| ID | Prediction | Made | Resolved | Outcome | Correct? |\n|---|---|---|---|---|---|\n"
        "| A1 | It rains | 2026-01-03 | 2026-02-01 | 12 mm fell | Yes |\n| *None yet* | | | | | |\n"
    )

    assert (row["outcome"], row["judged_note"], row["judged_on"]) == (
        "yes",
        "12 mm fell",
        "2026-02-01",
    )
    assert (row["native_id"], row["said_on"]) == ("A1", "2026-01-03")


@pytest.mark.parametrize(
    ("about", "day"),
    [
        ("---\ntitle: Talk\ndate: 2026-02-11\n---\n", "2026-02-11"),
        ("**Date:** 11 February 2026\n", "2026-02-11"),
        ("- Date: Feb 11, 2026\n- Place: Oslo\n", "2026-02-11"),
        ("| Item | Value |\n|---|---|\n| Date | 2026-02-11 |\n", "2026-02-11"),
        (
            "| 项目 | 内容 |\n|---|---|\n| 发布时间 | 2026-02-12 |\n| 会议时间 | 2026年2月11日 |\n",
            "2026-02-11",
        ),
        ("Published: 2026-02-12\nRecorded: 2026-02-11\n", "2026-02-11"),
        ("日期：2026年2月11日\n", "2026-02-11"),
        ("Talk by Ann, recorded on 2026-02-11 in Oslo.\n", "2026-02-11"),
        ("The talk was given in Oslo on 11 February 2026.\n", "2026-02-11"),
        ("Published: 2026-02-12\n", None),
        ("Updated: 2026-02-12\nDate: some day\n", None),
        ("Date: 3/7/2026\n", None),
        ("", None),
    ],
)
def test_the_day_it_was_said(about: str, day: str | None) -> None:
    """The day of the talk, from front matter, a list, a line or a table; never the day of publication."""
    (row,) = rows(f"{about}\n{TABLE}")

    assert row["said_on"] == day


def test_a_rows_own_day_wins() -> None:
    """A day in the row is the row's; the document's fills the others."""
    first, second = rows(
        "Date: 2026-02-11\n\n| Prediction | Date |\n|---|---|\n| A | 2026-01-01 |\n| B | |\n"
    )

    assert (first["said_on"], second["said_on"]) == ("2026-01-01", "2026-02-11")


@pytest.mark.parametrize(
    ("value", "called"),
    [
        ("2026-02-11 (Tuesday)", "Tuesday"),
        ("2026年2月11日（星期二）", "Tuesday"),
        ("2026-02-11 (Wednesday)", None),
        ("2026年2月11日 周三", None),
    ],
)
def test_a_weekday_that_is_anothers(value: str, called: str | None) -> None:
    """A date with the wrong weekday beside it is told: one of them is an error."""
    _, notices = read(f"Date: {value}\n\n{TABLE}")

    told = [f"n.md:1 calls 2026-02-11 a {called}; it was a Wednesday."] if called else []
    assert notices == told


def test_title_and_link() -> None:
    """The source is described once: by its title, else the first heading, with its link."""
    records, _ = read(
        f"# A talk\n\n| Key | Value |\n|---|---|\n| Link | [here](https://a.org/b) |\n\n{TABLE}"
    )
    titled, _ = read(f"---\ntitle: The real title\n---\n# A talk\n\n{TABLE}")

    assert [one for one in records if isinstance(one, SourceRecord)] == [
        SourceRecord(1, "A talk", "https://a.org/b", None)
    ]
    assert [one.title for one in titled if isinstance(one, SourceRecord)] == ["The real title"]


def test_the_roster() -> None:
    """Names and bracketed names, their parts that nobody else shares, and roles; nobody and two are left out."""
    records, notices = read(
        "| Name | Role |\n|---|---|\n| **埃隆·马斯克（Elon Musk）** | CEO |\n| Ann Lee | CTO |\n"
        "| Ann Roe | CFO |\n| Unknown | guest |\n| Dan/Spencer | builders |\n| Zoe & Max | hosts |\n"
    )

    assert [one for one in records if isinstance(one, Person)] == [
        Person(3, "Elon Musk", ["埃隆·马斯克", "埃隆", "马斯克", "Elon", "Musk"], "CEO"),
        Person(4, "Ann Lee", ["Lee"], "CTO"),
        Person(5, "Ann Roe", ["Roe"], "CFO"),
    ]
    assert len([notice for notice in notices if "more than one person" in notice]) == 2


QUOTES = """
> **Ann**: "We will probably ship the phone to customers in March. It will be cheap."

> **Bo**: "We ship the phone to customers in March."

> "The phone ships to customers." -- Ann

> **Ann**: "I would love to see a phone ship to customers of the moon colony."
"""


@pytest.mark.parametrize(
    ("statement", "speaker", "quoted"),
    [
        ("The phone ships to customers", "Ann", "We will probably"),
        ("The phone ships to customers", "Cy", None),
        ("The car ships to Norway", "Ann", None),
        ("A colony on the moon has customers", "Ann", None),  # a wish
        ("The watch gets cheap", "Ann", None),
    ],
)
def test_the_quote_that_belongs_to_a_row(statement: str, speaker: str, quoted: str | None) -> None:
    """A quote of the same speaker on the same subject, the first in the file; else none."""
    (row,) = rows(f"| Prediction | Who |\n|---|---|\n| {statement} | {speaker} |\n{QUOTES}")

    quote = row.get("quote")
    assert (quote is None) == (quoted is None)
    assert quote is None or quote.startswith(quoted or "")


def test_one_noun_in_common_is_no_subject() -> None:
    """A long word that two sentences share is one thing, and they may say different things of it."""
    notes = "| 预测 | 提出者 |\n|---|---|\n| 票务系统取消纸质车票 | 王博 |\n\n> **王博**：“纸质车票已经印了三十年。”\n"

    (row,) = rows(notes)

    assert "quote" not in row


@pytest.mark.parametrize("speaker", ["Dan/Spencer", "张三、李四", "Ann and Bo", "Ann; Bo"])
def test_two_speakers_are_not_one(speaker: str) -> None:
    """A cell that names two people is refused with its line: a claim has one speaker."""
    records, _ = read(
        f"| Prediction | Who |\n|---|---|\n| It flies | {speaker} |\n| It swims | A |\n"
    )

    (problem,) = [one for one in records if isinstance(one, Problem)]
    assert (problem.line, "more than one person" in problem.problem) == (3, True)


def test_a_row_that_does_not_line_up_is_refused() -> None:
    """Where rows have no bar in front, one with a bar may have lost its first cell: never guessed."""
    records, _ = read(
        "Who | Prediction | By\n---|---|---\nAnn | It flies | 2030\n | It swims | soon |\n"
    )

    (problem,) = [one for one in records if isinstance(one, Problem)]
    assert (problem.line, "begin with |" in problem.problem) == (4, True)


def test_a_bracket_behind_a_name() -> None:
    """A role in brackets is no part of the name; a spelling that the roster knows is."""
    one, two = rows(
        "| Prediction | Who |\n|---|---|\n| A | Bo Smith (CFO) |\n| B | 马斯克（Elon Musk） |\n\n"
        "| Name | Role |\n|---|---|\n| Elon Musk | CEO |\n"
    )

    assert (one["speaker"], two["speaker"]) == ("Bo Smith", "Elon Musk")


def test_a_source_that_is_a_link() -> None:
    """Its words are the title, and its address the url."""
    (row,) = rows(
        "| Prediction | Source | Deadline |\n|---|---|---|\n| It flies | [Paper](https://a.org/x) | 2030 |\n"
    )

    assert (row["source"], row["url"]) == ("Paper", "https://a.org/x")


def test_headers_that_are_questions() -> None:
    """Headers in plain words are understood where enough of them stand together."""
    (row,) = rows(
        "| Who said it | What was said | When it should happen | How sure |\n|---|---|---|---|\n"
        "| Ann | It flies | by 2030 | likely |\n"
    )

    assert [row[name] for name in ("speaker", "statement", "deadline_phrase", "credence")] == [
        "Ann",
        "It flies",
        "by 2030",
        "likely",
    ]


def test_lines_are_the_files_own() -> None:
    """Line numbers count from the top of the file, front matter and Windows line ends included."""
    text = f"---\ndate: 2026-02-11\n---\n\n# T\n\n{TABLE}".replace("\n", "\r\n")

    (row,) = rows(text)

    assert row["place"] == "line 9"


def test_a_file_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes are read as a whole; what is larger than any is refused in a sentence."""
    from ledger.exchange import markdown

    monkeypatch.setattr(markdown, "LARGEST", 10)
    with pytest.raises(UnreadableError, match="larger than any notes"):
        read(TABLE)


def problems(text: str) -> dict[int, str]:
    """Why rows of some notes are refused, by their lines."""
    records, _ = read(text, speaker="Ann", said="2026-02-01")
    return {one.line or 0: one.problem for one in records if isinstance(one, Problem)}


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        (
            "| Prediction | Who |\n|---|---|\n| Profit | loss | Ann |\n",
            3,
            "more cells than the header",
        ),
        (f"{TABLE}\n| It swims | Bo | 2030 |\n", 5, "cut off from the table above"),
        ("| Prediction | Who |\n| It flies | Ann |\n", 1, "no line of as many ---"),
        ("｜预测｜提出者｜\n｜---｜---｜\n｜通车｜王博｜\n", 1, "no line of as many ---"),
        ("| Prediction | Who |\n|---|\n| It flies | Ann |\n", 1, "no line of as many ---"),
        ("| Prediction | Who |\n|---|---|\n| ~~It flies~~ | Ann |\n", 3, "struck out"),
        ("| Prediction | Who |\n|---|---|\n| It flies | anonymous |\n", 3, "names nobody"),
    ],
)
def test_what_cannot_be_told_is_refused_by_line(text: str, line: int, why: str) -> None:
    """A bar too many, a row cut off, a table without its dashes, struck text, nobody: each with its reason."""
    found = problems(text)

    assert list(found) == [line]
    assert why in found[line]


def test_rows_that_state_nothing() -> None:
    """A heading among the rows, blanks, "None yet" and a repeated header are no predictions."""
    text = (
        "| Prediction | Who | By |\n|---|---|---|\n| **Energy** | | |\n| It flies | Ann | 2030 |\n"
        "| | | |\n| *None yet* | | |\n| ... | - | – |\n| Prediction | Who | By |\n"
    )
    records, notices = read(text, said="2026-02-01")

    assert [one.line for one in records] == [4]
    assert notices == ['n.md:3 "Energy" stands alone and in bold: taken for a heading.']


def test_cells_without_their_marks() -> None:
    """Links, wiki links, footnotes, breaks, entities and escaped bars leave the words; "ditto" is the cell above."""
    first, second = rows(
        "| Prediction | Who | By |\n|---|---|---|\n"
        "| [[Rents]] &amp; `fees` in [[Oslo\\|the city]] go<br>up[^1] | [Ann](https://a.org) | ~~2026~~ 2030 |\n"
        "| [It flies](https://a.org/x) a \\| b | ditto | 同上 |\n"
    )

    assert (first["statement"], first["speaker"], first["deadline_phrase"]) == (
        "Rents & fees in the city go up",
        "Ann",
        "2030",
    )
    assert (second["statement"], second["speaker"], second["deadline_phrase"]) == (
        "It flies a | b",
        "Ann",
        "2030",
    )


def test_a_sign_beside_words_is_the_outcome() -> None:
    """A row's ✅ is its writer's verdict, and the words beside it a note; words alone are refused."""
    text = (
        "| Prediction | Who | Result |\n|---|---|---|\n| A | Ann | ✅ opened in March, [see](https://a.org) |\n"
        "| B | Ann | ❌ wrong |\n| C | Ann | opened in March |\n"
    )
    records, notices = read(text, said="2026-02-01")
    first, second, third = records

    assert (first.draft["outcome"], first.draft["judged_note"]) == ("yes", "opened in March, see")
    assert (second.draft["outcome"], second.draft.get("judged_note")) == ("no", None)
    assert isinstance(third, Problem)
    assert notices == [
        "n.md:3 its sign is taken as the outcome yes, and the words beside it as a note."
    ]


def test_a_day_among_other_words() -> None:
    """A cell with one day in it names it; one with two is refused."""
    records, _ = read(
        "| Prediction | Who | Said |\n|---|---|---|\n| A | Ann | Wed, 11 Feb 2026 (radio) |\n"
        "| B | Ann | 2026-02-11 to 2026-02-12 |\n"
    )

    assert records[0].draft["said_on"] == "2026-02-11"
    assert isinstance(records[1], Problem)


def test_bold_that_is_none_to_markdown() -> None:
    """**会议时间：**2026… is no bold by the rules, and its stars are no text."""
    (row,) = rows(
        "**会议时间：**2026年2月11日\n\n| 预测 | 提出者 |\n|---|---|\n| 隧道将通车 | 王博 |\n\n"
        "> **王博：**隧道很可能通车。\n"
    )

    assert (row["said_on"], row["quote"]) == ("2026-02-11", "隧道很可能通车。")


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (
            "| Claim | Panelist | Date |\n|---|---|---|\n| A | Ann | by 2030 |\n",
            {"deadline_phrase": "by 2030", "said_on": None},
        ),
        (
            "| Claim | Panelist | Date |\n|---|---|---|\n| A | Ann | 2026-01-05 |\n",
            {"said_on": "2026-01-05"},
        ),
        (
            "| Prediction | By |\n|---|---|\n| A | summer 2027 |\n",
            {"deadline_phrase": "summer 2027"},
        ),
        ("| Prediction | By |\n|---|---|\n| A | Ann |\n", {"speaker": "Ann"}),
        (
            "| Prediction | Who | Latest |\n|---|---|---|\n| A | Ann | end of 2027 |\n",
            {"deadline_phrase": "end of 2027"},
        ),
        (
            "| Prediction | Who | Type |\n|---|---|---|\n| A | Ann | energy |\n",
            {"tags": ["energy"]},
        ),
        ("| Prediction | Who | Link |\n|---|---|---|\n| A | Ann | [x](https://a.org) |\n", {"url": "https://a.org"}),
        ("| 🔮 **Bets** | Conviction (%) | Due |\n|---|---|---|\n| A | 70 | 2027 |\n", {"credence": "70%"}),
        ("| # | Prediction | Who |\n|---|---|---|\n| 1 | A | Ann |\n", {"native_id": None}),
        ("| ID | Prediction | Who |\n|---|---|---|\n| 1 | A | Ann |\n", {"native_id": "1"}),
    ],
)  # fmt: skip
def test_what_a_header_means_may_depend_on_its_cells(table: str, columns: dict[str, Any]) -> None:
    """ "Date" may be the deadline, "By" a person, "Type" a topic; a number that only counts rows is no id."""
    (row,) = rows(table)

    assert {name: row.get(name) for name in columns} == columns


@pytest.mark.parametrize(
    "table",
    [
        "| Title | Author | Date |\n|---|---|---|\n| A book | Ann | 2026-01-05 |\n",
        "| Task | Owner | Due | Status |\n|---|---|---|---|\n| Call Bo | Ann | Friday | open |\n",
        "| Time | Title | Speaker |\n|---|---|---|\n| 10:00 | Opening | Ann |\n",
        "| Year | Forecast |\n|---|---|\n| 2027 | $1.2bn |\n| 2028 | 3-4% |\n",
        "| Title | Due | Status |\n|---|---|---|\n| Report | Friday | open |\n",
        "| Day | Forecast | Chance of rain |\n|---|---|---|\n| Monday | sunny | 20% |\n",
    ],
)
def test_books_tasks_and_agendas_are_no_predictions(table: str) -> None:
    """Tables that share headers with predictions are left alone."""
    assert rows(table) == []


SECTIONS = """---
date: 2026-06-01
---
## Ann Li

| Prediction | By when |
|---|---|
| It flies | 2030 |

## Speaker: Cy

| Prediction | By when |
|---|---|
| It sinks | 2030 |

## Energy

| Prediction | By when |
|---|---|
| It burns | 2030 |

| Name | Role |
|---|---|
| Ann Li | CEO |
"""


def test_a_heading_may_name_the_speaker() -> None:
    """A heading that is a person of the roster, or says "Speaker", is told; any other may be a topic."""
    records, notices = read(SECTIONS)
    found = [one.draft.get("speaker") for one in records if isinstance(one, Row)]

    assert found == ["Ann Li", "Cy", None]
    assert "n.md:4 what stands under this heading is taken to be said by Ann Li." in notices


def test_what_is_said_of_the_notes_wins() -> None:
    """--speaker and --said go before what the document says of itself, and a row's own cell before them."""
    text = f"Date: 2026-02-11\n\nSpeaker: Bo\n\n{TABLE.replace('Who', 'Said').replace('Ann', '')}"
    (told,) = rows(text)
    (given,) = rows(text, speaker="Cy", said="2026-02-12")

    assert (told["speaker"], told["said_on"]) == ("Bo", "2026-02-11")
    # What is given is filled in where rows are recorded.
    assert (given.get("speaker"), given.get("said_on")) == (None, None)


def test_a_heading_may_name_the_day() -> None:
    """The day of a heading is taken, and told: it may be the day of something else."""
    records, notices = read(f"# Analyst day, 12 May 2026\n\n{TABLE}")

    assert [one.draft["said_on"] for one in records if isinstance(one, Row)] == ["2026-05-12"]
    assert notices == [
        "n.md:1 the heading's 2026-05-12 is taken as the day on which it was said (--said DATE for another)."
    ]


def test_a_table_that_only_repeats_another() -> None:
    """A summary that names no deadlines is left out where a later table says the same with them."""
    summary = "| Prediction | Who |\n|---|---|\n| It flies | Ann |\n| It swims | Ann |\n\n"
    records, notices = read(summary + TABLE, said="2026-02-01")

    assert [one.line for one in records] == [4, 8]
    assert notices == ["n.md:3 says less of the same than line 8: left out."]


@pytest.mark.parametrize(
    ("header", "statement"),
    [
        ("| Tweet prediction | Who | By when |", True),
        ("| 他的大胆预测 | 发言人 | 期限 |", True),
        ("| Item | Chance | By when |", True),
        ("| Item | Who | By when |", False),
        ("| Price forecast | Who | Sales forecast |", False),
    ],
)
def test_a_header_that_says_prediction_among_other_words(header: str, statement: bool) -> None:
    """A header with the word in it is enough; "Item" is one beside a chance and a deadline."""
    found = rows(f"{header}\n|---|---|---|\n| It flies | 70% | 2030 |\n")

    assert [row["statement"] for row in found] == ["It flies"] * statement


def test_tables_that_could_hold_predictions_are_named() -> None:
    """What has a speaker and a deadline and no column of predictions is told, whatever else was read."""
    _, notices = read(
        f"{TABLE}\n| What | Who | By when |\n|---|---|---|\n| Call Bo | Ann | Friday |\n\n<table></table>\n",
        said="2026-02-01",
    )

    assert notices == [
        "n.md: the table in line 9 is one of HTML; write it with | and -.",
        "n.md: the table in line 5 (What | Who | By when) was left alone: a column Prediction, and one of "
        "Speaker, Deadline or Probability would make it one of predictions.",
    ]


def test_ids_that_two_tables_share() -> None:
    """Tables that each number their rows from one have no ids: both rows are kept."""
    table = "| ID | Prediction | Who |\n|---|---|---|\n| 1 | {} | Ann |\n\n"

    first, second = rows(table.format("It flies") + table.format("It swims"))

    assert "native_id" not in first
    assert "native_id" not in second


@pytest.mark.parametrize(
    "text",
    [
        "| Field | Value |\n|---|---|\n| Prediction | It flies |\n| Speaker | Ann |\n| Deadline | by 2030 |\n",
        "- **Prediction:** It flies\n- **Speaker:** Ann\n- **Deadline:** by 2030\n",
        "Prediction: It flies\nSpeaker: Ann\nDeadline: by 2030\n",
        "预测：It flies\n提出者：Ann\n时间节点：by 2030\n",
    ],
)
def test_a_prediction_in_fields(text: str) -> None:
    """A prediction may stand in fields below each other, in a table or in lines."""
    (row,) = rows(f"# T\n\n{text}\n")

    assert (row["statement"], row["speaker"], row["deadline_phrase"]) == (
        "It flies",
        "Ann",
        "by 2030",
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("# T\n\n- It flies by 2030\n", "it has no table"),
        ("| GPU | Count |\n|---|---|\n| H100 | 100 |\n", "its tables are of other things"),
        ("| What | Who | When |\n|---|---|---|\n| It flies | Ann | 2030 |\n", "in line 1 (What | Who | When)"),
        ("<table><tr><td>Prediction</td></tr></table>\n", "one of HTML"),
    ],
)  # fmt: skip
def test_notes_without_predictions_say_why(text: str, why: str) -> None:
    """What was looked for and what to do is said, by line where there is one."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "n.md"
        path.write_text(text, "utf-8")
        with formats.open_file(str(path), TODAY) as sheet:
            assert isinstance(sheet, markdown.Notes)
            assert list(sheet) == []
            assert why in sheet.nothing_read()


PIECES = [
    *(
        "# T\n",
        "\n",
        "|",
        "| Prediction | Who | By |\n",
        "|---|---|---|\n",
        "| a | b | c |\n",
        "> **A**: “b”\n",
    ),
    *(
        "> q -- A\n",
        "---\n",
        "date: 2026-01-01\n",
        "| 姓名 | 角色 |\n|--|--|\n| 甲（A B） | x |\n",
        "- Date: x\n",
    ),
    *(
        "```\n",
        "<br>",
        "[a](http://b.c)",
        "**",
        "\\|",
        "\x00",
        "\t",
        "预测",
        "：",
        "（",
        "2026年2月30日",
        "\r",
        "&amp;",
    ),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join))
@settings(deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text gives a traceback: records, or one sentence."""
    try:
        records, _ = read(text.encode("utf-8", "replace").decode())
    except UnreadableError:
        return
    assert all(isinstance(one, Row | Problem | Person | SourceRecord) for one in records)
