"""Photos of sightings, taken into the vault as the picture alone.

There is one way in: `Photos.take_in`. The file as it came is never written anywhere, not among the
kept files, not in a draft, not in a mail that was dropped.
"""

from __future__ import annotations

from prevent_desk.community.model.photos import AddedPhoto, CleanPhoto
from prevent_desk.core.kept_file import say_size
from prevent_desk.store import attachments
from prevent_desk.store.session import Store

NAME = "sighting-photo.jpg"
"""What every photo is called: a camera's own name tells its number, a person's tells more."""


class Photos:
    """Keeps clean pictures."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def take_in(self, photo: CleanPhoto) -> AddedPhoto:
        """Keep a picture that was written anew; quiet, for it is not yet anybody's."""
        file_id = attachments.keep(self._store, NAME, photo.content)
        return AddedPhoto(file_id, len(photo.content), camera=photo.camera)

    def content(self, file_id: int) -> bytes | None:
        """Return a picture's bytes; None where it is no longer there."""
        with self._store.reading() as session:
            return attachments.content(session, file_id)

    def described(self, file_id: int) -> str:
        """Return how large a picture is, in words; empty where it is no longer there."""
        found = self.content(file_id)
        return say_size(len(found)) if found is not None else ""
