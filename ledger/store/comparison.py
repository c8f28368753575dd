"""People beside each other on the same questions: paired and counted where their answers lie.

A question is a statement and its window, whoever said it; one that begins when it was said has no beginning of
its own. An answer is a claim of a person's own, or a chance that they gave somebody else's before it was over.
"""

from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ledger.scoring.intervals import Alike
from ledger.scoring.tally import ONE
from ledger.scoring.tally import Both
from ledger.store import tally
from ledger.store.engine import Run
from ledger.store.tally import Tally
from ledger.store.tally import limits

Pairs = dict[tuple[int, int], tuple[list[Both], list[Alike]]]

# Every answer, as the claim it is about with who gave it for its speaker; what a speaker did with a claim
# (renew it, take it back) others did not do. The first of each person to each question counts, or the last.
# What a question is as a whole stands beside each answer: SQLite would look for it answer by answer, in all of
# them, if it had to be joined.
_ONE = """
answer as (
  select d.id, d.speaker, d.kind, d.stance, d.latest, d.judged_on, d.said_on, d.source, d.cluster, d.set_on,
    d.with_outcome, d.p, d.p_low, d.p_high, d.basis, d.outcome, d.happened_on, d.retracted_on, d.edited_late,
    d.renewals, d.chained, d.given_on, 0 as n
  from ({claims}) d where d.speaker in ({people}) and d.kind = 'forecast'{only} and {own}
  union all
  select d.id, d.person, d.kind, {stance}, d.latest, d.judged_on, d.said_on, d.source, d.cluster,
    case when d.their_set_on > d.set_on then d.their_set_on else d.set_on end,
    d.with_outcome, d.their_p, d.their_p_low, d.their_p_high, d.their_basis, d.outcome, d.happened_on,
    null, d.edited_late, 0, d.chained, d.their_day, d.n
  from ({theirs}) d {stances}
  where d.turn = 1 and d.kind = 'forecast'{only} and {other}
),
one as (
  select t.*, count(*) over question as people,
    case when min(came) over question <> max(came) over question then 0 else 1 end as agreed,
    case when min(id) over question = max(id) over question then 0 else 1 end as worded
  from (
    select d.*, c.key as statement, case when c.earliest > c.said_on then c.earliest else '' end as earliest,
      coalesce(d.latest, '') as until,
      case when {judged} then case when d.outcome = 'yes' then 1 else 0 end end as came,
      row_number() over (
        partition by c.key, case when c.earliest > c.said_on then c.earliest else '' end, d.latest, d.speaker
        order by d.given_on{descending}, d.id{descending}, d.n{descending}) as turn
    from answer d join claim c on c.id = d.id
  ) t where turn = 1
  window question as (partition by statement, earliest, until)
)"""
_SAME = "{x}.statement = {y}.statement and {x}.earliest = {y}.earliest and {x}.until = {y}.until"


def _long(select: str) -> str:
    """The rows of a select, with none of a second one below them.

    Of one alone SQLite takes it that they are few, and looks through all of them for each answer that they are
    held against; of two together it makes an index.
    """
    return f"""
  {select}
  union all
  {select} and 1 = 0"""


# What is held against each other in `compare`: chances to questions that were not judged yes of one and no of
# another.
_ENDS = """case when d.basis = 'words' then d.p_low else d.p end as low,
    case when d.basis = 'words' then d.p_high else d.p end as high"""
_MARKED = f"""
mark as ({_long(f"select d.*, {_ENDS} from one d where d.agreed = 1")}
)"""
# The questions that all of them answered; whether every answer to one can be told right or wrong, and has a
# score.
_COMMON = f"""
common as (
  select d.*,
    min(case when {{due}} and {{decided}} then 1 else 0 end) over question as told,
    min(case when {{due}} and d.p is not null and {tally.JUDGED} then 1 else 0 end) over question as scored
  from one d where d.people = {{many}} and d.agreed = 1
  window question as (partition by d.statement, d.earliest, d.until)
),
standing as (select distinct statement, earliest, until, told, scored from common)"""
_STANDING = """
select told, scored, count(*) from standing where told = 1 or scored = 1 group by told, scored"""
# What is held against each other there: the chances; or who was right, as if it had been said with certainty
# of what came.
_SCORED = f"""
, mark as ({_long(f"select d.*, {_ENDS} from common d where d.scored = 1")}
)"""
_AS_TOLD = f"case when {{right}} then {ONE} else 0 end"
_TOLD = f"""
, mark as ({
    _long(
        "select d.statement, d.earliest, d.until, d.speaker, d.people, d.cluster, d.chained, d.source,"
        f" d.said_on, 1 as came, {_AS_TOLD} as p, {_AS_TOLD} as low, {_AS_TOLD} as high"
        " from common d where d.told = 1"
    )
}
)"""
_TWO = f"""
, answered as ({_long("select statement, earliest, until, speaker from one where agreed = 1")}
)
select a.speaker, b.speaker, count(*) from answered a
join answered b on {_SAME.format(x="a", y="b")} and a.speaker < b.speaker
group by a.speaker, b.speaker"""
_AWAY = "cast(case when {x}.came = 1 then 1000000000000 - {x}.p else {x}.p end as double precision) / 1e12"
_PAIRS = f"""
pair as (
  select a.speaker as one, b.speaker as other, a.came, a.people,
    a.p as p, a.low as p_low, a.high as p_high, b.p as q, b.low as q_low, b.high as q_high,
    ({_AWAY.format(x="a")}) as away, ({_AWAY.format(x="b")}) as other_away,
    coalesce(a.cluster, b.cluster) as cluster,
    case when a.cluster is null and b.cluster is null then coalesce(a.chained, b.chained) end as chained,
    case when a.cluster is null and b.cluster is null and a.chained is null and b.chained is null
      then coalesce(a.source, b.source) end as talk,
    case when a.cluster is not null or b.cluster is not null or a.chained is not null
        or b.chained is not null then null
      when a.source is not null then a.said_on when b.source is not null then b.said_on end as talk_on
  from mark a join mark b on {_SAME.format(x="a", y="b")} and a.speaker < b.speaker
)"""

