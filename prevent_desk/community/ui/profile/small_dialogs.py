"""The short questions about a stakeholder: whom to ask there, a note, why nothing will come."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QCheckBox, QLineEdit

from prevent_desk.community.model.profile import Stakeholder, Theme
from prevent_desk.community.ui.around import Around
from prevent_desk.core.marking import LIMIT
from prevent_desk.logbook.service.plan_links import PlanTarget
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.logbook.ui.plan_edit import PlanEdit
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import WIDTH
from prevent_desk.ui.widgets.editors import Combo, TextEdit


class ContactDialog(EntryDialog):
    """Asks who at an organisation is asked."""

    def __init__(self, around: Around, one: Stakeholder) -> None:
        key = f"community/profile/stakeholder/{one.id}/contact"
        super().__init__("Whom to ask", around.desk, key, around.owner, width=WIDTH)
        self.say("Whom to ask there?", one.name)
        people = around.services.contacts.people
        known = people.of(one.organisation_id) if one.organisation_id is not None else people.all()
        self.who = Combo()
        self.who.addItem("Nobody yet", None)
        for person in known:
            words = f"{person.name}, {person.role}" if person.role else person.name
            self.who.addItem(words, person.id)
        chosen = one.contact_id
        if not one.contact and one.organisation_id is not None:
            # Who holds the seat now is the likeliest; Enter takes them.
            chosen = around.services.profiles.seated(one.organisation_id)
        self.who.setCurrentIndex(max(0, self.who.findData(chosen)))
        self.put(self.field("who", "&Who", self.who))
        self.write = lambda: around.services.profiles.set_contact(one.id, self.who.currentData())
        self.end("Keep")
        self.who.setFocus()


class NoteDialog(EntryDialog):
    """Asks what was said, in a call or otherwise."""

    def __init__(self, around: Around, one: Stakeholder, *, called: bool) -> None:
        key = f"community/profile/stakeholder/{one.id}/note"
        super().__init__("A note", around.desk, key, around.owner, width=WIDTH)
        self.say("What was said?", f"{one.name}. {LIMIT}")
        self.words = TextEdit("", lines=3)
        self.called = QCheckBox("It was a &call")
        self.called.setChecked(called)
        self.on = DateEdit(around.clock.today, is_past=True)
        self.on.set_day(around.clock.today())
        self.put(self.field("words", "&Words", self.words))
        self.put(self.field("on", "&Day", self.on), self.called)
        self.write = lambda: around.services.profiles.note(
            one.id, self.words.toPlainText(), called=self.called.isChecked(), on=self.on.day()
        )
        self.end("Keep")
        self.words.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Return what is missing."""
        return {"words": "" if self.words.toPlainText().strip() else "Write what was said."}


class DeclineDialog(EntryDialog):
    """Asks why nothing will come."""

    def __init__(self, around: Around, one: Stakeholder) -> None:
        key = f"community/profile/stakeholder/{one.id}/decline"
        super().__init__("No answer will come", around.desk, key, around.owner, width=WIDTH)
        self.say("Why will they not answer?", f"{one.name} is no longer reminded.")
        self.why = QLineEdit()
        self.put(self.field("why", "&Why", self.why))
        self.write = lambda: around.services.profiles.decline(one.id, self.why.text())
        self.end("They will not answer")
        self.why.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Return what is missing."""
        return {"why": "" if self.why.text().strip() else "Write in a few words what they said."}


class ThemeDialog(EntryDialog):
    """Asks what a theme is called, in the officer's own words.

    Attributes:
        made: The theme's number once it is kept.
    """

    def __init__(
        self,
        around: Around,
        campaign_id: int,
        known: Theme | None = None,
        *,
        title: str = "",
        words: str = "",
        stakeholders: tuple[int, ...] = (),
    ) -> None:
        key = f"community/profile/{campaign_id}/theme/{known.id if known else 'new'}"
        super().__init__("A theme", around.desk, key, around.owner)
        self.say(
            "What is the theme?",
            f"Its title goes to the plan and the board: no names, no words of the profile. {LIMIT}",
        )
        self.made = known.id if known else 0
        self.title_edit = QLineEdit(known.title if known else title)
        self.words = TextEdit(known.words if known else words, lines=3)
        self.put(self.field("title", "&Title", self.title_edit))
        self.put(self.field("words", "What was &said", self.words, optional=True))
        themes = around.services.profile_themes

        def write() -> None:
            told = self.words.toPlainText()
            if known is None:
                self.made = themes.add(campaign_id, self.title_edit.text(), told, stakeholders)
            else:
                themes.change(known.id, title=self.title_edit.text(), words=told)

        self.write = write
        self.end("Keep" if known else "&Add theme")
        self.title_edit.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Return what is missing."""
        typed = self.title_edit.text().strip()
        return {"title": "" if typed else "Write it in a few words."}


class PlanDialog(EntryDialog):
    """Asks to which action of the plan a theme goes."""

    def __init__(self, around: Around, theme: Theme) -> None:
        key = f"community/profile/theme/{theme.id}/plan"
        super().__init__("To the plan", around.desk, key, around.owner, width=WIDTH)
        self.say("Which action of the plan takes it up?", theme.title)
        self.plan = PlanEdit(around.services.plan)
        self.words = QLineEdit(theme.plan_words if theme.plan_action_id is None else "")
        self.put(self.field("plan", "&Action", self.plan, optional=True))
        hint = "Where there is none yet: what is to be done about it"
        self.put(self.field("words", "Or in &words", self.words, hint=hint, optional=True))
        themes = around.services.profile_themes

        def write() -> None:
            chosen = self.target()
            words = chosen.words if chosen is not None else self.words.text()
            themes.to_plan(theme.id, chosen.action_id if chosen is not None else None, words)

        self.write = write
        self.end("Keep")
        self.plan.setFocus()

    def target(self) -> PlanTarget | None:
        """Return the action that is chosen."""
        return next(iter(self.plan.targets()), None)

    def wrong(self) -> Mapping[str, str]:
        """Return what is wrong."""
        strange = self.plan.untaken()
        return {"plan": f"No action of the plan holds “{strange}”." if strange else ""}
