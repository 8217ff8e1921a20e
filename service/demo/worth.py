"""The commune's work catalogue in the story: invented items, and what each is worth."""

from decimal import Decimal

from events.catalogues import Drafted, Frame, WorkItem, coefficient_of
from events.values import Conversion

STANDARD = Decimal(5)
COMMON, ROOMS = "A. Công việc dùng chung", "B. Công việc của từng đơn vị"
FRAMES = ((1, 1, 10), (2, 11, 50), (3, 51, 100))
_ITEMS = (  # code, unit, task, product, points
    ("DC.01", "", "Soạn thảo văn bản hành chính ngắn", "Công văn, giấy mời", "5"),
    ("DC.02", "", "Báo cáo định kỳ quý, sáu tháng", "Báo cáo có bảng số liệu", "5"),
    ("DC.03", "", "Báo cáo năm, hồ sơ tự chấm chỉ số", "Báo cáo và minh chứng", "7.5"),
    ("DC.04", "", "Xây dựng kế hoạch năm của xã", "Kế hoạch và phụ lục phân công", "7.5"),
    ("DC.05", "", "Kiểm tra đơn vị trong năm", "Biên bản kiểm tra", "7.5"),
    ("DC.06", "", "Xây dựng tờ trình", "Tờ trình và hồ sơ kèm theo", "5"),
    ("DC.07", "", "Xây dựng phương án, đề án nhỏ", "Phương án được duyệt", "7.5"),
    ("DC.08", "", "Tổ chức hội nghị, tập huấn", "Biên bản và danh sách có chữ ký", "12"),
    ("VH.01", "Phòng Văn hóa - Xã hội", "Mô tả vị trí việc làm", "Bản mô tả", "7.5"),
    ("VH.02", "Phòng Văn hóa - Xã hội", "Bản tin loa bản", "Bản tin", "3"),
    ("MC.01", "Trung tâm Phục vụ hành chính công", "Kiểm kê hồ sơ giấy", "Bảng kiểm kê", "5"),
    ("MC.02", "Trung tâm Phục vụ hành chính công", "Số hóa hồ sơ lưu", "Hồ sơ số", "7.5"),
    ("MC.03", "Trung tâm Phục vụ hành chính công", "Chuẩn hóa quy trình", "Quy trình", "5"),
    ("MC.04", "Trung tâm Phục vụ hành chính công", "Khảo sát tại quầy", "Phiếu khảo sát", "1"),
    ("VP.01", "Văn phòng HĐND và UBND", "Rà soát văn bản còn hiệu lực", "Danh mục", "7.5"),
    ("KT.01", "Phòng Kinh tế", "Hồ sơ xử lý trụ sở dôi dư", "Hồ sơ trình duyệt", "60"),
)


def _item(code: str, room: str, task: str, product: str, points: str) -> WorkItem:
    worth = Decimal(points)
    return WorkItem(
        code=code,
        task=task,
        product=product,
        group=next(group for group, _, most in FRAMES if worth <= most),
        points=worth,
        coefficient=coefficient_of(worth, STANDARD),
        room=room,
        part=ROOMS if room else COMMON,
    )


ITEMS = tuple(_item(*facts) for facts in _ITEMS)
WORTH = {
    item.code: Conversion(code=item.code, points=item.points, coefficient=item.coefficient)
    for item in ITEMS
}


def catalogue(year: int) -> Drafted:
    """Give the catalogue of a year as it is read in."""
    return Drafted(
        population="civil_servant",
        title=f"Danh mục sản phẩm, công việc quy đổi năm {year}",
        standard_points=STANDARD,
        frames=tuple(
            Frame(group=group, least=Decimal(least), most=Decimal(most))
            for group, least, most in FRAMES
        ),
        items=ITEMS,
        file_name=f"danh-muc-{year}.xlsx",
        file_sha256="0" * 64,
    )
