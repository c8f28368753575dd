"""What a score counts, compared with the rules told again in plain Python."""

import math
import random
import sqlite3
from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from ledger.domain import actions
from ledger.domain.event import Event
from ledger.domain.event import compact
from ledger.reports import score
from ledger.scoring import intervals
from ledger.scoring.tally import Sums
from ledger.scoring.tally import merge
from ledger.store import tally as tally_module
from ledger.store.engine import Run
from ledger.store.engine import sqlite_run
from ledger.store.store import create
from ledger.store.tally import BY
from ledger.store.tally import HORIZONS
from ledger.store.tally import Reading
from ledger.store.tally import Tally

TODAY = "2026-03-15"
# Sources by number: 1 and 3 hold all their predictions, 2 was picked from.
FRAMES = {1: "complete", 2: "selected", 3: "complete", 4: None}
TRUE = ("yes",)
FALSE = ("late", "missed", "no")
# Of a claim, by its number modulo five.
TAGS: dict[int, tuple[str, ...]] = {1: ("ai",), 2: ("ai", "芯片"), 3: ("rockets",)}


@dataclass(frozen=True)
class Said:
    """A claim with all that a score may look at."""

    id: int
    speaker: int = 1
    kind: str = "forecast"
    said_on: str = "2026-03-01"
    latest: str | None = "2026-03-10"
    stance: str | None = "affirm"
    p: int | None = None
    p_low: int | None = None
    p_high: int | None = None
    basis: str = "none"
    outcome: str | None = None
    happened_on: str | None = None
    judged_on: str | None = None
    retracted_on: str | None = None
    removed: bool = False
    source: int | None = None
    cluster: str | None = None
    follows: int | None = None
    set_on: str = "2026-03-01"
    with_outcome: bool = False
    edited_late: bool = False


@dataclass(frozen=True)
class Promise:
    """What counts once: a claim, or the links of a chain."""

    head: Said
    verdict: str
    happened_on: str | None
    edited_late: bool
    renewals: int = 0


# The rules, told again.


def paths(claims: Sequence[Said]) -> list[list[Said]]:
    """The claims that are not removed, each with those that renew it, in the order of renewing."""
    by_id = {claim.id: claim for claim in claims}

    def first(claim: Said) -> int:
        while claim.follows is not None:
            claim = by_id[claim.follows]
        return claim.id

    def depth(claim: Said) -> int:
        return 0 if claim.follows is None else 1 + depth(by_id[claim.follows])

    found: dict[int, list[Said]] = {}
    for claim in sorted(claims, key=depth):
        if not claim.removed:
            found.setdefault(first(claim), []).append(claim)
    return list(found.values())


def chain_of(path: Sequence[Said]) -> list[Said]:
    """The links: one speaker's dated forecasts with one stance, nothing void; fewer than two are none."""
    able = [
        claim
        for claim in path
        if claim.kind == "forecast" and claim.latest is not None and claim.outcome != "void"
    ]
    links = [
        claim
        for claim in able
        if claim.speaker == able[0].speaker and claim.stance == able[0].stance
    ]
    return links if len(links) > 1 else []


def alone(claim: Said) -> Promise:
    """A claim that counts by itself: taken back is taken back, whatever became of it."""
    verdict = claim.outcome or "unjudged"
    if claim.retracted_on is not None and claim.latest is not None:
        verdict = "retracted"
    return Promise(claim, verdict, claim.happened_on, claim.edited_late)


def together(links: Sequence[Said], today: str) -> Promise:
    """A chain counts once, as its head, with what became of the whole."""
    head, followers = links[0], links[1:]
    day = head.latest or ""
    edited, again = any(link.edited_late for link in links), len(followers)
    if head.outcome in ("yes", "late", "partial", "ambiguous"):
        return Promise(head, head.outcome, head.happened_on, edited, again)
    deliveries = [
        link.happened_on
        for link in links
        if link.outcome in ("yes", "late") and link.happened_on is not None
    ]
    if deliveries:
        came = min(deliveries)
        return Promise(head, "yes" if came <= day else "late", came, edited, again)
    missed = head.outcome == "missed"
    for link in followers:
        if link.outcome == "missed" and (link.latest or "") >= day:
            missed = True
        if link.outcome == "yes" and link.said_on > day:
            missed = True
    if any(link.outcome == "no" for link in links):
        verdict = "no"
    elif missed and day < today:
        verdict = "missed"
    elif links[-1].retracted_on is not None:
        verdict = "retracted"
    else:
        verdict = "unjudged"
    return Promise(head, verdict, None, edited, again)


def promises(claims: Sequence[Said], today: str, *, each: bool) -> list[Promise]:
    """What counts: chains once, or each link by itself."""
    counted = []
    for path in paths(claims):
        links = [] if each else chain_of(path)
        if links:
            counted.append(together(links, today))
        counted += [alone(claim) for claim in path if claim not in links]
    return counted


def place(promise: Promise, today: str) -> str:
    """The one place a claim falls into."""
    head = promise.head
    if head.kind != "forecast":
        return "aside"
    if head.latest is None:
        return "no_deadline"
    if head.latest < today:
        return "due"
    return "open" if promise.verdict == "unjudged" else "ahead"


def is_right(promise: Promise) -> bool:
    """Affirmed and came by its day, or denied and did not."""
    if promise.head.stance == "affirm":
        return promise.verdict in TRUE
    return promise.head.stance == "deny" and promise.verdict in FALSE


def is_prospective(promise: Promise) -> bool:
    """On record before its day and before it happened, without its outcome."""
    head = promise.head
    return (
        head.latest is not None
        and not head.with_outcome
        and head.set_on < head.latest
        and (promise.happened_on is None or head.set_on < promise.happened_on)
    )


def expected(
    claims: Sequence[Said],
    counted: Sequence[Promise],
    bundled: Mapping[Any, Sequence[Promise]],
    today: str,
    *,
    ahead: bool = False,
) -> dict[str, Any]:
    """The row of a group: its claims, what counts of them, and what of the due stands or falls together."""
    places = Counter(place(promise, today) for promise in counted)
    due = [promise for promise in counted if place(promise, today) == "due"]
    if ahead:
        early = [promise for promise in counted if place(promise, today) == "ahead"]
        due += early
        places["due"], places["ahead"] = len(due), 0
    undated = [promise for promise in counted if place(promise, today) == "no_deadline"]
    verdicts = Counter(promise.verdict for promise in due)
    taken = [promise for promise in due if promise.head.stance is not None]
    decided = [p for p in taken if p.verdict in (*TRUE, *FALSE, "retracted")]
    undecided = [p for p in taken if p.verdict in ("unjudged", "partial", "ambiguous")]
    right = [promise for promise in decided if is_right(promise)]
    unsure = [
        promise
        for promise in decided
        if promise.verdict == "yes"
        and (promise.head.latest or "") < today
        and promise.happened_on is None
        and (promise.head.judged_on is None or promise.head.judged_on > (promise.head.latest or ""))
    ]
    against = [promise for promise in unsure if promise.head.stance == "affirm"]
    in_favour = [promise for promise in unsure if promise.head.stance == "deny"]
    scored = [promise for promise in due if has_loss(promise)]
    stated = [p for p in scored if p.head.basis == "stated" and p.head.p != 5 * 10**11]
    hoped = [max(p.head.p or 0, 10**12 - (p.head.p or 0)) / 10**12 for p in stated]
    of = len(decided) + len(undecided)
    sources = {promise.head.source for promise in due} - {None}
    return {
        "claims": len(counted),
        **{name: places[name] for name in ("aside", "due", "ahead", "open", "no_deadline")},
        "repromises": sum(promise.renewals for promise in counted),
        "redacted": 0,
        "removed_due": sum(
            claim.removed
            and claim.kind == "forecast"
            and claim.latest is not None
            and claim.latest < today
            for claim in claims
        ),
        "edited_late": sum(promise.edited_late for promise in counted),
        "judged": len(due) - verdicts["unjudged"],
        **{
            name: verdicts[name]
            for name in (
                *("unjudged", "yes", "late", "missed", "no", "partial", "ambiguous", "void"),
                "retracted",
            )
        },
        "no_deadline_yes": sum(promise.verdict == "yes" for promise in undated),
        "no_deadline_no": sum(promise.verdict == "no" for promise in undated),
        "right": len(right),
        "decided": len(decided),
        "undecided": len(undecided),
        "neither": sum(p.verdict != "void" and p.head.stance is None for p in due),
        "day_unknown": len(unsure),
        "accuracy": len(right) / len(decided) if decided else None,
        "accuracy_worst": (len(right) - len(against)) / of if of else None,
        "accuracy_best": (len(right) + len(undecided) + len(in_favour)) / of if of else None,
        "forecasts": len(scored),
        "brier": pytest.approx(sum(map(loss, scored)) / len(scored)) if scored else None,
        "stated": len(stated),
        "stated_right": sum(((p.head.p or 0) > 5 * 10**11) == (p.verdict in TRUE) for p in stated),
        "accuracy_expected": pytest.approx(sum(hoped) / len(hoped)) if stated else None,
        "selected": sum(FRAMES.get(promise.head.source or 0) == "selected" for promise in due),
        **expected_limits(bundled.values(), decided, undecided, unsure, scored),
        "prospective": sum(is_prospective(promise) for promise in due),
        "sources": len(sources),
        "complete_sources": sum(FRAMES[source or 0] == "complete" for source in sources),
    }


