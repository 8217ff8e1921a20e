"""A record that was changed behind the application's back is found, and the place is named."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

import pytest
from sqlalchemy import Connection, text

from events.plan_items import Front, Item
from events.values import Deadline, Deliverable
from service.clock import today
from service.ledgers import Instance
from service.plans.drafting import StartDraft
from service.plans.reviewing import SetClarity, SetItemsState
from service.tasks.issuing import IssuePlan
from service.tasks.judging import Accept
from service.tasks.working import ReportProgress, Submit
from service.verify import Finding, verify
from tests.operations.conftest import Sauro
from tests.people import Commune


@pytest.fixture
def worked(commune: Commune) -> Commune:
    """A commune that issued a plan with two tasks and works on the first."""
    items = tuple(Item(item_id=n, kind="task", text=f"Số hóa tủ số {n}") for n in (1, 2))
    draft = StartDraft(
        file_sha256="0" * 64,
        file_name="ke-hoach.docx",
        reading_sha256="1" * 64,
        front=Front(title="Kế hoạch số hóa"),
        items=items,
    )
    plan_id = uuid5(commune.do(draft, by="ha"), "plan")
    commune.do(SetItemsState(plan_id=plan_id, item_ids=(1, 2), state="accepted"), by="ha")
    commune.do(_clear(commune, plan_id), by="ha")
    issue = IssuePlan(
        plan_id=plan_id,
        number="12",
        symbol="KH-UBND",
        issued_on=today(commune.tenant.zone),
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
    )
    task_id = uuid5(commune.do(issue, by="ha"), "task 1")
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(620)), by="khai")
    commune.do(Submit(task_id=task_id, note="Đã xong"), by="khai")
    commune.do(Accept(task_id=task_id), by="do")
    return commune


def _clear(commune: Commune, plan_id: UUID) -> SetClarity:
    khai, do = commune.actors["khai"], commune.actors["do"]
    return SetClarity(
        plan_id=plan_id,
        item_ids=(1, 2),
        person_id=khai.person_id,
        post_id=khai.post_id,
        lead_unit_id=khai.unit_id,
        deadline=Deadline(kind="date", on=date(2027, 12, 31)),
        deliverable=Deliverable(name="Hồ sơ số", quantity=Decimal(1240), unit="hồ sơ"),
        accept_post_id=do.post_id,
        extend_post_id=commune.actors["dung"].post_id,
    )


@contextmanager
def tampering(admin: Instance) -> Iterator[Connection]:
    """Act as a superuser who switches the triggers off."""
    with admin.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        yield connection


def found(admin: Instance, commune: Commune) -> Finding:
    finding = verify(admin, commune.tenant).finding
    assert finding is not None
    return finding


def the(commune: Commune) -> dict[str, int]:
    return {"tenant": commune.tenant.tenant_id}


def test_an_honest_record_holds_and_verifying_leaves_nothing_behind(
    admin: Instance, worked: Commune
) -> None:
    verdict = verify(admin, worked.tenant)
    assert verdict.finding is None
    assert verdict.events > 20
    assert verdict.rows >= 5
    with admin.engine.connect() as connection:
        left = "SELECT count(*) FROM pg_class WHERE relname LIKE 'shadow%'"
        assert connection.execute(text(left)).scalar_one() == 0


def test_a_changed_event_shows_in_the_rows_it_led_to(admin: Instance, worked: Commune) -> None:
    with tampering(admin) as connection:
        changed = connection.execute(
            text(
                "UPDATE es.stored_events SET state = convert_to(replace("
                "convert_from(state, 'UTF8'), '620', '900'), 'UTF8')"
                " WHERE tenant_id = :tenant AND topic = 'tasks.Progressed'"
                " RETURNING position"
            ),
            the(worked),
        ).scalar_one()
    finding = found(admin, worked)
    assert finding.kind == "row"
    assert finding.place.startswith("task_states ")
    assert finding.place.endswith(f"#{changed}")


def test_an_event_that_is_no_longer_readable_is_named(admin: Instance, worked: Commune) -> None:
    with tampering(admin) as connection:
        changed = connection.execute(
            text(
                "UPDATE es.stored_events SET state = 'xx'"
                " WHERE tenant_id = :tenant AND topic = 'plans.Issued' RETURNING position"
            ),
            the(worked),
        ).scalar_one()
    finding = found(admin, worked)
    assert (finding.kind, finding.place) == ("unreadable", str(changed))


def test_an_event_taken_out_of_the_middle_leaves_a_gap(
    admin: Instance, worked: Commune
) -> None:
    with tampering(admin) as connection:
        connection.execute(
            text("DELETE FROM es.stored_events WHERE tenant_id = :tenant AND position = 7"),
            the(worked),
        )
    finding = found(admin, worked)
    assert (finding.kind, finding.place) == ("gap", "7")


def test_the_last_events_cannot_be_cut_off_unseen(admin: Instance, worked: Commune) -> None:
    with tampering(admin) as connection:
        last = connection.execute(
            text("SELECT position FROM es.tenant_heads WHERE tenant_id = :tenant"), the(worked)
        ).scalar_one()
        cut = text(
            "DELETE FROM es.stored_events WHERE tenant_id = :tenant AND position = :last"
        )
        connection.execute(cut, {**the(worked), "last": last})
    finding = found(admin, worked)
    assert (finding.kind, finding.place) == ("tail", str(last))


def test_a_row_taken_out_of_a_read_model_is_missed(admin: Instance, worked: Commune) -> None:
    with tampering(admin) as connection:
        position = connection.execute(
            text(
                "DELETE FROM task_states WHERE tenant_id = :tenant AND status = 'accepted'"
                " RETURNING position"
            ),
            the(worked),
        ).scalar_one()
    finding = found(admin, worked)
    assert finding.kind == "row"
    assert finding.place.endswith(f"#{position}")


def test_a_row_changed_in_a_read_model_is_named(admin: Instance, worked: Commune) -> None:
    with tampering(admin) as connection:
        connection.execute(
            text(
                "UPDATE task_states SET amount = 1240 WHERE tenant_id = :tenant"
                " AND status = 'submitted'"
            ),
            the(worked),
        )
    assert found(admin, worked).kind == "row"


def test_the_command_names_the_place_and_ends_with_one(
    admin: Instance, worked: Commune, sauro: Sauro
) -> None:
    code = worked.tenant.code
    assert sauro("verify", "--tenant", code).exit_code == 0
    with tampering(admin) as connection:
        connection.execute(
            text("DELETE FROM es.stored_events WHERE tenant_id = :tenant AND position = 5"),
            the(worked),
        )
    done = sauro("verify", "--tenant", code)
    assert done.exit_code == 1
    assert "Thiếu sự kiện ở vị trí 5" in done.output


def test_a_damaged_read_model_is_made_anew(
    admin: Instance, worked: Commune, sauro: Sauro
) -> None:
    with tampering(admin) as connection:
        connection.execute(
            text("DELETE FROM task_states WHERE tenant_id = :tenant"), the(worked)
        )
    done = sauro("rebuild", "task_states", "--tenant", worked.tenant.code)
    assert done.exit_code == 0, done.output
    assert verify(admin, worked.tenant).finding is None
