"""A directive in the story: two communes answer it, and a third has not received it.

It plays at the moment of loading, when every commune has its link.
"""

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from events.directive_answers import Answer, Number, Question, Share, Words
from service.demo.casting import Cast
from service.demo.days import Days
from service.demo.reviewed import Minutes
from service.directives.answering import AnswerPart, ItemAnswer, SendAnswer
from service.directives.drafting import SaveDirective
from service.directives.issuing import IssueDirective
from service.directives.papers import reply_id
from service.directives.receiving import Handing, ReceiveDirective
from service.directives.rounds import go_round
from service.organisation.founding import ZONE
from tenants.access import Actor

TITLE = "Rà soát hồ sơ thủ tục hành chính quá hạn"
QUESTIONS = (
    Question(text="Số hồ sơ quá hạn đã rà soát", kind="number", unit="hồ sơ"),
    Question(text="Hồ sơ quá hạn đã giải quyết xong", kind="share"),
    Question(text="Nguyên nhân chính", kind="text"),
)
PRODUCT = "Báo cáo rà soát hồ sơ quá hạn"
OFFICE = ("bao", 7, 5, "Chờ xác minh nguồn gốc đất.")  # who answers for a unit, and what
COUNTER = ("do", 11, 10, "Mất điện, mất mạng sau lũ.")
CULTURE = ("hien", 4, 4, "Thiếu người trong đợt nghỉ lễ.")


def directed(province: Cast, answering: Cast, alone: Cast, silent: Cast, at: datetime) -> None:
    """Play the directive from its draft to the answers that are in the province's roll-up.

    Args:
        province: who writes.
        answering: the commune whose two units answer.
        alone: the commune one unit of which answers.
        silent: the commune that has it and has not received it.
        at: the instant of the first act, after everything that any side recorded.
    """
    clock, communes = Minutes(at), (answering, alone, silent)
    directive_id = _issued(clock, province, communes)
    _carried(clock, province, *communes)
    reply = reply_id(province.tenant.tenant_id, directive_id)
    _answered(clock, answering, reply, ("ha", "su"), (OFFICE, COUNTER))
    _answered(clock, alone, reply, ("hien", "vinh"), (CULTURE,))
    _carried(clock, province)


def _issued(clock: Minutes, province: Cast, communes: tuple[Cast, ...]) -> UUID:
    days = Days(clock.at.astimezone(ZoneInfo(ZONE)).date())
    draft = SaveDirective(
        title=TITLE,
        due_on=days.day("d+14"),
        questions=QUESTIONS,
        communes=tuple(one.tenant.tenant_id for one in communes),
    )
    made = uuid5(clock.do(province, "lan", draft), "directive")
    issue = IssueDirective(
        directive_id=made, number="312/SNV-CCHC", issued_on=days.today, signer="Phan Đình Khôi"
    )
    clock.do(province, "khoi", issue)
    return made


def _answered(
    clock: Minutes,
    commune: Cast,
    reply: UUID,
    above: tuple[str, str],
    below: tuple[tuple[str, int, int, str], ...],
) -> None:
    """Let somebody receive it, the units answer, and the leader send what it comes to."""
    receiver, leader = above
    units = tuple(commune.actors[head].unit_id for head, *_ in below)
    post = commune.actors[leader].post_id
    handing = Handing(
        unit_ids=units, accept_post_id=post, extend_post_id=post, content=TITLE, product=PRODUCT
    )
    clock.do(commune, receiver, ReceiveDirective(reply_id=reply, handing=handing))
    for head, found, done, why in below:
        part = AnswerPart(
            reply_id=reply,
            unit_id=commune.actors[head].unit_id,
            answers=_items(found, done, why),
        )
        clock.do(commune, head, part)
    clock.do(commune, leader, SendAnswer(reply_id=reply))


def _items(found: int, done: int, why: str) -> tuple[ItemAnswer, ...]:
    said: tuple[Answer, ...] = (
        Number(value=Decimal(found)),
        Share(numerator=Decimal(done), denominator=Decimal(found)),
        Words(text=why),
    )
    return tuple(ItemAnswer(number=number, answer=one) for number, one in enumerate(said, 1))


def _carried(clock: Minutes, *tenants: Cast) -> None:
    """Let letters be sent and taken in."""
    for whose in tenants:
        go_round(whose.ledger, clock.order(Actor.service(whose.tenant.tenant_id)))
