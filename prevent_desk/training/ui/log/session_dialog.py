"""The quick form of a training session: course, day, for whom, how many; the rest is folded."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from prevent_desk.core.errors import Refused
from prevent_desk.core.money import read_cost, say_cost
from prevent_desk.core.times import read_time
from prevent_desk.logbook.model.parties import Party
from prevent_desk.logbook.ui.count_edit import CountEdit
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.logbook.ui.parties_edit import PartiesEdit, known_parties
from prevent_desk.logbook.ui.plan_edit import PlanEdit
from prevent_desk.training.model.sessions import (
    MODE_WORDS,
    ONE,
    Mode,
    NewSession,
    State,
    TrainingSession,
    parse_minutes,
    say_minutes,
    to_new,
)
from prevent_desk.training.ui.around import Around
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_WIDTH = 700
"""Room for the longest title of the catalogue in half of it."""
_LEAST_LETTERS = 12
_MORE = (
    "last", "title", "sessions", "invited", "minutes", "cost", "state", "materials", "note",
)  # fmt: skip


class SessionDialog(EntryDialog):
    """Logs a session, or changes one.

    Attributes:
        made: The number of the session; None until it was written.
    """

    def __init__(
        self,
        around: Around,
        session: TrainingSession | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; `session` is what is changed, None for a new one."""
        key = "new" if session is None else str(session.id)
        title = "Log session" if session is None else "Change session"
        kept = f"training/session/{key}"
        super().__init__(title, around.desk, kept, parent or around.owner, width=_WIDTH)
        self._around, self._session = around, session
        self._services = around.services
        self.made: int | None = None
        self._bodies = {
            one.called.casefold(): Party(one.called, one.id)
            for one in reversed(self._services.contacts.organisations.all())
        }
        self._make_fields()
        self._keep_choices()
        self._lay()
        if session is None:
            self.day_edit.set_day(around.clock.today())
            self.sessions_edit.set_count(ONE)
        else:
            self._begin_with(to_new(session))
            self.plan_edit.set_targets(self._services.sessions.targets(session.id))
        self.end("&Log session" if session is None else "&Save")
        self.write = self._write
        self._say_state()
        self._show_more(any(self._is_told(name) for name in _MORE))
        self.course_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    # What it is made of

    def _make_fields(self) -> None:
        today = self._around.clock.today
        self.course_edit = Combo()
        self.course_edit.addItem("No course of the catalogue", None)
        for course in self._services.courses.all():
            self.course_edit.addItem(course.title, course.id)
        self.day_edit = DateEdit(today)
        self.whose_edit = QLineEdit()
        self.whose_edit.setPlaceholderText("School, business or other body")
        self._offer_bodies()
        self.department_edit = Combo()
        self.department_edit.addItem("None", None)
        for department in self._services.departments.all():
            self.department_edit.addItem(department.name, department.id)
        self.attended_edit = CountEdit()
        self.audience_edit = Combo()
        self.audience_edit.addItem("Not said", "")
        for term in self._services.lists_of_terms()["audience"].terms:
            self.audience_edit.addItem(term.label, term.code)
        for combo in (self.course_edit, self.department_edit, self.audience_edit):
            # The longest title must not make its column wider than the other.
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_LEAST_LETTERS)
        self.mode_edit = Segmented(
            [Choice(mode.value, words) for mode, words in MODE_WORDS.items()], "Where"
        )
        self.mode_edit.set_value(Mode.VENUE.value)
        self.venue_edit = QLineEdit()
        self.starts_edit = QLineEdit()
        self.starts_edit.setPlaceholderText("14:00, 2pm")
        self.givers_edit = PartiesEdit(self._givers, placeholder="Contact, or a name")
        self.plan_edit = PlanEdit(self._services.plan, "Sessions")
        self.said = WrapLabel("", "support")
        self.more_button = Button("More", "chevron-right", kind="link", small=True)
        self.last_edit = DateEdit(today)
        self.title_edit = QLineEdit()
        self.sessions_edit = CountEdit()
        self.sessions_edit.setPlaceholderText("1, about 4, ?")
        self.sessions_edit.setToolTip("More than one: several alike that are entered at once.")
        self.invited_edit = QLineEdit()
        self.minutes_edit = QLineEdit()
        self.minutes_edit.setPlaceholderText("90, 1h30")
        self.cost_edit = QLineEdit()
        self.cost_edit.setPlaceholderText("£120, 49.50")
        self.state_edit = Segmented(
            [Choice("", "By its day"), Choice(State.PLANNED.value, "Planned"),
             Choice(State.HELD.value, "Held")],
            "State",
        )  # fmt: skip
        self.state_edit.set_value("")
        self.materials_edit = QLineEdit()
        self.note_edit = TextEdit(lines=2, most_lines=6)

    def _lay(self) -> None:
        self.put(
            self.field("course", "&Course", self.course_edit),
            self.field("first", "&Day", self.day_edit),
        )
        self.put(
            self.field("whose", "&For whom", self.whose_edit, optional=True),
            self.field("department", "&Own department", self.department_edit, optional=True),
        )
        self.put(
            self.field("attended", "&Attended", self.attended_edit, optional=True),
            self.field("audience", "A&udience", self.audience_edit, optional=True),
        )
        self.put(
            self.field("mode", "Where", self.mode_edit),
            self.field("venue", "&Venue or link", self.venue_edit, optional=True),
        )
        self.put(
            self.field("givers", "&Trainers", self.givers_edit, optional=True),
            self.field("starts", "Ti&me", self.starts_edit, optional=True),
        )
        self.put(self.field("plan", "Counts to&wards", self.plan_edit, optional=True))
        self.put(self.said)
        self.put(self.more_button)
        self.put(
            self.field("last", "Last da&y", self.last_edit, optional=True),
            self.field("sessions", "&How many sessions", self.sessions_edit),
        )
        self.put(
            self.field("title", "Titl&e", self.title_edit, optional=True),
            self.field("invited", "&Invited", self.invited_edit, optional=True),
        )
        self.put(
            self.field("minutes", "Len&gth", self.minutes_edit, optional=True),
            self.field("cost", "Cost in &pounds", self.cost_edit, optional=True),
        )
        self.put(
            self.field("materials", "Mate&rials", self.materials_edit, optional=True),
            self.field("state", "State", self.state_edit),
        )
        self.put(self.field("note", "&Note", self.note_edit, optional=True))
        self.more_button.clicked.connect(lambda: self._show_more(self.fields["last"].isHidden()))
        self.course_edit.activated.connect(lambda _row: self._as_last_time())
        self.day_edit.date_chosen.connect(lambda _day: self._say_state())
        self.state_edit.chosen.connect(lambda _value: self._say_state())

    def _offer_bodies(self) -> None:
        names = sorted((one.words for one in self._bodies.values()), key=str.casefold)
        completer = QCompleter(QStringListModel(names, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.whose_edit.setCompleter(completer)

    def _givers(self) -> list[Party]:
        """Return who can be named: accredited trainers first."""
        day = self.day_edit.day() or self._around.clock.today()
        first = self._services.trainers.offered(self.course_edit.currentData(), day)
        known = known_parties(self._services.contacts)
        return [*first, *(one for one in known if one.contact_id is not None)]

    def _keep_choices(self) -> None:
        """Offer what was chosen before, though it is no longer given."""
        old = self._session
        if old is None:
            return
        for combo, key, words in (
            (self.course_edit, old.course_id, old.course),
            (self.department_edit, old.department_id, old.department),
        ):
            if key is not None and combo.findData(key) < 0:
                combo.addItem(words, key)

    def _begin_with(self, new: NewSession) -> None:
        self.course_edit.setCurrentIndex(max(self.course_edit.findData(new.course_id), 0))
        self.day_edit.set_day(new.first)
        self.last_edit.set_day(new.last if new.last != new.first else None)
        self.whose_edit.setText(new.whose.words if new.whose is not None else "")
        place = self.department_edit.findData(new.department_id)
        self.department_edit.setCurrentIndex(max(place, 0))
        self.audience_edit.setCurrentIndex(max(self.audience_edit.findData(new.audience), 0))
        self.attended_edit.set_count(new.attended)
        self.sessions_edit.set_count(new.sessions)
        if new.sessions.number is None:
            self.sessions_edit.setText("?")
        self.mode_edit.set_value(new.mode.value)
        self.venue_edit.setText(new.venue)
        self.starts_edit.setText(new.starts)
        self.givers_edit.set_parties(new.facilitators)
        self.title_edit.setText(new.title)
        self.invited_edit.setText("" if new.invited is None else str(new.invited))
        self.minutes_edit.setText(say_minutes(new.minutes))
        self.cost_edit.setText(say_cost(new.cost_pence))
        self.materials_edit.setText(new.materials)
        self.note_edit.setPlainText(new.note)
        before, today = self._session, self._around.clock.today()
        if before is not None and before.state is State.PLANNED and before.last <= today:
            # After its day one comes to say how it went; on the day it may be still to come.
            now = State.HELD if before.waits(today) else State.PLANNED
            self.state_edit.set_value(now.value)

    # What follows from what is chosen

    def _as_last_time(self) -> None:
        """Fill in what the last session of the chosen course said; what is typed stays."""
        course_id = self.course_edit.currentData()
        if self._session is not None or course_id is None:
            return
        before = self._services.sessions.latest_like(course_id)
        if before is not None and not self.givers_edit.parties():
            self.givers_edit.set_parties(before.facilitators)
        minutes = before.minutes if before is not None else None
        if not self.minutes_edit.text():
            usual = minutes or self._services.courses.one(course_id).minutes
            self.minutes_edit.setText(say_minutes(usual))

    def _state(self) -> State | None:
        chosen = self.state_edit.value()
        return State(chosen) if chosen else None

    def _is_ahead(self) -> bool:
        day = self.last_edit.day() or self.day_edit.day()
        chosen = self._state()
        if chosen is not None:
            return chosen is State.PLANNED
        return day is not None and day > self._around.clock.today()

    def _say_state(self) -> None:
        """Say whether it will stand as planned or held."""
        ahead = self._is_ahead()
        self.said.setText(
            "It counts as planned; after its day you are asked how it went."
            if ahead
            else "It counts as held."
        )

    def _show_more(self, shown: bool) -> None:
        for name in _MORE:
            self.fields[name].setVisible(shown)
        self.more_button.setText("Less" if shown else "More: days, title, length, cost, note …")
        self.more_button.set_icon_name("chevron-down" if shown else "chevron-right")
        if self.isVisible():
            self.fit()

    def _is_told(self, name: str) -> bool:
        return {
            "last": bool(self.last_edit.text()),
            "title": bool(self.title_edit.text()),
            "sessions": self.sessions_edit.text() not in {"", "1"},
            "invited": bool(self.invited_edit.text()),
            "cost": bool(self.cost_edit.text()),
            "materials": bool(self.materials_edit.text()),
            "note": bool(self.note_edit.toPlainText()),
            "state": bool(self.state_edit.value()),
        }.get(name, False)

    # Saving

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong, by the name of its field."""
        first, last = self.day_edit.day(), self.last_edit.day()
        about = self.course_edit.currentData() is not None or self.title_edit.text().strip()
        found = {
            "course": ""
            if about or self.whose_edit.text().strip()
            else "Which course was it, or for whom?",
            "first": "" if first else "On which day is it?",
            "starts": _time_wrong(self.starts_edit.text()),
            "plan": "No action of the plan holds these words." if self.plan_edit.untaken() else "",
            "last": "That is before its first day." if first and last and last < first else "",
            "sessions": "Say how many, or “?”." if self.sessions_edit.count().number == 0 else "",
            "invited": _number_wrong(self.invited_edit.text()),
            "minutes": _minutes_wrong(self.minutes_edit.text()),
            "cost": _cost_wrong(self.cost_edit.text()),
        }
        if any(found.get(name) for name in _MORE):
            self._show_more(True)
        return found

    def new(self) -> NewSession:
        """Return the session as it is typed."""
        # `wrong` was asked first: without a day there is no saving.
        first = self.day_edit.day() or self._around.clock.today()
        moment = read_time(self.starts_edit.text())
        invited = self.invited_edit.text().replace(",", "").strip()
        return NewSession(
            first=first, last=self.last_edit.day(),
            starts=f"{moment:%H:%M}" if moment is not None else "",
            minutes=parse_minutes(self.minutes_edit.text()),
            course_id=self.course_edit.currentData(), title=self.title_edit.text(),
            sessions=self.sessions_edit.count(), mode=Mode(self.mode_edit.value()),
            venue=self.venue_edit.text(), whose=self._whose(),
            department_id=self.department_edit.currentData(),
            audience=self.audience_edit.currentData(),
            invited=int(invited) if invited else None, attended=self.attended_edit.count(),
            cost_pence=read_cost(self.cost_edit.text()), materials=self.materials_edit.text(),
            note=self.note_edit.toPlainText(), facilitators=tuple(self.givers_edit.parties()),
            state=self._state(),
        )  # fmt: skip

    def _whose(self) -> Party | None:
        words = " ".join(self.whose_edit.text().split())
        return self._bodies.get(words.casefold(), Party(words)) if words else None

    def _write(self) -> None:
        sessions, targets = self._services.sessions, self.plan_edit.targets()
        new = self.new()
        if self._session is None:
            self.made = sessions.add(new, targets=targets)
        else:
            parts = {name: getattr(new, name) for name in NewSession.__dataclass_fields__}
            if parts["state"] is None and self._session.state is State.CANCELLED:
                parts["state"] = State.CANCELLED
            sessions.change(self._session.id, targets=targets, **parts)
            self.made = self._session.id


def _time_wrong(text: str) -> str:
    if not text.strip() or read_time(text) is not None:
        return ""
    return f"“{text.strip()}” is no time of day. Try “14:00”."


def _number_wrong(text: str) -> str:
    typed = text.replace(",", "").strip()
    if not typed or (typed.isascii() and typed.isdecimal() and int(typed[:7]) <= 100_000):
        return ""
    return f"“{text.strip()}” is not a number of people."


def _minutes_wrong(text: str) -> str:
    try:
        parse_minutes(text)
    except Refused as error:
        return error.sentence()
    return ""


def _cost_wrong(text: str) -> str:
    try:
        read_cost(text)
    except ValueError:
        return f"“{text.strip()}” is no amount of money. Try “£120”."
    return ""
