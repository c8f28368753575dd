"""A probability with where it came from: what a chance column says, read as a whole.

Probabilities are integers of 10⁻¹², from 0 to ONE, so that 0.6 is one number however it was written.
"""

import re
import unicodedata
from functools import cache
from functools import lru_cache
from typing import NamedTuple

from ledger.domain import phrases
from ledger.errors import RefusedError
from ledger.errors import UnreadableError

ONE = 10**12
DIGITS = 12


class Credence(NamedTuple):
    """A chance as it was given: p with its range, and the words where a number alone would not tell it.

    `basis` is "stated" (a number), "words" (on the scale) or "none"; `words` is None for a plain number;
    `stance` is what the chance says of the statement; `goal` is set for words of intention.
    """

    p: int | None
    low: int | None
    high: int | None
    basis: str
    words: str | None
    stance: str | None
    goal: bool


NOTHING = Credence(None, None, None, "none", None, "affirm", False)


def stance_of(p: int) -> str | None:
    """What a stated number says: above one half affirms, below denies, one half is neither."""
    if 2 * p == ONE:
        return None
    return "affirm" if 2 * p > ONE else "deny"


def as_text(p: int) -> str:
    """The shortest decimal text of a probability.

    >>> as_text(909 * 10**9), as_text(ONE), as_text(0)
    ('0.909', '1', '0')
    """
    whole, part = divmod(p, ONE)
    return f"{whole}.{part:0{DIGITS}}".rstrip("0").rstrip(".")


def check_stance(stance: str | None, credence: Credence) -> None:
    """Refuse a stance that contradicts a stated number; raises RefusedError."""
    if credence.basis != "stated" or credence.p is None:
        return
    said = stance_of(credence.p)
    if said is not None and stance != said:
        raise RefusedError(
            f"a chance of {float(credence.p) / ONE:.6g} {said}s the statement, and the stance says "
            f"{stance or 'none'}; change one of them."
        )


# One row per way to write a chance; the named groups are numbers. `_NUMBER` takes digits, at most twelve
# behind the point; a text is never longer than LONGEST.
LONGEST = 200
_NUMBER = r"(?:\d{1,15}(?:\.\d{0,30})?|\.\d{1,30})"
_UNIT = r"(?:%|percent|per cent|pct)"
_MORE = r"(?:more than|over|above|at least|greater than|>=?|≥|超过|高于|大于|至少|不低于)"
_LESS = r"(?:less than|under|below|at most|no more than|up to|<=?|≤|低于|小于|不到|至多|不超过)"
_ABOUT = r"(?:about|around|roughly|approximately|approx\.?|~|约|大约|大概|左右)?"
_TAIL = r"(?: (?:chance|probability|likelihood|odds|likely|sure|certain|confident|confidence))?"
_TAIL_ZH = r"(?:的?(?:可能性?|概率|把握|机会|胜算))?"
_PATTERNS = (
    ("percent", rf"{_ABOUT} ?(?P<n>{_NUMBER}) ?{_UNIT}(?:{_TAIL}|{_TAIL_ZH})"),
    ("more", rf"{_MORE} ?(?P<n>{_NUMBER}) ?(?P<unit>{_UNIT})?(?:{_TAIL}|{_TAIL_ZH})"),
    ("less", rf"{_LESS} ?(?P<n>{_NUMBER}) ?(?P<unit>{_UNIT})?(?:{_TAIL}|{_TAIL_ZH})"),
    ("more", rf"(?P<n>{_NUMBER}) ?(?P<unit>{_UNIT}) ?(?:\+|or more|以上)"),
    (
        "between",
        rf"(?:between )?(?P<n>{_NUMBER}) ?{_UNIT}? ?(?:-|to|and|到|至) ?(?P<m>{_NUMBER}) ?(?P<unit>{_UNIT})",
    ),
    ("ratio", rf"(?P<n>{_NUMBER}) ?/ ?(?P<m>{_NUMBER})"),
    ("ratio", rf"(?P<n>{_NUMBER}) (?:in|out of) (?P<m>{_NUMBER})(?: chances?)?"),
    ("ratio", r"(?P<n>[a-z]+) (?:in|out of) (?:an? )?(?P<m>[a-z]+)(?: chances?)?"),
    ("odds", rf"(?:odds(?: of)? )?(?P<n>{_NUMBER}) ?(?::|to) ?(?P<m>{_NUMBER})(?: odds)?"),
    ("percent", rf"百分之(?P<n>{_NUMBER}|[零一二两三四五六七八九十百]+){_TAIL_ZH}"),
    ("tenth", rf"(?P<n>{_NUMBER}|[一二两三四五六七八九])成{_TAIL_ZH}"),
    ("number", rf"[-+]?{_NUMBER}"),
)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern)) for name, pattern in _PATTERNS)


