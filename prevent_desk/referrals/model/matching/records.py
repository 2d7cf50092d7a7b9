"""What the re-referral guard is told, is asked, and answers.

Facts and weights: see `weighing`; how names become parts: `names`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import Literal

from prevent_desk.core.birth import Born


@dataclass(frozen=True, slots=True)
class Known:
    """One person row of the store, as told in one referral.

    Attributes:
        id: The row.
        head: The smallest row of those that are the same human being; the row itself when alone.
        names: The name as told first, then aliases and earlier names; each is a name of its own.
        born: None when nothing was told.
        phones: As written; one or several.
        earlier: Further addresses, of other times, each with its postcode.
        year: Of the latest referral; 0 when not known.
    """

    id: int
    head: int
    names: tuple[str, ...]
    born: Born | None = None
    address: str = ""
    town: str = ""
    postcode: str = ""
    phones: tuple[str, ...] = ()
    year: int = 0
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom somebody looks for; every field may be empty.

    Attributes:
        names: The name as typed first, then other names the same person is known by.
        typing: The last word of the first name may not be whole yet.
    """

    names: tuple[str, ...] = ()
    born: Born | None = None
    address: str = ""
    postcode: str = ""
    phones: tuple[str, ...] = ()
    typing: bool = False

    @property
    def has_more_than_a_name(self) -> bool:
        """Say whether there is a second thing to go by."""
        return bool(self.born or self.address or self.postcode or self.phones)


Kind = Literal["for", "part", "against"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against two records being one person.

    Attributes:
        text: In plain words, as shown.
        kind: "part" speaks for it weakly, or says what is merely different or missing.
        bits: How much it weighs: powers of two of how much likelier it is of the same person.
    """

    text: str
    kind: Kind
    bits: float = 0.0


class Band(Enum):
    """How much speaks for it, in the words of the screen; never a percentage."""

    STRONG = "Strong match"
    POSSIBLE = "Possible"


@dataclass(frozen=True, slots=True)
class Match:
    """A human being who may be the one looked for.

    Attributes:
        head: The human being.
        id: The row of theirs that fits best.
        name: The name of that row that fits best, as told.
        bits: The evidence, summed; for the order only, never shown.
        reasons: Those for it first, then in part, then against.
        relative: Same address or phone, but another person by name or date of birth.
        decided: Why somebody already said that it is another person; empty: nobody did.
    """

    head: int
    id: int
    name: str
    bits: float
    band: Band
    reasons: tuple[Reason, ...]
    relative: bool = False
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found.

    Attributes:
        matches: At most as many as were asked for, the likeliest first.
        more: All further ones worth a look; nothing is cut silently.
        decided: Those somebody already said are not the same person.
        compared: How many people were compared.
        tied: One sentence when more fit equally well than are shown; empty otherwise.
    """

    matches: tuple[Match, ...] = ()
    more: tuple[Match, ...] = ()
    decided: tuple[Match, ...] = field(default=())
    compared: int = 0
    tied: str = ""
