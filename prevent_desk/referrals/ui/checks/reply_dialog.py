"""What an agency answered: taken in, added to, corrected with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import say_short
from prevent_desk.referrals.model.checks import KNOWN, NOT_KNOWN, REPLY_WORDS, Check, Reply
from prevent_desk.referrals.ui.checks.check_list import when
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_WIDTH = 560


class _ReplyForm(Form):
    """forms/referrals/reply_dialog.ui."""

    ui = "referrals/reply_dialog.ui"
    asked_label: WrapLabel
    said_field: FormField
    known_field: FormField
    on_field: FormField
    by_field: FormField
    words_field: FormField


class ReplyDialog(Dialog):
    """Takes a reply in; of one that is in, takes words to be added, or a correction.

    What is typed is kept as a draft until the reply is recorded.

    Attributes:
        reply: What is to be recorded, once accepted; None where the reply was in already.
        added: Words to be added to a reply that is in.
        corrected: The other answer, where it is corrected; `added` is the reason.
    """

    def __init__(self, check: Check, desk: Desk, clock: Clock, parent: QWidget) -> None:
        super().__init__("Reply", parent=parent.window(), width=_WIDTH)
        self._check, self._desk, self._clock = check, desk, clock
        self._key = f"referral.check.{check.id}.words"
        self.reply: Reply | None = None
        self.added = ""
        self.corrected = ""
        self.say(f"Reply of {check.name}", when(check))
        holder = QWidget()
        self.form = form = _ReplyForm(holder)
        self.body.addWidget(holder)
        self.known_choice = Segmented(
            (
                Choice(KNOWN, "&Known", "check"),
                Choice(NOT_KNOWN, "&Not known", "minus"),
            ),
            "Known to the service",
        )
        self.on_edit = DateEdit(clock.today)
        self.on_edit.set_day(clock.today())
        self.by_edit = QLineEdit()
        self.by_edit.setPlaceholderText("Duty social worker")
        self.words_edit = TextEdit(lines=4, most_lines=9)
        self.said_edit = TextEdit(check.words, lines=2, most_lines=8)
        self.said_edit.setReadOnly(True)
        form.said_field.set_editor(self.said_edit)
        form.known_field.set_editor(self.known_choice)
        form.on_field.set_editor(self.on_edit)
        form.by_field.set_editor(self.by_edit)
        form.words_field.set_editor(self.words_edit)
        self.on_edit.refused.connect(form.on_field.set_error)
        self.known_choice.chosen.connect(lambda _value: form.known_field.clear_error())
        self.words_edit.finished.connect(self.record)
        self.add_cancel()
        self.record_button = self.add_verb("&Record reply", accepts=False)
        self.record_button.clicked.connect(self.record)
        if check.asked:
            form.asked_label.setText(f"Asked: {' '.join(check.asked.split())}")
        form.asked_label.setVisible(bool(check.asked))
        self._show(check)
        kept = desk.draft(self._key)
        if kept is not None:
            self.words_edit.setPlainText(kept[0])
        self._autosave = Autosave(self._keep, self)
        self._autosave.watch(self.words_edit)

    def _show(self, check: Check) -> None:
        form = self.form
        form.said_field.setVisible(bool(check.known and check.words))
        if not check.known:
            self._go_to_choice()
            return
        self.known_choice.set_value(check.known)
        self.on_edit.set_day(check.replied_on)
        self.by_edit.setText(check.replied_by)
        for field in (form.on_field, form.by_field):
            field.setVisible(False)
        form.known_field.setProperty(
            "hint", "Choose the other answer to correct it; the reason goes below."
        )
        form.words_field.setProperty(
            "label", "&Add what they said" if check.words else "What they &said"
        )
        form.words_field.setProperty("optional", False)
        self.known_choice.chosen.connect(lambda _value: self._name_act())
        self._name_act()
        self.words_edit.setFocus()

    def _go_to_choice(self) -> None:
        buttons = self.known_choice.findChildren(QAbstractButton)
        buttons[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _name_act(self) -> None:
        is_correction = self.known_choice.value() != self._check.known
        self.record_button.setText("Correct &reply" if is_correction else "Add to &reply")
        if is_correction:
            self.form.words_field.setProperty("label", "&Why it is corrected")
        elif self._check.words:
            self.form.words_field.setProperty("label", "&Add what they said")
        else:
            self.form.words_field.setProperty("label", "What they &said")

    def record(self) -> None:
        """Accept, unless something is missing; that is said beside its field."""
        form, words = self.form, self.words_edit.toPlainText().strip()
        known = self.known_choice.value()
        if not known:
            form.known_field.set_error("Say whether the person is known to them, or not.")
            self._go_to_choice()
            return
        if self._check.known:
            if not words:
                form.words_field.set_error("There are no words to add.")
                self.words_edit.setFocus()
                return
            self.added = words
            self.corrected = known if known != self._check.known else ""
            self.accept()
            return
        if not self.on_edit.take():
            self.on_edit.setFocus()
            return
        day = self.on_edit.day()
        today = self._clock.today()
        if day is None or not self._check.asked_on <= day <= today:
            form.on_field.set_error(
                f"A day from {say_short(self._check.asked_on)} to {say_short(today)}."
            )
            self.on_edit.setFocus()
            return
        self.reply = Reply(known, day, self.by_edit.text(), words)
        self.accept()

    def forget(self) -> None:
        """Forget the draft: the words are in the record."""
        self._autosave.forget()
        self._desk.keep_draft(self._key, "")

    def done(self, result: int) -> None:
        """Close; what is typed is kept for the next time, until `forget`."""
        self._autosave.flush()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height the words need, now that they know their width."""
        super().showEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _keep(self) -> None:
        cursor = self.words_edit.textCursor().position()
        self._desk.keep_draft(self._key, self.words_edit.toPlainText(), cursor)


def said_of(check: Check) -> str:
    """Return a reply as a toast tells it: "Probation: known"."""
    return f"{check.name}: {REPLY_WORDS.get(check.known, '').lower()}"
