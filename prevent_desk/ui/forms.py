"""Qt Designer forms, loaded at run time through a typed class that says what is on them.

    class ReferralForm(Form):
        ui = "referrals/referral_page.ui"
        name_edit: QLineEdit
        save_button: Button

Each annotated name must be on the form and of that class, or loading fails with the form's path: Qt
itself only prints a warning and silently puts a plain widget in place of a class it does not know.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import ClassVar, get_origin, get_type_hints

from PySide6.QtCore import QObject
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QVBoxLayout, QWidget

from prevent_desk import paths
from prevent_desk.core.errors import Fault


class FormError(Fault):
    """A form and the class that loads it do not agree; the message names file and widget."""


class Form:
    """A loaded form inside its widget; the annotated widgets are its attributes.

    Attributes:
        ui: Its file under forms/.
        root: The outermost widget of the form.
    """

    ui: ClassVar[str]
    root: QWidget

    def __init__(self, owner: QWidget) -> None:
        self.root = _load(self.ui, owner)
        layout = owner.layout() or QVBoxLayout(owner)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.root)
        for name, kind in _widgets(type(self)).items():
            found = (
                self.root if name == self.root.objectName() else self.root.findChild(QObject, name)
            )
            if found is None:
                raise FormError(f"{self.ui}: there is no {name}.")
            if not isinstance(found, kind):
                raise FormError(
                    f"{self.ui}: {name} is {type(found).__name__}, not {kind.__name__}."
                )
            setattr(self, name, found)


def register(widget: type[QWidget]) -> None:
    """Let forms use a class of our own; its constructor must take the parent alone."""
    _loader().registerCustomWidget(widget)


# Widgets of the kit that forms may name, and where they live; imported with the first form.
_KIT = {
    "button": ("Button",),
    "chip": ("Chip",),
    "segmented": ("Segmented",),
    "banner": ("Banner",),
    "empty_state": ("EmptyState",),
    "form_field": ("FormField",),
    "labels": ("ElidedLabel", "WrapLabel", "KeyHint", "IconLabel"),
    "editors": ("TextEdit", "Combo", "ComboPicker", "SearchBox"),
    "passphrase_edit": ("PassphraseEdit",),
    "plan_bar": ("PlanBar", "PlanLegend"),
    "progress_card": ("ProgressCard",),
    "steps": ("Steps",),
}


@cache
def _loader() -> QUiLoader:
    # One for the process: the first costs 20 ms, each further form half a millisecond.
    loader = QUiLoader()
    for module, names in _KIT.items():
        home = import_module(f"prevent_desk.ui.widgets.{module}")
        for name in names:
            loader.registerCustomWidget(getattr(home, name))
    return loader


def _load(ui: str, owner: QWidget) -> QWidget:
    path = paths.forms() / ui
    if not path.is_file():
        raise FormError(f"The form {ui} is missing.")
    loader = _loader()
    try:
        root = loader.load(str(path), owner)
    except RuntimeError as error:
        raise FormError(f"The form {ui} cannot be read.") from error
    return root


def _widgets(form: type[Form]) -> dict[str, type[QObject]]:
    hints = get_type_hints(form)
    return {
        name: kind
        for name, kind in hints.items()
        if name != "root" and not name.startswith("_") and get_origin(kind) is not ClassVar
    }
