"""The office's own Word template: used where it is fit, refused in one sentence where it is not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement

from prevent_desk import paths
from prevent_desk.core.errors import Refused
from prevent_desk.panels.exports import minutes_word
from prevent_desk.panels.exports.targets import TEMPLATE
from prevent_desk.panels.exports.word_template import check
from prevent_desk.readers import asking
from prevent_desk.workers import child
from tests.panels.desks import Desk
from tests.panels.minutes import shipped_template


def office(change: Callable[[Any], object] = lambda _document: None) -> bytes:
    """Return an office's template, changed before it is saved."""
    document: Any = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Office of the panel · {{marking}}"
    document.add_paragraph("{{title}}")
    document.add_paragraph("{{minutes}}")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a document with one part more in its package."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, content)
    return out.getvalue()


def _link(document: Any) -> None:
    document.part.relate_to("https://evil.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _field(document: Any) -> None:
    run = document.add_paragraph().add_run()
    instruction = OxmlElement("w:instrText")
    instruction.text = 'INCLUDETEXT "C:\\\\secret.docx"'
    run._r.append(instruction)


def _words(text: str) -> Callable[[Any], object]:
    return lambda document: document.add_paragraph(text)


def _no_marking(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "Office of the panel"


BAD = {
    "a link outside": (office(_link), "outside itself"),
    "a field that fetches": (office(_field), "fetches or starts"),
    "an unknown tag": (office(_words("{{victim}}")), "{{victim}}"),
    "minutes twice": (office(_words("{{minutes}}")), "once"),
    "no marking": (office(_no_marking), "{{marking}} must stand"),
    "macros": (with_part(office(), "word/vbaProject.bin", b"x"), "macros"),
    "a file inside": (with_part(office(), "word/embeddings/a.bin", b"x"), "other files inside"),
    "no document": (b"%PDF-1.7", "no Word document"),
    "a torn file": (office()[:2000], "Word document"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_the_template_is_refused_in_one_sentence(what: str) -> None:
    data, wanted = BAD[what]
    with pytest.raises(Refused) as refused:
        check(data)
    assert wanted in refused.value.what
    assert refused.value.what.count(". ") == 0
    assert "stays" in refused.value.next_step


def test_it_is_looked_at_in_a_limited_child_with_the_same_words() -> None:
    with pytest.raises(Refused, match="outside itself"):
        child.run(TEMPLATE, BAD["a link outside"][0], limits=asking.LIMITS)


def test_an_offices_own_template_is_filled_in_its_own_looks(held: Desk) -> None:
    templates = held.services.templates
    assert templates.kept() is None
    templates.keep("our minutes.docx", office())
    kept = templates.kept()
    assert kept is not None
    assert kept.name == "our minutes.docx"
    paper = held.services.minutes.paper(held.told.meeting, "PD-E-0001", practice=False)
    made = minutes_word.write(paper, templates.content())
    document = docx.Document(io.BytesIO(made.pdf))
    head = document.sections[0].header.paragraphs[0].text
    assert head == "Office of the panel · OFFICIAL-SENSITIVE"
    paragraphs: list[Any] = document.paragraphs
    headings = [one.text for one in paragraphs if one.style.name == "Heading 2"]
    assert "Case C · PD-2025-003" in headings
    templates.forget()
    assert templates.kept() is None


def test_a_tag_that_word_spread_over_runs_is_filled(held: Desk) -> None:
    def spread(document: Any) -> None:
        paragraph = document.add_paragraph()
        for piece in ("{", "{ti", "tle}", "} of the office"):
            paragraph.add_run(piece)

    paper = held.services.minutes.paper(held.told.meeting, "PD-E-0001", practice=False)
    made = minutes_word.write(paper, office(spread))
    told = [one.text for one in docx.Document(io.BytesIO(made.pdf)).paragraphs]
    assert f"{paper.title} of the office" in told


def test_the_shipped_template_is_what_its_maker_makes_and_may_be_one() -> None:
    shipped = (paths.resources() / "templates" / "minutes.docx").read_bytes()
    assert "minutes" in check(shipped)
    ours, made = (zipfile.ZipFile(io.BytesIO(data)) for data in (shipped, shipped_template.make()))
    for part in ("word/document.xml", "word/styles.xml"):
        assert ours.read(part) == made.read(part)
