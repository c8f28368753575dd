"""Claims as the contract shows them: lists, and the card of one."""

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any
from typing import Protocol

from ledger.domain.claim import is_after
from ledger.domain.claim import is_prospective
from ledger.domain.claim import looked_on
from ledger.domain.claim import status
from ledger.reports.chains import Gone
from ledger.reports.chains import link_of
from ledger.reports.chains import so_often
from ledger.reports.chains import timeline
from ledger.reports.report import Column
from ledger.reports.report import Report

Row = dict[str, Any]


class Moved(Protocol):
    """How often a claim was promised before; see the store."""

    @property
    def often(self) -> int: ...  # noqa: D102
    @property
    def edited_late(self) -> bool: ...  # noqa: D102


ONE = 10**12
# What is shown of a piece of evidence.
EVIDENCE = ("url", "archived", "sha256", "read_on", "note")


def number(p: int | None) -> float | None:
    """A probability in 10⁻¹² as a number from 0 to 1."""
    return None if p is None else p / ONE


def days_overdue(latest: str | None, today: str) -> int:
    """Whole days since the last day of the window."""
    return (date.fromisoformat(today) - date.fromisoformat(latest or today)).days


def claim(row: Mapping[str, Any], today: str) -> Row:
    """A claim with the keys of the contract; `row` is what the store gives, `today` ISO text."""
    state = status(
        latest=row["latest"],
        outcome=row["outcome"],
        retracted_on=row["retracted_on"],
        today=today,
    )
    happened, earliest = row["happened_on"], row["earliest"]
    early = row["outcome"] == "yes" and None not in (happened, earliest) and happened < earliest
    return {
        "id": row["id"],
        "uid": row["uid"],
        "statement": row["statement"],
        "speaker": row["speaker"],
        "kind": row["kind"],
        "said_on": row["said_on"],
        "deadline_phrase": row["deadline_phrase"],
        "window": row["window"],
        "earliest": row["earliest"],
        "latest": row["latest"],
        "status": state,
        "days_overdue": days_overdue(row["latest"], today) if state == "overdue" else None,
        "outcome": row["outcome"],
        "early": early,
        "happened_on": row["happened_on"],
        "judged_on": row["judged_on"],
        "judged_by": row["judged_by"],
        "judged_note": row["judged_note"],
        "retracted_on": row["retracted_on"],
        "evidence": [{key: item[key] for key in EVIDENCE} for item in row["evidence"]],
        "stance": row["stance"],
        "credence": number(row["p"]),
        "credence_low": number(row["p_low"]),
        "credence_high": number(row["p_high"]),
        "credence_basis": row["basis"],
        "credence_words": row["words"],
        "criteria": row["criteria"],
        "criteria_on": row["criteria_on"],
        "criteria_late": is_after(row["criteria_on"], row["latest"]),
        "quote": row["quote"],
        "quote_kind": row["quote_kind"],
        "lang": row["lang"],
        "source": row["source"],
        "url": row["url"] or row["source_url"],
        "place": row["place"],
        "tags": row["tags"],
        "cluster": row["cluster"],
        "follows": row["follows"],
        "private": bool(row["private"]),
        "prospective": is_prospective(
            set_on=row["set_on"],
            latest=row["latest"],
            happened_on=row["happened_on"],
            with_outcome=bool(row["with_outcome"]),
        ),
        "edited_late": bool(row["edited_late"]),
        "removed": bool(row["removed"]),
        "note": row["note"],
        "review_on": row["review_on"],
        "looked_on": looked_on(row),
    }


def deadline_text(row: Mapping[str, Any]) -> str:
    """The day a claim has to come by, or why it has none."""
    if row["latest"] is not None:
        return str(row["latest"])
    if row["window"] == "open":
        return f"from {row['earliest']}"
    if row["window"] == "event":
        return "an event"
    return "no date"


def by_text(row: Mapping[str, Any]) -> str:
    """The same inside a sentence: "by 2027-03-01", "from 2028-01-01", "no date"."""
    if row["latest"] is None and row["window"] != "event":
        return deadline_text(row)
    return f"by {deadline_text(row)}"


def chance_text(row: Mapping[str, Any]) -> str:
    """How sure the speaker was, in their words or as a number; empty where they did not say."""
    words, p = row["credence_words"], row["credence"]
    if words is not None:
        return str(words)
    if p is None:
        return ""
    return f"{round(p * 100, 10):g}%"


