"""How agencies stand in the sharing agreements, as the grid of seats shows it."""

from __future__ import annotations

from collections.abc import Mapping

from prevent_desk.contacts.model.agreements import Stand
from prevent_desk.contacts.ui.around import Around
from prevent_desk.contacts.ui.seats.brought import Brought, Mark
from prevent_desk.contacts.ui.words import counted

LOOKS = {
    Stand.SIGNED: ("circle-check", "green"),
    Stand.REVIEW: ("clock", "amber"),
    Stand.NOT_ASKED: ("circle-alert", "amber"),
    Stand.NOT_SIGNED: ("circle-alert", "red"),
}


def marks(around: Around) -> Mapping[int, Mark]:
    """Return how agencies stand, by number; empty while there is no agreement."""
    return {
        number: Mark(one.words, *LOOKS[one.stand], needs=one.needs)
        for number, one in around.services.agreements.standings().items()
    }


AGREEMENTS = Brought(
    "Sharing agreement",
    marks,
    lambda count: f"{counted(count, 'agreement', 'agreements')} to fix",
    "handshake",
)
