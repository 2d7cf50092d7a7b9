"""The series of panels: how often, when and how they meet."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.words import sector_words
from prevent_desk.core.dates import say_date
from prevent_desk.panels.model import series as rules
from prevent_desk.panels.model.records import Mode, Series
from prevent_desk.panels.model.series import LAST, MONTH, WEEKS, NewSeries
from prevent_desk.panels.ui.around import Around
from prevent_desk.panels.ui.meetings.meeting_dialog import MODES
from prevent_desk.panels.ui.meetings.series_members import SeriesMembersDialog, told
from prevent_desk.panels.ui.meetings.time_edit import TimeEdit
from prevent_desk.ui import painting, theme
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, ComboPicker, NumberBox
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_WIDTH = 600
_NEXT = 3
_DEMAND = "demand"
_HOW_OFTEN = (
    Choice(MONTH, "&Monthly", "calendar"),
    Choice(WEEKS, "Every few &weeks"),
    Choice(_DEMAND, "On &demand"),
)
_NTH = ((1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (LAST, "Last"))
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class SeriesDialog(DraftedDialog):
    """Sets a series up, or changes one; says at once which days that makes.

    It shows one series after another, so nothing typed is brought back into another of them.
    """

    def __init__(self, around: Around) -> None:
        super().__init__(
            "Series of panels",
            around.desk,
            "panels/series",
            around.owner,
            width=_WIDTH,
            told="A series only proposes days: each panel is planned by itself.",
        )
        self._around = around
        self._all: list[Series] = []
        self._members: tuple[int, ...] = ()
        self._agencies = around.services.contacts.organisations.all()
        self._build()
        self._wire()
        self._read()

    def _build(self) -> None:
        self.which = ComboPicker("Series", "A new series", filters=False)
        self.which_field = FormField("&Series", self.which)
        self.name_edit = QLineEdit()
        self.name_field = FormField("&Name", self.name_edit)
        self.often = Segmented(_HOW_OFTEN, "How often")
        self.often_field = FormField("How often", self.often)
        self.nth, self.weekday = Combo(), Combo()
        for value, words in _NTH:
            self.nth.addItem(words, value)
        for number, words in enumerate(_DAYS[:5]):
            self.weekday.addItem(words, number)
        self.nth_field = FormField("&Which", self.nth)
        self.weekday_field = FormField("Da&y", self.weekday)
        self.weeks = NumberBox()
        self.weeks.setRange(1, 52)
        self.weeks.setSuffix(" weeks")
        self.weeks_field = FormField("&Every", self.weeks)
        self.first_edit = DateEdit(self._around.clock.today)
        self.first_field = FormField("&First day", self.first_edit)
        self.from_edit = TimeEdit()
        self.from_field = FormField("F&rom", self.from_edit)
        self.minutes = NumberBox()
        self.minutes.setRange(15, 480)
        self.minutes.setSingleStep(15)
        self.minutes.setSuffix(" min")
        self.minutes_field = FormField("&Lasts", self.minutes)
        self.mode = Segmented(MODES, "How it meets")
        self.mode_field = FormField("How it meets", self.mode)
        self.link_edit = QLineEdit()
        self.link_field = FormField("Lin&k to the meeting", self.link_edit, optional=True)
        self.venue_edit = QLineEdit()
        self.venue_field = FormField("Room or &address", self.venue_edit, optional=True)
        self.members_button = Button("", "users")
        self.members_field = FormField("W&ho is asked", self.members_button)
        self.next_label = WrapLabel("", "small")
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.which_field,),
            (self.name_field,),
            (self.often_field,),
            (self.nth_field, self.weekday_field),
            (self.weeks_field, self.first_field),
            (self.from_field, self.minutes_field),
            (self.mode_field,),
            (self.venue_field,),
            (self.link_field,),
            (self.members_field,),
            (self.next_label,),
        )
        for widgets in rows:
            self.put(*widgets)
        self.add_cancel("Close")
        self.end_button = Button("E&nd the series", "x")
        self.add_beside(self.end_button)
        self.save_button = self.add_verb("&Save the series", accepts=False)

    def _wire(self) -> None:
        self.which.activated.connect(self._show_chosen)
        self.often.chosen.connect(self._say_next)
        for combo in (self.nth, self.weekday):
            combo.activated.connect(self._say_next)
        self.weeks.valueChanged.connect(self._say_next)
        self.first_edit.date_chosen.connect(self._say_next)
        self.first_edit.refused.connect(self.first_field.set_error)
        self.from_edit.refused.connect(self.from_field.set_error)
        self.mode.chosen.connect(self._show_mode)
        self.save_button.clicked.connect(self.save)
        self.end_button.clicked.connect(self.end)
        self.members_button.clicked.connect(self.choose_members)

    def _read(self) -> None:
        self._all = self._around.services.series.all()
        self.which.set_values([(one.id, one.name) for one in self._all])
        self.which_field.setVisible(bool(self._all))
        if self._all:
            self.which.set_value(self._all[0].id)
        self._show_chosen()

    def _chosen(self) -> Series | None:
        return next((one for one in self._all if one.id == self.which.value()), None)

    def _show_chosen(self, *_: object) -> None:
        one = self._chosen()
        self.end_button.setVisible(one is not None)
        rule = one.rule if one else rules.monthly(2, 2)
        self.name_edit.setText(one.name if one else "Channel panel")
        self.often.set_value(str(rule.get("every", _DEMAND)))
        self.nth.setCurrentIndex(max(0, self.nth.findData(rule.get("nth", 2))))
        self.weekday.setCurrentIndex(max(0, self.weekday.findData(rule.get("weekday", 2))))
        self.weeks.setValue(int(rule.get("weeks", 6)))
        first = str(rule.get("first", ""))
        self.first_edit.set_day(_day(first) or self._around.clock.today())
        starts = one.starts if one else "10:00"
        self.from_edit.set_time(rules.start_of(self._around.clock.today(), starts).time())
        self.minutes.setValue(one.minutes if one else 90)
        self.mode.set_value((one.mode if one else Mode.VIRTUAL).value)
        self.venue_edit.setText(one.venue if one else "")
        self.link_edit.setText(one.link if one else "")
        self._members = one.members if one else ()
        self._say_members()
        self._show_mode()
        self._say_next()

    def _show_mode(self, *_: object) -> None:
        mode = Mode(self.mode.value())
        self.venue_field.setVisible(mode is not Mode.VIRTUAL)
        self.link_field.setVisible(mode is not Mode.IN_PERSON)
        self.fit()

    def _rule(self) -> dict[str, object]:
        often = self.often.value()
        if often == MONTH:
            return rules.monthly(self.nth.currentData(), self.weekday.currentData())
        if often == WEEKS:
            first = self.first_edit.day() or self._around.clock.today()
            return rules.every_weeks(self.weeks.value(), first)
        return rules.on_demand()

    def _say_next(self, *_: object) -> None:
        often = self.often.value()
        for field in (self.nth_field, self.weekday_field):
            field.setVisible(often == MONTH)
        for field in (self.weeks_field, self.first_field):
            field.setVisible(often == WEEKS)
        days = self._around.services.referrals.clocks.working_days()
        found = rules.next_dates(self._rule(), self._around.clock.today(), days, _NEXT)
        if not found:
            self.next_label.setText("Called when it is needed; no days are proposed.")
            return
        self.fit()
        days_told = ", ".join(say_date(one.day) for one in found)
        moved = " ".join(one.words for one in found if one.words)
        self.next_label.setText(f"Next: {days_told}. {moved}".strip())

    def choose_members(self) -> None:
        """Ask which agencies the series has of its own."""
        listed = [(one, sector_words(one.sector)) for one in self._agencies]
        dialog = SeriesMembersDialog(listed, self._members, self)
        if dialog.exec():
            self._members = dialog.members()
            self._say_members()

    def _say_members(self) -> None:
        words = told(self._members, self._agencies)
        room = theme.px(_WIDTH - 110)
        self.members_button.setText(painting.elide(words, self.members_button.font(), room))
        self.members_button.setToolTip(words)
        self.members_button.setAccessibleDescription(words)

    def end(self) -> None:
        """Propose no more days of the series; panels planned and held stay."""
        one, series = self._chosen(), self._around.services.series
        if one is not None:
            self._around.acts.do(lambda: series.end(one.id), None, said="Series ended")
            self._read()

    def save(self) -> None:
        """Keep the series as it is said."""
        if not (self.from_edit.take() and self.first_edit.take()):
            return
        at = self.from_edit.chosen()
        if at is None:
            self.from_field.set_error("Say the time: “10:00”.")
            return
        if not self.name_edit.text().strip():
            self.name_field.set_error("Give it a name: “Channel panel”.")
            return
        one = self._chosen()
        new = NewSeries(
            self.name_edit.text(), self._rule(), f"{at:%H:%M}", self.minutes.value(),
            Mode(self.mode.value()), self.venue_edit.text(), self.link_edit.text(),
            self._members, one.note if one else "",
        )  # fmt: skip
        series = self._around.services.series

        def act() -> bool:
            if one is None:
                series.add(new)
            else:
                series.change(one.id, new)
            return True

        if self._around.acts.do(act, failed=False, said="Series saved"):
            self.accept()


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None
