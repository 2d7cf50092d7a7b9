"""Photos as cameras write them: with a place, a time, a maker, a thumbnail, words."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

TOLD = (b"SpyCam", b"SecretModel", b"Zebedee", b"GPSLatitude", b"2026:11:22", b"Exif")
"""What a photo of `camera_photo` says besides the picture; none of it may be found anywhere."""

NORTH, WEST = 51.523167, -0.09875


def lamp_post(width: int = 1200, height: int = 900) -> Image.Image:
    """Return a picture of a lamp post with two stickers."""
    picture = Image.new("RGB", (width, height), (176, 190, 205))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, int(height * 0.7), width, height), fill=(120, 118, 112))
    for left, tone in ((0.05, 150), (0.3, 138), (0.66, 146)):
        x = int(width * left)
        draw.rectangle(
            (x, int(height * 0.15), x + int(width * 0.2), int(height * 0.7)),
            fill=(tone, tone - 8, tone - 16),
        )
    middle = width // 2
    draw.rectangle((middle - 36, 0, middle + 36, height), fill=(62, 66, 72))
    for top in (0.36, 0.55):
        y = int(height * top)
        draw.rectangle((middle - 60, y, middle + 62, y + 110), fill=(240, 240, 236))
        draw.rectangle((middle - 48, y + 14, middle + 50, y + 60), fill=(30, 30, 32))
        draw.line((middle - 44, y + 84, middle + 44, y + 84), fill=(60, 60, 60), width=8)
    return picture


def camera_photo(
    picture: Image.Image | None = None,
    *,
    orientation: int = 1,
    place: bool = True,
    fmt: str = "JPEG",
) -> bytes:
    """Return a photo with everything a telephone writes into it."""
    shown = picture or lamp_post()
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x0110] = "SpyCam", "SecretModel 9"
    exif[0x010E] = "taken by Zebedee Quark"
    exif[0x0132] = "2026:11:22 07:50:12"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:22 07:50:12"
    if place:
        gps = exif.get_ifd(0x8825)
        gps[1], gps[2] = "N", (51.0, 31.0, 23.4)
        gps[3], gps[4] = "W", (0.0, 5.0, 55.5)
    out = BytesIO()
    more = {"comment": b"Zebedee's camera"} if fmt == "JPEG" else {}
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">Zebedee exif:GPSLatitude 51,31.39N</x:xmpmeta>'
    shown.save(out, fmt, exif=exif.tobytes(), xmp=xmp, **more)
    made = out.getvalue()
    assert b"Zebedee" in made
    return made
