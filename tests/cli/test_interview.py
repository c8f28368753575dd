"""`add` without a statement asks for it, and for all that goes with it."""

from typing import Any

import pytest

from tests.conftest import Pledger
from tests.terminal import asked

WHAT, WHO, SAID = "come true? ", "(Enter: you) ", "(Enter: today) "
WHEN, SURE, SOURCE = "in their words? (Enter: ", "sure were they? (Enter: ", "be read? (Enter: "
QUOTE, THEN = "which words? (Enter: ", "\n> "


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Ann's ledger, which knows Elon Musk and a talk."""
    pledger("init --me Ann")
    pledger("add 'It came' -s 'Elon Musk' --said 2026-01-05 --due 2026-03-01 --source 'A talk'")
    pledger("people 'Elon Musk' --alias 马斯克")
    return pledger


def last(here: Pledger) -> dict[str, Any]:
    """The claim that was recorded last."""
    return dict(here("list -f json").json[-1])


def test_all_is_asked(here: Pledger) -> None:
    """Each answer is read at once and told; after the overview Enter records them."""
    code, text = asked(
        here,
        "add",
        (WHAT, "X Money 上线\r"),
        (WHO, "马斯克\r"),
        ("that is Elon Musk\n", ""),
        (SAID, "11 February 2026\r"),
        ("2026-02-11, a Wednesday\n", ""),
        (WHEN, "in 2-3 months\r"),
        ("from 2026-04-11 to 2026-05-11\n", ""),
        (SURE, "likely\r"),
        ("72%, 60% to 85%\n", ""),
        (SOURCE, "A talk\r"),
        ("known\n", ""),
        (QUOTE, "we ship it in two to three months\r"),
        (THEN, "\r"),
    )

    assert code == 0, text
    overview = text.partition("To be recorded")[2]
    for line in (
        "1 what     X Money 上线\n",
        "2 who      Elon Musk\n",
        '4 by when  2026-05-11 ("in 2-3 months")\n',
        "5 sure     likely\n",
        "7 quote    we ship it in two to three months\n",
        "Enter: record it  1-7: change a line  n: record nothing\n",
    ):
        assert line in overview
    claim = last(here)
    assert (claim["statement"], claim["speaker"]) == ("X Money 上线", "Elon Musk")
    assert (claim["said_on"], claim["latest"]) == ("2026-02-11", "2026-05-11")
    assert (claim["deadline_phrase"], claim["credence_words"]) == ("in 2-3 months", "likely")
    assert (claim["source"], claim["quote"]) == ("A talk", "we ship it in two to three months")
    assert here("verify").code == 0


def test_empty_is_unknown(here: Pledger) -> None:
    """Empty answers leave it unknown, but for who (me) and when it was said (today); what is asked again."""
    code, text = asked(
        here, "add", (WHAT, "\r"), (WHAT, "It rains\r"), *((q, "\r") for q in (WHO, SAID, WHEN, SURE)),
        (SOURCE, "\r"), (QUOTE, "\r"), (THEN, "y"),
    )  # fmt: skip

    assert code == 0, text
    claim = last(here)
    assert (claim["speaker"], claim["said_on"]) == ("Ann", "2026-11-23")
    unknown = ("deadline_phrase", "latest", "credence", "credence_words", "source", "url", "quote")
    assert [claim[name] for name in unknown] == [None] * len(unknown)


def test_the_sentence_is_read(here: Pledger) -> None:
    """What the sentence says of time and chance stands in the questions; t keeps the sentence as typed."""
    rest = ((SOURCE, "\r"), (QUOTE, "\r"))
    told = ("in the sentence: by Friday) ", "\r"), ("in the sentence: 70%) ", "\r")
    start = ((WHAT, "Nora ships by Friday 70% #work\r"), (WHO, "\r"), (SAID, "\r"), *told, *rest)
    code, text = asked(here, "add", *start, (THEN, "\r"))
    assert code == 0, text
    claim = last(here)
    assert (claim["statement"], claim["latest"]) == ("Nora ships", "2026-11-27")
    assert (claim["credence"], claim["tags"]) == (0.7, ["work"])

    code, text = asked(here, "add", *start, (THEN, "t"), (THEN, "\r"))
    assert code == 0, text
    claim = last(here)
    assert (claim["statement"], claim["latest"]) == ("Nora ships by Friday 70% #work", None)


