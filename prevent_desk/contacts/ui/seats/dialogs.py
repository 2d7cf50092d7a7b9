"""What is asked when a seat is filled, confirmed or vacated, and when somebody is away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from prevent_desk.contacts.model.records import Absence, Contact, Organisation, Seat, SeatKind
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.people.who_edit import WhoBox, WhoEdit
from prevent_desk.contacts.ui.words import kind_words, seat_kinds
from prevent_desk.core.dates import say_short
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField


class DayField(FormField):
    """A day with its label; says below what is wrong with it."""

    def __init__(
        self,
        label: str,
        around: Around,
        day: date | None,
        *,
        hint: str = "",
        empty: str = "",
        optional: bool = False,
    ) -> None:
        """Make it; `empty` is what a line without a day means: it stands there in its place."""
        self.edit = DateEdit(around.clock.today)
        self.edit.set_day(day)
        if empty:
            self.edit.setPlaceholderText(empty)
        super().__init__(label, self.edit, hint=hint, optional=optional)
        self.edit.refused.connect(self.set_error)
        self.edit.date_chosen.connect(lambda _day: self.clear_error())

    def take(self, *, needed: bool = True) -> bool:
        """Read the day; False where it is none, or is missing and needed."""
        if not self.edit.take():
            self.edit.setFocus()
            return False
        if needed and self.edit.day() is None:
            self.set_error("Say which day.")
            self.edit.setFocus()
            return False
        return True

    def day(self) -> date | None:
        """Return the day."""
        return self.edit.day()

    def sure(self) -> date:
        """Return the day of a field that was taken as needed."""
        day = self.edit.day()
        if day is None:
            raise ValueError("the day was not taken")
        return day


class FillDialog(DraftedDialog):
    """Asks who takes a seat, since when, and whether it is confirmed."""

    def __init__(
        self,
        around: Around,
        organisation_id: int | None = None,
        kind: SeatKind = SeatKind.PANEL_LEAD,
        parent: QWidget | None = None,
    ) -> None:
        """Make it; without an organisation it asks for one."""
        super().__init__("Fill a seat", around.desk, "contacts/fill", parent or around.owner)
        self.say("Who takes the seat?", "Whoever held it until then stays in its history.")
        self._around = around
        self._seats = {
            (place.id, seat.kind): seat
            for place, own in around.services.seats.all()
            for seat in own
        }
        today = around.clock.today()
        self.agency_box, self.kind_box = Combo(), Combo()
        for one in around.services.organisations.all():
            self.agency_box.addItem(one.called, one.id)
        for code, words in seat_kinds():
            self.kind_box.addItem(words, code.value)
        self.who_edit = WhoEdit("Wh&o")
        self.since_field = DayField("S&ince", around, today)
        self.confirmed_field = DayField(
            "Confirmed o&n", around, today, empty="not confirmed yet", optional=True
        )
        self.how_edit = QLineEdit()
        self.how_edit.setPlaceholderText("mail of 3 Nov, by phone")
        self.handover_edit = TextEdit(lines=2)
        self.handover_field = FormField("What &was handed over", self.handover_edit, optional=True)
        self.agency_field = FormField("&Agency", self.agency_box)
        self.put(self.agency_field, FormField("&Seat", self.kind_box))
        self.put(self.who_edit)
        self.put(self.since_field, self.confirmed_field)
        self.put(FormField("Confirmed &how", self.how_edit, optional=True))
        self.put(self.handover_field)
        self.agency_box.setCurrentIndex(max(0, self.agency_box.findData(organisation_id)))
        self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(kind.value)))
        self._offer_people()
        self.write = self._write
        self.finish(
            "Fill seat",
            {
                "agency": self.agency_box, "kind": self.kind_box, "who": self.who_edit.box,
                "email": self.who_edit.email_edit, "post": self.who_edit.role_edit,
                "phone": self.who_edit.phone_edit, "since": self.since_field.edit,
                "confirmed": self.confirmed_field.edit, "how": self.how_edit,
                "handover": self.handover_edit,
            },
        )  # fmt: skip
        if organisation_id is not None:
            # What was left in it before may speak of another agency.
            self.agency_box.setCurrentIndex(max(0, self.agency_box.findData(organisation_id)))
            self.kind_box.setCurrentIndex(max(0, self.kind_box.findData(kind.value)))
        self.agency_box.currentIndexChanged.connect(lambda _row: self._offer_people())
        self.kind_box.currentIndexChanged.connect(lambda _row: self._say_holder())
        self.who_edit.grew.connect(self.fit)
        self._say_holder()
        (self.who_edit if organisation_id is not None else self.agency_box).setFocus()

    def organisation_id(self) -> int | None:
        """Return the agency chosen."""
        found = self.agency_box.currentData()
        return int(found) if found is not None else None

    def kind(self) -> SeatKind:
        """Return the seat chosen."""
        return SeatKind(str(self.kind_box.currentData()))

    def is_ready(self) -> bool:
        """Say beside the fields what is missing."""
        if self.organisation_id() is None:
            self.agency_field.set_error("Enter an organisation first.")
            return False
        if self.who_edit.who(None) is None:
            self.who_edit.field.set_error("Choose somebody, or type a new name.")
            self.who_edit.setFocus()
            return False
        return self.since_field.take() and self.confirmed_field.take(needed=False)

    def _write(self) -> None:
        place, who = self.organisation_id(), self.who_edit.who(self.organisation_id())
        if place is None or who is None:
            return
        self._around.services.seats.fill(
            place, self.kind(), who, self.since_field.sure(), self.confirmed_field.day(),
            self.how_edit.text(), self.handover_edit.toPlainText(),
        )  # fmt: skip

    def _offer_people(self) -> None:
        typed = self.who_edit.box.typed()
        self.who_edit.box.show_people(self._around.services.people.all(), self.organisation_id())
        if typed:
            self.who_edit.box.setEditText(typed)
        self._say_holder()

    def _say_holder(self) -> None:
        place = self.organisation_id()
        seat = self._seats.get((place, self.kind())) if place is not None else None
        held = seat.holder if seat else None
        self.handover_field.setVisible(held is not None)
        if held is not None:
            words = f"{held.contact.name} has held it since {say_short(held.since)} and leaves it."
        elif seat is not None and seat.vacant_since is not None:
            words = f"It has been vacant since {say_short(seat.vacant_since)}."
        else:
            words = "Nobody was asked for it yet."
        self.say("Who takes the seat?", words)
        self.fit()


class ConfirmDialog(DraftedDialog):
    """Asks when and by what it was confirmed that somebody still holds a seat."""

    def __init__(
        self, around: Around, seat: Seat, place: Organisation, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Confirm a seat", around.desk, f"contacts/confirm/{seat.id}", parent or around.owner
        )
        name = seat.holder.contact.name if seat.holder else ""
        self.say(
            f"Is it still {name}?", f"{kind_words(seat.kind)} of {place.called}, as they told you."
        )
        self.day_field = DayField("Confirmed &on", around, around.clock.today())
        self.how_edit = QLineEdit()
        self.how_edit.setPlaceholderText("mail of 3 Nov, by phone")
        self.put(self.day_field, FormField("Confirmed &how", self.how_edit, optional=True))
        held = seat.holder

        def write() -> None:
            if held is not None:
                seats = around.services.seats
                seats.verify(held.id, self.day_field.sure(), self.how_edit.text())

        self.write = write
        self.finish("Confirm", {"day": self.day_field.edit, "how": self.how_edit})
        self.how_edit.setFocus()

    def is_ready(self) -> bool:
        """Take the day."""
        return self.day_field.take()


class VacateDialog(DraftedDialog):
    """Asks since when nobody holds a seat, why, and what was handed over."""

    def __init__(
        self, around: Around, seat: Seat, place: Organisation, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "Vacate a seat", around.desk, f"contacts/vacate/{seat.id}", parent or around.owner
        )
        held = seat.holder
        name = held.contact.name if held else ""
        self.say(
            f"Does {name} no longer hold the seat?",
            f"{kind_words(seat.kind)} of {place.called} is vacant from that day.",
        )
        self.day_field = DayField("&First day without them", around, around.clock.today())
        self.reason_edit, self.handover_edit = TextEdit(lines=1), TextEdit(lines=2)
        self.gone_box = QCheckBox("They left the &organisation: all their seats are vacant")
        self.put(self.day_field)
        self.put(FormField("&Why", self.reason_edit, optional=True))
        self.put(
            FormField(
                "What was &handed over, and to whom", self.handover_edit,
                hint="Open actions, papers, who answers meanwhile.", optional=True,
            )
        )  # fmt: skip
        self.put(self.gone_box)

        def write() -> None:
            if held is None:
                return
            told = (
                self.day_field.sure(),
                self.reason_edit.toPlainText(),
                self.handover_edit.toPlainText(),
            )
            if self.gone_box.isChecked():
                around.services.people.leave(held.contact.id, *told)
            else:
                around.services.seats.vacate(held.id, *told)

        self.write = write
        self.finish(
            "Vacate seat",
            {
                "day": self.day_field.edit, "why": self.reason_edit,
                "handover": self.handover_edit, "gone": self.gone_box,
            },
        )  # fmt: skip
        self.day_field.setFocus()

    def is_ready(self) -> bool:
        """Take the day."""
        return self.day_field.take()


class LeaveDialog(DraftedDialog):
    """Asks since when somebody is no longer at their organisation."""

    def __init__(
        self, around: Around, contact: Contact, seats: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            "A contact left", around.desk, f"contacts/leave/{contact.id}", parent or around.owner
        )
        told = f"Vacant from that day: {'; '.join(seats)}." if seats else "They hold no seat."
        self.say(f"Did {contact.name} leave?", told)
        self.day_field = DayField("&First day without them", around, around.clock.today())
        self.reason_edit, self.handover_edit = TextEdit(lines=1), TextEdit(lines=2)
        self.put(self.day_field)
        self.put(FormField("&Why", self.reason_edit, optional=True))
        self.put(FormField("What was &handed over", self.handover_edit, optional=True))
        self.write = lambda: around.services.people.leave(
            contact.id, self.day_field.sure(), self.reason_edit.toPlainText(),
            self.handover_edit.toPlainText(),
        )  # fmt: skip
        self.finish(
            "They left",
            {
                "day": self.day_field.edit, "why": self.reason_edit, "handover": self.handover_edit,
            },
        )  # fmt: skip
        self.day_field.setFocus()

    def is_ready(self) -> bool:
        """Take the day."""
        return self.day_field.take()


class AbsenceDialog(DraftedDialog):
    """Asks when somebody is away and who covers."""

    def __init__(
        self,
        around: Around,
        contact: Contact,
        absence: Absence | None = None,
        parent: QWidget | None = None,
    ) -> None:
        key = f"contacts/away/{contact.id}/{absence.id if absence else 0}"
        super().__init__("An absence", around.desk, key, parent or around.owner)
        self.say(
            f"When is {contact.name} away?",
            "Panels in that time ask who covers, else the deputy.",
        )
        self._contact, self._absence, self._around = contact, absence, around
        today = around.clock.today()
        self.first_field = DayField("&First day", around, absence.first if absence else today)
        self.last_field = DayField(
            "&Last day", around, absence.last if absence else None,
            empty="not known yet", optional=True,
        )  # fmt: skip
        self.cover_box = WhoBox("Who covers")
        self.cover_box.say_empty("the deputy")
        people = [one for one in around.services.people.all() if one.id != contact.id]
        self.cover_box.show_people(people, contact.organisation_id)
        self.cover_box.choose(absence.cover.id if absence and absence.cover else None)
        self.cover_field = FormField("&Who covers", self.cover_box, optional=True)
        self.note_edit = QLineEdit(absence.note if absence else "")
        self.put(self.first_field, self.last_field)
        self.put(self.cover_field)
        self.put(FormField("&Note", self.note_edit, hint="No reasons of health.", optional=True))
        self.write = self._write
        self.finish(
            "Keep absence",
            {
                "first": self.first_field.edit, "last": self.last_field.edit,
                "cover": self.cover_box, "note": self.note_edit,
            },
        )  # fmt: skip
        self.first_field.setFocus()

    def is_ready(self) -> bool:
        """Take the days; who covers has to be known already."""
        if self.cover_box.typed() and self.cover_box.chosen() is None:
            self.cover_field.set_error("Nobody of that name is known. Enter them under People.")
            self.cover_box.setFocus()
            return False
        return self.first_field.take() and self.last_field.take(needed=False)

    def _write(self) -> None:
        absences = self._around.services.absences
        told = (
            self.first_field.sure(), self.last_field.day(), self.cover_box.chosen(),
            self.note_edit.text(),
        )  # fmt: skip
        if self._absence is None:
            absences.add(self._contact.id, *told)
        else:
            absences.change(self._absence.id, *told)
