"""Every feature's tables, imported so that the metadata is whole."""

from __future__ import annotations

from prevent_desk.plan import tables as plan_tables
from prevent_desk.store import tables as store_tables
from prevent_desk.store.base import Base

TABLES = (plan_tables, store_tables)
"""The modules; kept by name so that no import looks unused."""

metadata = Base.metadata