def has_loss(promise: Promise) -> bool:
    """Whether a probability score counts it: a chance, and a truth value."""
    return promise.head.p is not None and promise.verdict in (*TRUE, *FALSE)


def loss(promise: Promise) -> float:
    """(p − y)²."""
    return ((promise.head.p or 0) / 10**12 - (promise.verdict in TRUE)) ** 2


def gap(promise: Promise) -> float:
    """y − p."""
    return (promise.verdict in TRUE) - (promise.head.p or 0) / 10**12


def alike(parts: Iterable[Sequence[float]]) -> list[intervals.Alike]:
    """What is averaged, in its clusters, as sums."""
    return [
        intervals.Alike(
            len(part), 1, sum(part), sum(x * x for x in part), sum(part) ** 2 / len(part)
        )
        for part in parts
        if part
    ]


def expected_limits(
    bundles: Iterable[Sequence[Promise]],
    decided: Sequence[Promise],
    undecided: Sequence[Promise],
    unsure: Sequence[Promise],
    scored: Sequence[Promise],
) -> dict[str, Any]:
    """The limits of accuracy and of the Brier score, from every claim in its cluster."""
    bundles = list(bundles)

    def clusters(held: Sequence[Promise], hits: Sequence[Promise]) -> list[tuple[int, int, int]]:
        parts = [[p in hits for p in bundle if p in held] for bundle in bundles]
        return [(len(part), sum(part), 1) for part in parts if part]

    right = [promise for promise in decided if is_right(promise)]
    both = [*decided, *undecided]
    limits: tuple[float | None, float | None] = (None, None)
    if len(undecided) * 5 > len(both):
        worst = [promise for promise in right if promise not in unsure]
        best = [*right, *undecided, *unsure]
        limits = (
            intervals.accuracy_interval(len(worst), len(both), clusters(both, worst)).low,
            intervals.accuracy_interval(
                len(set(map(id, best))), len(both), clusters(both, best)
            ).high,
        )
    elif decided:
        found = intervals.accuracy_interval(len(right), len(decided), clusters(decided, right))
        limits = (found.low, found.high)
    losses = [[loss(p) for p in bundle if p in scored] for bundle in bundles]
    gaps = [[gap(p) for p in bundle if p in scored] for bundle in bundles]
    n_eff = intervals.effective(alike(gaps))[0]
    tally = [(p.head.p or 0, 1, int(p.verdict in TRUE)) for p in scored]
    brier = intervals.brier_interval(
        merge(tally),
        alike(losses),
        exact=False,
    )
    return {
        "accuracy_low": limits[0] if limits[0] is None else pytest.approx(limits[0]),
        "accuracy_high": limits[1] if limits[1] is None else pytest.approx(limits[1]),
        "brier_low": pytest.approx(brier.low) if brier else None,
        "brier_high": pytest.approx(brier.high) if brier else None,
        "calibration_n_eff": pytest.approx(n_eff) if brier else None,
    }


def bundles_of(
    claims: Sequence[Said], counted: Sequence[Promise], *, each: bool
) -> dict[Any, list[Promise]]:
    """What stands or falls together: the claim's own cluster, else its chain where each link counts, else
    the talk it was said in, else itself."""
    chain = {link.id: path[0].id for path in paths(claims) for link in chain_of(path)}
    bundles: dict[Any, list[Promise]] = {}
    for promise in counted:
        head = promise.head
        name: tuple[Any, ...] = ("itself", head.id)
        if head.cluster is not None:
            name = ("cluster", head.cluster)
        elif each and head.id in chain:
            name = ("chain", chain[head.id])
        elif head.source is not None:
            name = ("talk", head.source, head.said_on)
        bundles.setdefault(name, []).append(promise)
    return bundles


def expected_bundles(
    bundled: Mapping[Any, Sequence[Promise]], today: str
) -> Counter[tuple[int, int]]:
    """The clusters of what is decided, as (size, right)."""
    found: Counter[tuple[int, int]] = Counter()
    for bundle in bundled.values():
        hits = [
            is_right(promise)
            for promise in bundle
            if place(promise, today) == "due"
            and promise.head.stance is not None
            and promise.verdict in (*TRUE, *FALSE, "retracted")
        ]
        found[len(hits), sum(hits)] += bool(hits)
    return +found


# Ledgers made by chance, keeping the rules of recording.

Choose = Callable[[Sequence[Any]], Any]


def day(number: int) -> str:
    """A day of the month in which all of it happens."""
    return f"2026-03-{number:02}"


DAYS = tuple(map(day, (4, 8, 10, 12, 14)))


def judged(claim: Said, outcome: str | None, choose: Choose) -> Said:
    """The claim with an outcome that may be recorded of it, or with none."""
    if outcome is None:
        return claim
    if claim.latest is None and outcome in ("late", "missed"):
        return claim
    possible: list[str | None] = [None]
    if outcome in ("yes", "no", "partial"):
        possible += [d for d in DAYS if d >= claim.said_on]
        if outcome == "yes" and claim.latest is not None:
            possible = [d for d in possible if d is None or d <= claim.latest]
    if outcome == "late":
        possible = [d for d in (*DAYS, TODAY) if d > (claim.latest or "")]
        if not possible:
            return claim
    happened_on = choose(possible)
    judged_on = choose([None, *(d for d in (*DAYS, TODAY) if d >= (happened_on or claim.said_on))])
    return replace(claim, outcome=outcome, happened_on=happened_on, judged_on=judged_on)


def recorded(number: int, first: int, choose: Choose) -> Said:
    """A claim as it is recorded first."""
    said_on = choose(DAYS[:3])
    p = choose((None, None, 3 * 10**11, 5 * 10**11, 8 * 10**11))
    return Said(
        id=number,
        speaker=first + choose((0, 0, 1)),
        said_on=said_on,
        latest=choose([None, *(d for d in (*DAYS, TODAY, day(20)) if d >= said_on)]),
        stance=choose(("affirm", "affirm", "deny", None)),
        p=p,
        p_low=p and p - 10**11,
        p_high=p and p + 10**11,
        basis=choose(("stated", "words")) if p else "none",
        kind=choose(("forecast",) * 5 + ("goal", "conditional")),
        source=choose((None, None, 1, 2, 3, 4)),
        cluster=choose((None, None, None, "talk", "launch")),
        set_on=choose(DAYS),
        with_outcome=choose((False, False, True)),
        edited_late=choose((False, False, True)),
    )


