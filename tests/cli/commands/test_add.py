"""One prediction is recorded, with whatever is known of it."""

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """A person with an empty ledger."""
    pledger("init --me Ann")
    return pledger


def test_all_that_is_said_is_kept(here: Pledger) -> None:
    """Every option lands under its key, and what nobody said is null."""
    answer = here(
        "add 'Inflation falls to 2 %' -s 'Bo Li' --said 2026-02-11 --due 'by Q3' -p 70% -t money -t eu "
        "--source Talk --url https://example.org/t --quote '通胀' --quote-kind verbatim --lang zh "
        "--place '12:30' --criteria 'Eurostat says so' --cluster rates --note n "
        "--evidence https://example.org/e --private -f json"
    )
    (claim,) = answer.json
    expected = {
        "id": 1,
        "statement": "Inflation falls to 2 %",
        "speaker": "Bo Li",
        "kind": "forecast",
        "said_on": "2026-02-11",
        "deadline_phrase": "by Q3",
        "window": "dated",
        "earliest": "2026-02-11",
        "latest": "2026-09-30",
        "status": "overdue",
        "days_overdue": 54,  # 31 of October and 23 of November
        "stance": "affirm",
        "credence": 0.7,
        "credence_basis": "stated",
        "criteria": "Eurostat says so",
        "quote": "通胀",
        "quote_kind": "verbatim",
        "lang": "zh",
        "source": "Talk",
        "url": "https://example.org/t",
        "place": "12:30",
        "tags": ["money", "eu"],
        "cluster": "rates",
        "private": True,
        "note": "n",
        "outcome": None,
        "happened_on": None,
        "judged_on": None,
        "follows": None,
        "prospective": False,  # recorded after its last day
    }
    assert {key: claim[key] for key in expected} == expected
    assert [link["url"] for link in claim["evidence"]] == ["https://example.org/e"]


@pytest.mark.parametrize(
    ("option", "stance", "credence"),
    [
        ("", "affirm", None),
        ("-p 70%", "affirm", 0.7),
        ("-p 0.2", "deny", 0.2),
        ("-p 3:1", "affirm", 0.75),
        ("-p '1 in 4'", "deny", 0.25),
        ("-p 7/10", "affirm", 0.7),
        ("-p 50%", None, 0.5),
        ("-p likely", "affirm", 0.72),
        ("-p 可能", None, 0.45),
        ("--deny", "deny", None),
        ("--stance none", None, None),
        ("-p likely --stance none", None, 0.72),
    ],
)
def test_chance_and_stance(
    option: str, stance: str | None, credence: float | None, here: Pledger
) -> None:
    """A number or a word is the chance and says which way it leans, unless --stance does."""
    (claim,) = here(f"add 'It comes' --due 'by 2027' {option} -f json").json
    assert (claim["stance"], claim["credence"]) == (stance, credence)


@pytest.mark.parametrize(
    ("option", "code", "words"),
    [
        ("-p 70", 2, "70%"),
        ("-p 170%", 2, "170%"),
        ("-p 80% --deny", 4, "deny"),
        ("--due 'purple monkey dishwasher'", 2, "purple monkey dishwasher"),
        ("--due 3/7/2026", 2, "2026-03-07"),
        ("--due 'by 2020'", 2, "before it was said"),
        ("--from 2026-12-01 --to 2026-11-30", 2, "2026-12-01"),
        ("--said 2026-11-24", 4, "still to come"),
        ("--said 2026-02-30", 2, "2026-02-30"),
        ("--follows 7", 3, "7"),
        ("--kind wish", 2, "wish"),
    ],
)
def test_what_is_refused(option: str, code: int, words: str, here: Pledger) -> None:
    """A bad option is one sentence that names it, and nothing is recorded."""
    answer = here(f"add 'It comes' {option}")
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.refusal
    assert here("list -f json").json == []


def test_a_known_claim_is_refused_once(here: Pledger) -> None:
    """The same words, speaker, day and window are one claim: refused and named, unless --again."""
    line = "add 'It comes' --said 2026-02-11 --due 'by 2027'"
    (first,) = here(f"{line} -f json").json
    refused = here(line.replace("It comes", "it  COMES"))
    assert refused.code == 4
    assert "prediction 1" in refused.err
    assert here(f"{line} --again").code == 0
    assert here(line.replace("2027", "2028")).code == 0  # another window: a ladder
    uids = [claim["uid"] for claim in here("list -f json").json]
    assert uids[0] == first["uid"]
    assert len(set(uids)) == 3


def test_a_renewed_promise(here: Pledger) -> None:
    """--follows takes one earlier claim of the same speaker that nothing follows: no forks, no circles."""
    here("add 'It comes' -s Bo --said 2026-01-01 --due 'by March'")
    here("add 'It comes' -s Cy --said 2026-02-01 --due 'by May'")
    assert here("add 'It comes' -s Bo --said 2026-03-01 --due 'by June' --follows 1").code == 0
    fork = here("add 'It comes now' -s Bo --said 2026-04-01 --due 'by July' --follows 1")
    other = here("add 'It comes' -s Bo --said 2026-04-01 --due 'by July' --follows 2")
    early = here("add 'It comes' -s Bo --said 2026-02-01 --due 'by July' --follows 3")
    circle = here("edit 1 --follows 3")
    assert [answer.code for answer in (fork, other, early, circle)] == [4, 4, 4, 4]
    assert [claim["follows"] for claim in here("list -f json").json] == [None, None, 1]


