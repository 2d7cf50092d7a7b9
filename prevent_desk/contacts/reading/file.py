"""From a file on disk to rows of contacts: the part that runs in our own process."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.contacts.model.import_rows import ContactFile, FileRow
from prevent_desk.readers import asking, refusals
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.workers.child import Report, StopAsked

TARGET = "prevent_desk.contacts.reading.inside:read"


def read_contact_file(
    path: Path,
    *,
    password: str = "",
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> ContactFile:
    """Read contacts from a workbook, CSV or vCards, in a limited child.

    Nothing of it is in the desk yet.

    Raises:
        Refused: It is none, damaged, huge or not safe, or needs a password: one sentence, a code.
        Stopped: `stopped` said so.
    """
    answer = asking.ask_of(
        asking.bytes_of(path), path.name, TARGET, password=password, report=report,
        stopped=stopped, about=About.CONTACTS,
    )  # fmt: skip
    try:
        return ContactFile(
            path.name,
            tuple(str(heading) for heading in answer["headings"]),
            tuple(
                FileRow(str(place), tuple(str(cell) for cell in cells))
                for place, cells in answer["rows"]
            ),
            bool(answer["cards"]),
            tuple(str(note) for note in answer["notes"]),
            tuple((str(place), str(why)) for place, why in answer["broken"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise refusal(refusals.DAMAGED, path.name, About.CONTACTS) from error
