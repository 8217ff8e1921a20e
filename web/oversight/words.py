"""What the pages of the province call things: facts first, then what was said of them."""

from service.oversight.overview import Commune, Order, Standing
from service.oversight.spreads import Figure
from web.ui.typed import with_unit

KINDS = {"": "Tất cả", "commune": "Xã", "ward": "Phường", "zone": "Đặc khu"}
ORDERS: dict[Order, str] = {
    "need": "Cần hỗ trợ trước",
    "name": "Tên xã",
    "silent": "Nhiều người im lặng",
    "late": "Nhiều việc quá hạn chưa rõ lý do",
    "behind": "Nhiều chỉ tiêu chưa đạt",
    "latest": "Lâu chưa có ai cập nhật",
}
ADDRESSES: dict[Order, str] = {
    "need": "can-ho-tro",
    "name": "ten",
    "silent": "im-lang",
    "late": "qua-han",
    "behind": "chi-tieu",
    "latest": "lau-nhat",
}
GROUNDS = {"granted": "Xã cho phép", "law": "Theo quy định"}


def facts(one: Commune) -> list[str]:
    """Say what is seen of a commune; nothing where all is well."""
    said = one.stood
    if said is None:
        return []
    found = [f"{one.quiet} ngày chưa có ai làm gì trên hệ thống"] if one.quiet else []
    if said.silent:
        found.append(f"{said.silent}/{said.owners} người im lặng hơn 14 ngày")
    if said.late and said.late_since:
        found.append(f"{said.late} việc quá hạn, sớm nhất từ {said.late_since:%d/%m/%Y}")
    if said.periods_missed:
        found.append(f"{said.periods_missed} số liệu kỳ trước chưa nhập")
    return found


def reasons(said: Standing | None) -> list[str]:
    """Say what the commune stated of its lateness."""
    if said is None or not said.late:
        return []
    found = [f"{said.explained} việc có nguyên nhân đã xác nhận"] if said.explained else []
    if said.reported:
        found.append(f"{said.reported} việc đã báo khó khăn, chờ trả lời")
    silent = said.late - said.explained - said.reported
    return [*found, f"{silent} việc chưa nêu lý do"] if silent else found


def amount(figure: Figure, unit: str) -> str:
    """Write a figure with the cases that it comes from."""
    if figure.value is None:
        return "chưa đo"
    said = with_unit(plain(figure.value), unit)
    cases = figure.numerator is not None and figure.denominator is not None
    return f"{said} ({plain(figure.numerator)}/{plain(figure.denominator)})" if cases else said


def plain(value: object) -> str:
    """Write a number as people here do, at most two decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", "_").replace(".", ",").replace("_", ".")
