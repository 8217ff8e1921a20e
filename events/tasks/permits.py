"""May this hand do this act now? The stream decides by it, the page offers by it."""

from typing import Protocol
from uuid import UUID

from events.errors import RefusedError
from events.tasks.hands import Hand, OnBehalf, capacities, deciding_posts
from events.tasks.life import Act, Party, Status, entitled, forbids_own, steps_of
from events.tasks.refusals import (
    NotYourDecisionError,
    NotYoursToGiveError,
    NotYourTaskError,
    NotYourUnitError,
    OwnWorkError,
    WrongStepError,
)
from events.values import Clarity


class Standing(Protocol):
    """How a task stands, as far as it matters for who may do what."""

    @property
    def task_id(self) -> UUID:
        """Which task it is."""

    @property
    def status(self) -> Status:
        """Its state."""

    @property
    def clarity(self) -> Clarity:
        """Who owes and who decides it."""

    @property
    def doers(self) -> frozenset[UUID]:
        """Whose work it is."""


def permit(act: Act, task: Standing, hand: Hand) -> OnBehalf | None:
    """Tell on whose behalf an act is done, None when on one's own.

    Raises:
        NotYourTaskError: only the person in charge does this.
        NotYourUnitError: only the head of the leading unit does this.
        NotYourDecisionError: another post decides.
        NotYoursToGiveError: only those who give tasks out do this.
        OwnWorkError: the person would judge their own work, or, standing in, that of the one
            whom they stand in for.
        WrongStepError: the task is not where this can be done.
    """
    parties, mine = entitled(act, task.status), capacities(task.clarity, hand)
    ways = [behalf for party, behalf in mine.items() if party in parties]
    if not ways:
        raise _not_entitled(task, parties)
    behalf = None if None in ways else ways[0]
    acting = {hand.person_id} if behalf is None else {hand.person_id, behalf.person_id}
    if forbids_own(act) and acting & task.doers:
        raise OwnWorkError(task.task_id)
    if not steps_of(act, task.status):
        raise WrongStepError(task.status)
    return behalf


def permits(act: Act, task: Standing, hand: Hand) -> bool:
    """Tell whether an act is open to a hand now."""
    try:
        permit(act, task, hand)
    except RefusedError:
        return False
    return True


def _not_entitled(task: Standing, parties: frozenset[Party]) -> RefusedError:
    deciding = deciding_posts(task.clarity)
    posts = [post for party, post in deciding.items() if party in parties and post]
    if posts:
        return NotYourDecisionError(posts[0])
    if "head" in parties:
        return NotYourUnitError(task.clarity.lead_unit_id)
    return NotYoursToGiveError() if "giver" in parties else NotYourTaskError(task.task_id)
