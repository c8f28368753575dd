"""Time phrases in one spelling: widths, dashes, characters, and numbers in words turned to digits."""

import re
import unicodedata
from functools import cache

from ledger.domain.dates import MONTHS
from ledger.domain.dates import WEEKDAYS
from ledger.domain.dates import WEEKDAYS_ZH

# Traditional characters that occur in time phrases, each with its simplified one.
_TRADITIONAL = dict(
    zip(
        "個後內週號財禮這幾兩間遲選舉結開發佈會長過來從處終際當現將應該預計約據見讓為節國慶聖誕舊曆歷農們時點鐘數還滿"
        "於歲紀隨儘盡餘剩總統產業議黨屆畢戰爭貳參",
        "个后内周号财礼这几两间迟选举结开发布会长过来从处终际当现将应该预计约据见让为节国庆圣诞旧历历农们时点钟数还满"
        "于岁纪随尽尽余剩总统产业议党届毕战争二三",
        strict=True,
    )
)
_FOLDED = str.maketrans(
    _TRADITIONAL
    | dict.fromkeys("–—―‒‐‑〜−~", "-")
    | dict.fromkeys("‘’‛`´ʼ", "'")
    | dict.fromkeys("“”„‟«»", '"')
)
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD))
_OUTER = '"()[]{}<>.,;:!。、「」『』【】《》〈〉 '
_BESIDE_CHINESE = r"(?<=[〇\u4e00-\u9fff]) | (?=[〇\u4e00-\u9fff])"
_CHINESE = r"[〇\u4e00-\u9fff]"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.ASCII)


def is_chinese(text: str) -> bool:
    """Whether a Chinese character is in the text."""
    return not text.isascii() and _compiled(_CHINESE).search(text) is not None


def aligned(text: str) -> str:
    """The text in one width, with simplified characters and plain dashes, as long as it was: places stay."""
    return "".join(map(_aligned, text)).translate(_FOLDED)


def _aligned(character: str) -> str:
    wide = unicodedata.normalize("NFKC", character)
    return wide if len(wide) == 1 else character


def normalise(text: str) -> str:
    """The text as the patterns expect it: widths, dashes, quotes, case, simplified characters, spaces.

    Normalising twice changes nothing.

    >>> normalise(" “Ｑ３ ２０２６” ")
    'q3 2026'
    """
    while True:
        folded = _normalised_once(text)
        if folded == text:
            return text
        text = folded


def _normalised_once(text: str) -> str:
    if not text.isascii():
        if "½" in text:  # before NFKC, which would make 1⁄2 of it
            half = "半" if _compiled(_CHINESE).search(text) else " half "
            text = _compiled(r"(?<=\d) ?½").sub("半" if half == "半" else " and a half ", text)
            text = text.replace("½", half)
        text = text.translate(_INVISIBLE)
        text = unicodedata.normalize("NFKC", text)
    text = text.translate(_FOLDED).casefold()
    if not text.isascii():
        text = _compiled(_BESIDE_CHINESE).sub("", " ".join(text.split()))
    text = " ".join(text.split()).strip(_OUTER)
    if text.endswith("'") or (text.startswith("'") and not text[1:3].isdigit()):
        text = text.strip("'" + _OUTER)  # '27 keeps its apostrophe
    return text


# English

_ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = [
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
]  # fmt: skip
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def _ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th."""
    return f"{number}{'th' if 10 < number % 100 < 14 else _SUFFIXES.get(number % 10, 'th')}"


_NUMBERS = (
    {word: number for number, word in enumerate(_ONES + _TEENS, start=1)}
    | {word: 20 + 10 * place for place, word in enumerate(_TENS)}
    | {"zero": 0}
)
_SHORT = {word: word[:3] for table in (MONTHS, WEEKDAYS) for word in table}
_WORDS = (
    _SHORT
    | {word: str(number) for word, number in _NUMBERS.items()}
    | {word: _ordinal(place) for place, word in enumerate(_ORDINALS, start=1)}
    | {
        "thirtieth": "30th",
        "fall": "autumn",
        "yr": "year",
        "yrs": "years",
        "mo": "month",
        "mos": "months",
        "mth": "month",
        "mths": "months",
        "wk": "week",
        "wks": "weeks",
        "hr": "hour",
        "hrs": "hours",
        "qtr": "quarter",
        "qtrs": "quarters",
        "mins": "minutes",
        "till": "until",
        "til": "until",
        "thru": "through",
        "midyear": "mid year",
        "yearend": "year end",
        "eoy": "end of year ",
        "eoq": "end of quarter ",
        "eom": "end of month ",
        "eow": "end of week ",
        "eod": "end of day ",
        "upcoming": "coming",
        "xmas": "christmas",
    }
)
_SINGLE = (
    "minute",
    "hour",
    "day",
    "week",
    "fortnight",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
)
_UNITS = frozenset(_SINGLE + tuple(f"{unit}s" for unit in _SINGLE)) | {"centuries"}
_SEASONS = frozenset(("spring", "summer", "autumn", "winter"))
# Between two of these a hyphen is a range; after any other word it only joins.
_RANGED = frozenset(name[:3] for name in (*MONTHS, *WEEKDAYS)) | _SEASONS


def english_digits(text: str) -> str:
    """English words of a normalised phrase in one spelling, its numbers as digits.

    >>> english_digits("within twenty-five to thirty years")
    'within 25 to 30 years'
    >>> english_digits("june 30th, 2026")
    'jun 30th 2026'
    """
    sub = _compiled
    text = sub(r"(?<=\d),(?=\d{3}(?!\d))").sub("", text)
    text = sub(r"([a-z])'s\b|(?<=[a-z])s'(?= )").sub(lambda m: m[1] or "s", text)
    text = sub(r"(?<=[a-z])\.(?![a-z]\.)|,").sub(" ", text)
    text = sub(r"\b([a-z]+ty)[- ]([a-z]+)\b").sub(_tens, text)
    text = sub(r"\ba half a dozen\b|\bhalf a dozen\b").sub("6", text)
    text = sub(r"\b(?:a )?(?:couple|pair)(?: of)?\b(?! more)").sub("2", text)
    text = sub(r"\ba dozen\b").sub("12", text)
    text = sub(r"(?<=[\da-z])-to-(?=[\da-z])").sub(" to ", text)
    text = sub(r"(?<=[\da-z])-and-a-half\b").sub(" and a half", text)
    text = sub(r"\b(next|coming) (?=hundred|thousand)").sub(r"\1 1 ", text)
    text = sub(r"[a-z]+").sub(lambda m: _WORDS.get(m[0], m[0]), text)
    text = sub(r"\b(a|\d{1,3}) (hundred|thousand|million|billion)\b").sub(_powers, text)
    text = sub(r"(?<=\w)(?: - |- | -(?!\d))(?=[\w'])").sub("-", text)  # but not "in -2 years"
    text = sub(r"([a-z]+)-(?=[a-z0-9'])").sub(_after_word, text)
    text = sub(r"(?<=\d)-([a-z]+)").sub(_before_word, text)
    text = sub(r"\b(\d+) or (more|longer|less|fewer) ([a-z]+)\b").sub(r"\1 \3 or \2", text)
    return " ".join(text.split())


def _tens(found: re.Match[str]) -> str:
    """Twenty-five, twenty-fifth."""
    tens, ones = _NUMBERS.get(found[1]), found[2]
    if tens is not None and ones in _ONES:
        return str(tens + _ONES.index(ones) + 1)
    if tens is not None and ones in _ORDINALS[:9]:
        return _ordinal(tens + _ORDINALS.index(ones) + 1)
    return found[0]


def _powers(found: re.Match[str]) -> str:
    zeros = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9}[found[2]]
    return ("1" if found[1] == "a" else found[1]) + "0" * zeros


def _after_word(found: re.Match[str]) -> str:
    return found[0] if found[1] in _RANGED else found[1] + " "


def _before_word(found: re.Match[str]) -> str:
    return f" {found[1]}" if found[1] in _UNITS or found[1] == "half" else found[0]


# Chinese

_DIGITS_ZH = {"零": 0, "〇": 0, "○": 0} | {
    c: n for n, c in enumerate("一二三四五六七八九", start=1)
}
_VALUES = _DIGITS_ZH | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_SCORES = {"廿": "二十", "卅": "三十"}


def chinese_digits(text: str) -> str:
    """Chinese numerals of a normalised phrase as digits; weekdays become 周@1 to 周@7.

    Two neighbouring numerals are a range (两三 is 2-3). What is not surely a number stays as it is.

    >>> chinese_digits("二〇二七年底")
    '2027年底'
    >>> chinese_digits("两三个月内")
    '2-3个月内'
    """
    sub = _compiled
    text = sub(r"(?:周|星期|礼拜)([一二三四五六日天])(?![个〇零一二两三四五六七八九十百])").sub(
        lambda m: f"周@{WEEKDAYS_ZH[m[1]] + 1}", text
    )
    text = sub(r"(?<!状)元月(?!球)").sub("一月", text)
    text = sub(r"([零〇○一二三四五六七八九]{4})(?=年)").sub(
        lambda m: "".join(str(_DIGITS_ZH[c]) for c in m[1]), text
    )
    return sub(r"[零〇一二两三四五六七八九十百千廿卅]+").sub(_numeral, text)


def _numeral(found: re.Match[str]) -> str:
    """One run of numerals; unchanged where it is not surely a number."""
    run = found[0]
    before = found.string[: found.start()]
    if before and (
        before[-1].isdigit() or _compiled(r".*(?:[几数]|(?<![最至顶])多)").fullmatch(before)
    ):
        return run  # 数十, 几十: never a number; 最多两年 is two
    for score, tens in _SCORES.items():
        run = run.replace(score, tens)
    value = _value(run)
    if value is not None:
        return str(value)
    low, high = _value(run[:-1]), _value(run[-1])
    if low is None or high is None or high > 9:
        return found[0]
    if low < 10 and (high == low + 1 or run == "三五"):  # 两三, 三五
        return f"{low}-{high}"
    following = found.string[found.end() : found.end() + 1]
    if (
        low >= 10 and low % 10 and high == low % 10 + 1 and following in ("年", "个", "天")
    ):  # 十二三年
        return f"{low}-{low + 1}"
    return found[0]


def _value(run: str) -> int | None:
    """十八 is 18, 二百 200, 一百零五 105; None where it is no well-formed number."""
    if len(run) == 1 and run in _VALUES:
        return _VALUES[run]
    total, digit, least, zero = 0, None, 10_000, False
    for character in run:
        if character in _POWERS:
            power = _POWERS[character]
            if power >= least or (digit is None and power != 10 and total + len(run) > 1):
                return None
            total += (1 if digit is None else digit) * power
            least, digit, zero = power, None, False
        elif digit is not None or not total:
            if digit is not None or _VALUES[character] == 0:
                return None
            digit = _VALUES[character]
        elif _VALUES[character] == 0:
            if zero:
                return None
            zero = True
        else:
            if least > 10 and not zero and run[-1] == character:
                return None  # 一百五 is 150 to some and 105 to others
            digit = _VALUES[character]
    return total + (digit or 0) if total else None
