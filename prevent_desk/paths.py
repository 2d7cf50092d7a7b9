"""Where the program's own files are, and where it may keep a user's settings.

In a checkout `forms/`, `migrations/` and `resources/` stand beside the package; a wheel carries
them in `prevent_desk/_shipped/`; a PyInstaller bundle in its own folder.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def shipped() -> Path:
    """Return the folder that holds `forms`, `migrations` and `resources`."""
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    places = ([Path(bundle)] if bundle else []) + [package / "_shipped", package.parent]
    for place in places:
        if (place / "forms").is_dir() and (place / "migrations").is_dir():
            return place
    raise FileNotFoundError("Prevent Desk is not whole: its forms and migrations are missing.")


def forms() -> Path:
    """Return the folder of Qt Designer forms."""
    return shipped() / "forms"


def migrations() -> Path:
    """Return the folder of database migrations."""
    return shipped() / "migrations"


def resources() -> Path:
    """Return the folder of icons, fonts, vocabularies and templates."""
    return shipped() / "resources"


def user_folder() -> Path:
    """Return this user's settings folder, made if missing; nothing personal is ever kept there."""
    # Imported here: the unlock screen must not wait for it.
    from platformdirs import user_data_path

    folder = user_data_path("PreventDesk", appauthor=False, roaming=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def documents() -> Path:
    """Return the folder where a new desk is offered a place."""
    from platformdirs import user_documents_path

    return user_documents_path()
