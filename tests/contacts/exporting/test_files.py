"""Contacts as CSV, workbook and vCards, read back by csv, openpyxl and vobject."""

from __future__ import annotations

import csv
import email
import io
from datetime import UTC, date, datetime
from email.policy import default

import openpyxl
import pytest
import vobject

from prevent_desk.contacts.exports import book, cards, commas
from prevent_desk.contacts.model.directory import EVERYTHING, NOTE, Directory, Listed
from prevent_desk.contacts.model.records import Contact
from prevent_desk.contacts.reading import cards as reading_cards
from prevent_desk.core.errors import Refused
from prevent_desk.exports import mail

MEAN = (
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", ' "=1+1"', "＝1+1",
    "a,b;c\\d", 'say "no"', "two\nlines", "nul\0l", "_x000D_", "İstanbul 🙂 محمد",
    "END:VCARD\r\nBEGIN:VCARD\r\nFN:Evil", "x" * 300, "é" * 200, "line\u2028apart",
)  # fmt: skip


def directory(*people: Contact) -> Directory:
    rows = tuple(Listed(one, one.organisation, "Health") for one in people)
    headings = tuple(field.heading for field in (*EVERYTHING, NOTE))
    return Directory(
        "Contacts", rows, headings, "OFFICIAL", "PD-E-0001", date(2025, 11, 25),
        datetime(2025, 11, 25, 14, 2, tzinfo=UTC), practice=False, with_notes=True,
    )  # fmt: skip


def mean(words: str) -> Contact:
    return Contact(
        1, f"A {words}", organisation=words, given="A", family=words, role=words,
        emails=("a@x.example", "b@x.example"), phones=("+44 20 7946 0101",), address=words,
        topics=("schools", words), note=words,
    )  # fmt: skip


@pytest.mark.parametrize("words", MEAN)
def test_no_cell_of_the_csv_begins_like_a_formula_and_all_is_read_back(words: str) -> None:
    data = commas.write(directory(mean(words)))
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == 2
    for cell in rows[1]:
        assert not cell.lstrip(" \"'\n").startswith(("=", "@", "-", "＝")) or cell.startswith("'")
        assert not cell.startswith(("=", "+", "-", "@", "\t"))
    assert rows[1][rows[0].index("Telephone")] == "'+44 20 7946 0101"


@pytest.mark.parametrize("words", MEAN)
def test_a_workbook_holds_texts_only_with_headings_in_its_first_row(words: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(book.write(directory(mean(words)))))["Contacts"]
    assert [cell.value for cell in sheet[1]][:2] == ["Name", "Given name"]
    assert all(cell.data_type in {"s", "n"} for cell in sheet[2])
    assert sheet["H2"].value == "a@x.example"


@pytest.mark.parametrize("words", MEAN)
def test_a_vcard_is_one_card_that_vobject_reads_with_every_value(words: str) -> None:
    data = cards.write(directory(mean(words)))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")
    (card,) = vobject.readComponents(data.decode())
    expected = "".join(
        sign for sign in words.replace("\r\n", "\n").replace("\u2028", "\n")
        if sign == "\n" or sign.isprintable() or ord(sign) > 0x9F
    )  # fmt: skip
    assert card.version.value == "3.0"
    assert card.note.value == f"Marking: OFFICIAL\n{expected}"
    assert card.title.value == expected
    assert card.org.value == [expected]
    assert card.n.value.family == expected
    assert [one.value for one in card.email_list] == ["a@x.example", "b@x.example"]
    assert card.tel.value == "+44 20 7946 0101"


def test_notes_leave_only_where_they_are_asked_for() -> None:
    without = Directory(
        "Contacts", directory(mean("secret words")).rows[:1], ("Name",), "OFFICIAL", "PD-E-0001",
        date(2025, 11, 25), datetime(2025, 11, 25, tzinfo=UTC), practice=False,
    )  # fmt: skip
    (card,) = vobject.readComponents(cards.write(without).decode())
    assert card.note.value == "Marking: OFFICIAL"
    assert b"secret words" not in commas.write(without).split(b"\r\n", 1)[0]


def test_our_own_import_leaves_the_marking_of_a_card_out() -> None:
    people = (mean("said on Monday"), Contact(0, "B. Lund", organisation="Guildhall"))
    data = cards.write(directory(*people)).decode()

    answer = reading_cards.told(data, [])

    at = answer["headings"].index("note")
    assert [cells[at] for _place, cells in answer["rows"]] == ["said on Monday", ""]


def test_a_draft_to_a_list_has_everybody_in_bcc_and_opens_unsent() -> None:
    addresses = [f"person.{number}@agency{number}.example" for number in range(60)]
    data = mail.draft(None, "Forum dates", "Dear all", bcc=addresses)
    read = email.message_from_bytes(data, policy=default)
    assert read["X-Unsent"] == "1"
    assert read["To"] is None
    assert [one.addr_spec for one in read["Bcc"].addresses] == addresses


def test_no_address_of_a_draft_can_add_a_header() -> None:
    with pytest.raises(Refused):
        mail.draft(None, "x", "y", bcc=["a@x.example\r\nTo: evil@x.example"])
    data = mail.draft(None, "x\r\nTo: evil@x.example", "y", bcc=["a@x.example"])
    assert email.message_from_bytes(data, policy=default)["To"] is None
