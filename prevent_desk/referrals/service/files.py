"""Files kept with referrals: added, shown, taken out, found by their words; one act is one undo.

Bytes are kept once, in the encrypted store only, by a quiet unit before the act (Undo would hold
them a second time), and stay for Undo when a file is removed.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from prevent_desk.core.clock import Clock, local
from prevent_desk.core.errors import DeskError, Refused, Stopped
from prevent_desk.core.kept_file import KeptFile, check_file, file_name
from prevent_desk.readers import asking
from prevent_desk.readers import words as reader
from prevent_desk.readers.refusals import About
from prevent_desk.referrals.model.kept_files import KINDS, EpisodeFile, kind_of
from prevent_desk.referrals.service import reading
from prevent_desk.referrals.tables import EpisodeFileTable, EpisodeTable
from prevent_desk.store import attachments, audit, index
from prevent_desk.store.attachments import FileTable
from prevent_desk.store.session import Store
from prevent_desk.workers.child import Report, StopAsked

_MOST_OF_TITLE = 200


class Files:
    """Everything that can be done with the files of referrals."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        # Files whose words were looked for in this sitting and that have none.
        self._wordless: set[int] = set()

    # Read

    def of(self, episode_id: int) -> tuple[EpisodeFile, ...]:
        """Return the files of a referral, newest first."""
        query = _FILES.where(EpisodeFileTable.episode_id == episode_id)
        with self._store.reading() as session:
            found = [_file(row) for row in session.execute(query)]
        return tuple(sorted(found, key=lambda one: (one.on, one.id), reverse=True))

    def file(self, key: int) -> EpisodeFile:
        """Return one file of a referral.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.reading() as session:
            row = session.execute(_FILES.where(EpisodeFileTable.id == key)).first()
        if row is None:
            raise _gone()
        return _file(row)

    def count(self, episode_id: int) -> int:
        """Return how many files a referral has."""
        query = select(func.count(EpisodeFileTable.id))
        with self._store.reading() as session:
            return session.scalar(query.where(EpisodeFileTable.episode_id == episode_id)) or 0

    def content(self, file_id: int) -> bytes:
        """Return the bytes of a kept file, by the key of the file itself.

        Raises:
            Refused: They are no longer there.
        """
        with self._store.reading() as session:
            found = attachments.content(session, file_id)
        if found is None:
            raise Refused("That file is no longer in the desk.", next_step="Undo brings it back.")
        return found

    def words(self, file_id: int) -> str:
        """Return a kept file's text, as far as it could be read."""
        with self._store.reading() as session:
            return session.scalar(select(FileTable.words).where(FileTable.id == file_id)) or ""

    # Write

    def add(
        self,
        episode_id: int,
        name: str,
        content: bytes,
        *,
        kind: str = "",
        is_referrers: bool = False,
        on: datetime | None = None,
        group: str = "",
    ) -> int:
        """Keep a file with a referral and return its key there.

        Its words are read by `read_words`, which takes longer and may fail.

        Args:
            episode_id: The referral.
            name: The file's own name.
            content: Its bytes.
            kind: A code of `KINDS`; worked out from the bytes where empty.
            is_referrers: It shows who the referrer is.
            on: The moment it speaks of, local time; now where None.
            group: Files of one group, dropped together, are one undo.

        Raises:
            Refused: It is larger than 20 MB or empty, or the referral is no longer there.
        """
        check_file(name, len(content))
        kept = file_name(name)
        with self._store.reading() as session:
            ref = reading.episode_row(session, episode_id).ref
        file_id = attachments.keep(self._store, kept, content)
        now = self._clock.now()
        with self._store.writing(f"file of {ref}", group=group) as session:
            episode = reading.episode_row(session, episode_id)
            row = EpisodeFileTable(
                file_id=file_id,
                kind=kind or kind_of(kept, content),
                title=kept,
                note="",
                on=on or local(now),
                at=now.astimezone(UTC).replace(tzinfo=None),
                by=self._store.actor,
                is_referrers=is_referrers,
            )
            episode.files.append(row)
            session.flush()
            return row.id

    def edit(self, key: int, title: str, kind: str, note: str, *, is_referrers: bool) -> None:
        """Say otherwise what a file is, and whether it shows who the referrer is.

        Raises:
            Refused: It has no title, or is no longer there.
        """
        heading = " ".join(title.split())[:_MOST_OF_TITLE]
        if not heading:
            raise Refused("A file needs a title.", next_step="Say in a few words what it is.")
        with self._store.writing(f"what is said of a file of {self._ref(key)}") as session:
            row = _row(session, key)
            row.title, row.note = heading, note.strip()
            row.kind = kind if kind in KINDS else "other"
            row.is_referrers = is_referrers

    def remove(self, key: int) -> None:
        """Take a file out of a referral.

        Raises:
            Refused: It is no longer there.
        """
        with self._store.writing(f"removal of a file of {self._ref(key)}") as session:
            row = _row(session, key)
            episode = reading.episode_row(session, row.episode_id)
            episode.files.remove(row)

    def note_taken_out(self, key: int) -> None:
        """Note in the audit trail that a copy left the desk; never its name or where it went."""
        with self._store.writing(None) as session:
            row = _row(session, key)
            detail = {"sha256": row.file.sha256, "size": row.file.size}
            audit.note(session, "file copied out", "referral", row.episode_id, detail)

    # Words

    def read_words(self, report: Report | None = None, stopped: StopAsked | None = None) -> int:
        """Read the text of every kept file that has none yet, so that it is found by it.

        Each is read by a limited child; one that cannot be read has no words, and is not tried
        again in this sitting.

        Args:
            report: Told how many of how many were read.
            stopped: Asked between files, and while a child works.

        Returns:
            How many texts were found.

        Raises:
            Stopped: `stopped` said so.
        """
        waiting = self._unread()
        found = 0
        for done, file_id in enumerate(waiting):
            if report is not None:
                report(done, len(waiting), "files")
            if stopped is not None and stopped():
                raise Stopped
            words = self._words_of(file_id, stopped)
            if words:
                self._keep_words(file_id, words)
                found += 1
            else:
                self._wordless.add(file_id)
        return found

    def _unread(self) -> list[int]:
        query = (
            select(FileTable.id)
            .join(EpisodeFileTable, EpisodeFileTable.file_id == FileTable.id)
            .where(FileTable.words == "")
            .distinct()
            .order_by(FileTable.id)
        )
        with self._store.reading() as session:
            return [one for one in session.scalars(query) if one not in self._wordless]

    def _words_of(self, file_id: int, stopped: StopAsked | None) -> str:
        with self._store.reading() as session:
            content = attachments.content(session, file_id) or b""
        if not content or not reader.may_have_words(content):
            return ""
        try:
            told = asking.ask_of(
                content, "file", reader.IN_CHILD, stopped=stopped, about=About.FORM
            )
        except DeskError:
            return ""
        words = told.get("words") if isinstance(told, dict) else ""
        return words if isinstance(words, str) else ""

    def _keep_words(self, file_id: int, words: str) -> None:
        with self._store.writing(None) as session:
            file = session.get(FileTable, file_id)
            if file is None:
                return
            file.words = words
            query = select(EpisodeFileTable.episode_id).where(EpisodeFileTable.file_id == file_id)
            index.renew(session, EpisodeTable, session.scalars(query.distinct()).all())

    def _ref(self, key: int) -> str:
        with self._store.reading() as session:
            return reading.episode_row(session, _row(session, key).episode_id).ref


