"""Plans a panel, or changes one: when, how and where it meets, who chairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog, Field
from prevent_desk.panels.model import meeting as rules
from prevent_desk.panels.model import series as series_rules
from prevent_desk.panels.model.meeting import NewMeeting
from prevent_desk.panels.model.records import Meeting, Mode, Series
from prevent_desk.panels.model.series import NextDate
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.time_edit import TimeEdit
from prevent_desk.ui.widgets.chip import ChipButton
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import ComboPicker
from prevent_desk.ui.widgets.flow import FlowLayout
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_WIDTH = 620
_DATES = 4
_USUAL = timedelta(minutes=90)

MODES = (
    Choice(Mode.VIRTUAL.value, "By &video", "monitor"),
    Choice(Mode.IN_PERSON.value, "In &person", "users"),
    Choice(Mode.HYBRID.value, "B&oth"),
)


def _often(series: Series) -> str:
    words = series_rules.say_rule(series.rule)
    return f"{words[:1].lower()}{words[1:]}"


class MeetingDialog(DraftedDialog):
    """Asks for everything a meeting needs; what is wrong is said at its field.

    Attributes:
        told: What was said; None until all of it held.
        made: What writing it answered: the key of a new meeting.
    """

    def __init__(
        self,
        around: Around,
        write: Callable[[NewMeeting], object],
        meeting: Meeting | None = None,
    ) -> None:
        title = "Change the panel" if meeting else "Plan a panel"
        consequence = (
            "A new time or place gives the calendar file a new version; those told get a new draft."
            if meeting and meeting.called
            else "Nobody is asked yet: that is the call-out."
        )
        kept_as = f"panels/change/{meeting.id}" if meeting else "panels/plan"
        super().__init__(title, around.desk, kept_as, around.owner, width=_WIDTH, told=consequence)
        self._around, self._meeting = around, meeting
        self.told: NewMeeting | None = None
        self.made: object = None
        self.write = partial(self._write, write)
        self._series: dict[int, Series] = {one.id: one for one in around.services.series.all()}
        self._build()
        self._begin()
        self._wire()

    def _build(self) -> None:
        self.series_combo = ComboPicker("Series", "A single panel", filters=False)
        self.series_combo.set_values(
            [(one.id, f"{one.name}: {_often(one)}") for one in self._series.values()]
        )
        self.series_field = FormField("&Series", self.series_combo)
        self.date_edit = DateEdit(self._around.clock.today)
        self.date_field = FormField("&Day", self.date_edit)
        self.from_edit, self.until_edit = TimeEdit(), TimeEdit()
        self.from_field = FormField("&From", self.from_edit)
        self.until_field = FormField("&Until", self.until_edit)
        self.day_label = WrapLabel("", "small")
        self.dates = QWidget()
        self._flow = FlowLayout(self.dates, gap=6)
        self.mode = Segmented(MODES, "How it meets")
        self.mode_field = FormField("How it meets", self.mode)
        self.venue_edit, self.link_edit = QLineEdit(), QLineEdit()
        self.venue_field = FormField("&Room or address", self.venue_edit)
        self.link_field = FormField("&Link to the meeting", self.link_edit)
        self.chair_edit, self.notes_edit, self.title_edit = QLineEdit(), QLineEdit(), QLineEdit()
        self.chair_field = FormField("&Chair", self.chair_edit, optional=True)
        self.notes_field = FormField("Note &taker", self.notes_edit, optional=True)
        self.title_field = FormField("&Name of the panel", self.title_edit, optional=True)
        times = QWidget()
        across = QHBoxLayout(times)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(self.from_field)
        across.addWidget(self.until_field)
        if self._series:
            self.put(self.series_field)
        self.put(self.dates)
        self.put(self.date_field, times)
        self.put(self.day_label)
        for field in (self.mode_field, self.venue_field, self.link_field):
            self.put(field)
        self.put(self.chair_field, self.notes_field)
        self.put(self.title_field)

    def _wire(self) -> None:
        self.series_combo.activated.connect(self._series_chosen)
        self.date_edit.date_chosen.connect(lambda _day: self._say_day())
        self.date_edit.refused.connect(self.date_field.set_error)
        self.from_edit.refused.connect(self.from_field.set_error)
        self.until_edit.refused.connect(self.until_field.set_error)
        self.from_edit.time_chosen.connect(self._follow_start)
        self.mode.chosen.connect(self._show_mode)

    def _begin(self) -> None:
        one = self._meeting
        if one is None:
            self._begin_new()
        else:
            self.series_combo.set_value(one.series_id)
            self._show(one.starts, one.ends, one.mode, one.venue, one.link)
            self.chair_edit.setText(one.chair)
            self.notes_edit.setText(one.note_taker)
            if one.title != rules.title_on(one.starts.date()):
                self.title_edit.setText(one.title)
        self.save_button = self.finish("Save" if one else "&Plan it", self._kept_fields())
        # What was typed the time before is read; where it was no time it is said with the rest.
        for edit in (self.date_edit, self.until_edit, self.from_edit):
            edit.take()
        self._show_mode()
        self._offer_dates()
        self._say_day()
        self.date_edit.setFocus()

    def _kept_fields(self) -> dict[str, Field]:
        fields: dict[str, Field] = {
            "day": self.date_edit, "from": self.from_edit, "until": self.until_edit,
            "mode": self.mode, "venue": self.venue_edit, "link": self.link_edit,
            "chair": self.chair_edit, "notes": self.notes_edit, "title": self.title_edit,
        }  # fmt: skip
        return {"series": self.series_combo, **fields} if self._series else fields

    def _begin_new(self) -> None:
        services = self._around.services
        known = services.meetings.all(cancelled=False)
        if known:
            self.chair_edit.setText(known[0].chair)
            self.notes_edit.setText(known[0].note_taker)
        self.mode.set_value(Mode.VIRTUAL.value)
        if self._series:
            self.series_combo.set_value(next(iter(self._series)))
            self._series_chosen()
        self._show_mode()

    def _show(self, starts: datetime, ends: datetime, mode: Mode, venue: str, link: str) -> None:
        self.date_edit.set_day(starts.date())
        self.from_edit.set_time(starts.time())
        self.until_edit.set_time(ends.time())
        self.mode.set_value(mode.value)
        self.venue_edit.setText(venue)
        self.link_edit.setText(link)
        self._show_mode()

    def _series_chosen(self, *_: object) -> None:
        chosen = self._series.get(self._series_id() or 0)
        if chosen is not None and self._meeting is None:
            dates = self._around.services.series.next_dates(chosen.id, 1)
            day = dates[0].day if dates else self.date_edit.day() or self._around.clock.today()
            new = self._around.services.series.meeting_on(chosen.id, day)
            self._show(new.starts, new.ends, new.mode, new.venue, new.link)
            if not dates:
                self.date_edit.set_day(None)
        self._offer_dates()
        self._say_day()

    def _series_id(self) -> int | None:
        found = self.series_combo.value()
        return found if isinstance(found, int) else None

    def _offer_dates(self) -> None:
        while self._flow.count():
            widget = self._flow.takeAt(0).widget()
            if widget is not None:
                # Within a dialog it goes only when the dialog does.
                widget.hide()
                widget.deleteLater()
        self._words: dict[object, str] = {}
        found = self._next_dates()
        for one in found:
            self._words[one.day] = one.words
            button = ChipButton(f"{one.day:%a} {one.day.day} {one.day:%b}", "calendar", "accent")
            button.setToolTip(one.words)
            button.clicked.connect(partial(self._take_date, one))
            self._flow.addWidget(button)
        self.dates.setVisible(bool(found))

    def _next_dates(self) -> Sequence[NextDate]:
        series_id = self._series_id()
        if series_id is None:
            return ()
        return self._around.services.series.next_dates(series_id, _DATES)

    def _take_date(self, chosen: NextDate) -> None:
        self.date_edit.set_day(chosen.day)
        self.date_field.clear_error()
        self._autosave.note()
        self._say_day()

    def _say_day(self) -> None:
        day = self.date_edit.day()
        if day is None:
            self.day_label.setText("")
            return
        days = self._around.services.referrals.clocks.working_days()
        words = rules.say_day(day, self._around.clock.today(), days)
        self.day_label.setText(f"{words} {self._words.get(day, '')}".strip())

    def _follow_start(self) -> None:
        """Keep the usual length where no end is typed, or the end came before the new start."""
        start, end = self.from_edit.chosen(), self.until_edit.chosen()
        if start is not None and (end is None or end <= start):
            day = self._around.clock.today()
            self.until_edit.set_time((datetime.combine(day, start) + _USUAL).time())

    def _show_mode(self, *_: object) -> None:
        mode = Mode(self.mode.value() or Mode.VIRTUAL.value)
        self.venue_field.setVisible(mode is not Mode.VIRTUAL)
        self.link_field.setVisible(mode is not Mode.IN_PERSON)
        self.fit()

    def is_ready(self) -> bool:
        """Take what is said; what is wrong is said at its field."""
        fields = (self.date_edit, self.from_edit, self.until_edit)
        # Each is read: what is wrong in all of them is said at once.
        refused = [one for one in fields if not one.take()]
        if refused:
            return False
        day, start, end = self.date_edit.day(), self.from_edit.chosen(), self.until_edit.chosen()
        if day is None:
            self.date_field.set_error("Say the day: “10 dec”, “next wed”.")
            self.date_edit.setFocus()
            return False
        if start is None or end is None:
            field = self.from_field if start is None else self.until_field
            field.set_error("Say the time: “10:00”.")
            field.setFocus()
            return False
        starts, ends = datetime.combine(day, start), datetime.combine(day, end)
        if wrong := rules.wrong_time(starts, ends):
            self.until_field.set_error(wrong)
            self.until_edit.setFocus()
            return False
        self.told = NewMeeting(
            starts, ends, self.title_edit.text(), Mode(self.mode.value()),
            self.venue_edit.text(), self.link_edit.text(),
            chair=self.chair_edit.text(), note_taker=self.notes_edit.text(),
            series_id=self._series_id(),
        )  # fmt: skip
        return True

    def _write(self, write: Callable[[NewMeeting], object]) -> None:
        if self.told is not None:
            self.made = write(self.told)
