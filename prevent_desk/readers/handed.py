"""What a reading child is handed: a file's bytes, and a password where there is one.

Both travel in one payload by pipe; a password stands in no argument, environment or file.
"""

from __future__ import annotations

import struct

_MARK = b"PDpw"
"""No kind of file that is read begins like this."""
_SIZE = struct.Struct(">I")


def pack(data: bytes, password: str = "") -> bytes:
    """Return what the child is handed; a file without password is handed as it is."""
    if not password:
        return data
    secret = password.encode("utf-8", "surrogatepass")
    return b"".join((_MARK, _SIZE.pack(len(secret)), secret, data))


def unpack(payload: bytes) -> tuple[bytes, str]:
    """Return a file's bytes, and its password or ""."""
    start = len(_MARK) + _SIZE.size
    if not payload.startswith(_MARK) or len(payload) < start:
        return payload, ""
    (size,) = _SIZE.unpack_from(payload, len(_MARK))
    secret = payload[start : start + size]
    return payload[start + size :], secret.decode("utf-8", "surrogatepass")
