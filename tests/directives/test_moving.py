"""A commune's tasks follow a directive that is due later or recalled: by rule or one click."""

from datetime import date, timedelta

import pytest

from service.directives.issuing import RecallDirective, ReviseDirective
from service.ledgers import Instance
from service.tasks import states
from service.tasks.rules import SetTaskRules
from tests.directives.pairs import QUESTIONS, Chain, fanned_out
from tests.people import SINCE
from tests.queries import counted
from tests.web import browse


@pytest.fixture
def chain(admin: Instance, instance: Instance) -> Chain:
    return fanned_out(admin, instance, 1)


def moved(chain: Chain, days: int) -> date:
    later = chain.due_on + timedelta(days=days)
    revise = ReviseDirective(
        directive_id=chain.directive_id, questions=QUESTIONS, due_on=later, reason="Mưa lũ"
    )
    chain.province.do(revise, by="su")
    chain.carry()
    return later


def given(chain: Chain) -> set[tuple[str, date | None]]:
    with chain.communes[0].ledger.scope.begin() as connection:
        return {(one.status, one.due_on) for one in states.listed(connection)}


def test_one_click_moves_the_days_and_stops_what_was_recalled(chain: Chain) -> None:
    [commune] = chain.communes
    place, act = (f"chi-dao/den/{chain.reply_id()}{rest}" for rest in ("", "/theo-van-ban"))
    su, do = browse(commune, "su"), browse(commune, "do")
    assert "Nội dung cần trả lời" in su.get(place).text
    chain.receive()
    assert "Dời hạn" not in su.get(place).text
    later = moved(chain, 7)
    with counted() as asked:
        page = su.get(place)
    assert "Dời hạn 2 việc theo văn bản 1500/UBND-NC" in page.text
    assert len(asked) <= 12, asked
    assert "Dời hạn" not in do.get(place).text
    assert "Không còn việc nào" in do.post(act).text
    assert (
        "Đã ghi vào các nhiệm vụ." in su.follow(su.post(act, page.form("/theo-van-ban"))).text
    )
    assert given(chain) == {("issued", later)}
    assert su.post(act).status == 422
    chain.province.do(
        RecallDirective(directive_id=chain.directive_id, reason="Trùng văn bản"), by="su"
    )
    chain.carry()
    page = su.get(place)
    assert "Dừng 2 việc theo văn bản 1500/UBND-NC" in page.text
    su.post(act, page.form("/theo-van-ban"))
    assert given(chain) == {("cancelled", later)}


def test_where_the_rule_says_so_days_follow_as_far_as_it_lets_them(chain: Chain) -> None:
    [commune] = chain.communes
    rules = SetTaskRules(
        from_day=SINCE, basis="Quy chế", extension_days_most=10, follows_above=True
    )
    commune.do(rules, by="admin")
    chain.receive()
    later = moved(chain, 7)
    assert given(chain) == {("issued", later)}
    moved(chain, 30)
    assert chain.reply().due_on == chain.due_on + timedelta(days=30)
    assert given(chain) == {("issued", later)}


def test_lists_and_the_roll_up_ask_little_of_the_database(chain: Chain) -> None:
    for tenant, path in (
        (chain.communes[0], "chi-dao"),
        (chain.province, "chi-dao"),
        (chain.province, f"chi-dao/{chain.directive_id}"),
        (chain.province, f"chi-dao/xa/{chain.copies()[0].copy_id}"),
    ):
        su = browse(tenant, "su")
        with counted() as asked:
            page = su.get(path)
        assert page.status == 200
        assert len(asked) <= 12, (path, len(asked))