_CELLS = """
select one, other, p, p_low, p_high, q, q_low, q_high, count(*), cast(sum(came) as bigint)
from pair where people >= :people
group by one, other, p, p_low, p_high, q, q_low, q_high"""
_BUNDLES = """
select one, other, size, count(*), sum(total), sum(squares), sum(total * total / size) from (
  select one, other, count(*) as size, sum(half) as total, sum(half * half) as squares from (
    select one, other, cluster, chained, talk, talk_on,
      (other_away * other_away - away * away + 1) / 2 as half
    from pair where people >= :people
      and (cluster is not null or chained is not null or talk is not null)
  ) h group by one, other, cluster, chained, talk, talk_on
) b group by one, other, size"""
_ALONE = """
select speaker, p, count(*), cast(sum(came) as bigint) from one group by speaker, p"""
_ALONE_BUNDLES = f"""
select speaker, size, count(*), sum(total), sum(squares), sum(total * total / size) from (
  select speaker, count(*) as size, sum(away * away) as total,
    sum(away * away * away * away) as squares
  from (
    select speaker, cluster, case when cluster is null then chained end as chained,
      case when cluster is null and chained is null then source end as talk,
      case when cluster is null and chained is null and source is not null then said_on end as talk_on,
      ({_AWAY.format(x="one")}) as away
    from one where cluster is not null or chained is not null or source is not null
  ) h group by speaker, cluster, chained, talk, talk_on
) b group by speaker, size"""
_UNREAD = """
select count(*) from (
  select d.id from ({claims}) d
  where d.speaker in ({people}) and d.kind = 'forecast'{only} and d.basis = 'words' and d.p is null
    and {settled}
  union all
  select d.id from ({theirs}) d
  where d.turn = 1 and d.kind = 'forecast'{only} and d.their_basis = 'words' and d.their_p is null
    and {settled}
) u"""
_QUESTIONS = """
select agreed, worded, count(*) from (
  select distinct statement, earliest, until, agreed, worded from one where people >= :people
) q group by agreed, worded"""


class _Answers(Tally):
    """A tally that knows what people answered to the same questions; `rules` are those of a tally."""

    def __init__(self, run: Run, people: Sequence[int], *, today: str, **rules: Any) -> None:
        super().__init__(run, today=today, **rules)
        self._people = people
        only = limits(
            None,
            prospective=rules.get("prospective", False),
            complete=rules.get("complete", False),
        )
        claims = self._claims(self._parts, given_on=tally.GIVEN_ON)
        named = ", ".join(map(str, people))
        self._words = {
            "claims": claims,
            "theirs": self._theirs(claims, named),
            "people": named,
            "only": "".join(f" and {condition}" for condition in only),
        }

    def _answered(self, own: str, other: str, *, stance: str, stances: str = "") -> None:
        """Put the answers that count into the `with`: claims of their own, and chances of others'."""
        self._with += ", " + _ONE.strip().format(
            **self._words,
            own=own if self._basis is None else f"{own} and d.basis = '{self._basis}'",
            other=other,
            stance=stance,
            stances=stances,
            judged=tally.JUDGED,
            descending=" desc" if self._forecast == "last" else "",
        )

    def _about(self, sql: str, **more: Any) -> list[tuple[Any, ...]]:
        return self._run(self._with + sql, {**self._params, **more})

    def _pairs(self, mark: str, by: int) -> Pairs:
        found: Pairs = {}
        pairs = f"{mark}, {_PAIRS.strip()}"
        for one, other, *row in self._about(pairs + _CELLS, people=by):
            found.setdefault((one, other), ([], []))[0].append(Both._make(row))
        for one, other, *row in self._about(pairs + _BUNDLES, people=by):
            found[one, other][1].append(Alike._make(row))
        return found

    def questions(self, by: int) -> tuple[int, int]:
        """How many questions that `by` of them or more answered were put together, and left out.

        Together: claims of several people in the same words and for the same window. Left out: one of these
        was judged yes and another one no.
        """
        together = left_out = 0
        for agreed, worded, n in self._about(_QUESTIONS, people=by):
            if not agreed:
                left_out += n
            elif worded:
                together += n
        return together, left_out


