"""Departments: entered, changed, ended; each act one Undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.contacts.model.people import refuse_nameless
from prevent_desk.contacts.service.organisations import Organisations
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Fault, Refused
from prevent_desk.store.session import Store
from prevent_desk.training.model.departments import Department, NewDepartment
from prevent_desk.training.tables import DepartmentTable

_PARTS = frozenset(field.name for field in fields(NewDepartment))
_MOST_HEADS = 1_000_000


class Departments:
    """Keeps the departments whose people are to be trained."""

    def __init__(self, store: Store, clock: Clock, organisations: Organisations) -> None:
        self._store, self._clock, self._organisations = store, clock, organisations

    # Reading

    def all(self, ended: bool = False) -> list[Department]:
        """Return the departments by name; with `ended`, those that are none any more too."""
        return [one for one in self.by_id().values() if ended or one.ended is None]

    def one(self, department_id: int) -> Department:
        """Return a department.

        Raises:
            Refused: It is no longer there.
        """
        found = self.by_id().get(department_id)
        if found is None:
            raise Refused(
                "That department is no longer there.", next_step="Undo may bring it back."
            )
        return found

    def by_id(self) -> dict[int, Department]:
        """Return every department by its number, sorted by name."""
        places = {one.id: one.name for one in self._organisations.all(ended=True)}
        with self._store.reading() as session:
            return read(session, places)

    def by_name(self) -> dict[str, Department]:
        """Return the departments that hold by their name in lower case; for matching lists."""
        return {one.name.casefold(): one for one in self.all()}

    # Acting

    def add(self, new: NewDepartment) -> int:
        """Enter a department; return its number.

        Raises:
            Refused: It has no name, its organisation has one of that name, or the number of its
                people cannot be.
        """
        refuse_nameless(new.name, "department")
        with self._store.writing(f"new department {new.name.strip()}") as session:
            return self.add_in(session, new)

    def add_in(self, session: Session, new: NewDepartment) -> int:
        """Enter a department within the unit of work of another act."""
        refuse_nameless(new.name, "department")
        _refuse_heads(new.heads)
        _refuse_twice(session, new.name, new.organisation_id, 0)
        told = {name: _told(value) for name, value in asdict(new).items()}
        row = DepartmentTable(**told, ended=None, at=self._now())
        session.add(row)
        session.flush()
        return row.id

    def change(self, department_id: int, **parts: Any) -> None:  # noqa: ANN401 - parts of NewDepartment
        """Change parts of a department, named as in `NewDepartment`.

        Raises:
            Refused: As of `add`; or it is no longer there.
        """
        if unknown := parts.keys() - _PARTS:
            raise Fault(f"A department has no {', '.join(sorted(unknown))}.")
        if "name" in parts:
            refuse_nameless(parts["name"], "department")
        _refuse_heads(parts.get("heads"))
        with self._store.writing(f"change of {self.one(department_id).name}") as session:
            row = _row(session, department_id)
            for name, value in parts.items():
                setattr(row, name, _told(value))
            _refuse_twice(session, row.name, row.organisation_id, row.id)

    def end(self, department_id: int, on: date) -> None:
        """Say that a department is none any more; its people stay until they are moved."""
        with self._store.writing(f"end of {self.one(department_id).name}") as session:
            _row(session, department_id).ended = on

    def resume(self, department_id: int) -> None:
        """Say that a department is one again."""
        with self._store.writing(f"return of {self.one(department_id).name}") as session:
            _row(session, department_id).ended = None

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC).replace(tzinfo=None)


def read(session: Session, places: Mapping[int, str]) -> dict[int, Department]:
    """Return every department by its number, sorted by name; `places` names organisations."""
    rows = session.scalars(select(DepartmentTable).order_by(DepartmentTable.name))
    return {
        row.id: Department(
            row.id, row.name, row.organisation_id, places.get(row.organisation_id or 0, ""),
            row.heads, row.heads_on, row.note, row.ended,
        )
        for row in rows
    }  # fmt: skip


def _row(session: Session, department_id: int) -> DepartmentTable:
    row = session.get(DepartmentTable, department_id)
    if row is None:
        raise Refused("That department is no longer there.", next_step="Undo may bring it back.")
    return row


def _refuse_heads(heads: int | None) -> None:
    if heads is not None and not 0 <= heads <= _MOST_HEADS:
        raise Refused("That is no number of people.", next_step="Correct it, or leave it empty.")


def _refuse_twice(session: Session, name: str, place: int | None, but: int) -> None:
    same = select(DepartmentTable.id).where(
        DepartmentTable.name == name.strip(),
        DepartmentTable.organisation_id.is_(place)
        if place is None
        else DepartmentTable.organisation_id == place,
        DepartmentTable.ended.is_(None),
        DepartmentTable.id != but,
    )
    with session.no_autoflush:
        found = session.scalar(same.limit(1))
    if found is not None:
        raise Refused(
            f"There is a department “{name.strip()}” already.", next_step="Give it another name."
        )


def _told(value: Any) -> Any:  # noqa: ANN401 - a part of any kind
    return value.strip() if isinstance(value, str) else value
