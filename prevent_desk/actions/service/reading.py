"""Rows of what is owed as records; inside somebody's unit of work.

A list of thousands is read without the lines and files of each: of those it says only how often an
action was carried on and when somebody was last reminded, and that is counted in one pass.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, case, func, select
from sqlalchemy.orm import Session, selectinload

from prevent_desk.actions.model.records import Action, ActionLine, Evidence, Owner, Source, State
from prevent_desk.actions.service.owners import Owners
from prevent_desk.actions.tables import OwedFileTable, OwedLineTable, OwedTable

_COLUMNS = tuple(OwedTable.__table__.c)


def whole(
    session: Session, owners: Owners, *wanted: ColumnElement[bool], newest: bool = False
) -> list[Action]:
    """Return the actions that are wanted with their lines and files; by number."""
    number = OwedTable.number.desc() if newest else OwedTable.number
    query = select(OwedTable).where(*wanted).order_by(number)
    loaded = query.options(
        selectinload(OwedTable.lines),
        selectinload(OwedTable.files).selectinload(OwedFileTable.file),
    )
    return [_whole(row, owners) for row in session.scalars(loaded)]


def listed(session: Session, owners: Owners, *wanted: ColumnElement[bool]) -> list[Action]:
    """Return the actions that are wanted, without their lines and files; by number."""
    times = _times(session, *wanted)
    query = select(*_COLUMNS).where(*wanted).order_by(OwedTable.number)
    found = []
    for row in session.execute(query):
        carried, chased = times.get(row.id, (0, None))
        found.append(replace(_action(row, owners), carried=carried, chased=chased))
    return found


def _times(session: Session, *wanted: ColumnElement[bool]) -> dict[int, tuple[int, date | None]]:
    """Return how often actions were carried on, and when somebody was last reminded of them."""
    of = OwedLineTable.owed_id
    query = (
        select(
            of,
            func.sum(case((OwedLineTable.kind == "carried", 1), else_=0)),
            func.max(case((OwedLineTable.kind == "chased", OwedLineTable.on))),
        )
        .join(OwedTable, OwedTable.id == of)
        .where(OwedLineTable.kind.in_(("carried", "chased")), *wanted)
        .group_by(of)
    )
    return {key: (int(carried), chased) for key, carried, chased in session.execute(query)}


def _whole(row: OwedTable, owners: Owners) -> Action:
    lines = tuple(
        ActionLine(one.id, one.kind, one.on, one.at, one.by, one.was, one.now, one.words)
        for one in row.lines
    )
    return replace(
        _action(row, owners),
        carried=sum(line.kind == "carried" for line in lines),
        chased=max((line.on for line in lines if line.kind == "chased"), default=None),
        lines=lines,
        evidence=tuple(
            Evidence(one.id, one.file_id, one.file.name, one.file.size, one.note)
            for one in row.files
        ),
    )


def _action(row: OwedTable | Row[Any], owners: Owners) -> Action:
    """Return an action of its own columns alone: of a mapped row, or of one that was selected."""
    owner = Owner(row.owner_id, row.seat, row.contact_id, row.owner_told)
    return Action(
        id=row.id, number=row.number, words=row.words, shared_words=row.shared_words,
        owner=owners.filled(owner), due=row.due, due_told=row.due_told, made=row.made, by=row.by,
        source=Source(row.source), source_id=row.source_id, source_words=row.source_words,
        case_ref=row.case_ref, state=State(row.state), closed=row.closed, outcome=row.outcome,
    )  # fmt: skip
