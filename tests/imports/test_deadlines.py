"""How deadlines are printed in real plans, and what each means."""

import pytest

from service.imports.reader.due import read_deadline


@pytest.mark.parametrize(
    ("printed", "kind", "normalised"),
    [
        ("trước ngày 05/12 hằng năm", "recurring", "before 12-05 yearly"),
        ("hằng năm trước ngày 15/01", "recurring", "before 01-15 yearly"),
        ("trước ngày 08/06/2026", "date", "before 2026-06-08"),
        ("Trước 08/6/2026", "date", "before 2026-06-08"),
        ("chậm nhất 17/6/2026", "date", "no later than 2026-06-17"),
        ("trước 11 giờ 00 ngày 19/6/2026", "date", "before 2026-06-19 11:00"),
        ("chậm nhất sau 15 ngày kể từ ngày nhận được Kế hoạch này", "relative",
         "within 15 days of receipt"),
        ("trong vòng 10 ngày làm việc kể từ ngày nhận được văn bản", "relative",
         "within 10 working days of receipt"),
        ("hằng năm", "recurring", "yearly"),
        ("hàng năm", "recurring", "yearly"),
        ("hằng quý", "recurring", "quarterly"),
        ("hằng tháng, năm", "recurring", "monthly; yearly"),
        ("thường xuyên", "continuous", "continuous"),
        ("định kỳ (quý, 6 tháng, năm)", "recurring", "quarterly; 6 months; yearly"),
        ("định kỳ (quý I, 6 tháng, quý III, năm)", "recurring", "Q1; 6 months; Q3; yearly"),
        ("định kỳ hằng quý, 6 tháng, hằng năm hoặc đột xuất theo yêu cầu", "recurring",
         "quarterly; 6 months; yearly; on request"),
        ("trước ngày 05/12 hằng năm hoặc khi có yêu cầu", "recurring",
         "before 12-05 yearly; on request"),
        ("đột xuất theo yêu cầu", "on_request", "on request"),
        ("giai đoạn 2026-2027", "stage_end", "end of period 2026-2027"),
        ("đến năm 2030", "stage_end", "by 2030"),
        ("hết năm 2027", "stage_end", "by 2027"),
        ("tối thiểu 01 lần/giai đoạn", "count_per_stage", ">= 1 per period"),
        ("6 tháng cuối năm 2025", "period", "2025-H2"),
        ("Quý II/2026", "period", "2026-Q2"),
        ("Tháng 6/2026", "period", "2026-06"),
        ("Năm 2026", "period", "2026"),
        ("từ ngày 22/6/2026 đến ngày 25/6/2026", "period", "2026-06-22 to 2026-06-25"),
        ("tuần 04 tháng 6", "period", "week 4 of month 6"),
        ("trước ngày 20 tháng cuối quý", "recurring", "before day 20 quarterly"),
        ("ngày 25 hằng tháng", "recurring", "by day 25 monthly"),
        ("theo tiến độ yêu cầu", "as_required", "as required"),
        ("30/9/2026", "date", "no later than 2026-09-30"),
        ("định kỳ", "periodic", "periodic (unspecified)"),
    ],
)  # fmt: skip
def test_a_printed_deadline_becomes_a_typed_value(
    printed: str, kind: str, normalised: str
) -> None:
    found = read_deadline(f"Gửi kết quả {printed}.")
    if found is None or found.normalised != normalised:
        found = read_deadline(printed)
    assert found is not None
    assert (found.kind, found.normalised) == (kind, normalised)
    assert found.printed.lower() in printed.lower()


@pytest.mark.parametrize(
    "text",
    ["trước ngày 31/02/2026", "trước ngày 15/13/2026", "trước ngày 01/6/3026", "theo quy định",
     "trong năm", "Số 12/KH-UBND"],
)  # fmt: skip
def test_what_is_no_day_is_no_deadline(text: str) -> None:
    assert read_deadline(text) is None


def test_before_a_day_and_no_later_than_it_are_kept_apart() -> None:
    before, until = (
        read_deadline("trước ngày 8/6/2026"),
        read_deadline("chậm nhất ngày 8/6/2026"),
    )
    assert before is not None
    assert until is not None
    assert (before.day, before.before) == ("2026-06-08", True)
    assert (until.day, until.before) == ("2026-06-08", False)
