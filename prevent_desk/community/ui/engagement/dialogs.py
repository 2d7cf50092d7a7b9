"""The short questions about an event: was it held, why not, on which day again, how often."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QLineEdit

from prevent_desk.community.model.events import Event
from prevent_desk.community.model.series import Every, Series, say_rule
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.engagement.day_edit import LogDayEdit
from prevent_desk.community.ui.engagement.times_edit import TimesEdit
from prevent_desk.logbook.ui.count_edit import CountEdit
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.ui.widgets.dialog import WIDTH
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel


class HeldDialog(EntryDialog):
    """Asks what a planned event came to."""

    def __init__(self, around: Around, event: Event) -> None:
        super().__init__(
            "Was it held?", around.desk, f"community/held/{event.id}", around.owner, width=WIDTH
        )
        self.say("It was held", f"{event.title}, {event.day_words}")
        self._around, self._event = around, event
        self.reach_edit = CountEdit()
        self.times_edit = TimesEdit()
        self.times_edit.set_count(event.times)
        self.summary_edit = TextEdit(event.summary, lines=2, most_lines=8)
        self.put(
            self.field("reach", "&Reached", self.reach_edit, optional=True),
            self.field("times", "How &many", self.times_edit),
        )
        self.put(self.field("summary", "What &came of it", self.summary_edit, optional=True))
        self.end("It was &held")
        self.write = lambda: around.services.events.hold(
            event.id, self.reach_edit.count(), times=self.times_edit.count(),
            summary=self.summary_edit.toPlainText(),
        )  # fmt: skip


class CancelDialog(EntryDialog):
    """Asks why an event does not take place."""

    def __init__(self, around: Around, event: Event) -> None:
        super().__init__(
            "Call it off", around.desk, f"community/cancel/{event.id}", around.owner,
            width=WIDTH,
        )  # fmt: skip
        self.say(
            "Call it off",
            f"{event.title}, {event.day_words}. It stays in the log and counts nothing.",
        )
        self.why_edit = QLineEdit()
        self.put(self.field("why", "&Why", self.why_edit, optional=True))
        self.end("&Call it off")
        self.write = lambda: around.services.events.cancel(event.id, self.why_edit.text())


class RegularDialog(EntryDialog):
    """Asks how often an event comes again, or lets its series be changed.

    Attributes:
        made: The key of the series.
    """

    def __init__(
        self, around: Around, event: Event | None = None, series: Series | None = None
    ) -> None:
        key = f"start/{event.id}" if event is not None else f"change/{series.id if series else 0}"
        super().__init__(
            "It comes again", around.desk, f"community/regular/{key}", around.owner, width=WIDTH
        )
        self._around, self._event, self._series = around, event, series
        if event is not None:
            self.say("It comes again", f"{event.title}, {event.day_words}")
        self.made: int | None = series.id if series is not None else None
        begun = event.first if event is not None else series.begun if series is not None else None
        self._begun = begun or around.clock.today()
        self.title_edit = QLineEdit(series.title if series is not None else "")
        self.every_edit = Combo()
        for one in Every:
            self.every_edit.addItem(one.words, one.value)
        self.weekday_box = QCheckBox("Stays on its &weekday, not on its day of the month")
        self.begun_edit = LogDayEdit(around.clock.today)
        self.begun_edit.set_day(self._begun)
        self.rule_label = WrapLabel("", "support")
        if series is not None:
            self.every_edit.setCurrentIndex(self.every_edit.findData(series.every.value))
        self.weekday_box.setChecked(series.keeps_weekday if series is not None else True)
        if series is not None:
            self.put(self.field("title", "What lists call &it", self.title_edit))
        fields = [self.field("every", "How &often", self.every_edit)]
        if series is not None:
            fields.append(self.field("begun", "&From", self.begun_edit))
        self.put(*fields)
        self.put(self.weekday_box)
        self.put(self.rule_label)
        self.every_edit.currentIndexChanged.connect(lambda _row: self._say())
        self.weekday_box.toggled.connect(lambda _on: self._say())
        self.begun_edit.date_chosen.connect(lambda _day: self._say())
        self.end("It &comes again" if series is None else "&Save")
        self.write = self._write
        self._say()

    def wrong(self) -> Mapping[str, str]:
        """Want a title and a first day of a series that is changed."""
        if self._series is None:
            return {}
        return {
            "title": "" if self.title_edit.text().strip() else "It needs a title.",
            "begun": "" if self.begun_edit.day() else "From which day on?",
        }

    def _every(self) -> Every:
        return Every(self.every_edit.currentData())

    def _say(self) -> None:
        weekly = self._every() in {Every.WEEK, Every.FORTNIGHT}
        self.weekday_box.setVisible(not weekly)
        begun = self.begun_edit.day() or self._begun
        rule = say_rule(self._every(), begun, keeps_weekday=self.weekday_box.isChecked())
        self.rule_label.setText(f"{rule}. The next is proposed under “Regular”.")

    def _write(self) -> None:
        regular, keeps = self._around.services.regular, self.weekday_box.isChecked()
        if self._series is not None:
            regular.change(
                self._series.id, self.title_edit.text(), self._every(),
                self.begun_edit.day() or self._begun, keeps_weekday=keeps,
            )  # fmt: skip
        elif self._event is not None:
            self.made = regular.start(self._event.id, self._every(), keeps_weekday=keeps)


def day_after(event: Event, today: date) -> date:
    """Return the day a repeated event is proposed on: a week later, or today where that is past."""
    return max(event.first + timedelta(days=7), today)
