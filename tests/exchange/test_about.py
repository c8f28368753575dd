"""What notes say of themselves: the day of the talk for each section, the speaker, title and link."""

from datetime import date

import pytest

from ledger.exchange import about
from ledger.exchange import document

TODAY = date(2026, 11, 23)


def of(text: str, path: str = "n.md") -> about.About:
    """What a text says of itself."""
    return about.About(document.parse(text), path, TODAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("---\ndate: 2026-02-11T09:30:00Z\n---\n", "2026-02-11"),
        ("---\nevent_date: '2026-02-11' # Wednesday\npublished: 2026-02-20\n---\n", "2026-02-11"),
        ("---\nmeeting:\n  date: 11 February 2026\n---\n", "2026-02-11"),
        ('+++\ndate = "2026-02-11"\n+++\n', "2026-02-11"),
        ("**Call date:** Feb 11, 2026 | **Place:** Oslo\n", "2026-02-11"),
        ("會議日期：2026年2月11日\n", "2026-02-11"),
        ("时间：二〇二六年二月十一日（星期三）\n", "2026-02-11"),
        ("Date: Wednesday, 11th of February 2026, 7 pm\n", "2026-02-11"),
        (
            "| Item | Value | Seen |\n|--|--|--|\n| Talk date | 2026-02-11 | yes |\n",
            "2026-02-11",
        ),
        (
            "| Title | Date | Speaker |\n|--|--|--|\n| A talk | 2026-02-11 | Ann |\n",
            "2026-02-11",
        ),
        ("| Title | Date |\n|--|--|\n| A book | 2026-02-11 |\n", None),
        ("# Analyst day, 11 February 2026\n", "2026-02-11"),
        ("# Report\n\nDate: 2026-02-11 (published)\n", None),
        ("# Report, updated 2026-02-11\n", None),
        ("# What happens by 2026-12-31\n", None),
        ("Date: 2026-02-11 to 2026-02-13\n", None),
        ("Date: 11-12 February 2026\n", None),
        ("Date: 2026-02-11\n\nDate: 2026-02-12\n", None),
        ("Date: 2026-02-12\n\nMeeting date: 2026-02-11\n", "2026-02-11"),
        ("Time: 14:00\n", None),
        ("| Event | Date |\n|---|---|\n| Launch | 2026-03-01 |\n", None),
    ],
)
def test_the_day_of_a_document(text: str, day: str | None) -> None:
    """The day of the talk, wherever notes name it; two days, or the day of publication, are none."""
    assert of(text).day(0).value == day


def test_what_could_have_been_the_day_is_named() -> None:
    """Days that are named, though not as the talk's, are hints for --said: none is taken in silence."""
    assert of("Published: 2026-02-20\n", "2026-02-11-talk.md").day(0).doubt == (
        "line 1 says Published: 2026-02-20, the file's name says 2026-02-11"
    )
    assert of("Date: 02/11/2026\n").day(0).doubt == "line 1 says Date: 02/11/2026"
    assert of("# A guess\n\nMay 2, 2026\n\nIt rains.\n").day(0).doubt == "line 3 says May 2, 2026"
    assert of("Date: 2026-02-11\n\nDate: 2026-02-12\n").day(0).doubt == (
        "line 1 says 2026-02-11, line 3 2026-02-12"
    )


SECTIONS = (
    "# Interviews\n\n## One\n\nDate: 2026-01-05\n\nGuest: Ann Li\n\n"
    "## Two, 6 February 2026\n\nGuest: Bo\n\n### More\n\n## Three\n"
)


def test_each_section_has_its_own_day() -> None:
    """A day in a section is that section's and of those in it; where sections differ, others have none."""
    found = of(SECTIONS)
    days = {one.title: found.day(at).value for at, one in enumerate(found.document.sections)}

    assert days == {
        "": None,
        "Interviews": None,
        "One": "2026-01-05",
        "Two, 6 February 2026": "2026-02-06",
        "More": "2026-02-06",
        "Three": None,
    }


def test_each_section_has_its_own_speaker() -> None:
    """Who is named in a section speaks there; elsewhere both are named, and neither is taken."""
    found = of(SECTIONS)

    assert [
        [entry.value for entry in found.speakers(at)] for at in range(len(found.document.sections))
    ] == [["Ann Li", "Bo"], ["Ann Li", "Bo"], ["Ann Li"], ["Bo"], ["Bo"], ["Ann Li", "Bo"]]


def test_title_and_links() -> None:
    """A title goes before the heading, the heading before the name of an event; a schedule is no title."""
    assert of("---\ntitle: A\n---\n# B\n\nEvent: C\n").title() == "A"
    assert of("# B\n\nEvent: C\n").title() == "B"
    assert of("# Meeting notes\n\nEvent: C\n").title() == "C"
    assert of("# Predictions\n").title() is None
    assert of("Event: C\n").title() == "C"
    assert of("| Event | Date |\n|---|---|\n| x | y |\n").title() is None
    assert of("- Recording: <https://a.org/b>\n").link(0) == "https://a.org/b"
    assert of("## A\n\nLink: https://a.org/1\n\n## B\n\nLink: https://a.org/2\n").link(2) == (
        "https://a.org/2"
    )
