"""The office's own Word template: used where it is fit, refused in one sentence where it is not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from msoffcrypto.format.ooxml import OOXMLFile

from prevent_desk import paths
from prevent_desk.core.errors import Refused
from prevent_desk.panels.exports import minutes_word
from prevent_desk.panels.exports.targets import TEMPLATE
from prevent_desk.panels.exports.template_trial import tried
from prevent_desk.readers import asking
from prevent_desk.readers.guard import MOST_BYTES
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


def _switch(tag: str, **values: str) -> Callable[[Any], object]:
    def change(document: Any) -> None:
        mark = OxmlElement(tag)
        for name, value in values.items():
            mark.set(qn(f"w:{name}"), value)
        document.settings.element.append(mark)

    return change


def _first_page(document: Any) -> None:
    document.sections[0].different_first_page_header_footer = True


def _later_section(document: Any) -> None:
    section = document.add_section()
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "An appendix"


def _no_such_style(document: Any) -> None:
    styles = document.styles
    styles["Heading 3"].delete()
    styles.add_style("Heading 3", WD_STYLE_TYPE.CHARACTER)


def _boxed(text: str) -> Callable[[Any], object]:
    """Return what puts a text box before the first words of a document's header."""

    def change(document: Any) -> None:
        header = document.sections[0].header.paragraphs[0]
        header._p.insert(0, parse_xml(_BOX.format(text)))

    return change


def _minutes_in_a_box(document: Any) -> None:
    document.paragraphs[1].runs[0].text = ""
    document.paragraphs[0]._p.insert(0, parse_xml(_BOX.format("{{minutes}}")))


_BOX = (
    f"<w:r {nsdecls('w')}><w:pict><v:textbox xmlns:v='urn:schemas-microsoft-com:vml'>"
    "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
)


def under_a_password() -> bytes:
    """Return a template as Word keeps it under a password."""
    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(office())).encrypt("Xylograph-7", locked)
    return locked.getvalue()


BAD = {
    "a link outside": (office(_link), "outside itself"),
    "a field that fetches": (office(_field), "fetches or starts"),
    "an unknown tag": (office(_words("{{victim}}")), "{{victim}}"),
    "minutes twice": (office(_words("{{minutes}}")), "once"),
    "no marking": (office(_no_marking), "{{marking}} must stand"),
    "macros": (with_part(office(), "word/vbaProject.bin", b"x"), "macros"),
    "a file inside": (with_part(office(), "word/embeddings/a.bin", b"x"), "other files inside"),
    "no document": (b"%PDF-1.7", "no Word document"),
    "a torn file": (office()[:2000], "is damaged"),
    "a password": (under_a_password(), "under a password"),
    "protection": (
        office(_switch("w:documentProtection", edit="readOnly", enforcement="1")),
        "protected against changes",
    ),
    "a first page without": (office(_first_page), "first page"),
    "even pages without": (office(_switch("w:evenAndOddHeaders")), "even pages"),
    "a section without": (office(_later_section), "{{marking}} must stand"),
    "minutes in a box": (office(_minutes_in_a_box), "text box"),
    "a style of another kind": (office(_no_such_style), "cannot be written into it"),
    "a huge file": (office() + bytes(MOST_BYTES), "too large"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_cannot_be_the_template_is_refused_in_one_sentence(what: str) -> None:
    data, wanted = BAD[what]
    with pytest.raises(Refused) as refused:
        tried(data)
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


def test_words_in_a_text_box_of_the_office_stay_in_it(held: Desk) -> None:
    paper = held.services.minutes.paper(held.told.meeting, "PD-E-0001", practice=False)
    template = office(_boxed("{{date}}, for {{kind}}"))
    assert "date" in tried(template)
    made = docx.Document(io.BytesIO(minutes_word.write(paper, template).pdf))
    head: Any = made.sections[0].header.paragraphs[0]
    box = next(head._p.iter(qn("w:txbxContent")))
    told = [one.text for one in box.iter(qn("w:t"))]
    assert told == ["Wed 26 Nov 2025, for Channel panel"]
    assert head.text == "Office of the panel · OFFICIAL-SENSITIVE"


def test_words_of_the_minutes_are_no_tags_also_within_a_table_of_the_office(held: Desk) -> None:
    held.services.minutes.set_text(held.told.meeting, "other", "Write {{marking}} by hand")
    document: Any = docx.Document(io.BytesIO(office()))
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.paragraphs[0].text = "{{minutes}}"
    document.paragraphs[1].runs[0].text = ""
    out = io.BytesIO()
    document.save(out)
    assert "minutes" in tried(out.getvalue())
    paper = held.services.minutes.paper(held.told.meeting, "PD-E-0001", practice=False)
    made = docx.Document(io.BytesIO(minutes_word.write(paper, out.getvalue()).pdf))
    assert "Write {{marking}} by hand" in "".join(made.element.body.itertext())


def test_a_first_page_of_its_own_bears_the_marking_too(held: Desk) -> None:
    def marked(document: Any) -> None:
        _first_page(document)
        document.sections[0].first_page_footer.paragraphs[0].text = "{{marking}}"

    assert "marking" in tried(office(marked))
    paper = held.services.minutes.paper(held.told.meeting, "PD-E-0001", practice=False)
    made = docx.Document(io.BytesIO(minutes_word.write(paper, office(marked)).pdf))
    assert made.sections[0].first_page_footer.paragraphs[0].text == "OFFICIAL-SENSITIVE"


def test_what_word_would_fill_anew_is_let_go(held: Desk) -> None:
    def bound(document: Any) -> None:
        box = (
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:showingPlcHdr/><w:dataBinding "
            'w:xpath="/x" w:storeItemID="{{1}}"/></w:sdtPr><w:sdtContent><w:p><w:r>'
            "<w:t>{{title}} bound</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        document.paragraphs[0]._p.addprevious(parse_xml(box.replace("{{1}}", "{1}")))

    paper = held.services.minutes.paper(held.told.meeting, "PD-E-0001", practice=False)
    made = docx.Document(io.BytesIO(minutes_word.write(paper, office(bound)).pdf))
    assert f"{paper.title} bound" in "".join(made.element.body.itertext())
    assert not list(made.element.body.iter(qn("w:dataBinding"), qn("w:showingPlcHdr")))


def test_the_shipped_template_is_what_its_maker_makes_and_may_be_one() -> None:
    shipped = (paths.resources() / "templates" / "minutes.docx").read_bytes()
    assert "minutes" in tried(shipped)
    ours, made = (zipfile.ZipFile(io.BytesIO(data)) for data in (shipped, shipped_template.make()))
    for part in ("word/document.xml", "word/styles.xml"):
        assert ours.read(part) == made.read(part)
