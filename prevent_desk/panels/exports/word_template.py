"""Whether a Word document may be the template of minutes; runs in a limited child.

A template is the office's own: its logo, its headings, its styles. Where minutes say something it
holds a tag, "{{marking}}". Nothing in it is run: tags are names, there is no language in them.
"""

from __future__ import annotations

import json
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
from prevent_desk.workers.child import Report

TAG = re.compile(r"\{\{\s*([^{}]{1,60}?)\s*\}\}")

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_FETCHES = re.compile(
    r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|MACROBUTTON|RD)\b", re.I
)
_NEXT = "The template used so far stays."
_WHY = {
    refusals.MACROS: "it holds macros",
    refusals.EMBEDDED: "it holds other files inside it",
    refusals.LINKS: "it draws on other files",
    refusals.TOO_LARGE: "it is too large",
}


def in_child(payload: bytes, _report: Report | None = None) -> bytes:
    """Return the tags a template has, as a JSON list.

    Raises:
        Refused: It may not be a template; one sentence says why.
    """
    return json.dumps(check(payload)).encode()


def check(data: bytes) -> list[str]:
    """Return the tags a template has, in their order.

    Raises:
        Refused: It may not be a template; one sentence says why.
    """
    try:
        kind = guard.check(data)
    except Refused as error:
        raise _refusal(_WHY.get(error.code, "it is no Word document (.docx)")) from None
    if kind is not FileKind.DOCUMENT:
        raise _refusal("it is no Word document (.docx)")
    try:
        _refuse_outside(data)
        package = Package.open(BytesIO(data))
        main: Any = package.main_document_part
        if main.content_type != _MAIN:
            raise _refusal("it is no plain Word document: save it as .docx")
        found = [tag for root in (main.element, *_margins(main)) for tag in tags_of(root)]
        _refuse_tags(main, found)
    except Refused:
        raise
    except Exception as error:
        # python-docx and lxml fail in many ways on a damaged file; none says more than this.
        raise _refusal("it is damaged") from error
    return list(dict.fromkeys(found))


def tags_of(root: Any) -> Iterator[str]:  # noqa: ANN401 - lxml's element
    """Yield the tags below an element, also those Word spread over several runs."""
    for paragraph in root.iter(f"{_W}p"):
        yield from TAG.findall(said(paragraph))


def said(paragraph: Any) -> str:  # noqa: ANN401 - lxml's element
    """Return the words of a paragraph, whatever runs they lie in."""
    return "".join(text.text or "" for text in paragraph.iter(f"{_W}t"))


def _refuse_outside(data: bytes) -> None:
    """Refuse what would fetch or start anything when the paper is opened."""
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.lower().endswith(".rels"):
                root = _root(archive.read(name))
                if any(one.get("TargetMode") == "External" for one in root):
                    raise _refusal("it refers to something outside itself (a link, a picture, a "
                                   "template)")  # fmt: skip
            if name.lower().startswith("word/") and name.lower().endswith(".xml"):
                root = _root(archive.read(name))
                fields = [one.text or "" for one in root.iter(f"{_W}instrText")]
                fields += [one.get(f"{_W}instr") or "" for one in root.iter(f"{_W}fldSimple")]
                if any(_FETCHES.search(field) for field in fields):
                    raise _refusal("it has a field that fetches or starts something")
                if next(root.iter(f"{_W}altChunk"), None) is not None:
                    raise _refusal("it holds other files inside it")


def _root(part: bytes) -> Any:  # noqa: ANN401 - lxml's element
    # python-docx's parser resolves no entities and fetches nothing; declarations the guard refused.
    return parse_xml(part)


def _margins(main: Any) -> list[Any]:  # noqa: ANN401 - python-docx has no types
    """Return the roots of all headers and footers."""
    kinds = ("/header", "/footer")
    return [
        rel.target_part.element
        for rel in main.rels.values()
        if not rel.is_external and rel.reltype.endswith(kinds)
    ]


def _refuse_tags(main: Any, found: list[str]) -> None:  # noqa: ANN401 - python-docx has no types
    unknown = [tag for tag in found if tag not in TAGS]
    if unknown:
        raise _refusal(f"nothing is known that “{{{{{unknown[0]}}}}}” stands for")
    alone = [
        paragraph
        for paragraph in main.element.body.iter(f"{_W}p")
        if TAG.fullmatch(said(paragraph).strip()) and BODY in said(paragraph)
    ]
    if found.count(BODY) != 1 or len(alone) != 1:
        raise _refusal("{{minutes}} must stand in it once, in a paragraph of its own")
    if not any("marking" in tags_of(root) for root in _margins(main)):
        raise _refusal("{{marking}} must stand in its header or footer")


def _refusal(why: str) -> Refused:
    return Refused(f"This file cannot be the template: {why}.", next_step=_NEXT)
