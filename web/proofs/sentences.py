"""What any event tells, one sentence each; those of tasks are told as on the task's page."""

from dataclasses import dataclass
from functools import singledispatch

from events import indicators, organisation, plans
from events.stream import Event
from service.plans.numbers import full_number
from tenants.directory import Directory
from web.tasks.amounts import spoken_day

UNREADABLE = "Nội dung không đọc được."


@dataclass(frozen=True, slots=True)
class Known:
    """What a sentence may need to know besides its event."""

    register: Directory


@singledispatch
def told(event: Event, _known: Known) -> str:
    """Say what an event tells; a kind without a wording is named by its stored name."""
    return f"Một thay đổi đã ghi ({type(event).TOPIC})."


@told.register
def plan_begun(event: plans.DraftStarted, _known: Known) -> str:
    """Say which file was read."""
    return f"Nạp dự thảo từ tệp {event.file_name}, {len(event.items)} mục."


@told.register
def front_revised(_event: plans.FrontRevised, _known: Known) -> str:
    """Say that head or foot was corrected."""
    return "Sửa phần đầu, phần cuối của kế hoạch."


@told.register
def items_revised(event: plans.ItemsRevised, _known: Known) -> str:
    """Say how many records changed."""
    return f"Sửa {len(event.items)} mục của dự thảo."


@told.register
def items_replaced(event: plans.ItemsReplaced, _known: Known) -> str:
    """Say how many records took the place of how many."""
    return f"Thay {len(event.gone)} mục của dự thảo bằng {len(event.items)} mục."


@told.register
def plan_issued(event: plans.Issued, _known: Known) -> str:
    """Say under which number the plan was issued, when, by whom."""
    number = full_number(event.number, event.symbol)
    signer = f"{event.signer_post} {event.signer}".strip()
    return f"Ban hành kế hoạch số {number}, ngày {spoken_day(event.issued_on)}, {signer} ký."


@told.register
def items_given_out(event: plans.ItemsGivenOut, _known: Known) -> str:
    """Say how many records were given out."""
    return f"Giao {len(event.item_ids)} mục của kế hoạch."


@told.register
def target_set(event: indicators.TargetSet, _known: Known) -> str:
    """Say which target the plan set."""
    return f"Đặt chỉ tiêu {event.code}: {event.text.rstrip('.')}."


@told.register
def taken_back(event: plans.TakenBack, _known: Known) -> str:
    """Say to which version the draft went back."""
    return f"Hoàn tác dự thảo về bản thứ {event.to_version}."


@told.register
def target_changed(event: indicators.TargetChanged, _known: Known) -> str:
    """Say that the target is another, from when, and why."""
    return f"Đổi chỉ tiêu từ {spoken_day(event.in_force_on)}: {event.reason.rstrip('.')}."


@told.register
def closed(event: indicators.Closed, _known: Known) -> str:
    """Say that the target is no longer pursued, and why."""
    return f"Thôi theo đuổi từ {spoken_day(event.closed_on)}: {event.reason.rstrip('.')}."


@told.register
def joined(_event: indicators.Joined, _known: Known) -> str:
    """Say that it belongs to the catalogue."""
    return "Xác nhận cùng một chỉ tiêu dùng chung."


@told.register
def parted(event: indicators.Parted, _known: Known) -> str:
    """Say that it no longer belongs to the catalogue's entry, and why."""
    return f"Tách khỏi chỉ tiêu dùng chung: {event.reason.rstrip('.')}."


@told.register
def told_apart(_event: indicators.ToldApart, _known: Known) -> str:
    """Say that it is not the same as others."""
    return "Xác nhận khác với chỉ tiêu gần giống."


@told.register
def delegated(event: organisation.Delegated, known: Known) -> str:
    """Say who decides for whom, and until when."""
    giver = known.register.person(event.from_person_id)
    taker = known.register.person(event.to_person_id)
    days = f"từ {spoken_day(event.first_day)} đến {spoken_day(event.last_day)}"
    return f"{giver} ủy quyền cho {taker} {days}."


