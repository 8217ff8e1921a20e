"""How refusals are said of what comes to a plan after its issue."""

from events import indicators, plan_refusals, shared_indicators
from service.indicators import sharing
from service.plans import deriving
from service.tasks import amending, serving
from web.words import say


@say.register
def _(refusal: plan_refusals.NothingToAmendError) -> str:  # noqa: ARG001
    return "Các mục đã chọn vẫn như cũ nên chưa có gì để sửa đổi."


@say.register
def _(refusal: plan_refusals.MissingGroundsError) -> str:  # noqa: ARG001
    return "Mỗi thay đổi của kế hoạch đã ban hành cần ghi lý do."


@say.register
def _(refusal: plan_refusals.AmendedTooEarlyError) -> str:
    issued, day = (f"{d:%d/%m/%Y}" for d in (refusal.issued_on, refusal.in_force_on))
    return f"Ngày có hiệu lực {day} trước ngày ban hành kế hoạch {issued}. Hãy xem lại ngày."


@say.register
def _(refusal: indicators.IndicatorClosedError) -> str:
    return f"Chỉ tiêu này đã thôi thực hiện từ ngày {refusal.closed_on:%d/%m/%Y}."


@say.register
def _(refusal: amending.TaskEndedError) -> str:
    return f"Nhiệm vụ của mục {refusal.item_id} đã xong hoặc đã dừng nên không sửa đổi nữa."


@say.register
def _(refusal: plan_refusals.PlanSupersededError) -> str:
    return f"Kế hoạch này đã được thay thế bởi kế hoạch số {refusal.by_number}."


@say.register
def _(refusal: plan_refusals.SamePlanError) -> str:  # noqa: ARG001
    return "Một kế hoạch không thể tự thay thế chính nó. Hãy chọn kế hoạch khác."


@say.register
def _(refusal: plan_refusals.UndecidedError) -> str:
    return (
        f"Còn {len(refusal.things)} nhiệm vụ, chỉ tiêu của kế hoạch cũ chưa quyết định, "
        "hoặc vừa được người khác xử lý. Hãy xem lại danh sách."
    )


@say.register
def _(refusal: indicators.SharedAlreadyError) -> str:  # noqa: ARG001
    return "Chỉ tiêu này đã nằm trong một mục khác của danh mục. Hãy tách ra trước."


@say.register
def _(refusal: indicators.NotSharedError) -> str:  # noqa: ARG001
    return "Chỉ tiêu này không nằm trong mục nào của danh mục."


@say.register
def _(refusal: shared_indicators.NamelessIndicatorError) -> str:  # noqa: ARG001
    return "Hãy ghi tên chỉ tiêu trong danh mục."


@say.register
def _(refusal: sharing.UnitsDifferError) -> str:
    units = ", ".join(unit or "không có đơn vị" for unit in refusal.units)
    return f"Các chỉ tiêu đo bằng đơn vị khác nhau ({units}) nên không thể là một."


@say.register
def _(refusal: sharing.NothingToShareError) -> str:  # noqa: ARG001
    return "Cần ít nhất hai chỉ tiêu để ghép thành một mục của danh mục."


@say.register
def _(refusal: plan_refusals.LinkedTwiceError) -> str:
    return f"Mục {refusal.item_id} chỉ gắn được với một mục của kế hoạch cấp trên."


@say.register
def _(refusal: deriving.NothingToDeriveError) -> str:  # noqa: ARG001
    return "Hãy chọn ít nhất một mục để cụ thể hóa."


@say.register
def _(refusal: serving.NotAnotherPlansTaskError) -> str:  # noqa: ARG001
    return "Chỉ gắn được với nhiệm vụ đang mở của kế hoạch khác."
