"""Why the reader proposed a record, how sure it is, and what is doubtful, in plain words."""

from events.plan_items import Item
from service.imports.doubts import SURE, Doubt
from web.plans.labels import DOUBTS

CERTAIN = 0.9
RULES = {
    "indicators.figure": "câu ở phần mục tiêu, có con số",
    "indicators.objective": "câu ở phần mục tiêu, không có con số",
    "indicators.figure_by_words": "câu ở phần mục tiêu, có con số; lĩnh vực đoán theo từ ngữ",
    "indicators.objective_by_words": "câu ở phần mục tiêu; lĩnh vực đoán theo từ ngữ",
    "tasks.sentence": "câu nêu việc phải làm ở phần nhiệm vụ",
    "tasks.sentence_by_words": "câu nêu việc phải làm; lĩnh vực đoán theo từ ngữ",
    "assignments.heading": "dòng dưới tên đơn vị ở phần tổ chức thực hiện",
    "assignments.subject": "câu giao việc cho một đơn vị",
    "reporting.verb": "câu giao báo cáo",
    "assignments.nobody": "câu ở phần tổ chức thực hiện, chưa rõ đơn vị",
    "tables.row": "dòng của một bảng",
    "tables.target": "chỉ tiêu ở một dòng của bảng",
}


def why(item: Item) -> str:
    """Say why a record was proposed and how sure that is; of one a person made, nothing."""
    rule = RULES.get(item.rule, "")
    return f"{_sure(item.confidence)}: {rule}" if rule else ""


def said(doubt: Doubt) -> str:
    """Say one doubt in a line."""
    match doubt.why:
        case "unsure":
            return "Máy đoán, không có dấu hiệu rõ. Hãy đọc câu gốc."
        case "twin":
            return "Gần giống một mục khác."
        case "clash":
            return "Gần giống một mục khác nhưng số khác nhau."
    label = DOUBTS.get(doubt.kind, "Cần xem lại")
    offered = f", có thể là “{doubt.suggest}”" if doubt.suggest else ""
    return f"{label}: “{doubt.text}”{offered}"


def _sure(confidence: float) -> str:
    if confidence >= CERTAIN:
        return "Máy chắc"
    return "Máy khá chắc" if confidence >= SURE else "Máy chưa chắc"
