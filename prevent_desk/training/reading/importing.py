"""From a file on disk to the rows of a list: the part that runs in our own process."""

from __future__ import annotations

from pathlib import Path

from prevent_desk.readers import asking, refusals
from prevent_desk.readers.refusals import About, refusal
from prevent_desk.training.model.importing import FileRow, ListFile
from prevent_desk.workers.child import Report, StopAsked

TARGET = "prevent_desk.training.reading.importing_inside:read"


def read_list_file(
    path: Path,
    *,
    password: str = "",
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> ListFile:
    """Read a staff list or completions from a workbook or CSV, in a limited child.

    Nothing of it is in the desk yet.

    Raises:
        Refused: It is none, damaged, huge or not safe, or needs a password: one sentence, a code.
        Stopped: `stopped` said so.
    """
    return list_of(
        asking.bytes_of(path), path.name, password=password, report=report, stopped=stopped
    )


def list_of(
    data: bytes,
    name: str,
    *,
    password: str = "",
    report: Report | None = None,
    stopped: StopAsked | None = None,
) -> ListFile:
    """Read the bytes of a list; see `read_list_file`."""
    answer = asking.ask_of(
        data, name, TARGET, password=password, report=report, stopped=stopped, about=About.LIST
    )
    try:
        return ListFile(
            name,
            tuple(str(heading) for heading in answer["headings"]),
            tuple(
                FileRow(
                    str(place), tuple(str(cell) for cell in cells),
                    frozenset(int(one) for one in unknown), str(broken),
                )
                for place, cells, unknown, broken in answer["rows"]
            ),
            tuple(str(note) for note in answer["notes"]),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError) as error:
        raise refusal(refusals.DAMAGED, name, About.LIST) from error
