"""The commands of Prevent Desk.

Exit status: 0 done, 1 refused or damaged (one line on standard error), 2 wrong usage. A passphrase
is asked for at the terminal or read from a file; never taken from the command line or the
environment, where other programs can read it. Everything heavy is imported by the command that
needs it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prevent_desk import __version__
from prevent_desk.core.clock import SystemClock
from prevent_desk.core.errors import DeskError, Refused

if TYPE_CHECKING:
    from prevent_desk.plan.model.compare import ImportPreview
    from prevent_desk.plan.model.draft import PlanDraft
    from prevent_desk.plan.model.records import PlanHead
    from prevent_desk.vault.desk import OpenDesk

Command = Callable[[argparse.Namespace], int]


def run(arguments: list[str]) -> int:
    """Run one command, or open the window; return the exit status."""
    try:
        given = _parser().parse_args(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 2
    command: Command = given.command
    try:
        return command(given)
    except DeskError as error:
        print(error.sentence(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing was changed.", file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 - its message may quote a record
        from prevent_desk.ui.traces import where

        print(f"Prevent Desk failed: {where(error)}. What was saved is kept.", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="prevent-desk",
        description="The working desk of a Prevent coordinator. Without a command: the window.",
    )
    parser.add_argument("--version", action="version", version=f"Prevent Desk {__version__}")
    parser.add_argument("--desk", type=Path, metavar="DESK", help="open the window with this desk")
    # Handed on by the window that locked itself: where it stood, and nothing else.
    parser.add_argument("--geometry", default="", help=argparse.SUPPRESS)
    parser.set_defaults(command=_window)
    commands = parser.add_subparsers(metavar="COMMAND")

    demo = commands.add_parser("demo", help="make a practice desk and one file of each export")
    demo.add_argument("--out", type=Path, default=Path("demo-out"), metavar="DIR")
    demo.add_argument("--no-window", action="store_true", help="do not open the window afterwards")
    demo.set_defaults(command=_demo)

    new = commands.add_parser("new", help="make a desk; prints its recovery key once")
    new.add_argument("vault", type=Path, metavar="VAULT", help="the folder to make")
    _passphrase_option(new)
    new.set_defaults(command=_new)

    _import_options(commands.add_parser("import", help="read a file in"))
    _export_options(commands.add_parser("export", help="write a file"))

    check = commands.add_parser(
        "check", help="file, audit trail and backups; 0 only if all is well"
    )
    _vault_options(check)
    check.set_defaults(command=_check)

    backup = commands.add_parser("backup", help="take a backup and prove it by opening it")
    backup.add_argument("--to", type=Path, required=True, metavar="DIR")
    _vault_options(backup)
    backup.set_defaults(command=_backup)

    self_check = commands.add_parser("self-check", help="does this installation have all it ships?")
    self_check.set_defaults(command=_self_check)
    return parser


def _import_options(parser: argparse.ArgumentParser) -> None:
    what = parser.add_subparsers(metavar="WHAT", required=True)
    plan = what.add_parser("plan", help="a delivery plan in a workbook or a Word document")
    plan.add_argument("file", type=Path, metavar="FILE")
    plan.add_argument("--into", metavar="YEARS", help="the plan of these years; else a new plan")
    plan.add_argument(
        "--file-password-file", metavar="TEXT", help="read the password of FILE from this file"
    )
    _vault_options(plan)
    plan.set_defaults(command=_import_plan)


def _export_options(parser: argparse.ArgumentParser) -> None:
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
        _vault_options(export)
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
        _vault_options(export)
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
        _vault_options(export)
        export.set_defaults(command=_export_panel, kind=kind)


def _minutes_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    export = kinds.add_parser("minutes", help="the minutes of a panel, PDF or Word")
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument("--meeting", required=True, metavar="DAY", help="of the panel: 26/11/2025")
    export.add_argument("--marking", default="", help="as printed on every page")
    _vault_options(export)
    export.set_defaults(command=_export_minutes)


def _actions_options(kinds: Any) -> None:  # noqa: ANN401 - argparse names its class privately
    export = kinds.add_parser("actions", help="what is owed, Excel")
    export.add_argument("--to", type=Path, required=True, metavar="FILE")
    export.add_argument("--closed", action="store_true", help="those done or dropped as well")
    export.add_argument("--as-minuted", action="store_true", help="words that may name people")
    export.add_argument("--marking", default="", help="as printed on every page")
    _vault_options(export)
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
    _vault_options(export)
    export.set_defaults(command=_export_log)


def _passphrase_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from this file (- for standard input)",
    )


def _vault_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--vault", type=Path, required=True, metavar="DESK", help="the desk's folder"
    )
    parser.add_argument(
        "--key",
        choices=("officer", "deputy", "recovery"),
        default="officer",
        help="whose passphrase it is",
    )
    _passphrase_option(parser)


def _window(given: argparse.Namespace) -> int:
    from prevent_desk.app.start import open_window

    return open_window(given.desk, geometry=given.geometry)


def _demo(given: argparse.Namespace) -> int:
    from prevent_desk.app.demo import has_display, make_demo

    desk, made = make_demo(given.out, SystemClock())
    for path in (desk, *made):
        print(path)
    if given.no_window or not has_display():
        return 0
    from prevent_desk.app.start import open_window

    return open_window(desk, at_once=True)


def _new(given: argparse.Namespace) -> int:
    from prevent_desk.vault import recovery
    from prevent_desk.vault.service import create_desk

    passphrase = _passphrase(given, twice=True)
    key = recovery.generate()
    desk = create_desk(
        given.vault,
        passphrase=passphrase,
        recovery_key=key,
        practice=False,
        clock=SystemClock(),
    )
    desk.close(backup=True)
    print(f"Made: {given.vault}")
    print(f"Recovery key: {key}")
    print("Write it down now, twice, and seal both sheets: it is not shown again.")
    return 0


def _import_plan(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build

    draft = _read_plan(given)
    desk = _unlock(given)
    try:
        services = build(desk, desk.clock)
        into = _plan_of_years(services.plans.plans(), given.into)
        preview = services.plans.preview_import(draft, into)
        services.plans.import_plan(draft, into)
        for line in _said_of_import(preview):
            print(line)
    finally:
        desk.close()
    return 0


def _read_plan(given: argparse.Namespace) -> PlanDraft:
    """Read the file; ask for its password where it has one and there is somebody to ask."""
    from prevent_desk.plan.reading import read_plan_file
    from prevent_desk.readers import refusals

    if given.file_password_file:
        return read_plan_file(given.file, password=_first_line(given.file_password_file))
    try:
        return read_plan_file(given.file)
    except Refused as refused:
        if refused.code != refusals.PASSWORD or not sys.stdin.isatty():
            raise
    from getpass import getpass

    return read_plan_file(given.file, password=getpass(f"Password of {given.file.name}: "))


def _said_of_import(preview: ImportPreview) -> Iterator[str]:
    """Yield what an import did, a line each: the same as the window shows before it."""
    if preview.changes_nothing:
        yield "Everything in the file is in the plan already: nothing was changed."
    else:
        yield (
            f"{preview.objectives} objectives, {preview.actions} actions and "
            f"{preview.criteria} success criteria read; {len(preview.new_actions)} new, "
            f"{len(preview.changes)} cells changed."
        )
    for head in preview.head_changes:
        yield f"Changed: the plan's {head.name}: {_short(head.before)} -> {_short(head.after)}"
    for heading in preview.heading_changes:
        yield (
            f"Changed: {heading.name} of {_short(heading.where)}: {_short(heading.before)} -> "
            f"{_short(heading.after)}"
        )
    for note in preview.notes:
        yield f"To know: {note}"
    for row in preview.missing:
        yield f"Not in the file, kept: {f'{row.ref} {row.title}'.strip() or _short(row.text)}"
    for left in preview.unplaced:
        yield f"Not placed: {left.place}: {left.text} ({left.why})"


def _short(text: str) -> str:
    said = " ".join(text.split())
    return (said if len(said) <= 80 else f"{said[:79]}…") or "empty"


def _export_form(given: argparse.Namespace) -> int:
    from prevent_desk.app.blank_form import BlankForm, write_blank_form

    wanted = BlankForm(given.to, given.for_pen, given.office, given.send_to, given.marking)
    warnings = write_blank_form(wanted, SystemClock())
    print(given.to)
    for warning in warnings:
        print(warning, file=sys.stderr)
    return 0


def _export(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out import Order, take_out
    from prevent_desk.core.dates import parse_date

    since = getattr(given, "since", None)
    day = parse_date(since, SystemClock().today()) if since else None
    desk = _unlock(given)
    try:
        services = build(desk, desk.clock)
        order = Order(
            given.kind,
            given.to,
            plan_id=_plan_of_years(services.plans.plans(), given.plan),
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


def _export_case(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build
    from prevent_desk.app.taking_out_cases import CaseOrder, take_out_case

    desk = _unlock(given)
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

    desk = _unlock(given)
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

    desk = _unlock(given)
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

    desk = _unlock(given)
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

    desk = _unlock(given)
    try:
        order = LogOrder(given.to, given.log, given.period, given.by_recorded, given.marking)
        take_out_log(build(desk, desk.clock), order)
    finally:
        desk.close(backup=False)
    print(given.to)
    return 0


def _check(given: argparse.Namespace) -> int:
    from prevent_desk.app.checking import check

    desk = _unlock(given)
    try:
        report = check(desk)
    finally:
        desk.close(backup=False)
    for line in report.lines:
        print(f"{'ok  ' if line.ok else 'BAD '} {line.name}: {line.text}")
    if not report.ok:
        print("Something is wrong with this desk; see above.", file=sys.stderr)
    return 0 if report.ok else 1


def _backup(given: argparse.Namespace) -> int:
    desk = _unlock(given)
    try:
        made = desk.backup(given.to)
    finally:
        desk.close(backup=False)
    print(made.path)
    return 0


def _self_check(_given: argparse.Namespace) -> int:
    from prevent_desk.app.self_check import check_all

    failed = 0
    for line in check_all():
        print(f"{'ok  ' if line.ok else 'BAD '} {line.name}: {line.text}")
        failed += not line.ok
    if failed:
        print(f"{failed} of the self-checks failed.", file=sys.stderr)
    return 1 if failed else 0


def _plan_of_years(plans: list[PlanHead], years: str | None) -> int | None:
    if years is None:
        return None
    found = next((head for head in plans if head.years == years), None)
    if found is None:
        known = ", ".join(head.years for head in plans) or "none"
        raise Refused(f"There is no plan of {years}.", next_step=f"This desk has: {known}.")
    return found.id


def _unlock(given: argparse.Namespace) -> OpenDesk:
    from prevent_desk.app import schema
    from prevent_desk.app.demo import PRACTICE_PASSPHRASE
    from prevent_desk.vault.look import look
    from prevent_desk.vault.model import Role
    from prevent_desk.vault.service import unlock

    schema.know_all_tables()
    role = {"officer": Role.COORDINATOR, "deputy": Role.DEPUTY, "recovery": Role.RECOVERY}[
        given.key
    ]
    found = look(given.vault)
    if found.problem:
        raise found.problem
    secret = PRACTICE_PASSPHRASE if found.practice else _passphrase(given)
    return unlock(given.vault, role, secret, clock=SystemClock())


def _passphrase(given: argparse.Namespace, *, twice: bool = False) -> str:
    if given.passphrase_file == "-":  # noqa: S105 - the sign for standard input
        return sys.stdin.readline().rstrip("\r\n")
    if given.passphrase_file:
        return _first_line(given.passphrase_file)
    if not sys.stdin.isatty():
        raise Refused(
            "There is no terminal to ask for the passphrase.",
            next_step="Give --passphrase-file FILE, or - for standard input.",
        )
    from getpass import getpass

    first = getpass("Passphrase: ")
    if twice and getpass("Again: ") != first:
        raise Refused("The two are not the same.", next_step="Try again.")
    return first


def _first_line(file: str) -> str:
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(
            "The passphrase file cannot be read.", next_step="Name a text file of one line."
        ) from None
    return next(iter(text.splitlines()), "")
