"""What stands above the tables of an annex."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of the plan, and the line that says which document the annex belongs to."""

    title: str
    belongs_to: str
