"""Takes a paper of training out, as PDF, Word or Excel: the statement, letters, a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports import preview
from prevent_desk.exports.pdf.made import Made
from prevent_desk.logbook.model.sheet import LogSheet
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.outgoing.sheet_view import SheetView
from prevent_desk.referrals.model.papers.content import Paper
from prevent_desk.training.exports.targets import PAPER_PDF, PAPER_WORD, SHEET
from prevent_desk.training.model.papers import Making
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.tables import Column
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.workers import child


class Shape(StrEnum):
    """What kind of file."""

    PDF = ".pdf"
    WORD = ".docx"
    EXCEL = ".xlsx"


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that may be taken out.

    Attributes:
        key: Its name.
        words: As the choice says it: "Letters in Word, a page for each person".
        shape: The kind of file.
        file_words: What the file is called: "training letters".
        tell: Says it as a paper; for PDF and Word.
        lay: Says it as a sheet; for Excel.
    """

    key: str
    words: str
    shape: Shape
    file_words: str
    tell: Callable[[Making], Paper] | None = None
    lay: Callable[[Making], LogSheet] | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for; equal wishes make equal files."""

    key: str
    marking: str


class PaperDialog(TakeOutDialog):
    """Takes out one of several kinds of paper, protected unless that is turned off."""

    def __init__(
        self,
        around: Around,
        title: str,
        about: str,
        kinds: Sequence[Kind],
        people: Sequence[int],
        noted: Callable[[str], object],
        parent: QWidget | None = None,
        *,
        chosen: str = "",
        make: Callable[..., bytes] = child.run,
    ) -> None:
        """Begin.

        Args:
            around: Services, shell and clock.
            title: The question: "Take the training statement out".
            about: One line under the choice: whom it is about.
            kinds: What may be taken out; the first unless `chosen` names another.
            people: The people in it; without any there is nothing to take out.
            noted: Called with the key of what was saved.
            parent: The page.
            chosen: Which kind is shown first.
            make: Makes the file; replaced in tests.
        """
        super().__init__(
            title,
            "What you see is what is saved.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._people, self._noted, self._make = around, people, noted, make
        self._kinds = {one.key: one for one in kinds}
        form = self.build_frame()
        self.kind_box = Combo()
        for one in kinds:
            self.kind_box.addItem(one.words, one.key)
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(chosen)))
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FormField("&Kind of file", self.kind_box))
        column.addWidget(WrapLabel(about, "support"))
        self.sheet = SheetView("First lines of the workbook")
        form.preview_stack.addWidget(self.sheet)
        self.kind_box.currentIndexChanged.connect(self._kind_chosen)
        self.begin()

    # What the frame asks

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(self.kind().key, self.marking())

    def kind(self) -> Kind:
        """Return what is chosen."""
        return self._kinds[str(self.kind_box.currentData())]

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self.kind().file_words

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return self.kind().shape.value

    def in_the_way(self) -> str:
        """Return that there is nobody to tell of, where there is not."""
        return "" if self._people else "Nobody is on it, so there is nothing to take out."

    def work(self) -> Work[Prepared]:
        """Return the work of making the file, and the pages that show it."""
        wanted, kind, make = self.wanted(), self.kind(), self._make
        clock = self._clock
        making = Making(
            wanted.marking, self._id, clock.today(), clock.now(), self._desk.is_practice()
        )

        def work(report: Report, stopped: Stopped) -> Prepared:
            if kind.lay is not None:
                sheet = kind.lay(making)
                data = make(SHEET, (sheet,), report=report, stopped=stopped)
                return Prepared(wanted, data, (), 0, sheet)
            if kind.tell is None:
                raise StoppedError
            paper = kind.tell(making)
            # Word's own pages cannot be drawn here: the same words as a PDF show what is in it.
            answer = make(PAPER_PDF, (paper,), report=report, stopped=stopped)
            made = shown = Made.unpacked(answer)
            if kind.shape is Shape.WORD:
                answer = make(PAPER_WORD, (paper,), report=report, stopped=stopped)
                made = Made.unpacked(answer)
            pages = preview.page_count(shown.pdf)
            return Prepared(wanted, made.pdf, made.warnings, pages, paper, shown.pdf)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that it was taken out, and what follows from it."""
        kind = self.kind()
        reminders = self._around.services.reminders
        reminders.note_export(kind.file_words, self._id, self.marking(), self._people)
        self._noted(kind.key)

    def show_contents(self, prepared: Prepared) -> QWidget:
        """Show the first lines of a workbook."""
        sheet = prepared.contents
        if isinstance(sheet, LogSheet):
            columns: list[Column[Sequence[str]]] = [
                Column(heading, itemgetter(place))
                for place, (heading, _width) in enumerate(sheet.columns)
            ]
            count = len(sheet.rows)
            said = "1 row" if count == 1 else f"{count:,} rows"
            self.sheet.show_rows(said, columns, sheet.rows)
        return self.sheet

    def _kind_chosen(self, _row: int) -> None:
        self.name_kind()
        self.changed()
