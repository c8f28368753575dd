"""What tables and ledger hold already, and what a document says twice: such a sentence is not offered again.

Two texts say the same where enough of the words of the one stand in the other, in two places at least; with the
same last day fewer do. A sentence that is firmer than what is held is worth telling.
"""
# ruff: noqa: E501 - a pattern reads best on one line

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from typing import Any
from typing import NamedTuple

from ledger.domain import actions
from ledger.domain import credence
from ledger.domain import hearing
from ledger.domain.claim import normalised
from ledger.domain.cycles import compiled
from ledger.domain.subject import content_words
from ledger.domain.subject import places
from ledger.exchange.draft import Draft

# How much of the words of what is held a sentence shares to say the same; where the last day is the same; and
# where the days differ or next to nothing is shared. So much of a sentence stands in another that it repeats.
SAME, WITH_DAY, ALL = 0.5, 0.2, 0.8
# Of the texts that share a word, so many are compared.
COMPARED = 60
# How much surer words have to sound to be firmer.
SURER = credence.ONE // 10

_FAR = r"(?i)远超|远远超|远高于|大大超过|大幅超过|\b(?:well|far) (?:over|above|beyond)\b|\bfar more than\b|\bvastly\b|\bmuch more than\b"


class Held(NamedTuple):
    """A prediction that a row or the ledger holds; `name` is how it is called, `claim` its id in the ledger."""

    name: str
    claim: int | None
    speaker: str | None
    statement: str
    quote: str
    latest: str | None
    p: int | None
    stance: str | None
    words: frozenset[str]
    note: frozenset[str]


def held(name: str, claim: Mapping[str, Any], number: int | None = None) -> Held:
    """A claim, or what a row records, as a thing to compare with."""
    get = claim.get
    statement = claim["statement"]
    return Held(
        name,
        number,
        get("speaker"),
        statement,
        normalised(get("quote") or ""),
        get("latest"),
        get("p"),
        get("stance"),
        content_words(statement),
        content_words(get("note") or ""),
    )


class Shelf:
    """Texts by their words: those that share any with another are found without looking at all of them."""

    def __init__(self) -> None:
        self._under: dict[str, list[int]] = {}

    def put(self, number: int, words: frozenset[str]) -> None:
        """Keep a text under each of its words."""
        for word in words:
            under = self._under.setdefault(word, [])
            if len(under) < COMPARED:
                under.append(number)

    def sharing(self, words: frozenset[str]) -> Iterator[tuple[int, int]]:
        """The texts that share most words with another, and how many."""
        counts: Counter[int] = Counter()
        for word in words:
            counts.update(self._under.get(word, ()))
        yield from counts.most_common(8)


class Holdings:
    """All that is held, to ask what a sentence says again."""

    def __init__(self, found: Sequence[Held]) -> None:
        self.found = found
        self.shelf = Shelf()
        for number, one in enumerate(found):
            self.shelf.put(number, one.words | one.note)

    def said_by(self, draft: Draft, latest: str | None, under: str | None) -> Held | None:
        """What is held that a draft says again, None where it says another thing.

        `latest` is the last day of its window; `under` the heading that tells what it is about.
        """
        about = content_words(f"{under or ''} {draft['statement']}")
        for number, _ in self.shelf.sharing(about):
            one = self.found[number]
            speaker = draft["speaker"]
            if speaker and one.speaker and speaker.casefold() != one.speaker.casefold():
                continue
            if _says_same(draft, about, latest, one):
                return one
        return None


def _says_same(draft: Draft, about: frozenset[str], latest: str | None, one: Held) -> bool:
    if normalised(draft["statement"]) == normalised(one.statement):
        return True
    own = normalised(draft["quote"]) in one.quote
    if own and places(draft["quote"], about & (one.words | one.note)) >= 2:
        return True
    shared = about & one.words
    if places(one.statement, shared) < 2:
        return False
    share = len(shared) / len(one.words)
    if latest is not None and one.latest is not None:
        # A ladder of days under one subject stays a ladder.
        return share >= (WITH_DAY if latest == one.latest else ALL)
    return share >= (SAME if len(shared) > 2 else ALL)


def firmer(draft: Draft, latest: str | None, one: Held) -> str | None:
    """In what a draft is firmer than what is held, None where it is not."""
    reasons = []
    far = compiled(_FAR).search(draft["quote"])
    if far is not None and not compiled(_FAR).search(one.statement):
        reasons.append(f'"{far[0]}"')
    if latest is not None and (one.latest is None or latest < one.latest):
        reasons.append(f'"{draft["deadline_phrase"]}"')
    if one.stance != "deny" and normalised(draft["quote"]) not in one.quote:
        filled, _, _ = hearing.fill(draft, draft["said_on"])
        now = actions.credence_of(filled)
        hedged = one.p is not None or one.stance is None
        if hedged and now["basis"] == "none" and now["stance"] == "affirm":
            reasons.append("saying it without a hedge")
        elif now["p"] is not None and one.p is not None and now["p"] >= one.p + SURER:
            reasons.append(f'"{now["words"] or "a higher chance"}"')
    if not reasons:
        return None
    return f'firmer than {one.name} ("{one.statement}") by {", ".join(reasons)}'


class Said:
    """The sentences that were met, to know one that is said again: further down, shorter, by the same speaker."""

    def __init__(self) -> None:
        self.shelf = Shelf()
        self.found: list[tuple[str | None, str | None]] = []
        self.keys: set[str] = set()

    def again(self, key: str, draft: Draft) -> bool:
        """Whether an earlier sentence says what this one does; else it is kept."""
        if key in self.keys:
            return True
        self.keys.add(key)
        words = content_words(draft["quote"])
        speaker, phrase = draft["speaker"], draft["deadline_phrase"]
        for number, count in self.shelf.sharing(words):
            before, time = self.found[number]
            alike = speaker in (before, None) and phrase in (time, None)
            if alike and len(words) > 2 and count >= ALL * len(words):
                return True
        self.shelf.put(len(self.found), words)
        self.found.append((speaker, phrase))
        return False
