"""How checks are counted, who is suggested, what a message says: plain rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_desk.core.vocabulary import Term, Vocabulary
from prevent_desk.core.working_days import WorkingDays
from prevent_desk.referrals.model.check_messages import About, named_all, question, reminder
from prevent_desk.referrals.model.checks import (
    KNOWN,
    NOT_KNOWN,
    Chase,
    Check,
    stand,
    suggested,
    tally,
    with_added,
    with_correction,
)
from prevent_desk.referrals.model.records import Person

TODAY = date(2025, 11, 25)
ASKED = Check(1, 1, "probation", "Probation", date(2025, 11, 18), "Known?", date(2025, 11, 25))
ABOUT = About("PD-2025-031", "OFFICIAL-SENSITIVE", "Is this person known?", date(2025, 12, 2))
AREAS = Vocabulary("home_area", "Home area", (Term("hackney", "Hackney"),))
KRIS = Person(1, 1, given="Kris", family="Hallam", born=date(2008, 5, 12), home_area="hackney")


def test_five_of_eight_are_in_and_the_three_missing_are_named() -> None:
    asked = [replace(ASKED, id=n, name=f"Agency {n}") for n in range(8)]
    replied = [replace(one, known=KNOWN if one.id % 2 else NOT_KNOWN) for one in asked[:5]]
    count = tally([*replied, *asked[5:]])
    assert count.words == "5 of 8 in"
    assert count.missing == ("Agency 5", "Agency 6", "Agency 7")


def test_a_nil_return_is_an_answer_and_a_withdrawn_question_is_not_counted() -> None:
    nil = replace(ASKED, known=NOT_KNOWN)
    gone = replace(ASKED, id=2, withdrawn="Never lived there")
    assert tally([nil, replace(nil, id=3), gone]).words == "all 2 in"
    assert tally([gone]).words == ""


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2025, 11, 21), "No reply, 2 days over"),
        (date(2025, 11, 24), "No reply, 1 day over"),
        (TODAY, "No reply, due today"),
        (date(2025, 11, 26), "No reply, due tomorrow"),
        (date(2025, 12, 2), "No reply, 5 days left"),
        (None, "No reply yet"),
    ],
)
def test_lateness_is_told_in_words_and_working_days(due: date | None, said: str) -> None:
    assert stand(replace(ASKED, due=due), TODAY, WorkingDays())[0] == said


def test_a_missing_reply_is_late_the_day_after_it_was_due() -> None:
    assert not ASKED.is_late(TODAY)
    assert replace(ASKED, due=date(2025, 11, 24)).is_late(TODAY)
    assert not replace(ASKED, due=date(2025, 11, 24), known=NOT_KNOWN).is_late(TODAY)


def test_a_child_a_student_and_someone_living_elsewhere_have_presets_of_their_own() -> None:
    def keys(age: int | None, *, elsewhere: bool = False, student: bool = False) -> tuple[str, ...]:
        return suggested(age=age, lives_elsewhere=elsewhere, is_student=student)

    assert keys(17) == ("child",)
    assert keys(18) == ("city",)
    assert keys(None) == ("city",)
    assert keys(16, elsewhere=True, student=True) == ("child", "student", "elsewhere")


def test_nothing_that_was_said_is_lost_by_adding_or_correcting() -> None:
    replied = replace(ASKED, known=NOT_KNOWN, words="Nothing held.")
    corrected = with_correction(replied, "Found under an earlier name.", TODAY)
    assert corrected.startswith("Nothing held.")
    assert "Corrected 25 Nov 2025, was “not known”: Found under an earlier name." in corrected
    assert with_added("Nothing held.", " More. ", TODAY) == (
        "Nothing held.\n\nAdded 25 Nov 2025: More."
    )
    assert with_added("", " First. ", TODAY) == "First."


@given(words=st.text(max_size=60), added=st.text(min_size=1, max_size=60))
def test_what_stood_there_stands_there_to_the_letter(words: str, added: str) -> None:
    told = with_added(words, added, TODAY)
    assert told.startswith(words) if words.strip() else told == added.strip()


def test_a_message_goes_by_reference_until_the_name_is_ticked() -> None:
    plain = question(ABOUT)
    assert plain.subject == (
        "OFFICIAL-SENSITIVE – PD-2025-031, known to your service?, please answer by Tue 2 Dec 2025"
    )
    assert "Hallam" not in plain.subject + plain.text
    assert "by phone" in plain.text
    told = question(replace(ABOUT, named=named_all([KRIS], AREAS)))
    assert "Hallam" not in told.subject
    assert "Kris Hallam, born 12 May 2008, lives in Hackney" in told.text
    assert told.text.startswith("OFFICIAL-SENSITIVE\n")


def test_a_reminder_says_how_long_it_is_over_and_when_it_was_sent_before() -> None:
    late = replace(ASKED, due=date(2025, 11, 21), chases=(Chase(date(2025, 11, 24), "Phone"),))
    message = reminder(late, ABOUT, TODAY)
    assert "It was due on Fri 21 Nov 2025, 4 days ago" in message.text
    assert "I reminded you on Mon 24 Nov 2025." in message.text
    assert "Hallam" not in message.subject + message.text


def test_practice_is_said_in_every_message() -> None:
    for message in (
        question(replace(ABOUT, practice=True)),
        reminder(ASKED, replace(ABOUT, practice=True), TODAY),
    ):
        assert "all people in it are invented" in message.text
