"""The minutes as they will read, on a page: what is missing leads to its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QTextBrowser, QWidget

from prevent_desk.panels.model.minutes import Gap, Section
from prevent_desk.panels.ui.minutes.page_html import GAP, ITEM, Look, page
from prevent_desk.ui import theme

_MARGIN = 26


class ReadingPane(QTextBrowser):
    """Shows minutes; their links are walked by Tab and opened by Enter.

    Signals:
        place_wanted: The desk shall open at a point (None: the meeting) and a place of it.
    """

    place_wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None, *, framed: bool = False) -> None:
        """Make it; `framed` as a sheet that lies on a ground, else it fills its pane."""
        super().__init__(parent)
        if not framed:
            self.setProperty("k", "bare")
        self.setAccessibleName(self.tr("The minutes as they will read"))
        # Words of a record are shown, and nothing is fetched or opened by them.
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(_MARGIN)
        self._told: tuple[str, str, tuple[Section, ...], tuple[str, ...], str] = (
            "",
            "",
            (),
            (),
            "",
        )
        self.anchorClicked.connect(self._follow)
        theme.changed.connect(self._draw)

    def show_minutes(
        self,
        title: str,
        status: str,
        sections: Sequence[Section],
        names: Sequence[str] = (),
        *,
        link: str = "",
    ) -> None:
        """Show minutes; the place one was at stays where they are the same meeting's.

        Args:
            title: The heading.
            status: The line under it.
            sections: What they say, with what is missing.
            names: Words to be marked as names of people.
            link: What a section of a point of the agenda is opened by; none where it is empty.
        """
        told = (title, status, tuple(sections), tuple(names), link)
        if told == self._told:
            return
        same, at = self._told[0] == title, self.verticalScrollBar().value()
        self._told = told
        self._draw()
        self.verticalScrollBar().setValue(at if same else 0)

    def gaps(self) -> list[Gap]:
        """Return what is marked as missing, top down."""
        return [gap for section in self._told[2] for gap in section.gaps]

    def _draw(self) -> None:
        look = Look(lambda token: theme.colour(token).name(), theme.px)
        self.setHtml(page(*self._told, look))

    def _follow(self, url: QUrl) -> None:
        kind, _, number = url.toString().partition(":")
        if kind == GAP and number.isdigit() and int(number) < len(self.gaps()):
            gap = self.gaps()[int(number)]
            self.place_wanted.emit(gap.item_id, gap.place)
        elif kind == ITEM and number.isdigit():
            self.place_wanted.emit(int(number), "")
