"""Two tenants and a third: a commune, its province, and a stranger, with a link between two."""

from datetime import date
from uuid import UUID, uuid5

from service.exchange.links import GrantLink, LinkFacts, one
from service.ledgers import Instance
from tests.people import SINCE, Commune, make_commune

BASIS = "Quyết định số 15/2026/QĐ-UBND"


def province_of(admin: Instance, instance: Instance) -> Commune:
    """A department of a province, with people of the usual names."""
    return make_commune(admin, instance, kind="province")


def linked(
    commune: Commune,
    other: Commune,
    kind: str = "province",
    *,
    first_day: date = SINCE,
    last_day: date | None = None,
) -> UUID:
    """Let a commune's head grant a link; gives its identifier."""
    command = GrantLink(
        code=other.tenant.code,
        kind=kind,  # type: ignore[arg-type]
        basis=BASIS,
        first_day=first_day,
        last_day=last_day,
    )
    return uuid5(commune.do(command, by="su"), "link")


def link_of(commune: Commune, link_id: UUID) -> LinkFacts:
    """The link as a tenant sees it."""
    with commune.ledger.scope.begin() as connection:
        return one(connection, link_id)
