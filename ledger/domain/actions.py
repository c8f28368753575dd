"""The decisions: what a command asks for becomes the events to record, or is refused.

Pure: what is known comes in as arguments, nothing is read or written here. Claims come as the rows that
the store gives; days are ISO text.
"""

import os
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ledger.domain import credence as credences
from ledger.domain import resolution
from ledger.domain.claim import is_after
from ledger.domain.claim import normalised
from ledger.domain.claim import uid
from ledger.domain.event import Event
from ledger.domain.event import Kind
from ledger.domain.event import Row
from ledger.domain.event import compact
from ledger.domain.window import PastTimeError
from ledger.errors import RefusedError
from ledger.errors import UnreadableError

# What an edit has to leave as it was for the claim to count as recorded when it was.
SETTING = ("statement", "deadline_phrase", "window", "earliest", "latest", "stance", "p", "kind")
# What is shown and counted when it is edited after the claim was due.
LATE = (*SETTING, "follows")
WINDOW = ("deadline_phrase", "window", "earliest", "latest")

# How a stance is written in options and files; "none" is null in the ledger.
STANCES: dict[str, str | None] = {"affirm": "affirm", "deny": "deny", "none": None}


def window_of(
    draft: Mapping[str, Any], said_on: str, *, fiscal_start: int | None = None
) -> tuple[Row, str | None]:
    """The window that a draft states, and how it was read where the words do not show it plainly.

    `earliest` and `latest` set it by hand, `window` says that there is none (vague, event, open); else the
    deadline phrase is read, with `event_date` as the day of the event that it names. Raises UnreadableError.
    """
    window, _, sentence = _window(draft, said_on, fiscal_start)
    return dict(window), sentence


def _window(
    draft: Mapping[str, Any], said_on: str, fiscal_start: int | None
) -> tuple[Row, Row, str | None]:
    get = draft.get
    return _read_window(
        get("deadline_phrase"),
        get("earliest"),
        get("latest"),
        get("window"),
        get("event_date"),
        said_on,
        fiscal_start,
    )


# Many rows of a file name the same time on the same day. Gives the window whole, and compact.
@lru_cache(maxsize=16384)
def _read_window(
    phrase: str | None,
    earliest: str | None,
    latest: str | None,
    kind: str | None,
    event_date: str | None,
    said_on: str,
    fiscal_start: int | None,
) -> tuple[Row, Row, str | None]:
    sentence = None
    if event_date is not None and (earliest or latest or kind or phrase is None):
        raise UnreadableError(
            "--event-date is the day of the event that --due names; give it with --due alone."
        )
    if earliest is not None and latest is None and kind is None:
        latest = _end_of(phrase, said_on, fiscal_start)
    if earliest is not None or latest is not None:
        if latest is None:
            kind = "open"
        else:
            kind = "dated"
            earliest = earliest if earliest is not None else min(said_on, latest)
            if latest < said_on:
                raise PastTimeError(
                    f"the window ends {latest}, before it was said ({said_on}); check the dates."
                )
            if earliest > latest:
                raise UnreadableError(
                    f"the window starts {earliest}, after it ends ({latest}); check the dates."
                )
    elif kind in ("vague", "event"):
        pass
    elif phrase is not None:
        from ledger.domain import deadline

        said = date.fromisoformat(said_on)
        if event_date is None:
            reading = deadline.read(phrase, said, fiscal_start=fiscal_start)
        else:
            reading = deadline.on_event(phrase, said, date.fromisoformat(event_date))
        kind = reading.kind
        earliest = reading.earliest.isoformat() if reading.earliest else None
        latest = reading.latest.isoformat() if reading.latest else None
        sentence = None if reading.is_obvious else reading.sentence
    elif kind is not None:
        raise UnreadableError(
            f"a window that is {kind} needs its days: give earliest and latest, or a deadline."
        )
    window = {"deadline_phrase": phrase, "window": kind, "earliest": earliest, "latest": latest}
    return window, compact(window), sentence


def _end_of(phrase: str | None, said_on: str, fiscal_start: int | None) -> str | None:
    """The last day that the words name where only the first is set by hand; None where they name none."""
    if phrase is None:
        return None
    from ledger.domain import deadline

    try:
        reading = deadline.read(phrase, date.fromisoformat(said_on), fiscal_start=fiscal_start)
    except deadline.UnknownTimeError:
        return None
    return reading.latest.isoformat() if reading.latest else None


