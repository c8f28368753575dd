"""Walking through claims at a terminal, one key each."""

import time
from typing import Any

import pytest

from tests.conftest import Pledger
from tests.terminal import Terminal
from tests.terminal import asked

DAY = "unknown): "
MONTHS = ("March", "April", "May", "June", "July")


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Ann's ledger of five claims that fell due one after the other, and one that is to come."""
    pledger("init --me Ann")
    for month in MONTHS:
        pledger(f"add 'It comes in {month}' -s Bo --said 2026-01-05 --due 'by {month} 2026'")
    pledger("add '它在十二月到来' -s 王 --said 2026-01-05 --due 2026年12月 -t zh")
    return pledger


def outcomes(here: Pledger) -> list[str | None]:
    """What became of each claim."""
    return [claim["outcome"] for claim in here("list -f json").json]


def shown(here: Pledger, number: int) -> dict[str, Any]:
    """A claim as `show` gives it."""
    (claim,) = here(f"show {number} -f json").json
    return dict(claim)


def test_each_answer_is_a_command(here: Pledger) -> None:
    """What is overdue is asked the earliest first; each key is a command of its own in the journal."""
    code, text = asked(
        here,
        "review",
        ("1> ", "y"),
        (DAY, "2026-03-14\r"),
        ("2> ", "m"),
        ("3> ", "n"),
        ("4> ", "a"),
        ("5> ", "v"),
    )

    assert code == 0, text
    assert outcomes(here) == ["yes", "missed", "no", "ambiguous", "void", None]
    assert shown(here, 1)["happened_on"] == "2026-03-14"
    assert {claim["judged_by"] for claim in here("list -f json").json} == {"Ann", None}
    for progress in ("1 of 5: prediction 1", "5 of 5: prediction 5"):
        assert progress in text
    assert "5 of 5 answered" in text
    assert "pledger score" in text
    judged = [row for row in here("history -f json").json if row["kind"] == "claim.judged"]
    assert len({row["command"] for row in judged}) == 5
    assert "judged 5" in here("undo").out
    assert outcomes(here)[3:] == ["ambiguous", None, None]
    assert here("verify").code == 0


def test_the_card_shows_what_is_needed(here: Pledger) -> None:
    """Before the keys stand statement, speaker, window, criteria, quote and source; Chinese lines up."""
    here("edit 1 --criteria 'in every shop' --quote 'it will be there in March' --source 'A talk'")
    here("edit 1 --place 12:30 -t x")
    _, text = asked(here, "review", ("1> ", "q"))
    card = text.partition("1 of 5")[2]

    for words in (
        "prediction  It comes in March",
        "speaker     Bo, on 2026-01-05",
        'window      2026-01-05 to 2026-03-31 ("by March 2026")',
        "overdue for 237 days",
        "criteria    in every shop",
        "quote       “it will be there in March”",
        "source      A talk, 12:30",
        "y yes  m missed  n no  l late  p partial  a ambiguous  v void",
        "z snooze  s skip  e evidence  w why  u undo  q quit  ? help",
    ):
        assert words in card
    assert shown(here, 1)["uid"] not in card


@pytest.mark.parametrize(
    ("stop", "deaf"),
    [("q", False), ("\x03", False), ("\x04", False), (None, False), (None, True)],
)
def test_stopping_keeps_what_was_answered(stop: str | None, deaf: bool, here: Pledger) -> None:
    """q, Ctrl-C, Ctrl-D and a closed terminal end the walk; what was answered before is recorded."""
    with Terminal(here, "review", deaf=deaf) as terminal:
        terminal.reads("1> ")
        terminal.types("n")
        terminal.reads("2> ")
        if stop is None:
            assert terminal.hangs_up() not in (1, 70)
        else:
            terminal.types(stop)
            code = terminal.ends()
            assert code == (130 if stop == "\x03" else 0)
            assert "1 of 5 answered: 1 no." in terminal.shown
            assert "4 left:  pledger review" in terminal.shown

    assert outcomes(here) == ["no", *[None] * 5]
    assert here("verify").code == 0


