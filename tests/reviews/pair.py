"""A commune whose head lets its Party committee oversee it; Dợ heads a unit and is a member."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4, uuid5

from events.review_rounds import MONTHS, RoundKind
from events.review_rounds import Opened as RoundOpened
from service.ledgers import Instance
from service.reviews.corresponding import correspond
from service.reviews.opening import AddSubject, AskFacts, OpenRound
from service.work import Order
from tenants.access import Actor, Role
from tests.exchange.pairs import linked
from tests.past import TODAY, Story, days_ago, duty, issued, local_day, make_story
from tests.people import UNITS, Commune, make_commune, take_in

CENTRE, POST, NAME = UNITS[2], "Phó Giám đốc", "Giàng Thị Dợ"
MEMBERS = {"member": (NAME, 0, "Đảng viên", {Role.OFFICIAL})}


@dataclass(frozen=True)
class Pair:
    """The two, and the link between them."""

    party: Commune
    commune: Story
    link_id: UUID

    def post(self) -> int:
        """Let the worker of both sides answer and take in what came; gives how many letters."""
        return sum(
            correspond(one.ledger, Order(actor=service(one), command_id=uuid4()))
            for one in (self.commune, self.party)
        )

    def asked(self, review_id: UUID) -> None:
        """Let the office ask for the facts, and the commune answer."""
        self.party.do(AskFacts(review_id=review_id), by="ha")
        assert self.post()


def service(one: Commune) -> Actor:
    """The service itself in a tenant."""
    return Actor.service(one.tenant.tenant_id)


def make_pair(admin: Instance, instance: Instance) -> Pair:
    """Found both and link them."""
    party = make_commune(admin, instance, kind="party_committee")
    take_in(party, ("Chi bộ Trung tâm",), MEMBERS)
    commune = make_story(admin, instance)
    return Pair(party, commune, linked(commune, party, "oversight"))


def quarter_of(day: date) -> tuple[int, int]:
    """The year and the quarter of a day."""
    return day.year, (day.month - 1) // MONTHS["quarter"] + 1


def round_of(
    party: Commune,
    day: date | None = None,
    *,
    kind: RoundKind = "quarter",
    self_by: date | None = None,
    by: str = "ha",
) -> UUID:
    """Open the round of a day's quarter, yesterday's as a rule; Khải is its named member."""
    year, number = quarter_of(day or local_day(1))
    opened = RoundOpened(
        kind=kind,
        year=year,
        number=number if kind == "quarter" else 1,
        document="27-KH/ĐU",
        issued_on=TODAY,
        members=(party.actors["khai"].person_id,),
        self_by=self_by or TODAY,
    )
    return uuid5(party.do(OpenRound(opened=opened), by=by), "round")


def reviewed(pair: Pair, round_id: UUID, **other: object) -> UUID:
    """Let Dợ be reviewed in a round; gives the review."""
    facts: dict[str, object] = {
        "kind": "head",
        "person_id": pair.party.actors["member"].person_id,
        "unit": CENTRE,
        "post": POST,
        "link_id": pair.link_id,
    }
    command = AddSubject(round_id=round_id, **facts | other)  # type: ignore[arg-type]
    pair.party.do(command, by="ha")
    return command.review_id


def worked(pair: Pair) -> None:
    """Let the centre have two tasks that were due yesterday, and nobody has done them."""
    items = [duty(pair.commune, n, person=who, due=local_day(1)) for n, who in _TASKS]
    issued(pair.commune, items, at=days_ago(60))


_TASKS = ((1, "khai"), (2, "do"))
