"""What people type about an inspection: its order, a sample, findings, answers, repairs."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from events import inspection_refusals as refusals
from events.errors import RefusedError
from events.inspections import Ordered
from service.exchange.letters import NoStandingLinkError
from service.inspections.across import NotAnsweredThereError, SendRecommendation
from service.inspections.ordering import LARGEST_SEED
from service.inspections.partiality import InspectsOneselfError
from web.choices import options
from web.forms import (
    ChoiceField,
    ChoicesField,
    CountField,
    DayField,
    Form,
    LongTextField,
    TextField,
    identity,
)
from web.inspections.visit_words import KINDS, LACKING
from web.words import say

NUMBER, WORDS = 60, 2_000  # characters
MOST_SAMPLED = 500
PLACES = re.compile(r"\d{1,12}", re.ASCII)
Beside = Mapping[type[RefusedError], str]


class MandateForm(Form):
    """A mandate: its paper, what it is about, who goes, from when to when."""

    beside: ClassVar[Beside] = {
        refusals.MandateDaysError: "last_day",
        refusals.PeriodAheadError: "period_until",
        InspectsOneselfError: "members",
    }
    document = TextField("Số quyết định", required=LACKING["document"], most=NUMBER)
    issued_on = DayField("Ngày quyết định", required="Hãy ghi ngày quyết định.")
    subject = TextField("Nội dung kiểm tra", required=LACKING["subject"])
    period_from = DayField("Xem từ ngày")
    period_until = DayField("Xem đến ngày")
    members = ChoicesField("Thành viên đoàn", coerce=identity, required=LACKING["members"])
    first_day = DayField("Từ ngày", required="Hãy ghi ngày bắt đầu.")
    last_day = DayField("Đến ngày", required="Hãy ghi ngày kết thúc.")

    def said(self) -> dict[str, Any]:
        """Give the facts as typed."""
        return {
            "document": str(self.document.data),
            "issued_on": self.issued_on.day,
            "subject": str(self.subject.data),
            "members": tuple(self.members.data or ()),
            "first_day": self.first_day.day,
            "last_day": self.last_day.day,
            "period_from": self.period_from.data,
            "period_until": self.period_until.data,
        }


class OrderForm(MandateForm):
    """The mandate of an inspection here."""

    kind = ChoiceField("Loại", choices=options(KINDS), required="Hãy chọn loại kiểm tra.")
    units = ChoicesField("Đơn vị được kiểm tra", coerce=identity, required=LACKING["unit_ids"])
    plans = ChoicesField("Kế hoạch được xem", coerce=identity)

    def ordered(self) -> Ordered:
        """Give the mandate as typed."""
        return Ordered(
            kind=self.kind.data,
            unit_ids=tuple(self.units.data or ()),
            plan_ids=tuple(self.plans.data or ()),
            **self.said(),
        )


class MoveForm(Form):
    """The paper that lets the mandate end on another day."""

    beside: ClassVar[Beside] = {refusals.LastDayMovesWrongError: "last_day"}
    document = TextField("Số văn bản", required=LACKING["document"], most=NUMBER)
    issued_on = DayField("Ngày văn bản", required="Hãy ghi ngày văn bản.")
    last_day = DayField("Ngày kết thúc mới", required="Hãy ghi ngày kết thúc mới.")

    def said(self) -> dict[str, Any]:
        """Give the paper and the day as typed."""
        return {
            "document": str(self.document.data),
            "issued_on": self.issued_on.day,
            "last_day": self.last_day.day,
        }


class ReplaceForm(Form):
    """The paper that puts somebody into the place of a member."""

    beside: ClassVar[Beside] = {
        refusals.MemberAlreadyError: "joins",
        refusals.NotAMemberError: "leaves",
        InspectsOneselfError: "joins",
    }
    document = TextField("Số văn bản", required=LACKING["document"], most=NUMBER)
    issued_on = DayField("Ngày văn bản", required="Hãy ghi ngày văn bản.")
    leaves = ChoiceField("Người thôi", coerce=identity, required="Hãy chọn người thôi.")
    joins = ChoiceField("Người thay", coerce=identity, required="Hãy chọn người thay.")

    def said(self) -> dict[str, Any]:
        """Give the paper and the people as typed."""
        return {
            "document": str(self.document.data),
            "issued_on": self.issued_on.day,
            "leaves": self.leaves.data,
            "joins": self.joins.data,
        }


class SampleForm(Form):
    """How many tasks, and the seed that draws them again."""

    beside: ClassVar[Beside] = {}
    count = CountField("Số việc", required="Hãy ghi số việc cần xem.")
    seed = CountField("Số rút mẫu", required="Hãy ghi một số bất kỳ, ví dụ ngày hôm nay.")

    def chosen(self) -> tuple[int, int]:
        """Give count and seed, within bounds."""
        count, seed = self.count.count or 1, self.seed.count or 0
        return min(max(count, 1), MOST_SAMPLED), min(seed, LARGEST_SEED)


class FindingForm(Form):
    """What was found where, by which events, and what should be done until when."""

    beside: ClassVar[Beside] = {
        refusals.FindingIncompleteError: "positions",
        refusals.OutOfScopeError: "positions",
    }
    unit = ChoiceField("Đơn vị", coerce=identity, required="Hãy chọn đơn vị.")
    text = LongTextField("Phát hiện", required=LACKING["text"], most=WORDS)
    positions = TextField("Số các sự kiện làm căn cứ", required=LACKING["positions"])
    proposal = LongTextField("Kiến nghị", most=WORDS)
    due_on = DayField("Hạn khắc phục đề nghị")

    def note(self) -> dict[str, object]:
        """Give the finding as typed, but for its inspection."""
        places = PLACES.findall(str(self.positions.data or ""))
        return {
            "unit_id": self.unit.data,
            "text": str(self.text.data),
            "positions": tuple(map(int, places)),
            "proposal": str(self.proposal.data or ""),
            "due_on": self.due_on.data,
        }


class ExplainForm(Form):
    """What the unit has to say to a finding."""

    beside: ClassVar[Beside] = {}
    answer = LongTextField("Giải trình của đơn vị", required=LACKING["answer"], most=WORDS)


class RepairForm(Form):
    """The task that repairs what was found."""

    beside: ClassVar[Beside] = {}
    content = TextField("Việc khắc phục", required="Hãy ghi việc cần khắc phục.")
    due_on = DayField("Hạn khắc phục", required="Hãy ghi hạn khắc phục.")


class RecommendForm(Form):
    """What a commune is to do until when, by which events of its log, and the paper's facts."""

    beside: ClassVar[Beside] = {
        NotAnsweredThereError: "places",
        NoStandingLinkError: "commune",
    }
    commune = ChoiceField("Xã nhận kiến nghị", coerce=int, required="Hãy chọn xã.")
    content = LongTextField("Kiến nghị", required="Hãy ghi kiến nghị.", most=WORDS)
    places = TextField("Số sự kiện của xã làm căn cứ")
    due_on = DayField("Hạn trả lời", required="Hãy ghi hạn trả lời.")
    number = TextField("Số, ký hiệu văn bản", required="Hãy ghi số văn bản.", most=NUMBER)
    issued_on = DayField("Ngày ban hành", required="Hãy ghi ngày ban hành.")
    signer = TextField("Người ký", required="Hãy ghi người ký.")

    def command(self, inspection_id: UUID, finding: int) -> SendRecommendation:
        """Give what is sent, as typed."""
        return SendRecommendation(
            inspection_id=inspection_id,
            finding=finding,
            commune=self.commune.data,
            content=str(self.content.data),
            places=tuple(map(int, PLACES.findall(str(self.places.data or "")))),
            due_on=self.due_on.day,
            number=str(self.number.data),
            issued_on=self.issued_on.day,
            signer=str(self.signer.data),
        )


class SettleForm(Form):
    """Why a recommendation needs no task."""

    beside: ClassVar[Beside] = {}
    reason = TextField("Lý do đóng kiến nghị", required=LACKING["reason"])


class ConcludeForm(Form):
    """The number of the conclusion."""

    beside: ClassVar[Beside] = {}
    document = TextField("Số kết luận", required=LACKING["conclusion"], most=NUMBER)


def beside(form: Any, refusal: RefusedError) -> None:
    """Say a refusal beside its field, or above the form."""
    field = form.beside.get(type(refusal))
    if field:
        form[field].errors = [say(refusal)]
    else:
        form.form_errors = [say(refusal)]
