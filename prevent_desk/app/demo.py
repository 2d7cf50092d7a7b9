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
        more = [
            *_of_panels(services, folder.parent),
            *_of_logs(services, folder.parent),
            *_blank_forms(services, folder.parent),
        ]
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
    """Take out two logs, who is trained, the figures of a quarter and what is planned."""
    from prevent_desk.app.taking_out_figures import FiguresOrder, take_out_figures
    from prevent_desk.app.taking_out_logs import LogOrder, take_out_log
    from prevent_desk.app.taking_out_training import StatementOrder, take_out_statement

    names = ("training-statement.pdf", "figures.xlsx", "engagement.ics")
    statement, counted, planned = (out / name for name in names)
    orders = [LogOrder(out / f"{log}.xlsx", log) for log in ("sessions", "ctlp")]
    for order in orders:
        take_out_log(services, order)
    take_out_statement(services, StatementOrder(statement))
    take_out_figures(services, FiguresOrder(counted, period="last quarter"))
    _write_calendar(services, planned)
    return [*(order.to for order in orders), statement, counted, planned]


def _write_calendar(services: Services, to: Path) -> None:
    """Take the planned engagement out for calendars, as the dialog of that log does."""
    from prevent_desk.app.marked import marking_of
    from prevent_desk.community.exports import event_calendar
    from prevent_desk.community.model.events import State
    from prevent_desk.exports import files
    from prevent_desk.logbook.model.query import Query

    planned = Query(chosen={"state": frozenset({State.PLANNED.value})})
    stamp = event_calendar.Stamp(
        services.clock.now(), marking_of(services, ""), services.desk.practice
    )
    events = services.community.events.log.everything(planned)
    entries = [event_calendar.of_event(event, stamp) for event in events]
    files.save(to, event_calendar.write(entries))


def _blank_forms(services: Services, out: Path) -> list[Path]:
    """Write the forms that are sent out to be filled: a referral, and what people say of a talk."""
    from prevent_desk.app.blank_form import BlankForm, write_blank_form
    from prevent_desk.app.marked import marking_of
    from prevent_desk.exports import files
    from prevent_desk.exports.form_paper import FormPaper
    from prevent_desk.readers import shipped
    from prevent_desk.training.exports.feedback_forms import TARGET, FeedbackOrder, FormShape
    from prevent_desk.workers import child

    referral, feedback = out / "referral-form.pdf", out / "feedback-form.xlsx"
    write_blank_form(BlankForm(referral), services.clock)
    paper = FormPaper(
        f"{marking_of(services, '')} when completed", services.clock.now(), notice="Practice desk"
    )
    form, lists = services.training.feedback.form(), dict(shipped.vocabularies())
    order = FeedbackOrder(form, lists, paper, FormShape.BOOK.name)
    files.save(feedback, child.run(TARGET, (order,)))
    return [referral, feedback]


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
