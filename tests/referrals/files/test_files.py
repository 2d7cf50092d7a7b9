"""Files of a referral: kept in the vault, found by their words, apart where they tell who."""

from __future__ import annotations

import io
from email.message import EmailMessage

import docx
import openpyxl
import pytest
from reportlab.pdfgen import canvas

from prevent_desk.core.errors import Refused
from prevent_desk.store import audit, search
from tests.referrals.desks import Desk


def hits(desk: Desk, words: str) -> list[tuple[str, int]]:
    """Return what search finds."""
    with desk.store.reading() as session:
        return [(hit.kind, hit.object_id) for hit in search.find(session, words)]


def pdf(words: str) -> bytes:
    """Return a PDF with a line of text."""
    made = io.BytesIO()
    paper = canvas.Canvas(made)
    paper.drawString(80, 700, words)
    paper.save()
    return made.getvalue()


def word(words: str) -> bytes:
    """Return a Word document with a paragraph and a table."""
    document = docx.Document()
    document.add_paragraph(words)
    document.add_table(1, 2).rows[0].cells[1].text = "seen in cell"
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def workbook(words: str) -> bytes:
    """Return a workbook with a cell."""
    book = openpyxl.Workbook()
    book.worksheets[0]["B2"] = words
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def mail(words: str) -> bytes:
    """Return a saved e-mail."""
    message = EmailMessage()
    message["From"] = "Ama Owusu <ama@school.example>"
    message["To"] = "safety@city.example"
    message["Subject"] = "About a pupil"
    message["Date"] = "Tue, 18 Nov 2025 09:31:00 +0000"
    message.set_content(words)
    return message.as_bytes()


def test_a_file_is_kept_read_back_and_undone(desk: Desk) -> None:
    files = desk.services.files
    made = desk.add()
    key = files.add(made, "C:\\letters\\school letter.pdf", pdf("hello"))
    (kept,) = files.of(made)
    assert (kept.id, kept.title, kept.kind) == (key, "school letter.pdf", "letter")
    assert files.content(kept.file.id).startswith(b"%PDF-")
    assert files.count(made) == 1
    assert desk.store.undo_label() == "file of PD-2025-001"
    desk.store.undo()
    assert files.of(made) == ()
    desk.store.redo()
    assert files.count(made) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("letter.pdf", pdf("He keeps a zweihander under the bed")),
        ("letter.docx", word("He keeps a zweihander under the bed")),
        ("table.xlsx", workbook("zweihander")),
        ("note.txt", "He keeps a zweihänder".encode("cp1252") + b" zweihander"),
        ("mail.eml", mail("He keeps a zweihander under the bed")),
    ],
    ids=["PDF", "Word", "workbook", "text", "mail"],
)
def test_a_referral_is_found_by_the_words_of_its_files(
    desk: Desk, name: str, content: bytes
) -> None:
    files = desk.services.files
    made = desk.add()
    files.add(made, name, content)
    assert hits(desk, "zweihander") == []
    assert files.read_words() == 1
    assert hits(desk, "zweihander") == [("referral", made)]
    assert files.of(made)[0].has_words
    assert files.read_words() == 0


def test_undo_of_a_file_takes_its_words_out_of_the_search(desk: Desk) -> None:
    files = desk.services.files
    made = desk.add()
    files.add(made, "note.txt", b"zweihander")
    files.read_words()
    desk.store.undo()
    assert hits(desk, "zweihander") == []


def test_a_file_that_shows_who_told_is_never_found_by_its_words(desk: Desk) -> None:
    files = desk.services.files
    made = desk.add()
    key = files.add(made, "mail.eml", mail("zweihander"), is_referrers=True)
    files.read_words()
    assert hits(desk, "zweihander") == []
    files.edit(key, "mail.eml", "mail", "", is_referrers=False)
    assert hits(desk, "zweihander") == [("referral", made)]


def test_the_sender_of_a_mail_is_not_among_its_words(desk: Desk) -> None:
    files = desk.services.files
    made = desk.add()
    files.add(made, "mail.eml", mail("zweihander"))
    files.read_words()
    assert hits(desk, "Owusu") == []


def test_what_cannot_be_read_has_no_words_and_is_tried_once(desk: Desk) -> None:
    files = desk.services.files
    made = desk.add()
    files.add(made, "broken.pdf", b"%PDF-1.7\nnothing of a PDF")
    files.add(made, "film.mp4", b"\0\0\0\x18ftypmp42" * 50)
    assert files.read_words() == 0
    seen: list[int] = []
    files.read_words(lambda _done, of, _what: seen.append(of))
    assert seen == []


def test_too_large_and_empty_files_are_refused(desk: Desk) -> None:
    made = desk.add()
    with pytest.raises(Refused, match="may have 20 MB"):
        desk.services.files.add(made, "film.mp4", b"x" * (20 * 2**20 + 1))
    with pytest.raises(Refused, match="is empty"):
        desk.services.files.add(made, "note.txt", b"")


def test_removing_a_file_is_undone_with_its_bytes(desk: Desk) -> None:
    files = desk.services.files
    made = desk.add()
    key = files.add(made, "note.txt", b"some words")
    files.remove(key)
    assert files.of(made) == ()
    with pytest.raises(Refused, match="no longer with the referral"):
        files.file(key)
    desk.store.undo()
    assert files.content(files.file(key).file.id) == b"some words"


def test_a_copy_taken_out_is_noted_without_its_name(desk: Desk) -> None:
    files = desk.services.files
    key = files.add(desk.add(), "letter of Ama.txt", b"some words")
    files.note_taken_out(key)
    noted = [one for one in audit.records(desk.store) if one.action == "file copied out"]
    assert len(noted) == 1
    assert "Ama" not in repr(noted)


def test_the_same_bytes_are_kept_once_for_two_referrals(desk: Desk) -> None:
    files = desk.services.files
    one, other = desk.add(), desk.add()
    files.add(one, "note.txt", b"zweihander")
    files.add(other, "again.txt", b"zweihander")
    files.read_words()
    assert files.of(one)[0].file.id == files.of(other)[0].file.id
    assert (
        hits(desk, "zweihander") == [("referral", one), ("referral", other)]
        or len(hits(desk, "zweihander")) == 2
    )
