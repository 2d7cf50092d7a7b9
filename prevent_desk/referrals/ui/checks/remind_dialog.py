"""Reminds agencies that have not answered: by draft or by phone, noted in one act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.check_messages import About, Message, reminder
from prevent_desk.referrals.model.checks import Chase, Check
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.ui.checks import drafting
from prevent_desk.referrals.ui.checks.asking_dialog import AskingDialog
from prevent_desk.referrals.ui.checks.messages_part import MessagesPart, Parts
from prevent_desk.ui import forms
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Desk
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_WIDTH = 760
_MAIL, _PHONE = "E-mail", "Phone"

forms.register(TickTable)


class _RemindForm(Form):
    """forms/referrals/remind_dialog.ui."""

    ui = "referrals/remind_dialog.ui"
    told_banner: Banner
    entry: QWidget
    waiting_table: TickTable
    how_field: FormField
    on_field: FormField
    note_field: FormField
    draft_check: QCheckBox
    draft_fields: QWidget
    name_check: QCheckBox
    marking_field: FormField
    folder_field: FormField
    message_text: QPlainTextEdit


class RemindDialog(AskingDialog):
    """Lists who has not answered; those overdue are ticked, or the one it is opened for."""

    def __init__(
        self,
        services: ReferralServices,
        episode: Episode,
        waiting: Sequence[Check],
        only: Check | None,
        desk: Desk,
        clock: Clock,
        person: str,
        parent: QWidget,
    ) -> None:
        super().__init__(
            "Remind services",
            "The day of the reminder is kept with each question.",
            parent,
            _WIDTH,
        )
        self._services, self._episode, self._desk, self._clock = services, episode, desk, clock
        holder = QWidget()
        self.form = form = _RemindForm(holder)
        self.hold(holder)
        self.told_banner, self.entry = form.told_banner, form.entry
        form.told_banner.hide()
        self.model: TickModel[Check] = TickModel(_columns(), self)
        form.waiting_table.set_up(self.model, "Services that have not answered")
        today = clock.today()
        late = {check.id for check in waiting if check.is_late(today)}
        ticked = {only.id} if only else late or {check.id for check in waiting}
        self.model.show_records(waiting, lambda check: check.id in ticked)
        self.how_choice = Segmented(
            (Choice(_MAIL, "&E-mail", "mail"), Choice(_PHONE, "&Phone")), "How"
        )
        self.how_choice.set_value(_MAIL)
        self.on_edit = DateEdit(clock.today)
        self.on_edit.set_day(today)
        self.note_edit = QLineEdit()
        self.note_edit.setPlaceholderText("Spoke to the duty desk; reply promised for Friday")
        form.how_field.set_editor(self.how_choice)
        form.on_field.set_editor(self.on_edit)
        form.note_field.set_editor(self.note_edit)
        self.drafts = MessagesPart(
            Parts(
                form.draft_check, form.draft_fields, form.name_check,
                form.marking_field, form.folder_field, form.message_text,
            ),
            desk, person, self,
        )  # fmt: skip
        self.add_buttons("Remind")
        self.drafts.message = self._message
        self._wire()
        row = self.model.row_of(lambda check: check.id in ticked)
        form.waiting_table.setCurrentIndex(self.model.index(max(0, row), 0))
        form.waiting_table.setFocus()
        self._choice_changed()

    def _wire(self) -> None:
        self.model.ticked.connect(self._choice_changed)
        selection = self.form.waiting_table.selectionModel()
        selection.currentRowChanged.connect(lambda *_rows: self.drafts.show_message())
        self.how_choice.chosen.connect(self._how_changed)
        self.on_edit.refused.connect(self.form.on_field.set_error)

    def _how_changed(self, how: str) -> None:
        self.form.draft_check.setChecked(how == _MAIL)

    def _about(self) -> About:
        return About(
            self._episode.ref, self.drafts.marking, "", None, self.drafts.named,
            self._desk.is_practice(),
        )  # fmt: skip

    def _message(self) -> Message | None:
        row = self.form.waiting_table.currentIndex().row()
        if row < 0:
            return None
        return reminder(self.model.record(row), self._about(), self._clock.today())

    def _choice_changed(self) -> None:
        count = len(self.model.chosen())
        services = "1 service" if count == 1 else f"{count} services"
        self.act_button.setText(f"&Remind {services}" if count else "&Remind services")
        self.act_button.setEnabled(count > 0 and not self.is_busy)
        self.drafts.show_message()

    def act(self) -> None:
        """Note the reminders, with drafts where they are wanted."""
        chosen, today = self.model.chosen(), self._clock.today()
        if not chosen or self.drafts.refuses():
            return
        if not self.on_edit.take():
            self.on_edit.setFocus()
            return
        on = self.on_edit.day()
        if on is None or on > today:
            words = f"{say_short(on)} is still to come." if on else "Say which day."
            self.form.on_field.set_error(words)
            self.on_edit.setFocus()
            return
        chase = Chase(on, self.how_choice.value(), self.note_edit.text())
        about = self._about()
        drafts = [
            (drafting.file_name("reminder", about.ref, check.name), reminder(check, about, today))
            for check in chosen
        ]
        services = "1 service" if len(chosen) == 1 else f"{len(chosen)} services"
        self.carry_out(
            partial(self._services.checks.chase, [check.id for check in chosen], chase),
            f"{services} reminded",
            drafts if self.drafts.is_wanted else [],
        )


def _columns() -> list[Column[Check]]:
    return [
        Column("Service", lambda check: check.name, tooltip=lambda check: check.name),
        Column("Asked", lambda check: say_short(check.asked_on)),
        Column("Due", lambda check: say_short(check.due) if check.due else "No day"),
        Column(
            "Reminded",
            lambda check: say_short(check.chases[-1].on) if check.chases else "–",
        ),
    ]
