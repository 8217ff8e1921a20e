"""Praise and discipline in Vietnamese: measures, and what stands in the way."""

from events.conclusions import merits as refusals
from events.conclusions.merits import Measure, MeritKind
from web.vocabulary import spoken
from web.words import say

KINDS: dict[MeritKind, str] = {"praise": "Khen thưởng", "discipline": "Kỷ luật"}
MEASURES: dict[Measure, str] = {
    "commended": "Biểu dương",
    "certificate": "Giấy khen",
    "reprimand": "Khiển trách",
    "warning": "Cảnh cáo",
    "removal": "Cách chức",
    "expulsion": "Khai trừ",
    "dissolution": "Giải tán",
}
LACKING = {
    "number": "Hãy ghi số quyết định.",
    "reason": "Hãy ghi lý do.",
    "subject": "Hãy chọn một người hoặc một đơn vị.",
    "ground": "Hãy chọn căn cứ, hoặc ghi văn bản làm căn cứ.",
}


@say.register
def incomplete(refusal: refusals.MeritIncompleteError) -> str:
    """Ask for what lacks."""
    return spoken(LACKING[refusal.field])


@say.register
def days(refusal: refusals.MeritDayError) -> str:
    """Name the days between which it is decided."""
    return (
        f"Ngày quyết định phải từ ngày xảy ra {refusal.earliest:%d/%m/%Y} đến hôm nay"
        f" {refusal.today:%d/%m/%Y}."
    )


@say.register
def misfit(_refusal: refusals.MeasureMisfitError) -> str:
    """Say what fits whom."""
    return spoken(
        "Hình thức không hợp với loại quyết định hoặc với người, đơn vị được chọn. Cách chức,"
        " khai trừ chỉ với người; giải tán chỉ với đơn vị."
    )


@say.register
def own(_refusal: refusals.OwnMeritError) -> str:
    """Ask for somebody else."""
    return "Không ai ghi quyết định về chính mình. Hãy để người khác ghi."


@say.register
def revoked(_refusal: refusals.MeritRevokedError) -> str:
    """Say that it is done."""
    return "Quyết định này đã bị hủy trước đó."
