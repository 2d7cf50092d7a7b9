"""What has changed in a plan since a day: steps of progress and updates, from its own history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from prevent_desk.plan.model.records import ActionDetail, PlanContents, ProgressChange, Update


@dataclass(frozen=True, slots=True)
class Moved:
    """An action whose declared progress was changed.

    Attributes:
        before: The code it had when the day began; None is "Not set".
        after: The code it has now.
        steps: The changes between, oldest first.
    """

    action: ActionDetail
    before: str | None
    after: str | None
    steps: tuple[ProgressChange, ...]

    @property
    def is_back(self) -> bool:
        """It was changed and stands where it stood."""
        return self.before == self.after

    @property
    def last(self) -> ProgressChange:
        """The newest step."""
        return self.steps[-1]


@dataclass(frozen=True, slots=True)
class Reported:
    """An action with new dated updates, oldest first."""

    action: ActionDetail
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed, each in the plan's order."""

    moved: tuple[Moved, ...]
    reported: tuple[Reported, ...]

    def __bool__(self) -> bool:
        """Something changed."""
        return bool(self.moved or self.reported)


def changes_since(contents: PlanContents, since: date) -> Changes:
    """Return what changed on a day or after it.

    The day itself counts: what was changed after that day's meeting is in neither paper otherwise.
    Updates without a date are not known to be new and are left out.
    """
    moved = (_moved(action, since) for action in contents.actions)
    reported = (_reported(action, since) for action in contents.actions)
    return Changes(tuple(each for each in moved if each), tuple(each for each in reported if each))


def local_day(moment: datetime) -> date:
    """Return the day on this office's calendar; the store keeps moments in UTC."""
    return moment.astimezone().date()


def _moved(action: ActionDetail, since: date) -> Moved | None:
    # History stands newest first.
    steps = tuple(step for step in reversed(action.history) if local_day(step.at) >= since)
    return Moved(action, steps[0].before, steps[-1].after, steps) if steps else None


def _reported(action: ActionDetail, since: date) -> Reported | None:
    updates = tuple(update for update in action.updates if update.on and update.on >= since)
    return Reported(action, updates) if updates else None
