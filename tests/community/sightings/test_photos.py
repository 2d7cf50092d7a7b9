"""A photo is kept as the picture alone: what its camera knew is told once, and is nowhere after."""

from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image, ImageStat
from sqlalchemy import select, text

from prevent_desk.community.model.photos import MOST_SIDE
from prevent_desk.community.model.sightings import NewSighting
from prevent_desk.community.reading import sighting_photo, sighting_reports
from prevent_desk.core.errors import Refused
from prevent_desk.store.attachments import FileTable
from tests.community.photos import NORTH, TOLD, WEST, camera_photo, lamp_post
from tests.community.sightings.desks import TODAY, Desk

SEGMENTS = (b"\xff\xe1", b"\xff\xe2", b"\xff\xed", b"\xff\xfe")
"""Markers of a JPEG that hold EXIF and XMP, profiles, Photoshop's notes, comments."""


def says_nothing(content: bytes) -> None:
    """Assert that a JPEG holds a picture and nothing else."""
    for told in TOLD:
        assert told not in content
    head = content[: content.index(b"\xff\xda")]
    for marker in SEGMENTS:
        assert marker not in head
    with Image.open(BytesIO(content)) as picture:
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_place_is_told_once_and_is_not_in_the_picture() -> None:
    clean = sighting_photo.clean(camera_photo(), "IMG_0042.jpg")
    says_nothing(clean.content)
    assert (clean.camera.latitude, clean.camera.longitude) == (NORTH, WEST)
    assert str(clean.camera.taken) == "2026-11-22 07:50:12"
    assert clean.camera.removed[0] == "the place it was taken"


@pytest.mark.parametrize("fmt", ["PNG", "WEBP", "TIFF"])
def test_so_it_is_of_other_kinds_of_files(fmt: str) -> None:
    clean = sighting_photo.clean(camera_photo(fmt=fmt), f"photo.{fmt.lower()}")
    says_nothing(clean.content)
    assert clean.camera.latitude == NORTH


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_upright_before_what_says_so_is_gone(orientation: int) -> None:
    upright = Image.new("RGB", (120, 80), "white")
    upright.paste((200, 20, 20), (0, 0, 40, 30))
    turned = {
        1: upright,
        2: upright.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        3: upright.transpose(Image.Transpose.ROTATE_180),
        4: upright.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
        5: upright.transpose(Image.Transpose.TRANSPOSE),
        6: upright.transpose(Image.Transpose.ROTATE_90),
        7: upright.transpose(Image.Transpose.TRANSVERSE),
        8: upright.transpose(Image.Transpose.ROTATE_270),
    }[orientation]
    clean = sighting_photo.clean(camera_photo(turned, orientation=orientation), "turned.jpg")
    assert (clean.width, clean.height) == (120, 80)
    with Image.open(BytesIO(clean.content)) as found:
        red, green, _blue = ImageStat.Stat(found.crop((5, 5, 35, 25))).mean
        assert red > 170
        assert green < 70


