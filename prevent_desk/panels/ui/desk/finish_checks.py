"""What is open before the meeting is finished: a box below the agenda, a dialog at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.panels.model.finish_checks import ACTION, Finding
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.panels.ui.desk.once import Once
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import ElidedLabel

MOST_SHOWN = 3
_WAIT_MS = 120


class FinishBox(QWidget):
    """Shows what is open of the points that were begun; each line opens its place."""

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.findings: list[Finding] = []
        self.title = ElidedLabel(self.tr("Pre-finish checks"), "h3")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 8, 8)
        column.setSpacing(2)
        column.addWidget(self.title)
        column.addLayout(self._rows)
        # Typing tells of itself often; looking at everything again waits for a breath.
        self._once = Once(self.look, hub, self, wait_ms=_WAIT_MS)
        for told in (hub.meeting_changed, hub.room_changed, hub.agenda_changed):
            told.connect(self._once.ask)
        for told in (hub.actions_changed, hub.decision_changed):
            told.connect(self._once.ask)
        self._show()

    def look(self) -> None:
        """Look at everything again."""
        hub = self._hub
        found: Sequence[Finding] = ()
        if hub.meeting_id is not None and hub.meeting() is not None and not hub.is_sealed():
            found = hub.around.services.finishing.findings(hub.meeting_id, begun=True)
        if list(found) != self.findings:
            self.findings = list(found)
            self._show()

    def _show(self) -> None:
        while (taken := self._rows.takeAt(0)) is not None:
            row = taken.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        groups = first_of_each(self.findings)
        for finding, more in groups[:MOST_SHOWN]:
            words = f"{finding.words}  +{more}" if more else finding.words
            self._rows.addWidget(_row(words, partial(open_place, self._hub, finding)))
        hidden = len(groups) - MOST_SHOWN
        if hidden > 0:
            self._rows.addWidget(
                _row(self.tr("{0} more…").format(hidden), self._hub.finish_wanted.emit, "ellipsis")
            )
        if not groups:
            nothing = ElidedLabel(self.tr("Nothing is open so far"), "small")
            self._rows.addWidget(nothing)


class Finisher(QObject):
    """Finishes the meeting on the desk: what is open is shown first."""

    def __init__(self, hub: Hub, owner: QWidget) -> None:
        super().__init__(owner)
        self._hub, self._owner = hub, owner
        hub.finish_wanted.connect(self.finish)

    def finish(self) -> None:
        """Show what is open, or finish at once where nothing is."""
        hub = self._hub
        if hub.meeting_id is None or not hub.is_live():
            return
        hub.leaving.emit()
        found = hub.around.services.finishing.findings(hub.meeting_id)
        dialog = FinishDialog(found, self._owner.window())
        if dialog.exec():
            self._finish(hub.meeting_id, dialog.reason())
        elif dialog.chosen is not None:
            # Once the dialog has given the keyboard back, else it would be taken from the place.
            QTimer.singleShot(0, self, partial(open_place, hub, dialog.chosen))

    def _finish(self, meeting_id: int, reason: str) -> None:
        hub = self._hub
        finishing = hub.around.services.finishing

        def act() -> bool:
            finishing.finish(meeting_id, reason)
            return True

        if hub.do(act, failed=False, said=self.tr("Meeting finished")):
            hub.reload()
            # Its decisions become records of their cases there, and what bars one is said.
            hub.around.open_view("minutes", {"meeting": meeting_id, "record": True})


class FinishDialog(Dialog):
    """Lists what is open; finishing all the same asks why.

    Attributes:
        chosen: The finding whose place is to be opened; the dialog is closed then.
    """

    def __init__(self, found: Sequence[Finding], parent: QWidget) -> None:
        super().__init__("Finish meeting", parent=parent, width=520)
        self.chosen: Finding | None = None
        self._found = list(found)
        count = len(self._found)
        many = f"{count} checks are open" if count != 1 else "1 check is open"
        self.say(
            "Finish the meeting?" if not count else many,
            "Whoever is still in the room is noted as gone, and the minutes can be drafted. You can"
            " open it again until the minutes are sealed.",
        )
        self.reason_edit = TextEdit(lines=2, most_lines=4)
        self.reason_edit.setPlaceholderText("Police lead called away; rationale follows today")
        self.reason_field = FormField("&Why it is finished so", self.reason_edit)
        if count:
            self.body.addWidget(self._list())
            self.body.addWidget(self.reason_field)
        self.add_cancel("&Go on with the meeting")
        verb = "Finish &anyway" if count else "&Finish meeting"
        self.verb = self.add_verb(verb, kind="danger" if count else "primary", accepts=False)
        self.verb.clicked.connect(self._take)
        self.reason_edit.finished.connect(self._take)

    def reason(self) -> str:
        """Return why it is finished with checks open."""
        return self.reason_edit.toPlainText().strip()

    def _list(self) -> QWidget:
        inner = QWidget()
        inner.setProperty("pane", "surface")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for finding in self._found:
            column.addWidget(_row(finding.words, partial(self._open, finding)))
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        high = inner.sizeHint().height() + 2
        area.setFixedHeight(min(high, theme.px(260)))
        area.setAccessibleName("Open checks")
        return area

    def _open(self, finding: Finding) -> None:
        self.chosen = finding
        self.reject()

    def _take(self) -> None:
        if self._found and not self.reason():
            self.reason_field.set_error("Say why, or mend what is open.")
            self.reason_edit.setFocus()
        else:
            self.accept()


def first_of_each(found: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """Return the first finding of each point, and how many more it has."""
    counts: dict[object, list[Finding]] = {}
    for one in found:
        counts.setdefault(one.item_id if one.item_id is not None else one.place, []).append(one)
    return [(ones[0], len(ones) - 1) for ones in counts.values()]


def open_place(hub: Hub, finding: Finding) -> None:
    """Open where a finding is mended."""
    kind, _colon, key = finding.place.partition(":")
    if kind == ACTION and key:
        hub.around.desk.open_page("Actions", {"action": int(key)})
        return
    if finding.item_id is not None:
        hub.go_to(finding.item_id)
    hub.place_wanted.emit(finding.item_id or 0, kind)


class FindingRow(QAbstractButton):
    """A finding that can be pressed; ends in "…" where the pane is narrow."""

    def __init__(self, words: str, icon: str = "circle-alert") -> None:
        super().__init__()
        self._icon = icon
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a line's height; the width is the pane's."""
        wide = theme.metrics("small").horizontalAdvance(self.text()) + theme.px(16) + 12
        return QSize(wide, max(theme.px(22), theme.metrics("small").height() + 4))

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the whole of what is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.sizeHint().width() > self.width() + 2 else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter as by Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw glyph and words."""
        painter = QPainter(self)
        side = theme.px(15)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        icons.paint(painter, self._icon, 2, (self.height() - side) / 2, side, "amber")
        room = self.rect().adjusted(side + 8, 0, -2, 0)
        painting.draw_line(painter, room, self.text(), "small", "text")
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 4)


def _row(words: str, act: Callable[[], object], icon: str = "circle-alert") -> FindingRow:
    row = FindingRow(words, icon)
    row.clicked.connect(lambda: act())
    return row