def _written_text(row: Mapping[str, Any]) -> str | None:
    """When the criteria were written down."""
    if row["criteria"] is None:
        return None
    late = ", after it was due" if row["criteria_late"] else ""
    return f"written on {row['criteria_on']}{late}"


def _is_of_a_translation(row: Mapping[str, Any]) -> bool:
    """Whether the words of chance were heard in a translated quote."""
    from ledger.domain import credence

    words = str(row["credence_words"]).removesuffix(credence.OPPOSITE).strip()
    quote = row["quote"] or ""
    return row["quote_kind"] == "translated" and words.casefold() in quote.casefold()


def outcome_text(row: Mapping[str, Any]) -> str:
    """What became of a claim, or where it stands."""
    if row["outcome"] is None:
        return str(row["status"])
    text = str(row["outcome"])
    if row["early"]:
        text += ", early"
    if row["happened_on"] and row["outcome"] in ("yes", "late", "partial"):
        text += f" {row['happened_on']}"
    return text


EDITED = "edited late: changed after its day had passed; pledger show ID tells what it was."


def _cells(rows: Iterable[Row]) -> list[dict[str, str]]:
    return [
        {
            "latest": deadline_text(row) + ("\nedited late" if row["edited_late"] else ""),
            "credence": chance_text(row),
            "outcome": outcome_text(row),
            "follows": "" if row["follows"] is None else str(row["follows"]),
            "moved": "\n".join(
                [
                    *([so_often(row["moved"])] if row.get("moved") else []),
                    *(["edited late"] if row.get("earlier_edited_late") else []),
                ]
            ),
        }
        for row in rows
    ]


_WIDE = (
    Column("credence", "chance", wide=True),
    Column("deadline_phrase", "as said", wide=True),
    Column("source", "source", wide=True),
    Column("uid", "uid", wide=True),
)


def _of(
    title: str,
    claims: Sequence[Row],
    columns: Sequence[Column],
    *,
    empty: str,
    cells: Sequence[Row] | None = None,
    notes: Sequence[str] = (),
    hint: str | None = None,
) -> Report:
    """A list of claims: id, prediction and speaker, then the columns of its own."""
    shown = (
        Column("id", "id", right=True),
        Column("statement", "prediction", flow=True),
        Column("speaker", "speaker"),
        *columns,
        *_WIDE,
    )
    cells = _cells(claims) if cells is None else cells
    if any(row["edited_late"] or row.get("earlier_edited_late") for row in claims):
        notes = [*notes, EDITED]
    return Report(title, shown, claims, cells=cells, empty=empty, notes=notes, hint=hint)


def listed(
    rows: Sequence[Mapping[str, Any]],
    *,
    today: str,
    title: str,
    empty: str,
    notes: Sequence[str] = (),
    hint: str | None = None,
) -> Report:
    """The report of `list`."""
    columns = (Column("said_on", "said"), Column("latest", "by"), Column("outcome", "outcome"))
    claims = [claim(row, today) for row in rows]
    return _of(title, claims, columns, empty=empty, notes=notes, hint=hint)


def overdue(
    rows: Sequence[Mapping[str, Any]],
    *,
    today: str,
    moved: Mapping[int, Moved],
    notes: Sequence[str],
    hint: str | None,
) -> Report:
    """The report of `overdue`: the earliest day first; `moved` says how often a claim renews earlier ones."""
    columns = (
        Column("said_on", "said"),
        Column("latest", "was due"),
        Column("days_overdue", "days ago", right=True),
        *_moved(moved),
    )
    claims = [_renewing(claim(row, today), moved) for row in rows]
    cells = _cells(claims)
    empty = "Nothing is overdue."
    return _of("Overdue", claims, columns, cells=cells, empty=empty, notes=notes, hint=hint)


def _moved(moved: Mapping[int, Moved]) -> tuple[Column, ...]:
    """The column that says how often a promise was made again, where one was."""
    return (Column("moved", "moved", right=True),) if moved else ()


def _renewing(shown: Row, moved: Mapping[int, Moved]) -> Row:
    """A claim with how often it was promised before, and whether one of those was edited after it was due."""
    found = moved.get(shown["id"])
    return {
        **shown,
        "moved": 0 if found is None else found.often,
        "earlier_edited_late": found is not None and found.edited_late,
    }


