"""Whoever asked not to be named is in nothing that leaves the desk, wherever it was typed."""

from __future__ import annotations

import io
import itertools
import zipfile
from datetime import date
from typing import Any

import pytest

from prevent_desk.exports.pdf.made import Made
from prevent_desk.referrals.exports import paper_pdf, paper_word, register
from prevent_desk.referrals.model.papers.wanted import Format, Kind, Wanted
from prevent_desk.store import search
from tests.exports.reading import page_text, structure_text
from tests.referrals.desks import Desk
from tests.referrals.papers.crowded import REFERRER, SIGNS, TYPED, crowded, free_texts

MARKING = "OFFICIAL-SENSITIVE"


@pytest.fixture
def case(desk: Desk) -> int:
    return crowded(desk)


def every_wish(episode_id: int) -> list[Wanted]:
    """Return every paper there can be of a referral; each choice only where it is offered."""
    as_at = date(2025, 11, 30)
    own: dict[Kind, list[dict[str, Any]]] = {
        Kind.RECORD: [{}, {"with_notes": True}],
        Kind.SUMMARY: [{}],
        Kind.FORM: [{}],
        Kind.CHRONOLOGY: [
            {},
            {"whole_person": True},
            {"as_at": as_at},
            {"whole_person": True, "as_at": as_at},
        ],
    }
    return [
        Wanted(episode_id, kind, form, MARKING, with_names=names, **choice)
        for kind, form, names in itertools.product(Kind, Format, (False, True))
        for choice in own[kind]
    ]


def made(desk: Desk, wanted: Wanted) -> Made:
    paper = desk.services.papers.paper(wanted, "PD-E-0001", practice=False)
    write = paper_pdf.write if wanted.format is Format.PDF else paper_word.write
    return write(paper)


def text_of(made: Made, wanted: Wanted) -> str:
    """Return everything a file holds: its text as other programs read it, and its own bytes."""
    if wanted.format is Format.PDF:
        return page_text(made.pdf) + structure_text(made.pdf)
    with zipfile.ZipFile(io.BytesIO(made.pdf)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def signs_in(text: str) -> list[str]:
    plain = "".join(text.split())
    return [sign for sign in SIGNS if sign in text or sign.replace(" ", "") in plain]


def test_the_case_has_the_referrer_typed_into_every_place_that_takes_words(
    desk: Desk, case: int
) -> None:
    assert len(free_texts()) > 40
    lines = desk.services.timeline.lines(case)
    assert any("Owusu" in line.body for line in lines)
    assert any(line.is_referrers for line in lines)


def test_an_anonymous_referrer_is_in_no_paper_of_any_kind(desk: Desk, case: int) -> None:
    pytest.importorskip("docx")
    for wanted in every_wish(case):
        found = signs_in(text_of(made(desk, wanted), wanted))
        assert not found, f"{wanted}: {found}"


def test_the_words_around_the_referrer_are_still_told(desk: Desk, case: int) -> None:
    wanted = Wanted(case, Kind.RECORD, Format.PDF, MARKING, with_names=True)
    text = " ".join(page_text(made(desk, wanted).pdf).split())
    assert "Kris Hallam" in text
    assert "[the referrer] of [the referrer]" in text
    assert "The referrer asked not to be named." in text


def test_a_paper_by_reference_names_nobody(desk: Desk, case: int) -> None:
    for kind, form in itertools.product(Kind, Format):
        wanted = Wanted(case, kind, form, MARKING)
        text = text_of(made(desk, wanted), wanted)
        assert "Hallam" not in text
        assert "PD-2025-001" in text


def test_a_record_tells_who_told_it_where_they_may_be_named(desk: Desk) -> None:
    named = desk.add(referrer=REFERRER | {"is_anonymous": False})
    record = Wanted(named, Kind.RECORD, Format.PDF, MARKING, with_names=True)
    assert "Ama Owusu" in page_text(made(desk, record).pdf)
    summary = Wanted(named, Kind.SUMMARY, Format.PDF, MARKING, with_names=True)
    assert not signs_in(page_text(made(desk, summary).pdf))


def test_the_register_knows_no_referrer(desk: Desk, case: int) -> None:
    for names in (False, True):
        told = desk.services.registers.register(
            with_names=names, marking=MARKING, export_id="PD-E-0002", practice=False
        )
        with zipfile.ZipFile(io.BytesIO(register.write(told))) as packed:
            text = "".join(packed.read(name).decode() for name in packed.namelist())
        assert not signs_in(text)
        assert ("Hallam" in text) is names


def test_the_referrers_own_record_is_not_searched(desk: Desk, case: int) -> None:
    # Free words are found by what stands in them; the referrer's own record never is.
    alone = desk.add("Amira", "Khalid", referrer=REFERRER, answers={"concern": "A poster"})
    with desk.store.reading() as session:
        for sign in ("Owusu", "07700", "Boxing", "trainer"):
            assert alone not in {hit.object_id for hit in search.find(session, sign)}
        titles = [hit.title for hit in search.find(session, "PD-2025")]
    assert titles
    assert not signs_in("\n".join(titles))


def test_what_undo_and_the_audit_trail_say_names_nobody(desk: Desk, case: int) -> None:
    wanted = Wanted(case, Kind.SUMMARY, Format.PDF, MARKING)
    desk.services.papers.note_export(wanted, "PD-E-0003")
    assert TYPED not in (desk.store.undo_label() or "")
