"""What stands in the way of a figure, in Vietnamese, and how an indicator's state is said."""

from events import measuring as events
from service.indicators import measuring
from service.indicators.periods import Period
from service.indicators.reckoning import Verdict
from web.words import say

VERDICTS: dict[Verdict, str] = {
    "reached": "Đạt",
    "missed": "Chưa đạt",
    "unmeasured": "Chưa đo",
}


@say.register
def nothing_measured(_refusal: events.NothingMeasuredError) -> str:
    """Ask for a figure."""
    return "Hãy ghi số liệu, hoặc cả tử số và mẫu số."


@say.register
def zero_denominator(_refusal: events.ZeroDenominatorError) -> str:
    """Say what a denominator is not."""
    return "Mẫu số phải khác 0. Nếu kỳ này không phát sinh thì chưa cần nhập."


@say.register
def no_source(_refusal: events.NoSourceError) -> str:
    """Ask where it comes from."""
    return "Hãy ghi nguồn số liệu, ví dụ: Hệ thống một cửa, hoặc khảo sát của tỉnh."


@say.register
def not_measured_yet(refusal: events.NotMeasuredYetError) -> str:
    """Say that the day has not come."""
    return f"Ngày {refusal.measured_on:%d/%m/%Y} chưa tới. Hãy ghi ngày số liệu đã có."


@say.register
def no_such_figure(_refusal: events.NoSuchFigureError) -> str:
    """Say that it is gone."""
    return "Số liệu này không còn, có thể đã được rút."


@say.register
def period_measured(refusal: events.PeriodMeasuredError) -> str:
    """Lead to the correction."""
    name = Period(refusal.last_day, refusal.first_day).name
    return f"{name} đã có số liệu. Nếu sai, hãy dùng “Sửa số liệu” và ghi lý do."


@say.register
def no_reason(_refusal: events.NoReasonError) -> str:
    """Ask why."""
    return "Hãy ghi lý do hoặc căn cứ."


@say.register
def nothing_proves_it(_refusal: events.NothingProvesItError) -> str:
    """Ask for evidence."""
    return (
        "Chỉ tiêu định tính chỉ đạt khi có minh chứng. Hãy thêm minh chứng rồi đánh dấu chọn."
    )


@say.register
def own_part(_refusal: events.OwnPartError) -> str:
    """Say that nothing is a part of itself."""
    return "Một chỉ tiêu không thể tính từ chính nó."


@say.register
def wrong_parts(refusal: events.WrongPartsError) -> str:
    """Say how many a rule takes."""
    if refusal.rule == "share":
        return "Tỷ lệ tính từ đúng hai chỉ tiêu: tử số trước, mẫu số sau."
    return "Hãy ghi ít nhất hai chỉ tiêu thành phần."


@say.register
def chained(_refusal: measuring.ChainedError) -> str:
    """Say that figures follow in one step."""
    return "Chỉ tiêu thành phần phải nhập trực tiếp, không lại tính từ chỉ tiêu khác."


@say.register
def round_about(_refusal: measuring.RoundAboutError) -> str:
    """Say that two do not stand under each other."""
    return "Chỉ tiêu đó đang nằm dưới chỉ tiêu này. Hãy đổi ở chỉ tiêu đó trước."


@say.register
def follows_from_others(_refusal: measuring.FollowsFromOthersError) -> str:
    """Lead to the parts."""
    return "Chỉ tiêu này tính từ chỉ tiêu khác. Hãy nhập số liệu ở các chỉ tiêu thành phần."
