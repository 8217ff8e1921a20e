"""The words of score sheets: parts, losses, what lacks, and how refusals are said."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from events import scoring_refusals as refusals
from events.score_values import Lack, LossKind, Part
from service.evaluation import followed, judging
from service.evaluation.facts import Figure, State
from service.evaluation.rules import RuleSet
from service.evaluation.score_sheets import Status
from service.evaluation.stakes import Reason
from web.session import register
from web.ui.typed import write_amount
from web.words import say

Badge = tuple[str, str, str]  # text, tone, shape
PARTS: dict[Part, str] = {
    "a": "Số lượng",
    "b": "Chất lượng",
    "c": "Tiến độ",
    "d": "Kết quả của đơn vị, lĩnh vực phụ trách",
    "đ": "Khả năng tổ chức triển khai",
    "e": "Năng lực tập hợp, đoàn kết",
}
ROWS: dict[Part, int] = {"a": 3, "b": 4, "c": 5, "d": 12, "đ": 11, "e": 11}  # of a rule set
LOSSES: dict[LossKind, str] = {
    "late": "Nộp chậm lần {number}",
    "failed": "Trả lại vì lỗi nội dung lớn lần {number}",
    "undone": "Chưa hoàn thành trong kỳ",
    "handed_back": "Đã trả lại việc, chưa làm",
}
STATUSES: dict[Status, Badge] = {
    "begun": ("Chưa tự chấm", "plain", "ring"),
    "self_scored": ("Chờ xác nhận", "info", "diamond"),
    "confirmed": ("Đã xác nhận", "good", "check"),
    "petitioned": ("Có kiến nghị", "warn", "triangle"),
}
STATES: dict[State, str] = {
    "done": "đã hoàn thành",
    "waiting": "đã nộp, chưa được chấp nhận",
    "unfinished": "chưa hoàn thành",
    "handed_back": "đã trả lại việc",
}
FIGURES: dict[Figure, str] = {
    "assigned": "Được giao",
    "due": "Thời hạn",
    "done": "Hoàn thành",
    "failed_reviews": "Trả lại vì lỗi nội dung lớn",
    "reviews_excused": "Xác nhận nguyên nhân của lần trả lại",
    "late_times": "Nộp chậm",
    "late_excused": "Xác nhận nguyên nhân của lần chậm",
    "extra": "Việc nhận thêm ngoài tổng được giao",
    "handed_back": "Trả lại việc",
    "in_parts": "Các phần tính riêng",
}
REASONS: dict[Reason, str] = {
    "no_coefficient": "Sản phẩm không gắn với mục nào của danh mục nên không có hệ số quy đổi",
    "impossible_quantity": "Số lượng hoặc hệ số không lớn hơn 0",
    "recalled": "Nhiệm vụ đã được thu hồi",
    "cancelled": "Nhiệm vụ đã được hủy",
    "superseded": "Nhiệm vụ đã thay bằng kế hoạch khác",
    "suspended": "Nhiệm vụ đang tạm dừng",
    "extended": "Đã gia hạn sang kỳ sau",
    "after_cut_off": "Đến hạn sau ngày chốt và chưa nộp, tính vào kỳ sau",
    "carried_over": "Đã tính là chưa xong ở kỳ trước",
    "not_handed_in": "Việc không có thời hạn và chưa nộp sản phẩm",
    "taken_away": "Đã chuyển cho người khác",
    "handed_over": "Đã bàn giao cùng chức vụ trước khi đến hạn",
    "done_by_another": "Người khác đã làm xong",
    "in_whole": "Là một phần, đã tính trong việc chung",
    "in_parts": "Đã tính hết ở các phần của việc",
}
LACKS: dict[Lack, str] = {
    "a": "trong kỳ không có sản phẩm nào được giao mà tính được",
    "b": "chưa có gì để tính chất lượng",
    "c": "chưa có gì để tính tiến độ",
    "d": "chưa ai trong số người được quản lý có điểm",
    "đ": "chưa chọn mức khả năng tổ chức triển khai",
    "e": "chưa chọn mức năng lực tập hợp, đoàn kết",
    "common": "chưa có đủ điểm của các tiêu chí chung",
}
FACTS: tuple[Lack, ...] = ("a", "b", "c")


def formula(part: Part, rules: RuleSet) -> str:
    """Say how a part is reckoned."""
    over = {"assigned": "tổng được giao", "completed": "tổng đã hoàn thành"}
    late = f"{percent(rules.late_loss)}% mỗi lần nộp chậm"
    if rules.late_tiers:
        late = "theo số ngày làm việc chậm"
    most = "" if rules.share_most is None else f", không quá {percent(rules.share_most)}%"
    return {
        "a": f"Tổng n × K đã hoàn thành, chia cho tổng được giao{most}.",
        "b": (
            f"Tổng n × K đã hoàn thành, trừ {percent(rules.failed_review_loss)}% mỗi lần trả"
            f" lại vì lỗi nội dung lớn, chia cho {over[rules.quality_over]}{most}."
        ),
        "c": (
            f"Tổng n × K đã hoàn thành, trừ {late}, chia cho {over[rules.progress_over]}{most}."
        ),
        "d": (
            f"100% khi mọi người được quản lý đạt từ {write_amount(rules.unit_least)} điểm, "
            f"{percent(rules.half_credit)}% khi có người chưa đạt."
        ),
        "đ": f"Người có thẩm quyền chọn 100% hoặc {percent(rules.half_credit)}%.",
        "e": f"Người có thẩm quyền chọn 100% hoặc {percent(rules.half_credit)}%.",
    }[part]


def why_none(lacking: tuple[Lack, ...]) -> str:
    """Say why there is no score; nothing assigned is said once for a, b and c."""
    told = [lack for lack in lacking if lack not in FACTS[1:] or "a" not in lacking]
    return "Chưa đủ cơ sở tính điểm: " + "; ".join(LACKS[lack] for lack in told) + "."


def percent(share: Fraction | Decimal) -> str:
    """Write a share of 1 as a percentage, to one place."""
    return rounded(Fraction(share) * 100, 1)


def rounded(value: Fraction, places: int = 2) -> str:
    """Write an exact number to so many places, halves up."""
    step = Decimal(1).scaleb(-places)
    # More places than anybody reads, so that a half is seen as one.
    found = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
        step, ROUND_HALF_UP
    )
    return write_amount(found)


@say.register
def _(_refusal: refusals.NotYourSheetError) -> str:
    return "Chỉ người được chấm mới làm được việc này trên phiếu của mình."


@say.register
def _(_refusal: refusals.OwnScoreError) -> str:
    return "Không ai tự xác nhận điểm của mình, hoặc của người mình đang thay mặt."


@say.register
def _(_refusal: refusals.AlreadyConfirmedError) -> str:
    return "Phiếu đã được xác nhận. Nếu kết quả chưa đúng, hãy gửi kiến nghị."


@say.register
def _(_refusal: refusals.NotConfirmedError) -> str:
    return "Phiếu chưa được xác nhận nên chưa có kết quả."


@say.register
def _(_refusal: refusals.NothingSaidError) -> str:
    return "Hãy ghi rõ nội dung và lý do."


@say.register
def _(refusal: refusals.PetitionOpenError) -> str:
    return f"Kiến nghị trước đang chờ trả lời, hạn {refusal.due_on:%d/%m/%Y}."


@say.register
def _(_refusal: refusals.NoPetitionError) -> str:
    return "Không có kiến nghị nào đang chờ trả lời."


@say.register
def _(refusal: refusals.NotPickedError) -> str:
    names = ", ".join(PARTS[part].lower() for part in PARTS if part in refusal.parts)
    return f"Hãy chọn mức 100% hoặc 50% cho: {names}."


@say.register
def _(refusal: judging.NotScorerError) -> str:
    if refusal.post_id is None:
        return "Người này do cấp trên của đơn vị chấm."
    return f"Việc này thuộc chức vụ {register().post(refusal.post_id)}."


@say.register
def _(refusal: judging.TooEarlyError) -> str:
    return f"Chưa làm được: từ ngày {refusal.from_day:%d/%m/%Y} mới đến lúc."


@say.register
def _(refusal: judging.NotSelfScoredError) -> str:
    return f"Người này chưa tự chấm và còn hạn đến {refusal.due:%d/%m/%Y}."


@say.register
def _(refusal: judging.ManagedWaitingError) -> str:
    names = ", ".join(register().person(one) for one in refusal.people)
    return f"Hãy xác nhận điểm của những người được quản lý trước: {names}."


@say.register
def _(refusal: judging.PointsError) -> str:
    if refusal.points is None and not refusal.most:
        return f"Bộ quy tắc không có tiêu chí {refusal.code}."
    most, step = write_amount(refusal.most), write_amount(refusal.step)
    return f"Tiêu chí {refusal.code}: hãy chấm từ 0 đến {most}, mỗi bước {step}."


@say.register
def _(_refusal: judging.PeriodStillOpenError) -> str:
    return "Kỳ chưa khóa: kết quả sai được thay bằng quyết định, không điều chỉnh."


@say.register
def _(_refusal: judging.ResultMovedError) -> str:
    return "Số liệu vừa thay đổi. Trang đang hiện số mới; hãy xem lại rồi xác nhận."


@say.register
def _(_refusal: followed.MeanPeriodError) -> str:
    return "Kỳ này là trung bình của các kỳ ngắn hơn, không chấm riêng."
