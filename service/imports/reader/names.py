"""Recognise the names of units, and fold their spellings to one."""

import re

from service.imports.characters import fold, same_tone

_THINGS = (  # "Các" before one of these begins no unit
    r"nhiệm vụ|giải pháp|mục tiêu|nội dung|chỉ tiêu|hoạt động|văn bản|lĩnh vực|tiêu chí|"
    r"biện pháp|quy định|yêu cầu|công việc|bước|hình thức|chỉ số|thủ tục|dịch vụ|nguyên tắc|"
    r"căn cứ|kế hoạch|chương trình|giai đoạn|điều kiện|kết quả|tồn tại|hạn chế|vấn đề|loại|"
    r"trường hợp|mô hình|sản phẩm|nguồn|khoản|mặt"
)
HEADS = (  # what a name of a unit, or of a person for it, begins with
    r"Phòng(?!\s*,?\s*(?:chống|ngừa))|Văn phòng|Trung tâm|Trạm|Ban(?!\s+hành)|Công an|Quân sự|"
    r"CA(?=\s+(?:xã|phường))|VP|TT|BCH|BQL|Nhà (?:[Vv]ăn|[Tt]ruyền|[Tt]rường)|"
    r"Bộ phận|Tổ(?!\s+chức (?!chính trị|đảng|xã hội))|Thủ trưởng|"
    rf"Người đứng đầu|[Cc]ác(?!\s+(?:{_THINGS})\b)(?=\s)|Chi bộ|Chi ủy|Cấp ủy|Đảng ủy|Đảng uỷ|"
    r"Ủy ban|Uỷ ban|UBND|HĐND|UBMTTQ|Mặt trận|MTTQ|Hội(?!\s+(?:nghị|thảo|họp))|Đoàn(?!\s+kết)|"
    r"Liên đoàn|Công đoàn|Chi đoàn|Đoàn viên|Hội viên|Trường(?!\s+hợp)|Thường trực|"
    r"Lãnh đạo(?=\s+(?:UBND|Ủy|các|xã|phường|Đảng|HĐND))|(?:Phó )?Chủ tịch|(?:Phó )?Bí thư|"
    r"(?:Phó )?Trưởng|Sở|Đội(?!\s+ngũ)|Cán bộ|Công chức|Đài|Kho bạc|Thôn|Tổ dân phố|Khu phố|"
    r"Cơ quan|Đơn vị|"
    r"Đồn Biên phòng|Hạt Kiểm lâm|Bưu điện|Điện lực|Chi nhánh|Thuế|Cảng vụ|Bảo hiểm xã hội|Quỹ|"
    r"Hợp tác xã|Xí nghiệp|Công ty|Trường học|Ấp|Xóm|Buôn|Khóm|Khu dân cư|"
    r"Đồng chí|Đ/c|Ông|Bà|Từng(?!\s+bước)|Mỗi|Thành viên|(?:Phó )?Hiệu trưởng|"
    r"(?:Phó )?Giám đốc|(?:Phó )?Chánh Văn phòng|Kế toán|Văn thư|Chỉ huy trưởng|"
    r"Đảng viên|Toàn thể|Ngân hàng"
)
_LEADING = re.compile(
    r"^(?:(?:trách nhiệm|nhiệm vụ)\s+của\s+|giao\s+(?:cho\s+)?|đề "
    r"nghị\s+(?:các\s+(?=tổ "
    r"chức))?|"
    r"yêu cầu\s+|phân công\s+|đối với\s+)",
    re.IGNORECASE,
)
_UNIT = re.compile(rf"(?:{HEADS})\b", re.IGNORECASE)
_KNOWN: tuple[tuple[str, str, str], ...] = (
    (
        "Phòng Văn hóa - Xã hội",
        "specialised_department",
        r"(?:phong |p\. ?|p )?(?:van hoa ?(?:-|va|&)? ?xa hoi|vh ?-? ?xh)",
    ),
    (
        "Văn phòng HĐND và UBND xã",
        "office",
        (
            r"(?:van phong|vp\.?) (?:(?:hdnd|hoi dong nhan dan) ?(?:-|va|&)? ?)?"
            r"(?:ubnd|uy ban nhan dan)(?: (?:xa|phuong))?"
        ),
    ),
    (
        "Trung tâm Phục vụ hành chính công",
        "service_unit",
        (
            r"(?:trung tam|tt\.?) ?(?:phuc vu hanh chinh(?: cong)?|hanh chinh cong|"
            r"(?:pv|phuc vu )?hcc)(?: (?:xa|phuong))?"
        ),
    ),
    (
        "Trung tâm Dịch vụ tổng hợp",
        "service_unit",
        r"trung tam (?:cung ung )?dich vu tong hop(?: (?:xa|phuong))?",
    ),
    (
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "specialised_department",
        r"phong kinh te,? ha tang va do thi",
    ),
    (
        "Phòng Kinh tế",
        "specialised_department",
        r"(?:phong |p\. ?)(?:kinh te|kt)(?: (?:xa|phuong))?",
    ),
    ("Trạm Y tế xã", "service_unit", r"(?:tram y te|tyt)(?: (?:xa|phuong))?"),
    ("Công an xã", "police", r"(?:cong an|ca) (?:xa|phuong)"),
    (
        "Ban Chỉ huy Quân sự xã",
        "military",
        r"(?:ban (?:chi huy|chqs) quan su|(?:ban ch|bch) ?(?:qs|quan su))(?: (?:xa|phuong))?",
    ),
)
COMMUNE_OFFICES = frozenset(name for name, _kind, _pattern in _KNOWN if name.endswith(" xã"))
_PATTERNS = tuple((name, kind, re.compile(pattern)) for name, kind, pattern in _KNOWN)
_KINDS: tuple[tuple[str, str], ...] = (
    (r"^(?:cac|thu truong|nguoi dung dau|toan the)", "collective"),
    (r"^phong", "specialised_department"),
    (r"^van phong", "office"),
    (r"^(?:trung tam|tram|truong)", "service_unit"),
    (r"mat tran|mttq|doan the", "front"),
    (r"hdnd|hoi dong nhan dan", "council"),
    (r"^(?:so|ubnd tinh|bo(?! phan| chi huy))\b|\btinh\b", "superior"),
    (r"dang uy|chi bo|bi thu|ban thuong vu|uy ban kiem tra|cap uy", "party"),
    (r"cong an", "police"),
    (r"lanh dao|chu tich", "officer"),
    (r"trang thong tin", "channel"),
    (r"doanh nghiep", "external"),
)


