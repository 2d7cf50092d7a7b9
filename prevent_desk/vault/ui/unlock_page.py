"""The screen that asks whose key it is and for the passphrase; nothing personal is on it."""

from __future__ import annotations

import math
from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import ElidedLabel, KeyHint, WrapLabel
from prevent_desk.vault.model import DeskFolder, Role, TooSoon, WrongSecret
from prevent_desk.vault.ui.key_card import KeyCard
from prevent_desk.vault.ui.secret_field import SecretField

_SECOND_MS = 1000


class _Layout:
    """The screen's widgets, laid out by hand: the loader of forms would cost the start 25 ms."""

    def __init__(self, page: QWidget) -> None:
        tr = page.tr
        self.title_label = QLabel()
        self.title_label.setProperty("t", "display")
        self.place_label = ElidedLabel("", "small")
        self.keys_label = QLabel()
        self.keys_label.setProperty("t", "h3")
        self.officer_card, self.deputy_card = KeyCard(), KeyCard()
        self.recovery_button = Button("", "file-lock", "link")
        self.secret_field = SecretField()
        self.unlock_button = Button(tr("&Unlock"), "lock-open", "primary")
        self.enter_hint = KeyHint(tr("Enter"))
        self.wait_label = QLabel()
        self.wait_label.setProperty("t", "small")
        self.other_button = Button(tr("Open another &folder…"), kind="link")
        self.notice_label = WrapLabel("", "small")
        column = _column(page, 6)
        column.addWidget(self.title_label)
        column.addWidget(self.place_label)
        column.addSpacing(12)
        column.addWidget(self._keys())
        column.addSpacing(6)
        column.addWidget(self.secret_field)
        column.addSpacing(6)
        last = QHBoxLayout()
        last.setSpacing(8)
        for part in (self.unlock_button, self.enter_hint, self.wait_label):
            last.addWidget(part)
        last.addStretch(1)
        last.addWidget(self.other_button)
        column.addLayout(last)
        column.addWidget(self.notice_label)

    def _keys(self) -> QWidget:
        self.keys_pane, self.cards_pane = QWidget(), QWidget()
        cards = QHBoxLayout(self.cards_pane)
        cards.setContentsMargins(0, 0, 0, 0)
        cards.setSpacing(10)
        cards.addWidget(self.officer_card)
        cards.addWidget(self.deputy_card)
        column = _column(self.keys_pane, 6)
        column.addWidget(self.keys_label)
        column.addWidget(self.cards_pane)
        sheet = QHBoxLayout()
        sheet.addWidget(self.recovery_button)
        sheet.addStretch(1)
        column.addLayout(sheet)
        return self.keys_pane


