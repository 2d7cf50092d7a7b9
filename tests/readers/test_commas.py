"""Tables of letters: whichever way a program wrote them, and what is plainly none."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import pytest

from prevent_desk.core.errors import Refused
from prevent_desk.readers import commas

_TABLE = "Name\tE-mail\r\nJosé Núñez\tj@wharf.example\r\nŁucja Żak – 王\tl@wharf.example\r\n"


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-16", "utf-8", "utf-8-sig"])
def test_a_table_is_read_whether_or_not_a_mark_tells_its_letters(name: str) -> None:
    text, notes = commas.decoded(_TABLE.encode(name))
    assert (text, notes) == (_TABLE, [])


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_names_of_another_alphabet_do_not_hide_that_letters_are_wide(name: str) -> None:
    table = "Name,E-mail\nОльга Петрова,o.petrova@wharf.example\n"
    assert commas.decoded(table.encode(name))[0] == table


@pytest.mark.parametrize(
    "junk",
    [
        b"\0", b"\0\0\0\0", b"\0" * 4096, b"Name,E-mail\nA,b\0\n", b"a\0b\0c",
        b"a\0\xd8\xd8b\0c\0", b"a\0\x01\0b\0c\0", b"N\0a\0m\0e\0\0\0\0\0",
        bytes(range(256)), b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0",
    ],
)  # fmt: skip
def test_what_has_noughts_and_is_no_text_is_refused(junk: bytes) -> None:
    with pytest.raises(Refused):
        commas.decoded(junk)


def test_packed_bytes_are_no_wide_letters() -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as packed:
        packed.writestr("x", b"\0" * 100)
    for data in (held.getvalue(), zlib.compress(b"\0a" * 5000) + b"\0"):
        with pytest.raises(Refused):
            commas.decoded(data)
