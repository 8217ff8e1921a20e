"""Uploads that wait to be read: a folder for each, outside every request.

A form leaves its files in such a folder and is answered at once. Whoever takes the folder's
claim reads the files under guard: a thread of the web server right away, or the worker, where
a server went down in between. The page asks the folder how far it is.
"""

import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from uuid import UUID

import msgspec

from events.sealing import Keyring
from service.vault.sealed_files import open_file, seal_file
from tenants.ids import TenantId

FOLDER = "intake"
STATE, CLAIM = "state.json", "claim"
ABANDONED = 150.0  # seconds: longer than reading may take; then another may claim it
KEPT = 86_400.0  # seconds that the outcome of an upload can be asked for
Phase = Literal["waiting", "reading", "joining", "done", "refused"]


class Sheet(msgspec.Struct, frozen=True):
    """One uploaded file by its name, size in bytes, and hash."""

    name: str
    size: int
    sha256: str


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """How far an upload is; `plan_id` is the draft that it made, or that it belongs to.

    `reading` counts the files from 0. A refusal is kept by its name and facts; `note` names
    a file that could not be read although the plan could.
    """

    person_id: UUID
    post_id: UUID
    sheets: tuple[Sheet, ...]
    phase: Phase = "waiting"
    reading: int = 0
    plan_id: UUID | None = None
    annex: bool = False
    refusal: str = ""
    facts: dict[str, str | int] = {}  # msgspec copies empty defaults
    note: str = ""

    @property
    def over(self) -> bool:
        """Tell whether nothing more will happen."""
        return self.phase in {"done", "refused"}


@dataclass(frozen=True, slots=True)
class Box:
    """The uploads of one tenant, which lie here sealed with its keys."""

    root: Path
    tenant_id: TenantId
    keyring: Keyring

    def put(self, intake_id: UUID, intake: Intake, contents: Sequence[bytes]) -> None:
        """Leave an upload; the same one again is left as it is."""
        home = self._home(intake_id)
        if home.exists():
            return
        partial = home.with_name(f"tmp-{intake_id}-{os.getpid()}")
        partial.mkdir(parents=True, exist_ok=True)
        for number, (sheet, content) in enumerate(zip(intake.sheets, contents, strict=True)):
            sealed = seal_file(content, sheet.sha256, self.keyring)
            (partial / str(number)).write_bytes(sealed)
        (partial / STATE).write_bytes(msgspec.json.encode(intake))
        with suppress(OSError):  # the same form came twice at once: the first stays
            partial.rename(home)
        shutil.rmtree(partial, ignore_errors=True)

    def get(self, intake_id: UUID) -> Intake | None:
        """Say how far an upload is; None for one that is not this tenant's."""
        try:
            said = (self._home(intake_id) / STATE).read_bytes()
        except FileNotFoundError:
            return None
        return msgspec.json.decode(said, type=Intake)

    def content(self, intake_id: UUID, number: int, sheet: Sheet) -> bytes:
        """Give the bytes of one file."""
        sealed = (self._home(intake_id) / str(number)).read_bytes()
        return open_file(sealed, sheet.sha256, self.keyring)

    def note(self, intake_id: UUID, intake: Intake) -> None:
        """Write how far it is; what is over needs its files no longer."""
        home = self._home(intake_id)
        fresh = home / f"{STATE}-{os.getpid()}"
        fresh.write_bytes(msgspec.json.encode(intake))
        fresh.rename(home / STATE)
        if intake.over:
            for number in range(len(intake.sheets)):
                (home / str(number)).unlink(missing_ok=True)

    @contextmanager
    def claimed(self, intake_id: UUID) -> Iterator[bool]:
        """Hold the right to read an upload; gives False when somebody else holds it."""
        claim = self._home(intake_id) / CLAIM
        try:
            if self.idle(intake_id):
                claim.unlink(missing_ok=True)
            claim.touch(exist_ok=False)
        except OSError:
            yield False
            return
        try:
            yield True
        finally:
            claim.unlink(missing_ok=True)

    def idle(self, intake_id: UUID) -> bool:
        """Tell whether nobody reads it: not yet, or no longer."""
        try:
            since = (self._home(intake_id) / CLAIM).stat().st_mtime
        except FileNotFoundError:
            return True
        return time.time() - since > ABANDONED

    def waiting(self) -> list[UUID]:
        """List what nobody has finished, and clear away what was over long ago."""
        found = []
        for home in self._folder().glob("*-*-*-*-*"):
            intake = self.get(UUID(home.name)) if not home.name.startswith("tmp-") else None
            if intake is not None and not intake.over:
                found.append(UUID(home.name))
            elif time.time() - home.stat().st_mtime > KEPT:
                shutil.rmtree(home, ignore_errors=True)
        return found

    def _home(self, intake_id: UUID) -> Path:
        return self._folder() / str(intake_id)

    def _folder(self) -> Path:
        return self.root / FOLDER / str(self.tenant_id)
