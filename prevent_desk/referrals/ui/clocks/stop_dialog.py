"""Asks why a clock has to stand still and from when, or from when it goes on."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from prevent_desk.core.clock import Clock as DeskClock
from prevent_desk.core.dates import say_date
from prevent_desk.referrals.model.clock import Clock
from prevent_desk.ui.autosave import Autosave
from prevent_desk.ui.page import Desk
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import TextEdit
from prevent_desk.ui.widgets.form_field import FormField


class StopDialog(Dialog):
    """A day and a reason; `day` and `reason` hold them once accepted."""

    def __init__(
        self, episode_id: int, clock: Clock, desk: Desk, today: DeskClock, parent: QWidget
    ) -> None:
        super().__init__("Stop this clock?", parent=parent.window())
        self._clock, self._desk, self._today = clock, desk, today
        self._key = f"referral.clock.{episode_id}.{clock.key}"
        self.say(
            "Stop this clock?",
            f"{clock.rule.title}: the days it stands still do not count. "
            "It stays on the record, with your reason.",
        )
        self.from_edit = _day_edit(today)
        self.from_field = FormField("&From", self.from_edit, hint="The first day not counted.")
        self.reason_edit = TextEdit(lines=2)
        self.reason_field = FormField(
            "&Reason", self.reason_edit, hint="What it waits for, and for whom."
        )
        self.body.addWidget(self.reason_field)
        self.body.addWidget(self.from_field)
        self.add_cancel()
        self.stop_button = self.add_verb("&Stop the clock", accepts=False)
        self.stop_button.clicked.connect(self.take)
        self.from_edit.refused.connect(self.from_field.set_error)
        self.reason_edit.finished.connect(self.take)
        kept = desk.draft(self._key)
        if kept:
            self.reason_edit.setPlainText(kept[0])
        self._autosave = Autosave(lambda: desk.keep_draft(self._key, self.reason), self)
        self._autosave.watch(self.reason_edit)
        self.reason_edit.setFocus()

    @property
    def reason(self) -> str:
        """The reason as typed."""
        return self.reason_edit.toPlainText().strip()

    @property
    def day(self) -> date:
        """The first day that does not count."""
        return self.from_edit.day() or self._today.today()

    def take(self) -> None:
        """Accept, unless something is missing or cannot be."""
        self.from_field.clear_error()
        if not self.reason:
            self.reason_field.set_error("Stopping a clock needs a reason.")
            self.reason_edit.setFocus()
        elif self.from_edit.take() and not self._wrong_day():
            self._autosave.forget()
            self._desk.keep_draft(self._key, "")
            self.accept()

    def _wrong_day(self) -> bool:
        wrong = ""
        if self.day > self._today.today():
            wrong = "A clock is stopped today or on a day that was."
        elif self._clock.starts and self.day < self._clock.starts:
            wrong = f"It began on {say_date(self._clock.starts)}: choose that day or a later one."
        if wrong:
            self.from_field.set_error(wrong)
            self.from_edit.setFocus()
        return bool(wrong)


class RestartDialog(Dialog):
    """A day from which the clock goes on; `day` holds it once accepted."""

    def __init__(self, clock: Clock, today: DeskClock, parent: QWidget) -> None:
        super().__init__("Start this clock again?", parent=parent.window())
        self._today = today
        stop = next((one for one in clock.stops if one.until is None), None)
        self._since = stop.since if stop else today.today()
        reason = f" “{stop.reason}”" if stop else ""
        self.say(
            "Start this clock again?",
            f"{clock.rule.title} stands still since {say_date(self._since)}:{reason}",
        )
        self.from_edit = _day_edit(today)
        self.from_field = FormField("&From", self.from_edit, hint="The first day that counts.")
        self.body.addWidget(self.from_field)
        self.add_cancel()
        self.start_button = self.add_verb("&Start it again", accepts=False)
        self.start_button.clicked.connect(self.take)
        self.from_edit.refused.connect(self.from_field.set_error)
        self.from_edit.setFocus()

    @property
    def day(self) -> date:
        """The first day that counts again."""
        return self.from_edit.day() or self._today.today()

    def take(self) -> None:
        """Accept, unless the day cannot be."""
        self.from_field.clear_error()
        if not self.from_edit.take():
            return
        if not self._since <= self.day <= self._today.today():
            self.from_field.set_error(f"Choose a day from {say_date(self._since)} up to today.")
            return
        self.accept()


def _day_edit(today: DeskClock) -> DateEdit:
    edit = DateEdit(today.today)
    edit.set_day(today.today())
    return edit
