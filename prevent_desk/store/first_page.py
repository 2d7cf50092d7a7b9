"""Is this file ours and whole? Answered from its first page, before SQLite may touch it.

SQLite plays a leftover journal back into the file before it knows whether the key fits, and opens
a file of no bytes as a new, empty desk. So the first page is checked here, read-only, by SQLCipher
4's own rule: AES-256-CBC, HMAC-SHA512 over ciphertext, IV and page number, HMAC key by PBKDF2 of
two rounds (SQLCipher's design document, "Database Encryption").
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from pathlib import Path

from prevent_desk.store.errors import EndsEarly, FileEmpty, FileMissing, NotThisDesk

PAGE = 4096
_SALT, _IV, _MAC = 16, 16, 64
_RESERVE = _IV + _MAC
_JOURNAL_SECTOR = 512


def check(path: Path, key: bytes) -> None:
    """Refuse a file that is missing, empty, another's or cut short; change nothing.

    Not for a file that this process has open: closing any handle on it would drop SQLite's lock on
    POSIX systems.

    Raises:
        FileMissing, FileEmpty, NotThisDesk, EndsEarly: Each its own case.
    """
    if not path.is_file():
        raise FileMissing
    size = path.stat().st_size
    if size == 0:
        raise FileEmpty
    with path.open("rb") as file:
        page = file.read(PAGE)
    journal = path.with_name(path.name + "-journal")
    unfinished = journal.exists() and journal.stat().st_size > _JOURNAL_SECTOR
    if unfinished:
        # The last process died while writing: page 1 may be half old and half new, and the file any
        # length. What it was before stands in the journal; SQLite will put it back.
        if not (_answers(page, key) or _journal_answers(journal, key)):
            raise NotThisDesk
        return
    if len(page) < PAGE:
        raise EndsEarly(size, 0)
    if not _answers(page, key):
        raise NotThisDesk
    whole = _pages(page, key) * PAGE
    if size < whole:
        raise EndsEarly(size, whole)


def _answers(page: bytes, key: bytes) -> bool:
    """Return whether a first page was sealed with this key."""
    if len(page) != PAGE:
        return False
    salt = bytes(byte ^ 0x3A for byte in page[:_SALT])
    mac_key = hashlib.pbkdf2_hmac("sha512", key, salt, 2, len(key))
    sealed = page[_SALT : PAGE - _MAC] + struct.pack("<I", 1)
    return hmac.compare_digest(hmac.digest(mac_key, sealed, "sha512"), page[PAGE - _MAC :])


def _journal_answers(journal: Path, key: bytes) -> bool:
    """Return whether a rollback journal holds a first page sealed with this key."""
    record = struct.Struct(f">I{PAGE}sI")
    with journal.open("rb") as file:
        file.seek(_JOURNAL_SECTOR, os.SEEK_SET)
        while len(chunk := file.read(record.size)) == record.size:
            number, page, _ = record.unpack(chunk)
            if number == 1 and _answers(page, key):
                return True
    return False


def _pages(page: bytes, key: bytes) -> int:
    """Return how many pages the file says it has: bytes 28 to 31 of SQLite's own header."""
    # Imported here: one part of a room that loads while the passphrase is typed.
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    end = PAGE - _RESERVE
    cipher = Cipher(algorithms.AES(key), modes.CBC(page[end : end + _IV]))
    plain = cipher.decryptor().update(page[_SALT:end])
    (count,) = struct.unpack_from(">I", plain, 28 - _SALT)
    return int(count)
