"""A State and a Party report with everything that an official paper may have."""

from datetime import date

from service.papers import party, state
from service.papers.official import Head, Signer
from service.papers.writer import Writer

BODY = (
    "Ủy ban nhân dân xã đã ban hành kế hoạch và giao nhiệm vụ cho từng đơn vị, từng người;"
    " việc nào cũng rõ người, rõ việc, rõ trách nhiệm, rõ thời gian, rõ sản phẩm. "
)
SUBJECT = "Kết quả cải cách hành chính quý III năm 2026"
ROWS = [(str(number), "Tỷ lệ hồ sơ trả đúng hạn", "98,5") for number in range(1, 41)]


def state_report() -> bytes:
    writer = state.paper(
        Head(
            parent="UBND tỉnh Lào Cai",
            issuer="UBND xã Suối Ngàn",
            kind="Báo cáo",
            subject=SUBJECT,
            number="5",
            symbol="BC-UBND",
            place="Suối Ngàn",
            day=date(2026, 2, 5),
            to=("Sở Nội vụ tỉnh Lào Cai",),
        )
    )
    signer = Signer(
        collective="Ủy ban nhân dân",
        deputy_of="Chủ tịch",
        post="Phó Chủ tịch",
        name="Tráng A Sử",
    )
    return _filled(writer, ("Như trên", "Lưu: VT, VP"), signer)


def party_report() -> bytes:
    writer = party.paper(
        Head(
            parent="Đảng bộ tỉnh Lào Cai",
            issuer="Đảng ủy xã Suối Ngàn",
            kind="Báo cáo",
            subject=SUBJECT,
            number="5",
            symbol="BC-ĐU",
            place="Suối Ngàn",
            day=date(2026, 2, 5),
            to=("Tỉnh ủy Lào Cai",),
        )
    )
    signer = Signer(collective="Ban Thường vụ", post="Phó Bí thư", name="Vàng Thị Mỷ")
    return _filled(writer, ("Như trên", "Lưu Văn phòng Đảng ủy"), signer)


def _filled(writer: Writer, recipients: tuple[str, ...], signer: Signer) -> bytes:
    writer.grounds(("Luật Tổ chức chính quyền địa phương", "Kế hoạch số 12/KH-UBND"))
    writer.chapter("Quy định chung")
    writer.section("Kết quả")
    writer.clause("Chỉ đạo, điều hành")
    for _ in range(12):
        writer.text(BODY * 2)
    for words in ("Giao việc", "Đôn đốc", "Kiểm tra", "Đánh giá", "Điều chỉnh"):
        writer.point(words)
    writer.said("Không có vướng mắc")
    writer.article("Hiệu lực")
    writer.section("Tổ chức thực hiện")
    writer.last("Trên đây là kết quả, kính báo cáo.")
    writer.foot(recipients, signer)
    writer.annex("Biểu số liệu", across=True)
    writer.table((20, 172, 60), ("TT", "Chỉ tiêu", "Kết quả"), ROWS)
    writer.annex("Danh mục văn bản")
    writer.section("Văn bản của tỉnh")
    return writer.written()
