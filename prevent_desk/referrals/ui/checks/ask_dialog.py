"""Asks agencies whether they know a person: who, what, by when, with drafts of the messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLineEdit, QPlainTextEdit, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.check_messages import About, Message, named_all, question
from prevent_desk.referrals.model.checks import Asking, Check, suggested
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.service.checks import AGENCIES
from prevent_desk.referrals.ui.checks import drafting
from prevent_desk.referrals.ui.checks.asking_dialog import AskingDialog
from prevent_desk.referrals.ui.checks.messages_part import MessagesPart, Parts
from prevent_desk.ui import forms
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Desk
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.banner import Banner
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel

_WIDTH = 900
_CITY = "city_of_london"

forms.register(TickTable)


class _AskForm(Form):
    """forms/referrals/ask_dialog.ui."""

    ui = "referrals/ask_dialog.ui"
    told_banner: Banner
    entry: QWidget
    who_label: WrapLabel
    presets: QWidget
    agency_table: TickTable
    other_field: FormField
    other_button: Button
    asked_field: FormField
    on_field: FormField
    due_field: FormField
    draft_check: QCheckBox
    draft_fields: QWidget
    name_check: QCheckBox
    marking_field: FormField
    folder_field: FormField
    message_text: QPlainTextEdit


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that could be asked.

    Attributes:
        code: Of the list, or the name typed.
        before: How it was asked before: "waiting since 18 Nov 2025"; empty for not yet.
    """

    code: str
    name: str
    before: str = ""
    is_waiting: bool = False


