"""Spellings are people: alias, rename, merge."""

import pytest

from tests.conftest import Pledger


@pytest.fixture
def here(pledger: Pledger) -> Pledger:
    """Two spellings of one person, and another."""
    pledger("init --me Ann")
    pledger("add 'It comes' -s 'Elon Musk' --said 2026-01-01 --due 'by March'")
    pledger("add 'It goes' -s 马斯克 --said 2026-01-01 --due 'by March'")
    pledger("add 'It stays' -s 'Tim Cook' --said 2026-01-01 --due 'by March'")
    return pledger


def speakers(here: Pledger) -> list[str]:
    """Who said each claim."""
    return [claim["speaker"] for claim in here("list -f json").json]


def test_merge(here: Pledger) -> None:
    """All claims of one spelling go over to the other, which keeps the name as an alias; undo parts them."""
    assert here("people 'Elon Musk' --merge 马斯克").code == 0
    assert speakers(here) == ["Elon Musk", "Elon Musk", "Tim Cook"]
    assert here("list -s 马斯克 -f json").json[0]["speaker"] == "Elon Musk"
    here("add 'It flies' -s 马斯克 --due 'by 2030'")
    assert speakers(here)[-1] == "Elon Musk"
    (row,) = here("score 马斯克 -f json").json[:1]
    assert (row["group"], row["claims"]) == ("Elon Musk", 3)
    here("undo")
    here("undo")
    assert speakers(here) == ["Elon Musk", "马斯克", "Tim Cook"]


def test_rename_keeps_the_old_name(here: Pledger) -> None:
    """The new name is shown, the old one still finds them."""
    here("people 'Elon Musk' --rename 'E. Musk'")
    assert speakers(here)[0] == "E. Musk"
    assert len(here("list -s 'Elon Musk' -f json").json) == 1


def test_alias_and_role(here: Pledger) -> None:
    """An alias finds the person and can be dropped; a role is shown."""
    here("people 'Tim Cook' --alias 库克 --role CEO")
    assert len(here("list -s 库克 -f json").json) == 1
    assert "CEO" in here("people").out
    assert "库克" in here("people").out
    here("people 'Tim Cook' --drop-alias 库克")
    assert here("list -s 库克").code == 3


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("people 'Elon Musk' --alias 'tim  cook'", 4),
        ("people 'Elon Musk' --rename 'Tim Cook'", 4),
        ("people 'Elon Musk' --merge 'Elon Musk'", 4),
        ("people Nobody --alias X", 3),
        ("people 'Elon Musk' --merge Nobody", 3),
        ("people 'Elon Musk' --drop-alias Nobody", 4),
    ],
)
def test_what_is_refused(line: str, code: int, here: Pledger) -> None:
    """A spelling belongs to one person; nobody is merged with themselves."""
    answer = here(line)
    assert answer.code == code
    assert answer.refusal
    assert speakers(here) == ["Elon Musk", "马斯克", "Tim Cook"]


def test_a_prefix_that_fits_two(here: Pledger) -> None:
    """An ambiguous prefix lists the candidates."""
    here("add 'It sinks' -s 'Tim Berners' --due 'by 2030'")
    answer = here("list -s Tim")
    assert answer.code == 3
    assert "Tim Cook" in answer.err
    assert "Tim Berners" in answer.err


def test_who_i_am(here: Pledger) -> None:
    """--me gives me another name, makes somebody known me, or names me for the first time."""

    def mine() -> list[str]:
        return [person["name"] for person in here("people -f json").json if person["me"]]

    here("people --me 'Ann Lee'")
    assert mine() == ["Ann Lee"]
    assert here("add Mine -f json").json[0]["speaker"] == "Ann Lee"
    assert here("list -s Ann -f json").json[0]["speaker"] == "Ann Lee"
    here("people --me 'Tim Cook'")
    assert mine() == ["Tim Cook"]
    here("--db other.sqlite init")
    here("--db other.sqlite people --me Bo")
    assert here("--db other.sqlite add Mine -f json").json[0]["speaker"] == "Bo"
    assert here("verify").code == 0


def test_a_change_is_shown_in_machine_formats(here: Pledger) -> None:
    """With -f json a change answers with the person as they are now, as every other command does."""
    (changed,) = here("people 'Tim Cook' --rename 'T. Cook' --role CEO -f json").json

    assert (changed["name"], changed["aliases"], changed["role"]) == (
        "T. Cook",
        ["Tim Cook"],
        "CEO",
    )
    assert here("people --me Ann -f json").json[0]["me"] is True
