"""What is asked of the list of evidence, read from the address and written back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args
from urllib.parse import urlencode
from uuid import UUID

from werkzeug.datastructures import MultiDict

from events.evidence import Kind
from service.evidence.finding import Wanted
from service.search.finding import evidence_like
from web.choices import Choices
from web.described import KINDS, STATES
from web.forms import one_line
from web.ui.typed import read_day

LONGEST = 100
STATUSES = {
    "": "Mọi trạng thái",
    **{str(key): said for key, said in STATES.items()},
    "expired": "Hết hiệu lực",
}
NAMES = ("q", "don-vi", "ke-hoach", "viec", "loai", "trang-thai", "tu", "den", "nhieu")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed, by their names in the address."""

    typed: dict[str, str]

    @classmethod
    def of(cls, args: MultiDict[str, str]) -> "Asked":
        """Read an address; what is empty is left out."""
        read = {name: one_line(args.get(name))[:LONGEST] for name in NAMES}
        return cls({name: value for name, value in read.items() if value})

    def get(self, name: str) -> str:
        """Give one filter as typed."""
        return self.typed.get(name, "")

    def query(self, **more: str) -> str:
        """Write it as the end of an address."""
        return urlencode(self.typed | more)

    def day(self, name: str, today: date) -> date | None:
        """Read a day; None for none, or for rubbish."""
        try:
            return read_day(self.get(name), today=today) if self.get(name) else None
        except ValueError:
            return None

    def wrong(self, today: date) -> list[str]:
        """Name the days that could not be read."""
        names = {"tu": "Từ ngày", "den": "Đến ngày"}
        return [
            f"{label}: hãy gõ ngày dạng ngày/tháng/năm, ví dụ 30/06/2026."
            for name, label in names.items()
            if self.get(name) and self.day(name, today) is None
        ]

    def wanted(self, choices: Choices, plans: Mapping[str, UUID], today: date) -> Wanted:
        """Say it as a question; what is no unit, plan, kind or state asks nothing."""
        kind, status = self.get("loai"), self.get("trang-thai")
        return Wanted(
            plan_id=plans.get(self.get("ke-hoach")),
            unit_id=choices.unit_of(self.get("don-vi")),
            code=self.get("viec").upper(),
            kind=next((one for one in get_args(Kind) if one == kind), None),
            status=status if status in STATUSES else "",
            first_day=self.day("tu", today),
            last_day=self.day("den", today),
            many=self.get("nhieu") == "1",
            matching=evidence_like(self.get("q")),
        )

    @property
    def kinds(self) -> dict[str, str]:
        """Name the kinds to choose from."""
        return {"": "Mọi loại", **{str(key): said for key, said in KINDS.items()}}
