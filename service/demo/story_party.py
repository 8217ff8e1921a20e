"""The year of the Party committee, and that of the smaller commune."""

from service.demo.courses import Duty, done, received, returned, running, waiting

PARTY_DUTIES = (
    Duty(
        "quán triệt kế hoạch",
        "sen -> lin, lin",
        "5 chi bộ: danh sách dự hội nghị",
        "d-250",
        done(),
    ),
    Duty(
        "quy chế phối hợp",
        "hung -> sen, lin",
        "1 quy chế: quy chế phối hợp",
        "d-205",
        returned,
        says="Chưa rõ trách nhiệm của các chi bộ ở bản xa.",
    ),
    Duty("đánh giá người đứng đầu", "tien -> lin, lin", "1 bộ: bộ tiêu chí", "d-95", done(2)),
    Duty(
        "320 hồ sơ đảng viên",
        "hung -> sen, lin",
        "320 hồ sơ: hồ sơ đảng viên số",
        "d-33",
        done(-1),
    ),
    Duty(
        "sổ tay đảng viên",
        "hung -> sen, lin",
        "5 chi bộ: biên bản hướng dẫn",
        "d+14",
        running(0.6),
    ),
    Duty(
        "Kiểm tra hai chi bộ",
        "phuoc -> lin, lin",
        "2 thông báo: thông báo kết luận",
        "d-20",
        waiting("d-18"),
    ),
    Duty(
        "Giám sát chuyên đề",
        "phuoc -> lin, lin",
        "1 báo cáo: báo cáo giám sát",
        "d+24",
        received,
    ),
)
