"""Who may see a review, and as what."""

from dataclasses import dataclass

from events.reviews.steps import Opened as Subject
from service.reviews.rounds import RoundState
from service.reviews.states import ReviewState
from tenants.access import Actor, Permission


@dataclass(frozen=True, slots=True)
class Sight:
    """What an actor is to a review: the one under review, who prepares, decides, judges."""

    own: bool
    prepares: bool
    decides: bool
    member: bool

    @property
    def sees(self) -> bool:
        """Whether it is there for them at all."""
        return self.own or self.reviews

    @property
    def reviews(self) -> bool:
        """Whether they see what the committee says among itself."""
        return not self.own and (self.prepares or self.decides or self.member)


def sight_of(actor: Actor, subject: Subject | ReviewState, of: RoundState) -> Sight:
    """Say what an actor is to a review; whoever is under review is nothing else in it."""
    own = actor.person_id == subject.person_id
    return Sight(
        own=own,
        prepares=not own and actor.may(Permission.PROPOSE_GRADES),
        decides=not own and actor.may(Permission.DECIDE_GRADES),
        member=not own and actor.person_id in of.members,
    )


def sees_round(actor: Actor, of: RoundState) -> bool:
    """Tell whether an actor sees a whole round."""
    prepares = actor.may(Permission.PROPOSE_GRADES) or actor.may(Permission.DECIDE_GRADES)
    return prepares or actor.person_id in of.members
