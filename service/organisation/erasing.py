"""Commands of the tenant's administrator: a name corrected, a person or one text erased.

What was recorded stays recorded and proved; what is gone is the key to the words.
"""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import Connection, text

from events.errors import RefusedError
from events.organisation import PersonErased, PersonRenamed, TextErased
from events.sealing import Place, keys_of, unseal
from service.organisation.people import EmptyNameError, UnknownMemberError, note
from service.remaking import remake
from service.vault.shredding import cut_out, destroy, hold
from service.vault.stores import event_store, keyring
from service.work import Work
from tenants.access import Permission
from tenants.accounts import close_account, of_person
from tenants.directory import directory
from tenants.rows import forget_person, rename_person
from tenants.sessions import end_all

NOBODY = "Người đã xóa dữ liệu ({})"  # with what tells two of them apart
STATE = text(
    "SELECT stream_id, stream_version, topic, state FROM es.stored_events"
    " WHERE tenant_id = (SELECT ctx.tenant()) AND position = :position"
)


@dataclass(eq=False)
class NoGroundsError(RefusedError):
    """An erasure names its reason and its legal basis."""


@dataclass(eq=False)
class StillHoldingError(RefusedError):
    """The person holds a post; they leave it before they are erased."""

    post_id: UUID


@dataclass(eq=False)
class NothingSealedError(RefusedError):
    """At that position there is no text that can be erased, or none any more."""

    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectName:
    """Give a person the name that they should have had."""

    person_id: UUID
    name: str

    def decide(self, work: Work) -> None:
        """Change the row and record that it was changed."""
        work.actor.require(Permission.MANAGE_PEOPLE)
        if not self.name.strip():
            raise EmptyNameError
        _require_member(work, self.person_id)
        rename_person(work.connection, self.person_id, self.name.strip())
        note(work, PersonRenamed(person_id=self.person_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasePerson:
    """Erase a person's name and account, and the text about them, their own words included."""

    person_id: UUID
    legal_basis: str
    reason: str

    def decide(self, work: Work) -> None:
        """Take the name away, record it, and then destroy the key.

        Raises:
            NoGroundsError: no reason, or no legal basis.
            UnknownMemberError: the person is not of this tenant.
            StillHoldingError: the person holds a post today.
        """
        work.actor.require(Permission.MANAGE_PEOPLE)
        grounds = _grounds(self.legal_basis, self.reason)
        _require_member(work, self.person_id)
        for post_id in directory(work.connection).held(self.person_id, work.today):
            raise StillHoldingError(post_id)
        keys = hold(work.connection, self.person_id)
        _forget(work.connection, self.person_id)
        note(work, PersonErased(person_id=self.person_id, keys=keys, **grounds))
        work.afterwards.append(partial(destroy, work.connection, keys))
        work.afterwards.append(partial(_clean, work, keys))


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseText:
    """Erase the text of one event, by its position: what should never have been written."""

    position: int
    legal_basis: str
    reason: str

    def decide(self, work: Work) -> None:
        """Record it, and then cut the text's key out.

        Raises:
            NoGroundsError: no reason, or no legal basis.
            NothingSealedError: there is no such text.
        """
        work.actor.require(Permission.MANAGE_PEOPLE)
        grounds = _grounds(self.legal_basis, self.reason)
        stream_id, version, keys = self._text(work.connection)
        note(work, TextErased(position=self.position, keys=tuple(sorted(keys)), **grounds))
        cut = partial(cut_out, work.connection, keys, stream_id, version)
        work.afterwards += [cut, partial(_clean, work, keys)]

    def _text(self, connection: Connection) -> tuple[UUID, int, Collection[UUID]]:
        row = connection.execute(STATE, {"position": self.position}).one_or_none()
        if row is None or not (keys := keys_of(row.state)):
            raise NothingSealedError(self.position)
        place = Place(row.stream_id, row.stream_version, row.topic)
        if unseal(row.state, place, keyring(connection)).erased:
            raise NothingSealedError(self.position)
        return row.stream_id, row.stream_version, keys


def _grounds(legal_basis: str, reason: str) -> dict[str, str]:
    grounds = {"legal_basis": legal_basis.strip(), "reason": reason.strip()}
    if not all(grounds.values()):
        raise NoGroundsError
    return grounds


def _require_member(work: Work, person_id: UUID) -> None:
    if person_id not in directory(work.connection).people:
        raise UnknownMemberError


def _forget(connection: Connection, person_id: UUID) -> None:
    forget_person(connection, person_id, NOBODY.format(person_id.hex[-6:]))
    if account := of_person(connection, person_id):
        end_all(connection, account.account_id)
        close_account(connection, account.account_id)


def _clean(work: Work, keys: Collection[UUID]) -> None:
    """Make the read models anew, which hold the text in plain words; writers already wait."""
    if keys:
        history = event_store(work.connection).history()
        remake(work.ledger.read_models, history, work.connection)
