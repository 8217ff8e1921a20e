"""The pages of a year: prepared, decided, objected to; who sees what; the papers."""

import json
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import docx
import pytest

from events.grading.steps import grade_id
from service.evaluation.years.afterwards import ObjectToYear, TellYear
from service.inspections import looks
from service.ledgers import Instance
from tests.evaluation.graded import TODAY, YEAR, Graded, graded
from tests.people import Commune, make_commune
from tests.queries import counted
from tests.web import Browser, Page, browse
from web.choices import key

ON = f"{TODAY:%d/%m/%Y}"


@pytest.fixture(scope="module")
def year(admin: Instance, instance: Instance) -> Graded:
    """A commune of whom two wait for a decision."""
    made = graded(make_commune(admin, instance))
    made.score(khai="95", hung="80")
    made.ready("khai", "hung")
    return made


def person(year: Graded, login: str) -> str:
    return f"danh-gia/nam/{YEAR}/nguoi/{year.person(login)}"


def unit(year: Graded, login: str) -> str:
    return f"danh-gia/nam/{YEAR}/don-vi/{year.unit(login)}"


def act(browser: Browser, address: str, name: str, **typed: str) -> Page:
    fields: dict[str, Any] = browser.get(address).form(f"/{name}")
    return browser.post(f"{address}/{name}", fields | typed)


def test_a_year_is_prepared_and_decided_by_the_pages(commune: Commune) -> None:
    year = graded(commune)
    year.score(khai="84.38")
    ha, su, khai = (browse(commune, login) for login in ("ha", "su", "khai"))
    own = act(khai, person(year, "khai"), "tu-xep-loai", grade="good")
    assert "Hoàn thành tốt nhiệm vụ" in khai.follow(own).text
    listed = ha.get("danh-gia/nam")
    met = listed.form("/cuoc-hop") | {
        "people": [key(year.person("khai"))],
        "number": "03/BB",
        "held_on": ON,
        "present": "9",
    }
    assert ha.follow(ha.post(f"danh-gia/nam/{YEAR}/cuoc-hop", met)).messages == [
        "Đã ghi cuộc họp nhận xét."
    ]
    few = act(ha, person(year, "khai"), "de-xuat", months="3")
    assert few.status == 422
    assert "Mới làm việc 3 tháng" in few.text
    seen = ha.follow(act(ha, person(year, "khai"), "de-xuat", months="12"))
    assert "Trung bình năm 84,38/100" in seen.text
    form = su.get("danh-gia/nam").form("/quyet-dinh")
    sent = su.post(
        f"danh-gia/nam/{YEAR}/quyet-dinh", form | {"number": "45/QĐ", "decided_on": ON}
    )
    assert su.follow(sent).messages == ["Đã ghi quyết định xếp loại."]
    told = ha.follow(act(ha, person(year, "khai"), "thong-bao", told_on=ON))
    assert f"Đã thông báo ngày {ON}" in told.text
    objected = act(khai, person(year, "khai"), "kien-nghi", text="Xem lại tháng 1.")
    assert "hạn trả lời" in khai.follow(objected).text
    answered = act(su, person(year, "khai"), "tra-loi", outcome="kept", answer="Giữ nguyên.")
    assert "Trả lời kiến nghị: Giữ nguyên." in su.follow(answered).text
    newer = {"grade": "completed", "number": "50/QĐ", "decided_on": ON, "reason": "Sai sót."}
    replaced = su.follow(act(su, person(year, "khai"), "thay-the", **newer))
    assert "Thay quyết định số 45/QĐ" in replaced.text


def test_the_cap_says_who_is_cut_and_refuses_one_too_many(year: Graded) -> None:
    su = browse(year.commune, "su")
    shown = su.get("danh-gia/nam")
    assert "Được xuất sắc nhiều nhất: 0" in shown.text
    assert "Ngoài tỷ lệ theo điểm: Ma Văn Khải" in shown.text
    form = shown.form("/quyet-dinh")
    assert form[f"g{key(year.person('khai'))}"] == "good"
    many = form | {
        f"g{key(year.person('khai'))}": "excellent",
        "number": "45/QĐ",
        "decided_on": ON,
    }
    refused = su.post(f"danh-gia/nam/{YEAR}/quyet-dinh", many)
    assert refused.status == 422
    assert "nhiều nhất 0 xuất sắc" in refused.text
    assert refused.form("/quyet-dinh")["number"] == "45/QĐ"
    assert su.post(f"danh-gia/nam/{YEAR}/quyet-dinh", {"group": "x"}).status == 404
    assert su.post(f"danh-gia/nam/{YEAR}/quyet-dinh", form).status == 422


