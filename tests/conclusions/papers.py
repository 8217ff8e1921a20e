"""A Party committee with a document that it issued to its cell."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from events.conclusions.document import Conclusion
from events.conclusions.steps import Issued
from service.clock import today
from service.conclusions.answering import AcknowledgeConclusion, ReportDissemination
from service.conclusions.issuing import IssueConclusion
from service.vault.stores import event_store
from tests.people import PARTY_UNITS, Commune


@dataclass
class Paper:
    """A document, and acts upon it as the cell's secretary does them."""

    party: Commune
    conclusion_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.conclusion_id = self.issue()

    @property
    def cell(self) -> UUID:
        return self.party.units[PARTY_UNITS[2]]

    def said(self, **facts: Any) -> Issued:
        day = today(self.party.tenant.zone)
        usual: dict[str, Any] = {
            "kind": "conclusion",
            "number": "12-KL/ĐU",
            "issued_on": day - timedelta(days=9),
            "title": "Về phục vụ bà con đúng hẹn",
            "points": ("Mỗi chi bộ có một mô hình", "Báo cáo hằng quý"),
            "unit_ids": (self.cell,),
            "told_by": day + timedelta(days=9),
        }
        return Issued(**usual | facts)

    def issue(self, *, by: str = "su", **facts: Any) -> UUID:
        command = IssueConclusion(issued=self.said(**facts))
        return uuid5(self.party.do(command, by=by), "conclusion")

    def acknowledge(self, *, by: str = "do", addressee: UUID | None = None) -> None:
        whom = addressee or self.cell
        command = AcknowledgeConclusion(conclusion_id=self.conclusion_id, addressee_id=whom)
        self.party.do(command, by=by)

    def told(self, **facts: Any) -> ReportDissemination:
        usual: dict[str, Any] = {
            "conclusion_id": self.conclusion_id,
            "unit_id": self.cell,
            "held_on": today(self.party.tenant.zone),
            "manner": "study",
            "present": 18,
            "members": 20,
            "reason": "Hai đồng chí đi công tác",
        }
        return ReportDissemination(**usual | facts)

    def now(self) -> Conclusion:
        with self.party.ledger.scope.begin() as connection:
            return event_store(connection).load(Conclusion, self.conclusion_id)