@pytest.mark.parametrize("stop", ["\x03", "\x04", "\r"])
def test_stopping_at_the_day(stop: str, here: Pledger) -> None:
    """Ctrl-C and Ctrl-D at the question for a day record nothing; an empty line goes back to the keys."""
    with Terminal(here, "review") as terminal:
        terminal.reads("1> ")
        terminal.types("y")
        terminal.reads(DAY)
        terminal.types(stop)
        if stop == "\r":
            terminal.reads("1> ")
            terminal.types("q")
        assert terminal.ends() == (130 if stop == "\x03" else 0)
    assert outcomes(here) == [None] * 6


def test_undo_goes_back(here: Pledger) -> None:
    """u takes back the last answer and asks that claim again, as often as there are answers; a skip too."""
    code, text = asked(
        here,
        "review",
        ("1> ", "u"),
        ("Nothing was answered yet", ""),
        ("1> ", "n"),
        ("2> ", "s"),
        ("3> ", "m"),
        ("4> ", "u"),
        ("3> ", "u"),
        ("2> ", "u"),
        ("1> ", "l"),
        (DAY, "yesterday\r"),
        ("2> ", "q"),
    )

    assert code == 0, text
    assert outcomes(here) == ["late", *[None] * 5]
    assert shown(here, 1)["happened_on"] == "2026-11-22"
    assert "1 of 5 answered: 1 late." in text
    assert here("verify").code == 0


def test_evidence_why_and_snooze(here: Pledger) -> None:
    """e records a link at once, read today; w gives the next answer its note; z sets a reminder."""
    code, text = asked(
        here,
        "review",
        ("1> ", "e"),
        ("none): ", "https://example.org/a 上市 in March\r"),
        ("1> ", "w"),
        ("answer): ", "seen it\r"),
        ("1> ", "p"),
        ("2> ", "z"),
        ("30d) ", "gibberish\r"),
        ("30d) ", "2w\r"),
        ("3> ", "z"),
        ("30d) ", "\r"),
        ("4> ", "e"),
        ("none): ", "\r"),
        ("4> ", "w"),
        ("answer): ", "no matter\r"),
        ("4> ", "s"),
        ("no matter", ""),
        ("5> ", "w"),
        ("answer): ", "never mind\r"),
        ("5> ", "q"),
    )

    assert code == 0, text
    first = shown(here, 1)
    (evidence,) = first["evidence"]
    assert (evidence["url"], evidence["read_on"]) == ("https://example.org/a", "2026-11-23")
    assert evidence["note"] == "上市 in March"
    assert (first["outcome"], first["judged_note"]) == ("partial", "seen it")
    assert shown(here, 2)["review_on"] == "2026-12-07"
    assert shown(here, 3)["review_on"] == "2026-12-23"
    assert shown(here, 4)["evidence"] == []
    summary = text.partition("3 of 5 answered")[2]
    assert "never mind" in summary  # said to be lost, with its words
    assert "seen it" not in summary


def test_a_rule_is_said_and_the_claim_asked_again(here: Pledger) -> None:
    """What `resolve` refuses is said in its words; the same claim is asked again."""
    code, text = asked(
        here,
        "review",
        ("1> ", "l"),
        (DAY, "2026-03-01\r"),
        ("1> ", "y"),
        (DAY, "2027-01-01\r"),
        ("1> ", "y"),
        (DAY, "2026-04-02\r"),
        ("2> ", "q"),
    )

    assert code == 0, text
    assert "is not late" in text
    assert "still to come" in text
    assert "recorded as late" in text.replace("\n", " ")
    assert outcomes(here) == ["late", *[None] * 5]


