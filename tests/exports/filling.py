"""Fills PDF forms as other programs do: pypdf, and PDFium, which is in Chrome and Edge."""

from __future__ import annotations

import ctypes
import io
import logging
from collections.abc import Mapping
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader, PdfWriter


def by_pypdf(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """Set fields by name; a button's value is its state without the slash."""
    # pypdf warns of line ends, which no font has.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    kinds = {
        name: field["/FT"]
        for name, field in (PdfReader(io.BytesIO(pdf)).get_fields() or {}).items()
    }
    unknown = set(values) - set(kinds)
    assert not unknown, unknown
    given = {name: f"/{text}" if kinds[name] == "/Btn" else text for name, text in values.items()}
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    for page in writer.pages:
        writer.update_page_form_field_values(page, given, auto_regenerate=False)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def by_pdfium(pdf: bytes, values: Mapping[str, str]) -> bytes:
    """Click into each field and type, as a person in a browser does."""
    document = pypdfium2.PdfDocument(pdf)
    assert document.init_forms()
    environment = document.formenv
    left = dict(values)
    for index in range(len(document)):
        page = document[index]
        _fill_page(environment, page, left)
    assert not left, f"no field to click: {sorted(left)}"
    pdfium.FORM_ForceToKillFocus(environment)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    return stream.getvalue()


def _fill_page(environment: Any, page: pypdfium2.PdfPage, left: dict[str, str]) -> None:
    for number in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, number)
        name = _said(pdfium.FPDFAnnot_GetFormFieldName, environment, annotation)
        kind = pdfium.FPDFAnnot_GetFormFieldType(environment, annotation)
        wanted = left.get(name)
        if wanted is None:
            continue
        is_button = kind in {pdfium.FPDF_FORMFIELD_RADIOBUTTON, pdfium.FPDF_FORMFIELD_CHECKBOX}
        if is_button:
            if _said(pdfium.FPDFAnnot_GetFormFieldExportValue, environment, annotation) != wanted:
                continue
            _click(environment, page, annotation)
        else:
            _click(environment, page, annotation)
            if kind == pdfium.FPDF_FORMFIELD_COMBOBOX:
                _choose(environment, page, annotation, wanted)
            else:
                text = (wanted + "\0").encode("utf-16-le")
                typed = ctypes.cast(ctypes.create_string_buffer(text), pdfium.FPDF_WIDESTRING)
                pdfium.FORM_SelectAllText(environment, page)
                pdfium.FORM_ReplaceSelection(environment, page, typed)
        del left[name]
        pdfium.FORM_ForceToKillFocus(environment)


def _choose(environment: Any, page: Any, annotation: Any, wanted: str) -> None:
    for index in range(pdfium.FPDFAnnot_GetOptionCount(environment, annotation)):
        size = pdfium.FPDFAnnot_GetOptionLabel(environment, annotation, index, None, 0)
        buffer = ctypes.create_string_buffer(size)
        told = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
        pdfium.FPDFAnnot_GetOptionLabel(environment, annotation, index, told, size)
        if buffer.raw.decode("utf-16-le").rstrip("\0") == wanted:
            assert pdfium.FORM_SetIndexSelected(environment, page, index, 1)
            return
    raise AssertionError(f"no option {wanted}")


def _click(environment: Any, page: Any, annotation: Any) -> None:
    box = pdfium.FS_RECTF()
    assert pdfium.FPDFAnnot_GetRect(annotation, ctypes.byref(box))
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    pdfium.FORM_OnMouseMove(environment, page, 0, x, y)
    pdfium.FORM_OnLButtonDown(environment, page, 0, x, y)
    pdfium.FORM_OnLButtonUp(environment, page, 0, x, y)


def _said(function: Any, environment: Any, annotation: Any) -> str:
    size = function(environment, annotation, None, 0)
    buffer = ctypes.create_string_buffer(size)
    told = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    function(environment, annotation, told, size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")