def ledger(choose: Choose, *, start: int = 1, first: int = 1) -> list[Said]:
    """A few claims of two or three speakers, with renewals that were allowed when they were recorded."""
    claims: dict[int, Said] = {}
    for number in range(start, start + choose(tuple(range(13)))):
        claim = recorded(number, first, choose)
        behind = {other.follows for other in claims.values()}
        free = [
            other
            for other in claims.values()
            if other.id not in behind
            and not other.removed
            and other.speaker == claim.speaker
            and other.said_on <= claim.said_on
        ]
        if free and choose((True, True, False)):
            renewed = choose(free)
            claim = replace(claim, follows=renewed.id, stance=renewed.stance)
        claims[number] = claim
        if choose((False,) * 9 + (True,)):
            # Nothing may follow what was removed, whatever it followed is free again.
            claims[number] = replace(claim, removed=True)
            if claim.follows is not None and choose((False, True)):
                other = replace(recorded(number + 20, first, choose), follows=claim.follows)
                followed = claims[claim.follows]
                claims[other.id] = replace(
                    other,
                    speaker=followed.speaker,
                    stance=followed.stance,
                    said_on=max(other.said_on, followed.said_on),
                    latest=other.latest and max(other.latest, followed.said_on),
                )
    outcomes = (None, None, "yes", "yes", "late", "missed", "no", "partial", "ambiguous", "void")
    for number, claim in claims.items():
        # Later corrections, then what became of it.
        change = choose(("none",) * 8 + ("stance", "speaker", "removed", "kind"))
        if change == "stance":
            claim = replace(claim, stance=choose(("affirm", "deny", None)))
        elif change == "speaker":
            claim = replace(claim, speaker=first + choose((0, 1, 2)))
        elif change == "removed":
            claim = replace(claim, removed=True)
        elif change == "kind":
            claim = replace(claim, kind="goal")
        if choose((False,) * 5 + (True,)):
            claim = replace(claim, retracted_on=claim.said_on)
        claims[number] = judged(claim, choose(outcomes), choose)
    return list(claims.values())


