"""Files of sessions, kept inside the vault: attendance sheets, certificates, material."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from prevent_desk.core.dates import say_short
from prevent_desk.core.errors import Refused
from prevent_desk.core.kept_file import check_file, file_name
from prevent_desk.store import attachments, audit
from prevent_desk.store.session import Store
from prevent_desk.training.model.sessions import FileKind, SessionFile
from prevent_desk.training.tables import SessionFileTable, TrainingSessionTable


class SessionFiles:
    """Keeps what belongs to a session as a file; each act one Undo."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, session_id: int) -> list[SessionFile]:
        """Return the files of a session, as they were added."""
        query = (
            select(SessionFileTable)
            .where(SessionFileTable.session_id == session_id)
            .order_by(SessionFileTable.id)
        )
        with self._store.reading() as session:
            return [
                SessionFile(
                    row.id, row.file_id, row.file.name, row.file.size, FileKind(row.kind), row.note
                )
                for row in session.scalars(query)
            ]

    def content(self, session_file_id: int) -> tuple[str, bytes] | None:
        """Return a file's name and bytes; None where it is no longer there."""
        with self._store.reading() as session:
            row = session.get(SessionFileTable, session_file_id)
            if row is None:
                return None
            content = attachments.content(session, row.file_id)
            return (row.file.name, content) if content is not None else None

    def keep(
        self, session_id: int, name: str, content: bytes, kind: FileKind, note: str = ""
    ) -> int:
        """Keep a file of a session inside the vault; return its number there.

        Raises:
            Refused: It is empty or too large.
        """
        check_file(name, len(content))
        label = self._label(session_id)
        file_id = attachments.keep(self._store, file_name(name), content)
        with self._store.writing(label) as session:
            row = SessionFileTable(
                session_id=session_id, file_id=file_id, kind=kind.value, note=note.strip()
            )
            owner = _session(session, session_id)
            owner.files.append(row)
            session.flush()
            return row.id

    def drop(self, session_file_id: int) -> None:
        """Take a file off a session."""
        with self._store.reading() as session:
            row = session.get(SessionFileTable, session_file_id)
            if row is None:
                raise Refused("That file is no longer there.", next_step="Undo may bring it back.")
            one = session.get_one(TrainingSessionTable, row.session_id)
            label = f"file of session {say_short(one.first)}"
        with self._store.writing(label) as session:
            session.delete(session.get_one(SessionFileTable, session_file_id))

    def note_taken_out(self, session_id: int, what: str) -> None:
        """Note in the audit trail that something of a session was taken out."""
        with self._store.writing(None) as session:
            audit.note(session, "copied out", "training session", session_id, {"what": what})

    def _label(self, session_id: int) -> str:
        with self._store.reading() as session:
            return f"file of session {say_short(_session(session, session_id).first)}"


def _session(session: Session, session_id: int) -> TrainingSessionTable:
    row = session.get(TrainingSessionTable, session_id)
    if row is None:
        raise Refused("That session is no longer there.", next_step="Undo may bring it back.")
    return row
