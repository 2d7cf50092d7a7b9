"""The entries of the criteria library as rows: found, made, and their words checked."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.errors import Refused
from prevent_desk.plan.model import cells
from prevent_desk.plan.model.library.entries import LibraryEntry
from prevent_desk.plan.model.library.repeats import Line, same_words
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.arranging import STEP
from prevent_desk.plan.tables import (
    ActionTable,
    ActivityTable,
    CriterionTable,
    LibraryTable,
    ObjectiveTable,
)

MOST_CHARACTERS = 2_000
"""The longest criterion that is kept once."""

_UNDO = "Undo brings it back."


def get_entry(session: Session, entry_id: int) -> LibraryTable:
    """Return an entry's row.

    Raises:
        Refused: It is no longer there.
    """
    entry = session.get(LibraryTable, entry_id)
    if entry is None:
        raise Refused("That criterion is no longer in the library.", next_step=_UNDO)
    return entry


def all_entries(session: Session) -> list[LibraryEntry]:
    """Return the library in its order, each with the number of actions it stands in."""
    uses = (
        select(
            CriterionTable.library_id,
            func.count(CriterionTable.action_id.distinct()).label("actions"),
        )
        .where(CriterionTable.library_id.is_not(None))
        .group_by(CriterionTable.library_id)
        .subquery()
    )
    query = (
        select(LibraryTable.id, LibraryTable.text, LibraryTable.unit, uses.c.actions)
        .outerjoin(uses, uses.c.library_id == LibraryTable.id)
        .order_by(LibraryTable.position, LibraryTable.id)
    )
    return [
        LibraryEntry(key, text, unit, actions or 0)
        for key, text, unit, actions in session.execute(query)
    ]


def lines_of(session: Session, plan_id: int) -> list[Line]:
    """Return a plan's criteria in its order; put in order here, as `finding.plan_rows` is."""
    order = {activity.id: at for at, activity in enumerate(finding.activities(session, plan_id))}
    query = (
        select(
            ActionTable.activity_id,
            ActionTable.position,
            CriterionTable.action_id,
            CriterionTable.position,
            CriterionTable.id,
            CriterionTable.text,
            CriterionTable.unit,
            CriterionTable.library_id,
        )
        .join(ActionTable, CriterionTable.action_id == ActionTable.id)
        .join(ActivityTable, ActionTable.activity_id == ActivityTable.id)
        .join(ObjectiveTable, ActivityTable.objective_id == ObjectiveTable.id)
        .where(ObjectiveTable.plan_id == plan_id)
    )
    found = sorted(
        session.connection().execute(query).all(), key=lambda row: (order[row[0]], *row[1:5])
    )
    return [
        Line(key, action, text, unit, library)
        for _, _, action, _, key, text, unit, library in found
    ]


def made_entry(session: Session, text: str, unit: str | None) -> LibraryTable:
    """Put an entry at the end of the library and return its row."""
    last = session.scalar(select(func.max(LibraryTable.position)))
    entry = LibraryTable(position=(last or 0.0) + STEP, text=text, unit=unit)
    session.add(entry)
    session.flush()
    return entry


def same_entry(session: Session, text: str) -> LibraryTable | None:
    """Return the entry that says the same."""
    wanted = same_words(text)
    rows = session.execute(select(LibraryTable.id, LibraryTable.text))
    key = next((key for key, words in rows if same_words(words) == wanted), None)
    return None if key is None else session.get(LibraryTable, key)


def refuse_known(session: Session, text: str) -> None:
    """Refuse words that an entry says already.

    Raises:
        Refused: One does.
    """
    if same_entry(session, text) is not None:
        raise Refused(
            "That criterion is in the library already.",
            next_step="Use the one that is there, or merge the two.",
        )


def checked(text: str) -> str:
    """Return words as an entry keeps them.

    Raises:
        Refused: They are none, or too long.
    """
    words = cells.one_line(text)
    if not same_words(words):
        raise Refused("A criterion needs words.", next_step="Type what shall be reached.")
    if len(words) > MOST_CHARACTERS:
        raise Refused(
            f"That is {len(words):,} characters; a criterion holds {MOST_CHARACTERS:,}.",
            next_step="Shorten it, or make two criteria of it.",
        )
    # As a cell of the plan would read it, so that a line written there is the same line.
    return cells.lines(words)[0]


def counted_in(unit: str | None) -> str | None:
    """Return a unit as an entry keeps it; None for an entry that is not counted."""
    return None if unit is None else cells.one_line(unit)
