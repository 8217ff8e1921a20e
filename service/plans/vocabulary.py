"""The words of plans for closed lists: on pages, in files that are written, in files read."""

from events.plan_items import ItemKind
from events.values import Area, Rhythm

AREAS: dict[Area, str] = {
    "steering": "Chỉ đạo, điều hành",
    "institutions": "Cải cách thể chế",
    "procedures": "Cải cách thủ tục hành chính",
    "organisation": "Cải cách tổ chức bộ máy",
    "civil_service": "Cải cách chế độ công vụ",
    "public_finance": "Cải cách tài chính công",
    "digital_government": "Xây dựng chính quyền số",
    "investment_climate": "Cải thiện môi trường đầu tư",
}
OTHER_AREA = "Lĩnh vực khác"
KINDS: dict[ItemKind, str] = {
    "indicator": "Chỉ tiêu",
    "task": "Nhiệm vụ",
    "duty": "Phân công",
    "report": "Báo cáo",
    "orientation": "Định hướng",
}
COMPARATORS: dict[str, str] = {
    ">=": "tối thiểu",
    ">": "trên",
    "=": "đạt",
    "<=": "tối đa",
    "<": "dưới",
    "reduce_by>=": "giảm tối thiểu",
    "reduce_by=": "giảm",
}
RHYTHMS: dict[Rhythm, str] = {
    "weekly": "hằng tuần",
    "monthly": "hằng tháng",
    "quarterly": "hằng quý",
    "half_yearly": "6 tháng một lần",
    "yearly": "hằng năm",
}
