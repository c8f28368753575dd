"""What looks like a prediction in a document: its sentences, less what its tables hold, each as a draft of a claim."""
# ruff: noqa: E501, RUF001 - a pattern reads best on one line; Chinese notes have wide colons

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ledger.domain import actions
from ledger.domain import candidate
from ledger.domain import deadline
from ledger.domain import hearing
from ledger.domain.candidate import Setting
from ledger.domain.candidate import Sign
from ledger.domain.claim import normalised
from ledger.domain.cycles import compiled
from ledger.domain.event import canonical
from ledger.domain.numerals import is_chinese
from ledger.domain.window import PastTimeError
from ledger.errors import LedgerError
from ledger.errors import RefusedError
from ledger.errors import UnreadableError
from ledger.exchange import markdown
from ledger.exchange import passages
from ledger.exchange.about import About
from ledger.exchange.document import Table
from ledger.exchange.draft import Draft
from ledger.exchange.draft import Person
from ledger.exchange.draft import Problem
from ledger.exchange.draft import Record
from ledger.exchange.draft import Row
from ledger.exchange.draft import SourceRecord
from ledger.exchange.encoding import open_text
from ledger.exchange.held import Held
from ledger.exchange.held import Holdings
from ledger.exchange.held import Said
from ledger.exchange.held import firmer
from ledger.exchange.held import held
from ledger.exchange.passages import Sentence

MARKDOWN = (".md", ".markdown")
PLAIN = (".txt", ".text", "")
# More candidates than anybody walks through.
MOST = 2000
# The native ids of what was taken begin so: such a claim stands in no row of the file.
NATIVE = "scan:"


class Candidate(NamedTuple):
    """A sentence that looks like a prediction, as a draft of a claim.

    `number` counts the candidates of the file; `key` stays the same while sentence and speaker do. `told` says by
    what the document names the speaker, `why` what makes it look like a prediction, `problem` why its time cannot
    be told, `firmer` what is held less firmly; `latest` is the last day of its window, `heading` the one above.
    """

    number: int
    key: str
    line: int
    told: str | None
    draft: Draft
    why: str
    problem: str | None
    firmer: str | None
    latest: str | None
    heading: str | None


class Document(NamedTuple):
    """A document that was scanned: the days on which it was said, what it says of itself, and its candidates.

    `covered` are the lines that say what a table holds, `repeated` those that say an earlier candidate again.
    """

    days: Sequence[date]
    title: str | None
    url: str | None
    people: Sequence[Person]
    notices: Sequence[str]
    candidates: Sequence[Candidate]
    covered: Sequence[int]
    repeated: Sequence[int]


