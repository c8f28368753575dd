"""A score as a table with the sentences below it, or in words."""

from collections.abc import Callable
from collections.abc import Sequence
from typing import Any

from ledger.reports import explain
from ledger.reports.counted import EACH
from ledger.reports.counted import HEADINGS
from ledger.reports.counted import Counted
from ledger.reports.counted import chance_that_counts
from ledger.reports.counted import flatters
from ledger.reports.counted import named
from ledger.reports.counted import restrictions
from ledger.reports.report import Column
from ledger.reports.report import Report
from ledger.reports.score import telling
from ledger.reports.shared import Shared

Row = dict[str, Any]

# What a prediction may not have, and is then in the row for all alone.
_LACKING = {"tag": "tag", "source": "source", "due-year": "last day", "horizon": "last day"}

# The columns of a scoreboard behind its groups; and where chances are held against somebody else's.
_COLUMNS = (
    Column("due", "due", right=True),
    Column("right", "as said", right=True),
    Column("accuracy", "accuracy", right=True),
    Column("interval", "95% interval", right=True),
    Column("worst_best", "worst-best", right=True),
    Column("brier", "Brier", right=True),
    Column("brier_interval", "95% interval", wide=True, right=True),
    Column("brier_scale", "words low-high", wide=True, right=True),
    Column("log_score", "log", wide=True, right=True),
    Column("log_interval", "95% interval", wide=True, right=True),
    Column("skill", "skill", wide=True, right=True),
    Column("skill_interval", "95% interval", wide=True, right=True),
    Column("mcb", "MCB", wide=True, right=True),
    Column("mcb_expected", "by luck", wide=True, right=True),
    Column("dsc", "DSC", wide=True, right=True),
    Column("unc", "UNC", wide=True, right=True),
    Column("judged", "judged", wide=True, right=True),
    Column("yes", "yes", wide=True, right=True),
    Column("late", "late", wide=True, right=True),
    Column("missed", "missed", wide=True, right=True),
    Column("no", "no", wide=True, right=True),
    Column("undecided", "undecided", wide=True, right=True),
    Column("neither", "neither", wide=True, right=True),
    Column("no_deadline", "no date", wide=True, right=True),
)
_VERSUS = (
    Column("due", "due", right=True),
    Column("versus_forecasts", "common", right=True),
    Column("versus_brier", "Brier", right=True),
    Column("versus_other", "theirs", right=True),
    Column("versus_gain", "better by", right=True),
    Column("versus_interval", "95% interval", right=True),
    Column("versus_skill", "skill", wide=True, right=True),
)
# Where people are held against each other: by their chances, or by who was right.
_RANK = Column("rank", "rank", right=True)
_RANKED = {
    "brier": (
        *(c for c in _COLUMNS[:6] if c.key != "worst_best"),
        _RANK,
        *(c._replace(wide=True) for c in _COLUMNS if c.key == "worst_best"),
        *_COLUMNS[6:],
    ),
    "accuracy": (
        *(c for c in _COLUMNS[:6] if c.key != "brier"),
        _RANK,
        *(c._replace(wide=True) for c in _COLUMNS if c.key == "brier"),
        *_COLUMNS[6:],
    ),
}


def table(
    rows: Sequence[Row], counted: Counted, *, today: str, percent: Callable[[float], str]
) -> Report:
    """The report of `score`; `percent` turns a rate into characters."""
    cells = [_cells(row, percent, counted.by) for row in rows]
    if counted.common is not None:
        return _of_common(rows, cells, counted, counted.common, today)
    columns = _VERSUS if counted.versus is not None else _COLUMNS
    columns = (Column("group", HEADINGS[counted.by], flow=True), *columns)
    shown = _shown(rows)
    return Report(
        f"Predictions due before {today}",
        columns,
        rows,
        cells=cells,
        notes=_notes(rows, counted, shown) if len(rows) > 1 else (),
        card=None if len(rows) > 1 else [("", sentence) for sentence in _nothing(counted, rows)],
        shown=shown,
        hint="What is behind a row: pledger list -s NAME"
        if counted.by == "speaker"
        else "By speaker: pledger score",
    )


