"""Recognise sentences that only say where the targets or the tasks are listed."""

import re

_POINTS = re.compile(
    r"(?:các |những |nhóm |nội dung |danh mục |chi tiết |một số )*"
    r"(?:nhiệm vụ|mục tiêu|chỉ tiêu|nội dung|công việc|giải pháp|chi tiết|phân công)\b[^.;]*"
    r"\b(?:(?:tại|theo|trong|ở) (?:các )?(?:bảng|biểu)|"
    r"(?:tại|theo|trong|ở|có) (?:các )?(?:phụ lục|danh mục))\b[^.;]*\.?|"
    r"(?:thực hiện|triển khai|xem)[^.;]{0,20}\b(?:tại|theo) (?:các )?phụ lục\b[^.;]*\.?",
    re.IGNORECASE,
)


def only_points(text: str) -> bool:
    """Tell whether a sentence only points to a table or an annex."""
    return bool(_POINTS.fullmatch(text))
