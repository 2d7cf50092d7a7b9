"""The list of all health hints of the plan: by kind, to be put right one after another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QDialog, QLabel, QStackedWidget, QWidget

from prevent_desk.plan.model.health.hints import Aside, Hint, Kind
from prevent_desk.plan.service.health import HealthReport
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.columns import NO_LEAD, natural
from prevent_desk.plan.ui.health.aside import set_aside, take_back
from prevent_desk.plan.ui.health.checks_dialog import ChecksDialog
from prevent_desk.plan.ui.health.hint_list import HintList, Line
from prevent_desk.plan.ui.health.looks import BULB
from prevent_desk.plan.ui.health.opening import open_hint
from prevent_desk.plan.ui.health.watch import watch_of
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.segmented import Choice, Segmented

STANDING, ASIDE = "standing", "aside"


class _HealthForm(Form):
    """forms/plan/health_page.ui."""

    ui = "plan/health_page.ui"
    head_pane: QWidget
    foot_pane: QWidget
    count_chip: Chip
    checks_button: Button
    which: Segmented
    kind_picker: ComboPicker
    objective_picker: ComboPicker
    lead_picker: ComboPicker
    clear_button: Button
    stack: QStackedWidget
    aside_button: Button
    keys_label: QLabel


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list shows of all hints; None stands for any."""

    kind: Kind | None = None
    objective: int | None = None
    lead: str | None = None

    def fits(self, hint: Hint, report: HealthReport) -> bool:
        """Say whether a hint is to be shown."""
        if self.kind is not None and hint.kind is not self.kind:
            return False
        if self.objective is not None:
            own = hint.objective_id
            if own is None and hint.action_id is not None:
                own = report.objective_of.get(hint.action_id)
            if own != self.objective:
                return False
        return self.lead is None or self.lead in _leads(hint, report)


