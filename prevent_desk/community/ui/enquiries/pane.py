"""The enquiry at the right of the log: who asked, the event, advice, decision, how it went."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from prevent_desk.community.model.enquiries import Enquiry, Stage
from prevent_desk.community.ui.around import Around
from prevent_desk.community.ui.enquiries import acts
from prevent_desk.community.ui.owed import owed_entry, recorded_words
from prevent_desk.contacts.ui.pane_parts import Act, Entry, Pane
from prevent_desk.core.dates import say_date
from prevent_desk.core.kept_file import say_size
from prevent_desk.logbook.ui.record_files import RecordFiles
from prevent_desk.ui.widgets.empty_state import EmptyState

STAGE_LOOKS = {
    Stage.ADVICE: ("circle-question-mark", "red"),
    Stage.DECISION: ("hourglass", "amber"),
    Stage.FOLLOW: ("clock", "blue"),
    Stage.CLOSED: ("check-check", "grey"),
}
_NEXT = {
    Stage.ADVICE: ("Give advice", "message-square-plus"),
    Stage.DECISION: ("Record decision", "gavel"),
    Stage.FOLLOW: ("How it went", "clipboard-check"),
}


class EnquiryPane(Pane):
    """Shows one enquiry, and what can be done with it.

    Attributes:
        files: Keeps and shows its files.
    """

    def __init__(self, around: Around, parent: QWidget | None = None) -> None:
        super().__init__("The enquiry", parent)
        self._around = around
        kept = around.services.enquiries
        self.files = RecordFiles(around, kept.keep_files, kept.file, kept.note_taken_out)
        self.enquiry: Enquiry | None = None

    def show_enquiry(self, enquiry: Enquiry | None) -> None:
        """Show an enquiry; None shows that none is chosen."""
        self.enquiry = enquiry
        self.begin()
        if enquiry is None:
            self.add(EmptyState("mic", "Nothing chosen"))
            self.done()
            return
        self._head(enquiry)
        self._asked(enquiry)
        self._advice(enquiry)
        self._decision(enquiry)
        self._follow_up(enquiry)
        self._files(enquiry)
        self.words(recorded_words(self._around, enquiry.recorded_on, enquiry.by), "meta")
        self.done()

    # Inside

    def _head(self, enquiry: Enquiry) -> None:
        icon, tone = STAGE_LOOKS[enquiry.stage]
        today = self._around.clock.today()
        late = enquiry.is_late(today)
        if enquiry.stage is Stage.FOLLOW and enquiry.follow_on and enquiry.follow_on < today:
            tone = "red"
        chips = [(enquiry.stage.words, icon, tone)]
        if late and enquiry.stage is not Stage.FOLLOW:
            chips.append(("The event is past", "alarm-clock", "red"))
        around, found = self._around, []
        if enquiry.stage in _NEXT:
            words, glyph = _NEXT[enquiry.stage]
            found.append(Act(words, partial(acts.next_step, around, enquiry), glyph))
        found.append(Act("Change", partial(acts.change, around, enquiry), "pencil"))
        if enquiry.decision:
            found.append(Act("Open again", partial(acts.reopen, around, enquiry), "rotate-ccw"))
        found.append(Act("Remove", partial(acts.remove, around, enquiry), "trash-2"))
        self.head(f"{enquiry.ref}, {enquiry.about.words.lower()}", enquiry.title, chips, found)

    def _asked(self, enquiry: Enquiry) -> None:
        by = enquiry.asker.words or "Nobody noted"
        how = f" by {enquiry.medium_words.lower()}" if enquiry.medium_words else ""
        entries = [
            Entry(by, f"Asked {say_date(enquiry.asked)}{how}", enquiry.asker.icon)
        ]  # fmt: skip
        if enquiry.venue:
            entries.append(Entry(enquiry.venue, enquiry.event_words, "building-2"))
        else:
            entries.append(Entry(enquiry.event_words, "", "calendar"))
        if enquiry.speakers:
            entries.append(Entry(enquiry.speakers, "Speakers, as told", "mic"))
        if enquiry.concern:
            entries.append(Entry(enquiry.concern, "", "circle-alert"))
        if enquiry.note:
            entries.append(Entry(enquiry.note, "", "text-quote"))
        self.section("What was asked", entries)

    def _advice(self, enquiry: Enquiry) -> None:
        words = "Give advice" if enquiry.advised is None else "Change"
        act = Act(words, partial(acts.advise, self._around, enquiry))
        told = (
            [Entry(enquiry.advice, f"Advised {say_date(enquiry.advised)}", "message-square")]
            if enquiry.advised is not None
            else []
        )
        self.section("Advice", told, act)
        if not told:
            self.words("None was given yet.")

    def _decision(self, enquiry: Enquiry) -> None:
        words = "Change" if enquiry.decision else "Record"
        act = Act(words, partial(acts.decide, self._around, enquiry))
        told = []
        if enquiry.decided is not None:
            by = f", {enquiry.decided_by}" if enquiry.decided_by else ""
            second = f"{say_date(enquiry.decided)}{by}"
            if enquiry.reasons:
                second = f"{second}\n{enquiry.reasons}"
            told.append(Entry(enquiry.decision_words, second, "gavel"))
        self.section("Decision", told, act)
        if not told:
            self.words("Nobody told yet. The venue decides; this desk advises.")

    def _follow_up(self, enquiry: Enquiry) -> None:
        entries = []
        if enquiry.followed is not None:
            entries.append(
                Entry(enquiry.follow_words, f"Asked {say_date(enquiry.followed)}", "circle-check")
            )
        elif enquiry.follow_on is not None:
            due = enquiry.follow_on < self._around.clock.today()
            entries.append(
                Entry(
                    f"Ask how it went on {say_date(enquiry.follow_on)}", "", "clock",
                    "red" if due else "",
                )
            )  # fmt: skip
        entries += [
            owed_entry(one) for one in self._around.services.enquiries.asked_for(enquiry.id)
        ]
        add = Act("Add action", partial(acts.follow_up, self._around, enquiry), "list-plus")
        self.section("Follow-up", entries, add)
        if not entries:
            self.words("Nothing is to be done.")

    def _files(self, enquiry: Enquiry) -> None:
        entries = [
            Entry(
                one.name, say_size(one.size), "file", "",
                [
                    Act("Open", partial(self.files.open, one)),
                    Act("Take off", partial(self._take_off, enquiry.id, one.id)),
                ],
            )
            for one in enquiry.files
        ]  # fmt: skip
        self.section("Files", entries, Act("Add file", partial(self.files.ask, enquiry.id)))
        if not entries:
            self.words("None is kept: the booking form, a flyer.")

    def _take_off(self, enquiry_id: int, row_id: int) -> None:
        self._around.acts.do(
            lambda: self._around.services.enquiries.take_file_off(enquiry_id, row_id), None,
            said="The file is taken off",
        )  # fmt: skip
