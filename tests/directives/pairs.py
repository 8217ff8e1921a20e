"""A province and communes that carry a directive from one to the other, by commands alone."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4, uuid5

from events.directive_answers import Answer, Number, Question, Share, Words, YesNo
from events.directive_replies import Reply
from events.directives import Directive
from service.clock import today
from service.directives import copy_states, reply_states
from service.directives.answering import AnswerPart, ItemAnswer, SendAnswer
from service.directives.copy_states import CopyState
from service.directives.drafting import SaveDirective
from service.directives.issuing import IssueDirective
from service.directives.papers import reply_id
from service.directives.receiving import Handing, ReceiveDirective
from service.directives.rounds import go_round
from service.ledgers import Instance
from service.vault.stores import event_store
from service.work import Order
from tenants.access import Actor
from tests.exchange.pairs import linked, province_of
from tests.people import UNITS, Commune, make_commune

QUESTIONS = (
    Question(text="Số hồ sơ đã rà soát", kind="number", unit="hồ sơ"),
    Question(text="Hồ sơ trả đúng hạn", kind="share"),
    Question(text="Đã niêm yết tại trụ sở", kind="yes_no"),
    Question(text="Khó khăn", kind="text"),
)
OFFICE, COUNTER = UNITS[1], UNITS[2]


def answers(
    done: int, of: int, *, yes: bool = True, words: str = "Không"
) -> tuple[Answer, ...]:
    return (
        Number(value=Decimal(done)),
        Share(numerator=Decimal(done), denominator=Decimal(of)),
        YesNo(yes=yes),
        Words(text=words),
    )


def carry(*tenants: Commune, at: datetime | None = None) -> None:
    """Let the worker go its rounds until nothing is left to send or take in."""
    for _ in range(2):
        for tenant in tenants:
            service = Actor.service(tenant.tenant.tenant_id)
            order = Order(actor=service, command_id=uuid4(), recorded_at=at)
            go_round(tenant.ledger, order)


@dataclass(frozen=True)
class Chain:
    """A province with a directive that went to its communes."""

    province: Commune
    communes: tuple[Commune, ...]
    links: tuple[UUID, ...]
    directive_id: UUID
    due_on: date

    def carry(self) -> None:
        carry(self.province, *self.communes, self.province)

    def reply_id(self, _place: int = 0) -> UUID:
        return reply_id(self.province.tenant.tenant_id, self.directive_id)

    def reply(self, place: int = 0) -> Reply:
        with self.communes[place].ledger.scope.begin() as connection:
            return event_store(connection).load(Reply, self.reply_id())

    def directive(self) -> Directive:
        with self.province.ledger.scope.begin() as connection:
            return event_store(connection).load(Directive, self.directive_id)

    def copies(self) -> list[CopyState]:
        """What the province knows, in the order of the communes."""
        with self.province.ledger.scope.begin() as connection:
            found = copy_states.of_directive(connection, self.directive_id)
        numbers = [one.tenant.tenant_id for one in self.communes]
        return [found[number] for number in numbers if number in found]

    def replies(self, place: int = 0) -> list[reply_states.ReplyState]:
        with self.communes[place].ledger.scope.begin() as connection:
            return reply_states.every(connection)

    def receive(self, place: int = 0, *units: str, by: str = "ha") -> None:
        commune = self.communes[place]
        command = ReceiveDirective(
            reply_id=self.reply_id(), handing=handing(commune, *(units or (OFFICE, COUNTER)))
        )
        commune.do(command, by=by)

    def answer(self, place: int, unit: str, said: tuple[Answer, ...], *, by: str) -> None:
        commune = self.communes[place]
        items = tuple(ItemAnswer(number=n, answer=one) for n, one in enumerate(said, 1))
        command = AnswerPart(
            reply_id=self.reply_id(), unit_id=commune.units[unit], answers=items
        )
        commune.do(command, by=by)

    def send(self, place: int = 0, **said: object) -> None:
        command = SendAnswer(reply_id=self.reply_id(), **said)  # type: ignore[arg-type]
        self.communes[place].do(command, by="su")

    def whole(self, place: int, done: int, of: int) -> None:
        """Let one unit of a commune answer everything, and the leader send it."""
        self.receive(place, OFFICE)
        self.answer(place, OFFICE, answers(done, of), by="ha")
        self.send(place)


def handing(commune: Commune, *units: str) -> Handing:
    leader = commune.actors["su"].post_id
    return Handing(
        unit_ids=tuple(commune.units[unit] for unit in units),
        accept_post_id=leader,
        extend_post_id=leader,
        content="Rà soát hồ sơ theo văn bản của tỉnh",
        product="Báo cáo rà soát",
    )


def draft(province: Commune, communes: tuple[Commune, ...], due_on: date) -> UUID:
    command = SaveDirective(
        title="Rà soát hồ sơ thủ tục hành chính",
        due_on=due_on,
        questions=QUESTIONS,
        communes=tuple(one.tenant.tenant_id for one in communes),
    )
    return uuid5(province.do(command, by="ha"), "directive")


def issue(province: Commune, directive_id: UUID) -> None:
    command = IssueDirective(
        directive_id=directive_id,
        number="1500/UBND-NC",
        issued_on=today(province.tenant.zone),
        signer="Nguyễn Văn Ký",
    )
    province.do(command, by="su")


def fanned_out(admin: Instance, instance: Instance, count: int = 2) -> Chain:
    """Let a province issue a directive to so many communes, which have it."""
    province = province_of(admin, instance)
    communes = tuple(make_commune(admin, instance) for _ in range(count))
    links = tuple(linked(one, province) for one in communes)
    due_on = today(province.tenant.zone) + timedelta(days=10)
    directive_id = draft(province, communes, due_on)
    issue(province, directive_id)
    chain = Chain(province, communes, links, directive_id, due_on)
    chain.carry()
    return chain
