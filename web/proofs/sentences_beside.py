"""What events beside plans and tasks tell: figures, discussions, hand-overs, rules."""

from events import (
    catalogues,
    discussions,
    handovers,
    measuring,
    meetings,
    plan_life,
    shared_indicators,
    task_rules,
    urging,
)
from service.plans.numbers import full_number
from web.proofs.sentences import Known, told
from web.tasks.amounts import spoken_day


@told.register
def amended(event: plan_life.Amended, _known: Known) -> str:
    """Say which document changed how many records, from when."""
    number = full_number(event.paper.number, event.paper.symbol)
    changed = f"{len(event.changes)} mục từ {spoken_day(event.in_force_on)}"
    return f"Văn bản số {number} sửa đổi {changed}."


@told.register
def corrected(event: plan_life.Corrected, _known: Known) -> str:
    """Say which file was compared with the draft."""
    return f"Đối chiếu dự thảo với tệp đã sửa {event.file_name}."


@told.register
def superseded(event: plan_life.Superseded, _known: Known) -> str:
    """Say which plan took the place, from when."""
    return f"Được thay thế bởi kế hoạch {event.by_number} từ {spoken_day(event.superseded_on)}."


@told.register
def supersedes(event: plan_life.Supersedes, _known: Known) -> str:
    """Say which plan was replaced."""
    return f"Thay thế kế hoạch {event.number}."


@told.register
def named(event: shared_indicators.Named, _known: Known) -> str:
    """Say how an entry of the catalogue is called."""
    return f"Đặt tên chỉ tiêu dùng chung: {event.name}."


@told.register
def rules_set(event: task_rules.TaskRulesSet, _known: Known) -> str:
    """Say from when rules hold, and by which paper."""
    return f"Đặt quy tắc nhiệm vụ từ {spoken_day(event.from_day)}, theo {event.basis}."


@told.register
def measured(event: measuring.Measured, _known: Known) -> str:
    """Say for which period a figure was entered."""
    period = f"{spoken_day(event.first_day)} đến {spoken_day(event.last_day)}"
    return f"Nhập số liệu kỳ {period}, nguồn: {event.figure.source}."


@told.register
def figure_corrected(event: measuring.FigureCorrected, _known: Known) -> str:
    """Say which figure was corrected, and why."""
    return f"Sửa số liệu thứ {event.number}: {event.reason.rstrip('.')}."


@told.register
def figure_withdrawn(event: measuring.FigureWithdrawn, _known: Known) -> str:
    """Say which figure was withdrawn, and why."""
    return f"Rút số liệu thứ {event.number}: {event.reason.rstrip('.')}."


@told.register
def duty_set(event: measuring.DutySet, known: Known) -> str:
    """Say who enters the figures."""
    return f"Giao nhập số liệu cho chức vụ {known.register.post(event.post_id)}."


@told.register
def derived(_event: measuring.DerivedFrom, _known: Known) -> str:
    """Say that the figure follows from others."""
    return "Đặt cách tính số liệu từ các chỉ tiêu khác."


@told.register
def part_of(event: measuring.MadePartOf, _known: Known) -> str:
    """Say that the indicator stands under another, or no longer."""
    return "Đặt làm chỉ tiêu thành phần." if event.whole_id else "Thôi làm chỉ tiêu thành phần."


@told.register
def judged(event: measuring.Judged, _known: Known) -> str:
    """Say whether a quality was reached, and since when."""
    reached = "đạt" if event.reached else "chưa đạt"
    return f"Đánh giá {reached}, ngày {spoken_day(event.judged_on)}."


@told.register
def urged(event: urging.Urged, known: Known) -> str:
    """Say who was reminded."""
    return f"Đôn đốc {known.register.person(event.person_id)}."


@told.register
def commented(event: discussions.Commented, _known: Known) -> str:
    """Say that something was said; the words stand on the task's page, until taken back."""
    return f"Trao đổi thứ {event.number} về nhiệm vụ."


@told.register
def comment_withdrawn(event: discussions.CommentWithdrawn, _known: Known) -> str:
    """Say which comment was taken back."""
    return f"Rút trao đổi thứ {event.number}."


@told.register
def followed(event: discussions.Followed, known: Known) -> str:
    """Say who follows."""
    return f"{known.register.person(event.person_id)} theo dõi nhiệm vụ."


@told.register
def unfollowed(event: discussions.Unfollowed, known: Known) -> str:
    """Say who follows no longer."""
    return f"{known.register.person(event.person_id)} thôi theo dõi nhiệm vụ."


@told.register
def listed(event: handovers.Listed, known: Known) -> str:
    """Say from whom to whom how many tasks are to go."""
    giver = known.register.person(event.from_person_id)
    receiver = known.register.person(event.to_person_id)
    return f"Lập danh sách bàn giao {len(event.task_ids)} nhiệm vụ từ {giver} cho {receiver}."


@told.register
def signed_for(event: handovers.Signed, _known: Known) -> str:
    """Say how many tasks went over, and when."""
    count, day = len(event.task_ids), spoken_day(event.signed_on)
    return f"Ký nhận bàn giao {count} nhiệm vụ ngày {day}."


@told.register
def declined(event: handovers.Declined, _known: Known) -> str:
    """Say why the list was not taken."""
    return f"Không nhận bàn giao: {event.reason.rstrip('.')}."


@told.register
def catalogue_drafted(event: catalogues.Drafted, _known: Known) -> str:
    """Say how many items were read from which file."""
    return f"Nạp danh mục {event.title}: {len(event.items)} sản phẩm từ tệp {event.file_name}."


@told.register
def catalogue_decided(event: catalogues.Decided, _known: Known) -> str:
    """Say by which decision it holds, from when."""
    since = spoken_day(event.effective_from)
    return f"Danh mục áp dụng từ {since} theo Quyết định số {event.number}."


@told.register
def catalogue_superseded(event: catalogues.Superseded, _known: Known) -> str:
    """Say until when it holds."""
    return f"Danh mục áp dụng đến hết {spoken_day(event.effective_to)}, rồi bản khác thay thế."


@told.register
def catalogue_discarded(_event: catalogues.Discarded, _known: Known) -> str:
    """Say that it never held."""
    return "Bỏ bản nháp của danh mục."


@told.register
def held(event: meetings.Held, _known: Known) -> str:
    """Say which meeting was recorded, with how many conclusions."""
    day = spoken_day(event.held_on)
    return f"Ghi cuộc họp {event.title}, ngày {day}, {len(event.conclusions)} kết luận."


@told.register
def concluded(event: meetings.Concluded, _known: Known) -> str:
    """Say how many further conclusions were noted."""
    return f"Ghi thêm {len(event.conclusions)} kết luận."
