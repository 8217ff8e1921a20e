"""A recommendation to a linked commune is a directive to it alone; its answer closes it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, select

from events.directive_answers import Question
from events.errors import RefusedError
from events.inspection_refusals import NoSuchFindingError, RepairGivenError
from events.inspections import Inspection
from events.recommendations import Recommendation, RecommendationSent
from service.directives import copy_states, directive_states
from service.directives.drafting import SaveDirective
from service.directives.issuing import IssueDirective
from service.directives.links import commune
from service.history import standing
from service.inspections.recommendations import recommended, table, with_directive
from service.work import Work
from tenants.access import Permission
from tenants.tables import tenants

TITLE = "Thực hiện kiến nghị kiểm tra"
DONE_ON = Question(text="Ngày khắc phục xong", kind="day")


@dataclass(eq=False)
class NotAnsweredThereError(RefusedError):
    """No answer of that commune names these places in its log."""

    places: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendRecommendation:
    """Issue what is recommended for a finding to a commune, due on a day.

    `places` are numbers of events in the commune's log, as its answers to us named them.
    """

    inspection_id: UUID
    finding: int
    commune: int
    content: str
    due_on: date
    number: str
    issued_on: date
    signer: str
    places: tuple[int, ...] = ()

    def decide(self, work: Work) -> None:
        """Record it with the directive, and send the letter.

        Raises:
            NoStandingLinkError: no link with the commune stands.
            NotAnsweredThereError: its answers name no such events.
            NoSuchFindingError, RepairGivenError, RecommendationSentError: as they say.
            RefusedError: as `IssueDirective` refuses.
        """
        work.actor.require(Permission.ORDER_INSPECTION)
        inspection = work.load(Inspection, self.inspection_id)
        _require_open(inspection, self.finding)
        commune(work, self.commune)
        self._require_said_there(work)
        sending = work.open(Recommendation, recommended(self.inspection_id, self.finding))
        sent = RecommendationSent(
            finding=self.finding,
            commune=self.commune,
            directive_id=work.new_id("directive"),
            places=tuple(sorted(set(self.places))),
        )
        sending.send(sent)
        work.save(sending)
        self._issue(work, self._question(inspection), sent.directive_id)

    def _require_said_there(self, work: Work) -> None:
        unknown = set(self.places) - copy_states.places_of(work.connection, self.commune)
        if unknown:
            raise NotAnsweredThereError(tuple(sorted(unknown)))

    def _question(self, inspection: Inspection) -> Question:
        """Say what is to be done, and by which finding and events."""
        paper = inspection.conclusion or inspection.mandate.document
        grounds = f"{paper}, phát hiện {self.finding}"
        if self.places:
            named = ", ".join(map(str, sorted(set(self.places))))
            grounds += f"; sự kiện {named} trong nhật ký của xã"
        return Question(text=f"{self.content.strip()} (căn cứ: {grounds})", kind="text")

    def _issue(self, work: Work, asked: Question, directive_id: UUID) -> None:
        SaveDirective(
            title=f"{TITLE}: {self.content.strip()}",
            due_on=self.due_on,
            questions=(asked, DONE_ON),
            communes=(self.commune,),
        ).decide(work)
        IssueDirective(
            directive_id=directive_id,
            number=self.number,
            issued_on=self.issued_on,
            signer=self.signer,
        ).decide(work)


@dataclass(frozen=True, slots=True)
class Sent:
    """A recommendation that went to a commune; `status` is None out of the reader's sight."""

    directive_id: UUID
    commune: str
    number: str | None
    due_on: date | None
    status: str | None
    answered: bool


def sent(
    connection: Connection, inspection_id: UUID, at: datetime | None = None
) -> dict[int, Sent]:
    """Give which recommendations of an inspection went to communes, by finding."""
    kept, directive = table.c, directive_states.table.c
    whose = tenants.c.tenant_id == kept.commune
    found = (
        select(kept.finding, kept.directive_id, tenants.c.name)
        .add_columns(directive.number, directive.due_on, directive.status)
        .add_columns(copy_states.answered(kept.directive_id, at).label("answered"))
        .select_from(with_directive(table.join(tenants, whose), at))
        .where(standing(table, at), kept.inspection_id == inspection_id)
    )
    return {finding: Sent(*facts) for finding, *facts in connection.execute(found)}


def _require_open(inspection: Inspection, finding: int) -> None:
    found = inspection.findings.get(finding)
    if found is None:
        raise NoSuchFindingError(finding)
    if found.task_id is not None:
        raise RepairGivenError(finding)
