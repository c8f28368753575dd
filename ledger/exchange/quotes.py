"""The quotes of notes: who said them, and which of a person's predictions they speak of. No quote is better than a wrong one."""
# ruff: noqa: E501, RUF001 - a pattern reads best on one line; Chinese notes have wide punctuation

import math
from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ledger.domain import clause
from ledger.domain import deadline
from ledger.domain.claim import normalised
from ledger.domain.cycles import compiled
from ledger.domain.numerals import aligned
from ledger.domain.numerals import chinese_digits
from ledger.domain.numerals import english_digits
from ledger.domain.numerals import is_chinese
from ledger.domain.subject import content_words
from ledger.domain.subject import places
from ledger.errors import UnreadableError
from ledger.exchange import roster
from ledger.exchange.document import Document
from ledger.exchange.document import Lines
from ledger.exchange.document import Quoted
from ledger.exchange.document import Table
from ledger.exchange.document import Text

_OPEN, _CLOSE = '"“「『«„', '"”」』»“'
_SAYS = (
    r"(?:said|says|told [^:,]{2,30}|predicted|predicts|argued|argues|added|adds|claimed|claims|expects|expected|thinks|wrote|writes|"
    r"表示|说道?|认为|指出|称|强调|预测|预计|补充道?|坦言|写道|回应|透露|判断|提到)"
)
_TRANSLATED = r"\s*[(（\[]\s*(?i:translated\b[^)）\]]*|my translation|(?:own |author's )?translation[^)）\]]*|翻译[^)）\]]*|译[^)）\]]*|[^()（）\[\]]{0,12}译)\s*[)）\]]\s*"
_WISH = r"(?i)很想看到|真想看到|希望能?看到|但愿|\b(?:would|'d) (?:really )?(?:love|like) to see\b|\bi wish\b|\bi(?:'d)? dream\b"
# Words of what was or is, and of what will be: a sentence of the first alone predicts nothing.
_WAS = (
    r"(?i)\b(?:so far|ago|last (?:week|month|year|quarter|time)|yesterday|still|already|until now|to date)\b|"
    r"已经|去年|前年|上个?月|上周|曾|过去|此前|刚刚|至今|仍|依然|目前"
)
_WILL = (
    r"(?i)\b(?:will|won't|shall|going to|gonna|may|might|could|should|would|can|expects?|expected|predicts?|"
    r"forecasts?|likely|unlikely|probabl[ey]|bet|think|believe|chance|odds|next|soon|tomorrow|eventually|by 20\d\d|in 20\d\d|"
    r"plans?|aims?)\b|'ll\b|将|会|能|可望|有望|预计|预期|预测|或许|也许|应该|估计|大概|多半|很快|必|迟早|未来|要|明年|后年"
)
# How much of a statement's words a sentence has to share to speak of the same; of fewer than three, much more.
LEAST, MUCH = 0.2, 0.6
# A sentence that says nearly all of two statements speaks of both; else of the one that shares more of it.
WHOLE, CLEARLY = 0.85, 0.05
# A word that so many sentences hold points to none of them.
_COMMON = 200


class Quote(NamedTuple):
    """Words between quotation marks, and who said them."""

    line: int
    speaker: str
    text: str
    translated: bool = False

    def fields(self) -> dict[str, str | None]:
        """What a claim keeps of it."""
        return {
            "quote": self.text,
            "lang": "zh" if is_chinese(self.text) else None,
            **({"quote_kind": "translated"} if self.translated else {}),
        }


class Wanting(NamedTuple):
    """A row that wants a quote: its line, what it states, of whom, by when, and the day it was said."""

    line: int
    statement: str
    speaker: str
    phrase: str | None
    said_on: str | None


class Choice(NamedTuple):
    """The quote of a row, or the one that it could be and `why` it was not taken."""

    quote: Quote
    why: str | None = None


Who = Callable[[str], str | None]


