"""The inspector's first parts: progress declared, progress expected, and how it came to be."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.expected import Expected
from prevent_desk.plan.model.expected import differs as is_another
from prevent_desk.plan.model.legend import NOT_SET
from prevent_desk.plan.model.records import ActionDetail, PlanHead, ProgressChange
from prevent_desk.plan.ui import stages
from prevent_desk.plan.ui.columns import stage_word
from prevent_desk.ui import icons
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_SHOWN = 3


def section(title: str, *beside: QWidget) -> QHBoxLayout:
    """Return the head of a part: its title at the left, what belongs to it at the right."""
    row = QHBoxLayout()
    row.setSpacing(6)
    label = QLabel(title)
    label.setProperty("t", "h3")
    row.addWidget(label)
    row.addStretch(1)
    for widget in beside:
        row.addWidget(widget)
    return row


class Part(QFrame):
    """One part of the inspector: a column of its own with the pane's padding."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 9, 14, 9)
        self.column.setSpacing(5)


class StagePicker(QWidget):
    """The plan's stages side by side where they fit, else as a list."""

    chosen = Signal(str)
    """A stage was chosen; carries its code, empty for "Not set"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.segments = Segmented((), "Declared progress", self)
        self.list = Combo(self)
        self.list.setAccessibleName("Declared progress")
        column.addWidget(self.segments)
        column.addWidget(self.list)
        self.segments.chosen.connect(self.chosen)
        self.list.activated.connect(lambda row: self.chosen.emit(self.list.itemData(row) or ""))
        self._head: PlanHead | None = None

    def show_stage(self, head: PlanHead, code: str | None, room: int) -> None:
        """Offer the stages of a plan within `room` px, with one of them chosen."""
        if self._head is None or self._head.legend != head.legend:
            self._offer(head)
        self._head = head
        fits = len(head.legend) <= 5 and self._needed() <= room
        self.segments.setVisible(fits)
        self.list.setVisible(not fits)
        self.segments.set_value(code or "")
        found = self.list.findData(code or "")
        self.list.setCurrentIndex(found)

    def begin(self) -> None:
        """Put the cursor on the chosen stage, or on the first."""
        if not self.list.isHidden():
            self.list.setFocus()
            return
        buttons = self._buttons()
        chosen = [button for button in buttons if button.isChecked()] or buttons
        if chosen:
            chosen[0].setFocus()

    def _needed(self) -> int:
        # Not the layout's own answer: it leaves out buttons that were never on screen yet.
        return sum(button.minimumSizeHint().width() for button in self._buttons())

    def _buttons(self) -> list[QAbstractButton]:
        # The newest ones: those of the key before may still be on their way out.
        found = self.segments.findChildren(QAbstractButton)
        return found[-len(self._head.legend) :] if self._head else []

    def _offer(self, head: PlanHead) -> None:
        self.segments.set_choices(
            [
                Choice(stage.code, stage.word, stages.glyph(stage), stages.tone(stage))
                for stage in head.legend
            ]
        )
        self.list.clear()
        for stage in (*head.legend, None):
            icon = icons.icon(stages.glyph(stage), stages.tone(stage))
            words = stage.word if stage else NOT_SET
            self.list.addItem(icon, words, stage.code if stage else "")


class ProgressPart(Part):
    """Declared progress; what is expected, and why; a reason where the two differ."""

    chosen = Signal(object)
    """Another stage was declared; carries its code, or None."""
    reason_given = Signal(str)
    """The reason was written or changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = ""
        self._reason = ""
        self._is_giving = False
        self.keys = QLabel()
        self.keys.setProperty("t", "meta")
        self.clear_button = Button("Clear", kind="link")
        self.clear_button.setToolTip("Set to “Not set” (Alt+0)")
        self.picker = StagePicker(self)
        self.reason_edit = QLineEdit()
        self.reason_edit.setProperty("sz", "s")
        self.reason_field = FormField("Reason", self.reason_edit)
        self._scale = Glyph("scale", "text2", 16)
        self.expected_label = WrapLabel("", "small")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._scale)
        row.addWidget(self.expected_label, 1)
        self.column.addLayout(section("Declared progress", self.clear_button, self.keys))
        self.column.addWidget(self.picker)
        self.column.addLayout(row)
        self.column.addWidget(self.reason_field)
        self.picker.chosen.connect(lambda code: self.chosen.emit(code or None))
        self.clear_button.clicked.connect(lambda: self.chosen.emit(None))
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.reason_edit)
        self.reason_edit.editingFinished.connect(self.commit)

    def show_progress(
        self, detail: ActionDetail, head: PlanHead, expected: Expected, room: int
    ) -> None:
        """Show where an action stands and should stand; `room` is the part's width in px."""
        row = detail.row
        self.picker.show_stage(head, row.progress, room)
        self.keys.setText(f"Alt+1 – {len(head.legend)}" if len(head.legend) > 1 else "Alt+1")
        self.clear_button.setVisible(row.progress is not None)
        words = expected.stage.word if expected.stage else ""
        # The weight of headings: a bolder one that is not drawn as such smears at this size.
        said = f'<span style="font-weight:600">Expected: {escape(words)}.</span> ' if words else ""
        self.expected_label.setTextFormat(Qt.TextFormat.RichText)
        self.expected_label.setText(said + escape(expected.reason))
        differs = is_another(row.progress, expected)
        self.reason_field.setVisible(differs or bool(row.reason))
        declared = stage_word(head, row.progress)
        self.reason_field.setProperty("label", f"Why “{declared}”?" if differs else "Reason")
        self.reason_edit.setPlaceholderText(f"One line: why {declared}, not {words}")
        self._load_reason(row.id, row.reason)

    def commit(self) -> None:
        """Write the reason if it is another."""
        text = self.reason_edit.text().strip()
        if text == self._reason:
            self._autosave.forget()
        elif not self._is_giving:
            # What is said of a refusal takes the focus, and losing the focus commits.
            self._is_giving = True
            try:
                self.reason_given.emit(text)
            finally:
                self._is_giving = False

    def written(self, text: str) -> None:
        """Take note that the reason is stored; until then it stays here, and its draft."""
        self._autosave.forget()
        self._reason = text
        self._desk.keep_draft(self._key, "")

    def flush(self) -> None:
        """Keep what is being typed as a draft, now and not in a moment."""
        self._autosave.forget()
        if self.reason_edit.text().strip() != self._reason:
            self._keep()

    def _load_reason(self, action_id: int, reason: str) -> None:
        key = f"plan/reason/{action_id}"
        if key == self._key and self.reason_edit.hasFocus():
            return
        self._key, self._reason = key, reason
        draft = self._desk.draft(key)
        self.reason_edit.setText(draft[0] if draft else reason)
        self.reason_edit.setCursorPosition(draft[1] if draft else 0)

    def _keep(self) -> None:
        self._desk.keep_draft(self._key, self.reason_edit.text(), self.reason_edit.cursorPosition())


