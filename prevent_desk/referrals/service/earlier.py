"""Earlier contacts of the people of a referral: what the guard finds, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from prevent_desk.referrals.model import earlier as rules
from prevent_desk.referrals.model.earlier import Told
from prevent_desk.referrals.model.matching import Result
from prevent_desk.referrals.model.people import Decision
from prevent_desk.referrals.model.records import Person
from prevent_desk.referrals.service.episodes import Episodes
from prevent_desk.referrals.service.guard import Guard
from prevent_desk.referrals.service.people import People


class Earlier:
    """Reads earlier contacts; may be asked from a job, and is slow only before the guard is ready.

    Deciding on them is `People.link`; before a referral is recorded, its draft keeps decisions.
    """

    def __init__(self, episodes: Episodes, people: People, guard: Guard) -> None:
        self._episodes, self._people, self._guard = episodes, people, guard

    def of(self, episode_id: int) -> tuple[Told, ...]:
        """Return what is known from before of each person a referral is about.

        Raises:
            Refused: The referral is no longer there.
        """
        episode = self._episodes.episode(episode_id)
        here = {one.person.id for one in episode.people}
        return tuple(self.of_person(one, here - {one.id}) for one in episode.subjects)

    def of_person(self, person: Person, beside: Collection[int] = ()) -> Told:
        """Return what is known from before of one recorded person.

        Args:
            person: Of a referral.
            beside: The rows of those told of beside them, who are known to be somebody else.
        """
        sought = self._guard.known(person.id)
        result = Result()
        if sought is not None:
            result = self._guard.search(sought, beside, about=person.id)
        group = self._people.group(person.id)
        others = {one.head_id for one in (group.others or {}).values()}
        contacts = self._people.contacts(
            {*(one.head for one in (*result.matches, *result.more)), *others}
        )
        decided = rules.linked(group, contacts, person.id)
        return rules.told_of(result, contacts, decided, person)

    def of_result(self, result: Result, decisions: Sequence[tuple[Decision, str]] = ()) -> Told:
        """Return a search's result as a panel shows it, before the referral is recorded.

        Args:
            result: What the guard found.
            decisions: Made so far, each with the name of the earlier person.
        """
        heads = {one.head for one in (*result.matches, *result.more, *result.decided)}
        heads |= {one.person_id for one, _name in decisions}
        contacts = self._people.contacts(heads)
        return rules.told_of(result, contacts, rules.drafted(result, contacts, decisions))

    def undecided(self, episode_id: int) -> int:
        """Return how many earlier contacts of a referral's people have to be decided.

        Raises:
            Refused: The referral is no longer there.
        """
        return sum(told.undecided for told in self.of(episode_id))
