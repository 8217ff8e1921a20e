"""Forms of rule sets: every parameter a field of its own; a review, a signature."""

from collections.abc import Callable, Sequence
from typing import Any

from wtforms import Form as AnyForm

from service.evaluation.parameters import row_of, values_of
from service.evaluation.rules import Basis, RuleSet, Tier
from web.evaluation.parameter_words import REST, RULES, Parameter, described, typed_of
from web.evaluation.rule_words import BINDINGS, RULED
from web.forms import (
    AmountField,
    ChoiceField,
    ChoicesField,
    DayField,
    Form,
    LongTextField,
    RadioChoiceField,
    TextField,
)
from web.ui.typed import read_amount

EMPTY = "Hãy điền mục này."
SIGNED_AS = {name: said for name, said in BINDINGS.items() if name != "mandatory"}
AGREEMENT = {"yes": "Đồng ý", "no": "Chưa đồng ý"}


class ShareField(AmountField):
    """A share typed in percent; its data is from 0 to 1."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        super().process_formdata(valuelist)
        if valuelist and self.data is not None:
            self.data = self.data / 100

    def _value(self) -> str:
        return _kept(self, SHARE)


class CountField(AmountField):
    """A whole number; its data is an int or None."""

    data: Any

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed.

        Raises:
            ValueError: it is no whole number.
        """
        super().process_formdata(valuelist)
        if valuelist and self.data is not None:
            if self.data != int(self.data):
                raise ValueError("Hãy gõ số nguyên.")
            self.data = int(self.data)


class ListField(AmountField):
    """Several values typed on one line, parted by semicolons; its data is a tuple."""

    data: Any

    def pre_validate(self, _form: AnyForm) -> None:
        """Leave it to the set as a whole what its values may be."""


class SharesField(ListField):
    """Shares typed in percent."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        typed = valuelist[0] if valuelist else ""
        self.data = tuple(read_amount(part) / 100 for part in _parts(typed))

    def _value(self) -> str:
        return _kept(self, SHARES)


class TiersField(ListField):
    """Tiers typed as "3: 80; 5: 60; còn lại: 0"."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        typed = valuelist[0] if valuelist else ""
        self.data = tuple(map(_tier, _parts(typed)))

    def _value(self) -> str:
        return _kept(self, TIERS)


class PartsField(ChoicesField):
    """Some of the parts of a result; its data is a tuple."""

    data: Any

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was ticked."""
        super().process_formdata(list(valuelist))
        self.data = tuple(self.data or ())


SHARE, SHARES, TIERS = (
    Parameter("", kind)  # how the data of a field that came from no browser is written
    for kind in ("share", "shares", "tiers")
)


class PaperForm(Form):
    """What a version is, for whom, and on which paper what it changes stands."""

    title = TextField("Tên bộ quy tắc", required="Hãy ghi tên bộ quy tắc.")
    population = RadioChoiceField(
        "Áp dụng cho", required="Hãy chọn nhóm áp dụng.", choices=RULED
    )
    document = TextField(
        "Văn bản làm căn cứ của những điều đổi", required="Hãy ghi văn bản làm căn cứ."
    )
    article = TextField("Điều, khoản", required="Hãy ghi điều, khoản.")
    binding = RadioChoiceField(
        "Loại", required="Hãy chọn loại.", choices=SIGNED_AS, default="local"
    )
    note = TextField("Điều văn bản chưa rõ, cách đã chọn")

    @property
    def basis(self) -> Basis:
        """The paper, in a form that holds."""
        return Basis(
            document=self.document.data or "",
            article=self.article.data or "",
            binding=self.binding.data,
            note=self.note.data or "",
        )


class ReviewForm(Form):
    """What somebody says who read a draft."""

    agreed = RadioChoiceField(
        "Kết quả rà soát",
        required="Hãy chọn đồng ý hay chưa.",
        choices=AGREEMENT,
    )
    comment = LongTextField("Ý kiến", most=2_000)


class SignatureForm(Form):
    """By which decision a version holds, and from when."""

    number = TextField("Số quyết định", required="Hãy ghi số quyết định.", most=60)
    signed_on = DayField("Ngày ký", required="Hãy ghi ngày ký.")
    effective_from = DayField("Áp dụng từ ngày", required="Hãy ghi ngày bắt đầu áp dụng.")


def parameters_form(rules: RuleSet, typed: Any = None) -> Form:
    """Make the form with a field for each parameter of a set, filled with what it says."""
    values = values_of(rules)
    fields = {name: _field(described(name, rules), value) for name, value in values.items()}
    form: Form = type("ParametersForm", (Form,), fields)(typed)
    return form


def by_rule(form: Form, rules: RuleSet) -> list[tuple[int, str, list[tuple[Any, Parameter]]]]:
    """Put the fields of a parameters' form under their rules, each with how it is asked for."""
    groups: dict[int, list[tuple[Any, Parameter]]] = {row: [] for row in RULES}
    for field in form:
        groups[row_of(field.name)].append((field, described(field.name, rules)))
    return [(row, RULES[row], fields) for row, fields in groups.items() if fields]


def _field(parameter: Parameter, value: Any) -> Any:
    required = "" if parameter.optional else EMPTY
    said = {"label": parameter.label, "default": value, "required": required}
    if parameter.kind == "choice":
        choices = {str(key): label for key, label in parameter.choices.items()}
        return ChoiceField(**said, choices=choices, coerce=_chosen(parameter))
    if parameter.kind == "parts":
        return PartsField(**said, choices=dict(parameter.choices))
    return FIELDS[parameter.kind](**said)


FIELDS: dict[str, type[Any]] = {
    "share": ShareField,
    "shares": SharesField,
    "points": AmountField,
    "count": CountField,
    "tiers": TiersField,
}


def _chosen(parameter: Parameter) -> Callable[[Any], Any]:
    """Read a choice back as the value that the set has: yes and no are no texts."""
    keys = {str(key): key for key in parameter.choices}

    def read(said: Any) -> Any:
        if str(said) not in keys:
            raise ValueError
        return keys[str(said)]

    return read


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(";") if part.strip()]


def _tier(typed: str) -> Tier:
    days, colon, credit = typed.partition(":")
    if not colon:
        raise ValueError(f"“{typed}” thiếu dấu hai chấm, ví dụ đúng: 3: 80.")
    rest = days.strip().casefold() == REST
    if not rest and not (days.strip().isascii() and days.strip().isdigit()):
        raise ValueError(f"“{days.strip()}” không phải số ngày, cũng không phải “{REST}”.")
    return Tier(days=None if rest else int(days), credit=read_amount(credit) / 100)


def _kept(field: Any, parameter: Parameter) -> str:
    return str(field.raw_data[0]) if field.raw_data else typed_of(parameter, field.data)
