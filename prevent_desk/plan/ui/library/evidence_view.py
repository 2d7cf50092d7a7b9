"""All evidence as a page: what is kept, what it counts, and which actions it serves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QStackedWidget,
    QTableView,
    QWidget,
)

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.library.evidence import Link, Piece
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.library.evidence_acts import EvidenceActs
from prevent_desk.plan.ui.library.evidence_part import dropped_files
from prevent_desk.plan.ui.library.nothing_fits import NothingFits
from prevent_desk.plan.ui.library.piece_pane import WIDTH_PX, WORDS, PiecePane
from prevent_desk.ui import forms, icons, theme
from prevent_desk.ui.delegates import dress
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.tables import Column, RowsModel
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.editors import SearchBox
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import ElidedLabel

_NARROW_PX = 620


forms.register(PiecePane)


class _Form(Form):
    """forms/plan/evidence_view.ui."""

    ui = "plan/evidence_view.ui"
    count_chip: Chip
    library_button: Button
    file_button: Button
    note_button: Button
    stack: QStackedWidget
    work_page: QWidget
    search_box: SearchBox
    shown_label: ElidedLabel
    evidence_table: QTableView
    pane: PiecePane
    empty_state: EmptyState


class EvidenceView(QWidget):
    """Lists all evidence; satisfies `prevent_desk.ui.page.Page`."""

    title = "Evidence"
    icon = "file-check"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around, self._evidence = around, around.services.evidence
        self.acts = EvidenceActs(around, self)
        self._pieces: list[Piece] = []
        self._is_stale = True
        self.form = _Form(self)
        self.model = RowsModel[Piece](_COLUMNS, (), self)
        self.table, self.pane = self.form.evidence_table, self.form.pane
        self.setAcceptDrops(True)
        self._nothing = NothingFits(self.table, self.form.search_box)
        self._dress()
        self._connect()
        self.reload()

    # What the room asks

    def widget(self) -> QWidget:
        """Return the view itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return where one is."""
        return (Command(self.title, lambda: None),)

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        found = [
            Command("Keep a file as evidence", self.add_file, "file-plus", "", "add document"),
            Command("New note as evidence", self.add_note, "plus", "", "add"),
            Command("Search evidence", self.form.search_box.setFocus, "search"),
        ]
        if self.current() is not None:
            found.append(Command("Remove this evidence", self.remove, "trash-2", "Ctrl+Del"))
        return found

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does: a new note."""
        return self.add_note

    def position(self) -> dict[str, Any]:
        """Return the current piece and what is searched for."""
        piece = self.current()
        return {"evidence": piece.id if piece else None, "search": self.form.search_box.text()}

    def go_to(self, position: dict[str, Any]) -> None:
        """Go to a piece; one that is gone is passed over in silence."""
        if self._is_stale:
            self._read()
        if isinstance(position.get("search"), str):
            self.form.search_box.setText(position["search"])
        wanted = position.get("evidence")
        if isinstance(wanted, int):
            if all(one.id != wanted for one in self.model.rows()):
                self.form.search_box.clear()
            self._select(wanted)

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""

    def reload(self) -> None:
        """Show the store as it is now, at once where it is looked at."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def shown_count(self) -> str:
        """Return "9 of 27 pieces of evidence"."""
        every = len(self._pieces)
        what = "piece of evidence" if every == 1 else "pieces of evidence"
        return f"{self.model.rowCount():,} of {every:,} {what}"

    # Acts

    def current(self) -> Piece | None:
        """Return the piece that is chosen."""
        row = self.table.currentIndex().row()
        return self.model.record(row) if 0 <= row < self.model.rowCount() else None

    def add_file(self) -> None:
        """Ask for files and keep them."""
        self.acts.add_chosen_files(())

    def add_note(self) -> None:
        """Ask for a note and keep it."""
        self.acts.add_note(())

    def remove(self) -> None:
        """Take the current piece out of the desk."""
        piece = self.current()
        if piece is not None:
            self.acts.remove(piece)

    def menu(self, piece: Piece) -> QMenu:
        """Return what can be done with a piece."""
        menu, acts = QMenu(self), self.acts
        for words, icon, act, fits in (
            ("Open\tEnter", "eye", acts.open, True),
            ("Title, note and number…\tF2", "pencil", acts.edit, True),
            ("Save a copy…", "download", acts.save_copy, piece.file is not None),
            ("Remove from the desk\tCtrl+Del", "trash-2", acts.remove, True),
        ):
            if fits:
                action = QAction(icons.icon(icon), words, menu)
                action.triggered.connect(lambda _on=False, act=act: act(piece))
                menu.addAction(action)
        return menu

    # Making it

    def _dress(self) -> None:
        table = self.table
        dress(table)
        table.setModel(self.model)
        table.setAccessibleName("Evidence")
        header = table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._fit_columns()
        theme.changed.connect(self._fit_columns)
        empty_state = self.form.empty_state
        empty_state.show_text(
            "No evidence yet",
            "Keep a file or a note, or link an update from an action's details. "
            "One piece may serve many actions.",
            icon="file-check",
        )
        empty_state.set_buttons("Keep a file", "file-plus", "New note", "plus")

    def _fit_columns(self) -> None:
        for column, width in ((1, 80), (2, 110), (3, 80), (4, 150)):
            self.table.setColumnWidth(column, theme.px(width))
        # The pane says of the current piece what a narrow table has no room for.
        narrow = self.width() - theme.px(WIDTH_PX) < theme.px(_NARROW_PX)
        self.table.setColumnHidden(1, narrow)
        self.table.setColumnHidden(4, narrow)

    def _connect(self) -> None:
        form = self.form
        form.library_button.clicked.connect(lambda: self._around.open_view("library", {}))
        form.file_button.clicked.connect(self.add_file)
        form.note_button.clicked.connect(self.add_note)
        form.empty_state.first_clicked.connect(self.add_file)
        form.empty_state.second_clicked.connect(self.add_note)
        form.search_box.textChanged.connect(self._search)
        form.search_box.moved.connect(self._step)
        form.search_box.returnPressed.connect(self.table.setFocus)
        self.acts.changed.connect(self._read)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _then: self._show())
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sorted)
        self.table.doubleClicked.connect(lambda _index: self._ask("open"))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._pop_up)
        self.pane.asked.connect(self._ask)
        self.pane.went.connect(self._go)
        self.pane.unlinked.connect(self._unlink)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+F", form.search_box.setFocus),
            ("Ctrl+Del", self.remove),
            ("F2", partial(self._ask, "edit")),
        )
        for sequence, act in keys:
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Showing

    def _read(self) -> None:
        self._is_stale = False
        self._pieces = self._evidence.all()
        number = len(self._pieces)
        has_some = bool(number)
        self.form.stack.setCurrentWidget(self.form.work_page if has_some else self.form.empty_state)
        for widget in (self.form.count_chip, self.form.file_button, self.form.note_button):
            widget.setVisible(has_some)
        self.form.count_chip.show_state(f"{number:,} {'piece' if number == 1 else 'pieces'}")
        self._search(self.form.search_box.text())

    def _search(self, text: str) -> None:
        before = self.current()
        words = text.casefold().split()
        shown = [
            one
            for one in self._pieces
            if all(word in f"{one.title} {one.note}".casefold() for word in words)
        ]
        self.model.set_rows(shown)
        header = self.table.horizontalHeader()
        if header.sortIndicatorSection() >= 0:
            self.model.sort(header.sortIndicatorSection(), header.sortIndicatorOrder())
        self.form.shown_label.setText(
            f"{len(shown):,} of {len(self._pieces):,} shown" if words else ""
        )
        self._nothing.show_for(len(shown), len(self._pieces))
        if shown:
            self._select(before.id if before else shown[0].id)
        self._show()
        self._around.desk.page_changed()

    def _select(self, evidence_id: int) -> None:
        row = max(0, self.model.row_of(lambda one: one.id == evidence_id))
        if row < self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _sorted(self, section_: int) -> None:
        if section_ < 0:
            self._search(self.form.search_box.text())

    def _show(self) -> None:
        self.pane.show_piece(self.current())

    def _step(self, steps: int) -> None:
        row = self.table.currentIndex().row() + steps
        row = max(0, min(row, self.model.rowCount() - 1))
        self.table.setCurrentIndex(self.model.index(row, 0))

    # Doing

    def _ask(self, what: str) -> None:
        piece = self.current()
        if piece is None:
            return
        acts = {
            "open": self.acts.open,
            "edit": self.acts.edit,
            "copy": self.acts.save_copy,
            "remove": self.acts.remove,
        }
        acts[what](piece)

    def _go(self, link: Link) -> None:
        plan = self._around.services.plans.plan_holding("action", link.action_id)
        if plan is not None:
            self._around.open_view("grid", {"plan": plan, "action": link.action_id})

    def _unlink(self, link: Link) -> None:
        piece = self.current()
        if piece is not None:
            self.acts.unlink(piece, link.id)

    def _pop_up(self, at: QPoint) -> None:
        piece = self.current()
        if piece is not None:
            menu = self.menu(piece)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(at))

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while another view was on show."""
        super().showEvent(event)
        if self._is_stale:
            self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave columns out where there is no room for them."""
        super().resizeEvent(event)
        self._fit_columns()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this machine."""
        if dropped_files(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped."""
        paths: list[Path] = dropped_files(event)
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.acts.add_files(paths, ())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the rows, or to what is offered where there are none."""
        super().focusInEvent(event)
        is_empty = self.form.stack.currentWidget() is self.form.empty_state
        (self.form.empty_state if is_empty else self.table).setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current piece on Enter; leave a search, then the view, on Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._ask("open")
        elif event.key() == Qt.Key.Key_Escape and self.form.search_box.text():
            self.form.search_box.clear()
            self.table.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self._around.open_view("grid", {})
        else:
            super().keyPressEvent(event)


def _serves(piece: Piece) -> str:
    refs = list(dict.fromkeys(link.ref or link.title for link in piece.links))
    more = f" and {len(refs) - 2:,} more" if len(refs) > 2 else ""
    return f"{', '.join(refs[:2])}{more}" if refs else "no action"


_COLUMNS: tuple[Column[Piece], ...] = (
    Column("Evidence", lambda one: one.title, tooltip=lambda one: one.note),
    Column("Kind", lambda one: WORDS[one.sort], tone=lambda _one: "text2"),
    Column(
        "Day",
        lambda one: say_short(one.on) if one.on else "",
        sort_key=lambda one: one.on.toordinal() if one.on else 0,
    ),
    Column(
        "Counts",
        lambda one: f"{one.number:,}" if one.number is not None else "",
        align="right",
        sort_key=lambda one: -1 if one.number is None else one.number,
    ),
    Column("For", _serves, tone=lambda one: "text" if one.links else "text3"),
)
