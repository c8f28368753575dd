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
_CENT = ONE // 100


class Credence(NamedTuple):
    """A chance as it was given; p, low and high in 10⁻¹².

    `basis` is "stated" (a number), "words" (on the scale) or "none"; `words` is the text as written where
    a bare p would not tell it all, else None; `stance` is what the chance says of the statement, "affirm",
    "deny" or None for neither; `goal` is set for words of intention.
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
    """What a stated number says: above one half affirms, below denies, one half is neither.

    >>> stance_of(7 * 10**11), stance_of(ONE // 2), stance_of(0)
    ('affirm', None, 'deny')
    """
    if 2 * p == ONE:
        return None
    return "affirm" if 2 * p > ONE else "deny"


def check_stance(stance: str | None, credence: Credence) -> None:
    """Refuse a stance that contradicts a stated number; raises RefusedError."""
    if credence.basis != "stated" or credence.p is None:
        return
    said = stance_of(credence.p)
    if said is not None and stance != said:
        says = "affirms" if said == "affirm" else "denies"
        raise RefusedError(
            f"a chance of {percent(credence.p)} {says} the statement, and the stance says "
            f"{stance or 'none'}; change one of them."
        )


def as_text(p: int) -> str:
    """The shortest decimal text of a p in 10⁻¹².

    >>> as_text(909 * 10**9), as_text(ONE), as_text(0)
    ('0.909', '1', '0')
    """
    whole, part = divmod(p, ONE)
    return f"{whole}.{part:0{DIGITS}}".rstrip("0").rstrip(".")


def percent(p: int) -> str:
    """A p in 10⁻¹² for people: rounded half up to a tenth of a per cent, but never up to 100 or down to 0.

    >>> percent(909 * 10**9), percent(7 * 10**11), percent(ONE // 3), percent(ONE - 10**8)
    ('90.9%', '70%', '33.3%', '99.99%')
    """
    tenth = ONE // 1000
    rounded = (2 * p + tenth) // (2 * tenth) * tenth
    if (rounded in (0, ONE)) != (p in (0, ONE)):
        rounded = p
    return as_text(100 * rounded) + "%"


@lru_cache(maxsize=4096)
def read_cell(text: str) -> Credence:
    """A chance as the whole text states it; words that are on no scale are kept without a number.

    Writing `words` (or, where that is None, `as_text(p)`) and reading it again gives the same Credence.
    Raises UnreadableError for a number that is no chance: above one, below zero, or unreadable.

    >>> read_cell("3:1").p, read_cell("七成").p, read_cell("under 20%").high
    (750000000000, 700000000000, 200000000000)
    """
    # Nearly every cell of a large file is one of these two, 0.7 or 70%.
    whole, point, part = text.partition(".")
    if whole == "0" and point and len(part) <= DIGITS and part.isascii() and part.isdigit():
        return _exactly(int(part) * 10 ** (DIGITS - len(part)))
    if text[-1:] == "%" and len(text) <= 3 and text.isascii() and text[:-1].isdigit():
        return _exactly(int(text[:-1]) * _CENT)
    return _read(text.strip())


def read_number(text: str) -> Credence:
    """A chance stated as a number and in no other words; NOTHING where the text states none.

    五成 is 50% here, while in a cell it is a word for about even. Raises UnreadableError as read_cell does.
    """
    folded = _folded(text)
    return (_stated(folded, text) if len(folded) <= LONGEST else None) or NOTHING


def _exactly(p: int) -> Credence:
    return Credence(p, p, p, "stated", None, stance_of(p), False)


# A longer text is no number.
LONGEST = 200


# Behind a chance: it was said of the opposite of the statement. "No chance (of the opposite)" is 99 %.
OPPOSITE = "(of the opposite)"


def _read(written: str) -> Credence:
    if written.casefold().endswith(OPPOSITE):
        return _turned(_read(written[: -len(OPPOSITE)].rstrip()), written)
    folded = _folded(written)
    if not folded.strip(_EMPTY) or folded in _NO_VALUE:
        return NOTHING
    heard = _heard(folded)
    if heard is not None:
        p, low, high, stance = heard
        return Credence(p, low, high, "words", written, stance, False)
    if folded in phrases.GOALS:
        return Credence(None, None, None, "none", written, "affirm", True)
    if len(folded) <= LONGEST:
        stated = _stated(folded, written)
        if stated is not None:
            return stated
    if _has_digit(folded) and not folded.strip("0123456789.,%:/+-~<> e"):
        raise UnreadableError(
            f'cannot read the chance "{_short(written)}": write 70%, 0.7 or 7/10.'
        )
    return Credence(None, None, None, "none", written, "affirm", False)


# One width, one dash, one quote, and the traditional characters of the scale; nothing invisible.
ALIKE = str.maketrans(
    dict.fromkeys("–—―‒‐‑−", "-")
    | dict.fromkeys("〜∼", "~")
    | dict.fromkeys("‘’´`", "'")
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", "")
    | dict(
        zip(
            "將無釘絕對幾確極應該當預計測數況較會沒準說難見機並爭劃畫擬標於為開過約兩還據稱報導傳聞專業體認覺證實斷變險條隨雖"
            "儘則種備齊譜懸賭戲懷誰誤贏輸擔憂麼樣勢達勝與賣買現產價發聯運動員場務資營轉漲虧損億萬顯觀們總經濟國歐貿戰談協議論"
            "決強來從後個時點無遲鐵穩懼終",
            "将无钉绝对几确极应该当预计测数况较会没准说难见机并争划划拟标于为开过约两还据称报导传闻专业体认觉证实断变险条随虽"
            "尽则种备齐谱悬赌戏怀谁误赢输担忧么样势达胜与卖买现产价发联运动员场务资营转涨亏损亿万显观们总经济国欧贸战谈协议论"
            "决强来从后个时点无迟铁稳惧终",
            strict=True,
        )
    )
)
_BEFORE = "\"'“”„«([{「『《【 "
_BEHIND = "\"'“”»)]}」』》】.。,、;:! "
# What people put where they have nothing to say.
_EMPTY = "-?./*_… "
# What programs write into the cells of a table where they have no value.
_NO_VALUE = frozenset(("nan", "n/a", "na", "null", "#n/a"))


def _folded(text: str) -> str:
    """A cell as it is compared: lower case, one width, without the quotes and full stops around it."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(ALIKE)
        text = _compiled(r"(?<=[〇\u4e00-\u9fff])\s+|\s+(?=[〇\u4e00-\u9fff])").sub("", text)
    return " ".join(text.casefold().split()).lstrip(_BEFORE).rstrip(_BEHIND)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


# Behind a word they negate what it speaks of: "probably not" is one minus "probably".
_NEGATORS = (" not", " won't", " will not", "不会")
_OPPOSITE = {"affirm": "deny", None: None}
# The rows up to here are negations themselves (unlikely, 未必), and twice no is not yes.
_NEGATIVE = 35


def _heard(folded: str) -> tuple[int, int, int, str | None] | None:
    """p, low, high and stance of a spelling of the scale, or of one with a negator behind it."""
    row = phrases.row_of(folded)
    if row is not None:
        return row.point * _CENT, row.low * _CENT, row.high * _CENT, row.stance
    for negator in _NEGATORS:
        row = phrases.row_of(folded.removesuffix(negator))
        if row is not None and row.point > _NEGATIVE:
            opposite = _OPPOSITE[row.stance]
            return ONE - row.point * _CENT, ONE - row.high * _CENT, ONE - row.low * _CENT, opposite
    return None


def on_scale(words: str, scale: str) -> tuple[int, int, int] | None:
    """What words of a chance cell mean on a scale of `scales.NAMES`: low, p and high in 10⁻¹².

    None where the scale has no such word.

    >>> on_scale("likely", "ipcc"), on_scale("很可能", "kent")
    ((660000000000, 830000000000, 1000000000000), None)
    >>> on_scale("probably not", "phia")
    (250000000000, 350000000000, 450000000000)
    """
    from ledger.domain import scales

    def turned(meaning: tuple[int, int, int] | None) -> tuple[int, int, int] | None:
        return None if meaning is None else (ONE - meaning[2], ONE - meaning[1], ONE - meaning[0])

    if words.casefold().endswith(OPPOSITE):
        return turned(on_scale(words[: -len(OPPOSITE)].rstrip(), scale))
    folded = _folded(words)
    own = scales.PRESCRIBED.get(scale, {}).get(folded)  # "probably not" is a word of Kent's
    if own is not None:
        return _in_units(own)
    for negator in ("", *_NEGATORS):
        row = phrases.row_of(folded.removesuffix(negator))
        if row is not None:
            meaning = scales.meaning(row, folded.removesuffix(negator), scale)
            found = None if meaning is None else _in_units(meaning)
            return turned(found) if negator else found
    return None


def _in_units(meaning: tuple[float, float, float]) -> tuple[int, int, int]:
    low, point, high = (round(part * _CENT) for part in meaning)
    return low, point, high


def _turned(read: Credence, written: str) -> Credence:
    if read.p is None or read.low is None or read.high is None:
        return Credence(None, None, None, "none", written, "affirm", False)
    low, high = ONE - read.high, ONE - read.low
    stance = {"affirm": "deny", "deny": "affirm"}.get(read.stance or "")
    return Credence(ONE - read.p, low, high, read.basis, written, stance, False)


# What may stand around an amount, once numbers in words are digits.
_FRAME = (
    r"(?:an? )?(?:"
    r"(?P<more>more than|(?:just |well )?over|above|at least|upwards of|north of|in excess of"
    r"|(?:greater|better|higher) than|(?:no|not) less than|[>≥]=?"
    r"|超过|高于|大于|多于|至少|不低于|不少于)"
    r"|(?P<less>less than|(?:just |well )?under|below|at most|lower than|(?:no|not) more than|up to|[<≤]=?"
    r"|低于|小于|少于|不到|不足|至多|最多|不超过|不高于)"
    r"|(?P<about>about|around|roughly|approximately|approx|nearly|almost|maybe|perhaps"
    r"|something like|close to|[~≈]|大约|大概|约|差不多|将近|接近|近)"
    r")? ?(?:an? )?"
    r"(?P<amount>.*?\d.*?)"
    r" ?(?:(?P<or_more>\+|or (?:more|higher|better)|以上)|(?P<or_less>or (?:less|lower)|以下)"
    r"|(?P<or_so>or so|左右))?"
    r"(?: (?:chances?|probability|likelihood|odds|likely|sure|certain|confident|confidence)"
    r"|的?(?:可能性?|概率|把握|机会|胜算))?"
)
_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
_N, _M = rf"(?P<n>{_NUMBER})", rf"(?P<m>{_NUMBER})"
_UNIT = r"(?P<unit>%|percent|per cent|pct|成)"
_BARE = rf"[-+]?{_NUMBER}(?:e[-+]?\d{{1,4}})?"
# One row per way to write an amount; the first that fits the whole of it wins.
_AMOUNTS = (
    ("number", rf"(?P<n>[-+]?{_NUMBER}) ?{_UNIT}?"),
    ("ratio", rf"{_N} ?/ ?{_M}"),
    ("ratio", rf"{_N}[ -](?:in|out of)[ -]{_M}"),
    ("ratio", rf"{_M}分之{_N}"),
    ("range", rf"{_N} ?(?:%|percent|per cent|pct|成)? ?(?:[-~]|to|到|至) ?{_M} ?{_UNIT}"),
    ("range", rf"between {_N} ?(?:%|percent|per cent|pct)? ?and {_M} ?{_UNIT}?"),
    ("range", rf"{_N} ?[-~] ?{_M}"),
    ("range", r"(?P<n>0?\.\d+) to (?P<m>0?\.\d+|1)"),
    ("odds", rf"(?:odds (?:of )?)?{_N}(?: ?: ?| to ){_M}"),
)
_SCALES = {None: 1, "成": 10}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def _has_digit(folded: str) -> bool:
    return _compiled(r"\d").search(folded) is not None


def _stated(folded: str, written: str) -> Credence | None:
    """The number that a text states, with its range; None where it states none."""
    if _compiled(_BARE).fullmatch(folded):
        return _exactly(_p(folded, 1, written))
    # Imported here: a plain number needs none of it.
    from ledger.domain import numerals

    plain = numerals.chinese_digits(numerals.english_digits(folded))
    plain = _compiled(r"(?<=\d)点(?=\d)").sub(".", plain)
    frame = _compiled(_FRAME).fullmatch(plain)
    if frame is None:
        return None
    fits = ((kind, _compiled(pattern).fullmatch(frame["amount"])) for kind, pattern in _AMOUNTS)
    kind, found = next((pair for pair in fits if pair[1] is not None), ("", None))
    if found is None:
        return None
    more = frame["more"] or frame["or_more"]
    less = frame["less"] or frame["or_less"]
    groups = found.groupdict()
    if kind == "range":
        if more or less:
            return None
        of = _SCALES.get(groups.get("unit"), 100)
        low, high = sorted(_p(groups[end], of, written) for end in "nm")
        middle = (low + high) // 2
        return Credence(middle, low, high, "stated", written, stance_of(middle), False)
    if kind == "number":
        if not groups["unit"] and not _has_digit(folded):
            return None  # "one" and 一 are words
        p = _p(groups["n"], _SCALES.get(groups.get("unit"), 100), written)
    else:
        p = _share(groups["n"], groups["m"], written, odds=kind == "odds")
    if more and less:
        return None
    if more or less or frame["about"] or frame["or_so"]:
        low, high = (p, ONE) if more else (0, p) if less else (p, p)
        return Credence(p, low, high, "stated", written, stance_of(p), False)
    return _exactly(p)


def _fraction(text: str) -> tuple[int, int]:
    """The decimal text as numerator and denominator: "0.7" is 7 of 10, "1e-3" 1 of 1000."""
    mantissa, _, exponent = text.partition("e")
    whole, _, part = mantissa.partition(".")
    tens = int(exponent or 0) - len(part)
    return int(whole + part) * 10 ** max(tens, 0), 10 ** max(-tens, 0)


def _p(text: str, of: int, written: str) -> int:
    """`text` of `of` in 10⁻¹², rounded half up; raises UnreadableError outside 0 to 1."""
    value, unit = _fraction(text)
    p = _rounded(value, unit * of)
    if p < 0:
        raise UnreadableError(f'"{_short(written)}" is below 0: a chance is from 0 to 1.')
    if p > ONE:
        if of == 1 and value <= 100 * unit:
            raise UnreadableError(f'"{written}" is above 1: did you mean {written}%?')
        limit = "1" if of == 1 else "100%"
        raise UnreadableError(
            f'"{_short(written)}" is above {limit}: a chance is from 0 to {limit}.'
        )
    return p


def _share(n: str, m: str, written: str, *, odds: bool) -> int:
    """n of m, or n against m, in 10⁻¹²; raises UnreadableError where that is no chance."""
    n_value, n_unit = _fraction(n)
    m_value, m_unit = _fraction(m)
    part, whole = n_value * m_unit, m_value * n_unit
    if odds:
        whole += part
    if not whole:
        raise UnreadableError(
            f'"{_short(written)}" has nothing to be a share of: write 70% or 7/10.'
        )
    if part > whole:
        raise UnreadableError(f'"{_short(written)}" is above 1: a chance is from 0 to 1.')
    return _rounded(part, whole)


def _rounded(part: int, whole: int) -> int:
    return (2 * part * ONE + whole) // (2 * whole)
