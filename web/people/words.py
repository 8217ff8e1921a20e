"""Roles in words, and how the refusals about units, posts and people are said."""

from service.organisation import delegating
from service.organisation.erasing import (
    NoGroundsError,
    NothingSealedError,
    StillHoldingError,
)
from service.organisation.people import (
    AlreadyHoldingError,
    EmptyNameError,
    LeavesTooEarlyError,
    NotHoldingError,
    UnitEndedError,
    UnknownMemberError,
)
from service.tasks import ending_units
from tenants.access import Role
from tenants.party import BOARD, CELL, COMMISSION, OFFICE, STANDING
from web.vocabulary import party_reads, spoken
from web.words import say

FEW = 5
ROLES = {
    Role.OFFICIAL: "Cán bộ, công chức: làm việc được giao",
    Role.UNIT_HEAD: "Trưởng đơn vị: xem bảng việc, chấp nhận sản phẩm",
    Role.LEADER: "Lãnh đạo: xem mọi việc, ban hành kế hoạch",
    Role.STANDING_AGENCY: "Cơ quan thường trực: nạp, rà soát, ban hành kế hoạch",
    Role.INSPECTOR: "Kiểm tra: xem theo quyết định kiểm tra, đối chiếu",
    Role.PARTY_STANDING: "Thường trực cấp ủy: xem mọi việc, ban hành kế hoạch",
    Role.PARTY_INSPECTION: "Chủ nhiệm Ủy ban Kiểm tra: xem mọi việc, lập cuộc giám sát",
    Role.PROVINCIAL_OFFICER: "Cán bộ cấp tỉnh: xem mọi việc",
    Role.TENANT_ADMIN: "Quản trị: thêm người, chức vụ, đơn vị",
}
OF_STATE = frozenset({Role.LEADER, Role.PROVINCIAL_OFFICER})
OF_PARTY = frozenset({Role.PARTY_STANDING, Role.PARTY_INSPECTION})
UNIT_KINDS = {
    "leadership": "Lãnh đạo",
    "department": "Phòng, ban",
    "centre": "Trung tâm, đơn vị sự nghiệp",
    "other": "Đơn vị khác",
}
PARTY_UNIT_KINDS: dict[str, str] = {
    STANDING: "Thường trực, Ban Thường vụ",
    OFFICE: "Văn phòng",
    BOARD: "Ban tham mưu, giúp việc",
    COMMISSION: "Ủy ban Kiểm tra",
    CELL: "Chi bộ",
}


def unit_kinds() -> dict[str, str]:
    """Name the kinds of units that a tenant of this kind has."""
    return PARTY_UNIT_KINDS if party_reads() else UNIT_KINDS


def roles() -> dict[Role, str]:
    """Name the roles that posts of a tenant of this kind have."""
    others = OF_STATE if party_reads() else OF_PARTY
    return {role: spoken(said) for role, said in ROLES.items() if role not in others}


@say.register
def _unknown(_refusal: UnknownMemberError) -> str:
    return "Đơn vị, chức vụ hoặc người này không có ở đây. Hãy tải lại trang rồi chọn lại."


@say.register
def _nameless(_refusal: EmptyNameError) -> str:
    return "Tên còn trống. Hãy ghi tên."


@say.register
def _not_holding(_refusal: NotHoldingError) -> str:
    return "Người này hiện không giữ chức vụ đó. Hãy tải lại trang để xem danh sách mới."


@say.register
def _unit_ended(refusal: UnitEndedError) -> str:
    last = f"{refusal.last_day:%d/%m/%Y}"
    return f"Đơn vị này hoạt động đến hết ngày {last}. Hãy chọn đơn vị khác."


@say.register
def _without_basis(_refusal: ending_units.EndsWithoutBasisError) -> str:
    return "Hãy ghi số quyết định kết thúc hoặc sáp nhập đơn vị."


@say.register
def _into_itself(_refusal: ending_units.EndsIntoItselfError) -> str:
    return "Hãy chọn đơn vị nhận là một đơn vị khác đang hoạt động."


@say.register
def _staffed(refusal: ending_units.UnitStaffedError) -> str:
    return (
        f"Đơn vị còn {len(refusal.people)} người giữ chức vụ sau ngày đó."
        " Hãy ghi thôi giữ chức vụ, hoặc giao chức vụ ở đơn vị khác trước."
    )


@say.register
def _busy(refusal: ending_units.UnitBusyError) -> str:
    few, more = refusal.codes[:FEW], len(refusal.codes) - FEW
    rest = f" và {more} việc nữa" if more > 0 else ""
    return (
        f"Đơn vị còn chủ trì việc chưa xong: {', '.join(few)}{rest}."
        " Hãy chuyển các việc này sang đơn vị khác trước."
    )


@say.register
def _already(refusal: AlreadyHoldingError) -> str:
    since = f"{refusal.since:%d/%m/%Y}"
    return f"Người này đã giữ chức vụ đó từ {since}. Hãy chọn người hoặc ngày khác."


@say.register
def _too_early(refusal: LeavesTooEarlyError) -> str:
    return f"Người này nhận chức vụ ngày {refusal.first_day:%d/%m/%Y}. Hãy ghi ngày sau đó."


@say.register
def _no_grounds(_refusal: NoGroundsError) -> str:
    return "Xóa dữ liệu cần căn cứ pháp lý và lý do. Hãy ghi cả hai."


@say.register
def _still_holding(_refusal: StillHoldingError) -> str:
    return "Người này còn giữ chức vụ. Hãy ghi thôi giữ chức vụ trước, rồi xóa."


@say.register
def _nothing_sealed(refusal: NothingSealedError) -> str:
    number = refusal.position
    return f"Sự kiện số {number} không có chữ nào xóa được, hoặc đã xóa rồi. Hãy xem lại số."


@say.register
def delegation_dates(refusal: delegating.DelegationDatesError) -> str:
    """Say between which days a delegation lies."""
    return (
        "Ủy quyền bắt đầu từ hôm nay trở đi và kéo dài nhiều nhất một năm:"
        f" đến hết {refusal.last:%d/%m/%Y}."
    )


@say.register
def delegated_to_oneself(_refusal: delegating.DelegatedToOneselfError) -> str:
    """Ask for somebody else."""
    return "Không ai ủy quyền cho chính mình. Hãy chọn người khác."


@say.register
def delegation_without_basis(_refusal: delegating.DelegationWithoutBasisError) -> str:
    """Ask for the paper."""
    return "Hãy ghi số văn bản ủy quyền."


@say.register
def no_such_delegation(_refusal: delegating.NoSuchDelegationError) -> str:
    """Say that there is nothing to end."""
    return "Ủy quyền này không còn hiệu lực."
