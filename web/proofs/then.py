"""At the end of a past day: what was signed and found by then, and one event that was there."""

from datetime import datetime

from flask import Response, url_for

from service.log.kept import DamagedFileError, KeptFile
from web import as_of, seal, stood
from web.proofs import sealed
from web.proofs.sight import Seen
from web.proofs.words import answer, moment, number
from web.session import local, register, tenant
from web.vocabulary import spoken


def overview_then() -> Response:
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


def event_then(seen: Seen) -> Response:
    """Show an event in sight, or that it was not there yet on the clock that one looks by."""
    entry, known, number = seen.entry, register(), seen.entry.position
    moments = local(entry.happened_at), local(entry.recorded_at)
    facts = [
        ("Nội dung", spoken(seen.sentence)),
        (
            "Người",
            ", ".join(filter(None, (known.person(entry.person_id), known.post(entry.post_id)))),
        ),
        ("Xảy ra", moment(moments[0])),
        ("Ghi nhận", moment(moments[1])),
        ("Thuộc về", seen.thing),
    ]
    return stood.show(
        stood.Stood(
            title=f"Sự kiện số {number}",
            url=url_for("proofs.event", position=number),
            crumbs=[(f"Sự kiện số {number}", "")],
            missing="chưa có sự kiện này",
            beside="Sự kiện đã ghi thì không đổi; bằng chứng của nó xem ở trang hiện tại.",
            facts=facts if as_of.when(entry) <= as_of.moment() else (),
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
