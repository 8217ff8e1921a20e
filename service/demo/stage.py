"""The stage scene: a copy of the demonstration in which somebody alters one row by hand.

Only a folder that was made here can be altered; the demonstration itself never is.
"""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

import psycopg

from service.demo.place import Place
from service.demo.running import DATABASE
from service.launch.postgres import Server

MARK = "copy-of-the-demonstration"
LEFT_OUT = ("demo.lock", "demo.address", "postmaster.pid", "*.tmp")
PICKED = """
SELECT e.position FROM es.stored_events e JOIN public.tenants t USING (tenant_id)
 WHERE t.code = %s AND e.topic = 'tasks.Progressed' ORDER BY e.position DESC LIMIT 1
"""
ALTERED = """
UPDATE es.stored_events SET state = convert_to(
       replace(convert_from(state, 'UTF8'), '"amount":"', '"amount":"9'), 'UTF8')
 WHERE tenant_id = (SELECT tenant_id FROM public.tenants WHERE code = %s) AND position = %s
"""
SAID = 'UPDATE es.stored_events SET state = replace(state, \'"amount":"\', \'"amount":"9\')'


class NotACopyError(Exception):
    """The folder was not made by `copy`."""


class NothingToAlterError(Exception):
    """The tenant has no reported progress, or there is no such tenant."""


class Altered(NamedTuple):
    """Which event was altered, and how, for the audience."""

    position: int
    statement: str


def copy(source: Path, target: Path) -> bool:
    """Copy a demonstration that does not run; gives False when it runs.

    Raises:
        FileExistsError: the target is there already.
    """
    place = Place(source)
    if not place.take():
        return False
    try:
        shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns(*LEFT_OUT))
        if os.geteuid() == 0:  # PostgreSQL's folder belongs to another account
            _give_back(source, target)
        (target / MARK).touch()
    finally:
        place.leave()
    return True


def alter(data: Path, code: str) -> Altered:
    """Alter the newest reported progress of a tenant by hand, past every defence.

    Raises:
        NotACopyError: the folder is not a copy.
        NothingToAlterError: the tenant has nothing to alter.
    """
    if not (data / MARK).exists():
        raise NotACopyError(str(data))
    with Server(data / "postgres") as server:
        address = server.url(DATABASE).replace("postgresql+psycopg", "postgresql")
        with psycopg.connect(address) as superuser:
            row = superuser.execute(PICKED, (code,)).fetchone()
            if row is None:
                raise NothingToAlterError(code)
            superuser.execute("SET LOCAL session_replication_role = replica")
            superuser.execute(ALTERED, (code, row[0]))
    return Altered(row[0], f"{SAID} WHERE position = {row[0]}")


def _give_back(source: Path, target: Path) -> None:
    for path in (target, *target.rglob("*")):
        owner = (source / path.relative_to(target)).lstat()
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
