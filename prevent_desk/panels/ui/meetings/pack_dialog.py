"""Takes the papers of a panel out as one PDF: seen first, marked, under a password."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QVBoxLayout

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports import preview
from prevent_desk.exports.pdf.made import Made
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.panels.exports.targets import PACK
from prevent_desk.panels.model.agenda import PURPOSES, called
from prevent_desk.panels.model.pack import KIND, PackWanted
from prevent_desk.panels.model.records import Item, Meeting
from prevent_desk.panels.ui.around import Around
from prevent_desk.ui import theme
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_HIGH = 190
_COLUMNS: list[Column[Item]] = [
    Column("Case", called, tooltip=lambda one: PURPOSES.get(one.purpose, "")),
]


class PackDialog(TakeOutDialog):
    """Every case of the agenda is ticked; each is told by reference, referrers left out."""

    def __init__(self, around: Around, meeting: Meeting, *, make: Make = child.run) -> None:
        super().__init__(
            "Take the papers of the panel out",
            "By reference, without names; whoever referred is in none of them.",
            around.desk,
            around.clock,
            around.owner,
            may_protect=True,
        )
        self._around, self._meeting, self._make = around, meeting, make
        form = self.build_frame()
        self.model: TickModel[Item] = TickModel(_COLUMNS, self)
        self.table = TickTable()
        self.table.set_up(self.model, "Cases whose papers go in")
        self.table.setMinimumHeight(theme.px(_HIGH))
        self.model.show_records(around.services.packs.cases(meeting.id), lambda _one: True)
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(WrapLabel("Papers of", "h3"))
        column.addWidget(self.table)
        self.model.ticked.connect(self.changed)
        self.begin()

    def wanted(self) -> PackWanted:
        """Return what the fields ask for."""
        items = tuple(one.id for one in self.model.chosen())
        return PackWanted(self._meeting.id, items, self.marking())

    def kind_words(self) -> str:
        """Return what the file is called."""
        return KIND

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".pdf"

    def in_the_way(self) -> str:
        """Say that no case is ticked."""
        return "" if self.model.chosen() else "Tick at least one case."

    def work(self) -> Work[Prepared]:
        """Return the work of making the file, and the pages that show it."""
        wanted, packs, make = self.wanted(), self._around.services.packs, self._make
        export_id, practice = self._id, self._desk.is_practice()

        def work(report: Report, stopped: Stopped) -> Prepared:
            def reading(done: int, of: int, what: str) -> None:
                report(done, of, what)
                if stopped():
                    raise StoppedError

            pack = packs.pack(wanted, export_id, practice=practice, report=reading)
            made = Made.unpacked(make(PACK, (pack,), report=report, stopped=stopped))
            pages = preview.page_count(made.pdf)
            return Prepared(wanted, made.pdf, made.warnings, pages)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that it was taken out, and of which cases."""
        wanted = cast("PackWanted", prepared.wanted)
        self._around.services.packs.note_export(wanted, self._id)