class Comparison(_Answers):
    """The questions of `compare`, about people by id: chances of what is due and came true or not.

    `basis` is that of each one's chance, and `time` no forecast.
    """

    def __init__(self, run: Run, people: Sequence[int], *, today: str, **rules: Any) -> None:
        super().__init__(run, people, today=today, **rules)
        self._settled = f"{self._due} and {tally.JUDGED}"
        self._answered(
            f"d.p is not null and {self._settled}",
            f"{self._their_chance('d')} and {self._settled}",
            stance="cast(null as text)",
        )

    def pairs(self, by: int) -> Pairs:
        """Every two of them, the smaller id first, on questions to which `by` of them or more gave a chance.

        What they said, and the clusters of it: of the first one's gain, half of it and one half.
        """
        return self._pairs(f", {_MARKED.strip()}", by)

    def unread(self) -> int:
        """How many of their chances are words that the reading gives no number for."""
        sql = _UNREAD.format(**self._words, settled=self._settled)
        return int(self._about(sql)[0][0])

    def alone(self) -> dict[int, tuple[list[tuple[int, int, int]], list[Alike]]]:
        """Of each, the tally of all to which they gave a chance, and the clusters of its losses."""
        found: dict[int, tuple[list[tuple[int, int, int]], list[Alike]]] = {
            person: ([], []) for person in self._people
        }
        for person, *row in self._about(_ALONE):
            found[person][0].append((row[0], row[1], row[2]))
        for person, *row in self._about(_ALONE_BUNDLES):
            found[person][1].append(Alike._make(row))
        return found


class Held(NamedTuple):
    """What people are held against each other by: `of` is "brier" or "accuracy", `n` questions, in pairs."""

    of: str
    n: int
    pairs: Pairs


class Common(_Answers):
    """The tally of `score --common`: of each person, the questions on which all of them took a side or to
    which all gave a chance, whatever became of these.

    `stances` say which side words take: "affirm", "deny", or None for neither.
    """

    def __init__(
        self,
        run: Run,
        people: Sequence[int],
        *,
        today: str,
        stances: Mapping[str, str | None],
        **rules: Any,
    ) -> None:
        super().__init__(run, people, today=today, **rules)
        known = ["select cast(null as text), cast(null as text)"]
        for number, (words, stance) in enumerate(stances.items()):
            self._params |= {f"side{number}": words}
            known.append(f"select :side{number}, {'null' if stance is None else repr(stance)}")
        self._with += f", stances(words, stance) as ({' union all '.join(known)})"
        half = ONE // 2
        self._answered(
            "(d.p is not null or d.stance is not null)",
            self._their_chance("d"),
            stance="case when d.their_basis = 'words' then s.stance"
            f" when d.their_p > {half} then 'affirm' when d.their_p < {half} then 'deny' end",
            stances="left join stances s on s.words = d.their_words",
        )
        self._with += ", " + _COMMON.strip().format(
            many=len(people), due=self._due, decided=tally.DECIDED.format(d="d")
        )
        self._parts = [tally.Part("select * from common", "d")]
        # What was left out is out of the answers already.
        self._only = limits(people)

    def standing(self) -> Held | None:
        """What the places of these people can be told by; None where nothing common can be told yet.

        Their chances, where all gave one to every common question that can be told; else who was right.
        """
        told = scored = n = 0
        for is_told, is_scored, many in self._about(_STANDING):
            told, scored, n = told + is_told * many, scored + is_scored * many, n + many
        if not n:
            return None
        people = len(self._people)
        if scored == n:
            return Held("brier", n, self._pairs(_SCORED, people))
        if not told:
            return None
        mark = _TOLD.format(right=tally.RIGHT.format(d="d"))
        return Held("accuracy", told, self._pairs(mark, people))

    def many(self) -> int:
        """How many questions all of them answered."""
        return int(self._about("select count(*) from standing")[0][0])

    def of_two(self) -> dict[tuple[int, int], int]:
        """How many questions every two of them both answered, the smaller id first."""
        return {(one, other): n for one, other, n in self._about(_TWO)}
