"""The panel's own rules as a part of the settings: its quorum, and who calls it."""

from __future__ import annotations

from collections.abc import Sequence
from email.headerregistry import Address

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from prevent_desk.panels.exports.invitation import ORGANISER
from prevent_desk.panels.model import quorum
from prevent_desk.panels.model.quorum import MOST_OTHERS, Rule
from prevent_desk.ui import theme
from prevent_desk.ui.page import Command, Desk
from prevent_desk.ui.widgets.editors import NumberBox
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.labels import IconLabel, WrapLabel

_LAW = (
    "The law wants the council and the chief officer of police at every case (CTSA 2015, s.37). "
    "What else makes a quorum is the panel’s own procedure. A panel that is under way keeps the "
    "rule it began with."
)
_CALLS = (
    "With an address, invitations are requests that calendars answer to it. Without one they are "
    "put into calendars as they are."
)


class PanelSection(QWidget):
    """Everything is kept as it is chosen."""

    title = "Panels"
    icon = "gavel"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.chair = QCheckBox("The c&hair or a deputy must be there")
        self.others = NumberBox()
        self.others.setRange(0, MOST_OTHERS)
        self.others.setMaximumWidth(theme.px(120))
        self.others_field = FormField(
            "&Other agencies", self.others, hint="Beside the council and the police, at least."
        )
        self.told = IconLabel("", "scale")
        self.name_edit, self.mail_edit = QLineEdit(), QLineEdit()
        self.name_field = FormField("&Name of who calls it", self.name_edit, optional=True)
        self.mail_field = FormField("Their &e-mail", self.mail_edit, optional=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (
            WrapLabel("Panels", "h1"), WrapLabel("Quorum", "h2"), WrapLabel(_LAW, "support"),
            self.chair, self.others_field, self.told,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addSpacing(10)
        for widget in (
            WrapLabel("Invitations", "h2"), WrapLabel(_CALLS, "support"), self.name_field,
            self.mail_field,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        self.refresh()
        self.chair.toggled.connect(self._take_rule)
        self.others.valueChanged.connect(self._take_rule)
        for edit in (self.name_edit, self.mail_edit):
            edit.editingFinished.connect(self.take)

    def refresh(self) -> None:
        """Show what is chosen now."""
        rule = quorum.rule_of(self._desk.setting(quorum.SETTING))
        for widget in (self.chair, self.others):
            widget.blockSignals(True)
        self.chair.setChecked(rule.chair)
        self.others.setValue(rule.others)
        for widget in (self.chair, self.others):
            widget.blockSignals(False)
        self.told.show_text(rule.told())
        kept = self._desk.setting(ORGANISER, {}) or {}
        self.name_edit.setText(str(kept.get("name", "")))
        self.mail_edit.setText(str(kept.get("email", "")))

    def commands(self) -> Sequence[Command]:
        """Return nothing to do but what is on the screen."""
        return ()

    def take(self) -> None:
        """Take who calls panels; what is no address is refused."""
        name, mail = self.name_edit.text().strip(), self.mail_edit.text().strip()
        if mail and not _is_address(mail):
            self.mail_field.set_error("That is not an e-mail address: “name@council.example”.")
            return
        self.mail_field.clear_error()
        kept = {"name": name, "email": mail}
        if kept != self._desk.setting(ORGANISER, {"name": "", "email": ""}):
            self._desk.remember(ORGANISER, kept)
            self._desk.saved()

    def _take_rule(self, *_: object) -> None:
        rule = Rule(chair=self.chair.isChecked(), others=self.others.value())
        self._desk.remember(quorum.SETTING, rule.kept())
        self.told.show_text(rule.told())
        self._desk.saved()


def _is_address(text: str) -> bool:
    try:
        return bool(Address(addr_spec=text).domain)
    except (ValueError, IndexError):
        return False
