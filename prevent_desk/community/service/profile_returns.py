"""Returns taken in: each file said what it would do, good ones in one act and one Undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from prevent_desk.community.model.profile import FORM, LineKind
from prevent_desk.community.model.profile_returns import (
    Return,
    ReturnLine,
    Sorting,
    Whose,
    words_in,
)
from prevent_desk.community.service.names import Names
from prevent_desk.community.service.profile_units import StakeholderUnits
from prevent_desk.community.tables import CampaignTable, StakeholderTable
from prevent_desk.core.clock import Clock
from prevent_desk.core.errors import Refused, Stopped
from prevent_desk.core.marking import refuse_above
from prevent_desk.core.questionnaire import Answer, tidy
from prevent_desk.store import attachments
from prevent_desk.store.session import Store
from prevent_desk.workers.child import Report, StopAsked

_RETURNS_KNOWN = 20
"""So many returns of one stakeholder are known again: more were sent by nobody yet."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A return that is taken in.

    Attributes:
        form: Code and version it was answered under.
        name, content: Of the file that came; empty where the answers were typed in.
        on: The day it came; today where it is not said.
    """

    stakeholder_id: int
    answers: Mapping[str, Answer]
    form: tuple[str, str] = FORM
    name: str = ""
    content: bytes = b""
    on: date | None = None


class ProfileReturns:
    """Says whose returns are, and takes in what was chosen."""

    def __init__(self, store: Store, clock: Clock, names: Names) -> None:
        self._store, self._clock, self._names = store, clock, names
        self._units = StakeholderUnits(store, clock, names)

    def sorting(self, campaign_id: int, files: Sequence[Return]) -> Sorting:
        """Read what is needed to say what files would do; nothing is written."""
        keys = [attachments.fingerprint(one.content) for one in files]
        return Sorting(campaign_id, self.whose(), files, keys)

    def preview(
        self, campaign_id: int, files: Sequence[Return], whose: Mapping[int, int] | None = None
    ) -> list[ReturnLine]:
        """Return what each file would do, in its order; see `Sorting.lines`."""
        return self.sorting(campaign_id, files).lines(whose)

    def take(
        self,
        lines: Sequence[ReturnLine],
        *,
        report: Report | None = None,
        stopped: StopAsked | None = None,
    ) -> int:
        """Take in those that can be, all or none, as one Undo; return how many.

        Args:
            lines: As `sorting` told them.
            report: Told how many files are kept.
            stopped: Asked before each file is kept.

        Raises:
            Refused: A stakeholder is no longer there.
            Stopped: `stopped` said so; nothing is taken in.
        """
        chosen = [
            Taken(
                one.stakeholder.id, one.file.answers, one.file.form, one.file.name, one.file.content
            )
            for one in lines
            if one.can and one.stakeholder is not None
        ]
        if chosen:
            self.keep_all(chosen, report=report, stopped=stopped)
        return len(chosen)

    def keep(
        self,
        stakeholder_id: int,
        answers: Mapping[str, Answer],
        *,
        on: date | None = None,
        form: tuple[str, str] = FORM,
        file: tuple[str, bytes] | None = None,
    ) -> None:
        """Keep what a stakeholder answered; answers that were there before are taken over.

        Args:
            stakeholder_id: Whose.
            answers: By question; empty ones are left out.
            on: The day it came; today where it is not said.
            form: Code and version it was answered under.
            file: The file that came, its name and bytes.

        Raises:
            Refused: Nothing is answered.
        """
        name, content = file or ("", b"")
        self.keep_all([Taken(stakeholder_id, answers, form, name, content, on)])

    def keep_all(
        self,
        returns: Sequence[Taken],
        *,
        report: Report | None = None,
        stopped: StopAsked | None = None,
    ) -> None:
        """Keep what several stakeholders answered: all of it or nothing, as one Undo.

        Raises:
            Refused: In one of them nothing is answered, or what is marked too high, or a
                stakeholder is no longer there.
            Stopped: `stopped` said so.
        """
        given = [tidy(one.answers) for one in returns]
        if not all(given):
            raise Refused("Nothing is answered in it.", next_step="Ask for it again.")
        for answers in given:
            refuse_above(words_in(answers))
        # Before the act, as files are kept; one that the act then does not hold is held by nobody.
        files: list[int | None] = []
        for place, one in enumerate(returns):
            if stopped is not None and stopped():
                raise Stopped
            if report is not None:
                report(place, len(returns), "Keeping files")
            kept = attachments.keep(self._store, one.name, one.content) if one.content else None
            files.append(kept)
        with self._units.many("return", "returns", [one.stakeholder_id for one in returns]) as rows:
            for row, one, answers, file_id in zip(rows, returns, given, files, strict=True):
                again = row.returned is not None
                row.returned, row.declined = one.on or self._clock.today(), ""
                row.answers, (row.form, row.form_version) = dict(answers), one.form
                if file_id is not None:
                    row.file_id = file_id
                    row.source_key = _with_newest(row.source_key, one.content)
                words = "Again: it takes the place of what was there" if again else ""
                row.lines.append(self._units.line(LineKind.RETURNED, row.returned, words))

    def whose(self) -> list[Whose]:
        """Return every stakeholder of every campaign, as far as returns are told apart by it."""
        table, campaign = StakeholderTable, CampaignTable
        query = select(
            table.id, table.campaign_id, campaign.edition, table.organisation_id, table.told,
            table.mark, table.returned, table.source_key,
        ).join(campaign, campaign.id == table.campaign_id)  # fmt: skip
        with self._store.reading() as session:
            known = self._names.known(session).organisations
            return [
                Whose(
                    key, campaign_id, f"CTLP {edition}",
                    known[place].called if place is not None and place in known else told,
                    mark, returned is not None, tuple(files.split()),
                )
                for key, campaign_id, edition, place, told, mark, returned, files
                in session.execute(query)
            ]  # fmt: skip


def _with_newest(kept: str, content: bytes) -> str:
    """Return what a stakeholder's returns are known by, the newest first."""
    newest = attachments.fingerprint(content)
    return " ".join([newest, *(key for key in kept.split() if key != newest)][:_RETURNS_KNOWN])
