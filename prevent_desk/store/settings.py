"""Settings of this desk, kept inside the vault as JSON values."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from prevent_desk.store.session import Store
from prevent_desk.store.tables import SETTING


class Settings:
    """The settings of a store, by name ("plan.columns"); read once, then kept in memory."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, str] | None = None

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON values
        """Return a remembered value, or `default`."""
        text = self._all().get(name)
        return default if text is None else json.loads(text)

    def put(self, name: str, value: Any) -> None:  # noqa: ANN401 - JSON values
        """Remember a value; None forgets it. Writes nothing when it is remembered so already."""
        known = self._all()
        text = None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
        if known.get(name) == text:
            return
        with self._store.writing(None) as session:
            if text is None:
                session.execute(delete(SETTING).where(SETTING.c.name == name))
            else:
                statement = insert(SETTING).values(name=name, body=text)
                session.execute(
                    statement.on_conflict_do_update(index_elements=["name"], set_={"body": text})
                )
        if text is None:
            known.pop(name, None)
        else:
            known[name] = text

    def _all(self) -> dict[str, str]:
        if self._known is None:
            with self._store.reading() as session:
                rows = session.execute(select(SETTING.c.name, SETTING.c.body)).all()
            self._known = {row[0]: row[1] for row in rows}
        return self._known
