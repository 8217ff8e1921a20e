"""The shorter years of the two neighbouring communes."""

from service.demo.courses import (
    Duty,
    done,
    obstructed,
    received,
    running,
    silent,
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
BAN_CHIENG_DUTIES = (
    Duty(
        "600 hồ sơ hộ tịch",
        "chu -> panh, muon",
        "600 hồ sơ: hồ sơ hộ tịch số",
        "d-10",
        running(0.6, "d-40"),
    ),
    Duty(
        "dữ liệu dân cư",
        "chu -> panh, muon",
        "1 báo cáo: báo cáo làm sạch dữ liệu",
        "d-25",
        done(4),
    ),
    Duty(
        "tổ công nghệ số",
        "panh -> muon, muon",
        "30 người: danh sách học viên",
        "d+20",
        silent,
    ),
    Duty(
        "chữ ký số của công chức",
        "panh -> muon, muon",
        "1 biên bản: biên bản kiểm tra",
        "d+60",
        received,
    ),
)