def _of_common(
    rows: Sequence[Row],
    cells: Sequence[dict[str, str]],
    counted: Counted,
    common: Shared,
    today: str,
) -> Report:
    """The report of `score --common`: a row for each person, and none for all."""
    shown = list(range(len(rows) - 1))
    nothing = common.nothing(rows[-1]["due"])
    if nothing:
        nothing += [*restrictions(counted), *counted.notes, *counted.stood]
    return Report(
        common.title(today),
        (Column("group", "speaker", flow=True), *_RANKED[common.of or "accuracy"]),
        rows,
        cells=cells,
        notes=() if nothing else _notes_common(rows, counted, common),
        card=[("", sentence) for sentence in nothing] or None,
        shown=shown,
        hint="The difference of each two: pledger compare",
    )


def _notes_common(rows: Sequence[Row], counted: Counted, common: Shared) -> list[str]:
    """The sentences below a board of common questions, of which each row has the same."""
    total, some = rows[-1], rows[:-1]
    notes = [
        common.what(),
        *common.ranked(),
        "as said: of those whose day has passed and that can be told, those that came out as the speaker "
        "said, by the day named.",
        *restrictions(counted),
        *([flatters(None)] if counted.ahead else []),
    ]
    if any(_few(row) for row in some):
        notes.append(
            f"too few: no rate is told of one or two, no Brier score of fewer than {explain.ENOUGH}."
        )
    if total["undecided"]:
        told = (
            "What is due and cannot be told (not judged, true in part, or ambiguous) stays in. worst-best"
            f"{' (--wide)' if common.of == 'brier' else ''}: all of it against the speaker, and all for."
        )
        if any(telling(row["decided"], row["undecided"]) for row in some):
            told += " Where that is more than a fifth, the range is the accuracy."
        notes.append(told)
    if total["day_unknown"]:
        notes.append(
            "What came on a day that nobody knows is taken for on time, and at worst-best for the other thing."
        )
    notes += [*_together(some), *common.same_words()]
    notes += _beside_common(some)
    if total["removed_due"]:
        removed = ", ".join(
            f"{row['group']} {row['removed_due']}" for row in some if row["removed_due"]
        )
        notes.append(f"Removed though they were due, whatever they were about: {removed}.")
    if counted.sort == "lower":
        notes.append(
            "Rows stand by the lower limit of the interval (--sort lower); places are in rank."
        )
    if counted.each:
        notes.append(EACH)
    return [*notes, *counted.notes, *counted.stood]


def _beside_common(some: Sequence[Row]) -> list[str]:
    """What of common questions is in no rate: as many for each, and what differs by name."""
    of_each, by_name = [], []
    for key, what in (
        ("void", "void"),
        ("neither", "only called possible or given one half"),
        ("open", "not due yet"),
    ):
        counts = {row[key] for row in some}
        if len(counts) > 1:
            of_some = [f"{row['group']} {row[key]}" for row in some if row[key]]
            by_name.append(f"{what[0].upper()}{what[1:]}, so in no rate: {named(of_some)}.")
        elif counts != {0}:
            of_each.append(f"{counts.pop()} {what}")
    return [*([f"Beside the rates of each: {', '.join(of_each)}."] if of_each else []), *by_name]


def _nothing(counted: Counted, rows: Sequence[Row]) -> list[str]:
    """What a scoreboard says that has no rows."""
    said = counted.stood or (restrictions(counted) if counted.partly else [])
    claims = sum(row["claims"] for row in rows)
    if claims and counted.by in _LACKING:
        what = _LACKING[counted.by]
        one = f"The one prediction recorded here has no {what}"
        many = f"None of the {claims} predictions recorded here has a {what}"
        return [*said, f"{one if claims == 1 else many}, so there is no row of one."]
    if said:
        return [*said, "So no prediction is left to score."]
    return ["No prediction is recorded yet: pledger add records one."]


