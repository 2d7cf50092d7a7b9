"""From a photo as somebody took it to the picture alone: the part that runs in our own process."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from prevent_desk.community.model.photos import MOST_BYTES, CameraFacts, CleanPhoto
from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.core.kept_file import file_name
from prevent_desk.workers import child
from prevent_desk.workers.child import Report, StopAsked
from prevent_desk.workers.limits import Limits

TARGET = "prevent_desk.community.reading.sighting_photo_inside:clean"
FOR_PAPER = "prevent_desk.community.reading.sighting_photo_inside:for_paper"
LIMITS = Limits(memory_bytes=900 * 2**20, seconds=30.0, answer_bytes=16 * 2**20)
PAPER_LIMITS = Limits(memory_bytes=900 * 2**20, seconds=60.0, answer_bytes=32 * 2**20)

_JPEG = "Save it as JPEG (.jpg), and add it again."
_WHY = {
    "heic": (
        "“{0}” is a photo in Apple’s format HEIC, which cannot be read here.",
        "On the telephone choose Settings, Camera, Formats, Most compatible; or open it, "
        "save it as JPEG, and add that.",
        "PD-381",
    ),
    "too_large": (
        "“{0}” is too large a picture to be read.",
        "Add a smaller copy of it.",
        "PD-382",
    ),
    "not_a_photo": ("“{0}” is no photo that can be read.", _JPEG, "PD-383"),
}


def clean(
    data: bytes,
    name: str,
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> CleanPhoto:
    """Return the picture alone, read by a limited child; some hundred milliseconds.

    Args:
        data: The file as it came; it is not kept anywhere.
        name: As the person knows it, for refusals.
        report: Told of progress.
        stopped: Asked whether it is still wanted.

    Raises:
        Refused: It is no photo that can be read: one sentence, a code.
        Stopped: `stopped` said so.
    """
    shown = file_name(name)
    if len(data) > MOST_BYTES:
        raise _refused("too_large", shown)
    try:
        answer = json.loads(child.run(TARGET, data, limits=LIMITS, report=report, stopped=stopped))
        if why := answer.get("refused"):
            raise _refused(str(why), shown)
        place = answer["place"]
        taken = str(answer["taken"])
        north, east = (float(place[0]), float(place[1])) if place else (None, None)
        return CleanPhoto(
            base64.b64decode(answer["photo"], validate=True),
            int(answer["width"]),
            int(answer["height"]),
            CameraFacts(
                north,
                east,
                datetime.fromisoformat(taken) if taken else None,
                tuple(str(one) for one in answer["removed"]),
            ),
        )
    except Refused as refused:
        if refused.code in {code for _what, _next, code in _WHY.values()}:
            raise
        raise _refused("too_large", shown) from refused
    except (DeskError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise _refused("not_a_photo", shown) from error


def for_paper(
    photos: Mapping[int, bytes],
    *,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> dict[int, bytes]:
    """Return kept photos written anew for a paper, by their file; unreadable ones are left out.

    Args:
        photos: Bytes by file, as they are kept.
        report: Told of progress.
        stopped: Asked whether it is still wanted.

    Raises:
        Stopped: `stopped` said so.
    """
    if not photos:
        return {}
    given = [base64.b64encode(one).decode("ascii") for one in photos.values()]
    payload = json.dumps({"photos": given}).encode()
    answer = json.loads(
        child.run(FOR_PAPER, payload, limits=PAPER_LIMITS, report=report, stopped=stopped)
    )
    made = [base64.b64decode(one) for one in answer["photos"]]
    return {key: one for key, one in zip(photos, made, strict=True) if one}


def bytes_of(path: Path) -> bytes:
    """Return a photo's bytes, at most one more than are looked at.

    Raises:
        Refused: It cannot be opened.
    """
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Refused(
            f"“{path.name}” cannot be opened.",
            next_step="Check that it is there and that you may read it.",
            code="PD-384",
        ) from error


def _refused(why: str, name: str) -> Refused:
    what, next_step, code = _WHY.get(why, _WHY["not_a_photo"])
    return Refused(what.format(name), next_step=next_step, code=code)
