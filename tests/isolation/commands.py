"""Every command of the service, found by itself, with values of the kinds of its fields."""

import pkgutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from typing import Any
from uuid import UUID

import msgspec.inspect as shapes
from hypothesis import strategies as st

import service
from service.work import Command
from tests.people import SINCE

NOT_OURS = ("service.commands", "service.demo", "service.bench", "service.migrations")
FIELDS = "__dataclass_fields__"
MOMENTS = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 6)]
AMOUNTS = [Decimal(n) for n in range(3)]


def every_command() -> list[type[Command]]:
    """All classes of the service that decide, in order of their names."""
    found = set[type[Command]]()
    for module in pkgutil.walk_packages(service.__path__, "service."):
        if module.name.startswith(NOT_OURS) or module.name.endswith("__main__"):
            continue
        things: list[Any] = list(vars(import_module(module.name)).values())
        found |= {t for t in things if hasattr(t, "decide") and hasattr(t, FIELDS)}
    return sorted(found, key=lambda command: command.__qualname__)


def made(kind: type[Command], word: str, ids: Sequence[UUID]) -> st.SearchStrategy[Command]:
    """A command of a kind, whose texts hold a word and whose identifiers are some of these."""
    return Values(word, ids).of(shapes.type_info(kind))


class Values:
    """Values by the shape of a field; a shape that is new here fails with its name."""

    def __init__(self, word: str, ids: Sequence[UUID]) -> None:
        self.plain: dict[type[shapes.Type], st.SearchStrategy[Any]] = {
            shapes.NoneType: st.none(),
            shapes.BoolType: st.booleans(),
            shapes.IntType: st.integers(0, 9),
            shapes.FloatType: st.floats(0, 9),
            shapes.DecimalType: st.sampled_from(AMOUNTS),
            shapes.StrType: st.sampled_from([word, f"{word} 2", "0" * 64]),
            shapes.BytesType: st.just(word.encode()),
            shapes.UUIDType: st.sampled_from(ids),
            shapes.DateType: st.just(SINCE),
            shapes.DateTimeType: st.sampled_from(MOMENTS),
        }
        self.compound: dict[type[shapes.Type], Callable[[Any], st.SearchStrategy[Any]]] = {
            shapes.LiteralType: lambda shape: st.sampled_from(shape.values),
            shapes.EnumType: lambda shape: st.sampled_from(list(shape.cls)),
            shapes.UnionType: lambda shape: st.one_of(*map(self.of, shape.types)),
            shapes.TupleType: lambda shape: st.tuples(*map(self.of, shape.item_types)),
            shapes.VarTupleType: lambda shape: self._few(shape).map(tuple),
            shapes.FrozenSetType: lambda shape: self._few(shape).map(frozenset),
            shapes.DictType: lambda shape: st.dictionaries(
                self.of(shape.key_type), self.of(shape.value_type), max_size=2
            ),
            shapes.DataclassType: self._record,
            shapes.StructType: self._record,
        }

    def of(self, shape: shapes.Type) -> st.SearchStrategy[Any]:
        kind = type(shape)
        return self.plain[kind] if kind in self.plain else self.compound[kind](shape)

    def _few(self, shape: shapes.VarTupleType | shapes.FrozenSetType) -> st.SearchStrategy[Any]:
        return st.lists(self.of(shape.item_type), max_size=2)

    def _record(
        self, shape: shapes.DataclassType | shapes.StructType
    ) -> st.SearchStrategy[Any]:
        fields = {field.name: self.of(field.type) for field in shape.fields}
        return st.builds(shape.cls, **fields)
