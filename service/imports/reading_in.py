"""Reading an upload that waits: each file under guard, then a draft, then its annexes."""

import dataclasses
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from threading import BoundedSemaphore
from uuid import UUID, uuid5

import msgspec
from msgspec.structs import replace

from events.errors import ChangedMeanwhileError, RefusedError
from events.plans import Plan
from events.values import Evidence
from service.clock import today
from service.files import FileStore, note_file
from service.imports import refusals, sandbox
from service.imports.annexing import annexed
from service.imports.drafts import start_draft, written
from service.imports.intake import Box, Intake
from service.imports.naming import with_known_names
from service.imports.reading import Reading
from service.organisation.naming import known_names
from service.plans.annexing import JoinAnnex
from service.plans.drafts import draft
from service.vault.stores import OpenedKeys
from service.work import Command, Ledger, Order, execute
from tenants.access import Actor, Role
from tenants.calendar import working_calendar
from tenants.directory import directory
from tenants.ids import PersonId, PostId, TenantId, UnitId

AT_ONCE = BoundedSemaphore(2)  # files that one process reads at a time
TABLES = {".xlsx", ".csv"}
TRIES = 5


@dataclass(frozen=True, slots=True)
class Desk:
    """Where uploads of one tenant lie, and where what they say goes."""

    box: Box
    store: FileStore
    ledger: Ledger

    def read(self, intake_id: UUID) -> None:
        """Read an upload to its end, unless somebody else does; never raises a refusal."""
        with self.box.claimed(intake_id) as ours, AT_ONCE:
            intake = self.box.get(intake_id) if ours else None
            if intake is None or intake.over:
                return
            try:
                self.box.note(intake_id, self._read(intake_id, intake))
            except RefusedError as refusal:
                self._refused(intake_id, intake, refusal)
            except Exception:
                self._refused(intake_id, intake, refusals.BrokenFileError())
                raise

    def take_up(self) -> int:
        """Read what nobody reads, such as what a server left that went down; gives how many."""
        left = [one for one in self.box.waiting() if self.box.idle(one)]
        for intake_id in left:
            self.read(intake_id)
        return len(left)

    def _read(self, intake_id: UUID, intake: Intake) -> Intake:
        order, plan_id = in_order(intake), intake.plan_id
        if plan_id is None:
            plan_id = self._begin(intake_id, intake, order.pop(0))
        done = replace(intake, phase="joining", plan_id=plan_id)
        for number in order:
            self.box.note(intake_id, replace(done, reading=number))
            try:
                self._join(intake_id, done, number)
            except RefusedError:
                if intake.annex:
                    raise
                done = replace(done, note=intake.sheets[number].name)
        return replace(done, phase="done")

    def _begin(self, intake_id: UUID, intake: Intake, number: int) -> UUID:
        self.box.note(intake_id, replace(intake, phase="reading", reading=number))
        file, reading = self._file(intake_id, intake, number)
        with self.ledger.scope.begin() as connection:
            register, calendar = directory(connection), working_calendar(connection)
            names = known_names(connection)
        beside = self._keep(reading, file.name)
        command = start_draft(reading, file, beside.sha256, register, calendar)
        items = with_known_names(command.items, names, register)
        self._execute(intake, dataclasses.replace(command, items=items), intake_id)
        return uuid5(intake_id, "plan")

    def _join(self, intake_id: UUID, intake: Intake, number: int) -> None:
        """Join an annex; when somebody works on the draft meanwhile, join it anew."""
        file, reading = self._file(intake_id, intake, number)
        for attempt in range(TRIES):
            command = self._annex(intake, file, reading)
            try:
                self._execute(intake, command, uuid5(intake_id, f"annex {number}"))
            except ChangedMeanwhileError:
                if attempt == TRIES - 1:
                    raise
            else:
                return

    def _annex(self, intake: Intake, file: Evidence, annex: Reading) -> JoinAnnex:
        with self.ledger.scope.begin() as connection:
            register, calendar = directory(connection), working_calendar(connection)
            plan = draft(connection, intake.plan_id or UUID(int=0))
            names = known_names(connection)
        joined, items = annexed(plan, self._reading(plan), annex, register, calendar)
        return JoinAnnex(
            plan_id=plan.id,
            file_sha256=file.sha256,
            file_name=file.name,
            reading_sha256=self._keep(joined, file.name).sha256,
            items=with_known_names(items, names, register),
            seen=plan.version,
        )

    def _reading(self, plan: Plan) -> Reading:
        return msgspec.json.decode(self.store.get(plan.reading_sha256), type=Reading)

    def _file(self, intake_id: UUID, intake: Intake, number: int) -> tuple[Evidence, Reading]:
        sheet = intake.sheets[number]
        data, name = self.box.content(intake_id, number, sheet), sheet.name
        reading = sandbox.read(data, name)
        digest = self.store.put(data)
        file = Evidence(sha256=digest, name=name, size=len(data), kind=reading.kind)
        with self.ledger.scope.begin() as connection:
            note_file(connection, file)
        return file, reading

    def _keep(self, reading: Reading, name: str) -> Evidence:
        told = written(reading)
        beside = Evidence(sha256=self.store.put(told), name=name, size=len(told), kind="json")
        with self.ledger.scope.begin() as connection:
            note_file(connection, beside)
        return beside

    def _execute(self, intake: Intake, command: Command, command_id: UUID) -> None:
        execute(command, Order(actor=self._actor(intake), command_id=command_id), self.ledger)

    def _actor(self, intake: Intake) -> Actor:
        """Act as who sent the upload, with the rights that their post has now."""
        day = today(self.ledger.zone)
        with self.ledger.scope.begin() as connection:
            known = directory(connection)
        post, holders = known.posts[intake.post_id], known.holders(intake.post_id, day)
        roles = post.roles if intake.person_id in holders else ()
        return Actor(
            self.box.tenant_id,
            PersonId(intake.person_id),
            PostId(intake.post_id),
            UnitId(post.unit_id),
            frozenset(Role(role) for role in roles),
        )

    def _refused(self, intake_id: UUID, intake: Intake, why: RefusedError) -> None:
        facts: dict[str, str | int] = asdict(why)  # type: ignore[call-overload]
        kept = replace(intake, phase="refused", refusal=type(why).__name__, facts=facts)
        self.box.note(intake_id, kept)


def desk(data: Path, tenant_id: TenantId, ledger: Ledger) -> Desk:
    """Open a tenant's desk for whoever holds no transaction."""
    keys = OpenedKeys(ledger.scope.begin)
    return Desk(Box(data, tenant_id, keys), FileStore(data, tenant_id, keys), ledger)


def in_order(intake: Intake) -> list[int]:
    """Put the plan before its annexes: of several files, the first that is no bare table."""
    numbers = list(range(len(intake.sheets)))
    if intake.annex:
        return numbers
    return sorted(
        numbers, key=lambda n: PurePath(intake.sheets[n].name).suffix.lower() in TABLES
    )
