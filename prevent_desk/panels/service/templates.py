"""The Word template of the office's minutes: its own, kept inside the vault, or the shipped one."""

from __future__ import annotations

from dataclasses import dataclass

from prevent_desk import paths
from prevent_desk.store import attachments
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings

SETTING = "panels/minutes_template"
SHIPPED = "minutes.docx"


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A template of the office's own."""

    name: str
    size: int


class Templates:
    """Keeps the template; whether a file may be one says `exports.word_template`, in a child."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def kept(self) -> KeptTemplate | None:
        """Return the office's own template; None while the shipped one is used."""
        file_id = self._id()
        with self._store.reading() as session:
            row = session.get(FileTable, file_id)
            return KeptTemplate(row.name, row.size) if row is not None else None

    def content(self) -> bytes:
        """Return the template to be filled."""
        file_id = self._id()
        with self._store.reading() as session:
            own = attachments.content(session, file_id)
        return own or (paths.resources() / "templates" / SHIPPED).read_bytes()

    def keep(self, name: str, content: bytes) -> None:
        """Use a template from now on; sealed minutes keep the papers they have."""
        Settings(self._store).put(SETTING, attachments.keep(self._store, name, content))

    def forget(self) -> None:
        """Use the shipped one again."""
        Settings(self._store).put(SETTING, None)

    def _id(self) -> int:
        return int(Settings(self._store).get(SETTING) or 0)
