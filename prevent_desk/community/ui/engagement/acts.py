"""What can be done with engagement, wherever it is shown."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QDialog

from prevent_desk.actions.model.records import NewAction, Source
from prevent_desk.actions.ui.dialogs import NewDialog
from prevent_desk.community.model.events import Event, NewEvent
from prevent_desk.community.model.series import Series
from prevent_desk.community.service.events import asked_by
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.engagement import calendar_dialog
from prevent_desk.community.ui.engagement.dialogs import (
    CancelDialog,
    HeldDialog,
    RegularDialog,
    day_after,
)
from prevent_desk.community.ui.engagement.event_dialog import EventDialog
from prevent_desk.community.ui.owed import actions_around
from prevent_desk.logbook.model.query import Query


def run(around: Around, dialog: QDialog, said: str) -> bool:
    """Show a dialog that writes; tell of it where it did."""
    return around.acts.by_dialog(dialog, said)


def add(
    around: Around,
    start: NewEvent | None = None,
    kept_as: str = "",
    *,
    on: date | None = None,
) -> int | None:
    """Ask for a new event; return its key, None where none was entered."""
    dialog = EventDialog(around, start=start, on=on, kept_as=kept_as)
    return dialog.made if run(around, dialog, "Logged") else None


def change(around: Around, event: Event) -> None:
    """Ask what is different of an event."""
    run(around, EventDialog(around, event), "Changed")


def again(around: Around, event: Event) -> int | None:
    """Ask for the same event on another day."""
    day = day_after(event, around.clock.today())
    return add(around, around.services.events.again(event.id, day), f"again/{event.id}")


def held(around: Around, event: Event) -> None:
    """Ask what a planned event came to."""
    run(around, HeldDialog(around, event), "It was held")


def cancel(around: Around, event: Event) -> None:
    """Ask why an event does not take place."""
    run(around, CancelDialog(around, event), "It is called off")


def reinstate(around: Around, event: Event) -> None:
    """Plan a cancelled event after all."""
    around.acts.do(
        lambda: around.services.events.reinstate(event.id), None, said="It takes place after all"
    )


def remove(around: Around, event: Event) -> None:
    """Take an event entered by mistake away."""
    around.acts.do(
        lambda: around.services.events.remove(event.id), None, said="The event is removed"
    )


def make_regular(around: Around, event: Event) -> None:
    """Let an event come again."""
    run(around, RegularDialog(around, event), "It comes again")


def change_regular(around: Around, series: Series) -> None:
    """Ask what is different of a series."""
    run(around, RegularDialog(around, series=series), "Changed")


def take_to_calendar(around: Around, event: Event) -> None:
    """Take a planned event out as a calendar file."""
    calendar_dialog.of_event(around, event).exec()


def take_listed_to_calendar(around: Around, query: Query) -> None:
    """Take the planned events out of what is listed as a calendar file."""
    calendar_dialog.of_listed(around, query).exec()


def take_series_to_calendar(around: Around, series: Series) -> None:
    """Take what comes again out as a calendar file."""
    calendar_dialog.of_series(around, series).exec()


def follow_up(around: Around, event: Event) -> None:
    """Ask for an action that follows from an event."""
    asked = NewAction("", source=Source.HAND, source_id=event.id, source_words=asked_by(event.id))
    NewDialog(actions_around(around), around.owner.window(), asked=asked).exec()
