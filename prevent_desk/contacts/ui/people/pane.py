"""The person at the right of the list: how they are reached, their seats, when they are away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.model.merging import Alike
from prevent_desk.contacts.model.people import is_personal
from prevent_desk.contacts.model.records import Contact
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.contacts.ui.people import acts
from prevent_desk.contacts.ui.seats import acts as seat_acts
from prevent_desk.contacts.ui.seats.rows import told
from prevent_desk.contacts.ui.words import away_words, kind_words
from prevent_desk.core.dates import say_short, say_span
from prevent_desk.ui import clipboard
from prevent_desk.ui.widgets.empty_state import EmptyState


class PersonPane(Pane):
    """Shows one contact, and what can be done with them."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("The person", parent)
        self._around = around
        self.person: Contact | None = None

    def show_person(self, person: Contact | None, alike: Sequence[Alike]) -> None:
        """Show somebody; None shows that nobody is chosen.

        Args:
            person: Whom.
            alike: Pairs of them with somebody they look like.
        """
        self.person = person
        self.begin()
        if person is None:
            self.add(EmptyState("users", "Nobody chosen"))
            self.done()
            return
        self._head(person)
        self._alike(person, alike)
        self._reached(person)
        self._seats(person)
        self._away(person)
        if person.note:
            self.section("Note", [Entry(person.note)])
        self._merged(person)
        self.done()

    # Inside

    def _head(self, person: Contact) -> None:
        chips = []
        if person.left is not None:
            chips.append((f"Left {say_short(person.left)}", "user-x", "grey"))
        chips += [(topic, "tag", "blue") for topic in person.topics]
        self.head(
            "Person",
            person.name,
            chips,
            [
                Act("Change", partial(acts.change, self._around, person), "pencil"),
                Act("Merge", partial(acts.merge, self._around, person), "git-merge"),
                Act("Left", partial(acts.leave, self._around, person), "user-x")
                if person.left is None
                else Act("There again", partial(acts.come_back, self._around, person), "user"),
            ],
        )
        for words in (person.role, person.department):
            if words:
                self.words(words)
        if person.organisation_id is not None:
            place = person.organisation_id
            self.section(
                person.organisation,
                [],
                Act("Show", partial(self._show_organisation, place)),
            )

    def _alike(self, person: Contact, alike: Sequence[Alike]) -> None:
        pairs = [(one.other if one.one.id == person.id else one.one, one.why) for one in alike]
        if pairs:
            entries = [
                Entry(
                    other.name, f"{why}. {other.organisation}".strip(), "users", "amber",
                    [Act("Compare", partial(acts.merge, self._around, person, other.id))],
                )
                for other, why in pairs
            ]  # fmt: skip
            self.section("Perhaps the same person", entries)

    def _reached(self, person: Contact) -> None:
        domains: tuple[str, ...] = ()
        if person.organisation_id is not None:
            domains = self._around.services.organisations.one(person.organisation_id).domains
        ways = []
        for email in person.emails:
            personal = is_personal(email, domains)
            ways.append(
                Entry(
                    email, "A personal address, not the agency’s" if personal else "",
                    "triangle-alert" if personal else "mail", "amber" if personal else "",
                    [Act("Copy", partial(self._copy, email))],
                )
            )  # fmt: skip
        ways += [Entry(phone, "", "phone") for phone in person.phones]
        if person.address:
            ways.append(Entry(person.address, "", "inbox"))
        self.section("How they are reached", ways)
        if not ways:
            self.words("Nothing is noted.")

    def _seats(self, person: Contact) -> None:
        today = self._around.clock.today()
        months = self._around.services.seats.confirm_months()
        entries = []
        for place, seat in self._around.services.seats.of_contact(person.id):
            _first, second, icon, tone = told(seat, today, months)
            since = f"Since {say_short(seat.holder.since)}" if seat.holder else ""
            entries.append(
                Entry(
                    f"{kind_words(seat.kind)}, {place.called}", f"{second}\n{since}", icon, tone,
                    seat_acts.of_seat(self._around, place, seat, person=False),
                )
            )  # fmt: skip
        fills = None
        if person.left is None and person.organisation_id is not None:
            fills = Act(
                "Fill a seat",
                partial(seat_acts.fill, self._around, person.organisation_id),
                "user-plus",
            )
        self.section("Seats", entries, fills)
        if not entries:
            self.words("They hold none.")

    def _away(self, person: Contact) -> None:
        today = self._around.clock.today()
        entries = []
        for absence in self._around.services.absences.of(person.id):
            is_past = absence.last is not None and absence.last < today
            words = (
                f"Was away {say_span(absence.first, absence.last)}"
                if is_past
                else away_words(absence, today)
            )
            entries.append(
                Entry(
                    words, absence.note, "calendar-x", "" if is_past else "blue",
                    [
                        Act("Change", partial(acts.away, self._around, person, absence)),
                        Act("Take away", partial(acts.not_away, self._around, absence)),
                    ],
                )
            )  # fmt: skip
        self.section(
            "Away", entries, Act("Add", partial(acts.away, self._around, person), "calendar-x")
        )

    def _merged(self, person: Contact) -> None:
        entries = [
            Entry(
                one.name, "Entered on their own, and the same.", "git-merge", "",
                [Act("Take apart", partial(acts.unmerge, self._around, one.id))],
            )
            for one in self._around.services.merging.merged_contacts(person.id)
        ]  # fmt: skip
        if entries:
            self.section("Merged with them", entries)

    def _show_organisation(self, organisation_id: int) -> None:
        self._around.open_view("contacts", {"tab": "seats", "organisation": organisation_id})

    def _copy(self, email: str) -> None:
        clipboard.put_text(email)
        self._around.desk.toast("The address is copied", icon="copy")
