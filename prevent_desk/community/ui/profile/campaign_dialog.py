"""What is asked of a campaign, of a day of it, and who is to be asked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QLineEdit

from prevent_desk.community.model.profile import Campaign, Day, NewCampaign, NewDay
from prevent_desk.community.ui.around import Around
from prevent_desk.contacts.model.records import Organisation
from prevent_desk.contacts.ui.words import sector_words
from prevent_desk.core.marking import LIMIT
from prevent_desk.logbook.ui.entry_dialog import EntryDialog
from prevent_desk.ui.tables import Column
from prevent_desk.ui.tick_table import TickModel, TickTable
from prevent_desk.ui.widgets.date_edit import DateEdit
from prevent_desk.ui.widgets.dialog import Dialog
from prevent_desk.ui.widgets.editors import Combo, TextEdit
from prevent_desk.ui.widgets.empty_state import EmptyState
from prevent_desk.ui.widgets.form_field import FormField

_ASK_WIDTH, _ASK_HEIGHT = 620, 520


class CampaignDialog(EntryDialog):
    """Asks which edition it is, by when returns are wanted, where the profile is kept.

    Attributes:
        made: The campaign's number once it is kept.
    """

    def __init__(self, around: Around, known: Campaign | None = None) -> None:
        key = f"community/profile/{known.id if known else 'new'}"
        super().__init__("A CTLP campaign", around.desk, key, around.owner)
        self.say(
            "What changes in the campaign?" if known else "Which edition is it for?",
            "Keep no words of the profile here: the edition, its days, and where it is kept. "
            f"{LIMIT}",
        )
        self._around, self._known = around, known
        self.made = known.id if known else 0
        today = around.clock.today
        self.edition = QLineEdit(known.edition if known else "")
        self.edition.setPlaceholderText("2025/26")
        self.title_edit = QLineEdit(known.title if known else "")
        self.stage = Combo()
        for term in around.services.lists_of_terms()["profile_stage"].terms:
            self.stage.addItem(term.label, term.code)
        if known:
            self.stage.setCurrentIndex(self.stage.findData(known.stage))
        self.due, self.published = DateEdit(today), DateEdit(today)
        self.due.set_day(known.due if known else None)
        self.published.set_day(known.published if known else None)
        self.kept_at = QLineEdit(known.kept_at if known else "")
        self.note_edit = TextEdit(known.note if known else "", lines=2)
        field = self.field
        self.put(field("edition", "&Edition", self.edition), field("stage", "&Stage", self.stage))
        self.put(
            field("due", "&Returns by", self.due, optional=True),
            field("published", "&Profile published", self.published, optional=True),
        )
        self.put(field("kept_at", "&Where the profile is kept", self.kept_at, optional=True))
        self.put(field("note", "&Note", self.note_edit, optional=True))
        self.write = self._write
        self.end("Keep" if known else "&Begin campaign")
        self.edition.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Return what is missing."""
        typed = self.edition.text().strip()
        return {"edition": "" if typed else "Type which edition it is, like 2025/26."}

    def _write(self) -> None:
        profiles = self._around.services.profiles
        new = NewCampaign(
            self.edition.text(), self.title_edit.text(), self.due.day(),
            str(self.stage.currentData()), self.published.day(), self.kept_at.text(),
            self.note_edit.toPlainText(),
        )  # fmt: skip
        if self._known is None:
            self.made = profiles.add(new)
            return
        profiles.change(
            self._known.id, edition=new.edition, due=new.due, stage=new.stage,
            published=new.published, kept_at=new.kept_at, note=new.note,
        )  # fmt: skip


