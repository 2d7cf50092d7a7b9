"""Partners' reports: as other programs save them, row by row, and one Undo for all."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from prevent_desk.community.exports import sighting_book, sighting_form
from prevent_desk.community.exports.sighting_form import SightingFormOrder
from prevent_desk.community.exports.sighting_orders import SightingBookOrder
from prevent_desk.community.model.report_lines import Kind
from prevent_desk.community.model.report_parts import HEADINGS, Part, guess
from prevent_desk.community.model.report_reading import parse_time
from prevent_desk.community.model.report_rows import ReportFile, of_mail
from prevent_desk.community.model.sightings import CameFrom, Police
from prevent_desk.community.reading import sighting_reports as reading
from prevent_desk.core.errors import Refused
from prevent_desk.exports.form_paper import FormPaper
from prevent_desk.exports.pdf.made import Made
from prevent_desk.readers import shipped
from tests.community.photos import camera_photo
from tests.community.sightings.desks import NOW, TODAY, Desk
from tests.exports import filling
from tests.plan import libreoffice

OUTLOOK = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "__substg1.0_0037001F".encode("utf-16-le")
)
"""As a message that Outlook saved begins: so does an old workbook."""
PAPER = FormPaper("OFFICIAL when completed", NOW, "Invented council", "cst@city.example")
TYPED = {
    Part.SEEN: "22/11/2026", Part.SEEN_AT: "07:50", Part.KIND: "Sticker", Part.ITEMS: "2",
    Part.STREET: "Goswell Road", Part.WARD: "Aldersgate", Part.PLACE: "Lamp post",
    Part.COORDINATE: "51.52310, -0.09870", Part.THEME: "Extreme right-wing",
    Part.WORDS: "Black and white", Part.REMOVED: "22/11/2026", Part.REMOVED_AT: "08:10",
    Part.REMOVED_BY: "Cleansing", Part.POLICE: "Yes", Part.TENSION: "Neighbours asked",
    Part.ORGANISATION: "London Fire Brigade", Part.FINDER: "Fire-safety visitor",
    Part.EMAIL: "visits@fire.example",
}  # fmt: skip


def blank_form() -> bytes:
    order = SightingFormOrder(
        shipped.questionnaires()["sighting", "1"], dict(shipped.vocabularies()), PAPER
    )
    return Made.unpacked(sighting_form.write_in_child((order,))).pdf


def blank_book() -> bytes:
    return sighting_book.write(SightingBookOrder(dict(shipped.vocabularies()), PAPER, rows=20))


def filled_book(*rows: Mapping[Part, object]) -> bytes:
    """Type rows into the blank workbook, as a partner does."""
    loaded = load_workbook(BytesIO(blank_book()))
    sheet = loaded[sighting_book.SHEET]
    for number, row in enumerate(rows, 4):
        for column, part in enumerate(HEADINGS, 1):
            if part in row:
                sheet.cell(number, column).value = row[part]  # type: ignore[assignment]
    out = BytesIO()
    loaded.save(out)
    return out.getvalue()


def table(*rows: list[object]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def is_the_sighting(desk: Desk, file: ReportFile, came: CameFrom) -> None:
    """Assert that a report says what was typed, and becomes a sighting of it by one Undo."""
    service = desk.services.sighting_reports
    lines = service.preview(file)
    assert [(line.kind, line.words) for line in lines] == [(Kind.NEW, "New")]
    taken = service.take_in(file, lines)
    one = desk.services.sightings.one(taken.ids[0])
    assert (one.kind, one.items, one.theme, one.seen, one.seen_at) == (
        "sticker", 2, "far_right", TODAY, "07:50"
    )  # fmt: skip
    assert (one.street, one.ward, one.place) == ("Goswell Road", "aldersgate", "Lamp post")
    assert (one.latitude, one.longitude) == (51.5231, -0.0987)
    assert (one.removed, one.removed_at, one.removed_by) == (TODAY, "08:10", "Cleansing")
    assert (one.police, one.tension) == (Police.YES, "Neighbours asked")
    assert (one.organisation_id, one.finder) == (desk.brigade, "Fire-safety visitor")
    assert (one.reporter_email, one.source) == ("visits@fire.example", came)
    assert [line.kind for line in service.preview(file)] == [Kind.KNOWN]
    assert desk.store.undo_label() == "import of 1 sighting"
    desk.store.undo()
    assert desk.services.sightings.how_many() == 0


@pytest.mark.parametrize("fill", [filling.by_pypdf, filling.by_pdfium])
def test_a_form_filled_and_saved_by_another_program_is_taken_in(
    desk: Desk, fill: Callable[[bytes, Mapping[str, str]], bytes]
) -> None:
    # Of buttons the state is chosen, which is the code.
    buttons = {Part.KIND: "sticker", Part.POLICE: "yes"}
    given = {part.value: buttons.get(part, text) for part, text in TYPED.items()}
    is_the_sighting(desk, reading.read_bytes(fill(blank_form(), given), "report.pdf"), CameFrom.PDF)


@libreoffice.needs_libreoffice
@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_a_workbook_saved_by_libreoffice_is_taken_in(
    desk: Desk, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(filled_book(TYPED))
    out = tmp_path / "out"
    out.mkdir()
    saved = libreoffice.convert(path, suffix, out)
    is_the_sighting(desk, reading.read_report(saved), CameFrom.WORKBOOK)


def test_real_days_and_numbers_in_cells_are_read_as_typed_ones(desk: Desk) -> None:
    cells = {**TYPED, Part.SEEN: date(2026, 11, 22), Part.ITEMS: 2,
             Part.REMOVED: datetime(2026, 11, 22, 0, 0)}  # noqa: DTZ001 # fmt: skip
    is_the_sighting(desk, reading.read_bytes(filled_book(cells), "r.xlsx"), CameFrom.WORKBOOK)


def test_bad_rows_are_told_by_row_in_words_and_good_ones_go_in(desk: Desk) -> None:
    file = reading.read_bytes(
        filled_book(
            {Part.SEEN: "20/11/2026", Part.KIND: "Sticker", Part.STREET: "Goswell Road"},
            {Part.SEEN: "31/11/2026", Part.KIND: "Sticker", Part.STREET: "Fleet Street"},
            {Part.SEEN: "23/11/2026", Part.KIND: "Sticker", Part.STREET: "Fleet Street"},
            {Part.SEEN: "20/11/2026", Part.KIND: "Mural", Part.STREET: "Cheapside"},
            {Part.SEEN: "20/11/2026", Part.KIND: "Leaflet", Part.ITEMS: "lots", Part.STREET: "A"},
            {Part.KIND: "Leaflet", Part.STREET: "Moorgate"},
            {Part.SEEN: "20/11/2026", Part.KIND: "Leaflet"},
            {Part.SEEN: "20/11/2026", Part.KIND: "Sticker", Part.STREET: "Poultry",
             Part.REMOVED: "19/11/2026"},
            {Part.SEEN: "20/11/2026", Part.KIND: "posters", Part.STREET: "Old Jewry",
             Part.SEEN_AT: "25:00", Part.WARD: "Hackney", Part.THEME: "Dragons",
             Part.COORDINATE: "by the church", Part.EMAIL: "wardens"},
        ),
        "many.xlsx",
    )  # fmt: skip
    service = desk.services.sighting_reports
    lines = service.preview(file)
    told = {line.place: line.words for line in lines if line.kind is Kind.WRONG}
    assert told == {
        "Row 5": "The day it was seen: November 2026 has 30 days.",
        "Row 6": "It cannot have been seen on 23 Nov 2026, a day to come.",
        "Row 7": "“Mural” is none of Sticker, Graffiti, Leaflet, Online, Comment, Tension, Other.",
        "Row 8": "“lots” is no number of items.",
        "Row 9": "The day it was seen is missing.",
        "Row 10": "Nothing says where it was or what it was.",
        "Row 11": "It was removed before it was seen.",
    }
    odd = lines[-1]
    assert (odd.kind, odd.new.kind if odd.new else "") == (Kind.NEW, "leaflet")
    for said in ("“25:00” is no time of day", "“Hackney” is no ward", "“Dragons” is no theme",
                 "“by the church” is no coordinate", "“wardens” is no e-mail address"):  # fmt: skip
        assert said in odd.words
    taken = service.take_in(file, lines)
    assert (taken.first, taken.last, len(taken.ids)) == (1, 2, 2)
    desk.store.undo()
    assert desk.services.sightings.how_many() == 0


def with_result(book: bytes, result: str) -> bytes:
    """Write a result beside the one formula of a workbook, as Excel does on saving."""
    out = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = re.sub(rb"</f><v\s*(?:/>|></v>)", f"</f><v>{result}</v>".encode(), text)
                assert result.encode() in text
                text = re.sub(rb'(<c r="C2")', rb'\1 t="str"', text)
            new.writestr(name, text)
    return out.getvalue()


def test_a_formula_is_taken_at_its_result_and_told(desk: Desk) -> None:
    data = table(["Date", "Type", "Location"], ["20/11/2026", "Sticker", '="Goswell " & "Road"'])
    preview = desk.services.sighting_reports.preview
    (line,) = preview(reading.read_bytes(data, "formula.xlsx"))
    assert (line.kind, line.words) == (Kind.WRONG, "“Location” is a formula without a result.")
    (line,) = preview(reading.read_bytes(with_result(data, "Goswell Road"), "formula.xlsx"))
    assert line.new is not None
    assert line.new.street == "Goswell Road"
    assert "is a formula; what it came to is taken" in line.words


def test_300_columns_are_refused_and_a_foreign_table_is_read_by_its_headings(desk: Desk) -> None:
    wide = table([*HEADINGS.values(), *(f"more {n}" for n in range(300))], ["20/11/2026"] * 318)
    with pytest.raises(Refused, match="too large"):
        reading.read_bytes(wide, "wide.xlsx")
    own = table(
        ["Weekly returns"], ["Reference", "Date Found", "Incident Type", "Location", "Comments"],
        ["A1", "20/11/2026", "stickers", "Goswell Rd", "Round"],
    )  # fmt: skip
    file = reading.read_bytes(own, "theirs.xlsx")
    assert file.notes == ("Column “Reference” is not read.",)
    (line,) = desk.services.sighting_reports.preview(file)
    assert line.new is not None
    assert (line.new.kind, line.new.street, line.new.words) == ("sticker", "Goswell Rd", "Round")


def test_a_csv_of_an_old_windows_program_is_read(desk: Desk) -> None:
    text = "Date;Type;Location;Notes\r\n20/11/2026;Sticker;Café Street;“Round”\r\n"
    (line,) = desk.services.sighting_reports.preview(
        reading.read_bytes(text.encode("cp1252"), "old.csv")
    )
    assert line.new is not None
    assert line.new.street == "Café Street"


def test_doubles_are_known_however_they_are_written(desk: Desk) -> None:
    service = desk.services.sighting_reports
    first = reading.read_bytes(filled_book(TYPED), "a.xlsx")
    taken = service.take_in(first, service.preview(first))
    again = {
        **TYPED,
        Part.STREET: "goswell rd.",
        Part.PLACE: "lamp  post",
        Part.SEEN: "22 Nov 2026",
    }
    file = reading.read_bytes(filled_book(again, TYPED), "b.xlsx")
    assert [(line.kind, line.words) for line in service.preview(file)] == [
        (Kind.KNOWN, "Came before: it is sighting 1."),
        (Kind.KNOWN, "Came before: it is sighting 1."),
    ]
    with pytest.raises(Refused, match="Nothing is chosen"):
        service.take_in(file, service.preview(file))
    assert desk.services.sightings.how_many() == len(taken.ids)


def test_a_row_that_stands_twice_goes_in_once(desk: Desk) -> None:
    file = reading.read_bytes(filled_book(TYPED, TYPED), "twice.xlsx")
    lines = desk.services.sighting_reports.preview(file)
    assert [line.kind for line in lines] == [Kind.NEW, Kind.KNOWN]
    assert lines[1].words == "Stands in the file twice: the same as row 4."


def test_what_somebody_else_may_have_reported_is_left_to_the_officer(desk: Desk) -> None:
    desk.seen(0, "Goswell Rd", seen_at="07:50")
    row = {Part.SEEN: "22/11/2026", Part.SEEN_AT: "7.50", Part.KIND: "Sticker",
           Part.STREET: "Goswell Road", Part.WORDS: "Something"}  # fmt: skip
    (line,) = desk.services.sighting_reports.preview(
        reading.read_bytes(filled_book(row), "other.xlsx")
    )
    assert (line.kind, line.doubtful) == (Kind.NEW, True)
    assert "May be sighting 1" in line.words


def test_words_that_name_somebody_are_left_to_the_officer(desk: Desk) -> None:
    row = {**TYPED, Part.WORDS: "Peter Marlowe put it up"}
    (line,) = desk.services.sighting_reports.preview(
        reading.read_bytes(filled_book(row), "named.xlsx")
    )
    assert (line.kind, line.doubtful) == (Kind.NEW, True)
    assert "“Peter Marlowe” looks like a name" in line.words


def test_what_came_in_meanwhile_refuses_the_whole(desk: Desk) -> None:
    service = desk.services.sighting_reports
    file = reading.read_bytes(filled_book(TYPED), "a.xlsx")
    lines = service.preview(file)
    service.take_in(file, lines)
    with pytest.raises(Refused, match="came in meanwhile: it is sighting 1"):
        service.take_in(file, lines)


def mail(text: str, *attached: tuple[str, bytes], sender: str = "") -> bytes:
    message = EmailMessage()
    message["From"] = sender or "R. Visitor <r.visitor@fire.example>"
    message["To"], message["Subject"] = "cst@city.example", "Stickers"
    message["Date"] = "Sun, 22 Nov 2026 08:15:00 +0000"
    message.set_content(text)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="x", filename=name)
    return message.as_bytes()


def test_a_dropped_mail_is_a_sighting_in_its_own_words_with_its_photos(desk: Desk) -> None:
    text = (
        "Hi all,\n\nTwo stickers on Goswell Road today.\n\nKind regards\nR. Visitor\n07700 900123"
    )
    file = reading.read_bytes(mail(text, ("IMG_1.jpg", camera_photo())), "report.eml")
    (line,) = desk.services.sighting_reports.preview(file)
    assert line.new is not None
    assert (line.new.kind, line.new.street, line.new.seen) == ("sticker", "Goswell Road", TODAY)
    assert line.new.words == "Two stickers on Goswell Road today."
    assert (line.new.organisation_id, line.new.reporter_email) == (
        desk.brigade, "r.visitor@fire.example"
    )  # fmt: skip
    taken = desk.services.sighting_reports.take_in(file, [line])
    one = desk.services.sightings.one(taken.ids[0])
    assert len(one.photos) == 1
    assert one.source is CameFrom.MAIL


def test_a_workbook_in_a_mail_is_read_and_the_sender_may_be_answered(desk: Desk) -> None:
    row: dict[Part, object] = {part: TYPED[part] for part in TYPED if part is not Part.EMAIL}
    data = mail("See attached", ("rows.xlsx", filled_book(row)), sender="wardens@city.example")
    file = reading.read_bytes(data, "report.eml")
    (line,) = desk.services.sighting_reports.preview(file)
    assert line.place == "rows.xlsx: row 4"
    assert line.new is not None
    assert (line.new.reporter_email, line.new.source) == ("wardens@city.example", CameFrom.WORKBOOK)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "empty.pdf", "is empty"),
        (OUTLOOK, "report.MSG", "Outlook’s own format"),
        (b"\xff\xd8\xff\xe0 photo", "photo.jpg", "is a photo, not a report"),
        (b"\0\1\2\3 nothing", "thing.bin", "is no form, no workbook and no e-mail"),
        (b"one,two\n1,2\n", "other.csv", "holds no sightings"),
        (b"%PDF-1.7 broken", "broken.pdf", "is damaged"),
        (b"just words", "words.eml", "is no e-mail that can be read"),
    ],
)
def test_what_is_no_report_is_refused_in_words(data: bytes, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        reading.read_bytes(data, name)
    assert refused.value.next_step


def test_messages_within_a_message_are_each_told_in_one_sentence() -> None:
    inside = EmailMessage()
    inside["From"], inside["Subject"] = "a@wards.example", "Found"
    inside.set_content("A sticker in Moorgate")
    outside = EmailMessage()
    outside["From"], outside["Subject"] = "b@wards.example", "Fwd: Found"
    outside.set_content("A sticker, see below")
    outside.add_attachment(inside)
    outside.add_attachment(
        OUTLOOK, maintype="application", subtype="vnd.ms-outlook", filename="found.msg"
    )
    read = reading.read_bytes(bytes(outside), "report.eml")
    assert [row.parts[Part.WORDS] for row in read.rows] == ["A sticker, see below"]
    nested, outlook = read.notes
    assert nested.endswith("is attached and was not read.")
    assert "found.msg" in outlook
    assert "Outlook’s own format" in outlook


def test_a_blank_form_and_a_foreign_one_are_refused() -> None:
    with pytest.raises(Refused, match="nothing is filled in"):
        reading.read_bytes(blank_form(), "blank.pdf")
    form = shipped.questionnaires()["PAF", "2024"]
    order = SightingFormOrder(form, dict(shipped.vocabularies()), PAPER)
    foreign = Made.unpacked(sighting_form.write_in_child((order,))).pdf
    with pytest.raises(Refused, match="not that of a sighting"):
        reading.read_bytes(foreign, "other.pdf")


def test_a_row_put_right_by_hand_goes_in_as_it_then_is(desk: Desk) -> None:
    row = {Part.SEEN: "31/11/2026", Part.KIND: "Sticker", Part.STREET: "Fleet Street"}
    file = reading.read_bytes(filled_book(row), "wrong.xlsx")
    service = desk.services.sighting_reports
    assert service.preview(file)[0].kind is Kind.WRONG
    good = desk.seen(0, "Fleet Street")
    desk.store.undo()
    from prevent_desk.community.model.sightings import NewSighting

    mended = replace(NewSighting.of(good), seen=date(2026, 11, 20))
    lines = service.preview(file, {"Row 4": mended})
    assert lines[0].kind is Kind.NEW
    taken = service.take_in(file, lines)
    assert desk.services.sightings.one(taken.ids[0]).seen == date(2026, 11, 20)
    assert desk.services.sightings.one(taken.ids[0]).source is CameFrom.WORKBOOK


def test_the_headings_of_our_workbook_are_all_understood() -> None:
    assert guess(list(HEADINGS.values())) == list(HEADINGS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("07:50", "07:50"), ("7.50", "07:50"), ("0750", "07:50"), ("7:50 pm", "19:50"),
     ("7pm", "19:00"), ("12 am", "00:00"), ("12:05pm", "12:05"), ("07:50:00", "07:50"),
     ("24:00", ""), ("noonish", ""), ("13pm", ""), ("", "")],
)  # fmt: skip
def test_a_time_of_day_is_read_as_people_write_it(typed: str, kept: str) -> None:
    assert parse_time(typed) == kept


def test_a_signature_is_no_part_of_what_was_seen() -> None:
    told = of_mail(
        "Graffiti at Bevis Marks\n-- \nAda Quist\nWarden", date(2026, 11, 22), "a@b.example"
    )
    assert told[Part.WORDS] == "Graffiti at Bevis Marks"
    assert told[Part.KIND] == "graffiti"
