"""What is said of a year's grading: grades, groups, steps, conditions, refusals."""

from events.grading import refusals
from events.grading.steps import ActKind, Grade, TaskGroup
from service.evaluation.years.states import Stage
from web.words import say

Badge = tuple[str, str, str]
GRADES: dict[Grade, str] = {
    "excellent": "Hoàn thành xuất sắc nhiệm vụ",
    "good": "Hoàn thành tốt nhiệm vụ",
    "completed": "Hoàn thành nhiệm vụ",
    "not_completed": "Không hoàn thành nhiệm vụ",
}
SHORT: dict[Grade, Badge] = {
    "excellent": ("Xuất sắc", "good", "check"),
    "good": ("Tốt", "good", "dot"),
    "completed": ("Hoàn thành", "info", "dot"),
    "not_completed": ("Không hoàn thành", "bad", "square"),
}
GROUPS: dict[TaskGroup, str] = {
    "unit": "Đơn vị",
    "leading": "Lãnh đạo, quản lý",
    "specialised": "Nghiệp vụ chuyên ngành",
    "shared": "Chuyên môn dùng chung",
    "support": "Hỗ trợ, phục vụ",
}
PEOPLE_GROUPS = {name: words for name, words in GROUPS.items() if name != "unit"}
ACTS: dict[ActKind, str] = {
    "discipline": "Bị kỷ luật vì vi phạm trong công vụ hoặc suy thoái",
    "conclusion": "Có kết luận suy thoái, vi phạm điều cấm, trách nhiệm nêu gương",
    "corruption_in_unit": "Đơn vị trực tiếp phụ trách có tham nhũng, lãng phí bị xử lý",
}
STAGES: dict[Stage, Badge] = {
    "begun": ("Chưa đề xuất", "plain", "ring"),
    "proposed": ("Chờ quyết định", "info", "half"),
    "decided": ("Đã quyết định", "info", "dot"),
    "told": ("Đã thông báo", "good", "check"),
    "petitioned": ("Có kiến nghị", "warn", "triangle"),
    "doubted": ("Cần xếp loại lại", "warn", "triangle"),
}
CONDITIONS = {
    "score": "Điểm trong khung của mức",
    "all_on_time": "Mọi nhiệm vụ hoàn thành đúng hạn",
    "exceeding": "Đủ tỷ lệ nhiệm vụ vượt yêu cầu",
    "subunits": "Không có đơn vị trực thuộc không hoàn thành",
    "shortcomings": "Đã khắc phục xong hạn chế, khuyết điểm",
    "all_done": "Mọi nhiệm vụ đã hoàn thành",
    "late": "Tỷ lệ nhiệm vụ trễ trong mức cho phép",
    "concluded": "Có kết luận sai phạm về nhân sự, mất đoàn kết",
    "done": "Hoàn thành dưới tỷ lệ thấp nhất",
}


@say.register
def _(refusal: refusals.TooFewMonthsError) -> str:
    return (
        f"Mới làm việc {refusal.months} tháng trong năm; "
        f"từ {refusal.least} tháng mới xếp loại, trừ khi nghỉ ốm hoặc thai sản."
    )


@say.register
def _(_refusal: refusals.NotProposedError) -> str:
    return "Chưa có đề xuất mức xếp loại. Hãy đề xuất trước rồi quyết định."


@say.register
def _(_refusal: refusals.NoMeetingError) -> str:
    return "Có người chưa được họp nhận xét. Hãy ghi cuộc họp và số biên bản trước."


@say.register
def _(_refusal: refusals.NoPartyOpinionError) -> str:
    return "Người giữ chức vụ cần có ý kiến của cấp ủy trước khi quyết định."


@say.register
def _(refusal: refusals.YearDecidedError) -> str:
    return (
        f"Đã có quyết định số {refusal.number}. Muốn sửa, hãy ban hành quyết định mới thay thế."
    )


@say.register
def _(_refusal: refusals.YearNotDecidedError) -> str:
    return "Chưa có quyết định xếp loại."


