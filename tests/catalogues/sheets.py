"""Sheets of a work catalogue of our own words, in the column shapes that are met."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from events.catalogues import Drafted
from service.catalogues.versions import DecideCatalogue, DraftCatalogue
from service.clock import today
from service.imports.importer import read_rows
from service.imports.work_catalogue import CatalogueSheet, read_catalogue
from tests.imports.workbooks import rows, workbook
from tests.people import SINCE, Commune

FIVE = Decimal(5)
HEAD = ("STT", "Mã CV", "Phòng", "Nhiệm vụ", "Công việc chi tiết", "Sản phẩm đầu ra",
        "Nhóm", "Khung điểm", "Điểm chấm", "Hệ số quy đổi", "Ghi chú")  # fmt: skip
COMMON = ("A. CÔNG VIỆC DÙNG CHUNG", *[""] * 10)
ITEMS: tuple[tuple[Any, ...], ...] = (
    (1, "DC.01", "", "Soạn thảo văn bản", "Công văn ngắn", "Công văn", "N1", "1-10", 5, 1, ""),
    (2, "DC.02", "", "Soạn thảo văn bản", "Giấy mời", "Giấy mời", "N1", "1-10", 3, 0.6, ""),
    (3, "DC.05", "", "Báo cáo", "Định kỳ", "Báo cáo", "N3", "51-100", 60, 12, "Số liệu"),
)  # fmt: skip
ROOM = ("B. PHÒNG VĂN HÓA - XÃ HỘI", *[""] * 10)
ROOM_ITEMS: tuple[tuple[Any, ...], ...] = (
    (4, "VH.04", "Phòng Văn hóa - Xã hội", "Cải cách hành chính", "Số hóa hồ sơ lưu trữ",
     "Hồ sơ số", "N1", "1-10", 7.5, 1.5, ""),
    (5, "VH.05", "Phòng Văn hóa - Xã hội", "Cải cách hành chính", "Bảng minh chứng",
     "Bảng minh chứng", "N3", "51-100", 90, 18, ""),
)  # fmt: skip
WHOLE = (COMMON, *ITEMS, ROOM, *ROOM_ITEMS)


def sheet(cells: Sequence[Sequence[Any]] = WHOLE, head: Sequence[Any] = HEAD) -> bytes:
    """A workbook with a title, a heading, column numbers, and these rows from row 5 on."""

    def fill(_book: Any, page: Any) -> None:
        page.merge_range(0, 0, 0, len(head) - 1, "DANH MỤC SẢN PHẨM, CÔNG VIỆC QUY ĐỔI")
        rows(page, (head, [f"({n})" for n in range(1, len(head) + 1)], *cells), 2)

    return workbook(fill)


def read(data: bytes, standard: Decimal = FIVE) -> CatalogueSheet:
    return read_catalogue(read_rows(data, "danh-muc.xlsx"), standard)


def drafted(found: CatalogueSheet, title: str = "Danh mục năm 2026") -> Drafted:
    return Drafted(
        population="civil_servant",
        title=title,
        standard_points=FIVE,
        frames=found.frames,
        items=found.items,
        file_name="danh-muc.xlsx",
        file_sha256="0" * 64,
    )


def in_force(commune: Commune, found: CatalogueSheet, title: str = "Danh mục năm 2026") -> UUID:
    """Let a catalogue hold in a commune since its beginning."""
    done = commune.do(DraftCatalogue(drafted=drafted(found, title)), by="ha")
    catalogue_id = uuid5(done, "catalogue")
    decide = DecideCatalogue(
        catalogue_id=catalogue_id,
        number="45/QĐ-UBND",
        decided_on=SINCE,
        effective_from=SINCE,
    )
    commune.do(decide, by="su")
    assert today(commune.tenant.zone) > SINCE
    return catalogue_id
