"""What the populations of officials are called."""

from events.values import Population

POPULATIONS: dict[Population, str] = {
    "civil_servant": "Công chức",
    "cadre": "Cán bộ",
    "public_employee": "Viên chức",
    "contract_worker": "Người lao động hợp đồng",
}