def explanation(rows: Sequence[Row], counted: Counted, *, today: str, figures: bool) -> Report:
    """The report of `score --explain`: each row in words, with why figures are not there if that is asked."""
    some = rows[:1] if _alone(rows) else rows
    title = f"Predictions due before {today}"
    card: list[tuple[str, str]] = []
    if counted.common is not None:
        some, title = rows[:-1], counted.common.title(today)
        nothing = counted.common.nothing(rows[-1]["due"])
        read = nothing or [counted.common.what(), *counted.common.ranked()]
        card = [("", sentence) for sentence in read]
        some = [] if nothing else some
    for row in some:
        name = row["group"] if row["group"] is not None else "(all)"
        if len(some) == 1 and counted.common is None:
            title = f"{name}: predictions due before {today}"
        else:
            card += [("", "")] if card else []
        # That something was redacted is nobody's, and stands in the row for all.
        told = row if len(some) > 1 or not rows[-1]["redacted"] else rows[-1]
        card.append(("", f"{name}: {row['explained']}" if len(some) > 1 else told["explained"]))
        if figures:
            missing: dict[str, list[str]] = {}
            for figure, what in explain.FIGURES.items():
                if figure in row["undefined"]:
                    missing.setdefault(row["undefined"][figure], []).append(what)
            # "No skill", below a name, would be read as a verdict.
            card += [
                ("", f"Not computed: {', '.join(what)} ({why}).") for why, what in missing.items()
            ]
    # What was left out is in the sentences; how chances were read, and of which day's journal, is not.
    read = [*chance_that_counts(counted), *counted.notes, *counted.stood]
    card += [("", ""), *(("", note) for note in read)] if read and card else []
    return Report(title, (), rows, card=card, hint="The same in figures: pledger score")


def _alone(rows: Sequence[Row]) -> bool:
    """Whether there is one group, and nothing beside it."""
    return len(rows) == 2 and rows[0]["claims"] == rows[1]["claims"]


def _shown(rows: Sequence[Row]) -> list[int]:
    """The rows of a table: groups of which something is due, and all where there is more than one has."""
    due = [number for number, row in enumerate(rows) if row["due"] and row["group"] is not None]
    return due if _alone(rows) and due else [*due, len(rows) - 1]


def _cells(row: Row, percent: Callable[[float], str], by: str) -> dict[str, str]:
    def span(low: str, high: str) -> str:
        return "" if row[low] is None else f"{percent(row[low])}-{percent(row[high])}"

    def number(name: str, form: str = ".3f") -> str:
        return "" if row[name] is None or few else format(row[name] + 0.0, form)

    few = row["forecasts"] < explain.ENOUGH
    brier = "" if row["brier"] is None else f"{row['brier']:.3f} ({row['forecasts']})"
    if row["forecasts"] and few:
        brier = f"too few ({row['forecasts']})"
    name = row["group"] if row["group"] is not None else "(all)"
    if by == "basis":
        name = explain.BASES.get(name, name)
    if "versus" in row:
        return {"group": name, **_against(row)}
    limits = f"{number('brier_low')}-{number('brier_high')}"
    log = f"{number('log_score_low')}-{number('log_score_high')}"
    skill = f"{number('skill_low', '+.2f')} to {number('skill_high', '+.2f')}"
    ends = f"{number('brier_scale_low')}-{number('brier_scale_high')}"
    accuracy = "" if row["accuracy"] is None else percent(row["accuracy"])
    worst_best = span("accuracy_worst", "accuracy_best")
    if telling(row["decided"], row["undecided"]):
        # Too much is open for a single figure to be told: the range is the answer.
        accuracy = worst_best
    of = row["decided"] + row["undecided"]
    if accuracy and of < explain.RATE:
        # "100%" of one would be read as what it is of a hundred.
        accuracy = "too few"
        worst, best = round(of * row["accuracy_worst"]), round(of * row["accuracy_best"])
        worst_best = f"{worst} of {of}" if worst == best else f"{worst}-{best} of {of}"
    return {
        "group": name,
        "right": f"{row['right']} of {row['decided']}" if row["decided"] else "",
        "accuracy": accuracy,
        "interval": span("accuracy_low", "accuracy_high"),
        "worst_best": worst_best,
        "brier": brier,
        "brier_interval": "" if limits == "-" else limits,
        "brier_scale": "" if ends == "-" else ends,
        "log_score": number("log_score"),
        "log_interval": "" if log == "-" else log,
        "skill": number("skill", "+.2f"),
        "skill_interval": "" if skill == " to " else skill,
        "mcb": number("mcb"),
        "mcb_expected": number("mcb_expected"),
        "dsc": number("dsc"),
        "unc": number("unc"),
        "rank": _place(row.get("rank_low"), row.get("rank_high")),
    }


