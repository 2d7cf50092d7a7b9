"""A birth as callers tell it, and the age that follows from it."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.core import birth
from prevent_desk.core.birth import Born
from prevent_desk.core.errors import Refused

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("told", "born"),
    [
        ("12.05.2008", Born(2008, 5, 12)),
        ("12/5/08", Born(2008, 5, 12)),
        ("12/5/60", Born(1960, 5, 12)),
        ("12 May 2008", Born(2008, 5, 12)),
        ("12th of May 2008", Born(2008, 5, 12)),
        ("born on 12 May 2008", Born(2008, 5, 12)),
        ("2008-05-12", Born(2008, 5, 12)),
        ("1986", Born(1986)),
        ("born 1986", Born(1986)),
        ("about 1986", Born(1986, approximate=True)),
        ("~1986", Born(1986, approximate=True)),
        ("c. 1986", Born(1986, approximate=True)),
        ("17", Born(2009, approximate=True)),
        ("about 17", Born(2009, approximate=True)),
        ("aged 17", Born(2009, approximate=True)),
        ("17 years old", Born(2009, approximate=True)),
        ("15-17 years old", Born(2010, approximate=True)),
        ("about 12/05/2008", Born(2008, 5, 12, approximate=True)),
        ("29 Feb 2008", Born(2008, 2, 29)),
        ("  ", None),
    ],
)
def test_what_people_say_of_a_birth_is_read(told: str, born: Born | None) -> None:
    assert birth.read(told, TODAY) == born


@pytest.mark.parametrize(
    ("told", "sign"),
    [
        ("soon", "no date of birth"),
        ("200", "no date of birth"),
        ("12/13/2008", "no date of birth"),
        ("31/02/2008", "29 days"),
        ("1 Jan 2030", "not come yet"),
        ("1899", "no date of birth"),
        ("1 Jan 1901", "over 120 years"),
    ],
)
def test_what_is_no_birth_is_told_in_one_sentence(told: str, sign: str) -> None:
    with pytest.raises(Refused) as refused:
        birth.read(told, TODAY)
    assert sign in refused.value.what


def test_the_age_turns_on_the_birthday_and_not_before() -> None:
    born = Born(2008, 11, 22)
    assert born.ages(date(2026, 11, 21)) == (17,)
    assert born.ages(date(2026, 11, 22)) == (18,)
    assert born.is_child(date(2026, 11, 21)) is True
    assert born.is_child(date(2026, 11, 22)) is False


def test_of_a_year_alone_either_age_may_be_true() -> None:
    assert Born(2008).ages(TODAY) == (17, 18)
    assert Born(2008).is_child(TODAY) is None
    assert Born(2009).is_child(TODAY) is True


def test_a_guess_is_taken_at_its_word() -> None:
    guessed = birth.read("about 17", TODAY)
    assert guessed is not None
    assert guessed.ages(TODAY) == (17,)
    assert guessed.is_child(TODAY) is True


def test_before_birth_there_is_no_age() -> None:
    assert Born(2020).ages(date(2019, 1, 1)) == ()
    assert Born(2020, 5, 1).is_child(date(2020, 4, 30)) is None


def test_a_birth_is_said_with_the_age_and_what_it_means() -> None:
    assert birth.say(Born(2008, 12, 1), TODAY) == "1 Dec 2008, 17 – child"
    assert birth.say(Born(1986), TODAY) == "1986, 39 or 40"
    assert birth.say(Born(2009, approximate=True), TODAY) == "about 2009, about 17 – child"
