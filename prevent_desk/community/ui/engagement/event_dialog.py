"""The quick form of engagement: one line, or a few fields; the rest is folded away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from prevent_desk.community.model.event_line import Known, Line, read_line
from prevent_desk.community.model.event_rules import checked_time
from prevent_desk.community.model.events import Event, Mode, NewEvent, proposed_title
from prevent_desk.community.service.events import KIND
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.engagement.day_edit import LogDayEdit
from prevent_desk.community.ui.engagement.times_edit import TimesEdit
from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.counted import Count, How
from prevent_desk.logbook.ui.count_edit import CountEdit
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.logbook.ui.parties_edit import PartiesEdit, known_parties
from prevent_desk.logbook.ui.plan_edit import PlanEdit
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.editors import Combo, ComboPicker, TextEdit
from prevent_desk.ui.widgets.labels import WrapLabel
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_MORE = ("last", "days", "starts", "minutes", "mode", "ward", "title", "topics", "note")
_ONCE = Count(1, How.COUNTED)


class EventDialog(EntryDialog):
    """Enters an event, or changes one.

    Attributes:
        made: The key of the event; None until it was written.
        line_edit: One line for everything; what it says goes into the fields.
        said: What was understood of the line.
    """

    def __init__(
        self,
        around: Around,
        event: Event | None = None,
        parent: QWidget | None = None,
        *,
        start: NewEvent | None = None,
        on: date | None = None,
        kept_as: str = "",
    ) -> None:
        """Make it.

        Args:
            around: The room.
            event: What is changed; None for a new one.
            parent: It opens over its window.
            start: What a new one begins with: a repeated or regular one.
            on: The day of a new one, as chosen in the calendar; None for today.
            kept_as: What tells its words from those of other dialogs: "again/12".
        """
        key = kept_as or (str(event.id) if event is not None else "new")
        title = "Log engagement" if event is None else "Change engagement"
        super().__init__(title, around.desk, f"community/event/{key}", parent or around.owner)
        self._around, self._event, self._start = around, event, start
        self._on = on or around.clock.today()
        self.made: int | None = None
        services = around.services
        self._kinds = {
            term.code: term.label for term in services.lists_of_terms()["event_kind"].terms
        }
        parties = known_parties(services.contacts)
        self._known = Known(
            self._kinds, services.events.known_venues(),
            {one.words.casefold(): one for one in reversed(parties)},
        )  # fmt: skip
        self._by_line: dict[str, str] = {}
        self._make_fields()
        self._lay()
        self._begin_with(start if event is None else _as_new(event))
        if event is not None:
            self.plan_edit.set_targets(services.plan.of(KIND, event.id))
        self.end("&Log it" if event is None else "Sa&ve")
        self.write = self._write
        self._show_more(any(self._is_told(name) for name in _MORE))
        self._understand(self.line_edit.text())
        first = self.line_edit if event is None and start is None else self.venue_edit
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    # What it is made of

    def _make_fields(self) -> None:
        today = self._around.clock.today
        self.line_edit = QLineEdit()
        self.line_edit.setPlaceholderText("stall tue Artizan Library x3 about 120 with LFB")
        self.said = WrapLabel("", "support")
        self.kind_edit = Combo()
        for code, words in self._kinds.items():
            self.kind_edit.addItem(words, code)
        self.day_edit = LogDayEdit(today)
        self.venue_edit = QLineEdit()
        self._offer_venues()
        self.reach_edit = CountEdit()
        self.times_edit = TimesEdit()
        self.parties_edit = PartiesEdit(lambda: list((self._known.partners or {}).values()))
        self.summary_edit = TextEdit(lines=2, most_lines=8)
        self.plan_edit = PlanEdit(self._around.services.plan, "Times")
        self.more_button = Button("More", "chevron-right", kind="link", small=True)
        self.last_edit = LogDayEdit(today)
        self.days_edit = QLineEdit()
        self.days_edit.setPlaceholderText("1")
        self.starts_edit = QLineEdit()
        self.starts_edit.setPlaceholderText("14:00, 2pm")
        self.minutes_edit = QLineEdit()
        self.minutes_edit.setPlaceholderText("90")
        self.mode_edit = Segmented(
            [Choice(one.value, one.words) for one in Mode], "How it was held"
        )
        self.mode_edit.set_value(Mode.IN_PERSON.value)
        self.ward_edit = ComboPicker("Ward", "Not noted", filters=False)
        wards = self._around.services.lists_of_terms()["ward"].terms
        self.ward_edit.set_values([(term.code, term.label) for term in wards])
        self.title_edit = QLineEdit()
        self.topics_edit = QLineEdit()
        self.topics_edit.setPlaceholderText("Separated by commas")
        self.note_edit = TextEdit(lines=2, most_lines=6)

    def _lay(self) -> None:
        line = self.field("line", "&In one line", self.line_edit, optional=True)
        if self._event is None:
            self.put(line)
            self.put(self.said)
        self.put(
            self.field("kind", "&Kind", self.kind_edit), self.field("first", "&Day", self.day_edit)
        )
        self.put(
            self.field("venue", "&Where", self.venue_edit, optional=True),
            self.field("reach", "&Reached", self.reach_edit, optional=True),
        )
        self.put(
            self.field("times", "How &many", self.times_edit),
            self.field("days", "On how man&y days", self.days_edit, optional=True),
        )
        self.put(self.field("parties", "Wit&h", self.parties_edit, optional=True))
        self.put(self.field("summary", "What &came of it", self.summary_edit, optional=True))
        self.put(self.field("plan", "Counts &towards", self.plan_edit, optional=True))
        self.put(self.more_button)
        self.put(
            self.field("last", "L&ast day", self.last_edit, optional=True),
            self.field("title", "What li&sts call it", self.title_edit, optional=True),
        )
        self.put(
            self.field("starts", "Tim&e", self.starts_edit, optional=True),
            self.field("minutes", "Min&utes", self.minutes_edit, optional=True),
        )
        self.put(
            self.field("mode", "How it was held", self.mode_edit),
            self.field("ward", "Ward", self.ward_edit, optional=True),
        )
        self.put(
            self.field("topics", "To&pics", self.topics_edit, optional=True),
            self.field("note", "&Note", self.note_edit, optional=True),
        )
        self.line_edit.textEdited.connect(self._understand)
        self.line_edit.textEdited.connect(lambda _text: self._take_over())
        self.more_button.clicked.connect(lambda: self._show_more(self.fields["last"].isHidden()))
        for edit in (self.venue_edit, self.parties_edit.line):
            edit.textChanged.connect(lambda _text: self._propose())
        self.kind_edit.currentIndexChanged.connect(lambda _row: self._propose())
        self.venue_edit.editingFinished.connect(self._know_ward)

    def _offer_venues(self) -> None:
        completer = QCompleter(QStringListModel(list(self._known.venues), self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.venue_edit.setCompleter(completer)

    def _begin_with(self, new: NewEvent | None) -> None:
        self.times_edit.set_count(_ONCE)
        if new is None:
            self.day_edit.set_day(self._on)
            self._propose()
            return
        self._choose_kind(new.kind)
        self.day_edit.set_day(new.first)
        length = new.length
        self.last_edit.set_day(new.last if length > 1 else None)
        days = new.days or length
        self.days_edit.setText(str(days) if days > 1 or length > 1 else "")
        self.starts_edit.setText(new.starts)
        self.minutes_edit.setText(str(new.minutes) if new.minutes else "")
        self.times_edit.set_count(new.times)
        self.mode_edit.set_value(new.mode.value)
        self.venue_edit.setText(new.venue)
        self.ward_edit.set_value(new.ward or None)
        self.reach_edit.set_count(new.reach)
        self.title_edit.setText(new.title)
        self.topics_edit.setText(", ".join(new.topics))
        self.summary_edit.setPlainText(new.summary)
        self.note_edit.setPlainText(new.note)
        self.parties_edit.set_parties(new.parties)
        self._propose()

    # The line

    def _understand(self, text: str) -> None:
        """Say what was understood of the line."""
        line = read_line(text, self._around.clock.today(), self._known)
        words = line.said(self._kinds) if not line.is_empty else ""
        self.said.setText(words or "Any order: kind, day, where, x3, about 120, with whom.")

    def _take_over(self) -> None:
        """Put what the line says into the fields; what it no longer says goes as it came."""
        today = self._around.clock.today()
        line = read_line(self.line_edit.text(), today, self._known)
        said = _fields_of(line)
        for name, words in said.items():
            self._fill_from_line(name, words, line)
        for name in set(self._by_line) - set(said):
            self._fill_from_line(name, "", Line())
        self._by_line = said
        if said.keys() & set(_MORE) - {"days"}:
            self._show_more(True)
        self._propose()

    def _fill_from_line(self, name: str, words: str, line: Line) -> None:
        if name == "kind":
            self._choose_kind(words or next(iter(self._kinds)))
        elif name == "first":
            self.day_edit.set_day(line.first or self._on)
        elif name == "last":
            self.last_edit.set_day(line.last)
        elif name == "times":
            self.times_edit.set_count(line.times or _ONCE)
        elif name == "reach":
            self.reach_edit.setText("" if line.reach is None or not words else line.reach.words)
        elif name == "mode":
            self.mode_edit.set_value((line.mode or Mode.IN_PERSON).value)
        elif name == "parties":
            self.parties_edit.set_parties(line.parties)
        else:
            edit = {
                "venue": self.venue_edit, "title": self.title_edit, "starts": self.starts_edit,
                "days": self.days_edit,
            }[name]  # fmt: skip
            edit.setText(words)
        if name == "venue":
            self._know_ward()

    # What follows from what is typed

    def _choose_kind(self, code: str) -> None:
        self.kind_edit.setCurrentIndex(max(self.kind_edit.findData(code), 0))

    def _propose(self) -> None:
        """Show in the empty title what lists would call it."""
        kind = self._kinds[self.kind_edit.currentData()]
        self.title_edit.setPlaceholderText(
            proposed_title(kind, self.venue_edit.text(), self.parties_edit.parties())
        )

    def _know_ward(self) -> None:
        """Fill in the ward last noted of the place."""
        if self.ward_edit.value() is None and self.venue_edit.text().strip():
            ward = self._around.services.events.ward_of(self.venue_edit.text())
            self.ward_edit.set_value(ward or None)

    def _show_more(self, shown: bool) -> None:
        for name in _MORE:
            if name != "days":
                self.fields[name].setVisible(shown)
        self.more_button.setText("Less" if shown else "More: last day, time, ward, topics …")
        self.more_button.set_icon_name("chevron-down" if shown else "chevron-right")
        if self.isVisible():
            self.fit()

    def _is_told(self, name: str) -> bool:
        return {
            "last": self.last_edit.text(), "starts": self.starts_edit.text(),
            "minutes": self.minutes_edit.text(), "topics": self.topics_edit.text(),
            "note": self.note_edit.toPlainText(),
            "mode": self.mode_edit.value() != Mode.IN_PERSON.value,
            "title": self.title_edit.text(),
        }.get(name, "") not in {"", False}  # fmt: skip

    # Saving

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong, by the name of its field."""
        first, last = self.day_edit.day(), self.last_edit.day()
        found = {
            "first": "" if first else "On which day was it?",
            "last": "That is before its first day." if first and last and last < first else "",
            "days": _number_wrong(self.days_edit.text(), "days"),
            "minutes": _number_wrong(self.minutes_edit.text(), "minutes"),
            "starts": _time_wrong(self.starts_edit.text()),
            "plan": "No action of the plan holds these words." if self.plan_edit.untaken() else "",
        }
        if any(found[name] for name in found if name in _MORE and name != "days"):
            self._show_more(True)
        return found

    def new(self) -> NewEvent:
        """Return the event as it is typed."""
        first = self.day_edit.day() or self._around.clock.today()
        days = self.days_edit.text().strip()
        minutes = self.minutes_edit.text().strip()
        files = self._event.files if self._event is not None else ()
        series = self._event.series_id if self._event is not None else None
        if self._start is not None:
            series = self._start.series_id
        return NewEvent(
            self.kind_edit.currentData(), first, self.title_edit.text(),
            self.last_edit.day(), self.starts_edit.text(), int(minutes) if minutes else None,
            self.times_edit.count(), int(days) if days else None, Mode(self.mode_edit.value()),
            self.venue_edit.text(), str(self.ward_edit.value() or ""), self.reach_edit.count(),
            tuple(self.topics_edit.text().split(",")), self.summary_edit.toPlainText(),
            self.note_edit.toPlainText(), tuple(self.parties_edit.parties()), files, series,
        )  # fmt: skip

    def _write(self) -> None:
        events, targets = self._around.services.events, self.plan_edit.targets()
        if self._event is None:
            self.made = events.add(self.new(), targets=targets)
        else:
            events.change(self._event.id, self.new(), targets=targets)
            self.made = self._event.id


