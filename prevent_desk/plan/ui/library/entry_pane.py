"""One criterion of the library: its words and unit, changed in place, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QListView,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.plan.model.library.entries import LibraryEntry, Use
from prevent_desk.plan.ui.inspector_progress import section
from prevent_desk.ui import theme
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.page import Desk
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

WIDTH_PX = 338


class EntryPane(QScrollArea):
    """Shows and edits the current entry; words typed here outlive a lock.

    Signals:
        edited: Words or unit were changed and left; carries both.
        opened: A use was chosen; carries it.
        more_asked: The menu of further acts was asked for.
    """

    edited = Signal(str, object)
    opened = Signal(object)
    more_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._entry: LibraryEntry | None = None
        self._is_giving = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("The criterion")
        inside = QWidget()
        inside.setProperty("pane", "surface")
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        self.text_edit = TextEdit(lines=3, most_lines=9)
        self.text_field = FormField("&Words", self.text_edit)
        self.unit_edit = QLineEdit()
        self.unit_edit.setPlaceholderText("people trained")
        self.unit_field = FormField("C&ounts", self.unit_edit, optional=True)
        self.where_label = WrapLabel("", "small")
        self.more_button = IconButton(
            "ellipsis", "Move, merge or remove this criterion", small=True
        )
        self.more_button.clicked.connect(self.more_asked)
        self.keep_button = Button("Keep", small=True)
        self.keep_button.clicked.connect(self.commit)
        buttons = QHBoxLayout()
        self.text_field.add_beside(self.more_button)
        buttons.addStretch(1)
        buttons.addWidget(self.keep_button)
        column.addWidget(self.text_field)
        column.addWidget(self.unit_field)
        column.addWidget(self.where_label)
        column.addLayout(buttons)
        column.addLayout(section("Stands in"))
        self.uses = _Uses()
        self.uses.opened.connect(self.opened)
        self.none_label = WrapLabel(
            "No action has it yet. Tick it in the success criteria of an action.", "small"
        )
        column.addWidget(self.none_label)
        column.addWidget(self.uses, 100)
        column.addStretch(1)
        self.setWidget(inside)
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.text_edit)
        self._autosave.watch(self.unit_edit)
        self.text_edit.textChanged.connect(self._tell_changed)
        self.unit_edit.textChanged.connect(self._tell_changed)
        self.text_edit.finished.connect(self.commit)
        self.unit_edit.returnPressed.connect(self.commit)

    def work_for(self, desk: Desk) -> None:
        """Keep drafts in this desk."""
        self._desk = desk

    def show_entry(self, entry: LibraryEntry | None, uses: list[Use]) -> None:
        """Show an entry, with the words that were being typed for it."""
        same = entry is not None and self._entry is not None and entry.id == self._entry.id
        typing = same and self.is_changed()
        if not same:
            self.flush()
        self._entry = entry
        self.setEnabled(entry is not None)
        if not typing:
            self._put(entry)
        number = entry.actions if entry else 0
        self.where_label.setText(
            f"A change here changes {'its action' if number == 1 else f'all {number:,} actions'}."
            if number
            else ""
        )
        self.where_label.setVisible(bool(number))
        self.uses.show_uses(uses)
        self.uses.setVisible(bool(uses))
        self.none_label.setVisible(entry is not None and not uses)
        self._tell_changed()

    def begin(self) -> None:
        """Put the cursor into the words."""
        self.text_edit.setFocus()
        self.text_edit.selectAll()

    def is_changed(self) -> bool:
        """Return whether something typed is not written yet."""
        entry = self._entry
        return entry is not None and self._typed() != (entry.text, entry.unit)

    def commit(self) -> None:
        """Write what is typed."""
        if self.is_changed() and not self._is_giving:
            self._is_giving = True
            try:
                self.edited.emit(*self._typed())
            finally:
                self._is_giving = False

    def written(self) -> None:
        """Take note that the words are stored; until then they stay, and their draft."""
        self._autosave.forget()
        if self._desk is not None and self._entry is not None:
            self._desk.keep_draft(self._key(), "")
            self._entry = None

    def give_up(self) -> None:
        """Put the stored words back."""
        if self._desk is not None and self._entry is not None:
            self._desk.keep_draft(self._key(), "")
        self._autosave.forget()
        self._put(self._entry)

    def flush(self) -> None:
        """Keep what is being typed as a draft, now and not in a moment."""
        self._autosave.forget()
        if self.is_changed():
            self._keep()

    def _typed(self) -> tuple[str, str | None]:
        words = " ".join(self.text_edit.toPlainText().split())
        return words, self.unit_edit.text().strip() or None

    def _put(self, entry: LibraryEntry | None) -> None:
        self._autosave.pause()
        text, unit = (entry.text, entry.unit or "") if entry else ("", "")
        if entry is not None and self._desk is not None:
            draft = self._desk.draft(self._key())
            if draft:
                text, _, unit = draft[0].partition("\n")
        self.text_edit.setPlainText(text)
        self.unit_edit.setText(unit)
        self.text_field.clear_error()
        self._autosave.resume()

    def _keep(self) -> None:
        if self._desk is not None and self._entry is not None and self.is_changed():
            words, unit = self._typed()
            self._desk.keep_draft(self._key(), f"{words}\n{unit or ''}")

    def _key(self) -> str:
        return f"plan/library/{self._entry.id if self._entry else 0}"

    def _tell_changed(self) -> None:
        self.keep_button.setVisible(self.is_changed())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the stored words back on Esc."""
        if event.key() == Qt.Key.Key_Escape and self.is_changed():
            self.give_up()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Return the pane's width."""
        return QSize(theme.px(WIDTH_PX), 400)

    def minimumSizeHint(self) -> QSize:
        """Never be narrower."""
        return QSize(theme.px(WIDTH_PX), 100)


class _Uses(QTableView):
    """The actions an entry stands in; Enter or a double click opens one."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: RowsModel[Use] = RowsModel(
            [
                Column("Ref", lambda use: use.ref),
                Column("Action", lambda use: use.title, tooltip=lambda use: use.plan),
            ]
        )
        self.setModel(self._rows)
        dress(self)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setAccessibleName("Actions with this criterion; Enter opens one")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.record(index.row())))

    def show_uses(self, uses: list[Use]) -> None:
        """Show these actions."""
        self._rows.set_rows(uses)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current one on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if (row := self.currentIndex().row()) >= 0:
                self.opened.emit(self._rows.record(row))
            return
        super().keyPressEvent(event)
