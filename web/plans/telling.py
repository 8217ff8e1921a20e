"""How a step of a review is told: what it changed, compared with how the draft stood before."""

from msgspec.structs import replace

from events.plan_items import Item
from events.plan_spelling import SpellingSettled
from events.plans import AnnexJoined, FrontRevised, ItemsReplaced, ItemsRevised, Plan, TakenBack
from events.stream import Event

SHORT = 60
ALWAYS: dict[type[Event], str] = {
    FrontRevised: "sửa thông tin văn bản",
    TakenBack: "hoàn tác",
}
STATES = {"accepted": "nhận", "dropped": "bỏ", "proposed": "lấy lại"}


def told(event: Event, before: Plan) -> str:
    """Tell one step: "nhận 12 mục", "sửa “Niêm yết…”"."""
    match event:
        case ItemsRevised():
            return _revised(event.items, before)
        case ItemsReplaced():
            return _replaced(event)
        case AnnexJoined():
            return f"nạp phụ lục {event.file_name}"
        case SpellingSettled():
            return _settled(event)
    return ALWAYS.get(type(event), "thay đổi bản rà soát")


def _settled(event: SpellingSettled) -> str:
    printed = ", ".join(f"“{words}”" for words in event.printed)
    if not event.written:
        return f"để nguyên {printed}"
    return f"viết {printed} thành “{event.written}” ở {len(event.items)} mục"


def _revised(items: tuple[Item, ...], before: Plan) -> str:
    """Say what was done to the records: their state, their clarities, or their words."""
    kinds = {_kind(item, before.items[item.item_id]) for item in items}
    said = " và ".join(sorted(kinds))
    return f"{said} {_named(items)}"


def _kind(item: Item, old: Item) -> str:
    if item == replace(old, state=item.state):
        return STATES[item.state]
    if item == replace(old, state=item.state, clarity=item.clarity):
        return "điền 6 rõ cho"
    return "sửa"


def _replaced(event: ItemsReplaced) -> str:
    if not event.gone:
        return f"thêm {_named(event.items)}"
    if len(event.gone) > 1:
        return f"gộp {len(event.gone)} mục"
    return f"tách một mục thành {len(event.items)}"


def _named(items: tuple[Item, ...]) -> str:
    if len(items) > 1:
        return f"{len(items)} mục"
    text = items[0].text
    return f"“{text if len(text) <= SHORT else text[: SHORT - 1] + '…'}”"
