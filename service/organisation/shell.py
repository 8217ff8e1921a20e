"""Command of the operator: a shell that may write is opened, and everybody can read why."""

from dataclasses import dataclass

from events.organisation import Organisation, ShellOpened
from service.organisation.founding import ORGANISATION
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenShell:
    """Open a shell that may write, for a reason."""

    reason: str

    def decide(self, work: Work) -> None:
        """Record the reason."""
        work.actor.require(Permission.MANAGE_PEOPLE)
        organisation = work.load(Organisation, ORGANISATION)
        organisation.note(ShellOpened(reason=self.reason.strip()))
        work.save(organisation)
