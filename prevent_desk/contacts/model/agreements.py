"""Information-sharing agreements: who signed, and how an organisation stands in them.

The partnership's agreement lets agencies share what a panel needs; it is looked at again on a day
it names itself (domain notes, 2.4). Nothing here knows the database or the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from prevent_desk.core.dates import say_short


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation that is to sign.

    Attributes:
        organisation: What lists call it.
        signatory: Who signed for it, as signed.
        signed: The day; None while it is asked for.
    """

    id: int
    organisation_id: int
    organisation: str
    contact_id: int | None = None
    signatory: str = ""
    signed: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement to share information.

    Attributes:
        version: As printed on it; or empty.
        review: The day it has to be looked at again; None where none was set.
        ended: The first day it no longer holds; None while it does.
        file_id, file_name: The paper kept inside the vault; None and empty where there is none.
    """

    id: int
    title: str
    version: str = ""
    purpose: str = ""
    begun: date | None = None
    review: date | None = None
    ended: date | None = None
    note: str = ""
    file_id: int | None = None
    file_name: str = ""
    parties: tuple[Party, ...] = ()

    @property
    def called(self) -> str:
        """Its title with its version."""
        return f"{self.title}, version {self.version}" if self.version else self.title

    def is_overdue(self, today: date) -> bool:
        """Return whether its review is past; the day itself is still in time."""
        return self.ended is None and self.review is not None and self.review < today

    def signed(self) -> int:
        """Return how many signed."""
        return sum(party.signed is not None for party in self.parties)


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """An agreement as it is entered; parts as in `Agreement`."""

    title: str
    version: str = ""
    purpose: str = ""
    begun: date | None = None
    review: date | None = None
    note: str = ""
    organisations: tuple[int, ...] = ()


class Stand(IntEnum):
    """How an organisation stands, worst last."""

    SIGNED = 0
    REVIEW = 1
    NOT_ASKED = 2
    NOT_SIGNED = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How an organisation stands in the agreements that hold.

    Attributes:
        words: "Signed 2025", "Review was 31 Oct", "Not signed", "Not asked".
        agreement_id: The one it speaks of; None where it was asked for none.
    """

    stand: Stand
    words: str
    agreement_id: int | None = None

    @property
    def needs(self) -> bool:
        """Whether something is to be mended."""
        return self.stand is not Stand.SIGNED


def standings(
    agreements: Sequence[Agreement], asked: Iterable[int], today: date
) -> Mapping[int, Standing]:
    """Return how organisations stand: the worst of their agreements that hold.

    Args:
        agreements: All there are.
        asked: Organisations of which a signature is expected, whether they were asked or not.
        today: The day it is.
    """
    holding = [one for one in agreements if one.ended is None or one.ended > today]
    if not holding:
        return {}
    found: dict[int, Standing] = {}
    for one in holding:
        for party in one.parties:
            new = _standing(one, party, today)
            known = found.get(party.organisation_id)
            if known is None or new.stand > known.stand:
                found[party.organisation_id] = new
    for number in asked:
        found.setdefault(number, Standing(Stand.NOT_ASKED, "Not asked"))
    return found


def _standing(one: Agreement, party: Party, today: date) -> Standing:
    if party.signed is None:
        return Standing(Stand.NOT_SIGNED, "Not signed", one.id)
    if one.is_overdue(today) and one.review is not None:
        day = say_short(one.review)
        if one.review.year == today.year:
            day = day.rsplit(" ", 1)[0]
        return Standing(Stand.REVIEW, f"Review was {day}", one.id)
    return Standing(Stand.SIGNED, f"Signed {party.signed.year}", one.id)
