"""Whose words a document holds, and on which line they stand."""

from collections.abc import Mapping

import pytest

from ledger.exchange.document import parse
from ledger.exchange.passages import People
from ledger.exchange.passages import Sentence
from ledger.exchange.passages import label_of
from ledger.exchange.passages import pieces
from ledger.exchange.passages import sentences

ROSTER = {"ann": "Ann Li", "ann li": "Ann Li", "李安": "Ann Li", "bo": "Bo Winter"}


def read(text: str, roster: Mapping[str, str] = ROSTER) -> list[Sentence]:
    """The sentences of a document in Markdown."""
    found = list(pieces(parse(text), ()))
    return list(sentences(found, People(roster, found)))


def told(text: str, roster: Mapping[str, str] = ROSTER) -> list[tuple[str, str | None, str | None]]:
    """Each sentence with its speaker and by what the document tells that."""
    return [(one.text, one.speaker, one.told) for one in read(text, roster)]


@pytest.mark.parametrize(
    ("text", "speaker", "by"),
    [
        ('> **Ann**: "It opens."', "Ann Li", "quote"),
        ('> **Ann:** "It opens."', "Ann Li", "quote"),
        ('> Ann: "It opens."', "Ann Li", "quote"),
        ('> "It opens."\n>\n> — Ann Li', "Ann Li", "quote"),
        ('> **Product lead**: "It opens."', "Product lead", "quote"),
        ("Ann: It opens.", "Ann Li", "label"),
        ("[00:01:02] Ann Li: It opens.", "Ann Li", "label"),
        ("Ann Li (finance): It opens.", "Ann Li", "label"),
        ("**Ann Li, Harbour Ltd:** It opens.", "Ann Li", "label"),
        ("Ann Li - Chief Executive Officer\n\nIt opens.", "Ann Li", "label"),
        ("Ann Li:\nIt opens.", "Ann Li", "label"),
        ("董事 李安：开业。", "Ann Li", "label"),
        ("## Ann Li\n\nIt opens.", "Ann Li", "heading"),
        ("Ann listed what comes:\n\n- It opens.", "Ann Li", "lead"),
        ('"It opens soon, I am sure," said Ann.', "Ann Li", "text"),
        ('"It opens soon, I am sure," Ann Li said.', "Ann Li", "text"),
        ('Ann Li said: "It opens."', "Ann Li", "text"),
        ("李安表示：“明年一定会开业。”", "Ann Li", "text"),
        ("李安还表示，明年开业。", "Ann Li", "text"),
        ("港务局局长陈放说：“明年一定会开业。”", "陈放", "text"),
        ("*Posted on 2 May 2026 by Cora Holt*\n\nI bet it opens.", "Cora Holt", "document"),
        ("作者：温序　日期：2025-12-28\n\n我赌明年开业。", "温序", "document"),
        ("By Cora Holt\n\nThe quay opens.", None, None),
        ("It opens.", None, None),
        ("- It opens.", None, None),
        ("| a | b |\n|---|---|\n| x | It opens. |", None, None),
    ],
)  # fmt: skip
def test_who_speaks(text: str, speaker: str | None, by: str | None) -> None:
    """The speaker is whom the document names, and nobody where it names none."""
    found = [one for one in told(text) if any(word in one[0] for word in ("opens", "开业"))]

    assert [one[1:] for one in found] == [(speaker, by)]


def test_a_label_holds_until_the_next() -> None:
    """In a transcript a name speaks until another name, or a heading; a moderator and a reporter ask."""
    found = read(
        "Ann: We open in May.\n\nThat is soon.\n\nModerator: Next, please.\n\n"
        "Bo: We close in June.\nReporter: Why?\nAnn: No reason.\n\n# Figures\n\nSo it was.\n"
    )

    assert [(one.text, one.speaker, one.asked) for one in found] == [
        ("We open in May", "Ann Li", False),
        ("That is soon", "Ann Li", False),
        ("Next, please", None, True),
        ("We close in June", "Bo Winter", False),
        ("Why", None, True),
        ("No reason", "Ann Li", False),
        ("Figures", None, False),
        ("So it was", None, False),
    ]


