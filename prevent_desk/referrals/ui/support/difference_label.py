"""Words that were taken out and put in, as a label that wraps."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from prevent_desk.core.word_differences import Mark, Run, runs
from prevent_desk.ui import theme
from prevent_desk.ui.difference_words import Setter

_ALL_LINES = 10_000


class DifferenceLabel(QWidget):
    """Shows a text as it was and as it is, in one; screen readers hear both."""

    def __init__(self, before: str, after: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs = _apart(runs(before, after))
        self._setter = Setter()
        was = f"Was: {before.rstrip('.')}" if before else "New"
        self.setAccessibleName(f"{was}. {f'Now: {after}' if after else 'Taken out'}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyled)

    def hasHeightForWidth(self) -> bool:
        """Be as high as the words need."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the words at a width."""
        return self._setter.laid(self._runs, width, _ALL_LINES).height

    def sizeHint(self) -> QSize:
        """Return a line's width."""
        width = max(self.width(), theme.px(240))
        return QSize(theme.px(240), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the height at today's width."""
        return QSize(theme.px(120), self.heightForWidth(max(self.width(), theme.px(120))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        self._setter.laid(self._runs, self.width(), _ALL_LINES).draw(QPainter(self), 0, 0)

    def _restyled(self) -> None:
        self._setter.forget()
        self.updateGeometry()
        self.update()


def _apart(found: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return runs with room between what was taken out and what stands there now: "6 12"."""
    parted: list[Run] = []
    for run in found:
        gone = parted[-1].text if parted and parted[-1].mark is Mark.GONE else " "
        if run.mark is Mark.NEW and not gone[-1:].isspace():
            parted.append(Run(Mark.SAME, " "))
        parted.append(run)
    return tuple(parted)
