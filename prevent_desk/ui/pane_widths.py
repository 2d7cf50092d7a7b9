"""How wide three panes stand side by side: as the user left them, never under their least."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSplitter, QWidget

from prevent_desk.ui import theme
from prevent_desk.ui.page import Desk
from prevent_desk.ui.side_place import SidePlace

_THREE = 3
_ALL_THE_REST_PX = 10_000
_WHOLE = 100


class PaneWidths(QObject):
    """Sets the widths of left, middle and right when they are laid, and remembers them."""

    def __init__(
        self,
        splitter: QSplitter,
        place: SidePlace,
        desk: Desk,
        *,
        kept_as: str,
        left_px: int,
        least_px: Sequence[tuple[QWidget, int]],
    ) -> None:
        """Set them, as they were left where that is known.

        Args:
            splitter: Holds the three.
            place: Of the pane at the right, which has a width of its own.
            desk: Remembers.
            kept_as: The name they are remembered under: "referrals/widths".
            left_px: How wide the left is at first, at a text of 100 %.
            least_px: Panes, and what they never go under.
        """
        super().__init__(splitter)
        self._splitter, self._place, self._desk = splitter, place, desk
        self._kept_as, self._least_px = kept_as, tuple(least_px)
        self._set_least()
        kept = desk.setting(kept_as)
        if isinstance(kept, list) and len(kept) == _THREE and all(type(one) is int for one in kept):
            place.width = kept[-1]
            splitter.setSizes(kept)
            self._take_left(kept[0])
        else:
            splitter.setSizes([theme.px(left_px), _ALL_THE_REST_PX, place.width])
            self._take_left(theme.px(left_px))
        splitter.splitterMoved.connect(lambda _at, _number: self._take_left(splitter.sizes()[0]))
        theme.changed.connect(self._follow_text)

    def remember(self) -> None:
        """Remember them, where all three are in sight."""
        sizes = self._splitter.sizes()
        if len(sizes) == _THREE and all(sizes) and sizes != self._desk.setting(self._kept_as):
            self._place.width = sizes[-1]
            self._desk.remember(self._kept_as, sizes)

    def _take_left(self, width: int) -> None:
        """Note how wide the left is wanted, and at which size of text."""
        self._left, self._text = width, theme.px(_WHOLE)

    def _follow_text(self) -> None:
        """Let the left grow and shrink with the text, from the width it was wanted at.

        Its least at large text would stay its width when the text is small again.
        """
        self._set_least()
        sizes = self._splitter.sizes()
        left = round(self._left * theme.px(_WHOLE) / self._text)
        if len(sizes) > 1 and all(sizes[:2]) and sizes[0] != left:
            self._splitter.setSizes([left, max(0, sizes[0] + sizes[1] - left), *sizes[2:]])

    def _set_least(self) -> None:
        for pane, least in self._least_px:
            pane.setMinimumWidth(theme.px(least))
