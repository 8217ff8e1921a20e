"""A commune writes its own reading of the rules, has it reviewed, and a leader signs it."""

from playwright.sync_api import Browser

from tests.browser import DESK, PHONE, Window, window
from tests.people import PASSWORD, Commune

RULES = "danh-gia/quy-tac"


def test_rules_are_written_by_one_reviewed_and_signed_by_another(
    chromium: Browser, address: str, commune: Commune
) -> None:
    home = f"{address}/x/{commune.tenant.code}"
    ha, su = window(chromium, home, PHONE), window(chromium, home, DESK)
    ha.sign_in("ha", PASSWORD)
    su.sign_in("su", PASSWORD)
    written = write(ha)
    su.page.goto(written)
    su.page.get_by_label("Đồng ý", exact=True).check()
    su.page.get_by_role("button", name="Ghi kết quả rà soát").click()
    su.page.get_by_label("Số quyết định").fill("45/QĐ-UBND")
    su.page.get_by_label("Ngày ký").fill("31/5/2026")
    su.page.get_by_label("Áp dụng từ ngày").fill("1/6/2026")
    su.look("rules-to-sign")
    su.page.get_by_role("button", name="Đưa vào áp dụng").click()
    su.page.get_by_text("Bộ quy tắc áp dụng từ 01/06/2026.").wait_for()
    for shown in (ha, su):
        for path in (RULES, f"{RULES}/so-sanh?voi=tp-hcm-2026"):
            shown.go(path)
            shown.look(f"rules-{'compared' if '?' in path else 'hold'}")
        shown.page.goto(written)
        shown.look("rules-one")
        assert not shown.wrong
        shown.page.context.close()


def write(ha: Window) -> str:
    ha.go(f"{RULES}/co-san/nd335-2025")
    ha.page.get_by_role("link", name="Soạn bản từ bộ này").click()
    ha.page.get_by_label("Tên bộ quy tắc").fill("Quy tắc của xã")
    ha.page.get_by_label("Văn bản làm căn cứ").fill("Quyết định 45/QĐ-UBND")
    ha.page.get_by_label("Điều, khoản").fill("Điều 2")
    ha.page.get_by_label("Tiến độ chia cho").select_option("việc đã hoàn thành")
    ha.page.get_by_label("Bậc theo ngày làm việc trễ").fill("3: 80; còn lại: 0")
    ha.look("rules-written")
    ha.page.get_by_role("button", name="Lưu bản nháp").click()
    ha.page.get_by_text("Đã lưu bản nháp.").wait_for()
    return ha.page.url
