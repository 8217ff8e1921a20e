"""Grades by the names under which they are stored, and back."""

from typing import get_args

from events.grading.steps import Grade as GradeName
from service.evaluation.grades import Grade

NAMES: tuple[GradeName, ...] = tuple(reversed(get_args(GradeName)))  # the better the later


def grade_of(name: GradeName) -> Grade:
    """Give the grade of a stored name."""
    return Grade(NAMES.index(name) + 1)


def name_of(grade: Grade) -> GradeName:
    """Give the name under which a grade is stored."""
    return NAMES[grade - 1]