def _place(low: int | None, high: int | None) -> str:
    return "" if low is None else str(low) if low == high else f"{low}-{high}"


def _against(row: Row) -> dict[str, str]:
    """The cells of a row whose chances are held against somebody else's."""

    def number(name: str, form: str) -> str:
        return "" if row[name] is None else format(row[name] + 0.0, form)

    limits = f"{number('versus_low', '+.3f')} to {number('versus_high', '+.3f')}"
    if 0 < row["versus_forecasts"] < explain.ENOUGH:
        limits = "too few"
    return {
        "versus_brier": number("versus_brier", ".3f"),
        "versus_other": number("versus_other", ".3f"),
        "versus_gain": number("versus_gain", "+.3f"),
        "versus_interval": "" if limits == " to " else limits,
        "versus_skill": number("versus_skill", "+.2f"),
    }


def _notes(rows: Sequence[Row], counted: Counted, shown: Sequence[int]) -> list[str]:
    total = rows[-1]
    if counted.versus is not None:
        return _notes_versus(counted)
    some = [rows[number] for number in shown]
    notes = []
    early = explain.early(total["ahead"] + total["included_ahead"], total["ahead_taken_back"])
    ahead = f" or that were {early} before it" if counted.ahead and total["included_ahead"] else ""
    if total["due"]:
        notes.append(
            f"as said: of the predictions recorded here whose day has passed{ahead} and that can be told, "
            "those that came out as the speaker said, by the day named."
        )
    notes += restrictions(counted)
    if counted.ahead:
        notes.append(flatters(total["included_ahead"], total["ahead_taken_back"]))
    if any(_few(row) for row in some):
        notes.append(
            f"too few: no rate is told of one or two, no Brier score of fewer than {explain.ENOUGH}."
        )
    notes += [*_untold(total, some), *_together(some)]
    if total["neither"]:
        notes.append(_neither(total))
    if counted.sort == "lower":
        notes.append(
            "Rows stand by the lower limit of the interval (--sort lower). That is no ranking: each was asked "
            "something else, and of few predictions the limit is low whoever made them."
        )
    if total["due"]:
        notes.append(_stands_on(total))
    one = {key for key, n in total.items() if n == 1}
    aside = [
        ("void", "void"),
        ("open", "not due yet"),
        ("ahead", f"{early} ahead of {'its' if 'ahead' in one else 'their'} day"),
        ("no_deadline", "without a date"),
        ("aside", "goal or conditional" if "aside" in one else "goals or conditionals"),
        ("repromises", "renewed, counted with the first promise"),
        ("removed_due", f"removed though {'it was' if 'removed_due' in one else 'they were'} due"),
        ("redacted", "redacted"),
        ("edited_late", f"edited after {'it was' if 'edited_late' in one else 'they were'} due"),
    ]
    beside = ", ".join(f"{total[key]} {what}" for key, what in aside if total[key])
    if beside:
        notes.append(f"Beside the rates: {beside}.")
    waiting = [row["group"] for row in rows[:-1] if not row["due"]]
    if waiting and counted.by == "speaker":
        nothing = (
            "Nothing of theirs that counts here is due"
            if counted.partly
            else "Nothing of theirs is due"
        )
        notes.append(f"{nothing}: {named(waiting)}.")
    if counted.by == "tag":
        notes.append("What has two tags is in both rows, what has none in the row for all alone.")
    if counted.by in ("source", "due-year", "horizon"):
        what = {"source": "source", "due-year": "last day", "horizon": "last day"}[counted.by]
        notes.append(f"What has no {what} is in the row for all alone.")
    if counted.each:
        notes.append(EACH)
    return [*notes, *counted.notes, *counted.stood]


def _few(row: Row) -> bool:
    """Whether a row says of a rate or a score that there is too little for it."""
    of: int = row["decided"] + row["undecided"]
    chances: int = row["forecasts"]
    return 0 < of < explain.RATE or 0 < chances < explain.ENOUGH


