"""Read the duties to report: from whom, to whom, through whom, how often, by when."""

import re

from service.imports.deadlines import Deadline
from service.imports.reader.blocks import Block
from service.imports.reader.due import read_deadline
from service.imports.reader.sentences import Piece, segments
from service.imports.reading import Assignment, Report

_SENDS = (
    r"\b(?:gửi|nộp) (?:kết quả|số liệu|tiến độ|thông tin)\b[^;.]{0,60}\b(?:về|cho|đến|tới)\b"
)
_REPORT = re.compile(rf"\bbáo cáo\b(?! viên)|\btổng kết\b|\bsơ kết\b|{_SENDS}", re.IGNORECASE)
_NOT = re.compile(
    r"(?:hệ thống thông tin|phần mềm|chế độ thông tin,?)\s+báo cáo(?! định kỳ)", re.IGNORECASE
)
_WHO = (
    r"((?:UBND|Ủy ban nhân dân|Đảng ủy|Ban Thường vụ|Ban Chỉ đạo|Sở|Thường trực|cấp trên|cấp "
    r"ủy|"
    r"Chủ tịch|tỉnh|Huyện ủy|Tỉnh ủy)[^,;.()]*?(?:,\s*(?:Sở|Ban Chỉ đạo|UBND|HĐND)[^,;.()]*?)?)"
)
_TO = re.compile(
    rf"(?:gửi\s+(?:về\s+)?|về\s+|cho\s+|[Bb]áo cáo\s+){_WHO}(?=\s*(?:\(|theo|để|trước|định kỳ|"
    rf"hằng|"
    rf"hàng|kết quả|tình hình|chậm nhất|vào|[,;.]|$))"
)
_VIA = re.compile(
    r"\((?:qua|thông qua)\s+([^()]+)\)|thông qua\s+((?:Phòng|Văn phòng)[^,;.()]+)"
)
_THROUGH = re.compile(
    r"[Tt]ham mưu\s+(?:cho\s+)?(UBND xã|UBND phường|Đảng ủy|Ủy ban nhân dân xã)"
)
_FINAL = re.compile(r"tổng kết", re.IGNORECASE)


def reports_in(assignment: Assignment, block: Block, number: int) -> list[Report]:
    """Return the reporting duties inside one duty, cut at semicolons."""
    found: list[Report] = []
    start = assignment.place.start
    for piece in segments(block.text, start, assignment.place.end):
        if _REPORT.search(_NOT.sub("", piece.text)) and _is_duty(piece.text):
            whole = _whole(block.text, piece, assignment)
            found.append(_report(assignment, block, whole, number + len(found)))
    return found


def _whole(text: str, piece: Piece, assignment: Assignment) -> Piece:
    closing = re.match(r"(?:\./\.|\.)", text[piece.end :])
    end = (
        piece.end + len(closing[0])
        if closing and piece.end < assignment.place.end
        else piece.end
    )
    return Piece(text[piece.start : end], piece.start, end)


def _is_duty(text: str) -> bool:
    return bool(
        re.search(
            r"(?:chế độ (?:thông tin,? )?báo cáo|báo cáo (?:kết quả|tình hình|tiến độ|định kỳ|"
            r"việc|về|CCHC|quý|tháng|năm|\d|"
            r"UBND|Ủy ban|Đảng ủy|Ban|Sở|cấp trên|công tác|đánh giá|cho|cấp|"
            r"chi (?:bộ|ủy)|bí thư|(?:phó )?chủ tịch|lãnh đạo|thường trực|trưởng|hội đồng|tỉnh|"
            r"phòng|văn phòng|chánh văn phòng|hiệu trưởng|giám đốc|huyện|thành phố)|"
            r"(?:định kỳ|hằng|hàng|mỗi)[^;.]{0,40}\bbáo cáo|"
            r"(?:gửi|xây dựng|lập|tổng hợp,?|định kỳ) báo cáo|tổng kết|sơ kết|, báo cáo|"
            rf"{_SENDS})",
            text,
            re.IGNORECASE,
        )
    )


def _report(assignment: Assignment, block: Block, piece: Piece, number: int) -> Report:
    to, via, through = (
        _TO.search(piece.text),
        _VIA.search(piece.text),
        _THROUGH.search(piece.text),
    )
    deadline = read_deadline(piece.text)
    final = bool(_FINAL.search(piece.text))
    receiver = to[1].strip() if to else None
    if final and not receiver and through:
        receiver = through[1]
    return Report(
        id=f"RP{number:02d}",
        text=piece.text,
        place=block.place(piece.start, piece.end),
        rule="reporting.verb",
        confidence=0.85,
        sender="; ".join(assignment.units),
        receiver=receiver,
        via=(via[1] or via[2]).strip()
        if via
        else (through[1] if through and receiver and receiver != through[1] else None),
        deadline=deadline,
        due=_due(piece.text, deadline),
        on_request=bool(deadline and deadline.on_request),
        final_summary=final,
        subject="final summary" if final else "results of carrying out the plan",
    )


def _due(text: str, deadline: Deadline | None) -> str | None:
    if deadline and (deadline.due_day or deadline.day):
        return re.split(r"\s+(?:hằng|hàng|hoặc)", deadline.printed)[0]
    return "theo quy định" if "theo quy định" in text else None
