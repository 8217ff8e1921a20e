"""Targets and duties in prose, drawn from parts: how they are made says what they ask for."""

from collections.abc import Iterator
from itertools import cycle, islice, product

from service.imports.importer import read_plan

SUBJECTS = (
    ("tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn", "procedures"),
    ("mức độ hài lòng của người dân đối với sự phục vụ của cơ quan hành chính", "organisation"),
    ("tỷ lệ giải ngân vốn đầu tư công", "public_finance"),
    ("tỷ lệ hồ sơ công việc được xử lý trên môi trường mạng", "digital_government"),
    ("tỷ lệ cán bộ, công chức được bồi dưỡng", "civil_service"),
)
SAID = {
    "{} đạt {}%": "=", "đưa {} đạt {}%": "=", "{} tăng từ 15% năm 2025 lên {}%": "=",
    "{} đạt {}% (năm 2025 đạt 15%)": "=", "{} đạt {}%, tăng so với mức 15% của năm 2025": "=",
    "{} đạt tối thiểu {}%": ">=", "{} tối thiểu là {}%": ">=", "{} không để dưới {}%": ">=",
    "nâng {} lên ít nhất {}%": ">=", "{} đạt từ {}% trở lên": ">=", "{} đạt {} - 99%": ">=",
    "giữ vững {} ở mức trên {}%": ">", "phấn đấu {} đạt trên {}%": ">", "{} dưới {}%": "<",
    "{} không vượt quá {}%": "<=", "{} tối đa {}%": "<=",
}  # fmt: skip
BESIDE = (
    ("giảm tối thiểu 10% chi thường xuyên", "reduce_by>=", 10, "public_finance"),
    ("thời gian chờ đến lượt giao dịch tối đa là 08 phút/lượt", "<=", 8, "procedures"),
    ("Chỉ số cải cách hành chính xếp trong 12 xã, phường dẫn đầu", "<=", 12, "steering"),
    ("có thêm 16 camera kết nối với phần mềm của xã", "=", 16, "digital_government"),
    ("100% văn bản quy phạm pháp luật được rà soát", "=", 100, "institutions"),
)
JOINED = ("; ", ", ", ", trong đó ", ", đồng thời ", " và ", ". ")
OPENED = {"": "2026-2030", "Đến hết năm 2027, ": "by 2027", "Trong năm 2028, ": "2028"}
NAMES = {
    "Phòng Kinh tế": "Phòng Kinh tế", "VP HĐND-UBND xã": "Văn phòng HĐND và UBND xã",
    "Các thôn": "Các thôn", "Hợp tác xã Nam Sơn": "Hợp tác xã Nam Sơn", "Thôn": "Thôn",
    "Tổ trưởng tổ dân phố": "Tổ trưởng tổ dân phố", "Nhà văn hóa xã": "Nhà văn hóa xã",
    "Đài Truyền thanh xã": "Đài Truyền thanh xã", "Từng đảng viên": "Từng đảng viên",
}  # fmt: skip
CHARGED = (
    "{} {}", "{}: {}", "Giao {} {}", "Yêu cầu {} {}", "Phân công {} {}", "{} có nhiệm vụ {}",
    "{} phải {}", "{} theo chức năng, nhiệm vụ được giao {}", "Hằng quý, {} {}",
    "{} căn cứ nhiệm vụ được phân công, {}", "Đối với {}: {}", "Chủ tịch UBND xã giao {} {}",
    "Ngoài các nhiệm vụ trên, {} {}", "{} làm đầu mối, {}",
)  # fmt: skip
OWED = {
    "chủ trì tham mưu nội dung cải cách tài chính công": "lead",
    "phối hợp với Công an xã kiểm tra việc thực hiện": "coordinate",
    "theo dõi, đôn đốc việc thực hiện các nhiệm vụ được giao": "monitor",
    "bố trí kinh phí, hoàn thành trước ngày 30/6/2026": "responsible",
}
PLAN = """KẾ HOẠCH
Cải cách hành chính xã Suối Lành giai đoạn 2026 - 2030

Ủy ban nhân dân xã Suối Lành ban hành Kế hoạch như sau:

I. MỤC TIÊU CỤ THỂ

{}

II. NHIỆM VỤ

- Rà soát văn bản quy phạm pháp luật của xã.

III. TỔ CHỨC THỰC HIỆN

{}
"""
EACH, LEAST = 7, 0.97
Aim = tuple[float, str, str, str]


def sentences() -> Iterator[tuple[str, list[Aim]]]:
    """Yield sentences of two targets each, and what they ask for."""
    besides, openings = cycle(BESIDE), cycle(OPENED.items())
    for (subject, area), (said, sign), joint in islice(
        product(SUBJECTS, SAID.items(), JOINED), 0, None, EACH
    ):
        other, other_sign, value, other_area = next(besides)
        opening, stage = next(openings)
        words = opening + said.format(subject, 37)
        beside = other[:1].upper() + other[1:] if joint == ". " else other
        later = "2026-2030" if joint == ". " else stage
        yield (
            f"{words[:1].upper()}{words[1:]}{joint}{beside}.",
            [(37, sign, area, stage), (value, other_sign, other_area, later)],
        )


def test_nearly_every_sentence_of_two_targets_is_read_exactly() -> None:
    drawn = list(sentences())
    found = read_plan(PLAN.format("\n".join(f"- {s}" for s, _ in drawn), "").encode(), "p.txt")
    aims: dict[str, list[Aim]] = {}
    for one in found.indicators:
        said = (one.value or 0, one.comparator or "", one.reform_area, one.phase)
        aims.setdefault(one.item_text, []).append(said)
    missed = [sentence for sentence, wanted in drawn if aims.get(sentence) != wanted]
    assert len(missed) <= (1 - LEAST) * len(drawn), missed


def test_nearly_every_duty_has_whom_it_is_given_to_and_the_role() -> None:
    drawn = list(islice(product(NAMES.items(), CHARGED, OWED.items()), 0, None, EACH))
    lines = [
        f"{n}. {given.format(name, duty)}."
        for n, ((name, _), given, (duty, _)) in enumerate(drawn, 1)
    ]
    found = read_plan(PLAN.format("- 100% hồ sơ đúng hạn.", "\n".join(lines)).encode(), "p.txt")
    duties = [(duty.units, duty.role) for duty in found.assignments]
    wanted = [((known,), role) for (_, known), _, (_, role) in drawn]
    missed = [line for line, got, due in zip(lines, duties, wanted, strict=True) if got != due]
    assert len(missed) <= (1 - LEAST) * len(drawn), missed


def test_what_was_reached_before_or_is_only_spoken_of_is_no_target() -> None:
    goals = (
        "- Năm 2025 tỷ lệ hồ sơ trực tuyến đạt 71%; phấn đấu đến năm 2026 đạt 85%.\n"
        "- Khắc phục các chỉ tiêu còn thấp: hồ sơ trực tuyến mới đạt 51%, số hóa đạt 63%.\n"
        "- Không còn hồ sơ quá hạn kéo dài trên 30 ngày.\n"
        "- Bình quân 01 hồ sơ giải quyết không quá 15 phút."
    )
    found = read_plan(PLAN.format(goals, "1. Công an xã chủ trì.").encode(), "p.txt")
    assert [aim.value for aim in found.indicators] == [85, None, 15]
