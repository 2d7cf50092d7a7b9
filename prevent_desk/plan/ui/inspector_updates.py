"""The inspector's updates: what happened, by whom, on which day: the comments column."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.records import ActionDetail, Update
from prevent_desk.plan.ui.inspector_progress import Part, empty, section
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_SHOWN = 3


class UpdatesPart(Part):
    """Adds, shows, mends and removes updates; words typed here outlive a lock."""

    added = Signal(str, str, object)
    """An update shall be added; carries text, by whom, and the day or None."""
    edited = Signal(int, str, str, object)
    """An update was mended; carries its id, then as `added`."""
    removed = Signal(int)
    """An update shall be removed; carries its id."""

    def __init__(
        self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._today = desk, today
        self._key = ""
        self._editing: Update | None = None
        self._updates: tuple[Update, ...] = ()
        self._is_whole = False
        self.all_button = Button("", kind="link")
        self.all_button.clicked.connect(self._show_all)
        self.column.addLayout(section("Updates", self.all_button))
        self.text_edit = TextEdit(
            lines=2, most_lines=8, placeholder="What happened, in a line or two"
        )
        self.text_field = FormField("", self.text_edit)
        self.text_edit.setAccessibleName("New update")
        self.by_edit = QLineEdit()
        self.by_edit.setProperty("sz", "s")
        self.by_edit.setPlaceholderText("by: agency or role")
        self.by_edit.setAccessibleName("Update by")
        self.on_edit = DateEdit(today)
        self.on_edit.setProperty("sz", "s")
        self.on_edit.setAccessibleName("Update on")
        self.on_edit.refused.connect(self.text_field.set_error)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.by_edit, 1)
        row.addWidget(self.on_edit, 1)
        self.add_button = Button("Add update", "message-square-plus", small=True)
        self.cancel_button = Button("Cancel", small=True)
        self.cancel_button.hide()
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.add_button)
        self.column.addWidget(self.text_field)
        self.column.addLayout(row)
        self.column.addLayout(buttons)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self.add_button.clicked.connect(self._send)
        self.cancel_button.clicked.connect(self._stop_editing)
        self.text_edit.finished.connect(self._send)
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.text_edit)

    def show_updates(self, detail: ActionDetail) -> None:
        """Show an action's updates, newest first, and the words that were being typed for it."""
        key = f"plan/update/{detail.row.id}"
        self._updates = tuple(reversed(detail.updates))
        if key != self._key:
            self.flush()
            self._key, self._editing, self._is_whole = key, None, False
            self._put(*(self._desk.draft(key) or ("", 0)))
            self.by_edit.clear()
            self.on_edit.set_day(self._today())
            self._go_on_mending()
        self._tell_mode()
        self._fill()

    def flush(self) -> None:
        """Keep what is being typed as a draft, now and not in a moment."""
        self._autosave.forget()
        text = self.text_edit.toPlainText().strip()
        if self._key and text and (self._editing is None or text != self._editing.text):
            self._keep()

    def begin_update(self) -> None:
        """Put the cursor where an update is typed."""
        self.text_edit.setFocus()

    def _send(self) -> None:
        text = self.text_edit.toPlainText().strip()
        if not text:
            self.text_field.set_error("Write what happened first.")
            self.text_edit.setFocus()
            return
        if not self.on_edit.take():
            self.on_edit.setFocus()
            return
        by, on = self.by_edit.text().strip(), self.on_edit.day()
        if self._editing is not None:
            self.edited.emit(self._editing.id, text, by, on)
        else:
            self.added.emit(text, by, on)

    def written(self) -> None:
        """Make room for the next update: this one is stored. Until then the words stay here."""
        if self._editing is None:
            self._desk.keep_draft(self._key, "")
        self._stop_editing()

    def _edit(self, update: Update) -> None:
        self.flush()
        self._open(update)
        self._tell_mode()
        self.text_edit.setFocus()

    def _open(self, update: Update) -> None:
        self._editing = update
        self._put(*(self._desk.draft(self._draft_key()) or (update.text, len(update.text))))
        self.by_edit.setText(update.by)
        self.on_edit.set_day(update.on)

    def _go_on_mending(self) -> None:
        """Open the update again that was being mended at a lock or a crash."""
        kept = self._desk.drafts()
        for update in self._updates:
            if f"{self._key}/{update.id}" in kept:
                self._open(update)
                return

    def _stop_editing(self) -> None:
        self._autosave.forget()
        if self._editing is not None:
            self._desk.keep_draft(self._draft_key(), "")
        self._editing = None
        self._put(*(self._desk.draft(self._key) or ("", 0)))
        self.by_edit.clear()
        self.on_edit.set_day(self._today())
        self._tell_mode()

    def _tell_mode(self) -> None:
        mending = self._editing is not None
        self.add_button.setText("Keep" if mending else "Add update")
        self.cancel_button.setVisible(mending)

    def _put(self, text: str, cursor: int) -> None:
        self._autosave.pause()
        self.text_edit.setPlainText(text)
        at = self.text_edit.textCursor()
        at.setPosition(min(cursor, len(text)))
        self.text_edit.setTextCursor(at)
        self.text_field.clear_error()
        self._autosave.resume()

    def _keep(self) -> None:
        at = self.text_edit.textCursor().position()
        self._desk.keep_draft(self._draft_key(), self.text_edit.toPlainText(), at)

    def _draft_key(self) -> str:
        return f"{self._key}/{self._editing.id}" if self._editing else self._key

    def _show_all(self) -> None:
        self._is_whole = not self._is_whole
        self._fill()

    def _fill(self) -> None:
        empty(self._rows)
        shown = self._updates if self._is_whole else self._updates[:_SHOWN]
        for update in shown:
            self._rows.addWidget(self._row(update))
        self.all_button.setVisible(len(self._updates) > _SHOWN)
        self.all_button.setText(
            "Show fewer" if self._is_whole else f"Show all {len(self._updates)}"
        )

    def _row(self, update: Update) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        words = QVBoxLayout()
        words.setSpacing(0)
        told = [say_short(update.on) if update.on else "No date", update.by]
        words.addWidget(WrapLabel(" · ".join(part for part in told if part), "meta"))
        words.addWidget(WrapLabel(update.text, "small"))
        line.addLayout(words, 1)
        more = IconButton("ellipsis", "Edit or remove this update", small=True)
        more.clicked.connect(lambda: self._menu(update, more))
        side = QVBoxLayout()
        side.addWidget(more)
        side.addStretch(1)
        line.addLayout(side)
        return row

    def _menu(self, update: Update, button: IconButton) -> None:
        menu = QMenu(self)
        menu.addAction("Edit").triggered.connect(lambda: self._edit(update))
        menu.addAction("Remove").triggered.connect(lambda: self.removed.emit(update.id))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
