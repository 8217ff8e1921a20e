"""What events of documents that conclude or direct something tell."""

from events.conclusions import steps
from web.proofs.sentences import Known, told
from web.tasks.amounts import spoken_day


def _whom(known: Known, one: object) -> str:
    """Name a unit or a person."""
    register = known.register
    return register.unit(one) or register.person(one)  # type: ignore[arg-type]


@told.register
def issued(event: steps.Issued, _known: Known) -> str:
    """Say which document reaches how many."""
    reached = len(event.unit_ids) + len(event.people)
    day = spoken_day(event.issued_on)
    return f"Ban hành văn bản số {event.number}, ngày {day}, gửi {reached} nơi."


@told.register
def acknowledged(event: steps.Acknowledged, known: Known) -> str:
    """Say who received it."""
    return f"{_whom(known, event.addressee_id)} tiếp nhận văn bản."


@told.register
def disseminated(event: steps.Disseminated, known: Known) -> str:
    """Say when, and how many of how many know."""
    told_of = f"{event.present}/{event.members} người dự"
    unit = known.register.unit(event.unit_id)
    return f"{unit} quán triệt ngày {spoken_day(event.held_on)}, {told_of}."


@told.register
def struck(event: steps.DisseminationStruck, _known: Known) -> str:
    """Say which session does not count."""
    return f"Hủy buổi quán triệt {event.session} đã ghi nhầm."


@told.register
def urged(event: steps.Urged, known: Known) -> str:
    """Say who was reminded."""
    return f"Nhắc {', '.join(_whom(known, one) for one in event.addressees)}."


@told.register
def withdrawn(_event: steps.Withdrawn, _known: Known) -> str:
    """Say that it holds no longer."""
    return "Thu hồi văn bản."


@told.register
def superseded(_event: steps.Superseded, _known: Known) -> str:
    """Say that another took its place."""
    return "Văn bản được thay bằng văn bản khác."


@told.register
def closed(_event: steps.Closed, _known: Known) -> str:
    """Say that it is followed no longer."""
    return "Kết thúc theo dõi văn bản."
