"""What holders of product copies are written: what they have, what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.dates import say_date
from prevent_desk.training.model.copies import Chase, Why, say_numbers
from prevent_desk.training.model.reminders import PRACTICE


@dataclass(frozen=True, slots=True)
class Asked:
    """A holder, with all they are asked about.

    Attributes:
        name: Who answers for it there; empty where nobody is noted.
    """

    holder: str
    name: str
    email: str
    chases: tuple[Chase, ...]

    @property
    def numbers(self) -> str:
        """The copies they hold, as they are told: "14 to 16, 20"."""
        return say_numbers([one.loan.number for one in self.chases])

    @property
    def why(self) -> str:
        """The reasons, as a list shows them."""
        said = list(dict.fromkeys(one.words for one in self.chases))
        return said[0] if len(said) == 1 else f"{said[0]}; and more"

    @property
    def last(self) -> date | None:
        """The day they were last asked; None for never."""
        return max((one.last_asked for one in self.chases if one.last_asked), default=None)


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to a holder."""

    subject: str
    text: str


def by_holder(chases: Iterable[Chase]) -> list[Asked]:
    """Return one message for each holder, in the order of what presses most."""
    found: dict[tuple[object, ...], list[Chase]] = {}
    for one in chases:
        loan = one.loan
        key = (loan.organisation_id, loan.contact_id, loan.holder.casefold())
        found.setdefault(key, []).append(one)
    return [
        Asked(of[0].loan.holder_words, of[0].loan.contact, of[0].loan.email, tuple(of))
        for of in found.values()
    ]


def letter(asked: Asked, marking: str, *, practice: bool = False) -> Letter:
    """Return the message to one holder.

    Args:
        asked: What they hold and are asked about.
        marking: In subject and text.
        practice: The desk holds invented people.
    """
    many = len(asked.chases)
    copies = f"copy {asked.numbers}" if many == 1 else f"copies {asked.numbers}"
    whys = {why for one in asked.chases for why in one.whys}
    lines = [
        f"– Copy {one.loan.number}, with you since {say_date(one.loan.out)}: "
        f"{one.words[0].lower()}{one.words[1:]}"
        for one in asked.chases
    ]
    asks = []
    if Why.RECALLED in whys:
        it = "it" if many == 1 else "those asked back"
        asks.append(f"Please send {it} back, or say when {it} can be fetched.")
    if Why.REVIEW in whys:
        asks.append(
            "The six months of trial are over. Please say how the kit was used, which parts were "
            "worth it, what should be otherwise, and whether you want to keep it: the form "
            "attached asks for no more. Fill it in on the screen, save it and send it back."
        )
    if Why.REVIEW in whys or Why.SILENT in whys:
        asks.append(
            "Please say how many people were reached with it. A number is enough, and an "
            "estimate will do; no names."
        )
    dear = f"Dear {asked.name}," if asked.name else "Dear colleague,"
    parts = [
        marking, dear, f"{asked.holder} holds {copies} of the Prevent for Business kit:",
        "\n".join(lines), *asks, PRACTICE if practice else "",
    ]  # fmt: skip
    subject = f"{marking} – {copies[0].upper()}{copies[1:]} of the Prevent for Business kit"
    return Letter(subject, "\n\n".join(part for part in parts if part) + "\n")
