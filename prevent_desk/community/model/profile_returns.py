"""Returns of a CTLP campaign as they came, and what taking each of them in would do; pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from prevent_desk.core.marking import LIMIT, is_above
from prevent_desk.core.questionnaire import Answer


class Doing(StrEnum):
    """What taking a return in would do."""

    NEW = "new"
    AGAIN = "again"
    """They answered before: what stands here is replaced."""
    OLDER = "older"
    """A newer one of theirs took its place."""
    SAME = "same"
    """This very file is in the desk already."""
    WHOSE = "whose"
    """Nobody's mark is in it: somebody says whose it is."""
    LOCKED = "locked"
    """It opens with a password that nobody typed yet."""
    REFUSED = "refused"


WORDS = {
    Doing.NEW: "New",
    Doing.AGAIN: "Takes the place of an earlier one",
    Doing.OLDER: "Older than what is here",
    Doing.SAME: "Already here",
    Doing.WHOSE: "Say whose it is",
    Doing.LOCKED: "Under a password",
    Doing.REFUSED: "Cannot be taken",
}


@dataclass(frozen=True, slots=True)
class Return:
    """A file as read.

    Attributes:
        name: As the person knows it.
        mark: Of the copy; empty where the file lost it.
        form: Code and version.
        answers: As `core.questionnaire` holds them.
        notes: Sentences about the reading: what was not taken as typed.
        content: The file itself.
        problem: Why it cannot be taken, in a sentence; empty where it can.
        locked: It opens with a password only; to be read again with that.
    """

    name: str
    mark: str = ""
    form: tuple[str, str] = ("", "")
    answers: Mapping[str, Answer] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    content: bytes = b""
    problem: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Whose:
    """A stakeholder as far as returns are told apart by it.

    Attributes:
        campaign: What its campaign is called.
        files: What its returns are known by (`store.attachments.fingerprint`), newest first.
    """

    id: int
    campaign_id: int
    campaign: str
    name: str
    mark: str
    returned: bool
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """What one file would do.

    Attributes:
        stakeholder: Whose it is; None while nobody knows.
        why: In a sentence, where it is not new.
    """

    file: Return
    doing: Doing
    stakeholder: Whose | None = None
    why: str = ""

    @property
    def can(self) -> bool:
        """Whether it can be taken in as it stands."""
        return self.doing in _TAKEN and self.stakeholder is not None


_TAKEN = frozenset({Doing.NEW, Doing.AGAIN, Doing.OLDER})


class Sorting:
    """Tells whose each of some files is, and what it would do; knows the desk as it was read.

    Attributes:
        asked: Who is asked in the campaign, by name.
    """

    def __init__(
        self,
        campaign_id: int,
        everybody: Sequence[Whose],
        files: Sequence[Return],
        keys: Sequence[str],
    ) -> None:
        """Know the desk and the files.

        Args:
            campaign_id: The campaign they are for.
            everybody: The stakeholders of every campaign.
            files: As read.
            keys: What each file is known by.
        """
        asked = [one for one in everybody if one.campaign_id == campaign_id]
        self.asked = sorted(asked, key=lambda one: (one.name.casefold(), one.id))
        self._files = tuple(zip(files, keys, strict=True))
        self._asked = {one.id: one for one in asked}
        self._plain = [(_plain(one.name), one) for one in self.asked]
        self._marked = {one.mark: one for one in everybody if one.mark}
        self._older = {key: one for one in everybody for key in one.files[1:]}
        self._same = {key: one for one in everybody for key in one.files[:1]}

    def lines(self, said: Mapping[int, int] | None = None) -> list[ReturnLine]:
        """Return what each file would do, in its order.

        Args:
            said: By place among the files, whose it is, as somebody said by hand.
        """
        lines: list[ReturnLine] = []
        taken: set[int] = set()
        for place, (file, key) in enumerate(self._files):
            line = self._line(file, key, (said or {}).get(place))
            stakeholder = line.stakeholder
            if line.can and stakeholder is not None:
                if stakeholder.id in taken:
                    why = "Another file of this lot is theirs too; choose one."
                    line = ReturnLine(file, Doing.AGAIN, stakeholder, why)
                taken.add(stakeholder.id)
            lines.append(line)
        return lines

    # Inside

    def _line(self, file: Return, key: str, said: int | None) -> ReturnLine:
        if file.locked:
            why = "It opens with a password only. Type it below."
            return ReturnLine(file, Doing.LOCKED, None, why)
        if file.problem:
            return ReturnLine(file, Doing.REFUSED, None, file.problem)
        if any(is_above(words) for words in (file.name, *words_in(file.answers))):
            return ReturnLine(file, Doing.REFUSED, None, f"It is marked SECRET. {LIMIT}")
        same = self._same.get(key)
        if same is not None:
            return ReturnLine(file, Doing.SAME, same, f"{same.name} returned this very file.")
        marked = self._marked.get(file.mark)
        if marked is not None and marked.id not in self._asked:
            why = f"It answers {marked.campaign}, of {marked.name}."
            return ReturnLine(file, Doing.REFUSED, marked, why)
        told = file.answers.get("organisation")
        found = self._asked.get(said) if said is not None else marked
        if found is None and said is None and isinstance(told, str):
            found = self._guess(told)
        if found is None:
            why = f"It says “{told}”." if isinstance(told, str) and told else "It names nobody."
            return ReturnLine(file, Doing.WHOSE, None, why)
        if key in self._older:
            why = "It came before, and a newer one took its place. Taken in, it counts again."
            return ReturnLine(file, Doing.OLDER, found, why)
        if found.returned:
            why = "They answered before; that return is replaced."
            return ReturnLine(file, Doing.AGAIN, found, why)
        return ReturnLine(file, Doing.NEW, found)

    def _guess(self, told: str) -> Whose | None:
        """Return whose organisation was typed into a form, where exactly one is so called."""
        wanted = _plain(told)
        if not wanted:
            return None
        exact = [one for name, one in self._plain if name == wanted]
        if len(exact) == 1:
            return exact[0]
        near = [
            one
            for name, one in self._plain
            if name and (name in wanted or (len(wanted) > 4 and wanted in name))
        ]
        return near[0] if len(near) == 1 else None


def words_in(answers: Mapping[str, Answer]) -> Iterator[str]:
    """Yield every text in answers, ticked codes too."""
    for answer in answers.values():
        parts = answer if isinstance(answer, list) else [answer]
        for part in parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part.values()


def _plain(name: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in name.casefold())
    return " ".join(word for word in kept.replace("’", "").split() if word != "the")
