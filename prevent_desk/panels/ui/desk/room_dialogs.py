"""What the room asks in a window: a time, words of an apology, an interest, a guest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtWidgets import QLineEdit, QWidget

from prevent_desk.core.times import read_time
from prevent_desk.panels.model.inviting import Guest
from prevent_desk.panels.model.records import Attendee, Item, Role, Span
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.form_field import FormField
from prevent_desk.ui.widgets.segmented import Choice, Segmented

_BAD_TIME = "That is no time. Write it as 10:20."


class _TimeLine(QLineEdit):
    """A time of the meeting's day: "10:20", "1020"."""

    def __init__(self, at: datetime | None, day: date) -> None:
        super().__init__(f"{at:%H:%M}" if at else "")
        self._day = day
        self.setPlaceholderText("10:20")
        self.setMaxLength(8)

    def moment(self) -> datetime | None:
        """Return what is typed; None where it is no time, or nothing."""
        found = read_time(self.text())
        return datetime.combine(self._day, found) if found else None


class TimeDialog(Dialog):
    """Asks at what time somebody came or went."""

    def __init__(self, title: str, agency: str, now: datetime, parent: QWidget) -> None:
        super().__init__(title, parent=parent, width=380)
        self.say(title, agency)
        self.moment: datetime | None = None
        self.edit = _TimeLine(now, now.date())
        self.field = FormField("&Time", self.edit)
        self.body.addWidget(self.field)
        self.add_cancel()
        self.add_verb("Note time", accepts=False).clicked.connect(self._take)
        self.edit.selectAll()
        self.edit.setFocus()

    def _take(self) -> None:
        self.moment = self.edit.moment()
        if self.moment is None:
            self.field.set_error(_BAD_TIME)
        else:
            self.accept()


class CorrectDialog(Dialog):
    """Asks when somebody really came and went, of one time they were in the room."""

    def __init__(self, agency: str, times: Sequence[Span], parent: QWidget) -> None:
        super().__init__("Correct a time", parent=parent, width=400)
        self.say("When were they in the room?", agency)
        self._times = list(times)
        self.came: datetime | None = None
        self.went: datetime | None = None
        self.is_mistake = False
        self.which = Combo()
        for one in self._times:
            until = f"{one.ended:%H:%M}" if one.ended else "now"
            self.which.addItem(f"{one.began:%H:%M} to {until}")
        self.which_field = FormField("&Which time", self.which)
        self.which_field.setVisible(len(self._times) > 1)
        day = self._times[-1].began.date()
        self.came_edit, self.went_edit = _TimeLine(None, day), _TimeLine(None, day)
        self.came_field = FormField("&Came", self.came_edit)
        self.went_field = FormField("Wen&t", self.went_edit)
        for field in (self.which_field, self.came_field, self.went_field):
            self.body.addWidget(field)
        self.which.currentIndexChanged.connect(self._show)
        self.which.setCurrentIndex(len(self._times) - 1)
        self.add_cancel()
        self.add_verb("They were not there", kind="danger", accepts=False).clicked.connect(
            self._never
        )
        self.add_verb("Correct", accepts=False).clicked.connect(self._take)
        self._show()
        self.came_edit.selectAll()
        self.came_edit.setFocus()

    def span(self) -> Span:
        """Return the time that is corrected."""
        return self._times[max(0, self.which.currentIndex())]

    def _show(self) -> None:
        one = self.span()
        self.came_edit.setText(f"{one.began:%H:%M}")
        self.went_edit.setText(f"{one.ended:%H:%M}" if one.ended else "")
        # Who is here goes by leaving, which is an act of its own.
        self.went_field.setVisible(one.ended is not None)

    def _never(self) -> None:
        self.is_mistake = True
        self.accept()

    def _take(self) -> None:
        self.came, self.went = self.came_edit.moment(), self.went_edit.moment()
        if self.came is None:
            self.came_field.set_error(_BAD_TIME)
        elif self.span().ended is not None and self.went is None:
            self.went_field.set_error(_BAD_TIME)
        else:
            self.accept()


class ApologyDialog(Dialog):
    """Asks what an apology says."""

    def __init__(self, agency: str, words: str, parent: QWidget) -> None:
        super().__init__("Apology", parent=parent, width=420)
        self.say("Apology", f"{agency} cannot come. The minutes list it.")
        self.edit = QLineEdit(words)
        self.edit.setPlaceholderText("Lead and deputy away")
        self.body.addWidget(FormField("&Words", self.edit, optional=True))
        self.add_cancel()
        self.add_verb("Note apology")
        self.edit.setFocus()


