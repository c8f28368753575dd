"""The decisions: what a command asks for becomes the events to record, or is refused."""

from collections.abc import Sequence
from typing import Any

import pytest

from ledger.domain import actions
from ledger.domain.claim import uid
from ledger.domain.event import USUAL
from ledger.domain.event import Event
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from tests.stored import stored

TODAY = "2026-11-23"
RECORDED_ON = stored()["set_on"]
VERDICT = ("outcome", "happened_on", "judged_on", "judged_by", "judged_note")


def claim(**fields: Any) -> dict[str, Any]:
    """A claim as the store gives it, said with 80 per cent."""
    return stored(**{"p": 8 * 10**11, "basis": "stated"} | fields)


YES = {"outcome": "yes", "happened_on": "2026-04-15", "judged_on": "2026-04-16"}
MISSED = {"outcome": "missed", "judged_on": "2026-06-01", "judged_by": "Ada"}


def resolve(
    of: dict[str, Any], outcome: str, on: str | None = None, judged: str = TODAY
) -> dict[str, Any]:
    """The one row that a verdict records."""
    event, _ = actions.resolve(
        of,
        outcome,
        happened_on=on,
        judged_on=judged,
        judged_by="Bob",
        note="seen",
        today=TODAY,
    )
    assert event.kind == "claim.judged"
    return only_row([event])


def only_row(events: Sequence[Event]) -> dict[str, Any]:
    """The row of one event of one row, whose `set` and `was` name the same fields."""
    [event] = events
    [row] = event.rows
    assert row["uid"] == "abcdefghij"
    assert list(row["set"]) == list(row["was"])
    return row


# Judging.


def test_a_verdict_holds_what_when_and_who() -> None:
    """A verdict sets outcome, the day it happened, the day it was judged, who judged, and a note."""
    row = resolve(claim(), "yes", "2026-04-15")

    assert row["set"] == {
        "outcome": "yes",
        "happened_on": "2026-04-15",
        "judged_on": TODAY,
        "judged_by": "Bob",
        "judged_note": "seen",
    }
    assert row["was"] == dict.fromkeys(VERDICT)


@pytest.mark.parametrize("outcome", ["yes", "late", "no", "partial", "ambiguous", "void", "missed"])
def test_what_is_judged_stays_judged(outcome: str) -> None:
    """A verdict is never replaced: it is taken back first."""
    with pytest.raises(RefusedError, match=r"judged already: .* pledger reopen 7"):
        resolve(claim(outcome=outcome, judged_on="2026-06-01"), "no")


@pytest.mark.parametrize("typed", ["late", "yes"])
def test_missed_turns_late(typed: str) -> None:
    """A missed claim is still watched: a later delivery makes it late, without reopening."""
    row = resolve(claim(**MISSED), typed, "2026-07-01")

    assert row["set"]["outcome"] == "late"
    assert row["set"]["happened_on"] == "2026-07-01"
    assert row["was"] == dict.fromkeys(VERDICT) | MISSED


@pytest.mark.parametrize(("typed", "on"), [("late", None), ("yes", None), ("yes", "2026-05-31")])
def test_missed_turns_into_nothing_else(typed: str, on: str | None) -> None:
    """Only a known day after the last one makes a missed claim late; anything else contradicts it."""
    with pytest.raises(RefusedError, match="judged already"):
        resolve(claim(**MISSED), typed, on)


def test_taken_back_and_judged() -> None:
    """What a speaker took back can be judged all the same."""
    assert resolve(claim(retracted_on="2026-04-01"), "no")["set"]["outcome"] == "no"


def test_reopening_empties_the_verdict() -> None:
    """Reopening empties all that a verdict set, and keeps what it was."""
    event = actions.reopen(claim(**YES, judged_by="Bob", judged_note="seen"))

    assert event.kind == "claim.reopened"
    row = only_row([event])
    assert row["set"] == dict.fromkeys(VERDICT)
    assert row["was"] == YES | {"judged_by": "Bob", "judged_note": "seen"}


def test_nothing_to_reopen() -> None:
    """What has no verdict cannot be reopened."""
    with pytest.raises(RefusedError, match="nothing to take back"):
        actions.reopen(claim())


# Taking back, removing.


