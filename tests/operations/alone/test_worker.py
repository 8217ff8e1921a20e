"""The worker clears away what is over, and nothing else."""

import logging
import os
import signal
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from events.values import Deadline
from service.clock import now, today
from service.ledgers import Instance
from service.worker import Worker
from tenants.accounts import find_account
from tenants.sessions import begin
from tenants.tables import sessions, sign_in_tries
from tests.operations.conftest import Sauro
from tests.people import Commune
from tests.tasks.recurring import opened


def sign_in(commune: Commune, login: str, ago: timedelta) -> None:
    with commune.ledger.scope.begin() as connection:
        account = find_account(connection, login)
        assert account
        post = commune.actors[login].post_id
        begin(connection, account.account_id, post, "máy thử", now() - ago)


def test_sessions_that_are_over_end_and_others_stay(
    commune: Commune, instance: Instance, tmp_path: Path
) -> None:
    sign_in(commune, "ha", timedelta(hours=13))
    sign_in(commune, "khai", timedelta(minutes=5))
    Worker(instance, tmp_path).round()
    with commune.ledger.scope.begin() as connection:
        kept = connection.execute(select(sessions.c.post_id)).scalars().all()
    assert kept == [commune.actors["khai"].post_id]


def test_old_sign_in_tries_are_forgotten(
    commune: Commune, instance: Instance, tmp_path: Path
) -> None:
    with commune.ledger.scope.begin() as connection:
        for source, ago in (("old", timedelta(days=2)), ("new", timedelta(hours=1))):
            row = {"source": source, "failures": 3, "blocked_until": now() - ago}
            added = insert(sign_in_tries).values(tenant_id=func.ctx.tenant(), **row)
            connection.execute(added)
    Worker(instance, tmp_path).round()
    with commune.ledger.scope.begin() as connection:
        assert connection.execute(select(sign_in_tries.c.source)).scalars().all() == ["new"]


def test_uploads_broken_off_a_day_ago_are_dropped(instance: Instance, tmp_path: Path) -> None:
    folder = tmp_path / "files/1/ab"
    folder.mkdir(parents=True)
    for name, hours in (("tmpold", 30), ("tmpnew", 1), ("ab" * 32, 300)):
        (folder / name).write_bytes(b"x")
        at = (now() - timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (at, at))
    assert Worker(instance, tmp_path).round().files == 1
    assert sorted(p.name for p in folder.iterdir()) == ["ab" * 32, "tmpnew"]


def test_it_says_once_a_round_what_it_cleared(
    instance: Instance, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger="sauro.worker"):
        Worker(instance, tmp_path).round()
    assert [r.name for r in caplog.records] == ["sauro.worker"]


def test_it_stops_when_it_is_told_to(instance: Instance, tmp_path: Path) -> None:
    before = {n: signal.getsignal(n) for n in (signal.SIGTERM, signal.SIGINT)}
    worker = Worker(instance, tmp_path)
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGTERM)).start()
    try:
        worker.run(60)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert worker.stopping.is_set()


def test_one_round_from_the_command_line(sauro: Sauro) -> None:
    assert sauro("worker", "--once").exit_code == 0


def test_a_duty_that_comes_round_is_given_out_once_a_time(
    commune: Commune, instance: Instance, tmp_path: Path
) -> None:
    day = today(commune.tenant.zone)
    weekly = Deadline(kind="recurring", rhythm="weekly", on=day)
    office = opened(commune, weekly, (day.year, day.year + 1))
    Worker(instance, tmp_path).round()
    Worker(instance, tmp_path).round()
    assert len(office.times()) == 2
