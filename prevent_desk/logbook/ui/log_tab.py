"""One log on a page of tabs: filters, kept views, list or calendar, what is chosen at the right.

```python
class SessionsTab(LogTab[Session]):
    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        face = LogFace(
            [LogColumn("Session", _title, sort="title"), LogColumn("Day", _day, sort=""), ...],
            "Filter sessions", "No session yet", "Sessions are logged here.", "graduation-cap",
            "&Log session",
        )
        super().__init__(around.services.sessions.log, around, face, parent)
        self.pane = SessionPane(around)
        self.begin(self.pane)

    def add(self) -> None:
        dialog = SessionDialog(self._around)
        if dialog.exec():
            self.reach(dialog.made)

    def open_record(self, record: Session) -> None: ...      # Enter, double click
    def show_record(self, record: Session | None) -> None:   # fills the pane
        self.pane.show_session(record)
    def record_commands(self, record: Session) -> list[Command]: ...
```
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from prevent_desk.logbook.model.query import Query
from prevent_desk.logbook.service.log_source import LogSource, Record
from prevent_desk.logbook.ui.around import LogAround
from prevent_desk.logbook.ui.face import LogFace
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button


class LogTab(QWidget, Generic[Record]):
    """Satisfies `ui.tabs_page.Tab`.

    A position: `{"record": 3}`, `{"query": {...}}` (of `Query.to_json`: exactly its records),
    `{"calendar": "2025-12-03"}`, or several of them.

    Attributes:
        source: The log.
        query: What is asked of it now.
        new_button, out_button: In the page's head.
    """

    changed = Signal()

    def __init__(
        self,
        source: LogSource[Record],
        around: LogAround,
        face: LogFace[Record],
        parent: QWidget | None = None,
    ) -> None:
        """Make it, empty; a subclass makes its pane and calls `begin`."""
        super().__init__(parent)
        self.source, self.face = source, face
        self.query = Query()
        self.new_button = Button(face.new, face.new_icon, kind="primary")
        self.out_button = Button("Take &out", "file-output")

    # What a subclass says

    def add(self) -> None:
        """Make a new entry (the filled button, Ctrl+N); `reach` shows it."""
        raise NotImplementedError

    def open_record(self, record: Record) -> None:
        """Do what Enter and a double click do: usually open the entry's form."""
        raise NotImplementedError

    def show_record(self, record: Record | None) -> None:
        """Show a record in the pane; None where there is none."""

    def record_commands(self, record: Record) -> Sequence[Command]:
        """Return what can be done with a record: its menu, and the palette."""
        return ()

    def more_commands(self) -> Sequence[Command]:
        """Return what else can be done here."""
        return ()

    def more_buttons(self) -> Sequence[Button]:
        """Return further buttons of the head, before the two there are; always the same ones."""
        return ()

    # For a subclass

    def begin(self, pane: QWidget | None = None) -> None:
        """Show the log for the first time, `pane` at the right; called last in `__init__`."""

    def current(self) -> Record | None:
        """Return the record that is chosen, in list or calendar."""
        return None

    def reach(self, record_id: int | None) -> None:
        """Choose a record, taking filters off where they hide it."""

    def ask(self, query: Query) -> None:
        """Ask the log for something else, and show it."""

    # What the page asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def side(self) -> QWidget | None:
        """Return the pane."""
        return None

    def has_subject(self) -> bool:
        """Return whether any record is on show."""
        return False

    def buttons(self) -> Sequence[Button]:
        """Return its buttons in the page's head."""
        return (*self.more_buttons(), self.out_button, self.new_button)

    def count(self) -> int:
        """Return how many records there are."""
        return 0

    def shown_count(self) -> str:
        """Return "24 of 20,000 sessions"."""
        return ""

    def commands(self) -> Sequence[Command]:
        """Return what can be done here and now."""
        return ()

    def primary_new(self) -> Callable[[], object] | None:
        """Return what Ctrl+N does."""
        return self.add

    def filter_here(self) -> None:
        """Put the keyboard into the filter."""

    def position(self) -> dict[str, Any]:
        """Return what is asked and chosen."""
        return {}

    def go_to(self, position: dict[str, Any]) -> None:
        """Ask and choose."""

    def flush(self) -> None:
        """Leave what was put off: the store may be closed now."""

    def reload(self) -> None:
        """Show the store as it is now."""
