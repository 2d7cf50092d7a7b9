"""What the kit hands back: the file, and what its reader must be told."""

from __future__ import annotations

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
