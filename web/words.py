"""How refusals are said: each context registers its own wordings on `say`."""

from functools import singledispatch

from events.errors import RecordClosedError, RefusedError


@singledispatch
def say(refusal: RefusedError) -> str:
    """Say a refusal to the person who met it: what stands in the way, and what to do."""
    raise NotImplementedError(refusal)


@say.register
def _closed(_refusal: RecordClosedError) -> str:
    return (
        "Đơn vị này đã đóng sổ: mọi thứ vẫn xem và kiểm chứng được, nhưng không ghi thêm nữa."
    )