def open_document(
    path: str,
    today: date,
    *,
    said: str | None = None,
    source: str | None = None,
    fiscal_start: int | None = None,
) -> Document:
    """Scan notes in Markdown, or a plain text; `said` and `source` stand in for what it says of day and title.

    Raises UnreadableError and RefusedError.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in (*MARKDOWN, *PLAIN):
        known = ", ".join(filter(None, (*MARKDOWN, *PLAIN)))
        raise UnreadableError(
            f'{path}: scan reads notes and texts ({known}), not "{suffix}"; a table is read by import.'
        )
    with open_text(path) as file:
        notes = markdown.Notes(file, today, plain=suffix in PLAIN)
        notices = list(file.notices)
        notes.title, notes.said = source, said
        records = list(notes)
    days = _Days(notes.facts, path, today, said, notices)
    people = [record for record in records if isinstance(record, Person)]
    names = {
        spelling.casefold(): person.name
        for person in people
        for spelling in (person.name, *person.aliases)
    }
    rows = [record for record in records if isinstance(record, Row)]
    read = {record.line for record in records if isinstance(record, Row | Problem | Person)}
    tables = [block for block in notes.contents.blocks if isinstance(block, Table)]
    left_out = {table.line for table in tables if read & {row.line for row in table.rows}}
    found = list(passages.pieces(notes.contents, left_out))
    day = said or notes.facts.day(0).value or today.isoformat()
    held_by = [_held_by_row(row, names, day, today) for row in rows]
    chosen = _Choice(
        [one for one in held_by if one is not None],
        title=notes.contents.sections[notes.facts.top].title or notes.facts.title(),
        source=source or notes.facts.title(),
        fiscal_start=fiscal_start,
    )
    met = passages.People(names, found)
    sections = notes.contents.sections
    above: dict[int, list[str]] = {}
    for sentence in passages.sentences(found, met):
        if not sentence.asked:
            section = sentence.piece.section
            if section not in above:
                above[section] = [sections[one].title for one in notes.contents.under(section)]
            chosen.take(sentence, days.of(sentence), above[section], reported=met.reports)
    return Document(
        days.met(),
        chosen.source,
        notes.facts.link(0) if len(notes.facts.links()) == 1 else None,
        people,
        notices,
        chosen.candidates,
        chosen.covered,
        chosen.repeated,
    )


class _Days:
    """On which day what stands in a section was said: what the command line says, else the notes."""

    def __init__(
        self, about: About, path: str, today: date, said: str | None, notices: list[str]
    ) -> None:
        self.about = about
        self.path = path
        self.today = today
        self.said = said
        self.notices = notices
        self.known: dict[int, date] = {}

    def met(self) -> list[date]:
        """The days of all sentences that were met, each once."""
        return sorted(set(self.known.values()))

    def of(self, sentence: Sentence) -> date:
        """The day of a sentence; raises UnreadableError where nothing tells it, and RefusedError for one ahead."""
        section = sentence.piece.section
        day = self.known.get(section)
        if day is None:
            day = self.known[section] = self._day(section, sentence.line)
        return day

    def _day(self, section: int, line: int) -> date:
        told = self.about.day(section)
        day = self.said or told.value
        if day is None:
            hint = f" ({told.doubt})" if told.doubt else ""
            raise UnreadableError(
                f"{self.path} does not name the day on which line {line} was said{hint}; give --said DATE."
            )
        if day > self.today.isoformat():
            raise RefusedError(f"{self.path} cannot be said on {day}: that day is still to come.")
        weekday = None if self.said else self.about.weekdays(told.line)
        if weekday is not None and weekday not in self.notices:
            self.notices.append(weekday)
        return date.fromisoformat(day)


def _held_by_row(row: Row, names: Mapping[str, str], said_on: str, today: date) -> Held | None:
    """A row of a table of predictions as import records it; None for one that it refuses."""
    try:
        filled, _, _ = hearing.fill(row.draft, said_on)
        fields, _, _ = actions.drafted(
            filled, said_on=said_on, today=today.isoformat(), name=f"line {row.line}"
        )
    except LedgerError:
        return None
    speaker = row.draft.get("speaker") or ""
    name = names.get(speaker.casefold(), speaker) or None
    return held(f"line {row.line}", {"stance": "affirm", **fields, "speaker": name})


class _Choice:
    """The candidates of a document, as its sentences come: each once, and none that a row holds already."""

    def __init__(
        self,
        rows: Sequence[Held],
        *,
        title: str | None,
        source: str | None,
        fiscal_start: int | None,
    ) -> None:
        self.rows = Holdings(rows)
        self.said = Said()
        self.title = title
        self.source = source
        self.fiscal_start = fiscal_start
        self.candidates: list[Candidate] = []
        self.covered: list[int] = []
        self.repeated: list[int] = []
        # Whether the same words of the same speaker were a candidate.
        self.looked: dict[tuple[object, ...], bool] = {}

    def take(self, sentence: Sentence, said: date, above: Sequence[str], *, reported: bool) -> None:
        """Take what a sentence foretells; `above` are its headings, `reported` in a text of what people say.

        Raises UnreadableError for more candidates than MOST.
        """
        words = (sentence.speaker, sentence.label, sentence.piece.row, sentence.text)
        if words in self.looked:
            if self.looked[words]:
                self.repeated.append(sentence.line)
            return
        before = len(self.candidates)
        for text, sign in _signs(sentence, said, self.title, above, self.fiscal_start, reported):
            one = _candidate(sentence, text, sign, said, self.source)
            held_by = self.rows.said_by(one.draft, one.latest, one.heading)
            if held_by is not None:
                one = one._replace(firmer=firmer(one.draft, one.latest, held_by))
            if held_by is not None and one.firmer is None:
                self.covered.append(one.line)
            elif self.said.again(one.key, one.draft):
                self.repeated.append(one.line)
            elif len(self.candidates) == MOST:
                raise UnreadableError(
                    f"more than {MOST} of its sentences look like predictions, the last in line "
                    f"{one.line}; scan a part of it."
                )
            else:
                self.candidates.append(one._replace(number=len(self.candidates) + 1))
        self.looked[words] = len(self.candidates) > before


class Sheet:
    """Candidates that somebody takes, as a file for an import: their speakers, the source, and the rows."""

    format = "md"
    columns: Sequence[str] = (
        "statement", "speaker", "said_on", "deadline_phrase", "quote", "quote_kind", "lang", "source", "place",
    )  # fmt: skip
    unknown: Sequence[str] = ()
    notices: Sequence[str] = ()
    size = 0

    def __init__(self, document: Document, rows: Sequence[tuple[int, Draft]]) -> None:
        self._document = document
        self._rows = rows
        self.title: str | None = None
        self.speaker: str | None = None
        self.said: str | None = None
        # Rows without a speaker or a day: there are none.
        self.lacking: dict[int, str] = {}

    def position(self) -> int:
        """Nothing is left to read."""
        return 0

    def __iter__(self) -> Iterator[Record]:
        """Those of the roster who speak, the source, and a row for each candidate."""
        speakers = {draft["speaker"] for _, draft in self._rows}
        yield from (person for person in self._document.people if person.name in speakers)
        if self._document.title is not None:
            yield SourceRecord(1, self._document.title, self._document.url, None)
        for line, draft in self._rows:
            yield Row(line, draft)


# What makes a sentence look like a prediction

_FORETELLS = (
    r"(?i).*(?:\b(?:my|our|the|\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|bold|top|key|annual|more) (?:\w+ ){0,2}(?:predictions|forecasts)\b|"
    r"\bpredictions? (?:for|about|on)\b|\bforecasts? for\b|\b(?:predictions|forecasts)\W*$|\boutlook\b|\bguidance\b|\bbold calls\b|"
    r"\b(?:i|we) expect\b|\bexpectations? (?:for|of)\b|\b(?:my|our|your|biggest|boldest|place some|some) (?:\w+ )?bets?\b|预测|展望|(?:我的|我们的|[几一二三四五六七八九十\d]+[个大条项])判断|预言|指引|前瞻).*"
)
_PROSPECT = (
    rf"{_FORETELLS}|.*(?:\bthe (?:next|coming) (?:\w+ ){{0,2}}(?:years?|decades?)\b|\byears from now\b|\b(?:future of|looking ahead|years ahead|years to come)\b|"
    r"\bby 20[3-9]\d\b|\bin (?:\d{1,2}|two|three|five|ten|twenty|fifty) years\b|未来.{0,4}年|年后|(?:之|以)?后的世界|的未来).*"
)
_PLANNED = (
    r"(?i).*(?:\broad ?map\b|\bplans?\b|\bschedule\b|\btimeline\b|\bmilestones?\b|\bupcoming\b|\bwhat's next\b|\bnext steps?\b|\bcoming\b|\bfuture\b|\boutlook\b|"
    r"路线图|规划|计划|时间表|里程碑|日程|展望|排期|下一步|未来|安排).*"
)
_CHANCE_LABEL = r"(?i)(?:about |~)?\d{1,3} ?%(?: (?:chance|probability|likelihood|odds|likely))?|(?:概率|可能性)?\d{1,3}%(?:概率|的?可能性?)?"
_NUMBERED = r"\s*(?:\d{1,2}\s?[.)、:]|[一二三四五六七八九十]{1,3}[、.]|#\d{1,2}|第[一二三四五六七八九十]{1,3}[、:：])\s*"
_OPENING = (
    r"(?:(?:所以|因此|因而|而且|但是|但|不过|同时|此外|另外|其中|然后|而|那么|当然|(?:一|二|三|四|五)是)[，,]?|"
    r"(?i:and|but|so|also|however|now|well|ok|okay|look|of course|then|sure|plus|in addition|moreover|meanwhile|that said)\b[,]? )"
)
_TOLD_ZH = r"[^，,。：:]{1,24}?(?:表示|说道|说|称|指出|透露|强调|补充|介绍|宣布|告诉.{1,6}|提到|回答)(?:道)?[，,：:]"


def _signs(
    sentence: Sentence,
    said: date,
    title: str | None,
    above: Sequence[str],
    fiscal_start: int | None,
    reported: bool,
) -> Iterator[tuple[str, Sign]]:
    """What a sentence foretells: all of it, or its parts where each has a time of its own."""
    text, piece = sentence.text, sentence.piece
    if sentence.kind == "heading":
        if title is not None and normalised(title) == normalised(text):
            return
        numbered = compiled(_NUMBERED).match(text)
        text = text[numbered.end() :] if numbered else text
    if piece.kind == "cell" and (len(piece.row) > 1 and piece.at == 0 or _is_time(text, said)):
        return
    time, is_past = _time_beside(sentence, said)
    if is_past:
        return
    listed = sentence.kind in ("item", "cell") and _may_be_listed(sentence, time, said)
    if time is None:
        time = _time_above(sentence, said, title)
        listed = listed and time is None
    setting = Setting(
        spoken=sentence.spoken
        or (reported and sentence.kind == "text")
        or (sentence.kind in ("text", "item") and _is_prospect(above, title)),
        item=sentence.kind in ("item", "cell"),
        listed=listed,
        foretold=_is_foretold(sentence, above, title) or _is_chance(sentence.label),
        time=time,
    )
    sign = candidate.look(text, said, setting, fiscal_start=fiscal_start)
    if sign is None:
        return
    parts = _parts(text, said, setting, fiscal_start) if sign.problem is not None else []
    if len(parts) > 1:
        yield from parts
    else:
        yield text, sign


def _parts(
    text: str, said: date, setting: Setting, fiscal_start: int | None
) -> list[tuple[str, Sign]]:
    """The clauses of a sentence that foretell by themselves, each with its own time."""
    cut = r"[，,；;]" if is_chinese(text) else r"[,;]|\b(?:and|but)\b"
    parts = [part.strip() for part in compiled(cut).split(text)]
    looked = [
        (part, candidate.look(part, said, setting, fiscal_start=fiscal_start)) for part in parts
    ]
    return [
        (part, sign)
        for part, sign in looked
        if sign is not None and sign.problem is None and sign.time is not None
    ]


def _is_chance(label: str | None) -> bool:
    """Whether a label gives a chance: "30% chance: ..."."""
    return label is not None and compiled(_CHANCE_LABEL).fullmatch(label) is not None


def _is_prospect(above: Sequence[str], title: str | None) -> bool:
    """Whether a text is about the time to come: "The next five years of medicine"."""
    return any(text and compiled(_PROSPECT).fullmatch(text) for text in (*above, title))


def _is_foretold(sentence: Sentence, above: Sequence[str], title: str | None) -> bool:
    """Whether what introduces a sentence says that predictions follow."""
    piece = sentence.piece
    intro: list[str | None]
    if sentence.kind == "heading":
        intro = [title]
    elif sentence.kind == "item":
        intro = [sentence.lead, *above, title]
    elif sentence.kind == "cell":
        intro = [sentence.heading, *piece.headers[piece.at : piece.at + 1]]
    else:
        intro = []
    return any(text and compiled(_FORETELLS).fullmatch(text) for text in intro)


def _may_be_listed(sentence: Sentence, time: deadline.Reading | None, said: date) -> bool:
    """Whether a time ahead is enough for an item or cell: in a plan, or where the time names its year."""
    around = (sentence.label, sentence.heading, sentence.lead, *sentence.piece.headers)
    if any(text and compiled(_PLANNED).fullmatch(text) for text in around):
        return time is None or time.earliest is None or time.earliest > said
    if time is None:
        return False
    named = compiled(r"(?i).*(?:\d{4}|next|明年|后年|下).*").fullmatch(time.phrase)
    return named is not None and time.earliest is not None and time.earliest > said


def _time_beside(sentence: Sentence, said: date) -> tuple[deadline.Reading | None, bool]:
    """The time that a label, the row or the column is, and whether it is past."""
    piece = sentence.piece
    beside = [sentence.label] if sentence.label else []
    if piece.kind == "cell":
        beside += [cell for at, cell in enumerate(piece.row) if at != piece.at]
        beside += piece.headers[piece.at : piece.at + 1]
    for text in beside:
        reading, is_past = _read_time(text, said)
        if reading is not None or is_past:
            return reading, is_past
    return None, False


def _time_above(sentence: Sentence, said: date, title: str | None) -> deadline.Reading | None:
    """The year of which a column, a lead or the title announces predictions."""
    piece = sentence.piece
    above = list(piece.headers[piece.at : piece.at + 1]) if piece.kind == "cell" else []
    if sentence.kind in ("heading", "item"):
        above += [text for text in (sentence.lead, title) if text]
    for text in above:
        year = compiled(r"(?<![\d-])(20\d\d)(?![\d-])").search(text)
        if year is not None and compiled(_FORETELLS).fullmatch(text):
            return _read_time(f"{year[1]}年" if is_chinese(text) else f"in {year[1]}", said)[0]
    return None


@lru_cache(maxsize=4096)
def _read_time(text: str, said: date) -> tuple[deadline.Reading | None, bool]:
    """A whole text as a time, None where it is none; and whether it is past."""
    if len(text) > 40:
        return None, False
    try:
        reading = deadline.read(text, said)
    except PastTimeError:
        return None, True
    except UnreadableError:
        return None, False
    return (reading if reading.kind in ("dated", "open") else None), False


def _is_time(text: str, said: date) -> bool:
    reading, is_past = _read_time(text, said)
    return reading is not None or is_past


# As a draft


def _candidate(
    sentence: Sentence, text: str, sign: Sign, said: date, source: str | None
) -> Candidate:
    chinese = is_chinese(sentence.text)
    piece = sentence.piece
    label = piece.row[0] if piece.kind == "cell" and piece.at else sentence.label
    quote = f"{label}{'：' if chinese else ': '}{sentence.text}" if label else sentence.text
    speaker = sentence.speaker
    key = sha256(canonical([speaker or "", label or "", normalised(text)]).encode()).hexdigest()[
        :16
    ]
    if not sentence.spoken:
        quote_kind: str | None = "paraphrase"
    else:
        # A Chinese document that quotes Elon Musk translates him, perhaps: who knows.
        same = speaker is None or is_chinese(speaker) == chinese
        quote_kind = "verbatim" if same else None
    draft: Draft = {
        "native_id": NATIVE + key,
        "statement": _statement(sentence, text, sign, label),
        "speaker": speaker,
        "said_on": said.isoformat(),
        "deadline_phrase": sign.time.phrase if sign.time else None,
        "quote": quote,
        "quote_kind": quote_kind,
        "lang": "zh" if chinese else "en",
        "source": source,
        "place": f"line {sentence.line}",
    }
    latest = sign.time.latest.isoformat() if sign.time and sign.time.latest else None
    return Candidate(
        0, key, sentence.line, sentence.told, draft, sign.why, sign.problem, None, latest, sentence.heading
    )  # fmt: skip


def _statement(sentence: Sentence, text: str, sign: Sign, label: str | None) -> str:
    """A sentence as a statement that can be read alone."""
    opening = compiled(_OPENING).match(text)
    bare = text[opening.end() :].strip() if opening else text
    if sentence.told == "text":
        told = compiled(_TOLD_ZH).match(bare)
        if told is not None and len(bare) - told.end() > 5:
            bare = bare[told.end() :].strip(' “”"')
    bare = bare or text
    if label is None and sentence.kind in ("item", "cell") and sentence.heading and sign.words:
        # An item without a subject is about what its heading names.
        subject = compiled(r"[:：—–]").split(sentence.heading)[0].strip()
        if bare.startswith(sign.words) and normalised(subject) not in normalised(bare):
            label = subject
    if label and not compiled(r"[\d.]{1,3}").fullmatch(label):
        return f"{label}{'：' if is_chinese(text) else ': '}{bare}"
    # A sentence begins with a capital, but xAI and iPhone do not.
    return bare if bare[1:2].isupper() else bare[:1].upper() + bare[1:]
