"""Every piece of the pages on one sheet, for development only."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from flask import Blueprint, render_template
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FileField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Optional

from web.ui.answers import answer
from web.ui.forms import AmountField, DayField, PageForm

bp = Blueprint("gallery", __name__)

_UNITS = [
    SelectChoice("vp", "Văn phòng HĐND và UBND"),
    SelectChoice("vhxh", "Phòng Văn hóa - Xã hội"),
]
_TYPED = {
    "amount": "chín trăm",
    "due_on": "31/2/2026",
    "note": "Đã đối chiếu sổ",
    "unit": "vhxh",
}


class SampleForm(PageForm):
    """One field of every kind."""

    name = StringField("Tên sản phẩm", [InputRequired("Hãy ghi tên sản phẩm.")])
    note = TextAreaField("Ghi chú", [Optional()])
    amount = AmountField("Số lượng đã làm", [InputRequired()])
    due_on = DayField("Thời hạn", [InputRequired()])
    unit = SelectField("Đơn vị chủ trì", choices=_UNITS)
    pace = RadioField(
        "Tình hình",
        [InputRequired("Hãy chọn một trong ba.")],
        choices=[
            SelectChoice("ok", "Đúng tiến độ"),
            SelectChoice("hard", "Có khó khăn"),
            SelectChoice("done", "Đã xong"),
        ],
    )
    others = SelectMultipleField("Đơn vị phối hợp", choices=_UNITS)
    agree = BooleanField("Tôi đã đối chiếu với bản ký")
    evidence = FileField("Minh chứng", [Optional()])
    secret = PasswordField("Mật khẩu", [InputRequired("Hãy gõ mật khẩu.")])


@bp.get("/_mau")
def show() -> str:
    """Show every macro with each of its arguments."""
    typed = MultiDict({f"wrong-{name}": value for name, value in _TYPED.items()})
    wrong = SampleForm(typed, prefix="wrong-")
    wrong.validate()
    return render_template(
        "ui/gallery.html",
        form=SampleForm(),
        wrong=wrong,
        six_full=_six_full(),
        entries=_entries(),
        changes=_changes(),
        tasks=_tasks(),
        past=date(2026, 6, 15),
        answer=answer(409),
    )


def _six_full() -> dict[str, Any]:
    return {
        "assignee": {"text": "Ma Văn Khải, công chức một cửa", "note": "(từ 01/7/2025)"},
        "content": {"text": "Số hóa 1.240 hồ sơ giấy năm 2025"},
        "responsibility": [
            {"text": "Chủ trì: Trung tâm Phục vụ hành chính công"},
            {"text": "Phối hợp: Văn phòng HĐND và UBND"},
        ],
        "deadline": {"text": "02/03/2026 – 30/06/2026"},
        "deliverable": {"missing": "số lượng và đơn vị tính", "url": "#san-pham"},
        "authority": {"missing": "người duyệt gia hạn"},
    }


def _entries() -> list[dict[str, Any]]:
    at = datetime(2026, 6, 10, 9, 12, tzinfo=UTC)
    khai = {"who": "Ma Văn Khải", "post": "công chức một cửa"}
    return [
        {
            "sentence": "Cập nhật tiến độ: 880/1.240 hồ sơ.",
            "recorded_at": at,
            "kind": "progress",
        }
        | khai,
        {
            "sentence": "Báo khó khăn: máy quét hỏng.",
            "recorded_at": at,
            "happened_on": date(2026, 6, 2),
            "late_days": 8,
            "kind": "obstacle",
            "note": "Đã báo Văn phòng, chờ máy thay",
        }
        | khai,
        {
            "sentence": "Nộp sản phẩm lần 1 kèm minh chứng.",
            "recorded_at": at,
            "kind": "submit",
            "more": [
                {"sentence": f"Thêm minh chứng {n}.", "recorded_at": at, "kind": "evidence"}
                | khai
                for n in (1, 2)
            ],
        }
        | khai,
    ]


def _changes() -> list[tuple[str, list[SimpleNamespace]]]:
    extended = SimpleNamespace(
        subject="NV-2026-017",
        url="#",
        what="thời hạn",
        old="30/06/2026",
        new="31/07/2026",
        why="gia hạn lần 1, Lê Thị Minh Thu, 25/6",
    )
    added = SimpleNamespace(subject="NV-2026-037", new="Khôi phục hồ sơ sau lũ")
    return [("Đổi hạn", [extended]), ("Thêm", [added]), ("Rút", [])]


def _tasks() -> list[dict[str, Any]]:
    rows = (
        ("NV-2026-017", "Số hóa hồ sơ còn tồn", "in_progress", 6),
        ("NV-2026-021", "Rà soát thủ tục nội bộ", "overdue", -4),
        ("NV-2026-024", "Công khai thủ tục tại thôn", "submitted", 0),
    )
    return [
        {
            "code": code,
            "title": title,
            "state": state,
            "days": days,
            "due_on": date(2026, 6, 30),
        }
        for code, title, state, days in rows
    ]