def test_answers_are_mended(here: Pledger) -> None:
    """What cannot be read is asked again with the reason; < goes back; a number in the overview asks anew."""
    erase = "\x15"  # Ctrl-U
    code, text = asked(
        here,
        "add",
        (WHAT, "It comes\r"),
        (WHO, "Elon\r"),
        ("Elon Musk is known, < goes back\n", ""),
        (SAID, "<\r"),
        (WHO, f"{erase}Elon Musk\r"),
        (SAID, "3/7/2026\r"),
        ("Write 2026-03-07", ""),
        (SAID, f"{erase}2027-01-01\r"),
        ("still to come", ""),
        (SAID, f"{erase}2026-02-01\r"),
        (WHEN, "when pigs fly\r"),
        ("cannot read", ""),
        (WHEN, f"{erase}by June 2026\r"),
        (SURE, "140%\r"),
        (SURE, f"{erase}80%\r"),
        (SOURCE, "https://example.org/1\r"),
        (QUOTE, "\r"),
        (THEN, "5"),
        (SURE, f"{erase}60%\r"),
        (THEN, "3"),
        (SAID, f"{erase}2026-08-01\r"),
        ("June 2026", ""),  # it ended before that was said
        (THEN, "4"),
        (WHEN, f"{erase}by the end of the year\r"),
        (THEN, "\r"),
    )

    assert code == 0, text
    claim = last(here)
    assert (claim["speaker"], claim["said_on"]) == ("Elon Musk", "2026-08-01")
    assert (claim["latest"], claim["credence"]) == ("2026-12-31", 0.6)
    assert (claim["url"], claim["source"]) == ("https://example.org/1", None)


def test_what_is_given_is_not_asked(here: Pledger) -> None:
    """Options of the command line are not asked for again; the overview shows them."""
    code, text = asked(
        here,
        "add -s 马斯克 --said 2026-02-11 --due 年底 -p 90% --source 'A talk' -t x",
        (WHAT, "It comes\r"),
        (QUOTE, "\r"),
        (THEN, "\r"),
    )

    assert code == 0, text
    claim = last(here)
    assert (claim["speaker"], claim["latest"]) == ("Elon Musk", "2026-12-31")
    assert claim["tags"] == ["x"]


def test_what_is_known_already_can_be_mended(here: Pledger) -> None:
    """A refusal comes back to the overview: nothing that was typed is lost."""
    line = "add -s 'Elon Musk' --said 2026-01-05 --due 2026-03-01 -p 70% --source x --quote y"
    code, text = asked(
        here, line, (WHAT, "It came\r"), (THEN, "\r"), ("known already", ""), (THEN, "1"),
        (WHAT, " too\r"), (THEN, "\r"),
    )  # fmt: skip

    assert code == 0, text
    assert last(here)["statement"] == "It came too"


@pytest.mark.parametrize("stop", ["\x03", "\x04"])
@pytest.mark.parametrize("place", [0, 3, 7])
def test_stopping_records_nothing(stop: str, place: int, here: Pledger) -> None:
    """Ctrl-C and Ctrl-D at any question record nothing."""
    questions = (WHAT, WHO, SAID, WHEN, SURE, SOURCE, QUOTE, THEN)
    dialogue = [(question, "It comes\r" if question == WHAT else "\r") for question in questions]
    code, text = asked(here, "add", *dialogue[:place], (questions[place], stop))

    assert code == 130, text
    assert "nothing was recorded" in text
    assert len(here("list -f json").json) == 1


def test_no_records_nothing(here: Pledger) -> None:
    """n in the overview records nothing."""
    line = "add -s Bo --said 2026-01-05 --due 2026-03-01 -p 70% --source x --quote y"
    code, _ = asked(here, line, (WHAT, "It comes\r"), (THEN, "n"))

    assert code == 130
    assert len(here("list -f json").json) == 1


def test_nobody_to_ask(here: Pledger) -> None:
    """Without a terminal there is nobody to ask: exit 2 and how to say it in one line."""
    answer = here("add")

    assert answer.code == 2
    assert "--due" in answer.refusal