def _untold(total: Row, some: Sequence[Row]) -> list[str]:
    """The sentences that say what the worst and the best case are."""
    undecided, unknown = total["undecided"], total["day_unknown"]
    notes = []
    if unknown:
        notes.append(
            f"{unknown} came on a day that nobody knows: taken for on time, and at worst-best the other thing."
        )
    if undecided:
        it = "it" if undecided == 1 else "all of these"
        told = (
            f"{undecided} due cannot be told (not judged, true in part, or ambiguous). worst-best: {it} "
            f"against the speaker, and {it} for."
        )
        if any(telling(row["decided"], row["undecided"]) for row in some):
            told += (
                " Where more than a fifth cannot be told that range is the accuracy, and the interval runs "
                "from the lower limit at worst to the upper one at best."
            )
        notes.append(told)
    return notes


def _neither(total: Row) -> str:
    """The sentence on what took no side."""
    possible, even = total["neither"] - total["even"], total["even"]
    parts = [
        f"{possible} due only called it possible" if possible else "",
        f"{even} due {'was' if even == 1 else 'were'} given one half" if even else "",
    ]
    return f"{', '.join(filter(None, parts))}: neither right nor wrong."


def _stands_on(total: Row) -> str:
    """The sentence that says what was recorded in time, what was picked, and which sources are whole."""
    due, early = total["due"], total["prospective"]
    sources, whole, picked = total["sources"], total["complete_sources"], total["selected"]
    if due == 1:
        told = (
            f"The one due was {'' if early else 'not '}recorded here before its day and its outcome"
        )
    elif early == 1 or (due == 2 and not early):
        of = "1 of the" if early else "Neither of the"
        told = f"{of} {due} due was recorded here before its day and its outcome"
    else:
        told = f"{early or 'None'} of the {due} due were recorded here before their day and their outcome"
    if picked:
        lists = "a hand-picked list" if total["selected_sources"] == 1 else "hand-picked lists"
        told += (
            f"; {'it is' if due == 1 else f'{picked} are' if picked > 1 else '1 is'} from {lists}"
        )
    if not sources:
        return f"{told}."
    its = "its" if due == 1 else "their"
    if sources == 1:
        held = f"{its} one source is {'' if whole else 'not '}"
    else:
        held = f"of {its} {sources} sources {whole or 'none'} {'are' if whole > 1 else 'is'} "
    return f"{told}; {held}said to hold all that a speaker predicted."


def _notes_versus(counted: Counted) -> list[str]:
    """The sentences below a board that holds chances against somebody else's."""
    which = "first chance before it was over"
    if counted.forecast == "last":
        which = "last chance before it was over"
    name = counted.versus
    notes = [
        f"common: predictions that are due, came true or not, and have a chance by {name} too. On others they "
        "were asked other questions. theirs: the Brier score of "
        f"{name} on these; better by: how much smaller the speaker's is. Lower is better.",
        f"Of each the {which} counts. Who gave it later may have known more.",
    ]
    if counted.own_words:
        n = counted.own_words
        notes.append(
            f"{n} {'is a prediction' if n == 1 else 'are predictions'} that {name} made too, in the same "
            f"words for the same day, and {'is' if n == 1 else 'are'} not in it: pledger compare holds these."
        )
    return [*notes, *restrictions(counted), *counted.notes, *counted.stood]


def _together(rows: Sequence[Row]) -> list[str]:
    """The sentence that says which claims count as fewer, and by which formula; none where none does."""
    worth = []
    for row in rows:
        held = row["decided"]
        if telling(row["decided"], row["undecided"]):
            held += row["undecided"]
        if row["accuracy_n_eff"] is not None and row["accuracy_n_eff"] < held - 0.05:
            name = row["group"] if row["group"] is not None else "all"
            worth.append(f"{name} {held} as {row['accuracy_n_eff']:.1f}")
    if not worth:
        return []
    return [
        "Predictions that stand or fall together make an interval wider, since they count as fewer: "
        f"{named(worth)}.",
        # In front, where no line breaks it.
        "n/(1 + (Σm²/n - 1)ρ): what n count as; m go together, ρ says how closely.",
    ]
