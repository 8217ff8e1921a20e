"""The words of the reform index: stages, formulas, answers, and how refusals are said."""

from decimal import Decimal
from fractions import Fraction

from events import par_answers, par_refusals, par_sets
from events.par_answers import Amount, Answer, Count, Met, Rate
from events.par_criteria import Deduct, Formula, Linear, Node, Scaled, Step, Survey, YesNo
from events.par_refusals import AppraisalStep, Stage
from service.evaluation.par import appraising, outgoing
from service.evaluation.par.scoring import decimal, rounded
from service.evaluation.par.set_states import Status
from service.imports import par_set
from service.imports.par_set import ParFault
from web.ui.typed import write_amount
from web.words import say

STAGES: dict[Stage, str] = {
    "self_scoring": "Tự chấm",
    "appraising": "Đang thẩm định",
    "explaining": "Giải trình",
    "concluding": "Hội đồng kết luận",
    "locked": "Đã chốt",
}
STEPS: dict[AppraisalStep, tuple[str, str, str]] = {  # text, tone, shape
    "first_round": ("Đang thẩm định vòng 1", "info", "half"),
    "waiting": ("Chờ xã giải trình", "plain", "ring"),
    "second_round": ("Thẩm định vòng 2", "info", "diamond"),
    "concluded": ("Đã chốt", "good", "check"),
}
SET_STATUSES: dict[Status, tuple[str, str, str]] = {
    "draft": ("Bản nháp", "plain", "ring"),
    "in_force": ("Đang áp dụng", "good", "dot"),
    "superseded": ("Đã thay thế", "plain", "back"),
    "discarded": ("Đã bỏ", "plain", "cross"),
}
SURVEYS: dict[Survey, str] = {
    "sipas": "SIPAS (mức độ hài lòng)",
    "pci": "PCI (năng lực cạnh tranh)",
}
COLUMNS = {
    "code": "Mã",
    "parent": "Thuộc mã",
    "name": "Nội dung",
    "most": "Điểm tối đa",
    "kind": "Công thức",
    "parameters": "Tham số",
    "numerator": "Số liệu",
}
SHOWN_PLACES = 2


def points(value: Fraction | Decimal | str | None) -> str:
    """Write points, also as they are stored, with a comma and two decimals; a dash for none."""
    if value is None:
        return "–"
    return write_amount(decimal(rounded(Fraction(value), SHOWN_PLACES)))


def rule_words(node: Node) -> str:
    """Say a component's formula: what gives how many points."""
    formula: Formula | None = node.formula
    match formula:
        case Step(stairs=stairs):
            unit = "%" if node.denominator else ""
            said = [f"từ {points(s.least)}{unit} được {points(s.points)}" for s in stairs]
            return "; ".join([*said, "dưới mức đó được 0"]) + "."
        case Linear(floor=floor, full=full):
            base = f"tỷ lệ đạt chia {points(full)}% nhân {points(node.most)}"
            return f"{base}; dưới {points(floor)}% được 0." if floor else f"{base}."
        case Deduct(each=each):
            return f"{points(node.most)} điểm, trừ {points(each)} cho mỗi lần, không dưới 0."
        case Scaled(survey=survey, full=full):
            scale = f"chia {points(full)} nhân {points(node.most)}"
            return f"kết quả {survey.upper()} {scale}."
    whole = f"có được {points(node.most)}, không được 0."
    given = f"thẩm định cho từ 0 đến {points(node.most)}, có lý do."
    return whole if isinstance(formula, YesNo) else given


def answer_words(answer: Answer | None) -> str:
    """Say the figures of an answer."""
    match answer:
        case Rate(numerator=over, denominator=under):
            rate = points(100 * Fraction(over) / Fraction(under))
            return f"{write_amount(over)} / {write_amount(under)} = {rate}%"
        case Amount(value=value):
            return write_amount(value)
        case Count(number=number):
            return f"{number} lần"
        case Met(met=met):
            return "có" if met else "không"
    return f"{points(answer.points)} điểm" if answer else "chưa có số liệu"


def fault_words(fault: ParFault) -> str:
    """Say what is wrong in a cell, and what would be right."""
    said, other = fault.text, fault.other.replace(".", ",")
    return {
        "no_code": "Chưa có mã.",
        "same_code": f"Mã {said} đã có ở dòng {fault.other}.",
        "no_name": "Chưa có nội dung.",
        "points": f"Điểm tối đa “{said}” phải lớn hơn 0.",
        "most_unread": f"Điểm tối đa “{said}” không phải là số.",
        "parent": f"Mã “{said or fault.other}” không có ở cấp ngay trên.",
        "cycle": "Các mã xếp vòng: dòng này nằm dưới chính nó.",
        "childless": "Chưa có tiêu chí thành phần nào bên dưới.",
        "weights": f"Ghi {said} điểm, cộng các phần bên dưới là {other}.",
        "total": f"Các lĩnh vực cộng lại là {other}, phải bằng 100.",
        "formula": "Tiêu chí thành phần phải có công thức; cấp trên thì không.",
        "kind_unread": (
            f"Công thức “{said}” không có: dùng Bậc thang, Tỷ lệ, Có/không, Trừ, Khảo sát "
            "hoặc Chấm tay."
        ),
        "figure": "Công thức này cần tên số liệu, và tổng số nếu là tỷ lệ.",
        "stairs": "Các bậc phải giảm dần, bậc đầu bằng điểm tối đa.",
        "parameter": f"Tham số “{said}” ngoài khoảng cho phép.",
        "parameters_unread": f"Tham số “{said}” không đọc được, ví dụ đúng: 98: 4; 95: 3,5.",
    }[fault.flaw]