def read(document: Document, people: roster.Roster, speakers: Sequence[str]) -> list[Quote]:
    """All quotes of which a speaker is told, in the order of the file."""
    spoken = {speaker.casefold(): speaker for speaker in speakers}

    def known(name: str) -> str | None:
        for spelling in (name, *roster.name_in(name).spellings):
            found = people.known(spelling) or spoken.get(spelling.strip().casefold())
            if found:
                return found
        return None

    found: list[Quote] = []
    blocks = document.blocks
    for number, block in enumerate(blocks):
        before = blocks[number - 1] if number else None
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if isinstance(block, Quoted):
            found += _of_block(block, before, after, known)
        elif isinstance(block, Lines) and not block.stray:
            found += filter(None, (_of_line(text, known) for text in block.lines))
    return found


def _of_block(
    block: Quoted,
    before: Table | Lines | Quoted | None,
    after: Table | Lines | Quoted | None,
    known: Who,
) -> Iterator[Quote]:
    """The quotes of a block: each begins with a name, or ends with one; else it is led in by one."""
    name: str | None = None
    line, words = block.line, list[str]()
    led_in = (
        _led_in(before, known)
        if isinstance(before, Lines) and before.section == block.section
        else None
    )
    for text in block.lines:
        callout = compiled(r"\[!\w+\][+-]?\s*(.*)").fullmatch(text.text)
        if callout is not None:
            led_in = known(callout[1]) or led_in
            continue
        opened = _opened(text, known)
        if opened is not None:
            yield from _quote(line, name, words)
            name, line, words = opened[0], text.line, [opened[1]]
            continue
        signed = compiled(r"(?:[—–―]+|-{1,3}|~)\s*(.{2,100})").fullmatch(text.text)
        if signed is not None or (words and known(text.text)):
            yield from _quote(line, _signer(signed[1] if signed else text.text), words)
            name, words = None, []
            continue
        if not words and text.text:
            line = text.line
        words.append(text.text)
    if not any(words):
        return
    joined = " ".join(filter(None, words))
    if name is None:
        ended = compiled(
            r"(?s)(?P<text>.+?)\s*(?:[—–―]+|--?)\s*(?P<name>[^\"“”—–\n]{2,80})"
        ).fullmatch(joined)
        in_brackets = compiled(
            r"(?s)(?P<text>.+?)\s*[(（](?P<name>[^()（）]{2,60})[)）]"
        ).fullmatch(joined)
        if in_brackets is not None and not known(_signer(in_brackets["name"])):
            in_brackets = None
        ended = in_brackets or ended
        if ended is not None:
            name, words = _signer(ended["name"]), [ended["text"]]
        elif isinstance(after, Lines) and after.section == block.section:
            signed = compiled(r"(?:[—–―]+|-{1,3})\s*(.{2,100})").fullmatch(after.lines[0].text)
            name = _signer(signed[1]) if signed else None
        name = name or led_in
    yield from _quote(line, name, words)


def _signer(text: str) -> str:
    """The name in what stands behind a dash: Bo Chen, trader; Ann Li (CEO), in Oslo."""
    first = compiled(r"\s*[,，(（;；]").split(text.strip(' *_."“”'), maxsplit=1)[0]
    return first.strip(" *_.")


def _quote(line: int, name: str | None, words: Sequence[str]) -> Iterator[Quote]:
    text = " ".join(filter(None, words)).strip()
    if not name or not text:
        return
    ended = compiled(rf"(?P<text>.*?){_TRANSLATED}").fullmatch(text)
    if ended is not None:
        text = ended["text"].strip()
    marks = compiled(rf"[{_OPEN}'‘](?P<text>.*)[{_CLOSE}'’]\s*").fullmatch(text)
    if marks is None:
        # Words behind the closing mark: "...", she said in Oslo.
        marks = compiled(rf"[{_OPEN}](?P<text>.*)[{_CLOSE}][^{_CLOSE}{_OPEN}]{{0,80}}").fullmatch(
            text
        )
    text = marks["text"].strip() if marks else text
    if text:
        yield Quote(line, name, text, ended is not None)


