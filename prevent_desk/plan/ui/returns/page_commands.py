"""What can be done on the page of returns, as the palette and the list of keys name it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from prevent_desk.ui.page import Command

if TYPE_CHECKING:
    from prevent_desk.plan.ui.returns.page import ReturnsPage


def page_commands(page: ReturnsPage) -> Sequence[Command]:
    """Return what can be done here and now."""
    found = [Command("Bring in returns…", page.bring_in, "file-input", "", "open files drop")]
    if not page.agencies.chase_button.isHidden():
        found.append(Command(plain(page.agencies.chase_button.text()), page.chase, "mail"))
    if page.model.to_decide_count():
        apply = plain(page.head.apply_button.text())
        found.append(Command("Take all clear changes", page.take_all_clear, "check-check"))
        if page.head.apply_button.isEnabled():
            found.append(Command(apply, page.apply, page.icon, "Ctrl+Enter", "merge write"))
        found.append(Command("Take this return out", page.discard, "trash-2", "", "remove"))
    return [*found, *page.table.commands()]


def plain(words: str) -> str:
    """Return a button's words without the mark of its key."""
    return words.replace("&", "")
