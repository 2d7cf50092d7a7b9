"""The digest for partners: nobody is named, photos only where each was ticked, PDF and Word."""

from __future__ import annotations

import io
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import docx
import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from prevent_desk.community.model.digest import MOST_PHOTOS, DigestWish
from prevent_desk.community.model.photos import CameraFacts, CleanPhoto
from prevent_desk.community.model.sightings import NewSighting
from prevent_desk.community.reading import sighting_photo
from prevent_desk.community.ui.sightings.digest_dialog import DigestDialog, DigestDraftsDialog
from prevent_desk.community.ui.sightings.digest_photos import DigestPhotosDialog
from prevent_desk.exports.mail import Attached
from prevent_desk.exports.pdf.check import check
from prevent_desk.logbook.model.period import Period
from prevent_desk.store import audit
from tests.community.photos import TOLD, camera_photo, lamp_post
from tests.community.sightings.desks import TODAY, Desk
from tests.community.sightings.rooms import Room
from tests.referrals.dialogs import in_dialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
MONTH = Period(TODAY.replace(day=1), TODAY)


def test_the_digest_names_nobody_and_goes_to_those_who_reported(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    seen = room.desk.seen
    seen(
        1,
        "12 Goswell Road",
        organisation_id=room.desk.brigade,
        finder="R. Visitor",
        reporter_email="r.visitor@fire.example",
        words="Peter Marlowe",
        ward="aldersgate",
    )
    seen(2, "14 Goswell Rd", organisation_id=room.desk.wardens, tension="Neighbours asked about it")
    seen(3, "Fleet Street", tension="Ask Peter Marlowe")  # fmt: skip
    dialog = DigestDialog(room.around)
    qtbot.addWidget(dialog)
    dialog.period.set_period(Period(TODAY.replace(day=1), TODAY))
    dialog._folder = tmp_path
    dialog.show()
    dialog._prepare()
    room.settle()
    assert "sighting 3 is left out" in dialog.form.warning_banner.text()
    dialog.save()
    room.settle()
    assert dialog.saved is not None
    text = "\n".join(page.extract_text() for page in PdfReader(dialog.saved).pages)
    assert "Goswell Road" in text
    assert "Neighbours asked about it" in text
    for hidden in ("12 Goswell", "14 Goswell", "Visitor", "fire.example", "Marlowe"):
        assert hidden not in text
    drafts = DigestDraftsDialog(
        room.around, dialog.wish(), Attached("digest.pdf", dialog.saved.read_bytes()),
        "OFFICIAL", None,
    )  # fmt: skip
    qtbot.addWidget(drafts)
    drafts.folder_line.folder = tmp_path
    drafts.make()
    room.settle()
    made = sorted(tmp_path.glob("digest-*.eml"))
    to = [message_from_bytes(path.read_bytes(), policy=default)["To"] for path in made]
    addresses = sorted(address.addr_spec for one in to for address in one.addresses)
    assert addresses == ["r.visitor@fire.example", "wardens@city.example"]
    kept = room.desk.services.digests.all()[0]
    assert (len(kept.sightings), len(kept.receivers)) == (3, 2)


def with_photo(desk: Desk, ago: int, street: str, photo: bytes | None = None) -> int:
    """Log a sticker with a photo; return the file of the picture as it is kept."""
    if photo is not None:
        clean = sighting_photo.clean(photo, "a.jpg")
    else:
        out = io.BytesIO()
        lamp_post(2048, 1536).save(out, "JPEG")
        clean = CleanPhoto(out.getvalue(), 2048, 1536, CameraFacts())
    kept = desk.services.photos.take_in(clean)
    desk.seen(ago, street, photos=((kept.file_id, ""),))
    return kept.file_id


def opened(room: Room, qtbot: QtBot, folder: Path) -> DigestDialog:
    """Return the dialog of this month's digest, on show, its file made."""
    dialog = DigestDialog(room.around)
    qtbot.addWidget(dialog)
    turn_to(dialog, MONTH)
    dialog._folder = folder
    dialog.show()
    dialog._prepare()
    room.settle()
    return dialog


def turn_to(dialog: DigestDialog, period: Period) -> None:
    """Choose a period, as somebody does who types it."""
    dialog.period.set_period(period)
    dialog.period.period_chosen.emit(period)


def choose(room: Room, dialog: DigestDialog, *numbers: int, alt: str = "") -> None:
    """Tick photos of sightings by their numbers."""

    def answer(shown: QDialog) -> None:
        assert isinstance(shown, DigestPhotosDialog)
        room.settle()
        assert not any(row.check.isChecked() for row in shown.rows)
        for row in shown.rows:
            if row.photo.number in numbers:
                row.check.setChecked(True)
                row.alt_edit.setText(alt or row.alt_edit.text())
        shown.take_button.click()

    in_dialog(dialog.photos_button.click, answer)
    dialog._prepare()
    room.settle()


def save(room: Room, dialog: DigestDialog) -> bytes:
    """Save what is on show and return the file."""
    dialog.save()
    room.settle()
    assert dialog.saved is not None
    return dialog.saved.read_bytes()


def figures(pdf: bytes) -> list[str]:
    """Return what the figures of a tagged PDF say they show."""
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as document:
        found = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        return [str(one.Alt) for one in found if one.get("/S") == "/Figure"]


def pictures(pdf: bytes) -> list[Image.Image]:
    """Return the pictures in a PDF as another program takes them out."""
    reader = PdfReader(io.BytesIO(pdf))
    return [Image.open(io.BytesIO(one.data)) for page in reader.pages for one in page.images]


def test_no_photo_goes_out_by_itself(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    with_photo(room.desk, 1, "Goswell Road")
    dialog = opened(room, qtbot, tmp_path)
    assert dialog.photos_label.text() == "No photo goes in."
    data = save(room, dialog)
    assert figures(data) == []
    assert pictures(data) == []


def test_a_ticked_photo_stands_in_the_pdf_smaller_with_its_words_and_nothing_of_the_camera(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    photo = camera_photo(lamp_post(2600, 1950))
    kept = with_photo(room.desk, 1, "12 Goswell Road", photo)
    with_photo(room.desk, 2, "Fann Street")
    dialog = opened(room, qtbot, tmp_path)
    choose(room, dialog, 1)
    assert dialog.photos_label.text() == "1 photo"
    data = save(room, dialog)
    assert figures(data) == ["Photo of a sticker in Goswell Road"]
    assert [max(one.size) for one in pictures(data)] == [1280]
    for words in TOLD:
        assert words not in data
    assert check(data).problems == []
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Sticker, Goswell Road, 21 Nov 2026" in text
    assert text.count("OFFICIAL") >= len(PdfReader(io.BytesIO(data)).pages)
    newest = audit.records(room.desk.store)[0]
    assert (newest.detail or {})["photos"] == [kept]


def test_word_holds_the_photo_with_its_words_too(room: Room, qtbot: QtBot, tmp_path: Path) -> None:
    with_photo(room.desk, 1, "Goswell Road")
    dialog = opened(room, qtbot, tmp_path)
    dialog.format_choice.set_value("word")
    dialog._format_chosen()
    choose(room, dialog, 1, alt="Two round stickers on a lamp post")
    document = docx.Document(io.BytesIO(save(room, dialog)))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "Two round stickers on a lamp post"
    (part,) = [one for one in document.part.package.iter_parts() if "/media/" in one.partname]
    with Image.open(io.BytesIO(part.blob)) as picture:
        assert (picture.format, max(picture.size)) == ("JPEG", 1280)
        assert not picture.getexif()
    assert shape.width <= document.sections[0].page_width


def test_another_period_lets_the_photos_of_this_one_go(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    with_photo(room.desk, 1, "Goswell Road")
    dialog = opened(room, qtbot, tmp_path)
    choose(room, dialog, 1)
    before = Period(MONTH.first.replace(month=9), MONTH.first.replace(month=9, day=30))  # type: ignore[union-attr]
    turn_to(dialog, before)
    assert dialog.wish().photos == ()
    assert not dialog.photos_button.isEnabled()
    assert dialog.photos_label.text() == "No photo was kept in the period."


def test_a_photo_taken_off_meanwhile_is_left_out_and_said(
    room: Room, qtbot: QtBot, tmp_path: Path
) -> None:
    with_photo(room.desk, 1, "Goswell Road")
    dialog = opened(room, qtbot, tmp_path)
    choose(room, dialog, 1)
    room.desk.services.sightings.change(
        room.desk.services.sightings.between(TODAY.replace(day=1), TODAY)[0].id,
        NewSighting("sticker", TODAY, street="Goswell Road"),
    )
    dialog._prepare()
    room.settle()
    assert "A photo of sighting 1 is left out" in dialog.form.warning_banner.text()
    assert figures(save(room, dialog)) == []


def test_the_officer_is_told_to_look_and_a_name_in_the_words_is_warned_of(
    room: Room, qtbot: QtBot
) -> None:
    with_photo(room.desk, 1, "Goswell Road")
    photos = room.desk.services.digests.photos(DigestWish(MONTH))
    dialog = DigestPhotosDialog(room.around, photos, ())
    qtbot.addWidget(dialog)
    dialog.show()
    room.settle()
    assert "Look at each photo before you tick it" in dialog.banner.text()
    assert "The desk does not look for them" in dialog.banner.text()
    (row,) = dialog.rows
    assert not row.alt_edit.isEnabled()
    row.check.setChecked(True)
    assert dialog.footer_note.text() == "1 ticked"
    row.alt_edit.setText("Sticker held by Peter Marlowe")
    assert "Peter Marlowe" in row._warning.text()


def test_no_more_photos_are_ticked_than_a_mailbox_takes(room: Room, qtbot: QtBot) -> None:
    for shade in range(MOST_PHOTOS + 2):
        out = io.BytesIO()
        Image.new("RGB", (40, 30), (shade * 9, 40, 40)).save(out, "JPEG")
        photo = CleanPhoto(out.getvalue(), 40, 30, CameraFacts())
        kept = room.desk.services.photos.take_in(photo)
        room.desk.seen(1, photos=((kept.file_id, ""),))
    photos = room.desk.services.digests.photos(DigestWish(MONTH))
    dialog = DigestPhotosDialog(room.around, photos, ())
    qtbot.addWidget(dialog)
    dialog.show()
    room.settle()
    assert dialog.more_button.text() == "Show 2 more of 2"
    dialog.more_button.click()
    room.settle()
    assert not dialog.more_button.isVisible()
    for row in dialog.rows:
        row.check.setChecked(True)
    assert len(dialog.chosen()) == MOST_PHOTOS
    assert "24 photos at most" in dialog.banner.text()