@say.register
def _(refusal: par_set.ParFaultsError) -> str:
    return f"Tệp có {len(refusal.faults)} lỗi, chưa nạp dòng nào. Hãy sửa rồi nạp lại."


@say.register
def _(refusal: par_set.NoParTableError) -> str:
    names = ", ".join(COLUMNS[name] for name in refusal.lacking)
    return f"Không thấy bảng bộ tiêu chí{': thiếu cột ' + names if names else ''}."


@say.register
def _(refusal: par_set.TooManyCriteriaError) -> str:
    return f"Bộ tiêu chí có hơn {refusal.most} dòng. Hãy kiểm tra lại tệp."


@say.register
def _(refusal: par_sets.UnsoundSetError) -> str:
    return f"Có {len(refusal.faults)} tiêu chí chưa đúng. Hãy kiểm tra lại tệp."


@say.register
def _(_refusal: par_sets.EmptySetError) -> str:
    return "Hãy ghi tên, năm, và nạp tệp có ít nhất một tiêu chí thành phần."


@say.register
def _(_refusal: par_sets.SetNotDraftError) -> str:
    return "Bộ tiêu chí này không còn là bản nháp nên không đổi được nữa."


@say.register
def _(_refusal: par_sets.SetNotInForceError) -> str:
    return "Bộ tiêu chí này chưa được quyết định, hoặc đã thay bằng bản khác."


@say.register
def _(_refusal: par_sets.SetDecisionError) -> str:
    return "Hãy ghi số quyết định và ngày quyết định, không sau hôm nay."


@say.register
def _(_refusal: par_answers.WrongAnswerError) -> str:
    return "Hãy điền số liệu mà tiêu chí này hỏi."


@say.register
def _(_refusal: par_answers.NegativeFigureError) -> str:
    return "Số liệu phải từ 0 trở lên."


@say.register
def _(_refusal: par_answers.NothingCountedError) -> str:
    return "Tổng số bằng 0 thì không có tỷ lệ. Hãy xem lại số liệu."


@say.register
def _(refusal: par_answers.PointsOutOfRangeError) -> str:
    return f"Điểm phải từ 0 đến {points(refusal.most)}."


@say.register
def _(_refusal: par_refusals.AlreadyBegunError) -> str:
    return "Bản tự chấm năm này đã gửi theo bộ tiêu chí trước."


@say.register
def _(refusal: par_refusals.WrongStageError) -> str:
    return f"Năm này đang ở bước {STAGES[refusal.stage]}, nên không làm được việc này."


@say.register
def _(refusal: par_refusals.NoSuchComponentError | par_refusals.NotScoredError) -> str:
    return f"Bộ tiêu chí không có tiêu chí thành phần {refusal.code}."


@say.register
def _(_refusal: par_refusals.ByHandWithoutReasonError) -> str:
    return "Số liệu nhập tay cần ghi lý do hoặc nguồn."


@say.register
def _(_refusal: par_refusals.NothingScoredError) -> str:
    return "Chưa chấm tiêu chí nào."


@say.register
def _(_refusal: par_refusals.SurveyFigureError) -> str:
    return "Kết quả khảo sát cần nguồn và ngày không sau hôm nay."


@say.register
def _(_refusal: par_refusals.UnexplainedError) -> str:
    return "Hãy ghi lý do."


@say.register
def _(_refusal: par_refusals.AppraisedAnotherError) -> str:
    return "Văn bản này nói về một bản tự chấm khác."


@say.register
def _(refusal: par_refusals.WrongStepError) -> str:
    return f"Hồ sơ đang ở bước “{STEPS[refusal.step][0]}”, nên không làm được việc này."


@say.register
def _(_refusal: par_refusals.ExplainingDayError) -> str:
    return "Hạn giải trình phải sau hôm nay."


@say.register
def _(refusal: par_refusals.StillExplainingError) -> str:
    return f"Xã còn được giải trình đến hết {refusal.until:%d/%m/%Y}."


@say.register
def _(_refusal: par_refusals.ConclusionError) -> str:
    return "Kết luận cần số, ngày không sau hôm nay; điểm thưởng, điểm trừ cần lý do."


@say.register
def _(_refusal: appraising.OtherSetError) -> str:
    return "Xã tự chấm theo một bộ tiêu chí không phải của cơ quan mình cho năm đó."


@say.register
def _(_refusal: outgoing.NoProvinceLinkError) -> str:
    return "Chưa có liên kết với cơ quan thẩm định của tỉnh. Hãy lập ở trang Liên kết."


@say.register
def _(_refusal: par_refusals.NothingAdjustedError) -> str:
    return "Điểm điều chỉnh giống điểm đang có."
