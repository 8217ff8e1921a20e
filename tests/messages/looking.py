"""What a person of a commune finds under the bell, and what waits to go out."""

from service.clock import now
from service.messages import alerts, outbox
from service.messages.alerts import Alert
from service.messages.contacts import Contact, set_contact
from service.messages.outbox import Outgoing
from tests.people import Commune


def bell(commune: Commune, login: str) -> list[Alert]:
    with commune.ledger.scope.begin() as connection:
        return alerts.of_person(connection, commune.actors[login].person_id)


def kinds(commune: Commune, login: str) -> list[str]:
    """What was told, oldest first."""
    return [one.kind for one in reversed(bell(commune, login))]


def outgoing(commune: Commune) -> list[Outgoing]:
    with commune.ledger.scope.begin() as connection:
        return outbox.recent(connection)


def wants_digest(commune: Commune, login: str) -> str:
    """Let a person have the digest; gives their address."""
    address = f"{login}@{commune.tenant.code}.example"
    with commune.ledger.scope.begin() as connection:
        set_contact(connection, commune.actors[login].person_id, Contact(address, digest=True))
    return address


def posted(commune: Commune, *messages: outbox.Message) -> None:
    with commune.ledger.scope.begin() as connection:
        outbox.post(connection, messages, now())
