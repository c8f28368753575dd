"""The journal's bytes: leaves, digests and the chain of hashes. Fixed from the first entry on.

payload = canonical JSON: a list of [salt, row]; a row that was emptied stands as the hex of its leaf
leaf    = sha256(salt + canonical JSON of row)
digest  = sha256(leaf 1 + leaf 2 + ...)
hash    = sha256("prediction-ledger/1\\n" + canonical JSON of
          [seq, command, at, recorder, kind, version, digest, prev])
"""

import json
import os
import re
from collections.abc import Collection
from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from typing import NamedTuple

from ledger.domain.event import KEPT
from ledger.domain.event import VERSION
from ledger.domain.event import Row
from ledger.domain.event import canonical
from ledger.errors import UnreadableError

GENESIS = "0" * 64
DOMAIN = "prediction-ledger/1\n"
_HEX64 = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")


class Entry(NamedTuple):
    """One line of the journal, in the order of its columns."""

    seq: int
    command: int
    at: str
    recorder: str
    kind: str
    version: int
    payload: str
    digest: str
    prev: str
    hash: str


class DamageError(Exception):
    """What is wrong with an entry, in words; `row` is the number of the row in its payload."""

    def __init__(self, problem: str, row: int | None = None) -> None:
        super().__init__(problem)
        self.row = row


def chain_hash(
    seq: int,
    command: int,
    at: str,
    recorder: str,
    kind: str,
    version: int,
    digest: str,
    prev: str,
) -> str:
    """The hash of an entry; a remembered one stands for everything up to it."""
    text = DOMAIN + canonical([seq, command, at, recorder, kind, version, digest, prev])
    return sha256(text.encode()).hexdigest()


def seal(
    *,
    seq: int,
    prev: str,
    command: int,
    at: str,
    recorder: str,
    kind: str,
    rows: Sequence[Row],
) -> Entry:
    """The entry that records `rows`; raises UnreadableError for text that is not Unicode."""
    salts = os.urandom(16 * len(rows)).hex()
    digest = sha256()
    parts = []
    try:
        for number, row in enumerate(rows):
            salt = salts[32 * number : 32 * number + 32]
            text = canonical(row)
            digest.update(sha256((salt + text).encode()).digest())
            parts.append(f'["{salt}",{text}]')
        digested = digest.hexdigest()
        hashed = chain_hash(seq, command, at, recorder, kind, VERSION, digested, prev)
    except UnicodeEncodeError:
        raise UnreadableError(
            "the text holds a character that is not Unicode; write it again."
        ) from None
    payload = f"[{','.join(parts)}]"
    return Entry(seq, command, at, recorder, kind, VERSION, payload, digested, prev, hashed)


def _no_float(text: str) -> Any:
    raise ValueError(f"the number {text}")


def rows_of(payload: str) -> list[Row]:
    """The rows of a payload that was checked before; emptied ones are left out."""
    return [row for row in all_rows_of(payload) if row is not None]


def all_rows_of(payload: str) -> list[Row | None]:
    """The rows of a payload that was checked before, each in its place; None where one was emptied."""
    return [None if isinstance(element, str) else element[1] for element in json.loads(payload)]


def emptied(payload: str, numbers: Collection[int]) -> str:
    """The payload with the rows of these numbers turned into the hex of their leaves."""
    elements = json.loads(payload)
    for number in numbers:
        if not isinstance(elements[number], str):
            salt, row = elements[number]
            elements[number] = sha256((salt + canonical(row)).encode()).hexdigest()
    return canonical(elements)


class Gap(NamedTuple):
    """A claim that was redacted: its number, the entry that says so, and how many rows that emptied."""

    claim: int
    seq: int
    rows: int


