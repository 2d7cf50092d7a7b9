"""What is told of a new organisation or contact, and what has to be right about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from prevent_desk.core.errors import Refused

_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")

PERSONAL_DOMAINS = frozenset(
    {
        "aol.com", "btinternet.com", "gmail.com", "googlemail.com", "gmx.com", "hotmail.co.uk",
        "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mail.com", "me.com", "msn.com",
        "outlook.com", "proton.me", "protonmail.com", "sky.com", "talktalk.net", "virginmedia.com",
        "yahoo.co.uk", "yahoo.com",
    }
)  # fmt: skip
"""Where private people have their mail: no place for what is OFFICIAL-SENSITIVE."""


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation as it is entered; parts as in `records.Organisation`."""

    name: str
    sector: str
    short: str = ""
    agency: str = ""
    statute: str = ""
    is_on_panel: bool = False
    areas: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewContact:
    """A person as they are entered; parts as in `records.Contact`."""

    name: str
    organisation_id: int | None = None
    given: str = ""
    family: str = ""
    initials: str = ""
    role: str = ""
    department: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    address: str = ""
    topics: tuple[str, ...] = ()
    note: str = ""
    source: str = "typed"


def refuse_nameless(name: str, what: str) -> None:
    """Raise where a name is empty.

    Raises:
        Refused: There is no name.
    """
    if not name.strip():
        raise Refused(f"The {what} has no name.", next_step="Type one.")


def refuse_ahead(day: date, today: date, words: str) -> None:
    """Raise where something that happened is dated after today.

    Raises:
        Refused: The day lies ahead.
    """
    if day > today:
        raise Refused(f"{words} was not noted.", why="The day lies ahead.",
                      next_step="Choose today or a day before.")  # fmt: skip


def is_address(email: str) -> bool:
    """Return whether a text looks like one e-mail address."""
    return _ADDRESS.fullmatch(email.strip()) is not None


def domain(email: str) -> str:
    """Return the part after the @ in lower case; empty where there is none."""
    return email.rpartition("@")[2].strip().casefold() if "@" in email else ""


def is_personal(email: str, domains: tuple[str, ...] = ()) -> bool:
    """Return whether an address is somebody's own and not of an agency.

    Args:
        email: The address.
        domains: What their organisation writes from; an address of another place counts as
            personal only where private people are known to have theirs.
    """
    place = domain(email)
    return bool(place) and place not in domains and place in PERSONAL_DOMAINS