def test_retracting() -> None:
    """A retraction holds the day on which the speaker took it back."""
    row = only_row([actions.retract(claim(), on="2026-04-01", today=TODAY)])

    assert row["set"] == {"retracted_on": "2026-04-01"}
    assert row["was"] == {"retracted_on": None}


UNRETRACTABLE = {
    "judged": (claim(**YES), "2026-04-20", "judged already"),
    "taken back": (claim(retracted_on="2026-04-01"), "2026-04-20", "taken back already"),
    "in the future": (claim(), "2026-11-24", "still to come"),
    "before it was said": (claim(), "2026-02-28", "it was said on 2026-03-01"),
}


@pytest.mark.parametrize("name", UNRETRACTABLE)
def test_retracting_what_cannot_be(name: str) -> None:
    """A judged claim is not taken back, nor one twice, nor on an impossible day."""
    of, on, sentence = UNRETRACTABLE[name]
    with pytest.raises(RefusedError, match=sentence):
        actions.retract(of, on=on, today=TODAY)


def test_removing() -> None:
    """Removing keeps why; the flag is true and was false."""
    row = only_row([actions.remove(claim(), why="recorded twice")])

    assert (row["set"], row["was"]) == ({"removed": True}, {"removed": False})
    assert row["why"] == "recorded twice"
    assert "why" not in only_row([actions.remove(claim(), why=None)])


def test_what_was_removed_is_left_alone() -> None:
    """Nothing is done to a removed claim but undoing its removal."""
    gone = claim(removed=1)
    for act in (
        lambda: resolve(gone, "yes", "2026-04-15"),
        lambda: actions.reopen(gone | YES),
        lambda: actions.retract(gone, on="2026-04-01", today=TODAY),
        lambda: actions.remove(gone, why=None),
        lambda: actions.edit(gone, {"note": "x"}, day=TODAY, today=TODAY),
    ):
        with pytest.raises(RefusedError, match="pledger undo"):
            act()


# Renewing a promise.


FOLLOWING: dict[str, tuple[dict[str, Any], dict[str, Any], int | None, list[int], str | None]] = {
    "later": ({"id": None, "said_on": "2026-03-02"}, claim(), None, [7], None),
    "on the same day": ({"id": None, "said_on": "2026-03-01"}, claim(), None, [7], None),
    "said earlier than what it follows": (
        {"id": None, "said_on": "2026-02-28"},
        claim(),
        None,
        [7],
        "said later",
    ),
    "another speaker": (
        {"id": None, "said_on": "2026-03-02", "speaker": "Bob"},
        claim(),
        None,
        [7],
        "only the same speaker",
    ),
    "a fork": (
        {"id": None, "said_on": "2026-03-02"},
        claim(),
        8,
        [7, 8],
        "followed by prediction 8",
    ),
    "what follows it already": ({"id": 8, "said_on": "2026-03-02"}, claim(), 8, [7], None),
    "itself": ({"id": 7, "said_on": "2026-03-01"}, claim(), None, [7], "in the chain"),
    "a circle": ({"id": 5, "said_on": "2026-03-01"}, claim(), None, [5, 6, 7], "in the chain"),
    "what was removed": (
        {"id": None, "said_on": "2026-03-02"},
        claim(removed=1),
        None,
        [7],
        "removed",
    ),
}


@pytest.mark.parametrize("name", FOLLOWING)
def test_following(name: str) -> None:
    """A claim follows one of the same speaker, said no later, that nothing follows yet: no forks, no
    circles."""
    new, followed, follower, chain, sentence = FOLLOWING[name]
    new = {"speaker": "Ada"} | new

    if sentence is None:
        actions.check_follows(new, followed, follower, chain)
        return
    with pytest.raises(RefusedError, match=sentence):
        actions.check_follows(new, followed, follower, chain)


# Editing.


def edit(
    of: dict[str, Any], day: str = "2026-04-10", today: str = TODAY, **fields: Any
) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """What an edit sets, what it was, and what is said of it."""
    events, notices = actions.edit(of, fields, day=day, today=today)
    row = only_row(events)
    assert events[0].kind == "claim.edited"
    return row["set"], row["was"], notices


