"""The plan's page over a real encrypted store, with a stand-in for the shell around it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from prevent_desk import paths
from prevent_desk.core.clock import Clock, SetClock
from prevent_desk.plan.model.draft import DraftAction, DraftActivity, DraftObjective, PlanDraft
from prevent_desk.plan.model.legend import SOURCE_LEGEND
from prevent_desk.plan.service import Plans, build
from prevent_desk.plan.ui.page import PlanPage
from prevent_desk.store.drafts import Drafts
from prevent_desk.store.session import Store
from prevent_desk.store.settings import Settings
from prevent_desk.ui import theme
from tests import ready

NOW = datetime(2015, 11, 25, 14, 2, tzinfo=UTC)


@dataclass
class DeskStandIn:
    """What the shell gives a page, over the same real store; keeps what was said."""

    store: Store
    said: list[str] = field(default_factory=list)
    went: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    saves: int = 0
    covers: int = 0
    after_undo: Callable[[], object] = lambda: None
    way_back: Callable[[], object] | None = None

    def toast(
        self,
        text: str,
        *,
        undo: bool = False,
        icon: str = "check",
        link: str = "",
        act: Callable[[], object] | None = None,
    ) -> None:
        self.said.append(text)
        self.way_back = act

    def undo(self) -> None:
        if self.store.undo_label():
            self.store.undo()
            self.after_undo()

    def redo(self) -> None:
        if self.store.redo_label():
            self.store.redo()
            self.after_undo()

    def setting(self, name: str, default: Any = None) -> Any:
        return Settings(self.store).get(name, default)

    def remember(self, name: str, value: Any) -> None:
        Settings(self.store).put(name, value)

    def keep_draft(self, key: str, text: str, cursor: int = 0) -> None:
        Drafts(self.store).keep(key, text, cursor)

    def draft(self, key: str) -> tuple[str, int] | None:
        found = Drafts(self.store).get(key)
        return (found.text, found.cursor) if found else None

    def drafts(self) -> dict[str, tuple[str, int]]:
        return {key: (kept.text, kept.cursor) for key, kept in Drafts(self.store).all().items()}

    def saved(self) -> None:
        self.saves += 1

    def open_page(self, name: str, position: dict[str, Any] | None = None) -> None:
        self.went.append((name, position or {}))

    def page_changed(self) -> None:
        return

    def is_practice(self) -> bool:
        return True

    def cover(self) -> None:
        self.covers += 1


def new_store(folder: Path) -> Store:
    """Return an empty real store in a folder."""
    return ready.empty_store(folder, SetClock(NOW), actor="you")


def store_with_the_plan(folder: Path) -> Store:
    """Return a store that holds the 2015/16 plan, with nothing to undo."""
    return ready.store(folder, SetClock(NOW), _with_the_plan, actor="you").store


def _with_the_plan(store: Store, clock: Clock) -> None:
    build(store, clock).plans.import_plan(source_plan(), None)


def source_plan() -> PlanDraft:
    """Return the 2015/16 plan as a reader would hand it over."""
    path = paths.resources() / "plans" / "delivery_plan_2015.json"
    found = json.loads(path.read_text("utf-8"))
    return PlanDraft(
        title="Prevent Delivery Plan",
        years="2015/2016",
        version=found["source"]["version"],
        label=found["source"]["label"],
        legend=SOURCE_LEGEND,
        objectives=[_objective(one) for one in found["objectives"]],
    )


def large_plan(actions: int) -> PlanDraft:
    """Return the source's rows over and over, in 33 objectives."""
    plan = source_plan()
    rows = plan.actions()
    each = -(-actions // 33)
    plan.objectives = []
    left = actions
    for number in range(1, 34):
        some = [
            DraftAction(
                place="",
                ref=f"O{number}-{place:03d}",
                title=rows[place % 14].title,
                text=rows[place % 14].text,
                leads=rows[place % 14].leads,
                criteria=rows[place % 14].criteria,
                timescale=rows[place % 14].timescale,
                resources=rows[place % 14].resources,
                comments=rows[place % 14].comments,
            )
            for place in range(min(each, left))
        ]
        left -= len(some)
        plan.objectives.append(
            DraftObjective(
                number=str(number),
                title=f"Aim {number}",
                heading=f"Objective {number}: AIM",
                activities=[DraftActivity(actions=some)],
            )
        )
    return plan


def page_over(store: Store) -> tuple[PlanPage, DeskStandIn, Plans]:
    """Return a page over a store, and what stands around it."""
    dress()
    clock = SetClock(NOW)
    desk, services = DeskStandIn(store), build(store, clock)
    page = PlanPage(services, desk, clock)
    desk.after_undo = page.reload
    return page, desk, services.plans


@cache
def dress() -> None:
    """Give the screens their own fonts and sizes, as the application has them."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.install(app, scheme="light")


def _objective(found: dict[str, Any]) -> DraftObjective:
    return DraftObjective(
        number=str(found["number"]),
        title=found["title"],
        heading=found["heading"],
        text=found["text"],
        introduction=found["introduction"],
        activities=[
            DraftActivity(
                number=str(one["number"] or "") if one["heading_in_source"] else "",
                heading=one["heading"] if one["heading_in_source"] else "",
                actions=[_action(action) for action in one["actions"]],
            )
            for one in found["activities"]
        ],
    )


def _action(found: dict[str, Any]) -> DraftAction:
    return DraftAction(
        place="",
        ref=found["id"],
        title=found["title"],
        text=found["action"],
        leads=list(found["lead"]),
        criteria=list(found["success_criteria"]),
        timescale=found["timescale"],
        resources=list(found["resources"]),
        comments=found["comments"],
    )
