"""The commands that write a file: what there is, its options, and who makes it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from prevent_desk.app.command_desk import plan_of_years, unlock_with, vault_options
from prevent_desk.core.clock import SystemClock


def export_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be written, and by which options."""
    kinds = parser.add_subparsers(metavar="WHAT", required=True)
    for kind, words in (
        ("action-plan", "the Excel action plan"),
        ("plan-summary", "the PDF summary for the board"),
    ):
        export = kinds.add_parser(kind, help=words)
        export.add_argument("--to", type=Path, required=True, metavar="FILE")
        export.add_argument(
            "--plan", metavar="YEARS", help="the plan of these years, not the newest"
        )
        export.add_argument("--lead", metavar="AGENCY", help="only this agency's actions")
        export.add_argument("--marking", default="", help="as printed on every page")
        if kind == "plan-summary":
            export.add_argument("--since", metavar="DATE", help="say what changed since this day")
            export.add_argument(
                "--with-table", action="store_true", help="print the whole plan too"
            )
        vault_options(export)
        export.set_defaults(command=_export, kind=kind)
    form = kinds.add_parser("referral-form", help="a blank referral form; needs no desk")
    form.add_argument(
        "--to", type=Path, required=True, metavar="FILE", help=".pdf to fill, or .docx for Word"
    )
    form.add_argument("--for-pen", action="store_true", help="a PDF to print, without fields")
    form.add_argument("--office", default="", metavar="NAME", help="whose form it is")
    form.add_argument("--send-to", default="", metavar="WHERE", help="where it goes when filled")
    form.add_argument("--marking", default="", help="of the filled form")
    form.set_defaults(command=_export_form)
    _case_options(kinds)
    _panel_options(kinds)
    _minutes_options(kinds)
    _actions_options(kinds)
    _log_options(kinds)
    _figures_options(kinds)
    _training_options(kinds)


def _case_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    for kind, words in (
        ("referral-record", "a referral's whole record, PDF or Word"),
        ("case-summary", "a referral's case summary, PDF or Word"),
        ("chronology", "a referral's line of time, PDF or Word"),
        ("register", "the register of referrals, Excel"),
    ):
        export = kinds.add_parser(kind, help=words)
        export.add_argument("--to", type=Path, required=True, metavar="FILE")
        if kind != "register":
            export.add_argument("--ref", required=True, metavar="REF", help="such as PD-2026-014")
        export.add_argument("--names", action="store_true", help="people by name, not by reference")
        export.add_argument("--marking", default="", help="as printed on every page")
        vault_options(export)
        export.set_defaults(command=_export_case, kind=kind, ref="")


def _panel_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    for kind, words, to in (
        ("panel-pack", "the papers of a panel by reference, PDF", "FILE"),
        ("panel-invitations", "drafts of a panel's invitations, with calendar files", "DIR"),
    ):
        export = kinds.add_parser(kind, help=words)
        export.add_argument("--to", type=Path, required=True, metavar=to)
        export.add_argument("--meeting", required=True, metavar="DAY", help="such as 10/12/2025")
        export.add_argument("--marking", default="", help="as printed on every page")
        vault_options(export)
        export.set_defaults(command=_export_panel, kind=kind)


def _minutes_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    export = kinds.add_parser("minutes", help="the minutes of a panel, PDF or Word")
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument("--meeting", required=True, metavar="DAY", help="of the panel: 26/11/2025")
    export.add_argument("--marking", default="", help="as printed on every page")
    vault_options(export)
    export.set_defaults(command=_export_minutes)


def _actions_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    export = kinds.add_parser("actions", help="what is owed, Excel")
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument("--closed", action="store_true", help="those done or dropped as well")
    export.add_argument("--as-minuted", action="store_true", help="words that may name people")
    export.add_argument("--marking", default="", help="as printed on every page")
    vault_options(export)
    export.set_defaults(command=_export_actions)


def _log_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    export = kinds.add_parser("log", help="a log, Excel: training, engagement, sightings …")
    export.add_argument(
        "log",
        choices=(
            "sessions", "staff", "copies", "engagement", "sightings", "ctlp", "enquiries",
            "documents",
        ),
        help="which one",
    )  # fmt: skip
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument(
        "--period", default="", help="such as “last quarter”, “1 May - 31 Jul 2019”"
    )
    export.add_argument("--by-recorded", action="store_true", help="by the day written down")
    export.add_argument("--marking", default="", help="as printed on every page")
    vault_options(export)
    export.set_defaults(command=_export_log)


