"""The communes of the demonstration have kept how they stood, as the worker would have."""

from datetime import date, timedelta

from sqlalchemy import Connection, func, select

from service.clock import end_of
from service.demo.people import STAGES
from service.ledgers import Instance
from service.oversight.card import ends
from service.oversight.keeping import keep_past
from tenants.register import Tenant
from tenants.tables import links

WEEK = timedelta(days=7)
FIRST = select(func.min(links.c.first_day)).where(links.c.kind == "province")


def keep_standings(instance: Instance, day: date) -> None:
    """Write how each commune stood since the province may see it, up to a day."""
    for stage in STAGES:
        tenant = instance.tenant(stage.code)
        if tenant is not None and tenant.kind == "commune":
            with instance.open(tenant).scope.begin() as connection:
                _keep(connection, tenant, day)


def _keep(connection: Connection, tenant: Tenant, today: date) -> None:
    first = connection.execute(FIRST.where(links.c.tenant_id == func.ctx.tenant())).scalar()
    for day in past_days(today, first) if first else ():
        keep_past(connection, tenant, day, end_of(day, tenant.zone))


def past_days(day: date, first: date) -> list[date]:
    """Name the first day, one a week since, and the ends of the last months, before a day."""
    weekly = {first + WEEK * count for count in range((day - first).days // 7 + 1)}
    return sorted(one for one in weekly | set(ends(day)) if first <= one < day)
