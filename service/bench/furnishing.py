"""An inspection and a report in a tenant of a benchmark, ordered by its own people."""

from datetime import timedelta
from uuid import uuid5

from events.inspections import Ordered
from service.bench import crowd, year
from service.clock import today
from service.inspections.ordering import OrderInspection
from service.ledgers import Instance
from service.reports.opening import OpenOnRequest
from service.work import Order, execute
from tenants.register import Tenant

ORDERED, ASKED = uuid5(crowd.NAMES, "ordered"), uuid5(crowd.NAMES, "asked")
INSPECTION, REPORT = uuid5(ORDERED, "inspection"), uuid5(ASKED, "report")
UNITS = (3, 4)  # that are inspected
WEEK = timedelta(days=7)


def furnish(owner: Instance, tenant: Tenant) -> None:
    """Let a leader order an inspection, and the standing agency open a report."""
    acts = (crowd.LEADER, ORDERED, _inspection(tenant)), (crowd.AGENCY, ASKED, _report(tenant))
    for who, command_id, command in acts:
        order = Order(actor=crowd.actor(tenant.tenant_id, who), command_id=command_id)
        execute(command, order, owner.open(tenant))


def _inspection(tenant: Tenant) -> OrderInspection:
    day = today(tenant.zone)
    said = Ordered(
        kind="planned",
        document="15/QĐ-UBND",
        issued_on=day,
        subject="Kiểm tra cải cách hành chính",
        unit_ids=tuple(map(crowd.unit_id, UNITS)),
        members=(crowd.person_id(crowd.INSPECTOR),),
        first_day=day,
        last_day=day + WEEK,
    )
    return OrderInspection(ordered=said)


def _report(tenant: Tenant) -> OpenOnRequest:
    day = today(tenant.zone)
    return OpenOnRequest(
        plan_id=year.PLAN,
        first_day=day - 12 * WEEK,
        cut_off=day,
        send_on=day + WEEK,
        due_on=day + 2 * WEEK,
        addressee="Ủy ban nhân dân tỉnh",
    )
