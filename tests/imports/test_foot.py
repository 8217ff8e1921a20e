"""The foot of a plan: who signed for whom, to whom it goes, and the archive mark."""

import pytest

from service.imports.reader.compose import read_document
from service.imports.sources.text import read_text

BODY = (
    "KẾ HOẠCH\nCải cách hành chính năm 2026\nI. MỤC TIÊU\n- 100% việc xong.\nII. NHIỆM VỤ\n"
    "- Làm việc này cho tốt.\nIII. TỔ CHỨC THỰC HIỆN\n1. Phòng Kinh tế\n- Chủ trì ngay.\n"
)


@pytest.mark.parametrize(
    ("foot", "recipients", "archive", "signer"),
    [
        (("Nơi nhận: - Sở Nội vụ; - TT. HĐND xã; - Lưu: VT, VHXH.\n"
         "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH\nNguyễn Văn A"),
         ["Sở Nội vụ", "TT. HĐND xã"], "Lưu: VT, VHXH",
         ("Nguyễn Văn A", ("TM.", "KT."), "CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        (("Nơi nhận:\nSở Nội vụ;\nCác phòng;\nLưu: VT.\n"
         "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH\n(Đã ký)\nLê Thị Bé"),
         ["Sở Nội vụ", "Các phòng"], "Lưu: VT", ("Lê Thị Bé", ("TM.",), "", "CHỦ TỊCH")),
        ("T/M ĐẢNG ỦY\nK/T BÍ THƯ\nPHÓ BÍ THƯ\nHà A Sử\nNơi nhận:\n- Tỉnh ủy,\n- Lưu VPĐU.",
         ["Tỉnh ủy"], "Lưu VPĐU", ("Hà A Sử", ("T/M", "KT."), "BÍ THƯ", "PHÓ BÍ THƯ")),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNơi nhận:\n- Như trên;\n- Lưu: VT.",
         ["Như trên"], "Lưu: VT", (None, ("TM.",), "", "CHỦ TỊCH")),
    ],
)  # fmt: skip
def test_the_foot_is_read_in_any_order(
    foot: str,
    recipients: list[str],
    archive: str,
    signer: tuple[str | None, tuple[str, ...], str, str],
) -> None:
    found = read_document(read_text((BODY + foot).encode())).metadata
    assert [r.text for r in found.recipients] == recipients
    assert found.archive.text == archive
    one = found.signer
    assert (one.name, one.capacity_chain, one.acting_for, one.post) == signer
