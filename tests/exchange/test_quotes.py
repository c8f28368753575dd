"""Quotes of notes: who said them, in whatever shape they stand, and which prediction they speak of."""
# ruff: noqa: E501 - notes of Markdown read best on one line

from datetime import date

import pytest

from ledger.exchange import about
from ledger.exchange import document
from ledger.exchange import quotes
from ledger.exchange import roster

PEOPLE = "\n\n| Name | Role |\n|--|--|\n| Ann Li | CEO |\n| 王博（Bo Wang） | CTO |\n"


def found(text: str) -> list[tuple[str, str]]:
    """Who said what in a text."""
    parsed = document.parse(text + PEOPLE)
    people = roster.read(
        parsed, about.About(parsed, "n.md", date(2026, 11, 23)), lambda _: False, lambda _: None
    )
    return [(one.speaker, one.text) for one in quotes.read(parsed, people, [])]


@pytest.mark.parametrize(
    "text",
    [
        '> **Ann Li**: "It flies."',
        "> **Ann Li:** It flies.",
        '> **Ann Li** (CEO): "It flies."',
        "> **Ann Li**：「It flies.」",
        "> Ann Li: It flies.",
        '> "It flies." -- Ann Li',
        "> It flies.\n> — Ann Li, CEO of Acme",
        '> "It flies."\n>\n> - Ann Li',
        '> "It flies." (Ann Li)',
        "> It flies.\n\n— Ann Li",
        "Ann Li said:\n\n> It flies.",
        "> [!quote] Ann Li\n> It flies.",
        '**Ann Li**: "It flies."',
        'Ann Li: "It flies."',
        '- Ann Li said: "It flies."',
        '"It flies." — Ann Li',
        '"It flies," said Ann Li, who should know.',
        "Ann Li said, “It flies.”",
        "> **Ann Li**: “It flies.” (translated from Chinese)",
    ],
)
def test_quotes_of_all_shapes(text: str) -> None:
    """A name in front, behind, below or above; with and without marks; in a block, a line or a list."""
    (one,) = found(text)

    assert one[0] == "Ann Li"
    assert one[1].rstrip(".,") == "It flies"


@pytest.mark.parametrize(
    "text",
    [
        "王博说：“明年会飞。”",
        "王博表示：“明年会飞。”",
        "王博在会上表示：“明年会飞。”",
        "> **王博**：“明年会飞。”",
        "> 明年会飞。\n> ——王博",
        "王博做出了更大胆的预测：\n\n> 明年会飞。",
    ],
)
def test_quotes_in_chinese(text: str) -> None:
    """Chinese verbs and marks."""
    ((speaker, said),) = found(text)

    assert said == "明年会飞。"
    assert speaker in ("王博", "Bo Wang")


@pytest.mark.parametrize(
    "text",
    [
        "> It flies.",
        "王博的同事说：\n\n> 明年会飞。",
        "Ann Li's critics said:\n\n> It flies.",
        "Asked about Ann Li, a spokesman said:\n\n> It flies.",
        'Somebody: "It flies."',
        "Ann Li: it flies.",
        '"It flies," said Cy, not Ann Li.',
    ],
)
def test_quotes_of_nobody(text: str) -> None:
    """Where the speaker is not sure, there is none."""
    assert [one for one in found(text) if one[0] in ("Ann Li", "Bo Wang", "王博")] == []


def test_a_talk_in_one_block() -> None:
    """Each name opens a quote of its own: words are never put in another's mouth."""
    text = '> **Ann Li**: "It flies.\n> It will."\n> **Cy**: "It sinks."\n>\n> **Ann Li**: "No."'

    assert found(text) == [
        ("Ann Li", "It flies. It will."),
        ("Cy", "It sinks."),
        ("Ann Li", "No."),
    ]


def chosen(
    statements: list[str], quoted: list[str], phrase: str | None = None
) -> dict[int, int | str]:
    """For each statement that gets one, its number and that of its quote, or why none was taken."""
    rows = [
        quotes.Wanting(number, statement, "Ann", phrase, "2026-02-11")
        for number, statement in enumerate(statements)
    ]
    said = [quotes.Quote(number, "Ann", text) for number, text in enumerate(quoted)]
    nobody = roster.Roster([], {})
    return {
        line: choice.why or choice.quote.line
        for line, choice in quotes.choose(rows, said, nobody).items()
    }


FACTORIES = "We will likely open ten factories in Spain, every one of them for batteries."


@pytest.mark.parametrize(
    ("statements", "quoted", "expected"),
    [
        # One quote, two subjects: it is the other's.
        (["The firm opens factories in Poland", "The firm opens battery factories in Spain"], [FACTORIES], {1: 0}),
        # One subject alone, and the quote is of another.
        (["The firm opens battery factories in Poland"], [FACTORIES], {}),
        (["Inflation falls to 2% at the end"], ["Inflation falls to 3% at the end of it all."], {}),
        (["Grok 5 beats all rivals"], ["Grok 4 beats all rivals."], {}),
        # Two quotes, each with its own.
        (
            ["Oil prices fall in Europe", "Gas prices fall in Europe"],
            ["Gas prices fall in Europe soon.", "Oil prices fall in Europe soon."],
            {0: 1, 1: 0},
        ),
        # Two rows to which it belongs as well as not.
        (
            ["Sales of vans grow strongly in Norway", "Sales of cars grow strongly in Norway"],
            ["Sales grow strongly in Norway."],
            {0: "which may as well speak of line 1", 1: "which may as well speak of line 0"},
        ),
        # A shorter repetition further down.
        (
            ["The tunnel opens to trains"],
            ["I think the tunnel may open to trains, and then to cars.", "The tunnel opens to trains."],
            {0: 0},
        ),
        (["The moon base ships rockets"], ["I would love to see the moon base ship rockets."], {0: "which wishes it"}),
        # All of two statements in one sentence.
        (
            ["Trams are free", "Buses are free"],
            ["Trams and buses are free for everybody."],
            {0: 0, 1: 0},
        ),
        (["上海工厂将在明年投产"], ["北京工厂将在明年投产，我们很有信心。"], {}),
        (["上海工厂将在明年投产"], ["上海的工厂很可能在后年投产。"], {0: 0}),
        # Figures in other words are the same, and so are the forms of a word.
        (["Unemployment rises above 5%"], ["Unemployment is rising, perhaps above five percent."], {0: 0}),
        (["电动车占比超过七成"], ["电动车的占比会超过百分之七十。"], {0: 0}),
        (["电动车占比超过七成"], ["电动车的占比会超过百分之六十。"], {}),
        # What was, or is, predicts nothing.
        (["A recession starts in the euro area"], ["The euro area has avoided a recession so far."], {}),
        (["一线城市的房租止跌"], ["一线城市的房租去年已经止跌。"], {}),
    ],
)  # fmt: skip
def test_which_prediction_a_quote_speaks_of(
    statements: list[str], quoted: list[str], expected: dict[int, int | str]
) -> None:
    """Words in common are not enough where names, figures or another row say that it speaks of something else."""
    assert chosen(statements, quoted) == expected


def test_a_quote_with_another_time() -> None:
    """Where the quote names another deadline than the row, it is of another prediction."""
    said = ["The tunnel opens to trains by 2030."]

    assert chosen(["The tunnel opens to trains"], said, "by 2030") == {0: 0}
    assert chosen(["The tunnel opens to trains"], said, "by 2027") == {
        0: "which names another time"
    }
