"""Which words name people of cases and are struck out; one that is no name is let stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.contacts.ui.drafted_dialog import Keeping
from prevent_desk.panels.model.spoken import Named
from prevent_desk.ui import theme
from prevent_desk.ui.widgets.labels import WrapLabel

_MOST_PX = 150
"""How high the list grows at a text of 100 % before it scrolls."""
_TICK_PX = 25
"""Where the words of a tick begin."""


class NamesBox(Keeping):
    """Lists every such word with the words around it; hidden while there is none.

    Attributes:
        ticks: By the word: ticked, it is struck out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ticks: dict[str, QCheckBox] = {}
        self._let_stand: set[str] = set()
        self._inside = QWidget()
        self._inside.setProperty("pane", "surface")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(2)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setAccessibleName("Words that are struck out")
        self.area.setWidget(self._inside)
        own = QVBoxLayout(self)
        own.setContentsMargins(0, 4, 0, 0)
        own.setSpacing(2)
        own.addWidget(WrapLabel("These words name people of cases. They are struck out.", "h3"))
        own.addWidget(WrapLabel("Untick one that is no name here: “Mark”, “Hope”.", "small"))
        own.addWidget(self.area)
        self.hide()

    def show_names(self, named: Sequence[Named]) -> None:
        """Show the words found, the one that stands there most often first."""
        found: dict[str, list[str]] = {}
        for one in named:
            found.setdefault(one.found, []).append(one.words)
        words = sorted(found, key=lambda word: (-len(found[word]), word.casefold()))
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.ticks = {word: self._tick(word, found[word]) for word in words}
        self._column.addStretch(1)
        self.setVisible(bool(words))
        self._fit()

    def let_stand(self) -> frozenset[str]:
        """Return the words on show that are no names."""
        return frozenset(self._let_stand & self.ticks.keys())

    def kept_text(self) -> str:
        """Return the words that are no names, a line each."""
        return "\n".join(sorted(self._let_stand))

    def set_kept_text(self, text: str) -> None:
        """Let these words stand, now or where they come to be typed."""
        self._let_stand = set(text.split("\n")) - {""}
        for word, tick in self.ticks.items():
            tick.setChecked(word not in self._let_stand)

    def _tick(self, word: str, places: Sequence[str]) -> QCheckBox:
        many = f" ({len(places)} places)" if len(places) > 1 else ""
        tick = QCheckBox(f"{word}{many}")
        tick.setChecked(word not in self._let_stand)
        tick.setAccessibleDescription(places[0])
        tick.toggled.connect(lambda on: self._turned(word, on=on))
        around = WrapLabel(places[0], "small")
        around.setContentsMargins(theme.px(_TICK_PX), 0, 0, 2)
        around.setToolTip("\n".join(places))
        self._column.addWidget(tick)
        self._column.addWidget(around)
        return tick

    def _turned(self, word: str, *, on: bool) -> None:
        if on:
            self._let_stand.discard(word)
        else:
            self._let_stand.add(word)
        self.edited.emit()

    def _fit(self) -> None:
        """Be as high as the words at today's width, up to a height that scrolls."""
        self._column.activate()
        high = self._column.totalHeightForWidth(self.area.width())
        self.area.setFixedHeight(max(0, min(high, theme.px(_MOST_PX))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap into other lines at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