def test_others_judge_meanwhile(here: Pledger) -> None:
    """A claim that somebody judges or removes meanwhile is passed by, and that is said; the walk goes on."""
    with Terminal(here, "review") as terminal:
        terminal.reads("1> ")
        time.sleep(1.1)  # the journal counts seconds: an answer is dated when it is given
        here("resolve 1 yes --on 2026-03-01 --as Cy")
        here("resolve 3 missed --as Cy")
        here("remove 4 --as Cy")
        terminal.types("n")
        assert "judged already: yes" in terminal.reads("2> ").replace("\n", " ")
        terminal.types("m")
        since = terminal.reads("5> ").replace("\n", " ")
        assert "judged meanwhile by Cy: missed" in since
        assert "was removed meanwhile" in since
        terminal.types("n")
        assert terminal.ends() == 0

    assert outcomes(here) == ["yes", "missed", "missed", "no", None]
    assert "2 of 5 answered" in terminal.shown
    assert "dated before" not in here("verify").both
    assert "left:" not in terminal.shown


def test_undo_is_refused_where_somebody_came_after(here: Pledger) -> None:
    """An answer that somebody has built on is not taken back; the walk says why and stays."""
    with Terminal(here, "review") as terminal:
        terminal.reads("1> ")
        terminal.types("m")
        terminal.reads("2> ")
        here("resolve 1 late --on 2026-11-20 --as Cy")
        terminal.types("u")
        assert "changed since, by Cy" in terminal.reads("2> ").replace("\n", " ")
        terminal.types("q")
        assert terminal.ends() == 0
    assert outcomes(here)[:2] == ["late", None]


def test_a_chain_is_asked_about_once(pledger: Pledger) -> None:
    """A promise made again is walked as `overdue` and `due` list it: by its last date that is."""
    pledger("init --me Ann")
    for said, to, more in (
        ("2026-01-05", "2026-03-31", ""),
        ("2026-04-01", "2026-06-30", "--follows 1"),
        ("2026-07-01", "2026-12-10", "--follows 2"),
        ("2026-07-02", "2026-12-20", "--follows 3"),
    ):
        pledger(f"add 'it opens' -s Bo --said {said} --to {to} {more}")
    for line, number in (("review", 2), ("review --due 30d", 4)):
        code, text = asked(pledger, line, (f"{number}> ", "q"))
        assert code == 0
        assert f"1 of 1: prediction {number}" in text


def test_what_came_as_its_renewal_is_asked_about_no_more(pledger: Pledger) -> None:
    """Missed, renewed, missed and renewed again, it came: nothing of it is to come, no reminder either."""
    pledger("init --me Ann")
    for number, to in enumerate(("2026-03-31", "2026-06-30", "2026-09-30")):
        more = f"--follows {number}" if number else ""
        pledger(f"add 'it opens' -s Bo --said 2026-01-0{number + 1} --to {to} {more}")
    pledger("resolve 1 2 3 missed", today="2026-10-01")
    pledger("snooze 1 --until 2026-11-20", today="2026-10-02")
    assert "To look at again" in pledger("").out
    assert pledger("resolve 3 late --on 2026-11-05").code == 0

    code, text = asked(pledger, "review --missed")
    assert (code, "Nothing was missed that may still come." in text) == (0, True)
    assert "To look at again" not in pledger("").out


def test_missed(here: Pledger) -> None:
    """--missed asks of what was missed, first what nobody has looked at longest: late, still missing, no."""
    here("resolve 1 3 missed", today="2026-09-01")
    here("resolve 2 5 missed", today="2026-08-01")
    here("snooze 5 --until 2027-01-01", today="2026-09-02")
    code, text = asked(
        here,
        "review --missed",
        ("2> ", "l"),
        (DAY, "2026-05-02\r"),
        ("1> ", "m"),
        ("3> ", "n"),
    )

    assert code == 0, text
    assert "1 is snoozed until another day" in text
    first, second, third = (shown(here, number) for number in (1, 2, 3))
    assert (second["outcome"], second["happened_on"]) == ("late", "2026-05-02")
    assert (first["outcome"], first["looked_on"], first["review_on"]) == (
        "missed",
        "2026-11-23",
        None,
    )
    assert (third["outcome"], third["judged_on"]) == ("no", "2026-11-23")
    assert "3 of 3 answered" in text
    here("undo")
    assert shown(here, 3)["outcome"] == "missed"
    assert shown(here, 3)["judged_on"] == "2026-09-01"
    assert here("verify").code == 0


