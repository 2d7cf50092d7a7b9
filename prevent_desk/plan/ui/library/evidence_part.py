"""The inspector's evidence: what shows that the action, or one of its criteria, was done."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.plan.model.library.evidence import Piece, Sort, Target
from prevent_desk.plan.model.records import ActionDetail, PlanHead
from prevent_desk.plan.ui.around import Around
from prevent_desk.plan.ui.inspector_progress import Part, empty, section
from prevent_desk.plan.ui.library.evidence_acts import EvidenceActs
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.labels import Glyph, WrapLabel

_SHOWN = 4
_LONGEST = 48


class EvidencePart(Part):
    """Lists evidence of the action in the pane; a section of the inspector."""

    def __init__(self, around: Around) -> None:
        super().__init__()
        self._around, self._evidence = around, around.services.evidence
        self.acts = EvidenceActs(around, self)
        self._detail: ActionDetail | None = None
        self._pieces: list[Piece] = []
        self._is_whole = False
        self._is_over = False
        self.setAcceptDrops(True)
        self.link_button = Button("Link record", kind="link")
        self.link_button.setToolTip("Link a record of the desk, a file or a note; or drop a file")
        self.link_button.clicked.connect(self._offer)
        self.column.addLayout(section("Evidence", self.link_button))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.column.addLayout(self._rows)
        self.all_button = Button("", kind="link")
        self.all_button.clicked.connect(self._show_all)
        self.column.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.acts.changed.connect(self.reload)

    # What the inspector asks

    def widget(self) -> QWidget:
        """Return the part itself."""
        return self

    def follow(self, detail: ActionDetail, head: PlanHead) -> None:
        """Show the evidence of an action."""
        if self._detail is None or self._detail.row.id != detail.row.id:
            self._is_whole = False
        self._detail = detail
        self.reload()

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""

    def reload(self) -> None:
        """Read the evidence anew."""
        self._pieces = self._evidence.of_action(self._detail.row.id) if self._detail else []
        self._fill()

    # Showing

    def pieces(self) -> list[Piece]:
        """Return what is listed."""
        return list(self._pieces)

    def _fill(self) -> None:
        empty(self._rows)
        shown = self._pieces if self._is_whole else self._pieces[:_SHOWN]
        for piece in shown:
            row = PieceRow(piece, self._said_of(piece))
            row.opened.connect(partial(self.acts.open, piece))
            row.menu_asked.connect(partial(self._pop_up, piece))
            self._rows.addWidget(row)
        if not shown:
            line = QHBoxLayout()
            line.setSpacing(8)
            holder = QWidget()
            holder.setLayout(line)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Glyph("link", "text3", 16))
            line.addWidget(WrapLabel("No evidence linked yet", "small"), 1)
            self._rows.addWidget(holder)
        more = len(self._pieces) > _SHOWN
        self.all_button.setVisible(more)
        self.all_button.setText("Show fewer" if self._is_whole else f"Show all {len(self._pieces)}")

    def _show_all(self) -> None:
        self._is_whole = not self._is_whole
        self._fill()

    def _said_of(self, piece: Piece) -> str:
        """Return the small line under a piece: its day, what it counts, and what for."""
        action = self._detail.row.id if self._detail else None
        criteria = [one.criterion for one in piece.links if one.action_id == action]
        # A record's title has its day already; its words tell more.
        told = piece.fact.detail if piece.fact else say_short(piece.on) if piece.on else ""
        parts = [_cut(told)]
        parts.append(f"counts {piece.number:,}" if piece.number is not None else "")
        parts += [f"for “{_cut(words)}”" for words in criteria if words]
        others = len({one.action_id for one in piece.links} - {action})
        if others:
            parts.append(f"also in {others} other action{'' if others == 1 else 's'}")
        if piece.is_lost:
            parts.insert(0, "no longer in the desk")
        return " · ".join(part for part in parts if part)

    # Acting

    def _offer(self) -> None:
        target = self._target()
        if target is None:
            return
        menu = QMenu(self)
        for words, icon, act in (
            ("Record of the desk…", "link", partial(self.acts.link_record, target)),
            ("File…", "file-plus", partial(self.acts.add_chosen_files, [target])),
            ("Note…", "type", self.add_note),
        ):
            action = QAction(icons.icon(icon), words, menu)
            action.triggered.connect(lambda _on=False, act=act: act())
            menu.addAction(action)
        menu.addSeparator()
        every = menu.addAction(icons.icon("list"), "All evidence")
        every.triggered.connect(lambda: self._around.open_view("evidence", {}))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.link_button.mapToGlobal(self.link_button.rect().bottomLeft()))

    def add_note(self) -> None:
        """Ask for a note, for the action or one of its criteria."""
        target, detail = self._target(), self._detail
        if target is not None and detail is not None:
            self.acts.add_note([target], [(one.id, one.text) for one in detail.criteria])

    def menu(self, piece: Piece) -> QMenu:
        """Return what can be done with a piece here."""
        menu, detail = QMenu(self), self._detail
        menu.setToolTipsVisible(True)
        acts = self.acts
        self._add(menu, "Open", "eye", partial(acts.open, piece))
        self._add(menu, "Title, note and number…", "pencil", partial(acts.edit, piece))
        if piece.file is not None:
            self._add(menu, "Save a copy…", "download", partial(acts.save_copy, piece))
        if detail is not None:
            serves = menu.addMenu(icons.icon("target"), "Evidence for")
            self._fill_serves(serves, piece, detail)
        menu.addSeparator()
        here = [one for one in piece.links if detail and one.action_id == detail.row.id]
        for link in here:
            what = f" “{_cut(link.criterion)}”" if len(here) > 1 and link.criterion else ""
            words = f"Unlink{what}" if what or len(here) == 1 else "Unlink from the whole action"
            self._add(menu, words, "x", partial(acts.unlink, piece, link.id))
        if piece.sort is not Sort.RECORD:
            self._add(menu, "Remove from the desk", "trash-2", partial(acts.remove, piece))
        return menu

    def _fill_serves(self, menu: QMenu, piece: Piece, detail: ActionDetail) -> None:
        """Offer the action and its criteria; ticked where the piece serves already."""
        action_id = detail.row.id
        links = {one.criterion_id: one.id for one in piece.links if one.action_id == action_id}
        places = [(None, "The whole action"), *((one.id, one.text) for one in detail.criteria)]
        for criterion, words in places:
            action = menu.addAction(_cut(words).replace("&", "&&"))
            action.setToolTip(words)
            action.setCheckable(True)
            action.setChecked(criterion in links)
            if criterion in links:
                act = partial(self.acts.unlink, piece, links[criterion])
            else:
                act = partial(self.acts.link, piece, Target(action_id, criterion))
            action.triggered.connect(lambda _on=False, act=act: act())
        menu.setToolTipsVisible(True)

    def _add(self, menu: QMenu, words: str, icon: str, act: partial[None]) -> None:
        action = QAction(icons.icon(icon), words.replace("&", "&&"), menu)
        action.triggered.connect(lambda _on=False: act())
        menu.addAction(action)

    def _pop_up(self, piece: Piece, at: QPoint) -> None:
        menu = self.menu(piece)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _target(self) -> Target | None:
        return Target(self._detail.row.id) if self._detail else None

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of this machine."""
        if self._target() is not None and dropped_files(event):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_over(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget what hung over the part."""
        self._show_over(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Keep what was dropped as evidence of the action."""
        self._show_over(on=False)
        target, paths = self._target(), dropped_files(event)
        if target is not None and paths:
            # Never "move": the file belongs to whoever dropped it.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.acts.add_files(paths, [target])

    def _show_over(self, *, on: bool) -> None:
        self._is_over = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring while a file hangs over the part."""
        super().paintEvent(event)
        if self._is_over:
            painter = QPainter(self)
            painting.draw_focus(painter, self.rect().adjusted(6, 3, -6, -3), 6)
            painter.end()


class PieceRow(QWidget):
    """One piece: its glyph, title and small line; Enter or a click opens it.

    Signals:
        opened: It shall be shown.
        menu_asked: Its menu shall open at a global position.
    """

    opened = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, piece: Piece, said: str) -> None:
        super().__init__()
        self.piece = piece
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{piece.title}. {said}")
        line = QHBoxLayout(self)
        line.setContentsMargins(3, 2, 0, 2)
        line.setSpacing(8)
        side = QVBoxLayout()
        side.addWidget(Glyph(piece.icon, "amber" if piece.is_lost else "text2", 16))
        side.addStretch(1)
        line.addLayout(side)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(WrapLabel(piece.title, "strong"))
        if said:
            words.addWidget(WrapLabel(said, "meta"))
        line.addLayout(words, 1)
        self.more_button = IconButton("ellipsis", f"What to do with {piece.title}", small=True)
        self.more_button.clicked.connect(self._ask_menu)
        end = QVBoxLayout()
        end.addWidget(self.more_button)
        end.addStretch(1)
        line.addLayout(end)

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open its menu, by the right button or the menu key."""
        self.menu_asked.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open it on Enter and Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground of the pointer and the ring of the focus."""
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("hover"))
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 5)
        painter.end()


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the files of this machine that are dropped; folders are none."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.is_file()]


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2]}…"
