"""The tab “People” of a record: whom it is about, and who else belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from prevent_desk.referrals.model.people import SUBJECT
from prevent_desk.referrals.model.records import Episode, Involved, Person
from prevent_desk.referrals.ui.around import Around
from prevent_desk.referrals.ui.people.involved_card import InvolvedCard
from prevent_desk.referrals.ui.people.person_dialog import Given, PersonDialog, RoleDialog
from prevent_desk.ui import icons
from prevent_desk.ui.page import Command
from prevent_desk.ui.widgets.button import Button
from prevent_desk.ui.widgets.labels import WrapLabel

KEY = "people"


class PeopleTab(QWidget):
    """Lists the people of a referral; satisfies `prevent_desk.referrals.ui.around.Tab`."""

    def __init__(self, around: Around, parent: QWidget) -> None:
        super().__init__(parent)
        self._around, self._people = around, around.services.people
        self._episode: Episode | None = None
        self._shown: tuple[Involved, ...] | None = None
        self._cards: list[InvolvedCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 10)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(8)
        self.told_label = WrapLabel("", "small")
        head.addWidget(self.told_label, 1)
        self.add_button = Button("Add &person…", "plus")
        self.add_button.clicked.connect(self.add)
        head.addWidget(self.add_button)
        column.addLayout(head)
        inside = QWidget()
        inside.setProperty("pane", "surface")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 6, 48)
        self._list.setSpacing(10)
        self._list.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)

    # What the record asks

    def widget(self) -> QWidget:
        """Return the tab itself."""
        return self

    def show_episode(self, episode: Episode) -> None:
        """Show the people of a referral, those it is about first."""
        self._episode = episode
        shown = tuple(sorted(episode.people, key=lambda one: (one.role != SUBJECT, one.id)))
        if shown == self._shown:
            return
        self._shown = shown
        about = sum(one.role == SUBJECT for one in shown)
        beside = len(shown) - about
        who = "one person" if about == 1 else f"{about} people"
        others = f", and {'one' if beside == 1 else beside} beside" if beside else ""
        self.told_label.setText(f"It is about {who}{others}. What is told here stays as told.")
        self._fill()

    def badge(self, episode: Episode) -> int:
        """Return how many people there are, where there is more than one."""
        return len(episode.people) if len(episode.people) > 1 else 0

    def flush(self) -> None:
        """Keep nothing: words are typed in dialogs only."""

    def commands(self) -> Sequence[Command]:
        """Return what can be done with people now."""
        if self._episode is None:
            return ()
        found = [Command(f"Add person to {self._episode.ref}", self.add, "plus", "", "family")]
        for one in self._shown or ():
            name = one.person.name
            found.append(Command(f"Edit {name}", partial(self.edit, one), "pencil"))
            found.append(Command(f"Open {name}", partial(self.open, one), "user", "", "person"))
        return found

    # Acts

    def cards(self) -> list[InvolvedCard]:
        """Return the cards on show, top down."""
        return list(self._cards)

    def add(self) -> None:
        """Ask for a person and add them."""
        episode = self._episode
        if episode is None:
            return
        dialog = PersonDialog(
            "Who belongs to this referral?",
            Person(0, 0),
            self._around.clock.today(),
            consequence="Nothing is compulsory. Earlier contacts are looked for once it is kept.",
            role="relative",
            verb="Add person",
            parent=self,
        )

        def write(given: Given) -> None:
            self._people.add(episode.id, given.person, given.role, given.note)

        self._run(dialog, write, "Person added")

    def edit(self, one: Involved) -> None:
        """Ask what is known of somebody."""
        dialog = PersonDialog(
            f"What is known of {one.person.name}?",
            one.person,
            self._around.clock.today(),
            consequence="What it was before stands in the timeline.",
            parent=self,
        )

        def write(given: Given) -> None:
            self._people.edit(one.person.id, given.person)

        self._run(dialog, write, "Details changed")

    def open(self, one: Involved) -> None:
        """Show everything that is known of somebody from all referrals."""
        self._around.open_view("people", {"person": one.person.id})

    def set_role(self, one: Involved) -> None:
        """Ask what somebody is in the referral."""
        dialog = RoleDialog(
            f"What is {one.person.name} in this referral?",
            "",
            "Keep",
            role=one.role,
            note=one.note,
            parent=self,
        )
        if dialog.exec():
            self._around.acts.do(
                lambda: self._people.set_role(one.id, dialog.role(), dialog.note()),
                None,
                said="Part changed",
            )

    def remove(self, one: Involved) -> None:
        """Take somebody out of the referral; the toast's Undo brings them back."""
        self._around.acts.do(lambda: self._people.remove(one.id), None, said="Person removed")

    def split(self, one: Involved) -> None:
        """Give one of several subjects a referral of their own, and show it."""
        episode = self._episode
        if episode is None:
            return
        dialog = RoleDialog(
            f"Give {one.person.name} a referral of their own?",
            f"It starts with all answers and the history of {episode.ref}. In {episode.ref} they "
            "stay, as:",
            "Give own referral",
            role="sibling",
            with_subject=False,
            parent=self,
        )
        if not dialog.exec():
            return
        made = self._around.acts.do(
            lambda: self._people.split(one.id, dialog.role()), 0, said="Referral of its own made"
        )
        if made:
            self._around.open_view("desk", {"episode": made, "tab": "people"})

    def menu(self, one: Involved) -> QMenu:
        """Return what can be done with somebody."""
        menu = QMenu(self)
        for words, icon, act in self._ways(one):
            action = QAction(icons.icon(icon), words, menu)
            action.triggered.connect(lambda _on=False, act=act: act())
            menu.addAction(action)
        return menu

    # Inside

    def _ways(self, one: Involved) -> list[tuple[str, str, Callable[[], object]]]:
        ways: list[tuple[str, str, Callable[[], object]]] = [
            ("What they are in this referral…", "tag", partial(self.set_role, one)),
        ]
        about = [other for other in self._shown or () if other.role == SUBJECT]
        if one.role == SUBJECT and len(about) > 1:
            ways.append(("A referral of their own…", "split", partial(self.split, one)))
        ways.append(("Remove from this referral", "trash-2", partial(self.remove, one)))
        return ways

    def _run(self, dialog: PersonDialog, write: Callable[[Given], None], said: str) -> None:
        dialog.write = write
        if dialog.exec():
            self._around.desk.saved()
            self._around.acts.changed.emit()
            self._around.desk.toast(said, undo=True)

    def _fill(self) -> None:
        held = next((at for at, card in enumerate(self._cards) if card.has_focus()), -1)
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._cards = []
        forms, today = self._around.services.forms, self._around.clock.today()
        for one in self._shown or ():
            card = InvolvedCard(one, forms, today)
            card.edit_button.clicked.connect(lambda _on=False, one=one: self.edit(one))
            card.open_button.clicked.connect(lambda _on=False, one=one: self.open(one))
            card.menu_asked.connect(partial(self._pop_up, one))
            self._list.addWidget(card)
            self._cards.append(card)
        if held >= 0 and self._cards:
            self._cards[min(held, len(self._cards) - 1)].edit_button.setFocus()

    def _pop_up(self, one: Involved, at: QPoint) -> None:
        menu = self.menu(one)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard to the first card."""
        super().focusInEvent(event)
        target = self._cards[0].edit_button if self._cards else self.add_button
        target.setFocus(event.reason())
