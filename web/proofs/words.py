"""The answers of the verification page in plain words: what holds or not, what to do."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, NamedTuple

from service.log.checking import Checked
from service.log.comparing import Answer, Compared
from service.log.words import FAULTS, KEEP, NEXT, broken

Tone = Literal["good", "warn", "bad", "info"]
Local = Callable[[datetime], datetime]


class Said(NamedTuple):
    """An answer: how it looks, its one line, and what follows from it."""

    tone: Tone
    title: str
    text: str = ""


NOTHING_SIGNED = Said(
    "warn",
    "Chưa có dấu kiểm nào.",
    "Việc ký chạy nền, thường trong vòng một phút sau khi có sự kiện mới.",
)
NOT_YET = Said("info", "Chưa kiểm chứng lần nào.", "Bấm nút dưới đây để kiểm chứng ngay.")
UNSIGNED = "{size} sự kiện khớp với nhau, nhưng chưa có dấu kiểm nào ký cho chúng."
UNPROVED = "Chưa chứng minh được gì với người ngoài."
CHANGED_FILES = "{count} tệp lưu kèm bị mất hoặc bị sửa: {names}."
STRANGERS: dict[Answer, Said] = {
    Answer.EMPTY: Said("warn", "Hãy dán dấu kiểm, hoặc chọn tệp dấu kiểm bạn giữ.", ""),
    Answer.TOO_LONG: Said(
        "warn",
        "Nội dung đưa vào quá dài, không phải dấu kiểm.",
        "Một dấu kiểm chỉ có vài dòng. Hãy kiểm tra lại tệp hoặc đoạn đã chép.",
    ),
    Answer.NOT_ONE: Said(
        "warn",
        "Nội dung đưa vào không phải dấu kiểm đọc được.",
        "Dấu kiểm gồm ba dòng (tên sổ, số sự kiện, mã gốc), một dòng trống, rồi các dòng chữ ký"
        " bắt đầu bằng dấu “—”. Hãy chép lại đủ các dòng đó.",
    ),
    Answer.OTHER_TENANT: Said(
        "warn",
        "Đây là dấu kiểm của đơn vị khác.",
        "Hãy mở trang Kiểm chứng của chính đơn vị đó để đối chiếu.",
    ),
    Answer.OTHER_PLACE: Said(
        "warn",
        "Đây là dấu kiểm của một hệ thống khác.",
        "Tên sổ ở dòng đầu không phải của hệ thống này.",
    ),
    Answer.UNKNOWN_KEY: Said(
        "warn",
        "Dấu kiểm này không do khóa nào của hệ thống ký.",
        "Nó không chứng minh được gì. Hãy xem lại nguồn của nó.",
    ),
    Answer.FORGED: Said(
        "warn",
        "Dấu kiểm này ghi tên khóa của hệ thống, nhưng chữ ký không đúng.",
        "Nó đã bị sửa, bị chép thiếu, hoặc bị làm giả; không chứng minh được gì.",
    ),
    Answer.RETIRED: Said(
        "warn",
        "Dấu kiểm này khác với lịch sử đang ký, nhưng chỉ có chữ ký của khóa đã thôi dùng.",
        "Một mình nó không chứng minh được gì: khóa cũ có thể đã lộ. Giữ lại, báo đoàn"
        " kiểm tra.",
    ),
    Answer.PAPER: Said(
        "warn",
        "Ba dòng bạn chép khác với lịch sử đang ký.",
        "Hãy kiểm tra có chép sai không. Nếu đúng như trên giấy thì tờ giấy ấy là chứng cứ: giữ"
        " lại, báo đoàn kiểm tra. Chép tay thì không có chữ ký nên một mình chưa đủ kết luận.",
    ),
    Answer.UNPROVED: Said(
        "warn",
        "Chưa đối chiếu được: cây băm lưu trong cơ sở dữ liệu bị thiếu hoặc hỏng.",
        "Hãy kiểm chứng toàn bộ sổ; giữ nguyên dấu kiểm của bạn.",
    ),
    Answer.UNSIGNED: Said(
        "warn",
        "Chưa đối chiếu được: hệ thống chưa có dấu kiểm hợp lệ nào dài bằng dấu kiểm của bạn.",
        "Tệp dấu kiểm của hệ thống có thể đã bị mất hoặc phục hồi từ bản cũ. Báo người quản"
        " trị.",
    ),
}


def answer(checked: Checked, local: Local) -> Said:
    """Say what a verification found."""
    verdict = checked.verdict
    if wrong := _wrong(checked):
        todo = NEXT.get(verdict.finding.kind, KEEP) if verdict.finding else KEEP
        return Said("bad", f"Phát hiện sai lệch. {wrong}", todo)
    if verdict.size == 0:
        return Said("info", "Chưa có sự kiện nào.")
    if not verdict.proved:
        return Said("warn", UNSIGNED.format(size=number(verdict.size)), UNPROVED)
    signed = f", ký lúc {moment(local(checked.signed_at))}" if checked.signed_at else ""
    later = verdict.size - verdict.proved
    rest = f"{number(later)} sự kiện mới hơn khớp với nhau và đang chờ ký." if later else ""
    return Said("good", f"Nguyên vẹn đến sự kiện {number(verdict.proved)}{signed}.", rest)


def _wrong(checked: Checked) -> str:
    """Say the first thing that does not hold; nothing when all does."""
    if checked.verdict.finding:
        return broken(checked.verdict.finding)
    if checked.files:
        names = ", ".join(name[:12] + "…" for name in checked.files)
        return CHANGED_FILES.format(count=len(checked.files), names=names)
    return FAULTS[checked.stamp] if checked.stamp else ""


def compared(found: Compared, local: Local) -> Said:
    """Say how a brought checkpoint stands to what is signed now."""
    if found.answer in STRANGERS:
        return STRANGERS[found.answer]
    brought = number(found.brought)
    if found.answer is Answer.SHORTER:
        return Said(
            "bad",
            f"Lịch sử đã bị cắt ngắn: dấu kiểm của bạn ghi {brought} sự kiện, nay chỉ còn"
            f" {number(found.size)}.",
            "Phần cuối đã bị xóa, hoặc máy chủ được phục hồi từ bản sao lưu cũ. " + KEEP,
        )
    if found.answer is Answer.DIFFERENT:
        return Said(
            "bad",
            f"Lịch sử đã bị viết lại: {brought} sự kiện đầu nay không còn là lịch sử mà dấu"
            " kiểm của bạn đã ghi.",
            "Cùng khóa ấy đã ký cho hai lịch sử khác nhau; dấu kiểm của bạn là chứng cứ. "
            + KEEP,
        )
    newest = found.newest
    until = f"dấu kiểm mới nhất ({number(newest.size)} sự kiện" if newest else "("
    at = f", ký lúc {moment(local(newest.signed_at))})" if newest else ")"
    return Said(
        "good",
        f"Khớp: lịch sử mà dấu kiểm của bạn đã ghi, đến sự kiện {brought}, vẫn là phần đầu của"
        " lịch sử đang ký.",
        f"Bằng chứng nhất quán dẫn từ dấu kiểm của bạn đến {until}{at}.",
    )


def number(count: int) -> str:
    """Write a whole number as 1.240."""
    return f"{count:,}".replace(",", ".")


def moment(at: datetime) -> str:
    """Write an instant that is already in the tenant's time zone."""
    return at.strftime("%H:%M, %d/%m/%Y")
