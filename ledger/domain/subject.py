"""What a text speaks of: the words by which two texts are known to be about the same."""

from functools import cache

from ledger.domain import phrases
from ledger.domain.cycles import compiled
from ledger.domain.numerals import aligned

_COMMON = (
    "the and that this with from have will would there their they them then than what when which who whom "
    "been being were was are but not for you your our its his her she have has had does did done can about "
    "into over more most some such only also just very much many think believe expect going gonna year years "
    "month months week weeks next of to in by is it on at as or an be we he so no if my me us do go up am"
)
_ENGLISH = r"[a-z0-9][a-z0-9.+-]*"
# Characters that join words and say nothing of what is spoken of; 会 where it is "will", not in 会议 and 社会.
_JOINING = r"[将的了是在就也都被把]|(?<![社机大协委峰工商学年国事])会(?![议员计谈晤场])"
_CHINESE = r"[〇\u4e00-\u9fff]+"


def content_words(text: str) -> frozenset[str]:
    """What two texts can share: the stems of English words, and pairs of neighbouring Chinese characters.

    Words of chance are left out: two predictions may both be likely.
    """
    low = aligned(text).casefold()
    for word in _longest_first():
        if word in low:
            low = low.replace(word, " ")
    common = _COMMON.split()
    found = {
        _stem(word)
        for word in compiled(_ENGLISH).findall(low)
        if (len(word) > 1 or word.isdigit())
        and word not in common
        and word not in phrases.spellings()
    }
    for run in compiled(_CHINESE).findall(compiled(_JOINING).sub(" ", low)):
        found |= {run[n : n + 2] for n in range(len(run) - 1)}
    return frozenset(found)


def places(text: str, shared: frozenset[str]) -> int:
    """In how many places a text holds what is shared: one long noun in common is one place."""
    low = aligned(text).casefold()
    count = sum(_stem(word) in shared for word in compiled(_ENGLISH).findall(low))
    for run in compiled(_CHINESE).findall(compiled(_JOINING).sub(" ", low)):
        held = [run[n : n + 2] in shared for n in range(len(run) - 1)]
        count += sum(now and not before for before, now in zip([False, *held], held, strict=False))
    return count


def _stem(word: str) -> str:
    """The beginning of an English word, the same for its forms: turn, turned, turning; ship, shipped.

    >>> _stem("shipping"), _stem("closes"), _stem("close"), _stem("batteries"), _stem("2030")
    ('ship', 'clos', 'clos', 'batte', '2030')
    """
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            word = word.removesuffix(ending)
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.removesuffix("e")[:5] if len(word) > 3 else word


@cache
def _longest_first() -> tuple[str, ...]:
    """The spellings that are more than one English word."""
    more = (word for word in phrases.spellings() if not (word.isascii() and word.isalpha()))
    return tuple(sorted(more, key=len, reverse=True))
