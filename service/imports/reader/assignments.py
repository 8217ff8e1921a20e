"""Read who owes what in the part about carrying out the plan: one duty a sentence."""

import re

from service.imports.characters import fold
from service.imports.reader.areas import AREAS, scores
from service.imports.reader.blocks import Block
from service.imports.reader.due import read_deadline
from service.imports.reader.headings import FIELD
from service.imports.reader.names import HEADS, canonical, split_units, strip_leading, unit_like
from service.imports.reader.outline import Context
from service.imports.reader.roles import role_of
from service.imports.reader.sentences import Piece, sentences
from service.imports.reading import Assignment

CLOSING = re.compile(
    r"^(?:Trên đây là|Trong quá trình (?:triển khai|tổ chức|thực hiện)|(?:Quá trình|Trong khi) "
    r"(?:triển khai|thực hiện)|Kế hoạch này (?:thay thế|có hiệu lực)|"
    r"(?:(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND|Đảng ủy|Ban Thường vụ)\s[^.]{0,60}?)?"
    r"(?:[Đđ]ề nghị|[Yy]êu cầu) (?:các|Thủ trưởng|Trưởng|đồng chí)[^.;:]*"
    r"\b(?:triển khai|thực hiện)(?:,? (?:thực hiện|nghiêm túc|đầy đủ|tốt|có hiệu quả|"
    r"hiệu quả|các|những|nội dung|nhiệm vụ|của|theo|trong|tại|đúng|Kế hoạch|Chương trình|này|"
    r"trên|đề ra|và))*[./]*$|"
    r"Căn cứ [^.;:]*\bcác\b[^.;:]*(?:triển khai|thực hiện)\./\.$|Nhận được Kế hoạch|"
    r"\(?\*?(?:Kế hoạch|Chương trình) này (?:thay thế|(?:được )?(?:phổ biến|gửi|thông báo)))"
)
_ADVERB = re.compile(
    r"^(?:(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|chủ động|tích cực|thường xuyên|"
    r"định kỳ|hằng năm|hàng năm|tăng cường(?: công tác)?|tiếp tục|kịp thời|"
    r"đẩy mạnh(?: công tác)?|làm tốt(?: công tác)?|thực hiện(?: tốt| công tác)?|đồng thời|là "
    r"cơ quan(?: thường trực)?|là đầu mối|hướng dẫn,?|nghiêm túc|phải|cần|"
    r"là (?:đơn vị|cơ quan) [^,;.]{3,30},|(?:căn cứ|theo(?! dõi)|trong phạm vi)\s[^.;:]{3,70}?"
    r"(?:được giao|được phân công|của mình))\s*,?\s+)+",
    re.IGNORECASE,
)
_ROLES: tuple[tuple[str, str], ...] = (
    ("lead", r"chủ trì"),
    ("coordinate", r"phối hợp"),
    ("monitor", r"đôn đốc|theo dõi|kiểm tra|giám sát"),
)
_FIRST = re.compile(
    r"^(?:(?P<lead>chủ trì)|(?P<coordinate>phối hợp)|(?P<monitor>đôn đốc|theo dõi|kiểm tra|"
    r"giám "
    r"sát|thanh tra))",
    re.IGNORECASE,
)
_PARTNERS = re.compile(
    r"[Pp]hối hợp(?: chặt chẽ)?(?:,)?(?: cùng)?(?: với)?\s+(?P<who>(?:các|Phòng|phòng|Văn "
    r"phòng|"
    r"Trung tâm|trung tâm|Ban|ban|UBND|Ủy ban|Công an|công an|doanh nghiệp|Trạm|cơ quan|Mặt "
    r"trận|MTTQ|Hội|đơn vị)[^;.:]*?)"
    r"(?=\s*,?\s*(?:\b(?:để|trong việc|trong|tham mưu|triển khai|xây dựng|tổ chức|thực hiện|"
    r"đẩy "
    r"mạnh|rà soát|theo dõi|kiểm tra|bảo đảm|đảm bảo|tổng hợp|"
    r"thẩm định|tuyên truyền|hướng dẫn|tăng cường|nâng cao|đề xuất|xác định|thường xuyên|tiếp "
    r"tục|vận động|kiểm soát|đôn đốc)\b|[;.:]|$))"
)
_CHARGED_BY = (
    r"(?:[Gg]iao(?! ban\b)(?: cho)?|[Pp]hân công|[Đđ]ề nghị|[Yy]êu cầu|"
    r"[Đđ]ối với(?=[^.;:]{3,80}:))\s+"
)
_SAID_BEFORE = (
    r"(?:(?:(?:[Hh]ằng|[Hh]àng|[Mm]ỗi) (?:tuần|tháng|quý|năm)|[Đđ]ịnh kỳ|[Cc]uối (?:quý|năm)|"
    r"Ngoài)[^,.;:]{0,40},(?:\s+trước [^,.;:]{3,30},)?|Riêng)\s+"
)
_VERBS = (
    r"chủ trì|chủ động|phối hợp|có (?:trách nhiệm|nhiệm vụ)|chịu trách nhiệm|tham mưu|"
    r"thực hiện|triển khai|tổ chức|xây dựng(?! Đảng)|thường xuyên|bố trí|căn cứ|theo dõi|"
    r"tổng hợp|hướng dẫn|tiếp tục|tăng cường|"
    r"lập dự toán|đẩy mạnh|nghiêm túc|quán triệt|giám sát|kiểm tra|đôn đốc|tiếp nhận|cụ "
    r"thể hóa|"
    r"đăng tải|tuyên truyền|thẩm định|đưa|phân công|đăng ký|cử|vận động|chỉ đạo|lãnh đạo|"
    r"báo cáo|"
    r"gửi|tự|nộp|cập nhật|niêm yết|biên tập|quan tâm|ưu tiên|phát huy|"
    r"là (?:cơ quan|đơn vị|đầu mối)|"
    r"đề xuất|chuẩn bị|duy trì|rà soát|cung cấp|phổ biến|lập|tham gia|bảo đảm|đảm bảo|quản lý|"
    r"cân đối|thông báo|phản ánh|giải quyết|hỗ trợ|giúp|lo|khảo sát|số hóa|công khai|vận hành|"
    r"ban hành|trình|kiện toàn|đánh giá|xem xét|hoàn thiện|hoàn thành|thống kê|"
    r"nâng cao|khắc phục|sử dụng|khai thác|lồng ghép|góp ý|biên soạn|định kỳ|kịp thời|"
    r"trực tiếp|làm việc|gương mẫu|tích cực|thông tin (?:đến|tới|kịp thời)|phát động|tập huấn|"
    r"xử lý|huy động|điều phối|tạo điều kiện|tập trung|chấp hành|chấn chỉnh|tiến hành|đổi mới|"
    r"xác định|trả lời|sơ kết|tổng kết|tiếp thu|nhắc nhở|bổ sung|chuyển (?:tải|hồ sơ)|kết nối|"
    r"ký cam kết"
)
_SUBJECT = re.compile(
    r"^(?:(?:Đối với|Trên cơ sở|Căn cứ)[^,]*?(?:,[^,]{0,60}){0,3}?,?\s+)?"
    rf"(?P<who>(?:(?:{_CHARGED_BY}|{_SAID_BEFORE})(?i:{HEADS})|{HEADS})\b[^:;.]*?)"
    r"\s*(?::|,?(?<!\b[Cc]ác)(?<!\bđược)(?<!\bBan)(?<!\bTổ)(?<!\bQuỹ)(?<!\bBộ phận)"
    rf"(?<!\bĐội)\s+(?=(?:{_VERBS})\b))"
)
_ANYBODY = re.compile(
    rf"(?!(?i:{_VERBS}|theo|trong|trên|khi|đến|từ|sau|trước|nếu|hằng|hàng|mọi|việc|kinh phí|"
    r"nội dung|kết quả|thời gian|những|các)\b)"
    rf"(?P<who>[A-ZĐ]\w*(?:,?\s+[^\s,:;.]+){{1,11}}?)\s+(?=(?:{_VERBS})\b)"
)
_BESIDE_NAME = re.compile(  # what stands between a name and what it is to do
    r",?\s+(?:được\s+(?:giao|phân công)|theo|trong phạm vi|trên cơ sở|phải|cần|"
    r"(?:là|làm) (?:đơn vị|cơ quan|đầu mối|nòng cốt))\b.*$"
)
_SEVERAL = re.compile(r",|\svà\s+các\s")
_CHARGED = re.compile(
    r"((?:[Gg]iao\s+)?(?:(?!theo|trong)\w+[ ,]+){1,12}?được giao)(?:\s+nhiệm vụ)?"
    r"(\s+chủ trì(?:,? phối hợp)?)"
)
_LOOSE = re.compile(
    r"(?:cac|thu truong|nguoi dung dau|ubnd|uy ban nhan dan|ban thuong vu|dong chi|d/c|"
    r"can bo|cong chuc|lanh dao|"
    r"chu tich|pho chu tich|bi thu|tung|moi|dang vien|chi uy|cap uy|truong|thuong truc)\b"
)
_ASKED = re.compile(r"(?:\w+\s)?đề nghị", re.IGNORECASE)
_WORDS, _TITLE = 4, 10
_SURE = {"heading": 0.9, "subject": 0.75, "nobody": 0.4}