def test_a_unit_s_conditions_are_listed_met_or_not(commune: Commune) -> None:
    year = graded(commune)
    ha = browse(year.commune, "ha")
    seen = ha.follow(act(ha, unit(year, "do"), "de-xuat", score="95"))
    assert "giao 1, xong 0, trễ 0, vượt yêu cầu 0" in seen.text
    assert "Không Mọi nhiệm vụ hoàn thành đúng hạn" in seen.text
    assert act(ha, unit(year, "do"), "de-xuat", score="101").status == 422
    assert "Đơn vị" in ha.get("danh-gia/nam").text


def test_only_the_person_their_head_and_who_grades_see_a_year_and_each_look_is_kept(
    year: Graded,
) -> None:
    address = person(year, "khai")
    assert browse(year.commune, "hung").get(address).status == 404
    assert browse(year.commune, "do").get(address).status == 200
    mine = browse(year.commune, "khai")
    own = mine.get(address)
    assert "Lò Văn Hùng, Chuyên viên" in own.text
    assert "(bị từ chối)" in own.text
    assert "Lò Văn Hùng" not in mine.get("danh-gia/nam").text
    with year.commune.ledger.scope.begin() as connection:
        kept = looks.at_subject(connection, "year_grade", grade_id(year.person("khai"), YEAR))
    assert {(look.person_id, look.refused) for look in kept} >= {
        (year.person("hung"), True),
        (year.person("do"), False),
    }
    assert year.person("khai") not in {look.person_id for look in kept}


@pytest.mark.parametrize("path", ["1999/nguoi/{}", f"{YEAR + 1}/nguoi/{{}}", f"{YEAR}/nguoi/x"])
def test_a_year_that_cannot_be_is_not_there(year: Graded, path: str) -> None:
    subject: UUID = year.person("khai")
    assert browse(year.commune, "ha").get(f"danh-gia/nam/{path.format(subject)}").status == 404
    assert browse(year.commune, "ha").get("danh-gia/nam", {"nam": "²"}).status == 200
    unknown = browse(year.commune, "ha").post(f"{person(year, 'khai')}/khac")
    assert unknown.status == 404


def test_the_year_s_form_and_the_national_file_go_out(year: Graded) -> None:
    paper = browse(year.commune, "khai").get(f"{person(year, 'khai')}/mau-02").response
    words = docx.Document(BytesIO(paper.data))
    assert [row.cells[1].text for row in words.tables[1].rows[1:3]] == ["95", ""]
    file = json.loads(browse(year.commune, "ha").get(f"danh-gia/nam/{YEAR}/xuat").response.data)
    assert (file["format"], file["year"], file["results"]) == ("sauro.year-grades.1", YEAR, [])


def test_what_was_decided_is_in_the_national_file_with_the_day_by_which_it_is_sent(
    commune: Commune,
) -> None:
    year = graded(commune)
    year.score(khai="84.38")
    year.ready("khai")
    year.decide({year.person("khai"): "good"})
    [one] = json.loads(browse(commune, "ha").get(f"danh-gia/nam/{YEAR}/xuat").response.data)[
        "results"
    ]
    assert (one["full_name"], one["grade"], one["score"]) == ("Ma Văn Khải", "good", "84.38")
    assert (one["months"], one["population"]) == ({"1": "84.38"}, "civil_servant")
    assert one["send_by"] > one["decided_on"]


def test_the_pages_are_light(year: Graded) -> None:
    ha = browse(year.commune, "ha")
    for path in ("danh-gia/nam", person(year, "khai"), unit(year, "do")):
        with counted() as statements:
            answer = ha.get(path)
        assert answer.status == 200
        assert len(statements) <= 12, [str(one) for one in statements]


def test_a_grade_lies_under_the_bell_of_whose_it_is_and_a_petition_under_the_leader_s(
    commune: Commune,
) -> None:
    year = graded(commune)
    khai = year.person("khai")
    year.score(khai="80")
    year.ready("khai")
    year.decide({khai: "good"})
    year.do(TellYear(subject_id=khai, year=YEAR, told_on=TODAY))
    year.do(ObjectToYear(year=YEAR, text="Xem lại giúp tôi."), by="khai")
    mine = browse(year.commune, "khai")
    bell = mine.get("thong-bao")
    assert f"đã thông báo kết quả xếp loại Xếp loại năm {YEAR}" in bell.text
    assert "kiến nghị về kết quả xếp loại" in browse(year.commune, "su").get("thong-bao").text
    named = f"danh-gia/nam/so/{grade_id(khai, YEAR)}"
    assert mine.get(named).heading == f"Xếp loại năm {YEAR}: Ma Văn Khải"
    hidden = browse(year.commune, "hung").get(named)
    missing = browse(year.commune, "hung").get(f"danh-gia/nam/so/{uuid4()}")
    assert (hidden.status, hidden.heading) == (404, missing.heading)
