"""Up to four clocks in the head of a record: what is due, how it stands, one line of why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from prevent_desk.referrals.model import clocks as rules
from prevent_desk.referrals.model.clock import Clock
from prevent_desk.referrals.model.clock_words import tooltip
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.clocks import acts
from prevent_desk.referrals.ui.clocks.looks import glyph, tone
from prevent_desk.ui import icons, painting, theme
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button

MOST = 4
_EDGE, _GAP = 10, 8
_NARROWEST = 116
"""Of a card, in px at 100 % text, besides its chip's own words."""


class ClockCard(QAbstractButton):
    """One clock as a card that can be pressed: its menu stops it, starts it again, tells why.

    Signals:
        menu_asked: It was pressed, or its menu asked for.
    """

    menu_asked = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.menu_asked)
        self.show_clock(clock)

    def show_clock(self, clock: Clock) -> None:
        """Show a clock."""
        self.clock = clock
        self.setText(clock.title)
        self.setAccessibleName(f"{clock.title}: {clock.said}. {clock.why}")
        self.setToolTip(tooltip(clock))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the chip and three lines."""
        chip = painting.chip_size(self.clock.short, glyph(self.clock.state), "row")
        lines = 2 * theme.px(17) + chip.height() + 2 * _EDGE + 6
        return QSize(max(chip.width() + 2 * _EDGE, theme.px(_NARROWEST)), lines)

    def minimumSizeHint(self) -> QSize:
        """Never cut the chip."""
        return self.sizeHint()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu with the right button, Menu or Shift+F10."""
        self.menu_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, title, chip, the line of why, and the ring of focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("ctl" if self.underMouse() else "line"))
        painter.setBrush(theme.colour("hover" if self.isDown() else "sunken"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        room = self.rect().adjusted(_EDGE, _EDGE - 2, -_EDGE, 0)
        line = QRect(room.x(), room.y(), room.width(), theme.px(17))
        painting.draw_line(painter, line, self.clock.title, "small", "text2")
        said = self._said(room.width())
        chip = QRect(room.x(), line.bottom() + 4, room.width(), painting.chip_height("row"))
        painting.draw_chip(
            painter, chip, said, icon=glyph(self.clock.state), tone=tone(self.clock.state),
            size="row",
        )  # fmt: skip
        why = QRect(room.x(), chip.bottom() + 4, room.width(), theme.px(17))
        painting.draw_line(painter, why, self.clock.why, "small", "text2")
        if self.hasFocus():
            painting.draw_focus(painter, self.rect(), 8)

    def _said(self, width: int) -> str:
        wanted = painting.chip_size(self.clock.said, glyph(self.clock.state), "row").width()
        return self.clock.said if wanted <= width else self.clock.short


class ClockStrip(QWidget):
    """The most pressing clocks of a referral, as many as there is room for, and a way to the rest.

    Signals:
        shown: Whether there is anything to show was decided; carries it.
    """

    shown = Signal(bool)

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._episode: int | None = None
        self._clocks: list[Clock] = []
        self._cards: list[ClockCard] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._more = Button(kind="link", small=True)
        self._more.clicked.connect(self._show_more)
        self._row.addWidget(self._more)
        self._row.addStretch(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Deadlines"))
        theme.changed.connect(self._fit)

    def show_episode(self, episode_id: int | None) -> None:
        """Show the clocks of a referral; called again when something changed."""
        self._episode = episode_id
        found = self._around.services.clocks.of(episode_id) if episode_id is not None else []
        self.show_clocks(found)

    def show_clocks(self, found: Sequence[Clock]) -> None:
        """Show some clocks, the most pressing first."""
        focused = next((card.clock.key for card in self._cards if card.hasFocus()), "")
        self._clocks = list(found)
        chosen = rules.cards(found, MOST)
        while len(self._cards) > len(chosen):
            card = self._cards.pop()
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, clock in enumerate(chosen):
            if place < len(self._cards):
                self._cards[place].show_clock(clock)
                continue
            card = ClockCard(clock)
            card.menu_asked.connect(partial(self._open_menu, card))
            self._cards.append(card)
            self._row.insertWidget(place, card, 1)
        self._fit()
        self.setVisible(bool(chosen))
        self.shown.emit(bool(chosen))
        for card in self._cards:
            if card.clock.key == focused:
                card.setFocus()

    def clocks(self) -> list[Clock]:
        """Return the clocks shown as cards."""
        return [card.clock for card in self._cards if not card.isHidden()]

    def commands(self) -> list[Command]:
        """Return what can be done with the clocks, for the palette."""
        episode = self._episode
        if episode is None:
            return []
        return [
            command for clock in self._clocks for command in acts.of(self._around, episode, clock)
        ]

    def sizeHint(self) -> QSize:
        """Return the height of a card; the width is whatever there is."""
        height = max((card.sizeHint().height() for card in self._cards), default=0)
        return QSize(theme.px(240), height)

    def minimumSizeHint(self) -> QSize:
        """Ask for one card."""
        return QSize(theme.px(_NARROWEST), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many cards as fit."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Hide the cards there is no room for; "2 more" leads to them."""
        widths = [card.sizeHint().width() for card in self._cards]
        self._more.setText(self.tr("{0} more").format(99))
        more = self._more.sizeHint().width() + _GAP
        fit = len(widths)
        total = len(self._waiting())
        while fit > 1:
            needed = sum(widths[:fit]) + _GAP * (fit - 1) + (more if total > fit else 0)
            if needed <= self.width():
                break
            fit -= 1
        for place, card in enumerate(self._cards):
            card.setVisible(place < fit)
        hidden = self._hidden()
        self._more.setText(self.tr("{0} more").format(len(hidden)))
        self._more.setVisible(bool(hidden))
        self.updateGeometry()

    def _waiting(self) -> list[Clock]:
        """Return the clocks that somebody waits for."""
        return [one for one in self._clocks if one.state.is_running or one.is_stopped]

    def _hidden(self) -> list[Clock]:
        seen = {card.clock.key for card in self._cards if not card.isHidden()}
        return [clock for clock in self._waiting() if clock.key not in seen]

    def _show_more(self) -> None:
        menu = QMenu(self)
        for clock in sorted(self._hidden(), key=rules.urgency):
            part = menu.addMenu(f"{clock.title}: {clock.said}")
            part.setIcon(icons.icon(glyph(clock.state), tone(clock.state), theme.px(16)))
            self._fill(part, clock)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def _open_menu(self, card: ClockCard) -> None:
        menu = QMenu(self)
        self._fill(menu, card.clock)
        menu.popup(card.mapToGlobal(card.rect().bottomLeft()))

    def _fill(self, menu: QMenu, clock: Clock) -> None:
        menu.setToolTipsVisible(True)
        for line in tooltip(clock).splitlines():
            menu.addAction(line).setEnabled(False)
        offered: Sequence[Command] = (
            acts.of(self._around, self._episode, clock) if self._episode is not None else ()
        )
        if offered:
            menu.addSeparator()
        for command in offered:
            run: Callable[[], object] = command.run
            menu.addAction(
                icons.icon(command.icon, "text2", theme.px(16)), command.title
            ).triggered.connect(lambda _on=False, run=run: run())
