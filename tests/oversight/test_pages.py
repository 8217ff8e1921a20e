"""The province's pages: who finds them, what they say, what they cost, and who reads of it."""

import gzip
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from service.exchange.links import RevokeLink
from service.ledgers import Instance
from service.oversight import looks
from service.oversight.keeping import keep_past, refresh
from tenants.access import Role
from tests.exchange.pairs import linked, province_of
from tests.past import Story, days_ago, duty, issued, local_day, make_story, target
from tests.people import Commune, take_in
from tests.queries import counted
from tests.web import Browser, browse


@dataclass
class Seen:
    """A province, a commune with a late task, one that sent nothing yet, and their link."""

    province: Commune
    late: Story
    blank: Story
    link_id: object

    def browser(self, login: str = "su") -> Browser:
        return browse(self.province, login)


@pytest.fixture(scope="module")
def seen(admin: Instance, instance: Instance) -> Seen:
    province = province_of(admin, instance)
    officer = {"lan": ("Vũ Thị Lan", 1, "Chuyên viên chính", {Role.PROVINCIAL_OFFICER})}
    take_in(province, ("Lãnh đạo Sở", "Phòng Cải cách hành chính"), officer)
    late, blank = make_story(admin, instance), make_story(admin, instance)
    issued(late, [duty(late, 1, due=local_day(30)), duty(late, 2), target(3)], at=days_ago(60))
    for one in (late, blank):
        linked(one, province, first_day=local_day(100))
    with late.ledger.scope.begin() as connection:
        keep_past(connection, late.tenant, local_day(40), days_ago(40, 16))
        refresh(connection, late.tenant)
    return Seen(province, late, blank, None)


@pytest.mark.parametrize("path", ["", "/chi-tieu", "/bang.xlsx", "/xa/xa-khac"])
@pytest.mark.parametrize(("where", "login"), [("province", "ha"), ("late", "su")])
def test_others_find_no_such_page(seen: Seen, path: str, where: str, login: str) -> None:
    page = browse(getattr(seen, where), login).get(f"toan-canh-tinh{path}")
    assert page.status == 404
    assert "Không xem được xã này" not in page.text
    assert "Toàn cảnh" not in page.text


def test_who_needs_help_comes_first_with_fact_reason_and_a_number_to_ask(seen: Seen) -> None:
    lan = seen.browser("lan")
    with counted() as sent:
        page = lan.get("toan-canh-tinh")
    assert page.heading == "Xã cần hỗ trợ"
    assert "1 trong 2 xã" in page.text
    first, second = page.soup.select("tbody tr")
    cells = [" ".join(cell.get_text(" ").split()) for cell in first.select("th, td")]
    assert cells[0].startswith(seen.late.tenant.name)
    assert f"1 việc quá hạn, sớm nhất từ {local_day(30):%d/%m/%Y}" in cells[1]
    assert cells[2:] == ["1 việc chưa nêu lý do", "0200 000 000"]
    assert "Chưa có số liệu" in second.get_text()
    assert len(sent) <= 12, sent
    assert len(gzip.compress(page.response.data)) <= 14 * 1024


def test_no_text_of_a_task_and_no_name_is_on_any_page(seen: Seen) -> None:
    browser, code = seen.browser(), seen.late.tenant.code
    for path in ("", "/chi-tieu", f"/xa/{code}"):
        said = browser.get(f"toan-canh-tinh{path}").text
        assert "Số hóa hồ sơ" not in said
        assert "Khải" not in said


def test_a_search_needs_no_marks_and_a_sort_is_asked_for(seen: Seen) -> None:
    browser = seen.browser()
    found = browser.get("toan-canh-tinh", {"q": seen.blank.tenant.code[3:], "xep": "ten"})
    assert len(found.soup.select("tbody tr")) == 1
    assert "Không có xã nào khớp" in browser.get("toan-canh-tinh", {"q": "không đâu"}).text
    assert "Không có xã nào khớp" in browser.get("toan-canh-tinh", {"loai": "ward"}).text
    rubbish = browser.get("toan-canh-tinh", {"xep": "x", "loai": "y", "trang": "99", "q": "%_"})
    assert rubbish.status == 200


