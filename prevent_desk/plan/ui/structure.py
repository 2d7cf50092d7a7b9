"""Adding, moving and removing actions and headings; nothing asks first, all can be undone."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from prevent_desk.plan.model.records import Activity, Objective, PlanSheet
from prevent_desk.plan.ui.acts import Acts, name
from prevent_desk.plan.ui.grid_view import GridView
from prevent_desk.plan.ui.heading_dialog import ActivityDialog, ObjectiveDialog
from prevent_desk.plan.ui.lines import ActionLine, ActivityLine, ObjectiveLine
from prevent_desk.plan.ui.showing import Showing


class Structure:
    """What the context menu and its keys do to rows and headings of the plan on show."""

    def __init__(self, view: GridView, showing: Showing, acts: Acts, owner: QWidget) -> None:
        self._view, self._showing, self._acts, self._owner = view, showing, acts, owner
        self._plans = acts.plans

    # Actions

    def add_action(self) -> int | None:
        """Add an empty action below the current line and return its id."""
        sheet = self._showing.sheet
        if sheet is None:
            return None
        line = self._view.current_line()
        if isinstance(line, ActionLine):
            activity, after = line.activity.id, line.row.id
        elif isinstance(line, ActivityLine):
            activity, after = line.activity.id, None
        else:
            found = self._activity_for(sheet, line)
            if found is None:
                return None
            activity, after = found, None
        made = self._acts.change_plan(lambda: self._plans.add_action(activity, after))
        if made is not None:
            self._showing.reveal(made)
            self._view.go_to_action(made, 1)
        return made

    def move(self, step: int) -> None:
        """Move the chosen actions, or the current heading, up (-1) or down (1)."""
        line = self._view.current_line()
        if isinstance(line, ActionLine):
            ids = [row.id for row in self._view.chosen_actions()]
            self._acts.change_plan(lambda: self._plans.move_actions(ids, step))
        elif isinstance(line, ActivityLine):
            number = line.activity.id
            self._acts.change_plan(lambda: self._plans.move_activity(number, step))
        elif isinstance(line, ObjectiveLine):
            number = line.objective.id
            self._acts.change_plan(lambda: self._plans.move_objective(number, step))

    def remove(self) -> None:
        """Remove the chosen actions, or the current heading with all below it."""
        line = self._view.current_line()
        if isinstance(line, ActionLine):
            rows = self._view.chosen_actions()
            said = f"{name(rows[0])} removed" if len(rows) == 1 else f"{len(rows)} actions removed"
            ids = [row.id for row in rows]
            self._view.step(1 if len(rows) == 1 else 0)
            self._acts.change_plan(lambda: self._plans.remove_actions(ids), said)
        elif isinstance(line, ActivityLine):
            activity = line.activity
            said = f"Activity {activity.number or activity.heading} removed"
            self._acts.change_plan(lambda: self._plans.remove_activity(activity.id), said)
        elif isinstance(line, ObjectiveLine):
            objective = line.objective
            said = f"{objective.heading or 'Objective'} removed"
            self._acts.change_plan(lambda: self._plans.remove_objective(objective.id), said)

    # Headings

    def rename(self) -> None:
        """Edit the current heading."""
        line = self._view.current_line()
        if isinstance(line, ActivityLine):
            self.edit_activity(line.activity)
        elif isinstance(line, ObjectiveLine):
            self.edit_objective(line.objective)

    def edit_objective(self, objective: Objective) -> None:
        """Edit an objective's number, title, heading and text."""
        dialog = ObjectiveDialog(self._owner, objective)
        if dialog.exec():
            given = dialog.given()
            self._acts.change_plan(
                lambda: self._plans.edit_objective(objective.id, given), "Objective changed"
            )

    def edit_activity(self, activity: Activity) -> None:
        """Edit an activity's number and heading."""
        dialog = ActivityDialog(self._owner, activity)
        if dialog.exec():
            number, heading = dialog.given()
            self._acts.change_plan(
                lambda: self._plans.edit_activity(activity.id, number, heading), "Activity changed"
            )

    def add_objective(self) -> None:
        """Add an objective at the end of the plan."""
        sheet = self._showing.sheet
        if sheet is None:
            return
        dialog = ObjectiveDialog(self._owner, None, number=len(sheet.objectives) + 1)
        if dialog.exec():
            given = dialog.given()
            self._acts.change_plan(
                lambda: self._plans.add_objective(sheet.head.id, given), "Objective added"
            )

    def add_activity(self) -> None:
        """Add an activity heading to the current objective."""
        line, sheet = self._view.current_line(), self._showing.sheet
        if line is None or sheet is None:
            return
        objective = line.objective.id
        numbered = [a for a in sheet.activities if a.objective_id == objective and a.number]
        dialog = ActivityDialog(self._owner, None, number=len(numbered) + 1)
        if dialog.exec():
            number, heading = dialog.given()
            self._acts.change_plan(
                lambda: self._plans.add_activity(objective, number, heading), "Activity added"
            )

    def _activity_for(self, sheet: PlanSheet, line: ObjectiveLine | None) -> int | None:
        """Return the activity a new row goes to; made where the objective has none yet."""
        objective = line.objective if line else (sheet.objectives[-1] if sheet.objectives else None)
        if objective is None:
            self.add_objective()
            return None
        own = [one for one in sheet.activities if one.objective_id == objective.id]
        if own:
            return own[-1].id if line is None else own[0].id
        return self._acts.change_plan(lambda: self._plans.add_activity(objective.id, "", ""))
