"""What identifies a claim, and what its state is on a day."""

import hashlib
import json.encoder
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from typing import Literal

Status = Literal["open", "overdue", "undated", "resolved", "retracted"]


_json = json.encoder.encode_basestring

# Two characters of base32 for ten bits.
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _BASE32 for second in _BASE32]


# Takes no room and leaves no mark: a text of nothing else is empty for whoever reads it.
_UNSEEN = " \u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff"


def seen(text: str) -> str:
    """The text without blanks around it, or nothing where nothing of it can be seen.

    >>> seen(" it rains "), seen(chr(0x200b) + " ")
    ('it rains', '')
    """
    text = text.strip()
    return text if text.isascii() or text.strip(_UNSEEN) else ""


@lru_cache(maxsize=4096)
def normalised(statement: str) -> str:
    """A statement as it is compared: NFKC, case folded, spaces collapsed.

    >>> normalised("Grok  Code\\tis ＯＵＴ")
    'grok code is out'
    """
    if not statement.isascii():
        statement = unicodedata.normalize("NFKC", statement)
    return " ".join(statement.casefold().split())


@lru_cache(maxsize=4096)
def statement_key(statement: str) -> int:
    """63 bits of the SHA-256 of the normalised statement, to look a known claim up by."""
    digest = hashlib.sha256(normalised(statement).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def uid(speaker: str, said_on: str, statement: str, counter: int) -> str:
    """The name of a claim that is the same in every copy of the ledger: ten characters.

    The smallest counter, from 0, that gives a uid never given out is taken; a private claim's uid is
    random instead.
    """
    # The canonical JSON of the four, written out: an import names a million claims.
    text = f"[{_json(speaker)},{_json(said_on)},{_json(normalised(statement))},{counter}]"
    # Ten characters of base32 are the first fifty bits.
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest()[:7], "big") >> 6
    return "".join([_PAIRS[bits >> shift & 1023] for shift in (40, 30, 20, 10, 0)])


def is_uid(text: str) -> bool:
    """Whether a text can be a whole uid; digits alone are an id.

    >>> is_uid("lifmnr5b2a"), is_uid("2345672345"), is_uid("lifm")
    (True, False, False)
    """
    return len(text) == 10 and set(text) <= set(_BASE32) and not text.isdigit()


def status(
    *, latest: str | None, outcome: str | None, retracted_on: str | None, today: str
) -> Status:
    """Where a claim stands on a day: dates are ISO text; a claim is overdue on the day after `latest`."""
    if outcome is not None:
        return "resolved"
    if retracted_on is not None:
        return "retracted"
    if latest is None:
        return "undated"
    return "overdue" if today > latest else "open"


def is_after(day: str | None, latest: str | None) -> bool:
    """Whether a day lies after the last one of a window that has one."""
    return day is not None and latest is not None and day > latest


def looked_on(claim: Mapping[str, Any]) -> str | None:
    """The last day on which somebody is known to have looked whether a claim came true; None if never.

    That is when it was found missed, when evidence was read, or when somebody looked and put it off.
    """
    days = [claim["looked_on"], *(item["read_on"] for item in claim["evidence"])]
    if claim["outcome"] == "missed":
        days.append(claim["judged_on"])
    return max((day for day in days if day is not None), default=None)


def is_prospective(
    *, set_on: str, latest: str | None, happened_on: str | None, with_outcome: bool
) -> bool:
    """Whether what the claim says was on record before it could be known.

    `set_on` is the UTC day of the last entry that set statement, window, p, stance or kind.
    """
    if latest is None or with_outcome:
        return False
    return set_on < latest and (happened_on is None or set_on < happened_on)
