"""The rows of the list of people: all of them, or the first while the others are read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from prevent_desk.contacts.model.merging import Alike
from prevent_desk.contacts.model.people import is_personal
from prevent_desk.contacts.model.records import Absence, Contact
from prevent_desk.contacts.service import ContactServices
from prevent_desk.contacts.ui.words import away_words, kind_words, sector_words
from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Stopped
from prevent_desk.ui.widgets.two_lines import Cell

FIRST = 60
"""So many stand there at once where there are many: more than a screen has room for."""


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody of the list.

    Attributes:
        held: Their seats in words.
        personal: An address of theirs is no agency's.
        twice: They look like somebody else of the list.
        found_by: Everything they are found by, in lower case.
    """

    person: Contact
    held: tuple[str, ...]
    absence: Absence | None
    personal: bool
    twice: bool
    away: str
    found_by: str


@dataclass(frozen=True, slots=True)
class People:
    """The list as it was read.

    Attributes:
        alike: Pairs that look like one person, by the number of each.
        is_whole: Everybody is in it.
    """

    rows: tuple[Row, ...] = ()
    alike: Mapping[int, Sequence[Alike]] = field(default_factory=dict)
    is_whole: bool = True


def read(
    services: ContactServices, today: date, stopped: Callable[[], bool] | None = None
) -> People:
    """Return everybody, those who left too.

    Raises:
        Stopped: `stopped` said so.
    """
    alike: dict[int, list[Alike]] = defaultdict(list)
    for pair in services.merging.alike():
        for one in (pair.one, pair.other):
            alike[one.id].append(pair)
    if stopped is not None and stopped():
        raise Stopped
    people = services.people.all(left=True)
    return People(_rows(services, today, people, alike), dict(alike))


def read_first(services: ContactServices, today: date) -> People:
    """Return the first of those who are there; who looks like somebody else is not told."""
    return People(_rows(services, today, services.people.first(FIRST), {}), is_whole=False)


def _rows(
    services: ContactServices, today: date, people: Sequence[Contact],
    alike: Mapping[int, Sequence[Alike]],
) -> tuple[Row, ...]:  # fmt: skip
    held: dict[int, list[str]] = defaultdict(list)
    for place, seats in services.seats.all():
        for seat in seats:
            if seat.holder is not None:
                words = f"{kind_words(seat.kind)}, {place.called}"
                held[seat.holder.contact.id].append(words)
    away = services.absences.on(today)
    domains = {one.id: one.domains for one in services.organisations.all(ended=True)}
    return tuple(
        Row(
            one, tuple(held.get(one.id, ())), away.get(one.id),
            any(is_personal(mail, domains.get(one.organisation_id or 0, ()))
                for mail in one.emails),
            one.id in alike,
            away_words(away[one.id], today) if one.id in away else "",
            _found_by(one, held.get(one.id, ())),
        )
        for one in people
    )  # fmt: skip


def _found_by(one: Contact, held: Sequence[str]) -> str:
    told = (
        one.name, one.role, one.department, one.organisation, *one.emails, *one.phones,
        *one.topics, *held,
    )  # fmt: skip
    return " ".join(told).casefold()


def name_cell(row: Row) -> Cell:
    """Return who it is, and what they do or since when they are away."""
    one = row.person
    second = f"Left {say_short(one.left)}" if one.left else one.role
    icon, tone = ("calendar-x", "blue") if row.absence is not None else ("", "")
    return Cell(one.name, row.away or second, icon, tone, strong=True)


def place_cell(row: Row) -> Cell:
    """Return where they work."""
    one = row.person
    if not one.organisation:
        return Cell("None", "", tone="text3")
    return Cell(one.organisation, one.department or sector_words(one.sector))


def reached_cell(row: Row) -> Cell:
    """Return how they are reached."""
    one = row.person
    if not one.email and not one.phone:
        return Cell("Not noted", "", tone="text3")
    icon, tone = ("triangle-alert", "amber") if row.personal else ("", "")
    return Cell(one.email or one.phone, one.phone if one.email else "", icon, tone)


def held_cell(row: Row) -> Cell:
    """Return the seats they hold."""
    if not row.held:
        return Cell("")
    more = f"and {len(row.held) - 1} more" if len(row.held) > 1 else ""
    first, _, place = row.held[0].partition(", ")
    return Cell(first, more or place)
