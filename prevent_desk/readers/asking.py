"""Having a file read by a limited child: what goes in, what comes back, what a failure means."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from prevent_desk.core.errors import DeskError, Refused
from prevent_desk.readers import guard, handed, refusals
from prevent_desk.readers.refusals import About, as_refusal, refusal
from prevent_desk.workers import child
from prevent_desk.workers.child import Report, StopAsked
from prevent_desk.workers.limits import Limits
from prevent_desk.workers.several import run_each

LIMITS = Limits(memory_bytes=600 * 2**20, seconds=20.0, answer_bytes=32 * 2**20)


def ask(
    path: Path,
    target: str,
    *,
    password: str = "",
    limits: Limits = LIMITS,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> Any:  # noqa: ANN401 - JSON, to be checked by whoever asked
    """Have a file read by a function of ours in a limited child; return its JSON answer.

    Args:
        path: The file.
        target: As for `workers.child.run`; it is given a payload for `opening.read`, and answers
            with JSON.
        password: What opens the file; "" where none is known. Without one, a file that needs it is
            refused as `refusals.PASSWORD`; with a wrong one as `refusals.WRONG_PASSWORD`.
        limits: What the child may use.
        report: Told of progress.
        stopped: Asked whether the reading is still wanted.

    Raises:
        Refused: One of `refusals`, whatever went wrong in the child.
        Stopped: `stopped` said so.
    """
    data = bytes_of(path)
    return ask_of(
        data, path.name, target, password=password, limits=limits, report=report, stopped=stopped
    )


def ask_of(
    data: bytes,
    name: str,
    target: str,
    *,
    password: str = "",
    limits: Limits = LIMITS,
    report: Report | None = None,
    stopped: StopAsked | None = None,
    about: About = About.PLAN,
) -> Any:  # noqa: ANN401 - JSON, to be checked by whoever asked
    """Have the bytes of a file read as `ask` has a file.

    Args:
        data: Its bytes.
        name: What refusals call it.
        target: As for `ask`.
        password: As for `ask`.
        limits: As for `ask`.
        report: As for `ask`.
        stopped: As for `ask`.
        about: What it is hoped to be; a plan has to begin like a workbook or a document, what
            anything else is, its reader looks at.
    """
    if len(data) > guard.MOST_BYTES:
        raise refusal(refusals.TOO_LARGE, name, about)
    if about is About.PLAN and not guard.starts_well(data):
        raise refusal(refusals.NOT_A_WORKBOOK, name)
    payload = handed.pack(data, password)
    try:
        answer = child.run(target, payload, limits=limits, report=report, stopped=stopped)
        return json.loads(answer)
    except DeskError as error:
        raise as_refusal(error, name, about) from error
    except (ValueError, RecursionError) as error:
        raise refusal(refusals.DAMAGED, name, about) from error


def ask_each(
    several: Sequence[tuple[str, bytes]],
    target: str,
    about: About,
    *,
    password: str = "",
    limits: Limits = LIMITS,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> list[Any | Refused]:
    """Have several files read in turn by as few limited children as it takes.

    Args:
        several: Name and bytes of each.
        target: As for `ask`.
        about: As for `ask_of`.
        password: What opens those that are locked; as for `ask`.
        limits: What each file may use.
        report: Told how many are read.
        stopped: As for `ask`.

    Returns:
        For each in order its JSON answer, or why there is none, as one of `refusals`.

    Raises:
        Stopped: `stopped` said so.
    """
    found: list[Any | Refused] = []
    small = [
        handed.pack(data, password) for _name, data in several if len(data) <= guard.MOST_BYTES
    ]
    with closing(run_each(target, small, held_to=limits, stopped=stopped)) as answers:
        for place, (name, data) in enumerate(several):
            if report is not None:
                report(place, len(several), "Reading")
            if len(data) > guard.MOST_BYTES:
                found.append(refusal(refusals.TOO_LARGE, name, about))
            else:
                found.append(_answer(next(answers), name, about))
    return found


def _answer(answer: bytes | DeskError, name: str, about: About) -> Any | Refused:  # noqa: ANN401
    if isinstance(answer, DeskError):
        return as_refusal(answer, name, about)
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        return refusal(refusals.DAMAGED, name, about)


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes, at most as many as may be read.

    Raises:
        Refused: It cannot be opened, or is too large.
    """
    try:
        with path.open("rb") as stream:
            # One byte more than allowed is enough to know.
            data = stream.read(guard.MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise refusal(refusals.CANNOT_OPEN, path.name) from error
    if len(data) > guard.MOST_BYTES:
        raise refusal(refusals.TOO_LARGE, path.name)
    return data
