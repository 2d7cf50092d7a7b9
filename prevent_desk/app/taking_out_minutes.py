"""Minutes taken out by a command: of what was sealed, or of the draft, PDF or Word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_desk.app.marked import count, marking_of, next_id
from prevent_desk.app.services import Services
from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused
from prevent_desk.exports import files
from prevent_desk.exports.pdf.made import Made
from prevent_desk.panels.exports.targets import MINUTES_PDF, MINUTES_WORD
from prevent_desk.workers import child


@dataclass(frozen=True, slots=True)
class MinutesOrder:
    """What is to be taken out: the minutes of the panel of a day, "26 nov 2025"."""

    meeting: str
    to: Path
    marking: str = ""


def take_out_minutes(services: Services, order: MinutesOrder) -> list[str]:
    """Write the minutes and return what could not be printed as written, in sentences.

    Raises:
        DeskError: No panel was held on that day, or the file cannot be written; none is left.
    """
    marking = marking_of(services, order.marking)
    suffix = order.to.suffix.casefold()
    if suffix not in {".pdf", ".docx"}:
        raise Refused(f"“{order.to.name}” does not end in .pdf or .docx.", next_step="Name it so.")
    day = parse_date(order.meeting, services.clock.today())
    minutes = services.panels.minutes
    held = [one for one in minutes.all() if one.meeting.starts.date() == day]
    if not held:
        raise Refused(f"No panel was held on {day:%d/%m/%Y}.", next_step="Give the day of a panel.")
    export_id = next_id(services)
    meeting_id, practice = held[0].meeting.id, services.desk.practice
    paper = minutes.paper(meeting_id, export_id, marking=marking, practice=practice)
    if suffix == ".pdf":
        made = Made.unpacked(child.run(MINUTES_PDF, (paper,)))
    else:
        template = services.panels.templates.content()
        made = Made.unpacked(child.run(MINUTES_WORD, (paper, template)))
    files.save(order.to, made.pdf)
    kind = "minutes" if held[0].sealed is not None else "draft minutes"
    minutes.note_export(meeting_id, export_id, marking, kind)
    count(services)
    return list(made.warnings)