# Asking both.


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes long is left out, as for many groups; its limits are those in closed form."""
    monkeypatch.setattr(score, "GROUPS", -1)


def told(
    run: Run, names: Mapping[Any, str] | None, *, today: str = TODAY, **rules: Any
) -> tuple[dict[str | None, dict[str, Any]], dict[Any, Counter[tuple[int, int]]]]:
    """The rows and the clusters as the ledger gives them."""
    groups, whole = Tally(run, today=today, **rules).sums()
    rows = score.rows(groups, whole, names=names)
    clusters = {}
    for key, sums in [*groups.items(), (None, whole)]:
        clusters[key] = Counter[tuple[int, int]]()
        for size, right, n in score.Group("", sums, exact=False).clusters():
            clusters[key][size, right] += n
        clusters[key] = +clusters[key]
    return {row["group"]: row for row in rows}, clusters


def check(run: Run, claims: Sequence[Said], *, today: str = TODAY) -> None:
    """See that the ledger counts as the rules do, for everybody and for all."""
    speakers = sorted({claim.speaker for claim in claims})
    names = {speaker: str(speaker) for speaker in speakers}
    for each in (False, True):
        counted = promises(claims, today, each=each)
        rows, clusters = told(run, names, each=each, today=today)
        for speaker in (None, *speakers):
            mine = [claim for claim in claims if speaker in (None, claim.speaker)]
            mine_counted = [p for p in counted if speaker in (None, p.head.speaker)]
            row = rows.pop(None if speaker is None else str(speaker), None)
            if row is None:
                assert speaker is not None
                assert all(claim.removed for claim in mine)
                continue
            bundled = bundles_of(claims, mine_counted, each=each)
            want = expected(mine, mine_counted, bundled, today)
            assert {name: row[name] for name in want} == want
            adds_up(row, len(mine), sum(claim.removed for claim in mine))
            assert clusters.get(speaker, Counter()) == expected_bundles(bundled, today)
        assert not rows


def adds_up(row: Mapping[str, Any], recorded: int, removed: int) -> None:
    """The sums that hold for every row."""
    assert row["claims"] == (
        row["aside"] + row["due"] + row["ahead"] + row["open"] + row["no_deadline"]
    )
    assert row["due"] == row["judged"] + row["unjudged"]
    assert row["judged"] == sum(
        row[name] for name in (*TRUE, *FALSE, "partial", "ambiguous", "void", "retracted")
    )
    assert row["due"] == row["decided"] + row["undecided"] + row["neither"] + row["void"]
    assert recorded == row["claims"] + row["repromises"] + row["redacted"] + removed
    if row["accuracy"] is not None:
        assert row["accuracy_worst"] <= row["accuracy"] <= row["accuracy_best"]


@pytest.fixture(scope="module")
def memory() -> Iterator[sqlite3.Connection]:
    """A ledger in memory with its tables and no claims."""
    import sqlalchemy as sa

    from ledger.store.schema import migrate

    connection = sqlite3.connect(":memory:", isolation_level=None)
    engine = sa.create_engine("sqlite://", creator=lambda: connection, poolclass=sa.pool.StaticPool)
    with engine.begin() as raw:
        migrate(raw)
    connection.executemany(
        "insert into source (id, title, frame, given) values (?, ?, ?, 1)",
        [(number, f"talk {number}", frame) for number, frame in FRAMES.items()],
    )
    yield connection
    engine.dispose()
    connection.close()


def fill(connection: sqlite3.Connection, claims: Iterable[Said]) -> Run:
    """Put claims straight into the table; gives the door to it."""
    connection.execute("delete from claim")
    connection.execute("delete from forecast")
    names = Said.__annotations__
    connection.executemany(
        f"insert into claim ({', '.join(names)}, uid, statement, key, private, entry)"
        f" values ({', '.join(f':{name}' for name in names)}, :id, 'it comes', 1, 0, 1)",
        [vars(claim) for claim in claims],
    )
    return sqlite_run(connection, "memory")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(data=st.data())
def test_counts_are_those_of_the_rules(data: st.DataObject, memory: sqlite3.Connection) -> None:
    """Every count, sum, cluster and rate is what the rules give, chains once and each by itself."""
    claims = ledger(lambda options: data.draw(st.sampled_from(options)))

    check(fill(memory, claims), claims)


@pytest.mark.parametrize("seed", range(20))
def test_ledgers_stand_beside_each_other(seed: int, memory: sqlite3.Connection) -> None:
    """Chains of many speakers in one ledger do not touch each other; the row for all is their sum."""
    claims = many(seed, 30)

    check(fill(memory, claims), claims)


def many(seed: int, number: int) -> list[Said]:
    """Small ledgers of different speakers, one after another."""
    chance = random.Random(seed)
    claims: list[Said] = []
    for group in range(number):
        claims += ledger(chance.choice, start=1 + 50 * group, first=1 + 3 * group)
    return claims


def recorded_as(claims: Sequence[Said], forecasts: Sequence["Gave"] = ()) -> list[Event]:
    """The events that record claims, correct and judge them, and give them chances."""
    speakers = {claim.speaker for claim in claims} | {forecast.person for forecast in forecasts}
    later = ("removed", "set_on", "with_outcome", "edited_late", "outcome", "happened_on")
    recorded, changes = [], []
    for claim in claims:
        row = vars(claim) | {"uid": f"claim-{claim.id}", "statement": "it comes"}
        row["tags"] = list(TAGS.get(claim.id % 5, ()))
        recorded.append(compact({name: row[name] for name in row if name not in later}))
        set_ = {name: row[name] for name in later}
        changes.append({"uid": row["uid"], "set": set_, "was": dict.fromkeys(later)})
    given = [
        {
            "uid": f"claim-{gave.claim}",
            "n": gave.n,
            "forecast": {
                **{name: getattr(gave, name) for name in ("person", "said_on", "p")},
                "p_low": gave.p,
                "p_high": gave.p,
                "basis": "stated",
            },
        }
        for gave in forecasts
    ]
    return [
        *(actions.name_person(number, str(number)) for number in sorted(speakers)),
        *(
            actions.describe_source(
                number,
                {"title": f"talk {number}", "url": None, "frame": frame, "given": True},
                None,
            )
            for number, frame in FRAMES.items()
        ),
        Event("claims.recorded", recorded),
        Event("claim.edited", changes),
        *([Event("forecast.given", given)] if given else []),
    ]


AT = "2026-03-01T09:00:00Z"


def test_recorded_by_events(target: str) -> None:
    """What was recorded, corrected and judged by events counts the same, on both engines."""
    claims = many(3, 40)
    store = create(target, "me", AT, recorded_as(claims))
    try:
        check(store.run, claims)
        check(store.run, claims, today=day(11))
    finally:
        store.close()


EVERY_QUESTION: list[dict[str, Any]] = [
    *({"by": by} for by in BY),
    *({"by": by, "each": True} for by in ("speaker", "tag")),
    {"ahead": True, "prospective": True},
    {"complete": True, "basis": "stated"},
    {"speakers": [1, 2, 4, 5]},
    {"reading": Reading(None, 9 * 10**11)},
    {"reading": Reading({"likely": (6 * 10**11, 7 * 10**11, 8 * 10**11), "it's so": (1, 2, 3)})},
    *({"forecast": forecast, "by": by} for forecast in ("last", "time") for by in BY),
    *({"versus": 9000, "by": by} for by in ("speaker", "tag", "due-year")),
    {"versus": 9000, "forecast": "last", "each": True},
    {"versus": 9000, "forecast": "last", "prospective": True, "basis": "stated"},
    {"versus": 9000, "reading": Reading({"likely": (6 * 10**11, 7 * 10**11, 8 * 10**11)}, 10**11)},
    {"forecast": "last", "reading": Reading(None, 9 * 10**11)},
    {"forecast": "time", "prospective": True},
]


def test_both_engines_answer_alike(target: str, memory: sqlite3.Connection) -> None:
    """Every question has the same answer whichever engine is asked, to the last digits of a float."""
    claims = many(7, 40)
    forecasts = [replace(f, first=None) for f in gave(claims, random.Random(7))]
    run = fill(memory, claims)
    tell(memory, forecasts)
    memory.execute("delete from tag")
    memory.executemany(
        "insert into tag (claim, n, tag) values (?, ?, ?)",
        [(c.id, n, tag) for c in claims for n, tag in enumerate(TAGS.get(c.id % 5, ()), 1)],
    )

    store = create(target, "me", AT, recorded_as(claims, forecasts))
    try:
        for rules in EVERY_QUESTION:
            asked, here = (Tally(door, today=TODAY, **rules) for door in (store.run, run))
            found, whole = asked.sums()
            want, want_whole = here.sums()
            assert asked.one_by_one() == here.one_by_one(), rules
            assert asked.renewals() == here.renewals(), rules
            keys, want_keys = asked.keys(), here.keys()
            assert {n: set(of) for n, of in keys.items()} == {
                n: set(of) for n, of in want_keys.items()
            }, rules
            assert set(found) == set(want), rules
            for one, other in [(whole, want_whole), *((found[key], want[key]) for key in want)]:
                for name in set(Sums.__slots__) - {"redacted"}:
                    rows, expected_rows = getattr(one, name), getattr(other, name)
                    assert same(rows, expected_rows), (rules, name)
    finally:
        store.close()


def same(some: Sequence[Any], others: Sequence[Any]) -> bool:
    """Whether rows are the same in any order, but for the last digits of floats."""

    def rounded(rows: Sequence[Any]) -> list[str]:
        return sorted(
            repr([round(float(x), 9) if isinstance(x, float) else x for x in row]) for row in rows
        )

    return rounded(some) == rounded(others)


def test_some_speakers_are_counted_as_among_all(memory: sqlite3.Connection) -> None:
    """Asked for some speakers, the rows are theirs as before and the row for all is their sum."""
    claims = many(5, 20)
    run = fill(memory, claims)
    everybody = sorted({claim.speaker for claim in claims})
    only = everybody[::3]
    names = {speaker: str(speaker) for speaker in everybody}

    for each in (False, True):
        rows, clusters = told(run, names, each=each)
        some, some_clusters = told(run, names, each=each, speakers=only)
        assert set(some) == {None} | {str(speaker) for speaker in only if str(speaker) in rows}
        for speaker in only:
            assert some.get(str(speaker)) == rows.get(str(speaker))
            assert some_clusters.get(speaker) == clusters.get(speaker)
        for name in score.ZERO_COUNTS:
            total = sum(row[name] for group, row in some.items() if group is not None)
            assert some[None][name] == total, name


def test_days_go_by(memory: sqlite3.Connection) -> None:
    """The same ledger adds up on every day, before anything is due and after all of it is."""
    claims = many(9, 20)
    run = fill(memory, claims)

    for today in ("2026-03-01", day(9), day(11), day(21)):
        check(run, claims, today=today)


A, B, C, D = (Said(number) for number in (1, 2, 3, 4))
B = replace(B, follows=1, said_on=day(8), latest=day(12))
C = replace(C, follows=2, said_on=day(12), latest=day(14))
D = replace(D, follows=3, said_on=day(14), latest=day(14))
# Links of a chain whose head has until the 10th, and the row that they make.
CHAINS: dict[str, tuple[list[Said], dict[str, int]]] = {
    "nothing became of it": ([A, B, C], {"unjudged": 1, "repromises": 2}),
    "a follower came by the head's day": (
        [A, replace(B, outcome="yes", happened_on=day(10))],
        {"yes": 1, "right": 1, "repromises": 1},
    ),
    "a follower came by its own day, after the head's": (
        [A, replace(B, outcome="yes", happened_on=day(11))],
        {"late": 1, "right": 0, "repromises": 1},
    ),
    "the earliest of two deliveries counts": (
        [
            A,
            replace(B, outcome="late", happened_on=day(14)),
            replace(C, outcome="yes", happened_on=day(10)),
        ],
        {"yes": 1, "repromises": 2},
    ),
    "a known delivery weighs more than the head's miss": (
        [replace(A, outcome="missed"), replace(B, outcome="yes", happened_on=day(12))],
        {"late": 1, "missed": 0},
    ),
    "a known delivery weighs more than a no": (
        [replace(A, outcome="no"), replace(B, outcome="yes", happened_on=day(9))],
        {"yes": 1, "no": 0},
    ),
    "the head's own yes of unknown day stands": (
        [replace(A, outcome="yes"), replace(B, outcome="late", happened_on=day(14))],
        {"yes": 1, "day_unknown": 1},
    ),
    "the head's own partial stands": (
        [replace(A, outcome="partial"), replace(B, outcome="yes", happened_on=day(9))],
        {"partial": 1, "undecided": 1},
    ),
    "a follower's partial says nothing of the head": (
        [A, replace(B, outcome="partial")],
        {"unjudged": 1, "partial": 0},
    ),
    "a link's no makes it no": ([A, replace(B, outcome="no")], {"no": 1}),
    "a follower's miss is a miss": ([A, replace(B, outcome="missed")], {"missed": 1}),
    "a miss of an earlier day than the head's is none": (
        [A, replace(B, outcome="missed", latest=day(9))],
        {"missed": 0, "unjudged": 1},
    ),
    "said after the head's day and came on an unknown day": (
        [A, B, replace(C, outcome="yes")],
        {"missed": 1, "day_unknown": 0},
    ),
    "said before the head's day and came on an unknown day": (
        [A, replace(B, outcome="yes")],
        {"unjudged": 1},
    ),
    "a head taken back and renewed is not retracted": (
        [replace(A, retracted_on=day(7)), B],
        {"retracted": 0, "unjudged": 1},
    ),
    "retracted when its last link is": (
        [A, B, replace(C, retracted_on=day(13))],
        {"retracted": 1, "decided": 1, "right": 0},
    ),
    "a void follower counts by itself, and the links around it stay one chain": (
        [A, replace(B, outcome="void"), replace(C, outcome="yes", happened_on=day(9))],
        {"due": 2, "void": 1, "yes": 1, "repromises": 1},
    ),
    "a void head counts by itself, the next is the head": (
        [replace(A, outcome="void"), B, replace(C, outcome="yes", happened_on=day(11))],
        {"due": 2, "void": 1, "yes": 1, "repromises": 1},
    ),
    "an undated follower counts by itself": (
        [A, replace(B, latest=None, outcome="yes", happened_on=day(9)), C],
        {"no_deadline": 1, "no_deadline_yes": 1, "unjudged": 1, "repromises": 1},
    ),
    "a goal counts by itself": (
        [A, replace(B, kind="goal", outcome="yes", happened_on=day(9)), C],
        {"aside": 1, "unjudged": 1, "repromises": 1},
    ),
    "another stance counts by itself": (
        [A, replace(B, stance="deny", outcome="no"), C],
        {"due": 2, "no": 1, "right": 1, "unjudged": 1, "repromises": 1},
    ),
    "no stance is a stance of its own": (
        [replace(A, stance=None), replace(B, stance=None, outcome="missed"), C],
        {"due": 2, "neither": 1, "missed": 1, "undecided": 1, "repromises": 1},
    ),
    "what was removed says nothing": (
        [A, replace(B, removed=True, outcome="yes", happened_on=day(9)), C],
        {"due": 1, "unjudged": 1, "removed_due": 1, "repromises": 1},
    ),
    "a denied promise renewed and not come": (
        [replace(A, stance="deny"), replace(B, stance="deny", outcome="missed")],
        {"missed": 1, "right": 1},
    ),
    "a follower's chance enters no score": (
        [A, replace(B, p=9 * 10**11, outcome="yes", happened_on=day(9))],
        {"yes": 1, "forecasts": 0},
    ),
    "the head's chance is scored by what became of the whole": (
        [replace(A, p=9 * 10**11), replace(B, outcome="yes", happened_on=day(11))],
        {"late": 1, "forecasts": 1},
    ),
    "nothing is missed before the head's day": (
        [replace(A, latest=day(20)), replace(B, latest=day(20), outcome="missed")],
        {"open": 1, "ahead": 0, "repromises": 1},
    ),
    "delivered ahead of its day": (
        [replace(A, latest=day(20)), replace(B, outcome="yes", happened_on=day(9))],
        {"ahead": 1, "due": 0, "repromises": 1},
    ),
    "a renewal of the last day itself that came on an unknown day may have come in time": (
        [A, replace(B, said_on=A.latest or "", outcome="yes")],
        {"due": 1, "missed": 0, "unjudged": 1},
    ),
    "a renewal of a later day that came on an unknown day came too late": (
        [A, replace(B, said_on=day(11), outcome="yes")],
        {"due": 1, "missed": 1},
    ),
    "an edit of any link after it was due is counted once": (
        [replace(A, edited_late=True), replace(B, edited_late=True), C],
        {"edited_late": 1},
    ),
}


@pytest.mark.parametrize("name", CHAINS)
def test_chain(name: str, memory: sqlite3.Connection) -> None:
    """A chain counts once: as its head, with what became of the whole."""
    claims, want = CHAINS[name]
    rows, _ = told(fill(memory, claims), None)

    assert {key: rows["1"][key] for key in want} == want


# One claim, and the places where it is counted.
SINGLE: dict[str, tuple[Said, dict[str, Any]]] = {
    "due today is not due": (replace(A, latest=TODAY), {"open": 1, "due": 0}),
    "due yesterday is due": (replace(A, latest=day(14)), {"open": 0, "due": 1, "unjudged": 1}),
    "missed and nothing else is known": (
        replace(A, outcome="missed", p=8 * 10**11),
        {"right": 0, "decided": 1, "forecasts": 1, "brier": pytest.approx(0.8**2)},
    ),
    "denied and late": (
        replace(A, stance="deny", outcome="late", happened_on=day(12)),
        {"right": 1, "accuracy": 1.0},
    ),
    "no stance has a chance and no accuracy": (
        replace(A, stance=None, p=5 * 10**11, outcome="yes"),
        {"neither": 1, "decided": 0, "forecasts": 1, "accuracy": None, "accuracy_best": None},
    ),
    "void is in no rate": (
        replace(A, outcome="void", p=8 * 10**11),
        {"void": 1, "decided": 0, "undecided": 0, "forecasts": 0, "accuracy_worst": None},
    ),
    "taken back is taken back, whatever became of it": (
        replace(A, outcome="yes", happened_on=day(9), retracted_on=day(8), p=8 * 10**11),
        {"retracted": 1, "yes": 0, "decided": 1, "right": 0, "forecasts": 0},
    ),
    "taken back before its day": (
        replace(A, latest=day(20), retracted_on=day(8)),
        {"ahead": 1, "retracted": 0},
    ),
    "no deadline, whatever became of it": (
        replace(A, latest=None, outcome="yes", retracted_on=day(8)),
        {"no_deadline": 1, "no_deadline_yes": 1, "yes": 0, "retracted": 0},
    ),
    "a goal stands aside, whatever became of it": (
        replace(A, kind="goal", outcome="yes"),
        {"aside": 1, "due": 0, "yes": 0, "judged": 0},
    ),
    "a yes of unknown day judged in time is sure": (
        replace(A, outcome="yes", judged_on=day(10)),
        {"day_unknown": 0, "accuracy_worst": 1.0},
    ),
    "a yes of unknown day judged later may have been late": (
        replace(A, outcome="yes", judged_on=day(11)),
        {"day_unknown": 1, "accuracy": 1.0, "accuracy_worst": 0.0, "accuracy_best": 1.0},
    ),
    "a yes of unknown day judged on no known day may have been late": (
        replace(A, outcome="yes"),
        {"day_unknown": 1, "accuracy": 1.0, "accuracy_worst": 0.0},
    ),
    "denied, and a yes of unknown day": (
        replace(A, stance="deny", outcome="yes"),
        {"day_unknown": 1, "accuracy": 0.0, "accuracy_worst": 0.0, "accuracy_best": 1.0},
    ),
    "unjudged goes both ways": (
        A,
        {"undecided": 1, "accuracy": None, "accuracy_worst": 0.0, "accuracy_best": 1.0},
    ),
    "recorded with its outcome": (
        replace(A, outcome="yes", happened_on=day(9), with_outcome=True),
        {"prospective": 0},
    ),
    "recorded before it happened": (
        replace(A, outcome="yes", happened_on=day(9)),
        {"prospective": 1},
    ),
    "recorded on the day it happened": (
        replace(A, outcome="yes", happened_on=day(1)),
        {"prospective": 0},
    ),
}


@pytest.mark.parametrize("name", SINGLE)
def test_claim_by_itself(name: str, memory: sqlite3.Connection) -> None:
    """Every claim falls into one place and is counted there and nowhere else."""
    claim, want = SINGLE[name]
    rows, _ = told(fill(memory, [claim]), None)

    assert {key: rows["1"][key] for key in want} == want
    assert rows["1"] | {"group": None} == rows[None]


def test_removed_stands_beside_only_when_due(memory: sqlite3.Connection) -> None:
    """A removed claim is in no rate; one that was due is counted beside them."""
    claims = [replace(A, removed=True), replace(B, follows=None, latest=day(20), removed=True)]
    rows, _ = told(fill(memory, claims), None)

    assert (rows["1"]["claims"], rows["1"]["due"], rows["1"]["removed_due"]) == (0, 0, 1)


def test_each_counts_links_and_bundles_them(memory: sqlite3.Connection) -> None:
    """Counted each by itself, links stand or fall together; what is no link does not join them."""
    said = [
        replace(A, outcome="missed"),
        replace(B, outcome="yes", happened_on=day(12)),
        replace(C, outcome="no", stance="deny"),
    ]
    run = fill(memory, said)

    rows, clusters = told(run, None, each=True)
    assert (rows["1"]["decided"], rows["1"]["right"], rows["1"]["repromises"]) == (3, 2, 0)
    assert clusters[1] == Counter({(2, 1): 1, (1, 1): 1})
    assert told(run, None)[1][1] == Counter({(1, 0): 1, (1, 1): 1})


def test_a_talk_is_a_cluster_where_a_source_is_named(memory: sqlite3.Connection) -> None:
    """What was said in one source on one day is one cluster, a named cluster wins over it."""
    said = [
        replace(A, id=number, outcome="yes", happened_on=day(9), source=source, cluster=cluster)
        for number, (source, cluster) in enumerate(
            [(1, None), (1, None), (2, None), (1, "launch"), (None, "launch"), (None, None)], 1
        )
    ]
    _, clusters = told(fill(memory, said), None)

    assert clusters[1] == clusters[None] == Counter({(2, 2): 2, (1, 1): 2})


def test_rows_stand_by_due_claims(memory: sqlite3.Connection) -> None:
    """Rows stand by the number of due claims, not by merit; the row for all is the last."""
    said = [
        replace(A, id=number, speaker=speaker, outcome=outcome)
        for number, (speaker, outcome) in enumerate(
            [(1, "yes"), (2, "missed"), (2, "missed"), (3, "yes"), (3, "yes"), (3, "no")], 1
        )
    ]
    rows, _ = told(fill(memory, said), None)

    assert list(rows) == ["3", "2", "1", None]


# Parts of the claims, and other groups.

PARTS: dict[str, tuple[dict[str, Any], Callable[[Promise], bool]]] = {
    "recorded in time": ({"prospective": True}, is_prospective),
    "of complete sources": (
        {"complete": True},
        lambda promise: FRAMES.get(promise.head.source or 0) == "complete",
    ),
    "a stated number": ({"basis": "stated"}, lambda promise: promise.head.basis == "stated"),
    "words": ({"basis": "words"}, lambda promise: promise.head.basis == "words"),
    "no chance": ({"basis": "none"}, lambda promise: promise.head.basis == "none"),
    "with what was judged ahead": ({"ahead": True}, lambda promise: True),
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_of_the_claims(name: str, memory: sqlite3.Connection) -> None:
    """What is left out is in no count and no cluster; what is judged ahead counts as due where asked."""
    rules, belongs = PARTS[name]
    claims = many(11, 20)
    run = fill(memory, claims)
    for each in (False, True):
        counted = [p for p in promises(claims, TODAY, each=each) if belongs(p)]
        some = [claim for claim in claims if belongs(alone(claim))]
        rows, _ = told(run, None, each=each, **rules)
        want = expected(
            some,
            counted,
            bundles_of(claims, counted, each=each),
            TODAY,
            ahead=rules.get("ahead", False),
        )
        assert {key: rows[None][key] for key in want} == want
        assert want["claims"] > 0
    early = sum(place(promise, TODAY) == "ahead" for promise in counted)
    assert rows[None]["included_ahead"] == (early if rules.get("ahead") else 0)


def test_what_is_open_is_not_ahead(memory: sqlite3.Connection) -> None:
    """Beside a claim taken back before its day, those that are open stay open where the first is included."""
    back = Said(1, latest="2026-03-20", retracted_on="2026-03-08")
    run = fill(memory, [back, Said(2, latest="2026-03-20"), Said(3, latest="2026-03-21")])
    names = ("due", "ahead", "open", "included_ahead")
    for ahead, wanted in ((False, (0, 1, 2, 0)), (True, (1, 0, 2, 1))):
        found = told(run, None, ahead=ahead)[0][None]
        assert tuple(found[name] for name in names) == wanted


KEYS: dict[str, Callable[[Said], Iterable[Any]]] = {
    "speaker": lambda head: [head.speaker],
    "tag": lambda head: TAGS.get(head.id % 5, ()),
    "source": lambda head: [head.source],
    "said-year": lambda head: [head.said_on[:4]],
    "due-year": lambda head: [head.latest and head.latest[:4]],
    "horizon": lambda head: [horizon(head)],
    "basis": lambda head: [head.basis],
}


def horizon(head: Said) -> int | None:
    """The number of the band in which the days between saying and the last day lie."""
    if head.latest is None:
        return None
    days = (date.fromisoformat(head.latest) - date.fromisoformat(head.said_on)).days
    return sum(days > band for band in HORIZONS)


@pytest.mark.parametrize("by", KEYS)
def test_groups(by: str, memory: sqlite3.Connection) -> None:
    """Each group is counted as if its claims were all there are; what has two tags is in both, what has none
    of what is asked for is in the row for all alone, and that row is the same whatever the groups are."""
    chance = random.Random(by)
    claims = [
        replace(
            claim,
            said_on=claim.said_on.replace("2026", chance.choice(("2021", "2025", "2026"))),
        )
        for claim in many(13, 20)
    ]
    run = fill(memory, claims)
    memory.execute("delete from tag")
    memory.executemany(
        "insert into tag (claim, n, tag) values (?, ?, ?)",
        [
            (claim.id, n, tag)
            for claim in claims
            for n, tag in enumerate(TAGS.get(claim.id % 5, ()), 1)
        ],
    )
    counted = promises(claims, TODAY, each=False)
    rows, _ = told(run, None, by=by)
    groups = {key for claim in claims for key in KEYS[by](claim)} - {None}

    assert set(rows) - {None} <= {str(key) for key in groups}
    for key in groups:
        mine = [promise for promise in counted if key in KEYS[by](promise.head)]
        some = [claim for claim in claims if key in KEYS[by](claim)]
        want = expected(some, mine, bundles_of(claims, mine, each=False), TODAY)
        if str(key) in rows:
            assert {name: rows[str(key)][name] for name in want} == want
        else:
            assert not mine
    want = expected(claims, counted, bundles_of(claims, counted, each=False), TODAY)
    assert {name: rows[None][name] for name in want} == want


@given(st.dates(min_value=date(1, 3, 1)), st.dates(min_value=date(1, 3, 1)))
def test_days_between(some: date, other: date) -> None:
    """SQL without a calendar counts the days between two as a calendar does."""
    sql = f"select {tally_module.day_number(':some')} - {tally_module.day_number(':other')}"
    values = {"some": some.isoformat(), "other": other.isoformat()}

    assert sqlite3.connect(":memory:").execute(sql, values).fetchone()[0] == (some - other).days


def test_the_ends_of_what_words_mean(memory: sqlite3.Connection) -> None:
    """Words are scored at the ends of their range too, two more readings; a stated number stays as it is."""
    said = [
        replace(A, p=72 * 10**10, p_low=60 * 10**10, p_high=80 * 10**10, basis="words"),
        replace(A, id=2, p=90 * 10**10, p_low=85 * 10**10, p_high=95 * 10**10, basis="stated"),
    ]
    said = [replace(claim, outcome="yes") for claim in said]
    rows, _ = told(fill(memory, said), None)

    assert rows["1"]["brier"] == pytest.approx((0.28**2 + 0.1**2) / 2)
    assert rows["1"]["brier_scale_low"] == pytest.approx((0.4**2 + 0.1**2) / 2)
    assert rows["1"]["brier_scale_high"] == pytest.approx((0.2**2 + 0.1**2) / 2)
    rows, _ = told(fill(memory, said[1:]), None)
    assert rows["1"]["brier_scale_low"] is rows["1"]["brier_scale_high"] is None


def test_the_counts_are_read_off_the_index(memory: sqlite3.Connection) -> None:
    """The counts are read off the covering index in its order, nothing is sorted, and chains cost no scan."""
    plans = []

    def run(sql: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        plans.append(memory.execute(f"explain query plan {sql}", params).fetchall())
        return memory.execute(sql, params).fetchall()

    fill(memory, [A])
    Tally(run, today=TODAY).sums()

    top = [step for _, parent, _, step in plans[0] if parent == 0]
    assert top[0] == "SCAN c USING COVERING INDEX claim_tally"
    assert not any("GROUP BY" in step for step in top)
    for plan in plans:
        steps = [step for *_, step in plan]
        assert not [step for step in steps if step in ("SCAN c", "SCAN claim")]
        assert not [step for step in steps if "c USING AUTOMATIC" in step]


# Further chances.


@dataclass(frozen=True)
class Gave:
    """A chance that somebody gave a claim on a day."""

    claim: int
    n: int
    person: int
    said_on: str
    p: int
    first: int | None = None


MARKET = 9000


def gave(claims: Sequence[Said], chance: random.Random) -> list[Gave]:
    """A few chances for each claim, by its speaker, by a market and by others; some gave it its own."""
    found = []
    for claim in claims:
        days = sorted(
            d for d in (*DAYS, day(11), day(13)) if d >= claim.said_on and chance.random() < 0.5
        )
        people = [chance.choice((claim.speaker, claim.speaker, MARKET, 7000)) for _ in days]
        for n, (said_on, person) in enumerate(zip(days, people, strict=True), 1):
            p = chance.randrange(0, 11) * 10**11
            first = None
            if person == claim.speaker and claim.p is not None and person not in people[: n - 1]:
                # The claim's own chance, given on this day.
                p, first = claim.p, chance.choice((1, None))
            found.append(Gave(claim.id, n, person, said_on, p, first))
    return found


def tell(connection: sqlite3.Connection, forecasts: Iterable[Gave]) -> None:
    """Put chances straight into the table."""
    connection.execute("delete from forecast")
    connection.executemany(
        "insert into forecast (claim, n, person, said_on, p, p_low, p_high, basis, first, set_on, entry)"
        " values (:claim, :n, :person, :said_on, :p, :p, :p, 'stated', :first, :said_on, 1)",
        [vars(forecast) for forecast in forecasts],
    )


def over(promise: Promise) -> str:
    """The day on which it was over: it came or could no longer, else its last day."""
    latest = promise.head.latest or ""
    if promise.verdict in ("yes", "no") and promise.happened_on is not None:
        return min(promise.happened_on, latest)
    return latest


def of(promise: Promise, person: int, forecasts: Sequence[Gave]) -> list[Gave]:
    """What somebody gave a claim, in the order of days."""
    mine = [f for f in forecasts if f.claim == promise.head.id and f.person == person]
    return sorted(mine, key=lambda f: (f.said_on, f.n))


def in_time(promise: Promise, given: Iterable[Gave]) -> list[Gave]:
    """What was given up to the last day, and before it happened."""
    latest, came = promise.head.latest or "", promise.happened_on
    return [f for f in given if f.said_on <= latest and (came is None or f.said_on < came)]


def last_one(promise: Promise, forecasts: Sequence[Gave]) -> Promise:
    """The promise with its speaker's last chance before it was over, else the first."""
    early = [f for f in of(promise, promise.head.speaker, forecasts) if f.said_on < over(promise)]
    if not early:
        return promise
    return replace(promise, head=replace(promise.head, p=early[-1].p, basis="stated"))


