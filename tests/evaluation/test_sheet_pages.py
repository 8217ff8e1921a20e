"""Who sees a score sheet, that every look is kept, and that nothing typed is lost."""

from uuid import uuid4

import pytest

from service.inspections import looks
from service.inspections.looks import Look
from tests.evaluation.scored import COMMON, Month, scored_month
from tests.messages.looking import kinds
from tests.past import Story
from tests.queries import counted
from tests.web import browse


@pytest.fixture
def month(story: Story) -> Month:
    return scored_month(story)


def path(month: Month, login: str = "khai") -> str:
    return f"danh-gia/phieu/{month.period_id}/{month.person(login)}"


def looked(month: Month) -> list[Look]:
    with month.story.ledger.scope.begin() as connection:
        sheet = month.kept("khai").sheet.id
        return looks.at_subject(connection, "score_sheet", sheet)


def test_the_person_their_scorer_and_the_leader_see_a_sheet_and_nobody_else(
    month: Month,
) -> None:
    statuses = {
        login: browse(month.story, login).get(path(month)).status
        for login in ("khai", "do", "su", "hung", "ha", "dung", "tung")
    }
    assert statuses == {
        "khai": 200,
        "do": 200,
        "su": 200,
        "hung": 404,
        "ha": 404,
        "dung": 404,
        "tung": 404,
    }
    tries = {(look.person_id, look.refused) for look in looked(month)}
    assert tries == {
        *((month.person(login), False) for login in ("do", "su")),
        *((month.person(login), True) for login in ("hung", "ha", "dung", "tung")),
    }
    khai = browse(month.story, "khai")
    with counted() as sent:
        own = khai.get(path(month)).text
    assert len(sent) <= 12, sent
    assert "Lò Văn Hùng, Chuyên viên" in own
    assert "(bị từ chối)" in own
    assert "Ai đã xem" not in browse(month.story, "do").get(path(month)).text


def test_a_sheet_that_is_not_there_looks_like_one_that_is_hidden(month: Month) -> None:
    hung = browse(month.story, "hung")
    nobody = f"danh-gia/phieu/{month.period_id}/{uuid4()}"
    hidden, missing = hung.get(path(month)), hung.get(nobody)
    assert (hidden.status, hidden.heading) == (missing.status, missing.heading)


def test_what_was_typed_stays_beside_what_is_wrong(month: Month) -> None:
    khai = browse(month.story, "khai")
    fields = khai.get(path(month)).form("/tu-cham") | {"c0": "5,25", "text": "Đã rà soát"}
    refused = khai.post(f"{path(month)}/tu-cham", fields)
    assert refused.status == 422
    assert any("Chấm từ 0 đến 5" in error for error in refused.errors)
    kept = refused.form("/tu-cham")
    assert (kept["c0"], kept["text"]) == ("5,25", "Đã rà soát")


def test_nobody_does_on_another_s_sheet_what_is_theirs_alone(month: Month) -> None:
    do = browse(month.story, "do")
    points = {f"c{n}": str(most) for n, most in enumerate(COMMON.values())}
    for act in ("tu-cham", "tra-loi", "kien-nghi"):
        assert do.post(f"{path(month)}/{act}", points | {"text": "x"}).status == 422
    assert month.kept("khai").history == ()


def test_each_is_told_what_waits_for_them_and_no_other_system_of_scores(month: Month) -> None:
    month.self_score("khai")
    assert kinds(month.story, "do").count("self_scored") == 1
    month.confirm("khai", by="do")
    assert kinds(month.story, "khai")[-1] == "scored"
    page = browse(month.story, "khai").get("thong-bao")
    assert "Giàng Thị Dợ đã báo kết quả chấm điểm của bạn" in page.text


def test_people_are_listed_for_whoever_scores_them(month: Month) -> None:
    month.self_score("khai")
    page = browse(month.story, "do").get("danh-gia/nguoi")
    assert "Ma Văn Khải" in page.text
    assert "Chờ xác nhận" in page.text
    assert "Bạn không chấm điểm ai" in browse(month.story, "hung").get("danh-gia/nguoi").text


def test_whoever_was_named_looks_at_the_period_s_sheets_until_they_are_not(
    month: Month,
) -> None:
    leader, tung = browse(month.story, "su"), browse(month.story, "tung")
    naming = f"danh-gia/ky/{month.period_id}/nguoi-danh-gia"
    named = {"people": str(month.person("tung")), "basis": "Quyết định 12"}
    assert leader.post(naming, {"people": str(month.person("tung"))}).status == 422
    assert tung.get(path(month)).status == 404
    assert leader.post(naming, named).status == 303
    assert "Ngô Thanh Tùng" in leader.get(f"danh-gia/ky/{month.period_id}").text
    assert tung.get(path(month)).status == 200
    assert "Ma Văn Khải" in tung.get("danh-gia/nguoi", {"ky": str(month.period_id)}).text
    assert (month.person("tung"), False) in {
        (one.person_id, one.refused) for one in looked(month)
    }
    assert browse(month.story, "do").post(naming, named).status == 403
    assert leader.post(naming, {"basis": "Hết nhiệm vụ"}).status == 303
    assert tung.get(path(month)).status == 404
