"""Which rules of evaluation hold for a person: said with a day, corrected, a default."""

from datetime import date
from uuid import uuid4

import pytest

from service.organisation.people import UnknownMemberError
from service.organisation.populations import SetPopulation
from tenants.access import AccessDeniedError
from tenants.populations import Population, populations
from tests.people import Commune
from tests.web import manage

JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)


def say(commune: Commune, population: Population, day: date, by: str = "admin") -> None:
    person = commune.actors["su"].person_id
    commune.do(SetPopulation(person_id=person, population=population, from_day=day), by=by)


def on(commune: Commune, day: date, login: str = "su") -> str:
    with commune.ledger.scope.begin() as connection:
        return populations(connection).of(commune.actors[login].person_id, day)


def test_who_nobody_spoke_of_is_a_civil_servant(commune: Commune) -> None:
    assert on(commune, JUNE) == "civil_servant"


def test_a_population_holds_from_its_day_until_the_next(commune: Commune) -> None:
    say(commune, "cadre", JULY)
    say(commune, "contract_worker", JUNE)
    assert [on(commune, day) for day in (date(2026, 5, 31), JUNE, JULY)] == [
        "civil_servant",
        "contract_worker",
        "cadre",
    ]
    assert on(commune, JULY, "ha") == "civil_servant"


def test_said_again_of_one_day_the_later_word_holds(commune: Commune) -> None:
    say(commune, "cadre", JUNE)
    say(commune, "public_employee", JUNE)
    assert on(commune, JUNE) == "public_employee"


def test_only_the_administrator_says_it_and_only_of_people_here(commune: Commune) -> None:
    with pytest.raises(AccessDeniedError):
        say(commune, "cadre", JUNE, by="ha")
    unknown = SetPopulation(person_id=uuid4(), population="cadre", from_day=JUNE)
    with pytest.raises(UnknownMemberError):
        commune.do(unknown, by="admin")


def test_the_person_s_page_says_it_and_sets_it(commune: Commune) -> None:
    manager, path = manage(commune), f"nguoi/{commune.actors['su'].person_id}"
    page = manager.get(path)
    assert "Công chức." in page.text
    typed = page.form("/nhom") | {"population": "cadre", "from_day": "01/07/2026"}
    done = manager.follow(manager.post(f"{path}/nhom", typed))
    assert done.messages == ["Đã ghi: Vàng A Sử là cán bộ từ ngày 01/07/2026."]
    assert "Cán bộ từ 01/07/2026" in done.text
    wrong = manager.post(f"{path}/nhom", typed | {"from_day": "", "population": "rac"})
    assert wrong.status == 422