def credence_of(draft: Mapping[str, Any]) -> Row:
    """The forecast, stance and kind that a draft states; raises UnreadableError or RefusedError."""
    get = draft.get
    return dict(_read_credence(get("credence") or "", get("stance"), get("kind"))[0])


@lru_cache(maxsize=4096)
def _read_credence(text: str, stated: str | None, kind: str | None) -> tuple[Row, Row]:
    read = credences.read_cell(text)
    stance = read.stance
    if stated is not None:
        stance = STANCES[stated]
        credences.check_stance(stance, read)
    credence = {
        "p": read.p,
        "p_low": read.low,
        "p_high": read.high,
        "basis": read.basis,
        "words": read.words,
        "stance": stance,
        "kind": kind or ("goal" if read.goal else "forecast"),
    }
    return credence, compact(credence)


# What a draft states that goes into the record as it is.
_PLAIN = frozenset(
    ("criteria", "note", "quote", "quote_kind", "lang", "url", "place", "cluster", "private")
    + ("review_on",)
) | {"tags", "evidence"}


def drafted(
    draft: Mapping[str, Any],
    *,
    said_on: str,
    today: str,
    name: str,
    judged: str | None = None,
    fiscal_start: int | None = None,
) -> tuple[Row, str | None, list[str]]:
    """A claim's row as a draft states it, all but id, uid, speaker and source; and what to say of it.

    That is how its time was read, where the words do not show it plainly, and what else there is to say.

    The row is compact, as a `claims.recorded` event writes it.
    `said_on` and `judged` stand in for what the draft does not say. Raises UnreadableError or RefusedError.
    """
    statement = draft.get("statement")
    if not statement:
        raise UnreadableError(f"{name} has no statement; write what will come true.")
    said_on = draft.get("said_on") or said_on
    if said_on > today:
        raise RefusedError(f"{name} cannot be said on {said_on}: that day is still to come.")
    get = draft.get
    window, stated_window, sentence = _window(draft, said_on, fiscal_start)
    credence, stated = _read_credence(get("credence") or "", get("stance"), get("kind"))
    fields: Row = {"statement": statement, "said_on": said_on, **stated_window, **stated}
    for key, value in draft.items():
        if value and key in _PLAIN:
            fields[key] = value
    if draft.get("review_on"):
        check_review(draft["review_on"], today, name)
    notices: list[str] = []
    outcome = draft.get("outcome")
    if outcome is not None:
        judgement = resolution.judge(
            {"said_on": said_on, "stance": credence["stance"], **window},
            outcome,
            happened_on=draft.get("happened_on"),
            judged_on=draft.get("judged_on") or judged,
            today=today,
            name=name,
        )
        notices = judgement.notices
        fields |= compact(
            {
                "outcome": judgement.outcome,
                "happened_on": judgement.happened_on,
                "judged_on": draft.get("judged_on") or judged,
                "judged_by": draft.get("judged_by"),
                "judged_note": draft.get("judged_note"),
            }
        )
    elif draft.get("happened_on"):
        raise UnreadableError(f"{name} says when it happened and not what; give its outcome.")
    retracted_on = draft.get("retracted_on")
    if retracted_on is not None:
        _check_day(retracted_on, fields, today, name, "taken back")
        fields["retracted_on"] = retracted_on
    return fields, sentence, notices


def check_review(day: str, today: str, name: str) -> None:
    """See that a reminder lies ahead; raises RefusedError."""
    if day <= today:
        raise RefusedError(f"{name} cannot be looked at again on {day}: name a day to come.")


def _check_day(day: str, claim: Mapping[str, Any], today: str, name: str, what: str) -> None:
    if day > today:
        raise RefusedError(f"{name} cannot be {what} on {day}: that day is still to come.")
    if day < claim["said_on"]:
        raise RefusedError(f"{name} cannot be {what} on {day}: it was said on {claim['said_on']}.")


def give_uids(
    claims: Sequence[tuple[str, Row]],
    given: Callable[[Sequence[str]], set[str]],
    keep: Iterable[str] = (),
) -> list[str]:
    """A uid for each (speaker's name, fields): the smallest counter that was never given out.

    `given` tells which of some uids were given out before; those of `keep` are spoken for.
    """
    uids = [""] * len(claims)
    taken = set(keep)
    waiting = list(range(len(claims)))
    counter = 0
    while waiting:
        candidates = {
            number: random_uid()
            if claims[number][1].get("private")
            else uid(
                claims[number][0],
                claims[number][1]["said_on"],
                claims[number][1]["statement"],
                counter,
            )
            for number in waiting
        }
        taken |= given(list(candidates.values()))
        waiting = []
        for number, candidate in candidates.items():
            if candidate in taken:
                waiting.append(number)
            else:
                uids[number] = candidate
                taken.add(candidate)
        counter += 1
    return uids


