"""“Nhiệm vụ”: what is in one's sight, filtered by the address, fifty at a time, on any day."""

import gzip
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.values import Clarity, Deadline, Deliverable, Origin
from service.ledgers import Instance
from service.search.task_list import TaskList, Wanted
from service.tasks.grouping import GROUPS, Chosen, Moment
from service.tasks.judging import SendBack
from service.tasks.outside import GiveTask
from service.tasks.states import Sight
from service.tasks.urgency import silent, urgency
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tenants.calendar import working_calendar
from tests.past import TODAY, Story, days_ago, duty, issued, local_day, make_story
from tests.people import Commune
from tests.queries import counted
from tests.tasks.given import given_task
from tests.web import Page, browse
from web.choices import key

EVERY_GROUP: tuple[Chosen, ...] = (*GROUPS, "silent")
DUE = {1: -40, 2: -1, 3: 0, 4: 1, 5: 4, 6: 9, 7: 30, 8: None, 9: 5, 10: 60}


@pytest.fixture(scope="module")
def story(admin: Instance, instance: Instance) -> Story:
    """Ten tasks of all groups: nine of Khải at the centre, the tenth of Hùng in the office."""
    story = make_story(admin, instance)
    items = [
        duty(
            story,
            n,
            due=None if days is None else TODAY + timedelta(days=days),
            text=f"Đo đạc thửa đất số {n}" if n < 4 else f"Số hóa hồ sơ đợt {n}",
            person="hung" if n == 10 else "khai",
        )
        for n, days in DUE.items()
    ]
    task = [t.task_id for t in story.tasks(issued(story, items, at=days_ago(60)))]
    for n in (1, 2, 3, 9):
        story.do(Acknowledge(task_id=task[n - 1]), by="khai", at=days_ago(50))
    story.do(ReportProgress(task_id=task[1], amount=9), by="khai", at=days_ago(3))  # type: ignore[arg-type]
    for n in (2, 9):
        story.do(Submit(task_id=task[n - 1], note="Xong"), by="khai", at=days_ago(2))
    story.do(SendBack(task_id=task[1], reason="Thiếu ảnh"), by="do", at=days_ago(1))
    return story


def codes(page: Page) -> list[str]:
    assert page.status == 200, page.text
    return [c.get_text()[-3:] for c in page.soup.select("tbody th .code")]


def listed(story: Story, login: str = "ha", **query: str) -> list[str]:
    asked = {name.replace("_", "-"): value for name, value in query.items()}
    return codes(browse(story, login).get("nhiem-vu", asked))


def test_the_filters_in_use_are_said_in_words(story: Story) -> None:
    khai = story.actors["khai"]
    query = {"nguoi": key(khai.person_id), "nhom": "qua-han", "tu": "1/1/2026"}
    page = browse(story, "ha").get("nhiem-vu", query)
    said = "Đang lọc: Quá hạn · Người phụ trách: Ma Văn Khải · Hạn từ ngày: 01/01/2026"
    assert said in page.text


def test_what_is_due_first_stands_first_and_no_day_comes_last(story: Story) -> None:
    assert listed(story) == [
        "001",
        "002",
        "003",
        "004",
        "005",
        "009",
        "006",
        "007",
        "010",
        "008",
    ]


def test_an_official_sees_the_tasks_of_their_unit_alone(story: Story) -> None:
    assert listed(story, "hung") == ["010"]
    assert "010" not in listed(story, "khai")


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ({"q": "do dac thua"}, ["001", "002", "003"]),
        ({"q": "do 007"}, []),
        ({"q": "007"}, ["007"]),
        ({"thieu": "ngay"}, ["008"]),
        ({"thieu": "minh-chung"}, ["009"]),
        ({"thieu": "cap-nhat", "nhom": "qua-han"}, ["001"]),
        ({"nhom": "cho-duyet"}, ["009"]),
        ({"tu": "01/01/2021", "den": f"{TODAY:%d/%m/%Y}"}, ["001", "002", "003"]),
        ({"linh-vuc": "institutions"}, ["001", "005", "009"]),
        ({"xep": "moi", "q": "do dac"}, ["002", "001", "003"]),
        ({"nhom": "'--", "xep": ""}, 10),
    ],
    ids=str,
)
def test_filters_of_the_address(
    story: Story, query: dict[str, str], left: list[str] | int
) -> None:
    found = codes(browse(story, "ha").get("nhiem-vu", query))
    assert (found if isinstance(left, list) else len(found)) == left


