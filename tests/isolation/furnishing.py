"""A commune with one of everything that an address can name, marked with a word of its own."""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from uuid import UUID, uuid4, uuid5

from events.measuring import Figure
from events.plan_items import Front, Item
from events.values import Clarity, Deadline, Deliverable, Target
from service.clock import now, today
from service.evidence.parts import Uploads
from service.files import evidence, note_file
from service.imports.intake import CLAIM, FOLDER, Intake, Sheet
from service.imports.reading_in import desk
from service.indicators import states as indicator_states
from service.indicators.measuring import Measure
from service.indicators.sharing import ShareIndicators
from service.log.operating import Log
from service.messages import feed, outbox
from service.messages.outbox import Message
from service.organisation.delegating import Delegate
from service.plans.drafting import StartDraft
from service.search.filters import KeepFilter
from service.tasks import states
from service.tasks.concluding import RecordMeeting
from service.tasks.handing_over import ListHandover
from service.tasks.issuing import IssuePlan
from service.tasks.sheets import Line, TakeSheetIn
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tests.inspections.mandate import order, ordered
from tests.isolation import concluding, directives, inspecting, reporting, scores
from tests.people import Commune
from tests.plans.sample import TEXT, Desk, begun, upload
from tests.web import FILES, browse, files_of


@dataclass(frozen=True)
class Furnished:
    """A commune, and the values of each argument of its addresses."""

    commune: Commune
    mark: str
    ids: dict[str, object]

    def state(self) -> list[object]:
        """Everything that the tenant's tables hold, as text."""
        with self.commune.ledger.scope.begin() as connection:
            tables = connection.exec_driver_sql(WRITTEN).scalars().all()
            return [
                connection.exec_driver_sql(f"SELECT t::text FROM {name} t ORDER BY 1").all()  # noqa: S608
                for name in tables
            ]


WRITTEN = """
    SELECT c.oid::regclass::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE a.attname = 'tenant_id' AND NOT c.relispartition AND c.relkind IN ('r', 'p')
       AND c.relname NOT IN ('tenants', 'sessions', 'sign_in_tries') ORDER BY 1
"""


def furnished(commune: Commune) -> Furnished:
    """Put a draft, an issued plan, a task with evidence into a commune."""
    mark = f"dau-{commune.tenant.code}"
    Log(FILES).begin("sauro.test")
    browser = browse(commune, "ha")
    sent = upload(browser, f"{TEXT}\n{mark}\n".encode(), f"{mark}.txt")
    draft = Desk(commune, browser, begun(sent))
    task_id, file_hash, evidence_id, sheet_id = _task(commune, mark)
    ids: dict[str, object] = {
        "plan_id": draft.plan_id,
        "intake_id": _waiting(commune, mark),
        "item_id": draft.ids("task")[0],
        "task_id": task_id,
        "sheet_id": sheet_id,
        "act": "tien-do",
        "sha256": file_hash,
        "evidence_id": evidence_id,
        "part": 0,
        "unit_id": commune.actors["khai"].unit_id,
        "position": 1,
        "rule": "duyet-nhanh",
        "person_id": commune.actors["khai"].person_id,
        "post_id": commune.actors["khai"].post_id,
        "round_id": uuid4(),  # tests/reviews has real ones, of a Party committee
        "review_id": uuid4(),
        "mission_id": inspecting.mission(commune, mark),
        "link_id": uuid4(),  # tests/exchange has real ones, which need a second tenant
    }
    ids |= {"set_id": scores.par_set(commune, mark), "year": 2026, "component": "1.1.1"}
    ids |= {"commune": "xa-khac", "form": "xlsx", "kind": "docx"}
    ids["catalogue_id"] = scores.catalogue(commune, mark)
    ids |= {"version_id": scores.rules(commune, mark), "set_code": "nd335-2025"}
    ids["meeting_id"] = _met(commune, mark)
    ids["conclusion_id"] = concluding.concluded(commune, mark, file_hash)
    ids["addressee_id"] = commune.actors["khai"].unit_id
    ids["merit_id"] = concluding.praised(commune, mark)
    ids |= scores.period(commune, mark)
    ids |= inspecting.template(commune, mark) | reporting.report(
        commune, mark, draft.plan_id, file_hash
    )
    ids["year_grade_id"] = scores.graded(commune, mark, year=2026)
    ids["inspection_id"] = order(commune, ordered(commune, document=mark, subject=mark))
    ids |= directives.furnished(commune, mark)
    ids["entry_id"] = _entry(commune, mark)
    ids["indicator_id"] = _measured(commune, mark)
    ids |= _passed_on(commune, mark, task_id)
    ids["upload_id"] = _on_its_way(commune, mark)
    return Furnished(commune, mark, ids | _reached(commune, mark))


def _on_its_way(commune: Commune, mark: str) -> UUID:
    """Let Khải be sending a file in parts."""
    store, khai = files_of(commune), commune.actors["khai"]
    box = Uploads(store.root, store.tenant_id, khai.person_id, store.keyring)
    return box.announce(f"{mark}.txt", 9, "0" * 64, mark).upload_id


