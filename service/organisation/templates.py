"""A template from which many communes are opened: read and checked before any is made.

`.toml` holds the units with their posts and the list of communes; `.csv` holds the list alone,
and its communes get the usual units of a commune.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tenants.access import Role

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NEEDED = ("code", "name", "place", "phone", "admin")
LOGIN = "quantri"
RECEIVER = "Chánh Văn phòng"
USUAL: list[dict[str, Any]] = [
    {
        "name": "Lãnh đạo UBND",
        "posts": [
            {"title": "Chủ tịch UBND", "roles": ["leader"]},
            {"title": "Phó Chủ tịch UBND", "roles": ["leader"]},
        ],
    },
    {
        "name": "Văn phòng HĐND và UBND",
        "posts": [
            {"title": RECEIVER, "roles": ["standing_agency", "unit_head"]},
            {"title": "Công chức văn phòng", "roles": ["official"]},
        ],
    },
    *(
        {
            "name": name,
            "posts": [
                {"title": head, "roles": ["unit_head"]},
                {"title": "Chuyên viên", "roles": ["official"]},
            ],
        }
        for name, head in (
            ("Phòng Văn hóa - Xã hội", "Trưởng phòng Văn hóa - Xã hội"),
            ("Phòng Kinh tế", "Trưởng phòng Kinh tế"),
            ("Trung tâm Phục vụ hành chính công", "Giám đốc Trung tâm"),
        )
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPattern:
    """A unit, and its posts with their roles, in order."""

    name: str
    posts: tuple[tuple[str, tuple[Role, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One commune to be opened, from a row of the list."""

    row: int
    code: str
    name: str
    place: str
    phone: str
    admin: str
    login: str
    province: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """What all of them get: units, days off, who receives directives; and the list."""

    units: tuple[UnitPattern, ...]
    receiver: str
    since: date | None
    days_off: tuple[date, ...]
    communes: tuple[Opening, ...]


Fault = tuple[int, str]  # row from 1 (0: the template itself), what is wrong with it


def read_template(path: Path) -> tuple[Template | None, list[Fault]]:
    """Read a template; either all of it holds, or every fault is listed by row.

    Raises:
        OSError: the file cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        whole = _of_csv(text) if path.suffix.lower() == ".csv" else tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as broken:
        return None, [(0, f"Không đọc được tệp: {broken}.")]
    rows = whole.get("tenants", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None, [(0, "Danh sách tenants phải là các bảng [[tenants]].")]
    faults = [*_of_template(whole), *_of_rows(rows)]
    return (None, sorted(faults)) if faults else (_template(whole, rows), [])


def _of_csv(text: str) -> dict[str, Any]:
    lines = text.splitlines()
    return {"tenants": list(csv.DictReader(lines, restkey="thừa", restval="", strict=True))}


def _of_template(whole: Mapping[str, Any]) -> Iterator[Fault]:
    if not whole.get("tenants"):
        yield 0, "Danh sách không có xã nào."
    units = whole.get("units", USUAL)
    if not all(isinstance(one, dict) and str(one.get("name", "")).strip() for one in units):
        yield 0, "Có phòng, ban không có tên."
        return
    posts = [post for unit in units for post in unit.get("posts", [])]
    yield from _of_posts(posts, whole.get("receiver", RECEIVER))
    for name in ("since", "days_off"):
        days = whole.get(name, [])
        if not all(type(day) is date for day in (days if isinstance(days, list) else [days])):
            yield 0, f"{name} phải là ngày, ví dụ 2026-01-01."


def _of_posts(posts: list[Mapping[str, Any]], receiver: str) -> Iterator[Fault]:
    known = {role.value for role in Role} - {Role.TENANT_ADMIN.value}
    for role in {role for post in posts for role in post.get("roles", [])} - known:
        yield 0, f"Vai trò không có: {role}."
    if not all(str(post.get("title", "")).strip() for post in posts):
        yield 0, "Có chức danh không có tên."
    if receiver not in {post.get("title") for post in posts}:
        yield 0, f"Không có chức danh tiếp nhận: {receiver}."


def _of_rows(rows: list[dict[str, Any]]) -> Iterator[Fault]:
    codes = Counter(str(row.get("code", "")).strip() for row in rows)
    for number, row in enumerate(rows, 1):
        said = {
            name: str(row.get(name) or "").strip() for name in (*NEEDED, "province", "basis")
        }
        for name in NEEDED:
            if not said[name]:
                yield number, f"Thiếu {name}."
        if said["code"] and not CODE.fullmatch(said["code"]):
            yield number, f"Mã {said['code']} chỉ được gồm chữ thường, số và gạch nối."
        if said["code"] and codes[said["code"]] > 1:
            yield number, f"Mã {said['code']} lặp lại trong danh sách."
        if said["province"] and not said["basis"]:
            yield number, "Có mã cơ quan tỉnh thì phải ghi văn bản làm căn cứ (basis)."


def _template(whole: Mapping[str, Any], rows: list[dict[str, Any]]) -> Template:
    common = {name: str(whole.get(name, "")) for name in ("province", "basis")}
    return Template(
        units=tuple(map(_unit, whole.get("units", USUAL))),
        receiver=str(whole.get("receiver", RECEIVER)),
        since=whole.get("since"),
        days_off=tuple(whole.get("days_off", ())),
        communes=tuple(_opening(n, common | _filled(row)) for n, row in enumerate(rows, 1)),
    )


def _filled(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value).strip() for name, value in row.items() if str(value).strip()}


def _unit(said: Mapping[str, Any]) -> UnitPattern:
    posts = (
        (str(post["title"]), tuple(map(Role, post.get("roles", ()))))
        for post in said.get("posts", ())
    )
    return UnitPattern(name=str(said["name"]), posts=tuple(posts))


def _opening(number: int, said: Mapping[str, str]) -> Opening:
    facts = {name: said[name] for name in NEEDED}
    return Opening(
        row=number,
        login=said.get("login", LOGIN),
        province=said["province"],
        basis=said["basis"],
        **facts,
    )
