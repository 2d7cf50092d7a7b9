"""Signs of who somebody is are struck out wherever they were typed, and nothing of the subject."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.referrals.model.papers import withholding
from prevent_desk.referrals.model.records import Person, Referrer

KRIS = Person(1, 1, given="Kris", family="Hallam", aliases=("K-Dog",), phones=("020 7946 0018",))
TOLD = Referrer(
    is_anonymous=True,
    name="Mrs Ama Owusu-Hallam",
    organisation="Brick Lane Boxing Club",
    phone="07700 900 123",
    email="ama.owusu@example.org",
    answers={"identified_name": "Auntie Efua", "identified_phone": "+44 (0)20 7946 0999"},
)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mrs Owusu rang again", "Mrs [the referrer] rang again"),
        ("AMA OWUSU said so", "[the referrer] said so"),
        ("Ama Owusu-Hallam, at the door", "[the referrer], at the door"),
        ("ring 07700900123 or 07700-900-123", "ring [the referrer] or [the referrer]"),
        ("ring +44 7700 900123", "ring [the referrer]"),
        ("on 020 7946 0999 after six", "on [the referrer] after six"),
        ("wrote from AMA.OWUSU@example.org", "wrote from [the referrer]"),
        ("he boxes at Brick  Lane\nBoxing Club", "he boxes at [the referrer]"),
        ("Efua's nephew", "[the referrer] nephew"),
        ("Kris Hallam boxes", "Kris Hallam boxes"),
        ("the amateur drama club", "the amateur drama club"),
    ],
)
def test_every_sign_of_the_referrer_is_struck_out(typed: str, said: str) -> None:
    assert withholding.referrer(TOLD, [KRIS])(typed) == said


def test_a_name_that_is_a_word_too_is_struck_out_as_a_name_only() -> None:
    withheld = withholding.referrer(Referrer(True, name="Grace May"), [KRIS])
    assert withheld("Grace fears that he may go") == "[the referrer] fears that he may go"


def test_a_paper_by_reference_has_no_sign_of_the_person() -> None:
    withheld = withholding.subjects([KRIS])
    typed = withheld("Kris (K-Dog) Hallam's phone is 02079460018, and Dog is not him")
    assert not [sign for sign in ("Kris", "Hallam", "K-Dog", "7946") if sign in typed]


def test_a_referrer_without_anything_strikes_out_nothing() -> None:
    assert withholding.referrer(Referrer(True), [KRIS])("Anything at all.") == "Anything at all."


@given(
    st.text(alphabet=st.characters(categories=("L",)), min_size=3, max_size=12),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_no_name_of_letters_passes_whatever_stands_around_it(
    name: str, before: str, after: str
) -> None:
    withheld = withholding.referrer(Referrer(True, name=name), [KRIS])
    text = withheld(f"{before} {name} {after}")
    words = text.replace("[the referrer]", " ").split()
    if name.casefold() not in {"hallam", "kris", "dog"}:
        assert name not in words