class Gaps:
    """The emptied rows of a journal that is read from its beginning, against what names them."""

    def __init__(self) -> None:
        self.empty: set[tuple[int, int]] = set()
        self.named: dict[tuple[int, int], int] = {}
        self.told: list[Gap] = []

    def take(self, entry: Entry, rows: Sequence[Row | None]) -> None:
        """Look at one entry; raises DamageError for one that may not be emptied, or names others wrongly."""
        gone = [(entry.seq, number) for number, row in enumerate(rows) if row is None]
        if gone and entry.kind in KEPT:
            raise DamageError("a row of this kind is never emptied", gone[0][1])
        self.empty.update(gone)
        if entry.kind != "entry.redacted":
            return
        for row in rows:
            if row is None or not _is_redaction(row):
                raise DamageError("it does not say what was redacted")
            places = [(seq, number) for seq, numbers in row["entries"] for number in numbers]
            if not all(0 < seq < entry.seq and number >= 0 for seq, number in places):
                raise DamageError("it names rows that do not stand before it")
            self.named |= dict.fromkeys(places, entry.seq)
            self.told.append(Gap(row["id"], entry.seq, len(places)))

    def problems(self) -> list[tuple[int, int, str]]:
        """Entry and row of each that nothing names, or that is named and stands, with what is wrong."""
        unnamed = [
            (*place, "a row was emptied and nothing names it")
            for place in self.empty - set(self.named)
        ]
        standing = [
            (*place, f"entry {seq} says that this row was emptied, and it is not")
            for place, seq in self.named.items()
            if place not in self.empty
        ]
        return sorted(unnamed + standing)


def checked_rows(entry: Entry) -> list[Row | None]:
    """The rows of an entry, None where one was emptied, with every leaf and hash computed again.

    Raises DamageError that says what does not hold.
    """
    try:
        elements = json.loads(entry.payload, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise DamageError(f"the payload is not JSON ({error})") from None
    if not isinstance(elements, list) or not elements:
        raise DamageError("the payload is not a list of rows")
    digest = sha256()
    rows: list[Row | None] = []
    parts = []
    for number, element in enumerate(elements):
        if isinstance(element, str):
            if not _HEX64.fullmatch(element):
                raise DamageError("an emptied row is not the hash of one", number)
            digest.update(bytes.fromhex(element))
            parts.append(f'"{element}"')
            rows.append(None)
            continue
        if not (isinstance(element, list) and len(element) == 2):
            raise DamageError("a row is not a salt and an object", number)
        salt, row = element
        if not (isinstance(salt, str) and _SALT.fullmatch(salt)):
            raise DamageError("a salt is not 32 hex characters", number)
        if not isinstance(row, dict):
            raise DamageError("a row is not a salt and an object", number)
        text = canonical(row)
        parts.append(f'["{salt}",{text}]')
        digest.update(sha256((salt + text).encode("utf-8", "surrogatepass")).digest())
        rows.append(row)
    if f"[{','.join(parts)}]" != entry.payload:
        raise DamageError("the payload is not its own canonical text")
    if digest.hexdigest() != entry.digest:
        raise DamageError("the payload does not have the digest that was recorded")
    fields = entry[:6] + (entry.digest, entry.prev)
    try:
        hashed = chain_hash(*fields)
    except UnicodeEncodeError:
        raise DamageError("a text is not Unicode") from None
    if hashed != entry.hash:
        raise DamageError("the entry does not have the hash that was recorded")
    return rows


def _is_redaction(row: Row) -> bool:
    """Whether a row says what an `entry.redacted` has to say, with values of their kinds."""
    kinds = {"id": int, "uid": str, "reason": str, "entries": list}
    return (
        all(type(row.get(name)) is kind for name, kind in kinds.items())
        and type(row.get("follows", 0)) is int
        and _are_numbers(row.get("sources", []))
        and all(
            type(place) is list
            and len(place) == 2
            and type(place[0]) is int
            and _are_numbers(place[1])
            for place in row["entries"]
        )
    )


def _are_numbers(values: Any) -> bool:
    return type(values) is list and all(type(value) is int for value in values)


def as_line(entry: Entry) -> str:
    """An entry as one line of a journal file."""
    values = entry._asdict()
    values["payload"] = None
    # The payload is canonical already: it is set in as it is, so that not a byte of it can change.
    return canonical(values).replace('"payload":null', f'"payload":{entry.payload}', 1) + "\n"


def from_line(line: str) -> Entry:
    """The entry that `as_line` wrote; raises DamageError."""
    try:
        values = json.loads(line, parse_float=_no_float, parse_constant=_no_float)
    except (ValueError, RecursionError) as error:
        raise DamageError(f"not JSON ({error})") from None
    if not isinstance(values, dict) or set(values) != set(Entry._fields):
        raise DamageError("not an entry of a journal")
    values["payload"] = canonical(values["payload"])
    kinds = {"seq": int, "command": int, "version": int}
    for name in Entry._fields:
        if type(values[name]) is not kinds.get(name, str):
            raise DamageError(f"{name} is not what it should be")
    return Entry(**values)