def waiting(rows: Sequence[Mapping[str, Any]], *, today: str, notes: Sequence[str]) -> Report:
    """What is overdue as the day's page shows it: first what nobody has looked at longest."""
    columns = (
        Column("latest", "was due"),
        Column("days_overdue", "days ago", right=True),
        Column("looked_on", "looked at"),
    )
    claims = [claim(row, today) for row in rows]
    cells = _cells(claims)
    for row, cell in zip(claims, cells, strict=True):
        cell["looked_on"] = row["looked_on"] or "never"
    title = "Overdue, first what nobody has looked at longest" if claims else "Overdue"
    empty = "Nothing else is overdue." if notes else "Nothing is overdue."
    return _of(title, claims, columns, cells=cells, empty=empty, notes=notes)


def to_review(rows: Sequence[Mapping[str, Any]], *, today: str, notes: Sequence[str]) -> Report:
    """What somebody wanted to look at again by now."""
    columns = (
        Column("deadline_phrase", "said for"),
        Column("latest", "by"),
        Column("review_on", "reminder"),
    )
    claims = [claim(row, today) for row in rows]
    return _of("To look at again", claims, columns, empty="Nothing.", notes=notes)


def due(
    rows: Sequence[Mapping[str, Any]],
    *,
    today: str,
    within: str,
    moved: Mapping[int, Moved],
    notes: Sequence[str],
    hint: str | None,
) -> Report:
    """The report of `due`: what comes next first; `moved` is as in `overdue`."""
    columns = (
        Column("said_on", "said"),
        Column("latest", "due"),
        Column("in", "in days", right=True),
        *_moved(moved),
    )
    claims = [_renewing(claim(row, today), moved) for row in rows]
    cells = _cells(claims)
    for row, cell in zip(claims, cells, strict=True):
        cell["in"] = str(-days_overdue(row["latest"], today))
    empty = f"Nothing falls due {within}."
    return _of(f"Due {within}", claims, columns, cells=cells, empty=empty, notes=notes, hint=hint)


def card(
    row: Mapping[str, Any],
    *,
    today: str,
    sayings: Sequence[Row],
    history: Sequence[Row],
    chain: Sequence[Mapping[str, Any]],
    hint: str | None,
    given: Sequence[Row] = (),
    gone: Gone | None = None,
    folder: str | None = None,
) -> Report:
    """The report of `show`: all that is known of a claim, its history and its chain.

    `given` are the forecasts that did not come with it, `gone` the dates of the chain that were edited away
    after they had passed; `folder` is where saved files lie, None on a server.
    """
    gone = gone or {}
    shown = claim(row, today)
    links = [link_of(link, gone) for link in chain]
    whole = {
        **shown,
        "forecasts": _forecasts(shown, row, given),
        "sayings": list(sayings),
        "chain": links if len(links) > 1 else [],
        "timeline": timeline(chain, today=today, gone=gone) if len(links) > 1 else None,
        "history": list(history),
    }
    return Report(
        f"Prediction {shown['id']}",
        (),
        [whole],
        card=_card_lines(whole, row, folder, gone.get(shown["id"], ())),
        hint=hint,
        drawn=("time",),
    )


def _forecasts(
    shown: Mapping[str, Any], row: Mapping[str, Any], given: Sequence[Mapping[str, Any]]
) -> list[Row]:
    """Everybody's forecasts of a claim, by the day they were given; its speaker's own first one among them."""
    found = [
        {
            "who": other["who"],
            "on": other["on"],
            **forecast_of(other),
            "note": other["note"],
            "first": False,
            "prospective": is_prospective(
                set_on=other["set_on"],
                latest=row["latest"],
                happened_on=row["happened_on"],
                with_outcome=bool(row["with_outcome"]),
            ),
        }
        for other in given
        if not other["first"]
    ]
    if shown["credence_basis"] != "none" or shown["credence_words"] is not None:
        # What it is stands with the claim, where an edit mends it; when it was given, where it was given.
        first = next((other for other in given if other["first"]), {})
        own = {
            "who": shown["speaker"],
            "on": first.get("on") or shown["said_on"],
            "credence": shown["credence"],
            "credence_low": shown["credence_low"],
            "credence_high": shown["credence_high"],
            "basis": shown["credence_basis"],
            "words": shown["credence_words"],
            "note": first.get("note"),
            "first": True,
            "prospective": shown["prospective"],
        }
        found.insert(0, own)
        found.sort(key=lambda forecast: str(forecast["on"]))
    return found


def forecast_of(given: Mapping[str, Any]) -> Row:
    """A probability with where it came from, with the keys of the contract."""
    return {
        "credence": number(given["p"]),
        "credence_low": number(given["p_low"]),
        "credence_high": number(given["p_high"]),
        "basis": given["basis"],
        "words": given.get("words"),
    }


