"""The head of a record: who, how often, what is passed over, the line of facts, the clocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from prevent_desk.referrals.model.records import NO_NAME, Episode
from prevent_desk.referrals.model.states import State
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.clocks import ClockStrip
from prevent_desk.referrals.ui.record import said
from prevent_desk.ui import icons, theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button, IconButton
from prevent_desk.ui.widgets.chip import Chip, ChipButton
from prevent_desk.ui.widgets.labels import ElidedLabel


class _HeadForm(Form):
    """forms/referrals/record_head.ui."""

    ui = "referrals/record_head.ui"
    title_label: ElidedLabel
    times_chip: Chip
    exceptions_chip: ChipButton
    add_button: Button
    move_button: Button
    more_button: IconButton
    side_button: IconButton
    facts_label: ElidedLabel
    clocks_place: QWidget


class RecordHead(QWidget):
    """Shows what a referral is at a glance, and what can be done with it.

    Signals:
        adding, moving: A new entry, or a step, is wanted.
        exceptions_wanted: The guards that were passed over are wanted.
        side_wanted: The pane at the right is wanted, or is in the way.
    """

    adding = Signal()
    moving = Signal()
    exceptions_wanted = Signal()
    side_wanted = Signal()

    def __init__(
        self,
        around: Around,
        menu: Callable[[], list[Command]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._around, self._menu = around, menu
        self.form = form = _HeadForm(self)
        form.more_button.set_icon_name("ellipsis")
        form.more_button.name_it(self.tr("More"), "Shift+F10")
        form.side_button.set_icon_name("panel-right")
        form.side_button.name_it(self.tr("Earlier contacts"), "F4")
        form.add_button.clicked.connect(self.adding)
        form.move_button.clicked.connect(self.moving)
        form.more_button.clicked.connect(self.show_menu)
        form.side_button.clicked.connect(self.side_wanted)
        form.exceptions_chip.clicked.connect(self.exceptions_wanted)
        self.clocks = ClockStrip(around)
        self.clocks.shown.connect(form.clocks_place.setVisible)
        place = QVBoxLayout(form.clocks_place)
        place.setContentsMargins(0, 4, 0, 0)
        place.addWidget(self.clocks)
        theme.changed.connect(self._fit_title)

    def show_episode(self, episode: Episode, times: str) -> None:
        """Show a referral; `times` is "Third referral", or empty for a first."""
        form = self.form
        form.title_label.setText(episode.names or NO_NAME)
        self._fit_title()
        form.times_chip.show_state(times, "repeat-2", "amber")
        form.times_chip.setVisible(bool(times))
        passed = sum(bool(move.exception) for move in episode.moves)
        form.exceptions_chip.show_state(
            self.tr("{0} passed over").format(passed), "triangle-alert", "amber"
        )
        form.exceptions_chip.setToolTip(self.tr("Guards that were passed over, with the reason."))
        form.exceptions_chip.setVisible(bool(passed))
        lists = self._around.services.forms.vocabularies()
        facts = said.facts(episode, self._around.clock.today(), lists)
        form.facts_label.setText(" · ".join(facts))
        form.facts_label.setAccessibleName(", ".join(facts))
        form.move_button.setEnabled(episode.state is not State.ANONYMISED)
        self.clocks.show_episode(episode.id)

    def show_menu(self) -> None:
        """Open what else can be done with the referral."""
        menu = QMenu(self)
        for command in self._menu():
            action = QAction(command.title, menu)
            if command.icon:
                action.setIcon(icons.icon(command.icon))
            action.triggered.connect(lambda _on=False, run=command.run: run())
            menu.addAction(action)
        button = self.form.more_button
        menu.exec(button.mapToGlobal(button.rect().bottomLeft()))
        menu.deleteLater()

    def _fit_title(self) -> None:
        # No wider than its words, so that the chip stands right behind them.
        label = self.form.title_label
        label.setMaximumWidth(theme.metrics("h1").horizontalAdvance(label.text()) + 4)
