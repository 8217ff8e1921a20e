"""What happens once a working morning in each tenant: reminders, then the digest."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func
from sqlalchemy.dialects.postgresql import insert

from service.messages import alerts, digest, reminders
from service.messages.digest import Morning
from tenants.calendar import working_calendar
from tenants.directory import directory
from tenants.register import Tenant
from tenants.tables import daily_rounds

BEGINS = time(6, 30)  # in the tenant's zone: read before the office opens


@dataclass(frozen=True, slots=True)
class Mornings:
    """Says good morning; `site` is where all tenants' pages begin."""

    site: str

    def greet(self, connection: Connection, tenant: Tenant, at: datetime) -> int:
        """Remind and write, the first time it is called on a working day after 6:30.

        Args:
            connection: bound to the tenant.
            tenant: whose zone and code count.
            at: now.

        Returns:
            How many alerts were new.
        """
        here = at.astimezone(ZoneInfo(tenant.zone))
        days = working_calendar(connection)
        if here.time() < BEGINS or not days.works(here.date()):
            return 0
        if not _first(connection, "morning", here.date()):
            return 0
        alerts.forget_old(connection, at)
        known = directory(connection)
        news = reminders.due(connection, here.date(), days, known)
        new = alerts.alert(connection, news, at)
        address = f"{self.site}/x/{tenant.code}/"
        digest.send(connection, Morning(here.date(), at, address, known.person))
        return new


def _first(connection: Connection, name: str, day: object) -> bool:
    """Tell whether a round of that name is the day's first, and note that it was begun."""
    row = insert(daily_rounds).values(tenant_id=func.ctx.tenant(), name=name, day=day)
    begun = row.on_conflict_do_update(
        constraint="pk_daily_rounds",
        set_={"day": day},
        where=daily_rounds.c.day < day,
    ).returning(daily_rounds.c.day)
    return connection.execute(begun).one_or_none() is not None
