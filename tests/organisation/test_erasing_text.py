"""One text is erased and its neighbours stay; a name is corrected and no event says it."""

from uuid import UUID

import pytest

from events.sealing import ERASED
from service.ledgers import Instance
from service.organisation.erasing import CorrectName, EraseText, NothingSealedError
from service.organisation.people import EmptyNameError
from service.verify import verify
from tenants.directory import directory
from tests.organisation.test_erasing import (
    GROUNDS,
    WORDS,
    last,
    positions,
    rebuilt,
    rows,
    task_id,
    texts,
)
from tests.people import Commune

__all__ = ["task_id"]  # a fixture


def test_one_text_is_erased_and_its_neighbours_stay(
    admin: Instance, commune: Commune, task_id: UUID
) -> None:
    [place] = positions(commune, "tasks.ObstacleReported")
    commune.do(EraseText(position=place, **GROUNDS), by="admin")
    assert texts(commune, task_id) == ["", ERASED, "Ghi chú"]
    assert WORDS not in repr(rows(commune))
    assert rows(commune) == rebuilt(admin, commune)
    assert verify(admin, commune.tenant).erased == 1
    with pytest.raises(NothingSealedError):
        commune.do(EraseText(position=place, **GROUNDS), by="admin")


@pytest.mark.parametrize("place", [0, -1, 1, 10**12])
def test_where_there_is_no_text_nothing_is_erased(commune: Commune, place: int) -> None:
    with pytest.raises(NothingSealedError):
        commune.do(EraseText(position=place, **GROUNDS), by="admin")


def test_a_name_is_corrected_and_the_event_says_neither(commune: Commune) -> None:
    person = commune.actors["hung"].person_id
    commune.do(CorrectName(person_id=person, name=" Lò Văn Hưng "), by="admin")
    with commune.ledger.scope.begin() as connection:
        assert directory(connection).person(person) == "Lò Văn Hưng"
    assert "Hưng" not in repr(last(commune))
    with pytest.raises(EmptyNameError):
        commune.do(CorrectName(person_id=person, name=" "), by="admin")