def test_a_past_day_is_as_it_was_and_before_the_beginning_nothing_is_known(seen: Seen) -> None:
    browser = seen.browser()
    then = browser.get("toan-canh-tinh", {"tai_ngay": local_day(35).isoformat()})
    assert "quá hạn, sớm nhất" not in then.text
    before = browser.get("toan-canh-tinh", {"tai_ngay": local_day(200).isoformat()})
    assert "2 xã chưa có số liệu" in before.text
    card = browser.get(
        f"toan-canh-tinh/xa/{seen.late.tenant.code}", {"tai_ngay": local_day(200).isoformat()}
    )
    assert "không có nghĩa là bằng 0" in card.text


def test_a_commune_says_under_which_link_and_how_its_year_went(seen: Seen) -> None:
    page = seen.browser().get(f"toan-canh-tinh/xa/{seen.late.tenant.code}")
    assert "Xã cho phép, từ " + f"{local_day(100):%d/%m/%Y}" in page.text
    assert "Mười hai tháng qua" in page.text
    assert "quá hạn 1, sớm nhất từ" in page.text
    assert page.soup.select_one("figure svg[role=img]")


def test_the_workbook_holds_nothing_where_nothing_is_known(seen: Seen) -> None:
    answer = seen.browser().get("toan-canh-tinh/bang.xlsx").response
    book = load_workbook(BytesIO(answer.data), read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    book.close()
    assert rows[0][5] == 1
    assert rows[1][1] == "chưa có số liệu"
    assert set(rows[1][2:]) == {None}


def test_the_commune_reads_who_looked_once_a_day(seen: Seen) -> None:
    browser = seen.browser("lan")
    for _ in range(2):
        browser.get("toan-canh-tinh")
        browser.get(f"toan-canh-tinh/xa/{seen.late.tenant.code}")
    with seen.late.ledger.scope.begin() as connection:
        found = [
            one for one in looks.at_us(connection, date.max) if one.post == "Chuyên viên chính"
        ]
    assert {one.all_at_once for one in found} == {True, False}
    assert len(found) == 2
    page = browse(seen.late, "su").get("lien-ket")
    assert "Chuyên viên chính" in page.text
    assert "Vũ Thị Lan" not in page.text
    with seen.blank.ledger.scope.begin() as connection:
        assert all(one.all_at_once for one in looks.at_us(connection, date.max))


def test_a_link_revoked_while_the_page_is_open_says_so(
    admin: Instance, instance: Instance
) -> None:
    story, province = make_story(admin, instance), province_of(admin, instance)
    link_id = linked(story, province, first_day=local_day(10))
    browser, path = browse(province, "su"), f"toan-canh-tinh/xa/{story.tenant.code}"
    assert "Chưa có số liệu" in browser.get(path).text
    story.do(RevokeLink(link_id=link_id, reason="Thôi"), by="su", at=days_ago(0) + timedelta(0))
    gone = browser.get(path)
    assert gone.status == 404
    assert gone.heading == "Không xem được xã này"
    unknown = browser.get("toan-canh-tinh/xa/khong-co")
    assert unknown.text.replace("khong-co", "") == gone.text.replace(story.tenant.code, "")


def test_an_indicator_of_two_communes_is_shown_and_not_compared(
    admin: Instance, instance: Instance
) -> None:
    province = province_of(admin, instance)
    for value in (80, 85):
        story = make_story(admin, instance)
        issued(story, [target(3, value=value)], at=days_ago(60))
        linked(story, province, first_day=local_day(10))
        with story.ledger.scope.begin() as connection:
            refresh(connection, story.tenant)
    browser = browse(province, "su")
    page = browser.get("toan-canh-tinh/chi-tieu")
    assert "Ít xã, chưa so sánh được" in page.text
    assert "2 xã chưa đo" in page.text
    [link] = page.soup.select("section a")
    one = browser.get(str(link["href"]))
    assert [cell.get_text() for cell in one.soup.select("tbody td")].count("chưa đo") == 2
    assert browser.get("toan-canh-tinh/chi-tieu", {"ma": "khong-co"}).status == 404
