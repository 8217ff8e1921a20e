"""The minutes of an inspection as an official paper, of the State or of the Party.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu biên bản: minutes bear a number, say place and
time in their text, and are signed by both sides; Hướng dẫn 05-HD/VPTW.
"""

import re
from collections.abc import Iterator

from service.inspections.minutes import Drawn, Found, Minutes
from service.papers import party, state
from service.papers.blocks import Signature
from service.papers.fields import Value
from service.papers.official import Head
from service.papers.seal import put_seal
from service.papers.writer import Writer

KIND = "Biên bản"
BODY = re.compile(r"QĐ[-/]?(?P<body>[A-ZĐ][\w-]*)$|-QĐ/(?P<party>[\w-]+)$")
DOTS = "." * 12
SAMPLE_WIDTHS, SAMPLE_HEAD = (12, 32, 121), ("TT", "Mã việc", "Nội dung")  # millimetres


def minutes_paper(said: Minutes) -> bytes:
    """Write the minutes as a Word file."""
    paper = party.paper if said.party else state.paper
    writer = paper(_head(said))
    writer.text(_opening(said))
    _who(writer, said)
    _what(writer, said)
    _findings(writer, said)
    _proposals(writer, said)
    writer.last(_closing(said))
    writer.both(
        Signature(day="", titles=("Đại diện đơn vị", "được kiểm tra")),
        Signature(day="", titles=("Trưởng đoàn", "kiểm tra")),
    )
    put_seal(writer.paper, said.seal)
    return writer.written()


def minutes_values(said: Minutes) -> dict[str, Value]:
    """Give what the minutes say by the names of a template's fields."""
    found = said.findings
    return {
        "co_quan": said.body,
        "dia_danh": said.place,
        "ky_hieu": _head(said).symbol,
        "so_quyet_dinh": said.document,
        "ngay_quyet_dinh": f"{said.issued_on:%d/%m/%Y}",
        "noi_dung": said.subject,
        "tu_ngay": f"{said.first_day:%d/%m/%Y}",
        "den_ngay": f"{said.last_day:%d/%m/%Y}",
        "doan_kiem_tra": said.team,
        "don_vi": said.units,
        "mau": [_drawn(one) for one in said.samples],
        "phat_hien": [f"{one.number}. {one.text} {_shown_by(one)}" for one in found],
        "phat_hien.stt": [str(one.number) for one in found],
        "phat_hien.noi_dung": [one.text for one in found],
        "phat_hien.can_cu": [_shown_by(one) for one in found],
        "phat_hien.giai_trinh": [one.answer for one in found],
        "phat_hien.kien_nghi": [_proposed(one) if one.proposal else "" for one in found],
        "giai_trinh": [f"{one.number}. {one.answer}" for one in found if one.answer],
        "kien_nghi": [f"{one.number}. {_proposed(one)}" for one in found if one.proposal],
        "dau_kiem": said.seal.split(),
    }


def _head(said: Minutes) -> Head:
    found = BODY.search(said.document)
    body = (found["body"] or found["party"]) if found else ("ĐU" if said.party else "UBND")
    return Head(issuer=said.body, kind=KIND, subject=said.subject, symbol=f"BB-{body}")


def _opening(said: Minutes) -> str:
    of = f"Thực hiện Quyết định số {said.document}"
    comma = "," if said.party else ""
    return (
        f"{of}{comma} ngày {said.issued_on:%d/%m/%Y}, hôm nay, ngày {DOTS}, tại"
        f" {said.place or DOTS}, đoàn kiểm tra và đơn vị được kiểm tra lập biên bản này."
    )


def _who(writer: Writer, said: Minutes) -> None:
    writer.section("Thành phần")
    writer.clause("Đoàn kiểm tra")
    for one in said.team:
        writer.point(f"{one}.")
    writer.clause("Đơn vị được kiểm tra")
    for one in said.units:
        writer.point(f"{one}.")


def _what(writer: Writer, said: Minutes) -> None:
    writer.section("Phạm vi và cách chọn mẫu")
    writer.said(f"Thời gian: từ ngày {said.first_day:%d/%m/%Y} đến {said.last_day:%d/%m/%Y}.")
    if not said.samples:
        writer.said("Mẫu: xem toàn bộ việc thuộc phạm vi.")
    for drawn in said.samples:
        writer.said(
            f"Mẫu: chọn ngẫu nhiên {len(drawn.tasks)} trên {drawn.of} việc, số rút mẫu"
            f" {drawn.seed}; cùng số này thì rút lại đúng những việc này."
        )
        rows = [(str(n), code, words) for n, (code, words) in enumerate(drawn.tasks, 1)]
        writer.table(SAMPLE_WIDTHS, SAMPLE_HEAD, rows)


def _findings(writer: Writer, said: Minutes) -> None:
    writer.section("Kết quả kiểm tra")
    if not said.findings:
        writer.text("Đoàn kiểm tra không ghi phát hiện nào.")
    for found in said.findings:
        writer.clause(f"Phát hiện {found.number} ({found.unit})")
        for line in _lines(found):
            writer.text(line)


def _lines(found: Found) -> Iterator[str]:
    yield found.text
    yield _shown_by(found)
    yield f"Ý kiến của đơn vị: {found.answer or 'chưa có'}"


def _shown_by(found: Found) -> str:
    proofs = "; ".join(
        f"sự kiện số {one.position} (ghi lúc {one.recorded:%H:%M ngày %d/%m/%Y}, {one.who})"
        for one in found.proofs
    )
    return f"Căn cứ: {proofs}."


def _drawn(drawn: Drawn) -> str:
    codes = ", ".join(code for code, _ in drawn.tasks)
    return f"Chọn {len(drawn.tasks)} trên {drawn.of} việc, số rút mẫu {drawn.seed}: {codes}."


def _proposals(writer: Writer, said: Minutes) -> None:
    writer.section("Kiến nghị")
    proposed = [found for found in said.findings if found.proposal]
    if not proposed:
        writer.text("Không có kiến nghị.")
    for found in proposed:
        writer.said(_proposed(found))


def _proposed(found: Found) -> str:
    due = f" Hạn: {found.due_on:%d/%m/%Y}." if found.due_on else ""
    task = f" Đã giao việc {found.repair}." if found.repair else ""
    return f"{found.unit}: {found.proposal.rstrip('.')} (phát hiện {found.number}).{due}{task}"


def _closing(said: Minutes) -> str:
    sides = len(said.units) + 1
    return (
        f"Biên bản kết thúc lúc {DOTS}, đã đọc lại cho các bên cùng nghe, lập thành {sides:02}"
        " bản có giá trị như nhau, mỗi bên giữ một bản"
    )