class InterestDialog(Dialog):
    """Asks in which case somebody declares an interest, what it is, and whether they go out."""

    def __init__(
        self, agency: str, cases: Sequence[Item], item_id: int | None, parent: QWidget
    ) -> None:
        super().__init__("Interest declared", parent=parent)
        self.say("Interest declared", f"{agency}. The minutes print the declaration.")
        self.case = Combo()
        for item in cases:
            self.case.addItem(f"{item.called} · {item.ref}" if item.ref else item.called, item.id)
        self.case.addItem("None in any case of the agenda", None)
        found = self.case.findData(item_id)
        self.case.setCurrentIndex(found if found >= 0 else 0)
        self.words_edit = TextEdit(lines=2, most_lines=5)
        self.words_field = FormField("&What it is", self.words_edit)
        self.leaves = Segmented(
            (Choice("yes", "&Leaves for it", "log-out"), Choice("no", "&Stays", "user-check")),
            "Does somebody with an interest leave",
        )
        self.leaves.set_value("yes")
        self.body.addWidget(FormField("In wh&ich case", self.case))
        self.body.addWidget(self.words_field)
        self.body.addWidget(self.leaves)
        self.case.currentIndexChanged.connect(self._fit_case)
        self.words_edit.finished.connect(self._take)
        self.add_cancel()
        self.add_verb("Note interest", accepts=False).clicked.connect(self._take)
        self._fit_case()
        self.words_edit.setFocus()

    def item_id(self) -> int | None:
        """Return the case; None for none of the agenda."""
        found: int | None = self.case.currentData()
        return found

    def words(self) -> str:
        """Return what the interest is."""
        return self.words_edit.toPlainText().strip()

    def goes_out(self) -> bool:
        """Return whether they leave the room for the case."""
        return self.item_id() is not None and self.leaves.value() == "yes"

    def _fit_case(self) -> None:
        self.leaves.setVisible(self.item_id() is not None)

    def _take(self) -> None:
        if self.item_id() is not None and not self.words():
            self.words_field.set_error("Say what the interest is.")
        else:
            self.accept()


class GuestDialog(Dialog):
    """Asks who joins: for the case on show, or for the whole meeting."""

    def __init__(
        self, item: Item | None, agencies: Sequence[tuple[int, str]], parent: QWidget
    ) -> None:
        super().__init__("Guest", "They are noted as here from now on.", parent)
        self.say("Who joins as a guest?", "They are noted as here from now on.")
        self._item = item
        self.name_edit, self.agency_edit = QLineEdit(), Combo()
        self.agency_edit.setEditable(True)
        for key, called in agencies:
            self.agency_edit.addItem(called, key)
        self.agency_edit.setCurrentIndex(-1)
        if (line := self.agency_edit.lineEdit()) is not None:
            line.setPlaceholderText("City school")
        self.name_edit.setPlaceholderText("H. Bright")
        self.agency_field = FormField("&Agency", self.agency_edit)
        self.name_field = FormField("&Name", self.name_edit)
        self.body.addWidget(self.agency_field)
        self.body.addWidget(self.name_field)
        self.whole = Segmented(
            (
                Choice("case", f"For {item.called} &only" if item else "For this point &only"),
                Choice("all", "For the whole &meeting"),
            ),
            "For how much of the meeting",
        )
        self.whole.set_value("case" if item else "all")
        self.whole.setVisible(item is not None)
        self.body.addWidget(self.whole)
        self.add_cancel()
        self.add_verb("Add guest", accepts=False).clicked.connect(self._take)
        self.agency_edit.setFocus()

    def guest(self) -> Guest:
        """Return who joins."""
        typed = self.agency_edit.currentText().strip()
        row = self.agency_edit.findText(typed)
        key: int | None = self.agency_edit.itemData(row) if row >= 0 else None
        only = self._item is not None and self.whole.value() == "case"
        return Guest(
            name=self.name_edit.text().strip(), agency=typed, organisation_id=key,
            role=Role.GUEST, item_id=self._item.id if only and self._item else None,
        )  # fmt: skip

    def _take(self) -> None:
        if not self.agency_edit.currentText().strip():
            self.agency_field.set_error("Say which agency they come from.")
        elif not self.name_edit.text().strip():
            self.name_field.set_error("Say who joins.")
        else:
            self.accept()


def called(one: Attendee) -> str:
    """Return how dialogs name a row of the room: "Barts Health, Dr L. Shah"."""
    return f"{one.agency}, {one.name}" if one.name else one.agency
