"""What the limited child does with a photo: decode it, turn it upright, write it anew, as JSON.

What is written is a picture made from nothing but pixels: no place, time, camera, thumbnail,
comment or colour profile of the file can be in it, known to us or not.
"""

from __future__ import annotations

import base64
import json
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms, ImageOps

from prevent_desk.community.model.photos import KINDS, MOST_SIDE, PAPER_SIDE
from prevent_desk.workers.child import Report

MOST_PIXELS = 50_000_000
"""Of a picture that is decoded whole: three bytes each, and the same again turned upright."""
MOST_JPEG_PIXELS = 250_000_000
"""A JPEG is decoded at a fraction of its size."""
_QUALITY = 85
_GPS, _EXIF = 0x8825, 0x8769
_ORIENTED = 0x0112
_MADE_BY = (0x010F, 0x0110, 0x0131)
_WORDS = (0x010E, 0x013B, 0x8298, 0x9C9B, 0x9C9C, 0x9C9D, 0x9C9E, 0x9C9F)
_TAKEN = (0x9003, 0x9004)
_CHANGED = 0x0132

NOT_A_PHOTO, TOO_LARGE, HEIC = "not_a_photo", "too_large", "heic"
"""Why a file is refused; the words are our side's."""

_HEIF = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"hevx", b"mif1", b"msf1")


def clean(payload: bytes, _report: Report | None = None) -> bytes:
    """Return `{"photo": base64, "width", "height", "place", "taken", "removed"}`, as JSON.

    A file that is none that is let in: `{"refused": why}`.
    """
    return json.dumps(_told(payload)).encode()


def for_paper(payload: bytes, report: Report | None = None) -> bytes:
    """Return `{"photos": [base64, …]}`, as JSON, of the same: each small enough for a paper.

    A picture that cannot be read becomes "".
    """
    given = json.loads(payload)["photos"]
    made = []
    for number, one in enumerate(given, 1):
        if report is not None:
            report(number, len(given), "Photo")
        made.append(_smaller(base64.b64decode(one)))
    return json.dumps({"photos": made}).encode()


def _smaller(data: bytes) -> str:
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as picture:
            picture.draft("RGB", (PAPER_SIDE, PAPER_SIDE))
            shown = picture.convert("RGB")
        shown.thumbnail((PAPER_SIDE, PAPER_SIDE), Image.Resampling.LANCZOS)
        return str(_written(shown)["photo"])
    except Exception:  # noqa: BLE001 - decoders fail in many ways, and say what is in the file
        return ""


def _told(data: bytes) -> dict[str, Any]:
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF:
        return {"refused": HEIC}
    # Our own limits, by what the file's header says, before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(data), formats=KINDS) as picture:
            most = MOST_JPEG_PIXELS if picture.format == "JPEG" else MOST_PIXELS
            if picture.width * picture.height > most:
                return {"refused": TOO_LARGE}
            camera = _camera(picture)
            upright = _upright(picture)
    except MemoryError:
        return {"refused": TOO_LARGE}
    except Exception:  # noqa: BLE001 - decoders fail in many ways, and say what is in the file
        return {"refused": NOT_A_PHOTO}
    return {**_written(upright), **camera}


def _upright(picture: Image.Image) -> Image.Image:
    """Return the picture as it is meant to be seen, in the colours of a screen."""
    profile = picture.info.get("icc_profile")
    if picture.format == "JPEG":
        picture.draft("RGB", (MOST_SIDE, MOST_SIDE))
    picture.load()
    # Larger than it will be kept, it need not be turned.
    shown: Image.Image = picture
    if max(picture.size) > MOST_SIDE:
        shown = picture.copy() if picture.mode in {"RGB", "L"} else _plain(picture)
        shown.thumbnail((MOST_SIDE, MOST_SIDE), Image.Resampling.LANCZOS)
        orientation = picture.getexif().get(_ORIENTED)
        if orientation is not None:
            shown.getexif()[_ORIENTED] = orientation
    shown = ImageOps.exif_transpose(shown)
    if profile and shown.mode in {"RGB", "CMYK", "L"}:
        # A profile that cannot be read changes the colours a little; the picture matters more.
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            turned = ImageCms.profileToProfile(
                shown, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            shown = turned if turned is not None else shown
    return _plain(shown)


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in red, green and blue; what is clear becomes white."""
    if picture.mode == "RGB":
        return picture
    if picture.mode.startswith("I;16"):
        # Sixteen bits of grey: Pillow would cut them off instead of scaling them.
        picture = picture.point(lambda value: value / 256).convert("L")
    if "A" in picture.getbands() or "transparency" in picture.info:
        with_alpha = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(with_alpha, mask=with_alpha.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _written(picture: Image.Image) -> dict[str, Any]:
    # A picture of its own: whatever else hangs on the old one stays behind with it.
    fresh = Image.new("RGB", picture.size)
    fresh.paste(picture)
    out = BytesIO()
    fresh.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return {
        "photo": base64.b64encode(out.getvalue()).decode("ascii"),
        "width": fresh.width,
        "height": fresh.height,
    }


def _camera(picture: Image.Image) -> dict[str, Any]:
    """Return what the file says besides the picture; whatever cannot be read is not told."""
    place, taken, removed = None, "", []
    with suppress(Exception):
        exif = picture.getexif()
        inner = exif.get_ifd(_EXIF)
        gps = exif.get_ifd(_GPS)
        if gps:
            removed.append("the place it was taken")
        place = _place(gps)
        taken = _moment(next((inner[tag] for tag in _TAKEN if tag in inner), ""))
        if taken or _CHANGED in exif:
            removed.append("the day and time")
        if any(tag in exif for tag in _MADE_BY) or 0x927C in inner:
            removed.append("what took it")
        if any(tag in exif for tag in _WORDS) or 0x9286 in inner:
            removed.append("words")
        # The second image of a JPEG's EXIF is a small copy, as the photo was before it was cut.
        if exif.get_ifd(1):
            removed.append("a small copy of it")
    if any(picture.info.get(key) for key in ("xmp", "photoshop", "comment", "XML:com.adobe.xmp")):
        removed.append("notes of programs")
    return {"place": place, "taken": taken, "removed": removed}


def _place(gps: dict[int, Any]) -> list[float] | None:
    try:
        north, east = _degrees(gps[2]), _degrees(gps[4])
        if str(gps.get(1, "N")).upper().startswith("S"):
            north = -north
        if str(gps.get(3, "E")).upper().startswith("W"):
            east = -east
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    # Cameras without a fix write zeros, or not-a-number.
    if not (-90 <= north <= 90 and -180 <= east <= 180) or (north == 0 and east == 0):
        return None
    return [round(north, 6), round(east, 6)]


def _degrees(parts: Any) -> float:  # noqa: ANN401 - as the file has it
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _moment(text: Any) -> str:  # noqa: ANN401 - as the file has it
    try:
        moment = datetime.strptime(str(text).strip("\0 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return ""
    return moment.isoformat()
