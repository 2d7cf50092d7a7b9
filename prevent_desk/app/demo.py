"""A practice desk with invented people and progress, and one file of each export."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_desk.core.clock import Clock
from prevent_desk.core.dates import add_months
from prevent_desk.core.errors import Refused
from prevent_desk.vault.look import holds_a_desk, look

if TYPE_CHECKING:
    from prevent_desk.app.services import Services
    from prevent_desk.vault.desk import OpenDesk

PRACTICE_PASSPHRASE = "practice practice practice practice"  # noqa: S105 - protects nothing
"""Opens every practice desk; it holds invented people only, and says so everywhere."""

DESK_NAME = "practice-desk"


def make_demo(out: Path, clock: Clock) -> tuple[Path, list[Path]]:
    """Make a fresh practice desk and its exports in a folder.

    Returns:
        The desk's folder, and the files written.

    Raises:
        Refused: Something else than a practice desk stands where it would go.
    """
    from prevent_desk.app.practice import fill_practice
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out import Order, take_out
    from prevent_desk.app.taking_out_cases import CaseOrder, take_out_case

    folder = _place(out.resolve())
    desk = new_practice_desk(folder, clock)
    try:
        shown = fill_practice(desk.store, clock)
        services = build(desk, clock)
        since = add_months(clock.today(), -3)
        orders = (
            Order("action-plan", folder.parent / "action-plan.xlsx"),
            Order("plan-summary", folder.parent / "plan-summary.pdf", since=since, with_table=True),
        )
        papers = (
            CaseOrder("referral-record", folder.parent / "referral-record.docx", shown),
            CaseOrder("case-summary", folder.parent / "case-summary.pdf", shown),
            CaseOrder("chronology", folder.parent / "chronology.pdf", shown),
            CaseOrder("register", folder.parent / "register.xlsx"),
        )
        for order in orders:
            take_out(services, order)
        for paper in papers:
            take_out_case(services, paper)
        more = [*_of_panels(services, folder.parent), *_of_logs(services, folder.parent)]
    finally:
        desk.close()
    return folder, [*(one.to for one in (*orders, *papers)), *more]


def _of_panels(services: Services, out: Path) -> list[Path]:
    """Take out what is owed, the minutes of the panel that was held and the papers of the next."""
    from prevent_desk.app.taking_out_actions import ActionsOrder, take_out_actions
    from prevent_desk.app.taking_out_minutes import MinutesOrder, take_out_minutes
    from prevent_desk.app.taking_out_panels import PanelOrder, take_out_pack

    names = ("actions.xlsx", "minutes.pdf", "minutes.docx", "panel-pack.pdf")
    actions, pdf, word, pack = (out / name for name in names)
    take_out_actions(services, ActionsOrder(actions))
    panels = services.panels
    held = panels.minutes.all()[0].meeting.starts
    for to in (pdf, word):
        take_out_minutes(services, MinutesOrder(f"{held:%d/%m/%Y}", to))
    coming = next(
        one for one in panels.meetings.all() if panels.packs.cases(one.id) and one.began is None
    )
    take_out_pack(services, PanelOrder(f"{coming.starts:%d/%m/%Y}", pack))
    return [actions, pdf, word, pack]


def _of_logs(services: Services, out: Path) -> list[Path]:
    """Take out two logs, as a command does."""
    from prevent_desk.app.taking_out_logs import LogOrder, take_out_log

    orders = [LogOrder(out / f"{log}.xlsx", log) for log in ("sessions", "ctlp")]
    for order in orders:
        take_out_log(services, order)
    return [order.to for order in orders]


def new_practice_desk(folder: Path, clock: Clock) -> OpenDesk:
    """Make an empty practice desk and return it open."""
    from prevent_desk.app import schema
    from prevent_desk.vault import recovery
    from prevent_desk.vault.service import LIGHT, create_desk

    schema.know_all_tables()
    return create_desk(
        folder,
        passphrase=PRACTICE_PASSPHRASE,
        recovery_key=recovery.generate(),
        practice=True,
        clock=clock,
        cost=LIGHT,
    )


def has_display() -> bool:
    """Say whether a window could be seen here."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform.split(":")[0] in {"offscreen", "minimal", "vnc"}:
        return False
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _place(out: Path) -> Path:
    folder = out / DESK_NAME
    if folder.exists():
        if not (holds_a_desk(folder) and look(folder).practice):
            raise Refused(
                f"“{folder.name}” is there already and is no practice desk.",
                next_step="Choose another folder with --out.",
            )
        shutil.rmtree(folder)
    out.mkdir(parents=True, exist_ok=True)
    return folder