@lru_cache(maxsize=4096)
def read_cell(text: str) -> Credence:
    """A chance as a whole cell states it; words that are on no scale are kept without a number.

    Raises UnreadableError for numbers that are no chance: above one, negative.
    """
    written = " ".join(text.split())
    folded = _folded(written)
    if not folded:
        return NOTHING
    if len(folded) <= LONGEST:
        for name, pattern in _compiled():
            match = pattern.fullmatch(folded)
            if match is not None:
                read = _stated(name, match.groupdict(), written, folded)
                if read is not None:
                    return read
    if not folded.strip("0123456789.,%:/+-<> e"):
        raise UnreadableError(f'cannot read the chance "{written[:60]}"; write 70%, 0.7 or 7/10.')
    row = phrases.spellings().get(folded)
    if row is not None:
        percent = ONE // 100
        return Credence(
            row.point * percent,
            row.low * percent,
            row.high * percent,
            "words",
            written,
            row.stance,
            False,
        )
    goal = folded in phrases.GOALS
    return Credence(None, None, None, "none", written, "affirm", goal)


def _folded(text: str) -> str:
    """A cell as it is compared: one width, lower case, without quotes and a full stop around it."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    for dash in "–—〜−~":
        if dash != "~":
            folded = folded.replace(dash, "-")
    return " ".join(folded.split()).lstrip("\"'“”‘「 ").rstrip("\"'“”’」.。,;! ")


def _stated(name: str, groups: dict[str, str | None], written: str, folded: str) -> Credence | None:
    """What a pattern states, or None where its words are no numbers after all."""
    n, m, unit = groups.get("n"), groups.get("m"), groups.get("unit")
    if name == "number":
        p = _number(folded, 1, written)
        return Credence(p, p, p, "stated", None, stance_of(p), False)
    assert n is not None
    if name == "percent":
        p = _number(n, 100, written)
        plain = re.fullmatch(rf"{_NUMBER} ?%", folded) is not None
        return Credence(p, p, p, "stated", None if plain else written, stance_of(p), False)
    if name in ("more", "less"):
        p = _number(n, 100 if unit else 1, written)
        low, high = (p, ONE) if name == "more" else (0, p)
        return Credence(p, low, high, "stated", written, stance_of(p), False)
    if name == "between":
        assert m is not None
        low, high = sorted((_number(n, 100, written), _number(m, 100, written)))
        middle = (low + high) // 2
        return Credence(middle, low, high, "stated", written, stance_of(middle), False)
    if name == "tenth":
        p = _number(n, 10, written)
        return Credence(p, p, p, "stated", written, stance_of(p), False)
    assert m is not None
    part, whole = _scaled(n), _scaled(m)
    if part is None or whole is None:
        return None
    if name == "odds":
        whole += part
    if whole <= 0 or part > whole:
        raise UnreadableError(f'"{written}" is no chance: {n} of {m} is above one.')
    p = part * ONE // whole
    return Credence(p, p, p, "stated", written, stance_of(p), False)


def _scaled(text: str) -> int | None:
    """A number in 10⁻³⁰, or None where the words are none."""
    if text[0] in ".0123456789":
        whole, _, part = text.partition(".")
        return int((whole or "0") + part[:30].ljust(30, "0"))
    number = _ENGLISH.get(text, _CHINESE.get(text))
    return None if number is None else number * 10**30


_ENGLISH = {
    word: value
    for value, word in enumerate(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
    )
} | {"a": 1, "an": 1, "twelve": 12, "twenty": 20, "fifty": 50, "hundred": 100, "thousand": 1000}
_CHINESE = {digit: value for value, digit in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "百": 100,
}


def _number(text: str, of: int, written: str) -> int:
    """`text` of `of`, in 10⁻¹²; raises UnreadableError outside 0 to 1."""
    negative = text.startswith("-")
    text = text.lstrip("+-")
    scaled = _scaled(text)
    if scaled is None:
        scaled = _chinese(text) * 10**30
    if negative and scaled:
        raise UnreadableError(f'"{written}" is below 0; a chance is between 0 and 1.')
    if scaled > of * 10**30:
        if of == 1 and scaled <= 100 * 10**30:
            raise UnreadableError(f'"{written}" is above 1: did you mean {text}%?')
        raise UnreadableError(
            f'"{written}" is above {"1" if of == 1 else "100%"}: it is no chance.'
        )
    return scaled * ONE // (of * 10**30)


def _chinese(text: str) -> int:
    """Chinese numerals up to a hundred, as after 百分之."""
    if text == "百" or text == "一百":
        return 100
    tens, ten, ones = text.partition("十")
    if not ten:
        value = 0
        for digit in text:
            value = value * 10 + _CHINESE.get(digit, 0)
        return value
    return (_CHINESE.get(tens, 1) if tens else 1) * 10 + (_CHINESE.get(ones, 0) if ones else 0)
