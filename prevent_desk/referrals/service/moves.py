"""Steps taken: which there are, what they lack, and one taken whole or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC

from sqlalchemy.orm import Session

from prevent_desk.core.answers import Finding
from prevent_desk.core.clock import Clock, local
from prevent_desk.core.errors import Refused
from prevent_desk.core.questionnaire import Answer, tidy
from prevent_desk.referrals.model import move_words, moves
from prevent_desk.referrals.model.moves import Step, Told
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.service import following, reading
from prevent_desk.referrals.service.facts import Asked, ReadFacts
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.tables import EpisodeTable, MoveTable
from prevent_desk.store.session import Store


def nothing_undecided(_episode_id: int) -> int:
    """Say that every earlier contact is decided, where nobody looks for any."""
    return 0


class Moves:
    """Takes referrals from state to state.

    Attributes:
        undecided: Tells how many possible earlier contacts of a referral's people are not decided.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        forms: Forms,
        undecided: Callable[[int], int] = nothing_undecided,
    ) -> None:
        self._store, self._clock, self._forms = store, clock, forms
        self.undecided = undecided

    def possible(self, episode_id: int) -> list[Step]:
        """Return the steps there are from where a referral stands, with what each still lacks.

        Raises:
            Refused: The referral is no longer there.
        """
        undecided = self.undecided(episode_id)
        with self._store.reading() as session:
            episode = reading.episode(session, reading.episode_row(session, episode_id))
            return moves.possible(episode, self._facts(session, episode, undecided))

    def begun(self, episode_id: int, now: State) -> dict[str, Answer]:
        """Return what is known already of what a step asks: references, a transfer's contact."""
        with self._store.reading() as session:
            row = reading.episode_row(session, episode_id)
            episode = reading.episode(session, row)
            known: dict[str, Answer] = {}
            if row.police_ref and now in {
                State.PASSED_TO_POLICE,
                State.SCREENING,
                State.POLICE_LED,
            }:
                known["reference"] = row.police_ref
            if now is State.IMMEDIATE_RISK:
                known["handed_at"] = local(self._clock.now()).isoformat("T", "minutes")
            if now is State.TRANSFERRED_OUT and row.home_area:
                known["area"] = row.home_area
            known |= following.begun(session, episode_id, now)
            if now is episode.state:
                known |= {
                    key: answer
                    for key, answer in moves.last_details(episode, now).items()
                    if isinstance(answer, str | list)
                }
            asked = move_words.questions(episode.state, now)
            return {key: answer for key, answer in known.items() if key in asked}

    def findings(self, episode_id: int, now: State, told: Told) -> list[Finding]:
        """Return what bars a step as it is told, a sentence each; nothing where it may be taken."""
        undecided = self.undecided(episode_id)
        with self._store.reading() as session:
            episode = reading.episode(session, reading.episode_row(session, episode_id))
            return self._judged(session, episode, now, told, undecided)[1]

    def take(self, episode_id: int, now: State, told: Told, *, group: str = "") -> int:
        """Take a step and return its key; all of it is one act, for one Undo.

        Args:
            episode_id: The referral.
            now: The state it comes to.
            told: When and why, and what the step asks.
            group: Of `Store.writing`, for an act of a panel that concerns several referrals.

        Raises:
            Refused: There is no such step from here, or something it needs is missing.
        """
        undecided = self.undecided(episode_id)
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
        with self._store.writing(f"move of {ref} to “{now.words}”", group=group) as session:
            row = reading.episode_row(session, episode_id)
            episode = reading.episode(session, row)
            step, wrong = self._judged(session, episode, now, told, undecided)
            if step is None or wrong:
                raise Refused(f"{ref} was not moved to “{now.words}”.", why=_why(wrong))
            return self._write(session, row, episode, step, told)

    def _judged(
        self, session: Session, episode: Episode, now: State, told: Told, undecided: int
    ) -> tuple[Step | None, list[Finding]]:
        step = moves.step_to(episode, self._facts(session, episode, undecided), now)
        if step is None:
            from_here = f"From “{episode.state.words}” it cannot go to “{now.words}”."
            return None, [Finding("", from_here)]
        at = local(self._clock.now())
        return step, moves.judge(step, episode, told, at, self._forms.vocabularies())

    def _write(
        self, session: Session, row: EpisodeTable, episode: Episode, step: Step, told: Told
    ) -> int:
        made = MoveTable(
            was=episode.state.value,
            now=step.now.value,
            on=told.on,
            at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
            by=self._store.actor,
            reason=told.reason.strip(),
            details=tidy(told.details),
            exception=_exception(step, told),
        )
        row.moves.append(made)
        for name, value in moves.effects(episode, step, told).items():
            setattr(row, name, value)
        session.flush()
        following.on_move(session, made)
        return made.id

    def _facts(self, session: Session, episode: Episode, undecided: int) -> ReadFacts:
        return ReadFacts(Asked(session, episode, self._clock.today(), self._forms), undecided)


def _exception(step: Step, told: Told) -> str:
    """Return why what was missing was passed over, with what that was."""
    if not step.missing:
        return ""
    return " ".join((*(one.said for one in step.missing), told.exception.strip()))


def _why(wrong: list[Finding]) -> str:
    return " ".join(finding.said for finding in wrong)
