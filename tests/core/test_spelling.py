"""Which words are right, and what a slip was meant for."""

from __future__ import annotations

import pytest

from prevent_desk import paths
from prevent_desk.core import spelling
from prevent_desk.core.spelling import Spelling


@pytest.fixture(scope="module")
def words() -> Spelling:
    return spelling.read(paths.resources() / "spelling")


@pytest.mark.parametrize(
    "word",
    ["behaviour", "Behaviour", "organise", "Tuesday", "school's", "school’s", "schools'",
     "radicalised", "incel", "Hackney", "WhatsApp", "signposted"],
)  # fmt: skip
def test_english_as_this_office_writes_it_is_right(words: Spelling, word: str) -> None:
    assert words.is_right(word)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("attendence", "attendance"), ("freind", "friend"), ("thier", "their"), ("teh", "the"),
     ("Safegaurding", "Safeguarding"), ("recieve", "receive"), ("reviw", "review")],
)  # fmt: skip
def test_a_slip_is_wrong_and_the_first_word_offered_is_the_one_meant(
    words: Spelling, word: str, meant: str
) -> None:
    assert not words.is_right(word)
    assert words.suggestions(word)[0] == meant


def test_names_that_were_told_are_right(words: Spelling) -> None:
    assert not words.is_right("Ndlovu")
    words.more = spelling.known(["P. Ndlovu", "Barts Health"])
    assert words.is_right("Ndlovu")
    assert words.is_right("Ndlovu's")
    words.more = frozenset()


def test_references_times_mails_and_short_forms_are_no_words() -> None:
    text = "See PD-2025-031 at 10:41, a.b@c.example, http://x/yy and DSL of CAMHS; wo'nt"
    assert [word for _at, word in spelling.words_in(text)] == ["See", "at", "and", "of", "wo'nt"]


def test_each_word_is_told_with_its_place() -> None:
    text = "96% fell, teh rest"
    assert all(text[at : at + len(word)] == word for at, word in spelling.words_in(text))
