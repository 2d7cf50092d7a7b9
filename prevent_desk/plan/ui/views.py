"""What the plan's room shows beside the grid, and what other subjects bring to the grid itself."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.plan.ui.around import Around, Bring, ViewKind
from prevent_desk.plan.ui.health.looks import BULB
from prevent_desk.plan.ui.health.section import HealthSection
from prevent_desk.plan.ui.health.view import HealthView
from prevent_desk.plan.ui.inspector import Section
from prevent_desk.plan.ui.partners import acts as partners
from prevent_desk.plan.ui.returns.page import ReturnsPage
from prevent_desk.plan.ui.versions import acts as versions
from prevent_desk.plan.ui.versions.view import VersionsView

__all__ = ["BROUGHT", "BUTTONS", "SECTIONS", "VIEWS", "Around", "ViewKind"]

_HEALTH = ViewKind(
    "health",
    "Plan health",
    BULB,
    "hints missing lead date placeholder stale repeated criteria set aside",
    HealthView,
)

_RETURNS = ViewKind(
    "returns",
    "Partners’ returns",
    "git-merge",
    "merge compare come back workbook who has answered register",
    ReturnsPage,
)

_VERSIONS = ViewKind(
    versions.VIEW,
    "Compare versions",
    "git-compare",
    "frozen changed since last difference what changed history stamp",
    VersionsView,
)

VIEWS: tuple[ViewKind, ...] = (
    _HEALTH,
    _RETURNS,
    _VERSIONS,
)
"""In the order of the palette."""

SECTIONS: tuple[Callable[[Around], Section], ...] = (HealthSection,)
"""What other subjects bring to the inspector, between its history and its updates, from the top."""

BROUGHT: tuple[Bring, ...] = (partners.commands, versions.commands)
"""What other subjects bring to the grid's More menu and to its palette, in their order."""

BUTTONS: dict[str, Callable[[Around], object]] = {
    "health_chip": lambda around: around.open_view("health", {}),
    "send_button": partners.send,
    "returns_button": partners.open_returns,
    "freeze_button": versions.freeze,
    "version_chip": versions.compare,
}
"""What buttons and chips of the grid's header do that belong to other subjects, by their names in
forms/plan/plan_page.ui."""