def test_a_large_photo_is_kept_smaller_and_as_upright() -> None:
    large = camera_photo(lamp_post(4000, 3000), orientation=6)
    clean = sighting_photo.clean(large, "large.jpg")
    assert (clean.width, clean.height) == (MOST_SIDE * 3 // 4, MOST_SIDE)
    says_nothing(clean.content)


def test_what_is_clear_becomes_white_and_not_black() -> None:
    out = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    clean = sighting_photo.clean(out.getvalue(), "clear.png")
    with Image.open(BytesIO(clean.content)) as found:
        assert min(ImageStat.Stat(found).mean) > 250


@pytest.mark.parametrize("kind", ["MPO", "CMYK", "GIF"])
def test_the_first_picture_of_an_odd_file_is_kept_and_nothing_else(kind: str) -> None:
    stream, red = BytesIO(), Image.new("RGB", (60, 40), "red")
    blue = Image.new("RGB", (60, 40), "blue")
    with Image.open(BytesIO(camera_photo())) as photo:
        told = photo.info["exif"]
    if kind == "CMYK":
        Image.new("CMYK", (60, 40), (0, 255, 255, 0)).save(stream, "JPEG", exif=told)
    elif kind == "MPO":
        red.save(stream, "MPO", save_all=True, append_images=[blue], exif=told)
    else:
        red.save(stream, "GIF", save_all=True, append_images=[blue], comment=TOLD[0])
    clean = sighting_photo.clean(stream.getvalue() + TOLD[0], f"odd.{kind.lower()}")
    says_nothing(clean.content)
    with Image.open(BytesIO(clean.content)) as picture:
        assert getattr(picture, "n_frames", 1) == 1
        red_part, green, blue_part = ImageStat.Stat(picture).mean
    assert red_part > 240
    assert max(green, blue_part) < 15


def test_sixteen_bits_of_grey_stay_the_grey_they_are() -> None:
    stream = BytesIO()
    Image.new("I;16", (60, 40), 40_000).save(stream, "PNG")
    clean = sighting_photo.clean(stream.getvalue(), "scan.png")
    with Image.open(BytesIO(clean.content)) as picture:
        assert ImageStat.Stat(picture.convert("L")).mean[0] == pytest.approx(156, abs=2)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_1.HEIC", "HEIC, which cannot be read here"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "IMG_2.avif", "is no photo that can be read"),
        (b"", "empty.jpg", "is no photo"),
        (b"%PDF-1.7 no", "paper.jpg", "is no photo"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg", "is no photo"),
        (b"\xff\xd8\xff\xe0 cut", "cut.jpg", "is no photo"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(data: bytes, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        sighting_photo.clean(data, name)
    assert name in refused.value.what
    assert refused.value.next_step


def test_a_picture_that_unpacks_to_gigabytes_is_refused_unread() -> None:
    out = BytesIO()
    Image.new("1", (8, 8)).save(out, "PNG")
    png = bytearray(out.getvalue())
    # Its header says 30,000 by 30,000: nothing of it need be there for a reader to ask for memory.
    png[16:24] = (30_000).to_bytes(4, "big") * 2
    png[29:33] = zlib.crc32(png[12:29]).to_bytes(4, "big")
    with pytest.raises(Refused, match="too large"):
        sighting_photo.clean(bytes(png), "bomb.png")


def test_the_vault_holds_the_picture_alone_whichever_way_it_came(
    desk: Desk, tmp_path: Path
) -> None:
    """The done-line: a photo with a place comes back from the vault and every export without it."""
    typed = desk.services.photos.take_in(sighting_photo.clean(camera_photo(), "a.jpg"))
    desk.services.sightings.add(
        NewSighting("sticker", TODAY, street="Goswell Road", photos=((typed.file_id, "post"),))
    )
    # Another picture: equal bytes are kept once, and would prove nothing.
    by_mail = camera_photo(lamp_post(900, 700))
    report = sighting_reports.read_bytes(_mail_with(by_mail), "report.eml")
    lines = desk.services.sighting_reports.preview(report)
    desk.services.sighting_reports.take_in(report, lines)
    with desk.store.reading() as session:
        kept = list(session.scalars(select(FileTable.content)))
        tables = session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%_fts%'")
        ).all()
        rows = [
            repr(row) for name in tables for row in session.execute(text(f'SELECT * FROM "{name}"'))
        ]
    assert len(kept) == 2
    for content in kept:
        says_nothing(content)
    everything = "\n".join(rows)
    assert "Goswell Road" in everything
    for word in ("SpyCam", "Zebedee", "IMG_0042", "07:50:12"):
        assert word not in everything
    _nothing_in_exports(desk, tmp_path)


def _mail_with(photo: bytes) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"] = "wardens@city.example", "Graffiti"
    message["Date"] = "Sun, 22 Nov 2026 08:15:00 +0000"
    message.set_content("Graffiti in Fann Street this morning.\n\nKind regards\nZebedee Quark")
    message.add_attachment(photo, maintype="image", subtype="jpeg", filename="IMG_0042.jpg")
    return message.as_bytes()


def _nothing_in_exports(desk: Desk, tmp_path: Path) -> None:
    from prevent_desk.community.exports.digest import Imprint, paper
    from prevent_desk.community.model.digest import DigestWish
    from prevent_desk.logbook.exports import book
    from prevent_desk.logbook.model.period import Period
    from prevent_desk.logbook.model.query import Query
    from prevent_desk.logbook.model.sheet import LogSheet
    from prevent_desk.readers import shipped
    from prevent_desk.referrals.exports import paper_pdf, paper_word

    services, now = desk.services, desk.clock.now()
    wish = DigestWish(Period(TODAY.replace(day=1), TODAY))
    told, _left_out = paper(
        wish, services.digests.gather(wish), shipped.vocabularies(),
        Imprint("OFFICIAL", "PD-E-0001", TODAY, now, False),
    )  # fmt: skip
    log = services.sighting_log
    columns = log.sheet()
    sheet = LogSheet(
        log.title, [], [(one.heading, one.width) for one in columns],
        [[one.text(record) for one in columns] for record in log.everything(Query())],
        "sightings", "OFFICIAL", "PD-E-0002", TODAY, now, False,
    )  # fmt: skip
    made = [paper_pdf.write(told).pdf, paper_word.write(told).pdf, book.write(sheet)]
    assert made[0].startswith(b"%PDF-")
    for data in made:
        for word in (b"SpyCam", b"Zebedee", b"GPSLatitude", b"51.523167"):
            assert word not in data
    for data in made[1:]:
        with ZipFile(BytesIO(data)) as archive:
            inside = b"".join(archive.read(name) for name in archive.namelist())
        for word in (b"SpyCam", b"Zebedee", b"GPSLatitude", b"51.523167"):
            assert word not in inside


def test_only_what_the_officer_takes_over_becomes_the_place(desk: Desk) -> None:
    photo = desk.services.photos.take_in(sighting_photo.clean(camera_photo(), "a.jpg"))
    key = desk.services.sightings.add(
        NewSighting("sticker", TODAY, street="Goswell Road", photos=((photo.file_id, ""),))
    )
    one = desk.services.sightings.one(key)
    assert (one.latitude, one.longitude) == (None, None)
    assert one.photos[0].file.name == "sighting-photo.jpg"
