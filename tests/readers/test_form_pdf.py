"""Filled PDF forms from outside: good ones of odd programs, and ones that mean harm."""

from __future__ import annotations

import contextlib
import io
import random
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from prevent_desk.core.errors import Refused
from prevent_desk.readers import asking, form_pdf
from prevent_desk.readers.refusals import About
from tests.referrals.receiving.rooms import FIELDS, blank, filled

TARGET = "prevent_desk.readers.form_pdf:in_child"


def ask(pdf: bytes) -> dict[str, object]:
    answer: dict[str, object] = asking.ask_of(pdf, "form.pdf", TARGET, about=About.FORM)
    return answer


def fields(pdf: bytes) -> dict[str, str]:
    found = ask(pdf)["fields"]
    assert isinstance(found, dict)
    return {name: text for name, text in found.items() if text}


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        stream = io.BytesIO()
        document.save(stream)
    return stream.getvalue()


def test_a_filled_form_is_read_by_its_fields() -> None:
    found = fields(filled())
    assert found["given_name"] == "Kris"
    assert found["household-2-name"] == "Żaneta Hallam"
    assert found["form-code"] == "referral"


def test_a_button_turned_on_the_page_alone_counts() -> None:
    def press(document: pikepdf.Pdf) -> None:
        for field in document.Root.AcroForm.Fields:
            if str(field.T) == "gender":
                field.Kids[1].AS = Name("/female")

    assert fields(changed(blank(), press))["gender"] == "female"


def test_a_text_that_begins_with_a_slash_keeps_it() -> None:
    def write(document: pikepdf.Pdf) -> None:
        for field in document.Root.AcroForm.Fields:
            if str(field.T) == "given_name":
                field.V = String("/home")

    assert fields(changed(blank(), write))["given_name"] == "/home"


def test_a_value_kept_as_a_stream_is_read() -> None:
    def write(document: pikepdf.Pdf) -> None:
        for field in document.Root.AcroForm.Fields:
            if str(field.T) == "concern":
                field.V = document.make_stream("Ł – in a stream".encode("utf-16"))

    # A stream's text begins with its byte order mark, as a string's does.
    assert "in a stream" in fields(changed(blank(), write))["concern"]


def _with_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _with_named_script(document: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), script])))


