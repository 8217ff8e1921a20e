"""A presenter stands on any day of the story: what happened on it can be seen on that day."""

from datetime import date

import pytest
from flask import Flask

from service.clock import today
from service.demo.days import Days
from service.demo.people import SUOI_NGAN
from service.ledgers import Instance
from service.organisation.founding import ZONE
from service.plans import states as plan_states
from service.tasks import states as task_states
from tests.journey.walking import signed_in
from tests.web import Page

DAYS = Days(today(ZONE))
TASKS = (  # day, a phrase of the task, what its page says then, what it does not say yet
    ("d-183", "Số hóa 1.240", "Mất điện và đứt cáp", "Đồng ý, một lần"),
    ("d-140", "Số hóa 1.240", "Đồng ý, một lần", "Nộp sản phẩm"),
    ("d-100", "Số hóa 1.240", "Đạt yêu cầu", ""),
    ("d-195", "Chuẩn hóa 24 quy trình", "thiếu bước trả kết quả", ""),
    ("d-150", "tại ba đơn vị", "Lò Văn Hưng", "Lò Văn Hùng"),
    ("d-140", "tại ba đơn vị", "Lò Văn Hùng", ""),
    ("d-165", "bốn điểm hỗ trợ", "thay mặt Vàng A Sử", ""),
    ("d-40", "ba trụ sở dôi dư", "chưa gửi tỉnh văn bản nào", ""),
)


def on(day: date, told: Instance, phrase: str) -> str:
    """Give the address of a task's page as of a day."""
    tenant = told.tenant(SUOI_NGAN.code)
    assert tenant
    with told.open(tenant).scope.begin() as connection:
        plans = plan_states.every(connection, None)
        tasks = [t for p in plans for t in task_states.of_plan(connection, p.plan_id, None)]
    [found] = [task for task in tasks if phrase in task.content]
    return f"/x/{SUOI_NGAN.code}/nhiem-vu/{found.task_id}?tai_ngay={day:%Y-%m-%d}"


@pytest.mark.parametrize(("day", "phrase", "said", "later"), TASKS)
def test_a_day_shows_what_had_happened_by_then(
    told: Instance, application: Flask, day: str, phrase: str, said: str, later: str
) -> None:
    client, _ = signed_in(application, SUOI_NGAN.code, "su")
    answer = client.get(on(DAYS.day(day), told, phrase), headers={"Host": "127.0.0.1"})
    assert answer.status_code == 200
    text = " ".join(Page(answer).soup.get_text(" ").split())
    assert said in text
    assert not later or later not in text
