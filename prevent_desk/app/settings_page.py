"""Settings as a page: its sections at the left, one of them on show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from prevent_desk.app.services import Services
from prevent_desk.app.settings_sections import AppearanceSection, LockSection, MarkingSection
from prevent_desk.app.user_settings import UserSettings
from prevent_desk.contacts.ui.settings_section import ContactsSection
from prevent_desk.panels.ui.settings_section import PanelSection
from prevent_desk.referrals.ui.clocks.deadlines_section import DeadlinesSection
from prevent_desk.referrals.ui.clocks.holidays_section import HolidaysSection
from prevent_desk.ui import icons, tab_order, theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command, Desk
from prevent_desk.vault.ui.audit_section import AuditSection
from prevent_desk.vault.ui.backups_section import BackupsSection
from prevent_desk.vault.ui.keys_section import KeysSection

_WIDEST = 860
_LIST_WIDTH = 200


class Section(Protocol):
    """One part of the settings."""

    title: str
    icon: str

    def refresh(self) -> None:
        """Show how things are now; called whenever it comes on show."""
        ...

    def commands(self) -> Sequence[Command]:
        """Return what can be done here."""
        ...


class _SettingsForm(Form):
    """forms/app/settings_page.ui."""

    ui = "app/settings_page.ui"
    sections_pane: QWidget
    sections_list: QListWidget
    sections_stack: QStackedWidget


class SettingsPage(QWidget):
    """Satisfies `prevent_desk.ui.page.Page`.

    Signals:
        idle_minutes_chosen: The desk locks after another time.
        marking_chosen: The desk has another marking.
        backed_up: A backup was taken; carries its `BackupInfo`.
        lock_asked: Lock now.
        cover_asked: Cover now.
        capture_chosen: Whether shared screens may show the window was chosen.
    """

    title = "Settings"
    icon = "settings"
    words = (
        "keys passphrase recovery backups restore audit trail deadlines limits clocks "
        "bank holidays closures lock marking appearance"
    )
    idle_minutes_chosen = Signal(int)
    marking_chosen = Signal(str)
    backed_up = Signal(object)
    lock_asked = Signal()
    cover_asked = Signal()
    capture_chosen = Signal()

    def __init__(
        self, services: Services, desk: Desk, kept: UserSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.form = form = _SettingsForm(self)
        self.keys = KeysSection(services.desk, desk)
        self.backups = BackupsSection(services.desk, desk)
        self.audit = AuditSection(services.desk, desk)
        clocks = services.referrals.clocks
        self.deadlines = DeadlinesSection(clocks, desk)
        self.holidays = HolidaysSection(clocks, services.clock, desk)
        self.contacts = ContactsSection(services.contacts.seats, desk)
        self.panels = PanelSection(desk)
        self.lock = LockSection(kept)
        self.marking = MarkingSection(desk)
        self.appearance = AppearanceSection(kept)
        self._sections = [
            cast("Section", section)
            for section in (
                self.keys,
                self.backups,
                self.audit,
                self.deadlines,
                self.holidays,
                self.contacts,
                self.panels,
                self.lock,
                self.marking,
                self.appearance,
            )
        ]
        for section in self._sections:
            form.sections_list.addItem(QListWidgetItem(section.title))
            form.sections_stack.addWidget(_roomy(cast("QWidget", section)))
        self.setFocusProxy(form.sections_list)
        tab_order.pane_by_pane(form.root)
        form.sections_list.setAccessibleName(self.tr("Parts of the settings"))
        form.sections_list.currentRowChanged.connect(self._show)
        self.backups.backed_up.connect(self.backed_up)
        self.lock.minutes_chosen.connect(self.idle_minutes_chosen)
        self.lock.lock_asked.connect(self.lock_asked)
        self.lock.cover_asked.connect(self.cover_asked)
        self.lock.capture_chosen.connect(self.capture_chosen)
        self.marking.marking_chosen.connect(self.marking_chosen)
        theme.changed.connect(self._paint_list)
        self._paint_list()
        form.sections_list.setCurrentRow(0)

    def widget(self) -> QWidget:
        """Return the page itself."""
        return self

    def crumbs(self) -> Sequence[Command]:
        """Return nothing: the title says it all."""
        return ()

    def commands(self) -> Sequence[Command]:
        """Return what can be done in the part on show, and the ways to the others."""
        return [
            *self._section().commands(),
            *(
                Command(
                    self.tr("Settings: {0}").format(section.title),
                    partial(self.form.sections_list.setCurrentRow, row),
                    section.icon,
                )
                for row, section in enumerate(self._sections)
            ),
        ]

    def primary_new(self) -> Callable[[], object] | None:
        """Return how a key is added while the keys are on show."""
        return self.keys.add if self._section() is self.keys else None

    def position(self) -> dict[str, Any]:
        """Return which part is on show."""
        return {"section": self._section().title}

    def go_to(self, position: dict[str, Any]) -> None:
        """Show the part that `position` names."""
        for row, section in enumerate(self._sections):
            if section.title == position.get("section"):
                self.form.sections_list.setCurrentRow(row)

    def flush(self) -> None:
        """Take what is still being typed."""
        self.marking.take()
        self.panels.take()

    def reload(self) -> None:
        """Show how things are now."""
        self._section().refresh()

    def shown_count(self) -> str:
        """Return nothing: settings are not counted."""
        return ""

    def _section(self) -> Section:
        return self._sections[max(0, self.form.sections_list.currentRow())]

    def _show(self, row: int) -> None:
        self.form.sections_stack.setCurrentIndex(row)
        self._sections[row].refresh()
        self._desk.page_changed()

    def _paint_list(self) -> None:
        names = self.form.sections_list
        names.setIconSize(icons.pixmap("lock", theme.px(16)).size())
        for row, section in enumerate(self._sections):
            names.item(row).setIcon(icons.icon(section.icon, "text2", theme.px(16)))
        self.form.sections_pane.setFixedWidth(theme.px(_LIST_WIDTH))


def _roomy(section: QWidget) -> QScrollArea:
    """Return a section in a column that is never too wide to read, and scrolls when too high."""
    ground = QWidget()
    ground.setProperty("pane", "canvas")
    section.setMaximumWidth(theme.px(_WIDEST))
    column = QVBoxLayout()
    column.addWidget(section, 1)
    row = QHBoxLayout(ground)
    row.setContentsMargins(24, 14, 24, 18)
    row.addLayout(column, 100)
    row.addStretch(1)
    area = QScrollArea()
    area.setWidget(ground)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
