"""Tab goes as the eye does, where parts come and go.

Qt's own order is the order of making: a field that is made anew with each record stands at the end
of it, wherever it is on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

_SAME_LINE_PX = 10


def stops(root: QWidget) -> list[QWidget]:
    """Return what Tab stops at inside a widget, line by line from the top, left to right."""
    found = [widget for widget in root.findChildren(QWidget) if _is_stop(widget, root)]
    places = {widget: widget.mapTo(root, QPoint(0, 0)) for widget in found}
    found.sort(key=lambda widget: places[widget].y())
    lines: list[list[QWidget]] = []
    top = 0
    for widget in found:
        if not lines or places[widget].y() - top > _SAME_LINE_PX:
            lines.append([])
            top = places[widget].y()
        lines[-1].append(widget)
    return [widget for line in lines for widget in sorted(line, key=lambda one: places[one].x())]


def next_stop(root: QWidget, *, forward: bool) -> QWidget | None:
    """Return where Tab goes from the widget that has the keyboard; None: out of the root."""
    order = stops(root)
    here: QWidget | None = root.window().focusWidget()
    while here is not None and here not in order and here is not root:
        here = here.parentWidget()
    if here is None or here not in order:
        return order[0 if forward else -1] if order else None
    place = order.index(here) + (1 if forward else -1)
    return order[place] if 0 <= place < len(order) else None


def go(panes: Sequence[QWidget], *, forward: bool) -> bool:
    """Go on by Tab through panes, each as the eye goes, and round; False where there is nothing."""
    window = panes[0].window()
    focused: QWidget | None = window.focusWidget()
    here = next(
        (place for place, pane in enumerate(panes) if focused and pane.isAncestorOf(focused)), 0
    )
    stop = next_stop(panes[here], forward=forward)
    for away in range(1, len(panes) + 1):
        if stop is not None:
            break
        order = stops(panes[(here + (away if forward else -away)) % len(panes)])
        stop = order[0 if forward else -1] if order else None
    if stop is None:
        return False
    reason = Qt.FocusReason
    stop.setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True


def _is_stop(widget: QWidget, root: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isEnabled()
        and widget.isVisibleTo(root)
        and widget.width() > 0
        and widget.height() > 0
        and not _is_other_choice(widget)
    )


def _is_other_choice(widget: QWidget) -> bool:
    """Return whether it is one of several choices, of which another is chosen: arrows go to it."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return (
        group is not None
        and group.exclusive()
        and group.checkedButton() is not None
        and group.checkedButton() is not widget
    )
