"""What stands in the way of an act on evidence, in Vietnamese."""

from events import evidence, evidence_refusals
from service.evidence import judging, parts
from web import uploads
from web.described import STATES
from web.words import say


@say.register
def no_files(_refusal: evidence_refusals.NoFilesError) -> str:
    """Ask for a file."""
    return "Hãy chọn ít nhất một tệp."


@say.register
def wrong_part(_refusal: parts.WrongPartError) -> str:
    """Say that the parts got out of step."""
    return "Các phần của tệp đến sai thứ tự. Hãy chọn lại tệp này để gửi tiếp."


@say.register
def wrong_hash(refusal: parts.WrongHashError) -> str:
    """Say that what came is another file."""
    return f"Tệp “{refusal.name}” bị sai lệch trên đường gửi. Hãy chọn lại tệp này."


@say.register
def not_whole(_refusal: uploads.NotWholeError) -> str:
    """Say that the file has to be chosen again."""
    return "Có tệp chưa gửi xong hoặc đã quá 72 giờ. Hãy chọn lại tệp đó."


@say.register
def untitled(_refusal: evidence_refusals.UntitledError) -> str:
    """Ask for a title that is not too long."""
    return f"Hãy ghi tên minh chứng, nhiều nhất {evidence.LONGEST_TITLE} ký tự."


@say.register
def proves_the_future(refusal: evidence_refusals.ProvesTheFutureError) -> str:
    """Say that nothing speaks for a day that was not yet."""
    return f"Ngày chứng minh không thể sau ngày nộp ({refusal.handed_on:%d/%m/%Y})."


@say.register
def ends_before(refusal: evidence_refusals.EndsBeforeError) -> str:
    """Say that validity ends after the day that is spoken for."""
    return f"Ngày hết hiệu lực phải từ ngày chứng minh ({refusal.fact_on:%d/%m/%Y}) trở đi."


@say.register
def unexplained(_refusal: evidence_refusals.UnexplainedError) -> str:
    """Ask for the reason."""
    return "Hãy ghi rõ lý do."


@say.register
def wrong_state(refusal: evidence_refusals.WrongStateError) -> str:
    """Say how it stands."""
    return f"Minh chứng này đang ở trạng thái “{STATES[refusal.state]}” nên không làm bước này."


@say.register
def not_used_so(_refusal: evidence_refusals.NotUsedSoError) -> str:
    """Say that it is settled."""
    return "Minh chứng này không còn dùng cho việc đó."


@say.register
def not_yours(_refusal: evidence_refusals.NotYourEvidenceError) -> str:
    """Say who changes it."""
    return "Chỉ người nộp, hoặc người được giao nhiệm vụ, sửa hay rút minh chứng này."


@say.register
def own_evidence(_refusal: evidence_refusals.OwnEvidenceError) -> str:
    """Say that nobody judges what they brought."""
    return "Không ai tự chấp nhận hay trả lại minh chứng do chính mình nộp."


@say.register
def not_your_judgement(_refusal: judging.NotYourJudgementError) -> str:
    """Say who judges it."""
    return "Minh chứng do người duyệt sản phẩm của nhiệm vụ chấp nhận hoặc trả lại."
