"""Consent to support, as it was sought and answered: a history that is only added to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import check_file, file_name
from prevent_desk.referrals.model import consent
from prevent_desk.referrals.model.consent import Consent, Outcome, Position, Prompt, Told
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.tables import ConsentTable, EpisodeFileTable, EpisodePersonTable
from prevent_desk.store import attachments
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.session import Store

_SUPPORT_IS_OVER = frozenset({State.EXITED, State.POST_EXIT_6M, State.POST_EXIT_12M})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where consent stands for one person of a referral.

    Attributes:
        history: Everything recorded, in the order of recording, corrected rows too.
    """

    person: Person
    history: tuple[Consent, ...]
    position: Position
    prompts: tuple[Prompt, ...]


class Consents:
    """Everything that can be done about consent; one act is one undo."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def standings(self, episode_id: int) -> list[Standing]:
        """Return where consent stands for each person a referral is about."""
        today = self._clock.today()
        with self._store.reading() as session:
            state = State(reading.episode_row(session, episode_id).state)
            is_open = state.is_open and state not in _SUPPORT_IS_OVER
            return [
                Standing(
                    person,
                    tuple(history),
                    consent.position(history, person, today),
                    tuple(consent.prompts(history, person, today, is_open=is_open)),
                )
                for person, history in histories(session, episode_id)
            ]

    def count(self, episode_id: int) -> int:
        """Return how many lines the history has, corrected ones too."""
        query = select(func.count(ConsentTable.id)).where(ConsentTable.episode_id == episode_id)
        with self._store.reading() as session:
            return session.scalar(query) or 0

    def missing(self, episode_id: int) -> list[str]:
        """Return what consent is missing before support may begin; empty when there is enough."""
        with self._store.reading() as session:
            return consent_missing(session, episode_id, self._clock.today())

    def consent_given(self, episode_id: int) -> bool:
        """Return whether support may be given."""
        return not self.missing(episode_id)

    def withdrawn_on(self, episode_id: int) -> date | None:
        """Return the day from which support has stopped; None where consent stands or never did."""
        with self._store.reading() as session:
            return withdrawn_on(histories(session, episode_id))

    def record(
        self,
        episode_id: int,
        person_id: int,
        told: Told,
        *,
        file_id: int | None = None,
        corrects: int | None = None,
    ) -> int:
        """Add to the history and return the row's key.

        Args:
            episode_id: The referral.
            person_id: One of its subjects.
            told: What is recorded.
            file_id: A file that shows it, as `keep_evidence` kept it.
            corrects: The row it stands in place of; that one stays as it was.

        Raises:
            Refused: It is not complete, or what it corrects was corrected already.
        """
        with self._store.reading() as session:
            row = reading.episode_row(session, episode_id)
            ref, person = row.ref, reading.person(reading.person_row(session, person_id))
            refuse(consent.wrong(told, person, self._clock.today()))
            old_file = _refuse_corrected(session, corrects)
            known = _has_file(session, episode_id, file_id)
        verb = "correction of consent" if corrects else "consent"
        with self._store.writing(f"{verb} in {ref}") as session:
            made = ConsentTable(
                episode_id=episode_id,
                person_id=person_id,
                sought_by=told.sought_by.strip(),
                asked_on=told.asked_on,
                method=told.method,
                given_by=told.given_by,
                giver=told.giver.strip(),
                relationship_told=told.relationship.strip(),
                capacity=told.capacity,
                scope=told.scope.strip(),
                sharing=told.sharing,
                outcome=told.outcome.value,
                on=told.on,
                reason=told.reason.strip(),
                child_view=told.child_view.strip(),
                safeguarding=told.safeguarding,
                care_told=told.care_told,
                what_next=told.what_next,
                next_attempt=told.next_attempt,
                file_id=file_id or old_file,
                corrects=corrects,
                at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
                by=self._store.actor,
            )
            session.add(made)
            if file_id is not None and not known:
                session.add(_file_row(session, episode_id, file_id, made))
            session.flush()
            return made.id

    def keep_evidence(self, name: str, content: bytes) -> int:
        """Keep a file in the vault and return its key; `record` makes it part of the referral.

        Raises:
            Refused: It is too large, or empty.
        """
        check_file(name, len(content))
        return attachments.keep(self._store, file_name(name), content)

    def file_name(self, file_id: int) -> str:
        """Return a kept file's name; empty where it is no longer there."""
        with self._store.reading() as session:
            return session.scalar(select(FileTable.name).where(FileTable.id == file_id)) or ""

    def evidence(self, file_id: int) -> tuple[str, bytes]:
        """Return name and bytes of a file that shows consent.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            row = session.get(FileTable, file_id)
            if row is None:
                raise Refused("That file is no longer kept in the desk.")
            return row.name, row.content


def refuse(wrong: dict[str, str]) -> None:
    """Raise the first of some findings as a refusal; nothing where there are none."""
    if wrong:
        raise Refused("This cannot be recorded yet.", why=next(iter(wrong.values())))


def histories(session: Session, episode_id: int) -> list[tuple[Person, list[Consent]]]:
    """Return each subject of a referral with the history of their consent."""
    people = session.scalars(
        select(EpisodePersonTable)
        .where(EpisodePersonTable.episode_id == episode_id, EpisodePersonTable.role == "subject")
        .order_by(EpisodePersonTable.id)
    )
    told = [
        _consent(row, name)
        for row, name in session.execute(
            select(ConsentTable, FileTable.name)
            .outerjoin(FileTable, ConsentTable.file_id == FileTable.id)
            .where(ConsentTable.episode_id == episode_id)
            .order_by(ConsentTable.id)
        )
    ]
    return [
        (reading.person(row.person), [one for one in told if one.person_id == row.person_id])
        for row in people
    ]


def consent_missing(session: Session, episode_id: int, today: date) -> list[str]:
    """Return what consent is missing before support may begin; empty when there is enough."""
    return consent.missing_for_support(histories(session, episode_id), today)


def refusal_missing(session: Session, episode_id: int) -> list[str]:
    """Return that no refusal is recorded; empty where one is, of any person of the referral."""
    ended = {Outcome.REFUSED, Outcome.WITHDRAWN, Outcome.NO_CONTACT, Outcome.LAPSED}
    for _person, history in histories(session, episode_id):
        now = consent.current(history)
        if now is not None and now.told.outcome in ended:
            return []
    return ["Consent: that it was refused, withdrawn or could not be asked is not recorded"]


def withdrawn_on(histories_known: Sequence[tuple[Person, Sequence[Consent]]]) -> date | None:
    """Return the day from which support has stopped, as everybody's consent was taken back."""
    days = []
    for _person, history in histories_known:
        now = consent.current(history)
        if now is None or now.told.outcome not in {Outcome.WITHDRAWN, Outcome.REFUSED}:
            return None
        if now.told.outcome == Outcome.WITHDRAWN:
            days.append(now.day)
    return max(days) if days else None


