"""Search finds without marks, by code, number and name; never what one may not see."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.ledgers import Instance
from service.search.folding import words
from tenants.access import Role
from tests.conclusions.papers import Paper
from tests.directives.pairs import fanned_out
from tests.past import Story, days_ago, duty, issued, local_day, target
from tests.people import Commune, make_commune, take_in
from tests.tasks.given import given_task
from tests.web import browse

RUBBISH = ["", "  ", "'", "\\", "a & b | !", ":*", "((", "💥", "%_%", "x" * 5000]


def titles(commune: Commune, login: str, typed: str, **day: str) -> list[str]:
    page = browse(commune, login).get("tim", {"q": typed} | day)
    assert page.status == 200
    return [h.get_text(strip=True) for h in page.soup.select(".work__title")]


@pytest.mark.parametrize(
    "typed", ["hồ sơ giấy", "ho so giay", "HO SO", "giấy hồ", "so hoa ho", "SỐ HÓA", "số hoá"]
)
def test_words_are_found_with_and_without_marks(commune: Commune, typed: str) -> None:
    given_task(commune, content="Số hóa hồ sơ giấy của năm trước")
    assert titles(commune, "ha", typed) == ["Số hóa hồ sơ giấy của năm trước"]


@pytest.mark.parametrize("typed", ["NV-2026-001", "nv 2026 001", "12/KH-UBND", "ma van khai"])
def test_codes_numbers_and_people_are_found(story: Story, typed: str) -> None:
    issued(story, [duty(story, 1), target(2)], title="Kế hoạch của xã", at=days_ago(30))
    assert len(titles(story, "ha", typed)) == 1


def test_what_was_typed_with_marks_comes_before_what_only_folds_alike(story: Story) -> None:
    texts = ("Cấp phép cho ông Hưng", "Cấp phép cho ông Hùng")
    items = [duty(story, n + 1, text=text) for n, text in enumerate(texts)]
    issued(story, items, at=days_ago(30))
    assert titles(story, "ha", "Hùng")[:2] == [texts[1], texts[0]]
    assert titles(story, "ha", "Hưng")[:2] == [texts[0], texts[1]]


def test_indicators_are_found_too(story: Story) -> None:
    issued(story, [duty(story, 1), target(2)], at=days_ago(30))
    assert titles(story, "ha", "tra dung han") == ["Tỷ lệ hồ sơ trả đúng hạn, nhóm 2"]


def test_a_past_day_finds_what_was_there_then_and_leads_there(story: Story) -> None:
    issued(story, [duty(story, 1, text="Kiểm kê tài sản công"), target(2)], at=days_ago(30))
    before, after = (f"{local_day(days):%d/%m/%Y}" for days in (31, 30))
    for typed in ("kiem ke", "12/KH-UBND", "tra dung han"):
        assert titles(story, "ha", typed, tai_ngay=before) == []
        assert len(titles(story, "ha", typed, tai_ngay=after)) == 1
    page = browse(story, "ha").get("tim", {"q": "kiem ke", "tai_ngay": after})
    assert f"tai_ngay={local_day(30)}" in page.soup.select(".work__title a")[0]["href"]


def test_an_official_finds_no_task_of_another_unit(commune: Commune) -> None:
    given_task(commune, content="Kiểm kê tài sản công")
    assert titles(commune, "khai", "kiem ke") == ["Kiểm kê tài sản công"]
    assert titles(commune, "hung", "kiem ke") == []


def test_nothing_of_another_commune_is_found(commune: Commune, story: Story) -> None:
    given_task(commune, content="Kiểm kê tài sản công")
    assert titles(story, "ha", "kiem ke") == []


def test_nothing_found_says_what_to_try(commune: Commune) -> None:
    page = browse(commune, "ha").get("tim", {"q": "khong co gi"})
    assert "Không thấy “khong co gi”. Thử gõ không dấu" in page.text


@pytest.mark.parametrize("typed", RUBBISH)
def test_rubbish_is_only_words(commune: Commune, typed: str) -> None:
    assert browse(commune, "ha").get("tim", {"q": typed}).status == 200


@given(st.text(max_size=60))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_words_are_always_plain(typed: str) -> None:
    assert all(word.isascii() and word.isalnum() for word in words(typed))
    assert len(words(typed)) <= 8


def test_documents_are_found_by_whom_they_reach(admin: Instance, instance: Instance) -> None:
    party = Paper(make_commune(admin, instance, kind="party_committee")).party
    for typed in ("phuc vu ba con", "12-KL/ĐU"):
        assert titles(party, "do", typed) == ["Về phục vụ bà con đúng hẹn"]
    take_in(party, ("Chi bộ Bản Xa",), {"xa": ("Lò Thị Xa", 0, "Đảng viên", {Role.OFFICIAL})})
    assert titles(party, "xa", "phuc vu") == []


def test_directives_are_found_by_who_receives_them(admin: Instance, instance: Instance) -> None:
    chain = fanned_out(admin, instance, 1)
    [commune] = chain.communes
    assert titles(commune, "su", "1500/UBND-NC") == ["Rà soát hồ sơ thủ tục hành chính"]
    assert titles(commune, "khai", "1500/UBND-NC") == []
