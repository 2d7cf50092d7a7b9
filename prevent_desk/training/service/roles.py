"""Roles: entered, named otherwise, ended; each act one Undo."""

from __future__ import annotations

from datetime import UTC, date

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.people import refuse_nameless
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused
from prevent_desk.store.session import Store
from prevent_desk.training.model.roles import Role
from prevent_desk.training.tables import StaffRoleTable


class Roles:
    """Keeps what people do, as far as it says which courses they need."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def all(self, ended: bool = False) -> list[Role]:
        """Return the roles by title; with `ended`, those no longer used too."""
        return [one for one in self.by_id().values() if ended or one.ended is None]

    def by_id(self) -> dict[int, Role]:
        """Return every role by its number, sorted by title."""
        with self._store.reading() as session:
            return read(session)

    def by_title(self) -> dict[str, Role]:
        """Return the roles in use by their title in lower case; for matching lists."""
        return {one.title.casefold(): one for one in self.all()}

    def add(self, title: str, note: str = "") -> int:
        """Enter a role; return its number.

        Raises:
            Refused: It has no title, or there is one of that title.
        """
        refuse_nameless(title, "role")
        with self._store.writing(f"new role {title.strip()}") as session:
            return self.add_in(session, title, note)

    def add_in(self, session: Session, title: str, note: str = "") -> int:
        """Enter a role within the unit of work of another act."""
        refuse_nameless(title, "role")
        _refuse_twice(session, title, 0)
        row = StaffRoleTable(
            title=title.strip(), note=note.strip(), ended=None,
            at=self._clock.now().astimezone(UTC).replace(tzinfo=None),
        )  # fmt: skip
        session.add(row)
        session.flush()
        return row.id

    def rename(self, role_id: int, title: str) -> None:
        """Give a role another title.

        Raises:
            Refused: It would have none, another has it, or it is no longer there.
        """
        refuse_nameless(title, "role")
        with self._store.writing(f"title of {title.strip()}") as session:
            row = _row(session, role_id)
            _refuse_twice(session, title, role_id)
            row.title = title.strip()

    def end(self, role_id: int, on: date) -> None:
        """Say that a role is no longer used; who has it keeps it."""
        with self._store.writing("end of a role") as session:
            _row(session, role_id).ended = on


def read(session: Session) -> dict[int, Role]:
    """Return every role by its number, sorted by title."""
    rows = session.scalars(select(StaffRoleTable).order_by(StaffRoleTable.title))
    return {row.id: Role(row.id, row.title, row.note, row.ended) for row in rows}


def _row(session: Session, role_id: int) -> StaffRoleTable:
    row = session.get(StaffRoleTable, role_id)
    if row is None:
        raise Refused("That role is no longer there.", next_step="Undo may bring it back.")
    return row


def _refuse_twice(session: Session, title: str, but: int) -> None:
    same = select(StaffRoleTable.id).where(
        StaffRoleTable.title == title.strip(), StaffRoleTable.ended.is_(None),
        StaffRoleTable.id != but,
    )  # fmt: skip
    if session.scalar(same.limit(1)) is not None:
        raise Refused(
            f"There is a role “{title.strip()}” already.", next_step="Give it another title."
        )
