"""The words of a Party committee, in one place: its cells, its secretaries, its numbers.

Templates and labels are written in the words of the State. Where a Party committee reads them,
the templates themselves are read with other words, and `spoken` says so what Python has to say.
What people typed or named is never touched: it stands in no template, or between quotes.
"""

import re
from functools import cached_property

from flask import Flask, has_request_context
from jinja2 import Environment
from jinja2.ext import Extension

from events.exchange import PARTY
from web import session

QUOTED = re.compile(r"(“[^”]*”)")
WORDS = tuple(  # the first that fits a place is said there
    (re.compile(pattern), said)
    for pattern, said in (
        (r"(\d+)(?:/\d{4})?/(QĐ|KL|TB|BB|GUQ)-UBND", r"\1-\2/ĐU"),
        (r"123/UBND-NC", "123-CV/TU"),
        (r"KH-UBND", "KH/ĐU"),
        (r"UBND tỉnh", "Ban Thường vụ Tỉnh ủy"),
        (r"Cả xã", "Cả Đảng bộ"),
        (r"Trưởng phòng Văn hóa - Xã hội", "Bí thư chi bộ"),
        (r"Trưởng đơn vị", "Bí thư chi bộ, trưởng ban"),
        (r"Cán bộ, công chức:", "Cán bộ, đảng viên:"),
        (r"đơn vị (ta|kia)\b", r"cơ quan \1"),
        (r"([Ll]iên kết|Cho một|liên kết giữa các) (với )?đơn vị", r"\1 \2cơ quan"),
        (
            r"(Mã|mã|mã của|địa chỉ của|Không có) đơn vị( nào| đó| khác)?\b(?! tên)",
            r"\1 cơ quan\2",
        ),
        (r"Đơn vị này (đã đóng|làm nhân|giữ dấu)", r"Cấp ủy này \1"),
        (r"([Cc]uộc) kiểm tra\b(?!,)", r"\1 kiểm tra, giám sát"),
        (r"Đơn vị (tôi)", r"Chi bộ, ban của \1"),
        (r"đơn vị(?! (đo|tính|sự nghiệp)\b)", "chi bộ, ban"),
        (r"Đơn vị(?! (đo|tính|sự nghiệp)\b)", "Chi bộ, ban"),
    )
)


def spoken(text: str) -> str:
    """Say something of ours in the words of the tenant that reads it."""
    return of_party(text) if party_reads() else text


def of_party(text: str) -> str:
    """Put the Party's words in the place of the State's, but for what is quoted."""
    parts = QUOTED.split(text)
    for pattern, said in WORDS:
        parts[::2] = [pattern.sub(said, part) for part in parts[::2]]
    return "".join(parts)


class PartyWords(Extension):
    """Reads templates with the words of a Party committee."""

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002 - the library's signature
        filename: str | None = None,  # noqa: ARG002
    ) -> str:
        """Say what the template says; names in its code have no Vietnamese letters."""
        return of_party(source)


class Application(Flask):
    """Flask, with a second reading of every template."""

    @cached_property
    def state_pages(self) -> Environment:
        """Every template as it is written."""
        made = self.create_jinja_environment()
        made.filters["spoken"] = spoken
        return made

    @cached_property
    def party_pages(self) -> Environment:
        """Every template in the words of a Party committee."""
        return self.state_pages.overlay(extensions=[PartyWords])

    @property
    def jinja_env(self) -> Environment:  # type: ignore[override]  # there it is kept, here chosen
        """Give the templates for whoever reads now."""
        return self.party_pages if party_reads() else self.state_pages


def party_reads() -> bool:
    """Tell whether the page is a Party committee's."""
    return has_request_context() and session.has_tenant() and session.tenant().kind == PARTY
