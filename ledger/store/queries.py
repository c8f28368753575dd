"""What can be asked of a ledger: each question once, as SQL that both engines run."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ledger.domain.claim import looked_on
from ledger.domain.claim import normalised
from ledger.domain.claim import statement_key
from ledger.domain.event import KEPT
from ledger.domain.event import Row
from ledger.domain.event import canonical
from ledger.errors import NotFoundError
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.store.engine import Params
from ledger.store.engine import Run
from ledger.store.journal import GENESIS
from ledger.store.journal import Entry
from ledger.store.journal import all_rows_of
from ledger.store.journal import rows_of

# What a claim is shown as; in this order everywhere.
_CLAIM_COLUMNS = {
    "id": "c.id",
    "uid": "c.uid",
    "statement": "c.statement",
    "speaker": "p.name",
    "kind": "c.kind",
    "said_on": "c.said_on",
    "deadline_phrase": "c.deadline_phrase",
    "window": "c.window_kind",
    "earliest": "c.earliest",
    "latest": "c.latest",
    "outcome": "c.outcome",
    "happened_on": "c.happened_on",
    "judged_on": "c.judged_on",
    "judged_by": "c.judged_by",
    "judged_note": "c.judged_note",
    "retracted_on": "c.retracted_on",
    "stance": "c.stance",
    "p": "c.p",
    "p_low": "c.p_low",
    "p_high": "c.p_high",
    "basis": "c.basis",
    "words": "c.words",
    "criteria": "k.text",
    "criteria_on": "k.written_on",
    "quote": "s.quote",
    "quote_kind": "s.quote_kind",
    "lang": "s.lang",
    "source": "so.title",
    "source_url": "so.url",
    "url": "s.url",
    "place": "s.place",
    "cluster": "c.cluster",
    "follows": "c.follows",
    "private": "c.private",
    "removed": "c.removed",
    "note": "c.note",
    "set_on": "c.set_on",
    "with_outcome": "c.with_outcome",
    "edited_late": "c.edited_late",
    "entry": "c.entry",
    "review_on": "c.review_on",
    "looked_on": "c.looked_on",
    "speaker_id": "c.speaker",
    "source_id": "c.source",
}
_NAMES = tuple(_CLAIM_COLUMNS)
_EVIDENCE = ("url", "archived", "sha256", "read_on", "note", "saved")
_CLAIMS = (
    f"select {', '.join(_CLAIM_COLUMNS.values())} from claim c join person p on p.id = c.speaker"
    " left join saying s on s.claim = c.id and s.n = 1"
    " left join source so on so.id = c.source"
    " left join criteria k on k.claim = c.id"
)
# A claim that nobody has judged, with a day by which it is to come; worded as the index is.
_OPEN = "c.outcome is null and c.retracted_on is null and c.removed = 0 and c.latest is not null"

# What is overdue, and what falls due. A promise that was made again stands there once, by the last of its
# dates that is; and not at all where what came of that one is what came of it.
_RENEWED = (
    "exists (select 1 from claim f where f.follows = c.id and f.removed = 0"
    " and (f.outcome in ('yes', 'late', 'missed', 'no')"
    " or f.outcome is null and f.retracted_on is null and {days}))"
)
_OVERDUE = f"{_OPEN} and c.latest < :today and not {_RENEWED.format(days='f.latest < :today')}"
_DUE = (
    f"{_OPEN} and c.latest >= :first and c.latest <= :last"
    f" and not {_RENEWED.format(days='f.latest >= :first and f.latest <= :last')}"
)

# The promises that came as what renewed them: of these nothing is to come, though each missed its own day.
_CAME_ANEW = (
    "c.id in (with recursive came(id, stance) as ("
    "select h.id, h.stance from claim f join claim h on h.id = f.follows"
    " where f.removed = 0 and f.outcome in ('yes', 'late')"
    " and coalesce(f.stance, '') = coalesce(h.stance, '')"
    " union select h.id, h.stance from came m join claim f on f.id = m.id"
    " join claim h on h.id = f.follows where coalesce(h.stance, '') = coalesce(m.stance, ''))"
    " select id from came)"
)

# Not put off beyond a day by somebody who looked; a reminder that was set without a look hides nothing.
_AWAKE = "(c.looked_on is null or c.review_on is null or c.review_on <= :today)"
# The last day on which somebody is known to have looked; as `domain.claim.looked_on` tells it of a row.
_LOOKED = (
    "(select max(day) from (select c.looked_on as day union all"
    " select e.read_on from evidence e where e.claim = c.id union all"
    " select c.judged_on where c.outcome = 'missed') as days)"
)

# No promise is made again so often: a file that was tampered with may hold a circle.
LONGEST_CHAIN = 10_000

# Filters of `list`: appended where they are asked for.
_STATUS = {
    "open": "c.outcome is null and c.retracted_on is null and c.latest >= :today",
    "overdue": "c.outcome is null and c.retracted_on is null and c.latest < :today",
    "undated": "c.outcome is null and c.retracted_on is null and c.latest is null",
    "resolved": "c.outcome is not null",
    "retracted": "c.outcome is null and c.retracted_on is not null",
}
_FILTERS = {
    "speaker_id": "c.speaker = :speaker_id",
    "outcome": "c.outcome = :outcome",
    "kind": "c.kind = :kind",
    "tag": "exists (select 1 from tag t where t.claim = c.id and t.tag = :tag)",
    "said_from": "c.said_on >= :said_from",
    "said_to": "c.said_on <= :said_to",
    "due_from": "c.latest >= :due_from",
    "due_to": "c.latest <= :due_to",
    "cluster": "c.cluster = :cluster",
    "source": "exists (select 1 from saying x join source y on y.id = x.source"
    " where x.claim = c.id and lower(y.title) like :source escape '\\')",
    "source_id": "(c.source = :source_id or exists (select 1 from origin o"
    " where o.claim = c.id and o.source = :source_id))",
    "text": "(lower(c.statement) like :text escape '\\' or exists (select 1 from saying x"
    " where x.claim = c.id and lower(x.quote) like :text escape '\\'))",
    "heads": "c.follows is null and c.id in (select follows from claim where follows is not null)",
    "no_private": "c.private = 0",
    # As `overdue` and `due` show it; the day is that of the status, the last one that of due_to.
    "once_overdue": f"not {_RENEWED.format(days='f.latest < :today')}",
    "once_due": f"not {_RENEWED.format(days='f.latest >= :today and f.latest <= :due_to')}",
    "may_come": f"not {_CAME_ANEW}",
    "after": "c.id > :after",
    "awake": _AWAKE.replace(":today", ":awake"),
}
_SORTS = {
    "id": "c.id",
    "said": "c.said_on, c.id",
    "due": "c.latest is null, c.latest, c.id",
    "speaker": "p.name, c.id",
    "judged": "c.judged_on is null, c.judged_on desc, c.id",
    "looked": f"{_LOOKED} is not null, {_LOOKED}, c.id",
}


class Person(NamedTuple):
    """Somebody the ledger knows, with every spelling but the name as aliases."""

    id: int
    name: str
    role: str | None
    me: bool
    aliases: tuple[str, ...]

    def fields(self) -> Row:
        """The person in the words of a `person.named` event."""
        return {
            "name": self.name,
            "role": self.role,
            "me": self.me,
            "aliases": list(self.aliases),
        }


class Source(NamedTuple):
    """Where claims can be read; not `given` where the file stands in for it."""

    id: int
    title: str
    url: str | None
    frame: str | None
    given: bool

    def fields(self) -> Row:
        """The source in the words of a `source.described` event."""
        return {"title": self.title, "url": self.url, "frame": self.frame, "given": self.given}


class Before(NamedTuple):
    """What was before an entry: by uid the fields of claims that changed since, and claims that are gone."""

    fields: Mapping[str, Row]
    gone: Sequence[Row]


class Moved(NamedTuple):
    """How often a promise was made before, and whether one of those was edited after it was due."""

    often: int
    edited_late: bool


# SQLite takes no longer pattern than 50,000 bytes.
_LONGEST_PATTERN = 40_000


def containing(text: str) -> str:
    """A LIKE pattern, with the escape character \\, for what contains a text; raises UnreadableError."""
    escaped = text.lower().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    if len(escaped.encode()) > _LONGEST_PATTERN:
        raise UnreadableError("the text to look for is too long; write a part of it.")
    return f"%{escaped}%"


def _marks(values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """A list for `in`, and its parameters.

    Numbers and plain words stand as they are: SQLite takes the square of their number to bind names.
    """
    marks: list[str] = []
    params: dict[str, Any] = {}
    for value in values:
        if isinstance(value, int):
            marks.append(str(value))
        elif value.isascii() and value.isalnum():
            marks.append(f"'{value}'")
        else:
            name = f"v{len(params)}"
            params[name] = value
            marks.append(f":{name}")
    return ", ".join(marks) or "null", params


class Questions:
    """All that is read; `run` is the door to the database, inside a transaction or outside."""

    run: Run

    # Claims

    def claims(
        self,
        filters: Mapping[str, Any] | None = None,
        *,
        status: str | None = None,
        today: str = "",
        sort: str = "id",
        descending: bool = False,
        limit: int | None = None,
        removed: bool = False,
    ) -> list[Row]:
        """Claims as rows of the names above, with tags and evidence; filters are those of `list`."""
        where, params = self._where(filters, status, today, removed)
        order = _SORTS[sort]
        if descending:
            order = ", ".join(
                part[: -len(" desc")]
                if part.endswith(" desc")
                else part
                if part.endswith("is null")
                else f"{part} desc"
                for part in order.split(", ")
            )
        return self._claims(f"{where} order by {order}", params, limit)

    def claim_ids(
        self, filters: Mapping[str, Any], *, status: str | None, today: str, sort: str
    ) -> list[int]:
        """The ids of claims alone, for the same questions as `claims`."""
        where, params = self._where(filters, status, today, removed=False)
        sql = f"select c.id from claim c{where} order by {_SORTS[sort]}"
        return [row[0] for row in self.run(sql, params)]

    def claims_of(self, speaker: int | None) -> list[int]:
        """The ids of all claims of a speaker, or of everybody; removed ones too."""
        where, params = ("", {}) if speaker is None else (" where speaker = :id", {"id": speaker})
        return [row[0] for row in self.run(f"select id from claim{where} order by id", params)]

    def _where(
        self, filters: Mapping[str, Any] | None, status: str | None, today: str, removed: bool
    ) -> tuple[str, dict[str, Any]]:
        wanted = [] if removed else ["c.removed = 0"]
        params: dict[str, Any] = {}
        if status is not None:
            wanted.append(_STATUS[status])
            if ":today" in _STATUS[status]:
                params["today"] = today
        for name, value in (filters or {}).items():
            wanted.append(_FILTERS[name])
            if f":{name}" in _FILTERS[name]:
                params[name] = value
        return f" where {' and '.join(wanted)}" if wanted else "", params

    def overdue(self, today: str, limit: int | None = None) -> list[Row]:
        """What is not judged though its day has passed, the earliest day first."""
        return self._claims(
            f" where {_OVERDUE} order by c.latest, c.id",
            {"today": today},
            limit,
        )

    def waiting(self, today: str, limit: int) -> list[Row]:
        """What is overdue and not put off: first what has waited longest for anybody to look.

        It waits since its last look, or since its day where nobody has looked after it.
        """
        overdue = f" where {_OVERDUE}"
        # In two questions, so that the first stops early in its index: few claims were ever looked at.
        never = (
            " and c.looked_on is null and not exists"
            " (select 1 from evidence e where e.claim = c.id and e.read_on is not null)"
            " order by c.latest, c.id"
        )
        looked = (
            f" and {_AWAKE} and c.id in (select id from claim where looked_on is not null"
            " union select claim from evidence where read_on is not null)"
            f" order by case when {_LOOKED} > c.latest then {_LOOKED} else c.latest end, c.id"
        )
        found = [
            row
            for order in (never, looked)
            for row in self._claims(overdue + order, {"today": today}, limit)
        ]
        found.sort(key=lambda row: (max(looked_on(row) or "", row["latest"]), row["id"]))
        return found[:limit]

    def due(
        self, first: str, last: str, limit: int | None = None, *, snoozed: bool = True
    ) -> list[Row]:
        """What is not judged and has its day from `first` to `last`, the earliest day first.

        Without `snoozed`, what is put off beyond `first` is left out.
        """
        awake = "" if snoozed else f" and {_AWAKE}"
        params = {"first": first, "last": last} | ({} if snoozed else {"today": first})
        return self._claims(
            f" where {_DUE}{awake} order by c.latest, c.id",
            params,
            limit,
        )

    def to_review(self, today: str, limit: int | None = None) -> list[Row]:
        """What somebody wanted to look at again by now, and may still come; the longest waiting first.

        Of a missed claim that is a reminder for a day after it was judged.
        """
        return self._claims(
            " where c.review_on is not null and c.review_on <= :today"
            " and (c.outcome is null"
            " and c.retracted_on is null or c.outcome = 'missed'"
            f" and (c.judged_on is null or c.review_on > c.judged_on) and not {_CAME_ANEW})"
            " and c.removed = 0 order by c.review_on, c.id",
            {"today": today},
            limit,
        )

    # What changed from an entry on

    def first_entry(self, at: str) -> int:
        """The number of the first entry that was made at a moment or later, or would be."""
        sql = "select min(seq) from journal where at >= :at"
        found = self.run(sql, {"at": at})[0][0]
        return self.head()[0] + 1 if found is None else int(found)

    def before(self, seq: int) -> Before:
        """What claims were before an entry, as far as it or a later one changed them."""
        fields: dict[str, Row] = {}
        gone: list[Row] = []
        entries = self.run(
            "select kind, payload from journal"
            " where seq >= :seq and (kind like 'claim.%' or kind = 'command.undone') order by seq",
            {"seq": seq},
        )
        for kind, payload in entries:
            for row in rows_of(payload):
                if kind == "command.undone":
                    self._undone(row["command"], seq, fields, gone)
                    continue
                for name, value in row["was"].items():
                    fields.setdefault(row["uid"], {}).setdefault(name, value)
        return Before(fields, gone)

    def _undone(self, command: int, seq: int, fields: dict[str, Row], gone: list[Row]) -> None:
        """What claims were before a command was taken back."""
        for entry in self.entries_of(command):
            if entry.kind == "claims.recorded" and entry.seq < seq:
                gone += rows_of(entry.payload)
            elif entry.kind.startswith("claim."):
                for row in rows_of(entry.payload):
                    for name, value in row["set"].items():
                        fields.setdefault(row["uid"], {}).setdefault(name, value)

    def claims_by_uid(self, uids: Sequence[str]) -> list[Row]:
        """The claims with these uids, by id; removed ones too."""
        found: list[Row] = []
        for start in range(0, len(uids), 500):
            marks, params = _marks(uids[start : start + 500])
            found += self._claims(f" where c.uid in ({marks})", params)
        return sorted(found, key=lambda row: row["id"])

    def overdue_since(self, day: str, seq: int, ids: Sequence[int], today: str) -> list[Row]:
        """What is overdue and had its day on or after one, or is recorded from an entry on, or is given."""
        marks, params = _marks(ids)
        return self._claims(
            f" where {_OVERDUE} and (c.latest >= :day or c.entry >= :seq or c.id in ({marks}))"
            " order by c.latest, c.id",
            {"today": today, "day": day, "seq": seq, **params},
        )

    def renewed_since(self, seq: int) -> list[Row]:
        """The renewals recorded from an entry on, but for those of one command with what they renew."""
        return self._claims(
            " where c.follows is not null and c.removed = 0 and c.entry >= :seq"
            " and (select j.command from journal j where j.seq = c.entry) <> (select j.command"
            " from claim f join journal j on j.seq = f.entry where f.id = c.follows) order by c.id",
            {"seq": seq},
        )

    def recorded_since(self, seq: int) -> tuple[int, int]:
        """How many claims were recorded from an entry on, and how many of them with an outcome."""
        sql = (
            "select count(*), coalesce(sum(with_outcome), 0) from claim where removed = 0"
            " and entry >= :seq"
        )
        count, judged = self.run(sql, {"seq": seq})[0]
        return int(count), int(judged)

    def count_redacted(self, seq: int) -> int:
        """How many claims were redacted from an entry on."""
        return int(
            self.run("select count(*) from redacted where entry >= :seq", {"seq": seq})[0][0]
        )

    def edited_away(self, rows: Sequence[Row]) -> dict[int, list[tuple[str, str]]]:
        """The dates of claims that were edited after they had passed: by id, each with the UTC day of that."""
        gone: dict[int, list[tuple[str, str]]] = {}
        for claim in rows:
            entries = self.run(
                "select j.at, j.payload from change ch join journal j on j.seq = ch.entry"
                " where ch.claim = :claim and j.kind = 'claim.edited' order by j.seq",
                {"claim": claim["id"]},
            )
            for at, payload in entries:
                for row in rows_of(payload):
                    was = row["was"].get("latest") if row["uid"] == claim["uid"] else None
                    if was is not None and at[:10] > was:
                        gone.setdefault(claim["id"], []).append((was, at[:10]))
        return gone

    def count_snoozed(self, today: str, due_by: str | None = None) -> int:
        """How many are put off beyond `today`: of what is overdue, or falls due up to a day."""
        wanted, params = _OVERDUE, {"today": today}
        if due_by is not None:
            wanted, params = _DUE, {"today": today, "first": today, "last": due_by}
        sql = (
            f"select count(*) from claim c where {wanted}"
            " and c.looked_on is not null and c.review_on > :today"
        )
        return int(self.run(sql, params)[0][0])

    def count_overdue(self, today: str) -> int:
        """How many are overdue."""
        sql = f"select count(*) from claim c where {_OVERDUE}"
        return int(self.run(sql, {"today": today})[0][0])

    def count_due(self, first: str, last: str) -> int:
        """How many fall due from `first` to `last`."""
        sql = f"select count(*) from claim c where {_DUE}"
        return int(self.run(sql, {"first": first, "last": last})[0][0])

    def count_claims(self) -> int:
        """How many claims there are, removed ones left out."""
        return int(self.run("select count(*) from claim where removed = 0", {})[0][0])

    def count_private(self, speaker: int | None) -> int:
        """How many private claims there are, of one speaker or of all."""
        sql = "select count(*) from claim where removed = 0 and private = 1"
        params = {}
        if speaker is not None:
            sql += " and speaker = :speaker"
            params["speaker"] = speaker
        return int(self.run(sql, params)[0][0])

    def only_private(self) -> tuple[set[int], set[int]]:
        """The people and sources that nothing but private or removed claims speak of."""
        people = (
            "select person from (select speaker as person, private + removed as hidden from claim"
            " union all select f.person, c.private + c.removed from forecast f join claim c on c.id = f.claim)"
            " as spoken group by person having min(hidden) > 0"
        )
        sources = (
            "select s.source from saying s join claim c on c.id = s.claim"
            " where s.source is not null group by s.source having min(c.private + c.removed) > 0"
        )
        return (
            {row[0] for row in self.run(people, {})},
            {row[0] for row in self.run(sources, {})},
        )

    def count_undated(self) -> int:
        """How many are not judged and have no day."""
        sql = f"select count(*) from claim c where c.removed = 0 and {_STATUS['undated']}"
        return int(self.run(sql, {})[0][0])

    def claim(self, ref: str) -> Row:
        """The claim named by an id, a uid or a prefix of a uid; removed ones too.

        Raises NotFoundError, or RefusedError with the candidates for a prefix that several share.
        """
        ref = ref.strip()
        if not ref:
            raise NotFoundError("no claim has an empty id; see them with: pledger list")
        if ref.isascii() and ref.isdigit():
            found = self._claims(" where c.id = :id", {"id": int(ref)}) if len(ref) < 19 else []
        else:
            found = self._claims(" where c.uid = :uid", {"uid": ref.lower()}) or self._claims(
                " where c.uid >= :first and c.uid < :last order by c.uid",
                {"first": ref.lower(), "last": ref.lower() + "{"},
                limit=6,
            )
        if not found:
            redacted = self.redacted(ref)
            if redacted is not None:
                raise NotFoundError(
                    f"prediction {ref} was redacted on {redacted['at'][:10]} ({redacted['reason']}); "
                    "nothing of it is kept."
                )
            raise NotFoundError(f"no prediction {ref}; see them with: pledger list")
        if len(found) > 1:
            uids = ", ".join(row["uid"] for row in found[:5])
            raise RefusedError(f'several claims begin with "{ref}": {uids}; write more of the uid.')
        return found[0]

    def claims_by_id(self, ids: Sequence[int]) -> list[Row]:
        """The claims with these ids, in the order of the ids."""
        found: list[Row] = []
        for start in range(0, len(ids), 500):
            marks, params = _marks(ids[start : start + 500])
            found += self._claims(f" where c.id in ({marks})", params)
        by_id = {row["id"]: row for row in found}
        return [by_id[number] for number in ids if number in by_id]

    def _claims(self, tail: str, params: Mapping[str, Any], limit: int | None = None) -> list[Row]:
        sql = _CLAIMS + tail
        if limit is not None:
            sql += " limit :limit"
            params = {**params, "limit": limit}
        rows = [dict(zip(_NAMES, row, strict=True)) for row in self.run(sql, params)]
        self._attach(rows)
        return rows

    def _attach(self, rows: list[Row]) -> None:
        """Add tags and evidence, 500 claims a question."""
        for start in range(0, len(rows), 500):
            some = rows[start : start + 500]
            by_id = {row["id"]: row for row in some}
            for row in some:
                row["tags"] = []
                row["evidence"] = []
            marks, params = _marks(list(by_id))
            for claim, tag in self.run(
                f"select claim, tag from tag where claim in ({marks}) order by claim, n", params
            ):
                by_id[claim]["tags"].append(tag)
            for claim, *values in self.run(
                f"select claim, {', '.join(_EVIDENCE)} from evidence"
                f" where claim in ({marks}) order by claim, n",
                params,
            ):
                by_id[claim]["evidence"].append(dict(zip(_EVIDENCE, values, strict=True)))

    def sayings(self, claim: int) -> list[Row]:
        """Every place where a claim was made."""
        names = ("source", "url", "place", "quote", "quote_kind", "lang")
        sql = (
            "select so.title, coalesce(s.url, so.url), s.place, s.quote, s.quote_kind, s.lang"
            " from saying s left join source so on so.id = s.source"
            " where s.claim = :claim order by s.n"
        )
        return [dict(zip(names, row, strict=True)) for row in self.run(sql, {"claim": claim})]

    def forecasts(self, claim: int) -> list[Row]:
        """Every forecast of a claim but the one that came with it, by the day it was given."""
        columns = (
            "n",
            "p",
            "p_low",
            "p_high",
            "basis",
            "words",
            "note",
            "first",
            "set_on",
            "person",
        )
        sql = (
            f"select {', '.join(f'f.{name}' for name in columns)}, f.said_on, p.name"
            " from forecast f join person p on p.id = f.person"
            " where f.claim = :claim order by f.said_on, f.n"
        )
        names = (*columns, "on", "who")
        return [dict(zip(names, row, strict=True)) for row in self.run(sql, {"claim": claim})]

    def forecaster(self, uid: str, n: int, person: int) -> list[str]:
        """Who gave a forecast, by today's name; of one that was taken back whoever it names, if known."""
        sql = (
            "select p.name from forecast f join claim c on c.id = f.claim"
            " join person p on p.id = f.person where c.uid = :uid and f.n = :n"
        )
        found = self.run(sql, {"uid": uid, "n": n}) or self.run(
            "select name from person where id = :id", {"id": person}
        )
        return [row[0] for row in found]

    def forecasts_of(self, person: int) -> list[list[int]]:
        """The forecasts that somebody gave: claim and number of each."""
        sql = "select claim, n from forecast where person = :person order by claim, n"
        return [list(row) for row in self.run(sql, {"person": person})]

    def count_forecasts(self, speaker: int | None, *, private: bool) -> int:
        """How many forecasts there are beside the claims' own first ones, of one speaker's claims or all."""
        sql = (
            "select count(*) from forecast f join claim c on c.id = f.claim"
            " where f.first is null and c.removed = 0"
        )
        params = {}
        if not private:
            sql += " and c.private = 0"
        if speaker is not None:
            sql += " and c.speaker = :speaker"
            params["speaker"] = speaker
        return int(self.run(sql, params)[0][0])

    def saved_files(self) -> list[tuple[int, int, str]]:
        """The evidence whose file was saved beside the ledger: claim, number, and the file's SHA-256."""
        sql = (
            "select claim, n, coalesce(sha256, '') from evidence where saved is not null"
            " order by claim, n"
        )
        # Whatever somebody put there by hand is no hash, and then no name of a file.
        return [(row[0], row[1], str(row[2])) for row in self.run(sql, {})]

    def files_ever_saved(self) -> set[str]:
        """The SHA-256 of every file that the journal tells of, taken back or not."""
        sql = "select payload from journal where kind = 'evidence.added' and payload like :saved"
        return {
            row["evidence"]["sha256"]
            for (payload,) in self.run(sql, {"saved": '%"saved":true%'})
            for row in rows_of(payload)
            if row["evidence"].get("saved")
        }

    def next_n(self, table: str, claim: int) -> int:
        """The next number of a claim's `evidence`, `forecast` or `saying`."""
        sql = f"select coalesce(max(n), 0) + 1 from {table} where claim = :claim"
        return int(self.run(sql, {"claim": claim})[0][0])

    def chain(self, claim: int) -> list[int]:
        """The ids of a promise and its renewals that a claim belongs to, the first one first."""
        first = claim
        seen = {claim}
        while True:
            found = self.run("select follows from claim where id = :id", {"id": first})
            if not found or found[0][0] is None or found[0][0] in seen:
                break
            first = found[0][0]
            seen.add(first)
        chain = [first]
        while follower := self.follower(chain[-1]):
            if follower in chain:
                break
            chain.append(follower)
        return chain

    def moved(self, rows: Sequence[Row]) -> dict[int, Moved]:
        """How many earlier promises each of some claims renews; those that renew none are left out."""
        counts: dict[int, int] = {}
        edited: set[int] = set()
        # For each claim that renews another, the one now looked at on the way to the first.
        here = {row["id"]: row["follows"] for row in rows if row["follows"] is not None}
        while here and max(counts.values(), default=0) < LONGEST_CHAIN:
            for claim in here:
                counts[claim] = counts.get(claim, 0) + 1
            before: dict[int, int | None] = {}
            wanted = sorted(set(here.values()))
            for start in range(0, len(wanted), 500):
                marks, params = _marks(wanted[start : start + 500])
                sql = f"select id, follows, edited_late from claim where id in ({marks})"
                rows_ = self.run(sql, params)
                before.update((row[0], row[1]) for row in rows_)
                late = {row[0] for row in rows_ if row[2]}
                edited |= {claim for claim, link in here.items() if link in late}
            here = {
                claim: earlier
                for claim, link in here.items()
                if (earlier := before.get(link)) is not None
            }
        return {claim: Moved(count, claim in edited) for claim, count in counts.items()}

    def follower(self, claim: int) -> int | None:
        """The claim that follows one, or None; what follows a removed follower counts in its place."""
        rows = self.run(
            "select id, removed from claim where follows = :id order by removed, id", {"id": claim}
        )
        for number, removed in rows:
            renewed = self.follower(number) if removed else int(number)
            if renewed is not None:
                return renewed
        return None

    # Looking up what is known

    def known(self, speaker: int, statement: str) -> list[Row]:
        """Claims of a speaker with the same normalised statement, removed ones left out."""
        wanted = normalised(statement)
        return [
            row
            for row in self._claims(
                " where c.key = :key and c.speaker = :speaker and c.removed = 0 order by c.id",
                {"key": statement_key(statement), "speaker": speaker},
            )
            if normalised(row["statement"]) == wanted
        ]

    def known_by_key(self, keys: Sequence[int]) -> list[Row]:
        """Claims with these statement keys, removed ones too: id, speaker_id, statement, said_on, window,
        and `origins`, the entry and row that last imported it from each source."""
        return self._known("c.key", keys)

    def known_by_uid(self, uids: Sequence[str]) -> list[Row]:
        """The same of claims with these uids."""
        return self._known("c.uid", uids)

    def known_by_native(self, natives: Sequence[str]) -> list[Row]:
        """The same of claims with these native ids, one row per source that gave one."""
        marks, params = _marks(natives)
        found = self.run(
            f"select claim, source, native from origin where native in ({marks})", params
        )
        known = {row["id"]: row for row in self._known("c.id", [row[0] for row in found])}
        return [
            {**known[claim], "source": source, "native": native}
            for claim, source, native in found
            if claim in known
        ]

    def _known(self, column: str, values: Sequence[Any]) -> list[Row]:
        if not values:
            return []
        names = ("id", "uid", "speaker_id", "statement", "said_on", "earliest", "latest", "window")
        marks, params = _marks(values)
        sql = (
            "select c.id, c.uid, c.speaker, c.statement, c.said_on, c.earliest, c.latest,"
            ' c.window_kind, o.source, o.entry, o."row"'
            " from claim c left join origin o on o.claim = c.id"
            f" where {column} in ({marks})"
        )  # not ordered here: SQLite would walk all claims in the order asked for
        claims: dict[int, Row] = {}
        for *values_, source, entry, number in self.run(sql, params):
            row = claims.setdefault(
                values_[0], {**dict(zip(names, values_, strict=True)), "origins": {}}
            )
            if source is not None:
                row["origins"][source] = (entry, number)
        return sorted(claims.values(), key=lambda row: row["id"])

    def origin_of(self, claim: int, source: int) -> list[Any] | None:
        """What an import last said of a claim: [native id, entry, row]."""
        found = self.run(
            'select native, entry, "row" from origin where claim = :claim and source = :source',
            {"claim": claim, "source": source},
        )
        return list(found[0]) if found else None

    def claims_of_source(self, source: int, before: int) -> Iterator[int]:
        """The claims that entries before one imported from a source, removed ones left out."""
        sql = (
            "select o.claim from origin o join claim c on c.id = o.claim"
            " where o.source = :source and o.entry < :before and c.removed = 0"
            # Sentences that were taken are in no row of the file.
            " and (o.native is null or o.native not like 'scan:%')"
            " and o.claim > :after order by o.claim limit 5000"
        )
        after = 0
        while rows := self.run(sql, {"source": source, "before": before, "after": after}):
            for (claim,) in rows:
                yield claim
            after = rows[-1][0]

    def skipped(self, source: int) -> set[str]:
        """The keys of the sentences of a source that somebody did not want recorded."""
        found = self.run("select key from candidate where source = :source", {"source": source})
        return {row[0] for row in found}

    def taken(self, source: int) -> dict[str, int]:
        """The claims that were taken from the sentences of a source, by the native id of each."""
        sql = "select native, claim from origin where source = :source and native like 'scan:%'"
        return {row[0]: int(row[1]) for row in self.run(sql, {"source": source})}

    def uids_given(self, uids: Sequence[str]) -> set[str]:
        """Those of these uids that were ever given out."""
        if not uids:
            return set()
        marks, params = _marks(uids)
        sql = (
            f"select uid from claim where uid in ({marks})"
            f" union select uid from spent where uid in ({marks})"
        )
        return {row[0] for row in self.run(sql, params)}

    def next_id(self, what: str) -> int:
        """The next number for a claim, person or source: one that was never given out."""
        sql = (
            f"select coalesce(max(id), 0) from (select max(id) as id from {what}"
            " union all select max(id) from spent where what = :what) as given"
        )
        return int(self.run(sql, {"what": what})[0][0]) + 1

    # People and sources

    def people(self) -> list[Person]:
        """Everybody, by name."""
        aliases: dict[int, list[str]] = {}
        for person, name in self.run("select person, name from alias order by key", {}):
            aliases.setdefault(person, []).append(name)
        return [
            Person(
                number,
                name,
                role,
                bool(me),
                tuple(other for other in aliases.get(number, ()) if other != name),
            )
            for number, name, role, me in self.run(
                "select id, name, role, me from person order by name, id", {}
            )
        ]

    def _person(self, condition: str, params: Mapping[str, Any]) -> Person | None:
        found = self.run(f"select p.id, p.name, p.role, p.me from person p {condition}", params)
        if not found:
            return None
        number, name, role, me = found[0]
        spellings = self.run(
            "select name from alias where person = :id order by key", {"id": number}
        )
        aliases = tuple(other for (other,) in spellings if other != name)
        return Person(number, name, role, bool(me), aliases)

    def me(self) -> Person | None:
        """Who "me" is, once known."""
        return self._person("where p.me = 1", {})

    def person_named(self, name: str) -> Person | None:
        """The person with this whole name or alias; a prefix never counts."""
        return self._person(
            "join alias a on a.person = p.id where a.key = :key", {"key": normalised(name)}
        )

    def person_by_id(self, number: int) -> Person:
        """The person with an id that the ledger gave."""
        found = self._person("where p.id = :id", {"id": number})
        assert found is not None
        return found

    def speakers(self) -> list[Person]:
        """Everybody who said something that is recorded, by name."""
        said = {
            row[0] for row in self.run("select distinct speaker from claim where removed = 0", {})
        }
        return [person for person in self.people() if person.id in said]

    def person(self, name: str) -> Person:
        """An existing person by name, alias or unambiguous prefix; raises NotFoundError."""
        exact = self.person_named(name)
        if exact is not None:
            return exact
        key = normalised(name)
        found = self.run(
            "select distinct p.id, p.name from alias a join person p on p.id = a.person"
            " where a.key like :key escape '\\' order by p.name limit 6",
            {"key": containing(key)[1:]},
        )
        if len(found) == 1:
            return self.person_by_id(found[0][0])
        if found:
            names = ", ".join(row[1] for row in found)
            raise NotFoundError(f'"{name}" can be {names}; write more of the name.')
        near = self.run(
            "select distinct p.name from alias a join person p on p.id = a.person"
            " where a.key like :key escape '\\' order by p.name limit 6",
            {"key": containing(key)},
        )
        hint = (
            f"did you mean {' or '.join(row[0] for row in near)}?"
            if near
            else ("see everybody with: pledger people")
        )
        raise NotFoundError(f'nobody is called "{name}"; {hint}')

    def claim_counts(self) -> dict[int, int]:
        """How many claims each person made, removed ones left out."""
        sql = "select speaker, count(*) from claim where removed = 0 group by speaker"
        return {row[0]: row[1] for row in self.run(sql, {})}

    def claim_ranges(self, speaker: int) -> list[list[int]]:
        """The ids of a speaker's claims as [first, last] ranges."""
        ranges: list[list[int]] = []
        sql = "select id from claim where speaker = :speaker order by id"
        for (number,) in self.run(sql, {"speaker": speaker}):
            if ranges and ranges[-1][1] == number - 1:
                ranges[-1][1] = number
            else:
                ranges.append([number, number])
        return ranges

    def sources(self) -> list[Source]:
        """Every source, in the order they were met."""
        return [
            Source(number, title, url, frame, bool(given))
            for number, title, url, frame, given in self.run(
                "select id, title, url, frame, given from source order by id", {}
            )
        ]

    def sources_of(self, speaker: int) -> set[int]:
        """The sources in which claims of a speaker can be read."""
        sql = (
            "select distinct s.source from saying s join claim c on c.id = s.claim"
            " where c.speaker = :speaker and c.removed = 0 and s.source is not null"
        )
        return {row[0] for row in self.run(sql, {"speaker": speaker})}

    def source_titled(self, title: str) -> Source | None:
        """The source with a title."""
        found = self.run(
            "select id, title, url, frame, given from source where title = :title",
            {"title": title},
        )
        if not found:
            return None
        number, known, url, frame, given = found[0]
        return Source(number, known, url, frame, bool(given))

    def source_counts(self) -> dict[int, int]:
        """How many claims can be read in each source, removed ones left out."""
        sql = (
            "select s.source, count(distinct s.claim) from saying s join claim c on c.id = s.claim"
            " where c.removed = 0 and s.source is not null group by s.source"
        )
        return {row[0]: row[1] for row in self.run(sql, {})}

    def sources_like(self, text: str) -> list[str]:
        """The titles of named sources that hold a text, a few of them."""
        sql = (
            "select title from source where given = 1 and lower(title) like :text escape '\\'"
            " order by title limit 6"
        )
        return [row[0] for row in self.run(sql, {"text": containing(text)})]

    def source(self, text: str) -> Source:
        """The source with a title, or the only named one whose title holds a text.

        Raises NotFoundError, or RefusedError with the candidates.
        """
        known = self.source_titled(text)
        if known is not None:
            return known
        found = self.sources_like(text)
        if not found:
            raise NotFoundError(f'no source is called "{text}"; see them with: pledger sources')
        if len(found) > 1:
            titles = ", ".join(f'"{title}"' for title in found[:5])
            raise RefusedError(f'several sources hold "{text}": {titles}; write more of the title.')
        only = self.source_titled(found[0])
        assert only is not None
        return only

    # What was redacted

    def redacted(self, ref: str) -> Row | None:
        """The redaction of the claim with an id: id, reason and when; None where there was none."""
        if not (ref.isascii() and ref.isdigit() and len(ref) < 19):
            return None
        return next(self._redactions("where r.claim = :id", {"id": int(ref)}), None)

    def redactions(self) -> Iterator[Row]:
        """Every claim that was redacted: id, reason, when, and the sources in which it stood."""
        return self._redactions("", {})

    def _redactions(self, where: str, params: Params) -> Iterator[Row]:
        sql = f"select r.claim, j.at, j.payload from redacted r join journal j on j.seq = r.entry {where}"
        for claim, at, payload in self.run(sql, params):
            for row in rows_of(payload):
                if row["id"] == claim:
                    yield {**row, "at": at}

    def taken_back(self, ref: str) -> Row | None:
        """A claim whose recording was undone, by id or uid, as the journal still has it."""
        column = "id" if ref.isascii() and ref.isdigit() else "uid"
        if column == "id" and len(ref) >= 19:
            return None
        sql = f"select id, uid from spent where what = 'claim' and {column} = :ref"
        found = self.run(sql, {"ref": int(ref) if column == "id" else ref.lower()})
        for number, uid in found:
            for row in self._recordings(f'%"uid":"{uid}"%'):
                if row["id"] == number and row["uid"] == uid:
                    return row
        return None

    def same_words_taken_back(self, statement: str) -> list[Row]:
        """What the journal still has of recordings of the same words that were undone."""
        # A part of it will do to find the entries; SQLite takes no pattern of any length.
        part = canonical(statement)[1:-1][:1000]
        for sign in ("\\", "%", "_"):
            part = part.replace(sign, f"\\{sign}")
        gone = "select 1 from spent where what = 'claim' and id = :id and uid = :uid"
        return [
            row
            for row in self._recordings(f"%{part}%")
            if row["statement"] == statement
            and self.run(gone, {"id": row["id"], "uid": row["uid"]})
        ]

    def _recordings(self, pattern: str) -> Iterator[Row]:
        """The recorded claims of entries whose payload fits a pattern."""
        sql = (
            "select payload from journal where kind = 'claims.recorded'"
            " and payload like :pattern escape '\\'"
        )
        for (payload,) in self.run(sql, {"pattern": pattern}):
            yield from rows_of(payload)

    def places_of(self, uid: str) -> list[list[Any]]:
        """Every row of the journal that speaks of a claim, taken back or not: [entry, [rows]]."""
        places = []
        for seq in self.entries_naming(uid):
            entry = self.entry(seq)
            if entry.kind in KEPT:
                continue
            numbers = [
                number
                for number, row in enumerate(all_rows_of(entry.payload))
                if row is not None and row.get("uid") == uid
            ]
            if numbers:
                places.append([seq, numbers])
        return places

    def sources_of_claim(self, claim: int) -> list[int]:
        """Every source in which a claim stands, by its sayings and by what was imported."""
        sql = (
            "select source from origin where claim = :id"
            " union select source from saying where claim = :id and source is not null"
            " union select source from claim where id = :id and source is not null"
        )
        return sorted(row[0] for row in self.run(sql, {"id": claim}))

    # The journal

    def head(self) -> tuple[int, str]:
        """The number and hash of the last entry; 0 and 64 zeros before the first."""
        found = self.run("select seq, hash from journal order by seq desc limit 1", {})
        return (found[0][0], found[0][1]) if found else (0, GENESIS)

    def last_at(self) -> str:
        """When the last entry was recorded, empty before the first."""
        found = self.run("select at from journal order by seq desc limit 1", {})
        return str(found[0][0]) if found else ""

    def last_command(self) -> int:
        """The number of the last command line, 0 before the first."""
        found = self.run("select command from journal order by seq desc limit 1", {})
        return int(found[0][0]) if found else 0

    def entries(self, after: int = 0, step: int = 50) -> Iterator[Entry]:
        """The journal from after an entry on, a few entries in memory at a time."""
        names = ", ".join(f'"{name}"' for name in Entry._fields)
        sql = f"select {names} from journal where seq > :after order by seq limit :step"
        while rows := self.run(sql, {"after": after, "step": step}):
            for row in rows:
                yield Entry(*row)
            after = rows[-1][0]

    def entry(self, seq: int) -> Entry:
        """One entry of the journal; raises LookupError."""
        names = ", ".join(f'"{name}"' for name in Entry._fields)
        found = self.run(f"select {names} from journal where seq = :seq", {"seq": seq})
        if not found:
            raise LookupError(f"the journal has no entry {seq}")
        return Entry(*found[0])

    def entries_of(self, command: int) -> Iterator[Entry]:
        """The entries of a command, newest first."""
        found = self.run(
            "select min(seq), max(seq) from journal where command = :command", {"command": command}
        )
        first, last = found[0]
        if first is None:
            return
        for seq in range(last, first - 1, -1):
            yield self.entry(seq)

    def parts(self, commands: Sequence[int]) -> list[Row]:
        """What some commands recorded, newest first: command, kind, and the first, last and number of
        their entries of that kind."""
        names = ("command", "kind", "first", "last", "entries")
        marks, params = _marks(commands)
        sql = (
            f"select {', '.join(names[:2])}, min(seq), max(seq), count(*) from journal"
            f" where command in ({marks}) group by command, kind order by command desc, min(seq)"
        )
        return [dict(zip(names, row, strict=True)) for row in self.run(sql, params)]

    def commands_of(self, seqs: Sequence[int]) -> list[int]:
        """The commands that some entries belong to, newest first."""
        found: set[int] = set()
        for start in range(0, len(seqs), 500):
            marks, params = _marks(seqs[start : start + 500])
            rows = self.run(f"select distinct command from journal where seq in ({marks})", params)
            found |= {row[0] for row in rows}
        return sorted(found, reverse=True)

    def undone_commands(self) -> dict[int, int]:
        """The commands that were taken back, each with the entry that did it."""
        sql = "select seq, payload from journal where kind = 'command.undone' order by seq"
        return {
            row["command"]: seq for seq, payload in self.run(sql, {}) for row in rows_of(payload)
        }

    def entries_naming(self, uid: str) -> list[int]:
        """The numbers of all entries whose payload names a claim, undone ones too."""
        sql = "select seq from journal where payload like :uid order by seq"
        return [row[0] for row in self.run(sql, {"uid": f'%"uid":"{uid}"%'})]

    def changed_after(self, claims: Sequence[int], entry: int) -> list[tuple[int, int]]:
        """Which of these claims a later entry touched: (claim, entry)."""
        touched: list[tuple[int, int]] = []
        for start in range(0, len(claims), 500):
            marks, params = _marks(claims[start : start + 500])
            touched += [
                (row[0], row[1])
                for row in self.run(
                    f"select claim, entry from change where entry > :entry and claim in ({marks})"
                    " order by entry",
                    {**params, "entry": entry},
                )
            ]
        return touched

    def changes(self, claim: int) -> list[int]:
        """The entries that touched a claim after it was recorded and were not taken back."""
        sql = "select entry from change where claim = :claim order by entry"
        return [row[0] for row in self.run(sql, {"claim": claim})]

    # What undo asks

    def own_commands(self, recorders: Sequence[str]) -> Iterator[Row]:
        """The entries of somebody under some names, newest first: seq, command, kind."""
        marks, params = _marks(recorders)
        sql = (
            f"select seq, command, kind from journal where recorder in ({marks}) and seq < :before"
            " order by seq desc limit 100"
        )
        before = self.head()[0] + 1
        while rows := self.run(sql, {**params, "before": before}):
            for seq, command, kind in rows:
                yield {"seq": seq, "command": command, "kind": kind}
            before = rows[-1][0]

    def id_of(self, uid: str) -> int:
        """The id of the claim with a uid; raises LookupError."""
        found = self.run("select id from claim where uid = :uid", {"uid": uid})
        if not found:
            raise LookupError(f"no claim has the uid {uid}")
        return int(found[0][0])

    def followed_after(self, claims: Sequence[int], entry: int) -> tuple[int, int] | None:
        """One of these claims that a claim recorded after `entry` follows, and that one."""
        sql = (
            "select follows, id from claim where follows is not null and entry > :entry"
            " and removed = 0"
        )
        wanted = set(claims)
        for followed, follower in self.run(sql, {"entry": entry}):
            if followed in wanted:
                return followed, follower
        return None

    def people_in_use(self, people: Sequence[int], entry: int) -> list[int]:
        """Which of these people entries after `entry` speak of, or claims recorded after it."""
        if not people:
            return []
        touched = {person for _, several in self._people_after(entry) for person in several}
        used = [
            f"select 1 from {table} where {column} = :person and entry > :entry limit 1"
            for table, column in (("claim", "speaker"), ("forecast", "person"))
        ]
        return [
            person
            for person in people
            if person in touched
            or any(self.run(sql, {"person": person, "entry": entry}) for sql in used)
        ]

    def sources_in_use(self, sources: Sequence[int], entry: int) -> list[int]:
        """Which of these sources were used or described by entries after `entry`."""
        undone = self.undone_commands()
        described = {
            row["source"]
            for command, payload in self.run(
                "select command, payload from journal"
                " where seq > :entry and kind = 'source.described'",
                {"entry": entry},
            )
            if command not in undone
            for row in rows_of(payload)
        }
        used = [source for source in sources if source in described]
        for source in sources:
            if source in described:
                continue
            params = {"source": source, "entry": entry}
            for sql in (
                "select 1 from claim where source = :source and entry > :entry limit 1",
                "select 1 from origin where source = :source and entry > :entry limit 1",
                "select 1 from candidate where source = :source and entry > :entry limit 1",
                "select 1 from saying s join change h on h.claim = s.claim"
                " where s.source = :source and h.entry > :entry limit 1",
            ):
                if self.run(sql, params):
                    used.append(source)
                    break
        return used

    def named_after(self, people: Sequence[int], entry: int) -> int | None:
        """The first command after `entry` that named or merged one of these people, or None."""
        for command, touched in self._people_after(entry):
            if touched & set(people):
                return command
        return None

    def _people_after(self, entry: int) -> Iterator[tuple[int, set[int | None]]]:
        """The people whom each row after `entry` names, with its command; what is undone is left out."""
        undone = self.undone_commands()
        sql = (
            "select command, kind, payload from journal where seq > :entry"
            " and kind in ('person.named', 'person.merged', 'claim.edited') order by seq"
        )
        for command, kind, payload in self.run(sql, {"entry": entry}):
            if command in undone:
                continue
            for row in rows_of(payload):
                if kind == "claim.edited":
                    yield command, {row["set"].get("speaker"), row["was"].get("speaker")}
                else:
                    yield command, {row["person"], row.get("into")}