class HealthView(QWidget):
    """A view of the plan's room; satisfies `prevent_desk.ui.page.Page`."""

    title = "Plan health"
    icon = BULB

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._watch = around, watch_of(around)
        self._report: HealthReport | None = None
        self._looked_for = ""
        self._stand_in: QWidget | None = None
        self.setProperty("pane", "surface")
        self.form = _HealthForm(self)
        for pane in (self.form.head_pane, self.form.foot_pane):
            pane.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = HintList()
        self.empty = EmptyState()
        self.form.stack.addWidget(self.list)
        self.form.stack.addWidget(self.empty)
        self.list.hints.told = self._told
        self._name()
        self._connect()
        self._follow()

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is."""
        return (Command(self.title, partial(self._around.open_view, "health", {})),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [Command("What to look for in plan health", self.choose_checks, "list-checks")]
        line = self.list.current_line()
        if line is not None:
            found.append(Command(f"{line.act}: {line.hint.sentence}", partial(self.open, line)))
            aside = "Show the hint again" if line.aside else "Set the hint aside"
            found.append(Command(aside, self.turn_aside, "eye-off", "S"))
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return nothing: hints are found, not made."""
        return None

    def position(self) -> dict[str, Any]:
        """Return what is shown, and the hint the cursor is on."""
        wanted = self.wanted()
        return {
            "which": self.form.which.value(),
            "kind": wanted.kind.value if wanted.kind else "",
            "objective": wanted.objective,
            "lead": wanted.lead,
            "hint": self.list.current_key(),
        }

    def go_to(self, position: dict[str, Any]) -> None:
        """Show what `position` says; {"hint": key} alone goes to one hint, whatever hides it."""
        self._follow()
        self.form.which.set_value(ASIDE if position.get("which") == ASIDE else STANDING)
        self.form.kind_picker.set_value(position.get("kind"))
        self.form.objective_picker.set_value(position.get("objective"))
        self.form.lead_picker.set_value(position.get("lead"))
        # The plan may still be looked at: then the hint is gone to when it is found.
        self._looked_for = str(position.get("hint", ""))
        self._show()

    def flush(self) -> None:
        """Keep nothing: nothing is typed here."""

    def reload(self) -> None:
        """Show the store as it is now; the watch has heard of it, and so has its list."""
        self._watch.follow()

    def shown_count(self) -> str:
        """Return "12 health hints"."""
        counts = self._watch.counts
        return counts.said if counts else ""

    # What is done here

    def wanted(self) -> Wanted:
        """Return what the pickers ask for."""
        kind, objective = self.form.kind_picker.value(), self.form.objective_picker.value()
        lead = self.form.lead_picker.value()
        return Wanted(
            # A combo box keeps an enumeration's value only.
            Kind(kind) if isinstance(kind, str) else None,
            objective if isinstance(objective, int) else None,
            lead if isinstance(lead, str) else None,
        )

    def open(self, line: object) -> None:
        """Go to the cell of a hint, or show one again that was set aside."""
        if not isinstance(line, Line):
            return
        if line.aside is not None:
            take_back(self._around, [line.aside])
        else:
            open_hint(self._around, line.hint)

    def turn_aside(self) -> None:
        """Set the chosen hints aside, or show them again."""
        lines, plan_id = self.list.chosen(), self._watch.plan_id()
        asides = [line.aside for line in lines if line.aside]
        if asides:
            take_back(self._around, asides)
        elif lines and plan_id is not None:
            set_aside(self._around, plan_id, [line.hint for line in lines], lines[0].where, self)

    def choose_checks(self) -> None:
        """Ask what is to be looked for in this plan."""
        plan_id, health = self._watch.plan_id(), self._around.services.health
        if plan_id is None:
            return
        dialog = ChecksDialog(health.checks(plan_id), self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            given = dialog.given()
            self._around.acts.do(lambda: health.set_checks(plan_id, given), failed=None)

    def clear(self) -> None:
        """Show all kinds, objectives and leads."""
        for picker in self._pickers():
            picker.set_value(None)
        self._show()

    # Showing

    def _told(self, hint: Hint) -> Hint:
        plan_id, health = self._watch.plan_id(), self._around.services.health
        is_ready = plan_id is not None and health.is_ready(plan_id)
        return health.told(plan_id, hint) if plan_id is not None and is_ready else hint

    def _name(self) -> None:
        form = self.form
        form.which.setAccessibleName("Which hints")
        form.which.set_choices((Choice(STANDING, "To be put right"), Choice(ASIDE, "Set aside")))
        form.which.set_value(STANDING)
        for picker, any_text, name in (
            (form.kind_picker, "Every kind", "Kind of hint"),
            (form.objective_picker, "Every objective", "Objective"),
            (form.lead_picker, "Every lead", "Lead"),
        ):
            picker.set_any_text(any_text)
            picker.setAccessibleName(name)
            picker.setMinimumContentsLength(12)

    def _connect(self) -> None:
        form = self.form
        form.which.chosen.connect(lambda _value: self._show())
        for picker in self._pickers():
            picker.picked.connect(lambda _value: self._show())
        form.clear_button.clicked.connect(self.clear)
        form.checks_button.clicked.connect(self.choose_checks)
        form.aside_button.clicked.connect(self.turn_aside)
        self.list.opened.connect(self.open)
        self.list.aside_asked.connect(self.turn_aside)
        self.list.left.connect(self.clear)
        self.empty.first_clicked.connect(self.clear)
        self._watch.changed.connect(self._follow)

    def _pickers(self) -> tuple[ComboPicker, ComboPicker, ComboPicker]:
        form = self.form
        return form.kind_picker, form.objective_picker, form.lead_picker

    def _follow(self) -> None:
        """Show the plan's health as it is now."""
        if self._watch.counts is None:
            self._report = None
        else:
            self._report = self._watch.report()
        if self._report is not None:
            self._offer(self._report)
        self._show()

    def _offer(self, report: HealthReport) -> None:
        found = {hint.kind for hint in report.hints} | {hint.kind for hint, _ in report.aside}
        kind, objective, lead = self._pickers()
        kind.set_values([(one.value, one.heading) for one in Kind if one in found])
        objective.set_values([(one.id, one.heading or one.title) for one in report.objectives])
        names = {name for row in report.rows.values() for name in row.leads}
        named = sorted(names, key=lambda name: natural(name.casefold()))
        lead.set_values([(name, name) for name in (*named, NO_LEAD)])

    def _show(self) -> None:
        form, report, wanted = self.form, self._report, self.wanted()
        is_aside = form.which.value() == ASIDE
        lines = _lines(report, wanted, aside=is_aside) if report else []
        self.list.show_lines(lines)
        if self._looked_for and self.list.go_to(self._looked_for):
            self._looked_for = ""
        held = self._holds_focus()
        form.stack.setCurrentWidget(self.list if lines else self.empty)
        form.foot_pane.setVisible(bool(lines))
        form.clear_button.setVisible(wanted != Wanted())
        form.aside_button.setText("&Show again" if is_aside else "&Set aside…")
        form.aside_button.set_icon_name("eye" if is_aside else "eye-off")
        form.keys_label.setText(
            "Enter or S shows it again"
            if is_aside
            else "Enter opens the cell   ·   S sets aside   ·   Ctrl+↓ next kind"
        )
        if report is not None:
            counts = report.counts
            form.count_chip.show_state(
                counts.said, BULB if counts.total else "circle-check",
                "amber" if counts.total else "green",
            )  # fmt: skip
        form.count_chip.setVisible(report is not None)
        if not lines:
            self._say_nothing(report, wanted, is_aside=is_aside)
        if held:
            self._hold_focus(has_lines=bool(lines))
        self._around.desk.page_changed()

    def _holds_focus(self) -> bool:
        """Say whether keys go to the list, or to what stood in for it while it was empty."""
        focused: QWidget | None = self.window().focusWidget()
        if focused is None or focused in {self, self.list, self._stand_in}:
            return True
        return self.empty.isAncestorOf(focused)

    def _hold_focus(self, *, has_lines: bool) -> None:
        """Keep the keys on the page: a list that is hidden would drop them."""
        self._stand_in = None
        if has_lines:
            self.list.setFocus()
            return
        self._stand_in = self.form.checks_button
        if self.wanted() != Wanted():
            self._stand_in = self.form.clear_button
        self._stand_in.setFocus()

    def _say_nothing(self, report: HealthReport | None, wanted: Wanted, *, is_aside: bool) -> None:
        self.empty.set_buttons("")
        if self._around.sheet() is None:
            self.empty.show_text(
                "No delivery plan yet", "Bring one in or start one; its health is told here.",
                icon="layout-list",
            )  # fmt: skip
        elif report is None:
            self.empty.show_text("Looking through the plan…", "A moment.", icon=BULB)
        elif wanted != Wanted():
            self.empty.set_filtered("No hint fits these filters", report.counts.said)
        elif is_aside:
            self.empty.show_text(
                "Nothing is set aside",
                "A hint that is right as it is can be set aside with a reason: press S on it.",
                icon="eye-off",
            )
        else:
            self.empty.show_text(
                "Nothing is missing",
                self._what_was_looked_for(), icon="circle-check", tone="green",
            )  # fmt: skip

    def _what_was_looked_for(self) -> str:
        plan_id = self._watch.plan_id()
        off = self._around.services.health.checks(plan_id).off if plan_id is not None else ()
        if not off:
            return "Every action has what a plan needs."
        if len(off) == 1:
            return "One kind of hint is not looked for."
        return f"{len(off)} kinds of hints are not looked for."

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list."""
        super().focusInEvent(event)
        self._hold_focus(has_lines=self.form.stack.currentWidget() is self.list)


def _lines(report: HealthReport, wanted: Wanted, *, aside: bool) -> list[Line]:
    found: Sequence[tuple[Hint, Aside | None]]
    found = report.aside if aside else [(hint, None) for hint in report.hints]
    headings = {one.id: one.heading or one.title for one in report.objectives}
    is_any = wanted == Wanted()
    return [
        _line(hint, why, report, headings)
        for hint, why in found
        if is_any or wanted.fits(hint, report)
    ]


def _line(hint: Hint, aside: Aside | None, report: HealthReport, headings: dict[int, str]) -> Line:
    if hint.action_id is None:
        return Line(hint, headings.get(hint.objective_id or 0, ""), "", aside)
    row = report.rows[hint.action_id]
    return Line(hint, row.ref, row.title, aside)


def _leads(hint: Hint, report: HealthReport) -> tuple[str, ...]:
    if hint.agency:
        return (hint.agency,)
    row = report.rows.get(hint.action_id) if hint.action_id is not None else None
    return (row.leads or (NO_LEAD,)) if row else ()
