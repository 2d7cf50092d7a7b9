"""Sealed minutes: frozen, proved, printed, added to."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from sqlalchemy import text

from prevent_desk.core.errors import Refused
from prevent_desk.exports.pdf.check import check
from prevent_desk.panels.model import sealing
from prevent_desk.panels.model.records import LineKind, MeetingState
from prevent_desk.panels.model.sealing import Approval
from prevent_desk.panels.tables import MinutesAddendumTable, MinutesTable
from prevent_desk.store.attachments import FileTable
from prevent_desk.workers import child
from tests.exports.reading import page_text as text_of
from tests.panels.desks import Desk
from tests.panels.minutes import meeting
from tests.panels.minutes.meeting import made_here, seal


def approval(desk: Desk) -> Approval:
    return Approval(desk.clock.today(), "A. Marsh", "by e-mail")


def content_of(desk: Desk) -> dict[str, Any]:
    with desk.store.reading() as session:
        return dict(session.query(MinutesTable.content).one()[0])


def test_the_seal_is_the_sha256_of_the_words_as_canonical_json(held: Desk) -> None:
    seal(held)
    sealed = held.services.minutes.sealed(held.told.meeting)
    assert sealed is not None
    told = json.dumps(content_of(held), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert sealed.sha256 == hashlib.sha256(told.encode()).hexdigest()
    assert held.services.minutes.verify() == []
    assert held.services.meetings.one(held.told.meeting).state is MeetingState.APPROVED


def test_pdf_and_word_are_kept_and_read_back_by_other_programs(held: Desk, tmp_path: Path) -> None:
    seal(held, make=child.run)
    service = held.services.minutes
    sealed = service.sealed(held.told.meeting)
    assert sealed is not None
    pdf, word = service.kept_paper(sealed, word=False), service.kept_paper(sealed, word=True)
    assert not check(pdf).problems
    pages = text_of(pdf).split("\f")[:-1]
    assert all("OFFICIAL-SENSITIVE" in page for page in pages)
    flat = "".join("".join(pages).split())
    for wanted in ("CaseC·PD-2025-003", "BartsHealth:Woulddefer", "14Jan2026", "AskCAMHS"):
        assert wanted in flat
    assert sealed.sha256 in "".join(pages[-1].split())
    document = docx.Document(io.BytesIO(word))
    told = "\n".join(paragraph.text for paragraph in document.paragraphs)
    cells = "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    assert "Case C · PD-2025-003" in told
    assert "Isolation and the manifesto" in cells
    assert sealing.shown(sealed.sha256) in cells
    assert "OFFICIAL-SENSITIVE" in document.sections[0].header.paragraphs[0].text
    assert "{{" not in told + cells
    for kept in (text_of(pdf), told + cells):
        assert "Xylograph" not in kept
        assert "Hallam" not in kept
    if shutil.which("soffice"):
        assert "manifesto" in office_words(word, tmp_path)


def office_words(word: bytes, place: Path) -> str:
    """Return what LibreOffice reads in a Word document."""
    path = place / "minutes.docx"
    path.write_bytes(word)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless",
         "--convert-to", "txt:Text", "--outdir", str(place), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (place / "minutes.txt").read_text(encoding="utf-8")


def test_what_changes_at_the_desk_later_changes_no_sealed_word(held: Desk) -> None:
    seal(held)
    service = held.services.minutes
    before = content_of(held)
    with pytest.raises(Refused, match="sealed"):
        held.services.decisions.set(held.told.cases[2], rationale="Another")
    held.services.actions.done(held.services.actions.all()[0].id, "Done at once")
    sealed = service.sealed(held.told.meeting)
    assert sealed is not None
    assert content_of(held) == before
    with pytest.raises(Refused, match="sealed"):
        service.set_text(held.told.meeting, "other", "More")
    with pytest.raises(Refused, match="sealed"):
        service.to_seal(held.told.meeting, approval(held), practice=False)


def test_minutes_that_changed_while_they_were_printed_are_not_sealed(held: Desk) -> None:
    prepared = held.services.minutes.to_seal(held.told.meeting, approval(held), practice=False)
    held.services.decisions.set(held.told.cases[2], rationale="Another reason")
    with pytest.raises(Refused, match="changed while"):
        held.services.minutes.seal(prepared, b"%PDF", b"PK")
    assert held.services.minutes.sealed(held.told.meeting) is None


def test_one_undo_takes_a_seal_back_and_the_draft_can_be_mended(held: Desk) -> None:
    seal(held)
    assert held.store.undo_label() == "seal of the minutes of the panel of 26 Nov 2025"
    held.store.undo()
    assert held.services.minutes.sealed(held.told.meeting) is None
    held.services.decisions.set(held.told.cases[2], rationale="Mended")
    seal(held)
    assert held.services.minutes.verify() == []


@pytest.mark.parametrize(
    ("by", "how", "days", "wanted"),
    [("", "by e-mail", 0, "not said"), ("A. Marsh", " ", 0, "not said"),
     ("A. Marsh", "by e-mail", 1, "to come"), ("A. Marsh", "by e-mail", -1, "before the meeting")],
)  # fmt: skip
def test_an_approval_says_who_how_and_a_day_that_was(
    read: Desk, by: str, how: str, days: int, wanted: str
) -> None:
    day = read.clock.today()
    day = day.replace(day=day.day + days)
    with pytest.raises(Refused) as refused:
        read.services.minutes.to_seal(read.told.meeting, Approval(day, by, how), practice=False)
    assert wanted in refused.value.sentence()


def test_a_word_changed_behind_the_programs_back_is_found(held: Desk) -> None:
    seal(held)
    changed = content_of(held)
    changed["sections"][0]["title"] = "The meeting that never was"
    with held.store.writing(None) as session:
        session.execute(
            text("UPDATE panel_minutes SET content = :content"), {"content": json.dumps(changed)}
        )
    assert held.services.minutes.verify() == [
        "Panel of 26 Nov 2025: The words of these minutes are not those that were sealed."
    ]


def test_a_kept_paper_changed_behind_the_programs_back_is_found(held: Desk) -> None:
    seal(held)
    with held.store.writing(None) as session:
        row = session.query(FileTable).filter(FileTable.name.like("%.pdf")).one()
        row.content = row.content + b" "
    assert "PDF" in held.services.minutes.verify(held.told.meeting)[0]


def test_addenda_are_dated_and_chained_each_to_the_seal_before(held: Desk) -> None:
    seal(held)
    service, item = held.services.minutes, held.told.cases[2]
    service.add(held.told.meeting, "The school came at 10:14.", "A. Marsh", item)
    service.add(held.told.meeting, "Hallam’s form was sent.", "")
    sealed = service.sealed(held.told.meeting)
    assert sealed is not None
    first, second = sealed.addenda
    assert (first.item, first.approved_by, first.on) == ("Case C", "A. Marsh", held.clock.today())
    assert second.words == "[the person] form was sent."
    wanted = {"approved_by": "", "before": first.sha256, "item": None,
              "on": "2025-11-26", "words": second.words}  # fmt: skip
    told = json.dumps(wanted, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert second.sha256 == hashlib.sha256(told.encode()).hexdigest()
    assert service.verify() == []
    paper = service.paper(held.told.meeting, "PD-E-0001", practice=False)
    assert "The school came at 10:14." in str(paper.blocks)


@pytest.mark.parametrize("what", ["words", "removed"])
def test_an_addendum_changed_or_taken_out_is_found(held: Desk, what: str) -> None:
    seal(held)
    service = held.services.minutes
    service.add(held.told.meeting, "First", "")
    service.add(held.told.meeting, "Second", "")
    with held.store.writing(None) as session:
        row = session.query(MinutesAddendumTable).order_by(MinutesAddendumTable.id).first()
        assert row is not None
        if what == "words":
            row.words = "Other"
        else:
            session.delete(row)
    assert any("Addendum 1" in problem for problem in service.verify())


def test_a_draft_is_not_added_to_and_empty_words_add_nothing(held: Desk) -> None:
    with pytest.raises(Refused, match="not sealed yet"):
        held.services.minutes.add(held.told.meeting, "More", "")
    with pytest.raises(Refused, match="nothing to add"):
        held.services.minutes.add(held.told.meeting, "  ", "")


def test_a_paper_of_a_draft_says_so_on_every_page_and_names_nobody(held: Desk) -> None:
    held.services.lines.add(
        held.told.cases[2], LineKind.CONCERN, "Kris Hallam wrote it", speaker="Panel"
    )
    paper = held.services.minutes.paper(held.told.meeting, "PD-E-0007", practice=True)
    assert paper.running.startswith("DRAFT")
    assert "Hallam" not in str(paper.blocks)
    assert "[the person] wrote it" in str(paper.blocks)
    assert paper.export_id == "PD-E-0007"
    assert "invented" in paper.notice


def test_words_of_the_notes_are_never_taken_for_tags_of_the_template(held: Desk) -> None:
    held.services.lines.add(
        held.told.cases[3], LineKind.INFORMATION, "They wrote {{marking}} on it", speaker="Panel"
    )
    seal(held, make=made_here)
    sealed = held.services.minutes.sealed(held.told.meeting)
    assert sealed is not None
    document = docx.Document(io.BytesIO(held.services.minutes.kept_paper(sealed, word=True)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "They wrote {{marking}} on it" in cells


def test_sealing_is_in_the_audit_trail_without_a_name(held: Desk) -> None:
    seal(held)
    from prevent_desk.store import audit

    found = [one for one in audit.records(held.store) if one.action == "minutes sealed"]
    assert len(found) == 1
    assert meeting.ref(held, 2) not in str(found[0])
