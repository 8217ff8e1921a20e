"""Commands on accounts: who may sign in, and a password given by the administrator."""

from dataclasses import dataclass
from uuid import UUID

from events.organisation import AccountOpened, PasswordGiven
from service.organisation.people import UnknownMemberError, note
from service.work import Work
from tenants.access import Permission
from tenants.accounts import find_account, open_account, set_password
from tenants.sessions import end_all


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAccount:
    """Let a person of the tenant sign in."""

    person_id: UUID
    login: str
    password_hash: str
    one_time: bool = False

    def decide(self, work: Work) -> None:
        """Add the account and record that it was opened.

        Raises:
            LoginTakenError: somebody else signs in with that name.
        """
        work.actor.require(Permission.MANAGE_PEOPLE)
        ids, secret = (work.new_id("account"), self.person_id), self.password_hash
        open_account(work.connection, *ids, self.login, secret, one_time=self.one_time)
        note(work, AccountOpened(person_id=self.person_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class GivePassword:
    """Give a person a new password, which they change at the next sign-in."""

    login: str
    password_hash: str

    def decide(self, work: Work) -> None:
        """Replace the password, end the person's sessions and record it.

        Raises:
            UnknownMemberError: nobody signs in with that name.
        """
        work.actor.require(Permission.MANAGE_PEOPLE)
        account = find_account(work.connection, self.login)
        if account is None:
            raise UnknownMemberError
        mine = account.account_id
        set_password(work.connection, mine, self.password_hash, one_time=True)
        end_all(work.connection, mine)
        note(work, PasswordGiven(person_id=account.person_id))
