"""The longest order that two lists share."""

from bisect import bisect_left
from collections.abc import Sequence


def longest_rising(numbers: Sequence[int]) -> set[int]:
    """Give the places of a longest rising run among different numbers, in n log n steps."""
    ends: list[int] = []  # the least end of a rising run, by its length
    places: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else None)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    found, at = set[int](), places[-1] if places else None
    while at is not None:
        found.add(at)
        at = before[at]
    return found
