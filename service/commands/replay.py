"""`sauro replay`: tell a past from the events, and prove that pages show it so."""

from dataclasses import replace
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

import click
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Connection

from events.store import Clock, Past
from service.clock import end_of, now
from service.commands.opening import administration, console, tenant
from service.ledgers import Instance
from service.read_models import READ_MODELS
from service.replay import replay
from service.vault.stores import event_store
from tenants.register import Tenant, every
from tenants.scope import Scope

MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])
LONGEST = 3600  # seconds that one tenant may take


@click.command("replay")
@click.option("--tenant", "code", help="Chỉ một đơn vị; mặc định mọi đơn vị.")
@click.option("--at", type=MOMENT, help="Giờ địa phương; chỉ có ngày là đến hết ngày đó.")
@click.option(
    "--clock",
    type=click.Choice(["recorded", "happened"]),
    default="recorded",
    help="Theo giờ ghi nhận (đã biết gì) hay giờ xảy ra (điều gì có hiệu lực).",
)
@click.option("--stream", type=click.UUID, help="Kể từng sự kiện của một luồng (cần --tenant).")
def replay_all(
    code: str | None, at: datetime | None, clock: Clock, stream: UUID | None
) -> None:
    """Dựng lại quá khứ từ sự kiện và đối chiếu với điều các trang cho thấy."""
    if stream and not code:
        raise click.UsageError("--stream cần --tenant.")
    admin, differing = administration(), 0
    with admin.engine.connect() as connection:
        tenants = [tenant(admin, code)] if code else every(connection)
    for one in tenants:
        with _reading(admin, one).begin() as connection:
            past = Past(_instant(at, one.zone), clock)
            if stream:
                _tell(connection, stream, past, one.zone)
            else:
                differing += _prove(connection, one.code, past)
            connection.rollback()
    if differing:
        raise SystemExit(1)


def _reading(admin: Instance, one: Tenant) -> Scope:
    return replace(admin.open(one).scope, seconds=LONGEST, snapshot=True)


def _instant(at: datetime | None, zone: str) -> datetime:
    if at is None:
        return now()
    return (
        end_of(at.date(), zone) if at.time() == time.min else at.replace(tzinfo=ZoneInfo(zone))
    )


def _prove(connection: Connection, code: str, past: Past) -> int:
    """Replay every read model; gives how many are shown otherwise than they were."""
    wrong = 0
    with Progress(console=console, transient=True) as progress:
        for model in progress.track(READ_MODELS, description="Đang dựng lại…"):
            done = replay(connection, model, past)
            wrong += done.differing is not None
            said = f"HỎNG: {done.differing}" if done.differing else f"{done.things} dòng"
            shown = "" if done.differing else ", khớp với trang"
            console.print(f"{code}: {model.table.name}: {said}{shown}.", highlight=False)
    return wrong


def _tell(connection: Connection, stream: UUID, past: Past, zone: str) -> None:
    told = Table("Số", "Bản", "Xảy ra", "Ghi nhận", "Sự kiện", "Người")
    for recorded in event_store(connection).stream(stream, past=past):
        happened, known = (
            moment.astimezone(ZoneInfo(zone)).strftime("%d/%m/%Y %H:%M:%S")
            for moment in (recorded.happened_at, recorded.recorded_at)
        )
        place, version = str(recorded.position), str(recorded.version)
        person = str(recorded.person_id)
        told.add_row(place, version, happened, known, recorded.event.TOPIC, person)
    console.print(told)
