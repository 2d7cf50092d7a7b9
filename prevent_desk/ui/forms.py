"""Qt Designer forms, loaded at run time through a typed class that says what is on them.

    class ReferralForm(Form):
        ui = "referrals/referral_page.ui"
        name_edit: QLineEdit
        save_button: Button

Each annotated name must be on the form and of that class, or loading fails with the form's path: Qt
itself only prints a warning and silently puts a plain widget in place of a class it does not know.
"""

from __future__ import annotations

from collections.abc import Callable
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


def register(*widgets: type[QWidget]) -> None:
    """Let forms name widgets of our own beside the kit's; they are made with `parent=` alone."""
    _registered.update({widget.__name__: widget for widget in widgets})


# The widgets that forms may name, and their files; imported with the first form that names one.
_HOMES = {
    name: f"prevent_desk.ui.widgets.{module}"
    for module, names in {
        "banner": ("Banner",),
        "button": ("Button", "IconButton"),
        "chip": ("Chip", "ChipButton"),
        "date_edit": ("DateEdit",),
        "editors": ("TextEdit", "Combo", "ComboPicker", "NumberBox", "SearchBox"),
        "empty_state": ("EmptyState",),
        "form_field": ("FormField",),
        "labels": ("ElidedLabel", "WrapLabel", "IconLabel", "Glyph", "KeyHint", "Rule"),
        "passphrase_edit": ("PassphraseEdit",),
        "plan_bar": ("PlanBar", "PlanLegend"),
        "progress_card": ("ProgressCard",),
        "result_list": ("ResultList",),
        "segmented": ("Segmented",),
        "steps": ("Steps",),
    }.items()
    for name in names
}
_registered: dict[str, type[QWidget]] = {}


class _Loader(QUiLoader):
    """Makes the desk's own widgets where a form names them, and notes names nobody knows."""

    def __init__(self) -> None:
        super().__init__()
        self.unknown: list[str] = []
        self._standard = frozenset(self.availableWidgets()) | {"Line"}

    def createWidget(  # noqa: N802 - Qt's name
        self, class_name: str, parent: QWidget | None = None, name: str = ""
    ) -> QWidget:
        """Make one widget of a form."""
        if class_name in _registered or class_name in _HOMES:
            made = _own(class_name)(parent=parent)
            made.setObjectName(name)
            return made
        if class_name not in self._standard:
            self.unknown.append(class_name)
            class_name = "QWidget"
        return super().createWidget(class_name, parent, name)


def _own(name: str) -> Callable[..., QWidget]:
    if name not in _registered:
        _registered[name] = getattr(import_module(_HOMES[name]), name)
    return _registered[name]


@cache
def _loader() -> _Loader:
    # One for the process: the first costs 20 ms, each further form half a millisecond.
    return _Loader()


def _load(ui: str, owner: QWidget) -> QWidget:
    path = paths.forms() / ui
    if not path.is_file():
        raise FormError(f"The form {ui} is missing.")
    loader = _loader()
    loader.unknown.clear()
    try:
        root = loader.load(str(path), owner)
    except RuntimeError as error:
        raise FormError(f"The form {ui} cannot be read.") from error
    if loader.unknown:
        raise FormError(f"{ui}: nobody knows the class {', '.join(loader.unknown)}.")
    return root


def _widgets(form: type[Form]) -> dict[str, type[QObject]]:
    hints = get_type_hints(form)
    return {
        name: kind
        for name, kind in hints.items()
        if name != "root" and not name.startswith("_") and get_origin(kind) is not ClassVar
    }
