"""What people type about reviews: rounds, subjects, self-reviews, opinions, conclusions."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.review_rounds import MONTHS, Opened, RoundKind
from events.review_rules import LowResultsSet
from events.reviews import refusals
from events.reviews.steps import SelfReviewed
from service.exchange.links import LinkFacts
from service.reviews.concluding import Conclude, FollowUp
from service.reviews.opening import AddSubject
from web.choices import options
from web.forms import (
    ChoiceField,
    ChoicesField,
    CountField,
    DayField,
    Form,
    LongTextField,
    RadioChoiceField,
    TextField,
    identity,
)
from web.reviews.words import GRADES, LACKING, OUTCOMES, SUBJECTS, period_words

NUMBER, WORDS = 60, 4_000  # characters
BACK = {"quarter": 6, "half_year": 3, "year": 2}  # periods that may be chosen
NO_GRADE, OURS = "Chưa nêu mức", "Cấp ủy này"
Beside = Mapping[type[RefusedError], str]


class RoundForm(Form):
    """The paper of a round, its period, who gives opinions, until when people write."""

    beside: ClassVar[Beside] = {}
    period = ChoiceField("Kỳ kiểm điểm", required=LACKING["number"])
    document = TextField("Số văn bản", required=LACKING["document"], most=NUMBER)
    issued_on = DayField("Ngày văn bản", required="Hãy ghi ngày văn bản.")
    members = ChoicesField(
        "Thành viên cho ý kiến", coerce=identity, required=LACKING["members"]
    )
    self_by = DayField("Hạn gửi bản tự kiểm điểm", required="Hãy ghi hạn tự kiểm điểm.")

    def opened(self) -> Opened:
        """Give the round as typed."""
        kind, year, number = str(self.period.data).split(".")
        return Opened(
            kind=kind,  # type: ignore[arg-type]  # one of the choices
            year=int(year),
            number=int(number),
            document=str(self.document.data),
            issued_on=self.issued_on.day,
            members=tuple(self.members.data or ()),
            self_by=self.self_by.day,
        )


class SubjectForm(Form):
    """Who is reviewed, named as where the figures come from."""

    beside: ClassVar[Beside] = {}
    kind = ChoiceField("Loại", choices=options(SUBJECTS), required="Hãy chọn loại.")
    person = ChoiceField(
        "Người được kiểm điểm, hoặc đại diện tổ chức",
        coerce=identity,
        required=LACKING["person_id"],
    )
    link = ChoiceField("Số liệu lấy từ", coerce=identity)
    unit = TextField("Tên cơ quan, tổ chức", required=LACKING["unit"])
    post = TextField("Chức vụ")

    def command(self, round_id: UUID) -> AddSubject:
        """Name the subject as typed."""
        return AddSubject(
            round_id=round_id,
            kind=self.kind.data,
            person_id=self.person.data,
            unit=str(self.unit.data),
            post=str(self.post.data or ""),
            link_id=self.link.data,
        )


class SelfForm(Form):
    """What the person writes of themselves."""

    beside: ClassVar[Beside] = {}
    strengths = LongTextField("Ưu điểm", required=LACKING["strengths"], most=WORDS)
    shortcomings = LongTextField(
        "Hạn chế, khuyết điểm", required=LACKING["shortcomings"], most=WORDS
    )
    causes = LongTextField("Nguyên nhân, giải trình", most=WORDS)
    remedies = LongTextField("Biện pháp, hạn khắc phục", most=WORDS)
    grade = ChoiceField("Tự nhận mức", choices=options(GRADES, empty=NO_GRADE))

    def said(self) -> SelfReviewed:
        """Give it as typed."""
        names = ("strengths", "shortcomings", "causes", "remedies")
        words = {name: str(self[name].data or "") for name in names}
        return SelfReviewed(**words, grade=self.grade.data or None)


class OpinionForm(Form):
    """What a member says."""

    beside: ClassVar[Beside] = {}
    text = LongTextField("Ý kiến", required=LACKING["text"], most=WORDS)
    grade = ChoiceField("Đề nghị mức", choices=options(GRADES, empty=NO_GRADE))


class ConcludeForm(Form):
    """The conclusion, up to three tasks to set right what fell short, why it is replaced."""

    beside: ClassVar[Beside] = {
        refusals.RoundDaysError: "concluded_on",
        refusals.ConcludedAlreadyError: "reason",
    }
    document = TextField("Số thông báo kết luận", required=LACKING["document"], most=NUMBER)
    concluded_on = DayField("Ngày kết luận", required="Hãy ghi ngày kết luận.")
    level = ChoiceField("Mức xếp loại", choices=options(GRADES, empty=NO_GRADE))
    merits = LongTextField("Ưu điểm", required=LACKING["strengths"], most=WORDS)
    faults = LongTextField("Hạn chế, khuyết điểm", required=LACKING["shortcomings"], most=WORDS)
    follow1, due1 = TextField("Việc khắc phục thứ nhất"), DayField("Hạn việc thứ nhất")
    follow2, due2 = TextField("Việc khắc phục thứ hai"), DayField("Hạn việc thứ hai")
    follow3, due3 = TextField("Việc khắc phục thứ ba"), DayField("Hạn việc thứ ba")
    reason = LongTextField("Lý do kết luận lại", most=WORDS)

    def validate(self, extra_validators: Mapping[str, object] | None = None) -> bool:
        """Ask for the day of each task that was named."""
        whole = bool(super().validate(extra_validators))
        for number in (1, 2, 3):
            named, due = self[f"follow{number}"].data, self[f"due{number}"]
            if named and due.data is None and not due.errors:
                due.errors = ["Hãy ghi hạn của việc này."]
                whole = False
        return whole

    def command(self, review_id: UUID, seen: int) -> Conclude:
        """Conclude as typed."""
        return Conclude(
            review_id=review_id,
            document=str(self.document.data),
            concluded_on=self.concluded_on.day,
            strengths=str(self.merits.data),
            shortcomings=str(self.faults.data),
            grade=self.level.data or None,
            follow_ups=tuple(self._follow_ups()),
            reason=str(self.reason.data or ""),
            seen=seen,
        )

    def _follow_ups(self) -> Iterator[FollowUp]:
        for number in (1, 2, 3):
            content, due = self[f"follow{number}"].data, self[f"due{number}"].data
            if content and due:
                yield FollowUp(content=content, due_on=due)


class ObjectForm(Form):
    """What the person objects to."""

    beside: ClassVar[Beside] = {}
    text = LongTextField("Ý kiến của tôi", required=LACKING["text"], most=WORDS)


class AnswerForm(Form):
    """What the committee answers."""

    beside: ClassVar[Beside] = {}
    outcome = RadioChoiceField("Kết quả", choices=OUTCOMES, required="Hãy chọn kết quả.")
    text = LongTextField("Trả lời", required=LACKING["text"], most=WORDS)


class LimitsForm(Form):
    """From where on results are low."""

    beside: ClassVar[Beside] = {}
    done_least = CountField("Số việc xong dưới", required=LACKING["done_least"])
    late_most = CountField("Số việc quá hạn trên", required=LACKING["late_most"])
    basis = TextField("Văn bản làm căn cứ", required=LACKING["basis"])

    def low(self) -> LowResultsSet:
        """Give the limits as typed."""
        return LowResultsSet(
            done_least=self.done_least.count or 0,
            late_most=self.late_most.count or 0,
            basis=str(self.basis.data),
        )


class MarksForm(Form):
    """By which paper scores and grades go along; empty: they do not."""

    basis = TextField("Văn bản cho phép gửi cả điểm và xếp loại")


def periods(today: date) -> dict[str, str]:
    """Name the periods that a round may be of, the newest first."""
    found = ((kind, *one) for kind in MONTHS for one in _before(kind, today))
    return {
        f"{kind}.{year}.{number}": period_words(kind, year, number)
        for kind, year, number in found
    }


def sources(links: list[LinkFacts]) -> dict[UUID, str]:
    """Name where figures may come from along links of oversight."""
    return {link.link_id: link.other.name for link in links}


def _before(kind: RoundKind, today: date) -> Iterator[tuple[int, int]]:
    parts = 12 // MONTHS[kind]
    newest = today.year * parts + (today.month - 1) // MONTHS[kind]
    for number in range(newest, newest - BACK[kind], -1):
        yield number // parts, number % parts + 1
