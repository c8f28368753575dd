"""The words for outcomes: our own, and those of other tools and of Chinese notes."""

from ledger.errors import UnreadableError

OUTCOMES = ("yes", "late", "missed", "no", "partial", "ambiguous", "void")

# One row per outcome; None is "not judged yet".
WORDS: dict[str | None, str] = {
    "yes": "yes|y|1|true|right|correct|kept|came true|happened|delivered|success|✓|✔|✅|是|对|成真|"
    "实现|已实现|应验|正确|兑现",
    "late": "late|delivered late|迟到|延迟|延期实现",
    "missed": "missed|not yet|miss|未按期|逾期|未实现",
    "no": "no|n|0|false|wrong|incorrect|broken|failed|did not happen|✗|✘|❌|否|错|错误|落空|未成真",
    "partial": "partial|partly|partially|partly true|half true|mixed|部分|部分实现|部分正确",
    "ambiguous": "ambiguous|unclear|unknown|can't be told|cannot be told|disputed|无法判断|不明|有争议",
    "void": "void|annulled|n/a|na|not applicable|cancelled|canceled|withdrawn|moot|作废|取消|不适用",
    None: "pending|open|overdue|unresolved|undecided|none|none yet|tbd|-|–|—|?|未定|待定|待验证|未到期|进行中",
}
_MEANING = {word: outcome for outcome, words in WORDS.items() for word in words.split("|")}


def read_outcome(text: str) -> str | None:
    """The outcome that some words name; None for "pending" and the like, and for nothing at all.

    Raises UnreadableError for other words.
    """
    word = " ".join(text.casefold().replace("’", "'").split()).rstrip(".!。")
    if not word:
        return None
    if word not in _MEANING:
        shown = text.strip() if len(text) <= 60 else text.strip()[:57] + "..."
        raise UnreadableError(
            f'cannot read the outcome "{shown}"; write one of: {", ".join(OUTCOMES)}.'
        )
    return _MEANING[word]
