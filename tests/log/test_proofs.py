"""Proofs are made of stored nodes alone, few of them, and hold against the root."""

import json
from typing import Any

import psycopg
import pytest

from events.merkle import Frontier, proves_consistency, proves_inclusion
from service.db import driver
from service.log.proofs import consistency, inclusion, prove_event
from service.log.reading import MissingNodeError, head, leaves
from service.log.signing import Signer
from tenants.scope import Scope
from tests.log.conftest import record, some_events


def roots(connection: psycopg.Connection[Any]) -> tuple[list[bytes], list[bytes]]:
    tree = Frontier()
    made, found = [], [tree.root()]
    for row in leaves(connection, 0, head(connection).size):
        tree.append(row.made)
        made.append(row.made)
        found.append(tree.root())
    return made, found


def test_every_event_and_every_growth_is_proved(empty_tenant: Scope) -> None:
    for count in (1, 15, 1, 30, 230, 60):
        record(empty_tenant, some_events(count))
    with empty_tenant.begin() as connection:
        raw = driver(connection)
        made, known = roots(raw)
        size = len(made)
        assert head(raw).root() == known[size]
        for position in (1, 2, 16, 17, 256, 257, 336, size):
            for of in {position, max(position, 300), size}:
                path = inclusion(raw, position, of)
                leaf = made[position - 1]
                assert proves_inclusion(leaf, position - 1, of, path, known[of])
        for old, new in ((0, 1), (1, size), (16, 17), (255, 257), (256, size), (300, 300)):
            path = consistency(raw, old, new)
            assert proves_consistency((old, known[old]), (new, known[new]), path)


def test_a_proof_of_events_that_are_not_there_is_refused(tenant: Scope) -> None:
    with tenant.begin() as connection:
        with pytest.raises(ValueError, match="no leaf"):
            inclusion(driver(connection), 41, 40)
        with pytest.raises(MissingNodeError):
            inclusion(driver(connection), 5, 64)


def test_an_event_is_proved_by_the_first_checkpoint_that_speaks_for_it(
    tenant: Scope, signer: Signer
) -> None:
    notes = []
    for _ in range(2):
        signed = signer.sign(tenant)
        assert signed
        notes.append(signed.note)
        record(tenant, some_events(10))
    with tenant.begin() as connection:
        raw = driver(connection)
        found = [prove_event(raw, position, notes) for position in (1, 40, 41, 51, 99, 0)]
    proved = [one for one in found if one]
    assert [one.note.checkpoint.size for one in proved] == [40, 40, 50]
    assert all(one.holds() for one in proved)
    said = json.loads(proved[1].as_json())
    assert said["event"]["position"] == 40
    assert said["checkpoint"] == notes[0].written()
    assert not type(proved[0])(proved[0].event, proved[1].path, notes[0]).holds()
