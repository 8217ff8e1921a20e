"""Sealed text comes back as it was typed or not at all: nothing changed or moved is read."""

from base64 import b64decode, b64encode
from datetime import date
from typing import Any, ClassVar, get_args
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events import par, plans, registry
from events.sealing import (
    DAMAGED,
    ENDING,
    ERASED,
    OPENING,
    Place,
    UnknownKeyError,
    seal,
    unseal,
    without_text,
)
from events.stream import DOER, Event
from events.tasks.deadlines import ExtensionAsked
from events.tasks.obstacles import ObstacleReported
from events.tasks.task import Task
from events.tasks.working import Progressed
from events.textkeys import SEED, DataKey
from tests.events.test_stored import state

KHAI, LAN, TASK = UUID(int=1), UUID(int=2), UUID(int=0x77)
words = st.text(st.characters(codec="utf-8"), min_size=1)


class Ring:
    """Keys in memory; made when asked for, destroyed by hand."""

    def __init__(self) -> None:
        self.keys: dict[bytes, DataKey | None] = {}
        self.by_person: dict[UUID | None, DataKey] = {}

    def sealing(self, person: UUID | None) -> DataKey:
        if person not in self.by_person:
            made = DataKey.whole(uuid4(), uuid4().bytes * (SEED // 16))
            self.by_person[person] = self.keys[made.key_id] = made
        return self.by_person[person]

    def opening(self, key_id: bytes) -> DataKey | None:
        if key_id not in self.keys:
            raise UnknownKeyError(key_id)
        return self.keys[key_id]


class Assessed(Event, frozen=True):
    """Somebody said something about somebody."""

    TOPIC: ClassVar[str] = "tests.Assessed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    ABOUT: ClassVar[str] = "person_id"
    text: str
    person_id: UUID | None = None


def at(event: Event, version: int = 1, stream_id: UUID = TASK) -> Place:
    return Place(stream_id, version, event.TOPIC)


def sealed(event: Event, ring: Ring, place: Place | None = None) -> bytes:
    return seal(event, registry.encode(event), place or at(event), KHAI, ring)


def obstacle(text: str = "Ốm, nằm viện", proposal: str = "Cho lùi hạn") -> ObstacleReported:
    return ObstacleReported(cause="objective", text=text, proposal=proposal)


@given(words, st.text(st.characters(codec="utf-8")), st.integers(1, 2**24 - 1), st.uuids())
def test_any_text_comes_back_as_it_was_typed(
    text: str, proposal: str, version: int, stream_id: UUID
) -> None:
    ring, event = Ring(), obstacle(text, proposal)
    place = at(event, version, stream_id)
    stored = sealed(event, ring, place)
    opened = unseal(stored, place, ring)
    assert opened == (registry.encode(event), (), ())
    again = unseal(registry.encode(event), place, ring)  # plain words, whatever they look like
    assert again.state == registry.encode(event)


def test_nothing_that_was_typed_can_be_read_in_what_is_stored() -> None:
    stored = sealed(obstacle(), Ring())
    assert b"vi\xe1\xbb\x87n" not in stored
    assert b"h\xe1\xba\xa1n" not in stored
    assert b'"cause":"objective"' in stored


def test_empty_text_says_nothing_and_stays_as_it_is() -> None:
    event = obstacle(proposal="")
    assert b'"proposal":""' in sealed(event, Ring())
    nothing = obstacle("", "")
    assert sealed(nothing, Ring()) == registry.encode(nothing)


def test_the_same_text_never_looks_the_same() -> None:
    ring = Ring()
    assert sealed(obstacle(), ring) != sealed(obstacle(), ring)


@given(st.data())
def test_a_flipped_bit_is_damage_and_never_another_text(data: st.DataObject) -> None:
    ring, event = Ring(), Progressed(amount=1, note="Đã quét xong 620 hồ sơ")  # type: ignore[arg-type]
    fields = msgspec.json.decode(sealed(event, ring))
    value = bytearray(b64decode(fields["note"]["~"]))
    bit = data.draw(st.integers(0, len(value) * 8 - 1))
    value[bit // 8] ^= 1 << bit % 8
    fields["note"]["~"] = b64encode(value).decode()
    opened = unseal(msgspec.json.encode(fields), at(event), ring)
    assert opened.damaged == ("note",)
    assert msgspec.json.decode(opened.state)["note"] == DAMAGED


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place(TASK, 2, ObstacleReported.TOPIC),
        Place(UUID(int=0x78), 1, ObstacleReported.TOPIC),
        Place(UUID(int=TASK.int | 1 << 100), 1, ObstacleReported.TOPIC),
        Place(TASK, 1, "tasks.Other"),
    ],
    ids=["another version", "another stream", "a stream that ends alike", "another kind"],
)
def test_text_moved_elsewhere_is_damage(elsewhere: Place) -> None:
    ring = Ring()
    assert unseal(sealed(obstacle(), ring), elsewhere, ring).damaged == ("text", "proposal")


def test_two_fields_that_changed_places_are_damage() -> None:
    ring, event = Ring(), obstacle()
    fields = msgspec.json.decode(sealed(event, ring))
    fields["text"], fields["proposal"] = fields["proposal"], fields["text"]
    opened = unseal(msgspec.json.encode(fields), at(event), ring)
    assert opened.damaged == ("text", "proposal")


@pytest.mark.parametrize("rubbish", [b"", b"%%%", b"AAAA", b64encode(bytes(60))])
def test_rubbish_in_the_place_of_text_is_damage(rubbish: bytes) -> None:
    stored = b'{"note":' + OPENING + rubbish + ENDING + b"}"
    assert unseal(stored, Place(TASK, 1, "x"), Ring()).damaged == ("note",)


def test_with_the_key_gone_the_text_is_gone_and_the_rest_stays() -> None:
    ring = Ring()
    stored = sealed(obstacle(), ring)
    ring.keys = dict.fromkeys(ring.keys)
    opened = unseal(stored, at(obstacle()), ring)
    assert opened.erased == ("text", "proposal")
    event = registry.decode(ObstacleReported.TOPIC, opened.state)
    assert event == ObstacleReported(cause="objective", text=ERASED, proposal=ERASED)


def test_whom_a_text_is_about_chooses_the_key() -> None:
    ring = Ring()
    sealed(obstacle(), ring)
    sealed(Assessed(text="Tốt", person_id=LAN), ring)
    sealed(Assessed(text="Tốt"), ring)
    assert list(ring.by_person) == [KHAI, LAN, None]
    assert ObstacleReported.ABOUT == DOER


def test_a_state_stored_before_there_were_keys_is_read_as_it_is() -> None:
    for name in registry.CLASSES:
        assert unseal(state(name), Place(TASK, 1, name), Ring()).state == state(name)


def is_text(kind: Any, path: list[str]) -> bool:
    """Tell whether texts stand where a path leads, in lists or not, there or not."""
    inner = [one for one in get_args(kind) if one not in {type(None), Ellipsis}]
    if inner:
        return all(is_text(one, path) for one in inner)
    if not path:
        return kind is str
    types = {field.name: field.type for field in msgspec.structs.fields(kind)}
    return is_text(types[path[0]], path[1:])


def test_free_text_is_text_and_whom_it_is_about_is_a_field() -> None:
    for kind in registry.CLASSES.values():
        typed = {name for name in kind.FREE_TEXT if not is_text(kind, name.split("."))}
        assert not typed, (kind.TOPIC, typed)
        assert kind.ABOUT in {"", DOER, *kind.__struct_fields__}, kind.TOPIC


class Amended(Event, frozen=True):
    """Several texts at once."""

    TOPIC: ClassVar[str] = "tests.Amended"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reasons"})
    reasons: tuple[str, ...]


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1).map(tuple))
def test_texts_of_a_list_are_sealed_one_by_one(reasons: tuple[str, ...]) -> None:
    ring, event = Ring(), Amended(reasons=reasons)
    stored = sealed(event, ring)
    assert unseal(stored, at(event), ring) == (registry.encode(event), (), ())
    ring.keys = dict.fromkeys(ring.keys)
    gone = msgspec.json.decode(unseal(stored, at(event), ring).state)
    assert gone == {"reasons": [ERASED if reason else "" for reason in reasons]}


