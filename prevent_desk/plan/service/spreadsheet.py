"""Many cells written at once, and rows made for those that have none yet: one act, one undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prevent_desk.plan.model.records import Field
from prevent_desk.plan.service import finding
from prevent_desk.plan.service.arranging import empty_action, next_ref, place_after
from prevent_desk.plan.service.plans import Plans
from prevent_desk.plan.tables import ActionTable, ActivityTable, ObjectiveTable
from prevent_desk.store.session import Store


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing cells.

    Attributes:
        made: The keys of the actions that were added, in order.
        detached: Criteria that no longer follow the criteria library, as `Plans.set_cells` says.
    """

    made: tuple[int, ...]
    detached: int


class Spreadsheet:
    """What a paste, a fill and a replacement write."""

    def __init__(self, store: Store, plans: Plans) -> None:
        self._store, self._plans = store, plans

    def write(
        self,
        label: str,
        values: Sequence[tuple[int, Field, str]],
        after: int | None = None,
        new_rows: int = 0,
    ) -> Written:
        """Write cells as one act.

        Args:
            label: In words for Undo: "paste of 24 cells".
            values: As of `Plans.set_cells`; the key -1 is the first new row, -2 the second.
            after: The action that new rows follow.
            new_rows: How many actions to add first, each with the next free reference.

        Raises:
            Refused: One of the values does not fit; nothing was changed.
        """
        with self._store.writing(label) as session:
            made: list[int] = []
            last = after
            for _ in range(new_rows):
                if last is None:
                    break
                follows = finding.get(session, ActionTable, last)
                activity = finding.get(session, ActivityTable, follows.activity_id)
                objective = finding.get(session, ObjectiveTable, activity.objective_id)
                place = place_after(activity.actions, follows.id)
                action = empty_action(next_ref(session, objective), place)
                activity.actions.append(action)
                session.flush()
                last = action.id
                made.append(last)
            numbered = [
                (key if key >= 0 else made[-1 - key], field, text) for key, field, text in values
            ]
            return Written(tuple(made), self._plans.write_cells(session, numbered))
