"""Signals are counted against the labels of the demonstration's year."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy import text

from events.signals import SignalRule
from service.bench.alarms import Alarms, counted, named, of_demo
from service.clock import today
from service.db import engine_for
from service.demo.loading import load
from service.demo.people import STAGES, SUOI_NGAN
from service.launch.postgres import Server
from service.ledgers import Instance
from service.organisation.founding import ZONE
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from tests.conftest import MIGRATED

BENCHMARKS = Path(__file__).parents[2] / "docs/benchmarks.md"
OF_ITS_MONTH: SignalRule = "self_score_above"  # what lies in a month depends on the day
ANY_LINK = """CREATE OR REPLACE FUNCTION link_stands(link uuid, one int, other int)
RETURNS boolean LANGUAGE sql AS 'SELECT true'"""  # of days to come none stands today


def test_of_a_year_that_was_not_written_for_it_little_is_named(told: Instance) -> None:
    found = {one for one in named(told, SUOI_NGAN, today(ZONE)) if one[0] != OF_ITS_MONTH}
    assert [(rule, words[:15]) for rule, words in found] == [
        ("recorded_late", "Phát 12 bản tin")
    ]


def test_the_labelled_year_is_named_as_the_published_table_says_whenever_it_is_loaded(
    server: Server, vault: Vault, admin: Instance, tmp_path: Path
) -> None:
    day = today(ZONE) + timedelta(days=97 * today(ZONE).toordinal() % 365)
    root = engine_for(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(text(f"CREATE DATABASE any_day TEMPLATE {MIGRATED}"))
    root.dispose()
    engine = with_vault(engine_for(server.url("any_day")), vault)
    with engine.begin() as connection:
        connection.execute(text(ANY_LINK))
    elsewhere = Instance(engine, admin.key, as_owner=True)
    load(elsewhere, tmp_path, at=datetime.combine(day, time(9), UTC))
    table = of_demo(elsewhere, day)
    assert all(elsewhere.tenant(stage.code) for stage in STAGES), day
    assert {misses for _, _, misses, *_ in table.rows} == {"0"}, day
    assert table.markdown() in BENCHMARKS.read_text(encoding="utf-8"), day
    engine.dispose()


def test_what_nobody_labelled_is_a_false_alarm() -> None:
    labels: dict[tuple[SignalRule, int], bool] = {
        ("rush", 1): True,
        ("rush", 2): True,
        ("rush", 3): False,
        ("rush", 4): False,
    }
    [one] = counted([("rush", 1), ("rush", 1), ("rush", 3), ("rush", 5)], labels)
    assert one == Alarms("rush", hits=1, misses=1, false=2, left_alone=1)
