"""A quarterly review in the story: the head of a commune's office, by its Party committee.

It plays at the moment of loading, after the year of both: what is answered stands in both logs.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from events.review_rounds import Opened as RoundOpened
from events.reviews.steps import SelfReviewed
from service.demo.casting import Cast
from service.demo.days import Days
from service.demo.people import PARTY
from service.exchange.links import GrantLink
from service.reviews.concluding import Conclude, FollowUp, TellConclusion
from service.reviews.corresponding import correspond
from service.reviews.judging import GiveOpinion, WriteOfOneself
from service.reviews.opening import AddSubject, AskFacts, OpenRound
from service.work import Command, Order, execute
from tenants.access import Actor

BASIS = "Quy chế phối hợp số 05-QC/ĐU"
UNIT, POST = "Văn phòng HĐND và UBND", "Chánh Văn phòng"
OWN = SelfReviewed(
    strengths="Chủ động tham mưu, giữ nhịp cập nhật hằng tuần của văn phòng.",
    shortcomings="Còn việc ghi nhận muộn; họp rà soát chưa đều.",
    causes="Mất điện hai đợt bão, máy chủ ở xã không vào được.",
    remedies="Ghi nhận trên điện thoại ngay trong ngày.",
    grade="good",
)


@dataclass
class Minutes:
    """A clock of the story: each act a moment after the one before, and none in the future."""

    at: datetime

    def do(self, whose: Cast, by: str, command: Command) -> UUID:
        """Carry a command out as somebody; gives its identifier."""
        order = self.order(whose.actors[by])
        execute(command, order, whose.ledger)
        return order.command_id

    def post(self, *both: Cast) -> None:
        """Let letters be answered and taken in."""
        for whose in both:
            correspond(whose.ledger, self.order(Actor.service(whose.tenant.tenant_id)))

    def order(self, actor: Actor) -> Order:
        """Give the next order of somebody."""
        self.at += timedelta(milliseconds=1)
        return Order(actor=actor, command_id=uuid4(), recorded_at=self.at)


def reviewed(party: Cast, commune: Cast, days: Days, at: datetime) -> None:
    """Play the review from the link to the notice of its conclusion.

    Args:
        party: the committee.
        commune: the body that it oversees.
        days: of the story.
        at: the instant of the first act, after everything that either side recorded.
    """
    clock, head = Minutes(at), party.actors["bao"]
    granted = GrantLink(
        code=PARTY.code, kind="oversight", basis=BASIS, first_day=days.day("d-210")
    )
    link = uuid5(clock.do(commune, "su", granted), "link")
    opened = OpenRound(opened=_round(party, days.today))
    round_id = uuid5(clock.do(party, "sen", opened), "round")
    subject = AddSubject(
        round_id=round_id,
        kind="head",
        person_id=head.person_id,
        unit=UNIT,
        post=POST,
        link_id=link,
    )
    clock.do(party, "sen", subject)
    clock.do(party, "sen", AskFacts(review_id=subject.review_id))
    clock.post(commune, party)
    _concluded(clock, party, subject.review_id, days)


def _concluded(clock: Minutes, party: Cast, review_id: UUID, days: Days) -> None:
    clock.do(party, "bao", WriteOfOneself(review_id=review_id, said=OWN))
    text = "Đồng ý với tự kiểm điểm; cần ghi nhận kết quả trong ngày."
    clock.do(party, "tien", GiveOpinion(review_id=review_id, text=text, grade="good"))
    repair = FollowUp(
        content="Ghi nhận kết quả trong ngày trên điện thoại", due_on=days.day("d+14")
    )
    conclude = Conclude(
        review_id=review_id,
        document="41-TB/ĐU",
        concluded_on=days.today,
        strengths="Chủ động tham mưu.",
        shortcomings="Ghi nhận muộn, họp rà soát chưa đều.",
        grade="good",
        follow_ups=(repair,),
    )
    clock.do(party, "lin", conclude)
    clock.do(party, "sen", TellConclusion(review_id=review_id))


def _round(party: Cast, today: date) -> RoundOpened:
    """Open a round of the quarter that ended last."""
    before = today.replace(day=1, month=3 * ((today.month - 1) // 3) + 1) - timedelta(days=1)
    return RoundOpened(
        kind="quarter",
        year=before.year,
        number=(before.month - 1) // 3 + 1,
        document="27-KH/ĐU",
        issued_on=today,
        members=(party.actors["tien"].person_id,),
        self_by=today,
    )
