"""Papers of an office that are no plans though they speak of one, written for these tests."""

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
LETTER = f"""UBND XÃ NÀ LÌN
Số: 120/UBND-VP
V/v đẩy mạnh thực hiện nhiệm vụ cải cách hành chính
{MOTTO}Nà Lìn, ngày 03 tháng 3 năm 2026

Kính gửi:
- Các phòng, đơn vị thuộc xã;
- Trưởng các thôn.

Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2026 của UBND xã, UBND xã yêu cầu:
1. Phòng Văn hóa - Xã hội
- Chủ trì rà soát nhiệm vụ quý I.
2. Phòng Kinh tế
- Bố trí kinh phí.
3. Tổ chức thực hiện
Các đơn vị báo cáo trước ngày 20/3/2026./.

Nơi nhận:
- Như trên;
- Lưu: VT.
CHỦ TỊCH
Lò Văn Ánh
"""
OUTLOOK = f"""UBND XÃ NÀ LÌN
Số: 45/BC-UBND
{MOTTO}BÁO CÁO
Kết quả công tác cải cách hành chính năm 2025, phương hướng nhiệm vụ năm 2026

I. KẾT QUẢ THỰC HIỆN
- Đã ban hành kế hoạch.
II. MỤC TIÊU, NHIỆM VỤ NĂM 2026
- 100% hồ sơ đúng hạn.
III. TỔ CHỨC THỰC HIỆN
- Phòng Kinh tế chủ trì.
"""
CONCLUSION = f"""UBND XÃ NÀ LÌN
Số: 9/TB-UBND
{MOTTO}THÔNG BÁO
Kết luận của Chủ tịch UBND xã tại giao ban tháng 3

1. Giao Phòng Kinh tế chủ trì rà soát hộ nghèo, hoàn thành trước ngày 15/4/2026.
2. Giao Công an xã tăng cường tuần tra.
"""
COMMITTEE = f"""UBND XÃ NÀ LÌN
Số: 88/QĐ-UBND
{MOTTO}QUYẾT ĐỊNH
Về việc thành lập Ban Chỉ đạo cải cách hành chính xã

CHỦ TỊCH UBND XÃ

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16/6/2025;

QUYẾT ĐỊNH:
Điều 1. Thành lập Ban Chỉ đạo gồm các ông, bà có tên sau:
1. Ông Lò Văn Ánh, Chủ tịch - Trưởng ban;
2. Bà Vì Thị Mai, Trưởng phòng - Ủy viên.
Điều 2. Ban Chỉ đạo có nhiệm vụ tham mưu, theo dõi cải cách hành chính.
Điều 3. Quyết định có hiệu lực kể từ ngày ký./.

Nơi nhận:
- Như Điều 3;
- Lưu: VT.
CHỦ TỊCH
Lò Văn Ánh

DANH SÁCH
(Kèm theo Quyết định số 88/QĐ-UBND ngày 01/3/2026)
1. Phòng Kinh tế
"""
RULES = f"""UBND XÃ NÀ LÌN
{MOTTO}QUY CHẾ
Phối hợp thực hiện thủ tục hành chính

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Quy chế này quy định việc phối hợp.
Chương II
TỔ CHỨC THỰC HIỆN
Điều 5. Trách nhiệm của Phòng Kinh tế
Chủ trì phối hợp.
"""
SCORING = """PHIẾU TỰ ĐÁNH GIÁ
Cán bộ, công chức quý I năm 2026

Họ và tên: Lò Văn Ánh
I. KẾT QUẢ THỰC HIỆN NHIỆM VỤ
- Hoàn thành 100% nhiệm vụ.
II. TỰ XẾP LOẠI
- Tốt.
"""
CONFESSION = """BẢN KIỂM ĐIỂM CÁ NHÂN
Năm 2025

Tôi tên là Lò Văn Ánh, Chủ tịch xã.
I. ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC
- Chấp hành tốt.
II. HẠN CHẾ
- Còn nể nang.
"""
INVITATION = f"""UBND XÃ NÀ LÌN
Số: 33/GM-UBND
{MOTTO}GIẤY MỜI
Dự hội nghị triển khai Kế hoạch cải cách hành chính năm 2026

Kính gửi: Trưởng các thôn
Thời gian: 8 giờ ngày 10/3/2026.
Địa điểm: Hội trường xã.
"""
SCHEDULE = """LỊCH CÔNG TÁC TUẦN
Từ ngày 02/3 đến ngày 06/3/2026

Thứ Hai: Giao ban.
Thứ Ba: Đi cơ sở.
"""
RESOLUTION = f"""HỘI ĐỒNG NHÂN DÂN XÃ NÀ LÌN
Số: 05/NQ-HĐND
{MOTTO}NGHỊ QUYẾT
Về nhiệm vụ phát triển kinh tế - xã hội năm 2026

QUYẾT NGHỊ:
Điều 1. Mục tiêu
- Thu ngân sách đạt 5 tỷ đồng.
Điều 2. Tổ chức thực hiện
Giao UBND xã tổ chức thực hiện.
"""
PROPOSAL = f"""UBND XÃ NÀ LÌN
Số: 15/TTr-UBND
{MOTTO}TỜ TRÌNH
Về việc ban hành Kế hoạch cải cách hành chính năm 2026

Kính gửi: Hội đồng nhân dân xã

I. SỰ CẦN THIẾT
Để thực hiện cải cách hành chính.
II. NỘI DUNG
UBND xã trình Kế hoạch với các mục tiêu, nhiệm vụ chủ yếu.
III. TỔ CHỨC THỰC HIỆN
Sau khi ban hành, UBND xã tổ chức thực hiện.
"""
GUIDANCE = """ĐẢNG ỦY XÃ NÀ LÌN
Số 03-HD/ĐU
HƯỚNG DẪN
sinh hoạt chi bộ quý II năm 2026

I. MỤC ĐÍCH, YÊU CẦU
Nâng cao chất lượng.
II. NỘI DUNG
1. Quán triệt nghị quyết.
III. TỔ CHỨC THỰC HIỆN
Các chi bộ thực hiện.
"""
CONFERENCE = f"""{MOTTO}BIÊN BẢN
Hội nghị triển khai Kế hoạch cải cách hành chính năm 2026

I. THÀNH PHẦN
- Lãnh đạo xã.
II. NỘI DUNG
1. Đồng chí Chủ tịch triển khai Kế hoạch: mục tiêu 100% hồ sơ đúng hạn.
III. KẾT LUẬN
Giao Phòng Kinh tế chủ trì.
"""
ADDRESS = """PHÁT BIỂU
CỦA CHỦ TỊCH UBND XÃ TẠI LỄ PHÁT ĐỘNG CẢI CÁCH HÀNH CHÍNH

Kính thưa các đồng chí!
Năm 2026, xã đặt mục tiêu 100% hồ sơ đúng hạn.
"""
PAPERS = {
    "letter": LETTER,
    "report": OUTLOOK,
    "notice": CONCLUSION,
    "decision": COMMITTEE,
    "rules": RULES,
    "form": SCORING,
    "review": CONFESSION,
    "invitation": INVITATION,
    "schedule": SCHEDULE,
    "resolution": RESOLUTION,
    "proposal": PROPOSAL,
    "guidance": GUIDANCE,
    "minutes": CONFERENCE,
    "speech": ADDRESS,
}
