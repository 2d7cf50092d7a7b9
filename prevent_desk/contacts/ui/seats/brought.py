"""What another subject brings to the grid of seats: the column of sharing agreements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from prevent_desk.contacts.ui.around import Around


@dataclass(frozen=True, slots=True)
class Mark:
    """How an organisation stands in something, as the column's chip says it.

    Attributes:
        needs: It is to be mended; counted by the quick filter.
    """

    words: str
    icon: str
    tone: str
    needs: bool = False


@dataclass(frozen=True, slots=True)
class Brought:
    """A column of a subject of its own.

    Attributes:
        heading: "Sharing agreement".
        marks: How organisations stand, by their number; read with each reload.
        to_mend: The quick filter's words for a number: "3 agreements to fix".
        icon: Of the quick filter.
    """

    heading: str
    marks: Callable[[Around], Mapping[int, Mark]]
    to_mend: Callable[[int], str]
    icon: str
