"""The pages of both sides: every number opens, what was typed stays, others are refused."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

import pytest

from service.clock import today
from service.demo.criteria import criteria
from service.evaluation.par.sheet import workbook
from service.ledgers import Instance
from service.organisation.founding import ZONE
from tests.evaluation.par.years import Year, year_of
from tests.people import make_commune
from tests.web import Browser, Page, browse

SHEET, MINE, THEIRS = "bo-tieu-chi.xlsx", "danh-gia/cai-cach", "danh-gia/tham-dinh"


@pytest.fixture(scope="module")
def spare(admin: Instance, instance: Instance) -> Year:
    """Another pair, for the pages of sets."""
    return year_of(admin, instance)


@pytest.fixture(scope="module")
def year(admin: Instance, instance: Instance) -> Year:
    return year_of(admin, instance)


def taken(browser: Browser, page: str) -> Page:
    """Take in the first letter that waits on a page."""
    here = browser.get(page)
    return browser.post(f"{page}/nhan", here.form(f"{page}/nhan"))


@dataclass(frozen=True)
class Desks:
    """Who sits where: clerk and head of the commune, clerk and head of the province."""

    year: Year
    ha: Browser
    su: Browser
    lan: Browser
    khoi: Browser

    @property
    def own(self) -> str:
        return f"{MINE}/{self.year.year}"

    @property
    def theirs(self) -> str:
        return f"{THEIRS}/{self.year.year}/{self.year.commune.tenant.code}"

    def day(self, more: int = 0) -> str:
        return f"{self.year.day + timedelta(days=more):%d/%m/%Y}"


def commune_scores(desks: Desks) -> None:
    ha, own = desks.ha, desks.own
    figures = {"numerator": "1.902", "denominator": "1.968"}
    refused = ha.post(f"{own}/3.1.1", figures)
    assert refused.status == 422
    assert refused.form("/3.1.1")["numerator"] == "1.902"
    assert ha.post(f"{own}/3.1.1", figures | {"reason": "Hệ thống một cửa"}).status == 303
    leaf = ha.get(f"{own}/3.1.1")
    assert "1.902 / 1.968 = 96,65% → 8,5 điểm" in leaf.text
    [event] = [a["href"] for a in leaf.soup.select(".timeline a")]
    assert "Tự chấm tiêu chí 3.1.1" in ha.get(str(event)).text


def commune_sends(desks: Desks) -> None:
    ha, own = desks.ha, desks.own
    survey = {"survey": "sipas", "result": "88,4", "origin": "Sở Nội vụ"}
    assert ha.post(f"{own}/khao-sat", survey).status == 422
    assert ha.post(f"{own}/khao-sat", survey | {"measured_on": desks.day()}).status == 303
    assert ha.post(f"{own}/gui", {}).status == 403
    assert desks.su.post(f"{own}/gui", {}).status == 303


def province_appraises(desks: Desks) -> None:
    lan, theirs = desks.lan, desks.theirs
    assert taken(lan, THEIRS).status == 303
    assert lan.post(f"{theirs}/3.1.1", {"points": "5"}).status == 422
    assert lan.post(f"{theirs}/3.1.1", {"points": "5", "why": "Thiếu xác nhận"}).status == 303
    assert lan.post(f"{theirs}/gui", {"explain_by": desks.day(5)}).status == 303


def commune_explains(desks: Desks) -> None:
    ha, own = desks.ha, desks.own
    assert taken(ha, MINE).status == 303
    assert ha.post(f"{own}/3.1.1/giai-trinh", {"explanation": "Đã có"}).status == 303
    assert desks.su.post(f"{own}/gui-giai-trinh", {}).status == 303


def province_concludes(desks: Desks) -> None:
    theirs = desks.theirs
    assert taken(desks.lan, THEIRS).status == 303
    assert "Đã có" in desks.lan.get(f"{theirs}/3.1.1").text
    facts = {"number": "88/TB-HĐTĐ", "concluded_on": desks.day(), "bonus": "1"}
    assert desks.khoi.post(f"{theirs}/ket-luan", facts).status == 422
    facts |= {"bonus_reason": "Sáng kiến", "deduction": "0"}
    assert desks.khoi.post(f"{theirs}/ket-luan", facts).status == 303


def nothing_before(desks: Desks) -> None:
    asked = {"tai_ngay": (today(ZONE) - timedelta(days=1)).isoformat()}
    assert "chưa bắt đầu chấm năm này" in desks.ha.get(desks.own, asked).text
    assert "chưa bắt đầu chấm năm này" in desks.ha.get(f"{desks.own}/3.1.1", asked).text
    assert "Chưa có năm nào" in desks.ha.get(MINE, asked).text
    assert "chưa tiếp nhận bản tự chấm" in desks.lan.get(desks.theirs, asked).text
    assert "19,26" not in desks.lan.get(THEIRS, asked).text


def test_a_year_goes_through_all_five_stages_on_the_pages(year: Year) -> None:
    mine, theirs = year.commune, year.province
    people = [browse(who, login) for who in (mine, theirs) for login in ("ha", "su")]
    desks = Desks(year, *people)
    assert "Chưa gửi bản tự chấm" in desks.lan.get(THEIRS).text
    assert taken(desks.ha, MINE).status == 303
    commune_scores(desks)
    commune_sends(desks)
    assert "Đã gửi, chờ tiếp nhận" in desks.lan.get(THEIRS).text
    province_appraises(desks)
    commune_explains(desks)
    province_concludes(desks)
    assert taken(desks.ha, MINE).status == 303
    assert "đã chốt 19,26" in desks.ha.get(desks.own).text
    assert "cao nhất 19,26" in desks.lan.get(THEIRS).text
    later = {"points": "4", "why": "Thanh tra phát hiện hồ sơ trễ"}
    assert desks.lan.post(f"{desks.theirs}/3.1.1/dieu-chinh", later).status == 403
    assert desks.khoi.post(f"{desks.theirs}/3.1.1/dieu-chinh", later).status == 303
    assert taken(desks.ha, MINE).status == 303
    beside = desks.ha.get(desks.own).text
    assert "đã chốt 19,26" in beside
    assert "Tổng sau điều chỉnh: 18,26" in beside
    nothing_before(desks)
    for form in ("docx", "xlsx"):
        assert desks.ha.get(f"{desks.own}/{form}").response.data[:2] == b"PK"


def test_another_tenant_finds_nothing_there(
    year: Year, admin: Instance, instance: Instance
) -> None:
    stranger = browse(make_commune(admin, instance, kind="province"), "ha")
    code = year.commune.tenant.code
    for path in (f"cai-cach/{year.year}", f"tham-dinh/{year.year}/{code}"):
        assert stranger.get(f"danh-gia/{path}").status == 404
        assert stranger.get(f"danh-gia/{path}/3.1.1").status == 404


def test_a_set_is_read_in_shown_in_words_and_decided(spare: Year) -> None:
    lan, khoi = browse(spare.province, "ha"), browse(spare.province, "su")
    typed = {"title": "Bộ tiêu chí năm sau", "year": str(spare.year + 1)}
    empty = lan.post("danh-gia/bo-tieu-chi", typed)
    assert empty.status == 422
    assert empty.form("/bo-tieu-chi")["title"] == typed["title"]
    data = workbook(criteria(spare.year + 1))
    made = lan.post("danh-gia/bo-tieu-chi", typed | {"file": (BytesIO(data), SHEET)})
    shown = lan.follow(made)
    assert "từ 98% được 10; từ 95% được 8,5; từ 90% được 5; dưới mức đó được 0." in shown.text
    here = made.location
    assert lan.post(f"{here}/quyet-dinh", {}).status == 403
    wrong = khoi.post(f"{here}/quyet-dinh", {"number": "9/QĐ-UBND", "decided_on": "x"})
    assert wrong.status == 422
    day = f"{spare.day:%d/%m/%Y}"
    done = khoi.post(f"{here}/quyet-dinh", {"number": "9/QĐ-UBND", "decided_on": day})
    assert done.status == 303
    assert "Bộ tiêu chí của tỉnh" in browse(spare.commune, "ha").get("danh-gia/cai-cach").text


def test_a_faulty_sheet_names_its_rows(spare: Year) -> None:
    lan = browse(spare.province, "ha")
    data = "Mã,Nội dung,Điểm tối đa\n1,Lĩnh vực,nhiều\n".encode()
    typed = {"title": "Sai", "year": "2030", "file": (BytesIO(data), "bo.csv")}
    page = lan.post("danh-gia/bo-tieu-chi", typed)
    assert page.status == 422
    assert "Điểm tối đa “nhiều” không phải là số." in page.text
