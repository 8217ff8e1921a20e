"""The words of the exchange: kinds of links, their states, and how refusals are said."""

from events import exchange as events
from events.exchange import Ground, LinkKind
from service.exchange import letters, links
from service.exchange.links import LinkStatus
from web.words import say

KINDS: dict[LinkKind, str] = {
    "province": "Gửi hồ sơ lên tỉnh thẩm định",
    "oversight": "Để cơ quan khác giám sát",
}
GROUNDS: dict[Ground, str] = {"granted": "Người đứng đầu cho phép", "law": "Theo quy định"}
STATUSES: dict[LinkStatus, tuple[str, str, str]] = {  # text, tone, shape
    "waiting": ("Chờ đến ngày", "info", "diamond"),
    "standing": ("Đang có hiệu lực", "good", "dot"),
    "over": ("Đã hết hạn", "plain", "back"),
    "revoked": ("Đã thu hồi", "plain", "cross"),
}


@say.register
def _(_refusal: events.LinkWithoutBasisError) -> str:
    return "Hãy ghi văn bản làm căn cứ."


@say.register
def _(refusal: events.LinkDaysError) -> str:
    return f"Ngày kết thúc phải từ {refusal.first_day:%d/%m/%Y} trở đi."


@say.register
def _(_refusal: events.LinkedToOneselfError) -> str:
    return "Hãy ghi mã của đơn vị khác."


@say.register
def _(_refusal: events.StateAndPartyError) -> str:
    return "Giữa chính quyền và cấp ủy chỉ có liên kết giám sát."


@say.register
def _(_refusal: events.NoProvinceAboveError) -> str:
    return "Liên kết này chỉ từ xã, phường lên cơ quan của tỉnh."


@say.register
def _(_refusal: events.LinkRevokedError) -> str:
    return "Liên kết này đã thu hồi."


@say.register
def _(_refusal: events.LinkByLawError) -> str:
    return "Liên kết này có theo quy định, đơn vị không tự thu hồi được."


@say.register
def _(_refusal: events.UnexplainedRevocationError) -> str:
    return "Hãy ghi lý do thu hồi."


@say.register
def _(refusal: events.LetterReceivedError) -> str:
    return f"Văn bản số {refusal.number} đã được tiếp nhận."


@say.register
def _(refusal: links.UnknownTenantError) -> str:
    return (
        f"Không có đơn vị nào có mã “{refusal.code}”. Hãy xem mã trong địa chỉ của đơn vị đó."
    )


@say.register
def _(_refusal: letters.NoStandingLinkError) -> str:
    return "Không còn liên kết với đơn vị kia, nên không gửi nhận được."


@say.register
def _(refusal: letters.LetterChangedError) -> str:
    return (
        f"Văn bản số {refusal.number} không khớp dấu vân tay đã ghi, nên không nhận. "
        "Hãy báo người vận hành."
    )
