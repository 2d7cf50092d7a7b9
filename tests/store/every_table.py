"""The metadata with every feature's tables in it, as the program itself loads them."""

from __future__ import annotations

import importlib
from importlib.util import find_spec

from prevent_desk.store import tables  # noqa: F401 - puts the store's own tables in
from prevent_desk.store.base import Base

# The program's list of tables; until it is there, the features that have any.
for module in ("prevent_desk.app.schema", "prevent_desk.plan.tables"):
    if find_spec(module):
        importlib.import_module(module)
        break

METADATA = Base.metadata
