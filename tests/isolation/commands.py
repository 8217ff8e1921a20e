"""Every command of the service, found by itself, with values of the kinds of its fields."""

import pkgutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from importlib import import_module
from random import Random
from typing import Any
from uuid import UUID

import msgspec.inspect as shapes

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


def made(kind: type[Command], word: str, ids: Sequence[UUID], chance: Random) -> Command:
    """A command of a kind, whose texts hold a word and whose identifiers are some of these."""
    command: Command = Values(word, ids, chance).of(shapes.type_info(kind))
    return command


class Values:
    """Values by the shape of a field; a shape that is new here fails with its name."""

    def __init__(self, word: str, ids: Sequence[UUID], chance: Random) -> None:
        self.chance = chance
        self.plain: dict[type[shapes.Type], Sequence[Any]] = {
            shapes.NoneType: [None],
            shapes.BoolType: [False, True],
            shapes.IntType: range(10),
            shapes.FloatType: [0.0, 0.5, 9.0],
            shapes.DecimalType: AMOUNTS,
            shapes.StrType: [word, f"{word} 2", "0" * 64],
            shapes.BytesType: [word.encode()],
            shapes.UUIDType: ids,
            shapes.DateType: [SINCE],
            shapes.DateTimeType: MOMENTS,
        }
        self.compound: dict[type[shapes.Type], Callable[[Any], Any]] = {
            shapes.LiteralType: lambda shape: chance.choice(shape.values),
            shapes.EnumType: lambda shape: chance.choice(list(shape.cls)),
            shapes.UnionType: lambda shape: self.of(chance.choice(shape.types)),
            shapes.TupleType: lambda shape: tuple(map(self.of, shape.item_types)),
            shapes.VarTupleType: lambda shape: tuple(self._few(shape)),
            shapes.FrozenSetType: lambda shape: frozenset(self._few(shape)),
            shapes.DictType: lambda shape: {
                self.of(shape.key_type): self.of(shape.value_type) for _ in range(2)
            },
            shapes.DataclassType: self._record,
            shapes.StructType: self._record,
        }

    def of(self, shape: shapes.Type) -> Any:
        kind = type(shape)
        if kind in self.plain:
            return self.chance.choice(self.plain[kind])
        return self.compound[kind](shape)

    def _few(self, shape: shapes.VarTupleType | shapes.FrozenSetType) -> list[Any]:
        return [self.of(shape.item_type) for _ in range(self.chance.randrange(3))]

    def _record(self, shape: shapes.DataclassType | shapes.StructType) -> Any:
        return shape.cls(**{field.name: self.of(field.type) for field in shape.fields})
