"""What a sighting may be: its coded parts, its days, its place; refused in words."""

from __future__ import annotations

from datetime import date

from prevent_desk.community.model.sightings import MOST_ITEMS, NewSighting
from prevent_desk.contacts.model.people import is_address
from prevent_desk.core.errors import Refused
from prevent_desk.readers import shipped

LISTS = {"kind": "sighting_kind", "theme": "sighting_theme", "ward": "ward"}
"""Which vocabulary each coded part is of."""


def refuse_wrong(new: NewSighting, today: date) -> None:
    """Refuse what cannot have been.

    Raises:
        Refused: In one sentence, what is wrong.
    """
    lists = shipped.vocabularies()
    for part, code in (("kind", new.kind), ("theme", new.theme), ("ward", new.ward)):
        terms = {term.code for term in lists[LISTS[part]].terms}
        if (code or part == "kind") and code not in terms:
            raise Refused(
                f"“{code}” is no {part} of a sighting." if code else "What was seen is not told.",
                next_step=f"Choose one from the list “{lists[LISTS[part]].title}”.",
            )
    if new.seen > today:
        raise Refused("It cannot have been seen on a day to come.", next_step="Correct the day.")
    refuse_removed(new.seen, new.removed, today)
    if not 1 <= new.items <= MOST_ITEMS:
        raise Refused(
            f"There can be 1 to {MOST_ITEMS:,} items in a sighting.",
            next_step="Type how many there were, or 1.",
        )
    if (new.latitude is None) is not (new.longitude is None):
        raise Refused("A coordinate has two numbers.", next_step="Type “51.5231, -0.0987”.")
    if new.reporter_email.strip() and not is_address(new.reporter_email.strip()):
        raise Refused(
            f"“{new.reporter_email.strip()}” is no e-mail address.",
            next_step="Correct it, or leave it empty.",
        )
    told = (new.street, new.place, new.ward, new.words)
    if not any(part.strip() for part in told) and new.latitude is None:
        raise Refused(
            "Nothing says where it was or what it was.",
            next_step="Type the street, or a few words about it.",
        )


def refuse_removed(seen: date, removed: date | None, today: date) -> None:
    """Refuse a removal before it was seen, or on a day to come.

    Raises:
        Refused: In one sentence, which.
    """
    if removed is not None and removed < seen:
        raise Refused(
            "It was removed before it was seen.", next_step="Correct one of the two days."
        )
    if removed is not None and removed > today:
        raise Refused("It cannot have been removed on a day to come.", next_step="Correct the day.")
