"""A commune and its province that live through a year of the reform index by commands."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from events.appraisals import Appraisal
from events.par import Assessment
from events.par_answers import Answer, Count, Met, Points, Rate
from events.par_criteria import ParSet
from events.par_sets import Drafted
from service.clock import today
from service.demo.criteria import criteria
from service.evaluation.par.answering import (
    Explain,
    SendExplanation,
    TakeAppraisal,
    TakeConclusion,
)
from service.evaluation.par.appraising import (
    Conclude,
    JudgeComponent,
    OpenAppraisal,
    SendRound,
    TakeExplanation,
)
from service.evaluation.par.papers import appraisal_id, assessment_id
from service.evaluation.par.self_scoring import (
    BeginAssessment,
    EnterSurvey,
    ScoreComponent,
    SubmitSelfScore,
)
from service.evaluation.par.sets import DecideParSet, DraftParSet
from service.exchange.letters import incoming
from service.ledgers import Instance
from service.vault.stores import event_store
from tests.exchange.pairs import linked, province_of
from tests.people import Commune, make_commune

ANSWERS: dict[str, Answer] = {
    "1.1.1": Met(met=True),
    "1.2.2": Count(number=2),
    "2.1.1": Met(met=False),
    "3.1.1": Rate(numerator=Decimal(1902), denominator=Decimal(1968)),
    "4.1.2": Points(points=Decimal("6.5")),
}
SUM = Decimal(3) + 3 + 0 + Decimal("8.5") + Decimal("6.5")  # of these answers, by the set
SIPAS = Decimal("88.4")  # gives 13.26 of 15


@dataclass(frozen=True)
class Year:
    """The two tenants, and the link between them."""

    commune: Commune
    province: Commune
    link_id: UUID
    year: int
    par_set: ParSet

    @property
    def day(self) -> date:
        return today(self.commune.tenant.zone)

    def letter(self, of: Commune, kind: str) -> UUID:
        """The last letter of a kind that came to one of the two."""
        with of.ledger.scope.begin() as connection:
            return incoming(connection, {kind})[-1].letter_id

    def assessment(self) -> Assessment:
        with self.commune.ledger.scope.begin() as connection:
            return event_store(connection).load(Assessment, assessment_id(self.year))

    def appraisal(self) -> Appraisal:
        named = appraisal_id(self.commune.tenant.tenant_id, self.year)
        with self.province.ledger.scope.begin() as connection:
            return event_store(connection).load(Appraisal, named)

    def begun(self) -> "Year":
        letter = self.letter(self.commune, "par_set")
        self.commune.do(BeginAssessment(letter_id=letter), by="ha")
        return self

    def scored(self) -> "Year":
        for code, answer in ANSWERS.items():
            said = ScoreComponent(
                year=self.year, code=code, answer=answer, reason="Sổ theo dõi"
            )
            self.commune.do(said, by="ha")
        survey = EnterSurvey(
            year=self.year,
            survey="sipas",
            value=SIPAS,
            source="Sở Nội vụ công bố",
            measured_on=self.day,
        )
        self.commune.do(survey, by="ha")
        return self

    def submitted(self) -> "Year":
        self.commune.do(SubmitSelfScore(year=self.year), by="su")
        return self

    def opened(self) -> "Year":
        letter = self.letter(self.province, "par_self_score")
        self.province.do(OpenAppraisal(letter_id=letter), by="ha")
        return self

    def judged(self, code: str, points: str, reason: str = "") -> "Year":
        said = JudgeComponent(
            commune=self.commune.tenant.tenant_id,
            year=self.year,
            code=code,
            points=Decimal(points),
            reason=reason,
        )
        self.province.do(said, by="ha")
        return self

    def round_sent(self) -> "Year":
        send = SendRound(
            commune=self.commune.tenant.tenant_id,
            year=self.year,
            explain_by=self.day + timedelta(days=5),
        )
        self.province.do(send, by="ha")
        letter = self.letter(self.commune, "par_appraisal")
        self.commune.do(TakeAppraisal(letter_id=letter), by="ha")
        return self

    def explained(self, code: str, text: str) -> "Year":
        self.commune.do(Explain(year=self.year, code=code, text=text), by="ha")
        self.commune.do(SendExplanation(year=self.year), by="su")
        letter = self.letter(self.province, "par_explanation")
        self.province.do(TakeExplanation(letter_id=letter), by="ha")
        return self

    def conclusion(self, **facts: object) -> Conclude:
        said: dict[str, object] = {
            "commune": self.commune.tenant.tenant_id,
            "year": self.year,
            "number": "88/TB-HĐTĐ",
            "concluded_on": self.day,
        }
        return Conclude(**said | facts)  # type: ignore[arg-type]

    def locked(self, **facts: object) -> "Year":
        self.province.do(self.conclusion(**facts), by="su")
        letter = self.letter(self.commune, "par_conclusion")
        self.commune.do(TakeConclusion(letter_id=letter), by="ha")
        return self


def year_of(admin: Instance, instance: Instance, commune: Commune | None = None) -> Year:
    """A commune that is linked to its province, which has sent the set of this year."""
    commune = commune or make_commune(admin, instance)
    province = province_of(admin, instance)
    link_id, day = linked(commune, province), today(commune.tenant.zone)
    said = criteria(day.year)
    drafted = Drafted(par_set=said, file_name="bo-tieu-chi.xlsx", file_sha256="0" * 64)
    made = uuid5(province.do(DraftParSet(drafted=drafted), by="ha"), "par set")
    province.do(DecideParSet(set_id=made, number="1234/QĐ-UBND", decided_on=day), by="su")
    return Year(commune, province, link_id, day.year, said)
