"""What happened to an item of evidence, one Vietnamese sentence for each kind of event."""

from collections.abc import Mapping
from functools import singledispatch
from uuid import UUID

from events import evidence
from events.stream import Event
from web.told import Said

Names = Mapping[UUID, str]  # the codes of tasks and indicators that the reader may see


@singledispatch
def sentence(event: Event, _names: Names) -> Said:
    """Say what an event of an item tells.

    Raises:
        NotImplementedError: the event has no wording.
    """
    raise NotImplementedError(type(event))


@sentence.register
def added(event: evidence.Added, _names: Names) -> Said:
    """Say that it was brought in, with how many files."""
    return Said(f"Nộp minh chứng, {len(event.revision.files)} tệp.", "evidence")


@sentence.register
def revised(event: evidence.Revised, _names: Names) -> Said:
    """Say that other files took the place."""
    text = f"Thay bằng bản mới, {len(event.revision.files)} tệp; bản cũ vẫn giữ."
    return Said(text, "evidence", event.reason)


@sentence.register
def used(event: evidence.Used, names: Names) -> Said:
    """Say that it proves one thing more."""
    what = "nhiệm vụ" if event.purpose == "task" else "chỉ tiêu"
    return Said(f"Dùng cho {what} {names.get(event.for_id, 'khác')}.", "evidence")


@sentence.register
def use_withdrawn(event: evidence.UseWithdrawn, names: Names) -> Said:
    """Say that it does not prove that after all, and why."""
    what = names.get(event.for_id, "việc khác")
    return Said(f"Gỡ khỏi {what} vì dùng nhầm.", "return", event.reason)


@sentence.register
def accepted(event: evidence.Accepted, _names: Names) -> Said:
    """Say that it was taken as proof."""
    return Said("Chấp nhận minh chứng.", "accept", event.note)


@sentence.register
def returned(event: evidence.Returned, _names: Names) -> Said:
    """Say that it was returned, and why."""
    return Said("Trả lại minh chứng.", "return", event.reason)


@sentence.register
def withdrawn(event: evidence.Withdrawn, _names: Names) -> Said:
    """Say that it counts no more, and why."""
    return Said("Rút minh chứng.", "return", event.reason)
