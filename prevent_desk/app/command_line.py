"""The commands of Prevent Desk.

Exit status: 0 done, 1 refused or damaged (one line on standard error), 2 wrong usage. A passphrase
is asked for at the terminal or read from a file; never taken from the command line or the
environment, where other programs can read it. Everything heavy is imported by the command that
needs it.
"""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Callable
from pathlib import Path

from prevent_desk import __version__
from prevent_desk.app.command_desk import passphrase, passphrase_option, unlock_with, vault_options
from prevent_desk.app.command_exports import export_options
from prevent_desk.app.command_imports import import_options
from prevent_desk.core.clock import SystemClock
from prevent_desk.core.errors import DeskError

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
    passphrase_option(new)
    new.set_defaults(command=_new)

    import_options(commands.add_parser("import", help="read a file in"))
    export_options(commands.add_parser("export", help="write a file"))

    check = commands.add_parser(
        "check", help="file, audit trail and backups; 0 only if all is well"
    )
    vault_options(check)
    check.set_defaults(command=_check)

    backup = commands.add_parser("backup", help="take a backup and prove it by opening it")
    backup.add_argument("--to", type=Path, required=True, metavar="DIR")
    vault_options(backup)
    backup.set_defaults(command=_backup)

    self_check = commands.add_parser("self-check", help="does this installation have all it ships?")
    self_check.set_defaults(command=_self_check)
    return parser


def _window(given: argparse.Namespace) -> int:
    # Nothing that is imported from here on is garbage: a sixteenth of the time to the first screen.
    # The gate collects again once everything is loaded.
    gc.disable()
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

    secret = passphrase(given, twice=True)
    key = recovery.generate()
    desk = create_desk(
        given.vault,
        passphrase=secret,
        recovery_key=key,
        practice=False,
        clock=SystemClock(),
    )
    desk.close(backup=True)
    print(f"Made: {given.vault}")
    print(f"Recovery key: {key}")
    print("Write it down now, twice, and seal both sheets: it is not shown again.")
    return 0


def _check(given: argparse.Namespace) -> int:
    from prevent_desk.app.checking import check

    desk = unlock_with(given)
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
    desk = unlock_with(given)
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