def stretches(promise: Promise, forecasts: Sequence[Gave]) -> list[tuple[float, int]]:
    """Each chance of the speaker's, with the share of the time to the last day in which it stood."""
    head, rows = promise.head, of(promise, promise.head.speaker, forecasts)
    given = [(f.said_on, f.p) for f in rows if f.first is None]
    if head.p is not None:
        firsts = [f.said_on for f in rows if f.first]
        given = sorted(
            [(firsts[0] if firsts else head.said_on, head.p), *given], key=lambda g: g[0]
        )
    if not given:
        return []
    start, end, latest = (
        date.fromisoformat(d).toordinal() for d in (given[0][0], over(promise), head.latest or "")
    )
    if start == latest:
        return [(1.0, given[-1][1])]
    shares = []
    for (since, p), until in zip(given, [g[0] for g in given[1:]] + [head.latest], strict=True):
        days = min(date.fromisoformat(until or "").toordinal(), end)
        days -= date.fromisoformat(since).toordinal()
        shares.append((max(days, 0) / (latest - start), p))
    return shares


def scored(counted: Iterable[Promise]) -> list[Promise]:
    """What has a truth value and is due."""
    return [
        promise
        for promise in counted
        if place(promise, TODAY) == "due" and promise.verdict in (*TRUE, *FALSE)
    ]