def forecasts(row: Mapping[str, Any], given: Sequence[Mapping[str, Any]], *, today: str) -> Report:
    """The report of `forecast`: everybody's chances of one claim."""
    rows = _forecasts(claim(row, today), row, given)
    return Report(
        f"Chances of {row['id']}: {row['statement']}",
        (
            Column("who", "who", flow=True),
            Column("on", "on"),
            Column("chance", "chance", flow=True),
            Column("note", "note", flow=True),
        ),
        rows,
        cells=[{"chance": heard_text(forecast)} for forecast in rows],
        empty="Nobody gave one yet.",
        hint=f"Add one: pledger forecast {row['id']} 70% -s NAME",
    )


def heard_text(forecast: Mapping[str, Any], more: str = "") -> str:
    """A forecast as it was given, and the number that words were heard as; `more` stands behind it."""
    chance = chance_text(
        {"credence": forecast["credence"], "credence_words": forecast["words"]},
    )
    if forecast["basis"] == "words":
        low, p, high = (
            f"{round(forecast[key] * 100, 10):g}"
            for key in ("credence_low", "credence", "credence_high")
        )
        return f"{chance} (heard as {p}%, {low} to {high}%{more})"
    if forecast["basis"] == "none" and chance:
        return f"{chance} (not on the scale: no number)"
    return chance


def file_text(name: str, folder: str | None) -> str:
    """Where a saved file lies; on a server there is none, and its hash is all that is known."""
    return f"sha256 {name}" if folder is None else f"{folder}/{name}"


def _evidence_lines(items: Sequence[Row], folder: str | None) -> list[tuple[str, str]]:
    """What bears on a claim, as a card tells it."""
    lines = []
    for item in items:
        text = str(item["url"])
        if item["read_on"]:
            text += f" (read on {item['read_on']})"
        if item["note"]:
            text += f": {item['note']}"
        lines.append(("evidence", text))
        if item["archived"]:
            lines.append(("archived", str(item["archived"])))
        if item["sha256"]:
            where = file_text(item["sha256"], folder if item["saved"] else None)
            lines.append(("saved" if item["saved"] else "", where))
    return lines


def evidence(row: Mapping[str, Any], *, folder: str | None) -> Report:
    """The report of `evidence`: what bears on one claim; `folder` holds the saved files."""
    items = row["evidence"]
    lines = [("prediction", str(row["statement"]))]
    return Report(
        f"Prediction {row['id']}",
        (),
        [{key: item[key] for key in EVIDENCE} for item in items],
        keys=EVIDENCE,
        card=lines + (_evidence_lines(items, folder) or [("evidence", "none yet")]),
        hint=None if items else f"Add some: pledger evidence {row['id']} URL",
    )


# What of a card does not help to judge a claim.
_ASIDE = ("tags", "cluster", "uid", "private")


def to_judge(
    row: Mapping[str, Any],
    *,
    today: str,
    title: str,
    sayings: Sequence[Row],
    chain: Sequence[Mapping[str, Any]],
    folder: str | None,
) -> Report:
    """The card of a claim that is about to be judged: what `show` tells, without its history."""
    whole = card(
        row, today=today, sayings=sayings, history=(), chain=chain, folder=folder, hint=None
    )
    lines = [(label, text) for label, text in whole.card or () if label not in _ASIDE]
    return whole._replace(title=title, card=lines)


def criteria(row: Mapping[str, Any], *, today: str) -> Report:
    """The report of `criteria`: what will count as true of one claim."""
    shown = claim(row, today)
    lines = [("prediction", shown["statement"]), ("criteria", shown["criteria"] or "none yet")]
    if written := _written_text(shown):
        lines.append(("", written))
    write = f'Write them: pledger criteria {shown["id"]} "TEXT"'
    keys = ("id", "uid", "statement", "latest", "criteria", "criteria_on", "criteria_late")
    return Report(
        f"Prediction {shown['id']}",
        (),
        [{key: shown[key] for key in keys}],
        card=lines,
        hint=None if shown["criteria"] else write,
    )


def _stance_text(stance: str | None, basis: str) -> str:
    """What a speaker who does not affirm says; who gives 30 % does not say that it will not come."""
    if stance == "deny":
        told = "says that it does not come true"
        return told if basis == "none" else "counts as saying that it does not come true"
    return "takes no side" if basis == "stated" else "says only that it may"


