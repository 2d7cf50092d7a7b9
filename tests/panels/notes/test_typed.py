"""What is meant by the beginning of a line, by a day in words, by letters after a semicolon."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.panels.model import phrases
from prevent_desk.panels.model.notes import Speaker, Typed, from_text, take
from prevent_desk.panels.model.phrases import Phrase
from prevent_desk.panels.model.records import LineKind
from prevent_desk.panels.model.spoken_dates import find_due

TODAY = date(2025, 11, 26)
COLE, SAYER, TWIN = (
    Speaker("City Police Prevent", 2, "RC", "DS R. Cole"),
    Speaker("Adult Social Care", 4, "AS", "A. Sayer"),
    Speaker("Probation", 7, "RC", "R. Crane"),
)


@pytest.mark.parametrize(("letter", "kind"), [(kind.letter, kind) for kind in LineKind])
def test_a_letter_after_a_slash_is_a_kind(letter: str, kind: LineKind) -> None:
    found = take(f"/{letter} ", [])
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize("text", ["/i", "/z ", "a man said", "1/c ", "/information ", ""])
def test_nothing_else_is_a_kind(text: str) -> None:
    assert take(text, [COLE]) is None


def test_initials_of_the_room_are_a_speaker() -> None:
    found = take("rc ", [COLE, SAYER])
    assert found is not None
    assert found.speaker == COLE


@pytest.mark.parametrize(("text", "meant"), [("as ", False), ("AS ", True), ("as: ", True)])
def test_initials_that_are_a_word_are_a_speaker_only_on_purpose(text: str, meant: bool) -> None:
    assert (take(text, [COLE, SAYER]) is not None) is meant


def test_initials_two_people_share_are_nobody() -> None:
    assert take("rc ", [COLE, TWIN]) is None


def test_a_draft_comes_back_as_it_was() -> None:
    typed = Typed(5, LineKind.RISK, COLE, "No “plan” –\nnone", 4, "2025-11-26T10:41:03", 12)
    assert from_text(typed.to_text()) == typed


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"item": "x"}'])
def test_a_draft_that_is_none_of_ours_is_none(text: str) -> None:
    assert from_text(text) is None


@pytest.mark.parametrize(
    ("words", "day", "told"),
    [
        ("Ask CAMHS for a view by wed 10 dec", date(2025, 12, 10), "wed 10 dec"),
        ("Report back in 4 weeks", date(2025, 12, 24), "in 4 weeks"),
        ("Report back in four weeks.", date(2025, 12, 24), "in four weeks"),
        ("Write to the school by Friday", date(2025, 11, 28), "Friday"),
        ("Seen on Friday; write by Tuesday", date(2025, 12, 2), "Tuesday"),
        ("A view within two weeks please", date(2025, 12, 10), "two weeks"),
        ("Meet weekly, report 10/12", date(2025, 12, 10), "10/12"),
        ("Plan before the 3rd of December", date(2025, 12, 3), "3rd of December"),
        ("Send it by end of the month", date(2025, 11, 30), "end of the month"),
        ("Ask again a week on friday", date(2025, 12, 5), "a week on friday"),
        ("Meet 3 dec, then report by 10 dec", date(2025, 12, 10), "10 dec"),
    ],
)
def test_the_day_an_action_is_due_is_found_in_its_words(words: str, day: date, told: str) -> None:
    found = find_due(words, TODAY)
    assert found is not None
    assert (found.day, found.told) == (day, told)
    assert told in words[found.start : found.end]


@pytest.mark.parametrize(
    "words",
    [
        "He was seen on Friday at school", "It may come", "due 1 nov", "Attendance is 3/10 of what",
        "Section 36/2015 applies", "by 31 november", "PD-2025-031 is the reference", "",
    ],
)  # fmt: skip
def test_what_is_no_limit_is_none(words: str) -> None:
    assert find_due(words, TODAY) is None


def test_phrases_are_found_by_letters_first_and_by_words_then() -> None:
    known = [Phrase("nk", "Not known"), Phrase("n", "Nothing new"), Phrase("x", "Later noted")]
    assert [one.letters for one in phrases.matching(known, "n")] == ["n", "nk", "x"]


@pytest.mark.parametrize(
    ("before", "letters"),
    [("Said ;nk", "nk"), (";", ""), ("a;b", None), ("Said; nk", None), ("two ;n k", None)],
)
def test_a_phrase_begins_at_a_semicolon_after_a_space(before: str, letters: str | None) -> None:
    assert phrases.typed_letters(before) == letters


def test_an_edited_list_says_what_is_wrong_with_it() -> None:
    assert phrases.problem([Phrase("a", "One"), Phrase("", "")]) == ""
    assert "Two phrases" in phrases.problem([Phrase("a", "One"), Phrase("A", "Two")])
    assert "letters and its words" in phrases.problem([Phrase("a", "")])
    assert "cannot be typed" in phrases.problem([Phrase("n k", "One")])


def test_phrases_come_back_from_the_setting() -> None:
    kept = phrases.to_setting([Phrase("NK ", " Not known "), Phrase("", "nothing")])
    assert phrases.from_setting(kept) == (Phrase("nk", "Not known"),)
    assert phrases.from_setting(None) == phrases.SHIPPED