def random_uid() -> str:
    """A uid that says nothing of its claim."""
    return "".join("abcdefghijklmnopqrstuvwxyz234567"[byte & 31] for byte in os.urandom(10))


# People and sources


def name_person(
    number: int,
    name: str,
    *,
    aliases: Iterable[str] = (),
    role: str | None = None,
    me: bool = False,
) -> Event:
    """Make somebody known; the spellings must be nobody else's."""
    return Event(
        "person.named",
        [
            {
                "person": number,
                "set": {
                    "name": name,
                    "role": role,
                    "me": me,
                    "aliases": spellings(name, aliases),
                },
                "was": None,
            }
        ],
    )


def spellings(name: str, aliases: Iterable[str]) -> list[str]:
    """The aliases that differ from the name and from each other as they are compared, sorted."""
    known = {normalised(name): name}
    for alias in aliases:
        if normalised(alias):
            known.setdefault(normalised(alias), alias)
    return [known[key] for key in sorted(known) if known[key] != name]


def change_person(number: int, was: Row, now: Row) -> Event:
    """Give a person another name, role or aliases."""
    return Event("person.named", [{"person": number, "set": now, "was": was}])


def describe_source(number: int, now: Row, was: Row | None) -> Event:
    """Make a source known, or describe it anew."""
    return Event("source.described", [{"source": number, "set": now, "was": was}])


# Changes of a claim


def change(kind: Kind, claim: Mapping[str, Any], fields: Mapping[str, Any], **more: Any) -> Event:
    """The event that sets fields of a claim, with what they were."""
    was = {name: known(claim, name) for name in fields}
    return Event(kind, [{"uid": claim["uid"], "set": dict(fields), "was": was, **more}])


def known(claim: Mapping[str, Any], name: str) -> Any:
    """What the ledger holds of a claim, in an event's words."""
    if name == "criteria":
        return None if claim["criteria"] is None else [claim["criteria"], claim["criteria_on"]]
    if name in ("private", "removed", "with_outcome", "edited_late"):
        return bool(claim[name])
    if name in ("speaker", "source"):
        return claim[f"{name}_id"]
    return claim[name]


def called(claim: Mapping[str, Any]) -> str:
    """How a sentence names a claim."""
    statement = claim["statement"]
    if len(statement) > 60:
        statement = statement[:57].rstrip() + "..."
    return f"prediction {claim['id']} ({statement})"


def check_there(claim: Mapping[str, Any]) -> None:
    """Refuse to change what was removed."""
    if claim["removed"]:
        raise RefusedError(
            f"{called(claim)} was removed; if that was an error, take it back with: pledger undo"
        )


def resolve(
    claim: Mapping[str, Any],
    outcome: str,
    *,
    happened_on: str | None,
    judged_on: str,
    judged_by: str,
    note: str | None,
    today: str,
) -> tuple[Event, list[str]]:
    """Judge a claim; a missed one may turn late. Raises RefusedError or UnreadableError."""
    check_there(claim)
    name = called(claim)
    turns_late = (
        claim["outcome"] == "missed"
        and outcome in ("yes", "late")
        and happened_on is not None
        and happened_on > claim["latest"]
    )
    if claim["outcome"] is not None and not turns_late:
        raise RefusedError(
            f"{name} is judged already: {claim['outcome']}"
            f"{' on ' + claim['judged_on'] if claim['judged_on'] else ''}; "
            f"take that back first with: pledger reopen {claim['id']}"
        )
    judgement = resolution.judge(
        claim, outcome, happened_on=happened_on, judged_on=judged_on, today=today, name=name
    )
    fields = {
        "outcome": judgement.outcome,
        "happened_on": judgement.happened_on,
        "judged_on": judged_on,
        "judged_by": judged_by,
        "judged_note": note,
    }
    return change("claim.judged", claim, fields), judgement.notices


def reopen(claim: Mapping[str, Any]) -> Event:
    """Take a verdict back; raises RefusedError where there is none."""
    check_there(claim)
    if claim["outcome"] is None:
        raise RefusedError(f"{called(claim)} has no outcome; there is nothing to take back.")
    return change("claim.reopened", claim, dict.fromkeys(resolution.FIELDS))


