"""How a log looks: its columns, and what it says where there is nothing to list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from prevent_desk.ui.widgets.two_lines import CellColumn

Record = TypeVar("Record")


# Without slots: with them `LogColumn[Record](...)` fails on Python 3.11.
@dataclass(frozen=True)
class LogColumn(CellColumn[Record]):
    """A column of the list.

    Attributes:
        sort: The key of the order a click on its heading gives (`LogSource.sorts`); "" is that by
            day; None for a column that sorts nothing.
    """

    sort: str | None = None


@dataclass(frozen=True)
class LogFace(Generic[Record]):
    """How a log looks.

    Attributes:
        columns: From the left.
        placeholder: In the box of words: "Filter sessions".
        empty_title, empty_text: Where nothing is logged yet: "No session yet", and how one comes.
        icon: Over those.
        new: What the filled button says: "Log session", with "&" before its Alt letter.
        new_icon: On it.
    """

    columns: Sequence[LogColumn[Record]]
    placeholder: str
    empty_title: str
    empty_text: str
    icon: str
    new: str
    new_icon: str = "plus"
