"""Print with preview: the very pages, their marking, and then the system's printer.

The pages are made in a child process and kept in memory; nothing is written to disk by us. What is
printed is what was on show, so a preview that is being made anew is waited for.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.marking import MARKINGS, wrong_marking
from prevent_desk.exports import preview
from prevent_desk.exports.pdf.made import Made
from prevent_desk.outgoing.pages_view import PagesView
from prevent_desk.outgoing.records import export_id
from prevent_desk.plan.exports.kinds import AS_SHOWN
from prevent_desk.plan.model.spreadsheet.printed import PrintedPaper, PrintedPlan
from prevent_desk.plan.service import Plans
from prevent_desk.plan.ui.export_making import Make
from prevent_desk.plan.ui.spreadsheet.printer import print_pages
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.forms import Form, register
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.marking_combo import marking_combo
from prevent_desk.ui.widgets.progress_card import ProgressCard
from prevent_desk.ui.widgets.segmented import Choice, Segmented
from prevent_desk.workers import child

_WIDTH, _HEIGHT, _CAPTION = 860, 620, 40
_PREVIEW_HIGH, _PREVIEW_LEAST = 240, 200
_SETTLE_MS = 250
_NUMBER, _MARKING, _DESK_MARKING = "export/number", "export/marking", "desk/marking"
_SHAPE = "print/shape"
_A4_ACROSS, _A4_UPRIGHT = 842.0, 595.0
_ACROSS, _UPRIGHT = "across", "upright"

PrintPages = Callable[[QWidget, bytes, bool], int]
"""Sends pages to a printer: (parent, pdf, landscape) to how many were sent; 0 when cancelled."""

register(PagesView)


class _PrintForm(Form):
    """forms/plan/print_dialog.ui."""

    ui = "plan/print_dialog.ui"
    marking_field: FormField
    shape_field: FormField
    told_banner: Banner
    progress_card: ProgressCard
    pages_view: PagesView
    pages_bar: QWidget
    previous_button: Button
    page_label: QLabel
    next_button: Button


class PrintDialog(Dialog):
    """Shows the plan's pages and prints them; a print is noted in the audit as an export is.

    Attributes:
        print_pages: Sends the pages; replaced in tests.
        printed: How many pages were sent to a printer.
    """

    def __init__(
        self,
        plan: PrintedPlan,
        plan_id: int,
        plans: Plans,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        make: Make = child.run,
    ) -> None:
        super().__init__(
            "Print the plan as it is shown",
            "The marking stands at the head and foot of every page.",
            parent.window() if parent is not None else None,
            width=_WIDTH,
        )
        self._plan, self._plan_id, self._plans = plan, plan_id, plans
        self._desk, self._clock, self._make = desk, clock, make
        self._id = export_id(int(desk.setting(_NUMBER, 0)) + 1)
        self.print_pages: PrintPages = print_pages
        self.printed = 0
        self._made: tuple[PrintedPaper, Made] | None = None
        self._job: Job[Made] | None = None
        self._waits = False
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self.prepare)
        holder = QWidget()
        self.form = _PrintForm(holder)
        self.body.addWidget(holder, 1)
        self._build()
        self._connect()
        self.prepare()

    def paper(self) -> PrintedPaper:
        """Return what the fields ask for."""
        return PrintedPaper(
            marking=" ".join(self.marking_combo.currentText().split()),
            landscape=self.shape_choice.value() == _ACROSS,
            current_to=self._clock.today(),
            made_at=self._clock.now(),
            export_id=self._id,
            practice=self._desk.is_practice(),
        )

    def prepare(self) -> None:
        """Make the pages that the fields ask for; what was being made is thrown away."""
        self._settle.stop()
        self._drop_job()
        paper = self.paper()
        if wrong_marking(paper.marking):
            self._waits = False
            return
        self._made = None
        self.form.told_banner.show_text("")
        self.form.progress_card.start("Making the pages", "Nothing is printed yet.")
        payload = (self._plan, paper)

        def work(report: Report, stopped: Stopped) -> Made:
            made = self._make(AS_SHOWN, payload, report=report, stopped=stopped)
            return Made.unpacked(made)

        self._job = jobs.run(
            work,
            self,
            done=lambda made: self._show(paper, made),
            failed=self._failed,
            progress=self.form.progress_card.report,
            cancelled=self._cancelled,
        )

    def print_now(self) -> None:
        """Print what is on show; when it is still being made, as soon as it is."""
        if wrong := wrong_marking(self.marking_combo.currentText()):
            self.form.marking_field.set_error(wrong)
            self.marking_combo.setFocus()
            return
        if self._made is None or self._settle.isActive():
            self._waits = True
            if self._job is None or self._settle.isActive():
                self.prepare()
            return
        paper, made = self._made
        pages = self.print_pages(self, made.pdf, paper.landscape)
        if not pages:
            return
        self.printed = pages
        self._plans.note_export(
            self._plan_id, "print of the plan", self._id, lead=None, marking=paper.marking
        )
        self._desk.remember(_NUMBER, int(self._desk.setting(_NUMBER, 0)) + 1)
        self._desk.remember(_MARKING, paper.marking)
        said = "1 page" if pages == 1 else f"{pages:,} pages"
        self._desk.toast(f"{said} sent to the printer as {self._id}", icon="printer")
        self.accept()

    # Making it

    def _build(self) -> None:
        form = self.form
        marking = self._desk.setting(_MARKING) or self._desk.setting(_DESK_MARKING, MARKINGS[0])
        self.marking_combo = marking_combo(str(marking))
        form.marking_field.set_editor(self.marking_combo)
        self.shape_choice = Segmented(
            [Choice(_ACROSS, "A4 a&cross"), Choice(_UPRIGHT, "A4 &upright")], "Paper"
        )
        upright = self._desk.setting(_SHAPE, _ACROSS) == _UPRIGHT
        self.shape_choice.set_value(_UPRIGHT if upright else _ACROSS)
        form.shape_field.set_editor(self.shape_choice)
        form.told_banner.hide()
        # At large text the page gives way: the buttons below it must stay on the screen.
        form.pages_view.setMinimumHeight(min(theme.px(_PREVIEW_HIGH), _PREVIEW_LEAST))
        for button, name in (
            (form.previous_button, "Page before (Page Up)"),
            (form.next_button, "Next page (Page Down)"),
        ):
            button.setAccessibleName(name)
            button.setToolTip(name)
        form.pages_bar.hide()
        self.add_cancel()
        self.print_button = self.add_verb("&Print…", accepts=False)

    def _connect(self) -> None:
        form = self.form
        self.marking_combo.currentTextChanged.connect(self._marking_changed)
        self.shape_choice.chosen.connect(self._shape_chosen)
        form.pages_view.turn_by(form.previous_button, form.page_label, form.next_button)
        form.progress_card.cancelled.connect(self._cancel_job)
        form.told_banner.link_clicked.connect(self.prepare)
        self.print_button.clicked.connect(self.print_now)

    def _marking_changed(self, text: str) -> None:
        self.form.marking_field.set_error(wrong_marking(text))
        self._settle.start()

    def _shape_chosen(self, shape: str) -> None:
        self._desk.remember(_SHAPE, shape)
        self.prepare()

    def _show(self, paper: PrintedPaper, made: Made) -> None:
        self._job = None
        self._made = (paper, made)
        form = self.form
        form.progress_card.finish()
        form.told_banner.show_text(made.warnings[0] if made.warnings else "", "amber")
        form.pages_bar.show()
        form.pages_view.points_wide = _A4_ACROSS if paper.landscape else _A4_UPRIGHT
        form.pages_view.show_pdf(made.pdf, preview.page_count(made.pdf))
        if self._waits:
            self._waits = False
            self.print_now()

    def _failed(self, error: BaseException) -> None:
        self._end_making()
        self.form.told_banner.show_text(messages.words_for(error).title, "red", "Try again")
        messages.show_failure(self, error)

    def _cancelled(self) -> None:
        self._end_making()
        self.form.told_banner.show_text("Stopped. Nothing was printed.", "blue", "Make it again")

    def _end_making(self) -> None:
        self._job = None
        self._waits = False
        self.form.progress_card.finish()

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.forget()
            self._job = None
            self.form.progress_card.finish()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for most of a page."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))

    def done(self, result: int) -> None:
        """Close; what is still being made is stopped and thrown away."""
        self._settle.stop()
        self._drop_job()
        super().done(result)
