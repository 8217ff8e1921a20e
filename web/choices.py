"""The register as choices of a form: short keys, so that a page of many lists stays light."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from wtforms.fields.choices import SelectChoice

from tenants.directory import Directory

KEEP, NOT_YET = "Giữ nguyên", "Chưa chọn"


def options(named: Mapping[Any, str], *, empty: str = "") -> list[SelectChoice]:
    """Make choices of values and their labels; `empty` labels a first one without a value."""
    first = [SelectChoice("", empty)] if empty else []
    return [*first, *(SelectChoice(value, label) for value, label in named.items())]


def key(identifier: UUID | None) -> str:
    """Give the short name of an identifier in forms."""
    return identifier.hex[:10] if identifier else ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen in one tenant on one day."""

    register: Directory
    day: date

    def units(self) -> dict[str, str]:
        """Name the units that stand on the day, by key."""
        standing = self.register.standing(self.day)
        return {key(unit_id): unit.name for unit_id, unit in standing.items()}

    def posts(self) -> dict[str, str]:
        """Name the posts with their units and who holds them, by key."""
        return {key(post_id): self._post(post_id) for post_id in self.register.posts}

    def people(self) -> dict[str, str]:
        """Name who acts in which post, by key."""
        return {
            self.assignee(
                person, post
            ): f"{self.register.person(person)}, {self.register.seat(post)}"
            for person, post in self.register.filled(self.day)
        }

    def persons(self) -> dict[str, str]:
        """Name who is in office, by key."""
        people = dict.fromkeys(person for person, _ in self.register.filled(self.day))
        return {key(person): self.register.person(person) for person in people}

    def people_of(self, unit_id: UUID | None) -> dict[str, str]:
        """Name who acts in which post of one unit, by key."""
        return {
            self.assignee(person, post): f"{self.register.person(person)}, {found.title}"
            for person, post in self.register.filled(self.day)
            if (found := self.register.posts[post]).unit_id == unit_id
        }

    def assignee(self, person: UUID | None, post: UUID | None) -> str:
        """Give the key of a person in a post."""
        return f"{key(person)}.{key(post)}" if person and post else ""

    def unit_of(self, chosen: str) -> UUID | None:
        """Find the unit that was chosen."""
        return _found(chosen, self.register.units)

    def person_of(self, chosen: str) -> UUID | None:
        """Find the person who was chosen."""
        return _found(chosen, self.register.people)

    def post_of(self, chosen: str) -> UUID | None:
        """Find the post that was chosen."""
        return _found(chosen, self.register.posts)

    def assignee_of(self, chosen: str) -> tuple[UUID | None, UUID | None]:
        """Find the person and the post that were chosen."""
        person, _, post = chosen.partition(".")
        return _found(person, self.register.people), _found(post, self.register.posts)

    def _post(self, post_id: UUID) -> str:
        holders = [self.register.person(p) for p in self.register.holders(post_id, self.day)]
        return f"{self.register.seat(post_id)} ({', '.join(holders) or 'chưa có người'})"


def _found(chosen: str, known: Iterable[UUID]) -> UUID | None:
    matching = (identifier for identifier in known if key(identifier) == chosen)
    return next(matching, None) if chosen else None