class DayDialog(EntryDialog):
    """Asks for a day of a campaign.

    Attributes:
        made: The day's number once it is kept.
    """

    def __init__(self, around: Around, campaign: Campaign, known: Day | None = None) -> None:
        key = f"community/profile/{campaign.id}/day/{known.id if known else 'new'}"
        super().__init__("A day of the campaign", around.desk, key, around.owner)
        self.say("What changes on the day?" if known else "Which day is it?", campaign.called)
        self._around, self._campaign, self._known = around, campaign, known
        self.made = known.id if known else 0
        self.kind = Combo()
        for term in around.services.lists_of_terms()["profile_day"].terms:
            self.kind.addItem(term.label, term.code)
        if known:
            self.kind.setCurrentIndex(self.kind.findData(known.kind))
        self.on = DateEdit(around.clock.today)
        self.on.set_day(known.on if known else None)
        self.starts = QLineEdit(known.starts if known else "")
        self.starts.setPlaceholderText("14:00")
        self.venue = QLineEdit(known.venue if known else "")
        self.title_edit = QLineEdit(known.title if known else "")
        field = self.field
        self.put(field("kind", "&Kind", self.kind), field("on", "&Day", self.on))
        self.put(
            field("starts", "&Time", self.starts, optional=True),
            field("venue", "&Where", self.venue, optional=True),
        )
        self.put(field("title", "&Called", self.title_edit, optional=True))
        self.write = self._write
        self.end("Keep" if known else "&Add day")
        self.kind.setFocus()

    def wrong(self) -> Mapping[str, str]:
        """Return what is missing."""
        return {"on": "" if self.on.day() else "On which day is it?"}

    def _write(self) -> None:
        days, on = self._around.services.profile_days, self.on.day()
        if on is None:
            return
        new = NewDay(
            str(self.kind.currentData()), on, self.title_edit.text(), self.starts.text(),
            self.venue.text(),
        )  # fmt: skip
        if self._known is None:
            self.made = days.add(self._campaign.id, new)
        else:
            days.change(
                self._known.id, kind=new.kind, on=new.on, title=new.title, starts=new.starts,
                venue=new.venue,
            )  # fmt: skip


class AskDialog(Dialog):
    """Asks who is to be asked: organisations of the contacts, and names of others."""

    def __init__(self, around: Around, campaign: Campaign) -> None:
        super().__init__("Who is asked", "", around.owner.window(), width=_ASK_WIDTH)
        self.say(
            f"Who is asked for {campaign.called}?",
            "Those asked already are not listed. The first of an agency’s seats that is filled is "
            "who the form goes to.",
        )
        self._around, self._campaign = around, campaign
        asked = {one.organisation_id for one in around.services.profiles.stakeholders(campaign.id)}
        places = [
            one for one in around.services.contacts.organisations.all() if one.id not in asked
        ]
        self.table = TickTable()
        self.model: TickModel[Organisation] = TickModel(_COLUMNS, self)
        self.table.set_up(self.model, "Organisations")
        self.model.show_records(places, lambda one: one.is_on_panel)
        self.others = QLineEdit()
        self.others.setPlaceholderText("With a comma between them")
        if places:
            self.body.addWidget(self.table, 1)
        else:
            empty = EmptyState()
            empty.show_text(
                "Everybody is asked", "Every organisation among the contacts is on the list.",
                icon="circle-check",
            )  # fmt: skip
            self.body.addWidget(empty, 1)
        self.body.addWidget(FormField("&Others, who are no contacts", self.others, optional=True))
        self.add_cancel()
        self.verb = self.add_verb("Ask")
        self.model.ticked.connect(self._say)
        self.others.textChanged.connect(lambda _text: self._say())
        self._say()
        if places:
            self.table.setCurrentIndex(self.model.index(0, 0))
        (self.table if places else self.others).setFocus()
        self.resize(self.width(), _ASK_HEIGHT)

    def names(self) -> list[str]:
        """Return the names typed of those who are no contacts."""
        return [name for part in self.others.text().split(",") if (name := part.strip())]

    def accept(self) -> None:
        """Ask those who are ticked and named."""
        keys = [one.id for one in self.model.chosen()]
        profiles = self._around.services.profiles
        done = self._around.acts.do(
            lambda: profiles.ask(self._campaign.id, keys, self.names()), -1,
            said="They are on the list of those who are asked",
        )  # fmt: skip
        if done >= 0:
            super().accept()

    def _say(self) -> None:
        count = len(self.model.chosen()) + len(self.names())
        self.verb.setText(f"Add {count}" if count else "Add")
        self.verb.setEnabled(count > 0)


_COLUMNS: list[Column[Organisation]] = [
    Column("Organisation", lambda one: one.called),
    Column("Sector", lambda one: sector_words(one.sector)),
]
