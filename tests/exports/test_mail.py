"""Drafts of messages: read back by another parser, and nothing in them that was not given."""

from __future__ import annotations

import email
import random
from email.message import EmailMessage
from email.policy import default

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.exports.mail import Attached, draft

SUBJECT = "OFFICIAL-SENSITIVE – Prevent plan: your 5 actions"


def read(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=default)
    assert isinstance(found, EmailMessage)
    return found


def test_a_draft_opens_unsent_with_receiver_subject_text_and_file() -> None:
    book = bytes(range(256)) * 40
    data = draft(
        ("Sam Okafor", "seat@health.example"),
        SUBJECT,
        "Dear Sam,\n\nThe workbook – with “curly” signs – is attached.\n",
        [Attached("health-actions-7f3k-q2mx.xlsx", book)],
    )
    message = read(data)
    assert message["X-Unsent"] == "1"
    assert str(message["To"]) == "Sam Okafor <seat@health.example>"
    assert message["Subject"] == SUBJECT
    body = message.get_body(("plain",))
    assert body is not None
    assert "– with “curly” signs –" in body.get_content()
    (file,) = message.iter_attachments()
    assert file.get_filename() == "health-actions-7f3k-q2mx.xlsx"
    assert file.get_content() == book
    assert file.get_content_type().endswith("spreadsheetml.sheet")


def test_a_draft_says_neither_who_made_it_nor_when() -> None:
    message = read(draft(("", "a@b.example"), "S", "T\n"))
    assert {name.lower() for name in message} == {
        "x-unsent", "to", "subject", "mime-version", "content-type", "content-transfer-encoding",
    }  # fmt: skip


def test_lines_end_as_mail_does_and_none_is_too_long() -> None:
    data = draft(("", "a@b.example"), "Reminder " * 40, "word " * 600 + "\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_without_an_address_the_receiver_is_left_to_be_filled_in() -> None:
    assert read(draft(None, "S", "T\n"))["To"] is None


def test_no_header_can_be_put_in_by_what_is_given(campaign: int) -> None:
    chance = random.Random(3)
    ends = [
        "\r\n",
        "\n",
        "\r",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
        "\u2029",
        "\x00",
        "\r\n\r\n",
        "%0d%0a",
    ]
    for _ in range(60 * campaign):
        evil = f"Sam{chance.choice(ends)}Bcc: all@press.example{chance.choice(ends)}X: 1"
        message = read(
            draft(
                (evil, "seat@health.example"), evil, evil + "\n", [Attached(f"{evil}.xlsx", b"x")]
            )
        )
        assert message["Bcc"] is None
        assert message["X"] is None
        assert len(message.get_all("To", [])) == 1
        assert len(message["To"].addresses) == 1
        assert message["To"].addresses[0].addr_spec == "seat@health.example"
        (file,) = message.iter_attachments()
        assert file["Bcc"] is None
        assert "\n" not in (file.get_filename() or "")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b.example\r\nBcc: c@d.example",
        "a b@c.example",
        "a@b.example, c@d.example",
        "@",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(Refused, match="not an e-mail address"):
        draft(("Sam", address), "S", "T\n")
