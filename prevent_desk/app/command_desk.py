"""The desk a command is about: which one, by whose key, and where its passphrase comes from."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from prevent_desk.core.clock import SystemClock
from prevent_desk.core.errors import Refused

if TYPE_CHECKING:
    from prevent_desk.plan.model.records import PlanHead
    from prevent_desk.vault.desk import OpenDesk


def plan_of_years(plans: list[PlanHead], years: str | None) -> int | None:
    """Return the number of the plan of these years; None where none are named.

    Raises:
        Refused: There is no such plan; which there are is in the message.
    """
    if years is None:
        return None
    found = next((head for head in plans if head.years == years), None)
    if found is None:
        known = ", ".join(head.years for head in plans) or "none"
        raise Refused(f"There is no plan of {years}.", next_step=f"This desk has: {known}.")
    return found.id


def vault_options(parser: argparse.ArgumentParser) -> None:
    """Let a command say which desk it is about, and by whose key it is opened."""
    parser.add_argument(
        "--vault", type=Path, required=True, metavar="DESK", help="the desk's folder"
    )
    parser.add_argument(
        "--key",
        choices=("officer", "deputy", "recovery"),
        default="officer",
        help="whose passphrase it is",
    )
    passphrase_option(parser)


def passphrase_option(parser: argparse.ArgumentParser) -> None:
    """Let a command take its passphrase from a file."""
    parser.add_argument(
        "--passphrase-file",
        metavar="FILE",
        help="read the passphrase from this file (- for standard input)",
    )


def unlock_with(given: argparse.Namespace) -> OpenDesk:
    """Open the desk a command is about."""
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
    secret = PRACTICE_PASSPHRASE if found.practice else passphrase(given)
    return unlock(given.vault, role, secret, clock=SystemClock())


def passphrase(given: argparse.Namespace, *, twice: bool = False) -> str:
    """Return the passphrase, from its file or asked for at the terminal.

    Raises:
        Refused: There is nobody to ask, or what was typed twice is not the same.
    """
    if given.passphrase_file == "-":  # noqa: S105 - the sign for standard input
        return sys.stdin.readline().rstrip("\r\n")
    if given.passphrase_file:
        return first_line(given.passphrase_file)
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


def first_line(file: str) -> str:
    """Return the first line of a file that holds a passphrase."""
    try:
        text = Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refused(
            "The passphrase file cannot be read.", next_step="Name a text file of one line."
        ) from None
    return next(iter(text.splitlines()), "")