@pytest.mark.parametrize("seed", range(6))
def test_the_last_chance_before_it_was_over(seed: int, memory: sqlite3.Connection) -> None:
    """--forecast last takes the speaker's last chance before it came or its last day, else the first."""
    claims = many(20 + seed, 10)
    forecasts = gave(claims, random.Random(seed))
    run = fill(memory, claims)
    tell(memory, forecasts)
    for each in (False, True):
        counted = [last_one(p, forecasts) for p in promises(claims, TODAY, each=each)]
        rows, _ = told(run, None, each=each, forecast="last")
        want = expected(claims, counted, bundles_of(claims, counted, each=each), TODAY)
        assert {name: rows[None][name] for name in want} == want
    first, _ = told(run, None)
    again = promises(claims, TODAY, each=False)
    want = expected(claims, again, bundles_of(claims, again, each=False), TODAY)
    assert {name: first[None][name] for name in want} == want


@pytest.mark.parametrize("seed", range(6))
def test_chances_by_the_time_they_stood(seed: int, memory: sqlite3.Connection) -> None:
    """--forecast time weighs each chance by the days in which it stood, of all until the last day."""
    claims = many(40 + seed, 10)
    forecasts = gave(claims, random.Random(seed))
    run = fill(memory, claims)
    tell(memory, forecasts)
    counted = promises(claims, TODAY, each=False)
    rows, _ = told(run, None, forecast="time")

    shares = {id(p): stretches(p, forecasts) for p in scored(counted)}
    losses = {
        key: sum(w * (chance / 10**12 - (p.verdict in TRUE)) ** 2 for w, chance in shares[key])
        for p in counted
        if (key := id(p)) in shares and shares[key]
    }
    row = rows[None]
    assert row["forecasts"] == len(losses)
    assert row["brier"] == pytest.approx(sum(losses.values()) / len(losses))
    stood = [sum(w for w, _ in shares[key]) for key in losses]
    assert row["coverage"] == pytest.approx(sum(stood) / len(stood))
    parts = [
        [losses[id(p)] for p in bundle if id(p) in losses]
        for bundle in bundles_of(claims, counted, each=False).values()
    ]
    interval = intervals.mean_interval(
        sum(losses.values()) / len(losses),
        [
            intervals.Alike(len(c), 1, sum(c), sum(x * x for x in c), sum(c) ** 2 / len(c))
            for c in parts
            if c
        ],
    )
    assert row["brier_low"] == pytest.approx(interval.low)
    assert row["brier_high"] == pytest.approx(interval.high)
    assert row["skill"] is row["mcb"] is None

    # A claim with two tags counts in both, each time with all of its chances.
    memory.execute("delete from tag")
    memory.executemany(
        "insert into tag (claim, n, tag) values (?, ?, ?)",
        [(c.id, n, tag) for c in claims for n, tag in enumerate(TAGS.get(c.id % 5, ()), 1)],
    )
    tagged, _ = told(run, None, forecast="time", by="tag")
    for tag in ("ai", "芯片"):
        some = [
            losses[id(p)] for p in counted if id(p) in losses and tag in TAGS.get(p.head.id % 5, ())
        ]
        assert tagged[tag]["forecasts"] == len(some)
        assert tagged[tag]["brier"] == (pytest.approx(sum(some) / len(some)) if some else None)