def _training_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    export = kinds.add_parser("training-statement", help="who is trained, PDF, Word or Excel")
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument("--as-of", default="", metavar="DAY", help="such as 31/3/2026; else today")
    export.add_argument(
        "--department", action="append", default=[], metavar="NAME",
        help="only this one; may be given again",
    )  # fmt: skip
    export.add_argument("--marking", default="", help="as printed on every page")
    vault_options(export)
    export.set_defaults(command=_export_statement)


def _figures_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    export = kinds.add_parser("figures", help="the figures of a period: Excel, or plain text")
    export.add_argument("--to", type=Path, required=True, metavar="FILE", help=".xlsx or .txt")
    export.add_argument("--from", dest="first", default="", metavar="DAY", help="the first day")
    export.add_argument("--until", dest="last", default="", metavar="DAY", help="the last day")
    export.add_argument("--period", default="", help="instead of days: such as “last quarter”")
    export.add_argument("--by-recorded", action="store_true", help="by the day written down")
    export.add_argument(
        "--beside",
        choices=("before", "year", "nothing"),
        default="before",
        help="the period they are compared with",
    )
    export.add_argument("--marking", default="", help="as printed on every page")
    vault_options(export)
    export.set_defaults(command=_export_figures)


def _export(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out import Order, take_out
    from prevent_desk.core.dates import parse_date

    since = getattr(given, "since", None)
    day = parse_date(since, SystemClock().today()) if since else None
    desk = unlock_with(given)
    try:
        services = build(desk, desk.clock)
        order = Order(
            given.kind,
            given.to,
            plan_id=plan_of_years(services.plans.plans(), given.plan),
            lead=given.lead,
            since=day,
            with_table=getattr(given, "with_table", False),
            marking=given.marking,
        )
        for warning in take_out(services, order):
            print(warning)
    finally:
        desk.close(backup=False)
    print(given.to)
    return 0


def _export_form(given: argparse.Namespace) -> int:
    from prevent_desk.app.blank_form import BlankForm, write_blank_form

    wanted = BlankForm(given.to, given.for_pen, given.office, given.send_to, given.marking)
    warnings = write_blank_form(wanted, SystemClock())
    print(given.to)
    for warning in warnings:
        print(warning, file=sys.stderr)
    return 0


def _export_case(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out_cases import CaseOrder, take_out_case

    desk = unlock_with(given)
    try:
        services = build(desk, desk.clock)
        order = CaseOrder(given.kind, given.to, given.ref, given.names, given.marking)
        for warning in take_out_case(services, order):
            print(warning)
    finally:
        desk.close(backup=False)
    print(given.to)
    return 0


def _export_panel(given: argparse.Namespace) -> int:
    from prevent_desk.app import taking_out_panels
    from prevent_desk.app.services import build

    desk = unlock_with(given)
    try:
        services = build(desk, desk.clock)
        order = taking_out_panels.PanelOrder(given.meeting, given.to, given.marking)
        if given.kind == "panel-pack":
            for warning in taking_out_panels.take_out_pack(services, order):
                print(warning)
            print(given.to)
        else:
            for path in taking_out_panels.take_out_invitations(services, order):
                print(path)
    finally:
        desk.close(backup=False)
    return 0


def _export_minutes(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out_minutes import MinutesOrder, take_out_minutes

    desk = unlock_with(given)
    try:
        order = MinutesOrder(given.meeting, given.to, given.marking)
        for warning in take_out_minutes(build(desk, desk.clock), order):
            print(warning)
    finally:
        desk.close(backup=False)
    print(given.to)
    return 0


def _export_actions(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out_actions import ActionsOrder, take_out_actions

    desk = unlock_with(given)
    try:
        order = ActionsOrder(given.to, given.closed, given.as_minuted, given.marking)
        take_out_actions(build(desk, desk.clock), order)
    finally:
        desk.close(backup=False)
    print(given.to)
    return 0


def _export_log(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out_logs import LogOrder, take_out_log

    desk = unlock_with(given)
    try:
        order = LogOrder(given.to, given.log, given.period, given.by_recorded, given.marking)
        take_out_log(build(desk, desk.clock), order)
    finally:
        desk.close(backup=False)
    print(given.to)
    return 0


def _export_statement(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out_training import StatementOrder, take_out_statement

    desk = unlock_with(given)
    try:
        order = StatementOrder(given.to, given.as_of, tuple(given.department), given.marking)
        for warning in take_out_statement(build(desk, desk.clock), order):
            print(warning)
    finally:
        desk.close(backup=False)
    print(given.to)
    return 0


def _export_figures(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out_figures import FiguresOrder, take_out_figures

    desk = unlock_with(given)
    try:
        order = FiguresOrder(
            given.to, given.period, given.first, given.last, given.by_recorded, given.beside,
            given.marking,
        )  # fmt: skip
        take_out_figures(build(desk, desk.clock), order)
    finally:
        desk.close(backup=False)
    print(given.to)
    return 0
