"""Documents that are no plans are recognised, with what they look like."""

import pytest

from service.imports.importer import read_plan
from service.imports.refusals import NotAPlanError
from tests.imports.papers import PAPERS

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
MINUTES = (
    MOTTO
    + """BIÊN BẢN
Họp giao ban tuần 3 tháng 5 năm 2026

Thời gian: 8 giờ ngày 18/5/2026, tại phòng họp số 2.
Thành phần: lãnh đạo xã, trưởng các phòng.
1. Ông Tráng báo cáo tình hình thu gom rác ở bản Nà Phày.
2. Bà Nết đề nghị sửa mái nhà kho trước mùa mưa.
Cuộc họp kết thúc lúc 10 giờ cùng ngày.
"""
)
DECISION = (
    MOTTO
    + """QUYẾT ĐỊNH
Về việc bổ nhiệm công chức giữ chức vụ Phó Trưởng phòng Kinh tế

CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ

Căn cứ Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025;

Điều 1. Bổ nhiệm ông Vừ A Sính giữ chức Phó Trưởng phòng Kinh tế kể từ ngày 01/7/2026.
Điều 2. Ông Sính được hưởng phụ cấp chức vụ theo quy định.
Điều 3. Văn phòng và ông Sính thi hành Quyết định này./.
"""
)
SPEECH = """BÀI PHÁT BIỂU
của đồng chí Chủ tịch xã tại lễ khai giảng

Kính thưa các vị đại biểu, thưa các thầy cô và các em học sinh!
Hôm nay trời đẹp, tôi rất vui được gặp các em. Chúc các em một năm học nhiều niềm vui.
"""
FORM = (
    MOTTO
    + """ĐƠN ĐỀ NGHỊ
Xác nhận tình trạng cư trú

Kính gửi: Công an xã
Họ và tên: ..................... Ngày sinh: .................
Nơi ở hiện nay: .............................................
"""
)
RECIPE = """Cách nấu canh cá chua
Cá làm sạch, ướp muối trong mười phút. Đun nước sôi, thả cà chua và dứa vào nồi.
Khi cá chín thì thêm thì là, nếm lại cho vừa rồi tắt bếp và ăn nóng với bún.
"""
REPORT = (
    MOTTO
    + """BÁO CÁO
Kết quả cải cách hành chính quý I năm 2026

I. KẾT QUẢ
- Đã tiếp nhận 312 hồ sơ, trả đúng hẹn 309 hồ sơ.
II. HẠN CHẾ
- Còn ba hồ sơ trả chậm vì thiếu bản vẽ.
"""
)
ENGLISH = "Dear colleagues,\nplease find below the agenda of our meeting next week.\nRegards\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (MINUTES, "minutes"),
        (DECISION, "decision"),
        (SPEECH, "speech"),
        (FORM, "form"),
        (REPORT, "report"),
        (RECIPE, "unknown"),
        (ENGLISH, "unknown"),
    ],
)
def test_what_is_no_plan_is_named(text: str, kind: str) -> None:
    with pytest.raises(NotAPlanError) as caught:
        read_plan(text.encode(), "paper.txt")
    assert caught.value.found_kind == kind


@pytest.mark.parametrize("kind", PAPERS)
def test_a_paper_that_speaks_of_a_plan_is_none(kind: str) -> None:
    with pytest.raises(NotAPlanError) as caught:
        read_plan(PAPERS[kind].encode(), "paper.txt")
    assert caught.value.found_kind == kind