class AskDialog(AskingDialog):
    """Agencies are ticked, by presets or one by one; then all are asked in one act."""

    def __init__(
        self,
        services: ReferralServices,
        episode: Episode,
        desk: Desk,
        clock: Clock,
        parent: QWidget,
    ) -> None:
        super().__init__(
            "Ask services",
            "Each is asked whether the person is known to it. A nil return is an answer.",
            parent,
            _WIDTH,
        )
        self._services, self._episode, self._desk, self._clock = services, episode, desk, clock
        holder = QWidget()
        self.form = form = _AskForm(holder)
        self.hold(holder)
        self.told_banner, self.entry = form.told_banner, form.entry
        form.told_banner.hide()
        self.model: TickModel[Agency] = TickModel(_COLUMNS, self)
        form.agency_table.set_up(self.model, "Services that can be asked")
        form.agency_table.horizontalHeader().setSectionResizeMode(
            1, QHeaderView.ResizeMode.ResizeToContents
        )
        form.who_label.setText("Who is asked")
        self.other_edit = QLineEdit()
        self.other_edit.setPlaceholderText("Another, by name: City school")
        form.other_field.set_editor(self.other_edit)
        self.other_edit.setAccessibleName("Another service, by name")
        self.asked_edit = TextEdit(services.checks.question(), lines=3, most_lines=5)
        form.asked_field.set_editor(self.asked_edit)
        self.on_edit, self.due_edit = DateEdit(clock.today), DateEdit(clock.today)
        form.on_field.set_editor(self.on_edit)
        form.due_field.set_editor(self.due_edit)
        self.on_edit.set_day(clock.today())
        self.due_edit.set_day(services.clocks.reply_due(clock.today()))
        self.drafts = MessagesPart(
            Parts(
                form.draft_check, form.draft_fields, form.name_check,
                form.marking_field, form.folder_field, form.message_text,
            ),
            desk, self._person(), self,
        )  # fmt: skip
        self.add_buttons("Ask")
        self._fill(services.checks.of(episode.id))
        self._add_presets()
        self._wire()
        self.drafts.message = self._message
        self.drafts.show_message()
        self._choice_changed()
        form.agency_table.setCurrentIndex(self.model.index(0, 0))
        form.agency_table.setFocus()

    # Who

    def _fill(self, checks: Sequence[Check]) -> None:
        terms = self._services.forms.list_of(AGENCIES).on(self._clock.today())
        newest = {check.agency: check for check in checks if not check.withdrawn}
        known = [
            Agency(term.code, term.label, *_before(newest.get(term.code)))
            for term in terms
            if term.code != "other"
        ]
        codes = {agency.code for agency in known}
        known += [
            Agency(check.agency, check.name, *_before(check))
            for check in newest.values()
            if check.agency not in codes
        ]
        wanted = self._suggested()
        # What is suggested comes first, so that it is seen before it is asked.
        known.sort(key=lambda one: one.code not in wanted)
        self.model.show_records(known, lambda one: one.code in wanted and not one.before)
        self.form.agency_table.setColumnHidden(1, not any(one.before for one in known))

    def _suggested(self) -> set[str]:
        episode = self._episode
        ages = [person.age_on(episode.received.date()) for person in episode.subjects]
        youngest = min((age for age in ages if age is not None), default=None)
        keys = suggested(
            age=youngest,
            lives_elsewhere=bool(episode.home_area) and episode.home_area != _CITY,
            is_student=episode.city_link == "student",
        )
        presets = {one.key: one.agencies for one in self._services.checks.presets()}
        return {code for key in keys for code in presets.get(key, ())}

    def _add_presets(self) -> None:
        flow = FlowLayout(self.form.presets, gap=6)
        self.preset_buttons: dict[str, ChipButton] = {}
        for preset in self._services.checks.presets():
            button = ChipButton(preset.title, "plus", "accent")
            button.setAccessibleName(f"Tick: {preset.title}")
            button.clicked.connect(partial(self._tick, preset.agencies))
            self.preset_buttons[preset.key] = button
            flow.addWidget(button)
        clear = ChipButton("None", "x")
        clear.setAccessibleName("Tick none")
        clear.clicked.connect(lambda: self.model.tick(range(self.model.rowCount()), on=False))
        flow.addWidget(clear)

    def _tick(self, codes: Sequence[str]) -> None:
        rows = [
            row
            for row, one in enumerate(self.model.rows())
            if one.code in codes and not one.is_waiting
        ]
        self.model.tick(rows, on=True)

    def add_other(self) -> None:
        """Add the agency that is typed, ticked."""
        name = " ".join(self.other_edit.text().split())
        if not name:
            return
        code = self._services.forms.list_of(AGENCIES).code_of(name) or name
        row = self.model.row_of(lambda one: code.casefold() in {one.code, one.name.casefold()})
        if row < 0:
            ticked = {one.code for one in self.model.chosen()} | {code}
            rows = [*self.model.rows(), Agency(code, name)]
            self.model.show_records(rows, lambda one: one.code in ticked)
            row = len(rows) - 1
        else:
            self.model.tick([row], on=True)
        self.other_edit.clear()
        self.form.agency_table.setCurrentIndex(self.model.index(row, 0))
        self._choice_changed()

    # What

    def _wire(self) -> None:
        form = self.form
        self.model.ticked.connect(self._choice_changed)
        form.other_button.clicked.connect(self.add_other)
        self.other_edit.returnPressed.connect(self.add_other)
        self.asked_edit.textChanged.connect(self.drafts.show_message)
        for edit, field in ((self.on_edit, form.on_field), (self.due_edit, form.due_field)):
            edit.refused.connect(field.set_error)
            edit.date_chosen.connect(lambda _day: self.drafts.show_message())
        self.on_edit.date_chosen.connect(self._asked_on_changed)

    def _asked_on_changed(self, day: object) -> None:
        if day is not None and not self.due_edit.isModified():
            asked = self.on_edit.day() or self._clock.today()
            self.due_edit.set_day(self._services.clocks.reply_due(asked))
            self.drafts.show_message()

    def _person(self) -> str:
        areas = self._services.forms.list_of("home_area")
        return named_all(self._episode.subjects, areas)

    def _about(self) -> About:
        return About(
            self._episode.ref, self.drafts.marking, self.asked_edit.toPlainText(),
            self.due_edit.day(), self.drafts.named, self._desk.is_practice(),
        )  # fmt: skip

    def _message(self) -> Message | None:
        return question(self._about()) if self.model.chosen() else None

    def _choice_changed(self) -> None:
        count = len(self.model.chosen())
        services = "1 service" if count == 1 else f"{count} services"
        self.act_button.setText(f"&Ask {services}" if count else "&Ask services")
        self.act_button.setEnabled(count > 0 and not self.is_busy)
        self.drafts.show_message()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in the line for another service add it, and not ask at once."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.focusWidget() is self.other_edit:
            return
        super().keyPressEvent(event)

    def act(self) -> None:
        """Ask those that are ticked, unless something is missing."""
        form, chosen = self.form, self.model.chosen()
        for edit, field in ((self.on_edit, form.on_field), (self.due_edit, form.due_field)):
            if not edit.take():
                edit.setFocus()
                return
            if edit.day() is None:
                field.set_error("Say which day.")
                edit.setFocus()
                return
        on, due = self.on_edit.day(), self.due_edit.day()
        if not chosen or on is None or due is None or self.drafts.refuses():
            return
        if on > self._clock.today():
            form.on_field.set_error(f"{say_short(on)} is still to come.")
            self.on_edit.setFocus()
            return
        if due < on:
            form.due_field.set_error("An answer cannot be due before it is asked for.")
            self.due_edit.setFocus()
            return
        if self.other_edit.text().strip():
            self.add_other()
            chosen = self.model.chosen()
        asking = Asking(tuple(one.code for one in chosen), on, due, self.asked_edit.toPlainText())
        message = question(self._about())
        names = [drafting.file_name("question", self._episode.ref, one.name) for one in chosen]
        services = "1 service" if len(chosen) == 1 else f"{len(chosen)} services"
        self.carry_out(
            partial(self._services.checks.ask, self._episode.id, asking),
            f"{services} asked",
            [(name, message) for name in names] if self.drafts.is_wanted else [],
        )


def _before(check: Check | None) -> tuple[str, bool]:
    if check is None:
        return "", False
    if check.is_open:
        return f"waiting since {say_short(check.asked_on)}", True
    answer = "known" if check.known == "known" else "not known"
    return f"{answer}, {say_short(check.replied_on or check.asked_on)}", False


_COLUMNS = [
    Column[Agency]("Service", lambda one: one.name, tooltip=lambda one: one.name),
    Column[Agency]("Asked before", lambda one: one.before, tone=lambda _one: "text2"),
]