def retract(claim: Mapping[str, Any], *, on: str, today: str) -> Event:
    """Record that the speaker took it back; raises RefusedError of a judged claim."""
    check_there(claim)
    if claim["outcome"] is not None:
        raise RefusedError(
            f"{called(claim)} is judged already: {claim['outcome']}; it cannot be taken back."
        )
    if claim["retracted_on"] is not None:
        raise RefusedError(f"{called(claim)} was taken back already, on {claim['retracted_on']}.")
    _check_day(on, claim, today, called(claim), "taken back")
    return change("claim.retracted", claim, {"retracted_on": on})


def remove(claim: Mapping[str, Any], *, why: str | None) -> Event:
    """Take out what a recorder got wrong; raises RefusedError where it is out already."""
    check_there(claim)
    more = {} if why is None else {"why": why}
    return change("claim.removed", claim, {"removed": True}, **more)


def snooze(
    claim: Mapping[str, Any], *, until: str | None, looked_on: str, note: str | None, today: str
) -> Event:
    """Record that somebody looked at a claim and put it off, to a day or to none; raises RefusedError.

    A missed claim may still come and can be put off too.
    """
    check_there(claim)
    name = called(claim)
    if claim["outcome"] not in (None, "missed"):
        raise RefusedError(f"{name} is judged already: {claim['outcome']}; nothing is to come.")
    if claim["outcome"] is None and claim["retracted_on"] is not None:
        raise RefusedError(f"{name} was taken back on {claim['retracted_on']}; nothing is to come.")
    if until is not None:
        check_review(until, today, name)
    _check_day(looked_on, claim, today, name, "looked at")
    fields = {"review_on": until, "looked_on": max(looked_on, claim["looked_on"] or "")}
    more = {} if note is None else {"why": note}
    return change("claim.snoozed", claim, fields, **more)


def forecast(
    claim: Mapping[str, Any],
    read: credences.Credence,
    *,
    person: int,
    said_on: str,
    note: str | None,
    given: Sequence[Mapping[str, Any]],
    n: int,
    day: str,
    today: str,
) -> tuple[Event, list[str]]:
    """Give a claim a probability, by anybody; `given` are its forecasts, `day` is the UTC day of the entry.

    The speaker's own first one is the claim's own from then on, unless it says the opposite of what was
    said with the claim. Gives the event and what has to be said. Raises RefusedError or UnreadableError.
    """
    check_there(claim)
    if read.p is None:
        raise UnreadableError(
            f'"{read.words}" gives no number: write 70%, 0.7, or words of the scale (pledger chance).'
            if read.words
            else "a forecast needs a chance: 70%, 0.7, 3:1, or words of the scale."
        )
    _check_forecast_day(claim, said_on, today)
    chance = {"p": read.p, "p_low": read.low, "p_high": read.high, "basis": read.basis}
    chance["words"] = read.words
    if any(
        (row["person"], row["on"], row["p"], row["words"]) == (person, said_on, read.p, read.words)
        for row in given
    ):
        raise RefusedError(f"that forecast of {called(claim)} is recorded already.")
    stated = {"person": person, "said_on": said_on, **chance, "note": note}
    row: Row = {
        "uid": claim["uid"],
        "n": n,
        "forecast": {name: value for name, value in stated.items() if value is not None},
    }
    notices: list[str] = []
    if person == claim["speaker_id"]:
        notices = _own_forecast(claim, read, row, chance, said_on, given, day)
    return Event("forecast.given", [row]), notices


def _check_forecast_day(claim: Mapping[str, Any], said_on: str, today: str) -> None:
    """See that a chance was given while the answer was still to come; raises RefusedError."""
    name = called(claim)
    if said_on > today:
        raise RefusedError(f"{name} has no forecast of {said_on} yet: that day is still to come.")
    if said_on < claim["said_on"]:
        raise RefusedError(
            f"{name} was said on {claim['said_on']}: a chance of {said_on} was given to something else."
        )
    if claim["latest"] is not None and said_on > claim["latest"]:
        raise RefusedError(
            f"{name} was due on {claim['latest']}: a chance of {said_on} speaks of another day; a new "
            "promise is a prediction of its own (pledger add --follows)."
        )
    known = claim["happened_on"] or claim["judged_on"]
    if claim["outcome"] is not None and known is not None and said_on > known:
        what = "happened" if claim["happened_on"] else "was judged"
        raise RefusedError(
            f"{name} {what} on {known}: whoever gives a chance on {said_on} knows the answer."
        )


