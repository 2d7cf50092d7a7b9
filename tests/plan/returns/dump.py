"""All that a vault holds but its own bookkeeping: what Undo must bring back to the letter."""

from __future__ import annotations

from prevent_desk.store.session import Store


def everything(
    store: Store, *, without: tuple[str, ...] = ()
) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table of the features, in an order of its own.

    Args:
        store: The store.
        without: Tables that are not looked at.
    """
    with store.exclusively("a look at all tables") as raw:
        names = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name.startswith("plan") and name not in without
        ]
        return {
            name: sorted(raw.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
            for name in sorted(names)
        }
