"""The papers of a panel: the case papers of its agenda, read one by one, referrers left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_date, say_short
from prevent_desk.panels.model import agenda as points
from prevent_desk.panels.model.invitation import agenda_lines, where
from prevent_desk.panels.model.meeting import say_when
from prevent_desk.panels.model.pack import KIND, CasePaper, Pack, PackWanted
from prevent_desk.panels.model.records import Item, Role
from prevent_desk.panels.service.agenda import Agenda
from prevent_desk.panels.service.invitations import Invitations
from prevent_desk.panels.service.meetings import Meetings
from prevent_desk.referrals.model.papers.wanted import Format, Kind, Wanted
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store import audit
from prevent_desk.store.session import Store

Report = Callable[[int, int, str], None]
_PRACTICE = "Practice desk – all people are invented"


class Packs:
    """Tells what the papers of a panel say, and notes that they were taken out."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        referrals: ReferralServices,
        meetings: Meetings,
        agenda: Agenda,
        invitations: Invitations,
    ) -> None:
        self._store, self._clock, self._referrals = store, clock, referrals
        self._meetings, self._agenda, self._invitations = meetings, agenda, invitations

    def cases(self, meeting_id: int) -> list[Item]:
        """Return the cases of an agenda that have a paper."""
        return [one for one in self._agenda.of(meeting_id) if one.episode_id is not None]

    def pack(
        self, wanted: PackWanted, export_id: str, *, practice: bool, report: Report | None = None
    ) -> Pack:
        """Return the papers of a panel, ready to be printed.

        Each case is a summary by reference: its people and whoever referred it are struck out.

        Args:
            wanted: What goes in.
            export_id: The number of the export.
            practice: Whether the people in this desk are invented.
            report: Told how many cases are read, of how many; what it raises ends the reading.

        Raises:
            Refused: The meeting or a case is no longer there.
        """
        meeting = self._meetings.one(wanted.meeting_id)
        items = self._agenda.of(wanted.meeting_id)
        chosen = [one for one in items if one.id in wanted.items and one.episode_id is not None]
        asked = self._invitations.of(wanted.meeting_id)
        agencies = dict.fromkeys(one.agency for one in asked if one.role is not Role.GUEST)
        return Pack(
            title=f"Papers of the Channel panel, {say_date(meeting.starts.date())}",
            facts=(
                ("When", say_when(meeting)),
                ("How", where(meeting)),
                ("Cases", str(len(chosen))),
            ),
            agenda=tuple(line.split(". ", 1)[1] for line in agenda_lines(items)),
            agencies=tuple(agencies),
            cases=tuple(self._papers(chosen, wanted, export_id, report)),
            marking=wanted.marking,
            export_id=export_id,
            current_to=self._clock.today(),
            made_at=self._clock.now(),
            notice=_PRACTICE if practice else "",
        )

    def note_export(self, wanted: PackWanted, export_id: str) -> None:
        """Note in the audit trail that the papers were taken out, and of which cases."""
        meeting = self._meetings.one(wanted.meeting_id)
        refs = [one.ref for one in self._agenda.of(meeting.id) if one.id in wanted.items]
        detail = {
            "paper": KIND,
            "panel": say_short(meeting.starts.date()),
            "export": export_id,
            "marking": wanted.marking,
            "cases": ", ".join(refs),
        }
        with self._store.writing(None) as session:
            audit.note(session, "exported", "panel", meeting.id, detail)

    def _papers(
        self, items: list[Item], wanted: PackWanted, export_id: str, report: Report | None
    ) -> Iterator[CasePaper]:
        for number, item in enumerate(items):
            if report is not None:
                report(number, len(items), "Reading the cases")
            asked = Wanted(item.episode_id or 0, Kind.SUMMARY, Format.PDF, wanted.marking)
            paper = self._referrals.papers.paper(asked, export_id, practice=False)
            purpose = points.PURPOSES.get(item.purpose, "")
            # What is told of the whole pack is said once, on its cover.
            bare = replace(paper, subtitle="", marking="", running="")
            yield CasePaper(points.called(item), purpose, bare)
