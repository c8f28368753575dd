"""Who is meant: rosters in tables, lists and lines, brackets and roles, and names that two people share."""
# ruff: noqa: E501 - notes of Markdown read best on one line

from datetime import date

import pytest

from ledger.exchange import about
from ledger.exchange import document
from ledger.exchange import roster


def of(text: str) -> tuple[roster.Roster, list[str]]:
    """The roster of a text, and what has to be said of it."""
    notices: list[str] = []
    parsed = document.parse(text)
    found = about.About(parsed, "n.md", date(2026, 11, 23))
    return roster.read(parsed, found, lambda _: False, notices.append), notices


def people(text: str) -> dict[str, tuple[list[str], str | None]]:
    """Aliases and role of everybody in a text."""
    return {one.name: (list(one.aliases), one.role) for one in of(text)[0].people}


@pytest.mark.parametrize(
    ("text", "name", "aliases", "role"),
    [
        ("| Name | Role |\n|--|--|\n| Ann Li | CEO |\n", "Ann Li", ["Ann", "Li"], "CEO"),
        ("| Name | Role |\n|--|--|\n| 李安（Ann Li） | 总裁 |\n", "Ann Li", ["李安", "Ann", "Li"], "总裁"),
        ("| Speaker | Also known as |\n|--|--|\n| Elizabeth Warner | Liz, “Bess” |\n", "Elizabeth Warner", ["Liz", "Bess", "Elizabeth", "Warner"], None),
        ("| Speaker | Company |\n|--|--|\n| Ann | Acme |\n", "Ann", [], "Acme"),
        ("## Attendees\n\n- **Ann Li** (CEO)\n", "Ann Li", ["Ann", "Li"], "CEO"),
        ("## Speakers\n\n1. Ann Li – chief economist, Acme\n", "Ann Li", ["Ann", "Li"], "chief economist, Acme"),
        ("## Speakers\n\n* Ann Li, CFO\n", "Ann Li", ["Ann", "Li"], "CFO"),
        ("## 与会者\n\n- 王博：总监\n", "王博", [], "总监"),
        ("Participants: Ann Li (CEO), Bo\n", "Ann Li", ["Ann", "Li"], "CEO"),
        ("---\nparticipants: [Ann Li, Bo]\n---\n", "Ann Li", ["Ann", "Li"], None),
    ],
)  # fmt: skip
def test_rosters_of_all_shapes(text: str, name: str, aliases: list[str], role: str | None) -> None:
    """A table of names with roles or aliases, a list under a heading that says people, a line that lists them."""
    assert people(text)[name] == (aliases, role)


@pytest.mark.parametrize(
    "text",
    [
        "| Name | Description |\n|--|--|\n| Grok | a model |\n",
        "| Name | Price |\n|--|--|\n| Copper | 9000 |\n",
        "## Topics\n\n- Ann Li (CEO)\n",
        "Speaker: Ann Li\n",
        "| Name | Role |\n|--|--|\n| Unknown | guest |\n| 未公开姓名 | 主持 |\n",
    ],
)
def test_what_is_no_roster(text: str) -> None:
    """Products, prices and nobody are no people."""
    assert people(text) == {}


def test_who_is_listed_twice_is_one() -> None:
    """The same name in two lists is one person, with the role that one of them gives."""
    text = "| Name | Role |\n|--|--|\n| Ann Li | CEO |\n\n## Attendees\n\n- Ann Li\n- Bo\n"

    assert people(text) == {"Ann Li": (["Ann", "Li"], "CEO"), "Bo": ([], None)}


TWO = "| Name | Role |\n|--|--|\n| Ann Li | CEO |\n| Bo Li（李博） | CTO |\n"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Ann Li", "Ann Li"),
        ("ann", "ann"),
        ("李博", "李博"),
        ("Bo Li (CTO)", "Bo Li"),
        ("Ann Li, CEO of Acme", "Ann Li"),
        ("Ann Li – CEO", "Ann Li"),
        ("Dr. Ann Li", "Ann Li"),
        ("李博先生", "李博"),
        ("Ann Li [3]", "Ann Li"),
        ("Cy Roe (Acme)", "Cy Roe"),
        ("Sam Orr, Jr.", "Sam Orr, Jr."),
        ("Dr. Cy Roe", "Dr. Cy Roe"),
    ],
)
def test_whom_a_cell_means(cell: str, name: str) -> None:
    """The spelling that the roster knows, else the name without role and brackets."""
    assert of(TWO)[0].spoken(cell) == roster.Spoken(name)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("Li", '"Li" can be Ann Li or Bo Li; write the whole name.'),
        ("Ann and Bo", "more than one person"),
        ("Ann Li, Bo Li", "more than one person"),
        ("张三、李四", "more than one person"),
        ("张三和李四", "more than one person"),
        ("Ann & Bo", "more than one person"),
        ("several", "more than one person"),
        ("未公开姓名", "names nobody"),
        ("Unknown speaker", "names nobody"),
        ("anonymous", "names nobody"),
    ],
)
def test_whom_no_cell_tells(cell: str, why: str) -> None:
    """A name that two people share, two people and nobody are refused, and never guessed."""
    spoken = of(TWO)[0].spoken(cell)

    assert spoken.name is None
    assert why in (spoken.problem or "")


def test_a_family_name_with_a_title() -> None:
    """The one person of that family name is taken, and told; of two, neither."""
    people, _ = of("与会人员：张伟（董事长）、王伟（总经理）、王芳（CFO）\n")

    assert people.spoken("张总") == roster.Spoken("张伟", told='"张总" is taken to be 张伟')
    assert "can be 王伟 or 王芳" in (people.spoken("王总").problem or "")
    assert people.spoken("李总") == roster.Spoken("李总")
