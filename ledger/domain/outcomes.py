"""The words for outcomes: our own, and those of other tools and of Chinese notes."""

import unicodedata

from ledger.errors import UnreadableError

OUTCOMES = ("yes", "late", "missed", "no", "partial", "ambiguous", "void")

# One row per outcome; None is "not judged yet".
WORDS: dict[str | None, str] = {
    "yes": "yes|y|1|true|right|correct|kept|came true|happened|delivered|success|fulfilled|hit|"
    "accurate|✓|✔|✅|☑|👍|[x]|:white_check_mark:|:heavy_check_mark:|是|对|成真|已成真|实现|已实现|"
    "实现了|应验|已应验|应验了|正确|准确|兑现|已兑现|达成|已达成|命中",
    "late": "late|delivered late|迟到|延迟|延期实现",
    "missed": "missed|not yet|miss|未按期|逾期|未实现|未兑现|未达成|未应验|没有实现|没实现",
    "no": "no|n|0|false|wrong|incorrect|broken|failed|did not happen|failure|inaccurate|"
    "did not come true|✗|✘|❌|✖|👎|:x:|否|错|错误|落空|未成真|失败|不准|不准确|不正确",
    "partial": "partial|partly|partially|partly true|partially true|partially correct|half true|"
    "half right|mixed|部分|部分实现|部分正确|部分应验|部分兑现|部分成真|部分准确",
    "ambiguous": "ambiguous|unclear|unknown|can't be told|cannot be told|disputed|无法判断|不明|"
    "有争议",
    "void": "void|annulled|n/a|na|not applicable|cancelled|canceled|withdrawn|moot|作废|取消|不适用",
    None: "pending|open|overdue|unresolved|undecided|none|none yet|tbd|in progress|ongoing|active|"
    "waiting|awaiting|upcoming|too early|too early to tell|too early to say|not due|not yet due|"
    "not yet resolved|watching|⏳|⌛|⏰|🔜|🕐|:hourglass:|:hourglass_flowing_sand:|[]|-|–|—|?|未定|"
    "待定|待验证|待观察|待核实|待确认|未到期|尚未到期|未到时间|进行中|观察中|跟踪中|尚早",
}
_MEANING = {word: outcome for outcome, words in WORDS.items() for word in words.split("|")}


def read_outcome(text: str) -> str | None:
    """The outcome that some words name; None for "pending" and the like, and for nothing at all.

    Raises UnreadableError for other words.
    """
    word = " ".join(text.casefold().replace("’", "'").replace("[ ]", "[]").split()).rstrip(".!。")
    if not word:
        return None
    if word not in _MEANING:
        # A mark beside a word: where both say something, it has to be the same.
        marks = [mark for mark in word if _is_mark(mark)]
        rest = " ".join("".join(" " if mark in marks else mark for mark in word).split())
        said = {_MEANING[mark] for mark in marks if mark in _MEANING}
        said |= {_MEANING[rest]} if rest in _MEANING else set()
        if len(said) == 1 and (not rest or rest in _MEANING):
            return said.pop()
        shown = text.strip() if len(text) <= 60 else text.strip()[:57] + "..."
        raise UnreadableError(
            f'cannot read the outcome "{shown}"; write one of: {", ".join(OUTCOMES)}.'
        )
    return _MEANING[word]


def _is_mark(character: str) -> bool:
    """Whether a character is a sign, as ✅ and 🟡 are, or goes with one."""
    return unicodedata.category(character) in ("So", "Sk", "Mn", "Cf")
