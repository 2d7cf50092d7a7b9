"""Which agencies a series asks: every one of the panel, or those that are ticked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.model.records import Organisation
from prevent_desk.ui import theme
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.dialog import Dialog

_WIDTH, _TABLE_PX = 560, 300


def told(members: Collection[int], agencies: Sequence[Organisation]) -> str:
    """Return who is asked, in a line: "Every agency of the panel", "3 agencies: Police, …"."""
    names = [one.called for one in agencies if one.id in members]
    if not names:
        return "Every agency of the panel"
    return f"{len(names)} {'agency' if len(names) == 1 else 'agencies'}: {', '.join(names)}"


class SeriesMembersDialog(Dialog):
    """Ticks the agencies a series has of its own; none ticked asks every one of the panel."""

    def __init__(
        self,
        agencies: Sequence[tuple[Organisation, str]],
        members: Collection[int],
        parent: QWidget | None = None,
    ) -> None:
        """Show agencies with their sectors; the members so far are ticked."""
        super().__init__(
            "Agencies of a series", parent=parent.window() if parent else None, width=_WIDTH
        )
        self.say(
            "Which agencies does the series ask?",
            "Their leads are proposed when a panel of it is called out. With none ticked it is "
            "every agency of the panel. Panels that are planned stay as they are.",
        )
        self.model: TickModel[tuple[Organisation, str]] = TickModel(
            [
                Column("Agency", lambda row: row[0].called),
                Column("Sector", lambda row: row[1]),
            ],
            self,
        )
        self.table = TickTable()
        self.table.set_up(self.model, "Agencies")
        self.table.setMinimumHeight(theme.px(_TABLE_PX))
        self.model.show_records(agencies, lambda row: row[0].id in members)
        self.body.addWidget(self.table, 1)
        self.model.ticked.connect(self._say)
        self.add_cancel()
        self.verb = self.add_verb("Ask these")
        if agencies:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.table.setFocus()
        self._say()

    def members(self) -> tuple[int, ...]:
        """Return the agencies ticked; none for every one of the panel."""
        return tuple(one.id for one, _sector in self.model.chosen())

    def _say(self) -> None:
        count = len(self.members())
        words = "1 agency" if count == 1 else f"{count} agencies"
        self.verb.setText(f"Ask {words}" if count else "Ask every agency")