class HistoryPart(Part):
    """Every change of declared progress, newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.all_button = Button("", kind="link")
        self.all_button.clicked.connect(self._show_all)
        self.column.addLayout(section("Status history", self.all_button))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.column.addLayout(self._rows)
        self._history: tuple[ProgressChange, ...] = ()
        self._head: PlanHead | None = None
        self._is_whole = False

    def show_history(self, history: tuple[ProgressChange, ...], head: PlanHead) -> None:
        """Show the newest changes, or all where all were asked for."""
        self._history, self._head = history, head
        self._fill()

    def fold(self) -> None:
        """Show only the newest again, for another action."""
        self._is_whole = False

    def _show_all(self) -> None:
        self._is_whole = not self._is_whole
        self._fill()

    def _fill(self) -> None:
        empty(self._rows)
        if self._head is None:
            return
        shown = self._history if self._is_whole else self._history[:_SHOWN]
        for change in shown:
            self._rows.addWidget(_Change(change, self._head))
        if not self._history:
            self._rows.addWidget(WrapLabel("No change of progress yet.", "small"))
        more = len(self._history) > _SHOWN
        self.all_button.setVisible(more)
        self.all_button.setText(
            "Show fewer" if self._is_whole else f"Show all {len(self._history)}"
        )


class _Change(QWidget):
    def __init__(self, change: ProgressChange, head: PlanHead) -> None:
        super().__init__()
        stage = head.stage(change.after)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        glyph = QVBoxLayout()
        glyph.addWidget(Glyph(stages.glyph(stage), stages.tone(stage), 16))
        glyph.addStretch(1)
        row.addLayout(glyph)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = QLabel(stage_word(head, change.after))
        title.setProperty("t", "strong")
        words.addWidget(title)
        at = _local(change.at)
        by = f" – {change.by}" if change.by else ""
        words.addWidget(WrapLabel(f"{say_short(at.date())}, {at:%H:%M}{by}", "small"))
        if change.reason:
            words.addWidget(WrapLabel(f"“{change.reason}”", "small"))
        row.addLayout(words, 1)
        self.setAccessibleName(f"{title.text()}, {say_short(at.date())}{by}. {change.reason}")


def _local(at: datetime) -> datetime:
    """Return a moment in this machine's time; one without a zone is UTC, as it is kept."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()


def empty(layout: QVBoxLayout) -> None:
    """Take all widgets out of a layout and let them go."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
