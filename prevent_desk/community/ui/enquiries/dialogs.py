"""The forms of an enquiry: what was asked, what was advised, what was decided, how it went."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from prevent_desk.community.model.enquiries import About, Enquiry, NewEnquiry
from prevent_desk.community.ui.around import Around
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.logbook.ui.parties_edit import PartiesEdit, known_parties
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import WIDTH
from prevent_desk.ui.widgets.editors import ComboPicker, TextEdit
from prevent_desk.ui.widgets.segmented import Choice, Segmented

POINTS = (
    "Who organises it, and have they booked before?",
    "Names of all speakers, and what is publicly known of them",
    "Title and purpose, as the organiser advertises it and as the booking form says",
    "Who may come: open, members, tickets; how it is advertised",
    "Leaflets, stalls and collections at the event",
    "Stewards, and somebody of the venue present throughout",
    "Terms of hire on unlawful or hateful speech agreed in writing",
)
"""What to look into before a venue is let; to be changed in the advice itself."""


class EnquiryDialog(EntryDialog):
    """Enters what somebody asks, or changes it.

    Attributes:
        made: The key of the enquiry; None until it was written.
    """

    def __init__(self, around: Around, enquiry: Enquiry | None = None) -> None:
        key = str(enquiry.id) if enquiry is not None else "new"
        title = "New enquiry" if enquiry is None else f"Change {enquiry.ref.lower()}"
        super().__init__(title, around.desk, f"community/enquiry/{key}", around.owner)
        self._around, self._enquiry = around, enquiry
        self.made: int | None = None
        today = around.clock.today
        self.about_edit = Segmented([Choice(one.value, one.words) for one in About], "About")
        self.about_edit.set_value(About.VENUE.value)
        self.asked_edit = DateEdit(today, is_past=True)
        self.asked_edit.set_day(today())
        self.asker_edit = PartiesEdit(lambda: known_parties(around.services.contacts))
        self.medium_edit = ComboPicker("How it arrived", "Not noted", filters=False)
        media = around.services.lists_of_terms()["medium"].terms
        self.medium_edit.set_values([(term.code, term.label) for term in media])
        self.venue_edit, self.event_edit = QLineEdit(), QLineEdit()
        self.event_on_edit = DateEdit(today)
        self.speakers_edit = TextEdit(lines=1, most_lines=5)
        self.concern_edit = TextEdit(lines=2, most_lines=8)
        self.follow_edit = DateEdit(today)
        self.note_edit = TextEdit(lines=1, most_lines=6)
        self._offer_venues()
        self._lay()
        if enquiry is not None:
            self._fill_in(enquiry)
        self.end("&Enter it" if enquiry is None else "&Save")
        self.write = self._write
        self.asker_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong, by the name of its field."""
        told = (self.venue_edit.text(), self.event_edit.text(), self.speakers_edit.toPlainText())
        return {
            "asked": "" if self.asked_edit.day() else "On which day was it asked?",
            "venue": "" if any(one.strip() for one in told)
            else "Fill in the venue, the event or the speaker.",
        }  # fmt: skip

    def new(self) -> NewEnquiry:
        """Return the enquiry as it is typed."""
        asked = self.asked_edit.day() or self._around.clock.today()
        askers = self.asker_edit.parties()
        return NewEnquiry(
            asked, About(self.about_edit.value()), askers[0] if askers else None,
            str(self.medium_edit.value() or ""), self.venue_edit.text(), self.event_edit.text(),
            self.event_on_edit.day(), self.speakers_edit.toPlainText(),
            self.concern_edit.toPlainText(), self.follow_edit.day(),
            self.note_edit.toPlainText(), self._enquiry.files if self._enquiry else (),
        )  # fmt: skip

    def _offer_venues(self) -> None:
        venues = self._around.services.enquiries.known_venues()
        completer = QCompleter(QStringListModel(venues, self), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.venue_edit.setCompleter(completer)

    def _lay(self) -> None:
        self.put(
            self.field("about", "About", self.about_edit),
            self.field("asked", "&Asked on", self.asked_edit),
        )
        self.put(
            self.field("asker", "&Who asks", self.asker_edit, optional=True),
            self.field("medium", "&How it arrived", self.medium_edit, optional=True),
        )
        self.put(
            self.field("venue", "&Venue", self.venue_edit, optional=True),
            self.field("event_on", "&Day of the event", self.event_on_edit, optional=True),
        )
        self.put(self.field("event", "Even&t, as it is called", self.event_edit, optional=True))
        self.put(self.field("speakers", "Speake&rs", self.speakers_edit, optional=True))
        self.put(self.field("concern", "What they worry a&bout", self.concern_edit, optional=True))
        self.put(
            self.field("follow", "Ask how it went &on", self.follow_edit, optional=True),
        )
        self.put(self.field("note", "&Note", self.note_edit, optional=True))

    def _fill_in(self, enquiry: Enquiry) -> None:
        self.about_edit.set_value(enquiry.about.value)
        self.asked_edit.set_day(enquiry.asked)
        self.asker_edit.set_parties([enquiry.asker] if enquiry.asker.words else [])
        self.medium_edit.set_value(enquiry.medium or None)
        self.venue_edit.setText(enquiry.venue)
        self.event_edit.setText(enquiry.event)
        self.event_on_edit.set_day(enquiry.event_on)
        self.speakers_edit.setPlainText(enquiry.speakers)
        self.concern_edit.setPlainText(enquiry.concern)
        self.follow_edit.set_day(enquiry.follow_on)
        self.note_edit.setPlainText(enquiry.note)

    def _write(self) -> None:
        enquiries = self._around.services.enquiries
        if self._enquiry is None:
            self.made = enquiries.add(self.new())
        else:
            enquiries.change(self._enquiry.id, self.new())
            self.made = self._enquiry.id


class AdviceDialog(EntryDialog):
    """Asks what was advised."""

    def __init__(self, around: Around, enquiry: Enquiry) -> None:
        super().__init__(
            "Advice given", around.desk, f"community/advice/{enquiry.id}", around.owner
        )
        self.say("Advice given", f"{enquiry.ref}: {enquiry.title}, {enquiry.event_words}")
        self.on_edit = DateEdit(around.clock.today, is_past=True)
        self.on_edit.set_day(enquiry.advised or around.clock.today())
        self.advice_edit = TextEdit(enquiry.advice, lines=6, most_lines=14)
        advice = self.field("advice", "&What was advised", self.advice_edit)
        points = Button("Put points to look into", "list-plus", kind="link", small=True)
        points.clicked.connect(self._put_points)
        advice.add_beside(points)
        self.put(self.field("on", "&On", self.on_edit))
        self.put(advice)
        self.end("&Advised")
        self.write = lambda: around.services.enquiries.advise(
            enquiry.id, self.advice_edit.toPlainText(), self.on_edit.day() or around.clock.today()
        )
        self.advice_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self) -> Mapping[str, str]:
        """Want words and a day."""
        told = self.advice_edit.toPlainText().strip()
        return {
            "advice": "" if told else "Write what was advised.",
            "on": "" if self.on_edit.day() else "On which day?",
        }

    def _put_points(self) -> None:
        typed = self.advice_edit.toPlainText()
        missing = [f"- {point}" for point in POINTS if point not in typed]
        if missing:
            self.advice_edit.setPlainText("\n".join([*([typed] if typed else []), *missing]))
        self.advice_edit.setFocus()


