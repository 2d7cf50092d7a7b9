"""Settings of this desk, kept inside the vault as JSON values."""

from __future__ import annotations

from typing import Any

from prevent_desk.store.session import Store


class Settings:
    """The settings of a store, by name ("plan.columns")."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON values
        """Return a remembered value, or `default`."""
        raise NotImplementedError

    def put(self, name: str, value: Any) -> None:  # noqa: ANN401 - JSON values
        """Remember a value; None forgets it."""
        raise NotImplementedError
