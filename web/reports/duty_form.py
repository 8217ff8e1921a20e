"""What people type about a duty to report: its periods, to whom, through what, since when."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Literal

from msgspec import structs
from wtforms.validators import StopValidation

from events import report_refusals as refusals
from events.report_calendars import MONTHS, PRESETS
from events.report_values import Channel, Duty, Term, Turn, YearDay
from web.forms import ChoiceField, CountField, DayField, TextField
from web.reports.forms import Beside, ReportForm
from web.reports.words import LACKING

TYPED = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})")
LEAP_YEAR, MOST_BEFORE = 2028, 30
DAYS = ("first", "cut_off", "send", "due")
RHYTHMS: dict[str, tuple[Turn, ...]] = {
    "thang": MONTHS,
    "quy": ("Q1", "Q2", "Q3", "Q4"),
    "cchc": ("Q1", "half_year", "Q3", "year"),
    "6-thang": ("half_year", "year"),
    "9-thang": ("nine_months", "year"),
    "nam": ("year",),
}


class YearDayField(TextField):
    """A day of every year, typed as 15/12."""

    def pre_validate(self, _form: object) -> None:
        """Refuse what is no day."""
        if self.data and self._read() is None:
            raise StopValidation("Hãy ghi ngày/tháng, ví dụ 15/12.")

    @property
    def day(self) -> YearDay:
        """The day, in a form that holds."""
        found = self._read()
        if found is None:
            raise ValueError(self.name)
        return found

    def _read(self) -> YearDay | None:
        typed = TYPED.fullmatch(self.data or "")
        if typed is None:
            return None
        day, month = int(typed[1]), int(typed[2])
        there = 1 <= month <= 12 and 1 <= day <= monthrange(LEAP_YEAR, month)[1]
        return YearDay(month=month, day=day) if there else None


class TermForm(ReportForm):
    """One period; its first day may lie in the year before, its sending in the next."""

    first = YearDayField("Số liệu từ ngày", required="Hãy ghi ngày bắt đầu kỳ.")
    cut_off = YearDayField("Chốt hết ngày", required="Hãy ghi ngày chốt số liệu.")
    send = YearDayField("Ngày gửi", required="Hãy ghi ngày gửi.")
    due = YearDayField("Hạn nộp", required="Hãy ghi hạn nộp.")

    def term(self, occasion: Turn) -> Term:
        """Give the period, in a form that holds."""
        cut_off = self.cut_off.day
        return Term(
            occasion=occasion,
            first=_shifted(self.first.day, -1 if _later(self.first.day, cut_off) else 0),
            cut_off=cut_off,
            send=_shifted(self.send.day, 1 if _later(cut_off, self.send.day) else 0),
            due=_shifted(self.due.day, 1 if _later(cut_off, self.due.day) else 0),
        )

    @property
    def empty(self) -> bool:
        """Tell whether nothing was typed: the period is not asked for."""
        return not any(field.data for field in self)


class DutyForm(ReportForm):
    """To whom, through what, and from which day on."""

    beside: ClassVar[Beside] = {refusals.CalendarIncompleteError: "reason"}
    addressee = TextField("Nơi nhận", required=LACKING["addressee"])
    channel = ChoiceField("Kênh gửi", required="Hãy chọn kênh gửi.")
    lower_before = CountField("Đơn vị nộp trước ngày gửi", required="Hãy ghi số ngày.")
    since = DayField("Áp dụng cho kỳ chốt từ ngày")
    reason = TextField("Lý do thay đổi")

    def duty(self, old: Duty, terms: tuple[Term, ...]) -> Duty:
        """Give the duty as typed, in a form that holds."""
        said = str(self.channel.data)
        taker = int(said.removeprefix("link-")) if said.startswith("link-") else None
        channel: Channel = "link" if taker else "system" if said == "system" else "paper"
        return structs.replace(
            old,
            addressee=str(self.addressee.data),
            channel=channel,
            taker=taker,
            terms=terms,
            lower_before=min(self.lower_before.count or 0, MOST_BEFORE),
            since=self.since.data or old.since,
        )


class EndForm(ReportForm):
    """The last cut-off of which a duty asks for a report."""

    beside: ClassVar[Beside] = {refusals.CalendarIncompleteError: "reason"}
    until = DayField("Không báo cáo kỳ chốt sau ngày", required="Hãy ghi ngày kết thúc.")
    reason = TextField("Lý do thay đổi")


def blank_rows(duty: Duty, rhythm: str) -> dict[Turn, TermForm]:
    """Make the rows of a duty's periods, or those that the law presets for a rhythm."""
    terms = [PRESETS[one] for one in RHYTHMS[rhythm]] if rhythm in RHYTHMS else duty.terms
    return {
        term.occasion: TermForm(
            data={day: _said(term, day) for day in DAYS}, prefix=f"{term.occasion}-"
        )
        for term in terms
    }


def rhythm_of(rows: Iterable[Turn]) -> str:
    """Name the rhythm of which these are the periods; "" for others."""
    return next((name for name, turns in RHYTHMS.items() if {*turns} == {*rows}), "")


def typed_rows(sent: Mapping[str, Any]) -> dict[Turn, TermForm]:
    """Read the rows that were sent."""
    rows = {one: TermForm(sent, prefix=f"{one}-") for one in PRESETS if f"{one}-first" in sent}
    return {one: row for one, row in rows.items() if not row.empty}


def hold(rows: Iterable[TermForm]) -> bool:
    """Check every row; each says beside its fields what is wrong."""
    wrong = [row for row in rows if not row.validate()]
    return not wrong


def _said(term: Term, day: str) -> str:
    found: YearDay = getattr(term, day)
    return f"{found.day:02}/{found.month:02}"


def _later(one: YearDay, other: YearDay) -> bool:
    return (one.month, one.day) > (other.month, other.day)


def _shifted(day: YearDay, shift: Literal[-1, 0, 1]) -> YearDay:
    return structs.replace(day, shift=shift)
