"""Takes minutes out: what was sealed with its addenda, or the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk.core.errors import Stopped as StoppedError
from prevent_desk.exports import preview
from prevent_desk.exports.pdf.made import Made
from prevent_desk.outgoing.dialog import TakeOutDialog
from prevent_desk.outgoing.records import Prepared
from prevent_desk.panels.exports.targets import MINUTES_PDF, MINUTES_WORD
from prevent_desk.panels.ui.around import Around
from prevent_desk.ui.jobs import Report, Stopped, Work
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.workers import child

Make = Callable[..., bytes]
"""`workers.child.run`: (target, payload, *, report, stopped) to the answer's bytes."""

_PDF, _WORD = "pdf", "word"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the fields ask for; equal wishes make equal files."""

    meeting_id: int
    format: str
    marking: str


class MinutesDialog(TakeOutDialog):
    """Takes the minutes of one meeting out, protected unless that is turned off."""

    def __init__(
        self,
        around: Around,
        meeting_id: int,
        parent: QWidget | None = None,
        *,
        make: Make = child.run,
    ) -> None:
        super().__init__(
            "Take the minutes out",
            "People of cases are named by reference; who referred them is not in it.",
            around.desk,
            around.clock,
            parent or around.owner,
            may_protect=True,
        )
        self._around, self._meeting_id, self._make = around, meeting_id, make
        sealed = around.services.minutes.sealed(meeting_id)
        self._kind = "minutes" if sealed is not None else "draft minutes"
        form = self.build_frame()
        self.format_choice = Segmented()
        self.format_choice.set_choices(
            [Choice(_PDF, "&PDF", "file-text"), Choice(_WORD, "W&ord", "file-pen")]
        )
        self.format_choice.set_value(_PDF)
        column = QVBoxLayout(form.own_pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(FormField("Format", self.format_choice))
        self.format_choice.chosen.connect(self._format_chosen)
        self.begin()

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        return Wanted(self._meeting_id, self.format_choice.value(), self.marking())

    def kind_words(self) -> str:
        """Return what the file is called."""
        return self._kind

    def suffix(self) -> str:
        """Return the end of the file's name."""
        return ".docx" if self.format_choice.value() == _WORD else ".pdf"

    def work(self) -> Work[Prepared]:
        """Return the work of making the file, and the pages that show it."""
        wanted, services, make = self.wanted(), self._around.services, self._make
        export_id, practice = self._id, self._desk.is_practice()

        def work(report: Report, stopped: Stopped) -> Prepared:
            paper = services.minutes.paper(
                wanted.meeting_id, export_id, marking=wanted.marking, practice=practice
            )
            if stopped():
                raise StoppedError
            # Word's own pages cannot be drawn here: the same words as a PDF show what is in it.
            answer = make(MINUTES_PDF, (paper,), report=report, stopped=stopped)
            made = shown = Made.unpacked(answer)
            if wanted.format == _WORD:
                payload = (paper, services.templates.content())
                answer = make(MINUTES_WORD, payload, report=report, stopped=stopped)
                made = Made.unpacked(answer)
            pages = preview.page_count(shown.pdf)
            return Prepared(wanted, made.pdf, made.warnings, pages, paper, shown.pdf)

        return work

    def note_saved(self, prepared: Prepared) -> None:
        """Note in the audit trail that they were taken out."""
        minutes = self._around.services.minutes
        minutes.note_export(self._meeting_id, self._id, self.marking(), self._kind)

    def _format_chosen(self, *_: object) -> None:
        self.name_kind()
        self.changed()
