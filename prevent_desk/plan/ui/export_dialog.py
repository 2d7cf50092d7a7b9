"""Takes a plan out of the desk, as the board's PDF summary, the Excel plan, or what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.plan.exports.kinds import Kind
from prevent_desk.plan.model.health.hints import HealthCounts
from prevent_desk.plan.model.records import PlanContents
from prevent_desk.plan.ui.export_form import ExportForm, choices, own_agencies
from prevent_desk.plan.ui.export_making import (
    Make,
    Plans,
    Versions,
    Wanted,
    paper_of,
    prepare,
)
from prevent_desk.plan.ui.export_preview import SheetView
from prevent_desk.plan.ui.versions.export_fields import VersionFields
from prevent_desk.ui.jobs import Work
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.workers import child

_KINDS = {kind.name: kind for kind in Kind}


class ExportDialog(TakeOutDialog):
    """Takes one plan out."""

    def __init__(
        self,
        plans: Plans,
        plan_id: int,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        kind: Kind = Kind.SUMMARY,
        make: Make = child.run,
        health: Callable[[int], HealthCounts] | None = None,
        versions: Versions | None = None,
        version: int | None = None,
        against: int | None = None,
    ) -> None:
        """Begin with the choices made last.

        Args:
            plans: The plan's service.
            plan_id: The plan.
            desk: The shell.
            clock: Says what day the figures speak of.
            parent: The page.
            kind: What to begin with.
            make: Makes the file; replaced in tests.
            health: Counts what the plan still lacks; without it that is not offered.
            versions: Reads frozen versions; without it they are not offered.
            version: The version to begin with; None for the plan as it is.
            against: The version since which changes are told to begin with.
        """
        super().__init__(
            "Take the plan out",
            "The file is not encrypted: its marking says how it may be handled.",
            desk,
            clock,
            parent,
        )
        self._plans, self._plan_id = plans, plan_id
        self._make, self._health, self._versions = make, health, versions
        self._build(kind)
        self.versions.choose(version, against)
        self._connect()
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        kind, fields = self._kind(), self.fields
        summary = kind is Kind.SUMMARY
        lead = self.lead_combo.value()
        return Wanted(
            kind=kind,
            marking=self.marking(),
            lead=str(lead) if lead is not None else None,
            since=self.since_edit.day() if summary else None,
            with_table=summary and fields.table_check.isChecked(),
            # Counted for the whole plan as it is now, so not said of a part or of a version.
            with_health=fields.health_check.isEnabled() and fields.health_check.isChecked(),
            version=self.versions.version(),
            against=self.versions.against(),
        )

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self._kind().words

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return self._kind().suffix

    def in_the_way(self) -> str:
        """Return why nothing can be told: there is nothing to compare with."""
        wanted = self.wanted()
        if wanted.kind is Kind.CHANGES and wanted.against is None:
            return "No version was frozen before this copy."
        return ""

    def work(self) -> Work[Prepared]:
        """Return the work of making the file."""
        wanted = self.wanted()
        paper = paper_of(
            wanted,
            self._clock.today(),
            self._clock.now(),
            self._id,
            practice=self._desk.is_practice(),
        )
        return prepare(
            self._plans,
            self._plan_id,
            wanted,
            paper,
            self._make,
            self._health,
            self._versions,
        )

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that the plan was taken out."""
        wanted = cast("Wanted", prepared.wanted)
        self._plans.note_export(
            self._plan_id, wanted.kind.words, self._id, lead=wanted.lead, marking=wanted.marking
        )

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show the first rows of the workbook."""
        self.sheet.show_plan(cast("PlanContents", prepared.contents), len(prepared.data))
        return self.sheet

    def take_fields(self) -> bool:
        """Take in the day that is being typed."""
        if self.since_edit.take():
            return True
        self.since_edit.setFocus()
        return False

    # Making it

    def _kind(self) -> Kind:
        return _KINDS[self.fields.kind_choice.value()]

    def _build(self, kind: Kind) -> None:
        form = self.build_frame()
        self.fields = fields = ExportForm(form.own_pane)
        known = self._versions.versions(self._plan_id) if self._versions else []
        fields.kind_choice.set_choices(choices(with_changes=bool(known)))
        fields.kind_choice.setAccessibleName("What to make")
        fields.kind_choice.set_value(kind.name)
        self.lead_combo = ComboPicker("Whose actions", "All actions")
        self.lead_combo.set_values(own_agencies(self._plans, self._plan_id))
        fields.lead_field.set_editor(self.lead_combo)
        self.since_edit = DateEdit(self._clock.today)
        fields.since_field.set_editor(self.since_edit)
        self.versions = VersionFields(
            known, fields.copy_field, fields.against_field, self._version_chosen
        )
        self.sheet = SheetView()
        form.preview_stack.addWidget(self.sheet)
        fields.health_check.setVisible(self._health is not None)
        self._show_kind()

    def _connect(self) -> None:
        fields = self.fields
        fields.kind_choice.chosen.connect(self._kind_chosen)
        self.lead_combo.picked.connect(self._choices_changed)
        self.since_edit.date_chosen.connect(self._day_chosen)
        self.since_edit.refused.connect(fields.since_field.set_error)
        fields.table_check.toggled.connect(self._choices_changed)
        fields.health_check.toggled.connect(self._choices_changed)

    # Following the choices

    def _kind_chosen(self, _value: str) -> None:
        self._show_kind()
        self._choices_changed()

    def _show_kind(self) -> None:
        summary = self._kind() is Kind.SUMMARY
        self.versions.show_for(self._kind())
        self.fields.since_field.setVisible(summary)
        self.fields.table_check.setVisible(summary)
        self.name_kind()

    def _choices_changed(self, *_: object) -> None:
        self.fields.since_field.clear_error()
        as_it_is = self.lead_combo.value() is None and self.versions.version() is None
        self.fields.health_check.setEnabled(as_it_is)
        self.changed()

    def _version_chosen(self) -> None:
        """Changes are told since a version or since a day, never both."""
        if self.versions.against() is not None:
            self.since_edit.set_day(None)
        self._choices_changed()

    def _day_chosen(self, day: object) -> None:
        if day is not None:
            self.versions.clear_against()
        self._choices_changed()
