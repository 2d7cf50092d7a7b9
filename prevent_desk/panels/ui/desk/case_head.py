"""The head of the point on show: which case, how long, who knows it, what came before."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from prevent_desk.core.clock import local
from prevent_desk.panels.model.case_words import called, earlier_words, minutes_words
from prevent_desk.panels.model.records import Item
from prevent_desk.panels.ui.desk.hub import Hub
from prevent_desk.referrals.model.checks import KNOWN, Check
from prevent_desk.ui import painting
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import Chip
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.labels import ElidedLabel

_LOOK_MS = 5_000
_HOMES = "home_area"


class CaseHead(QWidget):
    """Shows a case by letter, reference and initials; another point by its title.

    Signals:
        private_wanted: The officer's own note on this point shall be shown or closed.
    """

    private_wanted = Signal()

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._chips: list[QWidget] = []
        self.title = QLabel()
        self.title.setProperty("t", "h2")
        self.about = ElidedLabel("", "support")
        self.minutes = Chip("", "clock", "grey")
        self.private = Button(self.tr("Own note"), "lock", "ghost", small=True)
        self.private.setCheckable(True)
        self.private.setToolTip(self.tr("Your own working note; no part of the minutes (Ctrl+J)"))
        self.known = QWidget()
        self._flow = FlowLayout(self.known, gap=6)
        self.banner = Banner()
        self.banner.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.title)
        top.addWidget(self.about, 1)
        top.addWidget(self.private)
        top.addWidget(self.minutes)
        column.addLayout(top)
        column.addWidget(self.known)
        column.addWidget(self.banner)
        self.private.clicked.connect(self._private)
        hub.item_changed.connect(lambda _item: self.show_item())
        hub.agenda_changed.connect(self._say_minutes)
        self._watch = QTimer(self, interval=_LOOK_MS)
        self._watch.timeout.connect(self._say_minutes)
        self._watch.start()

    def show_item(self) -> None:
        """Show the point that is on show now."""
        item = self._hub.item()
        self.setVisible(item is not None)
        if item is None:
            return
        self.title.setText(item.called)
        self._say_minutes()
        if item.episode_id is None:
            self.about.setText(item.note)
            self.known.hide()
            self.banner.hide()
        else:
            self._show_case(item, item.episode_id)
        self.setAccessibleName(f"{self.title.text()}, {self.about.text()}")

    def open_record(self) -> None:
        """Open the case's record; Alt+Left comes back to the desk."""
        item = self._hub.item()
        if item is not None and item.episode_id is not None:
            place = {"view": "desk", "episode": item.episode_id}
            self._hub.around.desk.open_page("Referrals", place)

    def set_private(self, *, on: bool) -> None:
        """Say whether the officer's own note is on show."""
        self.private.setChecked(on)

    # Inside

    def _show_case(self, item: Item, episode_id: int) -> None:
        referrals = self._hub.around.services.referrals
        episode = referrals.episodes.episode(episode_id)
        homes = self._hub.around.services.contacts.lists_of_terms()[_HOMES]
        today = self._hub.around.clock.today()
        told = [
            called(one, homes.label(one.home_area or episode.home_area), today)
            for one in episode.subjects
        ]
        self.about.setText(" · ".join([item.ref, *told]))
        self._show_known(referrals.checks.of(episode_id))
        words = earlier_words(referrals.people.times(episode_id))
        self.banner.show_text(words, "amber", icon="repeat-2")

    def _show_known(self, checks: list[Check]) -> None:
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        title = QLabel(self.tr("Known to service?"))
        title.setProperty("t", "strong")
        title.setMinimumHeight(painting.chip_height())
        record = Button(self.tr("Open record"), kind="link", small=True)
        record.clicked.connect(self.open_record)
        asked: list[QWidget] = [_chip(one, self._short(one)) for one in checks if not one.withdrawn]
        none = QLabel(self.tr("nobody was asked yet"))
        none.setProperty("t", "meta")
        none.setMinimumHeight(painting.chip_height())
        self._chips = [title, *(asked or [none]), record]
        for widget in self._chips:
            self._flow.addWidget(widget)
        self.known.show()

    def _short(self, check: Check) -> str:
        """Return what the room calls an agency, where it is known among the contacts."""
        known = self._hub.around.services.contacts.organisations.for_agency(check.agency)
        return known.short or known.name if known is not None else check.name

    def _say_minutes(self) -> None:
        item = self._hub.item()
        if item is None:
            return
        fresh = next((one for one in self._hub.items() if one.id == item.id), item)
        running = 0.0
        if fresh.since is not None:
            now = local(self._hub.around.clock.now())
            running = (now - fresh.since).total_seconds()
        is_case = fresh.episode_id is not None
        words = minutes_words(fresh.seconds + running, is_case=is_case)
        if words != self.minutes.text():
            self.minutes.show_state(words, "clock", "grey")
        self.minutes.setVisible(fresh.since is not None or fresh.seconds > 0)

    def _private(self) -> None:
        self.private.setChecked(not self.private.isChecked())
        self.private_wanted.emit()


def _chip(check: Check, name: str) -> Chip:
    """Return what an agency answered, as a chip: "Police yes"."""
    if check.is_open:
        return Chip(f"{name} waiting", "hourglass", "amber")
    if check.known == KNOWN:
        return Chip(f"{name} yes", "check", "blue")
    return Chip(f"{name} no", "minus", "grey")
