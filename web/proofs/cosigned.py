"""How the tenant's witnesses stand to its record, as the verification page says it."""

from dataclasses import dataclass

from service.log.kept import KeptCheckpoint
from service.log.keys import MalformedKeyError
from service.log.witness import cosigners, enough
from service.log.witnesses import ALARMING, AskedWitness, State, Trouble, Witnesses
from web.proofs import sealed
from web.proofs.words import Tone, moment, number
from web.session import local, tenant

TROUBLES = {
    Trouble.UNREACHABLE: "không trả lời.",
    Trouble.NOT_WATCHED: "chưa theo dõi sổ này: đưa tên sổ và khóa của sổ cho họ.",
    Trouble.NOT_TRUSTED: "chưa có khóa đang ký của sổ này: đưa khóa mới cho họ.",
    Trouble.STRANGE: "trả lời không đúng giao thức.",
    Trouble.NODES: "chưa hỏi được, vì cây băm lưu ở đây bị thiếu hoặc hỏng.",
    Trouble.SHORTER: "đã thấy một lịch sử dài hơn lịch sử đang ký ở đây.",
    Trouble.DIFFERENT: "đã thấy một lịch sử khác, cùng số sự kiện.",
    Trouble.INCONSISTENT: "từ chối: lịch sử đang ký không nối tiếp lịch sử họ đã thấy.",
}
ALARM = " Giữ nguyên hiện trạng, báo đoàn kiểm tra."


@dataclass(frozen=True, slots=True)
class Cosigned:
    """One sentence for each witness, and whether more than half cosigned the newest."""

    lines: list[tuple[Tone, str]]
    summary: str


def witnesses() -> Cosigned | None:
    """Say how the witnesses stand; None where nobody was asked to be one."""
    newest, known = sealed.newest(), Witnesses(sealed.log().data)
    if newest is None:
        return None
    try:
        asked = known.of(newest.note.checkpoint.origin)
    except MalformedKeyError:
        return Cosigned([("bad", "Danh sách nhân chứng không đọc được.")], "")
    states = known.states(tenant().tenant_id)
    lines = [_line(one, newest, states.get(one.key.name, State())) for one in asked]
    return Cosigned(lines, _summary(asked, newest)) if asked else None


def _line(asked: AskedWitness, newest: KeptCheckpoint, state: State) -> tuple[Tone, str]:
    name = f"Nhân chứng {asked.key.name} "
    if cosigners(newest.note, [asked.key]):
        return "good", f"{name}đã đồng ký dấu kiểm mới nhất."
    if state.trouble in ALARMING:
        return "bad", f"{name}{TROUBLES[state.trouble]}{ALARM}"
    last = f" Lần đồng ký gần nhất: {number(state.size)} sự kiện" if state.cosigned_at else ""
    at = f", {moment(local(state.cosigned_at))}." if state.cosigned_at else ""
    if state.trouble:
        return "warn", f"{name}{TROUBLES[state.trouble]}{last}{at}"
    return "info", f"{name}chưa đồng ký dấu kiểm mới nhất.{last}{at}"


def _summary(asked: list[AskedWitness], newest: KeptCheckpoint) -> str:
    keys = [one.key for one in asked]
    count = f"{len(cosigners(newest.note, keys))} trong {len(keys)} nhân chứng"
    if enough(newest.note, keys):
        return f"Quá nửa nhân chứng ({count}) đã đồng ký dấu kiểm mới nhất."
    return f"Chưa quá nửa nhân chứng ({count}) đồng ký dấu kiểm mới nhất."
