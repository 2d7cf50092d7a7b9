"""Papers and invitations of a panel taken out by a command; nothing is sent."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from prevent_desk.app.marked import count, marking_of, next_id
from prevent_desk.app.services import Services
from prevent_desk.core.dates import parse_date
from prevent_desk.core.errors import Refused
from prevent_desk.exports import files, mail
from prevent_desk.exports.pdf.made import Made
from prevent_desk.panels.exports import invitation as letters
from prevent_desk.panels.exports.invitation import ORGANISER
from prevent_desk.panels.exports.targets import PACK
from prevent_desk.panels.model.invitation import About, invitation
from prevent_desk.panels.model.pack import PackWanted
from prevent_desk.panels.model.records import Meeting
from prevent_desk.workers import child


@dataclass(frozen=True, slots=True)
class PanelOrder:
    """What is to be taken out of the panel of a day: "10 dec 2025"; `to` is a file or a folder."""

    meeting: str
    to: Path
    marking: str = ""


def take_out_pack(services: Services, order: PanelOrder) -> list[str]:
    """Write the papers of a panel and return what could not be printed, in sentences.

    Raises:
        DeskError: There is no panel on that day, no case on its agenda, or no file can be written.
    """
    meeting, marking = _meeting(services, order), marking_of(services, order.marking)
    if order.to.suffix.casefold() != ".pdf":
        raise Refused(f"“{order.to.name}” does not end in .pdf.", next_step="Name it so.")
    packs = services.panels.packs
    items = tuple(one.id for one in packs.cases(meeting.id))
    if not items:
        raise Refused("No case is on the agenda.", next_step="Put cases on it first.")
    export_id = next_id(services)
    wanted = PackWanted(meeting.id, items, marking)
    pack = packs.pack(wanted, export_id, practice=services.desk.practice)
    made = Made.unpacked(child.run(PACK, (pack,)))
    files.save(order.to, made.pdf)
    packs.note_export(wanted, export_id)
    count(services)
    return list(made.warnings)


def take_out_invitations(services: Services, order: PanelOrder) -> list[Path]:
    """Write a draft with its calendar file for everybody on the list; return the files.

    That they were asked is not noted: the drafts are not sent by this, and the call-out takes
    cases to the panel, which is done at the desk.

    Raises:
        DeskError: There is no panel on that day, nobody on its list, or no file can be written.
    """
    meeting, marking = _meeting(services, order), marking_of(services, order.marking)
    panels = services.panels
    asked = panels.invitations.of(meeting.id)
    if not asked:
        raise Refused("Nobody is on the list.", next_step="Choose who is asked first.")
    kept = services.settings.get(ORGANISER, {}) or {}
    organiser = (str(kept.get("name", "")), str(kept["email"])) if kept.get("email") else None
    about = About(meeting, panels.agenda.of(meeting.id), marking, practice=services.desk.practice)
    drafts = []
    for one in asked:
        letter = invitation(about, one)
        entry = letters.entry(meeting, services.clock.now(), organiser, one)
        to = (one.name, one.email) if one.email else None
        data = mail.draft(to, letter.subject, letter.text, (letters.attached(entry),))
        drafts.append((letters.file_name(meeting, one), data))
    return files.save_all(order.to, drafts)


def _meeting(services: Services, order: PanelOrder) -> Meeting:
    day = parse_date(order.meeting, services.clock.today())
    for one in services.panels.meetings.all():
        if one.starts.date() == day:
            return one
    raise Refused(f"No panel is planned for {day:%d/%m/%Y}.", next_step="Give the day of a panel.")
