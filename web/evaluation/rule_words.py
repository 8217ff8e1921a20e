"""How refusals about rule sets are said."""

from events.values import Ruled
from service.evaluation.choosing import NoRulesHoldError
from web.words import say

RULED: dict[Ruled, str] = {
    "cadre": "Cán bộ",
    "civil_servant": "Công chức",
    "public_employee": "Viên chức",
    "contract_worker": "Người lao động hợp đồng",
    "unit": "Cơ quan, đơn vị",
    "party_organisation": "Tổ chức đảng",
    "party_member": "Đảng viên",
}


@say.register
def _(refusal: NoRulesHoldError) -> str:
    return (
        f"Chưa có bộ quy tắc nào áp dụng cho nhóm “{RULED[refusal.population]}” "
        f"vào ngày {refusal.day:%d/%m/%Y}, nên chưa tính được điểm."
    )
