"""“Known to your service?”: agencies are asked, they answer or are reminded, one act each."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk import paths
from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.referrals.model.checks import (
    REPLY_WORDS,
    Asking,
    Chase,
    Check,
    Preset,
    Reply,
    with_added,
    with_correction,
)
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.service.forms import Forms
from prevent_desk.referrals.tables import CheckChaseTable, CheckTable
from prevent_desk.store.session import Store

AGENCIES = "agency"
"""The list of those who may be asked."""


def open_checks(session: Session, episode_id: int) -> tuple[Check, ...]:
    """Return the questions of a referral that still await an answer, as they were asked.

    For guards of other services, inside their own unit of work.
    """
    return tuple(check for check in checks_of(session, episode_id) if check.is_open)


def checks_of(session: Session, episode_id: int) -> list[Check]:
    """Return the checks of a referral, as they were asked."""
    query = select(CheckTable).where(CheckTable.episode_id == episode_id)
    rows = session.scalars(query.order_by(CheckTable.asked_on, CheckTable.id))
    return [_check(row) for row in rows]


class Checks:
    """Asks agencies, takes answers in, reminds, withdraws."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def of(self, episode_id: int) -> list[Check]:
        """Return the checks of a referral, as they were asked."""
        with self._store.reading() as session:
            return checks_of(session, episode_id)

    def open_checks(self, episode_id: int) -> tuple[Check, ...]:
        """Return the questions of a referral that still await an answer."""
        with self._store.reading() as session:
            return open_checks(session, episode_id)

    def presets(self) -> tuple[Preset, ...]:
        """Return who is usually asked together."""
        return tuple(
            Preset(one["key"], one["title"], tuple(one["agencies"]))
            for one in _shipped()["presets"]
        )

    def question(self) -> str:
        """Return the question as it is usually put."""
        return str(_shipped()["question"]).strip()

    def ask(self, episode_id: int, asking: Asking) -> list[int]:
        """Ask agencies together; return the keys of the new checks, in their order.

        Raises:
            Refused: Nobody is named, an answer would be due before the question, or one of them was
                asked already and has not answered.
        """
        agencies = tuple(dict.fromkeys(name.strip() for name in asking.agencies if name.strip()))
        if not agencies:
            raise Refused("Nobody is chosen.", next_step="Tick at least one service.")
        if asking.due is not None and asking.due < asking.on:
            raise Refused(
                f"{say_short(asking.due)} is before the day of asking, {say_short(asking.on)}.",
                next_step="Choose a later day for the replies.",
            )
        ref = self._ref(episode_id)
        with self._store.writing(f"questions to {_services(len(agencies))}, {ref}") as session:
            _refuse_if_waiting(open_checks(session, episode_id), agencies)
            rows = [
                CheckTable(
                    episode_id=episode_id, agency=agency, asked_on=asking.on,
                    asked=asking.asked.strip(), due=asking.due, known="", replied_on=None,
                    replied_by="", words="", withdrawn="", withdrawn_on=None,
                )
                for agency in agencies
            ]  # fmt: skip
            session.add_all(rows)
            session.flush()
            return [row.id for row in rows]

    def reply(self, check_id: int, reply: Reply) -> Check:
        """Take an answer in, a nil return as well.

        Raises:
            Refused: It was answered or withdrawn before, or the day is still to come.
        """
        with self._store.writing(self._label("reply", check_id)) as session:
            row = _row(session, check_id)
            if row.withdrawn:
                raise Refused(
                    f"The question to {_name(row.agency)} was withdrawn.",
                    next_step="Ask again; the old question stays as it is.",
                )
            if row.known:
                raise Refused(
                    f"The reply of {_name(row.agency)} is in already.",
                    next_step="Add to it, or correct it with a reason.",
                )
            self._refuse_the_future(reply.on)
            row.known, row.replied_on = _known(reply.known), reply.on
            row.replied_by, row.words = reply.by.strip(), reply.words.strip()
            return _check(row)

    def add_words(self, check_id: int, words: str) -> Check:
        """Add what an agency said besides; what stands there stays.

        Raises:
            Refused: There is no reply to add to.
        """
        with self._store.writing(self._label("words to the reply", check_id)) as session:
            row = _row(session, check_id)
            if not row.known:
                raise Refused(
                    f"{_name(row.agency)} has not answered yet.",
                    next_step="Record the reply first.",
                )
            row.words = with_added(row.words, words, self._clock.today())
            return _check(row)

    def correct(self, check_id: int, known: str, why: str) -> Check:
        """Make an answer the other one, with the reason; what was recorded stays readable.

        Raises:
            Refused: There is no reply, it is the same, or the reason is missing.
        """
        if not why.strip():
            raise Refused("A correction needs its reason.", next_step="One line is enough.")
        with self._store.writing(self._label("correction of the reply", check_id)) as session:
            row = _row(session, check_id)
            if not row.known or row.known == known:
                raise Refused(f"There is nothing to correct in the reply of {_name(row.agency)}.")
            row.words = with_correction(_check(row), why, self._clock.today())
            row.known = _known(known)
            return _check(row)

    def chase(self, check_ids: Sequence[int], chase: Chase) -> None:
        """Note that agencies were reminded.

        Raises:
            Refused: One of them has answered, or is no longer asked; none is noted.
        """
        if not check_ids:
            raise Refused("Nobody is chosen.", next_step="Tick at least one service.")
        self._refuse_the_future(chase.on)
        ref = self._ref_of(check_ids[0])
        with self._store.writing(f"reminder to {_services(len(check_ids))}, {ref}") as session:
            for check_id in check_ids:
                row = _row(session, check_id)
                if not _check(row).is_open:
                    raise Refused(f"Nothing is awaited from {_name(row.agency)} any more.")
                told = CheckChaseTable(on=chase.on, how=chase.how.strip(), note=chase.note.strip())
                row.chases.append(told)

    def withdraw(self, check_id: int, reason: str) -> None:
        """Ask no more, with the reason; the question stays on record.

        Raises:
            Refused: The reason is missing, or the reply is in.
        """
        if not reason.strip():
            raise Refused("Withdrawing needs a reason.", next_step="One line is enough.")
        with self._store.writing(self._label("withdrawal of the question", check_id)) as session:
            row = _row(session, check_id)
            if row.known:
                raise Refused(f"{_name(row.agency)} has answered; that stays on record.")
            row.withdrawn, row.withdrawn_on = reason.strip(), self._clock.today()

    def _refuse_the_future(self, day: date) -> None:
        if day > self._clock.today():
            raise Refused(
                f"{say_short(day)} is still to come.", next_step="Choose today or an earlier day."
            )

    def _ref(self, episode_id: int) -> str:
        with self._store.reading() as session:
            return reading.episode_row(session, episode_id).ref

    def _ref_of(self, check_id: int) -> str:
        with self._store.reading() as session:
            return reading.episode_row(session, _row(session, check_id).episode_id).ref

    def _label(self, act: str, check_id: int) -> str:
        """Name an act by its service, where that is one of the list, and its referral."""
        with self._store.reading() as session:
            row = _row(session, check_id)
            ref = reading.episode_row(session, row.episode_id).ref
        listed = Forms().list_of(AGENCIES).label(row.agency)
        return f"{act}, {listed}, {ref}" if listed != row.agency else f"{act}, {ref}"


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / "checks.toml").read_text("utf-8"))


def _services(count: int) -> str:
    return "1 service" if count == 1 else f"{count} services"


def _row(session: Session, check_id: int) -> CheckTable:
    row = session.get(CheckTable, check_id)
    if row is None:
        raise Refused("That question is no longer there.", next_step="Undo brings it back.")
    return row


def _known(code: str) -> str:
    if code not in REPLY_WORDS:
        raise Refused("A reply is “known” or “not known”.")
    return code


def _name(agency: str) -> str:
    return Forms().list_of(AGENCIES).label(agency)


def _refuse_if_waiting(waiting: Sequence[Check], agencies: Sequence[str]) -> None:
    names = [check.name for check in waiting if check.agency in agencies]
    if names:
        has = "has" if len(names) == 1 else "have"
        raise Refused(
            f"{', '.join(names)} {has} been asked already and not answered.",
            next_step="Remind them instead.",
        )


def _check(row: CheckTable) -> Check:
    return Check(
        row.id, row.episode_id, row.agency, _name(row.agency), row.asked_on, row.asked, row.due,
        row.known, row.replied_on, row.replied_by, row.words, row.withdrawn, row.withdrawn_on,
        tuple(Chase(one.on, one.how, one.note) for one in row.chases),
    )  # fmt: skip
