"""What is meant by a line typed at the foot of the timeline."""

from __future__ import annotations

from datetime import datetime

import pytest

from prevent_desk.referrals.model import quick_line
from prevent_desk.referrals.model.timeline import Kind

NOW = datetime.fromisoformat("2025-11-25T14:02")
"""A Tuesday."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("typed", "kind", "on", "body"),
    [
        ("Spoke to the school", None, None, "Spoke to the school"),
        ("/c Spoke to the school", Kind.CALL, None, "Spoke to the school"),
        ("/M sent the form", Kind.MAIL, None, "sent the form"),
        ("/n x", Kind.NOTE, None, "x"),
        ("/f with the chair", Kind.MEETING, None, "with the chair"),
        ("/w ask the chair", Kind.WORKING_NOTE, None, "ask the chair"),
        ("/c yesterday 14:20 Spoke", Kind.CALL, at("2025-11-24T14:20"), "Spoke"),
        ("/c 10:15 Spoke", Kind.CALL, at("2025-11-25T10:15"), "Spoke"),
        ("/m mon 9.30 mail", Kind.MAIL, at("2025-11-24T09:30"), "mail"),
        ("tue 09:00 a week ago", None, at("2025-11-18T09:00"), "a week ago"),
        ("17 nov 09:15, call", None, at("2025-11-17T09:15"), "call"),
        ("2 dec 10:00 last year", None, at("2024-12-02T10:00"), "last year"),
        ("3 days ago: seen", None, at("2025-11-22T00:00"), "seen"),
        ("yesterday: he said no", None, at("2025-11-24T00:00"), "he said no"),
        ("29 feb: leap", None, None, "29 feb: leap"),
    ],
)
def test_a_line_begins_with_its_kind_and_its_moment(
    typed: str, kind: Kind | None, on: datetime | None, body: str
) -> None:
    quick = quick_line.read(typed, NOW)
    assert (quick.kind, quick.on, quick.body, quick.wrong) == (kind, on, body, "")


@pytest.mark.parametrize(
    "typed",
    [
        "Yesterday he said he would not come",
        "He paid 12.50 for it",
        "Spoke to the police at 14:20 about it",
        "note: something else",
        "/pol/ is what he reads",
        "Monday is when they meet",
        "1:1 work was offered",
        "http://a.example says so",
    ],
)
def test_no_word_is_lost_to_a_guess(typed: str) -> None:
    quick = quick_line.read(typed, NOW)
    assert (quick.on, quick.body) == (None, typed)


@pytest.mark.parametrize(
    "typed", ["tomorrow 9:00 x", "14:03 x", "in 3 weeks 10:00 x", "27/11/2025: x"]
)
def test_what_is_still_to_come_is_refused_in_words(typed: str) -> None:
    assert "still to come" in quick_line.read(typed, NOW).wrong


def test_a_kind_nobody_knows_is_refused_and_names_those_there_are() -> None:
    wrong = quick_line.read("/x what", NOW).wrong
    assert all(f"/{key} " in wrong for key in quick_line.KEYS)
