"""Chances of several people on common questions, against the rules written out claim by claim."""

import random
import sqlite3
from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from ledger.reports import compare
from ledger.reports import score
from ledger.scoring import rules as rules_
from ledger.scoring.intervals import Alike
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Both
from ledger.scoring.tally import Sums
from ledger.store.comparison import Common
from ledger.store.comparison import Comparison
from ledger.store.engine import sqlite_run
from ledger.store.store import Store
from ledger.store.tally import Reading
from ledger.store.tally import Tally
from tests.conftest import Pledger
from tests.store.test_tally import MARKET
from tests.store.test_tally import adds_up
from tests.store.test_tally import fill
from tests.store.test_tally import gave
from tests.store.test_tally import many
from tests.store.test_tally import memory  # noqa: F401 - a fixture
from tests.store.test_tally import tell

TODAY = "2026-03-15"
Row = dict[str, Any]
PEOPLE = [1, 2, 3]
# What becomes of a thing that comes by its day, and of one that does not; of some nobody can tell.
OUTCOMES: list[list[str | None]] = [
    ["no", "no", "late", "missed", "missed", "no", "void", "partial", None],
    [*["yes"] * 8, "ambiguous", None, "no"],
]


# What words of the forecasts say of a statement.
SIDES = {"likely": "affirm", "unlikely": "deny", "maybe": None}


