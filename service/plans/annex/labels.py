"""The register in the words of a table, each word standing for one thing, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from tenants.directory import Directory


@dataclass(frozen=True)
class Labels:
    """Names of units, posts and people, numbered where two are alike."""

    register: Directory

    @cached_property
    def units(self) -> Mapping[UUID, str]:
        """Name the units."""
        return distinct((key, unit.name) for key, unit in self.register.units.items())

    @cached_property
    def posts(self) -> Mapping[UUID, str]:
        """Name the posts with their units."""
        return distinct(
            (key, f"{post.title}, {self.register.unit(post.unit_id)}")
            for key, post in self.register.posts.items()
        )

    @cached_property
    def people(self) -> Mapping[UUID, str]:
        """Name the people."""
        return distinct(self.register.people.items())


def distinct(named: Iterable[tuple[UUID, str]]) -> dict[UUID, str]:
    """Number those that have the same name, from the second on: "Chuyên viên (2)"."""
    found: dict[UUID, str] = {}
    for key, name in named:
        label, number, taken = name, 1, set(found.values())
        while label in taken:
            number += 1
            label = f"{name} ({number})"
        found[key] = label
    return found


def meant(label: str, known: Mapping[UUID, str]) -> UUID | None:
    """Find what a label stands for; None for unknown words."""
    return next((key for key, name in known.items() if name == label), None)
