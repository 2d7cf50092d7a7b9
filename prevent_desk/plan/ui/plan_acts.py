"""What is done to a plan as a whole: made, described, removed, brought in and taken out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.counts import count
from prevent_desk.plan.model.health.hints import HealthCounts
from prevent_desk.plan.model.records import PlanSheet
from prevent_desk.plan.service.versions import Versions
from prevent_desk.plan.ui.acts import Acts
from prevent_desk.plan.ui.export_dialog import ExportDialog
from prevent_desk.plan.ui.import_dialog import ImportDialog
from prevent_desk.plan.ui.plan_dialog import GivenPlan, PlanDialog
from prevent_desk.ui.page import Desk


class PlanActs:
    """Opens the dialogs of a whole plan and does what they were told."""

    def __init__(
        self,
        acts: Acts,
        desk: Desk,
        clock: Clock,
        owner: QWidget,
        sheet: Callable[[], PlanSheet | None],
        open_plan: Callable[[int], None],
        health: Callable[[int], HealthCounts],
        versions: Versions,
    ) -> None:
        self._acts, self._desk, self._clock, self._owner = acts, desk, clock, owner
        self._sheet, self._open_plan = sheet, open_plan
        self._plans, self._health, self._versions = acts.plans, health, versions

    def new_plan(self) -> None:
        """Make a plan, with the headings of an old one where wanted, and show it."""
        dialog = PlanDialog(self._owner, None, self._plans.plans())
        if not dialog.exec():
            return
        given = dialog.given()
        made = self._acts.change_plan(lambda: self._make(given), f"{given.title} made")
        if made is not None:
            self._open_plan(made)

    def edit_plan(self) -> None:
        """Edit title, stamp, preamble and key of the plan on show."""
        sheet = self._sheet()
        if sheet is None:
            return
        dialog = PlanDialog(self._owner, sheet.head, (), count(sheet.rows, sheet.head.legend))
        if not dialog.exec():
            return
        given = dialog.given()
        head = replace(
            sheet.head,
            title=given.title,
            years=given.years,
            version=given.version,
            label=given.label,
            preamble=given.preamble,
            strategic_objectives=given.strategic_objectives,
            legend=given.legend,
        )
        self._acts.change_plan(
            lambda: self._plans.edit_head(head, given.mapping), "Plan details changed"
        )

    def remove_plan(self) -> None:
        """Remove the plan on show with everything in it; the toast's Undo brings it back."""
        sheet = self._sheet()
        if sheet is not None:
            said = f"{sheet.head.name} removed"
            self._acts.change_plan(lambda: self._plans.remove_plan(sheet.head.id), said)

    def import_plan(self) -> None:
        """Bring in a plan from a workbook, and show it."""
        sheet = self._sheet()
        plan_id = sheet.head.id if sheet else None
        dialog = ImportDialog(self._plans, plan_id, self._desk, self._owner)
        dialog.imported.connect(self._imported)
        dialog.exec()

    def export_workbook(self) -> None:
        """Take the plan out as an Excel action plan."""
        self._export(Kind.ACTION_PLAN)

    def export_summary(self) -> None:
        """Take the plan out as a PDF summary for the board."""
        self._export(Kind.SUMMARY)

    def _imported(self, plan_id: int) -> None:
        self._acts.plan_changed.emit()
        self._open_plan(plan_id)
        self._acts.tell(f"{self._plans.head(plan_id).name} imported")

    def _export(self, kind: Kind) -> None:
        sheet = self._sheet()
        if sheet is not None:
            ExportDialog(
                self._plans,
                sheet.head.id,
                self._desk,
                self._clock,
                self._owner,
                kind=kind,
                health=self._health,
                versions=self._versions,
            ).exec()

    def _make(self, given: GivenPlan) -> int:
        titles: tuple[str, ...] = ()
        if given.copy_from is not None:
            titles = tuple(one.title for one in self._plans.sheet(given.copy_from).objectives)
        return self._plans.create_plan(given.title, given.years, given.legend, titles)