def test_work_outside_every_plan_is_chosen_as_if_it_were_one(commune: Commune) -> None:
    given_task(commune, content="Việc của kế hoạch")
    do, dung = commune.actors["do"], commune.actors["dung"]
    clarity = Clarity(
        person_id=commune.actors["khai"].person_id,
        post_id=commune.actors["khai"].post_id,
        lead_unit_id=do.unit_id,
        deadline=Deadline(kind="date", on=TODAY + timedelta(days=9)),
        deliverable=Deliverable(name="Báo cáo", quantity=Decimal(1), unit="báo cáo"),
        accept_post_id=do.post_id,
        extend_post_id=dung.post_id,
    )
    apart = GiveTask(content="Việc đột xuất", clarity=clarity, origin=Origin(kind="leader"))
    commune.do(apart, by="dung")
    page = browse(commune, "ha").get("nhiem-vu", {"ke-hoach": "ngoai"})
    assert [a.get_text() for a in page.soup.select("tbody th a")] == ["Việc đột xuất"]


def test_unit_person_and_plan_are_chosen_by_their_short_names(story: Story) -> None:
    khai, hung = story.actors["khai"], story.actors["hung"]
    assert listed(story, don_vi=key(hung.unit_id)) == ["010"]
    assert len(listed(story, nguoi=key(khai.person_id))) == 9
    assert listed(story, nguoi=key(khai.person_id), don_vi=key(hung.unit_id)) == []
    option = browse(story, "ha").get("nhiem-vu").soup.select("#ke-hoach option")[1]
    assert len(listed(story, ke_hoach=str(option["value"]))) == 10


@pytest.mark.parametrize(
    "query",
    [{"tu": "31/02/2026"}, {"den": "mai"}, {"don-vi": "zz"}, {"nguoi": "; --"}],
    ids=str,
)
def test_what_cannot_be_read_is_said_beside_and_hides_nothing(
    story: Story, query: dict[str, str]
) -> None:
    page = browse(story, "ha").get("nhiem-vu", query | {"q": "do dac"})
    assert page.status == 422
    assert page.soup.select_one(f"#{next(iter(query))}-error")
    assert len(page.soup.select("tbody th .code")) == 3
    assert page.soup.select_one("#q")["value"] == "do dac"  # type: ignore[index]


def test_an_empty_list_says_what_the_filter_hides(story: Story) -> None:
    page = browse(story, "ha").get("nhiem-vu", {"q": "khong co dau"})
    assert "Bộ lọc đang giấu 10 nhiệm vụ." in page.text
    nobody = browse(story, "su").get("nhiem-vu", {"tai_ngay": local_day(100).isoformat()})
    assert "Chưa có nhiệm vụ nào trong phạm vi bạn được xem tính đến hết ngày" in nobody.text


def test_the_list_is_shown_as_of_a_past_day(story: Story) -> None:
    then = {"tai_ngay": local_day(55).isoformat()}
    page = browse(story, "ha").get("nhiem-vu", then)
    assert "Chưa bắt đầu" in page.text
    assert not page.soup.select("main form[method=post]")
    links = [str(a["href"]) for a in page.soup.select("main a[href]")]
    assert links
    assert all("tai_ngay=" in link for link in links)


def test_the_database_groups_as_a_person_would(story: Story) -> None:
    with story.ledger.scope.begin() as connection:
        calendar = working_calendar(connection)
        for days in range(0, 50, 7):
            moment = Moment(TODAY - timedelta(days=days), days_ago(days), calendar)
            tasks = TaskList(connection, Sight.of(story.actors["ha"]), days_ago(days), moment)
            ids = tasks.ids(Wanted(), most=99)
            for group in EVERY_GROUP:
                expected = {
                    task.task_id
                    for task in tasks.tasks(ids)
                    if group == urgency(task, moment.today, calendar).group
                    or (group == "silent" and silent(task, moment.instant))
                }
                found = tasks.ids(Wanted(group=group), most=99)
                assert set(found) == expected, (group, days)
                assert tasks.counts(Wanted())[group] == len(expected)


