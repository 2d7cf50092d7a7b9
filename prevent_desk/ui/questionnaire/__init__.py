"""Any form of `core.questionnaire` drawn as a screen, to be filled in or only read."""

from __future__ import annotations

from prevent_desk.ui.questionnaire.view import FormView

__all__ = ["FormView"]