def _column(owner: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    return column


class UnlockPage(QWidget):
    """Asks for a key and hands it on; says what a wrong one means, and when to try again.

    Signals:
        unlock_asked: A role and what was typed.
        other_asked: Another desk is wanted.
    """

    unlock_asked = Signal(Role, str)
    other_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form = _Layout(self)
        self.secret = form.secret_field.secret
        self._role = Role.COORDINATOR
        self._practice = False
        self._busy = False
        self._seconds_left = 0
        # A coarse timer ends up to a twentieth early, and the next try would be put off once more.
        self._second = QTimer(self, interval=_SECOND_MS, timerType=Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._count_down)
        form.officer_card.name_it(self.tr("&Officer"), self.tr("Everyday key"), "user")
        form.deputy_card.name_it(self.tr("&Deputy"), self.tr("When covering"), "users")
        form.officer_card.clicked.connect(lambda: self._choose(Role.COORDINATOR))
        form.deputy_card.clicked.connect(lambda: self._choose(Role.DEPUTY))
        form.recovery_button.clicked.connect(self._turn_sheet)
        form.unlock_button.clicked.connect(self.submit)
        form.other_button.clicked.connect(self.other_asked)
        self.secret.submitted.connect(self.submit)

    def show_desk(self, desk: DeskFolder) -> None:
        """Ask for a key of this desk."""
        form = self.form
        self._practice = desk.practice
        form.title_label.setText(
            self.tr("Open the practice desk") if desk.practice else self.tr("Unlock your desk")
        )
        form.place_label.setText(f"{desk.name}  ·  {desk.path.parent}")
        form.keys_pane.setVisible(not desk.practice)
        form.secret_field.setVisible(not desk.practice)
        form.deputy_card.setVisible(Role.DEPUTY in desk.roles)
        form.officer_card.setVisible(Role.COORDINATOR in desk.roles)
        form.cards_pane.setVisible(len(desk.roles) > 1)
        notice = desk.notice
        if desk.practice:
            notice = self.tr("It needs no passphrase: everybody in it is invented.")
        form.notice_label.setText(notice)
        form.notice_label.setVisible(bool(notice))
        self._choose(desk.roles[0] if desk.roles else Role.COORDINATOR)
        self.clear()
        self.set_busy(busy=False)

    def clear(self) -> None:
        """Forget what was typed and what was said about it."""
        self.secret.clear()
        self.form.secret_field.set_error("")
        self._second.stop()
        self._seconds_left = 0
        self._show_button()

    def begin(self) -> None:
        """Put the cursor where the user goes on."""
        (self.form.unlock_button if self._practice else self.secret).setFocus()

    def submit(self) -> None:
        """Hand on what was typed; nothing happens while a try is under way or put off."""
        if self._busy or self._seconds_left:
            return
        if not self._practice and not self.secret.text().strip():
            thing = self._thing()
            self.form.secret_field.set_error(self.tr("Type the {0} first.").format(thing))
            self.secret.setFocus()
            return
        self.set_busy(busy=True)
        self.unlock_asked.emit(self._role, self.secret.text())

    @property
    def is_busy(self) -> bool:
        """Whether a try is under way."""
        return self._busy

    def set_busy(self, *, busy: bool) -> None:
        """Say that the desk is being opened."""
        self._busy = busy
        self.secret.line.setReadOnly(busy)
        self.form.keys_pane.setEnabled(not busy)
        self.form.other_button.setEnabled(not busy)
        self._show_button()

    def refused(self, error: DeskError) -> None:
        """Say in a sentence what was wrong, and let it be tried again when its time has come."""
        self.set_busy(busy=False)
        words = error.sentence()
        if isinstance(error, WrongSecret):
            again = self.tr("Try again as often as you need.")
            words = f"{error.what} {error.next_step} {again}"
            self._put_off(error.wait)
        elif isinstance(error, TooSoon):
            words = error.what
            self._put_off(error.wait)
        self.form.secret_field.set_error(words)
        self.form.notice_label.setText(words if self._practice else "")
        self.form.notice_label.setVisible(self._practice)
        self.secret.line.selectAll()
        self.begin()

    def _choose(self, role: Role) -> None:
        form = self.form
        self._role = role
        sheet = role is Role.RECOVERY
        form.officer_card.setChecked(role is Role.COORDINATOR)
        form.deputy_card.setChecked(role is Role.DEPUTY)
        for card in (form.officer_card, form.deputy_card):
            # An exclusive group keeps one chosen; the sheet chooses none of them.
            card.setAutoExclusive(not sheet)
            if sheet:
                card.setChecked(False)
        form.recovery_button.setText(
            self.tr("Use a &passphrase instead")
            if sheet
            else self.tr("Use the sealed &recovery sheet instead")
        )
        form.recovery_button.set_icon_name("key-round" if sheet else "file-lock")
        form.keys_label.setText(self.tr("Recovery sheet") if sheet else self.tr("Whose key?"))
        form.secret_field.name_it(
            self.tr("Recovery &key") if sheet else self.tr("&Passphrase"),
            self.tr("Seven groups of four, as on the sheet.") if sheet else "",
        )
        self.secret.set_shown(sheet)
        if self.isVisible():
            self.secret.setFocus()

    def _turn_sheet(self) -> None:
        self.secret.clear()
        self._choose(Role.COORDINATOR if self._role is Role.RECOVERY else Role.RECOVERY)

    def _thing(self) -> str:
        sheet = self._role is Role.RECOVERY
        return self.tr("recovery key") if sheet else self.tr("passphrase")

    def _put_off(self, wait: timedelta) -> None:
        self._seconds_left = math.ceil(wait.total_seconds())
        if self._seconds_left:
            self._second.start()
        self._show_button()

    def _count_down(self) -> None:
        self._seconds_left = max(0, self._seconds_left - 1)
        if not self._seconds_left:
            self._second.stop()
        self._show_button()

    def _show_button(self) -> None:
        form, left = self.form, self._seconds_left
        form.unlock_button.setEnabled(not self._busy and not left)
        word = self.tr("&Open") if self._practice else self.tr("&Unlock")
        form.unlock_button.setText(self.tr("Opening…") if self._busy else word)
        form.enter_hint.setVisible(not left and not self._busy)
        form.wait_label.setText(self.tr("Next try in {0} s").format(left) if left else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unlock on Enter, wherever the focus is; choose a key by the arrows."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
        else:
            super().keyPressEvent(event)
