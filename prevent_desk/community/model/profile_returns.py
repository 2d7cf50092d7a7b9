"""Returns of a CTLP campaign as they came, and what taking each of them in would do; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from prevent_desk.community.model.profile import Stakeholder
from prevent_desk.core.questionnaire import Answer


class Doing(StrEnum):
    """What taking a return in would do."""

    NEW = "new"
    AGAIN = "again"
    """They answered before: what stands here is replaced."""
    SAME = "same"
    """This very file is in the desk already."""
    WHOSE = "whose"
    """Nobody's mark is in it: somebody says whose it is."""
    REFUSED = "refused"


WORDS = {
    Doing.NEW: "New",
    Doing.AGAIN: "Takes the place of an earlier one",
    Doing.SAME: "Already here",
    Doing.WHOSE: "Say whose it is",
    Doing.REFUSED: "Cannot be taken",
}


@dataclass(frozen=True, slots=True)
class Return:
    """A file as read.

    Attributes:
        name: As the person knows it.
        mark: Of the copy; empty where the file lost it.
        form: Code and version.
        answers: As `core.questionnaire` holds them.
        notes: Sentences about the reading: what was not taken as typed.
        content: The file itself.
        problem: Why it cannot be taken, in a sentence; empty where it can.
    """

    name: str
    mark: str = ""
    form: tuple[str, str] = ("", "")
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    content: bytes = b""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """What one file would do.

    Attributes:
        stakeholder: Whose it is; None while nobody knows.
        why: In a sentence, where it is not new.
    """

    file: Return
    doing: Doing
    stakeholder: Stakeholder | None = None
    why: str = ""

    @property
    def can(self) -> bool:
        """Whether it can be taken in as it stands."""
        return self.doing in {Doing.NEW, Doing.AGAIN} and self.stakeholder is not None


def guess(stakeholders: Sequence[Stakeholder], told: str) -> Stakeholder | None:
    """Return whose organisation was typed into a form, where exactly one is so called."""
    wanted = _plain(told)
    if not wanted:
        return None
    exact = [one for one in stakeholders if _plain(one.name) == wanted]
    if len(exact) == 1:
        return exact[0]
    near = [
        one
        for one in stakeholders
        if _plain(one.name) in wanted or (len(wanted) > 4 and wanted in _plain(one.name))
    ]
    return near[0] if len(near) == 1 else None


def _plain(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in name.casefold())
    return " ".join(word for word in kept.replace("’", "").split() if word != "the")