class Duties:
    """Collect the duties of one document; remembers the unit a paragraph has introduced."""

    def __init__(self) -> None:
        """Begin without any unit in force."""
        self.found: list[Assignment] = []
        self._unit: tuple[str, list[str]] = ("", [])
        self._within: list[str] = []

    def read(self, block: Block, context: Context) -> None:
        """Take the duties of one paragraph of the organisation part."""
        heading = _named_by(context)
        if block.kind == "heading" or block.kind == "lead_in":
            return
        start = block.text.find(":") + 1 if block.kind == "run_in" else block.body
        if not heading:
            start = self._introduce(block, context, start)
        self._within = []
        for piece in sentences(block.text, start):
            if CLOSING.match(piece.text) or len(piece.text.split()) < _WORDS:
                continue
            self._add(block, context, piece, heading)

    def _introduce(self, block: Block, context: Context, start: int) -> int:
        words = block.text[start:].strip()
        head, colon, rest = words.partition(":")
        if (
            colon
            and all(map(unit_like, head.split(";")))
            and len(head.split()) <= 25
            and "." not in head
            and not FIELD.search(head)
        ):
            self._unit = (context.path, split_units(head))
            return block.text.find(":", start) + 1 if rest.strip() else start
        return start

    def _add(self, block: Block, context: Context, piece: Piece, heading: list[str]) -> None:
        named, verb_at = subject_units(piece.text)
        inherited = self._unit[1] if self._unit[0] == context.path else []
        units = _choose(named, self._within or heading, inherited)
        how = _how(heading, units)
        if not units:
            units, verb_at = _whoever(piece.text)
        if not heading and named:
            self._unit = (context.path, named)
        if heading and units == named:
            self._within = named
        asked = any(
            _ASKED.match(words) for words in (fold_title(context.title, block), piece.text)
        )
        role, also = roles(piece.text[verb_at:], requested=asked)
        self.found.append(
            Assignment(
                id=f"A{len(self.found) + 1:03d}",
                text=piece.text,
                place=block.place(piece.start, piece.end),
                rule=f"assignments.{how}",
                confidence=_SURE[how],
                item=f"P{block.number}",
                item_text=block.words,
                item_place=block.place(),
                section=context.path,
                units=tuple(units),
                role=role,
                also_roles=also,
                partners=partners_in(piece.text),
                reform_areas=_areas(piece.text),
                deadline=read_deadline(piece.text),
            )
        )


