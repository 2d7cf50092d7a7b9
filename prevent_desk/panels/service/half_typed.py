"""Words of the desk that are typed and not kept as a line yet, and as they were minutes ago.

Quiet, all of it: a draft is no act of the user. A snapshot is taken at most once a minute and kept
for a day, so that what a wrong paste or a slip of the hand overwrote can be put back.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from prevent_desk.core.clock import Clock, local
from prevent_desk.panels.model.notes import Typed, from_text
from prevent_desk.store.drafts import Drafts
from prevent_desk.store.session import Store

EVERY = timedelta(seconds=60)
"""How far apart snapshots of the same place are."""
KEPT = timedelta(hours=24)
"""How long a snapshot is kept (SECURITY, 3.8)."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Words as they stood at a moment, local time.

    Attributes:
        place: "line" for the entry line, "edit 12" for a line being changed, "private 5" for the
            officer's own note on a point.
        item_id: The point of the agenda.
    """

    at: datetime
    place: str
    item_id: int
    words: str


class HalfTyped:
    """Keeps what is half typed, by point of the agenda: words begun for one case stay with it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._drafts, self._clock = Drafts(store), clock

    def keep(self, meeting_id: int, typed: Typed) -> None:
        """Keep a line while it is typed; an empty one forgets it."""
        text = "" if typed.is_empty else typed.to_text()
        self._drafts.keep(_key(meeting_id, typed.item_id, typed.line_id), text, typed.cursor)

    def of(self, meeting_id: int, item_id: int, line_id: int | None = None) -> Typed | None:
        """Return the new line half typed for a point, or the change begun of one of its lines."""
        kept = self._drafts.get(_key(meeting_id, item_id, line_id))
        return from_text(kept.text) if kept is not None else None

    def forget(self, meeting_id: int, item_id: int, line_id: int | None = None) -> None:
        """Forget what was half typed: it was kept as a line, or put aside on purpose."""
        self._drafts.keep(_key(meeting_id, item_id, line_id), "")

    def changing(self, meeting_id: int, item_id: int) -> list[int]:
        """Return the lines of a point whose change was begun and not kept, by their keys."""
        start = f"{_key(meeting_id, item_id, None)}/"
        return [int(key[len(start) :]) for key in self._drafts.all() if key.startswith(start)]

    def waiting(self, meeting_id: int) -> list[int]:
        """Return the points for which words are half typed."""
        start = f"panels/{meeting_id}/line/"
        return sorted(
            {
                int(key[len(start) :].partition("/")[0])
                for key in self._drafts.all()
                if key.startswith(start)
            }
        )

    # Snapshots

    def snapshot(self, meeting_id: int, place: str, item_id: int, words: str) -> bool:
        """Keep words as they stand now, where the last snapshot of their place is a minute old.

        Returns:
            Whether one was taken.
        """
        now = local(self._clock.now())
        kept = [one for one in self.snapshots(meeting_id) if now - one.at <= KEPT]
        last = next((one for one in kept if (one.place, one.item_id) == (place, item_id)), None)
        if not words.strip() or (last and (last.words == words or now - last.at < EVERY)):
            return False
        told = [
            [one.at.isoformat(), one.place, one.item_id, one.words]
            for one in (Snapshot(now, place, item_id, words), *kept)
        ]
        text = json.dumps(told, ensure_ascii=False)
        self._drafts.keep(f"panels/{meeting_id}/snapshots", text)
        return True

    def snapshots(self, meeting_id: int) -> list[Snapshot]:
        """Return the snapshots of a meeting's last day, the newest first."""
        kept = self._drafts.get(f"panels/{meeting_id}/snapshots")
        if kept is None:
            return []
        return [
            Snapshot(datetime.fromisoformat(at), place, item_id, words)
            for at, place, item_id, words in json.loads(kept.text)
        ]


def _key(meeting_id: int, item_id: int, line_id: int | None) -> str:
    key = f"panels/{meeting_id}/line/{item_id}"
    return key if line_id is None else f"{key}/{line_id}"