def ledger(seed: int, size: int = 60) -> tuple[list[Row], list[Row]]:
    """Claims of four people about a few statements, and what others made of them."""
    draw = random.Random(seed)
    claims: list[Row] = []
    keys = max(size // 15, 12)
    for number in range(1, size + 1):
        key = draw.randrange(1, keys + 1)
        said_on = f"2026-03-0{draw.randrange(1, 4)}"
        basis = draw.choice(["stated", "stated", "words", "none"])
        p = draw.randrange(11) * ONE // 10
        claims.append(
            {
                "id": number,
                "speaker": draw.randrange(1, 5),
                "key": key,
                "kind": draw.choice(["forecast"] * 9 + ["goal"]),
                "said_on": said_on,
                "earliest": draw.choice([said_on, said_on, "2026-03-05"]),
                "latest": draw.choice(["2026-03-10"] * 8 + ["2026-03-20"]),
                "stance": draw.choice(["affirm", "affirm", "deny", None]),
                "basis": basis,
                "p": None if basis == "none" else p,
                "p_low": max(p - ONE // 20, 0) if basis == "words" else None,
                "p_high": min(p + ONE // 20, ONE) if basis == "words" else None,
                "outcome": draw.choice(OUTCOMES[key % 2]),
                "happened_on": draw.choice([None, "2026-03-08"]),
                "retracted_on": draw.choice([None] * 9 + ["2026-03-04"]),
                "removed": int(draw.random() < 0.1),
                "source": draw.choice([None, None, 1, 2]),
                "cluster": draw.choice([None, None, None, "rockets"]),
                "set_on": draw.choice([said_on] * 4 + ["2026-03-09", "2026-03-12"]),
                "with_outcome": int(draw.random() < 0.1),
            }
        )
    forecasts = []
    for claim in claims:
        for n in range(1, draw.randrange(5)):
            p = draw.randrange(11) * ONE // 10
            forecasts.append(
                {
                    "claim": claim["id"],
                    "n": n,
                    "person": draw.randrange(1, 5),
                    "said_on": draw.choice(
                        ["2026-03-04", "2026-03-06", "2026-03-09", "2026-03-12"]
                    ),
                    "p": p,
                    "p_low": p,
                    "p_high": p,
                    "basis": (said := draw.choice(["stated", "stated", "words"])),
                    "words": draw.choice(list(SIDES)) if said == "words" else None,
                    "set_on": draw.choice(["2026-03-04", "2026-03-09", "2026-03-13"]),
                }
            )
    return claims, forecasts


def in_time(set_on: str, claim: Row) -> bool:
    """On record before the last day and before it happened."""
    return set_on < claim["latest"] and (
        claim["happened_on"] is None or set_on < claim["happened_on"]
    )


def counts(claim: Row, rules: Row) -> bool:
    """Whether a claim is due, came true or not, and is none of what the rules leave out."""
    return not (
        claim["removed"]
        or claim["kind"] != "forecast"
        or (claim["latest"] >= TODAY and not rules.get("ahead"))
        or claim["retracted_on"]
        or claim["outcome"] not in ("yes", "no", "late", "missed")
        or (
            rules.get("prospective")
            and (claim["with_outcome"] or not in_time(claim["set_on"], claim))
        )
        or (rules.get("complete") and claim["source"] != 1)
    )


def chosen(claim: Row, person: int, forecasts: Sequence[Row], rules: Row) -> Row | None:
    """The chance of somebody that counts for a claim, as (day, n) and what was said."""
    came = claim["happened_on"]
    over = (
        min(came or "9", claim["latest"]) if claim["outcome"] in ("yes", "no") else claim["latest"]
    )
    given = [
        forecast
        for forecast in forecasts
        if (forecast["claim"], forecast["person"]) == (claim["id"], person)
        and not (rules.get("prospective") and not in_time(forecast["set_on"], claim))
    ]
    if person != claim["speaker"]:
        given = [
            forecast
            for forecast in given
            if forecast["said_on"] <= claim["latest"] and (not came or forecast["said_on"] < came)
        ]
    given.sort(key=lambda forecast: (forecast["said_on"], forecast["n"]))
    before = [forecast for forecast in given if forecast["said_on"] < over]
    found = given[0] if given else None
    if person == claim["speaker"]:
        found = claim | {"n": 0}
    if rules.get("forecast") == "last" and before:
        found = before[-1]
        if person == claim["speaker"]:
            found = found | {"n": 0}
    if found is None or found["p"] is None:
        return None
    return found if rules.get("basis") in (None, found["basis"]) else None


def expected(claims: Sequence[Row], forecasts: Sequence[Row], by: int, rules: Row) -> Any:
    """Pairs, clusters of gains, and how many questions were put together or left out."""
    gave: dict[Any, list[tuple[str, int, int, Row, Row]]] = defaultdict(list)
    for claim in claims:
        if not counts(claim, rules):
            continue
        begins = claim["earliest"] if claim["earliest"] > claim["said_on"] else ""
        question = (claim["key"], begins, claim["latest"])
        for person in PEOPLE:
            said = chosen(claim, person, forecasts, rules)
            if said is not None:
                gave[question, person].append(
                    (said["said_on"], claim["id"], said["n"], said, claim)
                )
    pick = max if rules.get("forecast") == "last" else min
    first: dict[Any, dict[int, tuple[Row, Row]]] = defaultdict(dict)
    for (question, person), found in gave.items():
        first[question][person] = pick(found, key=lambda it: it[:3])[3:]
    cells: dict[Any, Counter[Any]] = defaultdict(Counter)
    came: dict[Any, Counter[Any]] = defaultdict(Counter)
    bundles: dict[Any, dict[Any, list[float]]] = defaultdict(lambda: defaultdict(list))
    together = left_out = 0
    for answers in first.values():
        if len(answers) < by:
            continue
        if len({claim["outcome"] == "yes" for _, claim in answers.values()}) > 1:
            left_out += 1
            continue
        together += len({claim["id"] for _, claim in answers.values()}) > 1
        for one, other in combinations(sorted(answers), 2):
            (a, claim), (b, second) = answers[one], answers[other]
            y = claim["outcome"] == "yes"
            chances = (*ends(a), *ends(b))
            cells[one, other][chances] += 1
            came[one, other][chances] += y
            half = ((b["p"] / ONE - y) ** 2 - (a["p"] / ONE - y) ** 2 + 1) / 2
            if name := claim["cluster"] or second["cluster"]:
                bundles[one, other][name].append(half)
            elif talk := [(c["source"], c["said_on"]) for c in (claim, second) if c["source"]]:
                bundles[one, other][talk[0]].append(half)
    return cells, came, bundles, together, left_out


def ends(said: Row) -> tuple[int, int, int]:
    """What was said, with the ends of what words mean."""
    if said["basis"] == "words":
        return said["p"], said["p_low"], said["p_high"]
    return said["p"], said["p"], said["p"]


def check(
    asked: Comparison, claims: Sequence[Row], forecasts: Sequence[Row], by: int, rules: Row
) -> int:
    """Hold the answers against the rules; gives how many pairs there were."""
    cells, came, bundles, together, left_out = expected(claims, forecasts, by, rules)
    found = asked.pairs(by)

    assert set(found) == set(cells)
    for pair, (both, clusters) in found.items():
        want = [Both._make((*said, n, came[pair][said])) for said, n in cells[pair].items()]
        assert sorted(both) == sorted(want)
        sizes: dict[int, list[list[float]]] = defaultdict(list)
        for halves in bundles[pair].values():
            sizes[len(halves)].append(halves)
        alike = [
            Alike(
                size,
                len(many),
                sum(map(sum, many)),
                sum(x * x for halves in many for x in halves),
                sum(sum(halves) ** 2 / size for halves in many),
            )
            for size, many in sizes.items()
        ]
        assert len(clusters) == len(alike)
        for one, other in zip(sorted(clusters), sorted(alike), strict=True):
            assert tuple(one) == pytest.approx(tuple(other))
    assert asked.questions(by) == (together, left_out)
    return sum(both.n for said, _ in found.values() for both in said)


def record(connection: sqlite3.Connection, claims: Sequence[Row], forecasts: Sequence[Row]) -> None:
    """Put claims and chances straight into the tables."""
    connection.execute("delete from claim")
    connection.execute("delete from forecast")
    for table, rows, more in (
        ("claim", claims, {"statement": "it", "private": 0, "edited_late": 0}),
        ("forecast", forecasts, {}),
    ):
        for row in rows:
            cells: Row = {**row, **more, "entry": 1}
            if table == "claim":
                cells["uid"] = str(row["id"])
            names = ", ".join(cells)
            values = ", ".join(f":{name}" for name in cells)
            connection.execute(f"insert into {table} ({names}) values ({values})", cells)


RULES: list[Row] = [
    *[{}] * 12,
    *({"forecast": "last"},) * 4,
    {"prospective": True},
    {"prospective": True, "forecast": "last"},
    {"complete": True},
    {"basis": "stated"},
    {"basis": "words", "forecast": "last"},
    {"ahead": True},
    {"ahead": True, "prospective": True},
]


@pytest.mark.parametrize("seed", range(len(RULES)))
def test_pairs_are_those_of_the_rules(seed: int, memory: sqlite3.Connection) -> None:  # noqa: F811
    """One chance of each to each question, given before it was over; clusters; what is left out."""
    rules = RULES[seed]
    claims, forecasts = ledger(seed, 200 if rules else 60)
    record(memory, claims, forecasts)
    asked = Comparison(sqlite_run(memory, "memory"), PEOPLE, today=TODAY, **rules)

    assert check(asked, claims, forecasts, 2, rules) > 0
    check(asked, claims, forecasts, 3, rules)
    for person, (tally, _) in asked.alone().items():
        assert sum(n for _, n, _ in tally) >= max(
            (
                sum(b.n for b in both)
                for pair, (both, _) in asked.pairs(2).items()
                if person in pair
            ),
            default=0,
        )


def side(said: Row) -> str | None:
    """Which side a chance takes, or the claim it came with."""
    if "stance" in said:
        return str(said["stance"]) if said["stance"] else None
    if said["basis"] == "words":
        return SIDES[said["words"]]
    return None if 2 * said["p"] == ONE else "affirm" if 2 * said["p"] > ONE else "deny"


def answers_of(claims: Sequence[Row], forecasts: Sequence[Row], rules: Row) -> Any:
    """Each question with the answers of those who took a side or gave a chance: what was said, the claim."""
    found: dict[Any, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim["removed"] or claim["kind"] != "forecast":
            continue
        if rules.get("prospective") and (
            claim["with_outcome"] or not in_time(claim["set_on"], claim)
        ):
            continue
        begins = claim["earliest"] if claim["earliest"] > claim["said_on"] else ""
        for person in PEOPLE:
            said = chosen(claim, person, forecasts, rules)
            if person == claim["speaker"]:
                if said is None and claim["stance"] is None:
                    continue
                basis = claim if said is None else said
                if rules.get("basis") not in (None, basis["basis"]):
                    continue
                when = (claim if said is None else said)["said_on"]
                said = {**claim, "p": None if said is None else said["p"]}
                told = (when, claim["id"], 0, said, claim)
            elif said is None:
                continue
            else:
                told = (
                    said["said_on"],
                    claim["id"],
                    said["n"],
                    said,
                    claim | {"retracted_on": None},
                )
            found[claim["key"], begins, claim["latest"]][person].append(told)
    pick = max if rules.get("forecast") == "last" else min
    return {
        question: {
            person: pick(told, key=lambda it: it[:3])[3:] for person, told in answers.items()
        }
        for question, answers in found.items()
    }


def truth(claim: Row) -> bool | None:
    """Whether it came by its day; None where it has no truth value."""
    if claim["retracted_on"] or claim["outcome"] not in ("yes", "no", "late", "missed"):
        return None
    return bool(claim["outcome"] == "yes")


def is_right(said: Row, claim: Row) -> bool | None:
    """Whether an answer is right; None where it cannot be told or takes no side."""
    if side(said) is None:
        return None
    if claim["retracted_on"]:
        return False
    came = truth(claim)
    return None if came is None else came == (side(said) == "affirm")


COMMON: list[Row] = [
    *[{}] * 8,
    {"forecast": "last"},
    {"forecast": "last"},
    {"prospective": True},
    {"basis": "stated"},
    {"basis": "words"},
    {"ahead": True},
]


@pytest.mark.parametrize("seed", range(len(COMMON)))
def test_what_all_answered_is_counted_as_a_score_counts(
    seed: int,
    memory: sqlite3.Connection,  # noqa: F811
) -> None:
    """`score --common` counts each question once of everybody, with nothing that is due dropped, and its rows
    add up as every row of a score; places stand on what can be told of all."""
    claims, forecasts = ledger(1000 + seed, 600)
    rules = COMMON[seed]
    record(memory, claims, forecasts)
    run = sqlite_run(memory, "memory")
    shared = Common(run, PEOPLE, today=TODAY, stances=SIDES, **rules)
    groups, whole = shared.sums()
    rows = score.rows(groups, whole, names={person: str(person) for person in PEOPLE})

    common = []
    left_out = 0
    for answers in answers_of(claims, forecasts, rules).values():
        if set(answers) != set(PEOPLE):
            continue
        if len({truth(claim) for _, claim in answers.values()} - {None}) > 1:
            left_out += 1
            continue
        common.append(answers)
    assert shared.questions(3)[1] == left_out
    assert shared.many() == len(common) > 0

    def due(claim: Row) -> bool:
        return claim["latest"] < TODAY or bool(
            rules.get("ahead") and (claim["outcome"] or claim["retracted_on"])
        )

    for row in rows:
        adds_up(row, row["claims"] + row["repromises"], 0)
        if row["group"] is None:
            continue
        mine = [answers[int(row["group"])] for answers in common]
        told = [(said, claim) for said, claim in mine if due(claim)]
        rights = [is_right(said, claim) for said, claim in told]
        losses = [
            (said["p"] / ONE - came) ** 2
            for said, claim in told
            if said["p"] is not None and (came := truth(claim)) is not None
        ]
        assert row["claims"] == len(mine)
        assert row["due"] == len(told)
        assert row["decided"] == sum(right is not None for right in rights)
        assert row["right"] == sum(right is True for right in rights)
        assert row["undecided"] == sum(
            side(said) is not None
            and not claim["retracted_on"]
            and claim["outcome"] in (None, "partial", "ambiguous")
            for said, claim in told
        )
        assert row["forecasts"] == len(losses)
        assert row["brier"] == (pytest.approx(sum(losses) / len(losses)) if losses else None)

    scored = [
        answers
        for answers in common
        if all(
            due(claim) and said["p"] is not None and truth(claim) is not None
            for said, claim in answers.values()
        )
    ]
    decided = [
        answers
        for answers in common
        if all(due(claim) and is_right(said, claim) is not None for said, claim in answers.values())
    ]
    standing = shared.standing()
    if not scored and not decided:
        assert standing is None
        return
    if all(answers in scored for answers in decided):
        assert standing is not None
        assert (standing.of, standing.n) == ("brier", len(scored))
    else:
        assert standing is not None
        assert (standing.of, standing.n) == ("accuracy", len(decided))
    for (one, other), (said, _) in standing.pairs.items():
        assert sum(both.n for both in said) == standing.n
        gain = rules_.paired([(both.p, both.other, both.n, both.k) for both in said])
        assert gain is not None
        if standing.of == "accuracy":
            means = [
                sum(is_right(*answers[person]) is False for answers in decided) / standing.n
                for person in (one, other)
            ]
        else:
            means = [
                sum(
                    (answers[person][0]["p"] / ONE - bool(truth(answers[person][1]))) ** 2
                    for answers in scored
                )
                / standing.n
                for person in (one, other)
            ]
        assert (gain.brier, gain.other) == pytest.approx(tuple(means))


VERSUS: list[Row] = [
    {},
    {"each": True},
    {"forecast": "last"},
    {"forecast": "last", "each": True, "ahead": True},
    {"prospective": True},
    {"prospective": True, "forecast": "last"},
    {"complete": True},
    {"basis": "stated"},
    {"reading": Reading({}, 9 * ONE // 10)},
]


@pytest.mark.parametrize("number", range(len(VERSUS)))
def test_score_versus_and_compare_pair_the_same(
    number: int,
    memory: sqlite3.Connection,  # noqa: F811
) -> None:
    """Where the common questions are one speaker's own claims, `score A --versus B` and `compare A B` pair the
    same chances in the same clusters, and give the same scores, gain and interval, whatever is left out."""
    claims = [replace(claim, speaker=1 + claim.speaker % 3) for claim in many(80 + number, 160)]
    forecasts = gave(claims, random.Random(number))
    fill(memory, claims)
    tell(memory, forecasts)
    memory.execute("update claim set key = cast(id as text)")
    # Some of it written down later than it was given.
    memory.execute("update forecast set set_on = '2026-03-14' where n % 3 = 0")
    run = sqlite_run(memory, "memory")
    together = 0
    for speaker in (1, 2, 3):
        rules = {"today": TODAY, **VERSUS[number]}
        groups, _ = Tally(run, speakers=[speaker], versus=MARKET, **rules).sums()
        said, clusters = (
            Comparison(run, [speaker, MARKET], **rules).pairs(2).get((speaker, MARKET), ([], []))
        )
        sums = groups.get(speaker, Sums())
        cells = Counter[tuple[int, int]]()
        came = Counter[tuple[int, int]]()
        for both in said:
            cells[both.p, both.other] += both.n
            came[both.p, both.other] += both.k
        assert {(pair.p, pair.other): (pair.n, pair.k) for pair in sums.paired} == {
            both: (n, came[both]) for both, n in cells.items()
        }
        if not said:
            continue
        bundles = [
            (b.forecasts, b.many, b.total, b.squares, b.between)
            for b in sums.paired_bundles
            if b.forecasts
        ]
        assert len(bundles) == len(clusters)
        for one, other in zip(sorted(bundles), sorted(clusters), strict=True):
            assert one == pytest.approx(tuple(other))
        row = score.Group("A", sums, exact=True).versus()
        # `score --common` has them too, in rows that add up, and no other chance of the speaker's.
        shared = Common(run, [speaker, MARKET], stances={}, **rules)
        for person, counted in shared.sums()[0].items():
            common = score.Group("A", counted, exact=False).row()
            adds_up(common, common["claims"] + common["repromises"], 0)
            if person == speaker:
                assert common["forecasts"] == row["versus_forecasts"]
                assert common["brier"] == row["versus_brier"]
        between = compare.difference(said, clusters, comparisons=1)
        assert between is not None
        together += between.n
        assert (row["versus_forecasts"], row["versus_brier"], row["versus_other"]) == (
            between.n,
            between.brier,
            between.other,
        )
        assert row["versus_gain"] == -between.difference
        assert row["versus_low"] == pytest.approx(-between.high, abs=1e-9)
        assert row["versus_high"] == pytest.approx(-between.low, abs=1e-9)
    assert together > 3


def test_both_engines_answer_alike(target: str, pledger: Pledger) -> None:
    """What was recorded by commands is paired the same, whichever engine holds it."""
    draw = random.Random(1)
    lines = ["statement,speaker,said_on,latest,credence,outcome,source,cluster"]
    for number in range(24):
        y = draw.choice(["yes", "no"])
        for speaker in ("Ann", "马斯克"):
            chance = draw.choice(["0.1", "0.3", "0.8", "likely"])
            talk, cluster = draw.choice(["", "a talk"]), draw.choice(["", "", "rockets"])
            lines.append(
                f"claim {number},{speaker},2020-01-01,2020-12-31,{chance},{y},{talk},{cluster}"
            )
    (pledger.cwd / "c.csv").write_text("\n".join(lines))
    answers = []
    for place in (target, str(pledger.cwd / "other.sqlite")):
        assert pledger(f"--db '{place}' init --me Ann").code == 0
        assert pledger(f"--db '{place}' --as Ann import c.csv --judged 2021-02-01").code == 0
        assert (
            pledger(f"--db '{place}' --as Ann forecast 1 20% -s Market --on 2020-02-01").code == 0
        )
        assert (
            pledger(f"--db '{place}' --as Ann forecast 3 likely -s Market --on 2020-02-01").code
            == 0
        )
        store = Store(place)
        try:
            people = [store.person(name).id for name in ("Ann", "马斯克", "Market")]
            asked = Comparison(store.run, people, today="2026-11-23")
            pairs = {
                pair: (sorted(said), [tuple(round(x, 9) for x in size) for size in sorted(sizes)])
                for pair, (said, sizes) in asked.pairs(2).items()
            }
            alone = {
                person: (
                    sorted(tally),
                    [tuple(round(x, 9) for x in size) for size in sorted(sizes)],
                )
                for person, (tally, sizes) in asked.alone().items()
            }
            counts = Tally(store.run, today="2026-11-23")
            shared = [
                [sorted(clusters) for of in (*groups.values(), whole) for clusters in of.values()]
                for groups, whole in (counts.shared(distinct=each) for each in (True, False))
            ]
            common = Common(store.run, people, today="2026-11-23", stances={"likely": "affirm"})
            groups, whole = common.sums()
            counted = [
                sorted(
                    tuple(round(x, 9) if isinstance(x, float) else str(x) for x in row)
                    for row in getattr(sums, name)
                )
                for _, sums in [*sorted(groups.items()), (0, whole)]
                for name in ("counts", "said", "bundles")
            ]
            standing = common.standing()
            assert standing is not None
            held = (
                standing.of,
                standing.n,
                {p: sorted(said) for p, (said, _) in standing.pairs.items()},
            )
            answers.append(
                (pairs, alone, asked.questions(2), asked.questions(3), counted, held, shared)
            )
        finally:
            store.close()

    assert answers[0] == answers[1]
    assert sum(map(len, answers[0][-1])) > 4
    assert len(answers[0][0]) == 3


def test_twice_as_many_questions_are_twice_the_work(memory: sqlite3.Connection) -> None:  # noqa: F811
    """No answer is looked for among all answers, question by question: the work grows with their number."""

    def work(size: int) -> dict[str, int]:
        """So many hundred steps of SQLite for each of what is asked."""
        claims, _ = ledger(1, size)
        alike = {"speaker": 3, "kind": "forecast", "earliest": None, "latest": "2026-03-10"}
        alike |= {"happened_on": None, "retracted_on": None, "removed": 0, "outcome": "yes"}
        claims = [{**claim, **alike, "key": claim["id"]} for claim in claims]
        given = {"said_on": "2026-03-04", "p": ONE, "p_low": ONE, "p_high": ONE}
        given |= {"basis": "stated", "words": None, "set_on": "2026-03-04"}
        forecasts = [
            {**given, "claim": claim["id"], "n": person, "person": person}
            for claim in claims
            for person in (1, 2)
        ]
        memory.executescript("delete from claim; delete from forecast;")
        record(memory, claims, forecasts)
        run = sqlite_run(memory, "memory")
        common = Common(run, [1, 2], today=TODAY, stances={})
        assert common.many() == size
        asked: dict[str, Callable[[], Any]] = {
            "compare": lambda: Comparison(run, [1, 2], today=TODAY).pairs(2),
            "sums": common.sums,
            "standing": common.standing,
            "of_two": common.of_two,
        }
        steps = dict.fromkeys(asked, 0)
        for name, ask in asked.items():

            def step(name: str = name) -> None:
                steps[name] += 1

            memory.set_progress_handler(step, 100)
            assert ask()
            memory.set_progress_handler(None, 0)
        return steps

    few, more = work(400), work(800)

    assert {name: (few[name], more[name]) for name in few if more[name] > 3 * few[name]} == {}
