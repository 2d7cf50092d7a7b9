"""Drafts reminders to the partners that have not answered, and notes them in the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.core.marking import MARKINGS, wrong_marking
from prevent_desk.plan.model.partners.records import Send
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.partners.chase_making import Reminders, make
from prevent_desk.ui import forms, jobs, messages, theme
from prevent_desk.ui.forms import Form
from prevent_desk.ui.jobs import Job
from prevent_desk.ui.page import Desk
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.folder_line import FolderLine, remembered_folder
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.marking_combo import marking_combo

_WIDTH, _HEIGHT, _CAPTION = 820, 560, 40
_MARKING, _DESK_MARKING = "export/marking", "desk/marking"

forms.register(TickTable)


class _ChaseForm(Form):
    """forms/plan/chase_dialog.ui."""

    ui = "plan/chase_dialog.ui"
    told_banner: Banner
    pages: QStackedWidget
    choose_page: QWidget
    waiting_table: TickTable
    message_text: QPlainTextEdit
    marking_field: FormField
    folder_field: FormField
    empty_page: QWidget
    empty_state: EmptyState


class ChaseDialog(Dialog):
    """Lists who has not answered; what is overdue is ticked.

    Attributes:
        made: Whether drafts were made.
        open_folder: Opens a folder; replaced in tests.
    """

    def __init__(
        self,
        services: PlanServices,
        plan_id: int,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Draft chasers",
            "A draft message for each agency that has not answered. You send them yourself.",
            parent.window() if parent is not None else None,
            width=_WIDTH,
        )
        self.made = False
        self.open_folder: Callable[[Path], object] = _open
        self._services, self._desk, self._clock = services, desk, clock
        self._head = services.plans.head(plan_id)
        self._job: Job[list[Path]] | None = None
        waiting = self._with_contacts(services.register.waiting(plan_id))
        self._build(waiting)
        if not waiting:
            self._show_empty(has_sent=bool(services.sending.sends(plan_id)))

    def wanted(self) -> Reminders:
        """Return what the fields ask for."""
        return Reminders(
            self._head,
            tuple(self.model.chosen()),
            " ".join(self.marking_combo.currentText().split()),
            self._clock.today(),
            self._desk.is_practice(),
            self.folder_line.folder,
        )

    def _with_contacts(self, waiting: list[Send]) -> list[Send]:
        """Return the sendings with whom to write to today; the agency may have another seat."""
        known = self._services.agencies.named([send.agency for send in waiting])
        return [
            replace(send, contact=now.contact or send.contact, email=now.email or send.email)
            for send, now in zip(waiting, known, strict=True)
        ]

    def _build(self, waiting: list[Send]) -> None:
        holder = QWidget()
        self.form = form = _ChaseForm(holder)
        self.body.addWidget(holder, 1)
        today = self._clock.today()
        self.model: TickModel[Send] = TickModel(_columns(today), self)
        form.waiting_table.set_up(self.model, "Agencies that have not answered")
        self.model.show_records(waiting, lambda send: _is_late(send, today) or send.due is None)
        if waiting and not self.model.chosen():
            self.model.tick(range(len(waiting)), on=True)
        last = self._desk.setting(_MARKING) or self._desk.setting(_DESK_MARKING, MARKINGS[0])
        self.marking_combo = marking_combo(str(last))
        form.marking_field.set_editor(self.marking_combo)
        self.folder_line = FolderLine(remembered_folder(self._desk))
        form.folder_field.set_editor(self.folder_line)
        form.message_text.setAccessibleName("The draft message")
        form.told_banner.hide()
        self.open_button = Button("&Open folder", "folder-open")
        self.open_button.hide()
        self.add_beside(self.open_button)
        self.cancel_button = self.add_cancel()
        self.make_button = self.add_verb("Make drafts", accepts=False)
        self.model.ticked.connect(self._choice_changed)
        self.marking_combo.currentTextChanged.connect(self._marking_changed)
        form.waiting_table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.make_button.clicked.connect(self.make)
        self.open_button.clicked.connect(lambda: self.open_folder(self.folder_line.folder))
        if waiting:
            form.waiting_table.setCurrentIndex(self.model.index(0, 0))
            form.waiting_table.setFocus()
        self._choice_changed()

    def _show_empty(self, *, has_sent: bool) -> None:
        form = self.form
        if has_sent:
            form.empty_state.show_text(
                "Everybody has answered", "There is nobody to remind.", icon="circle-check"
            )
        else:
            form.empty_state.show_text(
                "Nothing has been sent yet",
                "Reminders are for agencies that were sent a workbook.",
                icon="send",
            )
        form.pages.setCurrentWidget(form.empty_page)
        self.make_button.hide()
        self.cancel_button.setText("Close")
        self.cancel_button.setFocus()

    def _choice_changed(self) -> None:
        count = len(self.model.chosen())
        words = "1 draft" if count == 1 else f"{count} drafts"
        self.make_button.setText(f"Make {words}" if count else "Make drafts")
        self.make_button.setEnabled(count > 0 and self._job is None)
        self._show_message()

    def _marking_changed(self, text: str) -> None:
        self.form.marking_field.set_error(wrong_marking(text))
        self._show_message()

    def _row_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._show_message()

    def _show_message(self) -> None:
        number = self.form.waiting_table.currentIndex().row()
        if number < 0:
            return
        send = self.model.record(number)
        message = self.wanted().message(send)
        to = f"To: {send.email or '(to be filled in)'}"
        self.form.message_text.setPlainText(f"{to}\nSubject: {message.subject}\n\n{message.text}")

    def make(self) -> None:
        """Save the drafts that are ticked, and note the reminders in the register."""
        if self._job is not None or not self.model.chosen():
            return
        if wrong := wrong_marking(self.marking_combo.currentText()):
            self.form.marking_field.set_error(wrong)
            self.marking_combo.setFocus()
            return
        self.folder_line.remember(self._desk)
        self.make_button.setEnabled(False)
        work = make(self._services.register, self.wanted())
        self._job = jobs.run(work, self, done=self._saved, failed=self._failed)

    def _saved(self, saved: list[Path]) -> None:
        self._job = None
        self.made = True
        count = len(saved)
        drafts = "1 draft" if count == 1 else f"{count} drafts"
        told = f"{drafts} saved in {self.folder_line.folder}. The reminders are in the register."
        self.form.told_banner.show_text(told, "green", icon="circle-check")
        self.form.choose_page.setEnabled(False)
        self.make_button.hide()
        self.cancel_button.setText("Close")
        self.open_button.show()
        self.open_button.setFocus()
        self._desk.saved()
        self._desk.toast(f"{drafts} of reminders made", undo=True, icon="mail")

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self._choice_changed()
        messages.show_failure(self, error)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for the list and a message."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))


def _is_late(send: Send, today: date) -> bool:
    return send.due is not None and send.due < today


def _columns(today: date) -> list[Column[Send]]:
    def due(send: Send) -> str:
        if send.due is None:
            return "No day"
        late = (today - send.due).days
        if late <= 0:
            return say_short(send.due)
        return f"{late} day{'' if late == 1 else 's'} over"

    return [
        Column("Agency", lambda send: send.agency, tooltip=lambda send: send.agency),
        Column("Sent", lambda send: say_short(send.sent)),
        Column("Due", due, tone=lambda send: "red" if _is_late(send, today) else "text"),
        Column("Reminded", lambda send: say_short(send.chased[-1]) if send.chased else ""),
        Column("E-mail", lambda send: send.email or "–", tooltip=lambda send: send.email),
    ]


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