SETTING: dict[str, Any] = {
    "statement": "it is out",
    "deadline_phrase": "by June",
    "window": "open",
    "earliest": "2026-04-02",
    "latest": "2026-06-30",
    "stance": None,
    "p": 7 * 10**11,
    "kind": "goal",
}
BESIDE: dict[str, Any] = {
    "note": "a note",
    "cluster": "launch",
    "speaker": 2,
    "source": 3,
    "private": True,
    "words": "likely",
    "quote": "it will",
    "url": "https://example.org",
    "tags": ["ai"],
}


@pytest.mark.parametrize("name", SETTING)
def test_what_is_said_is_set_anew(name: str) -> None:
    """An edit of statement, window, p, stance or kind sets the claim on the day of the entry."""
    set_, was, _ = edit(claim(), **{name: SETTING[name]})

    assert set_ == {name: SETTING[name], "set_on": "2026-04-10"}
    assert was == {name: claim()[name], "set_on": RECORDED_ON}


@pytest.mark.parametrize("name", [*BESIDE, "follows"])
def test_what_is_beside_sets_nothing(name: str) -> None:
    """An edit of anything else leaves the day on which the claim was set."""
    value = BESIDE.get(name, 3)
    set_, _, _ = edit(claim(), **{name: value})

    assert set_ == {name: value}


def test_the_day_is_set_once() -> None:
    """On the day on which the claim was set already an edit need not say so."""
    set_, _, _ = edit(claim(set_on="2026-04-10"), statement="it is out")

    assert set_ == {"statement": "it is out"}


@pytest.mark.parametrize("name", [*SETTING, "follows"])
def test_edited_after_it_was_due(name: str) -> None:
    """An edit of statement, window, p, stance, kind or chain after the last day is shown and counted."""
    value = SETTING.get(name, 3)
    on_the_day, _, _ = edit(claim(), day="2026-05-31", **{name: value})
    set_, was, notices = edit(claim(), day="2026-06-01", **{name: value})
    again, _, told_again = edit(claim(edited_late=1), day="2026-06-01", **{name: value})

    assert "edited_late" not in on_the_day
    assert (set_["edited_late"], was["edited_late"]) == (True, False)
    assert ["shown and counted" in notice for notice in notices] == [True]
    assert "edited_late" not in again
    assert told_again == []


@pytest.mark.parametrize("name", BESIDE)
def test_a_late_edit_of_what_is_beside(name: str) -> None:
    """A note, a tag or a source may be added at any time."""
    set_, _, notices = edit(claim(), day="2026-06-01", **{name: BESIDE[name]})

    assert "edited_late" not in set_
    assert notices == []


def test_without_a_day_nothing_was_due() -> None:
    """A claim without a deadline is never edited late, not even when it gets one."""
    undated = claim(window=None, earliest=None, latest=None)
    set_, _, _ = edit(
        undated, day="2026-11-23", window="dated", earliest="2026-03-01", latest="2026-04-01"
    )

    assert "edited_late" not in set_


def test_moved_by_a_late_edit() -> None:
    """The day that counts is the one before the edit: moving it ahead hides nothing."""
    set_, _, _ = edit(claim(), day="2026-06-01", latest="2026-12-31")

    assert set_["edited_late"] is True


DERIVED: dict[str, tuple[dict[str, Any], str | None, dict[str, Any], str | None]] = {
    "yes becomes late": (YES, "2026-04-14", {"outcome": "late"}, "is now late"),
    "yes stays yes": (YES, "2026-04-15", {}, None),
    "late becomes yes": (
        YES | {"outcome": "late", "happened_on": "2026-06-15"},
        "2026-06-15",
        {"outcome": "yes"},
        "is now yes",
    ),
    "a yes of unknown day": (YES | {"happened_on": None}, "2026-03-05", {}, None),
    "missed is open again": (MISSED, "2026-12-31", dict.fromkeys(VERDICT), "open again"),
    "missed stays missed": (MISSED, "2026-06-30", {}, None),
}


@pytest.mark.parametrize("name", DERIVED)
def test_window_of_a_judged_claim(name: str) -> None:
    """An edited window derives yes and late anew, opens a missed one, and says so."""
    verdict, latest, changes, sentence = DERIVED[name]
    of = claim(**verdict)
    set_, was, notices = edit(of, earliest="2026-03-01", latest=latest)

    assert {key: set_[key] for key in VERDICT if key in set_} == changes
    assert {key: was[key] for key in changes} == {key: of[key] for key in changes}
    assert [sentence in notice for notice in notices if sentence] == ([True] if sentence else [])


