"""Begins an assessment: on which form, at which stage, for which day, by whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.assessments.records import Assessment
from prevent_desk.referrals.service import ReferralServices
from prevent_desk.referrals.service.assessments import FORMS, STAGES
from prevent_desk.referrals.service.forms import SCREENING, VAF
from prevent_desk.ui.forms import Form
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel


class _NewForm(Form):
    """forms/referrals/assessment_dialog.ui."""

    ui = "referrals/assessment_dialog.ui"
    form_field: FormField
    stage_field: FormField
    on_field: FormField
    author_field: FormField
    from_last_check: QCheckBox
    from_last_label: WrapLabel


class NewDialog(Dialog):
    """Asks for form, stage, day and author; the fields hold them once accepted."""

    def __init__(
        self,
        services: ReferralServices,
        episode_id: int,
        author: str,
        today: Callable[[], date],
        parent: QWidget,
    ) -> None:
        super().__init__(
            "New assessment",
            "It is kept as a draft until you finish it. Nothing in it is added up.",
            parent.window(),
        )
        self._services, self._episode, self._today = services, episode_id, today
        holder = QWidget()
        self.form = form = _NewForm(holder)
        self.body.addWidget(holder)
        self.form_combo, self.stage_combo = Combo(), Combo()
        for code in FORMS:
            one = services.forms.form(code)
            self.form_combo.addItem(f"{one.title} ({one.code} {one.version})", code)
        for term in services.forms.list_of(STAGES).on(today()):
            self.stage_combo.addItem(term.label, term.code)
        self.on_edit = DateEdit(today)
        self.on_edit.set_day(today())
        self.author_edit = QLineEdit(author)
        form.form_field.set_editor(self.form_combo)
        form.stage_field.set_editor(self.stage_combo)
        form.on_field.set_editor(self.on_edit)
        form.author_field.set_editor(self.author_edit)
        self.on_edit.refused.connect(form.on_field.set_error)
        self.form_combo.currentIndexChanged.connect(lambda _row: self._form_changed())
        self.add_cancel()
        self.begin_button = self.add_verb("&Begin", accepts=False)
        self.begin_button.clicked.connect(self.begin)
        self._propose(services.assessments.of(episode_id))
        self.form_combo.setFocus()

    @property
    def chosen_form(self) -> str:
        """The form's code."""
        return str(self.form_combo.currentData())

    @property
    def stage(self) -> str:
        """The stage's code."""
        return str(self.stage_combo.currentData())

    @property
    def on(self) -> date:
        """The day it speaks for."""
        return self.on_edit.day() or self._today()

    @property
    def author(self) -> str:
        """Who assesses."""
        return self.author_edit.text().strip()

    @property
    def from_last(self) -> bool:
        """Whether it begins with the last one's answers."""
        return self.form.from_last_check.isEnabled() and self.form.from_last_check.isChecked()

    def begin(self) -> None:
        """Accept, unless something is missing; that is said beside its field."""
        if not self.on_edit.take():
            self.on_edit.setFocus()
            return
        day = self.on_edit.day()
        if day is None or day > self._today():
            words = f"{say_short(day)} is still to come." if day else "Say which day."
            self.form.on_field.set_error(words)
            self.on_edit.setFocus()
            return
        if not self.author:
            self.form.author_field.set_error("Say who assesses.")
            self.author_edit.setFocus()
            return
        self.accept()

    def _propose(self, before: list[Assessment]) -> None:
        """Choose what usually comes next; all of it can be changed."""
        done = {(one.form, one.stage) for one in before}
        forms = {one.form for one in before}
        if not forms:
            form, stage = SCREENING, "screening"
        else:
            used = (one.form for one in reversed(before) if one.form != SCREENING)
            form = next(used, VAF)
            stage = "review" if (form, "initial") in done else "initial"
        self.form_combo.setCurrentIndex(self.form_combo.findData(form))
        self.stage_combo.setCurrentIndex(self.stage_combo.findData(stage))
        self._form_changed()

    def _form_changed(self) -> None:
        last = self._services.assessments.last(self._episode, self.chosen_form)
        form = self.form
        form.from_last_check.setEnabled(last is not None)
        form.from_last_check.setChecked(last is not None)
        form.from_last_label.setText(
            f"Those of {say_short(last.on)} are taken over and marked until you confirm each."
            if last
            else "There is no finished assessment on this form yet."
        )
