"""What a verdict means, for people who run the service or inspect it, and what to do next."""

from zoneinfo import ZoneInfo

from service.log.defences import StructureChange
from service.log.signing import Alarm
from service.log.stamps import Fault
from service.log.verdicts import Break, Finding, Verdict
from service.log.witnesses import Trouble

BROKEN = {
    Break.MISSING: "Thiếu sự kiện {place}.",
    Break.ALTERED: "Sự kiện {place} đã bị sửa sau khi ghi.",
    Break.BACKDATED: "Sự kiện {place} mang giờ ghi sớm hơn sự kiện đứng trước nó.",
    Break.UNCOUNTED: "Có sự kiện {place} nằm ngoài số đã ghi ở đầu sổ.",
    Break.CUT: "Phần cuối của sổ đã bị cắt: mất sự kiện {place}.",
    Break.OLD_BACKUP: "Dữ liệu lành lặn nhưng cũ: thiếu sự kiện {place} đã được ký trước đây."
    " Có thể máy chủ vừa được phục hồi từ bản sao lưu cũ, hoặc phần cuối và mọi dấu vết của nó"
    " đã bị xóa.",
    Break.REWRITTEN: "Lịch sử đã bị viết lại: sự kiện {place} có chỗ khác với bản đã ký.",
    Break.RECEIPT: "Sự kiện {place} không còn là sự kiện ghi trên biên nhận.",
    Break.TREE: "Sự kiện vẫn đúng như đã ký, nhưng cây băm lưu kèm sự kiện {place} bị hỏng.",
    Break.FORGED: "Dấu kiểm ở sự kiện {place} không phải do hệ thống này ký cho đơn vị này.",
    Break.RETIRED_KEY: "Dấu kiểm ở sự kiện {place} chỉ có chữ ký của khóa đã thôi dùng.",
    Break.FOREIGN: "Dấu kiểm ở sự kiện {place} có chữ ký đúng khóa nhưng không do bộ ký lập.",
    Break.KEPT_LOST: "Tệp dấu kiểm giữ ngoài cơ sở dữ liệu bị mất hoặc bị sửa.",
    Break.UNREADABLE: "Cơ sở dữ liệu không đọc được sổ: có bảng hoặc trang dữ liệu bị hỏng.",
    Break.NO_KEY: "Không có danh sách khóa tin cậy để đối chiếu chữ ký.",
}
NEXT = {
    Break.OLD_BACKUP: "Dừng ghi mới, tìm bản sao lưu mới hơn và khôi phục lại.",
    Break.TREE: "Giữ nguyên hiện trạng, báo người quản trị; cây băm dựng lại được từ sự kiện.",
    Break.RETIRED_KEY: "Coi như khóa cũ đã lộ: giữ nguyên hiện trạng, báo đoàn kiểm tra.",
    Break.FOREIGN: "Coi như khóa đang dùng đã lộ: đổi khóa ngay, báo đoàn kiểm tra.",
    Break.KEPT_LOST: "Khôi phục tệp từ bản lưu khác, hoặc đối chiếu với dấu kiểm của"
    " đoàn kiểm tra.",
    Break.NO_KEY: "Đặt lại danh sách khóa rồi kiểm chứng lại.",
}
DOWN = {
    "wall": "Tường ngăn giữa các đơn vị ở bảng {name} đã bị hạ.",
    "policy": "Luật của tường ngăn giữa các đơn vị ở bảng {name} đã bị đổi.",
    "trigger": "Bảng {name} không còn chặn việc sửa, xóa.",
    "grant": "{name} có quyền mà hệ thống không cấp, hoặc mất quyền đã cấp.",
    "role": "Vai trò {name} có quyền khác mức cần thiết.",
    "table": "Bảng {name} của sổ bị thêm, bị bỏ hoặc đổi chủ.",
    "column": "Bảng {name} của sổ bị đổi cột.",
    "constraint": "Bảng {name} của sổ bị đổi ràng buộc.",
    "index": "Bảng {name} của sổ bị đổi chỉ mục.",
    "rule": "Bảng {name} của sổ có luật viết lại câu lệnh.",
    "function": "Hàm {name} của sổ bị thay.",
    "watch": "Bẫy báo đổi cấu trúc {name} không còn canh.",
}
REFUSED = {
    Alarm.SHORTER: "Sổ ngắn hơn lần ký trước: bị cắt đuôi, hoặc phục hồi từ bản sao lưu cũ.",
    Alarm.REWRITTEN: "Sự kiện đang lưu không cho ra cây băm của cơ sở dữ liệu.",
    Alarm.GAP: "Sổ thiếu sự kiện ở giữa.",
    Alarm.BACKDATED: "Có sự kiện mang giờ ghi sớm hơn sự kiện đứng trước nó.",
    Alarm.FILE_LOST: "Tệp dấu kiểm giữ ngoài cơ sở dữ liệu bị mất hoặc cũ hơn cơ sở dữ liệu.",
    Alarm.FILE_DAMAGED: "Tệp dấu kiểm giữ ngoài cơ sở dữ liệu bị hỏng.",
    Alarm.NO_KEY: "Không đọc được khóa ký.",
}
FAULTS = {
    Fault.UNREACHABLE: "Cơ quan cấp dấu thời gian không trả lời.",
    Fault.REFUSED: "Cơ quan cấp dấu thời gian từ chối.",
    Fault.STRANGE: "Dấu thời gian không đọc được.",
    Fault.MISMATCH: "Dấu thời gian là của nội dung khác.",
    Fault.CLOCK: "Giờ của cơ quan cấp dấu thời gian lệch xa giờ máy chủ.",
    Fault.EXPIRED: "Chứng thư của cơ quan cấp dấu thời gian không còn hiệu lực lúc cấp.",
    Fault.UNTRUSTED: "Chữ ký trên dấu thời gian không dẫn đến chứng thư gốc đã biết.",
    Fault.NO_CERTIFICATES: "Chưa có chứng thư của cơ quan cấp dấu thời gian để đối chiếu.",
    Fault.OTHER_HISTORY: "Dấu thời gian chứng nhận một dấu kiểm mà hệ thống không còn giữ:"
    " lịch sử đã bị viết lại, hoặc tệp dấu kiểm bị thay.",
}
TROUBLES = {
    Trouble.UNREACHABLE: "không trả lời.",
    Trouble.NOT_WATCHED: "chưa theo dõi sổ này: đưa tên sổ và khóa của sổ cho họ.",
    Trouble.NOT_TRUSTED: "chưa có khóa đang ký của sổ này: đưa khóa mới cho họ.",
    Trouble.STRANGE: "trả lời không đúng giao thức.",
    Trouble.NODES: "chưa hỏi được, vì cây băm lưu ở đây bị thiếu hoặc hỏng.",
    Trouble.SHORTER: "đã thấy một lịch sử dài hơn lịch sử đang ký ở đây.",
    Trouble.DIFFERENT: "đã thấy một lịch sử khác, cùng số sự kiện.",
    Trouble.INCONSISTENT: "từ chối: lịch sử đang ký không nối tiếp lịch sử họ đã thấy.",
}
KEEP = "Giữ nguyên hiện trạng, không phục hồi đè, báo đoàn kiểm tra."