def _opened(text: Text, known: Who) -> tuple[str, str] | None:
    """The name that opens a quote, and the words behind it: **Ann**: "...", Ann Li: "...", Ann said: ..."""
    line, strong = text.text, text.strong
    if strong and line.startswith(strong):
        rest = line[len(strong) :].lstrip()
        bracket = compiled(r"[(（][^()（）]*[)）]\s*").match(rest)
        if bracket is not None:
            rest = rest[bracket.end() :]
        says = compiled(rf"(?:{_SAYS}\s*)?[:：]\s*(?P<text>.*)").fullmatch(rest)
        if strong.endswith((":", "：")) or says is not None:
            return strong.strip(" :：*"), (says["text"] if says else rest).strip()
    found = compiled(rf"(?P<name>[^{_OPEN}:：]{{2,60}}?)\s*[:：]\s*(?P<text>\S.*)").fullmatch(line)
    if found is None:
        return None
    name = compiled(rf"\s*,?\s*{_SAYS}\s*$").sub("", found["name"])
    if known(name) or found["text"].startswith(tuple(_OPEN)):
        return name.strip(), found["text"]
    return None


def _of_line(text: Text, known: Who) -> Quote | None:
    """The quote that a line of running text is: a known name, a colon and words between quotation marks, or behind."""
    line = text.text
    if not any(mark in line for mark in _OPEN):
        return None
    opened = _opened(text, known)
    if (
        opened is not None
        and opened[1].startswith(tuple(_OPEN))
        and (text.strong or known(opened[0]))
    ):
        return next(_quote(text.line, opened[0], [opened[1]]), None)
    marked = rf"[{_OPEN}](?P<text>[^{_OPEN}{_CLOSE}]+)[{_CLOSE}]"
    for pattern in (
        rf"(?P<name>[^{_OPEN},，]{{2,60}}?)\s*{_SAYS}[,，:：]?\s*{marked}.{{0,3}}",
        rf"{marked}\s*[,，]?\s*(?:[—–―]+|--?)\s*(?P<name>.{{2,60}})",
        rf"{marked}\s*[,，]?\s*{_SAYS}\s+(?P<name>[^,，.。]{{2,60}}).*",
        rf"{marked}\s*[,，]?\s*(?P<name>[^,，.。]{{2,60}}?)\s*{_SAYS}.*",
    ):
        found = compiled(pattern).fullmatch(line)
        if found is None:
            continue
        name = _signer(found["name"])
        if not known(name) and is_chinese(name) and line.startswith(name):
            name = _chinese_subject(name, known) or name
        if known(name):
            return next(_quote(text.line, name, [found["text"]]), None)
    return None


def _led_in(before: Lines, known: Who) -> str | None:
    """Whom the paragraph above a quote announces: "Ann Li said:"."""
    last = before.lines[-1].text
    if not last.endswith((":", "：")):
        return None
    sentence = compiled(r"(?<=[.。！!?？])\s*").split(last[:-1])[-1].strip()
    found = compiled(
        rf"(?P<name>[^,，(（]{{2,60}}?)(?:\s*[(（][^()（）]*[)）]|\s*[,，][^,，]{{2,60}}[,，])?\s*{_SAYS}.{{0,20}}"
    ).fullmatch(sentence)
    if found is not None and known(found["name"]):
        return known(found["name"])
    if (
        not is_chinese(sentence)
        or compiled(rf"[^,，]{{2,40}}{_SAYS}.{{0,6}}").fullmatch(sentence) is None
    ):
        return None
    return _chinese_subject(sentence, known)


def _chinese_subject(sentence: str, known: Who) -> str | None:
    """The known name that a sentence begins with: 王博做出了更大胆的预测; but 王博的同事说 is another."""
    names = (sentence[:end] for end in range(min(len(sentence) - 1, 16), 1, -1))
    name = next(filter(known, names), None)
    return known(name) if name and sentence[len(name)] not in "的们和与、" else None


# Which quote speaks of a row


class _Sentence(NamedTuple):
    quote: Quote
    text: str
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


class _Near(NamedTuple):
    """A sentence that shares enough with a row."""

    share: float
    number: int


def choose(
    rows: Sequence[Wanting], quotes: Sequence[Quote], people: roster.Roster
) -> dict[int, Choice]:
    """The quote of each row, by its line: of the same speaker, and in a sentence of it on the same subject."""

    def key(name: str) -> str:
        return (people.known(name) or name).casefold()

    weights = _weights(quotes)
    sentences: dict[str, list[_Sentence]] = defaultdict(list)
    for quote in quotes:
        for start, end in clause.sentences(quote.text):
            text = quote.text[start:end]
            sentences[key(quote.speaker)].append(
                _Sentence(quote, text, _words(text), _names(text), _numbers(text))
            )
    holding = {speaker: _holding(theirs) for speaker, theirs in sentences.items()}
    near: dict[int, list[_Near]] = {}
    for at, row in enumerate(rows):
        speaker = key(row.speaker)
        if speaker in sentences:
            near[at] = list(_near(row, sentences[speaker], holding[speaker], weights))
    best = _best_rows(rows, near, key)
    chosen: dict[int, Choice] = {}
    for at, candidates in near.items():
        row, speaker = rows[at], key(rows[at].speaker)
        choice = _choice(
            row,
            candidates,
            sentences[speaker],
            {one.number: best[speaker, one.number] for one in candidates},
        )
        if choice is not None:
            chosen[row.line] = choice
    return chosen