@say.register
def _(refusal: refusals.GradingDayError) -> str:
    if refusal.day > refusal.today:
        return f"Ngày {refusal.day:%d/%m/%Y} chưa tới."
    return f"Ngày {refusal.day:%d/%m/%Y} phải từ {refusal.earliest:%d/%m/%Y} trở đi."


@say.register
def _(_refusal: refusals.NumberMissingError) -> str:
    return "Hãy ghi số văn bản."


@say.register
def _(_refusal: refusals.GradeReasonError) -> str:
    return "Mức quyết định khác mức đề xuất. Hãy ghi lý do."


@say.register
def _(_refusal: refusals.AboveScoreError) -> str:
    return "Không xếp cao hơn mức mà điểm, kết luận trong năm và mức của đơn vị cho phép."


@say.register
def _(_refusal: refusals.NoScoreError) -> str:
    return "Chưa có tháng nào được ký điểm trong năm nên chưa đủ cơ sở xếp loại."


@say.register
def _(refusal: refusals.UnitGoneError) -> str:
    return (
        f"Đơn vị hoạt động đến hết ngày {refusal.last_day:%d/%m/%Y}, không đủ năm nên không"
        " xếp loại riêng. Hãy xếp loại đơn vị đã nhận người và việc."
    )


@say.register
def _(_refusal: refusals.NoTasksError) -> str:
    return "Đơn vị không có nhiệm vụ nào trong năm nên chưa đủ cơ sở xếp loại."


@say.register
def _(_refusal: refusals.NotFirstLeaderError) -> str:
    return "Người đứng đầu cơ quan quyết định mức xếp loại, hoặc người được ủy quyền."


@say.register
def _(_refusal: refusals.OverrideStandsError) -> str:
    return "Đã ghi hành vi trong năm: chỉ xếp mức Không hoàn thành nhiệm vụ."


@say.register
def _(refusal: refusals.ActCountedError) -> str:
    return f"Hành vi này đã được tính trong năm {refusal.year}. Một hành vi chỉ tính một lần."


@say.register
def _(_refusal: refusals.OwnYearError) -> str:
    return "Không ai đề xuất hoặc quyết định mức xếp loại của chính mình."


@say.register
def _(_refusal: refusals.NotYourYearError) -> str:
    return "Chỉ người được xếp loại làm việc này."


@say.register
def _(refusal: refusals.YearPetitionOpenError) -> str:
    return f"Kiến nghị trước đang chờ trả lời, hạn {refusal.due_on:%d/%m/%Y}."


@say.register
def _(refusal: refusals.ObjectedTooLateError) -> str:
    return f"Hạn kiến nghị đã hết ngày {refusal.until:%d/%m/%Y}."


@say.register
def _(_refusal: refusals.NoYearPetitionError) -> str:
    return "Không có kiến nghị nào đang chờ."


@say.register
def _(_refusal: refusals.NothingWrittenError) -> str:
    return "Hãy ghi nội dung."


@say.register
def _(refusal: refusals.CapExceededError) -> str:
    return (
        f"Nhóm này được nhiều nhất {refusal.most} xuất sắc, đang chọn {refusal.asked}. "
        "Hãy chọn lại."
    )


@say.register
def _(_refusal: refusals.CutWithoutReasonError) -> str:
    return "Có người đủ điểm xuất sắc mà điểm số không tự loại. Hãy ghi lý do không chọn."


@say.register
def _(_refusal: refusals.UnitNotGradedError) -> str:
    return "Hãy xếp loại đơn vị trước, rồi xếp loại người đứng đầu đơn vị đó."


@say.register
def _(_refusal: refusals.HeadAboveUnitError) -> str:
    return "Người đứng đầu không xếp cao hơn đơn vị mình phụ trách."


@say.register
def _(_refusal: refusals.NobodyChosenError) -> str:
    return "Hãy chọn mức cho ít nhất một người hoặc một đơn vị của nhóm."
