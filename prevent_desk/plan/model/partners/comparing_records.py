"""What comparing a return is given, and what it finds beside the differences themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from prevent_desk.plan.model.legend import Legend
from prevent_desk.plan.model.partners.merging_comments import Said
from prevent_desk.plan.model.partners.records import Difference
from prevent_desk.plan.model.partners.sending_columns import cells_of
from prevent_desk.plan.model.records import ActionDetail, ActionRow, Field, Update


@dataclass(frozen=True, slots=True)
class Here:
    """The plan as it is now: what a return is held against.

    Attributes:
        legend: The plan's own key of progress.
        rows: Every action of the plan, by key.
        by_words: Likewise by its words as `matching.plain` gives them.
        actions: Whole, those that were sent and are still here, by key; gathered as asked for.
    """

    legend: Legend
    rows: Mapping[int, ActionRow]
    by_words: Mapping[str, ActionRow]
    actions: dict[int, ActionDetail] = field(default_factory=dict)
    _cells: dict[int, dict[Field, str]] = field(default_factory=dict)

    def cells(self, action: ActionDetail) -> dict[Field, str]:
        """Return an action's cells as a workbook has them, worked out once for all returns."""
        found = self._cells.get(action.row.id)
        if found is None:
            found = self._cells[action.row.id] = cells_of(action, self.legend)
        return found


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row of a return as an action of its own.

    Attributes:
        objective: The headings that it names, as the sheet has them; may be empty.
        follows: The action whose row stands above it; None where none does.
        cells: What fits, as the plan keeps it.
        updates: What they wrote as an update, and what does not fit, so that it is not lost.
    """

    objective: str
    follows: int | None
    cells: Mapping[Field, str]
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comparing found.

    Attributes:
        differences: In the order of the workbook.
        unchanged: Cells that are as they were sent, on both sides.
        changed: Cells and rows in which the return differs from what was sent.
        notes: About the file as a whole, a sentence each.
        comments: What a row says in its comments, by the difference's key.
        new_rows: What a row would be as an action of its own, by the difference's key.
    """

    differences: tuple[Difference, ...]
    unchanged: int
    changed: int
    notes: tuple[str, ...]
    comments: Mapping[str, Said] = field(default_factory=dict)
    new_rows: Mapping[str, NewRow] = field(default_factory=dict)