@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_held_against_a_market(seed: int, last: bool, memory: sqlite3.Connection) -> None:
    """--versus compares on claims that have both chances, each claim's two with each other, and no other."""
    claims = many(60 + seed, 80)
    forecasts = gave(claims, random.Random(seed))
    run = fill(memory, claims)
    tell(memory, forecasts)
    counted = promises(claims, TODAY, each=False)
    groups, whole = Tally(
        run, today=TODAY, versus=MARKET, forecast="last" if last else "first"
    ).sums()
    row = score.rows(groups, whole, versus="Market")[-1]

    gains: dict[int, float] = {}
    briers, brought = [], []
    for promise in scored(counted):
        market = in_time(promise, of(promise, MARKET, forecasts))
        if last:
            market = [f for f in market if f.said_on < over(promise)][-1:] or market
        mine = last_one(promise, forecasts).head.p if last else promise.head.p
        if mine is not None and market:
            y = promise.verdict in TRUE
            both = ((mine / 10**12 - y) ** 2, (market[0].p / 10**12 - y) ** 2)
            briers.append(both)
            gains[id(promise)] = (both[1] - both[0] + 1) / 2
            p, other = mine / 10**12, market[0].p / 10**12
            brought += [(other - y) ** 2 - (p - y) ** 2 for y in (0, 1)]
    assert row["versus_forecasts"] == len(briers) > 3
    assert row["versus_brier"] == pytest.approx(sum(mine for mine, _ in briers) / len(briers))
    assert row["versus_other"] == pytest.approx(sum(other for _, other in briers) / len(briers))
    assert row["versus_gain"] == pytest.approx(row["versus_other"] - row["versus_brier"])
    assert row["versus_skill"] == pytest.approx(1 - row["versus_brier"] / row["versus_other"])
    parts = [
        [gains[id(p)] for p in bundle if id(p) in gains]
        for bundle in bundles_of(claims, counted, each=False).values()
    ]
    least, reach = min(brought), max(brought) - min(brought)
    interval = intervals.mean_interval(
        (row["versus_gain"] - least) / reach,
        [
            intervals.Alike(len(c), 1, sum(c), sum(x * x for x in c), sum(c) ** 2 / len(c))
            for c in parts
            if c
        ],
    )
    assert row["versus_low"] == pytest.approx(least + reach * interval.low)
    assert row["versus_high"] == pytest.approx(least + reach * interval.high)