def test_a_label_that_is_no_name() -> None:
    """What an item is about stands before its colon too; it is told as a label, not as a speaker."""
    found = read("- **Order book**: full until May\n- Ann: we hire\n- 10:30 start\n")

    assert [(one.label, one.speaker, one.text) for one in found] == [
        ("Order book", None, "full until May"),
        (None, "Ann Li", "we hire"),
        (None, None, "10:30 start"),
    ]


def test_names_the_roster_lacks() -> None:
    """A name that labels speech again and again is one, and so is everybody who is listed as present."""
    again = told("Cora Holt: We open.\n\nDan Fox: We close.\n\nCora Holt: We wait.\n", {})
    present = told("参会：周婷、马骏\n\n马骏：明年开业。\n", {})

    assert [one[1] for one in again] == ["Cora Holt", "Dan Fox", "Cora Holt"]
    assert present[-1] == ("明年开业", "马骏", "label")


def test_a_last_name_alone() -> None:
    """Who says something under a last name is the only one who has it."""
    story = (
        "Dr Cora Holt and Dan Per-Olsen met the mayor, Eve Fox. Guy Fox came late.\n\n"
        '"The quay will open in May," Holt said.\n\n"It will not, as I told you," said Per-Olsen.\n\n'
        '"We will see it open," Fox said.\n'
    )

    assert [one[1] for one in told(story, {}) if "open" in one[0] or "not" in one[0]] == [
        "Cora Holt",
        "Dan Per-Olsen",
        None,
    ]


def test_he_and_she() -> None:
    """He is the one who was named last."""
    assert told("李安介绍，码头已经建好。他预计明年开业。")[-1] == (
        "他预计明年开业",
        "Ann Li",
        "text",
    )
    assert told('Ann thanked them. "We will open in May," she said.')[-2][:2] == (
        "We will open in May",
        "Ann Li",
    )


def test_lines() -> None:
    """Each sentence has the line it begins on, in wrapped paragraphs, quotes, lists and tables."""
    text = (
        "# Title\n\nOne sentence. Another one that goes on and on\nbehind the end of the line, "
        "since it is long. Third.\n\n"
        "> **Ann**: “First. Second one goes on and on, to the\n> end of it. Third of them.”\n\n"
        "- item one\n- item two\n\n| a | b |\n|---|---|\n| c | d |\n"
    )

    assert [(one.line, one.text[:9]) for one in read(text)] == [
        (1, "Title"),
        (3, "One sente"),
        (3, "Another o"),
        (4, "Third"),
        (6, "First"),
        (6, "Second on"),
        (7, "Third of "),
        (9, "item one"),
        (10, "item two"),
        (14, "c"),
        (14, "d"),
    ]


def test_short_lines_are_their_own() -> None:
    """In a plain text a short line is not the beginning of the next one; a long one was wrapped."""
    found = read(
        "发布会实录\n时间：上午十时\n这一行很长很长很长很长很长很长很长很长很长很长\n所以接着下一行\n"
    )

    assert [one.text for one in found] == [
        "发布会实录",
        "时间：上午十时",
        "这一行很长很长很长很长很长很长很长很长很长很长所以接着下一行",
    ]


def test_what_is_left_out() -> None:
    """Code, addresses, and the tables that are read elsewhere are no sentences."""
    text = "See https://example.org/x now.\n\n```\nwill delete\n```\n\n| P |\n|---|\n| will |\n"
    found = list(pieces(parse(text), {7}))

    assert [one.text for one in sentences(found, People({}, found))] == ["See now"]


def test_marks_of_a_quote() -> None:
    """Quotation marks around a sentence go, those of a name within it stay."""
    (one,) = read("> **Ann**: \"It is called 'Big Ben' here.\"")
    (two,) = read("- **X**：目标是“银河百科全书”。")

    assert one.text == "It is called 'Big Ben' here"
    assert two.text == "目标是“银河百科全书”"


@pytest.mark.parametrize("text", ["at 10:30 we ship", "http://example.org", "“a: b”", ": x", ""])
def test_no_label(text: str) -> None:
    """A colon alone makes no label."""
    assert label_of(text) is None
