"""Information-sharing agreements: entered, asked for, signed; each act one Undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.agreements import (
    Agreement,
    NewAgreement,
    Party,
    Standing,
    standings,
)
from prevent_desk.contacts.model.people import refuse_ahead, refuse_nameless
from prevent_desk.contacts.service import resolved
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.contacts.service.resolved import Known
from prevent_desk.contacts.tables import AgreementPartyTable, AgreementTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.store import attachments, audit
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.session import Store

_PARTS = frozenset(field.name for field in fields(NewAgreement)) - {"organisations"}


class Agreements:
    """Keeps agreements, who is to sign them and who did."""

    def __init__(self, store: Store, clock: Clock, organisations: Organisations) -> None:
        self._store, self._clock, self._organisations = store, clock, organisations

    # Reading

    def all(self, ended: bool = False) -> list[Agreement]:
        """Return the agreements by title and version; with `ended`, those that no longer hold."""
        today = self._clock.today()
        with self._store.reading() as session:
            known = resolved.places(session)
            names = _file_names(session)
            found = [_record(row, known, names) for row in session.scalars(select(AgreementTable))]
        shown = [one for one in found if ended or one.ended is None or one.ended > today]
        return sorted(shown, key=lambda one: (one.title.casefold(), one.version, one.id))

    def one(self, agreement_id: int) -> Agreement:
        """Return an agreement.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            row = _row(session, agreement_id)
            return _record(row, resolved.places(session), _file_names(session))

    def how_many(self) -> int:
        """Return how many agreements hold."""
        return len(self.all())

    def standings(self) -> Mapping[int, Standing]:
        """Return how organisations stand; empty while there is no agreement at all."""
        asked = [one.id for one in self._organisations.all() if one.is_on_panel]
        return standings(self.all(), asked, self._clock.today())

    def paper(self, agreement_id: int) -> tuple[str, bytes] | None:
        """Return the signed paper: its name and bytes; None where none is kept."""
        one = self.one(agreement_id)
        if one.file_id is None:
            return None
        with self._store.reading() as session:
            content = attachments.content(session, one.file_id)
        return (one.file_name, content) if content is not None else None

    # Acting

    def add(self, new: NewAgreement) -> int:
        """Enter an agreement and who is to sign it; return its number.

        Raises:
            Refused: It has no title, or its review lies before its beginning.
        """
        refuse_nameless(new.title, "agreement")
        _refuse_backwards(new.begun, new.review)
        with self._store.writing(f"new agreement {new.title.strip()}") as session:
            row = AgreementTable(
                title=new.title.strip(), version=new.version.strip(), purpose=new.purpose.strip(),
                begun=new.begun, review=new.review, ended=None, note=new.note.strip(), file_id=None,
            )  # fmt: skip
            session.add(row)
            session.flush()
            self._ask(session, row, new.organisations)
            return row.id

    def change(self, agreement_id: int, **parts: Any) -> None:  # noqa: ANN401 - parts of NewAgreement
        """Change parts of an agreement, named as in `NewAgreement`.

        Raises:
            Refused: It would have no title, its review would lie before its beginning, or it is no
                longer there.
        """
        if unknown := parts.keys() - _PARTS:
            raise Fault(f"An agreement has no {', '.join(sorted(unknown))}.")
        if "title" in parts:
            refuse_nameless(parts["title"], "agreement")
        with self._store.writing(self._label("change of", agreement_id)) as session:
            row = _row(session, agreement_id)
            for name, value in parts.items():
                setattr(row, name, value.strip() if isinstance(value, str) else value)
            _refuse_backwards(row.begun, row.review)

    def end(self, agreement_id: int, on: date) -> None:
        """Say that an agreement no longer holds from a day on.

        Raises:
            Refused: The day lies ahead.
        """
        refuse_ahead(on, self._clock.today(), "The end")
        with self._store.writing(self._label("end of", agreement_id)) as session:
            _row(session, agreement_id).ended = on

    def ask(self, agreement_id: int, organisations: Sequence[int]) -> None:
        """Say which further organisations are to sign; those asked before stay as they are."""
        with self._store.writing(self._label("signatories of", agreement_id)) as session:
            self._ask(session, _row(session, agreement_id), organisations)

    def sign(
        self,
        party_id: int,
        on: date,
        signatory: str,
        *,
        contact_id: int | None = None,
        note: str = "",
    ) -> None:
        """Say that an organisation signed, and who did so for it.

        Raises:
            Refused: Nobody is named, the day lies ahead, or it is no longer asked.
        """
        if not signatory.strip():
            raise Refused("Nobody is named who signed.", next_step="Type who signed for them.")
        refuse_ahead(on, self._clock.today(), "The signature")
        with self._store.writing(self._party_label("signature of", party_id)) as session:
            party = _party(session, party_id)
            party.signed, party.signatory = on, signatory.strip()
            party.contact_id, party.note = contact_id, note.strip()

    def drop(self, party_id: int) -> None:
        """Say that an organisation is not to sign after all."""
        with self._store.writing(self._party_label("signatory", party_id)) as session:
            session.delete(_party(session, party_id))

    def keep_paper(self, agreement_id: int, name: str, content: bytes) -> None:
        """Keep the signed paper inside the vault; one that was there is no longer shown.

        Raises:
            Refused: It is empty.
        """
        if not content:
            raise Refused(f"“{name}” is empty.", next_step="Choose another file.")
        file_id = attachments.keep(self._store, name, content)
        with self._store.writing(self._label("paper of", agreement_id)) as session:
            _row(session, agreement_id).file_id = file_id

    def note_taken_out(self, agreement_id: int) -> None:
        """Note in the audit trail that a copy of the paper was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "agreement", agreement_id, {})

    # Inside

    def _ask(self, session: Session, row: AgreementTable, organisations: Sequence[int]) -> None:
        known = resolved.places(session)
        asked = {known.organisation(party.organisation_id).id for party in row.parties}
        for number in organisations:
            place = known.organisation(number).id
            if place not in asked:
                asked.add(place)
                row.parties.append(
                    AgreementPartyTable(
                        organisation_id=place, contact_id=None, signatory="", signed=None, note="",
                    )
                )  # fmt: skip
        session.flush()

    def _label(self, act: str, agreement_id: int) -> str:
        return f"{act} {self.one(agreement_id).title}"

    def _party_label(self, act: str, party_id: int) -> str:
        with self._store.reading() as session:
            party = _party(session, party_id)
            place = resolved.places(session).organisation(party.organisation_id)
        return f"{act} {place.called}"


def _refuse_backwards(begun: date | None, review: date | None) -> None:
    if begun is not None and review is not None and review < begun:
        raise Refused(
            "The review lies before the agreement begins.", next_step="Choose a later day."
        )


def _row(session: Session, agreement_id: int) -> AgreementTable:
    row = session.get(AgreementTable, agreement_id)
    if row is None:
        raise Refused("That agreement is no longer there.", next_step="Undo may bring it back.")
    return row


def _party(session: Session, party_id: int) -> AgreementPartyTable:
    row = session.get(AgreementPartyTable, party_id)
    if row is None:
        raise Refused("They are no longer asked to sign.", next_step="Undo may bring it back.")
    return row


def _file_names(session: Session) -> dict[int, str]:
    wanted = select(AgreementTable.file_id).where(AgreementTable.file_id.is_not(None))
    query = select(FileTable.id, FileTable.name).where(FileTable.id.in_(wanted))
    return {row.id: row.name for row in session.execute(query)}


def _record(row: AgreementTable, known: Known, names: Mapping[int, str]) -> Agreement:
    parties: dict[int, Party] = {}
    for one in row.parties:
        place = known.organisations.get(one.organisation_id)
        if place is None:
            continue
        party = Party(
            one.id, place.id, place.called, one.contact_id, one.signatory, one.signed, one.note
        )
        before = parties.get(place.id)
        # Two that turned out to be one signed where either did.
        if before is None or (before.signed is None and party.signed is not None):
            parties[place.id] = party
    ordered = sorted(parties.values(), key=lambda one: (one.organisation.casefold(), one.id))
    return Agreement(
        row.id, row.title, row.version, row.purpose, row.begun, row.review, row.ended, row.note,
        row.file_id, names.get(row.file_id or 0, ""), tuple(ordered),
    )  # fmt: skip