def test_a_chance_written_down_too_late_is_none_on_record_in_time(
    memory: sqlite3.Connection,
) -> None:
    """--prospective leaves out chances that were recorded when it was over, whichever of them count."""
    run = fill(memory, [replace(A, p=8 * 10**11, basis="stated", outcome="missed")])
    tell(memory, [Gave(1, 1, 1, day(5), 10**11), Gave(1, 2, MARKET, day(5), 2 * 10**11)])

    def briers(forecast: str, **rules: Any) -> float:
        sums = Tally(run, today=TODAY, forecast=forecast, **rules).sums()[1]
        return float(score.Group(None, sums, exact=False).row()["brier"])

    def common() -> int:
        sums = Tally(run, today=TODAY, versus=MARKET, prospective=True).sums()[1]
        return int(score.Group(None, sums, exact=False).versus()["versus_forecasts"])

    for set_on, last in ((day(5), 0.1), (day(10), 0.8)):
        memory.execute("update forecast set set_on = ?", [set_on])
        assert briers("last", prospective=True) == pytest.approx(last**2)
        assert briers("last") == pytest.approx(0.1**2)
        # Nine days from the first to the tenth, four of them before the second chance.
        timed = 0.8**2 if set_on == day(10) else (4 * 0.8**2 + 5 * 0.1**2) / 9
        assert briers("time", prospective=True) == pytest.approx(timed)
        assert common() == (set_on == day(5))


def test_waiting_to_the_last_day_pays_nothing(memory: sqlite3.Connection) -> None:
    """A says one half of a thing for ten days; B says so for the last day alone: divided by all days, with
    only those summed on which a chance stood, B's score would be a tenth of A's. Here both have .25."""
    said = [
        Said(1, speaker=1, said_on=day(1), latest=day(11), p=5 * 10**11, outcome="no"),
        Said(2, speaker=2, said_on=day(10), latest=day(11), p=5 * 10**11, outcome="no"),
    ]
    rows, _ = told(fill(memory, said), None, forecast="time")

    assert rows["1"]["brier"] == rows["2"]["brier"] == pytest.approx(0.25)


def test_two_chances_of_a_day_are_not_one(memory: sqlite3.Connection) -> None:
    """.2 for half of the time and .8 for the other half is .34 of what came, not the .25 of their mean."""
    said = [
        Said(1, said_on=day(1), latest=day(11), p=2 * 10**11, outcome="yes", happened_on=day(11))
    ]
    run = fill(memory, said)
    tell(memory, [Gave(1, 1, 1, day(6), 8 * 10**11)])
    rows, _ = told(run, None, forecast="time")

    assert rows["1"]["brier"] == pytest.approx(0.5 * 0.8**2 + 0.5 * 0.2**2)
    assert rows["1"]["log_score"] == pytest.approx(-(math.log(0.2) + math.log(0.8)) / 2)


def test_what_is_over_early_scores_nothing_for_the_rest(memory: sqlite3.Connection) -> None:
    """It came after a fifth of its time: one fifth of the loss, and a coverage of one fifth. Divided by the
    days in which it was open, as it is often done, the score would pay for saying what comes early."""
    said = [
        Said(1, said_on=day(1), latest=day(11), p=6 * 10**11, outcome="yes", happened_on=day(3))
    ]
    rows, _ = told(fill(memory, said), None, forecast="time")

    assert rows["1"]["brier"] == pytest.approx(0.2 * 0.4**2)
    assert rows["1"]["coverage"] == pytest.approx(0.2)


@pytest.mark.parametrize("wrong", [1, 3])
def test_certain_and_wrong_by_time(wrong: int, memory: sqlite3.Connection) -> None:
    """By time, too, `n_infinite` says how many claims had a certain chance that was wrong, alike as they are;
    one that was certain after it was over is none."""
    said = [
        Said(number, said_on=day(1), latest=day(11), p=10**12, basis="stated", outcome="no")
        for number in range(1, wrong + 1)
    ]
    said.append(
        Said(9, said_on=day(1), latest=day(11), p=5 * 10**11, outcome="no", happened_on=day(4))
    )
    run = fill(memory, said)
    tell(memory, [Gave(9, 1, 1, day(6), 10**12)])

    assert told(run, None, forecast="time")[0][None]["n_infinite"] == wrong


@pytest.mark.parametrize(
    ("forecast", "brier"), [("last", 0.2**2), ("time", 0.5 * (0.4**2 + 0.2**2))]
)
def test_of_two_chances_of_a_day_the_second_counts(
    forecast: str, brier: float, memory: sqlite3.Connection
) -> None:
    """Whoever gives two chances on one day has changed their mind: the one recorded later is the last, and the
    one that stood."""
    said = [
        Said(1, said_on=day(1), latest=day(11), p=6 * 10**11, outcome="yes", happened_on=day(11))
    ]
    run = fill(memory, said)
    tell(memory, [Gave(1, 1, 1, day(6), 10**11), Gave(1, 2, 1, day(6), 8 * 10**11)])

    assert told(run, None, forecast=forecast)[0][None]["brier"] == pytest.approx(brier)