def _with_launch(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm.Fields[3].A = Dictionary(S=Name.Launch, F=String("calc.exe"))


def _with_file(document: pikepdf.Pdf) -> None:
    document.attachments["x.exe"] = pikepdf.AttachedFileSpec(document, b"MZ", filename="x.exe")


def _with_xfa(document: pikepdf.Pdf) -> None:
    document.Root.AcroForm.XFA = document.make_stream(b"<xdp/>")


def _cut(document: pikepdf.Pdf) -> None:
    for field in document.Root.AcroForm.Fields:
        if str(field.T) == "concern":
            field.V = String("x" * (form_pdf.MOST_OF_FIELD + 1))


@pytest.mark.parametrize(
    ("plant", "note"),
    [
        (_with_script, form_pdf.SCRIPTS),
        (_with_named_script, form_pdf.SCRIPTS),
        (_with_launch, form_pdf.SCRIPTS),
        (_with_file, form_pdf.FILES),
        (_with_xfa, form_pdf.XFA),
        (_cut, form_pdf.CUT),
    ],
)
def test_what_a_form_brings_besides_is_told_and_its_answers_are_read(
    plant: Callable[[pikepdf.Pdf], object], note: str
) -> None:
    answer = ask(changed(filled(), plant))
    assert answer["notes"] == [note]
    found = answer["fields"]
    assert isinstance(found, dict)
    assert found["given_name"] == FIELDS["given_name"]


def _flat(document: pikepdf.Pdf) -> None:
    del document.Root.AcroForm
    for page in document.pages:
        del page.Annots


def _foreign(document: pikepdf.Pdf) -> None:
    for field in document.Root.AcroForm.Fields:
        if str(field.T) == "form-code":
            field.T = String("their-code")


def _endless(document: pikepdf.Pdf) -> None:
    node = document.make_indirect(Dictionary(T=String("a")))
    node.Kids = Array([node])
    document.Root.AcroForm.Fields.append(node)


def _many(document: pikepdf.Pdf) -> None:
    for number in range(form_pdf.MOST_FIELDS + 1):
        document.Root.AcroForm.Fields.append(
            Dictionary(T=String(f"x{number}"), FT=Name.Tx, V=String("x"))
        )


def _deep(document: pikepdf.Pdf) -> None:
    node = Dictionary(T=String("leaf"), V=String("x"))
    for number in range(60):
        node = Dictionary(T=String(f"n{number}"), Kids=Array([node]))
    document.Root.AcroForm.Fields.append(node)


def _huge(document: pikepdf.Pdf) -> None:
    for number in range(40):
        document.Root.AcroForm.Fields.append(
            Dictionary(T=String(f"x{number}"), FT=Name.Tx, V=String("x" * 50_000))
        )


def _many_pages(document: pikepdf.Pdf) -> None:
    for _ in range(form_pdf.MOST_PAGES):
        document.add_blank_page()


def _bomb(document: pikepdf.Pdf) -> None:
    """A megabyte that unpacks to a thousand of them, as the value of a field."""
    packed = zlib.compress(bytes(64 * 2**20), 9)
    value = document.make_stream(packed)
    value.Filter = Name.FlateDecode
    twice = document.make_stream(zlib.compress(value.read_raw_bytes() * 400, 9))
    twice.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    for field in document.Root.AcroForm.Fields:
        if str(field.T) == "concern":
            field.V = twice
        if str(field.T) == "given_name":
            field.V = document.make_stream(b"x")


@pytest.mark.parametrize(
    ("plant", "sign"),
    [
        (_flat, "no fields to read"),
        (_foreign, "none that this desk sent out"),
        (_many, "too large"),
        (_deep, "too large"),
        (_huge, "too large"),
        (_many_pages, "too large"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    plant: Callable[[pikepdf.Pdf], object], sign: str
) -> None:
    with pytest.raises(Refused) as refused:
        ask(changed(filled(), plant))
    assert sign in refused.value.what
    assert refused.value.next_step
    assert "form.pdf" in refused.value.what


def test_a_value_that_unpacks_without_end_is_stopped_or_cut() -> None:
    with contextlib.suppress(Refused):
        found = ask(changed(filled(), _bomb))["fields"]
        assert isinstance(found, dict)
        assert len(found["concern"]) <= form_pdf.MOST_OF_FIELD


def test_fields_that_go_round_in_a_ring_end() -> None:
    assert fields(changed(filled(), _endless))["given_name"] == "Kris"


def test_a_form_under_a_password_asks_for_one_without() -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(filled())) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="o", user="secret"))
    with pytest.raises(Refused) as refused:
        ask(stream.getvalue())
    assert "protected by a password" in refused.value.what


def test_a_form_that_may_only_not_be_changed_is_read() -> None:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(filled())) as document:
        document.save(stream, encryption=pikepdf.Encryption(owner="o", user=""))
    assert fields(stream.getvalue())["given_name"] == "Kris"


@pytest.mark.parametrize("data", [b"", b"%PDF-", b"%PDF-1.7\n%%EOF", b"GIF89a" + b"\0" * 2000])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        ask(data)


def test_a_damaged_form_is_refused_or_read_and_nothing_else(campaign: int) -> None:
    chance = random.Random(7)
    good = filled()
    for _ in range(12 * campaign):
        data = bytearray(good)
        for _flip in range(chance.choice((1, 8, 200))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            data = data[: chance.randrange(len(data))]
        with contextlib.suppress(Refused):
            assert set(ask(bytes(data))) == {"fields", "notes"}
