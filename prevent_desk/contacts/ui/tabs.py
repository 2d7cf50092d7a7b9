"""The tabs of the page, in its order; each subject brings its own by one line."""

from __future__ import annotations

from prevent_desk.contacts.ui.agreements.tab import AgreementsTab, how_many_agreements
from prevent_desk.contacts.ui.coverage.tab import CoverageTab
from prevent_desk.contacts.ui.lists.tab import ListsTab, how_many_lists
from prevent_desk.contacts.ui.people.tab import PeopleTab, how_many_people
from prevent_desk.contacts.ui.seats.tab import SeatsTab, how_many_agencies
from prevent_desk.contacts.ui.tab import TabKind

SEATS, PEOPLE, LISTS = "seats", "people", "lists"
COVERAGE, AGREEMENTS = "coverage", "agreements"

TABS: tuple[TabKind, ...] = (
    TabKind(SEATS, "Agency seats", SeatsTab, how_many_agencies),
    TabKind(PEOPLE, "People", PeopleTab, how_many_people),
    TabKind(LISTS, "Lists", ListsTab, how_many_lists),
    TabKind(COVERAGE, "Coverage map", CoverageTab),
    TabKind(AGREEMENTS, "Agreements", AgreementsTab, how_many_agreements),
)
