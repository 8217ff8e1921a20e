"""Recognise what stands before the words of a paragraph: bullets and numbers."""

import re
from typing import NamedTuple

from service.imports.letters import vietnamese

_UPPER = "A-ZÀ-ỸĐ"
_BULLETS = r"[-–—−+•●○◦▪■□·►➢❖✓✔→\uf02d\uf0b7\uf0a7\uf0d8]"
_ORDINALS = "nhất|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười"
_COUNT = r"(?=\d+\s*%|\d{1,3}\s+[^\W\d])"  # a target may begin with its figure
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "part",
        re.compile(
            rf"(?:PHẦN|Phần)\s+(?:(?:thứ|THỨ)\s+)?(?:[IVX]+|\d+|[A-H]|{_ORDINALS}|"
            rf"{_ORDINALS.upper()})"
            r"(?=[\s.:)–-]|$)[.:)–-]?\s*"
        ),
    ),
    ("chapter", re.compile(r"(?:CHƯƠNG|Chương)\s+(?:[IVX]+|\d+)(?=[\s.:)–-]|$)[.:)–-]?\s*")),
    ("section", re.compile(r"(?:MỤC|Mục)\s+(?:[IVX]+|\d+)(?:[.:)]\s*|\s*[–-]\s+|$)")),
    ("article", re.compile(r"(?:ĐIỀU|Điều)\s+\d+[.:]\s*")),
    ("roman", vietnamese(rf"[IVX]{{1,5}}(?:\s*[.):/–-]+\s*|\s+)(?=[{_UPPER}“\"])")),
    ("capital", vietnamese(rf"[A-HĐ][.)–-]\s+(?=[{_UPPER}])")),
    (
        "dotted3",
        vietnamese(
            rf"\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}}(?!\d)(?:[.)]?\s*(?=[{_UPPER}“\"(])|[.)]\s+{_COUNT})"
        ),
    ),
    (
        "dotted",
        vietnamese(
            rf"\d{{1,2}}\.\d{{1,2}}(?![\d/])(?:[.)]?\s*(?=[{_UPPER}“\"(])|[.)]\s+{_COUNT}|"
            rf"[.)]?\s*[-–]\s+(?=[{_UPPER}“\"(\d]))"
        ),
    ),
    (
        "number",
        vietnamese(rf"\d{{1,2}}(?:[.)]\s*|\s*[–-]\s+|/\s+)(?:(?=[{_UPPER}“\"(])|{_COUNT})"),
    ),
    ("bracket", re.compile(r"\((?:\d{1,2}|[a-zđ])\)\s+(?=\S)")),
    (
        "letter",
        vietnamese(
            rf"[a-zđ](?:[.)]\s*(?=[^\s\d.,;)])|[.)/]\s+(?=\S)|\s?[-–]\s+(?=[{_UPPER}\d]))"
        ),
    ),
    (
        "bullet",
        vietnamese(
            rf"(?:{_BULLETS}\s*)+(?!{_BULLETS})(?=[^\s\d])|"
            rf"(?:{_BULLETS}\s+)*{_BULLETS}\s*(?=\d)|o\s+(?=[{_UPPER}])"
        ),
    ),
)
_YEAR_RANGE = re.compile(r"[-–]\s*\d{4}\b")


class Marker(NamedTuple):
    """Hold a recognised mark: its style, what is printed, and where the words begin."""

    style: str
    label: str
    end: int


def marker(text: str) -> Marker | None:
    """Return the bullet or number that opens a paragraph, if one does."""
    if _YEAR_RANGE.match(text):
        return None
    for style, pattern in _STYLES:
        found = pattern.match(text)
        if found and found.end() < len(text) + (style in {"part", "chapter", "section"}):
            return Marker(style, _label(style, found[0]), found.end())
    return None


def _label(style: str, printed: str) -> str:
    if style == "bullet":
        return printed.strip()[-1:]
    return printed.strip().strip("(").rstrip(".):/–- ").strip()
