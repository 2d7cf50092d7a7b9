"""The organisation at the right of the grid: its seats, people, ways to reach it, what it was."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.contacts.model.records import Organisation, Seat, SeatKind
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.contacts.ui.people import acts as people_acts
from prevent_desk.contacts.ui.seats import acts, organisation_acts
from prevent_desk.contacts.ui.seats.rows import told
from prevent_desk.contacts.ui.words import kind_words, sector_words
from prevent_desk.core.dates import say_short
from prevent_desk.ui.widgets.empty_state import EmptyState

_STATUTE = {"council": "Council of the area", "police": "Police of the area"}
_MOST_PEOPLE = 12
_MOST_HISTORY = 6


class OrganisationPane(Pane):
    """Shows one organisation, and what can be done with it."""

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("The organisation", parent)
        self._around = around
        self.organisation: Organisation | None = None
        self._whole_history_of: int | None = None
        self._whole_past_of: int | None = None

    def show_organisation(self, place: Organisation | None) -> None:
        """Show an organisation; None shows that none is chosen."""
        self.organisation = place
        self.begin()
        if place is None:
            self.add(EmptyState("contact", "No agency chosen"))
            self.done()
            return
        seats = self._around.services.seats.of(place.id)
        self._head(place)
        self._seats(place, seats)
        self._people(place)
        self._reached(place)
        self._past(place, seats)
        self._history(place)
        self._merged(place)
        self.done()

    # Inside

    def _head(self, place: Organisation) -> None:
        chips = [(sector_words(place.sector), "", "grey")]
        if place.statute:
            chips.append((_STATUTE[place.statute], "scale", "blue"))
        if place.is_on_panel:
            chips.append(("Asked to panels", "gavel", "grey"))
        if place.ended is not None:
            chips.append((f"Ended {say_short(place.ended)}", "x", "grey"))
        self.head(
            "Organisation",
            place.name,
            chips,
            [
                Act("Change", partial(organisation_acts.change, self._around, place), "pencil"),
                Act("Merge", partial(organisation_acts.merge, self._around, place), "git-merge"),
                Act("Ended", partial(organisation_acts.end, self._around, place), "x")
                if place.ended is None
                else Act("There again", partial(organisation_acts.revive, self._around, place)),
            ],
        )

    def _seats(self, place: Organisation, seats: list[Seat]) -> None:
        today = self._around.clock.today()
        months = self._around.services.seats.confirm_months()
        entries = []
        for seat in seats:
            first, second, icon, tone = told(seat, today, months)
            if seat.holder is not None and seat.holder.verified_how:
                second = f"{second}, {seat.holder.verified_how}"
            entries.append(
                Entry(
                    f"{kind_words(seat.kind)}: {first}", second, icon, tone,
                    acts.of_seat(self._around, place, seat, person=False),
                )
            )  # fmt: skip
        have = {seat.kind for seat in seats}
        wanting = next((kind for kind in SeatKind if kind not in have), None)
        more = (
            Act("Fill another", partial(acts.fill, self._around, place.id, wanting), "user-plus")
            if wanting is not None and place.ended is None
            else None
        )
        self.section("Seats", entries, more)
        if not entries:
            self.words("No seat was asked for.")

    def _people(self, place: Organisation) -> None:
        people = self._around.services.people.of(place.id)
        entries = [
            Entry(
                one.name,
                "\n".join(part for part in (one.role, one.email, one.phone) if part),
                "user",
                "",
                [Act("Show", partial(acts.show_person, self._around, one.id))],
            )
            for one in people[:_MOST_PEOPLE]
        ]
        self.section(
            f"People, {len(people)}" if people else "People",
            entries,
            Act("New", partial(people_acts.add, self._around, place.id), "user-plus"),
        )
        if len(people) > _MOST_PEOPLE:
            # Hundreds stand in the list of people, which has room for them and finds them.
            all_of_them = partial(acts.show_people, self._around, place.called)
            self.add(self.link(Act(f"Show all {len(people)}", all_of_them, "users"), "People"))

    def _reached(self, place: Organisation) -> None:
        ways = [
            Entry(words, "", icon)
            for words, icon in (
                (place.phone, "phone"),
                (place.email, "mail"),
                (place.website, "link"),
                (place.address, "inbox"),
            )
            if words
        ]
        if place.domains:
            ways.append(Entry(", ".join(place.domains), "Writes from", "mail"))
        if ways:
            self.section("How it is reached", ways)
        if place.note:
            self.section("Note", [Entry(place.note)])

    def _past(self, place: Organisation, seats: list[Seat]) -> None:
        held_before = [(seat, held) for seat in seats for held in seat.past]
        whole = self._whole_past_of == place.id
        past = [
            Entry(
                f"{held.contact.name}, {kind_words(seat.kind).lower()}",
                "\n".join(
                    part
                    for part in (
                        f"{say_short(held.since)} to {say_short(held.until)}" if held.until else "",
                        held.left_reason,
                        f"Handed over: {held.handover}" if held.handover else "",
                    )
                    if part
                ),
                "history",
            )
            for seat, held in (held_before if whole else held_before[:_MOST_HISTORY])
        ]
        more = Act(f"Show all {len(held_before)}", partial(self._show_whole_past, place))
        if past:
            more_of_it = more if len(past) < len(held_before) else None
            self.section("Who held its seats before", past, more_of_it)

    def _show_whole_past(self, place: Organisation) -> None:
        self._whole_past_of = place.id
        self.show_organisation(place)

    def _history(self, place: Organisation) -> None:
        told = self._around.services.history.of(place.id)
        if not told:
            return
        whole = self._whole_history_of == place.id
        entries = [
            Entry(
                one.words,
                f"{say_short(one.on)}, planned" if one.ahead else say_short(one.on),
                one.icon,
                "",
                [Act("Open", partial(self._around.desk.open_page, one.page, one.position))]
                if one.page
                else (),
            )
            for one in (told if whole else told[:_MOST_HISTORY])
        ]
        more = Act(f"Show all {len(told)}", partial(self._show_whole_history, place))
        self.section("History", entries, more if len(entries) < len(told) else None)

    def _show_whole_history(self, place: Organisation) -> None:
        self._whole_history_of = place.id
        self.show_organisation(place)

    def _merged(self, place: Organisation) -> None:
        merged = self._around.services.merging.merged_organisations(place.id)
        entries = [
            Entry(
                one.name, "Entered on its own, and the same.", "git-merge", "",
                [Act("Take apart", partial(organisation_acts.unmerge, self._around, one.id))],
            )
            for one in merged
        ]  # fmt: skip
        if entries:
            self.section("Merged with it", entries)
