"""Whether a Word document may be the template of minutes; looked at in a limited child.

A template is the office's own: its logo, its headings, its styles. Where minutes say something it
holds a tag, "{{marking}}". Nothing in it is run: tags are names, there is no language in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx.oxml.parser import parse_xml
from docx.package import Package

from prevent_desk.core.errors import Refused
from prevent_desk.panels.model.template_tags import BODY, TAGS
from prevent_desk.readers import guard, refusals
from prevent_desk.readers.grid import FileKind

TAG = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARGINS = ("/header", "/footer")
_FETCHES = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b", re.I
)
_NEXT = "The template used so far stays."
_LOCKED = "it is under a password: take the password off in Word"
_WHY = {
    refusals.MACROS: "it holds macros",
    refusals.OTHER_LOCK: _LOCKED,
    refusals.DAMAGED: "it is damaged",
    refusals.EMBEDDED: "it holds other files inside it",
    refusals.LINKS: "it draws on other files",
    refusals.TOO_LARGE: "it is too large",
}


def check(data: bytes) -> list[str]:
    """Return the tags a template has, in their order.

    Raises:
        Refused: It may not be a template; one sentence says why.
    """
    try:
        if guard.is_locked(data):
            raise refusal_of(_LOCKED)
        kind = guard.check(data)
    except Refused as error:
        if error.code not in refusals.CODES:
            raise
        raise refusal_of(_WHY.get(error.code, "it is no Word document (.docx)")) from None
    if kind is not FileKind.DOCUMENT:
        raise refusal_of("it is no Word document (.docx)")
    try:
        _refuse_outside(data)
        package = Package.open(BytesIO(data))
        main: Any = package.main_document_part
        if main.content_type != _MAIN:
            raise refusal_of("it is no plain Word document: save it as .docx")
        _refuse_protected(data)
        found = [tag for root in (main.element, *_margins(main)) for tag in tags_of(root)]
        _refuse_tags(main, found)
        _refuse_unmarked(main, even=_has_even_pages(data))
    except Refused:
        raise
    except Exception as error:
        # python-docx and lxml fail in many ways on a damaged file; none says more than this.
        raise refusal_of("it is damaged") from error
    return list(dict.fromkeys(found))


def tags_of(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's element
    """Yield the tags below an element, also those Word spread over several runs."""
    for paragraph in root.iter(f"{W}p"):
        yield from TAG.findall(said(paragraph))


def texts_of(paragraph: Any) -> list[Any]:  # noqa: ANN401 - lxml's element
    """Return the texts of a paragraph, whatever runs they lie in; not those of a text box in it."""
    found = paragraph.iter(f"{W}t")
    return [one for one in found if next(one.iterancestors(f"{W}p")) is paragraph]


def said(paragraph: Any) -> str:  # noqa: ANN401 - lxml's element
    """Return the words of a paragraph."""
    return "".join(text.text or "" for text in texts_of(paragraph))


def _refuse_outside(data: bytes) -> None:
    """Refuse what would fetch or start anything when the paper is opened."""
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".rels"):
                root = _root(archive.read(name))
                if any(one.get("TargetMode") == "External" for one in root):
                    raise refusal_of("it refers to something outside itself (a link, a picture, a "
                                   "template)")  # fmt: skip
            if name.lower().startswith("word/") and name.lower().endswith(".xml"):
                root = _root(archive.read(name))
                fields = [one.text or "" for one in root.iter(f"{W}instrText")]
                fields += [one.get(f"{W}instr") or "" for one in root.iter(f"{W}fldSimple")]
                if any(_FETCHES.search(field) for field in fields):
                    raise refusal_of("it has a field that fetches or starts something")
                if next(root.iter(f"{W}altChunk"), None) is not None:
                    raise refusal_of("it holds other files inside it")


def _root(part: bytes) -> Any:  # noqa: ANN401 - lxml's element
    # python-docx's parser resolves no entities and fetches nothing; declarations the guard refused.
    return parse_xml(part)


def _margins(main: Any) -> list[Any]:  # noqa: ANN401 - python-docx has no types
    """Return the roots of all headers and footers."""
    return [
        rel.target_part.element
        for rel in main.rels.values()
        if not rel.is_external and rel.reltype.endswith(_MARGINS)
    ]


def _refuse_tags(main: Any, found: list[str]) -> None:  # noqa: ANN401 - python-docx has no types
    unknown = [tag for tag in found if tag not in TAGS]
    if unknown:
        raise refusal_of(f"nothing is known that “{{{{{unknown[0]}}}}}” stands for")
    alone = [
        paragraph
        for paragraph in main.element.body.iter(f"{W}p")
        if TAG.fullmatch(said(paragraph).strip()) and BODY in said(paragraph)
    ]
    if found.count(BODY) != 1 or len(alone) != 1:
        raise refusal_of("{{minutes}} must stand in it once, in a paragraph of its own")
    if next(alone[0].iterancestors(f"{W}txbxContent"), None) is not None:
        raise refusal_of("{{minutes}} stands in a text box, where only a page of it would be seen")


def _refuse_protected(data: bytes) -> None:
    """Refuse what Word would not let anybody write in: minutes made of it would be so too."""
    mark = next(_settings(data).iter(f"{W}documentProtection"), None)
    if mark is not None and _is_on(mark, "enforcement", unsaid=False):
        raise refusal_of("it is protected against changes: take that off in Word")


def _has_even_pages(data: bytes) -> bool:
    mark = next(_settings(data).iter(f"{W}evenAndOddHeaders"), None)
    return mark is not None and _is_on(mark)


def _settings(data: bytes) -> Any:  # noqa: ANN401 - lxml's element
    with ZipFile(BytesIO(data)) as archive:
        if "word/settings.xml" not in archive.namelist():
            return _root(b"<nothing/>")
        return _root(archive.read("word/settings.xml"))


def _is_on(mark: Any, name: str = "val", *, unsaid: bool = True) -> bool:  # noqa: ANN401 - lxml's
    return mark.get(f"{W}{name}", "1" if unsaid else "0") not in {"0", "false", "off"}


def _refuse_unmarked(main: Any, *, even: bool) -> None:  # noqa: ANN401 - python-docx has no types
    """Refuse a template with pages that would not bear the marking.

    A section may have other margins on its first and its even pages; what it does not have itself
    it has from the section before.
    """
    marked = {
        key: "marking" in tags_of(rel.target_part.element)
        for key, rel in main.rels.items()
        if not rel.is_external and rel.reltype.endswith(_MARGINS)
    }
    has: dict[tuple[str, str], bool] = {}
    for section in main.element.body.iter(f"{W}sectPr"):
        if section.getparent().tag == f"{W}sectPrChange":
            continue
        for one in section:
            if one.tag in {f"{W}headerReference", f"{W}footerReference"}:
                has[one.tag, one.get(f"{W}type")] = marked.get(one.get(_ID), False)
        own_first = section.find(f"{W}titlePg")
        first = own_first is not None and _is_on(own_first)
        for kind, wanted, where in (
            ("default", True, ""),
            ("first", first, ", also that of the first page"),
            ("even", even, ", also that of even pages"),
        ):
            if wanted and not any(on for (_tag, of), on in has.items() if of == kind):
                raise refusal_of(f"{{{{marking}}}} must stand in its header or footer{where}")


def refusal_of(why: str) -> Refused:
    """Return the refusal of a template, in one sentence."""
    return Refused(f"This file cannot be the template: {why}.", next_step=_NEXT)