@told.register
def delegation_ended(event: organisation.DelegationEnded, _known: Known) -> str:
    """Say when a delegation ends."""
    return f"Thôi ủy quyền sau {spoken_day(event.last_day)}."


@told.register
def unit_added(event: organisation.UnitAdded, known: Known) -> str:
    """Say which unit was set up."""
    return f"Thêm đơn vị {known.register.unit(event.unit_id)}."


@told.register
def unit_ended(event: organisation.UnitEnded, known: Known) -> str:
    """Say which unit ended, when, and where it went."""
    into = f", nhập vào {known.register.unit(event.into)}" if event.into else ""
    name, last = known.register.unit(event.unit_id), spoken_day(event.last_day)
    return f"{name} hoạt động đến hết {last}{into}, theo {event.basis}."


@told.register
def post_added(event: organisation.PostAdded, known: Known) -> str:
    """Say which post was set up where."""
    unit = known.register.unit(event.unit_id)
    return f"Thêm chức vụ {known.register.post(event.post_id)} ở {unit}."


@told.register
def person_added(event: organisation.PersonAdded, known: Known) -> str:
    """Say who joined."""
    return f"Thêm {known.register.person(event.person_id)} vào danh sách."


@told.register
def post_filled(event: organisation.PostFilled, known: Known) -> str:
    """Say who holds which post from when on."""
    person, post = known.register.person(event.person_id), known.register.post(event.post_id)
    return f"{person} giữ chức vụ {post} từ {spoken_day(event.first_day)}."


@told.register
def post_left(event: organisation.PostLeft, known: Known) -> str:
    """Say who held which post until when."""
    person, post = known.register.person(event.person_id), known.register.post(event.post_id)
    return f"{person} thôi giữ chức vụ {post} sau {spoken_day(event.last_day)}."


@told.register
def account_opened(event: organisation.AccountOpened, known: Known) -> str:
    """Say who may sign in."""
    return f"Mở tài khoản cho {known.register.person(event.person_id)}."


@told.register
def password_given(event: organisation.PasswordGiven, known: Known) -> str:
    """Say who was given a new password."""
    return f"Cấp lại mật khẩu cho {known.register.person(event.person_id)}."


@told.register
def shell_opened(event: organisation.ShellOpened, _known: Known) -> str:
    """Say why the operator opened a shell."""
    return f"Người vận hành mở phiên làm việc trực tiếp: {event.reason.rstrip('.')}."


@told.register
def person_renamed(event: organisation.PersonRenamed, known: Known) -> str:
    """Say whose name was corrected, by the name they have now."""
    return f"Sửa tên của {known.register.person(event.person_id)}."


@told.register
def person_erased(event: organisation.PersonErased, known: Known) -> str:
    """Say that a person was erased, and on which legal basis."""
    who = known.register.person(event.person_id)
    return f"Xóa dữ liệu cá nhân của {who}, căn cứ {event.legal_basis.rstrip('.')}."


@told.register
def text_erased(event: organisation.TextErased, _known: Known) -> str:
    """Say which event's text was erased, and on which legal basis."""
    basis = event.legal_basis.rstrip(".")
    return f"Xóa chữ đã gõ ở sự kiện số {event.position}, căn cứ {basis}."


@told.register
def formed_by_merger(event: organisation.FormedByMerger, _known: Known) -> str:
    """Say out of whom the organisation came."""
    names = " và ".join(
        f"{one.name} (sổ {one.origin}, {one.size} sự kiện, mã gốc {one.root})"
        for one in event.predecessors
    )
    return f"Lập do sáp nhập {names}, theo {event.basis}, từ ngày {event.on:%d/%m/%Y}."


@told.register
def merged_into(event: organisation.MergedInto, _known: Known) -> str:
    """Say into whom the organisation went."""
    day = f"{event.on:%d/%m/%Y}"
    return f"Sáp nhập vào {event.name} từ ngày {day}, theo {event.basis}; sổ đóng tại đây."
