"""What the 24 rules and their parameters are called, and how a chosen value is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from service.evaluation.parameters import row_of, values_of
from service.evaluation.rules import RuleSet, Tier
from web.ui.typed import with_unit, write_amount

Kind = Literal["choice", "parts", "share", "shares", "points", "count", "tiers"]
RULES: dict[int, str] = {
    1: "Quy đổi ra sản phẩm chuẩn",
    2: "Tổng việc được giao",
    3: "Số lượng (a)",
    4: "Chất lượng (b)",
    5: "Tiến độ (c)",
    6: "Lúc tính trễ",
    7: "Việc chưa xong khi hết kỳ",
    8: "Nguyên nhân khách quan",
    9: "Việc trả lại, việc nhận thay",
    10: "Kết quả của người không giữ chức vụ",
    11: "Kết quả của người lãnh đạo",
    12: "Kết quả của đơn vị được quản lý (d)",
    13: "Tiêu chí chung",
    14: "Điểm của kỳ",
    15: "Điểm quý, nửa năm, năm",
    16: "Trường hợp không xếp loại",
    17: "Ngưỡng xếp loại",
    18: "Trường hợp không hoàn thành",
    19: "Xếp loại đơn vị",
    20: "Người đứng đầu không hơn đơn vị",
    21: "Khống chế số xuất sắc",
    22: "Kiến nghị về kết quả",
    23: "Gửi về cơ sở dữ liệu quốc gia",
    24: "Sửa kết quả sai",
}
YES_NO: dict[Any, str] = {True: "Có", False: "Không"}
OVER: dict[Any, str] = {"assigned": "việc được giao", "completed": "việc đã hoàn thành"}
PARTS = {
    "a": "a, số lượng",
    "b": "b, chất lượng",
    "c": "c, tiến độ",
    "d": "d, kết quả của đơn vị",
    "đ": "đ, tổ chức thực hiện",
    "e": "e, đoàn kết",
}
FOUND = {
    "discipline": "bị kỷ luật",
    "conclusion": "có kết luận về suy thoái, vi phạm",
    "corruption_in_unit": "đơn vị quản lý có tham nhũng, lãng phí",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """How one parameter is asked for and said; `unit` stands after a number."""

    label: str
    kind: Kind
    unit: str = ""
    hint: str = ""
    choices: Mapping[Any, str] = field(default_factory=dict)
    optional: str = ""  # what an empty answer means, where it may be empty


def _choice(label: str, choices: Mapping[Any, str]) -> Parameter:
    return Parameter(label, "choice", choices=choices)


def _share(label: str, hint: str = "", optional: str = "") -> Parameter:
    return Parameter(label, "share", "%", hint, optional=optional)


def _points(label: str, unit: str = "điểm") -> Parameter:
    return Parameter(label, "points", unit)


def _days(label: str, unit: str = "ngày làm việc", optional: str = "") -> Parameter:
    return Parameter(label, "count", unit, optional=optional)


PARAMETERS: dict[str, Parameter] = {
    "standard_points": _points("Điểm của sản phẩm chuẩn"),
    "exempted": _choice(
        "Việc được miễn trong kỳ", {"stay": "vẫn trong tổng", "leave": "ra khỏi cả hai vế"}
    ),
    "extra": _choice(
        "Việc phát sinh, việc nhận thay",
        {
            "numerator": "cộng vào phần hoàn thành",
            "both": "cộng vào cả hai vế",
            "nowhere": "không tính",
        },
    ),
    "share_most": _share("Mức chặn của a, b, c", optional="không chặn"),
    "quality_over": _choice("Chất lượng chia cho", OVER),
    "failed_review_loss": _share("Mỗi lần không đạt vì lỗi lớn trừ"),
    "snapped_to": Parameter(
        "Chỉ giữ các mức",
        "shares",
        "%",
        "Từ cao xuống thấp, ví dụ: 100; 80; 60; 0",
        optional="giữ đúng phần còn lại",
    ),
    "progress_over": _choice("Tiến độ chia cho", OVER),
    "late_loss": _share("Mỗi lần trễ trừ"),
    "late_tiers": Parameter(
        "Bậc theo ngày làm việc trễ",
        "tiers",
        hint="Số ngày: phần còn giữ (%), ví dụ: 3: 80; 5: 60; còn lại: 0",
        optional="không dùng bậc",
    ),
    "late_when": _choice(
        "Trễ là khi quá hạn vào ngày", {"submitted": "nộp sản phẩm", "accepted": "được duyệt"}
    ),
    "unfinished": _choice(
        "Việc làm dở", {"undone": "coi như chưa xong", "by_share": "tính theo phần đã xong"}
    ),
    "excuse": _choice(
        "Nguyên nhân khách quan",
        {"confirmed": "được xác nhận thì không trừ", "never": "không xét"},
    ),
    "handed_back": _choice(
        "Việc người được giao trả lại",
        {"stays": "vẫn trong tổng của người đó", "leaves": "ra khỏi tổng"},
    ),
    "staff_parts": Parameter("Gồm các phần", "parts", choices=PARTS),
    "staff_weights": Parameter(
        "Trọng số từng phần", "shares", "%", "Ví dụ: 70; 30", optional="bằng nhau"
    ),
    "leader_parts": Parameter("Gồm các phần", "parts", choices=PARTS),
    "leader_weights": Parameter(
        "Trọng số từng phần", "shares", "%", "Ví dụ: 70; 30", optional="bằng nhau"
    ),
    "half_credit": _share("Mức thấp của d, đ, e"),
    "unit_least": _points("Mọi người được quản lý đạt ít nhất"),
    "common_step": _points("Bước điểm"),
    "result_most": _points("Điểm kết quả nhiều nhất"),
    "signed_places": Parameter("Làm tròn, nửa thì lên", "count", "chữ số sau dấu phẩy"),
    "bonus_share": _share("Thưởng trên điểm quy đổi của việc phát sinh"),
    "bonus_most": _points("Điểm thưởng nhiều nhất"),
    "mean_of": _choice(
        "Trung bình của", {"signed": "điểm đã ký", "exact": "điểm chưa làm tròn"}
    ),
    "followed_by": _choice("Theo dõi theo", {"month": "tháng", "quarter": "quý"}),
    "months_least": Parameter("Xếp loại khi làm việc ít nhất", "count", "tháng"),
    "bands.excellent": _points("Hoàn thành xuất sắc từ"),
    "bands.good": _points("Hoàn thành tốt từ"),
    "bands.completed": _points("Hoàn thành từ"),
    "bands_on": _choice(
        "So ngưỡng với", {"signed": "điểm đã ký", "exact": "điểm chưa làm tròn"}
    ),
    "official.excellent_exceeding": _share("Xuất sắc: việc vượt yêu cầu ít nhất"),
    "official.on_time": _choice("Xuất sắc và tốt: mọi việc đúng hạn", YES_NO),
    "official.good_least_done": _share("Tốt: việc kém nhất xong ít nhất"),
    "official.completed_done": _share("Hoàn thành: số việc xong ít nhất"),
    "official.completed_late_most": _share("Hoàn thành: số việc trễ nhiều nhất"),
    "official.undone_most": _share("Không hoàn thành: số việc chưa xong quá"),
    "official.undone_most_leading": _share("Như trên, với người lãnh đạo"),
    "overrides": Parameter(
        "Không hoàn thành khi", "parts", choices=FOUND, optional="không có trường hợp nào"
    ),
    "unit.exceeding_least": _share("Xuất sắc: việc vượt yêu cầu ít nhất"),
    "unit.late_most": _share("Hoàn thành: việc trễ nhiều nhất"),
    "unit.done_least": _share("Không hoàn thành: việc xong dưới"),
    "head_at_most_unit": _choice("Áp dụng", YES_NO),
    "cap": _share("Xuất sắc nhiều nhất"),
    "cap_outstanding": _share("Khi cơ quan có kết quả nổi trội"),
    "cap_of": _choice(
        "Tính trên số người",
        {
            "good": "được xếp loại tốt",
            "good_or_better": "từ tốt trở lên",
            "graded": "được xếp loại",
        },
    ),
    "petition_days": _days("Trả lời trong"),
    "petition_within": _days("Gửi kiến nghị trong", optional="không giới hạn"),
    "sync_days": _days("Gửi trong", "ngày"),
    "correction": _choice(
        "Kết quả sai", {"supersedes": "thay bằng quyết định mới, kết quả cũ vẫn xem được"}
    ),
}
REST = "còn lại"


def described(name: str, rules: RuleSet) -> Parameter:
    """Give how a parameter of a set is asked for; a criterion is called by its own name."""
    if name in PARAMETERS:
        return PARAMETERS[name]
    code = name.partition(".")[2]
    item = next(item for item in rules.common if item.code == code)
    return _points(f"{item.code} {item.name}")


def said_of(parameter: Parameter, value: Any) -> str:
    """Say the value of a parameter."""
    if value is None or value == ():
        return parameter.optional or "không có"
    if parameter.kind == "choice":
        return parameter.choices[value]
    if parameter.kind == "parts":
        return "; ".join(parameter.choices[one] for one in value)
    if parameter.kind == "tiers":
        return "; ".join(map(_tier_said, value))
    return with_unit(typed_of(parameter, value), parameter.unit)


def typed_of(parameter: Parameter, value: Any) -> str:
    """Write a value as it is typed into its field."""
    if value is None:
        return ""
    match parameter.kind:
        case "share":
            return _percent(value)
        case "shares":
            return "; ".join(_percent(one) for one in value)
        case "tiers":
            return "; ".join(_tier(one) for one in value)
    return write_amount(Decimal(value))


def chosen(rules: RuleSet) -> dict[int, list[tuple[str, str]]]:
    """Say what a set chose for each rule: the label and the value of its parameters."""
    said: dict[int, list[tuple[str, str]]] = {row: [] for row in RULES}
    for name, value in values_of(rules).items():
        if rules.official is not None or not name.startswith("official."):
            parameter = described(name, rules)
            said[row_of(name)].append((parameter.label, said_of(parameter, value)))
    return said


def _percent(share: Decimal) -> str:
    return write_amount(share * 100)


def _tier(tier: Tier) -> str:
    return f"{REST if tier.days is None else tier.days}: {_percent(tier.credit)}"


def _tier_said(tier: Tier) -> str:
    until = REST if tier.days is None else f"đến {tier.days} ngày"
    return f"{until} giữ {_percent(tier.credit)}%"