def _own_forecast(
    claim: Mapping[str, Any],
    read: credences.Credence,
    row: Row,
    chance: Row,
    said_on: str,
    given: Sequence[Mapping[str, Any]],
    day: str,
) -> list[str]:
    """Make a speaker's own forecast the claim's where it is the first; gives what has to be said."""
    has_one = claim["p"] is not None or claim["words"] is not None
    before = next((other for other in given if other["first"]), None)
    # What an edit has cleared was recorded wrong, and is nobody's first.
    own = [
        other
        for other in given
        if other["person"] == claim["speaker_id"] and (has_one or not other["first"])
    ]
    if has_one and before is None or any(other["on"] <= said_on for other in own):
        return []
    if read.stance is not None and read.stance != claim["stance"]:
        said = {
            "affirm": "that it comes true",
            "deny": "that it does not",
            None: "only that it may",
        }
        return [
            f"it was said {said[claim['stance']]}, and this chance says otherwise: it is kept as a "
            "change of mind, and scores count none"
        ]
    fields = dict(chance)
    if claim["set_on"] != day:
        fields["set_on"] = day
    notices = ["it is the speaker's own first one: scores count it"]
    if is_after(day, claim["latest"]) and not claim["edited_late"]:
        fields["edited_late"] = True
        notices.append(f"it was due on {claim['latest']}: that the chance came later is counted")
    row["set"] = fields
    row["was"] = {name: known(claim, name) for name in fields}
    if before is not None:
        row["before"] = before["n"]
    return notices


def redact(
    claims: Sequence[Mapping[str, Any]], reason: str, given: Callable[[Sequence[str]], set[str]]
) -> Event:
    """Empty all that was recorded of a claim, for good.

    `claims` are it and the recordings of the same words that were undone: `id`, `entries` (the rows of the
    journal that speak of it), `sources`, `follows` and `undone`. What is recorded names entries, rows and ids;
    a uid, which is made of what was said, would confirm a guess, so that a random one takes its place.
    `given` tells which uids were given out before.
    """
    rows = []
    for claim in claims:
        uid_ = random_uid()
        while given([uid_]):
            uid_ = random_uid()
        row = {"id": claim["id"], "uid": uid_, "entries": claim["entries"], "reason": reason}
        more = {name: claim[name] for name in ("sources", "follows", "undone")}
        rows.append(row | {name: value for name, value in more.items() if value})
    return Event("entry.redacted", rows)


def check_reason(reason: str, statement: str) -> None:
    """See that the reason, which is kept, does not repeat what is to be forgotten; raises UnreadableError."""
    if normalised(statement) in normalised(reason):
        raise UnreadableError(
            "the reason repeats the prediction, and is kept for good; write it in other words."
        )


def add_evidence(uid_: str, n: int, evidence: Mapping[str, Any]) -> Event:
    """Add a link to what is known of a claim."""
    set_ = {name: value for name, value in evidence.items() if value is not None}
    return Event("evidence.added", [{"uid": uid_, "n": n, "evidence": set_}])


def check_read(day: str | None, today: str) -> None:
    """See that evidence was read by today; raises RefusedError."""
    if day is not None and day > today:
        raise RefusedError(f"evidence cannot be read on {day}: that day is still to come.")


