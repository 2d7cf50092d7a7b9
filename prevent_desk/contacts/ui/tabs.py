"""The tabs of the page, in its order; each subject brings its own by one line."""

from __future__ import annotations

from prevent_desk.contacts.ui.lists.tab import ListsTab, how_many_lists
from prevent_desk.contacts.ui.people.tab import PeopleTab, how_many_people
from prevent_desk.contacts.ui.seats.tab import SeatsTab, how_many_agencies
from prevent_desk.contacts.ui.tab import TabKind

SEATS, PEOPLE, LISTS = "seats", "people", "lists"

TABS: tuple[TabKind, ...] = (
    TabKind(SEATS, "Agency seats", SeatsTab, how_many_agencies),
    TabKind(PEOPLE, "People", PeopleTab, how_many_people),
    TabKind(LISTS, "Lists", ListsTab, how_many_lists),
)
