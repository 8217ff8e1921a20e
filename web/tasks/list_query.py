"""What the page “Nhiệm vụ” is asked for, as its address says it, and back."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from service.plans import states as plan_states
from service.plans.vocabulary import AREAS
from service.search.folding import words
from service.search.task_list import Lacking, Order, Wanted
from web.as_of import instant
from web.choices import Choices, key, options
from web.forms import ChoiceField, DayField, Form, TextField
from web.session import db, register, today
from web.task_groups import GROUPS, TITLES
from web.vocabulary import spoken

LACKING: Mapping[str, tuple[Lacking, str]] = {
    "nguoi": ("person", "Thiếu người phụ trách"),
    "ngay": ("day", "Thiếu ngày đến hạn"),
    "cap-nhat": ("word", "Chưa có cập nhật nào"),
    "minh-chung": ("evidence", "Thiếu minh chứng"),
}
ORDERS: Mapping[str, tuple[Order, str]] = {
    "han": ("due", "Thời hạn"),
    "ma": ("code", "Mã nhiệm vụ"),
    "im-lang": ("longest_silent", "Lâu chưa cập nhật"),
    "moi": ("latest", "Mới thay đổi"),
}
OUTSIDE = "ngoai"  # chosen as a plan: what no plan has
PLAN_TITLE = 60  # characters of a plan's name in the list
FIELDS = ("q", "don-vi", "nguoi", "ke-hoach", "linh-vuc", "thieu", "tu", "den", "xep")


class ListForm(Form):
    """The filters; every one may be left out."""

    q = TextField("Từ", most=100)
    unit = ChoiceField("Đơn vị chủ trì", name="don-vi")
    person = ChoiceField("Người phụ trách", name="nguoi")
    plan = ChoiceField("Kế hoạch", name="ke-hoach")
    area = ChoiceField("Lĩnh vực", name="linh-vuc")
    lacking = ChoiceField("Còn thiếu", name="thieu")
    first = DayField("Hạn từ ngày", name="tu")
    last = DayField("Hạn đến ngày", name="den")
    order = ChoiceField("Xếp theo", name="xep")


class ListQuery:
    """The filters of an address, read once: as a form, as what is wanted, as an address."""

    def __init__(self, asked: MultiDict[str, str]) -> None:
        self.group = word if (word := asked.get("nhom", "")) in GROUPS else ""
        self.choices = Choices(register(), today())
        self.plans = {key(p.plan_id): p for p in plan_states.every(db(), instant())}
        typed = MultiDict({name: asked[name] for name in FIELDS if name in asked})
        self.form = self._form(typed)
        self.holds = self.form.validate()

    @property
    def wanted(self) -> Wanted:
        """Say what is asked for; what could not be read asks for nothing."""
        form, choices = self.form, self.choices
        plan = self.plans.get(chosen := form.plan.data or "")
        area = next((area for area in AREAS if area == form.area.data), None)
        return Wanted(
            unit_id=choices.unit_of(form.unit.data or ""),
            person_id=choices.person_of(form.person.data or ""),
            plan_id=plan.plan_id if plan else "none" if chosen == OUTSIDE else None,
            area=area,
            group=GROUPS.get(self.group, ""),
            lacking=LACKING.get(form.lacking.data or "", ("",))[0],
            first_day=None if form.first.errors else form.first.data,
            last_day=None if form.last.errors else form.last.data,
            words=tuple(words(form.q.data or "")),
            order=ORDERS.get(form.order.data or "", ("due",))[0],
        )

    @property
    def said(self) -> dict[str, str]:
        """Give the parts of the address, without those that ask for nothing."""
        found = {"nhom": self.group}
        for field in self.form:
            if not field.errors and field.data:
                value = field.data
                found[field.name] = value if isinstance(value, str) else f"{value:%d/%m/%Y}"
        return {name: value for name, value in found.items() if value}

    @property
    def filters(self) -> bool:
        """Tell whether anything is hidden."""
        return bool(self.said.keys() - {"xep"})

    @property
    def words(self) -> list[str]:
        """Say the filters in use, each with the words of its choice."""
        said, found = self.said, [TITLES[self.group]] if self.group else []
        for field in self.form:
            if field.name in said and field.name != "xep":
                choices = getattr(field, "choices", ())
                label = next((c.label for c in choices if c.value == field.data), "")
                found.append(f"{spoken(field.label.text)}: {label or said[field.name]}")
        return found

    @property
    def address(self) -> str:
        """Write the query of the address, the shortest that asks for the same."""
        return urlencode(self.said)

    def _form(self, typed: MultiDict[str, str]) -> ListForm:
        form, every = ListForm(typed, meta={"today": today()}), "Tất cả"
        plans = {
            word: f"{plan.full_number} {plan.title}".strip()[:PLAN_TITLE]
            for word, plan in self.plans.items()
            if plan.status != "draft"
        }
        plans[OUTSIDE] = "Ngoài kế hoạch"
        people = {key(person): name for person, name in register().people.items()}
        form.unit.choices = options(self.choices.units(), empty=every)
        form.person.choices = options(people, empty=every)
        form.plan.choices = options(plans, empty=every)
        form.area.choices = options(AREAS, empty=every)
        form.lacking.choices = options(
            {w: t for w, (_, t) in LACKING.items()}, empty="Không lọc"
        )
        form.order.choices = options({w: t for w, (_, t) in ORDERS.items()})
        for field in form:
            field.flags.optional = False  # all of them are: that needs no saying
        return form


def asked() -> ListQuery:
    """Read the address of the request."""
    return ListQuery(request.args)