class DecisionDialog(EntryDialog):
    """Asks what was decided, by whom and why."""

    def __init__(self, around: Around, enquiry: Enquiry) -> None:
        super().__init__("Decision", around.desk, f"community/decision/{enquiry.id}", around.owner)
        self.say("What was decided?", f"{enquiry.ref}: {enquiry.title}, {enquiry.event_words}")
        self._around, self._enquiry = around, enquiry
        today = around.clock.today
        self.decision_edit = ComboPicker("Decision", "Choose", filters=False)
        terms = around.services.lists_of_terms()["enquiry_decision"].terms
        self.decision_edit.set_values([(term.code, term.label) for term in terms])
        self.decision_edit.set_value(enquiry.decision or None)
        self.on_edit = DateEdit(today, is_past=True)
        self.on_edit.set_day(enquiry.decided or today())
        self.by_edit = QLineEdit(enquiry.decided_by)
        self.reasons_edit = TextEdit(enquiry.reasons, lines=3, most_lines=8)
        self.follow_edit = DateEdit(today)
        self.follow_edit.set_day(enquiry.follow_on)
        self.put(
            self.field("decision", "&Decision", self.decision_edit),
            self.field("on", "&On", self.on_edit),
        )
        self.put(self.field("by", "&Who decided", self.by_edit, optional=True))
        self.put(self.field("reasons", "&Reasons", self.reasons_edit, optional=True))
        self.put(self.field("follow", "&Ask how it went on", self.follow_edit, optional=True))
        self.decision_edit.currentIndexChanged.connect(lambda _row: self._propose())
        self.end("De&cided")
        self.write = self._write
        self.decision_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self) -> Mapping[str, str]:
        """Want a decision and its day."""
        return {
            "decision": "" if self.decision_edit.value() else "What was decided?",
            "on": "" if self.on_edit.day() else "On which day?",
        }

    def _propose(self) -> None:
        """Propose to ask how it went a week after the event, where it takes place."""
        goes = self.decision_edit.value() in {"went_ahead", "conditions"}
        if goes and not self.follow_edit.text() and self._enquiry.event_on is not None:
            days = self._around.services.actions.working_days()
            self.follow_edit.set_day(days.after(self._enquiry.event_on, 5))

    def _write(self) -> None:
        self._around.services.enquiries.decide(
            self._enquiry.id, str(self.decision_edit.value()),
            self.on_edit.day() or self._around.clock.today(), by=self.by_edit.text(),
            reasons=self.reasons_edit.toPlainText(), follow_on=self.follow_edit.day(),
        )  # fmt: skip


class FollowDialog(EntryDialog):
    """Asks how it went."""

    def __init__(self, around: Around, enquiry: Enquiry) -> None:
        super().__init__(
            "How it went", around.desk, f"community/follow/{enquiry.id}", around.owner, width=WIDTH
        )
        self.say("How did it go?", f"{enquiry.ref}: {enquiry.title}, {enquiry.event_words}")
        self.on_edit = DateEdit(around.clock.today, is_past=True)
        self.on_edit.set_day(enquiry.followed or around.clock.today())
        self.words_edit = TextEdit(enquiry.follow_words, lines=4, most_lines=10)
        self.put(self.field("on", "&On", self.on_edit))
        self.put(self.field("words", "&How it went", self.words_edit))
        self.end("&Keep it")
        self.write = lambda: around.services.enquiries.follow(
            enquiry.id, self.words_edit.toPlainText(), self.on_edit.day() or around.clock.today()
        )
        self.words_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def wrong(self) -> Mapping[str, str]:
        """Want words and a day."""
        told = self.words_edit.toPlainText().strip()
        return {
            "words": "" if told else "Write how it went.",
            "on": "" if self.on_edit.day() else "On which day?",
        }