def test_a_speaker_is_met_by_whole_names(here: Pledger) -> None:
    """Writing a new name never takes a prefix for somebody: Elon is not Elon Musk until told so."""
    here("add 'It comes' -s 'Elon Musk' --due 'by 2027'")
    here("add 'It goes' -s Elon --due 'by 2027'")
    here("add 'It stays' -s 'elon  MUSK' --due 'by 2027'")
    assert [claim["speaker"] for claim in here("list -f json").json] == [
        "Elon Musk",
        "Elon",
        "Elon Musk",
    ]


def test_one_line(here: Pledger) -> None:
    """Date, chance and tag come out of the sentence, and what was taken is said beside the output."""
    answer = here("add 'Nora ships the beta by Friday 70% #work' -s Nora --said 2026-02-11 -f json")
    (claim,) = answer.json
    assert (claim["statement"], claim["latest"], claim["credence"], claim["tags"]) == (
        "Nora ships the beta",
        "2026-02-13",
        0.7,
        ["work"],
    )
    assert "by Friday" in answer.err
    assert "70%" in answer.err


def test_options_win_over_the_line(here: Pledger) -> None:
    """With --due the sentence is not searched for a time, with -p not for a chance."""
    (claim,) = here("add 'It may rain by Friday' --due 'by 2030' -p 20% -f json").json
    assert (claim["statement"], claim["latest"], claim["credence"], claim["stance"]) == (
        "It may rain by Friday",
        "2030-12-31",
        0.2,
        "deny",
    )


def test_a_figure_that_may_be_the_chance_is_asked_about(here: Pledger) -> None:
    """A figure at the end that is not surely the chance stays in the statement, and it says so."""
    answer = here(["add", "It grows 70%", "--due", "2027", "-f", "json"])

    assert (answer.json[0]["statement"], answer.json[0]["credence"]) == ("It grows 70%", None)
    assert "give it with -p" in answer.err
    assert "give it with -p" not in here(["add", "It gains 70%", "-p", "0.5", "-f", "json"]).err


def test_words_of_the_statement_are_heard(here: Pledger) -> None:
    """Who says that something may come has denied nothing; a goal stands aside."""
    (may,) = here("add 'AI may pass the exam by 2030' -f json").json
    (goal,) = here("add 'The company aims to ship by 2030' -f json").json
    assert (may["credence"], may["stance"], may["credence_basis"]) == (0.42, None, "words")
    assert (goal["kind"], goal["credence"]) == ("goal", None)


def test_two_times_in_a_line(here: Pledger) -> None:
    """A sentence with two deadlines is refused with both, and nothing is recorded."""
    answer = here("add 'It ships in 2027 and again in 2029'")
    assert answer.code == 2
    assert "2027-12-31" in answer.refusal
    assert "2029-12-31" in answer.refusal
    assert here("list -f json").json == []


def test_the_day_of_an_event(here: Pledger) -> None:
    """--event-date gives an event its day and the words stay; alone it is refused, edit takes it too."""
    (claim,) = here(
        "add 'X wins' --said 2026-02-11 --due 'before the Olympics' --event-date 2028-07-14 -f json"
    ).json
    assert (claim["deadline_phrase"], claim["latest"]) == ("before the Olympics", "2028-07-13")
    assert here("add 'X loses' --event-date 2028-07-14").code == 2
    (event,) = here("add 'Y wins' --said 2026-02-11 --due 'before the next election' -f json").json
    assert (event["window"], event["status"]) == ("event", "undated")
    (dated,) = here("edit 2 --due 'before the next election' --event-date 2028-11-07 -f json").json
    assert (dated["window"], dated["latest"]) == ("dated", "2028-11-06")


def test_a_negation_is_not_heard_as_its_opposite(here: Pledger) -> None:
    """Of "not very likely" and "I don't think" no number is recorded, and nothing is affirmed."""
    (likely,) = here(["add", "It's not very likely that he wins by 2030", "-f", "json"]).json
    (think,) = here(["add", "I don't think she wins by 2030", "-f", "json"]).json
    assert (likely["credence"], likely["stance"]) == (None, "deny")
    assert (think["credence"], think["stance"]) == (None, "deny")


def test_a_private_prediction_stays_here(pledger: Pledger) -> None:
    """Its uid tells nothing, and no export has it, its people or its sources unless --private says so."""
    secret = [
        "add",
        "Zed leaves the firm",
        "-s",
        "Zed",
        "--said",
        "2026-01-05",
        "--source",
        "Zed's mail",
    ]
    uids = set()
    for ledger in ("one", "two"):
        pledger(f"--db {ledger}.sqlite init --me Ann")
        public = pledger(f"--db {ledger}.sqlite add 'It rains' --said 2026-01-05 -f json").json[0]
        private = pledger(["--db", f"{ledger}.sqlite", *secret, "--private", "-f", "json"]).json[0]
        assert private["private"] is True
        uids |= {public["uid"], private["uid"]}
    assert len(uids) == 3
    pledger("--db one.sqlite forecast 2 60% -s Yan --on 2026-02-01")
    for name in ("csv", "tsv", "jsonl"):
        public_export = pledger(f"--db one.sqlite export -f {name}").out
        assert "It rains" in public_export
        assert not {"Zed", "Yan"} & set(public_export.replace('"', " ").split())
        assert "Zed leaves" in pledger(f"--db one.sqlite export -f {name} --private").out
    assert pledger("--db one.sqlite edit 2 --public").code == 0
    assert "Zed leaves" in pledger("--db one.sqlite export").out
    assert pledger("--db one.sqlite verify").code == 0
