"""What can be done with a seat, wherever it is shown: by a link, a menu or the palette."""

from __future__ import annotations

from functools import partial

from prevent_desk.contacts.model.records import Organisation, Seat, SeatKind
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.drafted_dialog import DraftedDialog
from prevent_desk.contacts.ui.pane_parts import Act
from prevent_desk.contacts.ui.seats.dialogs import (
    AbsenceDialog,
    ConfirmDialog,
    FillDialog,
    VacateDialog,
)
from prevent_desk.contacts.ui.words import kind_words


def run(around: Around, dialog: DraftedDialog, said: str) -> bool:
    """Show a dialog; where its act was done, tell of it with its Undo."""
    return around.acts.by_dialog(dialog, said)


def fill(
    around: Around, organisation_id: int | None = None, kind: SeatKind = SeatKind.PANEL_LEAD
) -> bool:
    """Ask who takes a seat, and put them in."""
    return run(around, FillDialog(around, organisation_id, kind), "The seat is filled")


def confirm(around: Around, place: Organisation, seat: Seat) -> bool:
    """Ask by what a seat was confirmed, and note it."""
    return run(around, ConfirmDialog(around, seat, place), "The seat is confirmed")


def vacate(around: Around, place: Organisation, seat: Seat) -> bool:
    """Ask since when nobody holds a seat, and note it."""
    return run(around, VacateDialog(around, seat, place), "The seat is vacant")


def away(around: Around, seat: Seat) -> bool:
    """Ask when the holder of a seat is away, and note it."""
    if seat.holder is None:
        return False
    dialog = AbsenceDialog(around, seat.holder.contact, seat.absence)
    return run(around, dialog, "The absence is noted")


def close(around: Around, place: Organisation, seat: Seat) -> None:
    """Say that a seat is no longer wanted."""
    around.acts.do(
        lambda: around.services.seats.close(place.id, seat.kind),
        None,
        said=f"{kind_words(seat.kind)} is closed",
    )


def show_person(around: Around, contact_id: int) -> None:
    """Show somebody among the people."""
    around.open_view("contacts", {"tab": "people", "contact": contact_id})


def show_people(around: Around, organisation: str) -> None:
    """Show everybody of an organisation in the list of people."""
    around.open_view("contacts", {"tab": "people", "words": organisation})


def of_seat(around: Around, place: Organisation, seat: Seat, *, person: bool = True) -> list[Act]:
    """Return what can be done with a seat.

    Args:
        around: The room.
        place: Whose seat it is.
        seat: The seat.
        person: Whether to offer the way to who holds it.
    """
    if seat.holder is None:
        return [
            Act("Fill", partial(fill, around, place.id, seat.kind), "user-plus"),
            Act("Close the seat", partial(close, around, place, seat)),
        ]
    found = [
        Act("Confirm", partial(confirm, around, place, seat), "check"),
        Act("Replace", partial(fill, around, place.id, seat.kind), "user-plus"),
        Act("Vacate", partial(vacate, around, place, seat), "user-x"),
        Act("Away", partial(away, around, seat), "calendar-x"),
    ]
    if person:
        found.append(Act("Show", partial(show_person, around, seat.holder.contact.id), "user"))
    return found
