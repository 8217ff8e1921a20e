"""The words of the decree's forms, and the criteria of a rule set under them.

Source: Decree 335/2025/NĐ-CP, Phụ lục II, Mẫu số 01 and 02.
"""

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby

from service.evaluation.grades import Grade
from service.evaluation.papers.official import Group, Line
from service.evaluation.rules import RuleSet

GRADES = {
    Grade.EXCELLENT: "Hoàn thành xuất sắc nhiệm vụ",
    Grade.GOOD: "Hoàn thành tốt nhiệm vụ",
    Grade.COMPLETED: "Hoàn thành nhiệm vụ",
    Grade.NOT_COMPLETED: "Không hoàn thành nhiệm vụ",
}
_DECREE = "nd335-2025"
_GROUPS = {
    "I": "Phẩm chất chính trị, phẩm chất đạo đức, văn hóa thực thi công vụ và ý thức kỷ luật,"
    " kỷ cương trong thực thi công vụ",
    "II": "Năng lực chuyên môn, nghiệp vụ theo yêu cầu của vị trí việc làm; khả năng đáp ứng"
    " yêu cầu thực thi nhiệm vụ được giao; tinh thần trách nhiệm trong thực thi công vụ; thái"
    " độ phục vụ người dân, doanh nghiệp và khả năng phối hợp với đồng nghiệp",
    "III": "Năng lực đổi mới, sáng tạo, dám nghĩ, dám làm, dám chịu trách nhiệm vì lợi ích"
    " chung trong thực thi công vụ",
}
_LINES = {
    "I.1": "Phẩm chất chính trị, phẩm chất đạo đức, văn hóa thực thi công vụ",
    "I.2": "Ý thức kỷ luật, kỷ cương trong thực thi công vụ",
    "II.1": "Năng lực chuyên môn, nghiệp vụ theo yêu cầu của vị trí việc làm",
    "II.2": "Khả năng đáp ứng yêu cầu thực thi nhiệm vụ được giao thường xuyên, đột xuất",
    "II.3": "Tinh thần trách nhiệm trong thực thi công vụ",
    "II.4": "Thái độ phục vụ người dân, doanh nghiệp và khả năng phối hợp với đồng nghiệp",
    "III.1": "Có sản phẩm, giải pháp đột phá, sáng tạo đem lại giá trị, hiệu quả thiết thực,"
    " tác động tích cực đến kết quả thực hiện nhiệm vụ của cơ quan, tổ chức, đơn vị.",
    "III.2": "Sẵn sàng tham gia thực hiện nhiệm vụ chính trị đặc biệt quan trọng, nhiệm vụ có"
    " tính chất đột xuất, phức tạp hoặc trong điều kiện khó khăn.",
    "III.3": "Có tinh thần chịu trách nhiệm trước kết quả công việc; chủ động nhận trách nhiệm"
    " khi có sai sót và có biện pháp khắc phục rõ ràng, cụ thể.",
    "III.4": "Chủ động đưa ra quyết định trong phạm vi thẩm quyền, không né tránh; có tinh thần"
    " tiên phong trong thực hiện những nhiệm vụ mới.",
}


def groups_of(rules: RuleSet, scores: Mapping[str, Decimal]) -> tuple[Group, ...]:
    """Put a set's criteria into its groups with scores by code, in the form's own words.

    Another set than the decree's has its own criteria, and prints their names.
    """
    letter = {**_LINES, **_GROUPS} if rules.code.startswith(_DECREE) else {}
    grouped = groupby(rules.common, key=lambda item: item.code.partition(".")[0])
    return tuple(
        Group(
            number,
            letter.get(number, ""),
            tuple(
                Line(letter.get(item.code, item.name), item.most, scores.get(item.code))
                for item in items
            ),
        )
        for number, items in grouped
    )


def figure(points: Decimal | None) -> str:
    """Write points with a comma and no idle noughts; nothing for none."""
    if points is None:
        return ""
    shown = f"{points:f}"
    bare = shown.rstrip("0").rstrip(".") if "." in shown else shown
    return bare.replace(".", ",")
