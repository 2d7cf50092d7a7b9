"""What a log was asked, kept by name inside the vault; one of them may be what it opens with."""

from __future__ import annotations

from typing import Any, Protocol

from prevent_desk.core.errors import Refused
from prevent_desk.logbook.model.query import Query

LONGEST_NAME = 40


class Kept(Protocol):
    """Where settings are kept; the shell is one (`ui.page.Desk`)."""

    def setting(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON values
        """Return a remembered value."""
        ...

    def remember(self, name: str, value: Any) -> None:  # noqa: ANN401 - JSON values
        """Remember a value, quietly; None forgets it."""
        ...


class SavedViews:
    """The views of one log, in the order they were kept."""

    def __init__(self, kept: Kept, log_key: str) -> None:
        self._kept = kept
        self._views, self._default = f"{log_key}/views", f"{log_key}/default view"

    def names(self) -> list[str]:
        """Return their names."""
        return [name for name, _view in self._all()]

    def find(self, name: str) -> Query | None:
        """Return what a view asks for; None where there is none of that name."""
        return next((Query.from_json(view) for one, view in self._all() if one == name), None)

    def name_of(self, query: Query) -> str:
        """Return the name of the view that asks for just this; empty where none does."""
        asked = query.to_json()
        return next((name for name, view in self._all() if view == asked), "")

    def keep(self, name: str, query: Query) -> str:
        """Keep a query under a name, in place of a view of that name; return the name as kept.

        Raises:
            Refused: The name is empty, or too long.
        """
        tidy = _tidied(name)
        others = self._all()
        places = [place for place, (one, _view) in enumerate(others) if one == tidy]
        if places:
            others[places[0]] = (tidy, query.to_json())
        else:
            others.append((tidy, query.to_json()))
        self._kept.remember(self._views, others)
        return tidy

    def rename(self, name: str, to: str) -> str:
        """Call a view otherwise; return the name as kept.

        Raises:
            Refused: The name is empty or too long, or another view has it.
        """
        tidy = _tidied(to)
        if tidy != name and tidy in self.names():
            raise Refused(f"Another view is called “{tidy}”.", next_step="Give it another name.")
        views = [(tidy if one == name else one, view) for one, view in self._all()]
        self._kept.remember(self._views, views)
        if self.default() == name:
            self.set_default(tidy)
        return tidy

    def remove(self, name: str) -> Query | None:
        """Forget a view; return what it asked for, so that it can be kept again."""
        was = self.find(name)
        self._kept.remember(self._views, [one for one in self._all() if one[0] != name] or None)
        if self.default() == name:
            self.set_default("")
        return was

    def default(self) -> str:
        """Return the name of the view the log opens with; empty for none."""
        return str(self._kept.setting(self._default, "") or "")

    def set_default(self, name: str) -> None:
        """Let the log open with a view; empty for none."""
        self._kept.remember(self._default, name or None)

    def _all(self) -> list[tuple[str, dict[str, Any]]]:
        kept = self._kept.setting(self._views, [])
        if not isinstance(kept, list):
            return []
        return [(str(name), view) for name, view in kept if isinstance(view, dict)]


def _tidied(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise Refused("A view needs a name.")
    if len(tidy) > LONGEST_NAME:
        raise Refused(f"A name has at most {LONGEST_NAME} letters.", next_step="Shorten it.")
    return tidy
