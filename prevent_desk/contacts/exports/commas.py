"""Contacts as comma-separated values: UTF-8 with its mark, so that Excel reads every letter.

A text that Excel would take for a formula gets an apostrophe before it; Excel shows the apostrophe,
our own import takes it away again.
"""

from __future__ import annotations

import csv
import io
import unicodedata

from prevent_desk.contacts.model.directory import Directory
from prevent_desk.workers.child import Report

GUARD = "'"
_COMMANDS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What begins a formula; Excel takes the wide signs of East Asian keyboards for the same."""


def write(directory: Directory, report: Report | None = None) -> bytes:
    """Return the file's bytes; rows end as RFC 4180 has it."""
    fields = directory.fields()
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([field.heading for field in fields])
    for number, one in enumerate(directory.rows, 1):
        writer.writerow([safe(field.text(one)) for field in fields])
        if report is not None:
            report(number, len(directory.rows), "Contact")
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, with its own line ends.

    Controls are left out; a text that already begins with the guard and a sign gets another, so
    that taking one away gives it back.
    """
    clean = "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"}
    )
    # Blanks and quotes before the sign do not keep every program from seeing it.
    bare = clean.lstrip(" \n\"'\N{NO-BREAK SPACE}")
    return f"{GUARD}{clean}" if clean.startswith("\t") or bare.startswith(_COMMANDS) else clean


def write_in_child(payload: tuple[Directory], report: Report | None = None) -> bytes:
    """The work of a child process (see `workers.child`): the file's bytes as they are."""
    return write(*payload, report)
