"""Cuts a long list into pages by `?trang=`."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cut(Generic[T]):
    """One page of a list, from 1."""

    rows: Sequence[T]
    page: int
    pages: int
    total: int


def cut(rows: Sequence[T], asked: str, size: int) -> Cut[T]:
    """Give the page that was asked for; rubbish and pages beyond the end give the nearest."""
    pages = max(1, -(-len(rows) // size))
    page = min(max(int(asked[:9]) if asked.isascii() and asked.isdigit() else 1, 1), pages)
    return Cut(rows[(page - 1) * size : page * size], page, pages, len(rows))
