"""Sends the plan to partners in one step: a workbook and a draft message for each, all or none.

Nothing is written before "Make". What was made is entered in the register as one act; one Undo
takes it out again, and the files stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QModelIndex, QUrl
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import (
    QWidget,
)

from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import DeskError
from prevent_desk.core.marking import wrong_marking
from prevent_desk.plan.model.partners.packs import Offer, Wish
from prevent_desk.plan.model.partners.records import Agency
from prevent_desk.plan.model.partners.sending_messages import actions
from prevent_desk.plan.service import PlanServices
from prevent_desk.plan.ui.partners.lead_table import LeadModel
from prevent_desk.plan.ui.partners.send_form import SendForm
from prevent_desk.plan.ui.partners.send_making import Make, Sent, Wanted, send
from prevent_desk.plan.ui.partners.send_preview import SendPreview
from prevent_desk.ui import jobs, messages, theme
from prevent_desk.ui.jobs import Job, Report, Stopped
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.folder_line import FolderLine, remembered_folder
from prevent_desk.ui.widgets.marking_combo import MARKING, last_marking, marking_combo
from prevent_desk.workers import child

_WIDTH, _HEIGHT, _CAPTION = 1080, 600, 40
_CHOICES, _SCROLL_BAR = 244, 14
_PASSWORDS, _DRAFTS, _ATTACHED, _ALL = (
    "send/passwords",
    "send/drafts",
    "send/attached",
    "send/with_all",
)


class SendDialog(Dialog):
    """Chooses whom to send what; afterwards shows what was made, and the passwords once.

    Attributes:
        sent: What was made; None until it was.
        choose_folder: Asks for a folder, given where to begin; replaced in tests.
        open_folder: Opens one; likewise.
    """

    def __init__(
        self,
        services: PlanServices,
        plan_id: int,
        desk: Desk,
        clock: Clock,
        parent: QWidget | None = None,
        *,
        make: Make = child.run,
    ) -> None:
        """Begin with every agency chosen, and the choices made last.

        Args:
            services: The plan's services.
            plan_id: The plan.
            desk: The shell; its settings remember folder, marking and choices.
            clock: Says what day the files are sent.
            parent: The page.
            make: Makes the workbooks; replaced in tests.
        """
        super().__init__(
            "Send to partners",
            "Each agency gets a workbook with only its own actions. "
            "Nothing leaves this laptop until you send it.",
            parent.window() if parent is not None else None,
            width=_WIDTH,
        )
        self.sent: Sent | None = None
        self.open_folder: Callable[[Path], object] = _open
        self._services, self._plan_id, self._desk, self._clock = services, plan_id, desk, clock
        self._make = make
        self._offer: Offer | None = None
        self._job: Job[Sent] | None = None
        self._made: Sent | None = None
        self._build()
        self._connect()
        jobs.run(lambda _report, _stopped: services.sending.offer(plan_id), self, self._show_offer)

    @property
    def choose_folder(self) -> Callable[[str], str]:
        """Asks for a folder, given where to begin."""
        return self.folder_line.choose

    @choose_folder.setter
    def choose_folder(self, choose: Callable[[str], str]) -> None:
        self.folder_line.choose = choose

    def wanted(self) -> Wanted:
        """Return what the fields ask for."""
        form = self.form
        drafts = form.draft_check.isChecked()
        return Wanted(
            Wish(
                self._plan_id,
                tuple(row.agency for row in self.model.chosen()),
                self.due_edit.day(),
                form.all_check.isChecked(),
                " ".join(self.marking_combo.currentText().split()),
            ),
            passwords=form.password_check.isChecked(),
            drafts=drafts,
            attached=drafts and form.attach_check.isChecked(),
            folder=self.folder_line.folder,
        )

    # Making it

    def _build(self) -> None:
        holder = QWidget()
        self.form = form = SendForm(holder)
        self.body.addWidget(holder, 1)
        form.choices_pane.setMinimumWidth(theme.px(_CHOICES))
        form.choices_area.setFixedWidth(theme.px(_CHOICES) + _SCROLL_BAR)
        self.due_edit = DateEdit(self._clock.today)
        form.due_field.set_editor(self.due_edit)
        self.marking_combo = marking_combo(last_marking(self._desk))
        form.marking_field.set_editor(self.marking_combo)
        self.folder_line = FolderLine(remembered_folder(self._desk))
        form.folder_field.set_editor(self.folder_line)
        for check, name, first in (
            (form.all_check, _ALL, True),
            (form.password_check, _PASSWORDS, False),
            (form.draft_check, _DRAFTS, True),
            (form.attach_check, _ATTACHED, True),
        ):
            check.setChecked(bool(self._desk.setting(name, first)))
        form.password_check.setToolTip("AES-256. Shown once, kept nowhere: told by phone.")
        form.attach_check.setEnabled(form.draft_check.isChecked())
        self.model = LeadModel(self)
        form.leads_table.set_up(self.model)
        self._preview = SendPreview(form, self.wanted, practice=self._desk.is_practice())
        for hidden in (form.told_banner, form.progress_card, form.password_banner):
            hidden.hide()
        self.copy_button = Button("Cop&y password", "copy")
        self.open_button = Button("&Open folder", "folder-open")
        self.cancel_button = self.add_cancel()
        self.send_button = self.add_verb("Make workbooks", accepts=False)
        self.send_button.setEnabled(False)
        for button in (self.open_button, self.copy_button):
            button.hide()
            self.add_beside(button)

    def _connect(self) -> None:
        form = self.form
        self.model.ticked.connect(self._choice_changed)
        self.model.contact_edited.connect(self._keep_contact)
        form.leads_table.selectionModel().currentRowChanged.connect(self._row_changed)
        form.all_check.toggled.connect(lambda on: self.model.set_with_all(on=on))
        form.draft_check.toggled.connect(form.attach_check.setEnabled)
        for check in (form.all_check, form.password_check, form.draft_check, form.attach_check):
            check.toggled.connect(self._choice_changed)
        self.due_edit.date_chosen.connect(self._choice_changed)
        self.due_edit.refused.connect(form.due_field.set_error)
        self.marking_combo.currentTextChanged.connect(self._marking_changed)
        form.preview_choice.chosen.connect(lambda _value: self._show_preview())
        form.progress_card.cancelled.connect(self._cancel_job)
        self.send_button.clicked.connect(self.send)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)

    def _show_offer(self, offer: Offer) -> None:
        self._offer = offer
        form = self.form
        if not offer.leads:
            self._show_empty(offer)
            return
        form.all_check.setVisible(bool(offer.for_all))
        form.all_check.setText(f"The {actions(offer.for_all)} of A&LL for everyone")
        self.model.set_with_all(on=form.all_check.isChecked())
        self.model.show_leads(offer.leads)
        form.leads_table.setCurrentIndex(self.model.index(0, 0))
        form.leads_table.setFocus()
        self._choice_changed()

    def _show_empty(self, offer: Offer) -> None:
        words = (
            "Its actions are led by “ALL” alone. Name an agency as a lead, or add one to the "
            "partners’ contacts."
            if offer.for_all
            else "Fill in the Lead of an action: a workbook is made for each agency named."
        )
        form = self.form
        form.empty_state.show_text("No agency leads an action of this plan", words, icon="users")
        form.pages.setCurrentWidget(form.empty_page)
        self.send_button.hide()
        self.cancel_button.setText("Close")
        self.cancel_button.setFocus()

    # Following the choices

    def _choice_changed(self, *_: object) -> None:
        self.form.due_field.clear_error()
        count = len(self.model.chosen())
        words = "1 workbook" if count == 1 else f"{count} workbooks"
        self.send_button.setText(f"Make {words}" if count else "Make workbooks")
        self.send_button.setEnabled(count > 0 and self._job is None)
        self._say_note()
        self._show_preview()

    def _marking_changed(self, text: str) -> None:
        self.form.marking_field.set_error(wrong_marking(text))
        self._show_preview()

    def _say_note(self) -> None:
        offer = self._offer
        if offer is None:
            return
        chosen = self.model.chosen()
        missing = sum(not row.email for row in chosen)
        parts = []
        if self.form.draft_check.isChecked() and missing:
            parts.append(
                "1 agency has no e-mail: you fill in the address of its draft."
                if missing == 1
                else f"{missing} agencies have no e-mail: you fill in the address of their drafts."
            )
        if offer.without_lead:
            verb = "names" if offer.without_lead == 1 else "name"
            parts.append(f"{actions(offer.without_lead)} {verb} no lead, and go to nobody.")
        self.form.note_label.setText(" ".join(parts))
        self.form.note_label.setVisible(bool(parts))

    def _row_changed(self, now: QModelIndex, before: QModelIndex) -> None:
        if now.row() != before.row():
            self._show_preview()

    def _show_preview(self) -> None:
        number = self.form.leads_table.currentIndex().row()
        if self._offer is not None and number >= 0:
            row = self.model.row(number)
            self._preview.show_for(self._offer, row.lead.agency.name, row.agency)

    def _keep_contact(self, agency: Agency) -> None:
        try:
            self._services.agencies.keep([agency])
        except DeskError as error:
            messages.show_failure(self, error)
            return
        self._desk.saved()
        self._choice_changed()

    # Making the files

    def send(self) -> None:
        """Make and save what is chosen; all of it, or none."""
        if self._job is not None or not self._may_send():
            return
        self._remember()
        self._made = None
        wanted = self.wanted()
        make = send(self._services.sending, wanted, self._make, practice=self._desk.is_practice())

        def work(report: Report, stopped: Stopped) -> Sent:
            # Kept at once: a Cancel that comes after the register was written has come too late.
            self._made = make(report, stopped)
            return self._made

        self.form.told_banner.show_text("")
        self.form.choose_page.setEnabled(False)
        self.send_button.setEnabled(False)
        self.form.progress_card.start("Making the workbooks", "Cancel leaves nothing behind.")
        self._job = jobs.run(
            work,
            self,
            done=self._show_sent,
            failed=self._failed,
            progress=self.form.progress_card.report,
            cancelled=self._cancelled,
        )

    def _may_send(self) -> bool:
        if not self.due_edit.take():
            self.due_edit.setFocus()
            return False
        due = self.due_edit.day()
        if due is not None and due < self._clock.today():
            self.form.due_field.set_error("That day is past.")
            self.due_edit.setFocus()
            return False
        if wrong := wrong_marking(self.marking_combo.currentText()):
            self.form.marking_field.set_error(wrong)
            self.marking_combo.setFocus()
            return False
        row = next((row for row in self.model.chosen() if row.wrong), None)
        if row is not None:
            self.form.told_banner.show_text(f"{row.lead.agency.name}: {row.wrong}", "red")
            self.form.leads_table.setFocus()
            return False
        return bool(self.model.chosen())

    def _remember(self) -> None:
        form, desk = self.form, self._desk
        for check, name in (
            (form.all_check, _ALL),
            (form.password_check, _PASSWORDS),
            (form.draft_check, _DRAFTS),
            (form.attach_check, _ATTACHED),
        ):
            desk.remember(name, check.isChecked())
        desk.remember(MARKING, self.wanted().wish.marking)
        self.folder_line.remember(desk)

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _end_job(self) -> None:
        self._job = None
        self.form.progress_card.finish()
        self.form.choose_page.setEnabled(True)
        self._choice_changed()

    def _failed(self, error: BaseException) -> None:
        self._end_job()
        self.form.told_banner.show_text(messages.words_for(error).title, "red")
        messages.show_failure(self, error)

    def _cancelled(self) -> None:
        if self._made is not None:
            self._show_sent(self._made)
            return
        self._end_job()
        self.form.told_banner.show_text("Stopped. Nothing was written.", "blue")

    def _show_sent(self, sent: Sent) -> None:
        self._job = None
        self.sent = sent
        form = self.form
        form.progress_card.finish()
        count = len(sent.files)
        books = "1 workbook" if count == 1 else f"{count} workbooks"
        drafts = any(one.message for one in sent.files)
        self.say(
            "The workbook is made" if count == 1 else f"The {count} workbooks are made",
            "Open the drafts in your mail program, look at each, and send it."
            if drafts
            else "Send each workbook to its agency.",
        )
        with_drafts = " with their drafts" if drafts and count > 1 else " with its draft"
        told = f"{books}{with_drafts if drafts else ''} saved in {sent.folder}"
        form.told_banner.show_text(told, "green", icon="circle-check")
        has_passwords = any(one.password for one in sent.files)
        form.password_banner.show_text(
            "Passwords are shown here once and kept nowhere. Tell each by phone, never by e-mail."
            if has_passwords
            else "",
            "amber",
            icon="key-round",
        )
        form.sent_table.show_files(sent.files)
        form.pages.setCurrentWidget(form.sent_page)
        self.send_button.hide()
        self.cancel_button.setText("Close")
        self.open_button.show()
        self.copy_button.setVisible(has_passwords)
        form.sent_table.setFocus()
        self._desk.saved()
        who = sent.files[0].agency.name if count == 1 else f"{count} partners"
        self._desk.toast(f"Sent to {who}: in the register", undo=True, icon="send")

    def _open(self) -> None:
        if self.sent is not None:
            self.open_folder(self.sent.folder)

    def _copy(self) -> None:
        agency = self.form.sent_table.copy_password()
        if agency:
            said = f"Password of {agency} copied"
            self.footer_note.setText(said)
            self.footer_note.setAccessibleName(said)

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Open with room for the list and a preview."""
        super().showEvent(event)
        room = self.screen().availableGeometry().height() - theme.px(_CAPTION)
        self.resize(self.width(), min(max(self.height(), theme.px(_HEIGHT)), room))

    def done(self, result: int) -> None:
        """Close; what is being made is stopped. Passwords are asked for once more, then gone."""
        if self._job is not None:
            self._job.cancel()
            return
        if self._has_passwords() and not messages.ask(
            self,
            "Have you noted the passwords?",
            "They are kept nowhere. A workbook whose password is lost has to be sent again.",
            "Yes, close",
            cancel="Go back",
        ):
            return
        if self.sent is not None:
            self.form.sent_table.forget()
        super().done(result)

    def _has_passwords(self) -> bool:
        return self.sent is not None and any(one.password for one in self.sent.files)


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
