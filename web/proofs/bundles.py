"""Evidence bundles to take away: of the whole record, of one task, of one plan."""

from collections.abc import Callable, Iterator, Mapping
from threading import BoundedSemaphore
from uuid import UUID

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from service.evidence.finding import proving
from service.indicators import states as indicator_states
from service.inspections.entries import evidence, positions
from service.log.attachments import there
from service.log.kept import DamagedFileError
from service.log.keys import MalformedKeyError, MissingKeyError
from service.tasks import states as task_states
from tenants.access import AccessDeniedError, Permission
from web import seal, session
from web.failures import answer_with
from web.proofs import sight
from web.session import db, end_reading, file_store, ledger, requires, signed_in, tenant
from web.ui.answers import Answer

bp_bundles = Blueprint("proofs_bundles", __name__, url_prefix="/x/<code>/kiem-chung/goi")
AT_ONCE = BoundedSemaphore(4)  # bundles that one process sends; each holds a connection
MOST_FILES = 9_000  # a bundle has at most 10,000 members (FORMAT.md)
LARGEST = 2 * 1024**3 - 128 * 1024**2  # bytes of files, within a verifier's limit
_TITLE = "Chưa lập được gói bằng chứng"
NO_KEY = Answer(409, _TITLE, "Chưa có khóa ký nào.", "Hãy thử lại sau khi bộ ký đã chạy.")
DAMAGED = Answer(409, _TITLE, "Tệp dấu kiểm bị hỏng.", "Hãy báo người quản trị.")
BUSY = Answer(503, _TITLE, "Đang có nhiều người tải gói.", "Hãy thử lại sau ít phút.")
TOO_MUCH = Answer(
    409,
    _TITLE,
    "Tệp lưu kèm quá nhiều cho một gói.",
    "Hãy tải gói không kèm tệp, hoặc tải theo từng kế hoạch.",
)
Making = Callable[[], Iterator[bytes]]


@bp_bundles.get("/toan-bo.zip")
@requires(Permission.VERIFY)
def whole() -> ResponseReturnValue:
    """Give the whole record, with its files when asked for."""
    if not sight.sees_everything():
        raise AccessDeniedError(Permission.SEE_ALL_TASKS)
    wanted = there(db(), file_store()) if request.args.get("tep") == "1" else {}
    log, scope, mine = seal.log(), ledger().scope, tenant()
    return sent("toan-bo", wanted, lambda: log.whole_bundle(scope, mine, wanted))


@bp_bundles.get("/nhiem-vu/<uuid:task_id>.zip")
@signed_in
def task(task_id: UUID) -> ResponseReturnValue:
    """Give what was recorded of a task, with its evidence."""
    found = task_states.one(db(), task_id, session.sight(), None)
    items, files = proving(db(), [task_id])
    return _chosen(found.code, [task_id, *items], files | evidence(db(), [task_id]))


@bp_bundles.get("/ke-hoach/<uuid:plan_id>.zip")
@requires(Permission.WORK)
def plan(plan_id: UUID) -> ResponseReturnValue:
    """Give what was recorded of a plan, its indicators and the tasks that the person sees."""
    found, mine = sight.plan_in_sight(plan_id), session.sight()
    tasks = [t.task_id for t in task_states.of_plan(db(), plan_id, None) if mine.sees(t)]
    indicators = [i.indicator_id for i in indicator_states.of_plan(db(), plan_id, None)]
    items, files = proving(db(), [*tasks, *indicators])
    wanted = {found.file_sha256, *files, *evidence(db(), tasks)}
    return _chosen("ke-hoach", [plan_id, *indicators, *tasks, *items], wanted)


def _chosen(name: str, streams: list[UUID], wanted: set[str]) -> ResponseReturnValue:
    chosen, present = positions(db(), streams), there(db(), file_store(), wanted)
    log, scope, mine = seal.log(), ledger().scope, tenant()
    return sent(name, present, lambda: log.chosen_bundle(scope, mine, chosen, present))


def sent(name: str, wanted: Mapping[str, int], make: Making) -> ResponseReturnValue:
    """Send a bundle as it is made, or say why there is none."""
    if len(wanted) > MOST_FILES or sum(wanted.values()) > LARGEST:
        return answer_with(TOO_MUCH)
    end_reading()
    try:
        bundle = make()
    except (MissingKeyError, MalformedKeyError):
        return answer_with(NO_KEY)
    except DamagedFileError:
        return answer_with(DAMAGED)
    if not AT_ONCE.acquire(blocking=False):
        return answer_with(BUSY)
    called = f"bang-chung-{tenant().code}-{name}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{called}"'}
    response = Response(bundle, mimetype="application/zip", headers=headers)
    response.call_on_close(AT_ONCE.release)
    return response
