"""Tab goes as the eye does, where parts come and go.

Qt's own order is the order of making: a field that is made anew with each record stands at the end
of it, wherever it is on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QScrollArea,
    QSplitter,
    QWidget,
)

_SAME_LINE_PX = 10
_BESIDE = "tabGoesPaneByPane"
"""The property of a widget whose layout holds panes beside one another, as a splitter does."""


def pane_by_pane(widget: QWidget) -> None:
    """Let Tab go through what a widget's layout holds one after the other, not line by line."""
    widget.setProperty(_BESIDE, True)


def stops(root: QWidget) -> list[QWidget]:
    """Return what Tab stops at inside a widget, line by line from the top, left to right.

    What stands in a scroll area is gone through as a whole where the area stands: by their places
    alone, fields scrolled out of sight would come among what is painted below the area. So are
    panes beside one another in a splitter, one after the other: line by line over all of them, Tab
    would go to and fro between a list and what it shows.
    """
    if _holds_panes(root):
        return _stops_within(root)
    inside = {whole: _stops_within(whole) for whole in _outermost_wholes(root)}
    held = {widget for some in inside.values() for widget in some}
    found: list[QWidget] = [
        widget
        for widget in root.findChildren(QWidget)
        if widget not in held and _is_stop(widget, root)
    ]
    # A frame with something within to go to is no stop: nothing shows that it has the focus.
    filled = [whole for whole in inside if inside[whole]]
    found = [*(one for one in found if one not in filled), *filled]
    places = {widget: widget.mapTo(root, QPoint(0, 0)) for widget in found}
    found.sort(key=lambda widget: places[widget].y())
    lines: list[list[QWidget]] = []
    top = 0
    for widget in found:
        if not lines or places[widget].y() - top > _SAME_LINE_PX:
            lines.append([])
            top = places[widget].y()
        lines[-1].append(widget)
    ordered = [one for line in lines for one in sorted(line, key=lambda one: places[one].x())]
    return [stop for one in ordered for stop in (inside.get(one) or [one])]


def _outermost_wholes(root: QWidget) -> list[QWidget]:
    wholes: list[QWidget] = [
        one for one in root.findChildren(QScrollArea) if one.widget() is not None
    ]
    wholes += [one for one in root.findChildren(QWidget) if _holds_panes(one)]
    shown = [one for one in wholes if one.isVisibleTo(root)]
    # A widget counts as its own ancestor.
    return [one for one in shown if not any(o is not one and o.isAncestorOf(one) for o in shown)]


def _holds_panes(widget: QWidget) -> bool:
    if isinstance(widget, QSplitter):
        return widget.orientation() == Qt.Orientation.Horizontal
    return bool(widget.property(_BESIDE))


def _stops_within(whole: QWidget) -> list[QWidget]:
    if _holds_panes(whole):
        return [stop for pane in _panes(whole) if pane.isVisibleTo(whole) for stop in _own(pane)]
    area = whole.widget() if isinstance(whole, QScrollArea) else None
    return stops(area or whole)


def _panes(whole: QWidget) -> list[QWidget]:
    if not _holds_panes(whole):
        return []
    if isinstance(whole, QSplitter):
        held = [whole.widget(place) for place in range(whole.count())]
    else:
        layout = whole.layout()
        items = [layout.itemAt(place) for place in range(layout.count())] if layout else []
        held = [item.widget() for item in items if item is not None]
    return [pane for pane in held if pane is not None]


def _own(pane: QWidget) -> list[QWidget]:
    """Return a pane's stops, or the pane where it is one itself: a list is often a whole pane."""
    return [pane, *stops(pane)] if _is_stop(pane, pane) else stops(pane)


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


def next_pane(root: QWidget, *, forward: bool) -> bool:
    """Go to the pane beside the one with the keyboard, where it was left; forwards also round.

    Returns:
        False where there is no other pane, or none before the first.
    """
    focused: QWidget | None = root.window().focusWidget()
    for whole in _outermost_wholes(root):
        panes = [one for one in _panes(whole) if one.isVisibleTo(whole) and _own(one)]
        here = next((n for n, pane in enumerate(panes) if _holds(pane, focused)), None)
        if here is None or len(panes) < 2 or not (forward or here):
            continue
        come_to(panes[(here + (1 if forward else -1)) % len(panes)])
        return True
    return False


def come_to(pane: QWidget, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> bool:
    """Give a pane the keyboard where it was left, else at its list; False where it has no place."""
    order = _own(pane)
    if not order:
        return False
    left: QWidget | None = pane.focusWidget()
    # What a pane is about is its list; its head has only buttons.
    lists = [one for one in order if isinstance(one, QAbstractItemView)]
    stop = left if left in order else (*lists, order[0])[0]
    stop.setFocus(reason)
    return True


def _holds(pane: QWidget, focused: QWidget | None) -> bool:
    return focused is not None and (pane is focused or pane.isAncestorOf(focused))


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
