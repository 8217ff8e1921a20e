"""Who plays in the demonstration: invented tenants, units, people; one password for all."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tenants.access import Role
from tenants.party import BOARD, CELL, COMMISSION, OFFICE, STANDING

PASSWORD = "xem-thu-sau-ro"  # noqa: S105 - of a demonstration, printed and shown on its pages


@dataclass(frozen=True, slots=True)
class Part:
    """A person with login, name, unit, post and roles."""

    login: str
    name: str
    unit: str
    title: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A tenant of the demonstration with its units, in their order, and its people."""

    code: str
    kind: str
    name: str
    place: str
    phone: str
    units: tuple[str, ...]
    people: tuple[Part, ...]
    kinds: Mapping[str, str] = field(default_factory=dict)  # of units that are no departments


_ADMINISTRATION = "Quản trị hệ thống"
_LEADERS = "Lãnh đạo UBND xã"
_CULTURE = "Phòng Văn hóa - Xã hội"
_OFFICE = "Văn phòng HĐND và UBND"
_ECONOMY = "Phòng Kinh tế"
_COUNTER = "Trung tâm Phục vụ hành chính công"
_SERVICES = "Trung tâm Dịch vụ tổng hợp"
_CLINIC = "Trạm Y tế"
_POLICE = "Công an xã"
_SCHOOL = "Trường Tiểu học và Trung học cơ sở Suối Ngàn"
_INSPECTION, _INSPECTORS = "Đoàn kiểm tra của tỉnh", "Phòng Thanh tra, kiểm tra"
_HEAD, _OFFICIAL, _LEADER = (Role.UNIT_HEAD,), (Role.OFFICIAL,), (Role.LEADER,)
_STANDING = (Role.STANDING_AGENCY, Role.UNIT_HEAD)

