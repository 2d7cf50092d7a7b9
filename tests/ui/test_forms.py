"""Every form opens, and says what its class says of it."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import prevent_desk
from prevent_desk import paths
from prevent_desk.ui import forms
from prevent_desk.ui.forms import Form, FormError
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.form_field import FormField

UI = sorted(path.relative_to(paths.forms()).as_posix() for path in paths.forms().rglob("*.ui"))


def all_forms() -> list[type[Form]]:
    """Import the whole package and return every class of a form in it."""
    for module in pkgutil.walk_packages(prevent_desk.__path__, "prevent_desk."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found, waiting = [], [Form]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("prevent_desk."):
                found.append(kind)
    return found


def test_every_form_agrees_with_its_class(desk_look: None, qtbot: QtBot) -> None:
    for kind in all_forms():
        owner = QWidget()
        qtbot.addWidget(owner)
        kind(owner)


def test_every_form_belongs_to_a_class() -> None:
    assert {kind.ui for kind in all_forms()} >= set(UI)


PERSON = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>person</class>
 <widget class="QWidget" name="person">
  <layout class="QVBoxLayout" name="column">
   <item><widget class="QLineEdit" name="name_edit"/></item>
   <item><widget class="Button" name="save_button">
     <property name="text"><string>Save</string></property>
     <property name="icon_name" stdset="0"><string>check</string></property>
     <property name="k" stdset="0"><string>primary</string></property></widget></item>
   <item><widget class="FormField" name="seat_field">
     <property name="label" stdset="0"><string>&amp;Seat</string></property>
     <property name="hint" stdset="0"><string>Of an agency.</string></property></widget></item>
  </layout>
 </widget>
 <customwidgets>
  <customwidget><class>Button</class><extends>QPushButton</extends><header>x</header></customwidget>
  <customwidget><class>FormField</class><extends>QWidget</extends><header>x</header></customwidget>
  EXTRA
 </customwidgets>
</ui>"""


@pytest.fixture
def form_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(forms.paths, "forms", lambda: tmp_path)
    (tmp_path / "person.ui").write_text(PERSON.replace("EXTRA", ""), "utf-8")
    return tmp_path


class PersonForm(Form):
    ui = "person.ui"
    name_edit: QLineEdit
    save_button: Button
    seat_field: FormField


def test_a_form_gives_its_widgets_as_their_classes(form_folder: Path, qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    form = PersonForm(owner)
    assert type(form.save_button) is Button
    assert form.save_button.icon_name == "check"
    assert form.save_button.property("k") == "primary"
    seat = QLineEdit()
    form.seat_field.set_editor(seat)
    assert seat.accessibleName() == "Seat"
    assert seat.accessibleDescription() == "Of an agency."
    margins = owner.layout().contentsMargins()
    assert (margins.left(), margins.top()) == (0, 0)


def test_a_widget_that_is_not_there_is_named_with_its_form(form_folder: Path, qtbot: QtBot) -> None:
    class Wrong(PersonForm):
        phone_edit: QLineEdit

    owner = QWidget()
    qtbot.addWidget(owner)
    with pytest.raises(FormError, match=r"person\.ui.*phone_edit"):
        Wrong(owner)


def test_a_widget_of_another_class_is_named_with_both(form_folder: Path, qtbot: QtBot) -> None:
    class Wrong(Form):
        ui = "person.ui"
        name_edit: QLabel

    owner = QWidget()
    qtbot.addWidget(owner)
    with pytest.raises(FormError, match=r"name_edit is QLineEdit, not QLabel"):
        Wrong(owner)


def test_a_class_nobody_knows_is_refused(form_folder: Path, qtbot: QtBot) -> None:
    words = PERSON.replace('class="QLineEdit"', 'class="Unheard"').replace(
        "EXTRA",
        "<customwidget><class>Unheard</class><extends>QLineEdit</extends><header>x</header>"
        "</customwidget>",
    )
    (form_folder / "person.ui").write_text(words, "utf-8")
    owner = QWidget()
    qtbot.addWidget(owner)
    with pytest.raises(FormError, match="Unheard"):
        PersonForm(owner)


@pytest.mark.qt_log_ignore("Designer: An error has occurred")
def test_a_missing_and_a_broken_form_are_named(form_folder: Path, qtbot: QtBot) -> None:
    class Missing(Form):
        ui = "nowhere/nothing.ui"

    owner = QWidget()
    qtbot.addWidget(owner)
    with pytest.raises(FormError, match=r"nowhere/nothing\.ui is missing"):
        Missing(owner)
    (form_folder / "person.ui").write_text("<ui", "utf-8")
    with pytest.raises(FormError, match=r"person\.ui cannot be read"):
        PersonForm(owner)


class Louder(QPushButton):
    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)


class LoudForm(Form):
    ui = "person.ui"
    save_button: Louder


def test_a_registered_widget_can_be_named_by_a_form(form_folder: Path, qtbot: QtBot) -> None:
    forms.register(Louder)
    words = PERSON.replace('class="Button" name', 'class="Louder" name').replace("EXTRA", "")
    (form_folder / "person.ui").write_text(words, "utf-8")
    owner = QWidget()
    qtbot.addWidget(owner)
    assert type(LoudForm(owner).save_button) is Louder
