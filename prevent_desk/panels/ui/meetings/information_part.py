"""What agencies were asked about the cases of a meeting, and what came back, case by case."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QWidget

from prevent_desk.core.errors import DeskError
from prevent_desk.panels.model import agenda as rules
from prevent_desk.panels.model.records import Item, Meeting
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.rows import SheetList, SheetRow
from prevent_desk.referrals.model.checks import Check, Tally, tally
from prevent_desk.referrals.ui.around import Around as ReferralAround
from prevent_desk.referrals.ui.checks.tab import ChecksTab
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.empty_state import EmptyState

_CASES_WIDE = 240


class InformationPart(QWidget):
    """The cases at the left, the checks of the current one at the right: the record's own."""

    key = "information"

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.around = around
        self.meeting: Meeting | None = None
        self._items: dict[int, Item] = {}
        self._missing = 0
        self.list = SheetList("Cases of the panel")
        below = ReferralAround(
            around.services.referrals, around.desk, around.clock, around.acts,
            lambda key, place: around.desk.open_page("Referrals", {"view": key, **place}),
            around.owner,
        )  # fmt: skip
        self.tab = ChecksTab(below, self)
        self.empty = EmptyState(
            "inbox",
            "No case to ask about",
            "Put cases on the agenda; their agencies are asked here, and replies are ticked.",
        )
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.tab)
        split.setStretchFactor(1, 1)
        split.setSizes([theme.px(_CASES_WIDE), theme.px(2 * _CASES_WIDE)])
        self.pages = QStackedWidget()
        self.pages.addWidget(split)
        self.pages.addWidget(self.empty)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pages)
        self._split = split
        self.list.row_changed.connect(self._show_case)
        self.list.opened.connect(self.tab.setFocus)

    def show_meeting(self, meeting: Meeting) -> None:
        """Show the cases of a meeting."""
        self.meeting = meeting
        services = self.around.services
        self._items = {
            one.id: one for one in services.agenda.of(meeting.id) if one.episode_id is not None
        }
        checks = {
            key: services.referrals.checks.of(one.episode_id or 0)
            for key, one in self._items.items()
        }
        self._missing = sum(len(tally(found).missing) for found in checks.values())
        self.list.show_rows([_row(one, checks[key]) for key, one in self._items.items()])
        filled = bool(self._items)
        self.pages.setCurrentWidget(self._split if filled else self.empty)
        self.setFocusProxy(self.list if filled else self.empty)
        self._show_case(self.list.key())

    def missing(self) -> int:
        """Return how many answers are awaited, of all cases."""
        return self._missing

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the questions of the current case."""
        return self.tab.commands() if self._items else ()

    def _show_case(self, key: int) -> None:
        item = self._items.get(key)
        if item is None or item.episode_id is None:
            return
        try:
            episode = self.around.services.referrals.episodes.episode(item.episode_id)
        except DeskError:
            return
        self.tab.show_episode(episode)


def _row(item: Item, checks: Sequence[Check]) -> SheetRow:
    count = tally(checks)
    told = f"{count.words}: {', '.join(count.missing)}" if count.missing else _whole(count)
    icon, tone = ("clock", "amber") if count.missing else ("circle-check", "green")
    if not count.asked:
        icon, tone = "minus", "text2"
    return SheetRow(item.id, rules.called(item), told, icon, tone)


def _whole(count: Tally) -> str:
    return "Every reply is in" if count.asked else "No service was asked yet"