def _weights(quotes: Sequence[Quote]) -> dict[str, float]:
    """How much a shared word tells: the more, the fewer quotes hold it; "" is for one that none holds."""
    counts = Counter(word for quote in quotes for word in _words(quote.text))
    weigh = {word: math.log((len(quotes) + 1) / (count + 0.5)) for word, count in counts.items()}
    return {**weigh, "": math.log((len(quotes) + 1) / 0.5)}


def _holding(sentences: Sequence[_Sentence]) -> dict[str, list[int]]:
    holding: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for word in sentence.words:
            holding[word].append(number)
    return holding


def _near(
    row: Wanting,
    sentences: Sequence[_Sentence],
    holding: dict[str, list[int]],
    weights: dict[str, float],
) -> Iterator[_Near]:
    """The sentences that may speak of a row, in the order of the file."""
    wanted = _words(row.statement)
    total = sum(weights.get(word, weights[""]) for word in wanted)
    if not total:
        return
    names, numbers = _names(row.statement), _numbers(row.statement)
    hits = Counter(
        number
        for word in wanted
        if len(holding.get(word, ())) <= _COMMON
        for number in holding.get(word, ())
    )
    for number in sorted(hits):
        sentence = sentences[number]
        if _is_past(sentence.text):
            continue
        if _are_others(names, sentence.names) or _are_others(numbers, sentence.numbers):
            continue
        shared = wanted & sentence.words
        share = sum(weights.get(word, weights[""]) for word in shared) / total
        enough = (len(shared) >= 3 and share >= LEAST) or share >= MUCH
        if enough and places(_timeless(row.statement), shared) >= 2:
            yield _Near(share, number)


def _is_past(text: str) -> bool:
    """Whether a sentence tells what was or is."""
    return bool(compiled(_WAS).search(text)) and not compiled(_WILL).search(text)


