"""What the flood added to the year of the commune: the two tasks of the plan that replaced."""

from service.demo.courses import Duty, done, running

FLOOD_DUTIES = (
    Duty(
        "Phục hồi 86 hồ sơ",
        "khai -> do, dung",
        "86 hồ sơ: hồ sơ đã phục hồi",
        "d-80",
        running(0.7),
    ),
    Duty(
        "máy phát điện",
        "hung -> ha, thu",
        "1 biên bản: biên bản lắp đặt",
        "d-95",
        done(-1),
    ),
)
