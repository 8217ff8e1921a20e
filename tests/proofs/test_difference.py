"""Two days of a unit, a person, an indicator, a commune: the same sentences for all."""

from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from msgspec import structs

from events.measuring import Figure
from events.values import Evidence, Share
from service.evidence.keeping import AddEvidence
from service.indicators import states
from service.indicators.measuring import Measure
from service.tasks.giving import AssignInside
from service.tasks.sharing import ShareTask
from service.tasks.working import Acknowledge, ReportProgress
from service.work import Order, execute
from tests.past import Story, days_ago, duty, issued, local_day, target
from tests.web import Page, browse

SINCE = local_day(45)


@pytest.fixture
def plan(story: Story) -> UUID:
    """A target and two tasks of different units, issued 60 days ago."""
    of_hung = duty(story, 3, person="hung")
    judged = structs.replace(of_hung.clarity, accept_post_id=story.actors["su"].post_id)
    items = [target(1), duty(story, 2), structs.replace(of_hung, clarity=judged)]
    return issued(story, items, at=days_ago(60))


def compared(story: Story, path: str, login: str = "ha", **query: str) -> Page:
    return browse(story, login).get(f"so-sanh/{path}", {"so_voi": SINCE.isoformat()} | query)


def sentences(page: Page) -> list[str]:
    return [" ".join(line.get_text(" ").split()) for line in page.soup.select(".diff li")]


def progressed(story: Story, plan: UUID) -> UUID:
    task = next(t for t in story.tasks(plan) if t.content.endswith("2")).task_id
    story.do(Acknowledge(task_id=task), by="khai", at=days_ago(40))
    story.do(ReportProgress(task_id=task, amount=Decimal(620)), by="khai", at=days_ago(20))
    return task


def test_a_unit_and_a_person_are_told_what_is_theirs_alone(story: Story, plan: UUID) -> None:
    progressed(story, plan)
    khai, hung = story.actors["khai"], story.actors["hung"]
    for path in (f"don-vi/{khai.unit_id}", f"nguoi/{khai.person_id}", "tat-ca"):
        assert len(sentences(compared(story, path))) == 2, path
    for path in (f"don-vi/{hung.unit_id}", f"nguoi/{hung.person_id}"):
        assert "Không có gì thay đổi" in compared(story, path).text


def test_work_that_passed_on_is_withdrawn_from_one_and_added_to_the_other(
    story: Story, plan: UUID
) -> None:
    task = next(t for t in story.tasks(plan) if t.content.endswith("3")).task_id
    hung, ha = story.actors["hung"], story.actors["ha"]
    passed = AssignInside(task_id=task, person_id=ha.person_id, post_id=ha.post_id)
    story.do(passed, by="ha", at=days_ago(10))
    [left] = sentences(compared(story, f"nguoi/{hung.person_id}"))
    [came] = sentences(compared(story, f"nguoi/{ha.person_id}"))
    assert ": rút cũ: Số hóa" in left
    assert ": thêm mới: Số hóa" in came
    for said in (left, came):
        assert said.endswith(f", {local_day(10):%d/%m/%Y})")


def test_figures_of_an_indicator_are_told_with_what_serves_it(story: Story, plan: UUID) -> None:
    task = progressed(story, plan)
    with story.ledger.scope.begin() as connection:
        [aim] = states.every(connection, None)
    share = Share(indicator_id=aim.indicator_id, amount=Decimal(50))
    story.do(ShareTask(task_id=task, shares=(share,)), by="ha", at=days_ago(50))
    for value, days in ((80, 39), (90, 9)):
        first, last = local_day(days + 30), local_day(days + 1)
        figure = Figure(source="Một cửa", measured_on=last, value=Decimal(value))
        measure = Measure(
            indicator_id=aim.indicator_id, first_day=first, last_day=last, figure=figure
        )
        story.do(measure, by="ha", at=days_ago(days))
    report = Evidence(sha256="a" * 64, name="Báo cáo một cửa.pdf", size=9, kind="pdf")
    brought = AddEvidence(purpose="indicator", for_id=aim.indicator_id, files=(report,))
    story.do(brought, by="ha", at=days_ago(8))
    said = sentences(compared(story, f"chi-tieu/{aim.indicator_id}"))
    assert [("80%" in line, "90%" in line) for line in said if "số liệu" in line] == [
        (True, False),
        (False, True),
    ]
    proved = f"minh chứng mới: Báo cáo một cửa (Trần Thị Hà, {local_day(8):%d/%m/%Y})"
    assert any(line.endswith(proved) for line in said)
    history = browse(story, "ha").get(f"bang-lich-su/chi-tieu/{aim.indicator_id}").text
    assert f"Dùng cho chỉ tiêu {aim.code}. " in history
    assert "minh chứng: mới: Báo cáo một cửa" in history


def test_what_is_out_of_sight_today_is_not_told(story: Story, plan: UUID) -> None:
    progressed(story, plan)
    khai, hung = story.actors["khai"], story.actors["hung"]
    assert len(sentences(compared(story, f"don-vi/{khai.unit_id}", "do"))) == 2
    assert not sentences(compared(story, f"don-vi/{hung.unit_id}", "do"))
    assert compared(story, f"don-vi/{khai.unit_id}", "khai").status == 403
    for path in ("don-vi", "nguoi", "chi-tieu"):
        assert compared(story, f"{path}/{uuid4()}").status == 404


def test_either_clock_tells_when(story: Story, plan: UUID) -> None:
    task = next(t for t in story.tasks(plan) if t.content.endswith("2")).task_id
    late = Order(
        actor=story.actors["khai"],
        command_id=uuid4(),
        happened_at=days_ago(40),
        recorded_at=days_ago(5),
    )
    execute(Acknowledge(task_id=task), late, story.ledger)
    told = {
        clock: sentences(
            compared(story, "tat-ca", tai_ngay=local_day(30).isoformat(), dong_ho=clock)
        )
        for clock in ("xay-ra", "ghi-nhan")
    }
    assert [len(said) for said in told.values()] == [1, 0]
    assert f"{local_day(40):%d/%m/%Y}" in told["xay-ra"][0]


def test_pages_hand_the_question_over(story: Story, plan: UUID) -> None:
    reader, unit = browse(story, "ha"), story.actors["khai"].unit_id
    asked = {"so_voi": SINCE.isoformat(), "tai_ngay": local_day(5).isoformat()}
    for path in (f"don-vi/{unit}", "nhiem-vu", "ke-hoach", "chi-tieu"):
        page = reader.follow(reader.get(path, asked))
        assert page.heading == "Thay đổi giữa hai ngày"
        assert f"dữ liệu tại {local_day(5):%d/%m/%Y}" in page.text
    assert not reader.get("minh-chung").soup.select("#asof [name=so_voi]")
    assert "Chọn ngày để so" in reader.get(f"so-sanh/don-vi/{unit}").text
    rubbish = reader.get("so-sanh/tat-ca", {"so_voi": "31/02/2026"})
    assert (rubbish.status, bool(rubbish.messages)) == (200, True)
