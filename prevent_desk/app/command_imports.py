"""The commands that read a file in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_desk.app.command_desk import first_line, plan_of_years, unlock_with, vault_options
from prevent_desk.core.errors import Refused

if TYPE_CHECKING:
    from prevent_desk.plan.model.compare import ImportPreview
    from prevent_desk.plan.model.draft import PlanDraft


def import_options(parser: argparse.ArgumentParser) -> None:
    """Say what can be read in, and by which options."""
    what = parser.add_subparsers(metavar="WHAT", required=True)
    plan = what.add_parser("plan", help="a delivery plan in a workbook or a Word document")
    plan.add_argument("file", type=Path, metavar="FILE")
    plan.add_argument("--into", metavar="YEARS", help="the plan of these years; else a new plan")
    plan.add_argument(
        "--file-password-file", metavar="TEXT", help="read the password of FILE from this file"
    )
    vault_options(plan)
    plan.set_defaults(command=_import_plan)


def _import_plan(given: argparse.Namespace) -> int:
    from prevent_desk.app.services import build

    draft = _read_plan(given)
    desk = unlock_with(given)
    try:
        services = build(desk, desk.clock)
        into = plan_of_years(services.plans.plans(), given.into)
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
        return read_plan_file(given.file, password=first_line(given.file_password_file))
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
