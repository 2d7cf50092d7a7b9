"""What the kit hands back: the file, and what its reader must be told."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Made:
    """A finished paper.

    Attributes:
        pdf: The file's bytes.
        warnings: Sentences for the person who takes it out: what could not be printed as written.
            The paper says the same of itself.
    """

    pdf: bytes
    warnings: tuple[str, ...] = ()

    def packed(self) -> bytes:
        """Return both as bytes, to be sent by a child process."""
        told = json.dumps(self.warnings).encode()
        return len(told).to_bytes(4, "big") + told + self.pdf

    @classmethod
    def unpacked(cls, data: bytes) -> Made:
        """Read what `packed` wrote."""
        end = 4 + int.from_bytes(data[:4], "big")
        return cls(data[end:], tuple(str(told) for told in json.loads(data[4:end])))
