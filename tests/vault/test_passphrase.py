from __future__ import annotations

import pytest

from prevent_desk.core.errors import Fault
from prevent_desk.vault import passphrase


def test_a_made_passphrase_is_five_words_of_the_list() -> None:
    listed = set(passphrase._words())
    made = passphrase.generate().split(" ")
    assert len(set(made)) == 5
    assert set(made) <= listed


def test_the_list_has_7776_different_words() -> None:
    assert len(set(passphrase._words())) == 7776


def test_two_made_passphrases_differ() -> None:
    assert passphrase.generate() != passphrase.generate()


def test_fewer_than_four_words_are_never_made() -> None:
    with pytest.raises(Fault):
        passphrase.generate(3)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(passphrase.generate(), id="made by chance"),
        "abacus abdomen abdominal zoom",
        "our heron stole Bill's trousers",
    ],
)
def test_a_strong_passphrase_may_be_used(text: str) -> None:
    assert passphrase.strength(text).ok


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("correct horse battery staple", "Known to everyone"),
        ("Correct-Horse Battery_Staple 99", "Known to everyone"),
        ("Prevent2026!", "Too short"),
        ("abacus abdomen", "Too short"),
        ("Prevent Channel Council 2026", "Easy to guess"),
        ("prevent channel council panel", "Easy to guess"),
        ("abacus abdomen abdominal", "Easy to guess"),
        ("abacus abacus abacus abacus", "Easy to guess"),
        ("qwertyuiopasdfghjkl", "Easy to guess"),
        ("Manchester United 1999", "Easy to guess"),
        ("aaaaaaaaaaaaaaaaaaaaaaaa", "Easy to guess"),
    ],
)
def test_a_weak_passphrase_is_refused_with_a_hint(text: str, verdict: str) -> None:
    found = passphrase.strength(text)
    assert (found.ok, found.words) == (False, verdict)
    assert found.hint


def test_the_hint_counts_the_missing_characters() -> None:
    assert "Add 1 more character," in passphrase.strength("Zq8-vLw2-pX9-mK").hint


def test_a_very_long_passphrase_is_judged_and_not_refused_for_its_length() -> None:
    assert passphrase.strength("the heron and Bill's trousers " * 40).words


def test_nothing_typed_yet_is_no_verdict() -> None:
    found = passphrase.strength("  ")
    assert (found.ok, found.words) == (False, "")


@pytest.mark.parametrize("typed", ["cafe\u0301 noir", "  café   noir ", "ｃafé\u00a0noir"])
def test_one_passphrase_has_one_form_however_it_is_typed(typed: str) -> None:
    assert passphrase.normalise(typed) == "café noir"