def _named_by(context: Context) -> list[str]:
    """Return the units of a heading; below the main one any short title is taken for one."""
    title = context.title
    short = context.level > 1 and not context.numbered and len(title.split()) <= _TITLE
    return split_units(title) if unit_like(title) or (short and not role_of(title)) else []


def _how(heading: list[str], units: list[str]) -> str:
    return "nobody" if not units else "heading" if heading else "subject"


def fold_title(title: str, block: Block) -> str:
    """Return the words that introduce the unit, lower-case."""
    return (title if unit_like(title) else block.words[:40]).lower()


def _choose(named: list[str], heading: list[str], inherited: list[str]) -> list[str]:
    if heading and (not named or all(_collective(n) for n in named)):
        return heading
    return named or inherited


def _collective(name: str) -> bool:
    return bool(_LOOSE.match(fold(name)))


def subject_units(text: str) -> tuple[list[str], int]:
    """Return the units a sentence begins with or charges, and where its verb begins.

    Whom it charges goes before whom it asks.
    """
    given = re.search(r"\b[Gg]iao\s+(?!ban\b)", text)
    starts = (0, given.start() if given else 0)
    for start in sorted(starts, reverse=text.startswith(("Yêu cầu", "Đề nghị"))):
        units, verb = _subject(text[start:])
        if units:
            return units, start + verb
    return [], 0