def _reached(commune: Commune, mark: str) -> dict[str, object]:
    """Let the commune have a letter that was given up, and Khải a calendar's address."""
    letter = Message(channel="email", key=mark, address=mark, subject=mark, body=mark)
    with commune.ledger.scope.begin() as connection:
        outbox.post(connection, [letter], now())
        [kept] = [one for one in outbox.recent(connection) if one.address == mark]
        outbox.failed(connection, kept.message_id, mark, now())
        token = feed.give_address(connection, commune.actors["khai"].person_id, now())
    return {"message_id": kept.message_id, "token": token, "number": 1}


def _passed_on(commune: Commune, mark: str, task_id: UUID) -> dict[str, object]:
    """Let Hà decide for Dũng, and Khải hand a task over to her."""
    ha, khai, day = commune.actors["ha"], commune.actors["khai"], today(commune.tenant.zone)
    delegate = Delegate(
        post_id=commune.actors["dung"].post_id,
        to_person_id=ha.person_id,
        first_day=day,
        last_day=day,
        basis=mark,
    )
    given = ListHandover(
        from_person_id=khai.person_id,
        from_post_id=khai.post_id,
        to_person_id=ha.person_id,
        to_post_id=ha.post_id,
        task_ids=(task_id,),
        note=mark,
    )
    kept = KeepFilter(name=mark, query="nhom=qua-han")
    return {
        "delegation_id": uuid5(commune.do(delegate, by="dung"), "delegation"),
        "handover_id": uuid5(commune.do(given, by="khai"), "handover"),
        "filter_id": uuid5(commune.do(kept, by="ha"), "filter"),
    }


def _met(commune: Commune, mark: str) -> UUID:
    day = today(commune.tenant.zone)
    command = RecordMeeting(title=mark, held_on=day, conclusions=(mark,))
    return uuid5(commune.do(command, by="ha"), "meeting")


def _targets(mark: str) -> list[Item]:
    aims = (Target(value=Decimal(80), unit="%", phase=phase) for phase in ("2026", "2027"))
    return [
        Item(item_id=n, kind="indicator", state="accepted", text=mark, target=aim)
        for n, aim in enumerate(aims, 2)
    ]


def _entry(commune: Commune, mark: str) -> UUID:
    with commune.ledger.scope.begin() as connection:
        both = tuple(state.indicator_id for state in indicator_states.every(connection, None))
    return uuid5(commune.do(ShareIndicators(indicator_ids=both, name=mark), by="ha"), "entry")


def _measured(commune: Commune, mark: str) -> UUID:
    """Let the first target have a figure."""
    with commune.ledger.scope.begin() as connection:
        indicator_id = indicator_states.every(connection, None)[0].indicator_id
    day = today(commune.tenant.zone)
    figure = Figure(source=mark, measured_on=day, value=Decimal(1))
    measure = Measure(indicator_id=indicator_id, first_day=day, last_day=day, figure=figure)
    commune.do(measure, by="ha")
    return indicator_id


def _waiting(commune: Commune, mark: str) -> UUID:
    """An upload that somebody is reading all the time."""
    intake_id, ha = uuid4(), commune.actors["ha"]
    box = desk(FILES, commune.tenant.tenant_id, commune.ledger).box
    data = mark.encode()
    sheet = Sheet(f"{mark}.txt", len(data), sha256(data).hexdigest())
    box.put(
        intake_id,
        Intake(person_id=ha.person_id, post_id=ha.post_id, sheets=(sheet,)),
        [data],
    )
    (FILES / FOLDER / str(commune.tenant.tenant_id) / str(intake_id) / CLAIM).touch()
    return intake_id


def _task(commune: Commune, mark: str) -> tuple[UUID, str, UUID, UUID]:
    khai, do = commune.actors["khai"], commune.actors["do"]
    clarity = Clarity(
        person_id=khai.person_id,
        post_id=khai.post_id,
        lead_unit_id=khai.unit_id,
        deadline=Deadline(kind="continuous"),
        deliverable=Deliverable(name=mark, quantity=Decimal(12), unit="hồ sơ"),
        accept_post_id=do.post_id,
        extend_post_id=commune.actors["dung"].post_id,
    )
    item = Item(item_id=1, kind="task", state="accepted", text=mark, clarity=clarity)
    start = StartDraft(
        file_sha256="0" * 64,
        file_name=f"{mark}.txt",
        reading_sha256="1" * 64,
        front=Front(title=mark),
        items=(item, *_targets(mark)),
    )
    plan_id = uuid5(commune.do(start, by="ha"), "plan")
    issue = IssuePlan(
        plan_id=plan_id,
        number="7",
        symbol="KH-UBND",
        issued_on=today(commune.tenant.zone),
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
    )
    commune.do(issue, by="ha")
    data = mark.encode()
    proof = evidence(f"{mark}.txt", data)
    files_of(commune).put(data)
    with commune.ledger.scope.begin() as connection:
        note_file(connection, proof)
        [task] = states.of_plan(connection, plan_id, None)
    commune.do(Acknowledge(task_id=task.task_id), by="khai")
    said = ReportProgress(task_id=task.task_id, amount=Decimal(1), note=mark)
    line = Line(task_id=task.task_id, seen=2, parts=(said,))
    sheet = TakeSheetIn(file_name=f"{mark}.xlsx", file_sha256="2" * 64, lines=(line,))
    sheet_id = uuid5(commune.do(sheet, by="khai"), "sheet")
    done = commune.do(Submit(task_id=task.task_id, note=mark, evidence=(proof,)), by="khai")
    return task.task_id, proof.sha256, uuid5(done, "evidence"), sheet_id
