"""CTLP campaigns: stakeholders asked, chased, answered; days; themes; each act one Undo."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.community.model import profile_answers
from prevent_desk.community.model.profile import (
    FORM,
    Campaign,
    LineKind,
    NewCampaign,
    Stakeholder,
)
from prevent_desk.community.model.profile_answers import Asked
from prevent_desk.community.service import profile_reading as reading
from prevent_desk.community.service.names import Names
from prevent_desk.community.service.profile_units import StakeholderUnits
from prevent_desk.community.tables import (
    CampaignTable,
    StakeholderTable,
)
from prevent_desk.contacts.model.history import Happening
from prevent_desk.contacts.model.records import SeatKind
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.marking import refuse_above
from prevent_desk.core.questionnaire import Questionnaire
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.service.gone import refuse_gone
from prevent_desk.readers import shipped
from prevent_desk.store import attachments, audit
from prevent_desk.store.session import Store

PAGE, TAB = "Community", "profile"
_ASKED_SEATS = (
    SeatKind.PREVENT_LEAD, SeatKind.PANEL_LEAD, SeatKind.PLAN_LEAD, SeatKind.SAFEGUARDING_LEAD,
    SeatKind.PANEL_DEPUTY,
)  # fmt: skip
"""Who is asked at an organisation, the first that is filled."""

_CAMPAIGN_PARTS = frozenset(field.name for field in fields(NewCampaign))


class Profiles:
    """Keeps CTLP campaigns."""

    def __init__(self, store: Store, clock: Clock, contacts: ContactServices, names: Names) -> None:
        self._store, self._clock = store, clock
        self._contacts, self._names = contacts, names
        self._units = StakeholderUnits(store, clock, names)

    # Reading

    def all(self) -> list[Campaign]:
        """Return every campaign, the newest first."""
        with self._store.reading() as session:
            rows = session.scalars(select(CampaignTable).order_by(CampaignTable.id.desc()))
            return [reading.campaign(row) for row in rows]

    def one(self, campaign_id: int) -> Campaign:
        """Return a campaign.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            return reading.campaign(reading.campaign_row(session, campaign_id))

    def is_there(self, campaign_id: int) -> bool:
        """Return whether a campaign is there."""
        with self._store.reading() as session:
            return session.get(CampaignTable, campaign_id) is not None

    def form(self, campaign_id: int) -> Questionnaire:
        """Return the questionnaire a campaign sends."""
        return shipped.questionnaires()[self.one(campaign_id).form]

    def stakeholders(self, campaign_id: int) -> list[Stakeholder]:
        """Return who is asked, by name."""
        with self._store.reading() as session:
            return reading.everybody(session, campaign_id, self._names)

    def stakeholder(self, stakeholder_id: int) -> Stakeholder:
        """Return one who is asked.

        Raises:
            Refused: They are no longer there.
        """
        with self._store.reading() as session:
            row = reading.stakeholder_row(session, stakeholder_id)
            return reading.stakeholders(session, [row], self._names)[0]

    def answers(self, campaign_id: int) -> list[Asked]:
        """Return every question with what all stakeholders answered."""
        return profile_answers.across(
            self.form(campaign_id), self.stakeholders(campaign_id), shipped.vocabularies()
        )

    def file(self, stakeholder_id: int) -> tuple[str, bytes] | None:
        """Return the file that came back: its name and bytes; None where there is none."""
        one = self.stakeholder(stakeholder_id)
        if one.file_id is None:
            return None
        with self._store.reading() as session:
            content = attachments.content(session, one.file_id)
        return (one.file_name, content) if content is not None else None

    def seated(self, organisation_id: int) -> int | None:
        """Return whom one would ask at an organisation today: the first of its seats filled."""
        held = {
            seat.kind: seat.holder.contact.id
            for seat in self._contacts.seats.of(organisation_id)
            if seat.holder is not None
        }
        return next((held[kind] for kind in _ASKED_SEATS if kind in held), None)

    def happenings(self, organisation_id: int) -> Sequence[Happening]:
        """Return what became of asking an organisation."""
        query = (
            select(StakeholderTable, CampaignTable.edition)
            .join(CampaignTable, CampaignTable.id == StakeholderTable.campaign_id)
            .where(StakeholderTable.organisation_id == organisation_id)
        )
        found = []
        with self._store.reading() as session:
            for row, edition in session.execute(query):
                place = {"tab": TAB, "campaign": row.campaign_id, "stakeholder": row.id}
                for on, words in ((row.sent, "sent"), (row.returned, "returned")):
                    if on is not None:
                        found.append(
                            Happening(on, f"CTLP {edition} form {words}", "inbox", PAGE, place)
                        )
        return found

    def answered_newest(self) -> dict[int, date]:
        """Return which organisations answered the newest campaign, and when."""
        query = select(func.max(CampaignTable.id))
        with self._store.reading() as session:
            newest = session.scalar(query)
            rows = session.execute(
                select(StakeholderTable.organisation_id, StakeholderTable.returned).where(
                    StakeholderTable.campaign_id == newest
                )
            )
            return {place: on for place, on in rows if place is not None and on is not None}

    # Campaigns

    def add(self, new: NewCampaign) -> int:
        """Begin a campaign; return its number.

        Raises:
            Refused: It has no edition, or there is one of that edition.
        """
        self._refuse_edition(new.edition, 0)
        refuse_above((new.title, new.kept_at, new.note))
        with self._store.writing(f"new campaign CTLP {new.edition.strip()}") as session:
            row = CampaignTable(
                edition=new.edition.strip(), title=new.title.strip(), stage=new.stage, form=FORM[0],
                form_version=FORM[1], sent=None, due=new.due, published=new.published,
                kept_at=new.kept_at.strip(), note=new.note.strip(), ended=None, at=self._now(),
                by=self._store.actor,
            )  # fmt: skip
            session.add(row)
            session.flush()
            return row.id

    def change(self, campaign_id: int, **parts: Any) -> None:  # noqa: ANN401 - parts of NewCampaign
        """Change parts of a campaign, named as in `NewCampaign`; a new day moves who is waiting.

        Raises:
            Refused: Another has that edition, or it is no longer there.
        """
        if unknown := parts.keys() - _CAMPAIGN_PARTS:
            raise ValueError(unknown)
        if "edition" in parts:
            self._refuse_edition(parts["edition"], campaign_id)
        refuse_above(part for part in parts.values() if isinstance(part, str))
        with self._writing("change of", campaign_id) as session:
            row = reading.campaign_row(session, campaign_id)
            before = row.due
            for name, value in parts.items():
                setattr(row, name, value.strip() if isinstance(value, str) else value)
            if row.due != before:
                for one in reading.rows_of(session, campaign_id):
                    if one.sent is not None and one.returned is None and one.due == before:
                        one.due = row.due

    def end(self, campaign_id: int) -> None:
        """Say that a campaign is over, from today."""
        with self._writing("end of", campaign_id) as session:
            reading.campaign_row(session, campaign_id).ended = self._clock.today()

    def reopen(self, campaign_id: int) -> None:
        """Go on with a campaign that was over."""
        with self._writing("reopening of", campaign_id) as session:
            reading.campaign_row(session, campaign_id).ended = None

    # Who is asked

    def ask(self, campaign_id: int, organisations: Sequence[int], told: Sequence[str] = ()) -> int:
        """Say who is to be asked; those asked already stay as they are.

        Args:
            campaign_id: Of which campaign.
            organisations: Their keys; the first of their seats that is filled is asked there.
            told: Names of those who are no contacts.

        Returns:
            How many are new.

        Raises:
            Refused: One of them is in the contacts no more.
        """
        holders = self._contacts.seats.holders()
        with self._writing("stakeholders of", campaign_id) as session:
            refuse_gone(session, [Party("", key) for key in organisations])
            rows = reading.rows_of(session, campaign_id)
            here = self._names.known(session).organisations
            places = {
                here[row.organisation_id].id
                for row in rows
                if row.organisation_id is not None and row.organisation_id in here
            }
            names = {row.told.casefold() for row in rows if row.organisation_id is None}
            new = 0
            called = reading.called(session, organisations, self._names)
            for key in sorted(set(organisations), key=lambda key: called[key]):
                own = here[key].id if key in here else key
                if own in places:
                    continue
                places.add(own)
                seats = (holders.get((key, str(kind))) for kind in _ASKED_SEATS)
                person = next((one for one in seats if one is not None), None)
                session.add(self._new(campaign_id, key, person.id if person else None, ""))
                new += 1
            for name in (" ".join(name.split()) for name in told):
                if name and name.casefold() not in names:
                    names.add(name.casefold())
                    session.add(self._new(campaign_id, None, None, name))
                    new += 1
            return new

    def set_contact(self, stakeholder_id: int, contact_id: int | None) -> None:
        """Say whom to ask there.

        Raises:
            Refused: They are in the contacts no more.
        """
        label = f"contact of {self._units.label(stakeholder_id)}"
        with self._store.writing(label) as session:
            refuse_gone(session, [Party("", contact_id=contact_id)])
            reading.stakeholder_row(session, stakeholder_id).contact_id = contact_id

    def remove(self, stakeholder_id: int) -> None:
        """Say that somebody is not to be asked after all, with all that became of it."""
        label = f"removal of {self._units.label(stakeholder_id)}"
        with self._store.writing(label) as session:
            session.delete(reading.stakeholder_row(session, stakeholder_id))

    def sent(self, stakeholders: Sequence[int], on: date | None = None, how: str = "") -> None:
        """Note that the questionnaire went to these."""
        day = on or self._clock.today()
        with self._units.many("form sent", "forms sent", stakeholders) as rows:
            for row in rows:
                row.campaign.sent = min(row.campaign.sent or day, day)
                row.sent, row.due = row.sent or day, row.campaign.due
                row.lines.append(self._units.line(LineKind.SENT, day, how))

    def reminded(self, stakeholders: Sequence[int], how: str = "") -> None:
        """Note that these were reminded."""
        with self._units.many("reminder", "reminders", stakeholders) as rows:
            for row in rows:
                row.lines.append(self._units.line(LineKind.REMINDED, self._clock.today(), how))

    def note(
        self, stakeholder_id: int, words: str, *, called: bool = False, on: date | None = None
    ) -> None:
        """Note a call or anything else about a stakeholder.

        Raises:
            Refused: It says nothing.
        """
        if not words.strip():
            raise Refused("The note says nothing.", next_step="Write what was said.")
        refuse_above((words,))
        kind = LineKind.CALLED if called else LineKind.NOTE
        with self._units.writing("note on", stakeholder_id) as row:
            row.lines.append(self._units.line(kind, on or self._clock.today(), words.strip()))

    def decline(self, stakeholder_id: int, why: str) -> None:
        """Note that nothing will come.

        Raises:
            Refused: It is not said why, or they returned it.
        """
        if not why.strip():
            raise Refused("It is not said why.", next_step="Write in a few words what they said.")
        refuse_above((why,))
        with self._units.writing("answer of", stakeholder_id) as row:
            if row.returned is not None:
                raise Refused("They returned it already.", next_step="Add a note instead.")
            row.declined = why.strip()
            row.lines.append(self._units.line(LineKind.DECLINED, self._clock.today(), why.strip()))

    def note_export(self, what: str, export_id: str, marking: str, count: int) -> None:
        """Note in the audit trail that something of a campaign was taken out."""
        detail = {"paper": what, "export": export_id, "marking": marking, "rows": count}
        with self._store.writing(None) as session:
            audit.note(session, "exported", "ctlp", "", detail)

    def note_taken_out(self, stakeholder_id: int) -> None:
        """Note in the audit trail that a copy of a return's file was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "ctlp return", stakeholder_id, {})

    # Inside

    def _new(
        self, campaign_id: int, organisation_id: int | None, contact_id: int | None, told: str
    ) -> StakeholderTable:
        return StakeholderTable(
            campaign_id=campaign_id, organisation_id=organisation_id, contact_id=contact_id,
            told=told, mark=secrets.token_hex(6).upper(), sent=None, due=None, returned=None,
            declined="", form=FORM[0], form_version=FORM[1], answers={}, file_id=None,
            source_key="", note="", at=self._now(),
        )  # fmt: skip

    def _writing(self, act: str, campaign_id: int) -> AbstractContextManager[Session]:
        return self._store.writing(f"{act} {self.one(campaign_id).called}")

    def _refuse_edition(self, edition: str, own: int) -> None:
        wanted = edition.strip()
        if not wanted:
            raise Refused("The edition is not said.", next_step="Type which it is: “2025/26”.")
        if any(one.edition.casefold() == wanted.casefold() and one.id != own for one in self.all()):
            raise Refused(
                f"There is a campaign for {wanted} already.", next_step="Open that one instead."
            )

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)