def _card_lines(
    shown: Mapping[str, Any],
    row: Mapping[str, Any],
    folder: str | None,
    gone: Sequence[tuple[str, str]],
) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []

    def put(label: str, text: object) -> None:
        if text not in (None, "", []):
            lines.append((label, str(text)))

    put("prediction", shown["statement"])
    put("speaker", f"{shown['speaker']}, on {shown['said_on']}")
    by = deadline_text(shown)
    if shown["latest"] is not None and shown["earliest"] != shown["latest"]:
        by = f"{shown['earliest']} to {shown['latest']}"
    if shown["deadline_phrase"]:
        by += f' ("{shown["deadline_phrase"]}")'
    put("window", by)
    status_text = str(shown["status"])
    if shown["days_overdue"] is not None:
        status_text += f" for {_days(shown['days_overdue'])}"
    if shown["removed"]:
        status_text = "removed"
    put("status", status_text)
    if shown["outcome"] is not None:
        verdict = outcome_text(shown)
        if shown["outcome"] == "yes" and shown["happened_on"] is None:
            verdict += ", on an unknown day"
        if shown["judged_on"]:
            verdict += f"; judged on {shown['judged_on']}"
        if shown["judged_by"]:
            verdict += f" by {shown['judged_by']}"
        put("outcome", verdict)
        put("", shown["judged_note"])
    if shown["retracted_on"]:
        put("taken back", f"on {shown['retracted_on']}")
    lines += _evidence_lines(row["evidence"], folder)
    for forecast in shown["forecasts"]:
        if forecast["first"]:
            where = ", in a translation" if _is_of_a_translation(shown) else ""
            later = "" if forecast["on"] == shown["said_on"] else f", on {forecast['on']}"
            put("chance", heard_text(forecast, where) + later)
            put("", forecast["note"])
    if shown["stance"] != "affirm":
        put("stance", _stance_text(shown["stance"], shown["credence_basis"]))
    if shown["kind"] != "forecast":
        put("kind", f"{shown['kind']}: stands aside from every rate")
    for forecast in shown["forecasts"]:
        if not forecast["first"]:
            put("forecast", f"{forecast['who']}, on {forecast['on']}: {heard_text(forecast)}")
            put("", forecast["note"])
    put("criteria", shown["criteria"])
    put("", _written_text(shown))
    for saying in shown["sayings"]:
        place = ", ".join(
            text for text in (saying["source"], saying["place"], saying["url"]) if text
        )
        put("source", place)
        if saying["quote"]:
            kind, quote = saying["quote_kind"], f"“{saying['quote']}”"
            label = "quote"
            if kind == "paraphrase":  # nobody's own words, so they have no quotation marks
                label, kind, quote = kind, None, saying["quote"]
            about = ", ".join(text for text in (kind, saying["lang"]) if text)
            put(label, quote + (f" ({about})" if about else ""))
    put("tags", " ".join(shown["tags"]))
    put("cluster", shown["cluster"])
    put("note", shown["note"])
    if shown["status"] != "resolved" or shown["outcome"] == "missed":
        put("looked at", shown["looked_on"])
    put("remind", shown["review_on"])
    if shown["private"]:
        put("private", "yes: in no public export")
    if shown["edited_late"]:
        were = ", then ".join(day for day, _ in gone)
        put("edited", "after it was due" + (f"; before, its day was {were}" if were else ""))
    put("uid", shown["uid"])
    if shown["chain"]:
        lines.append(("", ""))
        for number_, link in enumerate(shown["chain"]):
            what = link["outcome"] or "not judged"
            if link["retracted_on"]:
                what = f"taken back on {link['retracted_on']}"
            if link["outcome"] and link["happened_on"]:
                what += f" {link['happened_on']}"
            here = " (this one)" if link["id"] == shown["id"] else ""
            by = f"by {link['latest']}" if link["latest"] else "no date"
            if link["edited_late"]:
                by += ", edited late"
                by += "".join(f" (by {was['latest']} before)" for was in link["was"])
            put(
                "chain" if number_ == 0 else "then",
                f"{link['id']}, said {link['said_on']}: {by}; {what}{here}",
            )
        put("time", shown["timeline"])
    if shown["history"]:
        lines.append(("", ""))
        for number_, event in enumerate(shown["history"]):
            label = "history" if number_ == 0 else "then"
            undone = " (undone)" if event.get("undone") else ""
            put(label, f"{event['at']} {event['recorder']}: {event['what']}{undone}")
    return lines


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
