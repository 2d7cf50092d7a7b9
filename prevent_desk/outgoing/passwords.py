"""Passwords on files taken out: made here, told once, kept nowhere.

PDF: AES-256 (revision 6) with an owner password nobody knows. Word and Excel: Agile encryption as
their own programs open it. A password goes by another way than the file (SECURITY 3.10).
"""

from __future__ import annotations

import io
import secrets

from prevent_desk.core.errors import Fault


def protected(data: bytes, suffix: str, password: str) -> bytes:
    """Return a file that opens with the password only.

    Raises:
        Fault: A kind of file that cannot hold one.
    """
    if suffix == ".pdf":
        return _pdf(data, password)
    if suffix in {".docx", ".xlsx"}:
        from prevent_desk.exports.workbook.locking import locked

        return locked(data, password)
    raise Fault(f"A {suffix} file takes no password.")


def _pdf(data: bytes, password: str) -> bytes:
    import pikepdf

    out = io.BytesIO()
    # A screen reader may read what a person may.
    may = pikepdf.Permissions(accessibility=True, extract=True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        owner = secrets.token_urlsafe(24)
        pdf.save(out, encryption=pikepdf.Encryption(owner=owner, user=password, R=6, allow=may))
    return out.getvalue()
