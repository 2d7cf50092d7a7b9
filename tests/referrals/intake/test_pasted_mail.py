"""The text of an e-mail tells who and when, however its program copies it; nothing is lost."""

from __future__ import annotations

from datetime import date

import pytest

from prevent_desk.referrals.model import pasted_mail

TODAY = date(2025, 11, 25)


@pytest.mark.parametrize(
    ("head", "name", "address", "at"),
    [
        (
            "From: Owusu, Ama <ama@school.example>\nSent: 24 November 2025 16:05\nTo: Prevent",
            "Ama Owusu", "ama@school.example", "24/11/2025 16:05",
        ),
        (
            "From: Ama Owusu [mailto:ama@school.example]\nSent: Monday, November 24, 2025 4:05 PM",
            "Ama Owusu", "ama@school.example", "24/11/2025 16:05",
        ),
        (
            "*From:* ama@school.example\n*Date:* Mon, 24 Nov 2025 at 16:05\n*Subject:* x",
            "", "ama@school.example", "24/11/2025 16:05",
        ),
        ("From: The Head\nDate: 24/11/2025", "The Head", "", "24/11/2025 00:00"),
    ],
)  # fmt: skip
def test_heads_of_several_programs_are_read(head: str, name: str, address: str, at: str) -> None:
    found = pasted_mail.read(f"{head}\n\nHe drew it again.", TODAY)
    assert (found.name, found.address) == (name, address)
    assert found.at is not None
    assert f"{found.at:%d/%m/%Y %H:%M}" == at
    assert found.words == "He drew it again."


def test_words_without_a_head_stay_as_they_are() -> None:
    text = "To: my mind this is serious.\nSubject: to nothing."
    assert pasted_mail.read(text, TODAY).words == text
    assert not pasted_mail.read(text, TODAY).has_head


def test_a_line_of_the_words_is_never_taken_for_the_head() -> None:
    body = "One.\nTwo.\nThree.\nFrom: what I saw, he is alone."
    found = pasted_mail.read(f"From: A <a@b.example>\n\n{body}", TODAY)
    assert found.words == body


def test_a_day_that_is_none_is_left_open() -> None:
    found = pasted_mail.read("From: a@b.example\nSent: 31/11/2025 09:00\n\nWords", TODAY)
    assert found.at is None
    assert found.words == "Sent: 31/11/2025 09:00\n\nWords"
