"""What the limited child does: a file's bytes to a plan as read, answered as JSON."""

from __future__ import annotations

from prevent_desk.plan.reading import wire
from prevent_desk.plan.reading.layout import draft_of
from prevent_desk.readers import opening, refusals
from prevent_desk.readers.refusals import refusal
from prevent_desk.workers.child import Report


def read(payload: bytes, report: Report | None = None) -> bytes:
    """Return the plan in a file, as JSON.

    Args:
        payload: As for `opening.read`.
        report: Told of each of two steps.

    Raises:
        Refused: It is no file that can be read, or no plan; with a code of `refusals`.
    """
    if report is not None:
        report(0, 2, "Reading the file")
    book = opening.read(payload)
    if report is not None:
        report(1, 2, "Looking for the plan in it")
    draft = draft_of(book)
    if draft is None:
        raise refusal(refusals.NOT_A_PLAN)
    return wire.packed(draft)
