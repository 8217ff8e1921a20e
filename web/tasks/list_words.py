"""Why a filter is not kept, or several tasks are not changed, in Vietnamese."""

from events import filters
from service.tasks import together
from web.words import say


@say.register
def nameless(_refusal: filters.NamelessFilterError) -> str:
    """Ask for a name."""
    return f"Hãy đặt tên cho bộ lọc, nhiều nhất {filters.LONGEST_NAME} ký tự."


@say.register
def nothing_filtered(_refusal: filters.NothingFilteredError) -> str:
    """Say that there is nothing to keep."""
    return "Hãy chọn ít nhất một điều kiện lọc rồi lưu."


@say.register
def too_many(refusal: filters.TooManyFiltersError) -> str:
    """Say how many one may keep."""
    return f"Mỗi người lưu nhiều nhất {refusal.most} bộ lọc. Hãy bỏ một bộ lọc ít dùng."


@say.register
def no_such(_refusal: filters.NoSuchFilterError) -> str:
    """Say that it is gone."""
    return "Bộ lọc này đã được bỏ trước đó."


@say.register
def too_many_at_once(refusal: together.TooManyAtOnceError) -> str:
    """Say how many are changed at once."""
    return f"Mỗi lần làm nhiều nhất {refusal.most} nhiệm vụ."