def _are_others(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both name something, and nothing that is the same."""
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _best_rows(
    rows: Sequence[Wanting], near: dict[int, list[_Near]], key: Callable[[str], str]
) -> dict[tuple[str, int], list[tuple[float, str, int]]]:
    """For each sentence the statements that share most with it: share, statement, line."""
    best: dict[tuple[str, int], list[tuple[float, str, int]]] = defaultdict(list)
    for at, candidates in near.items():
        for one in candidates:
            found = (one.share, normalised(rows[at].statement), rows[at].line)
            best[key(rows[at].speaker), one.number].append(found)
    for found_ones in best.values():
        found_ones.sort(key=lambda found: (-found[0], found[2]))
        del found_ones[3:]
    return best


def _choice(
    row: Wanting,
    candidates: Sequence[_Near],
    sentences: Sequence[_Sentence],
    best: dict[int, list[tuple[float, str, int]]],
) -> Choice | None:
    doubt: Choice | None = None
    taken: _Near | None = None
    doubted: set[int] = set()
    for one in sorted(candidates, key=lambda near: (-near.share, near.number)):
        sentence = sentences[one.number]
        if sentence.quote.line in doubted:
            continue
        why = _why_not(row, one, sentence, best[one.number])
        if why is None:
            taken = one
            break
        if why:
            doubt = doubt or Choice(sentence.quote, why)
            doubted.add(sentence.quote.line)
    if taken is None:
        return doubt
    # A shorter repetition further down says the same; the first one counts.
    words = sentences[taken.number].words
    for one in candidates:
        other = sentences[one.number]
        repeated = 2 * len(words & other.words) >= min(len(words), len(other.words))
        if (
            one.number < taken.number
            and repeated
            and _why_not(row, one, other, best[one.number]) is None
        ):
            return Choice(other.quote)
    return Choice(sentences[taken.number].quote)


def _why_not(
    row: Wanting, one: _Near, sentence: _Sentence, best: Sequence[tuple[float, str, int]]
) -> str | None:
    """Why a sentence is not taken for a row, "" where that needs no words; None where it is taken."""
    statement = normalised(row.statement)
    for share, other, line in best:
        if other != statement and one.share < WHOLE:
            if share > one.share + CLEARLY:
                return ""  # it speaks of another row
            if share > one.share - CLEARLY:
                return f"which may as well speak of line {line}"
    if compiled(_WISH).search(sentence.text):
        return "which wishes it"
    if _names_another_time(row, sentence.text):
        return "which names another time"
    return None


def _names_another_time(row: Wanting, sentence: str) -> bool:
    if not row.phrase or not row.said_on:
        return False
    said = date.fromisoformat(row.said_on)
    try:
        ours = deadline.read(row.phrase, said)
        theirs = clause.find(sentence, said)
    except UnreadableError:
        return False
    if theirs is None or ours.latest is None or theirs.reading.latest is None:
        return False
    return ours.latest != theirs.reading.latest


# Times say when, not what: two things may both come next year.
_TIME = (
    r"(?:今|明|后|本|同|每|未来[一二三四五六七八九十\d]*)年(?:年?[底末初中内前])?|(?:19|20)\d\d(?:年[底末初中内前]?)?|"
    r"年[底末初中内]|[上下]半年|第?[一二三四\d]季度|[一二三四五六七八九十两\d]+个?(?:年|月|周|星期)[内底末后前]?"
)


def _timeless(text: str) -> str:
    """A text without its times, numbers as digits."""
    return _digits(compiled(_TIME).sub(" ", text))


def _digits(text: str) -> str:
    """A text in lower case with its numbers in digits: a hundred, 七成, 百分之七十."""
    plain = aligned(text).casefold()
    if not is_chinese(text):
        return english_digits(plain)
    plain = chinese_digits(plain.replace("百分之", ""))
    return compiled(r"(\d)成").sub(r"\g<1>0", plain)


def _words(text: str) -> frozenset[str]:
    return content_words(_timeless(text))


_NUMBER = r"\d[\d,.]*(?:\s?(?:%|亿|万|千|百|bn|billion|mn|million|trillion|k\b))?"
_TIME_UNIT = (
    r"(?!\s?(?:年|月|日|个月|周|天|季度|小时|分钟?|years?|months?|weeks?|days?|quarters?|hours?))"
)


def _numbers(text: str) -> frozenset[str]:
    """The figures of a text that are no times, in digits and without the sign of per cent: 10亿, 2, a hundred."""
    found = compiled(rf"(?i)(?<![\w.]){_NUMBER}{_TIME_UNIT}").findall(_digits(text))
    bare = (one.replace(",", "").replace(" ", "").rstrip(".%") for one in found)
    return frozenset(one for one in bare if not compiled(r"(?:19|20)\d\d").fullmatch(one))


def _names(text: str) -> frozenset[str]:
    """The names of a text: words in Latin letters in Chinese, capitals in English but for a sentence's first."""
    low = aligned(text)
    words = list(compiled(r"[A-Za-z][A-Za-z0-9.+-]*").finditer(low))
    if is_chinese(text):
        return frozenset(found[0].casefold().rstrip("s.")[:6] for found in words)
    names = []
    for found in words:
        word = found[0].rstrip(".")
        first = not low[: found.start()].strip(" \"'(“")
        inner = any(map(str.isupper, word[1:])) or any(map(str.isdigit, word))
        if word[0].isupper() and (inner or not first) and word not in _NO_NAMES:
            name = word.casefold().replace(".", "")
            names.append(_SAME_NAME.get(name, name.rstrip("s")[:5]))
    return frozenset(names)


_SAME_NAME = {"us": "ameri", "usa": "ameri", "uk": "briti", "eu": "europ", "gb": "briti"}


_NOT_NAMES = (
    "I I'm I'd I'll We Q1 Q2 Q3 Q4 H1 H2 January February March April May June July August September October November "
    "December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Christmas Easter AM PM"
)
_NO_NAMES = frozenset(_NOT_NAMES.split())
