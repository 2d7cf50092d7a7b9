"""Everything that is shown while no desk is open: unlock, first run, what stops a desk, restore.

Painted before anything heavy is loaded; the assistants are imported when they are asked for.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.core.errors import Damaged, DeskError
from prevent_desk.ui import theme
from prevent_desk.vault.look import look
from prevent_desk.vault.model import AlreadyOpen, DeskFolder, OlderThanKnown, Role
from prevent_desk.vault.ui.brand import Brand
from prevent_desk.vault.ui.folder_edit import ChooseFolder, ask_folder
from prevent_desk.vault.ui.gate import Gate
from prevent_desk.vault.ui.practice_box import PracticeBox
from prevent_desk.vault.ui.unlock_page import UnlockPage

COLUMN = 480
"""Width of what is typed into, at 100 % text."""

_BRAND_UNDER_PX = 1040
_STOPPING_CODES = frozenset({"PD-101", "PD-106", "PD-135", "PD-136"})


class LockedScreens(QWidget):
    """The screens before a desk is open, for one folder at a time.

    Attributes:
        choose_folder: Asks for a folder; replaced in tests.

    Signals:
        shown: Another screen is on show; carries its name: "unlock", "first-run", ...
    """

    shown = Signal(str)

    def __init__(self, gate: Gate, folder: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choose_folder: ChooseFolder = ask_folder
        self._gate = gate
        self._folder = folder
        self.showing = ""
        self._typed: tuple[Role, str] = (Role.COORDINATOR, "")
        self._brand = Brand()
        self._stack = QStackedWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._brand, 41)
        row.addWidget(self._stack, 59)
        self.unlock_page = UnlockPage()
        self.practice_box = PracticeBox()
        self._unlock_screen = Centred(self.unlock_page, self.practice_box)
        self._stack.addWidget(self._unlock_screen)
        self.unlock_page.unlock_asked.connect(self._unlock)
        self.unlock_page.other_asked.connect(self.choose_other)
        self.practice_box.asked.connect(self.open_practice)
        self.show_folder(folder)

    # Which screen

    def show_folder(self, folder: Path | None) -> None:
        """Look at a folder and show the screen it calls for."""
        self._folder = folder
        if folder is None:
            self.show_first_run()
            return
        desk = look(folder)
        if desk.problem is not None:
            self.show_stopped(desk, desk.problem)
        else:
            self.show_unlock(desk)

    def show_unlock(self, desk: DeskFolder) -> None:
        """Ask for a key."""
        self.unlock_page.show_desk(desk)
        self.practice_box.setVisible(not desk.practice)
        self._show(self._unlock_screen, "unlock")
        self.unlock_page.begin()

    def show_first_run(self) -> None:
        """Offer to make a desk, or to open one that exists."""
        from prevent_desk.vault.ui.first_run_page import FirstRunPage

        page = FirstRunPage()
        page.new_asked.connect(self.show_new_desk)
        page.open_asked.connect(self.choose_other)
        practice = PracticeBox()
        practice.asked.connect(self.open_practice)
        self._show(Centred(page, practice), "first-run")
        page.begin()

    def show_stopped(self, desk: DeskFolder, problem: DeskError) -> None:
        """Say what stands in the way, and what can be done."""
        from prevent_desk.vault.ui.stopped_page import StoppedPage

        page = StoppedPage(desk, problem)
        page.again_asked.connect(lambda: self.show_folder(self._folder))
        page.restore_asked.connect(self.show_restore)
        page.other_asked.connect(self.choose_other)
        page.new_asked.connect(self.show_new_desk)
        page.anyway_asked.connect(self._unlock_older)
        self._show(Centred(page), "stopped")
        page.begin()

    def show_new_desk(self) -> None:
        """Open the assistant that makes a desk."""
        from prevent_desk.vault.ui.new_desk_page import NewDeskPage

        page = NewDeskPage(self._gate, self.choose_folder)
        page.left.connect(lambda: self.show_folder(self._folder))
        self._show(Centred(page, width=560), "new-desk")
        page.begin()

    def show_restore(self) -> None:
        """Open the assistant that makes a desk of a backup."""
        from prevent_desk.vault.ui.restore_page import RestorePage

        if self._folder is None:
            return
        page = RestorePage(self._gate, self._folder, self.choose_folder)
        page.left.connect(lambda: self.show_folder(self._folder))
        page.restored.connect(self._choose)
        self._show(Centred(page, width=620), "restore")
        page.begin()

    @property
    def is_opening(self) -> bool:
        """Whether a desk is being opened: a try is under way."""
        return self.unlock_page.is_busy

    # What is asked

    def choose_other(self) -> None:
        """Ask for another desk's folder and show it."""
        start = str(self._folder.parent) if self._folder else str(Path.home())
        chosen = self.choose_folder(self, self.tr("Folder of the desk"), start)
        if chosen:
            self._choose(Path(chosen))

    def open_practice(self) -> None:
        """Open the practice desk."""
        self._set_busy(busy=True)
        self._gate.open_practice(lambda: None, self._failed)

    def open_at_once(self) -> None:
        """Open the desk without being asked, if it is a practice desk."""
        if self._folder is not None and look(self._folder).practice and self.showing == "unlock":
            self.unlock_page.submit()

    def _choose(self, folder: Path) -> None:
        if look(folder).problem is None:
            self._gate.choose(folder)
        self.show_folder(folder)

    def _unlock(self, role: Role, secret: str, *, accept_older: bool = False) -> None:
        if self._folder is not None:
            self._typed = (role, secret)
            self._gate.unlock(
                self._folder,
                role,
                secret,
                accept_older=accept_older,
                done=self._forget,
                failed=self._failed,
            )

    def _unlock_older(self) -> None:
        """Open a desk file that is not the newest known, with the key just typed."""
        role, secret = self._typed
        self._unlock(role, secret, accept_older=True)

    def _forget(self) -> None:
        self._typed = (Role.COORDINATOR, "")
        self.unlock_page.clear()

    def refused(self, error: BaseException) -> None:
        """Say why a desk does not open, or does not stay open."""
        self._failed(error)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        if not isinstance(error, OlderThanKnown):
            self._typed = (Role.COORDINATOR, "")
        if not isinstance(error, DeskError):
            from prevent_desk.ui import messages

            messages.show_failure(self, error)
        elif self._folder is not None and _stops(error):
            self.show_stopped(look(self._folder), error)
        elif self.showing == "unlock":
            self.unlock_page.refused(error)
        else:
            from prevent_desk.ui import messages

            messages.show_failure(self, error)

    def _set_busy(self, *, busy: bool) -> None:
        self.unlock_page.set_busy(busy=busy)
        self._stack.setEnabled(not busy)

    # Showing

    def _show(self, screen: QWidget, name: str) -> None:
        before = self._stack.currentWidget()
        if screen is not before:
            if self._stack.indexOf(screen) < 0:
                self._stack.addWidget(screen)
            self._stack.setCurrentWidget(screen)
            if before is not None and before is not self._unlock_screen:
                self._stack.removeWidget(before)
                before.deleteLater()
        self._stack.setEnabled(True)
        self.showing = name
        self.shown.emit(name)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the user goes on: before it is shown no widget keeps the focus."""
        super().showEvent(event)
        if self.showing == "unlock":
            self.unlock_page.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the dark half out where there is no room for it."""
        super().resizeEvent(event)
        self._brand.setVisible(self.width() >= theme.px(_BRAND_UNDER_PX))


class Centred(QScrollArea):
    """A column of fixed width in the middle of its room; scrolls where it is too high."""

    def __init__(self, *parts: QWidget, width: int = COLUMN) -> None:
        super().__init__()
        self._width = width
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        ground.setProperty("pane", "canvas")
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in parts:
            column.addWidget(part)
        self._column.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._column)
        middle.addStretch(1)
        outer = QVBoxLayout(ground)
        outer.setContentsMargins(24, 18, 24, 18)
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        self.setWidget(ground)
        self._fit()
        theme.changed.connect(self._fit)

    def _fit(self) -> None:
        self._column.setFixedWidth(theme.px(self._width))

    def sizeHint(self) -> QSize:
        """Return the column's size."""
        return QSize(theme.px(self._width) + 60, 400)


def _stops(error: DeskError) -> bool:
    """Tell whether a failure is no matter of what was typed."""
    return isinstance(error, Damaged | AlreadyOpen) or error.code in _STOPPING_CODES
