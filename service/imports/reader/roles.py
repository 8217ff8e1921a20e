"""Tell what a part of the document is for, from its title."""

import re

from service.imports.characters import fold

_START = r"^(?:(?:cac|mot so|nhung|noi dung|ve|he thong|cong tac)\s+)*"
_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        ("general", r"^(?:muc tieu|muc dich) (?:chung|tong quat|tong the)"),
        ("purpose", _START + r"muc dich"),
        ("requirement", _START + r"(?:yeu cau|quan diem|nguyen tac|phuong cham)"),
        (
            "organisation",
            (
                r"^(?:cong tac )?(?:to chuc (?:thuc hien|trien khai)"
                r"|phan cong|trach nhiem (?:cua|thuc hien|to chuc|cac)|phan cong,? to chuc|"
                r"to chuc,? thuc hien|thong tin,? bao cao|che do (?:thong tin|bao cao)|"
                r"giao nhiem vu|nhiem vu cua cac|kiem tra,? giam sat|giam sat|khen thuong)"
            ),
        ),
        (
            "budget",
            r"^(?:nguon )?(?:kinh phi|nguon luc|du toan|bao dam kinh phi|co che tai chinh)",
        ),
        ("tasks", r"^(?:muc tieu|chi tieu)[ ,va]+(?:va )?(?:nhiem vu|giai phap)(?!.*chi tieu)"),
        (
            "indicators",
            _START + r"(?:muc tieu|chi tieu|ket qua can dat|phuong huong,? muc tieu)",
        ),
        (
            "tasks",
            _START
            + r"(?:nhiem vu|giai phap|noi dung|bien phap|cong viec|hoat dong|trien khai)",
        ),
        ("tasks", r"^noi dung|nhiem vu,? giai phap|nhiem vu trong tam|nhiem vu va giai phap"),
        (
            "context",
            (
                r"^(?:tinh hinh|thuc trang|ton tai|han che|uu diem|nguyen nhan|"
                r"danh gia|ket qua|su can thiet|dac diem|co so|can cu|"
                r"boi canh|thoi gian|doi tuong|pham vi|dia diem|thanh phan)"
            ),
        ),
    )
)


def role_of(title: str) -> str | None:
    """Return the role that a title names, or None when it names none."""
    plain = re.sub(r"\s+", " ", fold(title)).strip(" .:;-")
    return next((role for role, pattern in _ROLES if pattern.search(plain)), None)


def role_within(title: str, parent: str, *, top: bool) -> str:
    """Return the role of a section below `parent`; a title without role inherits it.

    `top` says that the section is one of the main parts, whatever stands above it.
    """
    own = role_of(title)
    if own is None or (parent == "organisation" and own not in {"budget", "organisation"}):
        return parent or "tasks"
    if not top and parent in {"tasks", "indicators"} and own in {"organisation", "context"}:
        return parent
    if parent == "tasks" and own in {"purpose", "requirement"} and not top:
        return parent
    return own
