"""What was signed, and what the last verification found, at the end of a past day."""

from datetime import datetime

from flask import Response, url_for

from service.log.kept import DamagedFileError, KeptFile
from web import as_of, seal, stood
from web.proofs import sealed
from web.proofs.words import answer, moment, number
from web.session import local, tenant


def then() -> Response:
    """Show how far the record was signed by then, or that nothing was."""
    at = as_of.moment()
    return stood.show(
        stood.Stood(
            title="Kiểm chứng dữ liệu",
            url=url_for("proofs.overview"),
            crumbs=[("Kiểm chứng", "")],
            missing="chưa có dấu kiểm nào và chưa kiểm chứng lần nào",
            beside="Sổ có còn nguyên vẹn không: xem ở trang hiện tại. Nhân chứng, dấu thời gian"
            " và các lớp bảo vệ không có lịch sử.",
            facts=[*_signed(at), *_checked(at)],
        )
    )


def _signed(at: datetime) -> list[tuple[str, str]]:
    try:
        found = KeptFile(seal.log().signer.folder, tenant().tenant_id).newest(by=at)
    except DamagedFileError:
        return [("Dấu kiểm", "Tệp dấu kiểm giữ ngoài cơ sở dữ liệu bị hỏng.")]
    return [
        fact
        for one in found
        for fact in (
            ("Đã ký đến sự kiện", number(one.size)),
            ("Ký lúc", moment(local(one.signed_at))),
            ("Mã gốc", f"{one.note.checkpoint.root.hex()[:16]}…"),
        )
    ]


def _checked(at: datetime) -> list[tuple[str, str]]:
    last = sealed.notes().last_by(at)
    if last is None:
        return []
    return [
        ("Kiểm chứng lúc", moment(local(last.at))),
        ("Khi ấy thấy", answer(last, local).title),
    ]
