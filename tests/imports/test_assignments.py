"""Duties in the part about carrying out the plan: whose, in what role, by when."""

import pytest

from service.imports.reader.compose import read_document
from service.imports.reading import Reading
from service.imports.sources.text import read_text
from tests.imports.marked import marked

HEAD = (
    "KẾ HOẠCH\nCải cách hành chính giai đoạn 2026-2030\nI. MỤC TIÊU\n- 100% việc xong.\n"
    "II. NHIỆM VỤ\n- Làm việc này cho tốt.\nIII. TỔ CHỨC THỰC HIỆN\n"
)
OFFICE, CULTURE = "Văn phòng HĐND và UBND xã", "Phòng Văn hóa - Xã hội"
Duty = tuple[tuple[str, ...], str, str | None]


def reading(duties: str) -> Reading:
    return read_document(read_text((HEAD + duties).encode()))


@pytest.mark.parametrize(
    ("duties", "wanted"),
    [
        (
            (
                "1. Giao Phòng VH-XH: Chủ trì theo dõi việc này.\n"
                "2. Văn phòng HĐND&UBND: Phối hợp với Phòng Kinh tế rà soát."
            ),
            [((CULTURE,), "lead", None), ((OFFICE,), "coordinate", None)],
        ),
        (
            (
                "- Phòng Kinh tế: Chủ trì tham mưu bố trí kinh phí.\n"
                "- Công an xã: Hướng dẫn người dân kích hoạt tài khoản."
            ),
            [(("Phòng Kinh tế",), "lead", None), (("Công an xã",), "responsible", None)],
        ),
        (
            (
                "1. Các phòng, ban xã; Trưởng các thôn\nCăn cứ Kế hoạch này lập kế hoạch riêng "
                "trước 31/3/2026.\n2. Đề nghị UBMTTQ xã\nTăng cường giám sát việc thực hiện."
            ),
            [
                (("Các phòng, ban xã", "Trưởng các thôn"), "responsible", "before 2026-03-31"),
                (("UBMTTQ xã",), "requested", None),
            ],
        ),
        (
            (
                "- Trưởng các phòng; Hiệu trưởng các trường: lập kế hoạch riêng của mình.\n"
                "- Trạm Y tế, các trường học công khai mức thu phí, lệ phí."
            ),
            [
                (("Trưởng các phòng", "Hiệu trưởng các trường"), "responsible", None),
                (("Trạm Y tế xã", "Các trường học"), "responsible", None),
            ],
        ),
        (
            "Yêu cầu các phòng nghiêm túc thực hiện; giao Phòng Văn hóa - Xã hội đôn đốc.",
            [((CULTURE,), "monitor", None)],
        ),
        (
            (
                "1. Hiệu trưởng các trường học\n- Triển khai kế hoạch trong nhà trường.\n"
                "2. Trưởng Ban Chỉ đạo xã\n- Phân công thành viên phụ trách từng lĩnh vực."
            ),
            [
                (("Hiệu trưởng các trường học",), "responsible", None),
                (("Trưởng Ban Chỉ đạo xã",), "responsible", None),
            ],
        ),
        (
            (
                "1. Đối với các phòng chuyên môn\na) Tổ chức quán triệt kế hoạch này.\n"
                "b) Báo cáo trước ngày 10 tháng cuối quý."
            ),
            [
                (("Các phòng chuyên môn",), "responsible", None),
                (("Các phòng chuyên môn",), "responsible", "before day 10 quarterly"),
            ],
        ),
        (
            "1. Phòng Kinh tế, Trạm Y tế\nChủ trì phun thuốc trừ muỗi hằng quý.",
            [(("Phòng Kinh tế", "Trạm Y tế xã"), "lead", "quarterly")],
        ),
    ],
)
def test_a_duty_has_its_units_its_role_and_its_day(duties: str, wanted: list[Duty]) -> None:
    found = [
        (a.units, a.role, a.deadline and a.deadline.normalised)
        for a in reading(duties).assignments
    ]
    assert found == wanted


def test_whom_a_sentence_names_owes_the_rest_of_its_paragraph() -> None:
    found = reading(
        "1. Các phòng thuộc xã\n- Công an xã, Trạm Y tế chủ trì trực đêm. Chia ca theo tuần.\n"
        "- Nộp lịch trực hằng tháng."
    ).assignments
    both, all_ = ("Công an xã", "Trạm Y tế xã"), ("Các phòng thuộc xã",)
    assert [a.units for a in found] == [both, both, all_]


def test_a_duty_that_names_nobody_is_kept_and_shown_as_doubtful() -> None:
    found = reading("Dán thông báo ở nhà văn hóa ngay trong tuần đầu.").assignments
    assert [(a.units, a.rule) for a in found] == [((), "assignments.nobody")]
    assert found[0].confidence < 0.5


def test_who_is_known_only_by_standing_before_the_verb_is_doubtful() -> None:
    (found,) = reading(
        "Già làng, trưởng làng vận động bà con nộp hồ sơ trực tuyến."
    ).assignments
    assert (found.units, found.rule) == (("Già làng, trưởng làng",), "assignments.nobody")


def test_checks_announced_and_not_are_one_inspection() -> None:
    check = "kiểm tra đột xuất, định kỳ việc chấp hành giờ làm việc của công chức."
    found = reading(
        f"1. Phòng Kinh tế tham mưu {check}\n"
        "2. Công an xã tổ chức kiểm tra các xóm đột xuất, định kỳ hằng quý báo cáo kết quả."
    ).inspections
    assert [one.text for one in found] == [
        f"tham mưu {check}",
        "tổ chức kiểm tra các xóm đột xuất",
    ]


def test_closing_words_are_no_duties() -> None:
    closing = (
        "1. Phòng Kinh tế\n- Chủ trì việc này ngay.\nTrên đây là Kế hoạch của xã. Trong "
        "quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh về UBND xã để giải quyết./."
    )
    found = reading(closing)
    assert len(found.assignments) == 1
    assert [s.kind for s in found.statements] == ["closing", "closing"]
    assert [e.to for e in found.escalations] == ["UBND xã"]


def test_the_offices_of_a_ward_are_named_after_it() -> None:
    plan = marked("ward_year").text
    found = read_document(read_text(plan.encode()))
    units = {unit for duty in found.assignments for unit in duty.units}
    assert "Văn phòng HĐND và UBND phường" in units
    assert not [unit for unit in units if unit.endswith(" xã")]
