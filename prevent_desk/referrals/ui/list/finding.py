"""Finds what a filter asks for: at once, or beside the window while words are typed.

One search is under way at a time and the newest wins: what was typed meanwhile is looked for next,
and an answer to what is no longer asked is dropped. Typing never waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from prevent_desk.referrals.model.listing import Filter, Line, Listing
from prevent_desk.referrals.service.lists import Lists
from prevent_desk.ui import jobs
from prevent_desk.ui.tables import PagedModel

LEAST_LETTERS = 2
"""A single letter finds nearly everything and says nothing."""

Opening = Sequence[Line]
"""The first rows of what was found, read with it, so that the window reads none while it paints."""


class Finding(QObject):
    """Answers filters with listings."""

    def __init__(
        self,
        lists: Lists,
        found: Callable[[Listing, Opening], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lists, self._found = lists, found
        self._wanted: Filter | None = None
        self._asked: Filter | None = None

    def ask(self, wanted: Filter) -> None:
        """Find, and tell the newest answer."""
        self._wanted = wanted
        if not wanted.text:
            # Without words the index answers faster than a thread is started.
            self._wanted = None
            self._found(*self._find(wanted))
        elif self._asked is None:
            self._start()

    def is_looking(self) -> bool:
        """Return whether an answer is still to come."""
        return self._wanted is not None

    def _start(self) -> None:
        wanted = self._asked = self._wanted
        if wanted is None:
            return
        jobs.run(lambda _report, _stopped: self._find(wanted), self, self._done, self._failed)

    def _find(self, wanted: Filter) -> tuple[Listing, Opening]:
        listing = self._lists.find(wanted)
        return listing, self._lists.rows(listing, 0, PagedModel.PAGE)

    def _done(self, answer: tuple[Listing, Opening]) -> None:
        asked, self._asked = self._asked, None
        if self._wanted is None:
            return
        if self._wanted == asked:
            self._wanted = None
            self._found(*answer)
        else:
            self._start()

    def _failed(self, error: BaseException) -> None:
        self._asked = self._wanted = None
        raise error