def down(name: str, kind: str) -> str:
    """Say which defence of the log is not as the upgrades left it."""
    return DOWN[kind].format(name=name)


def by_hand(change: StructureChange, zone: str) -> str:
    """Say who changed the structure of the log outside an upgrade, when and how."""
    at = change.changed_at.astimezone(ZoneInfo(zone)).strftime("%d/%m/%Y %H:%M:%S")
    act = f"{change.command} {change.object}".strip()
    return f"Lúc {at}, vai trò {change.role} đã chạy {act} ngoài đợt nâng cấp."


def explain(verdict: Verdict) -> str:
    """Say in one or two sentences what was found and what to do."""
    if verdict.finding:
        return f"{broken(verdict.finding)} {NEXT.get(verdict.finding.kind, KEEP)}"
    if verdict.size == 0:
        return "Chưa có sự kiện nào."
    if verdict.proved == 0:
        return (
            f"{verdict.size} sự kiện khớp với nhau, nhưng chưa có dấu kiểm nào ký cho chúng:"
            " chưa chứng minh được."
        )
    later = verdict.size - verdict.proved
    rest = f" {later} sự kiện mới hơn khớp với nhau và đang chờ ký." if later else ""
    return f"Nguyên vẹn đến sự kiện {verdict.proved}, đúng như đã ký.{rest}"


def broken(finding: Finding) -> str:
    """Say what is broken, and where."""
    return BROKEN[finding.kind].format(place=place(finding))


def place(finding: Finding) -> str:
    """Name the events that a finding is about."""
    if finding.first == finding.last:
        return f"số {finding.first}"
    return f"từ số {finding.first} đến số {finding.last}"
