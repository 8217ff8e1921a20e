"""The year of the Party committee, and that of the smaller commune."""

from service.demo.courses import Duty, done, obstructed, received, returned, running, waiting

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
PHA_LUONG_DUTIES = (
    Duty(
        "điểm truy cập Internet",
        "dua -> hien, vinh",
        "4 điểm: biên bản lắp đặt",
        "d+40",
        running(0.5),
    ),
    Duty(
        "600 hồ sơ hộ tịch",
        "dua -> hien, vinh",
        "600 hồ sơ: hồ sơ hộ tịch số",
        "d+75",
        obstructed("objective", "d-20"),
        says="Sổ gốc ẩm mốc, phải hong từng trang trước khi quét.",
    ),
    Duty(
        "dữ liệu dân cư",
        "dua -> hien, vinh",
        "1 báo cáo: báo cáo làm sạch dữ liệu",
        "d-15",
        done(-1),
    ),
    Duty(
        "tổ công nghệ số",
        "hien -> vinh, vinh",
        "30 người: danh sách học viên",
        "d+20",
        received,
    ),
    Duty(
        "tại Trung tâm Phục vụ",
        "dua -> hien, vinh",
        "1 sổ: sổ theo dõi hướng dẫn",
        "",
        received,
    ),
    Duty(
        "chữ ký số của công chức",
        "hien -> vinh, vinh",
        "1 biên bản: biên bản kiểm tra",
        "d+60",
        received,
    ),
)
