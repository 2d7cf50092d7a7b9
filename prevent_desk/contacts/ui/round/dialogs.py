"""What is asked when a yearly check begins, and when an answer says that something changed."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.contacts.model.rounds import RoundLine
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.people.who_edit import WhoEdit
from prevent_desk.contacts.ui.seats.dialogs import DayField
from prevent_desk.contacts.ui.words import kind_words
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField


class BeginDialog(DraftedDialog):
    """Asks whom a yearly check is about and by when answers are wanted."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__(
            "Begin the yearly check", around.desk, "contacts/round", parent or around.owner
        )
        self.say(
            "Begin the yearly check?",
            "It lists every seat somebody holds. Nothing is sent: you draft the messages next.",
        )
        services, today = around.services, around.clock.today()
        self.title_edit = QLineEdit(f"Yearly check {today.year}")
        self.due_field = DayField("&Answers by", around, services.rounds.default_due())
        self.whom_box = Combo()
        months = services.seats.confirm_months()
        self.whom_box.addItem("Everybody who holds a seat", False)
        self.whom_box.addItem(f"Only who was not confirmed for {months} months", True)
        self.put(FormField("&Called", self.title_edit), self.due_field)
        self.put(FormField("&Who is asked", self.whom_box))
        self.write = lambda: services.rounds.begin(
            self.title_edit.text(), self.due_field.sure(),
            unconfirmed_only=bool(self.whom_box.currentData()),
        )  # fmt: skip
        self.finish(
            "Begin check",
            {"title": self.title_edit, "due": self.due_field.edit, "whom": self.whom_box},
        )
        self.whom_box.setFocus()

    def is_ready(self) -> bool:
        """Take the day."""
        return self.due_field.take()


class ChangedDialog(DraftedDialog):
    """Asks who holds a seat now."""

    def __init__(self, around: Around, line: RoundLine, parent: QWidget | None = None) -> None:
        super().__init__(
            "An answer", around.desk, f"contacts/answer/{line.id}/changed", parent or around.owner
        )
        place = line.organisation
        self.say(
            f"Who is {kind_words(line.kind).lower()} of {place.called} now?",
            "They are put into the seat and confirmed today.",
        )
        self.who_edit = WhoEdit("Wh&o")
        people = [
            one
            for one in around.services.people.all()
            if line.contact is None or one.id != line.contact.id
        ]
        self.who_edit.box.show_people(people, place.id)
        self.since_field = DayField("S&ince", around, around.clock.today())
        self.words_edit = TextEdit(lines=1)
        self.put(self.who_edit)
        self.put(self.since_field)
        self.put(FormField("What they &answered", self.words_edit, optional=True))
        self.who_edit.grew.connect(self.fit)

        def write() -> None:
            who = self.who_edit.who(place.id)
            if who is not None:
                around.services.rounds.replace(
                    line.id, who, self.since_field.sure(), None, self.words_edit.toPlainText()
                )

        self.write = write
        self.finish(
            "Put them in",
            {
                "who": self.who_edit.box, "email": self.who_edit.email_edit,
                "post": self.who_edit.role_edit, "phone": self.who_edit.phone_edit,
                "since": self.since_field.edit, "words": self.words_edit,
            },
        )  # fmt: skip
        self.who_edit.setFocus()

    def is_ready(self) -> bool:
        """Say beside the fields what is missing."""
        if self.who_edit.who(None) is None:
            self.who_edit.field.set_error("Choose somebody, or type a new name.")
            self.who_edit.setFocus()
            return False
        return self.since_field.take()


class LeftDialog(DraftedDialog):
    """Asks since when nobody holds a seat."""

    def __init__(self, around: Around, line: RoundLine, parent: QWidget | None = None) -> None:
        super().__init__(
            "An answer", around.desk, f"contacts/answer/{line.id}/left", parent or around.owner
        )
        self.say(
            f"Does nobody hold {kind_words(line.kind).lower()} of {line.organisation.called}?",
            "The seat is vacant from that day.",
        )
        self.day_field = DayField("&First day without them", around, around.clock.today())
        self.reason_edit, self.handover_edit = TextEdit(lines=1), TextEdit(lines=2)
        self.put(self.day_field)
        self.put(FormField("&Why, as answered", self.reason_edit, optional=True))
        self.put(FormField("What was &handed over", self.handover_edit, optional=True))
        self.write = lambda: around.services.rounds.vacate(
            line.id, self.day_field.sure(), self.reason_edit.toPlainText(),
            self.handover_edit.toPlainText(), None, self.reason_edit.toPlainText(),
        )  # fmt: skip
        self.finish(
            "Vacate seat",
            {
                "day": self.day_field.edit, "why": self.reason_edit, "handover": self.handover_edit,
            },
        )  # fmt: skip
        self.day_field.setFocus()

    def is_ready(self) -> bool:
        """Take the day."""
        return self.day_field.take()
