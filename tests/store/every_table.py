"""The metadata with every feature's tables in it, as the program itself loads them."""

from __future__ import annotations

from prevent_desk.app import schema

METADATA = schema.know_all_tables()
