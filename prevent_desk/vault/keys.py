"""The data key of a desk, and the keys that are drawn from it.

Python cannot promise that no copy of a key is left in memory. What is ours is kept in one
`bytearray` and overwritten at close; full lock ends the process for the rest (SECURITY, 3.1).
"""

from __future__ import annotations

import secrets
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from prevent_desk.core.errors import Fault

KEY_BYTES: Final = 32


class DataKey:
    """The 32 random bytes that open the database; the slots only wrap them."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytearray) -> None:
        if len(raw) != KEY_BYTES:
            raise Fault("A data key has 32 bytes.")
        self._raw = raw

    @classmethod
    def new(cls) -> DataKey:
        """Return a fresh random key."""
        return cls(bytearray(secrets.token_bytes(KEY_BYTES)))

    def __repr__(self) -> str:
        return "DataKey(…)"

    def __reduce__(self) -> str:
        raise Fault("A data key never leaves its process.")

    @property
    def raw(self) -> bytearray:
        """The bytes themselves, to hand to a cipher; keep no copy."""
        if not self._raw:
            raise Fault("The data key was wiped: the desk is closed.")
        return self._raw

    def for_slots(self) -> bytes:
        """The key that seals the key file."""
        return self._drawn(b"pd/slots/v1")

    def for_anchor(self) -> bytes:
        """The key that seals the anchor."""
        return self._drawn(b"pd/anchor/v1")

    def for_manifests(self) -> bytes:
        """The key that seals the manifests of backups."""
        return self._drawn(b"pd/backup-manifest/v1")

    def wipe(self) -> None:
        """Overwrite the key. A second call does nothing."""
        for place in range(len(self._raw)):
            self._raw[place] = 0
        self._raw.clear()

    def _drawn(self, purpose: bytes) -> bytes:
        return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose).derive(self.raw)
