"""Invitations: who is asked, what they answered, guests for one case; and the call-out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.panels.model import inviting as rules
from prevent_desk.panels.model.inviting import Guest, HomePrompt, Proposal
from prevent_desk.panels.model.records import Attendee, ItemKind, Role
from prevent_desk.panels.service import reading
from prevent_desk.panels.service.agenda import Agenda
from prevent_desk.panels.service.scheduling import Scheduling
from prevent_desk.panels.tables import (
    DeclarationTable,
    InviteTable,
    LineTable,
    MeetingTable,
    PresenceTable,
    SeriesTable,
)
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.store.session import Store


class Invitations:
    """Keeps who is asked to a meeting and what they answered; each act one Undo, without names."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        contacts: ContactServices,
        referrals: ReferralServices,
        agenda: Agenda,
        scheduling: Scheduling,
    ) -> None:
        self._store, self._clock = store, clock
        self._contacts, self._referrals = contacts, referrals
        self._agenda, self._scheduling = agenda, scheduling

    # Reading

    def of(self, meeting_id: int) -> list[Attendee]:
        """Return everybody asked to a meeting, in the order they were asked."""
        organisations = self._contacts.organisations.by_id()
        with self._store.reading() as session:
            return reading.attendees_of(session, meeting_id, organisations)

    def propose(self, meeting_id: int) -> list[Proposal]:
        """Return whom to ask: of each agency its lead, or who stands in on the day.

        The agencies are those of the meeting's series, or all that are asked as a rule.
        """
        with self._store.reading() as session:
            meeting = reading.meeting(reading.meeting_row(session, meeting_id))
            series = session.get(SeriesTable, meeting.series_id) if meeting.series_id else None
            members = tuple(series.members) if series is not None else ()
        asked = self.of(meeting_id)
        found = self._contacts.seats.for_panel(meeting.starts.date(), members)
        if members:
            found = [one for one in found if one.organisation.id in members]
        return [rules.proposal(one, asked) for one in found]

    def home_prompts(self, meeting_id: int, item_id: int | None = None) -> list[HomePrompt]:
        """Return what to think of for people of the cases, or of one, who live elsewhere."""
        homes = {}
        for item in self._agenda.of(meeting_id):
            if item_id not in {None, item.id}:
                continue
            if item.kind is ItemKind.CASE and item.episode_id is not None:
                episode = self._referrals.episodes.episode(item.episode_id)
                codes = [one.home_area for one in episode.subjects] + [episode.home_area]
                homes[item.id] = (f"{item.called} · {item.ref}", codes)
        areas = self._referrals.forms.list_of("home_area")
        known = self._contacts.organisations.all()
        return rules.home_prompts(homes, self.of(meeting_id), known, areas)

    # Asking

    def ask(self, meeting_id: int, proposals: Sequence[Proposal]) -> list[int]:
        """Put people on the list of those asked; return their keys. Those on it are passed over.

        Raises:
            Refused: The meeting is over, or nobody is left to ask.
        """
        wanted = [one for one in proposals if one.name.strip()]
        if not wanted:
            raise Refused("Nobody is chosen.", next_step="Tick at least one agency.")
        with self._store.writing(self._label(meeting_id, "people asked to")) as session:
            there = self._open_rows(session, meeting_id)
            known = {row.contact_id for row in there if row.role != Role.GUEST.value} - {None}
            rows: list[InviteTable] = []
            for one in wanted:
                if one.contact_id not in known:
                    rows.append(_row(meeting_id, one, [row.initials for row in (*there, *rows)]))
            _seat_chair(reading.meeting_row(session, meeting_id), (*there, *rows))
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]

    def add_guest(
        self, meeting_id: int, guest: Guest, item_id: int | None = None, *, group: str = ""
    ) -> int:
        """Ask somebody beside the members, for one case or for all of it; return their key.

        Args:
            meeting_id: The meeting.
            guest: Who joins.
            item_id: The case they join for; None for all of it, or as `guest` says.
            group: Of `Store.writing`: joining and arriving are one Undo at the desk.

        Raises:
            Refused: They have no name, or the meeting is over.
        """
        if not guest.name.strip():
            raise Refused("The guest has no name.", next_step="Say who is to come.")
        with self._store.writing(self._label(meeting_id, "guest of"), group=group) as session:
            taken = [row.initials for row in self._open_rows(session, meeting_id)]
            row = InviteTable(
                meeting_id=meeting_id, organisation_id=guest.organisation_id,
                contact_id=guest.contact_id, agency=guest.agency.strip(), name=guest.name.strip(),
                initials=rules.initials_of(guest.name, "", taken), email=guest.email.strip(),
                role=guest.role.value, item_id=item_id if item_id is not None else guest.item_id,
                stands_for="", asked=None, answer="", answered=None, words="", told=None,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def remove(self, invite_id: int) -> None:
        """Take somebody off the list.

        Raises:
            Refused: They were in the room, spoke or declared an interest.
        """
        with self._store.reading() as session:
            row = reading.invite_row(session, invite_id)
            meeting_id, name = row.meeting_id, row.name
            used = any(
                session.scalar(select(column).where(column == invite_id).limit(1))
                for column in (
                    PresenceTable.invite_id, DeclarationTable.invite_id, LineTable.speaker_id,
                )
            )  # fmt: skip
        if used:
            raise Refused(f"{name} stays on the list.", why="They were in the room or spoke.")
        with self._store.writing(self._label(meeting_id, "somebody less at")) as session:
            self._open_rows(session, meeting_id)
            session.delete(reading.invite_row(session, invite_id))

    def as_role(self, invite_id: int, role: Role) -> None:
        """Say as what somebody comes: one chairs, one takes notes."""
        with self._store.writing(self._label(self._meeting_of(invite_id), "role at")) as session:
            reading.invite_row(session, invite_id).role = role.value

    def chairs(self, invite_id: int) -> None:
        """Let somebody chair, or no longer, where they do; one chairs at a time.

        The meeting's own chair, whom papers and minutes name, follows.
        """
        meeting_id = self._meeting_of(invite_id)
        with self._store.writing(self._label(meeting_id, "chair of")) as session:
            meeting = reading.meeting_row(session, meeting_id)
            for row in self._open_rows(session, meeting_id):
                if row.role == Role.CHAIR.value:
                    row.role = (Role.DEPUTY if row.stands_for else Role.LEAD).value
                    meeting.chair = "" if row.id == invite_id else meeting.chair
                elif row.id == invite_id:
                    row.role, meeting.chair = Role.CHAIR.value, row.name

    def answer(self, invite_id: int, answer: str, words: str = "") -> None:
        """Take somebody's answer in: "coming", "apology", "sent_deputy"; empty: none after all.

        Raises:
            Refused: It is no such answer.
        """
        if answer not in rules.ANSWERS:
            raise Refused("An answer is “coming”, “apology” or “sends a deputy”.")
        label = self._label(self._meeting_of(invite_id), "answer for")
        with self._store.writing(label) as session:
            row = reading.invite_row(session, invite_id)
            row.answer, row.words = answer, words.strip()
            row.answered = self._now() if answer else None

    def send_deputy(self, invite_id: int, deputy: Proposal) -> int:
        """Take in that somebody sends a deputy, who is asked in their place; return their key.

        Raises:
            Refused: The deputy has no name, or is asked already.
        """
        if not deputy.name.strip():
            raise Refused("The deputy has no name.", next_step="Say who comes.")
        label = self._label(self._meeting_of(invite_id), "deputy at")
        with self._store.writing(label) as session:
            lead = reading.invite_row(session, invite_id)
            there = self._open_rows(session, lead.meeting_id)
            if deputy.contact_id and any(row.contact_id == deputy.contact_id for row in there):
                raise Refused(f"{deputy.name} is asked already.")
            lead.answer, lead.answered = "sent_deputy", self._now()
            row = _row(lead.meeting_id, deputy, [one.initials for one in there])
            row.role, row.stands_for = Role.DEPUTY.value, lead.name
            row.agency, row.organisation_id = lead.agency, lead.organisation_id
            session.add(row)
            session.flush()
            return row.id

    def told(self, meeting_id: int, invite_ids: Collection[int], how: str = "") -> None:
        """Note that drafts of the invitation were made for people, with the time as it is now."""
        with self._store.writing(self._label(meeting_id, "invitations to")) as session:
            self._note_told(session, meeting_id, invite_ids)

    # Calling out

    def call_out(
        self,
        meeting_id: int,
        invite_ids: Collection[int],
        passed: Mapping[int, str] | None = None,
    ) -> None:
        """Call a panel out: people are asked, every new case takes its step; all one Undo.

        Args:
            meeting_id: The meeting.
            invite_ids: Who is asked with it.
            passed: Why what a case lacks is passed over, by point of the agenda.

        Raises:
            Refused: Nobody is asked, or a case cannot be called; nothing is written.
        """
        token = uuid4().hex
        self._scheduling.call(meeting_id, token, passed or {})
        with self._store.writing(self._label(meeting_id, "call-out of"), group=token) as session:
            row = reading.meeting_row(session, meeting_id)
            row.called = row.called or self._now()
            self._note_told(session, meeting_id, invite_ids)

    # Inside

    def _note_told(self, session: Session, meeting_id: int, invite_ids: Collection[int]) -> None:
        sequence = reading.meeting_row(session, meeting_id).sequence
        for row in self._open_rows(session, meeting_id):
            if row.id in invite_ids:
                row.asked, row.told = row.asked or self._now(), sequence

    def _open_rows(self, session: Session, meeting_id: int) -> list[InviteTable]:
        row = reading.meeting_row(session, meeting_id)
        reading.refuse_unless_open(row)
        return list(row.invites)

    def _meeting_of(self, invite_id: int) -> int:
        with self._store.reading() as session:
            return reading.invite_row(session, invite_id).meeting_id

    def _label(self, meeting_id: int, act: str) -> str:
        with self._store.reading() as session:
            day = reading.meeting_row(session, meeting_id).starts.date()
        return f"{act} the panel of {say_short(day)}"

    def _now(self) -> datetime:
        return local(self._clock.now()).replace(microsecond=0)


def _seat_chair(meeting: MeetingTable, rows: Sequence[InviteTable]) -> None:
    """Let whom the meeting names as its chair chair it, where nobody does yet."""
    if not meeting.chair or any(row.role == Role.CHAIR.value for row in rows):
        return
    wanted = meeting.chair.casefold()
    for row in rows:
        if row.name.casefold() == wanted and row.item_id is None:
            row.role = Role.CHAIR.value
            return


def _row(meeting_id: int, one: Proposal, taken: Sequence[str]) -> InviteTable:
    return InviteTable(
        meeting_id=meeting_id, organisation_id=one.organisation_id, contact_id=one.contact_id,
        agency=one.agency.strip(), name=one.name.strip(),
        initials=rules.initials_of(one.name, one.initials, taken), email=one.email.strip(),
        role=one.role.value, item_id=None, stands_for=one.stands_for, asked=None, answer="",
        answered=None, words="", told=None,
    )  # fmt: skip