SUOI_NGAN = Stage(
    "suoi-ngan",
    "commune",
    "UBND xã Suối Ngàn",
    "Suối Ngàn",
    "0200 000 012",
    (
        _LEADERS,
        _CULTURE,
        _OFFICE,
        _ECONOMY,
        _COUNTER,
        _SERVICES,
        _CLINIC,
        _POLICE,
        _SCHOOL,
        _INSPECTION,
    ),
    (
        Part("ha", "Trần Thị Hà", _CULTURE, "Trưởng phòng Văn hóa - Xã hội", _STANDING),
        Part("khai", "Ma Văn Khải", _COUNTER, "Công chức một cửa", _OFFICIAL),
        Part("do", "Giàng Thị Dợ", _COUNTER, "Phó Giám đốc Trung tâm", _HEAD),
        Part("su", "Vàng A Sử", _LEADERS, "Chủ tịch UBND", _LEADER),
        Part("thu", "Lê Thị Minh Thu", _LEADERS, "Phó Chủ tịch UBND (văn xã)", _LEADER),
        Part("dung", "Hoàng Văn Dũng", _LEADERS, "Phó Chủ tịch UBND (kinh tế)", _LEADER),
        Part("hung", "Lò Văn Hùng", _CULTURE, "Chuyên viên", _OFFICIAL),
        Part("hunglv", "Lò Văn Hưng", _CULTURE, "Chuyên viên tổng hợp", _OFFICIAL),
        Part("bao", "Phạm Quốc Bảo", _OFFICE, "Chánh Văn phòng", _HEAD),
        Part("ngoc", "Đặng Thị Ngọc", _OFFICE, "Công chức tư pháp", _OFFICIAL),
        Part("thang", "Bùi Đức Thắng", _ECONOMY, "Trưởng phòng Kinh tế", _HEAD),
        Part("mai", "Sùng Thị Mai", _ECONOMY, "Kế toán", _OFFICIAL),
        Part("ly", "Đinh Công Lý", _SERVICES, "Phụ trách Trung tâm", _HEAD),
        Part("thao", "Vi Thị Thảo", _CLINIC, "Trưởng Trạm Y tế", _HEAD),
        Part("nam", "Trịnh Xuân Nam", _POLICE, "Phó Trưởng Công an xã", _HEAD),
        Part("bich", "Cao Thị Bích", _SCHOOL, "Hiệu trưởng", _HEAD),
        Part("tung", "Ngô Thanh Tùng", _INSPECTION, "Trưởng đoàn kiểm tra", (Role.INSPECTOR,)),
        Part("quantri", "Nông Thị Hạnh", _ADMINISTRATION, "Quản trị viên", ()),
        Part("vanhanh", "Triệu Văn Sơn", _ADMINISTRATION, "Vận hành", (Role.OPERATOR,)),
    ),
)
_STANDING_BOARD, _PARTY_OFFICE = "Thường trực Đảng ủy", "Văn phòng Đảng ủy"
_BUILDING, _COMMISSION = "Ban Xây dựng Đảng", "Ủy ban Kiểm tra"
_CELLS = (
    "Chi bộ Cơ quan",
    "Chi bộ Công an",
    "Chi bộ Trường học",
    "Chi bộ bản Nà Lan",
    "Chi bộ bản Huổi Sen",
)
PARTY = Stage(
    "dang-uy-suoi-ngan",
    "party_committee",
    "Đảng ủy xã Suối Ngàn",
    "Suối Ngàn",
    "0200 000 013",
    (_STANDING_BOARD, _PARTY_OFFICE, _BUILDING, _COMMISSION, *_CELLS),
    (
        Part("lin", "Tráng Seo Lìn", _STANDING_BOARD, "Bí thư", (Role.PARTY_STANDING,)),
        Part("sen", "Lý Thị Sen", _PARTY_OFFICE, "Chánh Văn phòng", _STANDING),
        Part("hung", "Lò Văn Hưng", _PARTY_OFFICE, "Chuyên viên", _OFFICIAL),
        Part("tien", "Hà Văn Tiến", _BUILDING, "Trưởng ban", _HEAD),
        Part("phuoc", "Nguyễn Hữu Phước", _COMMISSION, "Chủ nhiệm", (Role.PARTY_INSPECTION,)),
        Part("bao", "Phạm Quốc Bảo", _CELLS[0], "Bí thư chi bộ Cơ quan", _HEAD),
        Part("nam", "Trịnh Xuân Nam", _CELLS[1], "Bí thư chi bộ Công an", _HEAD),
        Part("bich", "Cao Thị Bích", _CELLS[2], "Bí thư chi bộ Trường học", _HEAD),
        Part("pao", "Giàng A Páo", _CELLS[3], "Bí thư chi bộ bản Nà Lan", _HEAD),
        Part("don", "Lường Thị Đôn", _CELLS[4], "Bí thư chi bộ bản Huổi Sen", _HEAD),
        Part("quantri", "Mùa Thị Say", _ADMINISTRATION, "Quản trị viên", ()),
    ),
    {
        _STANDING_BOARD: STANDING,
        _PARTY_OFFICE: OFFICE,
        _BUILDING: BOARD,
        _COMMISSION: COMMISSION,
        **dict.fromkeys(_CELLS, CELL),
    },
)
PHA_LUONG = Stage(
    "pha-luong",
    "commune",
    "UBND xã Pha Luông",
    "Pha Luông",
    "0200 000 021",
    (_LEADERS, _CULTURE, _COUNTER),
    (
        Part("vinh", "Hà Quang Vinh", _LEADERS, "Chủ tịch UBND", _LEADER),
        Part("hien", "Lường Thị Hiền", _CULTURE, "Trưởng phòng Văn hóa - Xã hội", _STANDING),
        Part("dua", "Giàng A Dua", _COUNTER, "Công chức một cửa", _OFFICIAL),
        Part("quantri", "Quàng Văn Tấm", _ADMINISTRATION, "Quản trị viên", ()),
    ),
)
BAN_CHIENG = Stage(
    "ban-chieng",
    "commune",
    "UBND xã Bản Chiềng",
    "Bản Chiềng",
    "0200 000 022",
    (_LEADERS, _CULTURE, _COUNTER),
    (
        Part("muon", "Lò Thị Muôn", _LEADERS, "Chủ tịch UBND", _LEADER),
        Part("panh", "Quàng Văn Panh", _CULTURE, "Trưởng phòng Văn hóa - Xã hội", _STANDING),
        Part("chu", "Thào Thị Chư", _COUNTER, "Công chức một cửa", _OFFICIAL),
        Part("quantri", "Cà Văn Dinh", _ADMINISTRATION, "Quản trị viên", ()),
    ),
)
NAM_SOI = Stage(
    "nam-soi",
    "commune",
    "UBND xã Nậm Sỏi",
    "Nậm Sỏi",
    "0200 000 023",
    (_LEADERS, _CULTURE, _OFFICE, _ECONOMY, _COUNTER, _SERVICES, _CLINIC, _POLICE),
    (
        Part("kien", "Lù Văn Kiên", _LEADERS, "Chủ tịch UBND", _LEADER),
        Part("huong", "Đèo Thị Hương", _LEADERS, "Phó Chủ tịch UBND", _LEADER),
        Part("yen", "Cầm Thị Yên", _CULTURE, "Trưởng phòng Văn hóa - Xã hội", _STANDING),
        Part("bun", "Vì Văn Bun", _CULTURE, "Chuyên viên", _OFFICIAL),
        Part("mo", "Lường Thị Mơ", _CULTURE, "Chuyên viên", _OFFICIAL),
        Part("tam", "Tòng Văn Tám", _OFFICE, "Chánh Văn phòng", _HEAD),
        Part("say", "Quàng Thị Sáy", _OFFICE, "Công chức tư pháp", _OFFICIAL),
        Part("muoi", "Lò Văn Muôi", _OFFICE, "Công chức văn thư", _OFFICIAL),
        Part("xuan", "Sa Thị Xuân", _OFFICE, "Kế toán", _OFFICIAL),
        Part("pha", "Lèo Văn Pha", _OFFICE, "Chuyên viên", _OFFICIAL),
        Part("dinh", "Hoàng Văn Định", _ECONOMY, "Trưởng phòng Kinh tế", _HEAD),
        Part("thom", "Cà Thị Thơm", _ECONOMY, "Chuyên viên", _OFFICIAL),
        Part("lua", "Lò Thị Lúa", _COUNTER, "Phó Giám đốc Trung tâm", _HEAD),
        Part("senh", "Mùa A Sếnh", _COUNTER, "Công chức một cửa", _OFFICIAL),
        Part("pang", "Giàng Thị Pàng", _COUNTER, "Công chức một cửa", _OFFICIAL),
        Part("chai", "Thào A Chài", _SERVICES, "Phụ trách Trung tâm", _HEAD),
        Part("nga", "Bạc Thị Nga", _CLINIC, "Trưởng Trạm Y tế", _HEAD),
        Part("thanh", "Điêu Chính Thanh", _POLICE, "Phó Trưởng Công an xã", _HEAD),
        Part("quantri", "Bạc Cầm Bình", _ADMINISTRATION, "Quản trị viên", ()),
    ),
)
PROVINCE = Stage(
    "so-noi-vu-van-son",
    "province",
    "Sở Nội vụ tỉnh Vân Sơn",
    "Vân Sơn",
    "0200 000 001",
    ("Lãnh đạo Sở", "Phòng Cải cách hành chính", _INSPECTORS),
    (
        Part("khoi", "Phan Đình Khôi", "Lãnh đạo Sở", "Giám đốc", _LEADER),
        Part(
            "lan",
            "Vũ Thị Lan",
            "Phòng Cải cách hành chính",
            "Chuyên viên chính",
            (Role.PROVINCIAL_OFFICER,),
        ),
        Part("quyen", "Nông Văn Quyền", _INSPECTORS, "Thanh tra viên", (Role.INSPECTOR,)),
        Part("quantri", "Đoàn Văn Lực", _ADMINISTRATION, "Quản trị viên", ()),
    ),
)
STAGES = (SUOI_NGAN, PROVINCE, PARTY, PHA_LUONG, NAM_SOI, BAN_CHIENG)  # as they are founded