def _subject(text: str) -> tuple[list[str], int]:
    found = _SUBJECT.match(text)
    if found is None:
        return [], 0
    who = strip_leading(re.sub(_SAID_BEFORE, "", found["who"]))
    who = _BESIDE_NAME.sub(
        "", re.split(r"(?<!được)\s(?:giao(?: cho)?|yêu cầu|đề nghị)\s", who)[-1]
    )
    if len(who.split()) > 30 or (len(who.split()) > 14 and not _SEVERAL.search(who)):
        return [], 0
    verb = found.end()
    if charged := _CHARGED.match(text, found.start("who")):
        verb = charged.end()
        who = charged[1] + charged[2]
    return split_units(who), verb


def _whoever(text: str) -> tuple[list[str], int]:
    """Return what stands before the verb, where nobody else is named or known to owe it."""
    found = _ANYBODY.match(text)
    return ([canonical(found["who"])], found.end()) if found else ([], 0)


def roles(text: str, *, requested: bool) -> tuple[str, tuple[str, ...]]:
    """Return the role by the first governing verb, and the further roles of a sentence."""
    rest = _ADVERB.sub("", text.strip(" :"))
    first = _FIRST.match(rest)
    role = (
        "requested"
        if requested
        else (first.lastgroup or "responsible")
        if first
        else "responsible"
    )
    also = [
        name
        for name, pattern in _ROLES
        if name != role and re.search(pattern, text, re.IGNORECASE)
    ]
    if role in {"lead", "monitor", "coordinate"} and re.search(
        r"tổng hợp|xây dựng|vận hành|tổ chức", text, re.IGNORECASE
    ):
        also.append("responsible")
    return role, tuple(also)


def partners_in(text: str) -> tuple[str, ...]:
    """Return with whom the unit is to work, as printed."""
    found = _PARTNERS.search(text)
    if found is None or len(found["who"].split()) > 30:
        return ()
    who = found["who"].strip(" ,")
    if who.startswith("các"):
        return (who,)
    return tuple(
        p.strip() for p in re.split(r",\s*(?=doanh nghiệp|Phòng|Trung tâm|Văn phòng)", who)
    )


def _areas(text: str) -> tuple[str, ...]:
    total = scores(text)
    return tuple(a for a in AREAS if total.get(a, 0.0) >= 4.0)