def test_a_filter_is_kept_by_name_found_again_and_let_go(story: Story) -> None:
    ha = browse(story, "ha")
    query = {"nhom": "qua-han", "q": "do dac"}
    page = ha.get("nhiem-vu", query)
    form = page.form("/loc?nhom=qua-han&q=do+dac") | {"ten": "Đất quá hạn"}
    assert ha.post("nhiem-vu/loc?nhom=qua-han&q=do+dac&x=1", form).status == 303
    again = ha.post("nhiem-vu/loc?nhom=qua-han&q=do+dac&x=1", form)
    assert again.status == 303
    [link] = ha.get("nhiem-vu").soup.select(".pick a")
    assert link.get_text() == "Đất quá hạn"
    assert codes(ha.get(str(link["href"]))) == ["001", "002"]
    [action] = [str(f["action"]) for f in ha.get("nhiem-vu").soup.select(".pick form")]
    assert browse(story, "su").post(action).status == 404
    assert ha.post(action).status == 303
    assert not ha.get("nhiem-vu").soup.select(".pick a")
    assert ha.post(action).status == 404


def test_a_filter_of_the_same_name_gives_way(story: Story) -> None:
    su = browse(story, "su")
    for query in ("nhom=qua-han", "nhom=im-lang"):
        assert su.post(f"nhiem-vu/loc?{query}", {"ten": "Của tôi"}).status == 303
    [link] = su.get("nhiem-vu").soup.select(".pick a")
    assert str(link["href"]).endswith("?nhom=im-lang")


@pytest.mark.parametrize(
    ("query", "name", "said"),
    [
        ("nhom=qua-han", " ", "Hãy đặt tên"),
        ("nhom=qua-han", "x" * 61, "Hãy đặt tên"),
        ("", "Tất cả", "Hãy chọn ít nhất một"),
    ],
)
def test_a_filter_without_name_or_content_is_not_kept(
    story: Story, query: str, name: str, said: str
) -> None:
    page = browse(story, "dung").post(f"nhiem-vu/loc?{query}", {"ten": name})
    assert page.status == 422
    assert said in page.text or not query


def test_nobody_keeps_more_than_twenty(story: Story) -> None:
    dung = browse(story, "dung")
    for n in range(20):
        assert dung.post("nhiem-vu/loc?thieu=ngay", {"ten": f"Số {n}"}).status == 303
    page = dung.post("nhiem-vu/loc?thieu=ngay", {"ten": "Một nữa"})
    assert page.status == 422
    assert "nhiều nhất 20 bộ lọc" in page.text


@given(
    st.dictionaries(st.sampled_from(["q", "don-vi", "nhom", "tu", "xep", "trang"]), st.text())
)
@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_rubbish_in_the_address_never_breaks_the_page(
    story: Story, query: dict[str, str]
) -> None:
    assert browse(story, "ha").get("nhiem-vu", query).status in {200, 422}


def test_ten_times_the_tasks_ask_and_weigh_no_more(admin: Instance, instance: Instance) -> None:
    weighed = list[tuple[int, int]]()
    for count in (60, 600):
        big = make_story(admin, instance)
        items = [duty(big, n, due=TODAY + timedelta(days=n % 90 - 30)) for n in range(1, count)]
        issued(big, items, at=days_ago(60))
        reader = browse(big, "ha")
        reader.get("nhiem-vu")
        with counted() as sent:
            page = reader.get("nhiem-vu", {"q": "so hoa", "trang": "1"})
        assert len(codes(page)) == 50
        weighed.append((len(sent), len(gzip.compress(page.response.data))))
    assert weighed[0][0] == weighed[1][0] <= 12
    assert max(weight for _, weight in weighed) <= 14 * 1024
