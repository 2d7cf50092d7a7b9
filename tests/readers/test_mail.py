"""E-mails from outside: usual ones, odd ones, and ones that mean harm."""

from __future__ import annotations

import base64
import random
from email.message import EmailMessage
from typing import Any

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.readers import asking, mail
from prevent_desk.readers.refusals import About
from tests.referrals.receiving.rooms import mail as usual

TARGET = "prevent_desk.readers.mail:in_child"
HEAD = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Worry\r\n"


def ask(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = asking.ask_of(data, "note.eml", TARGET, about=About.MAIL)
    return found


def html(text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Worry"
    message.set_content(text, subtype="html")
    return message.as_bytes()


def test_a_mail_is_read_with_who_when_what_and_its_files() -> None:
    found = ask(usual(attached=(("report.pdf", b"%PDF-1.7 x"),)))
    assert found["from"] == "Nuala Brennock <n.brennock@school.example>"
    assert found["date"] == "2025-11-24T16:40:00+00:00"
    assert found["subject"] == "A worry about a student"
    assert found["text"] == "Dear colleague,\n\nI am worried about one of our students."
    [file] = found["attachments"]
    assert file["name"] == "report.pdf"
    assert base64.b64decode(file["data"]) == b"%PDF-1.7 x"
    assert found["notes"] == []


def test_letters_of_every_language_come_through_in_headers_and_text() -> None:
    found = ask(usual("Zażółć – Ωμέγα – 王", sender="Łucja Ż <l@x.example>", subject="Über ễ"))
    assert found["from"] == "Łucja Ż <l@x.example>"
    assert found["subject"] == "Über ễ"
    assert found["text"] == "Zażółć – Ωμέγα – 王"


@pytest.mark.parametrize("charset", ["cp1252", "utf-8", "utf-16", "no-such-charset"])
def test_whatever_a_text_says_of_its_letters_it_is_read(charset: str) -> None:
    known = charset if charset != "no-such-charset" else "cp1252"
    body = base64.encodebytes("Café für Søren".encode(known))
    found = ask(
        HEAD + f"Content-Type: text/plain; charset={charset}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n".encode() + body
    )  # fmt: skip
    assert found["text"] == "Café für Søren"


def test_html_becomes_words_and_nothing_is_fetched() -> None:
    found = ask(
        html(
            "<html><head><title>no</title><style>p{color:red}</style></head><body>"
            "<p>Dear&nbsp;all,</p><script>alert(1)</script><ul><li>one</li><li>two</li></ul>"
            '<img src="https://tracker.example/x.png"><div style="display: none">hidden</div>'
            "<table><tr><td>left</td><td>right</td></tr></table>&lt;end&gt;</body></html>"
        )
    )
    assert found["text"] == "Dear all,\n\n• one\n• two\n\n\tleft\tright\n<end>"
    assert found["notes"] == [mail.FROM_HTML, mail.REMOTE]


def test_the_plain_text_is_taken_where_there_is_one() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@b.example", "Worry"
    message.set_content("plain words")
    message.add_alternative("<p>other words</p>", subtype="html")
    assert ask(message.as_bytes())["text"] == "plain words"


def test_a_message_inside_the_message_is_kept_whole() -> None:
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "x@y.example", "Inner"
    inner.set_content("inside")
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "a@b.example", "Fwd"
    outer.set_content("see below")
    outer.add_attachment(inner)
    found = ask(outer.as_bytes())
    [file] = found["attachments"]
    assert file["name"].endswith(".eml")
    assert b"inside" in base64.b64decode(file["data"])
    assert found["notes"] == [mail.NESTED]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.exe", "x.exe"),
        ("a\r\nb.pdf", "a b.pdf"),
        ("...", "attachment 1"),
        ("x" * 400 + ".pdf", "x" * 176 + ".pdf"),
    ],
)
def test_an_attachments_name_is_a_name_and_never_a_path(given: str, kept: str) -> None:
    quoted = given.replace("\\", "\\\\").replace("\r\n", " ")
    data = (
        HEAD + b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n--zz\r\n"
        b"Content-Type: application/octet-stream\r\n"
        + f'Content-Disposition: attachment; filename="{quoted}"\r\n\r\nx\r\n--zz--\r\n'.encode()
    )
    assert ask(data)["attachments"][0]["name"] == kept


def _parts(count: int) -> bytes:
    part = b"--zz\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=zz\r\n\r\n"
    return HEAD + head + part * count + b"--zz--\r\n"


def _nested(depth: int) -> bytes:
    head = b"MIME-Version: 1.0\r\n"
    for number in range(depth):
        edge = f"z{number}"
        head += f"Content-Type: multipart/mixed; boundary={edge}\r\n\r\n--{edge}\r\n".encode()
    return HEAD + head + b"Content-Type: text/plain\r\n\r\nx\r\n"


@pytest.mark.parametrize("data", [_parts(mail.MOST_PARTS + 1), _nested(60)])
def test_a_mail_with_more_parts_than_a_mail_needs_is_not_let_in(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        ask(data)
    assert "more parts than an e-mail needs" in refused.value.what


def test_more_attachments_than_are_taken_are_told() -> None:
    many = tuple((f"{n}.pdf", b"%PDF-") for n in range(mail.MOST_ATTACHMENTS + 3))
    found = ask(usual(attached=many))
    assert len(found["attachments"]) == mail.MOST_ATTACHMENTS
    assert found["notes"] == [mail.LEFT_OUT]


def test_a_text_of_any_length_is_cut_and_told() -> None:
    found = ask(usual("word " * 100_000))
    assert len(found["text"]) == mail.MOST_TEXT
    assert found["notes"] == [mail.CUT]


@pytest.mark.parametrize(
    "data",
    [b"", b"Dear colleague, this is a letter: not a mail.", b"\x00" * 500, b"PK\x03\x04zip",
     b"From: x\r\n\r\nonly one header"],
)  # fmt: skip
def test_what_is_no_mail_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        ask(data)
    assert "no e-mail" in refused.value.what
    assert "note.eml" in refused.value.what


@pytest.mark.parametrize(
    "lines",
    [
        b"Date: yesterday\r\n",
        b"Date: Mon, 99 Foo 2025 99:99:99 +9999\r\n",
        b"Subject: =?utf-8?b?!!!!?=\r\n",
        b"From: =?bogus?q?x?= <<>>@\r\n",
        b"Content-Type: text/plain; charset=\r\n",
        b"Content-Type: multipart/mixed\r\n",
        b"Content-Type: ;;;;\r\nContent-Transfer-Encoding: nonsense\r\n",
        b"X: " + b"a" * 100_000 + b"\r\n",
    ],
)
def test_a_mail_with_broken_headers_is_read_as_far_as_it_goes(lines: bytes) -> None:
    found = ask(b"To: c@d.example\r\nMIME-Version: 1.0\r\nReceived: x\r\n" + lines + b"\r\nwords")
    assert isinstance(found["text"], str)


def test_a_damaged_mail_is_refused_or_read_and_nothing_else(campaign: int) -> None:
    chance = random.Random(3)
    good = usual(attached=(("a.pdf", b"%PDF-1.7 x" * 20),))
    for _ in range(10 * campaign):
        data = bytearray(good)
        for _flip in range(chance.choice((1, 5, 40))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            ask(bytes(data))
        except Refused as refused:
            assert refused.next_step  # noqa: PT017 - either way it ends well
