"""The pages of signals: who sees which, who answers, and what stays of an answer."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from events.signals import LimitOutOfRangeError, SignalAnswered, SignalLimitsSet
from service.clock import now
from service.inspections.looking import (
    AnswerSignal,
    NotYourSignalError,
    SetSignalLimits,
    limits_of,
)
from service.tasks.judging import Accept
from service.tasks.working import Acknowledge, ReportProgress, Submit
from service.work import Order, execute
from tenants.access import AccessDeniedError
from tests.inspections.mandate import order, ordered
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import browse, manage

LIST = "kiem-tra/dau-hieu"


@pytest.fixture
def task_id(commune: Commune) -> UUID:
    """A task that was handed in and accepted at once, without evidence."""
    task = given_task(commune)
    commune.do(Acknowledge(task_id=task), by="khai")
    commune.do(ReportProgress(task_id=task, amount=Decimal(10), note=""), by="khai")
    commune.do(Submit(task_id=task, note="xong", evidence=()), by="khai")
    commune.do(Accept(task_id=task, note=""), by="do")
    order(commune, ordered(commune))
    return task


def test_the_inspector_sees_them_with_their_rules(commune: Commune, task_id: UUID) -> None:
    page = browse(commune, "tung").get(LIST)
    assert page.heading == "Dấu hiệu cần xem"
    assert "Duyệt rất nhanh" in page.text
    assert "Xong mà không có minh chứng" in page.text
    assert "Đơn vị chưa trả lời" in page.text
    only = browse(commune, "tung").get(LIST, {"quy_tac": "duyet-nhanh"})
    assert [a.text for a in only.soup.select(".work__title a")] == [
        page.soup.select_one(".work__title a").text  # type: ignore[union-attr]
    ]


def test_the_head_answers_and_the_inspector_reads_it(commune: Commune, task_id: UUID) -> None:
    head = browse(commune, "do")
    links = [str(a["href"]) for a in head.get(LIST).soup.select(".work__title a")]
    said = head.post(links[0], {"text": "Nộp bản giấy trước đó một tuần."})
    assert said.status == 303
    inspector = browse(commune, "tung")
    assert "Nộp bản giấy trước đó một tuần." in inspector.get(links[0]).text
    assert not inspector.get(links[0]).soup.select("form.form textarea")
    refused = inspector.post(links[0], {"text": "Tôi trả lời thay."})
    assert refused.status == 422
    assert "trả lời dấu hiệu này" in refused.text


def test_an_empty_answer_is_asked_for_words(commune: Commune, task_id: UUID) -> None:
    head = browse(commune, "do")
    link = str(head.get(LIST).soup.select(".work__title a")[0]["href"])
    assert "Hãy gõ nội dung trả lời." in head.post(link, {"text": "  "}).text


def test_what_is_not_in_sight_is_not_there(commune: Commune, task_id: UUID) -> None:
    inspector = browse(commune, "tung")
    link = str(inspector.get(LIST).soup.select(".work__title a")[0]["href"])
    assert browse(commune, "khai").get(LIST).status == 403
    assert inspector.get(link.replace("khong-minh-chung", "don-cuoi-quy")).status in {200, 404}
    assert inspector.get(f"{LIST}/1/duyet-nhanh").status == 404


def test_nobody_answers_for_another_s_unit(commune: Commune, task_id: UUID) -> None:
    said = SignalAnswered(rule="rush", position=1, thing_id=task_id, text="không phải")
    with pytest.raises(NotYourSignalError):
        commune.do(AnswerSignal(unit_id=commune.actors["ha"].unit_id, signal=said), by="ha")


def test_what_is_recorded_long_after_is_seen(commune: Commune) -> None:
    task = given_task(commune)
    commune.do(Acknowledge(task_id=task), by="khai")
    late = ReportProgress(task_id=task, amount=Decimal(1), note="")
    asked = Order(
        actor=commune.actors["khai"],
        command_id=uuid4(),
        happened_at=now() - timedelta(days=5),
    )
    execute(late, asked, commune.ledger)
    order(commune, ordered(commune))
    assert "ghi sau 5 ngày" in browse(commune, "tung").get(LIST).text


def test_the_administrator_sets_the_limits(commune: Commune) -> None:
    admin = manage(commune)
    typed = {"recorded_days": "10", "before_days": "5", "rush_percent": "60"}
    typed |= {"self_percent": "30", "report_percent": "2"}
    assert admin.post("quan-tri/dau-hieu", typed | {"accept_seconds": "5"}).status == 303
    with commune.ledger.scope.begin() as connection:
        held = limits_of(connection)
    assert (held.recorded_days, held.self_percent, held.report_percent) == (10, 30, 2)
    wrong = admin.post("quan-tri/dau-hieu", typed | {"accept_seconds": "99999"})
    assert wrong.status == 422
    assert "từ 1 đến 3600" in wrong.text


def test_limits_are_the_administrator_s_and_within_bounds(commune: Commune) -> None:
    limits = SignalLimitsSet(recorded_days=0, before_days=1, rush_percent=1, accept_seconds=1)
    with pytest.raises(AccessDeniedError):
        commune.do(SetSignalLimits(limits=limits), by="tung")
    with pytest.raises(LimitOutOfRangeError):
        commune.do(SetSignalLimits(limits=limits), by="admin")
