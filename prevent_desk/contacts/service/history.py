"""The chronology of an organisation, from whichever rooms know something of it."""

from __future__ import annotations

from prevent_desk.contacts.model.history import Happening, Source, newest_first
from prevent_desk.contacts.service.organisations import Organisations


class History:
    """Asks every room what it knows.

    Attributes:
        sources: A room adds its own; `app` does it for those above.
    """

    def __init__(self, organisations: Organisations) -> None:
        self._organisations = organisations
        self.sources: list[Source] = []

    def of(self, organisation_id: int) -> list[Happening]:
        """Return the lines of an organisation and of those merged into it, newest first."""
        keys = self._organisations.keys_of(organisation_id)
        return newest_first(
            [line for source in self.sources for key in keys for line in source(key)]
        )
