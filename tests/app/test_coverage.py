"""What other rooms tell the coverage map of contacts, after organisations turned out to be one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from prevent_desk.app import coverage
from prevent_desk.contacts import service
from prevent_desk.contacts.model.people import NewOrganisation
from prevent_desk.contacts.service import ContactServices
from prevent_desk.core.clock import SetClock
from tests import ready

CLOCK = SetClock(datetime(2025, 11, 25, 9, 0, tzinfo=UTC))
MAY, JUNE = date(2025, 5, 1), date(2025, 6, 1)


@pytest.fixture
def contacts(tmp_path: Path) -> Iterator[ContactServices]:
    store = ready.empty_store(tmp_path, CLOCK)
    yield service.build(store, CLOCK)
    store.close()


def test_what_was_done_with_a_merged_organisation_counts_for_the_one_it_is(
    contacts: ContactServices,
) -> None:
    add = contacts.organisations.add
    kept, other = add(NewOrganisation("Trust", "health")), add(NewOrganisation("NHS", "health"))
    contacts.merging.merge_organisations(kept, other)
    told = coverage.as_one(lambda: {kept: MAY, other: JUNE}, contacts.organisations)
    assert told() == {kept: JUNE}
    column = coverage.engagement_column(
        coverage.as_one(lambda: {other: MAY}, contacts.organisations), CLOCK
    )
    (one,) = contacts.organisations.all()
    assert column.read([one])[kept].words == "Last on 1 May 2025"
    contacts.merging.unmerge_organisation(other)
    assert told() == {kept: MAY, other: JUNE}
