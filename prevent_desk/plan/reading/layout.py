"""A workbook of texts to a plan as read: its sheets one after the other, then its notes."""

from __future__ import annotations

from prevent_desk.plan.model import workbook as words
from prevent_desk.plan.model.draft import PlanDraft
from prevent_desk.plan.reading.header import header_at
from prevent_desk.plan.reading.notes import Notes, is_notes, read_notes
from prevent_desk.plan.reading.walk import Walk, leave
from prevent_desk.readers.grid import Workbook


def draft_of(book: Workbook) -> PlanDraft | None:
    """Return the plan a workbook holds; None where no sheet has a table of actions."""
    draft = PlanDraft(notes=list(book.notes))
    notes: Notes | None = None
    walked = False
    for grid in book.grids:
        if not grid.rows:
            continue
        if grid.hidden:
            leave(draft, f"Sheet “{grid.name}”", "", "The sheet is hidden, so it was not read.")
        elif notes is None and is_notes(grid):
            notes = read_notes(grid)
        elif any(header_at(grid, row) for row in grid.numbers()):
            Walk(grid, draft).walk()
            walked = True
        else:
            leave(draft, f"Sheet “{grid.name}”", "", "It holds no table of actions.")
    if not walked or not draft.actions():
        return None
    if notes is not None:
        _apply(notes, draft)
    return draft


def _apply(notes: Notes, draft: PlanDraft) -> None:
    """Let our own second sheet say what the first cannot say exactly."""
    draft.title = notes.about.get(words.TITLE, draft.title)
    draft.years = notes.about.get(words.YEARS, draft.years)
    draft.version = notes.about.get(words.VERSION, draft.version)
    draft.label = notes.about.get(words.LABEL, draft.label)
    draft.preamble = notes.statements or draft.preamble
    draft.strategic_objectives = notes.aims or draft.strategic_objectives
    draft.legend = notes.legend or draft.legend
    if not notes.names:
        return
    names = {label: list(found) for label, found in notes.names.items()}
    for objective in draft.objectives:
        label = f"{words.OBJECTIVE} {objective.number}".strip()
        if names.get(label):
            objective.title = names[label].pop(0)
    for action in draft.actions():
        action.title = names[action.ref].pop(0) if names.get(action.ref) else action.title
