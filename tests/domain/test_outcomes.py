"""The words for outcomes, of ours and of other tools."""

import pytest

from ledger.domain.outcomes import OUTCOMES
from ledger.domain.outcomes import WORDS
from ledger.domain.outcomes import read_outcome
from ledger.errors import UnreadableError


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_our_own_words(outcome: str) -> None:
    """Each outcome is its own name."""
    assert read_outcome(outcome) == outcome


def test_no_word_means_two_outcomes() -> None:
    """Each word stands in the table once, as it is compared."""
    words = [word for row in WORDS.values() for word in row.split("|")]

    assert len(words) == len(set(words))
    assert [word for word in words if word != word.casefold().strip()] == []


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("TRUE", "yes"),
        ("Right!", "yes"),
        ("correct", "yes"),
        ("kept", "yes"),
        ("came  true.", "yes"),
        ("1", "yes"),
        ("是", "yes"),
        ("成真", "yes"),
        ("✓", "yes"),
        ("FALSE", "no"),
        ("wrong", "no"),
        ("Broken", "no"),
        ("0", "no"),
        ("否", "no"),
        ("落空", "no"),
        ("✗", "no"),
        ("partly", "partial"),
        ("Half true", "partial"),
        ("部分", "partial"),
        ("unclear", "ambiguous"),
        ("can’t be told", "ambiguous"),
        ("无法判断", "ambiguous"),
        ("annulled", "void"),
        ("N/A", "void"),
        ("cancelled", "void"),
        ("作废", "void"),
        ("Pending", None),
        ("open", None),
        ("overdue", None),
        ("unresolved", None),
        ("none yet", None),
        ("待定", None),
        ("未定", None),
        ("  ", None),
    ],
)
def test_words_of_others(text: str, outcome: str | None) -> None:
    """Words of other tools and of Chinese notes are understood; a status of waiting is no outcome."""
    assert read_outcome(text) == outcome


def test_other_words_are_refused() -> None:
    """Anything else is refused with the words that are understood, and not at length."""
    with pytest.raises(UnreadableError) as caught:
        read_outcome("who knows " * 100)

    assert str(caught.value).endswith(
        "write one of: yes, late, missed, no, partial, ambiguous, void."
    )
    assert len(str(caught.value)) < 160
