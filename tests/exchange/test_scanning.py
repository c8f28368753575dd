"""What a scan offers of whole documents: what a reader would mark, and little else."""

import re
from datetime import date
from pathlib import Path

import pytest

from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.exchange import scanning
from ledger.exchange.scanning import Candidate
from ledger.exchange.scanning import Document
from ledger.exchange.scanning import open_document

TODAY = date(2026, 12, 31)
DOCUMENTS = Path(__file__).parent / "documents"
MARK = re.compile(r"\[([+?])\]")
# The days on which those were said that do not tell it themselves.
SAID = {
    "earnings-en.txt": "2026-07-29",
    "negative-en.md": "2026-01-05",
    "negative-zh.md": "2026-01-05",
    "predictions-blog-en.md": "2026-12-20",
    "product-notes-en.md": "2026-06-02",
    "zhanwang-zh.md": "2025-12-28",
}


def scanned(folder: Path, text: str, name: str = "notes.md", said: str | None = None) -> Document:
    """A document written to a file and scanned."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return open_document(str(path), TODAY, said=said)


def folded(text: str) -> str:
    """A text as two are compared: letters and digits alone."""
    return re.sub(r"[^\w%]", "", text).lower()


def marked(text: str) -> list[tuple[int, str, str]]:
    """The marks of a document: line, kind, and the words behind each."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        parts = MARK.split(line)
        found += [
            (number, kind, folded(words))
            for kind, words in zip(parts[1::2], parts[2::2], strict=True)
        ]
    return found


def is_meant(mark: tuple[int, str, str], one: Candidate) -> bool:
    """Whether a candidate is the sentence behind a mark."""
    line, _, words = mark
    offered = [folded(one.draft["quote"]), folded(one.draft["statement"])]
    return line == one.line and (
        any(words[:8] in text for text in offered) or offered[0][:8] in words
    )


def compared(folder: Path, name: str) -> tuple[list[str], list[str], int, int]:
    """What a scan of a document misses, what it offers without reason, and how many it had to and did."""
    text = (DOCUMENTS / name).read_text("utf-8")
    marks = marked(text)
    document = scanned(folder, MARK.sub("", text), name, SAID.get(name))
    missed = [
        f"{line}: {words}"
        for line, kind, words in marks
        if kind == "+"
        and not any(is_meant((line, kind, words), one) for one in document.candidates)
    ]
    idle = [
        f"{one.line}: {one.draft['quote']}"
        for one in document.candidates
        if not any(is_meant(mark, one) for mark in marks)
    ]
    needed = sum(kind == "+" for _, kind, _ in marks)
    return missed, idle, needed, len(document.candidates)


NAMES = sorted(path.name for path in DOCUMENTS.iterdir() if path.name != "README.md")


