"""The tab “Checks”: who was asked whether the person is known, who answered, who is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from prevent_desk.referrals.model.check_messages import named_all
from prevent_desk.referrals.model.checks import REPLY_WORDS, Check, Reply, tally
from prevent_desk.referrals.model.records import Episode
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.checks.ask_dialog import AskDialog
from prevent_desk.referrals.ui.checks.check_list import CheckList, CheckModel
from prevent_desk.referrals.ui.checks.remind_dialog import RemindDialog
from prevent_desk.referrals.ui.checks.reply_dialog import ReplyDialog
from prevent_desk.referrals.ui.checks.withdraw_dialog import WithdrawDialog
from prevent_desk.ui import forms
from prevent_desk.ui.forms import Form
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.labels import WrapLabel

KEY = "checks"

_KEYS = "K known   ·   N not known   ·   Enter the reply in words   ·   R remind   ·   W withdraw"

forms.register(CheckList)


class _ChecksForm(Form):
    """forms/referrals/checks_tab.ui."""

    ui = "referrals/checks_tab.ui"
    tally_label: WrapLabel
    remind_button: Button
    ask_button: Button
    pages: QStackedWidget
    list_page: QWidget
    list: CheckList
    keys_label: WrapLabel
    empty_page: QWidget
    empty_state: EmptyState


class ChecksTab(QWidget):
    """Satisfies `prevent_desk.referrals.ui.around.Tab`."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self._checks = around.services.checks
        self._episode: Episode | None = None
        self.form = form = _ChecksForm(self)
        self.model = CheckModel(around.clock.today, self)
        form.list.setModel(self.model)
        form.keys_label.setText(_KEYS)
        form.empty_state.show_text(
            "Nobody has been asked yet",
            "Ask services whether they know the person. A nil return counts as an answer.",
            icon="send",
        )
        form.empty_state.set_buttons("Ask services…", "send")
        form.empty_state.first_clicked.connect(self.ask)
        form.ask_button.clicked.connect(self.ask)
        form.remind_button.clicked.connect(lambda: self.remind())
        form.list.replied.connect(self.reply_at_once)
        form.list.opened.connect(self.open_reply)
        form.list.remind.connect(lambda: self.remind(form.list.current()))
        form.list.withdraw.connect(self.withdraw)

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show a referral's checks, keeping the current row."""
        same = self._episode is not None and self._episode.id == episode.id
        current = self.form.list.current() if same else None
        self._episode = episode
        checks = self._checks.of(episode.id)
        row = next((n for n, one in enumerate(checks) if current and one.id == current.id), 0)
        self.model.show_checks(checks, self._around.services.clocks.working_days())
        self.form.list.choose(row)
        self._show_head(checks)

    def badge(self, episode: Episode) -> int:
        """Return how many answers are awaited."""
        return len(self._checks.open_checks(episode.id))

    def flush(self) -> None:
        """Nothing is typed in the tab itself; its dialogs keep their own words."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done with the checks now."""
        found = [Command("Ask services whether they know the person", self.ask, "send")]
        check = self.form.list.current()
        if self._waiting():
            found.append(Command("Remind services that have not answered", self.remind, "mail"))
        if check is not None:
            reply = f"Open the reply of {check.name}"
            found.append(Command(reply, self.open_reply, "inbox", "Enter"))
            if check.is_open:
                withdraw = f"Withdraw the question to {check.name}"
                found.append(Command(withdraw, self.withdraw, "x", "W"))
        return found

    # Acts

    def ask(self) -> None:
        """Ask services."""
        if self._episode is None:
            return
        around = self._around
        dialog = AskDialog(around.services, self._episode, around.desk, around.clock, around.owner)
        dialog.exec()
        self._told(dialog.done_words, "send")

    def remind(self, only: Check | None = None) -> None:
        """Remind services that have not answered, or one of them."""
        waiting = self._waiting()
        if self._episode is None or not waiting or (only and not only.is_open):
            return
        around = self._around
        dialog = RemindDialog(
            around.services, self._episode, waiting, only, around.desk, around.clock,
            self._person(), around.owner,
        )  # fmt: skip
        dialog.exec()
        self._told(dialog.done_words, "mail")

    def reply_at_once(self, known: str) -> None:
        """Record a reply of today in one key; words can be added to it by Enter."""
        check = self.form.list.current()
        if check is None:
            return
        if not check.is_open:
            self.open_reply()
            return
        reply = Reply(known, self._around.clock.today())
        said = f"{check.name}: {REPLY_WORDS[known].lower()}"
        done = self._around.acts.do(lambda: self._checks.reply(check.id, reply), None, said=said)
        if done is not None:
            self._next_open(check)

    def open_reply(self) -> None:
        """Take in a reply with its words, or add to one that is in."""
        check = self.form.list.current()
        if check is None or check.withdrawn:
            return
        around = self._around
        dialog = ReplyDialog(check, around.desk, around.clock, around.owner)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        if self._record(check, dialog) is not None:
            dialog.forget()

    def _record(self, check: Check, dialog: ReplyDialog) -> Check | None:
        acts, reply = self._around.acts, dialog.reply
        if reply is not None:
            said = f"{check.name}: {REPLY_WORDS[reply.known].lower()}"
            return acts.do(lambda: self._checks.reply(check.id, reply), None, said=said)
        if dialog.corrected:
            said = f"{check.name} corrected: {REPLY_WORDS[dialog.corrected].lower()}"
            return acts.do(
                lambda: self._checks.correct(check.id, dialog.corrected, dialog.added),
                None,
                said=said,
            )
        said = f"Added to the reply of {check.name}"
        return acts.do(lambda: self._checks.add_words(check.id, dialog.added), None, said=said)

    def withdraw(self) -> None:
        """Ask the current one no more, with a reason."""
        check = self.form.list.current()
        if check is None or not check.is_open:
            return
        dialog = WithdrawDialog(check, self._around.owner)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            said = f"Question to {check.name} withdrawn"
            self._around.acts.do(
                lambda: self._checks.withdraw(check.id, dialog.reason), None, said=said
            )

    # Inside

    def _told(self, said: str, icon: str) -> None:
        """Tell the others of what a dialog has done."""
        if said:
            self._around.desk.saved()
            self._around.acts.changed.emit()
            self._around.desk.toast(said, undo=True, icon=icon)
            self.form.list.setFocus()

    def _waiting(self) -> list[Check]:
        rows = range(self.model.rowCount())
        return [check for row in rows if (check := self.model.check(row)).is_open]

    def _next_open(self, after: Check) -> None:
        """Go on to the next that has not answered."""
        start = self.model.row_of(after.id)
        rows = [*range(start + 1, self.model.rowCount()), *range(max(0, start))]
        row = next((row for row in rows if self.model.check(row).is_open), start)
        self.form.list.choose(row)

    def _person(self) -> str:
        areas = self._around.services.forms.list_of("home_area")
        return named_all(self._episode.subjects if self._episode else (), areas)

    def _show_head(self, checks: Sequence[Check]) -> None:
        form, count = self.form, tally(checks)
        said = count.words[:1].upper() + count.words[1:]
        if count.missing:
            said += f" · missing: {', '.join(count.missing)}"
        elif checks and not count.asked:
            said = "Every question was withdrawn"
        form.tally_label.setText(said)
        form.tally_label.setVisible(bool(said))
        form.remind_button.setVisible(bool(count.missing))
        form.ask_button.setVisible(bool(checks))
        form.pages.setCurrentWidget(form.list_page if checks else form.empty_page)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the list, or to what is offered instead."""
        super().focusInEvent(event)
        shown = self.form.list if self.model.rowCount() else self.form.empty_state
        shown.setFocus(event.reason())
