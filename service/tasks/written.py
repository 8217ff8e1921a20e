"""When was it written on a device without a link? By the server's clock, within bounds.

The device says how long ago it was, so that a clock that is wrong by a year does no harm.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

AT_ONCE = timedelta(minutes=1)  # a younger draft was not kept, but sent
SKEW = timedelta(minutes=5)  # so far may a clock be set back between writing and sending
DRAFTS_KEPT: Final = 3  # days, on the device; the tenant's rule may allow more or less


@dataclass(frozen=True, slots=True)
class Written:
    """When something was written, None when as it is sent; `believed` as the device said it."""

    at: datetime | None = None
    believed: bool = True


def written(
    ago: timedelta, now: datetime, *, begun: datetime | None, most: timedelta
) -> Written:
    """Tell when a draft was written.

    Args:
        ago: how long before its sending, by the device.
        now: when it arrived, by ours.
        begun: nothing was said of the thing before that; None when there is no such bound.
        most: how old a draft may be.
    """
    if ago < AT_ONCE:
        return Written(believed=ago >= -SKEW)
    earliest = max(now - most, begun or now - most)
    at = now - min(ago, timedelta(days=3_650))
    if at >= earliest:
        return Written(at)
    return Written(earliest if now - earliest >= AT_ONCE else None, believed=False)