@pytest.mark.parametrize("name", NAMES)
def test_what_a_reader_marks(name: str, tmp_path: Path) -> None:
    """Nine tenths of what is marked are offered, and nine of ten offers are marked; one slip is forgiven."""
    missed, idle, needed, offered = compared(tmp_path, name)

    assert len(missed) <= max(1, needed // 10), missed
    assert len(idle) <= max(1, offered // 10), idle


NOTES = """# Town hall

| Item | Value |
|------|-------|
| Meeting date | 2026-03-03 |
| Link | https://example.org/talk |

| Prediction | Who | When | Detail |
|------------|-----|------|--------|
| Trams will reach every district | Ann | by year end | robot drivers help |
| Ferries carry a million people | Bo | this year | |
| Fares may halve | Ann | soon | |

> **Ann**: "Trams will surely reach every district this year. Night buses will run hourly next year."

> **Bo**: "Our ferries will carry far more than a million people this year."

Ann went on: fares will halve by the end of 2026.

## Again

> **Ann**: "Night buses will run hourly next year."

| Name | Role |
|------|------|
| Ann Li | mayor |
| Bo | will retire next year |
"""


def test_what_tables_hold_is_not_offered(tmp_path: Path) -> None:
    """Rows of predictions, their details, the roster, and sentences that say the same are left out."""
    document = scanned(tmp_path, NOTES)

    offered = {one.line: one.draft["statement"] for one in document.candidates}
    assert offered == {
        14: "Night buses will run hourly next year",
        16: "Our ferries will carry far more than a million people this year",
        18: "Ann went on: fares will halve by the end of 2026",
    }
    assert list(document.covered) == [14]
    assert list(document.repeated) == [22]


def test_a_firmer_sentence_is_offered(tmp_path: Path) -> None:
    """A bolder word, or a day where the table has none, is worth offering; it says what it is firmer than."""
    document = scanned(tmp_path, NOTES)
    firmer = {one.line: one.firmer for one in document.candidates}

    assert firmer[14] is None
    assert firmer[16] == (
        'firmer than line 11 ("Ferries carry a million people") by "far more than"'
    )
    assert firmer[18] is not None
    assert firmer[18].startswith('firmer than line 12 ("Fares may halve") by "by the end of 2026"')


def test_the_draft(tmp_path: Path) -> None:
    """What would be recorded: statement, speaker by the roster, quote, its kind, day, source and place."""
    one = scanned(tmp_path, NOTES).candidates[0]

    assert one.told == "quote"
    assert one.draft == {
        "native_id": f"scan:{one.key}",
        "statement": "Night buses will run hourly next year",
        "speaker": "Ann Li",
        "said_on": "2026-03-03",
        "deadline_phrase": "next year",
        "quote": "Night buses will run hourly next year",
        "quote_kind": "verbatim",
        "lang": "en",
        "source": "Town hall",
        "place": "line 14",
    }


def test_what_kind_of_quote(tmp_path: Path) -> None:
    """Told is a paraphrase, quoted is verbatim, and what may be a translation is neither."""
    document = scanned(
        tmp_path,
        "# X\n\n日期：2026-03-03\n\n> **Ann Li**：“明年一定会开业。”\n\n> **李安**：“后年一定会开业。”\n\n"
        "新码头将于2028年建成。\n",
    )

    assert [one.draft["quote_kind"] for one in document.candidates] == [
        None,
        "verbatim",
        "paraphrase",
    ]
    assert {one.draft["lang"] for one in document.candidates} == {"zh"}


def test_a_sentence_of_two_times(tmp_path: Path) -> None:
    """Each part with a time of its own is one candidate; else the time is said to be untold."""
    document = scanned(
        tmp_path,
        "Date: 2026-03-03\n\nAnn Li: Booking will open in May, and boats will sail in June. "
        "It will be done in July or by the end of August.\n\nAnn Li: Yes.\n",
    )

    assert [(one.draft["statement"], one.latest) for one in document.candidates] == [
        ("Booking will open in May", "2026-05-31"),
        ("Boats will sail in June", "2026-06-30"),
        ("It will be done in July or by the end of August", None),
    ]
    assert document.candidates[2].problem is not None


def test_cells(tmp_path: Path) -> None:
    """A cell is told with its label; its time comes from itself, its row, or its column."""
    document = scanned(
        tmp_path,
        "Date: 2026-03-03\n\n| Figure | 2025 | Outlook for 2027 |\n|---|---|---|\n"
        "| Delays | 4 % | likely to halve |\n| Riders | will be told | 1 |\n\n"
        "| Month | Figure |\n|---|---|\n| February | best ever |\n| April | on track to beat February |\n",
    )

    assert [
        (one.draft["statement"], one.draft["deadline_phrase"]) for one in document.candidates
    ] == [
        ("Delays: likely to halve", "in 2027"),
        ("April: on track to beat February", "April"),
    ]


def test_a_text_about_the_time_to_come(tmp_path: Path) -> None:
    """Under a title about the years ahead "will" says what will be; elsewhere it may tell a habit."""
    told = "Date: 2026-03-03\n\nSome offices will have no walls.\n"

    (one,) = scanned(tmp_path, f"# The next ten years of work\n\n{told}").candidates
    assert one.draft["statement"] == "Some offices will have no walls"
    assert not scanned(tmp_path, f"# How offices work\n\n{told}", "other.md").candidates


def test_predictions_under_headings_of_their_own(tmp_path: Path) -> None:
    """What stands in sections of a section of predictions is foretold, without a word that points ahead."""
    text = "Date: 2026-03-03\n\n## {}\n\n### Search\n\n- Old engines fade away for good.\n"

    (one,) = scanned(tmp_path, text.format("My predictions")).candidates
    assert one.draft["statement"] == "Old engines fade away for good"
    assert not scanned(tmp_path, text.format("My garden"), "other.md").candidates


def test_keys_stay(tmp_path: Path) -> None:
    """A key is the sentence's and its speaker's: lines above it, and the day, change nothing."""
    before = scanned(tmp_path, NOTES)
    moved = scanned(tmp_path, NOTES.replace("## Again", "## Again\n\nIt was late.\n"), "moved.md")
    other = scanned(tmp_path, NOTES.replace("**Ann**", "**Cora**"), "other.md")

    assert [one.key for one in moved.candidates] == [one.key for one in before.candidates]
    assert other.candidates[0].key != before.candidates[0].key
    assert [one.number for one in before.candidates] == [1, 2, 3]


def test_plain_text(tmp_path: Path) -> None:
    """In a plain text an indented line is text, and a line of dashes no heading."""
    text = (
        "Date: 2026-03-03\n\n    Ann Li: Boats will sail next year.\n---\nBo Fox: They won't.\n"
        "Ann Li: So?\n"
    )

    (one, two) = scanned(tmp_path, text, "talk.txt").candidates
    assert (one.draft["speaker"], two.draft["speaker"]) == ("Ann Li", "Bo Fox")
    assert not scanned(tmp_path, text, "talk.md").candidates


def test_what_cannot_be_scanned(tmp_path: Path) -> None:
    """No day, a day to come, another kind of file, too many candidates: one sentence each."""
    with pytest.raises(UnreadableError, match="--said DATE"):
        scanned(tmp_path, "It will rain.")
    with pytest.raises(RefusedError, match="still to come"):
        scanned(tmp_path, "It will rain.", said="2027-01-01")
    with pytest.raises(UnreadableError, match=r"\.csv"):
        scanned(tmp_path, "It will rain.", "a.csv")


def test_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with more candidates than anybody walks through is refused, with the line that is too much."""
    monkeypatch.setattr(scanning, "MOST", 3)
    text = "Date: 2026-03-03\n\n" + "".join(
        f"- {word} will open in 2027\n" for word in ("Ashford", "Bolton", "Crewe", "Derby")
    )

    with pytest.raises(UnreadableError, match="more than 3 .* line 6"):
        scanned(tmp_path, text)