def test_an_edit_of_another_field_derives_nothing() -> None:
    """Only a new last day makes a verdict anew."""
    set_, _, _ = edit(claim(**MISSED), statement="it is out")

    assert not set(VERDICT) & set(set_)


IMPOSSIBLE: dict[str, tuple[dict[str, Any], dict[str, Any], type[Exception]]] = {
    "said in the future": ({}, {"said_on": "2026-11-24"}, RefusedError),
    "said after its last day": ({}, {"said_on": "2026-06-01"}, UnreadableError),
    "a last day before it was said": ({}, {"latest": "2026-02-28"}, UnreadableError),
    "said after it happened": (YES, {"said_on": "2026-04-16"}, RefusedError),
    "said after it was judged": (
        YES | {"happened_on": None},
        {"said_on": "2026-04-17"},
        RefusedError,
    ),
    "said after it was taken back": (
        {"retracted_on": "2026-04-01"},
        {"said_on": "2026-04-02"},
        RefusedError,
    ),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_edits_that_cannot_be(name: str) -> None:
    """Nothing is said after it was due, happened, was judged or taken back, nor in the future."""
    known, fields, error = IMPOSSIBLE[name]
    with pytest.raises(error):
        actions.edit(claim(**known), fields, day="2026-04-10", today=TODAY)


def test_nothing_to_change() -> None:
    """An edit to what is recorded already records nothing."""
    of = claim(private=1, source_id=3)
    fields = {"statement": "it comes out", "private": True, "source": 3, "speaker": 1}

    assert actions.edit(of, fields, day="2026-06-01", today=TODAY) == ([], [])


def test_criteria_carry_their_own_date() -> None:
    """Criteria are written down with the day of the entry, apart from the edit of the claim."""
    of = claim(criteria="a release", criteria_on="2026-03-02")
    events, _ = actions.edit(
        of, {"criteria": "a public release", "note": "x"}, day="2026-04-10", today=TODAY
    )

    assert [event.kind for event in events] == ["claim.edited", "criteria.set"]
    [row] = events[1].rows
    assert row["set"] == {"criteria": ["a public release", "2026-04-10"]}
    assert row["was"] == {"criteria": ["a release", "2026-03-02"]}
    assert actions.edit(of, {"criteria": "a release"}, day="2026-04-10", today=TODAY) == ([], [])


# Recording.


def drafted(**draft: Any) -> tuple[dict[str, Any], list[str]]:
    """The fields of a claim that a draft states, the usual ones filled in."""
    fields, _, notices = actions.drafted(
        {"statement": "it comes out"} | draft, said_on="2026-03-01", today=TODAY, name="line 2"
    )
    return {**USUAL, **fields}, notices


def test_a_statement_is_enough() -> None:
    """A statement alone is a claim: affirmed, a forecast, said on the day given, without a date."""
    fields, notices = drafted()

    assert {name: value for name, value in fields.items() if value is not None} == {
        **USUAL,
        "statement": "it comes out",
        "said_on": "2026-03-01",
    }
    assert notices == []


WINDOWS: dict[str, tuple[dict[str, Any], tuple[str | None, str | None, str | None]]] = {
    "both days": (
        {"earliest": "2026-04-01", "latest": "2026-05-31"},
        ("dated", "2026-04-01", "2026-05-31"),
    ),
    "the last day alone": ({"latest": "2026-05-31"}, ("dated", "2026-03-01", "2026-05-31")),
    "the first day alone": ({"earliest": "2027-01-01"}, ("open", "2027-01-01", None)),
    "on the day it was said": ({"latest": "2026-03-01"}, ("dated", "2026-03-01", "2026-03-01")),
    "days win over the words": (
        {"latest": "2026-05-31", "deadline_phrase": "soon"},
        ("dated", "2026-03-01", "2026-05-31"),
    ),
    "vague": ({"window": "vague", "deadline_phrase": "soon"}, ("vague", None, None)),
    "an event": ({"window": "event", "deadline_phrase": "at launch"}, ("event", None, None)),
}


@pytest.mark.parametrize("name", WINDOWS)
def test_windows_set_by_hand(name: str) -> None:
    """Days set by hand win over the speaker's words, which are kept."""
    draft, (kind, earliest, latest) = WINDOWS[name]
    window, sentence = actions.window_of(draft, "2026-03-01")

    assert window == {
        "deadline_phrase": draft.get("deadline_phrase"),
        "window": kind,
        "earliest": earliest,
        "latest": latest,
    }
    assert sentence is None


@pytest.mark.parametrize(
    ("phrase", "kind", "latest"),
    [
        ("by 2030", "dated", "2030-12-31"),
        ("after 2027", "open", None),
        ("when pigs fly", "open", None),
    ],
)
def test_a_first_day_set_by_hand_leaves_the_last_one_that_the_words_name(
    phrase: str, kind: str, latest: str | None
) -> None:
    """--from alone moves the start of a window; it does not take a deadline away that was named."""
    window, _ = actions.window_of(
        {"deadline_phrase": phrase, "earliest": "2027-06-01"}, "2026-03-01"
    )

    assert window == {
        "deadline_phrase": phrase,
        "window": kind,
        "earliest": "2027-06-01",
        "latest": latest,
    }


@pytest.mark.parametrize(
    "draft",
    [
        {"latest": "2026-02-28"},
        {"earliest": "2026-06-01", "latest": "2026-05-31"},
        {"window": "dated"},
        {"window": "open"},
    ],
)
def test_windows_that_cannot_be(draft: dict[str, Any]) -> None:
    """A window ends after it was said and after it starts, and a dated one needs its days."""
    with pytest.raises(UnreadableError):
        actions.window_of(draft, "2026-03-01")


def test_a_window_can_be_asked_for_twice() -> None:
    """What one caller does to a window does not reach the next one."""
    first, _ = actions.window_of({"latest": "2026-05-31"}, "2026-03-01")
    first["latest"] = None

    assert actions.window_of({"latest": "2026-05-31"}, "2026-03-01")[0]["latest"] == "2026-05-31"


def test_a_row_with_its_outcome() -> None:
    """The day nobody wrote stays unknown: neither the day nor the judge is made up."""
    fields, _ = drafted(latest="2026-05-31", outcome="yes")

    assert fields["outcome"] == "yes"
    assert [fields.get(name) for name in VERDICT[1:]] == [None] * 4


def test_the_judging_day_of_a_whole_file() -> None:
    """A day given for the whole file stands in where a row names none; its own cell wins."""
    for own, judged in ((None, "2026-06-05"), ("2026-06-03", "2026-06-03")):
        fields, _, _ = actions.drafted(
            {"statement": "it comes", "outcome": "no", "judged_on": own},
            said_on="2026-03-01",
            today=TODAY,
            name="line 2",
            judged="2026-06-05",
        )
        assert fields["judged_on"] == judged


def test_a_rows_own_day_wins() -> None:
    """A row's own day is the day it was said, else the one given for the file."""
    assert drafted(said_on="2026-02-01")[0]["said_on"] == "2026-02-01"


DRAFTS: dict[str, tuple[dict[str, Any], type[Exception]]] = {
    "no statement": ({"statement": ""}, UnreadableError),
    "said in the future": ({"said_on": "2026-11-24"}, RefusedError),
    "happened, and nothing says what": ({"happened_on": "2026-04-01"}, UnreadableError),
    "taken back before it was said": ({"retracted_on": "2026-02-28"}, RefusedError),
    "taken back in the future": ({"retracted_on": "2026-11-24"}, RefusedError),
    "happened before it was said": ({"outcome": "yes", "happened_on": "2026-02-28"}, RefusedError),
    "a chance above one": ({"credence": "170%"}, UnreadableError),
    "a stance that contradicts the number": ({"credence": "0.8", "stance": "deny"}, RefusedError),
    "late without a day to be late for": (
        {"outcome": "late", "happened_on": "2026-04-01"},
        RefusedError,
    ),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_rows_that_cannot_be(name: str) -> None:
    """A row that breaks a rule is refused, whatever else it says."""
    draft, error = DRAFTS[name]
    with pytest.raises(error):
        drafted(**draft)


STANCES = {
    "above one half": ("0.51", "affirm"),
    "below one half": ("49%", "deny"),
    "one half": ("50%", None),
    "no chance at all": ("0", "deny"),
    "nothing said": ("", "affirm"),
}


@pytest.mark.parametrize("name", STANCES)
def test_stance_of_a_stated_number(name: str) -> None:
    """Above one half affirms, below denies, one half is neither; without a chance a speaker affirms."""
    cell, stance = STANCES[name]

    assert drafted(credence=cell)[0]["stance"] == stance


def test_stance_none_is_no_stance() -> None:
    """`none` is written for a speaker who says only that it may come."""
    assert drafted(stance="none")[0]["stance"] is None
    assert drafted(stance="deny")[0]["stance"] == "deny"


# Uids.


def given_out(*known: str) -> Any:
    """What the store answers when asked which uids were given out."""
    return lambda asked: set(asked) & set(known)


SAID = {"said_on": "2026-03-01", "statement": "it comes out"}


def numbered(counter: int) -> str:
    """The uid of the same claim with a counter."""
    return uid("Ada", "2026-03-01", "it comes out", counter)


def test_the_smallest_counter_never_given_out() -> None:
    """A claim said again gets the next counter; one that was given out is never given again."""
    assert actions.give_uids([("Ada", SAID)], given_out()) == [numbered(0)]
    assert actions.give_uids([("Ada", SAID)], given_out(numbered(0))) == [numbered(1)]
    assert actions.give_uids([("Ada", SAID)], given_out(numbered(1))) == [numbered(0)]
    assert actions.give_uids([("Ada", SAID)], given_out(numbered(0), numbered(1))) == [numbered(2)]


def test_uids_of_one_file() -> None:
    """Claims alike in one file get counters in their order, around those that are spoken for."""
    twice = [("Ada", SAID), ("Ada", {**SAID, "statement": "IT  comes out"})]

    assert actions.give_uids(twice, given_out()) == [numbered(0), numbered(1)]
    assert actions.give_uids(twice, given_out(), keep=[numbered(0)]) == [numbered(1), numbered(2)]
    assert actions.give_uids([], given_out()) == []


def test_a_private_claims_uid_tells_nothing() -> None:
    """A private claim's uid is ten random characters of the same alphabet."""
    private = [("Ada", {**SAID, "private": True})] * 20
    uids = actions.give_uids(private, given_out())

    assert numbered(0) not in uids
    assert len(set(uids)) == 20
    assert all(
        len(one) == 10 and set(one) <= set("abcdefghijklmnopqrstuvwxyz234567") for one in uids
    )


# People, sources, evidence.


def test_spellings_are_told_apart_as_they_are_compared() -> None:
    """Aliases differ from the name and from each other in more than case, width or spaces."""
    assert actions.spellings("Elon Musk", ["elon  musk", "马斯克", "MUSK", "Musk", " "]) == [
        "MUSK",
        "马斯克",
    ]


def test_people_and_sources_keep_what_they_were() -> None:
    """Naming somebody and describing a source carry what they were before, null for the first time."""
    [met] = actions.name_person(3, "Ada", aliases=["Countess"], role="author").rows
    assert met == {
        "person": 3,
        "set": {"name": "Ada", "role": "author", "me": False, "aliases": ["Countess"]},
        "was": None,
    }
    [renamed] = actions.change_person(3, met["set"], met["set"] | {"name": "Ada L."}).rows
    assert (renamed["was"]["name"], renamed["set"]["name"]) == ("Ada", "Ada L.")
    [described] = actions.describe_source(2, {"title": "talk"}, None).rows
    assert described == {"source": 2, "set": {"title": "talk"}, "was": None}


def test_evidence_says_what_is_known() -> None:
    """A link is added under the claim's next number, without what is not known of it."""
    event = actions.add_evidence("abcdefghij", 2, {"url": "https://example.org", "read_on": None})

    assert event.kind == "evidence.added"
    assert event.rows == [{"uid": "abcdefghij", "n": 2, "evidence": {"url": "https://example.org"}}]


def test_long_statements_are_cut_in_sentences() -> None:
    """A sentence names a claim by its id and the beginning of its statement."""
    assert actions.called(claim()) == "prediction 7 (it comes out)"
    assert actions.called(claim(statement="x" * 61)) == f"prediction 7 ({'x' * 57}...)"
