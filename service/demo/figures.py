"""The figures of the commune's year: who measures what, and what each quarter came to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from events.measuring import Figure
from service.demo.days import instant
from service.demo.script import Act, Script, Year
from service.indicators.measuring import CorrectFigure, Measure, SetMeasuringDuty
from service.indicators.periods import Period, recent

KEEPER = "ha"
ENTERED = 5  # working days after the end of the quarter


@dataclass(frozen=True, slots=True)
class Series:
    """One target's year: a phrase of its sentence, who measures, from what.

    `quarters` are three, oldest first: "66,2" a value, "452/470" a share, "" not measured.
    `corrected` is what the last one turned out to be, and `why`.
    """

    phrase: str
    by: str
    source: str
    quarters: tuple[str, str, str]
    corrected: str = ""
    why: str = ""


ONE_STOP, BOOK = "Hệ thống một cửa điện tử của tỉnh", "Sổ theo dõi của Trung tâm"
FIGURES = (
    Series("được công khai đầy đủ", "do", BOOK, ("100", "100", "100")),
    Series("nộp trực tuyến", "do", ONE_STOP, ("66,2", "70,9", "77,4")),
    Series("đúng và trước hạn", "do", ONE_STOP, ("452/470", "478/498", "495/510")),
    Series("được số hóa", "do", ONE_STOP, ("79,5", "88,4", "93,0")),
    Series("sử dụng lại dữ liệu", "do", ONE_STOP, ("31", "38", "46")),
    Series("thanh toán trực tuyến", "do", ONE_STOP, ("52", "58", "66")),
    Series("người dân hài lòng", "ha", "Phiếu khảo sát tại quầy", ("", "", "562/602")),
    Series("được kiểm tra", "ha", "Biên bản kiểm tra", ("0/8", "0/8", "3/8")),
    Series("tập huấn kỹ năng số", "ha", "Danh sách học viên", ("0/62", "26/62", "60/62")),
    Series("định kỳ được gửi", "ha", "Sổ công văn đi", ("1/1", "2/2", "2/3")),
    Series("còn hiệu lực", "ngoc", "Danh mục văn bản", ("0/46", "46/46", "46/46")),
    Series(
        "phản ánh, kiến nghị",
        "do",
        "Hệ thống phản ánh, kiến nghị",
        ("8/8", "7/7", "11/11"),
        "10/11",
        "Đối chiếu lại: một phản ánh trả lời chậm hai ngày.",
    ),
)


def measured(script: Script, before: Year, after: Year) -> Iterator[Act]:
    """Give who measures what, and the figures of the last three whole quarters.

    A plan took the place of another in mid-year: a figure is entered with the target that held
    on its day.
    """
    for minute, series in enumerate(FIGURES):
        for year in (before, after):
            told = instant(script.days.working(year.issued, 1), 5 + minute)
            yield Act(told, KEEPER, _duty(script, series, year))
        yield from _entered(script, series, (before, after), 60 + minute)


def _entered(
    script: Script, series: Series, years: tuple[Year, Year], minute: int
) -> Iterator[Act]:
    before, after = years
    entered = dict.fromkeys([before.plan_id, after.plan_id], 0)
    for period, said in zip(quarters(script.days.today), series.quarters, strict=True):
        on = script.days.working(period.last_day, ENTERED)
        if said and before.issued < on < script.days.today:
            year = before if on <= after.issued else after
            entered[year.plan_id] += 1
            measure = _measure(series, year, period, said)
            yield Act(instant(on, minute), series.by, measure)
            if series.corrected and said == series.quarters[-1]:
                yield from _corrected(script, series, measure, entered[year.plan_id])


def _corrected(script: Script, series: Series, wrong: Measure, number: int) -> Iterator[Act]:
    on = script.days.working(wrong.last_day, ENTERED + 6)
    if on < script.days.today:
        right = CorrectFigure(
            indicator_id=wrong.indicator_id,
            number=number,
            figure=_figure(series, series.corrected, wrong.last_day),
            reason=series.why,
        )
        yield Act(instant(on, 70), series.by, right)


def quarters(today: date) -> list[Period]:
    """Give the last three whole quarters, the oldest first."""
    whole = [p for p in recent(today) if p.last_day < today and _months(p) == 3]
    return sorted(whole[:3])


def _months(period: Period) -> int:
    return period.last_day.month - period.first_day.month + 1


def _duty(script: Script, series: Series, year: Year) -> SetMeasuringDuty:
    return SetMeasuringDuty(
        indicator_id=year.target(series.phrase),
        rhythm="quarterly",
        post_id=script.cast.actors[series.by].post_id,
        source=series.source,
    )


def _measure(series: Series, year: Year, period: Period, said: str) -> Measure:
    return Measure(
        indicator_id=year.target(series.phrase),
        first_day=period.first_day,
        last_day=period.last_day,
        figure=_figure(series, said, period.last_day),
    )


def _figure(series: Series, said: str, day: date) -> Figure:
    top, _, bottom = said.replace(",", ".").partition("/")
    if not bottom:
        return Figure(source=series.source, measured_on=day, value=Decimal(top))
    share = {"numerator": Decimal(top), "denominator": Decimal(bottom)}
    return Figure(source=series.source, measured_on=day, **share)
