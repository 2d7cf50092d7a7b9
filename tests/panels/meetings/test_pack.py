"""The papers of a panel, read back by other programs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest

from prevent_desk.core.clock import SetClock
from prevent_desk.exports.pdf.check import check
from prevent_desk.exports.pdf.made import Made
from prevent_desk.panels.exports import pack_pdf
from prevent_desk.panels.model.pack import PackWanted
from prevent_desk.referrals.tables import ReferrerTable
from prevent_desk.store import audit
from tests.exports.reading import page_text, structure_text
from tests.panels.desks import CASES, NOW, Desk, open_desk
from tests.panels.meetings.planned import planned
from tests.referrals import desks as referral_desks
from tests.referrals.papers.crowded import SIGNS, crowded

MARKING = "OFFICIAL-SENSITIVE"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One desk for every paper that is only looked at."""
    made = open_desk(tmp_path_factory.mktemp("pack"))
    yield made
    made.store.close()


def _made(desk: Desk, meeting: int) -> Made:
    packs = desk.services.packs
    items = tuple(one.id for one in packs.cases(meeting))
    wanted = PackWanted(meeting, items, MARKING)
    return pack_pdf.write(packs.pack(wanted, "PD-E-0001", practice=False))


def _bookmarks(pdf: bytes) -> list[str]:
    found = pypdf.PdfReader(io.BytesIO(pdf)).outline
    return [one.title or "" for one in found if not isinstance(one, list)]


def test_each_case_has_a_bookmark_after_the_cover(shared: Desk) -> None:
    made = _made(shared, shared.told.meeting)
    assert _bookmarks(made.pdf) == [
        "Papers of the Channel panel, Wed 26 Nov 2025",
        *(f"Case {letter} · PD-2025-00{n}" for n, letter in enumerate("ABCDE", 1)),
    ]


def test_a_bookmark_leads_to_the_page_where_its_case_begins(shared: Desk) -> None:
    reader = pypdf.PdfReader(io.BytesIO(_made(shared, shared.told.meeting).pdf))
    for one in reader.outline[1:]:
        if not isinstance(one, list):
            page = reader.get_destination_page_number(one)
            assert (one.title or "-") in reader.pages[page or 0].extract_text()


def test_the_papers_are_tagged_and_marked_on_every_page(shared: Desk) -> None:
    made = _made(shared, shared.told.meeting)
    assert check(made.pdf).problems == []
    pages = pypdf.PdfReader(io.BytesIO(made.pdf)).pages
    assert all(MARKING in page.extract_text() for page in pages)


def test_nobody_a_case_is_about_is_named_in_them(shared: Desk) -> None:
    made = _made(shared, shared.told.meeting)
    text = page_text(made.pdf) + structure_text(made.pdf)
    for given, family, _purpose in CASES:
        assert given not in text
        assert family not in text


def test_the_cover_holds_the_agenda_and_the_agencies_asked(shared: Desk) -> None:
    text = page_text(_made(shared, shared.told.meeting).pdf)
    assert "Case C · PD-2025-003 (new case)" in text
    assert "City Police Prevent" in text
    assert "DS R. Cole" not in text


@pytest.mark.parametrize("is_anonymous", [True, False])
def test_whoever_referred_is_in_no_pack_whatever_they_asked(
    tmp_path: Path, is_anonymous: bool
) -> None:
    desk = open_desk(tmp_path, meeting=False, clock=SetClock(NOW))
    try:
        cases = referral_desks.Desk(desk.store, desk.services.referrals, desk.clock)
        episode = crowded(cases)
        if not is_anonymous:
            with desk.store.writing(None) as session:
                session.query(ReferrerTable).update({"is_anonymous": False})
        one, _items = planned(desk, 1)
        desk.services.agenda.add_case(one, episode, "new")
        made = _made(desk, one)
        text = page_text(made.pdf) + structure_text(made.pdf) + repr(made.pdf)
        assert [sign for sign in SIGNS if sign in text] == []
        assert "Hallam" not in text
    finally:
        desk.store.close()


def test_taking_papers_out_is_noted_with_its_references(desk: Desk) -> None:
    wanted = PackWanted(desk.told.meeting, (desk.told.cases[0],), MARKING)
    desk.services.packs.note_export(wanted, "PD-E-0007")
    newest = next(iter(audit.records(desk.store)))
    assert "PD-E-0007" in str(newest)
    assert "PD-2025-001" in str(newest)
