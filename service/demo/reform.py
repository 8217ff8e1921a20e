"""The reform index of the year: the province's criteria, a commune's scores, the appraisal."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from uuid import UUID, uuid4, uuid5

from events.par_answers import Answer, Count, Met, Points, Rate
from events.par_sets import Drafted
from service.demo.casting import Cast
from service.demo.criteria import SHEET, criteria
from service.demo.days import Days, instant
from service.demo.people import PROVINCE
from service.demo.script import Act
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
from service.evaluation.par.figures import offers
from service.evaluation.par.outgoing import assessment_of
from service.evaluation.par.self_scoring import (
    BeginAssessment,
    EnterSurvey,
    ScoreComponent,
    SubmitSelfScore,
)
from service.evaluation.par.sets import DecideParSet, DraftParSet, SendParSet
from service.evidence import finding, states
from service.exchange.links import GrantLink
from service.tasks.states import Sight
from service.work import Command, Work

BASIS = "Quyết định số 1234/QĐ-UBND của UBND tỉnh Vân Sơn"
NUMBER = "1234/QĐ-UBND"
PROVED = frozenset({"1.1.1", "3.1.1"})  # these name evidence of the store
ANSWERS: dict[str, tuple[Answer, str]] = {
    "1.1.1": (Met(met=True), "Kế hoạch đã ban hành trong tháng đầu năm."),
    "1.1.2": (Rate(numerator=Decimal(9), denominator=Decimal(10)), "Sổ theo dõi kế hoạch."),
    "1.2.1": (Rate(numerator=Decimal(8), denominator=Decimal(10)), "Sổ theo dõi kế hoạch."),
    "1.2.2": (Count(number=1), "Một phản ánh đúng, đã xin lỗi công dân."),
    "2.1.1": (Met(met=True), "Báo cáo rà soát văn bản của công chức tư pháp."),
    "2.1.2": (Count(number=0), "Không có văn bản phải sửa."),
    "3.1.1": (Rate(numerator=Decimal(1425), denominator=Decimal(1478)), "Hệ thống một cửa."),
    "3.1.2": (Met(met=True), "Sổ theo dõi thư xin lỗi."),
    "3.2.1": (Rate(numerator=Decimal(77), denominator=Decimal(100)), "Hệ thống một cửa."),
    "4.1.1": (Rate(numerator=Decimal(60), denominator=Decimal(62)), "Danh sách học viên."),
    "4.1.2": (Points(points=Decimal(6)), "Đề án vị trí việc làm đã duyệt."),
    "5.1.1": (Rate(numerator=Decimal(8460), denominator=Decimal(9200)), "Báo cáo kho bạc."),
}


LATER = 200  # minutes: after what may fall on the same day, when days off lie between


@dataclass(frozen=True, slots=True)
class ScoreAsOffered:
    """Answer a component by the figure that the records offer, else by what was noted."""

    year: int
    code: str
    answer: Answer
    reason: str

    def decide(self, work: Work) -> None:
        """Record the answer, with the latest evidence where it is named."""
        assessment = assessment_of(work.connection, self.year)
        if assessment is None:
            return
        node = assessment.component(self.code)
        found = offers(work.connection, node, self.year, work.today)[:1]
        said = ScoreComponent(
            year=self.year,
            code=self.code,
            answer=found[0].answer if found else self.answer,
            drawn=found[0].drawn if found else None,
            reason="" if found else self.reason,
            evidence=_latest(work) if self.code in PROVED else (),
        )
        said.decide(work)


@dataclass(frozen=True, slots=True)
class Letters:
    """The commands that write letters, by name, so that their letters can be named before."""

    link_id: UUID
    commands: dict[str, UUID] = field(default_factory=dict)

    def by(self, name: str) -> UUID:
        """Name the command that writes a letter."""
        return self.commands.setdefault(name, uuid4())

    def letter(self, name: str) -> UUID:
        """Name the letter that it writes."""
        return uuid5(self.by(name), f"letter {self.link_id}")


@dataclass(frozen=True, slots=True)
class Reform:
    """The story of one year between communes and the province."""

    days: Days
    province: Cast
    drafting: UUID = field(default_factory=uuid4)

    @property
    def set_id(self) -> UUID:
        """The version of the criteria that the province drafts."""
        return uuid5(self.drafting, "par set")

    @property
    def year(self) -> int:
        """The year that is scored."""
        return self.days.day("d-45").year

    def whole_year(self, commune: Cast) -> Iterator[Act]:
        """Give a commune's year from its link to the lock."""
        granting = uuid4()
        post = Letters(uuid5(granting, "link"))
        draft = DraftParSet(drafted=self._drafted())
        yield self._act(commune, "d-210", "su", self._link("d-210"), granting)
        yield self._act(self.province, "d-206", "lan", draft, self.drafting)
        decide = DecideParSet(
            set_id=self.set_id, number=NUMBER, decided_on=self.days.day("d-200")
        )
        yield self._act(self.province, "d-200", "khoi", decide, post.by("set"))
        begin = BeginAssessment(letter_id=post.letter("set"))
        yield self._act(commune, "d-198", "ha", begin)
        yield from self._scored(commune, "d-42")
        sent = SubmitSelfScore(year=self.year)
        yield self._act(commune, "d-38", "su", sent, post.by("self"), minute=LATER)
        yield from self._first_round(commune, post)
        yield from self._second_round(commune, post)

    def late_comer(self, commune: Cast, head: str, clerk: str) -> Iterator[Act]:
        """Give a commune that was linked last week and has just sent its self-score."""
        granting = uuid4()
        post = Letters(uuid5(granting, "link"))
        yield self._act(commune, "d-8", head, self._link("d-8"), granting)
        send = SendParSet(set_id=self.set_id)
        yield self._act(self.province, "d-7", "lan", send, post.by("set"))
        yield self._act(commune, "d-6", clerk, BeginAssessment(letter_id=post.letter("set")))
        yield from self._scored(commune, "d-4", clerk)
        sent = SubmitSelfScore(year=self.year)
        yield self._act(commune, "d-2", head, sent, minute=LATER)

    def silent(self, commune: Cast, head: str) -> Iterator[Act]:
        """Give a commune that is linked and has not answered yet."""
        yield self._act(commune, "d-8", head, self._link("d-8"))

    def _first_round(self, commune: Cast, post: Letters) -> Iterator[Act]:
        province, number = self.province, commune.tenant.tenant_id
        opened = OpenAppraisal(letter_id=post.letter("self"))
        yield self._act(province, "d-34", "lan", opened)
        for code, points, why in (
            ("3.1.1", "5", "Kỳ III thiếu xác nhận của hệ thống một cửa."),
            ("4.1.2", "5.5", "Còn hai vị trí chưa phân công lại."),
        ):
            judge = JudgeComponent(
                commune=number, year=self.year, code=code, points=Decimal(points), reason=why
            )
            yield self._act(province, "d-30", "lan", judge)
        until = self.days.day("d-18")
        sent = SendRound(commune=number, year=self.year, explain_by=until)
        yield self._act(province, "d-28", "lan", sent, post.by("round"))
        yield self._act(commune, "d-27", "ha", TakeAppraisal(letter_id=post.letter("round")))
        text = "Đã có xác nhận của hệ thống một cửa ngày 12 tháng trước, gửi kèm bản in."
        yield self._act(commune, "d-24", "ha", Explain(year=self.year, code="3.1.1", text=text))
        told = SendExplanation(year=self.year)
        yield self._act(commune, "d-22", "su", told, post.by("explained"))

    def _second_round(self, commune: Cast, post: Letters) -> Iterator[Act]:
        province, number = self.province, commune.tenant.tenant_id
        taken = TakeExplanation(letter_id=post.letter("explained"))
        yield self._act(province, "d-20", "lan", taken)
        judge = JudgeComponent(
            commune=number,
            year=self.year,
            code="3.1.1",
            points=Decimal("8.5"),
            reason="Chấp nhận giải trình.",
        )
        yield self._act(province, "d-15", "lan", judge)
        conclude = Conclude(
            commune=number,
            year=self.year,
            number="88/TB-HĐTĐ",
            concluded_on=self.days.day("d-12"),
            bonus=Decimal("0.5"),
            bonus_reason="Sáng kiến đặt lịch hẹn ở phiên chợ được tỉnh công nhận",
        )
        yield self._act(province, "d-11", "khoi", conclude, post.by("concluded"))
        yield self._act(
            commune, "d-9", "ha", TakeConclusion(letter_id=post.letter("concluded"))
        )

    def _scored(self, commune: Cast, on: str, clerk: str = "ha") -> Iterator[Act]:
        for number, (code, (answer, reason)) in enumerate(ANSWERS.items()):
            said = ScoreAsOffered(self.year, code, answer, reason)
            yield self._act(commune, on, clerk, said, minute=60 + 3 * number)
        for survey, value, source in (
            ("sipas", "88.4", "Công bố của Sở Nội vụ"),
            ("pci", "67.2", "Báo cáo của liên đoàn thương mại"),
        ):
            entered = EnterSurvey(
                year=self.year,
                survey=survey,  # type: ignore[arg-type]
                value=Decimal(value),
                source=source,
                measured_on=self.days.day("d-60"),
            )
            yield self._act(commune, on, clerk, entered, minute=120)

    def _link(self, on: str) -> GrantLink:
        day: date = self.days.day(on)
        return GrantLink(code=PROVINCE.code, kind="province", basis=BASIS, first_day=day)

    def _drafted(self) -> Drafted:
        digest = sha256(SHEET.read_bytes()).hexdigest()
        return Drafted(
            par_set=criteria(self.year), file_name="bo-tieu-chi.xlsx", file_sha256=digest
        )

    def _act(
        self,
        whose: Cast,
        on: str,
        by: str,
        command: Command,
        command_id: UUID | None = None,
        *,
        minute: int = 75,
    ) -> Act:
        at = instant(self.days.day(on), minute)
        return Act(at, by, command, command_id=command_id or uuid4(), cast=whose)


def _latest(work: Work) -> tuple[UUID, ...]:
    wanted = [states.table.c.status == "accepted"]
    found, _ = finding.listed(work.connection, Sight.of(work.actor), wanted, None, most=1)
    return tuple(item.evidence_id for item in found)
