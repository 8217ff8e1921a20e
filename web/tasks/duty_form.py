"""The form of a duty that is given outside a plan's review: the work and its six clarities."""

from collections.abc import Mapping
from typing import ClassVar

from msgspec.structs import replace

from events.errors import RefusedError
from events.values import Clarity
from service.plans.gate import Unclear
from service.tasks.outside import (
    ComesRoundOutsideError,
    OutsideYourUnitError,
    StillUnclearError,
)
from tenants.access import Permission
from web.choices import NOT_YET, Choices, key, options
from web.clarity_form import ClarityForm
from web.clarity_words import DEADLINES, FIELD_OF
from web.forms import LongTextField
from web.session import actor, register, today
from web.words import say

LONGEST = 2_000  # characters
UNCLEAR: dict[Unclear, str] = {  # beside the field where it is filled in
    Unclear.ASSIGNEE: "Rõ người: hãy chọn người phụ trách đang giữ chức vụ.",
    Unclear.CONTENT: "Rõ việc: hãy ghi việc cần làm.",
    Unclear.RESPONSIBILITY: "Rõ trách nhiệm: hãy chọn đơn vị chủ trì.",
    Unclear.DEADLINE: "Rõ thời gian: hãy chọn loại thời hạn và ghi ngày.",
    Unclear.DELIVERABLE: "Rõ sản phẩm: hãy ghi tên, số lượng và đơn vị tính.",
    Unclear.AUTHORITY: "Rõ thẩm quyền: hãy chọn người duyệt và người cho gia hạn.",
    Unclear.OWN_WORK: "Người duyệt sản phẩm phải khác người làm.",
}


class DutyForm(ClarityForm):
    """What is to be done, by whom, until when, with what product, and who decides."""

    text = LongTextField("Việc cần làm", most=LONGEST)
    beside: ClassVar[Mapping[type[RefusedError], str]] = {
        OutsideYourUnitError: "lead",
        ComesRoundOutsideError: "deadline_kind",
    }

    def offer_register(self, only: frozenset[object] = frozenset()) -> None:
        """Fill the lists; `only` these units may do it, when any are named."""
        choices = Choices(register(), today())
        self.offer(choices, empty=NOT_YET)
        kinds = {kind: name for kind, name in DEADLINES.items() if kind != "recurring"}
        self.deadline_kind.choices = options(kinds, empty=NOT_YET)
        if not only:
            return
        units = [u for u in register().units.values() if u.unit_id in only]
        people = {k: v for unit in units for k, v in choices.people_of(unit.unit_id).items()}
        self.assignee.choices = options(people, empty=NOT_YET)
        self.lead.choices = options({key(u.unit_id): u.name for u in units}, empty=NOT_YET)
        self.addressees.choices = []

    def refuse(self, refusal: RefusedError) -> None:
        """Show a refusal beside its field, or above the form."""
        if isinstance(refusal, StillUnclearError):
            for kind in refusal.missing:
                field = self[FIELD_OF[kind]]
                field.errors = [*field.errors, UNCLEAR[kind]]
        elif name := self.beside.get(type(refusal)):
            self[name].errors = [*self[name].errors, say(refusal)]
        else:
            self.form_errors = [say(refusal)]

    def clarity(self) -> Clarity:
        """Give what the fields say; where no unit is chosen, that of the person leads."""
        said = super().clarity()
        post = register().posts.get(said.post_id) if said.post_id else None
        if said.lead_unit_id is None and post:
            return replace(said, lead_unit_id=post.unit_id)
        return said

    def begin(self) -> None:
        """Offer one's own unit to its head, and oneself as who decides."""
        me = actor()
        lead = None if me.may(Permission.ISSUE_PLAN) else me.unit_id
        self.show(
            Clarity(lead_unit_id=lead, accept_post_id=me.post_id, extend_post_id=me.post_id)
        )
