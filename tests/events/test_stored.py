"""What was stored under a name can be read for ever, and means the same."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest

from events import registry
from events.errors import UnknownTopicError
from events.stream import Event, Upcast
from tests.architecture.sources import ROOT

STORED = Path(__file__).with_name("stored")
EARLIER = Path(__file__).with_name("earlier")  # the same facts, in the bytes of before
NAMES = (ROOT / "events/catalogue.txt").read_text().split()
LAN = UUID(int=7)


def state(name: str) -> bytes:
    """The state that was stored under a name; the file ends with a line break."""
    return (STORED / f"{name}.json").read_bytes().rstrip(b"\n")


def test_there_is_a_stored_state_of_every_name_and_of_no_other() -> None:
    assert sorted(file.stem for file in STORED.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_was_stored_still_loads(name: str) -> None:
    event = registry.decode(name, state(name))
    assert isinstance(event, registry.CLASSES.get(name) or registry.OLDER[name][0])


@pytest.mark.parametrize("name", sorted(registry.CLASSES))
def test_what_is_stored_today_has_the_same_bytes(name: str) -> None:
    assert registry.encode(registry.decode(name, state(name))) == state(name)


@pytest.mark.parametrize("earlier", sorted(EARLIER.glob("*.json")), ids=lambda file: file.stem)
def test_what_was_stored_before_a_field_came_means_the_same(earlier: Path) -> None:
    before = registry.decode(earlier.stem, earlier.read_bytes())
    assert before == registry.decode(earlier.stem, state(earlier.stem))


def test_an_unknown_name_is_refused_and_never_imported() -> None:
    with pytest.raises(UnknownTopicError, match=r"os\.system"):
        registry.decode("os.system", b"{}")


class PaidTwice(Event, frozen=True):
    """A payment; the first shape named the amount in thousands and had no day."""

    TOPIC: ClassVar[str] = "tests.PaidTwice"
    UPCASTS: ClassVar[dict[str, Upcast]] = {}
    amount: Decimal
    on: date | None
    by: UUID


def in_full(old: dict[str, Any]) -> dict[str, Any]:
    return {"amount": str(old["thousands"] * 1000), "on": old.get("on"), "by": old["by"]}


@pytest.fixture
def _two_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.OLDER, "tests.Paid", (PaidTwice, in_full))


@pytest.mark.usefixtures("_two_shapes")
def test_an_older_shape_is_raised_to_todays() -> None:
    stored = b'{"thousands":12,"by":"00000000-0000-0000-0000-000000000007"}'
    event = registry.decode("tests.Paid", stored)
    assert event == PaidTwice(amount=Decimal(12000), on=None, by=LAN)


@pytest.mark.usefixtures("_two_shapes")
def test_a_raised_shape_gets_real_days_and_identifiers() -> None:
    stored = b'{"thousands":1,"on":"2026-06-30","by":"00000000-0000-0000-0000-000000000007"}'
    event = registry.decode("tests.Paid", stored)
    assert event == PaidTwice(amount=Decimal(1000), on=date(2026, 6, 30), by=LAN)


def test_older_shapes_are_those_that_the_events_name() -> None:
    named = {name for kind in registry.CLASSES.values() for name in kind.UPCASTS}
    assert set(registry.OLDER) == named
    assert not named & registry.CLASSES.keys()


def test_the_same_event_has_the_same_bytes_always() -> None:
    for name in registry.CLASSES:
        event = registry.decode(name, state(name))
        assert len({registry.encode(event) for _ in range(3)}) == 1


def test_amounts_are_stored_as_text_so_that_no_digit_is_lost() -> None:
    event = PaidTwice(amount=Decimal("0.10"), on=None, by=LAN)
    assert b'"amount":"0.10"' in registry.encode(event)
