"""What the plan's room shows beside the grid, and what other subjects bring to the grid itself."""

from __future__ import annotations

from collections.abc import Callable

from prevent_desk.plan.ui.around import Around, Bring, BringAt, ViewKind
from prevent_desk.plan.ui.health.looks import BULB
from prevent_desk.plan.ui.health.section import HealthSection
from prevent_desk.plan.ui.health.view import HealthView
from prevent_desk.plan.ui.inspector import Section
from prevent_desk.plan.ui.library import brought as library
from prevent_desk.plan.ui.library.criteria_part import CriteriaPart
from prevent_desk.plan.ui.library.evidence_part import EvidencePart
from prevent_desk.plan.ui.library.evidence_view import EvidenceView
from prevent_desk.plan.ui.library.view import LibraryView
from prevent_desk.plan.ui.partners import acts as partners
from prevent_desk.plan.ui.returns.page import ReturnsPage
from prevent_desk.plan.ui.versions import acts as versions
from prevent_desk.plan.ui.versions.view import VersionsView

__all__ = ["AT_CELL", "BROUGHT", "BUTTONS", "SECTIONS", "VIEWS", "Around", "ViewKind"]

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

_LIBRARY = ViewKind(
    "library",
    "Criteria library",
    "list-checks",
    "success criteria gather repeated measures tick",
    LibraryView,
)

_EVIDENCE = ViewKind(
    "evidence",
    "Evidence",
    "file-check",
    "files notes records proof attachments documents",
    EvidenceView,
)

VIEWS: tuple[ViewKind, ...] = (
    _HEALTH,
    _RETURNS,
    _VERSIONS,
    _LIBRARY,
    _EVIDENCE,
)
"""In the order of the palette."""

SECTIONS: tuple[Callable[[Around], Section], ...] = (HealthSection, CriteriaPart, EvidencePart)
"""What other subjects bring to the inspector, between its history and its updates, from the top."""

BROUGHT: tuple[Bring, ...] = (partners.commands, versions.commands, library.commands)
"""What other subjects bring to the grid's More menu and to its palette, in their order."""

AT_CELL: tuple[BringAt, ...] = (library.at_cell,)
"""What other subjects bring to the menu of a cell, to the palette while it is the current one, and,
the first of it, to Alt+Down."""

BUTTONS: dict[str, Callable[[Around], object]] = {
    "health_chip": lambda around: around.open_view("health", {}),
    "send_button": partners.send,
    "returns_button": partners.open_returns,
    "freeze_button": versions.freeze,
    "version_chip": versions.compare,
}
"""What buttons and chips of the grid's header do that belong to other subjects, by their names in
forms/plan/plan_page.ui."""
