"""What events of the reform index tell, on the commune's side and on the province's."""

from events import appraisals, par, par_adjusting, par_sets
from web.proofs.sentences import Known, told
from web.tasks.amounts import spoken_day


@told.register
def drafted(event: par_sets.Drafted, _known: Known) -> str:
    """Say which file, how many criteria."""
    count = len(event.par_set.components)
    return f"Nạp bộ tiêu chí cải cách từ tệp {event.file_name}, {count} tiêu chí thành phần."


@told.register
def decided(event: par_sets.Decided, _known: Known) -> str:
    """Say by which paper it holds."""
    return f"Áp dụng bộ tiêu chí theo {event.number} ngày {spoken_day(event.decided_on)}."


@told.register
def begun(event: par.Begun, _known: Known) -> str:
    """Say which year."""
    return f"Bắt đầu tự chấm chỉ số cải cách năm {event.par_set.year}."


@told.register
def scored(event: par.Scored, _known: Known) -> str:
    """Say which component."""
    return f"Tự chấm tiêu chí {event.code}."


@told.register
def surveyed(event: par.SurveyEntered, _known: Known) -> str:
    """Say which survey, from where."""
    return f"Ghi kết quả {event.survey.upper()}, nguồn {event.source}."


@told.register
def submitted(event: par.Submitted, _known: Known) -> str:
    """Say the number of the letter."""
    return f"Gửi bản tự chấm lên tỉnh, văn bản số {event.number}."


@told.register
def appraised(event: par.Appraised, _known: Known) -> str:
    """Say until when explanations are due."""
    return f"Nhận kết quả thẩm định, giải trình đến hết {spoken_day(event.explain_by)}."


@told.register
def explained(event: par.Explained, _known: Known) -> str:
    """Say which component."""
    return f"Giải trình tiêu chí {event.code}."


@told.register
def explanation_sent(event: par.ExplanationSent, _known: Known) -> str:
    """Say the number of the letter."""
    return f"Gửi giải trình lên tỉnh, văn bản số {event.number}."


@told.register
def locked(event: par.Locked, _known: Known) -> str:
    """Say by which paper."""
    return f"Chốt chỉ số cải cách theo kết luận số {event.conclusion.number}."


@told.register
def opened(event: appraisals.Opened, _known: Known) -> str:
    """Say which year."""
    return f"Tiếp nhận bản tự chấm năm {event.par_set.year} của một xã."


@told.register
def judged(event: appraisals.Judged, _known: Known) -> str:
    """Say which component, in which round."""
    return f"Thẩm định tiêu chí {event.code}, vòng {event.round}."


@told.register
def round_sent(event: appraisals.RoundSent, _known: Known) -> str:
    """Say until when the commune may explain."""
    return f"Gửi kết quả vòng 1, xã giải trình đến hết {spoken_day(event.explain_by)}."


@told.register
def explanation_taken(event: appraisals.ExplanationTaken, _known: Known) -> str:
    """Say how many components were explained."""
    return f"Tiếp nhận giải trình {len(event.lines)} tiêu chí."


@told.register
def concluded(event: appraisals.Concluded, _known: Known) -> str:
    """Say by which paper."""
    return f"Chốt theo kết luận số {event.conclusion.number}."


@told.register
def adjustment_sent(event: par_adjusting.AdjustmentSent, _known: Known) -> str:
    """Say which component."""
    return f"Điều chỉnh tiêu chí {event.adjustment.code} sau khi chốt."


@told.register
def adjustment_taken(event: par_adjusting.AdjustmentTaken, _known: Known) -> str:
    """Say which component."""
    return f"Nhận điều chỉnh tiêu chí {event.adjustment.code} sau khi chốt."
