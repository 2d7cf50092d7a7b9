"""Returns taken in: each file said what it would do, good ones in one act and one Undo."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from prevent_desk.community.model.profile import Stakeholder
from prevent_desk.community.model.profile_returns import Doing, Return, ReturnLine, guess
from prevent_desk.community.service.profiles import Profiles


class ProfileReturns:
    """Says whose returns are, and takes in what was chosen."""

    def __init__(self, profiles: Profiles) -> None:
        self._profiles = profiles

    def preview(
        self, campaign_id: int, files: Sequence[Return], whose: Mapping[int, int] | None = None
    ) -> list[ReturnLine]:
        """Return what each file would do, in its order; nothing is written.

        Args:
            campaign_id: The campaign they are for.
            files: As read.
            whose: By place in `files`, whose it is, as somebody said by hand.
        """
        known = self._profiles.stakeholders(campaign_id)
        lines: list[ReturnLine] = []
        taken: set[int] = set()
        for place, file in enumerate(files):
            line = self._line(campaign_id, file, known, (whose or {}).get(place))
            stakeholder = line.stakeholder
            if line.can and stakeholder is not None:
                if stakeholder.id in taken:
                    why = "Another file of this lot is theirs too; choose one."
                    line = ReturnLine(file, Doing.AGAIN, stakeholder, why)
                taken.add(stakeholder.id)
            lines.append(line)
        return lines

    def take(self, lines: Sequence[ReturnLine]) -> int:
        """Take in those that can be, one Undo for all; return how many.

        Raises:
            Refused: A stakeholder is no longer there; what was taken before stays.
        """
        group = f"ctlp returns {secrets.token_hex(4)}"
        chosen = [one for one in lines if one.can]
        for one in chosen:
            if one.stakeholder is not None:
                self._profiles.take_return(
                    one.stakeholder.id, one.file.answers, form=one.file.form,
                    file=(one.file.name, one.file.content), group=group,
                )  # fmt: skip
        return len(chosen)

    # Inside

    def _line(
        self, campaign_id: int, file: Return, known: Sequence[Stakeholder], said: int | None
    ) -> ReturnLine:
        if file.problem:
            return ReturnLine(file, Doing.REFUSED, None, file.problem)
        here = self._profiles.has_come(file.content)
        if here is not None:
            return ReturnLine(file, Doing.SAME, here, f"{here.name} returned this very file.")
        by_key = {one.id: one for one in known}
        marked = self._profiles.by_mark(file.mark)
        if marked is not None and marked.id not in by_key:
            edition = self._profiles.one(marked.campaign_id).called
            why = f"It answers {edition}, of {marked.name}."
            return ReturnLine(file, Doing.REFUSED, marked, why)
        told = file.answers.get("organisation")
        found = by_key.get(said) if said is not None else marked
        if found is None and said is None and isinstance(told, str):
            found = guess(known, told)
        if found is None:
            why = f"It says “{told}”." if isinstance(told, str) and told else "It names nobody."
            return ReturnLine(file, Doing.WHOSE, None, why)
        if found.returned is not None:
            why = "They answered before; that return is replaced."
            return ReturnLine(file, Doing.AGAIN, found, why)
        return ReturnLine(file, Doing.NEW, found)
