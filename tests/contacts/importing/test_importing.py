"""Contacts of a file: read in a limited child, shown, taken in once, taken back by one Undo."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import vobject

from prevent_desk.contacts.exports import book, cards, commas
from prevent_desk.contacts.model.directory import EVERYTHING, Directory
from prevent_desk.contacts.model.import_rows import ContactFile, FileRow, Part, guess
from prevent_desk.contacts.model.import_rows import told as row_told
from prevent_desk.contacts.model.importing import Kind, Line
from prevent_desk.contacts.reading import inside
from prevent_desk.contacts.reading.file import read_contact_file
from prevent_desk.core.errors import DeskError, Refused
from tests.contacts.desks import LEAD, TODAY, Desk

HEADINGS = ("Name", "Organisation", "E-mail", "Telephone", "Post")


def preview(desk: Desk, *rows: tuple[str, ...]) -> list[Line]:
    file = ContactFile(
        "x.csv", HEADINGS,
        tuple(FileRow(f"Row {number}", cells) for number, cells in enumerate(rows, 2)),
    )  # fmt: skip
    return desk.contacts.imports.preview(file, guess(HEADINGS))


def of_file(desk: Desk, path: Path) -> list[Line]:
    file = read_contact_file(path)
    mapped = [Part(one) for one in file.headings] if file.is_cards else guess(file.headings)
    return desk.contacts.imports.preview(file, mapped)


def told(lines: list[Line]) -> list[tuple[str, Kind]]:
    return [(line.told.place, line.kind) for line in lines]


def test_the_same_file_a_second_time_changes_nothing_and_one_undo_takes_all_back(
    desk: Desk,
) -> None:
    barts = desk.agency("Barts Health NHS Trust", "health", short="Barts Health")
    known = desk.person("Dr L. Shah", barts, emails=("l.shah@barts.example",), role="Doctor")
    rows = (
        ("Shah, Leena", "Barts Health", "L.Shah@barts.example", "020 7946 0101", "Named doctor"),
        ("José Núñez", "Museum of the Wharf", "j@wharf.example", "", "Head"),
    )
    before = desk.contacts.people.all(), desk.contacts.organisations.all()
    lines = preview(desk, *rows)
    assert told(lines) == [("Row 2", Kind.CHANGED), ("Row 3", Kind.NEW)]
    assert lines[0].words == "Post: Doctor → Named doctor. Telephone added: 020 7946 0101"
    assert (desk.contacts.people.all(), desk.contacts.organisations.all()) == before

    taken = desk.contacts.imports.take_in(lines, "staff.csv")

    assert (taken.added, taken.changed, taken.organisations) == (1, 1, 1)
    assert desk.contacts.people.one(known).role == "Named doctor"
    assert desk.contacts.people.one(known).name == "Dr L. Shah"
    assert {line.kind for line in preview(desk, *rows)} == {Kind.SAME}
    assert desk.store.undo_label() == "import of contacts"
    desk.store.undo()
    assert (desk.contacts.people.all(), desk.contacts.organisations.all()) == before


def test_a_shared_mailbox_makes_nobody_somebody_else(desk: Desk) -> None:
    desk.person("Kim Barrow", emails=("prevent@police.example",))
    (line,) = preview(desk, ("Ola Brandt", "", "prevent@police.example", "", ""))
    assert (line.kind, line.doubtful) == (Kind.NEW, True)
    assert "Kim Barrow" in line.words


def test_one_name_at_two_organisations_is_two_people(desk: Desk) -> None:
    school = desk.agency("Aldgate School", "education")
    desk.person("Sam Lee", school, emails=("s.lee@aldgate.example",))
    (line,) = preview(desk, ("Sam Lee", "Barts Health", "sam@barts.example", "", ""))
    assert line.kind is Kind.NEW
    assert "somebody of that name is at Aldgate School" in line.words


def test_two_contacts_that_fit_one_row_are_not_guessed_between(desk: Desk) -> None:
    school = desk.agency("Aldgate School", "education")
    for _ in range(2):
        desk.person("Sam Lee", school)
    (line,) = preview(desk, ("Sam Lee", "Aldgate School", "", "", ""))
    assert line.kind is Kind.WRONG


def test_a_row_that_stands_twice_is_taken_in_once(desk: Desk) -> None:
    row = ("Ines Duarte", "Museum", "i@museum.example", "", "")
    lines = preview(desk, row, row)
    assert told(lines) == [("Row 2", Kind.NEW), ("Row 3", Kind.SAME)]
    assert "row 2" in lines[1].words


def test_two_rows_of_somebody_new_are_not_two_people_unless_somebody_says_so(desk: Desk) -> None:
    lines = preview(
        desk,
        ("Ines Duarte", "Museum", "i@museum.example", "", ""),
        ("Duarte, Ines", "Museum", "", "020 7946 0101", ""),
        ("I. Duarte", "", "I@museum.example", "", "Head"),
        ("Ines Duarte", "Barts", "i@barts.example", "", ""),
    )
    assert [line.doubtful for line in lines] == [False, True, True, False]
    assert "row 2" in lines[1].words


def test_rows_of_one_person_each_add_what_they_know(desk: Desk) -> None:
    school = desk.agency("Aldgate School", "education")
    one = desk.person("Sam Lee", school, emails=("s@aldgate.example",), phones=("020 1",))
    lines = preview(
        desk,
        ("Sam Lee", "Aldgate School", "s@aldgate.example", "020 2", ""),
        ("Sam Lee", "Aldgate School", "sam@aldgate.example", "020 3", ""),
    )
    assert {line.kind for line in lines} == {Kind.CHANGED}
    desk.contacts.imports.take_in(lines, "x.csv")
    person = desk.contacts.people.one(one)
    assert person.phones == ("020 1", "020 2", "020 3")
    assert person.emails == ("s@aldgate.example", "sam@aldgate.example")


def test_names_from_before_a_merge_are_known_again(desk: Desk) -> None:
    trust = desk.agency("Barts Health NHS Trust", "health")
    old = desk.agency("Royal London", "health")
    desk.contacts.merging.merge_organisations(trust, old)
    kept, other = desk.person("Dr L. Shah", trust), desk.person("Leena Patel", trust)
    desk.contacts.merging.merge_contacts(kept, other)
    (line,) = preview(desk, ("Leena Patel", "Royal London", "", "020 7946 0101", ""))
    assert (line.kind, line.words) == (Kind.CHANGED, "Telephone added: 020 7946 0101")
    desk.contacts.imports.take_in([line], "x.csv")
    assert len(desk.contacts.organisations.all()) == 1
    assert desk.contacts.people.one(other).phones == ("020 7946 0101",)
    desk.contacts.merging.unmerge_contact(other)
    assert desk.contacts.people.one(other).phones == ()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("", "Museum", "x@y.example", "", ""), "It has no name."),
        (("x@y.example", "", "", "", ""), "address stands where the name"),
        (("=1+1", "", "", "", ""), "no letters"),
    ],
)
def test_rows_that_cannot_be_read_say_why(desk: Desk, row: tuple[str, ...], words: str) -> None:
    (line,) = preview(desk, row)
    assert line.kind is Kind.WRONG
    assert words in line.words


def test_a_formula_is_a_text_like_any_other(desk: Desk) -> None:
    lines = preview(desk, ("Ada Lund", "=HYPERLINK(1)", "ada@x.example", "", "=2+3"))
    desk.contacts.imports.take_in(lines, "x.csv")
    (one,) = desk.contacts.people.all()
    assert (one.role, one.organisation) == ("=2+3", "=HYPERLINK(1)")


def test_an_import_empties_nothing_and_brings_nobody_back_who_left(desk: Desk) -> None:
    person = desk.person("Ada Lund", emails=("ada@x.example",), role="Head", note="Kind")
    desk.contacts.people.leave(person, TODAY, "", "")
    (line,) = preview(desk, ("Ada Lund", "", "ada@x.example", "", ""))
    assert (line.kind, line.words) == (Kind.SAME, "Nothing new; left before")


def test_what_changed_since_the_preview_is_refused_whole(desk: Desk) -> None:
    person = desk.person("Ada Lund", emails=("ada@x.example",), role="Head")
    lines = preview(
        desk, ("New One", "", "", "", ""), ("Ada Lund", "", "ada@x.example", "", "Deputy")
    )
    desk.contacts.people.change(person, role="Governor")
    with pytest.raises(Refused, match="Row 3"):
        desk.contacts.imports.take_in(lines, "x.csv")
    assert len(desk.contacts.people.all()) == 1


def exported(desk: Desk) -> Directory:
    rows = tuple(desk.contacts.directories.listed())
    return Directory(
        "Contacts", rows, tuple(one.heading for one in EVERYTHING), "OFFICIAL", "PD-E-0001",
        TODAY, desk.clock.now(), practice=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "write"),
    [("out.csv", commas.write), ("out.xlsx", book.write), ("out.vcf", cards.write)],
)
def test_what_was_taken_out_comes_in_without_a_change(
    desk: Desk, tmp_path: Path, name: str, write: Callable[[Directory], bytes]
) -> None:
    barts = desk.agency("Barts Health; NHS, Trust", "health")
    desk.person("Dr L. Shah", barts, emails=("a@x.example", "b@x.example"), topics=("a", "b"),
                phones=("+44 20 7946 0101", "07700 900123"), address="1 High St\nLondon",
                role="=2+3", department="Women’s")  # fmt: skip
    desk.fill(barts, LEAD, "Núñez José", TODAY)
    (tmp_path / name).write_bytes(write(exported(desk)))
    assert {(line.kind, line.words) for line in of_file(desk, tmp_path / name)} == {
        (Kind.SAME, "Nothing new")
    }


def _foreign_cards() -> bytes:
    card = vobject.vCard()
    card.add("fn").value = "Kim Barrow"
    card.add("n").value = vobject.vcard.Name(family="Barrow", given="Kim")
    card.add("org").value = ["Barts; Health", "Ward"]
    card.add("email").value = "kim@barts.example"
    card.add("note").value = "one, two\nthree" * 20
    return str(card.serialize()).encode()


_OUTLOOK = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=BA=C3=B1ez;Jos=C3=A9\r\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 N=C3=BA=\r\n=C3=B1ez\r\n"
    b"EMAIL;PREF;INTERNET:j@wharf.example\r\nEND:VCARD\r\n"
)
_FOUR = (
    b"BEGIN:VCARD\nVERSION:4.0\nFN:Ada Lund\nitem1.EMAIL;TYPE=work:ada@x.ex\n ample\n"
    b'TEL;VALUE=uri;PREF=1:tel:+44-20-7946-0101\nADR;LABEL="1: High; St":;;1 High St;London;;;UK\n'
    b"PHOTO:https://evil.example/track.png\nEND:VCARD\n"
)


def test_cards_of_other_programs_are_read(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.vcf").write_bytes(_OUTLOOK + _FOUR + _foreign_cards())
    one, two, three = (line.told for line in of_file(desk, tmp_path / "x.vcf"))
    assert (one.name, one.family, one.emails) == ("José Núñez", "Núñez", ("j@wharf.example",))
    assert (two.emails, two.phones) == (("ada@x.example",), ("+44-20-7946-0101",))
    assert two.address == "1 High St\nLondon\nUK"
    assert (three.organisation, three.department) == ("Barts; Health", "Ward")
    assert three.note == "one, two\nthree" * 20


def test_numbers_and_lines_of_other_programs_are_read_as_they_are_meant(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "x.vcf").write_bytes(
        b"BEGIN:VCARD\nVERSION:4.0\nFN:Ada Lund\n"
        b"TEL;VALUE=uri;PREF=2:tel:+44-20-7946-0101;ext=102\n"
        b'TEL;VALUE=uri;PREF="1":TEL:+44-7700-900123\nEMAIL;PREF=100:b@x.example\n'
        b"EMAIL;PREF=5:a@x.example\nEND:VCARD\n"
        b"BEGIN:VCARD\nVERSION:2.1\nFN:Kim Barrow\n"
        b"ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;1 High St=0D=0AWharf;London;;;\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE:one=0D=0Atwo\nEND:VCARD\n"
    )
    one, two = (line.told for line in of_file(desk, tmp_path / "x.vcf"))
    assert one.phones == ("+44-7700-900123", "+44-20-7946-0101 ext. 102")
    assert one.emails == ("a@x.example", "b@x.example")
    assert (two.address, two.note) == ("1 High St\nWharf\nLondon", "one\ntwo")


def test_headings_may_stand_anywhere_near_the_top_of_a_sheet(desk: Desk, tmp_path: Path) -> None:
    work = openpyxl.Workbook()
    sheet = work.create_sheet("Staff", 0)
    sheet.append(["Staff of the trust"])
    sheet.append([])
    sheet.append(["First name", "Surname", "Company", "E-mail address"])
    sheet.append(["Kim", "Barrow", "Barts", "kim@barts.example"])
    sheet["D5"] = "=A4&B4"
    work.save(tmp_path / "x.xlsx")
    file = read_contact_file(tmp_path / "x.xlsx")
    assert file.headings == ("First name", "Surname", "Company", "E-mail address")
    assert file.rows[0].place == "Row 4"
    assert any("formula" in note for note in file.notes)
    assert of_file(desk, tmp_path / "x.xlsx")[0].told.name == "Kim Barrow"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PD-367"),
        (b"Name,E-mail\n", "PD-367"),
        (b"just some words", "PD-367"),
        (b'Name,E-mail\n"Kim,kim@x.example\n', "PD-368"),
        (b"\x00\x01\x02binary", "PD-307"),
        (b"PK\x03\x04not a zip", "PD-312"),
        (b"%PDF-1.7\nName,E-mail\n", "PD-307"),
        (b"<html><td>Name,E-mail</td>\n<td>a,b</td>", "PD-307"),
        (b"BEGIN:VCARD\r\n" * 20_001, "PD-313"),
    ],
)
def test_broken_files_are_refused_in_words_that_name_the_file(
    tmp_path: Path, data: bytes, code: str
) -> None:
    (tmp_path / "x.csv").write_bytes(data)
    with pytest.raises(DeskError) as refused:
        read_contact_file(tmp_path / "x.csv")
    assert refused.value.code == code
    assert "x.csv" in refused.value.what


def test_a_card_that_is_cut_short_is_told_and_the_others_are_read(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "x.vcf").write_bytes(_FOUR + b"BEGIN:VCARD\nFN:Cut")
    lines = of_file(desk, tmp_path / "x.vcf")
    assert told(lines) == [("Card 1", Kind.NEW), ("Card 2", Kind.WRONG)]


def test_a_group_among_cards_is_told_and_makes_nobody(desk: Desk, tmp_path: Path) -> None:
    for kind in (b"KIND:group", b"X-ADDRESSBOOKSERVER-KIND:Group"):
        group = b"BEGIN:VCARD\r\nVERSION:4.0\r\n%b\r\nFN:My team\r\nEND:VCARD\r\n" % kind
        (tmp_path / "x.vcf").write_bytes(_FOUR + group)
        lines = of_file(desk, tmp_path / "x.vcf")
        assert told(lines) == [("Card 1", Kind.NEW), ("Card 2", Kind.WRONG)]


@pytest.mark.parametrize("place", ["Organization", "Organization 1 -"])
def test_what_google_writes_is_taken_for_what_it_is(place: str) -> None:
    headings = (
        "First Name", "Last Name", f"{place} Name", f"{place} Title", f"{place} Department",
        "E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Value", "Address 1 - Formatted",
    )  # fmt: skip
    cells = (
        "Kim", "Barrow", "Barts", "Lead", "Safeguarding", "Work",
        "k@x.example ::: kim@x.example", "020 7946 0001 ::: 020 7946 0002", "1 Street",
    )  # fmt: skip
    one = row_told(FileRow("Row 2", cells), guess(headings))
    assert one is not None
    assert (one.name, one.organisation, one.role, one.department, one.address) == (
        "Kim Barrow", "Barts", "Lead", "Safeguarding", "1 Street",
    )  # fmt: skip
    assert one.emails == ("k@x.example", "kim@x.example")
    assert one.phones == ("020 7946 0001", "020 7946 0002")


def test_a_table_of_wide_letters_without_a_mark_is_read(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(
        "Name;E-mail\r\nJosé Núñez;j@x.example\r\n".encode("utf-16-le")
    )
    (line,) = of_file(desk, tmp_path / "x.csv")
    assert (line.told.name, line.kind) == ("José Núñez", Kind.NEW)


def test_a_workbook_of_libreoffice_is_read(desk: Desk, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    (tmp_path / "x.csv").write_text("Name,E-mail\nJosé Núñez,j@x.example\n", "utf-8")
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--infilter=CSV:44,34,76,1", "--convert-to", "ods", "--outdir", str(tmp_path),
         str(tmp_path / "x.csv")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert of_file(desk, tmp_path / "x.ods")[0].told.name == "José Núñez"


def test_broken_bytes_are_read_or_refused_and_nothing_else(desk: Desk, campaign: int) -> None:
    """Cut, flip and double good files; here and not in a child, whose limits have their tests."""
    dice = random.Random(campaign)
    desk.person("Dr L. Shah", emails=("a@x.example",), phones=("020 7946 0101",))
    good = [write(exported(desk)) for write in (commas.write, book.write, cards.write)]
    good += [_OUTLOOK + _FOUR, "Name;E-mail\nJosé;j@x\n".encode("utf-16")]
    for _ in range(40 * campaign):
        data = bytearray(dice.choice(good))
        for _change in range(dice.randint(1, 4)):
            place = dice.randrange(len(data) or 1)
            match dice.randrange(4):
                case 0:
                    del data[place:]
                case 1 if data:
                    data[place] = dice.randrange(256)
                case 2:
                    data[place:place] = dice.choice((b'"', b"\x00", b";", b"\r", b"BEGIN:VCARD\n"))
                case _:
                    data += data[: place % 500]
        with contextlib.suppress(DeskError):
            assert set(json.loads(inside.read(bytes(data)))) == {
                "cards", "headings", "rows", "notes", "broken",
            }  # fmt: skip