def has_evidence(claim: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    """Whether all that an item says is known of the claim already."""
    return any(
        all(known.get(name) == value for name, value in item.items() if value)
        for known in claim["evidence"]
    )


def evidence(
    claim: Mapping[str, Any], items: Sequence[Mapping[str, Any]], *, first: int, today: str
) -> list[Event]:
    """Add what bears on a claim, judged or not; `first` is the number of the first item.

    Raises RefusedError for what is known already.
    """
    check_there(claim)
    for item in items:
        check_read(item.get("read_on"), today)
        if has_evidence(claim, item):
            raise RefusedError(f"{called(claim)} has that evidence already: {item['url']}")
    return [add_evidence(claim["uid"], n, item) for n, item in enumerate(items, first)]


def saying(
    claim: Mapping[str, Any],
    place: Mapping[str, Any],
    *,
    source: str,
    sayings: Sequence[Mapping[str, Any]],
    n: int,
    day: str,
    today: str,
) -> list[Event]:
    """One more place where a claim was made, or its first one where none was recorded.

    `place` is the saying in an event's words, in the source with the title `source`; `sayings` are those that
    are known. Raises RefusedError where this is one of them.
    """
    check_there(claim)
    given = {name: value for name, value in place.items() if name != "source"}
    for known_ in sayings:
        if known_["source"] == source and all(known_[key] == given[key] for key in given):
            raise RefusedError(
                f'that {called(claim)} can be read in "{source}" is recorded already.'
            )
    if not sayings:
        events, _ = edit(claim, place, day=day, today=today)
        return events
    return [Event("saying.added", [{"uid": claim["uid"], "n": n, "saying": dict(place)}])]


def check_follows(
    claim: Mapping[str, Any],
    followed: Mapping[str, Any],
    follower: int | None,
    chain: Sequence[int],
) -> None:
    """See that a claim may renew another: same speaker, said no later, no forks, no circles.

    `follower` is what follows `followed` already; `chain` are the ids of the chain `followed` is in.
    Raises RefusedError.
    """
    check_there(followed)
    name = called(followed)
    if claim.get("id") is not None and claim["id"] in chain:
        raise RefusedError(f"prediction {claim['id']} stands in the chain of {name} already.")
    if claim["speaker"] != followed["speaker"]:
        raise RefusedError(
            f"{name} was said by {followed['speaker']}; only the same speaker renews a promise."
        )
    if followed["said_on"] > claim["said_on"]:
        raise RefusedError(
            f"{name} was said later ({followed['said_on']}); follow the earlier one."
        )
    if follower is not None and follower != claim.get("id"):
        raise RefusedError(f"{name} is followed by prediction {follower} already; follow that one.")


def edit(
    claim: Mapping[str, Any], fields: Mapping[str, Any], *, day: str, today: str
) -> tuple[list[Event], list[str]]:
    """Mend what was recorded wrong; `day` is the UTC day of the entry.

    Gives the events (none where nothing changes) and what has to be said. Raises RefusedError or
    UnreadableError.
    """
    check_there(claim)
    name = called(claim)
    changed = {key: value for key, value in fields.items() if known(claim, key) != value}
    criteria = changed.pop("criteria", None)
    notices: list[str] = []
    events: list[Event] = []
    said_on = changed.get("said_on", claim["said_on"])
    latest = changed.get("latest", claim["latest"])
    if said_on > today:
        raise RefusedError(f"{name} cannot be said on {said_on}: that day is still to come.")
    if latest is not None and latest < said_on:
        raise UnreadableError(
            f"{name}: the window ends {latest}, before it was said ({said_on}); check the dates."
        )
    for key in ("happened_on", "judged_on", "retracted_on"):
        if key not in changed and claim[key] is not None and claim[key] < said_on:
            raise RefusedError(f"{name} cannot be said on {said_on}: by {claim[key]} it was past.")
    if changed.get("review_on"):
        check_review(changed["review_on"], today, name)
    if changed:
        if any(key in changed for key in SETTING) and claim["set_on"] != day:
            changed["set_on"] = day
        was_due = claim["latest"] is not None and day > claim["latest"]
        if was_due and not claim["edited_late"] and any(key in changed for key in LATE):
            changed["edited_late"] = True
            notices.append(f"{name} was due on {claim['latest']}: the edit is shown and counted")
        if "latest" in changed and "outcome" not in changed:
            anew = resolution.derived(claim, latest=latest, today=today)
            if anew:
                what = anew["outcome"] or "open again"
                notices.append(f"{name} was {claim['outcome']} and is now {what}")
                changed |= anew
        events.append(change("claim.edited", claim, changed))
    if criteria is not None:
        event, said = set_criteria(claim, criteria, day=day)
        events += event
        notices += said
    return events, notices


def set_criteria(claim: Mapping[str, Any], text: str, *, day: str) -> tuple[list[Event], list[str]]:
    """Write down what will count as true, with the UTC day of the entry; no event where it stands already.

    What is written once the answer can be known is told: it may fit the answer. Raises RefusedError.
    """
    check_there(claim)
    if text == claim["criteria"]:
        return [], []
    notices = []
    if is_after(day, claim["latest"]):
        notices.append(
            f"{called(claim)} was due on {claim['latest']}: its criteria are shown as written after that"
        )
    return [change("criteria.set", claim, {"criteria": [text, day]})], notices
