"""The settings that are the program's own: how it looks, when it locks, what it is marked."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from prevent_desk.app.user_settings import UserSettings
from prevent_desk.app.watch import LEAST_MINUTES, MOST_MINUTES
from prevent_desk.core.marking import MARKINGS, wrong_marking
from prevent_desk.ui import theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import Combo, NumberBox
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented


class _AppearanceForm(Form):
    """forms/app/appearance_section.ui."""

    ui = "app/appearance_section.ui"
    scheme_field: FormField
    text_field: FormField


class AppearanceSection(QWidget):
    """Theme and size of text, kept outside the vault: the unlock screen needs them."""

    title = "Appearance"
    icon = "palette"

    def __init__(self, kept: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self.form = form = _AppearanceForm(self)
        self.scheme = Segmented(
            [
                Choice("system", self.tr("As the &system"), "monitor"),
                Choice("light", self.tr("L&ight"), "sun"),
                Choice("dark", self.tr("&Dark"), "moon"),
            ],
            self.tr("Theme"),
        )
        self.text = Segmented(
            [Choice(str(percent), f"{percent} %") for percent in theme.TEXT_PERCENTS],
            self.tr("Size of text"),
        )
        form.scheme_field.set_editor(self.scheme)
        form.text_field.set_editor(self.text)
        self.scheme.chosen.connect(self._take_scheme)
        self.text.chosen.connect(self._take_text)
        theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is chosen now; Ctrl + and the palette change it too."""
        self.scheme.set_value(str(theme.scheme()))
        self.text.set_value(str(theme.text_percent()))

    def commands(self) -> Sequence[Command]:
        """Return nothing: the palette has these everywhere."""
        return ()

    def _take_scheme(self, value: str) -> None:
        self._kept.put("look/scheme", value)
        theme.set_scheme(value)

    def _take_text(self, value: str) -> None:
        self._kept.put("look/text", value)
        theme.set_text_percent(int(value))


class _LockForm(Form):
    """forms/app/lock_section.ui."""

    ui = "app/lock_section.ui"
    minutes_field: FormField
    capture_check: QCheckBox
    lock_button: Button
    cover_button: Button


class LockSection(QWidget):
    """When the desk locks by itself.

    Signals:
        minutes_chosen: Another time was chosen.
        lock_asked: Lock now.
        cover_asked: Cover now.
        capture_chosen: Whether shared screens may show the window was chosen.
    """

    title = "Lock"
    icon = "lock"
    minutes_chosen = Signal(int)
    lock_asked = Signal()
    cover_asked = Signal()
    capture_chosen = Signal()

    def __init__(self, kept: UserSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        self.form = form = _LockForm(self)
        # Only Windows can leave a window out of what others see of the screen.
        form.capture_check.setVisible(sys.platform == "win32")
        self.minutes = NumberBox()
        self.minutes.setRange(LEAST_MINUTES, MOST_MINUTES)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setMaximumWidth(theme.px(120))
        form.minutes_field.set_editor(self.minutes)
        self.refresh()
        self.minutes.valueChanged.connect(self._take)
        form.capture_check.toggled.connect(self._take_capture)
        form.lock_button.clicked.connect(self.lock_asked)
        form.cover_button.clicked.connect(self.cover_asked)

    def refresh(self) -> None:
        """Show what is chosen now."""
        self.minutes.setValue(self._kept.number("lock/minutes", LEAST_MINUTES, MOST_MINUTES))
        self.form.capture_check.setChecked(self._kept.get("window/capture") != "shown")

    def commands(self) -> Sequence[Command]:
        """Return nothing: the palette has these everywhere."""
        return ()

    def _take(self, minutes: int) -> None:
        self._kept.put("lock/minutes", str(minutes))
        self.minutes_chosen.emit(minutes)

    def _take_capture(self, left_out: bool) -> None:
        self._kept.put("window/capture", "hidden" if left_out else "shown")
        self.capture_chosen.emit()


class _MarkingForm(Form):
    """forms/app/marking_section.ui."""

    ui = "app/marking_section.ui"
    marking_field: FormField


class MarkingSection(QWidget):
    """The marking of the desk, with which every export begins.

    Signals:
        marking_chosen: Another marking was chosen.
    """

    title = "Markings"
    icon = "stamp"
    marking_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.form = form = _MarkingForm(self)
        self.marking = Combo()
        self.marking.addItems(MARKINGS)
        line = QLineEdit()
        line.setMaxLength(80)
        self.marking.setLineEdit(line)
        form.marking_field.set_editor(self.marking)
        self.refresh()
        self.marking.activated.connect(lambda _row: self.take())
        line.editingFinished.connect(self.take)
        line.textEdited.connect(lambda _text: form.marking_field.clear_error())

    def refresh(self) -> None:
        """Show what is chosen now."""
        self.marking.setCurrentText(str(self._desk.setting("desk/marking", MARKINGS[0])))

    def commands(self) -> Sequence[Command]:
        """Return nothing to do but what is on the screen."""
        return ()

    def take(self) -> None:
        """Take what is typed; a marking above what the desk may hold is refused."""
        words = " ".join(self.marking.currentText().split())
        wrong = wrong_marking(words)
        self.form.marking_field.set_error(wrong)
        if wrong or words == self._desk.setting("desk/marking", MARKINGS[0]):
            return
        self._desk.remember("desk/marking", words)
        self._desk.remember("export/marking", words)
        self.marking_chosen.emit(words)
        self._desk.saved()