def test_texts_of_a_list_that_changed_places_are_damage() -> None:
    ring, event = Ring(), Amended(reasons=("một", "hai"))
    fields = msgspec.json.decode(sealed(event, ring))
    fields["reasons"].reverse()
    opened = unseal(msgspec.json.encode(fields), at(event), ring)
    assert opened.damaged == ("reasons.0", "reasons.1")


def test_texts_inside_what_a_list_holds_are_sealed_each_in_its_place() -> None:
    ring = Ring()
    event = registry.decode(par.Locked.TOPIC, state(par.Locked.TOPIC))
    assert isinstance(event, par.Locked)
    stored = sealed(event, ring)
    reasons = [line.reason for line in event.lines if line.reason]
    assert reasons
    assert not any(reason.encode() in stored for reason in reasons)
    assert unseal(stored, at(event), ring) == (registry.encode(event), (), ())
    ring.keys = dict.fromkeys(ring.keys)
    gone = registry.decode(event.TOPIC, unseal(stored, at(event), ring).state)
    assert isinstance(gone, par.Locked)
    assert [line.reason for line in gone.lines if line.reason] == [ERASED] * len(reasons)
    assert [line.points for line in gone.lines] == [line.points for line in event.lines]


def test_a_plan_is_a_public_document_and_nothing_in_it_is_sealed() -> None:
    found = {kind.TOPIC for kind in registry.event_classes(plans) if kind.FREE_TEXT}
    assert found == set()


@pytest.mark.parametrize("name", sorted(registry.SILENT))
def test_a_task_remembers_the_same_of_an_event_whose_text_stays_sealed(name: str) -> None:
    event = registry.decode(name, state(name))
    silent = registry.decode(name, without_text(sealed(event, Ring())))
    assert remembered(event) == remembered(silent)


def test_text_that_a_task_remembers_is_opened() -> None:
    """A new event whose text a task remembers must say so."""
    said = [kind for kind in registry.CLASSES.values() if kind.TEXT_REMEMBERED]
    assert ExtensionAsked in said
    before, after = (remembered(asked(reason)) for reason in ("Mưa lũ", ""))
    assert before != after


def asked(reason: str) -> ExtensionAsked:
    return ExtensionAsked(asked_on=date(2026, 5, 4), due_on=date(2026, 7, 1), reason=reason)


def remembered(event: Event) -> dict[str, object]:
    task = Task(TASK)
    for one in (registry.decode("tasks.Issued", state("tasks.Issued")), event):
        task.replay(one)
    return vars(task)
