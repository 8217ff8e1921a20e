"""Public holidays known when a tenant is founded; each tenant's table may then differ.

Source: Bộ luật Lao động 45/2019/QH14, Điều 112. Tết and Giỗ Tổ follow the lunar calendar, and
the days swapped for them are announced yearly, so that they are data and not a formula.
"""

from datetime import date

from tenants.rows import holidays

HOLIDAYS = [
    *holidays(date(2025, 9, 1), date(2025, 9, 2), "Quốc khánh"),
    *holidays(date(2026, 1, 1), date(2026, 1, 1), "Tết Dương lịch"),
    *holidays(date(2026, 2, 16), date(2026, 2, 20), "Tết Nguyên đán Bính Ngọ"),
    *holidays(date(2026, 4, 27), date(2026, 4, 27), "Giỗ Tổ Hùng Vương (nghỉ bù)"),
    *holidays(date(2026, 4, 30), date(2026, 5, 1), "Ngày Chiến thắng, Quốc tế Lao động"),
    *holidays(date(2026, 9, 1), date(2026, 9, 2), "Quốc khánh"),
    *holidays(date(2027, 1, 1), date(2027, 1, 1), "Tết Dương lịch"),
    *holidays(date(2027, 2, 4), date(2027, 2, 10), "Tết Nguyên đán Đinh Mùi"),
    *holidays(date(2027, 4, 16), date(2027, 4, 16), "Giỗ Tổ Hùng Vương"),
    *holidays(date(2027, 4, 30), date(2027, 4, 30), "Ngày Chiến thắng"),
    *holidays(date(2027, 9, 2), date(2027, 9, 3), "Quốc khánh"),
    (date(2026, 8, 22), True, "Làm bù cho ngày 31/8"),
    (date(2026, 8, 31), False, "Quốc khánh (hoán đổi)"),
]
