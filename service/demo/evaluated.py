"""Evaluation in the story: its periods are opened, and who is no civil servant is said."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from events.values import Population
from service.demo.days import instant
from service.demo.script import Act, Script
from service.evaluation.opening import OpenYear
from service.organisation.populations import SetPopulation

OPENED = timedelta(days=22)  # before the first plan
COMMUNE: Mapping[str, Population] = {
    "su": "cadre",
    "thao": "public_employee",
    "bich": "public_employee",
}


def periods_opened(script: Script, by: str, issued: date) -> Iterator[Act]:
    """Let the periods of every year of the story be there from its beginning."""
    on = issued - OPENED
    for year in range(on.year, script.days.today.year + 1):
        yield Act(instant(on, 5 + year - on.year), by, OpenYear(year=year, grace=3))


def populations_said(script: Script, issued: date) -> Iterator[Act]:
    """Say who is a cadre or a public employee; all the others are civil servants."""
    on = issued - OPENED
    for number, (login, population) in enumerate(COMMUNE.items()):
        person = script.cast.actors[login].person_id
        said = SetPopulation(person_id=person, population=population, from_day=on)
        yield Act(instant(on, 10 + number), "quantri", said)