_FILES = select(
    EpisodeFileTable.id,
    EpisodeFileTable.episode_id,
    EpisodeFileTable.file_id,
    FileTable.name,
    FileTable.size,
    FileTable.sha256,
    FileTable.at.label("kept_at"),
    EpisodeFileTable.kind,
    EpisodeFileTable.title,
    EpisodeFileTable.note,
    EpisodeFileTable.on,
    EpisodeFileTable.at,
    EpisodeFileTable.by,
    EpisodeFileTable.is_referrers,
    (FileTable.words != "").label("has_words"),
).join(FileTable, FileTable.id == EpisodeFileTable.file_id)


def _file(row: Any) -> EpisodeFile:  # noqa: ANN401 - a row of _FILES
    kept_at = row.kept_at.replace(tzinfo=UTC)
    return EpisodeFile(
        row.id,
        row.episode_id,
        KeptFile(row.file_id, row.name, row.size, row.sha256, kept_at),
        row.kind,
        row.title,
        row.note,
        row.on,
        row.at.replace(tzinfo=UTC),
        row.by,
        row.is_referrers,
        bool(row.has_words),
    )


def _row(session: Session, key: int) -> EpisodeFileTable:
    row = session.get(EpisodeFileTable, key)
    if row is None:
        raise _gone()
    return row


def _gone() -> Refused:
    return Refused("That file is no longer with the referral.", next_step="Undo brings it back.")
