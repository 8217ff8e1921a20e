"""A directive as it stood on a past day, at the province and in the commune."""

from uuid import uuid5

from service.directives.answering import AnswerPart, ItemAnswer, SendAnswer
from service.directives.drafting import SaveDirective
from service.directives.issuing import IssueDirective
from service.directives.papers import copy_id, reply_id
from service.directives.receiving import ReceiveDirective
from service.ledgers import Instance
from tests.directives.pairs import OFFICE, QUESTIONS, answers, carry, handing
from tests.exchange.pairs import linked
from tests.past import Story, days_ago, local_day, make_story
from tests.web import browse


def test_both_sides_see_what_was_known_there_on_the_day(
    admin: Instance, instance: Instance
) -> None:
    province, commune = (
        make_story(admin, instance, kind="province"),
        make_story(admin, instance),
    )
    linked(commune, province)
    number = commune.tenant.tenant_id
    draft = SaveDirective(
        title="Rà soát", due_on=local_day(-9), questions=QUESTIONS, communes=(number,)
    )
    directive = uuid5(province.do(draft, by="ha", at=days_ago(9)), "directive")
    reply = reply_id(province.tenant.tenant_id, directive)
    issued = IssueDirective(
        directive_id=directive, number="15/UBND", issued_on=local_day(8), signer="Ký"
    )
    said = [ItemAnswer(number=n, answer=one) for n, one in enumerate(answers(3, 4), 1)]
    part = AnswerPart(reply_id=reply, unit_id=commune.units[OFFICE], answers=tuple(said))
    for ago, who, by, command in (
        (8, province, "su", issued),
        (6, commune, "ha", ReceiveDirective(reply_id=reply, handing=handing(commune, OFFICE))),
        (4, commune, "ha", part),
        (2, commune, "su", SendAnswer(reply_id=reply)),
    ):
        who.do(command, by=by, at=days_ago(ago))
        carry(province, commune, at=days_ago(ago, hour=5))

    seats = {who.tenant.tenant_id: browse(who, "ha") for who in (province, commune)}

    def main(who: Story, path: str, ago: int) -> str:
        page = seats[who.tenant.tenant_id].get(
            f"chi-dao/{path}".rstrip("/"), {"tai_ngay": local_day(ago).isoformat()}
        )
        [shown] = page.soup.select("main")
        assert not shown.select("form")
        return shown.get_text(" ", strip=True)

    copy = f"xa/{copy_id(directive, number)}"
    for ago, listed, whole, answer, came in (
        (10, "Chưa soạn văn bản", "chưa có văn bản", "chưa có văn bản", "chưa có văn bản"),
        (7, "0/1", "Chưa tiếp nhận", "Tiếp nhận Chưa", "Nội dung cần trả lời"),
        (5, "0/1", "Đã tiếp nhận", "giao 1 đơn vị", "Đã trả lời 0/4"),
        (1, "1/1", "3 hồ sơ", "75% (3/4)", "Đã gửi"),
    ):
        assert listed in main(province, "", ago)
        assert whole in main(province, str(directive), ago)
        assert answer in main(province, copy, ago)
        assert came in main(commune, f"den/{reply}", ago)