def unit_like(text: str) -> bool:
    """Tell whether a heading names a unit, after words such as Giao or Đề nghị."""
    return bool(_UNIT.match(strip_leading(text)))


def strip_leading(text: str) -> str:
    """Return the name in a heading without Trách nhiệm của, Giao, Đề nghị."""
    before, text = "", text.strip(" -–.:;")
    while before != text:
        before, text = text, _LEADING.sub("", text)
    return re.sub(r"\s*\([^()]*\)$", "", text)


def canonical(name: str) -> str:
    """Return the one name for a printed one: dashes, tone marks and known variants folded."""
    name = re.sub(r"\s*[–—-]\s*", " - ", strip_leading(name)).strip()
    plain = fold(name)
    for known, _kind, pattern in _PATTERNS:
        if pattern.fullmatch(plain):
            return re.sub(r" xã$", " phường", known) if plain.endswith(" phuong") else known
    return name[:1].upper() + name[1:]


def same_unit(one: str, other: str) -> bool:
    """Tell whether two names differ only in marks, dashes or letter case."""
    return _key(one) == _key(other)


def unit_kind(name: str) -> str:
    """Return what kind of unit a name is: department, office, party, collective."""
    plain = fold(name)
    for known, kind, _pattern in _PATTERNS:
        if same_unit(known, name):
            return kind
    return next((kind for pattern, kind in _KINDS if re.search(pattern, plain)), "other")


_COLLECTIVE = re.compile(
    r"\s*;\s*|\s*,\s+(?=(?:Phòng|Văn phòng|Trung tâm|Trạm|Công an|Ban|Chi bộ|Hội|Đoàn|Đồn|"
    r"Cảng vụ|Hạt|Chi nhánh|Bưu điện|Điện lực|Thuế|Bảo hiểm|Kho bạc|Trường|"
    r"Chi đoàn|Công đoàn|Đài|Nhà|P|VP|TT|TTPVHCC|TYT|CA|BCHQS)\b)"
    r"|\s+và\s+(?=(?:Phòng|Văn phòng|Trung tâm|Trạm|Công an|Ban Chỉ huy)\b)"
)
_JOINED = re.compile(
    rf"{_COLLECTIVE.pattern}"
    r"|\s+và\s+(?=[Cc]ác (?:tổ chức|đoàn thể|hội|phòng|đơn vị|thôn|chi bộ)\b)"
    r"|(?<!phòng)(?<!ban)(?<!ngành)(?<!đơn vị)(?<!cơ quan),\s+"
    r"(?=[Cc]ác (?:tổ chức|đoàn thể|hội|trường|trạm|thôn)\b)"
)


_BULLETS = re.compile(  # a dash inside "Văn hóa - Xã hội" or "HĐND - UBND" parts no names
    r"\n(?:\d{1,2}[.)]\s)?|^\d{1,2}[.)]\s|;|\s[+•]\s|(?:\s[-–]|\s*/)\s*(?=(?:Phòng|Ban|"
    r"Bộ phận|Trung tâm|Văn phòng|Trạm|Công an|Hội|Đoàn|Mặt trận|Chi bộ|Trường|Sở|Tổ|Ủy ban|"
    r"Uỷ ban|Các|P|VP|TT|CA|BCHQS)\b)"
)


def split_units(title: str) -> list[str]:
    """Return the names in a heading that joins several units."""
    title = strip_leading(title)
    parts = (_COLLECTIVE if re.match(r"[Cc]ác\b", title) else _JOINED).split(title)
    return [canonical(p) for p in parts if p.strip()]


def units_in_cell(words: str) -> tuple[str, ...]:
    """Return the names in a cell of a table: one a line, or joined by signs."""
    lines = (line.strip(" -–+•*;,.") for line in _BULLETS.split(words))
    found = (name for line in lines if line for name in split_units(line))
    return tuple(dict.fromkeys(found))


def _key(name: str) -> str:
    return re.sub(r"\W+", " ", fold(same_tone(name))).strip()