def test_still_missing_keeps_a_reminder_to_come(here: Pledger) -> None:
    """A look at a missed claim leaves a reminder that lies ahead, and ends one whose day has come."""
    here("resolve 1 2 missed", today="2026-08-01")
    here("edit 1 --review-on 2027-01-01")
    here("edit 2 --review-on 2026-11-01", today="2026-08-02")
    code, text = asked(here, "review --missed", ("1> ", "m"), ("2> ", "m"))

    assert code == 0, text
    assert shown(here, 1)["review_on"] == "2027-01-01"
    assert shown(here, 2)["review_on"] is None


def test_what_is_coming(here: Pledger) -> None:
    """--due asks of what falls due by then; a yes there happened today, and nothing can be missed yet."""
    code, text = asked(here, "review --due 60d", ("6> ", "m"), ("6> ", "y"))

    assert code == 0, text
    assert "none of the keys" in text
    claim = shown(here, 6)
    assert (claim["outcome"], claim["happened_on"]) == ("yes", "2026-11-23")
    assert "1 of 1: prediction 6" in text


@pytest.mark.parametrize(
    ("line", "ids"),
    [
        ("review -s bo", [1, 2, 3, 4, 5]),
        ("review --due 1y -t '#zh'", [6]),
        ("review --all", [1, 2, 3, 4, 5]),
    ],
)
def test_filters(line: str, ids: list[int], here: Pledger) -> None:
    """-s and -t choose as they do in `list`; --all brings what is snoozed."""
    if "--all" in line:
        here("snooze 2")
    code, text = asked(here, line, *((f"{number}> ", "s") for number in ids))

    assert code == 0, text
    assert f"{len(ids)} of {len(ids)}: prediction {ids[-1]}" in text
    assert outcomes(here) == [None] * 6


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("review -s 王", "Nothing is overdue, with these filters."),
        ("review --missed", "Nothing was missed that may still come."),
        ("review --due 2d", "Nothing falls due by 2026-11-25."),
    ],
)
def test_nothing_to_ask(line: str, words: str, here: Pledger) -> None:
    """Where there is nothing to judge, that is said."""
    code, text = asked(here, line)

    assert code == 0, text
    assert words in text


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("review", 2, "pledger resolve"),
        ("review --missed --due 30d", 2, "give one of them"),
        ("review --nonsense", 2, "review --help"),
    ],
)
def test_refused_without_a_terminal(line: str, code: int, words: str, here: Pledger) -> None:
    """Without a terminal there is nobody to ask: exit 2 names the commands that do without."""
    answer = here(line)

    assert answer.code == code
    assert words in answer.refusal


def test_bad_words_at_a_terminal(here: Pledger) -> None:
    """An unknown speaker or time is refused before the first question."""
    assert asked(here, "review -s Nobody")[0] == 3
    assert asked(here, "review --due soon")[0] == 2


def test_only_one_key_at_a_time(here: Pledger) -> None:
    """Several keys at once, an arrow or an unknown one answer nothing; full-width keys are understood."""
    code, text = asked(
        here, "review", ("1> ", "nn"), ("1> ", "\x1b[A"), ("1> ", "ｎ"), ("2> ", "N"), ("3> ", "q")
    )

    assert code == 0, text
    assert outcomes(here) == ["no", "no", *[None] * 4]


def test_help(here: Pledger) -> None:
    """? says what each key means, and asks again."""
    _, text = asked(here, "review", ("1> ", "?"), ("1> ", "q"))

    assert "it had not happened by its day, and still may" in text
