"""Sessions of support as they are recorded: nothing counts without a day."""

from __future__ import annotations

from datetime import UTC, date

from sqlalchemy import select
from sqlalchemy.orm import Session as StoreSession

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model import sessions
from prevent_desk.referrals.model.sessions import Result, Session
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import consents, reading
from prevent_desk.referrals.tables import EpisodeTable, SessionTable
from prevent_desk.store.session import Store

UNDER_SUPPORT = frozenset({State.ADOPTED, State.IN_REVIEW})


class Sessions:
    """Everything that can be done with sessions; one act is one undo."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def of(self, episode_id: int) -> list[Session]:
        """Return everything logged, in the order of logging, corrected rows too."""
        with self._store.reading() as session:
            return sessions_of(session, episode_id)

    def log(
        self,
        episode_id: int,
        item: str,
        on: date,
        result: Result = Result.HELD,
        words: str = "",
        *,
        provider: str = "",
        corrects: int | None = None,
    ) -> int:
        """Log a session and return its key; with words it counts as written up today.

        Args:
            episode_id: The referral.
            item: The lineage of the piece of support, or empty.
            on: The day it was held, or was to be.
            result: How it went.
            words: What came of it; empty while the record is still to come.
            provider: Who held it, where it was not the one of the plan.
            corrects: The row it stands in place of; that one stays as it was.

        Raises:
            Refused: The day is still to come, or that row was corrected already.
        """
        if on > self._clock.today():
            raise Refused(
                f"{say_short(on)} is still to come.",
                why="A session counts once it was held.",
                next_step="Log it on the day.",
            )
        ref = self._ref(episode_id)
        verb = "correction of a session" if corrects else "session"
        with self._store.writing(f"{verb} in {ref}") as session:
            _refuse_corrected(session, corrects)
            made = SessionTable(
                episode_id=episode_id,
                item=item,
                on=on,
                outcome=result.value,
                provider=provider.strip(),
                words=words.strip(),
                written_up=self._clock.today() if words.strip() else None,
                corrects=corrects,
                at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
                by=self._store.actor,
            )
            session.add(made)
            session.flush()
            return made.id

    def write_up(self, session_id: int, words: str) -> None:
        """Write what came of a session that was only logged.

        Raises:
            Refused: There are no words, or it is written up: then it is corrected instead.
        """
        if not words.strip():
            raise Refused("Nothing is written yet.", next_step="Write what came of the session.")
        with self._store.writing("a session written up") as session:
            row = session.get(SessionTable, session_id)
            if row is None:
                raise Refused("That session is no longer there.", next_step="Undo brings it back.")
            if row.written_up is not None:
                raise Refused(
                    f"The session of {say_short(row.on)} is written up.",
                    next_step="Correct it: what was written stays beside the correction.",
                )
            row.words, row.written_up = words.strip(), self._clock.today()

    def days_without(self, episode_id: int) -> int | None:
        """Return for how many days nobody was met; None where support is not under way."""
        with self._store.reading() as session:
            since = support_since(session, episode_id)
            return sessions.days_without(
                sessions_of(session, episode_id), since, self._clock.today()
            )

    def _ref(self, episode_id: int) -> str:
        with self._store.reading() as session:
            return reading.episode_row(session, episode_id).ref


def sessions_of(session: StoreSession, episode_id: int) -> list[Session]:
    """Return everything logged, in the order of logging, corrected rows too."""
    rows = session.scalars(
        select(SessionTable).where(SessionTable.episode_id == episode_id).order_by(SessionTable.id)
    )
    return [_session(row) for row in rows]


def support_since(session: StoreSession, episode_id: int) -> date | None:
    """Return the day support began; None where it is not under way, or consent was withdrawn."""
    row = session.get(EpisodeTable, episode_id)
    if row is None or State(row.state) not in UNDER_SUPPORT:
        return None
    if consents.withdrawn_on(consents.histories(session, episode_id)) is not None:
        return None
    adopted = [move.on.date() for move in row.moves if move.now == State.ADOPTED.value]
    return min(adopted, default=row.state_on)


def _refuse_corrected(session: StoreSession, corrects: int | None) -> None:
    if corrects is None:
        return
    again = session.scalar(select(SessionTable.id).where(SessionTable.corrects == corrects))
    if session.get(SessionTable, corrects) is None or again is not None:
        raise Refused(
            "That session was corrected already.", next_step="Correct the newer line instead."
        )


def _session(row: SessionTable) -> Session:
    return Session(
        row.id, row.item, row.on, Result(row.outcome), row.provider, row.words, row.written_up,
        row.corrects, row.at.replace(tzinfo=UTC), row.by,
    )  # fmt: skip
