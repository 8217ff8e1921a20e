"""Missions in Vietnamese: how far each is in a commune, and why it was declined there."""

from events.missions.mission import PlaceState
from events.missions.steps import Reason

PLACES: dict[PlaceState, tuple[str, str, str]] = {  # word, tone and shape of the badge
    "waiting": ("Gửi vào ngày đầu kiểm tra", "plain", "ring"),
    "sent": ("Đã gửi, chờ xã nhận", "plain", "ring"),
    "received": ("Xã đã nhận", "info", "half"),
    "looking": ("Đang xem", "info", "half"),
    "declined": ("Xã từ chối", "bad", "diamond"),
    "closed": ("Đã kết thúc", "good", "check"),
}
UNLINKED = ("Liên kết không còn hiệu lực", "warn", "diamond")
ENDED = ("Xã đã đóng sổ", "warn", "diamond")
REASONS: dict[Reason, str] = {
    "": "",
    "no_unit": "Xã không có đơn vị: {}. Hãy thêm lại xã với tên đơn vị như xã ghi.",
    "no_plan": "Xã không có kế hoạch: {}. Hãy thêm lại xã với số hoặc tên kế hoạch như xã ghi.",
    "namesake": "Có người trùng họ tên với người được kiểm tra, nên chưa được xem.",
}