def _as_new(event: Event) -> NewEvent:
    """Return a kept event as the form takes it."""
    new = NewEvent(
        event.kind, event.first, event.title, event.last, event.starts, event.minutes,
        event.times, event.days, event.mode, event.venue, event.ward, event.reach, event.topics,
        event.summary, event.note, event.parties, event.files, event.series_id,
    )  # fmt: skip
    proposed = proposed_title(event.kind_words, event.venue, event.parties)
    # A title that was only proposed follows what it is made of.
    return replace(new, title="") if event.title == proposed else new


def _fields_of(line: Line) -> dict[str, str]:
    """Return the fields a line says, with words that differ where it says another thing."""
    told = {
        "kind": line.kind,
        "first": line.first.isoformat() if line.first else "",
        "last": line.last.isoformat() if line.last else "",
        "starts": line.starts,
        "times": line.times.words if line.times else "",
        "days": str(line.days) if line.days else "",
        "reach": line.reach.words if line.reach else "",
        "mode": line.mode.value if line.mode else "",
        "title": line.title,
        "venue": line.venue,
        "parties": ", ".join(party.words for party in line.parties),
    }
    return {name: words for name, words in told.items() if words}


def _number_wrong(text: str, what: str) -> str:
    typed = text.strip()
    if not typed or (typed.isascii() and typed.isdecimal() and 0 < int(typed[:6]) < 10_000):
        return ""
    return f"“{typed}” is not a number of {what}."


def _time_wrong(text: str) -> str:
    try:
        checked_time(text)
    except Refused as error:
        return error.sentence()
    return ""
