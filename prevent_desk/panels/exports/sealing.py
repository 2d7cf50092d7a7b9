"""Sealing minutes from one end to the other: told, printed in child processes, sealed."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports.pdf.made import Made
from prevent_desk.panels.exports.targets import MINUTES_PDF, MINUTES_WORD
from prevent_desk.panels.model.sealing import Approval
from prevent_desk.panels.service import PanelServices
from prevent_desk.workers import child
from prevent_desk.workers.child import Report, StopAsked

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""


def seal(
    services: PanelServices,
    meeting_id: int,
    approval: Approval,
    *,
    practice: bool,
    make: Make = child.run,
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> tuple[int, tuple[str, ...]]:
    """Seal the minutes of a meeting; return their key, and what could not be printed as written.

    Args:
        services: Of panels.
        meeting_id: The meeting.
        approval: Who approved them, when and how.
        practice: Whether the desk is for practice, which the papers say.
        make: Makes the papers; replaced in tests.
        report: Told of progress.
        stopped: Asked whether it is still wanted; nothing is sealed then.

    Raises:
        Refused: They cannot be sealed, or changed meanwhile; nothing was sealed.
        Stopped: `stopped` said so.
    """
    prepared = services.minutes.to_seal(meeting_id, approval, practice=practice)
    template = services.templates.content()
    pdf = Made.unpacked(make(MINUTES_PDF, (prepared.paper,), report=report, stopped=stopped))
    word = Made.unpacked(
        make(MINUTES_WORD, (prepared.paper, template), report=report, stopped=stopped)
    )
    if stopped is not None and stopped():
        raise StoppedError
    sealed = services.minutes.seal(prepared, pdf.pdf, word.pdf)
    return sealed, tuple(dict.fromkeys((*pdf.warnings, *word.warnings)))
