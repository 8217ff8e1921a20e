"""Offer corrections for common misreadings; the printed form is always kept."""

import re

_SLIPS: tuple[tuple[str, str], ...] = (
    (r"\bPhần đầu (?=tỷ lệ|đến|đạt|100)", "Phấn đấu "),
    (r"\bkinh trí\b", "kinh phí"),
    (r"\btập tuấn\b", "tập huấn"),
    (r"\bnhững nhiều(?=,| gây)", "nhũng nhiễu"),
    (r"\bchuyên đổi số\b", "chuyển đổi số"),
    (r"\bchông chéo\b", "chồng chéo"),
    (r"\btinh giảm biên chế\b", "tinh giản biên chế"),
    (r"\bCBCCVN\b", "CBCCVC"),
    (r"\bVHXX\b", "VHXH"),
    (r"\bVHXXH\b", "VHXH"),
    (r"\bChính quyền tử\b", "Chính quyền điện tử"),
    (r"\bcác quan nhà nước\b", "các cơ quan nhà nước"),
    (r"\bcông chức chức, danh\b", "công chức, chức danh"),
    (r"\bthủ tục hành chánh\b", "thủ tục hành chính"),
    (r"\bdịch vụ còng\b", "dịch vụ công"),
    (r"\bỦy ban nhan dân\b", "Ủy ban nhân dân"),
)
_BEGINNING = re.compile(r"\\b([\w, ]+)")
_COMPILED = tuple(
    (found[1], re.compile(pattern), right)
    for pattern, right in _SLIPS
    if (found := _BEGINNING.match(pattern))
)


def slips_in(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, correction) for each suspected misreading."""
    return sorted(
        (m.start(), m.end(), right.strip())
        for beginning, pattern, right in _COMPILED
        if beginning in text
        for m in pattern.finditer(text)
    )
