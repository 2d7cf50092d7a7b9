"""The inspector's section "Plan health": what the action lacks, each with its fix."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from prevent_desk.plan.model.health.hints import Hint
from prevent_desk.plan.model.records import ActionDetail, PlanHead
from prevent_desk.plan.ui.acts import name
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.health.aside import set_aside
from prevent_desk.plan.ui.health.looks import BULB, GLYPHS
from prevent_desk.plan.ui.health.opening import open_hint
from prevent_desk.plan.ui.health.watch import watch_of
from prevent_desk.plan.ui.inspector_progress import Part, empty
from prevent_desk.ui import icons
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel


class HealthSection(Part):
    """Follows the action in the inspector; satisfies `inspector.Section`."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around, self._watch = around, watch_of(around)
        self._detail: ActionDetail | None = None
        self._hints: list[Hint] = []
        self.setAccessibleName("Plan health")
        head = QHBoxLayout()
        head.setSpacing(8)
        title = QLabel("Plan health")
        title.setProperty("t", "h3")
        self.chip = Chip("", BULB, "amber")
        head.addWidget(title)
        head.addWidget(self.chip)
        head.addStretch(1)
        self.column.addLayout(head)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(1)
        self.column.addLayout(self._lines)
        self.fixes: list[Button] = []
        self._watch.changed.connect(self._show)

    def widget(self) -> QWidget:
        """Return the section itself."""
        return self

    def follow(self, detail: ActionDetail, head: PlanHead) -> None:
        """Show the hints of an action."""
        self._detail = detail
        self._show()

    def flush(self) -> None:
        """Keep nothing: nothing is typed here."""

    def _show(self) -> None:
        detail = self._detail
        if detail is None:
            return
        known = self._watch.counts is not None
        hints = self._watch.of_action(detail.row.id) if known else []
        if hints == self._hints and self._lines.count():
            return
        self._hints = hints
        self.chip.setVisible(bool(hints))
        number = len(hints)
        self.chip.show_state(f"{number} hint{'' if number == 1 else 's'}", BULB, "amber")
        empty(self._lines)
        self.fixes = []
        for hint in hints:
            self._lines.addWidget(self._line(hint))
        if not hints:
            words = "Nothing is missing." if known else "Looking through the plan…"
            self._lines.addWidget(WrapLabel(words, "small"))

    def _line(self, hint: Hint) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Glyph(GLYPHS[hint.kind], "amber"))
        row.addWidget(WrapLabel(hint.sentence, "small"), 1)
        fix = Button(hint.fix, kind="link")
        fix.setAccessibleName(f"{hint.fix}: {hint.sentence}")
        fix.clicked.connect(lambda: open_hint(self._around, hint))
        row.addWidget(fix)
        self.fixes.append(fix)
        line.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        line.customContextMenuRequested.connect(partial(self._menu, hint, line))
        return line

    def _menu(self, hint: Hint, line: QWidget, at: QPoint) -> None:
        menu = self.menu(hint)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(line.mapToGlobal(at))

    def menu(self, hint: Hint) -> QMenu:
        """Return what can be done with a hint beside its fix."""
        menu = QMenu(self)
        aside = QAction(icons.icon("eye-off"), "Set aside…", menu)
        aside.triggered.connect(lambda: self._set_aside(hint))
        every = QAction(icons.icon(BULB), "All health hints", menu)
        every.triggered.connect(lambda: self._around.open_view("health", {"hint": hint.key}))
        menu.addActions([aside, every])
        return menu

    def _set_aside(self, hint: Hint) -> None:
        plan_id = self._watch.plan_id()
        if plan_id is not None and self._detail is not None:
            set_aside(self._around, plan_id, [hint], name(self._detail.row), self)
