"""How the tenant's witnesses stand to its record, as the verification page says it."""

from dataclasses import dataclass

from service.log.kept import KeptCheckpoint
from service.log.keys import MalformedKeyError
from service.log.witness import cosigners, enough
from service.log.witnesses import ALARMING, AskedWitness, State, Witnesses
from service.log.words import KEEP, TROUBLES
from web import seal
from web.proofs.words import Tone, moment, number
from web.session import local, tenant


@dataclass(frozen=True, slots=True)
class Cosigned:
    """One sentence for each witness, and whether more than half cosigned the newest."""

    lines: list[tuple[Tone, str]]
    summary: str


def witnesses() -> Cosigned | None:
    """Say how the witnesses stand; None where nobody was asked to be one."""
    newest, known = seal.newest(), Witnesses(seal.log().data)
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
        return "bad", f"{name}{TROUBLES[state.trouble]} {KEEP}"
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