def _refuse_corrected(session: Session, corrects: int | None) -> int | None:
    """Return the file of the row that is corrected, which stays with its correction."""
    if corrects is None:
        return None
    row = session.get(ConsentTable, corrects)
    again = session.scalar(select(ConsentTable.id).where(ConsentTable.corrects == corrects))
    if row is None or again is not None:
        raise Refused(
            "That line of the history was corrected already.", next_step="Correct the newer one."
        )
    return row.file_id


def _has_file(session: Session, episode_id: int, file_id: int | None) -> bool:
    found = session.scalar(
        select(EpisodeFileTable.id).where(
            EpisodeFileTable.episode_id == episode_id, EpisodeFileTable.file_id == file_id
        )
    )
    return found is not None


def _file_row(
    session: Session, episode_id: int, file_id: int, consent_row: ConsentTable
) -> EpisodeFileTable:
    """Return the file as one of the referral's own, so that the tab of files has it too."""
    name = session.scalar(select(FileTable.name).where(FileTable.id == file_id)) or ""
    return EpisodeFileTable(
        episode_id=episode_id,
        file_id=file_id,
        kind="letter",
        title=name,
        note="Consent",
        on=datetime.combine(consent_row.on or consent_row.at.date(), time()),
        at=consent_row.at,
        by=consent_row.by,
        is_referrers=False,
    )


def _consent(row: ConsentTable, file_name: str | None) -> Consent:
    told = Told(
        Outcome(row.outcome), row.on, row.sought_by, row.asked_on, row.method,
        row.given_by, row.giver, row.relationship_told, row.capacity, row.scope, row.sharing,
        row.reason, row.child_view, row.safeguarding, row.care_told, row.what_next,
        row.next_attempt,
    )  # fmt: skip
    return Consent(
        row.id, row.person_id, told, row.corrects, row.at.replace(tzinfo=UTC), row.by,
        row.file_id, file_name or "",
    )  # fmt: skip
